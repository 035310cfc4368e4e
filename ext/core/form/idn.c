/*
 * Domains in other letters than a to z: what people type becomes the form that mail servers read,
 * and only what could have been registered. Letters of the scripts that registries offer stand in a
 * table: no locale, no library. Source: RFC 3492, RFC 5890, RFC 5891, RFC 5892, RFC 5893, RFC 5895.
 */
#include "form/form_internal.h"

enum { LABEL_MAX = 63 };

/* --- letters ------------------------------------------------------------------------------ */

enum { ALL, ODD, EVEN };

struct range {
    uint32_t from, to;
    int which;
};

/* Small letters, digits and what combines with them, none that is written in another way too. */
static const struct range ALLOWED[] = {
    {'0', '9', ALL},       {'a', 'z', ALL},         {0xDF, 0xF6, ALL},     {0xF8, 0xFF, ALL},
    {0x101, 0x131, ODD},   {0x135, 0x137, ODD},     {0x138, 0x13E, EVEN},  {0x142, 0x148, EVEN},
    {0x14B, 0x177, ODD},   {0x17A, 0x17E, EVEN},    {0x1A1, 0x1A1, ALL},   {0x1B0, 0x1B0, ALL},
    {0x1CE, 0x1DC, EVEN},  {0x1DD, 0x1EF, ODD},     {0x1F5, 0x1F5, ALL},   {0x1F9, 0x21F, ODD},
    {0x223, 0x233, ODD},   {0x390, 0x390, ALL},     {0x3AC, 0x3CE, ALL},   {0x430, 0x45F, ALL},
    {0x461, 0x481, ODD},   {0x48B, 0x4BF, ODD},     {0x4C2, 0x4CE, EVEN},  {0x4CF, 0x52F, ODD},
    {0x561, 0x586, ALL},   {0x5D0, 0x5EA, ALL},     {0x620, 0x63F, ALL},   {0x641, 0x64A, ALL},
    {0x660, 0x669, ALL},   {0x66E, 0x66F, ALL},     {0x671, 0x674, ALL},   {0x679, 0x6D3, ALL},
    {0x6D5, 0x6D5, ALL},   {0x6F0, 0x6FC, ALL},     {0x900, 0x957, ALL},   {0x960, 0x963, ALL},
    {0x966, 0x96F, ALL},   {0xE01, 0xE32, ALL},     {0xE34, 0xE3A, ALL},   {0xE40, 0xE4E, ALL},
    {0xE50, 0xE59, ALL},   {0x10D0, 0x10FA, ALL},   {0x1E01, 0x1E95, ODD}, {0x1E96, 0x1E99, ALL},
    {0x1EA1, 0x1EFF, ODD}, {0x3005, 0x3007, ALL},   {0x3041, 0x3096, ALL}, {0x309D, 0x309E, ALL},
    {0x30A1, 0x30FA, ALL}, {0x30FC, 0x30FE, ALL},   {0x3400, 0x4DBF, ALL}, {0x4E00, 0x9FFF, ALL},
    {0xAC00, 0xD7A3, ALL}, {0x20000, 0x2A6DF, ALL},
};

/* They stand after a letter only. */
static const struct range MARKS[] = {
    {0x900, 0x903, ALL}, {0x93A, 0x93C, ALL}, {0x93E, 0x94F, ALL}, {0x951, 0x957, ALL},
    {0x962, 0x963, ALL}, {0xE31, 0xE31, ALL}, {0xE34, 0xE3A, ALL}, {0xE47, 0xE4E, ALL},
};

/* Capitals: the step to their small letter where it is the same for all. */
static const struct {
    uint32_t from, to, step;
    int which;
} CAPITALS[] = {
    {'A', 'Z', 32, ALL},     {0xC0, 0xD6, 32, ALL},     {0xD8, 0xDE, 32, ALL},
    {0x100, 0x12E, 1, EVEN}, {0x134, 0x136, 1, EVEN},   {0x139, 0x13D, 1, ODD},
    {0x141, 0x147, 1, ODD},  {0x14A, 0x176, 1, EVEN},   {0x179, 0x17D, 1, ODD},
    {0x1A0, 0x1A0, 1, ALL},  {0x1AF, 0x1AF, 1, ALL},    {0x1CD, 0x1DB, 1, ODD},
    {0x1DE, 0x1EE, 1, EVEN}, {0x1F8, 0x21E, 1, EVEN},   {0x222, 0x232, 1, EVEN},
    {0x386, 0x386, 38, ALL}, {0x388, 0x38A, 37, ALL},   {0x38C, 0x38C, 64, ALL},
    {0x38E, 0x38F, 63, ALL}, {0x391, 0x3A1, 32, ALL},   {0x3A3, 0x3AB, 32, ALL},
    {0x400, 0x40F, 80, ALL}, {0x410, 0x42F, 32, ALL},   {0x460, 0x480, 1, EVEN},
    {0x48A, 0x4BE, 1, EVEN}, {0x4C1, 0x4CD, 1, ODD},    {0x4D0, 0x52E, 1, EVEN},
    {0x531, 0x556, 48, ALL}, {0x1E00, 0x1E94, 1, EVEN}, {0x1EA0, 0x1EFE, 1, EVEN},
};

