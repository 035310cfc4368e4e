/*
 * «Feuille de Temps» of a case: validated and invoiced entries, oldest first, each with what of it
 * a package includes. Source: TIME-09, TIME-18.
 *
 * The included hours of a package are given in this order: first to the parts that an invoice has
 * used, as it used them, then to validated entries by day and number. So what was invoiced never
 * changes afterwards.
 */
#include "time/time_internal.h"

enum {
    H_ID,
    H_DAY,
    H_ADVISER,
    H_LABEL,
    H_LABEL_EN,
    H_WORDS,
    H_STATUS,
    H_MODEL,
    H_SECONDS,
    H_BILLABLE,
    H_TERMS,
    H_NUM,
    H_DEN,
    H_CURRENCY,
    H_INVOICE,
    H_INVOICE_REF,
    H_ACTIVITY,
    H_COLOUR,
    H_ICON,
    H_INCLUDED,
    H_VISIBLE
};

enum { MAX_TERMS = 64 };

struct sheet {
    struct ela_call *c;
    struct ela_db_result parts; /* of invoiced entries, by entry */
    struct {
        int64_t terms;
        struct ela_split split;
    } packages[MAX_TERMS];
    size_t npackages;
    const struct ela_wf_object *wf;
    bool en, amounts;
    enum ela_status (*row)(void *ctx, const struct ela_sheet_row *row, struct ela_error *err);
    void *ctx;
    struct ela_sheet_totals *totals;
};

static struct ela_split *package_of(struct sheet *s, int64_t terms, int64_t included)
{
    for (size_t i = 0; i < s->npackages; i++)
        if (s->packages[i].terms == terms)
            return &s->packages[i].split;
    if (s->npackages == MAX_TERMS)
        return NULL;
    int64_t left = included;
    for (size_t i = 0; i < s->parts.nrows; i++)
        if (ela_db_int(&s->parts, i, 1, 0) == terms &&
            ela_str_is(ela_db_cell(&s->parts, i, 2), ELA_PART_INCLUDED))
            left -= ela_db_int(&s->parts, i, 3, 0);
    s->packages[s->npackages].terms = terms;
    s->packages[s->npackages].split.left = left;
    return &s->packages[s->npackages++].split;
}

/* As it was invoiced; false when no part is recorded. */
static bool invoiced_split(const struct sheet *s, struct ela_sheet_row *row)
{
    bool found = false;
    for (size_t i = 0; i < s->parts.nrows; i++) {
        if (ela_db_int(&s->parts, i, 0, 0) != row->id)
            continue;
        found = true;
        int64_t seconds = ela_db_int(&s->parts, i, 3, 0);
        if (ela_str_is(ela_db_cell(&s->parts, i, 2), ELA_PART_INCLUDED))
            row->included_s += seconds;
        else if (ela_str_is(ela_db_cell(&s->parts, i, 2), ELA_PART_OVERAGE))
            row->overage_s += seconds;
    }
    return found;
}

static void split_row(struct sheet *s, const struct ela_str *cells, struct ela_sheet_row *row)
{
    int64_t terms = 0, included = 0;
    if (strcmp(row->model, ELA_MODEL_PACKAGE) != 0 || !row->billable || !cells[H_TERMS].p ||
        !cells[H_INCLUDED].p)
        return;
    if (strcmp(row->status, "invoiced") == 0 && invoiced_split(s, row))
        return;
    if (!ela_parse_i64(cells[H_TERMS], &terms) || !ela_parse_i64(cells[H_INCLUDED], &included))
        return;
    struct ela_split *split = package_of(s, terms, included);
    if (split)
        ela_split_take(split, row->seconds, &row->included_s, &row->overage_s);
}

static void price_row(const struct sheet *s, struct ela_sheet_row *row)
{
    bool hourly = strcmp(row->model, ELA_MODEL_HOURLY) == 0,
         package = strcmp(row->model, ELA_MODEL_PACKAGE) == 0;
    int64_t seconds = package ? row->overage_s : row->seconds;
    if (!s->amounts || !row->billable || !(hourly || package))
        return;
    if (seconds == 0)
        row->has_amount = true; /* nothing beyond the package */
    else
        row->has_amount = ela_rate_is_set(row->rate) &&
                          ela_money_of_time(seconds, row->rate, &row->amount_minor, NULL) == ELA_OK;
}

static const char *text(struct ela_str s)
{
    return s.p ? s.p : "";
}

static int64_t number(struct ela_str s)
{
    int64_t v = 0;
    return s.p && ela_parse_i64(s, &v) ? v : 0;
}

static void add_totals(struct ela_sheet_totals *t, const struct ela_sheet_row *row)
{
    t->rows++;
    t->all_s += row->seconds;
    t->billable_s += row->billable ? row->seconds : 0;
    t->included_s += row->included_s;
    t->overage_s += row->overage_s;
    t->amount_minor += row->has_amount ? row->amount_minor : 0;
}

