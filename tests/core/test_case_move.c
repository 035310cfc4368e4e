/*
 * Moves that a template declares between its statuses, and jobs that are left to a worker.
 * CASE-02, CASE-08.
 */
#include "case_support.h"

#include "meta/meta.h"

/* clang-format off */
#define MOVES \
    "'statuses':[{'code':'new','label':" L("Nouveau") ",'class':'open','colour':'slate','icon':'inbox','initial':true}," \
    "{'code':'bank','label':" L("Chez la banque") ",'class':'wait_third','colour':'violet','icon':'building-bank'}," \
    "{'code':'won','label':" L("Gagné") ",'class':'done','colour':'green','icon':'flag'}," \
    "{'code':'lost','label':" L("Perdu") ",'class':'cancelled','colour':'red','icon':'ban'}]," \
    "'tasks':[{'code':'call','label':" L("Appeler") ",'on':'','for':'lead','days':3}]," \
    "'transitions':[" \
    "{'code':'send','label':" L("Envoyer à la banque") ",'from':['new'],'to':'bank','if':'filled(amount)'," \
    "'otherwise':" L("le montant manque") ",'effects':[{'do':'stamp','field':'seen_on'},{'do':'task','task':'call'}," \
    "{'do':'notify','to':'client','text':" L("Parti à la banque.") "},{'do':'open_step','step':'report'}," \
    "{'do':'ask','pieces':['accounts'],'message':" L("Vos comptes") ",'days':5}]}," \
    "{'code':'win','label':" L("Accord") ",'from':['bank'],'to':'won','reason_required':true,'effects':[{'do':'job','kind':'archive'}]}," \
    "{'code':'lose','label':" L("Abandon") ",'from':['@active'],'to':'lost','roles':['lead'],'right':['case/close']}," \
    "{'code':'again','label':" L("Rouvrir") ",'from':['@closed'],'to':'new'}],"
/* clang-format on */

static void test_CASE_08_only_declared_moves_are_possible(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(MOVES));
    int64_t id = t_audit(",'fields':{'amount':'10'}");
    t_ok(&boss, "case.page",
         "{'transitions':[{'name':'send','to':'bank','label':'Envoyer à la banque'},"
         "{'name':'lose','to':'lost'}]}",
         "{'case':%" PRId64 "}", id);
    t_refused(&boss, "case.transition", "workflow.not_from_here", NULL,
              "{'case':%" PRId64 ",'to':'won','confirm':true}", id);
    t_ok(&tom, "case.transition", "{'status':{'code':'bank'}}", "{'case':%" PRId64 ",'to':'bank'}",
         id);
    t_refused(&boss, "case.transition", "workflow.not_from_here", NULL,
              "{'case':%" PRId64 ",'to':'new'}", id);
    assert_string_equal(t_text("SELECT status FROM llx_elaska_case"), "bank");
}

static void test_CASE_02_a_move_needs_its_right_and_its_reason(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(MOVES));
    int64_t id = t_audit(",'fields':{'amount':'10'}");
    /* neither the lead nor a right to close: not offered, not possible */
    t_ok(&tom, "case.page", "{'transitions':[{'name':'send'}]}", "{'case':%" PRId64 "}", id);
    t_refused(&tom, "case.transition", "denied", NULL,
              "{'case':%" PRId64 ",'to':'lost','confirm':true}", id);
    t_call(&boss, "case.transition", "{'case':%" PRId64 ",'to':'bank'}", id);
    t_refused(&boss, "case.transition", "workflow.reason_required", "reason",
              "{'case':%" PRId64 ",'to':'won','confirm':true}", id);
    t_ok(&boss, "case.transition", "{'status':{'code':'won'}}",
         "{'case':%" PRId64 ",'to':'won','reason':'Accord signé','confirm':true}", id);
    /* reopening says why, even where the template does not ask */
    t_ok(&boss, "case.page", "{'transitions':[{'name':'again','to':'new','reason_required':true}]}",
         "{'case':%" PRId64 "}", id);
    t_refused(&boss, "case.transition", "workflow.reason_required", "reason",
              "{'case':%" PRId64 ",'to':'new'}", id);
    t_ok(&boss, "case.transition", "{'status':{'code':'new'}}",
         "{'case':%" PRId64 ",'to':'new','reason':'Recours'}", id);
}

