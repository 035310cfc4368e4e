/*
 * Shared by the files of this folder.
 */
#ifndef ELA_PREVIEW_PREVIEW_INTERNAL_H
#define ELA_PREVIEW_PREVIEW_INTERNAL_H

#include "file/file.h"
#include "preview/preview.h"
#include "preview/preview_sql.h"

/* A file that is to have a preview. */
struct ela__preview_new {
    int64_t file;
    int32_t entity;
    struct ela_str place, type;
    bool wanted;
};
/* Queues them, each once, whoever else does so too; what cannot be shown is noted as such. */
enum ela_status ela__preview_insert(struct ela_db *db, int64_t now,
                                    const struct ela__preview_new *f, size_t n,
                                    struct ela_error *err) ELA_MUST_CHECK;

#endif
