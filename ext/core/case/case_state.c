/*
 * Lifecycle of a case: moves between the statuses of its template, closing with what is left,
 * reopening, archiving; what a move sets off. Source: CASE-02, CASE-08.
 */
#include "case/flow.h"
#include "base/duration.h"

static enum ela_status remains(struct ela_call *c, const struct ela_case *k, int64_t left[5],
                               struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(k->id);
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_CASE_REMAINS, &p, 1, &r, err));
    for (size_t i = 0; i < 5; i++)
        left[i] = ela_db_int(&r, 0, i, 0);
    ela_db_result_release(&r);
    return ELA_OK;
}

/* Closing with work, pieces or time that is not validated or not billed is said first and done only
 * when confirmed. */
static enum ela_status check_left(struct ela_call *c, const struct ela_case *k,
                                  struct ela_error *err)
{
    int64_t left[5];
    char text[32];
    ELA_TRY(remains(c, k, left, err));
    if (!left[0] && !left[1] && !left[2] && !left[3] && !left[4])
        return ELA_OK;
    bool work = left[0] || left[1] || left[2];
    enum ela_status st = work ? ela_fail(err, ELA_E_STATE, "case.closing_work", "confirm")
                              : ela_fail(err, ELA_E_STATE, "case.closing_left", "confirm");
    ela_duration_format(left[3], text);
    ela_error_param(err, "unvalidated", text);
    ela_duration_format(left[4], text);
    ela_error_param(err, "unbilled", text);
    ela_error_param_i64(err, "steps", left[0]);
    ela_error_param_i64(err, "tasks", left[2]);
    ela_error_param_i64(err, "pieces", left[1]);
    return st;
}

static enum ela_status write_status(struct ela_call *c, struct ela__flow *f,
                                    const struct ela_wf_status *to, struct ela_error *err)
{
    struct ela_case *k = &f->k;
    bool closed = ela_wf_status_is(k->statuses, ela_str_of(to->code), "closed");
    bool done = strcmp(to->klass, "done") == 0;
    struct ela_day day = closed ? ela_tz_day(c->tz, c->now) : ELA_DAY_NONE;
    int16_t progress = k->progress;
    int64_t changed = 0;
    if (done)
        progress = 100;
    else if (!k->progress_manual && f->nsteps > 0)
        progress = ela__flow_percent(f);
    struct ela_db_value p[] = {
        ELA_DBV_TEXT(to->code),         ELA_DBV_TEXT(to->klass), ela_list_day(c->arena, day),
        ELA_DBV_INT(progress),          ELA_DBV_INT(c->now),     ELA_DBV_INT(c->now),
        ELA_DBV_INT(c->actor->user_id), ELA_DBV_INT(k->id),      ELA_DBV_INT(c->actor->entity),
        ELA_DBV_TEXT(k->status)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_CASE_STATUS, p, sizeof(p) / sizeof(p[0]), &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "case");
    (void)ela_str_copy(ela_str_of(to->code), k->status, sizeof(k->status));
    k->closed = closed;
    k->closed_on = day;
    k->progress = progress;
    return ela_mirror_want(c, "case", k->id, err);
}

static int64_t undone(const struct ela__flow *f)
{
    int64_t n = 0;
    for (size_t i = 0; i < f->nsteps; i++)
        n += strcmp(f->steps[i].status, ELA__TODO) == 0 ||
             strcmp(f->steps[i].status, ELA__CURRENT) == 0;
    return n;
}

/* Parts follow their case: closed, it leaves none to do; open again, they stand as they were. */
static enum ela_status parts_follow(struct ela_call *c, struct ela__flow *f, bool was_closed,
                                    struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(f->k.closed), ELA_DBV_INT(f->k.id)};
    if (f->k.closed == was_closed)
        return ELA_OK;
    for (size_t i = 0; i < ELA_PARTS_FOLLOW; i++)
        ELA_TRY(ela_db_exec(c->db, ELA_SQL_PARTS_FOLLOW[i], p, 2, NULL, err));
    return f->k.closed ? ela__steps_close(c, f, err) : ela__steps_restore(c, f, err);
}

