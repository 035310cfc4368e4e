#ifndef ELA_ALERT_ALERT_SQL_H
#define ELA_ALERT_ALERT_SQL_H

#include "settings/settings.h"

/* Branches of one UNION: kind, case, object, label, definition, since, lead; then scope, order,
 * limit. */
enum { ELA__ALERT_BRANCHES_N = 11 };
struct ela__alert_branch {
    enum ela_alert kind;
    const char *select, *order;
};
extern const struct ela__alert_branch ELA__ALERT_BRANCHES[ELA__ALERT_BRANCHES_N];
/* Cases whose budget has been reached. */
extern const char ELA__ALERT_BUDGET[], ELA__ALERT_BY_BUDGET[];
extern const char ELA__ALERT_MINE[], ELA__ALERT_OPEN[], ELA__ALERT_OPEN_ALL[], ELA__ALERT_CLOSE[],
    ELA__ALERT_UNION[];

/* Once a day: who, how many of each kind. A branch is whom it tells, then what it counts. */
extern const char ELA__ALERT_COUNTS[], ELA__ALERT_COUNTS_TAIL[];
extern const char ELA__ALERT_TELL_LEAD[], ELA__ALERT_TELL_MEMBER[], ELA__ALERT_TELL_MANAGER[];
extern const char *const ELA__ALERT_COUNT[];

#endif