static void test_CASE_08_a_move_waits_for_its_condition(void **state)
{
    (void)state;
    struct ela_error err;
    t_template(T_TEMPLATE(MOVES));
    int64_t id = t_audit("");
    t_ok(&boss, "case.page", "{'transitions':[{'name':'lose'}]}", "{'case':%" PRId64 "}", id);
    assert_int_equal(t_try(&boss, "case.transition", &err, "{'case':%" PRId64 ",'to':'bank'}", id),
                     ELA_E_STATE);
    assert_string_equal(err.key, "case.move_refused");
    assert_string_equal(err.params[0].value, "le montant manque");
    t_call(&boss, "case.fields", "{'case':%" PRId64 ",'version':1,'fields':{'amount':'10'}}", id);
    t_ok(&boss, "case.transition", "{'status':{'code':'bank'}}", "{'case':%" PRId64 ",'to':'bank'}",
         id);
}

static void test_CASE_08_a_condition_reads_steps_and_pieces(void **state)
{
    (void)state;
    t_template(T_SMALL(
        "true",
        "'statuses':[{'code':'new','label':" L(
            "Nouveau") ",'class':'open','colour':'slate','icon':'inbox','initial':true},"
                       "{'code':'won','label':" L(
                           "Gagné") ",'class':'done','colour':'green','icon':'flag'}],"
                                    "'transitions':[{'code':'win','label':" L(
                                        "Clore") ",'from':['new'],'to':'won','if':"
                                                 "'case.pieces_missing = 0 and case.steps_open = "
                                                 "0'}],"
                                                 "'steps':[{'code':'a','label':" L(
                                                     "A") "}],"
                                                          "'pieces':[{'code':'p','label':" L(
                                                              "P") ",'category':'identity','from':"
                                                                   "'client','required':true}]"));
    int64_t id = t_audit("");
    t_refused(&boss, "case.transition", "case.move_not_yet", "to",
              "{'case':%" PRId64 ",'to':'won','confirm':true}", id);
    t_sql("UPDATE llx_elaska_case_piece SET status = 'validated'");
    t_ok(&boss, "case.page", "{'transitions':[]}", "{'case':%" PRId64 "}", id);
    t_call(&boss, "step.validate", "{'step':%" PRId64 ",'confirm':true}",
           t_int("SELECT rowid FROM llx_elaska_case_step"));
    t_ok(&boss, "case.page", "{'transitions':[{'name':'win'}]}", "{'case':%" PRId64 "}", id);
    t_ok(&boss, "case.transition", "{'status':{'code':'won'}}",
         "{'case':%" PRId64 ",'to':'won','confirm':true}", id);
}

static void test_CASE_02_effects_of_one_move(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(MOVES));
    int64_t id = t_audit(",'fields':{'amount':'10'}");
    t_ok(&boss, "case.transition", "{'effects_failed':1}", "{'case':%" PRId64 ",'to':'bank'}", id);
    assert_string_equal(t_text("SELECT GROUP_CONCAT(CONCAT(what, ':', state, error) ORDER BY "
                               "position) FROM llx_elaska_effect"),
                        "stamp:done,task:done,notify:done,open_step:failedstep.one_at_a_time,"
                        "ask:done");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_action WHERE fk_case = %" PRId64, id),
                     1);
    t_call(&boss, "step.validate", "{'step':%" PRId64 ",'confirm':true}",
           t_int("SELECT rowid FROM llx_elaska_case_step WHERE status = 'current'"));
    t_sql("UPDATE llx_elaska_case_step SET status = 'todo' WHERE status = 'current'");
    t_ok(&boss, "effect.retry", "{'state':'done'}", "{'effect':%" PRId64 "}",
         t_int("SELECT rowid FROM llx_elaska_effect WHERE state = 'failed'"));
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case_step WHERE code = 'report' AND "
                           "status = 'current'"),
                     1);
}

/* --- jobs ----------------------------------------------------------------- */

