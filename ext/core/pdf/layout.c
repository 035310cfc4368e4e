/*
 * The page of printed time: firm once, a table with light rules, groups by case, totals apart,
 * footer on every page.
 */
#include "base/duration.h"
#include "pdf/pdf_internal.h"

#include <inttypes.h>

#define LEFT   ELA__PDF_MARGIN
#define RIGHT  (ELA__PDF_WIDTH - ELA__PDF_MARGIN)
#define TOP    ELA__PDF_MARGIN
#define BOTTOM ELA__PDF_FOOT

/* Columns: day, adviser, activity, description, duration (right-aligned at RIGHT). */
#define COL_ADVISER  (LEFT + 60.0f)
#define COL_ACTIVITY (LEFT + 150.0f)
#define COL_TEXT     (LEFT + 246.0f)
#define TEXT_RIGHT   (RIGHT - 60.0f)
#define BODY         8.6f
#define LEADING      12.0f
#define SMALL        7.4f

struct page {
    struct ela__pdf pdf;
    const struct ela_pdf_sheet *sheet;
    bool table; /* column heads are repeated on new pages */
    bool fr;
};

static void put_duration(struct page *p, float x, float y, enum ela__weight w, float size,
                         int64_t seconds)
{
    char text[32];
    ela_duration_format(seconds, text);
    (void)ela__pdf_right(&p->pdf, x, y, w, size, ELA__INK_TEXT, text);
}

/* --- column heads, pages */

static void heads(struct page *p)
{
    static const char *const FR[] = {"Date", "Conseiller", "Activit\xc3\xa9", "Description",
                                     ("Dur\xc3\xa9"
                                      "e")};
    static const char *const EN[] = {"Date", "Adviser", "Activity", "Description", "Duration"};
    static const float AT[] = {LEFT, COL_ADVISER, COL_ACTIVITY, COL_TEXT};
    const char *const *words = p->fr ? FR : EN;
    p->pdf.y += SMALL;
    for (size_t i = 0; i < 4; i++)
        (void)ela__pdf_put(&p->pdf, AT[i], p->pdf.y, ELA__BOLD, SMALL, ELA__INK_QUIET, words[i]);
    ela__pdf_put_right(&p->pdf, RIGHT, p->pdf.y, ELA__BOLD, SMALL, ELA__INK_QUIET, words[4]);
    p->pdf.y += 5.5f;
    ela__pdf_rule(&p->pdf, LEFT, RIGHT, p->pdf.y, 0.9f, ELA__INK_ACCENT);
}

static void new_page(struct page *p)
{
    ela__pdf_page(&p->pdf);
    p->pdf.y = TOP;
    if (p->table)
        heads(p);
}

static bool room(struct page *p, float height)
{
    if (p->pdf.y + height <= BOTTOM || p->pdf.error)
        return false;
    new_page(p);
    return true;
}

/* --- first page */

static float client(struct page *p, float y)
{
    (void)ela__pdf_put(&p->pdf, LEFT, y, ELA__REGULAR, SMALL, ELA__INK_QUIET, "Client");
    y += 14.0f;
    ela__pdf_put_short(&p->pdf, LEFT, y, 240.0f, ELA__BOLD, 10.0f, ELA__INK_TEXT,
                       p->sheet->client_name);
    for (size_t i = 0; i < 3; i++) {
        if (!p->sheet->client_lines[i] || !*p->sheet->client_lines[i])
            continue;
        y += 12.5f;
        ela__pdf_put_short(&p->pdf, LEFT, y, 240.0f, ELA__REGULAR, 8.8f, ELA__INK_TEXT,
                           p->sheet->client_lines[i]);
    }
    return y;
}

