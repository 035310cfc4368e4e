/*
 * Forms of steps that the client fills in: who may, when, what of it, and two people at once.
 * CASE-05, CASE-07, CASE-26, CASE-34, PORT-10.
 */
#include "case_support.h"

#include <unistd.h>

#define D   "%" PRId64
#define PDF "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"

/* A step that the client fills in with the firm, one of the kitchen, one for later. `field`: more
 * of the form. */
/* clang-format off */
#define FIELDS(field) \
    "'forms':[{'code':'facts','label':" L("Votre situation") ",'pages':[{'code':'one','label':" L("Page") ",'fields':[" \
    "{'code':'people','type':'number','label':" L("Effectif") ",'required':true,'who':'client'}," \
    "{'code':'site','type':'text','label':" L("Lieu") ",'show_if':'people > 10','who':'client'}," \
    "{'code':'remark','type':'text','label':" L("Remarque") "}," \
    "{'code':'score','type':'number','label':" L("Note interne") ",'who':'office'}," \
    "{'code':'paper','type':'file','label':" L("Statuts") ",'accept':'pdf','who':'client'}" field "]}]}]," \
    "'parallel':true,'steps':[{'code':'meet','label':" L("Rencontre") ",'client_label':" L("Notre rencontre") ",'form':'facts'}," \
    "{'code':'kitchen','label':" L("Cuisine") ",'visible':false,'form':'facts'}," \
    "{'code':'later','label':" L("Plus tard") ",'form':'facts'},{'code':'plain','label':" L("Sans") "}]"
/* clang-format on */

static int64_t id, step;

static int begin(void **state)
{
    if (case_setup(state) != 0)
        return -1;
    t_template(T_SMALL("true", FIELDS("")));
    id = t_audit("");
    step = t_step(id, "meet");
    return 0;
}
#define STEP_TEST(f) cmocka_unit_test_setup(f, begin)

static int64_t revision(void)
{
    return t_int("SELECT fk_definition FROM llx_elaska_case_step WHERE rowid = " D, step);
}

static int32_t version(void)
{
    return (int32_t)t_int("SELECT version FROM llx_elaska_case_step WHERE rowid = " D, step);
}

/* What one sends: answers, and base where it says something. */
static const char *sent(int32_t seen, const char *answers, const char *base)
{
    static char text[900];
    snprintf(text, sizeof text, "{'step':" D ",'definition':" D ",'version':%d,'answers':%s%s%s}",
             step, revision(), seen, answers, base ? ",'base':" : "", base ? base : "");
    return text;
}

static void test_CASE_34_the_form_of_a_step_is_the_clients_part_of_it(void **state)
{
    (void)state;
    t_call(&boss, "step.form", "{'step':" D ",'answers':{'score':'4','remark':'Vu'},'draft':true}",
           step);
    const struct ela_json *form = t_call(&camille, "step.mine", "{'step':" D "}", step);
    t_subset(form,
             "{'id':" D ",'label':'Notre rencontre','case':{'id':" D "},'answers':{'remark':'Vu'},"
             "'draft':null,'sent_at':null,'files':[],'form':{'label':'Votre situation','pages':"
             "[{'fields':[{'code':'people'},{'code':'site'},{'code':'remark'},{'code':'paper'}]}]},"
             "'facts':{'actor.kind':'client','case.class':'open','case.visible':'true','case.title'"
             ":'Audit','case.family':'business','actor.lang':'fr'}}",
             step, id);
    assert_null(t_at(form, "answers/score"));
    assert_int_equal(ela_json_size(t_at(form, "form/pages/0/fields")), 4);
    /* An unseen step that goes on is not named. */
    t_sql("UPDATE llx_elaska_case_step SET position = 9 WHERE code = 'meet'");
    t_call(&boss, "step.start", "{'step':" D "}", t_step(id, "kitchen"));
    t_ok(&camille, "step.mine", "{'facts':{'case.step':''}}", "{'step':" D "}", step);
    t_refused(&boss, "step.mine", "denied", NULL, "{'step':" D "}", step);
}

