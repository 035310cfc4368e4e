/*
 * JSON: limits, refusals, building, allocation failures. Source: SEC-14.
 */
#include "support.h"

#include <inttypes.h>

static enum ela_status parse(const char *text, struct ela_json **out, struct ela_error *err)
{
    ela_error_reset(err);
    return ela_json_parse(ela_str_of(text), NULL, out, err);
}

static void test_SEC_14_refused_texts(void **state)
{
    (void)state;
    static const struct {
        const char *text, *key, *field;
    } cases[] = {
        {"", "json.malformed", ""},
        {"{", "json.malformed", ""},
        {"{'a':1}", "json.malformed", ""},
        {"[1,]", "json.malformed", ""},
        {"{} x", "json.malformed", ""},
        {"[\"\\u0000\"]", "json.malformed", NULL},
        {"[\"\xC3\"]", "json.malformed", ""},
        {"[\"\\ud800\"]", "json.malformed", ""},
        {"{\"a\":1,\"a\":2}", "json.duplicate_key", ""},
        {"{\"a\":[1,2.5]}", "json.real_number", "a/1"},
        {"{\"a\":1e3}", "json.real_number", "a"},
        {"[9223372036854775808]", "json.number_range", ""},
        {"[1e999]", "json.number_range", ""},
        {"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
         "json.too_deep", ""},
        {"NaN", "json.malformed", ""},
        {"\"abc", "json.malformed", ""},
        {"\"abc\\", "json.malformed", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct ela_json *v;
        struct ela_error err = ELA_ERROR_INIT;
        if (parse(cases[i].text, &v, &err) != ELA_E_INPUT || strcmp(err.key, cases[i].key) != 0)
            fail_msg("%s: \"%s\" instead of %s", cases[i].text, err.key, cases[i].key);
        if (cases[i].field)
            assert_string_equal(err.field, cases[i].field);
        assert_null(v);
        struct ela_error again = ELA_ERROR_INIT;
        assert_int_equal(ela_json_read(ela_str_of(cases[i].text), NULL, &v, &again), ELA_E_INPUT);
        assert_string_equal(again.key, err.key);
        assert_null(v);
    }
}

typedef enum ela_status parsing(struct ela_str text, const struct ela_json_limits *limits,
                                struct ela_json **out, struct ela_error *err);

static void limits_of(parsing *read)
{
    struct ela_json *v;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_json_limits l = {20, 3, 4};
    assert_int_equal(read(ELA_STR("[[[1]]]"), &l, &v, &err), ELA_OK);
    ela_json_free(v);
    assert_int_equal(read(ELA_STR("[[[[]]]]"), &l, &v, &err), ELA_E_INPUT);
    assert_string_equal(err.key, "json.too_deep");
    ela_error_reset(&err);
    assert_int_equal(read(ELA_STR("[1,2,[]]"), &l, &v, &err), ELA_OK);
    ela_json_free(v);
    assert_int_equal(read(ELA_STR("[1,2,3,4]"), &l, &v, &err), ELA_E_INPUT);
    assert_string_equal(err.key, "json.too_many");
    ela_error_reset(&err);
    assert_int_equal(read(ELA_STR("[\"[[[[[,,,,,\\\"{\"]"), &l, &v, &err), ELA_OK);
    ela_json_free(v);
    assert_int_equal(read(ELA_STR("[                    ]"), &l, &v, &err), ELA_E_INPUT);
    assert_string_equal(err.key, "json.too_large");
    char *deep = malloc(200000);
    assert_non_null(deep);
    memset(deep, '[', 200000);
    ela_error_reset(&err);
    assert_int_equal(read((struct ela_str){deep, 200000}, NULL, &v, &err), ELA_E_INPUT);
    assert_string_equal(err.key, "json.too_deep");
    free(deep);
}

static void test_SEC_14_limits(void **state)
{
    (void)state;
    limits_of(ela_json_parse);
    limits_of(ela_json_read);
}

static void test_reading_and_writing_keep_the_order(void **state)
{
    (void)state;
    static const char text[] =
        "{\"z\":1,\"a\":[true,null,\"é\\n\"],\"m\":{},\"i\":-9223372036854775808}";
    struct ela_json *v;
    struct ela_buf out;
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(parse(text, &v, &err), ELA_OK);
    ela_buf_init(&out, 1000);
    assert_int_equal(ela_json_write(v, &out, &err), ELA_OK);
    assert_string_equal(out.p, text);
    assert_int_equal(ela_json_int(ela_json_get(v, "i"), 0), INT64_MIN);
    assert_true(ela_json_bool(ela_json_at(ela_json_get(v, "a"), 0), false));
    assert_int_equal(ela_json_kind(ela_json_get(v, "none")), ELA_JNULL);
    assert_int_equal(ela_json_size(ela_json_get(v, "a")), 3);
    assert_int_equal(ela_json_int(ela_json_get(v, "a"), 7), 7);
    t_str_equal(ela_json_text(ela_json_get(v, "z")), "");
    ela_buf_release(&out);
    ela_buf_init(&out, 5);
    assert_int_equal(ela_json_write(v, &out, &err), ELA_E_INTERNAL);
    ela_buf_release(&out);
    ela_json_free(v);
}

static void test_SEC_14_what_must_be_escaped_is(void **state)
{
    (void)state;
    static const struct {
        const char *text, *written;
    } cases[] = {
        {"", "\"\""},
        {"a\"b\\c/d", "\"a\\\"b\\\\c/d\""},
        {"\b\t\n\f\r", "\"\\b\\t\\n\\f\\r\""},
        {"\x01\x0b\x1f\x7f", "\"\\u0001\\u000B\\u001F\x7f\""},
        {"é€💥 \xe2\x80\xa8", "\"é€💥 \xe2\x80\xa8\""},
        {"</script>", "\"</script>\""},
    };
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_buf out;
    ela_buf_init(&out, 4096);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct ela_json *v = ela_json_new_text(cases[i].text, strlen(cases[i].text)), *back = NULL;
        ela_buf_reset(&out);
        assert_int_equal(ela_json_write(v, &out, &err), ELA_OK);
        assert_string_equal(out.p, cases[i].written);
        assert_int_equal(parse(out.p, &back, &err), ELA_OK);
        assert_string_equal(ela_json_text(back).p, cases[i].text);
        ela_json_free(back);
        ela_json_free(v);
    }
    static const int64_t numbers[] = {0, 7, -1, 1234567890, INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        char text[32];
        struct ela_json *v = ela_json_new_int(numbers[i]);
        snprintf(text, sizeof text, "%" PRId64, numbers[i]);
        ela_buf_reset(&out);
        assert_int_equal(ela_json_write(v, &out, &err), ELA_OK);
        assert_string_equal(out.p, text);
        ela_json_free(v);
    }
    ela_buf_release(&out);
    /* Longer than it may be: told, not cut. */
    struct ela_json *v = ela_json_new_text("abcdefgh", 8);
    ela_buf_init(&out, 4);
    assert_int_equal(ela_json_write(v, &out, &err), ELA_E_INTERNAL);
    ela_buf_release(&out);
    ela_json_free(v);
}

