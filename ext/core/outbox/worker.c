/*
 * The worker's side of the queue: claim with a lease, report, give back. Every statement handles a
 * set of rows, so that the rate does not hang on round trips. Source: design "Outbox and jobs",
 * COM-09.
 */
#include "outbox/outbox.h"

#include "outbox/outbox_internal.h"
#include "outbox/outbox_sql.h"

#ifndef ELA_VERSION
#error "ELA_VERSION comes from the build"
#endif

enum {
    CLAIM_MAX = 500,
    REPORT_CHUNK =
        80, /* three CASE lists of two parameters, and the ids: under ELA_SQL_MAX_PARAMS */
    IDS_CHUNK = 500
};
static const int64_t NEVER_AT = 253402300799; /* end of the year 9999 */

/* --- claim ------------------------------------------------------------------------------------ */

struct claim {
    struct ela_db *db;
    struct ela_arena *arena;
    const char *owner;
    int64_t now;
    int32_t lease_s;
    size_t max;
    struct ela_outbox_item *items;
    size_t *n;
};

struct picked {
    int64_t live[CLAIM_MAX], old[CLAIM_MAX];
    size_t nlive, nold;
};

static enum ela_status pick(struct claim *c, const char *sql, struct picked *p,
                            struct ela_error *err)
{
    struct ela_db_result r;
    size_t taken = p->nlive + p->nold;
    if (taken >= c->max)
        return ELA_OK;
    struct ela_db_value v[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(c->max - taken)};
    ELA_TRY(ela_db_query(c->db, sql, v, 2, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        int64_t id = ela_db_int(&r, i, 0, 0);
        if (ela_db_int(&r, i, 1, 0) <= c->now)
            p->old[p->nold++] = id;
        else
            p->live[p->nlive++] = id;
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

static char *copy(struct ela_arena *a, struct ela_str s)
{
    return ela_arena_strndup(a, s.p != NULL ? s.p : "", s.n);
}

static enum ela_status item_of(struct ela_arena *a, const struct ela_db_result *r, size_t i,
                               struct ela_outbox_item *it, struct ela_error *err)
{
    it->id = ela_db_int(r, i, 0, 0);
    it->entity = (int32_t)ela_db_int(r, i, 1, 0);
    it->attempts = (int)ela_db_int(r, i, 2, 0);
    it->message_id = copy(a, ela_db_cell(r, i, 3));
    it->from_email = copy(a, ela_db_cell(r, i, 4));
    it->from_name = copy(a, ela_db_cell(r, i, 5));
    it->to_email = copy(a, ela_db_cell(r, i, 6));
    it->to_name = copy(a, ela_db_cell(r, i, 7));
    it->subject = copy(a, ela_db_cell(r, i, 8));
    it->text = copy(a, ela_db_cell(r, i, 9));
    it->html = copy(a, ela_db_cell(r, i, 10));
    it->lang = copy(a, ela_db_cell(r, i, 11));
    it->created_at = ela_db_int(r, i, 12, 0);
    if (it->message_id == NULL || it->from_email == NULL || it->from_name == NULL ||
        it->to_email == NULL || it->to_name == NULL || it->subject == NULL || it->text == NULL ||
        it->html == NULL || it->lang == NULL)
        return ela_fail(err, ELA_E_INTERNAL, "memory", "");
    return ELA_OK;
}

static enum ela_status take(struct claim *c, const struct picked *p, struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_OUTBOX_TAKE);
    ela_sql_text(&q, ela_str_of(c->owner));
    ela_sql_int(&q, c->now + c->lease_s);
    ela_sql_in(&q, p->live, p->nlive);
    ela_sql_add(&q, ELA_SQL_OUTBOX_TAKE_GUARD);
    ela_sql_int(&q, c->now);
    ela_sql_int(&q, c->now);
    return ela_sql_exec(&q, c->db, NULL, err);
}

static enum ela_status read_items(struct claim *c, const struct picked *p, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_OUTBOX_ITEMS);
    ela_sql_text(&q, ela_str_of(c->owner));
    ela_sql_int(&q, c->now + c->lease_s);
    ela_sql_in(&q, p->live, p->nlive);
    ela_sql_add(&q, ELA_SQL_OUTBOX_ITEMS_ORDER);
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    if (st != ELA_OK)
        return st;
    for (size_t i = 0; i < r.nrows && st == ELA_OK; i++)
        st = item_of(c->arena, &r, i, &c->items[i], err);
    *c->n = st == ELA_OK ? r.nrows : 0;
    ela_db_result_release(&r);
    return st;
}

static enum ela_status claim_tx(void *ctx, struct ela_error *err)
{
    struct claim *c = ctx;
    struct picked *p = ela_malloc(sizeof *p);
    enum ela_status st;

