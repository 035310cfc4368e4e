/*
 * Elaska\Time: one operation of the core per method (feature.h).
 */
#include "feature.h"
#include "time_arginfo.h"

PHP_ELASKA_CONSTRUCTOR(Time)
PHP_ELASKA_OPERATION(Time, parse, "time.parse")
PHP_ELASKA_OPERATION(Time, create, "time.create")
PHP_ELASKA_OPERATION(Time, update, "time.update")
PHP_ELASKA_OPERATION(Time, delete, "time.delete")
PHP_ELASKA_OPERATION(Time, read, "time.read")
PHP_ELASKA_OPERATION(Time, list, "time.list")
PHP_ELASKA_OPERATION(Time, transition, "time.transition")
PHP_ELASKA_OPERATION(Time, submitWeek, "time.submit_week")
PHP_ELASKA_OPERATION(Time, week, "time.week")
PHP_ELASKA_OPERATION(Time, copy, "time.copy")
PHP_ELASKA_OPERATION(Time, sheet, "time.sheet")
PHP_ELASKA_DOCUMENT(Time, sheetPdf, "time.sheet_pdf")

void php_elaska_time_minit(void)
{
    php_elaska_feature_class(register_class_Elaska_Time());
}
