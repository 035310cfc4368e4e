/*
 * Portal accounts: password rules, sign-in and its lockout, sessions and renewal, one-time links,
 * what the firm manages.
 */
#include "support.h"

#include <inttypes.h>
#include <sodium.h>

#include "account/account.h"
#include "account/account_internal.h"

#define GOOD  "Lampadaire-bleu-42"
#define OTHER "Tournevis.orange.77"

static struct ela_actor nobody, boss;
static int32_t client;

static int open_all(void **state)
{
    ela_password_cost(1, crypto_pwhash_MEMLIMIT_MIN);
    return t_open(state);
}

static int clean(void **state)
{
    t_clean(state);
    nobody = t_nobody();
    boss = t_user("boss", T_ALL_RIGHTS);
    client = t_client("Boulangerie Petit");
    return 0;
}

/* Token of the newest mail of a kind, cut out of its link. */
static const char *token_of(const char *kind)
{
    static char token[ELA_TOKEN_TEXT + 1];
    const char *text = t_text(
        "SELECT body_text FROM llx_elaska_outbox WHERE kind = '%s' ORDER BY rowid DESC LIMIT 1",
        kind);
    const char *at = strstr(text, ".example/");
    assert_non_null(at);
    at = strchr(at + 9, '/');
    assert_non_null(at);
    snprintf(token, sizeof token, "%.43s", at + 1);
    assert_int_equal(strlen(token), 43);
    return token;
}

static int64_t mails(const char *kind)
{
    return t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = '%s'", kind);
}

static int64_t events(const char *kind)
{
    return t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = '%s'", kind);
}

/* An invited and accepted account; gives its id. */
static int64_t member(const char *email)
{
    int64_t id =
        t_int_at(t_call(&boss, "account.invite",
                        "{'client': %d, 'email': '%s', 'name': 'Camille Petit'}", client, email),
                 "id");
    t_call(&nobody, "account.accept", "{'token': '%s', 'password': '" GOOD "'}",
           token_of("account.invitation"));
    t_sql("DELETE FROM llx_elaska_session");
    return id;
}

static const struct ela_json *login(const char *email, const char *password)
{
    return t_call(&nobody, "account.login", "{'email': '%s', 'password': '%s'}", email, password);
}

static struct ela_actor signed_in(const struct ela_json *me)
{
    return (struct ela_actor){.kind = ELA_ACTOR_PORTAL,
                              .entity = 1,
                              .lang = "fr",
                              .account_id = t_int_at(me, "account/id"),
                              .session_id = t_int_at(me, "session/id"),
                              .client_id = client};
}

static void wrong(const char *email)
{
    t_refused(&nobody, "account.login", "account.login_failed", "",
              "{'email': '%s', 'password': 'not it'}", email);
}

/* --- rules ------------------------------------------------------------------------------------ */

static void test_SEC_03_every_unmet_rule_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *password, *rules;
    } t[] = {{"court", "min_length,families"},     {"Password1234!", "common"},
             {"P@ssw0rd2024!", "common"},          {"motdepasse", "min_length,families,common"},
             {"azertyuiop123", "families,common"}, {"aaaaaaaaaaaaaaaa", "families,common"},
             {"Martine!!2024", "common"},          {"Camille-bleue-9", "personal"},
             {"xx-cpetit-Bleu-9", "personal"},     {"motdepassemotdepasse", "common"},
             {"Élodie!!2024!", "common"},          {GOOD, ""},
             {"un lampadaire sans majuscule", ""}, {"éàü-Grillage-7", ""}};
    for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
        struct ela_error err = ELA_ERROR_INIT;
        enum ela_status st =
            ela_password_check(ela_str_of(t[i].password), 12, ELA_STR("cpetit@client.example"),
                               ELA_STR("Camille Petit"), "password", &err);
        if (t[i].rules[0] == '\0') {
            if (st != ELA_OK)
                fail_msg("%s refused: %s", t[i].password, err.params[0].value);
            continue;
        }
        if (st != ELA_E_INPUT || strcmp(err.params[0].value, t[i].rules) != 0)
            fail_msg("%s: %s", t[i].password, st == ELA_OK ? "accepted" : err.params[0].value);
        assert_string_equal(err.key, "password.policy");
        assert_string_equal(err.field, "password");
    }
}

