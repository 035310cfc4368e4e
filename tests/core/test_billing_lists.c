/*
 * Prebilling lists, the record and annex of an invoice. TIME-15, TIME-16, TIME-18.
 */
#include "billing_support.h"

#include "pdf_support.h"
#include "workflow/workflow.h"

#define HOURLY "{'model':'hourly','rate':'85'}"
#define PACKAGE                                                                                    \
    "{'model':'package','included_s':14400,'price':'400','overage_rate':'90','invoicing':'start'}"

/* --- TIME-15 */

static void test_TIME_15_queue(void **state)
{
    (void)state;
    int32_t other = t_client("Atelier Petit"), quiet = t_client("Rien");
    int64_t a = b_case(martin, "Conseil", HOURLY), b = b_case(other, "Bilan", PACKAGE);
    b_case(quiet, "Plus tard", "{'model':'fixed','price':'500','invoicing':'end'}");
    b_time(a, "2026-11-03", 4528, "");
    b_time(b, "2026-11-03", 18000, "");
    t_call(&lea, "time.create",
           "{'case':%" PRId64 ",'activity':%d,'duration_s':600,'billable':true}", a, call_activity);
    t_sql("INSERT INTO llx_facture (ref, fk_soc, total_ht) VALUES ('(PROV7)', %d, 12.5)", other);
    const struct ela_json *v = t_call(&boss, "billing.queue", "{'with_totals':true}");
    assert_int_equal(ela_json_size(ela_json_get(v, "rows")), 2);
    t_subset(
        v,
        "{'rows':[{'client':{'id':%d,'name':'Atelier "
        "Petit'},'to_bill_s':18000,'included_s':14400,'overage_s':3600,"
        "'to_bill_minor':9000,'prices_minor':40000,'unvalidated_s':0,'missing_rates':0,'cases':1,"
        "'drafts':[{'ref':'(PROV7)','total_ht_minor':1250}]},"
        "{'client':{'id':%d},'to_bill_s':4528,'to_bill_minor':10691,'unvalidated_s':600,'drafts':[]"
        "}],"
        "'next':null,'currency':'EUR',"
        "'totals':{'clients':2,'to_bill_s':22528,'to_bill_minor':19691,'prices_minor':40000,'"
        "unvalidated_s':600}}",
        other, martin);
    t_refused(&lea, "billing.queue", "denied", NULL, "{}");
}

static void test_TIME_15_queue_filters(void **state)
{
    (void)state;
    int32_t other = t_client("Atelier Petit"), third = t_client("Zinc");
    int64_t a = b_case(martin, "Conseil", HOURLY), b = b_case(other, "Bilan", PACKAGE);
    b_case(third, "Statuts", "{'model':'fixed','price':'500','invoicing':'start'}");
    b_time(a, "2026-11-03", 3600, "");
    b_time(b, "2026-11-10", 3600, "");
    static const struct {
        const char *in;
        size_t rows;
    } table[] = {{"{}", 3},
                 {"{'type':'time'}", 2},
                 {"{'type':'package'}", 1},
                 {"{'type':'fixed'}", 1},
                 {"{'type':'draft'}", 0},
                 {"{'from':'2026-11-05'}", 1},
                 {"{'to':'2026-11-05'}", 1},
                 {"{'search':'atel'}", 1},
                 {"{'search':'100%'}", 0}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const struct ela_json *v = t_call(&boss, "billing.queue", "%s", table[i].in);
        if (ela_json_size(ela_json_get(v, "rows")) != table[i].rows)
            fail_msg("%s", table[i].in);
    }
    t_ok(&boss, "billing.queue", "{'rows':[{}]}", "{'client':%d}", martin);
    t_ok(&boss, "billing.queue", "{'rows':[{'to_bill_s':3600}]}", "{'case':%" PRId64 "}", a);
    t_refused(&boss, "billing.queue", "field.choice", "type", "{'type':'gift'}");
    /* Pages. */
    const struct ela_json *v = t_call(&boss, "billing.queue", "{'limit':2}");
    t_str_equal(t_text_at(v, "rows/0/client/name"), "Atelier Petit");
    struct ela_str next = t_text_at(v, "next");
    v = t_call(&boss, "billing.queue", "{'limit':2,'after':'%.*s'}", (int)next.n, next.p);
    t_str_equal(t_text_at(v, "rows/0/client/name"), "Zinc");
    assert_true(ela_json_kind(ela_json_get(v, "next")) == ELA_JNULL);
    t_refused(&boss, "billing.queue", "list.cursor", "after", "{'after':'bad!'}");
}

