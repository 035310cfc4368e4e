/*
 * Operations on previews: what is there, one page, what failed. Whoever reaches a file reaches its
 * preview, and nobody else. Source: DOC-04, SEC-15.
 */
#include "case/list.h"
#include "preview/preview_internal.h"

enum { TEXT_SHOWN = 100000, FAILED_SHOWN = 20 };
enum { P_ID, P_STATE, P_KIND, P_PAGES, P_BUILT, P_ERROR, P_WANTED };

#define FILE_ID                                                                                    \
    {                                                                                              \
        .name = "file", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "file"                 \
    }
static const struct ela_field READ[] = {FILE_ID, {.name = NULL}};
static const struct ela_field GET[] = {
    FILE_ID,
    {.name = "page", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 0, .max = INT64_MAX},
    {.name = NULL},
};
static const struct ela_field NOTHING[] = {{.name = NULL}};

/* --- reading ------------------------------------------------------------------------------ */

/* Somebody looks at it: it is the next one. Nothing is lost where that cannot be noted. */
static enum ela_status want(struct ela_call *c, const struct ela_file *f,
                            const struct ela_db_result *r, struct ela_error *err)
{
    const struct ela__preview_new fresh = {.file = f->id,
                                           .entity = c->actor->entity,
                                           .place = ela_str_of(f->place),
                                           .type = ela_str_of(f->type),
                                           .wanted = true};
    struct ela_db_value p[] = {ELA_DBV_INT(ela_db_int(r, 0, P_ID, 0)),
                               ELA_DBV_INT(c->actor->entity)};
    if (!r->nrows)
        return ela__preview_insert(c->db, c->now, &fresh, 1, err);
    if (!ela_str_is(ela_db_cell(r, 0, P_STATE), "waiting") || ela_db_int(r, 0, P_WANTED, 0))
        return ELA_OK;
    return ela_db_exec(c->db, ELA_SQL_PREVIEW_WANT, p, 2, NULL, err);
}

static enum ela_status sizes(struct ela_call *c, int64_t id, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_json *list = ela_json_new_array();
    struct ela_db_value p[] = {ELA_DBV_INT(id)};
    bool small = false;
    ela_json_set(c->out, "sizes", list);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_PREVIEW_PAGES, p, 1, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        if (ela_db_int(&r, i, 0, 0) == 0) {
            small = true;
            continue;
        }
        struct ela_json *o = ela_json_new_object();
        ela_json_set_int(o, "width", ela_db_int(&r, i, 1, 0));
        ela_json_set_int(o, "height", ela_db_int(&r, i, 2, 0));
        ela_json_push(list, o);
    }
    ela_json_set_bool(c->out, "thumb", small);
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status text(struct ela_call *c, const struct ela_file *f, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value p[] = {ELA_DBV_INT(TEXT_SHOWN), ELA_DBV_TEXT(f->place),
                               ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_PREVIEW_BODY, p, 3, &r, err));
    ela_json_set_str(c->out, "text", r.nrows ? ela_db_cell(&r, 0, 0) : ELA_STR(""));
    ela_json_set_bool(c->out, "cut",
                      ela_db_int(&r, 0, 1, 0) == 1 || ela_db_int(&r, 0, 2, 0) > TEXT_SHOWN);
    ela_db_result_release(&r);
    return ELA_OK;
}

/* Stands in the history of the document, as reading it elsewhere does. */
static enum ela_status looked_at(struct ela_call *c, const struct ela_file *f,
                                 struct ela_error *err)
{
    return f->draft ? ELA_OK : ela_file_seen(c, f, "file.viewed", err);
}

/* What a person is told: what is under way is shown as far as it has come. */
static const char *told(const struct ela_db_result *r, bool possible)
{
    struct ela_str state = r->nrows ? ela_db_cell(r, 0, P_STATE) : ELA_STR("waiting");
    if (!possible || ela_str_is(state, "none") || ela_str_is(state, "failed"))
        return "none";
    return ela_str_is(state, "ready") || ela_db_int(r, 0, P_BUILT, 0) > 0 ? "ready" : "building";
}

static enum ela_status describe(struct ela_call *c, const struct ela_file *f,
                                const struct ela_db_result *r, struct ela_error *err)
{
    const char *kind = ela_preview_kind(ela_str_of(f->type)), *state = told(r, *kind != '\0');
    bool ready = strcmp(state, "ready") == 0;
    ela_json_set_text(c->out, "state", state);
    ela_json_set_text(c->out, "kind", kind);
    ela_json_set_int(c->out, "pages", ela_db_int(r, 0, P_PAGES, 0));
    ela_json_set_bool(c->out, "more", ready && !ela_str_is(ela_db_cell(r, 0, P_STATE), "ready"));
    if (strcmp(state, "none") == 0)
        ela_json_set_str(c->out, "reason",
                         r->nrows && *kind && ela_db_cell(r, 0, P_ERROR).n
                             ? ela_db_cell(r, 0, P_ERROR)
                             : ELA_STR("preview.kind"));
    ELA_TRY(sizes(c, ela_db_int(r, 0, P_ID, 0), err));
    /* an office file without pages is its words at least */
    bool words = ready ? strcmp(kind, "text") == 0
                       : strcmp(state, "none") == 0 && strcmp(kind, "office") == 0;
    if (!words)
        return ELA_OK;
    ELA_TRY(text(c, f, err));
    return looked_at(c, f, err);
}

