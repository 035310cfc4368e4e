/*
 * From validated time to invoice lines: exact amounts, packages, groups, refusals, races. TIME-04,
 * TIME-09, TIME-15, TIME-16.
 */
#include "billing_support.h"

/* --- TIME-04: seconds x rate / 3600, once, half up */

static void test_TIME_04_line_amounts_exact(void **state)
{
    (void)state;
    static const struct {
        int seconds;
        const char *rate;
        int64_t minor;
    } table[] = {{3600, "85", 8500}, {4528, "85", 10691}, {1, "85", 2},
                 {1, "17.99", 0},    {1, "18", 1}, /* 0.5 cent: up */
                 {36, "50.5", 51},   {36, "50.4", 50},    {86399, "133.33", 319988},
                 {7, "0.01", 0},     {1800, "0.01", 1},   {10, "1.8", 1}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        char terms[80];
        b_setup(state);
        snprintf(terms, sizeof terms, "{'model':'hourly','rate':'%s'}", table[i].rate);
        int64_t d = b_case(martin, "Conseil", terms);
        b_time(d, "2026-11-02", table[i].seconds, "");
        const struct ela_json *v =
            t_call(&boss, "billing.preview", "{'client':%d,'group':'entry','all':true}", martin);
        assert_int_equal(t_int_at(v, "lines/0/amount_minor"), table[i].minor);
        assert_int_equal(t_int_at(v, "total_ht_minor"), table[i].minor);
        b_bill(martin, "entry");
        assert_int_equal(t_int("SELECT ROUND(total_ht * 100) FROM llx_facturedet"), table[i].minor);
    }
}

static void test_TIME_04_grouped_line_sums_seconds_first(void **state)
{
    (void)state;
    /* Three entries of one second at 18.00: 0.005 each; alone each rounds up to 0.01, together they
     * are 0.015 -> 0.02. */
    int64_t d = b_case(martin, "Conseil", "{'model':'hourly','rate':'18'}");
    for (int i = 0; i < 3; i++)
        b_time(d, "2026-11-02", 1, "");
    t_ok(&boss, "billing.preview", "{'total_ht_minor':3,'seconds':3,'entries':3}",
         "{'client':%d,'group':'entry','all':true}", martin);
    t_ok(&boss, "billing.preview",
         "{'total_ht_minor':2,'lines':[{'kind':'time','seconds':3,'amount_minor':2,'entries':3,'"
         "rate':'18.00'}]}",
         "{'client':%d,'group':'case','all':true}", martin);
}

/* quantity x unit, rounded half up at cents, in exact decimals. */
static int64_t native_cents(const char *qty, const char *unit)
{
    return t_int("SELECT ROUND(CAST('%s' AS DECIMAL(30,10)) * CAST('%s' AS DECIMAL(30,8)) * 100)",
                 qty, unit);
}

static void test_TIME_04_native_quantity_gives_our_cents(void **state)
{
    (void)state;
    static const char *const rates[] = {"85",     "17.99",     "133.33", "0.01",
                                        "999.99", "85.123456", "120.5",  "0.00000001"};
    char qty[32], unit[32];
    for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++)
        for (int64_t s = 1; s < 90000; s += 1 + s / 7 + (int64_t)i) {
            struct ela_rate rate;
            struct ela_error err = ELA_ERROR_INIT;
            int64_t minor;
            assert_int_equal(ela_rate_parse(ela_str_of(rates[i]), &rate, "rate", &err), ELA_OK);
            assert_int_equal(ela_money_of_time(s, rate, &minor, &err), ELA_OK);
            ela_billing_quantity(ELA_DOCUMENT_INVOICE, s, rate, minor, qty, unit);
            assert_int_equal(native_cents(qty, unit), minor);
        }
    ela_billing_quantity(ELA_DOCUMENT_INVOICE, 4528, (struct ela_rate){8500, 1}, 10691, qty, unit);
    assert_string_equal(qty, "1.2577777778");
    assert_string_equal(unit, "85.00000000");
    ela_billing_quantity(ELA_DOCUMENT_INVOICE, 3600, (struct ela_rate){100, 3}, 33, qty,
                         unit); /* not a decimal: 1 x amount */
    assert_string_equal(qty, "1");
    assert_string_equal(unit, "0.33000000");
    ela_billing_quantity(ELA_DOCUMENT_INVOICE, 0, (struct ela_rate){0, 0}, -150000, qty, unit);
    assert_string_equal(unit, "-1500.00000000");
    ela_billing_quantity(ELA_DOCUMENT_INVOICE, 5400, (struct ela_rate){0, 0}, 0, qty,
                         unit); /* included */
    assert_string_equal(qty, "1.5000000000");
}

