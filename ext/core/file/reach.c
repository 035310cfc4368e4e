/*
 * What files hang on, and who reaches it: a file is reached by whoever reaches what it belongs to.
 * Source: SEC-10, CASE-23, CASE-27.
 */
#include "file/file_internal.h"

static bool portal(const struct ela_call *c)
{
    return c->actor->kind == ELA_ACTOR_PORTAL;
}

static enum ela_status of_case(struct ela_call *c, int64_t id, const char *field,
                               struct ela__holder *out, struct ela_error *err)
{
    struct ela_case k;
    ELA_TRY(ela_case_load(c, id, field, &k, err));
    out->case_id = k.id;
    out->client_id = k.client_id;
    out->visible = k.portal_visible;
    out->open = !k.archived_at;
    return ELA_OK;
}

static enum ela_status of_task(struct ela_call *c, int64_t id, const char *field,
                               struct ela__holder *out, struct ela_error *err)
{
    ELA_TRY(ela_task_reach(c, id, field, &out->case_id, &out->client_id, &out->visible, err));
    out->open = true;
    return ELA_OK;
}

/* A client deposits what is expected of him. */
static enum ela_status of_piece(struct ela_call *c, int64_t id, const char *field,
                                struct ela__holder *out, struct ela_error *err)
{
    struct ela_case k;
    struct ela_piece p;
    ELA_TRY(ela_piece_load(c, id, field, &k, &p, err));
    out->case_id = k.id;
    out->client_id = k.client_id;
    out->visible = k.portal_visible && p.visible;
    out->open =
        !k.archived_at && !k.closed && strcmp(p.status, "na") != 0 && (p.from_client || !portal(c));
    memcpy(out->category, p.category, sizeof out->category);
    return ELA_OK;
}

/* Files of the form of a step, while the client may answer it. */
static enum ela_status of_step(struct ela_call *c, int64_t id, const char *field,
                               struct ela__holder *out, struct ela_error *err)
{
    struct ela_case k;
    struct ela_step_place at;
    ELA_TRY(ela_step_reach(c, id, field, &k, &at, err));
    out->case_id = k.id;
    out->client_id = k.client_id;
    out->visible = at.visible;
    out->open = at.open;
    out->draft = at.draft;
    return ELA_OK;
}

static enum ela_status of_action(struct ela_call *c, int64_t id, const char *field,
                                 struct ela__holder *out, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(id), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_FILE_ACTION, p, 2, &r, err));
    int64_t case_id = ela_db_int(&r, 0, 0, 0);
    bool waiting = r.nrows && ela_str_is(ela_db_cell(&r, 0, 1), "waiting");
    ela_db_result_release(&r);
    if (!case_id)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", field);
    ELA_TRY(of_case(c, case_id, field, out, err));
    out->open = out->open && (waiting || !portal(c));
    return ELA_OK;
}

/* Requests that were sent are the client's; a draft is its author's alone. */
static enum ela_status of_request(struct ela_call *c, int64_t id, const char *field,
                                  struct ela__holder *out, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_FILE_REQUEST);
    ela_sql_int(&q, id);
    ela_sql_int(&q, c->actor->entity);
    ela_scope_client(&q, c->actor, "r", "fk_soc");
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    struct ela_str status = ela_db_cell(&r, 0, 2);
    bool draft = ela_str_is(status, "draft"), own = ela_db_int(&r, 0, 3, 0) == c->actor->account_id;
    bool found =
        r.nrows > 0 &&
        (portal(c) ? own || !draft : !draft && ela_actor_has(c->actor, ELA_RIGHT_CASE_READ));
    out->case_id = ela_db_int(&r, 0, 0, 0);
    out->client_id = (int32_t)ela_db_int(&r, 0, 1, 0);
    out->open = !ela_str_is(status, "refused") && !ela_str_is(status, "cancelled");
    out->visible = true;
    out->draft = found && draft;
    ela_db_result_release(&r);
    return found ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", field);
}

