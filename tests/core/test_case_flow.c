/*
 * Cases from a template: opening, steps, forms, progress, fields. CASE-01, CASE-05, CASE-08,
 * CASE-09, CASE-11, CASE-15..17.
 */
#include "case_support.h"

static void test_CASE_11_a_case_is_ready_at_once(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(""));
    int64_t id = t_audit("");
    assert_string_equal(t_steps(id), "current,todo,todo,todo");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case_piece WHERE status = "
                           "'to_provide'"),
                     3);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case_piece WHERE code = 'quote' AND "
                           "status = 'na'"),
                     1);
    t_ok(&boss, "case.read",
         "{'kind':'audit','type':'Audit','nature':'mission','due_on':'2026-12-21','progress':0,"
         "'portal_visible':true}",
         "{'case':%" PRId64 "}", id);
    /* planned one after the other, from the start of the case */
    assert_string_equal(t_text("SELECT GROUP_CONCAT(COALESCE(planned_on, '-') ORDER BY position) "
                               "FROM llx_elaska_case_step"),
                        "2026-11-26,2026-12-01,-,2026-12-11");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = 'case.opened'"), 1);
    /* the word of its opening is no exchange that would keep it from being deleted */
    t_ok(&boss, "case.delete", "{}", "{'case':%" PRId64 ",'version':1}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case_step"), 0);
}

static void test_CASE_01_what_a_template_refuses(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(""));
    t_refused(&boss, "case.create", "meta.template_unknown", "template",
              "{'title':'T','client':%d,'lead':%d,'template':'nothing'}", client, boss.user_id);
    t_sql("UPDATE llx_societe SET fk_typent = 8"); /* a private individual */
    t_refused(&boss, "case.create", "case.client_kind", "template",
              "{'title':'T','client':%d,'lead':%d,'template':'audit'}", client, boss.user_id);
    t_sql("INSERT INTO llx_elaska_client (entity, fk_soc, kinds) VALUES (1, %d, 6)", client);
    t_audit("");
    t_refused(&boss, "case.create", "case.no_template", "fields",
              "{'title':'T','client':%d,'lead':%d,'fields':{'amount':'1'}}", client, boss.user_id);
    t_refused(&boss, "case.create", "field.unknown", "fields/colour",
              "{'title':'T','client':%d,'lead':%d,'template':'audit','fields':{'colour':'1'}}",
              client, boss.user_id);
    t_call(&boss, "template.active", "{'code':'audit','active':false}");
    t_refused(&boss, "case.create", "meta.template_inactive", "template",
              "{'title':'T','client':%d,'lead':%d,'template':'audit'}", client, boss.user_id);
    struct ela_actor admin = boss;
    t_ok(&admin, "case.create", "{}", "{'title':'Sans modèle','client':%d,'lead':%d}", client,
         boss.user_id);
}

static void test_CASE_09_an_invisible_template_is_invisible(void **state)
{
    (void)state;
    t_template(T_SMALL("false", "'steps':[{'code':'one','label':" L("Une") "}]"));
    int64_t id = t_audit("");
    t_refused(&camille, "case.read", "not_found", "case", "{'case':%" PRId64 "}", id);
    t_refused(&camille, "case.page", "not_found", "case", "{'case':%" PRId64 "}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox"), 0);
    t_call(&boss, "step.validate", "{'step':%" PRId64 "}", t_step(id, "one"));
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox"), 0);
    t_ok(&boss, "case.update", "{}", "{'case':%" PRId64 ",'version':1,'portal_visible':true}", id);
    t_ok(&camille, "case.read", "{'title':'Audit'}", "{'case':%" PRId64 "}", id);
}

