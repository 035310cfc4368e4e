/*
 * What was typed into a form: entries by field, lines of tables, facts.
 */
#include "form/form_internal.h"

static enum ela_status no_memory(struct ela_error *err)
{
    return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
}

static void *zeroed(size_t n)
{
    void *p = ela_malloc(n);
    if (p)
        memset(p, 0, n);
    return p;
}

enum ela_status ela_form_start(const struct ela_form *form, enum ela_form_side side,
                               struct ela_day today, const struct ela_tz *tz,
                               struct ela_form_state **out, struct ela_error *err)
{
    size_t n = form->nfields + 1u;
    struct ela_form_state *s = zeroed(sizeof *s);
    if (!s)
        return no_memory(err);
    s->form = form;
    s->other = side == ELA_SIDE_CLIENT   ? ELA_FORM_OFFICE
               : side == ELA_SIDE_OFFICE ? ELA_FORM_CLIENT
                                         : 0;
    s->context.today = today;
    if (tz)
        s->context.tz = *tz;
    ela_arena_init(&s->scratch, 0);
    s->entries = zeroed(n * sizeof *s->entries);
    s->lines = zeroed(n * sizeof *s->lines);
    s->results = zeroed(n * sizeof *s->results);
    s->pages = zeroed((form->npages + 1u) * sizeof *s->pages);
    s->slots = zeroed((ELA__F_SLOTS(form) + 1) * sizeof *s->slots);
    s->facts = zeroed((form->nfacts + 1u) * sizeof *s->facts);
    if (!s->entries || !s->lines || !s->results || !s->pages || !s->slots || !s->facts) {
        ela_form_free(s);
        return no_memory(err);
    }
    s->slots[form->nfields] = ela_x_date(today);
    *out = s;
    return ELA_OK;
}

static void free_lines(struct ela__f_lines *l, size_t columns)
{
    for (size_t i = 0; l->entries && i < l->cap * columns; i++)
        ela_free(l->entries[i].text);
    ela_free(l->entries);
    ela_free(l->results);
}

void ela_form_free(struct ela_form_state *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < s->form->nfields; i++) {
        if (s->entries)
            ela_free(s->entries[i].text);
        if (s->lines)
            free_lines(&s->lines[i], s->form->fields[i].ncolumns);
    }
    for (size_t i = 0; s->facts && i < s->form->nfacts; i++)
        ela_free(s->facts[i]);
    ela_free(s->entries);
    ela_free(s->lines);
    ela_free(s->results);
    ela_free(s->pages);
    ela_free(s->slots);
    ela_free(s->facts);
    ela_arena_release(&s->scratch);
    ela_free(s);
}

bool ela_form_fact(struct ela_form_state *s, struct ela_str name, struct ela_str text)
{
    for (size_t i = 1; i < s->form->nfacts; i++) {
        const struct ela__f_fact *f = &s->form->facts[i];
        if (!ela_str_eq(f->name, name))
            continue;
        char *copy = ela_malloc(text.n + 1);
        if (!copy)
            return false;
        if (text.n)
            memcpy(copy, text.p, text.n);
        copy[text.n] = '\0';
        ela_free(s->facts[i]);
        s->facts[i] = copy;
        s->slots[s->form->nfields + i] =
            ela_x_read((enum ela_x_type)f->type, (struct ela_str){copy, text.n});
        return true;
    }
    return false;
}

/* ---- Lines ---------------------------------------------------------------------------------- */

size_t ela_form_row_count(const struct ela_form_state *s, size_t table)
{
    return table < s->form->nfields ? s->lines[table].rows : 0;
}

static bool grow_lines(struct ela__f_lines *l, size_t columns, size_t rows)
{
    size_t cap = l->cap ? l->cap * 2 : 4;
    if (cap < rows)
        cap = rows;
    struct ela__f_entry *entries = ela_realloc(l->entries, cap * columns * sizeof *entries);
    if (!entries)
        return false;
    l->entries = entries;
    struct ela_form_result *results = ela_realloc(l->results, cap * columns * sizeof *results);
    if (!results)
        return false;
    l->results = results;
    memset(entries + l->cap * columns, 0, (cap - l->cap) * columns * sizeof *entries);
    memset(results + l->cap * columns, 0, (cap - l->cap) * columns * sizeof *results);
    l->cap = cap;
    return true;
}

static void clear(struct ela__f_entry *e)
{
    e->n = 0;
    e->touched = false;
    e->value = ELA_X_NONE;
    e->problem.key = NULL;
}

static enum ela_status check_table(const struct ela_form_state *s, size_t table,
                                   struct ela_error *err)
{
    if (table >= s->form->nfields || s->form->fields[table].type != ELA_F_TABLE)
        return ela_fail(err, ELA_E_INPUT, "form.no_field", NULL);
    return ELA_OK;
}

