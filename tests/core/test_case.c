/*
 * Cases: references, fields, lifecycle, terms, gauge, lists. CASE-01, CASE-02, TIME-09, TIME-10.
 */
#include "support.h"

#include "case/case.h"

#include <inttypes.h>
#include <pthread.h>

static struct ela_actor boss;
static int32_t client;

static int setup(void **state)
{
    t_clean(state);
    boss = t_user("lea", T_ALL_RIGHTS);
    client = t_client("Boulangerie Martin");
    return 0;
}

#define CASE_TEST(f) cmocka_unit_test_setup(f, setup)

static int64_t make(const char *title)
{
    return t_int_at(t_call(&boss, "case.create", "{'title':'%s','client':%d,'lead':%d}", title,
                           client, boss.user_id),
                    "id");
}

static int64_t package(int64_t seconds)
{
    return t_int_at(t_call(&boss, "case.create",
                           "{'title':'Forfait','client':%d,'lead':%d,'terms':{'model':'package','"
                           "included_s':%" PRId64 ",'price':'500','overage_rate':'90'}}",
                           client, boss.user_id, seconds),
                    "id");
}

/* Time that is there already, as validated under the present terms. */
static void add_time(int64_t id, const char *status, int64_t seconds, int billable)
{
    t_sql("INSERT INTO llx_elaska_time (entity, fk_user, fk_soc, fk_case, fk_activity, work_on, "
          "duration_s, billable, status, model,"
          " fk_terms, vat_milli, currency, created_at, updated_at, fk_user_creat) SELECT 1, %d, "
          "%d, %" PRId64 ", %d, '2026-11-20', %" PRId64
          ", %d, '%s', COALESCE(MAX(x.model), 'hourly'), MAX(x.rowid), 20000, 'EUR', 0, 0, 1"
          " FROM llx_elaska_case_terms x WHERE x.fk_case = %" PRId64,
          boss.user_id, client, id, t_activity("call"), seconds, billable, status, id);
}

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
    t_sql("UPDATE llx_elaska_case SET due_on = '2026-11-20', status = 'done'");
    t_ok(&boss, "case.read", "{'late':false}", "{'case':%" PRId64 "}", id);
}

