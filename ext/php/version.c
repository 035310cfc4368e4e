/*
 * Elaska\Version: module and extension come in separate packages and must be of one version.
 */
#include "exception.h"
#include "version_arginfo.h"

ZEND_METHOD(Elaska_Version, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

ZEND_METHOD(Elaska_Version, core)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_STRING(ela_version());
}

ZEND_METHOD(Elaska_Version, expect)
{
    struct ela_error err = ELA_ERROR_INIT;
    zend_string *module;

    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(module)
    ZEND_PARSE_PARAMETERS_END();
    if (ela_str_is((struct ela_str){ZSTR_VAL(module), ZSTR_LEN(module)}, ela_version()))
        return;
    (void)ela_fail(&err, ELA_E_STATE, "version.mismatch", "");
    ela_error_param(&err, "module", ZSTR_VAL(module));
    ela_error_param(&err, "extension", ela_version());
    php_elaska_throw(&err, false);
}

void php_elaska_version_minit(void)
{
    (void)register_class_Elaska_Version();
}
