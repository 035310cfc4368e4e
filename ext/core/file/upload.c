/*
 * A file that comes in parts, each in a call of its own, over a line that may drop: what was
 * received stays, and the next part begins where the last one ended. The row says how far, with the
 * state of the digest. All bytes are on the disk before a file is made of them; until then what was
 * not flushed is lost if the machine stops, so what came before its start is read again against the
 * digest, and asked for anew where it differs. Parts of one upload take turns on its row. Source:
 * DOC-02, DOC-12, SEC-15.
 */
#include <nettle/sha2.h>

#include "file/file_internal.h"
#include "file/sniff.h"

enum {
    PART = 4 * 1024 * 1024,     /* what clients are told to send at a time */
    PART_MAX = 8 * 1024 * 1024, /* what is taken at a time */
    OPEN_MAX = 20,              /* of one person at once */
    IDLE_S = 86400,
    FORGOTTEN = 500
};
enum {
    U_OBJECT,
    U_OBJECT_ID,
    U_NAME,
    U_SIZE,
    U_RECEIVED,
    U_HASH,
    U_PLACE,
    U_VISIBLE,
    U_FILE,
    U_CATEGORY,
    U_DESCRIPTION,
    U_FOLDER,
    U_BOOT
};

struct upload {
    int64_t id, object_id, size, received, file, folder;
    char object[25], place[80], boot[37];
    struct ela_str name, category, description;
    struct sha256_ctx hash;
    bool visible;
};

static bool portal(const struct ela_call *c)
{
    return c->actor->kind == ELA_ACTOR_PORTAL;
}

int64_t ela__upload_most(const struct ela_call *c)
{
    return (int64_t)c->settings->upload_mb << 20;
}

/* An upload is its author's alone: `column = ?` of whoever calls. */
static void of_actor(struct ela_sql *q, const struct ela_call *c)
{
    ela_sql_add(q, portal(c) ? ELA_SQL_UPLOAD_BY_ACCOUNT : ELA_SQL_UPLOAD_BY_USER);
    ela_sql_int(q, portal(c) ? c->actor->account_id : c->actor->user_id);
}

static bool keep(struct ela_call *c, struct ela_str s, struct ela_str *out)
{
    *out = (struct ela_str){ela_arena_strndup(c->arena, s.p ? s.p : "", s.n), s.n};
    return out->p != NULL;
}

static struct ela_db_value text_or_null(struct ela_str s)
{
    return s.n ? ELA_DBV_STR(s) : ELA_DBV_NULL;
}

static enum ela_status read_row(struct ela_call *c, const struct ela_db_result *r, struct upload *u,
                                struct ela_error *err)
{
    struct ela_str name = ela_db_cell(r, 0, U_NAME), hash = ela_db_cell(r, 0, U_HASH);
    if (!r->nrows)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "upload");
    u->object_id = ela_db_int(r, 0, U_OBJECT_ID, 0);
    u->size = ela_db_int(r, 0, U_SIZE, 0);
    if (hash.n == sizeof u->hash) {
        memcpy(&u->hash, hash.p, hash.n);
        u->received = ela_db_int(r, 0, U_RECEIVED, 0);
    } else /* of another version: from the beginning */
        sha256_init(&u->hash);
    u->visible = ela_db_int(r, 0, U_VISIBLE, 0) == 1;
    u->file = ela_db_int(r, 0, U_FILE, 0);
    u->folder = ela_db_int(r, 0, U_FOLDER, 0);
    (void)ela_str_copy(ela_db_cell(r, 0, U_OBJECT), u->object, sizeof u->object);
    (void)ela_str_copy(ela_db_cell(r, 0, U_PLACE), u->place, sizeof u->place);
    (void)ela_str_copy(ela_db_cell(r, 0, U_BOOT), u->boot, sizeof u->boot);
    bool all = keep(c, name, &u->name) && keep(c, ela_db_cell(r, 0, U_CATEGORY), &u->category) &&
               keep(c, ela_db_cell(r, 0, U_DESCRIPTION), &u->description);
    return all ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
}

/* `hold`: until the transaction ends. Errors: not_found. */
static enum ela_status load(struct ela_call *c, bool hold, struct upload *u, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    memset(u, 0, sizeof *u);
    u->id = ela_in_int(c, "upload", 0);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_UPLOAD_LOAD);
    ela_sql_int(&q, u->id);
    ela_sql_int(&q, c->actor->entity);
    of_actor(&q, c);
    if (portal(c)) { /* who represents several clients acts for one of them at a time */
        ela_sql_add(&q, ELA_SQL_UPLOAD_OF_CLIENT);
        ela_sql_int(&q, c->actor->client_id);
    }
    if (hold)
        ela_sql_add(&q, ELA_SQL_UPLOAD_HOLD);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    enum ela_status st = read_row(c, &r, u, err);
    ela_db_result_release(&r);
    return st;
}

