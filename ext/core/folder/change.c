/*
 * Folders made, named, moved and taken away by people. Source: DOC-01, DOC-14.
 */
#include "folder/folder_internal.h"

static struct ela_str text_in(const struct ela_call *c, const char *name)
{
    return ela_in_has(c, name) && !ela_in_null(c, name) ? ela_in_text(c, name) : ELA_STR("");
}

static enum ela_status memory(struct ela_error *err)
{
    return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
}

enum ela_status ela__folder_may(struct ela_call *c, int64_t case_id, struct ela_error *err)
{
    struct ela_case k;
    if (!case_id)
        return ELA_OK;
    ELA_TRY(ela_case_load(c, case_id, "folder", &k, err));
    ELA_TRY(ela_case_writable(&k, err));
    return ela_case_may(c, &k, ELA_KR_EDIT, err);
}

/* --- names -------------------------------------------------------------------------------- */

/* Signs that turn the direction of writing, or that nobody sees. */
static bool unseen(struct ela_str s)
{
    for (size_t i = 0; i + 2 < s.n; i++) {
        unsigned char a = (unsigned char)s.p[i], b = (unsigned char)s.p[i + 1],
                      d = (unsigned char)s.p[i + 2];
        if (a == 0xE2 && b == 0x80 && ((d >= 0x8B && d <= 0x8F) || (d >= 0xA8 && d <= 0xAE)))
            return true;
        if (a == 0xE2 && b == 0x81 && d >= 0xA0 && d <= 0xAF)
            return true;
        if (a == 0xEF && b == 0xBB && d == 0xBF)
            return true;
    }
    return false;
}

static enum ela_status good_name(struct ela_str name, struct ela_error *err)
{
    bool bad = name.n == 0 || unseen(name) || ela_str_is(name, ".") || ela_str_is(name, "..");
    for (size_t i = 0; i < name.n && !bad; i++)
        bad = name.p[i] == '/' || name.p[i] == '\\' || (unsigned char)name.p[i] < 0x20;
    return bad ? ela_fail(err, ELA_E_INPUT, "folder.name", "name") : ELA_OK;
}

/* Taken among those beside it that one sees; of those that one does not see a twin tells it apart,
 * so that nothing says that they are there. */
static enum ela_status name_free(struct ela_call *c, int32_t client, int64_t parent, int64_t self,
                                 struct ela_str name, int64_t *twin, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_FOLDERS);
    ela_sql_add(&q, ELA_SQL_FOLDERS_NAMED);
    ela_sql_int(&q, client);
    ela_sql_int(&q, parent);
    ela_sql_text(&q, name);
    ela_sql_int(&q, self);
    ela_scope_folder(&q, c->actor);
    ela_sql_add(&q, ELA_SQL_FOLDERS_HOLD);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    bool seen = r.nrows > 0;
    ela_db_result_release(&r);
    if (seen) {
        enum ela_status st = ela_fail(err, ELA_E_INPUT, "folder.exists", "name");
        ela_error_param(err, "name", ela_arena_strndup(c->arena, name.p, name.n));
        return st;
    }
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(client),
                               ELA_DBV_INT(parent), ELA_DBV_STR(name), ELA_DBV_INT(self)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_FOLDER_TWIN, p, 5, &r, err));
    *twin = ela_db_is_null(&r, 0, 0) ? 0 : ela_db_int(&r, 0, 0, 0) + 1;
    ela_db_result_release(&r);
    return ELA_OK;
}

/* --- what is kept of it ------------------------------------------------------------------- */

/* Names of folders stand in no timeline: not everybody who reads it sees them. */
static enum ela_status tell(struct ela_call *c, int64_t folder, const char *kind,
                            struct ela_json *data, struct ela_error *err)
{
    struct ela_event e = {.kind = kind,
                          .object = "folder",
                          .object_id = folder,
                          .data = data ? data : ela_json_new_object()};
    return ela_event_add(c, &e, err);
}

static struct ela_json *said(const char *name)
{
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "name", name);
    return data;
}

static enum ela_status deep(struct ela_error *err)
{
    enum ela_status st = ela_fail(err, ELA_E_INPUT, "folder.deep", "parent");
    ela_error_param_i64(err, "max", ELA_FOLDER_DEPTH);
    return st;
}

/* --- folder.create ------------------------------------------------------------------------ */

static enum ela_status place(struct ela_call *c, struct ela_folder *above, struct ela_error *err)
{
    *above = (struct ela_folder){.name = ""};
    if (ela_in_has(c, "parent") && !ela_in_null(c, "parent")) {
        ELA_TRY(ela_folder_load(c, ela_in_int(c, "parent", 0), "parent", above, err));
        return ela__folder_may(c, above->case_id, err);
    }
    if (!ela_in_has(c, "client"))
        return ela_fail(err, ELA_E_INPUT, "field.required", "client");
    above->client_id = (int32_t)ela_in_int(c, "client", 0);
    return ela_scope_need_client(c->db, c->actor, above->client_id, "client", err);
}

