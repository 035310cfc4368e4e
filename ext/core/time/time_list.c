/*
 * Lists of time: page by page with a keyset, the same cost on any page. Source: TIME-06, TIME-07.
 */
#include "time/time_internal.h"

enum { SUM_CAP = 10000 };

struct plan {
    const char *index;     /* which one gives the order */
    const char *branch[2]; /* statuses that are read one by one and merged; NULL: no such filter, or
                              a plain one */
    size_t nbranches;
};

/*
 * What narrows most decides. States before review hold few rows whoever asks; the others are read
 * through the person, the client or the case. Two states have two places in the index: each is read
 * for one page, then merged.
 */
static struct plan plan_of(const struct ela_call *c)
{
    static const struct {
        const char *member, *index;
    } BY[] = {{"case", ELA_SQL_LIST_BY_CASE},       {"task", ELA_SQL_LIST_BY_TASK},
              {"ticket", ELA_SQL_LIST_BY_TICKET},   {"contract", ELA_SQL_LIST_BY_CONTRACT},
              {"invoice", ELA_SQL_LIST_BY_INVOICE}, {"project", ELA_SQL_LIST_BY_PROJECT}};
    struct plan p = {.index = ELA_SQL_LIST_BY_DAY, .nbranches = 1};
    struct ela_str status = ela_in_text(c, "status");
    for (size_t i = 0; i < sizeof(BY) / sizeof(BY[0]); i++)
        if (ela_in_has(c, BY[i].member)) {
            p.index = BY[i].index;
            return p;
        }
    bool open = ela_str_is(status, "unvalidated");
    bool few = open || ela_str_is(status, "draft") || ela_str_is(status, "submitted") ||
               ela_str_is(status, "refused");
    if (few || (status.n && !ela_in_has(c, "user") && !ela_in_has(c, "client"))) {
        p.index = ELA_SQL_LIST_BY_STATUS;
        p.nbranches = open ? 2 : 1;
        p.branch[0] = open ? "draft" : NULL;
        p.branch[1] = open ? "submitted" : NULL;
    } else if (ela_in_has(c, "user")) {
        p.index = ELA_SQL_LIST_BY_USER;
    } else if (ela_in_has(c, "client")) {
        p.index = ELA_SQL_LIST_BY_CLIENT;
    }
    return p;
}

static void filter_status(const struct ela_call *c, struct ela_sql *q, const char *branch)
{
    struct ela_str status = ela_in_text(c, "status");
    if (branch) {
        ela_sql_add(q, ELA_SQL_F_STATUS);
        ela_sql_text(q, ela_str_of(branch));
    } else if (ela_str_is(status, "unvalidated")) {
        ela_sql_add(q, ELA_SQL_F_STATUS_OPEN);
    } else if (status.n) {
        ela_sql_add(q, ELA_SQL_F_STATUS);
        ela_sql_text(q, status);
    }
}

static void filter_search(struct ela_call *c, struct ela_sql *q)
{
    struct ela_str search = ela_in_text(c, "search");
    if (search.n == 0)
        return;
    struct ela_str pattern = ela_list_pattern(c->arena, search);
    ela_sql_add(q, ELA_SQL_F_SEARCH);
    ela_sql_text(q, pattern);
    ela_sql_int(q, c->actor->entity);
    ela_sql_text(q, pattern);
    ela_sql_text(q, pattern);
}

static void filters(struct ela_call *c, struct ela_sql *q, const char *branch)
{
    static const struct {
        const char *member, *fragment;
    } IDS[] = {{"user", ELA_SQL_F_USER},         {"client", ELA_SQL_F_CLIENT},
               {"case", ELA_SQL_F_CASE},         {"project", ELA_SQL_F_PROJECT},
               {"task", ELA_SQL_F_TASK},         {"ticket", ELA_SQL_F_TICKET},
               {"contract", ELA_SQL_F_CONTRACT}, {"activity", ELA_SQL_F_ACTIVITY},
               {"invoice", ELA_SQL_F_INVOICE}};
    ela_scope_time(q, c->actor, "t");
    for (size_t i = 0; i < sizeof(IDS) / sizeof(IDS[0]); i++) {
        if (!ela_in_has(c, IDS[i].member))
            continue;
        ela_sql_add(q, IDS[i].fragment);
        ela_sql_int(q, ela_in_int(c, IDS[i].member, 0));
    }
    filter_status(c, q, branch);
    if (ela_in_has(c, "from")) {
        ela_sql_add(q, ELA_SQL_F_FROM);
        ela_sql_text(q, ela_in_text(c, "from"));
    }
    if (ela_in_has(c, "to")) {
        ela_sql_add(q, ELA_SQL_F_TO);
        ela_sql_text(q, ela_in_text(c, "to"));
    }
    if (ela_in_has(c, "billable")) {
        ela_sql_add(q, ELA_SQL_F_BILLABLE);
        ela_sql_int(q, ela_in_bool(c, "billable", false));
    }
    filter_search(c, q);
}

