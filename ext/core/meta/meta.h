/*
 * Definitions: what differs between one kind of case and another is data. Templates (steps, pieces,
 * forms, statuses, tasks), reference lists, the status registry and custom fields are immutable
 * revisions in llx_elaska_definition; a head per code names the one in force. Parsed once per
 * process, dropped when the entity's stamp changes.
 * Source: CASE-02..09, CASE-18, PLAT-08, PLAT-12, CRM-07; format: packs/schema/.
 */
#ifndef ELA_META_META_H
#define ELA_META_META_H

#include "op/op.h"
#include "workflow/workflow.h"

/* JSON values that the fields of one thing hold at most, formatted texts among them. */
#define ELA_META_VALUES_MAX 60000

/* --- texts and codes ---------------------------------------------------------------------- */

/* Texts are never NULL: "" where the definition says nothing. */
struct ela_label {
    const char *fr, *en;
};
/* In "fr" or "en"; the other language where this one is empty. */
const char *ela_label_text(struct ela_label l, const char *lang);
/* `client` where it says something, else `office`. */
struct ela_label ela_label_for_client(struct ela_label client, struct ela_label office);

/* Kinds of client, as bits. */
enum ela_client_kind {
    ELA_CLIENT_INDIVIDUAL = 1,
    ELA_CLIENT_COMPANY = 2,
    ELA_CLIENT_FOUNDER = 4,
    ELA_CLIENT_ASSOCIATION = 8
};
unsigned ela_client_kind_of(struct ela_str name); /* 0 when unknown */
const char *ela_client_kind_name(unsigned bit);   /* "" when none */
/* Kinds of a third party: as the firm said, else individual or company after its native type. */
enum ela_status ela_meta_client_kinds(struct ela_call *c, int64_t client_id, unsigned *kinds,
                                      struct ela_error *err) ELA_MUST_CHECK;
/* What conditions ask of a client, {id, kind, name, town, zip, country, email, phone}; country is
 * its code of two letters. The caller frees. Of a row: its kinds, and those from `column` on. */
enum ela_status ela_meta_client_facts(struct ela_call *c, int64_t client_id, struct ela_json **out,
                                      struct ela_error *err) ELA_MUST_CHECK;
struct ela_json *ela_meta_client_json(const struct ela_db_result *r, int64_t id, unsigned kinds,
                                      size_t column);
/* The same of what was said of him (0: nothing) and of Dolibarr's type of third party. */
unsigned ela_client_kinds_or(int64_t kinds, int64_t type);

/* An expression that a definition holds, compiled with it. */
struct ela_guard;

/* --- fields ------------------------------------------------------------------------------- */

struct ela_meta_option {
    const char *code;
    struct ela_label label;
    const char *colour, *icon; /* "" none */
    bool active;
    /* Of piece_categories: */
    const char *within;  /* the category that it is part of; "" none */
    bool reuse;          /* its documents serve other cases too */
    int32_t keep_months; /* how long they are kept; 0: for ever */
};

enum { ELA_WHO_CLIENT = 1, ELA_WHO_OFFICE = 2 };
/* What a client may do with a field of the firm's; UNSAID: as its place says (the fields of a form
 * of his are his, those of a case are hidden unless a tab shows their group). */
enum ela_field_client { ELA_FIELD_UNSAID, ELA_FIELD_HIDDEN, ELA_FIELD_READ, ELA_FIELD_WRITE };

struct ela_meta_field {
    const char *code;
    const char *type; /* "text", "long", "amount", ... "section", "note" */
    struct ela_label label, help;
    const char *group;    /* code of a group, "" none */
    const char *width;    /* "full", "half", "third" */
    const char *list;     /* code of the reference list of its options, "" none */
    const char *object;   /* link: contact, contract, project, ticket, user */
    const char *currency; /* amount */
    const char *target;   /* "fields.x", "client.email", "case.due_on", "case.title", "" */
    const char *accept;
    const char *variable; /* its name in letters, "" its code */
    unsigned who;         /* ELA_WHO_ bits: who fills it in */
    enum ela_field_client client;
    bool required;  /* always; a condition is known to the program only */
    bool sensitive; /* encrypted, masked, never in lists, exports, logs; always of nir and iban */
    bool searchable, in_list, many;
    bool computed;
    size_t page; /* of its form */
    const struct ela_meta_option *options;
    size_t noptions;
    const struct ela_meta_field *columns; /* table */
    size_t ncolumns;
};

