/*
 * What Dolibarr does to an invoice afterwards: deleted, changed, validated, credited. TIME-16.
 */
#include "billing_support.h"

#include "workflow/workflow.h"

#define HOURLY "{'model':'hourly','rate':'85'}"
#define PACKAGE                                                                                    \
    "{'model':'package','included_s':14400,'price':'400','overage_rate':'90','invoicing':'start'}"

static void native(const char *event, int64_t invoice, int64_t line, const char *total)
{
    if (line)
        t_ok(&boss, "billing.native_event", "{}",
             "{'event':'%s','invoice':%" PRId64 ",'line':%" PRId64 ",'total_ht':'%s'}", event,
             invoice, line, total);
    else
        t_ok(&boss, "billing.native_event", "{}", "{'event':'%s','invoice':%" PRId64 "}", event,
             invoice);
}

/* --- TIME-16: what Dolibarr does afterwards */

static void test_TIME_16_deleted_draft_frees_entries(void **state)
{
    (void)state;
    int64_t d = b_case(martin, "Bilan", PACKAGE);
    b_time(d, "2026-11-03", 18000, "");
    int64_t f = b_bill(martin, "case");
    t_ok(&boss, "billing.native_event", "{'freed':1}",
         "{'event':'BILL_DELETE','invoice':%" PRId64 "}", f);
    assert_string_equal(t_text("SELECT status FROM llx_elaska_time"), "validated");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_time WHERE fk_facture IS NOT NULL"), 0);
    assert_int_equal(t_int("SELECT (SELECT COUNT(*) FROM llx_elaska_billing_line) + (SELECT "
                           "COUNT(*) FROM llx_elaska_billing_part)"
                           " + (SELECT COUNT(*) FROM llx_elaska_billing_run)"),
                     0);
    t_ok(&boss, "billing.preview", "{'total_ht_minor':49000}",
         "{'client':%d,'group':'case','all':true}", martin);
    /* Nothing of ours on it: nothing happens. */
    t_ok(&boss, "billing.native_event", "{'freed':0}",
         "{'event':'BILL_DELETE','invoice':%" PRId64 "}", f);
    b_bill(martin, "case");
}

static void test_TIME_16_deleted_line_frees_its_entries(void **state)
{
    (void)state;
    int64_t d = b_case(martin, "Conseil", HOURLY);
    int64_t first = b_time(d, "2026-11-03", 3600, "");
    b_time(d, "2026-11-04", 1800, "");
    int64_t f = b_bill(martin, "entry");
    int64_t line = t_int("SELECT MIN(fk_facturedet) FROM llx_elaska_billing_line");
    native("LINEBILL_DELETE", f, line, "");
    assert_string_equal(t_text("SELECT status FROM llx_elaska_time WHERE rowid = %" PRId64, first),
                        "validated");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_time WHERE status = 'invoiced'"), 1);
    t_ok(&boss, "billing.preview", "{'total_ht_minor':8500,'entries':1}",
         "{'client':%d,'group':'case','all':true}", martin);
    t_refused(&boss, "billing.native_event", "field.required", "line",
              "{'event':'LINEBILL_DELETE','invoice':%" PRId64 "}", f);
    t_refused(&boss, "billing.native_event", "field.choice", "event",
              "{'event':'BILL_EATEN','invoice':%" PRId64 "}", f);
}

static void test_TIME_16_half_freed_entry_bills_the_other_half(void **state)
{
    (void)state;
    int64_t d = b_case(martin, "Bilan", PACKAGE);
    int64_t id = b_time(d, "2026-11-03", 18000, "");
    int64_t f = b_bill(martin, "entry");
    int64_t over =
        t_int("SELECT fk_facturedet FROM llx_elaska_billing_line WHERE kind = 'overage'");
    native("LINEBILL_DELETE", f, over, "");
    /* Four hours stay on the invoice as included; the hour beyond is to bill again, and only it. */
    t_ok(&boss, "billing.preview",
         "{'lines':[{'kind':'overage','seconds':3600,'amount_minor':9000}],'seconds':3600}",
         "{'client':%d,'group':'case','all':true}", martin);
    t_ok(&boss, "billing.entries",
         "{'rows':[{'billed_s':14400,'parts':[{'kind':'overage','seconds':3600}]}]}",
         "{'client':%d}", martin);
    t_ok(&boss, "time.transition", "{'done':[],'failed':[{'key':'time.partly_invoiced'}]}",
         "{'entries':[%" PRId64 "],'to':'unvalidate'}", id);
    int64_t g = b_bill(martin, "entry");
    assert_int_equal(
        t_int("SELECT SUM(seconds) FROM llx_elaska_billing_part WHERE fk_time = %" PRId64, id),
        18000);
    /* Now the first one goes: its four hours come back, as included. */
    native("BILL_DELETE", f, 0, "");
    t_ok(
        &boss, "billing.preview",
        "{'lines':[{'kind':'package'},{'kind':'included','seconds':14400}],'total_ht_minor':40000}",
        "{'client':%d,'group':'case','all':true}", martin);
    b_bill(martin, "entry");
    assert_int_equal(
        t_int("SELECT COUNT(*) FROM llx_elaska_billing_part WHERE fk_time = %" PRId64, id), 2);
    assert_true(g > f);
}

