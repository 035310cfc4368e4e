/*
 * Values of a set of fields, checked by the pure core with what only the server knows: reference
 * lists and who asks. Source: CASE-07, PLAT-08.
 */
#include "meta/meta_values.h"

struct filling {
    struct ela_call *c;
    const struct ela_fieldset *set;
    const struct ela_fieldset_program *p;
    struct ela_form_state *state;
    const struct ela_json *in, *old;
    struct ela_json *problems;
    struct ela_json *documents; /* formatted texts that were given, by code */
    unsigned flags;
    struct ela_error *err;
};

/* --- problems ----------------------------------------------------------------------------- */

static struct ela_json *problem(struct filling *f, const char *field, const char *key)
{
    struct ela_json *o = ela_json_new_object(), *params = ela_json_new_object();
    ela_json_set_text(o, "field", field);
    ela_json_set_text(o, "key", key);
    ela_json_set(o, "params", params);
    ela_json_push(f->problems, o);
    return params;
}

static bool has_problem(const struct filling *f, const char *field)
{
    for (size_t i = 0; i < ela_json_size(f->problems); i++)
        if (ela_str_is(ela_json_text(ela_json_get(ela_json_at(f->problems, i), "field")), field))
            return true;
    return false;
}

static void cell_path(const struct ela__field_at *at, size_t row, char *out, size_t size)
{
    if (at->spec.table)
        (void)snprintf(out, size, "%s/%zu/%s", at->spec.table, row, at->spec.code);
    else
        (void)snprintf(out, size, "%s", at->spec.code);
}

static enum ela_status refuse(struct filling *f)
{
    const struct ela_json *first = ela_json_at(f->problems, 0), *value;
    const char *name;
    char field[64];
    (void)snprintf(field, sizeof field, "fields/%.50s",
                   ela_json_text(ela_json_get(first, "field")).p);
    enum ela_status st =
        ela_fail(f->err, ELA_E_INPUT, ela_json_text(ela_json_get(first, "key")).p, field);
    const struct ela_json *params = ela_json_get(first, "params");
    for (const void *it = NULL; (it = ela_json_next(params, it, &name, &value)) != NULL;)
        ela_error_param(f->err, name, ela_json_text(value).p);
    ela_json_free(f->c->problem);
    f->c->problem = ela_json_new_object();
    ela_json_set(f->c->problem, "problems", ela_json_ref(f->problems));
    return st;
}

/* --- reference lists ---------------------------------------------------------------------- */

static bool was_there(const struct ela_json *old, struct ela_str code)
{
    if (ela_json_kind(old) == ELA_JTEXT)
        return ela_str_eq(ela_json_text(old), code);
    for (size_t i = 0; ela_json_kind(old) == ELA_JARRAY && i < ela_json_size(old); i++)
        if (ela_str_eq(ela_json_text(ela_json_at(old, i)), code))
            return true;
    return false;
}

/* Codes of a list must be items of it, active ones unless they were there before. */
static enum ela_status check_listed(struct filling *f, size_t i, size_t row, struct ela_str text,
                                    const struct ela_json *old)
{
    const struct ela_meta_list *list;
    const struct ela__field_at *at = &f->p->flat[i];
    ELA_TRY(ela_meta_list(f->c, at->field->list, &list, f->err));
    while (text.n) {
        const char *comma = memchr(text.p, ',', text.n);
        struct ela_str code = {text.p, comma ? (size_t)(comma - text.p) : text.n};
        const struct ela_meta_option *item = ela_meta_item(list, code);
        if (!was_there(old, code) && (!item || !item->active)) {
            char path[128];
            cell_path(at, row, path, sizeof path);
            ela_json_set_str(problem(f, path, "field.choice"), "value", code);
            return ELA_OK;
        }
        size_t used = code.n + (comma ? 1 : 0);
        text = (struct ela_str){text.p + used, text.n - used};
    }
    return ELA_OK;
}

/* --- giving values to the core -------------------------------------------------------------- */

/* The form sees its plain text, the document waits for what the form says of it. */
static bool rich_text(struct filling *f, size_t i, const struct ela_json *v, bool stored,
                      struct ela_buf *text)
{
    struct ela_error why = ELA_ERROR_INIT;
    struct ela_json *doc;
    const char *code = f->p->flat[i].spec.code;
    if (ela__rich_take(v, ela_json_get(f->old, code), &doc, text, &why) && !text->failed) {
        if (doc)
            ela_json_set(f->documents, code, doc);
        return true;
    }
    if (stored)
        return false;
    struct ela_json *params = problem(f, code, why.status == ELA_OK ? "field.too_long" : why.key);
    ela_json_set_text(params, "at", why.field);
    for (unsigned k = 0; k < why.nparams; k++)
        ela_json_set_text(params, why.params[k].name, why.params[k].value);
    return false;
}

