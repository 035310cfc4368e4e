#ifndef ELA_ALERT_ALERT_SQL_H
#define ELA_ALERT_ALERT_SQL_H

/* Branches of one UNION, by enum ela_alert: kind, case, object, label, definition, since, lead;
 * then scope, order, limit. */
extern const char *const ELA__ALERT_SELECT[], *const ELA__ALERT_ORDER[];
/* Cases whose budget has been reached. */
extern const char ELA__ALERT_BUDGET[], ELA__ALERT_BY_BUDGET[];
extern const char ELA__ALERT_MINE[], ELA__ALERT_OPEN[], ELA__ALERT_CLOSE[], ELA__ALERT_UNION[];

/* Once a day: who, how many of each kind. A branch is whom it tells, then what it counts. */
extern const char ELA__ALERT_COUNTS[], ELA__ALERT_COUNTS_TAIL[];
extern const char ELA__ALERT_TELL_LEAD[], ELA__ALERT_TELL_MEMBER[], ELA__ALERT_TELL_MANAGER[];
extern const char *const ELA__ALERT_COUNT[];

#endif