/* A comment's files are added by whoever wrote it. */
static enum ela_status of_comment(struct ela_call *c, int64_t id, const char *field,
                                  struct ela__holder *out, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(id), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    struct ela__holder above = {0};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_FILE_COMMENT, p, 2, &r, err));
    struct ela_str object = ela_db_cell(&r, 0, 0);
    bool internal = ela_db_int(&r, 0, 4, 0) == 1;
    bool kept_back = internal || !ela_db_is_null(&r, 0, 7); /* hidden by a manager since */
    bool found = r.nrows > 0 && !(kept_back && portal(c)) && !ela_str_is(object, "comment");
    bool own = portal(c) ? ela_db_int(&r, 0, 6, 0) == c->actor->account_id
                         : ela_db_int(&r, 0, 5, 0) == c->actor->user_id;
    enum ela_status st = found ? ela__holder(c, object, ela_db_int(&r, 0, 1, 0), field, &above, err)
                               : ela_fail(err, ELA_E_NOT_FOUND, "not_found", field);
    ela_db_result_release(&r);
    out->case_id = above.case_id;
    out->client_id = above.client_id;
    out->visible = above.visible && !kept_back;
    out->open = own;
    return st;
}

/* May a client put a file into one of the firm's own fields? */
static bool takes_files(const struct ela_fieldset *set)
{
    for (size_t i = 0; i < set->nfields; i++) {
        const struct ela_meta_field *f = &set->fields[i];
        bool file = strcmp(f->type, "file") == 0;
        for (size_t k = 0; k < f->ncolumns && !file; k++)
            file = strcmp(f->columns[k].type, "file") == 0;
        if (file && f->client == ELA_FIELD_WRITE)
            return true;
    }
    return false;
}

static enum ela_status takes(struct ela_call *c, const char *object, const char *kind,
                             struct ela__holder *out, struct ela_error *err)
{
    const struct ela_fieldset *set;
    ELA_TRY(ela_meta_fields(c, object, kind, &set, err));
    out->open = out->open || takes_files(set);
    return ELA_OK;
}

/* Files in the firm's own fields of a client. What the office deposits there is its own until it
 * says otherwise. */
static enum ela_status of_client(struct ela_call *c, int64_t id, const char *field,
                                 struct ela__holder *out, struct ela_error *err)
{
    unsigned kinds = 0;
    ELA_TRY(ela_scope_need_client(c->db, c->actor, id, field, err));
    out->client_id = (int32_t)id;
    out->visible = portal(c);
    out->open = !portal(c);
    if (out->open)
        return ELA_OK;
    ELA_TRY(ela_meta_client_kinds(c, id, &kinds, err));
    for (unsigned bit = 1; bit <= ELA_CLIENT_ASSOCIATION; bit <<= 1)
        if (kinds & bit)
            ELA_TRY(takes(c, "thirdparty", ela_client_kind_name(bit), out, err));
    return ELA_OK;
}

/* The same of a contact of his. */
static enum ela_status of_contact(struct ela_call *c, int64_t id, const char *field,
                                  struct ela__holder *out, struct ela_error *err)
{
    ELA_TRY(ela_contact_reach(c, id, field, &out->client_id, err));
    out->visible = portal(c);
    out->open = !portal(c);
    return out->open ? ELA_OK : takes(c, "contact", "", out, err);
}

/* Blank forms of the firm, that templates give: administrators add them, its people read them, a
 * client has them by a piece of his (piece.model). */
static enum ela_status of_model(struct ela_call *c, int64_t id, const char *field,
                                struct ela__holder *out, struct ela_error *err)
{
    if (portal(c) || id)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", field);
    out->open = ela_actor_has(c->actor, ELA_RIGHT_ADMIN);
    return out->open || ela_actor_has(c->actor, ELA_RIGHT_CASE_READ)
               ? ELA_OK
               : ela_fail(err, ELA_E_DENIED, "denied", field);
}

/* The client's own space: what belongs to no case. */
static enum ela_status of_space(struct ela_call *c, int64_t id, const char *field,
                                struct ela__holder *out, struct ela_error *err)
{
    ELA_TRY(ela_scope_need_client(c->db, c->actor, id, field, err));
    out->client_id = (int32_t)id;
    out->visible = out->open = true;
    return ELA_OK;
}

