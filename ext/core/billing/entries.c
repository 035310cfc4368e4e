/*
 * billing.entries: the entries and prices of one client that can be put on an invoice, each with
 * what it would come to. Source: TIME-15, TIME-16.
 */
#include "billing/billing_internal.h"
#include "billing/billing_sql.h"
#include "case/list.h"

enum {
    ID,
    DAY,
    USER,
    USER_NAME,
    CASE_ID,
    CASE_REF,
    CASE_TITLE,
    TASK,
    TASK_LABEL,
    ACTIVITY,
    LABEL,
    LABEL_EN,
    COLOUR,
    ICON,
    DESCRIPTION,
    DURATION,
    MODEL,
    NUM,
    DEN,
    VAT
};

struct list {
    struct ela_call *c;
    struct ela__bill bill;
    struct ela__piece **pieces; /* by entry */
    struct ela_json *rows;
};

static int by_entry(const void *a, const void *b)
{
    const struct ela__piece *x = *(const struct ela__piece *const *)a,
                            *y = *(const struct ela__piece *const *)b;
    if (x->item->time_id != y->item->time_id)
        return x->item->time_id > y->item->time_id ? 1 : -1;
    return (x->kind > y->kind) - (x->kind < y->kind);
}

static enum ela_status price_all(struct list *l, const struct ela__sel *sel, struct ela_error *err)
{
    ELA_TRY(ela__compute(l->c, sel, &l->bill, err));
    l->pieces = ela_arena_alloc(l->c->arena, (l->bill.npieces + 1) * sizeof(*l->pieces));
    if (!l->pieces)
        return ela__no_memory(err);
    for (size_t i = 0; i < l->bill.npieces; i++)
        l->pieces[i] = &l->bill.pieces[i];
    qsort(l->pieces, l->bill.npieces, sizeof(*l->pieces), by_entry);
    return ELA_OK;
}

/* First piece of an entry, or past the end. */
static size_t first_piece(const struct list *l, int64_t id)
{
    size_t lo = 0, hi = l->bill.npieces;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (l->pieces[mid]->item->time_id < id)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static bool set_rate(struct ela_json *o, const char *key, struct ela_rate rate)
{
    char text[32];
    if (!ela_rate_is_set(rate))
        return ela_json_set_null(o, key);
    ela_rate_format(rate, text);
    return ela_json_set_text(o, key, text);
}

static struct ela_json *blocked(const char *key)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "key", key);
    ela_json_set(o, "params", ela_json_new_object());
    return o;
}

/* The parts of an entry, their sum, and why it cannot be billed. */
static enum ela_status set_parts(const struct list *l, struct ela_json *row, int64_t id,
                                 int64_t duration, struct ela_error *err)
{
    struct ela_json *parts = ela_json_new_array();
    int64_t seconds = 0, total = 0;
    bool missing = false;
    enum ela_status st = ELA_OK;
    for (size_t i = first_piece(l, id);
         st == ELA_OK && i < l->bill.npieces && l->pieces[i]->item->time_id == id; i++) {
        const struct ela__piece *p = l->pieces[i];
        struct ela_json *o = ela_json_new_object();
        int64_t minor = 0;
        if (ela_rate_is_set(p->rate))
            st = ela_money_of_time(p->seconds, p->rate, &minor, err);
        else
            missing = missing || p->kind != ELA__INCLUDED;
        ela_json_set_text(o, "kind", ela__kind_name(p->kind));
        ela_json_set_int(o, "seconds", p->seconds);
        ela_json_set_int(o, "amount_minor", minor);
        ela_json_push(parts, o);
        seconds += p->seconds;
        total += minor;
    }
    ela_json_set_int(row, "billed_s", seconds ? duration - seconds : 0);
    ela_json_set(row, "parts", parts);
    if (missing)
        ela_json_set_null(row, "amount_minor");
    else
        ela_json_set_int(row, "amount_minor", total);
    if (missing)
        ela_json_set(row, "blocked", blocked("billing.rate_missing"));
    else if (seconds == 0)
        ela_json_set(row, "blocked", blocked("billing.partial"));
    else
        ela_json_set_null(row, "blocked");
    return st;
}

