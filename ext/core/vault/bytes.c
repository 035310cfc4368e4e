/*
 * Bytes of a vault: encrypted as they come, a part at a time, and never on the disk in clear; read
 * by pieces. What they are is judged in memory, as of any deposit. Source: DOC-13, SEC-06, SEC-15.
 */
#include "vault/vault_internal.h"

#include <sodium.h>
#include <sys/mman.h>
#include <unistd.h>

enum { WAY_MAX = 20, LATELY_S = 600, JUDGED_WHOLE = 64 * 1024 * 1024 };
#define WHOLE_PIECE (ELA_STREAM_PIECE + ELA_STREAM_MORE)
_Static_assert(sizeof(struct ela_stream) == sizeof(((struct ela_pour *)0)->key), "what is poured");

/* --- beginning ---------------------------------------------------------------------------- */

static enum ela_status room(struct ela_call *c, const struct ela__vault *v, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(v->client), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_VAULT_COUNT, p, 2, &r, err));
    int64_t all = ela_db_int(&r, 0, 0, 0), way = ela_db_int(&r, 0, 1, 0);
    ela_db_result_release(&r);
    if (all < ELA__VAULT_ITEMS && way < WAY_MAX)
        return ELA_OK;
    bool full = all >= ELA__VAULT_ITEMS;
    enum ela_status st =
        ela_fail(err, ELA_E_STATE, full ? "vault.full" : "upload.too_many", "name");
    ela_error_param_i64(err, "max", full ? ELA__VAULT_ITEMS : WAY_MAX);
    return st;
}

static void tell(struct ela_call *c, const struct ela__vault_item *item)
{
    ela_json_set_int(c->out, "item", item->id);
    ela_json_set_int(c->out, "offset", item->received);
    ela_json_set_int(c->out, "size", item->size);
    ela_json_set_int(c->out, "part", ELA__VAULT_PART);
    ela_json_set_bool(c->out, "whole", item->whole);
}

enum ela_status ela__vault_begin(struct ela_call *c, struct ela_error *err)
{
    struct ela__vault v;
    struct ela_stream key;
    struct ela__vault_item item = {.size = ela_in_int(c, "size", 0)};
    char name[160];
    int64_t most = (int64_t)c->settings->upload_mb << 20;
    ELA_TRY(ela__vault_enter(c, &v, err));
    if (item.size <= 0)
        return ela_fail(err, ELA_E_INPUT, "file.empty", "name");
    if (item.size > most) {
        enum ela_status st = ela_fail(err, ELA_E_INPUT, "file.too_large", "name");
        ela_error_param_i64(err, "max_mb", most >> 20);
        return st;
    }
    ELA_TRY(room(c, &v, err));
    ela_file_place(item.place);
    ela_file_name(ela_in_text(c, "name"), "", name);
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(v.client),
                               ELA_DBV_INT(item.size),
                               ELA_DBV_TEXT(item.place),
                               ELA_DBV_INT(c->actor->account_id),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->now)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_VAULT_ADD, p, 7, NULL, err));
    item.id = ela_db_last_id(c->db);
    struct ela_str said = ela_in_text(c, "description");
    ELA_TRY(ela__vault_tell(c, item.id, "", ela_str_of(name), said.p ? said : ELA_STR(""), err));
    ELA_TRY(ela_sealed_key_new(c, ELA__VAULT, item.id, &key, err));
    sodium_memzero(&key, sizeof key);
    tell(c, &item);
    return ELA_OK;
}

/* --- what it is --------------------------------------------------------------------------- */

struct copy {
    char *to;
    size_t n;
};

static enum ela_status into(void *ctx, struct ela_str bytes, struct ela_error *err)
{
    struct copy *w = ctx;
    (void)err;
    memcpy(w->to + w->n, bytes.p, bytes.n);
    w->n += bytes.n;
    return ELA_OK;
}

static enum ela_status read_into(int fd, const struct ela_stream *key, int64_t from, int64_t n,
                                 char *to, struct ela_error *err)
{
    struct copy w = {to + from, 0};
    return ela_stream_read(key, fd, from, n, into, &w, err);
}

