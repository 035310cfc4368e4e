/*
 * What was read, given to the pure core: forms to programs, guards to code. A fault is recorded at
 * its member; the member is then taken out and the rest compiled again, so that an editor hears of
 * all of them.
 */
#include "meta/meta_values.h"
#include "meta/template_internal.h"

/* Names with a dot that every expression may use; values come with each call. "today" is always
 * there. Documented in packs/schema/README and docs/expressions.md. */
const struct ela_x_fact ELA__FACTS[] = {
    {"client.kind", ELA_X_TEXT},       {"client.name", ELA_X_TEXT},
    {"client.town", ELA_X_TEXT},       {"client.zip", ELA_X_TEXT},
    {"client.country", ELA_X_TEXT},    {"client.email", ELA_X_TEXT},
    {"client.phone", ELA_X_TEXT},      {"case.status", ELA_X_TEXT},
    {"case.class", ELA_X_TEXT},        {"case.step", ELA_X_TEXT},
    {"case.title", ELA_X_TEXT},        {"case.nature", ELA_X_TEXT},
    {"case.family", ELA_X_TEXT},       {"case.progress", ELA_X_NUMBER},
    {"case.priority", ELA_X_NUMBER},   {"case.visible", ELA_X_BOOL},
    {"case.start_on", ELA_X_DATE},     {"case.due_on", ELA_X_DATE},
    {"actor.kind", ELA_X_TEXT},        {"actor.lang", ELA_X_TEXT},
    {"case.steps_open", ELA_X_NUMBER}, {"case.pieces_missing", ELA_X_NUMBER},
};
const size_t ELA__NFACTS = sizeof ELA__FACTS / sizeof ELA__FACTS[0];

/* --- scope of guards ---------------------------------------------------------------------- */

struct scope {
    const struct ela__field_at *flat;
    size_t nflat;
};

static bool full_name(const struct ela__field_at *f, struct ela_str name)
{
    const char *table = f->spec.table;
    if (!table)
        return ela_str_is(name, f->spec.code);
    size_t n = strlen(table);
    return name.n > n + 1 && memcmp(name.p, table, n) == 0 && name.p[n] == '.' &&
           ela_str_is((struct ela_str){name.p + n + 1, name.n - n - 1}, f->spec.code);
}

/* Slots: fields by index, then facts, then "today". */
static bool find(void *ctx, struct ela_str name, struct ela_x_name *out)
{
    const struct scope *s = ctx;
    *out = (struct ela_x_name){.slot = 0};
    for (size_t i = 0; i < s->nflat; i++) {
        const struct ela__field_at *f = &s->flat[i];
        if (f->x == ELA_X_EMPTY || !full_name(f, name))
            continue;
        out->slot = (uint16_t)i;
        out->type = f->spec.table ? ELA_X_ROWS : f->x;
        out->cell = f->spec.table ? f->x : ELA_X_EMPTY;
        return true;
    }
    for (size_t i = 0; i <= ELA__NFACTS; i++) {
        bool today = i == ELA__NFACTS;
        if (!ela_str_is(name, today ? "today" : ELA__FACTS[i].name))
            continue;
        out->slot = (uint16_t)(s->nflat + i);
        out->type = today ? ELA_X_DATE : ELA__FACTS[i].type;
        return true;
    }
    return false;
}

/* Types of computed fields that say none: as their expressions give, in as many rounds as they
 * build on each other. */
static void find_types(struct ela__reader *r, struct ela__field_at *flat, size_t n)
{
    bool more = true;
    struct scope names = {flat, n};
    struct ela_x_scope scope = {find, &names};
    for (size_t i = 0; i < n; i++)
        flat[i].x = ela_form_x_type(flat[i].spec.type);
    while (more) {
        more = false;
        for (size_t i = 0; i < n; i++) {
            const struct ela_expr *e;
            struct ela_error err = ELA_ERROR_INIT;
            const char *text = flat[i].spec.computed;
            if (flat[i].x != ELA_X_EMPTY || !text || flat[i].spec.table)
                continue;
            if (ela_expr_compile(ela_str_of(text), &scope, ELA_X_EMPTY, r->mem, &e, "", &err) !=
                ELA_OK)
                continue;
            flat[i].x = ela_expr_type(e);
            more = flat[i].x != ELA_X_EMPTY || more;
        }
    }
}

/* --- faults of a program ------------------------------------------------------------------ */

