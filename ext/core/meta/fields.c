/*
 * Fields of a definition: what meta keeps of one (labels, who sees it, where it goes) and what the
 * pure core is told (type, bounds, conditions). Source: CASE-07, PLAT-08.
 */
#include "meta/template_internal.h"

#include <inttypes.h>

static const char *const MEMBERS[] = {
    "code",       "type",       "label",   "help",     "required", "default", "min",    "max",
    "min_length", "max_length", "mask",    "decimals", "currency", "options", "list",   "object",
    "columns",    "computed",   "show_if", "group",    "width",    "who",     "client", "sensitive",
    "searchable", "in_list",    "many",    "accept",   "target",   "name",    NULL};

struct walk {
    struct ela__reader *r;
    struct ela__field_at *flat;
    size_t nflat, max;
    const char *page, *table;
};

static bool is_layout(enum ela_form_type t)
{
    return t == ELA_F_SECTION || t == ELA_F_NOTE;
}

/* --- values written in a definition -------------------------------------------------------- */

/* A default or a bound as text: numbers and booleans may be written bare, choices as an array. */
static const char *scalar(struct ela__reader *r, const struct ela_json *v, const char *member)
{
    char text[32];
    const struct ela_json *m = ela_json_get(v, member);
    switch (ela_json_kind(m)) {
    case ELA_JTEXT:
        return ela__text(r, v, member, false, 2000);
    case ELA_JINT:
        (void)snprintf(text, sizeof text, "%" PRId64, ela_json_int(m, 0));
        break;
    case ELA_JBOOL:
        (void)snprintf(text, sizeof text, "%s", ela_json_bool(m, false) ? "true" : "false");
        break;
    default:
        if (m)
            ela__bad(r, "pack.type", member);
        return NULL;
    }
    char *p = ela_arena_strdup(r->mem, text);
    r->no_memory = r->no_memory || !p;
    return p;
}

static const char *default_value(struct ela__reader *r, const struct ela_json *v)
{
    const struct ela_json *m = ela_json_get(v, "default");
    if (ela_json_kind(m) != ELA_JARRAY)
        return scalar(r, v, "default");
    size_t n;
    const char *const *codes = ela__codes(r, v, "default", 100, &n);
    struct ela_buf b;
    ela_buf_init(&b, 8192);
    for (size_t i = 0; i < n; i++) {
        ela_buf_adds(&b, i ? "," : "");
        ela_buf_adds(&b, codes[i]);
    }
    char *p = ela_arena_strndup(r->mem, b.p ? b.p : "", b.n);
    r->no_memory = r->no_memory || b.failed || !p;
    ela_buf_release(&b);
    return p;
}

static const char *expression(struct ela__reader *r, const struct ela_json *v, const char *member)
{
    if (!ela_json_get(v, member))
        return NULL;
    const char *s = ela__text(r, v, member, true, ELA_EXPR_TEXT_MAX);
    return *s ? s : NULL;
}

/* --- options ------------------------------------------------------------------------------ */

static void read_options(struct ela__reader *r, const struct ela_json *v, struct ela_meta_field *f,
                         struct ela_form_field *spec)
{
    static const char *const OPTION[] = {"code", "label", "colour", "icon", NULL};
    const struct ela_json *list;
    size_t n = ela__array(r, v, "options", 1, 300, &list), mark = ela__down(r, "options");
    struct ela_meta_option *options = ela__take(r, n, sizeof *options);
    const char **codes = ela__take(r, n, sizeof *codes);
    for (size_t i = 0; options && codes && i < n; i++) {
        const struct ela_json *o = ela_json_at(list, i);
        size_t at = ela__down_at(r, i);
        options[i] = ELA__OPTION_NONE;
        if (ela__object(r, o, OPTION)) {
            options[i].code = ela__code(r, o, "code", true, "", 40);
            options[i].label = ela__label(r, o, "label", true, 200);
            options[i].colour = ela__colour(r, o, false);
            options[i].icon = ela__icon(r, o, false);
        }
        for (size_t k = 0; k < i; k++)
            if (*options[i].code && ela__same(options[k].code, options[i].code))
                ela__problem_param(r, ela__bad(r, "pack.duplicate", "code"), "code",
                                   options[i].code);
        codes[i] = options[i].code;
        ela__up(r, at);
    }
    ela__up(r, mark);
    f->options = options;
    f->noptions = spec->noptions = options && codes ? n : 0;
    spec->options = codes;
}

