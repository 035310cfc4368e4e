/*
 * Sealed values of one operation: known, read, opened, waiting, stored.
 */
#include "crypt/crypt_internal.h"
#include "crypt/seal.h"

#include "base/bytes.h"

enum { READ_MAX = 400, ROWS_MAX = 50, PARAMS_A_ROW = 11 };
#define VALUE_MAX ((size_t)1024 * 1024)

enum entry_state { KNOWN, READ, WAITING };

struct entry {
    struct entry *next;
    unsigned char uid[ELA_UID_BYTES];
    enum entry_state state;
    bool missing;     /* no such row here */
    char object[25];  /* where it stands; "" while it waits */
    int64_t id;
    char field[65], purpose[65];
    struct ela_buf sealed, plain; /* plain: JSON text, as [value] */
};

struct ela_seals {
    struct ela_crypt *crypt;
    const char *master_path;
    struct entry *all;
    bool open; /* keys are at hand */
    char unmask[ELA_UID_TEXT];
};

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
        struct entry *e = s->all;
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

static struct entry *find(const struct ela_call *c, const unsigned char uid[ELA_UID_BYTES])
{
    for (struct entry *e = c->seals ? c->seals->all : NULL; e; e = e->next)
        if (memcmp(e->uid, uid, ELA_UID_BYTES) == 0)
            return e;
    return NULL;
}

static struct entry *find_text(const struct ela_call *c, struct ela_str text)
{
    unsigned char uid[ELA_UID_BYTES];
    return ela_unhex(text, uid, sizeof uid) ? find(c, uid) : NULL;
}

static struct entry *add(struct ela_call *c, const unsigned char uid[ELA_UID_BYTES])
{
    struct entry *e = c->seals ? ela_malloc(sizeof *e) : NULL;
    if (!e)
        return NULL;
    *e = (struct entry){.next = c->seals->all};
    memcpy(e->uid, uid, ELA_UID_BYTES);
    ela_buf_init(&e->sealed, 2 * VALUE_MAX);
    ela_buf_init(&e->plain, 2 * VALUE_MAX);
    c->seals->all = e;
    return e;
}

