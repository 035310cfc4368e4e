/*
 * Criteria on encrypted fields. A list, its address and its saved views never hold the value that
 * is looked for: list.sealed gives the digests of it, by every key that opens, and a criterion
 * carries those. Renewed keys make them worthless. Source: SEC-06.
 */
#include "crypt/seal.h"
#include "list/list_internal.h"

#include <inttypes.h>
#include <stdlib.h>

#define MARK "sealed"

static const struct ela_meta_field *field_of(struct ela__listing *l, const char *code)
{
    for (size_t i = 0; i < l->ncolumns; i++)
        if (l->of[i] && l->columns[i]->type == ELA_LT_SEALED &&
            strcmp(l->columns[i]->code, code) == 0)
            return ela_fieldset_field(&l->of[i]->set, ela_str_of(code + strlen("sealed.")));
    return NULL;
}

/* sealed:VERSION.DIGEST:VERSION.DIGEST, the version that encrypts first. */
static enum ela_status token(struct ela_call *c, const char *purpose, struct ela_str value,
                             struct ela_buf *out, struct ela_error *err)
{
    unsigned char digest[ELA__LIST_DIGESTS][ELA_DIGEST_BYTES];
    int32_t version[ELA__LIST_DIGESTS];
    char hex[2 * ELA_DIGEST_BYTES + 1];
    size_t n = 0;
    ELA_TRY(ela_sealed_digests(c, purpose, value, digest, version, ELA__LIST_DIGESTS, &n, err));
    ela_buf_adds(out, MARK);
    for (size_t i = 0; i < n; i++) {
        ela_hex(digest[i], ELA_DIGEST_BYTES, hex);
        ela_buf_addf(out, ":%" PRId32 ".%s", version[i], hex);
    }
    return ela_buf_check(out, err);
}

enum ela_status ela__list_sealed(struct ela_call *c, struct ela_error *err)
{
    struct ela__listing l = {.c = c};
    struct ela_str value;
    struct ela_buf text;
    char mask[64];
    ELA_TRY(ela__list_open(c, &l, err));
    const struct ela_meta_field *f = field_of(&l, ela_in_text(c, "field").p);
    if (!f)
        return ela_fail(err, ELA_E_INPUT, "list.filter_field", "field");
    ELA_TRY(ela_field_typed(c, f, ela_in_text(c, "value"), &value, err));
    ela_buf_init(&text, 1024);
    enum ela_status st = token(c, ela_field_purpose(f), value, &text, err);
    if (st == ELA_OK) {
        ela_sealed_mask(value, true, mask);
        ela_json_set_str(c->out, "value", (struct ela_str){text.p, text.n});
        ela_json_set_text(c->out, "text", mask);
    }
    ela_buf_release(&text);
    return st;
}

/* --- in a filter ---------------------------------------------------------------------------- */

static bool part(const struct ela__listing *l, struct ela_str s, int64_t *version,
                 struct ela__bounds *out)
{
    const char *dot = memchr(s.p, '.', s.n);
    unsigned char *digest = ela_arena_alloc(l->c->arena, ELA_DIGEST_BYTES);
    if (!dot || !digest || !ela_parse_i64((struct ela_str){s.p, (size_t)(dot - s.p)}, version) ||
        !ela_unhex((struct ela_str){dot + 1, s.n - (size_t)(dot + 1 - s.p)}, digest,
                   ELA_DIGEST_BYTES))
        return false;
    out->from = ELA_DBV_BYTES(digest, ELA_DIGEST_BYTES);
    return true;
}

bool ela__sealed_read(const struct ela__listing *l, const struct ela_json *in,
                      struct ela__bounds *out, size_t *n, size_t max)
{
    struct ela_str s = ela_json_text(in);
    struct ela_error why = ELA_ERROR_INIT;
    size_t found = 0, mark = strlen(MARK);
    int64_t first = 0, version = 0;
    int32_t now = 0;
    if (s.n <= mark || strncmp(s.p, MARK ":", mark + 1) != 0)
        return false;
    for (size_t at = mark + 1; at < s.n && *n + found < max && found < ELA__LIST_DIGESTS; found++) {
        const char *end = memchr(s.p + at, ':', s.n - at);
        size_t length = end ? (size_t)(end - (s.p + at)) : s.n - at;
        if (!part(l, (struct ela_str){s.p + at, length}, &version, &out[found]))
            return false;
        first = found ? first : version;
        at += length + 1;
    }
    /* After a renewal some rows have digests that it does not know. */
    if (!found || ela_sealed_version(l->c, &now, &why) != ELA_OK || first != now)
        return false;
    *n += found;
    return true;
}
