/*
 * The two sides of a form: which fields a client fills in, and what of the values is his. Source:
 * CASE-07.
 */
#include "meta/meta_internal.h"

bool ela_meta_same(const struct ela_json *a, const struct ela_json *b)
{
    return ela__json_same(a, b);
}

bool ela_field_fills(const struct ela_meta_field *f, bool client)
{
    bool layout = strcmp(f->type, "section") == 0 || strcmp(f->type, "note") == 0;
    if (layout || f->computed)
        return false;
    if (client && (f->client == ELA_FIELD_HIDDEN || f->client == ELA_FIELD_READ))
        return false;
    return (f->who & (client ? ELA_WHO_CLIENT : ELA_WHO_OFFICE)) != 0;
}

bool ela_fieldset_asks_client(const struct ela_fieldset *set)
{
    for (size_t i = 0; i < set->nfields; i++)
        if (ela_field_fills(&set->fields[i], true))
            return true;
    return false;
}

/* Ids of `now` that `before` has not. */
static struct ela_json *new_ids(const struct ela_json *now, const struct ela_json *before)
{
    struct ela_json *out = ela_json_new_array();
    for (size_t i = 0; i < ela_json_size(now); i++) {
        int64_t id = ela_json_int(ela_json_at(now, i), 0);
        bool known = false;
        for (size_t k = 0; k < ela_json_size(before) && !known; k++)
            known = ela_json_int(ela_json_at(before, k), 0) == id;
        if (!known)
            ela_json_push(out, ela_json_new_int(id));
    }
    return out;
}

struct ela_json *ela_meta_files_fresh(const struct ela_fieldset *set, const struct ela_json *values,
                                      const struct ela_json *before)
{
    const char *code;
    const struct ela_json *value;
    struct ela_json *fresh = ela_json_new_object();
    for (const void *it = NULL; (it = ela_json_next(values, it, &code, &value)) != NULL;) {
        const struct ela_meta_field *field = ela_fieldset_field(set, ela_str_of(code));
        const struct ela_json *old = ela_json_get(before, code);
        if (field && strcmp(field->type, "file") == 0)
            ela_json_set(fresh, code, new_ids(value, old));
        else if (field && field->ncolumns && !ela_meta_same(value, old))
            ela_json_set(fresh, code, ela_json_ref((struct ela_json *)(uintptr_t)value));
    }
    return fresh;
}

struct ela_json *ela_fieldset_of_client(const struct ela_fieldset *set,
                                        const struct ela_json *values)
{
    struct ela_json *out = ela_json_new_object();
    for (size_t i = 0; i < set->nfields; i++) {
        const struct ela_meta_field *f = &set->fields[i];
        const struct ela_json *v = ela_json_get(values, f->code);
        if (v && ela_field_fills(f, true))
            ela_json_set(out, f->code, ela_json_ref((struct ela_json *)(uintptr_t)v));
    }
    return out;
}

struct ela_json *ela_fieldset_put_client(const struct ela_fieldset *set,
                                         const struct ela_json *values, const struct ela_json *his)
{
    struct ela_json *out = ela_fieldset_of_client(set, his);
    const char *key;
    const struct ela_json *value;
    for (const void *it = NULL; (it = ela_json_next(values, it, &key, &value)) != NULL;) {
        const struct ela_meta_field *f = ela_fieldset_field(set, ela_str_of(key));
        if (!f || !ela_field_fills(f, true))
            ela_json_set(out, key, ela_json_ref((struct ela_json *)(uintptr_t)value));
    }
    return out;
}

struct ela_json *ela_meta_without(const struct ela_json *in, const struct ela_json *problems)
{
    struct ela_json *out = ela_json_new_object();
    const char *key = NULL;
    const struct ela_json *value = NULL;
    for (const void *it = NULL; (it = ela_json_next(in, it, &key, &value)) != NULL;) {
        bool bad = false;
        size_t n = strlen(key);
        for (size_t i = 0; i < ela_json_size(problems) && !bad; i++) {
            struct ela_str f = ela_json_text(ela_json_get(ela_json_at(problems, i), "field"));
            size_t skip = f.n > 7 && memcmp(f.p, "fields/", 7) == 0 ? 7 : 0;
            f = (struct ela_str){f.p + skip, f.n - skip};
            /* "lines/2/amount" is about "lines" */
            bad = f.n >= n && memcmp(f.p, key, n) == 0 && (f.n == n || f.p[n] == '/');
        }
        if (!bad)
            ela_json_set(out, key, ela_json_ref((struct ela_json *)(uintptr_t)value));
    }
    return out;
}

enum ela_status ela_fieldset_well_formed(struct ela_call *c, const struct ela_fieldset *set,
                                         const struct ela_json *in, const struct ela_json *old,
                                         const struct ela_json *facts, struct ela_json **clean,
                                         struct ela_error *err)
{
    const unsigned flags = ELA_VALUES_CLIENT | ELA_VALUES_DRAFT | ELA_VALUES_PARTIAL;
    struct ela_json *problems = NULL, *rest = NULL;
    struct ela_error why = ELA_ERROR_INIT;
    enum ela_status st = ela_fieldset_check(c, set, in, old, facts, flags, clean, &problems, &why);
    if (st == ELA_E_INPUT && ela_json_size(problems) > 0) {
        rest = ela_meta_without(in, problems);
        ela_json_free(problems);
        ela_json_free(c->problem);
        problems = c->problem = NULL;
        ela_error_reset(&why);
        st = ela_fieldset_check(c, set, rest, old, facts, flags, clean, &problems, &why);
    }
    ela_json_free(rest);
    ela_json_free(problems);
    return st == ELA_OK ? st : ela_failf(err, st, why.key, why.field, "%s", why.detail);
}
