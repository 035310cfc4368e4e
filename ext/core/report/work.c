/*
 * What was done and is to do: steps, tasks with their details, time. Source: CASE-15, CASE-20,
 * CASE-38, TIME-27.
 */
#include "report/report_internal.h"
#include "report/report_sql.h"

enum { TASKS_MAX = 1000, TIME_MAX = 5000 };

/* --- steps -------------------------------------------------------------------------------- */

static const char *step_meta(struct ela__rep_book *b, const struct ela_json *s)
{
    const char *planned = ela__rep_day_words(b, ela_json_text(ela_json_get(s, "planned_on")));
    const char *begun = ela__rep_moment_words(b, ela_json_int(ela_json_get(s, "started_at"), 0));
    const char *done = ela__rep_moment_words(b, ela_json_int(ela_json_get(s, "done_at"), 0));
    const char *by = ela__rep_label_of(b, s, "done_by", "name");
    const char *meta = ela__rep_named(b, ela__rep_say(b, "prévue le", "planned on"), planned);
    meta = ela__rep_and(b, meta,
                        ela__rep_named(b, ela__rep_say(b, "commencée le", "begun on"), begun));
    done = ela__rep_named(b, ela__rep_say(b, "validée le", "validated on"), done);
    if (*done && *by)
        done = ela__rep_named(b, done, ela__rep_named(b, ela__rep_say(b, "par", "by"), by));
    meta = ela__rep_and(b, meta, done);
    return ela__rep_and(b, meta,
                        ela__rep_named(b, ela__rep_say(b, "responsable :", "responsible:"),
                                       ela__rep_label_of(b, s, "responsible", "name")));
}

/* The form of a step as it was filled in, below the list of steps. */
static void step_answers(struct ela__rep_book *b, const struct ela_json *s)
{
    struct ela__rep_list f = {.p = NULL};
    const struct ela_json *rows = ela_json_get(s, "rows");
    const char *by = ela__rep_text_of(b, s, "sent_by");
    const char *at = ela__rep_moment_words(b, ela_json_int(ela_json_get(s, "sent_at"), 0));
    ela__rep_fact(b, &f, ela__rep_say(b, "Rempli par le client", "Filled in by the client"),
                  ela__rep_and(b, by, at));
    for (size_t i = 0; i < ela_json_size(rows); i++) {
        const struct ela_json *row = ela_json_at(rows, i);
        if (!ela_json_size(ela_json_get(row, "rows")))
            ela__rep_fact(b, &f, ela__rep_text_of(b, row, "label"), ela__rep_value(b, row));
    }
    ela__rep_block_facts(
        b, ela__rep_and(b, ela__rep_text_of(b, s, "form"), ela__rep_text_of(b, s, "label")), &f);
    for (size_t i = 0; i < ela_json_size(rows); i++)
        if (ela_json_size(ela_json_get(ela_json_at(rows, i), "rows")))
            ela__rep_field_table(b, ela_json_at(rows, i));
}

enum ela_status ela__rep_answers(struct ela__rep_book *b, struct ela_error *err)
{
    const struct ela_json *all = NULL;
    ELA_TRY(ela__rep_ask(b, "case.answers", ela__rep_of(b), &all, err));
    const struct ela_json *steps = ela_json_get(all, "steps");
    for (size_t i = 0; i < ela_json_size(steps); i++)
        step_answers(b, ela_json_at(steps, i));
    return ELA_OK;
}

enum ela_status ela__rep_part_steps(struct ela__rep_book *b, struct ela_error *err)
{
    const struct ela_json *steps = ela_json_get(b->page, "steps");
    struct ela__rep_list list = {.p = NULL};
    (void)err;
    for (size_t i = 0; i < ela_json_size(steps); i++) {
        const struct ela_json *s = ela_json_at(steps, i);
        bool late = ela_json_bool(ela_json_get(s, "late"), false);
        struct ela_pdf_entry *e = ela__rep_list_add(b, &list, sizeof *e);
        const char *comment = ela__rep_text_of(b, s, "comment"),
                   *why = ela__rep_text_of(b, s, "reason");
        e->title = ela__rep_text_of(b, s, "label");
        e->note = ela__rep_and(b, ela__rep_label_of(b, s, "status", "label"),
                               late ? ela__rep_say(b, "En retard", "Late") : "");
        e->meta = step_meta(b, s);
        e->text = *comment ? comment : why;
    }
    ela__rep_block_entries(
        b, &list, ela__rep_say(b, "Ce dossier n’a pas d’étapes.", "This case has no steps."));
    return ELA_OK;
}

/* --- tasks -------------------------------------------------------------------------------- */

/* Details of all tasks of the case; rows are by task. */
struct details {
    struct ela_db_result words, checks, comments;
};

