/*
 * What the owner of Dolibarr's classes takes, does and reports. A row is leased for a minute: who
 * dies over it leaves it to the next. Source: PLAT-18.
 */
#include "mirror/mirror_internal.h"

enum { LEASE_S = 60, MOST = 50, RETRY_S = 60 };

static const char *const OBJECTS[] = {"case", "rest", "task", "time", NULL};

static const struct ela_field CLAIM[] = {
    {.name = "limit", .type = ELA_FT_INT, .min = 1, .max = MOST},
    {.name = NULL},
};
#define ROW                                                                                        \
    {.name = "object", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = OBJECTS},       \
        {.name = "id", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "piece"},               \
    {                                                                                              \
        .name = "wanted", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 1, .max = INT32_MAX \
    }
static const struct ela_field DONE[] = {
    ROW,
    {.name = "native", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "native"},
    {.name = "was", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "native"},
    {.name = "people", .type = ELA_FT_LINE, .max = 20000},
    {.name = NULL},
};
static const struct ela_field FAILED[] = {
    ROW,
    {.name = "error", .type = ELA_FT_TEXT, .flags = ELA_FF_REQUIRED, .max = 2000},
    {.name = NULL},
};
static const char *const EVENTS[] = {"create", "modify", "delete", NULL};
static const struct ela_field EVENT[] = {
    {.name = "event", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = EVENTS},
    {.name = "line", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "native"},
    {.name = NULL},
};
static const struct ela_field LINES[] = {
    {.name = "lines",
     .type = ELA_FT_IDS,
     .flags = ELA_FF_REQUIRED,
     .min = 1,
     .max = 1000,
     .ref = "native"},
    {.name = NULL},
};
static const struct ela_field NONE[] = {{.name = NULL}};

static enum ela_status mirror_claim(struct ela_call *c, struct ela_error *err);
static enum ela_status mirror_done(struct ela_call *c, struct ela_error *err);
static enum ela_status mirror_failed(struct ela_call *c, struct ela_error *err);
static enum ela_status mirror_state(struct ela_call *c, struct ela_error *err);
static enum ela_status mirror_retry(struct ela_call *c, struct ela_error *err);

/* Those who act are pages and the scheduler, for whoever wrote: the right is the guards'. */
const struct ela_op ELA_MIRROR_OPS[] = {
    {"mirror.claim", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, CLAIM, mirror_claim},
    {"mirror.done", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, DONE, mirror_done},
    {"mirror.failed", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, FAILED, mirror_failed},
    {"mirror.state", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_ADMIN, NONE, mirror_state},
    {"mirror.retry", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, NONE, mirror_retry},
    {"mirror.lines", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_ADMIN, LINES, ela__mirror_lines},
    {"mirror.time_event", ELA_OP_WRITE, ELA_BY_USER, 0, EVENT, ela__mirror_time_event},
    {.name = NULL},
};

/* --- what is to be written ---------------------------------------------------------------- */

static enum ela_status push(struct ela_call *c, const struct ela__wish *w, struct ela_json *rows,
                            struct ela_error *err)
{
    struct ela_json *o = ela_json_new_object();
    struct ela__need need;
    ela_json_push(rows, o);
    ela_json_set_text(o, "object", w->object);
    ela_json_set_int(o, "id", w->id);
    ela_json_set_int(o, "wanted", w->wanted);
    ela_json_set_bool(o, "drop", w->drop);
    ELA_TRY(ela__mirror_facts(c, w, o, &need, err));
    ela_json_set_bool(o, "early", need.object != NULL); /* what it hangs on comes first */
    if (!need.object)
        return ELA_OK;
    struct ela_db_value later[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(w->row)},
                        wish[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(need.object),
                                  ELA_DBV_INT(need.id), ELA_DBV_INT(c->now), ELA_DBV_INT(c->now)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_MIRROR_EARLY, later, 2, NULL, err));
    return ela_db_exec(c->db, ELA_SQL_MIRROR_NEED, wish, 5, NULL, err);
}

