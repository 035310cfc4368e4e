/*
 * Bridge: one per $db object and request; transactions and their poison (rules in bridge.h).
 */
#include "bridge.h"
#include "guard.h"

/* Far more levels than Dolibarr's code ever nests. */
#define LEVELS_MAX 64

static const char *const METHODS[PHP_ELASKA_METHODS] = {
    [PHP_ELASKA_QUERY] = "query",
    [PHP_ELASKA_FETCH_ROW] = "fetch_row",
    [PHP_ELASKA_NUM_ROWS] = "num_rows",
    [PHP_ELASKA_AFFECTED_ROWS] = "affected_rows",
    [PHP_ELASKA_LAST_INSERT_ID] = "last_insert_id",
    [PHP_ELASKA_FREE] = "free",
    [PHP_ELASKA_BEGIN] = "begin",
    [PHP_ELASKA_COMMIT] = "commit",
    [PHP_ELASKA_ROLLBACK] = "rollback",
};

struct depth_read {
    struct php_elaska_bridge *b;
    zend_long depth;
};

static void depth_read(void *ctx)
{
    struct depth_read *r = ctx;
    zval room;
    zval *v = zend_read_property(r->b->db->ce, r->b->db, ZEND_STRL("transaction_opened"), 1, &room);

    r->depth = zval_get_long(v);
}

zend_long php_elaska_bridge_depth(struct php_elaska_bridge *b)
{
    struct depth_read r = {b, 0};

    if (!b->bailed && !php_elaska_guard(depth_read, &r))
        b->bailed = true;
    return r.depth;
}

/* Calls begin, commit or rollback; true when Dolibarr says that it worked. */
static bool tx_call(struct php_elaska_bridge *b, enum php_elaska_method m, struct ela_error *err)
{
    zval ret;

    if (php_elaska_bridge_call(b, m, 0, NULL, &ret, err) != ELA_OK)
        return false;
    bool worked = zend_is_true(&ret);
    zval_ptr_dtor(&ret);
    return worked;
}

/*
 * Brings Dolibarr's counter down. Code that failed in the middle (an exception in Facture::create)
 * leaves levels open, on which a single rollback() would only count down.
 */
static void unwind(struct php_elaska_bridge *b, zend_long to)
{
    zend_object *aside = php_elaska_exception_aside();
    bool called = false;

    for (int i = 0; i < LEVELS_MAX && !b->bailed; i++) {
        zend_long before = php_elaska_bridge_depth(b);
        if (before <= to && (called || to > 0))
            break;
        (void)tx_call(b, PHP_ELASKA_ROLLBACK, NULL);
        called = true;
        if (EG(exception) != NULL)
            zend_clear_exception();
        if (php_elaska_bridge_depth(b) >= before)
            break;
    }
    php_elaska_exception_back(aside);
}

void php_elaska_bridge_poison(struct php_elaska_bridge *b, const struct ela_error *cause)
{
    if (b->poisoned || b->bailed || php_elaska_bridge_depth(b) <= 0)
        return;
    b->poisoned = true;
    b->cause = *cause;
    /*
     * The counter stays as it is, for the code that is about to count down; on the server
     * everything is undone now, and the savepoint tells later whether the transaction is still this
     * one.
     */
    if (php_elaska_bridge_plain(b, "ROLLBACK") && php_elaska_bridge_plain(b, "BEGIN"))
        (void)php_elaska_bridge_plain(b, "SAVEPOINT elaska_poisoned");
}

static enum ela_status op_query(void *impl, const char *sql, const struct ela_db_value *params,
                                size_t n, struct ela_db_result *out, struct ela_error *err)
{
    return php_elaska_bridge_run(impl, sql, params, n, out, NULL, err);
}

static enum ela_status op_exec(void *impl, const char *sql, const struct ela_db_value *params,
                               size_t n, int64_t *changed, struct ela_error *err)
{
    return php_elaska_bridge_run(impl, sql, params, n, NULL, changed, err);
}