static bool within(uint32_t c, uint32_t from, uint32_t to, int which)
{
    return c >= from && c <= to && (which == ALL || (c & 1) == (which == ODD));
}

static bool is_in(uint32_t c, const struct range *ranges, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (within(c, ranges[i].from, ranges[i].to, ranges[i].which))
            return true;
    return false;
}
#define IS_IN(c, ranges) is_in(c, ranges, sizeof(ranges) / sizeof(ranges)[0])

static uint32_t small(uint32_t c)
{
    for (size_t i = 0; i < sizeof CAPITALS / sizeof CAPITALS[0]; i++)
        if (within(c, CAPITALS[i].from, CAPITALS[i].to, CAPITALS[i].which))
            return c + CAPITALS[i].step;
    return c == 0x178 ? 0xFF : c;
}

/* --- labels ------------------------------------------------------------------------------- */

static bool right_to_left(uint32_t c)
{
    return c >= 0x5D0 && c <= 0x6FC && !(c >= 0x660 && c <= 0x669) && !(c >= 0x6F0 && c <= 0x6F9);
}

/* Of letters that run to the left, all do; numbers of two kinds do not meet. */
static bool one_direction(const uint32_t *c, size_t n)
{
    size_t left = 0, western = 0, arabic = 0, persian = 0, other = 0;
    for (size_t i = 0; i < n; i++) {
        bool w = c[i] >= '0' && c[i] <= '9', a = c[i] >= 0x660 && c[i] <= 0x669,
             p = c[i] >= 0x6F0 && c[i] <= 0x6F9;
        western += w;
        arabic += a;
        persian += p;
        left += right_to_left(c[i]);
        other += !w && !a && !p && !right_to_left(c[i]) && c[i] != '-';
    }
    if (arabic && (persian || western))
        return false;
    return left ? right_to_left(c[0]) && !other : !arabic && !persian;
}

/* A label as people read it: RFC 5891, 4.2.3. */
static bool readable(const uint32_t *c, size_t n)
{
    if (n == 0 || c[0] == '-' || c[n - 1] == '-' || (n >= 4 && c[2] == '-' && c[3] == '-') ||
        IS_IN(c[0], MARKS))
        return false;
    for (size_t i = 0; i < n; i++) {
        bool catalan = c[i] == 0xB7 && i > 0 && i + 1 < n && c[i - 1] == 'l' && c[i + 1] == 'l';
        if (c[i] != '-' && !catalan && !IS_IN(c[i], ALLOWED))
            return false;
    }
    return one_direction(c, n);
}

/* --- punycode ----------------------------------------------------------------------------- */

enum { BASE = 36, T_MIN = 1, T_MAX = 26, SKEW = 38, DAMP = 700, FIRST_BIAS = 72, FIRST = 128 };

static uint32_t adapt(uint32_t delta, uint32_t points, bool first)
{
    uint32_t k = 0;
    delta = first ? delta / DAMP : delta / 2;
    for (delta += delta / points; delta > (BASE - T_MIN) * T_MAX / 2; k += BASE)
        delta /= BASE - T_MIN;
    return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
}

static uint32_t threshold(uint32_t k, uint32_t bias)
{
    return k <= bias ? T_MIN : k >= bias + T_MAX ? T_MAX : k - bias;
}

struct label {
    char p[LABEL_MAX];
    size_t n;
};

static bool put(struct label *out, uint32_t digit)
{
    if (out->n == LABEL_MAX)
        return false;
    out->p[out->n++] = (char)(digit < 26 ? 'a' + digit : '0' + digit - 26);
    return true;
}

static bool put_delta(struct label *out, uint32_t delta, uint32_t bias)
{
    for (uint32_t k = BASE;; k += BASE) {
        uint32_t t = threshold(k, bias);
        if (delta < t)
            return put(out, delta);
        if (!put(out, t + (delta - t) % (BASE - t)))
            return false;
        delta = (delta - t) / (BASE - t);
    }
}