static enum ela_status give(struct filling *f, size_t i, size_t row, const struct ela_json *v,
                            bool stored)
{
    struct ela_buf text;
    bool typed = false, rich = f->p->flat[i].spec.type == ELA_F_RICH;
    char path[128];
    const struct ela__field_at *at = &f->p->flat[i];
    if (!v || ela_json_kind(v) == ELA_JNULL)
        return ELA_OK;
    ela_buf_init(&text, 1024 * 1024);
    cell_path(at, row, path, sizeof path);
    enum ela_status st = ELA_OK;
    if (rich ? !rich_text(f, i, v, stored, &text)
             : !ela__value_text(at->spec.type, v, &text, &typed) || text.failed) {
        if (!stored && !rich)
            (void)problem(f, path, "field.type");
    } else {
        struct ela_str s = {text.p ? text.p : "", text.n};
        st = typed && !stored ? ela_form_set(f->state, i, row, s, f->err)
                              : ela_form_put(f->state, i, row, s, f->err);
    }
    ela_buf_release(&text);
    return st;
}

static size_t column_end(const struct filling *f, size_t table)
{
    size_t end = table + 1;
    while (end < f->p->nflat && f->p->flat[end].spec.table)
        end++;
    return end;
}

static bool known_column(const struct filling *f, size_t table, const char *code)
{
    for (size_t i = table + 1; i < column_end(f, table); i++)
        if (ela__same(f->p->flat[i].spec.code, code))
            return true;
    return false;
}

static enum ela_status give_row(struct filling *f, size_t table, size_t row,
                                const struct ela_json *v, bool stored)
{
    const char *key, *code = f->p->flat[table].spec.code;
    const struct ela_json *value;
    char path[128];
    if (ela_json_kind(v) != ELA_JOBJECT && ela_json_size(v) > 0) {
        (void)snprintf(path, sizeof path, "%s/%zu", code, row);
        (void)problem(f, path, "field.type");
        return ELA_OK;
    }
    for (const void *it = NULL; !stored && (it = ela_json_next(v, it, &key, &value)) != NULL;)
        if (!known_column(f, table, key)) {
            (void)snprintf(path, sizeof path, "%s/%zu/%.40s", code, row, key);
            (void)problem(f, path, "field.unknown");
        }
    for (size_t i = table + 1; i < column_end(f, table); i++)
        if (!f->p->flat[i].field->computed)
            ELA_TRY(give(f, i, row, ela_json_get(v, f->p->flat[i].spec.code), stored));
    return ELA_OK;
}

static enum ela_status give_table(struct filling *f, size_t i, const struct ela_json *v,
                                  bool stored)
{
    const char *code = f->p->flat[i].spec.code;
    if (!v || ela_json_kind(v) == ELA_JNULL)
        return ELA_OK;
    if (ela_json_kind(v) != ELA_JARRAY) {
        (void)problem(f, code, "field.type");
        return ELA_OK;
    }
    size_t n = ela_json_size(v);
    if (n > ELA_FORM_ROWS_MAX) {
        char max[16];
        (void)snprintf(max, sizeof max, "%d", ELA_FORM_ROWS_MAX);
        ela_json_set_text(problem(f, code, "field.too_many"), "max", max);
        return ELA_OK;
    }
    ELA_TRY(ela_form_rows(f->state, i, n, f->err));
    for (size_t row = 0; row < n; row++)
        ELA_TRY(give_row(f, i, row, ela_json_at(v, row), stored));
    return ELA_OK;
}

static enum ela_status give_field(struct filling *f, size_t i)
{
    const struct ela__field_at *at = &f->p->flat[i];
    const struct ela_json *in = ela_json_get(f->in, at->spec.code);
    const struct ela_json *old = ela_json_get(f->old, at->spec.code);
    bool layout = at->spec.type == ELA_F_SECTION || at->spec.type == ELA_F_NOTE;
    if (layout || at->field->computed)
        return ELA_OK; /* what a page sends back of these is not looked at */
    bool own = ela_field_fills(at->field, (f->flags & ELA_VALUES_CLIENT) != 0) &&
               !(at->spec.type == ELA_F_LINK && f->old && ela__link_locked(f->c, at->field));
    if (in && !own && !ela__json_same(in, old))
        (void)problem(f, at->spec.code, "field.locked");
    bool stored = !own || (!in && (f->flags & ELA_VALUES_PARTIAL));
    const struct ela_json *v = stored ? old : in;
    return at->spec.type == ELA_F_TABLE ? give_table(f, i, v, stored) : give(f, i, 0, v, stored);
}

