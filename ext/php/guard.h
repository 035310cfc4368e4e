/*
 * The way from core code into PHP code. A fatal error in PHP (time limit, memory) is a longjmp; it
 * must stop here, so that the core frames above unwind, and is raised again once they have.
 */
#ifndef PHP_ELASKA_GUARD_H
#define PHP_ELASKA_GUARD_H

#include "php_elaska.h"

/* False when PHP ended fatally in fn: no PHP may run any more, and the outermost caller owes
 * php_elaska_raise(). */
bool php_elaska_guard(void (*fn)(void *ctx), void *ctx);
/* Goes on with the fatal error; may not return. What the caller owns must be freed or on a list by
 * now. */
void php_elaska_raise(void);

/* Puts a pending exception aside, for the clean-up that must still call PHP; what clean-up throws
 * is dropped. */
zend_object *php_elaska_exception_aside(void);
void php_elaska_exception_back(zend_object *aside);

#endif
