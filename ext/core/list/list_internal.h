/*
 * The engine of lists, inside.
 */
#ifndef ELA_LIST_INTERNAL_H
#define ELA_LIST_INTERNAL_H

#include "list/list.h"
#include "list/list_sql.h"
#include "meta/meta.h"
#include "settings/settings.h"
#include "workflow/workflow.h"

enum {
    ELA__LIST_DEPTH = 4,
    ELA__LIST_CRITERIA = 40,
    ELA__LIST_VALUES = 100, /* of one criterion */
    ELA__LIST_DIGESTS = 8,  /* versions of keys that a value is looked up by */
    ELA__LIST_SORTS = 2,
    ELA__LIST_CAP = 10000, /* counted rows */
    ELA__LIST_COLUMNS = 60,
    ELA__LIST_LIMIT = 50,
    ELA__LIST_LIMIT_MAX = 200,
    ELA__LIST_KINDS = 64,
    ELA__LIST_CHUNK = 500 /* rows whose cells are read at once */
};

/* What a call works on: the list and the columns that this actor has, own fields included. */
struct ela_template; /* meta/meta.h */

struct ela__listing {
    struct ela_call *c;
    const struct ela_list *list;
    const struct ela_list_column *columns[ELA__LIST_COLUMNS];
    const struct ela_template *of[ELA__LIST_COLUMNS]; /* whose field it is; NULL: the list's own */
    unsigned short shared[ELA__LIST_COLUMNS];         /* kinds that have it besides */
    size_t ncolumns;
    const char *kinds[ELA__LIST_KINDS]; /* that have statuses of their own, and these */
    const struct ela_wf_object *objects[ELA__LIST_KINDS];
    size_t nobjects;
    struct ela_json *ignored; /* [{field, key}], what was asked and not done; owned by the answer */
};

/* The list named by "list" for this actor. Errors: not_found, denied. */
enum ela_status ela__list_open(struct ela_call *c, struct ela__listing *l,
                               struct ela_error *err) ELA_MUST_CHECK;
const struct ela_list_column *ela__list_column(const struct ela__listing *l, struct ela_str code);
/* Notes something that is not done; the rest goes on (CRM-23). */
void ela__list_ignore(struct ela__listing *l, struct ela_str field, const char *key);
const char *ela__list_word(const struct ela_call *c, const char *fr, const char *en);
/* What one of a column's choices is called. */
const char *ela__choice_word(struct ela_call *c, const struct ela_list_column *column,
                             const struct ela_list_choice *x);

/* --- definitions: own.c -------------------------------------------------------------------- */
enum ela_status ela__own_columns(struct ela__listing *l, struct ela_error *err) ELA_MUST_CHECK;
/* Statuses of a column: those of a row's kind; all that there are, 0 the registry's (NULL past the
 * last). */
const struct ela_wf_object *ela__status_object(const struct ela__listing *l,
                                               const struct ela_list_column *column,
                                               struct ela_str kind_code);
const struct ela_wf_object *ela__status_object_at(const struct ela__listing *l,
                                                  const struct ela_list_column *column, size_t i);

/* --- filters: filter.c, value.c ------------------------------------------------------------ */
struct ela__bounds { /* what a value means on a column: one value, or from..to for days */
    struct ela_db_value from, to;
};

enum ela__filter_op {
    ELA__OP_IS,
    ELA__OP_NOT,
    ELA__OP_IN,
    ELA__OP_CONTAINS,
    ELA__OP_STARTS,
    ELA__OP_BEFORE,
    ELA__OP_AFTER,
    ELA__OP_BETWEEN,
    ELA__OP_LESS,
    ELA__OP_MORE,
    ELA__OP_EMPTY,
    ELA__OP_FILLED,
    ELA__OP_NONE
};

struct ela__criterion {
    enum { ELA__ALL, ELA__ANY, ELA__ONE } kind;
    struct ela__criterion *first, *next; /* children, sibling */
    const struct ela_list_column *column;
    enum ela__filter_op op;
    bool team; /* persons: of the actor's team */
    struct ela__bounds *values;
    size_t n;
};

/* Decodes a filter; what is bad is ignored and noted. *out NULL: nothing is asked. */
enum ela_status ela__filter_read(struct ela__listing *l, const struct ela_json *in,
                                 struct ela__criterion **out, struct ela_error *err) ELA_MUST_CHECK;