static void check_unknown(struct filling *f)
{
    const char *key;
    const struct ela_json *value;
    for (const void *it = NULL; (it = ela_json_next(f->in, it, &key, &value)) != NULL;)
        if (!ela_fieldset_field(f->set, ela_str_of(key))) {
            char name[61];
            ela_str_copy(ela_str_of(key), name, sizeof name);
            (void)problem(f, name, "field.unknown");
        }
}

/* --- facts -------------------------------------------------------------------------------- */

const struct ela_json *ela__fact(const struct ela_json *facts, const char *name)
{
    char part[40];
    const char *dot = strchr(name, '.');
    if (!facts || !dot)
        return NULL;
    (void)snprintf(part, sizeof part, "%.*s", (int)(dot - name), name);
    return ela_json_get(ela_json_get(facts, part), dot + 1);
}

static enum ela_form_type fact_type(enum ela_x_type x)
{
    return x == ELA_X_NUMBER ? ELA_F_NUMBER
           : x == ELA_X_BOOL ? ELA_F_YESNO
           : x == ELA_X_DATE ? ELA_F_DATE
                             : ELA_F_TEXT;
}

static void give_facts(struct filling *f, const struct ela_json *facts)
{
    for (size_t i = 0; i < ELA__NFACTS; i++) {
        struct ela_buf text;
        bool typed;
        const struct ela_json *v = ela__fact(facts, ELA__FACTS[i].name);
        if (!v || ela_json_kind(v) == ELA_JNULL)
            continue;
        ela_buf_init(&text, 4096);
        if (ela__value_text(fact_type(ELA__FACTS[i].type), v, &text, &typed) && !text.failed)
            (void)ela_form_fact(f->state, ela_str_of(ELA__FACTS[i].name),
                                (struct ela_str){text.p ? text.p : "", text.n});
        ela_buf_release(&text);
    }
}

/* --- what came out ------------------------------------------------------------------------ */

static void told(struct filling *f, size_t i, size_t row, const struct ela_form_problem *p)
{
    char path[128];
    cell_path(&f->p->flat[i], row, path, sizeof path);
    if (!p->key || has_problem(f, path))
        return;
    struct ela_json *params = problem(f, path, p->key);
    for (size_t k = 0; k < ELA_PROBLEM_PARAMS && p->params[k].name; k++)
        ela_json_set_text(params, p->params[k].name, p->params[k].value);
}

static enum ela_status take_value(struct filling *f, size_t i, size_t row, struct ela_json *into)
{
    const struct ela__field_at *at = &f->p->flat[i];
    const struct ela_form_result *r = ela_form_result(f->state, i, row);
    if (!r || !r->visible)
        return ELA_OK;
    told(f, i, row, &r->problem);
    if (r->problem.key || r->text.n == 0)
        return ELA_OK;
    if (*at->field->list) {
        const struct ela_json *old =
            ela_json_get(f->old, at->spec.table ? at->spec.table : at->spec.code);
        if (at->spec.table)
            old = ela_json_get(ela_json_at(old, row), at->spec.code);
        ELA_TRY(check_listed(f, i, row, r->text, old));
    }
    const struct ela_json *doc =
        at->spec.type == ELA_F_RICH ? ela_json_get(f->documents, at->spec.code) : NULL;
    ela_json_set(into, at->spec.code,
                 doc ? ela_json_ref((struct ela_json *)(uintptr_t)doc)
                     : ela__value_json(at->spec.type, r->type, r->text));
    return ELA_OK;
}

static enum ela_status take_table(struct filling *f, size_t i, struct ela_json *into)
{
    const struct ela_form_result *r = ela_form_result(f->state, i, 0);
    if (!r || !r->visible)
        return ELA_OK;
    told(f, i, 0, &r->problem);
    size_t n = ela_form_row_count(f->state, i);
    struct ela_json *rows = ela_json_new_array();
    enum ela_status st = ELA_OK;
    for (size_t row = 0; row < n && st == ELA_OK; row++) {
        struct ela_json *o = ela_json_new_object();
        for (size_t k = i + 1; k < column_end(f, i) && st == ELA_OK; k++)
            st = take_value(f, k, row, o);
        ela_json_push(rows, o);
    }
    if (n > 0)
        ela_json_set(into, f->p->flat[i].spec.code, rows);
    else
        ela_json_free(rows);
    return st;
}

