/*
 * Status codes and the one error type: filled without allocating, first error wins.
 */
#include "base/error.h"
#include "base/str.h"

#include <inttypes.h>
#include <stdarg.h>

enum ela_status ela_fail(struct ela_error *err, enum ela_status status, const char *key,
                         const char *field)
{
    if (!err)
        return status;
    if (err->status != ELA_OK)
        return err->status;
    ela_error_reset(err);
    err->status = status;
    ela_str_copy(ela_str_of(key), err->key, sizeof err->key);
    ela_str_copy(ela_str_of(field), err->field, sizeof err->field);
    return status;
}

enum ela_status ela_failf(struct ela_error *err, enum ela_status status, const char *key,
                          const char *field, const char *fmt, ...)
{
    if (!err)
        return status;
    if (err->status != ELA_OK)
        return err->status;
    (void)ela_fail(err, status, key, field);
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(err->detail, sizeof err->detail, fmt, ap);
    va_end(ap);
    if (n < 0)
        err->detail[0] = '\0';
    return status;
}

void ela_error_param(struct ela_error *err, const char *name, const char *value)
{
    if (!err || err->status == ELA_OK || err->nparams >= ELA_ERROR_PARAMS)
        return;
    struct ela_error_param *p = &err->params[err->nparams++];
    ela_str_copy(ela_str_of(name), p->name, sizeof p->name);
    ela_str_copy(ela_str_of(value), p->value, sizeof p->value);
}

void ela_error_param_i64(struct ela_error *err, const char *name, int64_t value)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, value);
    ela_error_param(err, name, text);
}

void ela_error_reset(struct ela_error *err)
{
    if (!err)
        return;
    err->status = ELA_OK;
    err->key[0] = err->field[0] = err->detail[0] = '\0';
    err->nparams = 0;
}

const char *ela_status_name(enum ela_status status)
{
    switch (status) {
    case ELA_OK:
        return "ok";
    case ELA_E_INPUT:
        return "input";
    case ELA_E_STATE:
        return "state";
    case ELA_E_NOT_FOUND:
        return "not_found";
    case ELA_E_DENIED:
        return "denied";
    case ELA_E_CONFLICT:
        return "conflict";
    case ELA_E_TRANSIENT:
        return "transient";
    case ELA_E_PERMANENT:
        return "permanent";
    case ELA_E_INTERNAL:
        break;
    }
    return "internal";
}
