/*
 * Cases: references, fields, lifecycle, lists. CASE-01, CASE-02.
 */
#include "terms_support.h"

#include <pthread.h>

static void test_CASE_01_reference_by_mask(void **state)
{
    (void)state;
    t_ok(&boss, "case.create", "{'ref':'DOS-2026-00001'}", "{'title':'Un','client':%d,'lead':%d}",
         client, boss.user_id);
    t_ok(&boss, "case.create", "{'ref':'DOS-2026-00002'}", "{'title':'Deux','client':%d,'lead':%d}",
         client, boss.user_id);
    T.now += 86400 * 60; /* next year has its own numbers */
    t_ok(&boss, "case.create", "{'ref':'DOS-2027-00001'}",
         "{'title':'Trois','client':%d,'lead':%d}", client, boss.user_id);
    t_setting("ELASKA_CASE_MASK", "AFF{yy}{mm}-{000}");
    t_ok(&boss, "case.create", "{'ref':'AFF2701-001'}", "{'title':'Quatre','client':%d,'lead':%d}",
         client, boss.user_id);
}

static void test_CASE_01_reference_is_never_given_again(void **state)
{
    (void)state;
    int64_t id = make("Un");
    t_ok(&boss, "case.delete", "{}", "{'case':%" PRId64 ",'version':1}", id);
    t_ok(&boss, "case.create", "{'ref':'DOS-2026-00002'}", "{'title':'Deux','client':%d,'lead':%d}",
         client, boss.user_id);
    /* numbers that an earlier mask has given are passed over */
    t_sql("UPDATE llx_elaska_counter SET value = 1");
    t_ok(&boss, "case.create", "{'ref':'DOS-2026-00003'}",
         "{'title':'Trois','client':%d,'lead':%d}", client, boss.user_id);
}

enum { THREADS = 4, EACH = 15 };

static void *create_many(void *arg)
{
    struct ela_app *app = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_db *db = t_connect();
    struct ela_request rq = {.db = db, .actor = &boss, .now = T.now};
    intptr_t failed = ela_app_new(&app, &err) != ELA_OK;
    struct ela_json *in = arg;
    for (int i = 0; i < EACH && !failed; i++) {
        struct ela_json *out = NULL;
        ela_error_reset(&err);
        failed +=
            ela_app_call(app, &rq, ELA_STR("case.create"), in, &out, NULL, NULL, &err) != ELA_OK;
        ela_json_free(out);
    }
    ela_app_free(app);
    ela_db_free(db);
    return (void *)failed;
}

