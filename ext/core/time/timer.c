/*
 * Timers: the server keeps the start, one runs per user, stopping makes a draft. Source: TIME-02.
 */
#include "time/time_internal.h"

enum { START_TRIES = 5 };

static enum ela_status pause_running(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(c->actor->user_id)};
    return ela_db_exec(c->db, ELA_SQL_TIMER_PAUSE_RUNNING, p, 3, NULL, err);
}

static struct ela_db_value note_of(const struct ela_call *c)
{
    struct ela_str note = ela_in_text(c, "note");
    return note.n ? ELA_DBV_STR(note) : ELA_DBV_TEXT("");
}

/* On a case, in one statement. *changed 0: another one runs, or the long way says what is wrong. */
static enum ela_status start_on_case(struct ela_call *c, int64_t *changed, struct ela_error *err)
{
    const struct ela_wf_object *wf = ela_workflow_object(c->workflow, "case");
    const struct ela_wf_status *s;
    const char *sign = ELA_SQL_TIMER_START_FIRST;
    int64_t activity = ela_in_int(c, "activity", 0);
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_TIMER_START);
    ela_sql_int(&q, c->actor->user_id);
    ela_sql_value(&q, ela__int_or_null(activity));
    ela_sql_value(&q, note_of(c));
    ela_sql_int(&q, c->now);
    ela_sql_int(&q, c->now);
    ela_sql_int(&q, ela_in_int(c, "case", 0));
    ela_scope_case(&q, c->actor, "d");
    ela_sql_add(&q, ELA_SQL_TIMER_START_OPEN);
    for (size_t i = 0; (s = ela_wf_status_at(wf, i)) != NULL; i++) {
        if (!ela_wf_status_is(wf, ela_str_of(s->code), "closed"))
            continue;
        ela_sql_add(&q, sign);
        ela_sql_text(&q, ela_str_of(s->code));
        sign = ELA_SQL_TIMER_START_AND;
    }
    ela_sql_add(&q, activity ? ELA_SQL_TIMER_START_ACTIVITY : ELA_SQL_TIMER_START_ANY);
    if (activity) {
        ela_sql_int(&q, activity);
        ela_sql_int(&q, c->actor->entity);
    }
    ela_sql_add(&q, ELA_SQL_TIMER_START_END);
    return ela_sql_exec(&q, c->db, changed, err);
}

/* On anything: what it names is completed and checked first. */
static enum ela_status start_on_links(struct ela_call *c, struct ela__links *l, int64_t *changed,
                                      struct ela_error *err)
{
    struct ela__resolved found;
    int64_t activity = ela_in_int(c, "activity", 0);
    l->user = c->actor->user_id;
    l->activity = activity;
    ELA_TRY(ela__links_resolve(c, l, ela_tz_day(c->tz, c->now), &found, err));
    if (found.case_closed && !ela_actor_has(c->actor, ELA_RIGHT_TIME_EXCEPTION))
        return ela_fail(err, ELA_E_DENIED, "time.case_closed", "case");
    if (activity && !found.activity_active)
        return ela_fail(err, ELA_E_INPUT, "time.activity_inactive", "activity");
    struct ela_db_value p[] = {
        ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(l->user),         ELA_DBV_INT(l->client),
        ela__int_or_null(l->case_id),  ela__int_or_null(l->project), ela__int_or_null(l->task),
        ela__int_or_null(l->ticket),   ela__int_or_null(activity),   note_of(c),
        ELA_DBV_INT(c->now),           ELA_DBV_INT(c->now)};
    return ela_db_exec(c->db, ELA_SQL_TIMER_INSERT, p, sizeof(p) / sizeof(p[0]), changed, err);
}

static enum ela_status is_running(struct ela_call *c, bool *is, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(c->actor->user_id)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_TIMER_IS_RUNNING, p, 2, &r, err));
    *is = r.nrows > 0;
    ela_db_result_release(&r);
    return ELA_OK;
}

struct starting {
    struct ela_call *c;
    struct ela__links links;
    bool on_case; /* on a case and nothing else */
    int64_t changed, id;
};

/*
 * Starts of one person come here one after the other: the row of the user is their turn, since
 * starts that only met at the unique key deadlocked beyond their retries. A start that did not come
 * this way may still be first; it is paused, then tried again.
 */
