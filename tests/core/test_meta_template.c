/*
 * Templates: every way to be wrong is told by its place, editing keeps what was shipped, revisions
 * never change, values and guards.
 */
#include "pack_support.h"

#include "meta/meta.h"

#define HEAD                                                                                       \
    "'format':'elaska.template/1','code':'essai','label':{'fr':'Essai'},'nature':'dossier',"       \
    "'client_kinds':['company'],'family':'tax','icon':'flag','colour':'blue'"
#define STEPS       "'steps':[{'code':'a','label':{'fr':'A'}},{'code':'b','label':{'fr':'B'}}]"
#define T(more)     "{" HEAD "," STEPS "," more "}"
#define FIELD(more) T("'fields':[{'code':'x','label':{'fr':'X'}," more "}]")
#define FORM(fields)                                                                               \
    T("'forms':[{'code':'f','label':{'fr':'F'},'pages':[{'code':'p','label':{'fr':'P'},'fields':"  \
      "[" fields "]}]}]")
#define STATUS(code, fr, klass, more)                                                              \
    "{'code':'" code "','label':{'fr':'" fr "'},'class':'" klass                                   \
    "','colour':'blue','icon':'x'" more "}"

struct wrong {
    const char *body, *key, *path;
};

static bool has(const struct ela_json *problems, const struct wrong *w)
{
    for (size_t i = 0; i < ela_json_size(problems); i++) {
        const struct ela_json *p = ela_json_at(problems, i);
        if (ela_str_is(t_text_at(p, "key"), w->key) && ela_str_is(t_text_at(p, "path"), w->path))
            return true;
    }
    return false;
}

static void each_is_told(const struct wrong *cases, size_t n)
{
    struct ela_actor admin = t_user("anne", T_ALL_RIGHTS);
    t_pack(&admin, "core");
    for (size_t i = 0; i < n; i++) {
        const struct ela_json *out = t_call(&admin, "template.check", "{'body':%s}", cases[i].body);
        if (has(t_at(out, "problems"), &cases[i]))
            continue;
        const struct ela_json *p = ela_json_at(t_at(out, "problems"), 0);
        fail_msg("%s at %s is not told of %s; first told: %s at %s", cases[i].key, cases[i].path,
                 cases[i].body, p ? t_text_at(p, "key").p : "nothing",
                 p ? t_text_at(p, "path").p : "");
    }
}
#define EACH(...)                                                                                  \
    static const struct wrong cases[] = {__VA_ARGS__};                                             \
    (void)state;                                                                                   \
    each_is_told(cases, sizeof cases / sizeof cases[0])

static void test_CASE_04_a_right_one_has_no_problem(void **state)
{
    (void)state;
    struct ela_actor admin = t_user("anne", T_ALL_RIGHTS);
    t_pack(&admin, "core");
    t_ok(&admin, "template.check", "{'problems':[],'ok':true,'activable':true}", "{'body':{%s,%s}}",
         HEAD, STEPS);
}

static void test_CASE_04_wrong_heads(void **state)
{
    EACH({"[1]", "pack.type", ""}, {"{}", "pack.required", "code"}, {"{}", "pack.no_step", "steps"},
         {T("'colour2':1"), "pack.unknown", "colour2"},
         {"{'format':'elaska.template/2'}", "pack.format", "format"},
         {"{'code':'Essai 1'}", "pack.code", "code"},
         {"{'label':{'en':'x'}}", "pack.required", "label/fr"},
         {"{'label':{'fr':'x','de':'y'}}", "pack.unknown", "label/de"},
         {"{'label':'x'}", "pack.type", "label"}, {"{'nature':'other'}", "pack.choice", "nature"},
         {"{'client_kinds':['martian']}", "pack.choice", "client_kinds"},
         {"{'client_kinds':[]}", "pack.too_few", "client_kinds"},
         {"{'family':'nothing'}", "pack.unknown_item", "family"},
         {"{'colour':'#ff0000'}", "pack.choice", "colour"},
         {"{'icon':'No Icon'}", "pack.code", "icon"}, {"{'due_days':0}", "pack.range", "due_days"},
         {"{'visible':1}", "pack.type", "visible"},
         {"{'roles':['lead','lead']}", "pack.duplicate", "roles/1"},
         {"{'roles':['wizard']}", "pack.unknown_item", "roles/0"},
         {"{'billing':{'model':'barter'}}", "pack.choice", "billing/model"},
         {"{'billing':{'model':'fixed'}}", "pack.required", "billing/price"},
         {"{'billing':{'model':'fixed','price':'a lot'}}", "pack.decimal", "billing/price"},
         {"{'billing':{'model':'hourly','price':'10'}}", "pack.needless", "billing/price"},
         {"{'billing':{'model':'package','price':'10','included':'ten'}}", "pack.duration",
          "billing/included"});
}

