/*
 * Forms without a database: types of fields (what may be typed, its canonical form, what is wrong
 * with it), a form as an immutable program (fields, conditions, pages), and the state of one that
 * is being filled. Pure: the server and, as WebAssembly, the browser run this very code. JSON,
 * labels and who may do what are meta's. Source: CASE-07, PLAT-08.
 *
 *   struct ela_form_spec -> ela_form_build() -> form -> ela_form_save() / ela_form_load()
 *   ela_form_start(form) -> state; ela_form_set() as typed, ela_form_put() as stored;
 * ela_form_run(); ela_form_result() per field, ela_form_page() per page.
 */
#ifndef ELA_FORM_FORM_H
#define ELA_FORM_FORM_H

#include "expr/expr.h"

#define ELA_FORM_VERSION     1
#define ELA_FORM_FIELDS_MAX  500
#define ELA_FORM_PAGES_MAX   50
#define ELA_FORM_FACTS_MAX   200
#define ELA_FORM_OPTIONS_MAX 2000
#define ELA_FORM_ROWS_MAX    200 /* lines of a table */
#define ELA_FORM_CODE_MAX    40
#define ELA_FORM_BYTES_MAX   (1024 * 1024) /* a saved program */

/* Canonical text of a value, and the type that expressions see. Numbers of the enum are stored. */
enum ela_form_type {
    ELA_F_NONE = 0,
    ELA_F_TEXT,     /* one line; TEXT */
    ELA_F_LONG,     /* lines by \n; TEXT */
    ELA_F_RICH,     /* plain text of a document of rich/, which never comes here; TEXT */
    ELA_F_NUMBER,   /* "1234.5"; NUMBER */
    ELA_F_AMOUNT,   /* "1234.5", 2 decimals unless `decimals`; NUMBER */
    ELA_F_PERCENT,  /* "12.5" for 12.5 %; NUMBER */
    ELA_F_DATE,     /* "2026-01-31"; DATE */
    ELA_F_TIME,     /* "09:30"; TEXT */
    ELA_F_MOMENT,   /* epoch seconds; NUMBER. Typed: "2026-01-31T09:30" in the state's zone */
    ELA_F_DURATION, /* seconds; NUMBER. Typed: "1h15"; stored: "4500" */
    ELA_F_YESNO,    /* "true", "false"; BOOL */
    ELA_F_CHOICE,   /* a code; TEXT */
    ELA_F_CHOICES,  /* codes joined by commas, in the order of the options; LIST */
    ELA_F_LINK,     /* id of an object; NUMBER */
    ELA_F_FILE,     /* ids of files joined by commas; LIST */
    ELA_F_EMAIL,    /* domain in small ASCII ("xn--..." for other letters); TEXT */
    ELA_F_PHONE,    /* "+33612345678"; TEXT */
    ELA_F_ADDRESS, /* four lines: street (its own lines joined by ", "), zip, town, country; TEXT */
    ELA_F_IBAN,    /* no blanks, upper case; TEXT */
    ELA_F_SIREN,   /* 9 digits; TEXT */
    ELA_F_SIRET,   /* 14 digits; TEXT */
    ELA_F_NIR,     /* 15 characters with the key; TEXT */
    ELA_F_COMPUTED, /* as its expression gives it (`computed` is needed) */
    ELA_F_TABLE,    /* lines of cells: ela_form_rows(), ela_form_set() with a row; ROWS */
    ELA_F_SECTION,  /* layout: no value, only visible or not */
    ELA_F_NOTE,     /* likewise */
    ELA_F_TYPES
};

/* "text" ... "note" as packs write them; ELA_F_NONE when it is none of them. */
enum ela_form_type ela_form_type_of(struct ela_str name);
const char *ela_form_type_name(enum ela_form_type type);
enum ela_x_type ela_form_x_type(enum ela_form_type type); /* EMPTY: section, note, computed */

enum {
    ELA_FORM_REQUIRED = 1,
    ELA_FORM_CLIENT = 2, /* filled by the client only: locked for the office */
    ELA_FORM_OFFICE = 4, /* filled by the office only: locked for the client */
    ELA_FORM_MANY = 8    /* file: more than one */
};