static void test_CASE_15_steps_one_after_the_other(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(""));
    int64_t id = t_audit("");
    t_refused(&boss, "step.start", "step.one_at_a_time", "step", "{'step':%" PRId64 "}",
              t_step(id, "study"));
    t_refused(&boss, "step.validate", "workflow.not_from_here", NULL, "{'step':%" PRId64 "}",
              t_step(id, "study"));
    t_refused(&boss, "step.skip", "workflow.reason_required", "reason", "{'step':%" PRId64 "}",
              t_step(id, "study"));
    /* a missing piece and a form that is not filled: confirmed, and that is logged */
    t_refused(&boss, "step.validate", "step.missing", "confirm", "{'step':%" PRId64 "}",
              t_step(id, "meet"));
    t_subset(t_call(&boss, "step.validate",
                    "{'step':%" PRId64 ",'confirm':true,'comment':'Très bon accueil'}",
                    t_step(id, "meet")),
             "{'status':{'code':'done'},'progress':40,'current':%" PRId64 "}", t_step(id, "study"));
    assert_string_equal(t_steps(id), "done,current,todo,todo");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'step.confirmed' "
                           "AND visible = 0 AND data LIKE '%%Kbis%%Effectif%%'"),
                     1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case_step WHERE code = 'meet' AND "
                           "comment = 'Très bon accueil' AND done_at = %d AND fk_user_done = %d",
                           T_NOW, boss.user_id),
                     1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = 'case.step'"), 1);
    /* the step that does not apply is passed over */
    t_ok(&boss, "step.validate", "{'progress':75}", "{'step':%" PRId64 "}", t_step(id, "study"));
    assert_string_equal(t_steps(id), "done,done,na,current");
    /* an invisible step is told to nobody outside */
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = 'case.step'"), 1);
    t_ok(&boss, "step.reopen", "{'progress':25}", "{'step':%" PRId64 ",'reason':'Oubli'}",
         t_step(id, "meet"));
    assert_string_equal(t_steps(id), "current,done,na,todo");
    t_refused(&boss, "step.reopen", "workflow.reason_required", "reason", "{'step':%" PRId64 "}",
              t_step(id, "study"));
    t_refused(&camille, "step.validate", "denied", NULL, "{'step':%" PRId64 "}",
              t_step(id, "meet"));
    t_refused(&boss, "step.validate", "not_found", "step", "{'step':999999}");
}

static void test_CASE_15_steps_side_by_side(void **state)
{
    (void)state;
    t_template(T_TEMPLATE("'parallel':true,"));
    int64_t id = t_audit("");
    assert_string_equal(t_steps(id), "current,todo,todo,todo");
    t_call(&boss, "step.start", "{'step':%" PRId64 "}", t_step(id, "report"));
    assert_string_equal(t_steps(id), "current,todo,todo,current");
    t_call(&boss, "step.validate", "{'step':%" PRId64 "}", t_step(id, "report"));
    assert_string_equal(t_steps(id), "current,todo,todo,done");
    t_call(&boss, "step.skip", "{'step':%" PRId64 ",'reason':'Inutile'}", t_step(id, "study"));
    t_call(&boss, "step.validate", "{'step':%" PRId64 ",'confirm':true}", t_step(id, "meet"));
    assert_string_equal(t_steps(id), "done,na,na,done");
    assert_int_equal(t_int("SELECT progress FROM llx_elaska_case"), 100);
}

static void test_CASE_15_conditions_follow_the_fields(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(""));
    int64_t id = t_audit("");
    t_call(&boss, "step.validate", "{'step':%" PRId64 ",'confirm':true}", t_step(id, "meet"));
    t_call(&boss, "step.validate", "{'step':%" PRId64 "}", t_step(id, "study"));
    assert_string_equal(t_steps(id), "done,done,na,current");
    t_ok(&boss, "case.fields", "{'version':2,'progress':60}",
         "{'case':%" PRId64 ",'version':1,'fields':{'negotiate':true}}", id);
    assert_string_equal(t_steps(id), "done,done,todo,current");
    assert_string_equal(t_text("SELECT status FROM llx_elaska_case_piece WHERE code = 'quote'"),
                        "to_provide");
    t_call(&boss, "case.fields", "{'case':%" PRId64 ",'version':2,'fields':{'negotiate':false}}",
           id);
    assert_string_equal(t_steps(id), "done,done,na,current");
    assert_string_equal(t_text("SELECT status FROM llx_elaska_case_piece WHERE code = 'quote'"),
                        "na");
}

/* clang-format off */
#define ASKS(field) \
    "'steps':[{'code':'meet','label':" L("Rencontre") ",'form':'visit'}],'forms':[{'code':'visit','label':" L("Visite") \
    ",'pages':[{'code':'one','label':" L("Page") ",'fields':[" field "]}]}]"
/* clang-format on */

