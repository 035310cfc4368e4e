/*
 * Lists, week and time sheet. TIME-06, TIME-07, TIME-09, TIME-18.
 */
#include "support.h"

#include "time/time.h"

#include <inttypes.h>

static struct ela_actor lea, tom, boss;
static int32_t client, other, call;
static int64_t dossier, second;

static int setup(void **state)
{
    t_clean(state);
    lea = t_user("lea", ELA_RIGHT_TIME_OWN | ELA_RIGHT_CASE_READ);
    tom = t_user("tom", ELA_RIGHT_TIME_OWN | ELA_RIGHT_CASE_READ);
    boss = t_user("max", T_ALL_RIGHTS);
    client = t_client("Boulangerie Martin");
    other = t_client("Garage Petit");
    call = t_activity("call");
    dossier = t_case(client, boss.user_id);
    second = t_case(other, boss.user_id);
    return 0;
}

#define LIST_TEST(f) cmocka_unit_test_setup(f, setup)

static int64_t add(int32_t user, int64_t id, const char *day, int seconds, const char *status,
                   int billable)
{
    return t_sql("INSERT INTO llx_elaska_time (entity, fk_user, fk_soc, fk_case, fk_activity, "
                 "work_on, duration_s, billable, description,"
                 " status, model, fk_terms, rate_num, rate_den, rate_source, vat_milli, currency, "
                 "created_at, updated_at, fk_user_creat)"
                 " SELECT 1, %d, d.fk_soc, d.rowid, %d, '%s', %d, %d, 'Travail', '%s', "
                 "COALESCE(x.model, 'hourly'), x.rowid, 9000, 1, 'case',"
                 " 20000, 'EUR', 0, 0, 1 FROM llx_elaska_case d LEFT JOIN llx_elaska_case_terms x "
                 "ON x.fk_case = d.rowid"
                 " WHERE d.rowid = %" PRId64,
                 user, call, day, seconds, billable, status, id);
}

static size_t count(const struct ela_actor *a, const char *filter)
{
    return ela_json_size(t_at(t_call(a, "time.list", "{%s}", filter), "rows"));
}

static void fill(void)
{
    static const char *const states[] = {"draft", "submitted", "validated", "refused", "invoiced"};
    for (int i = 0; i < 40; i++) {
        char day[16];
        snprintf(day, sizeof day, "2026-11-%02d", 1 + i % 7);
        add(i % 2 ? lea.user_id : tom.user_id, i % 4 < 2 ? dossier : second, day, 100 + i,
            states[i % 5], i % 3 != 0);
    }
}

/* Walks all pages; every row once, in order. */
static int64_t walk(const struct ela_actor *a, const char *filter, int limit)
{
    int64_t seen = 0, last_id = INT64_MAX;
    char last_day[16] = "9999", after[280] = "";
    for (;;) {
        const struct ela_json *v = t_call(a, "time.list", "{'limit':%d%s%s%s}", limit,
                                          filter[0] ? "," : "", filter, after);
        const struct ela_json *rows = t_at(v, "rows");
        for (size_t i = 0; i < ela_json_size(rows); i++) {
            struct ela_str day = t_text_at(ela_json_at(rows, i), "work_on");
            int64_t id = t_int_at(ela_json_at(rows, i), "id");
            int order = strcmp(day.p, last_day);
            assert_true(order < 0 || (order == 0 && id < last_id));
            snprintf(last_day, sizeof last_day, "%.*s", (int)day.n, day.p);
            last_id = id;
            seen++;
        }
        if (ela_json_kind(t_at(v, "next")) == ELA_JNULL)
            return seen;
        struct ela_str next = t_text_at(v, "next");
        snprintf(after, sizeof after, ",'after':'%.*s'", (int)next.n, next.p);
    }
}

