/*
 * The front of both back ends: table prefix, transactions with retries, poison, results.
 */
#include "db/db.h"
#include "db/db_internal.h"

#define TX_ATTEMPTS   5
#define RETRY_BASE_US 8000

/* FNV-1a, 64 bits. */
uint64_t ela__hash(const char *p, size_t n)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)p[i]) * 1099511628211u;
    return h;
}

/* --- table prefix ------------------------------------------------------------------------- */

static bool word_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$';
}

/* `llx_` at a word's start becomes the prefix; quoted text is left alone. */
static void substitute(const char *sql, const char *prefix, struct ela_buf *out)
{
    char quote = 0, before = ' ';
    for (const char *p = sql; *p; before = *p, p++) {
        if (quote) {
            if (*p == '\\' && p[1])
                ela_buf_addc(out, *p++);
            else if (*p == quote)
                quote = 0;
        } else if (*p == '\'' || *p == '"') {
            quote = *p;
        } else if (!word_char(before) && strncmp(p, "llx_", 4) == 0) {
            ela_buf_adds(out, prefix);
            p += 3;
            continue;
        }
        ela_buf_addc(out, *p);
    }
}

static void forget(struct ela__prefixed *e)
{
    ela_free(e->raw);
    ela_free(e->sql);
    *e = (struct ela__prefixed){.hash = 0};
}

/* The text with the configured prefix; borrowed from the cache. NULL: memory exhausted. */
static const char *prefixed(struct ela_db *db, const char *sql)
{
    if (!db->own_prefix)
        return sql;
    size_t n = strlen(sql);
    uint64_t hash = ela__hash(sql, n);
    struct ela__prefixed *oldest = &db->cache[0];
    db->clock++;
    for (size_t i = 0; i < ELA__PREFIXED_MAX; i++) {
        struct ela__prefixed *e = &db->cache[i];
        if (e->hash == hash && e->raw_n == n && memcmp(e->raw, sql, n) == 0) {
            e->used_at = db->clock;
            return e->sql;
        }
        if (e->used_at < oldest->used_at)
            oldest = e;
    }
    struct ela_buf out;
    ela_buf_init(&out, n * 9 + 64);
    substitute(sql, db->prefix, &out);
    forget(oldest);
    if (n == 0 || out.failed || !(oldest->raw = ela_malloc(n))) {
        ela_buf_release(&out);
        return NULL;
    }
    memcpy(oldest->raw, sql, n);
    oldest->raw_n = n;
    oldest->hash = hash;
    oldest->used_at = db->clock;
    oldest->sql = ela_buf_take(&out, NULL);
    return oldest->sql;
}

const char *ela_db_prefix(const struct ela_db *db)
{
    return db->prefix;
}

/* --- opening ------------------------------------------------------------------------------ */

static bool prefix_ok(const char *prefix)
{
    size_t n = strlen(prefix);
    if (n == 0 || n > ELA__PREFIX_MAX)
        return false;
    for (size_t i = 0; i < n; i++)
        if (!word_char(prefix[i]) || prefix[i] == '$')
            return false;
    return true;
}

enum ela_status ela_db_wrap(const struct ela_db_ops *ops, void *impl, const char *prefix,
                            struct ela_db **out, struct ela_error *err)
{
    *out = NULL;
    if (!prefix)
        prefix = "llx_";
    if (!prefix_ok(prefix))
        return ela_failf(err, ELA_E_INTERNAL, "db.failed", NULL, "unusable table prefix");
    struct ela_db *db = ela_malloc(sizeof *db);
    if (!db)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    memset(db, 0, sizeof *db);
    db->ops = ops;
    db->impl = impl;
    ela_str_copy(ela_str_of(prefix), db->prefix, sizeof db->prefix);
    db->own_prefix = strcmp(prefix, "llx_") != 0;
    *out = db;
    return ELA_OK;
}

enum ela_status ela_db_open(const struct ela_db_config *cfg, struct ela_db **out,
                            struct ela_error *err)
{
    void *impl;
    *out = NULL;
    ELA_TRY(ela__native_new(cfg, &impl, err));
    enum ela_status st = ela_db_wrap(&ELA__NATIVE_OPS, impl, cfg->prefix, out, err);
    if (st != ELA_OK)
        ELA__NATIVE_OPS.release(impl);
    return st;
}

void ela_db_free(struct ela_db *db)
{
    if (!db)
        return;
    ela_db_rollback(db);
    if (db->ops->release)
        db->ops->release(db->impl);
    for (size_t i = 0; i < ELA__PREFIXED_MAX; i++)
        forget(&db->cache[i]);
    ela_free(db);
}

