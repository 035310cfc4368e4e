/*
 * One evaluation of a form: first what is visible and what every field holds, in the order that
 * order.c found, then what is asked for and what is wrong.
 */
#include "form/form_internal.h"

struct run {
    struct ela_form_state *s;
    const struct ela_form *form;
    unsigned flags;
    bool no_memory;
};

static inline bool truth(struct run *r, const struct ela_expr *e, bool without)
{
    return e ? ela_x_true(ela_expr_run(e, r->s->slots, &r->s->scratch)) : without;
}

static inline bool is_locked(const struct ela_form_state *s, const struct ela__f_field *f)
{
    return f->computed || f->flags & s->other;
}

/* ---- Values --------------------------------------------------------------------------------- */

/*
 * The text of a value that was not typed: a text is borrowed, anything else written into the entry,
 * and only where it is not what the entry already says.
 */
static struct ela_str keep_text(struct run *r, struct ela__f_entry *e, struct ela_x_value v)
{
    char buf[32];
    if (v.type == ELA_X_TEXT || v.type == ELA_X_LIST || v.type == ELA_X_EMPTY)
        return ela_x_write(v, buf);
    if (e->n && e->value.type == v.type && e->value.num == v.num)
        return (struct ela_str){e->text, e->n};
    if (!ela__f_reserve(e, ELA__F_ROOM)) {
        r->no_memory = true;
        return ELA_STR("");
    }
    struct ela_str s = ela_x_write(v, buf);
    memcpy(e->text, s.p, s.n);
    e->n = (uint32_t)s.n;
    e->value = v;
    return (struct ela_str){e->text, e->n};
}

/* Settled numbers, days and truths are canonical as they are. */
static bool reads_again(const struct ela__f_field *f, struct ela_x_value v)
{
    if (f->type == ELA_F_COMPUTED || v.type == ELA_X_EMPTY)
        return false;
    return f->type != ELA_F_NUMBER && f->type != ELA_F_AMOUNT && f->type != ELA_F_PERCENT &&
           f->type != ELA_F_DATE && f->type != ELA_F_YESNO;
}

/*
 * What an expression gives to a field goes through the field's own reader: a computed date or a
 * proposed code is as good as a typed one, or is refused like it. The entry, in which nobody has
 * typed, keeps its text from run to run.
 */
static void take(struct run *r, const struct ela__f_field *f, struct ela__f_entry *e,
                 struct ela_x_value v, struct ela_form_result *out, struct ela_x_value *value)
{
    v = ela__f_settle(f, v);
    out->text = keep_text(r, e, v);
    *value = v;
    out->type = (enum ela_x_type)v.type;
    if (!reads_again(f, v))
        return;
    struct ela__f_context c = r->s->context;
    size_t n = 0;
    c.stored = true;
    char *text = ela_arena_alloc(&r->s->scratch, out->text.n + ELA__F_ROOM);
    if (!text) {
        r->no_memory = true;
        return;
    }
    (void)ela__f_read(f, &c, out->text, text, &n, value, &out->problem);
    out->text = (struct ela_str){text, n};
    out->type = (enum ela_x_type)value->type;
}

static inline void take_entry(const struct ela__f_entry *e, struct ela_form_result *out,
                              struct ela_x_value *value)
{
    out->text = (struct ela_str){e->n ? e->text : "", e->n};
    out->type = (enum ela_x_type)e->value.type;
    if (e->problem.key)
        out->problem = e->problem;
    *value = e->value;
}

static void take_default(struct run *r, const struct ela__f_field *f, struct ela__f_entry *e,
                         struct ela_form_result *out, struct ela_x_value *value)
{
    if (f->value_expr) {
        take(r, f, e, ela_expr_run(f->value_expr, r->s->slots, &r->s->scratch), out, value);
        return;
    }
    out->text = f->value;
    *value = ela_x_read((enum ela_x_type)f->xtype, f->value);
    out->type = (enum ela_x_type)value->type;
}

static inline void reset(struct ela_form_result *out, bool visible, bool locked)
{
    out->visible = visible;
    out->required = false;
    out->locked = locked;
    out->text = ELA_STR("");
    out->type = ELA_X_EMPTY;
    out->problem.key = NULL;
}

static void evaluate_cell(struct run *r, const struct ela__f_field *f, struct ela__f_entry *e,
                          struct ela_form_result *out, struct ela_x_value *value)
{
    reset(out, true, is_locked(r->s, f));
    *value = ELA_X_NONE;
    if (f->computed)
        take(r, f, e, ela_expr_run(f->computed, r->s->slots, &r->s->scratch), out, value);
    else
        take_entry(e, out, value);
}