static void test_CASE_09_requestable_needs_visible(void **state)
{
    EACH({T("'visible':false,'requestable':true"), "pack.requestable_hidden", "requestable"});
}

static void test_CASE_05_wrong_steps(void **state)
{
    EACH({"{" HEAD "}", "pack.no_step", "steps"},
         {"{" HEAD ",'steps':[]}", "pack.no_step", "steps"},
         {"{'steps':[{'code':'a','label':{'fr':'A'}},{'code':'b','label':{'fr':'A'}}]}",
          "pack.same_label", "steps/1/label"},
         {"{'steps':[{'code':'a','label':{'fr':'A'}},{'code':'a','label':{'fr':'B'}}]}",
          "pack.duplicate", "steps/1/code"},
         {"{'steps':[{'code':'a','label':{'fr':'A'},'form':'none'}]}", "pack.unknown_form",
          "steps/0/form"},
         {"{'steps':[{'code':'a','label':{'fr':'A'},'role':'none'}]}", "pack.unknown_role",
          "steps/0/role"},
         {"{'steps':[{'code':'a','label':{'fr':'A'},'days':-1}]}", "pack.range", "steps/0/days"},
         {"{'steps':[{'code':'a','label':{'fr':'A'},'applicable':'none = 1'}]}",
          "expr.unknown_name", "steps/0/applicable"},
         {"{'steps':[{'code':'a','label':{'fr':'A'},'on_enter':[{'do':'task','task':'none'}]}]}",
          "pack.unknown_task", "steps/0/on_enter/0/task"},
         {"{'steps':[{'code':'a','label':{'fr':'A'},'on_done':[{'do':'fly'}]}]}", "pack.choice",
          "steps/0/on_done/0/do"},
         {"{'steps':[{'code':'a','label':{'fr':'A'},'on_done':[{'do':'notify','to':'moon',"
          "'text':{'fr':'x'}}]}]}",
          "pack.choice", "steps/0/on_done/0/to"});
}

static void test_CASE_06_wrong_pieces(void **state)
{
#define PIECE(more)                                                                                \
    T("'pieces':[{'code':'p','label':{'fr':'P'},'category':'identity','from':'client'" more "}]")
    EACH({PIECE(",'step':'none'"), "pack.unknown_step", "pieces/0/step"},
         {T("'pieces':[{'code':'p','label':{'fr':'P'},'category':'none','from':'client'}]"),
          "pack.unknown_item", "pieces/0/category"},
         {PIECE(",'from2':1"), "pack.unknown", "pieces/0/from2"},
         {PIECE(",'validity_months':0"), "pack.range", "pieces/0/validity_months"},
         {PIECE(",'show_if':'1 +'"), "expr.incomplete", "pieces/0/show_if"},
         {PIECE(",'model':{'name':'a.pdf'}"), "field.required", "pieces/0/model/file"},
         {PIECE(",'model':{'file':3}"), "pack.required", "pieces/0/model/name"},
         {PIECE(",'model':{'file':3,'name':'a.pdf','data':'x'}"), "pack.unknown",
          "pieces/0/model/data"},
         {T("'pieces':[{'code':'p','label':{'fr':'P'},'category':'tax','from':'thief'}]"),
          "pack.choice", "pieces/0/from"},
         {T("'tasks':[{'code':'t','label':{'fr':'T'},'on':'nowhere'}]"), "pack.unknown_step",
          "tasks/0/on"},
         {T("'tasks':[{'code':'t','label':{'fr':'T'},'on':'open','for':'wizard'}]"),
          "pack.unknown_role", "tasks/0/for"},
         {T("'tasks':[{'code':'t','label':{'fr':'T'},'on':'open','for':'client','visible':false}]"),
          "pack.client_task_hidden", "tasks/0/visible"});
}