static void read_choices(struct ela__reader *r, const struct ela_json *v, struct ela_meta_field *f,
                         struct ela_form_field *spec)
{
    bool choice = spec->type == ELA_F_CHOICE || spec->type == ELA_F_CHOICES;
    f->list = ela__code(r, v, "list", false, "", 40);
    if (!choice) {
        if (ela_json_get(v, "options"))
            ela__bad(r, "pack.needless", "options");
        if (*f->list)
            ela__bad(r, "pack.needless", "list");
        return;
    }
    spec->open_options = *f->list != '\0';
    if (spec->open_options && ela_json_get(v, "options"))
        ela__bad(r, "pack.needless", "options");
    else if (!spec->open_options)
        read_options(r, v, f, spec);
}

/* --- one field ---------------------------------------------------------------------------- */

static void read_look(struct ela__reader *r, const struct ela_json *v, struct ela_meta_field *f)
{
    static const char *const WIDTHS[] = {"full", "half", "third", NULL};
    static const char *const WHO[] = {"both", "client", "office", NULL};
    static const char *const CLIENT[] = {"hidden", "read", "write", NULL};
    f->label = ela__label(r, v, "label", true, 200);
    f->help = ela__label(r, v, "help", false, 2000);
    f->group = ela__code(r, v, "group", false, "", 40);
    f->width = ela__choice(r, v, "width", WIDTHS, "full");
    const char *who = ela__choice(r, v, "who", WHO, "both");
    f->who = ela__same(who, "client")   ? ELA_WHO_CLIENT
             : ela__same(who, "office") ? ELA_WHO_OFFICE
                                        : ELA_WHO_CLIENT | ELA_WHO_OFFICE;
    const char *client = ela__choice(r, v, "client", CLIENT, "");
    f->client = ela__same(client, "hidden")  ? ELA_FIELD_HIDDEN
                : ela__same(client, "write") ? ELA_FIELD_WRITE
                : ela__same(client, "read")  ? ELA_FIELD_READ
                                             : ELA_FIELD_UNSAID;
    bool said = ela__flag(r, v, "sensitive", false);
    f->sensitive = said || ela__same(f->type, "nir") || ela__same(f->type, "iban");
    f->searchable = ela__flag(r, v, "searchable", false);
    f->in_list = ela__flag(r, v, "in_list", false);
    f->many = ela__flag(r, v, "many", false);
    f->accept = ela__text(r, v, "accept", false, 200);
    f->variable = ela__code(r, v, "name", false, "", 60);
    if (said && f->in_list)
        ela__bad(r, "pack.sensitive_shown", "sensitive");
}

static bool target_ok(const char *s)
{
    static const char *const CASE[] = {"case.title",   "case.due_on",    "case.description",
                                       "client.email", "client.phone",   "client.town",
                                       "client.zip",   "client.address", NULL};
    if (strncmp(s, "fields.", 7) == 0)
        return ela__code_ok(ela_str_of(s + 7), "", 40);
    return ela__one_of(ela_str_of(s), CASE);
}

static void read_kind(struct ela__reader *r, const struct ela_json *v, struct ela_meta_field *f,
                      struct ela_form_field *spec)
{
    static const char *const OBJECTS[] = {"contact", "contract", "project", "ticket", "user", NULL};
    f->object = f->currency = "";
    if (spec->type == ELA_F_LINK)
        f->object = ela__choice(r, v, "object", OBJECTS, NULL);
    else if (ela_json_get(v, "object"))
        ela__bad(r, "pack.needless", "object");
    if (spec->type == ELA_F_AMOUNT) {
        f->currency = ela__text(r, v, "currency", false, 3);
        if (*f->currency && (strlen(f->currency) != 3 || strspn(f->currency, "ABCDEFGHIJKLMNOPQRSTU"
                                                                             "VWXYZ") != 3))
            ela__bad(r, "pack.currency", "currency");
        if (!*f->currency)
            f->currency = "EUR";
    } else if (ela_json_get(v, "currency")) {
        ela__bad(r, "pack.needless", "currency");
    }
    f->target = ela__text(r, v, "target", false, 60);
    if (*f->target && !target_ok(f->target))
        ela__problem_param(r, ela__bad(r, "pack.target", "target"), "value", f->target);
}

