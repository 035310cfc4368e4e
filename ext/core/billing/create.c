/*
 * billing.create: one transaction holds the locks, the computation, Dolibarr's writing of the
 * document, the check of its totals and our marks. Killed anywhere, nothing of it remains. A
 * commercial proposal goes the same way without marks: what it offers stays to be billed. Source:
 * TIME-16, decisions 1, 4 and 6.
 *
 * Locks are taken in one order: the client, his terms, his entries by rowid. So two managers never
 * wait for each other in a circle: the second one waits, then finds the entries invoiced.
 */
#include "billing/billing_internal.h"
#include "billing/billing_sql.h"
#include "event/event.h"
#include "scope/scope.h"
#include "time/time.h"

struct created {
    struct ela_call *c;
    struct ela__sel sel;
    struct ela__bill bill;
    enum ela_billing_document document;
    int32_t id; /* of the native document; before it is written, of the draft to complete or 0 */
    const char *ref;
    int64_t *native; /* ids of the native lines, in order */
    int64_t *lines;  /* of ours */
    int64_t run;
};

static const char *kind_name(const struct created *k)
{
    return k->document == ELA_DOCUMENT_PROPOSAL ? "proposal" : "invoice";
}

static enum ela_status give(struct created *k, int64_t id, const char *ref, const int64_t *lines,
                            size_t n, bool replayed, struct ela_error *err)
{
    struct ela_call *c = k->c;
    struct ela_json *ids = ela_json_new_array();
    for (size_t i = 0; i < n; i++)
        ela_json_push(ids, ela_json_new_int(lines[i]));
    ela_json_set_int(c->out, kind_name(k), id);
    ela_json_set_text(c->out, "ref", ref);
    ela_json_set(c->out, "lines", ids);
    return ela_json_set_bool(c->out, "replayed", replayed) ? ELA_OK : ela__no_memory(err);
}

static enum ela_status replay_lines(struct created *k, int64_t run, int64_t id, const char *ref,
                                    struct ela_error *err)
{
    struct ela_call *c = k->c;
    bool proposal = k->document == ELA_DOCUMENT_PROPOSAL;
    struct ela_db_value of = ELA_DBV_INT(proposal ? id : run);
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, proposal ? ELA__SQL_PROPOSAL_LINES : ELA__SQL_RUN_LINES, &of, 1, &r,
                         err));
    int64_t *ids = ela_arena_alloc(c->arena, (r.nrows + 1) * sizeof(*ids));
    for (size_t i = 0; ids && i < r.nrows; i++)
        ids[i] = ela_db_int(&r, i, 0, 0);
    enum ela_status st = ids ? give(k, id, ref, ids, r.nrows, true, err) : ela__no_memory(err);
    ela_db_result_release(&r);
    return st;
}

/* The same form sent twice gives the document of the first time. */
static enum ela_status replay(struct created *k, bool *done, struct ela_error *err)
{
    struct ela_call *c = k->c;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_STR(ela_in_text(c, "request_key")),
                               ELA_DBV_TEXT(kind_name(k))};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA__SQL_RUN_OF_KEY, p, 3, &r, err));
    enum ela_status st = ELA_OK;
    int64_t run = r.nrows ? ela_db_int(&r, 0, 0, 0) : 0, client = run ? ela_db_int(&r, 0, 3, 0) : 0;
    *done = run && client == k->sel.client_id;
    if (*done) {
        st = replay_lines(k, run, ela_db_int(&r, 0, 1, 0), ela_db_cell(&r, 0, 2).p, err);
    } else if (run && !client && k->document == ELA_DOCUMENT_PROPOSAL) {
        /* Nobody tells us that a proposal was deleted; an invoice takes its runs along. */
        struct ela_db_value gone = ELA_DBV_INT(run);
        st = ela_db_exec(c->db, ELA__SQL_RUN_FORGET, &gone, 1, NULL, err);
    } else if (run) {
        st = ela_fail(err, ELA_E_CONFLICT, "billing.request_key", "request_key");
    }
    ela_db_result_release(&r);
    return st;
}

