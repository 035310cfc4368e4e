/*
 * Documents that go for good: drafts that are thrown away, and what was in the bin for long enough.
 * Rows go now and all that said something of them; their bytes with a later sweep, when it is sure
 * that the rows are gone. Source: CASE-28, DOC-26, SEC-11.
 */
#include "file/file_internal.h"

static enum ela_status on(struct ela_call *c, const char *sql, const int64_t *id, size_t n,
                          struct ela_error *err)
{
    struct ela_sql q;
    if (n == 0)
        return ELA_OK;
    ela_sql_init(&q);
    ela_sql_add(&q, sql);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_in(&q, id, n);
    return ela_sql_exec(&q, c->db, NULL, err);
}

/* r: id, level. What a level kept from others stays so: there is nothing left to ask for it. */
static enum ela_status forget(struct ela_call *c, const struct ela_db_result *r,
                              struct ela_error *err)
{
    static const char *const NAMED[] = {ELA_SQL_GONE_EVENTS, ELA_SQL_GONE_DISPATCHES,
                                        ELA_SQL_GONE_SHARES, ELA_SQL_GONE_LETTERS};
    int64_t *all = ela_arena_alloc(c->arena, r->nrows * sizeof *all);
    int64_t *levelled = ela_arena_alloc(c->arena, r->nrows * sizeof *levelled);
    size_t n = 0;
    if (!all || !levelled)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    for (size_t i = 0; i < r->nrows; i++) {
        all[i] = ela_db_int(r, i, 0, 0);
        if (ela_db_int(r, i, 1, 0) > 0)
            levelled[n++] = all[i];
    }
    for (size_t i = 0; i < sizeof NAMED / sizeof NAMED[0]; i++)
        ELA_TRY(on(c, NAMED[i], levelled, n, err));
    ELA_TRY(on(c, ELA_SQL_GONE_COMMENTS, all, r->nrows, err));
    return on(c, ELA_SQL_GONE, all, r->nrows, err);
}

enum ela_status ela__file_purge(struct ela_call *c, struct ela_error *err)
{
    enum { BIN_S = 30 * 86400, AT_ONCE = 500 };
    struct ela_db_result r;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(c->now - BIN_S),
                               ELA_DBV_INT(AT_ONCE)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_FILES_PURGED, p, 3, &r, err));
    enum ela_status st = r.nrows ? forget(c, &r, err) : ELA_OK;
    ela_json_set_int(c->out, "purged", (int64_t)r.nrows);
    ela_json_set_bool(c->out, "more", r.nrows == AT_ONCE);
    ela_db_result_release(&r);
    return st;
}

enum ela_status ela_file_discard(struct ela_call *c, const struct ela_file_of *of,
                                 const int64_t *keep, size_t n, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_FILES_DISCARDED);
    ela_sql_text(&q, ela_str_of(of->object));
    ela_sql_int(&q, of->id);
    ela_sql_int(&q, c->actor->entity);
    if (of->account) {
        ela_sql_add(&q, ELA_SQL_FILES_BY);
        ela_sql_int(&q, of->account);
    }
    if (of->since) {
        ela_sql_add(&q, ELA_SQL_FILES_SINCE);
        ela_sql_int(&q, of->since);
    }
    if (n) {
        ela_sql_add(&q, ELA_SQL_FILES_KEPT);
        ela_sql_in(&q, keep, n);
    }
    ela_sql_add(&q, ELA_SQL_FILES_HELD);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    enum ela_status st = r.nrows ? forget(c, &r, err) : ELA_OK;
    ela_db_result_release(&r);
    return st;
}