static enum ela_status start_over(void *ctx, struct ela_error *err)
{
    struct starting *s = ctx;
    bool running, refused = false;
    struct ela_db_value user = ELA_DBV_INT(s->c->actor->user_id);
    s->changed = 0;
    struct ela_db_result turn;
    ELA_TRY(ela_db_query(s->c->db, ELA_SQL_TIMER_TURN, &user, 1, &turn, err));
    ela_db_result_release(&turn);
    for (int i = 0; i < START_TRIES && s->changed != 1; i++) {
        ELA_TRY(is_running(s->c, &running, err));
        if (running || i > 0)
            ELA_TRY(pause_running(s->c, err));
        if (s->on_case && !refused)
            ELA_TRY(start_on_case(s->c, &s->changed, err));
        else
            ELA_TRY(start_on_links(s->c, &s->links, &s->changed, err));
        refused = s->changed != 1 && !refused; /* the long way says why, or does it */
    }
    s->id = ela_db_last_id(s->c->db); /* a commit forgets it */
    return s->changed == 1 ? ELA_OK : ela_fail(err, ELA_E_CONFLICT, "timer.busy", "");
}

/*
 * Most often nothing runs: then one statement starts. Pausing what runs and starting go together,
 * and so does what lost the one statement to another start.
 */
enum ela_status ela__timer_start(struct ela_call *c, struct ela_error *err)
{
    struct starting s = {.c = c};
    struct ela__links *l = &s.links;
    bool running;
    if (!ela__links_read(c, l))
        return ela_fail(err, ELA_E_INPUT, "field.required", "client");
    s.on_case = l->case_id && !l->client && !l->project && !l->task && !l->ticket;
    ELA_TRY(is_running(c, &running, err));
    enum ela_status st = !running && s.on_case ? start_on_case(c, &s.changed, err) : ELA_OK;
    if (st == ELA_E_TRANSIENT) {
        ela_error_reset(err);
        s.changed = 0;
    } else if (st != ELA_OK) {
        return st;
    }
    s.id = ela_db_last_id(c->db);
    if (s.changed != 1)
        ELA_TRY(ela_db_tx(c->db, start_over, &s, err));
    ela_json_set_int(c->out, "id", s.id);
    ela_json_set_int(c->out, "started_at", c->now);
    ela_json_set_int(c->out, "server_now", c->now);
    return ELA_OK;
}

enum ela_status ela__timer_pause(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(ela_in_int(c, "timer", 0)),
                               ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(c->actor->user_id)};
    struct ela_db_value any[] = {p[0], p[2], p[3]};
    int64_t changed = 0;
    if (ela_in_has(c, "timer"))
        ELA_TRY(ela_db_exec(c->db, ELA_SQL_TIMER_PAUSE, p, 4, &changed, err));
    else
        ELA_TRY(ela_db_exec(c->db, ELA_SQL_TIMER_PAUSE_RUNNING, any, 3, &changed, err));
    return changed == 1 ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "timer.not_running", "timer");
}

enum ela_status ela__timer_resume(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(ela_in_int(c, "timer", 0)),
                               ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(c->actor->user_id)};
    int64_t changed = 0;
    /* The one asked for may be running already: pausing it would cost it nothing but a second. */
    ELA_TRY(pause_running(c, err));
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_TIMER_RESUME, p, 4, &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "timer");
    return ELA_OK;
}

/* --- stop ----------------------------------------------------------------- */

struct loaded {
    int64_t id, elapsed;
    struct ela__entry e;
};

static enum ela_status fill(struct ela_call *c, const struct ela_db_result *r, struct loaded *t,
                            struct ela_error *err)
{
    struct ela_str note = ela_db_cell(r, 0, 10);
    int64_t since = ela_db_int(r, 0, 2, 0), accrued = ela_db_int(r, 0, 3, 0);
    bool running = !ela_db_is_null(r, 0, 2);
    t->id = ela_db_int(r, 0, 0, 0);
    t->elapsed = accrued + (running && c->now > since ? c->now - since : 0);
    t->e = (struct ela__entry){
        .status = "draft", .origin = "timer", .start_at = since, .end_at = c->now};
    struct ela__entry *e = &t->e;
    e->work_on = ela_tz_day(c->tz, ela_db_int(r, 0, 1, 0));
    e->duration_s = t->elapsed > 0 ? t->elapsed : 1;
    /* One stretch without a pause has hours of the clock; anything else only a sum. */
    e->has_span = running && accrued == 0 && t->elapsed > 0 && t->elapsed <= ELA_DAY_S;
    e->links = (struct ela__links){.user = c->actor->user_id,
                                   .client = ela_db_int(r, 0, 4, 0),
                                   .case_id = ela_db_int(r, 0, 5, 0),
                                   .project = ela_db_int(r, 0, 6, 0),
                                   .task = ela_db_int(r, 0, 7, 0),
                                   .ticket = ela_db_int(r, 0, 8, 0),
                                   .activity = ela_db_int(r, 0, 9, 0)};
    e->description =
        (struct ela_str){note.n ? ela_arena_strndup(c->arena, note.p, note.n) : "", note.n};
    return e->description.p ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
}