/* A new version of a document: a client adds one to what came from him. */
static enum ela_status of_version(struct ela_call *c, int64_t id, const char *field,
                                  struct ela__holder *out, struct ela_error *err)
{
    out->of = ela_arena_alloc(c->arena, sizeof *out->of);
    if (!out->of)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    struct ela_error why = ELA_ERROR_INIT;
    enum ela_status st = ela_file_load(c, id, false, out->of, &why);
    if (st == ELA_E_NOT_FOUND)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", field);
    if (st != ELA_OK) {
        *err = why;
        return st;
    }
    out->case_id = out->of->case_id;
    out->client_id = out->of->client_id;
    out->visible = out->of->shown;
    out->open = !out->of->url && strcmp(out->of->object, "model") != 0 &&
                (portal(c) ? out->of->account && out->of->open : true);
    return ELA_OK;
}

enum ela_status ela__holder(struct ela_call *c, struct ela_str object, int64_t id,
                            const char *field, struct ela__holder *out, struct ela_error *err)
{
    static const struct {
        const char *object;
        enum ela_status (*find)(struct ela_call *, int64_t, const char *, struct ela__holder *,
                                struct ela_error *);
    } kinds[] = {{"case", of_case},       {"task", of_task},       {"piece", of_piece},
                 {"action", of_action},   {"request", of_request}, {"comment", of_comment},
                 {"model", of_model},     {"step", of_step},       {"client", of_client},
                 {"contact", of_contact}, {"document", of_space},  {"version", of_version}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (!ela_str_is(object, kinds[i].object))
            continue;
        *out = (struct ela__holder){.object = kinds[i].object, .id = id};
        return kinds[i].find(c, id, field, out, err);
    }
    return ela_fail(err, ELA_E_NOT_FOUND, "not_found", field);
}

/* --- documents ---------------------------------------------------------------------------- */

enum {
    F_CASE = 1,
    F_OBJECT_ID,
    F_SIZE,
    F_ACCOUNT,
    F_CLIENT,
    F_OBJECT,
    F_PLACE,
    F_TYPE,
    F_NAME,
    F_DELIVERABLE,
    F_VISIBLE,
    F_STATUS,
    F_LEVEL,
    F_VERSION,
    F_DOWNLOADS,
    F_URL,
    F_USER,
    F_DESCRIPTION,
    F_DELETED,
    F_SHA,
    F_FOLDER,
    F_HIDDEN
};

static const char *kept(struct ela_call *c, const struct ela_db_result *r, size_t col)
{
    struct ela_str s = ela_db_cell(r, 0, col);
    return ela_db_is_null(r, 0, col) ? NULL : ela_arena_strndup(c->arena, s.p, s.n);
}

static void fill(struct ela_call *c, const struct ela_db_result *r, struct ela_file *out)
{
    struct ela_str sha = ela_db_cell(r, 0, F_SHA);
    *out = (struct ela_file){.id = ela_db_int(r, 0, 0, 0),
                             .case_id = ela_db_int(r, 0, F_CASE, 0),
                             .object_id = ela_db_int(r, 0, F_OBJECT_ID, 0),
                             .size = ela_db_int(r, 0, F_SIZE, 0),
                             .account = ela_db_int(r, 0, F_ACCOUNT, 0),
                             .folder = ela_db_int(r, 0, F_FOLDER, 0),
                             .kept_in = ela_db_int(r, 0, F_HIDDEN, 0) == 1,
                             .client_id = (int32_t)ela_db_int(r, 0, F_CLIENT, 0),
                             .user = (int32_t)ela_db_int(r, 0, F_USER, 0),
                             .version = (int32_t)ela_db_int(r, 0, F_VERSION, 1),
                             .level = (int)ela_db_int(r, 0, F_LEVEL, 0),
                             .name = kept(c, r, F_NAME),
                             .url = kept(c, r, F_URL),
                             .description = kept(c, r, F_DESCRIPTION),
                             .deliverable = ela_db_int(r, 0, F_DELIVERABLE, 0) == 1,
                             .visible = ela_db_int(r, 0, F_VISIBLE, 0) == 1,
                             .downloads = ela_db_int(r, 0, F_DOWNLOADS, 1) == 1,
                             .binned = !ela_db_is_null(r, 0, F_DELETED)};
    (void)ela_str_copy(ela_db_cell(r, 0, F_OBJECT), out->object, sizeof out->object);
    (void)ela_str_copy(ela_db_cell(r, 0, F_PLACE), out->place, sizeof out->place);
    (void)ela_str_copy(ela_db_cell(r, 0, F_TYPE), out->type, sizeof out->type);
    (void)ela_str_copy(ela_db_cell(r, 0, F_STATUS), out->status, sizeof out->status);
    if (sha.n == sizeof out->sha)
        memcpy(out->sha, sha.p, sha.n);
}

