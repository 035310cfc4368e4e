/*
 * Photos of phones. Read with libheif itself: the reader of libvips 8.14 (Debian 12) goes on using
 * what it has freed when a photo bears EXIF. Turned upright by the format's own marks. Source:
 * DOC-04.
 */
#include <libheif/heif.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vips/vips.h>

#include "media/child/child.h"

/* Both pictures, from rows of three bytes a pixel. */
static int send_rows(const uint8_t *rows, int stride, int width, int height)
{
    VipsImage *raw = NULL, *image = NULL;
    size_t line = (size_t)width * 3;
    uint8_t *packed = malloc(line * (size_t)height);
    if (!packed)
        return ELW_CHILD_TOO_LARGE;
    for (int y = 0; y < height; y++)
        memcpy(packed + (size_t)y * line, rows + (size_t)y * (size_t)stride, line);
    raw = vips_image_new_from_memory(packed, line * (size_t)height, width, height, 3,
                                     VIPS_FORMAT_UCHAR);
    int rc = raw ? vips_copy(raw, &image, "interpretation", VIPS_INTERPRETATION_sRGB, NULL) : -1;
    if (rc == 0)
        rc = child_send_picture(image, 0, CHILD_THUMB_SIDE, CHILD_THUMB_SIDE);
    if (rc == 0)
        rc = child_send_picture(image, 1, CHILD_PAGE_SIDE, CHILD_PAGE_SIDE);
    g_clear_object(&image);
    g_clear_object(&raw);
    free(packed);
    return rc == 0 ? ELW_CHILD_DONE : ELW_CHILD_DAMAGED;
}

static int decode(struct heif_image_handle *handle)
{
    struct heif_image *image = NULL;
    int stride = 0;
    uint64_t pixels = (uint64_t)heif_image_handle_get_width(handle) *
                      (uint64_t)heif_image_handle_get_height(handle);
    if (pixels == 0 || pixels > CHILD_PIXELS)
        return pixels ? ELW_CHILD_TOO_LARGE : ELW_CHILD_DAMAGED;
    if (heif_decode_image(handle, &image, heif_colorspace_RGB, heif_chroma_interleaved_RGB, NULL)
            .code != heif_error_Ok)
        return ELW_CHILD_DAMAGED;
    const uint8_t *rows = heif_image_get_plane_readonly(image, heif_channel_interleaved, &stride);
    int status = ELW_CHILD_DAMAGED;
    if (rows) {
        child_send(ELW_FRAME_PAGES, 1, 0, 0, NULL, 0);
        status = send_rows(rows, stride, heif_image_get_width(image, heif_channel_interleaved),
                           heif_image_get_height(image, heif_channel_interleaved));
    }
    heif_image_release(image);
    return status;
}

int child_heic(void)
{
    struct stat found;
    struct heif_image_handle *handle = NULL;
    struct heif_context *context = heif_context_alloc();
    if (!context || fstat(STDIN_FILENO, &found) != 0 || found.st_size <= 0)
        return ELW_CHILD_DAMAGED;
    void *bytes = mmap(NULL, (size_t)found.st_size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
    int status = ELW_CHILD_DAMAGED;
    if (bytes == MAP_FAILED)
        return status;
    heif_context_set_max_decoding_threads(context, 0);
    if (heif_context_read_from_memory_without_copy(context, bytes, (size_t)found.st_size, NULL)
                .code == heif_error_Ok &&
        heif_context_get_primary_image_handle(context, &handle).code == heif_error_Ok)
        status = decode(handle);
    if (handle)
        heif_image_handle_release(handle);
    heif_context_free(context);
    (void)munmap(bytes, (size_t)found.st_size);
    return status;
}
