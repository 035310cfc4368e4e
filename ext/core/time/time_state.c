/*
 * States of time, for many entries at once: they are locked and read, judged here, then changed and
 * journalled by a handful of statements whatever their number. What cannot change is reported, the
 * rest goes. Source: TIME-06.
 */
#include "time/time_internal.h"

enum {
    S_ID,
    S_STATUS,
    S_USER,
    S_CASE,
    S_CLIENT,
    S_DURATION,
    S_WORK_ON,
    S_BILLABLE,
    S_NO_WORDS,
    S_TICKET,
    S_CONTRACT,
    S_LEAD,
    S_CASE_STATUS,
    S_MODEL,
    S_BILLED
};

struct change {
    struct ela_call *c;
    const char *name; /* of the transition */
    const char *to;
    const int64_t *ids;
    size_t n;
    struct ela_str reason;
    struct ela_db_result rows;
    struct ela_db_result days; /* user and day over 24 h; submit only */
    int64_t *good[2];          /* by state they came from */
    const char *from[2];
    size_t ngood[2];
    struct ela_json *done, *failed;
};

static void report(struct change *ch, int64_t id, const struct ela_error *why)
{
    struct ela_json *o = ela_json_new_object(), *params = ela_json_new_object();
    ela_json_set_int(o, "id", id);
    ela_json_set_text(o, "key", why->key);
    for (unsigned i = 0; i < why->nparams; i++)
        ela_json_set_text(params, why->params[i].name, why->params[i].value);
    ela_json_set(o, "params", params);
    ela_json_push(ch->failed, o);
}

static enum ela_status lock_rows(struct change *ch, struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_STATE_LOAD);
    ela_sql_in(&q, ch->ids, ch->n);
    ela_scope_time(&q, ch->c->actor, "t");
    ela_sql_add(&q, ELA_SQL_STATE_LOCK);
    return ela_sql_query(&q, ch->c->db, &ch->rows, err);
}

/* Users and days among the rows whose total passes 24 h, in one statement. */
static enum ela_status load_days(struct change *ch, struct ela_error *err)
{
    int64_t users[ELA__TIME_BULK];
    size_t n = 0;
    struct ela_str first = {NULL, 0}, last = {NULL, 0};
    for (size_t i = 0; i < ch->rows.nrows; i++) {
        int64_t user = ela_db_int(&ch->rows, i, S_USER, 0);
        struct ela_str day = ela_db_cell(&ch->rows, i, S_WORK_ON);
        size_t k = 0;
        while (k < n && users[k] != user)
            k++;
        if (k == n && n < ELA__TIME_BULK)
            users[n++] = user;
        if (!first.p || strcmp(day.p, first.p) < 0)
            first = day;
        if (!last.p || strcmp(day.p, last.p) > 0)
            last = day;
    }
    if (n == 0)
        return ELA_OK;
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_STATE_DAYS);
    ela_sql_int(&q, ch->c->actor->entity);
    ela_sql_in(&q, users, n);
    ela_sql_add(&q, ELA_SQL_STATE_DAYS_ON);
    ela_sql_text(&q, first);
    ela_sql_text(&q, last);
    ela_sql_add(&q, ELA_SQL_STATE_DAYS_END);
    return ela_sql_query(&q, ch->c->db, &ch->days, err);
}

static enum ela_status check_day(const struct change *ch, size_t row, struct ela_error *why)
{
    char text[32];
    for (size_t i = 0; i < ch->days.nrows; i++) {
        if (ela_db_int(&ch->days, i, 0, 0) != ela_db_int(&ch->rows, row, S_USER, 0) ||
            !ela_str_eq(ela_db_cell(&ch->days, i, 1), ela_db_cell(&ch->rows, row, S_WORK_ON)))
            continue;
        int64_t own = ela_db_int(&ch->rows, row, S_DURATION, 0);
        ela_duration_format(ela_db_int(&ch->days, i, 2, 0) - own, text);
        enum ela_status st = ela_fail(why, ELA_E_INPUT, "time.day_over_24h", "duration");
        ela_error_param(why, "already", text);
        return st;
    }
    return ELA_OK;
}

