/*
 * Writing definitions: revisions are added, never changed; a head moves. Source: CASE-04.
 */
#include "meta/meta_write.h"
#include "meta/meta_sql.h"
#include "meta/template_internal.h"

#include <sodium.h>

#define BODY_MAX ((size_t)1024 * 1024)

/* Without the address of its schema, which says nothing of it. */
enum ela_status ela__body_write(const struct ela_json *v, struct ela_buf *out,
                                struct ela_error *err)
{
    const char *key;
    const struct ela_json *member;
    struct ela_json *copy = ela_json_new_object();
    for (const void *it = NULL; (it = ela_json_next(v, it, &key, &member)) != NULL;)
        if (strcmp(key, "$schema") != 0)
            ela_json_set(copy, key, ela_json_ref((struct ela_json *)(uintptr_t)member));
    ela_buf_init(out, BODY_MAX);
    enum ela_status st = ela_json_write(copy, out, err);
    ela_json_free(copy);
    if (out->failed && out->n + 1 >= BODY_MAX)
        return ela_fail(err, ELA_E_INPUT, "pack.too_large", "");
    return st;
}

void ela__body_digest(struct ela_str body, char hex[65])
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(digest, (const unsigned char *)body.p, body.n);
    ela_hex(digest, sizeof digest, hex);
}

static bool same_hex(struct ela_str upper, const char *lower)
{
    if (upper.n != strlen(lower))
        return false;
    for (size_t i = 0; i < upper.n; i++)
        if ((upper.p[i] | 0x20) != (lower[i] | 0x20))
            return false;
    return true;
}

enum ela_status ela__head_read(struct ela_call *c, const char *kind, const char *code,
                               struct ela__stored *out, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(kind),
                               ELA_DBV_TEXT(code)};
    struct ela_db_result r;
    memset(out, 0, sizeof *out);
    ELA_TRY(ela_db_query(c->db, ELA__META_HEAD_LOCK, p, 3, &r, err));
    if (r.nrows) {
        out->there = true;
        out->definition = ela_db_int(&r, 0, 0, 0);
        out->definition_pack = ela_db_int(&r, 0, 1, 0);
        out->active = ela_db_int(&r, 0, 2, 0) != 0;
        out->position = (int32_t)ela_db_int(&r, 0, 3, 0);
        out->version = (int32_t)ela_db_int(&r, 0, 4, 0);
        out->revision = (int32_t)ela_db_int(&r, 0, 5, 0);
        out->local = ela_str_is(ela_db_cell(&r, 0, 6), "local");
        ela_str_copy(ela_db_cell(&r, 0, 7), out->digest, sizeof out->digest);
        ela_str_copy(ela_db_cell(&r, 0, 9), out->digest_pack, sizeof out->digest_pack);
        out->updated_at = ela_db_int(&r, 0, 10, 0);
        out->revision_pack = (int32_t)ela_db_int(&r, 0, 11, 0);
        struct ela_str body = ela_db_cell(&r, 0, 8);
        char *copy = ela_arena_strndup(c->arena, body.p, body.n);
        out->body = (struct ela_str){copy, copy ? body.n : 0};
    }
    ela_db_result_release(&r);
    return out->there && !out->body.p ? ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL)
                                      : ELA_OK;
}

bool ela__is_digest(const char *stored, const char *digest)
{
    return same_hex(ela_str_of(stored), digest);
}

static enum ela_status next_revision(struct ela_call *c, const struct ela__revision *v,
                                     int32_t *out, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(v->kind),
                               ELA_DBV_TEXT(v->code)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA__META_LAST, p, 3, &r, err));
    *out = (int32_t)ela_db_int(&r, 0, 0, 0) + 1;
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela__revision_add(struct ela_call *c, const struct ela__revision *v, int64_t *id,
                                  int32_t *revision, struct ela_error *err)
{
    uint8_t digest[32];
    char hex[65];
    ELA_TRY(next_revision(c, v, revision, err));
    ela__body_digest(v->body, hex);
    (void)ela_unhex(ela_str_of(hex), digest, sizeof digest);
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_TEXT(v->kind),
                               ELA_DBV_TEXT(v->code),
                               ELA_DBV_INT(*revision),
                               ELA_DBV_TEXT(v->origin),
                               ELA_DBV_TEXT(v->pack),
                               ELA_DBV_TEXT(v->pack_version),
                               ELA_DBV_STR(v->body),
                               ELA_DBV_BYTES(digest, sizeof digest),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->actor->user_id)};
    ELA_TRY(ela_db_exec(c->db, ELA__META_ADD, p, sizeof p / sizeof p[0], NULL, err));
    *id = ela_db_last_id(c->db);
    return ELA_OK;
}

