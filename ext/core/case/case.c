/*
 * Cases: loading, create, change, delete. Source: CASE-01, CASE-02.
 */
#include "case/case_internal.h"
#include "scope/scope.h"

static struct ela_day day_cell(const struct ela_db_result *r, size_t col)
{
    struct ela_day day = ELA_DAY_NONE;
    if (!ela_db_is_null(r, 0, col) &&
        ela_day_parse(ela_db_cell(r, 0, col), &day, "", NULL) != ELA_OK)
        return ELA_DAY_NONE;
    return day;
}

static enum ela_status fill(struct ela_call *c, const struct ela_db_result *r, struct ela_case *out,
                            struct ela_error *err)
{
    struct ela_str title = ela_db_cell(r, 0, 8);
    out->id = ela_db_int(r, 0, 0, 0);
    out->client_id = (int32_t)ela_db_int(r, 0, 1, 0);
    out->lead_id = (int32_t)ela_db_int(r, 0, 2, 0);
    out->project_id = (int32_t)ela_db_int(r, 0, 3, 0);
    out->version = (int32_t)ela_db_int(r, 0, 4, 0);
    (void)ela_str_copy(ela_db_cell(r, 0, 5), out->ref, sizeof(out->ref));
    (void)ela_str_copy(ela_db_cell(r, 0, 6), out->status, sizeof(out->status));
    (void)ela_str_copy(ela_db_cell(r, 0, 7), out->nature, sizeof(out->nature));
    out->title = ela_arena_strndup(c->arena, title.p, title.n);
    out->portal_visible = ela_db_int(r, 0, 9, 0) == 1;
    out->progress = (int16_t)ela_db_int(r, 0, 10, 0);
    out->priority = (int16_t)ela_db_int(r, 0, 11, 0);
    out->start_on = day_cell(r, 12);
    out->due_on = day_cell(r, 13);
    out->closed_on = day_cell(r, 14);
    (void)ela_str_copy(ela_db_cell(r, 0, 15), out->kind, sizeof(out->kind));
    out->definition_id = ela_db_int(r, 0, 16, 0);
    out->request_id = ela_db_int(r, 0, 17, 0);
    out->deadline_at = ela_db_int(r, 0, 18, 0);
    out->archived_at = ela_db_int(r, 0, 19, 0);
    out->confidentiality = (int16_t)ela_db_int(r, 0, 20, 0);
    out->progress_manual = ela_db_int(r, 0, 21, 0) == 1;
    out->price_minor = ela_db_int(r, 0, 22, -1);
    out->vat_milli = (int32_t)ela_db_int(r, 0, 23, -1);
    out->closed = ela_wf_status_is(ela_workflow_object(c->workflow, "case"),
                                   ela_str_of(out->status), "closed");
    return out->title ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
}

enum ela_status ela_case_load(struct ela_call *c, int64_t id, const char *field,
                              struct ela_case *out, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    memset(out, 0, sizeof(*out));
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_CASE_LOAD);
    ela_sql_int(&q, id);
    ela_scope_case(&q, c->actor, "d");
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    ela_sql_release(&q);
    if (st != ELA_OK)
        return st;
    st = r.nrows ? fill(c, &r, out, err) : ela_fail(err, ELA_E_NOT_FOUND, "not_found", field);
    ela_db_result_release(&r);
    return st;
}

/* --- checks of what a case names ------------------------------------------ */

static enum ela_status check_client(struct ela_call *c, int64_t client, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_CASE_CLIENT);
    ela_sql_int(&q, client);
    ela_scope_client(&q, c->actor, "s", "rowid");
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    ela_sql_release(&q);
    if (st != ELA_OK)
        return st;
    if (r.nrows == 0)
        st = ela_fail(err, ELA_E_NOT_FOUND, "not_found", "client");
    ela_db_result_release(&r);
    return st;
}

static bool listed(const struct ela_db_result *r, int64_t id)
{
    for (size_t i = 0; i < r->nrows; i++)
        if (ela_db_int(r, i, 0, 0) == id)
            return true;
    return false;
}

