/*
 * Files that the firm makes itself (letters), and pictures that they show. Source: DOC-18, DOC-20.
 */
#include <sodium.h>
#include <stdio.h>

#include "file/file_internal.h"

/* A worker does what was asked for by who was allowed to. */
static enum ela_status place_for(struct ela_call *c, const struct ela_file_made *m,
                                 struct ela__holder *on, struct ela_error *err)
{
    struct ela_case k;
    if (c->actor->kind != ELA_ACTOR_WORKER)
        return ela__deposit_on(c, ela_str_of(m->object), m->id, on, err);
    ELA_TRY(ela__holder(c, ela_str_of(m->object), m->id, "id", on, err));
    if (!on->case_id)
        return ELA_OK;
    ELA_TRY(ela_case_load(c, on->case_id, "id", &k, err));
    return ela_case_writable(&k, err);
}

enum ela_status ela_file_made(struct ela_call *c, const struct ela_file_made *m, int64_t *id,
                              struct ela_error *err)
{
    struct ela__deposit d = {
        .name = m->name, .bytes = m->bytes, .visible = m->visible, .made = true, .user = m->user};
    ELA_TRY(place_for(c, m, &d.on, err));
    ELA_TRY(ela__deposit_size((int64_t)m->bytes.n, (int64_t)ELA_FILE_MAX, err));
    d.visible = m->visible && d.on.visible;
    crypto_hash_sha256(d.sha, (const unsigned char *)m->bytes.p, m->bytes.n);
    ELA_TRY(ela__deposit(c, &d, err));
    *id = ela_json_int(ela_json_get(c->out, "id"), 0);
    return ELA_OK;
}

/* --- pictures ----------------------------------------------------------------------------- */

enum ela_status ela_file_model(struct ela_call *c, struct ela_str name, struct ela_str bytes,
                               int64_t *id, struct ela_error *err)
{
    struct ela__deposit d = {.name = name, .bytes = bytes, .made = true, .user = c->actor->user_id};
    ELA_TRY(ela__holder(c, ELA_STR("model"), 0, "id", &d.on, err));
    ELA_TRY(ela__deposit_size((int64_t)bytes.n, (int64_t)ELA_FILE_MAX, err));
    crypto_hash_sha256(d.sha, (const unsigned char *)bytes.p, bytes.n);
    ELA_TRY(ela__deposit(c, &d, err));
    *id = ela_json_int(ela_json_get(c->out, "id"), 0);
    return ELA_OK;
}

enum ela_status ela_file_models(struct ela_call *c, const int64_t *id, size_t n, size_t max,
                                struct ela_str *out, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    for (size_t i = 0; i < n; i++)
        out[i] = (struct ela_str){"", 0};
    if (n == 0)
        return ELA_OK;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_FILE_MODELS);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_in(&q, id, n);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t row = 0; row < r.nrows; row++)
        for (size_t i = 0; i < n; i++) {
            char place[80];
            if (ela_db_int(&r, row, 0, 0) == id[i] &&
                ela_str_copy(ela_db_cell(&r, row, 1), place, sizeof place))
                ela__store_read(c->documents, place, max, c->arena, &out[i]);
        }
    ela_db_result_release(&r);
    return ELA_OK;
}

/* Dolibarr keeps it beside its documents, by entity. */
void ela_file_logo(struct ela_call *c, const char *name, size_t max, struct ela_str *out)
{
    char place[400], entity[16] = "";
    *out = (struct ela_str){"", 0};
    if (!name || !*name || *name == '.' || strchr(name, '/') || strchr(name, '\\'))
        return;
    if (c->actor->entity > 1)
        (void)snprintf(entity, sizeof entity, "%d/", (int)c->actor->entity);
    (void)snprintf(place, sizeof place, "%smycompany/logos/%s", entity, name);
    ela__store_read(c->documents, place, max, c->arena, out);
}
