/*
 * Lists: filters, orders, cells. CRM-23, CASE-32.
 */
#include "list_support.h"

static void test_CRM_23_each_operator_of_each_type(void **state)
{
    (void)state;
    five();
    static const struct {
        const char *filter, *titles;
    } cases[] = {
        {"{}", "A B C D E"},
        {"{'field':'title','op':'is','value':'c'}", "C"},
        {"{'field':'title','op':'not','value':'C'}", "A B D E"},
        {"{'field':'title','op':'in','value':['A','E']}", "A E"},
        {"{'field':'ref','op':'contains','value':'zzz'}", ""},
        {"{'field':'title','op':'starts','value':'%'}", ""},
        {"{'field':'client','op':'contains','value':'garage'}", "C D E"},
        {"{'field':'client','op':'starts','value':'boul'}", "A B"},
        {"{'field':'status','op':'is','value':'todo'}", "A"},
        {"{'field':'status','op':'is','value':'@active'}", "A B C"},
        {"{'field':'status','op':'not','value':'@active'}", "D E"},
        {"{'field':'status','op':'in','value':['done','@wait_client']}", "B D"},
        {"{'field':'lead','op':'is','value':'me'}", "A C E"},
        {"{'field':'lead','op':'not','value':'me'}", "B D"},
        {"{'field':'due_on','op':'is','value':'today'}", "B"},
        {"{'field':'due_on','op':'before','value':'today'}", "A"},
        {"{'field':'due_on','op':'after','value':'today'}", "D E"},
        {"{'field':'due_on','op':'is','value':'this_month'}", "A B"},
        {"{'field':'due_on','op':'is','value':'next_month'}", "D"},
        {"{'field':'due_on','op':'between','value':['-1d','+40d']}", "A B D"},
        {"{'field':'due_on','op':'is','value':'this_year'}", "A B D"},
        {"{'field':'due_on','op':'empty'}", "C"},
        {"{'field':'due_on','op':'filled'}", "A B D E"},
        {"{'field':'due_on','op':'is','value':'2026-12-24'}", "D"},
        {"{'field':'active','op':'is','value':'today'}", "A B C D E"},
        {"{'field':'active','op':'before','value':'today'}", ""},
        {"{'field':'progress','op':'less','value':1}", "A B C D E"},
        {"{'field':'progress','op':'more','value':'0'}", ""},
        {"{'field':'progress','op':'between','value':[0,10]}", "A B C D E"},
        {"{'field':'portal','op':'is','value':false}", ""},
        {"{'field':'priority','op':'is','value':'1'}", "A B C D E"},
        {"{'field':'team','op':'is','value':'me'}", ""},
        {"{'field':'team','op':'empty'}", "A B C D E"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (strcmp(titles(rows(&boss, cases[i].filter, "['title']")), cases[i].titles) != 0)
            fail_msg("%s: \"%s\", not \"%s\"", cases[i].filter,
                     titles(rows(&boss, cases[i].filter, "['title']")), cases[i].titles);
}

static void test_CRM_23_and_or(void **state)
{
    (void)state;
    five();
    assert_rows("{'and':[{'field':'client','op':'contains','value':'garage'},{'or':[{'field':"
                "'status','op':'is','value':'done'},{'field':'due_on','op':'empty'}]}]}",
                "C D");
    assert_rows("{'or':[{'field':'title','op':'is','value':'A'},{'and':[{'field':'status','op':'is'"
                ",'value':'@closed'},{'field':'lead','op':'is','value':'me'}]}]}",
                "A E");
    assert_rows("{'and':[]}", "A B C D E");
    assert_rows("[]", "A B C D E");
}

static void test_CRM_23_bad_criterion_is_ignored_and_reported(void **state)
{
    (void)state;
    five();
    static const struct {
        const char *filter, *field, *key;
    } cases[] = {
        {"{'field':'nothing','op':'is','value':1}", "nothing", "list.filter_field"},
        {"{'field':'pieces','op':'is','value':1}", "pieces", "list.filter_field"},
        {"{'field':'title','op':'before','value':'A'}", "title", "list.filter_op"},
        {"{'field':'title','op':'; DROP TABLE x','value':'A'}", "title", "list.filter_op"},
        {"{'field':'title','op':'is','value':5}", "title", "list.filter_value"},
        {"{'field':'title','op':'is','value':''}", "title", "list.filter_value"},
        {"{'field':'title','op':'in','value':'A'}", "title", "list.filter_value"},
        {"{'field':'title','op':'in','value':[]}", "title", "list.filter_value"},
        {"{'field':'status','op':'is','value':'nonsense'}", "status", "list.filter_value"},
        {"{'field':'status','op':'is','value':'@nonsense'}", "status", "list.filter_value"},
        {"{'field':'lead','op':'is','value':'you'}", "lead", "list.filter_value"},
        {"{'field':'lead','op':'is','value':-1}", "lead", "list.filter_value"},
        {"{'field':'lead','op':'is','value':4294967301}", "lead", "list.filter_value"},
        {"{'field':'due_on','op':'is','value':'2026-02-30'}", "due_on", "list.filter_value"},
        {"{'field':'due_on','op':'is','value':'someday'}", "due_on", "list.filter_value"},
        {"{'field':'due_on','op':'is','value':'+99999d'}", "due_on", "list.filter_value"},
        {"{'field':'due_on','op':'between','value':['today']}", "due_on", "list.filter_value"},
        {"{'field':'due_on','op':'before'}", "due_on", "list.filter_value"},
        {"{'field':'progress','op':'is','value':'x'}", "progress", "list.filter_value"},
        {"{'field':'portal','op':'is','value':2}", "portal", "list.filter_value"},
        {"{'field':'priority','op':'is','value':'9'}", "priority", "list.filter_value"},
        {"{'and':1}", "", "list.filter_shape"},
        {"{'and':[],'or':[]}", "", "list.filter_shape"},
        {"['x']", "", "list.filter_shape"},
        {"{'and':['x']}", "", "list.filter_shape"},
        {"{'and':[{'and':[{'and':[{'and':[{'and':[]}]}]}]}]}", "", "list.filter_deep"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct ela_json *out = rows(&boss, cases[i].filter, "['title']");
        const struct ela_json *ignored = ela_json_get(out, "ignored");
        if (ela_json_size(ignored) != 1 || strcmp(titles(out), "A B C D E") != 0)
            fail_msg("%s: %zu ignored, rows \"%s\"", cases[i].filter, ela_json_size(ignored),
                     titles(out));
        t_str_equal(t_text_at(ignored, "0/field"), cases[i].field);
        t_str_equal(t_text_at(ignored, "0/key"), cases[i].key);
    }
    /* the good ones still hold */
    t_ok(&boss, "list.rows",
         "{'rows':[{'title':'B'}],'ignored':[{'field':'x','key':'list.filter_field'}]}",
         "{'list':'cases','filter':{'and':[{'field':'x','op':'is','value':1},{'field':'title','op':"
         "'is','value':'B'}]}}");
}

static void test_CRM_23_too_many_criteria(void **state)
{
    (void)state;
    five();
    char filter[4000] = "{'or':[";
    size_t n = strlen(filter);
    for (int i = 0; i < 45; i++)
        n += (size_t)snprintf(filter + n, sizeof filter - n,
                              "%s{'field':'title','op':'is','value':'%c'}", i ? "," : "",
                              i < 40 ? 'A' : 'B');
    snprintf(filter + n, sizeof filter - n, "]}");
    const struct ela_json *out = rows(&boss, filter, "['title']");
    assert_string_equal(titles(out), "A");
    assert_int_equal(ela_json_size(ela_json_get(out, "ignored")), 5);
    t_str_equal(t_text_at(out, "ignored/0/key"), "list.filter_many");
}

static void test_CRM_23_text_of_people_is_never_sql(void **state)
{
    (void)state;
    five();
    static const char *const nasty[] = {"' OR 1=1 -- ", "\\\\' OR ''='", "%", "_", "|", "?",
                                        "$.x') OR 1=1"};
    for (size_t i = 0; i < sizeof nasty / sizeof nasty[0]; i++) {
        struct ela_json *in = t_json("{'list':'cases','filter':{}}");
        struct ela_json *one = ela_json_new_object();
        ela_json_set_text(one, "field", "title");
        ela_json_set_text(one, "op", "contains");
        ela_json_set_text(one, "value", nasty[i]);
        ela_json_set(in, "filter", one);
        struct ela_json *out = NULL;
        struct ela_error err = ELA_ERROR_INIT;
        struct ela_request rq = {.db = T.db, .actor = &boss, .now = T.now};
        assert_int_equal(ela_app_call(T.app, &rq, ELA_STR("list.rows"), in, &out, NULL, NULL, &err),
                         ELA_OK);
        assert_int_equal(ela_json_size(ela_json_get(out, "rows")), 0);
        ela_json_free(out);
    }
}

static void test_CRM_23_bad_sort_and_column_are_ignored(void **state)
{
    (void)state;
    five();
    t_ok(&boss, "list.rows",
         "{'rows':[{'title':'A'}],'ignored':[{'field':'secret','key':'list.column'},{'field':"
         "'nothing','key':'list.sort'},{'field':'time','key':'list.sort'}]}",
         "{'list':'cases','sort':['nothing','time','title'],'columns':['secret'],'limit':1}");
}

static void test_CASE_32_kind_of_the_client(void **state)
{
    (void)state;
    five();
    int32_t anna = t_client("Anna");
    t_sql("UPDATE llx_societe SET fk_typent = 8 WHERE rowid = %d", anna);
    t_sql("INSERT INTO llx_elaska_client (entity, fk_soc, kinds) VALUES (1, %d, 12)",
          t_client("Les Amis"));
    t_sql("UPDATE llx_elaska_case SET fk_soc = %d WHERE title = 'A'", anna);
    t_sql("UPDATE llx_elaska_case SET fk_soc = (SELECT fk_soc FROM llx_elaska_client) WHERE title "
          "= 'B'");
#define OF(kind)                                                                                   \
    "{'list':'cases','columns':['client_kind'],'view':'all','filter':{'field':'client_kind','op':" \
    "'is','value':'" kind "'}}"
    t_ok(&boss, "list.rows", "{'rows':[{'title':'A','client_kind':{'code':'individual'}}]}",
         OF("individual"));
    /* who is of two kinds is found by either */
    t_ok(&boss, "list.rows", "{'rows':[{'title':'B'}]}", OF("founder"));
    t_ok(&boss, "list.rows", "{'rows':[{'title':'B'}]}", OF("association"));
    t_ok(&boss, "list.rows", "{'rows':[],'ignored':[{'field':'client_kind'}]}",
         "{'list':'cases','view':'all','limit':1,'search':'nothing at all','filter':{'field':"
         "'client_kind','op':'is','value':'martian'}}");
}

static void test_CASE_32_cells_of_a_case(void **state)
{
    (void)state;
    int64_t id = add("A", bakery, "todo", "2026-11-20", boss.user_id);
    t_sql(
        "INSERT INTO llx_elaska_time (entity, fk_user, fk_soc, fk_case, fk_activity, work_on, "
        "duration_s, billable, status, model, rate_num, rate_den, vat_milli, currency, created_at,"
        " updated_at, fk_user_creat) VALUES (1, %d, %d, %" PRId64
        ", %d, '2026-11-20', 4531, 1, 'validated', 'hourly', 8500, 1, 20000, 'EUR', 0, 0, 1)",
        boss.user_id, bakery, id, t_activity("call"));
    t_sql("INSERT INTO llx_elaska_case_piece (entity, fk_case, code, status, status_at, position) "
          "VALUES (1, %" PRId64 ", 'rib', 'waiting', 0, 1), (1, %" PRId64
          ", 'cni', 'to_provide', 0, 2)",
          id, id);
    t_ok(&boss, "list.rows", "{'total':1,'total_capped':false,'ignored':[]}",
         "{'list':'cases','with_total':true}");
    t_ok(&boss, "list.rows",
         "{'rows':[{'title':'A','client':{'name':'Boulangerie "
         "Martin'},'status':{'code':'todo','label':'À traiter'},'lead':{'name':'lea "
         "Durand'},'due_on':'2026-11-20','late':true,'time':4531,'unbilled':10698,'pieces':1,"
         "'missing':1,'nature':{'code':'dossier','label':'Dossier'}}],'next':null,'prev':null}",
         "{'list':'cases','columns':['client','status','lead','due_on','time','unbilled','pieces',"
         "'missing','nature']}");
    t_ok(&boss, "list.rows", "{'rows':[{'package':null}]}",
         "{'list':'cases','columns':['package']}");
    t_sql("INSERT INTO llx_elaska_case_terms (entity, fk_case, valid_from, model, currency, "
          "included_s, "
          "vat_milli, invoicing, created_at, fk_user_creat) VALUES (1, %" PRId64
          ", '2026-01-01', 'package', 'EUR', 3600, 20000, 'monthly', 0, 1)",
          id);
    t_sql("UPDATE llx_elaska_time SET fk_terms = (SELECT MAX(rowid) FROM llx_elaska_case_terms)");
    t_ok(&boss, "list.rows", "{'rows':[{'package':125}]}",
         "{'list':'cases','columns':['package']}");
    /* amounts are for those who may see rates */
    const struct ela_json *out =
        t_call(&tom, "list.rows", "{'list':'cases','columns':['unbilled']}");
    assert_null(t_at(out, "rows/0/unbilled"));
    t_str_equal(t_text_at(out, "ignored/0/field"), "unbilled");
}

static void test_CASE_32_shipped_views(void **state)
{
    (void)state;
    five();
    t_sql("UPDATE llx_elaska_case SET closed_on = '2026-11-01' WHERE status IN ('done', "
          "'cancelled')");
    t_sql("UPDATE llx_elaska_case SET archived_at = 5 WHERE title = 'D'");
    t_sql("INSERT INTO llx_elaska_case_member (fk_case, fk_user, role) SELECT rowid, %d, '' FROM "
          "llx_elaska_case WHERE title = 'B'",
          boss.user_id);
    t_sql("INSERT INTO llx_elaska_case_piece (entity, fk_case, code, status, status_at, position) "
          "SELECT 1, rowid, 'rib', 'waiting', 0, 1 FROM llx_elaska_case WHERE title = 'C'");
    static const struct {
        const char *view, *titles;
    } cases[] = {{"open", "C B A"}, {"mine", "C B A"}, {"team", "C B A"},
                 {"wait", "B"},     {"late", "A"},     {"validate", "C"},
                 {"archived", "D"}, {"closed", "E D"}, {"all", "E D C B A"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(
            titles(t_call(&boss, "list.rows", "{'list':'cases','view':'%s'}", cases[i].view)),
            cases[i].titles);
    /* whoever works under me, or in a group with me, is of my team */
    assert_string_equal(titles(t_call(&tom, "list.rows", "{'list':'cases','view':'team'}")), "B");
    t_sql("UPDATE llx_user SET fk_user = %d WHERE rowid = %d", tom.user_id, boss.user_id);
    assert_string_equal(titles(t_call(&tom, "list.rows", "{'list':'cases','view':'team'}")),
                        "C B A");
    /* a view and a filter of one's own both hold */
    t_ok(&boss, "list.rows", "{'rows':[{'title':'C'}]}",
         "{'list':'cases','view':'mine','filter':{'field':'due_on','op':'empty'}}");
    t_ok(&boss, "list.rows", "{'ignored':[{'field':'999','key':'list.view'}]}",
         "{'list':'cases','view':'999'}");
}

static void test_CRM_23_scope_always_holds(void **state)
{
    (void)state;
    five();
    struct ela_actor portal = t_portal("a@b.fr", bakery), none = t_user("zoe", 0);
    const char *any = "{'or':[{'field':'title','op':'filled'},{'field':'due_on','op':'empty'}]}";
    assert_string_equal(
        titles(t_call(&portal, "list.rows", "{'list':'cases','filter':%s,'sort':['title']}", any)),
        "A B");
    t_refused(&none, "list.rows", "denied", NULL, "{'list':'cases'}");
    t_refused(&portal, "list.board", "denied", NULL, "{'list':'cases'}");
    t_refused(&boss, "list.rows", "not_found", "list", "{'list':'nothing'}");
    /* what a client does not have is no criterion either */
    t_ok(&portal, "list.rows", "{'ignored':[{'field':'team','key':'list.filter_field'}]}",
         "{'list':'cases','filter':{'field':'team','op':'is','value':1}}");
    const struct ela_json *out = t_call(&portal, "list.rows", "{'list':'cases'}");
    assert_null(t_at(out, "rows/0/version"));
    t_sql("UPDATE llx_elaska_case SET portal_visible = 0 WHERE title = 'A'");
    assert_string_equal(titles(t_call(&portal, "list.rows", "{'list':'cases'}")), "B");
}

static void test_CASE_32_board_by_status(void **state)
{
    (void)state;
    five();
    add("F", bakery, "todo", NULL, boss.user_id);
    t_ok(&boss, "list.board",
         "{'groups':[{'status':{'code':'todo'},'total':2,'rows':[{'title':'F'}]},{'status':{'code':"
         "'in_progress'},'total':1},{'status':{'code':'wait_client'},'total':1},{'total':0},{'"
         "total':0},"
         "{'status':{'code':'done'},'total':1},{'total':1}]}",
         "{'list':'cases','limit':1,'sort':['-title']}");
    t_refused(&boss, "list.board", "list.column", "by", "{'list':'cases','by':'title'}");
}

static void test_CRM_23_definition(void **state)
{
    (void)state;
    const struct ela_json *out = t_call(&boss, "list.define", "{'list':'cases'}");
    t_subset(out, "{'list':'cases','label':'Dossiers','default':'open','search':true}");
    t_subset(t_at(out, "views/0"),
             "{'code':'open','label':'En cours','shipped':true,'sort':['-active']}");
    t_subset(t_at(out, "columns/0"),
             "{'code':'ref','label':'Référence','type':'text','sortable':true,"
             "'filterable':true,'fixed':true,'editable':false}");
    t_subset(t_at(out, "columns/1"), "{'code':'title','editable':true}");
    t_subset(t_at(out, "columns/5/choices/0"), "{'code':'@active','label':'Tous ceux en cours'}");
    t_subset(t_at(out, "people/0"), "{'name':'lea Durand'}");
    boss.lang[0] = 'e';
    boss.lang[1] = 'n';
    out = t_call(&boss, "list.define", "{'list':'cases'}");
    t_str_equal(t_text_at(out, "label"), "Cases");
    t_str_equal(t_text_at(out, "columns/0/label"), "Reference");
}

static void test_CRM_23_counts_stay_cheap(void **state)
{
    (void)state;
    int64_t id = add("A", bakery, "todo", NULL, boss.user_id);
    t_sql(
        "INSERT INTO llx_elaska_case (entity, ref, title, fk_soc, start_on, status, fk_user_lead, "
        "created_at, updated_at, fk_user_creat) SELECT 1, CONCAT('X', seq.n), 'X', %d, "
        "'2026-01-01', "
        "'todo', %d, 0, 0, 1 FROM (SELECT a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n n "
        "FROM "
        "(SELECT 0 n UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 "
        "UNION "
        "SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9) a, (SELECT 0 n UNION SELECT 1 "
        "UNION "
        "SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION "
        "SELECT 8 UNION SELECT 9) b, (SELECT 0 n UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 "
        "UNION "
        "SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9) c, "
        "(SELECT 0 n UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 "
        "UNION "
        "SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9) d, (SELECT 0 n UNION SELECT 1) e) "
        "seq "
        "WHERE seq.n < 10010",
        bakery, boss.user_id);
    t_ok(&boss, "list.rows", "{'total':10000,'total_capped':true}",
         "{'list':'cases','with_total':true,'limit':1}");
    (void)id;
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        LIST_TEST(test_CRM_23_each_operator_of_each_type),
        LIST_TEST(test_CRM_23_and_or),
        LIST_TEST(test_CRM_23_bad_criterion_is_ignored_and_reported),
        LIST_TEST(test_CRM_23_too_many_criteria),
        LIST_TEST(test_CRM_23_text_of_people_is_never_sql),
        LIST_TEST(test_CRM_23_bad_sort_and_column_are_ignored),
        LIST_TEST(test_CASE_32_kind_of_the_client),
        LIST_TEST(test_CASE_32_cells_of_a_case),
        LIST_TEST(test_CASE_32_shipped_views),
        LIST_TEST(test_CRM_23_scope_always_holds),
        LIST_TEST(test_CASE_32_board_by_status),
        LIST_TEST(test_CRM_23_definition),
        LIST_TEST(test_CRM_23_counts_stay_cheap),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