static void test_CASE_34_only_steps_that_go_on_and_are_seen(void **state)
{
    (void)state;
    struct ela_actor them = t_portal("eve@autre.example", t_client("Autre"));
    t_refused(&them, "step.mine", "not_found", "step", "{'step':" D "}", step);
    t_refused(&them, "step.send", "not_found", "step", "%s", sent(2, "{}", NULL));
    t_refused(&camille, "step.mine", "not_found", "step", "{'step':" D "}", t_step(id, "kitchen"));
    t_refused(&camille, "step.mine", "not_found", "step", "{'step':" D "}", t_step(id, "plain"));
    t_refused(&camille, "step.mine", "step.not_asked", "step", "{'step':" D "}",
              t_step(id, "later"));
    t_refused(&camille, "step.mine", "not_found", "step", "{'step':4000}");
    t_call(&boss, "step.validate", "{'step':" D ",'confirm':true}", step);
    t_refused(&camille, "step.send", "step.not_asked", "step", "%s",
              sent(version(), "{'people':'3'}", NULL));
    t_call(&boss, "step.reopen", "{'step':" D ",'reason':'Trop vite'}", step);
    t_ok(&camille, "step.mine", "{'sent_at':null}", "{'step':" D "}", step);
    t_sql("UPDATE llx_elaska_case SET archived_at = 1");
    t_refused(&camille, "step.mine", "case.archived", "case", "{'step':" D "}", step);
    t_sql("UPDATE llx_elaska_case SET archived_at = NULL, portal_visible = 0");
    t_refused(&camille, "step.mine", "not_found", "step", "{'step':" D "}", step);
}

static void test_CASE_07_a_client_answers_his_fields_only(void **state)
{
    (void)state;
    t_refused(&camille, "step.send", "field.locked", "fields/score", "%s",
              sent(2, "{'people':'3','score':'5'}", NULL));
    t_refused(&camille, "step.send", "field.unknown", "fields/gone", "%s",
              sent(2, "{'people':'3','gone':'x'}", NULL));
    t_refused(&camille, "step.send", "field.number", "fields/people", "%s",
              sent(2, "{'people':'trois'}", NULL));
    t_refused(&camille, "step.send", "field.type", "fields/people", "%s",
              sent(2, "{'people':['3']}", NULL));
    t_refused(&camille, "step.send", "field.type", "answers", "%s", sent(2, "[]", NULL));
    t_refused(&camille, "step.send", "field.type", "base", "%s", sent(2, "{}", "[1]"));
    t_refused(&camille, "step.send", "field.required", "fields/people", "%s",
              sent(2, "{'remark':'Bonjour'}", NULL));
    t_subset(t_call(&camille, "step.send", "%s",
                    sent(2, "{'people':'3','site':'Lyon','remark':'Bonjour'}", NULL)),
             "{'id':" D ",'case':" D "}", step, id);
}

static void test_CASE_07_a_hidden_field_sent_anyway_is_dropped(void **state)
{
    (void)state;
    t_call(&camille, "step.send", "%s", sent(2, "{'people':'3','site':'Lyon'}", NULL));
    const struct ela_json *read = t_call(&boss, "step.read", "{'step':" D "}", step);
    t_subset(read, "{'answers':{'people':'3'}}");
    assert_null(t_at(read, "answers/site"));
    t_call(&camille, "step.send", "%s", sent(version(), "{'people':'30','site':'Lyon'}", NULL));
    t_ok(&boss, "step.read", "{'answers':{'people':'30','site':'Lyon'}}", "{'step':" D "}", step);
}