    *c->n = 0;
    if (p == NULL)
        return ela_fail(err, ELA_E_INTERNAL, "memory", "");
    p->nlive = p->nold = 0;
    st = pick(c, ELA_SQL_OUTBOX_EXPIRED_LEASES, p, err);
    if (st == ELA_OK)
        st = pick(c, ELA_SQL_OUTBOX_DUE, p, err);
    if (st == ELA_OK && p->nold > 0) {
        struct ela_sql q;
        ela_sql_init(&q);
        ela_sql_add(&q, ELA_SQL_OUTBOX_TOO_OLD);
        ela_sql_int(&q, c->now);
        ela_sql_in(&q, p->old, p->nold);
        st = ela_sql_exec(&q, c->db, NULL, err);
    }
    if (st == ELA_OK && p->nlive > 0)
        st = take(c, p, err);
    if (st == ELA_OK && p->nlive > 0)
        st = read_items(c, p, err);
    ela_free(p);
    return st;
}

enum ela_status ela_outbox_claim(struct ela_db *db, struct ela_arena *arena, const char *owner,
                                 int64_t now, int32_t lease_s, size_t max,
                                 struct ela_outbox_item *items, size_t *n, struct ela_error *err)
{
    struct claim c = {db, arena, owner, now, lease_s, max < CLAIM_MAX ? max : CLAIM_MAX, items, n};
    *n = 0;
    if (owner == NULL || owner[0] == '\0' || strlen(owner) > 80 || lease_s <= 0)
        return ela_fail(err, ELA_E_INTERNAL, "outbox.owner", "");
    return ela_db_tx(db, claim_tx, &c, err);
}

/* --- report ----------------------------------------------------------------------------------- */

struct report {
    struct ela_db *db;
    const char *owner;
    int64_t now;
    const struct ela_outbox_result *r;
    size_t n;
    const int64_t *due; /* of each result, chosen before the transaction, which may run again */
};

static enum ela_status report_done(struct report *c, int code, const int64_t *ids, size_t n,
                                   struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_OUTBOX_DONE);
    ela_sql_int(&q, c->now);
    ela_sql_int(&q, code);
    ela_sql_in(&q, ids, n);
    ela_sql_add(&q, ELA_SQL_OUTBOX_OWNED);
    ela_sql_text(&q, ela_str_of(c->owner));
    return ela_sql_exec(&q, c->db, NULL, err);
}

static bool same_code_before(const struct report *c, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        if (c->r[k].outcome == ELA_OUTCOME_OK && c->r[k].code == c->r[i].code)
            return true;
    }
    return false;
}

