/*
 * billing.queue: what waits to be billed, by client. A page of clients first, then a fixed number
 * of statements for the whole page, whatever stands on it. Source: TIME-15.
 */
#include "billing/billing_internal.h"
#include "billing/billing_sql.h"
#include "case/list.h"
#include "scope/scope.h"
#include "workflow/workflow.h"

struct client {
    int64_t id;
    struct ela_str name;
    int64_t unvalidated_s, to_bill_s, included_s, overage_s, to_bill_minor, prices_minor, missing,
        cases, last_case;
    struct ela_json *drafts;
};

struct page {
    struct client *at;
    size_t n;
    const char *next;
};

/* Which of the four reasons count for a client to be listed. */
struct reasons {
    bool time, package_time, prices, drafts;
    const char *model; /* of prices, NULL: both */
};

static struct reasons reasons_of(const struct ela_call *c, const struct ela__sel *sel)
{
    struct ela_str type = ela_in_text(c, "type");
    bool whole = ela__sel_whole(sel);
    struct reasons r = {.time = true, .prices = whole, .drafts = whole && !sel->case_id};
    if (ela_str_is(type, "time"))
        r.prices = r.drafts = false;
    if (ela_str_is(type, "package"))
        r = (struct reasons){
            .time = true, .package_time = true, .prices = whole, .model = "package"};
    if (ela_str_is(type, "fixed"))
        r = (struct reasons){.prices = true, .model = "fixed"};
    if (ela_str_is(type, "draft"))
        r = (struct reasons){.drafts = true};
    return r;
}

static void price_tail(struct ela_sql *q, const struct ela__sel *sel, const struct reasons *why)
{
    if (why->model) {
        ela_sql_add(q, ELA__SQL_QUEUE_OF_MODEL);
        ela_sql_text(q, ela_str_of(why->model));
    }
    if (sel->case_id) {
        ela_sql_add(q, ELA__SQL_QUEUE_OF_CASE);
        ela_sql_int(q, sel->case_id);
    }
    ela_sql_add(q, ELA__SQL_CLOSE);
}

/* Statuses of finished cases are data. */
static void finished(struct ela_call *c, struct ela_sql *q)
{
    const struct ela_wf_object *o = ela_workflow_object(c->workflow, "case");
    size_t n = 0;
    const struct ela_wf_status *s;
    for (size_t i = 0; (s = ela_wf_status_at(o, i)); i++) {
        if (strcmp(s->klass, "done") != 0)
            continue;
        ela_sql_add(q, n++ ? ELA__SQL_COMMA_P : ELA__SQL_P);
        ela_sql_text(q, ela_str_of(s->code));
    }
    if (n == 0) {
        ela_sql_add(q, ELA__SQL_P);
        ela_sql_value(q, ELA_DBV_NULL);
    }
    ela_sql_add(q, ELA__SQL_CLOSE);
}

static void add_reasons(struct ela_call *c, struct ela_sql *q, const struct ela__sel *sel,
                        const char *today)
{
    struct reasons why = reasons_of(c, sel);
    struct ela__sel filters = *sel;
    filters.client_id = 0;
    ela_sql_add(q, ELA__SQL_QUEUE_ANY);
    if (why.time) {
        ela_sql_add(q, ELA__SQL_QUEUE_TIME);
        ela_sql_int(q, c->actor->entity);
        if (why.package_time)
            ela_sql_add(q, ELA__SQL_QUEUE_PACKAGE);
        ela__sel_sql(q, &filters);
        ela_sql_add(q, ELA__SQL_CLOSE);
    }
    if (why.prices) {
        ela_sql_add(q, ELA__SQL_QUEUE_PRICES);
        ela_sql_int(q, c->actor->entity);
        ela_sql_text(q, ela_str_of(today));
        price_tail(q, sel, &why);
        ela_sql_add(q, ELA__SQL_QUEUE_PRICES_CLOSED);
        ela_sql_int(q, c->actor->entity);
        finished(c, q);
        price_tail(q, sel, &why);
    }
    if (why.drafts) {
        ela_sql_add(q, ELA__SQL_QUEUE_DRAFTS);
        ela_sql_int(q, c->actor->entity);
        ela_sql_add(q, ELA__SQL_CLOSE);
    }
    ela_sql_add(q, ELA__SQL_CLOSE);
}

static enum ela_status take_page(struct ela_call *c, const struct ela_db_result *r, size_t limit,
                                 struct page *p, struct ela_error *err)
{
    p->n = r->nrows < limit ? r->nrows : limit;
    p->at = ela_arena_alloc(c->arena, (p->n + 1) * sizeof(*p->at));
    if (!p->at)
        return ela__no_memory(err);
    for (size_t i = 0; i < p->n; i++) {
        struct ela_str name = ela_db_cell(r, i, 1);
        p->at[i] = (struct client){
            .id = ela_db_int(r, i, 0, 0),
            .name = {ela_arena_strndup(c->arena, name.n ? name.p : "", name.n), name.n},
            .drafts = ela_json_new_array()};
        if (!p->at[i].name.p)
            return ela__no_memory(err);
    }
    if (r->nrows > limit)
        p->next = ela_cursor_make(c->arena, 'b', p->at[p->n - 1].name, p->at[p->n - 1].id);
    return ELA_OK;
}

