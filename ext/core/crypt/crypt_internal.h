/*
 * What the files of crypt/ share.
 */
#ifndef ELA_CRYPT_INTERNAL_H
#define ELA_CRYPT_INTERNAL_H

#include <sodium.h>
#include <sys/stat.h>

#include "crypt/crypt.h"
#include "crypt/crypt_sql.h"
#include "crypt/seal.h"

enum { ELA__VERSIONS_MAX = 64 };

/* One data key, as the two that are derived of it: one encrypts, the other makes digests. */
struct ela__data_key {
    int32_t version;
    unsigned char seal[ELA_KEY_BYTES], digest[ELA_KEY_BYTES];
};

/* In locked memory. */
struct ela__ring {
    unsigned char master[ELA_KEY_BYTES];
    struct ela__data_key keys[ELA__VERSIONS_MAX];
};

/* What the key file was when it was read; size -1: not there. */
struct ela__seen {
    dev_t device;
    ino_t inode;
    mode_t mode;
    off_t size;
    struct timespec changed;
};
struct ela__seen ela__master_seen(const char *path);
bool ela__master_same(const struct ela__seen *a, const struct ela__seen *b);

#define ELA__MASTER_ID 16
/* Tells master keys apart without telling anything of them. */
void ela__master_id(const unsigned char master[ELA_KEY_BYTES], unsigned char id[ELA__MASTER_ID]);

/* nonce, ciphertext, tag */
#define ELA__WRAPPED                                                                               \
    (crypto_aead_xchacha20poly1305_ietf_NPUBBYTES + ELA_KEY_BYTES +                                \
     crypto_aead_xchacha20poly1305_ietf_ABYTES)
void ela__key_wrap(const unsigned char master[ELA_KEY_BYTES], int32_t version,
                   const unsigned char key[ELA_KEY_BYTES], unsigned char out[ELA__WRAPPED]);
bool ela__key_unwrap(const unsigned char master[ELA_KEY_BYTES], int32_t version,
                     struct ela_str wrapped, unsigned char key[ELA_KEY_BYTES]);

/* NULL when that version is not held. */
const struct ela__data_key *ela__crypt_key(const struct ela_crypt *k, int32_t version);

/* --- sealed values ------------------------------------------------------------------------- */

/* Which one it is, and where it stands: what is authenticated beside the value. */
struct ela__sealed_at {
    struct ela_str uid; /* ELA_UID_BYTES */
    int32_t entity;
    struct ela_str object;
    int64_t id;
    struct ela_str field;
};
enum ela_status ela__sealed_place(const struct ela__sealed_at *at, struct ela_buf *out,
                                  struct ela_error *err) ELA_MUST_CHECK;
/* Of the JSON text [value] that an envelope holds. */
enum ela_status ela__sealed_digest(struct ela_crypt *k, int32_t entity, struct ela_str purpose,
                                   struct ela_str plain, unsigned char out[ELA_DIGEST_BYTES],
                                   struct ela_error *err) ELA_MUST_CHECK;
/* The keys of this operation, opened. */
enum ela_status ela__sealed_keys(struct ela_call *c, struct ela_crypt **out,
                                 struct ela_error *err) ELA_MUST_CHECK;

#endif
