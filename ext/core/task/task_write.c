/*
 * Storing tasks: create, the fields of input, people, delete; tasks that the system makes. Source:
 * CASE-20, CASE-25.
 */
#include "mirror/mirror.h"
#include "scope/scope.h"
#include "task/task_internal.h"

static struct ela_db_value id_or_null(int64_t id)
{
    return id > 0 ? ELA_DBV_INT(id) : ELA_DBV_NULL;
}

static struct ela_db_value text_or_null(const char *s)
{
    return s && *s ? ELA_DBV_TEXT(s) : ELA_DBV_NULL;
}

enum ela_status ela__task_journal(struct ela_call *c, const struct ela__task *t, const char *kind,
                                  struct ela_json *data, struct ela_error *err)
{
    struct ela_event e = {.kind = kind,
                          .client_id = t->client_id,
                          .case_id = t->case_id,
                          .object = "task",
                          .object_id = t->id,
                          .visible = t->visible,
                          .data = data ? data : ela_json_new_object()};
    if (e.data && !ela_json_get(e.data, "title"))
        ela_json_set_text(e.data, "title", t->title);
    ELA_TRY(ela_event_add(c, &e, err));
    return t->case_id ? ela_case_activity(c, t->case_id, err) : ELA_OK;
}

/* --- fields ------------------------------------------------------------------------------- */

static enum ela_status check(const struct ela__task *t, struct ela_error *err)
{
    if (t->start_on.n != ELA_DAY_NONE.n && t->due_on.n != ELA_DAY_NONE.n &&
        t->due_on.n < t->start_on.n)
        return ela_fail(err, ELA_E_INPUT, "task.due_before_start", "due_on");
    if (t->for_client && !t->visible)
        return ela_fail(err, ELA_E_INPUT, "task.client_hidden", "visible");
    return ELA_OK;
}

static const char *text_in(struct ela_call *c, const char *name, const char *kept)
{
    if (!ela_in_has(c, name))
        return kept;
    struct ela_str s = ela_in_text(c, name);
    return s.n ? ela_arena_strndup(c->arena, s.p, s.n) : NULL;
}

enum ela_status ela__task_merge(struct ela_call *c, struct ela__task *t, struct ela_error *err)
{
    t->title = ela_in_text(c, "title").n ? text_in(c, "title", t->title) : t->title;
    t->description = text_in(c, "description", t->description);
    t->tags = text_in(c, "tags", t->tags);
    t->priority = ela__priority_of(ela_in_text(c, "priority"), t->priority);
    if (ela_in_has(c, "start_on"))
        t->start_on = ela_in_day(c, "start_on");
    if (ela_in_has(c, "due_on"))
        t->due_on = ela_in_day(c, "due_on");
    if (ela_in_has(c, "step"))
        t->step_id = ela_in_int(c, "step", 0);
    if (ela_in_has(c, "recurrence"))
        (void)ela_str_copy(ela_in_text(c, "recurrence"), t->recurrence, sizeof t->recurrence);
    t->for_client = ela_in_bool(c, "for_client", t->for_client);
    t->billable = ela_in_bool(c, "billable", t->billable);
    t->visible = ela_in_bool(c, "visible", t->visible || t->for_client);
    return check(t, err);
}

/* --- people ------------------------------------------------------------------------------- */

static enum ela_status known_users(struct ela_call *c, const struct ela_json *users,
                                   struct ela_error *err)
{
    int64_t ids[20];
    struct ela_sql q;
    struct ela_db_result r;
    size_t n = ela_json_size(users);
    for (size_t i = 0; i < n && i < 20; i++)
        ids[i] = ela_json_int(ela_json_at(users, i), 0);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_TASK_USERS);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_in(&q, ids, n);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    bool all = r.nrows == n;
    ela_db_result_release(&r);
    return all ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "assignees");
}

enum ela_status ela__task_give(struct ela_call *c, int64_t task, int32_t user,
                               struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(task), ELA_DBV_INT(user)};
    return ela_db_exec(c->db, ELA_SQL_TASK_USER_ADD, p, 2, NULL, err);
}

enum ela_status ela__task_assign(struct ela_call *c, int64_t task, const struct ela_json *users,
                                 struct ela_error *err)
{
    struct ela_db_value id = ELA_DBV_INT(task);
    size_t n = ela_json_size(users);
    if (n)
        ELA_TRY(known_users(c, users, err));
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_TASK_USERS_CLEAR, &id, 1, NULL, err));
    for (size_t i = 0; i < n; i++)
        ELA_TRY(ela__task_give(c, task, (int32_t)ela_json_int(ela_json_at(users, i), 0), err));
    return ELA_OK;
}

