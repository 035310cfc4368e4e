/*
 * Pictures: upright, in the colours of screens, small, and nothing but pixels: no position, no
 * camera, no date, no comment. Source: DOC-04, SEC-15.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <vips/vips.h>
#include <vips/vector.h>

#include "media/child/child.h"

/* Readers that bytes of strangers meet; every other one of the library is off. */
static const char *const READERS[] = {"VipsForeignLoadJpeg", "VipsForeignLoadPng",
                                      "VipsForeignLoadTiff", "VipsForeignLoadWebp"};

int child_vips_start(void)
{
    (void)setenv("VIPS_DISC_THRESHOLD", "64g", 1); /* there is no disk here */
    if (VIPS_INIT("elaska-media-child") != 0)
        return -1;
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    vips_vector_set_enabled(FALSE); /* code made while running wants memory that may be executed */
    vips_operation_block_set("VipsForeignLoad", TRUE);
    for (size_t i = 0; i < sizeof READERS / sizeof READERS[0]; i++)
        vips_operation_block_set(READERS[i], FALSE);
    return 0;
}

/* No larger than that, on white where one could see through it. */
static VipsImage *reduced(VipsImage *image, int side, int tall)
{
    VipsImage *small = NULL, *flat = NULL;
    if (vips_thumbnail_image(image, &small, side, "height", tall, "size", VIPS_SIZE_DOWN,
                             "export-profile", "srgb", NULL) != 0)
        return NULL;
    if (!vips_image_hasalpha(small))
        return small;
    VipsArrayDouble *white = vips_array_double_newv(1, 255.0);
    if (vips_flatten(small, &flat, "background", white, NULL) != 0)
        flat = NULL;
    vips_area_unref(VIPS_AREA(white));
    g_object_unref(small);
    return flat;
}

/*
 * The pixels alone: of the chunks that the writer made, the one that holds them. Position, camera,
 * dates and colour tables stand in others, and its option "strip" leaves some of them. Source: RFC
 * 9649, 2.
 */
static int send_pixels(const unsigned char *bytes, size_t size, uint32_t page, VipsImage *image)
{
    for (size_t at = 12; at + 8 <= size;) {
        uint32_t length;
        memcpy(&length, bytes + at + 4, 4);
        size_t whole = 8 + (size_t)length + (length & 1);
        if (whole > size - at)
            return -1;
        if (memcmp(bytes + at, "VP8 ", 4) == 0 || memcmp(bytes + at, "VP8L", 4) == 0) {
            unsigned char *out = g_malloc(12 + whole);
            const uint32_t riff = (uint32_t)(4 + whole);
            memcpy(out, "RIFF", 4);
            memcpy(out + 4, &riff, 4);
            memcpy(out + 8, "WEBP", 4);
            memcpy(out + 12, bytes + at, whole);
            child_send(ELW_FRAME_PICTURE, page, (uint32_t)vips_image_get_width(image),
                       (uint32_t)vips_image_get_height(image), out, 12 + whole);
            g_free(out);
            return 0;
        }
        at += whole;
    }
    return -1;
}

int child_send_picture(VipsImage *image, uint32_t page, int side, int tall)
{
    void *bytes = NULL;
    size_t size = 0;
    VipsImage *small = reduced(image, side, tall);
    int rc = small ? vips_webpsave_buffer(small, &bytes, &size, "Q", page ? 80 : 70, "effort", 2,
                                          "strip", TRUE, NULL)
                   : -1;
    if (rc == 0)
        rc = send_pixels(bytes, size, page, small);
    g_free(bytes);
    g_clear_object(&small);
    return rc;
}

/* Its head alone is read: what is said there decides whether the rest is. */
static int measure(VipsSource *source, int *pages)
{
    VipsImage *head =
        vips_image_new_from_source(source, "", "access", VIPS_ACCESS_SEQUENTIAL, NULL);
    if (!head)
        return ELW_CHILD_DAMAGED;
    uint64_t pixels = (uint64_t)vips_image_get_width(head) * (uint64_t)vips_image_get_height(head);
    *pages = vips_image_get_n_pages(head);
    g_object_unref(head);
    return pixels == 0             ? ELW_CHILD_DAMAGED
           : pixels > CHILD_PIXELS ? ELW_CHILD_TOO_LARGE
                                   : ELW_CHILD_DONE;
}

/* Reads one page at the size that is wanted: most formats unpack no more than that. */
static VipsImage *page_at(VipsSource *source, int page, int side)
{
    VipsImage *image = NULL;
    char options[32] = "";
    if (page > 0)
        (void)g_snprintf(options, sizeof options, "[page=%d]", page);
    if (vips_thumbnail_source(source, &image, side, "height", side, "size", VIPS_SIZE_DOWN,
                              "option_string", options, "fail_on", VIPS_FAIL_ON_TRUNCATED,
                              "export-profile", "srgb", NULL) != 0)
        return NULL;
    VipsImage *pixels = vips_image_copy_memory(image);
    g_object_unref(image);
    return pixels;
}

static int draw(VipsSource *source, int pages)
{
    for (int page = 0; page < pages; page++) {
        VipsImage *image = page_at(source, page, CHILD_PAGE_SIDE);
        if (!image)
            return page ? ELW_CHILD_DONE : ELW_CHILD_DAMAGED;
        int rc = page ? 0 : child_send_picture(image, 0, CHILD_THUMB_SIDE, CHILD_THUMB_SIDE);
        if (rc == 0)
            rc = child_send_picture(image, (uint32_t)page + 1, CHILD_PAGE_SIDE, CHILD_PAGE_SIDE);
        g_object_unref(image);
        if (rc != 0)
            return ELW_CHILD_DAMAGED;
    }
    return ELW_CHILD_DONE;
}

int child_picture(int pages)
{
    int has = 1;
    char head[12];
    if (child_vips_start() != 0)
        return ELW_CHILD_KIND;
    if (pread(STDIN_FILENO, head, sizeof head, 0) == sizeof head &&
        memcmp(head + 4, "ftyp", 4) == 0)
        return child_heic();
    VipsSource *source = vips_source_new_from_descriptor(STDIN_FILENO);
    if (!source)
        return ELW_CHILD_DAMAGED;
    int status = measure(source, &has);
    if (status == ELW_CHILD_DONE) {
        child_send(ELW_FRAME_PAGES, (uint32_t)has, 0, 0, NULL, 0);
        status = draw(source, has < pages ? has : pages);
    }
    g_object_unref(source);
    return status;
}
