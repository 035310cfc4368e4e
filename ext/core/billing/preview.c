/*
 * billing.preview: the lines that creation would write, before anything is written; and the preview
 * of all clients at once. Source: TIME-15, TIME-16.
 */
#include "billing/billing_internal.h"
#include "billing/billing_sql.h"
#include "scope/scope.h"

static bool set_rate(struct ela_json *o, const char *key, struct ela_rate rate)
{
    char text[32];
    if (!ela_rate_is_set(rate))
        return ela_json_set_null(o, key);
    ela_rate_format(rate, text);
    return ela_json_set_text(o, key, text);
}

static struct ela_json *line_json(const struct ela__line *l)
{
    struct ela_json *o = ela_json_new_object();
    char qty[32], unit[32], vat[16];
    ela_billing_quantity(ELA_DOCUMENT_INVOICE, l->seconds, l->rate, l->amount_minor, qty, unit);
    ela_vat_format(l->vat_milli, vat);
    ela_json_set_text(o, "kind", ela__kind_name(l->kind));
    ela_json_set_text(o, "label", l->label);
    ela_json_set_text(o, "description", l->text);
    if (l->case_id)
        ela_json_set_int(o, "case", l->case_id);
    else
        ela_json_set_null(o, "case");
    ela_json_set_int(o, "seconds", l->seconds);
    ela_json_set_text(o, "quantity", qty);
    ela_json_set_text(o, "unit", unit);
    set_rate(o, "rate", l->rate);
    ela_json_set_text(o, "vat", vat);
    ela_json_set_int(o, "amount_minor", l->amount_minor);
    ela_json_set_int(o, "entries", l->entries);
    return o;
}

static struct ela_json *problem_json(const struct ela__problem *p)
{
    struct ela_json *o = ela_json_new_object(), *params = ela_json_new_object(),
                    *ids = ela_json_new_array();
    const char *const values[][2] = {
        {"level", p->level}, {"name", p->name}, {"invoice", p->invoice}, {"day", p->day}};
    for (size_t i = 0; i < 4; i++)
        if (values[i][1])
            ela_json_set_text(params, values[i][0], values[i][1]);
    for (size_t i = 0; i < p->nentries; i++)
        ela_json_push(ids, ela_json_new_int(p->entries[i]));
    ela_json_set_text(o, "key", p->key);
    ela_json_set(o, "params", params);
    ela_json_set(o, "entries", ids);
    ela_json_set_int(o, "count", p->total);
    return o;
}

static struct ela_json *by_vat(const struct ela__bill *b)
{
    struct ela_json *rows = ela_json_new_array();
    for (size_t i = 0; i < b->nlines; i++) {
        int64_t sum = 0;
        bool seen = false;
        for (size_t j = 0; j < b->nlines; j++) {
            if (b->lines[j].vat_milli != b->lines[i].vat_milli)
                continue;
            seen = seen || j < i;
            sum += b->lines[j].amount_minor;
        }
        if (seen)
            continue;
        struct ela_json *o = ela_json_new_object();
        char vat[16];
        ela_vat_format(b->lines[i].vat_milli, vat);
        ela_json_set_text(o, "vat", vat);
        ela_json_set_int(o, "total_ht_minor", sum);
        ela_json_push(rows, o);
    }
    return rows;
}

enum ela_status ela__op_preview(struct ela_call *c, struct ela_error *err)
{
    struct ela__sel sel;
    struct ela__bill b = {.mem = c->arena};
    const char *client;
    char digest[65];
    ELA_TRY(ela__sel_read(c, &sel, err));
    ELA_TRY(ela__client_load(c, sel.client_id, false, &client, err));
    /* Asked for by number, each entry must be accounted for by itself. */
    sel.entries = sel.entries || sel.by_ids;
    ELA_TRY(ela__compute(c, &sel, &b, err));
    ELA_TRY(ela__problems_ids(c, &sel, &b, err));
    ELA_TRY(ela__problems_rates(c, &sel, &b, err));
    ELA_TRY(ela__describe(c, &sel, &b, err));
    ela__digest(&b, digest);
    struct ela_json *lines = ela_json_new_array(), *problems = ela_json_new_array();
    for (size_t i = 0; i < b.nlines; i++)
        ela_json_push(lines, line_json(&b.lines[i]));
    for (size_t i = 0; i < b.nproblems; i++)
        ela_json_push(problems, problem_json(&b.problems[i]));
    ela_json_set(c->out, "lines", lines);
    ela_json_set_int(c->out, "total_ht_minor", b.total_minor);
    ela_json_set_text(c->out, "currency", c->settings->currency);
    ela_json_set_int(c->out, "seconds", b.seconds);
    ela_json_set_int(c->out, "entries", b.entries);
    ela_json_set(c->out, "by_vat", by_vat(&b));
    ela_json_set(c->out, "problems", problems);
    return ela_json_set_text(c->out, "digest", digest) ? ELA_OK : ela__no_memory(err);
}

