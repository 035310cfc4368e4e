/*
 * A definition to a form: texts copied, names resolved, expressions compiled.
 */
#include "form/form_internal.h"

struct builder {
    const struct ela_form_spec *spec;
    struct ela_form *form;
    struct ela_arena *arena;
    struct ela_error *err;
    int table;   /* names are looked up inside a line of it; -1 outside */
    int blocked; /* a computed field whose type is not known yet stood in the way; -1 none */
};

static enum ela_status no_memory(struct builder *b)
{
    return ela_fail(b->err, ELA_E_INTERNAL, "internal.memory", NULL);
}

static bool copy_text(struct builder *b, const char *text, struct ela_str *out)
{
    *out = ELA_STR("");
    if (!text || !*text)
        return true;
    size_t n = strlen(text);
    char *copy = ela_arena_strndup(b->arena, text, n);
    *out = (struct ela_str){copy, n};
    return copy != NULL;
}

/* ---- Names ---------------------------------------------------------------------------------- */

static int field_of(const struct ela_form *form, struct ela_str code, int table)
{
    for (size_t i = 0; i < form->nfields; i++)
        if (form->fields[i].table == table && ela_str_is(code, form->fields[i].code))
            return (int)i;
    return -1;
}

int ela_form_index(const struct ela_form *form, struct ela_str code)
{
    const char *dot = code.n ? memchr(code.p, '.', code.n) : NULL;
    if (!dot)
        return field_of(form, code, -1);
    size_t n = (size_t)(dot - code.p);
    int table = field_of(form, (struct ela_str){code.p, n}, -1);
    return table < 0 ? -1 : field_of(form, (struct ela_str){dot + 1, code.n - n - 1}, table);
}

static bool name_field(struct builder *b, int i, struct ela_x_name *out)
{
    const struct ela__f_field *f = &b->form->fields[i];
    bool cell = f->table >= 0 && f->table != b->table;
    if (i == b->table || (f->xtype == ELA_X_EMPTY && f->type != ELA_F_COMPUTED))
        return false;
    if (f->xtype == ELA_X_EMPTY) { /* computed, not compiled yet */
        b->blocked = i;
        return false;
    }
    out->slot = (uint16_t)i;
    out->type = cell ? ELA_X_ROWS : (enum ela_x_type)f->xtype;
    out->cell = cell ? (enum ela_x_type)f->xtype : ELA_X_EMPTY;
    return true;
}

static bool find(void *ctx, struct ela_str name, struct ela_x_name *out)
{
    struct builder *b = ctx;
    const struct ela_form *form = b->form;
    for (size_t i = 0; i < form->nfacts; i++)
        if (ela_str_eq(form->facts[i].name, name)) {
            *out = (struct ela_x_name){.slot = (uint16_t)(form->nfields + i),
                                       .type = (enum ela_x_type)form->facts[i].type};
            return true;
        }
    int i = -1;
    if (b->table >= 0)
        i = field_of(form, name, b->table);
    if (i < 0)
        i = ela_form_index(form, name);
    if (i >= 0 && b->table >= 0 && form->fields[i].table == b->table && memchr(name.p, '.', name.n))
        return false; /* the other lines are not seen from inside one */
    return i >= 0 && name_field(b, i, out);
}

/* NULL text: no expression. `where` is the path for messages. */
static enum ela_status compile(struct builder *b, const char *text, int table, enum ela_x_type want,
                               const char *where, const struct ela_expr **out)
{
    struct ela_x_scope scope = {find, b};
    *out = NULL;
    b->table = table;
    b->blocked = -1;
    if (!text || !*text)
        return ELA_OK;
    return ela_expr_compile(ela_str_of(text), &scope, want, b->arena, out, where, b->err);
}

static enum ela_status compile_part(struct builder *b, size_t i, const char *text, int table,
                                    enum ela_x_type want, const char *part,
                                    const struct ela_expr **out)
{
    char where[64];
    *out = NULL;
    if (!text || !*text)
        return ELA_OK;
    ela__f_path(b->form, i, part, where);
    return compile(b, text, table, want, where, out);
}

/* ---- What needs no expression --------------------------------------------------------------- */

static enum ela_status build_facts(struct builder *b)
{
    struct ela__f_fact *facts = b->form->facts;
    facts[0] = (struct ela__f_fact){ELA_STR("today"), ELA_X_DATE};
    for (size_t i = 0; i < b->spec->nfacts; i++) {
        struct ela_x_fact fact = b->spec->facts[i];
        if (!fact.name || !strchr(fact.name, '.') || fact.type == ELA_X_EMPTY ||
            fact.type >= ELA_X_ROWS || strlen(fact.name) > 2 * ELA_FORM_CODE_MAX)
            return ela_fail(b->err, ELA_E_INPUT, "form.fact", fact.name);
        if (!copy_text(b, fact.name, &facts[i + 1].name))
            return no_memory(b);
        facts[i + 1].type = (uint8_t)fact.type;
    }
    return ELA_OK;
}