static struct ela_db_value id_or_null(int64_t id)
{
    return id > 0 ? ELA_DBV_INT(id) : ELA_DBV_NULL;
}

enum ela_status ela__head_write(struct ela_call *c, const char *kind, const char *code,
                                const struct ela__stored *h, struct ela_error *err)
{
    struct ela_db_value add[] = {ELA_DBV_INT(c->actor->entity),
                                 ELA_DBV_TEXT(kind),
                                 ELA_DBV_TEXT(code),
                                 ELA_DBV_INT(h->definition),
                                 id_or_null(h->definition_pack),
                                 ELA_DBV_INT(h->active ? 1 : 0),
                                 ELA_DBV_INT(h->position),
                                 ELA_DBV_INT(c->now),
                                 ELA_DBV_INT(c->actor->user_id)};
    struct ela_db_value set[] = {ELA_DBV_INT(h->definition),
                                 id_or_null(h->definition_pack),
                                 ELA_DBV_INT(h->active ? 1 : 0),
                                 ELA_DBV_INT(h->position),
                                 ELA_DBV_INT(c->now),
                                 ELA_DBV_INT(c->actor->user_id),
                                 ELA_DBV_INT(c->actor->entity),
                                 ELA_DBV_TEXT(kind),
                                 ELA_DBV_TEXT(code)};
    return h->there ? ela_db_exec(c->db, ELA__META_HEAD_SET, set, 9, NULL, err)
                    : ela_db_exec(c->db, ELA__META_HEAD_ADD, add, 9, NULL, err);
}

/* --- reading bodies given by callers ------------------------------------------------------- */

static int find_in_lists(void *ctx, const char *list, const char *item)
{
    struct ela__lists *l = ctx;
    const struct ela_meta_list *known = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    for (size_t i = 0; i < l->n && !known; i++)
        if (l->given[i] && ela__same(l->given[i]->code, list))
            known = l->given[i];
    if (!known && !ela__head_of(l->c, ELA__KIND_LIST, ela_str_of(list)))
        return -1;
    if (!known && ela_meta_list(l->c, list, &known, &err) != ELA_OK)
        return -1;
    return !item || ela_meta_item(known, ela_str_of(item)) ? 1 : 0;
}

struct ela__lookup ela__lists_lookup(struct ela__lists *lists)
{
    return (struct ela__lookup){lists, find_in_lists};
}

/* Files to fill in that a template names were deposited as such, with this firm. */
static enum ela_status check_models(struct ela_call *c, struct ela__reader *r,
                                    const struct ela_template *t, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result found;
    int64_t ids[ELA__PIECES_MAX];
    size_t n = 0;
    for (size_t i = 0; t && i < t->npieces; i++)
        if (t->pieces[i].model_file)
            ids[n++] = t->pieces[i].model_file;
    if (n == 0)
        return ELA_OK;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__META_MODELS);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_in(&q, ids, n);
    ELA_TRY(ela_sql_query(&q, c->db, &found, err));
    for (size_t i = 0; i < t->npieces; i++) {
        char place[40];
        size_t row = 0;
        while (row < found.nrows && ela_db_int(&found, row, 0, 0) != t->pieces[i].model_file)
            row++;
        (void)snprintf(place, sizeof place, "pieces/%zu/model", i);
        if (t->pieces[i].model_file && row == found.nrows)
            (void)ela__bad_at(r, place, "field.file", "file");
    }
    ela_db_result_release(&found);
    return r->no_memory ? ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL) : ELA_OK;
}

