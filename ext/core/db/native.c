/*
 * Native back end: prepared statements over MariaDB Connector/C or libmysqlclient (same API).
 * A connection keeps its last statements prepared; results are bound as text and read unbuffered,
 * so that a cell longer than its buffer is fetched again at its real size.
 */
#include <mysql.h> /* before ours: its macros name functions that base/banned.h poisons */

#include "db/db.h"
#include "db/db_internal.h"

#include <pthread.h>

#define CACHED_STATEMENTS 64
#define CACHED_SQL_MAX    8192 /* longer texts (long IN lists) are prepared for one use */
#define CELL              256  /* bytes of a cell's own buffer, NUL included */
#define IDLE_S            30

/* my_bool in Connector/C, bool in libmysqlclient 8. */
typedef __typeof__(*((MYSQL_BIND *)0)->is_null) client_bool;

struct column {
    unsigned long length;
    client_bool null;
    char cell[CELL];
};

struct statement {
    uint64_t hash;
    char *sql;
    size_t n;
    MYSQL_STMT *h;
    unsigned ncols;
    MYSQL_BIND *binds;
    struct column *cols;
    uint64_t used_at;
};

struct native {
    MYSQL *my;
    char *host, *socket, *database, *user, *password;
    unsigned port, connect_s, io_s;
    bool tls_required;
    bool in_tx, dead, streaming;
    int64_t used_at;
    int64_t last_id;
    MYSQL_BIND *params;
    size_t params_cap;
    struct statement cache[CACHED_STATEMENTS];
    struct statement single; /* of a text too long for the cache */
    uint64_t clock;
};

static pthread_once_t library = PTHREAD_ONCE_INIT;

static void start_library(void)
{
    (void)mysql_library_init(0, NULL, NULL);
}

/* --- connection --------------------------------------------------------------------------- */

static char *dup_text(const char *s)
{
    if (!s || !*s)
        return NULL;
    size_t n = strlen(s) + 1;
    char *p = ela_malloc(n);
    if (p)
        memcpy(p, s, n);
    return p;
}

static void close_statement(struct statement *s)
{
    if (s->h)
        mysql_stmt_close(s->h);
    ela_free(s->sql);
    ela_free(s->binds);
    ela_free(s->cols);
    *s = (struct statement){.hash = 0};
}

static void disconnect(struct native *c)
{
    for (size_t i = 0; i < CACHED_STATEMENTS; i++)
        close_statement(&c->cache[i]);
    close_statement(&c->single);
    if (c->my)
        mysql_close(c->my);
    c->my = NULL;
    c->dead = true;
    c->in_tx = false;
}

static bool is_gone(unsigned number)
{
    static const unsigned gone[] = {1053, 1077, 1927, 2006, 2013, 2026, 2055, 4031};
    for (size_t i = 0; i < sizeof gone / sizeof gone[0]; i++)
        if (gone[i] == number)
            return true;
    return false;
}

static enum ela_status failed(struct native *c, unsigned number, const char *text,
                              struct ela_error *err)
{
    if (is_gone(number))
        c->dead = true;
    return ela_db_fail(err, number, text);
}

static enum ela_status run(struct native *c, const char *sql, struct ela_error *err)
{
    if (mysql_real_query(c->my, sql, (unsigned long)strlen(sql)) != 0)
        return failed(c, mysql_errno(c->my), mysql_error(c->my), err);
    MYSQL_RES *r = mysql_store_result(c->my);
    if (r)
        mysql_free_result(r);
    return ELA_OK;
}

static void require_tls(MYSQL *my)
{
#ifdef MARIADB_BASE_VERSION
    client_bool on = 1;
    mysql_optionsv(my, MYSQL_OPT_SSL_ENFORCE, &on);
#else
    unsigned mode = SSL_MODE_REQUIRED;
    mysql_options(my, MYSQL_OPT_SSL_MODE, &mode);
#endif
}

static enum ela_status set_session(struct native *c, struct ela_error *err)
{
    ELA_TRY(run(c, "SET NAMES utf8mb4 COLLATE utf8mb4_unicode_ci", err));
    ELA_TRY(run(c,
                "SET SESSION sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,"
                "NO_ENGINE_SUBSTITUTION', time_zone = '+00:00'",
                err));
    return run(c, "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED", err);
}

