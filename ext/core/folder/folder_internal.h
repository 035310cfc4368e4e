/*
 * Shared by the files of this folder.
 */
#ifndef ELA_FOLDER_FOLDER_INTERNAL_H
#define ELA_FOLDER_FOLDER_INTERNAL_H

#include "case/case.h"
#include "case/list.h"
#include "event/event.h"
#include "folder/folder.h"
#include "folder/folder_sql.h"
#include "meta/folders.h"
#include "reader/reader.h"
#include "scope/scope.h"

/* --- tree.c: all folders of one client, whoever sees them, held until the transaction ends ------
 */

struct ela__node {
    int64_t id, parent, case_id;
    int32_t version, position;
    int level;
    bool visible, hidden;
    const char *name, *key; /* key "": no model means it */
};
struct ela__tree {
    int32_t client;
    struct ela__node *nodes; /* by id; room for some more */
    size_t n;
};
enum ela_status ela__tree_hold(struct ela_call *c, int32_t client, struct ela__tree *t,
                               struct ela_error *err) ELA_MUST_CHECK;
struct ela__node *ela__tree_node(const struct ela__tree *t, int64_t id); /* NULL: none */
struct ela__node *ela__tree_key(const struct ela__tree *t, const char *key);
size_t ela__tree_depth(const struct ela__tree *t, int64_t id); /* 1 at the top, 0 of none */
bool ela__tree_within(const struct ela__tree *t, int64_t id, int64_t top); /* or top itself */
size_t ela__tree_height(const struct ela__tree *t, int64_t top);           /* 1: nothing below */
/* Ids of it and all below; returns how many. */
size_t ela__tree_below(const struct ela__tree *t, int64_t top, int64_t *ids);
/* What is hidden, and what stands before each, of it and all below. */
enum ela_status ela__tree_settle(struct ela_call *c, struct ela__tree *t, int64_t top,
                                 struct ela_error *err) ELA_MUST_CHECK;

struct ela__fresh {
    int64_t parent, case_id;
    struct ela_str name, name_en, icon, colour;
    const char *key; /* NULL: none */
    int level, year;
    int64_t twin;
    bool visible;
};
/* A row, also in the tree; what stands before it is the caller's to settle. */
enum ela_status ela__tree_add(struct ela_call *c, struct ela__tree *t, const struct ela__fresh *f,
                              int64_t *id, struct ela_error *err) ELA_MUST_CHECK;

/* --- show.c ------------------------------------------------------------------------------- */

enum ela_status ela__folder_tree(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__folder_read(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

/* --- change.c ----------------------------------------------------------------------------- */

/* Whoever may work on its case, or for its client. Errors: denied, state case.archived. */
enum ela_status ela__folder_may(struct ela_call *c, int64_t case_id,
                                struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__folder_create(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__folder_update(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__folder_move(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__folder_delete(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

/* --- fill.c ------------------------------------------------------------------------------- */

enum ela_status ela__folder_prepare(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

#endif
