/*
 * What all thin classes share.
 */
#include "feature.h"

#include "exception.h"

static zend_object_handlers feature_handlers;
static bool handlers_ready;

static struct php_elaska_feature *feature_of(zend_object *o)
{
    return (struct php_elaska_feature *)(void *)((char *)o -
                                                 XtOffsetOf(struct php_elaska_feature, std));
}

static zend_object *feature_create(zend_class_entry *ce)
{
    struct php_elaska_feature *f = zend_object_alloc(sizeof *f, ce);

    zend_object_std_init(&f->std, ce);
    object_properties_init(&f->std, ce);
    f->std.handlers = &feature_handlers;
    return &f->std;
}

static void feature_free(zend_object *o)
{
    struct php_elaska_feature *f = feature_of(o);

    if (f->office != NULL)
        OBJ_RELEASE(f->office);
    zend_object_std_dtor(o);
}

void php_elaska_feature_class(zend_class_entry *ce)
{
    if (!handlers_ready) {
        memcpy(&feature_handlers, zend_get_std_object_handlers(), sizeof feature_handlers);
        feature_handlers.offset = XtOffsetOf(struct php_elaska_feature, std);
        feature_handlers.free_obj = feature_free;
        feature_handlers.clone_obj = NULL;
        handlers_ready = true;
    }
    ce->create_object = feature_create;
}

void php_elaska_feature_construct(INTERNAL_FUNCTION_PARAMETERS)
{
    struct php_elaska_feature *f = feature_of(Z_OBJ_P(ZEND_THIS));
    zval *office;

    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_OBJECT_OF_CLASS(office, php_elaska_office_ce)
    ZEND_PARSE_PARAMETERS_END();
    if (f->office != NULL) {
        zend_throw_error(NULL, "%s is constructed already", ZSTR_VAL(Z_OBJCE_P(ZEND_THIS)->name));
        RETURN_THROWS();
    }
    Z_ADDREF_P(office);
    f->office = Z_OBJ_P(office);
}

struct php_elaska_office *php_elaska_feature_office(zval *this)
{
    struct php_elaska_feature *f = feature_of(Z_OBJ_P(this));
    struct ela_error err = ELA_ERROR_INIT;

    if (f->office != NULL)
        return php_elaska_office_of(f->office);
    (void)ela_fail(&err, ELA_E_INTERNAL, "host.not_constructed", "");
    php_elaska_throw(&err, false);
    return NULL;
}

void php_elaska_feature_call(INTERNAL_FUNCTION_PARAMETERS, const char *operation, bool document)
{
    struct php_elaska_request rq = {.operation = ela_str_of(operation), .document = document};

    /* The stub says of each method whether its input may be left out. */
    if (EX(func)->common.required_num_args > 0 || ZEND_NUM_ARGS() > 0) {
        ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ARRAY_HT(rq.in)
        ZEND_PARSE_PARAMETERS_END();
    }
    struct php_elaska_office *office = php_elaska_feature_office(ZEND_THIS);
    if (office != NULL)
        php_elaska_office_run(office, &rq, return_value);
}