/* A draft may be incomplete (a timer's is); what is submitted may not. */
static enum ela_status complete(const struct change *ch, size_t row, struct ela_error *why)
{
    const struct ela_call *c = ch->c;
    const struct ela_db_result *r = &ch->rows;
    struct ela_day day = ELA_DAY_NONE;
    bool exception = ela_actor_has(c->actor, ELA_RIGHT_TIME_EXCEPTION);
    if (ela_db_is_null(r, row, S_CASE) && ela_db_is_null(r, row, S_TICKET) &&
        ela_db_is_null(r, row, S_CONTRACT))
        return ela_fail(why, ELA_E_INPUT, "time.case_missing", "case");
    if (ela_db_int(r, row, S_BILLABLE, 0) == 1 && ela_db_int(r, row, S_NO_WORDS, 0) == 1)
        return ela_fail(why, ELA_E_INPUT, "time.description_missing", "description");
    if (ela_db_int(r, row, S_DURATION, 0) > ELA_DAY_S)
        return ela_fail(why, ELA_E_INPUT, "duration.over_a_day", "duration");
    ELA_TRY(check_day(ch, row, why));
    if (ela_day_parse(ela_db_cell(r, row, S_WORK_ON), &day, "", NULL) == ELA_OK &&
        day.n > ela_tz_day(c->tz, c->now).n && !exception)
        return ela_fail(why, ELA_E_DENIED, "time.future", "work_on");
    if (!exception && ela_wf_status_is(ela_workflow_object(c->workflow, "case"),
                                       ela_db_cell(r, row, S_CASE_STATUS), "closed"))
        return ela_fail(why, ELA_E_DENIED, "time.case_closed", "case");
    return ELA_OK;
}

static void keep(struct change *ch, size_t row)
{
    struct ela_str from = ela_db_cell(&ch->rows, row, S_STATUS);
    size_t b = ch->from[0] && !ela_str_is(from, ch->from[0]) ? 1 : 0;
    ch->from[b] = from.p;
    ch->good[b][ch->ngood[b]++] = ela_db_int(&ch->rows, row, S_ID, 0);
}

static enum ela_status judge_row(struct change *ch, size_t row, struct ela_error *why)
{
    const struct ela_wf_object *wf = ela_workflow_object(ch->c->workflow, "time");
    const struct ela_wf_transition *t;
    int64_t me = ch->c->actor->user_id;
    unsigned roles = 0;
    if (ela_db_int(&ch->rows, row, S_USER, 0) == me)
        roles |= ELA_WF_OWNER;
    if (ela_db_int(&ch->rows, row, S_LEAD, 0) == me)
        roles |= ELA_WF_LEAD;
    ELA_TRY(ela_wf_check(wf, ch->name, ela_db_cell(&ch->rows, row, S_STATUS), roles, ch->c->actor,
                         ch->reason.n > 0, &t, why));
    if (strcmp(ch->name, "submit") == 0)
        ELA_TRY(complete(ch, row, why));
    /* One line of a split entry may be gone from the draft while the other is still on it. */
    if (strcmp(ch->name, "unvalidate") == 0 && ela_db_int(&ch->rows, row, S_BILLED, 0) > 0)
        return ela_fail(why, ELA_E_CONFLICT, "time.partly_invoiced", "entries");
    ch->to = t->to;
    return ELA_OK;
}

/* A reason that is missing is the caller's fault, not a row's: it is refused whole. */
static enum ela_status judge(struct change *ch, struct ela_error *err)
{
    for (size_t row = 0; row < ch->rows.nrows; row++) {
        struct ela_error why = ELA_ERROR_INIT;
        if (judge_row(ch, row, &why) == ELA_OK)
            keep(ch, row);
        else if (strcmp(why.key, "workflow.reason_required") == 0)
            return ela_fail(err, ELA_E_INPUT, "workflow.reason_required", "reason");
        else
            report(ch, ela_db_int(&ch->rows, row, S_ID, 0), &why);
    }
    for (size_t i = 0; i < ch->n; i++) {
        struct ela_error why = ELA_ERROR_INIT;
        size_t row = 0;
        while (row < ch->rows.nrows && ela_db_int(&ch->rows, row, S_ID, 0) != ch->ids[i])
            row++;
        if (row == ch->rows.nrows &&
            ela_fail(&why, ELA_E_NOT_FOUND, "not_found", "entries") != ELA_OK)
            report(ch, ch->ids[i], &why);
    }
    return ELA_OK;
}

