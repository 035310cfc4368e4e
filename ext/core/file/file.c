/*
 * Operations on files: reading, names, deliverables, deletion. Deposit: deposit.c, upload.c.
 * Source: CASE-19, CASE-23, CASE-27.
 */
#include "file/file_internal.h"

static const char *const OBJECTS[] = {"task", "piece",  "request", "action",   "comment", "case",
                                      "step", "client", "contact", "document", "version", NULL};

/* What whoever deposits says of it. */
#define ABOUT                                                                                      \
    {.name = "category", .type = ELA_FT_LINE, .min = 1, .max = 40},                                \
    {                                                                                              \
        .name = "description", .type = ELA_FT_TEXT, .flags = ELA_FF_NULLABLE, .max = 2000          \
    }

static const struct ela_field PUT[] = {
    {.name = "object", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = OBJECTS},
    {.name = "id", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "piece"},
    {.name = "name", .type = ELA_FT_TEXT, .flags = ELA_FF_REQUIRED, .min = 1, .max = 255},
    {.name = "visible", .type = ELA_FT_BOOL},
    {.name = "folder", .type = ELA_FT_ID, .ref = "folder"},
    ABOUT,
    {.name = NULL},
};
#define FILE_ID                                                                                    \
    {                                                                                              \
        .name = "file", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "file"                 \
    }
static const struct ela_field GET[] = {
    FILE_ID,
    {.name = "view", .type = ELA_FT_BOOL},
    {.name = "number", .type = ELA_FT_INT, .min = 1, .max = INT32_MAX},
    {.name = NULL},
};
static const struct ela_field BEGIN[] = {
    {.name = "object", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = OBJECTS},
    {.name = "id", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "piece"},
    {.name = "name", .type = ELA_FT_TEXT, .flags = ELA_FF_REQUIRED, .min = 1, .max = 255},
    {.name = "size", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 0, .max = INT64_MAX},
    {.name = "visible", .type = ELA_FT_BOOL},
    {.name = "folder", .type = ELA_FT_ID, .ref = "folder"},
    ABOUT,
    {.name = NULL},
};
#define UPLOAD_ID                                                                                  \
    {                                                                                              \
        .name = "upload", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "upload"             \
    }
static const struct ela_field UPLOAD[] = {UPLOAD_ID, {.name = NULL}};
static const struct ela_field CHUNK[] = {
    UPLOAD_ID,
    {.name = "offset", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 0, .max = INT64_MAX},
    {.name = NULL},
};
static const struct ela_field MODEL_PUT[] = {
    {.name = "name", .type = ELA_FT_TEXT, .flags = ELA_FF_REQUIRED, .min = 1, .max = 255},
    {.name = NULL},
};
static const struct ela_field MODEL[] = {
    {.name = "piece", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "piece"},
    {.name = NULL},
};
static const struct ela_field LIST[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = NULL},
};
static const struct ela_field UPDATE[] = {
    FILE_ID,
    {.name = "name", .type = ELA_FT_TEXT, .min = 1, .max = 255},
    {.name = "visible", .type = ELA_FT_BOOL},
    {.name = NULL},
};
static const struct ela_field DELIVERABLE[] = {
    FILE_ID,
    {.name = "on", .type = ELA_FT_BOOL, .flags = ELA_FF_REQUIRED},
    {.name = NULL},
};
static const struct ela_field DELETE[] = {FILE_ID, {.name = NULL}};
static const struct ela_field VERSION[] = {
    FILE_ID,
    {.name = "number", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 1, .max = INT32_MAX},
    {.name = NULL},
};
static const struct ela_field COMMENT[] = {
    FILE_ID,
    {.name = "body", .type = ELA_FT_TEXT, .flags = ELA_FF_REQUIRED, .min = 1, .max = 10000},
    {.name = "internal", .type = ELA_FT_BOOL},
    {.name = NULL},
};
#define COMMENT_ID                                                                                 \
    {                                                                                              \
        .name = "comment", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "comment"           \
    }
static const struct ela_field COMMENT_ONE[] = {COMMENT_ID, {.name = NULL}};
static const struct ela_field COMMENT_EDIT[] = {
    COMMENT_ID,
    {.name = "body", .type = ELA_FT_TEXT, .flags = ELA_FF_REQUIRED, .min = 1, .max = 10000},
    {.name = NULL},
};
static const struct ela_field COMMENT_HIDE[] = {
    COMMENT_ID,
    {.name = "on", .type = ELA_FT_BOOL, .flags = ELA_FF_REQUIRED},
    {.name = NULL},
};
static const struct ela_field SWEEP[] = {{.name = "folder", .type = ELA_FT_LINE, .max = 2},
                                         {.name = NULL}};