static void written(const struct ela_json *v, struct ela_buf *out)
{
    struct ela_error err = ELA_ERROR_INIT;
    ela_buf_reset(out);
    assert_int_equal(ela_json_write(v, out, &err), ELA_OK);
}

/* Both readers give the same tree, and a packed one becomes part of another by copy. */
static void test_PLAT_08_a_packed_tree_reads_as_the_other(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "{}",
        " [ ] ",
        "-0",
        "\"\"",
        "[-9223372036854775808,9223372036854775807,0,-1]",
        "{\"z\":1,\"a\":[true,false,null,\"é\\n\\u00e9\\uD83D\\uDCA5\\u20ac\\/"
        "\"],\"m\":{\"k\":[]}}",
        "{\"a\":[[1,[2,[3]]],{\"b\":{\"c\":\"d\"}}],\"e\":[{},{\"f\":[0]},{}]}",
        "{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1,\"j\":1,\"k\":1,"
        "\"l\":1,\"m\":1,\"n\":1,\"o\":1,\"p\":1,\"q\":\"last\"}",
    };
    struct ela_buf one, other;
    struct ela_error err = ELA_ERROR_INIT;
    ela_buf_init(&one, 4096);
    ela_buf_init(&other, 4096);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct ela_json *packed, *v, *list = ela_json_new_array();
        assert_int_equal(ela_json_read(ela_str_of(texts[i]), NULL, &packed, &err), ELA_OK);
        assert_int_equal(parse(texts[i], &v, &err), ELA_OK);
        written(packed, &one);
        written(v, &other);
        assert_string_equal(one.p, other.p);
        assert_int_equal(ela_json_kind(packed), ela_json_kind(v));
        assert_true(ela_json_push(list, ela_json_ref(packed)));
        ela_json_free(packed);
        written(ela_json_at(list, 0), &one);
        assert_string_equal(one.p, other.p);
        ela_json_free(list);
        ela_json_free(v);
    }
    ela_buf_release(&one);
    ela_buf_release(&other);
}