/* --- rows --------------------------------------------------------------------------------- */

enum ela_status ela__task_insert(struct ela_call *c, struct ela__task *t, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               id_or_null(t->case_id),
                               ELA_DBV_INT(t->client_id),
                               id_or_null(t->step_id),
                               text_or_null(t->code),
                               ELA_DBV_TEXT(t->title),
                               text_or_null(t->description),
                               ELA_DBV_TEXT(t->status),
                               ELA_DBV_INT(t->priority),
                               ela_list_day(c->arena, t->start_on),
                               ela_list_day(c->arena, t->due_on),
                               ELA_DBV_INT(t->for_client),
                               ELA_DBV_INT(t->billable),
                               ELA_DBV_INT(t->visible),
                               ELA_DBV_INT(t->position),
                               id_or_null(t->account_by),
                               text_or_null(t->recurrence),
                               ELA_DBV_TEXT(t->tags ? t->tags : ""),
                               t->closed ? ELA_DBV_INT(c->now) : ELA_DBV_NULL,
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->now),
                               id_or_null(c->actor->kind == ELA_ACTOR_USER ? c->actor->user_id : 0),
                               id_or_null(t->case_id)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_TASK_INSERT, p, sizeof p / sizeof p[0], NULL, err));
    t->id = ela_db_last_id(c->db);
    t->version = 1;
    return ela_mirror_want(c, "task", t->id, err);
}

enum ela_status ela__task_store(struct ela_call *c, struct ela__task *t, struct ela_error *err)
{
    int64_t changed = 0;
    struct ela_db_value p[] = {ELA_DBV_TEXT(t->title),
                               text_or_null(t->description),
                               id_or_null(t->step_id),
                               ELA_DBV_TEXT(t->status),
                               ELA_DBV_INT(t->priority),
                               ela_list_day(c->arena, t->start_on),
                               ela_list_day(c->arena, t->due_on),
                               ELA_DBV_INT(t->for_client),
                               ELA_DBV_INT(t->billable),
                               ELA_DBV_INT(t->visible),
                               ELA_DBV_INT(t->position),
                               text_or_null(t->recurrence),
                               ELA_DBV_TEXT(t->tags ? t->tags : ""),
                               text_or_null(t->reason),
                               id_or_null(t->next),
                               ELA_DBV_INT(t->closed),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(t->id),
                               ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(t->version)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_TASK_STORE, p, sizeof p / sizeof p[0], &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "version");
    t->version++;
    return ela_mirror_want(c, "task", t->id, err);
}

/* --- create ------------------------------------------------------------------------------- */

/* A task belongs to a case, or to a client alone. */
static enum ela_status place_of(struct ela_call *c, struct ela__task *t, struct ela_error *err)
{
    struct ela_case k;
    int64_t case_id = ela_in_int(c, "case", 0), client = ela_in_int(c, "client", 0);
    if (!case_id && !client)
        return ela_fail(err, ELA_E_INPUT, "field.required", "case");
    if (!case_id) {
        ELA_TRY(ela_scope_need_client(c->db, c->actor, client, "client", err));
        t->client_id = (int32_t)client;
        t->case_lead = c->actor->user_id;
        return ELA_OK;
    }
    ELA_TRY(ela_case_load(c, case_id, "case", &k, err));
    ELA_TRY(ela_case_writable(&k, err));
    ELA_TRY(ela_case_may(c, &k, ELA_KR_EDIT, err));
    if (client && client != k.client_id)
        return ela_fail(err, ELA_E_INPUT, "time.link_client", "client");
    t->case_id = k.id;
    t->client_id = k.client_id;
    t->case_lead = k.lead_id;
    t->visible = t->case_visible = k.portal_visible;
    t->case_closed = k.closed;
    return ELA_OK;
}

static enum ela_status column_in(struct ela_call *c, struct ela__task *t, struct ela_error *err)
{
    struct ela__columns cols;
    struct ela_str wanted = ela_in_text(c, "status");
    ELA_TRY(ela__columns_of(c, t->case_id, &cols, err));
    const struct ela__column *col =
        wanted.n ? ela__column(&cols, wanted) : ela__column_first(&cols);
    if (!col || strcmp(col->code, ELA__SUGGESTED) == 0)
        return ela_fail(err, ELA_E_INPUT, "workflow.unknown_status", "status");
    (void)ela_str_copy(ela_str_of(col->code), t->status, sizeof t->status);
    t->closed = ela__class_closed(col->klass);
    return ela__position_last(c, t, t->status, &t->position, err);
}

