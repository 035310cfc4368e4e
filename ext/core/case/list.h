/*
 * What the lists of cases and time share: opaque keyset cursors, names in results, code lists in
 * SQL.
 */
#ifndef ELA_CASE_LIST_H
#define ELA_CASE_LIST_H

#include "op/op.h"

#define ELA_LIST_LIMIT_DEFAULT 25

/* Position after a row: `tag` names the order, `text` and `id` its key. In the arena; NULL when
 * memory is exhausted. */
char *ela_cursor_make(struct ela_arena *arena, char tag, struct ela_str text, int64_t id);
/* Input member "after". *has is false when there is none. Errors: input list.cursor (foreign,
 * damaged or of another order). */
enum ela_status ela_cursor_read(const struct ela_call *c, char tag, bool *has, char *text,
                                size_t text_size, int64_t *id,
                                struct ela_error *err) ELA_MUST_CHECK;

/* obj.key = {id, name}, or null where the cell of the id is NULL. */
void ela_list_person(struct ela_json *obj, const char *key, const struct ela_db_result *r,
                     size_t row, size_t id_col, size_t name_col);
/* obj.key = text of the cell, or null. */
void ela_list_text(struct ela_json *obj, const char *key, const struct ela_db_result *r, size_t row,
                   size_t col);
void ela_list_int(struct ela_json *obj, const char *key, const struct ela_db_result *r, size_t row,
                  size_t col);
/*
 * out.key = a list of objects, one a row: a name for each column of the result, "#name" where it is
 * a whole number, "" where it is left out; NULL ends them.
 */
void ela_list_rows(struct ela_json *out, const char *key, const struct ela_db_result *r,
                   const char *const *names);
/* The same of a statement that is asked here. Errors: those of ela_db_query. */
enum ela_status ela_list_query(struct ela_call *c, const char *sql, const struct ela_db_value *p,
                               size_t n, const char *key, const char *const *names,
                               struct ela_error *err) ELA_MUST_CHECK;
/* "%text%" with LIKE's own signs escaped by '|', in the arena. */
struct ela_str ela_list_pattern(struct ela_arena *arena, struct ela_str search);
/* A day as a parameter: borrowed text in the arena, NULL for ELA_DAY_NONE. */
struct ela_db_value ela_list_day(struct ela_arena *arena, struct ela_day day);

#endif
