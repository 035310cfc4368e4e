/*
 * Operations of the setup page: settings.check {name, value} -> {}; settings.list -> {rows [{name,
 * fallback, min, max}]}.
 */
#ifndef ELA_SETTINGS_OPS_H
#define ELA_SETTINGS_OPS_H

#include "op/op.h"

extern const struct ela_op ELA_SETTINGS_OPS[];

#endif
