/*
 * What definitions add to the list of cases: kinds by their labels, their own statuses, and those
 * of their fields that are said to be in lists or searchable. One column serves all kinds that have
 * a field of that code and type. Source: CRM-23, PLAT-08, CASE-08.
 */
#include "list/list_internal.h"

#include "meta/meta.h"

#define OWN_KEY(sql) "JSON_UNQUOTE(JSON_EXTRACT(d.fields, " sql "))"

/* JSON compares by bytes; people do not. */
#define OWN_TEXT OWN_KEY("?") " COLLATE utf8mb4_unicode_ci"

/* Texts of a document, whatever holds them, as a JSON array. */
#define OWN_WORDS "JSON_EXTRACT(JSON_EXTRACT(d.fields, ?), '$**.text') COLLATE utf8mb4_unicode_ci"

static const struct {
    const char *type;
    enum ela_list_type as;
    const char *key, *like;
} TYPES[] = {
    {"text", ELA_LT_TEXT, OWN_TEXT, NULL},
    {"email", ELA_LT_TEXT, OWN_TEXT, NULL},
    {"phone", ELA_LT_TEXT, OWN_TEXT, NULL},
    {"siren", ELA_LT_TEXT, OWN_TEXT, NULL},
    {"siret", ELA_LT_TEXT, OWN_TEXT, NULL},
    {"choice", ELA_LT_CODE, OWN_KEY("?"), NULL},
    {"date", ELA_LT_DAY, OWN_KEY("?"), NULL},
    {"yesno", ELA_LT_YESNO, "(" OWN_KEY("?") " = 'true')", NULL},
    {"number", ELA_LT_DECIMAL, "CAST(" OWN_KEY("?") " AS DECIMAL(24,6))", NULL},
    {"amount", ELA_LT_DECIMAL, "CAST(" OWN_KEY("?") " AS DECIMAL(24,6))", NULL},
    {"percent", ELA_LT_DECIMAL, "CAST(" OWN_KEY("?") " AS DECIMAL(24,6))", NULL},
    {"rich", ELA_LT_RICH, "JSON_EXTRACT(d.fields, ?)", OWN_WORDS},
};
enum { NTYPES = sizeof TYPES / sizeof TYPES[0] };

/* A criterion alone: what is encrypted is in no list. */
#define OWN_SEALED "JSON_EXTRACT(d.fields, ?)"

/* Where criteria on a searchable field are looked up: by enum ela_search_as. */
static const char *const FOUND[] = {NULL, "v.text", "v.number", "v.number", "v.day"};

static bool no_memory(const void *p, struct ela_error *err)
{
    if (!p)
        (void)ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    return !p;
}

static struct ela_list_choice *choices_of(struct ela_call *c, const struct ela_meta_field *f)
{
    struct ela_list_choice *out = ela_arena_alloc(c->arena, (f->noptions + 1) * sizeof *out);
    for (size_t i = 0; out && i < f->noptions; i++)
        out[i] =
            (struct ela_list_choice){f->options[i].code, ela_label_text(f->options[i].label, "fr"),
                                     ela_label_text(f->options[i].label, "en")};
    return out;
}

/* Another kind brought it already: is it the same? */
static bool shared(struct ela__listing *l, const char *code, const struct ela_meta_field *f)
{
    for (size_t i = 0; i < l->ncolumns; i++) {
        if (strcmp(l->columns[i]->code, code) != 0)
            continue;
        /* Indexed only where it is for every kind that has it. */
        struct ela_list_column *same = (struct ela_list_column *)(uintptr_t)l->columns[i];
        if (same->found && same->found != FOUND[ela_search_as(f)])
            same->found = NULL;
        l->shared[i]++;
        return true;
    }
    return false;
}

/* Its code is another's than that of a field in clear: kinds may differ in it. */
static bool sealed_column(const struct ela_call *c, const struct ela_meta_field *f,
                          struct ela_list_column *out)
{
    *out = (struct ela_list_column){.code = ela_arena_printf(c->arena, "sealed.%s", f->code),
                                    .type = ELA_LT_SEALED,
                                    .flags = ELA_LC_FILTER | ELA_LC_NULLS | ELA_LC_HIDDEN,
                                    .key = OWN_SEALED};
    return c->actor->kind != ELA_ACTOR_PORTAL && ela_field_findable(f);
}

static bool plain_column(const struct ela_call *c, const struct ela_meta_field *f,
                         struct ela_list_column *out)
{
    size_t type = 0;
    while (type < NTYPES && strcmp(TYPES[type].type, f->type) != 0)
        type++;
    if (type == NTYPES || f->sensitive || !(f->in_list || f->searchable) ||
        (c->actor->kind == ELA_ACTOR_PORTAL && f->client != ELA_FIELD_READ &&
         f->client != ELA_FIELD_WRITE))
        return false;
    *out = (struct ela_list_column){.code = ela_arena_printf(c->arena, "fields.%s", f->code),
                                    .type = TYPES[type].as,
                                    .flags = (TYPES[type].like ? 0u : ELA_LC_SORT) | ELA_LC_FILTER |
                                             ELA_LC_NULLS,
                                    .key = TYPES[type].key,
                                    .like = TYPES[type].like,
                                    .found = FOUND[ela_search_as(f)]};
    return true;
}

