/*
 * One value: encrypted with what it belongs to, opened there only; its digest. Source: SEC-06.
 */
#include "crypt/crypt_internal.h"

#include "base/bytes.h"

enum {
    FORMAT = 1,
    HEAD = 5, /* format, key version */
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    BLOCK = 32 /* lengths are rounded up to it: yes and no look alike */
};
#define PLAIN_MAX ((size_t)2 * 1024 * 1024)

void ela_buf_wipe(struct ela_buf *b)
{
    if (b->p)
        sodium_memzero(b->p, b->cap);
    ela_buf_release(b);
}

static void head_of(int32_t version, unsigned char head[HEAD])
{
    head[0] = FORMAT;
    for (size_t i = 0; i < 4; i++)
        head[1 + i] = (unsigned char)((uint32_t)version >> (8 * i));
}

int32_t ela_crypt_sealed_version(struct ela_str sealed)
{
    struct ela_reader r = {(const unsigned char *)sealed.p, sealed.n, false};
    if (sealed.n < HEAD + NONCE + TAG || ela_get_u8(&r) != FORMAT)
        return 0;
    return (int32_t)ela_get_u32(&r);
}

/* Associated data: the head and the place. */
static enum ela_status bind(struct ela_buf *ad, const unsigned char head[HEAD],
                            struct ela_str place, struct ela_error *err)
{
    ela_buf_init(ad, 4096);
    ela_buf_add(ad, head, HEAD);
    ela_buf_add(ad, place.p, place.n);
    return ela_buf_check(ad, err);
}

/* Room for n bytes more: the buffer is written in place. */
static unsigned char *room(struct ela_buf *out, size_t n)
{
    static const char NOTHING[256] = {0};
    size_t at = out->n;
    for (size_t left = n; left > 0;) {
        size_t part = left < sizeof NOTHING ? left : sizeof NOTHING;
        ela_buf_add(out, NOTHING, part);
        left -= part;
    }
    return out->failed ? NULL : (unsigned char *)out->p + at;
}

enum ela_status ela_crypt_seal(struct ela_crypt *k, struct ela_str place, struct ela_str plain,
                               struct ela_buf *out, struct ela_error *err)
{
    const struct ela__data_key *key = ela__crypt_key(k, ela_crypt_version(k));
    unsigned char head[HEAD];
    struct ela_buf ad;
    unsigned long long written;
    if (!key)
        return ela_fail(err, ELA_E_STATE, "crypt.key_missing", "");
    if (plain.n > PLAIN_MAX)
        return ela_fail(err, ELA_E_INPUT, "field.too_long", "");
    size_t padded = (plain.n / BLOCK + 1) * BLOCK;
    head_of(key->version, head);
    enum ela_status st = bind(&ad, head, place, err);
    unsigned char *at = st == ELA_OK ? room(out, HEAD + NONCE + padded + TAG) : NULL;
    if (st == ELA_OK && !at)
        st = ela_buf_check(out, err);
    if (at) {
        unsigned char *nonce = at + HEAD, *text = nonce + NONCE;
        memcpy(at, head, HEAD);
        randombytes_buf(nonce, NONCE);
        memcpy(text, plain.p, plain.n);
        text[plain.n] = 0x80; /* the rest is zero: ISO/IEC 7816-4 */
        (void)crypto_aead_xchacha20poly1305_ietf_encrypt(text, &written, text, padded,
                                                         (const unsigned char *)ad.p, ad.n, NULL,
                                                         nonce, key->seal);
    }
    ela_buf_release(&ad);
    return st;
}

enum ela_status ela_crypt_unseal(struct ela_crypt *k, struct ela_str place, struct ela_str sealed,
                                 struct ela_buf *plain, struct ela_error *err)
{
    int32_t version = ela_crypt_sealed_version(sealed);
    const struct ela__data_key *key = ela__crypt_key(k, version);
    unsigned char head[HEAD];
    struct ela_buf ad;
    size_t was = plain->n, used = 0;
    unsigned long long n;
    if (!version)
        return ela_fail(err, ELA_E_STATE, "crypt.value_damaged", "");
    if (!key)
        return ela_fail(err, ELA_E_STATE, "crypt.key_wrong", "");
    head_of(version, head);
    const unsigned char *nonce = (const unsigned char *)sealed.p + HEAD, *text = nonce + NONCE;
    size_t length = sealed.n - HEAD - NONCE;
    enum ela_status st = bind(&ad, head, place, err);
    unsigned char *at = st == ELA_OK ? room(plain, length - TAG) : NULL;
    if (st == ELA_OK && !at)
        st = ela_buf_check(plain, err);
    if (at && (crypto_aead_xchacha20poly1305_ietf_decrypt(at, &n, NULL, text, length,
                                                          (const unsigned char *)ad.p, ad.n, nonce,
                                                          key->seal) != 0 ||
               sodium_unpad(&used, at, (size_t)n, BLOCK) != 0))
        st = ela_fail(err, ELA_E_STATE, "crypt.value_damaged", "");
    ela_buf_release(&ad);
    plain->n = st == ELA_OK ? was + used : was;
    if (plain->p && at)
        plain->p[plain->n] = '\0';
    return st;
}

enum ela_status ela_crypt_digest(struct ela_crypt *k, int32_t version, int32_t entity,
                                 struct ela_str purpose, struct ela_str value,
                                 unsigned char out[ELA_DIGEST_BYTES], struct ela_error *err)
{
    const struct ela__data_key *key = ela__crypt_key(k, version);
    crypto_generichash_state state;
    struct ela_buf head;
    if (!key)
        return ela_fail(err, ELA_E_STATE, "crypt.key_wrong", "");
    ela_buf_init(&head, 512);
    ela_put_u32(&head, (uint32_t)entity);
    ela_put_text(&head, purpose);
    enum ela_status st = ela_buf_check(&head, err);
    if (st == ELA_OK) {
        (void)crypto_generichash_init(&state, key->digest, ELA_KEY_BYTES, ELA_DIGEST_BYTES);
        (void)crypto_generichash_update(&state, (const unsigned char *)head.p, head.n);
        (void)crypto_generichash_update(&state, (const unsigned char *)value.p, value.n);
        (void)crypto_generichash_final(&state, out, ELA_DIGEST_BYTES);
        sodium_memzero(&state, sizeof state);
    }
    ela_buf_release(&head);
    return st;
}
