/*
 * Saved views, what a person keeps, and changes made in a list. CRM-23, CASE-32.
 */
#include "pack_support.h"

#include "list/list.h"

#include <inttypes.h>

static struct ela_actor boss, tom;
static int32_t client;

static int setup(void **state)
{
    t_clean(state);
    boss = t_user("lea", T_ALL_RIGHTS);
    tom = t_user("tom", ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE);
    client = t_client("Boulangerie Martin");
    return 0;
}

#define LIST_TEST(f) cmocka_unit_test_setup(f, setup)

static const struct ela_json *view_named(const struct ela_actor *a, const char *name)
{
    const struct ela_json *views = t_at(t_call(a, "list.define", "{'list':'cases'}"), "views");
    for (size_t i = 0; i < ela_json_size(views); i++)
        if (ela_str_is(ela_json_text(ela_json_get(ela_json_at(views, i), "label")), name))
            return ela_json_at(views, i);
    return NULL;
}

static void test_CRM_23_views_personal_and_shared(void **state)
{
    (void)state;
    t_case(client, boss.user_id);
    int64_t mine = t_int_at(
        t_call(&boss, "view.save",
               "{'list':'cases','name':'Petits','filter':{'field':'title','op':'is','value':'zzz'},"
               "'sort':['-due_on'],'columns':['status','due_on'],'mode':'table'}"),
        "view");
    t_subset(view_named(&boss, "Petits"),
             "{'mine':true,'shared':false,'version':1,'sort':['-due_on'],'mode':'table','columns':["
             "'status','due_on'],'filter':{'field':'title','op':'is','value':'zzz'}}");
    assert_null(view_named(&tom, "Petits"));
    t_ok(&boss, "list.rows", "{'rows':[]}", "{'list':'cases','view':'%" PRId64 "'}", mine);
    /* a view of somebody else is no view */
    t_ok(&tom, "list.rows", "{'ignored':[{'key':'list.view'}]}",
         "{'list':'cases','view':'%" PRId64 "'}", mine);
    t_ok(&boss, "view.save", "{}",
         "{'list':'cases','view':%" PRId64 ",'version':1,'name':'Petits','shared':true}", mine);
    t_subset(view_named(&tom, "Petits"), "{'mine':false,'shared':true,'version':2}");
    t_ok(&tom, "list.rows", "{'ignored':[]}", "{'list':'cases','view':'%" PRId64 "'}", mine);
    t_refused(&tom, "view.save", "denied", "view",
              "{'list':'cases','view':%" PRId64 ",'version':2,'name':'Autre'}", mine);
    t_refused(&tom, "view.delete", "not_found", "view", "{'view':%" PRId64 "}", mine);
    t_refused(&boss, "view.save", "conflict.version", "version",
              "{'list':'cases','view':%" PRId64 ",'version':1,'name':'Petits'}", mine);
    t_refused(&boss, "view.save", "list.view_name", "name", "{'list':'cases','name':'petits'}");
    t_ok(&boss, "view.delete", "{}", "{'view':%" PRId64 "}", mine);
    t_refused(&boss, "view.delete", "not_found", "view", "{'view':%" PRId64 "}", mine);
}

static void test_CRM_23_default_view_and_kept_columns(void **state)
{
    (void)state;
    t_ok(&tom, "view.default", "{}", "{'list':'cases','view':'late'}");
    t_ok(&tom, "view.keep", "{}", "{'list':'cases','columns':['due_on','status'],'mode':'board'}");
    t_ok(&tom, "list.define", "{'default':'late','kept':['due_on','status'],'mode':'board'}",
         "{'list':'cases'}");
    t_ok(&boss, "list.define", "{'default':'open'}", "{'list':'cases'}");
    t_refused(&tom, "view.default", "not_found", "view", "{'list':'cases','view':'999'}");
    t_refused(&tom, "view.default", "not_found", "list", "{'list':'x','view':'late'}");
    t_ok(&tom, "view.default", "{}", "{'list':'cases'}");
    t_ok(&tom, "list.define", "{'default':'open'}", "{'list':'cases'}");
}

static void test_CRM_23_change_of_many_rows(void **state)
{
    (void)state;
    int64_t a = t_case(client, boss.user_id), b = t_case(client, boss.user_id);
    int64_t done = t_case(client, boss.user_id);
    t_ok(&boss, "case.transition", "{}", "{'case':%" PRId64 ",'to':'done','confirm':true}", done);
    const struct ela_json *out = t_call(&boss, "list.change",
                                        "{'list':'cases','ids':[%" PRId64 ",%" PRId64 ",%" PRId64
                                        ",999999],'set':{'status':'validated'}}",
                                        a, b, done);
    t_subset(out,
             "{'done':[%" PRId64 ",%" PRId64 "],'failed':[{'id':%" PRId64
             ",'key':'workflow.reason_required'},{'id':999999,'key':'not_found'}]}",
             a, b, done);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case WHERE status = 'validated'"), 2);
    /* each change was made by the object's own operation */
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'case.status'"), 3);
}