struct ela_meta_group {
    const char *code;
    struct ela_label label;
};

struct ela_fieldset {
    const struct ela_meta_field *fields;
    size_t nfields;
    const struct ela_meta_group *groups;
    size_t ngroups;
    const struct ela_fieldset_program *program; /* checks and conditions; for meta only */
};
const struct ela_meta_field *ela_fieldset_field(const struct ela_fieldset *set,
                                                struct ela_str code); /* NULL when unknown */

struct ela_meta_page {
    const char *code;
    struct ela_label label, help;
};

struct ela_meta_form {
    const char *code; /* "request": the client's guided request; a template may have none */
    struct ela_label label;
    const struct ela_meta_page *pages;
    size_t npages;
    struct ela_fieldset set;
};

/* --- templates ---------------------------------------------------------------------------- */

enum ela_effect_kind {
    ELA_EFFECT_NOTIFY,    /* to, mail, text */
    ELA_EFFECT_TASK,      /* code of a task of the template */
    ELA_EFFECT_STATUS,    /* code of a status */
    ELA_EFFECT_STAMP,     /* code of a date or moment field of the template */
    ELA_EFFECT_ASK,       /* pieces, text, days */
    ELA_EFFECT_OPEN_STEP, /* code of a step */
    ELA_EFFECT_JOB        /* one of ELA_JOB_KINDS, done by a worker */
};
extern const char *const ELA_JOB_KINDS[];

struct ela_meta_effect {
    enum ela_effect_kind kind;
    const char *on; /* effects of the template: "open", "close", "status:x", "class:x"; "" of a step
                     */
    const struct ela_guard *when; /* NULL: always */
    const char *to;               /* "client", "lead", "team", "role:x" */
    const char *mail;             /* message of packs/core/mail.json, "" none */
    struct ela_label text;
    const char *code;
    const char *const *pieces;
    size_t npieces;
    int32_t days;
};

/* A move that a template allows: who and from where is told by the statuses' object (same name). */
struct ela_meta_transition {
    const char *name;
    const struct ela_guard *when; /* NULL: always */
    struct ela_label otherwise;   /* said where the condition does not hold */
    const struct ela_meta_effect *effects;
    size_t neffects;
};

struct ela_meta_step {
    const char *code;
    struct ela_label label, client_label, description;
    const char *icon, *colour;
    bool visible;                       /* to the client */
    const char *role;                   /* responsible role, "" the lead */
    int32_t days;                       /* planned delay from the start of the case, 0 none */
    int32_t weight;                     /* of the progress, 1 unless said */
    const struct ela_meta_form *form;   /* NULL none */
    const struct ela_guard *applicable; /* NULL: always */
    const struct ela_meta_effect *on_enter, *on_done;
    size_t non_enter, non_done;
};

struct ela_meta_piece {
    const char *code;
    struct ela_label label, help;
    const char *category; /* of list piece_categories, "" none */
    bool from_client, required, many;
    int32_t validity_months;          /* 0: does not expire */
    const struct ela_meta_step *step; /* NULL: the whole case */
    const struct ela_guard *show_if;  /* NULL: always */
    const char *model;                /* name of the file to fill in; "" none */
    int64_t model_file, model_size;   /* that file, of object "model" */
};

struct ela_meta_check {
    struct ela_label label;
    bool client; /* the client ticks it */
};

struct ela_meta_task {
    const char *code;
    struct ela_label label, description;
    const char *on;       /* "open", the code of a step, "": by an effect only */
    bool for_client;      /* the client does it */
    const char *role;     /* who of the firm, "" the lead */
    int32_t days;         /* due so many days after its creation; 0: no due date */
    const char *priority; /* low, normal, high, urgent */
    bool visible, billable;
    const struct ela_meta_check *checklist;
    size_t nchecklist;
};

struct ela_meta_column {
    const char *code;
    struct ela_label label;
    const char *colour, *klass;
};

/* Numbered tag (CASE-18): what it counts, with one filter at most. */
struct ela_meta_tag {
    const char *code;
    struct ela_label label;
    const char *icon;
    const char *count;                     /* "pieces", "tasks", "parties", "fields" */
    const char *category, *status, *value; /* pieces: category, status; others: value; "" none */
};