static void test_TIME_06_every_filter_pages_through_all_rows(void **state)
{
    (void)state;
    char text[200];
    fill();
    static const char *const plain[] = {"",
                                        "'status':'draft'",
                                        "'status':'unvalidated'",
                                        "'status':'validated'",
                                        "'status':'refused'",
                                        "'status':'invoiced'",
                                        "'from':'2026-11-02','to':'2026-11-05'",
                                        "'billable':true",
                                        "'search':'Trav'",
                                        "'billable':false,'status':'unvalidated'"};
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        const struct ela_json *v =
            t_call(&boss, "time.list", "{'with_sum':true%s%s}", plain[i][0] ? "," : "", plain[i]);
        assert_int_equal(walk(&boss, plain[i], 3), t_int_at(v, "total"));
        assert_int_equal(walk(&boss, plain[i], 200), t_int_at(v, "total"));
    }
    const struct {
        const char *member;
        int64_t id;
        int64_t want;
    } by[] = {{"user", lea.user_id, 20}, {"client", client, 20}, {"case", dossier, 20},
              {"activity", call, 40},    {"project", 5, 0},      {"task", 5, 0},
              {"ticket", 5, 0},          {"contract", 5, 0},     {"invoice", 5, 0}};
    for (size_t i = 0; i < sizeof by / sizeof by[0]; i++) {
        snprintf(text, sizeof text, "'%s':%" PRId64, by[i].member, by[i].id);
        assert_int_equal(walk(&boss, text, 7), by[i].want);
        snprintf(text, sizeof text, "'%s':%" PRId64 ",'status':'unvalidated'", by[i].member,
                 by[i].id);
        assert_int_equal(walk(&boss, text, 3), by[i].want * 2 / 5);
    }
}

static void test_TIME_06_sum_and_total(void **state)
{
    (void)state;
    fill();
    t_ok(&boss, "time.list", "{'total':40,'total_capped':false,'sum_s':4780}",
         "{'with_sum':true,'limit':1}");
    t_ok(&boss, "time.list", "{'total':8,'sum_s':940}", "{'with_sum':true,'status':'draft'}");
    assert_null(t_at(t_call(&boss, "time.list", "{}"), "total"));
}

static void test_TIME_06_bad_lists(void **state)
{
    (void)state;
    t_refused(&boss, "time.list", "list.cursor", "after", "{'after':'74'}");
    t_refused(&boss, "time.list", "list.cursor", "after", "{'after':'zzzz'}");
    t_refused(&boss, "time.list", "list.cursor", "after",
              "{'after':'742d7c31'}"); /* "t-|1": no day */
    t_refused(&boss, "time.list", "field.choice", "status", "{'status':'odd'}");
    t_refused(&boss, "time.list", "date.unreadable", "from", "{'from':'x'}");
    t_refused(&boss, "time.list", "field.range", "limit", "{'limit':0}");
    struct ela_actor portal = t_portal("a@b.fr", client);
    t_refused(&portal, "time.list", "denied", NULL, "{}");
    t_refused(&portal, "time.week", "denied", NULL, "{}");
    t_refused(&portal, "time.read", "denied", NULL, "{'time':1}");
}

static void test_TIME_28_lists_show_what_is_within_reach(void **state)
{
    (void)state;
    struct ela_actor lead = t_user("ana", ELA_RIGHT_CASE_READ), abroad = boss, own = boss;
    fill();
    assert_int_equal(count(&lea, "'limit':200"), 20);
    assert_int_equal(count(&lea, "'limit':200,'status':'unvalidated'"), 8);
    char text[64];
    snprintf(text, sizeof text, "'user':%d", tom.user_id);
    assert_int_equal(count(&lea, text), 0);
    t_sql("UPDATE llx_elaska_case SET fk_user_lead = %d WHERE rowid = %" PRId64, lead.user_id,
          dossier);
    assert_int_equal(count(&lead, "'limit':200"), 20);
    abroad.entity = 2;
    assert_int_equal(count(&abroad, ""), 0);
    own.own_clients_only = true;
    assert_int_equal(count(&own, "'limit':200"), 20); /* leads the second case */
    snprintf(text, sizeof text, "'client':%d", client);
    assert_int_equal(count(&own, text), 0);
}

static void test_TIME_07_week(void **state)
{
    (void)state;
    add(lea.user_id, dossier, "2026-11-16", 3600, "draft", 1);
    add(lea.user_id, dossier, "2026-11-16", 1800, "validated", 1);
    add(lea.user_id, dossier, "2026-11-22", 60, "refused", 1);
    add(lea.user_id, dossier, "2026-11-23", 5, "draft", 1);
    add(tom.user_id, dossier, "2026-11-17", 5, "draft", 1);
    const struct ela_json *v = t_call(&lea, "time.week", "{'day':'2026-11-18'}");
    t_subset(v, "{'from':'2026-11-16','to':'2026-11-22','total_s':5460,'by_status':{'draft':3600,'"
                "validated':1800,'refused':60,'submitted':0}}");
    assert_int_equal(ela_json_size(t_at(v, "days")), 7);
    t_subset(t_at(v, "days/0"), "{'day':'2026-11-16','total_s':5400,'entries':[{'duration_s':3600},"
                                "{'status':{'code':'validated'}}]}");
    t_subset(t_at(v, "days/6"), "{'day':'2026-11-22','total_s':60}");
    t_ok(&lea, "time.week", "{'from':'2026-11-16'}", "{}");
    t_ok(&lea, "time.week", "{'total_s':0}", "{'user':%d,'day':'2026-11-18'}", tom.user_id);
    t_ok(&boss, "time.week", "{'total_s':5}", "{'user':%d,'day':'2026-11-18'}", tom.user_id);
    t_refused(&lea, "time.week", "date.unreadable", "day", "{'day':'lundi'}");
}

