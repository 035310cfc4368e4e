/*
 * Text as the fonts can print it, and its lines.
 */
#include "pdf/flow.h"
#include "pdf/pdf_internal.h"

/* Letters and accents that come apart (as some systems type them), and what they are together. */
struct pair {
    uint32_t letter, mark, whole;
};
static const struct pair PAIRS[] = {
    {'a', 0x300, 0xe0}, {'a', 0x301, 0xe1}, {'a', 0x302, 0xe2}, {'a', 0x303, 0xe3},
    {'a', 0x308, 0xe4}, {'a', 0x30a, 0xe5}, {'c', 0x327, 0xe7}, {'e', 0x300, 0xe8},
    {'e', 0x301, 0xe9}, {'e', 0x302, 0xea}, {'e', 0x308, 0xeb}, {'i', 0x300, 0xec},
    {'i', 0x301, 0xed}, {'i', 0x302, 0xee}, {'i', 0x308, 0xef}, {'n', 0x303, 0xf1},
    {'o', 0x300, 0xf2}, {'o', 0x301, 0xf3}, {'o', 0x302, 0xf4}, {'o', 0x303, 0xf5},
    {'o', 0x308, 0xf6}, {'u', 0x300, 0xf9}, {'u', 0x301, 0xfa}, {'u', 0x302, 0xfb},
    {'u', 0x308, 0xfc}, {'y', 0x301, 0xfd}, {'y', 0x308, 0xff}, {'A', 0x300, 0xc0},
    {'A', 0x301, 0xc1}, {'A', 0x302, 0xc2}, {'A', 0x308, 0xc4}, {'C', 0x327, 0xc7},
    {'E', 0x300, 0xc8}, {'E', 0x301, 0xc9}, {'E', 0x302, 0xca}, {'E', 0x308, 0xcb},
    {'I', 0x302, 0xce}, {'I', 0x308, 0xcf}, {'O', 0x302, 0xd4}, {'O', 0x308, 0xd6},
    {'U', 0x300, 0xd9}, {'U', 0x302, 0xdb}, {'U', 0x308, 0xdc}};

/* Ranges of the subset, each within one high byte; see fonts/subset.py. */
static const uint16_t RANGES[][2] = {
    {0x20, 0x7e},     {0xa0, 0xff},     {0x100, 0x17f},   {0x218, 0x21b},   {0x386, 0x386},
    {0x388, 0x38a},   {0x38c, 0x38c},   {0x38e, 0x3a1},   {0x3a3, 0x3ce},   {0x401, 0x45f},
    {0x2010, 0x2015}, {0x2018, 0x201a}, {0x201c, 0x2022}, {0x2026, 0x2026}, {0x202f, 0x2030},
    {0x2032, 0x2033}, {0x2039, 0x203a}, {0x2044, 0x2044}, {0x20ac, 0x20ac}, {0x2116, 0x2116},
    {0x2122, 0x2122}, {0x2190, 0x2190}, {0x2192, 0x2192}, {0x2212, 0x2212}, {0x2248, 0x2248},
    {0x2260, 0x2260}, {0x2264, 0x2265}};
enum { NRANGES = sizeof RANGES / sizeof RANGES[0] };

bool ela__pdf_range(size_t i, uint32_t *from, uint32_t *to)
{
    *from = i < NRANGES ? RANGES[i][0] : 0;
    *to = i < NRANGES ? RANGES[i][1] : 0;
    return i < NRANGES;
}

static bool printable(uint32_t c)
{
    for (size_t i = 0; i < NRANGES; i++)
        if (c >= RANGES[i][0] && c <= RANGES[i][1])
            return true;
    return false;
}

size_t ela__pdf_decode(const unsigned char *p, uint32_t *c)
{
    if (p[0] < 0x80) {
        *c = p[0];
        return 1;
    }
    size_t n = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : p[0] >= 0xc0 ? 2 : 0;
    *c = n == 4 ? p[0] & 7u : n == 3 ? p[0] & 15u : p[0] & 31u;
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xc0) != 0x80)
            n = 0;
        else
            *c = *c << 6 | (p[i] & 63u);
    }
    if (n == 0)
        *c = 0xfffd;
    return n ? n : 1;
}

static char *encode(char *p, uint32_t c)
{
    if (c < 0x80) {
        *p++ = (char)c;
    } else if (c < 0x800) {
        *p++ = (char)(0xc0 | c >> 6);
        *p++ = (char)(0x80 | (c & 63));
    } else {
        *p++ = (char)(0xe0 | c >> 12);
        *p++ = (char)(0x80 | (c >> 6 & 63));
        *p++ = (char)(0x80 | (c & 63));
    }
    return p;
}

