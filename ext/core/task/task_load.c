/*
 * Tasks within the actor's reach, and the columns they stand in. Source: CASE-20, CASE-21, SEC-10.
 */
#include "task/task_internal.h"

enum {
    T_ID,
    T_CASE,
    T_STEP,
    T_ACCOUNT,
    T_NEXT,
    T_POSITION,
    T_CLIENT,
    T_NATIVE,
    T_VERSION,
    T_AUTHOR,
    T_STATUS,
    T_RECURRENCE,
    T_TITLE,
    T_DESCRIPTION,
    T_TAGS,
    T_CASE_REF,
    T_CASE_TITLE,
    T_PRIORITY,
    T_START,
    T_DUE,
    T_FOR_CLIENT,
    T_BILLABLE,
    T_VISIBLE,
    T_CLOSED,
    T_LEAD,
    T_CASE_VISIBLE,
    T_CASE_CLASS,
    T_CODE,
    T_REASON
};

bool ela__portal(const struct ela_call *c)
{
    return c->actor->kind == ELA_ACTOR_PORTAL;
}

bool ela__task_late(const struct ela_call *c, struct ela_day due, bool closed)
{
    return !closed && due.n != ELA_DAY_NONE.n && due.n < ela_tz_day(c->tz, c->now).n;
}

const char *ela__priority_name(int64_t priority)
{
    return ELA__PRIORITIES[priority < 0 || priority > 3 ? 1 : priority];
}

int16_t ela__priority_of(struct ela_str name, int16_t fallback)
{
    for (int16_t i = 0; ELA__PRIORITIES[i]; i++)
        if (ela_str_is(name, ELA__PRIORITIES[i]))
            return i;
    return fallback;
}

/* --- reach -------------------------------------------------------------------------------- */

void ela__task_scope(struct ela_sql *q, const struct ela_call *c)
{
    const struct ela_actor *a = c->actor;
    ela_sql_add(q, ELA_SQL_TASK_ENTITY);
    ela_sql_int(q, a->entity);
    if (a->kind == ELA_ACTOR_WORKER)
        return;
    if (ela__portal(c)) {
        ela_sql_add(q, ELA_SQL_TASK_SEEN);
        ela_sql_int(q, a->client_id);
    } else if (!ela_actor_has(a, ELA_RIGHT_CASE_READ)) {
        ela_sql_add(q, ELA_SQL_TASK_NOTHING);
    }
    ela_sql_add(q, ELA_SQL_TASK_OF_CASE);
    ela_scope_case(q, a, "d");
    ela_sql_add(q, ELA_SQL_TASK_OR_CLIENT);
    ela_scope_client(q, a, "t", "fk_soc");
    ela_sql_add(q, ELA_SQL_TASK_SCOPE_END);
}

static struct ela_day day_of(const struct ela_db_result *r, size_t col)
{
    struct ela_day day = ELA_DAY_NONE;
    if (ela_db_is_null(r, 0, col) || ela_day_parse(ela_db_cell(r, 0, col), &day, "", NULL))
        return ELA_DAY_NONE;
    return day;
}

static const char *text_of(struct ela_call *c, const struct ela_db_result *r, size_t col)
{
    struct ela_str s = ela_db_cell(r, 0, col);
    return s.p ? ela_arena_strndup(c->arena, s.p, s.n) : NULL;
}

static void fill(struct ela_call *c, const struct ela_db_result *r, struct ela__task *t)
{
    *t = (struct ela__task){.id = ela_db_int(r, 0, T_ID, 0),
                            .case_id = ela_db_int(r, 0, T_CASE, 0),
                            .step_id = ela_db_int(r, 0, T_STEP, 0),
                            .account_by = ela_db_int(r, 0, T_ACCOUNT, 0),
                            .next = ela_db_int(r, 0, T_NEXT, 0),
                            .position = ela_db_int(r, 0, T_POSITION, 0),
                            .client_id = (int32_t)ela_db_int(r, 0, T_CLIENT, 0),
                            .native = (int32_t)ela_db_int(r, 0, T_NATIVE, 0),
                            .version = (int32_t)ela_db_int(r, 0, T_VERSION, 0),
                            .author = (int32_t)ela_db_int(r, 0, T_AUTHOR, 0),
                            .priority = (int16_t)ela_db_int(r, 0, T_PRIORITY, 1),
                            .case_lead = (int32_t)ela_db_int(r, 0, T_LEAD, 0),
                            .for_client = ela_db_int(r, 0, T_FOR_CLIENT, 0) == 1,
                            .billable = ela_db_int(r, 0, T_BILLABLE, 0) == 1,
                            .visible = ela_db_int(r, 0, T_VISIBLE, 0) == 1,
                            .closed = !ela_db_is_null(r, 0, T_CLOSED),
                            .case_visible = ela_db_int(r, 0, T_CASE_VISIBLE, 1) == 1};
    (void)ela_str_copy(ela_db_cell(r, 0, T_STATUS), t->status, sizeof t->status);
    (void)ela_str_copy(ela_db_cell(r, 0, T_RECURRENCE), t->recurrence, sizeof t->recurrence);
    t->title = text_of(c, r, T_TITLE);
    t->description = text_of(c, r, T_DESCRIPTION);
    t->tags = text_of(c, r, T_TAGS);
    t->case_ref = text_of(c, r, T_CASE_REF);
    t->case_title = text_of(c, r, T_CASE_TITLE);
    t->code = text_of(c, r, T_CODE);
    t->reason = text_of(c, r, T_REASON);
    t->start_on = day_of(r, T_START);
    t->due_on = day_of(r, T_DUE);
    t->suggested = strcmp(t->status, ELA__SUGGESTED) == 0;
    struct ela_str klass = ela_db_cell(r, 0, T_CASE_CLASS);
    t->case_closed = t->case_id && (ela_str_is(klass, "done") || ela_str_is(klass, "cancelled"));
}

