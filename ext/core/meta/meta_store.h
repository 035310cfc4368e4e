/*
 * The store of definitions, for the top of the core: one per process and database.
 */
#ifndef ELA_META_META_STORE_H
#define ELA_META_META_STORE_H

#include "meta/meta.h"

/* `base`: the shipped workflow, which must outlive it. NULL without memory. */
struct ela_meta *ela_meta_new(const struct ela_workflow *base);
void ela_meta_free(struct ela_meta *m);
/*
 * Before an operation: what was borrowed by the one before may go; an entity whose stamp (settings)
 * changed is read again. *workflow: the shipped one with the entity's status registry.
 */
enum ela_status ela_meta_begin(struct ela_meta *m, struct ela_db *db, int32_t entity, int64_t stamp,
                               const struct ela_workflow **workflow,
                               struct ela_error *err) ELA_MUST_CHECK;
/* The operation changed definitions: cached settings hold an old stamp. */
bool ela_meta_touched(const struct ela_meta *m);

#endif
