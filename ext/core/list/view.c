/*
 * Views: shipped ones of the list, those that people save and share, and what each person keeps
 * (columns and their order, default view, mode). Source: CRM-23, CASE-32.
 */
#include "list/list_internal.h"

enum { V_ID, V_NAME, V_SHARED, V_USER, V_BODY, V_VERSION };
enum { VIEWS_MAX = 100, BODY_MAX = 60000 };

static enum ela_status parse(const struct ela_db_result *r, size_t row, struct ela_json **out)
{
    return ela_json_parse(ela_db_cell(r, row, V_BODY), NULL, out, NULL);
}

/* JSON of a shipped view: ' stands for ". */
static struct ela_json *shipped_filter(struct ela_call *c, const struct ela_list_view *v)
{
    struct ela_json *out = NULL;
    char *text = ela_arena_strdup(c->arena, v->filter ? v->filter : "{}");
    for (char *p = text; p && *p; p++)
        if (*p == '\'')
            *p = '"';
    if (!text || ela_json_parse(ela_str_of(text), NULL, &out, NULL) != ELA_OK)
        return NULL;
    return out;
}

static struct ela_json *sort_json(const char *words)
{
    struct ela_json *out = ela_json_new_array();
    while (words && *words) {
        size_t n = strcspn(words, ",");
        ela_json_push(out, ela_json_new_text(words, n));
        words += n + (words[n] == ',');
    }
    return out;
}

static const struct ela_list_view *shipped(const struct ela_list *list, struct ela_str code)
{
    for (const struct ela_list_view *v = list->views; v->code; v++)
        if (ela_str_is(code, v->code))
            return v;
    return NULL;
}

/* --- reading ------------------------------------------------------------------------------ */

static void member(struct ela_json *out, const struct ela_json *body, const char *name)
{
    const struct ela_json *v = ela_json_get(body, name);
    if (v)
        ela_json_set(out, name, ela_json_ref((struct ela_json *)(uintptr_t)v));
}

static struct ela_json *saved_json(const struct ela_call *c, const struct ela_db_result *r,
                                   size_t row)
{
    struct ela_json *o = ela_json_new_object(), *body = NULL;
    char code[24];
    snprintf(code, sizeof code, "%lld", (long long)ela_db_int(r, row, V_ID, 0));
    ela_json_set_text(o, "code", code);
    ela_json_set_str(o, "label", ela_db_cell(r, row, V_NAME));
    ela_json_set_bool(o, "shared", ela_db_int(r, row, V_SHARED, 0) == 1);
    ela_json_set_bool(o, "mine", ela_db_int(r, row, V_USER, 0) == c->actor->user_id);
    ela_json_set_int(o, "version", ela_db_int(r, row, V_VERSION, 1));
    if (parse(r, row, &body) == ELA_OK) {
        member(o, body, "filter");
        member(o, body, "sort");
        member(o, body, "columns");
        member(o, body, "mode");
    }
    ela_json_free(body);
    return o;
}

static enum ela_status kept(struct ela__listing *l, struct ela_json **body, struct ela_error *err)
{
    struct ela_call *c = l->c;
    struct ela_db_result r;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(l->list->code),
                               ELA_DBV_INT(c->actor->user_id)};
    *body = NULL;
    if (c->actor->kind != ELA_ACTOR_USER)
        return ELA_OK;
    ELA_TRY(ela_db_query(c->db, ELA__L_VIEW_KEPT, p, 3, &r, err));
    if (r.nrows && parse(&r, 0, body) != ELA_OK)
        *body = NULL;
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status saved(struct ela__listing *l, struct ela_json *views, struct ela_error *err)
{
    struct ela_call *c = l->c;
    struct ela_db_result r;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(l->list->code),
                               ELA_DBV_INT(c->actor->user_id), ELA_DBV_INT(c->actor->user_id)};
    ELA_TRY(ela_db_query(c->db, ELA__L_VIEWS, p, 4, &r, err));
    for (size_t i = 0; i < r.nrows; i++)
        if (ela_db_cell(&r, i, V_NAME).n > 0)
            ela_json_push(views, saved_json(c, &r, i));
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela__views_define(struct ela__listing *l, struct ela_error *err)
{
    struct ela_call *c = l->c;
    struct ela_json *views = ela_json_new_array(), *body = NULL;
    bool user = c->actor->kind == ELA_ACTOR_USER;
    ela_json_set(c->out, "views", views);
    for (const struct ela_list_view *v = l->list->views; v->code; v++) {
        struct ela_json *o = ela_json_new_object();
        ela_json_set_text(o, "code", v->code);
        ela_json_set_text(o, "label", ela__list_word(c, v->fr, v->en));
        ela_json_set(o, "filter", shipped_filter(c, v));
        ela_json_set(o, "sort", sort_json(v->sort));
        ela_json_set_bool(o, "shipped", true);
        ela_json_push(views, o);
    }
    if (user)
        ELA_TRY(saved(l, views, err));
    ELA_TRY(kept(l, &body, err));
    struct ela_str first = ela_json_text(ela_json_get(body, "default"));
    ela_json_set_str(c->out, "default", first.n ? first : ela_str_of(l->list->views[0].code));
    const struct ela_json *columns = ela_json_get(body, "columns");
    if (columns) /* "columns" of the answer are those of the list */
        ela_json_set(c->out, "kept", ela_json_ref((struct ela_json *)(uintptr_t)columns));
    member(c->out, body, "mode");
    ela_json_free(body);
    return ELA_OK;
}

