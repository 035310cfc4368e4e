/*
 * What the tests of billing share: a writer that does Dolibarr's arithmetic with real rows in the
 * native tables, and short ways to make validated time, packages and fixed prices.
 */
#ifndef ELA_TESTS_BILLING_SUPPORT_H
#define ELA_TESTS_BILLING_SUPPORT_H

#include "support.h"

#include "billing/billing.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct writer {
    struct ela_db *db;
    int fail; /* 1: says no; 2: one total is a cent off; 3: a line too few; 4: the process dies */
    int calls;
    int client_ref;
};

static inline enum ela_status w_sql(struct writer *w, const char *sql, const struct ela_db_value *p,
                                    size_t n, struct ela_error *err)
{
    return ela_db_exec(w->db, sql, p, n, NULL, err);
}

/* The tables of a document, by the kind that the core asks for. */
struct w_tables {
    const char *insert, *rename, *line, *total, *sum;
};

static inline const struct w_tables *w_tables(const struct ela_json *in)
{
    static const struct w_tables
        INVOICE =
            {"INSERT INTO llx_facture (ref, entity, fk_soc, datef, type, fk_statut) VALUES "
             "(UUID_SHORT(), 1, ?, ?, 0, 0)",
             "UPDATE llx_facture SET ref = ? WHERE rowid = ?",
             "INSERT INTO llx_facturedet (fk_facture, description, qty, subprice, tva_tx, "
             "total_ht) "
             "VALUES (?, ?, ?, ?, ?, ROUND(CAST(? AS DECIMAL(30,10)) * CAST(? AS DECIMAL(30,8)), "
             "2))",
             "SELECT CAST(total_ht AS DECIMAL(24,8)) FROM llx_facturedet WHERE rowid = ?",
             "UPDATE llx_facture SET total_ht = (SELECT SUM(total_ht) FROM llx_facturedet WHERE "
             "fk_facture = ?) WHERE rowid = ?"},
        PROPOSAL = {"INSERT INTO llx_propal (ref, entity, fk_soc, datep, "
                    "fk_statut) VALUES (UUID_SHORT(), 1, ?, ?, 0)",
                    "UPDATE llx_propal SET ref = ? WHERE rowid = ?",
                    "INSERT INTO llx_propaldet (fk_propal, description, qty, "
                    "subprice, tva_tx, total_ht) VALUES (?, ?, ?, ?, ?, "
                    "ROUND(CAST(? AS DECIMAL(30,5)) * CAST(? AS "
                    "DECIMAL(30,8)), 2))",
                    "SELECT CAST(total_ht AS DECIMAL(24,8)) FROM llx_propaldet "
                    "WHERE rowid = ?",
                    "UPDATE llx_propal SET total_ht = (SELECT SUM(total_ht) FROM "
                    "llx_propaldet WHERE fk_propal = ?) WHERE rowid = ?"};
    return ela_str_is(ela_json_text(ela_json_get(in, "kind")), "proposal") ? &PROPOSAL : &INVOICE;
}

static inline enum ela_status w_document(struct writer *w, const struct ela_json *in, int64_t *id,
                                         char ref[32], struct ela_error *err)
{
    const struct ela_json *given = ela_json_get(in, "id");
    if (ela_json_kind(given) == ELA_JINT) {
        *id = ela_json_int(given, 0);
        snprintf(ref, 32, "(PROV%" PRId64 ")", *id);
        return ELA_OK;
    }
    struct ela_db_value p[] = {ELA_DBV_INT(ela_json_int(ela_json_get(in, "client"), 0)),
                               ELA_DBV_STR(ela_json_text(ela_json_get(in, "date")))};
    ELA_TRY(w_sql(w, w_tables(in)->insert, p, 2, err));
    *id = ela_db_last_id(w->db);
    snprintf(ref, 32, "(PROV%" PRId64 ")", *id);
    struct ela_db_value u[] = {ELA_DBV_TEXT(ref), ELA_DBV_INT(*id)};
    return w_sql(w, w_tables(in)->rename, u, 2, err);
}

/* Dolibarr's line: quantity and price as decimals, the product rounded to cents. */
static inline enum ela_status w_line(struct writer *w, const struct w_tables *t, int64_t document,
                                     const struct ela_json *line, struct ela_json *ids,
                                     struct ela_json *totals, struct ela_error *err)
{
    struct ela_str qty = ela_json_text(ela_json_get(line, "qty")),
                   unit = ela_json_text(ela_json_get(line, "unit"));
    struct ela_db_value p[] = {ELA_DBV_INT(document),
                               ELA_DBV_STR(ela_json_text(ela_json_get(line, "label"))),
                               ELA_DBV_STR(qty),
                               ELA_DBV_STR(unit),
                               ELA_DBV_STR(ela_json_text(ela_json_get(line, "vat"))),
                               ELA_DBV_STR(qty),
                               ELA_DBV_STR(unit)};
    ELA_TRY(w_sql(w, t->line, p, 7, err));
    struct ela_db_value id = ELA_DBV_INT(ela_db_last_id(w->db));
    struct ela_db_result r;
    ELA_TRY(ela_db_query(w->db, t->total, &id, 1, &r, err));
    ela_json_push(ids, ela_json_new_int(id.i));
    ela_json_push(
        totals, w->fail == 2 ? ela_json_new_text("0.01", 4)
                             : ela_json_new_text(ela_db_cell(&r, 0, 0).p, ela_db_cell(&r, 0, 0).n));
    ela_db_result_release(&r);
    return ELA_OK;
}

