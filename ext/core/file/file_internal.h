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
#include "folder/folder.h"
#include "reader/reader.h"
#include "scope/scope.h"
#include "settings/settings.h"
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
/* This start of this machine, 36 characters; "" where the system does not say. */
void ela__store_boot(char out[37]);
bool ela__store_remove(const char *folder, const char *place); /* did it go? */
/*
 * Writes a part of a file that grows, at its place in it; the first part makes the file. `flush`:
 * it is on the disk afterwards, else on its way there: ela__store_flush() waits for all of them.
 * Errors: as ela__store_write().
 */
enum ela_status ela__store_part(const char *folder, const char *place, int64_t offset, bool flush,
                                struct ela_str bytes, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__store_flush(const char *folder, const char *place,
                                 struct ela_error *err) ELA_MUST_CHECK;
/*
 * The first `size` bytes of a file, to be read while it is judged; what lies beyond them, left by a
 * part that was cut, is taken off. Given back to ela__store_unmap(). Errors: transient file.store.
 */
enum ela_status ela__store_map(const char *folder, const char *place, int64_t size,
                               struct ela_str *bytes, struct ela_error *err) ELA_MUST_CHECK;
void ela__store_unmap(struct ela_str bytes);
/* All of a file of at most `max` bytes, in the arena; "" where it is not there. */
void ela__store_read(const char *folder, const char *place, size_t max, struct ela_arena *mem,
                     struct ela_str *out);
/* Opened for reading; whoever opens closes. Errors: not_found file.missing. */
enum ela_status ela__store_open(const char *folder, const char *place, int *fd,
                                struct ela_error *err) ELA_MUST_CHECK;
bool ela__store_has(const char *folder, const char *place, int64_t size);
/* Is there a store at all? A folder that is not mounted has none. */
bool ela__store_there(const char *folder);
/* A file that was written before that moment. */
bool ela__store_older(const char *folder, const char *place, int64_t than);
/* Names in one folder of the store ("elaska-store/3f"), in no order; none where it is not there. */
typedef enum ela_status(ela__store_fn)(void *ctx, const char *name, struct ela_error *err);
enum ela_status ela__store_each(const char *folder, const char *part, ela__store_fn *fn, void *ctx,
                                struct ela_error *err) ELA_MUST_CHECK;

/* What is infected stands beside the store, where no door looks; and back. */
enum ela_status ela__store_quarantine(const char *folder, const char *place, bool away,
                                      struct ela_error *err) ELA_MUST_CHECK;
bool ela__store_has_quarantined(const char *folder, const char *place);
void ela__store_drop_quarantined(const char *folder, const char *place);

/* --- scan.c ------------------------------------------------------------------------------- */

/* Bytes that were just deposited wait for the antivirus, where there is one. */
enum ela_status ela__scan_enrol(struct ela_call *c, int64_t file, const char *place,
                                struct ela_error *err) ELA_MUST_CHECK;
/* What no row says to be infected goes once it is a day old. */
enum ela_status ela__scan_sweep(struct ela_call *c, int64_t *removed,
                                struct ela_error *err) ELA_MUST_CHECK;

/* --- reach.c ------------------------------------------------------------------------------ */

/* What a file hangs on. */
struct ela__holder {
    const char *object;
    int64_t id, case_id;
    int32_t client_id;
    bool visible;        /* may be shown to the client at all */
    bool open;           /* takes files from this actor */
    bool draft;          /* its author's alone: nothing of it is told to anybody */
    char category[41];   /* what is put there is of, unless it says otherwise */
    struct ela_file *of; /* of "version": the document; in the arena */
};
/* Errors: not_found for what the actor does not reach. */
enum ela_status ela__holder(struct ela_call *c, struct ela_str object, int64_t id,
                            const char *field, struct ela__holder *out,
                            struct ela_error *err) ELA_MUST_CHECK;

/* The row alone, as far as its level goes; whether the actor reaches what it hangs on is the
 * caller's to decide. Errors: not_found. */
enum ela_status ela__file_row(struct ela_call *c, int64_t id, bool binned, struct ela_file *out,
                              struct ela_error *err) ELA_MUST_CHECK;

/* --- deposit.c ---------------------------------------------------------------------------- */

struct ela__deposit {
    struct ela__holder on;
    struct ela_str name, bytes;
    uint8_t sha[32];
    struct ela_str category, description;
    int64_t folder;    /* 0: where its category or its case says */
    const char *place; /* where the bytes lie already; NULL: they are written here */
    bool visible;      /* to the client; what he deposits always is */
    bool made;         /* by the firm's own templates */
    int64_t user;      /* whose it is; 0: the actor's */
};
/* May the actor put a file there? Errors: not_found, state file.not_expected, denied. */
enum ela_status ela__deposit_on(struct ela_call *c, struct ela_str object, int64_t id,
                                struct ela__holder *on, struct ela_error *err) ELA_MUST_CHECK;
/* The folder that was asked for is one for it. Errors: not_found, input folder.other_case. */
enum ela_status ela__deposit_folder(struct ela_call *c, const struct ela__holder *on,
                                    int64_t *folder, struct ela_error *err) ELA_MUST_CHECK;
/* Errors: input file.empty, file.too_large {max_mb}, at `name`. */
enum ela_status ela__deposit_size(int64_t size, int64_t most, struct ela_error *err) ELA_MUST_CHECK;
/* Errors: input file.type_refused {types}, at `name`. */
enum ela_status ela__type_refused(const struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
void ela__deposit_answer(struct ela_call *c, int64_t id, struct ela_str name, struct ela_str type,
                         int64_t size, bool again);
/* Answers {id, name, type, size, again}. Errors: input file.type_refused, transient file.store. */
enum ela_status ela__deposit(struct ela_call *c, const struct ela__deposit *d,
                             struct ela_error *err) ELA_MUST_CHECK;

struct ela__row { /* a document to record */
    struct ela__holder on;
    struct ela_str name, type, category, description, url;
    int64_t size;
    const uint8_t *sha; /* NULL with url */
    const char *place;
    bool visible, made; /* made: by the firm's own templates */
    int64_t folder;     /* 0: where its category or its case says */
    int64_t user;       /* whose it is; 0: the actor's */
};
enum ela_status ela__file_record(struct ela_call *c, const struct ela__row *r, int64_t *id,
                                 struct ela_error *err) ELA_MUST_CHECK;

/* --- version.c ---------------------------------------------------------------------------- */

/* The document's bytes are those of the row from now on; what it had is kept. Errors: conflict. */
enum ela_status ela__version_add(struct ela_call *c, const struct ela_file *f,
                                 const struct ela__row *r, const char *kind,
                                 struct ela_error *err) ELA_MUST_CHECK;
/* An older version in place of the newest one, for reading. Errors: not_found. */
enum ela_status ela__version_load(struct ela_call *c, int64_t number, struct ela_file *f,
                                  struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__version_restore(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

/* --- upload.c ----------------------------------------------------------------------------- */

int64_t ela__upload_most(const struct ela_call *c); /* bytes of one file */
enum ela_status ela__upload_begin(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__upload_read(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__upload_put(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__upload_drop(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
/* Those that nobody went on with for a day are forgotten; *n: how many. */
enum ela_status ela__upload_expire(struct ela_call *c, int64_t *n,
                                   struct ela_error *err) ELA_MUST_CHECK;

/* --- talk.c ------------------------------------------------------------------------------- */

enum ela_status ela__file_comments(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__file_comment(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__comment_edit(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__comment_delete(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__comment_hide(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

enum ela_status ela__file_put(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__file_get(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__file_model(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__file_list(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__file_update(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__file_deliverable(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__file_delete(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__file_restore(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__file_purge(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__file_sweep(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__file_state(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

/* --- glass.c ------------------------------------------------------------------------------- */

/* Until when an administrator opened it for himself; 0: it is not open to him. */
enum ela_status ela__glass_until(struct ela_call *c, int64_t file, int64_t *until,
                                 struct ela_error *err) ELA_MUST_CHECK;

#endif