/* A proposal keeps five decimals of a quantity. */
static void test_TIME_16_quantity_of_a_proposal_gives_our_cents(void **state)
{
    (void)state;
    static const char *const rates[] = {"85", "90.50", "33.33", "120", "999.99", "7000"};
    static const int64_t seconds[] = {1, 59, 60, 3599, 3600, 4528, 14399, 86399, 359999};
    char qty[32], unit[32];
    struct ela_error err;
    ela_error_reset(&err);
    for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++)
        for (size_t j = 0; j < sizeof seconds / sizeof seconds[0]; j++) {
            struct ela_rate rate;
            int64_t minor;
            assert_int_equal(ela_rate_parse(ela_str_of(rates[i]), &rate, "rate", &err), ELA_OK);
            assert_int_equal(ela_money_of_time(seconds[j], rate, &minor, &err), ELA_OK);
            ela_billing_quantity(ELA_DOCUMENT_PROPOSAL, seconds[j], rate, minor, qty, unit);
            const char *point = strchr(qty, '.');
            assert_true(!point || strlen(point) == 6);
            assert_int_equal(native_cents(qty, unit), minor);
        }
    ela_billing_quantity(ELA_DOCUMENT_PROPOSAL, 4528, (struct ela_rate){8500, 1}, 10691, qty, unit);
    assert_string_equal(qty, "1.25778");
    assert_string_equal(unit, "85.00000000");
    /* 3.99972 hours at 7,000 would be two cents too few: 1 x amount */
    ela_billing_quantity(ELA_DOCUMENT_PROPOSAL, 14399, (struct ela_rate){700000, 1}, 2799806, qty,
                         unit);
    assert_string_equal(qty, "1");
    assert_string_equal(unit, "27998.06000000");
    ela_billing_quantity(ELA_DOCUMENT_PROPOSAL, 5400, (struct ela_rate){0, 0}, 0, qty, unit);
    assert_string_equal(qty, "1.50000"); /* included */
}

/* --- TIME-09: packages */

static void test_TIME_09_package_splits_in_date_order(void **state)
{
    (void)state;
    int64_t d = b_case(martin, "Bilan", FOUR_HOURS);
    b_time(d, "2026-11-05", 7200, ""); /* third in date order: 3600 included, 3600 over */
    b_time(d, "2026-11-03", 7200, "");
    b_time(d, "2026-11-04", 3600, "");
    b_time(d, "2026-11-06", 1800, ""); /* all over */
    t_ok(&boss, "billing.preview",
         "{'lines':[{'kind':'package','amount_minor':40000,'quantity':'1','unit':'400.00000000'},"
         "{'kind':'included','seconds':14400,'amount_minor':0,'entries':3,'rate':null,'quantity':'"
         "4.0000000000'},"
         "{'kind':'overage','seconds':5400,'amount_minor':13500,'entries':2,'rate':'90.00'}],"
         "'total_ht_minor':53500,'entries':4,'seconds':19800}",
         "{'client':%d,'group':'case','all':true}", martin);
    int64_t f = b_bill(martin, "entry");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_billing_part"), 5);
    assert_int_equal(
        t_int("SELECT SUM(seconds) FROM llx_elaska_billing_part WHERE kind = 'included'"), 14400);
    assert_int_equal(t_int("SELECT SUM(p.seconds) FROM llx_elaska_billing_part p JOIN "
                           "llx_elaska_time t ON t.rowid = p.fk_time"
                           " WHERE t.work_on = '2026-11-05' AND p.kind = 'overage'"),
                     3600);
    assert_int_equal(
        t_int("SELECT ROUND(total_ht * 100) FROM llx_facture WHERE rowid = %" PRId64, f), 53500);
}

