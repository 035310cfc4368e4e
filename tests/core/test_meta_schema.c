/*
 * The loader and the published JSON Schemas agree: each sample of tests/fixtures/packs/broken.json,
 * which the schemas refuse (frontend, packs.test.ts), is refused here at the same place.
 */
#include "pack_support.h"

static struct ela_json *samples(void)
{
    struct ela_json *files = ela_json_new_array(), *list = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    t_pack_file(files, TEST_ROOT "/tests/fixtures/packs", "broken.json");
    if (ela_json_parse(t_text_at(files, "0/body"), NULL, &list, &err) != ELA_OK)
        fail_msg("broken.json: %s", err.key);
    ela_json_free(files);
    return list;
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
    struct ela_json *list = samples();
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

int main(void)
{
    static const struct CMUnitTest tests[] = {
        DB_TEST(test_CASE_04_loader_and_schema_agree_on_what_is_broken),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
