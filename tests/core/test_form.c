/*
 * Fields and forms: the tables of tests/fixtures/expr (fields.json, forms.json), which the browser
 * runs too; each form also after a way through bytes. Source: CASE-07, PLAT-08.
 */
#include "support.h"

#include "form_support.h"
#include "table_support.h"

static size_t failures;

#define WRONG(...) (print_error(__VA_ARGS__), failures++)

/* ---- Fields --------------------------------------------------------------------------------- */

static void check_typed(const char *type, struct ela_form_state *s, struct ela_str typed,
                        struct ela_str want)
{
    assert_int_equal(ela_form_set(s, 0, ELA_FORM_NO_ROW, typed, NULL), ELA_OK);
    assert_int_equal(ela_form_run(s, 0, NULL), ELA_OK);
    const struct ela_form_result *r = ela_form_result(s, 0, 0);
    if (want.n && want.p[0] == '!') {
        struct ela_str key = {want.p + 1, want.n - 1};
        if (!r->problem.key || !ela_str_is(key, r->problem.key))
            WRONG("%s \"%.*s\": %s, text \"%.*s\"\n", type, (int)typed.n, typed.p,
                  r->problem.key ? r->problem.key : "accepted", (int)r->text.n, r->text.p);
        return;
    }
    if (r->problem.key || !ela_str_eq(r->text, want))
        WRONG("%s \"%.*s\": %s, text \"%.*s\"\n", type, (int)typed.n, typed.p,
              r->problem.key ? r->problem.key : "accepted", (int)r->text.n, r->text.p);
}

/* What came out goes in again, as stored, and stays. */
static void check_stored(const char *type, struct ela_form_state *s, struct ela_str want)
{
    if (want.n == 0 || want.p[0] == '!')
        return;
    assert_int_equal(ela_form_put(s, 0, ELA_FORM_NO_ROW, want, NULL), ELA_OK);
    assert_int_equal(ela_form_run(s, 0, NULL), ELA_OK);
    const struct ela_form_result *r = ela_form_result(s, 0, 0);
    if (r->problem.key || !ela_str_eq(r->text, want))
        WRONG("%s stored \"%.*s\": %s, \"%.*s\"\n", type, (int)want.n, want.p,
              r->problem.key ? r->problem.key : "", (int)r->text.n, r->text.p);
}

static void test_PLAT_08_fields_table(void **state)
{
    (void)state;
    struct ela_json *json = t_table("expr/fields.json");
    const struct ela_json *fields = ela_json_get(json, "fields");
    bool seen[ELA_F_TYPES] = {false};
    failures = 0;
    for (size_t i = 0; i < ela_json_size(fields); i++) {
        const struct ela_json *j = ela_json_at(fields, i), *cases = ela_json_get(j, "cases");
        struct ela_arena arena;
        struct ela_error err = ELA_ERROR_INIT;
        const struct ela_form *form;
        struct ela_form_field f = {0};
        ela_arena_init(&arena, 0);
        fs_field(j, &f, &arena);
        f.code = "x";
        const char *type = ela_form_type_name(f.type);
        struct ela_form_spec spec = {.fields = &f, .nfields = 1};
        if (ela_form_build(&spec, &arena, &form, &err) != ELA_OK)
            fail_msg("%s: %s", type, err.key);
        seen[f.type] = true;
        struct ela_form_state *s = start(form, ELA_SIDE_BOTH);
        for (size_t k = 0; k < ela_json_size(cases); k++) {
            const struct ela_json *c = ela_json_at(cases, k);
            struct ela_str want = ela_json_text(ela_json_at(c, 1));
            check_typed(type, s, ela_json_text(ela_json_at(c, 0)), want);
            check_stored(type, s, want);
        }
        ela_form_free(s);
        ela_arena_release(&arena);
    }
    for (unsigned t = 1; t < ELA_F_COMPUTED; t++)
        if (!seen[t])
            WRONG("no case for %s\n", ela_form_type_name((enum ela_form_type)t));
    assert_int_equal(failures, 0);
    ela_json_free(json);
}

