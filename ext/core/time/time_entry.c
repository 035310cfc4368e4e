/*
 * Storage of one entry: loaded within reach, inserted with its rate, changed under its version.
 * Source: TIME-01.
 */
#include "time/time_internal.h"

static struct ela_db_value own_part(const struct ela__entry *e, int64_t part)
{
    return ela_rate_is_set(e->own) ? ELA_DBV_INT(part) : ELA_DBV_NULL;
}

enum { MAX_BOUND = 48 };

struct bound {
    struct ela_db_value p[MAX_BOUND];
    size_t n;
};

static void put(struct bound *b, struct ela_db_value v)
{
    if (b->n < MAX_BOUND)
        b->p[b->n++] = v;
}

static void put_stamp(struct bound *b, const struct ela_call *c, const struct ela__entry *e)
{
    struct ela_rate rate = c->settings->default_rate;
    bool has = ela_rate_is_set(rate);
    struct ela_db_value num = has ? ELA_DBV_INT(rate.num) : ELA_DBV_NULL;
    put(b, own_part(e, e->own.num));
    put(b, num);
    put(b, own_part(e, e->own.den));
    put(b, has ? ELA_DBV_INT(rate.den) : ELA_DBV_NULL);
    put(b, own_part(e, e->own.num));
    put(b, num);
    put(b, ELA_DBV_INT(c->settings->default_vat_milli));
    put(b, ELA_DBV_TEXT(c->settings->currency));
}

static void put_columns(struct bound *b, const struct ela_call *c, const struct ela__entry *e,
                        struct ela_db_value day)
{
    const struct ela__links *l = &e->links;
    put(b, ELA_DBV_INT(c->actor->entity));
    put(b, ELA_DBV_INT(l->user));
    put(b, ELA_DBV_INT(l->client));
    put(b, ela__int_or_null(l->case_id));
    put(b, ela__int_or_null(l->project));
    put(b, ela__int_or_null(l->task));
    put(b, ela__int_or_null(l->ticket));
    put(b, ela__int_or_null(l->contract));
    put(b, ela__int_or_null(l->appointment));
    put(b, day);
    put(b, e->has_span ? ELA_DBV_INT(e->start_at) : ELA_DBV_NULL);
    put(b, e->has_span ? ELA_DBV_INT(e->end_at) : ELA_DBV_NULL);
    put(b, ELA_DBV_INT(e->duration_s));
    put(b, e->description.n ? ELA_DBV_STR(e->description) : ELA_DBV_NULL);
    put(b, ELA_DBV_TEXT(e->status));
    put(b, ELA_DBV_TEXT(e->origin));
    put(b, own_part(e, e->own.num));
    put(b, own_part(e, e->own.den));
    put(b, ELA_DBV_INT(c->now));
    put(b, ELA_DBV_INT(c->now));
    put(b, ELA_DBV_INT(c->actor->user_id));
}

static void put_joins(struct bound *b, const struct ela_call *c, const struct ela__entry *e,
                      struct ela_db_value day)
{
    struct ela_db_value entity = ELA_DBV_INT(c->actor->entity),
                        case_id = ela__int_or_null(e->links.case_id);
    put(b, case_id);
    put(b, case_id);
    put(b, day);
    put(b, entity);
    put(b, ela__int_or_null(e->links.task));
    put(b, entity);
    put(b, ELA_DBV_INT(e->links.client));
    put(b, entity);
    put(b, entity);
    put(b, ELA_DBV_INT(e->links.user));
    put(b, entity);
}

enum ela_status ela__entry_insert(struct ela_call *c, struct ela__entry *e, bool from_timer,
                                  struct ela_error *err)
{
    struct bound b = {.n = 0};
    struct ela_db_value day = ela_list_day(c->arena, e->work_on);
    int64_t changed = 0;
    put_stamp(&b, c, e);
    if (!from_timer)
        put(&b, ELA_DBV_INT(e->billable));
    put_columns(&b, c, e, day);
    put_joins(&b, c, e, day);
    /* a category that is known is a constant of the plan */
    bool known = !from_timer || e->links.activity != 0;
    put(&b, ELA_DBV_INT(known ? e->links.activity : c->actor->entity));
    const char *sql = known ? ELA_SQL_TIMER_ENTRY : ELA_SQL_TIMER_ENTRY_FIRST;
    ELA_TRY(ela_db_exec(c->db, from_timer ? sql : ELA_SQL_TIME_INSERT, b.p, b.n, &changed, err));
    if (changed != 1) /* not one active category: the setup is wrong */
        return ela_fail(err, ELA_E_STATE, "time.no_activity", "activity");
    e->id = ela_db_last_id(c->db);
    e->version = 1;
    return ELA_OK;
}

