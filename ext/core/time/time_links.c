/*
 * What an entry names: completed, within reach, and belonging together. One statement. Source:
 * TIME-01.
 */
#include "time/time_internal.h"

enum {
    L_TASK,
    L_TASK_PROJECT,
    L_PROJECT,
    L_PROJECT_CLIENT,
    L_CASE,
    L_CASE_CLIENT,
    L_CASE_PROJECT,
    L_CASE_STATUS,
    L_CASE_LEAD,
    L_MODEL,
    L_ACTIVITY,
    L_ACT_BILLABLE,
    L_ACT_ACTIVE,
    L_USER,
    L_CLIENT,
    L_TICKET,
    L_TICKET_CLIENT,
    L_TICKET_PROJECT,
    L_CONTRACT,
    L_CONTRACT_CLIENT,
    L_CONTRACT_PROJECT,
    L_EVENT,
    L_EVENT_CLIENT,
    L_EVENT_PROJECT
};

struct ela_db_value ela__int_or_null(int64_t v)
{
    return v ? ELA_DBV_INT(v) : ELA_DBV_NULL;
}

bool ela__links_read(const struct ela_call *c, struct ela__links *l)
{
    l->client = ela_in_int(c, "client", 0);
    l->case_id = ela_in_int(c, "case", 0);
    l->project = ela_in_int(c, "project", 0);
    l->task = ela_in_int(c, "task", 0);
    l->ticket = ela_in_int(c, "ticket", 0);
    l->contract = ela_in_int(c, "contract", 0);
    l->appointment = ela_in_int(c, "appointment", 0);
    return l->client || l->case_id || l->project || l->task || l->ticket || l->contract ||
           l->appointment;
}

static void pair(struct ela_sql *q, int64_t id, int32_t entity)
{
    ela_sql_int(q, id);
    ela_sql_int(q, entity);
}

static void compose(struct ela_call *c, const struct ela__links *l, struct ela_day day,
                    struct ela_sql *q)
{
    int32_t entity = c->actor->entity;
    ela_sql_add(q, ELA_SQL_LINK_SELECT);
    ela_sql_value(q, ela_list_day(c->arena, day));
    ela_sql_add(q, l->ticket ? ELA_SQL_LINK_TICKET_COLS : ELA_SQL_LINK_TICKET_NONE);
    ela_sql_add(q, l->contract ? ELA_SQL_LINK_CONTRACT_COLS : ELA_SQL_LINK_CONTRACT_NONE);
    ela_sql_add(q, l->appointment ? ELA_SQL_LINK_EVENT_COLS : ELA_SQL_LINK_EVENT_NONE);
    ela_sql_add(q, ELA_SQL_LINK_FROM);
    ela_sql_int(q, entity);
    ela_sql_value(q, ela__int_or_null(l->activity));
    ela_sql_int(q, entity);
    pair(q, l->task, entity);
    ela_sql_value(q, ela__int_or_null(l->project));
    ela_sql_int(q, entity);
    if (l->ticket) {
        ela_sql_add(q, ELA_SQL_LINK_TICKET_JOIN);
        pair(q, l->ticket, entity);
    }
    if (l->contract) {
        ela_sql_add(q, ELA_SQL_LINK_CONTRACT_JOIN);
        pair(q, l->contract, entity);
    }
    if (l->appointment) {
        ela_sql_add(q, ELA_SQL_LINK_EVENT_JOIN);
        pair(q, l->appointment, entity);
    }
    ela_sql_add(q, ELA_SQL_LINK_CASE);
    ela_sql_value(q, ela__int_or_null(l->case_id));
    ela_sql_int(q, entity);
    ela_scope_case(q, c->actor, "d");
    ela_sql_add(q, ELA_SQL_LINK_USER);
    pair(q, l->user, entity);
    ela_sql_add(q, ELA_SQL_LINK_CLIENT);
    ela_sql_value(q, ela__int_or_null(l->client));
    if (l->ticket)
        ela_sql_add(q, ELA_SQL_LINK_CLIENT_TICKET);
    if (l->contract)
        ela_sql_add(q, ELA_SQL_LINK_CLIENT_CONTRACT);
    if (l->appointment)
        ela_sql_add(q, ELA_SQL_LINK_CLIENT_EVENT);
    ela_sql_add(q, ELA_SQL_LINK_CLIENT_END);
    ela_scope_client(q, c->actor, "s", "rowid");
}

static int64_t cell(const struct ela_db_result *r, size_t col)
{
    return ela_db_int(r, 0, col, 0);
}

/* Everything that was named exists and is within reach. */
static enum ela_status check_found(const struct ela_call *c, const struct ela__links *l,
                                   const struct ela_db_result *r, struct ela_error *err)
{
    const struct {
        int64_t given;
        size_t col;
        const char *field;
    } named[] = {{l->task, L_TASK, "task"},
                 {l->project, L_PROJECT, "project"},
                 {l->case_id, L_CASE, "case"},
                 {l->ticket, L_TICKET, "ticket"},
                 {l->contract, L_CONTRACT, "contract"},
                 {l->appointment, L_EVENT, "appointment"},
                 {l->user != c->actor->user_id ? l->user : 0, L_USER, "user"},
                 {1, L_ACTIVITY, "activity"}};
    for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
        if (named[i].given && !cell(r, named[i].col))
            return ela_fail(err, ELA_E_NOT_FOUND, "not_found", named[i].field);
    return ELA_OK;
}

