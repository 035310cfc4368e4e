/*
 * Who reaches which rows. Source: SEC-10, TIME-18, PORT-04.
 */
#include "support.h"

#include "scope/scope.h"

enum what { CLIENTS, CASES, TIMES, INVOICES };

/* Ids (joined by commas) of what the actor reaches. */
static const char *reach(enum what what, const struct ela_actor *a)
{
    static const char *const from[] = {
        "SELECT GROUP_CONCAT(x.nom ORDER BY x.nom) FROM llx_societe AS x WHERE 1",
        "SELECT GROUP_CONCAT(x.title ORDER BY x.title) FROM llx_elaska_case AS x WHERE 1",
        ("SELECT GROUP_CONCAT(x.description ORDER BY x.description)"
         " FROM llx_elaska_time AS x WHERE 1"),
        "SELECT GROUP_CONCAT(x.ref ORDER BY x.ref) FROM llx_facture AS x WHERE 1",
    };
    static char text[256];
    struct ela_sql q;
    struct ela_db_result r;
    struct ela_error err = ELA_ERROR_INIT;
    ela_sql_init(&q);
    ela_sql_add(&q, from[what]);
    if (what == CLIENTS)
        ela_scope_client(&q, a, "x", "rowid");
    else if (what == CASES)
        ela_scope_case(&q, a, "x");
    else if (what == TIMES)
        ela_scope_time(&q, a, "x");
    else
        ela_scope_invoice(&q, a, "x");
    if (ela_sql_query(&q, T.db, &r, &err) != ELA_OK)
        fail_msg("%s (%s)", err.key, err.detail);
    ela_str_copy(ela_db_cell(&r, 0, 0), text, sizeof text);
    ela_db_result_release(&r);
    return text;
}

static int64_t add_case(const char *title, int32_t client, int32_t lead, int visible, int entity)
{
    int64_t id = t_case(client, lead);
    t_sql("UPDATE llx_elaska_case SET title = '%s', portal_visible = %d, entity = %d WHERE rowid = "
          "%lld",
          title, visible, entity, (long long)id);
    return id;
}

static void add_time(const char *name, int32_t user, int32_t client, int64_t case_id,
                     const char *status, int billable, int entity)
{
    char fk_case[24];
    snprintf(fk_case, sizeof fk_case, "%lld", (long long)case_id);
    t_sql("INSERT INTO llx_elaska_time (entity, fk_user, fk_soc, fk_case, fk_activity, work_on, "
          "duration_s, billable, description,"
          " status, vat_milli, currency, created_at, updated_at, fk_user_creat) VALUES"
          " (%d, %d, %d, %s, 1, '2026-11-20', 60, %d, '%s', '%s', 20000, 'EUR', 1, 1, %d)",
          entity, user, client, case_id ? fk_case : "NULL", billable, name, status, user);
}

static struct ela_actor lea, tom;
static int32_t martin, petit, foreign_client;

static void world(void)
{
    lea = t_user("lea", ELA_RIGHT_CASE_READ | ELA_RIGHT_TIME_OWN);
    tom = t_user("tom", ELA_RIGHT_CASE_READ | ELA_RIGHT_TIME_OWN);
    martin = t_client("Martin");
    petit = t_client("Petit");
    foreign_client = t_client_of("Elsewhere", 2);
    int64_t a = add_case("A", martin, lea.user_id, 1, 1);
    int64_t b = add_case("B", martin, lea.user_id, 0, 1);
    int64_t c = add_case("C", petit, tom.user_id, 1, 1);
    int64_t d = add_case("D", foreign_client, tom.user_id, 1, 2);
    add_time("a-draft", lea.user_id, martin, a, "draft", 1, 1);
    add_time("a-valid", tom.user_id, martin, a, "validated", 1, 1);
    add_time("a-free", tom.user_id, martin, a, "validated", 0, 1);
    add_time("a-billed", tom.user_id, martin, a, "invoiced", 1, 1);
    add_time("a-refused", tom.user_id, martin, a, "refused", 1, 1);
    add_time("b-valid", tom.user_id, martin, b, "validated", 1, 1);
    add_time("c-valid", tom.user_id, petit, c, "validated", 1, 1);
    add_time("d-valid", tom.user_id, foreign_client, d, "validated", 1, 2);
    add_time("no-case", tom.user_id, martin, 0, "validated", 1, 1);
    t_sql("INSERT INTO llx_facture (ref, entity, fk_soc, fk_statut) VALUES ('F1', 1, %d, 1), "
          "('F0', 1, %d, 0), ('G1', 1, %d, 2), ('H1', 2, %d, 1)",
          martin, martin, petit, foreign_client);
}

static void test_SEC_10_users_reach(void **state)
{
    (void)state;
    world();
    assert_string_equal(reach(CLIENTS, &lea), "Martin,Petit");
    assert_string_equal(reach(CASES, &lea), "A,B,C");
    assert_string_equal(reach(TIMES, &lea),
                        "a-billed,a-draft,a-free,a-refused,a-valid,b-valid"); /* leads A and B */
    assert_string_equal(reach(TIMES, &tom),
                        "a-billed,a-free,a-refused,a-valid,b-valid,c-valid,no-case");
    assert_string_equal(reach(INVOICES, &lea), "F0,F1,G1");
    lea.rights |= ELA_RIGHT_TIME_VALIDATE;
    assert_string_equal(reach(TIMES, &lea),
                        "a-billed,a-draft,a-free,a-refused,a-valid,b-valid,c-valid,no-case");
    lea.rights = ELA_RIGHT_TIME_OWN;
    assert_string_equal(reach(CASES, &lea), "");
}