static void test_CRM_23_change_in_place(void **state)
{
    (void)state;
    int64_t id = t_case(client, boss.user_id);
    t_ok(&boss, "list.change", "{'failed':[]}",
         "{'list':'cases','ids':[%" PRId64 "],'set':{'priority':'3'}}", id);
    t_ok(&boss, "list.change", "{'failed':[]}",
         "{'list':'cases','ids':[%" PRId64 "],'set':{'due_on':'2027-01-31'}}", id);
    t_ok(&boss, "list.change", "{'failed':[]}",
         "{'list':'cases','ids':[%" PRId64 "],'set':{'lead':%d}}", id, tom.user_id);
    t_ok(&boss, "case.read", "{'priority':3,'due_on':'2027-01-31','lead':{'name':'tom Durand'}}",
         "{'case':%" PRId64 "}", id);
    t_ok(&boss, "list.change", "{'done':[],'failed':[{'key':'field.range','field':'priority'}]}",
         "{'list':'cases','ids':[%" PRId64 "],'set':{'priority':9}}", id);
    t_ok(&boss, "list.change", "{'done':[],'failed':[{'key':'date.unreadable'}]}",
         "{'list':'cases','ids':[%" PRId64 "],'set':{'due_on':'demain'}}", id);
    t_refused(&boss, "list.change", "list.not_editable", "set",
              "{'list':'cases','ids':[%" PRId64 "],'set':{'ref':'X'}}", id);
    t_refused(&boss, "list.change", "list.not_editable", "set",
              "{'list':'cases','ids':[%" PRId64 "],'set':{'nothing':'X'}}", id);
    t_refused(&boss, "list.change", "field.type", "set",
              "{'list':'cases','ids':[%" PRId64 "],'set':{}}", id);
    /* rights are the operation's */
    struct ela_actor reader = t_user("zoe", ELA_RIGHT_CASE_READ);
    t_ok(&reader, "list.change", "{'done':[],'failed':[{'key':'denied'}]}",
         "{'list':'cases','ids':[%" PRId64 "],'set':{'priority':1}}", id);
}

static void test_CASE_22_list_of_tasks(void **state)
{
    (void)state;
    int64_t id = t_case(client, boss.user_id);
    t_call(&boss, "task.create",
           "{'case':%" PRId64 ",'title':'Relire','due_on':'2026-11-20','assignees':[%d]}", id,
           boss.user_id);
    t_call(&boss, "task.create", "{'case':%" PRId64 ",'title':'Appeler','priority':'urgent'}", id);
    const struct ela_json *out =
        t_call(&boss, "list.rows",
               "{'list':'tasks','columns':['case','client','status','priority','due_on','users',"
               "'billable','time'],'sort':['due_on']}");
    t_subset(out, "{'rows':[{'title':'Relire','client':{'name':'Boulangerie Martin'},'status':{"
                  "'code':'todo'},'priority':{'code':'1','label':'Normale'},'due_on':'2026-11-20','"
                  "users':'lea "
                  "Durand','billable':true,'time':0,'late':true},{'title':'Appeler','priority':{"
                  "'code':'3'},'late':false}]}");
    int64_t task = t_int_at(out, "rows/1/id");
    t_ok(&boss, "list.change", "{'failed':[]}",
         "{'list':'tasks','ids':[%" PRId64 "],'set':{'priority':'0'}}", task);
    t_ok(&boss, "list.change", "{'failed':[]}",
         "{'list':'tasks','ids':[%" PRId64 "],'set':{'status':'doing'}}", task);
    t_ok(&boss, "list.rows", "{'rows':[{'title':'Appeler','priority':{'code':'0'}}]}",
         "{'list':'tasks','filter':{'field':'status','op':'is','value':'doing'}}");
    static const struct {
        const char *view;
        size_t n;
    } views[] = {{"mine", 2}, {"open", 2},   {"team", 2},   {"today", 0}, {"week", 1},
                 {"late", 1}, {"client", 0}, {"review", 0}, {"done", 0},  {"all", 2}};
    for (size_t i = 0; i < sizeof views / sizeof views[0]; i++)
        assert_int_equal(
            ela_json_size(t_at(
                t_call(&boss, "list.rows", "{'list':'tasks','view':'%s'}", views[i].view), "rows")),
            views[i].n);
    struct ela_actor portal = t_portal("a@b.fr", client);
    t_sql("UPDATE llx_elaska_task SET visible = (title = 'Relire')");
    t_ok(&portal, "list.rows", "{'rows':[{'title':'Relire'}]}", "{'list':'tasks'}");
    t_ok(&boss, "list.rows", "{'rows':[{'tasks':2}]}", "{'list':'cases','columns':['tasks']}");
}

