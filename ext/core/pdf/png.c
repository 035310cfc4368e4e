/*
 * PNG to rows of colour. libharu's own reader ends the process where a file is damaged (libpng
 * calls abort), so what strangers may have made is read here: bounded, each row checked; what is
 * transparent shows the white of the paper. Source: PNG specification, third edition.
 */
#include "pdf/png.h"

#include <zlib.h>

struct reader {
    z_stream z;
    const unsigned char *file;
    size_t n, at; /* the chunk that comes next */
    const unsigned char *palette, *alpha;
    size_t npalette, nalpha;
    unsigned depth, kind;
};

static uint32_t be32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

bool ela__png_head(const unsigned char *p, size_t n, uint32_t *width, uint32_t *height)
{
    static const unsigned char DEPTHS[] = {8, 0, 8, 15, 8, 0, 8};
    if (n < 57 || memcmp(p, "\x89PNG\r\n\x1a\n", 8) || be32(p + 8) != 13 ||
        memcmp(p + 12, "IHDR", 4))
        return false;
    *width = be32(p + 16);
    *height = be32(p + 20);
    /* By kind the depths that are read: 8, of palettes also 1, 2, 4. Not interlaced. */
    return p[25] < sizeof DEPTHS && DEPTHS[p[25]] && p[24] && (p[24] & (p[24] - 1)) == 0 &&
           p[24] <= 8 && (p[24] & DEPTHS[p[25]]) && p[26] == 0 && p[27] == 0 && p[28] == 0 &&
           *width > 0 && *height > 0 && *width <= ELA__PNG_SIDE && *height <= ELA__PNG_SIDE &&
           *width * *height <= ELA__PNG_PIXELS;
}

/* Goes on to the next chunk of pixels; what else is of use is noted. False: there is none. */
static bool next_data(struct reader *r)
{
    while (r->at + 12 <= r->n) {
        const unsigned char *p = r->file + r->at;
        size_t len = be32(p);
        if (len > r->n - r->at - 12 || !memcmp(p + 4, "IEND", 4))
            return false;
        r->at += 12 + len;
        if (!memcmp(p + 4, "PLTE", 4) && len <= 768) {
            r->palette = p + 8;
            r->npalette = len / 3;
        } else if (!memcmp(p + 4, "tRNS", 4)) {
            r->alpha = p + 8;
            r->nalpha = len;
        } else if (!memcmp(p + 4, "IDAT", 4) && len > 0) {
            r->z.next_in = (unsigned char *)(uintptr_t)(p + 8); /* zlib only reads it */
            r->z.avail_in = (unsigned)len;
            return true;
        }
    }
    return false;
}

static bool read_row(struct reader *r, unsigned char *row, size_t n)
{
    r->z.next_out = row;
    r->z.avail_out = (unsigned)n;
    while (r->z.avail_out) {
        if (r->z.avail_in == 0 && !next_data(r))
            return false;
        int st = inflate(&r->z, Z_NO_FLUSH);
        if (st != Z_OK && !(st == Z_STREAM_END && r->z.avail_out == 0))
            return false;
    }
    return true;
}

static unsigned paeth(int a, int b, int c)
{
    int p = a + b - c, pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);
    return (unsigned)(pa <= pb && pa <= pc ? a : pb <= pc ? b : c);
}

/* row[0] is the filter; `above` the row before, unfiltered. */
static bool unfilter(unsigned char *row, const unsigned char *above, size_t n, size_t step)
{
    unsigned filter = row[0];
    if (filter > 4)
        return false;
    for (size_t i = 1; i <= n; i++) {
        unsigned left = i > step ? row[i - step] : 0, up = above[i];
        unsigned corner = i > step ? above[i - step] : 0;
        unsigned add = filter == 1   ? left
                       : filter == 2 ? up
                       : filter == 3 ? (left + up) / 2
                       : filter == 4 ? paeth((int)left, (int)up, (int)corner)
                                     : 0;
        row[i] = (unsigned char)(row[i] + add);
    }
    return true;
}

static void over_white(unsigned char *out, const unsigned char *rgb, unsigned alpha)
{
    for (int i = 0; i < 3; i++)
        out[i] = (unsigned char)((rgb[i] * alpha + 255u * (255u - alpha) + 127u) / 255u);
}

static bool paint_index(const struct reader *r, const unsigned char *row, uint32_t width,
                        unsigned char *out)
{
    for (uint32_t x = 0; x < width; x++) {
        size_t bit = (size_t)x * r->depth;
        unsigned i = (unsigned)(row[bit / 8] >> (8 - r->depth - bit % 8)) & ((1u << r->depth) - 1u);
        if (i >= r->npalette)
            return false;
        over_white(out + 3 * (size_t)x, r->palette + 3 * (size_t)i,
                   i < r->nalpha ? r->alpha[i] : 255);
    }
    return true;
}

/* `row` without its filter. */
static bool paint(const struct reader *r, const unsigned char *row, uint32_t width,
                  unsigned char *out)
{
    if (r->kind == 3)
        return paint_index(r, row, width, out);
    for (uint32_t x = 0; x < width; x++, out += 3) {
        switch (r->kind) {
        case 0:
            out[0] = out[1] = out[2] = row[x];
            break;
        case 2:
            memcpy(out, row + 3 * (size_t)x, 3);
            break;
        case 4: {
            unsigned char grey[3] = {row[2 * x], row[2 * x], row[2 * x]};
            over_white(out, grey, row[2 * x + 1]);
            break;
        }
        default:
            over_white(out, row + 4 * (size_t)x, row[4 * (size_t)x + 3]);
        }
    }
    return true;
}

static bool read_rows(struct reader *r, uint32_t width, uint32_t height, unsigned char *rows,
                      unsigned char *out)
{
    static const unsigned CHANNELS[] = {1, 0, 3, 1, 2, 0, 4};
    size_t bits = CHANNELS[r->kind] * r->depth, n = (bits * width + 7) / 8, step = (bits + 7) / 8;
    unsigned char *now = rows, *above = rows + n + 1;
    for (uint32_t y = 0; y < height; y++) {
        if (!read_row(r, now, n + 1) || !unfilter(now, above, n, step) ||
            !paint(r, now + 1, width, out + 3 * (size_t)y * width))
            return false;
        unsigned char *swap = now;
        now = above;
        above = swap;
    }
    return true;
}

unsigned char *ela__png_read(struct ela_arena *mem, const unsigned char *p, size_t n,
                             uint32_t *width, uint32_t *height)
{
    struct reader r = {.file = p, .n = n, .at = 33};
    if (!ela__png_head(p, n, width, height))
        return NULL;
    r.depth = p[24];
    r.kind = p[25];
    size_t two = 2 * (4 * (size_t)*width + 1);
    unsigned char *rows = ela_arena_alloc(mem, two);
    unsigned char *out = ela_arena_alloc(mem, 3 * (size_t)*width * *height);
    if (!rows || !out || inflateInit(&r.z) != Z_OK)
        return NULL;
    memset(rows, 0, two);
    bool ok = read_rows(&r, *width, *height, rows, out);
    (void)inflateEnd(&r.z);
    return ok ? out : NULL;
}