/* Lead and members, in one statement; the offending one is named. */
static enum ela_status check_users(struct ela_call *c, int64_t lead, struct ela_error *err)
{
    const struct ela_json *members = ela_in_get(c, "members");
    int64_t ids[64];
    size_t n = 0, nm = ela_json_size(members);
    if (lead)
        ids[n++] = lead;
    for (size_t i = 0; i < nm && n < 64; i++)
        ids[n++] = ela_json_int(ela_json_get(ela_json_at(members, i), "user"), 0);
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_CASE_USERS);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_add(&q, ELA_SQL_CASE_USERS_OF);
    ela_sql_in(&q, ids, n);
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    ela_sql_release(&q);
    if (st != ELA_OK)
        return st;
    if (lead && !listed(&r, lead))
        st = ela_fail(err, ELA_E_NOT_FOUND, "not_found", "lead");
    for (size_t i = 0; i < nm && st == ELA_OK; i++) {
        char field[48];
        int64_t id = ela_json_int(ela_json_get(ela_json_at(members, i), "user"), 0);
        (void)snprintf(field, sizeof(field), "members/%zu/user", i);
        if (!listed(&r, id))
            st = ela_fail(err, ELA_E_NOT_FOUND, "not_found", field);
        for (size_t k = 0; k < i && st == ELA_OK; k++)
            if (ela_json_int(ela_json_get(ela_json_at(members, k), "user"), 0) == id)
                st = ela_fail(err, ELA_E_INPUT, "field.duplicate", field);
    }
    ela_db_result_release(&r);
    return st;
}

static enum ela_status check_project(struct ela_call *c, const struct ela_case *k,
                                     struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(k->project_id), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    if (!k->project_id)
        return ELA_OK;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_CASE_PROJECT, p, 2, &r, err));
    enum ela_status st = ELA_OK;
    if (r.nrows == 0)
        st = ela_fail(err, ELA_E_NOT_FOUND, "not_found", "project");
    else if (ela_db_int(&r, 0, 0, 0) > 0 && ela_db_int(&r, 0, 0, 0) != k->client_id)
        st = ela_fail(err, ELA_E_INPUT, "case.project_client", "project");
    ela_db_result_release(&r);
    return st;
}

/* Input over what the case holds already. */
static void merge(struct ela_call *c, struct ela_case *k)
{
    struct ela_str title = ela_in_text(c, "title"), nature = ela_in_text(c, "nature");
    if (title.n)
        k->title = ela_arena_strndup(c->arena, title.p, title.n);
    if (nature.n)
        (void)ela_str_copy(nature, k->nature, sizeof(k->nature));
    k->client_id = (int32_t)ela_in_int(c, "client", k->client_id);
    k->lead_id = (int32_t)ela_in_int(c, "lead", k->lead_id);
    if (ela_in_has(c, "start_on"))
        k->start_on = ela_in_day(c, "start_on");
    if (ela_in_has(c, "due_on"))
        k->due_on = ela_in_day(c, "due_on");
    if (ela_in_has(c, "project"))
        k->project_id = (int32_t)ela_in_int(c, "project", 0);
    k->progress = (int16_t)ela_in_int(c, "progress", k->progress);
    k->priority = (int16_t)ela_in_int(c, "priority", k->priority);
    k->portal_visible = ela_in_bool(c, "portal_visible", k->portal_visible);
}

static enum ela_status check_days(const struct ela_case *k, struct ela_error *err)
{
    if (k->due_on.n != ELA_DAY_NONE.n && k->due_on.n < k->start_on.n)
        return ela_fail(err, ELA_E_INPUT, "case.due_before_start", "due_on");
    return ELA_OK;
}

/* Those who are no longer named leave; the others keep the day they came. */
static enum ela_status write_members(struct ela_call *c, int64_t case_id, struct ela_error *err)
{
    const struct ela_json *members = ela_in_get(c, "members");
    int64_t ids[64];
    size_t n = ela_json_size(members);
    struct ela_sql q;
    if (!members)
        return ELA_OK;
    for (size_t i = 0; i < n && i < 64; i++)
        ids[i] = ela_json_int(ela_json_get(ela_json_at(members, i), "user"), 0);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_CASE_MEMBERS_LEAVE);
    ela_sql_int(&q, c->now);
    ela_sql_int(&q, case_id);
    if (n) {
        ela_sql_add(&q, ELA_SQL_CASE_MEMBERS_BUT);
        ela_sql_in(&q, ids, n);
    }
    enum ela_status st = ela_sql_exec(&q, c->db, NULL, err);
    ela_sql_release(&q);
    for (size_t i = 0; i < n && st == ELA_OK; i++)
        st = ela__member_put(c, case_id, ids[i],
                             ela_json_text(ela_json_get(ela_json_at(members, i), "role")), err);
    return st;
}

