/*
 * Documents put in folders, one or many: nothing but their place changes, so that links to them
 * stay. Source: DOC-01, DOC-24.
 */
#include "document/document_internal.h"

enum { F_ID, F_CLIENT, F_CASE, F_NAME, F_OBJECT, F_OBJECT_ID, F_FOLDER, F_WAS, F_LEVEL, F_GUARDED };

struct chosen {
    int64_t ids[ELA__FILED_MAX];
    size_t n;
    struct ela_folder to; /* id 0: in none */
    bool to_guarded;
};

/* All of them, or none: what the actor does not see is not there. */
static enum ela_status found(struct ela_call *c, struct chosen *x, struct ela_db_result *r,
                             struct ela_error *err)
{
    const struct ela_json *files = ela_in_get(c, "files");
    struct ela_sql q;
    for (size_t i = 0; i < ela_json_size(files) && x->n < ELA__FILED_MAX; i++)
        x->ids[x->n++] = ela_json_int(ela_json_at(files, i), 0);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_DOCUMENT_CHOSEN);
    ela_sql_in(&q, x->ids, x->n);
    ela_scope_file(&q, c->actor);
    ELA_TRY(ela_sql_query(&q, c->db, r, err));
    if (r->nrows == x->n)
        return ELA_OK;
    ela_db_result_release(r);
    return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "files");
}

static bool earlier(const struct ela_db_result *r, size_t i, size_t col, int64_t value)
{
    for (size_t k = 0; k < i; k++)
        if (ela_db_int(r, k, col, 0) == value)
            return true;
    return false;
}

/* Its client's, and of its case; each case once. */
static enum ela_status allowed(struct ela_call *c, const struct chosen *x,
                               const struct ela_db_result *r, struct ela_error *err)
{
    for (size_t i = 0; i < r->nrows; i++) {
        struct ela_file f = {.case_id = ela_db_int(r, i, F_CASE, 0), .object = "case"};
        int32_t client = (int32_t)ela_db_int(r, i, F_CLIENT, 0);
        if (x->to.id)
            ELA_TRY(ela_folder_takes(&x->to, client, f.case_id, "folder", err));
        if (f.case_id && !earlier(r, i, F_CASE, f.case_id))
            ELA_TRY(ela_file_may_change(c, &f, err));
    }
    return ELA_OK;
}

/* Folders that are not for everybody are not named: the history is read by whoever reads the
 * document afterwards. */
static enum ela_status tell(struct ela_call *c, const struct chosen *x,
                            const struct ela_db_result *r, size_t i, struct ela_error *err)
{
    struct ela_str was = ela_db_cell(r, i, F_WAS), name = ela_db_cell(r, i, F_NAME);
    struct ela_file f = {.id = ela_db_int(r, i, F_ID, 0),
                         .case_id = ela_db_int(r, i, F_CASE, 0),
                         .client_id = (int32_t)ela_db_int(r, i, F_CLIENT, 0),
                         .object_id = ela_db_int(r, i, F_OBJECT_ID, 0),
                         .name = ela_arena_strndup(c->arena, name.p ? name.p : "", name.n)};
    struct ela_json *data = ela_json_new_object(), *list = ela_json_new_array();
    struct ela_json *o = ela_json_new_object();
    (void)ela_str_copy(ela_db_cell(r, i, F_OBJECT), f.object, sizeof f.object);
    ela_json_set_text(o, "field", "folder");
    if (ela_db_int(r, i, F_GUARDED, 0))
        ela_json_set_text(o, "from", "…");
    else
        ela_json_set_str(o, "from", was.p ? was : ELA_STR(""));
    ela_json_set_text(o, "to", !x->to.id ? "" : x->to_guarded ? "…" : x->to.name);
    ela_json_push(list, o);
    ela_json_set(data, "changes", list);
    return ela_file_tell(c, &f, "file.updated", false, data, err);
}

static enum ela_status move(struct ela_call *c, struct chosen *x, const struct ela_db_result *r,
                            struct ela_error *err)
{
    struct ela_sql q;
    x->n = 0;
    for (size_t i = 0; i < r->nrows; i++)
        if (ela_db_int(r, i, F_FOLDER, 0) != x->to.id)
            x->ids[x->n++] = ela_db_int(r, i, F_ID, 0);
    ela_json_set_int(c->out, "filed", (int64_t)x->n);
    if (x->n == 0)
        return ELA_OK;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_DOCUMENT_FILE);
    ela_sql_value(&q, x->to.id ? ELA_DBV_INT(x->to.id) : ELA_DBV_NULL);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_in(&q, x->ids, x->n);
    ELA_TRY(ela_sql_exec(&q, c->db, NULL, err));
    for (size_t i = 0; i < r->nrows; i++)
        if (ela_db_int(r, i, F_FOLDER, 0) != x->to.id)
            ELA_TRY(tell(c, x, r, i, err));
    return ELA_OK;
}

enum ela_status ela__document_file(struct ela_call *c, struct ela_error *err)
{
    struct chosen x = {.n = 0};
    struct ela_db_result r;
    if (!ela_in_has(c, "folder")) /* null: in none */
        return ela_fail(err, ELA_E_INPUT, "field.required", "folder");
    if (!ela_in_null(c, "folder")) {
        ELA_TRY(ela_folder_load(c, ela_in_int(c, "folder", 0), "folder", &x.to, err));
        ELA_TRY(ela_folder_guarded(c, x.to.id, &x.to_guarded, err));
    }
    ELA_TRY(found(c, &x, &r, err));
    enum ela_status st = allowed(c, &x, &r, err);
    if (st == ELA_OK)
        st = move(c, &x, &r, err);
    ela_db_result_release(&r);
    return st;
}
