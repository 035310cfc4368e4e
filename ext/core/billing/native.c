/*
 * What happens to our links when Dolibarr changes an invoice: deleted drafts and lines free their
 * time, modified lines are flagged, validation freezes and tells the client, a credit note may
 * release. Source: TIME-16, decision 9.
 */
#include "billing/billing_record.h"
#include "billing/billing_sql.h"
#include "event/event.h"
#include "outbox/outbox.h"
#include "pdf/pdf.h"
#include "scope/scope.h"
#include "time/time.h"

struct native {
    int64_t invoice, line;
    int64_t freed, mails;
};

static const char *keep(struct ela_arena *mem, struct ela_str s)
{
    return ela_arena_strndup(mem, s.n ? s.p : "", s.n);
}

enum ela_status ela__native_load(struct ela_call *c, int64_t id, bool scoped,
                                 struct ela__native_invoice *out, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_INVOICE);
    ela_sql_int(&q, id);
    if (scoped)
        ela_scope_invoice(&q, c->actor, "f");
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    *out = (struct ela__native_invoice){.id = id};
    if (st != ELA_OK || r.nrows == 0) {
        ela_db_result_release(&r);
        return st;
    }
    out->found = true;
    (void)ela_str_copy(ela_db_cell(&r, 0, 1), out->ref, sizeof(out->ref));
    out->client = (int32_t)ela_db_int(&r, 0, 2, 0);
    out->status = (int)ela_db_int(&r, 0, 3, 0);
    out->type = (int)ela_db_int(&r, 0, 4, 0);
    out->day = ela_str_of(keep(c->arena, ela_db_cell(&r, 0, 5)));
    out->due = ela_str_of(keep(c->arena, ela_db_cell(&r, 0, 6)));
    if (!ela__native_minor(ela_db_cell(&r, 0, 7), &out->total_ttc))
        out->total_ttc = 0;
    struct ela_str zip = ela_db_cell(&r, 0, 10), town = ela_db_cell(&r, 0, 11);
    out->client_name = keep(c->arena, ela_db_cell(&r, 0, 8));
    out->client_address = keep(c->arena, ela_db_cell(&r, 0, 9));
    out->client_town = ela_arena_printf(c->arena, "%s%s%s", zip.n ? zip.p : "",
                                        zip.n && town.n ? " " : "", town.n ? town.p : "");
    ela_db_result_release(&r);
    return out->day.p && out->due.p && out->client_name && out->client_address && out->client_town
               ? ELA_OK
               : ela__no_memory(err);
}

static enum ela_status journal(struct ela_call *c, const struct native *n,
                               const struct ela__native_invoice *f, const char *kind, bool visible,
                               struct ela_json *data, struct ela_error *err)
{
    data = data ? data : ela_json_new_object();
    ela_json_set_text(data, "ref", f->ref);
    struct ela_event e = {.kind = kind,
                          .client_id = f->client,
                          .object = "invoice",
                          .object_id = n->invoice,
                          .visible = visible,
                          .data = data};
    return ela_event_add(c, &e, err);
}

/* --- freeing */

/* Entries that still have their parts on the invoice, or on one line of it. */
static enum ela_status held_entries(struct ela_call *c, const struct native *n, int64_t **ids,
                                    size_t *count, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_PARTS_TIMES);
    ela_sql_int(&q, n->invoice);
    ela_sql_int(&q, c->actor->entity);
    if (n->line) {
        ela_sql_add(&q, ELA__SQL_PARTS_TIMES_LINE);
        ela_sql_int(&q, n->line);
    }
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    *count = r.nrows;
    *ids = ela_arena_alloc(c->arena, (r.nrows + 1) * sizeof(**ids));
    for (size_t i = 0; *ids && i < r.nrows; i++)
        (*ids)[i] = ela_db_int(&r, i, 0, 0);
    ela_db_result_release(&r);
    return *ids ? ELA_OK : ela__no_memory(err);
}

static enum ela_status delete_lines(struct ela_call *c, const struct native *n, int64_t *gone,
                                    struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_LINES_DELETE);
    ela_sql_int(&q, n->invoice);
    ela_sql_int(&q, c->actor->entity);
    if (n->line) {
        ela_sql_add(&q, ELA__SQL_LINE_DELETE);
        ela_sql_int(&q, n->line);
    }
    return ela_sql_exec(&q, c->db, gone, err);
}

/* An entry on two lines of which one goes is validated again, and keeps what is on the other
 * (items.c takes it off). */
static enum ela_status on_delete(struct ela_call *c, struct native *n, struct ela_error *err)
{
    int64_t *ids, gone = 0;
    size_t count;
    struct ela__native_invoice f;
    struct ela_db_value p[] = {ELA_DBV_INT(n->invoice), ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela__native_load(c, n->invoice, false, &f, err));
    ELA_TRY(held_entries(c, n, &ids, &count, err));
    ELA_TRY(delete_lines(c, n, &gone, err));
    if (gone == 0)
        return ELA_OK;
    if (count)
        ELA_TRY(ela_time_free(c, ids, count, err));
    ELA_TRY(ela_db_exec(c->db, ELA__SQL_RUNS_DELETE, p, 2, NULL, err));
    n->freed = (int64_t)count;
    struct ela_json *data = ela_json_new_object();
    ela_json_set_int(data, "entries", n->freed);
    ela_json_set_int(data, "lines", gone);
    return journal(c, n, &f, n->line ? "invoice.line_deleted" : "invoice.deleted", false, data,
                   err);
}

