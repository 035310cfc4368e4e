/*
 * A queued mail as the bytes that SMTP carries: RFC 5322 headers, UTF-8 text and HTML in
 * multipart/alternative, every line under 77 bytes and 7-bit. Pure. Source: COM-09; RFC 2045,
 * 2046, 2047, 5322; RFC 3834 (Auto-Submitted).
 */
#ifndef ELW_MAIL_MIME_H
#define ELW_MAIL_MIME_H

#include "outbox/outbox.h"

/*
 * Whether an address can be put in a command and a header as it is. The queue checks it too; a row
 * that got in by another way must not write commands of its own.
 */
bool elw_mime_address_ok(const char *email);

/*
 * Writes the message. The Message-ID is the row's, so that a message sent twice is recognised as
 * one. Errors: input email.malformed (sender or recipient), mail.header (Message-ID), internal
 * memory.
 */
enum ela_status elw_mime_write(const struct ela_outbox_item *m, int64_t now, struct ela_buf *out,
                               struct ela_error *err) ELA_MUST_CHECK;

#endif
