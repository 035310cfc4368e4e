/*
 * Sealed values of one operation: known, read, opened, waiting, stored.
 */
#include "crypt/seal_internal.h"

#include "base/bytes.h"

struct ela_seals *ela_seals_new(struct ela_crypt *crypt, const char *master_path)
{
    struct ela_seals *s = ela_malloc(sizeof *s);
    if (s)
        *s = (struct ela_seals){.crypt = crypt, .master_path = master_path};
    return s;
}

void ela_seals_reset(struct ela_seals *s)
{
    while (s && s->all) {
        struct ela__seal *e = s->all;
        s->all = e->next;
        ela_buf_release(&e->sealed);
        ela_buf_wipe(&e->plain);
        ela_free(e);
    }
    if (s)
        s->open = false;
}

void ela_seals_free(struct ela_seals *s)
{
    if (!s)
        return;
    ela_seals_reset(s);
    ela_free(s);
}

/* --- in JSON ------------------------------------------------------------------------------ */

struct ela_str ela_sealed_uid(const struct ela_json *v)
{
    struct ela_str uid = {"", 0};
    if (ela_json_kind(v) == ELA_JOBJECT)
        uid = ela_json_text(ela_json_get(v, "sealed"));
    return uid.n == 2 * ELA_UID_BYTES ? uid : ELA_STR("");
}

bool ela_sealed_is(const struct ela_json *v)
{
    return ela_sealed_uid(v).n > 0;
}

bool ela_sealed_any(const struct ela_json *values)
{
    const char *key;
    const struct ela_json *value;
    for (const void *it = NULL; (it = ela_json_next(values, it, &key, &value)) != NULL;)
        if (ela_sealed_is(value))
            return true;
    return false;
}

static struct ela_json *token(const unsigned char uid[ELA_UID_BYTES])
{
    char hex[ELA_UID_TEXT];
    struct ela_json *o = ela_json_new_object();
    ela_hex(uid, ELA_UID_BYTES, hex);
    ela_json_set_text(o, "sealed", hex);
    return o;
}

/* --- known -------------------------------------------------------------------------------- */

static struct ela__seal *find(const struct ela_call *c, const unsigned char uid[ELA_UID_BYTES])
{
    for (struct ela__seal *e = c->seals ? c->seals->all : NULL; e; e = e->next)
        if (memcmp(e->uid, uid, ELA_UID_BYTES) == 0)
            return e;
    return NULL;
}

struct ela__seal *ela__seal_find(const struct ela_call *c, struct ela_str text)
{
    unsigned char uid[ELA_UID_BYTES];
    return ela_unhex(text, uid, sizeof uid) ? find(c, uid) : NULL;
}

static struct ela__seal *add(struct ela_call *c, const unsigned char uid[ELA_UID_BYTES])
{
    struct ela__seal *e = c->seals ? ela_malloc(sizeof *e) : NULL;
    if (!e)
        return NULL;
    *e = (struct ela__seal){.next = c->seals->all};
    memcpy(e->uid, uid, ELA_UID_BYTES);
    ela_buf_init(&e->sealed, 2 * ELA__SEALED_MAX);
    ela_buf_init(&e->plain, 2 * ELA__SEALED_MAX);
    c->seals->all = e;
    return e;
}

enum ela_status ela_sealed_know(struct ela_call *c, struct ela_str text, const char *object,
                                int64_t id, struct ela_error *err)
{
    unsigned char uid[ELA_UID_BYTES];
    if (!ela_unhex(text, uid, sizeof uid) || find(c, uid))
        return ELA_OK;
    struct ela__seal *e = add(c, uid);
    if (!e)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    (void)ela_str_copy(ela_str_of(object), e->object, sizeof e->object);
    e->id = id;
    return ELA_OK;
}