static const struct ela_field NOTHING[] = {{.name = NULL}};

#define U     ELA_BY_USER
#define BOTH  (ELA_BY_USER | ELA_BY_PORTAL)
#define READS ELA_RIGHT_CASE_READ
#define EDITS ELA_RIGHT_CASE_WRITE

const struct ela_op ELA_FILE_OPS[] = {
    {"file.put", ELA_OP_WRITE, BOTH, EDITS, PUT, ela__file_put},
    {"upload.begin", ELA_OP_WRITE, BOTH, EDITS, BEGIN, ela__upload_begin},
    {"upload.read", ELA_OP_READ, BOTH, EDITS, UPLOAD, ela__upload_read},
    {"upload.put", ELA_OP_WRITE, BOTH, EDITS, CHUNK, ela__upload_put},
    {"upload.drop", ELA_OP_WRITE, BOTH, EDITS, UPLOAD, ela__upload_drop},
    {"file.get", ELA_OP_EACH, BOTH, READS, GET, ela__file_get},
    {"model.put", ELA_OP_WRITE, U, ELA_RIGHT_ADMIN, MODEL_PUT, ela__file_put},
    {"piece.model", ELA_OP_READ, BOTH, READS, MODEL, ela__file_model},
    {"file.list", ELA_OP_READ, BOTH, READS, LIST, ela__file_list},
    {"file.update", ELA_OP_WRITE, U, EDITS, UPDATE, ela__file_update},
    {"file.deliverable", ELA_OP_WRITE, U, EDITS, DELIVERABLE, ela__file_deliverable},
    {"file.delete", ELA_OP_WRITE, BOTH, EDITS, DELETE, ela__file_delete},
    {"file.restore", ELA_OP_WRITE, U, ELA_RIGHT_CASE_DELETE, DELETE, ela__file_restore},
    {"file.version_restore", ELA_OP_WRITE, U, EDITS, VERSION, ela__version_restore},
    {"file.purge", ELA_OP_WRITE, ELA_BY_WORKER, 0, NOTHING, ela__file_purge},
    {"file.comments", ELA_OP_READ, BOTH, READS, DELETE, ela__file_comments},
    {"file.comment", ELA_OP_WRITE, BOTH, EDITS, COMMENT, ela__file_comment},
    {"comment.edit", ELA_OP_WRITE, BOTH, EDITS, COMMENT_EDIT, ela__comment_edit},
    {"comment.delete", ELA_OP_WRITE, BOTH, EDITS, COMMENT_ONE, ela__comment_delete},
    {"comment.hide", ELA_OP_WRITE, U, ELA_RIGHT_CASE_DELETE, COMMENT_HIDE, ela__comment_hide},
    {"file.sweep", ELA_OP_WRITE, ELA_BY_WORKER, 0, SWEEP, ela__file_sweep},
    {"file.state", ELA_OP_READ, U, ELA_RIGHT_ADMIN, NOTHING, ela__file_state},
    {.name = NULL},
};

static bool portal(const struct ela_call *c)
{
    return c->actor->kind == ELA_ACTOR_PORTAL;
}

static struct ela_db_value id_or_null(int64_t id)
{
    return id > 0 ? ELA_DBV_INT(id) : ELA_DBV_NULL;
}

enum ela_status ela_file_tell(struct ela_call *c, const struct ela_file *f, const char *kind,
                              bool visible, struct ela_json *data, struct ela_error *err)
{
    if (!data)
        data = ela_json_new_object();
    ela_json_set_text(data, "name", f->name);
    ela_json_set_text(data, "object", f->object);
    ela_json_set_int(data, "object_id", f->object_id);
    struct ela_event e = {.kind = kind,
                          .client_id = f->client_id,
                          .case_id = f->case_id,
                          .object = "file",
                          .object_id = f->id,
                          .visible = visible && f->shown,
                          .data = data};
    ELA_TRY(ela_event_add(c, &e, err));
    return f->case_id ? ela_case_activity(c, f->case_id, err) : ELA_OK;
}