struct ela_meta_tab {
    const char *code;
    struct ela_label label;
    bool client;
    const char *const *groups;
    size_t ngroups;
};

struct ela_template {
    int64_t definition;
    const char *code;
    int32_t revision;
    struct ela_label label, description, client_description;
    const char *nature;    /* dossier, prestation, mission, service, demarche */
    unsigned client_kinds; /* ELA_CLIENT_ bits */
    const char *family, *icon, *colour;
    bool visible, requestable, parallel, countdown, price_when_filled;
    struct ela_label missing;       /* of pieces to provide, "" as the registry says */
    int32_t due_days;               /* 0 none */
    const struct ela_json *billing; /* terms as case.create takes them; NULL: says nothing */
    const char *const *roles;
    size_t nroles;
    const struct ela_wf_object *statuses; /* NULL: the registry's; see ela_template_statuses() */
    const struct ela_meta_transition *transitions; /* none: by the classes of the statuses */
    size_t ntransitions;
    struct ela_fieldset set; /* fields of the case */
    const struct ela_meta_form *forms;
    const struct ela_meta_step *steps;
    const struct ela_meta_piece *pieces;
    const struct ela_meta_task *tasks;
    const struct ela_meta_column *columns;
    const struct ela_meta_tag *tags;
    const struct ela_meta_tab *tabs;
    const struct ela_meta_effect *effects;
    const char *folders; /* model of its folders (meta/folders.h), "" one folder alone */
    size_t nforms, nsteps, npieces, ntasks, ncolumns, ntags, ntabs, neffects;
    const struct ela_json *body; /* as it was written */
};

/*
 * One exact revision. Borrowed until the end of the operation; immutable, so it may be compared by
 * pointer within one. Errors: not_found meta.template_unknown; internal meta.damaged.
 */
enum ela_status ela_meta_template(struct ela_call *c, int64_t definition,
                                  const struct ela_template **out,
                                  struct ela_error *err) ELA_MUST_CHECK;
/* The revision in force of a code; input meta.template_unknown (field "template"), state
 * meta.template_inactive where it is switched off. */
enum ela_status ela_meta_template_now(struct ela_call *c, struct ela_str code,
                                      const struct ela_template **out,
                                      struct ela_error *err) ELA_MUST_CHECK;

/* Templates in force of the entity, in their order, inactive ones too. */
struct ela_meta_head {
    int64_t definition;
    const char *code;
    bool active;
    int32_t position;
};
enum ela_status ela_meta_templates(struct ela_call *c, const struct ela_meta_head **out, size_t *n,
                                   struct ela_error *err) ELA_MUST_CHECK;

const struct ela_meta_step *ela_template_step(const struct ela_template *t, struct ela_str code);
const struct ela_meta_piece *ela_template_piece(const struct ela_template *t, struct ela_str code);
const struct ela_meta_task *ela_template_task(const struct ela_template *t, struct ela_str code);
const struct ela_meta_form *ela_template_form(const struct ela_template *t, struct ela_str code);
const struct ela_meta_transition *ela_template_transition(const struct ela_template *t,
                                                          struct ela_str name);
/* Badge of a piece of such a case, for both sides in the words of its template. t: may be NULL. */
struct ela_json *ela_template_piece_badge(const struct ela_call *c, const struct ela_template *t,
                                          struct ela_str code);
/* Its own statuses with the transitions of "case", or the registry's. */
const struct ela_wf_object *ela_template_statuses(const struct ela_call *c,
                                                  const struct ela_template *t);

/* --- lists, custom fields ----------------------------------------------------------------- */

struct ela_meta_list {
    const char *code;
    struct ela_label label;
    const struct ela_meta_option *items; /* in order, inactive ones too */
    size_t nitems;
};
/* A reference list of the entity; an unknown one is given empty. Borrowed until the end of the
 * operation. */
enum ela_status ela_meta_list(struct ela_call *c, const char *code,
                              const struct ela_meta_list **out,
                              struct ela_error *err) ELA_MUST_CHECK;