static float facts(struct page *p, float y)
{
    const float x = LEFT + 262.0f;
    for (size_t i = 0; i < p->sheet->nfacts && i < 6; i++) {
        const struct ela_pdf_fact *f = &p->sheet->facts[i];
        if (i > 0)
            y += 14.5f;
        (void)ela__pdf_put(&p->pdf, x, y, ELA__REGULAR, 8.4f, ELA__INK_QUIET, f->label);
        const char *value = ela__pdf_fit(&p->pdf, f->value, false);
        float room_left = RIGHT - x - 92.0f,
              wide = ela__pdf_width(&p->pdf, ELA__BOLD, 8.8f, value, strlen(value));
        ela__pdf_put_short(&p->pdf, wide < room_left ? RIGHT - wide : x + 92.0f, y, room_left,
                           ELA__BOLD, 8.8f, ELA__INK_TEXT, f->value);
    }
    return y;
}

static void opening(struct page *p)
{
    ela__pdf_firm(&p->pdf, p->sheet->firm_name, p->sheet->firm_lines, p->sheet->logo);
    p->pdf.y += 40.0f;
    (void)ela__pdf_put(&p->pdf, LEFT, p->pdf.y, ELA__BOLD, 19.0f, ELA__INK_TEXT, p->sheet->title);
    if (p->sheet->subtitle && *p->sheet->subtitle) {
        p->pdf.y += 17.0f;
        ela__pdf_put_short(&p->pdf, LEFT, p->pdf.y, RIGHT - LEFT, ELA__REGULAR, 10.5f,
                           ELA__INK_QUIET, p->sheet->subtitle);
    }
    p->pdf.y += 30.0f;
    float a = client(p, p->pdf.y), b = facts(p, p->pdf.y);
    p->pdf.y = (a > b ? a : b) + 30.0f;
}

/* --- the table */

struct column {
    float x, width;
    enum ela__ink ink;
    float size;
    const char *rest; /* NULL: printed whole */
};

/* The next line of each column at the same height; true while one has more. */
static bool print_line(struct page *p, struct column *cols, size_t n)
{
    bool more = false;
    for (size_t i = 0; i < n; i++) {
        size_t bytes;
        if (!cols[i].rest)
            continue;
        const char *line = cols[i].rest;
        cols[i].rest =
            ela__pdf_wrap(&p->pdf, ELA__REGULAR, cols[i].size, cols[i].width, line, &bytes);
        (void)ela__pdf_text(&p->pdf, cols[i].x, p->pdf.y, ELA__REGULAR, cols[i].size, cols[i].ink,
                            line, bytes);
        more = more || cols[i].rest;
    }
    return more;
}

static size_t count_lines(struct page *p, const struct column *c)
{
    size_t lines = 0, bytes;
    for (const char *s = c->rest; s && !p->pdf.error; lines++)
        s = ela__pdf_wrap(&p->pdf, ELA__REGULAR, c->size, c->width, s, &bytes);
    return lines;
}

/* A row stays whole where it fits a page's third; a longer one runs on. */
static void print_row(struct page *p, const struct ela_pdf_row *r)
{
    struct column cols[] = {{COL_ADVISER, COL_ACTIVITY - COL_ADVISER - 8.0f, ELA__INK_TEXT, BODY,
                             ela__pdf_fit(&p->pdf, r->adviser, false)},
                            {COL_ACTIVITY, COL_TEXT - COL_ACTIVITY - 8.0f, ELA__INK_TEXT, BODY,
                             ela__pdf_fit(&p->pdf, r->activity, false)},
                            {COL_TEXT, TEXT_RIGHT - COL_TEXT, ELA__INK_TEXT, BODY,
                             ela__pdf_fit(&p->pdf, r->description, true)},
                            {COL_TEXT, TEXT_RIGHT - COL_TEXT, ELA__INK_QUIET, SMALL,
                             r->mark && *r->mark ? ela__pdf_fit(&p->pdf, r->mark, false) : NULL}};
    bool text = *cols[2].rest, mark = cols[3].rest != NULL;
    size_t lines = count_lines(p, &cols[2]) * text, more;
    for (size_t i = 0; i < 2; i++)
        lines = (more = count_lines(p, &cols[i])) > lines ? more : lines;
    float height = (float)lines * LEADING + (mark ? LEADING : 0) + 8.0f;
    (void)room(p, height < (BOTTOM - TOP) / 3 ? height : LEADING * 3);
    p->pdf.y += LEADING + 0.5f;
    (void)ela__pdf_put(&p->pdf, LEFT, p->pdf.y, ELA__REGULAR, BODY, ELA__INK_TEXT, r->day);
    put_duration(p, RIGHT, p->pdf.y, ELA__REGULAR, BODY, r->seconds);
    if (!text && mark) { /* the mark takes the description's place */
        (void)print_line(p, cols + 3, 1);
        mark = false;
    }
    while (print_line(p, cols, 3) && !p->pdf.error)
        if (!room(p, LEADING + 6.0f))
            p->pdf.y += LEADING;
        else
            p->pdf.y += LEADING + 2.0f;
    if (mark) {
        p->pdf.y += LEADING - 0.8f;
        (void)print_line(p, cols + 3, 1);
    }
    p->pdf.y += 5.5f;
    ela__pdf_rule(&p->pdf, LEFT, RIGHT, p->pdf.y, 0.5f, ELA__INK_RULE);
}

