/*
 * What the files of billing share: the selection, the computed bill, and the steps in between.
 */
#ifndef ELA_BILLING_INTERNAL_H
#define ELA_BILLING_INTERNAL_H

#include "billing/billing.h"
#include "settings/settings.h"

enum {
    ELA__ENTRIES_MAX = 5000, /* entries on one invoice */
    ELA__CHUNK = 500         /* ids in one statement */
};

/* Order of lines of one case on one day, and of the kinds in the table below. */
enum ela__kind { ELA__PACKAGE, ELA__FIXED, ELA__INCLUDED, ELA__TIME, ELA__OVERAGE };
const char *ela__kind_name(enum ela__kind k);

/* One price that a person ticked. */
struct ela__pick {
    bool package;
    int64_t id; /* terms of a package, case of a fixed price */
    bool has_amount;
    int64_t amount_minor;
    bool used;
};

/* Which entries and prices; everything optional but the client (except for the preview of all). */
struct ela__sel {
    int32_t client_id; /* 0: `clients`, or all */
    const int64_t *clients;
    size_t nclients;
    bool by_ids;
    int64_t *ids; /* sorted */
    size_t nids;
    int64_t case_id;
    int32_t user_id, project_id, contract_id, activity_id;
    struct ela_str from, to; /* days, empty: none */
    enum ela_billing_group group;
    bool entries; /* every entry by itself, not sums of the database */
    bool dates;   /* first and last day of each sum */
    bool lock;    /* reads lock what they see and see the newest */
    bool prices_due;
    struct ela__pick *picks;
    size_t npicks;
};

/* Terms with a price or an allowance, with what was billed of them. */
struct ela__terms {
    int64_t id, case_id;
    int32_t client_id;
    bool package, closed, current; /* current: the newest fixed price of its case */
    int64_t included_s, price_minor;
    struct ela_rate overage;
    int32_t vat_milli;
    char invoicing[9];
    int32_t progress;
    int64_t given_s;      /* invoiced as included */
    int64_t billed_minor; /* of the price */
    bool has_lines;       /* time of it was invoiced before */
    int64_t waiting_s;    /* validated, unbilled, seen by the selection */
    int64_t prices;       /* sums of it that differ in price or group */
    bool detail;          /* its entries are looked at one by one */
};

/* An entry, or a sum of entries that differ in nothing that prices them. */
struct ela__item {
    int32_t client_id;
    int64_t case_id, terms_id, group_id, time_id; /* time_id 0: a sum */
    struct ela__terms *terms;                     /* of a package, else NULL */
    struct ela_rate rate;
    int32_t vat_milli;
    int64_t seconds, entries;   /* seconds: not billed yet */
    struct ela_str first, last; /* days */
    bool chosen;                /* part of the selection; others only use up the package */
    bool had_included, had_overage;
    bool split; /* split and counted already: all of it is of `kind` */
    enum ela__kind kind;
};

/* Seconds of an item on a line. */
struct ela__piece {
    enum ela__kind kind;
    const struct ela__item *item;
    struct ela_rate rate;
    int64_t seconds;
    size_t line;
};

struct ela__line {
    enum ela__kind kind;
    int32_t client_id;
    int64_t case_id, terms_id, group_id, time_id; /* case 0: several, or none */
    struct ela_rate rate;
    int32_t vat_milli;
    int64_t seconds, entries, amount_minor;
    struct ela_str first, last;
    int64_t price_minor; /* whole price that amount_minor is a share of */
    const char *label, *text;
};

struct ela__problem {
    const char *key;
    enum ela_status status;
    const char *level, *name, *invoice, *day; /* params, NULL: none */
    int64_t *entries;
    size_t nentries;
    int64_t total; /* entries concerned */
};

struct ela__bill {
    struct ela_arena *mem;
    struct ela__terms *terms;
    size_t nterms;
    struct ela__item *items;
    size_t nitems, items_cap;
    struct ela__piece *pieces;
    size_t npieces, pieces_cap;
    struct ela__line *lines;
    size_t nlines, lines_cap;
    struct ela__problem *problems;
    size_t nproblems, problems_cap;
    int64_t seconds, entries, total_minor, missing;
};

/* Room for one more element of a growing array in the arena; NULL when memory is exhausted. */
void *ela__grow(struct ela_arena *mem, void *array, size_t n, size_t *cap, size_t size);
enum ela_status ela__no_memory(struct ela_error *err);

/* --- select.c */
extern const struct ela_field ELA__PICK_FIELDS[];
/* Input of preview and create. */
enum ela_status ela__sel_read(struct ela_call *c, struct ela__sel *sel,
                              struct ela_error *err) ELA_MUST_CHECK;
