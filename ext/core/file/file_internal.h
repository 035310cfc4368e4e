/*
 * Shared by the files of this folder.
 */
#ifndef ELA_FILE_FILE_INTERNAL_H
#define ELA_FILE_FILE_INTERNAL_H

#include "case/case.h"
#include "case/list.h"
#include "event/event.h"
#include "file/file.h"
#include "file/file_sql.h"
#include "scope/scope.h"
#include "meta/meta.h"
#include "task/task.h"
#include "workflow/workflow.h"

/* --- store.c: the only place of the core that touches files -------------------------------- */

/* "elaska-store/3f/3f0c...": opaque, of 128 random bits. */
void ela__store_place(char out[80]);
/*
 * Writes bytes under <folder>/<place>: into a new name first, flushed to the disk, then named; what
 * is there afterwards is whole. Errors: transient file.store (detail says which step failed).
 */
enum ela_status ela__store_write(const char *folder, const char *place, struct ela_str bytes,
                                 struct ela_error *err) ELA_MUST_CHECK;
void ela__store_remove(const char *folder, const char *place);
bool ela__store_has(const char *folder, const char *place, int64_t size);
/* Is there a store at all? A folder that is not mounted has none. */
bool ela__store_there(const char *folder);
/* A file that was written before that moment. */
bool ela__store_older(const char *folder, const char *place, int64_t than);
/* Names in one folder of the store ("elaska-store/3f"), in no order; none where it is not there. */
typedef enum ela_status(ela__store_fn)(void *ctx, const char *name, struct ela_error *err);
enum ela_status ela__store_each(const char *folder, const char *part, ela__store_fn *fn, void *ctx,
                                struct ela_error *err) ELA_MUST_CHECK;

/* --- reach.c ------------------------------------------------------------------------------ */

/* What a file hangs on. */
struct ela__holder {
    const char *object;
    int64_t id, case_id;
    int32_t client_id;
    bool visible; /* may be shown to the client at all */
    bool open;    /* takes files from this actor */
    bool draft;   /* its author's alone: nothing of it is told to anybody */
};
/* Errors: not_found for what the actor does not reach. */
enum ela_status ela__holder(struct ela_call *c, struct ela_str object, int64_t id,
                            const char *field, struct ela__holder *out,
                            struct ela_error *err) ELA_MUST_CHECK;

struct ela__file {
    int64_t id, case_id, object_id, size, account;
    int32_t client_id;
    char object[25], place[80], type[81];
    const char *name;
    bool deliverable, visible;
};
/* The row alone; whether the actor reaches it is the caller's to decide. Errors: not_found. */
enum ela_status ela__file_row(struct ela_call *c, int64_t id, struct ela__file *out,
                              struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__file_load(struct ela_call *c, int64_t id, struct ela__file *out,
                               struct ela__holder *on, struct ela_error *err) ELA_MUST_CHECK;

enum ela_status ela__file_put(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__file_get(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__file_model(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__file_list(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__file_update(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__file_deliverable(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__file_delete(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__file_sweep(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__file_state(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

#endif
