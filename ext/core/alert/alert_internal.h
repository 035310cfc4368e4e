/*
 * Shared by the files of this folder.
 */
#ifndef ELA_ALERT_ALERT_INTERNAL_H
#define ELA_ALERT_ALERT_INTERNAL_H

#include "op/op.h"

/* Moment before which a document has waited too long (1), a case has been quiet too long (2). */
int64_t ela__alert_before(const struct ela_call *c, int which);
enum ela_status ela__alert_daily(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

#endif