static uint32_t composed(uint32_t letter, uint32_t mark)
{
    for (size_t i = 0; i < sizeof(PAIRS) / sizeof(PAIRS[0]); i++)
        if (PAIRS[i].letter == letter && PAIRS[i].mark == mark)
            return PAIRS[i].whole;
    return 0;
}

static uint32_t print_as(uint32_t c, bool breaks)
{
    if (c == '\n')
        return breaks ? '\n' : ' ';
    if (c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029)
        return ' ';
    if (c == 0x2009 || c == 0x2007)
        return 0x202f;
    return printable(c) ? c : '?';
}

char *ela__pdf_clean(struct ela_arena *a, const char *s, bool breaks)
{
    s = s ? s : "";
    size_t n = strlen(s);
    char *out = ela_arena_alloc(a, 3 * n + 1), *w = out;
    if (!out)
        return NULL;
    for (const unsigned char *p = (const unsigned char *)s; *p;) {
        uint32_t c, mark, whole;
        p += ela__pdf_decode(p, &c);
        if (c == '\r' || c == 0xad || (c >= 0x200b && c <= 0x200f) || c == 0xfeff ||
            (c >= 0xfe00 && c <= 0xfe0f))
            continue;
        size_t more = *p ? ela__pdf_decode(p, &mark) : 0;
        if (more && mark >= 0x300 && mark < 0x370 && (whole = composed(c, mark)) != 0) {
            c = whole;
            p += more;
        }
        w = encode(w, print_as(c, breaks));
    }
    *w = 0;
    return out;
}

bool ela_pdf_missing(struct ela_str text, char sign[5])
{
    const unsigned char *p = (const unsigned char *)text.p;
    for (size_t i = 0; i < text.n;) {
        uint32_t c;
        size_t n = ela__pdf_decode(p + i, &c); /* valid UTF-8: does not read past the end */
        bool mark = c >= 0x300 && c <= 0x36f, none = c == 0xad || (c >= 0x200b && c <= 0x200f) ||
                                                     c == 0xfeff || (c >= 0xfe00 && c <= 0xfe0f);
        if (c >= 0x20 && !mark && !none && print_as(c, false) == '?' && c != '?') {
            memcpy(sign, p + i, n);
            sign[n] = 0;
            return true;
        }
        i += n;
    }
    return false;
}

static size_t next_char(const char *s)
{
    size_t n = 1;
    while (((unsigned char)s[n] & 0xc0) == 0x80)
        n++;
    return n;
}

/* As much of one long word as fits; at least one letter. */
static size_t cut(struct ela__pdf *d, enum ela__weight w, float size, float width, const char *s,
                  size_t n)
{
    size_t fit = next_char(s);
    while (fit < n && ela__pdf_width(d, w, size, s, fit + next_char(s + fit)) <= width)
        fit += next_char(s + fit);
    return fit;
}

/* In French a space belongs to the high punctuation after it, and to the quote before it: no line
 * begins with ":" or ends with an opening quote. */
static bool space_parts(const char *s, size_t i)
{
    const char *next = s + i + 1;
    if (s[i] != ' ')
        return false;
    if ((*next && strchr(":;!?", *next)) || strncmp(next, "\xc2\xbb", 2) == 0)
        return false;
    return i < 2 || strncmp(s + i - 2, "\xc2\xab", 2) != 0;
}

const char *ela__pdf_wrap(struct ela__pdf *d, enum ela__weight w, float size, float width,
                          const char *s, size_t *n)
{
    size_t end = 0, fit = 0;
    while (s[end] && s[end] != '\n') {
        size_t word = end;
        while (s[word] == ' ')
            word++;
        while (s[word] && !space_parts(s, word) && s[word] != '\n' &&
               !(word > end && s[word - 1] == '-' && s[word] != '-'))
            word++;
        if (ela__pdf_width(d, w, size, s, word) > width)
            break;
        end = fit = word;
    }
    if (s[end] == 0 || s[end] == '\n') {
        *n = end;
        return s[end] ? s + end + 1 : NULL;
    }
    if (fit == 0)
        fit = cut(d, w, size, width, s, strcspn(s, " \n"));
    *n = fit;
    s += fit;
    while (*s == ' ')
        s++;
    if (*s == '\n')
        s++;
    return *s ? s : NULL;
}