/* clang-format off */
#define MOVES(list) \
    T("'statuses':[" STATUS("a", "A", "open", ",'initial':true") "," STATUS("b", "B", "done", "") "],'transitions':[" list "]")
#define MOVE(from, to, more) "{'code':'m','label':{'fr':'M'},'from':[" from "],'to':'" to "'" more "}"

static void test_CASE_08_wrong_transitions(void **state)
{
    EACH({T("'transitions':[" MOVE("'a'", "b", "") "]"), "pack.transitions_alone", "transitions"},
         {MOVES(""), "pack.too_few", "transitions"},
         {MOVES(MOVE("'a'", "none", "")), "pack.unknown_status", "transitions/0/to"},
         {MOVES(MOVE("'none'", "b", "")), "pack.unknown_status", "transitions/0/from/0"},
         {MOVES(MOVE("'@asleep'", "b", "")), "pack.unknown_status", "transitions/0/from/0"},
         {MOVES(MOVE("'b'", "b", "")), "pack.unknown_status", "transitions/0/from/0"},
         {MOVES(MOVE("", "b", "")), "pack.too_few", "transitions/0/from"},
         {MOVES(MOVE("'a'", "b", ",'right':'world/rule'")), "pack.choice", "transitions/0/right"},
         {MOVES(MOVE("'a'", "b", ",'roles':['wizard']")), "pack.choice", "transitions/0/roles"},
         {MOVES(MOVE("'a'", "b", ",'if':'none = 1'")), "expr.unknown_name", "transitions/0/if"},
         {MOVES(MOVE("'a'", "b", ",'if':'1 + 1'")), "expr.type", "transitions/0/if"},
         {MOVES(MOVE("'a'", "b", ",'otherwise':{'fr':'x'}")), "pack.needless", "transitions/0/otherwise"},
         {MOVES(MOVE("'a'", "b", ",'guard':'true'")), "pack.unknown", "transitions/0/guard"},
         {MOVES(MOVE("'a'", "b", ",'effects':[{'do':'job','kind':'letter'}]")), "pack.choice", "transitions/0/effects/0/kind"},
         {MOVES(MOVE("'a'", "b", ",'effects':[{'do':'task','task':'none'}]")), "pack.unknown_task", "transitions/0/effects/0/task"},
         {MOVES(MOVE("'a'", "b", ",'effects':[{'on':'open','do':'job','kind':'mirror'}]")), "pack.unknown", "transitions/0/effects/0/on"},
         {MOVES(MOVE("'a'", "b", "") "," MOVE("'a'", "b", "")), "pack.duplicate", "transitions/1/code"},
         {MOVES(MOVE("'a'", "b", "") ",{'code':'n','label':{'fr':'N'},'from':['@active'],'to':'b'}"), "pack.transition_twice", "transitions/1/from/0"},
         {MOVES(MOVE("'b'", "a", "")), "pack.no_way_to_end", "transitions"});
}
/* clang-format on */

