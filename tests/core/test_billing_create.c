/*
 * Creating invoices from time: marks, repeats, drafts, refusals, races and kills. TIME-09, TIME-16.
 */
#include "billing_support.h"

#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- TIME-16: creation */

static void test_TIME_16_create_marks_entries(void **state)
{
    (void)state;
    int64_t d = b_case(martin, "Conseil", "{'model':'hourly','rate':'85'}");
    int64_t id = b_time(d, "2026-11-03", 4528, "");
    const struct ela_json *v =
        t_call(&boss, "billing.create",
               "{'request_key':'%s','client':%d,'group':'entry','entries':[%" PRId64 "]}", b_key(),
               martin, id);
    int64_t f = t_int_at(v, "invoice"), line = t_int_at(v, "lines/0");
    assert_string_equal(t_text("SELECT status FROM llx_elaska_time"), "invoiced");
    assert_int_equal(t_int("SELECT fk_facture FROM llx_elaska_time"), f);
    assert_int_equal(
        t_int("SELECT seconds FROM llx_elaska_billing_part WHERE fk_time = %" PRId64, id), 4528);
    assert_int_equal(t_int("SELECT fk_facturedet FROM llx_elaska_billing_line"), line);
    assert_int_equal(t_int("SELECT amount_minor FROM llx_elaska_billing_line"), 10691);
    assert_non_null(strstr(t_text("SELECT description FROM llx_facturedet"), "01:15:28"));
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = 'invoice.prepared'"),
                     1);
    t_ok(&boss, "billing.invoice",
         "{'seconds':4528,'total_ht_minor':10691,'draft':true,'can_release':false,'lines':[{'kind':"
         "'time',"
         "'rate':'85.00','differs':false,'frozen':false,'parts':[{'seconds':4528,'adviser':'"
         "L\xc3\xa9"
         "a Brunet'}]}]}",
         "{'invoice':%" PRId64 "}", f);
}

static void test_TIME_16_same_key_same_invoice(void **state)
{
    (void)state;
    int64_t d = b_case(martin, "Conseil", "{'model':'hourly','rate':'85'}");
    b_time(d, "2026-11-03", 3600, "");
    static const char form[] =
        "{'request_key':'0123456789abcdef0123456789abcdef','client':%d,'group':'entry','all':true}";
    int64_t f = t_int_at(t_call(&boss, "billing.create", form, martin), "invoice");
    t_ok(&boss, "billing.create", "{'replayed':true}", form, martin);
    assert_int_equal(t_int_at(t_call(&boss, "billing.create", form, martin), "invoice"), f);
    assert_int_equal(W.calls, 1);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_facture"), 1);
    t_refused(&boss, "billing.create", "billing.request_key", "request_key", form,
              t_client("Autre"));
    t_refused(&boss, "billing.create", "field.required", "request_key",
              "{'client':%d,'group':'entry','all':true}", martin);
}

static void test_TIME_16_append_to_draft(void **state)
{
    (void)state;
    int64_t d = b_case(martin, "Conseil", "{'model':'hourly','rate':'85'}");
    int32_t other = t_client("Autre");
    b_time(d, "2026-11-03", 3600, "");
    int64_t f = b_bill(martin, "entry");
    b_time(d, "2026-11-04", 1800, "");
    static const char form[] =
        "{'request_key':'%s','client':%d,'group':'entry','all':true,'invoice':%" PRId64 "}";
    t_ok(&boss, "billing.create", "{}", form, b_key(), martin, f);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_facturedet WHERE fk_facture = %" PRId64, f),
                     2);
    b_time(d, "2026-11-05", 1800, "");
    int64_t foreign = t_sql("INSERT INTO llx_facture (ref, fk_soc) VALUES ('X1', %d)", other);
    t_refused(&boss, "billing.create", "billing.other_client", "invoice", form, b_key(), martin,
              foreign);
    t_sql("UPDATE llx_facture SET fk_statut = 1 WHERE rowid = %" PRId64, f);
    t_refused(&boss, "billing.create", "billing.invoice_not_draft", "invoice", form, b_key(),
              martin, f);
    t_refused(&boss, "billing.create", "not_found", "invoice", form, b_key(), martin,
              (int64_t)99999);
    int64_t abroad =
        t_sql("INSERT INTO llx_facture (ref, fk_soc, entity) VALUES ('X2', %d, 2)", martin);
    t_refused(&boss, "billing.create", "not_found", "invoice", form, b_key(), martin, abroad);
}

