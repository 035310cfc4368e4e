/*
 * Letters: a template (meta/letter.h) and a case or a client become a document that can still be
 * edited, then a PDF among the documents of the case. Everything is read through the operations
 * that screens use, so that nobody prints what he may not see. Source: DOC-18, DOC-19, DOC-20.
 */
#ifndef ELA_LETTER_LETTER_H
#define ELA_LETTER_LETTER_H

#include "op/op.h"

/*
 * All by users with case/read; writing needs case/write and the right on the kind of case.
 * letter.preview {case | client, template | body, lang?} -> PDF: a template on a real case, as it
 * stands or (administrators) as it is being written; with doc and subject, as it was edited.
 * letter.recipients {case | client} -> {rows: [{kind, id, name, lines, lang}]}
 * letter.compose {case | client, template, recipient?, lang?} -> {subject, to, lang, body, empty:
 * names without a value, broken: conditions that could not be told, missing: characters that the
 * fonts do not have}: body is a letter without variables, to be edited.
 * letter.make {key, case | client, template, recipient?, lang, subject, to?, body, name?, visible?,
 * mail?} -> {id, file, name, pages, again}: drawn, kept and recorded in one transaction; the same
 * key gives the same letter.
 * letter.list {case} -> letters of a case.
 * letter.batch {key, template, lang?, cases | clients, visible?} -> {batch, total}: composed within
 * the caller's rights now, drawn by a worker. letter.batch_state {batch} -> {total, made, failed,
 * rows}. letter.work (worker): draws those that wait, each by itself.
 */
extern const struct ela_op ELA_LETTER_OPS[];

#endif