static void test_CASE_08_wrong_statuses(void **state)
{
    EACH(
        {T("'statuses':[" STATUS("a", "A", "open", "") "]"), "pack.initial", "statuses"},
        {T("'statuses':[" STATUS("a", "A", "open", ",'initial':true") "]"), "pack.no_final",
         "statuses"},
        {T("'statuses':[" STATUS("a", "A", "open", ",'initial':true") "," STATUS("b", "A", "done",
                                                                                 "") "]"),
         "pack.same_label", "statuses/1"},
        {T("'statuses':[" STATUS("a", "A", "open", ",'initial':true") "," STATUS("a", "B", "done",
                                                                                 "") "]"),
         "pack.duplicate", "statuses/1"},
        {T("'statuses':[" STATUS("a", "A", "sleeping", "") "]"), "pack.choice", "statuses/0/class"},
        {T("'statuses':[" STATUS("a", "A", "done", ",'initial':true") "]"), "pack.initial_final",
         "statuses/0"});
}

static void test_CASE_08_without_start_or_end_it_is_not_switched_on(void **state)
{
    (void)state;
    struct ela_actor admin = t_user("anne", T_ALL_RIGHTS);
    t_pack(&admin, "core");
    const char *body = T("'statuses':[" STATUS("a", "A", "open", ",'initial':true") "]");
    t_ok(&admin, "template.check", "{'ok':true,'activable':false}", "{'body':%s}", body);
    t_ok(&admin, "template.save", "{'version':1,'active':false,'problems':[{'activation':true}]}",
         "{'body':%s}", body);
    t_refused(&admin, "template.active", "pack.no_final", "statuses",
              "{'code':'essai','active':true}");
    t_refused(&admin, "template.save", "pack.no_final", "statuses",
              "{'body':%s,'version':1,'active':true}", body);
    t_subset(ela_app_problem(T.app), "{'problems':[{'key':'pack.no_final','path':'statuses'}]}");
    t_ok(&admin, "template.save", "{'version':3,'active':true}",
         "{'version':1,'active':true,'body':%s}",
         T("'statuses':[" STATUS("a", "A", "open", ",'initial':true") "," STATUS("z", "Z", "done",
                                                                                 "") "]"));
}

static void test_CASE_07_wrong_fields_and_forms(void **state)
{
    EACH({FIELD("'type':'colour'"), "pack.choice", "fields/0/type"},
         {FIELD("'type':'choice'"), "form.options", "fields/0"},
         {FIELD("'type':'choice','list':'none'"), "pack.unknown_list", "fields/0/list"},
         {FIELD("'type':'choice','options':[{'code':'a','label':{'fr':'A'}},{'code':'a','label':"
                "{'fr':'B'}}]"),
          "pack.duplicate", "fields/0/options/1/code"},
         {FIELD("'type':'text','options':[]"), "pack.needless", "fields/0/options"},
         {FIELD("'type':'text','group':'none'"), "pack.unknown_group", "fields/0/group"},
         {FIELD("'type':'link','object':'planet'"), "pack.choice", "fields/0/object"},
         {FIELD("'type':'text','sensitive':true,'in_list':true"), "pack.sensitive_shown",
          "fields/0/sensitive"},
         {FIELD("'type':'number','computed':'x + 1'"), "form.cycle", "fields/0"},
         {FIELD("'type':'number','show_if':'x +* 1'"), "expr.unexpected", "fields/0/show_if"},
         {FIELD("'type':'number','min':'9','max':'1'"), "form.bound", "fields/0"},
         {FORM("{'code':'x','type':'text','label':{'fr':'X'}},{'code':'x','type':'text','label':{"
               "'fr':'Y'}}"),
          "pack.duplicate", "forms/0/pages/0/fields/1/code"},
         {FORM("{'code':'x','type':'text','label':{'fr':'X'},'target':'fields.none'}"),
          "pack.unknown_field", "forms/0/pages/0/fields/0/target"},
         {FORM("{'code':'x','type':'text','label':{'fr':'X'},'target':'client.password'}"),
          "pack.target", "forms/0/pages/0/fields/0/target"},
         {FORM("{'code':'t','type':'table','label':{'fr':'T'},'columns':[{'code':'u','type':"
               "'table','label':{'fr':'U'}}]}"),
          "pack.table_in_table", "forms/0/pages/0/fields/0/columns/0/type"},
         {T("'forms':[{'code':'f','label':{'fr':'F'},'pages':[]}]"), "pack.too_few",
          "forms/0/pages"});
}