static enum ela_status row_of(struct ela_call *c, int64_t id, bool binned, bool any_level,
                              struct ela_file *out, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    *out = (struct ela_file){.id = id};
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_FILE_LOAD);
    ela_sql_int(&q, id);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_add(&q, binned ? ELA_SQL_FILE_BINNED : ELA_SQL_FILE_THERE);
    if (!any_level)
        ela_scope_file_level(&q, c->actor, "f");
    if (c->actor->kind == ELA_ACTOR_USER)
        ela_scope_file_sent(&q);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    bool found = r.nrows > 0;
    if (found)
        fill(c, &r, out);
    ela_db_result_release(&r);
    out->glass = any_level;
    return found && out->name ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "file");
}

enum ela_status ela__file_row(struct ela_call *c, int64_t id, bool binned, struct ela_file *out,
                              struct ela_error *err)
{
    return row_of(c, id, binned, false, out, err);
}

/* A case that it is linked to and that the actor reaches; of the document's own client, as links
 * are made. */
static enum ela_status linked(struct ela_call *c, const struct ela_file *f, bool *is,
                              struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_FILE_LINKED);
    ela_sql_int(&q, f->id);
    ela_scope_case(&q, c->actor, "d");
    ela_sql_add(&q, ELA_SQL_FILE_LINKED_ONE);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    *is = r.nrows > 0;
    ela_db_result_release(&r);
    return ELA_OK;
}

/* What it hangs on has to be within reach, whatever opened it. */
static enum ela_status held(struct ela_call *c, struct ela_file *out, struct ela_error *err)
{
    struct ela__holder on = {.object = ""};
    bool is = false;
    if (portal(c) && !out->visible)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "file");
    struct ela_error why = ELA_ERROR_INIT;
    enum ela_status st = ela__holder(c, ela_str_of(out->object), out->object_id, "file", &on, &why);
    bool hidden = st == ELA_OK && portal(c) && !on.visible;
    if (st != ELA_OK && st != ELA_E_NOT_FOUND) {
        *err = why;
        return st;
    }
    if (st != ELA_OK || hidden) {
        ELA_TRY(linked(c, out, &is, err));
        if (!is)
            return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "file");
        on.visible = true;
        on.open = on.draft = false;
    }
    out->shown = on.visible && !out->kept_in;
    out->open = on.open;
    out->draft = on.draft;
    return ELA_OK;
}

enum ela_status ela_file_load(struct ela_call *c, int64_t id, bool binned, struct ela_file *out,
                              struct ela_error *err)
{
    ELA_TRY(ela__file_row(c, id, binned, out, err));
    return held(c, out, err);
}

enum ela_status ela_file_look(struct ela_call *c, int64_t id, struct ela_file *out,
                              struct ela_error *err)
{
    struct ela_error why = ELA_ERROR_INIT;
    int64_t until = 0;
    enum ela_status st = row_of(c, id, false, false, out, &why);
    if (st == ELA_OK)
        return held(c, out, err);
    if (st == ELA_E_NOT_FOUND)
        ELA_TRY(ela__glass_until(c, id, &until, err));
    if (!until) {
        *err = why;
        return st;
    }
    ELA_TRY(row_of(c, id, false, true, out, err));
    return held(c, out, err);
}

enum ela_status ela_file_hold(struct ela_call *c, struct ela_file *f, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_FILE_HELD);
    ela_sql_int(&q, f->id);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_add(&q, ELA_SQL_FILE_THERE);
    ela_scope_file_level(&q, c->actor, "f");
    ela_sql_add(&q, ELA_SQL_FILE_HOLD);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    bool found = r.nrows > 0;
    if (found) {
        f->name = kept(c, &r, 0);
        f->visible = ela_db_int(&r, 0, 1, 0) == 1;
        f->deliverable = ela_db_int(&r, 0, 2, 0) == 1;
        f->description = kept(c, &r, 3);
        f->level = (int)ela_db_int(&r, 0, 4, 0);
        f->downloads = ela_db_int(&r, 0, 5, 1) == 1;
    }
    ela_db_result_release(&r);
    return found && f->name ? ELA_OK : ela_fail(err, ELA_E_CONFLICT, "conflict.version", "file");
}