static void test_TIME_16_refusals(void **state)
{
    (void)state;
    int32_t other = t_client("Autre");
    int64_t a = b_case(martin, "A", "{'model':'hourly','rate':'85'}"),
            b = b_case(other, "B", "{'model':'hourly','rate':'85'}");
    int64_t mine = b_time(a, "2026-11-03", 3600, ""), theirs = b_time(b, "2026-11-03", 3600, "");
    int64_t draft =
        t_int_at(t_call(&lea, "time.create", "{'case':%" PRId64 ",'activity':%d,'duration_s':60}",
                        a, call_activity),
                 "id");
    int64_t free_time = b_time(a, "2026-11-04", 60, "");
    t_sql("UPDATE llx_elaska_time SET billable = 0 WHERE rowid = %" PRId64, free_time);
    static const char form[] =
        "{'request_key':'%s','client':%d,'group':'entry','entries':[%" PRId64 ",%" PRId64 "]}";
    t_refused(&boss, "billing.create", "billing.other_client", NULL, form, b_key(), martin, mine,
              theirs);
    t_refused(&boss, "billing.create", "billing.not_validated", NULL, form, b_key(), martin, mine,
              draft);
    t_refused(&boss, "billing.create", "billing.not_billable", NULL, form, b_key(), martin, mine,
              free_time);
    t_refused(&boss, "billing.create", "not_found", NULL, form, b_key(), martin, mine,
              (int64_t)424242);
    t_refused(&boss, "billing.create", "billing.nothing", NULL,
              "{'request_key':'%s','client':%d,'group':'entry','entries':[]}", b_key(), martin);
    t_refused(&boss, "billing.create", "billing.all_or_entries", "entries",
              "{'request_key':'%s','client':%d,'group':'entry','all':true,'entries':[1]}", b_key(),
              martin);
    t_refused(&lea, "billing.create", "denied", NULL, form, b_key(), martin, mine, mine + 1);
    t_refused(&boss, "billing.preview", "not_found", "client",
              "{'client':999999,'group':'case','all':true}");
    t_refused(&boss, "billing.preview", "billing.price_unknown", "prices/0/key",
              "{'client':%d,'group':'case','entries':[],'prices':[{'key':'gift:1'}]}", martin);
    t_ok(&boss, "billing.preview", "{'problems':[{'key':'billing.price_unknown'}]}",
         "{'client':%d,'group':'case','entries':[],'prices':[{'key':'fixed:77'}]}", martin);
    b_bill(martin, "entry");
    struct ela_error err;
    assert_int_equal(t_try(&boss, "billing.create", &err,
                           "{'request_key':'%s','client':%d,'group':'entry','entries':[%" PRId64
                           "]}",
                           b_key(), martin, mine),
                     ELA_E_CONFLICT);
    assert_string_equal(err.key, "billing.already_invoiced");
    assert_string_equal(err.params[0].name, "invoice");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_facture"), 1);
}

static void test_TIME_16_changed_since_shown(void **state)
{
    (void)state;
    int64_t d = b_case(martin, "Conseil", "{'model':'hourly','rate':'85'}");
    char digest[65];
    b_time(d, "2026-11-03", 3600, "");
    const struct ela_json *v =
        t_call(&boss, "billing.preview", "{'client':%d,'group':'case','all':true}", martin);
    snprintf(digest, sizeof digest, "%.*s", (int)t_text_at(v, "digest").n,
             t_text_at(v, "digest").p);
    b_time(d, "2026-11-04", 60, "");
    t_refused(&boss, "billing.create", "billing.changed", NULL,
              "{'request_key':'%s','client':%d,'group':'case','all':true,'digest':'%s'}", b_key(),
              martin, digest);
    assert_int_equal(W.calls, 0);
}