static void test_TIME_15_queue_of_a_contract(void **state)
{
    (void)state;
    int32_t other = t_client("Atelier Petit");
    int64_t a = b_case(martin, "Conseil", HOURLY);
    b_case(martin, "Statuts", "{'model':'fixed','price':'500','invoicing':'start'}");
    b_time(b_case(other, "Bilan", HOURLY), "2026-11-10", 3600, "");
    int64_t k = t_sql("INSERT INTO llx_contrat (ref, fk_soc) VALUES ('CT-1', %d)", martin);
    t_sql("INSERT INTO llx_contrat (ref, fk_soc) VALUES ('CT-2', %d)", other); /* no time */
    char more[40];
    snprintf(more, sizeof more, ",'contract':%" PRId64, k);
    b_time(a, "2026-11-03", 3600, more);
    b_time(a, "2026-11-04", 1800, "");
    const struct ela_json *v =
        t_call(&boss, "billing.queue", "{'contract':%" PRId64 ",'with_contracts':true}", k);
    assert_int_equal(ela_json_size(ela_json_get(v, "rows")), 1);
    assert_int_equal(ela_json_size(ela_json_get(v, "contracts")), 1);
    /* Prices belong to cases: they do not wait on a contract. */
    t_subset(v,
             "{'rows':[{'client':{'id':%d},'to_bill_s':3600,'prices_minor':0}],"
             "'contracts':[{'id':%" PRId64 ",'ref':'CT-1','client':'Boulangerie Martin'}]}",
             martin, k);
    t_ok(&boss, "billing.entries", "{'total':1,'sum_s':3600}",
         "{'client':%d,'contract':%" PRId64 "}", martin, k);
    t_ok(&boss, "billing.preview", "{'seconds':3600}",
         "{'client':%d,'group':'case','all':true,'contract':%" PRId64 "}", martin, k);
    assert_true(ela_json_get(t_call(&boss, "billing.queue", "{}"), "contracts") == NULL);
    t_refused(&boss, "billing.queue", "field.type", "contract", "{'contract':'CT-1'}");
    struct ela_actor rep = t_user("rep", T_ALL_RIGHTS & ~(uint32_t)ELA_RIGHT_ADMIN);
    rep.own_clients_only = true;
    v = t_call(&rep, "billing.queue", "{'with_contracts':true}");
    assert_int_equal(ela_json_size(ela_json_get(v, "contracts")), 0);
}

static void test_SEC_10_queue_own_clients_only(void **state)
{
    (void)state;
    int32_t other = t_client("Atelier Petit");
    b_time(b_case(martin, "A", HOURLY), "2026-11-03", 3600, "");
    b_time(b_case(other, "B", HOURLY), "2026-11-03", 3600, "");
    struct ela_actor rep = t_user("rep", T_ALL_RIGHTS & ~(uint32_t)ELA_RIGHT_ADMIN);
    rep.own_clients_only = true;
    t_sql("INSERT INTO llx_societe_commerciaux (fk_soc, fk_user) VALUES (%d, %d)", other,
          rep.user_id);
    const struct ela_json *v = t_call(&rep, "billing.queue", "{'with_totals':true}");
    assert_int_equal(ela_json_size(ela_json_get(v, "rows")), 1);
    t_subset(v, "{'rows':[{'client':{'id':%d}}],'totals':{'clients':1,'to_bill_s':3600}}", other);
    t_refused(&rep, "billing.entries", "not_found", "client", "{'client':%d}", martin);
    t_refused(&rep, "billing.preview", "not_found", "client",
              "{'client':%d,'group':'case','all':true}", martin);
    t_refused(&rep, "billing.create", "not_found", "client",
              "{'request_key':'%s','client':%d,'group':'case','all':true}", b_key(), martin);
}