enum ela_status ela_file_seen(struct ela_call *c, const struct ela_file *f, const char *kind,
                              struct ela_error *err)
{
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "name", f->name);
    ela_json_set_int(data, "version", ela_in_int(c, "number", f->version));
    struct ela_event e = {.kind = kind, .object = "file", .object_id = f->id, .data = data};
    return ela_event_add(c, &e, err);
}

enum ela_status ela_file_may_change(struct ela_call *c, const struct ela_file *f,
                                    struct ela_error *err)
{
    struct ela_case k;
    if (f->glass) /* opened to be read */
        return ela_fail(err, ELA_E_DENIED, "denied", "file");
    if (strcmp(f->object, "model") == 0) /* revisions of templates name it */
        return ela_fail(err, ELA_E_STATE, "file.in_template", "file");
    if (!f->case_id)
        return ELA_OK;
    ELA_TRY(ela_case_load(c, f->case_id, "file", &k, err));
    ELA_TRY(ela_case_writable(&k, err));
    return portal(c) ? ELA_OK : ela_case_may(c, &k, ELA_KR_EDIT, err);
}

enum ela_status ela_file_category(struct ela_call *c, struct ela_str code, const char *field,
                                  struct ela_error *err)
{
    const struct ela_meta_list *list;
    ELA_TRY(ela_meta_list(c, "piece_categories", &list, err));
    return ela_meta_item(list, code) ? ELA_OK
                                     : ela_fail(err, ELA_E_INPUT, "document.category", field);
}

/* --- reading ------------------------------------------------------------------------------ */

bool ela_file_may_show(struct ela_str type)
{
    return ela_str_is(type, "application/pdf") || ela_str_is(type, "image/png") ||
           ela_str_is(type, "image/jpeg");
}

enum ela_status ela_file_give(struct ela_call *c, const struct ela_file_kept *f, bool shown,
                              struct ela_error *err)
{
    char place[80];
    ELA_TRY(ela_scan_check(c, f->place, f->of, err));
    if (!ela_str_copy(f->place, place, sizeof place) ||
        !ela__store_has(c->documents, place, f->size))
        return ela_failf(err, ELA_E_NOT_FOUND, "file.missing", "file", "%.*s", (int)f->place.n,
                         f->place.n ? f->place.p : "");
    ela_json_set_str(c->out, "path", f->place);
    ela_json_set_str(c->out, "name", f->name);
    ela_json_set_str(c->out, "type", f->type);
    ela_json_set_int(c->out, "size", f->size);
    ela_json_set_bool(c->out, "inline", shown && ela_file_may_show(f->type));
    return ELA_OK;
}

static enum ela_status give(struct ela_call *c, const struct ela_file *f, struct ela_error *err)
{
    struct ela_file_kept kept = {ela_str_of(f->name), ela_str_of(f->type), ela_str_of(f->place),
                                 f->size, f};
    return ela_file_give(c, &kept, ela_in_bool(c, "view", false), err);
}

enum ela_status ela__file_get(struct ela_call *c, struct ela_error *err)
{
    struct ela_file f;
    ELA_TRY(ela_file_look(c, ela_in_int(c, "file", 0), &f, err));
    bool view = ela_in_bool(c, "view", false) && ela_file_may_show(ela_str_of(f.type));
    if (f.url)
        return ela_fail(err, ELA_E_STATE, "file.link", "file");
    if (portal(c) && !f.downloads) /* looked at by pages (preview.get): its bytes are the file */
        return ela_fail(err, ELA_E_DENIED, "file.view_only", "file");
    if (ela_in_has(c, "number")) { /* older versions are the firm's */
        if (portal(c))
            return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "number");
        ELA_TRY(ela__version_load(c, ela_in_int(c, "number", 0), &f, err));
    }
    ELA_TRY(give(c, &f, err));
    return f.draft ? ELA_OK : ela_file_seen(c, &f, view ? "file.viewed" : "file.downloaded", err);
}

/* The file to fill in of a piece, for whoever reaches the piece. Source: CASE-06. */
enum ela_status ela__file_model(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    struct ela_piece p;
    struct ela_file f;
    ELA_TRY(ela_piece_load(c, ela_in_int(c, "piece", 0), "piece", &k, &p, err));
    if (!p.model_file || (portal(c) && (!k.portal_visible || !p.visible)))
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "piece");
    ELA_TRY(ela__file_row(c, p.model_file, false, &f, err));
    if (strcmp(f.object, "model") != 0)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "piece");
    return give(c, &f, err);
}