const struct ela_meta_option *ela_meta_item(const struct ela_meta_list *list, struct ela_str code);
/*
 * What the firm calls a level of confidentiality (0 standard, 1 confidential, 2 restricted), in a
 * language: the list ELA_LEVELS, whose three items stay. "" of another number. Source: DOC-14.
 */
#define ELA_LEVELS "confidentiality_levels"
const char *ela_meta_level(struct ela_call *c, int64_t level, const char *lang);

/* Custom fields of an object ("thirdparty" with a kind of client, "task", "contract", ...); an
 * empty set when none are defined. */
enum ela_status ela_meta_fields(struct ela_call *c, const char *object, const char *kind,
                                const struct ela_fieldset **out,
                                struct ela_error *err) ELA_MUST_CHECK;

/* --- values ------------------------------------------------------------------------------- */

enum {
    ELA_VALUES_CLIENT = 1,  /* filled in by a client: his fields only, nothing hidden from him */
    ELA_VALUES_DRAFT = 2,   /* types only: what is required may be missing */
    ELA_VALUES_PARTIAL = 4, /* absent members keep their old value; null empties */
    ELA_VALUES_CHOSEN = 8   /* a client chose them: links may lead where the actor may not look */
};

/*
 * Checks values by code against a set, as the browser does. `old` may be NULL. `facts`: an object
 * {"client": {"kind": ...}, "case": {...}, ...} for dotted names, may be NULL. *clean: canonical
 * values, hidden ones dropped, computed ones filled in; the caller frees it. What is wrong: err
 * holds the first of it, with field "fields/<code>" ("fields/lines/2/amount" of a cell), and all of
 * it is told as c->problem {"problems": [{field, key, params}]}; *clean is then NULL.
 * *problems (may be NULL): the same array, empty when all is well; the caller frees it. Unknown
 * codes: field.unknown.
 */
enum ela_status ela_fieldset_check(struct ela_call *c, const struct ela_fieldset *set,
                                   const struct ela_json *in, const struct ela_json *old,
                                   const struct ela_json *facts, unsigned flags,
                                   struct ela_json **clean, struct ela_json **problems,
                                   struct ela_error *err) ELA_MUST_CHECK;

/* Is its value encrypted where it is stored (SEC-06)? And the purpose of its digest, "" none. */
bool ela_field_sealed(const struct ela_meta_field *f);
const char *ela_field_purpose(const struct ela_meta_field *f);
/* May one be found by its whole value? */
bool ela_field_findable(const struct ela_meta_field *f);
/* What a person typed to find a value of this field, as it is stored; in the arena. Errors: input,
 * those of the field. */
enum ela_status ela_field_typed(struct ela_call *c, const struct ela_meta_field *f,
                                struct ela_str typed, struct ela_str *out,
                                struct ela_error *err) ELA_MUST_CHECK;

/* The two sides of a form. Does this one fill the field in? */
bool ela_field_fills(const struct ela_meta_field *f, bool client);
bool ela_fieldset_asks_client(const struct ela_fieldset *set);
/* The client's own of the values; all values with those of his instead. The caller frees. */
struct ela_json *ela_fieldset_of_client(const struct ela_fieldset *set,
                                        const struct ela_json *values);
struct ela_json *ela_fieldset_put_client(const struct ela_fieldset *set,
                                         const struct ela_json *values, const struct ela_json *his);
/* A copy without the members that a check complained of. */
struct ela_json *ela_meta_without(const struct ela_json *in, const struct ela_json *problems);
/* What is well-formed of a client's draft, over what it holds (old). */
enum ela_status ela_fieldset_well_formed(struct ela_call *c, const struct ela_fieldset *set,
                                         const struct ela_json *in, const struct ela_json *old,
                                         const struct ela_json *facts, struct ela_json **clean,
                                         struct ela_error *err) ELA_MUST_CHECK;

enum {
    ELA_ROWS_EMPTY = 1, /* also fields without a value */
    ELA_ROWS_UNSAID = 2 /* a client also sees fields that say nothing of clients: his own answers,
                           groups of a tab that is open to him */
};
/*
 * Rows to read: [{code, label, type, value, text, group}], in the actor's language; of a table also
 * columns [{code, label}] and rows [[text]]. A portal actor gets what he may see. Links are numbers
 * until ela_meta_name_links() has named them.
 */
