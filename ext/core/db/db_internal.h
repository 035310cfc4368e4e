/*
 * Inside of db/: what the front (prefix, transactions, poison) and the native back end share.
 */
#ifndef ELA_DB_INTERNAL_H
#define ELA_DB_INTERNAL_H

#include "db/db.h"

#define ELA__PREFIX_MAX 32

/* A statement text whose prefix was substituted. */
struct ela__prefixed {
    uint64_t hash;
    char *raw, *sql;
    size_t raw_n;
    uint64_t used_at;
};
#define ELA__PREFIXED_MAX 128

struct ela_db {
    const struct ela_db_ops *ops;
    void *impl;
    char prefix[ELA__PREFIX_MAX + 1];
    bool own_prefix;   /* differs from llx_ */
    unsigned depth;    /* of transactions of the core */
    unsigned attempts; /* open savepoints */
    bool poisoned;
    bool commit_unknown; /* the connection went away while committing */
    struct ela__prefixed cache[ELA__PREFIXED_MAX];
    uint64_t clock;
};

uint64_t ela__hash(const char *p, size_t n);

/* Native back end. */
extern const struct ela_db_ops ELA__NATIVE_OPS;
enum ela_status ela__native_new(const struct ela_db_config *cfg, void **impl,
                                struct ela_error *err);
enum ela_status ela__native_revive(void *impl, int64_t now, struct ela_error *err);

#endif