static void test_PLAT_08_a_packed_tree_is_only_read(void **state)
{
    (void)state;
    struct ela_json *v;
    struct ela_error err = ELA_ERROR_INIT;
    const char *key = "";
    const struct ela_json *value;
    assert_int_equal(ela_json_read(ELA_STR("{\"a\":[7,\"b\"],\"t\":true}"), NULL, &v, &err),
                     ELA_OK);
    const struct ela_json *a = ela_json_get(v, "a");
    assert_int_equal(ela_json_size(v), 2);
    assert_int_equal(ela_json_size(a), 2);
    assert_int_equal(ela_json_int(ela_json_at(a, 0), 0), 7);
    assert_int_equal(ela_json_int(ela_json_at(a, 1), 5), 5);
    t_str_equal(ela_json_text(ela_json_at(a, 1)), "b");
    t_str_equal(ela_json_text(a), "");
    assert_null(ela_json_at(a, 2));
    assert_null(ela_json_at(v, 0));
    assert_null(ela_json_get(a, "a"));
    assert_null(ela_json_get(v, "none"));
    assert_true(ela_json_bool(ela_json_get(v, "t"), false));
    assert_false(ela_json_bool(a, false));
    assert_null(ela_json_next(a, NULL, &key, &value));
    const void *it = ela_json_next(v, NULL, &key, &value);
    assert_string_equal(key, "a");
    it = ela_json_next(v, it, &key, &value);
    assert_string_equal(key, "t");
    assert_true(ela_json_bool(value, false));
    assert_null(ela_json_next(v, it, &key, &value));
    unsigned long before = ela_json_failures();
    assert_false(ela_json_set_int(v, "n", 1));
    assert_false(ela_json_push(v, ela_json_new_int(1)));
    assert_true(ela_json_failures() > before);
    struct ela_json *part = ela_json_ref((struct ela_json *)(uintptr_t)a);
    ela_json_free(v);
    assert_int_equal(ela_json_size(part), 2);
    ela_json_free(part);
    /* A key given twice, also among many: told as the parser tells it. */
    static const char many[] =
        "{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1,"
        "\"j\":1,\"k\":1,\"l\":1,\"m\":1,\"n\":1,\"o\":1,\"p\":1,\"c\":1}";
    assert_int_equal(ela_json_read(ELA_STR(many), NULL, &v, &err), ELA_E_INPUT);
    assert_string_equal(err.key, "json.duplicate_key");
}

static bool read_and_copy(void *ctx)
{
    struct ela_json *v = NULL, *list = ela_json_new_array();
    struct ela_error err = ELA_ERROR_INIT;
    (void)ctx;
    unsigned long before = ela_json_failures();
    bool ok = ela_json_read(ELA_STR("{\"a\":[1,{\"b\":\"c\"}]}"), NULL, &v, &err) == ELA_OK &&
              ela_json_push(list, ela_json_ref(v));
    if (!ok && err.status != ELA_OK)
        assert_int_equal(err.status, ELA_E_INTERNAL);
    ela_json_free(v);
    ela_json_free(list);
    return ok && ela_json_failures() == before;
}

static void test_bad_building_is_noticed(void **state)
{
    (void)state;
    unsigned long before = ela_json_failures();
    struct ela_json *o = ela_json_new_object();
    assert_true(ela_json_set_text(o, "a", NULL));
    assert_int_equal(ela_json_failures(), before);
    assert_false(ela_json_set(o, "bad", ela_json_new_text("\xff", 1)));
    assert_false(ela_json_push(o, ela_json_new_int(1)));
    assert_true(ela_json_failures() > before);
    ela_json_free(o);
}

static bool build_and_parse(void *ctx)
{
    struct ela_json *v = NULL, *o = ela_json_new_object(), *a = ela_json_new_array();
    struct ela_buf out;
    struct ela_error err = ELA_ERROR_INIT;
    (void)ctx;
    unsigned long before = ela_json_failures();
    for (int64_t i = 0; i < 20; i++)
        ela_json_push(a, ela_json_new_int(i));
    ela_json_set(o, "list", a);
    ela_json_set_text(o, "text", "abc");
    ela_json_set_int(o, "n", 5);
    ela_json_set_null(o, "nothing");
    ela_buf_init(&out, 10000);
    bool ok = ela_json_failures() == before && o && ela_json_write(o, &out, &err) == ELA_OK &&
              ela_json_parse((struct ela_str){out.p, out.n}, NULL, &v, &err) == ELA_OK;
    if (!ok && err.status != ELA_OK)
        assert_int_equal(err.status, ELA_E_INTERNAL);
    ela_buf_release(&out);
    ela_json_free(v);
    ela_json_free(o);
    return ok;
}

static void test_memory_may_fail_anywhere(void **state)
{
    (void)state;
    t_sweep_allocations(build_and_parse, NULL);
    t_sweep_allocations(read_and_copy, NULL);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_SEC_14_refused_texts),
        cmocka_unit_test(test_SEC_14_limits),
        cmocka_unit_test(test_reading_and_writing_keep_the_order),
        cmocka_unit_test(test_SEC_14_what_must_be_escaped_is),
        cmocka_unit_test(test_PLAT_08_a_packed_tree_reads_as_the_other),
        cmocka_unit_test(test_PLAT_08_a_packed_tree_is_only_read),
        cmocka_unit_test(test_bad_building_is_noticed),
        cmocka_unit_test(test_memory_may_fail_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
