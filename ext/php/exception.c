/*
 * Elaska\Exception: the core's error as PHP sees it.
 */
#include "exception.h"

#include "convert.h"

#include <ext/spl/spl_exceptions.h>

#include "exception_arginfo.h"

static zend_class_entry *exception_ce;

bool php_elaska_is_exception(const zend_object *o)
{
    return o != NULL && o->ce == exception_ce;
}

static void log_detail(const struct ela_error *err)
{
    if (err->detail[0] == '\0' && err->status != ELA_E_INTERNAL)
        return;
    ELA_LOG(err->status == ELA_E_INTERNAL ? ELA_LOG_ERROR : ELA_LOG_WARN, "call.failed",
            ELA_KV("key", err->key), ELA_KV("field", err->field), ELA_KV("detail", err->detail));
}

static void set_text(zend_object *o, zend_class_entry *ce, const char *name, const char *value)
{
    zend_update_property_string(ce, o, name, strlen(name), value);
}

void php_elaska_throw(const struct ela_error *err, bool retriable)
{
    php_elaska_throw_with(err, retriable, NULL);
}

void php_elaska_throw_with(const struct ela_error *err, bool retriable,
                           const struct ela_json *problem)
{
    char message[sizeof err->key + sizeof err->field + 8];
    zval value, params, details;

    log_detail(err);
    if (err->field[0] != '\0')
        (void)snprintf(message, sizeof message, "%s (%s)", err->key, err->field);
    else
        (void)snprintf(message, sizeof message, "%s", err->key);

    object_init_ex(&value, exception_ce);
    zend_object *o = Z_OBJ(value);
    set_text(o, zend_ce_exception, "message", message);
    zend_update_property_long(zend_ce_exception, o, ZEND_STRL("code"), (zend_long)err->status);
    set_text(o, exception_ce, "status", ela_status_name(err->status));
    set_text(o, exception_ce, "key", err->key);
    set_text(o, exception_ce, "field", err->field);
    array_init(&params);
    for (unsigned i = 0; i < err->nparams; i++)
        add_assoc_string(&params, err->params[i].name, err->params[i].value);
    zend_update_property(exception_ce, o, ZEND_STRL("params"), &params);
    zval_ptr_dtor(&params);
    if (problem != NULL) {
        php_elaska_from_json(problem, &details);
        zend_update_property(exception_ce, o, ZEND_STRL("details"), &details);
        zval_ptr_dtor(&details);
    }
    zend_update_property_bool(exception_ce, o, ZEND_STRL("retriable"), retriable);
    zend_throw_exception_object(&value);
}

static zval *member(zval *object, const char *name, zval *room)
{
    return zend_read_property(exception_ce, Z_OBJ_P(object), name, strlen(name), 1, room);
}

#define GETTER(method, name)                                                                       \
    ZEND_METHOD(Elaska_Exception, method)                                                          \
    {                                                                                              \
        zval room;                                                                                 \
        ZEND_PARSE_PARAMETERS_NONE();                                                              \
        RETURN_COPY_DEREF(member(ZEND_THIS, name, &room));                                         \
    }

GETTER(getStatus, "status")
GETTER(getKey, "key")
GETTER(getField, "field")
GETTER(getParams, "params")
GETTER(getDetails, "details")
GETTER(isRetriable, "retriable")

ZEND_METHOD(Elaska_Exception, toArray)
{
    static const char *const names[] = {"status", "key", "field", "params", "details"};

    ZEND_PARSE_PARAMETERS_NONE();
    array_init(return_value);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        zval room, *v = member(ZEND_THIS, names[i], &room);

        Z_TRY_ADDREF_P(v);
        add_assoc_zval(return_value, names[i], v);
    }
}

void php_elaska_exception_minit(void)
{
    exception_ce = register_class_Elaska_Exception(spl_ce_RuntimeException);
}
