/*
 * Tickets and appointments of a case, read where Dolibarr keeps them. CASE-13, PLAT-23.
 */
#include "support.h"

#include <inttypes.h>

#define D "%" PRId64

static struct ela_actor lea, eva;
static int64_t dossier, project;

static int setup(void **state)
{
    t_clean(state);
    t_sql("DELETE FROM llx_c_actioncomm");
    t_sql("INSERT INTO llx_c_actioncomm (id, code, type, libelle) VALUES (1, 'AC_TEL', 'system', "
          "'T'), (5, 'AC_RDV', 'system', 'R'), (40, 'AC_OTH_AUTO', 'systemauto', 'O')");
    t_setting("MAIN_MODULE_TICKET", "1");
    t_setting("MAIN_MODULE_AGENDA", "1");
    lea = t_user("lea", ELA_RIGHT_CASE_READ);
    eva = t_user("eva", 0);
    int32_t client = t_client("Boulangerie Martin");
    dossier = t_case(client, lea.user_id);
    project = t_sql("INSERT INTO llx_projet (ref, title, entity, fk_soc, fk_user_creat)"
                    " VALUES ('P1', 'P', 1, %d, 1)",
                    client);
    t_sql("UPDATE llx_elaska_case SET fk_projet = " D " WHERE rowid = " D, project, dossier);
    return 0;
}

#define NATIVE_TEST(f) cmocka_unit_test_setup(f, setup)

static void ticket(const char *ref, int status, int64_t of)
{
    t_sql("INSERT INTO llx_ticket (ref, track_id, entity, fk_project, fk_user_assign, subject, "
          "fk_statut, datec) VALUES ('%s', '%s', 1, " D
          ", %d, 'Question', %d, '2026-11-02 09:00:00'"
          ")",
          ref, ref, of, lea.user_id, status);
}

static int64_t event(int kind, const char *label, const char *at, int64_t of)
{
    return t_sql("INSERT INTO llx_actioncomm (ref, entity, fk_action, label, datep, fk_project, "
                 "fk_user_action) VALUES ('x', 1, %d, '%s', '%s', " D ", %d)",
                 kind, label, at, of, lea.user_id);
}

static void test_CASE_13_tickets_of_the_case_open_ones_first(void **state)
{
    (void)state;
    ticket("T1", 1, project);
    ticket("T2", 8, project);
    ticket("T3", 1, project + 1);
    t_ok(&lea, "case.tickets",
         "{'more':false,'rows':[{'ref':'T1','subject':'Question','status':1,'created_on':"
         "'2026-11-02','assignee':'lea Durand'},{'ref':'T2'}]}",
         "{'case':" D "}", dossier);
    assert_int_equal(
        ela_json_size(t_at(t_call(&lea, "case.tickets", "{'case':" D "}", dossier), "rows")), 2);
    t_ok(&lea, "case.page", "{'counters':{'tickets_open':1}}", "{'case':" D "}", dossier);
    t_refused(&eva, "case.tickets", "denied", NULL, "{'case':" D "}", dossier);
    t_refused(&lea, "case.tickets", "not_found", "case", "{'case':" D "}", dossier + 9);
}

static void test_CASE_13_appointments_without_calls_and_what_dolibarr_noted(void **state)
{
    (void)state;
    event(5, "Bilan", "2026-11-20 10:00:00", project);
    int64_t next = event(5, "Signature", "2026-12-01 14:30:00", project);
    t_sql("UPDATE llx_actioncomm SET datep2 = '2026-12-01 15:15:00' WHERE id = " D, next);
    event(1, "Appel", "2026-12-01 15:00:00", project);
    event(40, "Projet modifié", "2026-12-01 15:00:00", project);
    event(5, "Ailleurs", "2026-12-02 15:00:00", project + 1);
    t_ok(&lea, "case.meetings",
         "{'rows':[{'label':'Signature','on':'2026-12-01','from':'14:30','to':'15:15','to_come':"
         "true,"
         "'adviser':'lea Durand'},{'label':'Bilan','from':'10:00','to':null,'to_come':false}]}",
         "{'case':" D "}", dossier);
    t_ok(&lea, "case.page", "{'counters':{'meetings_to_come':1}}", "{'case':" D "}", dossier);
    t_sql("UPDATE llx_actioncomm SET fk_user_action = 0 WHERE label = 'Bilan'");
    const struct ela_json *mine =
        t_call(&lea, "case.meetings", "{'case':" D ",'mine':true}", dossier);
    assert_int_equal(ela_json_size(t_at(mine, "rows")), 1);
}

/* The tables of a module that was never on are not there. */
static void test_PLAT_23_a_case_needs_no_module_that_is_off(void **state)
{
    (void)state;
    t_setting("MAIN_MODULE_TICKET", "0");
    t_setting("MAIN_MODULE_AGENDA", "0");
    t_sql("RENAME TABLE llx_ticket TO llx_ticket_away, llx_actioncomm TO llx_actioncomm_away");
    struct ela_error err = ELA_ERROR_INIT;
    enum ela_status st = t_try(&lea, "case.page", &err, "{'case':" D "}", dossier);
    if (st == ELA_OK)
        st = t_try(&lea, "case.tickets", &err, "{'case':" D "}", dossier);
    if (st == ELA_OK)
        st = t_try(&lea, "case.meetings", &err, "{'case':" D "}", dossier);
    t_sql("RENAME TABLE llx_ticket_away TO llx_ticket, llx_actioncomm_away TO llx_actioncomm");
    assert_int_equal(st, ELA_OK);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        NATIVE_TEST(test_CASE_13_tickets_of_the_case_open_ones_first),
        NATIVE_TEST(test_CASE_13_appointments_without_calls_and_what_dolibarr_noted),
        NATIVE_TEST(test_PLAT_23_a_case_needs_no_module_that_is_off),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
