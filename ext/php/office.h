/*
 * Elaska\Office inside: actor and bridge of one page, and the one way from a method to an operation
 * of the core.
 */
#ifndef PHP_ELASKA_OFFICE_H
#define PHP_ELASKA_OFFICE_H

#include "bridge.h"

struct php_elaska_office {
    struct php_elaska_bridge *bridge; /* NULL until constructed */
    struct ela_actor actor;
    char ip[46];
    char user_agent[256];
    char documents[512];  /* folder of documents; empty: files cannot be reached */
    char master_key[512]; /* file of the master key; empty: none is set up */
    zend_object std;
};

extern zend_class_entry *php_elaska_office_ce;
struct php_elaska_office *php_elaska_office_of(zend_object *o);

/* A PHP array with the shape of Office::__construct's $actor. Errors: input, field = "actor/..." */
enum ela_status php_elaska_actor(HashTable *in, struct php_elaska_office *office,
                                 struct ela_error *err) ELA_MUST_CHECK;

/* What a method asks for. */
struct php_elaska_request {
    struct ela_str operation;
    HashTable *in;               /* NULL: empty */
    const struct ela_host *host; /* NULL: none */
    bool document;               /* the answer is {type, name, body} */
    const char *file;            /* the bytes go there: the answer is {type, name} */
    struct ela_str body_in;      /* bytes beside the input; n 0: none */
    const zend_string *text;     /* JSON instead of `in`: the answer is JSON text too */
};

/* Runs it and fills return_value, or throws. */
void php_elaska_office_run(struct php_elaska_office *office, const struct php_elaska_request *rq,
                           zval *return_value);

#endif