/* " AND (...)" */
void ela__filter_add(const struct ela__listing *l, struct ela_sql *q,
                     const struct ela__criterion *filter);
unsigned ela__filter_joins(const struct ela__criterion *filter);
bool ela__filter_sparse(const struct ela__criterion *filter);
bool ela__filter_of_status(const struct ela__criterion *filter);
/* Operators that a type takes, as a NULL-terminated list of names. */
const char *const *ela__filter_ops(const struct ela_list_column *column);

/* Reads one value for a column; false: it means nothing there. `codes` may become several values
 * (a class of statuses): *n is counted up. */
bool ela__value_read(const struct ela__listing *l, const struct ela_list_column *column,
                     const struct ela_json *in, struct ela__bounds *out, size_t *n, size_t max);
/* Words to search: 1 to 200 characters, as a pattern of LIKE with its own signs escaped by '|'. */
bool ela__value_pattern(const struct ela__listing *l, const struct ela_json *in, bool anywhere,
                        struct ela_db_value *out);
/* Digests that list.sealed gave, as parameters; false: none of today's keys. */
bool ela__sealed_read(const struct ela__listing *l, const struct ela_json *in,
                      struct ela__bounds *out, size_t *n, size_t max);
/* "2026-11-21", "today", "this_month", "-30d": first and last day. */
bool ela__period(struct ela_str text, struct ela_day today, struct ela_day *from,
                 struct ela_day *to);

/* --- order and place: sort.c --------------------------------------------------------------- */
struct ela__order {
    struct {
        const struct ela_list_column *column;
        bool desc;
    } by[ELA__LIST_SORTS];
    size_t n;
    bool id_desc;  /* direction of the last key, the row's id */
    bool needs_id; /* false: a unique column is among them */
    bool back;     /* read against the order: the page before a row */
    bool sorted;   /* few rows are expected: found first, then put in order */
    uint32_t tag;  /* of list and order: a cursor fits only its own */
};

struct ela__place { /* a row's keys */
    bool has;
    int64_t id;
    struct ela_str key[ELA__LIST_SORTS]; /* p NULL: NULL */
};

/* "sort" (or `fallback`): ["-due_on", "ref"]; what is bad is ignored and noted. */
void ela__order_read(struct ela__listing *l, const struct ela_json *in, const char *fallback,
                     struct ela__order *out);
unsigned ela__order_joins(const struct ela__order *o);
void ela__order_keys(struct ela_sql *q, const struct ela__order *o); /* ", k1, k2" */
void ela__order_by(const struct ela__listing *l, struct ela_sql *q, const struct ela__order *o);
void ela__order_names(struct ela_sql *q, const struct ela__order *o); /* ", key k0, key k1" */
void ela__order_window(const struct ela__listing *l, struct ela_sql *q,
                       const struct ela__order *o); /* the same order, of rows y with such names */
/* " AND (...)": rows past the place. */
void ela__order_past(const struct ela__listing *l, struct ela_sql *q, const struct ela__order *o,
                     const struct ela__place *at);
/* Cursor in the arena; NULL: no memory. */
char *ela__place_write(struct ela_call *c, const struct ela__order *o, const struct ela__place *at);
/* Errors: input list.cursor. */
enum ela_status ela__place_read(struct ela_call *c, const struct ela__order *o, const char *member,
                                struct ela__place *out, struct ela_error *err) ELA_MUST_CHECK;

/* --- rows: query.c, cells.c ---------------------------------------------------------------- */
struct ela__asked {
    const struct ela__criterion *filter;
    struct ela_str search;
    struct ela_words words; /* of the search, where some may be everywhere */
    bool window;            /* rows are looked at, not found by words */
    struct ela__order order;
    struct ela__place at;
    const struct ela_list_column *columns[ELA__LIST_COLUMNS];
    size_t ncolumns;
    size_t limit;
    const struct ela_list_column *group; /* rows of one status, for boards */
    struct ela_str group_code;
};

/* "filter", "search", "sort", "columns", "view", "limit", "after" or "before" of the call. */
enum ela_status ela__asked_read(struct ela__listing *l, struct ela__asked *a,
                                struct ela_error *err) ELA_MUST_CHECK;