struct ela_json *ela_meta_values_json(struct ela_call *c, const struct ela_fieldset *set,
                                      const struct ela_json *values, unsigned flags);
/* A row of type file reads as names: its `text`, by the files [{id, name}] of the object. */
enum ela_status ela_meta_files_text(const struct ela_json *files, struct ela_json *row,
                                    struct ela_error *err) ELA_MUST_CHECK;
/*
 * Texts of links among such rows, or among the "rows" of a list of things: their names, in one
 * statement; a number where the actor may not read the object in Dolibarr, or where it has gone.
 */
enum ela_status ela_meta_name_links(struct ela_call *c, const struct ela_json *rows,
                                    struct ela_error *err) ELA_MUST_CHECK;

/* Whose form it is and what stands in it; facts/client/id is whose objects links lead to. */
struct ela_meta_filled {
    const struct ela_json *facts, *values;
};
/*
 * What a screen needs to show a form, into `out`: program (base64, for the browser's core), form
 * {code, label, pages [{code, label, help, fields}]}, or fields and groups where `form` is NULL.
 * Fields as in packs, with texts in the actor's language and options of reference lists filled in;
 * links have options too, unless `of` is NULL.
 */
enum ela_status ela_meta_form_json(struct ela_call *c, const struct ela_meta_form *form,
                                   const struct ela_fieldset *set, const struct ela_meta_filled *of,
                                   struct ela_json *out, struct ela_error *err) ELA_MUST_CHECK;

/* Truth of a compiled expression over values and facts; NULL guard: true. What cannot be told
 * (a value is missing) is false. */
bool ela_guard_true(const struct ela_guard *g, const struct ela_json *values,
                    const struct ela_json *facts);

/* Facts by group as the names that conditions use: {"case": {"status": ...}} as "case.status". */
void ela_meta_facts_flat(struct ela_call *c, const struct ela_json *facts, struct ela_json *out);

/* --- what is entered in the custom fields of one object ------------------------------------- */

struct ela_sheet {
    const char *object;  /* whose fields: "thirdparty", "contact", "contract", "ticket", "task" */
    const char *history; /* object of its rows in llx_elaska_change */
    int64_t id, version; /* version 0: nothing was entered yet */
    bool there;
    const char *kinds[5];    /* sets in their order up to NULL: kinds of a client, else "" alone */
    struct ela_json *values; /* owned */
    struct ela_json *facts;  /* owned; for conditions, may be NULL */
};

/* Of an object without kinds; a client's caller names them. Who may reach the object is the
 * caller's. */
void ela_sheet_init(struct ela_sheet *s, const char *object, int64_t id);
void ela_sheet_release(struct ela_sheet *s);
/* The values as they are stored for it in llx_elaska_sheet. */
enum ela_status ela_sheet_load(struct ela_call *c, struct ela_sheet *s,
                               struct ela_error *err) ELA_MUST_CHECK;
/* The same, from the JSON of a table of its own. */
enum ela_status ela_sheet_values(struct ela_call *c, struct ela_sheet *s, struct ela_str stored,
                                 int64_t version, struct ela_error *err) ELA_MUST_CHECK;
/* Into c->out: version, sets [{kind, rows}] without empty ones; with `form` also what a screen
 * needs to fill them in: answers, facts, and of each set program, fields, groups. */
enum ela_status ela_sheet_show(struct ela_call *c, const struct ela_sheet *s, bool form,
                               struct ela_error *err) ELA_MUST_CHECK;
/* Members version, fields and base of the input over what stands, as ela_meta_merge() says; the
 * caller frees *after. Errors: conflict.version, field.unknown, those of ela_fieldset_check. */
enum ela_status ela_sheet_check(struct ela_call *c, const struct ela_sheet *s,
                                struct ela_json **after, struct ela_error *err) ELA_MUST_CHECK;
/* Checks, stores in llx_elaska_sheet, keeps the history; the new version into c->out. */
enum ela_status ela_sheet_save(struct ela_call *c, const struct ela_sheet *s,
                               struct ela_error *err) ELA_MUST_CHECK;

/* Its history into c->out, as ela_meta_history(); of links also old_text and new_text. */
enum ela_status ela_sheet_history(struct ela_call *c, const struct ela_sheet *s,
                                  struct ela_error *err) ELA_MUST_CHECK;

