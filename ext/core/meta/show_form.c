/*
 * Forms as screens draw them: program, pages, fields with their choices. Source: CASE-07.
 */
#include "meta/meta_values.h"

#include <sodium.h>

#include "crypt/seal.h"

static struct ela_json *option_json(const struct ela_call *c, const struct ela_meta_option *o)
{
    struct ela_json *v = ela_json_new_object();
    ela_json_set_text(v, "code", o->code);
    ela_json_set_text(v, "label", ela_label_text(o->label, c->actor->lang));
    if (*o->colour)
        ela_json_set_text(v, "colour", o->colour);
    if (*o->icon)
        ela_json_set_text(v, "icon", o->icon);
    return v;
}

static enum ela_status options_json(struct ela_call *c, const struct ela_meta_field *f,
                                    struct ela_json *into, struct ela_error *err)
{
    const struct ela_meta_list *list = NULL;
    struct ela_json *options = ela_json_new_array();
    ela_json_set(into, "options", options);
    for (size_t i = 0; i < f->noptions; i++)
        ela_json_push(options, option_json(c, &f->options[i]));
    if (!*f->list)
        return ELA_OK;
    ELA_TRY(ela_meta_list(c, f->list, &list, err));
    for (size_t i = 0; i < list->nitems; i++)
        if (list->items[i].active)
            ela_json_push(options, option_json(c, &list->items[i]));
    return ELA_OK;
}

/* Fields being shown. */
struct showing {
    struct ela_call *c;
    const struct ela_fieldset *set;
    const struct ela_json *values;
    struct ela__choices *choices;
};

/* What stands in it, masked: the form sends it back as it is unless somebody types another. */
static void sealed_field(const struct showing *w, const struct ela__field_at *at,
                         struct ela_json *o)
{
    struct ela_json *clear = NULL;
    const struct ela_json *v = ela_json_get(w->values, at->spec.code);
    if (!ela_sealed_is(v))
        return;
    struct ela_json *masked = ela__sealed_masked(w->c, at->field, v, &clear);
    if (clear)
        ela_json_set(masked, "clear", ela__text_json(w->c, at, clear));
    ela_json_set(o, "masked", masked);
    ela_json_free(clear);
}

static enum ela_status field_json(const struct showing *w, size_t i, struct ela_json *into,
                                  struct ela_error *err)
{
    struct ela_call *c = w->c;
    const struct ela_fieldset_program *p = w->set->program;
    const struct ela__field_at *at = &p->flat[i];
    const struct ela_meta_field *f = at->field;
    struct ela_json *o = ela_json_new_object();
    ela_json_push(into, o);
    ela_json_set_text(o, "code", f->code);
    ela_json_set_text(o, "type", f->type);
    ela_json_set_text(o, "label", ela_label_text(f->label, c->actor->lang));
    ela__set_if(o, "help", ela_label_text(f->help, c->actor->lang));
    ela__set_if(o, "group", f->group);
    ela_json_set_text(o, "width", f->width);
    ela_json_set_bool(o, "required", f->required);
    ela__set_if(o, "object", f->object);
    ela__set_if(o, "currency", f->currency);
    ela__set_if(o, "accept", f->accept);
    ela__set_if(o, "mask", at->spec.mask);
    if (at->spec.max_length)
        ela_json_set_int(o, "max_length", (int64_t)at->spec.max_length);
    if (f->many)
        ela_json_set_bool(o, "many", true);
    if (f->computed)
        ela_json_set_bool(o, "computed", true);
    if (f->sensitive)
        ela_json_set_bool(o, "sensitive", true);
    if (!at->spec.table && ela_field_sealed(f))
        sealed_field(w, at, o);
    if (c->actor->kind == ELA_ACTOR_PORTAL && !f->computed && !ela_field_fills(f, true))
        ela_json_set_bool(o, "locked", true);
    if (f->who != (ELA_WHO_CLIENT | ELA_WHO_OFFICE))
        ela_json_set_text(o, "who", f->who == ELA_WHO_CLIENT ? "client" : "office");
    if (at->spec.type == ELA_F_CHOICE || at->spec.type == ELA_F_CHOICES)
        ELA_TRY(options_json(c, f, o, err));
    if (at->spec.type == ELA_F_LINK)
        ela__choices_set(c, w->choices, f, o);
    if (at->spec.type != ELA_F_TABLE)
        return ELA_OK;
    struct ela_json *columns = ela_json_new_array();
    ela_json_set(o, "columns", columns);
    for (size_t k = i + 1; k < ela__column_end(p, i); k++)
        ELA_TRY(field_json(w, k, columns, err));
    return ELA_OK;
}

