/*
 * What an invoice holds of ours: lines, and the seconds of each entry on them. Source: TIME-16,
 * TIME-18.
 */
#include "billing/billing_record.h"
#include "billing/billing_sql.h"

enum {
    L_ID,
    L_NATIVE,
    L_KIND,
    L_CASE,
    L_REF,
    L_TITLE,
    L_TERMS,
    L_SECONDS,
    L_NUM,
    L_DEN,
    L_VAT,
    L_AMOUNT,
    L_FROZEN,
    L_DIFFERS,
    L_RELEASED,
    L_CURRENCY,
    L_INCLUDED
};
enum {
    P_LINE,
    P_TIME,
    P_KIND,
    P_SECONDS,
    P_DAY,
    P_ADVISER,
    P_LABEL,
    P_LABEL_EN,
    P_TEXT,
    P_CASE,
    P_REF,
    P_TITLE
};

static const char *keep(struct ela_arena *mem, struct ela_str s)
{
    return ela_arena_strndup(mem, s.n ? s.p : "", s.n);
}

static enum ela_status take_lines(struct ela_call *c, const struct ela_db_result *r,
                                  struct ela__record *out, struct ela_error *err)
{
    out->n = r->nrows;
    out->line = ela_arena_alloc(c->arena, (r->nrows + 1) * sizeof(*out->line));
    if (!out->line)
        return ela__no_memory(err);
    for (size_t i = 0; i < r->nrows; i++) {
        struct ela__record_line *l = &out->line[i];
        *l = (struct ela__record_line){
            .id = ela_db_int(r, i, L_ID, 0),
            .native = ela_db_int(r, i, L_NATIVE, 0),
            .case_id = ela_db_int(r, i, L_CASE, 0),
            .seconds = ela_db_int(r, i, L_SECONDS, 0),
            .rate = {ela_db_int(r, i, L_NUM, 0), ela_db_int(r, i, L_DEN, 0)},
            .vat_milli = (int32_t)ela_db_int(r, i, L_VAT, 0),
            .amount_minor = ela_db_int(r, i, L_AMOUNT, 0),
            .included_s = ela_db_int(r, i, L_INCLUDED, -1),
            .frozen = ela_db_int(r, i, L_FROZEN, 0) == 1,
            .differs = ela_db_int(r, i, L_DIFFERS, 0) == 1,
            .released = !ela_db_is_null(r, i, L_RELEASED),
            .kind = keep(c->arena, ela_db_cell(r, i, L_KIND)),
            .case_ref = keep(c->arena, ela_db_cell(r, i, L_REF)),
            .case_title = keep(c->arena, ela_db_cell(r, i, L_TITLE)),
            .currency = keep(c->arena, ela_db_cell(r, i, L_CURRENCY))};
        if (!l->kind || !l->case_ref || !l->case_title || !l->currency)
            return ela__no_memory(err);
    }
    return ELA_OK;
}

/* Parts come in the order of lines. */
static enum ela_status take_parts(struct ela_call *c, const struct ela_db_result *r,
                                  struct ela__record *out, struct ela_error *err)
{
    struct ela__record_part *parts = ela_arena_alloc(c->arena, (r->nrows + 1) * sizeof(*parts));
    size_t line = 0;
    if (!parts)
        return ela__no_memory(err);
    for (size_t i = 0; i < r->nrows; i++) {
        struct ela_str label = ela_db_cell(r, i, P_LABEL), english = ela_db_cell(r, i, P_LABEL_EN);
        parts[i] = (struct ela__record_part){
            .time_id = ela_db_int(r, i, P_TIME, 0),
            .seconds = ela_db_int(r, i, P_SECONDS, 0),
            .case_id = ela_db_int(r, i, P_CASE, 0),
            .kind = keep(c->arena, ela_db_cell(r, i, P_KIND)),
            .day = keep(c->arena, ela_db_cell(r, i, P_DAY)),
            .adviser = keep(c->arena, ela_db_cell(r, i, P_ADVISER)),
            .activity = keep(c->arena, !ela__french(c) && english.n ? english : label),
            .description = keep(c->arena, ela_db_cell(r, i, P_TEXT)),
            .case_ref = keep(c->arena, ela_db_cell(r, i, P_REF))};
        if (!parts[i].kind || !parts[i].day || !parts[i].adviser || !parts[i].activity ||
            !parts[i].description || !parts[i].case_ref)
            return ela__no_memory(err);
        while (line < out->n && out->line[line].id != ela_db_int(r, i, P_LINE, 0))
            line++;
        if (line == out->n)
            break;
        if (!out->line[line].parts)
            out->line[line].parts = &parts[i];
        out->line[line].nparts++;
    }
    return ELA_OK;
}

