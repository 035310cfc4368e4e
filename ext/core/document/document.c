/*
 * Operations on documents, and the whole record of one. Source: DOC-02, DOC-14, DOC-24.
 */
#include "document/document_internal.h"

#define FILE_ID                                                                                    \
    {                                                                                              \
        .name = "file", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "file"                 \
    }
static const char *const JUDGED[] = {"received", "validated", "refused", NULL};
static const char *const STATUSES[] = {"filed",     "waiting", "received",
                                       "validated", "refused", NULL};
static const char *const PENDING[] = {"waiting", "received", NULL};
static const char *const LINKABLE[] = {"case", "task", "contract", "invoice", "project", NULL};
static const char *const ADDRESSED[] = {"case", "document", NULL};
static const char *const SIDES[] = {"client", "firm", NULL};

static const struct ela_field READ[] = {
    FILE_ID,
    {.name = "binned", .type = ELA_FT_BOOL},
    {.name = "with_groups", .type = ELA_FT_BOOL},
    {.name = NULL},
};
static const struct ela_field UPDATE[] = {
    FILE_ID,
    {.name = "name", .type = ELA_FT_TEXT, .min = 1, .max = 255},
    {.name = "category", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .min = 1, .max = 40},
    {.name = "description",
     .type = ELA_FT_TEXT,
     .flags = ELA_FF_NULLABLE,
     .max = ELA__DESCRIPTION_MAX},
    {.name = "document_on", .type = ELA_FT_DAY, .flags = ELA_FF_NULLABLE},
    {.name = "valid_until", .type = ELA_FT_DAY, .flags = ELA_FF_NULLABLE},
    {.name = "visible", .type = ELA_FT_BOOL},
    {.name = "client_downloads", .type = ELA_FT_BOOL},
    {.name = "level", .type = ELA_FT_INT, .min = 0, .max = 2},
    ELA_READERS_FIELDS,
    {.name = NULL},
};
static const struct ela_field JUDGE[] = {
    {.name = "files",
     .type = ELA_FT_IDS,
     .flags = ELA_FF_REQUIRED,
     .min = 1,
     .max = 50,
     .ref = "file"},
    {.name = "to", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = JUDGED},
    {.name = "reason", .type = ELA_FT_TEXT, .max = 500},
    {.name = NULL},
};
static const struct ela_field QUEUE[] = {
    {.name = "state", .type = ELA_FT_CHOICE, .choices = PENDING},
    {.name = "case", .type = ELA_FT_ID, .ref = "case"},
    {.name = "client", .type = ELA_FT_ID, .ref = "client"},
    {.name = "lead", .type = ELA_FT_ID, .ref = "user"},
    {.name = "category", .type = ELA_FT_LINE, .max = 40},
    {.name = "search", .type = ELA_FT_LINE, .max = 100},
    {.name = "after", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 200},
    {.name = "limit", .type = ELA_FT_INT, .min = 1, .max = 100},
    {.name = "with_total", .type = ELA_FT_BOOL},
    {.name = NULL},
};
static const struct ela_field SEEN[] = {
    {.name = "piece", .type = ELA_FT_ID, .ref = "piece"},
    {.name = "file", .type = ELA_FT_ID, .ref = "file"},
    {.name = "seen", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 80},
    {.name = NULL},
};
static const struct ela_field DECIDE[] = {
    {.name = "items",
     .type = ELA_FT_LIST,
     .flags = ELA_FF_REQUIRED,
     .min = 1,
     .max = 50,
     .fields = SEEN},
    {.name = "to", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = JUDGED},
    {.name = "reason", .type = ELA_FT_TEXT, .max = 500},
    {.name = NULL},
};
static const struct ela_field LINK[] = {
    FILE_ID,
    {.name = "object", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = LINKABLE},
    {.name = "id", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = NULL},
};
static const char *const NATIVE[] = {"contract", "invoice", "project", NULL};
static const struct ela_field OF[] = {
    {.name = "object", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = NATIVE},
    {.name = "id", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "object"},
    {.name = NULL},
};
static const struct ela_field UNLINK[] = {
    {.name = "link", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "file_link"},
    {.name = NULL},
};
static const struct ela_field FILE_IN[] = {
    {.name = "files",
     .type = ELA_FT_IDS,
     .flags = ELA_FF_REQUIRED,
     .min = 1,
     .max = ELA__FILED_MAX,
     .ref = "file"},
    {.name = "folder", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "folder"},
    {.name = NULL},
};
static const struct ela_field ADDRESS[] = {
    {.name = "object", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = ADDRESSED},
    {.name = "id", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = "name", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 150},
    {.name = "url", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 2000},
    {.name = "category", .type = ELA_FT_LINE, .min = 1, .max = 40},
    {.name = "description", .type = ELA_FT_TEXT, .max = ELA__DESCRIPTION_MAX},
    {.name = "visible", .type = ELA_FT_BOOL},
    {.name = "folder", .type = ELA_FT_ID, .ref = "folder"},
    {.name = NULL},
};
static const struct ela_field OPEN[] = {FILE_ID, {.name = NULL}};
static const struct ela_field MINE[] = {
    {.name = "search", .type = ELA_FT_LINE, .max = 100},
    {.name = "category", .type = ELA_FT_LINE, .max = 40},
    {.name = "case", .type = ELA_FT_ID, .ref = "case"},
    {.name = "folder", .type = ELA_FT_INT, .min = 0, .max = INT64_MAX},
    {.name = "status", .type = ELA_FT_CHOICE, .choices = STATUSES},
    {.name = "by", .type = ELA_FT_CHOICE, .choices = SIDES},
    {.name = "from", .type = ELA_FT_DAY},
    {.name = "to", .type = ELA_FT_DAY},
    {.name = "after", .type = ELA_FT_LINE, .max = 200},
    {.name = "limit", .type = ELA_FT_INT, .min = 1, .max = 100}, /* PAGE_MAX */
    {.name = NULL},
};
static const struct ela_field KEEP[] = {
    FILE_ID, {.name = "on", .type = ELA_FT_BOOL}, {.name = NULL}};
