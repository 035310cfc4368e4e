/*
 * Elaska\Timer: one operation of the core per method (feature.h).
 */
#include "feature.h"
#include "timer_arginfo.h"

PHP_ELASKA_CONSTRUCTOR(Timer)
PHP_ELASKA_OPERATION(Timer, read, "timer.read")
PHP_ELASKA_OPERATION(Timer, start, "timer.start")
PHP_ELASKA_OPERATION(Timer, pause, "timer.pause")
PHP_ELASKA_OPERATION(Timer, resume, "timer.resume")
PHP_ELASKA_OPERATION(Timer, stop, "timer.stop")
PHP_ELASKA_OPERATION(Timer, discard, "timer.discard")

void php_elaska_timer_minit(void)
{
    php_elaska_feature_class(register_class_Elaska_Timer());
}