/*
 * What came in several parts, once all of it is there: opened in memory that is wiped, never on the
 * disk. Of a very large one only the beginning and the end are looked at; the pages between are
 * never touched.
 */
static enum ela_status judge_whole(struct ela_call *c, const struct ela__vault_item *item,
                                   const struct ela_stream *key, struct ela_str name,
                                   const char **type, const char **extension, struct ela_error *err)
{
    int fd;
    bool large = item->size > JUDGED_WHOLE;
    int64_t head = large ? ELA__VAULT_PART : item->size, tail = large ? ELA__VAULT_PART : 0;
    ELA_TRY(ela_file_open(c->documents, item->place, &fd, err));
    void *at = mmap(NULL, (size_t)item->size, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    enum ela_status st =
        at == MAP_FAILED ? ela_fail(err, ELA_E_INTERNAL, "internal.memory", "") : ELA_OK;
    if (st == ELA_OK)
        st = read_into(fd, key, 0, head, at, err);
    if (st == ELA_OK && tail)
        st = read_into(fd, key, item->size - tail, tail, at, err);
    if (st == ELA_OK)
        st = ela_file_judge(c, (struct ela_str){at, (size_t)item->size}, name, false, type,
                            extension, err);
    if (at != MAP_FAILED) {
        sodium_memzero(at, (size_t)head);
        sodium_memzero((char *)at + item->size - tail, (size_t)tail);
        (void)munmap(at, (size_t)item->size);
    }
    (void)close(fd);
    return st;
}

/* --- parts -------------------------------------------------------------------------------- */

static enum ela_status gather(void *ctx, struct ela_str bytes, struct ela_error *err)
{
    ela_buf_add(ctx, bytes.p, bytes.n);
    return ela_buf_check(ctx, err);
}

/* Encrypted in memory, then written: what was cut off by a fall is written anew at the same place.
 */
static enum ela_status write_part(struct ela_call *c, const struct ela__vault_item *item,
                                  const struct ela_stream *key, struct ela_str bytes,
                                  struct ela_error *err)
{
    struct ela_buf sealed;
    struct ela_stream_out o;
    bool last = item->received + (int64_t)bytes.n == item->size;
    int64_t piece = item->received / ELA_STREAM_PIECE;
    ela_buf_init(&sealed, (size_t)ela_stream_size(ELA__VAULT_PART_MAX) + 1);
    enum ela_status st = ela_stream_begin(&o, key, gather, &sealed, err);
    if (st == ELA_OK) {
        ela_stream_from(&o, piece);
        st = ela_stream_write(&o, bytes, err);
        if (st == ELA_OK)
            st = last ? ela_stream_end(&o, err) : ela_stream_pause(&o, err);
        ela_stream_drop(&o);
    }
    if (st == ELA_OK)
        st = ela_file_part(c->documents, item->place, piece * WHOLE_PIECE,
                           (struct ela_str){sealed.p, sealed.n}, err);
    ela_buf_release(&sealed);
    return st == ELA_OK && last
               ? ela_file_cut(c->documents, item->place, ela_stream_size(item->size), err)
               : st;
}

static enum ela_status stored(struct ela_call *c, struct ela__vault_item *item,
                              struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(item->received), ELA_DBV_TEXT(item->type),
                               item->whole ? ELA_DBV_INT(c->now) : ELA_DBV_NULL,
                               ELA_DBV_INT(c->now), ELA_DBV_INT(item->id)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_VAULT_ADVANCE, p, 5, NULL, err));
    tell(c, item);
    return ELA_OK;
}

/* It has an extension that fits what it is. */
static enum ela_status named(struct ela_call *c, const struct ela__vault_item *item,
                             const struct ela_json *about, const char *extension,
                             struct ela_error *err)
{
    char name[160];
    struct ela_str was = ela_json_text(ela_json_get(about, "name"));
    ela_file_name(was, extension, name);
    return ela_str_is(was, name)
               ? ELA_OK
               : ela__vault_tell(c, item->id, item->about, ela_str_of(name),
                                 ela_json_text(ela_json_get(about, "description")), err);
}