static void amount_text(const struct page *p, int64_t minor, char out[48])
{
    ela_pdf_amount(p->fr ? "fr" : "en", p->sheet->currency, minor, out);
}

static void group_head(struct page *p, const struct ela_pdf_group *g)
{
    if (!g->label)
        return;
    (void)room(p, 60.0f);
    p->pdf.y += 17.0f;
    const char *note = ela__pdf_fit(&p->pdf, g->note, false);
    ela__pdf_put_short(&p->pdf, LEFT, p->pdf.y, RIGHT - LEFT - 160.0f, ELA__BOLD, 8.8f,
                       ELA__INK_TEXT, g->label);
    (void)ela__pdf_right(&p->pdf, RIGHT, p->pdf.y, ELA__REGULAR, 8.2f, ELA__INK_QUIET, note);
    p->pdf.y += 6.0f;
    ela__pdf_rule(&p->pdf, LEFT, RIGHT, p->pdf.y, 0.5f, ELA__INK_RULE);
}

static void group_foot(struct page *p, const struct ela_pdf_group *g)
{
    char amount[48];
    (void)room(p, 24.0f);
    p->pdf.y += LEADING + 2.5f;
    (void)ela__pdf_put(&p->pdf, COL_TEXT, p->pdf.y, ELA__BOLD, BODY, ELA__INK_QUIET,
                       p->fr ? "Sous-total" : "Subtotal");
    put_duration(p, RIGHT, p->pdf.y, ELA__BOLD, BODY, g->seconds);
    if (g->has_amount) {
        amount_text(p, g->amount_minor, amount);
        (void)ela__pdf_right(&p->pdf, TEXT_RIGHT - 6.0f, p->pdf.y, ELA__BOLD, BODY, ELA__INK_TEXT,
                             amount);
    }
    p->pdf.y += 9.0f;
}

static void section(struct page *p, const struct ela_pdf_section *s)
{
    if (s->title && *s->title) {
        (void)room(p, 90.0f);
        p->pdf.y += 24.0f;
        ela__pdf_put_short(&p->pdf, LEFT, p->pdf.y, RIGHT - LEFT, ELA__BOLD, 10.6f, ELA__INK_ACCENT,
                           s->title);
        p->pdf.y += 4.0f;
    }
    for (size_t i = 0; i < s->ngroups && !p->pdf.error; i++) {
        group_head(p, &s->groups[i]);
        for (size_t k = 0; k < s->groups[i].nrows && !p->pdf.error; k++)
            print_row(p, &s->groups[i].rows[k]);
        if (s->groups[i].nrows)
            group_foot(p, &s->groups[i]);
    }
}

/* --- totals and footer */

