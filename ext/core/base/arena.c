/*
 * Region memory and the process-wide allocator hooks.
 */
#include "base/arena.h"

#include <stdarg.h>

#define CHUNK_FIRST   ((size_t)4096)
#define CHUNK_LARGEST ((size_t)262144)
#define LIMIT_DEFAULT ((size_t)256 * 1024 * 1024)
#define ALIGN         ((size_t)16)

struct ela_arena_chunk {
    struct ela_arena_chunk *next;
    size_t cap;
    size_t used;
    size_t unused; /* keeps data 16-byte aligned */
    unsigned char data[];
};

static struct ela_allocator hooks = {malloc, realloc, free};

void ela_set_allocator(const struct ela_allocator *allocator)
{
    hooks = allocator ? *allocator : (struct ela_allocator){malloc, realloc, free};
}

void *ela_malloc(size_t n)
{
    return hooks.alloc(n ? n : 1);
}

void *ela_realloc(void *p, size_t n)
{
    return hooks.resize(p, n ? n : 1);
}

void ela_free(void *p)
{
    if (p)
        hooks.release(p);
}

void ela_arena_init(struct ela_arena *a, size_t limit)
{
    a->head = NULL;
    a->used = 0;
    a->limit = limit ? limit : LIMIT_DEFAULT;
}

void ela_arena_release(struct ela_arena *a)
{
    struct ela_arena_chunk *c = a->head;
    while (c) {
        struct ela_arena_chunk *next = c->next;
        ela_free(c);
        c = next;
    }
    a->head = NULL;
    a->used = 0;
}

void ela_arena_reset(struct ela_arena *a)
{
    struct ela_arena_chunk *keep = a->head;
    if (!keep)
        return;
    a->head = keep->next;
    ela_arena_release(a);
    keep->next = NULL;
    keep->used = 0;
    a->head = keep;
}

static struct ela_arena_chunk *new_chunk(struct ela_arena *a, size_t need)
{
    size_t cap = CHUNK_FIRST - sizeof(struct ela_arena_chunk);
    if (a->head && a->head->cap < CHUNK_LARGEST)
        cap = a->head->cap * 2;
    else if (a->head)
        cap = CHUNK_LARGEST;
    if (cap < need)
        cap = need;
    struct ela_arena_chunk *c = ela_malloc(sizeof *c + cap);
    if (!c)
        return NULL;
    c->cap = cap;
    c->used = 0;
    if (a->head && need > CHUNK_LARGEST / 4 && a->head->cap - a->head->used >= ALIGN) {
        /* A big one-off goes behind the current chunk, whose rest stays usable. */
        c->next = a->head->next;
        a->head->next = c;
    } else {
        c->next = a->head;
        a->head = c;
    }
    return c;
}

void *ela_arena_alloc(struct ela_arena *a, size_t n)
{
    if (n > a->limit || a->used > a->limit - n)
        return NULL;
    size_t need = (n + ALIGN - 1) & ~(ALIGN - 1);
    if (need < n)
        return NULL;
    if (need == 0)
        need = ALIGN;
    struct ela_arena_chunk *c = a->head;
    if (!c || c->cap - c->used < need) {
        c = new_chunk(a, need);
        if (!c)
            return NULL;
    }
    void *p = c->data + c->used;
    c->used += need;
    a->used += n;
    memset(p, 0, need);
    return p;
}

char *ela_arena_strndup(struct ela_arena *a, const char *s, size_t n)
{
    if (n == SIZE_MAX)
        return NULL;
    char *p = ela_arena_alloc(a, n + 1);
    if (p && n)
        memcpy(p, s, n);
    return p;
}

char *ela_arena_strdup(struct ela_arena *a, const char *s)
{
    return ela_arena_strndup(a, s, strlen(s));
}

char *ela_arena_printf(struct ela_arena *a, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n < 0)
        return NULL;
    char *p = ela_arena_alloc(a, (size_t)n + 1);
    if (!p)
        return NULL;
    va_start(ap, fmt);
    vsnprintf(p, (size_t)n + 1, fmt, ap);
    va_end(ap);
    return p;
}
