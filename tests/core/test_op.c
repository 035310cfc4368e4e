/*
 * The input checker of operations: every type, bound and path. Source: SEC-14.
 */
#include "support.h"

static const char *const COLOURS[] = {"red", "green", NULL};
static const struct ela_field MEMBER[] = {
    {.name = "user", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "user"},
    {.name = "role", .type = ELA_FT_LINE, .max = 5},
    {.type = ELA_FT_END},
};
static const struct ela_field FIELDS[] = {
    {.name = "title", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 2, .max = 10},
    {.name = "note", .type = ELA_FT_TEXT, .flags = ELA_FF_NULLABLE, .max = 20},
    {.name = "count", .type = ELA_FT_INT, .min = -5, .max = 5},
    {.name = "free", .type = ELA_FT_INT},
    {.name = "on", .type = ELA_FT_BOOL},
    {.name = "day", .type = ELA_FT_DAY},
    {.name = "at", .type = ELA_FT_MOMENT},
    {.name = "colour", .type = ELA_FT_CHOICE, .choices = COLOURS},
    {.name = "email", .type = ELA_FT_EMAIL},
    {.name = "client", .type = ELA_FT_ID, .ref = "client"},
    {.name = "case", .type = ELA_FT_ID, .ref = "case", .flags = ELA_FF_NULLABLE},
    {.name = "entries", .type = ELA_FT_IDS, .ref = "time", .min = 1, .max = 3},
    {.name = "place", .type = ELA_FT_OBJECT, .fields = MEMBER},
    {.name = "members", .type = ELA_FT_LIST, .fields = MEMBER, .max = 2},
    {.name = "key", .type = ELA_FT_KEY},
    {.name = "tree", .type = ELA_FT_JSON, .max = 5},
    {.type = ELA_FT_END},
};

static enum ela_status check(const char *text, struct ela_json **clean, struct ela_error *err)
{
    struct ela_tz tz;
    struct ela_json *raw = NULL;
    ela_error_reset(err);
    assert_int_equal(ela_tz_parse(ELA_STR("CET-1CEST,M3.5.0,M10.5.0/3"), &tz, NULL), ELA_OK);
    assert_int_equal(ela_json_parse(ela_str_of(text), NULL, &raw, err), ELA_OK);
    enum ela_status st = ela_op_check(FIELDS, raw, &tz, clean, err);
    ela_json_free(raw);
    return st;
}

