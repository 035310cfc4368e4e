/*
 * Letter templates: definitions of kind "letter", in packs or made by the firm. A body per language
 * is a document of rich/ with variables, conditions and repeats; here is what it says and what its
 * names mean, letter/ makes letters of it. Format: packs/schema/letter.schema.json. Source: DOC-18,
 * DOC-19.
 */
#ifndef ELA_META_LETTER_H
#define ELA_META_LETTER_H

#include "expr/expr.h"
#include "meta/meta.h"
#include "rich/rich.h"

enum { ELA_LETTER_FR, ELA_LETTER_EN, ELA_LETTER_LANGS };

struct ela_letter {
    int64_t definition;
    int32_t revision;
    const char *code;
    struct ela_label label, description;
    const char *kind; /* of ELA_LETTER_KINDS */
    bool of_case;     /* needs one; else it may be written to a client alone */
    bool address;     /* leaves room for the recipient; else the subject is a title */
    bool justify;
    const char *qr;                                     /* "case", "client", "none" */
    const char *subject[ELA_LETTER_LANGS];              /* with {{names}}; "" none */
    const struct ela_rich_node *body[ELA_LETTER_LANGS]; /* NULL: not in this language */
};
extern const char *const ELA_LETTER_KINDS[];

/* Errors: not_found meta.unknown; of _now also input letter.unknown, state letter.inactive. */
enum ela_status ela_meta_letter(struct ela_call *c, int64_t definition,
                                const struct ela_letter **out,
                                struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela_meta_letter_now(struct ela_call *c, struct ela_str code,
                                    const struct ela_letter **out,
                                    struct ela_error *err) ELA_MUST_CHECK;
/* A template that is being written: faults are told as the ones of a pack, field "body/...". */
enum ela_status ela_meta_letter_read(struct ela_call *c, const struct ela_json *body,
                                     const struct ela_letter **out,
                                     struct ela_error *err) ELA_MUST_CHECK;

/* --- names -------------------------------------------------------------------------------- */

struct ela_letter_name {
    const char *name, *group; /* group: "client", "case", ... or the list that it is of */
    struct ela_label label;
    enum ela_x_type type; /* for conditions */
};
/* Variables; those of a list hold inside its repeat alone. NULL where unknown. Custom fields
 * ("champ_<code>") are not here. */
const struct ela_letter_name *ela_letter_name(struct ela_str name, struct ela_str list);
const struct ela_letter_name *ela_letter_name_at(size_t i); /* NULL past the last */
struct ela_letter_group {
    const char *code;
    struct ela_label label;
    bool list;
};
const struct ela_letter_group *ela_letter_group_at(size_t i); /* NULL past the last */
bool ela_letter_is_list(struct ela_str name);

/* The code of a custom field of "champ_<code>"; n 0: it is no such name. */
struct ela_str ela_letter_field_of(struct ela_str name);
/* A field of any kind of case, of clients: what its values are to a condition. False: unknown. */
bool ela_letter_field_type(struct ela_call *c, struct ela_str code, enum ela_x_type *type);

/* {{name}} in a text: the next one from *at on, which then stands behind it. *before: what stands
 * between. False: the rest is in *before. */
bool ela_letter_next(struct ela_str text, size_t *at, struct ela_str *before, struct ela_str *name);

/*
 * Names that nothing is known by, in the body of one language and its subject, each once; also of
 * conditions and lists. An array of {name, where: "text" | "condition" | "list" | "code"}; the
 * caller frees. NULL without memory.
 */
struct ela_json *ela_letter_unknown(struct ela_call *c, const struct ela_letter *t, size_t lang);

/*
 * letter.templates {kind?, active?} -> {rows}; letter.template {code}; letter.variables -> {groups:
 * [{code, label, list, names: [{name, label, type}]}]}; administrators: letter.check {body} ->
 * {problems, unknown}; letter.save {code?, version, body, active?} -> also {unknown}; letter.copy
 * {code, to, label?}; letter.active {code, active}; letter.revert, letter.delete {code};
 * letter.default {code, lang, on}: the one offered first of its kind in a language.
 */
extern const struct ela_op ELA_LETTER_TEMPLATE_OPS[];

#endif