static int64_t package(int seconds)
{
    return t_sql("INSERT INTO llx_elaska_case_terms (entity, fk_case, valid_from, model, currency, "
                 "included_s, price_minor, overage_num,"
                 " overage_den, vat_milli, created_at, fk_user_creat) VALUES (1, %" PRId64
                 ", '1900-01-01', 'package', 'EUR', %d, 50000, 9000, 1, 20000, 0, 1)",
                 dossier, seconds);
}

static void test_TIME_18_sheet_shows_validated_time_only(void **state)
{
    (void)state;
    struct ela_actor camille = t_portal("camille@exemple.fr", client),
                     stranger = t_portal("x@y.fr", other);
    static const char *const states[] = {"draft", "submitted", "validated", "refused", "invoiced"};
    for (int i = 0; i < 5; i++)
        add(lea.user_id, dossier, "2026-11-10", 3600, states[i], 1);
    add(lea.user_id, dossier, "2026-11-09", 600, "validated", 0);
    const struct ela_json *v = t_call(&camille, "time.sheet", "{'case':%" PRId64 "}", dossier);
    t_subset(v, "{'rows':[{'work_on':'2026-11-09','duration_s':600,'billable':false,'adviser':'lea "
                "Durand','amount_minor':null,"
                "'activity':{'label':'Appel "
                "téléphonique'},'description':'Travail'},{'status':{'code':'validated'},'amount_"
                "minor':9000,"
                "'rate':'90.00','parts':[{'kind':'time','seconds':3600}]},{'status':{'code':'"
                "invoiced','label':'Facturé'}}],'next':null,"
                "'totals':{'entries':3,'all_s':7800,'billable_s':7200,'amount_minor':18000,'by_"
                "model':{'hourly':7800}}}");
    assert_null(t_at(v, "gauge/provisional_s"));
    t_refused(&stranger, "time.sheet", "not_found", "case", "{'case':%" PRId64 "}", dossier);
    t_refused(&stranger, "time.sheet_pdf", "not_found", "case", "{'case':%" PRId64 "}", dossier);
    t_setting("ELASKA_PORTAL_BILLABLE_ONLY", "1");
    t_setting("ELASKA_PORTAL_SHOW_AMOUNTS", "0");
    v = t_call(&camille, "time.sheet", "{'case':%" PRId64 "}", dossier);
    t_subset(v, "{'totals':{'entries':2}}");
    assert_null(t_at(v, "rows/0/rate"));
    assert_null(t_at(v, "rows/0/amount_minor"));
    assert_null(t_at(v, "totals/amount_minor"));
    /* an adviser sees his own lines, without rates */
    v = t_call(&lea, "time.sheet", "{'case':%" PRId64 "}", dossier);
    assert_null(t_at(v, "rows/0/rate"));
    t_refused(&lea, "time.sheet", "not_found", "case", "{'case':99999}");
}

static void test_TIME_09_sheet_splits_the_package_in_date_order(void **state)
{
    (void)state;
    package(5000);
    add(lea.user_id, dossier, "2026-11-12", 3600, "validated", 1);
    add(lea.user_id, dossier, "2026-11-11", 3600, "validated", 1);
    add(lea.user_id, dossier, "2026-11-10", 9999, "validated", 0);
    t_ok(&boss, "time.sheet",
         "{'rows':[{'work_on':'2026-11-10','parts':[{'kind':'time','seconds':9999}]},"
         "{'work_on':'2026-11-11','parts':[{'kind':'included','seconds':3600}],'amount_minor':0},"
         "{'work_on':'2026-11-12','parts':[{'kind':'included','seconds':1400},{'kind':'overage','"
         "seconds':2200}],'amount_minor':5500}],"
         "'totals':{'included_s':5000,'overage_s':2200,'amount_minor':5500},'gauge':{'used_s':7200,"
         "'overage_s':2200,'percent':144}}",
         "{'case':%" PRId64 "}", dossier);
}

