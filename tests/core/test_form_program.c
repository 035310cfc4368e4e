/*
 * Forms as only C can see them: hostile programs, limits, exhausted memory. Source: CASE-07,
 * PLAT-08.
 */
#include "support.h"

#include "form_support.h"
#include "table_support.h"

/* ---- Hostile programs ----------------------------------------------------------------------- */

static uint32_t crc32_of(const unsigned char *p, size_t n)
{
    uint32_t c = 0xFFFFFFFF;
    for (size_t i = 0; i < n; i++) {
        c ^= p[i];
        for (int k = 0; k < 8; k++)
            c = c >> 1 ^ (c & 1 ? 0xEDB88320 : 0);
    }
    return c ^ 0xFFFFFFFF;
}

static void sign(struct ela_buf *b)
{
    uint32_t crc = crc32_of((unsigned char *)b->p + 13, b->n - 13);
    for (int i = 0; i < 4; i++)
        b->p[9 + i] = (char)(crc >> (8 * i));
}

/* Fills everything that can be filled and runs: bounds must hold whatever the program says. */
static void exercise(const struct ela_form *form)
{
    struct ela_form_state *s = start(form, ELA_SIDE_BOTH);
    for (size_t i = 0; i < ela_form_nfields(form); i++) {
        if (ela_form_type(form, i) == ELA_F_TABLE)
            assert_int_equal(ela_form_rows(s, i, 2, NULL), ELA_OK);
        enum ela_status st = ela_form_set(s, i, 0, ELA_STR("12"), NULL);
        assert_true(st == ELA_OK || st == ELA_E_INPUT);
    }
    assert_int_equal(ela_form_run(s, 0, NULL), ELA_OK);
    ela_form_free(s);
}

static void try_program(const struct ela_buf *b, size_t *accepted)
{
    struct ela_arena arena;
    const struct ela_form *form;
    struct ela_error err = ELA_ERROR_INIT;
    ela_arena_init(&arena, 0);
    if (ela_form_load((struct ela_str){b->p, b->n}, &arena, &form, &err) == ELA_OK) {
        exercise(form);
        ++*accepted;
    } else {
        assert_true(strcmp(err.key, "form.broken") == 0 || strcmp(err.key, "form.version") == 0);
    }
    ela_arena_release(&arena);
}

static void test_CASE_07_hostile_programs(void **state)
{
    (void)state;
    struct ela_json *json = t_table("expr/forms.json");
    size_t accepted = 0, whole = 0;
    for (size_t k = 0; k < 4; k++) {
        struct ela_arena arena;
        const struct ela_form *form;
        struct ela_buf b;
        ela_arena_init(&arena, 0);
        struct ela_form_spec spec = fs_spec(ela_json_at(ela_json_get(json, "forms"), k), &arena);
        assert_int_equal(ela_form_build(&spec, &arena, &form, NULL), ELA_OK);
        save(form, &b);
        ela_arena_release(&arena);
        for (size_t i = 0; i < b.n; i++) {
            static const unsigned char masks[] = {0x01, 0x80, 0xFF, 0x10};
            for (size_t m = 0; m < sizeof masks; m++) {
                b.p[i] = (char)((unsigned char)b.p[i] ^ masks[m]);
                if (i < 13) {
                    try_program(&b, &whole); /* the checksum sees it */
                } else {
                    sign(&b);
                    try_program(&b, &accepted);
                }
                b.p[i] = (char)((unsigned char)b.p[i] ^ masks[m]);
                sign(&b);
            }
            struct ela_buf cut = {.p = b.p, .n = i};
            try_program(&cut, &whole);
        }
        ela_buf_release(&b);
    }
    assert_int_equal(whole, 0);
    assert_true(accepted > 0);
    ela_json_free(json);
}

static void test_CASE_07_program_of_another_version(void **state)
{
    (void)state;
    struct ela_arena arena;
    const struct ela_form *form;
    struct ela_error err = ELA_ERROR_INIT;
    ela_arena_init(&arena, 0);
    assert_int_equal(ela_form_load(ELA_STR("ELAF\x02xxxxxxxxxxxx"), &arena, &form, &err),
                     ELA_E_INPUT);
    assert_string_equal(err.key, "form.version");
    ela_error_reset(&err);
    assert_int_equal(ela_form_load(ELA_STR("PK\x03\x04xxxxxxxxxxxx"), &arena, &form, &err),
                     ELA_E_INPUT);
    assert_string_equal(err.key, "form.broken");
    ela_arena_release(&arena);
}

