/*
 * Elaska\Rates: one operation of the core per method (feature.h).
 */
#include "feature.h"
#include "rates_arginfo.h"

PHP_ELASKA_CONSTRUCTOR(Rates)
PHP_ELASKA_OPERATION(Rates, set, "rate.set")
PHP_ELASKA_OPERATION(Rates, list, "rate.list")

void php_elaska_rates_minit(void)
{
    php_elaska_feature_class(register_class_Elaska_Rates());
}
