/*
 * What the files of meta/ share: the reader of definitions, which goes on after a fault so that an
 * editor hears of all of them, and the store of what was read.
 */
#ifndef ELA_META_META_INTERNAL_H
#define ELA_META_META_INTERNAL_H

#include "form/form.h"
#include "meta/folders.h"
#include "meta/letter.h"
#include "meta/meta.h"

/* --- problems ----------------------------------------------------------------------------- */

#define ELA__PROBLEMS_MAX 100
#define ELA__PATH_MAX     160

struct ela__problem {
    const char *path, *key;
    bool activation; /* may be saved, may not be switched on */
    const char *name[3], *value[3];
};

struct ela__problems {
    struct ela__problem at[ELA__PROBLEMS_MAX];
    size_t n;
    size_t blocking; /* those that are not about activation only */
};

/* --- reading ------------------------------------------------------------------------------ */

struct ela__reader {
    struct ela_arena *mem; /* what is read, and the problems */
    struct ela__problems *problems;
    const struct ela_workflow *workflow; /* transitions of templates' own statuses; may be NULL */
    char path[ELA__PATH_MAX];
    bool no_memory;
    bool stored; /* what another version of this reader took: members it does not know are no fault
                  */
};

/* Records what is wrong with a member of the present place ("" the place itself). */
struct ela__problem *ela__bad(struct ela__reader *r, const char *key, const char *member);
/* The same of another place. */
struct ela__problem *ela__bad_at(struct ela__reader *r, const char *path, const char *key,
                                 const char *member);
void ela__problem_param(struct ela__reader *r, struct ela__problem *p, const char *name,
                        const char *value);
void ela__problem_int(struct ela__reader *r, struct ela__problem *p, const char *name, int64_t v);
/* It may be saved with this fault, but not switched on. */
void ela__for_activation(struct ela__reader *r, struct ela__problem *p);
/* Into err: the first blocking one, else the first. `file` may be NULL. */
enum ela_status ela__problems_fail(const struct ela__problems *p, const char *file,
                                   struct ela_error *err);
struct ela_json *ela__problems_json(const struct ela__problems *p, const char *file);

/* Places: give the mark back to ela__up(). */
size_t ela__down(struct ela__reader *r, const char *member);
size_t ela__down_at(struct ela__reader *r, size_t i);
void ela__up(struct ela__reader *r, size_t mark);

#define ELA__OPTION_NONE                                                                           \
    (struct ela_meta_option)                                                                       \
    {                                                                                              \
        .code = "", .label = {"", ""}, .colour = "", .icon = "", .active = true, .within = ""      \
    }

void *ela__take(struct ela__reader *r, size_t n, size_t size); /* zeroed; NULL sets no_memory */

/* Unknown members are named, but of what is stored. False when it is no object. */
bool ela__object(struct ela__reader *r, const struct ela_json *v, const char *const *members);
/* The elements of an optional array member, at most max; 0 when absent or wrong (then recorded). */
size_t ela__array(struct ela__reader *r, const struct ela_json *obj, const char *member, size_t min,
                  size_t max, const struct ela_json **out);
const char *ela__text(struct ela__reader *r, const struct ela_json *obj, const char *member,
                      bool required, size_t max);
const char *ela__code(struct ela__reader *r, const struct ela_json *obj, const char *member,
                      bool required, const char *extra, size_t max);
struct ela_label ela__label(struct ela__reader *r, const struct ela_json *obj, const char *member,
                            bool required, size_t max);
bool ela__flag(struct ela__reader *r, const struct ela_json *obj, const char *member,
               bool fallback);
int64_t ela__int(struct ela__reader *r, const struct ela_json *obj, const char *member, int64_t min,
                 int64_t max, int64_t fallback);
/* One of a NULL-terminated list; the fallback where absent (NULL: required). */
const char *ela__choice(struct ela__reader *r, const struct ela_json *obj, const char *member,
                        const char *const *choices, const char *fallback);
/* Array of codes; each of `choices` when given. */
const char *const *ela__codes(struct ela__reader *r, const struct ela_json *obj, const char *member,
                              size_t max, size_t *n);
const char *ela__colour(struct ela__reader *r, const struct ela_json *obj, bool required);
const char *ela__icon(struct ela__reader *r, const struct ela_json *obj, bool required);
/* Decimal text "12.5", at most `decimals`. */
const char *ela__decimal(struct ela__reader *r, const struct ela_json *obj, const char *member,
                         unsigned decimals);
bool ela__code_ok(struct ela_str s, const char *extra, size_t max);
bool ela__one_of(struct ela_str s, const char *const *list);
bool ela__same(const char *a, const char *b);

/* --- fields ------------------------------------------------------------------------------- */

#define ELA__FIELDS_MAX 300

/* A field as meta reads it, beside what the pure core is told of it and where it stands. */
struct ela__field_at {
    const struct ela_meta_field *field;
    struct ela_form_field spec;
    const char *path;
    enum ela_x_type x; /* what expressions see */
};

struct ela_fieldset_program {
    const struct ela_form *form;
    const struct ela__field_at *flat; /* by index of the form: a table, then its columns */
    size_t nflat;
};

