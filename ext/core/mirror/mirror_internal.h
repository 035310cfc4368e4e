/*
 * Shared by the files of this folder.
 */
#ifndef ELA_MIRROR_MIRROR_INTERNAL_H
#define ELA_MIRROR_MIRROR_INTERNAL_H

#include "mirror/mirror.h"
#include "mirror/mirror_sql.h"

/* A row of the queue. */
struct ela__wish {
    int64_t row, id, wanted;
    bool drop;
    char object[9]; /* case, task, time; rest: the task of a case for time that names none */
    int32_t native;
};

/* What must exist natively first; object NULL: nothing. */
struct ela__need {
    const char *object;
    int64_t id;
};

/* What the writer is told of one wish, into `o`. */
enum ela_status ela__mirror_facts(struct ela_call *c, const struct ela__wish *w, struct ela_json *o,
                                  struct ela__need *need, struct ela_error *err) ELA_MUST_CHECK;

enum ela_status ela__mirror_time_event(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__mirror_lines(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

#endif
