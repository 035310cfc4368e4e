/*
 * Files that lack a preview, queued and claimed. Newest files are looked at every few seconds, all
 * the others one stretch after the other, so that nothing has to be told of a deposit or of a new
 * version; whoever opens a file asks for it himself. Source: DOC-04; design "Workers".
 */
#include "preview/preview_internal.h"

enum { INSERT_MAX = 50, CLAIM_MAX = 32, PER_ROW = 9 };
_Static_assert(INSERT_MAX *PER_ROW <= ELA_SQL_MAX_PARAMS, "parameters of one statement");

const char *ela_preview_kind(struct ela_str type)
{
    static const struct {
        const char *start, *kind;
    } kinds[] = {{"application/pdf", "pdf"},
                 {"image/", "picture"},
                 {"text/", "text"},
                 {"application/vnd.openxmlformats-officedocument.", "office"},
                 {"application/vnd.oasis.opendocument.", "office"},
                 {"application/msword", "office"},
                 {"application/vnd.ms-excel", "office"}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        size_t n = strlen(kinds[i].start);
        if (type.n >= n && memcmp(type.p, kinds[i].start, n) == 0)
            return kinds[i].kind;
    }
    return "";
}

/* --- queueing ----------------------------------------------------------------------------- */

static void values(struct ela_sql *q, int64_t now, const struct ela__preview_new *f)
{
    const char *kind = ela_preview_kind(f->type);
    ela_sql_int(q, f->entity);
    ela_sql_int(q, f->file);
    ela_sql_text(q, f->place);
    ela_sql_text(q, ela_str_of(kind));
    ela_sql_text(q, *kind ? ELA_STR("waiting") : ELA_STR("none"));
    ela_sql_int(q, f->wanted);
    ela_sql_int(q, now);
    ela_sql_int(q, now);
    ela_sql_int(q, now);
}

enum ela_status ela__preview_insert(struct ela_db *db, int64_t now,
                                    const struct ela__preview_new *f, size_t n,
                                    struct ela_error *err)
{
    for (size_t done = 0; done < n;) {
        struct ela_sql q;
        ela_sql_init(&q);
        ela_sql_add(&q, ELA_SQL_PREVIEW_INSERT);
        for (size_t i = 0; i < INSERT_MAX && done < n; i++, done++) {
            ela_sql_add(&q, i ? ELA_SQL_PREVIEW_MORE_VALUES : ELA_SQL_PREVIEW_VALUES);
            values(&q, now, &f[done]);
        }
        ela_sql_add(&q, ELA_SQL_PREVIEW_INSERT_ONCE);
        ELA_TRY(ela_sql_exec(&q, db, NULL, err));
    }
    return ELA_OK;
}

static enum ela_status lacking(struct ela_db *db, int64_t now, int64_t from, int64_t below,
                               int64_t *added, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela__preview_new f[INSERT_MAX];
    struct ela_db_value p[] = {ELA_DBV_INT(from), ELA_DBV_INT(below), ELA_DBV_INT(INSERT_MAX)};
    ELA_TRY(ela_db_query(db, ELA_SQL_PREVIEW_LACKING, p, 3, &r, err));
    for (size_t i = 0; i < r.nrows; i++)
        f[i] = (struct ela__preview_new){.file = ela_db_int(&r, i, 0, 0),
                                         .entity = (int32_t)ela_db_int(&r, i, 1, 0),
                                         .place = ela_db_cell(&r, i, 2),
                                         .type = ela_db_cell(&r, i, 3)};
    enum ela_status st = ela__preview_insert(db, now, f, r.nrows, err);
    *added = st == ELA_OK ? (int64_t)r.nrows : 0;
    ela_db_result_release(&r);
    return st;
}

