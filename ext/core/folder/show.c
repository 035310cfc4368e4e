/*
 * Folders as one sees them: the tree with its counts, and one of them. Source: DOC-01, DOC-12.
 */
#include "folder/folder_internal.h"

enum {
    O_ID,
    O_PARENT,
    O_CASE,
    O_CLIENT,
    O_NAME,
    O_NAME_EN,
    O_ICON,
    O_COLOUR,
    O_VISIBLE,
    O_HIDDEN,
    O_LEVEL,
    O_MODEL,
    O_YEAR,
    O_VERSION,
    O_REF
};

static bool portal(const struct ela_call *c)
{
    return c->actor->kind == ELA_ACTOR_PORTAL;
}

static struct ela_str name_of(const struct ela_call *c, const struct ela_db_result *r, size_t i)
{
    bool en = strcmp(c->actor->lang, "en") == 0 && !ela_db_is_null(r, i, O_NAME_EN);
    return ela_db_cell(r, i, en ? O_NAME_EN : O_NAME);
}

/* --- one ---------------------------------------------------------------------------------- */

enum ela_status ela_folder_load(struct ela_call *c, int64_t id, const char *field,
                                struct ela_folder *out, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_FOLDERS);
    ela_sql_add(&q, ELA_SQL_FOLDERS_ONE);
    ela_sql_int(&q, id);
    ela_scope_folder(&q, c->actor);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    bool found = r.nrows == 1;
    if (found) {
        struct ela_str name = name_of(c, &r, 0), key = ela_db_cell(&r, 0, O_MODEL);
        *out =
            (struct ela_folder){.id = id,
                                .parent = ela_db_int(&r, 0, O_PARENT, 0),
                                .case_id = ela_db_int(&r, 0, O_CASE, 0),
                                .client_id = (int32_t)ela_db_int(&r, 0, O_CLIENT, 0),
                                .version = (int32_t)ela_db_int(&r, 0, O_VERSION, 1),
                                .level = (int)ela_db_int(&r, 0, O_LEVEL, 0),
                                .visible = ela_db_int(&r, 0, O_VISIBLE, 0) == 1,
                                .hidden = ela_db_int(&r, 0, O_HIDDEN, 0) == 1,
                                .model = !ela_db_is_null(&r, 0, O_MODEL),
                                .name = ela_arena_strndup(c->arena, name.p ? name.p : "", name.n),
                                .key = ela_arena_strndup(c->arena, key.p ? key.p : "", key.n)};
        found = out->name && out->key;
    }
    ela_db_result_release(&r);
    return found ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", field);
}

enum ela_status ela_folder_guarded(struct ela_call *c, int64_t id, bool *guarded,
                                   struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(id);
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_FOLDER_GUARDED, &p, 1, &r, err));
    *guarded = r.nrows > 0;
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela_folder_takes(const struct ela_folder *f, int32_t client, int64_t case_id,
                                 const char *field, struct ela_error *err)
{
    if (f->client_id != client)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", field);
    return !f->case_id || f->case_id == case_id
               ? ELA_OK
               : ela_fail(err, ELA_E_INPUT, "folder.other_case", field);
}

/* --- all of a client ---------------------------------------------------------------------- */

struct shown {
    int64_t id, parent, count, total;
    struct ela_json *json;
    int level, guarded;
};
struct list {
    struct shown *at;
    size_t n;
    int64_t unfiled, total;
};

static struct shown *find(const struct list *l, int64_t id)
{
    for (size_t i = 0; id && i < l->n; i++)
        if (l->at[i].id == id)
            return &l->at[i];
    return NULL;
}

static struct ela_json *row(const struct ela_call *c, const struct ela_db_result *r, size_t i)
{
    struct ela_json *o = ela_json_new_object();
    ela_list_int(o, "id", r, i, O_ID);
    ela_json_set_str(o, "name", name_of(c, r, i));
    ela_list_text(o, "icon", r, i, O_ICON);
    ela_list_text(o, "colour", r, i, O_COLOUR);
    ela_list_int(o, "year", r, i, O_YEAR);
    ela_list_int(o, "case", r, i, O_CASE);
    if (portal(c))
        return o;
    struct ela_str key = ela_db_cell(r, i, O_MODEL);
    ela_json_set_bool(o, "visible", ela_db_int(r, i, O_VISIBLE, 0) == 1);
    ela_json_set_bool(o, "hidden", ela_db_int(r, i, O_HIDDEN, 0) == 1);
    ela_list_int(o, "level", r, i, O_LEVEL);
    ela_list_int(o, "version", r, i, O_VERSION);
    ela_json_set_bool(o, "model", !ela_db_is_null(r, i, O_MODEL));
    ela_json_set_bool(o, "case_root",
                      key.n > 5 && memcmp(key.p, "case:", 5) == 0 && !memchr(key.p, '/', key.n));
    return o;
}

