/*
 * Changing a task. Where somebody else changed it meanwhile, fields that he left alone are taken
 * and the others are shown side by side, nothing being stored. Source: CASE-20.
 */
#include "task/task_internal.h"

static const char *const FIELDS[] = {
    "title",      "description", "step",    "priority",   "start_on", "due_on",   "assignees",
    "for_client", "billable",    "visible", "recurrence", "tags",     "checklist"};
enum { NFIELDS = sizeof FIELDS / sizeof FIELDS[0] };

static void set_day(struct ela_json *o, const char *key, struct ela_day day)
{
    char text[16];
    if (day.n == ELA_DAY_NONE.n) {
        ela_json_set_null(o, key);
        return;
    }
    ela_day_format(day, text);
    ela_json_set_text(o, key, text);
}

static enum ela_status people(struct ela_call *c, int64_t task, struct ela_json *o,
                              struct ela_error *err)
{
    struct ela_db_value id = ELA_DBV_INT(task);
    struct ela_db_result r;
    struct ela_json *list = ela_json_new_array();
    ela_json_set(o, "assignees", list);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_TASK_USERS_OF, &id, 1, &r, err));
    for (size_t i = 0; i < r.nrows; i++)
        ela_json_push(list, ela_json_new_int(ela_db_int(&r, i, 0, 0)));
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status lines(struct ela_call *c, int64_t task, struct ela_json *o,
                             struct ela_error *err)
{
    struct ela_db_value id = ELA_DBV_INT(task);
    struct ela_db_result r;
    struct ela_json *list = ela_json_new_array();
    ela_json_set(o, "checklist", list);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_CHECKS, &id, 1, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *line = ela_json_new_object();
        ela_json_set_int(line, "id", ela_db_int(&r, i, 0, 0));
        ela_json_set_str(line, "label", ela_db_cell(&r, i, 1));
        ela_json_set_bool(line, "client", ela_db_int(&r, i, 2, 0) == 1);
        ela_json_push(list, line);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela__task_values(struct ela_call *c, const struct ela__task *t,
                                 struct ela_json **out, struct ela_error *err)
{
    struct ela_json *o = *out = ela_json_new_object();
    ela_json_set_text(o, "title", t->title);
    ela_json_set_text(o, "description", t->description);
    if (t->step_id)
        ela_json_set_int(o, "step", t->step_id);
    else
        ela_json_set_null(o, "step");
    ela_json_set_text(o, "priority", ela__priority_name(t->priority));
    set_day(o, "start_on", t->start_on);
    set_day(o, "due_on", t->due_on);
    ela_json_set_bool(o, "for_client", t->for_client);
    ela_json_set_bool(o, "billable", t->billable);
    ela_json_set_bool(o, "visible", t->visible);
    ela_json_set_text(o, "recurrence", t->recurrence[0] ? t->recurrence : NULL);
    ela_json_set_text(o, "tags", t->tags ? t->tags : "");
    enum ela_status st = people(c, t->id, o, err);
    if (st == ELA_OK)
        st = lines(c, t->id, o, err);
    if (st != ELA_OK) {
        ela_json_free(o);
        *out = NULL;
    }
    return st;
}

/* --- field by field ----------------------------------------------------------------------- */

static bool blank(const struct ela_json *v)
{
    return ela_json_kind(v) == ELA_JNULL ||
           (ela_json_kind(v) == ELA_JTEXT && ela_json_text(v).n == 0);
}

/* Absent, null and empty text are one value. */
static enum ela_status same(const struct ela_json *a, const struct ela_json *b, bool *out,
                            struct ela_error *err)
{
    struct ela_buf x, y;
    *out = blank(a) && blank(b);
    if (*out || blank(a) || blank(b))
        return ELA_OK;
    ela_buf_init(&x, 1 << 18);
    ela_buf_init(&y, 1 << 18);
    enum ela_status st = ela_json_write(a, &x, err);
    if (st == ELA_OK)
        st = ela_json_write(b, &y, err);
    *out = x.n == y.n && (x.n == 0 || memcmp(x.p, y.p, x.n) == 0);
    ela_buf_release(&x);
    ela_buf_release(&y);
    return st;
}

static struct ela_json *copy(const struct ela_json *v)
{
    return v ? ela_json_ref((struct ela_json *)v) : ela_json_new_null();
}

/* What the asker changed, against what he saw and what is there now. */
static enum ela_status compare(struct ela_call *c, const struct ela_json *now,
                               struct ela_json *found, struct ela_error *err)
{
    const struct ela_json *was = ela_in_get(c, "was");
    for (size_t i = 0; i < NFIELDS; i++) {
        const struct ela_json *mine = ela_in_get(c, FIELDS[i]),
                              *theirs = ela_json_get(now, FIELDS[i]);
        bool agreed = true, kept = false;
        if (!mine)
            continue;
        ELA_TRY(same(mine, theirs, &agreed, err));
        if (!agreed && ela_json_get(was, FIELDS[i]))
            ELA_TRY(same(ela_json_get(was, FIELDS[i]), theirs, &kept, err));
        if (agreed || kept)
            continue;
        struct ela_json *o = ela_json_new_object();
        ela_json_set_text(o, "code", FIELDS[i]);
        ela_json_set(o, "yours", copy(mine));
        ela_json_set(o, "theirs", copy(theirs));
        ela_json_push(found, o);
    }
    return ELA_OK;
}

/* Where somebody was quicker: nothing that both touched is stored. Shape: {"conflict": {version,
 * fields [{code, yours, theirs}]}}, as for cases. */
static enum ela_status collides(struct ela_call *c, const struct ela__task *t,
                                struct ela_error *err)
{
    struct ela_json *now = NULL;
    if (ela_in_int(c, "version", 0) == t->version)
        return ELA_OK;
    ELA_TRY(ela__task_values(c, t, &now, err));
    struct ela_json *found = ela_json_new_array();
    enum ela_status st = compare(c, now, found, err);
    ela_json_free(now);
    if (st != ELA_OK || ela_json_size(found) == 0) {
        ela_json_free(found);
        return st;
    }
    struct ela_json *conflict = ela_json_new_object();
    ela_json_set_int(conflict, "version", t->version);
    ela_json_set(conflict, "fields", found);
    ela_json_free(c->problem);
    c->problem = ela_json_new_object();
    ela_json_set(c->problem, "conflict", conflict);
    return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "version");
}

