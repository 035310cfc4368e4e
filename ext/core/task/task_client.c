/*
 * What passes between client and firm: a suggested task is accepted or refused, one that he was
 * given is done, confirmed or sent back. Source: CASE-23, CASE-24.
 */
#include "comment/comment.h"
#include "task/task_internal.h"

/* --- suggesting --------------------------------------------------------------------------- */

enum ela_status ela__task_suggest(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    struct ela__task t = {.priority = 1,
                          .billable = true,
                          .visible = true,
                          .suggested = true,
                          .start_on = ELA_DAY_NONE,
                          .due_on = ELA_DAY_NONE,
                          .account_by = c->actor->account_id,
                          .status = ELA__SUGGESTED};
    ELA_TRY(ela_case_load(c, ela_in_int(c, "case", 0), "case", &k, err));
    if (k.closed || k.archived_at)
        return ela_fail(err, ELA_E_STATE, "task.case_closed", "case");
    t.case_id = k.id;
    t.client_id = k.client_id;
    t.case_lead = k.lead_id;
    t.case_ref = k.ref;
    t.case_title = k.title;
    ELA_TRY(ela__task_merge(c, &t, err));
    ELA_TRY(ela__position_last(c, &t, t.status, &t.position, err));
    ELA_TRY(ela__task_insert(c, &t, err));
    ELA_TRY(ela__task_journal(c, &t, "task.suggested", NULL, err));
    ELA_TRY(ela__task_tell_firm(c, &t, "task.suggested", ela_str_of(t.description), err));
    ela_json_set_int(c->out, "id", t.id);
    return ELA_OK;
}

static enum ela_status hold_suggested(struct ela_call *c, struct ela__task *t,
                                      struct ela_error *err)
{
    ELA_TRY(ela__task_hold(c, ela_in_int(c, "task", 0), "task", t, err));
    if (!t->suggested)
        return ela_fail(err, ELA_E_STATE, "task.not_suggested", "task");
    return ELA_OK;
}

enum ela_status ela__task_accept(struct ela_call *c, struct ela_error *err)
{
    struct ela__task t;
    struct ela__columns cols;
    const struct ela_json *users = ela_in_get(c, "assignees");
    ELA_TRY(hold_suggested(c, &t, err));
    ELA_TRY(ela__columns_of(c, t.case_id, &cols, err));
    const struct ela__column *first = ela__column_first(&cols);
    if (!first)
        return ela_fail(err, ELA_E_INTERNAL, "internal.workflow", "");
    ELA_TRY(ela__task_merge(c, &t, err));
    ELA_TRY(ela__task_place(c, &t, first, 0, NULL, err));
    if (ela_json_size(users))
        ELA_TRY(ela__task_assign(c, t.id, users, err));
    else if (!t.for_client && t.case_lead > 0)
        ELA_TRY(ela__task_give(c, t.id, t.case_lead, err));
    if (ela_in_has(c, "checklist"))
        ELA_TRY(ela__checklist_put(c, t.id, ela_in_get(c, "checklist"), err));
    ELA_TRY(ela__task_tell_client(c, &t, "task.accepted", ela_str_of(t.description), err));
    ela_json_set_int(c->out, "id", t.id);
    ela_json_set_int(c->out, "version", t.version);
    ela_json_set(c->out, "status", ela__column_badge(c, &cols, ela_str_of(t.status)));
    return ELA_OK;
}

enum ela_status ela__task_refuse(struct ela_call *c, struct ela_error *err)
{
    static const struct ela__column refused = {.code = ELA__REFUSED, .klass = "cancelled"};
    struct ela__task t;
    struct ela_str reason = ela_in_text(c, "reason");
    ELA_TRY(hold_suggested(c, &t, err));
    const char *why = ela_arena_strndup(c->arena, reason.p, reason.n);
    if (!why)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    ELA_TRY(ela__task_place(c, &t, &refused, 0, why, err));
    ELA_TRY(ela__task_tell_client(c, &t, "task.refused", reason, err));
    ela_json_set_int(c->out, "id", t.id);
    return ELA_OK;
}