static enum ela_status follow(struct ela_call *c, struct ela__flow *f, const char *from_class,
                              const struct ela_wf_status *to, bool closes, int64_t event,
                              struct ela_error *err)
{
    const struct ela_template *t = f->k.template;
    struct ela__cause why = {.source = "status", .event_id = event, .at = "effects"};
    char on[40];
    if (!t)
        return ELA_OK;
    (void)snprintf(on, sizeof(on), "status:%s", to->code);
    ELA_TRY(ela__effects(c, f, &why, t->effects, t->neffects, on, err));
    (void)snprintf(on, sizeof(on), "class:%s", to->klass);
    if (strcmp(from_class, to->klass) != 0)
        ELA_TRY(ela__effects(c, f, &why, t->effects, t->neffects, on, err));
    return closes ? ela__effects(c, f, &why, t->effects, t->neffects, "close", err) : ELA_OK;
}

enum ela_status ela__flow_move(struct ela_call *c, struct ela__flow *f, const char *code,
                               struct ela_str reason, const struct ela_meta_transition *move,
                               struct ela_error *err)
{
    const struct ela_wf_object *o = f->k.statuses;
    const struct ela_wf_status *to = ela_wf_status_of(o, ela_str_of(code)),
                               *from = ela_wf_status_of(o, ela_str_of(f->k.status));
    char from_class[16];
    int64_t event = 0;
    bool was_closed = f->k.closed;
    if (!to)
        return ela_fail(err, ELA_E_INPUT, "workflow.unknown_status", "to");
    (void)snprintf(from_class, sizeof(from_class), "%s", from ? from->klass : "");
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "from", f->k.status);
    ela_json_set_text(data, "to", to->code);
    if (reason.n)
        ela_json_set_str(data, "reason", reason);
    if (!was_closed && undone(f) && ela_wf_status_is(o, ela_str_of(to->code), "closed"))
        ela_json_set_int(data, "steps_left", undone(f));
    enum ela_status st = write_status(c, f, to, err);
    if (st == ELA_OK)
        st = parts_follow(c, f, was_closed, err);
    if (st != ELA_OK) {
        ela_json_free(data);
        return st;
    }
    struct ela__fact fact = {.kind = "case.status",
                             .object = "case",
                             .object_id = f->k.id,
                             .visible = true,
                             .id = &event};
    ELA_TRY(ela__case_tell(c, &f->k, &fact, data, err));
    ela_json_free(f->facts);
    f->facts = NULL;
    ELA_TRY(ela_case_facts(c, &f->k, &f->facts, err));
    ela__flow_facts(c, f, 0);
    if (move) {
        char at[40];
        (void)snprintf(at, sizeof(at), "transitions/%s", move->name);
        struct ela__cause why = {.source = "status", .event_id = event, .at = at};
        ELA_TRY(ela__effects(c, f, &why, move->effects, move->neffects, NULL, err));
        /* One of them may have led further: what follows belongs to where it stands now. */
        if (strcmp(f->k.status, to->code) != 0)
            return ELA_OK;
    }
    return follow(c, f, from_class, to, f->k.closed && !was_closed, event, err);
}

/* --- a move that somebody asks for ---------------------------------------- */

static enum ela_status check_guard(struct ela_call *c, const struct ela__flow *f,
                                   const struct ela_meta_transition *move, struct ela_error *err)
{
    if (!move || ela_guard_true(move->when, f->values, f->facts))
        return ELA_OK;
    const char *why = ela_label_text(move->otherwise, c->actor->lang);
    if (!*why)
        return ela_fail(err, ELA_E_STATE, "case.move_not_yet", "to");
    enum ela_status st = ela_fail(err, ELA_E_STATE, "case.move_refused", "to");
    ela_error_param(err, "why", why);
    return st;
}

struct ela_json *ela__flow_choices(const struct ela_call *c, const struct ela__flow *f,
                                   unsigned rights, unsigned roles)
{
    const struct ela_wf_object *o = f->k.statuses;
    struct ela_json *all = ela_wf_choices(o, ela_str_of(f->k.status), roles, c->actor),
                    *list = ela_json_new_array();
    for (size_t i = 0; i < ela_json_size(all); i++) {
        const struct ela_json *one = ela_json_at(all, i);
        bool closes = ela_wf_status_is(o, ela_json_text(ela_json_get(one, "to")), "closed");
        const struct ela_meta_transition *move =
            ela_template_transition(f->k.template, ela_json_text(ela_json_get(one, "name")));
        if ((rights & (closes ? ELA_KR_CLOSE : ELA_KR_EDIT)) == 0)
            continue;
        if (move && !ela_guard_true(move->when, f->values, f->facts))
            continue;
        ela_json_push(list, ela_json_ref((struct ela_json *)(uintptr_t)one));
    }
    ela_json_free(all);
    return list;
}