static enum ela_status build_options(struct builder *b, size_t i)
{
    const struct ela_form_field *s = &b->spec->fields[i];
    struct ela__f_field *f = &b->form->fields[i];
    if (s->noptions > ELA_FORM_OPTIONS_MAX)
        return ela__f_refuse(b->form, i, NULL, "form.too_many", b->err);
    struct ela_str *options = ela_arena_alloc(b->arena, (s->noptions + 1) * sizeof *options);
    if (!options)
        return no_memory(b);
    for (size_t k = 0; k < s->noptions; k++)
        if (!copy_text(b, s->options[k], &options[k]))
            return no_memory(b);
    f->options = options;
    f->noptions = (uint16_t)s->noptions;
    f->open_options = s->open_options;
    return ELA_OK;
}

static int page_named(const struct ela_form *form, const char *code)
{
    for (size_t i = 0; i < form->npages; i++)
        if (strcmp(form->pages[i].code, code) == 0)
            return (int)i;
    return -1;
}

static enum ela_status link_field(struct builder *b, size_t i)
{
    const struct ela_form_field *s = &b->spec->fields[i];
    struct ela__f_field *f = &b->form->fields[i];
    f->table = f->page = -1;
    if (s->table) {
        int table = field_of(b->form, ela_str_of(s->table), -1);
        if (table < 0 || (size_t)table >= i || b->form->fields[table].type != ELA_F_TABLE)
            return ela__f_refuse(b->form, i, NULL, "form.no_table", b->err);
        f->table = (int16_t)table;
    }
    if (s->page) {
        f->page = (int16_t)page_named(b->form, s->page);
        if (f->page < 0)
            return ela__f_refuse(b->form, i, NULL, "form.no_page", b->err);
    }
    return ELA_OK;
}

static unsigned decimals_of(const struct ela_form_field *s)
{
    if (s->has_decimals)
        return s->decimals > 7 ? 7 : s->decimals;
    return s->type == ELA_F_AMOUNT || s->type == ELA_F_PERCENT ? 2 : 6;
}

/* A default that is a value: made canonical, so that "oui" or "b, a" may be written. */
static enum ela_status build_value(struct builder *b, size_t i)
{
    struct ela__f_field *f = &b->form->fields[i];
    struct ela__f_context c = {.today = ELA_DAY_NONE, .stored = true};
    struct ela_form_problem problem;
    struct ela_x_value v;
    size_t n = 0;
    const char *value = b->spec->fields[i].value;
    if (!value || !*value || *value == '=')
        return ELA_OK;
    char *out = ela_arena_alloc(b->arena, strlen(value) + ELA__F_ROOM);
    if (!out)
        return no_memory(b);
    if (!ela__f_read(f, &c, ela_str_of(value), out, &n, &v, &problem) || n == 0)
        return ela__f_refuse(b->form, i, "default", "form.value", b->err);
    f->value = (struct ela_str){out, n};
    return ELA_OK;
}

static enum ela_status build_field(struct builder *b, size_t i)
{
    const struct ela_form_field *s = &b->spec->fields[i];
    struct ela__f_field *f = &b->form->fields[i];
    struct ela_str code;
    f->table = f->page = -1;
    f->code = "";
    if (!copy_text(b, s->code, &code))
        return no_memory(b);
    if (!ela__f_code_ok(code))
        return ela_fail(b->err, ELA_E_INPUT, "form.code", s->code);
    f->code = code.p;
    f->type = (uint8_t)((unsigned)s->type < ELA_F_TYPES ? s->type : ELA_F_NONE);
    f->xtype = (uint8_t)ela_form_x_type((enum ela_form_type)f->type);
    f->flags = (uint8_t)(s->flags & 15);
    if ((f->flags & (ELA_FORM_CLIENT | ELA_FORM_OFFICE)) == (ELA_FORM_CLIENT | ELA_FORM_OFFICE))
        f->flags &= (uint8_t) ~(ELA_FORM_CLIENT | ELA_FORM_OFFICE);
    f->decimals = (uint8_t)decimals_of(s);
    f->min_length = s->min_length;
    f->max_length = s->max_length;
    ELA_TRY(link_field(b, i));
    ELA_TRY(build_options(b, i));
    if (f->table >= 0 && s->show_if)
        return ela__f_refuse(b->form, i, NULL, "form.column_condition", b->err);
    if (!copy_text(b, s->mask, &f->mask))
        return no_memory(b);
    return build_value(b, i);
}

/* ---- Expressions ---------------------------------------------------------------------------- */

