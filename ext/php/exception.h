/*
 * From the core's error to Elaska\Exception: the only place that does it.
 */
#ifndef PHP_ELASKA_EXCEPTION_H
#define PHP_ELASKA_EXCEPTION_H

#include "php_elaska.h"

/*
 * Throws. The detail of the error goes to the log, never into the exception. An exception that is
 * pending already becomes the previous one.
 */
void php_elaska_throw(const struct ela_error *err, bool retriable);
/* problem: what the operation told beside its error, NULL when nothing. */
void php_elaska_throw_with(const struct ela_error *err, bool retriable,
                           const struct ela_json *problem);
bool php_elaska_is_exception(const zend_object *o); /* an Elaska\Exception? */

#endif
