/*
 * Lists as CSV: UTF-8 with its mark, semicolons in French, lines of RFC 4180. A text that a
 * spreadsheet would run as a formula is made plain text by an apostrophe, and one that would fall
 * apart under another separator is quoted. Source: CRM-23.
 */
#include "list/export.h"

#include <stdio.h>

struct csv {
    FILE *out;
    char separator;
};

/* OWASP, CSV injection: = + - @, also in full width, tab and ends of lines at the start, blanks
 * before them or not. */
static bool formula(struct ela_str s)
{
    static const char *const wide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                       "\xEF\xBC\xA0"};
    size_t i = 0;
    while (i < s.n && s.p[i] == ' ')
        i++;
    if (i < s.n && s.p[i] != '\0' && strchr("=+-@\t\r\n", s.p[i]))
        return true;
    for (size_t k = 0; k < sizeof wide / sizeof wide[0]; k++)
        if (s.n - i >= 3 && memcmp(s.p + i, wide[k], 3) == 0)
            return true;
    return false;
}

static bool parts(const struct csv *k, char c, bool text)
{
    return c == k->separator || c == '"' || c == '\n' || c == '\r' ||
           (text && (c == ',' || c == ';' || c == '\t'));
}

static void cell(struct csv *k, struct ela_str s, bool text)
{
    bool quoted = text && formula(s);
    for (size_t i = 0; i < s.n && !quoted; i++)
        quoted = parts(k, s.p[i], text);
    if (!quoted) {
        (void)fwrite(s.p, 1, s.n, k->out);
        return;
    }
    putc('"', k->out);
    if (text && formula(s))
        putc('\'', k->out);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            putc('"', k->out);
        putc(s.p[i], k->out);
    }
    putc('"', k->out);
}

static enum ela_status open_file(struct ela__export *x, struct ela_error *err)
{
    const struct ela_call *c = x->l->c;
    struct csv *k = ela_arena_alloc(c->arena, sizeof *k);
    if (!k)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    k->separator = strcmp(c->actor->lang, "en") == 0 ? ',' : ';';
    k->out = fopen(x->path, "wb");
    if (!k->out)
        return ela__export_failed("the file cannot be opened", err);
    x->state = k;
    (void)fwrite("\xEF\xBB\xBF", 1, 3, k->out);
    for (size_t i = 0; i < x->a->ncolumns; i++) {
        const struct ela_list_column *column = x->a->columns[i];
        if (i)
            putc(k->separator, k->out);
        cell(k, ela_str_of(ela__list_word(c, column->fr, column->en)), true);
    }
    (void)fwrite("\r\n", 1, 2, k->out);
    return ELA_OK;
}

static enum ela_status row(struct ela__export *x, const struct ela__cells *cells, size_t i,
                           struct ela_error *err)
{
    struct csv *k = x->state;
    char room[ELA__CELL_ROOM];
    int64_t v;
    for (size_t n = 0; n < x->a->ncolumns; n++) {
        if (n)
            putc(k->separator, k->out);
        cell(k, ela__cells_text(cells, i, n, room, sizeof room),
             x->a->columns[n]->type != ELA_LT_DECIMAL && !ela__cells_number(cells, i, n, &v));
    }
    (void)fwrite("\r\n", 1, 2, k->out);
    return ferror(k->out) ? ela__export_failed("the file cannot be written", err) : ELA_OK;
}

static enum ela_status close_file(struct ela__export *x, bool good, struct ela_error *err)
{
    struct csv *k = x->state;
    bool written = !ferror(k->out);
    written = fclose(k->out) == 0 && written;
    return good && !written ? ela__export_failed("the file cannot be written", err) : ELA_OK;
}

const struct ela__writer ELA__WRITE_CSV = {
    "csv", "text/csv; charset=UTF-8", SIZE_MAX, open_file, row, close_file};