struct page {
    size_t limit;
    bool has_after;
    struct ela_str after_day;
    int64_t after_id;
};

static void inner_page(struct ela_call *c, struct ela_sql *q, const struct plan *p,
                       const struct page *pg)
{
    bool many = p->nbranches > 1;
    if (many)
        ela_sql_add(q, ELA_SQL_LIST_OPEN);
    for (size_t i = 0; i < p->nbranches; i++) {
        if (i)
            ela_sql_add(q, ELA_SQL_LIST_UNION);
        ela_sql_add(q, ELA_SQL_LIST_INNER);
        ela_sql_add(q, p->index);
        filters(c, q, p->branch[i]);
        if (pg->has_after) {
            ela_sql_add(q, ELA_SQL_F_NEXT);
            ela_sql_text(q, pg->after_day);
            ela_sql_text(q, pg->after_day);
            ela_sql_int(q, pg->after_id);
        }
        ela_sql_add(q, ELA_SQL_LIST_ORDER);
        ela_sql_int(q, (int64_t)pg->limit + 1);
    }
    if (!many)
        return;
    ela_sql_add(q, ELA_SQL_LIST_CLOSE);
    ela_sql_add(q, ELA_SQL_LIST_UNION_ORDER);
    ela_sql_int(q, (int64_t)pg->limit + 1);
}

static void write_rows(struct ela_call *c, const struct ela_db_result *r, size_t limit)
{
    size_t n = r->nrows < limit ? r->nrows : limit;
    struct ela_json *rows = ela_json_new_array();
    for (size_t i = 0; i < n; i++)
        ela_json_push(rows, ela__time_row(c, r, i));
    ela_json_set(c->out, "rows", rows);
    if (r->nrows > limit)
        ela_json_set_text(c->out, "next",
                          ela_cursor_make(c->arena, 't', ela_db_cell(r, n - 1, ELA__T_WORK_ON),
                                          ela_db_int(r, n - 1, ELA__T_ID, 0)));
    else
        ela_json_set_null(c->out, "next");
}

/* Rows that one index gives, as far as SUM_CAP. */
static void sum_through(struct ela_call *c, struct ela_sql *q, const char *index, int part)
{
    ela_sql_add(q, ELA_SQL_LIST_INNER_SUM);
    ela_sql_add(q, index);
    if (part >= 0)
        (void)ela_scope_time_part(q, c->actor, "t", (enum ela_scope_time_part)part);
    filters(c, q, NULL);
    ela_sql_add(q, ELA_SQL_LIST_LIMIT);
    ela_sql_int(q, SUM_CAP + 1);
}

/* Who sees a part of a large firm does not read it all to know his: each reason for seeing a row
 * has its index, a row that has two counts once. */
static void sum_parts(struct ela_call *c, struct ela_sql *q, const struct plan *p)
{
    static const char *const INDEX[ELA_TIME_PARTS] = {[ELA_TIME_OWN] = ELA_SQL_LIST_BY_USER,
                                                      [ELA_TIME_LED] = ELA_SQL_LIST_BY_CASE,
                                                      [ELA_TIME_OF_CLIENTS] =
                                                          ELA_SQL_LIST_BY_CLIENT};
    bool wide = p->index == ELA_SQL_LIST_BY_DAY || p->index == ELA_SQL_LIST_BY_STATUS, any = false;
    for (int part = 0; wide && part < ELA_TIME_PARTS; part++) {
        if (!ela_scope_time_part(NULL, c->actor, "t", (enum ela_scope_time_part)part))
            continue;
        ela_sql_add(q, any ? ELA_SQL_LIST_UNION_ONCE : ELA_SQL_LIST_OPEN);
        sum_through(c, q, INDEX[part], part);
        any = true;
    }
    if (any)
        ela_sql_add(q, ELA_SQL_LIST_CLOSE);
    else
        sum_through(c, q, p->index, -1);
}

/* Count and sum, as far as SUM_CAP rows: past it the total is that number, capped, and the sum is
 * not known. */
static enum ela_status with_sum(struct ela_call *c, const struct plan *p, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_LIST_SUM);
    sum_parts(c, &q, p);
    ela_sql_add(&q, ELA_SQL_LIST_SUM_END);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    int64_t total = ela_db_int(&r, 0, 0, 0);
    bool capped = total > SUM_CAP;
    ela_json_set_int(c->out, "total", capped ? SUM_CAP : total);
    ela_json_set_bool(c->out, "total_capped", capped);
    if (capped)
        ela_json_set_null(c->out, "sum_s");
    else
        ela_json_set_int(c->out, "sum_s", ela_db_int(&r, 0, 1, 0));
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela__time_list(struct ela_call *c, struct ela_error *err)
{
    struct plan p = plan_of(c);
    struct page pg = {.limit = (size_t)ela_in_int(c, "limit", ELA_LIST_LIMIT_DEFAULT)};
    char day[16];
    struct ela_sql q;
    struct ela_db_result r;
    struct ela_day check;
    ELA_TRY(ela_cursor_read(c, 't', &pg.has_after, day, sizeof(day), &pg.after_id, err));
    pg.after_day = ela_str_of(day);
    if (pg.has_after && ela_day_parse(pg.after_day, &check, "after", NULL) != ELA_OK)
        return ela_fail(err, ELA_E_INPUT, "list.cursor", "after");
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_LIST_OUTER);
    inner_page(c, &q, &p, &pg);
    ela_sql_add(&q, ELA_SQL_LIST_OUTER_FROM);
    ela_sql_add(&q, ELA_SQL_LIST_OUTER_ORDER);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    write_rows(c, &r, pg.limit);
    ela_db_result_release(&r);
    return ela_in_bool(c, "with_sum", false) ? with_sum(c, &p, err) : ELA_OK;
}

