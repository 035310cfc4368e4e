/*
 * Shared by the files of this folder.
 */
#ifndef ELA_TASK_TASK_INTERNAL_H
#define ELA_TASK_TASK_INTERNAL_H

#include "case/case.h"
#include "case/list.h"
#include "event/event.h"
#include "meta/meta.h"
#include "scope/scope.h"
#include "settings/settings.h"
#include "task/task.h"
#include "task/task_sql.h"
#include "workflow/workflow.h"

#define ELA__TASK_GAP ((int64_t)1 << 32) /* between two cards: halved by each insertion */
/* Codes that the rules name. */
#define ELA__SUGGESTED "suggested"
#define ELA__REFUSED   "refused"
#define ELA__REVIEW    "review"

struct ela__task {
    int64_t id, case_id, step_id, account_by, next, position;
    int32_t client_id, native, version, author;
    char status[41], recurrence[13];
    const char *title, *description, *tags, *case_ref, *case_title; /* in the arena */
    const char *code, *reason, *step_label;
    int16_t priority;
    struct ela_day start_on, due_on;
    bool for_client, billable, visible, closed, suggested;
    int32_t case_lead;
    bool case_visible, case_closed;
};

/* Columns of a board: those of the case's template, else the registry's. */
struct ela__column {
    char code[41];
    char label[64], colour[16], icon[32], klass[16];
};
struct ela__columns {
    struct ela__column *at; /* in the arena; the suggested one first, refused ones not */
    size_t n;
};
enum ela_status ela__columns_for(struct ela_call *c, const struct ela_template *t,
                                 struct ela__columns *out, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__columns_of(struct ela_call *c, int64_t case_id, struct ela__columns *out,
                                struct ela_error *err) ELA_MUST_CHECK;
const struct ela__column *ela__column(const struct ela__columns *cols, struct ela_str code);
/* First column of a task that is to be done; first of class done; the one where work waits for
 * the firm's eye. */
const struct ela__column *ela__column_first(const struct ela__columns *cols);
const struct ela__column *ela__column_done(const struct ela__columns *cols);
const struct ela__column *ela__column_review(const struct ela__columns *cols);
bool ela__class_closed(const char *klass);
struct ela_json *ela__column_badge(const struct ela_call *c, const struct ela__columns *cols,
                                   struct ela_str code);

/* Loads a task within the actor's reach. Errors: not_found not_found. */
enum ela_status ela__task_load(struct ela_call *c, int64_t id, const char *field,
                               struct ela__task *out, struct ela_error *err) ELA_MUST_CHECK;
/* Same, its case's moves waiting until this transaction ends; what is read is what is stored now.
 */
enum ela_status ela__task_hold(struct ela_call *c, int64_t id, const char *field,
                               struct ela__task *out, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_writable(struct ela_call *c, const struct ela__task *t,
                                   struct ela_error *err) ELA_MUST_CHECK;
void ela__task_scope(struct ela_sql *q, const struct ela_call *c);
/* Cards as the actor sees them: columns and tables. */
void ela__cards_add(struct ela_sql *q, const struct ela_call *c);

extern const char *const ELA__PRIORITIES[];
const char *ela__priority_name(int64_t priority);
int16_t ela__priority_of(struct ela_str name, int16_t fallback);
bool ela__portal(const struct ela_call *c);
bool ela__task_late(const struct ela_call *c, struct ela_day due, bool closed);

/* Fields of input over a task; checks days, visibility, step. */
enum ela_status ela__task_merge(struct ela_call *c, struct ela__task *t,
                                struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_insert(struct ela_call *c, struct ela__task *t,
                                 struct ela_error *err) ELA_MUST_CHECK;
/* Stores every column of a task that is held; its version goes up. */
enum ela_status ela__task_store(struct ela_call *c, struct ela__task *t,
                                struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_assign(struct ela_call *c, int64_t task, const struct ela_json *users,
                                 struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_give(struct ela_call *c, int64_t task, int32_t user,
                               struct ela_error *err) ELA_MUST_CHECK;
/* Replaces the lines of a checklist: [{id?, label, client?}]; lines named by id keep their tick. */
enum ela_status ela__checklist_put(struct ela_call *c, int64_t task, const struct ela_json *lines,
                                   struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_journal(struct ela_call *c, const struct ela__task *t, const char *kind,
                                  struct ela_json *data, struct ela_error *err) ELA_MUST_CHECK;

/* Puts a held task into a column, before a card (0: last), with what follows: closing, the next
 * one of a series, journal, mirror. */
enum ela_status ela__task_place(struct ela_call *c, struct ela__task *t,
                                const struct ela__column *to, int64_t before, const char *reason,
                                struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__position_last(struct ela_call *c, const struct ela__task *t,
                                   const char *status, int64_t *position,
                                   struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_repeat(struct ela_call *c, struct ela__task *done,
                                 struct ela_error *err) ELA_MUST_CHECK;

/* Mails: to the firm's people of a task, and to whoever follows it for the client. */
enum ela_status ela__task_tell_firm(struct ela_call *c, const struct ela__task *t, const char *kind,
                                    struct ela_str words, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_tell_client(struct ela_call *c, const struct ela__task *t,
                                      const char *kind, struct ela_str words,
                                      struct ela_error *err) ELA_MUST_CHECK;

enum ela_status ela__task_create(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_update(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_move(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_delete(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_read(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_board(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_list(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_waiting(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_check(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_comment(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_suggest(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_accept(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_refuse(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_done(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_confirm(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_send_back(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_fields(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_fields_save(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__task_fields_changes(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
/* Rows of the custom fields that this actor may see, as "fields"; none are defined: no such member.
 */
enum ela_status ela__task_field_rows(struct ela_call *c, const struct ela__task *t,
                                     struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_native_event(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
/* A row of ELA_SQL_CARDS, and columns with the number of their cards. */
struct ela_json *ela__card(struct ela_call *c, const struct ela_db_result *r, size_t i);
struct ela_json *ela__columns_json(const struct ela__columns *cols, const int64_t *counts);
/* Current values as task.update takes them. */
enum ela_status ela__task_values(struct ela_call *c, const struct ela__task *t,
                                 struct ela_json **out, struct ela_error *err) ELA_MUST_CHECK;

#endif