static void test_SEC_14_cleaned_input(void **state)
{
    (void)state;
    static const struct {
        const char *in, *out;
    } cases[] = {
        {"{\"title\":\"  été \"}", "{\"title\":\"été\"}"},
        {"{\"title\":\"ab\",\"note\":\"a\\r\\nb\\rc\\t\"}",
         "{\"title\":\"ab\",\"note\":\"a\\nb\\nc\"}"},
        {"{\"note\":null,\"title\":\"ab\"}", "{\"title\":\"ab\",\"note\":null}"},
        {"{\"title\":\"ab\",\"note\":\"\"}", "{\"title\":\"ab\",\"note\":\"\"}"},
        {"{\"title\":\"ab\",\"count\":-5,\"free\":9223372036854775807}",
         "{\"title\":\"ab\",\"count\":-5,\"free\":9223372036854775807}"},
        {"{\"title\":\"ab\",\"on\":1}", "{\"title\":\"ab\",\"on\":true}"},
        {"{\"title\":\"ab\",\"day\":\"2026-11-21\",\"at\":\"2026-11-21T09:00\"}",
         "{\"title\":\"ab\",\"day\":\"2026-11-21\",\"at\":1795248000}"},
        {"{\"title\":\"ab\",\"colour\":\"green\",\"email\":\" Jean.Dupont@Exemple.FR \"}",
         "{\"title\":\"ab\",\"colour\":\"green\",\"email\":\"Jean.Dupont@exemple.fr\"}"},
        {"{\"title\":\"ab\",\"client\":2147483647,\"case\":9000000000,\"entries\":[3,1,2]}",
         "{\"title\":\"ab\",\"client\":2147483647,\"case\":9000000000,\"entries\":[3,1,2]}"},
        {"{\"title\":\"ab\",\"place\":{\"user\":3},\"members\":[{\"user\":1,\"role\":\"x\"},{"
         "\"user\":2}]}",
         "{\"title\":\"ab\",\"place\":{\"user\":3},\"members\":[{\"user\":1,\"role\":\"x\"},{"
         "\"user\":2}]}"},
        {"{\"title\":\"ab\",\"key\":\"0123456789abcdef0123456789abcdef\"}",
         "{\"title\":\"ab\",\"key\":\"0123456789abcdef0123456789abcdef\"}"},
        {"{\"title\":\"ab\",\"tree\":{\"a\":[1,null],\"b\":\"x\"}}",
         "{\"title\":\"ab\",\"tree\":{\"a\":[1,null],\"b\":\"x\"}}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct ela_json *clean;
        struct ela_buf out;
        struct ela_error err = ELA_ERROR_INIT;
        if (check(cases[i].in, &clean, &err) != ELA_OK)
            fail_msg("%s: %s %s", cases[i].in, err.key, err.field);
        ela_buf_init(&out, 10000);
        assert_int_equal(ela_json_write(clean, &out, &err), ELA_OK);
        assert_string_equal(out.p, cases[i].out);
        ela_buf_release(&out);
        ela_json_free(clean);
    }
}

static void test_SEC_14_refused_input(void **state)
{
    (void)state;
    static const struct {
        const char *in, *key, *field;
    } cases[] = {
        {"[]", "field.type", ""},
        {"{}", "field.required", "title"},
        {"null", "field.required", "title"},
        {"{\"title\":null}", "field.required", "title"},
        {"{\"title\":\"   \"}", "field.required", "title"},
        {"{\"title\":\"a\"}", "field.too_short", "title"},
        {"{\"title\":\"éééééééééé!\"}", "field.too_long", "title"},
        {"{\"title\":5}", "field.type", "title"},
        {"{\"title\":\"a\\nb\"}", "field.control_characters", "title"},
        {"{\"title\":\"a\\u0085b\"}", "field.control_characters", "title"},
        {"{\"title\":\"a\\u2028b\"}", "field.control_characters", "title"},
        {"{\"title\":\"a\\u007fb\"}", "field.control_characters", "title"},
        {"{\"title\":\"ab\",\"note\":\"a\\u001bb\"}", "field.control_characters", "note"},
        {"{\"title\":\"ab\",\"admin\":true}", "field.unknown", "admin"},
        {"{\"title\":\"ab\",\"count\":6}", "field.range", "count"},
        {"{\"title\":\"ab\",\"count\":\"5\"}", "field.type", "count"},
        {"{\"title\":\"ab\",\"count\":null}", "field.type", "count"},
        {"{\"title\":\"ab\",\"on\":2}", "field.type", "on"},
        {"{\"title\":\"ab\",\"on\":\"true\"}", "field.type", "on"},
        {"{\"title\":\"ab\",\"day\":\"2026-02-30\"}", "date.no_such_day", "day"},
        {"{\"title\":\"ab\",\"day\":20260101}", "field.type", "day"},
        {"{\"title\":\"ab\",\"at\":\"hier\"}", "moment.unreadable", "at"},
        {"{\"title\":\"ab\",\"at\":99999999999}", "field.range", "at"},
        {"{\"title\":\"ab\",\"at\":true}", "field.type", "at"},
        {"{\"title\":\"ab\",\"colour\":\"blue\"}", "field.choice", "colour"},
        {"{\"title\":\"ab\",\"colour\":1}", "field.type", "colour"},
        {"{\"title\":\"ab\",\"client\":0}", "field.range", "client"},
        {"{\"title\":\"ab\",\"client\":-1}", "field.range", "client"},
        {"{\"title\":\"ab\",\"client\":4294967301}", "field.range", "client"},
        {"{\"title\":\"ab\",\"client\":\"1\"}", "field.type", "client"},
        {"{\"title\":\"ab\",\"entries\":[]}", "field.required", "entries"},
        {"{\"title\":\"ab\",\"entries\":[1,2,3,4]}", "field.too_many", "entries"},
        {"{\"title\":\"ab\",\"entries\":[1,2,1]}", "field.duplicate", "entries"},
        {"{\"title\":\"ab\",\"entries\":[1,0]}", "field.range", "entries/1"},
        {"{\"title\":\"ab\",\"entries\":{\"0\":1}}", "field.type", "entries"},
        {"{\"title\":\"ab\",\"place\":[]}", "field.type", "place"},
        {"{\"title\":\"ab\",\"place\":{}}", "field.required", "place/user"},
        {"{\"title\":\"ab\",\"members\":[{\"user\":1},{\"user\":\"x\"}]}", "field.type",
         "members/1/user"},
        {"{\"title\":\"ab\",\"members\":[{\"user\":1,\"x\":1}]}", "field.unknown", "members/0/x"},
        {"{\"title\":\"ab\",\"members\":[1]}", "field.type", "members/0"},
        {"{\"title\":\"ab\",\"members\":[{\"user\":1},{\"user\":2},{\"user\":3}]}",
         "field.too_many", "members"},
        {"{\"title\":\"ab\",\"key\":\"0123456789ABCDEF0123456789abcdef\"}", "field.type", "key"},
        {"{\"title\":\"ab\",\"key\":\"short\"}", "field.type", "key"},
        {"{\"title\":\"ab\",\"tree\":1}", "field.type", "tree"},
        {"{\"title\":\"ab\",\"tree\":[1,2,3,4,5]}", "field.too_many", "tree"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct ela_json *clean;
        struct ela_error err = ELA_ERROR_INIT;
        if (check(cases[i].in, &clean, &err) != ELA_E_INPUT || strcmp(err.key, cases[i].key) != 0 ||
            strcmp(err.field, cases[i].field) != 0)
            fail_msg("%s: \"%s\" at \"%s\", not %s at \"%s\"", cases[i].in, err.key, err.field,
                     cases[i].key, cases[i].field);
        assert_null(clean);
    }
}

static void test_SEC_14_addresses(void **state)
{
    (void)state;
    static const char *const good[] = {"a@b.fr", "jean.d'arc+x@mail.exemple.co.uk", "x_y@1-2.fr"};
    static const char *const bad[] = {
        "",
        "a",
        "a@b",
        "@b.fr",
        "a@",
        "a b@c.fr",
        ".a@b.fr",
        "a.@b.fr",
        "a..b@c.fr",
        "a@-b.fr",
        "a@b-.fr",
        "a@b..fr",
        "a@b.fr.",
        "é@b.fr",
        "a@é.fr",
        "a@b.fr\\nbcc: x@y.fr",
        "a@b@c.fr",
        "\\\"a b\\\"@c.fr",
        "a@[127.0.0.1]",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b.fr"};
    for (size_t i = 0; i < sizeof good / sizeof good[0] + sizeof bad / sizeof bad[0]; i++) {
        bool wanted = i < sizeof good / sizeof good[0];
        const char *text = wanted ? good[i] : bad[i - sizeof good / sizeof good[0]];
        char in[300];
        struct ela_json *clean;
        struct ela_error err = ELA_ERROR_INIT;
        snprintf(in, sizeof in, "{\"title\":\"ab\",\"email\":\"%s\"}", text);
        if ((check(in, &clean, &err) == ELA_OK) != wanted)
            fail_msg("%s: %s", text, err.key);
        ela_json_free(clean);
    }
}

static bool check_all(void *ctx)
{
    struct ela_json *raw = NULL, *clean = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    (void)ctx;
    enum ela_status st = ela_json_parse(
        ELA_STR(
            "{\"title\":\"ab\",\"note\":\"a\\r\\nb\",\"count\":1,\"on\":true,\"day\":\"2026-11-"
            "21\",\"email\":\"a@b.fr\",\"client\":1,"
            "\"entries\":[1,2],\"place\":{\"user\":1},\"members\":[{\"user\":1,\"role\":\"x\"}]}"),
        NULL, &raw, &err);
    if (st == ELA_OK)
        st = ela_op_check(FIELDS, raw, NULL, &clean, &err);
    if (st != ELA_OK)
        assert_int_equal(st, ELA_E_INTERNAL);
    ela_json_free(raw);
    ela_json_free(clean);
    return st == ELA_OK;
}

static void test_memory_may_fail_anywhere(void **state)
{
    (void)state;
    t_sweep_allocations(check_all, NULL);
}

static void test_typed_reading(void **state)
{
    (void)state;
    struct ela_json *clean;
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(
        check("{\"title\":\"ab\",\"note\":null,\"count\":3,\"on\":true,\"day\":\"2026-11-21\"}",
              &clean, &err),
        ELA_OK);
    struct ela_call c = {.in = clean};
    assert_true(ela_in_has(&c, "note"));
    assert_true(ela_in_null(&c, "note"));
    assert_false(ela_in_has(&c, "email"));
    assert_false(ela_in_null(&c, "email"));
    assert_int_equal(ela_in_int(&c, "count", 9), 3);
    assert_int_equal(ela_in_int(&c, "free", 9), 9);
    assert_true(ela_in_bool(&c, "on", false));
    t_str_equal(ela_in_text(&c, "title"), "ab");
    t_str_equal(ela_in_text(&c, "note"), "");
    assert_int_equal(ela_in_day(&c, "day").n, 20778);
    assert_int_equal(ela_in_day(&c, "at").n, ELA_DAY_NONE.n);
    ela_json_free(clean);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_SEC_14_cleaned_input),
        cmocka_unit_test(test_SEC_14_refused_input),
        cmocka_unit_test(test_SEC_14_addresses),
        cmocka_unit_test(test_memory_may_fail_anywhere),
        cmocka_unit_test(test_typed_reading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
