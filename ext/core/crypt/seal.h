/*
 * Sensitive values of an operation. JSON that is stored or sent holds {"sealed": uid} in place of
 * the value; the value itself is an encrypted row of llx_elaska_sealed that opens for the object
 * and field it was entered in and nowhere else. What reads values says where they stand
 * (ela_sealed_from), what stores them has new ones written (ela_sealed_store); between the two only
 * the form engine and a reveal see the value. Source: SEC-06.
 */
#ifndef ELA_CRYPT_SEAL_H
#define ELA_CRYPT_SEAL_H

#include "crypt/crypt.h"
#include "op/op.h"

#define ELA_UID_BYTES 16
#define ELA_UID_TEXT  33

struct ela_seals;
/* `master_path` is borrowed, may be NULL. NULL without memory. */
struct ela_seals *ela_seals_new(struct ela_crypt *crypt, const char *master_path);
void ela_seals_free(struct ela_seals *s); /* wipes what was opened */
/* The operation runs again: nothing was read, nothing is waiting. */
void ela_seals_reset(struct ela_seals *s);

/* Is it {"sealed": uid}, whatever else stands beside it? */
bool ela_sealed_is(const struct ela_json *v);
struct ela_str ela_sealed_uid(const struct ela_json *v); /* 32 hex digits; "" when it is none */
bool ela_sealed_any(const struct ela_json *values);      /* among the members */

/* These values stand at this object: what they hold sealed may be opened in this operation. */
enum ela_status ela_sealed_from(struct ela_call *c, const struct ela_json *values,
                                const char *object, int64_t id,
                                struct ela_error *err) ELA_MUST_CHECK;
/* The same of JSON that was not parsed. */
enum ela_status ela_sealed_in_text(struct ela_call *c, struct ela_str json, const char *object,
                                   int64_t id, struct ela_error *err) ELA_MUST_CHECK;
/* One more, by its uid. */
enum ela_status ela_sealed_know(struct ela_call *c, struct ela_str uid, const char *object,
                                int64_t id, struct ela_error *err) ELA_MUST_CHECK;

/* The value behind it, in this field; the caller frees it. Everything that is known is read in one
 * statement. Errors: those of crypt.h; input field.sealed where it stands nowhere here. */
enum ela_status ela_sealed_open(struct ela_call *c, const struct ela_json *v, const char *field,
                                struct ela_json **out, struct ela_error *err) ELA_MUST_CHECK;

/*
 * A new one, waiting to be stored. purpose: of its digest, "" none: it is then found by nothing.
 * *out {"sealed": uid} is the caller's.
 */
enum ela_status ela_sealed_new(struct ela_call *c, const char *field, const char *purpose,
                               const struct ela_json *value, struct ela_json **out,
                               struct ela_error *err) ELA_MUST_CHECK;

/*
 * After the object was written: new ones among `values` are stored as its own, in one statement;
 * those of `old` that are gone are found no more. old may be NULL.
 */
enum ela_status ela_sealed_store(struct ela_call *c, const char *object, int64_t id,
                                 const struct ela_json *old, const struct ela_json *values,
                                 struct ela_error *err) ELA_MUST_CHECK;
/* The same of a draft: not found by its digest, and former ones deleted. values NULL: all of it. */
enum ela_status ela_sealed_draft(struct ela_call *c, const char *object, int64_t id,
                                 const struct ela_json *old, const struct ela_json *values,
                                 struct ela_error *err) ELA_MUST_CHECK;

/* The object is another one now: its values are sealed anew there, of all entities. */
enum ela_status ela_sealed_move(struct ela_call *c, const char *object, int64_t from, int64_t to,
                                struct ela_error *err) ELA_MUST_CHECK;