static enum ela_status lock_terms(struct ela_call *c, int32_t client, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(client)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA__SQL_TERMS_LOCK, p, 2, &r, err));
    ela_db_result_release(&r);
    return ELA_OK;
}

/* The draft to complete: of this client, a plain invoice, still a draft. */
static enum ela_status lock_draft(struct ela_call *c, int64_t id, int32_t client,
                                  struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_INVOICE_LOCK);
    ela_sql_int(&q, id);
    ela_scope_invoice(&q, c->actor, "f");
    ela_sql_add(&q, ELA__SQL_FOR_UPDATE);
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    if (st != ELA_OK)
        return st;
    if (r.nrows == 0)
        st = ela_fail(err, ELA_E_NOT_FOUND, "not_found", "invoice");
    else if (ela_db_int(&r, 0, 2, 0) != client)
        st = ela_fail(err, ELA_E_INPUT, "billing.other_client", "invoice");
    else if (ela_db_int(&r, 0, 3, -1) != 0 || ela_db_int(&r, 0, 4, -1) != 0)
        st = ela_fail(err, ELA_E_STATE, "billing.invoice_not_draft", "invoice");
    ela_db_result_release(&r);
    return st;
}

/* --- what Dolibarr is asked to write */

static struct ela_json *host_line(const struct created *k, size_t rang)
{
    const struct ela__line *l = &k->bill.lines[rang];
    struct ela_json *o = ela_json_new_object();
    struct ela_buf text;
    char qty[32], unit[32], vat[16];
    ela_billing_quantity(k->document, l->seconds, l->rate, l->amount_minor, qty, unit);
    ela_vat_format(l->vat_milli, vat);
    ela_buf_init(&text, (size_t)1 << 18);
    ela_buf_adds(&text, l->label);
    if (*l->text) {
        ela_buf_addc(&text, '\n');
        ela_buf_adds(&text, l->text);
    }
    ela_json_set(o, "label", text.failed ? NULL : ela_json_new_text(text.p, text.n));
    ela_buf_release(&text);
    ela_json_set_text(o, "qty", qty);
    ela_json_set_text(o, "unit", unit);
    ela_json_set_text(o, "vat", vat);
    ela_json_set_int(o, "type", 1);
    ela_json_set_int(o, "rang", (int64_t)rang);
    ela_json_set_int(o, "special", 0);
    return ela_json_set_int(o, "expected_minor", l->amount_minor) ? o : NULL;
}

static struct ela_json *host_order(struct created *k)
{
    struct ela_json *o = ela_json_new_object(), *lines = ela_json_new_array();
    struct ela_day date = ela_in_day(k->c, "date");
    char day[16];
    ela_day_format(date.n == ELA_DAY_NONE.n ? ela_tz_day(k->c->tz, k->c->now) : date, day);
    bool ok = true;
    for (size_t i = 0; i < k->bill.nlines; i++)
        ok = ela_json_push(lines, host_line(k, i)) && ok;
    ok = ela_json_set_text(o, "kind", kind_name(k)) && ok;
    ok = ela_json_set_int(o, "client", k->sel.client_id) && ok;
    ok = (k->id ? ela_json_set_int(o, "id", k->id) : ela_json_set_null(o, "id")) && ok;
    ok = ela_json_set_text(o, "date", day) && ok;
    ok = ela_json_set(o, "lines", lines) && ok;
    if (ok)
        return o;
    ela_json_free(o);
    return NULL;
}

/* --- what it wrote */

/* A native amount as text, "106.91000000": exact to the cent or not at all. */
bool ela__native_minor(struct ela_str text, int64_t *minor)
{
    struct ela_error quiet = ELA_ERROR_INIT;
    const char *dot = text.n ? memchr(text.p, '.', text.n) : NULL;
    while (dot && text.n > (size_t)(dot - text.p) + 3 && text.p[text.n - 1] == '0')
        text.n--;
    return text.n && ela_money_parse(text, true, minor, "", &quiet) == ELA_OK;
}

