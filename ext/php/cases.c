/*
 * Elaska\Cases: one operation of the core per method (feature.h).
 */
#include "feature.h"
#include "cases_arginfo.h"

PHP_ELASKA_CONSTRUCTOR(Cases)
PHP_ELASKA_OPERATION(Cases, create, "case.create")
PHP_ELASKA_OPERATION(Cases, update, "case.update")
PHP_ELASKA_OPERATION(Cases, read, "case.read")
PHP_ELASKA_OPERATION(Cases, list, "case.list")
PHP_ELASKA_OPERATION(Cases, transition, "case.transition")
PHP_ELASKA_OPERATION(Cases, terms, "case.terms")
PHP_ELASKA_OPERATION(Cases, delete, "case.delete")
PHP_ELASKA_OPERATION(Cases, picker, "case.picker")

void php_elaska_cases_minit(void)
{
    php_elaska_feature_class(register_class_Elaska_Cases());
}
