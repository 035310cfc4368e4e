/*
 * Shared by the files of this folder.
 */
#ifndef ELA_DOCUMENT_DOCUMENT_INTERNAL_H
#define ELA_DOCUMENT_DOCUMENT_INTERNAL_H

#include "case/case.h"
#include "case/list.h"
#include "document/document.h"
#include "document/document_sql.h"
#include "event/event.h"
#include "file/file.h"
#include "folder/folder.h"
#include "meta/meta.h"
#include "preview/preview.h"
#include "reader/reader.h"
#include "scope/scope.h"
#include "settings/settings.h"
#include "task/task.h"
#include "workflow/workflow.h"

enum { ELA__DESCRIPTION_MAX = 2000, ELA__FILED_MAX = 200 };

/* {code, label}, or null: in the actor's language. */
enum ela_status ela__document_category(struct ela_call *c, struct ela_json *o, const char *member,
                                       struct ela_str code, struct ela_error *err) ELA_MUST_CHECK;
/* Badge of a status; null for what is simply filed. */
void ela__document_status(struct ela_call *c, struct ela_json *o, struct ela_str code);

enum ela_status ela__document_read(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__document_update(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__document_judge(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
/* Documents of pieces that the actor reads, and what stands for them as they are now: one more, a
 * new version, one that was taken away change it. "0-...": he reads none. */
enum ela_status ela__queue_held(struct ela_call *c, const int64_t *pieces, size_t n,
                                struct ela_db_result *held, struct ela_error *err) ELA_MUST_CHECK;
const char *ela__queue_seen_piece(struct ela_call *c, const struct ela_db_result *held,
                                  int64_t piece);
/* Why the antivirus holds one of its documents back, as ela_scan_check() says it; NULL: it does
 * not. */
const char *ela__queue_unread(struct ela_call *c, const struct ela_db_result *held, int64_t piece);
const char *ela__queue_seen_file(struct ela_call *c, int64_t version);
enum ela_status ela__document_queue(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__document_decide(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
/* A document of no piece becomes what `to` of the call says. Errors: state document.judged;
 * conflict. */
enum ela_status ela__document_judge_one(struct ela_call *c, const struct ela_file *f,
                                        struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__document_link(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__document_of(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__document_unlink(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__document_address(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__document_open(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__document_file(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__document_mine(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__document_warn(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__document_retain(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__document_keep(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__document_leaving(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;

#endif
