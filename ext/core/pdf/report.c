/*
 * Reports: parts with facts, texts, tables and entries, one after the other. A row and a text run
 * on over the page where they are long; a title never stands alone at the foot of one. Source:
 * CASE-38, DOC-17.
 */
#include "pdf/pdf_internal.h"

#define LEFT    ELA__PDF_MARGIN
#define RIGHT   (ELA__PDF_WIDTH - ELA__PDF_MARGIN)
#define TOP     ELA__PDF_MARGIN
#define BODY    8.8f
#define LEADING 12.2f
#define SMALL   7.8f
#define GAP     9.0f
#define FACT    130.0f /* of the labels of facts */
#define INDENT  14.0f
#define CODE    58.0f

enum { COLUMNS = 12 };

struct book {
    struct ela__pdf pdf;
    const struct ela_pdf_block *heads; /* of the table being printed, for new pages */
    float x[COLUMNS], width[COLUMNS];
};

/* A column of words that is being printed. */
struct run {
    float x, width;
    enum ela__weight weight;
    enum ela__ink ink;
    float size;
    bool right;
    const char *rest; /* NULL: printed whole */
};

static void heads(struct book *b);

static void new_page(struct book *b)
{
    ela__pdf_page(&b->pdf);
    b->pdf.y = TOP;
    if (b->heads)
        heads(b);
}

static bool room(struct book *b, float height)
{
    if (b->pdf.y + height <= ELA__PDF_FOOT || b->pdf.error)
        return false;
    new_page(b);
    return true;
}

static size_t lines_of(struct book *b, const struct run *r)
{
    size_t lines = 0, bytes;
    for (const char *s = r->rest; s && !b->pdf.error; lines++)
        s = ela__pdf_wrap(&b->pdf, r->weight, r->size, r->width, s, &bytes);
    return lines;
}

/* The next line of each column at one height; true while one has more. */
static bool line(struct book *b, struct run *runs, size_t n)
{
    bool more = false;
    for (size_t i = 0; i < n; i++) {
        struct run *r = &runs[i];
        const char *s = r->rest;
        size_t bytes;
        float x = r->x;
        if (!s)
            continue;
        r->rest = ela__pdf_wrap(&b->pdf, r->weight, r->size, r->width, s, &bytes);
        if (r->right)
            x += r->width - ela__pdf_width(&b->pdf, r->weight, r->size, s, bytes);
        (void)ela__pdf_text(&b->pdf, x, b->pdf.y, r->weight, r->size, r->ink, s, bytes);
        more = more || r->rest;
    }
    return more && !b->pdf.error;
}

/* Columns side by side to their ends, over as many pages as it takes; starts below y. */
static void columns(struct book *b, struct run *runs, size_t n)
{
    do {
        (void)room(b, LEADING + 4.0f);
        b->pdf.y += LEADING;
    } while (line(b, runs, n));
}

static void text(struct book *b, float x, enum ela__weight w, float size, enum ela__ink ink,
                 const char *s)
{
    struct run run = {.x = x, .width = RIGHT - x, .weight = w, .ink = ink, .size = size};
    run.rest = ela__pdf_fit(&b->pdf, s, true);
    if (*run.rest)
        columns(b, &run, 1);
}

/* --- blocks ------------------------------------------------------------------------------- */

static void facts(struct book *b, const struct ela_pdf_block *k)
{
    for (size_t i = 0; i < k->nfacts && !b->pdf.error; i++) {
        struct run runs[] = {
            {LEFT, FACT - 10.0f, ELA__REGULAR, ELA__INK_QUIET, BODY, false, NULL},
            {LEFT + FACT, RIGHT - LEFT - FACT, ELA__REGULAR, ELA__INK_TEXT, BODY, false, NULL}};
        runs[0].rest = ela__pdf_fit(&b->pdf, k->facts[i].label, false);
        runs[1].rest = ela__pdf_fit(&b->pdf, k->facts[i].value, true);
        columns(b, runs, 2);
        b->pdf.y += 2.4f;
    }
}

static void measure(struct book *b, const struct ela_pdf_block *k)
{
    unsigned sum = 0;
    float x = LEFT, all = RIGHT - LEFT - GAP * (float)(k->ncolumns - 1);
    for (size_t i = 0; i < k->ncolumns; i++)
        sum += k->columns[i].weight;
    for (size_t i = 0; i < k->ncolumns; i++) {
        b->x[i] = x;
        b->width[i] = all * (float)k->columns[i].weight / (float)(sum ? sum : 1);
        x += b->width[i] + GAP;
    }
}

static size_t row_runs(struct book *b, const struct ela_pdf_block *k, const char *const *cells,
                       enum ela__weight w, struct run *runs)
{
    size_t most = 1, n;
    for (size_t i = 0; i < k->ncolumns; i++) {
        runs[i] = (struct run){b->x[i],
                               b->width[i],
                               w,
                               ELA__INK_TEXT,
                               SMALL + 0.4f,
                               k->columns[i].right,
                               ela__pdf_fit(&b->pdf, cells[i], true)};
        if (!*runs[i].rest)
            runs[i].rest = NULL;
        most = (n = lines_of(b, &runs[i])) > most ? n : most;
    }
    return most;
}

