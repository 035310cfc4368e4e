/*
 * What is done to a definition of the firm by its code, whatever its kind. The functions read
 * "code", "to", "label" and "active" of the call.
 */
#ifndef ELA_META_KEPT_H
#define ELA_META_KEPT_H

#include "meta/meta_write.h"

/* Inputs: {code}; {code, to, label}; {code, active}. */
extern const struct ela_field ELA__KEPT_CODE[], ELA__KEPT_COPY[], ELA__KEPT_ACTIVE[];

/* Errors: not_found meta.unknown. */
enum ela_status ela__kept(struct ela_call *c, const char *kind, struct ela__stored *h,
                          struct ela_error *err) ELA_MUST_CHECK;

/*
 * "rows" of the answer: those in force; for an administrator also the others, unless "active" asks
 * for one sort. `row` writes what the kind shows of a definition; *wanted false leaves it out.
 */
typedef enum ela_status ela__kept_row(void *ctx, struct ela_call *c, int64_t definition,
                                      struct ela_json *o, bool *wanted, struct ela_error *err);
enum ela_status ela__kept_list(struct ela_call *c, const char *kind, ela__kept_row *row, void *ctx,
                               struct ela_error *err) ELA_MUST_CHECK;

/* Faults refuse: all of them where it is to be in force, else those that cannot be stored. They go
 * along with the refusal. */
enum ela_status ela__kept_refuse(struct ela_call *c, const struct ela__problems *found, bool active,
                                 struct ela_error *err) ELA_MUST_CHECK;

/* A copy starts switched off: its author makes it his own first. */
enum ela_status ela__kept_copy(struct ela_call *c, const char *kind,
                               struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__kept_active(struct ela_call *c, const char *kind,
                                 struct ela_error *err) ELA_MUST_CHECK;
/* The same for a head that was read. */
enum ela_status ela__kept_switch(struct ela_call *c, const char *kind, const char *code,
                                 struct ela__stored *h, bool active,
                                 struct ela_error *err) ELA_MUST_CHECK;
/* *changed: it was not what was shipped. Errors: state meta.not_shipped. */
enum ela_status ela__kept_revert(struct ela_call *c, const char *kind, struct ela__stored *h,
                                 bool *changed, struct ela_error *err) ELA_MUST_CHECK;
/* Revisions stay, for what was made with them; the head goes. */
enum ela_status ela__kept_drop(struct ela_call *c, const char *kind,
                               struct ela_error *err) ELA_MUST_CHECK;

#endif
