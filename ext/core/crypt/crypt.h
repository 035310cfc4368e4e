/*
 * Keys and ciphers. A master key in a file of its own, outside database and web folder, wraps the
 * data keys of llx_elaska_data_key; the newest data key encrypts, older ones still open what they
 * encrypted until it has been encrypted anew. All of it is libsodium: XChaCha20-Poly1305 (256-bit
 * key, authenticated, 192-bit random nonce, the same speed on every processor), BLAKE2b digests.
 * Source: SEC-06, SEC-08; docs/encryption.md says how keys are kept, renewed and saved.
 *
 * Errors of what is unavailable, all state: crypt.key_unset (no path was given), crypt.key_missing,
 * crypt.key_unreadable, crypt.key_exposed (others than its owner may read it), crypt.key_damaged,
 * crypt.key_wrong (it is not the one that wrapped the data keys), crypt.value_damaged. Reading then
 * fails, writing is refused, nothing is created or overwritten.
 */
#ifndef ELA_CRYPT_CRYPT_H
#define ELA_CRYPT_CRYPT_H

#include "db/db.h"

#define ELA_KEY_BYTES    32
#define ELA_DIGEST_BYTES 32

/* --- the master key ------------------------------------------------------------------------ */

/* Text of a key file, closed by NUL: its kind, 64 hex digits, a check against mistyping, a line
 * end. The caller wipes it. */
#define ELA_MASTER_TEXT 128

/* Makes a new master key in a new file of mode 0600. Errors: state crypt.key_exists,
 * crypt.key_folder. */
enum ela_status ela_master_create(const char *path, struct ela_error *err) ELA_MUST_CHECK;
/* Reads one; the caller wipes it. Errors: those above. */
enum ela_status ela_master_read(const char *path, unsigned char key[ELA_KEY_BYTES],
                                struct ela_error *err) ELA_MUST_CHECK;
/* The same of the text of a file: a copy that somebody hands in. */
enum ela_status ela_master_parse(struct ela_str text, unsigned char key[ELA_KEY_BYTES],
                                 struct ela_error *err) ELA_MUST_CHECK;

/* --- data keys of a process ---------------------------------------------------------------- */

enum { ELA_KEY_CURRENT, ELA_KEY_OLD, ELA_KEY_RETIRED };

/* The keys that a process holds, in locked memory; dropped when the file or a version changes. */
struct ela_crypt;
struct ela_crypt *ela_crypt_new(void); /* NULL without memory */
void ela_crypt_free(struct ela_crypt *k);
void ela_crypt_forget(struct ela_crypt *k);

/*
 * Before the first use in an operation: the master key is there and opens the data keys. Cheap
 * where nothing changed since. No data key yet is no error: the first is made by the first write.
 */
enum ela_status ela_crypt_open(struct ela_crypt *k, struct ela_db *db, const char *master_path,
                               struct ela_error *err) ELA_MUST_CHECK;
/*
 * Before writing, in its transaction: the version that encrypts is settled, and held until the
 * transaction ends; the first data key is made here.
 */
enum ela_status ela_crypt_hold(struct ela_crypt *k, struct ela_db *db, int64_t now,
                               struct ela_error *err) ELA_MUST_CHECK;
int32_t ela_crypt_version(const struct ela_crypt *k); /* that encrypts; 0: none yet */
/* Versions that open: 0 past the last. */
int32_t ela_crypt_version_at(const struct ela_crypt *k, size_t i);

/* --- values -------------------------------------------------------------------------------- */

/*
 * Encrypts into `out` (appended): format, key version, nonce, ciphertext, tag. Its length tells
 * that of the value to 32 bytes only. `place` is authenticated, not stored: what is moved
 * elsewhere no longer opens.
 */
enum ela_status ela_crypt_seal(struct ela_crypt *k, struct ela_str place, struct ela_str plain,
                               struct ela_buf *out, struct ela_error *err) ELA_MUST_CHECK;
/* Errors: state crypt.value_damaged (changed, moved, cut), crypt.key_wrong (a version that is not
 * known here). */
enum ela_status ela_crypt_unseal(struct ela_crypt *k, struct ela_str place, struct ela_str sealed,
                                 struct ela_buf *plain, struct ela_error *err) ELA_MUST_CHECK;
