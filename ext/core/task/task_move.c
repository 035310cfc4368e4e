/*
 * Moving cards: a place between two neighbours, closing and what follows from it. Source: CASE-21,
 * CASE-23.
 */
#include "task/task_internal.h"

enum ela_status ela__position_last(struct ela_call *c, const struct ela__task *t,
                                   const char *status, int64_t *position, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(status)};
    struct ela_db_result r;
    (void)t;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_TASK_LAST, p, 2, &r, err));
    *position = ela_db_int(&r, 0, 0, 0) + ELA__TASK_GAP;
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status place_of(struct ela_call *c, int64_t card, const char *status,
                                int64_t *position, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(card), ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_TEXT(status)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_TASK_AT, p, 3, &r, err));
    bool found = r.nrows > 0;
    *position = ela_db_int(&r, 0, 0, 0);
    ela_db_result_release(&r);
    return found ? ELA_OK : ela_fail(err, ELA_E_CONFLICT, "task.before_gone", "before");
}

/* The room before a card: between it and what stands right before; 0 where there is none. */
static enum ela_status room_before(struct ela_call *c, const struct ela__task *t,
                                   const char *status, int64_t before, int64_t *position,
                                   int64_t *room, struct ela_error *err)
{
    int64_t at;
    struct ela_db_value entity = ELA_DBV_INT(c->actor->entity), column = ELA_DBV_TEXT(status),
                        self = ELA_DBV_INT(t->id);
    struct ela_db_result r;
    ELA_TRY(place_of(c, before, status, &at, err));
    struct ela_db_value lower[] = {
        ELA_DBV_INT(at), ELA_DBV_INT(ELA__TASK_GAP), entity, column, ELA_DBV_INT(at), self};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_TASK_BEFORE, lower, 6, &r, err));
    int64_t low = ela_db_int(&r, 0, 0, 0);
    ela_db_result_release(&r);
    struct ela_db_value tie[] = {entity, column, ELA_DBV_INT(at), ELA_DBV_INT(before), self};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_TASK_TIED, tie, 5, &r, err));
    bool tied = ela_db_int(&r, 0, 0, 0) == 1;
    ela_db_result_release(&r);
    *room = tied ? 0 : at - low;
    *position = low + *room / 2;
    return ELA_OK;
}

static enum ela_status between(struct ela_call *c, const struct ela__task *t, const char *status,
                               int64_t before, int64_t *position, struct ela_error *err)
{
    int64_t room = 0;
    struct ela_db_value all[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(status),
                                 ELA_DBV_INT(ELA__TASK_GAP)};
    ELA_TRY(room_before(c, t, status, before, position, &room, err));
    if (room >= 2)
        return ELA_OK;
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_TASK_RENUMBER, all, 3, NULL, err));
    return room_before(c, t, status, before, position, &room, err);
}

enum ela_status ela__task_place(struct ela_call *c, struct ela__task *t,
                                const struct ela__column *to, int64_t before, const char *reason,
                                struct ela_error *err)
{
    char from[41];
    bool was_closed = t->closed, same = strcmp(t->status, to->code) == 0;
    (void)ela_str_copy(ela_str_of(t->status), from, sizeof from);
    if (before && before != t->id)
        ELA_TRY(between(c, t, to->code, before, &t->position, err));
    else if (!before)
        ELA_TRY(ela__position_last(c, t, to->code, &t->position, err));
    (void)ela_str_copy(ela_str_of(to->code), t->status, sizeof t->status);
    t->closed = ela__class_closed(to->klass);
    if (reason)
        t->reason = reason;
    else if (!t->closed)
        t->reason = NULL;
    if (t->closed && !was_closed && t->recurrence[0] && !t->next)
        ELA_TRY(ela__task_repeat(c, t, err));
    ELA_TRY(ela__task_store(c, t, err));
    if (same)
        return ELA_OK; /* another place in its column is nobody's news */
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "from", from);
    ela_json_set_text(data, "to", t->status);
    if (reason)
        ela_json_set_text(data, "reason", reason);
    return ela__task_journal(c, t, "task.moved", data, err);
}

