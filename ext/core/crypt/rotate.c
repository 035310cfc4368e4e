/*
 * After a renewal: values are encrypted anew, some at a time. Nothing is kept but the rows
 * themselves: one that bears an older version is still to be done. Source: SEC-08.
 */
#include "crypt/crypt_internal.h"

enum { R_ROW, R_UID, R_ENTITY, R_OBJECT, R_ID, R_FIELD, R_PURPOSE, R_ENVELOPE, R_DIGEST };
enum { BATCH = 150 };
#define VALUE_MAX ((size_t)2 * 1024 * 1024)

struct batch {
    struct ela_call *c;
    struct ela_crypt *keys;
    int32_t from;
    int64_t after;
    const char *object; /* that moves; NULL: keys were renewed */
    int64_t at, to;     /* where it stood, where it goes */
    size_t read;        /* rows of the last one */
    struct ela_rotation *sum;
    /* of one run */
    struct ela_sql q;
    size_t n;
    int64_t damaged;
    struct ela_buf sealed[BATCH];
    unsigned char digests[BATCH][ELA_DIGEST_BYTES];
};

static enum ela_status anew(struct batch *b, const struct ela_db_result *r, size_t i,
                            struct ela_buf *plain, bool *good, struct ela_error *err)
{
    int32_t entity = (int32_t)ela_db_int(r, i, R_ENTITY, 0);
    const struct ela__sealed_at at = {ela_db_cell(r, i, R_UID), entity, ela_db_cell(r, i, R_OBJECT),
                                      ela_db_int(r, i, R_ID, 0), ela_db_cell(r, i, R_FIELD)};
    struct ela_buf place;
    struct ela_error why = ELA_ERROR_INIT;
    struct ela_buf next;
    struct ela__sealed_at then = at;
    then.id = b->object ? b->to : at.id;
    ela_buf_init(&next, 1);
    enum ela_status st = ela__sealed_place(&at, &place, err);
    if (st == ELA_OK)
        st = ela__sealed_place(&then, &next, err);
    struct ela_str where = {place.p, place.n}, there = {next.p, next.n};
    plain->n = 0;
    if (st == ELA_OK) {
        *good =
            ela_crypt_unseal(b->keys, where, ela_db_cell(r, i, R_ENVELOPE), plain, &why) == ELA_OK;
        struct ela_str text = {plain->p, plain->n};
        if (*good)
            st = ela_crypt_seal(b->keys, there, text, &b->sealed[b->n], err);
        if (*good && st == ELA_OK && ela_db_int(r, i, R_DIGEST, 0))
            st = ela__sealed_digest(b->keys, entity, ela_db_cell(r, i, R_PURPOSE), text,
                                    b->digests[b->n], err);
    }
    ela_buf_release(&place);
    ela_buf_release(&next);
    return st;
}

static enum ela_status compose(struct batch *b, const struct ela_db_result *r,
                               struct ela_error *err)
{
    struct ela_buf plain;
    enum ela_status st = ELA_OK;
    ela_buf_init(&plain, VALUE_MAX);
    for (size_t i = 0; i < r->nrows && st == ELA_OK; i++) {
        bool good = false;
        struct ela_buf *sealed = &b->sealed[b->n];
        ela_buf_init(sealed, VALUE_MAX);
        st = anew(b, r, i, &plain, &good, err);
        if (st != ELA_OK || !good) {
            ela_buf_release(sealed);
            b->damaged += st == ELA_OK;
            continue;
        }
        struct ela_db_value none = ELA_DBV_NULL;
        ela_sql_add(&b->q, b->n ? ELA_SQL_SEALED_ANEW_MORE : ELA_SQL_SEALED_ANEW);
        ela_sql_int(&b->q, ela_db_int(r, i, R_ROW, 0));
        ela_sql_value(&b->q, ELA_DBV_BYTES(sealed->p, sealed->n));
        ela_sql_value(&b->q, ela_db_int(r, i, R_DIGEST, 0)
                                 ? ELA_DBV_BYTES(b->digests[b->n], ELA_DIGEST_BYTES)
                                 : none);
        b->n++;
    }
    ela_buf_wipe(&plain);
    return st;
}

