/*
 * Invoices of more entries, packages and rates to explain than one statement takes: they are asked
 * for and written part by part, and nothing is lost between two parts. TIME-09, TIME-16.
 */
#include "billing_support.h"

enum { ENTRIES = 520, PACKAGES = 260 }; /* chunks are of 500 ids, of 250 packages, of 100 parts */

/* Copies the entries of the case until there are n, a minute each, each on a day of its own. */
static void copy_entries(int64_t kase, int n)
{
    t_sql("INSERT INTO llx_elaska_time (entity, fk_user, fk_soc, fk_case, fk_activity, work_on, "
          "duration_s, billable, description, status, model, fk_terms, rate_num, rate_den, "
          "rate_source, vat_milli, currency, created_at, updated_at, fk_user_creat) WITH RECURSIVE "
          "k AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM k WHERE n < %d) SELECT t.entity, "
          "t.fk_user, t.fk_soc, t.fk_case, t.fk_activity, t.work_on - INTERVAL k.n DAY, 60, 1, "
          "t.description, t.status, t.model, t.fk_terms, t.rate_num, t.rate_den, t.rate_source, "
          "t.vat_milli, t.currency, t.created_at, t.updated_at, t.fk_user_creat FROM k, "
          "llx_elaska_time t WHERE t.fk_case = %" PRId64,
          n - 1, kase);
}

static void add_ids(struct ela_buf *b)
{
    struct ela_db_result r;
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(ela_db_query(T.db, "SELECT t.rowid FROM llx_elaska_time t ORDER BY t.rowid",
                                  NULL, 0, &r, &err),
                     ELA_OK);
    for (size_t i = 0; i < r.nrows; i++)
        ela_buf_addf(b, "%s%" PRId64, i ? "," : "", ela_db_int(&r, i, 0, 0));
    ela_db_result_release(&r);
}

static void test_TIME_16_more_entries_than_one_statement_takes(void **state)
{
    (void)state;
    struct ela_buf ids;
    int64_t d = b_case(martin, "Conseil", "{'model':'hourly','rate':'60'}");
    b_time(d, "2026-11-03", 60, "");
    copy_entries(d, ENTRIES);
    ela_buf_init(&ids, 1 << 16);
    add_ids(&ids);
    const struct ela_json *v =
        t_call(&boss, "billing.create",
               "{'request_key':'%s','client':%d,'group':'entry','entries':[%.*s]}", b_key(), martin,
               (int)ids.n, ids.p);
    ela_buf_release(&ids);
    assert_int_equal(ela_json_size(t_at(v, "lines")), ENTRIES);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_billing_part WHERE active = 1"),
                     ENTRIES);
    assert_int_equal(t_int("SELECT COUNT(DISTINCT p.fk_time) FROM llx_elaska_billing_part p JOIN "
                           "llx_elaska_time t ON t.rowid = p.fk_time AND t.status = 'invoiced'"),
                     ENTRIES);
    assert_int_equal(t_int("SELECT ROUND(total_ht * 100) FROM llx_facture"), ENTRIES * 100);
    /* and all of them come back */
    t_call(&boss, "billing.native_event", "{'event':'BILL_DELETE','invoice':%" PRId64 "}",
           t_int_at(v, "invoice"));
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_time WHERE status = 'validated'"),
                     ENTRIES);
}

/* One hour included in each, one and a half done: the allowance of each is divided for itself. */
static void test_TIME_09_more_packages_than_one_statement_takes(void **state)
{
    (void)state;
    char day[16];
    for (int i = 0; i < PACKAGES; i++) {
        snprintf(day, sizeof day, "2026-10-%02d", 1 + i % 20);
        b_time(b_case(martin, "Forfait",
                      "{'model':'package','included_s':3600,'price':'100','overage_rate':'90',"
                      "'invoicing':'start'}"),
               day, 5400, "");
    }
    t_ok(&boss, "billing.preview", "{'entries':260,'seconds':1404000,'total_ht_minor':3770000}",
         "{'client':%d,'group':'entry','all':true}", martin);
    b_bill(martin, "entry");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_billing_part"), 2 * PACKAGES);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_billing_part WHERE kind = 'overage' AND"
                           " seconds = 1800"),
                     PACKAGES);
}

/* Entries without a rate, more than are asked about at once: the first fifty are named. */
static void test_TIME_09_more_missing_rates_than_one_statement_takes(void **state)
{
    (void)state;
    struct ela_error err;
    int64_t d = b_case(martin, "Conseil", "{'model':'hourly','rate':'60'}");
    b_time(d, "2026-11-03", 60, "");
    copy_entries(d, ENTRIES);
    t_sql("UPDATE llx_elaska_time SET rate_num = NULL, rate_den = NULL, rate_source = 'none'");
    assert_int_equal(t_try(&boss, "billing.create", &err,
                           "{'request_key':'%s','client':%d,'group':'entry','all':true}", b_key(),
                           martin),
                     ELA_E_STATE);
    assert_string_equal(err.key, "billing.rate_missing");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_facture"), 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        BILL_TEST(test_TIME_16_more_entries_than_one_statement_takes),
        BILL_TEST(test_TIME_09_more_packages_than_one_statement_takes),
        BILL_TEST(test_TIME_09_more_missing_rates_than_one_statement_takes),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
