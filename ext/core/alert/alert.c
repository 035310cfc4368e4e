/*
 * Alerts for the dashboard: one statement, each kind through its own index.
 */
#include "alert/alert.h"

#include "alert/alert_internal.h"
#include "alert/alert_sql.h"
#include "case/list.h"
#include "meta/meta.h"
#include "scope/scope.h"
#include "settings/settings.h"

#include <string.h>

enum { SHOWN = 50, MOST = 200, FEW = 300, DAY_S = 86400, BRANCHES = ELA__ALERT_BRANCHES_N + 1 };

enum {
    A_KIND,
    A_CASE,
    A_REF,
    A_TITLE,
    A_SOC,
    A_CLIENT,
    A_DEFINITION,
    A_OBJECT,
    A_LABEL,
    A_SINCE,
    A_LEAD,
    A_LEAD_NAME
};

void ela__alert_before(struct ela_sql *q, const struct ela_call *c, enum ela_alert kind)
{
    int32_t days = c->settings->alerts[kind].days;
    if (kind == ELA_ALERT_PIECE || kind == ELA_ALERT_IDLE) {
        ela_sql_int(q, c->now - (int64_t)days * DAY_S);
        return;
    }
    struct ela_day day = ela_tz_day(c->tz, c->now);
    day.n -= days;
    ela_sql_value(q, ela_list_day(c->arena, day));
}

static void add_reach(struct ela_sql *q, const struct ela_call *c, const char *order, int64_t limit)
{
    if (ela_in_bool(c, "mine", true)) {
        ela_sql_add(q, ELA__ALERT_MINE);
        ela_sql_int(q, c->actor->user_id);
    }
    ela_scope_case(q, c->actor, "d");
    ela_sql_add(q, order);
    ela_sql_add(q, ELA__ALERT_CLOSE);
    ela_sql_int(q, limit);
}

/* Does who asks for his own lead so few cases that one begins with them? */
static enum ela_status of_few(struct ela_call *c, bool *few, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(c->actor->user_id),
                               ELA_DBV_INT(FEW + 1)};
    struct ela_db_result r;
    *few = ela_in_bool(c, "mine", true);
    if (!*few)
        return ELA_OK;
    ELA_TRY(ela_db_query(c->db, ELA__ALERT_FEW, p, 3, &r, err));
    *few = ela_db_int(&r, 0, 0, 0) <= FEW;
    ela_db_result_release(&r);
    return ELA_OK;
}

/* One branch for each kind that is switched on; budgets have settings of their own (TIME-19). */
static void compose(struct ela_sql *q, const struct ela_call *c, bool few, int64_t limit)
{
    const char *open = few ? ELA__ALERT_OPEN : ELA__ALERT_OPEN_MANY;
    ela_sql_add(q, ELA__ALERT_LIST);
    ela_sql_add(q, open);
    ela_sql_add(q, ELA__ALERT_BUDGET);
    ela_sql_int(q, c->actor->entity);
    add_reach(q, c, ELA__ALERT_BY_BUDGET, limit);
    for (size_t i = 0; i < ELA__ALERT_BRANCHES_N; i++) {
        const struct ela__alert_branch *b = &ELA__ALERT_BRANCHES[i];
        if (!c->settings->alerts[b->kind].on)
            continue;
        ela_sql_add(q, ELA__ALERT_UNION);
        ela_sql_add(q, open);
        ela_sql_add(q, b->select);
        ela_sql_int(q, c->actor->entity);
        ela__alert_before(q, c, b->kind);
        add_reach(q, c, b->order, limit);
    }
    ela_sql_add(q, ELA__ALERT_LIST_END);
}

