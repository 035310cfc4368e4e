/*
 * The daily round over cases: what has been closed for long goes to the archive, pieces whose
 * validity has passed are asked for again, and so are those whose proposed document has gone.
 * Source: CASE-02, DOC-07, DOC-09.
 */
#include "case/flow.h"

enum { BATCH = 200 };

static enum ela_status archive_old(struct ela_call *c, int64_t *n, struct ela_error *err)
{
    int32_t y, m, d;
    struct ela_day day = ela_tz_day(c->tz, c->now);
    struct ela_db_result r;
    ela_day_to_ymd(day, &y, &m, &d);
    m -= c->settings->archive_months;
    for (; m < 1; m += 12)
        y--;
    if (m > 12 || !ela_day_from_ymd(y, m, 1, &day))
        return ELA_OK;
    /* whole months: what was closed before the first day of that month */
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ela_list_day(c->arena, day),
                               ELA_DBV_INT(BATCH)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_SWEEP_CLOSED, p, 3, &r, err));
    enum ela_status st = ELA_OK;
    for (size_t i = 0; i < r.nrows && st == ELA_OK; i++) {
        struct ela_case k = {.id = ela_db_int(&r, i, 0, 0),
                             .client_id = (int32_t)ela_db_int(&r, i, 1, 0)};
        struct ela_db_value v[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(c->now), ELA_DBV_INT(k.id),
                                   ELA_DBV_INT(c->actor->entity)};
        st = ela_db_exec(c->db, ELA_SQL_CASE_ARCHIVE, v, 4, NULL, err);
        if (st == ELA_OK)
            st = ela__case_tell(c, &k, ELA__FACT("case.archived", "case", k.id, false),
                                ela_json_new_object(), err);
    }
    *n = (int64_t)r.nrows;
    ela_db_result_release(&r);
    return st;
}

static enum ela_status run_out(struct ela_call *c, const char *sql, const char *to,
                               const char *kind, int64_t *n, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               ela_list_day(c->arena, ela_tz_day(c->tz, c->now)),
                               ELA_DBV_INT(BATCH)};
    ELA_TRY(ela_db_query(c->db, sql, p, 3, &r, err));
    enum ela_status st = ela__pieces_again(c, &r, to, kind, err);
    *n = (int64_t)r.nrows;
    ela_db_result_release(&r);
    return st;
}

enum ela_status ela__case_sweep(struct ela_call *c, struct ela_error *err)
{
    int64_t archived = 0, expired = 0, gone = 0;
    ELA_TRY(archive_old(c, &archived, err));
    ELA_TRY(run_out(c, ELA_SQL_SWEEP_PIECES, "expired", "piece.expired", &expired, err));
    ELA_TRY(run_out(c, ELA_SQL_SWEEP_PROPOSED, "to_provide", "piece.unproposed", &gone, err));
    ela_json_set_int(c->out, "archived", archived);
    ela_json_set_int(c->out, "expired", expired);
    ela_json_set_bool(c->out, "more", archived == BATCH || expired == BATCH || gone == BATCH);
    return ELA_OK;
}
