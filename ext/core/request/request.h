/*
 * What clients ask for: the catalogue of services, guided requests with their drafts, the firm's
 * queue, and the conversion of a request into a case. Source: CASE-09, CASE-10, CASE-28, CASE-29.
 *
 * A request keeps the revision of the template that it was begun with: its answers are read and
 * checked by that form, whatever became of the template since.
 */
#ifndef ELA_REQUEST_REQUEST_H
#define ELA_REQUEST_REQUEST_H

#include "op/op.h"

struct ela_case_service;

/* What a service brings to a case; out->terms is the caller's. Errors: not_found (field service).
 */
enum ela_status ela_service_for_case(struct ela_call *c, int64_t id, struct ela_case_service *out,
                                     struct ela_error *err) ELA_MUST_CHECK;

/*
 * service.list, .read, .choices, .save; client_service.list, .save; request.catalogue, .form,
 * .draft, .send, .cancel, .mine, .read, .message; request.list, .assign, .transition, .convert
 */
extern const struct ela_op ELA_REQUEST_OPS[];

#endif
