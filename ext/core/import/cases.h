/*
 * One import of cases while it runs: what the file says, what is wrong with it.
 */
#ifndef ELA_IMPORT_CASES_H
#define ELA_IMPORT_CASES_H

#include "import/import_internal.h"

#include "form/form.h"

/* What a line may say, in the order of ELA__I_FIELDS. */
enum { I_CLIENT, I_TITLE, I_TEMPLATE, I_LEAD, I_START, I_DUE, I_PRICE, I_DESCRIPTION, I_FIELDS };

struct ela__i_case {
    int64_t line;
    struct ela_str text[I_FIELDS]; /* canonical; "" where nothing is said */
    int64_t client, lead;
    const char *template;
    bool wrong;
};

struct ela__i_import {
    struct ela_call *c;
    int column[I_FIELDS]; /* of the file; -1: not there */
    struct ela_str titles[ELA__I_CELLS];
    size_t ntitles;
    const struct ela_form *form;
    struct ela__i_case *cases;
    size_t ncases;
    struct ela_json *wrong;
    size_t nwrong;
};

extern const char *const ELA__I_FIELDS[I_FIELDS]; /* members of case.create */

/* A fault of a line at one of its fields, or (-1) of the whole line. Only the first
 * ELA__I_TOLD are told, all are counted. */
struct ela_json *ela__i_wrong(struct ela__i_import *x, struct ela__i_case *k, int field,
                              struct ela_str value, const char *key);

/* Fills clients, leads and templates of all lines; tells what is not there, and what is twice. */
enum ela_status ela__i_resolve(struct ela__i_import *x, struct ela_error *err);

#endif