enum ela_status ela_sealed_from(struct ela_call *c, const struct ela_json *values,
                                const char *object, int64_t id, struct ela_error *err)
{
    const char *key;
    const struct ela_json *value;
    for (const void *it = NULL; (it = ela_json_next(values, it, &key, &value)) != NULL;)
        if (ela_sealed_is(value))
            ELA_TRY(ela_sealed_know(c, ela_sealed_uid(value), object, id, err));
    return ELA_OK;
}

/* Inside a text of JSON a quotation mark is never bare: what reads like this is no text. */
enum ela_status ela_sealed_in_text(struct ela_call *c, struct ela_str json, const char *object,
                                   int64_t id, struct ela_error *err)
{
    static const char HEAD[] = "{\"sealed\":\"";
    const size_t head = sizeof HEAD - 1, whole = head + 2 * ELA_UID_BYTES;
    for (const char *at = json.p; at && json.n >= whole;) {
        at = memchr(at, '{', json.n);
        size_t left = at ? json.n - (size_t)(at - json.p) : 0;
        if (left < whole)
            break;
        if (memcmp(at, HEAD, head) == 0)
            ELA_TRY(ela_sealed_know(c, (struct ela_str){at + head, 2 * ELA_UID_BYTES}, object, id,
                                    err));
        json = (struct ela_str){at + 1, left - 1};
        at = json.p;
    }
    return ELA_OK;
}

/* --- read --------------------------------------------------------------------------------- */

enum ela_status ela__sealed_place(const struct ela__sealed_at *at, struct ela_buf *out,
                                  struct ela_error *err)
{
    ela_buf_init(out, 1024);
    ela_put_text(out, at->uid);
    ela_put_u32(out, (uint32_t)at->entity);
    ela_put_text(out, at->object);
    ela_put_i64(out, at->id);
    ela_put_text(out, at->field);
    return ela_buf_check(out, err);
}

enum ela_status ela__seal_place(const struct ela__seal *e, int32_t entity, struct ela_buf *out,
                                struct ela_error *err)
{
    const struct ela__sealed_at at = {.uid = {(const char *)e->uid, ELA_UID_BYTES},
                                      .entity = entity,
                                      .object = ela_str_of(e->object),
                                      .id = e->id,
                                      .field = ela_str_of(e->field)};
    return ela__sealed_place(&at, out, err);
}

static enum ela_status keys(struct ela_call *c, struct ela_error *err)
{
    struct ela_seals *s = c->seals;
    if (!s)
        return ela_fail(err, ELA_E_STATE, "crypt.key_unset", "");
    if (!s->open)
        ELA_TRY(ela_crypt_open(s->crypt, c->db, s->master_path, err));
    s->open = true;
    return ELA_OK;
}

enum ela_status ela__sealed_keys(struct ela_call *c, struct ela_crypt **out, struct ela_error *err)
{
    ELA_TRY(keys(c, err));
    *out = c->seals->crypt;
    return ELA_OK;
}

static void take_row(struct ela_call *c, const struct ela_db_result *r, size_t i)
{
    struct ela_str uid = ela_db_cell(r, i, 0), envelope = ela_db_cell(r, i, 4);
    struct ela__seal *e = uid.n == ELA_UID_BYTES ? find(c, (const unsigned char *)uid.p) : NULL;
    /* It stands where these values are, or it is somebody else's. */
    if (!e || !ela_str_is(ela_db_cell(r, i, 1), e->object) || ela_db_int(r, i, 2, 0) != e->id)
        return;
    (void)ela_str_copy(ela_db_cell(r, i, 3), e->field, sizeof e->field);
    ela_buf_add(&e->sealed, envelope.p, envelope.n);
    e->missing = e->sealed.failed;
}