enum ela_status ela__task_create(struct ela_call *c, struct ela_error *err)
{
    const struct ela_json *users = ela_in_get(c, "assignees");
    struct ela__task t = {
        .priority = 1, .billable = true, .start_on = ELA_DAY_NONE, .due_on = ELA_DAY_NONE};
    ELA_TRY(place_of(c, &t, err));
    ELA_TRY(ela__task_merge(c, &t, err));
    ELA_TRY(column_in(c, &t, err));
    ELA_TRY(ela__task_insert(c, &t, err));
    if (ela_json_size(users))
        ELA_TRY(ela__task_assign(c, t.id, users, err));
    else if (!t.for_client && t.case_lead > 0)
        ELA_TRY(ela__task_give(c, t.id, t.case_lead, err));
    if (ela_in_has(c, "checklist"))
        ELA_TRY(ela__checklist_put(c, t.id, ela_in_get(c, "checklist"), err));
    ELA_TRY(ela__task_journal(c, &t, "task.created", NULL, err));
    ela_json_set_int(c->out, "id", t.id);
    ela_json_set_int(c->out, "version", t.version);
    return ELA_OK;
}

/* --- delete ------------------------------------------------------------------------------- */

/* What was recorded, deposited or written by the client is not lost with its task. */
enum ela_status ela__task_delete(struct ela_call *c, struct ela_error *err)
{
    struct ela__task t;
    struct ela_db_result r;
    ELA_TRY(ela__task_hold(c, ela_in_int(c, "task", 0), "task", &t, err));
    if (ela_in_has(c, "version") && ela_in_int(c, "version", 0) != t.version)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "version");
    struct ela_db_value id = ELA_DBV_INT(t.id), entity = ELA_DBV_INT(c->actor->entity);
    struct ela_db_value used[] = {id_or_null(t.native), id, id}, gone[] = {id, entity};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_TASK_IN_USE, used, 3, &r, err));
    const char *key = ela_db_int(&r, 0, 0, 0)   ? "task.has_time"
                      : ela_db_int(&r, 0, 1, 0) ? "task.has_files"
                      : ela_db_int(&r, 0, 2, 0) ? "task.has_comments"
                                                : NULL;
    ela_db_result_release(&r);
    if (key)
        return ela_fail(err, ELA_E_STATE, key, "task");
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_TASK_COMMENTS_DELETE, gone, 2, NULL, err));
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_TASK_DELETE, gone, 2, NULL, err));
    ELA_TRY(ela_mirror_drop(c, "task", t.id, t.native, err));
    return ela__task_journal(c, &t, "task.deleted", NULL, err);
}

/* --- tasks of the system ------------------------------------------------------------------ */

static enum ela_status made_already(struct ela_call *c, const struct ela_task_new *t, bool *made,
                                    struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(t->case_id), text_or_null(t->code),
                               id_or_null(t->step_id)};
    struct ela_db_result r;
    *made = false;
    if (!t->code)
        return ELA_OK;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_TASK_MADE, p, 3, &r, err));
    *made = r.nrows > 0;
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela_task_make(struct ela_call *c, const struct ela_task_new *n, int64_t *id,
                              struct ela_error *err)
{
    struct ela_case k;
    struct ela__columns cols;
    bool made = false;
    *id = 0;
    ELA_TRY(made_already(c, n, &made, err));
    if (made)
        return ELA_OK;
    ELA_TRY(ela_case_load(c, n->case_id, "case", &k, err));
    ELA_TRY(ela__columns_of(c, k.id, &cols, err));
    const struct ela__column *first = ela__column_first(&cols);
    struct ela__task t = {.case_id = k.id,
                          .step_id = n->step_id,
                          .code = n->code,
                          .client_id = k.client_id,
                          .case_lead = k.lead_id,
                          .title = ela_arena_strndup(c->arena, n->title.p, n->title.n),
                          .priority = n->priority,
                          .start_on = ELA_DAY_NONE,
                          .due_on = n->due_on,
                          .for_client = n->for_client,
                          .billable = n->billable,
                          .visible = (n->visible && k.portal_visible) || n->for_client};
    if (n->description.n)
        t.description = ela_arena_strndup(c->arena, n->description.p, n->description.n);
    if (!t.title || !first)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    (void)ela_str_copy(ela_str_of(first->code), t.status, sizeof t.status);
    ELA_TRY(ela__position_last(c, &t, t.status, &t.position, err));
    ELA_TRY(ela__task_insert(c, &t, err));
    if (!t.for_client)
        ELA_TRY(ela__task_give(c, t.id, n->user_id > 0 ? n->user_id : k.lead_id, err));
    if (ela_json_size(n->checklist))
        ELA_TRY(ela__checklist_put(c, t.id, n->checklist, err));
    *id = t.id;
    return ela__task_journal(c, &t, "task.created", NULL, err);
}