/* One statement per reply code: in practice one. */
static enum ela_status report_all_done(struct report *c, struct ela_error *err)
{
    int64_t ids[IDS_CHUNK];
    for (size_t i = 0; i < c->n; i++) {
        size_t n = 0;
        if (c->r[i].outcome != ELA_OUTCOME_OK || same_code_before(c, i))
            continue;
        for (size_t k = i; k < c->n; k++) {
            if (c->r[k].outcome != ELA_OUTCOME_OK || c->r[k].code != c->r[i].code)
                continue;
            ids[n++] = c->r[k].id;
            if (n == IDS_CHUNK) {
                ELA_TRY(report_done(c, c->r[i].code, ids, n, err));
                n = 0;
            }
        }
        if (n > 0)
            ELA_TRY(report_done(c, c->r[i].code, ids, n, err));
    }
    return ELA_OK;
}

/* Reasons come from a remote side: printable ASCII only, whatever the caller did. */
static void clean_reason(char out[240], const char *in)
{
    size_t n = 0;
    for (; n < 239 && in[n] != '\0'; n++)
        out[n] = in[n] >= 0x20 && in[n] < 0x7f ? in[n] : '?';
    out[n] = '\0';
}

static enum ela_status bury(struct report *c, const int64_t *ids, size_t n, struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_OUTBOX_DEAD);
    ela_sql_int(&q, c->now);
    ela_sql_int(&q, c->now);
    ela_sql_in(&q, ids, n);
    int64_t dead = 0;
    enum ela_status st = ela_sql_exec(&q, c->db, &dead, err);
    if (st != ELA_OK || dead == 0)
        return st;
    ela_sql_add(&q, ELA_SQL_OUTBOX_DEAD_ERASE);
    ela_sql_in(&q, ids, n);
    return ela_sql_exec(&q, c->db, NULL, err);
}

static enum ela_status report_failed(struct report *c, const size_t *at, size_t n,
                                     struct ela_error *err)
{
    static const char *const lists[] = {ELA_SQL_OUTBOX_DUE_CASE, ELA_SQL_OUTBOX_CODE_CASE,
                                        ELA_SQL_OUTBOX_ERROR_CASE};
    char reasons[REPORT_CHUNK][240];
    int64_t ids[REPORT_CHUNK];
    struct ela_sql q;

    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_OUTBOX_FAILED);
    for (size_t l = 0; l < 3; l++) {
        ela_sql_add(&q, lists[l]);
        for (size_t i = 0; i < n; i++) {
            const struct ela_outbox_result *r = &c->r[at[i]];
            ela_sql_add(&q, ELA_SQL_OUTBOX_WHEN);
            ela_sql_int(&q, r->id);
            if (l == 2) {
                clean_reason(reasons[i], r->reason);
                ela_sql_text(&q, ela_str_of(reasons[i]));
            } else {
                ela_sql_int(&q, l == 0 ? c->due[at[i]] : r->code);
            }
            ids[i] = r->id;
        }
        ela_sql_add(&q, ELA_SQL_OUTBOX_CASE_END);
    }
    ela_sql_add(&q, ELA_SQL_OUTBOX_IDS);
    ela_sql_in(&q, ids, n);
    ela_sql_add(&q, ELA_SQL_OUTBOX_OWNED);
    ela_sql_text(&q, ela_str_of(c->owner));
    enum ela_status st = ela_sql_exec(&q, c->db, NULL, err);
    return st == ELA_OK ? bury(c, ids, n, err) : st;
}

static enum ela_status report_tx(void *ctx, struct ela_error *err)
{
    struct report *c = ctx;
    size_t at[REPORT_CHUNK], n = 0;

    ELA_TRY(report_all_done(c, err));
    for (size_t i = 0; i < c->n; i++) {
        if (c->r[i].outcome == ELA_OUTCOME_OK)
            continue;
        at[n++] = i;
        if (n == REPORT_CHUNK) {
            ELA_TRY(report_failed(c, at, n, err));
            n = 0;
        }
    }
    return n > 0 ? report_failed(c, at, n, err) : ELA_OK;
}

