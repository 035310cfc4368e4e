/*
 * Errors, memory, text, configuration file, log.
 */
#include "support.h"

#include "base/conf.h"
#include "base/log.h"

static void test_first_error_wins(void **state)
{
    (void)state;
    struct ela_error err = ELA_ERROR_INIT;
    ela_error_param(&err, "early", "is dropped");
    assert_int_equal(ela_fail(&err, ELA_E_INPUT, "a.first", "x"), ELA_E_INPUT);
    assert_int_equal(ela_failf(&err, ELA_E_INTERNAL, "b.second", "y", "%d", 7), ELA_E_INPUT);
    assert_string_equal(err.key, "a.first");
    assert_string_equal(err.field, "x");
    for (int64_t i = 0; i < 6; i++)
        ela_error_param_i64(&err, "n", i);
    assert_int_equal(err.nparams, ELA_ERROR_PARAMS);
    assert_int_equal(ela_fail(NULL, ELA_E_DENIED, "k", NULL), ELA_E_DENIED);
    ela_error_reset(&err);
    assert_int_equal(err.status, ELA_OK);
    char longer[300];
    memset(longer, 'k', sizeof longer - 1);
    longer[299] = '\0';
    (void)!ela_failf(&err, ELA_E_STATE, longer, longer, "%s", longer);
    assert_int_equal(strlen(err.key), sizeof err.key - 1);
    for (int s = ELA_OK; s <= ELA_E_INTERNAL; s++)
        assert_true(strlen(ela_status_name((enum ela_status)s)) > 1);
}

static void test_arena_limits_and_alignment(void **state)
{
    (void)state;
    struct ela_arena a;
    ela_arena_init(&a, 100000);
    for (size_t n = 0; n < 300; n++) {
        unsigned char *p = ela_arena_alloc(&a, n);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % 16, 0);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xAA, n);
    }
    assert_null(ela_arena_alloc(&a, 100000));
    assert_null(ela_arena_alloc(&a, SIZE_MAX));
    assert_null(ela_arena_strndup(&a, "x", SIZE_MAX));
    ela_arena_reset(&a);
    assert_int_equal(a.used, 0);
    assert_string_equal(ela_arena_printf(&a, "%d-%s", 5, "x"), "5-x");
    assert_string_equal(ela_arena_strdup(&a, "été"), "été");
    assert_non_null(ela_arena_alloc(&a, 90000));
    assert_string_equal(ela_arena_strndup(&a, "abcdef", 3), "abc");
    ela_arena_release(&a);
    ela_arena_reset(&a);
    ela_arena_release(&a);
}

static bool fill_arena(void *ctx)
{
    struct ela_arena a;
    bool ok = true;
    (void)ctx;
    ela_arena_init(&a, 0);
    for (size_t n = 1; n < 400000 && ok; n *= 3)
        ok = ela_arena_alloc(&a, n) != NULL && ela_arena_printf(&a, "%zu", n) != NULL;
    ela_arena_release(&a);
    return ok;
}

static bool fill_buffer(void *ctx)
{
    struct ela_buf b;
    (void)ctx;
    ela_buf_init(&b, 1 << 20);
    for (int i = 0; i < 5000; i++)
        ela_buf_addf(&b, "%d,", i);
    bool ok = ela_buf_check(&b, NULL) == ELA_OK;
    ela_buf_release(&b);
    return ok;
}

static void test_memory_may_fail_anywhere(void **state)
{
    (void)state;
    t_sweep_allocations(fill_arena, NULL);
    t_sweep_allocations(fill_buffer, NULL);
}

static void test_buffer_keeps_its_maximum(void **state)
{
    (void)state;
    struct ela_buf b;
    struct ela_error err = ELA_ERROR_INIT;
    ela_buf_init(&b, 10);
    ela_buf_adds(&b, "0123456789");
    assert_int_equal(ela_buf_check(&b, &err), ELA_OK);
    ela_buf_addc(&b, 'x');
    assert_int_equal(ela_buf_check(&b, &err), ELA_E_INTERNAL);
    ela_buf_addf(&b, "%s", "more");
    assert_int_equal(b.n, 10);
    ela_buf_reset(&b);
    ela_buf_add(&b, "ab", 2);
    size_t n;
    char *p = ela_buf_take(&b, &n);
    assert_string_equal(p, "ab");
    assert_int_equal(n, 2);
    ela_free(p);
    ela_buf_release(&b);
    ela_buf_init(&b, SIZE_MAX);
    ela_buf_add(&b, "", 0);
    ela_buf_release(&b);
}