static void test_TIME_16_writer_is_checked(void **state)
{
    (void)state;
    static const struct {
        int fail;
        const char *key;
    } table[] = {{1, "host.refused"}, {2, "billing.total_differs"}, {3, "billing.writer"}};
    int64_t d = b_case(martin, "Conseil", "{'model':'hourly','rate':'85'}");
    b_time(d, "2026-11-03", 3600, "");
    for (size_t i = 0; i < 3; i++) {
        W.fail = table[i].fail;
        t_refused(&boss, "billing.create", table[i].key, NULL,
                  "{'request_key':'%s','client':%d,'group':'case','all':true}", b_key(), martin);
        assert_int_equal(t_int("SELECT (SELECT COUNT(*) FROM llx_facture) + (SELECT COUNT(*) FROM "
                               "llx_elaska_billing_run)"
                               " + (SELECT COUNT(*) FROM llx_elaska_billing_line)"),
                         0);
        assert_string_equal(t_text("SELECT status FROM llx_elaska_time"), "validated");
    }
    T.host = NULL;
    t_refused(&boss, "billing.create", "billing.writer", NULL,
              "{'request_key':'%s','client':%d,'group':'case','all':true}", b_key(), martin);
}

/* --- TIME-16: the same choice as a commercial proposal */

#define PROPOSAL "{'request_key':'%s','client':%d,'group':'case','all':true,'document':'proposal'}"

static void test_TIME_16_proposal_marks_nothing(void **state)
{
    (void)state;
    int64_t d = b_case(martin, "Conseil", "{'model':'hourly','rate':'85'}");
    b_time(d, "2026-11-03", 4528, "");
    const struct ela_json *v = t_call(&boss, "billing.create", PROPOSAL, b_key(), martin);
    int64_t p = t_int_at(v, "proposal");
    assert_true(ela_json_get(v, "invoice") == NULL);
    assert_int_equal(
        t_int("SELECT fk_propal FROM llx_propaldet WHERE rowid = %" PRId64, t_int_at(v, "lines/0")),
        p);
    assert_int_equal(t_int("SELECT ROUND(total_ht * 100) FROM llx_propal"), 10691);
    assert_non_null(strstr(t_text("SELECT description FROM llx_propaldet"), "01:15:28"));
    assert_string_equal(t_text("SELECT status FROM llx_elaska_time"), "validated");
    assert_int_equal(t_int("SELECT (SELECT COUNT(*) FROM llx_facture) + (SELECT COUNT(*) FROM "
                           "llx_elaska_billing_line) + (SELECT COUNT(*) FROM "
                           "llx_elaska_billing_part)"),
                     0);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_event WHERE kind = "
                           "'proposal.prepared' AND object = 'proposal' AND fk_case = %" PRId64,
                           d),
                     1);
    /* What was offered is billed later all the same. */
    assert_true(b_bill(martin, "case") > 0);
    assert_string_equal(t_text("SELECT status FROM llx_elaska_time"), "invoiced");
    t_refused(&boss, "billing.create", "billing.nothing", NULL, PROPOSAL, b_key(), martin);
}

static void test_TIME_16_proposal_once_by_key(void **state)
{
    (void)state;
    static const char key[] = "0123456789abcdef0123456789abcdef";
    int64_t d = b_case(martin, "Conseil", "{'model':'hourly','rate':'85'}");
    b_time(d, "2026-11-03", 3600, "");
    int64_t p = t_int_at(t_call(&boss, "billing.create", PROPOSAL, key, martin), "proposal");
    t_ok(&boss, "billing.create", "{'replayed':true}", PROPOSAL, key, martin);
    assert_int_equal(t_int_at(t_call(&boss, "billing.create", PROPOSAL, key, martin), "proposal"),
                     p);
    assert_int_equal(W.calls, 1);
    t_refused(&boss, "billing.create", "billing.request_key", "request_key", PROPOSAL, key,
              t_client("Autre"));
    /* Deleted in Dolibarr, asked for again. */
    t_sql("DELETE FROM llx_propaldet");
    t_sql("DELETE FROM llx_propal");
    t_ok(&boss, "billing.create", "{'replayed':false}", PROPOSAL, key, martin);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_billing_run"), 1);
    /* The choice that was offered becomes an invoice under the same key. */
    t_ok(&boss, "billing.create", "{'replayed':false}",
         "{'request_key':'%s','client':%d,'group':'case','all':true,'document':'invoice'}", key,
         martin);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_facture"), 1);
}

