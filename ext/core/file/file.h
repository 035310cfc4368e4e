/*
 * Files behind one door: opaque names in a folder that no web server shows, a row that says whose
 * they are, and who may read them decided here. Source: CASE-19, CASE-23, CASE-27, SEC-13,
 * decisions on files.
 */
#ifndef ELA_FILE_FILE_H
#define ELA_FILE_FILE_H

#include "meta/meta.h"
#include "op/op.h"

/* Of what comes in one call; ELASKA_UPLOAD_MB says how large a file may be that comes in parts. */
#define ELA_FILE_MAX ((size_t)20 * 1024 * 1024)

/*
 * What the bytes are, by themselves: a constant such as "application/pdf"; NULL for what is not
 * kept, with the message that says why (programs, pages, macros, files that are two, a name that
 * says otherwise). `name` tells kinds of text apart. *extension: the usual one, without a dot.
 * Pure.
 */
const char *ela_file_sniff(struct ela_str bytes, struct ela_str name, const char **extension,
                           const char **why);

/*
 * A name that is safe to keep and to offer: the last part of a path, without control characters,
 * marks that turn the direction of writing, or signs that a file system reads; at most 150 bytes;
 * with an extension that fits the type. Never empty. Pure.
 */
void ela_file_name(struct ela_str given, const char *extension, char out[160]);

/* A file that the firm made itself: bytes of a kind that is kept, at a case or a client. */
struct ela_file_made {
    const char *object; /* "case", "client" */
    int64_t id;
    struct ela_str name, bytes;
    bool visible;
    int64_t user; /* whose it is, where a worker makes it */
};
/* Bytes on the disk, row and journal; the same bytes again are the same file. Errors: as file.put.
 */
enum ela_status ela_file_made(struct ela_call *c, const struct ela_file_made *m, int64_t *id,
                              struct ela_error *err) ELA_MUST_CHECK;
/* A file that templates and letters show, of a kind that the caller has judged. Errors: as
 * file.put.
 */
enum ela_status ela_file_model(struct ela_call *c, struct ela_str name, struct ela_str bytes,
                               int64_t *id, struct ela_error *err) ELA_MUST_CHECK;
/* Bytes of files that templates give, at most `max` each, in the arena; "" of what is not there. */
enum ela_status ela_file_models(struct ela_call *c, const int64_t *id, size_t n, size_t max,
                                struct ela_str *out, struct ela_error *err) ELA_MUST_CHECK;
/* The firm's logo, by the name that Dolibarr gives it; "" where it is not there. */
void ela_file_logo(struct ela_call *c, const char *name, size_t max, struct ela_str *out);

/*
 * What the antivirus said of bytes: infected ones are given to nobody; what waits, to whoever
 * deposited it (f, NULL: nobody's). Errors: state file.infected, file.scanning, file.not_scanned.
 */
struct ela_file;
enum ela_status ela_scan_check(struct ela_call *c, struct ela_str place, const struct ela_file *f,
                               struct ela_error *err) ELA_MUST_CHECK;
/* The state for which these bytes are held back from others; "" where they are not. */
enum ela_status ela_scan_held(struct ela_call *c, struct ela_str place, char state[13],
                              struct ela_error *err) ELA_MUST_CHECK;
/* Is it kept from others for now, being in this state (NULL: in none)? */
bool ela_scan_waits(const struct ela_call *c, struct ela_str state);
/*
 * scan.next (worker) {owner} -> {} or {scan, file, place, clamd: address}; scan.done (worker)
 * {scan, owner, result, found?}; administrators: scan.state -> {on, waiting, later, infected, rows
 * [{file, name, found, at, case, ref, client}]}; scan.release {file}: it was none; scan.remove
 * {file}: its bytes go for good.
 */
extern const struct ela_op ELA_SCAN_OPS[];

/* Shown in the browser only where nothing in it can act. Pure. */
bool ela_file_may_show(struct ela_str type);
struct ela_file_kept {
    struct ela_str name, type, place;
    int64_t size;
    const struct ela_file *of; /* whose it is; NULL: whoever asks did not deposit it */
};
/*
 * Answers {path, name, type, size, inline}: hands the bytes over to the caller's door. Whether the
 * actor may have them was decided. Errors: not_found file.missing; as ela_scan_check().
 */
enum ela_status ela_file_give(struct ela_call *c, const struct ela_file_kept *f, bool shown,
                              struct ela_error *err) ELA_MUST_CHECK;

/* How many files an object has that are not deleted. */
enum ela_status ela_file_count(struct ela_call *c, const char *object, int64_t object_id,
                               int64_t *n, struct ela_error *err) ELA_MUST_CHECK;

/* --- documents: what document/ stands on ------------------------------------------------- */