static void test_CASE_02_a_job_is_done_by_a_worker(void **state)
{
    (void)state;
    struct ela_actor worker = t_worker();
    t_template(T_TEMPLATE(MOVES));
    int64_t id = t_audit(",'fields':{'amount':'10'}");
    t_call(&boss, "case.transition", "{'case':%" PRId64 ",'to':'bank'}", id);
    t_call(&boss, "case.transition",
           "{'case':%" PRId64 ",'to':'won','reason':'Accord','confirm':true}", id);
    assert_string_equal(t_text("SELECT state FROM llx_elaska_effect WHERE what = 'job'"), "wanted");
    assert_int_equal(t_int("SELECT archived_at IS NULL FROM llx_elaska_case"), 1);
    t_refused(&boss, "effect.run", "denied", NULL, "{}");
    t_ok(&worker, "effect.run", "{'jobs':1,'more':false}", "{}");
    assert_string_equal(t_text("SELECT state FROM llx_elaska_effect WHERE what = 'job'"), "done");
    assert_int_equal(t_int("SELECT archived_at IS NOT NULL FROM llx_elaska_case"), 1);
    t_ok(&worker, "effect.run", "{'jobs':0}", "{}");
}

static void test_CASE_02_a_failed_job_is_seen_and_run_again(void **state)
{
    (void)state;
    struct ela_actor worker = t_worker();
    t_template(T_SMALL("true", "'steps':[{'code':'a','label':" L(
                                   "A") ",'on_enter':[{'do':'job','kind':'remind'}]}]"));
    int64_t id = t_audit("");
    /* nothing waits for the client: nothing to remind him of */
    t_ok(&worker, "effect.run", "{'jobs':1}", "{}");
    assert_string_equal(t_text("SELECT CONCAT(state, ' ', error) FROM llx_elaska_effect"),
                        "failed effect.nobody");
    t_ok(&boss, "case.page", "{'effects_failed':1}", "{'case':%" PRId64 "}", id);
    t_ok(&boss, "effect.state",
         "{'failed':1,'waiting':0,'rows':[{'what':'job','error':'effect.nobody'}]}", "{}");
    t_refused(&tom, "effect.state", "denied", NULL, "{}");
    t_call(&boss, "action.ask",
           "{'case':%" PRId64 ",'comment':true,'message':'Votre avis ?','due_on':null}", id);
    int64_t mails = t_int("SELECT COUNT(*) FROM llx_elaska_outbox");
    t_ok(&boss, "effect.retry", "{'state':'wanted','error':null}", "{'effect':%" PRId64 "}",
         t_int("SELECT rowid FROM llx_elaska_effect"));
    t_ok(&worker, "effect.run", "{'jobs':1}", "{}");
    assert_string_equal(t_text("SELECT CONCAT(state, error) FROM llx_elaska_effect"), "done");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox") - mails, 1);
}

static void test_CASE_02_every_kind_of_job_can_be_done(void **state)
{
    (void)state;
    struct ela_actor worker = t_worker();
    char more[300];
    for (size_t i = 0; ELA_JOB_KINDS[i]; i++) {
        snprintf(more, sizeof more, "%s", ELA_JOB_KINDS[i]);
        struct ela_error err;
        t_sql("DELETE FROM llx_elaska_definition_head");
        t_call(&boss, "template.save",
               T_SMALL("true", "'steps':[{'code':'a','label':" L(
                                   "A") ",'on_enter':[{'do':'job','kind':'%s'}]}]"),
               more);
        t_audit("");
        assert_int_equal(t_try(&worker, "effect.run", &err, "{}"), ELA_OK);
    }
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_effect WHERE error = "
                           "'effect.unavailable' OR state = 'wanted'"),
                     0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        CASE_TEST(test_CASE_08_only_declared_moves_are_possible),
        CASE_TEST(test_CASE_02_a_move_needs_its_right_and_its_reason),
        CASE_TEST(test_CASE_08_a_move_waits_for_its_condition),
        CASE_TEST(test_CASE_08_a_condition_reads_steps_and_pieces),
        CASE_TEST(test_CASE_02_effects_of_one_move),
        CASE_TEST(test_CASE_02_a_job_is_done_by_a_worker),
        CASE_TEST(test_CASE_02_a_failed_job_is_seen_and_run_again),
        CASE_TEST(test_CASE_02_every_kind_of_job_can_be_done),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