/* Members of the old values that are none of the set's any more are kept: what was entered in a
 * field that was taken away comes back with it. */
static void keep_archived(struct filling *f, struct ela_json *into)
{
    const char *key;
    const struct ela_json *value;
    for (const void *it = NULL; (it = ela_json_next(f->old, it, &key, &value)) != NULL;)
        if (!ela_fieldset_field(f->set, ela_str_of(key)))
            ela_json_set(into, key, ela_json_ref((struct ela_json *)(uintptr_t)value));
}

static void link_fault(void *ctx, const struct ela__field_at *at, size_t row, const char *key)
{
    char path[128];
    cell_path(at, row, path, sizeof path);
    (void)problem(ctx, path, key);
}

static enum ela_status fill(struct filling *f, const struct ela_json *facts, struct ela_json *into)
{
    unsigned run =
        (f->flags & ELA_VALUES_DRAFT ? ELA_RUN_DRAFT : 0u) | (f->old ? ELA_RUN_NO_DEFAULTS : 0u);
    check_unknown(f);
    give_facts(f, facts);
    for (size_t i = 0; i < f->p->nflat; i++)
        if (!f->p->flat[i].spec.table)
            ELA_TRY(give_field(f, i));
    ELA_TRY(ela_form_run(f->state, run, f->err));
    keep_archived(f, into);
    for (size_t i = 0; i < f->p->nflat; i++) {
        const struct ela__field_at *at = &f->p->flat[i];
        if (at->spec.table)
            continue;
        ELA_TRY(at->spec.type == ELA_F_TABLE ? take_table(f, i, into) : take_value(f, i, 0, into));
    }
    const struct ela__linked of = {into, f->old, facts, (f->flags & ELA_VALUES_CHOSEN) != 0};
    return ela__links_check(f->c, f->p, &of, link_fault, f, f->err);
}

/* All of it in clear. */
static enum ela_status check(struct ela_call *c, const struct ela_fieldset *set,
                             const struct ela_json *in, const struct ela_json *old,
                             const struct ela_json *facts, unsigned flags, struct ela_json **clean,
                             struct ela_json **problems, struct ela_error *err)
{
    static const struct ela_fieldset_program NONE = {.form = NULL};
    struct filling f = {.c = c, .set = set, .in = in, .old = old, .flags = flags, .err = err};
    f.p = set->program ? set->program : &NONE;
    if (f.p->nflat && !f.p->form)
        return ela_fail(err, ELA_E_STATE, "meta.fields_faulty", "fields");
    struct ela_json *into = ela_json_new_object();
    f.problems = ela_json_new_array();
    f.documents = ela_json_new_object();
    enum ela_status st = ELA_OK;
    if (f.p->form) {
        enum ela_form_side side = flags & ELA_VALUES_CLIENT ? ELA_SIDE_CLIENT : ELA_SIDE_OFFICE;
        st = ela_form_start(f.p->form, side, ela_tz_day(c->tz, c->now), c->tz, &f.state, err);
        if (st == ELA_OK)
            st = fill(&f, facts, into);
        ela_form_free(f.state);
    } else { /* no fields of this kind: what those of others hold is not its to drop */
        check_unknown(&f);
        keep_archived(&f, into);
    }
    ela_json_free(f.documents);
    if (st == ELA_OK && ela_json_size(f.problems) > 0)
        st = refuse(&f);
    if (st == ELA_OK)
        *clean = into;
    else
        ela_json_free(into);
    if (problems)
        *problems = f.problems;
    else
        ela_json_free(f.problems);
    return st;
}

enum ela_status ela_fieldset_check(struct ela_call *c, const struct ela_fieldset *set,
                                   const struct ela_json *in, const struct ela_json *old,
                                   const struct ela_json *facts, unsigned flags,
                                   struct ela_json **clean, struct ela_json **problems,
                                   struct ela_error *err)
{
    struct ela_json *in_plain = NULL, *old_plain = NULL;
    *clean = NULL;
    if (problems)
        *problems = NULL;
    enum ela_status st = ela__sealed_in(c, set, old, &old_plain, err);
    if (st == ELA_OK)
        st = ela__sealed_in(c, set, in, &in_plain, err);
    if (st == ELA_OK)
        st = check(c, set, in_plain ? in_plain : in, old_plain ? old_plain : old, facts, flags,
                   clean, problems, err);
    if (st == ELA_OK)
        st = ela__sealed_out(c, set, old, old_plain, *clean, err);
    if (st != ELA_OK) {
        ela_json_free(*clean);
        *clean = NULL;
    }
    ela_json_free(in_plain);
    ela_json_free(old_plain);
    return st;
}
