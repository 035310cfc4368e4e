/*
 * Inside of the native back end: the connection and its prepared statements.
 * Includes the client's header, whose macros name functions that base/banned.h poisons: include
 * this one first.
 */
#ifndef ELA_NATIVE_INTERNAL_H
#define ELA_NATIVE_INTERNAL_H

#include <mysql.h>

#include "db/db.h"
#include "db/db_internal.h"

#define CACHED_STATEMENTS 64
#define CACHED_SQL_MAX    8192 /* longer texts (long IN lists) are prepared for one use */
#define CELL              256  /* bytes of a cell's own buffer, NUL included */

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

/* Fills err from the client's error and notes a connection that is gone. */
enum ela_status ela__native_failed(struct native *c, unsigned number, const char *text,
                                   struct ela_error *err);

void ela__stmt_close(struct statement *s);
/* Executes with its result bound, ready to fetch; mysql_stmt_free_result(s->h) when done. */
enum ela_status ela__stmt_execute(struct native *c, const char *sql,
                                  const struct ela_db_value *params, size_t n,
                                  struct statement **out, struct ela_error *err);
enum ela_status ela__stmt_next(struct native *c, struct statement *s, bool *more,
                               struct ela_error *err);
/* The fetched row's cells, NUL-terminated, in mem. */
enum ela_status ela__stmt_cells(struct native *c, struct statement *s, struct ela_arena *mem,
                                struct ela_str *cells, struct ela_error *err);
/* All remaining rows. */
enum ela_status ela__stmt_rows(struct native *c, struct statement *s, struct ela_db_result *out,
                               struct ela_error *err);

#endif
