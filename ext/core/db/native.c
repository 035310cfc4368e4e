/*
 * Native back end: prepared statements over MariaDB Connector/C or libmysqlclient (same API).
 * This file: the connection, its session and transactions; native_stmt.c: statements and rows.
 */
#include "db/native_internal.h" /* first: see there */

#include <pthread.h>

#define IDLE_S 30

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

static void disconnect(struct native *c)
{
    for (size_t i = 0; i < CACHED_STATEMENTS; i++)
        ela__stmt_close(&c->cache[i]);
    ela__stmt_close(&c->single);
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

enum ela_status ela__native_failed(struct native *c, unsigned number, const char *text,
                                   struct ela_error *err)
{
    if (is_gone(number))
        c->dead = true;
    return ela_db_fail(err, number, text);
}

static enum ela_status run(struct native *c, const char *sql, struct ela_error *err)
{
    if (mysql_real_query(c->my, sql, (unsigned long)strlen(sql)) != 0)
        return ela__native_failed(c, mysql_errno(c->my), mysql_error(c->my), err);
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

/* --- reading ------------------------------------------------------------------------ */

static enum ela_status query_once(struct native *c, const char *sql,
                                  const struct ela_db_value *params, size_t n,
                                  struct ela_db_result *out, struct ela_error *err)
{
    struct statement *s;
    ELA_TRY(alive(c, err));
    ELA_TRY(ela__stmt_execute(c, sql, params, n, &s, err));
    if (s->ncols == 0)
        return ela_failf(err, ELA_E_INTERNAL, "db.failed", NULL, "statement gives no rows");
    enum ela_status st = ela__stmt_rows(c, s, out, err);
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
    while ((st = ela__stmt_next(c, s, &more, err)) == ELA_OK && more) {
        ela_arena_reset(&mem);
        st = ela__stmt_cells(c, s, &mem, cells, err);
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
    ELA_TRY(ela__stmt_execute(c, sql, params, n, &s, err));
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
    ELA_TRY(ela__stmt_execute(c, sql, params, n, &s, err));
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
