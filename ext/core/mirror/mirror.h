/*
 * The native mirror: each case owns a Dolibarr project, each task a native task, each entry of time
 * that counts a native line of time, written by Dolibarr's own classes after our transaction. What
 * must be told is a row written inside it. Source: PLAT-18, decisions on native time.
 */
#ifndef ELA_MIRROR_MIRROR_H
#define ELA_MIRROR_MIRROR_H

#include "op/op.h"

/*
 * Asks for the native twin of an object ("case", "task") to be made or brought up to date. A row
 * that waits already waits once.
 */
enum ela_status ela_mirror_want(struct ela_call *c, const char *object, int64_t id,
                                struct ela_error *err) ELA_MUST_CHECK;
/*
 * Entries of time changed state, words or length, at most 500: those that have, or must now have, a
 * native line are wished in one statement.
 */
enum ela_status ela_mirror_want_times(struct ela_call *c, const int64_t *ids, size_t n,
                                      struct ela_error *err) ELA_MUST_CHECK;
/* The object goes away: its native twin is deleted too (native 0: it never had one). */
enum ela_status ela_mirror_drop(struct ela_call *c, const char *object, int64_t id, int32_t native,
                                struct ela_error *err) ELA_MUST_CHECK;

/* Same for a case, whose project goes with it only where it was made for it. */
enum ela_status ela_mirror_drop_case(struct ela_call *c, int64_t id, int32_t project,
                                     struct ela_error *err) ELA_MUST_CHECK;

/* A moment as native columns hold it: the firm's clock, "YYYY-MM-DD HH:MM:SS", and back. */
void ela_mirror_clock(const struct ela_call *c, int64_t at, char text[32]);
bool ela_mirror_moment(const struct ela_call *c, struct ela_str text, int64_t *at);

/* mirror.claim, .done, .failed: for the PHP that owns Dolibarr's classes; mirror.time_event: what
 * it was told of native time. */
extern const struct ela_op ELA_MIRROR_OPS[];

#endif