/*
 * Line by line: the slots of the columns hold the cells of the line while it is computed, and the
 * whole columns afterwards.
 */
static void evaluate_table(struct run *r, size_t table, bool visible)
{
    struct ela_form_state *s = r->s;
    struct ela__f_lines *l = &s->lines[table];
    size_t columns = r->form->fields[table].ncolumns, rows = visible ? l->rows : 0;
    struct ela_x_value *cells = NULL;
    for (size_t i = rows * columns; i < l->rows * columns; i++)
        reset(&l->results[i], false, false);
    if (rows) {
        cells = ela_arena_alloc(&s->scratch, rows * columns * sizeof *cells);
        r->no_memory = r->no_memory || !cells;
    }
    for (size_t row = 0; cells && row < rows; row++)
        for (size_t k = 0; k < (size_t)r->form->nfields + r->form->npages; k++) {
            size_t i = r->form->order[k];
            if (i >= r->form->nfields || r->form->fields[i].table != (int)table)
                continue;
            const struct ela__f_field *f = &r->form->fields[i];
            size_t at = row * columns + f->column;
            evaluate_cell(r, f, &l->entries[at], &l->results[at], &s->slots[i]);
            cells[f->column * rows + row] = s->slots[i];
        }
    for (size_t i = table + 1; i < r->form->nfields; i++) {
        const struct ela__f_field *f = &r->form->fields[i];
        if (f->table == (int)table)
            s->slots[i] = (struct ela_x_value){.type = ELA_X_ROWS,
                                               .n = cells ? (uint32_t)rows : 0,
                                               .rows = cells ? cells + f->column * rows : NULL};
    }
    s->slots[table] = (struct ela_x_value){.type = ELA_X_ROWS, .n = (uint32_t)rows};
    s->results[table].type = rows ? ELA_X_ROWS : ELA_X_EMPTY;
}

/* ---- Checks --------------------------------------------------------------------------------- */

static struct ela_x_value bound(struct run *r, const struct ela__f_bound *b)
{
    return b->expr ? ela_expr_run(b->expr, r->s->slots, &r->s->scratch) : b->fixed;
}

static void check_length(const struct ela__f_field *f, struct ela_form_result *out)
{
    size_t chars = 0;
    if (!f->min_length || out->text.n == 0)
        return;
    (void)ela_utf8_valid(out->text.p, out->text.n, &chars);
    if (chars >= f->min_length)
        return;
    ela__f_problem(&out->problem, "field.too_short");
    ela__f_problem_int(&out->problem, "min", f->min_length);
}

static void check_bounds(struct run *r, const struct ela__f_field *f, struct ela_form_result *out,
                         struct ela_x_value v)
{
    struct ela_x_value min = bound(r, &f->min), max = bound(r, &f->max);
    if (ela__f_counted(f->type)) {
        bool draft = (r->flags & ELA_RUN_DRAFT) != 0;
        if (v.type == ELA_X_LIST)
            v = ela_x_int((int64_t)ela__f_items(out->text));
        else if (v.type == ELA_X_ROWS)
            v = ela_x_int((int64_t)v.n);
        if (draft)
            min = ELA_X_NONE;
        if (v.num == 0)
            return; /* none at all is what `required` is about */
    }
    (void)ela__f_within(f, v, min, max, &out->problem);
}

/* One visible field or cell, whose value stands in v. */
static bool check_one(struct run *r, const struct ela__f_field *f, struct ela_form_result *out,
                      struct ela_x_value v)
{
    bool draft = (r->flags & ELA_RUN_DRAFT) != 0;
    if (out->locked && !f->computed) { /* the other side's to mend */
        out->problem.key = NULL;
        return true;
    }
    if (!f->checked)
        return !out->problem.key;
    if (f->flags & ELA_FORM_REQUIRED || f->required_if)
        out->required = f->flags & ELA_FORM_REQUIRED || truth(r, f->required_if, false);
    if (out->problem.key)
        return false;
    bool empty = v.type == ELA_X_ROWS ? v.n == 0 : out->text.n == 0;
    if (empty && out->required && !draft && !f->computed)
        return ela__f_problem(&out->problem, "field.required");
    if (empty)
        return true;
    if (!draft)
        check_length(f, out);
    if (!out->problem.key && (f->min.expr || f->max.expr || f->min.fixed.type || f->max.fixed.type))
        check_bounds(r, f, out, v);
    return !out->problem.key;
}

/* A field whose value stands; its faults are counted. */
static void judge(struct run *r, size_t i)
{
    struct ela_form_state *s = r->s;
    const struct ela__f_field *f = &r->form->fields[i];
    struct ela_form_result *out = &s->results[i];
    if (f->checked || out->locked ? check_one(r, f, out, s->slots[i]) : !out->problem.key)
        return;
    s->problems++;
    if (f->page >= 0)
        s->pages[f->page].problems++;
}

