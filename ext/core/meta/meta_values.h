/*
 * Values by code: between JSON, the pure core and people.
 */
#ifndef ELA_META_META_VALUES_H
#define ELA_META_META_VALUES_H

#include "meta/meta_internal.h"

/*
 * Canonical (or, *typed, as a person wrote it) text of a value; false: of another type. A table has
 * none.
 */
bool ela__value_text(enum ela_form_type type, const struct ela_json *v, struct ela_buf *out,
                     bool *typed);
/* x: the type of a computed one. */
struct ela_json *ela__value_json(enum ela_form_type type, enum ela_x_type x, struct ela_str text);
/* Texts live in mem. */
struct ela_x_value ela__value_x(enum ela_form_type type, enum ela_x_type x,
                                const struct ela_json *v, struct ela_arena *mem);

/* "client.kind" in {"client": {"kind": ...}}; NULL when it is not there. */
const struct ela_json *ela__fact(const struct ela_json *facts, const char *name);

/* {"client": {kind, name, town, zip, email}}, the last four from that column on. */
struct ela_json *ela__client_facts(const struct ela_db_result *r, unsigned kinds, size_t column);

#endif
