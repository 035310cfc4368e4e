/*
 * What spreadsheets save, as UTF-8; and texts without what people write differently.
 */
#include "import/import_internal.h"

/* Windows-1252 where it is not Latin-1; 0: no character. */
static const uint16_t WINDOWS[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static size_t put(char *out, uint32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

static uint32_t unit(struct ela_str in, size_t i, bool big)
{
    uint32_t a = (unsigned char)in.p[i], b = (unsigned char)in.p[i + 1];
    return big ? a << 8 | b : b << 8 | a;
}

static struct ela_str from_utf16(struct ela_str in, bool big, struct ela_arena *mem)
{
    char *out = ela_arena_alloc(mem, in.n * 2 + 4);
    size_t n = 0;
    if (!out)
        return ELA_STR("");
    for (size_t i = 0; i + 1 < in.n; i += 2) {
        uint32_t c = unit(in, i, big);
        uint32_t low = c >= 0xD800 && c < 0xDC00 && i + 3 < in.n ? unit(in, i + 2, big) : 0;
        if (low >= 0xDC00 && low < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        } else if (c >= 0xD800 && c < 0xE000) {
            c = 0xFFFD;
        }
        n += put(out + n, c);
    }
    return (struct ela_str){out, n};
}

static struct ela_str from_windows(struct ela_str in, struct ela_arena *mem)
{
    char *out = ela_arena_alloc(mem, in.n * 3 + 1);
    size_t n = 0;
    if (!out)
        return ELA_STR("");
    for (size_t i = 0; i < in.n; i++) {
        unsigned char c = (unsigned char)in.p[i];
        uint32_t as = c >= 0x80 && c < 0xA0 ? WINDOWS[c - 0x80] : c;
        n += put(out + n, as || !c ? as : 0xFFFD);
    }
    return (struct ela_str){out, n};
}

struct ela_str ela__i_text(struct ela_str in, struct ela_arena *mem)
{
    if (in.n >= 2 && memcmp(in.p, "\xFF\xFE", 2) == 0)
        return from_utf16((struct ela_str){in.p + 2, in.n - 2}, false, mem);
    if (in.n >= 2 && memcmp(in.p, "\xFE\xFF", 2) == 0)
        return from_utf16((struct ela_str){in.p + 2, in.n - 2}, true, mem);
    if (in.n >= 3 && memcmp(in.p, "\xEF\xBB\xBF", 3) == 0)
        in = (struct ela_str){in.p + 3, in.n - 3};
    return ela_utf8_valid(in.p, in.n, NULL) ? in : from_windows(in, mem);
}

/* U+00C0..U+00FF as plain letters; '-' is none. */
static char plain(unsigned char second)
{
    static const char letters[] =
        "aaaaaaaceeeeiiiidnooooo-ouuuuypsaaaaaaaceeeeiiiidnooooo-ouuuuypy";
    return letters[second - 0x80];
}

struct ela_str ela__i_fold(struct ela_str s, struct ela_arena *mem)
{
    char *out = ela_arena_alloc(mem, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; out && i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 'A' && c <= 'Z')
            out[n++] = (char)(c + 0x20);
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            out[n++] = (char)c;
        else if (c == 0xC3 && i + 1 < s.n && plain((unsigned char)s.p[i + 1]) != '-')
            out[n++] = plain((unsigned char)s.p[++i]);
        else if (c >= 0xC4 && !(c == 0xE2 && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0x80))
            out[n++] = (char)c; /* other alphabets stay as they are */
        else if (c >= 0x80 && c < 0xC0 && n && (unsigned char)out[n - 1] >= 0x80)
            out[n++] = (char)c;
    }
    return (struct ela_str){out ? out : "", n};
}
