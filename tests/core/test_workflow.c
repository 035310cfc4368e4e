/*
 * Statuses and transitions as data: the shipped pack, what packs may hold, who may do what.
 * CASE-02, CASE-03, TIME-06.
 */
#include "support.h"

#include "workflow/workflow.h"

static struct ela_workflow *shipped(void)
{
    struct ela_workflow *w = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    if (ela_workflow_shipped(&w, &err) != ELA_OK)
        fail_msg("%s at %s", err.key, err.field);
    return w;
}

static struct ela_actor actor(uint32_t rights, const char *lang)
{
    struct ela_actor a = {.kind = ELA_ACTOR_USER, .entity = 1, .user_id = 7, .rights = rights};
    snprintf(a.lang, sizeof a.lang, "%s", lang);
    return a;
}

static void test_CASE_02_default_statuses(void **state)
{
    (void)state;
    static const struct {
        const char *code, *label, *klass;
    } want[] = {{"todo", "À traiter", "open"},
                {"in_progress", "En cours", "open"},
                {"wait_client", "En attente client", "wait_client"},
                {"wait_pieces", "En attente de pièces", "wait_client"},
                {"validated", "Validé", "open"},
                {"done", "Terminé", "done"},
                {"cancelled", "Annulé", "cancelled"}};
    struct ela_workflow *w = shipped();
    const struct ela_wf_object *o = ela_workflow_object(w, "case");
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
        const struct ela_wf_status *s = ela_wf_status_at(o, i);
        assert_non_null(s);
        assert_string_equal(s->code, want[i].code);
        assert_string_equal(s->label_fr, want[i].label);
        assert_string_equal(s->klass, want[i].klass);
        assert_true(s->label_en[0] && s->client_label_fr[0] && s->client_label_en[0]);
    }
    assert_null(ela_wf_status_at(o, sizeof want / sizeof want[0]));
    assert_string_equal(ela_wf_initial(o)->code, "todo");
    assert_null(ela_workflow_object(w, "nothing"));
    ela_workflow_free(w);
}

static void test_CASE_03_every_badge_of_the_pack(void **state)
{
    (void)state;
    static const char *const objects[] = {"case",   "time",  "invoice", "account",
                                          "outbox", "timer", "mark"};
    struct ela_workflow *w = shipped();
    for (size_t i = 0; i < sizeof objects / sizeof objects[0]; i++) {
        const struct ela_wf_object *o = ela_workflow_object(w, objects[i]);
        assert_non_null(o);
        assert_non_null(ela_wf_initial(o));
    }
    ela_workflow_free(w);
}

static void test_CASE_03_badge_speaks_to_its_reader(void **state)
{
    (void)state;
    struct ela_workflow *w = shipped();
    const struct ela_wf_object *o = ela_workflow_object(w, "case");
    struct ela_actor fr = actor(0, "fr"), en = actor(0, "en"),
                     client = {.kind = ELA_ACTOR_PORTAL, .lang = "fr"};
    struct ela_json *b = ela_wf_badge(o, ELA_STR("wait_pieces"), &fr);
    t_subset(b, "{'code':'wait_pieces','label':'En attente de "
                "pièces','colour':'orange','icon':'file-alert',"
                "'class':'wait_client'}");
    ela_json_free(b);
    b = ela_wf_badge(o, ELA_STR("wait_pieces"), &en);
    t_subset(b, "{'label':'Waiting for documents'}");
    ela_json_free(b);
    b = ela_wf_badge(o, ELA_STR("wait_pieces"), &client);
    t_subset(b, "{'label':'En attente de vos documents'}");
    ela_json_free(b);
    b = ela_wf_badge(o, ELA_STR("gone"), &fr);
    t_subset(b, "{'code':'gone','label':'gone','colour':'slate'}");
    ela_json_free(b);
    ela_workflow_free(w);
}