/* A row that somebody deleted meanwhile is none of the join's, nor one that was done. */
static enum ela_status write(struct batch *b, struct ela_error *err)
{
    if (b->n == 0)
        return ELA_OK;
    ela_sql_add(&b->q, b->object ? ELA_SQL_SEALED_MOVED_END : ELA_SQL_SEALED_ANEW_END);
    ela_sql_int(&b->q, ela_crypt_version(b->keys));
    if (b->object)
        ela_sql_int(&b->q, b->to);
    ela_sql_int(&b->q, b->object ? b->at : b->from);
    return ela_sql_exec(&b->q, b->c->db, NULL, err);
}

static enum ela_status one_batch(void *ctx, struct ela_error *err)
{
    struct batch *b = ctx;
    struct ela_db_result r;
    struct ela_db_value old[] = {ELA_DBV_INT(b->from), ELA_DBV_INT(b->after)};
    struct ela_db_value of[] = {ELA_DBV_TEXT(b->object ? b->object : ""), ELA_DBV_INT(b->at),
                                ELA_DBV_INT(b->after)};
    b->n = 0;
    b->damaged = 0;
    ELA_TRY(ela_crypt_hold(b->keys, b->c->db, b->c->now, err));
    ELA_TRY(b->object ? ela_db_query(b->c->db, ELA_SQL_SEALED_FROM, of, 3, &r, err)
                      : ela_db_query(b->c->db, ELA_SQL_SEALED_OLD, old, 2, &r, err));
    ela_sql_init(&b->q);
    b->read = r.nrows;
    enum ela_status st = compose(b, &r, err);
    if (st == ELA_OK)
        st = write(b, err);
    for (size_t i = 0; i < b->n; i++)
        ela_buf_release(&b->sealed[i]);
    if (st == ELA_OK && r.nrows)
        b->after = ela_db_int(&r, r.nrows - 1, R_ROW, 0);
    ela_sql_release(&b->q);
    ela_db_result_release(&r);
    return st;
}

static enum ela_status retire(void *ctx, struct ela_error *err)
{
    struct batch *b = ctx;
    return ela_crypt_retire(b->c->db, b->c->now, &b->sum->retired, err);
}

static enum ela_status work(struct batch *b, const struct ela_data_key *keys, size_t n, int batches,
                            struct ela_error *err)
{
    bool empty = false;
    for (size_t i = 0; i < n; i++) {
        if (keys[i].state != ELA_KEY_OLD)
            continue;
        empty = empty || keys[i].values == 0;
        b->from = keys[i].version;
        b->after = 0;
        b->read = keys[i].values ? BATCH : 0;
        while (b->read == BATCH && batches-- > 0) {
            ELA_TRY(ela_db_tx(b->c->db, one_batch, b, err));
            b->sum->done += (int64_t)b->n;
            b->sum->damaged += b->damaged;
        }
        empty = empty || b->sum->done >= keys[i].values;
    }
    return empty ? ela_db_tx(b->c->db, retire, b, err) : ELA_OK;
}

