/*
 * The core's one door to the database. Two back ends stand behind it:
 *   native: MariaDB Connector/C or libmysqlclient (portal API, workers, tests);
 *   bridge: Dolibarr's own $db object, driven from ext/php, so that our rows and
 *           Dolibarr's commit or roll back together.
 * Core code cannot tell which one it talks to.
 *
 * SQL is written with the table prefix `llx_`; the configured prefix is substituted here, once
 * per statement text. Values are always parameters ('?'), never concatenated. Results come as
 * text cells. Portable between MariaDB 10.6+ and MySQL 8: no RETURNING, no MariaDB-only JSON
 * function.
 */
#ifndef ELA_DB_DB_H
#define ELA_DB_DB_H

#include "base/str.h"

struct ela_db;

enum ela_db_type { ELA_DB_NULL, ELA_DB_INT, ELA_DB_TEXT, ELA_DB_BYTES };

struct ela_db_value {
    enum ela_db_type type;
    int64_t i;
    struct ela_str s; /* TEXT must be valid UTF-8; BYTES are raw */
};

#define ELA_DBV_NULL       ((struct ela_db_value){ELA_DB_NULL, 0, {NULL, 0}})
#define ELA_DBV_INT(v)     ((struct ela_db_value){ELA_DB_INT, (int64_t)(v), {NULL, 0}})
#define ELA_DBV_STR(str)   ((struct ela_db_value){ELA_DB_TEXT, 0, (str)})
#define ELA_DBV_TEXT(cstr) ((struct ela_db_value){ELA_DB_TEXT, 0, ela_str_of(cstr)})
#define ELA_DBV_BYTES(ptr, len)                                                                    \
    ((struct ela_db_value){ELA_DB_BYTES, 0, {(const char *)(ptr), (len)}})

/* A buffered result; cells are text, NUL-terminated, borrowed until the result is released. */
struct ela_db_result {
    size_t nrows;
    size_t ncols;
    struct ela_str *cells; /* nrows x ncols; p == NULL is SQL NULL */
    struct ela_arena mem;
};
void ela_db_result_release(struct ela_db_result *r);
struct ela_str ela_db_cell(const struct ela_db_result *r, size_t row, size_t col);
bool ela_db_is_null(const struct ela_db_result *r, size_t row, size_t col);
int64_t ela_db_int(const struct ela_db_result *r, size_t row, size_t col, int64_t if_null);

/*
 * Runs one SELECT and buffers it (bridge: at most 10,000 rows, error db.too_many_rows).
 * Errors: transient (db.deadlock, db.lock_timeout, db.gone, db.not_ready, db.poisoned), conflict
 * (db.duplicate, detail = name of the key), state (db.in_use: foreign key), internal (db.failed);
 * detail holds server text.
 */
enum ela_status ela_db_query(struct ela_db *db, const char *sql, const struct ela_db_value *params,
                             size_t nparams, struct ela_db_result *out,
                             struct ela_error *err) ELA_MUST_CHECK;

/*
 * Streams rows to a callback in constant memory (native only streams; bridge buffers). Cells are
 * NUL-terminated and borrowed for the call. The callback must not use the connection. Its non-OK
 * return stops and is returned.
 */
typedef enum ela_status ela_db_row_fn(void *ctx, const struct ela_str *cells, size_t ncols,
                                      struct ela_error *err);
enum ela_status ela_db_each(struct ela_db *db, const char *sql, const struct ela_db_value *params,
                            size_t nparams, ela_db_row_fn *row, void *ctx,
                            struct ela_error *err) ELA_MUST_CHECK;

/* INSERT, UPDATE, DELETE, DDL. *changed (may be NULL): rows really changed, not merely matched. */
enum ela_status ela_db_exec(struct ela_db *db, const char *sql, const struct ela_db_value *params,
                            size_t nparams, int64_t *changed, struct ela_error *err) ELA_MUST_CHECK;
int64_t ela_db_last_id(struct ela_db *db);

/*
 * Runs fn inside a transaction. Native: begins, commits, and runs the whole fn again (at most 5
 * times, with jitter) after a transient error; so fn must not keep state from a failed run. Inside
 * an open transaction it just runs fn. Bridge: nests in Dolibarr's counter, never retries, and a
 * failed statement poisons the transaction (every later statement is refused with db.poisoned until
 * depth 0).
 */
enum ela_status ela_db_tx(struct ela_db *db,
                          enum ela_status (*fn)(void *ctx, struct ela_error *err), void *ctx,
                          struct ela_error *err) ELA_MUST_CHECK;
/*
 * Inside a transaction: runs fn so that its failure undoes what fn wrote and nothing else
 * (savepoint); the failure is returned, the transaction goes on. After a transient error it is gone
 * as a whole: the caller must pass that on. Bridge: a statement that failed still poisons.
 */
enum ela_status ela_db_attempt(struct ela_db *db,
                               enum ela_status (*fn)(void *ctx, struct ela_error *err), void *ctx,
                               struct ela_error *err) ELA_MUST_CHECK;
bool ela_db_in_tx(const struct ela_db *db);
/* "llx_" or the configured one; needed only for names inside information_schema. */
const char *ela_db_prefix(const struct ela_db *db);

bool ela_db_is_bridge(const struct ela_db *db);
void ela_db_free(struct ela_db *db);

/* --- native ------------------------------------------------------------------------------- */
struct ela_db_config {
    const char *host; /* NULL with socket */
    const char *socket;
    unsigned port;
    const char *database, *user, *password;
    const char *prefix;       /* "llx_" */
    unsigned connect_s, io_s; /* timeouts in seconds; 0 = 5 and 30 */
    bool tls_required;
};
/* Connects; session: utf8mb4, strict sql_mode, READ COMMITTED, UTC. Errors: transient
 * db.unreachable, permanent db.denied. */