static void test_CASE_02_transitions_by_class(void **state)
{
    (void)state;
    struct ela_workflow *w = shipped();
    const struct ela_wf_object *o = ela_workflow_object(w, "case");
    static const struct {
        const char *from, *to;
        uint32_t rights;
        bool reason;
        const char *key;
    } cases[] = {
        {"todo", "wait_client", ELA_RIGHT_CASE_WRITE, false, NULL},
        {"wait_client", "todo", ELA_RIGHT_CASE_WRITE, false, NULL},
        {"todo", "wait_client", 0, false, "denied"},
        {"todo", "done", ELA_RIGHT_CASE_CLOSE, false, NULL},
        {"todo", "done", ELA_RIGHT_CASE_WRITE, false, "denied"},
        {"done", "in_progress", ELA_RIGHT_CASE_WRITE, true, NULL},
        {"done", "in_progress", ELA_RIGHT_CASE_WRITE, false, "workflow.reason_required"},
        {"done", "cancelled", ELA_RIGHT_CASE_WRITE | ELA_RIGHT_CASE_CLOSE, true,
         "workflow.not_from_here"},
        {"todo", "todo", ELA_RIGHT_CASE_WRITE, true, "workflow.not_from_here"},
        {"todo", "nowhere", ELA_RIGHT_CASE_WRITE, true, "workflow.unknown_status"},
        {"gone", "todo", ELA_RIGHT_CASE_WRITE, true, "workflow.not_from_here"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct ela_actor a = actor(cases[i].rights, "fr");
        struct ela_error err = ELA_ERROR_INIT;
        const struct ela_wf_transition *t = NULL;
        enum ela_status st = ela_wf_between(o, ela_str_of(cases[i].from), ela_str_of(cases[i].to),
                                            0, &a, cases[i].reason, &t, &err);
        if (cases[i].key)
            assert_string_equal(err.key, cases[i].key);
        else
            assert_int_equal(st, ELA_OK);
    }
    ela_workflow_free(w);
}

static void test_TIME_06_who_may_review(void **state)
{
    (void)state;
    struct ela_workflow *w = shipped();
    const struct ela_wf_object *o = ela_workflow_object(w, "time");
    static const struct {
        const char *name, *from;
        unsigned roles;
        uint32_t rights;
        bool reason;
        const char *key;
    } cases[] = {
        {"submit", "draft", ELA_WF_OWNER, 0, false, NULL},
        {"submit", "refused", ELA_WF_OWNER, 0, false, NULL},
        {"submit", "draft", 0, 0, false, "denied"},
        {"submit", "draft", 0, ELA_RIGHT_TIME_OTHERS, false, NULL},
        {"recall", "submitted", ELA_WF_OWNER, 0, false, NULL},
        {"recall", "validated", ELA_WF_OWNER, 0, false, "workflow.not_from_here"},
        {"validate", "submitted", 0, ELA_RIGHT_TIME_VALIDATE, false, NULL},
        {"validate", "submitted", ELA_WF_LEAD, 0, false, NULL},
        {"validate", "submitted", 0, 0, false, "denied"},
        {"validate", "submitted", ELA_WF_OWNER, ELA_RIGHT_TIME_SELF, false, NULL},
        {"validate", "submitted", ELA_WF_OWNER, ELA_RIGHT_TIME_VALIDATE, false, "workflow.own_row"},
        {"validate", "submitted", ELA_WF_OWNER | ELA_WF_LEAD, 0, false, "workflow.own_row"},
        {"validate", "draft", 0, ELA_RIGHT_TIME_VALIDATE, false, "workflow.not_from_here"},
        {"refuse", "submitted", 0, ELA_RIGHT_TIME_VALIDATE, false, "workflow.reason_required"},
        {"refuse", "submitted", 0, ELA_RIGHT_TIME_VALIDATE, true, NULL},
        {"unvalidate", "validated", 0, ELA_RIGHT_TIME_VALIDATE, false, NULL},
        {"unvalidate", "invoiced", 0, ELA_RIGHT_TIME_VALIDATE, false, "workflow.not_from_here"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct ela_actor a = actor(cases[i].rights, "fr");
        struct ela_error err = ELA_ERROR_INIT;
        enum ela_status st = ela_wf_check(o, cases[i].name, ela_str_of(cases[i].from),
                                          cases[i].roles, &a, cases[i].reason, NULL, &err);
        if (cases[i].key)
            assert_string_equal(err.key, cases[i].key);
        else
            assert_int_equal(st, ELA_OK);
    }
    ela_workflow_free(w);
}

static void test_CASE_03_choices_hide_what_is_not_allowed(void **state)
{
    (void)state;
    struct ela_workflow *w = shipped();
    struct ela_actor writer = actor(ELA_RIGHT_CASE_WRITE, "fr"), owner = actor(0, "en");
    struct ela_json *list =
        ela_wf_choices(ela_workflow_object(w, "case"), ELA_STR("done"), 0, &writer);
    assert_int_equal(ela_json_size(list), 5);
    t_subset(ela_json_at(list, 0), "{'name':'reopen','to':'todo','label':'Rouvrir','to_label':'À "
                                   "traiter','reason_required':true}");
    ela_json_free(list);
    list = ela_wf_choices(ela_workflow_object(w, "time"), ELA_STR("refused"), ELA_WF_OWNER, &owner);
    t_subset(list, "[{'name':'submit','to':'submitted','label':'Submit'}]");
    ela_json_free(list);
    list = ela_wf_choices(ela_workflow_object(w, "time"), ELA_STR("validated"), 0, &owner);
    assert_int_equal(ela_json_size(list), 0);
    ela_json_free(list);
    ela_workflow_free(w);
}

#define STATUS                                                                                     \
    "{'code':'a','label':{'fr':'A','en':'A'},'class':'open','colour':'blue','icon':'x','initial':" \
    "true}"
#define PACK(statuses, transitions)                                                                \
    "{'format':'elaska.workflow/1','objects':{'case':{'statuses':[" statuses                       \
    "],'transitions':[" transitions "]}}}"
#define MOVE(members)                                                                              \
    "{'name':'go','from':['a'],'to':'a','label':{'fr':'Aller','en':'Go'}" members "}"

static void test_CASE_03_bad_packs_are_refused_by_path(void **state)
{
    (void)state;
    static const struct {
        const char *pack, *key, *field;
    } cases[] = {
        {"[]", "pack.type", ""},
        {"{}", "pack.value", "format"},
        {"{'format':'elaska.workflow/1'}", "pack.required", "objects"},
        {"{'format':'elaska.workflow/1','objects':{},'x':1}", "pack.unknown", "x"},
        {"{'format':'elaska.workflow/1','objects':{'Case':{}}}", "pack.value", "objects"},
        {"{'format':'elaska.workflow/1','objects':{'case':{}}}", "pack.required",
         "objects/case/statuses"},
        {PACK("", ""), "pack.type", "objects/case/statuses"},
        {PACK("{'code':'a'}", ""), "pack.required", "objects/case/statuses/0/label"},
        {PACK("{'code':'A b'}", ""), "pack.value", "objects/case/statuses/0/code"},
        {PACK("{'code':'a','label':{'fr':'A'}}", ""), "pack.value",
         "objects/case/statuses/0/label"},
        {PACK("{'code':'a','label':{'fr':'A','en':'A'},'class':'odd'}", ""), "pack.value",
         "objects/case/statuses/0/class"},
        {PACK("{'code':'a','label':{'fr':'A','en':'A'},'class':'open','colour':'pink'}", ""),
         "pack.value", "objects/case/statuses/0/colour"},
        {PACK("{'code':'a','label':{'fr':'A','en':'A'},'class':'open','colour':'blue','icon':'x'}",
              ""),
         "pack.initial", "objects/case/statuses"},
        {PACK(STATUS "," STATUS, ""), "pack.duplicate", "objects/case/statuses/a"},
        {PACK(STATUS, "{'name':'go','from':['z'],'to':'a','label':{'fr':'Aller','en':'Go'}}"),
         "pack.value", "objects/case/transitions/0/from"},
        {PACK(STATUS, "{'name':'go','from':['a'],'to':'@odd','label':{'fr':'Aller','en':'Go'}}"),
         "pack.value", "objects/case/transitions/0/to"},
        {PACK(STATUS, MOVE(",'right':['case/fly']")), "pack.value",
         "objects/case/transitions/0/right"},
        {PACK(STATUS, MOVE(",'roles':['boss']")), "pack.value", "objects/case/transitions/0/roles"},
        {PACK(STATUS, MOVE(",'when':1")), "pack.unknown", "objects/case/transitions/0/when"},
        {PACK(STATUS, "{'name':'go','from':'a','to':'a','label':{'fr':'Aller','en':'Go'}}"),
         "pack.type", "objects/case/transitions/0/from"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct ela_workflow *w = NULL;
        struct ela_error err = ELA_ERROR_INIT;
        assert_int_equal(ela_workflow_parse(t_json("%s", cases[i].pack), &w, &err), ELA_E_INPUT);
        assert_null(w);
        assert_string_equal(err.key, cases[i].key);
        assert_string_equal(err.field, cases[i].field);
    }
    struct ela_workflow *w = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(
        ela_workflow_parse(t_json(PACK(STATUS, MOVE(",'right':['case/write'],'roles':['owner']"))),
                           &w, &err),
        ELA_OK);
    ela_workflow_free(w);
}

static bool parse_once(void *ctx)
{
    struct ela_workflow *w = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    (void)ctx;
    if (ela_workflow_shipped(&w, &err) != ELA_OK)
        return false;
    ela_workflow_free(w);
    return true;
}

static void test_CASE_03_allocation_failures_leave_nothing(void **state)
{
    (void)state;
    ela_json_init();
    t_sweep_allocations(parse_once, NULL);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_CASE_02_default_statuses),
        cmocka_unit_test(test_CASE_03_every_badge_of_the_pack),
        cmocka_unit_test(test_CASE_03_badge_speaks_to_its_reader),
        cmocka_unit_test(test_CASE_02_transitions_by_class),
        cmocka_unit_test(test_TIME_06_who_may_review),
        cmocka_unit_test(test_CASE_03_choices_hide_what_is_not_allowed),
        cmocka_unit_test(test_CASE_03_bad_packs_are_refused_by_path),
        cmocka_unit_test(test_CASE_03_allocation_failures_leave_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