static void test_TIME_15_entries(void **state)
{
    (void)state;
    int64_t d = b_case(martin, "Bilan", PACKAGE),
            free_case = b_case(martin, "Sans tarif", "{'model':'hourly'}");
    b_time(d, "2026-11-03", 18000, "");
    b_time(free_case, "2026-11-04", 60, "");
    int64_t terms = t_int("SELECT rowid FROM llx_elaska_case_terms WHERE model = 'package'");
    const struct ela_json *v = t_call(&boss, "billing.entries", "{'client':%d}", martin);
    t_subset(v,
             "{'rows':[{'duration_s':18000,'model':'package','amount_minor':9000,'blocked':null,"
             "'activity':{'label':'Appel t\xc3\xa9l\xc3\xa9phonique'},'user':{'name':'L\xc3\xa9"
             "a Brunet'},'case':{'title':'Bilan'},"
             "'parts':[{'kind':'included','seconds':14400,'amount_minor':0},{'kind':'overage','"
             "seconds':3600,'amount_minor':9000}]},"
             "{'amount_minor':null,'rate':null,'blocked':{'key':'billing.rate_missing'}}],"
             "'sum_s':18060,'total':2,'next':null,'prices':[{'key':'package:%" PRId64
             "','kind':'package','amount_minor':40000,'due':true,'included_s':14400}],'drafts':[]}",
             terms);
    v = t_call(&boss, "billing.entries", "{'client':%d,'limit':1}", martin);
    struct ela_str next = t_text_at(v, "next");
    v = t_call(&boss, "billing.entries", "{'client':%d,'limit':1,'after':'%.*s'}", martin,
               (int)next.n, next.p);
    t_subset(v, "{'rows':[{'duration_s':60}],'next':null}");
    assert_null(ela_json_get(v, "prices"));
    t_refused(&boss, "billing.entries", "field.required", "client", "{}");
    t_refused(&lea, "billing.entries", "denied", NULL, "{'client':%d}", martin);
}

/* --- the annex, and all clients at once */

static const char *annex_text(const struct ela_actor *who, int64_t invoice)
{
    static char text[65536];
    t_call(who, "billing.annex", "{'invoice':%" PRId64 "}", invoice);
    pdf_text(T.body.p, T.body.n, "annex", text, sizeof text);
    return text;
}

static void test_TIME_16_annex_agrees_with_lines(void **state)
{
    (void)state;
    int64_t d = b_case(martin, "Bilan annuel", PACKAGE), h = b_case(martin, "Conseil", HOURLY);
    b_time(d, "2026-11-03", 10800, "");
    b_time(d, "2026-11-05", 7200, "");
    b_time(h, "2026-11-04", 4528, "");
    b_time(h, "2026-11-06", 1800, ",'rate':'120.5'");
    int64_t f = b_bill(martin, "entry");
    t_sql("UPDATE llx_facture SET fk_statut = 1, ref = 'FA2611-0007'");
    const char *text = annex_text(&boss, f);
    static const char *const wanted[] = {"FA2611-0007",
                                         "Boulangerie Martin",
                                         "Bilan annuel",
                                         "04:00:00",
                                         "01:00:00",
                                         "01:15:28",
                                         "Temps inclus au forfait",
                                         "90,00",
                                         "106,91",
                                         "60,25",
                                         "120,50",
                                         "167,16",
                                         "657,16",
                                         "06:45:28"};
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
        if (!strstr(text, wanted[i]))
            fail_msg("no %s in:\n%s", wanted[i], text);
    /* Where amounts are not shown to clients, the time still is. */
    struct ela_actor anna = t_portal("anna@example.test", martin);
    t_setting("ELASKA_PORTAL_SHOW_AMOUNTS", "0");
    text = annex_text(&anna, f);
    assert_non_null(strstr(text, "01:15:28"));
    assert_null(strstr(text, "106,91"));
    assert_null(strstr(text, "657,16"));
    /* What was decided for the client wins over the setting. TIME-18. */
    anna.amounts = ELA_AMOUNTS_SHOWN;
    assert_non_null(strstr(annex_text(&anna, f), "106,91"));
    t_setting("ELASKA_PORTAL_SHOW_AMOUNTS", "1");
    anna.amounts = ELA_AMOUNTS_HIDDEN;
    assert_null(strstr(annex_text(&anna, f), "106,91"));
}