/*
 * One field as a definition says it; NULL or 0 where it says nothing. Expressions are texts of the
 * language of expr/; they may name any top-level field by its code, columns as "table.column" in
 * aggregates, and the facts.
 */
struct ela_form_field {
    const char *code; /* ^[a-z][a-z0-9_]{0,39}$, unique among its siblings */
    enum ela_form_type type;
    unsigned flags;      /* ELA_FORM_* */
    const char *table;   /* column of: code of a field of type TABLE that stands before it */
    const char *page;    /* code of its page; NULL where the spec has no pages, and in columns */
    const char *show_if; /* BOOL; not in columns */
    const char
        *required_if; /* BOOL; in columns also the other columns of the same line by bare name */
    const char *computed;  /* its type's expression type; nothing can be typed then. Columns too */
    const char *value;     /* default: canonical text, or "=" and an expression; not in columns */
    const char *min, *max; /* canonical text or "=" and an expression, of number-like, date, time,
                              moment, duration fields; rows of a table; options of choices, files */
    unsigned min_length,
        max_length; /* characters of text-like types; 0: none (types have their own bounds) */
    const char
        *mask;                  /* text: 9 digit, A letter, * either, ? makes the next one optional,
                                   \ the next as it is, anything else itself: "99-AAA". Letters become capitals */
    bool has_decimals;          /* else 6 for number, 2 for amount and percent */
    unsigned decimals;          /* of number, amount, percent: most decimals, 0..6 */
    const char *const *options; /* codes, of choice and choices; NULL with `open` 0 is refused */
    size_t noptions;
    bool open_options; /* the codes are not known here (long reference lists): shape is checked only
                        */
};

struct ela_form_page {
    const char *code;
    const char *show_if;
};

struct ela_form_spec {
    const struct ela_form_page *pages;
    size_t npages;
    const struct ela_form_field *fields; /* columns directly or later after their table */
    size_t nfields;
    const struct ela_x_fact *facts; /* names with a dot, and "today" (DATE, always there) */
    size_t nfacts;
};

struct ela_form; /* immutable; lives in its arena; safe to share */

/*
 * Compiles and checks a definition. Errors are about the definition; `field` is the code of what
 * is wrong ("lines.amount", "amount/show_if"): form.code, form.code_twice, form.type, form.no_page,
 * form.page_needed, form.no_table, form.column_type, form.column_condition, form.options,
 * form.option_code, form.option_twice, form.mask, form.bound (min or max that is none of its type,
 * or min over max), form.decimals, form.value (default), form.computed, form.too_many,
 * form.cycle {names: "a, b, a"}, form.fact, expr.* (with at, line).
 */
enum ela_status ela_form_build(const struct ela_form_spec *spec, struct ela_arena *arena,
                               const struct ela_form **out, struct ela_error *err) ELA_MUST_CHECK;

/* A program: versioned bytes with a checksum. out->max bounds it. */
enum ela_status ela_form_save(const struct ela_form *form, struct ela_buf *out,
                              struct ela_error *err) ELA_MUST_CHECK;
/* Bytes may be hostile. They need not outlive the call. Errors: form.version, form.broken. */
enum ela_status ela_form_load(struct ela_str bytes, struct ela_arena *arena,
                              const struct ela_form **out, struct ela_error *err) ELA_MUST_CHECK;

/* Fields by index: 0..n-1 in the order of the spec, columns among them. */
size_t ela_form_nfields(const struct ela_form *form);
size_t ela_form_npages(const struct ela_form *form);
/* "amount", "lines.amount"; -1: none such. */
int ela_form_index(const struct ela_form *form, struct ela_str code);
const char *ela_form_code(const struct ela_form *form, size_t field); /* bare code */
enum ela_form_type ela_form_type(const struct ela_form *form, size_t field);
int ela_form_table(const struct ela_form *form,
                   size_t field); /* its table's index, -1: top level */
int ela_form_page_of(const struct ela_form *form, size_t field); /* index of its page, -1: none */
bool ela_form_computed(const struct ela_form *form, size_t field);

/* The four parts of an address (street, zip, town, country) as one text and back; the lines of the
 * street are joined by ", ". Parts are borrowed from the text; missing ones are "". */
void ela_form_address(const struct ela_str parts[4], struct ela_buf *out);
void ela_form_address_parts(struct ela_str text, struct ela_str parts[4]);

