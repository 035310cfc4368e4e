/*
 * Portal accounts: one-time links, and what the firm manages.
 */
#include "account_support.h"

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
    t_refused(&boss, "account.update", "field.required", "name",
              "{'account': %" PRId64 ", 'client': %d, 'name': ' '}", id, client);
    t_ok(&boss, "account.list",
         "{'rows': [{'name': 'Camille B.', 'role': 'Comptable', 'status': 'active', 'active': "
         "true}]}",
         "{'client': %d}", client);
}

static void test_SEC_05_sessions_are_closed_by_the_firm(void **state)
{
    (void)state;
    int64_t id = member("camille@client.example");
    struct ela_actor lea = t_user("lea", ELA_RIGHT_CASE_READ);
    struct ela_str token = t_text_at(login("camille@client.example", GOOD), "access_token");
    t_refused(&lea, "account.sign_out", "denied", NULL, "{'account': %" PRId64 "}", id);
    const struct ela_json *out = t_call(&boss, "account.sign_out", "{'account': %" PRId64 "}", id);
    assert_true(t_int_at(out, "closed") >= 1);
    check_dead(token, 1, T.now);
    t_ok(&boss, "account.list", "{'rows': [{'sessions': 0}]}", "{'client': %d}", client);
    t_refused(&boss, "account.sign_out", "not_found", "account", "{'account': 999999}");
}

static void test_PORT_04_list_names_the_other_third_parties_within_reach(void **state)
{
    (void)state;
    int64_t id = member("camille@client.example");
    int32_t second = t_client("Camille Petit"), hidden = t_client_of("Ailleurs", 2);
    t_call(&boss, "account.invite",
           "{'client': %d, 'email': 'camille@client.example', 'name': 'Camille'}", second);
    t_sql("INSERT INTO llx_elaska_account_client (entity, fk_account, fk_soc, active, created_at) "
          "VALUES (1, %" PRId64 ", %d, 1, 0)",
          id, hidden);
    const struct ela_json *list = t_call(&boss, "account.list", "{'client': %d}", client);
    t_subset(list, "{'rows': [{'also_count': 2, 'also': [{'id': %d, 'name': 'Camille Petit'}]}]}",
             second);
    assert_int_equal(ela_json_size(t_at(list, "rows/0/also")), 1);
}

static void test_PORT_04_contacts_of_the_third_party_can_be_invited(void **state)
{
    (void)state;
    struct ela_actor lea = t_user("lea", ELA_RIGHT_CASE_READ);
    int32_t hidden = t_client_of("Ailleurs", 2);
    t_sql("INSERT INTO llx_socpeople (fk_soc, firstname, lastname, email, poste, statut) VALUES "
          "(%d, 'Jean', 'Roux', 'jean@client.example', 'Comptable', 1), (%d, 'Sans', 'Adresse', "
          "'', '', 1), (%d, 'Parti', 'Ailleurs', 'parti@client.example', '', 0), (%d, 'X', 'Y', "
          "'x@client.example', NULL, 1)",
          client, client, client, hidden);
    const struct ela_json *out = t_call(&boss, "account.contacts", "{'client': %d}", client);
    t_subset(out, "{'rows': [{'name': 'Jean Roux', 'email': 'jean@client.example', 'job': "
                  "'Comptable'}]}");
    assert_int_equal(ela_json_size(ela_json_get(out, "rows")), 1);
    out = t_call(&boss, "account.contacts", "{'client': %d}", hidden);
    assert_int_equal(ela_json_size(ela_json_get(out, "rows")), 0);
    t_refused(&lea, "account.contacts", "denied", NULL, "{'client': %d}", client);
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

static const struct CMUnitTest tests[] = {
    ACCOUNT_TEST(test_PORT_04_invitation_is_read_and_accepted_once),
    ACCOUNT_TEST(test_SEC_18_links_expire_are_hashed_and_counted),
    ACCOUNT_TEST(test_SEC_02_a_new_invitation_ends_the_older_link),
    ACCOUNT_TEST(test_SEC_02_forgotten_password_answers_the_same),
    ACCOUNT_TEST(test_SEC_02_reset_works_once_within_the_hour_and_unlocks),
    ACCOUNT_TEST(test_PORT_04_existing_address_gets_the_second_third_party),
    ACCOUNT_TEST(test_SEC_05_role_change_closes_sessions),
    ACCOUNT_TEST(test_SEC_05_sessions_are_closed_by_the_firm),
    ACCOUNT_TEST(test_PORT_04_list_names_the_other_third_parties_within_reach),
    ACCOUNT_TEST(test_PORT_04_contacts_of_the_third_party_can_be_invited),
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
