/*
 * Documents: the record of a file or of an address elsewhere, what may be said of it and by whom,
 * what it is linked to, its versions and readers, and the client's own list. Bytes, deposit and
 * reach are those of file/. Source: DOC-02, DOC-03, DOC-12, DOC-14, DOC-24, SEC-11.
 */
#ifndef ELA_DOCUMENT_DOCUMENT_H
#define ELA_DOCUMENT_DOCUMENT_H

#include "op/op.h"

/*
 * document.read {file, binned?, with_groups?} -> {id, name, type, size, at, by, from_client,
 * version, versions
 * [{number, name, size, at, by}], status, origin, category, level, readers, visible,
 * client_downloads, document_on, valid_until, expired, description, reason, url, client, case,
 * object, object_id, links [{id, object, object_id, label}], may {edit, restore}};
 * document.update {file, name?, category?, description?, document_on?, valid_until?, visible?,
 * client_downloads?, level?, users?, groups?}; document.judge {files, to, reason?}: received,
 * validated, refused, with the piece where it is one's; document.queue {state?
 * (waiting, received), case?, client?, lead?, category?, search?, after?, limit?, with_total?} ->
 * {rows [{piece or file, label, files, case, client, lead, at, days, late, seen, may}], next,
 * total?}: oldest first; document.decide {items [{piece or file, seen}], to, reason?} -> {done,
 * failed [{piece or file, key, status?, by?, at?}]}: nothing is validated that the antivirus holds
 * back; document.link {file, object, id};
 * document.unlink {link}; document.file {files, folder (null: in none)} -> {filed};
 * document.address {object, id, name, url, ...}: a document elsewhere; document.open {file} ->
 * {url}; document.mine (portal) {search?, category?, case?, status?, from?, to?, after?, limit?} ->
 * {rows, next, categories}.
 */
extern const struct ela_op ELA_DOCUMENT_OPS[];

#endif