static void test_CASE_34_what_was_sent_is_told_once_to_everybody(void **state)
{
    (void)state;
    t_sql("DELETE FROM llx_elaska_outbox");
    t_call(&camille, "step.send", "%s", sent(2, "{'people':'3'}", NULL));
    t_ok(&camille, "step.send", "{'version':3}", "%s", sent(2, "{'people':'3'}", NULL));
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'step.answered' AND "
                           "visible = 1 AND fk_account IS NOT NULL"),
                     1);
    assert_int_equal(
        t_int("SELECT COUNT(*) FROM llx_elaska_outbox WHERE kind = 'case.step_answered'"), 1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_change WHERE object = 'step' AND "
                           "field = 'people' AND fk_account IS NOT NULL"),
                     1);
    const struct ela_json *page = t_call(&boss, "case.page", "{'case':" D "}", id);
    t_subset(page,
             "{'steps':[{'code':'meet','answered':true,'asks':{'label':'Votre situation','waits':"
             "false,'sent_at':%d,'sent_by':'Camille "
             "Petit'}},{'asks':{'sent_at':null}},{},{'asks':null}]}",
             T_NOW);
    t_ok(&boss, "case.answers",
         "{'steps':[{'code':'meet','form':'Votre situation','sent_by':'Camille "
         "Petit','rows':[{'label':"
         "'Effectif','text':'3'}]}]}",
         "{'case':" D "}", id);
    t_refused(&camille, "case.answers", "denied", NULL, "{'case':" D "}", id);
}

static void test_CASE_26_a_form_waits_for_the_client(void **state)
{
    (void)state;
    t_subset(t_call(&camille, "portal.todo", "{}"),
             "{'count':1,'rows':[{'kind':'form','id':" D
             ",'label':'Votre situation','case':{'id':" D "}}]}",
             step, id);
    t_ok(&camille, "case.list", "{'rows':[{'todo':1}]}", "{}");
    t_ok(&camille, "case.page", "{'steps':[{'asks':{'waits':true}},{'asks':{'waits':false}},{}]}",
         "{'case':" D "}", id);
    t_call(&camille, "step.send", "%s", sent(2, "{'people':'3'}", NULL));
    t_ok(&camille, "portal.todo", "{'count':0,'rows':[]}", "{}");
    t_ok(&camille, "case.list", "{'rows':[{'todo':0}]}", "{}");
    /* Reopened, it is asked again. */
    t_call(&boss, "step.validate", "{'step':" D "}", step);
    t_call(&boss, "step.reopen", "{'step':" D ",'reason':'Effectif à revoir'}", step);
    t_ok(&camille, "portal.todo", "{'count':1}", "{}");
    t_ok(&camille, "step.mine", "{'answers':{'people':'3'},'sent_at':null}", "{'step':" D "}",
         step);
    t_sql("UPDATE llx_elaska_case SET class = 'done', status = 'done'");
    t_ok(&camille, "portal.todo", "{'count':0}", "{}");
}

static void test_CASE_07_a_draft_is_its_authors_alone(void **state)
{
    (void)state;
    struct ela_actor sam = t_portal("sam@martin.example", client);
    char draft[600];
    snprintf(draft, sizeof draft, "%.*s,'page':'one'}",
             (int)strlen(sent(2, "{'people':'3','remark':['x'],'gone':1}", "{}")) - 1,
             sent(2, "{'people':'3','remark':['x'],'gone':1}", "{}"));
    t_call(&camille, "step.draft", "%s", draft);
    t_call(&camille, "step.draft", "%s", draft);
    t_ok(&camille, "step.mine",
         "{'answers':{},'draft':{'answers':{'people':'3'},'page':'one','version':2,'base':{}}}",
         "{'step':" D "}", step);
    t_ok(&sam, "step.mine", "{'draft':null}", "{'step':" D "}", step);
    t_ok(&boss, "step.read", "{'answers':{},'version':2}", "{'step':" D "}", step);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind LIKE 'step.form%%'"),
                     0);
    t_call(&camille, "step.send", "%s", sent(2, "{'people':'3'}", NULL));
    t_subset(t_call(&camille, "step.mine", "{'step':" D "}", step), "{'draft':null,'sent_at':%d}",
             T_NOW);
}

