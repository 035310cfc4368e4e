/*
 * Time taken by an invoice and given back. Called by billing, inside its transaction. Source:
 * TIME-16, decisions on triggers.
 */
#include "time/time_internal.h"

static struct ela_json *facts(const char *from, const char *to, int32_t invoice)
{
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "from", from);
    ela_json_set_text(data, "to", to);
    if (invoice)
        ela_json_set_int(data, "invoice", invoice);
    return data;
}

static enum ela_status move(struct ela_call *c, const char *sql, int32_t invoice, const char *from,
                            const int64_t *ids, size_t n, int64_t *changed, struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, sql);
    if (invoice)
        ela_sql_int(&q, invoice);
    ela_sql_int(&q, c->now);
    ela_sql_add(&q, ELA_SQL_STATE_IDS);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_in(&q, ids, n);
    ela_sql_add(&q, ELA_SQL_STATE_FROM);
    ela_sql_text(&q, ela_str_of(from));
    return ela_sql_exec(&q, c->db, changed, err);
}

enum ela_status ela_time_mark_invoiced(struct ela_call *c, const int64_t *ids, size_t n,
                                       int32_t invoice, struct ela_error *err)
{
    for (size_t at = 0; at < n; at += ELA__TIME_BULK) {
        size_t chunk = n - at < ELA__TIME_BULK ? n - at : ELA__TIME_BULK;
        int64_t changed = 0;
        ELA_TRY(
            move(c, ELA_SQL_STATE_INVOICE, invoice, "validated", ids + at, chunk, &changed, err));
        if (changed != (int64_t)chunk)
            return ela_fail(err, ELA_E_CONFLICT, "time.changed", "entries");
        ELA_TRY(ela__time_events(c, ids + at, chunk, "time.invoiced",
                                 facts("validated", "invoiced", invoice), err));
        ELA_TRY(ela_mirror_want_times(c, ids + at, chunk, err));
    }
    return ELA_OK;
}

enum ela_status ela_time_free(struct ela_call *c, const int64_t *ids, size_t n,
                              struct ela_error *err)
{
    for (size_t at = 0; at < n; at += ELA__TIME_BULK) {
        size_t chunk = n - at < ELA__TIME_BULK ? n - at : ELA__TIME_BULK;
        ELA_TRY(move(c, ELA_SQL_STATE_FREE, 0, "invoiced", ids + at, chunk, NULL, err));
        ELA_TRY(ela_time_restamp_ids(c, ids + at, chunk, err));
        ELA_TRY(ela__time_events(c, ids + at, chunk, "time.freed",
                                 facts("invoiced", "validated", 0), err));
        ELA_TRY(ela_mirror_want_times(c, ids + at, chunk, err));
    }
    return ELA_OK;
}

enum ela_status ela_time_free_from_invoice(struct ela_call *c, int32_t invoice, int64_t *freed,
                                           struct ela_error *err)
{
    int64_t ids[ELA__TIME_BULK], total = 0, last = 0;
    for (;;) {
        struct ela_db_value p[] = {ELA_DBV_INT(invoice), ELA_DBV_INT(c->actor->entity),
                                   ELA_DBV_INT(last)};
        struct ela_db_result r;
        ELA_TRY(ela_db_query(c->db, ELA_SQL_STATE_OF_INVOICE, p, 3, &r, err));
        size_t n = r.nrows;
        for (size_t i = 0; i < n; i++)
            ids[i] = ela_db_int(&r, i, 0, 0);
        ela_db_result_release(&r);
        if (n == 0)
            break;
        last = ids[n - 1];
        total += (int64_t)n;
        ELA_TRY(ela_time_free(c, ids, n, err));
    }
    if (freed)
        *freed = total;
    return ELA_OK;
}
