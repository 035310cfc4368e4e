/*
 * Cases: loading, changing, deleting; checks of what a case names. Source: CASE-01, CASE-02.
 */
#include "case/flow.h"
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
    out->statuses = ela_workflow_object(c->workflow, "case");
    if (out->definition_id) {
        ELA_TRY(ela_meta_template(c, out->definition_id, &out->template, err));
        out->statuses = ela_template_statuses(c, out->template);
    }
    out->closed = ela_wf_status_is(out->statuses, ela_str_of(out->status), "closed");
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
    if (st != ELA_OK)
        return st;
    st = r.nrows ? fill(c, &r, out, err) : ela_fail(err, ELA_E_NOT_FOUND, "not_found", field);
    ela_db_result_release(&r);
    return st;
}

/* --- checks of what a case names ------------------------------------------ */

static bool listed(const struct ela_db_result *r, int64_t id)
{
    for (size_t i = 0; i < r->nrows; i++)
        if (ela_db_int(r, i, 0, 0) == id)
            return true;
    return false;
}

/* Lead and members, in one statement; the offending one is named. */
enum ela_status ela__check_users(struct ela_call *c, int64_t lead, struct ela_error *err)
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

enum ela_status ela__check_project(struct ela_call *c, const struct ela_case *k,
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
enum ela_status ela__case_merge(struct ela_call *c, struct ela_case *k, struct ela_error *err)
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
    k->confidentiality = (int16_t)ela_in_int(c, "confidentiality", k->confidentiality);
    k->progress_manual = k->progress_manual || ela_in_has(c, "progress");
    if (ela_in_has(c, "deadline"))
        k->deadline_at = ela_in_int(c, "deadline", 0);
    if (ela_in_has(c, "price"))
        k->price_minor = -1;
    if (ela_in_text(c, "price").n)
        ELA_TRY(ela_money_parse(ela_in_text(c, "price"), false, &k->price_minor, "price", err));
    if (ela_in_text(c, "vat").n)
        ELA_TRY(ela_vat_parse(ela_in_text(c, "vat"), &k->vat_milli, "vat", err));
    return ELA_OK;
}

enum ela_status ela__check_days(const struct ela_case *k, struct ela_error *err)
{
    if (k->due_on.n != ELA_DAY_NONE.n && k->due_on.n < k->start_on.n)
        return ela_fail(err, ELA_E_INPUT, "case.due_before_start", "due_on");
    return ELA_OK;
}

/* Those who are no longer named leave; the others keep the day they came. */
enum ela_status ela__members_write(struct ela_call *c, int64_t case_id, struct ela_error *err)
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
    ELA_TRY(ela__check_days(k, err));
    if (k->client_id != before->client_id) {
        bool used = true;
        ELA_TRY(ela_scope_need_client(c->db, c->actor, k->client_id, "client", err));
        ELA_TRY(in_use(c, k->id, false, &used, err));
        if (used)
            return ela_fail(err, ELA_E_STATE, "case.client_in_use", "client");
    }
    if (k->lead_id != before->lead_id || ela_in_has(c, "members"))
        ELA_TRY(ela__check_users(c, k->lead_id != before->lead_id ? k->lead_id : 0, err));
    if (k->project_id != before->project_id || k->client_id != before->client_id)
        ELA_TRY(ela__check_project(c, k, err));
    return ELA_OK;
}

/* What history and conflicts compare, by the names of the input. */
static struct ela_json *shown(const struct ela_case *k)
{
    struct ela_json *o = ela_json_new_object();
    char text[32];
    ela_json_set_text(o, "title", k->title);
    ela_json_set_int(o, "client", k->client_id);
    ela_json_set_int(o, "lead", k->lead_id);
    ela_json_set_text(o, "nature", k->nature);
    ela_day_format(k->start_on, text);
    ela_json_set_text(o, "start_on", text);
    if (k->due_on.n != ELA_DAY_NONE.n) {
        ela_day_format(k->due_on, text);
        ela_json_set_text(o, "due_on", text);
    }
    ela_json_set_bool(o, "portal_visible", k->portal_visible);
    if (k->project_id)
        ela_json_set_int(o, "project", k->project_id);
    ela_json_set_int(o, "progress", k->progress);
    ela_json_set_int(o, "priority", k->priority);
    ela_json_set_int(o, "confidentiality", k->confidentiality);
    if (k->deadline_at)
        ela_json_set_int(o, "deadline", k->deadline_at);
    if (k->price_minor >= 0) {
        ela_money_format(k->price_minor, text);
        ela_json_set_text(o, "price", text);
    }
    return o;
}