static void copy_params(struct ela__reader *r, struct ela__problem *p, const struct ela_error *err)
{
    static const char *const NAMES[] = {"at",    "line", "name",  "names", "max",      "min",
                                        "value", "want", "found", "code",  "expected", NULL};
    for (unsigned i = 0; i < err->nparams; i++)
        for (size_t k = 0; NAMES[k]; k++)
            if (ela__same(err->params[i].name, NAMES[k]))
                ela__problem_param(r, p, NAMES[k], err->params[i].value);
}

/* Keys of the pure core are literals of its own; an error only holds a copy. */
static const char *kept_key(struct ela__reader *r, const char *key)
{
    const char *p = ela_arena_strdup(r->mem, key);
    r->no_memory = r->no_memory || !p;
    return p ? p : "pack.value";
}

/* The member's JSON name in a definition, by the name that the pure core gives it. */
static const char *json_member(const char *spec)
{
    if (ela__same(spec, "required_if"))
        return "required";
    return ela__same(spec, "value") ? "default" : spec;
}

/* Takes the faulty member out of the spec; false when it is the field itself. */
static bool take_out(struct ela_form_field *f, const char *member)
{
    if (ela__same(member, "show_if"))
        f->show_if = NULL;
    else if (ela__same(member, "required_if"))
        f->required_if = NULL;
    else if (ela__same(member, "value"))
        f->value = NULL;
    else if (ela__same(member, "min"))
        f->min = NULL;
    else if (ela__same(member, "max"))
        f->max = NULL;
    else if (ela__same(member, "mask"))
        f->mask = NULL;
    else if (ela__same(member, "computed") && f->type != ELA_F_COMPUTED)
        f->computed = NULL;
    else
        return false;
    return true;
}

/* A cycle is of the field's expressions together. */
static bool take_all_out(struct ela_form_field *f)
{
    bool any = f->show_if || f->required_if || (f->computed && f->type != ELA_F_COMPUTED);
    f->show_if = f->required_if = NULL;
    if (f->type != ELA_F_COMPUTED)
        f->computed = NULL;
    return any;
}

struct compiling {
    struct ela__reader *r;
    struct ela__field_at *flat;
    struct ela_form_field *specs;
    struct ela_form_page *pages;
    size_t n, npages;
};

/* "lines.amount/show_if" or "page/show_if": records the fault; true when it is worth another try.
 */
static bool record(struct compiling *c, const struct ela_error *err)
{
    char name[64];
    const char *slash = strchr(err->field, '/'), *member = slash ? slash + 1 : "";
    struct ela_str field = {err->field, slash ? (size_t)(slash - err->field) : strlen(err->field)};
    const char *key = kept_key(c->r, err->key);
    for (size_t i = 0; i < c->n; i++) {
        if (!full_name(&c->flat[i], field))
            continue;
        copy_params(c->r, ela__bad_at(c->r, c->flat[i].path, key, json_member(member)), err);
        if (ela__same(key, "form.cycle"))
            return take_all_out(&c->specs[i]);
        return take_out(&c->specs[i], member);
    }
    for (size_t i = 0; i < c->npages; i++)
        if (ela_str_is(field, c->pages[i].code)) {
            (void)snprintf(name, sizeof name, "pages/%zu/show_if", i);
            copy_params(c->r, ela__bad(c->r, key, name), err);
            bool again = c->pages[i].show_if != NULL;
            c->pages[i].show_if = NULL;
            return again;
        }
    copy_params(c->r, ela__bad(c->r, key, c->npages ? "pages" : "fields"), err);
    return false;
}

static const struct ela_form *build(struct compiling *c)
{
    struct ela_form_spec spec = {c->pages, c->npages, c->specs, c->n, ELA__FACTS, ELA__NFACTS};
    for (size_t tries = 0; tries < ELA__PROBLEMS_MAX; tries++) {
        const struct ela_form *form = NULL;
        struct ela_error err = ELA_ERROR_INIT;
        enum ela_status st = ela_form_build(&spec, c->r->mem, &form, &err);
        if (st == ELA_OK)
            return form;
        if (st == ELA_E_INTERNAL) {
            c->r->no_memory = true;
            return NULL;
        }
        if (!record(c, &err))
            return NULL;
    }
    return NULL;
}

void ela__compile_fieldset(struct ela__reader *r, struct ela_fieldset *set,
                           struct ela__field_at *flat, size_t nflat, struct ela_form_page *pages,
                           size_t npages)
{
    size_t before = r->problems->n;
    struct ela_fieldset_program *p = ela__take(r, 1, sizeof *p);
    struct ela_form_field *specs = ela__take(r, nflat, sizeof *specs);
    if (!p || !specs)
        return;
    for (size_t i = 0; i < nflat; i++)
        specs[i] = flat[i].spec;
    struct compiling c = {r, flat, specs, pages, nflat, npages};
    find_types(r, flat, nflat);
    p->flat = flat;
    p->nflat = nflat;
    p->form = r->no_memory ? NULL : build(&c);
    if (r->problems->n > before)
        p->form = NULL;
    set->program = p;
}