static enum ela_status on_row(void *ctx, const struct ela_str *cells, size_t ncols,
                              struct ela_error *err)
{
    struct sheet *s = ctx;
    if (ncols <= H_VISIBLE)
        return ela_fail(err, ELA_E_INTERNAL, "db.failed", "");
    const struct ela_wf_status *status = ela_wf_status_of(s->wf, cells[H_STATUS]);
    bool en = s->en && cells[H_LABEL_EN].n > 0;
    struct ela_sheet_row row = {.id = number(cells[H_ID]),
                                .adviser = text(cells[H_ADVISER]),
                                .activity = text(cells[en ? H_LABEL_EN : H_LABEL]),
                                .activity_id = number(cells[H_ACTIVITY]),
                                .activity_colour = text(cells[H_COLOUR]),
                                .activity_icon = text(cells[H_ICON]),
                                .description = text(cells[H_WORDS]),
                                .status = text(cells[H_STATUS]),
                                .status_label =
                                    status ? (s->en ? status->label_en : status->label_fr) : "",
                                .model = text(cells[H_MODEL]),
                                .seconds = number(cells[H_SECONDS]),
                                .billable = number(cells[H_BILLABLE]) == 1,
                                .currency = text(cells[H_CURRENCY]),
                                .invoice_id = (int32_t)number(cells[H_INVOICE]),
                                .invoice_ref = text(cells[H_INVOICE_REF])};
    ELA_TRY(ela_day_parse(cells[H_DAY], &row.work_on, "", err));
    if (s->amounts)
        row.rate = (struct ela_rate){number(cells[H_NUM]), number(cells[H_DEN])};
    split_row(s, cells, &row);
    if (number(cells[H_VISIBLE]) != 1)
        return ELA_OK;
    price_row(s, &row);
    add_totals(s->totals, &row);
    return s->row ? s->row(s->ctx, &row, err) : ELA_OK;
}

static bool sees_amounts(const struct ela_call *c)
{
    return ela_actor_sees_amounts(c->actor, c->settings->portal_show_amounts);
}

enum ela_status ela_time_sheet_each(
    struct ela_call *c, int64_t case_id,
    enum ela_status (*row)(void *ctx, const struct ela_sheet_row *row, struct ela_error *err),
    void *ctx, struct ela_sheet_totals *totals, struct ela_error *err)
{
    struct ela_case k;
    struct ela_sheet_totals own;
    struct ela_db_value id = ELA_DBV_INT(case_id);
    struct sheet s = {.c = c,
                      .wf = ela_workflow_object(c->workflow, "time"),
                      .en = strcmp(c->actor->lang, "en") == 0,
                      .amounts = sees_amounts(c),
                      .row = row,
                      .ctx = ctx,
                      .totals = totals ? totals : &own};
    memset(s.totals, 0, sizeof(*s.totals));
    ELA_TRY(ela_case_load(c, case_id, "case", &k, err));
    ELA_TRY(ela_db_query(c->db, ELA_SQL_SHEET_PARTS, &id, 1, &s.parts, err));
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_SHEET_ROWS);
    ela_scope_time(&q, c->actor, "t");
    ela_sql_add(&q, ELA_SQL_SHEET_FROM);
    ela_sql_int(&q, case_id);
    enum ela_status st = ela_sql_each(&q, c->db, on_row, &s, err);
    ela_db_result_release(&s.parts);
    return st;
}

/* --- time.sheet ----------------------------------------------------------- */

/* Rows are seen in order from the first, because a package is shared in order; only one page of
 * them is kept. */
struct pager {
    struct ela_call *c;
    bool has_after, more;
    struct ela_day after_day;
    int64_t after_id;
    size_t limit, n;
    struct ela_json *rows;
    struct ela_json *by_model;
    struct ela_day last_day;
    int64_t last_id;
};

static struct ela_json *part_json(const char *kind, int64_t seconds)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "kind", kind);
    ela_json_set_int(o, "seconds", seconds);
    return o;
}

static struct ela_json *parts_json(const struct ela_sheet_row *row)
{
    struct ela_json *parts = ela_json_new_array();
    if (row->included_s)
        ela_json_push(parts, part_json(ELA_PART_INCLUDED, row->included_s));
    if (row->overage_s)
        ela_json_push(parts, part_json(ELA_PART_OVERAGE, row->overage_s));
    if (!row->included_s && !row->overage_s)
        ela_json_push(parts, part_json(ELA_PART_TIME, row->seconds));
    return parts;
}

