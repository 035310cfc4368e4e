/*
 * What people say about an object: tasks, documents, requests, cases. Internal comments are the
 * firm's. Their author may change them for a while, after that the firm hides them: what was read
 * once stays. Source: CASE-23, CASE-29, DOC-05.
 */
#ifndef ELA_COMMENT_COMMENT_H
#define ELA_COMMENT_COMMENT_H

#include "op/op.h"

#define ELA_COMMENT_EDIT_S (15 * 60)

/* The caller has checked that the actor reaches the object and that `body` is a checked text. A
 * portal account never writes an internal one. */
struct ela_comment {
    const char *object;
    int64_t object_id, case_id; /* case 0: none */
    int32_t client_id;
    struct ela_str body;
    bool internal;
};
enum ela_status ela_comment_add(struct ela_call *c, const struct ela_comment *m, int64_t *id,
                                struct ela_error *err) ELA_MUST_CHECK;

/*
 * [{id, body, internal, at, by {kind, id (users only), name}, edited, hidden, until, files [{id,
 * name, type, size}]}], oldest first. The client gets no internal ones and none that is hidden;
 * until: the moment up to which this actor may change or take it back, 0 none. The caller owns
 * *out.
 */
enum ela_status ela_comment_rows(struct ela_call *c, const char *object, int64_t object_id,
                                 struct ela_json **out, struct ela_error *err) ELA_MUST_CHECK;

/* One of them, for whoever may see it; that its object is within reach is the caller's to check.
 * Errors: not_found. */
struct ela_comment_row {
    int64_t id, object_id;
    char object[25];
    bool internal, own, hidden;
    int64_t at;
};
enum ela_status ela_comment_load(struct ela_call *c, int64_t id, struct ela_comment_row *out,
                                 struct ela_error *err) ELA_MUST_CHECK;
/* Of the actor's own, for fifteen minutes. Errors: denied, state comment.late. */
enum ela_status ela_comment_edit(struct ela_call *c, const struct ela_comment_row *m,
                                 struct ela_str body, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela_comment_remove(struct ela_call *c, const struct ela_comment_row *m,
                                   struct ela_error *err) ELA_MUST_CHECK;
/* Kept, and shown to the firm alone. */
enum ela_status ela_comment_hide(struct ela_call *c, const struct ela_comment_row *m, bool on,
                                 struct ela_error *err) ELA_MUST_CHECK;

#endif
