/*
 * The bridge back end: the core's database interface over Dolibarr's own $db object, so that our
 * rows and Dolibarr's are kept or dropped together.
 *
 * The transaction counter is Dolibarr's: whoever brought it from 0 to 1 owns the transaction.
 * Nothing is ever retried here. After a deadlock the server has dropped the whole transaction while
 * Dolibarr still counts it as open, and Dolibarr's rollback() of a nested level undoes nothing. So
 * a deadlock, a lock timeout, a lost connection or a nested call that fails poisons the
 * transaction:
 *   - the server is rolled back at once, and what Dolibarr's code still writes on its way out falls
 * into a transaction that is dropped too;
 *   - every later statement of ours is refused (db.poisoned) until that transaction is over;
 *   - when this extension owns the transaction, the counter is brought back to 0 before the
 * outermost call returns, and only that call tells its caller that he may run it once more.
 *
 * Dolibarr logs failing SQL whole: no secret may be among the values of a statement.
 */
#ifndef PHP_ELASKA_BRIDGE_H
#define PHP_ELASKA_BRIDGE_H

#include "php_elaska.h"

#include "db/db.h"

#define PHP_ELASKA_BRIDGE_ROWS 10000
#define PHP_ELASKA_NO_TX       (-1)

enum php_elaska_method {
    PHP_ELASKA_QUERY,
    PHP_ELASKA_FETCH_ROW,
    PHP_ELASKA_NUM_ROWS,
    PHP_ELASKA_AFFECTED_ROWS,
    PHP_ELASKA_LAST_INSERT_ID,
    PHP_ELASKA_FREE,
    PHP_ELASKA_BEGIN,
    PHP_ELASKA_COMMIT,
    PHP_ELASKA_ROLLBACK,
    PHP_ELASKA_METHODS
};

struct php_elaska_bridge {
    struct php_elaska_bridge *next;
    zend_object *db; /* one reference held */
    zend_function *methods[PHP_ELASKA_METHODS];
    struct ela_db *core;   /* the interface over this bridge */
    struct ela_app *app;   /* borrowed */
    unsigned frames;       /* calls of ours that run now, one inside the other */
    zend_long entry_depth; /* Dolibarr's counter when the outermost of them began */
    zend_long tx_depth;    /* Dolibarr's counter before the core began; PHP_ELASKA_NO_TX */
    bool charset_done;
    bool bailed; /* PHP is in a fatal error: nothing may run any more */
    bool poisoned;
    struct ela_error cause;
};

/* The bridge over this object: one per object and request, found again or made. Borrowed. */
enum ela_status php_elaska_bridge_open(zend_object *db, struct php_elaska_bridge **out,
                                       struct ela_error *err) ELA_MUST_CHECK;
void php_elaska_bridges_free(void); /* at the end of the request */

/*
 * Around every call into the core. leave() takes the outcome in *err, undoes what must be undone,
 * and may replace *err by the cause of the poison; `writes`: the call may have changed rows.
 * Returns true when the caller may run the whole call once more.
 */
enum ela_status php_elaska_bridge_enter(struct php_elaska_bridge *b,
                                        struct ela_error *err) ELA_MUST_CHECK;
bool php_elaska_bridge_leave(struct php_elaska_bridge *b, bool writes, struct ela_error *err);

/* Dolibarr's transaction counter. */
zend_long php_elaska_bridge_depth(struct php_elaska_bridge *b);
/* Marks the transaction as lost, see above. */
void php_elaska_bridge_poison(struct php_elaska_bridge *b, const struct ela_error *cause);

/* --- between bridge*.c -------------------------------------------------------------------- */

/* Calls a method of $db, guarded. *ret is the caller's to destroy after ELA_OK. Errors: internal
 * host.fatal, host.exception. */
enum ela_status php_elaska_bridge_call(struct php_elaska_bridge *b, enum php_elaska_method m,
                                       uint32_t argc, zval *argv, zval *ret,
                                       struct ela_error *err) ELA_MUST_CHECK;
/* Runs one statement whose answer does not matter; true when it worked. */
bool php_elaska_bridge_plain(struct php_elaska_bridge *b, const char *sql);
/* Fills err from the number that the server gave last. */
enum ela_status php_elaska_bridge_failed(struct php_elaska_bridge *b, struct ela_error *err);
/* Reads the whole result set; runs inside a guard. */
enum ela_status php_elaska_bridge_rows(struct php_elaska_bridge *b, zval *set,
                                       struct ela_db_result *out,
                                       struct ela_error *err) ELA_MUST_CHECK;
/* Nothing of ours may run: poisoned, fatal error, pending exception. */
enum ela_status php_elaska_bridge_ready(struct php_elaska_bridge *b,
                                        struct ela_error *err) ELA_MUST_CHECK;
/* One statement with rows (out) or with a count of changed rows (changed). */
enum ela_status php_elaska_bridge_run(struct php_elaska_bridge *b, const char *sql,
                                      const struct ela_db_value *params, size_t n,
                                      struct ela_db_result *out, int64_t *changed,
                                      struct ela_error *err) ELA_MUST_CHECK;
/* utf8mb4 for this connection, once per request: Dolibarr's utf8 would destroy emoji. */
enum ela_status php_elaska_bridge_charset(struct php_elaska_bridge *b,
                                          struct ela_error *err) ELA_MUST_CHECK;

#endif
