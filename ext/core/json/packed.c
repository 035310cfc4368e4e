/*
 * Trees that are only read: one block holds the values, then their texts. Read in one pass; the
 * children of a list wait on a stack until it closes, and are then put side by side.
 */
#include "json/json_internal.h"

#include <stdlib.h>

struct block {
    int refs;
    struct ela__packed root[]; /* the root first */
};

struct reader {
    const char *p, *end;
    struct ela__packed *base, *placed, *stack, *waiting; /* the next of each */
    size_t values;                                       /* that it may still hold */
    unsigned depth;
    char *texts;
};

#define VALUES_MAX (1u << 20) /* what a place may number */

static bool read_value(struct reader *r, struct ela__packed *v);

static void skip_space(struct reader *r)
{
    while (r->p < r->end && (*r->p == ' ' || *r->p == '\n' || *r->p == '\t' || *r->p == '\r'))
        r->p++;
}

static bool at(struct reader *r, char c)
{
    if (r->p == r->end || *r->p != c)
        return false;
    r->p++;
    return true;
}

/* --- texts -------------------------------------------------------------------------------- */

static bool hex4(struct reader *r, unsigned *out)
{
    *out = 0;
    if (r->end - r->p < 4)
        return false;
    for (int i = 0; i < 4; i++) {
        char c = *r->p++;
        unsigned d = c >= '0' && c <= '9'   ? (unsigned)(c - '0')
                     : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10
                     : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10
                                            : 16;
        if (d == 16)
            return false;
        *out = *out << 4 | d;
    }
    return true;
}

static bool read_unicode(struct reader *r)
{
    unsigned u, low;
    char *t = r->texts;
    if (!hex4(r, &u) || u == 0 || (u >= 0xDC00 && u < 0xE000))
        return false;
    if (u >= 0xD800 && u < 0xDC00) {
        if (!at(r, '\\') || !at(r, 'u') || !hex4(r, &low) || low < 0xDC00 || low > 0xDFFF)
            return false;
        u = 0x10000 + ((u - 0xD800) << 10) + (low - 0xDC00);
    }
    if (u < 0x80) {
        *t++ = (char)u;
    } else if (u < 0x800) {
        *t++ = (char)(0xC0 | u >> 6);
        *t++ = (char)(0x80 | (u & 0x3F));
    } else {
        if (u < 0x10000) {
            *t++ = (char)(0xE0 | u >> 12);
        } else {
            *t++ = (char)(0xF0 | u >> 18);
            *t++ = (char)(0x80 | (u >> 12 & 0x3F));
        }
        *t++ = (char)(0x80 | (u >> 6 & 0x3F));
        *t++ = (char)(0x80 | (u & 0x3F));
    }
    r->texts = t;
    return true;
}

static bool read_escape(struct reader *r)
{
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    if (r->p == r->end)
        return false;
    char c = *r->p++;
    if (c == 'u')
        return read_unicode(r);
    const char *name = c ? strchr(names, c) : NULL;
    if (!name)
        return false;
    *r->texts++ = values[name - names];
    return true;
}

/* After its opening quote. It is never longer than it was written: the closing quote makes room for
 * the NUL. */
static bool read_text(struct reader *r, const char **text, uint32_t *n)
{
    char *start = r->texts;
    for (;;) {
        const char *from = r->p;
        r->p = ela__json_plain(r->p, r->end);
        memcpy(r->texts, from, (size_t)(r->p - from));
        r->texts += r->p - from;
        if (at(r, '"'))
            break;
        if (!at(r, '\\') || !read_escape(r))
            return false;
    }
    *text = start;
    *n = (uint32_t)(r->texts - start);
    *r->texts++ = '\0';
    return true;
}

/* --- values ------------------------------------------------------------------------------- */

static bool read_number(struct reader *r, struct ela__packed *v)
{
    bool minus = at(r, '-');
    const char *from = r->p;
    int64_t n = 0;
    while (r->p < r->end && *r->p >= '0' && *r->p <= '9') {
        if (__builtin_mul_overflow(n, 10, &n) || __builtin_sub_overflow(n, *r->p - '0', &n))
            return false;
        r->p++;
    }
    if (r->p == from || (*from == '0' && r->p - from > 1) || (!minus && n == INT64_MIN))
        return false;
    v->kind = ELA_JINT;
    v->is.number = minus ? n : -n;
    return true;
}

static bool read_word(struct reader *r, const char *word, size_t n)
{
    if ((size_t)(r->end - r->p) < n || memcmp(r->p, word, n) != 0)
        return false;
    r->p += n;
    return true;
}

static uint32_t tag_of(const char *key, size_t n)
{
    if (n == 0)
        return 0;
    return ((uint32_t)(unsigned char)key[0] ^ (uint32_t)(unsigned char)key[n - 1] << 2 ^
            (uint32_t)n << 4) &
           0x1FF;
}

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct ela__packed *)a)->key, ((const struct ela__packed *)b)->key);
}

/* Few members are compared with each other, many are sorted, where they waited. */
static bool keys_differ(struct ela__packed *m, uint32_t n)
{
    if (n > 16) {
        qsort(m, n, sizeof *m, by_key);
        for (uint32_t i = 1; i < n; i++)
            if (by_key(&m[i - 1], &m[i]) == 0)
                return false;
        return true;
    }
    for (uint32_t i = 1; i < n; i++)
        for (uint32_t k = 0; k < i; k++)
            if (m[i].tag == m[k].tag && strcmp(m[i].key, m[k].key) == 0)
                return false;
    return true;
}