enum ela_status ela__record_load(struct ela_call *c, int64_t invoice, struct ela__record *out,
                                 struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(invoice), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    *out = (struct ela__record){.n = 0};
    ELA_TRY(ela_db_query(c->db, ELA__SQL_LINES_OF, p, 2, &r, err));
    enum ela_status st = take_lines(c, &r, out, err);
    ela_db_result_release(&r);
    if (st != ELA_OK || out->n == 0)
        return st;
    ELA_TRY(ela_db_query(c->db, ELA__SQL_PARTS_OF, p, 2, &r, err));
    st = take_parts(c, &r, out, err);
    ela_db_result_release(&r);
    return st;
}

/* --- as JSON */

static struct ela_json *part_json(const struct ela__record_part *p)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_int(o, "time", p->time_id);
    ela_json_set_text(o, "kind", p->kind);
    ela_json_set_int(o, "seconds", p->seconds);
    ela_json_set_text(o, "work_on", p->day);
    ela_json_set_text(o, "adviser", p->adviser);
    ela_json_set_text(o, "activity", p->activity);
    ela_json_set_text(o, "description", p->description);
    return o;
}

static struct ela_json *line_json(const struct ela__record_line *l, bool amounts)
{
    struct ela_json *o = ela_json_new_object(), *parts = ela_json_new_array(),
                    *kase = ela_json_new_object();
    char rate[32], vat[16];
    ela_json_set_int(o, "line", l->native);
    ela_json_set_text(o, "kind", l->kind);
    ela_json_set_int(kase, "id", l->case_id);
    ela_json_set_text(kase, "ref", l->case_ref);
    ela_json_set_text(kase, "title", l->case_title);
    if (l->case_id) {
        ela_json_set(o, "case", kase);
    } else {
        ela_json_free(kase);
        ela_json_set_null(o, "case");
    }
    ela_json_set_int(o, "seconds", l->seconds);
    ela_rate_format(l->rate, rate);
    ela_json_set_text(o, "rate", amounts && ela_rate_is_set(l->rate) ? rate : NULL);
    ela_vat_format(l->vat_milli, vat);
    ela_json_set_text(o, "vat", vat);
    if (amounts)
        ela_json_set_int(o, "amount_minor", l->amount_minor);
    else
        ela_json_set_null(o, "amount_minor");
    ela_json_set_text(o, "currency", l->currency);
    ela_json_set_bool(o, "differs", l->differs);
    ela_json_set_bool(o, "frozen", l->frozen);
    ela_json_set_bool(o, "released", l->released);
    for (size_t i = 0; i < l->nparts; i++)
        ela_json_push(parts, part_json(&l->parts[i]));
    ela_json_set(o, "parts", parts);
    return o;
}

static struct ela_json *record_json(const struct ela__record *rec, bool amounts)
{
    struct ela_json *lines = ela_json_new_array();
    for (size_t i = 0; i < rec->n; i++)
        ela_json_push(lines, line_json(&rec->line[i], amounts));
    return lines;
}

enum ela_status ela__op_invoice(struct ela_call *c, struct ela_error *err)
{
    struct ela__record rec;
    struct ela__native_invoice f;
    int64_t seconds = 0, total = 0, open = 0;
    bool any, covers = false;
    if (!ela_actor_has(c->actor, ELA_RIGHT_INVOICE_CREATE | ELA_RIGHT_RATES_READ))
        return ela_actor_need(c->actor, ELA_RIGHT_INVOICE_CREATE, err);
    ELA_TRY(ela__native_load(c, ela_in_int(c, "invoice", 0), true, &f, err));
    if (!f.found)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "invoice");
    ELA_TRY(ela__record_load(c, f.id, &rec, err));
    int64_t held = 0;
    for (size_t i = 0; i < rec.n; i++) {
        seconds += rec.line[i].seconds;
        total += rec.line[i].amount_minor;
        open += !rec.line[i].released;
        held += rec.line[i].released ? 0 : rec.line[i].amount_minor;
    }
    if (open)
        ELA_TRY(ela__credit_covers(c, f.id, held, &any, &covers, err));
    ela_json_set_int(c->out, "invoice", f.id);
    ela_json_set_text(c->out, "ref", f.ref);
    ela_json_set_int(c->out, "client", f.client);
    ela_json_set_bool(c->out, "draft", f.status == 0);
    ela_json_set(c->out, "lines", record_json(&rec, true));
    ela_json_set_int(c->out, "seconds", seconds);
    ela_json_set_int(c->out, "total_ht_minor", total);
    ela_json_set_text(c->out, "currency", rec.n ? rec.line[0].currency : c->settings->currency);
    return ela_json_set_bool(c->out, "can_release", covers) ? ELA_OK : ela__no_memory(err);
}