enum ela_status ela_form_rows(struct ela_form_state *s, size_t table, size_t rows,
                              struct ela_error *err)
{
    ELA_TRY(check_table(s, table, err));
    struct ela__f_lines *l = &s->lines[table];
    size_t columns = s->form->fields[table].ncolumns;
    if (rows > ELA_FORM_ROWS_MAX)
        return ela__f_refuse(s->form, table, NULL, "form.too_many", err);
    if (rows > l->cap && !grow_lines(l, columns, rows))
        return no_memory(err);
    for (size_t i = rows * columns; i < l->rows * columns; i++)
        clear(&l->entries[i]);
    l->rows = rows;
    return ELA_OK;
}

enum ela_status ela_form_remove_row(struct ela_form_state *s, size_t table, size_t row,
                                    struct ela_error *err)
{
    ELA_TRY(check_table(s, table, err));
    struct ela__f_lines *l = &s->lines[table];
    size_t columns = s->form->fields[table].ncolumns;
    if (row >= l->rows)
        return ela__f_refuse(s->form, table, NULL, "form.no_row", err);
    /* The line goes round to the end, with its buffers, and is cut there. */
    for (size_t i = row * columns; i + columns < l->rows * columns; i++) {
        struct ela__f_entry e = l->entries[i];
        l->entries[i] = l->entries[i + columns];
        l->entries[i + columns] = e;
    }
    return ela_form_rows(s, table, l->rows - 1, err);
}

/* ---- Entries -------------------------------------------------------------------------------- */

static struct ela__f_entry *entry_of(struct ela_form_state *s, size_t field, size_t row)
{
    const struct ela__f_field *f = &s->form->fields[field];
    if (f->table < 0)
        return &s->entries[field];
    struct ela__f_lines *l = &s->lines[f->table];
    if (row >= l->rows)
        return NULL;
    return &l->entries[row * s->form->fields[f->table].ncolumns + f->column];
}

bool ela__f_reserve(struct ela__f_entry *e, size_t n)
{
    if (n <= e->cap)
        return true;
    size_t cap = n + n / 4;
    char *p = ela_realloc(e->text, cap);
    if (!p)
        return false;
    if (e->value.type == ELA_X_TEXT || e->value.type == ELA_X_LIST)
        e->value.text = p;
    e->text = p;
    e->cap = (uint32_t)cap;
    return true;
}

static enum ela_status enter(struct ela_form_state *s, size_t field, size_t row,
                             struct ela_str text, bool stored, struct ela_error *err)
{
    if (field >= s->form->nfields)
        return ela_fail(err, ELA_E_INPUT, "form.no_field", NULL);
    const struct ela__f_field *f = &s->form->fields[field];
    if (!ela__f_typed(f))
        return ela__f_refuse(s->form, field, NULL, "form.not_typed", err);
    struct ela__f_entry *e = entry_of(s, field, row);
    if (!e)
        return ela__f_refuse(s->form, field, NULL, "form.no_row", err);
    size_t room = text.n > ELA__F_BYTES_MAX ? 0 : text.n;
    if (!ela__f_reserve(e, room + ELA__F_ROOM))
        return no_memory(err);
    size_t n = 0;
    s->context.stored = stored;
    (void)ela__f_read(f, &s->context, text, e->text, &n, &e->value, &e->problem);
    e->n = (uint32_t)n;
    e->touched = e->fresh = true;
    return ELA_OK;
}

enum ela_status ela_form_set(struct ela_form_state *s, size_t field, size_t row,
                             struct ela_str text, struct ela_error *err)
{
    if (field < s->form->nfields && s->form->fields[field].flags & s->other)
        return ela__f_refuse(s->form, field, NULL, "form.locked", err);
    return enter(s, field, row, text, false, err);
}

enum ela_status ela_form_put(struct ela_form_state *s, size_t field, size_t row,
                             struct ela_str text, struct ela_error *err)
{
    return enter(s, field, row, text, true, err);
}

/* ---- Results -------------------------------------------------------------------------------- */

const struct ela_form_result *ela_form_result(const struct ela_form_state *s, size_t field,
                                              size_t row)
{
    if (field >= s->form->nfields)
        return NULL;
    const struct ela__f_field *f = &s->form->fields[field];
    if (f->table < 0)
        return &s->results[field];
    const struct ela__f_lines *l = &s->lines[f->table];
    return row < l->rows ? &l->results[row * s->form->fields[f->table].ncolumns + f->column] : NULL;
}

const struct ela_form_page_result *ela_form_page(const struct ela_form_state *s, size_t page)
{
    return page < s->form->npages ? &s->pages[page] : NULL;
}

size_t ela_form_problems(const struct ela_form_state *s)
{
    return s->problems;
}
