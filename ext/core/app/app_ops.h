/*
 * The operation tables of all features, in one list.
 */
#ifndef ELA_APP_OPS_H
#define ELA_APP_OPS_H

#include "op/op.h"

extern const struct ela_op *const ELA__ALL_OPS[]; /* ended by NULL */

#endif
