/*
 * The loader and the published JSON Schemas agree: each sample of tests/fixtures/packs/broken.json,
 * which the schemas refuse (frontend, packs.test.ts), is refused here at the same place, and each
 * change of tests/fixtures/packs/changed.json is judged as the schemas judge it.
 */
#include "pack_support.h"

static struct ela_json *fixture(const char *name)
{
    char path[512];
    struct ela_json *out = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    (void)snprintf(path, sizeof path, "%s/tests/fixtures/packs/%s", TEST_ROOT, name);
    char *text = t_file(path);
    if (ela_json_parse(ela_str_of(text), &(struct ela_json_limits){1 << 20, 24, 100000}, &out,
                       &err) != ELA_OK)
        fail_msg("%s: %s", name, err.key);
    free(text);
    return out;
}

static struct ela_json *input(const struct ela_json *body)
{
    struct ela_buf text;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_json *in = ela_json_new_object(), *files = ela_json_new_array();
    struct ela_json *file = ela_json_new_object();
    ela_buf_init(&text, 1 << 20);
    assert_int_equal(ela_json_write(body, &text, &err), ELA_OK);
    ela_json_set_text(file, "path", "sample.json");
    ela_json_set_str(file, "body", (struct ela_str){text.p, text.n});
    ela_json_push(files, file);
    ela_json_set(in, "files", files);
    ela_json_set_text(in, "pack", "sample");
    ela_buf_release(&text);
    return in;
}

static bool told(const struct ela_json *out, const struct ela_json *sample)
{
    const struct ela_json *problems = t_at(out, "problems");
    for (size_t i = 0; i < ela_json_size(problems); i++) {
        const struct ela_json *p = ela_json_at(problems, i);
        if (ela_str_eq(t_text_at(p, "key"), t_text_at(sample, "key")) &&
            ela_str_eq(t_text_at(p, "path"), t_text_at(sample, "path")))
            return true;
    }
    return false;
}

static void test_CASE_04_loader_and_schema_agree_on_what_is_broken(void **state)
{
    (void)state;
    struct ela_actor admin = t_user("anne", T_ALL_RIGHTS);
    struct ela_request rq = {.db = T.db, .actor = &admin, .now = T.now};
    t_pack(&admin, "core"); /* codes of its lists are known too */
    struct ela_json *list = fixture("broken.json");
    assert_true(ela_json_size(list) >= 70);
    for (size_t i = 0; i < ela_json_size(list); i++) {
        const struct ela_json *sample = ela_json_at(list, i);
        struct ela_json *in = input(t_at(sample, "body")), *out = NULL;
        struct ela_error err = ELA_ERROR_INIT;
        enum ela_status st =
            ela_app_call(T.app, &rq, ELA_STR("pack.check"), in, &out, NULL, NULL, &err);
        if (st != ELA_OK)
            fail_msg("%s at %s", err.key, err.field);
        if (!told(out, sample))
            fail_msg("%s at %s is not told; first: %s at %s", t_text_at(sample, "key").p,
                     t_text_at(sample, "path").p,
                     ela_json_size(t_at(out, "problems")) ? t_text_at(out, "problems/0/key").p
                                                          : "nothing",
                     ela_json_size(t_at(out, "problems")) ? t_text_at(out, "problems/0/path").p
                                                          : "");
        ela_json_free(in);
        ela_json_free(out);
    }
    ela_json_free(list);
}

/* --- one member changed ------------------------------------------------------------------- */

static struct ela_json *borrowed(const struct ela_json *v)
{
    return ela_json_ref((struct ela_json *)(uintptr_t)v);
}

/* "/steps/0/code": the tree with another value there, or without it (NULL). */
static struct ela_json *changed(const struct ela_json *v, const char *at,
                                const struct ela_json *value)
{
    char name[64];
    const char *key, *rest = *at ? at + 1 + strcspn(at + 1, "/") : at;
    const struct ela_json *member;
    if (!*at)
        return borrowed(value);
    (void)snprintf(name, sizeof name, "%.*s", (int)(rest - at - 1), at + 1);
    bool gone = !*rest && !value, list = ela_json_kind(v) == ELA_JARRAY, met = false;
    struct ela_json *out = list ? ela_json_new_array() : ela_json_new_object();
    int64_t place = -1;
    (void)ela_parse_i64(ela_str_of(name), &place);
    for (size_t i = 0; list && i < ela_json_size(v); i++)
        if ((size_t)place != i)
            ela_json_push(out, borrowed(ela_json_at(v, i)));
        else if (!gone)
            ela_json_push(out, changed(ela_json_at(v, i), rest, value));
    for (const void *it = NULL; !list && (it = ela_json_next(v, it, &key, &member)) != NULL;) {
        bool here = strcmp(key, name) == 0;
        met = met || here;
        if (!here || !gone)
            ela_json_set(out, key, here ? changed(member, rest, value) : borrowed(member));
    }
    if (!list && !met && value)
        ela_json_set(out, name, borrowed(value));
    return out;
}