static void begin_update(const struct change *ch, struct ela_sql *q)
{
    struct ela_call *c = ch->c;
    if (strcmp(ch->name, "submit") == 0) {
        ela_sql_add(q, ELA_SQL_STATE_SUBMIT);
        ela_sql_int(q, c->now);
    } else if (strcmp(ch->name, "recall") == 0) {
        ela_sql_add(q, ELA_SQL_STATE_RECALL);
    } else if (strcmp(ch->name, "unvalidate") == 0) {
        ela_sql_add(q, ELA_SQL_STATE_UNREVIEW);
    } else { /* validate, refuse: an earlier reason goes with a validation */
        ela_sql_add(q, ELA_SQL_STATE_REVIEW);
        ela_sql_text(q, ela_str_of(ch->to));
        ela_sql_value(q, strcmp(ch->name, "refuse") == 0 ? ELA_DBV_STR(ch->reason) : ELA_DBV_NULL);
        ela_sql_int(q, c->now);
        ela_sql_int(q, c->actor->user_id);
    }
    ela_sql_int(q, c->now);
}

static enum ela_status update_rows(struct change *ch, size_t b, struct ela_error *err)
{
    struct ela_sql q;
    int64_t changed = 0;
    ela_sql_init(&q);
    begin_update(ch, &q);
    ela_sql_add(&q, ELA_SQL_STATE_IDS);
    ela_sql_int(&q, ch->c->actor->entity);
    ela_sql_in(&q, ch->good[b], ch->ngood[b]);
    ela_sql_add(&q, ELA_SQL_STATE_FROM);
    ela_sql_text(&q, ela_str_of(ch->from[b]));
    enum ela_status st = ela_sql_exec(&q, ch->c->db, &changed, err);
    if (st == ELA_OK && changed != (int64_t)ch->ngood[b])
        st = ela_fail(err, ELA_E_CONFLICT, "time.changed", "entries");
    return st;
}

enum ela_status ela__time_events(struct ela_call *c, const int64_t *ids, size_t n, const char *kind,
                                 struct ela_json *data, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_buf text;
    ela_buf_init(&text, 8192);
    enum ela_status st = data ? ela_json_write(data, &text, err) : ELA_OK;
    ela_json_free(data);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_STATE_EVENTS);
    ela_sql_int(&q, c->now);
    ela_sql_text(&q, ela_str_of(kind));
    ela_sql_text(&q, c->actor->kind == ELA_ACTOR_WORKER ? ELA_STR("worker") : ELA_STR("user"));
    ela_sql_value(&q, ela__int_or_null(c->actor->user_id));
    ela_sql_value(&q, c->remote_ip ? ELA_DBV_TEXT(c->remote_ip) : ELA_DBV_NULL);
    ela_sql_value(&q, text.n ? ELA_DBV_STR(((struct ela_str){text.p, text.n})) : ELA_DBV_NULL);
    ela_sql_in(&q, ids, n);
    if (st == ELA_OK)
        st = ela_sql_exec(&q, c->db, NULL, err);
    ela_sql_release(&q);
    ela_buf_release(&text);
    return st;
}

static const char *event_kind(const char *name)
{
    static const char *const KINDS[][2] = {{"submit", "time.submitted"},
                                           {"recall", "time.recalled"},
                                           {"validate", "time.validated"},
                                           {"refuse", "time.refused"},
                                           {"unvalidate", "time.unvalidated"}};
    for (size_t i = 0; i < sizeof(KINDS) / sizeof(KINDS[0]); i++)
        if (strcmp(KINDS[i][0], name) == 0)
            return KINDS[i][1];
    return "time.changed";
}