/* "=code": the template's own words. */
static void set_label(struct ela_call *c, struct ela_json *o, const struct ela_db_result *r,
                      size_t row)
{
    struct ela_str label = ela_db_cell(r, row, A_LABEL);
    const struct ela_template *t;
    struct ela_error err = ELA_ERROR_INIT;
    if (label.n < 2 || label.p[0] != '=') {
        ela_json_set_str(o, "label", label);
        return;
    }
    struct ela_str code = {label.p + 1, label.n - 1};
    int64_t definition = ela_db_int(r, row, A_DEFINITION, 0);
    if (definition > 0 && ela_meta_template(c, definition, &t, &err) == ELA_OK) {
        const struct ela_meta_step *s = ela_template_step(t, code);
        const struct ela_meta_piece *p = ela_template_piece(t, code);
        bool step = ela_str_is(ela_db_cell(r, row, A_KIND), "step_late");
        if (step && s) {
            ela_json_set_text(o, "label", ela_label_text(s->label, c->actor->lang));
            return;
        }
        if (!step && p) {
            ela_json_set_text(o, "label", ela_label_text(p->label, c->actor->lang));
            return;
        }
    }
    ela_json_set_str(o, "label", code);
}

static struct ela_json *row_json(struct ela_call *c, const struct ela_db_result *r, size_t row,
                                 struct ela_day today)
{
    struct ela_json *o = ela_json_new_object(), *k = ela_json_new_object();
    struct ela_day since = ELA_DAY_NONE;
    ela_json_set_str(o, "kind", ela_db_cell(r, row, A_KIND));
    ela_json_set_int(k, "id", ela_db_int(r, row, A_CASE, 0));
    ela_json_set_str(k, "ref", ela_db_cell(r, row, A_REF));
    ela_json_set_str(k, "title", ela_db_cell(r, row, A_TITLE));
    ela_json_set(o, "case", k);
    ela_list_person(o, "client", r, row, A_SOC, A_CLIENT);
    ela_list_person(o, "lead", r, row, A_LEAD, A_LEAD_NAME);
    ela_json_set_int(o, "object_id", ela_db_int(r, row, A_OBJECT, 0));
    set_label(c, o, r, row);
    ela_list_text(o, "since_on", r, row, A_SINCE);
    if (ela_day_parse(ela_db_cell(r, row, A_SINCE), &since, "", NULL) == ELA_OK)
        ela_json_set_int(o, "days", (int64_t)today.n - since.n);
    return o;
}

static void count(struct ela_json *counts, struct ela_str kind)
{
    char name[32];
    (void)ela_str_copy(kind, name, sizeof name);
    ela_json_set_int(counts, name, ela_json_int(ela_json_get(counts, name), 0) + 1);
}

static const struct ela_field LIST[] = {
    {.name = "mine", .type = ELA_FT_BOOL},
    {.name = "limit", .type = ELA_FT_INT, .min = 1, .max = MOST},
    {.type = ELA_FT_END},
};

/* What has no day comes last. */
static const char *since_of(const struct ela_db_result *r, size_t row)
{
    struct ela_str s = ela_db_cell(r, row, A_SINCE);
    return s.p ? s.p : "9";
}

/* Oldest first, of whatever kind; so that what waits longest is seen. */
static size_t oldest(const struct ela_db_result *r, const bool *taken)
{
    size_t best = r->nrows;
    for (size_t i = 0; i < r->nrows; i++) {
        if (taken[i])
            continue;
        if (best == r->nrows || strcmp(since_of(r, i), since_of(r, best)) < 0)
            best = i;
    }
    return best;
}

static enum ela_status op_list(struct ela_call *c, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    bool taken[MOST * BRANCHES] = {false}, few;
    int64_t limit = ela_in_int(c, "limit", SHOWN);
    struct ela_day today = ela_tz_day(c->tz, c->now);
    struct ela_json *rows = ela_json_new_array(), *counts = ela_json_new_object();
    ela_json_set(c->out, "rows", rows);
    ela_json_set(c->out, "counts", counts);
    ELA_TRY(of_few(c, &few, err));
    ela_sql_init(&q);
    compose(&q, c, few, limit);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++)
        count(counts, ela_db_cell(&r, i, A_KIND));
    for (size_t n = 0, i; n < (size_t)limit && (i = oldest(&r, taken)) < r.nrows; n++) {
        taken[i] = true;
        ela_json_push(rows, row_json(c, &r, i, today));
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

static const struct ela_field NONE[] = {{.type = ELA_FT_END}};

const struct ela_op ELA_ALERT_OPS[] = {
    {"alert.list", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_CASE_READ, LIST, op_list},
    {"alert.daily", ELA_OP_WRITE, ELA_BY_WORKER, 0, NONE, ela__alert_daily},
    {.name = NULL},
};