static void test_TIME_09_terms_are_checked(void **state)
{
    (void)state;
    int64_t id = make("Un");
    static const struct {
        const char *terms, *key, *field;
    } cases[] = {
        {"'model':'free'", "field.choice", "model"},
        {"'rate':'80'", "field.required", "model"},
        {"'model':'package','price':'500'", "field.required", "included"},
        {"'model':'package','included':'4h'", "field.required", "price"},
        {"'model':'package','included':'4','price':'500'", "duration.bare_number", "included"},
        {"'model':'package','included_s':0,'price':'500'", "field.range", "included_s"},
        {"'model':'fixed'", "field.required", "price"},
        {"'model':'fixed','price':'-5'", "money.negative", "price"},
        {"'model':'fixed','price':'500','rate':'80'", "case.terms_needless", "rate"},
        {"'model':'unbilled','price':'1'", "case.terms_needless", "price"},
        {"'model':'hourly','included':'4h'", "case.terms_needless", "included"},
        {"'model':'hourly','rate':'abc'", "money.unreadable", "rate"},
        {"'model':'hourly','valid_from':'2026-02-30'", "date.no_such_day", "valid_from"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        t_refused(&boss, "case.terms", cases[i].key, cases[i].field, "{'case':%" PRId64 ",%s}", id,
                  cases[i].terms);
    t_ok(&boss, "case.terms", "{'applies_from':null}",
         "{'case':%" PRId64 ",'model':'package','included':'40h30','price':'3 "
         "200,50','overage_rate':'95','vat':'5,5','invoicing':'start'}",
         id);
    t_ok(&boss, "case.read",
         "{'terms':{'model':'package','included_s':145800,'price_minor':320050,'overage_rate':'95."
         "00',"
         "'vat':'5.500','invoicing':'start','currency':'EUR','valid_from':null}}",
         "{'case':%" PRId64 "}", id);
}

static void test_TIME_09_later_terms_when_something_was_invoiced(void **state)
{
    (void)state;
    int64_t id = make("Un");
    t_ok(&boss, "case.terms", "{'applies_from':'2026-06-01'}",
         "{'case':%" PRId64 ",'model':'hourly','rate':'80','valid_from':'2026-06-01'}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case_terms"), 2);
    t_ok(&boss, "case.terms", "{'applies_from':null}",
         "{'case':%" PRId64 ",'model':'hourly','rate':'70'}", id);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_case_terms"), 1);
    add_time(id, "invoiced", 3600, 1); /* worked on the 20th */
    struct ela_error err;
    assert_int_equal(t_try(&boss, "case.terms", &err,
                           "{'case':%" PRId64 ",'model':'unbilled','valid_from':'2026-11-20'}", id),
                     ELA_E_STATE);
    assert_string_equal(err.key, "case.terms_invoiced");
    assert_string_equal(err.params[0].value, "2026-11-21");
    t_ok(&boss, "case.terms", "{'applies_from':'2026-11-21'}",
         "{'case':%" PRId64 ",'model':'unbilled'}", id);
    t_sql("UPDATE llx_elaska_time SET work_on = '2026-12-24'");
    t_ok(&boss, "case.terms", "{'applies_from':'2026-12-25'}",
         "{'case':%" PRId64 ",'model':'hourly','rate':'90'}", id);
    assert_string_equal(t_text("SELECT GROUP_CONCAT(CONCAT(valid_from, model) ORDER BY valid_from) "
                               "FROM llx_elaska_case_terms"),
                        "1900-01-01hourly,2026-11-21unbilled,2026-12-25hourly");
}

static void test_TIME_10_gauge(void **state)
{
    (void)state;
    int64_t id = package(14400);
    add_time(id, "validated", 7200, 1);
    add_time(id, "invoiced", 1800, 1);
    add_time(id, "validated", 9999, 0); /* not billable: not counted */
    add_time(id, "draft", 600, 1);
    add_time(id, "refused", 50, 1);
    t_ok(&boss, "case.read",
         "{'gauge':{'model':'package','included_s':14400,'used_s':9000,'remaining_s':5400,'overage_"
         "s':0,"
         "'provisional_s':600,'percent':62,'level':'ok'},'totals':{'draft_s':600,'submitted_s':0,'"
         "validated_s':17199,'invoiced_s':1800}}",
         "{'case':%" PRId64 "}", id);
    add_time(id, "validated", 7200, 1);
    t_ok(&boss, "case.list",
         "{'rows':[{'gauge':{'used_s':16200,'remaining_s':0,'overage_s':1800,'percent':112,'level':"
         "'full'},"
         "'total_s':26799}]}",
         "{}");
}

static void test_TIME_10_client_sees_no_provisional_part(void **state)
{
    (void)state;
    int64_t id = package(14400);
    struct ela_actor camille = t_portal("camille@exemple.fr", client),
                     other = t_portal("o@exemple.fr", t_client("Autre"));
    add_time(id, "draft", 600, 1);
    add_time(id, "validated", 3600, 1);
    const struct ela_json *v = t_call(&camille, "case.read", "{'case':%" PRId64 "}", id);
    t_subset(v, "{'gauge':{'used_s':3600,'percent':25},'total_s':3600,'status':{'label':'Reçu, "
                "bientôt pris en charge'}}");
    assert_null(t_at(v, "gauge/provisional_s"));
    assert_null(t_at(v, "totals/draft_s"));
    assert_null(t_at(v, "version"));
    assert_null(t_at(v, "transitions"));
    t_refused(&other, "case.read", "not_found", "case", "{'case':%" PRId64 "}", id);
    t_ok(&other, "case.list", "{'rows':[]}", "{}");
    t_setting("ELASKA_PORTAL_SHOW_AMOUNTS", "0");
    assert_null(
        t_at(t_call(&camille, "case.read", "{'case':%" PRId64 "}", id), "terms/overage_rate"));
    t_sql("UPDATE llx_elaska_case SET portal_visible = 0");
    t_refused(&camille, "case.read", "not_found", "case", "{'case':%" PRId64 "}", id);
}

static void test_TIME_10_percent_of_odd_packages(void **state)
{
    (void)state;
    static const struct {
        int64_t included, used;
        int32_t percent;
    } cases[] = {{-1, 50, -1},
                 {0, 0, 0},
                 {0, 1, 100},
                 {3, 2, 66},
                 {14400, 14399, 99},
                 {14400, 14400, 100},
                 {1, INT64_MAX / 2, 100000},
                 {1000000000, 999999999, 99}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct ela_gauge g = {.included_s = cases[i].included, .used_s = cases[i].used};
        assert_int_equal(ela_gauge_percent(&g), cases[i].percent);
    }
}

static void test_TIME_09_split_at_the_limit(void **state)
{
    (void)state;
    struct ela_split s = {.left = 5000};
    int64_t in, over;
    ela_split_take(&s, 3600, &in, &over);
    assert_int_equal(in, 3600);
    assert_int_equal(over, 0);
    ela_split_take(&s, 3600, &in, &over);
    assert_int_equal(in, 1400);
    assert_int_equal(over, 2200);
    ela_split_take(&s, 10, &in, &over);
    assert_int_equal(in, 0);
    assert_int_equal(over, 10);
    s.left = -5; /* more was invoiced as included than the package holds now */
    ela_split_take(&s, 10, &in, &over);
    assert_int_equal(over, 10);
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
        CASE_TEST(test_TIME_09_terms_are_checked),
        CASE_TEST(test_TIME_09_later_terms_when_something_was_invoiced),
        CASE_TEST(test_TIME_10_gauge),
        CASE_TEST(test_TIME_10_client_sees_no_provisional_part),
        CASE_TEST(test_TIME_10_percent_of_odd_packages),
        CASE_TEST(test_TIME_09_split_at_the_limit),
        CASE_TEST(test_CASE_32_list_pages_and_filters),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
