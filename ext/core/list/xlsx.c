/*
 * Lists as a spreadsheet, by libxlsxwriter in its constant memory: a row is on disk before the next
 * one comes. Days, durations and amounts are real ones, so that they sort and add up. Source:
 * CRM-23.
 */
#include "list/export.h"

#include "expr/expr.h"

#include <xlsxwriter.h>

enum { FORMATS = 6, CELL_MAX = 32767, ROWS_MAX = 500000 };
enum { F_HEAD, F_DAY, F_MOMENT, F_DURATION, F_AMOUNT, F_PERCENT };

struct xlsx {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *format[FORMATS];
    lxw_row_t row;
    char *room;
};

static void formats(struct xlsx *k, bool french)
{
    static const char *const CODES[] = {NULL,         "dd/mm/yyyy", "dd/mm/yyyy hh:mm",
                                        "[hh]:mm:ss", "#,##0.00",   "0\" %\""};
    static const char *const ENGLISH[] = {NULL, "yyyy-mm-dd", "yyyy-mm-dd hh:mm"};
    for (size_t i = 0; i < FORMATS; i++) {
        k->format[i] = workbook_add_format(k->book);
        const char *code = !french && i < 3 ? ENGLISH[i] : CODES[i];
        if (code && k->format[i])
            format_set_num_format(k->format[i], code);
    }
    if (k->format[F_HEAD])
        format_set_bold(k->format[F_HEAD]);
}

/* Characters of width, as people see these columns on the screen. */
static lxw_col_t width(const struct ela_list_column *column)
{
    switch (column->type) {
    case ELA_LT_RICH:
    case ELA_LT_TEXT:
        return column->flags & ELA_LC_UNIQUE ? 18 : 40;
    case ELA_LT_CLIENT:
    case ELA_LT_CASE:
    case ELA_LT_FOLDER:
        return 32;
    case ELA_LT_PERSON:
    case ELA_LT_STATUS:
        return 22;
    case ELA_LT_MOMENT:
        return 18;
    default:
        return 14;
    }
}

static void heads(struct ela__export *x, struct xlsx *k)
{
    const struct ela_call *c = x->l->c;
    for (size_t i = 0; i < x->a->ncolumns; i++) {
        const struct ela_list_column *column = x->a->columns[i];
        lxw_col_t at = (lxw_col_t)i;
        (void)worksheet_set_column(k->sheet, at, at, width(column), NULL);
        (void)worksheet_write_string(k->sheet, 0, at, ela__list_word(c, column->fr, column->en),
                                     k->format[F_HEAD]);
    }
    worksheet_freeze_panes(k->sheet, 1, 0);
}

static enum ela_status open_file(struct ela__export *x, struct ela_error *err)
{
    const struct ela_call *c = x->l->c;
    struct xlsx *k = ela_arena_alloc(c->arena, sizeof *k);
    char *folder = ela_arena_strdup(c->arena, x->path);
    if (!k || !folder || !(k->room = ela_arena_alloc(c->arena, CELL_MAX + 1)))
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    char *slash = strrchr(folder, '/');
    if (slash)
        *slash = '\0';
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = slash ? folder : NULL};
    k->book = workbook_new_opt(x->path, &options);
    if (!k->book)
        return ela__export_failed("no workbook", err);
    x->state = k;
    k->sheet = workbook_add_worksheet(k->book, ela__list_word(c, x->l->list->fr, x->l->list->en));
    formats(k, strcmp(c->actor->lang, "en") != 0);
    if (k->sheet)
        heads(x, k);
    k->row = 1;
    if (k->sheet)
        return ELA_OK;
    (void)workbook_close(k->book);
    return ela__export_failed("no sheet", err);
}

/* "_x0041_" would be read as a character that was escaped. */
static bool reads_as_escape(struct ela_str s, size_t i)
{
    if (s.n - i < 7 || s.p[i] != '_' || s.p[i + 1] != 'x' || s.p[i + 6] != '_')
        return false;
    for (size_t k = i + 2; k < i + 6; k++)
        if (!strchr("0123456789abcdefABCDEF", s.p[k]) || s.p[k] == '\0')
            return false;
    return true;
}

static lxw_error text(struct xlsx *k, lxw_col_t at, struct ela_str s)
{
    size_t n = 0;
    if (s.n == 0)
        return LXW_NO_ERROR;
    for (size_t i = 0; i < s.n && n + 8 < CELL_MAX; i++) {
        if (reads_as_escape(s, i)) {
            memcpy(k->room + n, "_x005F", 6);
            n += 6;
        }
        k->room[n++] = s.p[i];
    }
    for (int cut = 0; cut < 3 && !ela_utf8_valid(k->room, n, NULL); cut++)
        n--; /* of a character that does not fit whole */
    k->room[n] = '\0';
    return worksheet_write_string(k->sheet, k->row, at, k->room, NULL);
}

