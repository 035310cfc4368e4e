/*
 * What a form must be, whether it was just built from a definition or came back from bytes.
 */
#include "form/form_internal.h"

bool ela__f_code_ok(struct ela_str code)
{
    static const char *const words[] = {"and", "or", "not", "in", "true", "false", "today"};
    if (code.n == 0 || code.n > ELA_FORM_CODE_MAX || code.p[0] < 'a' || code.p[0] > 'z')
        return false;
    for (size_t i = 0; i < code.n; i++) {
        char c = code.p[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '_')
            return false;
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (ela_str_is(code, words[i]))
            return false;
    return true;
}

bool ela__f_option_ok(struct ela_str code)
{
    if (code.n == 0 || code.n > ELA_FORM_CODE_MAX)
        return false;
    for (size_t i = 0; i < code.n; i++) {
        char c = code.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!plain && (i == 0 || (c != '_' && c != '-' && c != '.')))
            return false;
    }
    return true;
}

void ela__f_path(const struct ela_form *form, size_t field, const char *part, char out[64])
{
    const struct ela__f_field *f = &form->fields[field];
    char path[ELA_FORM_CODE_MAX * 2 + 32];
    const char *table = f->table >= 0 ? form->fields[f->table].code : NULL;
    snprintf(path, sizeof path, "%s%s%s%s%s", table ? table : "", table ? "." : "", f->code,
             part ? "/" : "", part ? part : "");
    (void)ela_str_copy(ela_str_of(path), out, 64);
}

enum ela_status ela__f_refuse(const struct ela_form *form, size_t field, const char *part,
                              const char *key, struct ela_error *err)
{
    char path[64];
    ela__f_path(form, field, part, path);
    return ela_fail(err, ELA_E_INPUT, key, path);
}

bool ela__f_counted(unsigned type)
{
    return type == ELA_F_TABLE || type == ELA_F_CHOICES || type == ELA_F_FILE;
}

enum ela_x_type ela__f_bound_type(const struct ela__f_field *f)
{
    switch (f->type) {
    case ELA_F_NUMBER:
    case ELA_F_AMOUNT:
    case ELA_F_PERCENT:
    case ELA_F_DATE:
    case ELA_F_TIME:
    case ELA_F_MOMENT:
    case ELA_F_DURATION:
        return (enum ela_x_type)f->xtype;
    case ELA_F_COMPUTED:
        return f->xtype == ELA_X_NUMBER || f->xtype == ELA_X_DATE ? (enum ela_x_type)f->xtype
                                                                  : ELA_X_EMPTY;
    default:
        return ela__f_counted(f->type) ? ELA_X_NUMBER : ELA_X_EMPTY;
    }
}

bool ela__f_typed(const struct ela__f_field *f)
{
    return !f->computed && f->type != ELA_F_TABLE && f->type != ELA_F_SECTION &&
           f->type != ELA_F_NOTE;
}

bool ela__f_mark_checked(struct ela_form *form, struct ela_arena *arena)
{
    uint16_t *late = ela_arena_alloc(arena, (form->nfields + 1u) * sizeof *late);
    if (!late)
        return false;
    for (size_t i = 0; i < form->nfields; i++) {
        struct ela__f_field *f = &form->fields[i];
        bool looks = f->required_if || f->min.expr || f->max.expr;
        f->checked = looks || f->flags & ELA_FORM_REQUIRED || f->min_length || f->min.fixed.type ||
                     f->max.fixed.type;
        f->late = looks || f->type == ELA_F_TABLE;
        f->plain = f->table < 0 && ela__f_typed(f) && !f->show_if && !f->value.n && !f->value_expr;
        if (f->late && f->table < 0)
            late[form->nlate++] = (uint16_t)i;
    }
    form->late = late;
    return true;
}

bool ela__f_number_columns(struct ela_form *form)
{
    for (size_t i = 0; i < form->nfields; i++) {
        struct ela__f_field *f = &form->fields[i];
        if (f->table < 0)
            continue;
        if ((size_t)f->table >= i || form->fields[f->table].type != ELA_F_TABLE)
            return false;
        f->column = form->fields[f->table].ncolumns++;
    }
    return true;
}

void ela__f_slot_types(const struct ela_form *form, int table, uint8_t *types, uint8_t *cells)
{
    for (size_t i = 0; i < form->nfields; i++) {
        const struct ela__f_field *f = &form->fields[i];
        bool cell = f->table >= 0 && f->table != table, own = (int)i == table;
        types[i] = cell ? (uint8_t)ELA_X_ROWS : own ? (uint8_t)ELA_X_EMPTY : f->xtype;
        cells[i] = cell ? f->xtype : 0;
    }
    for (size_t i = 0; i < form->nfacts; i++) {
        types[form->nfields + i] = form->facts[i].type;
        cells[form->nfields + i] = 0;
    }
}

/* ---- One field ------------------------------------------------------------------------------ */

static const char *links_fault(const struct ela_form *form, const struct ela__f_field *f)
{
    if (f->table >= 0) {
        if (f->type == ELA_F_TABLE || f->type == ELA_F_SECTION || f->type == ELA_F_NOTE ||
            f->type == ELA_F_RICH)
            return "form.column_type";
        return f->show_if || f->value.n || f->value_expr || f->page >= 0 ? "form.column_condition"
                                                                         : NULL;
    }
    if (form->npages && f->page < 0)
        return "form.page_needed";
    if (f->page >= (int)form->npages)
        return "form.no_page";
    return f->type == ELA_F_TABLE && f->ncolumns == 0 ? "form.no_columns" : NULL;
}

