/*
 * The drawing door over libharu: points from the top left, UTF-8 text, two weights, the first error
 * sticks.
 */
#ifndef ELA_PDF_INTERNAL_H
#define ELA_PDF_INTERNAL_H

#include "pdf/pdf.h"

#include <hpdf.h>

/* A4 in points. Reals are libharu's: only places on paper are ever held in them. */
#define ELA__PDF_WIDTH  595.28f
#define ELA__PDF_HEIGHT 841.89f
#define ELA__PDF_MARGIN 51.02f                    /* 18 mm */
#define ELA__PDF_FOOT   (ELA__PDF_HEIGHT - 62.0f) /* above the footer */

enum ela__weight { ELA__REGULAR, ELA__BOLD, ELA__ITALIC, ELA__BOLD_ITALIC, ELA__WEIGHTS };
enum ela__ink { ELA__INK_TEXT, ELA__INK_QUIET, ELA__INK_RULE, ELA__INK_ACCENT };

struct ela__pdf {
    HPDF_Doc doc;
    HPDF_Font font[ELA__WEIGHTS]; /* NULL until something is written in it */
    HPDF_Page page;
    float accent[3];
    float width, height;
    size_t pages;
    HPDF_STATUS error, detail; /* first one; nothing is drawn after it */
    struct ela_arena mem;      /* texts made fit to print */
    bool no_memory;
    float y; /* where writing goes on */
};

enum ela_status ela__pdf_open(struct ela__pdf *d, const char *accent,
                              struct ela_error *err) ELA_MUST_CHECK;
void ela__pdf_landscape(struct ela__pdf *d);         /* pages from now on lie */
void ela__pdf_page(struct ela__pdf *d);              /* a new page */
void ela__pdf_turn(struct ela__pdf *d, size_t page); /* back to page 0.. */
/* Of a weight, loaded when it is first asked for; NULL once something failed. */
HPDF_Font ela__pdf_face(struct ela__pdf *d, enum ela__weight w);
void ela__pdf_ink(const struct ela__pdf *d, enum ela__ink ink, float rgb[3]);
/* Writes `n` bytes at a baseline `y` below the top; returns the width. */
float ela__pdf_text(struct ela__pdf *d, float x, float y, enum ela__weight w, float size,
                    enum ela__ink ink, const char *s, size_t n);
float ela__pdf_right(struct ela__pdf *d, float x, float y, enum ela__weight w, float size,
                     enum ela__ink ink, const char *s); /* ends at x */
float ela__pdf_width(struct ela__pdf *d, enum ela__weight w, float size, const char *s, size_t n);
void ela__pdf_rule(struct ela__pdf *d, float x0, float x1, float y, float thick, enum ela__ink ink);
/* A small square at a baseline, with its mark when done. */
void ela__pdf_box(struct ela__pdf *d, float x, float y, float size, bool done);
/* Bytes into out; closes the document in any case. */
enum ela_status ela__pdf_close(struct ela__pdf *d, const char *title, struct ela_buf *out,
                               struct ela_error *err) ELA_MUST_CHECK;

/* --- a page of letters: what sheets have in common; texts are made fit to print here */
const char *ela__pdf_fit(struct ela__pdf *d, const char *s, bool breaks); /* never NULL */
float ela__pdf_put(struct ela__pdf *d, float x, float y, enum ela__weight w, float size,
                   enum ela__ink ink, const char *s);
void ela__pdf_put_right(struct ela__pdf *d, float x, float y, enum ela__weight w, float size,
                        enum ela__ink ink, const char *s);
/* One line that ends with an ellipsis where it is too long. */
void ela__pdf_put_short(struct ela__pdf *d, float x, float y, float width, enum ela__weight w,
                        float size, enum ela__ink ink, const char *s);
/* NULL: nothing that can be drawn. */
HPDF_Image ela__pdf_picture(struct ela__pdf *d, struct ela_str bytes);
/* Lines of one text that wraps, from y on; leaves y below them. */
void ela__pdf_lines(struct ela__pdf *d, float x, float width, enum ela__weight w, float size,
                    enum ela__ink ink, const char *s);
/* The firm at the top: its logo, or its name in its place, and its lines; leaves y below them. */
void ela__pdf_firm(struct ela__pdf *d, const char *name, const char *const lines[4],
                   struct ela_str logo);
/* Moment of printing, what it is from the second page on, page n/N. */
/* legal: below both, may be NULL. */
void ela__pdf_footers(struct ela__pdf *d, const char *exported, const char *what,
                      const char *legal);
/* A code that is read as `text`; `side` is that of its square, the paper around is its quiet zone.
 */
void ela__pdf_code(struct ela__pdf *d, struct ela_str text, float x, float y, float side);
/* As ela__pdf_close, with what was said of memory. */
enum ela_status ela__pdf_end(struct ela__pdf *d, const char *title, struct ela_buf *out,
                             struct ela_error *err) ELA_MUST_CHECK;

/* Signs that the fonts have, range by range; false past the last. */
bool ela__pdf_range(size_t i, uint32_t *from, uint32_t *to);
/* One character of valid UTF-8, and its length. */
size_t ela__pdf_decode(const unsigned char *p, uint32_t *c);
/* Text that the fonts can print: control characters and unknown signs replaced, accents composed.
 * In the arena; NULL: no memory. */
char *ela__pdf_clean(struct ela_arena *a, const char *s, bool breaks);
/*
 * Next line of `s` that fits `width`: bytes to print in *n; returns where the next line starts,
 * NULL after the last. Breaks at blanks, at '\n', or inside a word that is too long alone.
 */
const char *ela__pdf_wrap(struct ela__pdf *d, enum ela__weight w, float size, float width,
                          const char *s, size_t *n);

#endif