enum ela_status ela__task_move(struct ela_call *c, struct ela_error *err)
{
    struct ela__task t;
    struct ela__columns cols;
    ELA_TRY(ela__task_hold(c, ela_in_int(c, "task", 0), "task", &t, err));
    if (ela_in_has(c, "version") && ela_in_int(c, "version", 0) != t.version)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "version");
    ELA_TRY(ela__columns_of(c, t.case_id, &cols, err));
    const struct ela__column *to = ela__column(&cols, ela_in_text(c, "to"));
    if (!to)
        return ela_fail(err, ELA_E_INPUT, "workflow.unknown_status", "to");
    bool suggests = strcmp(to->code, ELA__SUGGESTED) == 0;
    if (suggests && !t.suggested) /* only a client suggests */
        return ela_fail(err, ELA_E_STATE, "task.not_suggested", "to");
    if (t.suggested && !suggests) /* it is accepted or refused, and the client told */
        return ela_fail(err, ELA_E_STATE, "task.suggested", "to");
    ELA_TRY(ela__task_place(c, &t, to, ela_in_int(c, "before", 0), NULL, err));
    ela_json_set_int(c->out, "id", t.id);
    ela_json_set(c->out, "status", ela__column_badge(c, &cols, ela_str_of(t.status)));
    ela_json_set_int(c->out, "position", t.position);
    ela_json_set_int(c->out, "version", t.version);
    if (t.next)
        ela_json_set_int(c->out, "next", t.next);
    else
        ela_json_set_null(c->out, "next");
    return ELA_OK;
}

/* --- series ------------------------------------------------------------------------------- */

static struct ela_day months_later(struct ela_day day, int32_t months)
{
    int32_t y, m, d;
    struct ela_day next = day;
    ela_day_to_ymd(day, &y, &m, &d);
    m += months - 1;
    y += m / 12;
    m = m % 12 + 1;
    while (d > 0 && !ela_day_from_ymd(y, m, d, &next))
        d--; /* the 31st of a shorter month is its last day */
    return next;
}

static struct ela_day later(const char *every, struct ela_day day)
{
    static const struct {
        const char *name;
        int32_t days, months;
    } steps[] = {{"daily", 1, 0},     {"weekly", 7, 0},    {"monthly", 0, 1},
                 {"quarterly", 0, 3}, {"half_year", 0, 6}, {"yearly", 0, 12}};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        if (strcmp(every, steps[i].name) != 0)
            continue;
        return steps[i].months ? months_later(day, steps[i].months)
                               : (struct ela_day){day.n + steps[i].days};
    }
    return day;
}

/* The next one of a series is made once, when one is done: counted from its due day, never before
 * today. */
enum ela_status ela__task_repeat(struct ela_call *c, struct ela__task *done, struct ela_error *err)
{
    struct ela__columns cols;
    struct ela__task t = *done;
    struct ela_day today = ela_tz_day(c->tz, c->now),
                   from = done->due_on.n == ELA_DAY_NONE.n ? today : done->due_on;
    ELA_TRY(ela__columns_of(c, t.case_id, &cols, err));
    const struct ela__column *first = ela__column_first(&cols);
    if (!first)
        return ela_fail(err, ELA_E_INTERNAL, "internal.workflow", "");
    do
        t.due_on = from = later(t.recurrence, from);
    while (t.due_on.n < today.n);
    if (done->start_on.n != ELA_DAY_NONE.n && done->due_on.n != ELA_DAY_NONE.n)
        t.start_on.n = t.due_on.n - (done->due_on.n - done->start_on.n);
    else
        t.start_on = ELA_DAY_NONE;
    (void)ela_str_copy(ela_str_of(first->code), t.status, sizeof t.status);
    t.closed = false;
    t.native = 0;
    t.next = t.account_by = 0;
    t.code = NULL;
    ELA_TRY(ela__position_last(c, &t, t.status, &t.position, err));
    ELA_TRY(ela__task_insert(c, &t, err));
    struct ela_db_value p[] = {ELA_DBV_INT(t.id), ELA_DBV_INT(done->id)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_TASK_USERS_COPY, p, 2, NULL, err));
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_CHECKS_COPY, p, 2, NULL, err));
    done->next = t.id;
    return ela__task_journal(c, &t, "task.created", NULL, err);
}