static enum ela_status check_answer(struct created *k, const struct ela_json *out,
                                    struct ela_error *err)
{
    const struct ela_json *ids = ela_json_get(out, "lines"), *totals = ela_json_get(out, "totals");
    struct ela_str ref = ela_json_text(ela_json_get(out, "ref"));
    int64_t id = ela_json_int(ela_json_get(out, "id"), 0);
    size_t n = k->bill.nlines;
    if (id <= 0 || id > INT32_MAX || ela_json_size(ids) != n || ela_json_size(totals) != n ||
        (k->id && id != k->id))
        return ela_failf(err, ELA_E_INTERNAL, "billing.writer", NULL,
                         "%zu lines, %zu totals for %zu", ela_json_size(ids), ela_json_size(totals),
                         n);
    k->id = (int32_t)id;
    k->ref = ela_arena_strndup(k->c->arena, ref.n ? ref.p : "", ref.n);
    k->native = ela_arena_alloc(k->c->arena, (n + 1) * sizeof(*k->native));
    if (!k->ref || !k->native)
        return ela__no_memory(err);
    for (size_t i = 0; i < n; i++) {
        struct ela_str total = ela_json_text(ela_json_at(totals, i));
        int64_t minor = 0, wanted = k->bill.lines[i].amount_minor;
        k->native[i] = ela_json_int(ela_json_at(ids, i), 0);
        if (k->native[i] <= 0)
            return ela_failf(err, ELA_E_INTERNAL, "billing.writer", NULL, "line %zu has no id", i);
        if (!ela__native_minor(total, &minor) || minor != wanted)
            return ela_failf(err, ELA_E_INTERNAL, "billing.total_differs", NULL,
                             "line %zu: %.*s instead of %lld", i, (int)total.n, total.p,
                             (long long)wanted);
    }
    return ELA_OK;
}

static enum ela_status write_native(struct created *k, struct ela_error *err)
{
    const struct ela_host *host = k->c->host;
    if (!host || !host->document_write)
        return ela_failf(err, ELA_E_INTERNAL, "billing.writer", NULL, "no host");
    struct ela_json *in = host_order(k), *out = NULL;
    if (!in)
        return ela__no_memory(err);
    enum ela_status st = host->document_write(host->ctx, in, &out, err);
    if (st == ELA_OK)
        st = check_answer(k, out, err);
    ela_json_free(in);
    ela_json_free(out);
    return st;
}

/* --- our marks */

static struct ela_db_value id_or_null(int64_t v)
{
    return v ? ELA_DBV_INT(v) : ELA_DBV_NULL;
}

static enum ela_status insert_run(struct created *k, struct ela_error *err)
{
    struct ela_call *c = k->c;
    struct ela_db_value p[] = {
        ELA_DBV_INT(c->actor->entity),  ELA_DBV_STR(ela_in_text(c, "request_key")),
        ELA_DBV_TEXT(kind_name(k)),     ELA_DBV_INT(k->id),
        ELA_DBV_INT(c->actor->user_id), ELA_DBV_INT(c->now)};
    ELA_TRY(ela_db_exec(c->db, ELA__SQL_RUN_INSERT, p, 6, NULL, err));
    k->run = ela_db_last_id(c->db);
    return ELA_OK;
}

