/*
 * Folders of a client's documents: a tree that models make and people change, seen by the client or
 * not, by levels. A document lies in one folder or in none; which it is by default the models say.
 * Source: DOC-01, DOC-12, DOC-14.
 */
#ifndef ELA_FOLDER_FOLDER_H
#define ELA_FOLDER_FOLDER_H

#include "op/op.h"

enum {
    ELA_FOLDER_DEPTH = 8,  /* one below the other */
    ELA_FOLDER_MOST = 1000 /* of one client */
};

struct ela_folder {
    int64_t id, parent, case_id; /* 0: none */
    int32_t client_id, version;
    int level;
    bool visible, hidden, model; /* hidden: from the client, by itself or by one above */
    const char *name;            /* in the call's arena, in the actor's language */
    const char *key;             /* what a model calls it; "" none */
};
/* A folder within the actor's reach. Errors: not_found at `field`. */
enum ela_status ela_folder_load(struct ela_call *c, int64_t id, const char *field,
                                struct ela_folder *out, struct ela_error *err) ELA_MUST_CHECK;
/* Is it, or one above it, not for everybody? */
enum ela_status ela_folder_guarded(struct ela_call *c, int64_t id, bool *guarded,
                                   struct ela_error *err) ELA_MUST_CHECK;
/* May documents of this client and case (0: none) lie there? Errors: not_found (of another
 * client), input folder.other_case. */
enum ela_status ela_folder_takes(const struct ela_folder *f, int32_t client, int64_t case_id,
                                 const char *field, struct ela_error *err) ELA_MUST_CHECK;

/* Where a document goes by itself: the folder of its case, of its category, or *id 0. Made where it
 * is not there yet, once, whoever comes first; never one that the actor does not see. */
struct ela_folder_want {
    int32_t client_id;
    int64_t case_id; /* 0: none */
    struct ela_str category;
    int year; /* 0: the present one */
};
enum ela_status ela_folder_for(struct ela_call *c, const struct ela_folder_want *w, int64_t *id,
                               struct ela_error *err) ELA_MUST_CHECK;

/* The folder and all below it; `ids` holds ELA_FOLDER_MOST. */
enum ela_status ela_folder_below(struct ela_call *c, const struct ela_folder *f, int64_t *ids,
                                 size_t *n, struct ela_error *err) ELA_MUST_CHECK;

/*
 * folder.tree {client | case} -> {client, folders [{id, parent, name, icon, colour, visible,
 * hidden, level, guarded, model, year, case, version, count, total}], unfiled, total, most, depth,
 * may {edit}}: count: documents in it, total: and below it; guarded: the strictest level from the
 * top down. folder.read {folder, with_groups?} -> the same of one, path [{id, name}], users,
 * groups. folder.create {client | parent, name, icon?, colour?, visible?, level?, users?, groups?}
 * -> {id}; folder.update {folder, version, ...}; folder.move {folder, version, parent (null: to the
 * top), before?}; folder.delete {folder, version, content?}: "up" takes what lies in it to the one
 * above; folder.prepare {client | case} -> {filed, more}: makes what the models say, files what
 * lies in none.
 */
extern const struct ela_op ELA_FOLDER_OPS[];

#endif