/* With the object that held them; of a case before it is deleted, with its steps. */
enum ela_status ela_sealed_forget(struct ela_call *c, const char *object, int64_t id,
                                  struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela_sealed_forget_case(struct ela_call *c, int64_t case_id,
                                       struct ela_error *err) ELA_MUST_CHECK;

/* Text that is shown instead: "•••• 1234" of one long enough, else "••••". */
#define ELA_MASK "\xE2\x80\xA2\xE2\x80\xA2\xE2\x80\xA2\xE2\x80\xA2"
void ela_sealed_mask(struct ela_str text, bool tail, char out[64]);
/* The one that a reveal asks for, shown in clear by whoever shows it. */
void ela_sealed_unmask(struct ela_call *c, struct ela_str uid);
bool ela_sealed_unmasked(const struct ela_call *c, struct ela_str uid);

/* Digests by which a value is found, of every version that opens, the one that encrypts first; at
 * most `max`. versions may be NULL. */
enum ela_status ela_sealed_digests(struct ela_call *c, const char *purpose, struct ela_str value,
                                   unsigned char (*out)[ELA_DIGEST_BYTES], int32_t *versions,
                                   size_t max, size_t *n, struct ela_error *err) ELA_MUST_CHECK;
/* The version that encrypts now; 0: none yet. */
enum ela_status ela_sealed_version(struct ela_call *c, int32_t *version,
                                   struct ela_error *err) ELA_MUST_CHECK;

/* --- keys of files ------------------------------------------------------------------------- */

/* A new key of a file, stored sealed with it; `of` is the caller's to wipe. */
enum ela_status ela_sealed_key_new(struct ela_call *c, const char *object, int64_t id,
                                   struct ela_stream *of, struct ela_error *err) ELA_MUST_CHECK;
/* The key that it has; not_found crypt.no_file_key. */
enum ela_status ela_sealed_key(struct ela_call *c, const char *object, int64_t id,
                               struct ela_stream *of, struct ela_error *err) ELA_MUST_CHECK;

/* --- operations ---------------------------------------------------------------------------- */

/*
 * crypt.status {brief?} -> {problem: null|key, and unless brief keys [{version, state, created_at,
 * retired_at, values}], left, renew_due}; crypt.create (key file and first data key); crypt.renew
 * -> {version}; crypt.test {text} -> {opened}; crypt.rotate (worker) -> {done, left, damaged,
 * retired}; sealed.reveal {sealed} -> {text, label, rows?, columns?}. Source: SEC-06, SEC-08,
 * SEC-12.
 */
extern const struct ela_op ELA_CRYPT_OPS[];

/* --- encrypting anew ----------------------------------------------------------------------- */

struct ela_rotation {
    int64_t done, damaged; /* values encrypted anew; that did not open and stay as they are */
    int64_t left;          /* that older keys encrypt still */
    int64_t retired;       /* keys that nothing needs any more */
};
/*
 * Encrypts what older keys encrypt with the newest one, in at most so many transactions of some
 * values each: stopped anywhere, it goes on where it was; who reads or writes meanwhile waits for
 * nobody. Of all entities. Source: SEC-08.
 */
enum ela_status ela_sealed_rotate(struct ela_call *c, int batches, struct ela_rotation *out,
                                  struct ela_error *err) ELA_MUST_CHECK;
/* Where it stands; not_found. */
struct ela_sealed_place {
    char object[25], field[65];
    int64_t id;
};
enum ela_status ela_sealed_where(struct ela_call *c, struct ela_str uid,
                                 struct ela_sealed_place *out,
                                 struct ela_error *err) ELA_MUST_CHECK;
/* Fails as reading or writing would. */
enum ela_status ela_sealed_state(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela_sealed_renew(struct ela_call *c, int32_t *version,
                                 struct ela_error *err) ELA_MUST_CHECK;
/* The key file, made anew: refused where data keys wait for the one that they had
 * (crypt.keys_exist). */
enum ela_status ela_sealed_create(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
/* The first data key, where there is none yet. */
enum ela_status ela_sealed_begin(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

#endif
