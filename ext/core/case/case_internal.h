/*
 * Shared by the files of this folder.
 */
#ifndef ELA_CASE_CASE_INTERNAL_H
#define ELA_CASE_CASE_INTERNAL_H

#include "case/case.h"
#include "case/case_sql.h"
#include "case/list.h"
#include "event/event.h"
#include "settings/settings.h"
#include "workflow/workflow.h"

enum ela_status ela__case_create(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_update(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_delete(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_transition(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_read(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_list(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_picker(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_timeline(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_links(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
extern const struct ela_field ELA__CASE_LINKS_IN[];

/* Terms as JSON: rates and prices only for those who may see them. */
struct ela_json *ela__terms_json(const struct ela_call *c, const struct ela_terms *t);

#endif
