/*
 * The paper of a letter: head, recipient, subject, body, code, footers.
 */
#include "pdf/flow_internal.h"

#define LEFT    ELA__PDF_MARGIN
#define RIGHT   (ELA__PDF_WIDTH - ELA__PDF_MARGIN)
#define TOP     ELA__PDF_MARGIN
#define BOTTOM  (ELA__PDF_HEIGHT - 66.0f)
#define MM      2.83465f
#define SMALL   7.6f
#define CODE    50.0f
#define STRIP   66.0f         /* at the foot of the first page, for the code */
#define TO_X    (110.0f * MM) /* window of a long envelope, at its right */
#define TO_Y    (50.0f * MM)
#define TO_WIDE (82.0f * MM)

static bool said(const char *s)
{
    return s && *s;
}

static float recipient(struct ela__flow *f)
{
    bool any = false;
    f->pdf.y = TO_Y;
    for (size_t i = 0; i < 8; i++) {
        if (!said(f->letter->to[i]))
            continue;
        ela__pdf_lines(&f->pdf, TO_X, TO_WIDE, any ? ELA__REGULAR : ELA__BOLD, 10.2f, ELA__INK_TEXT,
                       f->letter->to[i]);
        any = true;
    }
    return any ? f->pdf.y : 0;
}

/* References at the left, place and day at the right, the subject below both. */
static void opening(struct ela__flow *f, float from)
{
    const struct ela_pdf_letter *l = f->letter;
    float y = from + 26.0f;
    if (said(l->dated))
        ela__pdf_put_right(&f->pdf, RIGHT, y, ELA__REGULAR, 9.4f, ELA__INK_TEXT, l->dated);
    f->pdf.y = y;
    for (size_t i = 0; i < 3; i++)
        if (said(l->refs[i]))
            ela__pdf_lines(&f->pdf, LEFT, 270.0f, ELA__REGULAR, 8.6f, ELA__INK_QUIET, l->refs[i]);
    if (f->pdf.y < y + 12.0f)
        f->pdf.y = y + 12.0f;
    f->pdf.y += 14.0f;
    if (!said(l->subject))
        return;
    if (said(l->subject_label)) {
        const char *sep = f->french ? "\xe2\x80\xaf: " : ": ";
        char *s = ela_arena_printf(&f->pdf.mem, "%s%s%s", l->subject_label, sep, l->subject);
        f->pdf.no_memory = f->pdf.no_memory || !s;
        ela__pdf_lines(&f->pdf, LEFT, RIGHT - LEFT, ELA__BOLD, 10.8f, ELA__INK_TEXT, s);
    } else {
        ela__pdf_lines(&f->pdf, LEFT, RIGHT - LEFT, ELA__BOLD, 17.0f, ELA__INK_TEXT, l->subject);
    }
    f->pdf.y += 4.0f;
}

/* A code at the foot of the first page, what it leads to in words beside it. */
static void strip(struct ela__flow *f)
{
    const struct ela_pdf_letter *l = f->letter;
    float x = RIGHT - CODE, y = BOTTOM - CODE;
    const char *words = ela__pdf_fit(&f->pdf, l->qr_words, true);
    ela__pdf_code(&f->pdf, l->qr, x, y, CODE);
    y += CODE / 2 - 2.0f;
    for (const char *p = words; p && *p;) {
        size_t n;
        const char *next = ela__pdf_wrap(&f->pdf, ELA__REGULAR, SMALL, 260.0f, p, &n);
        float wide = ela__pdf_width(&f->pdf, ELA__REGULAR, SMALL, p, n);
        (void)ela__pdf_text(&f->pdf, x - 12.0f - wide, y, ELA__REGULAR, SMALL, ELA__INK_QUIET, p,
                            n);
        y += SMALL * 1.4f;
        p = next;
    }
}

static void feet(struct ela__flow *f)
{
    char text[48];
    size_t pages = f->pdf.pages;
    float y = f->pdf.height - 36.0f;
    const char *foot = ela__pdf_fit(&f->pdf, f->letter->foot, false);
    const char *legal =
        said(f->letter->legal) ? ela__pdf_fit(&f->pdf, f->letter->legal, false) : "";
    for (size_t i = 0; i < pages; i++) {
        ela__pdf_turn(&f->pdf, i);
        ela__pdf_rule(&f->pdf, LEFT, RIGHT, y - 12.0f, 0.5f, ELA__INK_RULE);
        ela__pdf_put_short(&f->pdf, LEFT, y, RIGHT - LEFT - 60.0f, ELA__REGULAR, SMALL,
                           ELA__INK_QUIET, foot);
        if (*legal)
            ela__pdf_put_short(&f->pdf, LEFT, y + 10.0f, RIGHT - LEFT, ELA__REGULAR, SMALL,
                               ELA__INK_QUIET, legal);
        snprintf(text, sizeof text, "Page %zu/%zu", i + 1, pages);
        ela__pdf_put_right(&f->pdf, RIGHT, y, ELA__REGULAR, SMALL, ELA__INK_QUIET, text);
        if (i == 0)
            continue;
        ela__pdf_put_short(&f->pdf, LEFT, TOP - 12.0f, (RIGHT - LEFT) * 0.6f, ELA__REGULAR, SMALL,
                           ELA__INK_QUIET, f->letter->subject);
        ela__pdf_put_right(&f->pdf, RIGHT, TOP - 12.0f, ELA__REGULAR, SMALL, ELA__INK_QUIET,
                           f->letter->firm_name);
    }
}

static void write_all(struct ela__flow *f)
{
    const struct ela_pdf_letter *l = f->letter;
    struct ela__flow_place place = {.width = RIGHT - LEFT, .size = ELA__FLOW_SIZE};
    ela__pdf_page(&f->pdf);
    if (f->pdf.error)
        return;
    ela__pdf_firm(&f->pdf, l->firm_name, l->firm_lines, l->logo);
    float a = f->pdf.y, b = recipient(f);
    opening(f, a > b ? a : b);
    if (l->body)
        ela__flow_blocks(f, l->body, place, &f->items);
    if (l->qr.n)
        strip(f);
    ela__flow_pages(f, f->pdf.y, TOP + 4.0f, l->qr.n ? BOTTOM - STRIP : BOTTOM, BOTTOM);
    feet(f);
}

enum ela_status ela_pdf_letter(const struct ela_pdf_letter *letter, struct ela_buf *out,
                               size_t *pages, struct ela_error *err)
{
    struct ela__flow f = {.letter = letter,
                          .french = !letter->lang || strcmp(letter->lang, "en") != 0};
    ELA_TRY(ela__pdf_open(&f.pdf, letter->accent, err));
    write_all(&f);
    size_t n = f.pdf.pages;
    enum ela_status st = ela__pdf_end(&f.pdf, letter->subject, out, err);
    if (pages)
        *pages = n;
    if (st == ELA_OK && f.too_long) {
        st = ela_fail(err, ELA_E_INPUT, "pdf.too_long", "body");
        ela_error_param_i64(err, "max", ELA_PDF_PAGES_MAX);
    }
    if (st == ELA_OK && f.bad_picture) {
        st = ela_fail(err, ELA_E_INPUT, "pdf.picture", "body");
        ela_error_param_i64(err, "file", f.bad_picture);
    }
    return st;
}