static void test_CASE_01_references_under_concurrency(void **state)
{
    (void)state;
    pthread_t threads[THREADS];
    struct ela_json *in[THREADS];
    for (int i = 0; i < THREADS; i++) {
        in[i] = t_json("{'title':'Ensemble','client':%d,'lead':%d}", client, boss.user_id);
        assert_int_equal(pthread_create(&threads[i], NULL, create_many, in[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        void *failed;
        pthread_join(threads[i], &failed);
        assert_int_equal((intptr_t)failed, 0);
    }
    assert_int_equal(t_int("SELECT COUNT(DISTINCT ref) FROM llx_elaska_case"), THREADS * EACH);
    assert_int_equal(t_int("SELECT value FROM llx_elaska_counter WHERE code = 'case'"),
                     THREADS * EACH);
}

static void test_CASE_01_bad_fields_are_named(void **state)
{
    (void)state;
    int32_t foreign = t_client_of("Autre entité", 2);
    int64_t project = t_sql("INSERT INTO llx_projet (ref, title, entity, fk_soc, fk_user_creat) "
                            "VALUES ('P1', 'P', 1, %d, 1)",
                            t_client("Autre client"));
    int32_t gone =
        (int32_t)t_sql("INSERT INTO llx_user (entity, login, statut) VALUES (1, 'parti', 0)");
    int32_t other =
        (int32_t)t_sql("INSERT INTO llx_user (entity, login, statut) VALUES (2, 'ailleurs', 1)");
    int32_t me = boss.user_id;
    t_refused(&boss, "case.create", "field.required", "title", "{'client':%d,'lead':%d}", client,
              me);
    t_refused(&boss, "case.create", "field.required", "title",
              "{'title':'  ','client':%d,'lead':%d}", client, me);
    t_refused(&boss, "case.create", "field.required", "client", "{'title':'T','lead':%d}", me);
    t_refused(&boss, "case.create", "field.required", "lead", "{'title':'T','client':%d}", client);
    t_refused(&boss, "case.create", "not_found", "client", "{'title':'T','client':%d,'lead':%d}",
              foreign, me);
    t_refused(&boss, "case.create", "not_found", "lead", "{'title':'T','client':%d,'lead':%d}",
              client, gone);
    t_refused(&boss, "case.create", "not_found", "lead", "{'title':'T','client':%d,'lead':%d}",
              client, other);
    t_refused(&boss, "case.create", "not_found", "members/0/user",
              "{'title':'T','client':%d,'lead':%d,'members':[{'user':%d}]}", client, me, gone);
    t_refused(&boss, "case.create", "field.duplicate", "members/1/user",
              "{'title':'T','client':%d,'lead':%d,'members':[{'user':%d},{'user':%d}]}", client, me,
              me, me);
    t_refused(&boss, "case.create", "case.due_before_start", "due_on",
              "{'title':'T','client':%d,'lead':%d,'start_on':'2026-12-01','due_on':'2026-11-30'}",
              client, me);
    t_refused(&boss, "case.create", "case.project_client", "project",
              "{'title':'T','client':%d,'lead':%d,'project':%d}", client, me, (int)project);
    t_refused(&boss, "case.create", "field.choice", "nature",
              "{'title':'T','client':%d,'lead':%d,'nature':'x'}", client, me);
    t_refused(&boss, "case.create", "field.unknown", "colour",
              "{'title':'T','client':%d,'lead':%d,'colour':'x'}", client, me);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case"), 0);
}

static void test_CASE_01_rights(void **state)
{
    (void)state;
    struct ela_actor reader = t_user("tom", ELA_RIGHT_CASE_READ), none = t_user("zoe", 0);
    struct ela_actor own = t_user("eva", ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE);
    struct ela_actor portal = t_portal("a@b.fr", client);
    own.own_clients_only = true;
    int64_t id = make("Un");
    t_refused(&reader, "case.create", "denied", NULL, "{'title':'T','client':%d,'lead':%d}", client,
              boss.user_id);
    t_refused(&portal, "case.create", "denied", NULL, "{'title':'T','client':%d,'lead':%d}", client,
              boss.user_id);
    t_refused(&own, "case.create", "not_found", "client", "{'title':'T','client':%d,'lead':%d}",
              client, boss.user_id);
    t_refused(&own, "case.read", "not_found", "case", "{'case':%" PRId64 "}", id);
    t_refused(&none, "case.read", "not_found", "case", "{'case':%" PRId64 "}", id);
    t_ok(&none, "case.list", "{'rows':[]}", "{}");
    t_ok(&reader, "case.list", "{'rows':[{'ref':'DOS-2026-00001'}]}", "{}");
    t_refused(&reader, "case.update", "denied", NULL,
              "{'case':%" PRId64 ",'version':1,'title':'X'}", id);
    t_refused(&reader, "case.delete", "denied", NULL, "{'case':%" PRId64 ",'version':1}", id);
    t_refused(&reader, "case.terms", "denied", NULL, "{'case':%" PRId64 ",'model':'hourly'}", id);
    /* terms are a matter of rates, at creation too */
    t_refused(&own, "case.create", "denied", NULL,
              "{'title':'T','client':%d,'lead':%d,'terms':{'model':'hourly','rate':'80'}}", client,
              boss.user_id);
    t_sql("INSERT INTO llx_societe_commerciaux (fk_soc, fk_user) VALUES (%d, %d)", client,
          own.user_id);
    t_ok(&own, "case.create", "{'ref':'DOS-2026-00002'}", "{'title':'T','client':%d,'lead':%d}",
         client, boss.user_id);
}

static void test_CASE_01_update_and_versions(void **state)
{
    (void)state;
    int64_t id = make("Un");
    t_ok(&boss, "case.update", "{'version':2}",
         "{'case':%" PRId64
         ",'version':1,'title':'Deux','due_on':'2026-12-31','description':'ligne','progress':40,"
         "'members':[{'user':%d,'role':'Expert fiscal'}]}",
         id, boss.user_id);
    t_ok(&boss, "case.read",
         "{'title':'Deux','due_on':'2026-12-31','description':'ligne','progress':40,'version':2,"
         "'members':[{'role':'Expert fiscal','name':'lea "
         "Durand'}],'status':{'code':'todo','label':'À traiter'},'late':false}",
         "{'case':%" PRId64 "}", id);
    t_refused(&boss, "case.update", "conflict.version", "version",
              "{'case':%" PRId64 ",'version':1,'title':'Trois'}", id);
    t_ok(&boss, "case.update", "{'version':3}", "{'case':%" PRId64 ",'version':2,'due_on':null}",
         id);
    t_ok(&boss, "case.read", "{'title':'Deux','due_on':null,'description':'ligne'}",
         "{'case':%" PRId64 "}", id);
    t_refused(&boss, "case.update", "not_found", "case", "{'case':%" PRId64 ",'version':1}",
              id + 1000);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'case.updated'"), 2);
}

static void test_CASE_01_client_is_fixed_once_time_was_spent(void **state)
{
    (void)state;
    int64_t id = make("Un");
    int32_t other = t_client("Garage Petit");
    t_ok(&boss, "case.update", "{'version':2}", "{'case':%" PRId64 ",'version':1,'client':%d}", id,
         other);
    add_time(id, "draft", 60, 1);
    t_refused(&boss, "case.update", "case.client_in_use", "client",
              "{'case':%" PRId64 ",'version':2,'client':%d}", id, client);
}

static void test_CASE_02_delete_only_when_empty(void **state)
{
    (void)state;
    int64_t id = make("Un");
    add_time(id, "draft", 60, 1);
    t_refused(&boss, "case.delete", "case.in_use", "case", "{'case':%" PRId64 ",'version':1}", id);
    t_sql("DELETE FROM llx_elaska_time");
    t_refused(&boss, "case.delete", "conflict.version", "version",
              "{'case':%" PRId64 ",'version':9}", id);
    t_ok(&boss, "case.delete", "{}", "{'case':%" PRId64 ",'version':1}", id);
    assert_int_equal(
        t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'case.deleted' AND fk_user = %d",
              boss.user_id),
        1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case_terms"), 0);
}

static void test_CASE_02_lifecycle(void **state)
{
    (void)state;
    int64_t id = make("Un");
    struct ela_actor writer = t_user("tom", ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE);
    t_ok(&writer, "case.transition", "{'status':{'code':'wait_client','class':'wait_client'}}",
         "{'case':%" PRId64 ",'to':'wait_client'}", id);
    t_refused(&writer, "case.transition", "denied", NULL, "{'case':%" PRId64 ",'to':'done'}", id);
    t_refused(&writer, "case.transition", "workflow.unknown_status", "to",
              "{'case':%" PRId64 ",'to':'odd'}", id);
    t_ok(&boss, "case.transition", "{'status':{'code':'done'}}", "{'case':%" PRId64 ",'to':'done'}",
         id);
    t_ok(&boss, "case.read", "{'closed_on':'2026-11-21','progress':100,'status':{'class':'done'}}",
         "{'case':%" PRId64 "}", id);
    t_refused(&boss, "case.transition", "workflow.reason_required", "reason",
              "{'case':%" PRId64 ",'to':'todo'}", id);
    t_refused(&boss, "case.transition", "workflow.reason_required", "reason",
              "{'case':%" PRId64 ",'to':'todo','reason':' '}", id);
    t_ok(&boss, "case.transition", "{'status':{'code':'todo'}}",
         "{'case':%" PRId64 ",'to':'todo','reason':'Nouvelle pièce'}", id);
    t_ok(&boss, "case.read", "{'closed_on':null}", "{'case':%" PRId64 "}", id);
    t_subset(t_call(&boss, "case.timeline", "{'case':%" PRId64 "}", id),
             "{'rows':[{'kind':'case.status','data':{'from':'done','to':'todo','reason':'Nouvelle "
             "pièce'}},{'kind':'case.status'},"
             "{'kind':'case.status'},{'kind':'case.created'}]}");
}

static void test_CASE_02_closing_says_what_is_left(void **state)
{
    (void)state;
    struct ela_error err;
    int64_t id = make("Un");
    add_time(id, "submitted", 5400, 1);
    add_time(id, "validated", 4528, 1);
    add_time(id, "validated", 100, 0);
    assert_int_equal(t_try(&boss, "case.transition", &err, "{'case':%" PRId64 ",'to':'done'}", id),
                     ELA_E_STATE);
    assert_string_equal(err.key, "case.closing_left");
    assert_string_equal(err.params[0].value, "01:30:00");
    assert_string_equal(err.params[1].value, "01:15:28");
    t_ok(&boss, "case.transition", "{'status':{'code':'done'}}",
         "{'case':%" PRId64 ",'to':'done','confirm':true}", id);
}

static void test_CASE_02_late_is_computed(void **state)
{
    (void)state;
    int64_t id = make("Un");
    t_sql("UPDATE llx_elaska_case SET due_on = '2026-11-20'");
    t_ok(&boss, "case.list", "{'rows':[{'late':true}]}", "{}");
    t_sql("UPDATE llx_elaska_case SET due_on = '2026-11-21'");
    t_ok(&boss, "case.read", "{'late':false}", "{'case':%" PRId64 "}", id);
    t_sql("UPDATE llx_elaska_case SET due_on = '2026-11-20', status = 'done', class = 'done'");
    t_ok(&boss, "case.read", "{'late':false}", "{'case':%" PRId64 "}", id);
}

static void test_CASE_02_late_cases_alone_are_listed(void **state)
{
    (void)state;
    static const char *const due[] = {"'2026-11-20'", "'2026-11-21'", "NULL",
                                      "'2026-10-01'", "'2026-11-01'", "'2026-11-20'"};
    int64_t id[6];
    for (size_t i = 0; i < 6; i++) {
        id[i] = make("Statuts");
        t_sql("UPDATE llx_elaska_case SET due_on = %s WHERE rowid = %" PRId64, due[i], id[i]);
    }
    t_sql("UPDATE llx_elaska_case SET status = 'done', class = 'done' WHERE rowid = %" PRId64,
          id[3]);
    t_sql("UPDATE llx_elaska_case SET status = 'wait_client', class = 'wait_client' WHERE rowid = "
          "%" PRId64,
          id[4]);
    /* by due day, whatever the page size, and nothing else */
    struct ela_str next =
        t_text_at(t_call(&boss, "case.list", "{'late':true,'sort':'due','limit':2}"), "next");
    const struct ela_json *v =
        t_call(&boss, "case.list", "{'late':true,'sort':'due','limit':2,'after':'%.*s'}",
               (int)next.n, next.p);
    t_subset(v, "{'rows':[{'id':%" PRId64 "}],'next':null}", id[0]);
    v = t_call(&boss, "case.list", "{'late':true,'sort':'due'}");
    assert_int_equal(ela_json_size(t_at(v, "rows")), 3);
    t_subset(v, "{'rows':[{'id':%" PRId64 ",'late':true},{'id':%" PRId64 "},{'id':%" PRId64 "}]}",
             id[4], id[5], id[0]);
    t_ok(&boss, "case.list", "{'rows':[{'status':{'code':'wait_client'}}],'next':null}",
         "{'late':true,'class':'wait_client'}");
    t_ok(&boss, "case.list", "{'rows':[]}", "{'late':true,'class':'closed'}");
    assert_int_equal(ela_json_size(t_at(t_call(&boss, "case.list", "{'late':false}"), "rows")), 6);
    /* the firm's day decides: at 00:30 in Paris what was due the day before is late */
    T.now = 1795303800;
    assert_int_equal(ela_json_size(t_at(t_call(&boss, "case.list", "{'late':true}"), "rows")), 4);
    struct ela_actor ana = t_portal("ana@example.com", client);
    assert_int_equal(ela_json_size(t_at(t_call(&ana, "case.list", "{'late':true}"), "rows")), 4);
    t_refused(&boss, "case.list", "field.type", "late", "{'late':'oui'}");
}

static void test_CASE_32_list_pages_and_filters(void **state)
{
    (void)state;
    int32_t other = t_client("Garage Petit");
    for (int i = 0; i < 7; i++)
        make("Dossier");
    t_call(&boss, "case.create", "{'title':'Création 100%%_é','client':%d,'lead':%d}", other,
           boss.user_id);
    static const char *const sorts[] = {"recent", "ref", "due"};
    for (size_t s = 0; s < 3; s++) {
        int64_t seen = 0;
        const struct ela_json *v = t_call(&boss, "case.list", "{'limit':3,'sort':'%s'}", sorts[s]);
        for (;;) {
            seen += (int64_t)ela_json_size(t_at(v, "rows"));
            if (ela_json_kind(t_at(v, "next")) == ELA_JNULL)
                break;
            struct ela_str next = t_text_at(v, "next");
            v = t_call(&boss, "case.list", "{'limit':3,'sort':'%s','after':'%.*s'}", sorts[s],
                       (int)next.n, next.p);
        }
        assert_int_equal(seen, 8);
    }
    struct ela_str next = t_text_at(t_call(&boss, "case.list", "{'limit':3}"), "next");
    t_refused(&boss, "case.list", "list.cursor", "after", "{'sort':'due','after':'%.*s'}",
              (int)next.n, next.p);
    t_refused(&boss, "case.list", "list.cursor", "after", "{'after':'zz'}");
    t_refused(&boss, "case.list", "field.range", "limit", "{'limit':201}");
    t_ok(&boss, "case.list", "{'rows':[{'client':{'name':'Garage Petit'}}]}", "{'client':%d}",
         other);
    t_ok(&boss, "case.list", "{'rows':[{'title':'Création 100%_é'}]}", "{'search':'100%%_É'}");
    t_ok(&boss, "case.list", "{'rows':[{'ref':'DOS-2026-00008'}]}", "{'search':'00008'}");
    t_ok(&boss, "case.list", "{'rows':[]}", "{'search':'100x'}");
    t_ok(&boss, "case.list", "{'rows':[]}", "{'class':'closed'}");
    t_ok(&boss, "case.list", "{'rows':[]}", "{'class':'wait_third'}");
    t_ok(&boss, "case.list", "{'rows':[]}", "{'status':'done'}");
    t_refused(&boss, "case.list", "workflow.unknown_status", "status", "{'status':'fermé'}");
    assert_int_equal(
        ela_json_size(t_at(t_call(&boss, "case.list", "{'class':'open','mine':true}"), "rows")), 8);
    struct ela_actor tom = t_user("tom", ELA_RIGHT_CASE_READ);
    t_ok(&tom, "case.list", "{'rows':[]}", "{'mine':true}");
    t_ok(&boss, "case.picker",
         "{'rows':[{'ref':'DOS-2026-00008','client':{'name':'Garage Petit'}}]}", "{'client':%d}",
         other);
    t_refused(&tom, "case.timeline", "not_found", "case", "{'case':99999}");
}

static void test_PLAT_23_what_hangs_on_a_native_object(void **state)
{
    (void)state;
    struct ela_actor tom = t_user("tom", ELA_RIGHT_CASE_READ | ELA_RIGHT_CASE_WRITE);
    int64_t id = make("Statuts");
    add_time(id, "draft", 60, 1);
    t_sql("UPDATE llx_elaska_time SET fk_ticket = 7, fk_task = 8, fk_contrat = 9");
    t_sql("UPDATE llx_elaska_case SET fk_projet = 6");
    t_ok(&boss, "case.links",
         "{'cases':1,'entries':1,'timers':0,'accounts':0,'lines':0,'rows':[{'ref':'DOS-2026-00001',"
         "'title':'Statuts'}]}",
         "{'object':'client','id':%d}", client);
    t_ok(&boss, "case.links", "{'cases':1,'entries':1,'rows':[{'title':'Statuts'}]}",
         "{'object':'user','id':%d}", boss.user_id);
    t_ok(&boss, "case.links", "{'cases':1,'entries':0,'rows':[{'title':'Statuts'}]}",
         "{'object':'project','id':6}");
    t_ok(&boss, "case.links", "{'cases':0,'entries':1,'rows':[]}", "{'object':'ticket','id':7}");
    t_ok(&boss, "case.links", "{'entries':1}", "{'object':'task','id':8}");
    t_ok(&boss, "case.links", "{'entries':1}", "{'object':'contract','id':9}");
    t_ok(&boss, "case.links", "{'accounts':0}", "{'object':'contact','id':1}");
    t_ok(&boss, "case.links", "{'lines':0}", "{'object':'invoice','id':1}");
    t_ok(&boss, "case.links", "{'cases':0,'entries':0,'timers':0,'accounts':0,'lines':0,'rows':[]}",
         "{'object':'client','id':99999}");
    t_refused(&boss, "case.links", "field.choice", "object", "{'object':'product','id':1}");
    t_refused(&boss, "case.links", "field.required", "id", "{'object':'client'}");
    t_refused(&tom, "case.links", "denied", NULL, "{'object':'client','id':%d}", client);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        CASE_TEST(test_CASE_01_reference_by_mask),
        CASE_TEST(test_CASE_01_reference_is_never_given_again),
        CASE_TEST(test_CASE_01_references_under_concurrency),
        CASE_TEST(test_CASE_01_bad_fields_are_named),
        CASE_TEST(test_CASE_01_rights),
        CASE_TEST(test_CASE_01_update_and_versions),
        CASE_TEST(test_CASE_01_client_is_fixed_once_time_was_spent),
        CASE_TEST(test_CASE_02_delete_only_when_empty),
        CASE_TEST(test_CASE_02_lifecycle),
        CASE_TEST(test_CASE_02_closing_says_what_is_left),
        CASE_TEST(test_CASE_02_late_is_computed),
        CASE_TEST(test_CASE_02_late_cases_alone_are_listed),
        CASE_TEST(test_CASE_32_list_pages_and_filters),
        CASE_TEST(test_PLAT_23_what_hangs_on_a_native_object),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