static void money_json(const struct pager *p, const struct ela_sheet_row *row, struct ela_json *o)
{
    char rate[32];
    if (!sees_amounts(p->c))
        return;
    ela_json_set_null(o, "rate");
    ela_json_set_null(o, "amount_minor");
    ela_json_set_text(o, "currency", row->currency);
    if (ela_rate_is_set(row->rate)) {
        ela_rate_format(row->rate, rate);
        ela_json_set_text(o, "rate", rate);
    }
    if (row->has_amount)
        ela_json_set_int(o, "amount_minor", row->amount_minor);
}

static struct ela_json *row_json(const struct pager *p, const struct ela_sheet_row *row)
{
    struct ela_json *o = ela_json_new_object(), *activity = ela_json_new_object();
    char day[16];
    ela_day_format(row->work_on, day);
    ela_json_set_int(o, "id", row->id);
    ela_json_set_text(o, "work_on", day);
    ela_json_set_text(o, "adviser", row->adviser);
    ela_json_set_int(o, "duration_s", row->seconds);
    ela_json_set_int(activity, "id", row->activity_id);
    ela_json_set_text(activity, "label", row->activity);
    ela_json_set_text(activity, "colour", row->activity_colour);
    ela_json_set_text(activity, "icon", row->activity_icon);
    ela_json_set(o, "activity", activity);
    ela_json_set_text(o, "description", row->description);
    ela_json_set_bool(o, "billable", row->billable);
    ela_json_set(o, "status",
                 ela_wf_badge(ela_workflow_object(p->c->workflow, "time"), ela_str_of(row->status),
                              p->c->actor));
    if (row->invoice_id) {
        struct ela_json *invoice = ela_json_new_object();
        ela_json_set_int(invoice, "id", row->invoice_id);
        ela_json_set_text(invoice, "ref", row->invoice_ref);
        ela_json_set(o, "invoice", invoice);
    } else {
        ela_json_set_null(o, "invoice");
    }
    money_json(p, row, o);
    ela_json_set(o, "parts", parts_json(row));
    return o;
}

static enum ela_status page_row(void *ctx, const struct ela_sheet_row *row, struct ela_error *err)
{
    struct pager *p = ctx;
    (void)err;
    int64_t sum = ela_json_int(ela_json_get(p->by_model, row->model), 0);
    ela_json_set_int(p->by_model, row->model, sum + row->seconds);
    bool before = p->has_after && (row->work_on.n < p->after_day.n ||
                                   (row->work_on.n == p->after_day.n && row->id <= p->after_id));
    if (before)
        return ELA_OK;
    if (p->n == p->limit) {
        p->more = true;
        return ELA_OK;
    }
    ela_json_push(p->rows, row_json(p, row));
    p->n++;
    p->last_day = row->work_on;
    p->last_id = row->id;
    return ELA_OK;
}

static void totals_json(struct ela_call *c, const struct ela_sheet_totals *t,
                        struct ela_json *by_model)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_int(o, "entries", t->rows);
    ela_json_set_int(o, "all_s", t->all_s);
    ela_json_set_int(o, "billable_s", t->billable_s);
    ela_json_set_int(o, "included_s", t->included_s);
    ela_json_set_int(o, "overage_s", t->overage_s);
    if (sees_amounts(c))
        ela_json_set_int(o, "amount_minor", t->amount_minor);
    ela_json_set(o, "by_model", by_model);
    ela_json_set(c->out, "totals", o);
}

enum ela_status ela__time_sheet(struct ela_call *c, struct ela_error *err)
{
    struct pager p = {.c = c, .limit = (size_t)ela_in_int(c, "limit", 50)};
    struct ela_sheet_totals totals;
    struct ela_gauge g;
    int64_t id = ela_in_int(c, "case", 0);
    char day[16];
    ELA_TRY(ela_cursor_read(c, 's', &p.has_after, day, sizeof(day), &p.after_id, err));
    if (p.has_after && ela_day_parse(ela_str_of(day), &p.after_day, "after", NULL) != ELA_OK)
        return ela_fail(err, ELA_E_INPUT, "list.cursor", "after");
    p.rows = ela_json_new_array();
    p.by_model = ela_json_new_object();
    ela_json_set(c->out, "rows", p.rows);
    enum ela_status st = ela_time_sheet_each(c, id, page_row, &p, &totals, err);
    if (st != ELA_OK) {
        ela_json_free(p.by_model);
        return st;
    }
    if (p.more) {
        ela_day_format(p.last_day, day);
        ela_json_set_text(c->out, "next",
                          ela_cursor_make(c->arena, 's', ela_str_of(day), p.last_id));
    } else {
        ela_json_set_null(c->out, "next");
    }
    totals_json(c, &totals, p.by_model);
    ELA_TRY(ela_case_gauges(c, &id, 1, &g, err));
    ela_json_set(c->out, "gauge", ela_gauge_json(c, &g));
    return ELA_OK;
}
