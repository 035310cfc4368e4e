/*
 * Money in minor units and exact rational rates; every product goes through 128 bits.
 */
#include "base/money.h"

#include <inttypes.h>

/* Not part of ISO C, but of every compiler that this code meets (gcc, clang, wasm32 too). */
__extension__ typedef __int128 wide;

#define RATE_DECIMALS 8
#define RATE_UNIT     ((int64_t)100000000) /* 10^8: one major unit */
#define MAJOR_MAX     ((int64_t)10000000)

bool ela_rate_is_set(struct ela_rate r)
{
    return r.den > 0;
}

bool ela_rate_eq(struct ela_rate a, struct ela_rate b)
{
    if (!ela_rate_is_set(a) || !ela_rate_is_set(b))
        return ela_rate_is_set(a) == ela_rate_is_set(b);
    return (wide)a.num * b.den == (wide)b.num * a.den;
}

static size_t separator_at(struct ela_str s, size_t i)
{
    if (s.p[i] == ' ')
        return 1;
    if (s.n - i >= 2 && memcmp(s.p + i, "\xC2\xA0", 2) == 0)
        return 2;
    if (s.n - i >= 3 && memcmp(s.p + i, "\xE2\x80\xAF", 3) == 0)
        return 3;
    return 0;
}

/*
 * Digits with thousands separators: groups of three after the first one. Returns the index past
 * them; *value saturates at `cap`. SIZE_MAX when malformed.
 */
static size_t read_whole(struct ela_str s, size_t i, int64_t cap, int64_t *value)
{
    size_t run = 0, groups = 0;
    *value = 0;
    while (i < s.n) {
        if (s.p[i] >= '0' && s.p[i] <= '9') {
            *value = *value * 10 + (s.p[i] - '0');
            if (*value > cap)
                *value = cap;
            run++;
            i++;
            continue;
        }
        size_t k = separator_at(s, i);
        if (k == 0)
            break;
        if (run == 0 || (groups > 0 && run != 3) || run > 3)
            return SIZE_MAX;
        groups++;
        run = 0;
        i += k;
    }
    return run == 0 || (groups > 0 && run != 3) ? SIZE_MAX : i;
}

/*
 * Decimal text to an integer scaled by 10^decimals. `too_large` is reported over `cap` major units.
 * Gives the message key of what is wrong, or NULL.
 */
static const char *read_decimal(struct ela_str text, unsigned decimals, int64_t cap, bool *negative,
                                int64_t *scaled)
{
    struct ela_str s = ela_str_trim(text);
    size_t i = 0;
    *negative = s.n > 0 && s.p[0] == '-';
    if (*negative)
        i++;
    int64_t whole = 0;
    i = read_whole(s, i, cap + 1, &whole);
    if (i == SIZE_MAX)
        return "money.unreadable";
    int64_t value = whole;
    unsigned got = 0;
    bool too_precise = false;
    if (i < s.n && (s.p[i] == '.' || s.p[i] == ',')) {
        if (++i == s.n)
            return "money.unreadable";
        for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++) {
            if (got < decimals) {
                value = value * 10 + (s.p[i] - '0');
                got++;
            } else if (s.p[i] != '0') {
                too_precise = true;
            }
        }
    }
    if (i != s.n)
        return "money.unreadable";
    for (; got < decimals; got++)
        value *= 10;
    *scaled = value;
    if (too_precise)
        return "money.too_precise";
    int64_t unit = 1;
    for (unsigned k = 0; k < decimals; k++)
        unit *= 10;
    return value > cap * unit ? "money.too_large" : NULL;
}

static int64_t gcd(int64_t a, int64_t b)
{
    while (b) {
        int64_t t = a % b;
        a = b;
        b = t;
    }
    return a;
}

enum ela_status ela_rate_parse(struct ela_str text, struct ela_rate *out, const char *field,
                               struct ela_error *err)
{
    bool negative;
    int64_t v;
    const char *bad = read_decimal(text, RATE_DECIMALS, MAJOR_MAX, &negative, &v);
    if (!bad && negative && v != 0)
        bad = "money.negative";
    if (bad)
        return ela_fail(err, ELA_E_INPUT, bad, field);
    /* v is 10^-8 major units; a minor unit is 10^6 of them. */
    int64_t g = v ? gcd(v, RATE_UNIT / 100) : RATE_UNIT / 100;
    out->num = v / g;
    out->den = RATE_UNIT / 100 / g;
    return ELA_OK;
}

/* Half up, away from zero for negatives. d > 0. */
static wide divide_half_up(wide n, wide d)
{
    wide q = n / d, r = n % d;
    if (r < 0)
        r = -r;
    if (r >= d - r)
        q += n < 0 ? -1 : 1;
    return q;
}

static bool narrow(wide v, int64_t *out)
{
    if (v > INT64_MAX || v < INT64_MIN)
        return false;
    *out = (int64_t)v;
    return true;
}