enum ela_status ela_db_revive(struct ela_db *db, int64_t now, struct ela_error *err)
{
    if (db->ops != &ELA__NATIVE_OPS)
        return ELA_OK;
    ela_db_rollback(db);
    return ela__native_revive(db->impl, now, err);
}

bool ela_db_is_bridge(const struct ela_db *db)
{
    return db->ops->is_bridge;
}

bool ela_db_in_tx(const struct ela_db *db)
{
    return db->depth > 0;
}

/* --- statements --------------------------------------------------------------------------- */

static enum ela_status ready(struct ela_db *db, const char *sql, const char **text,
                             struct ela_error *err)
{
    if (db->poisoned)
        return ela_fail(err, ELA_E_TRANSIENT, "db.poisoned", NULL);
    *text = prefixed(db, sql);
    if (!*text)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    return ELA_OK;
}

/* After these the server's transaction may be gone or half done: nothing more may be added to it.
 */
static enum ela_status after(struct ela_db *db, enum ela_status st)
{
    if (db->depth > 0 && (st == ELA_E_TRANSIENT || st == ELA_E_INTERNAL))
        db->poisoned = true;
    return st;
}

enum ela_status ela_db_query(struct ela_db *db, const char *sql, const struct ela_db_value *params,
                             size_t nparams, struct ela_db_result *out, struct ela_error *err)
{
    const char *text;
    memset(out, 0, sizeof *out);
    ela_arena_init(&out->mem, 0);
    ELA_TRY(ready(db, sql, &text, err));
    enum ela_status st = db->ops->query(db->impl, text, params, nparams, out, err);
    if (st != ELA_OK)
        ela_db_result_release(out);
    return after(db, st);
}

enum ela_status ela_db_exec(struct ela_db *db, const char *sql, const struct ela_db_value *params,
                            size_t nparams, int64_t *changed, struct ela_error *err)
{
    const char *text;
    int64_t rows = 0;
    ELA_TRY(ready(db, sql, &text, err));
    enum ela_status st = db->ops->exec(db->impl, text, params, nparams, &rows, err);
    if (changed)
        *changed = rows;
    return after(db, st);
}

enum ela_status ela_db_each(struct ela_db *db, const char *sql, const struct ela_db_value *params,
                            size_t nparams,
                            enum ela_status (*row)(void *ctx, const struct ela_str *cells,
                                                   size_t ncols, struct ela_error *err),
                            void *ctx, struct ela_error *err)
{
    const char *text;
    if (db->ops->each) {
        ELA_TRY(ready(db, sql, &text, err));
        return after(db, db->ops->each(db->impl, text, params, nparams, row, ctx, err));
    }
    struct ela_db_result r;
    ELA_TRY(ela_db_query(db, sql, params, nparams, &r, err));
    enum ela_status st = ELA_OK;
    for (size_t i = 0; i < r.nrows && st == ELA_OK; i++)
        st = row(ctx, r.cells + i * r.ncols, r.ncols, err);
    ela_db_result_release(&r);
    return st;
}

int64_t ela_db_last_id(struct ela_db *db)
{
    return db->ops->last_id(db->impl);
}

/* --- results ------------------------------------------------------------------------------ */

void ela_db_result_release(struct ela_db_result *r)
{
    ela_arena_release(&r->mem);
    r->cells = NULL;
    r->nrows = r->ncols = 0;
}

struct ela_str ela_db_cell(const struct ela_db_result *r, size_t row, size_t col)
{
    if (row >= r->nrows || col >= r->ncols)
        return (struct ela_str){NULL, 0};
    return r->cells[row * r->ncols + col];
}

bool ela_db_is_null(const struct ela_db_result *r, size_t row, size_t col)
{
    return ela_db_cell(r, row, col).p == NULL;
}

int64_t ela_db_int(const struct ela_db_result *r, size_t row, size_t col, int64_t if_null)
{
    struct ela_str s = ela_db_cell(r, row, col);
    int64_t v;
    if (!s.p)
        return if_null;
    /* SUM() of integers comes as DECIMAL text, which may carry a zero fraction. */
    const char *dot = memchr(s.p, '.', s.n);
    if (dot)
        s.n = (size_t)(dot - s.p);
    return ela_parse_i64(s, &v) ? v : if_null;
}

/* --- transactions ------------------------------------------------------------------------- */

enum ela_status ela_db_begin(struct ela_db *db, struct ela_error *err)
{
    if (db->depth > 0)
        return ela_failf(err, ELA_E_INTERNAL, "db.failed", NULL, "a transaction is open already");
    db->poisoned = db->commit_unknown = false;
    ELA_TRY(db->ops->begin(db->impl, err));
    db->depth = 1;
    db->attempts = 0;
    return ELA_OK;
}

