/*
 * Steps, pieces, tasks, board, tags, tabs and effects of a template. Source: CASE-05, CASE-06,
 * CASE-14, CASE-18, CASE-21, CASE-25.
 */
#include "meta/template_internal.h"

/* --- steps -------------------------------------------------------------------------------- */

static void read_step(struct ela__reader *r, const struct ela_json *v, struct ela_template *t,
                      struct ela_meta_step *s)
{
    static const char *const MEMBERS[] = {
        "code", "label",  "client_label", "description", "icon",     "colour",  "visible", "role",
        "days", "weight", "form",         "applicable",  "on_enter", "on_done", NULL};
    if (!ela__object(r, v, MEMBERS))
        return;
    s->code = ela__code(r, v, "code", true, "", 40);
    s->label = ela__label(r, v, "label", true, 120);
    s->client_label = ela__label(r, v, "client_label", false, 120);
    s->description = ela__label(r, v, "description", false, 4000);
    s->icon = ela__icon(r, v, false);
    s->colour = ela__colour(r, v, false);
    s->visible = ela__flag(r, v, "visible", true);
    s->role = ela__code(r, v, "role", false, "", 40);
    s->days = (int32_t)ela__int(r, v, "days", 0, 3650, 0);
    s->weight = (int32_t)ela__int(r, v, "weight", 0, 100, 1);
    const char *form = ela__code(r, v, "form", false, "", 40);
    s->form = ela_template_form(t, ela_str_of(form));
    if (*form && !s->form)
        ela__problem_param(r, ela__bad(r, "pack.unknown_form", "form"), "code", form);
    s->applicable = ela__guard(r, v, "applicable", &t->set);
    s->on_enter = ela__read_effect_list(r, v, "on_enter", false, &t->set, &s->non_enter);
    s->on_done = ela__read_effect_list(r, v, "on_done", false, &t->set, &s->non_done);
}

void ela__read_steps(struct ela__reader *r, const struct ela_json *v, struct ela_template *t)
{
    const struct ela_json *list;
    if (!ela_json_get(v, "steps") || ela_json_size(ela_json_get(v, "steps")) == 0) {
        ela__bad(r, "pack.no_step", "steps");
        return;
    }
    size_t n = ela__array(r, v, "steps", 1, ELA__STEPS_MAX, &list), mark = ela__down(r, "steps");
    struct ela_meta_step *steps = ela__take(r, n, sizeof *steps);
    for (size_t i = 0; steps && i < n; i++) {
        size_t at = ela__down_at(r, i);
        steps[i] = (struct ela_meta_step){.code = "", .label = {"", ""}, .icon = "", .colour = ""};
        steps[i].client_label = steps[i].description = steps[i].label;
        steps[i].role = "";
        read_step(r, ela_json_at(list, i), t, &steps[i]);
        ela__up(r, at);
    }
    t->steps = steps;
    t->nsteps = steps ? n : 0;
    ela__up(r, mark);
}

/* --- pieces ------------------------------------------------------------------------------- */

static const struct ela_meta_step *step_member(struct ela__reader *r, const struct ela_json *v,
                                               const struct ela_template *t)
{
    const char *code = ela__code(r, v, "step", false, "", 40);
    const struct ela_meta_step *s = ela_template_step(t, ela_str_of(code));
    if (*code && !s)
        ela__problem_param(r, ela__bad(r, "pack.unknown_step", "step"), "code", code);
    return s;
}

/* A file of the firm's to fill in. */
static void read_model(struct ela__reader *r, const struct ela_json *v, struct ela_meta_piece *p)
{
    static const char *const MEMBERS[] = {"file", "name", "size", NULL};
    const struct ela_json *model = ela_json_get(v, "model");
    if (!model)
        return;
    size_t mark = ela__down(r, "model");
    if (ela__object(r, model, MEMBERS)) {
        p->model_file = ela__int(r, model, "file", 1, INT64_MAX, 0);
        p->model_size = ela__int(r, model, "size", 1, INT32_MAX, 0);
        p->model = ela__text(r, model, "name", true, 190);
        if (!p->model_file)
            ela__bad(r, "field.required", "file");
    }
    ela__up(r, mark);
}

static void read_piece(struct ela__reader *r, const struct ela_json *v, struct ela_template *t,
                       struct ela_meta_piece *p)
{
    static const char *const MEMBERS[] = {"code",     "label",   "category", "from",
                                          "required", "many",    "help",     "validity_months",
                                          "step",     "show_if", "model",    NULL};
    static const char *const FROM[] = {"client", "office", NULL};
    if (!ela__object(r, v, MEMBERS))
        return;
    p->code = ela__code(r, v, "code", true, "", 40);
    p->label = ela__label(r, v, "label", true, 160);
    p->help = ela__label(r, v, "help", false, 1000);
    p->category = ela__code(r, v, "category", true, "", 40);
    p->from_client = ela__same(ela__choice(r, v, "from", FROM, "client"), "client");
    p->required = ela__flag(r, v, "required", false);
    p->many = ela__flag(r, v, "many", false);
    p->validity_months = (int32_t)ela__int(r, v, "validity_months", 1, 1200, 0);
    p->step = step_member(r, v, t);
    p->show_if = ela__guard(r, v, "show_if", &t->set);
    read_model(r, v, p);
}