static enum ela_status insert_lines(struct created *k, struct ela_error *err)
{
    struct ela_call *c = k->c;
    k->lines = ela_arena_alloc(c->arena, (k->bill.nlines + 1) * sizeof(*k->lines));
    if (!k->lines)
        return ela__no_memory(err);
    for (size_t i = 0; i < k->bill.nlines; i++) {
        const struct ela__line *l = &k->bill.lines[i];
        bool rate = ela_rate_is_set(l->rate);
        struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                                   ELA_DBV_INT(k->run),
                                   ELA_DBV_INT(k->sel.client_id),
                                   ELA_DBV_INT(k->id),
                                   ELA_DBV_INT(k->native[i]),
                                   ELA_DBV_TEXT(ela__kind_name(l->kind)),
                                   id_or_null(l->case_id),
                                   id_or_null(l->terms_id),
                                   ELA_DBV_INT(l->seconds),
                                   rate ? ELA_DBV_INT(l->rate.num) : ELA_DBV_NULL,
                                   rate ? ELA_DBV_INT(l->rate.den) : ELA_DBV_NULL,
                                   ELA_DBV_INT(l->vat_milli),
                                   ELA_DBV_INT(l->amount_minor),
                                   ELA_DBV_TEXT(c->settings->currency),
                                   ELA_DBV_INT(c->now)};
        ELA_TRY(ela_db_exec(c->db, ELA__SQL_LINE_INSERT, p, sizeof(p) / sizeof(p[0]), NULL, err));
        k->lines[i] = ela_db_last_id(c->db);
    }
    return ELA_OK;
}

static enum ela_status insert_parts(struct created *k, struct ela_error *err)
{
    const size_t chunk = 100;
    for (size_t i = 0; i < k->bill.npieces; i += chunk) {
        struct ela_sql q;
        ela_sql_init(&q);
        ela_sql_add(&q, ELA__SQL_PART_INSERT);
        for (size_t j = i; j < k->bill.npieces && j < i + chunk; j++) {
            const struct ela__piece *p = &k->bill.pieces[j];
            ela_sql_add(&q, j == i ? ELA__SQL_PART_VALUES : ELA__SQL_PART_MORE);
            ela_sql_int(&q, k->lines[p->line]);
            ela_sql_int(&q, p->item->time_id);
            ela_sql_text(&q, ela_str_of(ela__kind_name(p->kind)));
            ela_sql_int(&q, p->seconds);
        }
        ELA_TRY(ela_sql_exec(&q, k->c->db, NULL, err));
    }
    return ELA_OK;
}

static enum ela_status mark_entries(struct created *k, struct ela_error *err)
{
    int64_t *ids = ela_arena_alloc(k->c->arena, (k->bill.nitems + 1) * sizeof(*ids));
    size_t n = 0;
    if (!ids)
        return ela__no_memory(err);
    for (size_t i = 0; i < k->bill.nitems; i++)
        if (k->bill.items[i].chosen)
            ids[n++] = k->bill.items[i].time_id;
    return n ? ela_time_mark_invoiced(k->c, ids, n, k->id, err) : ELA_OK;
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Cases of the lines, each once; one 0 where there is none at all. */
static size_t cases_of(const struct ela__bill *b, int64_t *ids)
{
    size_t n = 0, kept = 0;
    for (size_t i = 0; i < b->nlines; i++)
        if (b->lines[i].case_id)
            ids[n++] = b->lines[i].case_id;
    for (size_t i = 0; i < b->npieces; i++)
        if (b->pieces[i].item->case_id)
            ids[n++] = b->pieces[i].item->case_id;
    qsort(ids, n, sizeof(*ids), by_id);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || ids[i] != ids[i - 1])
            ids[kept++] = ids[i];
    if (kept == 0)
        ids[kept++] = 0;
    return kept;
}

static enum ela_status journal_case(struct created *k, const char *kind, int64_t case_id,
                                    struct ela_error *err)
{
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "ref", k->ref);
    ela_json_set_int(data, "lines", (int64_t)k->bill.nlines);
    ela_json_set_int(data, "seconds", k->bill.seconds);
    ela_json_set_int(data, "total_ht_minor", k->bill.total_minor);
    ela_json_set_text(data, "currency", k->c->settings->currency);
    struct ela_event e = {.kind = kind,
                          .client_id = k->sel.client_id,
                          .case_id = case_id,
                          .object = kind_name(k),
                          .object_id = k->id,
                          .data = data};
    return ela_event_add(k->c, &e, err);
}