static enum ela_status saved_read(struct ela__listing *l, int64_t id, struct ela_json **filter,
                                  struct ela_json **sort, bool *found, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_json *body = NULL;
    struct ela_db_value p[] = {ELA_DBV_INT(id), ELA_DBV_INT(l->c->actor->entity),
                               ELA_DBV_INT(l->c->actor->user_id)};
    ELA_TRY(ela_db_query(l->c->db, ELA__L_VIEW_ONE, p, 3, &r, err));
    *found = r.nrows && parse(&r, 0, &body) == ELA_OK;
    ela_db_result_release(&r);
    *filter = ela_json_ref((struct ela_json *)(uintptr_t)ela_json_get(body, "filter"));
    *sort = ela_json_ref((struct ela_json *)(uintptr_t)ela_json_get(body, "sort"));
    ela_json_free(body);
    return ELA_OK;
}

/* A view that is gone is said, and nothing is filtered by it. */
enum ela_status ela__view_read(struct ela__listing *l, struct ela_json **filter,
                               struct ela_json **sort, struct ela_error *err)
{
    struct ela_str code = ela_in_text(l->c, "view");
    const struct ela_list_view *v = shipped(l->list, code);
    int64_t id;
    bool found = false;
    *filter = *sort = NULL;
    if (code.n == 0)
        return ELA_OK;
    if (v) {
        *filter = shipped_filter(l->c, v);
        *sort = sort_json(v->sort);
        return ELA_OK;
    }
    if (l->c->actor->kind == ELA_ACTOR_USER && ela_parse_i64(code, &id) && id > 0)
        ELA_TRY(saved_read(l, id, filter, sort, &found, err));
    if (!found)
        ela__list_ignore(l, code, "list.view");
    return ELA_OK;
}

/* --- writing ------------------------------------------------------------------------------ */

/* Members of the input as text; what the list does not know is left for reading to ignore. */
static enum ela_status body_of(struct ela_call *c, const char *const *names, struct ela_json *more,
                               struct ela_str *out, struct ela_error *err)
{
    struct ela_json *body = more ? more : ela_json_new_object();
    struct ela_buf text;
    for (; *names; names++) {
        const struct ela_json *v = ela_in_get(c, *names);
        if (v)
            ela_json_set(body, *names, ela_json_ref((struct ela_json *)(uintptr_t)v));
    }
    ela_buf_init(&text, BODY_MAX);
    enum ela_status st = ela_json_write(body, &text, err);
    *out = ela_str_of(NULL);
    if (st == ELA_OK)
        *out = (struct ela_str){ela_arena_strndup(c->arena, text.p, text.n), text.n};
    if (st == ELA_OK && !out->p)
        st = ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    ela_buf_release(&text);
    ela_json_free(body);
    return st;
}

static enum ela_status view_add(struct ela__listing *l, struct ela_str body, int64_t *id,
                                struct ela_error *err)
{
    struct ela_call *c = l->c;
    struct ela_db_result r;
    struct ela_db_value own[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(l->list->code),
                                 ELA_DBV_INT(c->actor->user_id)};
    ELA_TRY(ela_db_query(c->db, ELA__L_VIEW_COUNT, own, 3, &r, err));
    int64_t n = ela_db_int(&r, 0, 0, 0);
    ela_db_result_release(&r);
    if (n >= VIEWS_MAX)
        return ela_fail(err, ELA_E_STATE, "list.views_many", "name");
    struct ela_db_value p[] = {own[0],
                               own[1],
                               own[2],
                               ELA_DBV_STR(ela_in_text(c, "name")),
                               ELA_DBV_INT(ela_in_bool(c, "shared", false)),
                               ELA_DBV_STR(body),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->now)};
    struct ela_error e = ELA_ERROR_INIT;
    enum ela_status st = ela_db_exec(c->db, ELA__L_VIEW_ADD, p, 8, NULL, &e);
    if (st == ELA_E_CONFLICT && strcmp(e.key, "db.duplicate") == 0)
        return ela_fail(err, ELA_E_CONFLICT, "list.view_name", "name");
    if (st != ELA_OK && err)
        *err = e;
    *id = ela_db_last_id(c->db);
    return st;
}