static void test_CASE_07_answers_keep_their_version(void **state)
{
    (void)state;
    t_template(
        T_SMALL("true", ASKS("{'code':'people','type':'number','label':" L("Effectif") "}")));
    int64_t id = t_audit(""), step = t_step(id, "meet");
    int64_t first = t_int("SELECT fk_definition FROM llx_elaska_case");
    t_call(&boss, "step.form", "{'step':%" PRId64 ",'answers':{'people':'12'}}", step);
    t_template_again(T_SMALL(
        "true", ASKS("{'code':'site','type':'text','label':" L("Lieu") ",'required':true}")));
    t_call(&boss, "case.apply_template", "{'case':%" PRId64 "}", id);
    const struct ela_json *form =
        t_call(&boss, "case.form", "{'case':%" PRId64 ",'step':%" PRId64 "}", id, step);
    t_subset(form,
             "{'definition':%" PRId64 ",'answers':{'people':'12'},'form':{'pages':[{'fields':"
             "[{'code':'people'}]}]},'facts':{'case.class':'open','actor.kind':'office'}}",
             first);
    assert_true(t_text_at(form, "program").n > 0);
    t_ok(&boss, "template.form", "{'form':{'pages':[{'fields':[{'code':'people'}]}]}}",
         "{'template':'audit','form':'visit','definition':%" PRId64 "}", first);
    t_ok(&boss, "template.form", "{'form':{'pages':[{'fields':[{'code':'site'}]}]}}",
         "{'template':'audit','form':'visit'}");
    t_refused(&boss, "template.form", "meta.template_unknown", "definition",
              "{'template':'other','definition':%" PRId64 "}", first);
    t_ok(&boss, "step.form", "{}", "{'step':%" PRId64 ",'answers':{'people':'13'}}", step);
    t_refused(&boss, "step.form", "field.unknown", "fields/site",
              "{'step':%" PRId64 ",'answers':{'site':'Lyon'}}", step);
    t_ok(&boss, "case.form", "{'fields':[],'answers':{}}", "{'case':%" PRId64 "}", id);
    t_refused(&boss, "case.form", "not_found", "step", "{'case':%" PRId64 ",'step':%" PRId64 "}",
              t_audit(""), step);
}

static void test_CASE_07_answers_keep_their_revision(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(""));
    int64_t id = t_audit(""), step = t_step(id, "meet");
    int64_t first = t_int("SELECT fk_definition FROM llx_elaska_case");
    t_refused(&boss, "step.form", "field.required", "fields/people",
              "{'step':%" PRId64 ",'answers':{'remark':'ok'}}", step);
    t_ok(&boss, "step.form", "{'version':3}",
         "{'step':%" PRId64 ",'answers':{'remark':'ok'},'draft':true}", step);
    t_refused(&boss, "step.form", "field.unknown", "fields/colour",
              "{'step':%" PRId64 ",'answers':{'colour':'x'},'draft':true}", step);
    t_ok(&boss, "step.form", "{}", "{'step':%" PRId64 ",'answers':{'people':'12'}}", step);
    t_ok(&boss, "step.read", "{'answers':{'people':'12','remark':'ok'},'form':'visit'}",
         "{'step':%" PRId64 "}", step);
    t_refused(&boss, "step.form", "step.no_form", "step", "{'step':%" PRId64 ",'answers':{}}",
              t_step(id, "study"));
    t_template_again(T_TEMPLATE("'countdown':true,"));
    t_call(&boss, "case.apply_template", "{'case':%" PRId64 "}", id);
    int64_t now = t_int("SELECT fk_definition FROM llx_elaska_case");
    assert_true(now > first);
    assert_int_equal(t_int("SELECT fk_definition FROM llx_elaska_case_step WHERE code = 'meet'"),
                     first);
    assert_int_equal(t_int("SELECT fk_definition FROM llx_elaska_case_step WHERE code = 'study'"),
                     now);
}

/* clang-format off */
#define OLD \
    "'steps':[{'code':'meet','label':" L("Rencontre") "},{'code':'old','label':" L("Ancienne") "}]," \
    "'pieces':[{'code':'gone','label':" L("Ancienne pièce") ",'category':'x','from':'client','required':true}]"
/* clang-format on */

