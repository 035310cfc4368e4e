/*
 * Reading letter templates: what the schema says, then each body, then its conditions.
 */
#include "meta/letter.h"

#include "meta/meta_internal.h"

const char *const ELA_LETTER_KINDS[] = {"letter",      "summons", "reminder", "mandate",
                                        "certificate", "minutes", "report",   "contract",
                                        "proposal",    "notice",  "closing",  NULL};

static const char *const LANGS[ELA_LETTER_LANGS + 1] = {"fr", "en", NULL};

/* --- conditions --------------------------------------------------------------------------- */

/* Every name is known as a text or as what the table says: unknown ones are warned of, they do not
 * make a condition wrong. */
struct scope {
    struct ela_str list;
};

static bool find(void *ctx, struct ela_str name, struct ela_x_name *out)
{
    const struct scope *s = ctx;
    const struct ela_letter_name *n = ela_letter_name(name, s->list);
    *out = (struct ela_x_name){.type = n ? n->type : ELA_X_TEXT};
    return true;
}

static void fault(struct ela__reader *r, const struct ela_error *why, const char *member)
{
    const char *key = ela_arena_strdup(r->mem, why->key);
    struct ela__problem *p = ela__bad(r, key ? key : "internal.memory", member);
    for (size_t i = 0; p && i < why->nparams && i < 3; i++)
        ela__problem_param(r, p, why->params[i].name, why->params[i].value);
}

/* Custom fields have types of their own that the reader does not know: a condition that names one
 * is compiled with the letter. */
static bool names_field(struct ela_str when)
{
    return memmem(when.p, when.n, "champ_", 6) != NULL;
}

static void check_conditions(struct ela__reader *r, const struct ela_rich_node *node,
                             struct ela_str list, const char *member)
{
    if (node->kind == ELA_RICH_CONDITION && !names_field(node->name)) {
        struct scope s = {list};
        const struct ela_x_scope scope = {find, &s};
        const struct ela_expr *e;
        struct ela_error why = ELA_ERROR_INIT;
        if (ela_expr_compile(node->name, &scope, ELA_X_BOOL, r->mem, &e, "when", &why) != ELA_OK)
            fault(r, &why, member);
    }
    if (node->kind == ELA_RICH_REPEAT ||
        ((node->kind == ELA_RICH_ROW || node->kind == ELA_RICH_LIST_ITEM) && node->name.n))
        list = node->name;
    for (const struct ela_rich_node *n = node->first; n; n = n->next)
        check_conditions(r, n, list, member);
}

/* --- bodies ------------------------------------------------------------------------------- */

static const struct ela_rich_node *read_body(struct ela__reader *r, const struct ela_json *bodies,
                                             const char *lang)
{
    struct ela_error why = ELA_ERROR_INIT;
    const struct ela_rich_node *doc = NULL;
    const struct ela_json *v = ela_json_get(bodies, lang);
    char place[ELA__PATH_MAX];
    if (!v)
        return NULL;
    if (ela_rich_read_letter(v, r->mem, &doc, &why) == ELA_OK) {
        check_conditions(r, doc, ELA_STR(""), lang);
        return doc;
    }
    r->no_memory = r->no_memory || why.status == ELA_E_INTERNAL;
    (void)snprintf(place, sizeof place, "%s%s%s", lang, why.field[0] ? "/" : "", why.field);
    fault(r, &why, place);
    return NULL;
}

static void read_bodies(struct ela__reader *r, const struct ela_json *v, struct ela_letter *t)
{
    const struct ela_json *bodies = ela_json_get(v, "body"), *subject = ela_json_get(v, "subject");
    size_t mark = ela__down(r, "body");
    bool any = false;
    for (size_t i = 0; i < ELA_LETTER_LANGS; i++)
        t->subject[i] = "";
    if (!bodies)
        (void)ela__bad(r, "pack.required", "");
    else if (ela__object(r, bodies, LANGS))
        for (size_t i = 0; i < ELA_LETTER_LANGS; i++) {
            t->body[i] = read_body(r, bodies, LANGS[i]);
            any = any || ela_json_get(bodies, LANGS[i]);
        }
    if (bodies && !any)
        (void)ela__bad(r, "pack.required", "fr");
    ela__up(r, mark);
    mark = ela__down(r, "subject");
    if (subject && ela__object(r, subject, LANGS))
        for (size_t i = 0; i < ELA_LETTER_LANGS; i++)
            t->subject[i] = ela__text(r, subject, LANGS[i], false, 200);
    ela__up(r, mark);
}

struct ela_letter *ela__letter_read(struct ela__reader *r, const struct ela_json *v)
{
    static const char *const MEMBERS[] = {"$schema", "format", "code", "label",   "description",
                                          "kind",    "of",     "qr",   "address", "justify",
                                          "subject", "body",   NULL};
    static const char *const OF[] = {"case", "client", NULL}, *const QR[] = {"case", "client",
                                                                             "none", NULL};
    struct ela_letter *t = ela__take(r, 1, sizeof *t);
    if (!t || !ela__object(r, v, MEMBERS))
        return NULL;
    if (!ela_str_is(ela_json_text(ela_json_get(v, "format")), "elaska.letter/1"))
        (void)ela__bad(r, "pack.format", "format");
    t->code = ela__code(r, v, "code", true, "-", 40);
    t->label = ela__label(r, v, "label", true, 120);
    t->description = ela__label(r, v, "description", false, 400);
    t->kind = ela__choice(r, v, "kind", ELA_LETTER_KINDS, NULL);
    t->of_case = strcmp(ela__choice(r, v, "of", OF, "case"), "case") == 0;
    t->qr = ela__choice(r, v, "qr", QR, t->of_case ? "case" : "client");
    t->address = ela__flag(r, v, "address", true);
    t->justify = ela__flag(r, v, "justify", false);
    read_bodies(r, v, t);
    return t;
}

/* --- what features ask for ---------------------------------------------------------------- */

enum ela_status ela_meta_letter(struct ela_call *c, int64_t definition,
                                const struct ela_letter **out, struct ela_error *err)
{
    const struct ela__definition *d;
    *out = NULL;
    ELA_TRY(ela__definition_load(c, ELA__KIND_LETTER, definition, &d, err));
    if (!d->parsed.letter)
        return ela_failf(err, ELA_E_INTERNAL, "meta.damaged", NULL, "no letter");
    *out = d->parsed.letter;
    return ELA_OK;
}

enum ela_status ela_meta_letter_now(struct ela_call *c, struct ela_str code,
                                    const struct ela_letter **out, struct ela_error *err)
{
    const struct ela__head *h = ela__head_of(c, ELA__KIND_LETTER, code);
    *out = NULL;
    if (!h)
        return ela_fail(err, ELA_E_INPUT, "letter.unknown", "template");
    if (!h->active)
        return ela_fail(err, ELA_E_STATE, "letter.inactive", "template");
    return ela_meta_letter(c, h->definition, out, err);
}