enum ela_status ela__time_read(struct ela_call *c, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_LIST_OUTER);
    ela_sql_add(&q, ELA_SQL_LIST_ONE);
    ela_sql_int(&q, ela_in_int(c, "time", 0));
    ela_scope_time(&q, c->actor, "t");
    ela_sql_add(&q, ELA_SQL_LIST_OUTER_FROM);
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    if (st != ELA_OK)
        return st;
    if (r.nrows) {
        ela_json_free(c->out);
        c->out = ela__time_row(c, &r, 0);
    } else {
        st = ela_fail(err, ELA_E_NOT_FOUND, "not_found", "time");
    }
    ela_db_result_release(&r);
    return st;
}

/* --- week ----------------------------------------------------------------- */

static enum ela_status query_week(struct ela_call *c, int64_t user, struct ela_day from,
                                  struct ela_db_result *r, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_day to = {from.n + 6};
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_LIST_OUTER);
    ela_sql_add(&q, ELA_SQL_WEEK_INNER);
    ela_sql_int(&q, user);
    ela_sql_value(&q, ela_list_day(c->arena, from));
    ela_sql_value(&q, ela_list_day(c->arena, to));
    ela_scope_time(&q, c->actor, "t");
    ela_sql_add(&q, ELA_SQL_LIST_OUTER_FROM);
    ela_sql_add(&q, ELA_SQL_WEEK_OUTER_ORDER);
    return ela_sql_query(&q, c->db, r, err);
}

static struct ela_json *day_json(struct ela_call *c, const struct ela_db_result *r,
                                 struct ela_day day, int64_t *total)
{
    struct ela_json *o = ela_json_new_object(), *entries = ela_json_new_array();
    char text[16];
    int64_t sum = 0;
    ela_day_format(day, text);
    for (size_t i = 0; i < r->nrows; i++) {
        if (!ela_str_is(ela_db_cell(r, i, ELA__T_WORK_ON), text))
            continue;
        sum += ela_db_int(r, i, ELA__T_DURATION, 0);
        ela_json_push(entries, ela__time_row(c, r, i));
    }
    ela_json_set_text(o, "day", text);
    ela_json_set_int(o, "total_s", sum);
    ela_json_set(o, "entries", entries);
    *total += sum;
    return o;
}

static struct ela_json *by_status(const struct ela_call *c, const struct ela_db_result *r)
{
    const struct ela_wf_object *wf = ela_workflow_object(c->workflow, "time");
    const struct ela_wf_status *s;
    struct ela_json *o = ela_json_new_object();
    for (size_t k = 0; (s = ela_wf_status_at(wf, k)) != NULL; k++) {
        int64_t sum = 0;
        for (size_t i = 0; i < r->nrows; i++)
            if (ela_str_is(ela_db_cell(r, i, ELA__T_STATUS), s->code))
                sum += ela_db_int(r, i, ELA__T_DURATION, 0);
        ela_json_set_int(o, s->code, sum);
    }
    return o;
}

enum ela_status ela__time_week(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_day day = ela_in_has(c, "day") ? ela_in_day(c, "day") : ela_tz_day(c->tz, c->now);
    struct ela_day from = {day.n - (ela_day_weekday(day) - 1)};
    int64_t user = ela_in_int(c, "user", c->actor->user_id), total = 0;
    char text[16];
    ELA_TRY(query_week(c, user, from, &r, err));
    struct ela_json *days = ela_json_new_array();
    for (int32_t i = 0; i < 7; i++)
        ela_json_push(days, day_json(c, &r, (struct ela_day){from.n + i}, &total));
    ela_json_set_int(c->out, "user", user);
    ela_day_format(from, text);
    ela_json_set_text(c->out, "from", text);
    ela_day_format((struct ela_day){from.n + 6}, text);
    ela_json_set_text(c->out, "to", text);
    ela_json_set(c->out, "days", days);
    ela_json_set_int(c->out, "total_s", total);
    ela_json_set(c->out, "by_status", by_status(c, &r));
    ela_db_result_release(&r);
    return ELA_OK;
}