/* --- a line that was changed by hand */

static enum ela_status on_modify(struct ela_call *c, struct native *n, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(n->line), ELA_DBV_INT(n->invoice),
                               ELA_DBV_INT(c->actor->entity)};
    struct ela_str given = ela_in_text(c, "total_ht");
    struct ela_db_result r;
    struct ela__native_invoice f;
    if (!n->line)
        return ela_fail(err, ELA_E_INPUT, "field.required", "line");
    ELA_TRY(ela_db_query(c->db, ELA__SQL_LINE_AMOUNT, p, 3, &r, err));
    int64_t now = 0, ours = ela_db_int(&r, 0, 1, 0), id = ela_db_int(&r, 0, 0, 0);
    bool known = r.nrows > 0, flagged = ela_db_int(&r, 0, 2, 0) == 1;
    bool exact = ela__native_minor(given.n ? given : ela_db_cell(&r, 0, 3), &now);
    ela_db_result_release(&r);
    if (!known)
        return ELA_OK;
    bool differs = !exact || now != ours;
    if (differs == flagged)
        return ELA_OK;
    struct ela_db_value u[] = {ELA_DBV_INT(differs ? 1 : 0), ELA_DBV_INT(id)};
    ELA_TRY(ela_db_exec(c->db, ELA__SQL_LINE_DIFFERS, u, 2, NULL, err));
    ELA_TRY(ela__native_load(c, n->invoice, false, &f, err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_int(data, "line", n->line);
    ela_json_set_int(data, "ours_minor", ours);
    ela_json_set_int(data, "native_minor", now);
    return journal(c, n, &f, differs ? "invoice.line_differs" : "invoice.line_agrees", false, data,
                   err);
}

/* --- validation */

static struct ela_json *mail_variables(struct ela_call *c, const struct native *n,
                                       const struct ela__native_invoice *f, const char *lang)
{
    struct ela_json *v = ela_json_new_object();
    struct ela_actor reader = *c->actor;
    struct ela_call as = *c;
    char amount[48], url[400];
    snprintf(reader.lang, sizeof(reader.lang), "%.5s", lang);
    as.actor = &reader;
    bool fr = ela__french(&as);
    ela_pdf_amount(lang, c->settings->currency, f->total_ttc, amount);
    snprintf(url, sizeof(url), "%s/clients/%d/invoices/%lld", c->settings->portal_url, f->client,
             (long long)n->invoice);
    ela_json_set_text(v, "ref", f->ref);
    ela_json_set_text(v, "amount", amount);
    ela_json_set_text(v, "due",
                      f->due.n ? ela__day_text(&as, c->arena, f->due)
                      : fr     ? "\xc3\xa0 r\xc3\xa9"
                                 "ception"
                               : "on receipt");
    if (ela_json_set_text(v, "url", url))
        return v;
    ela_json_free(v);
    return NULL;
}

static enum ela_status tell_one(struct ela_call *c, struct native *n,
                                const struct ela__native_invoice *f, const struct ela_db_result *r,
                                size_t row, struct ela_error *err)
{
    char key[64], lang[6];
    struct ela_mail m = {.kind = "invoice.issued",
                         .to_email = ela_db_cell(r, row, 1),
                         .to_name = ela_db_cell(r, row, 2),
                         .client_id = f->client,
                         .account_id = ela_db_int(r, row, 0, 0),
                         .object = "invoice",
                         .object_id = n->invoice,
                         .dedupe_key = key};
    int64_t id = 0;
    (void)ela_str_copy(ela_db_cell(r, row, 3), lang, sizeof(lang));
    snprintf(key, sizeof(key), "invoice:%lld:%lld", (long long)n->invoice, (long long)m.account_id);
    struct ela_json *v = mail_variables(c, n, f, lang);
    if (!v)
        return ela__no_memory(err);
    enum ela_status st = ela_outbox_notify(c, &m, lang, v, &id, err);
    ela_json_free(v);
    n->mails += st == ELA_OK && id > 0;
    return st;
}

/* Every active account of the client, once per invoice whatever happens to it later. */
static enum ela_status tell_client(struct ela_call *c, struct native *n,
                                   const struct ela__native_invoice *f, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(f->client)};
    struct ela_db_result r;
    if (!*c->settings->portal_url)
        return ELA_OK;
    ELA_TRY(ela_db_query(c->db, ELA__SQL_RECIPIENTS, p, 2, &r, err));
    enum ela_status st = ELA_OK;
    for (size_t i = 0; st == ELA_OK && i < r.nrows; i++)
        st = tell_one(c, n, f, &r, i, err);
    ela_db_result_release(&r);
    return st;
}