static void test_CASE_04_effects_that_never_end(void **state)
{
    EACH(
        {T("'effects':[{'on':'status:todo','do':'status','to':'in_progress'},{'on':"
           "'status:in_progress','do':'status','to':'todo'}]"),
         "pack.cycle", "effects/0"},
        {T("'effects':[{'on':'class:done','do':'status','to':'done'}]"), "pack.cycle", "effects/0"},
        {"{'steps':[{'code':'a','label':{'fr':'A'},'on_enter':[{'do':'open_step','step':'b'}]},"
         "{'code':'b','label':{'fr':'B'},'on_enter':[{'do':'open_step','step':'a'}]}]}",
         "pack.cycle", "steps/0/on_enter"},
        {T("'effects':[{'on':'status:none','do':'job','kind':'archive'}]"), "pack.unknown_status",
         "effects/0/on"},
        {T("'effects':[{'on':'open','do':'stamp','field':'x'}],'fields':[{'code':'x','type':"
           "'text','label':{'fr':'X'}}]"),
         "pack.not_a_date", "effects/0/field"},
        {T("'effects':[{'on':'open','do':'ask','pieces':['none'],'message':{'fr':'M'}}]"),
         "pack.unknown_piece", "effects/0/pieces"},
        {T("'tags':[{'code':'g','label':{'fr':'G'},'count':{'fields':'none'}}]"),
         "pack.unknown_field", "tags/0/count"},
        {T("'tags':[{'code':'g','label':{'fr':'G'},'count':{'pieces':{},'tasks':'all'}}]"),
         "pack.one_count", "tags/0/count"},
        {T("'tabs':[{'code':'t','label':{'fr':'T'},'groups':['none']}]"), "pack.unknown_group",
         "tabs/0/groups/0"},
        {T("'columns':[{'code':'c','label':{'fr':'C'},'colour':'red','class':'open'}]"),
         "pack.columns", "columns"});
}

static void test_CASE_04_all_problems_are_told_at_once(void **state)
{
    (void)state;
    struct ela_actor admin = t_user("anne", T_ALL_RIGHTS);
    const struct ela_json *out =
        t_call(&admin, "template.check", "{'body':%s}",
               T("'colour2':1,'due_days':0,'fields':[{'code':'x','type':'number','label':{'fr':'X'}"
                 ",'show_if':'1 +','computed':'nothing'},{'code':'y','type':'text','label':{'fr':"
                 "'Y'},'required':'foo()'}]"));
    assert_int_equal(ela_json_size(t_at(out, "problems")), 5);
    const struct ela_json *first = t_at(out, "problems/2");
    t_subset(first, "{'key':'expr.unknown_name','path':'fields/0/computed','params':{'at':'1',"
                    "'line':'1'}}");
}

/* --- shipped and one's own ------------------------------------------------------------------ */