struct ela_db_value ela__text_or_null(struct ela_str s)
{
    return s.n ? ELA_DBV_STR(s) : ELA_DBV_NULL;
}

struct ela_db_value ela__id_or_null(int64_t id)
{
    return id > 0 ? ELA_DBV_INT(id) : ELA_DBV_NULL;
}

static struct ela_db_value text_or_null(const struct ela_call *c, const char *name)
{
    return ela__text_or_null(ela_in_text(c, name));
}

static enum ela_status journal(struct ela_call *c, const struct ela_case *k, const char *kind,
                               struct ela_json *data, struct ela_error *err)
{
    struct ela_event e = {.kind = kind,
                          .client_id = k->client_id,
                          .case_id = k->id,
                          .object = "case",
                          .object_id = k->id,
                          .visible =
                              strcmp(kind, "case.created") == 0 || strcmp(kind, "case.status") == 0,
                          .data = data};
    return ela_event_add(c, &e, err);
}

static enum ela_status insert_case(struct ela_call *c, struct ela_case *k, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_TEXT(k->ref),
                               ELA_DBV_TEXT(k->title),
                               ELA_DBV_INT(k->client_id),
                               ELA_DBV_TEXT(k->nature),
                               text_or_null(c, "description"),
                               ela_list_day(c->arena, k->start_on),
                               ela_list_day(c->arena, k->due_on),
                               ELA_DBV_TEXT(k->status),
                               ELA_DBV_INT(k->progress),
                               ELA_DBV_INT(k->priority),
                               ELA_DBV_INT(k->portal_visible),
                               ELA_DBV_INT(k->lead_id),
                               ela__id_or_null(k->project_id),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->actor->user_id)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_CASE_INSERT, p, sizeof(p) / sizeof(p[0]), NULL, err));
    k->id = ela_db_last_id(c->db);
    return ELA_OK;
}

enum ela_status ela__case_create(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k = {
        .nature = "dossier", .priority = 1, .portal_visible = true, .due_on = ELA_DAY_NONE};
    struct ela_terms terms;
    struct ela_day from;
    const struct ela_json *given = ela_in_get(c, "terms");
    const struct ela_wf_status *initial = ela_wf_initial(ela_workflow_object(c->workflow, "case"));
    if (!initial)
        return ela_fail(err, ELA_E_INTERNAL, "internal.workflow", "");
    k.start_on = ela_tz_day(c->tz, c->now);
    (void)ela_str_copy(ela_str_of(initial->code), k.status, sizeof(k.status));
    merge(c, &k);
    ELA_TRY(check_days(&k, err));
    if (given && !ela_str_is(ela_json_text(ela_json_get(given, "model")), ELA_MODEL_HOURLY))
        ELA_TRY(ela_actor_need(c->actor, ELA_RIGHT_RATES_WRITE, err));
    else if (ela_json_text(ela_json_get(given, "rate")).n)
        ELA_TRY(ela_actor_need(c->actor, ELA_RIGHT_RATES_WRITE, err));
    ELA_TRY(ela_terms_read(c, given, "terms/", &terms, err));
    ELA_TRY(check_client(c, k.client_id, err));
    ELA_TRY(check_users(c, k.lead_id, err));
    ELA_TRY(check_project(c, &k, err));
    ELA_TRY(ela_case_next_ref(c, k.ref, err));
    ELA_TRY(insert_case(c, &k, err));
    ELA_TRY(ela_case_terms_put(c, k.id, &terms, false, &from, err));
    ELA_TRY(write_members(c, k.id, err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "ref", k.ref);
    ela_json_set_text(data, "title", k.title);
    ela_json_set_text(data, "status", k.status);
    ELA_TRY(journal(c, &k, "case.created", data, err));
    ela_json_set_int(c->out, "id", k.id);
    ela_json_set_text(c->out, "ref", k.ref);
    return ELA_OK;
}

static enum ela_status in_use(struct ela_call *c, int64_t id, bool exchanges, bool *used,
                              struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(id), ELA_DBV_INT(id), ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(id)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_CASE_IN_USE, p, 4, &r, err));
    *used = ela_db_int(&r, 0, 0, 0) || ela_db_int(&r, 0, 1, 0) ||
            (exchanges && ela_db_int(&r, 0, 2, 0));
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status check_changes(struct ela_call *c, const struct ela_case *before,
                                     const struct ela_case *k, struct ela_error *err)
{
    ELA_TRY(check_days(k, err));
    if (k->client_id != before->client_id) {
        bool used = true;
        ELA_TRY(check_client(c, k->client_id, err));
        ELA_TRY(in_use(c, k->id, false, &used, err));
        if (used)
            return ela_fail(err, ELA_E_STATE, "case.client_in_use", "client");
    }
    if (k->lead_id != before->lead_id || ela_in_has(c, "members"))
        ELA_TRY(check_users(c, k->lead_id != before->lead_id ? k->lead_id : 0, err));
    if (k->project_id != before->project_id || k->client_id != before->client_id)
        ELA_TRY(check_project(c, k, err));
    return ELA_OK;
}

