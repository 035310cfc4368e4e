/*
 * Rates and amounts of time shown or hidden for one client: who decides it, and what each place of
 * his portal then shows. TIME-18.
 */
#include "portal_support.h"

static struct ela_actor boss;
static int64_t kase;

static int firm(void **state)
{
    int failed = clean(state);
    boss = t_user("max", T_ALL_RIGHTS);
    kase = t_case(client, boss.user_id);
    t_sql("INSERT INTO llx_elaska_case_terms (entity, fk_case, valid_from, model, currency, "
          "rate_num, rate_den, vat_milli, created_at, fk_user_creat)"
          " VALUES (1, %" PRId64 ", '1900-01-01', 'hourly', 'EUR', 8500, 1, 20000, 1, 1)",
          kase);
    t_sql("INSERT INTO llx_elaska_time (entity, fk_user, fk_soc, fk_case, fk_activity, work_on, "
          "duration_s, billable, description, status, rate_num, rate_den, vat_milli, currency, "
          "created_at, updated_at, fk_user_creat) VALUES (1, %d, %d, %" PRId64
          ", %d, '2026-11-20', 3600, 1, 'Point', 'validated', 8500, 1, 20000, 'EUR', 1, 1, 1)",
          boss.user_id, client, kase, t_activity("call"));
    return failed;
}

#define FIRM_TEST(f) cmocka_unit_test_setup(f, firm)

static void decide(const char *amounts)
{
    t_ok(&boss, "account.amounts", "{}", "{'client': %d, 'amounts': '%s'}", client, amounts);
}

/* Rate and amount of the sheet, its total and the rate of the terms: all there, or none. */
static void portal_shows(bool shown)
{
    assert_int_equal(
        http("GET", path_of("/v1/clients/%d/cases/%" PRId64 "/time", client, kase), NULL), 200);
    t_subset(answer, "{'rows': [{'duration_s': 3600}], 'totals': {'all_s': 3600}}");
    const char *const paths[] = {"rows/0/rate", "rows/0/amount_minor", "totals/amount_minor"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
        assert_int_equal(t_at(answer, paths[i]) != NULL, shown);
    assert_int_equal(http("GET", path_of("/v1/clients/%d/cases/%" PRId64, client, kase), NULL),
                     200);
    assert_int_equal(t_at(answer, "terms/rate") != NULL, shown);
}

static void test_TIME_18_nothing_decided_is_as_the_setting_says(void **state)
{
    (void)state;
    login();
    portal_shows(true);
    t_setting("ELASKA_PORTAL_SHOW_AMOUNTS", "0");
    portal_shows(false);
}

static void test_TIME_18_the_firm_decides_for_one_client(void **state)
{
    (void)state;
    login();
    decide("hidden");
    portal_shows(false);
    t_setting("ELASKA_PORTAL_SHOW_AMOUNTS", "0");
    decide("shown");
    portal_shows(true);
    decide("as_set");
    portal_shows(false);
    t_setting("ELASKA_PORTAL_SHOW_AMOUNTS", "1");
    portal_shows(true);
}

static void test_TIME_18_one_login_sees_each_client_as_decided_for_it(void **state)
{
    (void)state;
    struct ela_session s;
    struct ela_error err = ELA_ERROR_INIT;
    login();
    t_sql("INSERT INTO llx_elaska_account_client (entity, fk_account, fk_soc, created_at) VALUES "
          "(1, %" PRId64 ", %d, 1)",
          account, other);
    t_sql("INSERT INTO llx_elaska_client (entity, fk_soc, show_amounts) VALUES (1, %d, 1), (1, %d, "
          "0), (2, %d, 0)",
          other, client, other);
    struct ela_str token = ela_str_of(B.at);
    assert_int_equal(ela_session_check(T.db, 1, token, client, T.now, &s, &err), ELA_OK);
    assert_int_equal(s.amounts, ELA_AMOUNTS_HIDDEN);
    assert_int_equal(ela_session_check(T.db, 1, token, other, T.now, &s, &err), ELA_OK);
    assert_int_equal(s.amounts, ELA_AMOUNTS_SHOWN);
    /* no client, or one that the account does not serve: nothing is told */
    assert_int_equal(ela_session_check(T.db, 1, token, 0, T.now, &s, &err), ELA_OK);
    assert_int_equal(s.amounts, ELA_AMOUNTS_AS_SET);
    t_sql("UPDATE llx_elaska_account_client SET active = 0 WHERE fk_soc = %d", other);
    assert_int_equal(ela_session_check(T.db, 1, token, other, T.now, &s, &err), ELA_OK);
    assert_false(s.client);
    assert_int_equal(s.amounts, ELA_AMOUNTS_AS_SET);
}

static void test_TIME_18_one_rule_says_who_sees_amounts(void **state)
{
    (void)state;
    struct ela_actor a = {.kind = ELA_ACTOR_PORTAL};
    for (int setting = 0; setting < 2; setting++) {
        a.amounts = ELA_AMOUNTS_AS_SET;
        assert_int_equal(ela_actor_sees_amounts(&a, setting), setting);
        a.amounts = ELA_AMOUNTS_HIDDEN;
        assert_false(ela_actor_sees_amounts(&a, setting));
        a.amounts = ELA_AMOUNTS_SHOWN;
        assert_true(ela_actor_sees_amounts(&a, setting));
        /* people of the firm: by right only */
        struct ela_actor u = {.kind = ELA_ACTOR_USER, .amounts = ELA_AMOUNTS_SHOWN};
        assert_false(ela_actor_sees_amounts(&u, setting));
        u.rights = ELA_RIGHT_RATES_READ;
        assert_true(ela_actor_sees_amounts(&u, setting));
    }
}

static void test_TIME_18_a_decision_is_kept_once_and_journalled(void **state)
{
    (void)state;
    t_ok(&boss, "account.list", "{'rows': [{}], 'amounts': 'as_set'}", "{'client': %d}", client);
    decide("as_set");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_client"), 0);
    decide("hidden");
    decide("hidden");
    t_ok(&boss, "account.list", "{'amounts': 'hidden'}", "{'client': %d}", client);
    t_ok(&boss, "account.list", "{'amounts': 'as_set'}", "{'client': %d}", other);
    decide("shown");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_client"), 1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'account.amounts' "
                           "AND fk_soc = %d AND visible = 0",
                           client),
                     2);
}

