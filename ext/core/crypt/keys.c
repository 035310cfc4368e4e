/*
 * Data keys: unwrapped into locked memory once per process, made, renewed and retired. Versions
 * only grow; exactly one encrypts. Source: SEC-08.
 */
#include "crypt/crypt_internal.h"

struct ela_crypt {
    struct ela__ring *ring; /* NULL: nothing was read yet */
    size_t n;
    int32_t current;
    bool master, loaded;
    char path[512];
    struct ela__seen seen;
    unsigned char mark[16]; /* of the end of the wrapped key that encrypts */
};

struct ela_crypt *ela_crypt_new(void)
{
    struct ela_crypt *k = sodium_init() < 0 ? NULL : ela_malloc(sizeof *k);
    if (k)
        memset(k, 0, sizeof *k);
    return k;
}

static void forget_keys(struct ela_crypt *k)
{
    if (k->ring)
        sodium_memzero(k->ring->keys, sizeof k->ring->keys);
    k->n = 0;
    k->current = 0;
    k->loaded = false;
}

void ela_crypt_forget(struct ela_crypt *k)
{
    sodium_free(k->ring); /* wipes it */
    k->ring = NULL;
    k->master = false;
    forget_keys(k);
}

void ela_crypt_free(struct ela_crypt *k)
{
    if (!k)
        return;
    ela_crypt_forget(k);
    ela_free(k);
}

const struct ela__data_key *ela__crypt_key(const struct ela_crypt *k, int32_t version)
{
    for (size_t i = 0; k && k->ring && version && i < k->n; i++)
        if (k->ring->keys[i].version == version)
            return &k->ring->keys[i];
    return NULL;
}

int32_t ela_crypt_version(const struct ela_crypt *k)
{
    return k ? k->current : 0;
}

int32_t ela_crypt_version_at(const struct ela_crypt *k, size_t i)
{
    return k && k->ring && i < k->n ? k->ring->keys[i].version : 0;
}

/* --- wrapping ----------------------------------------------------------------------------- */

#define WRAP_AD 22
static void wrap_ad(int32_t version, unsigned char ad[WRAP_AD])
{
    memcpy(ad, "elaska data key v1", 18);
    for (size_t i = 0; i < 4; i++)
        ad[18 + i] = (unsigned char)((uint32_t)version >> (8 * i));
}