static enum ela_status freeze(struct ela_call *c, const struct native *n, int frozen,
                              struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(frozen), ELA_DBV_INT(n->invoice),
                               ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(frozen)};
    return ela_db_exec(c->db, ELA__SQL_FREEZE, p, 4, NULL, err);
}

static enum ela_status on_validate(struct ela_call *c, struct native *n, struct ela_error *err)
{
    enum { CREDIT_NOTE = 2 };
    struct ela__native_invoice f;
    ELA_TRY(ela__native_load(c, n->invoice, false, &f, err));
    if (!f.found)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "invoice");
    ELA_TRY(freeze(c, n, 1, err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_int(data, "total_ttc_minor", f.total_ttc);
    ela_json_set_text(data, "currency", c->settings->currency);
    ELA_TRY(journal(c, n, &f, f.type == CREDIT_NOTE ? "invoice.credited" : "invoice.issued", true,
                    data, err));
    return f.type == CREDIT_NOTE ? ELA_OK : tell_client(c, n, &f, err);
}

static enum ela_status on_unvalidate(struct ela_call *c, struct native *n, struct ela_error *err)
{
    struct ela__native_invoice f;
    ELA_TRY(ela__native_load(c, n->invoice, false, &f, err));
    ELA_TRY(freeze(c, n, 0, err));
    return journal(c, n, &f, "invoice.reopened", false, NULL, err);
}

enum ela_status ela__op_native(struct ela_call *c, struct ela_error *err)
{
    struct native n = {.invoice = ela_in_int(c, "invoice", 0), .line = ela_in_int(c, "line", 0)};
    struct ela_str event = ela_in_text(c, "event");
    enum ela_status st;
    if (ela_str_is(event, "LINEBILL_DELETE") && !n.line)
        st = ela_fail(err, ELA_E_INPUT, "field.required", "line");
    else if (ela_str_is(event, "LINEBILL_MODIFY"))
        st = on_modify(c, &n, err);
    else if (ela_str_is(event, "BILL_VALIDATE"))
        st = on_validate(c, &n, err);
    else if (ela_str_is(event, "BILL_UNVALIDATE"))
        st = on_unvalidate(c, &n, err);
    else {
        n.line = ela_str_is(event, "LINEBILL_DELETE") ? n.line : 0;
        st = on_delete(c, &n, err);
    }
    ela_json_set_int(c->out, "freed", n.freed);
    ela_json_set_int(c->out, "mails", n.mails);
    return st;
}

/* --- release by credit note */

/* Validated credit notes must take back at least what our lines came to. */
enum ela_status ela__credit_covers(struct ela_call *c, int64_t invoice, int64_t ours, bool *any,
                                   bool *covers, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(invoice), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    int64_t credited = 0;
    ELA_TRY(ela_db_query(c->db, ELA__SQL_CREDITED, p, 2, &r, err));
    *any = ela_db_int(&r, 0, 0, 0) > 0;
    *covers = *any && ela__native_minor(ela_db_cell(&r, 0, 1), &credited) && -credited >= ours;
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status our_total(struct ela_call *c, int64_t invoice, int64_t *total, size_t *open,
                                 struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(invoice), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    *total = 0;
    *open = 0;
    ELA_TRY(ela_db_query(c->db, ELA__SQL_LINES_OF, p, 2, &r, err));
    for (size_t i = 0; i < r.nrows; i++)
        if (ela_db_is_null(&r, i, 14)) {
            *total += ela_db_int(&r, i, 11, 0);
            ++*open;
        }
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela__op_release(struct ela_call *c, struct ela_error *err)
{
    struct native n = {.invoice = ela_in_int(c, "invoice", 0)};
    struct ela_db_value line[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(n.invoice),
                                  ELA_DBV_INT(c->actor->entity)};
    struct ela__native_invoice f;
    int64_t total, *ids;
    size_t open, count;
    bool any, covers;
    ELA_TRY(ela__native_load(c, n.invoice, true, &f, err));
    if (!f.found)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "invoice");
    ELA_TRY(our_total(c, n.invoice, &total, &open, err));
    if (open == 0)
        return ela_fail(err, ELA_E_STATE, "billing.nothing", "invoice");
    ELA_TRY(ela__credit_covers(c, n.invoice, total, &any, &covers, err));
    if (!covers)
        return ela_fail(err, ELA_E_STATE, any ? "billing.credit_partial" : "billing.no_credit_note",
                        "invoice");
    ELA_TRY(held_entries(c, &n, &ids, &count, err));
    ELA_TRY(ela_db_exec(c->db, ELA__SQL_RELEASE_PARTS, line + 1, 2, NULL, err));
    ELA_TRY(ela_db_exec(c->db, ELA__SQL_RELEASE_LINES, line, 3, NULL, err));
    if (count)
        ELA_TRY(ela_time_free(c, ids, count, err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_int(data, "entries", (int64_t)count);
    ELA_TRY(journal(c, &n, &f, "invoice.released", false, data, err));
    return ela_json_set_int(c->out, "freed", (int64_t)count) ? ELA_OK : ela__no_memory(err);
}
