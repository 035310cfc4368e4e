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

/* Sensitive values in clear, for the form engine; *plain NULL where none is sealed. The caller
 * frees. Errors: those of crypt/crypt.h. */
enum ela_status ela__sealed_in(struct ela_call *c, const struct ela_fieldset *set,
                               const struct ela_json *values, struct ela_json **plain,
                               struct ela_error *err) ELA_MUST_CHECK;
/* Back: what did not change keeps the seal that it had. */
enum ela_status ela__sealed_out(struct ela_call *c, const struct ela_fieldset *set,
                                const struct ela_json *old, const struct ela_json *old_plain,
                                struct ela_json *values, struct ela_error *err) ELA_MUST_CHECK;
/* What a screen has instead of the value: {uid, text, unavailable?: why}. *clear: the value, where
 * this one is being revealed; else NULL. The caller frees both. */
struct ela_json *ela__sealed_masked(struct ela_call *c, const struct ela_meta_field *f,
                                    const struct ela_json *v, struct ela_json **clear);

/* A value as people read it, in the actor's language. */
struct ela_json *ela__text_json(struct ela_call *c, const struct ela__field_at *at,
                                const struct ela_json *v);
void ela__set_if(struct ela_json *o, const char *name, const char *text);   /* unless it is empty */
size_t ela__column_end(const struct ela_fieldset_program *p, size_t table); /* past its columns */
/* --- formatted text (rich/) ----------------------------------------------------------------- */

/* Plain text of a document or of a text that was entered as one; false: neither. */
bool ela__rich_text(const struct ela_json *v, struct ela_buf *out);
struct ela_json *ela__rich_json(struct ela_str text); /* of plain text; NULL: no document */
/* What was given: its document (NULL: the form's text becomes one) and its plain text. Plain text
 * that says what stands keeps its formats. False: *err tells what is wrong and where. */
bool ela__rich_take(const struct ela_json *v, const struct ela_json *old, struct ela_json **doc,
                    struct ela_buf *plain, struct ela_error *err);
/* A text and the document that it became. */
bool ela__rich_same(const struct ela_json *a, const struct ela_json *b);
/* "value" as a document, and "html" for the pages of the office. */
void ela__rich_row(const struct ela_call *c, const struct ela_json *v, struct ela_json *row);

/* "client.kind" in {"client": {"kind": ...}}; NULL when it is not there. */
const struct ela_json *ela__fact(const struct ela_json *facts, const char *name);

/* {"client": {...}} of ela_meta_client_json(). */
struct ela_json *ela__client_facts(const struct ela_db_result *r, int64_t client, unsigned kinds,
                                   size_t column);

/* --- links: fields that lead to something of Dolibarr's ------------------------------------- */

/* May the actor not choose here? What stands then stays. */
bool ela__link_locked(const struct ela_call *c, const struct ela_meta_field *f);
/* What the links of a set can lead to, the newest of each object and what stands; at most one
 * statement per object, and one for names of what stands. Close it always. */
struct ela__choices;
enum ela_status ela__choices_open(struct ela_call *c, const struct ela_fieldset *set,
                                  const struct ela_meta_filled *of, struct ela__choices **out,
                                  struct ela_error *err) ELA_MUST_CHECK;
void ela__choices_close(struct ela__choices *x); /* NULL ok */
/* "options" of a link as a choice has them, "locked" where this actor may not choose. */
void ela__choices_set(const struct ela_call *c, const struct ela__choices *x,
                      const struct ela_meta_field *f, struct ela_json *into);
/* Links that are new in `values` lead to what is there: of the client, a person at work; else a
 * fault with its key. One statement. */
struct ela__linked {
    const struct ela_json *values, *old, *facts;
    bool chosen; /* ELA_VALUES_CHOSEN */
};
typedef void ela__link_fault(void *ctx, const struct ela__field_at *at, size_t row,
                             const char *key);
enum ela_status ela__links_check(struct ela_call *c, const struct ela_fieldset_program *p,
                                 const struct ela__linked *of, ela__link_fault *fault, void *ctx,
                                 struct ela_error *err) ELA_MUST_CHECK;
/* Adds old_text and new_text to changes of links. One statement. */
enum ela_status ela__links_of_changes(struct ela_call *c, const struct ela_fieldset *set,
                                      const struct ela_json *rows,
                                      struct ela_error *err) ELA_MUST_CHECK;

/* fields.seal (worker) -> {done, sealed, left}: sweep.c. */
enum ela_status ela__sealed_sweep(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

#endif