/* A thing's own client and project (0: it names none) against the entry's. */
static enum ela_status agree(const struct ela_db_result *r, size_t client_col, size_t project_col,
                             const struct ela__links *l, const char *field, const char *key,
                             struct ela_error *err)
{
    int64_t client = cell(r, client_col), project = project_col ? cell(r, project_col) : 0;
    if ((client > 0 && client != l->client) ||
        (project > 0 && l->project > 0 && project != l->project))
        return ela_fail(err, ELA_E_INPUT, key, field);
    return ELA_OK;
}

static enum ela_status check_together(const struct ela__links *given, const struct ela__links *l,
                                      const struct ela_db_result *r, struct ela_error *err)
{
    if (given->task && given->project && cell(r, L_TASK_PROJECT) != given->project)
        return ela_fail(err, ELA_E_INPUT, "time.link_task", "task");
    const char *from = given->task ? "task" : "project",
               *from_key = given->task ? "time.link_task" : "time.link_project";
    if (given->case_id && cell(r, L_PROJECT) && cell(r, L_CASE_PROJECT) &&
        cell(r, L_CASE_PROJECT) != cell(r, L_PROJECT))
        return ela_fail(err, ELA_E_INPUT, from_key, from);
    if (given->client && cell(r, L_CASE) && cell(r, L_CASE_CLIENT) != given->client)
        return ela_fail(err, ELA_E_INPUT, "time.link_client", "client");
    if (cell(r, L_PROJECT))
        ELA_TRY(agree(r, L_PROJECT_CLIENT, 0, l, from, from_key, err));
    if (given->ticket)
        ELA_TRY(agree(r, L_TICKET_CLIENT, L_TICKET_PROJECT, l, "ticket", "time.link_ticket", err));
    if (given->contract)
        ELA_TRY(agree(r, L_CONTRACT_CLIENT, L_CONTRACT_PROJECT, l, "contract", "time.link_contract",
                      err));
    if (given->appointment)
        ELA_TRY(agree(r, L_EVENT_CLIENT, L_EVENT_PROJECT, l, "appointment", "time.link_appointment",
                      err));
    return ELA_OK;
}

static int64_t first_of(const struct ela_db_result *r, const size_t *cols, size_t n, int64_t given)
{
    for (size_t i = 0; i < n && given <= 0; i++)
        given = cell(r, cols[i]);
    return given;
}

/* The client: a case that is within reach brings its own along, though it may be a colleague's. */
static enum ela_status find_client(struct ela__links *l, const struct ela_db_result *r,
                                   struct ela_error *err)
{
    static const size_t COLS[] = {L_CASE_CLIENT, L_PROJECT_CLIENT, L_TICKET_CLIENT,
                                  L_CONTRACT_CLIENT, L_EVENT_CLIENT};
    l->client = first_of(r, COLS, sizeof(COLS) / sizeof(COLS[0]), l->client);
    if (!l->client)
        return ela_fail(err, ELA_E_INPUT, "field.required", "client");
    if (cell(r, L_CLIENT) != l->client && !(cell(r, L_CASE) && cell(r, L_CASE_CLIENT) == l->client))
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "client");
    return ELA_OK;
}

static enum ela_status judge(struct ela_call *c, struct ela__links *l,
                             const struct ela_db_result *r, struct ela__resolved *out,
                             struct ela_error *err)
{
    static const size_t PROJECT[] = {L_TASK_PROJECT, L_CASE_PROJECT};
    const struct ela__links given = *l;
    ELA_TRY(check_found(c, l, r, err));
    if (given.client && cell(r, L_CASE) && !given.case_id && cell(r, L_CASE_CLIENT) != given.client)
        return ela_fail(err, ELA_E_INPUT, "time.link_client", "client");
    l->project = first_of(r, PROJECT, 2, l->project);
    l->case_id = cell(r, L_CASE);
    l->activity = cell(r, L_ACTIVITY);
    ELA_TRY(find_client(l, r, err));
    ELA_TRY(check_together(&given, l, r, err));
    out->case_closed = ela_wf_status_is(ela_workflow_object(c->workflow, "case"),
                                        ela_db_cell(r, 0, L_CASE_STATUS), "closed");
    out->activity_active = cell(r, L_ACT_ACTIVE) == 1;
    out->activity_billable = cell(r, L_ACT_BILLABLE) == 1;
    out->lead = cell(r, L_CASE_LEAD);
    (void)ela_str_copy(ela_db_cell(r, 0, L_MODEL), out->model, sizeof(out->model));
    return ELA_OK;
}

enum ela_status ela__links_resolve(struct ela_call *c, struct ela__links *l, struct ela_day day,
                                   struct ela__resolved *out, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    memset(out, 0, sizeof(*out));
    ela_sql_init(&q);
    compose(c, l, day, &q);
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    if (st != ELA_OK)
        return st;
    st = judge(c, l, &r, out, err);
    ela_db_result_release(&r);
    return st;
}
