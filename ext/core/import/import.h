/*
 * Cases out of a spreadsheet that was saved as text: what is wrong is told by line, column and
 * reason before anything is stored. Source: CASE-11, PLAT-13.
 */
#ifndef ELA_IMPORT_IMPORT_H
#define ELA_IMPORT_IMPORT_H

#include "op/op.h"

/*
 * case.import (users, case/write) {check?, good_only?, template?} with the bytes of the file ->
 * {rows, made, wrong [{line, column, value, key, params}], wrong_total, ignored [column titles]}.
 * The file: UTF-8, UTF-16 or Windows-1252, cells by ; , or tab, quotes as in RFC 4180, titles of
 * the columns in the first line. All or nothing, unless `good_only`: then the lines that are right
 * are stored. `check` stores nothing. Errors: input import.empty, import.not_text, import.large,
 * import.many {max}, import.no_column {column}, all of field "file".
 */
extern const struct ela_op ELA_IMPORT_OPS[];

#endif