static enum ela_status transition(struct ela_call *c, struct ela__flow *f, struct ela_error *err)
{
    const struct ela_wf_object *o = f->k.statuses;
    struct ela_str to = ela_in_text(c, "to"), reason = ela_in_text(c, "reason");
    unsigned roles = f->k.lead_id == c->actor->user_id ? ELA_WF_LEAD : 0;
    const struct ela_wf_transition *taken;
    char code[24];
    ELA_TRY(
        ela_wf_between(o, ela_str_of(f->k.status), to, roles, c->actor, reason.n > 0, &taken, err));
    const struct ela_meta_transition *move =
        ela_template_transition(f->k.template, ela_str_of(taken->name));
    bool closes = ela_wf_status_is(o, to, "closed");
    ELA_TRY(ela_case_may(c, &f->k, closes ? ELA_KR_CLOSE : ELA_KR_EDIT, err));
    ELA_TRY(check_guard(c, f, move, err));
    if (closes && !f->k.closed && !ela_in_bool(c, "confirm", false))
        ELA_TRY(check_left(c, &f->k, err));
    (void)ela_str_copy(to, code, sizeof(code));
    ELA_TRY(ela__flow_move(c, f, code, reason, move, err));
    ela_json_set(c->out, "status", ela_wf_badge(o, ela_str_of(f->k.status), c->actor));
    ela_json_set_int(c->out, "progress", f->k.progress);
    ela_json_set_int(c->out, "effects_failed", f->failed);
    return ELA_OK;
}

enum ela_status ela__case_transition(struct ela_call *c, struct ela_error *err)
{
    struct ela__flow f;
    enum ela_status st = ela__flow_read(c, ela_in_int(c, "case", 0), "case", &f, err);
    if (st == ELA_OK)
        st = transition(c, &f, err);
    ela__flow_release(&f);
    return st;
}

/* --- progress typed by hand ----------------------------------------------- */

static enum ela_status progress(struct ela_call *c, struct ela__flow *f, struct ela_error *err)
{
    bool manual = !ela_in_null(c, "progress");
    int64_t percent = manual ? ela_in_int(c, "progress", 0) : ela__flow_percent(f);
    if (!ela_in_has(c, "progress"))
        return ela_fail(err, ELA_E_INPUT, "field.required", "progress");
    if (f->k.closed)
        return ela_fail(err, ELA_E_STATE, "case.closed", "case");
    struct ela_db_value p[] = {ELA_DBV_INT(percent), ELA_DBV_INT(manual), ELA_DBV_INT(c->now),
                               ELA_DBV_INT(f->k.id), ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_CASE_PROGRESS, p, 5, NULL, err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_int(data, "progress", percent);
    ela_json_set_bool(data, "manual", manual);
    ela_json_set_int(c->out, "progress", percent);
    ela_json_set_bool(c->out, "manual", manual);
    return ela__case_tell(c, &f->k, ELA__FACT("case.progress", "case", f->k.id, false), data, err);
}

enum ela_status ela__case_progress(struct ela_call *c, struct ela_error *err)
{
    struct ela__flow f;
    enum ela_status st = ela__flow_load(c, ela_in_int(c, "case", 0), "case", &f, err);
    if (st == ELA_OK)
        st = progress(c, &f, err);
    ela__flow_release(&f);
    return st;
}

/* --- archive -------------------------------------------------------------- */

enum ela_status ela__case_archive(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    bool archive = ela_in_bool(c, "archived", true);
    ELA_TRY(ela_case_load(c, ela_in_int(c, "case", 0), "case", &k, err));
    ELA_TRY(ela_case_may(c, &k, ELA_KR_CLOSE, err));
    if (archive && !k.closed)
        return ela_fail(err, ELA_E_STATE, "case.not_closed", "case");
    if (archive == (k.archived_at != 0))
        return ELA_OK;
    struct ela_db_value p[] = {ela__id_or_null(archive ? c->now : 0), ELA_DBV_INT(c->now),
                               ELA_DBV_INT(k.id), ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_CASE_ARCHIVE, p, 4, NULL, err));
    return ela__case_tell(
        c, &k, ELA__FACT(archive ? "case.archived" : "case.unarchived", "case", k.id, false),
        ela_json_new_object(), err);
}