static enum ela_status load_page(struct ela_call *c, const struct ela__sel *sel, struct page *p,
                                 struct ela_error *err)
{
    char text[160], today[16];
    int64_t id, limit = ela_in_int(c, "limit", ELA_LIST_LIMIT_DEFAULT);
    bool after;
    struct ela_sql q;
    struct ela_db_result r;
    ELA_TRY(ela_cursor_read(c, 'b', &after, text, sizeof(text), &id, err));
    ela_day_format(ela_tz_day(c->tz, c->now), today);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_QUEUE);
    ela_scope_client(&q, c->actor, "s", "rowid");
    if (sel->client_id) {
        ela_sql_add(&q, ELA__SQL_QUEUE_ONE);
        ela_sql_int(&q, sel->client_id);
    }
    if (ela_in_text(c, "search").n) {
        ela_sql_add(&q, ELA__SQL_QUEUE_SEARCH);
        ela_sql_text(&q, ela_list_pattern(c->arena, ela_in_text(c, "search")));
    }
    add_reasons(c, &q, sel, today);
    if (after) {
        ela_sql_add(&q, ELA__SQL_QUEUE_AFTER);
        ela_sql_text(&q, ela_str_of(text));
        ela_sql_text(&q, ela_str_of(text));
        ela_sql_int(&q, id);
    }
    ela_sql_add(&q, ELA__SQL_QUEUE_ORDER);
    ela_sql_int(&q, limit + 1);
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    if (st == ELA_OK)
        st = take_page(c, &r, (size_t)limit, p, err);
    ela_db_result_release(&r);
    return st;
}

static struct client *client_of(struct page *p, int64_t id)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->at[i].id == id)
            return &p->at[i];
    return NULL;
}

static void count_line(struct client *k, const struct ela__line *l)
{
    bool time = l->kind == ELA__TIME || l->kind == ELA__OVERAGE;
    k->to_bill_s += l->seconds;
    k->included_s += l->kind == ELA__INCLUDED ? l->seconds : 0;
    k->overage_s += l->kind == ELA__OVERAGE ? l->seconds : 0;
    k->to_bill_minor += time ? l->amount_minor : 0;
    k->prices_minor += time ? 0 : l->amount_minor;
    k->missing += time && !ela_rate_is_set(l->rate) ? l->entries : 0;
    k->cases += l->case_id != k->last_case; /* lines come by case */
    k->last_case = l->case_id;
}

static enum ela_status add_bill(struct ela_call *c, const struct ela__sel *sel, struct page *p,
                                struct ela_error *err)
{
    struct ela__bill b = {.mem = c->arena};
    ELA_TRY(ela__compute(c, sel, &b, err));
    for (size_t i = 0; i < b.nlines; i++) {
        struct client *k = client_of(p, b.lines[i].client_id);
        if (k)
            count_line(k, &b.lines[i]);
    }
    return ELA_OK;
}

static enum ela_status add_unvalidated(struct ela_call *c, const struct ela__sel *sel,
                                       struct page *p, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_UNVALIDATED);
    ela_sql_int(&q, c->actor->entity);
    ela__sel_sql(&q, sel);
    ela_sql_add(&q, ELA__SQL_UNVALIDATED_GROUP);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        struct client *k = client_of(p, ela_db_int(&r, i, 0, 0));
        if (k)
            k->unvalidated_s = ela_db_int(&r, i, 1, 0);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

/* Drafts of clients, given to `each` one by one. */
enum ela_status ela__drafts_each(struct ela_call *c, const int64_t *clients, size_t n,
                                 void (*each)(void *ctx, int64_t client, struct ela_json *take),
                                 void *ctx, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_DRAFTS);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_in(&q, clients, n);
    ela_sql_add(&q, ELA__SQL_DRAFTS_ORDER);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object();
        int64_t total = 0;
        ela_json_set_int(o, "id", ela_db_int(&r, i, 0, 0));
        ela_json_set_str(o, "ref", ela_db_cell(&r, i, 1));
        if (ela__native_minor(ela_db_cell(&r, i, 3), &total))
            ela_json_set_int(o, "total_ht_minor", total);
        else
            ela_json_set_null(o, "total_ht_minor");
        each(ctx, ela_db_int(&r, i, 2, 0), o);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

static void push_draft(void *ctx, int64_t client, struct ela_json *take)
{
    struct client *k = client_of(ctx, client);
    if (k)
        ela_json_push(k->drafts, take);
    else
        ela_json_free(take);
}

