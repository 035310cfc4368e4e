/*
 * The expression language: the table of tests/fixtures/expr/expressions.json, which the browser
 * runs too, and what only C can see: limits, hostile code, exhausted memory. Source: CASE-07,
 * PLAT-08.
 */
#include "support.h"

#include "form_support.h"
#include "table_support.h"

#include <stdlib.h>

#define NAMES 64

struct table {
    struct ela_json *json;
    struct ela_arena arena;
    struct ela_x_name names[NAMES];
    struct ela_str texts[NAMES];
    struct ela_x_value values[NAMES];
    uint8_t types[NAMES], cells[NAMES];
    size_t n;
};

static bool find(void *ctx, struct ela_str name, struct ela_x_name *out)
{
    const struct table *t = ctx;
    for (size_t i = 0; i < t->n; i++)
        if (ela_str_eq(t->texts[i], name)) {
            *out = t->names[i];
            return true;
        }
    return false;
}

static struct ela_x_value rows(struct table *t, const struct ela_json *values, enum ela_x_type cell)
{
    size_t n = ela_json_size(values);
    struct ela_x_value *v = ela_arena_alloc(&t->arena, (n + 1) * sizeof *v);
    for (size_t i = 0; i < n; i++)
        v[i] = ela_x_read(cell, ela_json_text(ela_json_at(values, i)));
    return (struct ela_x_value){.type = ELA_X_ROWS, .n = (uint32_t)n, .rows = cell ? v : NULL};
}

static void open_table(struct table *t)
{
    *t = (struct table){.json = t_table("expr/expressions.json")};
    ela_arena_init(&t->arena, 0);
    const struct ela_json *names = ela_json_get(t->json, "names");
    t->n = ela_json_size(names);
    assert_true(t->n < NAMES);
    for (size_t i = 0; i < t->n; i++) {
        const struct ela_json *j = ela_json_at(names, i);
        enum ela_x_type type = fs_xtype(fs_text(j, "type")), cell = fs_xtype(fs_text(j, "cell"));
        t->texts[i] = fs_text(j, "name");
        t->names[i] = (struct ela_x_name){(uint16_t)i, type, cell};
        t->types[i] = (uint8_t)type;
        t->cells[i] = (uint8_t)cell;
        t->values[i] = type == ELA_X_ROWS ? rows(t, ela_json_get(j, "values"), cell)
                                          : ela_x_read(type, fs_text(j, "value"));
    }
}

static void close_table(struct table *t)
{
    ela_arena_release(&t->arena);
    ela_json_free(t->json);
}

static enum ela_status compile(struct table *t, const char *text, const struct ela_expr **e,
                               struct ela_error *err)
{
    struct ela_x_scope scope = {find, t};
    return ela_expr_compile(ela_str_of(text), &scope, ELA_X_EMPTY, &t->arena, e, "x", err);
}

/* The value as the table writes it; NULL: absent. */
static const char *shown(struct table *t, struct ela_x_value v)
{
    char buf[32];
    struct ela_str s = ela_x_write(v, buf);
    return v.type == ELA_X_EMPTY ? NULL : ela_arena_strndup(&t->arena, s.p, s.n);
}

/* Saved and loaded again, it must give the same. */
static const struct ela_expr *again(struct table *t, const struct ela_expr *e)
{
    struct ela_buf b;
    struct ela_error err = ELA_ERROR_INIT;
    const struct ela_expr *out = NULL;
    ela_buf_init(&b, 65536);
    ela_expr_save(e, &b);
    struct ela_str in = {b.p, b.n};
    if (ela_expr_load(&in, t->types, t->cells, t->n, &t->arena, &out, &err) != ELA_OK)
        fail_msg("saved code does not load: %s", err.key);
    assert_int_equal(in.n, 0);
    assert_int_equal(ela_expr_type(out), ela_expr_type(e));
    ela_buf_release(&b);
    return out;
}

static size_t failures;

#define WRONG(...) (print_error(__VA_ARGS__), failures++)

