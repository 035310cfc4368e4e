/*
 * Portal accounts: sign-in, sessions and renewal, devices.
 */
#include "account_support.h"

/* --- signing in ------------------------------------------------------------------------------- */

static void test_SEC_02_login_opens_a_session_and_stores_hashes_only(void **state)
{
    (void)state;
    int64_t id = member("camille@client.example");
    const struct ela_json *me = login("  Camille@Client.example ", GOOD);
    t_subset(me,
             "{'account': {'id': %" PRId64
             ", 'email': 'camille@client.example', 'lang': 'fr'}, 'clients': [{'id': %d, 'name':"
             " 'Boulangerie Petit', 'profile': 'particulier'}], 'firm': {'name': 'Cabinet Vauban', "
             "'password_min': 12},"
             " 'session': {'access_until': %d, 'renew_until': %d, 'remember': false}}",
             id, client, T_NOW + 900, T_NOW + 12 * 3600);
    struct ela_str token = t_text_at(me, "access_token");
    assert_int_equal(token.n, 43);
    assert_int_equal(
        t_int(
            "SELECT COUNT(*) FROM llx_elaska_session WHERE INSTR(HEX(token_hash), HEX('%.*s')) > 0",
            (int)token.n, token.p),
        0);
    struct ela_session s;
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(ela_session_check(T.db, 1, token, client, T.now, &s, &err), ELA_OK);
    assert_true(s.active && s.client);
    assert_int_equal(s.account_id, id);
    assert_int_equal(ela_session_check(T.db, 1, token, client + 1, T.now, &s, &err), ELA_OK);
    assert_false(s.client);
    assert_int_equal(events("account.login"), 2);
}

static void test_SEC_02_stay_signed_in_slides_thirty_days(void **state)
{
    (void)state;
    member("camille@client.example");
    const struct ela_json *me =
        t_call(&nobody, "account.login",
               "{'email': 'camille@client.example', 'password': '" GOOD "', 'remember': true}");
    assert_int_equal(t_int_at(me, "session/renew_until"), T_NOW + 30 * 86400);
    T.now += 20 * 86400;
    struct ela_str r = t_text_at(me, "refresh_token");
    me = t_call(&nobody, "account.renew", "{'refresh': '%.*s'}", (int)r.n, r.p);
    assert_int_equal(t_int_at(me, "session/renew_until"), T.now + 30 * 86400);
}

