/*
 * A form in memory, the reading of typed text, and the state that run.c walks through.
 */
#ifndef ELA_FORM_INTERNAL_H
#define ELA_FORM_INTERNAL_H

#include "form/form.h"

#define ELA__F_TEXT_MAX   255 /* characters where the definition says less */
#define ELA__F_LONG_MAX   20000
#define ELA__F_RICH_MAX   100000
#define ELA__F_BYTES_MAX  400000 /* no typed text is longer */
#define ELA__F_CHOSEN_MAX 200
#define ELA__F_MASK_MAX   60

/* An expression or a fixed value; both unset: none. */
struct ela__f_bound {
    struct ela_x_value fixed; /* NUMBER, DATE, or TEXT (a time) */
    const struct ela_expr *expr;
};

struct ela__f_field {
    /* What every evaluation reads, in one line of the cache. */
    uint8_t type;  /* enum ela_form_type */
    uint8_t xtype; /* of one value */
    uint8_t flags, decimals;
    bool checked; /* required, or bound in some way: more to ask than whether the text was read */
    bool late;    /* its checks look at other fields */
    bool plain;   /* its value is what was typed, whatever else the form holds */
    bool open_options;
    int16_t table, page; /* -1: none */
    uint16_t ncolumns;   /* of a table */
    uint16_t column;     /* of a column: its place in the line */
    uint16_t noptions;
    const struct ela_expr *show_if, *required_if, *computed, *value_expr;
    struct ela_str value; /* default as canonical text; n = 0: none */
    struct ela__f_bound min, max;
    const char *code;
    uint32_t min_length, max_length;
    struct ela_str mask;
    const struct ela_str *options;
};

struct ela__f_page {
    const char *code;
    const struct ela_expr *show_if;
};

struct ela__f_fact {
    struct ela_str name;
    uint8_t type;
};

struct ela_form {
    struct ela__f_field *fields;
    struct ela__f_page *pages;
    struct ela__f_fact *facts; /* the first is "today" */
    uint16_t nfields, npages, nfacts;
    uint16_t nlate;
    const uint16_t *late;   /* fields checked once all values stand */
    const uint16_t *order;  /* fields and, from nfields on, pages: each after what it reads */
    uint8_t *types, *cells; /* of the slots (fields, then facts), as outside of lines */
};

#define ELA__F_SLOTS(form) ((size_t)(form)->nfields + (form)->nfacts)

/* An empty one with room; nfacts counts "today". NULL: no memory. */
struct ela_form *ela__f_new(struct ela_arena *arena, size_t nfields, size_t npages, size_t nfacts);

/* ---- Definitions ---------------------------------------------------------------------------- */

/*
 * What built and loaded forms must both be: types, links, options, bounds, defaults, codes; then
 * the order of evaluation. Errors: form.* with the path of the field.
 */