static enum ela_status folders(struct ela_call *c, int32_t client, int64_t case_id, struct list *l,
                               struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_FOLDERS);
    ela_sql_add(&q, case_id ? ELA_SQL_FOLDERS_OF_CASE : ELA_SQL_FOLDERS_OF_CLIENT);
    ela_sql_int(&q, case_id ? case_id : client);
    ela_scope_folder(&q, c->actor);
    ela_sql_add(&q, ELA_SQL_FOLDERS_ORDER);
    ela_sql_int(&q, ELA_FOLDER_MOST + 100);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    l->at = ela_arena_alloc(c->arena, (r.nrows + 1) * sizeof *l->at);
    struct ela_json *rows = ela_json_new_array();
    ela_json_set(c->out, "folders", rows);
    for (size_t i = 0; l->at && i < r.nrows; i++) {
        struct ela_json *o = row(c, &r, i);
        ela_json_push(rows, o);
        l->at[l->n++] = (struct shown){.id = ela_db_int(&r, i, O_ID, 0),
                                       .parent = ela_db_int(&r, i, O_PARENT, 0),
                                       .json = o,
                                       .level = (int)ela_db_int(&r, i, O_LEVEL, 0)};
    }
    ela_db_result_release(&r);
    return l->at ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
}

/* What lies in folders that the reader does not see counts as in none. */
static enum ela_status counts(struct ela_call *c, int32_t client, int64_t case_id, struct list *l,
                              struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_FOLDER_COUNTS);
    ela_sql_int(&q, client);
    if (case_id) {
        ela_sql_add(&q, ELA_SQL_FOLDER_COUNTS_CASE);
        ela_sql_int(&q, case_id);
    }
    ela_scope_file(&q, c->actor);
    ela_sql_add(&q, ELA_SQL_FOLDER_COUNTS_GROUP);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        int64_t n = ela_db_int(&r, i, 1, 0);
        struct shown *s = find(l, ela_db_int(&r, i, 0, 0));
        l->total += n;
        if (s)
            s->count = n;
        else
            l->unfiled += n;
        for (size_t up = 0; s && up <= l->n; up++) {
            s->total += n;
            s = find(l, s->parent);
        }
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

static void finish(const struct ela_call *c, const struct list *l)
{
    for (size_t i = 0; i < l->n; i++) {
        struct shown *s = &l->at[i], *up = s;
        for (size_t steps = 0; up && steps <= l->n; steps++) {
            s->guarded = up->level > s->guarded ? up->level : s->guarded;
            up = find(l, up->parent);
        }
        if (find(l, s->parent))
            ela_json_set_int(s->json, "parent", s->parent);
        else
            ela_json_set_null(s->json, "parent");
        ela_json_set_int(s->json, "count", s->count);
        ela_json_set_int(s->json, "total", s->total);
        if (!portal(c))
            ela_json_set_int(s->json, "guarded", s->guarded);
    }
}

/* Whose they are: a client, or one case of his. */
static enum ela_status whose(struct ela_call *c, int32_t *client, int64_t *case_id,
                             struct ela_error *err)
{
    struct ela_case k;
    *case_id = ela_in_int(c, "case", 0);
    if (!*case_id) {
        int64_t id = portal(c) ? c->actor->client_id : ela_in_int(c, "client", 0);
        *client = (int32_t)id;
        return ela_scope_need_client(c->db, c->actor, id, "client", err);
    }
    ELA_TRY(ela_case_load(c, *case_id, "case", &k, err));
    *client = k.client_id;
    return ELA_OK;
}

