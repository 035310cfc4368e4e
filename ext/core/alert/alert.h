/*
 * What should not wait any longer on cases: forecast end passed, step or task late, document left
 * waiting, client who does not answer, case where nothing happens. Read live for the dashboard;
 * told once a day to each main adviser. Source: CASE-39.
 */
#ifndef ELA_ALERT_ALERT_H
#define ELA_ALERT_ALERT_H

#include "op/op.h"

/*
 * alert.list (users) {mine?, limit?} -> {rows [{kind, case {id, ref, title}, client {id, name},
 * object_id, label, since_on, days}], counts {kind: n, capped at 1,000}}, worst first.
 * alert.daily (worker) {} -> {mails}: at most one mail a day for each adviser.
 */
extern const struct ela_op ELA_ALERT_OPS[];

#endif
