/*
 * Bridge: calling Dolibarr's $db, and what its failures mean.
 */
#include "bridge.h"
#include "guard.h"

/* A rendered statement stays below every usual max_allowed_packet. */
#define STATEMENT_MAX ((size_t)8 * 1024 * 1024)

struct invocation {
    struct php_elaska_bridge *b;
    enum php_elaska_method method;
    uint32_t argc;
    zval *argv;
    zval *ret;
};

static void invoke(void *ctx)
{
    struct invocation *i = ctx;

    zend_call_known_instance_method(i->b->methods[i->method], i->b->db, i->ret, i->argc, i->argv);
}

static enum ela_status host_failed(struct php_elaska_bridge *b, struct ela_error *err)
{
    return ela_fail(err, ELA_E_INTERNAL, b->bailed ? "host.fatal" : "host.exception", "");
}

enum ela_status php_elaska_bridge_call(struct php_elaska_bridge *b, enum php_elaska_method m,
                                       uint32_t argc, zval *argv, zval *ret, struct ela_error *err)
{
    struct invocation i = {b, m, argc, argv, ret};

    ZVAL_UNDEF(ret);
    if (b->bailed || EG(exception) != NULL)
        return host_failed(b, err);
    if (!php_elaska_guard(invoke, &i)) {
        b->bailed = true;
        ZVAL_UNDEF(ret);
        return host_failed(b, err);
    }
    if (EG(exception) != NULL) {
        zval_ptr_dtor(ret);
        ZVAL_UNDEF(ret);
        return host_failed(b, err);
    }
    return ELA_OK;
}

enum ela_status php_elaska_bridge_ready(struct php_elaska_bridge *b, struct ela_error *err)
{
    if (b->bailed || EG(exception) != NULL)
        return host_failed(b, err);
    if (b->poisoned)
        return ela_failf(err, ELA_E_TRANSIENT, "db.poisoned", "", "after %s", b->cause.key);
    return ELA_OK;
}

struct errno_read {
    struct php_elaska_bridge *b;
    zend_long number;
    char text[200];
};

/*
 * From the mysqli object: DoliDB does not keep the number of a failed COMMIT, and its own is a
 * translated text. A stand-in without mysqli gives "DB_ERROR_<number>".
 */
static void errno_read(void *ctx)
{
    struct errno_read *r = ctx;
    zval room, room2;
    zval *link = zend_read_property(r->b->db->ce, r->b->db, ZEND_STRL("db"), 1, &room);

    ZVAL_DEREF(link);
    if (Z_TYPE_P(link) == IS_OBJECT) {
        zend_object *o = Z_OBJ_P(link);
        zval *v = zend_read_property(o->ce, o, ZEND_STRL("errno"), 1, &room2);
        r->number = zval_get_long(v);
        v = zend_read_property(o->ce, o, ZEND_STRL("error"), 1, &room2);
        if (Z_TYPE_P(v) == IS_STRING)
            (void)snprintf(r->text, sizeof r->text, "%s", Z_STRVAL_P(v));
        if (v == &room2)
            zval_ptr_dtor(v);
    }
    if (EG(exception) != NULL) { /* the link was closed under us */
        zend_clear_exception();
        r->number = 2006;
    }
}

enum ela_status php_elaska_bridge_failed(struct php_elaska_bridge *b, struct ela_error *err)
{
    struct errno_read r = {.b = b};

    if (b->bailed || !php_elaska_guard(errno_read, &r)) {
        b->bailed = true;
        return host_failed(b, err);
    }
    return ela_db_fail(err, (unsigned)r.number, r.text);
}

struct statement {
    struct php_elaska_bridge *b;
    const struct ela_buf *text;
    struct ela_db_result *out;
    int64_t *changed;
    struct ela_error *err;
    enum ela_status st;
};

static enum ela_status take_rows(struct statement *s, zval *set)
{
    zval ret;

    if (Z_TYPE_P(set) != IS_OBJECT)
        return ela_failf(s->err, ELA_E_INTERNAL, "db.failed", "", "no result set");
    enum ela_status st = php_elaska_bridge_rows(s->b, set, s->out, s->err);
    if (s->b->bailed)
        return st;
    zend_object *aside = php_elaska_exception_aside();
    if (php_elaska_bridge_call(s->b, PHP_ELASKA_FREE, 1, set, &ret, NULL) == ELA_OK)
        zval_ptr_dtor(&ret);
    php_elaska_exception_back(aside);
    return st;
}

static enum ela_status take_count(struct statement *s, zval *set)
{
    zval ret;

    if (s->changed == NULL)
        return ELA_OK;
    ELA_TRY(php_elaska_bridge_call(s->b, PHP_ELASKA_AFFECTED_ROWS, 1, set, &ret, s->err));
    *s->changed = zval_get_long(&ret);
    zval_ptr_dtor(&ret);
    return ELA_OK;
}

static void statement_run(void *ctx)
{
    struct statement *s = ctx;
    zval sql, set;

    ZVAL_STRINGL(&sql, s->text->p, s->text->n);
    s->st = php_elaska_bridge_call(s->b, PHP_ELASKA_QUERY, 1, &sql, &set, s->err);
    if (s->b->bailed)
        return;
    zval_ptr_dtor(&sql);
    if (s->st != ELA_OK)
        return;
    if (!zend_is_true(&set))
        s->st = php_elaska_bridge_failed(s->b, s->err);
    else
        s->st = s->out != NULL ? take_rows(s, &set) : take_count(s, &set);
    if (!s->b->bailed)
        zval_ptr_dtor(&set);
}

enum ela_status php_elaska_bridge_run(struct php_elaska_bridge *b, const char *sql,
                                      const struct ela_db_value *params, size_t n,
                                      struct ela_db_result *out, int64_t *changed,
                                      struct ela_error *err)
{
    struct ela_error local = ELA_ERROR_INIT;
    struct ela_buf text;
    struct statement s = {b, &text, out, changed, &local, ELA_OK};

    ELA_TRY(php_elaska_bridge_ready(b, err));
    ela_buf_init(&text, STATEMENT_MAX);
    s.st = ela_db_render(sql, params, n, &text, &local);
    if (s.st == ELA_OK && !php_elaska_guard(statement_run, &s)) {
        b->bailed = true;
        s.st = host_failed(b, &local);
    }
    ela_buf_release(&text);
    if (s.st == ELA_OK)
        return ELA_OK;
    if (s.st == ELA_E_TRANSIENT)
        php_elaska_bridge_poison(b, &local);
    if (err != NULL && err->status == ELA_OK)
        *err = local;
    return s.st;
}

bool php_elaska_bridge_plain(struct php_elaska_bridge *b, const char *sql)
{
    zval text, ret;
    bool worked;

    if (b->bailed)
        return false;
    ZVAL_STRING(&text, sql);
    zend_object *aside = php_elaska_exception_aside();
    enum ela_status st = php_elaska_bridge_call(b, PHP_ELASKA_QUERY, 1, &text, &ret, NULL);
    worked = st == ELA_OK && zend_is_true(&ret);
    if (!b->bailed) {
        zval_ptr_dtor(&ret);
        zval_ptr_dtor(&text);
    }
    php_elaska_exception_back(aside);
    return worked;
}