static enum ela_status apply(struct change *ch, struct ela_error *err)
{
    for (size_t b = 0; b < 2; b++) {
        if (ch->ngood[b] == 0)
            continue;
        ELA_TRY(update_rows(ch, b, err));
        struct ela_json *data = ela_json_new_object();
        ela_json_set_text(data, "from", ch->from[b]);
        ela_json_set_text(data, "to", ch->to);
        if (ch->reason.n)
            ela_json_set_str(data, "reason", ch->reason);
        ELA_TRY(
            ela__time_events(ch->c, ch->good[b], ch->ngood[b], event_kind(ch->name), data, err));
        if (strcmp(ch->name, "validate") == 0 || strcmp(ch->name, "unvalidate") == 0)
            ELA_TRY(ela_mirror_want_times(ch->c, ch->good[b], ch->ngood[b], err));
        for (size_t i = 0; i < ch->ngood[b]; i++)
            ela_json_push(ch->done, ela_json_new_int(ch->good[b][i]));
    }
    return ELA_OK;
}

/* Validated hours of packages fill their gauges: once per case, not per entry. */
static enum ela_status alert(struct change *ch, struct ela_error *err)
{
    int64_t cases[ELA__TIME_BULK];
    size_t n = 0;
    if (strcmp(ch->name, "validate") != 0)
        return ELA_OK;
    for (size_t i = 0; i < ch->rows.nrows; i++) {
        int64_t id = ela_db_int(&ch->rows, i, S_CASE, 0);
        size_t k = 0;
        while (k < n && cases[k] != id)
            k++;
        if (id && k == n && ela_str_is(ela_db_cell(&ch->rows, i, S_MODEL), ELA_MODEL_PACKAGE))
            cases[n++] = id;
    }
    return ela_case_gauge_alert(ch->c, cases, n, err);
}

static enum ela_status run(struct change *ch, struct ela_error *err)
{
    ELA_TRY(lock_rows(ch, err));
    if (strcmp(ch->name, "submit") == 0)
        ELA_TRY(load_days(ch, err));
    ELA_TRY(judge(ch, err));
    ELA_TRY(apply(ch, err));
    return alert(ch, err);
}

enum ela_status ela__time_change(struct ela_call *c, const int64_t *ids, size_t n, const char *name,
                                 struct ela_error *err)
{
    struct change ch = {
        .c = c, .name = name, .ids = ids, .n = n, .reason = ela_str_trim(ela_in_text(c, "reason"))};
    ch.done = ela_json_new_array();
    ch.failed = ela_json_new_array();
    for (size_t b = 0; b < 2; b++)
        ch.good[b] = ela_arena_alloc(c->arena, (n + 1) * sizeof(int64_t));
    enum ela_status st = ELA_OK;
    if (!ch.good[0] || !ch.good[1])
        st = ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    if (st == ELA_OK && n > 0)
        st = run(&ch, err);
    ela_db_result_release(&ch.rows);
    ela_db_result_release(&ch.days);
    ela_json_set(c->out, "done", ch.done);
    ela_json_set(c->out, "failed", ch.failed);
    return st;
}

enum ela_status ela__time_transition(struct ela_call *c, struct ela_error *err)
{
    const struct ela_json *list = ela_in_get(c, "entries");
    size_t n = ela_json_size(list);
    int64_t *ids = ela_arena_alloc(c->arena, (n + 1) * sizeof(*ids));
    char name[16];
    if (!ids)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    for (size_t i = 0; i < n; i++)
        ids[i] = ela_json_int(ela_json_at(list, i), 0);
    (void)ela_str_copy(ela_in_text(c, "to"), name, sizeof(name));
    return ela__time_change(c, ids, n, name, err);
}

enum ela_status ela__time_submit_week(struct ela_call *c, struct ela_error *err)
{
    struct ela_day day = ela_in_day(c, "week");
    struct ela_day from = {day.n - (ela_day_weekday(day) - 1)}, to = {from.n + 6};
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(c->actor->user_id),
                               ela_list_day(c->arena, from), ela_list_day(c->arena, to)};
    struct ela_db_result r;
    int64_t ids[ELA__TIME_BULK];
    ELA_TRY(ela_db_query(c->db, ELA_SQL_STATE_WEEK, p, 4, &r, err));
    size_t n = r.nrows < ELA__TIME_BULK ? r.nrows : ELA__TIME_BULK;
    for (size_t i = 0; i < n; i++)
        ids[i] = ela_db_int(&r, i, 0, 0);
    ela_db_result_release(&r);
    return ela__time_change(c, ids, n, "submit", err);
}