enum ela_status ela__folder_create(struct ela_call *c, struct ela_error *err)
{
    struct ela_folder above;
    struct ela__tree t;
    struct ela__fresh f = {.name = ela_in_text(c, "name"),
                           .icon = text_in(c, "icon"),
                           .colour = text_in(c, "colour"),
                           .level = (int)ela_in_int(c, "level", 0),
                           .visible = ela_in_bool(c, "visible", true)};
    int64_t id = 0;
    ELA_TRY(good_name(f.name, err));
    ELA_TRY(place(c, &above, err));
    ELA_TRY(ela__tree_hold(c, above.client_id, &t, err));
    f.parent = above.id;
    f.case_id = above.case_id;
    if (f.parent && !ela__tree_node(&t, f.parent)) /* went away while this waited */
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "parent");
    if (t.n >= ELA_FOLDER_MOST) {
        enum ela_status st = ela_fail(err, ELA_E_STATE, "folder.too_many", "name");
        ela_error_param_i64(err, "max", ELA_FOLDER_MOST);
        return st;
    }
    if (f.parent && ela__tree_depth(&t, f.parent) >= ELA_FOLDER_DEPTH)
        return deep(err);
    ELA_TRY(name_free(c, above.client_id, f.parent, 0, f.name, &f.twin, err));
    ELA_TRY(ela__tree_add(c, &t, &f, &id, err));
    if (f.level > 0)
        ELA_TRY(ela_readers_set(c, ELA_READERS_OF_FOLDER, id, err));
    ELA_TRY(ela__tree_settle(c, &t, id, err));
    ela_json_set_int(c->out, "id", id);
    return tell(c, id, "folder.created", said(ela_arena_strndup(c->arena, f.name.p, f.name.n)),
                err);
}

/* --- folder.update ------------------------------------------------------------------------ */

static enum ela_status held(struct ela_call *c, struct ela_folder *f, struct ela__tree *t,
                            struct ela__node **n, struct ela_error *err)
{
    ELA_TRY(ela_folder_load(c, ela_in_int(c, "folder", 0), "folder", f, err));
    ELA_TRY(ela__folder_may(c, f->case_id, err));
    ELA_TRY(ela__tree_hold(c, f->client_id, t, err));
    *n = ela__tree_node(t, f->id);
    if (!*n)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "folder");
    return (*n)->version == ela_in_int(c, "version", 0)
               ? ELA_OK
               : ela_fail(err, ELA_E_CONFLICT, "conflict.version", "version");
}

static enum ela_status one_changed(int64_t n, struct ela_error *err)
{
    return n == 1 ? ELA_OK : ela_fail(err, ELA_E_CONFLICT, "conflict.version", "version");
}

enum ela_status ela__folder_update(struct ela_call *c, struct ela_error *err)
{
    struct ela_folder f;
    struct ela__tree t;
    struct ela__node *n;
    int64_t changed = 0, twin = 0;
    ELA_TRY(held(c, &f, &t, &n, err));
    struct ela_str name = ela_in_has(c, "name") ? ela_in_text(c, "name") : ela_str_of(n->name);
    bool renamed = ela_in_has(c, "name") && !ela_str_is(name, f.name);
    int was = n->level;
    bool names = ela_readers_named(c);
    if (renamed) {
        ELA_TRY(good_name(name, err));
        ELA_TRY(name_free(c, f.client_id, f.parent, f.id, name, &twin, err));
    } else {
        name = ela_str_of(n->name);
    }
    n->visible = ela_in_bool(c, "visible", n->visible);
    n->level = (int)ela_in_int(c, "level", n->level);
    struct ela_db_value none = ELA_DBV_NULL;
    struct ela_db_value p[] = {ELA_DBV_STR(name),
                               ELA_DBV_INT(renamed),
                               ELA_DBV_INT(renamed),
                               ELA_DBV_INT(twin),
                               ela_in_has(c, "icon") ? ELA_DBV_STR(text_in(c, "icon")) : none,
                               ela_in_has(c, "colour") ? ELA_DBV_STR(text_in(c, "colour")) : none,
                               ELA_DBV_INT(n->visible),
                               ELA_DBV_INT(n->level),
                               ELA_DBV_INT(f.id),
                               ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(f.version)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_FOLDER_UPDATE, p, sizeof p / sizeof p[0], &changed, err));
    ELA_TRY(one_changed(changed, err));
    if (n->level > 0 && (names || was == 0))
        ELA_TRY(ela_readers_set(c, ELA_READERS_OF_FOLDER, f.id, err));
    ELA_TRY(ela__tree_settle(c, &t, f.id, err));
    ela_json_set_int(c->out, "id", f.id);
    ela_json_set_int(c->out, "version", f.version + 1);
    struct ela_json *data = said(f.name);
    if (renamed)
        ela_json_set_str(data, "to", name);
    ela_json_set_bool(data, "visible", n->visible);
    ela_json_set_int(data, "level", n->level);
    return tell(c, f.id, "folder.updated", data, err);
}