static const char *computed_fault(const struct ela__f_field *f)
{
    bool can = f->type != ELA_F_TABLE && f->type != ELA_F_SECTION && f->type != ELA_F_NOTE &&
               f->type != ELA_F_FILE;
    if (f->type == ELA_F_COMPUTED && !f->computed)
        return "form.computed";
    if (!f->computed)
        return NULL;
    bool right = ela_expr_type(f->computed) == (enum ela_x_type)f->xtype;
    return can && right && !f->value.n && !f->value_expr ? NULL : "form.computed";
}

static const char *options_fault(const struct ela__f_field *f)
{
    bool choice = f->type == ELA_F_CHOICE || f->type == ELA_F_CHOICES;
    if (!choice)
        return f->noptions || f->open_options ? "form.options" : NULL;
    if (f->open_options ? f->noptions > 0 : f->noptions == 0)
        return "form.options";
    for (size_t i = 0; i < f->noptions; i++) {
        if (!ela__f_option_ok(f->options[i]))
            return "form.option_code";
        for (size_t k = 0; k < i; k++)
            if (ela_str_eq(f->options[i], f->options[k]))
                return "form.option_twice";
    }
    return NULL;
}

static bool bound_ok(const struct ela__f_field *f, const struct ela__f_bound *b)
{
    enum ela_x_type want = ela__f_bound_type(f);
    if (b->expr)
        return want && ela_expr_type(b->expr) == want && !b->fixed.type;
    if (!b->fixed.type)
        return true;
    if (b->fixed.type != want)
        return false;
    return !ela__f_counted(f->type) || (b->fixed.num >= 0 && b->fixed.num % ELA_EXPR_SCALE == 0);
}

static const char *bounds_fault(const struct ela__f_field *f)
{
    struct ela_form_problem ignored;
    bool text = f->type == ELA_F_TEXT || f->type == ELA_F_LONG || f->type == ELA_F_RICH ||
                f->type == ELA_F_EMAIL;
    if (!bound_ok(f, &f->min) || !bound_ok(f, &f->max) ||
        !ela__f_within(f, f->min.fixed, ELA_X_NONE, f->max.fixed, &ignored))
        return "form.bound";
    if ((f->min_length || f->max_length) &&
        (!text || (f->max_length && f->min_length > f->max_length)))
        return "form.bound";
    if (f->mask.n && (f->type != ELA_F_TEXT || !ela__f_mask_ok(f->mask)))
        return "form.mask";
    return f->decimals > 6 ? "form.decimals" : NULL;
}

/* A default is what could have been stored. */
static const char *value_fault(const struct ela__f_field *f)
{
    struct ela__f_context c = {.today = ELA_DAY_NONE, .stored = true};
    struct ela_form_problem problem;
    struct ela_x_value v;
    size_t n;
    if (f->value_expr)
        return ela__f_typed(f) && f->type != ELA_F_FILE && !f->value.n &&
                       ela_expr_type(f->value_expr) == (enum ela_x_type)f->xtype
                   ? NULL
                   : "form.value";
    if (!f->value.n)
        return NULL;
    if (!ela__f_typed(f) || f->type == ELA_F_FILE)
        return "form.value";
    char *out = ela_malloc(f->value.n + ELA__F_ROOM);
    if (!out)
        return "internal.memory";
    bool same = ela__f_read(f, &c, f->value, out, &n, &v, &problem) && n == f->value.n &&
                memcmp(out, f->value.p, n) == 0;
    ela_free(out);
    return same ? NULL : "form.value";
}

static bool xtype_ok(const struct ela__f_field *f)
{
    if (f->type == ELA_F_COMPUTED)
        return f->xtype > ELA_X_EMPTY && f->xtype < ELA_X_ROWS;
    return f->type > ELA_F_NONE && f->type < ELA_F_TYPES &&
           f->xtype == (uint8_t)ela_form_x_type((enum ela_form_type)f->type);
}

static const char *field_fault(const struct ela_form *form, const struct ela__f_field *f,
                               const char **part)
{
    const char *key = xtype_ok(f) ? NULL : "form.type";
    *part = NULL;
    if (!key)
        key = links_fault(form, f);
    if (!key)
        key = computed_fault(f);
    if (!key)
        key = options_fault(f);
    if (!key)
        key = bounds_fault(f);
    if (!key) {
        *part = "default";
        key = value_fault(f);
    }
    return key;
}

/* ---- The whole ------------------------------------------------------------------------------ */

static bool code_taken(const struct ela_form *form, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (form->fields[k].table == form->fields[i].table &&
            strcmp(form->fields[k].code, form->fields[i].code) == 0)
            return true;
    return false;
}

static enum ela_status check_pages(const struct ela_form *form, struct ela_error *err)
{
    for (size_t i = 0; i < form->npages; i++) {
        if (!ela__f_code_ok(ela_str_of(form->pages[i].code)))
            return ela_fail(err, ELA_E_INPUT, "form.code", form->pages[i].code);
        for (size_t k = 0; k < i; k++)
            if (strcmp(form->pages[k].code, form->pages[i].code) == 0)
                return ela_fail(err, ELA_E_INPUT, "form.code_twice", form->pages[i].code);
    }
    return ELA_OK;
}

enum ela_status ela__f_check(const struct ela_form *form, struct ela_error *err)
{
    ELA_TRY(check_pages(form, err));
    for (size_t i = 0; i < form->nfields; i++) {
        const char *part = NULL, *key = NULL;
        if (!ela__f_code_ok(ela_str_of(form->fields[i].code)))
            key = "form.code";
        else if (code_taken(form, i))
            key = "form.code_twice";
        else
            key = field_fault(form, &form->fields[i], &part);
        if (key && strcmp(key, "internal.memory") == 0)
            return ela_fail(err, ELA_E_INTERNAL, key, NULL);
        if (key)
            return ela__f_refuse(form, i, part, key, err);
    }
    return ELA_OK;
}
