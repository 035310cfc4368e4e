/*
 * Encrypted bytes that an answer is made of: kept here, outside PHP's memory, from the operation
 * that named them until they are sent; wiped then, and at the end of the request.
 */
#ifndef PHP_ELASKA_POUR_H
#define PHP_ELASKA_POUR_H

#include "php_elaska.h"

#include "op/op.h"

/* Takes over what was poured (and wipes it there); nothing when there is none. */
void php_elaska_pour_keep(struct ela_pour *pour, const char *documents, int64_t from,
                          int64_t length);
/* Sends it to the visitor, a piece at a time; true when all of it was. */
bool php_elaska_pour_send(void);
void php_elaska_pour_wipe(void);

#endif