static int64_t op_last_id(void *impl)
{
    struct php_elaska_bridge *b = impl;
    zval table, ret;

    ZVAL_EMPTY_STRING(&table);
    if (php_elaska_bridge_call(b, PHP_ELASKA_LAST_INSERT_ID, 1, &table, &ret, NULL) != ELA_OK)
        return 0;
    int64_t id = zval_get_long(&ret);
    zval_ptr_dtor(&ret);
    return id;
}

static enum ela_status op_begin(void *impl, struct ela_error *err)
{
    struct php_elaska_bridge *b = impl;

    ELA_TRY(php_elaska_bridge_ready(b, err));
    zend_long before = php_elaska_bridge_depth(b);
    if (!tx_call(b, PHP_ELASKA_BEGIN, err))
        return err != NULL && err->status != ELA_OK ? err->status
                                                    : php_elaska_bridge_failed(b, err);
    b->tx_depth = before;
    return ELA_OK;
}

static enum ela_status op_commit(void *impl, struct ela_error *err)
{
    struct php_elaska_bridge *b = impl;

    ELA_TRY(php_elaska_bridge_ready(b, err));
    zend_long depth = php_elaska_bridge_depth(b);
    /* A level left open by Dolibarr's code would make commit() count down only, and nothing would
     * be kept. */
    if (depth != b->tx_depth + 1)
        return ela_failf(err, ELA_E_INTERNAL, "db.unbalanced", "", "level %ld, expected %ld",
                         (long)depth, (long)b->tx_depth + 1);
    if (!tx_call(b, PHP_ELASKA_COMMIT, err))
        return err != NULL && err->status != ELA_OK ? err->status
                                                    : php_elaska_bridge_failed(b, err);
    b->tx_depth = PHP_ELASKA_NO_TX;
    return ELA_OK;
}

static void op_rollback(void *impl)
{
    struct php_elaska_bridge *b = impl;
    zend_long level = b->tx_depth;
    struct ela_error nested = ELA_ERROR_INIT;

    b->tx_depth = PHP_ELASKA_NO_TX;
    if (b->bailed)
        return;
    if (level > 0) { /* somebody else's transaction: its owner must start again */
        (void)ela_fail(&nested, ELA_E_STATE, "db.poisoned", "");
        php_elaska_bridge_poison(b, &nested);
    }
    unwind(b, level > 0 ? level : 0);
}

static const struct ela_db_ops BRIDGE_OPS = {
    .query = op_query,
    .exec = op_exec,
    .last_id = op_last_id,
    .begin = op_begin,
    .commit = op_commit,
    .rollback = op_rollback,
    .is_bridge = true,
};

/*
 * Is the poisoned transaction over? Its savepoint answers where the counter cannot: its owner may
 * have ended it and opened another between two calls of ours.
 */
static void forget_poison(struct php_elaska_bridge *b)
{
    if (b->entry_depth <= 0 || !php_elaska_bridge_plain(b, "ROLLBACK TO SAVEPOINT elaska_poisoned"))
        b->poisoned = false;
}

enum ela_status php_elaska_bridge_enter(struct php_elaska_bridge *b, struct ela_error *err)
{
    if (b->frames == 0) {
        b->entry_depth = php_elaska_bridge_depth(b);
        if (b->poisoned)
            forget_poison(b);
    }
    ELA_TRY(php_elaska_bridge_ready(b, err));
    ELA_TRY(php_elaska_bridge_charset(b, err));
    b->frames++;
    return ELA_OK;
}

bool php_elaska_bridge_leave(struct php_elaska_bridge *b, bool writes, struct ela_error *err)
{
    b->frames--;
    if (b->bailed)
        return false;
    if (err->status != ELA_OK && writes)
        php_elaska_bridge_poison(b, err);
    if (b->poisoned && b->cause.status == ELA_E_STATE && err->status != ELA_OK)
        b->cause = *err;
    if (b->frames > 0 || b->entry_depth > 0)
        return false;
    if (php_elaska_bridge_depth(b) > 0 && (b->poisoned || err->status != ELA_OK))
        unwind(b, 0);
    if (b->poisoned) {
        b->poisoned = false;
        if (err->status == ELA_OK || b->cause.status == ELA_E_TRANSIENT)
            *err = b->cause;
    }
    return err->status == ELA_E_TRANSIENT && strcmp(err->key, "db.commit_unknown") != 0 &&
           strcmp(err->key, "db.poisoned") != 0;
}