/* Each case that the document speaks of says so in its own journal. */
static enum ela_status journal(struct created *k, bool appended, struct ela_error *err)
{
    const char *kind = k->document == ELA_DOCUMENT_PROPOSAL ? "proposal.prepared"
                       : appended                           ? "invoice.completed"
                                                            : "invoice.prepared";
    int64_t *ids =
        ela_arena_alloc(k->c->arena, (k->bill.nlines + k->bill.npieces + 1) * sizeof(*ids));
    if (!ids)
        return ela__no_memory(err);
    size_t n = cases_of(&k->bill, ids);
    for (size_t i = 0; i < n; i++)
        ELA_TRY(journal_case(k, kind, ids[i], err));
    return ELA_OK;
}

/* Everything that must hold before a line is written. */
static enum ela_status decide(struct created *k, struct ela_error *err)
{
    struct ela_call *c = k->c;
    struct ela_str shown = ela_in_text(c, "digest");
    char digest[65];
    ELA_TRY(ela__compute(c, &k->sel, &k->bill, err));
    ELA_TRY(ela__problems_ids(c, &k->sel, &k->bill, err));
    ELA_TRY(ela__problems_rates(c, &k->sel, &k->bill, err));
    if (k->bill.nproblems)
        return ela__problem_fail(&k->bill.problems[0], err);
    if (k->bill.entries > ELA__ENTRIES_MAX) {
        enum ela_status st = ela_fail(err, ELA_E_INPUT, "billing.too_many", "entries");
        ela_error_param_i64(err, "max", ELA__ENTRIES_MAX);
        return st;
    }
    if (k->bill.nlines == 0)
        return ela_fail(err, ELA_E_STATE, shown.n ? "billing.changed" : "billing.nothing", NULL);
    ELA_TRY(ela__describe(c, &k->sel, &k->bill, err));
    ela__digest(&k->bill, digest);
    if (shown.n && !ela_str_is(shown, digest))
        return ela_fail(err, ELA_E_CONFLICT, "billing.changed", NULL);
    return ELA_OK;
}

/* Only an invoice bills: its lines and entries are marked, and cannot be picked again. */
static enum ela_status mark(struct created *k, struct ela_error *err)
{
    ELA_TRY(insert_run(k, err));
    if (k->document == ELA_DOCUMENT_PROPOSAL)
        return ELA_OK;
    ELA_TRY(insert_lines(k, err));
    ELA_TRY(insert_parts(k, err));
    return mark_entries(k, err);
}

enum ela_status ela__op_create(struct ela_call *c, struct ela_error *err)
{
    struct created k = {
        .c = c, .bill = {.mem = c->arena}, .id = (int32_t)ela_in_int(c, "invoice", 0)};
    bool appended = k.id != 0, done;
    const char *client;
    if (ela_str_is(ela_in_text(c, "document"), "proposal"))
        k.document = ELA_DOCUMENT_PROPOSAL;
    if (appended && k.document == ELA_DOCUMENT_PROPOSAL)
        return ela_fail(err, ELA_E_INPUT, "field.unknown", "invoice");
    ELA_TRY(ela__sel_read(c, &k.sel, err));
    k.sel.entries = true;
    k.sel.lock = true;
    ELA_TRY(ela__client_load(c, k.sel.client_id, true, &client, err));
    ELA_TRY(replay(&k, &done, err));
    if (done)
        return ELA_OK;
    ELA_TRY(lock_terms(c, k.sel.client_id, err));
    if (appended)
        ELA_TRY(lock_draft(c, k.id, k.sel.client_id, err));
    ELA_TRY(decide(&k, err));
    ELA_TRY(write_native(&k, err));
    ELA_TRY(mark(&k, err));
    ELA_TRY(journal(&k, appended, err));
    return give(&k, k.id, k.ref, k.native, k.bill.nlines, false, err);
}