enum ela_status ela_db_commit(struct ela_db *db, struct ela_error *err)
{
    if (db->depth == 0)
        return ela_failf(err, ELA_E_INTERNAL, "db.failed", NULL, "no transaction is open");
    if (db->poisoned) {
        ela_db_rollback(db);
        return ela_fail(err, ELA_E_TRANSIENT, "db.poisoned", NULL);
    }
    struct ela_error e = ELA_ERROR_INIT;
    enum ela_status st = db->ops->commit(db->impl, &e);
    db->depth = 0;
    if (st == ELA_OK)
        return ELA_OK;
    db->ops->rollback(db->impl);
    /* The server may have committed before the connection broke: running again could do it twice.
     */
    if (st == ELA_E_TRANSIENT && strcmp(e.key, "db.gone") == 0) {
        db->commit_unknown = true;
        return ela_failf(err, ELA_E_TRANSIENT, "db.commit_unknown", NULL, "%s", e.detail);
    }
    return ela_failf(err, e.status, e.key, e.field, "%s", e.detail);
}

void ela_db_rollback(struct ela_db *db)
{
    if (db->depth == 0)
        return;
    db->depth = 0;
    db->poisoned = false;
    db->ops->rollback(db->impl);
}

enum ela_status ela_db_attempt(struct ela_db *db,
                               enum ela_status (*fn)(void *ctx, struct ela_error *err), void *ctx,
                               struct ela_error *err)
{
    static const char *const set[] = {"SAVEPOINT ela_1", "SAVEPOINT ela_2", "SAVEPOINT ela_3",
                                      "SAVEPOINT ela_4", "SAVEPOINT ela_5", "SAVEPOINT ela_6",
                                      "SAVEPOINT ela_7", "SAVEPOINT ela_8"};
    static const char *const back[] = {
        "ROLLBACK TO SAVEPOINT ela_1", "ROLLBACK TO SAVEPOINT ela_2", "ROLLBACK TO SAVEPOINT ela_3",
        "ROLLBACK TO SAVEPOINT ela_4", "ROLLBACK TO SAVEPOINT ela_5", "ROLLBACK TO SAVEPOINT ela_6",
        "ROLLBACK TO SAVEPOINT ela_7", "ROLLBACK TO SAVEPOINT ela_8"};
    unsigned level = db->attempts;
    if (level >= sizeof set / sizeof set[0])
        return ela_failf(err, ELA_E_INTERNAL, "db.failed", NULL, "attempts nest too deep");
    ELA_TRY(ela_db_exec(db, set[level], NULL, 0, NULL, err));
    db->attempts++;
    enum ela_status st = fn(ctx, err);
    db->attempts--;
    if (st == ELA_OK)
        return ELA_OK;
    /* The server undoes a failed statement alone; only the native back end may go on after it. */
    if (db->poisoned && !db->ops->is_bridge && st != ELA_E_TRANSIENT)
        db->poisoned = false;
    if (db->poisoned)
        return st;
    struct ela_error lost = ELA_ERROR_INIT;
    if (ela_db_exec(db, back[level], NULL, 0, NULL, &lost) != ELA_OK)
        db->poisoned = true;
    return st;
}

static void pause_before_retry(unsigned attempt)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    /* The low bits of the clock are jitter enough: two losers of one deadlock must not meet again.
     */
    long base = (long)RETRY_BASE_US << attempt;
    long us = base / 2 + (t.tv_nsec / 16) % base;
    t.tv_sec = us / 1000000;
    t.tv_nsec = us % 1000000 * 1000;
    nanosleep(&t, NULL);
}

static enum ela_status run_once(struct ela_db *db,
                                enum ela_status (*fn)(void *ctx, struct ela_error *err), void *ctx,
                                struct ela_error *err)
{
    ELA_TRY(ela_db_begin(db, err));
    enum ela_status st = fn(ctx, err);
    if (st == ELA_OK)
        return ela_db_commit(db, err);
    ela_db_rollback(db);
    return st;
}

enum ela_status ela_db_tx(struct ela_db *db,
                          enum ela_status (*fn)(void *ctx, struct ela_error *err), void *ctx,
                          struct ela_error *err)
{
    if (db->depth > 0)
        return fn(ctx, err);
    struct ela_error e = ELA_ERROR_INIT;
    enum ela_status st = ELA_OK;
    for (unsigned attempt = 0; attempt < TX_ATTEMPTS; attempt++) {
        if (attempt)
            pause_before_retry(attempt);
        ela_error_reset(&e);
        db->commit_unknown = false;
        st = run_once(db, fn, ctx, &e);
        if (st != ELA_E_TRANSIENT || db->commit_unknown || ela_db_is_bridge(db))
            break;
    }
    if (st != ELA_OK && err && err->status == ELA_OK)
        *err = e;
    return st;
}