static void check_gives(struct table *t, const struct ela_json *c, const char *text)
{
    const struct ela_expr *e = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_str want = fs_text(c, "gives");
    bool absent = ela_json_kind(ela_json_get(c, "gives")) == ELA_JNULL;
    if (compile(t, text, &e, &err) != ELA_OK) {
        WRONG("%s: refused with %s at %s\n", text, err.key, err.params[0].value);
        return;
    }
    for (int pass = 0; pass < 2; pass++) {
        const char *got = shown(t, ela_expr_run(e, t->values, &t->arena));
        if (absent ? got != NULL : !got || !ela_str_is(want, got))
            WRONG("%s: gives %s\n", text, got ? got : "nothing");
        e = again(t, e);
    }
}

static void check_error(struct table *t, const struct ela_json *c, const char *text)
{
    const struct ela_expr *e = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    char at[16], line[16];
    snprintf(at, sizeof at, "%d", (int)ela_json_int(ela_json_get(c, "at"), 1));
    snprintf(line, sizeof line, "%d", (int)ela_json_int(ela_json_get(c, "line"), 1));
    if (compile(t, text, &e, &err) == ELA_OK)
        WRONG("%s: accepted\n", text);
    else if (!ela_str_is(fs_text(c, "error"), err.key) || strcmp(err.params[0].value, at) != 0 ||
             strcmp(err.params[1].value, line) != 0 || strcmp(err.field, "x") != 0)
        WRONG("%s: %s at %s line %s\n", text, err.key, err.params[0].value, err.params[1].value);
}

static void test_CASE_07_expressions_table(void **state)
{
    (void)state;
    struct table t;
    failures = 0;
    open_table(&t);
    const struct ela_json *cases = ela_json_get(t.json, "cases");
    assert_true(ela_json_size(cases) > 150);
    for (size_t i = 0; i < ela_json_size(cases); i++) {
        const struct ela_json *c = ela_json_at(cases, i);
        const char *text = fs_chars(c, "expr", &t.arena);
        if (ela_json_get(c, "error"))
            check_error(&t, c, text);
        else
            check_gives(&t, c, text);
    }
    close_table(&t);
    assert_int_equal(failures, 0);
}

static void refused(struct table *t, const char *text, const char *key)
{
    const struct ela_expr *e;
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(compile(t, text, &e, &err), ELA_E_INPUT);
    assert_string_equal(err.key, key);
}

static char *repeated(struct table *t, const char *head, const char *part, size_t n,
                      const char *tail)
{
    struct ela_buf b;
    ela_buf_init(&b, 65536);
    ela_buf_adds(&b, head);
    for (size_t i = 0; i < n; i++)
        ela_buf_adds(&b, part);
    ela_buf_adds(&b, tail);
    char *out = ela_arena_strdup(&t->arena, b.p);
    ela_buf_release(&b);
    return out;
}

static void test_CASE_07_expression_bombs_refused(void **state)
{
    (void)state;
    struct table t;
    const struct ela_expr *e;
    struct ela_error err = ELA_ERROR_INIT;
    open_table(&t);
    refused(&t, repeated(&t, "", "(", 900, "1"), "expr.too_deep");
    refused(&t, repeated(&t, "", "not ", 400, "yes"), "expr.too_deep");
    refused(&t, repeated(&t, "", "- ", 600, "a"), "expr.too_deep");
    refused(&t, repeated(&t, "", "min(a,", 200, "a"), "expr.too_deep");
    refused(&t, repeated(&t, "1", "+1", 700, ""), "expr.too_large");
    refused(&t, repeated(&t, "a in (1", ",1", 700, ")"), "expr.too_large");
    refused(&t, repeated(&t, "1", " ", 2000, ""), "expr.too_long");
    refused(&t, "'\xC3' = name", "expr.character");
    /* The deepest that is allowed still runs, and doubling texts stop at their bound. */
    assert_int_equal(
        compile(&t, repeated(&t, repeated(&t, "", "(", 31, "1"), ")", 31, ""), &e, &err), ELA_OK);
    const char *doubled = "name";
    for (int i = 0; i < 6; i++) {
        struct ela_buf b;
        ela_buf_init(&b, 65536);
        ela_buf_addf(&b, "concat(%s,%s,%s)", doubled, doubled, "name");
        doubled = ela_arena_strdup(&t.arena, b.p);
        ela_buf_release(&b);
    }
    assert_int_equal(compile(&t, doubled, &e, &err), ELA_OK);
    struct ela_x_value v = ela_expr_run(e, t.values, &t.arena);
    assert_true(v.n <= ELA_EXPR_TEXT_MAX * 4 && v.n > 500);
    close_table(&t);
}

