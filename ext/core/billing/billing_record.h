/*
 * An invoice of which we wrote lines: read for the tab, the portal and the annex.
 */
#ifndef ELA_BILLING_RECORD_H
#define ELA_BILLING_RECORD_H

#include "billing/billing_internal.h"

/* All texts in the call's arena, never NULL. */
struct ela__record_part {
    int64_t time_id, seconds, case_id;
    const char *kind, *day, *adviser, *activity, *description, *case_ref;
};

struct ela__record_line {
    int64_t id, native, case_id, seconds, amount_minor, included_s;
    struct ela_rate rate;
    int32_t vat_milli;
    bool frozen, differs, released;
    const char *kind, *case_ref, *case_title, *currency;
    const struct ela__record_part *parts;
    size_t nparts;
};

struct ela__record {
    struct ela__record_line *line;
    size_t n;
};

enum ela_status ela__record_load(struct ela_call *c, int64_t invoice, struct ela__record *out,
                                 struct ela_error *err) ELA_MUST_CHECK;

/* The native invoice. */
struct ela__native_invoice {
    bool found;
    int64_t id;
    int32_t client;
    int status, type;
    char ref[40];
    struct ela_str day, due; /* "2026-11-21", may be empty */
    int64_t total_ttc;
    const char *client_name, *client_address, *client_town;
};

/* scoped: within the actor's reach only. */
enum ela_status ela__native_load(struct ela_call *c, int64_t id, bool scoped,
                                 struct ela__native_invoice *out,
                                 struct ela_error *err) ELA_MUST_CHECK;

#endif
