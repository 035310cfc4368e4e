/*
 * What somebody changed on the native project or task comes back: by the operations of cases and
 * tasks, with his rights. What he may not do here is put back there. Source: PLAT-18.
 */
#include "mirror/mirror.h"
#include "task/task_internal.h"

struct twin {
    int64_t id, version;
    bool task, closed;
    char start_on[16], due_on[16], status[41];
    const char *title;
};

static enum ela_status find(struct ela_call *c, bool task, struct twin *t, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(ela_in_int(c, "native", 0)),
                               ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, task ? ELA_SQL_NATIVE_TASK : ELA_SQL_NATIVE_CASE, p, 2, &r, err));
    struct ela_str title = ela_db_cell(&r, 0, 2), status = ela_db_cell(&r, 0, 5),
                   klass = ela_db_cell(&r, 0, 6);
    *t = (struct twin){.id = ela_db_int(&r, 0, 0, 0),
                       .version = ela_db_int(&r, 0, 1, 0),
                       .task = task,
                       .title = title.n ? ela_arena_strndup(c->arena, title.p, title.n) : ""};
    (void)ela_str_copy(ela_db_cell(&r, 0, 3), t->start_on, sizeof t->start_on);
    (void)ela_str_copy(ela_db_cell(&r, 0, 4), t->due_on, sizeof t->due_on);
    (void)ela_str_copy(status, t->status, sizeof t->status);
    if (r.nrows)
        t->closed = task ? !ela_db_is_null(&r, 0, 6) : ela__class_closed(klass.p);
    ela_db_result_release(&r);
    return ELA_OK;
}

static bool same_day(const struct ela_call *c, const char *name, const char *held)
{
    return ela_str_is(ela_in_text(c, name), held);
}

/* Members that differ; the caller frees. NULL: none do. */
static struct ela_json *changes(struct ela_call *c, const struct twin *t)
{
    struct ela_str title = ela_in_text(c, "title");
    struct ela_json *in = ela_json_new_object();
    size_t base = ela_json_size(in);
    if (title.n && !ela_str_is(title, t->title))
        ela_json_set_str(in, "title", title);
    /* A case began some day: natively that day may be missing. */
    if (ela_in_has(c, "start_on") && !same_day(c, "start_on", t->start_on) &&
        (t->task || !ela_in_null(c, "start_on")))
        ela_json_set(in, "start_on", ela_json_ref((struct ela_json *)ela_in_get(c, "start_on")));
    if (ela_in_has(c, "due_on") && !same_day(c, "due_on", t->due_on))
        ela_json_set(in, "due_on", ela_json_ref((struct ela_json *)ela_in_get(c, "due_on")));
    if (ela_json_size(in) == base) {
        ela_json_free(in);
        return NULL;
    }
    ela_json_set_int(in, t->task ? "task" : "case", t->id);
    ela_json_set_int(in, "version", t->version);
    return in;
}

/* A refusal is not the native page's: it saved what it may. */
static enum ela_status ask(struct ela_call *c, const char *op, struct ela_json *in, bool *kept,
                           struct ela_error *err)
{
    struct ela_json *out = NULL;
    struct ela_error refused = ELA_ERROR_INIT;
    enum ela_status st = c->call(c, op, in, &out, &refused);
    ela_json_free(out);
    ela_json_free(in);
    if (st == ELA_OK)
        return ELA_OK;
    if (st == ELA_E_TRANSIENT || st == ELA_E_INTERNAL) {
        *err = refused;
        return st;
    }
    *kept = false;
    return ELA_OK;
}

static enum ela_status move(struct ela_call *c, const struct twin *t, bool closed, bool *kept,
                            struct ela_error *err)
{
    struct ela_json *in = ela_json_new_object();
    struct ela__columns cols;
    if (t->task) {
        ela_json_set_int(in, "task", t->id);
        enum ela_status st = ela__columns_of(c, 0, &cols, err);
        const struct ela__column *to = st != ELA_OK ? NULL
                                       : closed     ? ela__column_done(&cols)
                                                    : ela__column_first(&cols);
        ela_json_set_text(in, "to", to ? to->code : "");
        return ask(c, "task.move", in, kept, err);
    }
    struct ela_case k = {.statuses = NULL};
    const struct ela_wf_status *s, *to = NULL;
    enum ela_status found = ela_case_load(c, t->id, "native", &k, NULL);
    for (size_t i = 0; found == ELA_OK && !to && (s = ela_wf_status_at(k.statuses, i)) != NULL; i++)
        if (closed ? strcmp(s->klass, "done") == 0 : !ela__class_closed(s->klass) && !s->initial)
            to = s; /* what was closed goes on, it does not begin */
    ela_json_set_int(in, "case", t->id);
    ela_json_set_text(in, "to", to ? to->code : "");
    ela_json_set_bool(in, "confirm", true);
    ela_json_set_text(in, "reason", closed ? "Dolibarr" : "Projet rouvert dans Dolibarr");
    return ask(c, "case.transition", in, kept, err);
}

enum ela_status ela__case_native_event(struct ela_call *c, struct ela_error *err)
{
    struct twin t;
    bool kept = true, task = ela_str_is(ela_in_text(c, "object"), "task");
    ELA_TRY(find(c, task, &t, err));
    ela_json_set_bool(c->out, "ours", t.id > 0);
    if (!t.id)
        return ELA_OK;
    struct ela_json *in = changes(c, &t);
    if (in)
        ELA_TRY(ask(c, task ? "task.update" : "case.update", in, &kept, err));
    bool closed = ela_in_bool(c, "closed", t.closed);
    if (closed != t.closed)
        ELA_TRY(move(c, &t, closed, &kept, err));
    ela_json_set_bool(c->out, "kept", kept);
    return kept ? ELA_OK : ela_mirror_want(c, task ? "task" : "case", t.id, err);
}
