/*
 * Region memory: one arena per request or job, released at once.
 * The allocator is the caller's (under PHP the persistent one: a failed
 * emalloc would longjmp across the core).
 */
#ifndef ELA_BASE_ARENA_H
#define ELA_BASE_ARENA_H

#include "base/error.h"

struct ela_arena_chunk;

struct ela_arena {
    struct ela_arena_chunk *head;
    size_t used;  /* bytes handed out */
    size_t limit; /* ela_arena_alloc() returns NULL past it */
};

/* limit: bytes, 0 = 256 MiB. */
void ela_arena_init(struct ela_arena *a, size_t limit);
void ela_arena_release(struct ela_arena *a);
/* Empties it for reuse and keeps one chunk: what it gave is gone. */
void ela_arena_reset(struct ela_arena *a);

/* 16-byte aligned, zeroed; NULL when memory or the limit is exhausted. */
void *ela_arena_alloc(struct ela_arena *a, size_t n);
char *ela_arena_strndup(struct ela_arena *a, const char *s, size_t n);
char *ela_arena_strdup(struct ela_arena *a, const char *s);
char *ela_arena_printf(struct ela_arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Process-wide allocator hooks for arena, buf and json; set once at start-up. Tests use them for
 * the allocation-failure sweep. */
struct ela_allocator {
    void *(*alloc)(size_t n);
    void *(*resize)(void *p, size_t n);
    void (*release)(void *p);
};
void ela_set_allocator(const struct ela_allocator *allocator);
void *ela_malloc(size_t n);
void *ela_realloc(void *p, size_t n);
void ela_free(void *p);

#endif