static void test_TIME_09_package_unselected_entries_come_first(void **state)
{
    (void)state;
    int64_t d = b_case(martin, "Bilan", FOUR_HOURS);
    b_time(d, "2026-11-03", 10800, "");
    int64_t late = b_time(d, "2026-11-04", 7200, "");
    /* The earlier entry, not chosen, uses three of the four hours. */
    t_ok(&boss, "billing.preview",
         "{'lines':[{'kind':'included','seconds':3600},{'kind':'overage','seconds':3600,'amount_"
         "minor':9000}]}",
         "{'client':%d,'group':'case','entries':[%" PRId64 "]}", martin, late);
    t_ok(&boss, "billing.preview",
         "{'lines':[{'kind':'included','seconds':3600},{'kind':'overage','seconds':3600}],'entries'"
         ":1}",
         "{'client':%d,'group':'case','all':true,'from':'2026-11-04'}", martin);
}

static void test_TIME_09_package_keeps_what_was_invoiced(void **state)
{
    (void)state;
    int64_t d = b_case(martin, "Bilan", FOUR_HOURS);
    b_time(d, "2026-11-10", 10800, "");
    b_bill(martin, "case");
    /* Typed later for an earlier day: what was invoiced as included stays so, one hour is left. */
    b_time(d, "2026-11-02", 7200, "");
    t_ok(&boss, "billing.preview",
         "{'lines':[{'kind':'included','seconds':3600},{'kind':'overage','seconds':3600}],'total_"
         "ht_minor':9000}",
         "{'client':%d,'group':'case','all':true}", martin);
    b_bill(martin, "case");
    assert_int_equal(
        t_int("SELECT SUM(seconds) FROM llx_elaska_billing_part WHERE kind = 'included'"), 14400);
    t_ok(&boss, "billing.preview", "{'lines':[],'problems':[]}",
         "{'client':%d,'group':'case','all':true}", martin);
}

static void test_TIME_09_package_price_once(void **state)
{
    (void)state;
    b_case(martin, "Bilan", FOUR_HOURS);
    int64_t terms = t_int("SELECT rowid FROM llx_elaska_case_terms");
    b_bill(martin, "case");
    t_refused(&boss, "billing.create", "billing.price_billed", NULL,
              "{'request_key':'%s','client':%d,'group':'case','entries':[],'prices':[{'key':'"
              "package:%" PRId64 "'}]}",
              b_key(), martin, terms);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_billing_line WHERE kind = 'package'"),
                     1);
}

static void test_TIME_09_fixed_price_moments(void **state)
{
    (void)state;
    int64_t d = b_case(martin,
                       "Cr\xc3\xa9"
                       "ation",
                       "{'model':'fixed','price':'1500','invoicing':'progress'}");
    b_time(d, "2026-11-03", 3600, ""); /* for profitability only */
    t_ok(&boss, "billing.preview", "{'lines':[],'entries':0}",
         "{'client':%d,'group':'case','all':true}", martin);
    t_sql("UPDATE llx_elaska_case SET progress = 40");
    t_ok(&boss, "billing.preview", "{'lines':[{'kind':'fixed','amount_minor':60000}]}",
         "{'client':%d,'group':'case','all':true}", martin);
    b_bill(martin, "case");
    t_sql("UPDATE llx_elaska_case SET progress = 75");
    t_ok(&boss, "billing.preview", "{'total_ht_minor':52500}",
         "{'client':%d,'group':'case','all':true}", martin);
    b_bill(martin, "case");
    t_sql("UPDATE llx_elaska_case SET status = 'done', progress = 75, closed_on = '2026-11-20'");
    t_ok(&boss, "billing.preview", "{'total_ht_minor':37500}",
         "{'client':%d,'group':'case','all':true}", martin);
    /* A typed amount is taken, but never more than what is left. */
    t_ok(&boss, "billing.preview", "{'total_ht_minor':10000}",
         "{'client':%d,'group':'case','entries':[],'prices':[{'key':'fixed:%" PRId64
         "','amount':'100'}]}",
         martin, d);
    t_refused(&boss, "billing.create", "billing.price_too_high", NULL,
              "{'request_key':'%s','client':%d,'group':'case','entries':[],'prices':[{'key':'fixed:"
              "%" PRId64 "','amount':'375.01'}]}",
              b_key(), martin, d);
}