/* Fields of one page (pages of a form are read in order), or all. */
static enum ela_status fields_json(const struct showing *w, const char *page, struct ela_json *into,
                                   struct ela_error *err)
{
    const struct ela_fieldset_program *p = w->set->program;
    for (size_t i = 0; p && i < p->nflat; i++) {
        const struct ela__field_at *at = &p->flat[i];
        if (at->spec.table || (page && (!at->spec.page || !ela__same(at->spec.page, page))))
            continue;
        /* The office's own fields stay out of a client's form: nothing of them is sent. */
        if (w->c->actor->kind == ELA_ACTOR_PORTAL &&
            (at->field->who == ELA_WHO_OFFICE || at->field->client == ELA_FIELD_HIDDEN))
            continue;
        ELA_TRY(field_json(w, i, into, err));
    }
    return ELA_OK;
}

static enum ela_status program_json(const struct ela_fieldset *set, struct ela_json *out,
                                    struct ela_error *err)
{
    struct ela_buf bytes;
    if (!set->program || !set->program->form) {
        ela_json_set_null(out, "program");
        return ELA_OK;
    }
    ela_buf_init(&bytes, ELA_FORM_BYTES_MAX);
    enum ela_status st = ela_form_save(set->program->form, &bytes, err);
    if (st == ELA_OK) {
        size_t size = sodium_base64_encoded_len(bytes.n, sodium_base64_VARIANT_ORIGINAL);
        char *text = ela_malloc(size);
        if (text)
            sodium_bin2base64(text, size, (const unsigned char *)bytes.p, bytes.n,
                              sodium_base64_VARIANT_ORIGINAL);
        ela_json_set(out, "program", text ? ela_json_new_text(text, size - 1) : NULL);
        ela_free(text);
    }
    ela_buf_release(&bytes);
    return st;
}

static enum ela_status pages_json(const struct showing *w, const struct ela_meta_form *form,
                                  struct ela_json *out, struct ela_error *err)
{
    struct ela_call *c = w->c;
    struct ela_json *f = ela_json_new_object(), *pages = ela_json_new_array();
    ela_json_set(out, "form", f);
    ela_json_set_text(f, "code", form->code);
    ela_json_set_text(f, "label", ela_label_text(form->label, c->actor->lang));
    ela_json_set(f, "pages", pages);
    for (size_t i = 0; i < form->npages; i++) {
        struct ela_json *page = ela_json_new_object(), *fields = ela_json_new_array();
        ela_json_push(pages, page);
        ela_json_set_text(page, "code", form->pages[i].code);
        ela_json_set_text(page, "label", ela_label_text(form->pages[i].label, c->actor->lang));
        ela_json_set_text(page, "help", ela_label_text(form->pages[i].help, c->actor->lang));
        ela_json_set(page, "fields", fields);
        ELA_TRY(fields_json(w, form->pages[i].code, fields, err));
    }
    return ELA_OK;
}

static enum ela_status groups_json(const struct showing *w, struct ela_json *out,
                                   struct ela_error *err)
{
    const char *lang = w->c->actor->lang;
    const struct ela_fieldset *set = w->set;
    struct ela_json *fields = ela_json_new_array(), *groups = ela_json_new_array();
    ela_json_set(out, "fields", fields);
    ela_json_set(out, "groups", groups);
    for (size_t i = 0; i < set->ngroups; i++) {
        struct ela_json *g = ela_json_new_object();
        ela_json_set_text(g, "code", set->groups[i].code);
        ela_json_set_text(g, "label", ela_label_text(set->groups[i].label, lang));
        ela_json_push(groups, g);
    }
    return fields_json(w, NULL, fields, err);
}

enum ela_status ela_meta_form_json(struct ela_call *c, const struct ela_meta_form *form,
                                   const struct ela_fieldset *set, const struct ela_meta_filled *of,
                                   struct ela_json *out, struct ela_error *err)
{
    struct showing w = {.c = c, .set = set, .values = of ? of->values : NULL};
    ELA_TRY(program_json(set, out, err));
    enum ela_status st = ela__choices_open(c, set, of, &w.choices, err);
    if (st == ELA_OK)
        st = form ? pages_json(&w, form, out, err) : groups_json(&w, out, err);
    ela__choices_close(w.choices);
    return st;
}