static void test_CASE_07_both_write_at_once_field_by_field(void **state)
{
    (void)state;
    t_call(&boss, "step.form",
           "{'step':" D ",'answers':{'remark':'Du cabinet','score':'4'},"
           "'draft':true}",
           step);
    /* He changed another field than the firm: both stand. */
    t_call(&camille, "step.send", "%s", sent(2, "{'people':'3','remark':null}", "{'remark':null}"));
    t_ok(&boss, "step.read", "{'answers':{'people':'3','remark':'Du cabinet','score':'4'}}",
         "{'step':" D "}", step);
    /* The same field: told, with both values; nothing of it is stored. */
    int32_t seen = version();
    t_call(&boss, "step.form", "{'step':" D ",'answers':{'remark':'Deux'},'draft':true}", step);
    t_refused(
        &camille, "step.send", "conflict.version", "version", "%s",
        sent(seen, "{'people':'4','remark':'Trois'}", "{'people':'3','remark':'Du cabinet'}"));
    t_subset(ela_app_problem(T.app),
             "{'conflict':{'version':%d,'fields':[{'code':'remark','yours':'Trois','theirs':"
             "'Deux'}]}}",
             seen + 1);
    t_ok(&boss, "step.read", "{'answers':{'people':'3','remark':'Deux'}}", "{'step':" D "}", step);
    /* He keeps his, knowing. */
    t_call(&camille, "step.send", "%s",
           sent(seen + 1, "{'people':'4','remark':'Trois'}", "{'remark':'Deux'}"));
    t_ok(&boss, "step.read", "{'answers':{'people':'4','remark':'Trois','score':'4'}}",
         "{'step':" D "}", step);
    /* And the firm hears of the client in the same way; without a base nothing is overwritten. */
    t_refused(&boss, "step.form", "conflict.version", "version",
              "{'step':" D ",'version':%d,'answers':{'remark':'Quatre'}}", step, seen);
    t_call(&boss, "step.form",
           "{'step':" D ",'version':%d,'answers':{'score':'5','remark':'Deux'},'base':{'score':'4',"
           "'remark':'Deux'}}",
           step, seen);
    t_ok(&boss, "step.read", "{'answers':{'remark':'Trois','score':'5'}}", "{'step':" D "}", step);
}

/* Told of one field, he chooses; another that the firm changed stands although he read it before.
 */
static void test_CASE_07_what_was_not_touched_stays_as_the_other_wrote_it(void **state)
{
    (void)state;
    t_call(&boss, "step.form", "{'step':" D ",'answers':{'score':'4','remark':'Un'},'draft':true}",
           step);
    int32_t seen = version();
    t_call(&boss, "step.form",
           "{'step':" D ",'answers':{'score':'5','remark':'Deux'},'draft':true}", step);
    t_refused(&boss, "step.form", "conflict.version", "version",
              "{'step':" D ",'version':%d,'draft':true,'answers':{'score':'4','remark':'Trois'},"
              "'base':{'score':'4','remark':'Un'}}",
              step, seen);
    t_call(&boss, "step.form",
           "{'step':" D ",'version':%d,'draft':true,'answers':{'score':'4','remark':'Trois'},"
           "'base':{'score':'4','remark':'Deux'}}",
           step, seen + 1);
    t_ok(&boss, "step.read", "{'answers':{'score':'5','remark':'Trois'}}", "{'step':" D "}", step);
}

static void test_CASE_07_an_old_version_of_the_form_is_not_taken(void **state)
{
    (void)state;
    int64_t first = revision();
    t_template_again(
        T_SMALL("true", FIELDS(",{'code':'more','type':'text','label':" L("Plus") "}")));
    t_call(&boss, "case.apply_template", "{'case':" D "}", id);
    t_refused(&camille, "step.send", "step.form_changed", "definition",
              "{'step':" D ",'definition':" D ",'version':1,'answers':{'people':'3'}}", step,
              first);
    assert_true(revision() > first);
    t_call(&camille, "step.send", "%s", sent(version(), "{'people':'3','more':'x'}", NULL));
    /* Answered: the step keeps the form that it was answered with. */
    int64_t second = revision();
    t_template_again(T_SMALL("true", FIELDS("")));
    t_call(&boss, "case.apply_template", "{'case':" D "}", id);
    assert_int_equal(revision(), second);
    t_subset(t_call(&camille, "step.mine", "{'step':" D "}", step),
             "{'definition':" D ",'answers':{'more':'x'}}", second);
}