static void test_TIME_09_fixed_price_end(void **state)
{
    (void)state;
    int64_t d = b_case(martin, "Statuts", "{'model':'fixed','price':'900','invoicing':'end'}");
    t_ok(&boss, "billing.preview", "{'lines':[]}", "{'client':%d,'group':'case','all':true}",
         martin);
    /* Ticked by hand before its moment: all that is left. */
    t_ok(&boss, "billing.preview", "{'lines':[{'kind':'fixed','amount_minor':90000}]}",
         "{'client':%d,'group':'case','entries':[],'prices':[{'key':'fixed:%" PRId64 "'}]}", martin,
         d);
    t_sql("UPDATE llx_elaska_case SET status = 'done', closed_on = '2026-11-20'");
    t_ok(&boss, "billing.preview", "{'total_ht_minor':90000}",
         "{'client':%d,'group':'case','all':true}", martin);
}

static void test_TIME_09_rate_missing_is_named(void **state)
{
    (void)state;
    int64_t d = b_case(martin, "Sans tarif", "{'model':'hourly'}");
    int64_t id = b_time(d, "2026-11-03", 3600, "");
    const struct ela_json *v =
        t_call(&boss, "billing.preview", "{'client':%d,'group':'case','all':true}", martin);
    t_subset(v,
             "{'problems':[{'key':'billing.rate_missing','params':{'level':'case'},'count':1,"
             "'entries':[%" PRId64 "]}],'total_ht_minor':0}",
             id);
    struct ela_error err;
    assert_int_equal(t_try(&boss, "billing.create", &err,
                           "{'request_key':'%s','client':%d,'group':'entry','entries':[%" PRId64
                           "]}",
                           b_key(), martin, id),
                     ELA_E_STATE);
    assert_string_equal(err.key, "billing.rate_missing");
    bool named = false;
    for (unsigned i = 0; i < err.nparams; i++)
        named = named || (strcmp(err.params[i].name, "name") == 0 &&
                          strstr(err.params[i].value, "Sans tarif"));
    assert_true(named);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_facture"), 0);
}

/* --- TIME-16: groups */