/* Ids (and keys) of a page, at most limit + 1. */
enum ela_status ela__ids(const struct ela__listing *l, const struct ela__asked *a,
                         struct ela_db_result *out, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__count(const struct ela__listing *l, const struct ela__asked *a, int64_t *total,
                           bool *capped, struct ela_error *err) ELA_MUST_CHECK;

/* FROM and WHERE of what is asked. */
void ela__where(const struct ela__listing *l, struct ela_sql *q, const struct ela__asked *a,
                unsigned more_joins);

/* --- words that are everywhere: often.c ---------------------------------------------------- */
/* Which words of the search are; those that are not come first in it. */
enum ela_status ela__often_read(struct ela__listing *l, struct ela__asked *a,
                                struct ela_error *err) ELA_MUST_CHECK;
/* As ela__ids(), among the first rows of the list; *full: they made a page, else *out holds
 * nothing. */
enum ela_status ela__often_ids(const struct ela__listing *l, const struct ela__asked *a, bool *full,
                               struct ela_db_result *out, struct ela_error *err) ELA_MUST_CHECK;
/* As ela__count(): at least so many. */
enum ela_status ela__often_count(const struct ela__listing *l, const struct ela__asked *a,
                                 int64_t *total, bool *capped,
                                 struct ela_error *err) ELA_MUST_CHECK;

/* Cells of some rows, in the order of the ids. */
struct ela__cells {
    const struct ela__listing *l;
    const struct ela__asked *a;
    const int64_t *ids;
    size_t n;
    struct ela_db_result r;
    size_t *row; /* of r, for ids[i]; SIZE_MAX: gone meanwhile */
    size_t place[ELA__LIST_COLUMNS], name[ELA__LIST_COLUMNS]; /* columns of r; SIZE_MAX: none */
    int64_t *extra[ELA__LIST_COLUMNS];
    struct ela_str *plain[ELA__LIST_COLUMNS]; /* of documents, by row of r */
    size_t late, held, version, owner, kind;
    struct ela_arena mem;
};
enum ela_status ela__cells_read(const struct ela__listing *l, const struct ela__asked *a,
                                const int64_t *ids, size_t n, struct ela__cells *out,
                                struct ela_error *err) ELA_MUST_CHECK;
void ela__cells_release(struct ela__cells *x);
/* Documents as plain text, for those who show and those who export. */
enum ela_status ela__cells_plain(struct ela__cells *x, size_t column,
                                 struct ela_error *err) ELA_MUST_CHECK;
/* One line of it, cut between words where it is long. */
struct ela_json *ela__first_words(struct ela_str text);
/* Row i as JSON; NULL when it is gone. */
struct ela_json *ela__cells_row(const struct ela__cells *x, size_t i);
enum { ELA__CELL_ROOM = 512 }; /* bytes of a cell that is not a text of its own */
/* Text of a cell for exports, in the language of the actor; borrowed until the next call. */
struct ela_str ela__cells_text(const struct ela__cells *x, size_t i, size_t column, char *room,
                               size_t size);
/* Number of a cell for spreadsheets; false: the cell is text or empty. */
bool ela__cells_number(const struct ela__cells *x, size_t i, size_t column, int64_t *v);

/* --- operations ---------------------------------------------------------------------------- */
enum ela_status ela__list_define(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__list_rows(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__list_board(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__list_sealed(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__list_change(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__list_export(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__list_file(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__view_save(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__view_delete(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__view_default(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__view_keep(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

/* --- views: view.c ------------------------------------------------------------------------- */
/* Views of the list for this actor, into out: "views", "default", "kept". */
enum ela_status ela__views_define(struct ela__listing *l, struct ela_error *err) ELA_MUST_CHECK;
/* The view named by "view" (or the default one where nothing is asked): its filter and sort. */
enum ela_status ela__view_read(struct ela__listing *l, struct ela_json **filter,
                               struct ela_json **sort, struct ela_error *err) ELA_MUST_CHECK;

extern const struct ela_list ELA__LIST_CASES, ELA__LIST_TASKS, ELA__LIST_PIECES, ELA__LIST_REQUESTS,
    ELA__LIST_DOCUMENTS, ELA__LIST_BIN;

#endif
