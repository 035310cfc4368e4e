/*
 * Shared by the files of this folder.
 */
#ifndef ELA_CASE_CASE_INTERNAL_H
#define ELA_CASE_CASE_INTERNAL_H

#include "case/case.h"
#include "case/case_sql.h"
#include "case/list.h"
#include "crypt/seal.h"
#include "event/event.h"
#include "mirror/mirror.h"
#include "settings/settings.h"
#include "workflow/workflow.h"

enum ela_status ela__case_create(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_update(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_delete(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_transition(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_read(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_list(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_kinds(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_picker(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_tickets(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_meetings(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_timeline(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__case_links(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
extern const struct ela_field ELA__CASE_LINKS_IN[];

/* --- team, parties, notes, rights ----------------------------------------- */
enum ela_status ela__member_put(struct ela_call *c, int64_t case_id, int64_t user,
                                struct ela_str role, struct ela_error *err) ELA_MUST_CHECK;

/* An active user of the entity. Errors: not_found, field. */
enum ela_status ela__check_user(struct ela_call *c, int64_t user, const char *field,
                                struct ela_error *err) ELA_MUST_CHECK;
/* Input over what the case holds already; checks of what it names. */
enum ela_status ela__case_merge(struct ela_call *c, struct ela_case *k,
                                struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__check_days(const struct ela_case *k, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__check_users(struct ela_call *c, int64_t lead,
                                 struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__check_project(struct ela_call *c, const struct ela_case *k,
                                   struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__members_write(struct ela_call *c, int64_t case_id,
                                   struct ela_error *err) ELA_MUST_CHECK;
/* Hands the problems of a refusal to the caller of the operation; takes them, gives st back. */
enum ela_status ela__say_problems(struct ela_call *c, struct ela_json *problems,
                                  enum ela_status st) ELA_MUST_CHECK;
/* Case of the input's member "case", for a change: in reach, not archived, with the right. */
enum ela_status ela__case_to_edit(struct ela_call *c, int64_t id, const char *field,
                                  struct ela_case *out, struct ela_error *err) ELA_MUST_CHECK;
/* One line of the journal about something of the case. data is taken. */
struct ela__fact {
    const char *kind, *object;
    int64_t object_id;
    bool visible;
    int64_t *id; /* NULL, or gets the number of the line */
};
#define ELA__FACT(k, o, n, seen)                                                                   \
    (&(struct ela__fact){                                                                          \
        .kind = (k), .object = (o), .object_id = (n), .visible = (seen), .id = NULL})
enum ela_status ela__case_tell(struct ela_call *c, const struct ela_case *k,
                               const struct ela__fact *fact, struct ela_json *data,
                               struct ela_error *err) ELA_MUST_CHECK;

struct ela_db_value ela__text_or_null(struct ela_str s);
struct ela_db_value ela__id_or_null(int64_t id);
/* Text of the input, else the cell; an input of null or "" empties. */
struct ela_str ela__in_or_cell(const struct ela_call *c, const char *name,
                               const struct ela_db_result *r, size_t col);

/* Terms as JSON: rates and prices only for those who may see them. */
/* gross_minor: the amount with its VAT; null below 0. */
void ela__set_gross(struct ela_json *o, int64_t minor, int32_t vat_milli);
struct ela_json *ela__terms_json(const struct ela_call *c, const struct ela_terms *t);

#endif