static void test_TIME_16_proposal_refusals(void **state)
{
    (void)state;
    int64_t d = b_case(martin, "Conseil", "{'model':'hourly','rate':'85'}");
    b_time(d, "2026-11-03", 3600, "");
    t_refused(&boss, "billing.create", "field.choice", "document",
              "{'request_key':'%s','client':%d,'group':'case','all':true,'document':'order'}",
              b_key(), martin);
    t_refused(&boss, "billing.create", "field.unknown", "invoice",
              "{'request_key':'%s','client':%d,'group':'case','all':true,'document':'proposal',"
              "'invoice':1}",
              b_key(), martin);
    t_refused(&lea, "billing.create", "denied", NULL, PROPOSAL, b_key(), martin);
    W.fail = 2;
    t_refused(&boss, "billing.create", "billing.total_differs", NULL, PROPOSAL, b_key(), martin);
    assert_int_equal(t_int("SELECT (SELECT COUNT(*) FROM llx_propal) + (SELECT COUNT(*) FROM "
                           "llx_elaska_billing_run) + (SELECT COUNT(*) FROM llx_elaska_event "
                           "WHERE kind = 'proposal.prepared')"),
                     0);
}

/* --- races and kills, on connections of their own */

struct racer {
    struct ela_db *db;
    int64_t entry;
    const char *key;
    enum ela_status st;
    struct ela_error err;
};

static void *race(void *arg)
{
    struct racer *r = arg;
    struct writer w = {.db = r->db};
    struct ela_host host = {&w, w_write};
    struct ela_app *app = NULL;
    struct ela_json *in = NULL, *out = NULL;
    char text[200];
    snprintf(text, sizeof text,
             "{\"request_key\":\"%s\",\"client\":%d,\"group\":\"entry\",\"entries\":[%" PRId64 "]}",
             r->key, martin, r->entry);
    struct ela_request rq = {.db = r->db, .actor = &boss, .host = &host, .now = T.now};
    ela_error_reset(&r->err);
    r->st = ela_app_new(&app, &r->err);
    if (r->st == ELA_OK)
        r->st = ela_json_parse(ela_str_of(text), &ELA_JSON_LIMITS_DEFAULT, &in, &r->err);
    if (r->st == ELA_OK)
        r->st = ela_app_call(app, &rq, ELA_STR("billing.create"), in, &out, NULL, NULL, &r->err);
    ela_json_free(in);
    ela_json_free(out);
    ela_app_free(app);
    return NULL;
}

/* Inside a Dolibarr page the connection is Dolibarr's: a snapshot is taken at the first read. */
static void isolation(struct ela_db *db[2], int round)
{
    struct ela_error err = ELA_ERROR_INIT;
    const char *sql = round % 2 ? "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ"
                                : "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED";
    for (int i = 0; i < 2; i++)
        assert_int_equal(ela_db_exec(db[i], sql, NULL, 0, NULL, &err), ELA_OK);
}

static void race_two(struct ela_db *db[2], struct racer r[2])
{
    pthread_t t[2];
    for (int i = 0; i < 2; i++) {
        r[i].db = db[i];
        assert_int_equal(pthread_create(&t[i], NULL, race, &r[i]), 0);
    }
    for (int i = 0; i < 2; i++)
        pthread_join(t[i], NULL);
}

static void test_TIME_09_two_managers_share_one_package(void **state)
{
    (void)state;
    struct ela_db *db[2] = {t_connect(), t_connect()};
    for (int round = 0; round < 8; round++) {
        b_setup(state);
        isolation(db, round);
        int64_t d = b_case(martin, "Bilan", FOUR_HOURS);
        int64_t a = b_time(d, "2026-11-03", 10800, ""), b = b_time(d, "2026-11-04", 10800, "");
        struct racer r[2] = {{.entry = a, .key = "00000000000000000000000000000eee"},
                             {.entry = b, .key = "00000000000000000000000000000fff"}};
        race_two(db, r);
        assert_int_equal(r[0].st, ELA_OK);
        assert_int_equal(r[1].st, ELA_OK);
        assert_int_equal(
            t_int("SELECT SUM(seconds) FROM llx_elaska_billing_part WHERE kind = 'included'"),
            14400);
        assert_int_equal(
            t_int("SELECT SUM(seconds) FROM llx_elaska_billing_part WHERE kind = 'overage'"), 7200);
    }
    ela_db_free(db[0]);
    ela_db_free(db[1]);
}