enum ela_status ela__time_journal(struct ela_call *c, const struct ela__entry *e, const char *kind,
                                  struct ela_json *data, struct ela_error *err)
{
    struct ela_event ev = {.kind = kind,
                           .client_id = (int32_t)e->links.client,
                           .case_id = e->links.case_id,
                           .object = "time",
                           .object_id = e->id,
                           .data = data};
    return ela_event_add(c, &ev, err);
}

static void fill(struct ela_call *c, const struct ela_db_result *r, struct ela__entry *e)
{
    struct ela_str text = ela_db_cell(r, 0, 16);
    memset(e, 0, sizeof(*e));
    e->id = ela_db_int(r, 0, 0, 0);
    e->version = ela_db_int(r, 0, 1, 0);
    int64_t *links[] = {&e->links.user,     &e->links.client,      &e->links.case_id,
                        &e->links.project,  &e->links.task,        &e->links.ticket,
                        &e->links.contract, &e->links.appointment, &e->links.activity};
    for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++)
        *links[i] = ela_db_int(r, 0, 2 + i, 0);
    if (ela_day_parse(ela_db_cell(r, 0, 11), &e->work_on, "", NULL) != ELA_OK)
        e->work_on = ELA_DAY_NONE;
    e->has_span = !ela_db_is_null(r, 0, 12);
    e->start_at = ela_db_int(r, 0, 12, 0);
    e->end_at = ela_db_int(r, 0, 13, 0);
    e->duration_s = ela_db_int(r, 0, 14, 0);
    e->billable = ela_db_int(r, 0, 15, 0) == 1;
    e->description =
        (struct ela_str){text.n ? ela_arena_strndup(c->arena, text.p, text.n) : "", text.n};
    (void)ela_str_copy(ela_db_cell(r, 0, 17), e->status, sizeof(e->status));
    e->own = (struct ela_rate){ela_db_int(r, 0, 18, 0), ela_db_int(r, 0, 19, 0)};
    (void)ela_str_copy(ela_db_cell(r, 0, 20), e->origin, sizeof(e->origin));
    e->native = (int32_t)ela_db_int(r, 0, 21, 0);
}

enum ela_status ela__entry_load(struct ela_call *c, int64_t id, const char *field,
                                struct ela__entry *e, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_TIME_LOAD);
    ela_sql_int(&q, id);
    ela_scope_time(&q, c->actor, "t");
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    if (st != ELA_OK)
        return st;
    if (r.nrows)
        fill(c, &r, e);
    else
        st = ela_fail(err, ELA_E_NOT_FOUND, "not_found", field);
    if (st == ELA_OK && !e->description.p)
        st = ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    ela_db_result_release(&r);
    return st;
}

enum ela_status ela__entry_update(struct ela_call *c, struct ela__entry *e, int64_t version,
                                  struct ela_error *err)
{
    const struct ela__links *l = &e->links;
    int64_t changed = 0;
    struct ela_db_value p[] = {ELA_DBV_INT(l->user),
                               ELA_DBV_INT(l->client),
                               ela__int_or_null(l->case_id),
                               ela__int_or_null(l->project),
                               ela__int_or_null(l->task),
                               ela__int_or_null(l->ticket),
                               ela__int_or_null(l->contract),
                               ela__int_or_null(l->appointment),
                               ELA_DBV_INT(l->activity),
                               ela_list_day(c->arena, e->work_on),
                               e->has_span ? ELA_DBV_INT(e->start_at) : ELA_DBV_NULL,
                               e->has_span ? ELA_DBV_INT(e->end_at) : ELA_DBV_NULL,
                               ELA_DBV_INT(e->duration_s),
                               ELA_DBV_INT(e->billable),
                               e->description.n ? ELA_DBV_STR(e->description) : ELA_DBV_NULL,
                               own_part(e, e->own.num),
                               own_part(e, e->own.den),
                               ELA_DBV_TEXT(e->origin),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(e->id),
                               ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(version)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_TIME_UPDATE, p, sizeof(p) / sizeof(p[0]), &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "version");
    e->version = version + 1;
    if (e->native)
        ELA_TRY(ela_mirror_want(c, "time", e->id, err));
    return ela_time_restamp_ids(c, &e->id, 1, err);
}