/* Version that encrypted it; 0 when it is no envelope. */
int32_t ela_crypt_sealed_version(struct ela_str sealed);
/*
 * Keyed digest of a value, to find and compare it without opening any: of a purpose ("nir"), with
 * the key of a version. Errors: as unseal.
 */
enum ela_status ela_crypt_digest(struct ela_crypt *k, int32_t version, int32_t entity,
                                 struct ela_str purpose, struct ela_str value,
                                 unsigned char out[ELA_DIGEST_BYTES],
                                 struct ela_error *err) ELA_MUST_CHECK;

/* Clears the memory of a buffer, then releases it. */
void ela_buf_wipe(struct ela_buf *b);

/* --- keys in the table --------------------------------------------------------------------- */

struct ela_data_key {
    int32_t version;
    int state;
    int64_t created_at, retired_at; /* 0 none */
    int64_t values;                 /* that it encrypts still */
};
/* All of them, newest first; the caller frees *out with ela_free(). Needs no master key. */
enum ela_status ela_crypt_keys(struct ela_db *db, struct ela_data_key **out, size_t *n,
                               struct ela_error *err) ELA_MUST_CHECK;
/* In a transaction: a new version that encrypts from now on; *version is its number. */
enum ela_status ela_crypt_renew(struct ela_crypt *k, struct ela_db *db, int64_t now,
                                int32_t *version, struct ela_error *err) ELA_MUST_CHECK;
/* Does this master key open every data key that is not retired? *opened: how many it opened. Error
 * crypt.key_wrong. */
enum ela_status ela_crypt_try(struct ela_db *db, const unsigned char master[ELA_KEY_BYTES],
                              size_t *opened, struct ela_error *err) ELA_MUST_CHECK;
/* Old versions that encrypt nothing any more are retired and their wrapped keys deleted. */
enum ela_status ela_crypt_retire(struct ela_db *db, int64_t now, int64_t *retired,
                                 struct ela_error *err) ELA_MUST_CHECK;

/* --- files --------------------------------------------------------------------------------- */

/*
 * A file is a row of pieces of 64 KiB, each a crypto_secretstream of its own under the file's key,
 * bound to the file and to its place in it; the last one is marked. So a range is read without what
 * stands before it, and a piece that was cut off, moved or taken from another file is noticed.
 * The file's key is random, and sealed as a value (ela_sealed_key_new): renewing keys touches no
 * file.
 */
#define ELA_STREAM_PIECE 65536
#define ELA_STREAM_MORE  41 /* bytes that a piece grows by */

struct ela_stream {
    unsigned char key[ELA_KEY_BYTES];
    unsigned char id[16]; /* of the file */
};
typedef enum ela_status ela_stream_sink(void *ctx, struct ela_str bytes, struct ela_error *err);

/* Bytes that so many become; and back, -1 where no file has that length. */
int64_t ela_stream_size(int64_t plain);
int64_t ela_stream_plain(int64_t size);

/* Writing: init, any number of writes, close (which ends it and wipes; also after a failure). */
struct ela_stream_out {
    const struct ela_stream *of;
    ela_stream_sink *sink;
    void *ctx;
    int64_t piece;
    size_t n;
    unsigned char *plain; /* ELA_STREAM_PIECE */
};
enum ela_status ela_stream_begin(struct ela_stream_out *o, const struct ela_stream *of,
                                 ela_stream_sink *sink, void *ctx,
                                 struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela_stream_write(struct ela_stream_out *o, struct ela_str bytes,
                                 struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela_stream_end(struct ela_stream_out *o, struct ela_error *err) ELA_MUST_CHECK;
void ela_stream_drop(struct ela_stream_out *o);
/*
 * A file that is written in several sittings: one begins at a piece that none has written, and what
 * is written then ends with a whole one, not the last. Piece i lies at i * (ELA_STREAM_PIECE +
 * ELA_STREAM_MORE).
 */
void ela_stream_from(struct ela_stream_out *o, int64_t piece);
enum ela_status ela_stream_pause(struct ela_stream_out *o, struct ela_error *err) ELA_MUST_CHECK;

/* Decrypts `length` bytes from `from` of an open file into the sink; a range past the end gives
 * what is there. Errors: state crypt.value_damaged, crypt.unreadable. */
enum ela_status ela_stream_read(const struct ela_stream *of, int fd, int64_t from, int64_t length,
                                ela_stream_sink *sink, void *ctx,
                                struct ela_error *err) ELA_MUST_CHECK;

#endif
