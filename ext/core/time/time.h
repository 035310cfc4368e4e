/*
 * Time entries to the second, timers, states, rates and the time sheet.
 * Source: TIME-01..06, TIME-09, TIME-10, TIME-18, TIME-28.
 *
 * Decided here: a user's day counts every entry of his whatever its state (a refused one is
 * corrected or deleted, not entered twice). Moments are epoch seconds, so the two nights of a clock
 * change give exact durations; where a local text is sent in `start_local` and `end_local`, the
 * doubled hour means its first pass unless `start_second` / `end_second` says otherwise, and an
 * hour that the clock skips is moved forward with a warning.
 */
#ifndef ELA_TIME_TIME_H
#define ELA_TIME_TIME_H

#include "case/case.h"
#include "op/op.h"

/* --- rates ---------------------------------------------------------------- */

/* Whose entries a change of rate or terms concerns. */
enum ela_restamp {
    ELA_RESTAMP_CASE,
    ELA_RESTAMP_TASK,
    ELA_RESTAMP_CLIENT,
    ELA_RESTAMP_CATEGORY,
    ELA_RESTAMP_USER,
    ELA_RESTAMP_ALL /* the default rate; target is ignored */
};

/*
 * Gives every entry of the target that is not invoiced its model, terms, rate (entry > task > case
 * > client > category > user > default), VAT and currency anew, in one statement. TIME-09.
 */
enum ela_status ela_time_restamp(struct ela_call *c, enum ela_restamp level, int64_t target,
                                 struct ela_error *err) ELA_MUST_CHECK;
/* The same for given entries, at most 500. */
enum ela_status ela_time_restamp_ids(struct ela_call *c, const int64_t *ids, size_t n,
                                     struct ela_error *err) ELA_MUST_CHECK;

/* --- invoicing ------------------------------------------------------------ */

/*
 * Validated entries become invoiced by `invoice`, with their events; any number of ids, in chunks.
 * All or none: if one is no longer validated, conflict time.changed. Inside the caller's
 * transaction.
 */
enum ela_status ela_time_mark_invoiced(struct ela_call *c, const int64_t *ids, size_t n,
                                       int32_t invoice, struct ela_error *err) ELA_MUST_CHECK;
/* Back to validated, re-stamped, with their events: all entries of an invoice, or given ones (a
 * deleted line). */
enum ela_status ela_time_free_from_invoice(struct ela_call *c, int32_t invoice, int64_t *freed,
                                           struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela_time_free(struct ela_call *c, const int64_t *ids, size_t n,
                              struct ela_error *err) ELA_MUST_CHECK;

/* --- time sheet of a case (TIME-18) --------------------------------------- */

struct ela_sheet_row {
    int64_t id;
    struct ela_day work_on;
    const char *adviser, *activity, *description; /* borrowed during the callback; never NULL */
    const char *activity_colour, *activity_icon;
    int64_t activity_id;
    const char *status;       /* code: validated or invoiced */
    const char *status_label; /* for the actor */
    const char *model;
    int64_t seconds, included_s, overage_s; /* included and overage: package only */
    bool billable;
    bool has_amount; /* false: hidden from this actor, or no rate */
    int64_t amount_minor;
    struct ela_rate rate;
    const char *currency;
    int32_t invoice_id; /* 0: not invoiced */
    const char *invoice_ref;
};

struct ela_sheet_totals {
    int64_t rows, all_s, billable_s, included_s, overage_s;
    int64_t amount_minor; /* of the rows that have one */
};

/* Every row that the actor may see, oldest first. Errors: not_found; those of the callback. */
enum ela_status ela_time_sheet_each(
    struct ela_call *c, int64_t case_id,
    enum ela_status (*row)(void *ctx, const struct ela_sheet_row *row, struct ela_error *err),
    void *ctx, struct ela_sheet_totals *totals, struct ela_error *err) ELA_MUST_CHECK;

/* time.*, timer.*, activity.list, rate.set, rate.list, case.terms */
extern const struct ela_op ELA_TIME_OPS[];

#endif