static bool encode(const uint32_t *c, size_t n, struct label *out)
{
    uint32_t next = FIRST, delta = 0, bias = FIRST_BIAS, done = 0, plain;
    memcpy(out->p, "xn--", 4);
    out->n = 4;
    for (size_t i = 0; i < n; i++)
        if (c[i] < FIRST) {
            if (out->n == LABEL_MAX)
                return false;
            out->p[out->n++] = (char)c[i];
            done++;
        }
    plain = done;
    if (plain && out->n < LABEL_MAX)
        out->p[out->n++] = '-';
    while (done < n) {
        uint32_t least = UINT32_MAX;
        for (size_t i = 0; i < n; i++)
            if (c[i] >= next && c[i] < least)
                least = c[i];
        delta += (least - next) * (done + 1); /* 63 letters below 2^18: never past 32 bits */
        next = least;
        for (size_t i = 0; i < n; i++) {
            delta += c[i] < next;
            if (c[i] != next)
                continue;
            if (!put_delta(out, delta, bias))
                return false;
            bias = adapt(delta, done + 1, done == plain);
            delta = 0;
            done++;
        }
        delta++;
        next++;
    }
    return true;
}

static uint32_t digit_of(char c)
{
    return c >= 'a' && c <= 'z'   ? (uint32_t)(c - 'a')
           : c >= '0' && c <= '9' ? (uint32_t)(c - '0') + 26
                                  : BASE;
}

/* One number of the encoded form; false: it does not end, or is past every letter. */
static bool take_delta(struct ela_str s, size_t *at, uint32_t bias, uint64_t *i)
{
    uint64_t weight = 1;
    for (uint32_t k = BASE; *at < s.n; k += BASE) {
        uint32_t digit = digit_of(s.p[(*at)++]), t = threshold(k, bias);
        if (digit == BASE)
            return false;
        *i += digit * weight;
        if (*i > UINT32_MAX)
            return false;
        if (digit < t)
            return true;
        weight *= BASE - t;
        if (weight > UINT32_MAX)
            return false;
    }
    return false;
}

/* What follows "xn--", in small letters; 0: nothing that could be meant. */
static size_t decode(struct ela_str s, uint32_t c[LABEL_MAX])
{
    uint32_t bias = FIRST_BIAS;
    uint64_t i = 0, next = FIRST;
    const char *last = memrchr(s.p, '-', s.n);
    size_t n = last ? (size_t)(last - s.p) : 0, at = last ? n + 1 : 0;
    for (size_t k = 0; k < n; k++)
        c[k] = (unsigned char)s.p[k];
    while (at < s.n) {
        uint64_t before = i;
        if (n == LABEL_MAX || !take_delta(s, &at, bias, &i))
            return 0;
        bias = adapt((uint32_t)(i - before), (uint32_t)n + 1, before == 0);
        next += i / (n + 1);
        i %= n + 1;
        if (next > 0x10FFFF)
            return 0;
        size_t place = (size_t)i++;
        memmove(&c[place + 1], &c[place], (n - place) * sizeof *c);
        c[place] = (uint32_t)next;
        n++;
    }
    return n;
}

/* --- domains ------------------------------------------------------------------------------ */

/* Valid UTF-8 as letters, capitals as small ones; 0: too many. */
static size_t letters(struct ela_str s, uint32_t c[LABEL_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        unsigned char b = (unsigned char)s.p[i];
        size_t more = b < 0x80 ? 0 : b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
        uint32_t point = more ? b & (0x3Fu >> more) : b;
        for (i++; more && i < s.n; more--, i++)
            point = point << 6 | ((unsigned char)s.p[i] & 0x3F);
        if (n == LABEL_MAX)
            return 0;
        c[n++] = small(point);
    }
    return n;
}

/* "xn--..." stands for letters that could be typed, and is how they are written. */
static bool is_written_so(const struct label *l)
{
    uint32_t c[LABEL_MAX];
    struct label again;
    size_t n = decode((struct ela_str){l->p + 4, l->n - 4}, c);
    return readable(c, n) && encode(c, n, &again) && again.n == l->n &&
           memcmp(again.p, l->p, l->n) == 0;
}

static bool read_label(struct ela_str s, struct label *out)
{
    uint32_t c[LABEL_MAX];
    bool other = false;
    size_t n = letters(s, c);
    for (size_t i = 0; i < n; i++)
        other = other || c[i] >= FIRST;
    if (other)
        return readable(c, n) && encode(c, n, out);
    out->n = n;
    for (size_t i = 0; i < n; i++)
        out->p[i] = (char)c[i];
    return n > 0 && (n < 4 || memcmp(out->p, "xn--", 4) != 0 || is_written_so(out));
}

bool ela__f_domain(struct ela_str typed, char *out, size_t room, size_t *n)
{
    *n = 0;
    if (!ela_utf8_valid(typed.p, typed.n, NULL))
        return false;
    for (size_t from = 0, to; from <= typed.n; from = to + 1) {
        struct label l = {.n = 0};
        for (to = from; to < typed.n && typed.p[to] != '.';)
            to++;
        if (!read_label((struct ela_str){typed.p + from, to - from}, &l) || *n + l.n + 1 > room)
            return false;
        if (from)
            out[(*n)++] = '.';
        memcpy(out + *n, l.p, l.n);
        *n += l.n;
    }
    return true;
}