static void test_TIME_16_modified_line_is_flagged(void **state)
{
    (void)state;
    b_time(b_case(martin, "Conseil", HOURLY), "2026-11-03", 4528, "");
    int64_t f = b_bill(martin, "entry");
    int64_t line = t_int("SELECT fk_facturedet FROM llx_elaska_billing_line");
    native("LINEBILL_MODIFY", f, line, "100.00000000");
    t_ok(&boss, "billing.invoice", "{'lines':[{'differs':true,'amount_minor':10691}]}",
         "{'invoice':%" PRId64 "}", f);
    assert_string_equal(t_text("SELECT status FROM llx_elaska_time"), "invoiced");
    native("LINEBILL_MODIFY", f, line, "106.91000000");
    t_ok(&boss, "billing.invoice", "{'lines':[{'differs':false}]}", "{'invoice':%" PRId64 "}", f);
    native("LINEBILL_MODIFY", f, line, "106.9100001");
    t_ok(&boss, "billing.invoice", "{'lines':[{'differs':true}]}", "{'invoice':%" PRId64 "}", f);
    native("LINEBILL_MODIFY", f, 999999, "1"); /* not ours */
    t_refused(&boss, "billing.native_event", "field.required", "line",
              "{'event':'LINEBILL_MODIFY','invoice':%" PRId64 "}", f);
}

static void test_TIME_16_validation_freezes_and_tells(void **state)
{
    (void)state;
    t_setting("ELASKA_PORTAL_URL", "https://espace.example.test");
    struct ela_actor anna = t_portal("anna@example.test", martin);
    t_portal("other@example.test", t_client("Autre"));
    b_time(b_case(martin, "Conseil", HOURLY), "2026-11-03", 3600, "");
    int64_t f = b_bill(martin, "entry");
    t_sql("UPDATE llx_facture SET fk_statut = 1, ref = 'FA2611-0001', total_ttc = 1102, "
          "date_lim_reglement = '2026-12-21'");
    t_ok(&boss, "billing.native_event", "{'mails':1}",
         "{'event':'BILL_VALIDATE','invoice':%" PRId64 "}", f);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox"), 1);
    assert_string_equal(t_text("SELECT recipient FROM llx_elaska_outbox"), "anna@example.test");
    assert_non_null(strstr(t_text("SELECT subject FROM llx_elaska_outbox"), "FA2611-0001"));
    char link[120];
    snprintf(link, sizeof link, "https://espace.example.test/clients/%d/invoices/%" PRId64, martin,
             f);
    assert_non_null(strstr(t_text("SELECT body_text FROM llx_elaska_outbox"), link));
    assert_non_null(strstr(t_text("SELECT body_text FROM llx_elaska_outbox"),
                           "1\xe2\x80\xaf"
                           "102,00\xc2\xa0\xe2\x82\xac"));
    assert_non_null(strstr(t_text("SELECT body_text FROM llx_elaska_outbox"), "21/12/2026"));
    assert_int_equal(t_int("SELECT frozen FROM llx_elaska_billing_line"), 1);
    assert_int_equal(t_int("SELECT visible FROM llx_elaska_event WHERE kind = 'invoice.issued'"),
                     1);
    native("BILL_UNVALIDATE", f, 0, "");
    assert_int_equal(t_int("SELECT frozen FROM llx_elaska_billing_line"), 0);
    /* Validated again: said once. */
    native("BILL_VALIDATE", f, 0, "");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_outbox"), 1);
    t_refused(&boss, "billing.native_event", "not_found", "invoice",
              "{'event':'BILL_VALIDATE','invoice':999999}");
    (void)anna;
}

static void test_TIME_16_release_by_credit_note(void **state)
{
    (void)state;
    b_time(b_case(martin, "Conseil", HOURLY), "2026-11-03", 3600, "");
    int64_t f = b_bill(martin, "entry");
    t_sql("UPDATE llx_facture SET fk_statut = 1");
    t_refused(&boss, "billing.release", "billing.no_credit_note", "invoice",
              "{'invoice':%" PRId64 "}", f);
    int64_t credit =
        t_sql("INSERT INTO llx_facture (ref, fk_soc, type, fk_facture_source, total_ht, fk_statut)"
              " VALUES ('AV1', %d, 2, %" PRId64 ", -40, 1)",
              martin, f);
    t_refused(&boss, "billing.release", "billing.credit_partial", "invoice",
              "{'invoice':%" PRId64 "}", f);
    t_sql("UPDATE llx_facture SET total_ht = -85 WHERE rowid = %" PRId64, credit);
    t_ok(&boss, "billing.invoice", "{'can_release':true}", "{'invoice':%" PRId64 "}", f);
    t_refused(&lea, "billing.release", "denied", NULL, "{'invoice':%" PRId64 "}", f);
    t_ok(&boss, "billing.release", "{'freed':1}", "{'invoice':%" PRId64 "}", f);
    assert_string_equal(t_text("SELECT status FROM llx_elaska_time"), "validated");
    /* What was invoiced stays readable on the old invoice, and can be invoiced anew. */
    t_ok(&boss, "billing.invoice",
         "{'lines':[{'released':true,'parts':[{'seconds':3600}]}],'can_release':false}",
         "{'invoice':%" PRId64 "}", f);
    b_bill(martin, "entry");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_billing_part"), 2);
    t_refused(&boss, "billing.release", "billing.nothing", "invoice", "{'invoice':%" PRId64 "}", f);
    t_refused(&boss, "billing.release", "not_found", "invoice", "{'invoice':999999}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BILL_TEST(test_TIME_16_deleted_draft_frees_entries),
        BILL_TEST(test_TIME_16_deleted_line_frees_its_entries),
        BILL_TEST(test_TIME_16_half_freed_entry_bills_the_other_half),
        BILL_TEST(test_TIME_16_modified_line_is_flagged),
        BILL_TEST(test_TIME_16_validation_freezes_and_tells),
        BILL_TEST(test_TIME_16_release_by_credit_note),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