static void heads(struct book *b)
{
    const struct ela_pdf_block *k = b->heads;
    b->pdf.y += LEADING;
    for (size_t i = 0; i < k->ncolumns; i++) {
        const char *s = ela__pdf_fit(&b->pdf, k->columns[i].label, false);
        float wide = ela__pdf_width(&b->pdf, ELA__BOLD, SMALL, s, strlen(s));
        float x =
            k->columns[i].right && wide < b->width[i] ? b->x[i] + b->width[i] - wide : b->x[i];
        ela__pdf_put_short(&b->pdf, x, b->pdf.y, b->width[i] + 0.5f, ELA__BOLD, SMALL,
                           ELA__INK_QUIET, s);
    }
    b->pdf.y += 5.0f;
    ela__pdf_rule(&b->pdf, LEFT, RIGHT, b->pdf.y, 0.8f, ELA__INK_ACCENT);
    b->pdf.y += 2.0f;
}

static void row(struct book *b, const struct ela_pdf_block *k, const char *const *cells,
                enum ela__weight w)
{
    struct run runs[COLUMNS];
    float height = (float)row_runs(b, k, cells, w, runs) * LEADING + 8.0f;
    /* A row stays whole where it fits a page's third; a longer one runs on. */
    if (height < (ELA__PDF_FOOT - TOP) / 3)
        (void)room(b, height);
    columns(b, runs, k->ncolumns);
    b->pdf.y += 4.6f;
    ela__pdf_rule(&b->pdf, LEFT, RIGHT, b->pdf.y, 0.4f, ELA__INK_RULE);
    b->pdf.y += 1.4f;
}

static void rows(struct book *b, const struct ela_pdf_block *k)
{
    measure(b, k);
    (void)room(b, 3 * LEADING + 20.0f);
    b->heads = k;
    heads(b);
    for (size_t i = 0; i < k->nrows && !b->pdf.error; i++)
        row(b, k, k->cells + i * k->ncolumns, ELA__REGULAR);
    if (k->foot)
        row(b, k, k->foot, ELA__BOLD);
    b->heads = NULL;
}

static void ticks(struct book *b, const struct ela_pdf_entry *e)
{
    for (size_t i = 0; i < e->nticks && !b->pdf.error; i++) {
        struct run run = {LEFT + INDENT + 13.0f,
                          RIGHT - LEFT - INDENT - 13.0f,
                          ELA__REGULAR,
                          ELA__INK_TEXT,
                          BODY,
                          false,
                          NULL};
        run.rest = ela__pdf_fit(&b->pdf, e->ticks[i].label, false);
        (void)room(b, LEADING + 4.0f);
        ela__pdf_box(&b->pdf, LEFT + INDENT, b->pdf.y + LEADING + 0.6f, 7.0f, e->ticks[i].done);
        columns(b, &run, 1);
        b->pdf.y += 1.0f;
    }
}

static void entry(struct book *b, const struct ela_pdf_entry *e)
{
    const char *note = ela__pdf_fit(&b->pdf, e->note, false);
    float wide = ela__pdf_width(&b->pdf, ELA__REGULAR, SMALL, note, strlen(note));
    struct run title = {LEFT, RIGHT - LEFT - wide - GAP, ELA__BOLD, ELA__INK_TEXT, 9.2f, false,
                        NULL};
    title.rest = ela__pdf_fit(&b->pdf, e->title, false);
    (void)room(b, (float)(lines_of(b, &title) > 3 ? 1 : 3) * LEADING + 8.0f);
    b->pdf.y += 5.0f;
    (void)ela__pdf_text(&b->pdf, RIGHT - wide, b->pdf.y + LEADING, ELA__REGULAR, SMALL,
                        ELA__INK_QUIET, note, strlen(note));
    columns(b, &title, 1);
    if (e->meta && *e->meta)
        text(b, LEFT, ELA__REGULAR, SMALL, ELA__INK_QUIET, e->meta);
    if (e->text && *e->text) {
        b->pdf.y += 1.5f;
        text(b, LEFT + INDENT, ELA__REGULAR, BODY, ELA__INK_TEXT, e->text);
    }
    ticks(b, e);
    for (size_t i = 0; i < e->nsayings && !b->pdf.error; i++) {
        (void)room(b, 2 * LEADING + 6.0f);
        b->pdf.y += 2.0f;
        text(b, LEFT + INDENT, ELA__REGULAR, SMALL, ELA__INK_QUIET, e->sayings[i].who);
        text(b, LEFT + INDENT, ELA__REGULAR, BODY, ELA__INK_TEXT, e->sayings[i].text);
    }
    b->pdf.y += 6.0f;
    ela__pdf_rule(&b->pdf, LEFT, RIGHT, b->pdf.y, 0.4f, ELA__INK_RULE);
}

