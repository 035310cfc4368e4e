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
extern const struct ela_op ELA_REPORT_OPS[];

#endif