static enum ela_status refuse_loop(struct builder *b, const uint16_t *trail, size_t depth,
                                   int again)
{
    char names[100] = "";
    size_t n = 0, i = 0;
    while (i < depth && trail[i] != again)
        i++;
    for (; i <= depth; i++) {
        const char *code = b->form->fields[i < depth ? (int)trail[i] : again].code;
        if (n + strlen(code) + 4 < sizeof names)
            n += (size_t)snprintf(names + n, sizeof names - n, "%s%s", n ? ", " : "", code);
    }
    (void)ela__f_refuse(b->form, (size_t)again, "computed", "form.cycle", b->err);
    ela_error_param(b->err, "names", names);
    return ELA_E_INPUT;
}

/*
 * The type of a field of type "computed" is its expression's, which may name others of the kind:
 * those are compiled first, along a trail of our own.
 */
static enum ela_status compile_computed(struct builder *b, size_t first, uint16_t *trail)
{
    struct ela_error *real = b->err;
    size_t depth = 0;
    trail[depth++] = (uint16_t)first;
    while (depth) {
        size_t i = trail[depth - 1];
        struct ela__f_field *f = &b->form->fields[i];
        struct ela_error local = ELA_ERROR_INIT;
        if (!b->spec->fields[i].computed)
            return ela__f_refuse(b->form, i, NULL, "form.computed", b->err);
        b->err = &local;
        enum ela_status st = compile_part(b, i, b->spec->fields[i].computed, f->table, ELA_X_EMPTY,
                                          "computed", &f->computed);
        b->err = real;
        if (st == ELA_OK) {
            f->xtype = (uint8_t)ela_expr_type(f->computed);
            depth--;
        } else if (b->blocked < 0) {
            *b->err = local;
            return st;
        } else {
            for (size_t k = 0; k < depth; k++)
                if (trail[k] == b->blocked)
                    return refuse_loop(b, trail, depth, b->blocked);
            trail[depth++] = (uint16_t)b->blocked;
        }
    }
    return ELA_OK;
}

static enum ela_status types_of_computed(struct builder *b)
{
    uint16_t *trail = ela_malloc((b->form->nfields + 1u) * sizeof *trail);
    enum ela_status st = ELA_OK;
    if (!trail)
        return no_memory(b);
    for (size_t i = 0; st == ELA_OK && i < b->form->nfields; i++)
        if (b->form->fields[i].type == ELA_F_COMPUTED && !b->form->fields[i].computed)
            st = compile_computed(b, i, trail);
    ela_free(trail);
    return st;
}

/* "=" and an expression, or a canonical text of the value (a number of items where these count). */
static enum ela_status build_bound(struct builder *b, size_t i, const char *text, const char *part,
                                   struct ela__f_bound *out)
{
    struct ela__f_field *f = &b->form->fields[i];
    struct ela__f_context c = {.today = ELA_DAY_NONE, .stored = true};
    struct ela_form_problem problem;
    enum ela_x_type want = ela__f_bound_type(f);
    size_t n;
    if (!text || !*text)
        return ELA_OK;
    if (want == ELA_X_EMPTY)
        return ela__f_refuse(b->form, i, part, "form.bound", b->err);
    if (*text == '=')
        return compile_part(b, i, text + 1, f->table, want, part, &out->expr);
    if (ela__f_counted(f->type) || f->type == ELA_F_COMPUTED) {
        out->fixed = ela_x_read(want, ela_str_of(text));
    } else {
        char *copy = ela_arena_alloc(b->arena, strlen(text) + ELA__F_ROOM);
        if (!copy)
            return no_memory(b);
        (void)ela__f_read(f, &c, ela_str_of(text), copy, &n, &out->fixed, &problem);
    }
    return out->fixed.type ? ELA_OK : ela__f_refuse(b->form, i, part, "form.bound", b->err);
}

static enum ela_status compile_field(struct builder *b, size_t i)
{
    const struct ela_form_field *s = &b->spec->fields[i];
    struct ela__f_field *f = &b->form->fields[i];
    const char *value = s->value && s->value[0] == '=' ? s->value + 1 : NULL;
    if (s->computed && f->type != ELA_F_COMPUTED) {
        if (f->xtype == ELA_X_EMPTY || f->xtype == ELA_X_ROWS)
            return ela__f_refuse(b->form, i, NULL, "form.computed", b->err);
        ELA_TRY(compile_part(b, i, s->computed, f->table, (enum ela_x_type)f->xtype, "computed",
                             &f->computed));
    }
    ELA_TRY(compile_part(b, i, s->show_if, -1, ELA_X_BOOL, "show_if", &f->show_if));
    ELA_TRY(compile_part(b, i, s->required_if, f->table, ELA_X_BOOL, "required", &f->required_if));
    if (value && f->xtype != ELA_X_EMPTY && f->xtype != ELA_X_ROWS)
        ELA_TRY(
            compile_part(b, i, value, -1, (enum ela_x_type)f->xtype, "default", &f->value_expr));
    else if (value)
        return ela__f_refuse(b->form, i, "default", "form.value", b->err);
    ELA_TRY(build_bound(b, i, s->min, "min", &f->min));
    return build_bound(b, i, s->max, "max", &f->max);
}