enum ela_status ela__task_load(struct ela_call *c, int64_t id, const char *field,
                               struct ela__task *out, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_TASK_LOAD);
    ela_sql_int(&q, id);
    ela__task_scope(&q, c);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    if (r.nrows)
        fill(c, &r, out);
    bool found = r.nrows > 0 && out->title;
    ela_db_result_release(&r);
    return found ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", field);
}

enum ela_status ela_task_reach(struct ela_call *c, int64_t id, const char *field, int64_t *case_id,
                               int32_t *client_id, bool *visible, struct ela_error *err)
{
    struct ela__task t;
    ELA_TRY(ela__task_load(c, id, field, &t, err));
    *case_id = t.case_id;
    *client_id = t.client_id;
    *visible = t.visible && t.case_visible;
    return ELA_OK;
}

/* A task changes with its case: not once that is archived, and by whoever may change that kind. */
enum ela_status ela__task_writable(struct ela_call *c, const struct ela__task *t,
                                   struct ela_error *err)
{
    struct ela_case k;
    if (!t->case_id)
        return ELA_OK;
    ELA_TRY(ela_case_load(c, t->case_id, "task", &k, err));
    ELA_TRY(ela_case_writable(&k, err));
    return c->actor->kind == ELA_ACTOR_USER ? ela_case_may(c, &k, ELA_KR_EDIT, err) : ELA_OK;
}

/* What moves goes by is read with its row held: within a page of Dolibarr's the transaction began
 * before, and would show what was there then. */
enum ela_status ela__task_hold(struct ela_call *c, int64_t id, const char *field,
                               struct ela__task *out, struct ela_error *err)
{
    struct ela_db_result r;
    ELA_TRY(ela__task_load(c, id, field, out, err));
    ELA_TRY(ela__task_writable(c, out, err));
    struct ela_db_value task = ELA_DBV_INT(out->id), of = ELA_DBV_INT(out->case_id);
    if (out->case_id) {
        ELA_TRY(ela_db_query(c->db, ELA_SQL_TASK_HOLD_CASE, &of, 1, &r, err));
        ela_db_result_release(&r);
    }
    ELA_TRY(ela_db_query(c->db, ELA_SQL_TASK_HOLD, &task, 1, &r, err));
    bool found = r.nrows > 0;
    if (found) {
        (void)ela_str_copy(ela_db_cell(&r, 0, 0), out->status, sizeof out->status);
        out->position = ela_db_int(&r, 0, 1, 0);
        out->version = (int32_t)ela_db_int(&r, 0, 2, 0);
        out->closed = !ela_db_is_null(&r, 0, 3);
        out->next = ela_db_int(&r, 0, 4, 0);
        out->suggested = strcmp(out->status, ELA__SUGGESTED) == 0;
    }
    ela_db_result_release(&r);
    return found ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", field);
}

/* --- columns ------------------------------------------------------------------------------ */

bool ela__class_closed(const char *klass)
{
    return strcmp(klass, "done") == 0 || strcmp(klass, "cancelled") == 0;
}

static void put(struct ela__column *col, const struct ela_wf_status *s, const struct ela_call *c)
{
    bool en = strncmp(c->actor->lang, "en", 2) == 0, client = ela__portal(c);
    const char *label = en ? s->label_en : s->label_fr,
               *theirs = en ? s->client_label_en : s->client_label_fr;
    (void)ela_str_copy(ela_str_of(s->code), col->code, sizeof col->code);
    (void)ela_str_copy(ela_str_of(client && *theirs ? theirs : label), col->label,
                       sizeof col->label);
    (void)ela_str_copy(ela_str_of(s->colour), col->colour, sizeof col->colour);
    (void)ela_str_copy(ela_str_of(s->icon), col->icon, sizeof col->icon);
    (void)ela_str_copy(ela_str_of(s->klass), col->klass, sizeof col->klass);
}

