/*
 * Tickets and appointments of a case: Dolibarr's own, of its project, within the reach of the case.
 * Source: CASE-13, PLAT-19, PLAT-21, PLAT-23.
 */
#include "case/case_internal.h"

enum { SHOWN = 100 };

enum { T_ID, T_REF, T_SUBJECT, T_STATUS, T_CREATED, T_WHO };
enum { M_ID, M_LABEL, M_START, M_END, M_WHOLE_DAY, M_PLACE, M_WHO, M_KIND };

/* The case, when it is within reach; `on`: its native objects can be read at all. */
static enum ela_status project_of(struct ela_call *c, bool on, int32_t *project,
                                  struct ela_json **rows, struct ela_error *err)
{
    struct ela_case k;
    ELA_TRY(ela_case_load(c, ela_in_int(c, "case", 0), "case", &k, err));
    *rows = ela_json_new_array();
    ela_json_set(c->out, "rows", *rows);
    ela_json_set_bool(c->out, "more", false);
    *project = on ? k.project_id : 0;
    return ELA_OK;
}

enum ela_status ela__case_tickets(struct ela_call *c, struct ela_error *err)
{
    int32_t project = 0;
    struct ela_json *rows;
    struct ela_db_result r;
    ELA_TRY(project_of(c, c->settings->has_tickets, &project, &rows, err));
    if (project <= 0)
        return ELA_OK;
    struct ela_db_value p[] = {ELA_DBV_INT(project), ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_CASE_TICKETS, p, 2, &r, err));
    ela_json_set_bool(c->out, "more", r.nrows > SHOWN);
    for (size_t i = 0; i < r.nrows && i < SHOWN; i++) {
        struct ela_json *o = ela_json_new_object();
        ela_list_int(o, "id", &r, i, T_ID);
        ela_list_text(o, "ref", &r, i, T_REF);
        ela_list_text(o, "subject", &r, i, T_SUBJECT);
        ela_list_int(o, "status", &r, i, T_STATUS);
        ela_list_text(o, "created_on", &r, i, T_CREATED);
        ela_list_text(o, "assignee", &r, i, T_WHO);
        ela_json_push(rows, o);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

/* Native moments are the firm's clock: "YYYY-MM-DD HH:MM:SS" in parts. */
static void when(struct ela_json *o, const struct ela_db_result *r, size_t row)
{
    struct ela_str start = ela_db_cell(r, row, M_START), end = ela_db_cell(r, row, M_END);
    bool hours = ela_db_int(r, row, M_WHOLE_DAY, 0) != 1 && start.n == 19,
         same = hours && end.n == 19 && memcmp(start.p, end.p, 10) == 0 &&
                memcmp(start.p, end.p, 19) < 0;
    ela_json_set_str(o, "on", (struct ela_str){start.p, start.n < 10 ? start.n : 10});
    if (hours)
        ela_json_set_str(o, "from", (struct ela_str){start.p + 11, 5});
    else
        ela_json_set_null(o, "from");
    if (same)
        ela_json_set_str(o, "to", (struct ela_str){end.p + 11, 5});
    else
        ela_json_set_null(o, "to");
}

static struct ela_json *meeting(const struct ela_call *c, const struct ela_db_result *r, size_t i)
{
    struct ela_json *o = ela_json_new_object();
    char clock[32];
    ela_mirror_clock(c, c->now, clock);
    ela_list_int(o, "id", r, i, M_ID);
    ela_list_text(o, "label", r, i, M_LABEL);
    when(o, r, i);
    ela_list_text(o, "place", r, i, M_PLACE);
    ela_list_text(o, "adviser", r, i, M_WHO);
    ela_list_text(o, "kind", r, i, M_KIND);
    ela_json_set_bool(o, "to_come", strcmp(ela_db_cell(r, i, M_START).p, clock) >= 0);
    return o;
}

enum ela_status ela__case_meetings(struct ela_call *c, struct ela_error *err)
{
    int32_t project = 0;
    struct ela_json *rows;
    struct ela_db_result r;
    struct ela_sql q;
    ELA_TRY(project_of(c, c->settings->has_agenda, &project, &rows, err));
    if (project <= 0)
        return ELA_OK;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_CASE_MEETINGS);
    ela_sql_int(&q, project);
    ela_sql_int(&q, c->actor->entity);
    if (ela_in_bool(c, "mine", false)) {
        ela_sql_add(&q, ELA_SQL_CASE_MEETINGS_MINE);
        ela_sql_int(&q, c->actor->user_id);
        ela_sql_int(&q, c->actor->user_id);
    }
    ela_sql_add(&q, ELA_SQL_CASE_MEETINGS_END);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    ela_json_set_bool(c->out, "more", r.nrows > SHOWN);
    for (size_t i = 0; i < r.nrows && i < SHOWN; i++)
        ela_json_push(rows, meeting(c, &r, i));
    ela_db_result_release(&r);
    return ELA_OK;
}