static enum ela_status build_pages(struct builder *b)
{
    for (size_t i = 0; i < b->spec->npages; i++) {
        struct ela_str code;
        if (!copy_text(b, b->spec->pages[i].code, &code))
            return no_memory(b);
        if (!ela__f_code_ok(code))
            return ela_fail(b->err, ELA_E_INPUT, "form.code", code.n ? code.p : "");
        b->form->pages[i].code = code.p;
    }
    return ELA_OK;
}

static enum ela_status build_all(struct builder *b)
{
    struct ela_form *form = b->form;
    ELA_TRY(build_facts(b));
    ELA_TRY(build_pages(b));
    for (size_t i = 0; i < form->nfields; i++)
        ELA_TRY(build_field(b, i));
    (void)ela__f_number_columns(form);
    ELA_TRY(types_of_computed(b));
    for (size_t i = 0; i < form->nfields; i++)
        ELA_TRY(compile_field(b, i));
    for (size_t i = 0; i < form->npages; i++) {
        char where[64];
        snprintf(where, sizeof where, "%s/show_if", form->pages[i].code);
        ELA_TRY(
            compile(b, b->spec->pages[i].show_if, -1, ELA_X_BOOL, where, &form->pages[i].show_if));
    }
    ELA_TRY(ela__f_check(form, b->err));
    ela__f_slot_types(form, -1, form->types, form->cells);
    return ela__f_order(form, b->arena, b->err);
}

struct ela_form *ela__f_new(struct ela_arena *arena, size_t nfields, size_t npages, size_t nfacts)
{
    struct ela_form *form = ela_arena_alloc(arena, sizeof *form);
    if (!form)
        return NULL;
    form->fields = ela_arena_alloc(arena, (nfields + 1) * sizeof *form->fields);
    form->pages = ela_arena_alloc(arena, (npages + 1) * sizeof *form->pages);
    form->facts = ela_arena_alloc(arena, (nfacts + 1) * sizeof *form->facts);
    form->types = ela_arena_alloc(arena, nfields + nfacts + 1);
    form->cells = ela_arena_alloc(arena, nfields + nfacts + 1);
    form->nfields = (uint16_t)nfields;
    form->npages = (uint16_t)npages;
    form->nfacts = (uint16_t)nfacts;
    return form->fields && form->pages && form->facts && form->types && form->cells ? form : NULL;
}

enum ela_status ela_form_build(const struct ela_form_spec *spec, struct ela_arena *arena,
                               const struct ela_form **out, struct ela_error *err)
{
    struct ela_error local = ELA_ERROR_INIT;
    struct builder b = {.spec = spec, .arena = arena, .err = &local, .table = -1, .blocked = -1};
    if (spec->nfields > ELA_FORM_FIELDS_MAX || spec->npages > ELA_FORM_PAGES_MAX ||
        spec->nfacts > ELA_FORM_FACTS_MAX)
        return ela_fail(err, ELA_E_INPUT, "form.too_many", NULL);
    b.form = ela__f_new(arena, spec->nfields, spec->npages, spec->nfacts + 1);
    enum ela_status st = b.form ? build_all(&b) : no_memory(&b);
    if (st == ELA_OK)
        *out = b.form;
    else if (err && err->status == ELA_OK)
        *err = local;
    return st;
}

/* ---- Questions ------------------------------------------------------------------------------ */

size_t ela_form_nfields(const struct ela_form *form)
{
    return form->nfields;
}

size_t ela_form_npages(const struct ela_form *form)
{
    return form->npages;
}

const char *ela_form_code(const struct ela_form *form, size_t field)
{
    return field < form->nfields ? form->fields[field].code : "";
}

enum ela_form_type ela_form_type(const struct ela_form *form, size_t field)
{
    return field < form->nfields ? (enum ela_form_type)form->fields[field].type : ELA_F_NONE;
}

int ela_form_table(const struct ela_form *form, size_t field)
{
    return field < form->nfields ? form->fields[field].table : -1;
}

int ela_form_page_of(const struct ela_form *form, size_t field)
{
    return field < form->nfields ? form->fields[field].page : -1;
}

bool ela_form_computed(const struct ela_form *form, size_t field)
{
    return field < form->nfields && form->fields[field].computed;
}