static void test_CASE_07_reports_what_it_reads(void **state)
{
    (void)state;
    struct table t;
    const struct ela_expr *e;
    struct ela_error err = ELA_ERROR_INIT;
    size_t n;
    open_table(&t);
    assert_int_equal(compile(&t, "b + a > a and kind = 'x'", &e, &err), ELA_OK);
    const uint16_t *slots = ela_expr_slots(e, &n);
    assert_int_equal(n, 3);
    assert_int_equal(slots[0], 0);
    assert_int_equal(slots[1], 1);
    assert_int_equal(slots[2], 6);
    /* A slot that holds another type than was said counts as absent. */
    t.values[0] = ela_x_text("12.5", 4);
    assert_int_equal(compile(&t, "empty(a) and not (a = 12.5) and empty(a + 1)", &e, &err), ELA_OK);
    assert_true(ela_x_true(ela_expr_run(e, t.values, &t.arena)));
    close_table(&t);
}

static void test_CASE_07_guard_over_facts(void **state)
{
    (void)state;
    const struct ela_x_fact names[] = {{"case.status", ELA_X_TEXT},
                                       {"case.progress", ELA_X_NUMBER}};
    struct ela_x_facts facts = {names, 2};
    struct ela_x_scope scope = {ela_x_facts_find, &facts};
    struct ela_x_value values[] = {ela_x_text("open", 4), ela_x_int(100)};
    struct ela_arena arena;
    struct ela_error err = ELA_ERROR_INIT;
    const struct ela_expr *e;
    ela_arena_init(&arena, 0);
    assert_int_equal(ela_expr_compile(ELA_STR("case.status = 'open' and case.progress >= 100"),
                                      &scope, ELA_X_BOOL, &arena, &e, "guard", &err),
                     ELA_OK);
    assert_true(ela_x_true(ela_expr_run(e, values, &arena)));
    assert_int_equal(
        ela_expr_compile(ELA_STR("case.progress"), &scope, ELA_X_BOOL, &arena, &e, "guard", &err),
        ELA_E_INPUT);
    assert_string_equal(err.key, "expr.type");
    assert_string_equal(err.params[2].value, "boolean");
    assert_string_equal(err.params[3].value, "number");
    ela_arena_release(&arena);
}

/* Every byte of a saved code changed in several ways: refused, or it runs within its bounds. */
static void test_CASE_07_hostile_code(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "if(yes and a > 3 or kind in ('x', 'company'), round(sum(lines.amount) / 3, 2), -b)",
        "concat(upper(name), coalesce(no_text, 'x'), adddays(today, 3))",
    };
    struct table t;
    open_table(&t);
    size_t accepted = 0;
    for (size_t k = 0; k < 2; k++) {
        const struct ela_expr *e, *out;
        struct ela_error err = ELA_ERROR_INIT;
        struct ela_buf b;
        ela_buf_init(&b, 65536);
        assert_int_equal(compile(&t, texts[k], &e, &err), ELA_OK);
        ela_expr_save(e, &b);
        for (size_t i = 0; i < b.n; i++) {
            for (int bit = 0; bit < 8; bit++) {
                struct ela_arena arena;
                ela_arena_init(&arena, 0);
                b.p[i] = (char)(b.p[i] ^ (1 << bit));
                struct ela_str in = {b.p, b.n};
                ela_error_reset(&err);
                if (ela_expr_load(&in, t.types, t.cells, t.n, &arena, &out, &err) == ELA_OK) {
                    (void)ela_expr_run(out, t.values, &arena);
                    accepted++;
                }
                b.p[i] = (char)(b.p[i] ^ (1 << bit));
                ela_arena_release(&arena);
            }
            struct ela_str cut = {b.p, i};
            assert_int_not_equal(ela_expr_load(&cut, t.types, t.cells, t.n, &t.arena, &out, NULL),
                                 ELA_OK);
        }
        ela_buf_release(&b);
    }
    assert_true(accepted > 0); /* a changed constant is another expression, and no harm */
    close_table(&t);
}

