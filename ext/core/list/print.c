/*
 * Lists as PDF. A document is whole or nothing: it is for what people read, so that its rows are
 * few; more than ROWS_MAX are for a spreadsheet. Source: CRM-23, CASE-38.
 */
#include "list/export.h"

#include "file/file.h"
#include "list/list_sql.h"
#include "pdf/flow.h"

#include <stdio.h>

enum { ROWS_MAX = 2000, PDF_MAX = 32 * 1024 * 1024 };

struct print {
    struct ela_arena mem;
    const char **cells;
    size_t n;
};

static enum ela_status open_file(struct ela__export *x, struct ela_error *err)
{
    struct print *k = ela_arena_alloc(x->l->c->arena, sizeof *k);
    if (!k)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    ela_arena_init(&k->mem, 0);
    x->state = k;
    k->cells = ela_arena_alloc(&k->mem, (ROWS_MAX + 1) * x->a->ncolumns * sizeof *k->cells);
    if (k->cells)
        return ELA_OK;
    ela_arena_release(&k->mem);
    return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
}

/* An amount on paper is set to be read, not to be counted by a spreadsheet. */
static struct ela_str amount(const struct ela_call *c, int64_t minor, char room[ELA__CELL_ROOM])
{
    char text[48];
    ela_pdf_amount(c->actor->lang, c->settings->currency, minor, text);
    (void)snprintf(room, ELA__CELL_ROOM, "%s", text);
    return ela_str_of(room);
}

static enum ela_status row(struct ela__export *x, const struct ela__cells *cells, size_t i,
                           struct ela_error *err)
{
    struct print *k = x->state;
    char room[ELA__CELL_ROOM];
    for (size_t n = 0; n < x->a->ncolumns; n++) {
        struct ela_str s = ela__cells_text(cells, i, n, room, sizeof room);
        int64_t v;
        bool number = ela__cells_number(cells, i, n, &v);
        if (number && x->a->columns[n]->type == ELA_LT_AMOUNT)
            s = amount(x->l->c, v, room);
        /* What is counted and is none says nothing on paper. */
        if (number && x->a->columns[n]->extra && v == 0)
            s = ELA_STR("");
        const char *copy = ela_arena_strndup(&k->mem, s.p ? s.p : "", s.n);
        if (!copy)
            return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
        k->cells[k->n++] = copy;
    }
    return ELA_OK;
}

/* Shares of the width, by what is printed in a column. */
static unsigned weight(const struct ela_list_column *column)
{
    switch (column->type) {
    case ELA_LT_RICH:
    case ELA_LT_TEXT:
        return column->flags & ELA_LC_UNIQUE ? 15 : 20;
    case ELA_LT_CLIENT:
    case ELA_LT_CASE:
    case ELA_LT_FOLDER:
        return 17;
    case ELA_LT_PERSON:
    case ELA_LT_STATUS:
    case ELA_LT_MOMENT:
        return 13;
    case ELA_LT_NUMBER:
    case ELA_LT_YESNO:
        return 9;
    default:
        return 11;
    }
}

static bool is_number(enum ela_list_type type)
{
    return type == ELA_LT_NUMBER || type == ELA_LT_DECIMAL || type == ELA_LT_PERCENT ||
           type == ELA_LT_DURATION || type == ELA_LT_AMOUNT;
}

static enum ela_status author_of(struct ela_call *c, const char **name, struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(c->actor->user_id);
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA__SQL_LIST_AUTHOR, &p, 1, &r, err));
    struct ela_str s = r.nrows ? ela_db_cell(&r, 0, 0) : ELA_STR("");
    *name = ela_arena_strndup(c->arena, s.n ? s.p : "", s.n < 120 ? s.n : 120);
    ela_db_result_release(&r);
    return *name ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
}

static enum ela_status draw(struct ela__export *x, struct ela_buf *out, struct ela_error *err)
{
    struct ela_call *c = x->l->c;
    const struct print *k = x->state;
    struct ela_pdf_column columns[ELA__LIST_COLUMNS];
    struct ela_civil t;
    char exported[200], subtitle[64];
    const char *author;
    for (size_t i = 0; i < x->a->ncolumns; i++) {
        const struct ela_list_column *column = x->a->columns[i];
        columns[i] = (struct ela_pdf_column){ela__list_word(c, column->fr, column->en),
                                             weight(column), is_number(column->type)};
    }
    ela_tz_civil(c->tz, c->now, &t);
    ELA_TRY(author_of(c, &author, err));
    snprintf(exported, sizeof exported, "%s %02d/%02d/%04d %02d:%02d%s%s",
             ela__list_word(c, "Édité le", "Printed on"), t.day, t.month, t.year, t.hour, t.minute,
             *author ? ela__list_word(c, " par ", " by ") : "", author);
    snprintf(subtitle, sizeof subtitle, "%zu %s", x->rows,
             x->rows > 1 ? ela__list_word(c, "lignes", "rows") : ela__list_word(c, "ligne", "row"));
    struct ela_pdf_table table = {
        .lang = c->actor->lang,
        .accent = c->settings->accent,
        .firm_name = c->settings->firm_name,
        .title = ela__list_word(c, x->l->list->fr, x->l->list->en),
        .subtitle = subtitle,
        .exported = exported,
        .legal = ela_pdf_legal(c->settings, strcmp(c->actor->lang, "en") == 0, c->arena),
        .columns = columns,
        .ncolumns = x->a->ncolumns,
        .cells = k->cells,
        .nrows = x->rows,
        .empty = ela__list_word(c, "Aucune ligne.", "No row.")};
    ela_file_logo(c, c->settings->firm_logo, ELA_PDF_PICTURE_MAX, &table.logo);
    return ela_pdf_table(&table, out, err);
}

static enum ela_status store(const char *path, const struct ela_buf *b, struct ela_error *err)
{
    FILE *out = fopen(path, "wb");
    bool ok = out && fwrite(b->p, 1, b->n, out) == b->n;
    if (out)
        ok = fclose(out) == 0 && ok;
    return ok ? ELA_OK : ela__export_failed("the file cannot be written", err);
}

static enum ela_status close_file(struct ela__export *x, bool good, struct ela_error *err)
{
    struct print *k = x->state;
    struct ela_buf pdf;
    ela_buf_init(&pdf, PDF_MAX);
    enum ela_status st = good ? draw(x, &pdf, err) : ELA_OK;
    if (good && st == ELA_OK)
        st = store(x->path, &pdf, err);
    ela_buf_release(&pdf);
    ela_arena_release(&k->mem);
    return st;
}

const struct ela__writer ELA__WRITE_PDF = {"pdf", "application/pdf", ROWS_MAX, open_file,
                                           row,   close_file};
