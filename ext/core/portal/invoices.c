/*
 * The client's invoices: rows, badges, what is still owed. Totals and states are Dolibarr's; cases
 * and the annex are ours. Source: PORT-20, TIME-16 (badges).
 */
#include "portal/portal_internal.h"

#include "case/case.h"
#include "case/list.h"
#include "portal/portal_sql.h"
#include "scope/scope.h"
#include "settings/settings.h"

enum {
    F_ID,
    F_REF,
    F_TYPE,
    F_DATE,
    F_DUE,
    F_TTC,
    F_HT,
    F_REMAIN,
    F_STATE,
    F_PAID,
    F_PDF,
    F_ANNEX,
    F_VAT
};
enum { PAGE = 25, PAGE_MAX = 200, CREDIT_NOTE = 2, CLOSED = 2, ABANDONED = 3 };

static struct ela_day today(const struct ela_call *c)
{
    return ela_tz_day(c->tz, c->now);
}

/* --- badge ------------------------------------------------------------------------------------ */

struct badge {
    const char *code, *fr, *en, *colour, *icon, *klass;
};

static const struct badge UNPAID = {"unpaid", "À payer", "To pay", "amber", "clock", "open"};
static const struct badge LATE = {"late", "EN RETARD", "OVERDUE", "red", "alert-triangle", "open"};
static const struct badge PARTIAL = {"partial", "PARTIELLEMENT", "PARTLY PAID",
                                     "orange",  "progress",      "open"};
static const struct badge PAID = {"paid", "PAYÉ", "PAID", "green", "circle-check", "done"};
static const struct badge CREDIT = {"credit", "Avoir",          "Credit note",
                                    "violet", "receipt-refund", "done"};
static const struct badge GIVEN_UP = {"cancelled", "Annulée",  "Cancelled",
                                      "slate",     "circle-x", "cancelled"};

static const struct badge *badge_of(const struct ela_call *c, const struct ela_db_result *r,
                                    size_t i)
{
    struct ela_day due;
    int64_t state = ela_db_int(r, i, F_STATE, 0), remain = ela_db_int(r, i, F_REMAIN, 0);
    if (ela_db_int(r, i, F_TYPE, 0) == CREDIT_NOTE)
        return &CREDIT;
    if (state == ABANDONED)
        return &GIVEN_UP;
    if (state == CLOSED || ela_db_int(r, i, F_PAID, 0) != 0 || remain <= 0)
        return &PAID;
    if (!ela_db_is_null(r, i, F_DUE) &&
        ela_day_parse(ela_db_cell(r, i, F_DUE), &due, "", NULL) == ELA_OK && due.n < today(c).n)
        return &LATE;
    return remain < ela_db_int(r, i, F_TTC, 0) ? &PARTIAL : &UNPAID;
}

static struct ela_json *badge_json(const struct ela_call *c, const struct badge *b)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "code", b->code);
    ela_json_set_text(o, "label", strncmp(c->actor->lang, "en", 2) == 0 ? b->en : b->fr);
    ela_json_set_text(o, "colour", b->colour);
    ela_json_set_text(o, "icon", b->icon);
    ela_json_set_text(o, "class", b->klass);
    return o;
}

/* --- rows ------------------------------------------------------------------------------------- */

static const char *type_of(int64_t type)
{
    static const char *const names[] = {"invoice", "replacement", "credit", "deposit"};
    return type >= 0 && type < 4 ? names[type] : "invoice";
}

static void fill_row(struct ela_call *c, struct ela_json *o, const struct ela_db_result *r,
                     size_t i)
{
    ela_list_int(o, "id", r, i, F_ID);
    ela_list_text(o, "ref", r, i, F_REF);
    ela_json_set_text(o, "type", type_of(ela_db_int(r, i, F_TYPE, 0)));
    ela_list_text(o, "date_on", r, i, F_DATE);
    ela_list_text(o, "due_on", r, i, F_DUE);
    ela_list_int(o, "total_minor", r, i, F_TTC);
    ela_list_int(o, "total_ht_minor", r, i, F_HT);
    ela_list_int(o, "remain_minor", r, i, F_REMAIN);
    ela_json_set_text(o, "currency", c->settings->currency);
    ela_json_set(o, "status", badge_json(c, badge_of(c, r, i)));
    ela_json_set_bool(o, "has_pdf", ela_db_int(r, i, F_PDF, 0) != 0);
    ela_json_set_bool(o, "has_annex", ela_db_int(r, i, F_ANNEX, 0) != 0);
    ela_json_set(o, "cases", ela_json_new_array());
}

