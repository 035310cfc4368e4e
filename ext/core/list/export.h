/*
 * What exports share: a writer of one format takes heads and rows, one at a time, and keeps
 * nothing.
 */
#ifndef ELA_LIST_EXPORT_H
#define ELA_LIST_EXPORT_H

#include "list/list_internal.h"

struct ela__export {
    const struct ela__listing *l;
    const struct ela__asked *a;
    const char *path; /* the caller's */
    void *state;      /* the writer's */
    size_t rows;
};

struct ela__writer {
    const char *code, *type;
    size_t max_rows;
    enum ela_status (*open)(struct ela__export *x, struct ela_error *err);
    enum ela_status (*row)(struct ela__export *x, const struct ela__cells *cells, size_t i,
                           struct ela_error *err);
    /* Ends the file (`good`), or gives it up; releases the state in any case. */
    enum ela_status (*close)(struct ela__export *x, bool good, struct ela_error *err);
};

extern const struct ela__writer ELA__WRITE_CSV, ELA__WRITE_XLSX, ELA__WRITE_PDF;

enum ela_status ela__export_failed(const char *detail, struct ela_error *err);

#endif
