/*
 * Who reads by name what is not for everybody (a document, a folder, a note of a level): people and
 * groups of them. Whether somebody does is said by scope/scope.h. Source: DOC-14, SEC-11.
 */
#ifndef ELA_READER_READER_H
#define ELA_READER_READER_H

#include "op/op.h"

/* Of each kind, in one call. */
enum { ELA_READERS_MAX = 50 };
/* Fields of an operation that names them. */
/* clang-format off */
#define ELA_READERS_FIELDS                                                                         \
    {.name = "users", .type = ELA_FT_IDS, .max = ELA_READERS_MAX, .ref = "user"},                  \
    {.name = "groups", .type = ELA_FT_IDS, .max = ELA_READERS_MAX, .ref = "group"}
/* clang-format on */

enum ela_readers_of { ELA_READERS_OF_FILE, ELA_READERS_OF_FOLDER, ELA_READERS_OF_NOTE };

/* Does the call name any? */
bool ela_readers_named(const struct ela_call *c);
/*
 * Those that the call names, in place of those before; whoever names them never locks himself out.
 * Errors: not_found at users or groups.
 */
enum ela_status ela_readers_set(struct ela_call *c, enum ela_readers_of of, int64_t id,
                                struct ela_error *err) ELA_MUST_CHECK;
/* One more person. */
enum ela_status ela_readers_add(struct ela_call *c, enum ela_readers_of of, int64_t id,
                                int32_t user, struct ela_error *err) ELA_MUST_CHECK;
/* "users" and "groups" [{id, name}] of each of the n, in one statement; of id 0 there are none. */
enum ela_status ela_readers_json(struct ela_call *c, enum ela_readers_of of, const int64_t *id,
                                 struct ela_json *const *to, size_t n,
                                 struct ela_error *err) ELA_MUST_CHECK;
/* "all_groups" [{id, name}] of the answer: to choose among. */
enum ela_status ela_readers_groups(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

#endif
