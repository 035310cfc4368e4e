/*
 * Elaska\Outbox: one operation of the core per method (feature.h).
 */
#include "feature.h"
#include "outbox_arginfo.h"

PHP_ELASKA_CONSTRUCTOR(Outbox)
PHP_ELASKA_OPERATION(Outbox, list, "outbox.list")
PHP_ELASKA_OPERATION(Outbox, read, "outbox.read")
PHP_ELASKA_OPERATION(Outbox, test, "outbox.test")
PHP_ELASKA_OPERATION(Outbox, rerun, "outbox.rerun")
PHP_ELASKA_OPERATION(Outbox, cancel, "outbox.cancel")
PHP_ELASKA_OPERATION(Outbox, health, "health.read")

void php_elaska_outbox_minit(void)
{
    php_elaska_feature_class(register_class_Elaska_Outbox());
}