static void test_SEC_03_too_long_is_refused(void **state)
{
    (void)state;
    char p[300];
    struct ela_error err = ELA_ERROR_INIT;
    memset(p, 'x', sizeof p);
    assert_int_equal(ela_password_check((struct ela_str){p, 257}, 12, ELA_STR(""), ELA_STR(""),
                                        "password", &err),
                     ELA_E_INPUT);
    assert_string_equal(err.key, "password.too_long");
    assert_false(ela_password_verify((struct ela_str){p, 257}, NULL));
}

static void test_SEC_03_stored_as_slow_hash_only(void **state)
{
    (void)state;
    member("camille@client.example");
    assert_string_equal(t_text("SELECT LEFT(password_hash, 10) FROM llx_elaska_account"),
                        "$argon2id$");
    assert_string_equal(t_text("SELECT LEFT(password_hash, 10) FROM llx_elaska_account_password"),
                        "$argon2id$");
}

static void test_SEC_03_last_five_are_not_reusable(void **state)
{
    (void)state;
    member("camille@client.example");
    struct ela_actor me = signed_in(login("camille@client.example", GOOD));
    const char *now = GOOD;
    char next[64];
    static char before[64];
    for (int i = 0; i < 5; i++) {
        t_refused(&me, "account.password", "password.policy", "password",
                  "{'current': '%s', 'password': '" GOOD "'}", now);
        snprintf(next, sizeof next, "Tournevis.orange.7%d", i);
        t_call(&me, "account.password", "{'current': '%s', 'password': '%s'}", now, next);
        snprintf(before, sizeof before, "%s", next);
        now = before;
    }
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_account_password"), 5);
    t_call(&me, "account.password", "{'current': '%s', 'password': '" GOOD "'}", now);
}

static void test_SEC_03_cost_that_grew_is_applied_at_login(void **state)
{
    (void)state;
    member("camille@client.example");
    ela_password_cost(2, crypto_pwhash_MEMLIMIT_MIN);
    login("camille@client.example", GOOD);
    assert_string_equal(t_text("SELECT password_hash LIKE '%%t=2,p=1%%' FROM llx_elaska_account"),
                        "1");
    ela_password_cost(1, crypto_pwhash_MEMLIMIT_MIN);
}

static void test_SEC_03_hashes_verify(void **state)
{
    (void)state;
    /* Made by PHP: password_hash('Lampadaire-bleu-42', PASSWORD_ARGON2ID, ...) uses the same text
     * form. */
    char hash[128];
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(ela_password_hash(ELA_STR(GOOD), hash, &err), ELA_OK);
    assert_true(ela_password_verify(ELA_STR(GOOD), hash));
    assert_false(ela_password_verify(ELA_STR(OTHER), hash));
    assert_false(ela_password_verify(ELA_STR(GOOD), NULL));
    assert_false(ela_password_verify(ELA_STR(GOOD), ""));
    assert_false(ela_password_verify(ELA_STR(""), "not a hash"));
}

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

