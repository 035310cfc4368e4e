/*
 * QR codes as the path of a vector picture. Source: CASE-01, CASE-12, CASE-34; ISO/IEC 18004.
 */
#ifndef ELA_QR_QR_H
#define ELA_QR_QR_H

#include "op/op.h"

enum {
    ELA_QR_TEXT_MAX = 600,
    ELA_QR_QUIET = 4,    /* modules left white around it */
    ELA_QR_CODE = 22,    /* signs of the code of an object: 128 random bits */
    ELA_QR_ADDRESS = 300 /* room for the address of one */
};

/*
 * The code of a text (bytes; 15 % of it may be lost) as path data of SVG: one sub-path for each run
 * of dark modules in a row, a module being one unit, the quiet zone not included. *size: modules of
 * a side. The path is appended. Errors: input field.too_long (field "text"); internal.
 */
enum ela_status ela_qr_path(struct ela_str text, struct ela_buf *path, int *size,
                            struct ela_error *err) ELA_MUST_CHECK;

/* The same, one call for each run of `n` dark modules from (x, y) on; size: modules of a side. */
typedef void(ela_qr_fn)(void *ctx, int size, int x, int y, int n);
enum ela_status ela_qr_each(struct ela_str text, ela_qr_fn *fn, void *ctx,
                            struct ela_error *err) ELA_MUST_CHECK;

/* {address, size, path}; the caller owns *out. */
enum ela_status ela_qr_json(struct ela_str address, struct ela_json **out,
                            struct ela_error *err) ELA_MUST_CHECK;

/*
 * The address that the code of an object holds, "<portal>/q/<code>", made on first need: "client",
 * "case", "contract" or "invoice", whose reach the caller has checked. It says nothing of the
 * object, and opens nothing without signing in. Empty where the portal has no address.
 */
enum ela_status ela_qr_address(struct ela_call *c, const char *object, int64_t id,
                               char out[ELA_QR_ADDRESS], struct ela_error *err) ELA_MUST_CHECK;

/* The same of a code that was read already. */
void ela_qr_address_of(const struct ela_call *c, struct ela_str code, char out[ELA_QR_ADDRESS]);

/*
 * qr.resolve {code} (portal, of whatever client) -> {object, client, id}; qr.client, qr.invoice
 * {invoice} (portal) -> {qr: {address, size, path}|null}; qr.read {object, id} -> the same;
 * qr.renew {object, id} (administrator): the code of before stops.
 */
extern const struct ela_op ELA_QR_OPS[];

#endif