/* --- folder.move -------------------------------------------------------------------------- */

/* Folders of a case stay in it, others stay out of cases; that of the case itself goes anywhere
 * outside of cases. */
static bool same_side(const struct ela_folder *f, const struct ela_folder *to)
{
    bool root = strncmp(f->key, "case:", 5) == 0 && !strchr(f->key, '/');
    return root ? to->case_id == 0 : to->case_id == f->case_id;
}

static enum ela_status fits(struct ela_call *c, const struct ela__tree *t,
                            const struct ela_folder *f, const struct ela_folder *to,
                            struct ela_error *err)
{
    (void)c;
    if (to->id && to->client_id != f->client_id)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "parent");
    if (!same_side(f, to))
        return ela_fail(err, ELA_E_INPUT, "folder.other_case", "parent");
    if (to->id && !ela__tree_node(t, to->id))
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "parent");
    if (to->id && ela__tree_within(t, to->id, f->id))
        return ela_fail(err, ELA_E_INPUT, "folder.within_itself", "parent");
    if (ela__tree_depth(t, to->id) + ela__tree_height(t, f->id) > ELA_FOLDER_DEPTH)
        return deep(err);
    return ELA_OK;
}

static bool before(const struct ela__node *a, const struct ela__node *b)
{
    return a->position != b->position ? a->position < b->position : strcmp(a->name, b->name) < 0;
}

/* The siblings in their order, it before the one that was named, else last. */
static enum ela_status order(struct ela_call *c, const struct ela__tree *t, int64_t self,
                             int64_t parent, struct ela_error *err)
{
    const struct ela__node **at = ela_arena_alloc(c->arena, (t->n + 1) * sizeof(void *));
    int64_t *ids = ela_arena_alloc(c->arena, (t->n + 1) * sizeof *ids);
    int64_t next = ela_in_null(c, "before") ? 0 : ela_in_int(c, "before", 0);
    size_t n = 0, k = 0;
    bool placed = false;
    struct ela_sql q;
    if (!at || !ids)
        return memory(err);
    for (size_t i = 0; i < t->n; i++) {
        const struct ela__node *node = &t->nodes[i];
        size_t put = n;
        if (node->parent != parent || node->id == self)
            continue;
        for (; put > 0 && before(node, at[put - 1]); put--)
            at[put] = at[put - 1];
        at[put] = node;
        n++;
    }
    for (size_t i = 0; i < n; i++) {
        if (at[i]->id == next) {
            ids[k++] = self;
            placed = true;
        }
        ids[k++] = at[i]->id;
    }
    if (!placed)
        ids[k++] = self;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_FOLDER_PLACES);
    for (size_t i = 0; i < k; i++) {
        ela_sql_add(&q, ELA_SQL_FOLDER_PLACES_NEXT);
        ela_sql_int(&q, ids[i]);
    }
    ela_sql_add(&q, ELA_SQL_FOLDER_PLACES_END);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_in(&q, ids, k);
    return ela_sql_exec(&q, c->db, NULL, err);
}

enum ela_status ela__folder_move(struct ela_call *c, struct ela_error *err)
{
    struct ela_folder f, to = {.name = ""};
    struct ela__tree t;
    struct ela__node *n;
    int64_t changed = 0, twin = 0;
    struct ela_db_value none = ELA_DBV_NULL;
    if (!ela_in_has(c, "parent")) /* null: to the top */
        return ela_fail(err, ELA_E_INPUT, "field.required", "parent");
    if (!ela_in_null(c, "parent"))
        ELA_TRY(ela_folder_load(c, ela_in_int(c, "parent", 0), "parent", &to, err));
    ELA_TRY(held(c, &f, &t, &n, err));
    ELA_TRY(fits(c, &t, &f, &to, err));
    if (n->parent != to.id) {
        ELA_TRY(name_free(c, f.client_id, to.id, f.id, ela_str_of(n->name), &twin, err));
        n->parent = to.id;
        struct ela_db_value p[] = {to.id ? ELA_DBV_INT(to.id) : none,
                                   ELA_DBV_INT(to.id),
                                   ELA_DBV_INT(twin),
                                   ELA_DBV_INT(f.id),
                                   ELA_DBV_INT(c->actor->entity),
                                   ELA_DBV_INT(f.version)};
        ELA_TRY(ela_db_exec(c->db, ELA_SQL_FOLDER_MOVE, p, 6, &changed, err));
        ELA_TRY(one_changed(changed, err));
        ELA_TRY(ela__tree_settle(c, &t, f.id, err));
        f.version++;
    }
    ELA_TRY(order(c, &t, f.id, to.id, err));
    ela_json_set_int(c->out, "id", f.id);
    ela_json_set_int(c->out, "version", f.version);
    struct ela_json *data = said(f.name);
    ela_json_set_int(data, "from", f.parent);
    ela_json_set_int(data, "to", to.id);
    return tell(c, f.id, "folder.moved", data, err);
}

