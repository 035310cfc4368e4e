/*
 * Borrowed strings, bounded buffers, UTF-8, integers and hexadecimal text.
 */
#include "base/str.h"

#include <stdarg.h>

struct ela_str ela_str_of(const char *nul_terminated)
{
    if (!nul_terminated)
        return ELA_STR("");
    return (struct ela_str){nul_terminated, strlen(nul_terminated)};
}

bool ela_str_eq(struct ela_str a, struct ela_str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool ela_str_is(struct ela_str a, const char *b)
{
    if (a.n > 0 && b && a.p[0] != b[0]) /* most that are compared differ here */
        return false;
    return ela_str_eq(a, ela_str_of(b));
}

/* Blanks of three bytes and signs that nobody sees: what copying out of other programs brings. */
static bool unseen(unsigned char a, unsigned char b, unsigned char c)
{
    switch (a) {
    case 0xE2:
        return (b == 0x80 && (c <= 0x8F || c == 0xA8 || c == 0xA9 || c == 0xAF)) ||
               (b == 0x81 && (c == 0x9F || c == 0xA0)) || (b == 0xA0 && c == 0x80);
    case 0xE3:
        return (b == 0x80 && c == 0x80) || (b == 0x85 && c == 0xA4);
    case 0xEF:
        return b == 0xBB && c == 0xBF;
    default:
        return false;
    }
}

static size_t blank_ahead(const char *p, size_t n)
{
    const unsigned char *u = (const unsigned char *)p;
    if (u[0] < 0x80)
        return u[0] == ' ' || (u[0] >= '\t' && u[0] <= '\r');
    if (n >= 2 && u[0] == 0xC2 && (u[1] == 0xA0 || u[1] == 0xAD || u[1] == 0x85))
        return 2;
    return n >= 3 && unseen(u[0], u[1], u[2]) ? 3 : 0;
}

static size_t blank_behind(const char *p, size_t n)
{
    if ((unsigned char)p[n - 1] < 0x80)
        return blank_ahead(p + n - 1, 1);
    if (n >= 2 && blank_ahead(p + n - 2, 2) == 2)
        return 2;
    if (n >= 3 && blank_ahead(p + n - 3, 3) == 3)
        return 3;
    return 0;
}

struct ela_str ela_str_trim(struct ela_str s)
{
    size_t k;
    while (s.n && (k = blank_ahead(s.p, s.n)) > 0) {
        s.p += k;
        s.n -= k;
    }
    while (s.n && (k = blank_behind(s.p, s.n)) > 0)
        s.n -= k;
    return s;
}

bool ela_str_copy(struct ela_str s, char *out, size_t cap)
{
    size_t n = s.n;
    if (cap == 0)
        return false;
    if (n >= cap) {
        n = cap - 1;
        while (n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
            n--;
    }
    if (n)
        memcpy(out, s.p, n);
    out[n] = '\0';
    return n == s.n;
}

void ela_buf_init(struct ela_buf *b, size_t max)
{
    *b = (struct ela_buf){.max = max};
}

void ela_buf_release(struct ela_buf *b)
{
    ela_free(b->p);
    ela_buf_init(b, b->max);
}

char *ela_buf_take(struct ela_buf *b, size_t *n)
{
    char *p = b->p;
    if (n)
        *n = b->n;
    b->p = NULL;
    b->n = b->cap = 0;
    return p;
}

static bool reserve(struct ela_buf *b, size_t more)
{
    if (b->failed)
        return false;
    if (more > b->max || b->n > b->max - more) {
        b->failed = true;
        return false;
    }
    size_t need = b->n + more + 1;
    if (need <= b->cap)
        return true;
    size_t cap = b->cap ? b->cap : 64;
    while (cap < need)
        cap += cap / 2 + 32;
    if (cap > b->max + 1)
        cap = b->max + 1;
    char *p = ela_realloc(b->p, cap);
    if (!p) {
        b->failed = true;
        return false;
    }
    b->p = p;
    b->cap = cap;
    return true;
}

void ela_buf_add(struct ela_buf *b, const void *p, size_t n)
{
    if (!reserve(b, n))
        return;
    if (n)
        memcpy(b->p + b->n, p, n);
    b->n += n;
    b->p[b->n] = '\0';
}

void ela_buf_adds(struct ela_buf *b, const char *s)
{
    ela_buf_add(b, s, strlen(s));
}

void ela_buf_addc(struct ela_buf *b, char c)
{
    ela_buf_add(b, &c, 1);
}

void ela_buf_add_html(struct ela_buf *b, struct ela_str s)
{
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        const char *as;
        switch (s.p[i]) {
        case '&':
            as = "&amp;";
            break;
        case '<':
            as = "&lt;";
            break;
        case '>':
            as = "&gt;";
            break;
        case '"':
            as = "&quot;";
            break;
        case '\'':
            as = "&#39;";
            break;
        default:
            continue;
        }
        ela_buf_add(b, s.p + from, i - from);
        ela_buf_adds(b, as);
        from = i + 1;
    }
    if (from < s.n)
        ela_buf_add(b, s.p + from, s.n - from);
}

void ela_buf_addf(struct ela_buf *b, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n < 0)
        b->failed = true;
    if (n < 0 || !reserve(b, (size_t)n))
        return;
    va_start(ap, fmt);
    vsnprintf(b->p + b->n, (size_t)n + 1, fmt, ap);
    va_end(ap);
    b->n += (size_t)n;
}

