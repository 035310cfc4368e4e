/*
 * A case as a document: chosen parts, built once, given as JSON for the print view or drawn as a
 * PDF. Source: CASE-38, DOC-17.
 */
#ifndef ELA_REPORT_REPORT_H
#define ELA_REPORT_REPORT_H

#include "op/op.h"

/*
 * case.report, case.report_pdf (users) {case, parts: "summary,steps,tasks,time,journal,exchanges,
 * documents", journal: [{at, by, text}]}: the sentences of the journal are the caller's, in his
 * language. Everything is read through the operations that screens use, so that money, confidential
 * notes and the time of others stay with those who may see them. Errors: not_found; denied; input
 * field.required, field.choice (parts).
 */
/*
 * case.report_file (users who write) the same: a PDF among the documents of the case, generated,
 * confidential, not shown to the client; answer {id, name, ...} as of file.put.
 * client.report, client.report_pdf, client.report_file {client, parts: "information,figures,cases,
 * documents"}: «Vue 360°» of a client, filed with the client.
 * time.week_report, time.week_pdf {user?, day?}: one week of one person, as time.week gives it.
 */
extern const struct ela_op ELA_REPORT_OPS[];

#endif