static enum ela_status connect_to(struct native *c, struct ela_error *err)
{
    disconnect(c);
    c->my = mysql_init(NULL);
    if (!c->my)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    mysql_options(c->my, MYSQL_OPT_CONNECT_TIMEOUT, &c->connect_s);
    mysql_options(c->my, MYSQL_OPT_READ_TIMEOUT, &c->io_s);
    mysql_options(c->my, MYSQL_OPT_WRITE_TIMEOUT, &c->io_s);
    mysql_options(c->my, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    if (c->tls_required)
        require_tls(c->my);
    if (!mysql_real_connect(c->my, c->host, c->user, c->password, c->database, c->port, c->socket,
                            0)) {
        enum ela_status st = ela_db_fail(err, mysql_errno(c->my), mysql_error(c->my));
        if (st == ELA_E_INTERNAL && err) {
            /* Whatever else keeps us from connecting is the network's or the server's doing. */
            err->status = st = ELA_E_TRANSIENT;
            ela_str_copy(ELA_STR("db.unreachable"), err->key, sizeof err->key);
        }
        disconnect(c);
        return st;
    }
    c->dead = false;
    enum ela_status st = set_session(c, err);
    if (st != ELA_OK)
        disconnect(c);
    return st;
}

static enum ela_status alive(struct native *c, struct ela_error *err)
{
    if (c->streaming)
        return ela_failf(err, ELA_E_INTERNAL, "db.failed", NULL,
                         "connection is streaming a result");
    if (!c->dead)
        return ELA_OK;
    if (c->in_tx)
        return ela_fail(err, ELA_E_TRANSIENT, "db.gone", NULL);
    return connect_to(c, err);
}

static void native_release(void *impl)
{
    struct native *c = impl;
    disconnect(c);
    ela_free(c->host);
    ela_free(c->socket);
    ela_free(c->database);
    ela_free(c->user);
    if (c->password)
        explicit_bzero(c->password, strlen(c->password));
    ela_free(c->password);
    ela_free(c->params);
    ela_free(c);
}

enum ela_status ela__native_new(const struct ela_db_config *cfg, void **impl, struct ela_error *err)
{
    pthread_once(&library, start_library);
    struct native *c = ela_malloc(sizeof *c);
    if (!c)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    memset(c, 0, sizeof *c);
    c->dead = true;
    c->host = dup_text(cfg->host);
    c->socket = dup_text(cfg->socket);
    c->database = dup_text(cfg->database);
    c->user = dup_text(cfg->user);
    c->password = dup_text(cfg->password);
    c->port = cfg->port;
    c->connect_s = cfg->connect_s ? cfg->connect_s : 5;
    c->io_s = cfg->io_s ? cfg->io_s : 30;
    c->tls_required = cfg->tls_required;
    enum ela_status st = connect_to(c, err);
    if (st != ELA_OK) {
        native_release(c);
        return st;
    }
    *impl = c;
    return ELA_OK;
}

enum ela_status ela__native_revive(void *impl, int64_t now, struct ela_error *err)
{
    struct native *c = impl;
    if (!c->dead && (now - c->used_at > IDLE_S || now < c->used_at) && mysql_ping(c->my) != 0)
        c->dead = true;
    c->used_at = now;
    c->in_tx = false;
    return c->dead ? connect_to(c, err) : ELA_OK;
}

/* --- statements --------------------------------------------------------------------------- */

static enum ela_status stmt_failed(struct native *c, MYSQL_STMT *h, struct ela_error *err)
{
    return failed(c, mysql_stmt_errno(h), mysql_stmt_error(h), err);
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
    close_statement(s);
    s->h = mysql_stmt_init(c->my);
    if (!s->h)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    if (mysql_stmt_prepare(s->h, sql, (unsigned long)n) != 0) {
        enum ela_status st = stmt_failed(c, s->h, err);
        close_statement(s);
        return st;
    }
    s->sql = ela_malloc(n + 1);
    if (!s->sql || !bind_columns(s)) {
        close_statement(s);
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

static enum ela_status execute(struct native *c, const char *sql, const struct ela_db_value *params,
                               size_t n, struct statement **out, struct ela_error *err)
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
            close_statement(s);
            continue;
        }
        enum ela_status st = stmt_failed(c, s->h, err);
        close_statement(s); /* cheap, and a failed statement's state is nobody's business */
        return st;
    }
}

/* --- rows --------------------------------------------------------------------------------- */