static void totals(struct page *p)
{
    const float left = LEFT + 215.0f, middle = RIGHT - 88.0f;
    const struct ela_pdf_sheet *s = p->sheet;
    char amount[48];
    p->table = false;
    if (!room(p, 34.0f + 17.0f * (float)s->ntotals))
        p->pdf.y += 22.0f;
    ela__pdf_rule(&p->pdf, left, RIGHT, p->pdf.y, 0.9f, ELA__INK_ACCENT);
    for (size_t i = 0; i < s->ntotals; i++) {
        const struct ela_pdf_total *t = &s->totals[i];
        enum ela__weight w = t->strong ? ELA__BOLD : ELA__REGULAR;
        float size = t->strong ? 10.4f : 9.0f;
        if (t->strong && i > 0) {
            p->pdf.y += 7.0f;
            ela__pdf_rule(&p->pdf, left, RIGHT, p->pdf.y, 0.5f, ELA__INK_RULE);
        }
        p->pdf.y += t->strong ? 19.0f : 16.5f;
        ela__pdf_put_short(&p->pdf, left, p->pdf.y, middle - left - 62.0f, w, size,
                           t->strong ? ELA__INK_TEXT : ELA__INK_QUIET, t->label);
        if (t->has_seconds)
            put_duration(p, t->has_amount ? middle : RIGHT, p->pdf.y, w, size, t->seconds);
        if (!t->has_amount)
            continue;
        amount_text(p, t->amount_minor, amount);
        (void)ela__pdf_right(&p->pdf, RIGHT, p->pdf.y, w, size, ELA__INK_TEXT, amount);
    }
}

static bool any_row(const struct ela_pdf_sheet *s)
{
    for (size_t i = 0; i < s->nsections; i++)
        for (size_t k = 0; k < s->sections[i].ngroups; k++)
            if (s->sections[i].groups[k].nrows)
                return true;
    return false;
}

enum ela_status ela_pdf_time(const struct ela_pdf_sheet *sheet, struct ela_buf *out,
                             struct ela_error *err)
{
    struct page p = {.sheet = sheet, .fr = !sheet->lang || strncmp(sheet->lang, "en", 2) != 0};
    ELA_TRY(ela__pdf_open(&p.pdf, sheet->accent, err));
    new_page(&p);
    opening(&p);
    if (any_row(sheet)) {
        heads(&p);
        p.table = true;
        for (size_t i = 0; i < sheet->nsections; i++)
            section(&p, &sheet->sections[i]);
    } else if (sheet->empty) {
        (void)ela__pdf_put(&p.pdf, LEFT, p.pdf.y, ELA__REGULAR, 10.0f, ELA__INK_QUIET,
                           sheet->empty);
        p.pdf.y += 8.0f;
    }
    if (sheet->ntotals)
        totals(&p);
    ela__pdf_footers(&p.pdf, sheet->exported,
                     sheet->subtitle && *sheet->subtitle ? sheet->subtitle : sheet->title,
                     sheet->legal);
    return ela__pdf_end(&p.pdf, sheet->title, out, err);
}

/* --- amounts */

void ela_pdf_amount(const char *lang, const char *currency, int64_t minor, char out[48])
{
    bool fr = !lang || strncmp(lang, "en", 2) != 0, euro = currency && strcmp(currency, "EUR") == 0;
    uint64_t v = minor < 0 ? (uint64_t)0 - (uint64_t)minor : (uint64_t)minor;
    struct ela_buf text;
    char digits[32];
    size_t n = (size_t)snprintf(digits, sizeof(digits), "%" PRIu64, v / 100);
    ela_buf_init(&text, 256);
    ela_buf_adds(&text, minor < 0 ? "-" : "");
    ela_buf_adds(&text, !fr && euro ? "\xe2\x82\xac" : "");
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0)
            ela_buf_adds(&text, fr ? "\xe2\x80\xaf" : ",");
        ela_buf_addc(&text, digits[i]);
    }
    ela_buf_addf(&text, "%c%02u", fr ? ',' : '.', (unsigned)(v % 100));
    if (fr || !euro)
        ela_buf_adds(&text, "\xc2\xa0");
    if (fr || !euro)
        ela_buf_adds(&text, euro ? "\xe2\x82\xac" : currency ? currency : "");
    snprintf(out, 48, "%s", text.failed ? "" : text.p);
    ela_buf_release(&text);
}
