/*
 * Little-endian integers in byte strings: what programs and saved states are made of.
 * A reader moves its window forward and turns `bad` when something is missing; callers check once.
 */
#ifndef ELA_BASE_BYTES_H
#define ELA_BASE_BYTES_H

#include "base/str.h"

static inline void ela_put_u8(struct ela_buf *b, unsigned v)
{
    ela_buf_addc(b, (char)(uint8_t)v);
}

static inline void ela_put_u16(struct ela_buf *b, unsigned v)
{
    ela_put_u8(b, v);
    ela_put_u8(b, v >> 8);
}

static inline void ela_put_u32(struct ela_buf *b, uint32_t v)
{
    ela_put_u16(b, v);
    ela_put_u16(b, v >> 16);
}

static inline void ela_put_i64(struct ela_buf *b, int64_t v)
{
    ela_put_u32(b, (uint32_t)(uint64_t)v);
    ela_put_u32(b, (uint32_t)((uint64_t)v >> 32));
}

/* At most 65,535 bytes: the caller has checked. */
static inline void ela_put_text(struct ela_buf *b, struct ela_str s)
{
    ela_put_u16(b, (unsigned)s.n);
    ela_buf_add(b, s.p, s.n);
}

struct ela_reader {
    const unsigned char *p;
    size_t n; /* bytes left */
    bool bad;
};

static inline uint64_t ela__get(struct ela_reader *r, size_t bytes)
{
    if (r->bad || r->n < bytes) {
        r->bad = true;
        return 0;
    }
    uint64_t v = 0;
    for (size_t i = 0; i < bytes; i++)
        v |= (uint64_t)r->p[i] << (8 * i);
    r->p += bytes;
    r->n -= bytes;
    return v;
}

static inline uint8_t ela_get_u8(struct ela_reader *r)
{
    return (uint8_t)ela__get(r, 1);
}

static inline uint16_t ela_get_u16(struct ela_reader *r)
{
    return (uint16_t)ela__get(r, 2);
}

static inline uint32_t ela_get_u32(struct ela_reader *r)
{
    return (uint32_t)ela__get(r, 4);
}

static inline int64_t ela_get_i64(struct ela_reader *r)
{
    return (int64_t)ela__get(r, 8);
}

/* Borrowed from the bytes; "" when bad. */
static inline struct ela_str ela_get_text(struct ela_reader *r)
{
    size_t n = ela_get_u16(r);
    if (r->bad || r->n < n) {
        r->bad = true;
        return ELA_STR("");
    }
    struct ela_str s = {(const char *)r->p, n};
    r->p += n;
    r->n -= n;
    return s;
}

#endif