/* Whole already: the file that became of it, as its deposit answered. */
static enum ela_status tell_file(struct ela_call *c, const struct upload *u, struct ela_error *err)
{
    struct ela_file f;
    ELA_TRY(ela__file_row(c, u->file, false, &f, err));
    ela__deposit_answer(c, f.id, ela_str_of(f.name), ela_str_of(f.type), f.size, true);
    return ELA_OK;
}

static enum ela_status tell(struct ela_call *c, const struct upload *u, struct ela_error *err)
{
    if (u->file)
        return tell_file(c, u, err);
    ela_json_set_int(c->out, "upload", u->id);
    ela_json_set_int(c->out, "offset", u->received);
    ela_json_set_int(c->out, "size", u->size);
    ela_json_set_int(c->out, "part", PART);
    return ELA_OK;
}

/* --- beginning ---------------------------------------------------------------------------- */

static enum ela_status not_too_many(struct ela_call *c, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_UPLOAD_COUNT);
    ela_sql_int(&q, c->actor->entity);
    of_actor(&q, c);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    int64_t n = ela_db_int(&r, 0, 0, 0);
    ela_db_result_release(&r);
    if (n < OPEN_MAX)
        return ELA_OK;
    enum ela_status st = ela_fail(err, ELA_E_STATE, "upload.too_many", "name");
    ela_error_param_i64(err, "max", OPEN_MAX);
    return st;
}

enum ela_status ela__upload_begin(struct ela_call *c, struct ela_error *err)
{
    struct ela__holder on;
    struct upload u = {.size = ela_in_int(c, "size", 0), .folder = ela_in_int(c, "folder", 0)};
    struct ela_str object = ela_in_text(c, "object");
    ELA_TRY(ela__deposit_on(c, object, ela_in_int(c, "id", 0), &on, err));
    ELA_TRY(ela__deposit_folder(c, &on, &u.folder, err));
    ELA_TRY(ela__deposit_size(u.size, ela__upload_most(c), err));
    ELA_TRY(not_too_many(c, err));
    sha256_init(&u.hash);
    ela__store_boot(u.boot);
    ela__store_place(u.place);
    struct ela_db_value none = ELA_DBV_NULL,
                        by = ELA_DBV_INT(portal(c) ? c->actor->account_id : c->actor->user_id);
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(on.client_id),
                               ELA_DBV_TEXT(on.object),
                               ELA_DBV_INT(on.id),
                               ELA_DBV_STR(ela_in_text(c, "name")),
                               ELA_DBV_INT(u.size),
                               ELA_DBV_BYTES(&u.hash, sizeof u.hash),
                               ELA_DBV_TEXT(u.place),
                               ELA_DBV_INT(ela_in_bool(c, "visible", on.visible)),
                               portal(c) ? none : by,
                               portal(c) ? by : none,
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->now),
                               text_or_null(ela_in_text(c, "category")),
                               text_or_null(ela_in_text(c, "description")),
                               u.folder ? ELA_DBV_INT(u.folder) : ELA_DBV_NULL,
                               ELA_DBV_TEXT(u.boot)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_UPLOAD_INSERT, p, sizeof p / sizeof p[0], NULL, err));
    u.id = ela_db_last_id(c->db);
    return tell(c, &u, err);
}

enum ela_status ela__upload_read(struct ela_call *c, struct ela_error *err)
{
    struct upload u;
    ELA_TRY(load(c, false, &u, err));
    return tell(c, &u, err);
}

/* --- parts -------------------------------------------------------------------------------- */

static enum ela_status done(struct ela_call *c, const struct upload *u, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(ela_json_int(ela_json_get(c->out, "id"), 0)),
                               ELA_DBV_INT(c->now), ELA_DBV_INT(u->id),
                               ELA_DBV_INT(c->actor->entity)};
    return ela_db_exec(c->db, ELA_SQL_UPLOAD_DONE, p, 4, NULL, err);
}

static enum ela_status wrong_place(const struct upload *u, struct ela_error *err)
{
    enum ela_status st = ela_fail(err, ELA_E_CONFLICT, "upload.offset", "offset");
    ela_error_param_i64(err, "offset", u->received);
    return st;
}