static void test_TIME_09_split_counts_what_the_reader_does_not_see(void **state)
{
    (void)state;
    package(5000);
    add(tom.user_id, dossier, "2026-11-11", 3600, "validated", 1);
    add(lea.user_id, dossier, "2026-11-12", 3600, "validated", 1);
    t_ok(&lea, "time.sheet",
         "{'rows':[{'work_on':'2026-11-12','parts':[{'kind':'included','seconds':1400},{'kind':'"
         "overage','seconds':2200}]}],"
         "'totals':{'entries':1}}",
         "{'case':%" PRId64 "}", dossier);
}

static void test_TIME_09_what_was_invoiced_stays_as_it_was(void **state)
{
    (void)state;
    package(5000);
    int64_t billed = add(lea.user_id, dossier, "2026-11-12", 3600, "invoiced", 1);
    add(lea.user_id, dossier, "2026-11-11", 3600, "validated",
        1); /* earlier, but validated after the invoice */
    int64_t run = t_sql("INSERT INTO llx_elaska_billing_run (entity, request_key, fk_document, "
                        "fk_user, created_at) VALUES (1, 'k', 1, 1, 0)");
    int64_t line = t_sql("INSERT INTO llx_elaska_billing_line (entity, fk_run, fk_soc, fk_facture, "
                         "fk_facturedet, kind, vat_milli, amount_minor,"
                         " currency, created_at) VALUES (1, %" PRId64
                         ", %d, 1, 1, 'package', 20000, 0, 'EUR', 0)",
                         run, client);
    t_sql("INSERT INTO llx_elaska_billing_part (fk_line, fk_time, kind, seconds) VALUES (%" PRId64
          ", %" PRId64 ", 'included', 3600)",
          line, billed);
    t_ok(&boss, "time.sheet",
         "{'rows':[{'work_on':'2026-11-11','parts':[{'kind':'included','seconds':1400},{'kind':'"
         "overage','seconds':2200}]},"
         "{'work_on':'2026-11-12','parts':[{'kind':'included','seconds':3600}]}]}",
         "{'case':%" PRId64 "}", dossier);
}

static void test_TIME_18_sheet_pages(void **state)
{
    (void)state;
    int64_t seen = 0;
    char after[280] = "";
    package(1000);
    for (int i = 0; i < 23; i++)
        add(lea.user_id, dossier, i % 2 ? "2026-11-10" : "2026-11-11", 100, "validated", 1);
    for (;;) {
        const struct ela_json *v =
            t_call(&boss, "time.sheet", "{'case':%" PRId64 ",'limit':5%s}", dossier, after);
        seen += (int64_t)ela_json_size(t_at(v, "rows"));
        t_subset(v, "{'totals':{'entries':23,'included_s':1000,'overage_s':1300}}");
        if (ela_json_kind(t_at(v, "next")) == ELA_JNULL)
            break;
        struct ela_str next = t_text_at(v, "next");
        snprintf(after, sizeof after, ",'after':'%.*s'", (int)next.n, next.p);
    }
    assert_int_equal(seen, 23);
    t_refused(&boss, "time.sheet", "list.cursor", "after", "{'case':%" PRId64 ",'after':'00'}",
              dossier);
}

static void test_TIME_18_sheet_as_pdf(void **state)
{
    (void)state;
    struct ela_actor camille = t_portal("camille@exemple.fr", client);
    add(lea.user_id, dossier, "2026-11-10", 3600, "validated", 1);
    t_call(&camille, "time.sheet_pdf", "{'case':%" PRId64 "}", dossier);
    assert_true(T.body.n > 3 && memcmp(T.body.p, "%PDF", 4) == 0);
    t_sql("UPDATE llx_elaska_case SET portal_visible = 0");
    t_refused(&camille, "time.sheet_pdf", "not_found", "case", "{'case':%" PRId64 "}", dossier);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        LIST_TEST(test_TIME_06_every_filter_pages_through_all_rows),
        LIST_TEST(test_TIME_06_sum_and_total),
        LIST_TEST(test_TIME_06_bad_lists),
        LIST_TEST(test_TIME_28_lists_show_what_is_within_reach),
        LIST_TEST(test_TIME_07_week),
        LIST_TEST(test_TIME_18_sheet_shows_validated_time_only),
        LIST_TEST(test_TIME_09_sheet_splits_the_package_in_date_order),
        LIST_TEST(test_TIME_09_split_counts_what_the_reader_does_not_see),
        LIST_TEST(test_TIME_09_what_was_invoiced_stays_as_it_was),
        LIST_TEST(test_TIME_18_sheet_pages),
        LIST_TEST(test_TIME_18_sheet_as_pdf),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