void ela_buf_reset(struct ela_buf *b)
{
    b->n = 0;
    b->failed = false;
    if (b->p)
        b->p[0] = '\0';
}

enum ela_status ela_buf_check(const struct ela_buf *b, struct ela_error *err)
{
    if (b->failed)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    return ELA_OK;
}

/* Length of the well-formed sequence at p, 0 if there is none. Source: Unicode 15, table 3-7. */
static size_t utf8_sequence(const unsigned char *p, size_t n)
{
    size_t len;
    unsigned char lo = 0x80, hi = 0xBF;
    if (p[0] >= 0xC2 && p[0] <= 0xDF)
        len = 2;
    else if (p[0] >= 0xE0 && p[0] <= 0xEF)
        len = 3;
    else if (p[0] >= 0xF0 && p[0] <= 0xF4)
        len = 4;
    else
        return 0;
    if (p[0] == 0xE0)
        lo = 0xA0;
    else if (p[0] == 0xED)
        hi = 0x9F;
    else if (p[0] == 0xF0)
        lo = 0x90;
    else if (p[0] == 0xF4)
        hi = 0x8F;
    if (n < len || p[1] < lo || p[1] > hi)
        return 0;
    for (size_t i = 2; i < len; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    return len;
}

bool ela_utf8_valid(const char *p, size_t n, size_t *chars)
{
    size_t count = 0;
    for (size_t i = 0; i < n; count++) {
        uint64_t eight;
        for (; n - i >= sizeof eight; i += sizeof eight, count += sizeof eight) {
            memcpy(&eight, p + i, sizeof eight);
            if (eight & 0x8080808080808080u)
                break;
        }
        if (i == n)
            break;
        if ((unsigned char)p[i] < 0x80) {
            i++;
            continue;
        }
        size_t k = utf8_sequence((const unsigned char *)p + i, n - i);
        if (k == 0)
            return false;
        i += k;
    }
    if (chars)
        *chars = count;
    return true;
}

bool ela_parse_i64(struct ela_str s, int64_t *out)
{
    size_t i = 0;
    bool negative = false;
    if (s.n && (s.p[0] == '-' || s.p[0] == '+'))
        negative = s.p[i++] == '-';
    if (i == s.n)
        return false;
    int64_t v = 0; /* built negative, so that INT64_MIN is reachable */
    for (; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        if (__builtin_mul_overflow(v, (int64_t)10, &v) ||
            __builtin_sub_overflow(v, (int64_t)(s.p[i] - '0'), &v))
            return false;
    }
    if (!negative && v == INT64_MIN)
        return false;
    *out = negative ? v : -v;
    return true;
}

void ela_hex(const uint8_t *p, size_t n, char *out)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < n; i++) {
        out[2 * i] = digits[p[i] >> 4];
        out[2 * i + 1] = digits[p[i] & 15];
    }
    out[2 * n] = '\0';
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool ela_unhex(struct ela_str s, uint8_t *out, size_t n)
{
    if (s.n != 2 * n)
        return false;
    for (size_t i = 0; i < n; i++) {
        int hi = hex_digit(s.p[2 * i]), lo = hex_digit(s.p[2 * i + 1]);
        if (hi < 0 || lo < 0)
            return false;
        out[i] = (uint8_t)(hi * 16 + lo);
    }
    return true;
}
