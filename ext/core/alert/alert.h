/*
 * What should not wait any longer on cases: forecast end passed, step or task late, document left
 * waiting, client who does not answer, case where nothing happens, budget reached. Read live for
 * the dashboard; told once a day to those whom the settings name. Source: CASE-39.
 */
#ifndef ELA_ALERT_ALERT_H
#define ELA_ALERT_ALERT_H

#include "op/op.h"

/*
 * alert.list (users) {mine?, limit?} -> {rows [{kind, case {id, ref, title}, client {id, name},
 * lead {id, name}, object_id, label, since_on, days}], counts {kind: n, each at most limit}},
 * oldest first: of the cases that one leads, or (mine false) of all that one may see. alert.daily
 * (worker) {} -> {mails}: at most one mail a day for each person. Each kind has its switch, its
 * delay and its recipients (settings).
 */
extern const struct ela_op ELA_ALERT_OPS[];

#endif
