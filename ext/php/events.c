/*
 * Elaska\Events: one operation of the core per method (feature.h).
 */
#include "feature.h"
#include "events_arginfo.h"

PHP_ELASKA_CONSTRUCTOR(Events)
PHP_ELASKA_OPERATION(Events, list, "event.list")

void php_elaska_events_minit(void)
{
    php_elaska_feature_class(register_class_Elaska_Events());
}
