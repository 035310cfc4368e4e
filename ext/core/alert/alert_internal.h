/*
 * Shared by the files of this folder.
 */
#ifndef ELA_ALERT_ALERT_INTERNAL_H
#define ELA_ALERT_ALERT_INTERNAL_H

#include "op/op.h"
#include "settings/settings.h"

/* Adds what a kind is compared with: the day or the moment before which it is an alert. */
void ela__alert_before(struct ela_sql *q, const struct ela_call *c, enum ela_alert kind);
enum ela_status ela__alert_daily(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

#endif