static void test_SEC_02_access_ends_after_fifteen_minutes(void **state)
{
    (void)state;
    member("camille@client.example");
    struct ela_str token = t_text_at(login("camille@client.example", GOOD), "access_token");
    struct ela_session s;
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(ela_session_check(T.db, 1, token, 0, T_NOW + 899, &s, &err), ELA_OK);
    check_dead(token, 1, T_NOW + 900);
    check_dead(token, 2, T_NOW);
    check_dead(ELA_STR(""), 1, T_NOW);
    check_dead(ELA_STR("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), 1, T_NOW);
    check_dead(ELA_STR("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"), 1, T_NOW);
}

static void test_SEC_05_last_seen_is_written_once_a_minute(void **state)
{
    (void)state;
    member("camille@client.example");
    struct ela_str token = t_text_at(login("camille@client.example", GOOD), "access_token");
    struct ela_session s;
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(ela_session_check(T.db, 1, token, 0, T_NOW + 59, &s, &err), ELA_OK);
    assert_int_equal(t_int("SELECT last_seen_at FROM llx_elaska_session"), T_NOW);
    assert_int_equal(ela_session_check(T.db, 1, token, 0, T_NOW + 61, &s, &err), ELA_OK);
    assert_int_equal(t_int("SELECT last_seen_at FROM llx_elaska_session"), T_NOW + 61);
}

static void test_SEC_02_renewal_is_used_once(void **state)
{
    (void)state;
    member("camille@client.example");
    const struct ela_json *me = login("camille@client.example", GOOD);
    struct ela_str a = t_text_at(me, "access_token"), r = t_text_at(me, "refresh_token");
    const struct ela_json *next =
        t_call(&nobody, "account.renew", "{'refresh': '%.*s'}", (int)r.n, r.p);
    struct ela_str b = t_text_at(next, "access_token");
    assert_false(ela_str_eq(a, b));
    check_dead(a, 1, T.now);
    struct ela_session s;
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(ela_session_check(T.db, 1, b, 0, T.now, &s, &err), ELA_OK);
}

static void test_SEC_02_renewal_seen_again_closes_every_session(void **state)
{
    (void)state;
    member("camille@client.example");
    struct ela_str other = t_text_at(login("camille@client.example", GOOD), "access_token");
    struct ela_str r = t_text_at(login("camille@client.example", GOOD), "refresh_token");
    struct ela_str b = t_text_at(
        t_call(&nobody, "account.renew", "{'refresh': '%.*s'}", (int)r.n, r.p), "access_token");
    t_refused(&nobody, "account.renew", "session.ended", NULL, "{'refresh': '%.*s'}", (int)r.n,
              r.p);
    check_dead(b, 1, T.now);
    check_dead(other, 1, T.now);
    assert_int_equal(events("account.renewal_reused"), 1);
}

static void test_SEC_02_renewal_refuses_what_is_no_token(void **state)
{
    (void)state;
    member("camille@client.example");
    struct ela_str r = t_text_at(login("camille@client.example", GOOD), "refresh_token");
    t_refused(&nobody, "account.renew", "session.ended", NULL, "{'refresh': 'x'}");
    t_refused(&nobody, "account.renew", "session.ended", NULL,
              "{'refresh': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'}");
    T.now += 12 * 3600;
    t_refused(&nobody, "account.renew", "session.ended", NULL, "{'refresh': '%.*s'}", (int)r.n,
              r.p);
}

static void test_PORT_04_suspended_account_is_told_whom_to_call(void **state)
{
    (void)state;
    struct ela_error err;
    int64_t id = member("camille@client.example");
    struct ela_str token = t_text_at(login("camille@client.example", GOOD), "access_token");
    t_call(&boss, "account.suspend", "{'account': %" PRId64 "}", id);
    check_dead(token, 1, T.now);
    assert_int_equal(t_try(&nobody, "account.login", &err,
                           "{'email': 'camille@client.example', 'password': '" GOOD "'}"),
                     ELA_E_DENIED);
    assert_string_equal(err.key, "account.suspended");
    assert_string_equal(err.params[2].value, "contact@cabinet-vauban.example");
    t_refused(&boss, "account.suspend", "account.is_suspended", NULL, "{'account': %" PRId64 "}",
              id);
    t_call(&boss, "account.resume", "{'account': %" PRId64 "}", id);
    t_refused(&boss, "account.resume", "account.not_suspended", NULL, "{'account': %" PRId64 "}",
              id);
    login("camille@client.example", GOOD);
    t_sql("UPDATE llx_elaska_account_client SET active = 0");
    t_refused(&nobody, "account.login", "account.suspended", NULL,
              "{'email': 'camille@client.example', 'password': '" GOOD "'}");
}

static void test_SEC_05_new_device_is_announced(void **state)
{
    (void)state;
    member("camille@client.example");
    login("camille@client.example", GOOD);
    assert_int_equal(mails("account.new_device"),
                     1); /* the first session was removed, the account had signed in before */
    login("camille@client.example", GOOD);
    assert_int_equal(mails("account.new_device"), 1);
}

static void test_SEC_05_device_names(void **state)
{
    (void)state;
    static const struct {
        const char *agent, *name;
    } t[] = {{"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
              "Chrome/120 Safari/537.36 Edg/120",
              "Edge, Windows"},
             {"Mozilla/5.0 (Android 14; Mobile; rv:120.0) Gecko/120.0 Firefox/120.0",
              "Firefox, Android"},
             {"Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17 "
              "Mobile Safari/604",
              "Safari, iPhone"},
             {"curl/8", "?"},
             {NULL, "?"}};
    for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
        char name[64];
        ela__device_name(t[i].agent, name);
        assert_string_equal(name, t[i].name);
    }
}

static void test_SEC_05_sessions_are_listed_and_closed(void **state)
{
    (void)state;
    member("camille@client.example");
    struct ela_str far = t_text_at(login("camille@client.example", GOOD), "access_token");
    const struct ela_json *me = login("camille@client.example", GOOD);
    struct ela_actor a = signed_in(me);
    const struct ela_json *list = t_call(&a, "account.sessions", "{}");
    t_subset(list, "{'rows': [{'current': true, 'ip': '192.0.2.7'}, {'current': false}]}");
    int64_t other = t_int_at(list, "rows/1/id");
    struct ela_actor stranger = t_portal("x@client.example", client);
    t_refused(&stranger, "account.session_close", "not_found", "session",
              "{'session': %" PRId64 "}", other);
    t_call(&a, "account.session_close", "{'session': %" PRId64 "}", other);
    check_dead(far, 1, T.now);
    t_refused(&a, "account.session_close", "not_found", "session", "{'session': %" PRId64 "}",
              other);
    t_call(&a, "account.logout", "{}");
    check_dead(t_text_at(me, "access_token"), 1, T.now);
    struct ela_str r = t_text_at(me, "refresh_token");
    t_refused(&nobody, "account.renew", "session.ended", NULL, "{'refresh': '%.*s'}", (int)r.n,
              r.p);
    assert_int_equal(events("account.logout"), 1);
}

static void test_SEC_05_password_change_closes_the_others_and_says_so(void **state)
{
    (void)state;
    member("camille@client.example");
    struct ela_str other = t_text_at(login("camille@client.example", GOOD), "access_token");
    const struct ela_json *me = login("camille@client.example", GOOD);
    struct ela_actor a = signed_in(me);
    struct ela_session s;
    struct ela_error err = ELA_ERROR_INIT;
    t_refused(&a, "account.password", "password.current_wrong", "current",
              "{'current': 'no', 'password': '" OTHER "'}");
    assert_int_equal(t_int("SELECT failed_count FROM llx_elaska_account"), 1);
    t_refused(&a, "account.password", "password.policy", "password",
              "{'current': '" GOOD "', 'password': 'court'}");
    t_call(&a, "account.password", "{'current': '" GOOD "', 'password': '" OTHER "'}");
    check_dead(other, 1, T.now);
    assert_int_equal(ela_session_check(T.db, 1, t_text_at(me, "access_token"), 0, T.now, &s, &err),
                     ELA_OK);
    assert_int_equal(mails("account.password_changed"), 1);
    wrong("camille@client.example");
    login("camille@client.example", OTHER);
}

static void test_SEC_13_csrf_value_belongs_to_one_token(void **state)
{
    (void)state;
    char a[33], b[33];
    struct ela_str t1 = ELA_STR("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
                   t2 = ELA_STR("BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    ela_session_csrf(t1, a);
    ela_session_csrf(t2, b);
    assert_int_equal(strlen(a), 32);
    assert_string_not_equal(a, b);
    assert_true(ela_session_csrf_ok(t1, ela_str_of(a)));
    assert_false(ela_session_csrf_ok(t1, ela_str_of(b)));
    assert_false(ela_session_csrf_ok(t1, ELA_STR("")));
    assert_false(ela_session_csrf_ok(ELA_STR("x"), ELA_STR("")));
}

static const struct CMUnitTest tests[] = {
    ACCOUNT_TEST(test_SEC_02_login_opens_a_session_and_stores_hashes_only),
    ACCOUNT_TEST(test_SEC_02_stay_signed_in_slides_thirty_days),
    ACCOUNT_TEST(test_SEC_02_access_ends_after_fifteen_minutes),
    ACCOUNT_TEST(test_SEC_05_last_seen_is_written_once_a_minute),
    ACCOUNT_TEST(test_SEC_02_renewal_is_used_once),
    ACCOUNT_TEST(test_SEC_02_renewal_seen_again_closes_every_session),
    ACCOUNT_TEST(test_SEC_02_renewal_refuses_what_is_no_token),
    ACCOUNT_TEST(test_PORT_04_suspended_account_is_told_whom_to_call),
    ACCOUNT_TEST(test_SEC_05_new_device_is_announced),
    cmocka_unit_test(test_SEC_05_device_names),
    ACCOUNT_TEST(test_SEC_05_sessions_are_listed_and_closed),
    ACCOUNT_TEST(test_SEC_05_password_change_closes_the_others_and_says_so),
    cmocka_unit_test(test_SEC_13_csrf_value_belongs_to_one_token),
};

int main(void)
{
    return cmocka_run_group_tests(tests, open_all, t_close);
}