static enum ela_status preview_read(struct ela_call *c, struct ela_error *err)
{
    struct ela_file f;
    struct ela_db_result r;
    ELA_TRY(ela_file_look(c, ela_in_int(c, "file", 0), &f, err));
    if (f.url)
        return ela_fail(err, ELA_E_STATE, "file.link", "file");
    struct ela_db_value p[] = {ELA_DBV_TEXT(f.place), ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_PREVIEW_OF, p, 2, &r, err));
    ela_json_set_int(c->out, "file", f.id);
    ela_json_set_text(c->out, "name", f.name);
    ela_json_set_text(c->out, "type", f.type);
    ela_json_set_int(c->out, "size", f.size);
    ela_json_set_bool(c->out, "download", f.downloads || c->actor->kind != ELA_ACTOR_PORTAL);
    enum ela_status st = want(c, &f, &r, err);
    if (st == ELA_OK)
        st = describe(c, &f, &r, err);
    ela_db_result_release(&r);
    return st;
}

/* "Bail.pdf", page 2 -> "Bail-2.webp": what a browser offers when the picture is kept. */
static void page_name(const char *name, int64_t page, char out[200])
{
    const char *dot = strrchr(name, '.');
    (void)snprintf(out, 200, "%.*s-%d.webp", (int)(dot ? dot - name : (long)strlen(name)), name,
                   (int)(page & 0xFFFFFF));
}

static enum ela_status preview_get(struct ela_call *c, struct ela_error *err)
{
    struct ela_file f;
    struct ela_db_result r;
    char place[80], name[200];
    int64_t page = ela_in_int(c, "page", 0);
    ELA_TRY(ela_file_look(c, ela_in_int(c, "file", 0), &f, err));
    struct ela_db_value p[] = {ELA_DBV_TEXT(f.place), ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(page)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_PREVIEW_PAGE_PLACE, p, 3, &r, err));
    bool found = r.nrows > 0 && ela_str_copy(ela_db_cell(&r, 0, 0), place, sizeof place);
    int64_t size = ela_db_int(&r, 0, 1, 0);
    ela_db_result_release(&r);
    if (!found || !ela_file_there(c->documents, place, size))
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "page");
    page_name(f.name, page, name);
    ela_json_set_text(c->out, "path", place);
    ela_json_set_text(c->out, "name", name);
    ela_json_set_text(c->out, "type", "image/webp");
    ela_json_set_int(c->out, "size", size);
    ela_json_set_bool(c->out, "inline", true);
    return page == 1 ? looked_at(c, &f, err) : ELA_OK;
}

/* --- for administrators ------------------------------------------------------------------- */

static enum ela_status preview_state(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_json *list = ela_json_new_array();
    int64_t waiting = 0, failed = 0;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(FAILED_SHOWN)};
    ela_json_set(c->out, "rows", list);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_PREVIEW_COUNTS, p, 1, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        bool bad = ela_str_is(ela_db_cell(&r, i, 0), "failed");
        *(bad ? &failed : &waiting) += ela_db_int(&r, i, 1, 0);
    }
    ela_db_result_release(&r);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_PREVIEW_FAILED, p, 2, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object();
        ela_list_int(o, "id", &r, i, 0);
        ela_list_int(o, "file", &r, i, 1);
        ela_list_text(o, "name", &r, i, 2);
        ela_list_text(o, "error", &r, i, 3);
        ela_list_int(o, "at", &r, i, 4);
        ela_json_push(list, o);
    }
    ela_db_result_release(&r);
    ela_json_set_int(c->out, "waiting", waiting);
    ela_json_set_int(c->out, "failed", failed);
    return ELA_OK;
}

static enum ela_status preview_retry(struct ela_call *c, struct ela_error *err)
{
    int64_t retried = 0;
    struct ela_db_value p[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_PREVIEW_RETRY, p, 3, &retried, err));
    ela_json_set_int(c->out, "retried", retried);
    return ELA_OK;
}

#define U     ELA_BY_USER
#define BOTH  (ELA_BY_USER | ELA_BY_PORTAL)
#define READS ELA_RIGHT_CASE_READ

const struct ela_op ELA_PREVIEW_OPS[] = {
    {"preview.read", ELA_OP_EACH, BOTH, READS, READ, preview_read},
    {"preview.get", ELA_OP_EACH, BOTH, READS, GET, preview_get},
    {"preview.state", ELA_OP_READ, U, ELA_RIGHT_ADMIN, NOTHING, preview_state},
    {"preview.retry", ELA_OP_WRITE, U, ELA_RIGHT_ADMIN, NOTHING, preview_retry},
    {.name = NULL},
};
