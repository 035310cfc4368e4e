#ifndef ELA_ALERT_ALERT_SQL_H
#define ELA_ALERT_ALERT_SQL_H

#include "settings/settings.h"

/* Branches of one UNION between LIST and LIST_END: what is found; then scope, order, limit. */
extern const char ELA__ALERT_LIST[], ELA__ALERT_LIST_END[];
enum { ELA__ALERT_BRANCHES_N = 11 };
struct ela__alert_branch {
    enum ela_alert kind;
    const char *select, *order;
};
extern const struct ela__alert_branch ELA__ALERT_BRANCHES[ELA__ALERT_BRANCHES_N];
/* Cases whose budget has been reached. */
extern const char ELA__ALERT_BUDGET[], ELA__ALERT_BY_BUDGET[];
extern const char ELA__ALERT_MINE[], ELA__ALERT_OPEN[], ELA__ALERT_OPEN_MANY[], ELA__ALERT_FEW[],
    ELA__ALERT_CLOSE[], ELA__ALERT_UNION[];

/* Once a day: who, how many of each kind. A branch is TELL who KIND from join where. */
extern const char ELA__ALERT_COUNTS[], ELA__ALERT_COUNTS_TAIL[];
extern const char ELA__ALERT_TELL[], ELA__ALERT_TELL_KIND[];
struct ela__alert_told {
    const char *who, *join;
};
extern const struct ela__alert_told ELA__ALERT_LEAD, ELA__ALERT_MEMBER, ELA__ALERT_MANAGER;
struct ela__alert_count {
    const char *from, *where;
};
extern const struct ela__alert_count ELA__ALERT_COUNT[];

#endif