static void test_CASE_04_loader_and_schema_judge_each_change_alike(void **state)
{
    (void)state;
    struct ela_actor admin = t_user("anne", T_ALL_RIGHTS);
    struct ela_request rq = {.db = T.db, .actor = &admin, .now = T.now};
    size_t wrong = 0;
    t_pack(&admin, "core");
    struct ela_json *all = fixture("changed.json");
    const struct ela_json *cases = t_at(all, "cases");
    assert_true(ela_json_size(cases) >= 500);
    for (size_t i = 0; i < ela_json_size(cases); i++) {
        const struct ela_json *c = ela_json_at(cases, i);
        const char *at = t_text_at(c, "at").p, *base = t_text_at(c, "base").p;
        bool right = ela_str_is(t_text_at(c, "judged"), "right");
        struct ela_json *body =
            changed(ela_json_get(t_at(all, "bases"), base), at, ela_json_get(c, "value"));
        struct ela_json *in = input(body), *out = NULL;
        struct ela_error err = ELA_ERROR_INIT;
        if (strcmp(base, "pack") == 0)
            ela_json_set_text(in, "pack", "");
        enum ela_status st =
            ela_app_call(T.app, &rq, ELA_STR("pack.check"), in, &out, NULL, NULL, &err);
        const struct ela_json *first = st == ELA_OK ? t_at(out, "problems/0") : NULL;
        bool placed = first && t_text_at(first, "key").n > 0 && t_text_at(first, "file").n > 0;
        if (st != ELA_OK || (right ? first != NULL : !placed)) {
            print_error("%s %s: %s\n", base, at,
                        st != ELA_OK ? err.key
                        : first      ? t_text_at(first, "key").p
                                     : "taken");
            wrong++;
        }
        ela_json_free(in);
        ela_json_free(out);
        ela_json_free(body);
    }
    assert_int_equal(wrong, 0);
    ela_json_free(all);
}

/* What is no definition at all, or no JSON: file and reason are told, nothing is stored. */
static void test_CASE_04_files_that_are_no_definitions(void **state)
{
    (void)state;
    static const struct {
        const char *body, *key;
    } cases[] = {
        {"{}", "pack.format"},
        {"[]", "pack.format"},
        {"null", "pack.format"},
        {"\"elaska.pack/1\"", "pack.format"},
        {"{\"format\":7}", "pack.format"},
        {"{\"format\":\"elaska.template/2\"}", "pack.format"},
        {"{\"format\":\"elaska.list/1\",}", "json.malformed"},
        {"{\"format\":\"elaska.list/1\",\"code\":\"a\",\"code\":\"b\"}", "json.duplicate_key"},
        {"{'format':'elaska.list/1'}", "json.malformed"},
        {"{\"format\":\"elaska.list/1\"} {}", "json.malformed"},
        {"// list\n{}", "json.malformed"},
        {"{\"n\":1e400}", "json.number_range"},
        {"{\"n\":99999999999999999999999}", "json.number_range"},
        {"{\"n\":1.5}", "json.real_number"},
        {"{\"n\":NaN}", "json.malformed"},
        {"{\"n\":\"\\ud800\"}", "json.malformed"},
        {"{\"n\":\"\\u0000\"}", "json.malformed"},
        {"{\"n\":01}", "json.malformed"},
        {"\xEF\xBB\xBF{}", "pack.format"}, /* its mark is no fault */
        {"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
         "json.too_deep"},
    };
    struct ela_actor admin = t_user("anne", T_ALL_RIGHTS);
    t_pack(&admin, "core");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct ela_json *in = ela_json_new_object(), *files = ela_json_new_array();
        struct ela_request rq = {.db = T.db, .actor = &admin, .now = T.now};
        struct ela_json *out = NULL;
        struct ela_error err = ELA_ERROR_INIT;
        t_pack_body(files, "../../etc/<b>é.json", cases[i].body);
        ela_json_set(in, "files", files);
        ela_json_set_text(in, "pack", "sample");
        assert_int_equal(
            ela_app_call(T.app, &rq, ELA_STR("pack.check"), in, &out, NULL, NULL, &err), ELA_OK);
        if (!ela_str_is(t_text_at(out, "problems/0/key"), cases[i].key))
            fail_msg("%s: %s", cases[i].body, t_text_at(out, "problems/0/key").p);
        t_str_equal(t_text_at(out, "problems/0/file"), "../../etc/<b>é.json");
        ela_json_free(out);
        assert_int_equal(
            ela_app_call(T.app, &rq, ELA_STR("pack.install"), in, &out, NULL, NULL, &err),
            ELA_E_INPUT);
        ela_json_free(in);
        ela_json_free(out);
    }
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_definition WHERE pack = 'sample'"), 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        DB_TEST(test_CASE_04_loader_and_schema_agree_on_what_is_broken),
        DB_TEST(test_CASE_04_loader_and_schema_judge_each_change_alike),
        DB_TEST(test_CASE_04_files_that_are_no_definitions),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