static void test_TIME_16_groups(void **state)
{
    (void)state;
    int64_t a = b_case(martin, "Conseil A", "{'model':'hourly','rate':'80'}");
    int64_t b = b_case(martin, "Conseil B", "{'model':'hourly','rate':'80'}");
    b_time(a, "2026-11-03", 3600, "");
    b_time(a, "2026-11-02", 1800, "");
    b_time(b, "2026-11-04", 3600, "");
    b_time(a, "2026-11-05", 3600, ",'rate':'100'");
    const struct ela_json *v =
        t_call(&boss, "billing.preview", "{'client':%d,'group':'entry','all':true}", martin);
    assert_int_equal(ela_json_size(ela_json_get(v, "lines")), 4);
    t_str_equal(t_text_at(v, "lines/0/label"),
                "02/11/2026 \xc2\xb7 L\xc3\xa9"
                "a Brunet \xc2\xb7 Appel t\xc3\xa9l\xc3\xa9phonique");
    t_subset(v,
             "{'lines':[{'seconds':1800},{'seconds':3600},{'rate':'100.00'},{'case':%" PRId64 "}]}",
             b);
    v = t_call(&boss, "billing.preview", "{'client':%d,'group':'case','all':true}", martin);
    t_subset(v, "{'lines':[{'rate':'80.00','seconds':5400,'entries':2},{'rate':'100.00','entries':"
                "1},{'entries':1}]}");
    /* By activity: across cases, never across rates. */
    v = t_call(&boss, "billing.preview", "{'client':%d,'group':'activity','all':true}", martin);
    assert_int_equal(ela_json_size(ela_json_get(v, "lines")), 2);
    t_subset(v, "{'lines':[{'case':null,'seconds':9000,'amount_minor':20000},{'amount_minor':10000}"
                "],'total_ht_minor':30000}");
    v = t_call(&boss, "billing.preview", "{'client':%d,'group':'task','all':true}", martin);
    assert_int_equal(ela_json_size(ela_json_get(v, "lines")), 3);
    t_refused(&boss, "billing.preview", "field.choice", "group",
              "{'client':%d,'group':'week','all':true}", martin);
}

static void test_TIME_16_vat_is_never_mixed(void **state)
{
    (void)state;
    int64_t a = b_case(martin, "A", "{'model':'hourly','rate':'80'}");
    b_time(a, "2026-11-03", 3600, "");
    int64_t id = b_time(a, "2026-11-04", 3600, "");
    t_sql("UPDATE llx_elaska_time SET vat_milli = 5500 WHERE rowid = %" PRId64, id);
    t_ok(
        &boss, "billing.preview",
        "{'by_vat':[{'vat':'20.000','total_ht_minor':8000},{'vat':'5.500','total_ht_minor':8000}]}",
        "{'client':%d,'group':'case','all':true}", martin);
}

static void test_TIME_16_sum_and_single_digest_agree(void **state)
{
    (void)state;
    static const char *const groups[] = {"entry", "task", "activity", "case"};
    for (size_t i = 0; i < 4; i++) {
        b_setup(state);
        int64_t a = b_case(martin, "Conseil", "{'model':'hourly','rate':'80'}"),
                d = b_case(martin, "Bilan", FOUR_HOURS);
        b_time(a, "2026-11-03", 3601, "");
        b_time(a, "2026-11-04", 3599, "");
        b_time(d, "2026-11-04", 10800, "");
        b_time(d, "2026-11-05", 10801, "");
        char digest[65];
        const struct ela_json *v = t_call(
            &boss, "billing.preview", "{'client':%d,'group':'%s','all':true}", martin, groups[i]);
        snprintf(digest, sizeof digest, "%.*s", (int)t_text_at(v, "digest").n,
                 t_text_at(v, "digest").p);
        t_ok(&boss, "billing.create", "{'replayed':false}",
             "{'request_key':'%s','client':%d,'group':'%s','all':true,'digest':'%s'}", b_key(),
             martin, groups[i], digest);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BILL_TEST(test_TIME_04_line_amounts_exact),
        BILL_TEST(test_TIME_04_grouped_line_sums_seconds_first),
        BILL_TEST(test_TIME_04_native_quantity_gives_our_cents),
        BILL_TEST(test_TIME_16_quantity_of_a_proposal_gives_our_cents),
        BILL_TEST(test_TIME_09_package_splits_in_date_order),
        BILL_TEST(test_TIME_09_package_unselected_entries_come_first),
        BILL_TEST(test_TIME_09_package_keeps_what_was_invoiced),
        BILL_TEST(test_TIME_09_package_price_once),
        BILL_TEST(test_TIME_09_fixed_price_moments),
        BILL_TEST(test_TIME_09_fixed_price_end),
        BILL_TEST(test_TIME_09_rate_missing_is_named),
        BILL_TEST(test_TIME_16_groups),
        BILL_TEST(test_TIME_16_vat_is_never_mixed),
        BILL_TEST(test_TIME_16_sum_and_single_digest_agree),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