static void test_TIME_16_two_managers_one_wins(void **state)
{
    (void)state;
    struct ela_db *db[2] = {t_connect(), t_connect()};
    for (int round = 0; round < 12; round++) {
        b_setup(state);
        isolation(db, round);
        int64_t d = b_case(martin, "Conseil", "{'model':'hourly','rate':'85'}");
        int64_t id = b_time(d, "2026-11-03", 3600, "");
        struct racer r[2] = {{.entry = id, .key = "00000000000000000000000000000aaa"},
                             {.entry = id, .key = "00000000000000000000000000000bbb"}};
        race_two(db, r);
        int won = (r[0].st == ELA_OK) + (r[1].st == ELA_OK);
        assert_int_equal(won, 1);
        const struct racer *lost = r[0].st == ELA_OK ? &r[1] : &r[0];
        assert_int_equal(lost->st, ELA_E_CONFLICT);
        assert_string_equal(lost->err.key, "billing.already_invoiced");
        assert_int_equal(t_int("SELECT COUNT(*) FROM llx_facture"), 1);
        assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_billing_part"), 1);
    }
    ela_db_free(db[0]);
    ela_db_free(db[1]);
}

static void test_TIME_16_double_click_one_invoice(void **state)
{
    (void)state;
    struct ela_db *db[2] = {t_connect(), t_connect()};
    int64_t d = b_case(martin, "Conseil", "{'model':'hourly','rate':'85'}");
    int64_t id = b_time(d, "2026-11-03", 3600, "");
    struct racer r[2] = {{.entry = id, .key = "00000000000000000000000000000ccc"},
                         {.entry = id, .key = "00000000000000000000000000000ccc"}};
    race_two(db, r);
    assert_int_equal(r[0].st, ELA_OK);
    assert_int_equal(r[1].st, ELA_OK);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_facture"), 1);
    ela_db_free(db[0]);
    ela_db_free(db[1]);
}

static void test_TIME_16_killed_before_our_marks(void **state)
{
    (void)state;
    int64_t d = b_case(martin, "Conseil", "{'model':'hourly','rate':'85'}");
    int64_t id = b_time(d, "2026-11-03", 3600, "");
    pid_t child = fork();
    if (child == 0) {
        /* The invoice is written, then the process is gone: no commit, no clean-up. */
        struct racer r = {
            .db = t_connect(), .entry = id, .key = "00000000000000000000000000000ddd"};
        struct writer w = {.db = r.db, .fail = 4};
        struct ela_host host = {&w, w_write};
        struct ela_request rq = {.db = r.db, .actor = &boss, .host = &host, .now = T.now};
        struct ela_app *app = NULL;
        struct ela_json *out = NULL;
        struct ela_json *in = t_json("{'request_key':'00000000000000000000000000000ddd','client':%"
                                     "d,'group':'case','all':true}",
                                     martin);
        if (ela_app_new(&app, &r.err) == ELA_OK &&
            ela_app_call(app, &rq, ELA_STR("billing.create"), in, &out, NULL, NULL, &r.err) ==
                ELA_OK)
            _Exit(1);
        _Exit(2);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(WEXITSTATUS(status), 9);
    for (int i = 0; i < 50 && t_int("SELECT COUNT(*) FROM information_schema.INNODB_TRX") > 0; i++)
        usleep(20000);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_facture"), 0);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_billing_run"), 0);
    assert_string_equal(t_text("SELECT status FROM llx_elaska_time"), "validated");
    b_bill(martin, "case");
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_facture"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BILL_TEST(test_TIME_16_create_marks_entries),
        BILL_TEST(test_TIME_16_same_key_same_invoice),
        BILL_TEST(test_TIME_16_append_to_draft),
        BILL_TEST(test_TIME_16_refusals),
        BILL_TEST(test_TIME_16_changed_since_shown),
        BILL_TEST(test_TIME_16_writer_is_checked),
        BILL_TEST(test_TIME_16_proposal_marks_nothing),
        BILL_TEST(test_TIME_16_proposal_once_by_key),
        BILL_TEST(test_TIME_16_proposal_refusals),
        BILL_TEST(test_TIME_09_two_managers_share_one_package),
        BILL_TEST(test_TIME_16_two_managers_one_wins),
        BILL_TEST(test_TIME_16_double_click_one_invoice),
        BILL_TEST(test_TIME_16_killed_before_our_marks),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
