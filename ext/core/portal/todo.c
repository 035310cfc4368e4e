/*
 * What waits for the client, of all his cases: documents to supply, forms to fill in, information
 * to validate, tasks that are his, what else he was asked. One statement. Source: CASE-26, PORT-08.
 */
#include "portal/portal_internal.h"

#include "case/list.h"
#include "meta/meta.h"
#include "portal/todo_sql.h"
#include "scope/scope.h"
#include "workflow/workflow.h"

enum { T_KIND, T_ID, T_LABEL, T_CASE, T_REF, T_TITLE, T_DEFINITION, T_DUE, T_STATUS };
enum { EACH = 100, NBRANCHES = 6 };

static const struct {
    const char *select, *due;
    bool of_case, today;
} BRANCHES[NBRANCHES] = {{ELA_SQL_TODO_PIECE, "p.due_on", true, true},
                         {ELA_SQL_TODO_ACTION, "x.due_on", true, false},
                         {ELA_SQL_TODO_FORM, "s.planned_on", true, false},
                         {ELA_SQL_TODO_TASK, "t.due_on", true, false},
                         {ELA_SQL_TODO_TASK_ALONE, "t.due_on", false, false},
                         {ELA_SQL_TODO_REQUEST, "NULL", false, false}};

static void add_branch(struct ela_call *c, struct ela_sql *q, size_t i)
{
    ela_sql_add(q, i ? ELA_SQL_TODO_UNION : "");
    ela_sql_add(q, ELA_SQL_TODO_OPEN);
    ela_sql_add(q, BRANCHES[i].select);
    if (BRANCHES[i].today)
        ela_sql_value(q, ela_list_day(c->arena, ela_tz_day(c->tz, c->now)));
    if (BRANCHES[i].of_case) {
        ela_scope_case(q, c->actor, "d");
    } else {
        ela_sql_int(q, c->actor->entity);
        ela_sql_int(q, c->actor->client_id);
    }
    ela_sql_add(q, ELA_SQL_TODO_ORDER);
    ela_sql_add(q, BRANCHES[i].due);
    ela_sql_add(q, ELA_SQL_TODO_CLOSE);
    ela_sql_int(q, EACH + 1);
}

/* "=code": in the words of the template. */
static enum ela_status set_label(struct ela_call *c, struct ela_json *o,
                                 const struct ela_db_result *r, size_t i, struct ela_error *err)
{
    struct ela_str label = ela_db_cell(r, i, T_LABEL);
    const struct ela_template *t = NULL;
    if (label.n < 2 || label.p[0] != '=') {
        ela_json_set_str(o, "label", label);
        return ELA_OK;
    }
    struct ela_str code = {label.p + 1, label.n - 1};
    if (!ela_db_is_null(r, i, T_DEFINITION))
        ELA_TRY(ela_meta_template(c, ela_db_int(r, i, T_DEFINITION, 0), &t, err));
    const struct ela_meta_piece *p = t ? ela_template_piece(t, code) : NULL;
    const struct ela_meta_step *s = t ? ela_template_step(t, code) : NULL;
    if (t && ela_str_is(ela_db_cell(r, i, T_KIND), "request"))
        ela_json_set_text(o, "label", ela_label_text(t->label, c->actor->lang));
    else if (ela_str_is(ela_db_cell(r, i, T_KIND), "form") && s && s->form)
        ela_json_set_text(o, "label", ela_label_text(s->form->label, c->actor->lang));
    else if (p)
        ela_json_set_text(o, "label", ela_label_text(p->label, c->actor->lang));
    else
        ela_json_set_str(o, "label", code);
    return ELA_OK;
}

static bool late(const struct ela_call *c, const struct ela_db_result *r, size_t i)
{
    struct ela_day due;
    return !ela_db_is_null(r, i, T_DUE) &&
           ela_day_parse(ela_db_cell(r, i, T_DUE), &due, "", NULL) == ELA_OK &&
           due.n < ela_tz_day(c->tz, c->now).n;
}

static enum ela_status set_status(struct ela_call *c, struct ela_json *o,
                                  const struct ela_db_result *r, size_t i, struct ela_error *err)
{
    const struct ela_template *t = NULL;
    if (ela_db_is_null(r, i, T_STATUS)) {
        ela_json_set_null(o, "status");
        return ELA_OK;
    }
    if (!ela_db_is_null(r, i, T_DEFINITION))
        ELA_TRY(ela_meta_template(c, ela_db_int(r, i, T_DEFINITION, 0), &t, err));
    ela_json_set(o, "status", ela_template_piece_badge(c, t, ela_db_cell(r, i, T_STATUS)));
    return ELA_OK;
}

static enum ela_status write_row(struct ela_call *c, struct ela_json *rows,
                                 const struct ela_db_result *r, size_t i, struct ela_error *err)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_push(rows, o);
    ela_json_set_str(o, "kind", ela_db_cell(r, i, T_KIND));
    ela_list_int(o, "id", r, i, T_ID);
    ela_json_set_null(o, "case");
    ela_list_text(o, "due_on", r, i, T_DUE);
    ela_json_set_bool(o, "late", late(c, r, i));
    ELA_TRY(set_status(c, o, r, i, err));
    if (!ela_db_is_null(r, i, T_CASE)) {
        struct ela_json *k = ela_json_new_object();
        ela_list_int(k, "id", r, i, T_CASE);
        ela_list_text(k, "ref", r, i, T_REF);
        ela_list_text(k, "title", r, i, T_TITLE);
        ela_json_set(o, "case", k);
    }
    return set_label(c, o, r, i, err);
}

/* The row that comes first of those not written: by day, then as the branches stand. */
static size_t first_left(const struct ela_db_result *r, const bool *written)
{
    size_t best = r->nrows;
    for (size_t i = 0; i < r->nrows; i++) {
        if (written[i] || ela_db_is_null(r, i, T_DUE))
            continue;
        if (best == r->nrows ||
            strcmp(ela_db_cell(r, i, T_DUE).p, ela_db_cell(r, best, T_DUE).p) < 0)
            best = i;
    }
    for (size_t i = 0; best == r->nrows && i < r->nrows; i++)
        best = written[i] ? best : i;
    return best;
}

/* {count, more, rows}: at most `limit` rows; more: a kind has more than are counted. */
enum ela_status ela__portal_todo(struct ela_call *c, struct ela_error *err)
{
    size_t limit = (size_t)ela_in_int(c, "limit", 50), of[NBRANCHES] = {0};
    bool written[NBRANCHES * (EACH + 1)] = {false}, more = false;
    struct ela_json *rows = ela_json_new_array();
    struct ela_sql q;
    struct ela_db_result r;
    ela_json_set(c->out, "rows", rows);
    ela_sql_init(&q);
    for (size_t i = 0; i < NBRANCHES; i++)
        add_branch(c, &q, i);
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    if (st != ELA_OK)
        return st;
    for (size_t i = 0; i < r.nrows; i++) {
        static const char *const kinds[] = {"document", "task", "request", "form"};
        size_t k = 0;
        while (k < 4 && !ela_str_is(ela_db_cell(&r, i, T_KIND), kinds[k]))
            k++;
        more |= ++of[k] > EACH;
    }
    for (size_t n = 0, i; n < limit && st == ELA_OK; n++) {
        if ((i = first_left(&r, written)) == r.nrows)
            break;
        written[i] = true;
        st = write_row(c, rows, &r, i, err);
    }
    ela_json_set_int(c->out, "count", (int64_t)r.nrows);
    ela_json_set_bool(c->out, "more", more);
    ela_db_result_release(&r);
    return st;
}
