/*
 * What a screen shows instead of a sealed value, how one is found, and keys of files.
 */
#include "crypt/seal_internal.h"

/* --- shown and found ---------------------------------------------------------------------- */

enum { TAIL = 4, LONG_ENOUGH = 8 };

void ela_sealed_mask(struct ela_str text, bool tail, char out[64])
{
    size_t chars = 0, at = text.n, left = TAIL;
    (void)snprintf(out, 64, "%s", ELA_MASK);
    if (!tail || !ela_utf8_valid(text.p, text.n, &chars) || chars < LONG_ENOUGH)
        return;
    while (at > 0 && left > 0)
        if (((unsigned char)text.p[--at] & 0xC0) != 0x80)
            left--;
    (void)snprintf(out, 64, "%s\xC2\xA0%.*s", ELA_MASK, (int)(text.n - at), text.p + at);
}

void ela_sealed_unmask(struct ela_call *c, struct ela_str uid)
{
    if (c->seals)
        (void)ela_str_copy(uid, c->seals->unmask, sizeof c->seals->unmask);
}

bool ela_sealed_unmasked(const struct ela_call *c, struct ela_str uid)
{
    return c->seals && c->seals->unmask[0] && ela_str_is(uid, c->seals->unmask);
}

enum ela_status ela_sealed_digests(struct ela_call *c, const char *purpose, struct ela_str value,
                                   unsigned char (*out)[ELA_DIGEST_BYTES], int32_t *versions,
                                   size_t max, size_t *n, struct ela_error *err)
{
    int32_t version;
    *n = 0;
    struct ela_crypt *keys;
    ELA_TRY(ela__sealed_keys(c, &keys, err));
    for (size_t i = 0; *n < max && (version = ela_crypt_version_at(keys, i)) != 0; i++) {
        ELA_TRY(ela_crypt_digest(keys, version, c->actor->entity, ela_str_of(purpose), value,
                                 out[*n], err));
        if (versions)
            versions[*n] = version;
        (*n)++;
    }
    return ELA_OK;
}

enum ela_status ela_sealed_version(struct ela_call *c, int32_t *version, struct ela_error *err)
{
    struct ela_crypt *keys;
    ELA_TRY(ela__sealed_keys(c, &keys, err));
    *version = ela_crypt_version(keys);
    return ELA_OK;
}

/* --- keys of files ------------------------------------------------------------------------- */

#define FILE_KEY "file_key"

enum ela_status ela_sealed_key_new(struct ela_call *c, const char *object, int64_t id,
                                   struct ela_stream *of, struct ela_error *err)
{
    char hex[2 * sizeof *of + 1];
    struct ela_json *values = ela_json_new_object(), *one = NULL;
    randombytes_buf(of, sizeof *of);
    ela_hex((const uint8_t *)of, sizeof *of, hex);
    struct ela_json *text = ela_json_new_text(hex, sizeof hex - 1);
    enum ela_status st = ela_sealed_new(c, FILE_KEY, "", text, &one, err);
    ela_json_set(values, FILE_KEY, one);
    if (st == ELA_OK)
        st = ela_sealed_store(c, object, id, NULL, values, err);
    sodium_memzero(hex, sizeof hex);
    ela_json_free(text);
    ela_json_free(values);
    return st;
}

enum ela_status ela_sealed_key(struct ela_call *c, const char *object, int64_t id,
                               struct ela_stream *of, struct ela_error *err)
{
    struct ela_db_result r;
    char hex[ELA_UID_TEXT] = "";
    struct ela_json *one = ela_json_new_object(), *value = NULL;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(object), ELA_DBV_INT(id),
                               ELA_DBV_TEXT(FILE_KEY)};
    enum ela_status st = ela_db_query(c->db, ELA_SQL_SEALED_OF, p, 4, &r, err);
    if (st == ELA_OK) {
        if (r.nrows && ela_db_cell(&r, 0, 0).n == ELA_UID_BYTES)
            ela_hex((const uint8_t *)ela_db_cell(&r, 0, 0).p, ELA_UID_BYTES, hex);
        ela_db_result_release(&r);
    }
    if (st == ELA_OK && !hex[0])
        st = ela_fail(err, ELA_E_NOT_FOUND, "crypt.no_file_key", "");
    ela_json_set_text(one, "sealed", hex);
    if (st == ELA_OK)
        st = ela_sealed_know(c, ela_str_of(hex), object, id, err);
    if (st == ELA_OK)
        st = ela_sealed_open(c, one, FILE_KEY, &value, err);
    if (st == ELA_OK && !ela_unhex(ela_json_text(value), (uint8_t *)of, sizeof *of))
        st = ela_fail(err, ELA_E_STATE, "crypt.value_damaged", "");
    ela_json_free(value);
    ela_json_free(one);
    return st;
}

enum ela_status ela_sealed_create(struct ela_call *c, struct ela_error *err)
{
    struct ela_data_key *keys = NULL;
    size_t n = 0;
    const char *path = c->seals ? c->seals->master_path : NULL;
    ELA_TRY(ela_crypt_keys(c->db, &keys, &n, err));
    ela_free(keys);
    if (n > 0)
        return ela_fail(err, ELA_E_STATE, "crypt.keys_exist", "");
    return ela_master_create(path, err);
}