static void add_case(const struct ela_db_result *r, size_t row, struct ela_json *invoice)
{
    struct ela_json *link = ela_json_new_object();
    ela_list_int(link, "id", r, row, 1);
    ela_list_text(link, "ref", r, row, 2);
    ela_list_text(link, "title", r, row, 3);
    /* The array was put there by fill_row and is ours to complete. */
    ela_json_push((struct ela_json *)ela_json_get(invoice, "cases"), link);
}

/* Cases of a page of invoices, in one statement. */
static enum ela_status add_cases(struct ela_call *c, const int64_t *ids, struct ela_json **rows,
                                 size_t n, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    if (n == 0)
        return ELA_OK;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_INVOICE_CASES);
    ela_sql_in(&q, ids, n);
    ela_sql_add(&q, ELA_SQL_INVOICE_CASES_PARTS);
    ela_sql_in(&q, ids, n);
    ela_sql_add(&q, ELA_SQL_INVOICE_CASES_END);
    ela_scope_case(&q, c->actor, "c");
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        for (size_t k = 0; k < n; k++) {
            if (ids[k] == ela_db_int(&r, i, 0, 0))
                add_case(&r, i, rows[k]);
        }
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status rows_of(struct ela_call *c, const struct ela_db_result *r, size_t n,
                               struct ela_json *list, struct ela_error *err)
{
    int64_t ids[PAGE_MAX];
    struct ela_json *rows[PAGE_MAX];
    for (size_t i = 0; i < n; i++) {
        ids[i] = ela_db_int(r, i, F_ID, 0);
        rows[i] = ela_json_new_object();
        fill_row(c, rows[i], r, i);
        ela_json_push(list, rows[i]);
    }
    return add_cases(c, ids, rows, n, err);
}

enum ela_status ela__portal_invoices_owed(struct ela_call *c, int64_t *due_minor, int64_t *late,
                                          struct ela_error *err)
{
    char day[16];
    struct ela_sql q;
    struct ela_db_result r;
    ela_day_format(today(c), day);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_INVOICE_OWED);
    ela_sql_text(&q, ela_str_of(day));
    ela_scope_invoice(&q, c->actor, "f");
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    *due_minor = ela_db_int(&r, 0, 0, 0);
    *late = ela_db_int(&r, 0, 1, 0);
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela__portal_invoices_due(struct ela_call *c, size_t max, struct ela_json *rows,
                                         struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_INVOICE_ROWS);
    ela_scope_invoice(&q, c->actor, "f");
    ela_sql_add(&q, ELA_SQL_INVOICE_UNPAID);
    ela_sql_add(&q, ELA_SQL_INVOICE_UNPAID_ORDER);
    ela_sql_int(&q, (int64_t)max);
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    if (st != ELA_OK)
        return st;
    st = rows_of(c, &r, r.nrows, rows, err);
    ela_db_result_release(&r);
    return st;
}

/* --- list ------------------------------------------------------------------------------------- */

static enum ela_status page(struct ela_call *c, size_t limit, struct ela_db_result *r,
                            struct ela_error *err)
{
    char day[16];
    int64_t id = 0;
    bool has = false;
    struct ela_sql q;

    ELA_TRY(ela_cursor_read(c, 'i', &has, day, sizeof day, &id, err));
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_INVOICE_ROWS);
    ela_scope_invoice(&q, c->actor, "f");
    if (ela_in_has(c, "case")) {
        ela_sql_add(&q, ELA_SQL_INVOICE_OF_CASE);
        ela_sql_int(&q, ela_in_int(c, "case", 0));
        ela_sql_int(&q, ela_in_int(c, "case", 0));
    }
    if (has) {
        ela_sql_add(&q, ELA_SQL_INVOICE_AFTER);
        ela_sql_text(&q, ela_str_of(day));
        ela_sql_text(&q, ela_str_of(day));
        ela_sql_int(&q, id);
    }
    ela_sql_add(&q, ELA_SQL_INVOICE_ORDER);
    ela_sql_int(&q, (int64_t)limit + 1);
    return ela_sql_query(&q, c->db, r, err);
}

