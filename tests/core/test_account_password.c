/*
 * Portal accounts: password rules and hashes, lockout of accounts and addresses.
 */
#include "account_support.h"

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

/* --- lockout ---------------------------------------------------------------------------------- */

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

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_SEC_03_every_unmet_rule_is_named),
    cmocka_unit_test(test_SEC_03_too_long_is_refused),
    ACCOUNT_TEST(test_SEC_03_stored_as_slow_hash_only),
    ACCOUNT_TEST(test_SEC_03_last_five_are_not_reusable),
    ACCOUNT_TEST(test_SEC_03_cost_that_grew_is_applied_at_login),
    cmocka_unit_test(test_SEC_03_hashes_verify),
    ACCOUNT_TEST(test_SEC_04_wrong_unknown_and_locked_look_alike),
    cmocka_unit_test(test_SEC_04_unknown_account_takes_the_same_time),
    ACCOUNT_TEST(test_SEC_04_five_failures_lock_and_the_lock_doubles),
    ACCOUNT_TEST(test_SEC_04_failures_spread_over_more_than_fifteen_minutes_do_not_lock),
    ACCOUNT_TEST(test_SEC_04_thirty_failures_slow_then_block_an_address),
    ACCOUNT_TEST(test_SEC_04_ipv6_counts_by_its_network),
};

int main(void)
{
    return cmocka_run_group_tests(tests, open_all, t_close);
}