enum { M_OBJECT, M_ID, M_BODY, M_INTERNAL, M_AT, M_USER, M_ACCOUNT };

static const char *who_said(struct ela__rep_book *b, const struct ela_db_result *r, size_t i)
{
    struct ela_str user = ela_db_cell(r, i, M_USER);
    const char *name = ela__rep_copy(b, user.n ? user : ela_db_cell(r, i, M_ACCOUNT));
    const char *line = ela__rep_and(b, name, ela__rep_moment_words(b, ela_db_int(r, i, M_AT, 0)));
    return ela_db_int(r, i, M_INTERNAL, 0) == 1
               ? ela__rep_and(b, line, ela__rep_say(b, "interne", "internal"))
               : line;
}

static void add_details(struct ela__rep_book *b, const struct details *d, int64_t task,
                        struct ela_pdf_entry *e)
{
    struct ela__rep_list ticks = {.p = NULL}, said = {.p = NULL};
    for (size_t i = 0; i < d->words.nrows; i++)
        if (ela_db_int(&d->words, i, 0, 0) == task)
            e->text = ela__rep_copy(b, ela_db_cell(&d->words, i, 1));
    for (size_t i = 0; i < d->checks.nrows; i++)
        if (ela_db_int(&d->checks, i, 0, 0) == task) {
            struct ela_pdf_tick *t = ela__rep_list_add(b, &ticks, sizeof *t);
            t->label = ela__rep_copy(b, ela_db_cell(&d->checks, i, 1));
            t->done = ela_db_int(&d->checks, i, 2, 0) == 1;
        }
    for (size_t i = 0; i < d->comments.nrows; i++)
        if (ela_db_int(&d->comments, i, M_ID, 0) == task &&
            ela_str_is(ela_db_cell(&d->comments, i, M_OBJECT), "task")) {
            struct ela_pdf_saying *s = ela__rep_list_add(b, &said, sizeof *s);
            s->who = who_said(b, &d->comments, i);
            s->text = ela__rep_copy(b, ela_db_cell(&d->comments, i, M_BODY));
        }
    e->ticks = ticks.p;
    e->nticks = ticks.n;
    e->sayings = said.p;
    e->nsayings = said.n;
}

static const char *priority(const struct ela__rep_book *b, struct ela_str code)
{
    return ela_str_is(code, "urgent") ? ela__rep_say(b, "Urgente", "Urgent")
           : ela_str_is(code, "high") ? ela__rep_say(b, "Priorité haute", "High priority")
           : ela_str_is(code, "low")  ? ela__rep_say(b, "Priorité basse", "Low priority")
                                      : "";
}

static const char *task_meta(struct ela__rep_book *b, const struct ela_json *t)
{
    const struct ela_json *people = ela_json_get(t, "assignees");
    int64_t seconds = ela_json_int(ela_json_get(t, "total_s"), 0);
    const char *meta =
        ela__rep_named(b, ela__rep_say(b, "échéance", "due"),
                       ela__rep_day_words(b, ela_json_text(ela_json_get(t, "due_on"))));
    meta = ela__rep_and(b, priority(b, ela_json_text(ela_json_get(t, "priority"))), meta);
    for (size_t i = 0; i < ela_json_size(people); i++)
        meta = ela__rep_and(b, meta, ela__rep_text_of(b, ela_json_at(people, i), "name"));
    if (ela_json_bool(ela_json_get(t, "for_client"), false))
        meta = ela__rep_and(b, meta, ela__rep_say(b, "à faire par le client", "for the client"));
    meta = ela__rep_and(b, meta,
                        ela_json_bool(ela_json_get(t, "billable"), false)
                            ? ela__rep_say(b, "facturable", "billable")
                            : ela__rep_say(b, "non facturable", "not billable"));
    return seconds ? ela__rep_and(b, meta, ela__rep_clock_words(b, seconds)) : meta;
}

static void add_tasks(struct ela__rep_book *b, const struct ela_json *rows, const struct details *d,
                      struct ela__rep_list *list)
{
    for (size_t i = 0; i < ela_json_size(rows); i++) {
        const struct ela_json *t = ela_json_at(rows, i);
        bool late = ela_json_bool(ela_json_get(t, "late"), false);
        struct ela_pdf_entry *e = ela__rep_list_add(b, list, sizeof *e);
        e->title = ela__rep_text_of(b, t, "title");
        e->note = ela__rep_and(b, ela__rep_label_of(b, t, "status", "label"),
                               late ? ela__rep_say(b, "En retard", "Late") : "");
        e->meta = task_meta(b, t);
        add_details(b, d, ela_json_int(ela_json_get(t, "id"), 0), e);
    }
}

