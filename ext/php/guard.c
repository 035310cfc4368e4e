/*
 * Calls into PHP that may bail out or throw.
 */
#include "guard.h"

bool php_elaska_guard(void (*fn)(void *ctx), void *ctx)
{
    volatile bool ok = true;

    zend_try
    {
        fn(ctx);
    }
    zend_catch
    {
        ok = false;
    }
    zend_end_try();
    /* After the memory limit, PHP does not always jump: it may go on with an exit that cannot be
     * caught. */
    if (EG(exception) != NULL && CG(unclean_shutdown) && zend_is_unwind_exit(EG(exception)))
        ok = false;
    return ok;
}

void php_elaska_raise(void)
{
    if (EG(exception) == NULL)
        zend_bailout();
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
