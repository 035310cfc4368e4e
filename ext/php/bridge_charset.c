/*
 * Bridge: the client character set. Dolibarr's conf.php ships `utf8`, MariaDB's three-byte form,
 * which would destroy emoji on their way in. sql_mode is never touched: Dolibarr relies on its own.
 */
#include "bridge.h"
#include "guard.h"

struct charset {
    struct php_elaska_bridge *b;
    bool failed, changed;
};

/* The mysqli object inside $db; NULL for a stand-in without one. */
static zend_object *link_of(struct php_elaska_bridge *b)
{
    zval room;
    zval *link = zend_read_property(b->db->ce, b->db, ZEND_STRL("db"), 1, &room);

    ZVAL_DEREF(link);
    if (Z_TYPE_P(link) != IS_OBJECT)
        return NULL;
    HashTable *methods = &Z_OBJCE_P(link)->function_table;
    return zend_hash_str_exists(methods, ZEND_STRL("character_set_name")) &&
                   zend_hash_str_exists(methods, ZEND_STRL("set_charset"))
               ? Z_OBJ_P(link)
               : NULL;
}

static void charset_set(void *ctx)
{
    struct charset *c = ctx;
    zend_object *link = link_of(c->b);
    zval ret, name;

    if (link == NULL)
        return;
    zend_call_method_with_0_params(link, link->ce, NULL, "character_set_name", &ret);
    bool done = Z_TYPE(ret) == IS_STRING && zend_string_equals_literal(Z_STR(ret), "utf8mb4");
    zval_ptr_dtor(&ret);
    if (done || EG(exception) != NULL)
        return;
    ZVAL_STRING(&name, "utf8mb4");
    zend_call_method_with_1_params(link, link->ce, NULL, "set_charset", &ret, &name);
    c->failed = !zend_is_true(&ret);
    c->changed = !c->failed;
    zval_ptr_dtor(&ret);
    zval_ptr_dtor(&name);
}

/*
 * set_charset() also resets the collation of the connection; Dolibarr had chosen one of the same
 * family as its tables, and CAST(... AS CHAR) compared with a column depends on it.
 */
static void collation_restore(struct php_elaska_bridge *b)
{
    char sql[96];
    zval room;
    zval *v = zend_read_property(b->db->ce, b->db, ZEND_STRL("forcecollate"), 1, &room);
    const char *name = Z_TYPE_P(v) == IS_STRING ? Z_STRVAL_P(v) : "";
    const char *family = strchr(name, '_');

    if (strncmp(name, "utf8", 4) != 0 || family == NULL ||
        strspn(family, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(family) ||
        strlen(family) > 40)
        return;
    (void)snprintf(sql, sizeof sql, "SET collation_connection = utf8mb4%s", family);
    (void)php_elaska_bridge_plain(b, sql);
}

enum ela_status php_elaska_bridge_charset(struct php_elaska_bridge *b, struct ela_error *err)
{
    struct charset c = {b, false, false};

    if (b->charset_done)
        return ELA_OK;
    if (!php_elaska_guard(charset_set, &c))
        b->bailed = true;
    ELA_TRY(php_elaska_bridge_ready(b, err));
    if (c.failed)
        return php_elaska_bridge_failed(b, err);
    if (c.changed)
        collation_restore(b);
    b->charset_done = true;
    return ELA_OK;
}
