/*
 * What the client is asked to do on a case: write, read, send documents. Answered, it is done; a
 * document that was refused asks again. Source: CASE-27.
 */
#ifndef ELA_ASK_ASK_H
#define ELA_ASK_ASK_H

#include "case/case.h"

/* Asks for pieces that the case holds already (effect of a template, expired document). days 0: no
 * due day. */
enum ela_status ela_ask_pieces(struct ela_call *c, const struct ela_case *k, const int64_t *pieces,
                               size_t n, struct ela_str message, int32_t days,
                               struct ela_error *err) ELA_MUST_CHECK;

/* A document that an action asked for was refused: the action waits again, the client is told. */
enum ela_status ela_ask_refused(struct ela_call *c, const struct ela_case *k, int64_t piece,
                                int64_t action, struct ela_error *err) ELA_MUST_CHECK;

/* Actions of a case, waiting ones first, pushed onto `rows` in one statement; shape: action.list.
 */
enum ela_status ela_ask_page(struct ela_call *c, int64_t case_id, struct ela_json *rows,
                             struct ela_error *err) ELA_MUST_CHECK;

/* Reminders that are due in the worker's entity: some days before the due day, some after, each
 * once (settings). *sent may be NULL. */
enum ela_status ela_ask_remind(struct ela_call *c, size_t *sent,
                               struct ela_error *err) ELA_MUST_CHECK;

/* Reminds the client, now, of each action of a case that waits. State effect.nobody: none does. */
enum ela_status ela_ask_remind_case(struct ela_call *c, const struct ela_case *k,
                                    struct ela_error *err) ELA_MUST_CHECK;

/* action.ask, .cancel, .list (users); .list, .answer (portal); .remind (worker, administrator). */
extern const struct ela_op ELA_ASK_OPS[];

#endif