static struct ela_json *named(const struct ela_db_result *r, size_t row, size_t id, size_t label,
                              const char *key)
{
    if (ela_db_is_null(r, row, id))
        return ela_json_new_null();
    struct ela_json *o = ela_json_new_object();
    ela_json_set_int(o, "id", ela_db_int(r, row, id, 0));
    ela_json_set_str(o, key, ela_db_cell(r, row, label));
    return o;
}

static enum ela_status push_row(struct list *l, const struct ela_db_result *r, size_t row,
                                struct ela_error *err)
{
    struct ela_json *o = ela_json_new_object(), *kase = named(r, row, CASE_ID, CASE_REF, "ref");
    bool english = !ela__french(l->c) && ela_db_cell(r, row, LABEL_EN).n;
    struct ela_json *activity = named(r, row, ACTIVITY, english ? LABEL_EN : LABEL, "label");
    struct ela_rate rate = {ela_db_int(r, row, NUM, 0), ela_db_int(r, row, DEN, 0)};
    char vat[16];
    ela_vat_format((int32_t)ela_db_int(r, row, VAT, 0), vat);
    if (!ela_db_is_null(r, row, CASE_ID))
        ela_json_set_str(kase, "title", ela_db_cell(r, row, CASE_TITLE));
    ela_list_text(activity, "colour", r, row, COLOUR);
    ela_list_text(activity, "icon", r, row, ICON);
    ela_list_int(o, "id", r, row, ID);
    ela_list_text(o, "work_on", r, row, DAY);
    ela_list_person(o, "user", r, row, USER, USER_NAME);
    ela_json_set(o, "case", kase);
    ela_json_set(o, "task", named(r, row, TASK, TASK_LABEL, "label"));
    ela_json_set(o, "activity", activity);
    ela_list_text(o, "description", r, row, DESCRIPTION);
    ela_list_int(o, "duration_s", r, row, DURATION);
    ela_list_text(o, "model", r, row, MODEL);
    set_rate(o, "rate", rate);
    ela_json_set_text(o, "vat", vat);
    enum ela_status st =
        set_parts(l, o, ela_db_int(r, row, ID, 0), ela_db_int(r, row, DURATION, 0), err);
    ela_json_push(l->rows, o);
    return st;
}

static enum ela_status list_rows(struct list *l, const struct ela__sel *sel, bool *first_page,
                                 struct ela_error *err)
{
    struct ela_call *c = l->c;
    char day[16];
    bool after;
    int64_t id, limit = ela_in_int(c, "limit", 200);
    struct ela_sql q;
    struct ela_db_result r;
    ELA_TRY(ela_cursor_read(c, 'e', &after, day, sizeof(day), &id, err));
    *first_page = !after;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_ROWS);
    ela_sql_int(&q, c->actor->entity);
    ela__sel_sql(&q, sel);
    if (after) {
        ela_sql_add(&q, ELA__SQL_ROWS_AFTER);
        ela_sql_text(&q, ela_str_of(day));
        ela_sql_text(&q, ela_str_of(day));
        ela_sql_int(&q, id);
    }
    ela_sql_add(&q, ELA__SQL_ROWS_ORDER);
    ela_sql_int(&q, limit + 1);
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    if (st != ELA_OK)
        return st;
    size_t n = r.nrows > (size_t)limit ? (size_t)limit : r.nrows;
    const char *next = NULL;
    for (size_t i = 0; st == ELA_OK && i < n; i++)
        st = push_row(l, &r, i, err);
    if (r.nrows > n)
        next = ela_cursor_make(c->arena, 'e', ela_db_cell(&r, n - 1, DAY),
                               ela_db_int(&r, n - 1, ID, 0));
    ela_db_result_release(&r);
    ela_json_set_text(c->out, "next", next);
    return st;
}