void ela__read_pieces(struct ela__reader *r, const struct ela_json *v, struct ela_template *t)
{
    const struct ela_json *list;
    size_t n = ela__array(r, v, "pieces", 0, ELA__PIECES_MAX, &list), mark = ela__down(r, "pieces");
    struct ela_meta_piece *pieces = ela__take(r, n, sizeof *pieces);
    for (size_t i = 0; pieces && i < n; i++) {
        size_t at = ela__down_at(r, i);
        pieces[i] = (struct ela_meta_piece){.code = "", .label = {"", ""}, .help = {"", ""}};
        pieces[i].category = pieces[i].model = "";
        read_piece(r, ela_json_at(list, i), t, &pieces[i]);
        ela__up(r, at);
    }
    t->pieces = pieces;
    t->npieces = pieces ? n : 0;
    ela__up(r, mark);
}

/* --- tasks -------------------------------------------------------------------------------- */

static void read_checklist(struct ela__reader *r, const struct ela_json *v, struct ela_meta_task *k)
{
    static const char *const MEMBERS[] = {"label", "client", NULL};
    const struct ela_json *list;
    size_t n = ela__array(r, v, "checklist", 0, 60, &list), mark = ela__down(r, "checklist");
    struct ela_meta_check *lines = ela__take(r, n, sizeof *lines);
    for (size_t i = 0; lines && i < n; i++) {
        size_t at = ela__down_at(r, i);
        lines[i].label = (struct ela_label){"", ""};
        if (ela__object(r, ela_json_at(list, i), MEMBERS)) {
            lines[i].label = ela__label(r, ela_json_at(list, i), "label", true, 200);
            lines[i].client = ela__flag(r, ela_json_at(list, i), "client", false);
        }
        ela__up(r, at);
    }
    k->checklist = lines;
    k->nchecklist = lines ? n : 0;
    ela__up(r, mark);
}

static void read_task(struct ela__reader *r, const struct ela_json *v, struct ela_template *t,
                      struct ela_meta_task *k)
{
    static const char *const MEMBERS[] = {"code",     "label",     "description", "on",
                                          "for",      "days",      "priority",    "visible",
                                          "billable", "checklist", NULL};
    static const char *const PRIORITIES[] = {"low", "normal", "high", "urgent", NULL};
    if (!ela__object(r, v, MEMBERS))
        return;
    k->code = ela__code(r, v, "code", true, "", 40);
    k->label = ela__label(r, v, "label", true, 160);
    k->description = ela__label(r, v, "description", false, 4000);
    k->on = ela__code(r, v, "on", false, "", 40);
    if (*k->on && !ela__same(k->on, "open") && !ela_template_step(t, ela_str_of(k->on)))
        ela__problem_param(r, ela__bad(r, "pack.unknown_step", "on"), "code", k->on);
    const char *who = ela__code(r, v, "for", false, "", 40);
    k->for_client = ela__same(who, "client");
    k->role = k->for_client ? "" : who;
    k->days = (int32_t)ela__int(r, v, "days", 0, 3650, 0);
    k->priority = ela__choice(r, v, "priority", PRIORITIES, "normal");
    k->visible = ela__flag(r, v, "visible", true);
    k->billable = ela__flag(r, v, "billable", true);
    read_checklist(r, v, k);
    if (k->for_client && !k->visible)
        ela__bad(r, "pack.client_task_hidden", "visible");
}

void ela__read_tasks(struct ela__reader *r, const struct ela_json *v, struct ela_template *t)
{
    const struct ela_json *list;
    size_t n = ela__array(r, v, "tasks", 0, ELA__TASKS_MAX, &list), mark = ela__down(r, "tasks");
    struct ela_meta_task *tasks = ela__take(r, n, sizeof *tasks);
    for (size_t i = 0; tasks && i < n; i++) {
        size_t at = ela__down_at(r, i);
        tasks[i] = (struct ela_meta_task){.code = "", .label = {"", ""}, .description = {"", ""}};
        tasks[i].on = tasks[i].role = "";
        tasks[i].priority = "normal";
        read_task(r, ela_json_at(list, i), t, &tasks[i]);
        ela__up(r, at);
    }
    t->tasks = tasks;
    t->ntasks = tasks ? n : 0;
    ela__up(r, mark);
}

/* --- board, tags, tabs -------------------------------------------------------------------- */

static void read_column(struct ela__reader *r, const struct ela_json *v, struct ela_meta_column *c)
{
    static const char *const MEMBERS[] = {"code", "label", "colour", "class", NULL};
    if (!ela__object(r, v, MEMBERS))
        return;
    c->code = ela__code(r, v, "code", true, "", 23);
    c->label = ela__label(r, v, "label", true, 40);
    c->colour = ela__colour(r, v, true);
    c->klass = ela__choice(r, v, "class", ELA__CLASSES, NULL);
}