static void test_CASE_04_shipped_is_copied_on_edit_and_comes_back(void **state)
{
    (void)state;
    struct ela_actor admin = t_user("anne", T_ALL_RIGHTS),
                     lea = t_user("lea", ELA_RIGHT_CASE_WRITE);
    t_pack(&admin, "core");
    t_pack(&admin, "starter");
    const struct ela_json *read = t_call(&admin, "template.read", "{'code':'business-plan'}");
    t_subset(read,
             "{'local':false,'shipped':true,'update':false,'problems':[],'uses':0,'version':1}");
    int64_t shipped = t_int_at(read, "definition");
    struct ela_json *in = ela_json_new_object();
    struct ela_json *body = (struct ela_json *)(uintptr_t)t_at(read, "body");
    ela_json_set_text(body, "icon", "rocket");
    ela_json_set(in, "body", ela_json_ref(body));
    ela_json_set_int(in, "version", 1);
    struct ela_request rq = {.db = T.db, .actor = &admin, .now = T.now};
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_json *out = NULL;
    assert_int_equal(ela_app_call(T.app, &rq, ELA_STR("template.save"), in, &out, NULL, NULL, &err),
                     ELA_OK);
    t_subset(out, "{'local':true,'shipped':true,'update':false,'version':2,'active':true}");
    assert_int_not_equal(t_int_at(out, "definition"), shipped);
    ela_json_free(out);
    /* the second of two writers */
    assert_int_equal(ela_app_call(T.app, &rq, ELA_STR("template.save"), in, &out, NULL, NULL, &err),
                     ELA_E_CONFLICT);
    assert_string_equal(err.key, "conflict.version");
    ela_json_free(in);
    /* a new activation leaves it; what was shipped is still to be had */
    t_pack(&admin, "starter");
    t_ok(&admin, "template.read", "{'local':true,'body':{'icon':'rocket'}}",
         "{'code':'business-plan'}");
    assert_int_equal(
        t_int_at(t_call(&admin, "template.revert", "{'code':'business-plan'}"), "definition"),
        shipped);
    t_refused(&lea, "template.revert", "denied", NULL, "{'code':'business-plan'}");
    t_refused(&admin, "template.revert", "meta.unknown", "code", "{'code':'nothing'}");
}

static void test_CASE_04_a_newer_shipped_one_is_announced(void **state)
{
    (void)state;
    struct ela_actor admin = t_user("anne", T_ALL_RIGHTS);
    t_pack(&admin, "core");
#define PACK(version, icon)                                                                        \
    "{'pack':'mine','files':[{'path':'pack.json','body':'{\\\"format\\\":\\\"elaska.pack/1\\\","   \
    "\\\"code\\\":\\\"mine\\\",\\\"version\\\":" version                                           \
    ",\\\"templates\\\":[{\\\"format\\\":\\\"elaska.template/1\\\",\\\"code\\\":\\\"essai\\\","    \
    "\\\"label\\\":{\\\"fr\\\":\\\"Essai\\\"},\\\"nature\\\":\\\"dossier\\\",\\\"client_kinds\\\"" \
    ":[\\\"company\\\"],\\\"family\\\":\\\"tax\\\",\\\"icon\\\":\\\"" icon                         \
    "\\\",\\\"colour\\\":\\\"blue\\\",\\\"steps\\\":[{\\\"code\\\":\\\"a\\\",\\\"label\\\":"       \
    "{\\\"fr\\\":\\\"A\\\"}}]}]}'}]}"
    t_ok(&admin, "pack.install", "{'added':[{'kind':'template','code':'essai'}]}",
         PACK("1", "flag"));
    t_ok(&admin, "pack.install", "{'updated':[{'code':'essai'}],'kept':[]}", PACK("2", "star"));
    t_ok(&admin, "template.read", "{'revision':2,'body':{'icon':'star'}}", "{'code':'essai'}");
    t_ok(&admin, "template.save", "{'local':true,'revision':3}",
         "{'version':2,'body':{%s,'steps':[{'code':'a','label':{'fr':'Mine'}}]}}", HEAD);
    t_ok(&admin, "pack.install", "{'updated':[],'kept':[{'code':'essai'}]}", PACK("3", "moon"));
    t_ok(&admin, "template.read",
         "{'local':true,'update':true,'revision':3,'body':{'steps':[{'label':{'fr':'Mine'}}]}}",
         "{'code':'essai'}");
    t_ok(&admin, "template.list", "{'rows':[{'code':'essai','update':true,'local':true}]}", "{}");
    t_ok(&admin, "template.revert", "{'local':false,'update':false}", "{'code':'essai'}");
    t_ok(&admin, "template.read", "{'body':{'icon':'moon'}}", "{'code':'essai'}");
    /* nothing of a pack in which anything is wrong */
    int64_t n = t_int("SELECT COUNT(*) FROM llx_elaska_definition");
    t_refused(&admin, "pack.install", "pack.code", "icon", PACK("4", "No"));
    t_refused(&admin, "pack.install", "json.malformed", NULL,
              "{'pack':'mine','files':[{'path':'lists/x.json','body':'{oops'}]}");
    t_refused(&admin, "pack.install", "pack.format", "format",
              "{'pack':'mine','files':[{'path':'lists/x.json','body':'{}'}]}");
    t_ok(&admin, "pack.check",
         "{'problems':[{'file':'pack.json','path':'icon','key':'pack.code'}]}", PACK("4", "No"));
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_definition"), n);
}