/* --- folder.delete ------------------------------------------------------------------------ */

struct held {
    int64_t *ids;
    size_t n;
    int64_t documents;
    bool model; /* one of a model holds some */
};

static enum ela_status holds(struct ela_call *c, const struct ela__tree *t, int64_t top,
                             struct held *h, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    *h = (struct held){.ids = ela_arena_alloc(c->arena, (t->n + 1) * sizeof *h->ids)};
    if (!h->ids)
        return memory(err);
    h->n = ela__tree_below(t, top, h->ids);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_FOLDER_HOLDS);
    ela_sql_in(&q, h->ids, h->n);
    ela_sql_add(&q, ELA_SQL_FOLDER_HOLDS_GROUP);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        const struct ela__node *n = ela__tree_node(t, ela_db_int(&r, i, 0, 0));
        h->documents += ela_db_int(&r, i, 1, 0);
        h->model = h->model || (n && *n->key);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

/* Its documents and the folders in it go to the one above. */
static enum ela_status raise(struct ela_call *c, struct ela__tree *t, const struct ela_folder *f,
                             struct ela_error *err)
{
    struct ela_db_value none = ELA_DBV_NULL;
    struct ela_db_value up = f->parent ? ELA_DBV_INT(f->parent) : none;
    struct ela_db_value p[] = {up, ELA_DBV_INT(f->id), ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_FOLDER_EMPTY, p, 3, NULL, err));
    for (size_t i = 0; i < t->n; i++) {
        struct ela__node *n = &t->nodes[i];
        struct ela_db_result r;
        if (n->parent != f->id)
            continue;
        struct ela_db_value w[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(f->client_id),
                                   ELA_DBV_INT(f->parent), ELA_DBV_TEXT(n->name),
                                   ELA_DBV_INT(n->id)};
        ELA_TRY(ela_db_query(c->db, ELA_SQL_FOLDER_TWIN, w, 5, &r, err));
        int64_t twin = ela_db_is_null(&r, 0, 0) ? 0 : ela_db_int(&r, 0, 0, 0) + 1;
        ela_db_result_release(&r);
        struct ela_db_value m[] = {up,
                                   ELA_DBV_INT(f->parent),
                                   ELA_DBV_INT(twin),
                                   ELA_DBV_INT(n->id),
                                   ELA_DBV_INT(c->actor->entity),
                                   ELA_DBV_INT(n->version)};
        ELA_TRY(ela_db_exec(c->db, ELA_SQL_FOLDER_MOVE, m, 6, NULL, err));
        n->parent = f->parent;
        ELA_TRY(ela__tree_settle(c, t, n->id, err));
    }
    return ELA_OK;
}

enum ela_status ela__folder_delete(struct ela_call *c, struct ela_error *err)
{
    struct ela_folder f;
    struct ela__tree t;
    struct ela__node *n;
    struct held h;
    struct ela_sql q;
    ELA_TRY(held(c, &f, &t, &n, err));
    ELA_TRY(holds(c, &t, f.id, &h, err));
    if (h.model)
        return ela_fail(err, ELA_E_STATE, "folder.model_holds", "folder");
    if (h.documents && !ela_str_is(ela_in_text(c, "content"), "up")) {
        enum ela_status st = ela_fail(err, ELA_E_STATE, "folder.holds", "folder");
        ela_error_param_i64(err, "count", h.documents);
        return st;
    }
    if (h.documents) {
        ELA_TRY(raise(c, &t, &f, err));
        h.n = 1;
        h.ids[0] = f.id;
    }
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_FOLDER_DELETE);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_in(&q, h.ids, h.n);
    ELA_TRY(ela_sql_exec(&q, c->db, NULL, err));
    if (f.parent)
        ela_json_set_int(c->out, "parent", f.parent);
    else
        ela_json_set_null(c->out, "parent");
    ela_json_set_int(c->out, "raised", h.documents);
    struct ela_json *data = said(f.name);
    ela_json_set_int(data, "raised", h.documents);
    return tell(c, f.id, "folder.deleted", data, err);
}