static const char *text_property(zend_object *o, const char *name)
{
    zval room;
    zval *v = zend_read_property(o->ce, o, name, strlen(name), 1, &room);

    ZVAL_DEREF(v);
    return Z_TYPE_P(v) == IS_STRING ? Z_STRVAL_P(v) : "";
}

static enum ela_status check_object(zend_object *db, zend_function **methods, struct ela_error *err)
{
    if (strcmp(text_property(db, "type"), "mysqli") != 0)
        return ela_fail(err, ELA_E_INPUT, "db.type", "db");
    for (size_t i = 0; i < PHP_ELASKA_METHODS; i++) {
        methods[i] =
            zend_hash_str_find_ptr(&db->ce->function_table, METHODS[i], strlen(METHODS[i]));
        if (methods[i] == NULL ||
            (methods[i]->common.fn_flags & (ZEND_ACC_PUBLIC | ZEND_ACC_STATIC)) != ZEND_ACC_PUBLIC)
            return ela_failf(err, ELA_E_INPUT, "db.type", "db", "no method %s", METHODS[i]);
    }
    return ELA_OK;
}

static const char *table_prefix(void)
{
    zval *v = zend_get_constant_str(ZEND_STRL("MAIN_DB_PREFIX"));

    return v != NULL && Z_TYPE_P(v) == IS_STRING ? Z_STRVAL_P(v) : "llx_";
}

/* Which database this is, for the caches of the process. */
static enum ela_status bridge_app(zend_object *db, struct ela_app **app, struct ela_error *err)
{
    char key[512];
    zval room;
    zend_long port =
        zval_get_long(zend_read_property(db->ce, db, ZEND_STRL("database_port"), 1, &room));

    (void)snprintf(key, sizeof key, "%s:" ZEND_LONG_FMT "/%s/%s",
                   text_property(db, "database_host"), port, text_property(db, "database_name"),
                   table_prefix());
    return php_elaska_app(key, app, err);
}

enum ela_status php_elaska_bridge_open(zend_object *db, struct php_elaska_bridge **out,
                                       struct ela_error *err)
{
    ELA_TRY(php_elaska_take_door(PHP_ELASKA_BRIDGE, err));
    for (struct php_elaska_bridge *b = ELASKA_G(bridges); b != NULL; b = b->next) {
        if (b->db == db) {
            *out = b;
            return ELA_OK;
        }
    }
    struct php_elaska_bridge *b = ela_malloc(sizeof *b);
    if (b == NULL)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    memset(b, 0, sizeof *b);
    b->db = db;
    b->tx_depth = PHP_ELASKA_NO_TX;
    enum ela_status st = check_object(db, b->methods, err);
    if (st == ELA_OK)
        st = bridge_app(db, &b->app, err);
    if (st == ELA_OK)
        st = ela_db_wrap(&BRIDGE_OPS, b, table_prefix(), &b->core, err);
    if (st != ELA_OK) {
        ela_free(b);
        return st;
    }
    /* A page shows what the page before it saved, whichever process served that one; and this
     * connection may stand where the last one did. */
    ela_app_forget(b->app);
    GC_ADDREF(db);
    b->next = ELASKA_G(bridges);
    ELASKA_G(bridges) = b;
    *out = b;
    return ELA_OK;
}

void php_elaska_bridges_free(void)
{
    while (ELASKA_G(bridges) != NULL) {
        struct php_elaska_bridge *b = ELASKA_G(bridges);

        ELASKA_G(bridges) = b->next;
        /* The connection ends with the request, and what is open in it with the connection. */
        b->bailed = true;
        ela_db_free(b->core);
        OBJ_RELEASE(b->db);
        ela_free(b);
    }
}
