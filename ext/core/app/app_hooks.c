/*
 * What the process of cases sets going in the features that stand above it: tasks of the template.
 * Source: CASE-25.
 */
#include "ask/ask.h"
#include "case/case.h"
#include "file/file.h"
#include "request/request.h"
#include "task/task.h"

static struct ela_json *checklist(const struct ela_meta_task *t, const char *lang)
{
    struct ela_json *list = ela_json_new_array();
    for (size_t i = 0; i < t->nchecklist; i++) {
        struct ela_json *line = ela_json_new_object();
        ela_json_set_text(line, "label", ela_label_text(t->checklist[i].label, lang));
        ela_json_set_bool(line, "client", t->checklist[i].client);
        ela_json_push(list, line);
    }
    return list;
}

static int16_t priority(const char *name)
{
    static const char *const names[] = {"low", "normal", "high", "urgent"};
    for (int16_t i = 0; i < 4; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return 1;
}

static enum ela_status make(struct ela_call *c, const struct ela_case *k,
                            const struct ela_meta_task *t, int64_t step_id, struct ela_error *err)
{
    int32_t user = 0;
    int64_t id;
    if (!t->for_client)
        ELA_TRY(ela_case_role_user(c, k, t->role, &user, err));
    struct ela_json *lines = checklist(t, c->actor->lang);
    struct ela_task_new n = {
        .case_id = k->id,
        .step_id = step_id,
        .code = t->code,
        .title = ela_str_of(ela_label_text(t->label, c->actor->lang)),
        .description = ela_str_of(ela_label_text(t->description, c->actor->lang)),
        .due_on = ELA_DAY_NONE,
        .priority = priority(t->priority),
        .for_client = t->for_client,
        .visible = t->visible && k->portal_visible,
        .billable = t->billable,
        .user_id = user,
        .checklist = lines,
    };
    if (t->days > 0)
        n.due_on.n = ela_tz_day(c->tz, c->now).n + t->days;
    enum ela_status st = ela_task_make(c, &n, &id, err);
    ela_json_free(lines);
    return st;
}

static enum ela_status tasks(struct ela_call *c, const struct ela_case *k, const char *step,
                             int64_t step_id, struct ela_error *err)
{
    const struct ela_template *t = k->template;
    for (size_t i = 0; t && i < t->ntasks; i++)
        if (strcmp(t->tasks[i].on, step ? step : "open") == 0)
            ELA_TRY(make(c, k, &t->tasks[i], step_id, err));
    return ELA_OK;
}

static enum ela_status task(struct ela_call *c, const struct ela_case *k,
                            const struct ela_meta_task *t, struct ela_error *err)
{
    return make(c, k, t, 0, err);
}

static enum ela_status actions(struct ela_call *c, const struct ela_case *k, struct ela_json *rows,
                               struct ela_error *err)
{
    return ela_ask_page(c, k->id, rows, err);
}

static enum ela_status files(struct ela_call *c, const char *object, int64_t id,
                             const struct ela_fieldset *set, const struct ela_json *values,
                             struct ela_error *err)
{
    bool judged = strcmp(object, "request") == 0;
    struct ela_file_of of = {.object = object, .id = id, .any_kind = judged};
    struct ela_json *problems = NULL;
    enum ela_status st = ela_file_answers_check(c, &of, set, values, &problems, err);
    if (st == ELA_OK && ela_json_size(problems) > 0)
        st = ela_file_answers_refuse(c, problems, err);
    ela_json_free(problems);
    return st;
}

static enum ela_status files_kept(struct ela_call *c, int64_t step, int64_t since,
                                  const struct ela_fieldset *set, const struct ela_json *answers,
                                  struct ela_error *err)
{
    struct ela_file_of of = {
        .object = "step", .id = step, .account = c->actor->account_id, .since = since};
    return ela_file_answers_keep(c, &of, set, answers, err);
}

const struct ela_meta_hooks ELA_META_HOOKS = {.files = files, .files_json = ela_file_answers_json};

const struct ela_case_hooks ELA_CASE_HOOKS = {
    .tasks = tasks,
    .task = task,
    .ask = ela_ask_pieces,
    .refused = ela_ask_refused,
    .actions = actions,
    .service = ela_service_for_case,
    .remind = ela_ask_remind_case,
    .files = files,
    .files_named = ela_file_answers_named,
    .files_kept = files_kept,
};