enum ela_status ela__portal_invoices(struct ela_call *c, struct ela_error *err)
{
    size_t limit = (size_t)ela_in_int(c, "limit", PAGE);
    int64_t due = 0, late = 0;
    struct ela_db_result r;

    struct ela_case k;
    bool of_case = ela_in_has(c, "case");
    if (of_case)
        ELA_TRY(ela_case_load(c, ela_in_int(c, "case", 0), "case", &k, err));
    else
        ELA_TRY(ela__portal_invoices_owed(c, &due, &late, err));
    ELA_TRY(page(c, limit, &r, err));
    for (size_t i = 0; of_case && i < r.nrows; i++) { /* of these alone */
        due += ela_db_int(&r, i, F_REMAIN, 0);
        late += badge_of(c, &r, i) == &LATE;
    }
    size_t n = r.nrows < limit ? r.nrows : limit;
    struct ela_json *rows = ela_json_new_array();
    ela_json_set(c->out, "rows", rows);
    enum ela_status st = rows_of(c, &r, n, rows, err);
    if (r.nrows > limit)
        ela_json_set_text(c->out, "next",
                          ela_cursor_make(c->arena, 'i', ela_db_cell(&r, n - 1, F_DATE),
                                          ela_db_int(&r, n - 1, F_ID, 0)));
    else
        ela_json_set_null(c->out, "next");
    ela_db_result_release(&r);
    ela_json_set_int(c->out, "due_minor", due);
    ela_json_set_int(c->out, "late", late);
    ela_json_set_text(c->out, "currency", c->settings->currency);
    return st;
}

/* --- one invoice ------------------------------------------------------------------------------ */

struct detail {
    struct ela_call *c;
    struct ela_json *lines[5000];
    int64_t ours[5000]; /* our record of each line; 0: none */
    size_t n, at;
    int64_t seconds;
};

static void rate_json(struct ela_json *o, const struct ela_db_result *r, size_t i, size_t num)
{
    char text[32];
    struct ela_rate rate = {ela_db_int(r, i, num, 0), ela_db_int(r, i, num + 1, 0)};
    if (ela_db_is_null(r, i, num) || rate.den <= 0) {
        ela_json_set_null(o, "rate");
        return;
    }
    ela_rate_format(rate, text);
    ela_json_set_text(o, "rate", text);
}

/* "1.2577777778" without trailing zeros. */
static void quantity_json(struct ela_json *o, struct ela_str q)
{
    if (q.n > 0 && memchr(q.p, '.', q.n) != NULL) {
        while (q.n > 0 && q.p[q.n - 1] == '0')
            q.n--;
        if (q.n > 0 && q.p[q.n - 1] == '.')
            q.n--;
    }
    ela_json_set_str(o, "quantity", q.n > 0 ? q : ELA_STR("0"));
}

static struct ela_json *line_json(const struct ela_db_result *r, size_t i)
{
    char vat[16];
    struct ela_json *o = ela_json_new_object();
    ela_list_int(o, "id", r, i, 0);
    ela_list_text(o, "label", r, i, 1);
    ela_list_text(o, "kind", r, i, 2);
    quantity_json(o, ela_db_cell(r, i, 3));
    ela_list_int(o, "seconds", r, i, 4);
    rate_json(o, r, i, 5);
    ela_vat_format((int32_t)ela_db_int(r, i, 7, 0), vat);
    ela_json_set_text(o, "vat", vat);
    ela_json_set_int(o, "amount_minor", ela_db_int(r, i, 8, 0));
    ela_json_set_bool(o, "differs", ela_db_int(r, i, 9, 0) != 0);
    if (ela_db_is_null(r, i, 10)) {
        ela_json_set_null(o, "case");
    } else {
        struct ela_json *link = ela_json_new_object();
        ela_list_int(link, "id", r, i, 10);
        ela_list_text(link, "ref", r, i, 11);
        ela_list_text(link, "title", r, i, 12);
        ela_json_set(o, "case", link);
    }
    ela_json_set(o, "entries", ela_json_new_array());
    return o;
}

