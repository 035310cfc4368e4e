/*
 * One time entry: create, change, delete, copy; what its fields may hold. Source: TIME-01, TIME-03,
 * TIME-28.
 */
#include "time/time_internal.h"

/* --- spans ---------------------------------------------------------------- */

struct span {
    struct ela_call *c;
    struct ela_json *warnings;
    struct ela_error *err;
};

static void warn(struct span *s, const char *key, const char *param, const char *value)
{
    struct ela_json *w = ela_json_new_object(), *params = ela_json_new_object();
    ela_json_set_text(w, "key", key);
    if (param)
        ela_json_set_text(params, param, value);
    ela_json_set(w, "params", params);
    ela_json_push(s->warnings, w);
}

/* Digits of "YYYY-MM-DDTHH:MM[:SS]" whose form ela_moment_parse has checked. */
static int32_t number(struct ela_str s, size_t at, size_t n)
{
    int64_t v = 0;
    return at + n <= s.n && ela_parse_i64((struct ela_str){s.p + at, n}, &v) ? (int32_t)v : 0;
}

/* A local time of the firm; a doubled hour means its first pass unless said otherwise, a skipped
 * one moves forward. */
static enum ela_status local(struct span *s, const char *name, const char *second, int64_t *out)
{
    struct ela_str text = ela_in_text(s->c, name);
    enum ela_fold fold = ELA_FOLD_NONE;
    ELA_TRY(ela_moment_parse(text, s->c->tz, out, name, s->err));
    struct ela_civil civil = {number(text, 0, 4),  number(text, 5, 2),  number(text, 8, 2),
                              number(text, 11, 2), number(text, 14, 2), number(text, 17, 2)};
    bool again = ela_in_bool(s->c, second, false);
    *out = ela_tz_moment(s->c->tz, &civil, again, &fold);
    if (fold == ELA_FOLD_SKIPPED) {
        struct ela_civil moved;
        char shown[16];
        ela_tz_civil(s->c->tz, *out, &moved);
        (void)snprintf(shown, sizeof(shown), "%02u:%02u", (unsigned)moved.hour % 24u,
                       (unsigned)moved.minute % 60u);
        warn(s, "time.moment_skipped", "moved", shown);
    } else if (fold == ELA_FOLD_FIRST && !again && !ela_in_has(s->c, second)) {
        warn(s, "time.moment_twice", NULL, NULL);
    }
    return ELA_OK;
}

static enum ela_status moment(struct span *s, const char *name, const char *local_name,
                              const char *second, bool *has, int64_t *out)
{
    *has = true;
    if (ela_in_text(s->c, local_name).n)
        return local(s, local_name, second, out);
    *has = ela_in_has(s->c, name) && !ela_in_null(s->c, name);
    if (*has)
        *out = ela_in_int(s->c, name, 0);
    return ELA_OK;
}

static enum ela_status check_length(int64_t seconds, const char *field, struct ela_error *err)
{
    if (seconds == 0)
        return ela_fail(err, ELA_E_INPUT, "duration.zero", field);
    if (seconds < 0)
        return ela_fail(err, ELA_E_INPUT, "duration.negative", field);
    if (seconds > ELA_DAY_S)
        return ela_fail(err, ELA_E_INPUT, "duration.over_a_day", field);
    return ELA_OK;
}

static enum ela_status read_duration(struct ela_call *c, bool *has, int64_t *out,
                                     struct ela_error *err)
{
    int32_t seconds = 0;
    *has = ela_in_has(c, "duration_s");
    if (*has) {
        *out = ela_in_int(c, "duration_s", 0);
        return check_length(*out, "duration_s", err);
    }
    *has = ela_in_has(c, "duration");
    if (!*has)
        return ELA_OK;
    ELA_TRY(ela_duration_parse(ela_in_text(c, "duration"), &seconds, "duration", err));
    *out = seconds;
    return ELA_OK;
}

