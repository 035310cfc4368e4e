/*
 * Two kinds of trees stand behind struct ela_json: jansson's values, and packed ones, which are
 * read only and lie in one block. A packed value's pointer is odd.
 */
#ifndef ELA_JSON_JSON_INTERNAL_H
#define ELA_JSON_JSON_INTERNAL_H

#include "json/json.h"

struct ela__packed {
    const char *key; /* of a member; NULL of an element and of the root */
    union {
        int64_t number; /* also of a truth */
        const char *text;
        const struct ela__packed *first; /* elements and members lie side by side */
    } is;
    uint32_t n;       /* bytes, elements or members */
    uint32_t at : 20; /* its place in the block */
    uint32_t tag : 9; /* of its key: two that differ in it need not be compared */
    uint32_t kind : 3;
};

/* NULL where it is one of jansson's. */
static inline const struct ela__packed *ela__packed(const struct ela_json *v)
{
    uintptr_t p = (uintptr_t)v;
    return p & 1 ? (const struct ela__packed *)(p - 1) : NULL;
}

static inline struct ela_json *ela__packed_value(const struct ela__packed *p)
{
    return p ? (struct ela_json *)((uintptr_t)p + 1) : NULL;
}

/* Past what a text holds as it is: the first quote, backslash or control character, else the end.
 */
static inline const char *ela__json_plain(const char *p, const char *end)
{
    const uint64_t ones = 0x0101010101010101u, highs = 0x8080808080808080u;
    uint64_t v, quote, slash;
    for (; (size_t)(end - p) >= sizeof v; p += sizeof v) {
        memcpy(&v, p, sizeof v);
        quote = v ^ (ones * '"');
        slash = v ^ (ones * '\\');
        if ((((quote - ones) & ~quote) | ((slash - ones) & ~slash) | ((v - ones * 0x20) & ~v)) &
            highs)
            break;
    }
    while (p < end && *p != '"' && *p != '\\' && (unsigned char)*p >= 0x20)
        p++;
    return p;
}

/* Well-formed text within the limits; NULL where it is anything else, or memory is short: the
 * parser then tells which. */
struct ela_json *ela__packed_read(struct ela_str text, const struct ela_json_limits *limits);
void ela__packed_ref(const struct ela__packed *p, int by); /* of the whole tree */
const struct ela__packed *ela__packed_get(const struct ela__packed *obj, const char *key);

#endif