/* --- searchable fields -------------------------------------------------------------------- */

/* Column of llx_elaska_value that a searchable field is found by; NOT: it is not indexed. */
enum ela_search_as {
    ELA_SEARCH_NOT,
    ELA_SEARCH_TEXT,
    ELA_SEARCH_NUMBER,
    ELA_SEARCH_YESNO,
    ELA_SEARCH_DAY
};
enum ela_search_as ela_search_as(const struct ela_meta_field *f);
/* Writes the values of a case by which it is found; `fresh`: a new case, there are none yet. */
enum ela_status ela_meta_index(struct ela_call *c, int64_t case_id, const struct ela_template *t,
                               const struct ela_json *values, bool fresh,
                               struct ela_error *err) ELA_MUST_CHECK;

/* --- history and conflicts ---------------------------------------------------------------- */

/* One row of llx_elaska_change per member that differs between the two objects. */
enum ela_status ela_meta_changes(struct ela_call *c, const char *object, int64_t object_id,
                                 const struct ela_json *before, const struct ela_json *after,
                                 struct ela_error *err) ELA_MUST_CHECK;
/*
 * The second writer: input conflict.version, with what he wanted and what stands for each member
 * that differs, as {"fields": [{code, yours, theirs}]} in c->out under "conflict". Gives
 * ELA_E_CONFLICT, key conflict.version, param fields (codes, comma-separated).
 */
enum ela_status ela_meta_conflict(struct ela_call *c, const struct ela_json *yours,
                                  const struct ela_json *theirs, struct ela_error *err);

/*
 * What of the input's member ("answers", "fields") is to be put over what stands (old): where
 * somebody wrote since the version that the input names, fields that this side left as they were in
 * its `base` keep what stands. sets: whose fields they are, up to NULL; version: the one that
 * stands. *out is the caller's. Errors: conflict.version told field by field, with the version,
 * where both sides changed one.
 */
enum ela_status ela_meta_merge(struct ela_call *c, const struct ela_fieldset *const *sets,
                               const char *member, int64_t version, const struct ela_json *old,
                               struct ela_json **out, struct ela_error *err) ELA_MUST_CHECK;

/* The same value? Null and absent are. */
bool ela_meta_same(const struct ela_json *a, const struct ela_json *b);

/* Rows of it, newest first: [{field, old, new, at, by, by_client}]; who may read is the caller's.
 */
struct ela_json *ela_meta_history(struct ela_call *c, const char *object, int64_t object_id,
                                  enum ela_status *st, struct ela_error *err);

/* --- files -------------------------------------------------------------------------------- */

/* What values hold in file fields beyond what `before` holds; tables are judged whole where they
 * changed. The caller's. */
struct ela_json *ela_meta_files_fresh(const struct ela_fieldset *set, const struct ela_json *values,
                                      const struct ela_json *before);

/* What stands above; object: what files hang on ("client", "contact", "task", ...). */
struct ela_meta_hooks {
    /* Are the files that values name of this object, of kinds that their fields take? Errors: as
     * ela_fieldset_check(). */
    enum ela_status (*files)(struct ela_call *c, const char *object, int64_t id,
                             const struct ela_fieldset *set, const struct ela_json *values,
                             struct ela_error *err);
    /* Adds {id, name, size} of those that the actor may read to list; at most one statement. */
    enum ela_status (*files_json)(struct ela_call *c, const char *object, int64_t id,
                                  const struct ela_fieldset *set, const struct ela_json *values,
                                  struct ela_json *list, struct ela_error *err);
};
extern const struct ela_meta_hooks ELA_META_HOOKS;

/* The client of a contact that the actor reaches. Errors: not_found (field). */
enum ela_status ela_contact_reach(struct ela_call *c, int64_t id, const char *field,
                                  int32_t *client, struct ela_error *err) ELA_MUST_CHECK;

/* --- operations --------------------------------------------------------------------------- */

extern const struct ela_op ELA_TEMPLATE_OPS[], ELA_REGISTRY_OPS[], ELA_FIELD_OPS[],
    ELA_CLIENT_FIELD_OPS[], ELA_OBJECT_FIELD_OPS[], ELA_CONTACT_FIELD_OPS[];

#endif
