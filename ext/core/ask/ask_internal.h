/*
 * Shared by the files of this folder.
 */
#ifndef ELA_ASK_ASK_INTERNAL_H
#define ELA_ASK_ASK_INTERNAL_H

#include "ask/ask.h"
#include "ask/ask_sql.h"
#include "case/list.h"
#include "event/event.h"
#include "file/file.h"
#include "scope/scope.h"

#include "settings/settings.h"
#include "task/task.h"
#include "workflow/workflow.h"

enum { ELA__ASK_COMMENT = 1, ELA__ASK_NOTE = 2, ELA__ASK_FILE = 4 };

struct ela__action {
    int64_t id, task_id;
    int32_t contact, user, version;
    unsigned kinds;
    char status[24];
    const char *message; /* in the arena */
    struct ela_day due_on;
    int16_t reminded;
};

unsigned ela__ask_kinds(struct ela_str text);
/* Of a case that the actor reaches; `hold` locks its row. */
enum ela_status ela__action_load(struct ela_call *c, int64_t id, bool hold, struct ela__action *out,
                                 struct ela_case *k, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__ask_journal(struct ela_call *c, const struct ela_case *k,
                                 const struct ela__action *a, const char *kind,
                                 struct ela_json *data, struct ela_error *err) ELA_MUST_CHECK;
/* To the contact that was named, else to every active account of the client; none of a case that
 * he does not see. */
enum ela_status ela__ask_tell_client(struct ela_call *c, const struct ela_case *k,
                                     const struct ela__action *a, const char *kind,
                                     const char *once, struct ela_error *err) ELA_MUST_CHECK;
/* To the main adviser and to whoever asked. */
enum ela_status ela__ask_tell_firm(struct ela_call *c, const struct ela_case *k,
                                   const struct ela__action *a, struct ela_str reply,
                                   struct ela_error *err) ELA_MUST_CHECK;
/* "Relevé, RIB": documents of an action that are still to come; empty when none. In the arena. */
enum ela_status ela__ask_missing(struct ela_call *c, int64_t action, struct ela_str *names,
                                 size_t *wanted, struct ela_error *err) ELA_MUST_CHECK;

enum ela_status ela__action_ask(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__action_answer(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__action_cancel(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__action_list(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__action_remind(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

#endif