static void check_dead(struct ela_str token, int32_t entity, int64_t now)
{
    struct ela_session s;
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(ela_session_check(T.db, entity, token, 0, now, &s, &err), ELA_E_DENIED);
    assert_string_equal(err.key, "session.ended");
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

static void test_SEC_04_wrong_unknown_and_locked_look_alike(void **state)
{
    (void)state;
    member("camille@client.example");
    wrong("camille@client.example");
    wrong("nobody@client.example");
    t_sql("UPDATE llx_elaska_account SET locked_until = %" PRId64, T.now + 60);
    t_refused(&nobody, "account.login", "account.login_failed", "",
              "{'email': 'camille@client.example', 'password': '" GOOD "'}");
    t_sql("UPDATE llx_elaska_account SET locked_until = 0, status = 'suspended'");
    wrong("camille@client.example");
}

static double verify_seconds(const char *hash)
{
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    for (int i = 0; i < 3; i++)
        assert_false(ela_password_verify(ELA_STR("wrong one"), hash));
    clock_gettime(CLOCK_MONOTONIC, &b);
    return (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
}

static void test_SEC_04_unknown_account_takes_the_same_time(void **state)
{
    (void)state;
    char hash[128];
    struct ela_error err = ELA_ERROR_INIT;
    ela_password_cost(0, 0);
    assert_int_equal(ela_password_hash(ELA_STR(GOOD), hash, &err), ELA_OK);
    (void)verify_seconds(hash);
    double real = verify_seconds(hash), none = verify_seconds(NULL);
    ela_password_cost(1, crypto_pwhash_MEMLIMIT_MIN);
    if (none < real * 0.4 || none > real * 2.5)
        fail_msg("%.3f s for an account, %.3f s for none", real, none);
}

static void test_SEC_04_five_failures_lock_and_the_lock_doubles(void **state)
{
    (void)state;
    static const int expected[] = {900, 1800, 3600, 7200, 14400, 28800, 57600, 86400, 86400};
    member("camille@client.example");
    for (size_t round = 0; round < sizeof expected / sizeof expected[0]; round++) {
        for (int i = 0; i < 5; i++)
            wrong("camille@client.example");
        assert_int_equal(t_int("SELECT locked_until FROM llx_elaska_account"),
                         T.now + expected[round]);
        t_refused(&nobody, "account.login", "account.login_failed", "",
                  "{'email': 'camille@client.example', 'password': '" GOOD "'}");
        T.now += expected[round];
        t_sql("DELETE FROM llx_elaska_throttle");
    }
    assert_int_equal(mails("account.locked"), 9);
    assert_int_equal(events("account.locked"), 9);
    login("camille@client.example", GOOD);
    assert_int_equal(t_int("SELECT lock_level + failed_count FROM llx_elaska_account"), 0);
}

static void test_SEC_04_failures_spread_over_more_than_fifteen_minutes_do_not_lock(void **state)
{
    (void)state;
    member("camille@client.example");
    for (int i = 0; i < 12; i++) {
        wrong("camille@client.example");
        T.now += 5 * 60 + 1;
    }
    assert_int_equal(t_int("SELECT locked_until FROM llx_elaska_account"), 0);
}

static void test_SEC_04_thirty_failures_slow_then_block_an_address(void **state)
{
    (void)state;
    char email[64];
    for (int i = 0; i < 30; i++) {
        snprintf(email, sizeof email, "n%d@client.example", i);
        wrong(email);
    }
    struct ela_error err;
    assert_int_equal(
        t_try(&nobody, "account.login", &err, "{'email': 'a@client.example', 'password': 'x'}"),
        ELA_E_DENIED);
    assert_string_equal(err.key, "throttle.blocked");
    assert_string_equal(err.params[0].value, "5");
    T.ip = "192.0.2.8";
    wrong("a@client.example");
    T.ip = "192.0.2.7";
    T.now += 5;
    wrong("a@client.example");
    t_try(&nobody, "account.login", &err, "{'email': 'a@client.example', 'password': 'x'}");
    assert_string_equal(err.params[0].value, "10");
    for (int i = 0; i < 12; i++) {
        T.now = t_int("SELECT MAX(blocked_until) FROM llx_elaska_throttle");
        if (T.now > T_NOW + 3600)
            break;
        wrong("a@client.example");
    }
    assert_true(t_int("SELECT MAX(blocked_until) FROM llx_elaska_throttle") >= T_NOW + 1200);
}

static void test_SEC_04_ipv6_counts_by_its_network(void **state)
{
    (void)state;
    char ip[64];
    T.ip = ip;
    for (int i = 0; i < 30; i++) {
        snprintf(ip, sizeof ip, "2001:db8:1:2::%x", i + 1);
        wrong("a@client.example");
    }
    t_refused(&nobody, "account.login", "throttle.blocked", NULL,
              "{'email': 'a@client.example', 'password': 'x'}");
    snprintf(ip, sizeof ip, "2001:db8:1:3::1");
    wrong("a@client.example");
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

/* --- links ------------------------------------------------------------------------------------ */

static void invite(const char *email)
{
    t_call(&boss, "account.invite",
           "{'client': %d, 'email': '%s', 'name': 'Camille Petit', 'role': 'Dirigeant',"
           " 'profile': 'entreprise', 'lang': 'en'}",
           client, email);
}

static void test_PORT_04_invitation_is_read_and_accepted_once(void **state)
{
    (void)state;
    invite("camille@client.example");
    char token[44];
    snprintf(token, sizeof token, "%s", token_of("account.invitation"));
    t_ok(&nobody, "account.invitation",
         "{'email': 'camille@client.example', 'name': 'Camille Petit', 'firm': {'name': 'Cabinet "
         "Vauban', 'lang': 'en'}}",
         "{'token': '%s'}", token);
    t_refused(&nobody, "account.accept", "password.policy", "password",
              "{'token': '%s', 'password': 'court'}", token);
    t_ok(&nobody, "account.accept",
         "{'clients': [{'role': 'Dirigeant', 'profile': 'entreprise'}], 'account': {'lang': 'en'}}",
         "{'token': '%s', 'password': '" GOOD "'}", token);
    t_refused(&nobody, "account.accept", "link.invalid", "",
              "{'token': '%s', 'password': '" OTHER "'}", token);
    t_refused(&nobody, "account.invitation", "link.invalid", "", "{'token': '%s'}", token);
    login("camille@client.example", GOOD);
    assert_int_equal(events("account.accepted"), 1);
}

static void test_SEC_18_links_expire_are_hashed_and_counted(void **state)
{
    (void)state;
    invite("camille@client.example");
    char token[44];
    snprintf(token, sizeof token, "%s", token_of("account.invitation"));
    assert_int_equal(
        t_int("SELECT COUNT(*) FROM llx_elaska_account_token WHERE HEX(token_hash) = HEX('%s')",
              token),
        0);
    T.now += 7 * 86400 - 1;
    t_call(&nobody, "account.invitation", "{'token': '%s'}", token);
    T.now += 1;
    t_refused(&nobody, "account.invitation", "link.invalid", "", "{'token': '%s'}", token);
    for (int i = 0; i < 29; i++)
        t_refused(&nobody, "account.reset_link", "link.invalid", "", "{'token': 'guess %d'}", i);
    t_refused(&nobody, "account.reset_link", "throttle.blocked", "", "{'token': 'guess'}");
}

static void test_SEC_02_a_new_invitation_ends_the_older_link(void **state)
{
    (void)state;
    invite("camille@client.example");
    char token[44];
    snprintf(token, sizeof token, "%s", token_of("account.invitation"));
    int64_t id = t_int("SELECT rowid FROM llx_elaska_account");
    t_call(&boss, "account.reinvite", "{'account': %" PRId64 "}", id);
    t_refused(&nobody, "account.invitation", "link.invalid", "", "{'token': '%s'}", token);
    t_call(&nobody, "account.accept", "{'token': '%s', 'password': '" GOOD "'}",
           token_of("account.invitation"));
    t_refused(&boss, "account.reinvite", "account.already_active", "account",
              "{'account': %" PRId64 "}", id);
}

static void test_SEC_02_forgotten_password_answers_the_same(void **state)
{
    (void)state;
    member("camille@client.example");
    t_ok(&nobody, "account.forgot", "{}", "{'email': 'nobody@client.example'}");
    assert_int_equal(mails("account.reset"), 0);
    t_ok(&nobody, "account.forgot", "{}", "{'email': 'CAMILLE@client.example'}");
    assert_int_equal(mails("account.reset"), 1);
    assert_int_equal(t_int("SELECT secret FROM llx_elaska_outbox WHERE kind = 'account.reset'"), 1);
    for (int i = 0; i < 5; i++)
        t_ok(&nobody, "account.forgot", "{}", "{'email': 'camille@client.example'}");
    assert_int_equal(mails("account.reset"), 3);
    t_sql("DELETE FROM llx_elaska_throttle");
    t_sql("UPDATE llx_elaska_account SET status = 'suspended'");
    t_ok(&nobody, "account.forgot", "{}", "{'email': 'camille@client.example'}");
    assert_int_equal(mails("account.reset"), 3);
    t_refused(&nobody, "account.forgot", "email.malformed", "email", "{'email': 'camille'}");
}

static void test_SEC_02_reset_works_once_within_the_hour_and_unlocks(void **state)
{
    (void)state;
    member("camille@client.example");
    struct ela_str session = t_text_at(login("camille@client.example", GOOD), "access_token");
    for (int i = 0; i < 5; i++)
        wrong("camille@client.example");
    t_call(&nobody, "account.forgot", "{'email': 'camille@client.example'}");
    char token[44];
    snprintf(token, sizeof token, "%s", token_of("account.reset"));
    t_ok(&nobody, "account.reset_link", "{'firm': {'name': 'Cabinet Vauban'}}", "{'token': '%s'}",
         token);
    t_refused(&nobody, "account.invitation", "link.invalid", "", "{'token': '%s'}", token);
    t_refused(&nobody, "account.reset", "password.policy", "password",
              "{'token': '%s', 'password': '" GOOD "'}", token);
    t_ok(&nobody, "account.reset", "{}", "{'token': '%s', 'password': '" OTHER "'}", token);
    t_refused(&nobody, "account.reset", "link.invalid", "",
              "{'token': '%s', 'password': '" GOOD "'}", token);
    check_dead(session, 1, T.now);
    login("camille@client.example", OTHER);
    assert_int_equal(mails("account.password_changed"), 1);
    t_call(&nobody, "account.forgot", "{'email': 'camille@client.example'}");
    snprintf(token, sizeof token, "%s", token_of("account.reset"));
    T.now += 3600;
    t_refused(&nobody, "account.reset", "link.invalid", "",
              "{'token': '%s', 'password': '" GOOD "'}", token);
}

/* --- the firm --------------------------------------------------------------------------------- */

static void test_PORT_04_existing_address_gets_the_second_third_party(void **state)
{
    (void)state;
    int64_t id = member("camille@client.example");
    int32_t second = t_client("SCI Petit");
    t_ok(&boss, "account.invite", "{'existing': true}",
         "{'client': %d, 'email': 'CAMILLE@client.example', 'name': 'X'}", second);
    assert_int_equal(mails("account.invitation"), 1);
    assert_int_equal(mails("account.link_added"), 1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_account"), 1);
    const struct ela_json *me = login("camille@client.example", GOOD);
    t_subset(me, "{'clients': [{'id': %d}, {'id': %d, 'name': 'SCI Petit'}]}", client, second);
    t_refused(&boss, "account.invite", "account.already_linked", "email",
              "{'client': %d, 'email': 'camille@client.example', 'name': 'X'}", second);
    t_call(&boss, "account.update", "{'account': %" PRId64 ", 'client': %d, 'active': false}", id,
           second);
    t_subset(login("camille@client.example", GOOD), "{'clients': [{'id': %d}]}", client);
    t_call(&boss, "account.invite",
           "{'client': %d, 'email': 'camille@client.example', 'name': 'X'}", second);
    assert_int_equal(ela_json_size(ela_json_get(login("camille@client.example", GOOD), "clients")),
                     2);
}

static void test_SEC_05_role_change_closes_sessions(void **state)
{
    (void)state;
    int64_t id = member("camille@client.example");
    struct ela_str token = t_text_at(login("camille@client.example", GOOD), "access_token");
    struct ela_session s;
    struct ela_error err = ELA_ERROR_INIT;
    t_call(&boss, "account.update", "{'account': %" PRId64 ", 'client': %d, 'name': 'Camille B.'}",
           id, client);
    assert_int_equal(ela_session_check(T.db, 1, token, 0, T.now, &s, &err), ELA_OK);
    t_call(&boss, "account.update", "{'account': %" PRId64 ", 'client': %d, 'role': 'Comptable'}",
           id, client);
    check_dead(token, 1, T.now);
    t_ok(&boss, "account.list",
         "{'rows': [{'name': 'Camille B.', 'role': 'Comptable', 'status': 'active', 'active': "
         "true}]}",
         "{'client': %d}", client);
}

static void test_SEC_04_administrator_unlocks(void **state)
{
    (void)state;
    int64_t id = member("camille@client.example");
    for (int i = 0; i < 5; i++)
        wrong("camille@client.example");
    const struct ela_json *list = t_call(&boss, "account.list", "{'client': %d}", client);
    assert_int_equal(t_int_at(list, "rows/0/locked_until"), T.now + 900);
    t_call(&boss, "account.unlock", "{'account': %" PRId64 "}", id);
    login("camille@client.example", GOOD);
    assert_int_equal(events("account.unlocked"), 1);
}

static void test_SEC_10_accounts_of_others_do_not_exist(void **state)
{
    (void)state;
    static const char *const ops[] = {"account.unlock", "account.suspend", "account.resume",
                                      "account.reinvite"};
    int64_t id = member("camille@client.example");
    struct ela_actor own = t_user("own", T_ALL_RIGHTS),
                     no = t_user("no", T_ALL_RIGHTS & ~(unsigned)ELA_RIGHT_ACCOUNT_MANAGE);
    own.own_clients_only = true;
    for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++) {
        t_refused(&own, ops[i], "not_found", "account", "{'account': %" PRId64 "}", id);
        t_refused(&boss, ops[i], "not_found", "account", "{'account': %" PRId64 "}", id + 1000);
        t_refused(&no, ops[i], "denied", "", "{'account': %" PRId64 "}", id);
    }
    t_refused(&own, "account.update", "not_found", "account",
              "{'account': %" PRId64 ", 'client': %d}", id, client);
    t_refused(&own, "account.invite", "not_found", "client",
              "{'client': %d, 'email': 'a@b.example', 'name': 'A'}", client);
    t_refused(&boss, "account.invite", "not_found", "client",
              "{'client': %d, 'email': 'a@b.example', 'name': 'A'}", t_client_of("Ailleurs", 2));
    t_refused(&boss, "account.invite", "not_found", "contact",
              "{'client': %d, 'email': 'a@b.example', 'name': 'A', 'contact': 4242}", client);
    t_ok(&own, "account.list", "{'rows': []}", "{'client': %d}", client);
    struct ela_actor portal = t_portal("p@client.example", client);
    t_refused(&portal, "account.list", "denied", "", "{'client': %d}", client);
    t_refused(&nobody, "account.me", "denied", "", "{}");
}

static void test_SEC_14_account_input_is_checked(void **state)
{
    (void)state;
    t_refused(&boss, "account.invite", "email.malformed", "email",
              "{'client': %d, 'email': 'x', 'name': 'A'}", client);
    t_refused(&boss, "account.invite", "field.required", "name",
              "{'client': %d, 'email': 'a@b.example'}", client);
    t_refused(&boss, "account.invite", "field.choice", "profile",
              "{'client': %d, 'email': 'a@b.example', 'name': 'A', 'profile': 'king'}", client);
    t_refused(&boss, "account.invite", "field.unknown", "admin",
              "{'client': %d, 'email': 'a@b.example', 'name': 'A', 'admin': true}", client);
    t_refused(&nobody, "account.login", "field.type", "password",
              "{'email': 'a@b.example', 'password': 5}");
    t_refused(&nobody, "account.login", "field.required", "email", "{'password': 'x'}");
}

static void test_PORT_15_language_of_the_account(void **state)
{
    (void)state;
    member("camille@client.example");
    struct ela_actor a = signed_in(login("camille@client.example", GOOD));
    t_ok(&a, "account.language", "{'account': {'lang': 'en'}}", "{'lang': 'en'}");
    t_refused(&a, "account.language", "field.choice", "lang", "{'lang': 'de'}");
}

static void test_SEC_02_old_rows_are_purged(void **state)
{
    (void)state;
    member("camille@client.example");
    login("camille@client.example", GOOD);
    wrong("camille@client.example");
    T.now += 100 * 86400;
    login("camille@client.example", GOOD);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_session"), 1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_throttle"), 0);
}

#define ACCOUNT_TEST(f) cmocka_unit_test_setup(f, clean)

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_SEC_03_every_unmet_rule_is_named),
    cmocka_unit_test(test_SEC_03_too_long_is_refused),
    cmocka_unit_test(test_SEC_03_hashes_verify),
    cmocka_unit_test(test_SEC_04_unknown_account_takes_the_same_time),
    cmocka_unit_test(test_SEC_05_device_names),
    cmocka_unit_test(test_SEC_13_csrf_value_belongs_to_one_token),
    ACCOUNT_TEST(test_SEC_03_stored_as_slow_hash_only),
    ACCOUNT_TEST(test_SEC_03_last_five_are_not_reusable),
    ACCOUNT_TEST(test_SEC_03_cost_that_grew_is_applied_at_login),
    ACCOUNT_TEST(test_SEC_02_login_opens_a_session_and_stores_hashes_only),
    ACCOUNT_TEST(test_SEC_02_stay_signed_in_slides_thirty_days),
    ACCOUNT_TEST(test_SEC_02_access_ends_after_fifteen_minutes),
    ACCOUNT_TEST(test_SEC_05_last_seen_is_written_once_a_minute),
    ACCOUNT_TEST(test_SEC_02_renewal_is_used_once),
    ACCOUNT_TEST(test_SEC_02_renewal_seen_again_closes_every_session),
    ACCOUNT_TEST(test_SEC_02_renewal_refuses_what_is_no_token),
    ACCOUNT_TEST(test_SEC_04_wrong_unknown_and_locked_look_alike),
    ACCOUNT_TEST(test_SEC_04_five_failures_lock_and_the_lock_doubles),
    ACCOUNT_TEST(test_SEC_04_failures_spread_over_more_than_fifteen_minutes_do_not_lock),
    ACCOUNT_TEST(test_SEC_04_thirty_failures_slow_then_block_an_address),
    ACCOUNT_TEST(test_SEC_04_ipv6_counts_by_its_network),
    ACCOUNT_TEST(test_PORT_04_suspended_account_is_told_whom_to_call),
    ACCOUNT_TEST(test_SEC_05_new_device_is_announced),
    ACCOUNT_TEST(test_SEC_05_sessions_are_listed_and_closed),
    ACCOUNT_TEST(test_SEC_05_password_change_closes_the_others_and_says_so),
    ACCOUNT_TEST(test_PORT_04_invitation_is_read_and_accepted_once),
    ACCOUNT_TEST(test_SEC_18_links_expire_are_hashed_and_counted),
    ACCOUNT_TEST(test_SEC_02_a_new_invitation_ends_the_older_link),
    ACCOUNT_TEST(test_SEC_02_forgotten_password_answers_the_same),
    ACCOUNT_TEST(test_SEC_02_reset_works_once_within_the_hour_and_unlocks),
    ACCOUNT_TEST(test_PORT_04_existing_address_gets_the_second_third_party),
    ACCOUNT_TEST(test_SEC_05_role_change_closes_sessions),
    ACCOUNT_TEST(test_SEC_04_administrator_unlocks),
    ACCOUNT_TEST(test_SEC_10_accounts_of_others_do_not_exist),
    ACCOUNT_TEST(test_SEC_14_account_input_is_checked),
    ACCOUNT_TEST(test_PORT_15_language_of_the_account),
    ACCOUNT_TEST(test_SEC_02_old_rows_are_purged),
};

int main(void)
{
    return cmocka_run_group_tests(tests, open_all, t_close);
}
