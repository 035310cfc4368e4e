/*
 * The way from core code into PHP code. A fatal error in PHP (time limit, memory) is a longjmp; it must stop
 * here, so that the core frames above unwind, and is raised again once they have.
 */
#ifndef PHP_ELASKA_GUARD_H
#define PHP_ELASKA_GUARD_H

#include "php_elaska.h"

/* False when PHP bailed out of fn: no PHP may run any more, and the outermost caller owes zend_bailout(). */
bool php_elaska_guard(void (*fn)(void *ctx), void *ctx);

/* Puts a pending exception aside, for the clean-up that must still call PHP; what clean-up throws is dropped. */
zend_object *php_elaska_exception_aside(void);
void php_elaska_exception_back(zend_object *aside);

#endif