static void test_PLAT_08_messages_have_values(void **state)
{
    (void)state;
    const struct ela_form_field f[] = {
        {.code = "n", .type = ELA_F_NUMBER, .min = "1.5", .flags = ELA_FORM_REQUIRED},
        {.code = "t", .type = ELA_F_TEXT, .mask = "99"},
        {.code = "b", .type = ELA_F_IBAN},
    };
    struct ela_form_spec spec = {.fields = f, .nfields = 3};
    const struct ela_form *form;
    struct ela_arena arena;
    ela_arena_init(&arena, 0);
    assert_int_equal(ela_form_build(&spec, &arena, &form, NULL), ELA_OK);
    struct ela_form_state *s = start(form, ELA_SIDE_BOTH);
    assert_int_equal(ela_form_set(s, 0, 0, ELA_STR("1"), NULL), ELA_OK);
    assert_int_equal(ela_form_set(s, 1, 0, ELA_STR("x"), NULL), ELA_OK);
    assert_int_equal(ela_form_set(s, 2, 0, ELA_STR("FR14"), NULL), ELA_OK);
    assert_int_equal(ela_form_set(s, 2, 0, ELA_STR("FR1420"), NULL), ELA_OK);
    assert_int_equal(ela_form_run(s, 0, NULL), ELA_OK);
    assert_string_equal(ela_form_result(s, 0, 0)->problem.params[0].name, "min");
    assert_string_equal(ela_form_result(s, 0, 0)->problem.params[0].value, "1.5");
    assert_string_equal(ela_form_result(s, 1, 0)->problem.params[0].value, "99");
    assert_string_equal(ela_form_result(s, 2, 0)->problem.params[1].name, "length");
    assert_string_equal(ela_form_result(s, 2, 0)->problem.params[1].value, "27");
    assert_int_equal(ela_form_problems(s), 3);
    ela_form_free(s);
    ela_arena_release(&arena);
}

/* ---- Whole forms ---------------------------------------------------------------------------- */

struct play {
    const char *name;
    size_t step;
    const struct ela_form *form;
    struct ela_form_state *s;
};

/* "lines.label#2" */
static int place(const struct play *p, const char *key, size_t *row)
{
    const char *hash = strchr(key, '#');
    size_t n = hash ? (size_t)(hash - key) : strlen(key);
    int64_t v = 0;
    if (hash)
        assert_true(ela_parse_i64(ela_str_of(hash + 1), &v));
    *row = (size_t)v;
    return ela_form_index(p->form, (struct ela_str){key, n});
}

static void enter(const struct play *p, const struct ela_json *values, bool stored,
                  struct ela_str refused)
{
    const char *key;
    const struct ela_json *v;
    for (const void *it = NULL; (it = ela_json_next(values, it, &key, &v)) != NULL;) {
        size_t row;
        struct ela_error err = ELA_ERROR_INIT;
        int field = place(p, key, &row);
        struct ela_str text = ela_json_text(v);
        size_t at = field < 0 ? SIZE_MAX : (size_t)field;
        enum ela_status st = stored ? ela_form_put(p->s, at, row, text, &err)
                                    : ela_form_set(p->s, at, row, text, &err);
        if (refused.n ? !ela_str_is(refused, err.key) : st != ELA_OK)
            WRONG("%s, step %zu: %s: %s\n", p->name, p->step, key, err.key);
    }
}

static void see(const struct play *p, const char *key, const struct ela_json *want)
{
    size_t row;
    int field = place(p, key, &row);
    const struct ela_form_result *r = field < 0 ? NULL : ela_form_result(p->s, (size_t)field, row);
    struct ela_str t = ela_json_text(want);
    bool hidden = ela_json_kind(want) == ELA_JNULL, required = t.n && t.p[0] == '*';
    bool problem = t.n && t.p[0] == '!';
    if (!r) {
        WRONG("%s, step %zu: no %s\n", p->name, p->step, key);
        return;
    }
    if (required || problem)
        t = (struct ela_str){t.p + 1, t.n - 1};
    bool fine = r->visible != hidden;
    if (!hidden && problem)
        fine = fine && r->problem.key && ela_str_is(t, r->problem.key);
    else if (!hidden)
        fine = fine && !r->problem.key && ela_str_eq(r->text, t) && r->required == required;
    else
        fine = fine && !r->problem.key && r->text.n == 0;
    if (!fine)
        WRONG("%s, step %zu: %s is %s \"%.*s\" %s %s\n", p->name, p->step, key,
              r->visible ? "visible" : "hidden", (int)r->text.n, r->text.p,
              r->required ? "required" : "", r->problem.key ? r->problem.key : "");
}

static void see_all(const struct play *p, const struct ela_json *step)
{
    const char *key;
    const struct ela_json *v;
    for (const void *it = NULL; (it = ela_json_next(ela_json_get(step, "see"), it, &key, &v));)
        see(p, key, v);
    size_t want = (size_t)ela_json_int(ela_json_get(step, "problems"), -1);
    if (ela_json_get(step, "problems") && ela_form_problems(p->s) != want)
        WRONG("%s, step %zu: %zu problems\n", p->name, p->step, ela_form_problems(p->s));
    for (const void *it = NULL; (it = ela_json_next(ela_json_get(step, "pages"), it, &key, &v));) {
        static const char *const codes[] = {"who", "firm", "end"};
        for (size_t i = 0; i < 3; i++)
            if (strcmp(codes[i], key) == 0) {
                const struct ela_form_page_result *page = ela_form_page(p->s, i);
                bool hidden = ela_json_kind(v) == ELA_JNULL;
                if (page->visible == hidden ||
                    (!hidden && page->problems != (size_t)ela_json_int(v, -1)))
                    WRONG("%s, step %zu: page %s\n", p->name, p->step, key);
            }
    }
}

