/*
 * Values of expressions: exact decimals, days, texts; their canonical texts and back.
 */
#include "expr/expr_internal.h"

#include <inttypes.h>

static const int64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};

struct ela_x_value ela_x_int(int64_t whole)
{
    int64_t v;
    if (__builtin_mul_overflow(whole, (int64_t)ELA_EXPR_SCALE, &v))
        return ELA_X_NONE;
    return ela_x_number(v);
}

struct ela_x_value ela_x_date(struct ela_day day)
{
    if (day.n == INT32_MIN)
        return ELA_X_NONE;
    return (struct ela_x_value){.type = ELA_X_DATE, .num = day.n};
}

static struct ela_x_value textual(enum ela_x_type type, const char *p, size_t n)
{
    if (n == 0 || n > UINT32_MAX)
        return ELA_X_NONE;
    return (struct ela_x_value){.type = (uint8_t)type, .n = (uint32_t)n, .text = p};
}

struct ela_x_value ela_x_text(const char *p, size_t n)
{
    return textual(ELA_X_TEXT, p, n);
}

struct ela_x_value ela_x_list(const char *codes, size_t n)
{
    return textual(ELA_X_LIST, codes, n);
}

bool ela_x_number_read(struct ela_str text, int64_t *millionths)
{
    size_t i = 0, decimals = 0, digits = 0;
    bool negative = text.n && text.p[0] == '-', point = false;
    int64_t v = 0;
    if (negative)
        i = 1;
    for (; i < text.n; i++) {
        char c = text.p[i];
        if (c == '.' && !point && digits) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9' || (point && decimals == 6))
            return false;
        if (__builtin_mul_overflow(v, (int64_t)10, &v) ||
            __builtin_add_overflow(v, (int64_t)(c - '0'), &v))
            return false;
        digits++;
        decimals += point;
    }
    if (!digits || (point && !decimals) || __builtin_mul_overflow(v, powers[6 - decimals], &v))
        return false;
    *millionths = negative ? -v : v;
    return true;
}

struct ela_x_value ela_x_read(enum ela_x_type type, struct ela_str text)
{
    int64_t v;
    struct ela_day day;
    if (text.n == 0)
        return ELA_X_NONE;
    switch (type) {
    case ELA_X_NUMBER:
        return ela_x_number_read(text, &v) ? ela_x_number(v) : ELA_X_NONE;
    case ELA_X_DATE:
        return ela_day_parse(text, &day, NULL, NULL) == ELA_OK ? ela_x_date(day) : ELA_X_NONE;
    case ELA_X_BOOL:
        if (ela_str_is(text, "true") || ela_str_is(text, "1"))
            return ela_x_bool(true);
        if (ela_str_is(text, "false") || ela_str_is(text, "0"))
            return ela_x_bool(false);
        return ELA_X_NONE;
    case ELA_X_TEXT:
    case ELA_X_LIST:
        return textual(type, text.p, text.n);
    default:
        return ELA_X_NONE;
    }
}

static struct ela_str write_number(int64_t v, char buf[32])
{
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    uint64_t whole = u / ELA_EXPR_SCALE, part = u % ELA_EXPR_SCALE;
    char *end = buf + 32, *p = end;
    if (part) {
        unsigned digits = 6;
        while (part % 10 == 0) {
            part /= 10;
            digits--;
        }
        for (; digits; digits--, part /= 10)
            *--p = (char)('0' + part % 10);
        *--p = '.';
    }
    do
        *--p = (char)('0' + whole % 10);
    while (whole /= 10);
    if (v < 0)
        *--p = '-';
    return (struct ela_str){p, (size_t)(end - p)};
}

static struct ela_str write_date(int64_t n, char buf[32])
{
    char text[16];
    ela_day_format((struct ela_day){(int32_t)n}, text);
    size_t len = strlen(text);
    memcpy(buf, text, len);
    return (struct ela_str){buf, len};
}

struct ela_str ela_x_write(struct ela_x_value v, char buf[32])
{
    switch (v.type) {
    case ELA_X_NUMBER:
        return write_number(v.num, buf);
    case ELA_X_DATE:
        return write_date(v.num, buf);
    case ELA_X_BOOL:
        return v.num ? ELA_STR("true") : ELA_STR("false");
    case ELA_X_TEXT:
    case ELA_X_LIST:
        return (struct ela_str){v.text, v.n};
    default:
        return ELA_STR("");
    }
}

/* Rounded half away from zero at the sixth decimal. */
static bool scaled(__int128 n, __int128 d, int64_t *out)
{
    if (d < 0) {
        n = -n;
        d = -d;
    }
    __int128 q = n < 0 ? -((-n + d / 2) / d) : (n + d / 2) / d;
    if (q > INT64_MAX || q < -INT64_MAX)
        return false;
    *out = (int64_t)q;
    return true;
}

bool ela__x_mul(int64_t a, int64_t b, int64_t *out)
{
    int64_t product;
    if (!__builtin_mul_overflow(a, b, &product) && product < INT64_MAX - ELA_EXPR_SCALE &&
        product > -INT64_MAX + ELA_EXPR_SCALE) {
        int64_t half = product < 0 ? -ELA_EXPR_SCALE / 2 : ELA_EXPR_SCALE / 2;
        *out = (product + half) / ELA_EXPR_SCALE;
        return true;
    }
    return scaled((__int128)a * b, ELA_EXPR_SCALE, out);
}

bool ela__x_div(int64_t a, int64_t b, int64_t *out)
{
    return b != 0 && scaled((__int128)a * ELA_EXPR_SCALE, b, out);
}

bool ela_x_facts_find(void *facts, struct ela_str name, struct ela_x_name *out)
{
    const struct ela_x_facts *f = facts;
    for (size_t i = 0; i < f->n && i < UINT16_MAX; i++)
        if (ela_str_is(name, f->names[i].name)) {
            *out = (struct ela_x_name){.slot = (uint16_t)i, .type = f->names[i].type};
            return true;
        }
    return false;
}
