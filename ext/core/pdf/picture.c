/*
 * Pictures and codes on paper. Bytes are judged before the decoder sees them: kind and size of
 * the picture.
 */
#include "pdf/flow_internal.h"
#include "pdf/png.h"

#include "qr/qr.h"

static bool size_ok(uint32_t w, uint32_t h, int *width, int *height)
{
    *width = (int)w;
    *height = (int)h;
    return w > 0 && h > 0 && w <= ELA_PDF_PICTURE_SIDE && h <= ELA_PDF_PICTURE_SIDE;
}

/* The frame says the size: baseline or progressive, grey or colour. */
static bool jpeg(const unsigned char *p, size_t n, int *width, int *height)
{
    if (n < 16 || p[0] != 0xff || p[1] != 0xd8 || p[2] != 0xff)
        return false;
    for (size_t at = 2; at + 10 < n;) {
        unsigned mark = p[at + 1];
        if (p[at] != 0xff)
            return false;
        if (mark == 0xff) {
            at++;
            continue;
        }
        size_t len = (size_t)p[at + 2] << 8 | p[at + 3];
        if (mark >= 0xc0 && mark <= 0xc2)
            return p[at + 4] == 8 && (p[at + 9] == 1 || p[at + 9] == 3) &&
                   size_ok((uint32_t)p[at + 7] << 8 | p[at + 8],
                           (uint32_t)p[at + 5] << 8 | p[at + 6], width, height);
        if (len < 2 || mark == 0xda)
            return false;
        at += 2 + len;
    }
    return false;
}

enum ela_pdf_picture_kind ela_pdf_picture_is(struct ela_str bytes, int *width, int *height)
{
    const unsigned char *p = (const unsigned char *)bytes.p;
    *width = *height = 0;
    if (bytes.n > ELA_PDF_PICTURE_MAX)
        return ELA_PDF_NO_PICTURE;
    uint32_t w, h;
    if (ela__png_head(p, bytes.n, &w, &h) && size_ok(w, h, width, height))
        return ELA_PDF_PNG;
    return jpeg(p, bytes.n, width, height) ? ELA_PDF_JPEG : ELA_PDF_NO_PICTURE;
}

static HPDF_Image load_png(struct ela__pdf *d, struct ela_str bytes)
{
    struct ela_arena mem;
    uint32_t w, h;
    HPDF_Image image = NULL;
    ela_arena_init(&mem, (size_t)64 << 20);
    unsigned char *rgb = ela__png_read(&mem, (const unsigned char *)bytes.p, bytes.n, &w, &h);
    if (rgb)
        image = HPDF_LoadRawImageFromMem(d->doc, rgb, w, h, HPDF_CS_DEVICE_RGB, 8);
    ela_arena_release(&mem);
    return image;
}

/* A picture that the decoder refuses is none; the document goes on. */
HPDF_Image ela__pdf_picture(struct ela__pdf *d, struct ela_str bytes)
{
    int w, h;
    enum ela_pdf_picture_kind kind = ela_pdf_picture_is(bytes, &w, &h);
    HPDF_Image image = NULL;
    if (d->error)
        return NULL;
    if (kind == ELA_PDF_PNG)
        image = load_png(d, bytes);
    else if (kind == ELA_PDF_JPEG)
        image = HPDF_LoadJpegImageFromMem(d->doc, (const HPDF_BYTE *)bytes.p, (HPDF_UINT)bytes.n);
    if (image && !d->error)
        return image;
    d->error = d->detail = 0;
    HPDF_ResetError(d->doc);
    return NULL;
}

bool ela_pdf_picture_sound(struct ela_str bytes)
{
    struct ela_error err = ELA_ERROR_INIT;
    struct ela__pdf d = {.doc = NULL};
    if (ela__pdf_open(&d, "", &err) != ELA_OK)
        return false;
    bool sound = ela__pdf_picture(&d, bytes) != NULL;
    HPDF_Free(d.doc);
    ela_arena_release(&d.mem);
    return sound;
}

HPDF_Image ela__flow_picture(struct ela__flow *f, int64_t file, struct ela_str bytes)
{
    if (f->pdf.error || f->ndrawn == sizeof f->drawn / sizeof f->drawn[0])
        return NULL;
    HPDF_Image image = ela__pdf_picture(&f->pdf, bytes);
    if (!image)
        f->bad_picture = f->bad_picture ? f->bad_picture : file;
    f->drawn[f->ndrawn].file = file;
    f->drawn[f->ndrawn++].image = image;
    return image;
}

/* --- codes -------------------------------------------------------------------------------- */

struct drawing {
    struct ela__pdf *pdf;
    float x, y, side;
};

static void dark(void *ctx, int size, int x, int y, int n)
{
    const struct drawing *d = ctx;
    float unit = d->side / (float)size;
    HPDF_Page_Rectangle(d->pdf->page, d->x + (float)x * unit,
                        d->pdf->height - d->y - (float)(y + 1) * unit, (float)n * unit, unit);
}

void ela__pdf_code(struct ela__pdf *pdf, struct ela_str text, float x, float y, float side)
{
    struct ela_error err = ELA_ERROR_INIT;
    struct drawing d = {pdf, x, y, side};
    float rgb[3];
    if (pdf->error || !pdf->page)
        return;
    ela__pdf_ink(pdf, ELA__INK_TEXT, rgb);
    HPDF_Page_SetRGBFill(pdf->page, rgb[0], rgb[1], rgb[2]);
    if (ela_qr_each(text, dark, &d, &err) == ELA_OK)
        HPDF_Page_Fill(pdf->page);
}