static enum ela_status complete(struct ela_call *c, const struct ela__vault *v,
                                struct ela__vault_item *item, const struct ela_json *about,
                                const char *type, const char *extension, struct ela_error *err)
{
    (void)snprintf(item->type, sizeof item->type, "%s", type);
    ELA_TRY(named(c, item, about, extension, err));
    item->whole = true;
    const struct ela__vault_deed d = {v->client, item->id, "deposit", "ok", NULL};
    ELA_TRY(ela__vault_log(c, &d, err));
    ELA_TRY(stored(c, item, err));
    return ela__vault_scan_enrol(c, item->id, err);
}

static enum ela_status take(struct ela_call *c, const struct ela__vault *v,
                            struct ela__vault_item *item, const struct ela_json *about,
                            struct ela_error *err)
{
    struct ela_stream key;
    const char *type = NULL, *extension = "";
    struct ela_str bytes = c->body_in, name = ela_json_text(ela_json_get(about, "name"));
    if ((int64_t)bytes.n == item->size)
        ELA_TRY(ela_file_judge(c, bytes, name, false, &type, &extension, err));
    ELA_TRY(ela_sealed_key(c, ELA__VAULT, item->id, &key, err));
    enum ela_status st = write_part(c, item, &key, bytes, err);
    item->received += (int64_t)bytes.n;
    bool last = item->received == item->size;
    if (st == ELA_OK && last && !type)
        st = judge_whole(c, item, &key, name, &type, &extension, err);
    if (st == ELA_OK)
        st = last ? complete(c, v, item, about, type, extension, err) : stored(c, item, err);
    sodium_memzero(&key, sizeof key);
    return st;
}

enum ela_status ela__vault_put(struct ela_call *c, struct ela_error *err)
{
    struct ela__vault v;
    struct ela__vault_item item;
    struct ela_json *about = NULL;
    int64_t offset = ela_in_int(c, "offset", 0), n = (int64_t)c->body_in.n;
    ELA_TRY(ela__vault_enter(c, &v, err));
    ELA_TRY(ela__vault_item(c, &v, true, &item, err));
    if (n == 0)
        return ela_fail(err, ELA_E_INPUT, "upload.part_empty", "offset");
    if (item.whole || (offset < item.received && offset + n <= item.received)) {
        tell(c, &item); /* it came already, the answer was lost */
        return ELA_OK;
    }
    if (n > ELA__VAULT_PART_MAX || offset > item.size || n > item.size - offset ||
        (n % ELA_STREAM_PIECE != 0 && offset + n != item.size))
        return ela_fail(err, ELA_E_INPUT, "upload.part_large", "offset");
    if (offset != item.received) {
        enum ela_status st = ela_fail(err, ELA_E_CONFLICT, "upload.offset", "offset");
        ela_error_param_i64(err, "offset", item.received);
        return st;
    }
    ELA_TRY(ela__vault_about(c, item.id, item.about, &about, err));
    enum ela_status st = take(c, &v, &item, about, err);
    ela_json_free(about);
    return st;
}

/* --- reading ------------------------------------------------------------------------------ */

static enum ela_status lately(struct ela_call *c, int64_t item, const char *action, bool *yes,
                              struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value p[] = {ELA_DBV_INT(item), ELA_DBV_INT(c->now - LATELY_S),
                               ELA_DBV_TEXT(action),
                               ELA_DBV_INT(ela__vault_client(c) ? 0 : c->actor->user_id),
                               ELA_DBV_INT(ela__vault_client(c) ? c->actor->account_id : 0)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_VAULT_LOG_LATELY, p, 5, &r, err));
    *yes = r.nrows > 0;
    ela_db_result_release(&r);
    return ELA_OK;
}

/* What is read in ranges is one reading; each beginning anew is one more. */
static enum ela_status said(struct ela_call *c, const struct ela__vault *v, int64_t item, bool view,
                            struct ela_error *err)
{
    const struct ela__vault_deed d = {v->client, item, view ? "read" : "download", "ok", NULL};
    bool already = false;
    if (ela_in_bool(c, "part", false))
        ELA_TRY(lately(c, item, d.action, &already, err));
    if (already)
        return ELA_OK;
    ELA_TRY(ela__vault_log(c, &d, err));
    return ela__vault_client(c) ? ELA_OK : ela__vault_mail_read(c, v, item, err);
}

