/*
 * One task with all that its window shows, and how many wait for an adviser. Source: CASE-23,
 * CASE-26.
 */
#include "comment/comment.h"
#include "task/task_internal.h"

static enum ela_status lines(struct ela_call *c, int64_t task, struct ela_error *err)
{
    struct ela_db_value id = ELA_DBV_INT(task);
    struct ela_db_result r;
    struct ela_json *list = ela_json_new_array();
    ela_json_set(c->out, "checklist", list);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_CHECKS, &id, 1, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object();
        ela_list_int(o, "id", &r, i, 0);
        ela_list_text(o, "label", &r, i, 1);
        ela_json_set_bool(o, "client", ela_db_int(&r, i, 2, 0) == 1);
        ela_json_set_bool(o, "done", !ela_db_is_null(&r, i, 3));
        ela_list_int(o, "done_at", &r, i, 3);
        ela_list_text(o, "by", &r, i, ela_db_is_null(&r, i, 6) ? 5 : 4);
        ela_json_push(list, o);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status files(struct ela_call *c, int64_t task, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    struct ela_json *list = ela_json_new_array();
    ela_json_set(c->out, "files", list);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_TASK_FILES);
    ela_sql_int(&q, task);
    ela_sql_int(&q, ela__portal(c));
    ela_scope_file_level(&q, c->actor, "f");
    ela_sql_add(&q, ELA_SQL_TASK_FILES_ORDER);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object();
        ela_list_int(o, "id", &r, i, 0);
        ela_list_text(o, "name", &r, i, 1);
        ela_list_text(o, "type", &r, i, 2);
        ela_list_int(o, "size", &r, i, 3);
        ela_list_int(o, "at", &r, i, 4);
        ela_json_set_bool(o, "deliverable", ela_db_int(&r, i, 5, 0) == 1);
        if (!ela__portal(c))
            ela_json_set_bool(o, "visible", ela_db_int(&r, i, 6, 0) == 1);
        ela_json_set_bool(o, "may_download", !ela__portal(c) || ela_db_int(&r, i, 10, 1) == 1);
        ela_list_text(o, "by", &r, i, ela_db_is_null(&r, i, 9) ? 7 : 8);
        ela_json_push(list, o);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status total(struct ela_call *c, const struct ela__task *t, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(t->native), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    ela_json_set_int(c->out, "total_s", 0);
    if (!t->native)
        return ELA_OK;
    ELA_TRY(ela_db_query(c->db, ela__portal(c) ? ELA_SQL_TASK_TIME_SEEN : ELA_SQL_TASK_TIME, p, 2,
                         &r, err));
    ela_json_set_int(c->out, "total_s", ela_db_int(&r, 0, 0, 0));
    ela_db_result_release(&r);
    return ELA_OK;
}

/* What this actor may do with it, decided here and nowhere else. */
static struct ela_json *may(const struct ela_call *c, const struct ela__task *t)
{
    struct ela_json *o = ela_json_new_object();
    bool edits = ela_actor_has(c->actor, ELA_RIGHT_CASE_WRITE), portal = ela__portal(c);
    bool review = strcmp(t->status, ELA__REVIEW) == 0;
    ela_json_set_bool(o, "edit", edits);
    ela_json_set_bool(o, "move", edits && !t->suggested);
    ela_json_set_bool(o, "accept", edits && t->suggested);
    ela_json_set_bool(o, "confirm", edits && review && t->for_client);
    ela_json_set_bool(o, "done",
                      portal && t->for_client && !t->closed && !review && !t->case_closed);
    ela_json_set_bool(o, "tick", edits || (portal && !t->closed && !t->case_closed));
    ela_json_set_bool(o, "fields", edits || (portal && !t->closed && !t->case_closed));
    return o;
}

static enum ela_status parts(struct ela_call *c, const struct ela__task *t, struct ela_error *err)
{
    struct ela_json *comments = NULL;
    ELA_TRY(lines(c, t->id, err));
    ELA_TRY(files(c, t->id, err));
    ELA_TRY(ela_comment_rows(c, "task", t->id, &comments, err));
    ela_json_set(c->out, "comments", comments);
    ELA_TRY(ela__task_field_rows(c, t, err));
    return total(c, t, err);
}

static void head(struct ela_call *c, const struct ela__task *t, const struct ela__columns *cols)
{
    ela_json_set(c->out, "status", ela__column_badge(c, cols, ela_str_of(t->status)));
    ela_json_set_text(c->out, "description", t->description);
    ela_json_set_text(c->out, "reason", t->reason);
    ela_json_set_text(c->out, "recurrence", t->recurrence[0] ? t->recurrence : NULL);
    ela_json_set_bool(c->out, "suggested", t->account_by > 0);
    ela_json_set(c->out, "may", may(c, t));
    if (ela__portal(c))
        return;
    int64_t *counts = ela_arena_alloc(c->arena, (cols->n + 1) * sizeof *counts);
    if (counts)
        ela_json_set(c->out, "columns", ela__columns_json(cols, counts));
}

enum ela_status ela__task_read(struct ela_call *c, struct ela_error *err)
{
    struct ela__task t;
    struct ela__columns cols;
    struct ela_sql q;
    struct ela_db_result r;
    ELA_TRY(ela__task_load(c, ela_in_int(c, "task", 0), "task", &t, err));
    ELA_TRY(ela__columns_of(c, t.case_id, &cols, err));
    ela_sql_init(&q);
    ela__cards_add(&q, c);
    ela_sql_add(&q, ELA_SQL_CARDS_ONE);
    ela_sql_int(&q, t.id);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    if (r.nrows) {
        ela_json_free(c->out);
        c->out = ela__card(c, &r, 0);
    }
    ela_db_result_release(&r);
    head(c, &t, &cols);
    return parts(c, &t, err);
}

/* Cards of mine that need something done: not those that the client has in hand. */
enum ela_status ela__task_waiting(struct ela_call *c, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    struct ela_db_value today = ela_list_day(c->arena, ela_tz_day(c->tz, c->now));
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_TASK_COUNTS);
    ela_sql_value(&q, today);
    ela_sql_value(&q, today);
    ela_sql_add(&q, ELA_SQL_TASK_COUNTS_FROM);
    ela__task_scope(&q, c);
    ela_sql_add(&q, ELA_SQL_CARDS_MINE);
    ela_sql_int(&q, c->actor->user_id);
    ela_sql_add(&q, ELA_SQL_CARDS_OPEN);
    ela_sql_add(&q, ELA_SQL_CARDS_IN_HAND);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    ela_json_set_int(c->out, "count", ela_db_int(&r, 0, 0, 0));
    ela_json_set_int(c->out, "late", ela_db_int(&r, 0, 1, 0));
    ela_json_set_int(c->out, "today", ela_db_int(&r, 0, 2, 0));
    ela_db_result_release(&r);
    return ELA_OK;
}