/* ---- One form being filled ------------------------------------------------------------------ */

enum ela_form_side { ELA_SIDE_BOTH = 0, ELA_SIDE_CLIENT, ELA_SIDE_OFFICE };

struct ela_form_state; /* holds what was typed; free with ela_form_free() */

/* today: the civil day of the actor. tz: POSIX zone of typed moments, NULL is UTC; copied. */
enum ela_status ela_form_start(const struct ela_form *form, enum ela_form_side side,
                               struct ela_day today, const struct ela_tz *tz,
                               struct ela_form_state **out, struct ela_error *err) ELA_MUST_CHECK;
void ela_form_free(struct ela_form_state *s);

/* Canonical text of a fact ("client.kind", "company"); false: the form knows no such
 * fact, or memory is exhausted. */
bool ela_form_fact(struct ela_form_state *s, struct ela_str name, struct ela_str text);

/* Only for columns is `row` read: 0.. of its table's rows. */
#define ELA_FORM_NO_ROW 0

/*
 * What a person typed ("1 234,5", "31/01/2026", "06 12 34 56 78"); "" clears. It is read at once;
 * what is wrong with it comes out of ela_form_run(). Canonical text is always accepted too, except
 * durations (bare "4500" is refused: use ela_form_put()). Errors: internal.memory (the state keeps
 * what it had); field or row out of range: form.no_field, form.no_row; computed, table, section or
 * note: form.not_typed; a field of the other side: form.locked.
 */
enum ela_status ela_form_set(struct ela_form_state *s, size_t field, size_t row,
                             struct ela_str text, struct ela_error *err) ELA_MUST_CHECK;
/* What is stored (canonical), whoever may fill it; checked again like typed text. */
enum ela_status ela_form_put(struct ela_form_state *s, size_t field, size_t row,
                             struct ela_str text, struct ela_error *err) ELA_MUST_CHECK;
/* Number of lines of a table; more are added empty, fewer cuts at the end. form.too_many past
 * ELA_FORM_ROWS_MAX. */
enum ela_status ela_form_rows(struct ela_form_state *s, size_t table, size_t rows,
                              struct ela_error *err) ELA_MUST_CHECK;
/* Takes one line out, those after it move up. */
enum ela_status ela_form_remove_row(struct ela_form_state *s, size_t table, size_t row,
                                    struct ela_error *err) ELA_MUST_CHECK;
size_t ela_form_row_count(const struct ela_form_state *s, size_t table);

enum {
    ELA_RUN_DRAFT = 1, /* required, min_length and least numbers of rows are not asked for yet */
    ELA_RUN_NO_DEFAULTS = 2 /* untouched fields stay empty (an edit of what exists) */
};

/* Conditions, computed values, defaults and checks of everything. Results hold until the next call
 * on this state. */
enum ela_status ela_form_run(struct ela_form_state *s, unsigned flags,
                             struct ela_error *err) ELA_MUST_CHECK;

#define ELA_PROBLEM_PARAMS 2
struct ela_form_problem {
    const char *key; /* "field.required"; NULL: nothing is wrong. Static text */
    struct {
        const char *name; /* static; NULL past the last */
        char value[48];
    } params[ELA_PROBLEM_PARAMS];
};

/*
 * text: canonical; "" when empty, hidden (its value is dropped) or unreadable; what is only out of
 * its bounds stands. A hidden field has no problem. A table's own problem is about its number of
 * lines.
 */
struct ela_form_result {
    bool visible;
    bool required;
    bool locked; /* computed, or of the other side */
    struct ela_str text;
    enum ela_x_type type; /* of the value that expressions see; EMPTY when there is none */
    struct ela_form_problem problem;
};
/* row: as above; NULL when out of range. Keys: field.* (docs/expressions.md, Fields). */
const struct ela_form_result *ela_form_result(const struct ela_form_state *s, size_t field,
                                              size_t row);

struct ela_form_page_result {
    bool visible;
    size_t problems; /* on its visible fields, cells included */
};
const struct ela_form_page_result *ela_form_page(const struct ela_form_state *s, size_t page);
size_t ela_form_problems(const struct ela_form_state *s); /* of the whole form; 0: it may be sent */

#endif
