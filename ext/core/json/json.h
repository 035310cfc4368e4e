/*
 * JSON over jansson: parsing with limits, typed reading with field paths, building.
 * Callers see struct ela_json only through these functions; a jansson header
 * is included nowhere else. Trees are reference-counted: functions named _new or _parse
 * give ownership (ela_json_free), _get borrow, _set take ownership of the value given.
 */
#ifndef ELA_JSON_JSON_H
#define ELA_JSON_JSON_H

#include "base/str.h"

struct ela_json; /* a JSON value */

/* Makes jansson use the allocator of base/arena.h; once, before the first tree (ela_app_new calls
 * it). */
void ela_json_init(void);

struct ela_json_limits {
    size_t bytes; /* of text */
    unsigned depth;
    size_t values; /* total number of values in the tree */
};
/* 1 MiB, depth 40 (formatted texts in forms are the deepest), 120,000 values. */
extern const struct ela_json_limits ELA_JSON_LIMITS_DEFAULT;

/*
 * RFC 8259 text to tree. Duplicate keys, trailing bytes, invalid UTF-8, NUL in strings and numbers
 * out of int64 are refused; a real number is kept only as refused: amounts travel as integers or
 * text. Errors (input): json.too_large, json.too_deep, json.too_many (param max), json.malformed,
 * json.number_range (params line, column), json.duplicate_key, json.real_number (field: its path).
 */
enum ela_status ela_json_parse(struct ela_str text, const struct ela_json_limits *limits,
                               struct ela_json **out, struct ela_error *err) ELA_MUST_CHECK;
/*
 * The same into a tree that is only read, in one block: a fraction of the time and of the memory.
 * Finding a member walks the object. Nothing can be set or pushed in it; set or pushed elsewhere it
 * is copied. Errors as above.
 */
enum ela_status ela_json_read(struct ela_str text, const struct ela_json_limits *limits,
                              struct ela_json **out, struct ela_error *err) ELA_MUST_CHECK;
void ela_json_free(struct ela_json *v); /* drops one reference; NULL ok */
struct ela_json *ela_json_ref(struct ela_json *v);

enum ela_json_kind { ELA_JNULL, ELA_JBOOL, ELA_JINT, ELA_JTEXT, ELA_JARRAY, ELA_JOBJECT };
enum ela_json_kind ela_json_kind(const struct ela_json *v); /* NULL reads as ELA_JNULL */

const struct ela_json *ela_json_get(const struct ela_json *obj,
                                    const char *key); /* NULL if absent */
size_t ela_json_size(const struct ela_json *v);       /* members or elements */
const struct ela_json *ela_json_at(const struct ela_json *arr, size_t i);
struct ela_str ela_json_text(const struct ela_json *v); /* {"",0} if not text */
int64_t ela_json_int(const struct ela_json *v, int64_t fallback);
bool ela_json_bool(const struct ela_json *v, bool fallback);
/* Iteration over an object: start with it = NULL; returns NULL at the end. */
const void *ela_json_next(const struct ela_json *obj, const void *it, const char **key,
                          const struct ela_json **value);

/*
 * Building. NULL anywhere (allocation failed, invalid UTF-8) makes the set fail and raises the
 * thread's failure count: compare ela_json_failures() before and after instead of checking each
 * call (ela_app_call does so for operations).
 */
unsigned long ela_json_failures(void);
struct ela_json *ela_json_new_object(void);
struct ela_json *ela_json_new_array(void);
struct ela_json *ela_json_new_text(const char *p, size_t n); /* invalid UTF-8 gives NULL */
struct ela_json *ela_json_new_int(int64_t v);
struct ela_json *ela_json_new_bool(bool v);
struct ela_json *ela_json_new_null(void);
bool ela_json_set(struct ela_json *obj, const char *key, struct ela_json *take);
bool ela_json_push(struct ela_json *arr, struct ela_json *take);
/* Shorthands for the above. */
bool ela_json_set_text(struct ela_json *obj, const char *key,
                       const char *nul_terminated); /* NULL -> null */
bool ela_json_set_str(struct ela_json *obj, const char *key, struct ela_str s);
bool ela_json_set_int(struct ela_json *obj, const char *key, int64_t v);
bool ela_json_set_bool(struct ela_json *obj, const char *key, bool v);
bool ela_json_set_null(struct ela_json *obj, const char *key);

/* Compact text; key order is the order of insertion. */
enum ela_status ela_json_write(const struct ela_json *v, struct ela_buf *out,
                               struct ela_error *err) ELA_MUST_CHECK;

#endif