static void test_CASE_04_copied_used_deleted_exported(void **state)
{
    (void)state;
    struct ela_actor admin = t_user("anne", T_ALL_RIGHTS), lea = t_user("lea", ELA_RIGHT_CASE_READ);
    t_pack(&admin, "core");
    t_pack(&admin, "starter");
    t_ok(&admin, "template.copy", "{'code':'mon-plan','active':false,'local':true,'shipped':false}",
         "{'code':'business-plan','to':'mon-plan','label':'Mon plan'}");
    t_refused(&admin, "template.copy", "meta.exists", "code",
              "{'code':'business-plan','to':'mon-plan'}");
    t_refused(&admin, "template.copy", "pack.code", "to",
              "{'code':'business-plan','to':'Mon plan'}");
    /* switched off: seen by who sets things up only */
    assert_int_equal(ela_json_size(t_at(t_call(&admin, "template.list", "{}"), "rows")), 13);
    assert_int_equal(ela_json_size(t_at(t_call(&lea, "template.list", "{}"), "rows")), 12);
    assert_in_range(
        ela_json_size(t_at(t_call(&lea, "template.list", "{'client_kind':'founder'}"), "rows")), 3,
        11);
    t_ok(&admin, "template.active", "{'active':true}", "{'code':'mon-plan','active':true}");
    int64_t id = t_case(t_client("Boulangerie Martin"), admin.user_id);
    t_sql("UPDATE llx_elaska_case SET kind = 'mon-plan' WHERE rowid = %ld", (long)id);
    t_refused(&admin, "template.delete", "meta.template_used", "code", "{'code':'mon-plan'}");
    t_sql("UPDATE llx_elaska_case SET kind = 'generic' WHERE rowid = %ld", (long)id);
    t_ok(&admin, "template.delete", "{}", "{'code':'mon-plan'}");
    t_refused(&admin, "template.delete", "meta.template_shipped", "code",
              "{'code':'business-plan'}");
    t_refused(&admin, "template.read", "meta.unknown", "code", "{'code':'mon-plan'}");
    t_ok(&admin, "template.order", "{}", "{'codes':['dossier-mdph','business-plan']}");
    t_ok(
        &admin, "pack.export",
        "{'body':{'format':'elaska.pack/1','code':'voyage','templates':[{'code':'sortie-salarie'}],"
        "'lists':[{'code':'exit_kinds'}]}}",
        "{'templates':['sortie-salarie'],'pack':'voyage'}");
    t_refused(&admin, "pack.export", "meta.template_unknown", "templates/0", "{'templates':['x']}");
}

/* --- what features see -------------------------------------------------------------------- */

static void test_CASE_04_forms_go_with_their_program(void **state)
{
    (void)state;
    struct ela_actor admin = t_user("anne", T_ALL_RIGHTS);
    t_pack(&admin, "core");
    t_pack(&admin, "starter");
    const struct ela_json *out =
        t_call(&admin, "template.form", "{'template':'dossier-surendettement','form':'request'}");
    assert_true(t_text_at(out, "program").n > 100);
    assert_true(ela_json_size(t_at(out, "form/pages")) > 0);
    assert_true(t_text_at(out, "form/pages/0/fields/0/label").n > 0);
    t_refused(&admin, "template.form", "meta.form_unknown", "form",
              "{'template':'dossier-surendettement','form':'none'}");
    t_refused(&admin, "template.form", "meta.template_unknown", "template", "{'template':'none'}");
    t_call(&admin, "template.active", "{'code':'dossier-surendettement','active':false}");
    t_refused(&admin, "template.form", "meta.template_inactive", "template",
              "{'template':'dossier-surendettement'}");
}