enum ela_status ela_db_open(const struct ela_db_config *cfg, struct ela_db **out,
                            struct ela_error *err) ELA_MUST_CHECK;
/* Cheap liveness check with reconnect when idle for more than 30 s; rolls back what was open. */
enum ela_status ela_db_revive(struct ela_db *db, int64_t now, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela_db_begin(struct ela_db *db, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela_db_commit(struct ela_db *db, struct ela_error *err) ELA_MUST_CHECK;
void ela_db_rollback(struct ela_db *db);

/* --- for back ends ------------------------------------------------------------------------ */
struct ela_db_ops {
    enum ela_status (*query)(void *impl, const char *sql, const struct ela_db_value *params,
                             size_t n, struct ela_db_result *out, struct ela_error *err);
    enum ela_status (*exec)(void *impl, const char *sql, const struct ela_db_value *params,
                            size_t n, int64_t *changed, struct ela_error *err);
    int64_t (*last_id)(void *impl);
    enum ela_status (*begin)(void *impl, struct ela_error *err);
    enum ela_status (*commit)(void *impl, struct ela_error *err);
    void (*rollback)(void *impl);
    void (*release)(void *impl);
    bool is_bridge;
    /* Optional: streaming; without it rows are buffered first. */
    enum ela_status (*each)(void *impl, const char *sql, const struct ela_db_value *params,
                            size_t n, ela_db_row_fn *row, void *ctx, struct ela_error *err);
};
/* Wraps a foreign back end (ext/php's bridge, a test double). SQL handed to ops has its prefix
 * substituted already. */
enum ela_status ela_db_wrap(const struct ela_db_ops *ops, void *impl, const char *prefix,
                            struct ela_db **out, struct ela_error *err) ELA_MUST_CHECK;
/*
 * Meaning of a server or client error number of MariaDB and MySQL: fills err and returns its
 * status. `text` is the server's. One table serves both back ends.
 */
enum ela_status ela_db_fail(struct ela_error *err, unsigned number, const char *text);

/* Renders one value as a portable literal: decimal, _utf8mb4 X'hex', X'hex', NULL (bridge). */
void ela_db_literal(struct ela_buf *out, const struct ela_db_value *v);
/* Substitutes '?' by literals, outside quotes. */
enum ela_status ela_db_render(const char *sql, const struct ela_db_value *params, size_t n,
                              struct ela_buf *out, struct ela_error *err) ELA_MUST_CHECK;

/* --- composing (lists with optional filters) ---------------------------------------------- */
#define ELA_SQL_MAX_PARAMS 600
struct ela_sql {
    struct ela_buf text;
    struct ela_db_value params[ELA_SQL_MAX_PARAMS];
    size_t n;
    bool failed;
};
void ela_sql_init(struct ela_sql *q);
void ela_sql_release(struct ela_sql *q);
void ela_sql_add(struct ela_sql *q, const char *constant_fragment); /* a literal from *_sql.c */
void ela_sql_int(struct ela_sql *q, int64_t v);                     /* adds a parameter, no text */
void ela_sql_text(struct ela_sql *q, struct ela_str s);
void ela_sql_value(struct ela_sql *q, struct ela_db_value v);
/* Adds "(?,?,?)" and its parameters; an empty list becomes "(NULL)", which matches nothing. */
void ela_sql_in(struct ela_sql *q, const int64_t *ids, size_t n);
#define ELA_SQL_WORDS 400
/*
 * The words of what somebody typed, as a full-text search of all of them, whole or begun;
 * everything else in it is a separator, so that nothing typed is an operator. Words of one or two
 * letters, and those that the server does not index, are left out. False when none is left. Pure.
 */
bool ela_sql_words(struct ela_str typed, char out[ELA_SQL_WORDS]);

enum { ELA_WORDS_MAX = 8 };
struct ela_words {
    struct ela_word {
        struct ela_str word, like, regexp; /* as typed; anywhere; where a word begins */
        bool often;                        /* very many rows hold it */
    } at[ELA_WORDS_MAX];
    size_t n;
};
/* The words of a search that ela_sql_words() made, which they point into. */
enum ela_status ela_words_read(struct ela_arena *mem, struct ela_str query, struct ela_words *out,
                               struct ela_error *err) ELA_MUST_CHECK;
/*
 * Looks at a sample, " FROM (SELECT ... AS w ... entity = ? ... LIMIT n) s": words that `least` of
 * its rows hold are frequent, with those that already were.
 */
enum ela_status ela_words_look(struct ela_db *db, const char *sample, int64_t entity, int64_t least,
                               struct ela_words *words, struct ela_error *err) ELA_MUST_CHECK;
bool ela_words_often(const struct ela_words *words); /* all of them */
/* The same search, rare words first: the server reads of the others only what these leave. */
struct ela_str ela_words_query(struct ela_arena *mem, const struct ela_words *words);
/*
 * Run what was composed. Whatever becomes of it, q is empty afterwards, ready to compose another:
 * only what is never run asks for ela_sql_release(). Errors: those of ela_db_*, internal db.failed
 * (too many parameters, a statement that is too long).
 */
enum ela_status ela_sql_query(struct ela_sql *q, struct ela_db *db, struct ela_db_result *out,
                              struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela_sql_exec(struct ela_sql *q, struct ela_db *db, int64_t *changed,
                             struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela_sql_each(struct ela_sql *q, struct ela_db *db, ela_db_row_fn *row, void *ctx,
                             struct ela_error *err) ELA_MUST_CHECK;

#endif
