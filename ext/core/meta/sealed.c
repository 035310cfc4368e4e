/*
 * Sensitive fields: the one place between values in clear, which the form engine checks, and the
 * sealed ones that are stored, shown and sent. Source: SEC-06.
 */
#include "meta/meta_values.h"

#include "crypt/seal.h"

/* What it holds is a value of its own; files and links are ids, what they lead to has its own
 * guard. */
bool ela_field_sealed(const struct ela_meta_field *f)
{
    static const char *const NEVER[] = {"file", "link", "section", "note", NULL};
    return f && f->sensitive && !ela__one_of(ela_str_of(f->type), NEVER);
}

/* By what a value is found: one number wherever it is entered, anything else in its own field. */
const char *ela_field_purpose(const struct ela_meta_field *f)
{
    if (strcmp(f->type, "nir") == 0 || strcmp(f->type, "iban") == 0)
        return f->type;
    return f->searchable ? f->code : "";
}

/* Types whose stored value is one text. */
bool ela_field_findable(const struct ela_meta_field *f)
{
    static const char *const TYPES[] = {"nir",   "iban",  "text", "email", "phone",
                                        "siren", "siret", "date", NULL};
    return ela_field_sealed(f) && *ela_field_purpose(f) && ela__one_of(ela_str_of(f->type), TYPES);
}

enum ela_status ela_field_typed(struct ela_call *c, const struct ela_meta_field *f,
                                struct ela_str typed, struct ela_str *out, struct ela_error *err)
{
    const struct ela_form_field one = {.code = "value",
                                       .type = ela_form_type_of(ela_str_of(f->type))};
    const struct ela_form_spec spec = {.fields = &one, .nfields = 1};
    const struct ela_form *form;
    struct ela_form_state *s = NULL;
    ELA_TRY(ela_form_build(&spec, c->arena, &form, err));
    ELA_TRY(ela_form_start(form, ELA_SIDE_BOTH, ela_tz_day(c->tz, c->now), c->tz, &s, err));
    enum ela_status st = ela_form_set(s, 0, ELA_FORM_NO_ROW, typed, err);
    if (st == ELA_OK)
        st = ela_form_run(s, 0, err);
    const struct ela_form_result *r = ela_form_result(s, 0, ELA_FORM_NO_ROW);
    if (st == ELA_OK && (r->problem.key || r->text.n == 0))
        st =
            ela_fail(err, ELA_E_INPUT, r->problem.key ? r->problem.key : "field.required", "value");
    for (size_t i = 0; st == ELA_E_INPUT && r->problem.key && i < ELA_PROBLEM_PARAMS; i++)
        if (r->problem.params[i].name)
            ela_error_param(err, r->problem.params[i].name, r->problem.params[i].value);
    if (st == ELA_OK) {
        *out = (struct ela_str){ela_arena_strndup(c->arena, r->text.p, r->text.n), r->text.n};
        st = out->p ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    }
    ela_form_free(s);
    return st;
}

static struct ela_json *copy_of(const struct ela_json *v)
{
    return ela_json_ref((struct ela_json *)(uintptr_t)v);
}

/* One that stands nowhere here is left as it was sent: it is of no field's type. */
enum ela_status ela__sealed_in(struct ela_call *c, const struct ela_fieldset *set,
                               const struct ela_json *values, struct ela_json **plain,
                               struct ela_error *err)
{
    const char *key;
    const struct ela_json *value;
    struct ela_json *out;
    *plain = NULL;
    if (!ela_sealed_any(values))
        return ELA_OK;
    out = ela_json_new_object();
    for (const void *it = NULL; (it = ela_json_next(values, it, &key, &value)) != NULL;) {
        struct ela_json *opened = NULL;
        struct ela_error why = ELA_ERROR_INIT;
        if (ela_sealed_is(value) && ela_field_sealed(ela_fieldset_field(set, ela_str_of(key)))) {
            enum ela_status st = ela_sealed_open(c, value, key, &opened, &why);
            if (st != ELA_OK && st != ELA_E_INPUT) {
                ela_json_free(out);
                char field[64];
                (void)snprintf(field, sizeof field, "fields/%.50s", key);
                return ela_failf(err, st, why.key, field, "%s", why.detail);
            }
        }
        ela_json_set(out, key, opened ? opened : copy_of(value));
    }
    *plain = out;
    return ELA_OK;
}

enum ela_status ela__sealed_out(struct ela_call *c, const struct ela_fieldset *set,
                                const struct ela_json *old, const struct ela_json *old_plain,
                                struct ela_json *values, struct ela_error *err)
{
    for (size_t i = 0; i < set->nfields; i++) {
        const struct ela_meta_field *f = &set->fields[i];
        const struct ela_json *value = ela_json_get(values, f->code);
        const struct ela_json *was = ela_json_get(old, f->code);
        struct ela_json *sealed = NULL;
        if (!value || ela_json_kind(value) == ELA_JNULL || ela_sealed_is(value) ||
            !ela_field_sealed(f))
            continue;
        if (ela_sealed_is(was) && ela__json_same(value, ela_json_get(old_plain, f->code)))
            sealed = copy_of(was);
        else
            ELA_TRY(ela_sealed_new(c, f->code, ela_field_purpose(f), value, &sealed, err));
        ela_json_set(values, f->code, sealed);
    }
    return ELA_OK;
}

/* --- shown -------------------------------------------------------------------------------- */

/* Types whose last signs tell which one it is, and no more. */
static bool tail(const struct ela_meta_field *f)
{
    static const char *const TYPES[] = {"nir",   "iban",  "text",   "phone",
                                        "siren", "siret", "number", NULL};
    return ela__one_of(ela_str_of(f->type), TYPES);
}

struct ela_json *ela__sealed_masked(struct ela_call *c, const struct ela_meta_field *f,
                                    const struct ela_json *v, struct ela_json **clear)
{
    struct ela_json *o = ela_json_new_object(), *value = NULL;
    struct ela_str uid = ela_sealed_uid(v);
    struct ela_error why = ELA_ERROR_INIT;
    char mask[64];
    *clear = NULL;
    enum ela_status st = ELA_OK;
    if (uid.n)
        st = ela_sealed_open(c, v, f->code, &value, &why);
    else
        value = copy_of(v);
    ela_sealed_mask(ela_json_text(value), tail(f), mask);
    ela_json_set_text(o, "text", mask);
    if (uid.n)
        ela_json_set_str(o, "uid", uid);
    if (st != ELA_OK)
        ela_json_set_text(o, "unavailable", why.key);
    if (ela_sealed_unmasked(c, uid)) {
        *clear = value;
        value = NULL;
    }
    ela_json_free(value);
    return o;
}