static void play_step(struct play *p, const struct ela_json *step)
{
    const char *key;
    const struct ela_json *v;
    size_t row;
    for (const void *it = NULL; (it = ela_json_next(ela_json_get(step, "fact"), it, &key, &v));)
        assert_true(ela_form_fact(p->s, ela_str_of(key), ela_json_text(v)));
    for (const void *it = NULL; (it = ela_json_next(ela_json_get(step, "rows"), it, &key, &v));)
        assert_int_equal(
            ela_form_rows(p->s, (size_t)place(p, key, &row), (size_t)ela_json_int(v, 0), NULL),
            ELA_OK);
    for (const void *it = NULL; (it = ela_json_next(ela_json_get(step, "remove"), it, &key, &v));)
        assert_int_equal(ela_form_remove_row(p->s, (size_t)place(p, key, &row),
                                             (size_t)ela_json_int(v, 0), NULL),
                         ELA_OK);
    enter(p, ela_json_get(step, "put"), true, ELA_STR(""));
    enter(p, ela_json_get(step, "set"), false, fs_text(step, "refused"));
    unsigned flags = ela_json_bool(ela_json_get(step, "draft"), false) ? ELA_RUN_DRAFT : 0;
    assert_int_equal(ela_form_run(p->s, flags, NULL), ELA_OK);
    see_all(p, step);
}

static void play_form(const struct ela_json *j, const struct ela_form *form, const char *name)
{
    const struct ela_json *steps = ela_json_get(j, "steps");
    struct ela_str side = fs_text(j, "side");
    struct play p = {.name = name, .form = form};
    p.s = start(form, ela_str_is(side, "client")   ? ELA_SIDE_CLIENT
                      : ela_str_is(side, "office") ? ELA_SIDE_OFFICE
                                                   : ELA_SIDE_BOTH);
    for (p.step = 0; p.step < ela_json_size(steps); p.step++)
        play_step(&p, ela_json_at(steps, p.step));
    ela_form_free(p.s);
}

static void check_form(const struct ela_json *j)
{
    struct ela_arena arena, other;
    struct ela_error err = ELA_ERROR_INIT;
    const struct ela_form *form = NULL, *loaded = NULL;
    struct ela_buf b, c;
    ela_arena_init(&arena, 0);
    ela_arena_init(&other, 0);
    const char *name = fs_chars(j, "name", &arena);
    struct ela_form_spec spec = fs_spec(j, &arena);
    struct ela_str error = fs_text(j, "error");
    enum ela_status st = ela_form_build(&spec, &arena, &form, &err);
    if (error.n) {
        const char *names = err.nparams ? err.params[0].value : "";
        struct ela_str want = fs_text(j, "names");
        if (st != ELA_E_INPUT || !ela_str_is(error, err.key) ||
            !ela_str_is(fs_text(j, "field"), err.field) || (want.n && !ela_str_is(want, names)))
            WRONG("%s: %s on %s, %s\n", name, err.key, err.field, names);
    } else if (st != ELA_OK) {
        WRONG("%s: %s on %s\n", name, err.key, err.field);
    } else {
        play_form(j, form, name);
        save(form, &b);
        if (ela_form_load((struct ela_str){b.p, b.n}, &other, &loaded, &err) != ELA_OK)
            fail_msg("%s: saved, and not loaded: %s", name, err.key);
        play_form(j, loaded, name);
        save(loaded, &c);
        assert_int_equal(b.n, c.n);
        assert_memory_equal(b.p, c.p, b.n);
        ela_buf_release(&b);
        ela_buf_release(&c);
    }
    ela_arena_release(&arena);
    ela_arena_release(&other);
}

static void test_CASE_07_forms_table(void **state)
{
    (void)state;
    struct ela_json *json = t_table("expr/forms.json");
    const struct ela_json *forms = ela_json_get(json, "forms");
    failures = 0;
    for (size_t i = 0; i < ela_json_size(forms); i++)
        check_form(ela_json_at(forms, i));
    assert_true(ela_json_size(forms) > 30);
    assert_int_equal(failures, 0);
    ela_json_free(json);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_PLAT_08_fields_table),
        cmocka_unit_test(test_PLAT_08_messages_have_values),
        cmocka_unit_test(test_CASE_07_forms_table),
    };
    ela_json_init();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