static enum ela_status mirror_claim(struct ela_call *c, struct ela_error *err)
{
    struct ela__wish found[MOST];
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(c->now),
                               ELA_DBV_INT(ela_in_int(c, "limit", 10))};
    struct ela_json *rows = ela_json_new_array();
    struct ela_db_result r;
    ela_json_set(c->out, "rows", rows);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_MIRROR_DUE, p, 3, &r, err));
    size_t n = r.nrows < MOST ? r.nrows : MOST;
    for (size_t i = 0; i < n; i++) {
        found[i] = (struct ela__wish){.row = ela_db_int(&r, i, 0, 0),
                                      .id = ela_db_int(&r, i, 2, 0),
                                      .wanted = ela_db_int(&r, i, 3, 0),
                                      .drop = ela_str_is(ela_db_cell(&r, i, 4), "drop"),
                                      .native = (int32_t)ela_db_int(&r, i, 5, 0)};
        (void)ela_str_copy(ela_db_cell(&r, i, 1), found[i].object, sizeof found[i].object);
    }
    ela_db_result_release(&r);
    for (size_t i = 0; i < n; i++) {
        struct ela_db_value lease[] = {ELA_DBV_INT(c->now + LEASE_S), ELA_DBV_INT(found[i].row)};
        ELA_TRY(ela_db_exec(c->db, ELA_SQL_MIRROR_LEASE, lease, 2, NULL, err));
        ELA_TRY(push(c, &found[i], rows, err));
    }
    return ELA_OK;
}

/* --- what became of it -------------------------------------------------------------------- */

static enum ela_status remember(struct ela_call *c, bool task, int64_t id, int64_t native,
                                struct ela_error *err)
{
    struct ela_db_value entity = ELA_DBV_INT(c->actor->entity);
    struct ela_db_value set[] = {ELA_DBV_INT(native), ELA_DBV_INT(id), entity};
    if (task)
        return ela_db_exec(c->db, ELA_SQL_MIRROR_SET_TASK, set, 3, NULL, err);
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_MIRROR_SET_CASE, set, 3, NULL, err));
    /* Time that was entered before the project was there belongs to it too. */
    return ela_db_exec(c->db, ELA_SQL_MIRROR_TIMES, set, 3, NULL, err);
}

/* An entry has its line, or has none any more, from what it had when it was claimed. */
static enum ela_status time_done(struct ela_call *c, int64_t id, int64_t wanted,
                                 struct ela_error *err)
{
    int64_t native = ela_in_int(c, "native", 0), was = ela_in_int(c, "was", 0), changed = 0;
    struct ela_db_value entity = ELA_DBV_INT(c->actor->entity), key = ELA_DBV_INT(id);
    struct ela_db_value set[] = {native ? ELA_DBV_INT(native) : ELA_DBV_NULL, key, entity,
                                 was ? ELA_DBV_INT(was) : ELA_DBV_NULL},
                        spent[] = {entity, key, ELA_DBV_INT(wanted)},
                        again[] = {ELA_DBV_INT(c->now), entity, key};
    if (native != was) {
        ELA_TRY(ela_db_exec(c->db, ELA_SQL_MIRROR_SET_TIME, set, 4, &changed, err));
        if (changed != 1)
            return ela_fail(err, ELA_E_CONFLICT, "time.changed", "native");
    }
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_MIRROR_SPENT, spent, 3, &changed, err));
    return changed ? ELA_OK : ela_db_exec(c->db, ELA_SQL_MIRROR_AGAIN, again, 3, NULL, err);
}