static void test_CASE_04_an_open_case_gets_what_is_missing(void **state)
{
    (void)state;
    t_template(T_SMALL("true", OLD));
    int64_t id = t_audit("");
    t_template_again(T_TEMPLATE(""));
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case_step"), 2);
    t_ok(&boss, "case.apply_template", "{'steps':3,'pieces':4}", "{'case':%" PRId64 "}", id);
    t_ok(&boss, "case.apply_template", "{'steps':0,'pieces':0}", "{'case':%" PRId64 "}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case_step"), 5);
    assert_string_equal(t_text("SELECT label FROM llx_elaska_case_piece WHERE code = 'gone'"),
                        "Ancienne pièce");
    const struct ela_json *page = t_call(&boss, "case.page", "{'case':%" PRId64 "}", id);
    t_subset(page, "{'steps':[{'label':'Rencontre'},{'label':'Ancienne'},{},{},{}]}");
    int64_t plain = t_int_at(
        t_call(&boss, "case.create", "{'title':'T','client':%d,'lead':%d}", client, boss.user_id),
        "id");
    t_refused(&boss, "case.apply_template", "case.no_template", "case", "{'case':%" PRId64 "}",
              plain);
}

static void test_CASE_16_progress_by_hand_and_back(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(""));
    int64_t id = t_audit("");
    t_ok(&boss, "case.progress", "{'progress':33,'manual':true}",
         "{'case':%" PRId64 ",'progress':33}", id);
    t_call(&boss, "step.validate", "{'step':%" PRId64 ",'confirm':true}", t_step(id, "meet"));
    t_ok(&boss, "case.page", "{'progress':33,'progress_manual':true}", "{'case':%" PRId64 "}", id);
    t_ok(&boss, "case.progress", "{'progress':40,'manual':false}",
         "{'case':%" PRId64 ",'progress':null}", id);
    t_refused(&boss, "case.progress", "field.range", "progress",
              "{'case':%" PRId64 ",'progress':101}", id);
    t_refused(&boss, "case.progress", "field.required", "progress", "{'case':%" PRId64 "}", id);
    t_ok(&boss, "case.transition", "{'status':{'class':'done'},'progress':100}",
         "{'case':%" PRId64 ",'to':'done','confirm':true}", id);
    t_refused(&boss, "case.progress", "case.closed", "case", "{'case':%" PRId64 ",'progress':3}",
              id);
    t_refused(&boss, "step.validate", "case.closed", "case", "{'step':%" PRId64 "}",
              t_step(id, "study"));
    t_ok(&boss, "case.transition", "{'progress':40}",
         "{'case':%" PRId64 ",'to':'todo','reason':'Suite'}", id);
}

static void test_CASE_17_history_of_steps_for_both(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(""));
    int64_t id = t_audit("");
    t_call(&boss, "step.update",
           "{'step':%" PRId64 ",'version':2,'planned_on':'2026-11-01','responsible':%d}",
           t_step(id, "meet"), tom.user_id);
    t_refused(&boss, "step.update", "conflict.version", "version",
              "{'step':%" PRId64 ",'version':2,'comment':'x'}", t_step(id, "meet"));
    t_refused(&boss, "step.update", "not_found", "responsible",
              "{'step':%" PRId64 ",'version':3,'responsible':99999}", t_step(id, "meet"));
    t_ok(&boss, "case.page",
         "{'steps':[{'late':true,'current':true,'planned_on':'2026-11-01','responsible':{'name':"
         "'tom Durand'}},{'late':false},{},{}]}",
         "{'case':%" PRId64 "}", id);
    t_call(&boss, "step.validate", "{'step':%" PRId64 ",'confirm':true,'comment':'Vu'}",
           t_step(id, "meet"));
    const struct ela_json *page = t_call(&camille, "case.page", "{'case':%" PRId64 "}", id);
    t_subset(page,
             "{'steps':[{'label':'Notre rencontre','late':false,'comment':'Vu','done_at':%d,"
             "'done_by':{'name':'lea Durand'},'status':{'label':'Terminé'}},{'label':'Négociation'}"
             ",{'label':'Rapport'}]}",
             T_NOW);
    assert_null(t_at(page, "steps/0/reason"));
    assert_null(t_at(page, "steps/0/done_by/id"));
}