/* A template's own columns; what clients suggest stands before them as everywhere. */
static void own(struct ela_call *c, const struct ela_template *t, struct ela__columns *out)
{
    for (size_t i = 0; i < t->ncolumns; i++) {
        const struct ela_meta_column *m = &t->columns[i];
        struct ela__column *col = &out->at[out->n++];
        *col = (struct ela__column){.icon = ""};
        (void)ela_str_copy(ela_str_of(m->code), col->code, sizeof col->code);
        (void)ela_str_copy(ela_str_of(ela_label_text(m->label, c->actor->lang)), col->label,
                           sizeof col->label);
        (void)ela_str_copy(ela_str_of(m->colour), col->colour, sizeof col->colour);
        (void)ela_str_copy(ela_str_of(m->klass), col->klass, sizeof col->klass);
    }
}

/* Work must be able to begin and to end; else the registry's columns serve. */
static bool usable(const struct ela_template *t)
{
    bool begins = false, ends = false;
    for (size_t i = 0; t && i < t->ncolumns; i++) {
        ends = ends || strcmp(t->columns[i].klass, "done") == 0;
        begins = begins || !ela__class_closed(t->columns[i].klass);
    }
    return begins && ends;
}

enum ela_status ela__columns_for(struct ela_call *c, const struct ela_template *t,
                                 struct ela__columns *out, struct ela_error *err)
{
    const struct ela_wf_object *o = ela_workflow_object(c->workflow, "task");
    const struct ela_wf_status *s;
    size_t n = t ? t->ncolumns : 0;
    bool templated = usable(t);
    for (size_t i = 0; ela_wf_status_at(o, i); i++)
        n++;
    *out = (struct ela__columns){ela_arena_alloc(c->arena, (n + 1) * sizeof *out->at), 0};
    if (!out->at)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    for (size_t i = 0; (s = ela_wf_status_at(o, i)) != NULL; i++)
        if (strcmp(s->klass, "cancelled") != 0 &&
            (!templated || strcmp(s->code, ELA__SUGGESTED) == 0))
            put(&out->at[out->n++], s, c);
    if (templated)
        own(c, t, out);
    return ELA_OK;
}

enum ela_status ela__columns_of(struct ela_call *c, int64_t case_id, struct ela__columns *out,
                                struct ela_error *err)
{
    struct ela_case k = {.template = NULL};
    if (case_id)
        ELA_TRY(ela_case_load(c, case_id, "case", &k, err));
    return ela__columns_for(c, k.template, out, err);
}

const struct ela__column *ela__column(const struct ela__columns *cols, struct ela_str code)
{
    for (size_t i = 0; i < cols->n; i++)
        if (ela_str_is(code, cols->at[i].code))
            return &cols->at[i];
    return NULL;
}

const struct ela__column *ela__column_first(const struct ela__columns *cols)
{
    for (size_t i = 0; i < cols->n; i++)
        if (!ela__class_closed(cols->at[i].klass) && strcmp(cols->at[i].code, ELA__SUGGESTED) != 0)
            return &cols->at[i];
    return NULL;
}

const struct ela__column *ela__column_done(const struct ela__columns *cols)
{
    for (size_t i = 0; i < cols->n; i++)
        if (strcmp(cols->at[i].klass, "done") == 0)
            return &cols->at[i];
    return NULL;
}

/* "review" where there is one, else the last column before what is done. */
const struct ela__column *ela__column_review(const struct ela__columns *cols)
{
    const struct ela__column *last = ela__column(cols, ELA_STR(ELA__REVIEW));
    for (size_t i = 0; !last && i < cols->n; i++)
        if (!ela__class_closed(cols->at[cols->n - 1 - i].klass))
            last = &cols->at[cols->n - 1 - i];
    return last;
}

struct ela_json *ela__column_badge(const struct ela_call *c, const struct ela__columns *cols,
                                   struct ela_str code)
{
    const struct ela__column *col = ela__column(cols, code);
    if (!col)
        return ela_wf_badge(ela_workflow_object(c->workflow, "task"), code, c->actor);
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "code", col->code);
    ela_json_set_text(o, "label", col->label);
    ela_json_set_text(o, "colour", col->colour);
    ela_json_set_text(o, "icon", col->icon);
    ela_json_set_text(o, "class", col->klass);
    return o;
}