enum ela_status ela_sealed_rotate(struct ela_call *c, int batches, struct ela_rotation *out,
                                  struct ela_error *err)
{
    struct ela_data_key *keys = NULL;
    size_t n = 0;
    *out = (struct ela_rotation){0, 0, 0, 0};
    ELA_TRY(ela_crypt_keys(c->db, &keys, &n, err));
    int64_t old = 0, versions = 0;
    for (size_t i = 0; i < n; i++)
        if (keys[i].state == ELA_KEY_OLD) {
            old += keys[i].values;
            versions++;
        }
    struct batch *b = versions ? ela_malloc(sizeof *b) : NULL;
    enum ela_status st =
        versions && !b ? ela_fail(err, ELA_E_INTERNAL, "internal.memory", "") : ELA_OK;
    if (b) {
        memset(b, 0, sizeof *b);
        b->c = c;
        b->sum = out;
        st = ela__sealed_keys(c, &b->keys, err);
        if (st == ELA_OK)
            st = work(b, keys, n, batches, err);
        sodium_memzero(b, sizeof *b);
    }
    ela_free(b);
    ela_free(keys);
    out->left = old > out->done ? old - out->done : 0;
    return st;
}

enum ela_status ela_sealed_where(struct ela_call *c, struct ela_str uid,
                                 struct ela_sealed_place *out, struct ela_error *err)
{
    unsigned char bytes[ELA_UID_BYTES];
    struct ela_db_result r;
    if (!ela_unhex(uid, bytes, sizeof bytes))
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "sealed");
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_BYTES(bytes, sizeof bytes)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_SEALED_PLACE, p, 2, &r, err));
    bool there = r.nrows > 0;
    if (there) {
        (void)ela_str_copy(ela_db_cell(&r, 0, 0), out->object, sizeof out->object);
        out->id = ela_db_int(&r, 0, 1, 0);
        (void)ela_str_copy(ela_db_cell(&r, 0, 2), out->field, sizeof out->field);
    }
    ela_db_result_release(&r);
    return there ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "sealed");
}

enum ela_status ela_sealed_state(struct ela_call *c, struct ela_error *err)
{
    struct ela_crypt *keys;
    return ela__sealed_keys(c, &keys, err);
}

enum ela_status ela_sealed_renew(struct ela_call *c, int32_t *version, struct ela_error *err)
{
    struct ela_crypt *keys;
    ELA_TRY(ela__sealed_keys(c, &keys, err));
    return ela_crypt_renew(keys, c->db, c->now, version, err);
}

enum ela_status ela_sealed_begin(struct ela_call *c, struct ela_error *err)
{
    struct ela_crypt *keys;
    ELA_TRY(ela__sealed_keys(c, &keys, err));
    return ela_crypt_hold(keys, c->db, c->now, err);
}

/* --- with its object ------------------------------------------------------------------------ */

static enum ela_status move(struct batch *b, struct ela_error *err)
{
    ELA_TRY(ela__sealed_keys(b->c, &b->keys, err));
    for (b->read = BATCH; b->read == BATCH;)
        ELA_TRY(one_batch(b, err));
    return ELA_OK;
}

enum ela_status ela_sealed_move(struct ela_call *c, const char *object, int64_t from, int64_t to,
                                struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_TEXT(object), ELA_DBV_INT(from), ELA_DBV_INT(0)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_SEALED_FROM, p, 3, &r, err));
    bool any = r.nrows > 0;
    ela_db_result_release(&r);
    if (!any) /* without a key too */
        return ELA_OK;
    struct batch *b = ela_malloc(sizeof *b);
    if (!b)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    memset(b, 0, sizeof *b);
    b->c = c;
    b->object = object;
    b->at = from;
    b->to = to;
    enum ela_status st = move(b, err);
    sodium_memzero(b, sizeof *b);
    ela_free(b);
    return st;
}

enum ela_status ela_sealed_forget(struct ela_call *c, const char *object, int64_t id,
                                  struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_TEXT(object), ELA_DBV_INT(id)};
    return ela_db_exec(c->db, ELA_SQL_SEALED_FORGET, p, 2, NULL, err);
}

enum ela_status ela_sealed_forget_case(struct ela_call *c, int64_t case_id, struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(case_id);
    ELA_TRY(ela_sealed_forget(c, "case", case_id, err));
    return ela_db_exec(c->db, ELA_SQL_SEALED_FORGET_STEPS, &p, 1, NULL, err);
}