static void test_TIME_18_annex_reach(void **state)
{
    (void)state;
    struct ela_actor anna = t_portal("anna@example.test", martin),
                     bob = t_portal("bob@example.test", t_client("Autre"));
    b_time(b_case(martin, "Bilan", PACKAGE), "2026-11-03", 18000, "");
    int64_t f = b_bill(martin, "case");
    t_call(&boss, "billing.annex", "{'invoice':%" PRId64 "}", f);
    assert_true(T.body.n > 5000);
    assert_memory_equal(T.body.p, "%PDF-", 5);
    t_refused(&anna, "billing.annex", "not_found", "invoice", "{'invoice':%" PRId64 "}",
              f); /* a draft */
    t_sql("UPDATE llx_facture SET fk_statut = 1");
    t_call(&anna, "billing.annex", "{'invoice':%" PRId64 "}", f);
    t_refused(&bob, "billing.annex", "not_found", "invoice", "{'invoice':%" PRId64 "}", f);
    t_refused(&lea, "billing.annex", "denied", NULL, "{'invoice':%" PRId64 "}", f);
    t_refused(&lea, "billing.invoice", "denied", NULL, "{'invoice':%" PRId64 "}", f);
    t_sql("UPDATE llx_facture SET entity = 2");
    t_refused(&boss, "billing.annex", "not_found", "invoice", "{'invoice':%" PRId64 "}", f);
    t_refused(&boss, "billing.invoice", "not_found", "invoice", "{'invoice':%" PRId64 "}", f);
}

/* Sums by kind of the preview of all clients; reach is the caller's. */
static void all_sums(struct ela_actor *who, int64_t seconds[3], int64_t *total)
{
    struct ela_settings settings;
    struct ela_workflow *workflow = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_billing_lines lines;
    assert_int_equal(ela_settings_load(T.db, 1, &settings, &err), ELA_OK);
    assert_int_equal(ela_workflow_shipped(&workflow, &err), ELA_OK);
    struct ela_call c = {.db = T.db,
                         .actor = who,
                         .settings = &settings,
                         .workflow = workflow,
                         .tz = &settings.tz,
                         .now = T.now};
    assert_int_equal(ela_billing_preview_all(&c, 0, &lines, &err), ELA_OK);
    seconds[0] = seconds[1] = seconds[2] = 0;
    for (size_t i = 0; i < lines.n; i++)
        seconds[strcmp(lines.line[i].kind, "included") == 0  ? 1
                : strcmp(lines.line[i].kind, "overage") == 0 ? 2
                                                             : 0] += lines.line[i].seconds;
    *total = lines.amount_minor;
    ela_billing_lines_release(&lines);
    ela_workflow_free(workflow);
}

/* Straight to the tables: many entries, of mixed rates, in any order of days. */
static void random_entries(int64_t kase, int n, unsigned *seed)
{
    for (int i = 0; i < n; i++) {
        *seed = *seed * 1103515245u + 12345u;
        unsigned r = *seed >> 8;
        t_sql("INSERT INTO llx_elaska_time (entity, fk_user, fk_soc, fk_case, fk_activity, "
              "work_on, duration_s, billable, status,"
              " model, fk_terms, rate_num, rate_den, rate_source, vat_milli, currency, created_at, "
              "updated_at, fk_user_creat)"
              " SELECT 1, %d, c.fk_soc, c.rowid, %d, DATE_ADD('2026-01-01', INTERVAL %u DAY), %u, "
              "1, 'validated', x.model, x.rowid,"
              " %u, 1, 'entry', 20000, 'EUR', 0, 0, 1 FROM llx_elaska_case c JOIN "
              "llx_elaska_case_terms x ON x.fk_case = c.rowid"
              " WHERE c.rowid = %" PRId64,
              lea.user_id, call_activity, r % 300, 1 + r % 7001, 8000 + r % 3 * 1234, kase);
    }
}