/* ---- Limits and memory ---------------------------------------------------------------------- */

static void test_CASE_07_limits(void **state)
{
    (void)state;
    static struct ela_form_field many[ELA_FORM_FIELDS_MAX + 1];
    static char codes[ELA_FORM_FIELDS_MAX + 1][8], exprs[ELA_FORM_FIELDS_MAX + 1][24];
    struct ela_arena arena;
    const struct ela_form *form;
    struct ela_error err = ELA_ERROR_INIT;
    ela_arena_init(&arena, 0);
    /* Each computed from the next: the longest chain there can be, declared the wrong way round. */
    for (size_t i = 0; i <= ELA_FORM_FIELDS_MAX; i++) {
        snprintf(codes[i], sizeof codes[i], "f%zu", i);
        snprintf(exprs[i], sizeof exprs[i], "f%zu + 1", i + 1);
        many[i] = (struct ela_form_field){.code = codes[i],
                                          .type = ELA_F_COMPUTED,
                                          .computed = i + 1 < ELA_FORM_FIELDS_MAX ? exprs[i] : "1"};
    }
    struct ela_form_spec spec = {.fields = many, .nfields = ELA_FORM_FIELDS_MAX};
    assert_int_equal(ela_form_build(&spec, &arena, &form, &err), ELA_OK);
    struct ela_form_state *s = start(form, ELA_SIDE_BOTH);
    assert_int_equal(ela_form_run(s, 0, NULL), ELA_OK);
    assert_true(ela_str_is(ela_form_result(s, 0, 0)->text, "500"));
    ela_form_free(s);
    spec.nfields++;
    assert_int_equal(ela_form_build(&spec, &arena, &form, &err), ELA_E_INPUT);
    assert_string_equal(err.key, "form.too_many");
    ela_arena_release(&arena);
}

static void test_PLAT_08_rows_and_fields_out_of_range(void **state)
{
    (void)state;
    const struct ela_form_field f[] = {{.code = "t", .type = ELA_F_TABLE},
                                       {.code = "a", .type = ELA_F_TEXT, .table = "t"}};
    struct ela_form_spec spec = {.fields = f, .nfields = 2};
    struct ela_arena arena;
    const struct ela_form *form;
    struct ela_error err = ELA_ERROR_INIT;
    ela_arena_init(&arena, 0);
    assert_int_equal(ela_form_build(&spec, &arena, &form, NULL), ELA_OK);
    struct ela_form_state *s = start(form, ELA_SIDE_BOTH);
    assert_int_equal(ela_form_set(s, 1, 0, ELA_STR("x"), &err), ELA_E_INPUT);
    assert_string_equal(err.key, "form.no_row");
    ela_error_reset(&err);
    assert_int_equal(ela_form_rows(s, 0, ELA_FORM_ROWS_MAX + 1, &err), ELA_E_INPUT);
    assert_string_equal(err.key, "form.too_many");
    ela_error_reset(&err);
    assert_int_equal(ela_form_rows(s, 1, 1, &err), ELA_E_INPUT);
    assert_string_equal(err.key, "form.no_field");
    ela_error_reset(&err);
    assert_int_equal(ela_form_remove_row(s, 0, 0, &err), ELA_E_INPUT);
    assert_string_equal(err.key, "form.no_row");
    assert_null(ela_form_result(s, 1, 0));
    assert_null(ela_form_result(s, 9, 0));
    assert_null(ela_form_page(s, 0));
    assert_int_equal(ela_form_rows(s, 0, ELA_FORM_ROWS_MAX, NULL), ELA_OK);
    assert_int_equal(ela_form_set(s, 1, ELA_FORM_ROWS_MAX - 1, ELA_STR("last"), NULL), ELA_OK);
    assert_int_equal(ela_form_remove_row(s, 0, 0, NULL), ELA_OK);
    assert_int_equal(ela_form_run(s, 0, NULL), ELA_OK);
    assert_true(ela_str_is(ela_form_result(s, 1, ELA_FORM_ROWS_MAX - 2)->text, "last"));
    assert_false(ela_form_fact(s, ELA_STR("client.kind"), ELA_STR("x")));
    ela_form_free(s);
    ela_arena_release(&arena);
}

