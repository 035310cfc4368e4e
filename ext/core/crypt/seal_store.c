/*
 * Sealed values that were made in an operation, written with the object that holds them.
 */
#include "crypt/seal_internal.h"

enum { ROWS_MAX = 50, PARAMS_A_ROW = 11 };

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
    ELA_TRY(ela__seal_value(plain, &value, err));
    struct ela_str text = ela_json_kind(value) == ELA_JTEXT ? ela_json_text(value) : plain;
    enum ela_status st = ela_crypt_digest(k, ela_crypt_version(k), entity, purpose, text, out, err);
    ela_json_free(value);
    return st;
}

static enum ela_status add_row(struct storing *s, struct ela__seal *e, struct ela_error *err)
{
    struct ela_call *c = s->c;
    struct ela_buf place, *sealed = &s->sealed[s->n];
    bool digest = s->lasting && e->purpose[0];
    (void)ela_str_copy(ela_str_of(s->object), e->object, sizeof e->object);
    e->id = s->id;
    ela_buf_init(sealed, 2 * ELA__SEALED_MAX);
    enum ela_status st = ela__seal_place(e, c->actor->entity, &place, err);
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
    e->state = ELA__SEAL_READ;
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
        struct ela__seal *e = ela__seal_find(s->c, ela_sealed_uid(value));
        if (!e || e->state != ELA__SEAL_WAITING)
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
    unsigned char uids[ELA__SEALED_READ_MAX][ELA_UID_BYTES];
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
         n < ELA__SEALED_READ_MAX && (it = ela_json_next(old, it, &key, &value)) != NULL;) {
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