/* Gives the row's cells, NUL-terminated, in `mem`. */
static enum ela_status read_cells(struct native *c, struct statement *s, struct ela_arena *mem,
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

static enum ela_status next_row(struct native *c, struct statement *s, bool *more,
                                struct ela_error *err)
{
    int rc = mysql_stmt_fetch(s->h);
    *more = rc == 0 || rc == MYSQL_DATA_TRUNCATED;
    if (*more || rc == MYSQL_NO_DATA)
        return ELA_OK;
    return stmt_failed(c, s->h, err);
}

static enum ela_status read_rows(struct native *c, struct statement *s, struct ela_db_result *out,
                                 struct ela_error *err)
{
    size_t cap = 0;
    bool more;
    out->ncols = s->ncols;
    for (;;) {
        ELA_TRY(next_row(c, s, &more, err));
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
        ELA_TRY(read_cells(c, s, &out->mem, out->cells + out->nrows * s->ncols, err));
        out->nrows++;
    }
}

static enum ela_status query_once(struct native *c, const char *sql,
                                  const struct ela_db_value *params, size_t n,
                                  struct ela_db_result *out, struct ela_error *err)
{
    struct statement *s;
    ELA_TRY(alive(c, err));
    ELA_TRY(execute(c, sql, params, n, &s, err));
    if (s->ncols == 0)
        return ela_failf(err, ELA_E_INTERNAL, "db.failed", NULL, "statement gives no rows");
    enum ela_status st = read_rows(c, s, out, err);
    mysql_stmt_free_result(s->h);
    return st;
}

static enum ela_status native_query(void *impl, const char *sql, const struct ela_db_value *params,
                                    size_t n, struct ela_db_result *out, struct ela_error *err)
{
    struct native *c = impl;
    struct ela_error e = ELA_ERROR_INIT;
    bool was_alive = !c->dead;
    enum ela_status st = query_once(c, sql, params, n, out, &e);
    /* A read outside a transaction may meet a connection that the server closed while it was idle.
     */
    if (st == ELA_E_TRANSIENT && c->dead && was_alive && !c->in_tx) {
        ela_error_reset(&e);
        ela_db_result_release(out);
        st = query_once(c, sql, params, n, out, &e);
    }
    if (st != ELA_OK && err && err->status == ELA_OK)
        *err = e;
    return st;
}

static enum ela_status stream(struct native *c, struct statement *s,
                              enum ela_status (*row)(void *ctx, const struct ela_str *cells,
                                                     size_t ncols, struct ela_error *err),
                              void *ctx, struct ela_error *err)
{
    struct ela_arena mem;
    bool more = true;
    enum ela_status st;
    struct ela_str *cells = ela_malloc(s->ncols * sizeof *cells);
    if (!cells)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    ela_arena_init(&mem, 0);
    while ((st = next_row(c, s, &more, err)) == ELA_OK && more) {
        ela_arena_reset(&mem);
        st = read_cells(c, s, &mem, cells, err);
        if (st == ELA_OK)
            st = row(ctx, cells, s->ncols, err);
        if (st != ELA_OK)
            break;
    }
    ela_arena_release(&mem);
    ela_free(cells);
    return st;
}

static enum ela_status native_each(void *impl, const char *sql, const struct ela_db_value *params,
                                   size_t n,
                                   enum ela_status (*row)(void *ctx, const struct ela_str *cells,
                                                          size_t ncols, struct ela_error *err),
                                   void *ctx, struct ela_error *err)
{
    struct native *c = impl;
    struct statement *s;
    ELA_TRY(alive(c, err));
    ELA_TRY(execute(c, sql, params, n, &s, err));
    if (s->ncols == 0)
        return ela_failf(err, ELA_E_INTERNAL, "db.failed", NULL, "statement gives no rows");
    c->streaming = true;
    enum ela_status st = stream(c, s, row, ctx, err);
    c->streaming = false;
    mysql_stmt_free_result(s->h);
    return st;
}

/* --- writing ------------------------------------------------------------------------------ */

static enum ela_status native_exec(void *impl, const char *sql, const struct ela_db_value *params,
                                   size_t n, int64_t *changed, struct ela_error *err)
{
    struct native *c = impl;
    struct statement *s;
    ELA_TRY(alive(c, err));
    if (n == 0) { /* also what the prepared protocol does not take: DDL, SET */
        ELA_TRY(run(c, sql, err));
        *changed = (int64_t)mysql_affected_rows(c->my);
        c->last_id = (int64_t)mysql_insert_id(c->my);
        return ELA_OK;
    }
    ELA_TRY(execute(c, sql, params, n, &s, err));
    *changed = (int64_t)mysql_stmt_affected_rows(s->h);
    c->last_id = (int64_t)mysql_stmt_insert_id(s->h);
    mysql_stmt_free_result(s->h);
    return ELA_OK;
}

static int64_t native_last_id(void *impl)
{
    return ((struct native *)impl)->last_id;
}

static enum ela_status native_begin(void *impl, struct ela_error *err)
{
    struct native *c = impl;
    bool was_alive = !c->dead;
    ELA_TRY(alive(c, err));
    struct ela_error e = ELA_ERROR_INIT;
    enum ela_status st = run(c, "START TRANSACTION", &e);
    if (st == ELA_E_TRANSIENT && c->dead &&
        was_alive) { /* idle connection closed: nothing is lost yet */
        ela_error_reset(&e);
        st = connect_to(c, &e);
        if (st == ELA_OK)
            st = run(c, "START TRANSACTION", &e);
    }
    if (st != ELA_OK)
        return ela_failf(err, e.status, e.key, NULL, "%s", e.detail);
    c->in_tx = true;
    return ELA_OK;
}

static enum ela_status native_commit(void *impl, struct ela_error *err)
{
    struct native *c = impl;
    if (c->dead)
        return ela_fail(err, ELA_E_TRANSIENT, "db.gone", NULL);
    ELA_TRY(run(c, "COMMIT", err));
    c->in_tx = false;
    return ELA_OK;
}

static void native_rollback(void *impl)
{
    struct native *c = impl;
    struct ela_error ignored = ELA_ERROR_INIT;
    c->in_tx = false;
    /* What cannot be rolled back is rolled back by the server when the connection ends. */
    if (!c->dead && run(c, "ROLLBACK", &ignored) != ELA_OK)
        c->dead = true;
}

const struct ela_db_ops ELA__NATIVE_OPS = {
    .query = native_query,
    .exec = native_exec,
    .last_id = native_last_id,
    .begin = native_begin,
    .commit = native_commit,
    .rollback = native_rollback,
    .release = native_release,
    .is_bridge = false,
    .each = native_each,
};
