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
 * What the bytes are, by themselves: a constant such as "application/pdf", NULL for what is not
 * kept (programs, pages, archives, pictures that may hold scripts). `name` tells a table from a
 * text, nothing else. *extension: the usual one, without a dot. Pure.
 */
const char *ela_file_sniff(struct ela_str bytes, struct ela_str name, const char **extension);

/*
 * A name that is safe to keep and to offer: the last part of a path, without control characters,
 * marks that turn the direction of writing, or signs that a file system reads; at most 150 bytes;
 * with an extension that fits the type. Never empty. Pure.
 */
void ela_file_name(struct ela_str given, const char *extension, char out[160]);

/* How many files an object has that are not deleted. */
enum ela_status ela_file_count(struct ela_call *c, const char *object, int64_t object_id,
                               int64_t *n, struct ela_error *err) ELA_MUST_CHECK;

/* What files hang on; `account` and `since` narrow them where they are not 0. */
struct ela_file_of {
    const char *object;
    int64_t id;
    int64_t account; /* deposited by this one */
    int64_t since;   /* at that moment or later */
    bool any_kind;   /* checked by the form that they came with */
};

/*
 * What an object that goes away held goes with it, bytes and all, save the `n` files of `keep`. For
 * what nobody but its author has seen: a draft's files.
 */
enum ela_status ela_file_discard(struct ela_call *c, const struct ela_file_of *of,
                                 const int64_t *keep, size_t n,
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
 * file.put {object, id, name, visible?} + bytes -> {id, name, type, size, again}; file.get {file,
 * view?} -> {path, name, type, size, inline}, path relative to the documents folder; file.list
 * {case}; upload.begin {object, id, name, size, visible?} -> {upload, offset, size, part}: a file
 * in parts, begun once; upload.put {upload, offset} + bytes -> the same, or as file.put once it is
 * whole; upload.read {upload}: how far it is; upload.drop {upload}; file.sweep (worker) {folder?}
 * -> {removed, missing, found, unused, given_up}: one folder of the store a turn; file.state
 * (administrator) -> {missing, rows}: files whose bytes are gone; file.update {file, name?,
 * visible?}; file.deliverable {file, on}; file.delete {file}.
 */
extern const struct ela_op ELA_FILE_OPS[];

#endif