struct reading {
    struct ela_call *c;
    struct ela__vault v;
    struct ela__vault_item item;
    bool refused;
};

/* An adviser who asks for what was not opened to him is told that it is not there; its owner reads
 * of it. */
static enum ela_status not_his(struct reading *w, struct ela_error *err)
{
    struct ela_call *c = w->c;
    struct ela_db_result r;
    struct ela_db_value p[] = {ELA_DBV_INT(ela_in_int(c, "item", 0)), ELA_DBV_INT(w->v.client),
                               ELA_DBV_INT(c->actor->entity)};
    const struct ela__vault_deed d = {w->v.client, ela_in_int(c, "item", 0), "read", "refused",
                                      NULL};
    w->refused = true;
    if (ela__vault_client(c))
        return ELA_OK;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_VAULT_ITEM_THERE, p, 3, &r, err));
    bool there = r.nrows > 0;
    ela_db_result_release(&r);
    return there ? ela__vault_log(c, &d, err) : ELA_OK;
}

static enum ela_status get(struct reading *w, struct ela_error *err)
{
    struct ela_call *c = w->c;
    struct ela_stream key;
    struct ela_json *about = NULL;
    bool view = ela_in_bool(c, "view", false) && ela_file_may_show(ela_str_of(w->item.type));
    ELA_TRY(ela__vault_scan_check(c, &w->item, err));
    ELA_TRY(ela__vault_about(c, w->item.id, w->item.about, &about, err));
    ela_json_set_str(c->out, "name", ela_json_text(ela_json_get(about, "name")));
    ela_json_free(about);
    ela_json_set_text(c->out, "type", w->item.type);
    ela_json_set_int(c->out, "size", w->item.size);
    ela_json_set_bool(c->out, "inline", view);
    if (!ela_file_there(c->documents, w->item.place, ela_stream_size(w->item.size)))
        return ela_fail(err, ELA_E_NOT_FOUND, "file.missing", "item");
    ELA_TRY(ela_sealed_key(c, ELA__VAULT, w->item.id, &key, err));
    memcpy(c->pour->key, &key, sizeof key);
    (void)snprintf(c->pour->place, sizeof c->pour->place, "%s", w->item.place);
    c->pour->size = w->item.size;
    sodium_memzero(&key, sizeof key);
    return said(c, &w->v, w->item.id, view, err);
}

static enum ela_status get_tx(void *ctx, struct ela_error *err)
{
    struct reading *w = ctx;
    struct ela_error why = ELA_ERROR_INIT;
    w->refused = false;
    ELA_TRY(ela__vault_enter(w->c, &w->v, err));
    enum ela_status st = ela__vault_item(w->c, &w->v, false, &w->item, &why);
    if (st == ELA_E_NOT_FOUND || (st == ELA_OK && (!w->item.whole || w->item.binned)))
        return not_his(w, err);
    if (st == ELA_OK)
        return get(w, err);
    return ela_failf(err, st, why.key, why.field, "%s", why.detail);
}

enum ela_status ela__vault_get(struct ela_call *c, struct ela_error *err)
{
    struct reading w = {.c = c};
    if (!c->pour)
        return ela_fail(err, ELA_E_INTERNAL, "op.no_body", "");
    ELA_TRY(ela_db_tx(c->db, get_tx, &w, err));
    return w.refused ? ela_fail(err, ELA_E_NOT_FOUND, "not_found", "item") : ELA_OK;
}

enum ela_status ela_vault_pour(const char *documents, const struct ela_pour *pour, int64_t from,
                               int64_t length, ela_stream_sink *sink, void *ctx,
                               struct ela_error *err)
{
    struct ela_stream key;
    int fd;
    ELA_TRY(ela_file_open(documents, pour->place, &fd, err));
    memcpy(&key, pour->key, sizeof key);
    enum ela_status st = ela_stream_read(&key, fd, from, length, sink, ctx, err);
    sodium_memzero(&key, sizeof key);
    (void)close(fd);
    return st;
}
