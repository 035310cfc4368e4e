/*
 * Prepared statements of the native back end. A connection keeps its last ones; results are bound
 * as text and read unbuffered, and a cell longer than its buffer is fetched again at its real size.
 */
#include "db/native_internal.h" /* first: see there */

void ela__stmt_close(struct statement *s)
{
    if (s->h)
        mysql_stmt_close(s->h);
    ela_free(s->sql);
    ela_free(s->binds);
    ela_free(s->cols);
    *s = (struct statement){.hash = 0};
}

static enum ela_status stmt_failed(struct native *c, MYSQL_STMT *h, struct ela_error *err)
{
    return ela__native_failed(c, mysql_stmt_errno(h), mysql_stmt_error(h), err);
}

static bool bind_columns(struct statement *s)
{
    s->ncols = mysql_stmt_field_count(s->h);
    if (s->ncols == 0)
        return true;
    s->binds = ela_malloc(s->ncols * sizeof *s->binds);
    s->cols = ela_malloc(s->ncols * sizeof *s->cols);
    if (!s->binds || !s->cols)
        return false;
    memset(s->binds, 0, s->ncols * sizeof *s->binds);
    for (unsigned i = 0; i < s->ncols; i++) {
        s->binds[i].buffer_type = MYSQL_TYPE_STRING;
        s->binds[i].buffer = s->cols[i].cell;
        s->binds[i].buffer_length = CELL - 1;
        s->binds[i].length = &s->cols[i].length;
        s->binds[i].is_null = &s->cols[i].null;
    }
    return true;
}

static enum ela_status prepare(struct native *c, struct statement *s, const char *sql, size_t n,
                               struct ela_error *err)
{
    ela__stmt_close(s);
    s->h = mysql_stmt_init(c->my);
    if (!s->h)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    if (mysql_stmt_prepare(s->h, sql, (unsigned long)n) != 0) {
        enum ela_status st = stmt_failed(c, s->h, err);
        ela__stmt_close(s);
        return st;
    }
    s->sql = ela_malloc(n + 1);
    if (!s->sql || !bind_columns(s)) {
        ela__stmt_close(s);
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    }
    memcpy(s->sql, sql, n + 1);
    s->n = n;
    s->used_at = ++c->clock;
    return ELA_OK;
}

/* The prepared statement of a text, from the cache where it is there. */
static enum ela_status statement_of(struct native *c, const char *sql, struct statement **out,
                                    struct ela_error *err)
{
    size_t n = strlen(sql);
    *out = &c->single;
    if (n > CACHED_SQL_MAX)
        return prepare(c, &c->single, sql, n, err);
    uint64_t hash = ela__hash(sql, n);
    struct statement *oldest = &c->cache[0];
    for (size_t i = 0; i < CACHED_STATEMENTS; i++) {
        struct statement *s = &c->cache[i];
        if (s->hash == hash && s->n == n && s->h && memcmp(s->sql, sql, n) == 0) {
            s->used_at = ++c->clock;
            *out = s;
            return ELA_OK;
        }
        if (s->used_at < oldest->used_at)
            oldest = s;
    }
    *out = oldest;
    ELA_TRY(prepare(c, oldest, sql, n, err));
    oldest->hash = hash;
    return ELA_OK;
}

static enum ela_status bind_params(struct native *c, struct statement *s,
                                   const struct ela_db_value *params, size_t n,
                                   struct ela_error *err)
{
    if (mysql_stmt_param_count(s->h) != n)
        return ela_failf(err, ELA_E_INTERNAL, "db.failed", NULL, "%lu parameters wanted, %zu given",
                         mysql_stmt_param_count(s->h), n);
    if (n == 0)
        return ELA_OK;
    if (n > c->params_cap) {
        MYSQL_BIND *grown = ela_realloc(c->params, n * sizeof *grown);
        if (!grown)
            return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
        c->params = grown;
        c->params_cap = n;
    }
    memset(c->params, 0, n * sizeof *c->params);
    for (size_t i = 0; i < n; i++) {
        MYSQL_BIND *b = &c->params[i];
        const struct ela_db_value *v = &params[i];
        if (v->type == ELA_DB_NULL || (v->type != ELA_DB_INT && !v->s.p)) {
            b->buffer_type = MYSQL_TYPE_NULL;
        } else if (v->type == ELA_DB_INT) {
            b->buffer_type = MYSQL_TYPE_LONGLONG;
            b->buffer = (void *)(uintptr_t)&v->i;
        } else {
            b->buffer_type = v->type == ELA_DB_TEXT ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
            b->buffer = (void *)(uintptr_t)v->s.p;
            b->buffer_length = (unsigned long)v->s.n;
        }
    }
    if (mysql_stmt_bind_param(s->h, c->params) != 0)
        return stmt_failed(c, s->h, err);
    return ELA_OK;
}

