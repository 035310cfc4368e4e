/*
 * Borrowed strings and bounded growable buffers.
 * A buffer has a maximum from its creation; writing past it sets `failed`
 * (sticky) and every later write is a no-op, so callers check once at the end.
 */
#ifndef ELA_BASE_STR_H
#define ELA_BASE_STR_H

#include "base/arena.h"

struct ela_str {
    const char *p; /* not NUL-terminated unless said so */
    size_t n;
};

#define ELA_STR(lit) ((struct ela_str){(lit), sizeof(lit) - 1})

struct ela_str ela_str_of(const char *nul_terminated); /* NULL gives {"",0} */
bool ela_str_eq(struct ela_str a, struct ela_str b);
bool ela_str_is(struct ela_str a, const char *b);
struct ela_str ela_str_trim(struct ela_str s); /* ASCII blanks and U+00A0, U+202F */

/* Copies at most cap - 1 bytes, never cutting a character, and ends with NUL; false when it was
 * cut. */
bool ela_str_copy(struct ela_str s, char *out, size_t cap);

struct ela_buf {
    char *p; /* always NUL-terminated once something was written */
    size_t n;
    size_t cap;
    size_t max;
    bool failed;
};

void ela_buf_init(struct ela_buf *b, size_t max);
void ela_buf_release(struct ela_buf *b);
char *ela_buf_take(struct ela_buf *b, size_t *n); /* ownership moves; free with ela_free() */
void ela_buf_add(struct ela_buf *b, const void *p, size_t n);
void ela_buf_adds(struct ela_buf *b, const char *s);
void ela_buf_addc(struct ela_buf *b, char c);
/* A text as it stands between tags and in quoted attributes of HTML; bytes above 127 as they are.
 */
void ela_buf_add_html(struct ela_buf *b, struct ela_str s);
void ela_buf_addf(struct ela_buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void ela_buf_reset(struct ela_buf *b);
enum ela_status ela_buf_check(const struct ela_buf *b, struct ela_error *err) ELA_MUST_CHECK;

/* UTF-8: true when valid (no surrogate, no overlong); *chars gets the number of code points. */
bool ela_utf8_valid(const char *p, size_t n, size_t *chars);

/* Whole string is [+-]?digits and fits; false otherwise. */
bool ela_parse_i64(struct ela_str s, int64_t *out);

/* Lower-case hexadecimal. out holds 2n+1. */
void ela_hex(const uint8_t *p, size_t n, char *out);
bool ela_unhex(struct ela_str s, uint8_t *out, size_t n);

#endif
