/*
 * PDF: the first page at once, then the others, then the words. Source: DOC-04, DOC-25.
 */
#include <poppler.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <vips/vips.h>

#include "media/child/child.h"

enum { TALL = 2 * CHILD_PAGE_SIDE };

/* Four bytes a pixel as cairo has them, to three as pictures do; paper is white. */
static VipsImage *pixels_of(cairo_surface_t *surface, unsigned char **rgb)
{
    int width = cairo_image_surface_get_width(surface),
        height = cairo_image_surface_get_height(surface),
        stride = cairo_image_surface_get_stride(surface);
    const unsigned char *from = cairo_image_surface_get_data(surface);
    size_t n = (size_t)width * (size_t)height * 3;
    unsigned char *to = *rgb = malloc(n);
    if (!from || !to)
        return NULL;
    for (int y = 0; y < height; y++) {
        const unsigned char *row = from + (size_t)y * (size_t)stride;
        for (int x = 0; x < width; x++, to += 3) {
            uint32_t pixel;
            memcpy(&pixel, row + 4 * (size_t)x, 4);
            to[0] = (unsigned char)(pixel >> 16);
            to[1] = (unsigned char)(pixel >> 8);
            to[2] = (unsigned char)pixel;
        }
    }
    VipsImage *raw = vips_image_new_from_memory(*rgb, n, width, height, 3, VIPS_FORMAT_UCHAR),
              *image = NULL;
    if (raw && vips_copy(raw, &image, "interpretation", VIPS_INTERPRETATION_sRGB, NULL) != 0)
        image = NULL;
    g_clear_object(&raw);
    return image;
}

static cairo_surface_t *paint(PopplerPage *page)
{
    double width = 0, height = 0;
    poppler_page_get_size(page, &width, &height);
    if (!(width > 0) || !(height > 0) || width > 1e6 || height > 1e6)
        return NULL;
    double scale = CHILD_PAGE_SIDE / width;
    scale = height * scale > TALL ? TALL / height : scale;
    int w = (int)(width * scale), h = (int)(height * scale);
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, w > 0 ? w : 1, h > 0 ? h : 1);
    cairo_t *cr = cairo_create(surface);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_scale(cr, scale, scale);
    poppler_page_render(page, cr);
    bool drawn = cairo_status(cr) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(cr);
    cairo_surface_flush(surface);
    if (drawn)
        return surface;
    cairo_surface_destroy(surface);
    return NULL;
}

/* Page `number` from 1; the first one as the small picture too. */
static int send_page(PopplerDocument *document, int number)
{
    PopplerPage *page = poppler_document_get_page(document, number - 1);
    cairo_surface_t *surface = page ? paint(page) : NULL;
    unsigned char *rgb = NULL;
    VipsImage *image = surface ? pixels_of(surface, &rgb) : NULL;
    int rc = image ? 0 : -1;
    if (rc == 0 && number == 1)
        rc = child_send_picture(image, 0, CHILD_THUMB_SIDE, CHILD_THUMB_SIDE);
    if (rc == 0)
        rc = child_send_picture(image, (uint32_t)number, CHILD_PAGE_SIDE, TALL);
    g_clear_object(&image);
    free(rgb);
    if (surface)
        cairo_surface_destroy(surface);
    g_clear_object(&page);
    return rc;
}

static void send_words(PopplerDocument *document, int pages)
{
    struct child_words words = {0};
    int more = 1;
    for (int i = 0; i < pages && i < CHILD_TEXT_PAGES && more; i++) {
        PopplerPage *page = poppler_document_get_page(document, i);
        char *text = page ? poppler_page_get_text(page) : NULL;
        if (text)
            more = child_words_add(&words, text, strlen(text)) && child_words_add(&words, "\n", 1);
        g_free(text);
        g_clear_object(&page);
    }
    child_words_send(&words);
}

static int why(const GError *error)
{
    return error && error->domain == POPPLER_ERROR && error->code == POPPLER_ERROR_ENCRYPTED
               ? ELW_CHILD_PROTECTED
               : ELW_CHILD_DAMAGED;
}

int child_pdf(int pages)
{
    GError *error = NULL;
    if (child_vips_start() != 0)
        return ELW_CHILD_KIND;
    PopplerDocument *document = poppler_document_new_from_fd(dup(STDIN_FILENO), NULL, &error);
    int has = document ? poppler_document_get_n_pages(document) : 0;
    int status = document && has > 0 ? ELW_CHILD_DONE : why(error);
    if (status == ELW_CHILD_DONE)
        child_send(ELW_FRAME_PAGES, (uint32_t)has, 0, 0, NULL, 0);
    /* Pages come in order: behind one that cannot be drawn none is. */
    for (int i = 1; status == ELW_CHILD_DONE && i <= has && i <= pages; i++)
        if (send_page(document, i) != 0) {
            status = i == 1 ? ELW_CHILD_DAMAGED : ELW_CHILD_DONE;
            break;
        }
    if (status == ELW_CHILD_DONE)
        send_words(document, has);
    g_clear_error(&error);
    g_clear_object(&document);
    return status;
}
