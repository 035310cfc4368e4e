/*
 * libqrencode makes the matrix; runs of dark modules become one rectangle each, so that a code of
 * an address is some two kilobytes.
 */
#include "qr/qr.h"

#include <qrencode.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { PATH_MAX_BYTES = 1 << 17 };

static void run(void *path, int size, int x, int y, int n)
{
    char text[64];
    (void)size;
    (void)snprintf(text, sizeof text, "M%d %dh%dv1h-%dz", x, y, n, n);
    ela_buf_adds(path, text);
}

static void draw(const QRcode *code, ela_qr_fn *fn, void *ctx)
{
    int w = code->width;
    for (int y = 0; y < w; y++) {
        const unsigned char *row = code->data + (size_t)y * (size_t)w;
        for (int x = 0; x < w; x++) {
            int n = 0;
            while (x + n < w && (row[x + n] & 1))
                n++;
            if (n > 0)
                fn(ctx, w, x, y, n);
            x += n;
        }
    }
}

static enum ela_status each(struct ela_str text, ela_qr_fn *fn, void *ctx, int *size,
                            struct ela_error *err)
{
    if (text.n == 0 || text.n > ELA_QR_TEXT_MAX)
        return ela_fail(err, ELA_E_INPUT, text.n ? "field.too_long" : "field.required", "text");
    QRcode *code = QRcode_encodeData((int)text.n, (const unsigned char *)text.p, 0, QR_ECLEVEL_M);
    if (!code)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    draw(code, fn, ctx);
    *size = code->width;
    QRcode_free(code);
    return ELA_OK;
}

enum ela_status ela_qr_each(struct ela_str text, ela_qr_fn *fn, void *ctx, struct ela_error *err)
{
    int size;
    return each(text, fn, ctx, &size, err);
}

enum ela_status ela_qr_path(struct ela_str text, struct ela_buf *path, int *size,
                            struct ela_error *err)
{
    return each(text, run, path, size, err);
}

enum ela_status ela_qr_json(struct ela_str address, struct ela_json **out, struct ela_error *err)
{
    struct ela_buf path;
    int size = 0;
    *out = NULL;
    ela_buf_init(&path, PATH_MAX_BYTES);
    enum ela_status st = ela_qr_path(address, &path, &size, err);
    if (st == ELA_OK) {
        *out = ela_json_new_object();
        ela_json_set_str(*out, "address", address);
        ela_json_set_int(*out, "size", size);
        ela_json_set_str(*out, "path", (struct ela_str){path.p, path.n});
    }
    ela_buf_release(&path);
    return st;
}
