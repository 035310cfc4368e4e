/*
 * The portal API: sessions, one login for several clients, home, the firm, invitations.
 */
#include "portal_rows.h"

static void test_SEC_10_sessions_of_others_do_not_exist(void **state)
{
    (void)state;
    login();
    int64_t mine = t_int("SELECT MAX(rowid) FROM llx_elaska_session");
    int64_t id = t_portal("x@client.example", client).account_id;
    t_sql("INSERT INTO llx_elaska_session (entity, token_hash, refresh_hash, family, fk_account, "
          "access_until, renew_until, created_at,"
          " last_seen_at) VALUES (1, REPEAT('a', 32), REPEAT('b', 32), REPEAT('c', 16), %" PRId64
          ", %d, %d, %d, %d)",
          id, T_NOW + 900, T_NOW + 9000, T_NOW, T_NOW);
    http("DELETE",
         path_of("/v1/sessions/%" PRId64, t_int("SELECT MAX(rowid) FROM llx_elaska_session")),
         NULL);
    problem(404, "not_found", "session");
    assert_int_equal(http("DELETE", path_of("/v1/sessions/%" PRId64, mine), NULL), 204);
    assert_int_equal(http("GET", "/v1/sessions", NULL), 401);
}

static void test_PORT_04_one_login_two_third_parties(void **state)
{
    (void)state;
    struct rows w = some_rows();
    t_sql("INSERT INTO llx_elaska_account_client (entity, fk_account, fk_soc, created_at) VALUES "
          "(1, %" PRId64 ", %d, 1)",
          account, other);
    login();
    assert_int_equal(ela_json_size(ela_json_get(answer, "clients")), 2);
    http("GET", path_of("/v1/clients/%d/cases", client), NULL);
    t_subset(answer, "{'rows': [{'id': %" PRId64 "}], 'next': null}", w.mine);
    http("GET", path_of("/v1/clients/%d/cases", other), NULL);
    t_subset(answer, "{'rows': [{'id': %" PRId64 "}], 'next': null}", w.theirs);
    http("GET", path_of("/v1/clients/%d/cases/%" PRId64, other, w.mine), NULL);
    problem(404, "not_found", NULL);
}

static void test_PORT_08_home_says_what_waits_first(void **state)
{
    (void)state;
    struct rows w = some_rows();
    int32_t lea = (int32_t)t_int("SELECT rowid FROM llx_user WHERE login = 'lea'");
    t_sql("UPDATE llx_facture SET date_lim_reglement = '2026-11-01' WHERE rowid = %" PRId64,
          w.invoice);
    t_sql("UPDATE llx_user SET office_phone = '0556000000', job = 'Conseillère' WHERE rowid = %d",
          lea);
    login();
    http("GET", path_of("/v1/clients/%d/home", client), NULL);
    t_subset(answer,
             "{'client': {'id': %d, 'name': 'Boulangerie Petit'}, 'waiting': [{'kind': "
             "'invoice_late', 'invoice': {'ref': 'FA-1'},"
             " 'amount_minor': 12000, 'due_on': '2026-11-01'}], 'cases': [{'id': %" PRId64
             "}], 'cases_open': 1,"
             " 'invoices': [{'ref': 'FA-1'}], 'due_minor': 12000, 'currency': 'EUR', 'firm': "
             "{'name': 'Cabinet Vauban'},"
             " 'adviser': {'name': 'lea Durand', 'phone': '0556000000', 'job': 'Conseillère'}}",
             client, w.mine);
    struct ela_actor paul = t_user("paul", 0);
    t_sql("INSERT INTO llx_societe_commerciaux (fk_soc, fk_user) VALUES (%d, %d)", client,
          paul.user_id);
    http("GET", path_of("/v1/clients/%d/home", client), NULL);
    t_subset(answer, "{'adviser': {'name': 'paul Durand'}}");
    t_sql("DELETE FROM llx_elaska_time");
    t_sql("DELETE FROM llx_elaska_case_terms");
    t_sql("DELETE FROM llx_elaska_case");
    t_sql("DELETE FROM llx_societe_commerciaux");
    t_sql("DELETE FROM llx_facture");
    http("GET", path_of("/v1/clients/%d/home", client), NULL);
    t_subset(answer,
             "{'waiting': [], 'cases': [], 'invoices': [], 'adviser': null, 'due_minor': 0}");
}

static void test_PORT_01_manifest_in_the_firms_name(void **state)
{
    (void)state;
    t_setting("ELASKA_ACCENT", "#123456");
    assert_int_equal(http("GET", "/v1/manifest", NULL), 200);
    assert_string_equal(header("Content-Type"), "application/manifest+json");
    t_subset(answer, "{'name': 'Cabinet Vauban', 'short_name': 'Cabinet Vauban', 'theme_color': "
                     "'#123456', 'display': 'standalone'}");
    t_setting("MAIN_INFO_SOCIETE_NOM", "Cabinet de conseil Vauban et associés");
    http("GET", "/v1/manifest", NULL);
    t_subset(answer, "{'short_name': 'Cabinet de'}");
}

static void test_PORT_09_firm_and_health_without_a_session(void **state)
{
    (void)state;
    assert_int_equal(http("GET", "/v1/firm", NULL), 200);
    t_subset(answer, "{'name': 'Cabinet Vauban', 'email': 'contact@cabinet-vauban.example', "
                     "'lang': 'fr', 'password_min': 12}");
    assert_string_equal(header("Cache-Control"), "public, max-age=60");
    assert_int_equal(http("GET", "/v1/health", NULL), 200);
    t_subset(answer, "{'status': 'ok', 'version': '%s'}", ela_version());
}

static void test_PORT_04_invitation_over_http(void **state)
{
    (void)state;
    struct ela_actor boss = t_user("boss", T_ALL_RIGHTS);
    t_call(&boss, "account.invite",
           "{'client': %d, 'email': 'neuf@client.example', 'name': 'Nina Roux'}", other);
    char path[128];
    const char *at =
        strstr(t_text("SELECT body_text FROM llx_elaska_outbox WHERE kind = 'account.invitation'"),
               "/invitations/");
    assert_non_null(at);
    snprintf(path, sizeof path, "/v1%.56s", at);
    assert_int_equal(http("GET", path, NULL), 200);
    t_subset(answer, "{'email': 'neuf@client.example'}");
    http("POST", path, "{'password': 'court', 'token': 'x'}");
    problem(422, "field.unknown", "token");
    assert_int_equal(http("POST", path, "{'password': '" GOOD "'}"), 200);
    assert_int_equal(http("GET", path_of("/v1/clients/%d/home", other), NULL), 200);
    assert_int_equal(http("POST", path, "{'password': '" GOOD "'}"), 404);
    problem(404, "link.invalid", NULL);
    assert_int_equal(http("POST", "/v1/password-resets", "{'email': 'personne@client.example'}"),
                     202);
    assert_int_equal(http("GET", "/v1/password-resets/xyz", NULL), 404);
}

static const struct CMUnitTest tests[] = {
    PORTAL_TEST(test_SEC_10_sessions_of_others_do_not_exist),
    PORTAL_TEST(test_PORT_04_one_login_two_third_parties),
    PORTAL_TEST(test_PORT_08_home_says_what_waits_first),
    PORTAL_TEST(test_PORT_01_manifest_in_the_firms_name),
    PORTAL_TEST(test_PORT_09_firm_and_health_without_a_session),
    PORTAL_TEST(test_PORT_04_invitation_over_http),
};

int main(void)
{
    return cmocka_run_group_tests(tests, open_all, close_all);
}