static void test_TIME_09_all_clients_agree_with_each_entry(void **state)
{
    unsigned seed = 42;
    for (int round = 0; round < 4; round++) {
        b_setup(state);
        int64_t sum = 0, all, kinds[3] = {0}, from_all[3];
        int32_t clients[3] = {martin, t_client("Atelier"), t_client("Zinc")};
        for (int i = 0; i < 3; i++) {
            random_entries(b_case(clients[i], "Bilan", PACKAGE), 5 + round * 9, &seed);
            random_entries(b_case(clients[i], "Conseil", HOURLY), 4, &seed);
            random_entries(
                b_case(clients[i], "Large",
                       "{'model':'package','included_s':900000,'price':'10','overage_rate':'90'}"),
                6, &seed);
        }
        all_sums(&boss, from_all, &all);
        for (int i = 0; i < 3; i++) {
            const struct ela_json *v = t_call(
                &boss, "billing.preview", "{'client':%d,'group':'case','all':true}", clients[i]);
            const struct ela_json *lines = ela_json_get(v, "lines");
            sum += t_int_at(v, "total_ht_minor");
            for (size_t k = 0; k < ela_json_size(lines); k++) {
                struct ela_str kind = ela_json_text(ela_json_get(ela_json_at(lines, k), "kind"));
                kinds[ela_str_is(kind, "included")  ? 1
                      : ela_str_is(kind, "overage") ? 2
                                                    : 0] +=
                    ela_json_int(ela_json_get(ela_json_at(lines, k), "seconds"), 0);
            }
            /* By entries, locked and one by one, as creation does it. */
            b_bill(clients[i], "case");
        }
        assert_int_equal(all, sum);
        for (int k = 0; k < 3; k++)
            assert_int_equal(from_all[k], kinds[k]);
        assert_int_equal(
            t_int("SELECT SUM(seconds) FROM llx_elaska_billing_part WHERE kind = 'included'"),
            kinds[1]);
        assert_int_equal(
            t_int("SELECT SUM(seconds) FROM llx_elaska_billing_part WHERE kind = 'overage'"),
            kinds[2]);
        assert_int_equal(t_int("SELECT ROUND(SUM(total_ht) * 100) FROM llx_facturedet"), sum);
    }
}

static void test_SEC_10_all_clients_within_reach(void **state)
{
    (void)state;
    int32_t other = t_client_of("Ailleurs", 2);
    int64_t seconds[3], total;
    b_time(b_case(martin, "A", HOURLY), "2026-11-03", 3600, "");
    t_sql("UPDATE llx_elaska_time SET fk_soc = %d", other);
    all_sums(&boss, seconds, &total);
    assert_int_equal(total, 0);
    t_sql("UPDATE llx_elaska_time SET fk_soc = %d", martin);
    all_sums(&boss, seconds, &total);
    assert_int_equal(total, 8500);
    struct ela_billing_lines lines;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_call c = {.db = T.db, .actor = &lea, .now = T.now};
    assert_int_equal(ela_billing_preview_all(&c, 0, &lines, &err), ELA_E_DENIED);
    ela_billing_lines_release(&lines);
}

static bool preview_once(void *ctx)
{
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_json *out = NULL;
    struct ela_request rq = {.db = T.db, .actor = &boss, .now = T.now};
    enum ela_status st =
        ela_app_call(T.app, &rq, ELA_STR("billing.preview"), ctx, &out, NULL, NULL, &err);
    ela_json_free(out);
    return st == ELA_OK;
}

static void test_TIME_16_preview_without_memory(void **state)
{
    (void)state;
    int64_t d = b_case(martin, "Bilan", PACKAGE);
    b_time(d, "2026-11-03", 18000, "");
    b_time(b_case(martin, "Conseil", HOURLY), "2026-11-03", 60, "");
    t_sweep_allocations(preview_once, t_json("{'client':%d,'group':'entry','all':true}", martin));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BILL_TEST(test_TIME_15_queue),
        BILL_TEST(test_TIME_15_queue_filters),
        BILL_TEST(test_TIME_15_queue_of_a_contract),
        BILL_TEST(test_SEC_10_queue_own_clients_only),
        BILL_TEST(test_TIME_15_entries),
        BILL_TEST(test_TIME_18_annex_reach),
        BILL_TEST(test_TIME_16_annex_agrees_with_lines),
        BILL_TEST(test_TIME_09_all_clients_agree_with_each_entry),
        BILL_TEST(test_SEC_10_all_clients_within_reach),
        BILL_TEST(test_TIME_16_preview_without_memory),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
