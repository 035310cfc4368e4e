/*
 * Tasks: cards in columns, with assignees, a checklist, comments and a native mirror; suggested by
 * clients, done by them, confirmed by the firm. Source: CASE-20..26, PLAT-18.
 */
#ifndef ELA_TASK_TASK_H
#define ELA_TASK_TASK_H

#include "op/op.h"

/* A person whom a task is for, out of the roles of its case; 0 lets the main adviser have it. */
struct ela_task_new {
    int64_t case_id, step_id; /* step 0: none */
    const char *code;         /* of the template; the same code and step is made once per case */
    struct ela_str title, description;
    struct ela_day due_on;
    int16_t priority; /* 0 low, 1 normal, 2 high, 3 urgent */
    bool for_client, visible, billable;
    int32_t user_id;
    const struct ela_json *checklist; /* [{label, client?}], labels already in one language */
};
/*
 * A task that the system makes (template, effect, renewal): goes last in the first column, is
 * journalled and mirrored. *id is 0 where the case has that code for that step already (CASE-25).
 */
enum ela_status ela_task_make(struct ela_call *c, const struct ela_task_new *t, int64_t *id,
                              struct ela_error *err) ELA_MUST_CHECK;

/* Is there such a task for this actor? Whose it is, and whether clients may see it. Errors:
 * not_found (field as given). */
enum ela_status ela_task_reach(struct ela_call *c, int64_t id, const char *field, int64_t *case_id,
                               int32_t *client_id, bool *visible,
                               struct ela_error *err) ELA_MUST_CHECK;

/*
 * task.create, .update, .move, .delete, .comment, .waiting (users); .read, .board, .list, .check
 * (both); task.accept, .refuse, .confirm, .send_back (users); task.suggest, .done, .say (portal).
 */
extern const struct ela_op ELA_TASK_OPS[];

#endif
