/*
 * PHP values to JSON trees of the core and back, without text in between.
 */
#ifndef PHP_ELASKA_CONVERT_H
#define PHP_ELASKA_CONVERT_H

#include "php_elaska.h"

/*
 * An array of PHP as a JSON object (its own level is always one: an empty array is an empty
 * object). Inside, lists become arrays (an empty array is an empty list), other arrays objects.
 * Limits are those of JSON text. *out is owned by the caller. Errors (input, field = path):
 * json.real_number, json.type (objects, resources), json.not_utf8, json.too_deep, json.too_many,
 * json.too_large.
 */
enum ela_status php_elaska_to_json(HashTable *in, struct ela_json **out,
                                   struct ela_error *err) ELA_MUST_CHECK;

/* Objects become arrays with text keys, null stays null. May bail out when the request's memory is
 * exhausted. */
void php_elaska_from_json(const struct ela_json *in, zval *out);

/* An unsigned number's decimal text, at the end of `room`; for paths and cells. */
#define PHP_ELASKA_DIGITS 24

#endif
