/*
 * A worker's configuration: elaska.conf read whole, the shared keys and the worker's own.
 * A person who checks a file is told all that is wrong with it, a line per fault.
 */
#ifndef ELW_RUNTIME_CONF_H
#define ELW_RUNTIME_CONF_H

#include "base/conf.h"

struct elw_conf_spec {
    const struct ela_conf_key *keys; /* the worker's own, ended by .name = NULL */
    size_t size;                     /* of the struct that they fill */
    /* Rules between keys: calls fault() for each that is broken. May be NULL. */
    void (*check)(const struct ela_conf_common *common, const void *own,
                  void (*fault)(void *ctx, const char *key, const char *words), void *ctx);
    bool others; /* keys of other workers may stand in the file: it is not this one that tells */
};

/* Of a worker that writes there: is documents_dir writable? One that is not there yet, as a disk
 * that is mounted later, is no fault. */
void elw_conf_documents(const struct ela_conf_common *common,
                        void (*fault)(void *ctx, const char *key, const char *words), void *ctx);

/* Called for each fault; line 0: no line of the file. */
typedef void elw_conf_fault(void *ctx, int64_t line, const char *key, const char *words);

/*
 * Reads `path` into *common and `own` (spec->size bytes). Returns the number of faults, each of
 * which was told to `fault`; with any, *common and `own` hold nothing to rely on.
 */
size_t elw_conf_read(const char *path, const struct elw_conf_spec *spec,
                     struct ela_conf_common *common, void *own, elw_conf_fault *fault, void *ctx);

/*
 * Takes over from `fresh` the keys that may change while running; calls `kept` with the name of
 * each other key that differs, and leaves it as it was.
 */
void elw_conf_reload(const struct ela_conf_key *keys, void *current, const void *fresh,
                     void (*kept)(void *ctx, const char *key), void *ctx);

#endif
