/*
 * One entry as JSON: what this actor may see of it, and do with it. Source: TIME-01, TIME-06,
 * TIME-28.
 */
#include "time/time_internal.h"

static struct ela_json *titled(const struct ela_db_result *r, size_t row, size_t id_col,
                               size_t ref_col, size_t title_col)
{
    if (ela_db_is_null(r, row, id_col))
        return ela_json_new_null();
    struct ela_json *o = ela_json_new_object();
    ela_list_int(o, "id", r, row, id_col);
    ela_list_text(o, "ref", r, row, ref_col);
    if (title_col)
        ela_list_text(o, "title", r, row, title_col);
    return o;
}

static void set_money(const struct ela_call *c, struct ela_json *o, const struct ela_db_result *r,
                      size_t row)
{
    struct ela_rate rate = {ela_db_int(r, row, ELA__T_RATE_NUM, 0),
                            ela_db_int(r, row, ELA__T_RATE_DEN, 0)};
    bool hourly = ela_str_is(ela_db_cell(r, row, ELA__T_MODEL), ELA_MODEL_HOURLY);
    int64_t minor = 0;
    char text[32];
    if (!ela_actor_has(c->actor, ELA_RIGHT_RATES_READ))
        return;
    ela_json_set_null(o, "rate");
    ela_json_set_null(o, "amount_minor");
    ela_list_text(o, "rate_source", r, row, ELA__T_RATE_SOURCE);
    ela_list_text(o, "currency", r, row, ELA__T_CURRENCY);
    if (!ela_rate_is_set(rate))
        return;
    ela_rate_format(rate, text);
    ela_json_set_text(o, "rate", text);
    /* What an hour of a package is worth depends on the hours before it: the invoice says, not the
     * row. */
    if (hourly && ela_db_int(r, row, ELA__T_BILLABLE, 0) == 1 &&
        ela_money_of_time(ela_db_int(r, row, ELA__T_DURATION, 0), rate, &minor, NULL) == ELA_OK)
        ela_json_set_int(o, "amount_minor", minor);
}

static bool too_long(const struct ela_call *c, const struct ela_db_result *r, size_t row)
{
    return ela_str_is(ela_db_cell(r, row, ELA__T_ORIGIN), "timer") &&
           ela_str_is(ela_db_cell(r, row, ELA__T_STATUS), "draft") &&
           ela_db_int(r, row, ELA__T_DURATION, 0) > c->settings->timer_warn_s;
}

static void set_links(struct ela_json *o, const struct ela_db_result *r, size_t row)
{
    ela_list_person(o, "user", r, row, ELA__T_USER, ELA__T_USER_NAME);
    ela_list_person(o, "client", r, row, ELA__T_CLIENT, ELA__T_CLIENT_NAME);
    ela_json_set(o, "case", titled(r, row, ELA__T_CASE, ELA__T_CASE_REF, ELA__T_CASE_TITLE));
    ela_list_person(o, "task", r, row, ELA__T_TASK, ELA__T_TASK_LABEL);
    ela_list_int(o, "project", r, row, ELA__T_PROJECT);
    ela_list_int(o, "ticket", r, row, ELA__T_TICKET);
    ela_list_int(o, "contract", r, row, ELA__T_CONTRACT);
    ela_list_int(o, "appointment", r, row, ELA__T_APPOINTMENT);
    ela_json_set(o, "invoice", titled(r, row, ELA__T_INVOICE, ELA__T_INVOICE_REF, 0));
}

/* What the firm's clock showed: nobody has to know its zone again. */
static void set_clock(const struct ela_call *c, struct ela_json *o, const char *const names[2],
                      const struct ela_db_result *r, size_t row, size_t column)
{
    struct ela_civil t;
    char text[80];
    int64_t at = ela_db_int(r, row, column, 0);
    if (ela_db_is_null(r, row, column)) {
        ela_json_set_null(o, names[0]);
        ela_json_set_bool(o, names[1], false);
        return;
    }
    ela_tz_civil(c->tz, at, &t);
    snprintf(text, sizeof(text), "%04d-%02d-%02dT%02d:%02d:%02d", t.year, t.month, t.day, t.hour,
             t.minute, t.second);
    ela_json_set_text(o, names[0], text);
    ela_json_set_bool(o, names[1], ela_tz_moment(c->tz, &t, false, NULL) != at);
}

struct ela_json *ela__time_row(const struct ela_call *c, const struct ela_db_result *r, size_t row)
{
    const struct ela_wf_object *wf = ela_workflow_object(c->workflow, "time");
    struct ela_json *o = ela_json_new_object();
    struct ela_str status = ela_db_cell(r, row, ELA__T_STATUS);
    unsigned roles = 0;
    if (ela_db_int(r, row, ELA__T_USER, 0) == c->actor->user_id)
        roles |= ELA_WF_OWNER;
    if (ela_db_int(r, row, ELA__T_LEAD, 0) == c->actor->user_id)
        roles |= ELA_WF_LEAD;
    bool editable = (ela_str_is(status, "draft") || ela_str_is(status, "refused")) &&
                    ((roles & ELA_WF_OWNER) || ela_actor_has(c->actor, ELA_RIGHT_TIME_OTHERS));
    ela_list_int(o, "id", r, row, ELA__T_ID);
    set_links(o, r, row);
    ela_list_text(o, "work_on", r, row, ELA__T_WORK_ON);
    ela_list_int(o, "start_at", r, row, ELA__T_START);
    ela_list_int(o, "end_at", r, row, ELA__T_END);
    set_clock(c, o, (const char *const[]){"start_local", "start_second"}, r, row, ELA__T_START);
    set_clock(c, o, (const char *const[]){"end_local", "end_second"}, r, row, ELA__T_END);
    ela_list_int(o, "duration_s", r, row, ELA__T_DURATION);
    ela_json_set(o, "activity", ela__activity_json(c, r, row, ELA__T_ACTIVITY, ELA__T_ACT_LABEL));
    ela_json_set_bool(o, "billable", ela_db_int(r, row, ELA__T_BILLABLE, 0) == 1);
    ela_list_text(o, "description", r, row, ELA__T_DESCRIPTION);
    ela_json_set(o, "status", ela_wf_badge(wf, status, c->actor));
    ela_list_text(o, "reason", r, row, ELA__T_REASON);
    ela_list_text(o, "model", r, row, ELA__T_MODEL);
    set_money(c, o, r, row);
    ela_json_set_bool(o, "over_warn", too_long(c, r, row));
    ela_list_int(o, "version", r, row, ELA__T_VERSION);
    ela_json_set_bool(o, "editable", editable);
    ela_json_set(o, "transitions", ela_wf_choices(wf, status, roles, c->actor));
    return o;
}