/* Every byte is there: a file like any other. What it hangs on may have changed meanwhile. */
static enum ela_status complete(struct ela_call *c, struct upload *u, struct ela_error *err)
{
    struct ela__deposit d = {.name = u->name,
                             .place = u->place,
                             .visible = u->visible,
                             .category = u->category,
                             .description = u->description,
                             .folder = u->folder};
    struct ela_error why = ELA_ERROR_INIT;
    ELA_TRY(ela__deposit_on(c, ela_str_of(u->object), u->object_id, &d.on, err));
    if (ela__deposit_folder(c, &d.on, &d.folder, &why) != ELA_OK)
        d.folder = 0; /* gone or closed since: the bytes are not refused for that */
    ELA_TRY(ela__store_flush(c->documents, u->place, err));
    ELA_TRY(ela__store_map(c->documents, u->place, u->size, &d.bytes, err));
    sha256_digest(&u->hash, sizeof d.sha, d.sha);
    enum ela_status st = ela__deposit(c, &d, err);
    ela__store_unmap(d.bytes);
    return st == ELA_OK ? done(c, u, err) : st;
}

static enum ela_status advance(struct ela_call *c, struct upload *u, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(u->received), ELA_DBV_BYTES(&u->hash, sizeof u->hash),
                               ELA_DBV_TEXT(u->boot),    ELA_DBV_INT(c->now),
                               ELA_DBV_INT(u->id),       ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_UPLOAD_ADVANCE, p, 6, NULL, err));
    return tell(c, u, err);
}

/* Is what the store holds what was received? */
static bool intact(const struct ela_call *c, const struct upload *u)
{
    struct ela_error why = ELA_ERROR_INIT;
    struct sha256_ctx told = u->hash, found;
    uint8_t a[SHA256_DIGEST_SIZE], b[SHA256_DIGEST_SIZE];
    struct ela_str bytes;
    if (ela__store_map(c->documents, u->place, u->received, &bytes, &why) != ELA_OK)
        return false;
    sha256_init(&found);
    sha256_update(&found, bytes.n, (const uint8_t *)bytes.p);
    ela__store_unmap(bytes);
    sha256_digest(&found, sizeof a, a);
    sha256_digest(&told, sizeof b, b);
    return memcmp(a, b, sizeof a) == 0;
}

/*
 * Before a part is taken: another start of this machine, or another machine on the same store, has
 * the parts before it. They are looked at once, and from then on each is flushed.
 */
static enum ela_status resume(struct ela_call *c, struct upload *u, bool *lost,
                              struct ela_error *err)
{
    char boot[37];
    ela__store_boot(boot);
    if (!u->boot[0] || strcmp(u->boot, boot) == 0)
        return ELA_OK;
    u->boot[0] = '\0';
    if (!u->received)
        return ELA_OK;
    if (intact(c, u))
        return ela__store_flush(c->documents, u->place, err);
    sha256_init(&u->hash);
    u->received = 0;
    *lost = true; /* the answer says where it stands now: at the beginning */
    return ELA_OK;
}

enum ela_status ela__upload_put(struct ela_call *c, struct ela_error *err)
{
    struct upload u;
    struct ela_str bytes = c->body_in;
    int64_t offset = ela_in_int(c, "offset", 0), n = (int64_t)bytes.n;
    bool lost = false;
    ELA_TRY(load(c, true, &u, err));
    if (!u.file)
        ELA_TRY(resume(c, &u, &lost, err));
    if (n == 0)
        return ela_fail(err, ELA_E_INPUT, "upload.part_empty", "offset");
    if (n > PART_MAX || offset > u.size || n > u.size - offset)
        return ela_fail(err, ELA_E_INPUT, "upload.part_large", "offset");
    if (u.file || (offset < u.received && offset + n <= u.received))
        return tell(c, &u, err); /* it came already, the answer was lost */
    if (offset != u.received)
        return lost ? advance(c, &u, err) : wrong_place(&u, err);
    if (offset == 0 && !ela__may_begin(bytes)) /* refused before the rest of it is sent */
        return ela__type_refused(c, err);
    ELA_TRY(ela__store_part(c->documents, u.place, offset, !u.boot[0], bytes, err));
    sha256_update(&u.hash, bytes.n, (const uint8_t *)bytes.p);
    u.received += n;
    return u.received == u.size ? complete(c, &u, err) : advance(c, &u, err);
}

/* --- ending ------------------------------------------------------------------------------- */

/* The bytes go with the next sweep: a part may be on its way to them. */
enum ela_status ela__upload_drop(struct ela_call *c, struct ela_error *err)
{
    struct upload u;
    ELA_TRY(load(c, true, &u, err));
    struct ela_db_value p[] = {ELA_DBV_INT(u.id), ELA_DBV_INT(c->actor->entity)};
    return ela_db_exec(c->db, ELA_SQL_UPLOAD_DELETE, p, 2, NULL, err);
}

enum ela_status ela__upload_expire(struct ela_call *c, int64_t *n, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(c->now - IDLE_S),
                               ELA_DBV_INT(FORGOTTEN)};
    return ela_db_exec(c->db, ELA_SQL_UPLOADS_EXPIRE, p, 3, n, err);
}