static void read_rules(struct ela__reader *r, const struct ela_json *v, struct ela_meta_field *f,
                       struct ela_form_field *spec)
{
    const struct ela_json *required = ela_json_get(v, "required");
    if (ela_json_kind(required) == ELA_JTEXT)
        spec->required_if = expression(r, v, "required");
    else
        f->required = ela__flag(r, v, "required", false);
    spec->flags = (f->required ? ELA_FORM_REQUIRED : 0u) | (f->many ? ELA_FORM_MANY : 0u) |
                  (f->who == ELA_WHO_CLIENT ? ELA_FORM_CLIENT : 0u) |
                  (f->who == ELA_WHO_OFFICE ? ELA_FORM_OFFICE : 0u);
    spec->show_if = expression(r, v, "show_if");
    spec->computed = expression(r, v, "computed");
    f->computed = spec->computed != NULL;
    spec->value = default_value(r, v);
    spec->min = scalar(r, v, "min");
    spec->max = scalar(r, v, "max");
    spec->min_length = (unsigned)ela__int(r, v, "min_length", 0, 100000, 0);
    spec->max_length = (unsigned)ela__int(r, v, "max_length", 1, 100000, 0);
    const char *mask = ela__text(r, v, "mask", false, 60);
    spec->mask = *mask ? mask : NULL;
    spec->has_decimals = ela_json_get(v, "decimals") != NULL;
    spec->decimals = (unsigned)ela__int(r, v, "decimals", 0, 6, 0);
    if (spec->type == ELA_F_AMOUNT && !spec->has_decimals) {
        spec->has_decimals = true;
        spec->decimals = ela_currency_decimals(f->currency);
    }
}

static void read_fields(struct walk *w, const struct ela_json *list, size_t n,
                        struct ela_meta_field *out);

static void read_columns(struct walk *w, const struct ela_json *v, struct ela_meta_field *f,
                         enum ela_form_type type)
{
    struct ela__reader *r = w->r;
    const struct ela_json *list;
    if (type != ELA_F_TABLE) {
        if (ela_json_get(v, "columns"))
            ela__bad(r, "pack.needless", "columns");
        return;
    }
    if (w->table) {
        ela__bad(r, "pack.table_in_table", "type");
        return;
    }
    size_t n = ela__array(r, v, "columns", 1, 30, &list), mark = ela__down(r, "columns");
    struct ela_meta_field *columns = ela__take(r, n, sizeof *columns);
    if (columns) {
        const char *page = w->page;
        w->table = f->code;
        w->page = NULL;
        read_fields(w, list, n, columns);
        w->table = NULL;
        w->page = page;
        f->columns = columns;
        f->ncolumns = n;
        for (size_t i = 0; i < n; i++) /* sealed as a whole */
            f->sensitive = f->sensitive || columns[i].sensitive;
    }
    ela__up(r, mark);
}

static void read_field(struct walk *w, const struct ela_json *v, struct ela_meta_field *f)
{
    struct ela__reader *r = w->r;
    *f = (struct ela_meta_field){.code = "",
                                 .type = "",
                                 .label = {"", ""},
                                 .help = {"", ""},
                                 .group = "",
                                 .width = "full",
                                 .list = "",
                                 .object = "",
                                 .currency = "",
                                 .target = "",
                                 .accept = "",
                                 .variable = ""};
    if (!ela__object(r, v, MEMBERS))
        return;
    if (w->nflat == w->max) {
        ela__problem_int(r, ela__bad(r, "pack.too_many", ""), "max", ELA_FORM_FIELDS_MAX);
        return;
    }
    size_t index = w->nflat;
    struct ela_form_field *spec = &w->flat[index].spec;
    f->code = ela__code(r, v, "code", true, "", 40);
    f->type = ela__text(r, v, "type", true, 20);
    spec->type = ela_form_type_of(ela_str_of(f->type));
    if (*f->type && spec->type == ELA_F_NONE)
        ela__problem_param(r, ela__bad(r, "pack.choice", "type"), "value", f->type);
    if (!*f->code || spec->type == ELA_F_NONE)
        return;
    spec->code = f->code;
    spec->page = w->page;
    spec->table = w->table;
    w->flat[index].field = f;
    w->flat[index].path = ela_arena_strdup(r->mem, r->path);
    r->no_memory = r->no_memory || !w->flat[index].path;
    w->nflat++;
    read_look(r, v, f);
    read_kind(r, v, f, spec);
    read_choices(r, v, f, spec);
    read_rules(r, v, f, spec);
    read_columns(w, v, f, spec->type);
    if (spec->type == ELA_F_COMPUTED && !f->computed)
        ela__bad(r, "pack.required", "computed");
    if (is_layout(spec->type) && (f->required || f->computed))
        ela__bad(r, "pack.needless", f->required ? "required" : "computed");
}