/* All that are known and were not read yet. */
static enum ela_status read_known(struct ela_call *c, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    size_t n = 0;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_SEALED_READ);
    ela_sql_int(&q, c->actor->entity);
    for (struct ela__seal *e = c->seals->all; e && n < ELA__SEALED_READ_MAX; e = e->next) {
        if (e->state != ELA__SEAL_KNOWN)
            continue;
        e->state = ELA__SEAL_READ;
        e->missing = true;
        ela_sql_add(&q, n++ ? ", ?" : "?");
        ela_sql_value(&q, ELA_DBV_BYTES(e->uid, ELA_UID_BYTES));
    }
    ela_sql_add(&q, ")");
    if (n == 0) {
        ela_sql_release(&q);
        return ELA_OK;
    }
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++)
        take_row(c, &r, i);
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status unseal(struct ela_call *c, struct ela__seal *e, struct ela_error *err)
{
    struct ela_buf place;
    struct ela_error why = ELA_ERROR_INIT;
    struct ela_str sealed = {e->sealed.p, e->sealed.n};
    enum ela_status st = ela__seal_place(e, c->actor->entity, &place, err);
    struct ela_str at = {place.p, place.n};
    if (st == ELA_OK)
        st = ela_crypt_unseal(c->seals->crypt, at, sealed, &e->plain, &why);
    if (st == ELA_E_STATE) { /* keys that were renewed since ours were read */
        ela_crypt_forget(c->seals->crypt);
        ela_error_reset(&why);
        c->seals->open = false;
        st = keys(c, &why);
        if (st == ELA_OK)
            st = ela_crypt_unseal(c->seals->crypt, at, sealed, &e->plain, &why);
    }
    ela_buf_release(&place);
    return st == ELA_OK ? st : ela_failf(err, st, why.key, why.field, "%s", why.detail);
}

enum ela_status ela__seal_value(struct ela_str plain, struct ela_json **out, struct ela_error *err)
{
    struct ela_json *list = NULL;
    if (ela_json_parse(plain, NULL, &list, NULL) != ELA_OK || ela_json_size(list) != 1) {
        ela_json_free(list);
        return ela_fail(err, ELA_E_STATE, "crypt.value_damaged", "");
    }
    *out = ela_json_ref((struct ela_json *)(uintptr_t)ela_json_at(list, 0));
    ela_json_free(list);
    return ELA_OK;
}

enum ela_status ela_sealed_open(struct ela_call *c, const struct ela_json *v, const char *field,
                                struct ela_json **out, struct ela_error *err)
{
    struct ela__seal *e = ela__seal_find(c, ela_sealed_uid(v));
    *out = NULL;
    if (!e)
        return ela_fail(err, ELA_E_INPUT, "field.sealed", "");
    if (e->state != ELA__SEAL_WAITING) {
        ELA_TRY(keys(c, err));
        for (; e->state == ELA__SEAL_KNOWN;)
            ELA_TRY(read_known(c, err));
        if (e->missing)
            return ela_fail(err, ELA_E_STATE, "crypt.value_damaged", "");
    }
    if (strcmp(e->field, field) != 0)
        return ela_fail(err, ELA_E_INPUT, "field.sealed", "");
    if (e->plain.n == 0)
        ELA_TRY(unseal(c, e, err));
    return ela__seal_value((struct ela_str){e->plain.p, e->plain.n}, out, err);
}

/* --- new ---------------------------------------------------------------------------------- */

enum ela_status ela_sealed_new(struct ela_call *c, const char *field, const char *purpose,
                               const struct ela_json *value, struct ela_json **out,
                               struct ela_error *err)
{
    unsigned char uid[ELA_UID_BYTES];
    struct ela_json *list = NULL;
    *out = NULL;
    ELA_TRY(keys(c, err)); /* refused before anything is written */
    randombytes_buf(uid, sizeof uid);
    struct ela__seal *e = add(c, uid);
    if (!e)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    e->state = ELA__SEAL_WAITING;
    (void)ela_str_copy(ela_str_of(field), e->field, sizeof e->field);
    (void)ela_str_copy(ela_str_of(purpose), e->purpose, sizeof e->purpose);
    list = ela_json_new_array();
    ela_json_push(list, ela_json_ref((struct ela_json *)(uintptr_t)value));
    enum ela_status st = ela_json_write(list, &e->plain, err);
    ela_json_free(list);
    if (st == ELA_OK)
        *out = token(uid);
    return st;
}
