/*
 * Status codes and the one error type of the core.
 *
 * A fallible function returns enum ela_status and fills a caller-owned
 * struct ela_error without allocating. The first error wins: a second
 * ela_fail() on a filled error changes nothing.
 */
#ifndef ELA_BASE_ERROR_H
#define ELA_BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ela_status {
    ELA_OK = 0,
    ELA_E_INPUT,     /* what was sent is wrong; `field` says where */
    ELA_E_STATE,     /* right, but not in the present state (already invoiced, closed case) */
    ELA_E_NOT_FOUND, /* does not exist, or must look so to this actor */
    ELA_E_DENIED,    /* the actor lacks the right */
    ELA_E_CONFLICT,  /* somebody else was quicker (optimistic version, unique key, lock) */
    ELA_E_TRANSIENT, /* may work if tried again; the only one that is retried */
    ELA_E_PERMANENT, /* a remote side refused for good */
    ELA_E_INTERNAL   /* a bug, or memory exhausted */
};

#define ELA_ERROR_PARAMS 6

struct ela_error_param {
    char name[24];
    char value[120];
};

/*
 * key:    message key, e.g. "time.duration.bare_number"; every surface translates it.
 * field:  path of the offending member, e.g. "duration" or "entries/3"; empty when none.
 * params: values for the message's variables.
 * detail: for the log only, never shown (SQL error text, library message).
 */
struct ela_error {
    enum ela_status status;
    char key[64];
    char field[64];
    char detail[256];
    unsigned nparams;
    struct ela_error_param params[ELA_ERROR_PARAMS];
};

#define ELA_ERROR_INIT                                                                             \
    {                                                                                              \
        .status = ELA_OK                                                                           \
    }

#define ELA_MUST_CHECK __attribute__((warn_unused_result))

/* Fills err (unless already filled; err may be NULL) and returns the status that is now in force.
 */
enum ela_status ela_fail(struct ela_error *err, enum ela_status status, const char *key,
                         const char *field);

/* Same, with a printf-formatted detail for the log. */
enum ela_status ela_failf(struct ela_error *err, enum ela_status status, const char *key,
                          const char *field, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

/* Adds a message variable to a filled error; silently dropped past ELA_ERROR_PARAMS. */
void ela_error_param(struct ela_error *err, const char *name, const char *value);
void ela_error_param_i64(struct ela_error *err, const char *name, int64_t value);

void ela_error_reset(struct ela_error *err);

/* "input", "state", "not_found", "denied", "conflict", "transient", "permanent", "internal", "ok".
 */
const char *ela_status_name(enum ela_status status);

#define ELA_TRY(expr)                                                                              \
    do {                                                                                           \
        enum ela_status ela_try_st_ = (expr);                                                      \
        if (ela_try_st_ != ELA_OK)                                                                 \
            return ela_try_st_;                                                                    \
    } while (0)

#include "base/banned.h"

#endif