static struct ela_json *changed_names(struct ela_call *c)
{
    struct ela_json *data = ela_json_new_object(), *names = ela_json_new_array();
    for (size_t i = 0; i < NFIELDS; i++)
        if (ela_in_has(c, FIELDS[i]))
            ela_json_push(names, ela_json_new_text(FIELDS[i], strlen(FIELDS[i])));
    ela_json_set(data, "fields", names);
    return data;
}

enum ela_status ela__task_update(struct ela_call *c, struct ela_error *err)
{
    struct ela__task t;
    ELA_TRY(ela__task_hold(c, ela_in_int(c, "task", 0), "task", &t, err));
    ELA_TRY(collides(c, &t, err));
    ELA_TRY(ela__task_merge(c, &t, err));
    ELA_TRY(ela__task_store(c, &t, err));
    if (ela_in_has(c, "assignees"))
        ELA_TRY(ela__task_assign(c, t.id, ela_in_get(c, "assignees"), err));
    if (ela_in_has(c, "checklist"))
        ELA_TRY(ela__checklist_put(c, t.id, ela_in_get(c, "checklist"), err));
    ELA_TRY(ela__task_journal(c, &t, "task.updated", changed_names(c), err));
    ela_json_set_int(c->out, "id", t.id);
    ela_json_set_int(c->out, "version", t.version);
    return ELA_OK;
}