/* Nothing was typed since the last run, whose checks may have left their mark. */
static inline void keep_result(const struct ela__f_entry *e, struct ela_form_result *out)
{
    out->required = false;
    if (e->problem.key)
        out->problem = e->problem;
    else
        out->problem.key = NULL;
}

static void evaluate_field(struct run *r, size_t i)
{
    struct ela_form_state *s = r->s;
    const struct ela__f_field *f = &r->form->fields[i];
    struct ela_form_result *out = &s->results[i];
    struct ela__f_entry *e = &s->entries[i];
    bool shown = f->page < 0 || s->pages[f->page].visible;
    if (f->plain && shown && out->visible && !e->fresh) {
        keep_result(e, out);
        if (!f->late)
            judge(r, i);
        return;
    }
    e->fresh = false;
    shown = shown && truth(r, f->show_if, true);
    reset(out, shown, is_locked(s, f));
    s->slots[i] = ELA_X_NONE;
    if (f->type == ELA_F_TABLE) {
        evaluate_table(r, i, shown);
        return;
    }
    if (!shown || f->xtype == ELA_X_EMPTY)
        return;
    if (f->computed)
        take(r, f, e, ela_expr_run(f->computed, s->slots, &s->scratch), out, &s->slots[i]);
    else if (e->touched)
        take_entry(e, out, &s->slots[i]);
    else if ((f->value.n || f->value_expr) && !(r->flags & ELA_RUN_NO_DEFAULTS))
        take_default(r, f, e, out, &s->slots[i]);
    if (!f->late)
        judge(r, i);
}

static void evaluate(struct run *r)
{
    for (size_t k = 0; k < (size_t)r->form->nfields + r->form->npages; k++) {
        size_t i = r->form->order[k];
        if (i >= r->form->nfields)
            r->s->pages[i - r->form->nfields].visible =
                truth(r, r->form->pages[i - r->form->nfields].show_if, true);
        else if (r->form->fields[i].table < 0)
            evaluate_field(r, i);
    }
}

static size_t check_table(struct run *r, size_t table)
{
    struct ela_form_state *s = r->s;
    struct ela__f_lines *l = &s->lines[table];
    size_t columns = r->form->fields[table].ncolumns, problems = 0;
    struct ela_x_value *saved = ela_arena_alloc(&s->scratch, (columns + 1) * sizeof *saved);
    if (!saved) {
        r->no_memory = true;
        return 0;
    }
    for (size_t i = table + 1; i < r->form->nfields; i++)
        if (r->form->fields[i].table == (int)table)
            saved[r->form->fields[i].column] = s->slots[i];
    for (size_t row = 0; row < s->slots[table].n; row++) {
        for (size_t i = table + 1; i < r->form->nfields; i++)
            if (r->form->fields[i].table == (int)table && saved[r->form->fields[i].column].rows)
                s->slots[i] = saved[r->form->fields[i].column].rows[row];
        for (size_t i = table + 1; i < r->form->nfields; i++) {
            const struct ela__f_field *f = &r->form->fields[i];
            if (f->table == (int)table)
                problems += !check_one(r, f, &l->results[row * columns + f->column], s->slots[i]);
        }
    }
    for (size_t i = table + 1; i < r->form->nfields; i++)
        if (r->form->fields[i].table == (int)table)
            s->slots[i] = saved[r->form->fields[i].column];
    return problems;
}

/* What asks for other fields, and lines, once all values stand. */
static void check_late(struct run *r)
{
    struct ela_form_state *s = r->s;
    for (size_t k = 0; k < r->form->nlate; k++) {
        size_t i = r->form->late[k];
        const struct ela__f_field *f = &r->form->fields[i];
        if (!s->results[i].visible)
            continue;
        judge(r, i);
        if (f->type != ELA_F_TABLE || s->results[i].locked)
            continue;
        size_t problems = check_table(r, i);
        s->problems += problems;
        if (f->page >= 0)
            s->pages[f->page].problems += problems;
    }
}

enum ela_status ela_form_run(struct ela_form_state *s, unsigned flags, struct ela_error *err)
{
    struct run r = {.s = s, .form = s->form, .flags = flags};
    ela_arena_reset(&s->scratch);
    s->problems = 0;
    for (size_t i = 0; i < r.form->npages; i++)
        s->pages[i].problems = 0;
    evaluate(&r);
    check_late(&r);
    if (r.no_memory)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    return ELA_OK;
}