void ela_rate_format(struct ela_rate r, char out[32])
{
    out[0] = '\0';
    int64_t v;
    if (!ela_rate_is_set(r) || !narrow(divide_half_up((wide)r.num * (RATE_UNIT / 100), r.den), &v))
        return;
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    int n = snprintf(out, 32, "%s%" PRIu64 ".%08" PRIu64, v < 0 ? "-" : "", u / (uint64_t)RATE_UNIT,
                     u % (uint64_t)RATE_UNIT);
    int keep = n - (RATE_DECIMALS - 2);
    while (n > keep && out[n - 1] == '0')
        out[--n] = '\0';
}

enum ela_status ela_money_parse(struct ela_str text, bool signed_ok, int64_t *minor,
                                const char *field, struct ela_error *err)
{
    bool negative;
    int64_t v;
    const char *bad = read_decimal(text, 2, (int64_t)1000000000000, &negative, &v);
    if (!bad && negative && v != 0 && !signed_ok)
        bad = "money.negative";
    if (bad)
        return ela_fail(err, ELA_E_INPUT, bad, field);
    *minor = negative ? -v : v;
    return ELA_OK;
}

void ela_money_format(int64_t minor, char out[32])
{
    uint64_t u = minor < 0 ? 0 - (uint64_t)minor : (uint64_t)minor;
    snprintf(out, 32, "%s%" PRIu64 ".%02u", minor < 0 ? "-" : "", u / 100, (unsigned)(u % 100));
}

enum ela_status ela_money_of_time(int64_t seconds, struct ela_rate rate, int64_t *minor,
                                  struct ela_error *err)
{
    if (!ela_rate_is_set(rate))
        return ela_fail(err, ELA_E_STATE, "money.no_rate", NULL);
    if (!narrow(divide_half_up((wide)seconds * rate.num, (wide)rate.den * 3600), minor))
        return ela_fail(err, ELA_E_INPUT, "money.overflow", NULL);
    return ELA_OK;
}

enum ela_status ela_money_share(int64_t minor, int64_t part, int64_t whole, int64_t *out,
                                struct ela_error *err)
{
    if (whole <= 0 || !narrow(divide_half_up((wide)minor * part, whole), out))
        return ela_fail(err, ELA_E_INPUT, "money.overflow", NULL);
    return ELA_OK;
}

enum ela_status ela_add_i64(int64_t a, int64_t b, int64_t *out, struct ela_error *err)
{
    if (__builtin_add_overflow(a, b, out))
        return ela_fail(err, ELA_E_INPUT, "money.overflow", NULL);
    return ELA_OK;
}

enum ela_status ela_money_with_vat(int64_t minor, int32_t vat_milli, int64_t *out,
                                   struct ela_error *err)
{
    int64_t vat = 0;
    ELA_TRY(ela_money_share(minor, vat_milli, 100000, &vat, err));
    return ela_add_i64(minor, vat, out, err);
}

void ela_hours10_up(int64_t seconds, char out[32])
{
    /* seconds x 10^10 / 3600 = seconds x 25,000,000 / 9 */
    wide magnitude = seconds < 0 ? -(wide)seconds : (wide)seconds;
    wide v = (magnitude * 25000000 + 8) / 9;
    const wide unit = 10000000000;
    snprintf(out, 32, "%s%" PRIu64 ".%010" PRIu64, seconds < 0 ? "-" : "", (uint64_t)(v / unit),
             (uint64_t)(v % unit));
}

enum ela_status ela_vat_parse(struct ela_str text, int32_t *milli, const char *field,
                              struct ela_error *err)
{
    bool negative;
    int64_t v;
    struct ela_str s = ela_str_trim(text);
    if (s.n && s.p[s.n - 1] == '%')
        s.n--;
    const char *bad = read_decimal(s, 3, 100, &negative, &v);
    if (bad && strcmp(bad, "money.unreadable") == 0)
        return ela_fail(err, ELA_E_INPUT, "vat.unreadable", field);
    if (bad || (negative && v != 0))
        return ela_fail(err, ELA_E_INPUT, "vat.range", field);
    *milli = (int32_t)v;
    return ELA_OK;
}

void ela_vat_format(int32_t milli, char out[16])
{
    snprintf(out, 16, "%d.%03d", milli / 1000, milli % 1000 < 0 ? -(milli % 1000) : milli % 1000);
}

static bool listed(const char *list, const char *currency)
{
    for (; *list; list += 3)
        if (memcmp(list, currency, 3) == 0)
            return true;
    return false;
}

unsigned ela_currency_decimals(const char *currency)
{
    if (strlen(currency) != 3)
        return 2;
    if (listed("BIFCLPDJFGNFISKJPYKMFKRWPYGRWFUGXVNDVUVXAFXOFXPF", currency))
        return 0;
    return listed("BHDIQDJODKWDLYDOMRTND", currency) ? 3 : 2;
}