static void test_CASE_07_what_the_client_left_out_is_missing_at_validation(void **state)
{
    (void)state;
    t_call(&boss, "step.form", "{'step':" D ",'answers':{'score':'4'}}", step);
    t_refused(&boss, "step.validate", "step.missing", "confirm", "{'step':" D "}", step);
    t_call(&camille, "step.send", "%s", sent(version(), "{'people':'3'}", NULL));
    t_ok(&boss, "step.validate", "{'status':{'code':'done'}}", "{'step':" D "}", step);
}

static void test_CASE_07_files_of_the_form(void **state)
{
    (void)state;
    char folder[] = "/tmp/elaska-step-XXXXXX", command[64], answers[80];
    assert_non_null(mkdtemp(folder));
    T.documents = folder;
    T.body_in = ela_str_of(PDF);
    int64_t file = t_int_at(
        t_call(&camille, "file.put", "{'object':'step','id':" D ",'name':'statuts.pdf'}", step),
        "id");
    T.body_in = ela_str_of(PDF "2");
    int64_t spare = t_int_at(
        t_call(&camille, "file.put", "{'object':'step','id':" D ",'name':'autre.pdf'}", step),
        "id");
    T.body_in = ela_str_of("du texte");
    int64_t text = t_int_at(
        t_call(&camille, "file.put", "{'object':'step','id':" D ",'name':'a.txt'}", step), "id");
    /* until it is sent, nobody of the firm reads it */
    t_refused(&boss, "file.get", "not_found", "file", "{'file':" D "}", file);
    t_ok(&boss, "file.list", "{'rows':[]}", "{'case':" D "}", id);
    t_refused(&camille, "file.put", "file.not_expected", "id",
              "{'object':'step','id':" D ",'name':'b.txt'}", t_step(id, "later"));
    t_refused(&camille, "file.put", "not_found", "id",
              "{'object':'step','id':" D ",'name':'b.txt'}", t_step(id, "kitchen"));
    t_refused(&camille, "step.send", "field.file", "fields/paper", "%s",
              sent(2, "{'people':'3','paper':[4000]}", NULL));
    snprintf(answers, sizeof answers, "{'people':'3','paper':[" D "]}", text);
    t_refused(&camille, "step.send", "file.not_accepted", "fields/paper", "%s",
              sent(2, answers, NULL));
    snprintf(answers, sizeof answers, "{'people':'3','paper':[" D "]}", file);
    t_call(&camille, "step.send", "%s", sent(2, answers, NULL));
    /* What no answer names did not leave. */
    t_refused(&camille, "file.get", "not_found", "file", "{'file':" D "}", spare);
    t_call(&boss, "file.get", "{'file':" D "}", file);
    t_ok(&boss, "case.answers", "{'steps':[{'rows':[{},{'text':'statuts.pdf'}]}]}",
         "{'case':" D "}", id);
    t_subset(t_call(&boss, "case.form", "{'case':" D ",'step':" D "}", id, step),
             "{'files':[{'id':" D ",'name':'statuts.pdf'}]}", file);
    t_refused(&camille, "file.delete", "file.kept", "file", "{'file':" D "}", file);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
    T.documents = NULL;
}

static const struct CMUnitTest tests[] = {
    STEP_TEST(test_CASE_34_the_form_of_a_step_is_the_clients_part_of_it),
    STEP_TEST(test_CASE_34_only_steps_that_go_on_and_are_seen),
    STEP_TEST(test_CASE_07_a_client_answers_his_fields_only),
    STEP_TEST(test_CASE_07_a_hidden_field_sent_anyway_is_dropped),
    STEP_TEST(test_CASE_34_what_was_sent_is_told_once_to_everybody),
    STEP_TEST(test_CASE_26_a_form_waits_for_the_client),
    STEP_TEST(test_CASE_07_a_draft_is_its_authors_alone),
    STEP_TEST(test_CASE_07_both_write_at_once_field_by_field),
    STEP_TEST(test_CASE_07_what_was_not_touched_stays_as_the_other_wrote_it),
    STEP_TEST(test_CASE_07_an_old_version_of_the_form_is_not_taken),
    STEP_TEST(test_CASE_07_what_the_client_left_out_is_missing_at_validation),
    STEP_TEST(test_CASE_07_files_of_the_form),
};

int main(void)
{
    return cmocka_run_group_tests(tests, t_open, t_close);
}
