/*
 * Operations of the setup page: settings.check {name, value} -> {}; settings.list -> {rows [{name,
 * fallback, min, max}]}; settings.conf {current?: text of elaska.conf, values?} -> with values:
 * {text: the new file}; without: {values, secrets {name: bool}, problem: null|{key, field,
 * params}}.
 */
#ifndef ELA_SETTINGS_OPS_H
#define ELA_SETTINGS_OPS_H

#include "op/op.h"

extern const struct ela_op ELA_SETTINGS_OPS[];

/* conf_file.c */
extern const struct ela_field ELA__CONF_FIELDS[];
enum ela_status ela__settings_conf(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

#endif