/* --- all clients */

struct reach {
    struct ela_arena *mem;
    int64_t *ids;
    size_t n, cap;
};

static enum ela_status take_client(void *ctx, const struct ela_str *cell, size_t ncols,
                                   struct ela_error *err)
{
    struct reach *r = ctx;
    (void)ncols;
    r->ids = ela__grow(r->mem, r->ids, r->n, &r->cap, sizeof(*r->ids));
    if (!r->ids)
        return ela__no_memory(err);
    return ela_parse_i64(cell[0], &r->ids[r->n++]) ? ELA_OK : ela__no_memory(err);
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Clients within reach, asked once rather than for each of a million entries. */
static enum ela_status load_reach(struct ela_call *c, int32_t client_id, struct reach *r,
                                  struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_REACHED);
    if (client_id) {
        ela_sql_add(&q, ELA__SQL_REACHED_ONE);
        ela_sql_int(&q, client_id);
    }
    ela_scope_client(&q, c->actor, "s", "rowid");
    enum ela_status st = ela_sql_each(&q, c->db, take_client, r, err);
    if (r->n)
        qsort(r->ids, r->n, sizeof(*r->ids), by_id);
    return st;
}

enum ela_status ela__preview_all(struct ela_call *c, struct ela__sel *sel, struct ela__bill *b,
                                 struct ela_error *err)
{
    struct reach r = {.mem = b->mem};
    ELA_TRY(ela_actor_need(c->actor, ELA_RIGHT_INVOICE_CREATE, err));
    ELA_TRY(load_reach(c, sel->client_id, &r, err));
    ELA_TRY(ela__compute(c, sel, b, err));
    size_t kept = 0;
    for (size_t i = 0; i < b->nlines; i++) {
        int64_t client = b->lines[i].client_id;
        if (r.n && bsearch(&client, r.ids, r.n, sizeof(*r.ids), by_id))
            b->lines[kept++] = b->lines[i];
    }
    b->nlines = kept;
    return ELA_OK;
}

enum ela_status ela_billing_preview_all(struct ela_call *c, int32_t client_id,
                                        struct ela_billing_lines *out, struct ela_error *err)
{
    struct ela__sel sel = {.client_id = client_id, .group = ELA_GROUP_CASE, .prices_due = true};
    struct ela__bill b = {.mem = &out->mem};
    *out = (struct ela_billing_lines){.n = 0};
    ela_arena_init(&out->mem, (size_t)1 << 30);
    ELA_TRY(ela__preview_all(c, &sel, &b, err));
    out->line = ela_arena_alloc(&out->mem, (b.nlines + 1) * sizeof(*out->line));
    if (!out->line)
        return ela__no_memory(err);
    for (size_t i = 0; i < b.nlines; i++) {
        const struct ela__line *l = &b.lines[i];
        bool priced = l->kind != ELA__TIME && l->kind != ELA__OVERAGE;
        out->missing += !priced && !ela_rate_is_set(l->rate);
        out->seconds += l->seconds;
        out->amount_minor += l->amount_minor;
        out->line[out->n++] = (struct ela_billing_line){.client_id = l->client_id,
                                                        .case_id = l->case_id,
                                                        .terms_id = l->terms_id,
                                                        .kind = ela__kind_name(l->kind),
                                                        .seconds = l->seconds,
                                                        .rate = l->rate,
                                                        .vat_milli = l->vat_milli,
                                                        .amount_minor = l->amount_minor,
                                                        .entries = l->entries};
    }
    return ELA_OK;
}

void ela_billing_lines_release(struct ela_billing_lines *l)
{
    ela_arena_release(&l->mem);
    *l = (struct ela_billing_lines){.n = 0};
}