static void read_fields(struct walk *w, const struct ela_json *list, size_t n,
                        struct ela_meta_field *out)
{
    for (size_t i = 0; i < n; i++) {
        size_t at = ela__down_at(w->r, i);
        read_field(w, ela_json_at(list, i), &out[i]);
        ela__up(w->r, at);
    }
}

/* --- sets --------------------------------------------------------------------------------- */

static void check_twice(struct ela__reader *r, const struct walk *w)
{
    for (size_t i = 0; i < w->nflat; i++)
        for (size_t k = 0; k < i; k++) {
            const struct ela_form_field *a = &w->flat[i].spec, *b = &w->flat[k].spec;
            bool siblings =
                (!a->table && !b->table) || (a->table && b->table && ela__same(a->table, b->table));
            if (siblings && ela__same(a->code, b->code)) {
                ela__problem_param(r, ela__bad_at(r, w->flat[i].path, "pack.duplicate", "code"),
                                   "code", a->code);
            }
        }
}

/* Fields of a list, their columns among them. */
static size_t count_list(const struct ela_json *fields)
{
    size_t n = ela_json_kind(fields) == ELA_JARRAY ? ela_json_size(fields) : 0;
    for (size_t i = 0; i < ela_json_size(fields); i++)
        n += ela_json_size(ela_json_get(ela_json_at(fields, i), "columns"));
    return n;
}

static bool start(struct walk *w, struct ela__reader *r, size_t count)
{
    *w = (struct walk){.r = r, .max = count < ELA_FORM_FIELDS_MAX ? count : ELA_FORM_FIELDS_MAX};
    w->flat = ela__take(r, w->max, sizeof *w->flat);
    return w->flat != NULL;
}

void ela__read_fieldset(struct ela__reader *r, const struct ela_json *v, struct ela_fieldset *set)
{
    struct walk w;
    const struct ela_json *list;
    if (!start(&w, r, count_list(ela_json_get(v, "fields"))))
        return;
    size_t n = ela__array(r, v, "fields", 0, ELA__FIELDS_MAX, &list), mark = ela__down(r, "fields");
    struct ela_meta_field *fields = ela__take(r, n, sizeof *fields);
    if (fields)
        read_fields(&w, list, n, fields);
    ela__up(r, mark);
    set->fields = fields;
    set->nfields = fields ? n : 0;
    check_twice(r, &w);
    ela__compile_fieldset(r, set, w.flat, w.nflat, NULL, 0);
}

static size_t count_fields(const struct ela_json *pages, size_t npages)
{
    size_t n = 0;
    for (size_t i = 0; i < npages; i++)
        n += ela_json_size(ela_json_get(ela_json_at(pages, i), "fields"));
    return n < ELA_FORM_FIELDS_MAX ? n : ELA_FORM_FIELDS_MAX;
}

static void read_page(struct walk *w, const struct ela_json *v, struct ela_meta_form *f,
                      struct ela_meta_page *page, struct ela_form_page *spec,
                      struct ela_meta_field *fields)
{
    static const char *const PAGE[] = {"code", "label", "help", "show_if", "fields", NULL};
    struct ela__reader *r = w->r;
    const struct ela_json *list;
    *page = (struct ela_meta_page){"", {"", ""}, {"", ""}};
    if (!ela__object(r, v, PAGE))
        return;
    page->code = ela__code(r, v, "code", true, "", 40);
    page->label = ela__label(r, v, "label", true, 120);
    page->help = ela__label(r, v, "help", false, 2000);
    spec->code = page->code;
    spec->show_if = expression(r, v, "show_if");
    size_t n = ela__array(r, v, "fields", 0, ELA__FIELDS_MAX, &list), mark = ela__down(r, "fields");
    if (f->set.nfields + n > ELA_FORM_FIELDS_MAX)
        n = 0;
    w->page = page->code;
    read_fields(w, list, n, fields + f->set.nfields);
    for (size_t i = 0; i < n; i++)
        fields[f->set.nfields + i].page = (size_t)(page - f->pages);
    f->set.nfields += n;
    ela__up(r, mark);
}

