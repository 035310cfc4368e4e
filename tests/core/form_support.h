/*
 * Reads the tables of tests/fixtures/expr: definitions of forms from JSON, for the tests, the fuzz
 * target and the benchmark. The same files are read by the front end's tests.
 */
#ifndef ELA_TESTS_FORM_SUPPORT_H
#define ELA_TESTS_FORM_SUPPORT_H

#include "form/form.h"
#include "json/json.h"

static inline struct ela_str fs_text(const struct ela_json *o, const char *key)
{
    return ela_json_text(ela_json_get(o, key));
}

/* NULL where the member is absent. */
static inline const char *fs_chars(const struct ela_json *o, const char *key, struct ela_arena *a)
{
    const struct ela_json *v = ela_json_get(o, key);
    struct ela_str s = ela_json_text(v);
    return ela_json_kind(v) == ELA_JTEXT ? ela_arena_strndup(a, s.p, s.n) : NULL;
}

static inline enum ela_x_type fs_xtype(struct ela_str name)
{
    static const char *const names[] = {"", "number", "text", "boolean", "date", "list", "rows"};
    for (unsigned t = 1; t < ELA_X_TYPES; t++)
        if (ela_str_is(name, names[t]))
            return (enum ela_x_type)t;
    return ELA_X_EMPTY;
}

static inline void fs_field(const struct ela_json *j, struct ela_form_field *f, struct ela_arena *a)
{
    const struct ela_json *options = ela_json_get(j, "options"),
                          *required = ela_json_get(j, "required"), *d = ela_json_get(j, "decimals");
    struct ela_str who = fs_text(j, "who");
    f->code = fs_chars(j, "code", a);
    f->type = ela_form_type_of(fs_text(j, "type"));
    f->table = fs_chars(j, "table", a);
    f->page = fs_chars(j, "page", a);
    f->show_if = fs_chars(j, "show_if", a);
    f->required_if = fs_chars(j, "required", a);
    f->computed = fs_chars(j, "computed", a);
    f->value = fs_chars(j, "default", a);
    f->min = fs_chars(j, "min", a);
    f->max = fs_chars(j, "max", a);
    f->mask = fs_chars(j, "mask", a);
    f->min_length = (unsigned)ela_json_int(ela_json_get(j, "min_length"), 0);
    f->max_length = (unsigned)ela_json_int(ela_json_get(j, "max_length"), 0);
    f->has_decimals = d != NULL;
    f->decimals = (unsigned)ela_json_int(d, 0);
    f->open_options = ela_json_bool(ela_json_get(j, "open"), false);
    f->flags = (ela_json_bool(required, false) ? ELA_FORM_REQUIRED : 0u) |
               (ela_json_bool(ela_json_get(j, "many"), false) ? ELA_FORM_MANY : 0u) |
               (ela_str_is(who, "client") ? ELA_FORM_CLIENT : 0u) |
               (ela_str_is(who, "office") ? ELA_FORM_OFFICE : 0u);
    const char **codes = ela_arena_alloc(a, (ela_json_size(options) + 1) * sizeof *codes);
    for (size_t i = 0; i < ela_json_size(options); i++)
        codes[i] = ela_arena_strndup(a, ela_json_text(ela_json_at(options, i)).p,
                                     ela_json_text(ela_json_at(options, i)).n);
    f->options = codes;
    f->noptions = ela_json_size(options);
}

/* {facts, pages, fields} as a definition; it lives in the arena. */
static inline struct ela_form_spec fs_spec(const struct ela_json *j, struct ela_arena *a)
{
    const struct ela_json *fields = ela_json_get(j, "fields"), *pages = ela_json_get(j, "pages"),
                          *facts = ela_json_get(j, "facts");
    struct ela_form_spec spec = {.nfields = ela_json_size(fields),
                                 .npages = ela_json_size(pages),
                                 .nfacts = ela_json_size(facts)};
    struct ela_form_field *f = ela_arena_alloc(a, (spec.nfields + 1) * sizeof *f);
    struct ela_form_page *p = ela_arena_alloc(a, (spec.npages + 1) * sizeof *p);
    struct ela_x_fact *x = ela_arena_alloc(a, (spec.nfacts + 1) * sizeof *x);
    for (size_t i = 0; i < spec.nfields; i++)
        fs_field(ela_json_at(fields, i), &f[i], a);
    for (size_t i = 0; i < spec.npages; i++) {
        p[i].code = fs_chars(ela_json_at(pages, i), "code", a);
        p[i].show_if = fs_chars(ela_json_at(pages, i), "show_if", a);
    }
    for (size_t i = 0; i < spec.nfacts; i++) {
        x[i].name = fs_chars(ela_json_at(facts, i), "name", a);
        x[i].type = fs_xtype(fs_text(ela_json_at(facts, i), "type"));
    }
    spec.fields = f;
    spec.pages = p;
    spec.facts = x;
    return spec;
}

static inline struct ela_form_state *start(const struct ela_form *form, enum ela_form_side side)
{
    struct ela_form_state *s = NULL;
    struct ela_tz paris;
    struct ela_day today;
    assert_int_equal(ela_tz_parse(ELA_STR("CET-1CEST,M3.5.0,M10.5.0/3"), &paris, NULL), ELA_OK);
    assert_int_equal(ela_day_parse(ELA_STR("2026-11-21"), &today, NULL, NULL), ELA_OK);
    assert_int_equal(ela_form_start(form, side, today, &paris, &s, NULL), ELA_OK);
    return s;
}

static inline void save(const struct ela_form *form, struct ela_buf *b)
{
    ela_buf_init(b, ELA_FORM_BYTES_MAX + 64);
    assert_int_equal(ela_form_save(form, b, NULL), ELA_OK);
}

#endif