static void block(struct book *b, const struct ela_pdf_block *k)
{
    size_t n = k->kind == ELA_PDF_FACTS  ? k->nfacts
               : k->kind == ELA_PDF_ROWS ? k->nrows
               : k->kind == ELA_PDF_TEXT ? (k->text && *k->text)
                                         : k->nentries;
    if (n == 0 && !k->empty)
        return;
    if (k->title && *k->title) {
        (void)room(b, 4 * LEADING + 20.0f);
        b->pdf.y += 8.0f;
        text(b, LEFT, ELA__BOLD, 9.6f, ELA__INK_TEXT, k->title);
        b->pdf.y += 2.0f;
    }
    if (n == 0)
        text(b, LEFT, ELA__REGULAR, BODY, ELA__INK_QUIET, k->empty);
    else if (k->kind == ELA_PDF_FACTS)
        facts(b, k);
    else if (k->kind == ELA_PDF_TEXT)
        text(b, LEFT, ELA__REGULAR, BODY, ELA__INK_TEXT, k->text);
    else if (k->kind == ELA_PDF_ROWS)
        rows(b, k);
    for (size_t i = 0; k->kind == ELA_PDF_ENTRIES && i < n && !b->pdf.error; i++)
        entry(b, &k->entries[i]);
    b->pdf.y += 6.0f;
}

/* --- the whole ---------------------------------------------------------------------------- */

static void title(struct book *b, float size, const char *s)
{
    struct run run = {.x = LEFT, .width = RIGHT - LEFT, .weight = ELA__BOLD, .size = size};
    run.rest = ela__pdf_fit(&b->pdf, s, false);
    do {
        (void)room(b, size * 1.3f);
        b->pdf.y += size * 1.25f;
    } while (line(b, &run, 1));
}

/* At the right of the firm's head, what it leads to beneath. */
static void code(struct book *b, const struct ela_pdf_report *r)
{
    float below = b->pdf.y, y = TOP + CODE + 11.0f;
    const char *words = ela__pdf_fit(&b->pdf, r->qr_words, true);
    ela__pdf_code(&b->pdf, r->qr, RIGHT - CODE, TOP, CODE);
    while (words && *words && !b->pdf.error) {
        size_t n;
        const char *next = ela__pdf_wrap(&b->pdf, ELA__REGULAR, SMALL, 200.0f, words, &n);
        float wide = ela__pdf_width(&b->pdf, ELA__REGULAR, SMALL, words, n);
        (void)ela__pdf_text(&b->pdf, RIGHT - wide, y, ELA__REGULAR, SMALL, ELA__INK_QUIET, words,
                            n);
        y += SMALL * 1.4f;
        words = next;
    }
    b->pdf.y = y > below ? y : below;
}

static void opening(struct book *b, const struct ela_pdf_report *r)
{
    ela__pdf_firm(&b->pdf, r->firm_name, r->firm_lines, r->logo);
    if (r->qr.n)
        code(b, r);
    b->pdf.y += 24.0f;
    ela__pdf_put_short(&b->pdf, LEFT, b->pdf.y, RIGHT - LEFT, ELA__REGULAR, 9.0f, ELA__INK_QUIET,
                       r->over);
    b->pdf.y += 2.0f;
    title(b, 17.0f, r->title);
    b->pdf.y += 3.0f;
    text(b, LEFT, ELA__REGULAR, 10.0f, ELA__INK_QUIET, r->subtitle);
    b->pdf.y += 6.0f;
}

static void part(struct book *b, const struct ela_pdf_part *p)
{
    (void)room(b, 110.0f);
    b->pdf.y += 26.0f;
    ela__pdf_put_short(&b->pdf, LEFT, b->pdf.y, RIGHT - LEFT, ELA__BOLD, 12.0f, ELA__INK_ACCENT,
                       p->title);
    b->pdf.y += 4.0f;
    for (size_t i = 0; i < p->nblocks && !b->pdf.error; i++)
        block(b, &p->blocks[i]);
}

enum ela_status ela_pdf_report(const struct ela_pdf_report *report, struct ela_buf *out,
                               struct ela_error *err)
{
    struct book b = {.heads = NULL};
    for (size_t i = 0; i < report->nparts; i++)
        for (size_t k = 0; k < report->parts[i].nblocks; k++)
            if (report->parts[i].blocks[k].ncolumns > COLUMNS)
                return ela_failf(err, ELA_E_INTERNAL, "pdf.failed", NULL, "too many columns");
    ELA_TRY(ela__pdf_open(&b.pdf, report->accent, err));
    new_page(&b);
    opening(&b, report);
    for (size_t i = 0; i < report->nparts && !b.pdf.error; i++)
        part(&b, &report->parts[i]);
    ela__pdf_footers(&b.pdf, report->exported, report->foot, report->legal);
    return ela__pdf_end(&b.pdf, report->title, out, err);
}