void ela__read_form_pages(struct ela__reader *r, const struct ela_json *v, struct ela_meta_form *f)
{
    struct walk w;
    const struct ela_json *pages;
    size_t count = 0;
    for (size_t i = 0; i < ela_json_size(ela_json_get(v, "pages")); i++)
        count += count_list(ela_json_get(ela_json_at(ela_json_get(v, "pages"), i), "fields"));
    if (!start(&w, r, count))
        return;
    size_t n = ela__array(r, v, "pages", 1, ELA_FORM_PAGES_MAX, &pages);
    size_t mark = ela__down(r, "pages");
    struct ela_meta_page *out = ela__take(r, n, sizeof *out);
    struct ela_form_page *specs = ela__take(r, n, sizeof *specs);
    struct ela_meta_field *fields = ela__take(r, count_fields(pages, n) + 1, sizeof *fields);
    if (out && specs && fields) {
        f->pages = out;
        f->npages = n;
        f->set.fields = fields;
        for (size_t i = 0; i < n; i++) {
            size_t at = ela__down_at(r, i);
            read_page(&w, ela_json_at(pages, i), f, &out[i], &specs[i], fields);
            for (size_t k = 0; k < i; k++)
                if (*out[i].code && ela__same(out[k].code, out[i].code))
                    ela__problem_param(r, ela__bad(r, "pack.duplicate", "code"), "code",
                                       out[i].code);
            ela__up(r, at);
        }
        ela__up(r, mark);
        check_twice(r, &w);
        ela__compile_fieldset(r, &f->set, w.flat, w.nflat, specs, n);
    }
    ela__up(r, mark);
}

void ela__read_groups(struct ela__reader *r, const struct ela_json *v, struct ela_fieldset *set)
{
    static const char *const GROUP[] = {"code", "label", NULL};
    const struct ela_json *list;
    size_t n = ela__array(r, v, "groups", 0, 40, &list), mark = ela__down(r, "groups");
    struct ela_meta_group *groups = ela__take(r, n, sizeof *groups);
    for (size_t i = 0; groups && i < n; i++) {
        const struct ela_json *o = ela_json_at(list, i);
        size_t at = ela__down_at(r, i);
        groups[i] = (struct ela_meta_group){"", {"", ""}};
        if (ela__object(r, o, GROUP)) {
            groups[i].code = ela__code(r, o, "code", true, "", 40);
            groups[i].label = ela__label(r, o, "label", true, 80);
        }
        for (size_t k = 0; k < i; k++)
            if (*groups[i].code && ela__same(groups[k].code, groups[i].code))
                ela__problem_param(r, ela__bad(r, "pack.duplicate", "code"), "code",
                                   groups[i].code);
        ela__up(r, at);
    }
    set->groups = groups;
    set->ngroups = groups ? n : 0;
    ela__up(r, mark);
}

const struct ela_meta_field *ela_fieldset_field(const struct ela_fieldset *set, struct ela_str code)
{
    for (size_t i = 0; set && i < set->nfields; i++)
        if (ela_str_is(code, set->fields[i].code))
            return &set->fields[i];
    return NULL;
}

/* --- of a template ------------------------------------------------------------------------- */

void ela__read_fields(struct ela__reader *r, const struct ela_json *v, struct ela_template *t)
{
    ela__read_groups(r, v, &t->set);
    ela__read_fieldset(r, v, &t->set);
}

void ela__read_forms(struct ela__reader *r, const struct ela_json *v, struct ela_template *t)
{
    static const char *const FORM[] = {"code", "label", "pages", NULL};
    const struct ela_json *list;
    size_t n = ela__array(r, v, "forms", 0, 30, &list), mark = ela__down(r, "forms");
    struct ela_meta_form *forms = ela__take(r, n, sizeof *forms);
    for (size_t i = 0; forms && i < n; i++) {
        const struct ela_json *o = ela_json_at(list, i);
        size_t at = ela__down_at(r, i);
        forms[i] = (struct ela_meta_form){.code = "", .label = {"", ""}};
        if (ela__object(r, o, FORM)) {
            forms[i].code = ela__code(r, o, "code", true, "", 40);
            forms[i].label = ela__label(r, o, "label", true, 120);
            ela__read_form_pages(r, o, &forms[i]);
        }
        ela__up(r, at);
    }
    t->forms = forms;
    t->nforms = forms ? n : 0;
    ela__up(r, mark);
}
