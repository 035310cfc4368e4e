/*
 * Clients' vaults: documents that are encrypted before they touch the disk, under a key each, name
 * and description too. A vault opens for the client who types his password again, and for advisers
 * to whom he opened a document of it, by theirs; it closes by itself. What is in it is in nothing
 * else: no list, search, counter, export, link, preview or mail knows of it. Source: DOC-13,
 * SEC-06, SEC-12.
 */
#ifndef ELA_VAULT_VAULT_H
#define ELA_VAULT_VAULT_H

#include "crypt/crypt.h"
#include "op/op.h"

/*
 * vault.state {client?, key?} -> {problem: null|key, idle_s, until: moment|0}; not_found where
 * there is none for the actor. vault.open (portal) {password}, vault.enter (user, whose password
 * the page checked) {client, proved} -> {key, key_s, until}; input vault.password_wrong, denied
 * vault.blocked. The others need the key of an open vault, and fail with denied vault.closed:
 * vault.close {}; vault.list -> {rows [{id, name, description, type, size, at, by, readable,
 * readers [user], deleted_at, received?}], advisers [{id, name}], may_add, part, max_mb, until};
 * vault.begin {name, description?, size} -> {item, offset, size, part}; vault.put {item, offset} +
 * bytes -> the same, {item, whole: true} after the last; vault.get {item, view?, from?} -> {name,
 * type, size, inline}, bytes by ela_call.pour; vault.update {item, name?, description?};
 * vault.readers {item, users}; vault.delete {item}; vault.restore {item}; vault.log {after?,
 * limit?} -> {rows [{id, at, by, firm, action, result, item, name, users [name], ip, device}],
 * next}; vault.purge (worker) -> {purged, given_up, more};
 * vault.scan_next (worker) {owner} -> {} or {item, clamd}, bytes by ela_call.pour; vault.scan_done
 * (worker) {item, owner, result}. A user's own have {client} beside and
 * reach what was opened to him: state, enter, close, list, get.
 */
extern const struct ela_op ELA_VAULT_OPS[];

/* Sends `length` bytes from `from` of what an operation poured, a piece at a time. Errors: as
 * ela_stream_read(), ela_file_open(). */
enum ela_status ela_vault_pour(const char *documents, const struct ela_pour *pour, int64_t from,
                               int64_t length, ela_stream_sink *sink, void *ctx,
                               struct ela_error *err) ELA_MUST_CHECK;

#endif