struct ela_file {
    int64_t id, case_id, object_id, size, account;
    int64_t folder; /* 0: in none */
    int32_t client_id, user, version;
    int level; /* 0 standard, 1 confidential, 2 restricted */
    char object[25], place[80], type[81], status[13];
    uint8_t sha[32];
    const char *name;
    const char *url; /* of a document elsewhere; NULL: its bytes are here */
    const char *description;
    bool deliverable, visible;
    bool downloads; /* the client may keep it, not only look at it */
    bool shown;     /* what it hangs on, and lies in, is visible to the client */
    bool kept_in;   /* its folder is hidden from him */
    bool open;      /* ... and takes files from the actor */
    bool draft;     /* ... and is its author's alone */
    bool binned;
    bool glass; /* of a level above the actor's, opened by his reason (glass.c): read only */
};
/*
 * A document within the actor's reach: by its level, by what it hangs on or a case that it is
 * linked to; for a client: shown to him. `binned`: one of the bin. Errors: not_found.
 */
enum ela_status ela_file_load(struct ela_call *c, int64_t id, bool binned, struct ela_file *out,
                              struct ela_error *err) ELA_MUST_CHECK;
/*
 * The same to look at it and nothing else: also one that an administrator opened by his reason,
 * which is then marked so. Not of the bin.
 */
enum ela_status ela_file_look(struct ela_call *c, int64_t id, struct ela_file *out,
                              struct ela_error *err) ELA_MUST_CHECK;
/* What he opens so ends after that long; no more than so many are open to him at once. */
enum { ELA_GLASS_S = 3600, ELA_GLASS_MOST = 10 };
/*
 * document.break {file, reason} -> {until, again}: one document of a level that is not his, for an
 * hour, with a reason that is kept, told in its timeline and mailed to whoever leads. Within the
 * hour it is answered again and told nobody. Errors: not_found, state file.glass_open (he reads it
 * anyway), file.glass_many. document.broken {after?, limit?} -> {rows [{id, file, by, reason, at,
 * until, open}], next}: all of them. Both of administrators. Source: SEC-11.
 */
extern const struct ela_op ELA_GLASS_OPS[];
/*
 * Before it is changed: held until the end of the transaction, and what may have changed since it
 * was loaded (name, description, level, what the client sees and keeps) as it is now. Errors:
 * conflict where the actor does not read it any more.
 */
enum ela_status ela_file_hold(struct ela_call *c, struct ela_file *f,
                              struct ela_error *err) ELA_MUST_CHECK;
/* Its case is not archived, and of a kind that the user may change. Errors: denied, state
 * case.archived, file.in_template. */
enum ela_status ela_file_may_change(struct ela_call *c, const struct ela_file *f,
                                    struct ela_error *err) ELA_MUST_CHECK;
/* Said in the timeline of what it hangs on, and of its case; data is taken, may be NULL. */
enum ela_status ela_file_tell(struct ela_call *c, const struct ela_file *f, const char *kind,
                              bool visible, struct ela_json *data,
                              struct ela_error *err) ELA_MUST_CHECK;
/* Read or kept by somebody: in its own history alone. */
enum ela_status ela_file_seen(struct ela_call *c, const struct ela_file *f, const char *kind,
                              struct ela_error *err) ELA_MUST_CHECK;
/* What a search looks in: name and description, words apart; ends with NUL. */
enum { ELA_FILE_WORDS = 1000 };
void ela_file_words(struct ela_str name, struct ela_str description, char out[ELA_FILE_WORDS]);
/* A category of the list piece_categories. Errors: input document.category. */
enum ela_status ela_file_category(struct ela_call *c, struct ela_str code, const char *field,
                                  struct ela_error *err) ELA_MUST_CHECK;
/* Puts an address where bytes would be: object and id as file.put has them. *id: its document. */
struct ela_file_address {
    struct ela_str object, name, url, category, description;
    int64_t object_id, folder; /* folder 0: where its category or its case says */
    bool visible;
};
enum ela_status ela_file_address(struct ela_call *c, const struct ela_file_address *a, int64_t *id,
                                 struct ela_error *err) ELA_MUST_CHECK;

/* What files hang on; `account` and `since` narrow them where they are not 0. */
struct ela_file_of {
    const char *object;
    int64_t id;
    int64_t account; /* deposited by this one */
    int64_t since;   /* at that moment or later */
    bool any_kind;   /* checked by the form that they came with */
};

/*
 * What an object that goes away held goes with it, save the `n` files of `keep`; bytes with a later
 * sweep. For what nobody but its author has seen: a draft's files.
 */
enum ela_status ela_file_discard(struct ela_call *c, const struct ela_file_of *of,
                                 const int64_t *keep, size_t n,
                                 struct ela_error *err) ELA_MUST_CHECK;