/* Start and end give the duration; a duration sent as well must be the same. */
static enum ela_status read_span(struct span *s, struct ela__entry *e, bool *given)
{
    bool has_start, has_end, has_duration;
    int64_t duration = 0;
    ELA_TRY(moment(s, "start", "start_local", "start_second", &has_start, &e->start_at));
    ELA_TRY(moment(s, "end", "end_local", "end_second", &has_end, &e->end_at));
    ELA_TRY(read_duration(s->c, &has_duration, &duration, s->err));
    *given = has_start || has_end || has_duration;
    if (has_start != has_end)
        return ela_fail(s->err, ELA_E_INPUT, "field.required", has_start ? "end" : "start");
    if (has_start) {
        if (e->end_at < e->start_at)
            return ela_fail(s->err, ELA_E_INPUT, "time.end_before_start", "end");
        ELA_TRY(check_length(e->end_at - e->start_at, "end", s->err));
        if (has_duration && duration != e->end_at - e->start_at)
            return ela_fail(s->err, ELA_E_INPUT, "time.duration_differs", "duration");
        duration = e->end_at - e->start_at;
    }
    if (*given) {
        e->has_span = has_start;
        e->duration_s = duration;
    }
    return ELA_OK;
}

/* --- the whole entry ------------------------------------------------------ */

static enum ela_status check_day_total(struct ela_call *c, const struct ela__entry *e,
                                       struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(e->links.user),
                               ela_list_day(c->arena, e->work_on), ELA_DBV_INT(e->id)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_TIME_DAY, p, 4, &r, err));
    int64_t others = ela_db_int(&r, 0, 0, 0);
    ela_db_result_release(&r);
    if (others + e->duration_s <= ELA_DAY_S)
        return ELA_OK;
    char text[32];
    enum ela_status st = ela_fail(err, ELA_E_INPUT, "time.day_over_24h", "duration");
    ela_duration_format(others, text);
    ela_error_param(err, "already", text);
    return st;
}

static enum ela_status check_overlap(struct span *s, const struct ela__entry *e)
{
    struct ela_call *c = s->c;
    struct ela_day before = {e->work_on.n - 1}, after = {e->work_on.n + 1};
    if (!e->has_span)
        return ELA_OK;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(e->links.user),
                               ela_list_day(c->arena, before),
                               ela_list_day(c->arena, after),
                               ELA_DBV_INT(e->end_at),
                               ELA_DBV_INT(e->start_at),
                               ELA_DBV_INT(e->id)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_TIME_OVERLAP, p, 7, &r, s->err));
    if (r.nrows)
        warn(s, "time.overlap", NULL, NULL);
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status check_rights(const struct ela_call *c, const struct ela__entry *e,
                                    const struct ela__resolved *found, struct ela_error *err)
{
    bool exception = ela_actor_has(c->actor, ELA_RIGHT_TIME_EXCEPTION);
    if (e->links.user != c->actor->user_id && !ela_actor_has(c->actor, ELA_RIGHT_TIME_OTHERS))
        return ela_fail(err, ELA_E_DENIED, "time.other_user", "user");
    if (e->work_on.n > ela_tz_day(c->tz, c->now).n && !exception)
        return ela_fail(err, ELA_E_DENIED, "time.future", "work_on");
    if (found->case_closed && !exception)
        return ela_fail(err, ELA_E_DENIED, "time.case_closed", "case");
    return ELA_OK;
}

static enum ela_status read_rate(struct ela_call *c, struct ela__entry *e, struct ela_error *err)
{
    if (!ela_in_has(c, "rate"))
        return ELA_OK;
    struct ela_str text = ela_in_text(c, "rate");
    struct ela_rate rate = {0, 0};
    if (text.n)
        ELA_TRY(ela_rate_parse(text, &rate, "rate", err));
    bool same = ela_rate_is_set(rate) == ela_rate_is_set(e->own) &&
                (!ela_rate_is_set(rate) || ela_rate_eq(rate, e->own));
    if (same)
        return ELA_OK;
    if (!ela_actor_has(c->actor, ELA_RIGHT_RATES_WRITE))
        return ela_fail(err, ELA_E_DENIED, "denied", "rate");
    e->own = rate;
    return ELA_OK;
}

/* The day of an entry with a start is the start's, in the firm's zone. */
static enum ela_status settle_day(struct ela_call *c, struct ela__entry *e, struct ela_error *err)
{
    if (ela_in_has(c, "work_on"))
        e->work_on = ela_in_day(c, "work_on");
    if (!e->has_span)
        return ELA_OK;
    struct ela_day day = ela_tz_day(c->tz, e->start_at);
    if (ela_in_has(c, "work_on") && day.n != e->work_on.n)
        return ela_fail(err, ELA_E_INPUT, "time.day_differs", "work_on");
    e->work_on = day;
    return ELA_OK;
}

