/*
 * Calls into PHP that may bail out or throw.
 */
#include "guard.h"

bool php_elaska_guard(void (*fn)(void *ctx), void *ctx)
{
    volatile bool ok = true;

    zend_try {
        fn(ctx);
    } zend_catch {
        ok = false;
    } zend_end_try();
    return ok;
}

zend_object *php_elaska_exception_aside(void)
{
    zend_object *aside = EG(exception);

    EG(exception) = NULL;
    return aside;
}

void php_elaska_exception_back(zend_object *aside)
{
    if (EG(exception) != NULL)
        zend_clear_exception();
    EG(exception) = aside;
}