static void test_PLAT_08_two_people_on_the_fields_of_a_case(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(""));
    int64_t id = t_audit(",'fields':{'amount':'10'}");
    t_ok(&boss, "case.fields", "{'version':2}",
         "{'case':%" PRId64 ",'version':1,'fields':{'amount':'20'}}", id);
    struct ela_error err;
    assert_int_equal(t_try(&tom, "case.fields", &err,
                           "{'case':%" PRId64 ",'version':1,'fields':{'amount':'30'}}", id),
                     ELA_E_CONFLICT);
    assert_string_equal(err.key, "conflict.version");
    assert_string_equal(t_text("SELECT CONCAT(value_old, '>', value_new) FROM llx_elaska_change "
                               "WHERE object = 'case' AND field = 'amount' ORDER BY rowid DESC"),
                        "10>20");
    t_refused(&tom, "case.fields", "field.number", "fields/amount",
              "{'case':%" PRId64 ",'version':2,'fields':{'amount':'beaucoup'}}", id);
    t_ok(&boss, "case.page",
         "{'version':2,'fields':[{'code':'amount','value':'20','group':'deal'},{},{}]}",
         "{'case':%" PRId64 "}", id);
    assert_int_equal(
        t_try(&tom, "case.update", &err, "{'case':%" PRId64 ",'version':1,'title':'Autre'}", id),
        ELA_E_CONFLICT);
}

static void test_PLAT_08_only_what_both_changed_is_asked(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(""));
    int64_t id = t_audit(",'fields':{'amount':'10'}");
    t_ok(&boss, "case.fields", "{'version':2}",
         "{'case':%" PRId64 ",'version':1,'fields':{'negotiate':true}}", id);
    t_ok(&tom, "case.fields", "{'version':3}",
         "{'case':%" PRId64 ",'version':1,'fields':{'amount':'30','negotiate':null},"
         "'base':{'amount':'10'}}",
         id);
    t_ok(&boss, "case.form", "{'version':3,'answers':{'amount':'30','negotiate':true}}",
         "{'case':%" PRId64 "}", id);
    t_refused(&boss, "case.fields", "conflict.version", "version",
              "{'case':%" PRId64 ",'version':2,'fields':{'amount':'40','negotiate':true},"
              "'base':{'amount':'10','negotiate':true}}",
              id);
    t_subset(ela_app_problem(T.app),
             "{'conflict':{'version':3,'fields':[{'code':'amount','yours':'40','theirs':'30'}]}}");
    t_ok(&boss, "case.fields", "{'version':4}",
         "{'case':%" PRId64 ",'version':3,'fields':{'amount':'40'},'base':{'amount':'30'}}", id);
}

/* Names that the firm keeps for itself, and why a step was left out, are not told. */
static void test_CASE_34_history_names_steps_as_the_client_knows_them(void **state)
{
    (void)state;
    t_template(T_TEMPLATE(""));
    int64_t id = t_audit(",'portal_visible':true");
    t_call(&boss, "step.skip", "{'step':%" PRId64 ",'reason':'Client parti'}", t_step(id, "meet"));
    struct ela_actor english = camille;
    (void)snprintf(english.lang, sizeof english.lang, "en");
    t_ok(&camille, "event.list", "{'rows':[{'data':{'step':'Notre rencontre','reason':null}}]}",
         "{'case':%" PRId64 ",'kinds':'step.skipped'}", id);
    t_ok(&english, "event.list", "{'rows':[{'data':{'step':'Notre rencontre (en)'}}]}",
         "{'case':%" PRId64 ",'kinds':'step.skipped'}", id);
    t_ok(&boss, "event.list", "{'rows':[{'data':{'step':'Rencontre','reason':'Client parti'}}]}",
         "{'case':%" PRId64 ",'kinds':'step.skipped'}", id);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        CASE_TEST(test_CASE_34_history_names_steps_as_the_client_knows_them),
        CASE_TEST(test_CASE_11_a_case_is_ready_at_once),
        CASE_TEST(test_CASE_01_what_a_template_refuses),
        CASE_TEST(test_CASE_09_an_invisible_template_is_invisible),
        CASE_TEST(test_CASE_15_steps_one_after_the_other),
        CASE_TEST(test_CASE_15_steps_side_by_side),
        CASE_TEST(test_CASE_15_conditions_follow_the_fields),
        CASE_TEST(test_CASE_07_answers_keep_their_revision),
        CASE_TEST(test_CASE_07_answers_keep_their_version),
        CASE_TEST(test_CASE_04_an_open_case_gets_what_is_missing),
        CASE_TEST(test_CASE_16_progress_by_hand_and_back),
        CASE_TEST(test_CASE_17_history_of_steps_for_both),
        CASE_TEST(test_PLAT_08_only_what_both_changed_is_asked),
        CASE_TEST(test_PLAT_08_two_people_on_the_fields_of_a_case),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
