/* SQL of what waits for a client; see todo_sql.c. */
#ifndef ELA_PORTAL_TODO_SQL_H
#define ELA_PORTAL_TODO_SQL_H

/* Branches of one UNION: kind, id, label, case, its reference and title, definition, due day,
 * status; then scope, order, limit. */
extern const char ELA_SQL_TODO_PIECE[], ELA_SQL_TODO_ACTION[], ELA_SQL_TODO_FORM[],
    ELA_SQL_TODO_TASK[], ELA_SQL_TODO_TASK_ALONE[], ELA_SQL_TODO_REQUEST[];
extern const char ELA_SQL_TODO_OPEN[], ELA_SQL_TODO_UNION[], ELA_SQL_TODO_ORDER[],
    ELA_SQL_TODO_CLOSE[];

#endif