enum ela_status ela__case_update(struct ela_call *c, struct ela_error *err)
{
    struct ela_case before, k;
    int64_t changed = 0, version = ela_in_int(c, "version", 0);
    ELA_TRY(ela__case_to_edit(c, ela_in_int(c, "case", 0), "case", &before, err));
    k = before;
    merge(c, &k);
    ELA_TRY(check_changes(c, &before, &k, err));
    struct ela_db_value p[] = {ELA_DBV_TEXT(k.title),
                               ELA_DBV_INT(k.client_id),
                               ELA_DBV_TEXT(k.nature),
                               ELA_DBV_INT(ela_in_has(c, "description")),
                               text_or_null(c, "description"),
                               ela_list_day(c->arena, k.start_on),
                               ela_list_day(c->arena, k.due_on),
                               ELA_DBV_INT(k.progress),
                               ELA_DBV_INT(k.priority),
                               ELA_DBV_INT(k.portal_visible),
                               ELA_DBV_INT(k.lead_id),
                               ela__id_or_null(k.project_id),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->actor->user_id),
                               ELA_DBV_INT(k.id),
                               ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(version)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_CASE_UPDATE, p, sizeof(p) / sizeof(p[0]), &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "version");
    if (k.client_id != before.client_id) {
        struct ela_db_value follow[] = {ELA_DBV_INT(k.client_id), ELA_DBV_INT(k.id)};
        ELA_TRY(ela_db_exec(c->db, ELA_SQL_CASE_TIMERS, follow, 2, NULL, err));
    }
    ELA_TRY(write_members(c, k.id, err));
    struct ela_json *data = ela_json_new_object();
    if (k.lead_id != before.lead_id)
        ela_json_set_int(data, "lead", k.lead_id);
    if (k.client_id != before.client_id)
        ela_json_set_int(data, "client", k.client_id);
    if (strcmp(k.title, before.title) != 0)
        ela_json_set_text(data, "title", k.title);
    ELA_TRY(journal(c, &k, "case.updated", data, err));
    ela_json_set_int(c->out, "id", k.id);
    ela_json_set_int(c->out, "version", version + 1);
    return ELA_OK;
}

enum ela_status ela__case_delete(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    bool used = true;
    int64_t changed = 0;
    ELA_TRY(ela_case_load(c, ela_in_int(c, "case", 0), "case", &k, err));
    ELA_TRY(ela_case_may(c, &k, ELA_KR_DELETE, err));
    ELA_TRY(in_use(c, k.id, true, &used, err));
    if (used)
        return ela_fail(err, ELA_E_STATE, "case.in_use", "case");
    struct ela_db_value p[] = {ELA_DBV_INT(k.id), ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(ela_in_int(c, "version", 0))};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_CASE_DELETE, p, 3, &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "version");
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "ref", k.ref);
    ela_json_set_text(data, "title", k.title);
    return journal(c, &k, "case.deleted", data, err);
}
