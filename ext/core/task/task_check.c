/*
 * Checklists and comments. Source: CASE-23, CASE-29.
 */
#include "comment/comment.h"
#include "task/task_internal.h"

/* --- lines -------------------------------------------------------------------------------- */

static enum ela_status drop_others(struct ela_call *c, int64_t task, const struct ela_json *lines,
                                   struct ela_error *err)
{
    int64_t kept[100];
    size_t n = 0;
    struct ela_sql q;
    for (size_t i = 0; i < ela_json_size(lines) && n < 100; i++) {
        int64_t id = ela_json_int(ela_json_get(ela_json_at(lines, i), "id"), 0);
        if (id > 0)
            kept[n++] = id;
    }
    if (n == 0)
        kept[n++] = 0; /* NOT IN of nothing would keep everything */
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_CHECKS_OTHERS);
    ela_sql_int(&q, task);
    ela_sql_in(&q, kept, n);
    return ela_sql_exec(&q, c->db, NULL, err);
}

static enum ela_status known_line(struct ela_call *c, int64_t task, int64_t line,
                                  struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(line);
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_CHECK_TASK, &p, 1, &r, err));
    bool known = r.nrows > 0 && ela_db_int(&r, 0, 0, 0) == task;
    ela_db_result_release(&r);
    return known ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "checklist");
}

enum ela_status ela__checklist_put(struct ela_call *c, int64_t task, const struct ela_json *lines,
                                   struct ela_error *err)
{
    ELA_TRY(drop_others(c, task, lines, err));
    for (size_t i = 0; i < ela_json_size(lines); i++) {
        const struct ela_json *line = ela_json_at(lines, i);
        int64_t id = ela_json_int(ela_json_get(line, "id"), 0);
        struct ela_db_value of = ELA_DBV_INT(task), at = ELA_DBV_INT(i + 1),
                            label = ELA_DBV_STR(ela_json_text(ela_json_get(line, "label"))),
                            client =
                                ELA_DBV_INT(ela_json_bool(ela_json_get(line, "client"), false));
        struct ela_db_value add[] = {of, at, label, client},
                            keep[] = {at, label, client, ELA_DBV_INT(id), of};
        if (id > 0) {
            ELA_TRY(known_line(c, task, id, err));
            ELA_TRY(ela_db_exec(c->db, ELA_SQL_CHECK_KEEP, keep, 5, NULL, err));
        } else {
            ELA_TRY(ela_db_exec(c->db, ELA_SQL_CHECK_ADD, add, 4, NULL, err));
        }
    }
    return ELA_OK;
}

static enum ela_status tick(struct ela_call *c, const struct ela__task *t, int64_t line,
                            struct ela_str label, struct ela_error *err)
{
    bool done = ela_in_bool(c, "done", false), portal = ela__portal(c);
    int64_t changed = 0;
    struct ela_db_value at = done ? ELA_DBV_INT(c->now) : ELA_DBV_NULL;
    struct ela_db_value p[] = {at, done && !portal ? ELA_DBV_INT(c->actor->user_id) : ELA_DBV_NULL,
                               done && portal ? ELA_DBV_INT(c->actor->account_id) : ELA_DBV_NULL,
                               ELA_DBV_INT(line), at};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_CHECK_TICK, p, 5, &changed, err));
    if (changed == 0)
        return ELA_OK; /* it stood like that */
    struct ela_json *data = ela_json_new_object();
    ela_json_set_str(data, "label", label);
    return ela__task_journal(c, t, done ? "task.checked" : "task.unchecked", data, err);
}

static enum ela_status count(struct ela_call *c, int64_t task, struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(task);
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_CHECK_COUNT, &p, 1, &r, err));
    struct ela_json *o = ela_json_new_object();
    ela_json_set_int(o, "total", ela_db_int(&r, 0, 0, 0));
    ela_json_set_int(o, "done", ela_db_int(&r, 0, 1, 0));
    ela_db_result_release(&r);
    ela_json_set(c->out, "checks", o);
    return ELA_OK;
}

enum ela_status ela__task_check(struct ela_call *c, struct ela_error *err)
{
    struct ela__task t;
    struct ela_db_value line = ELA_DBV_INT(ela_in_int(c, "check", 0));
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_CHECK_TASK, &line, 1, &r, err));
    int64_t task = ela_db_int(&r, 0, 0, 0);
    bool theirs = ela_db_int(&r, 0, 1, 0) == 1;
    struct ela_str label = ela_db_cell(&r, 0, 2);
    if (r.nrows)
        label.p = ela_arena_strndup(c->arena, label.p, label.n);
    bool found = r.nrows > 0 && label.p;
    ela_db_result_release(&r);
    if (!found)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "check");
    ELA_TRY(ela__task_load(c, task, "check", &t, err));
    ELA_TRY(ela__task_writable(c, &t, err));
    if (ela__portal(c) && !theirs)
        return ela_fail(err, ELA_E_DENIED, "task.check_of_firm", "check");
    if (ela__portal(c) && (t.closed || t.case_closed))
        return ela_fail(err, ELA_E_STATE, "task.closed", "check");
    ELA_TRY(tick(c, &t, line.i, label, err));
    return count(c, t.id, err);
}

/* --- comments ----------------------------------------------------------------------------- */

enum ela_status ela__task_comment(struct ela_call *c, struct ela_error *err)
{
    struct ela__task t;
    int64_t id = 0;
    ELA_TRY(ela__task_load(c, ela_in_int(c, "task", 0), "task", &t, err));
    struct ela_comment m = {.object = "task",
                            .object_id = t.id,
                            .case_id = t.case_id,
                            .client_id = t.client_id,
                            .body = ela_in_text(c, "body"),
                            .internal = ela_in_bool(c, "internal", false)};
    ELA_TRY(ela_comment_add(c, &m, &id, err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_int(data, "comment", id);
    t.visible = t.visible && !m.internal; /* an internal one is no news for the client */
    ELA_TRY(ela__task_journal(c, &t, "task.commented", data, err));
    ela_json_set_int(c->out, "id", id);
    return ELA_OK;
}