/* --- guards ------------------------------------------------------------------------------- */

struct ela_guard {
    const struct ela_expr *code;
    const struct ela_fieldset_program *program; /* whose fields it names */
};

const struct ela_guard *ela__guard(struct ela__reader *r, const struct ela_json *v,
                                   const char *member, const struct ela_fieldset *set)
{
    if (!ela_json_get(v, member))
        return NULL;
    const char *text = ela__text(r, v, member, true, ELA_EXPR_TEXT_MAX);
    struct ela_guard *g = ela__take(r, 1, sizeof *g);
    if (!*text || !g || !set->program)
        return NULL;
    struct scope names = {set->program->flat, set->program->nflat};
    struct ela_x_scope scope = {find, &names};
    struct ela_error err = ELA_ERROR_INIT;
    enum ela_status st =
        ela_expr_compile(ela_str_of(text), &scope, ELA_X_BOOL, r->mem, &g->code, member, &err);
    g->program = set->program;
    if (st == ELA_OK)
        return g;
    if (st == ELA_E_INTERNAL)
        r->no_memory = true;
    else
        copy_params(r, ela__bad(r, kept_key(r, err.key), member), &err);
    return NULL;
}

/* Cells of a column as an aggregate reads them; NULL without memory. */
static struct ela_x_value column_cells(const struct ela__field_at *at,
                                       const struct ela_json *values, struct ela_arena *mem)
{
    const struct ela_json *rows = ela_json_get(values, at->spec.table);
    size_t n = ela_json_kind(rows) == ELA_JARRAY ? ela_json_size(rows) : 0;
    struct ela_x_value *cells = ela_arena_alloc(mem, (n + 1) * sizeof *cells);
    for (size_t i = 0; cells && i < n; i++)
        cells[i] = ela__value_x(at->spec.type, at->x,
                                ela_json_get(ela_json_at(rows, i), at->spec.code), mem);
    return (struct ela_x_value){.type = ELA_X_ROWS, .n = cells ? (uint32_t)n : 0, .rows = cells};
}

static struct ela_x_value field_slot(const struct ela__field_at *at, const struct ela_json *values,
                                     struct ela_arena *mem)
{
    const struct ela_json *v = ela_json_get(values, at->spec.code);
    if (at->spec.table)
        return column_cells(at, values, mem);
    if (at->spec.type == ELA_F_TABLE)
        return (struct ela_x_value){.type = ELA_X_ROWS,
                                    .n = ela_json_kind(v) == ELA_JARRAY ? (uint32_t)ela_json_size(v)
                                                                        : 0};
    return ela__value_x(at->spec.type, at->x, v, mem);
}

static struct ela_x_value fact_slot(size_t i, const struct ela_json *facts, struct ela_arena *mem)
{
    if (i == ELA__NFACTS)
        return ela__value_x(ELA_F_DATE, ELA_X_DATE, ela_json_get(facts, "today"), mem);
    enum ela_x_type x = ELA__FACTS[i].type;
    enum ela_form_type type = x == ELA_X_BOOL ? ELA_F_YESNO : ELA_F_NUMBER;
    return ela__value_x(type, x, ela__fact(facts, ELA__FACTS[i].name), mem);
}

bool ela_guard_true(const struct ela_guard *g, const struct ela_json *values,
                    const struct ela_json *facts)
{
    struct ela_arena mem;
    size_t nused;
    if (!g)
        return true;
    const struct ela_fieldset_program *p = g->program;
    ela_arena_init(&mem, (size_t)4 * 1024 * 1024);
    struct ela_x_value *slots = ela_arena_alloc(&mem, (p->nflat + ELA__NFACTS + 1) * sizeof *slots);
    const uint16_t *used = ela_expr_slots(g->code, &nused);
    for (size_t i = 0; slots && i < nused; i++)
        slots[used[i]] = used[i] < p->nflat ? field_slot(&p->flat[used[i]], values, &mem)
                                            : fact_slot(used[i] - p->nflat, facts, &mem);
    bool yes = slots && ela_x_true(ela_expr_run(g->code, slots, &mem));
    ela_arena_release(&mem);
    return yes;
}