static void test_PLAT_08_numbers_are_exact(void **state)
{
    (void)state;
    int64_t v;
    char buf[32];
    assert_true(ela_x_number_read(ELA_STR("9223372036854.775807"), &v));
    assert_int_equal(v, INT64_MAX);
    assert_true(ela_str_is(ela_x_write(ela_x_number(v), buf), "9223372036854.775807"));
    assert_true(ela_x_number_read(ELA_STR("-9223372036854.775807"), &v));
    assert_true(ela_str_is(ela_x_write(ela_x_number(v), buf), "-9223372036854.775807"));
    assert_int_equal(ela_x_number(INT64_MIN).type, ELA_X_EMPTY);
    assert_int_equal(ela_x_int(INT64_MAX / 1000).type, ELA_X_EMPTY);
    static const char *const refused_texts[] = {
        "", "-", ".", "1.", ".5", "1,5", "1 0", "+1", "0x1", "1.1234567", "9223372036855"};
    for (size_t i = 0; i < sizeof refused_texts / sizeof refused_texts[0]; i++)
        assert_false(ela_x_number_read(ela_str_of(refused_texts[i]), &v));
}

/* ---- Exhausted memory ----------------------------------------------------------------------- */

static long left;

static void *failing_alloc(size_t n)
{
    return left-- > 0 ? malloc(n) : NULL;
}

static void *failing_resize(void *p, size_t n)
{
    return left-- > 0 ? realloc(p, n) : NULL;
}

static void test_CASE_07_allocation_failures(void **state)
{
    (void)state;
    const struct ela_allocator hooks = {failing_alloc, failing_resize, free};
    const struct ela_x_fact names[] = {{"f.a", ELA_X_TEXT}};
    struct ela_x_facts facts = {names, 1};
    struct ela_x_scope scope = {ela_x_facts_find, &facts};
    struct ela_x_value value = ela_x_text("abc", 3);
    bool done = false;
    for (long n = 0; !done && n < 100; n++) {
        struct ela_arena arena;
        const struct ela_expr *e;
        struct ela_error err = ELA_ERROR_INIT;
        ela_arena_init(&arena, 0);
        left = n;
        ela_set_allocator(&hooks);
        enum ela_status st = ela_expr_compile(
            ELA_STR("concat(f.a, if(filled(f.a) and f.a != 'x', upper(f.a), 'no'))"), &scope,
            ELA_X_TEXT, &arena, &e, "x", &err);
        if (st == ELA_OK) {
            struct ela_arena none;
            ela_arena_init(&none, 1); /* nothing to make texts in */
            assert_int_equal(ela_expr_run(e, &value, &none).type, ELA_X_EMPTY);
            ela_arena_release(&none);
            done = true;
        } else {
            assert_string_equal(err.key, "internal.memory");
        }
        ela_arena_release(&arena);
        ela_set_allocator(NULL);
    }
    assert_true(done);
}

/* What is told is a text, whatever was written. */
static void test_CASE_07_what_was_found_is_told_whole(void **state)
{
    (void)state;
    static const struct {
        const char *text, *found;
    } cases[] = {{"É bad!", "É"}, {"1 ≥ 2", "≥"}, {"1 + 😀", "😀"}, {"é", "é"}};
    struct table t;
    open_table(&t);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct ela_expr *e = NULL;
        struct ela_error err = ELA_ERROR_INIT;
        assert_int_equal(compile(&t, cases[i].text, &e, &err), ELA_E_INPUT);
        assert_string_equal(err.key, "expr.character");
        assert_string_equal(err.params[2].value, cases[i].found);
    }
    close_table(&t);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_CASE_07_expressions_table),
        cmocka_unit_test(test_CASE_07_expression_bombs_refused),
        cmocka_unit_test(test_CASE_07_reports_what_it_reads),
        cmocka_unit_test(test_CASE_07_guard_over_facts),
        cmocka_unit_test(test_CASE_07_hostile_code),
        cmocka_unit_test(test_PLAT_08_numbers_are_exact),
        cmocka_unit_test(test_CASE_07_allocation_failures),
        cmocka_unit_test(test_CASE_07_what_was_found_is_told_whole),
    };
    ela_json_init();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
