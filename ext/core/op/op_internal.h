/*
 * Shared by the files of this folder.
 */
#ifndef ELA_OP_OP_INTERNAL_H
#define ELA_OP_OP_INTERNAL_H

#include "op/op.h"

/* Signs that no text holds; `lines` lets tab and line feed pass. */
bool ela__text_has_control(struct ela_str s, bool lines);
/* s with its line ends as LF, added to out. */
void ela__text_unify_lines(struct ela_str s, struct ela_buf *out);
/* The two sides of an address of mail. */
bool ela__email_local_ok(struct ela_str s);
bool ela__email_domain_ok(struct ela_str s);

#endif