/* Page by page through a list; each page of rows is handed over. */
struct tasks {
    const struct details *d;
    struct ela__rep_list list;
};

static void take_tasks(struct ela__rep_book *b, const struct ela_json *rows, void *ctx)
{
    struct tasks *t = ctx;
    add_tasks(b, rows, t->d, &t->list);
}

static enum ela_status read_details(struct ela__rep_book *b, struct details *d,
                                    struct ela_error *err)
{
    const struct ela_db_value p[] = {ELA_DBV_INT(b->case_id), ELA_DBV_INT(b->c->actor->entity)};
    ELA_TRY(ela_db_query(b->c->db, ELA_SQL_REPORT_TASKS, p, 2, &d->words, err));
    ELA_TRY(ela_db_query(b->c->db, ELA_SQL_REPORT_CHECKS, p, 2, &d->checks, err));
    return ela__rep_comments(b, &d->comments, err);
}

enum ela_status ela__rep_part_tasks(struct ela__rep_book *b, struct ela_error *err)
{
    struct details d;
    struct tasks t = {.d = &d};
    memset(&d, 0, sizeof d);
    enum ela_status st = read_details(b, &d, err);
    if (st == ELA_OK)
        st = ela__rep_pages(b, "task.list", TASKS_MAX, take_tasks, &t, err);
    ela_db_result_release(&d.words);
    ela_db_result_release(&d.checks);
    ela_db_result_release(&d.comments);
    ela__rep_block_entries(b, &t.list, ela__rep_say(b, "Aucune tâche.", "No task."));
    return st;
}

/* --- time --------------------------------------------------------------------------------- */

struct sheet {
    struct ela__rep_list cells;
    bool money;
    int64_t seconds, minor;
};

static void take_time(struct ela__rep_book *b, const struct ela_json *rows, void *ctx)
{
    struct sheet *s = ctx;
    for (size_t i = 0; i < ela_json_size(rows); i++) {
        const struct ela_json *r = ela_json_at(rows, i);
        const struct ela_json *amount = ela_json_get(r, "amount_minor");
        int64_t seconds = ela_json_int(ela_json_get(r, "duration_s"), 0);
        ela__rep_cell(b, &s->cells,
                      ela__rep_day_words(b, ela_json_text(ela_json_get(r, "work_on"))));
        ela__rep_cell(b, &s->cells, ela__rep_label_of(b, r, "user", "name"));
        ela__rep_cell(b, &s->cells,
                      ela__rep_and(b, ela__rep_label_of(b, r, "activity", "label"),
                                   ela__rep_text_of(b, r, "description")));
        ela__rep_cell(b, &s->cells, ela__rep_label_of(b, r, "status", "label"));
        ela__rep_cell(b, &s->cells, ela__rep_clock_words(b, seconds));
        if (s->money)
            ela__rep_cell(b, &s->cells,
                          ela_json_kind(amount) == ELA_JINT
                              ? ela__rep_money_words(b, ela_json_int(amount, 0))
                              : "");
        s->seconds += seconds;
        s->minor += ela_json_int(amount, 0);
    }
}

enum ela_status ela__rep_part_time(struct ela__rep_book *b, struct ela_error *err)
{
    const struct ela_pdf_column heads[] = {
        {ela__rep_say(b, "Date", "Date"), 11, false},
        {ela__rep_say(b, "Conseiller", "Adviser"), 16, false},
        {ela__rep_say(b, "Activité et description", "Activity and description"), 34, false},
        {ela__rep_say(b, "État", "State"), 12, false},
        {ela__rep_say(b, "Durée", "Duration"), 10, true},
        {ela__rep_say(b, "Montant HT", "Amount"), 12, true}};
    struct sheet s = {.money = ela_actor_has(b->c->actor, ELA_RIGHT_RATES_READ)};
    struct ela__rep_list columns = {.p = NULL}, foot = {.p = NULL};
    size_t n = s.money ? 6 : 5;
    ELA_TRY(ela__rep_pages(b, "time.list", TIME_MAX, take_time, &s, err));
    for (size_t i = 0; i < n; i++) {
        *(struct ela_pdf_column *)ela__rep_list_add(b, &columns, sizeof heads[i]) = heads[i];
        ela__rep_cell(b, &foot,
                      i == 2   ? ela__rep_say(b, "Total", "Total")
                      : i == 4 ? ela__rep_clock_words(b, s.seconds)
                      : i == 5 ? ela__rep_money_words(b, s.minor)
                               : "");
    }
    struct ela_pdf_block *k = ela__rep_block_rows(
        b, NULL, columns.p, columns.n, &s.cells,
        ela__rep_say(b, "Aucun temps sur ce dossier.", "No time on this case."));
    if (k->nrows)
        k->foot = foot.p;
    return ELA_OK;
}
