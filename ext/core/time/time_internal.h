/*
 * Shared by the files of this folder.
 */
#ifndef ELA_TIME_TIME_INTERNAL_H
#define ELA_TIME_TIME_INTERNAL_H

#include "base/duration.h"
#include "case/list.h"
#include "event/event.h"
#include "mirror/mirror.h"
#include "scope/scope.h"
#include "settings/settings.h"
#include "time/time.h"
#include "time/time_sql.h"
#include "workflow/workflow.h"

enum { ELA__TIME_BULK = 500 };

/* What an entry or a timer names. 0: nothing. */
struct ela__links {
    int64_t user, client, case_id, project, task, ticket, contract, appointment, activity;
};

/* What resolving them told. */
struct ela__resolved {
    bool case_closed, activity_active, activity_billable;
    char model[13]; /* of the case on the day; "" without a case */
    int64_t lead;
};

/*
 * Fills what follows from what was given (task -> project -> case -> client; the first category),
 * and checks that all exists, is within reach and belongs together. Errors: not_found not_found,
 * input time.link_* (field: the member at fault).
 */
enum ela_status ela__links_resolve(struct ela_call *c, struct ela__links *l, struct ela_day day,
                                   struct ela__resolved *out, struct ela_error *err) ELA_MUST_CHECK;
/* Reads the members of the input; true when any of them (user and activity aside) was given. */
bool ela__links_read(const struct ela_call *c, struct ela__links *l);

struct ela__entry {
    int64_t id;
    int64_t version;
    struct ela__links links;
    struct ela_day work_on;
    bool has_span;
    int64_t start_at, end_at, duration_s;
    bool billable;
    struct ela_str description; /* borrowed from input or arena */
    char status[16], origin[12];
    struct ela_rate own;
    int32_t native; /* its line of Dolibarr's time; 0: none */
};

/* from_timer: the category may be missing, and says whether the draft is billable. */
enum ela_status ela__entry_insert(struct ela_call *c, struct ela__entry *e, bool from_timer,
                                  struct ela_error *err) ELA_MUST_CHECK;
/* Writes it back as a draft if `version` is still its own. Errors: conflict conflict.version. */
enum ela_status ela__entry_update(struct ela_call *c, struct ela__entry *e, int64_t version,
                                  struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__entry_load(struct ela_call *c, int64_t id, const char *field,
                                struct ela__entry *e, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__time_journal(struct ela_call *c, const struct ela__entry *e, const char *kind,
                                  struct ela_json *data, struct ela_error *err) ELA_MUST_CHECK;
struct ela_db_value ela__int_or_null(int64_t v);

/* Columns of a row of the lists (ELA_SQL_LIST_OUTER). */
enum {
    ELA__T_ID,
    ELA__T_USER,
    ELA__T_USER_NAME,
    ELA__T_CLIENT,
    ELA__T_CLIENT_NAME,
    ELA__T_CASE,
    ELA__T_CASE_REF,
    ELA__T_CASE_TITLE,
    ELA__T_LEAD,
    ELA__T_WORK_ON,
    ELA__T_START,
    ELA__T_END,
    ELA__T_DURATION,
    ELA__T_ACTIVITY,
    ELA__T_ACT_LABEL,
    ELA__T_ACT_LABEL_EN,
    ELA__T_ACT_COLOUR,
    ELA__T_ACT_ICON,
    ELA__T_BILLABLE,
    ELA__T_DESCRIPTION,
    ELA__T_STATUS,
    ELA__T_REASON,
    ELA__T_RATE_NUM,
    ELA__T_RATE_DEN,
    ELA__T_RATE_SOURCE,
    ELA__T_MODEL,
    ELA__T_INVOICE,
    ELA__T_INVOICE_REF,
    ELA__T_VERSION,
    ELA__T_ORIGIN,
    ELA__T_TASK,
    ELA__T_TASK_LABEL,
    ELA__T_PROJECT,
    ELA__T_TICKET,
    ELA__T_CONTRACT,
    ELA__T_APPOINTMENT,
    ELA__T_VAT,
    ELA__T_CURRENCY,
    ELA__T_OWN_NUM,
    ELA__T_OWN_DEN,
    ELA__T_SUBMITTED,
    ELA__T_REVIEWED
};

/* One row as JSON; with what the actor may see and do. */
struct ela_json *ela__time_row(const struct ela_call *c, const struct ela_db_result *r, size_t row);
/* {id, label, colour, icon} of a category whose five columns start at `col` (label, label_en,
 * colour, icon follow the id). */
struct ela_json *ela__activity_json(const struct ela_call *c, const struct ela_db_result *r,
                                    size_t row, size_t id_col, size_t label_col);

/* Takes a transition for many entries; fills out {done, failed}. */
enum ela_status ela__time_change(struct ela_call *c, const int64_t *ids, size_t n, const char *name,
                                 struct ela_error *err) ELA_MUST_CHECK;
/* One event per entry of ids, in one statement. data may be NULL; freed. */
enum ela_status ela__time_events(struct ela_call *c, const int64_t *ids, size_t n, const char *kind,
                                 struct ela_json *data, struct ela_error *err) ELA_MUST_CHECK;

enum ela_status ela__time_parse(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__time_create(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__time_update(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__time_delete(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__time_copy(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__time_read(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__time_list(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__time_transition(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__time_submit_week(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__time_week(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__time_sheet(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__time_replace_client(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__time_forget_client(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__time_sheet_pdf(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__timer_read(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__timer_start(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__timer_pause(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__timer_resume(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__timer_stop(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__timer_discard(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__activity_list(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__rate_set(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__rate_list(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_terms(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

#endif
