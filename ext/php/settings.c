/*
 * Elaska\Settings: one operation of the core per method (feature.h).
 */
#include "feature.h"
#include "settings_arginfo.h"

PHP_ELASKA_CONSTRUCTOR(Settings)
PHP_ELASKA_OPERATION(Settings, check, "settings.check")
PHP_ELASKA_OPERATION(Settings, conf, "settings.conf")
PHP_ELASKA_OPERATION(Settings, list, "settings.list")

void php_elaska_settings_minit(void)
{
    php_elaska_feature_class(register_class_Elaska_Settings());
}
