#ifndef ELA_ALERT_ALERT_SQL_H
#define ELA_ALERT_ALERT_SQL_H

/* Branches of one UNION: kind, case, object, label, definition, since; then scope, order, limit. */
extern const char ELA__ALERT_CASE[], ELA__ALERT_STEP[], ELA__ALERT_TASK[], ELA__ALERT_PIECE[],
    ELA__ALERT_ACTION[], ELA__ALERT_IDLE[];
extern const char ELA__ALERT_MINE[], ELA__ALERT_BY_DAY[], ELA__ALERT_BY_MOMENT_PIECE[],
    ELA__ALERT_BY_MOMENT_CASE[], ELA__ALERT_BY_STEP[], ELA__ALERT_BY_TASK[], ELA__ALERT_BY_ACTION[];
extern const char ELA__ALERT_OPEN[], ELA__ALERT_CLOSE[], ELA__ALERT_UNION[];
/* Per lead: who, how many of each kind. */
extern const char ELA__ALERT_COUNTS[];

#endif
