/*
 * The thin classes: Elaska\Time, Elaska\Billing ... hold an office, and each of their methods is
 * one operation.
 */
#ifndef PHP_ELASKA_FEATURE_H
#define PHP_ELASKA_FEATURE_H

#include "office.h"

struct php_elaska_feature {
    zend_object *office; /* one reference; NULL until constructed */
    zend_object std;
};

/* Gives a class (just registered) its object handlers. */
void php_elaska_feature_class(zend_class_entry *ce);
/* The office of $this; NULL after an exception was thrown. */
struct php_elaska_office *php_elaska_feature_office(zval *this);

void php_elaska_feature_construct(INTERNAL_FUNCTION_PARAMETERS);
void php_elaska_feature_call(INTERNAL_FUNCTION_PARAMETERS, const char *operation, bool document);

#define PHP_ELASKA_CONSTRUCTOR(cls)                                                                \
    ZEND_METHOD(Elaska_##cls, __construct)                                                         \
    {                                                                                              \
        php_elaska_feature_construct(INTERNAL_FUNCTION_PARAM_PASSTHRU);                            \
    }
#define PHP_ELASKA_OPERATION(cls, method, operation)                                               \
    ZEND_METHOD(Elaska_##cls, method)                                                              \
    {                                                                                              \
        php_elaska_feature_call(INTERNAL_FUNCTION_PARAM_PASSTHRU, operation, false);               \
    }
#define PHP_ELASKA_DOCUMENT(cls, method, operation)                                                \
    ZEND_METHOD(Elaska_##cls, method)                                                              \
    {                                                                                              \
        php_elaska_feature_call(INTERNAL_FUNCTION_PARAM_PASSTHRU, operation, true);                \
    }

#endif
