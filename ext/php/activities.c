/*
 * Elaska\Activities: one operation of the core per method (feature.h).
 */
#include "feature.h"
#include "activities_arginfo.h"

PHP_ELASKA_CONSTRUCTOR(Activities)
PHP_ELASKA_OPERATION(Activities, list, "activity.list")

void php_elaska_activities_minit(void)
{
    php_elaska_feature_class(register_class_Elaska_Activities());
}
