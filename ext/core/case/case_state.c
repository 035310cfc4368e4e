/*
 * Lifecycle of a case: moves, closing with what is left, reopening. Source: CASE-02.
 */
#include "case/case_internal.h"
#include "base/duration.h"

/* Closing with time that is not validated, or not billed, is said first and done only when
 * confirmed. */
static enum ela_status check_left(struct ela_call *c, const struct ela_case *k,
                                  struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(k->id);
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_CASE_LEFT, &p, 1, &r, err));
    int64_t unvalidated = ela_db_int(&r, 0, 0, 0), unbilled = ela_db_int(&r, 0, 1, 0);
    ela_db_result_release(&r);
    if (unvalidated == 0 && unbilled == 0)
        return ELA_OK;
    char text[32];
    enum ela_status st = ela_fail(err, ELA_E_STATE, "case.closing_left", "confirm");
    ela_duration_format(unvalidated, text);
    ela_error_param(err, "unvalidated", text);
    ela_duration_format(unbilled, text);
    ela_error_param(err, "unbilled", text);
    return st;
}

static enum ela_status write_status(struct ela_call *c, const struct ela_case *k, const char *to,
                                    struct ela_error *err)
{
    const struct ela_wf_object *o = ela_workflow_object(c->workflow, "case");
    struct ela_str code = ela_str_of(to);
    bool closed = ela_wf_status_is(o, code, "closed");
    struct ela_day day = closed ? ela_tz_day(c->tz, c->now) : ELA_DAY_NONE;
    int64_t changed = 0;
    struct ela_db_value p[] = {ELA_DBV_TEXT(to),
                               ela_list_day(c->arena, day),
                               ELA_DBV_INT(ela_wf_status_is(o, code, "done")),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->actor->user_id),
                               ELA_DBV_INT(k->id),
                               ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_TEXT(k->status)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_CASE_STATUS, p, sizeof(p) / sizeof(p[0]), &changed, err));
    return changed == 1 ? ELA_OK : ela_fail(err, ELA_E_CONFLICT, "conflict.version", "case");
}

enum ela_status ela__case_transition(struct ela_call *c, struct ela_error *err)
{
    const struct ela_wf_object *o = ela_workflow_object(c->workflow, "case");
    const struct ela_wf_transition *t;
    struct ela_str to = ela_in_text(c, "to"), reason = ela_in_text(c, "reason");
    struct ela_case k;
    ELA_TRY(ela_case_load(c, ela_in_int(c, "case", 0), "case", &k, err));
    ELA_TRY(ela_case_writable(&k, err));
    unsigned roles = k.lead_id == c->actor->user_id ? ELA_WF_LEAD : 0;
    ELA_TRY(ela_wf_between(o, ela_str_of(k.status), to, roles, c->actor, reason.n > 0, &t, err));
    bool closes = ela_wf_status_is(o, to, "closed");
    ELA_TRY(ela_case_may(c, &k, closes ? ELA_KR_CLOSE : ELA_KR_EDIT, err));
    if (closes && !k.closed && !ela_in_bool(c, "confirm", false))
        ELA_TRY(check_left(c, &k, err));
    const char *code = ela_wf_status_of(o, to)->code;
    ELA_TRY(write_status(c, &k, code, err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "from", k.status);
    ela_json_set_text(data, "to", code);
    if (reason.n)
        ela_json_set_str(data, "reason", reason);
    struct ela_event e = {.kind = "case.status",
                          .client_id = k.client_id,
                          .case_id = k.id,
                          .object = "case",
                          .object_id = k.id,
                          .visible = true,
                          .data = data};
    ELA_TRY(ela_event_add(c, &e, err));
    ela_json_set(c->out, "status", ela_wf_badge(o, to, c->actor));
    return ELA_OK;
}