static void test_CRM_23_list_of_pieces(void **state)
{
    (void)state;
    int64_t id = t_case(client, boss.user_id);
    t_sql("INSERT INTO llx_elaska_case_piece (entity, fk_case, code, label, status, status_at, "
          "position, due_on) VALUES (1, %" PRId64
          ", 'rib', 'RIB', 'waiting', 5, 1, NULL), (1, %" PRId64
          ", 'cni', NULL, 'to_provide', 9, 2, '2026-11-01')",
          id, id);
    t_ok(&boss, "list.rows",
         "{'rows':[{'title':'RIB','client':{'name':'Boulangerie Martin'},'state':{'code':'waiting'"
         ",'label':'À valider'},'late':false}]}",
         "{'list':'pieces','view':'validate'}");
    t_ok(&boss, "list.rows", "{'rows':[{'title':'cni','late':true}]}",
         "{'list':'pieces','view':'missing'}");
    t_ok(&boss, "list.rows", "{'rows':[{'title':'cni'}]}", "{'list':'pieces','view':'late'}");
    struct ela_actor other = t_portal("x@y.fr", t_client("Autre"));
    t_ok(&other, "list.rows", "{'rows':[]}", "{'list':'pieces'}");
}

static void test_CRM_23_fields_and_statuses_of_kinds(void **state)
{
    (void)state;
    t_pack(&boss, "core");
    t_ok(
        &boss, "template.save", "{'active':true}",
        "{'body':{'format':'elaska.template/"
        "1','code':'essai','label':{'fr':'Essai'},'nature':'dossier',"
        "'client_kinds':['company'],'family':'tax','icon':'flag','colour':'blue','steps':[{'code':'"
        "a',"
        "'label':{'fr':'A'}}],'fields':[{'code':'town','type':'text','label':{'fr':'Commune'},"
        "'searchable':true},{'code':'worth','type':'number','label':{'fr':'Valeur'},'in_list':true}"
        ","
        "{'code':'secret','type':'text','label':{'fr':'Secret'},'sensitive':true}"
        ","
        "{'code':'plain','type':'text','label':{'fr':'Ni un ni autre'}}],"
        "'statuses':[{'code':'fresh','label':{'fr':'Tout "
        "neuf'},'class':'open','colour':'teal','icon':'x',"
        "'initial':true},{'code':'over','label':{'fr':'Fini'},'class':'done','colour':'green','"
        "icon':'x'}]},"
        "'active':true}");
    int64_t id = t_case(client, boss.user_id);
    t_case(client, boss.user_id);
    t_sql("UPDATE llx_elaska_case SET title = 'A', kind = 'essai', status = 'fresh', fields = "
          "'{\"town\": \"Sète\", \"worth\": \"12.5\"}' WHERE rowid = %" PRId64,
          id);
    t_ok(
        &boss, "list.rows",
        "{'rows':[{'title':'A','kind':{'code':'essai','label':'Essai'},'status':{'code':'fresh',"
        "'label':'Tout neuf'},'fields.town':'Sète','fields.worth':'12.5'}],'ignored':[]}",
        "{'list':'cases','columns':['kind','status','fields.town','fields.worth'],'filter':{'and':["
        "{'field':'fields.town','op':'contains','value':'sèt'},{'field':'fields.worth','op':'more',"
        "'value':'12'}]}}");
    t_ok(&boss, "list.rows", "{'rows':[{'title':'A'}]}",
         "{'list':'cases','filter':{'field':'status','op':'is','value':'fresh'}}");
    t_ok(&boss, "list.rows", "{'rows':[{'title':'A'}]}",
         "{'list':'cases','filter':{'field':'kind','op':'is','value':'essai'},'sort':['-fields."
         "worth']}");
    assert_int_equal(
        ela_json_size(t_at(t_call(&boss, "list.rows", "{'list':'cases','view':'open'}"), "rows")),
        2);
    t_ok(&boss, "list.rows", "{'ignored':[{'field':'fields.secret'},{'field':'fields.plain'}]}",
         "{'list':'cases','columns':['fields.secret','fields.plain']}");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        LIST_TEST(test_CRM_23_views_personal_and_shared),
        LIST_TEST(test_CRM_23_default_view_and_kept_columns),
        LIST_TEST(test_CRM_23_change_of_many_rows),
        LIST_TEST(test_CRM_23_change_in_place),
        LIST_TEST(test_CASE_22_list_of_tasks),
        LIST_TEST(test_CRM_23_list_of_pieces),
        LIST_TEST(test_CRM_23_fields_and_statuses_of_kinds),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
