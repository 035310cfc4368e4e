/*
 * Rows of cases as lists, one case and its page give them.
 */
#ifndef ELA_CASE_CASE_ROWS_H
#define ELA_CASE_CASE_ROWS_H

#include "case/flow.h"

/* Columns that ELA_SQL_CASE_LIST, ELA_SQL_CASE_READ and ELA_SQL_CASE_PAGE share. */
enum {
    C_ID,
    C_REF,
    C_TITLE,
    C_CLIENT,
    C_CLIENT_NAME,
    C_STATUS,
    C_PROGRESS,
    C_LEAD,
    C_LEAD_NAME,
    C_DUE,
    C_START,
    C_CLOSED,
    C_NATURE,
    C_VISIBLE,
    C_UPDATED,
    C_PRIORITY,
    C_CLASS,
    C_KIND,
    C_DEFINITION,
    C_ARCHIVED,
    C_DESCRIPTION, /* READ and PAGE from here */
    C_PROJECT,
    C_PROJECT_REF,
    C_VERSION,
    C_AUTHOR,
    C_REQUEST, /* PAGE from here */
    C_DEADLINE,
    C_PRICE,
    C_VAT,
    C_LEVEL,
    C_MANUAL,
    C_FIELDS,
    C_KR_ROWS,
    C_KR_BITS,
    C_TASKS,
    C_UNBILLED,
    C_FAILED,
    C_SERVICE,
    C_SERVICE_NAME,
    C_KINDS,
    C_TYPE,
    C_CLIENT_FACTS, /* six, see ela_meta_client_json() */
    C_CLIENT_FACTS_END = C_CLIENT_FACTS + 5,
    C_TAGS,
    C_QR,
    C_TICKETS,
    C_MEETINGS
};

/* Template and statuses of a row's case. */
enum ela_status ela__row_template(struct ela_call *c, const struct ela_db_result *r, size_t row,
                                  const struct ela_template **t, const struct ela_wf_object **wf,
                                  struct ela_error *err) ELA_MUST_CHECK;
void ela__row_common(const struct ela_call *c, struct ela_json *o, const struct ela_db_result *r,
                     size_t row, const struct ela_template *t, const struct ela_wf_object *wf);
/* Seconds that the actor sees of a case. */
int64_t ela__total_s(const struct ela_call *c, const struct ela_gauge *g);
/* terms, gauge, total_s, totals: two statements. */
enum ela_status ela__read_money(struct ela_call *c, int64_t id,
                                struct ela_error *err) ELA_MUST_CHECK;
/* project, version */
void ela__read_for_user(struct ela_call *c, const struct ela_db_result *r);
/* What he is to the case: ELA_WF_ bits. */
unsigned ela__read_roles(const struct ela_call *c, const struct ela_db_result *r);

#endif