static struct ela_json *row(const struct ela_call *c, const struct ela_db_result *r, size_t i)
{
    struct ela_json *o = ela_json_new_object();
    ela_list_int(o, "id", r, i, 0);
    ela_list_text(o, "name", r, i, 1);
    ela_list_text(o, "type", r, i, 2);
    ela_list_int(o, "size", r, i, 3);
    ela_list_int(o, "at", r, i, 4);
    ela_json_set_bool(o, "deliverable", ela_db_int(r, i, 5, 0) == 1);
    ela_list_text(o, "by", r, i, ela_db_is_null(r, i, 9) ? 7 : 8);
    ela_json_set_bool(o, "from_client", !ela_db_is_null(r, i, 9));
    ela_list_text(o, "object", r, i, 10);
    ela_list_int(o, "object_id", r, i, 11);
    ela_json_set_bool(o, "link", !ela_db_is_null(r, i, 12));
    ela_list_int(o, "version", r, i, 14);
    ela_list_int(o, "comments", r, i, 15);
    ela_json_set_bool(o, "scanning", ela_scan_waits(c, ela_db_cell(r, i, 16)));
    ela_json_set_bool(o, "may_download",
                      ela_db_is_null(r, i, 12) && (!portal(c) || ela_db_int(r, i, 17, 1) == 1));
    if (portal(c))
        return o;
    ela_json_set_bool(o, "visible", ela_db_int(r, i, 6, 0) == 1);
    ela_list_int(o, "level", r, i, 13);
    return o;
}

enum ela_status ela__file_list(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    struct ela_sql q;
    struct ela_db_result r;
    ELA_TRY(ela_case_load(c, ela_in_int(c, "case", 0), "case", &k, err));
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_FILES_OF_CASE);
    ela_sql_int(&q, !portal(c));
    ela_sql_int(&q, c->actor->entity);
    ela_sql_int(&q, k.id);
    ela_sql_int(&q, k.id);
    ela_sql_int(&q, k.client_id);
    ela_sql_int(&q, portal(c));
    ela_sql_int(&q, portal(c));
    ela_sql_int(&q, portal(c));
    ela_scope_file_level(&q, c->actor, "f");
    ela_scope_file_sent(&q);
    ela_sql_add(&q, ELA_SQL_FILES_OF_CASE_ORDER);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    struct ela_json *list = ela_json_new_array();
    for (size_t i = 0; i < r.nrows; i++)
        ela_json_push(list, row(c, &r, i));
    ela_json_set(c->out, "rows", list);
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela_file_count(struct ela_call *c, const char *object, int64_t object_id,
                               int64_t *n, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_TEXT(object), ELA_DBV_INT(object_id),
                               ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    *n = 0;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_FILE_COUNT, p, 3, &r, err));
    *n = ela_db_int(&r, 0, 0, 0);
    ela_db_result_release(&r);
    return ELA_OK;
}

/* --- changing ----------------------------------------------------------------------------- */

static enum ela_status store(struct ela_call *c, const struct ela_file *f, struct ela_error *err)
{
    char words[ELA_FILE_WORDS];
    ela_file_words(ela_str_of(f->name), ela_str_of(f->description ? f->description : ""), words);
    struct ela_db_value p[] = {ELA_DBV_TEXT(f->name),       ELA_DBV_INT(f->visible),
                               ELA_DBV_INT(f->deliverable), ELA_DBV_TEXT(words),
                               ELA_DBV_INT(f->id),          ELA_DBV_INT(c->actor->entity)};
    return ela_db_exec(c->db, ELA_SQL_FILE_UPDATE, p, 6, NULL, err);
}

enum ela_status ela__file_update(struct ela_call *c, struct ela_error *err)
{
    struct ela_file f;
    char name[160];
    ELA_TRY(ela_file_load(c, ela_in_int(c, "file", 0), false, &f, err));
    ELA_TRY(ela_file_may_change(c, &f, err));
    ELA_TRY(ela_file_hold(c, &f, err));
    const char *dot = strrchr(f.name, '.');
    if (ela_in_has(c, "name")) { /* its extension says what it is, and stays */
        ela_file_name(ela_in_text(c, "name"), dot ? dot + 1 : "", name);
        f.name = name;
    }
    f.visible = ela_in_bool(c, "visible", f.visible);
    f.deliverable = f.deliverable && f.visible;
    ELA_TRY(store(c, &f, err));
    ELA_TRY(ela_file_tell(c, &f, "file.updated", false, NULL, err));
    ela_json_set_text(c->out, "name", f.name);
    ela_json_set_bool(c->out, "visible", f.visible);
    return ELA_OK;
}