/* --- what is made from files ---------------------------------------------------------------- */

/* Bytes that a row of another folder will name, in the same store: written whole, then named. Who
 * adds such rows tells the sweep of them (file_sql.c). Errors: transient file.store. */
enum ela_status ela_file_keep(const char *documents, struct ela_str bytes, char place[80],
                              struct ela_error *err) ELA_MUST_CHECK;
void ela_file_drop(const char *documents, const char *place);
bool ela_file_there(const char *documents, const char *place, int64_t size);

/* May these bytes be kept under this name, by what they are and by the firm's setting? made: by the
 * firm itself, the setting aside. Errors: input file.type_refused and its kin, at `name`. */
enum ela_status ela_file_judge(const struct ela_call *c, struct ela_str bytes, struct ela_str name,
                               bool made, const char **type, const char **extension,
                               struct ela_error *err) ELA_MUST_CHECK;
/* The same of bytes that grow, part by part, in a form of their own (raw.c). */
void ela_file_place(char place[80]);
enum ela_status ela_file_part(const char *documents, const char *place, int64_t offset,
                              struct ela_str bytes, struct ela_error *err) ELA_MUST_CHECK;
/* What a part that was cut left beyond its end goes. */
enum ela_status ela_file_cut(const char *documents, const char *place, int64_t size,
                             struct ela_error *err) ELA_MUST_CHECK;
/* Open for reading: the caller closes *fd. Errors: not_found file.missing. */
enum ela_status ela_file_open(const char *documents, const char *place, int *fd,
                              struct ela_error *err) ELA_MUST_CHECK;

/* --- files that answers of a form name (answers.c) ---------------------------------------- */

/* Every file id of the answers; in the arena. */
enum ela_status ela_file_answers_named(struct ela_call *c, const struct ela_fieldset *set,
                                       const struct ela_json *answers, const int64_t **id,
                                       size_t *n, struct ela_error *err) ELA_MUST_CHECK;
/*
 * Are they all files of this object, of kinds that their fields take? *problems: [{field, key,
 * params}], empty when all is well; the caller frees it. Errors: the database's alone.
 */
enum ela_status ela_file_answers_check(struct ela_call *c, const struct ela_file_of *of,
                                       const struct ela_fieldset *set,
                                       const struct ela_json *answers, struct ela_json **problems,
                                       struct ela_error *err) ELA_MUST_CHECK;
/* Fails with the first of them, as ela_fieldset_check() does. */
enum ela_status ela_file_answers_refuse(struct ela_call *c, struct ela_json *problems,
                                        struct ela_error *err) ELA_MUST_CHECK;
/* Adds {id, name, size} of those of this object that the answers name to list, as far as the actor
 * may read them. */
enum ela_status ela_file_answers_json(struct ela_call *c, const char *object, int64_t id,
                                      const struct ela_fieldset *set,
                                      const struct ela_json *answers, struct ela_json *list,
                                      struct ela_error *err) ELA_MUST_CHECK;
/* Files that no answer names go away. */
enum ela_status ela_file_answers_keep(struct ela_call *c, const struct ela_file_of *of,
                                      const struct ela_fieldset *set,
                                      const struct ela_json *answers,
                                      struct ela_error *err) ELA_MUST_CHECK;

/*
 * model.put {name} + bytes: a file that templates give; piece.model {piece}: the one of a piece.
 * file.put {object, id, name, visible?} + bytes -> {id, name, type, size, again}; object
 * "version" with the id of a document: a new version of it, "document" with that of a client: his
 * own space; file.get {file, view?, number?} -> {path, name, type, size, inline}, path relative to
 * the documents folder; file.list {case}; upload.begin {object, id, name, size, visible?} ->
 * {upload, offset, size, part}: a file in parts, begun once; upload.put {upload, offset} + bytes ->
 * the same, or as file.put once it is whole; upload.read {upload}: how far it is; upload.drop
 * {upload}; file.restore {file}, out of the bin; file.version_restore {file, number}; file.purge
 * (worker) -> {purged, more}: what was in the bin for 30 days; file.sweep (worker) {folder?}
 * -> {removed, missing, found, unused, given_up}: one folder of the store a turn; file.state
 * (administrator) -> {missing, rows}: files whose bytes are gone; file.update {file, name?,
 * visible?}; file.deliverable {file, on}; file.delete {file}; file.comments {file} -> {rows, name,
 * and for users visible, may_hide}; file.comment {file, body, internal?} -> {id, internal}: told to
 * the other side unless internal; comment.edit {comment, body}, comment.delete {comment}: of one's
 * own, for fifteen minutes; comment.hide {comment, on} (managers).
 */
extern const struct ela_op ELA_FILE_OPS[];

#endif