/* The timer that is named, else the running one; it is taken away. */
static enum ela_status take(struct ela_call *c, struct loaded *t, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    bool named = ela_in_has(c, "timer");
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_TIMER_LOAD);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_add(&q, named ? ELA_SQL_TIMER_BY_ID : ELA_SQL_TIMER_RUNNING);
    if (named)
        ela_sql_int(&q, ela_in_int(c, "timer", 0));
    ela_sql_int(&q, c->actor->user_id);
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    if (st != ELA_OK)
        return st;
    st = r.nrows ? fill(c, &r, t, err)
                 : ela_fail(err, ELA_E_NOT_FOUND, "timer.not_running", "timer");
    ela_db_result_release(&r);
    if (st != ELA_OK)
        return st;
    struct ela_db_value id = ELA_DBV_INT(t->id);
    int64_t changed = 0;
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_TIMER_DROP, &id, 1, &changed, err));
    return changed == 1 ? ELA_OK : ela_fail(err, ELA_E_CONFLICT, "conflict.version", "timer");
}

static enum ela_status journal(struct ela_call *c, const struct loaded *t, const char *kind,
                               const char *object, int64_t id, struct ela_error *err)
{
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "origin", "timer");
    ela_json_set_int(data, "duration_s", t->elapsed);
    struct ela_event e = {.kind = kind,
                          .client_id = (int32_t)t->e.links.client,
                          .case_id = t->e.links.case_id,
                          .object = object,
                          .object_id = id,
                          .data = data};
    return ela_event_add(c, &e, err);
}

/* Nothing is checked that could lose the time: an over-long or incomplete draft is refused when it
 * is submitted. */
enum ela_status ela__timer_stop(struct ela_call *c, struct ela_error *err)
{
    struct loaded t;
    ELA_TRY(take(c, &t, err));
    ELA_TRY(ela__entry_insert(c, &t.e, true, err));
    ELA_TRY(journal(c, &t, "time.created", "time", t.e.id, err));
    ela_json_set_int(c->out, "time", t.e.id);
    ela_json_set_int(c->out, "version", t.e.version);
    ela_json_set_int(c->out, "duration_s", t.e.duration_s);
    ela_json_set_bool(c->out, "over_warn", t.elapsed > c->settings->timer_warn_s);
    return ELA_OK;
}

enum ela_status ela__timer_discard(struct ela_call *c, struct ela_error *err)
{
    struct loaded t;
    ELA_TRY(take(c, &t, err));
    return journal(c, &t, "timer.discarded", "timer", t.id, err);
}

/* --- read ----------------------------------------------------------------- */

static struct ela_json *case_json(const struct ela_db_result *r, size_t row)
{
    if (ela_db_is_null(r, row, 6))
        return ela_json_new_null();
    struct ela_json *o = ela_json_new_object();
    ela_list_int(o, "id", r, row, 6);
    ela_list_text(o, "ref", r, row, 7);
    ela_list_text(o, "title", r, row, 8);
    return o;
}

static struct ela_json *timer_json(const struct ela_call *c, const struct ela_db_result *r,
                                   size_t row)
{
    struct ela_json *o = ela_json_new_object();
    bool running = !ela_db_is_null(r, row, 2);
    int64_t since = ela_db_int(r, row, 2, 0), accrued = ela_db_int(r, row, 3, 0);
    int64_t elapsed = accrued + (running && c->now > since ? c->now - since : 0);
    ela_list_int(o, "id", r, row, 0);
    ela_json_set(o, "status",
                 ela_wf_badge(ela_workflow_object(c->workflow, "timer"),
                              running ? ELA_STR("running") : ELA_STR("paused"), c->actor));
    ela_list_person(o, "client", r, row, 4, 5);
    ela_json_set(o, "case", case_json(r, row));
    ela_list_int(o, "project", r, row, 9);
    ela_list_person(o, "task", r, row, 10, 11);
    ela_list_int(o, "ticket", r, row, 12);
    ela_json_set(o, "activity", ela__activity_json(c, r, row, 13, 14));
    ela_list_text(o, "note", r, row, 18);
    ela_list_int(o, "started_at", r, row, 1);
    ela_list_int(o, "since", r, row, 2);
    ela_json_set_int(o, "accrued_s", accrued);
    ela_json_set_int(o, "elapsed_s", elapsed);
    ela_json_set_int(o, "server_now", c->now);
    ela_json_set_bool(o, "warn", elapsed > c->settings->timer_warn_s);
    return o;
}

enum ela_status ela__timer_read(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(c->actor->user_id)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_TIMER_READ, p, 2, &r, err));
    struct ela_json *paused = ela_json_new_array(), *running = NULL;
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = timer_json(c, &r, i);
        if (!ela_db_is_null(&r, i, 2) && !running)
            running = o;
        else
            ela_json_push(paused, o);
    }
    ela_db_result_release(&r);
    ela_json_set(c->out, "running", running ? running : ela_json_new_null());
    ela_json_set(c->out, "paused", paused);
    ela_json_set_int(c->out, "server_now", c->now);
    return ELA_OK;
}