static enum ela_status mirror_done(struct ela_call *c, struct ela_error *err)
{
    struct ela_str object = ela_in_text(c, "object"), people = ela_in_text(c, "people");
    int64_t native = ela_in_int(c, "native", 0), changed = 0;
    struct ela_db_value entity = ELA_DBV_INT(c->actor->entity), what = ELA_DBV_STR(object),
                        id = ELA_DBV_INT(ela_in_int(c, "id", 0)),
                        wanted = ELA_DBV_INT(ela_in_int(c, "wanted", 0));
    struct ela_db_value gone[] = {entity, what, id, wanted},
                        done[] = {native > 0 ? ELA_DBV_INT(native) : ELA_DBV_NULL,
                                  people.n ? ELA_DBV_STR(people) : ELA_DBV_NULL,
                                  wanted,
                                  wanted,
                                  ELA_DBV_INT(c->now),
                                  entity,
                                  what,
                                  id};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_MIRROR_GONE, gone, 4, &changed, err));
    if (changed)
        return ELA_OK;
    if (ela_str_is(object, "time"))
        return time_done(c, id.i, wanted.i, err);
    if (native > 0 && !ela_str_is(object, "rest"))
        ELA_TRY(remember(c, ela_str_is(object, "task"), id.i, native, err));
    return ela_db_exec(c->db, ELA_SQL_MIRROR_DONE, done, 8, NULL, err);
}

static enum ela_status mirror_failed(struct ela_call *c, struct ela_error *err)
{
    struct ela_str why = ela_in_text(c, "error");
    char text240[240];
    struct ela_db_value entity = ELA_DBV_INT(c->actor->entity),
                        what = ELA_DBV_STR(ela_in_text(c, "object")),
                        id = ELA_DBV_INT(ela_in_int(c, "id", 0));
    struct ela_db_value of[] = {entity, what, id};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_MIRROR_ATTEMPTS, of, 3, &r, err));
    int64_t attempts = ela_db_int(&r, 0, 0, 0);
    ela_db_result_release(&r);
    (void)ela_str_copy(why, text240, sizeof text240);
    struct ela_db_value p[] = {ELA_DBV_TEXT(text240),
                               ELA_DBV_INT(c->now + RETRY_S * attempts * attempts),
                               entity,
                               what,
                               id,
                               ELA_DBV_INT(ela_in_int(c, "wanted", 0))};
    return ela_db_exec(c->db, ELA_SQL_MIRROR_FAILED, p, 6, NULL, err);
}

static enum ela_status given_up(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(c->actor->entity);
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_MIRROR_GIVEN_UP, &p, 1, &r, err));
    struct ela_json *rows = ela_json_new_array();
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object();
        ela_json_set_str(o, "object", ela_db_cell(&r, i, 0));
        ela_json_set_int(o, "id", ela_db_int(&r, i, 1, 0));
        ela_json_set_str(o, "error", ela_db_cell(&r, i, 2));
        ela_json_set_int(o, "wanted_at", ela_db_int(&r, i, 3, 0));
        ela_json_push(rows, o);
    }
    ela_db_result_release(&r);
    ela_json_set(c->out, "rows", rows);
    return ELA_OK;
}

static enum ela_status mirror_state(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(c->actor->entity);
    struct ela_db_result r;
    int64_t waiting = 0, dead = 0, oldest = 0;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_MIRROR_STATES, &p, 1, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_str state = ela_db_cell(&r, i, 0);
        int64_t n = ela_db_int(&r, i, 1, 0), since = ela_db_int(&r, i, 2, 0);
        if (ela_str_is(state, "dead") || ela_str_is(state, "left"))
            dead += n;
        else if (!ela_str_is(state, "done")) {
            waiting += n;
            oldest = oldest == 0 || since < oldest ? since : oldest;
        }
    }
    ela_db_result_release(&r);
    ela_json_set_int(c->out, "waiting", waiting);
    ela_json_set_int(c->out, "dead", dead);
    if (oldest)
        ela_json_set_int(c->out, "oldest_at", oldest);
    else
        ela_json_set_null(c->out, "oldest_at");
    return given_up(c, err);
}

/* What was given up is written anew, as it is now. */
static enum ela_status mirror_retry(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(c->actor->entity)};
    int64_t changed = 0;
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_MIRROR_RETRY, p, 2, &changed, err));
    ela_json_set_int(c->out, "retried", changed);
    return ELA_OK;
}