static enum ela_status settle_links(struct ela_call *c, struct ela__entry *e, bool fresh,
                                    struct ela_error *err)
{
    struct ela__resolved found;
    struct ela__links given;
    int64_t category = e->links.activity;
    /* Naming one link anew names them all anew: what follows from it is filled again. */
    if (ela__links_read(c, &given)) {
        given.user = e->links.user;
        given.activity = category;
        e->links = given;
    }
    e->links.user = ela_in_int(c, "user", e->links.user);
    e->links.activity = ela_in_int(c, "activity", category);
    ELA_TRY(ela__links_resolve(c, &e->links, e->work_on, &found, err));
    if (!e->links.case_id && !e->links.ticket && !e->links.contract)
        return ela_fail(err, ELA_E_INPUT, "field.required", "case");
    if (!found.activity_active && e->links.activity != category)
        return ela_fail(err, ELA_E_INPUT, "time.activity_inactive", "activity");
    if (ela_in_has(c, "billable"))
        e->billable = ela_in_bool(c, "billable", false);
    else if (fresh)
        e->billable = found.activity_billable && strcmp(found.model, ELA_MODEL_UNBILLED) != 0;
    return check_rights(c, e, &found, err);
}

static enum ela_status settle(struct ela_call *c, struct ela__entry *e, bool fresh, struct span *s,
                              struct ela_error *err)
{
    bool timed;
    ELA_TRY(read_span(s, e, &timed));
    if (fresh && !timed)
        return ela_fail(err, ELA_E_INPUT, "duration.empty", "duration");
    ELA_TRY(settle_day(c, e, err));
    if (ela_in_has(c, "description"))
        e->description = ela_in_text(c, "description");
    ELA_TRY(read_rate(c, e, err));
    ELA_TRY(settle_links(c, e, fresh, err));
    /* A duration sent again is the answer to "please check": the mark of a timer left running goes.
     */
    if (timed && strcmp(e->origin, "timer") == 0)
        (void)ela_str_copy(ELA_STR("timer_ok"), e->origin, sizeof(e->origin));
    ELA_TRY(check_length(e->duration_s, "duration", err));
    ELA_TRY(check_day_total(c, e, err));
    return check_overlap(s, e);
}

static void answer(struct ela_call *c, const struct ela__entry *e, struct ela_json *warnings)
{
    ela_json_set_int(c->out, "id", e->id);
    ela_json_set_int(c->out, "version", e->version);
    ela_json_set_int(c->out, "duration_s", e->duration_s);
    ela_json_set(c->out, "warnings", warnings);
}

static struct ela_json *facts(const struct ela__entry *e)
{
    struct ela_json *data = ela_json_new_object();
    char day[16];
    ela_day_format(e->work_on, day);
    ela_json_set_text(data, "work_on", day);
    ela_json_set_int(data, "duration_s", e->duration_s);
    return data;
}

static enum ela_status create(struct span *s, struct ela_error *err)
{
    struct ela_call *c = s->c;
    struct ela__entry e = {
        .status = "draft", .origin = "manual", .work_on = ela_tz_day(c->tz, c->now)};
    e.links.user = c->actor->user_id;
    ELA_TRY(settle(c, &e, true, s, err));
    ELA_TRY(ela__entry_insert(c, &e, false, err));
    ELA_TRY(ela__time_journal(c, &e, "time.created", facts(&e), err));
    answer(c, &e, ela_json_ref(s->warnings));
    return ELA_OK;
}

enum ela_status ela__time_create(struct ela_call *c, struct ela_error *err)
{
    struct span s = {c, ela_json_new_array(), err};
    enum ela_status st = create(&s, err);
    ela_json_free(s.warnings);
    return st;
}

/* --- loading, changing ---------------------------------------------------- */

/* Only its author, or who may enter time for others, changes an entry, and only before it is
 * submitted. */
