/*
 * One case in full. Source: CASE-01, CASE-02.
 */
#include "case/case_rows.h"
#include "scope/scope.h"

static bool portal(const struct ela_call *c)
{
    return c->actor->kind == ELA_ACTOR_PORTAL;
}

static enum ela_status members(struct ela_call *c, int64_t id, struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(id);
    static const char *const NAMES[] = {"#id", "name", "role", NULL};
    return ela_list_query(c, ELA_SQL_CASE_MEMBERS, &p, 1, "members", NAMES, err);
}

enum ela_status ela__read_money(struct ela_call *c, int64_t id, struct ela_error *err)
{
    struct ela_terms terms;
    struct ela_gauge g;
    ELA_TRY(ela_case_terms_on(c, id, ela_tz_day(c->tz, c->now), &terms, err));
    ELA_TRY(ela_case_gauges(c, &id, 1, &g, err));
    ela_json_set(c->out, "terms", ela__terms_json(c, &terms));
    ela_json_set(c->out, "gauge", ela_gauge_json(c, &g));
    ela_json_set_int(c->out, "total_s", ela__total_s(c, &g));
    struct ela_json *t = ela_json_new_object();
    if (!portal(c)) {
        ela_json_set_int(t, "draft_s", g.draft_s);
        ela_json_set_int(t, "submitted_s", g.submitted_s);
    }
    ela_json_set_int(t, "validated_s", g.validated_s);
    ela_json_set_int(t, "invoiced_s", g.invoiced_s);
    ela_json_set(c->out, "totals", t);
    return ELA_OK;
}

unsigned ela__read_roles(const struct ela_call *c, const struct ela_db_result *r)
{
    unsigned roles = ela_db_int(r, 0, C_LEAD, 0) == c->actor->user_id ? ELA_WF_LEAD : 0;
    return roles | (ela_db_int(r, 0, C_AUTHOR, 0) == c->actor->user_id ? ELA_WF_OWNER : 0);
}

void ela__read_for_user(struct ela_call *c, const struct ela_db_result *r)
{
    ela_list_person(c->out, "project", r, 0, C_PROJECT, C_PROJECT_REF);
    ela_list_int(c->out, "version", r, 0, C_VERSION);
}

enum ela_status ela__case_read(struct ela_call *c, struct ela_error *err)
{
    int64_t id = ela_in_int(c, "case", 0);
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_CASE_READ);
    ela_sql_int(&q, id);
    ela_scope_case(&q, c->actor, "d");
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    if (st != ELA_OK)
        return st;
    if (r.nrows == 0) {
        ela_db_result_release(&r);
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "case");
    }
    const struct ela_template *t;
    const struct ela_wf_object *wf;
    st = ela__row_template(c, &r, 0, &t, &wf, err);
    if (st == ELA_OK) {
        ela__row_common(c, c->out, &r, 0, t, wf);
        ela_list_text(c->out, "description", &r, 0, C_DESCRIPTION);
        if (!portal(c)) {
            ela__read_for_user(c, &r);
            ela_json_set(
                c->out, "transitions",
                ela_wf_choices(wf, ela_db_cell(&r, 0, C_STATUS), ela__read_roles(c, &r), c->actor));
        }
    }
    ela_db_result_release(&r);
    if (st != ELA_OK)
        return st;
    ELA_TRY(members(c, id, err));
    return ela__read_money(c, id, err);
}
