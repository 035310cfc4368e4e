/*
 * A file as text, its records, and names that stand for rows.
 */
#ifndef ELA_IMPORT_INTERNAL_H
#define ELA_IMPORT_INTERNAL_H

#include "import/import.h"

#include "base/arena.h"
#include "base/str.h"

enum { ELA__I_CELLS = 60, ELA__I_ROWS = 10000, ELA__I_BYTES = 8 << 20, ELA__I_TOLD = 1000 };

/* The bytes as UTF-8, without their mark; n 0: no memory, or nothing in them. Borrows from `in`
 * what is UTF-8 already. */
struct ela_str ela__i_text(struct ela_str in, struct ela_arena *mem);

struct ela__i_records {
    const char *p, *end;
    char separator;
    int64_t line; /* where the next record starts, from 1 */
};

struct ela__i_record {
    struct ela_str cells[ELA__I_CELLS];
    size_t n;
    int64_t line;
    bool open; /* a quote that nothing closes */
    bool more; /* cells past the last that is read */
};

/* Finds the separator that the first line uses most; "sep=;" is read and skipped. */
void ela__i_start(struct ela__i_records *r, struct ela_str text);
/* False: no more, or no memory (*failed). Cells are trimmed and live in the text or in `mem`. */
bool ela__i_next(struct ela__i_records *r, struct ela_arena *mem, struct ela__i_record *out,
                 bool *failed);

/* "Début prévu" and "DEBUT  PREVU" are one: small letters without accents, blanks, signs. */
struct ela_str ela__i_fold(struct ela_str s, struct ela_arena *mem);

/* Names of rows, sorted once all are there. */
struct ela__i_name {
    struct ela_str key; /* folded */
    int64_t id;
};
struct ela__i_names {
    struct ela__i_name *at;
    size_t n, max;
};
bool ela__i_names_add(struct ela__i_names *names, struct ela_str name, int64_t id,
                      struct ela_arena *mem);
void ela__i_names_sort(struct ela__i_names *names);
/* 0: none of that name; -1: several. */
int64_t ela__i_names_find(const struct ela__i_names *names, struct ela_str key);

#endif