static const struct ela_field NOTHING[] = {{.name = NULL}};

#define U     ELA_BY_USER
#define P     ELA_BY_PORTAL
#define READS ELA_RIGHT_CASE_READ
#define EDITS ELA_RIGHT_CASE_WRITE

const struct ela_op ELA_DOCUMENT_OPS[] = {
    {"document.read", ELA_OP_READ, U, READS, READ, ela__document_read},
    {"document.update", ELA_OP_WRITE, U, EDITS, UPDATE, ela__document_update},
    {"document.judge", ELA_OP_WRITE, U, EDITS, JUDGE, ela__document_judge},
    {"document.queue", ELA_OP_READ, U, READS, QUEUE, ela__document_queue},
    {"document.decide", ELA_OP_WRITE, U, EDITS, DECIDE, ela__document_decide},
    {"document.link", ELA_OP_WRITE, U, EDITS, LINK, ela__document_link},
    {"document.of", ELA_OP_READ, U, READS, OF, ela__document_of},
    {"document.unlink", ELA_OP_WRITE, U, EDITS, UNLINK, ela__document_unlink},
    {"document.address", ELA_OP_WRITE, U, EDITS, ADDRESS, ela__document_address},
    {"document.file", ELA_OP_WRITE, U, EDITS, FILE_IN, ela__document_file},
    {"document.open", ELA_OP_EACH, U | P, READS, OPEN, ela__document_open},
    {"document.keep", ELA_OP_WRITE, U, ELA_RIGHT_CASE_DELETE, KEEP, ela__document_keep},
    {"document.leaving", ELA_OP_READ, U, ELA_RIGHT_CASE_DELETE, NOTHING, ela__document_leaving},
    {"document.warn", ELA_OP_WRITE, ELA_BY_WORKER, 0, NOTHING, ela__document_warn},
    {"document.retain", ELA_OP_WRITE, ELA_BY_WORKER, 0, NOTHING, ela__document_retain},
    {"document.mine", ELA_OP_READ, P, 0, MINE, ela__document_mine},
    {.name = NULL},
};

/* --- words -------------------------------------------------------------------------------- */

enum ela_status ela__document_category(struct ela_call *c, struct ela_json *o, const char *member,
                                       struct ela_str code, struct ela_error *err)
{
    const struct ela_meta_list *list;
    if (!code.n) {
        ela_json_set_null(o, member);
        return ELA_OK;
    }
    ELA_TRY(ela_meta_list(c, "piece_categories", &list, err));
    const struct ela_meta_option *item = ela_meta_item(list, code);
    struct ela_json *out = ela_json_new_object();
    ela_json_set_str(out, "code", code);
    ela_json_set_str(out, "label",
                     item ? ela_str_of(ela_label_text(item->label, c->actor->lang)) : code);
    ela_json_set(o, member, out);
    return ELA_OK;
}