/* Those that waited since `from` become the children of v. */
static bool place(struct reader *r, struct ela__packed *v, struct ela__packed *from)
{
    v->n = (uint32_t)(r->waiting - from);
    v->is.first = r->placed;
    r->waiting = from;
    for (uint32_t i = 0; i < v->n; i++, r->placed++) {
        *r->placed = from[i];
        r->placed->at = (uint32_t)(r->placed - r->base) & (VALUES_MAX - 1);
    }
    return v->kind == ELA_JARRAY || keys_differ(from, v->n);
}

static bool read_children(struct reader *r, struct ela__packed *v, char close)
{
    struct ela__packed child;
    size_t mark = (size_t)(r->waiting - r->stack);
    v->kind = close == '}' ? ELA_JOBJECT : ELA_JARRAY;
    skip_space(r);
    if (r->depth == 0)
        return false;
    if (at(r, close))
        return true;
    r->depth--;
    do {
        uint32_t n;
        memset(&child, 0, sizeof child);
        skip_space(r);
        if (close == '}') {
            if (!at(r, '"') || !read_text(r, &child.key, &n))
                return false;
            child.tag = tag_of(child.key, n) & 0x1FF;
            skip_space(r);
            if (!at(r, ':'))
                return false;
        }
        if (!read_value(r, &child) || --r->values == 0)
            return false;
        *r->waiting++ = child;
        skip_space(r);
    } while (at(r, ','));
    r->depth++;
    return at(r, close) && place(r, v, r->stack + mark);
}

static bool read_value(struct reader *r, struct ela__packed *v)
{
    uint32_t n;
    skip_space(r);
    if (r->p == r->end)
        return false;
    switch (*r->p) {
    case '{':
    case '[':
        return read_children(r, v, *r->p++ == '{' ? '}' : ']');
    case '"':
        r->p++;
        v->kind = ELA_JTEXT;
        if (!read_text(r, &v->is.text, &n))
            return false;
        v->n = n;
        return true;
    case 't':
        v->kind = ELA_JBOOL;
        v->is.number = 1;
        return read_word(r, "true", 4);
    case 'f':
        v->kind = ELA_JBOOL;
        return read_word(r, "false", 5);
    case 'n':
        v->kind = ELA_JNULL;
        return read_word(r, "null", 4);
    default:
        return read_number(r, v);
    }
}

/* At least the values of the text: one, and one for each comma and each opening, those that stand
 * in texts among them. */
static size_t values_at_most(struct ela_str text)
{
    typedef unsigned char lanes __attribute__((vector_size(16)));
    size_t n = 1, i = 0;
    while (text.n - i >= sizeof(lanes)) {
        lanes found = {0};
        /* A lane counts to 255, two at a time. */
        for (int k = 0; k < 127 && text.n - i >= sizeof(lanes); k++, i += sizeof(lanes)) {
            lanes v;
            memcpy(&v, text.p + i, sizeof v);
            found -= (lanes)(v == ',');
            found -= (lanes)((v & 0xDF) == '['); /* and '{' */
        }
        for (size_t k = 0; k < sizeof(lanes); k++)
            n += found[k];
    }
    for (; i < text.n; i++)
        n += text.p[i] == ',' || text.p[i] == '[' || text.p[i] == '{' ? 1 : 0;
    return n;
}

struct ela_json *ela__packed_read(struct ela_str text, const struct ela_json_limits *limits)
{
    if (text.n > limits->bytes || text.n > UINT32_MAX || !ela_utf8_valid(text.p, text.n, NULL))
        return NULL;
    size_t most = values_at_most(text);
    most = most < limits->values ? most : limits->values;
    if (most >= VALUES_MAX)
        return NULL;
    struct block *b = ela_malloc(sizeof *b + most * sizeof b->root[0] + text.n + 1);
    struct ela__packed *stack = ela_malloc(most * sizeof *stack);
    bool ok = b && stack;
    if (ok) {
        struct reader r = {.p = text.p,
                           .end = text.p + text.n,
                           .base = b->root,
                           .placed = b->root + 1,
                           .stack = stack,
                           .waiting = stack,
                           .values = most,
                           .depth = limits->depth,
                           .texts = (char *)(b->root + most)};
        b->refs = 1;
        memset(b->root, 0, sizeof b->root[0]);
        ok = read_value(&r, b->root);
        skip_space(&r);
        ok = ok && r.p == r.end;
    }
    ela_free(stack);
    if (ok)
        return ela__packed_value(b->root);
    ela_free(b);
    return NULL;
}

/* --- use ---------------------------------------------------------------------------------- */

void ela__packed_ref(const struct ela__packed *p, int by)
{
    const struct ela__packed *root = p - p->at;
    struct block *b = (struct block *)((uintptr_t)root - offsetof(struct block, root));
    b->refs += by;
    if (b->refs == 0)
        ela_free(b);
}

const struct ela__packed *ela__packed_get(const struct ela__packed *obj, const char *key)
{
    if (obj->kind != ELA_JOBJECT)
        return NULL;
    uint32_t tag = tag_of(key, strlen(key));
    for (const struct ela__packed *m = obj->is.first, *end = m + obj->n; m < end; m++)
        if (m->tag == tag && strcmp(m->key, key) == 0)
            return m;
    return NULL;
}