static void test_PLAT_08_address_parts(void **state)
{
    (void)state;
    struct ela_str in[4] = {ELA_STR(" 12 rue\r\nBat. B "), ELA_STR("75011"), ELA_STR("Paris"),
                            ELA_STR("FR")},
                   out[4];
    struct ela_buf b;
    ela_buf_init(&b, 1000);
    ela_form_address(in, &b);
    assert_string_equal(b.p, "12 rue, Bat. B\n75011\nParis\nFR");
    ela_form_address_parts((struct ela_str){b.p, b.n}, out);
    assert_true(ela_str_is(out[0], "12 rue, Bat. B"));
    assert_true(ela_str_is(out[3], "FR"));
    ela_form_address_parts(ELA_STR("only"), out);
    assert_true(ela_str_is(out[0], "only") && out[1].n == 0 && out[3].n == 0);
    ela_buf_release(&b);
}

static long left;

static void *failing_alloc(size_t n)
{
    return left-- > 0 ? malloc(n) : NULL;
}

static void *failing_resize(void *p, size_t n)
{
    return left-- > 0 ? realloc(p, n) : NULL;
}

/* All the way, with every allocation in turn refused: internal.memory, and nothing lost. */
static enum ela_status whole_way(const struct ela_form_spec *spec, struct ela_error *err)
{
    struct ela_arena arena, other;
    const struct ela_form *form, *loaded;
    struct ela_form_state *s = NULL;
    struct ela_buf b;
    ela_arena_init(&arena, 0);
    ela_arena_init(&other, 0);
    ela_buf_init(&b, 100000);
    enum ela_status st = ela_form_build(spec, &arena, &form, err);
    if (st == ELA_OK)
        st = ela_form_save(form, &b, err);
    if (st == ELA_OK)
        st = ela_form_load((struct ela_str){b.p, b.n}, &other, &loaded, err);
    if (st == ELA_OK)
        st = ela_form_start(loaded, ELA_SIDE_BOTH, ELA_DAY_NONE, NULL, &s, err);
    if (st == ELA_OK)
        st = ela_form_rows(s, 0, 3, err);
    if (st == ELA_OK)
        st = ela_form_set(s, 1, 2, ELA_STR("1 234,5"), err);
    if (st == ELA_OK)
        st = ela_form_set(s, 4, 0, ELA_STR("x"), err);
    if (st == ELA_OK)
        st = ela_form_run(s, 0, err);
    if (st == ELA_OK)
        assert_true(ela_str_is(ela_form_result(s, 3, 0)->text, "2469"));
    ela_form_free(s);
    ela_buf_release(&b);
    ela_arena_release(&arena);
    ela_arena_release(&other);
    return st;
}

static void test_CASE_07_form_allocation_failures(void **state)
{
    (void)state;
    const struct ela_allocator hooks = {failing_alloc, failing_resize, free};
    const char *const options[] = {"x", "y"};
    const struct ela_form_field f[] = {
        {.code = "t", .type = ELA_F_TABLE},
        {.code = "a", .type = ELA_F_NUMBER, .table = "t", .min = "0"},
        {.code = "b", .type = ELA_F_NUMBER, .table = "t", .computed = "a * 2"},
        {.code = "sum", .type = ELA_F_COMPUTED, .computed = "sum(t.b)"},
        {.code = "c", .type = ELA_F_CHOICE, .options = options, .noptions = 2, .value = "y"},
        {.code = "d", .type = ELA_F_TEXT, .show_if = "c = 'x'", .value = "=concat(c, ' ', sum)"},
    };
    const struct ela_form_spec spec = {.fields = f, .nfields = 6};
    enum ela_status st = ELA_E_INTERNAL;
    for (long n = 0; st != ELA_OK && n < 400; n++) {
        struct ela_error err = ELA_ERROR_INIT;
        left = n;
        ela_set_allocator(&hooks);
        st = whole_way(&spec, &err);
        ela_set_allocator(NULL);
        if (st != ELA_OK)
            assert_string_equal(err.key, "internal.memory");
    }
    assert_int_equal(st, ELA_OK);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_CASE_07_hostile_programs),
        cmocka_unit_test(test_CASE_07_program_of_another_version),
        cmocka_unit_test(test_CASE_07_limits),
        cmocka_unit_test(test_PLAT_08_rows_and_fields_out_of_range),
        cmocka_unit_test(test_PLAT_08_address_parts),
        cmocka_unit_test(test_CASE_07_form_allocation_failures),
    };
    ela_json_init();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