enum ela_status ela__body_read(struct ela_call *c, const char *kind, const struct ela_json *body,
                               struct ela__lists *lists, struct ela__problems **problems,
                               struct ela__parsed *out, struct ela_error *err)
{
    struct ela__problems *p = ela_arena_alloc(c->arena, sizeof *p);
    if (!p)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    struct ela__lists none = {c, NULL, 0};
    struct ela__lookup lookup = ela__lists_lookup(lists ? lists : &none);
    struct ela__reader r = {.mem = c->arena, .problems = p, .workflow = ela__shipped_workflow(c)};
    *problems = p;
    if (!ela__parse(&r, kind, body, &lookup, out))
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    return check_models(c, &r, out->template, err);
}

/* --- one's own ---------------------------------------------------------------------------- */

void ela__head_json(struct ela_json *o, const struct ela__stored *h)
{
    ela_json_set_int(o, "definition", h->definition);
    ela_json_set_int(o, "revision", h->revision);
    ela_json_set_int(o, "version", h->version);
    ela_json_set_bool(o, "active", h->active);
    ela_json_set_bool(o, "local", h->local);
    ela_json_set_bool(o, "shipped", h->definition_pack > 0);
    ela_json_set_bool(o, "update", h->local && h->revision_pack > h->revision);
}

/* What the other writer left, beside what this one wanted. */
static enum ela_status changed_meanwhile(struct ela_call *c, const struct ela__stored *h,
                                         const struct ela_json *body, struct ela_error *err)
{
    struct ela_json *theirs = NULL;
    enum ela_status st = ela_json_parse(h->body, NULL, &theirs, err);
    if (st == ELA_OK)
        st = ela_meta_conflict(c, body, theirs, err);
    ela_json_free(theirs);
    return st;
}

static enum ela_status keep(struct ela_call *c, const char *kind, const char *code,
                            struct ela_str body, const char *digest, struct ela__stored *h,
                            struct ela_error *err)
{
    if (h->there && ela__is_digest(h->digest, digest))
        return ELA_OK;
    if (h->definition_pack && ela__is_digest(h->digest_pack, digest)) {
        h->definition = h->definition_pack;
        h->revision = h->revision_pack;
        h->local = false;
    } else {
        struct ela__revision v = {kind, code, "local", "", "", body};
        ELA_TRY(ela__revision_add(c, &v, &h->definition, &h->revision, err));
        h->local = true;
    }
    ELA_TRY(ela__head_write(c, kind, code, h, err));
    h->version = h->there ? h->version + 1 : 1;
    h->there = true;
    return ELA_OK;
}

enum ela_status ela__save(struct ela_call *c, const char *kind, const char *code,
                          const struct ela_json *body, int64_t version, bool active_if_new,
                          struct ela__stored *out, struct ela_error *err)
{
    struct ela_buf text;
    char digest[65];
    ELA_TRY(ela__stamp(c, err));
    ELA_TRY(ela__head_read(c, kind, code, out, err));
    if (out->there && version == 0)
        return ela_fail(err, ELA_E_CONFLICT, "meta.exists", "code");
    if (!out->there && version != 0)
        return ela_fail(err, ELA_E_NOT_FOUND, "meta.unknown", "code");
    if (out->there && version != out->version)
        return changed_meanwhile(c, out, body, err);
    if (!out->there) {
        out->active = active_if_new;
        out->position = ela__next_position(c, kind);
    }
    enum ela_status st = ela__body_write(body, &text, err);
    if (st == ELA_OK) {
        ela__body_digest((struct ela_str){text.p, text.n}, digest);
        st = keep(c, kind, code, (struct ela_str){text.p, text.n}, digest, out, err);
    }
    ela_buf_release(&text);
    return st;
}

int32_t ela__next_position(const struct ela_call *c, const char *kind)
{
    const struct ela__snapshot *s = ela__snapshot_of(c);
    int32_t last = 0;
    for (size_t i = 0; s && i < s->nheads; i++)
        if (ela__same(s->heads[i].kind, kind) && s->heads[i].position > last)
            last = s->heads[i].position;
    return last + 10;
}