/* Reads the fields of `v` (array member "fields"), alone or of the pages of a form. */
void ela__read_fieldset(struct ela__reader *r, const struct ela_json *v, struct ela_fieldset *set);
void ela__read_form_pages(struct ela__reader *r, const struct ela_json *v, struct ela_meta_form *f);
/* Compiles what was read: each fault is recorded at its member. */
void ela__compile_fieldset(struct ela__reader *r, struct ela_fieldset *set,
                           struct ela__field_at *flat, size_t nflat, struct ela_form_page *pages,
                           size_t npages);
void ela__read_groups(struct ela__reader *r, const struct ela_json *v, struct ela_fieldset *set);

/* A guard over a set's fields and the facts; NULL where absent or wrong (then recorded). */
const struct ela_guard *ela__guard(struct ela__reader *r, const struct ela_json *v,
                                   const char *member, const struct ela_fieldset *set);

extern const struct ela_x_fact ELA__FACTS[];
extern const size_t ELA__NFACTS;

void ela__read_status(struct ela__reader *r, const struct ela_json *v, bool registry,
                      struct ela_wf_status *s);
/* Codes and labels of one list; of cases also its initial and its final ones. */
void ela__check_statuses(struct ela__reader *r, const struct ela_wf_status *list, size_t n,
                         bool of_cases);

/* --- whole definitions -------------------------------------------------------------------- */

#define ELA__KIND_TEMPLATE "template"
#define ELA__KIND_LIST     "list"
#define ELA__KIND_STATUSES "statuses"
#define ELA__KIND_FIELDS   "fields"
#define ELA__KIND_LETTER   "letter"
#define ELA__KIND_FOLDERS  "folders"

/* Reference lists that codes are checked against; a list that is not known is not checked. */
struct ela__lookup {
    void *ctx;
    /* -1: no such list; 0: no such item; 1: there. item NULL: only the list. */
    int (*find)(void *ctx, const char *list, const char *item);
};

/* What one body holds, by its kind. */
struct ela__parsed {
    struct ela_template *template;
    struct ela_meta_list *list;
    struct ela_fieldset *fields;
    struct ela_letter *letter;
    struct ela_folder_model *folders;
    const struct ela_wf_object *statuses;
    const char *code; /* of the head */
};

/* Reads a body of a kind; false without memory. Faults are in r->problems. `v` must outlive what
 * is read. */
bool ela__parse(struct ela__reader *r, const char *kind, const struct ela_json *v,
                const struct ela__lookup *lookup, struct ela__parsed *out);

struct ela_template *ela__template_read(struct ela__reader *r, const struct ela_json *v,
                                        const struct ela__lookup *lookup);
struct ela_letter *ela__letter_read(struct ela__reader *r, const struct ela_json *v);
struct ela_folder_model *ela__folders_read(struct ela__reader *r, const struct ela_json *v);
struct ela_meta_list *ela__list_read(struct ela__reader *r, const struct ela_json *v);
struct ela_fieldset *ela__custom_read(struct ela__reader *r, const struct ela_json *v,
                                      const struct ela__lookup *lookup, const char **code);
const struct ela_wf_object *ela__registry_read(struct ela__reader *r, const struct ela_json *v,
                                               const char **code);
/* Every list that a field takes its options from is there. */
void ela__check_field_lists(struct ela__reader *r, const struct ela_fieldset *set,
                            const struct ela__lookup *lookup);
/* Every group that a field stands in is there. */
void ela__check_field_groups(struct ela__reader *r, const struct ela_fieldset *set);

bool ela__json_same(const struct ela_json *a, const struct ela_json *b);

/* --- the store ---------------------------------------------------------------------------- */

struct ela__head {
    const char *kind, *code;
    int64_t definition, definition_pack;
    bool active, local;
    int32_t position, version, revision;
};

struct ela__snapshot {
    struct ela_arena mem;
    int32_t entity;
    int64_t stamp;
    struct ela__head *heads;
    size_t nheads;
    struct ela_meta_head *templates;
    size_t ntemplates;
    struct ela_workflow *workflow; /* NULL: as shipped */
    uint64_t turn;
};

struct ela__definition {
    struct ela__definition *next;
    struct ela_arena mem;
    int64_t id;
    int32_t entity;
    int32_t revision;
    char kind[12];
    struct ela_json *body;
    struct ela__parsed parsed;
    uint64_t turn;
};

/* A head of the present entity, NULL when there is none. */
const struct ela__head *ela__head_of(const struct ela_call *c, const char *kind,
                                     struct ela_str code);
const struct ela__snapshot *ela__snapshot_of(const struct ela_call *c);
/* not_found meta.unknown. */
enum ela_status ela__definition_load(struct ela_call *c, const char *kind, int64_t id,
                                     const struct ela__definition **out, struct ela_error *err);
/* All revisions in force of a kind, in one statement. */
enum ela_status ela__definitions_load(struct ela_call *c, const char *kind, struct ela_error *err);
/* As shipped, whatever was changed. */
const struct ela_workflow *ela__shipped_workflow(const struct ela_call *c);
/* Draws a new stamp, which also locks the entity's definitions until the end of the transaction. */
enum ela_status ela__stamp(struct ela_call *c, struct ela_error *err);

extern const char *const ELA__COLOURS[];
extern const char *const ELA__CLASSES[];

/* Of the list of levels of confidentiality: levels.c. Errors: input meta.levels_fixed. */
enum ela_status ela__levels_check(struct ela_str code, const struct ela_json *items,
                                  struct ela_error *err) ELA_MUST_CHECK;

#endif