void ela__key_wrap(const unsigned char master[ELA_KEY_BYTES], int32_t version,
                   const unsigned char key[ELA_KEY_BYTES], unsigned char out[ELA__WRAPPED])
{
    unsigned char ad[WRAP_AD];
    unsigned char *text = out + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
    unsigned long long n;
    wrap_ad(version, ad);
    randombytes_buf(out, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
    (void)crypto_aead_xchacha20poly1305_ietf_encrypt(text, &n, key, ELA_KEY_BYTES, ad, sizeof ad,
                                                     NULL, out, master);
}

bool ela__key_unwrap(const unsigned char master[ELA_KEY_BYTES], int32_t version,
                     struct ela_str wrapped, unsigned char key[ELA_KEY_BYTES])
{
    unsigned char ad[WRAP_AD];
    const unsigned char *nonce = (const unsigned char *)wrapped.p;
    unsigned long long n;
    wrap_ad(version, ad);
    return wrapped.n == ELA__WRAPPED &&
           crypto_aead_xchacha20poly1305_ietf_decrypt(
               key, &n, NULL, nonce + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
               ELA__WRAPPED - crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, ad, sizeof ad, nonce,
               master) == 0;
}

/* --- into memory -------------------------------------------------------------------------- */

static void add_key(struct ela_crypt *k, int32_t version, const unsigned char key[ELA_KEY_BYTES])
{
    struct ela__data_key *d = &k->ring->keys[k->n++];
    d->version = version;
    (void)crypto_kdf_derive_from_key(d->seal, ELA_KEY_BYTES, 1, "elaskval", key);
    (void)crypto_kdf_derive_from_key(d->digest, ELA_KEY_BYTES, 2, "elaskdig", key);
}

/* The wrapped key ends with its tag, which no other has. */
static void mark_of(struct ela_str wrapped, unsigned char mark[16])
{
    if (wrapped.n == ELA__WRAPPED)
        memcpy(mark, wrapped.p + ELA__WRAPPED - 16, 16);
}

enum { K_VERSION, K_STATE, K_MASTER, K_WRAPPED };

static enum ela_status take_key(struct ela_crypt *k, const struct ela_db_result *r, size_t i,
                                struct ela_error *err)
{
    unsigned char key[ELA_KEY_BYTES], id[ELA__MASTER_ID];
    int32_t version = (int32_t)ela_db_int(r, i, K_VERSION, 0);
    struct ela_str master = ela_db_cell(r, i, K_MASTER), wrapped = ela_db_cell(r, i, K_WRAPPED);
    ela__master_id(k->ring->master, id);
    if (master.n != sizeof id || memcmp(master.p, id, sizeof id) != 0)
        return ela_fail(err, ELA_E_STATE, "crypt.key_wrong", "");
    if (!ela__key_unwrap(k->ring->master, version, wrapped, key))
        return ela_fail(err, ELA_E_STATE, "crypt.key_wrong", "");
    add_key(k, version, key);
    sodium_memzero(key, sizeof key);
    if (ela_db_int(r, i, K_STATE, 0) == ELA_KEY_CURRENT) {
        k->current = version;
        mark_of(wrapped, k->mark);
    }
    return ELA_OK;
}

static enum ela_status load(struct ela_crypt *k, struct ela_db *db, struct ela_error *err)
{
    struct ela_db_result r;
    forget_keys(k);
    ELA_TRY(ela_db_query(db, ELA_SQL_DATA_KEYS, NULL, 0, &r, err));
    enum ela_status st = ELA_OK;
    for (size_t i = 0; i < r.nrows && st == ELA_OK && k->n < ELA__VERSIONS_MAX; i++)
        st = take_key(k, &r, i, err);
    ela_db_result_release(&r);
    if (st != ELA_OK)
        forget_keys(k);
    else
        k->loaded = true;
    return st;
}

static enum ela_status read_master(struct ela_crypt *k, const char *path,
                                   const struct ela__seen *now, struct ela_error *err)
{
    ela_crypt_forget(k);
    if (strlen(path) >= sizeof k->path)
        return ela_fail(err, ELA_E_STATE, "crypt.key_missing", "");
    k->ring = sodium_malloc(sizeof *k->ring);
    if (!k->ring)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    memset(k->ring, 0, sizeof *k->ring);
    enum ela_status st = ela_master_read(path, k->ring->master, err);
    if (st != ELA_OK) {
        ela_crypt_forget(k);
        return st;
    }
    k->master = true;
    k->seen = *now;
    (void)ela_str_copy(ela_str_of(path), k->path, sizeof k->path);
    return ELA_OK;
}

enum ela_status ela_crypt_open(struct ela_crypt *k, struct ela_db *db, const char *master_path,
                               struct ela_error *err)
{
    const char *path = master_path ? master_path : "";
    const struct ela__seen seen = ela__master_seen(path);
    bool same = k->master && strcmp(k->path, path) == 0 && ela__master_same(&k->seen, &seen);
    if (!same)
        ELA_TRY(read_master(k, path, &seen, err));
    return k->loaded ? ELA_OK : load(k, db, err);
}

/* --- in the table -------------------------------------------------------------------------- */

static enum ela_status add(struct ela_crypt *k, struct ela_db *db, int32_t version, int64_t now,
                           struct ela_error *err)
{
    unsigned char key[ELA_KEY_BYTES], wrapped[ELA__WRAPPED], id[ELA__MASTER_ID];
    randombytes_buf(key, sizeof key);
    ela__key_wrap(k->ring->master, version, key, wrapped);
    ela__master_id(k->ring->master, id);
    sodium_memzero(key, sizeof key);
    struct ela_db_value p[] = {ELA_DBV_INT(version), ELA_DBV_INT(ELA_KEY_CURRENT),
                               ELA_DBV_BYTES(id, sizeof id), ELA_DBV_BYTES(wrapped, sizeof wrapped),
                               ELA_DBV_INT(now)};
    return ela_db_exec(db, ELA_SQL_DATA_KEY_ADD, p, sizeof p / sizeof p[0], NULL, err);
}

/* The row of the version that encrypts, held; *there false when there is none. */
static enum ela_status hold(struct ela_crypt *k, struct ela_db *db, bool *there, bool *known,
                            struct ela_error *err)
{
    struct ela_db_result r;
    unsigned char mark[16] = {0};
    ELA_TRY(ela_db_query(db, ELA_SQL_DATA_KEY_HOLD, NULL, 0, &r, err));
    *there = r.nrows > 0;
    mark_of(ela_db_cell(&r, 0, 1), mark);
    *known = *there && k->loaded && ela_db_int(&r, 0, 0, 0) == k->current &&
             memcmp(mark, k->mark, sizeof mark) == 0;
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela_crypt_hold(struct ela_crypt *k, struct ela_db *db, int64_t now,
                               struct ela_error *err)
{
    bool there, known;
    ELA_TRY(hold(k, db, &there, &known, err));
    if (known)
        return ELA_OK;
    if (!there) {
        ELA_TRY(load(k, db, err)); /* keys without one that encrypts are nobody's to replace */
        if (k->n > 0)
            return ela_fail(err, ELA_E_STATE, "crypt.key_wrong", "");
        ELA_TRY(add(k, db, 1, now, err));
    }
    ELA_TRY(load(k, db, err));
    return k->current ? ELA_OK : ela_fail(err, ELA_E_STATE, "crypt.key_wrong", "");
}

enum ela_status ela_crypt_renew(struct ela_crypt *k, struct ela_db *db, int64_t now,
                                int32_t *version, struct ela_error *err)
{
    struct ela_db_result r;
    int64_t newest = 0;
    ELA_TRY(ela_db_query(db, ELA_SQL_DATA_KEYS_LOCK, NULL, 0, &r, err));
    for (size_t i = 0; i < r.nrows; i++)
        if (ela_db_int(&r, i, 0, 0) > newest)
            newest = ela_db_int(&r, i, 0, 0);
    ela_db_result_release(&r);
    ELA_TRY(load(k, db, err));
    if (k->n >= ELA__VERSIONS_MAX)
        return ela_fail(err, ELA_E_STATE, "crypt.too_many_keys", "");
    ELA_TRY(ela_db_exec(db, ELA_SQL_DATA_KEY_AGE, NULL, 0, NULL, err));
    ELA_TRY(add(k, db, (int32_t)newest + 1, now, err));
    *version = (int32_t)newest + 1;
    return load(k, db, err);
}

enum ela_status ela_crypt_retire(struct ela_db *db, int64_t now, int64_t *retired,
                                 struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(now);
    return ela_db_exec(db, ELA_SQL_DATA_KEY_RETIRE, &p, 1, retired, err);
}

enum ela_status ela_crypt_try(struct ela_db *db, const unsigned char master[ELA_KEY_BYTES],
                              size_t *opened, struct ela_error *err)
{
    struct ela_db_result r;
    unsigned char key[ELA_KEY_BYTES];
    enum ela_status st = ELA_OK;
    *opened = 0;
    ELA_TRY(ela_db_query(db, ELA_SQL_DATA_KEYS, NULL, 0, &r, err));
    for (size_t i = 0; i < r.nrows && st == ELA_OK; i++) {
        int32_t version = (int32_t)ela_db_int(&r, i, K_VERSION, 0);
        if (ela__key_unwrap(master, version, ela_db_cell(&r, i, K_WRAPPED), key))
            (*opened)++;
        else
            st = ela_fail(err, ELA_E_STATE, "crypt.key_wrong", "");
        sodium_memzero(key, sizeof key);
    }
    ela_db_result_release(&r);
    return st;
}

enum ela_status ela_crypt_keys(struct ela_db *db, struct ela_data_key **out, size_t *n,
                               struct ela_error *err)
{
    struct ela_db_result r;
    *out = NULL;
    *n = 0;
    ELA_TRY(ela_db_query(db, ELA_SQL_DATA_KEYS_USED, NULL, 0, &r, err));
    struct ela_data_key *list = r.nrows ? ela_malloc(r.nrows * sizeof *list) : NULL;
    for (size_t i = 0; list && i < r.nrows; i++)
        list[i] = (struct ela_data_key){.version = (int32_t)ela_db_int(&r, i, 0, 0),
                                        .state = (int)ela_db_int(&r, i, 1, 0),
                                        .created_at = ela_db_int(&r, i, 2, 0),
                                        .retired_at = ela_db_int(&r, i, 3, 0),
                                        .values = ela_db_int(&r, i, 4, 0)};
    bool ok = list || r.nrows == 0;
    *n = ok ? r.nrows : 0;
    ela_db_result_release(&r);
    *out = list;
    return ok ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
}