static enum ela_status sum(struct ela_call *c, const struct ela__sel *sel, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_SUM);
    ela_sql_add(&q, ELA__SQL_FROM_TIME);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_add(&q, ELA__SQL_MODELS);
    ela__sel_sql(&q, sel);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    ela_json_set_int(c->out, "sum_s", ela_db_int(&r, 0, 0, 0));
    ela_json_set_int(c->out, "total", ela_db_int(&r, 0, 1, 0));
    ela_db_result_release(&r);
    return ELA_OK;
}

/* --- prices */

static enum ela_status set_case(struct ela_call *c, struct ela_json *o, int64_t id,
                                struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_CASES);
    ela_sql_in(&q, &id, 1);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    struct ela_json *kase = ela_json_new_object();
    ela_json_set_int(kase, "id", id);
    ela_json_set_str(kase, "ref", ela_db_cell(&r, 0, 1));
    ela_json_set_str(kase, "title", ela_db_cell(&r, 0, 2));
    ela_json_set(o, "case", kase);
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status push_price(struct ela_call *c, struct ela_json *prices,
                                  const struct ela__terms *t, struct ela_error *err)
{
    int64_t due, left;
    char key[40], vat[16];
    ELA_TRY(ela__price_due(t, &due, &left, err));
    if (left == 0 || (!t->package && !t->current))
        return ELA_OK;
    struct ela_json *o = ela_json_new_object();
    snprintf(key, sizeof(key), "%s:%lld", t->package ? "package" : "fixed",
             (long long)(t->package ? t->id : t->case_id));
    ela_vat_format(t->vat_milli, vat);
    ela_json_set_text(o, "key", key);
    ela_json_set_text(o, "kind", t->package ? ELA_LINE_PACKAGE : ELA_LINE_FIXED);
    ela_json_set_int(o, "price_minor", t->price_minor);
    ela_json_set_int(o, "billed_minor", t->billed_minor);
    ela_json_set_int(o, "amount_minor", due > 0 ? due : left);
    ela_json_set_bool(o, "due", due > 0);
    ela_json_set_text(o, "invoicing", t->invoicing);
    ela_json_set_text(o, "vat", vat);
    if (t->package)
        ela_json_set_int(o, "included_s", t->included_s);
    else
        ela_json_set_null(o, "included_s");
    enum ela_status st = set_case(c, o, t->case_id, err);
    ela_json_push(prices, o);
    return st;
}

static void push_draft(void *ctx, int64_t client, struct ela_json *take)
{
    (void)client;
    ela_json_push(ctx, take);
}

static enum ela_status first_page_only(struct list *l, const struct ela__sel *sel,
                                       struct ela_error *err)
{
    struct ela_json *prices = ela_json_new_array(), *drafts = ela_json_new_array();
    int64_t client = sel->client_id;
    ela_json_set(l->c->out, "prices", prices);
    ela_json_set(l->c->out, "drafts", drafts);
    for (size_t i = 0; i < l->bill.nterms; i++)
        ELA_TRY(push_price(l->c, prices, &l->bill.terms[i], err));
    ELA_TRY(ela__drafts_each(l->c, &client, 1, push_draft, drafts, err));
    return sum(l->c, sel, err);
}

enum ela_status ela__op_entries(struct ela_call *c, struct ela_error *err)
{
    struct ela__sel sel = {.client_id = (int32_t)ela_in_int(c, "client", 0),
                           .group = ELA_GROUP_ENTRY,
                           .entries = true};
    struct list l = {.c = c, .bill = {.mem = c->arena}};
    const char *name;
    bool first_page;
    ELA_TRY(ela__client_load(c, sel.client_id, false, &name, err));
    ela__sel_filters(c, &sel);
    ELA_TRY(price_all(&l, &sel, err));
    l.rows = ela_json_new_array();
    ela_json_set(c->out, "rows", l.rows);
    ela_json_set_text(c->out, "currency", c->settings->currency);
    ELA_TRY(list_rows(&l, &sel, &first_page, err));
    return first_page ? first_page_only(&l, &sel, err) : ELA_OK;
}