static enum ela_status check_editable(const struct ela_call *c, const struct ela__entry *e,
                                      struct ela_error *err)
{
    if (e->links.user != c->actor->user_id && !ela_actor_has(c->actor, ELA_RIGHT_TIME_OTHERS))
        return ela_fail(err, ELA_E_DENIED, "time.other_user", "time");
    if (strcmp(e->status, "draft") != 0 && strcmp(e->status, "refused") != 0)
        return ela_fail(err, ELA_E_STATE, "time.not_editable", "time");
    return ELA_OK;
}

static enum ela_status update(struct span *s, struct ela_error *err)
{
    struct ela_call *c = s->c;
    struct ela__entry e;
    ELA_TRY(ela__entry_load(c, ela_in_int(c, "time", 0), "time", &e, err));
    ELA_TRY(check_editable(c, &e, err));
    struct ela_json *data = ela_json_new_object();
    if (strcmp(e.status, "draft") != 0) {
        ela_json_set_text(data, "from", e.status);
        ela_json_set_text(data, "to", "draft");
    }
    ela_json_set_int(data, "before_s", e.duration_s);
    enum ela_status st = settle(c, &e, false, s, err);
    if (st == ELA_OK)
        st = ela__entry_update(c, &e, ela_in_int(c, "version", 0), err);
    if (st != ELA_OK) {
        ela_json_free(data);
        return st;
    }
    ela_json_set_int(data, "duration_s", e.duration_s);
    ELA_TRY(ela__time_journal(c, &e, "time.updated", data, err));
    answer(c, &e, ela_json_ref(s->warnings));
    return ELA_OK;
}

enum ela_status ela__time_update(struct ela_call *c, struct ela_error *err)
{
    struct span s = {c, ela_json_new_array(), err};
    enum ela_status st = update(&s, err);
    ela_json_free(s.warnings);
    return st;
}

enum ela_status ela__time_delete(struct ela_call *c, struct ela_error *err)
{
    struct ela__entry e;
    int64_t changed = 0;
    ELA_TRY(ela__entry_load(c, ela_in_int(c, "time", 0), "time", &e, err));
    ELA_TRY(check_editable(c, &e, err));
    struct ela_db_value p[] = {ELA_DBV_INT(e.id), ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(ela_in_int(c, "version", 0))};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_TIME_DELETE, p, 3, &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "version");
    ELA_TRY(ela_mirror_drop(c, "time", e.id, e.native, err));
    return ela__time_journal(c, &e, "time.deleted", facts(&e), err);
}

/* The same work on another day: links, category, duration and words; neither hours of the clock nor
 * state. */
enum ela_status ela__time_copy(struct ela_call *c, struct ela_error *err)
{
    struct ela__entry e;
    struct ela__resolved found;
    ELA_TRY(ela__entry_load(c, ela_in_int(c, "time", 0), "time", &e, err));
    e.id = e.native = 0;
    e.has_span = false;
    e.work_on = ela_in_day(c, "work_on");
    e.links.user = c->actor->user_id;
    (void)ela_str_copy(ELA_STR("draft"), e.status, sizeof(e.status));
    (void)ela_str_copy(ELA_STR("manual"), e.origin, sizeof(e.origin));
    if (!ela_actor_has(c->actor, ELA_RIGHT_RATES_WRITE))
        e.own = (struct ela_rate){0, 0};
    ELA_TRY(ela__links_resolve(c, &e.links, e.work_on, &found, err));
    ELA_TRY(check_rights(c, &e, &found, err));
    ELA_TRY(check_length(e.duration_s, "time", err));
    ELA_TRY(check_day_total(c, &e, err));
    ELA_TRY(ela__entry_insert(c, &e, false, err));
    ELA_TRY(ela__time_journal(c, &e, "time.created", facts(&e), err));
    ela_json_set_int(c->out, "id", e.id);
    return ELA_OK;
}

enum ela_status ela__time_parse(struct ela_call *c, struct ela_error *err)
{
    int32_t seconds = 0;
    char text[32];
    ELA_TRY(ela_duration_parse(ela_in_text(c, "duration"), &seconds, "duration", err));
    ela_duration_format(seconds, text);
    ela_json_set_int(c->out, "seconds", seconds);
    ela_json_set_text(c->out, "text", text);
    return ELA_OK;
}