static void read_columns(struct ela__reader *r, const struct ela_json *v, struct ela_template *t)
{
    const struct ela_json *list;
    size_t n = ela__array(r, v, "columns", 0, 12, &list), mark = ela__down(r, "columns");
    struct ela_meta_column *columns = ela__take(r, n, sizeof *columns);
    for (size_t i = 0; columns && i < n; i++) {
        size_t at = ela__down_at(r, i);
        columns[i] = (struct ela_meta_column){"", {"", ""}, "", ""};
        read_column(r, ela_json_at(list, i), &columns[i]);
        ela__up(r, at);
    }
    t->columns = columns;
    t->ncolumns = columns ? n : 0;
    ela__up(r, mark);
}

/* {"pieces": {category?, status?}} or {"tasks": "open"} and so on: one member. */
static void read_count(struct ela__reader *r, const struct ela_json *v, struct ela_meta_tag *g)
{
    static const char *const WHAT[] = {"pieces", "tasks", "parties", "fields", NULL};
    static const char *const FILTER[] = {"category", "status", NULL};
    static const char *const TASKS[] = {"open", "all", NULL};
    size_t mark = ela__down(r, "count");
    const struct ela_json *count = ela_json_get(v, "count");
    if (!count)
        ela__bad(r, "pack.required", "");
    else if (ela__object(r, count, WHAT) && ela_json_size(count) != 1)
        ela__bad(r, "pack.one_count", "");
    for (size_t i = 0; WHAT[i]; i++)
        if (ela_json_get(count, WHAT[i]))
            g->count = WHAT[i];
    if (ela__same(g->count, "pieces")) {
        size_t in = ela__down(r, "pieces");
        const struct ela_json *filter = ela_json_get(count, "pieces");
        if (ela__object(r, filter, FILTER)) {
            g->category = ela__code(r, filter, "category", false, "", 40);
            g->status = ela__code(r, filter, "status", false, "", 23);
        }
        ela__up(r, in);
    } else if (ela__same(g->count, "tasks")) {
        g->value = ela__choice(r, count, "tasks", TASKS, NULL);
    } else if (*g->count) {
        g->value = ela__code(r, count, g->count, ela__same(g->count, "fields"), "", 40);
    }
    ela__up(r, mark);
}

static void read_tags(struct ela__reader *r, const struct ela_json *v, struct ela_template *t)
{
    static const char *const MEMBERS[] = {"code", "label", "icon", "count", NULL};
    const struct ela_json *list;
    size_t n = ela__array(r, v, "tags", 0, 30, &list), mark = ela__down(r, "tags");
    struct ela_meta_tag *tags = ela__take(r, n, sizeof *tags);
    for (size_t i = 0; tags && i < n; i++) {
        const struct ela_json *o = ela_json_at(list, i);
        size_t at = ela__down_at(r, i);
        tags[i] = (struct ela_meta_tag){"", {"", ""}, "", "", "", "", ""};
        if (ela__object(r, o, MEMBERS)) {
            tags[i].code = ela__code(r, o, "code", true, "", 40);
            tags[i].label = ela__label(r, o, "label", true, 80);
            tags[i].icon = ela__icon(r, o, false);
            read_count(r, o, &tags[i]);
        }
        ela__up(r, at);
    }
    t->tags = tags;
    t->ntags = tags ? n : 0;
    ela__up(r, mark);
}

static void read_tabs(struct ela__reader *r, const struct ela_json *v, struct ela_template *t)
{
    static const char *const MEMBERS[] = {"code", "label", "client", "groups", NULL};
    const struct ela_json *list;
    size_t n = ela__array(r, v, "tabs", 0, 12, &list), mark = ela__down(r, "tabs");
    struct ela_meta_tab *tabs = ela__take(r, n, sizeof *tabs);
    for (size_t i = 0; tabs && i < n; i++) {
        const struct ela_json *o = ela_json_at(list, i);
        size_t at = ela__down_at(r, i);
        tabs[i] = (struct ela_meta_tab){.code = "", .label = {"", ""}};
        if (ela__object(r, o, MEMBERS)) {
            tabs[i].code = ela__code(r, o, "code", true, "", 40);
            tabs[i].label = ela__label(r, o, "label", true, 60);
            tabs[i].client = ela__flag(r, o, "client", false);
            tabs[i].groups = ela__codes(r, o, "groups", 20, &tabs[i].ngroups);
        }
        ela__up(r, at);
    }
    t->tabs = tabs;
    t->ntabs = tabs ? n : 0;
    ela__up(r, mark);
}

void ela__read_board(struct ela__reader *r, const struct ela_json *v, struct ela_template *t)
{
    read_columns(r, v, t);
    read_tags(r, v, t);
    read_tabs(r, v, t);
}