#define HIDE "{'client': %d, 'amounts': 'hidden'}"

static void test_TIME_18_decision_refused(void **state)
{
    (void)state;
    struct ela_actor lea = t_user("lea", ELA_RIGHT_CASE_READ | ELA_RIGHT_RATES_READ),
                     own = t_user("own", ELA_RIGHT_ACCOUNT_MANAGE),
                     camille = t_portal("c@client.example", client);
    own.own_clients_only = true;
    t_refused(&lea, "account.amounts", "denied", NULL, HIDE, client);
    t_refused(&camille, "account.amounts", "denied", NULL, HIDE, client);
    t_refused(&own, "account.amounts", "not_found", "client", HIDE, client); /* not his client */
    t_refused(&boss, "account.amounts", "not_found", "client", HIDE, t_client_of("Ailleurs", 2));
    t_refused(&boss, "account.amounts", "field.required", "amounts", "{'client': %d}", client);
    t_refused(&boss, "account.amounts", "field.choice", "amounts",
              "{'client': %d, 'amounts': 'perhaps'}", client);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_client"), 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        FIRM_TEST(test_TIME_18_nothing_decided_is_as_the_setting_says),
        FIRM_TEST(test_TIME_18_the_firm_decides_for_one_client),
        FIRM_TEST(test_TIME_18_one_login_sees_each_client_as_decided_for_it),
        FIRM_TEST(test_TIME_18_one_rule_says_who_sees_amounts),
        FIRM_TEST(test_TIME_18_a_decision_is_kept_once_and_journalled),
        FIRM_TEST(test_TIME_18_decision_refused),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