/* A deliverable is for the client: it becomes visible to him. */
enum ela_status ela__file_deliverable(struct ela_call *c, struct ela_error *err)
{
    struct ela_file f;
    bool wanted = ela_in_bool(c, "on", false);
    ELA_TRY(ela_file_load(c, ela_in_int(c, "file", 0), false, &f, err));
    ELA_TRY(ela_file_may_change(c, &f, err));
    ELA_TRY(ela_file_hold(c, &f, err));
    if (wanted && !f.shown)
        return ela_fail(err, ELA_E_STATE, "file.hidden", "file");
    ela_json_set_bool(c->out, "deliverable", wanted);
    if (f.deliverable == wanted)
        return ELA_OK;
    f.deliverable = wanted;
    f.visible = f.visible || wanted;
    ELA_TRY(store(c, &f, err));
    return ela_file_tell(c, &f, wanted ? "file.delivered" : "file.withdrawn", wanted, NULL, err);
}

/* A client takes back his own file as long as it is still asked for, or nobody has taken note of
 * it. What is part of a form that was sent stays with it. */
static bool takes_back(const struct ela_file *f)
{
    static const char *const free_ones[] = {"document", "case", "piece"};
    if (strcmp(f->object, "action") == 0 || f->draft)
        return f->open;
    for (size_t i = 0; i < sizeof free_ones / sizeof free_ones[0]; i++)
        if (strcmp(f->object, free_ones[i]) == 0)
            return f->version == 1 && strcmp(f->status, "waiting") == 0;
    return false;
}

/* What an issued invoice rests on is kept with it. Source: DOC-26. */
static enum ela_status not_invoiced(struct ela_call *c, int64_t file, struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(file);
    struct ela_db_result r;
    char ref[64];
    ELA_TRY(ela_db_query(c->db, ELA_SQL_FILE_INVOICED, &p, 1, &r, err));
    bool invoiced = r.nrows > 0;
    (void)ela_str_copy(ela_db_cell(&r, 0, 0), ref, sizeof ref);
    ela_db_result_release(&r);
    if (!invoiced)
        return ELA_OK;
    enum ela_status st = ela_fail(err, ELA_E_STATE, "file.invoiced", "file");
    ela_error_param(err, "ref", ref);
    return st;
}

/* Into the bin, from where it may come back for 30 days. */
enum ela_status ela__file_delete(struct ela_call *c, struct ela_error *err)
{
    struct ela_file f;
    ELA_TRY(ela_file_load(c, ela_in_int(c, "file", 0), false, &f, err));
    if (portal(c) && f.account != c->actor->account_id)
        return ela_fail(err, ELA_E_DENIED, "denied", "file");
    if (portal(c) && !takes_back(&f))
        return ela_fail(err, ELA_E_STATE, "file.kept", "file");
    ELA_TRY(ela_file_may_change(c, &f, err));
    ELA_TRY(not_invoiced(c, f.id, err));
    struct ela_db_value p[] = {ELA_DBV_INT(c->now), id_or_null(portal(c) ? 0 : c->actor->user_id),
                               ELA_DBV_INT(f.id), ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_FILE_DELETE, p, 4, NULL, err));
    if (f.draft)
        return ELA_OK;
    ELA_TRY(ela_file_tell(c, &f, "file.deleted", false, NULL, err));
    ELA_TRY(ela_piece_unproposed(c, f.id, err));
    return strcmp(f.object, "piece") == 0 ? ela_piece_emptied(c, f.object_id, err) : ELA_OK;
}

enum ela_status ela__file_restore(struct ela_call *c, struct ela_error *err)
{
    struct ela_file f;
    int64_t changed = 0;
    ELA_TRY(ela_file_load(c, ela_in_int(c, "file", 0), true, &f, err));
    ELA_TRY(ela_file_may_change(c, &f, err));
    ELA_TRY(ela_scan_check(c, ela_str_of(f.place), &f, err));
    struct ela_db_value p[] = {ELA_DBV_INT(f.id), ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_FILE_RESTORE, p, 2, &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "file");
    ELA_TRY(ela_file_tell(c, &f, "file.restored", false, NULL, err));
    return strcmp(f.object, "piece") == 0 && strcmp(f.status, "refused") != 0
               ? ela_piece_regained(c, f.object_id, err)
               : ELA_OK;
}