static lxw_error moment(const struct ela_call *c, struct xlsx *k, lxw_col_t at, int64_t v)
{
    struct ela_civil t;
    ela_tz_civil(c->tz, v, &t);
    lxw_datetime when = {.year = t.year,
                         .month = t.month,
                         .day = t.day,
                         .hour = t.hour,
                         .min = t.minute,
                         .sec = t.second};
    return worksheet_write_datetime(k->sheet, k->row, at, &when, k->format[F_MOMENT]);
}

static lxw_error day(struct xlsx *k, lxw_col_t at, struct ela_str s)
{
    struct ela_day d;
    int32_t y, m, n;
    if (ela_day_parse(s, &d, "", NULL) != ELA_OK)
        return LXW_NO_ERROR;
    ela_day_to_ymd(d, &y, &m, &n);
    lxw_datetime when = {.year = y, .month = m, .day = n};
    return worksheet_write_datetime(k->sheet, k->row, at, &when, k->format[F_DAY]);
}

static lxw_error decimal(struct xlsx *k, lxw_col_t at, struct ela_str s)
{
    int64_t v;
    if (!ela_x_number_read(s, &v))
        return text(k, at, s);
    return worksheet_write_number(k->sheet, k->row, at, (double)v / ELA_EXPR_SCALE, NULL);
}

/*
 * A spreadsheet holds every number as a real one: this is the one place where amounts and seconds
 * become such, at the door, to be shown. Sixteen digits keep cents exact to ten thousand billion.
 */
static lxw_error number(const struct ela_call *c, struct xlsx *k, lxw_col_t at,
                        const struct ela_list_column *column, int64_t v)
{
    switch (column->type) {
    case ELA_LT_MOMENT:
        return moment(c, k, at, v);
    case ELA_LT_DURATION:
        return worksheet_write_number(k->sheet, k->row, at, (double)v / 86400.0,
                                      k->format[F_DURATION]);
    case ELA_LT_AMOUNT:
        return worksheet_write_number(k->sheet, k->row, at, (double)v / 100.0, k->format[F_AMOUNT]);
    case ELA_LT_PERCENT:
        return worksheet_write_number(k->sheet, k->row, at, (double)v, k->format[F_PERCENT]);
    case ELA_LT_YESNO:
        return text(
            k, at,
            ela_str_of(v == 1 ? ela__list_word(c, "Oui", "Yes") : ela__list_word(c, "Non", "No")));
    default:
        return worksheet_write_number(k->sheet, k->row, at, (double)v, NULL);
    }
}

static enum ela_status row(struct ela__export *x, const struct ela__cells *cells, size_t i,
                           struct ela_error *err)
{
    struct xlsx *k = x->state;
    char room[ELA__CELL_ROOM];
    int64_t v;
    for (size_t n = 0; n < x->a->ncolumns; n++) {
        const struct ela_list_column *column = x->a->columns[n];
        lxw_error e;
        if (ela__cells_number(cells, i, n, &v))
            e = number(x->l->c, k, (lxw_col_t)n, column, v);
        else if (column->type == ELA_LT_DAY)
            e = day(k, (lxw_col_t)n, ela_db_cell(&cells->r, cells->row[i], cells->place[n]));
        else if (column->type == ELA_LT_DECIMAL)
            e = decimal(k, (lxw_col_t)n, ela_db_cell(&cells->r, cells->row[i], cells->place[n]));
        else
            e = text(k, (lxw_col_t)n, ela__cells_text(cells, i, n, room, sizeof room));
        if (e != LXW_NO_ERROR)
            return ela__export_failed(lxw_strerror(e), err);
    }
    k->row++;
    return ELA_OK;
}

static enum ela_status close_file(struct ela__export *x, bool good, struct ela_error *err)
{
    struct xlsx *k = x->state;
    if (good && x->rows > 0)
        (void)worksheet_autofilter(k->sheet, 0, 0, k->row - 1, (lxw_col_t)(x->a->ncolumns - 1));
    lxw_error e = workbook_close(k->book);
    return good && e != LXW_NO_ERROR ? ela__export_failed(lxw_strerror(e), err) : ELA_OK;
}

const struct ela__writer ELA__WRITE_XLSX = {
    "xlsx",   "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ROWS_MAX, open_file,
    row,      close_file};