static inline enum ela_status w_write(void *ctx, const struct ela_json *in, struct ela_json **out,
                                      struct ela_error *err)
{
    struct writer *w = ctx;
    const struct ela_json *lines = ela_json_get(in, "lines");
    struct ela_json *ids = ela_json_new_array(), *totals = ela_json_new_array();
    int64_t id = 0;
    char ref[32];
    w->calls++;
    enum ela_status st = w_document(w, in, &id, ref, err);
    size_t n = ela_json_size(lines) - (w->fail == 3);
    for (size_t i = 0; st == ELA_OK && i < n; i++)
        st = w_line(w, w_tables(in), id, ela_json_at(lines, i), ids, totals, err);
    if (st == ELA_OK) {
        struct ela_db_value u[] = {ELA_DBV_INT(id), ELA_DBV_INT(id)};
        st = w_sql(w, w_tables(in)->sum, u, 2, err);
    }
    if (w->fail == 4)
        _Exit(9);
    if (st == ELA_OK && w->fail == 1)
        st = ela_fail(err, ELA_E_STATE, "host.refused", NULL);
    *out = ela_json_new_object();
    ela_json_set_int(*out, "id", id);
    ela_json_set_text(*out, "ref", ref);
    ela_json_set(*out, "lines", ids);
    ela_json_set(*out, "totals", totals);
    return st;
}

/* --- the firm of these tests */

static struct writer W;
static struct ela_host HOST;
static struct ela_actor boss, lea;
static int32_t martin;
static int call_activity, keys;

static inline int b_setup(void **state)
{
    t_clean(state);
    W = (struct writer){.db = T.db};
    HOST = (struct ela_host){.ctx = &W, .document_write = w_write};
    T.host = &HOST;
    boss = t_user("boss", T_ALL_RIGHTS);
    lea = t_user("lea", ELA_RIGHT_TIME_OWN | ELA_RIGHT_RATES_WRITE | ELA_RIGHT_CASE_READ);
    t_sql("UPDATE llx_user SET firstname = 'L\xc3\xa9"
          "a', lastname = 'Brunet' WHERE rowid = %d",
          lea.user_id);
    martin = t_client("Boulangerie Martin");
    call_activity = t_activity("call");
    return 0;
}

#define FOUR_HOURS                                                                                 \
    "{'model':'package','included_s':14400,'price':'400','overage_rate':'90','invoicing':'start'}"

#define BILL_TEST(f) cmocka_unit_test_setup(f, b_setup)

/* A case through the front door; terms: "{'model':'hourly','rate':'85'}". */
static inline int64_t b_case(int32_t client, const char *title, const char *terms)
{
    return t_int_at(t_call(&boss, "case.create", "{'title':'%s','client':%d,'lead':%d,'terms':%s}",
                           title, client, boss.user_id, terms),
                    "id");
}

/* Validated time of Léa. */
static inline int64_t b_time(int64_t kase, const char *day, int seconds, const char *more)
{
    int64_t id = t_int_at(t_call(&lea, "time.create",
                                 "{'case':%" PRId64
                                 ",'activity':%d,'work_on':'%s','duration_s':%d,'billable':true,"
                                 "'description':'Pr\xc3\xa9paration'%s}",
                                 kase, call_activity, day, seconds, more),
                          "id");
    t_ok(&lea, "time.transition", "{}", "{'entries':[%" PRId64 "],'to':'submit'}", id);
    const struct ela_json *v =
        t_call(&boss, "time.transition", "{'entries':[%" PRId64 "],'to':'validate'}", id);
    assert_int_equal(ela_json_size(ela_json_get(v, "failed")), 0);
    return id;
}

static inline const char *b_key(void)
{
    static char key[33];
    snprintf(key, sizeof(key), "%032x", ++keys);
    return key;
}

/* Bills everything of a client; gives the invoice. */
static inline int64_t b_bill(int32_t client, const char *group)
{
    return t_int_at(t_call(&boss, "billing.create",
                           "{'request_key':'%s','client':%d,'group':'%s','all':true}", b_key(),
                           client, group),
                    "invoice");
}

#endif