/* Filters case, user, project, activity, from, to of an operation's input. */
void ela__sel_filters(struct ela_call *c, struct ela__sel *sel);
bool ela__sel_whole(const struct ela__sel *sel); /* no filter but client and case */
bool ela__sel_has(const struct ela__sel *sel, int64_t id);
/* Appends the filters beside client and case, and client and case themselves. */
void ela__sel_sql(struct ela_sql *q, const struct ela__sel *sel);
void ela__sel_sql_client(struct ela_sql *q, const struct ela__sel *sel, const char *alias);
/* Loads (and locks) a client within reach. Errors: not_found not_found, field "client". */
enum ela_status ela__client_load(struct ela_call *c, int32_t id, bool lock, const char **name,
                                 struct ela_error *err) ELA_MUST_CHECK;

/* --- terms.c, items.c, lines.c: the computation */
enum ela_status ela__terms_load(struct ela_call *c, const struct ela__sel *sel, struct ela__bill *b,
                                struct ela_error *err) ELA_MUST_CHECK;
struct ela__terms *ela__terms_find(struct ela__bill *b, int64_t id);
/* Due now of a price, and what is left of it. */
enum ela_status ela__price_due(const struct ela__terms *t, int64_t *due, int64_t *left,
                               struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__items_load(struct ela_call *c, const struct ela__sel *sel, struct ela__bill *b,
                                struct ela_error *err) ELA_MUST_CHECK;
/*
 * Packages whose entries differ in price and of which nothing was invoiced: their entries go by in
 * date order and leave sums behind (items of one kind each), so that memory grows with lines.
 */
enum ela_status ela__split_waiting(struct ela_call *c, const struct ela__sel *sel,
                                   struct ela__bill *b, const int64_t *terms, size_t n,
                                   struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__split(struct ela__bill *b, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__lines_build(const struct ela__sel *sel, struct ela__bill *b,
                                 struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__prices_add(const struct ela__sel *sel, struct ela__bill *b,
                                struct ela_error *err) ELA_MUST_CHECK;
/* All of the above; b->mem set by the caller. */
enum ela_status ela__compute(struct ela_call *c, const struct ela__sel *sel, struct ela__bill *b,
                             struct ela_error *err) ELA_MUST_CHECK;
/* The same for all clients within reach. */
enum ela_status ela__preview_all(struct ela_call *c, struct ela__sel *sel, struct ela__bill *b,
                                 struct ela_error *err) ELA_MUST_CHECK;

/* --- problems.c */
struct ela__problem *ela__problem_add(struct ela__bill *b, enum ela_status status, const char *key);
void ela__problem_entry(struct ela__bill *b, struct ela__problem *p, int64_t id);
/* Entries asked for by id that are not in the bill: why. */
enum ela_status ela__problems_ids(struct ela_call *c, const struct ela__sel *sel,
                                  struct ela__bill *b, struct ela_error *err) ELA_MUST_CHECK;
/* Groups without a rate: which rate, of what. */
enum ela_status ela__problems_rates(struct ela_call *c, const struct ela__sel *sel,
                                    struct ela__bill *b, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__problem_fail(const struct ela__problem *p, struct ela_error *err);

/* --- describe.c: labels and texts of lines, in the actor's language */
enum ela_status ela__describe(struct ela_call *c, const struct ela__sel *sel, struct ela__bill *b,
                              struct ela_error *err) ELA_MUST_CHECK;
bool ela__french(const struct ela_call *c);
/* "2026-11-21" -> "21/11/2026" (French) in the arena. */
const char *ela__day_text(const struct ela_call *c, struct ela_arena *mem, struct ela_str iso);
void ela__digest(const struct ela__bill *b, char out[65]);

bool ela__native_minor(struct ela_str text, int64_t *minor); /* "106.91000000" */

/* Draft invoices {id, ref, total_ht_minor} of clients; each owns what it is given. */
enum ela_status ela__drafts_each(struct ela_call *c, const int64_t *clients, size_t n,
                                 void (*each)(void *ctx, int64_t client, struct ela_json *take),
                                 void *ctx, struct ela_error *err) ELA_MUST_CHECK;
/* Do validated credit notes of an invoice take back at least `ours`? */
enum ela_status ela__credit_covers(struct ela_call *c, int64_t invoice, int64_t ours, bool *any,
                                   bool *covers, struct ela_error *err) ELA_MUST_CHECK;

/* --- operations */
enum ela_status ela__op_queue(struct ela_call *c, struct ela_error *err);
enum ela_status ela__op_entries(struct ela_call *c, struct ela_error *err);
enum ela_status ela__op_preview(struct ela_call *c, struct ela_error *err);
enum ela_status ela__op_create(struct ela_call *c, struct ela_error *err);
enum ela_status ela__op_invoice(struct ela_call *c, struct ela_error *err);
enum ela_status ela__op_annex(struct ela_call *c, struct ela_error *err);
enum ela_status ela__op_native(struct ela_call *c, struct ela_error *err);
enum ela_status ela__op_release(struct ela_call *c, struct ela_error *err);

#endif