static void set_sums(struct ela_json *o, const struct client *k)
{
    ela_json_set_int(o, "unvalidated_s", k->unvalidated_s);
    ela_json_set_int(o, "to_bill_s", k->to_bill_s);
    ela_json_set_int(o, "included_s", k->included_s);
    ela_json_set_int(o, "overage_s", k->overage_s);
    ela_json_set_int(o, "to_bill_minor", k->to_bill_minor);
    ela_json_set_int(o, "prices_minor", k->prices_minor);
    ela_json_set_int(o, "missing_rates", k->missing);
    ela_json_set_int(o, "cases", k->cases);
}

static struct ela_json *row_json(struct client *k)
{
    struct ela_json *o = ela_json_new_object(), *who = ela_json_new_object();
    ela_json_set_int(who, "id", k->id);
    ela_json_set_str(who, "name", k->name);
    ela_json_set(o, "client", who);
    set_sums(o, k);
    ela_json_set(o, "drafts", k->drafts);
    k->drafts = NULL;
    return o;
}

/* Sums over all clients within reach, of which the page shows some. */
static enum ela_status totals(struct ela_call *c, struct ela__sel sel, struct ela_error *err)
{
    struct ela__bill b = {.mem = c->arena};
    struct client sum = {.id = 0};
    int64_t clients = 0, last = 0;
    struct ela_sql q;
    struct ela_db_result r;
    sel.nclients = 0;
    ELA_TRY(ela__preview_all(c, &sel, &b, err));
    for (size_t i = 0; i < b.nlines; i++) {
        count_line(&sum, &b.lines[i]);
        clients += b.lines[i].client_id != last;
        last = b.lines[i].client_id;
    }
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_UNVALIDATED);
    ela_sql_int(&q, c->actor->entity);
    ela__sel_sql(&q, &sel);
    ela_scope_client(&q, c->actor, "t", "fk_soc");
    ela_sql_add(&q, ELA__SQL_UNVALIDATED_GROUP);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++)
        sum.unvalidated_s += ela_db_int(&r, i, 1, 0);
    ela_db_result_release(&r);
    struct ela_json *o = ela_json_new_object();
    set_sums(o, &sum);
    ela_json_set_int(o, "clients", clients);
    return ela_json_set(c->out, "totals", o) ? ELA_OK : ela__no_memory(err);
}

/* Contracts that time waits on: what the filter may be set to. */
static enum ela_status contracts(struct ela_call *c, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_CONTRACTS);
    ela_sql_int(&q, c->actor->entity);
    ela_scope_client(&q, c->actor, "t", "fk_soc");
    ela_sql_add(&q, ELA__SQL_CONTRACTS_ORDER);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    struct ela_json *list = ela_json_new_array();
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object();
        ela_json_set_int(o, "id", ela_db_int(&r, i, 0, 0));
        ela_json_set_str(o, "ref", ela_db_cell(&r, i, 1));
        ela_json_set_str(o, "client", ela_db_cell(&r, i, 2));
        ela_json_push(list, o);
    }
    ela_db_result_release(&r);
    return ela_json_set(c->out, "contracts", list) ? ELA_OK : ela__no_memory(err);
}

static enum ela_status fill(struct ela_call *c, struct ela__sel *sel, struct page *p,
                            struct ela_error *err)
{
    int64_t *ids = ela_arena_alloc(c->arena, (p->n + 1) * sizeof(*ids));
    if (!ids)
        return ela__no_memory(err);
    for (size_t i = 0; i < p->n; i++)
        ids[i] = p->at[i].id;
    if (p->n == 0)
        return ELA_OK;
    sel->clients = ids;
    sel->nclients = p->n;
    sel->client_id = 0;
    ELA_TRY(add_bill(c, sel, p, err));
    ELA_TRY(add_unvalidated(c, sel, p, err));
    return ela__drafts_each(c, ids, p->n, push_draft, p, err);
}

enum ela_status ela__op_queue(struct ela_call *c, struct ela_error *err)
{
    struct ela__sel sel = {.client_id = (int32_t)ela_in_int(c, "client", 0),
                           .group = ELA_GROUP_CASE};
    struct ela__sel all;
    struct page p = {.n = 0};
    ela__sel_filters(c, &sel);
    sel.prices_due = ela__sel_whole(&sel);
    all = sel;
    enum ela_status st = load_page(c, &sel, &p, err);
    if (st == ELA_OK)
        st = fill(c, &sel, &p, err);
    struct ela_json *rows = ela_json_new_array();
    for (size_t i = 0; i < p.n; i++) {
        if (st == ELA_OK)
            ela_json_push(rows, row_json(&p.at[i]));
        ela_json_free(p.at[i].drafts);
    }
    ela_json_set(c->out, "rows", rows);
    ela_json_set_text(c->out, "next", p.next);
    ela_json_set_text(c->out, "currency", c->settings->currency);
    if (st == ELA_OK && ela_in_bool(c, "with_totals", false))
        st = totals(c, all, err);
    if (st == ELA_OK && ela_in_bool(c, "with_contracts", false))
        st = contracts(c, err);
    return st;
}
