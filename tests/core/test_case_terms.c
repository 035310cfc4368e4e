/*
 * Terms of a case and its gauge of hours. TIME-09, TIME-10.
 */
#include "terms_support.h"

#include "case/case.h"

static int64_t package(int64_t seconds)
{
    return t_int_at(t_call(&boss, "case.create",
                           "{'title':'Forfait','client':%d,'lead':%d,'terms':{'model':'package','"
                           "included_s':%" PRId64 ",'price':'500','overage_rate':'90'}}",
                           client, boss.user_id, seconds),
                    "id");
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
         "{'terms':{'model':'package','included_s':145800,'price_minor':320050,'gross_minor':"
         "337653,'overage_rate':'95."
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

static void same_json(const struct ela_json *a, const struct ela_json *b)
{
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_buf x, y;
    ela_buf_init(&x, 4096);
    ela_buf_init(&y, 4096);
    assert_int_equal(ela_json_write(a, &x, &err), ELA_OK);
    assert_int_equal(ela_json_write(b, &y, &err), ELA_OK);
    assert_string_equal(x.p, y.p);
    ela_buf_release(&x);
    ela_buf_release(&y);
}

/* The client's list reads its gauges with its rows, the case by itself: both must say the same. */
static void test_TIME_10_client_list_agrees_with_case(void **state)
{
    (void)state;
    int64_t idle = package(3600), id = package(14400);
    struct ela_actor camille = t_portal("camille@exemple.fr", client);
    add_time(id, "invoiced", 1800, 1);
    add_time(id, "validated", 3600, 1);
    add_time(id, "validated", 60, 0);
    add_time(id, "draft", 600, 1);
    add_time(id, "refused", 50, 1);
    const int64_t cases[] = {id, idle};
    for (int pass = 0; pass < 3; pass++) {
        struct ela_json *list =
            ela_json_ref((struct ela_json *)t_call(&camille, "case.list", "{'sort':'recent'}"));
        assert_int_equal(ela_json_size(t_at(list, "rows")), 2);
        for (size_t i = 0; i < 2; i++) {
            const struct ela_json *row = ela_json_at(t_at(list, "rows"), i),
                                  *one = t_call(&camille, "case.read", "{'case':%" PRId64 "}",
                                                cases[i]);
            assert_int_equal(ela_json_int(t_at(row, "total_s"), -1),
                             ela_json_int(t_at(one, "total_s"), -2));
            same_json(t_at(row, "gauge"), t_at(one, "gauge"));
        }
        ela_json_free(list);
        if (pass == 0) /* then terms of yesterday, and of a day to come; then none at all */
            t_sql(
                "INSERT INTO llx_elaska_case_terms (entity, fk_case, valid_from, model, currency,"
                " included_s, price_minor, vat_milli, created_at, fk_user_creat) SELECT 1, c.rowid,"
                " d.day, 'package', 'EUR', 7200, 1, 20000, 0, 1 FROM llx_elaska_case c JOIN (SELECT"
                " DATE '2026-11-20' AS day UNION SELECT DATE '2027-01-01') d");
        else
            t_sql("DELETE FROM llx_elaska_case_terms");
    }
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

int main(void)
{
    static const struct CMUnitTest tests[] = {
        CASE_TEST(test_TIME_09_terms_are_checked),
        CASE_TEST(test_TIME_09_later_terms_when_something_was_invoiced),
        CASE_TEST(test_TIME_10_gauge),
        CASE_TEST(test_TIME_10_client_sees_no_provisional_part),
        CASE_TEST(test_TIME_10_client_list_agrees_with_case),
        CASE_TEST(test_TIME_10_percent_of_odd_packages),
        CASE_TEST(test_TIME_09_split_at_the_limit),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