enum ela_status ela_preview_enrol(struct ela_db *db, int64_t now, int64_t below, size_t max,
                                  int64_t *added, int64_t *next, struct ela_error *err)
{
    struct ela_db_result r;
    int64_t end = below > 0 ? below : INT64_MAX;
    struct ela_db_value p[] = {ELA_DBV_INT(end), ELA_DBV_INT(max)};
    *added = *next = 0;
    ELA_TRY(ela_db_query(db, ELA_SQL_PREVIEW_WINDOW, p, 2, &r, err));
    int64_t from = ela_db_int(&r, 0, 0, 0), found = ela_db_int(&r, 0, 1, 0);
    ela_db_result_release(&r);
    if (!found)
        return ELA_OK;
    ELA_TRY(lacking(db, now, from, end, added, err));
    if (*added == INSERT_MAX)
        *next = below; /* the same stretch again: it may hold more */
    else
        *next = found == (int64_t)max ? from : 0;
    return ELA_OK;
}

enum ela_status ela_preview_office(struct ela_db *db, int64_t now, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(now), ELA_DBV_INT(now)};
    return ela_db_exec(db, ELA_SQL_PREVIEW_OFFICE, p, 2, NULL, err);
}

/* --- claiming ----------------------------------------------------------------------------- */

struct claim {
    struct ela_db *db;
    const char *owner;
    int64_t now;
    int32_t lease_s;
    size_t max;
    struct ela_preview_job *jobs;
    size_t *n;
};

static enum ela_status pick(const struct claim *c, const char *sql, int64_t *ids, size_t *n,
                            struct ela_error *err)
{
    struct ela_db_result r;
    if (*n >= c->max)
        return ELA_OK;
    struct ela_db_value p[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(c->max - *n)};
    ELA_TRY(ela_db_query(c->db, sql, p, 2, &r, err));
    for (size_t i = 0; i < r.nrows; i++)
        ids[(*n)++] = ela_db_int(&r, i, 0, 0);
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status take(const struct claim *c, const int64_t *ids, size_t n,
                            struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_PREVIEW_TAKE);
    ela_sql_text(&q, ela_str_of(c->owner));
    ela_sql_int(&q, c->now + c->lease_s);
    ela_sql_int(&q, c->now);
    ela_sql_in(&q, ids, n);
    ela_sql_add(&q, ELA_SQL_PREVIEW_TAKE_GUARD);
    ela_sql_int(&q, c->now);
    ELA_TRY(ela_sql_exec(&q, c->db, NULL, err));
    ela_sql_add(&q, ELA_SQL_PREVIEW_TAKEN);
    ela_sql_text(&q, ela_str_of(c->owner));
    ela_sql_int(&q, c->now);
    ela_sql_in(&q, ids, n);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_preview_job *j = &c->jobs[i];
        *j = (struct ela_preview_job){.id = ela_db_int(&r, i, 0, 0),
                                      .file = ela_db_int(&r, i, 1, 0),
                                      .entity = (int32_t)ela_db_int(&r, i, 2, 0),
                                      .attempts = (int)ela_db_int(&r, i, 5, 0)};
        (void)ela_str_copy(ela_db_cell(&r, i, 3), j->place, sizeof j->place);
        (void)ela_str_copy(ela_db_cell(&r, i, 4), j->kind, sizeof j->kind);
    }
    *c->n = r.nrows;
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status claim_tx(void *ctx, struct ela_error *err)
{
    struct claim *c = ctx;
    int64_t ids[CLAIM_MAX];
    size_t n = 0;
    *c->n = 0;
    struct ela_db_value p[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(c->now),
                               ELA_DBV_INT(ELA_PREVIEW_ATTEMPTS)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_PREVIEW_GIVEN_UP, p, 3, NULL, err));
    ELA_TRY(pick(c, ELA_SQL_PREVIEW_EXPIRED, ids, &n, err));
    ELA_TRY(pick(c, ELA_SQL_PREVIEW_DUE, ids, &n, err));
    return n ? take(c, ids, n, err) : ELA_OK;
}

enum ela_status ela_preview_claim(struct ela_db *db, const char *owner, int64_t now,
                                  int32_t lease_s, size_t max, struct ela_preview_job *jobs,
                                  size_t *n, struct ela_error *err)
{
    struct claim c = {db, owner, now, lease_s, max < CLAIM_MAX ? max : CLAIM_MAX, jobs, n};
    *n = 0;
    if (!owner || !*owner || strlen(owner) > 80 || lease_s <= 0)
        return ela_fail(err, ELA_E_INTERNAL, "preview.owner", "");
    return ela_db_tx(db, claim_tx, &c, err);
}