static void test_SEC_10_own_clients_only(void **state)
{
    (void)state;
    world();
    struct ela_actor eve = t_user("eve", ELA_RIGHT_CASE_READ | ELA_RIGHT_TIME_VALIDATE);
    eve.own_clients_only = true;
    assert_string_equal(reach(CLIENTS, &eve), "");
    assert_string_equal(reach(CASES, &eve), "");
    assert_string_equal(reach(TIMES, &eve), "");
    assert_string_equal(reach(INVOICES, &eve), "");
    t_sql("INSERT INTO llx_societe_commerciaux (fk_soc, fk_user) VALUES (%d, %d)", petit,
          eve.user_id);
    assert_string_equal(reach(CLIENTS, &eve), "Petit");
    assert_string_equal(reach(CASES, &eve), "C");
    assert_string_equal(reach(TIMES, &eve), "c-valid");
    assert_string_equal(reach(INVOICES, &eve), "G1");
    t_sql("INSERT INTO llx_elaska_case_member (fk_case, fk_user) SELECT rowid, %d FROM "
          "llx_elaska_case WHERE title = 'A'",
          eve.user_id);
    assert_string_equal(reach(CASES, &eve), "A,C");
    add_time("eve-own", eve.user_id, martin, 0, "draft", 1, 1);
    assert_string_equal(reach(TIMES, &eve), "c-valid,eve-own");
}

static void test_TIME_18_portal_sees_validated_time_of_visible_cases(void **state)
{
    (void)state;
    world();
    struct ela_actor camille = t_portal("camille@martin.example", martin);
    assert_string_equal(reach(CLIENTS, &camille), "Martin");
    assert_string_equal(reach(CASES, &camille), "A");
    assert_string_equal(reach(TIMES, &camille), "a-billed,a-free,a-valid");
    assert_string_equal(reach(INVOICES, &camille), "F1");
    t_setting("ELASKA_PORTAL_BILLABLE_ONLY", "1");
    assert_string_equal(reach(TIMES, &camille), "a-billed,a-valid");
    t_sql("INSERT INTO llx_const (name, entity, value) VALUES ('ELASKA_PORTAL_BILLABLE_ONLY', 0, "
          "'1')");
    t_setting("ELASKA_PORTAL_BILLABLE_ONLY", "0"); /* the entity's own value wins */
    assert_string_equal(reach(TIMES, &camille), "a-billed,a-free,a-valid");
}

static void test_PORT_04_no_client_named_no_row(void **state)
{
    (void)state;
    world();
    struct ela_actor camille = t_portal("camille@martin.example", martin);
    camille.client_id = 0;
    for (int w = CLIENTS; w <= INVOICES; w++)
        assert_string_equal(reach((enum what)w, &camille), "");
    camille.client_id = foreign_client; /* another entity's third party */
    for (int w = CLIENTS; w <= INVOICES; w++)
        assert_string_equal(reach((enum what)w, &camille), "");
    struct ela_actor nobody = t_nobody(), empty = {.kind = ELA_ACTOR_USER, .entity = 1};
    for (int w = CLIENTS; w <= INVOICES; w++) {
        assert_string_equal(reach((enum what)w, &nobody), "");
        assert_string_equal(reach((enum what)w, &empty), "");
    }
    struct ela_actor worker = t_worker();
    assert_string_equal(reach(CASES, &worker), "A,B,C");
    assert_string_equal(reach(INVOICES, &worker), "F0,F1,G1");
}

static void test_SEC_10_shared_third_parties(void **state)
{
    (void)state;
    world();
    lea.soc_entities[0] = 1;
    lea.soc_entities[1] = 2;
    lea.nsoc_entities = 2;
    assert_string_equal(reach(CLIENTS, &lea), "Elsewhere,Martin,Petit");
    lea.nsoc_entities = 0; /* the glue gave no list: the entity alone */
    assert_string_equal(reach(CLIENTS, &lea), "Martin,Petit");
}

static void test_TIME_28_rights_by_name(void **state)
{
    (void)state;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_actor a = {.kind = ELA_ACTOR_USER, .rights = ELA_RIGHT_TIME_OWN};
    assert_int_equal(ela_right_of(ELA_STR("time/own")), ELA_RIGHT_TIME_OWN);
    assert_int_equal(ela_right_of(ELA_STR("time/owner")), 0);
    assert_int_equal(ela_actor_need(&a, ELA_RIGHT_TIME_OWN, &err), ELA_OK);
    assert_int_equal(ela_actor_need(&a, ELA_RIGHT_CASE_READ, &err), ELA_E_DENIED);
    a.kind = ELA_ACTOR_PORTAL; /* rights mean nothing there */
    assert_false(ela_actor_has(&a, ELA_RIGHT_TIME_OWN));
    uint32_t all = 0;
    for (unsigned i = 0; ela_right_name(i); i++)
        all |= ela_right_of(ela_str_of(ela_right_name(i)));
    assert_int_equal(all, T_ALL_RIGHTS);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        DB_TEST(test_SEC_10_users_reach),
        DB_TEST(test_SEC_10_own_clients_only),
        DB_TEST(test_SEC_10_shared_third_parties),
        DB_TEST(test_TIME_18_portal_sees_validated_time_of_visible_cases),
        DB_TEST(test_PORT_04_no_client_named_no_row),
        DB_TEST(test_TIME_28_rights_by_name),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