/* Every template three times, under other codes: more values than a request may hold otherwise. */
static void test_CASE_04_a_whole_installation_travels_in_one_file(void **state)
{
    (void)state;
    struct ela_actor admin = t_user("anne", T_ALL_RIGHTS);
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_json *list = NULL, *starter = t_pack_input("starter");
    struct ela_json *pack = ela_json_new_object(), *templates = ela_json_new_array();
    t_pack(&admin, "core");
    t_pack(&admin, "starter");
    for (size_t i = 0; i < ela_json_size(t_at(starter, "files")); i++)
        for (int n = 0; n < 3; n++) {
            struct ela_str text = t_text_at(ela_json_at(t_at(starter, "files"), i), "body");
            char code[41];
            assert_int_equal(ela_json_parse(text, NULL, &list, &err), ELA_OK);
            if (ela_str_is(t_text_at(list, "format"), "elaska.template/1")) {
                (void)snprintf(code, sizeof code, "copie-%zu-%d", i, n);
                ela_json_set_text(list, "code", code);
                ela_json_push(templates, ela_json_ref(list));
            }
            ela_json_free(list);
        }
    assert_int_equal(ela_json_size(templates), 36);
    ela_json_set_text(pack, "format", "elaska.pack/1");
    ela_json_set_text(pack, "code", "voyage");
    ela_json_set_int(pack, "version", 1);
    ela_json_set(pack, "templates", templates);
    struct ela_buf text;
    ela_buf_init(&text, 4 << 20);
    assert_int_equal(ela_json_write(pack, &text, &err), ELA_OK);
    struct ela_json *in = ela_json_new_object(), *files = ela_json_new_array(), *out = NULL;
    struct ela_request rq = {.db = T.db, .actor = &admin, .now = T.now};
    t_pack_body(files, "tout.json", text.p);
    ela_json_set(in, "files", files);
    if (ela_app_call(T.app, &rq, ELA_STR("pack.install"), in, &out, NULL, NULL, &err) != ELA_OK)
        fail_msg("%zu bytes: %s %s", text.n, err.key, err.field);
    ela_json_free(out);
    ela_json_free(in);
    ela_json_free(pack);
    ela_json_free(starter);
    ela_buf_release(&text);
    assert_int_equal(
        t_int("SELECT COUNT(*) FROM llx_elaska_definition_head WHERE code LIKE 'copie-%%'"), 36);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        DB_TEST(test_CASE_04_a_right_one_has_no_problem),
        DB_TEST(test_CASE_04_wrong_heads),
        DB_TEST(test_CASE_09_requestable_needs_visible),
        DB_TEST(test_CASE_05_wrong_steps),
        DB_TEST(test_CASE_06_wrong_pieces),
        DB_TEST(test_CASE_08_wrong_transitions),
        DB_TEST(test_CASE_08_wrong_statuses),
        DB_TEST(test_CASE_08_without_start_or_end_it_is_not_switched_on),
        DB_TEST(test_CASE_07_wrong_fields_and_forms),
        DB_TEST(test_CASE_04_effects_that_never_end),
        DB_TEST(test_CASE_04_all_problems_are_told_at_once),
        DB_TEST(test_CASE_04_shipped_is_copied_on_edit_and_comes_back),
        DB_TEST(test_CASE_04_a_newer_shipped_one_is_announced),
        DB_TEST(test_CASE_04_copied_used_deleted_exported),
        DB_TEST(test_CASE_04_forms_go_with_their_program),
        DB_TEST(test_CASE_04_a_whole_installation_travels_in_one_file),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