static enum ela_status lines(struct detail *d, int64_t invoice, struct ela_error *err)
{
    struct ela_call *c = d->c;
    struct ela_db_result r;
    struct ela_db_value v[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(invoice)};
    struct ela_json *list = ela_json_new_array();
    ela_json_set(c->out, "lines", list);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_INVOICE_LINES, v, 2, &r, err));
    for (size_t i = 0; i < r.nrows && i < sizeof d->lines / sizeof d->lines[0]; i++) {
        d->lines[i] = line_json(&r, i);
        d->ours[i] = ela_db_int(&r, i, 13, 0);
        d->seconds += ela_db_int(&r, i, 4, 0);
        d->n = i + 1;
        ela_json_push(list, d->lines[i]);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

static bool find_line(struct detail *d, int64_t ours)
{
    /* Entries come by line: the one found last is nearly always right. */
    for (size_t k = 0; k < d->n; k++) {
        size_t i = (d->at + k) % d->n;
        if (d->ours[i] == ours) {
            d->at = i;
            return true;
        }
    }
    return false;
}

static int64_t number(struct ela_str s)
{
    int64_t n = 0;
    return s.p != NULL && ela_parse_i64(s, &n) ? n : 0;
}

static enum ela_status entry(void *ctx, const struct ela_str *cells, size_t ncols,
                             struct ela_error *err)
{
    struct detail *d = ctx;
    (void)ncols;
    (void)err;
    if (!find_line(d, number(cells[0])))
        return ELA_OK;
    bool en = strncmp(d->c->actor->lang, "en", 2) == 0 && cells[7].n > 0;
    struct ela_json *o = ela_json_new_object(), *activity = ela_json_new_object();
    ela_json_set_int(o, "id", number(cells[1]));
    ela_json_set_str(o, "work_on", cells[2]);
    ela_json_set_str(o, "adviser", cells[4].p != NULL ? cells[4] : ELA_STR(""));
    ela_json_set_int(activity, "id", number(cells[5]));
    ela_json_set_str(activity, "label",
                     en                   ? cells[7]
                     : cells[6].p != NULL ? cells[6]
                                          : ELA_STR(""));
    ela_json_set_str(activity, "colour", cells[8].p != NULL ? cells[8] : ELA_STR("slate"));
    ela_json_set_str(activity, "icon", cells[9].p != NULL ? cells[9] : ELA_STR("clock"));
    ela_json_set(o, "activity", activity);
    if (cells[10].p != NULL)
        ela_json_set_str(o, "description", cells[10]);
    else
        ela_json_set_null(o, "description");
    ela_json_set_int(o, "seconds", number(cells[11]));
    ela_json_set_int(o, "duration_s", number(cells[12]));
    ela_json_set_str(o, "kind", cells[13]);
    ela_json_push((struct ela_json *)ela_json_get(d->lines[d->at], "entries"), o);
    return ELA_OK;
}

static enum ela_status payments(struct ela_call *c, int64_t invoice, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value v[] = {ELA_DBV_INT(invoice), ELA_DBV_INT(invoice)};
    struct ela_json *list = ela_json_new_array();
    ela_json_set(c->out, "payments", list);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_INVOICE_PAYMENTS, v, 2, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object();
        ela_list_text(o, "on", &r, i, 0);
        ela_list_int(o, "amount_minor", &r, i, 1);
        ela_list_text(o, "label", &r, i, 2);
        ela_json_push(list, o);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status head(struct ela_call *c, int64_t invoice, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_INVOICE_ONE);
    ela_sql_int(&q, invoice);
    ela_scope_invoice(&q, c->actor, "f");
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    if (r.nrows == 0) {
        ela_db_result_release(&r);
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "invoice");
    }
    fill_row(c, c->out, &r, 0);
    ela_list_int(c->out, "vat_minor", &r, 0, F_VAT);
    ela_db_result_release(&r);
    return add_cases(c, &invoice, &c->out, 1, err);
}

enum ela_status ela__portal_invoice(struct ela_call *c, struct ela_error *err)
{
    int64_t invoice = ela_in_int(c, "invoice", 0);
    struct detail *d = ela_arena_alloc(c->arena, sizeof *d);
    struct ela_db_value v[] = {ELA_DBV_INT(invoice), ELA_DBV_INT(c->actor->entity)};

    if (d == NULL)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    d->c = c;
    ELA_TRY(head(c, invoice, err));
    ELA_TRY(lines(d, invoice, err));
    ELA_TRY(ela_db_each(c->db, ELA_SQL_INVOICE_PARTS, v, 2, entry, d, err));
    ela_json_set_int(c->out, "seconds", d->seconds);
    return payments(c, invoice, err);
}