enum ela_status ela_outbox_report(struct ela_db *db, const char *owner, int64_t now,
                                  const struct ela_outbox_result *r, size_t n,
                                  uint32_t (*random_million)(void *), void *rctx,
                                  struct ela_error *err)
{
    if (n == 0)
        return ELA_OK;
    int64_t *due = ela_malloc(n * sizeof *due);
    if (due == NULL)
        return ela_fail(err, ELA_E_INTERNAL, "memory", "");
    for (size_t i = 0; i < n; i++) {
        uint32_t x = random_million != NULL ? random_million(rctx) : 500000;
        due[i] = r[i].outcome == ELA_OUTCOME_PERMANENT ? NEVER_AT
                                                       : now + ela_backoff_s(r[i].attempts, x);
    }
    struct report c = {db, owner, now, r, n, due};
    enum ela_status st = ela_db_tx(db, report_tx, &c, err);
    ela_free(due);
    return st;
}

/* --- leases, sleep, heartbeat ----------------------------------------------------------------- */

enum ela_status ela_outbox_release(struct ela_db *db, const char *owner, int64_t now,
                                   const int64_t *ids, size_t n, struct ela_error *err)
{
    (void)now;
    for (size_t at = 0; at < n; at += IDS_CHUNK) {
        struct ela_sql q;
        ela_sql_init(&q);
        ela_sql_add(&q, ELA_SQL_OUTBOX_RELEASE);
        ela_sql_in(&q, ids + at, n - at < IDS_CHUNK ? n - at : IDS_CHUNK);
        ela_sql_add(&q, ELA_SQL_OUTBOX_OWNED);
        ela_sql_text(&q, ela_str_of(owner));
        ELA_TRY(ela_sql_exec(&q, db, NULL, err));
    }
    return ELA_OK;
}

struct deferral {
    struct ela_db *db;
    const char *owner;
    const struct ela_outbox_later *later;
    size_t n;
};

static enum ela_status defer_tx(void *ctx, struct ela_error *err)
{
    const struct deferral *d = ctx;
    for (size_t i = 0; i < d->n; i++) {
        struct ela_db_value v[] = {ELA_DBV_INT(d->later[i].due_at), ELA_DBV_INT(d->later[i].id),
                                   ELA_DBV_TEXT(d->owner)};
        ELA_TRY(ela_db_exec(d->db, ELA_SQL_OUTBOX_DEFER, v, 3, NULL, err));
    }
    return ELA_OK;
}

enum ela_status ela_outbox_defer(struct ela_db *db, const char *owner,
                                 const struct ela_outbox_later *later, size_t n,
                                 struct ela_error *err)
{
    struct deferral d = {db, owner, later, n};
    return n > 0 ? ela_db_tx(db, defer_tx, &d, err) : ELA_OK;
}

enum ela_status ela_outbox_next_due(struct ela_db *db, int64_t *due_at, struct ela_error *err)
{
    struct ela_db_result r;
    *due_at = 0;
    ELA_TRY(ela_db_query(db, ELA_SQL_OUTBOX_NEXT_DUE, NULL, 0, &r, err));
    if (r.nrows > 0)
        *due_at = ela_db_int(&r, 0, 0, 0);
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela_worker_beat(struct ela_db *db, const char *name, const char *host, int64_t pid,
                                int64_t started_at, int64_t now, const char *counters,
                                const char *last_error, struct ela_error *err)
{
    char last[240];
    clean_reason(last, last_error != NULL ? last_error : "");
    struct ela_db_value v[] = {ELA_DBV_TEXT(name),
                               ELA_DBV_TEXT(host),
                               ELA_DBV_INT(pid),
                               ELA_DBV_TEXT(ELA_VERSION),
                               ELA_DBV_INT(started_at),
                               ELA_DBV_INT(now),
                               counters != NULL ? ELA_DBV_TEXT(counters) : ELA_DBV_NULL,
                               ELA_DBV_TEXT(last)};
    return ela_db_exec(db, ELA_SQL_WORKER_BEAT, v, sizeof v / sizeof v[0], NULL, err);
}