enum ela_status ela__f_check(const struct ela_form *form, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__f_order(struct ela_form *form, struct ela_arena *arena,
                             struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__f_refuse(const struct ela_form *form, size_t field, const char *part,
                              const char *key, struct ela_error *err);
/* "amount", "lines.amount", with "/part" behind where given. */
void ela__f_path(const struct ela_form *form, size_t field, const char *part, char out[64]);
bool ela__f_code_ok(struct ela_str code);
/* Codes of reference lists may also begin with a digit and hold dots and hyphens. */
bool ela__f_option_ok(struct ela_str code);
/* Columns are numbered within their tables; false: a table that is none. */
bool ela__f_number_columns(struct ela_form *form);
/* Which fields are checked, and which of them late; false: no memory. */
bool ela__f_mark_checked(struct ela_form *form, struct ela_arena *arena);
/* What the slots hold inside a line of a table; -1: outside of lines. Arrays of slots. */
void ela__f_slot_types(const struct ela_form *form, int table, uint8_t *types, uint8_t *cells);
/* What min and max are compared with: the value's type, NUMBER where items are counted; EMPTY: the
 * type knows no bounds. */
enum ela_x_type ela__f_bound_type(const struct ela__f_field *f);
bool ela__f_counted(unsigned type);              /* table, choices, file: min and max count items */
bool ela__f_typed(const struct ela__f_field *f); /* somebody can fill it */

/* ---- Values --------------------------------------------------------------------------------- */

struct ela__f_context {
    struct ela_day today;
    struct ela_tz tz;
    bool stored; /* canonical text comes in: a duration is a bare number */
};

/*
 * Typed text to canonical text in out (room for typed.n + ELA__F_ROOM bytes), *n bytes, and its
 * value (which borrows out). Empty text gives n = 0. False: *problem says why.
 */
#define ELA__F_ROOM 48
bool ela__f_read(const struct ela__f_field *f, const struct ela__f_context *c, struct ela_str typed,
                 char *out, size_t *n, struct ela_x_value *value, struct ela_form_problem *problem);

/* The readers by family; typed is trimmed and not empty. They give n, or a key through problem. */
typedef bool ela__f_reader(const struct ela__f_field *f, const struct ela__f_context *c,
                           struct ela_str typed, char *out, size_t *n,
                           struct ela_form_problem *problem);
ela__f_reader ela__f_read_text, ela__f_read_email, ela__f_read_phone, ela__f_read_address,
    ela__f_read_number, ela__f_read_date, ela__f_read_time, ela__f_read_moment,
    ela__f_read_duration, ela__f_read_yesno, ela__f_read_choice, ela__f_read_choices,
    ela__f_read_link, ela__f_read_files, ela__f_read_iban, ela__f_read_siren, ela__f_read_siret,
    ela__f_read_nir;

/* A domain as mail servers read it: small ASCII, other letters as "xn--..." (idn.c). False: no
 * label of it could be registered, or it takes more than `room` bytes. */
bool ela__f_domain(struct ela_str typed, char *out, size_t room, size_t *n);

bool ela__f_problem(struct ela_form_problem *p, const char *key); /* always false */
void ela__f_problem_param(struct ela_form_problem *p, const char *name, struct ela_str value);
void ela__f_problem_int(struct ela_form_problem *p, const char *name, int64_t value);

bool ela__f_mask_ok(struct ela_str mask);
bool ela__f_mask_fits(struct ela_str mask, struct ela_str text);
/* Bytes of the blank at p, 0: none. Unicode has many, and pasted text brings them. */
size_t ela__f_blank(const char *p, size_t n);

/* A text that a computed value of this field shows: numbers rounded to its decimals. */
struct ela_x_value ela__f_settle(const struct ela__f_field *f, struct ela_x_value v);
/* min and max of a value (or of a number of items); false with the problem. */
bool ela__f_within(const struct ela__f_field *f, struct ela_x_value v, struct ela_x_value min,
                   struct ela_x_value max, struct ela_form_problem *problem);
size_t ela__f_items(struct ela_str list);

/* ---- State ---------------------------------------------------------------------------------- */

/* One place to type in. */
struct ela__f_entry {
    char *text; /* canonical, ours */
    uint32_t n, cap;
    bool touched;
    bool fresh; /* typed since the last run */
    struct ela_x_value value;
    struct ela_form_problem problem; /* of the text itself */
};

struct ela__f_lines {
    struct ela__f_entry *entries; /* row by row, a column each */
    struct ela_form_result *results;
    size_t rows, cap; /* lines, and lines that there is room for */
};

bool ela__f_reserve(struct ela__f_entry *e, size_t n);

struct ela_form_state {
    const struct ela_form *form;
    uint8_t other; /* ELA_FORM_CLIENT or ELA_FORM_OFFICE: fields of the side that is not filling */
    struct ela__f_context context;
    struct ela__f_entry *entries;    /* by field; of columns unused */
    struct ela__f_lines *lines;      /* by field; of tables */
    struct ela_form_result *results; /* by field */
    struct ela_form_page_result *pages;
    struct ela_x_value *slots; /* fields, then facts */
    char **facts;              /* texts behind the values of facts */
    struct ela_arena scratch;  /* of one run */
    size_t problems;
};

#endif
