/*
 * A list on paper: A4 lying, heads repeated on every page, light rules, at most three lines a cell.
 */
#include "pdf/pdf_internal.h"

#define LEFT    ELA__PDF_MARGIN
#define BODY    7.8f
#define LEADING 10.0f
#define HEAD    7.2f
#define GAP     8.0f
#define LINES   3

enum { COLUMNS = 40 };

struct sheet {
    struct ela__pdf pdf;
    const struct ela_pdf_table *t;
    struct ela_arena mem;
    float x[COLUMNS], width[COLUMNS], right, bottom, y;
    bool no_memory;
};

static const char *clean(struct sheet *s, const char *text)
{
    const char *t = ela__pdf_clean(&s->mem, text ? text : "", false);
    s->no_memory = s->no_memory || !t;
    return t ? t : "";
}

static void columns(struct sheet *s)
{
    unsigned sum = 0;
    float x = LEFT, room;
    s->right = s->pdf.width - ELA__PDF_MARGIN;
    s->bottom = s->pdf.height - 52.0f;
    for (size_t i = 0; i < s->t->ncolumns; i++)
        sum += s->t->columns[i].weight;
    room = s->right - LEFT - GAP * (float)(s->t->ncolumns - 1);
    for (size_t i = 0; i < s->t->ncolumns; i++) {
        s->x[i] = x;
        s->width[i] = room * (float)s->t->columns[i].weight / (float)sum;
        x += s->width[i] + GAP;
    }
}

/* One cell from y on; returns its lines. `draw` false only counts. */
static size_t cell(struct sheet *s, size_t column, const char *text, enum ela__weight w, float size,
                   enum ela__ink ink, bool draw)
{
    size_t lines = 0;
    const char *p = text;
    while (p && *p && lines < LINES) {
        size_t n;
        const char *next = ela__pdf_wrap(&s->pdf, w, size, s->width[column], p, &n);
        float x = s->x[column], y = s->y + (float)lines * LEADING;
        if (s->t->columns[column].right)
            x += s->width[column] - ela__pdf_width(&s->pdf, w, size, p, n);
        if (draw)
            (void)ela__pdf_text(&s->pdf, x, y, w, size, ink, p, n);
        p = next;
        lines++;
    }
    return lines;
}

static void heads(struct sheet *s)
{
    size_t most = 1;
    for (size_t i = 0; i < s->t->ncolumns; i++) {
        size_t n =
            cell(s, i, clean(s, s->t->columns[i].label), ELA__BOLD, HEAD, ELA__INK_QUIET, true);
        most = n > most ? n : most;
    }
    s->y += (float)most * LEADING - 4.0f;
    ela__pdf_rule(&s->pdf, LEFT, s->right, s->y, 0.8f, ELA__INK_ACCENT);
    s->y += LEADING + 2.0f;
}

/* At the right of the title; false: none that can be drawn. */
static bool logo(struct sheet *s)
{
    HPDF_Image image = s->t->logo.n ? ela__pdf_picture(&s->pdf, s->t->logo) : NULL;
    if (!image)
        return false;
    float w = (float)HPDF_Image_GetWidth(image), h = (float)HPDF_Image_GetHeight(image);
    float wide = 30.0f * w / h > 140.0f ? 140.0f : 30.0f * w / h, high = wide * h / w;
    HPDF_Page_DrawImage(s->pdf.page, image, s->right - wide, s->pdf.height - s->y - high + 16.0f,
                        wide, high);
    return true;
}

static void first_page(struct sheet *s)
{
    const char *firm = clean(s, s->t->firm_name), *title = clean(s, s->t->title);
    const char *subtitle = clean(s, s->t->subtitle);
    ela__pdf_page(&s->pdf);
    s->y = ELA__PDF_MARGIN;
    (void)ela__pdf_text(&s->pdf, LEFT, s->y, ELA__BOLD, 15.0f, ELA__INK_TEXT, title, strlen(title));
    if (!logo(s))
        (void)ela__pdf_right(&s->pdf, s->right, s->y, ELA__BOLD, 9.0f, ELA__INK_QUIET, firm);
    s->y += 15.0f;
    (void)ela__pdf_text(&s->pdf, LEFT, s->y, ELA__REGULAR, 9.0f, ELA__INK_QUIET, subtitle,
                        strlen(subtitle));
    s->y += 24.0f;
    heads(s);
}

static void row(struct sheet *s, const char *const *cells)
{
    const char *text[COLUMNS];
    size_t most = 1;
    for (size_t i = 0; i < s->t->ncolumns; i++) {
        text[i] = clean(s, cells[i]);
        size_t n = cell(s, i, text[i], ELA__REGULAR, BODY, ELA__INK_TEXT, false);
        most = n > most ? n : most;
    }
    if (s->y + (float)most * LEADING > s->bottom) {
        ela__pdf_page(&s->pdf);
        s->y = ELA__PDF_MARGIN;
        heads(s);
    }
    for (size_t i = 0; i < s->t->ncolumns; i++)
        (void)cell(s, i, text[i], ELA__REGULAR, BODY, ELA__INK_TEXT, true);
    s->y += (float)most * LEADING - 4.0f;
    ela__pdf_rule(&s->pdf, LEFT, s->right, s->y, 0.4f, ELA__INK_RULE);
    s->y += LEADING;
    ela_arena_reset(&s->mem);
}

static void footers(struct sheet *s)
{
    char text[48];
    const char *exported = clean(s, s->t->exported), *legal = clean(s, s->t->legal);
    float y = s->pdf.height - 28.0f;
    for (size_t i = 0; i < s->pdf.pages; i++) {
        ela__pdf_turn(&s->pdf, i);
        snprintf(text, sizeof(text), "Page %zu/%zu", i + 1, s->pdf.pages);
        (void)ela__pdf_text(&s->pdf, LEFT, y, ELA__REGULAR, HEAD, ELA__INK_QUIET, exported,
                            strlen(exported));
        (void)ela__pdf_right(&s->pdf, s->right, y, ELA__REGULAR, HEAD, ELA__INK_QUIET, text);
        if (*legal)
            (void)ela__pdf_text(&s->pdf, LEFT, y + 9.5f, ELA__REGULAR, HEAD, ELA__INK_QUIET, legal,
                                strlen(legal));
    }
}

enum ela_status ela_pdf_table(const struct ela_pdf_table *table, struct ela_buf *out,
                              struct ela_error *err)
{
    struct sheet s = {.t = table};
    if (table->ncolumns == 0 || table->ncolumns > COLUMNS)
        return ela_failf(err, ELA_E_INTERNAL, "pdf.failed", NULL, "%zu columns", table->ncolumns);
    ELA_TRY(ela__pdf_open(&s.pdf, table->accent, err));
    ela__pdf_landscape(&s.pdf);
    ela_arena_init(&s.mem, 0);
    columns(&s);
    first_page(&s);
    for (size_t i = 0; i < table->nrows; i++)
        row(&s, table->cells + i * table->ncolumns);
    if (table->nrows == 0 && table->empty) {
        const char *t = clean(&s, table->empty);
        (void)ela__pdf_text(&s.pdf, LEFT, s.y, ELA__REGULAR, 9.0f, ELA__INK_QUIET, t, strlen(t));
    }
    footers(&s);
    enum ela_status st = ela__pdf_close(&s.pdf, clean(&s, table->title), out, err);
    if (st == ELA_OK && s.no_memory)
        st = ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    ela_arena_release(&s.mem);
    return st;
}
