/*
 * Tokens: 256 random bits as base64url; the database holds their SHA-256 only. Source: SEC-02,
 * SEC-18.
 */
#include "account/account.h"

#include <sodium.h>

#include "account/account_internal.h"

static const int VARIANT = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

enum ela_status ela_token_new(char text[ELA_TOKEN_TEXT + 1], uint8_t hash[32],
                              struct ela_error *err)
{
    uint8_t raw[32];
    if (sodium_init() < 0)
        return ela_failf(err, ELA_E_INTERNAL, "token", "", "libsodium");
    randombytes_buf(raw, sizeof raw);
    sodium_bin2base64(text, ELA_TOKEN_TEXT + 1, raw, sizeof raw, VARIANT);
    crypto_hash_sha256(hash, raw, sizeof raw);
    sodium_memzero(raw, sizeof raw);
    return ELA_OK;
}

bool ela_token_hash(struct ela_str text, uint8_t hash[32])
{
    uint8_t raw[32];
    size_t n = 0;
    if (text.n != ELA_TOKEN_TEXT)
        return false;
    if (sodium_base642bin(raw, sizeof raw, text.p, text.n, NULL, &n, NULL, VARIANT) != 0 ||
        n != sizeof raw)
        return false;
    crypto_hash_sha256(hash, raw, sizeof raw);
    sodium_memzero(raw, sizeof raw);
    return true;
}

void ela_session_csrf(struct ela_str token, char out[33])
{
    static const char what[] = "elaska csrf 1";
    uint8_t key[32], mac[16];
    if (!ela_token_hash(token, key)) {
        out[0] = '\0';
        return;
    }
    /* The key is a hash of the token that is stored nowhere: the database holds the plain SHA-256.
     */
    crypto_generichash(key, sizeof key, (const unsigned char *)token.p, token.n, NULL, 0);
    crypto_generichash(mac, sizeof mac, (const unsigned char *)what, sizeof what - 1, key,
                       sizeof key);
    ela_hex(mac, sizeof mac, out);
}

bool ela_session_csrf_ok(struct ela_str token, struct ela_str given)
{
    char want[33];
    ela_session_csrf(token, want);
    return want[0] != '\0' && given.n == 32 && sodium_memcmp(want, given.p, 32) == 0;
}

void ela__account_digest(const char *purpose, int64_t number, struct ela_str text, uint8_t out[32])
{
    crypto_hash_sha256_state s;
    crypto_hash_sha256_init(&s);
    crypto_hash_sha256_update(&s, (const unsigned char *)purpose, strlen(purpose) + 1);
    crypto_hash_sha256_update(&s, (const unsigned char *)&number, sizeof number);
    crypto_hash_sha256_update(&s, (const unsigned char *)text.p, text.n);
    crypto_hash_sha256_final(&s, out);
}