/* The second writer learns, field by field, what stands against what he wanted. */
static enum ela_status conflict(struct ela_call *c, const struct ela_case *k, struct ela_error *err)
{
    struct ela_json *theirs = shown(k), *yours = ela_json_new_object();
    const char *key;
    const struct ela_json *value;
    for (const void *it = NULL; (it = ela_json_next(c->in, it, &key, &value)) != NULL;)
        if (ela_json_get(theirs, key))
            ela_json_set(yours, key, ela_json_ref((struct ela_json *)(uintptr_t)value));
    enum ela_status st = ela_meta_conflict(c, yours, theirs, err);
    ela_json_free(yours);
    ela_json_free(theirs);
    return st;
}

static enum ela_status store(struct ela_call *c, const struct ela_case *k, int64_t version,
                             struct ela_error *err)
{
    int64_t changed = 0;
    struct ela_db_value p[] = {ELA_DBV_TEXT(k->title),
                               ELA_DBV_INT(k->client_id),
                               ELA_DBV_TEXT(k->nature),
                               ELA_DBV_INT(ela_in_has(c, "description")),
                               ela__text_or_null(ela_in_text(c, "description")),
                               ela_list_day(c->arena, k->start_on),
                               ela_list_day(c->arena, k->due_on),
                               ELA_DBV_INT(k->progress),
                               ELA_DBV_INT(k->progress_manual),
                               ELA_DBV_INT(k->priority),
                               ELA_DBV_INT(k->portal_visible),
                               ELA_DBV_INT(k->lead_id),
                               ela__id_or_null(k->project_id),
                               ELA_DBV_INT(k->confidentiality),
                               ela__id_or_null(k->deadline_at),
                               k->price_minor >= 0 ? ELA_DBV_INT(k->price_minor) : ELA_DBV_NULL,
                               k->vat_milli >= 0 ? ELA_DBV_INT(k->vat_milli) : ELA_DBV_NULL,
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->actor->user_id),
                               ELA_DBV_INT(k->id),
                               ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(version)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_CASE_UPDATE, p, sizeof(p) / sizeof(p[0]), &changed, err));
    return changed == 1 ? ELA_OK : ela_fail(err, ELA_E_CONFLICT, "conflict.version", "version");
}

static enum ela_status history(struct ela_call *c, const struct ela_case *before,
                               const struct ela_case *k, struct ela_error *err)
{
    struct ela_json *was = shown(before), *is = shown(k), *data = ela_json_new_object();
    enum ela_status st = ela_meta_changes(c, "case", k->id, was, is, err);
    ela_json_free(was);
    ela_json_free(is);
    if (k->lead_id != before->lead_id)
        ela_json_set_int(data, "lead", k->lead_id);
    if (k->client_id != before->client_id)
        ela_json_set_int(data, "client", k->client_id);
    if (strcmp(k->title, before->title) != 0)
        ela_json_set_text(data, "title", k->title);
    if (st == ELA_OK)
        return journal(c, k, "case.updated", data, err);
    ela_json_free(data);
    return st;
}

enum ela_status ela__case_update(struct ela_call *c, struct ela_error *err)
{
    struct ela_case before, k;
    int64_t version = ela_in_int(c, "version", 0);
    ELA_TRY(ela__case_to_edit(c, ela_in_int(c, "case", 0), "case", &before, err));
    k = before;
    ELA_TRY(ela__case_merge(c, &k, err));
    if (version != before.version)
        return conflict(c, &before, err);
    ELA_TRY(check_changes(c, &before, &k, err));
    if (k.price_minor != before.price_minor)
        ELA_TRY(ela_case_may(c, &k, ELA_KR_MONEY, err));
    ELA_TRY(store(c, &k, version, err));
    if (k.client_id != before.client_id) {
        struct ela_db_value follow[] = {ELA_DBV_INT(k.client_id), ELA_DBV_INT(k.id)};
        for (size_t i = 0; i < ELA_CASE_GOES; i++)
            ELA_TRY(ela_db_exec(c->db, ELA_SQL_CASE_GOES[i], follow, 2, NULL, err));
    }
    ELA_TRY(ela__members_write(c, k.id, err));
    ELA_TRY(history(c, &before, &k, err));
    ELA_TRY(ela_mirror_want(c, "case", k.id, err));
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
    ELA_TRY(ela_sealed_forget_case(c, k.id, err));
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_CASE_DELETE, p, 3, &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "version");
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "ref", k.ref);
    ela_json_set_text(data, "title", k.title);
    ELA_TRY(ela_mirror_drop_case(c, k.id, k.project_id, err));
    return journal(c, &k, "case.deleted", data, err);
}
