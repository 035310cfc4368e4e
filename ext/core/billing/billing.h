/*
 * From validated time to native invoice lines, and back. The core computes and keeps the links; the
 * invoice itself is Dolibarr's and written by Dolibarr (host->document_write), inside the
 * transaction that marks the entries. The same lines may make a commercial proposal: it marks
 * nothing, so that they stay to be billed. Source: TIME-04, TIME-09, TIME-15, TIME-16, TIME-18,
 * decisions 4, 6 and 9 of the design.
 *
 * Rules. Only validated, billable entries of one client. Models hourly and package are billed as
 * time; of a fixed price only the price is. A package gives its included seconds first, in date
 * order (work_on, rowid), to all its validated entries, selected or not; what was invoiced keeps
 * what it got. An entry crossing the limit becomes two parts. A line sums seconds of one kind, rate
 * and VAT, then multiplies, then rounds half up, once.
 */
#ifndef ELA_BILLING_BILLING_H
#define ELA_BILLING_BILLING_H

#include "op/op.h"

/* Kinds of lines (llx_elaska_billing_line.kind). Parts have the first three (case/case.h names them
 * too). */
#define ELA_LINE_TIME     "time"
#define ELA_LINE_INCLUDED "included" /* 0.00, «Temps inclus au forfait» */
#define ELA_LINE_OVERAGE  "overage"
#define ELA_LINE_PACKAGE                                                                           \
    "package" /* price of a package, once per terms (in shares where invoiced by progress) */
#define ELA_LINE_FIXED "fixed" /* fixed price of a case */

/* What the lines are written on (the choice `document` of billing.create). */
enum ela_billing_document { ELA_DOCUMENT_INVOICE, ELA_DOCUMENT_PROPOSAL };

enum ela_billing_group { ELA_GROUP_ENTRY, ELA_GROUP_TASK, ELA_GROUP_ACTIVITY, ELA_GROUP_CASE };

/*
 * Operations (ELA_BILLING_OPS), beside what the contract of operations says:
 *
 * billing.queue    client?, case?, user?, project?, contract?, activity?, from?, to?, type?
 * time|package|fixed|draft, search?, after?, limit?, with_totals?, with_contracts?
 *   -> rows [{client{id,name}, unvalidated_s, to_bill_s, included_s, overage_s, to_bill_minor,
 * prices_minor, missing_rates (entries without rate), cases (with something to bill), drafts [{id,
 * ref, total_ht_minor}]}], next, currency, totals? {same sums, clients}, contracts? [{id,
 * ref, client (name)}] that time waits on, at most 200 billing.entries  client, case?, user?,
 * project?, contract?, activity?, from?, to?, after?, limit?
 *   -> rows [{id, work_on, user, case{id,ref,title}|null, task{id,label}|null,
 * activity{id,label,colour,icon}, description, duration_s, billed_s, model, rate, parts[{kind,
 * seconds, amount_minor}], amount_minor, vat, blocked: null|{key, params}}], next, sum_s, prices
 * [{key, kind, case{id,ref,title}, label, price_minor, billed_minor, amount_minor, due (bool),
 * vat}] (first page), drafts [{id, ref, total_ht_minor}] (first page) billing.preview  client,
 * group, and either entries [ids] or all=true with case?, user?, project?, contract?, activity?,
 * from?, to?; prices? [{key, amount?}] where key is "package:<terms>" or "fixed:<case>" and amount
 * a text "1500.00" that overrides what is due; all=true without prices takes all prices due
 *   -> lines [{kind, label, description, case{id,ref,title}|null, seconds, quantity, unit,
 * rate|null, vat, amount_minor, entries}], total_ht_minor, currency, seconds, entries, by_vat
 * [{vat, total_ht_minor}], problems [{key, params, entries[ids, at most 50]}], digest
 * billing.create   the same + request_key, document? (invoice|proposal), digest?, invoice? (draft
 * of that client to complete), date? -> {invoice or proposal: id, ref, lines [native line ids],
 * replayed (bool)}. A key counts once for each kind of document. Errors: state billing.rate_missing
 * (params level, name), conflict billing.already_invoiced (params invoice, date), input
 * billing.other_client, state billing.not_validated, state billing.not_billable, conflict
 * billing.changed, state billing.nothing, input billing.invoice_not_draft, internal
 * billing.total_differs ... billing.invoice  invoice -> {invoice, ref, lines [{line, kind, case,
 * seconds, rate, vat, amount_minor, differs, frozen, released, parts [{time, kind, seconds,
 * work_on, adviser, activity, description}]}], seconds, total_ht_minor, currency, can_release}
 * billing.annex    invoice -> PDF
 * billing.native_event event, invoice, line?, total_ht? -> {freed (entries), mails}
 * billing.release  invoice -> {freed}
 */
extern const struct ela_op ELA_BILLING_OPS[];

/*
 * host->document_write: in {kind: "invoice"|"proposal", client, id: draft to complete|null, date:
 * "YYYY-MM-DD", lines: [{label, qty: "1.2577777778", unit: "85.00000000", vat: "20.000", type: 1,
 * rang: 0.. (position after what is there), special: 0, expected_minor}]} -> out {id, ref, lines:
 * [native ids in order], totals: [total_ht texts in order]}. `label` is plain text with line breaks
 * (the writer escapes nothing away). What Dolibarr computed is compared with expected_minor to the
 * cent; a difference rolls everything back.
 */

/*
 * Preview lines of everything validated and unbilled, of all clients within the actor's reach
 * (client 0) or of one, one line per case, kind, rate and VAT, in the order client, case; prices
 * due included. Native connections stream: memory grows with lines, not with entries.
 */
struct ela_billing_line {
    int32_t client_id;
    int64_t case_id, terms_id; /* 0: none */
    const char *kind;
    int64_t seconds;
    struct ela_rate rate; /* {0,0}: a price */
    int32_t vat_milli;
    int64_t amount_minor;
    int64_t entries; /* entries it sums; both lines of a split package count all of them */
};
struct ela_billing_lines {
    struct ela_billing_line *line;
    size_t n;
    int64_t seconds, amount_minor;
    int64_t missing; /* groups without a rate: no line */
    struct ela_arena mem;
};
enum ela_status ela_billing_preview_all(struct ela_call *c, int32_t client_id,
                                        struct ela_billing_lines *out,
                                        struct ela_error *err) ELA_MUST_CHECK;
void ela_billing_lines_release(struct ela_billing_lines *l);

/* Quantity and unit price that Dolibarr's arithmetic turns into exactly `amount_minor`. Pure.
 * Source: decision 6. */
void ela_billing_quantity(enum ela_billing_document document, int64_t seconds, struct ela_rate rate,
                          int64_t amount_minor, char qty[32], char unit[32]);

#endif