/* --- done by the client ------------------------------------------------------------------- */

static enum ela_status say(struct ela_call *c, const struct ela__task *t, struct ela_error *err)
{
    int64_t id = 0;
    struct ela_comment m = {.object = "task",
                            .object_id = t->id,
                            .case_id = t->case_id,
                            .client_id = t->client_id,
                            .body = ela_in_text(c, "comment")};
    return m.body.n ? ela_comment_add(c, &m, &id, err) : ELA_OK;
}

enum ela_status ela__task_done(struct ela_call *c, struct ela_error *err)
{
    struct ela__task t;
    struct ela__columns cols;
    ELA_TRY(ela__task_hold(c, ela_in_int(c, "task", 0), "task", &t, err));
    ELA_TRY(ela__columns_of(c, t.case_id, &cols, err));
    const struct ela__column *review = ela__column_review(&cols);
    if (!t.for_client)
        return ela_fail(err, ELA_E_DENIED, "task.not_yours", "task");
    if (t.closed || t.case_closed)
        return ela_fail(err, ELA_E_STATE, "task.closed", "task");
    if (!review)
        return ela_fail(err, ELA_E_INTERNAL, "internal.workflow", "");
    if (strcmp(t.status, review->code) != 0) {
        ELA_TRY(ela__task_place(c, &t, review, 0, NULL, err));
        ELA_TRY(say(c, &t, err));
        ELA_TRY(ela__task_tell_firm(c, &t, "task.client_done", ela_in_text(c, "comment"), err));
    }
    ela_json_set(c->out, "status", ela__column_badge(c, &cols, ela_str_of(t.status)));
    return ELA_OK;
}

static enum ela_status reviewed(struct ela_call *c, struct ela__task *t, struct ela__columns *cols,
                                struct ela_error *err)
{
    ELA_TRY(ela__task_hold(c, ela_in_int(c, "task", 0), "task", t, err));
    ELA_TRY(ela__columns_of(c, t->case_id, cols, err));
    const struct ela__column *review = ela__column_review(cols);
    if (!review || strcmp(t->status, review->code) != 0)
        return ela_fail(err, ELA_E_STATE, "task.not_in_review", "task");
    return ELA_OK;
}

static enum ela_status answer(struct ela_call *c, const struct ela__task *t,
                              const struct ela__columns *cols)
{
    ela_json_set_int(c->out, "id", t->id);
    ela_json_set_int(c->out, "version", t->version);
    ela_json_set(c->out, "status", ela__column_badge(c, cols, ela_str_of(t->status)));
    return ELA_OK;
}

enum ela_status ela__task_confirm(struct ela_call *c, struct ela_error *err)
{
    struct ela__task t;
    struct ela__columns cols;
    ELA_TRY(reviewed(c, &t, &cols, err));
    const struct ela__column *done = ela__column_done(&cols);
    if (!done)
        return ela_fail(err, ELA_E_INTERNAL, "internal.workflow", "");
    ELA_TRY(ela__task_place(c, &t, done, 0, NULL, err));
    return answer(c, &t, &cols);
}

enum ela_status ela__task_send_back(struct ela_call *c, struct ela_error *err)
{
    struct ela__task t;
    struct ela__columns cols;
    ELA_TRY(reviewed(c, &t, &cols, err));
    const struct ela__column *first = ela__column_first(&cols);
    if (!first)
        return ela_fail(err, ELA_E_INTERNAL, "internal.workflow", "");
    ELA_TRY(ela__task_place(c, &t, first, 0, NULL, err));
    ELA_TRY(say(c, &t, err));
    if (t.for_client)
        ELA_TRY(ela__task_tell_client(c, &t, "task.sent_back", ela_in_text(c, "comment"), err));
    return answer(c, &t, &cols);
}
