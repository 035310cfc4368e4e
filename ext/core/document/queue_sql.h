/*
 * SQL of the queue of what waits for validation.
 */
#ifndef ELA_DOCUMENT_QUEUE_SQL_H
#define ELA_DOCUMENT_QUEUE_SQL_H

/* two sources of the same columns, each with its scope, criteria, page and order appended */
extern const char ELA_SQL_QUEUE_PIECES[], ELA_SQL_QUEUE_FILES[];
struct ela__queue_source {
    const char *from, *client, *lead, *of_case, *category, *search, *after, *order;
};
extern const struct ela__queue_source ELA__QUEUE_PIECES, ELA__QUEUE_FILES;
extern const char ELA_SQL_QUEUE_COUNT[], ELA_SQL_QUEUE_COUNT_END[];
/* documents of pieces: level and ids appended */
extern const char ELA_SQL_QUEUE_HELD[], ELA_SQL_QUEUE_HELD_OF[], ELA_SQL_QUEUE_HELD_ORDER[];
/* before pieces are judged */
extern const char ELA_SQL_QUEUE_LOCK[], ELA_SQL_QUEUE_LOCK_END[];
extern const char ELA_SQL_QUEUE_STATE[], ELA_SQL_QUEUE_STATE_OF[];
extern const char ELA_SQL_QUEUE_JUDGED[];

#endif