enum ela_status ela__folder_tree(struct ela_call *c, struct ela_error *err)
{
    int32_t client = 0;
    int64_t case_id = 0;
    struct list l = {.n = 0};
    ELA_TRY(whose(c, &client, &case_id, err));
    ELA_TRY(folders(c, client, case_id, &l, err));
    ELA_TRY(counts(c, client, case_id, &l, err));
    finish(c, &l);
    ela_json_set_int(c->out, "unfiled", l.unfiled);
    ela_json_set_int(c->out, "total", l.total);
    if (portal(c))
        return ELA_OK;
    struct ela_json *may = ela_json_new_object();
    ela_json_set_int(c->out, "client", client);
    ela_json_set_int(c->out, "most", ELA_FOLDER_MOST);
    ela_json_set_int(c->out, "depth", ELA_FOLDER_DEPTH);
    ela_json_set_bool(may, "edit", ela_actor_has(c->actor, ELA_RIGHT_CASE_WRITE));
    ela_json_set(c->out, "may", may);
    return ELA_OK;
}

enum ela_status ela_folder_below(struct ela_call *c, const struct ela_folder *f, int64_t *ids,
                                 size_t *n, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    bool more = true;
    *n = 0;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_FOLDERS);
    ela_sql_add(&q, ELA_SQL_FOLDERS_OF_CLIENT);
    ela_sql_int(&q, f->client_id);
    ela_scope_folder(&q, c->actor);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    ids[(*n)++] = f->id;
    while (more) { /* at most once for each level */
        more = false;
        for (size_t i = 0; i < r.nrows && *n < ELA_FOLDER_MOST; i++) {
            bool in = false, under = false;
            for (size_t k = 0; k < *n && !in; k++) {
                in = ids[k] == ela_db_int(&r, i, O_ID, 0);
                under = under || ids[k] == ela_db_int(&r, i, O_PARENT, 0);
            }
            if (!in && under) {
                ids[(*n)++] = ela_db_int(&r, i, O_ID, 0);
                more = true;
            }
        }
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

/* --- one, to change it -------------------------------------------------------------------- */

/* From the top down, as far as the reader sees. */
static enum ela_status path(struct ela_call *c, const struct ela_folder *f, struct ela_error *err)
{
    struct ela_folder at[ELA_FOLDER_DEPTH + 2];
    struct ela_error why = ELA_ERROR_INIT;
    size_t n = 1;
    at[0] = *f;
    while (n <= ELA_FOLDER_DEPTH && at[n - 1].parent) { /* at most eight */
        enum ela_status st = ela_folder_load(c, at[n - 1].parent, "folder", &at[n], &why);
        if (st == ELA_E_NOT_FOUND)
            break;
        if (st != ELA_OK) {
            *err = why;
            return st;
        }
        n++;
    }
    struct ela_json *list = ela_json_new_array();
    ela_json_set(c->out, "path", list);
    while (n-- > 0) {
        struct ela_json *o = ela_json_new_object();
        ela_json_set_int(o, "id", at[n].id);
        ela_json_set_text(o, "name", at[n].name);
        ela_json_push(list, o);
    }
    return ELA_OK;
}

enum ela_status ela__folder_read(struct ela_call *c, struct ela_error *err)
{
    struct ela_folder f;
    struct ela_error why = ELA_ERROR_INIT;
    ELA_TRY(ela_folder_load(c, ela_in_int(c, "folder", 0), "folder", &f, err));
    ela_json_set_int(c->out, "id", f.id);
    ela_json_set_text(c->out, "name", f.name);
    ela_json_set_int(c->out, "client", f.client_id);
    ela_json_set_int(c->out, "level", f.level);
    ela_json_set_int(c->out, "version", f.version);
    ela_json_set_bool(c->out, "visible", f.visible);
    ela_json_set_bool(c->out, "model", f.model);
    if (f.case_id)
        ela_json_set_int(c->out, "case", f.case_id);
    else
        ela_json_set_null(c->out, "case");
    ELA_TRY(path(c, &f, err));
    ELA_TRY(ela_readers_json(c, ELA_READERS_OF_FOLDER, &f.id, &c->out, 1, err));
    if (ela_in_bool(c, "with_groups", false))
        ELA_TRY(ela_readers_groups(c, err));
    struct ela_json *may = ela_json_new_object();
    ela_json_set(c->out, "may", may);
    ela_json_set_bool(may, "edit",
                      ela_actor_has(c->actor, ELA_RIGHT_CASE_WRITE) &&
                          ela__folder_may(c, f.case_id, &why) == ELA_OK);
    return ELA_OK;
}