/* A statement prepared before a table changed, or on a connection that was reset, is prepared again
 * once. */
static bool must_prepare_again(unsigned number)
{
    return number == 1615 || number == 1243 || number == 2030 || number == 2057;
}

enum ela_status ela__stmt_execute(struct native *c, const char *sql,
                                  const struct ela_db_value *params, size_t n,
                                  struct statement **out, struct ela_error *err)
{
    for (int attempt = 0;; attempt++) {
        ELA_TRY(statement_of(c, sql, out, err));
        struct statement *s = *out;
        ELA_TRY(bind_params(c, s, params, n, err));
        bool done = mysql_stmt_execute(s->h) == 0;
        if (done && (s->ncols == 0 || mysql_stmt_bind_result(s->h, s->binds) == 0))
            return ELA_OK;
        unsigned number = mysql_stmt_errno(s->h);
        if (attempt == 0 && !done && must_prepare_again(number)) {
            ela__stmt_close(s);
            continue;
        }
        enum ela_status st = stmt_failed(c, s->h, err);
        ela__stmt_close(s); /* cheap, and a failed statement's state is nobody's business */
        return st;
    }
}

/* --- rows --------------------------------------------------------------------------------- */

/* Gives the row's cells, NUL-terminated, in `mem`. */
enum ela_status ela__stmt_cells(struct native *c, struct statement *s, struct ela_arena *mem,
                                struct ela_str *cells, struct ela_error *err)
{
    size_t total = 0;
    for (unsigned i = 0; i < s->ncols; i++)
        total += s->cols[i].null ? 0 : s->cols[i].length + 1;
    char *p = ela_arena_alloc(mem, total);
    if (!p)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    for (unsigned i = 0; i < s->ncols; i++) {
        struct column *col = &s->cols[i];
        cells[i] = (struct ela_str){NULL, 0};
        if (col->null)
            continue;
        unsigned long n = col->length;
        if (n < CELL) {
            memcpy(p, col->cell, n);
        } else {
            unsigned long got = 0;
            client_bool null = 0;
            MYSQL_BIND b;
            memset(&b, 0, sizeof b);
            b.buffer_type = MYSQL_TYPE_STRING;
            b.buffer = p;
            b.buffer_length = n;
            b.length = &got;
            b.is_null = &null;
            if (mysql_stmt_fetch_column(s->h, &b, i, 0) != 0)
                return stmt_failed(c, s->h, err);
        }
        p[n] = '\0';
        cells[i] = (struct ela_str){p, n};
        p += n + 1;
    }
    return ELA_OK;
}

enum ela_status ela__stmt_next(struct native *c, struct statement *s, bool *more,
                               struct ela_error *err)
{
    int rc = mysql_stmt_fetch(s->h);
    *more = rc == 0 || rc == MYSQL_DATA_TRUNCATED;
    if (*more || rc == MYSQL_NO_DATA)
        return ELA_OK;
    return stmt_failed(c, s->h, err);
}

enum ela_status ela__stmt_rows(struct native *c, struct statement *s, struct ela_db_result *out,
                               struct ela_error *err)
{
    size_t cap = 0;
    bool more;
    out->ncols = s->ncols;
    for (;;) {
        ELA_TRY(ela__stmt_next(c, s, &more, err));
        if (!more)
            return ELA_OK;
        if (out->nrows == cap) {
            cap = cap ? cap * 2 : 4;
            struct ela_str *cells = ela_arena_alloc(&out->mem, cap * s->ncols * sizeof *cells);
            if (!cells)
                return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
            if (out->nrows)
                memcpy(cells, out->cells, out->nrows * s->ncols * sizeof *cells);
            out->cells = cells;
        }
        ELA_TRY(ela__stmt_cells(c, s, &out->mem, out->cells + out->nrows * s->ncols, err));
        out->nrows++;
    }
}