static enum ela_status view_set(struct ela__listing *l, struct ela_str body, int64_t id,
                                struct ela_error *err)
{
    struct ela_call *c = l->c;
    int64_t changed = 0;
    struct ela_db_value p[] = {ELA_DBV_STR(ela_in_text(c, "name")),
                               ELA_DBV_INT(ela_in_bool(c, "shared", false)),
                               ELA_DBV_STR(body),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(id),
                               ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(c->actor->user_id),
                               ELA_DBV_INT(ela_in_int(c, "version", 1))};
    struct ela_error e = ELA_ERROR_INIT;
    enum ela_status st = ela_db_exec(c->db, ELA__L_VIEW_SET, p, 8, &changed, &e);
    if (st == ELA_E_CONFLICT && strcmp(e.key, "db.duplicate") == 0)
        return ela_fail(err, ELA_E_CONFLICT, "list.view_name", "name");
    if (st != ELA_OK) {
        if (err)
            *err = e;
        return st;
    }
    if (changed == 1)
        return ELA_OK;
    struct ela_db_result r;
    struct ela_db_value one[] = {p[4], p[5], p[6]};
    ELA_TRY(ela_db_query(c->db, ELA__L_VIEW_ONE, one, 3, &r, err));
    bool mine = r.nrows && ela_db_int(&r, 0, V_USER, 0) == c->actor->user_id;
    bool there = r.nrows > 0;
    ela_db_result_release(&r);
    if (mine)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "version");
    return there ? ela_fail(err, ELA_E_DENIED, "denied", "view")
                 : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "view");
}

enum ela_status ela__view_save(struct ela_call *c, struct ela_error *err)
{
    static const char *const MEMBERS[] = {"filter", "sort", "columns", "mode", NULL};
    struct ela__listing l;
    struct ela_str body;
    int64_t id = ela_in_int(c, "view", 0);
    ELA_TRY(ela__list_open(c, &l, err));
    ELA_TRY(body_of(c, MEMBERS, NULL, &body, err));
    ELA_TRY(id ? view_set(&l, body, id, err) : view_add(&l, body, &id, err));
    ela_json_set_int(c->out, "view", id);
    return ELA_OK;
}

/* One's own; a shared one of somebody else by the administrator. */
enum ela_status ela__view_delete(struct ela_call *c, struct ela_error *err)
{
    int64_t changed = 0;
    struct ela_db_value p[] = {ELA_DBV_INT(ela_in_int(c, "view", 0)), ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(c->actor->user_id),
                               ELA_DBV_INT(ela_actor_has(c->actor, ELA_RIGHT_ADMIN))};
    ELA_TRY(ela_db_exec(c->db, ELA__L_VIEW_DELETE, p, 4, &changed, err));
    return changed == 1 ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "view");
}

/* What a person keeps, with some members replaced by those of the input. */
static enum ela_status keep(struct ela__listing *l, const char *const *members,
                            struct ela_json *set, struct ela_error *err)
{
    struct ela_call *c = l->c;
    struct ela_json *body = NULL;
    struct ela_str text;
    enum ela_status st = kept(l, &body, err);
    if (st == ELA_OK && !body)
        body = ela_json_new_object();
    if (st == ELA_OK && set)
        ela_json_set(body, "default", ela_json_ref(set));
    ela_json_free(set);
    ELA_TRY(st);
    ELA_TRY(body_of(c, members, body, &text, err));
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_TEXT(l->list->code),
                               ELA_DBV_INT(c->actor->user_id),
                               ELA_DBV_STR(text),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->now)};
    return ela_db_exec(c->db, ELA__L_VIEW_KEEP, p, 6, NULL, err);
}

enum ela_status ela__view_default(struct ela_call *c, struct ela_error *err)
{
    static const char *const NONE[] = {NULL};
    struct ela__listing l;
    struct ela_json *filter, *sort;
    struct ela_str code = ela_in_text(c, "view");
    ELA_TRY(ela__list_open(c, &l, err));
    ELA_TRY(ela__view_read(&l, &filter, &sort, err));
    ela_json_free(filter);
    ela_json_free(sort);
    if (ela_json_size(l.ignored))
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "view");
    return keep(&l, NONE, ela_json_new_text(code.p ? code.p : "", code.n), err);
}

enum ela_status ela__view_keep(struct ela_call *c, struct ela_error *err)
{
    static const char *const MEMBERS[] = {"columns", "mode", NULL};
    struct ela__listing l;
    ELA_TRY(ela__list_open(c, &l, err));
    return keep(&l, MEMBERS, NULL, err);
}
