/*
 * Typed reading of checked input.
 */
#include "op/op.h"

const struct ela_json *ela_in_get(const struct ela_call *c, const char *name)
{
    return ela_json_get(c->in, name);
}

bool ela_in_has(const struct ela_call *c, const char *name)
{
    return ela_in_get(c, name) != NULL;
}

bool ela_in_null(const struct ela_call *c, const char *name)
{
    const struct ela_json *v = ela_in_get(c, name);
    return v && ela_json_kind(v) == ELA_JNULL;
}

int64_t ela_in_int(const struct ela_call *c, const char *name, int64_t fallback)
{
    return ela_json_int(ela_in_get(c, name), fallback);
}

bool ela_in_bool(const struct ela_call *c, const char *name, bool fallback)
{
    return ela_json_bool(ela_in_get(c, name), fallback);
}

struct ela_str ela_in_text(const struct ela_call *c, const char *name)
{
    return ela_json_text(ela_in_get(c, name));
}

struct ela_day ela_in_day(const struct ela_call *c, const char *name)
{
    struct ela_day day;
    struct ela_str s = ela_in_text(c, name);
    if (s.n == 0 || ela_day_parse(s, &day, name, NULL) != ELA_OK)
        return ELA_DAY_NONE;
    return day;
}