void ela__document_status(struct ela_call *c, struct ela_json *o, struct ela_str code)
{
    const struct ela_wf_object *piece = ela_workflow_object(c->workflow, "piece");
    if (ela_str_is(code, "filed") || !piece)
        ela_json_set_null(o, "status");
    else
        ela_json_set(o, "status", ela_wf_badge(piece, code, c->actor));
}

/* --- document.read ------------------------------------------------------------------------ */

enum {
    D_AT,
    D_ORIGIN,
    D_CATEGORY,
    D_DOCUMENT_ON,
    D_VALID_UNTIL,
    D_REASON,
    D_USER,
    D_BY,
    D_ACCOUNT,
    D_CLIENT,
    D_CLIENT_NAME,
    D_CASE,
    D_REF,
    D_TITLE,
    D_DELETED,
    D_DELETED_BY,
    D_MISSING,
    D_SHA
};

static enum ela_status versions(struct ela_call *c, const struct ela_file *f, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(f->id), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    struct ela_json *list = ela_json_new_array();
    ela_json_set(c->out, "versions", list);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_DOCUMENT_VERSIONS, p, 2, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object();
        ela_list_int(o, "number", &r, i, 0);
        ela_list_text(o, "name", &r, i, 1);
        ela_list_text(o, "type", &r, i, 2);
        ela_list_int(o, "size", &r, i, 3);
        ela_list_int(o, "at", &r, i, 4);
        ela_list_text(o, "by", &r, i, ela_db_is_null(&r, i, 7) ? 5 : 6);
        ela_json_push(list, o);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status links(struct ela_call *c, const struct ela_file *f, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    struct ela_json *list = ela_json_new_array();
    ela_json_set(c->out, "links", list);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_DOCUMENT_LINKS);
    ela_sql_int(&q, f->id);
    ela_sql_int(&q, c->actor->entity);
    ela_scope_case(&q, c->actor, "d");
    ela_sql_add(&q, ELA_SQL_DOCUMENT_LINKS_ORDER);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object();
        ela_list_int(o, "id", &r, i, 0);
        ela_list_text(o, "object", &r, i, 1);
        ela_list_int(o, "object_id", &r, i, 2);
        ela_list_int(o, "case", &r, i, 3);
        ela_list_text(o, "ref", &r, i, 4);
        ela_list_text(o, "label", &r, i, 5);
        ela_json_push(list, o);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

/* For what the antivirus holds it back, where it does. */
static enum ela_status scan(struct ela_call *c, const struct ela_file *f, struct ela_error *err)
{
    char state[13];
    ELA_TRY(ela_scan_held(c, ela_str_of(f->place), state, err));
    ela_json_set_text(c->out, "scan", state[0] ? state : NULL);
    return ELA_OK;
}

static void file_facts(struct ela_call *c, const struct ela_file *f)
{
    struct ela_json *out = c->out;
    ela_json_set_int(out, "id", f->id);
    ela_json_set_text(out, "name", f->name);
    ela_json_set_text(out, "type", f->type);
    ela_json_set_int(out, "size", f->size);
    ela_json_set_int(out, "version", f->version);
    ela_json_set_int(out, "level", f->level);
    ela_json_set_bool(out, "visible", f->visible);
    ela_json_set_bool(out, "shown", f->shown);
    ela_json_set_bool(out, "deliverable", f->deliverable);
    ela_json_set_bool(out, "client_downloads", f->downloads);
    ela_json_set_bool(out, "from_client", f->account > 0);
    ela_json_set_text(out, "description", f->description);
    ela_json_set_text(out, "url", f->url);
    ela_json_set_text(out, "object", f->object);
    ela_json_set_int(out, "object_id", f->object_id);
    ela__document_status(c, out, ela_str_of(f->status));
}

static enum ela_status record_facts(struct ela_call *c, const struct ela_file *f,
                                    const struct ela_db_result *r, struct ela_error *err)
{
    struct ela_json *out = c->out;
    char today[16];
    struct ela_str until = ela_db_cell(r, 0, D_VALID_UNTIL);
    ela_day_format(ela_tz_day(c->tz, c->now), today);
    ela_list_int(out, "at", r, 0, D_AT);
    ela_list_text(out, "origin", r, 0, D_ORIGIN);
    ela_list_text(out, "document_on", r, 0, D_DOCUMENT_ON);
    ela_list_text(out, "valid_until", r, 0, D_VALID_UNTIL);
    ela_json_set_bool(out, "expired", until.n == 10 && memcmp(until.p, today, 10) < 0);
    ela_list_text(out, "reason", r, 0, D_REASON);
    ela_list_text(out, "by", r, 0, f->account ? D_ACCOUNT : D_BY);
    ela_list_person(out, "client", r, 0, D_CLIENT, D_CLIENT_NAME);
    ela_list_int(out, "deleted_at", r, 0, D_DELETED);
    ela_list_text(out, "deleted_by", r, 0, D_DELETED_BY);
    ela_json_set_bool(out, "missing", !ela_db_is_null(r, 0, D_MISSING));
    ela_list_text(out, "sha256", r, 0, D_SHA);
    if (ela_db_is_null(r, 0, D_CASE)) {
        ela_json_set_null(out, "case");
    } else {
        struct ela_json *k = ela_json_new_object();
        ela_list_int(k, "id", r, 0, D_CASE);
        ela_list_text(k, "ref", r, 0, D_REF);
        ela_list_text(k, "title", r, 0, D_TITLE);
        ela_json_set(out, "case", k);
    }
    return ela__document_category(c, out, "category", ela_db_cell(r, 0, D_CATEGORY), err);
}

/* Where it lies, as far as the reader sees that. */
static enum ela_status folder(struct ela_call *c, const struct ela_file *f, struct ela_error *err)
{
    struct ela_folder in;
    struct ela_error why = ELA_ERROR_INIT;
    ela_json_set_null(c->out, "folder");
    if (!f->folder)
        return ELA_OK;
    enum ela_status st = ela_folder_load(c, f->folder, "file", &in, &why);
    if (st != ELA_OK && st != ELA_E_NOT_FOUND)
        *err = why;
    if (st != ELA_OK)
        return st == ELA_E_NOT_FOUND ? ELA_OK : st;
    struct ela_json *o = ela_json_new_object();
    ela_json_set_int(o, "id", in.id);
    ela_json_set_text(o, "name", in.name);
    ela_json_set(c->out, "folder", o);
    return ELA_OK;
}

enum ela_status ela__document_read(struct ela_call *c, struct ela_error *err)
{
    struct ela_file f;
    struct ela_error why = ELA_ERROR_INIT;
    struct ela_db_result r;
    int64_t id = ela_in_int(c, "file", 0);
    if (ela_in_bool(c, "binned", false))
        ELA_TRY(ela_file_load(c, id, true, &f, err));
    else
        ELA_TRY(ela_file_look(c, id, &f, err));
    struct ela_db_value p[] = {ELA_DBV_INT(f.id), ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_DOCUMENT_READ, p, 2, &r, err));
    file_facts(c, &f);
    enum ela_status st = record_facts(c, &f, &r, err);
    ela_db_result_release(&r);
    ELA_TRY(st);
    ELA_TRY(scan(c, &f, err));
    ELA_TRY(folder(c, &f, err));
    ELA_TRY(versions(c, &f, err));
    ELA_TRY(links(c, &f, err));
    const int64_t guarded = f.level > 0 ? f.id : 0;
    ELA_TRY(ela_readers_json(c, ELA_READERS_OF_FILE, &guarded, &c->out, 1, err));
    if (ela_in_bool(c, "with_groups", false))
        ELA_TRY(ela_readers_groups(c, err));
    ela_json_set_bool(c->out, "glass", f.glass);
    struct ela_json *may = ela_json_new_object();
    ela_json_set(c->out, "may", may);
    bool edit =
        ela_actor_has(c->actor, ELA_RIGHT_CASE_WRITE) && ela_file_may_change(c, &f, &why) == ELA_OK;
    ela_json_set_bool(may, "edit", edit && !f.binned);
    ela_json_set_bool(may, "version", edit && !f.binned && !f.url);
    ela_json_set_bool(may, "restore",
                      edit && f.binned && ela_actor_has(c->actor, ELA_RIGHT_CASE_DELETE));
    return ELA_OK;
}