static void test_text(void **state)
{
    (void)state;
    t_str_equal(ela_str_trim(ELA_STR(" \t\xC2\xA0 a b \xE2\x80\xAF\n")), "a b");
    t_str_equal(ela_str_trim(ELA_STR("\xC2\xA0")), "");
    t_str_equal(ela_str_trim(ELA_STR("à")), "à"); /* its last byte is 0xA0 */
    assert_true(ela_str_eq(ela_str_of(NULL), ELA_STR("")));
    char out[5];
    assert_false(ela_str_copy(ELA_STR("abcé"), out, sizeof out));
    assert_string_equal(out, "abc"); /* no half character */
    assert_true(ela_str_copy(ELA_STR("abcd"), out, sizeof out));
    size_t chars;
    assert_true(ela_utf8_valid("é🙂x", 7, &chars));
    assert_int_equal(chars, 3);
    static const char *const bad[] = {"\x80",         "\xC0\xAF",         "\xE0\x80\xAF",
                                      "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
                                      "\xC3",         "a\xE2\x82"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(ela_utf8_valid(bad[i], strlen(bad[i]), NULL));
}

static void test_integers_and_hexadecimal(void **state)
{
    (void)state;
    int64_t v;
    assert_true(ela_parse_i64(ELA_STR("-9223372036854775808"), &v));
    assert_int_equal(v, INT64_MIN);
    assert_true(ela_parse_i64(ELA_STR("+9223372036854775807"), &v));
    assert_int_equal(v, INT64_MAX);
    static const char *const bad[] = {
        "", "-", "+", "1a", " 1", "9223372036854775808", "-9223372036854775809", "1.0"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(ela_parse_i64(ela_str_of(bad[i]), &v));
    uint8_t bytes[2] = {0x0F, 0xA0};
    char text[5];
    ela_hex(bytes, 2, text);
    assert_string_equal(text, "0fa0");
    assert_true(ela_unhex(ELA_STR("FFa1"), bytes, 2));
    assert_int_equal(bytes[1], 0xA1);
    assert_false(ela_unhex(ELA_STR("FFg1"), bytes, 2));
    assert_false(ela_unhex(ELA_STR("FF"), bytes, 2));
}

struct mail_conf {
    int64_t workers, ttl, memory;
    bool tls;
    char mode[8], url[32];
};
static const char *const MODES[] = {"fast", "safe", NULL};
#define AT(m) ELA_CONF_AT(struct mail_conf, m)
static const struct ela_conf_key MAIL_KEYS[] = {
    {"workers", ELA_CONF_INT, AT(workers), "4", 1, 64, NULL, true, false, NULL, ""},
    {"ttl", ELA_CONF_SECONDS, AT(ttl), "3d", 60, 864000, NULL, true, false, NULL, ""},
    {"memory", ELA_CONF_BYTES, AT(memory), "16M", 0, 0, NULL, true, false, NULL, ""},
    {"smtp_tls", ELA_CONF_BOOL, AT(tls), "yes", 0, 0, NULL, true, false, NULL, ""},
    {"mode", ELA_CONF_CHOICE, AT(mode), "safe", 0, 0, MODES, true, false, NULL, ""},
    {"smtp_url", ELA_CONF_TEXT, AT(url), "", 0, 0, NULL, true, false, NULL, ""},
    {.name = NULL},
};

static enum ela_status parse_conf(const char *text, unsigned flags, struct ela_conf_common *common,
                                  struct mail_conf *mail, struct ela_error *err)
{
    struct ela_conf_section sections[] = {{ELA_CONF_COMMON, common}, {MAIL_KEYS, mail}};
    ela_error_reset(err);
    return ela_conf_parse(ela_str_of(text), sections, 2, flags, err);
}

static void test_configuration_is_read(void **state)
{
    (void)state;
    struct ela_conf_common c;
    struct mail_conf m;
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(
        parse_conf(
            "# eLaska\r\n\n db_name = dolibarr\ndb_user=elaska\ndb_password = \" a=b # c \"\n"
            "workers=8\nttl = 12h\nmemory=64k\nsmtp_tls = off\nmode = fast",
            0, &c, &m, &err),
        ELA_OK);
    assert_string_equal(c.db_name, "dolibarr");
    assert_string_equal(c.db_password, " a=b # c ");
    assert_string_equal(c.db_prefix, "llx_");
    assert_int_equal(c.db_port, 3306);
    assert_int_equal(m.workers, 8);
    assert_int_equal(m.ttl, 43200);
    assert_int_equal(m.memory, 65536);
    assert_false(m.tls);
    assert_string_equal(m.mode, "fast");
}

static void test_configuration_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *key, *field;
    } cases[] = {
        {"", "conf.required", "db_name"},
        {"db_name=a\ndb_user=b\nnonsense\n", "conf.unreadable", ""},
        {"db_name=a\ndb_user=b\n= 5\n", "conf.unreadable", ""},
        {"db_name=a\ndb_user=b\nunheard = 1\n", "conf.unknown_key", "unheard"},
        {"db_name=a\ndb_user=b\ndb_user=c\n", "conf.repeated_key", "db_user"},
        {"db_name=a\ndb_user=b\nworkers=0\n", "conf.bad_value", "workers"},
        {"db_name=a\ndb_user=b\nworkers=4x\n", "conf.bad_value", "workers"},
        {"db_name=a\ndb_user=b\nttl=10\n", "conf.bad_value", "ttl"},
        {"db_name=a\ndb_user=b\nmemory=99999999999999999G\n", "conf.bad_value", "memory"},
        {"db_name=a\ndb_user=b\nsmtp_tls=maybe\n", "conf.bad_value", "smtp_tls"},
        {"db_name=a\ndb_user=b\nmode=slow\n", "conf.bad_value", "mode"},
        {"db_name=a\ndb_user=b\ndb_prefix=llx-\n", "conf.bad_value", "db_prefix"},
        {"db_name=a\ndb_user=b\nsmtp_url=smtp://a-name-that-is-longer-than-its-place\n",
         "conf.bad_value", "smtp_url"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct ela_conf_common c;
        struct mail_conf m;
        struct ela_error err = ELA_ERROR_INIT;
        assert_int_equal(parse_conf(cases[i].text, 0, &c, &m, &err), ELA_E_INPUT);
        assert_string_equal(err.key, cases[i].key);
        assert_string_equal(err.field, cases[i].field);
    }
    struct ela_conf_common c;
    struct mail_conf m;
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(
        parse_conf("db_name=a\ndb_user=b\nunheard = 1\n", ELA_CONF_OTHERS_OK, &c, &m, &err),
        ELA_OK);
}

static unsigned logged;
static void count_line(void *ctx, enum ela_log_level level, const char *event,
                       const struct ela_log_pair *pairs, unsigned n)
{
    (void)ctx;
    assert_int_equal(level, ELA_LOG_WARN);
    assert_string_equal(event, "x.y");
    assert_int_equal(n, 2);
    assert_int_equal(pairs[1].number, 5);
    logged++;
}

static void test_log_goes_to_the_sink(void **state)
{
    (void)state;
    struct ela_log_sink sink = {count_line, NULL, ELA_LOG_INFO};
    ELA_LOG(ELA_LOG_WARN, "x.y", ELA_KV("a", "b"), ELA_KN("c", 5));
    ela_log_set_sink(&sink);
    ELA_LOG(ELA_LOG_WARN, "x.y", ELA_KV("a", "b"), ELA_KN("c", 5));
    ELA_LOG(ELA_LOG_DEBUG, "x.y", ELA_KV("a", "b"), ELA_KN("c", 5));
    ela_log_set_sink(NULL);
    assert_int_equal(logged, 1);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_error_wins),
        cmocka_unit_test(test_arena_limits_and_alignment),
        cmocka_unit_test(test_memory_may_fail_anywhere),
        cmocka_unit_test(test_buffer_keeps_its_maximum),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_integers_and_hexadecimal),
        cmocka_unit_test(test_configuration_is_read),
        cmocka_unit_test(test_configuration_refused),
        cmocka_unit_test(test_log_goes_to_the_sink),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
