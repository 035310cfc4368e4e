/*
 * What sheets on A4 have in common: words made fit to print, the firm at the top, the footers.
 */
#include "pdf/pdf_internal.h"

#define LEFT  ELA__PDF_MARGIN
#define SMALL 7.4f

const char *ela__pdf_fit(struct ela__pdf *d, const char *s, bool breaks)
{
    const char *t = ela__pdf_clean(&d->mem, s, breaks);
    d->no_memory = d->no_memory || !t;
    return t ? t : "";
}

float ela__pdf_put(struct ela__pdf *d, float x, float y, enum ela__weight w, float size,
                   enum ela__ink ink, const char *s)
{
    const char *t = ela__pdf_fit(d, s, false);
    return ela__pdf_text(d, x, y, w, size, ink, t, strlen(t));
}

void ela__pdf_put_right(struct ela__pdf *d, float x, float y, enum ela__weight w, float size,
                        enum ela__ink ink, const char *s)
{
    (void)ela__pdf_right(d, x, y, w, size, ink, ela__pdf_fit(d, s, false));
}

void ela__pdf_put_short(struct ela__pdf *d, float x, float y, float width, enum ela__weight w,
                        float size, enum ela__ink ink, const char *s)
{
    const char *t = ela__pdf_fit(d, s, false);
    size_t n = strlen(t);
    if (ela__pdf_width(d, w, size, t, n) <= width) {
        (void)ela__pdf_text(d, x, y, w, size, ink, t, n);
        return;
    }
    float dots = ela__pdf_width(d, w, size, "\xe2\x80\xa6", 3);
    while (n > 0 && (((unsigned char)t[n] & 0xc0) == 0x80 || t[n - 1] == ' ' ||
                     ela__pdf_width(d, w, size, t, n) + dots > width))
        n--;
    float used = ela__pdf_text(d, x, y, w, size, ink, t, n);
    (void)ela__pdf_text(d, x + used, y, w, size, ink, "\xe2\x80\xa6", 3);
}

void ela__pdf_lines(struct ela__pdf *d, float x, float width, enum ela__weight w, float size,
                    enum ela__ink ink, const char *s)
{
    const char *p = ela__pdf_fit(d, s, true);
    while (p && *p && !d->error) {
        size_t n;
        const char *next = ela__pdf_wrap(d, w, size, width, p, &n);
        (void)ela__pdf_text(d, x, d->y, w, size, ink, p, n);
        d->y += size * 1.36f;
        p = next;
    }
}

void ela__pdf_firm(struct ela__pdf *d, const char *name, const char *const lines[4],
                   struct ela_str logo)
{
    const float wide = 230.0f;
    HPDF_Image image = logo.n ? ela__pdf_picture(d, logo) : NULL;
    d->y = ELA__PDF_MARGIN + 10.0f;
    if (image) {
        float w = (float)HPDF_Image_GetWidth(image), h = (float)HPDF_Image_GetHeight(image);
        float broad = 46.0f * w / h > 160.0f ? 160.0f : 46.0f * w / h, high = broad * h / w;
        HPDF_Page_DrawImage(d->page, image, LEFT, d->height - d->y - high + 14.0f, broad, high);
        d->y += high;
        ela__pdf_lines(d, LEFT, wide, ELA__BOLD, 8.6f, ELA__INK_TEXT, name);
    } else {
        ela__pdf_lines(d, LEFT, wide, ELA__BOLD, 13.0f, ELA__INK_ACCENT, name);
    }
    for (size_t i = 0; i < 4; i++)
        if (lines[i] && *lines[i])
            ela__pdf_lines(d, LEFT, wide, ELA__REGULAR, 8.2f, ELA__INK_QUIET, lines[i]);
}

void ela__pdf_footers(struct ela__pdf *d, const char *exported, const char *what, const char *legal)
{
    const float right = d->width - ELA__PDF_MARGIN, y = d->height - 34.0f;
    char text[64];
    const char *name = ela__pdf_fit(d, what, false);
    float wide = ela__pdf_width(d, ELA__REGULAR, SMALL, name, strlen(name));
    size_t pages = d->pages;
    for (size_t i = 0; i < pages; i++) {
        ela__pdf_turn(d, i);
        ela__pdf_rule(d, LEFT, right, y - 12.0f, 0.5f, ELA__INK_RULE);
        snprintf(text, sizeof(text), "Page %zu/%zu", i + 1, pages);
        (void)ela__pdf_put(d, LEFT, y, ELA__REGULAR, SMALL, ELA__INK_QUIET, exported);
        ela__pdf_put_right(d, right, y, ELA__REGULAR, SMALL, ELA__INK_QUIET, text);
        if (legal && *legal)
            ela__pdf_put_short(d, LEFT, y + 10.0f, right - LEFT, ELA__REGULAR, SMALL,
                               ELA__INK_QUIET, legal);
        if (i > 0 && wide < 230.0f)
            (void)ela__pdf_text(d, (LEFT + right - wide) / 2, y, ELA__REGULAR, SMALL,
                                ELA__INK_QUIET, name, strlen(name));
    }
}

enum ela_status ela__pdf_end(struct ela__pdf *d, const char *title, struct ela_buf *out,
                             struct ela_error *err)
{
    enum ela_status st = ela__pdf_close(d, ela__pdf_fit(d, title, false), out, err);
    if (st == ELA_OK && d->no_memory)
        st = ela_failf(err, ELA_E_INTERNAL, "internal", NULL, "pdf: out of memory");
    ela_arena_release(&d->mem);
    return st;
}