static enum ela_status own_field(struct ela__listing *l, const struct ela_template *t,
                                 const struct ela_meta_field *f, struct ela_error *err)
{
    struct ela_call *c = l->c;
    struct ela_list_column made;
    if (l->ncolumns >= ELA__LIST_COLUMNS ||
        !(f->sensitive ? sealed_column(c, f, &made) : plain_column(c, f, &made)))
        return ELA_OK;
    char *path = ela_arena_printf(c->arena, "$.%s", f->code);
    struct ela_list_column *column = ela_arena_alloc(c->arena, sizeof *column);
    if (no_memory(made.code, err) || no_memory(path, err) || no_memory(column, err))
        return ELA_E_INTERNAL;
    if (shared(l, made.code, f))
        return ELA_OK;
    *column = made;
    column->fr = ela_label_text(f->label, "fr");
    column->en = ela_label_text(f->label, "en");
    column->param = ela_str_of(path);
    if (column->type == ELA_LT_CODE && f->noptions) {
        column->choices = choices_of(c, f);
        if (no_memory(column->choices, err))
            return ELA_E_INTERNAL;
    }
    l->of[l->ncolumns] = t;
    l->columns[l->ncolumns++] = column;
    return ELA_OK;
}

/* --- names that several bear -------------------------------------------------------------- */

static const char *name_of(const struct ela_list_column *column, bool en)
{
    return en ? column->en : column->fr;
}

static bool elsewhere(const struct ela__listing *l, size_t at, bool en)
{
    for (size_t i = 0; i < l->ncolumns; i++)
        if (i != at && strcmp(name_of(l->columns[i], en), name_of(l->columns[at], en)) == 0)
            return true;
    return false;
}

/* "Type (Surendettement)": of two columns of one name each says whose it is. */
static const char *told_apart(const struct ela__listing *l, size_t at, bool en)
{
    const char *name = name_of(l->columns[at], en), *lang = en ? "en" : "fr";
    if (!elsewhere(l, at, en))
        return name;
    return ela_arena_printf(l->c->arena, "%s (%s%s)", name, ela_label_text(l->of[at]->label, lang),
                            l->shared[at] ? ", …" : "");
}

static enum ela_status tell_apart(struct ela__listing *l, struct ela_error *err)
{
    const char *fr[ELA__LIST_COLUMNS] = {NULL}, *en[ELA__LIST_COLUMNS] = {NULL};
    for (size_t i = 0; i < l->ncolumns; i++) {
        if (!l->of[i])
            continue;
        fr[i] = told_apart(l, i, false);
        en[i] = told_apart(l, i, true);
        if (no_memory(fr[i], err) || no_memory(en[i], err))
            return ELA_E_INTERNAL;
    }
    for (size_t i = 0; i < l->ncolumns; i++)
        if (l->of[i]) {
            struct ela_list_column *own = (struct ela_list_column *)(uintptr_t)l->columns[i];
            own->fr = fr[i];
            own->en = en[i];
        }
    return ELA_OK;
}

static enum ela_status kind(struct ela__listing *l, const struct ela_template *t,
                            struct ela_list_choice *choice, struct ela_error *err)
{
    *choice = (struct ela_list_choice){t->code, ela_label_text(t->label, "fr"),
                                       ela_label_text(t->label, "en")};
    if (t->statuses && l->nobjects < ELA__LIST_KINDS) {
        l->kinds[l->nobjects] = t->code;
        l->objects[l->nobjects++] = ela_template_statuses(l->c, t);
    }
    for (size_t i = 0; i < t->set.nfields; i++)
        ELA_TRY(own_field(l, t, &t->set.fields[i], err));
    return ELA_OK;
}

enum ela_status ela__own_columns(struct ela__listing *l, struct ela_error *err)
{
    const struct ela_meta_head *heads;
    const struct ela_template *t;
    size_t n = 0, known = 0;
    if (!l->list->kinds || !l->c->meta)
        return ELA_OK;
    ELA_TRY(ela_meta_templates(l->c, &heads, &n, err));
    struct ela_list_choice *choices = ela_arena_alloc(l->c->arena, (n + 2) * sizeof *choices);
    if (no_memory(choices, err))
        return ELA_E_INTERNAL;
    choices[known++] = (struct ela_list_choice){"generic", "Sans modèle", "No template"};
    for (size_t i = 0; i < n; i++) {
        ELA_TRY(ela_meta_template(l->c, heads[i].definition, &t, err));
        ELA_TRY(kind(l, t, &choices[known++], err));
    }
    for (size_t i = 0; i < l->ncolumns; i++) {
        if (strcmp(l->columns[i]->code, "kind") != 0)
            continue;
        struct ela_list_column *copy = ela_arena_alloc(l->c->arena, sizeof *copy);
        if (no_memory(copy, err))
            return ELA_E_INTERNAL;
        *copy = *l->columns[i];
        copy->type = ELA_LT_CODE;
        copy->choices = choices;
        l->columns[i] = copy;
    }
    return tell_apart(l, err);
}

const struct ela_wf_object *ela__status_object(const struct ela__listing *l,
                                               const struct ela_list_column *column,
                                               struct ela_str kind_code)
{
    if (strcmp(column->object, "case") == 0)
        for (size_t i = 0; i < l->nobjects; i++)
            if (ela_str_is(kind_code, l->kinds[i]))
                return l->objects[i];
    return ela_workflow_object(l->c->workflow, column->object);
}

const struct ela_wf_object *ela__status_object_at(const struct ela__listing *l,
                                                  const struct ela_list_column *column, size_t i)
{
    if (i == 0)
        return ela_workflow_object(l->c->workflow, column->object);
    return strcmp(column->object, "case") == 0 && i <= l->nobjects ? l->objects[i - 1] : NULL;
}
