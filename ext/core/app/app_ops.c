/*
 * The operation tables of all features, in one list.
 */
#include "app/app_ops.h"

#include "event/event.h"
#include "outbox/outbox.h"
#include "settings/settings_ops.h"

#include "app_features.h"

#define ONE(table) extern const struct ela_op table[];
ELA_FEATURE_TABLES(ONE)
#undef ONE

#define ONE(table) table,
const struct ela_op *const ELA__ALL_OPS[] = {ELA_FEATURE_TABLES(ONE) NULL};