enum ela_status ela_sealed_know(struct ela_call *c, struct ela_str text, const char *object,
                                int64_t id, struct ela_error *err)
{
    unsigned char uid[ELA_UID_BYTES];
    if (!ela_unhex(text, uid, sizeof uid) || find(c, uid))
        return ELA_OK;
    struct entry *e = add(c, uid);
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

static enum ela_status place_of(const struct entry *e, int32_t entity, struct ela_buf *out,
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
        ELA_TRY(ela_crypt_open(s->crypt, c->db, s->master_path, c->now, err));
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
    struct entry *e =
        uid.n == ELA_UID_BYTES ? find(c, (const unsigned char *)uid.p) : NULL;
    /* It stands where these values are, or it is somebody else's. */
    if (!e || !ela_str_is(ela_db_cell(r, i, 1), e->object) ||
        ela_db_int(r, i, 2, 0) != e->id)
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
    for (struct entry *e = c->seals->all; e && n < READ_MAX; e = e->next) {
        if (e->state != KNOWN)
            continue;
        e->state = READ;
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

static enum ela_status unseal(struct ela_call *c, struct entry *e, struct ela_error *err)
{
    struct ela_buf place;
    struct ela_error why = ELA_ERROR_INIT;
    struct ela_str sealed = {e->sealed.p, e->sealed.n};
    enum ela_status st = place_of(e, c->actor->entity, &place, err);
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

static enum ela_status value_of(struct ela_str plain, struct ela_json **out, struct ela_error *err)
{
    struct ela_json *list = NULL;
    if (ela_json_parse(plain, NULL, &list, NULL) != ELA_OK ||
        ela_json_size(list) != 1) {
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
    struct entry *e = find_text(c, ela_sealed_uid(v));
    *out = NULL;
    if (!e)
        return ela_fail(err, ELA_E_INPUT, "field.sealed", "");
    if (e->state != WAITING) {
        ELA_TRY(keys(c, err));
        for (; e->state == KNOWN;)
            ELA_TRY(read_known(c, err));
        if (e->missing)
            return ela_fail(err, ELA_E_STATE, "crypt.value_damaged", "");
    }
    if (strcmp(e->field, field) != 0)
        return ela_fail(err, ELA_E_INPUT, "field.sealed", "");
    if (e->plain.n == 0)
        ELA_TRY(unseal(c, e, err));
    return value_of((struct ela_str){e->plain.p, e->plain.n}, out, err);
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
    struct entry *e = add(c, uid);
    if (!e)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    e->state = WAITING;
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

/* --- stored ------------------------------------------------------------------------------- */

struct storing {
    struct ela_call *c;
    const char *object;
    int64_t id;
    bool lasting;
    struct ela_sql q;
    size_t n;
    struct ela_buf sealed[ROWS_MAX];
    unsigned char digests[ROWS_MAX][ELA_DIGEST_BYTES];
};

/* Of a value that is text itself, else of its JSON: as a search has it. */
enum ela_status ela__sealed_digest(struct ela_crypt *k, int32_t entity, struct ela_str purpose,
                                   struct ela_str plain, unsigned char out[ELA_DIGEST_BYTES],
                                   struct ela_error *err)
{
    struct ela_json *value = NULL;
    ELA_TRY(value_of(plain, &value, err));
    struct ela_str text = ela_json_kind(value) == ELA_JTEXT ? ela_json_text(value) : plain;
    enum ela_status st =
        ela_crypt_digest(k, ela_crypt_version(k), entity, purpose, text, out, err);
    ela_json_free(value);
    return st;
}

static enum ela_status add_row(struct storing *s, struct entry *e, struct ela_error *err)
{
    struct ela_call *c = s->c;
    struct ela_buf place, *sealed = &s->sealed[s->n];
    bool digest = s->lasting && e->purpose[0];
    (void)ela_str_copy(ela_str_of(s->object), e->object, sizeof e->object);
    e->id = s->id;
    ela_buf_init(sealed, 2 * VALUE_MAX);
    enum ela_status st = place_of(e, c->actor->entity, &place, err);
    if (st == ELA_OK)
        st = ela_crypt_seal(c->seals->crypt, (struct ela_str){place.p, place.n},
                            (struct ela_str){e->plain.p, e->plain.n}, sealed, err);
    if (st == ELA_OK && digest)
        st = ela__sealed_digest(c->seals->crypt, c->actor->entity, ela_str_of(e->purpose),
                                (struct ela_str){e->plain.p, e->plain.n}, s->digests[s->n], err);
    ela_buf_release(&place);
    if (st != ELA_OK) {
        ela_buf_release(sealed);
        return st;
    }
    struct ela_db_value none = ELA_DBV_NULL;
    struct ela_db_value p[PARAMS_A_ROW] = {
        ELA_DBV_BYTES(e->uid, ELA_UID_BYTES),
        ELA_DBV_INT(c->actor->entity),
        ELA_DBV_TEXT(e->object),
        ELA_DBV_INT(e->id),
        ELA_DBV_TEXT(e->field),
        ELA_DBV_TEXT(e->purpose),
        ELA_DBV_INT(s->lasting),
        ELA_DBV_INT(ela_crypt_version(c->seals->crypt)),
        ELA_DBV_BYTES(sealed->p, sealed->n),
        digest ? ELA_DBV_BYTES(s->digests[s->n], ELA_DIGEST_BYTES) : none,
        ELA_DBV_INT(c->now)};
    ela_sql_add(&s->q, s->n++ ? ELA_SQL_SEALED_MORE : ELA_SQL_SEALED_ADD);
    for (size_t i = 0; i < PARAMS_A_ROW; i++)
        ela_sql_value(&s->q, p[i]);
    e->state = READ;
    return ELA_OK;
}

static enum ela_status put_rows(struct storing *s, struct ela_error *err)
{
    enum ela_status st = s->n ? ela_sql_exec(&s->q, s->c->db, NULL, err) : ELA_OK;
    for (size_t i = 0; i < s->n; i++)
        ela_buf_release(&s->sealed[i]);
    s->n = 0;
    return st;
}

static enum ela_status add_new(struct storing *s, const struct ela_json *values,
                               struct ela_error *err)
{
    const char *key;
    const struct ela_json *value;
    for (const void *it = NULL; (it = ela_json_next(values, it, &key, &value)) != NULL;) {
        struct entry *e = find_text(s->c, ela_sealed_uid(value));
        if (!e || e->state != WAITING)
            continue;
        if (s->n == 0)
            ELA_TRY(ela_crypt_hold(s->c->seals->crypt, s->c->db, s->c->now, err));
        ELA_TRY(add_row(s, e, err));
        if (s->n == ROWS_MAX)
            ELA_TRY(put_rows(s, err));
    }
    return ELA_OK;
}

static enum ela_status store_new(struct ela_call *c, const char *object, int64_t id, bool lasting,
                                 const struct ela_json *values, struct ela_error *err)
{
    struct storing s = {.c = c, .object = object, .id = id, .lasting = lasting};
    ela_sql_init(&s.q);
    enum ela_status st = add_new(&s, values, err);
    if (st == ELA_OK)
        st = put_rows(&s, err);
    for (size_t i = 0; i < s.n; i++)
        ela_buf_release(&s.sealed[i]);
    ela_sql_release(&s.q);
    return st;
}

static bool holds(const struct ela_json *values, struct ela_str uid)
{
    const char *key;
    const struct ela_json *value;
    for (const void *it = NULL; (it = ela_json_next(values, it, &key, &value)) != NULL;)
        if (ela_str_eq(ela_sealed_uid(value), uid))
            return true;
    return false;
}

/* Runs `sql ... uid IN (` over those of `old` that `values` has no more. */
static enum ela_status on_gone(struct ela_call *c, const char *sql, const char *object, int64_t id,
                               const struct ela_json *old, const struct ela_json *values,
                               struct ela_error *err)
{
    unsigned char uids[READ_MAX][ELA_UID_BYTES];
    const char *key;
    const struct ela_json *value;
    struct ela_sql q;
    size_t n = 0;
    ela_sql_init(&q);
    ela_sql_add(&q, sql);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_text(&q, ela_str_of(object));
    ela_sql_int(&q, id);
    ela_sql_add(&q, " AND uid IN (");
    for (const void *it = NULL;
         n < READ_MAX && (it = ela_json_next(old, it, &key, &value)) != NULL;) {
        struct ela_str uid = ela_sealed_uid(value);
        if (!uid.n || holds(values, uid) || !ela_unhex(uid, uids[n], ELA_UID_BYTES))
            continue;
        ela_sql_add(&q, n ? ", ?" : "?");
        ela_sql_value(&q, ELA_DBV_BYTES(uids[n], ELA_UID_BYTES));
        n++;
    }
    ela_sql_add(&q, ")");
    if (n > 0)
        return ela_sql_exec(&q, c->db, NULL, err);
    ela_sql_release(&q);
    return ELA_OK;
}

enum ela_status ela_sealed_store(struct ela_call *c, const char *object, int64_t id,
                                 const struct ela_json *old, const struct ela_json *values,
                                 struct ela_error *err)
{
    ELA_TRY(store_new(c, object, id, true, values, err));
    return on_gone(c, ELA_SQL_SEALED_SUPERSEDE, object, id, old, values, err);
}

enum ela_status ela_sealed_draft(struct ela_call *c, const char *object, int64_t id,
                                 const struct ela_json *old, const struct ela_json *values,
                                 struct ela_error *err)
{
    ELA_TRY(store_new(c, object, id, false, values, err));
    return on_gone(c, ELA_SQL_SEALED_DROP, object, id, old, values, err);
}

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
                                   unsigned char (*out)[ELA_DIGEST_BYTES], size_t max, size_t *n,
                                   struct ela_error *err)
{
    int32_t version;
    *n = 0;
    ELA_TRY(keys(c, err));
    for (size_t i = 0; *n < max && (version = ela_crypt_version_at(c->seals->crypt, i)) != 0; i++) {
        ELA_TRY(ela_crypt_digest(c->seals->crypt, version, c->actor->entity, ela_str_of(purpose),
                                 value, out[*n], err));
        (*n)++;
    }
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
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(object),
                               ELA_DBV_INT(id), ELA_DBV_TEXT(FILE_KEY)};
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
