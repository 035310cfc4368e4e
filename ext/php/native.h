/*
 * The native connection of this process: one, for one database; opened by the portal's first
 * request and kept.
 */
#ifndef PHP_ELASKA_NATIVE_H
#define PHP_ELASKA_NATIVE_H

#include "php_elaska.h"

#include "base/conf.h"
#include "db/db.h"

/*
 * Reads elaska.conf (ini elaska.config) when it changed and claims the request for the native
 * connection. Borrowed. Errors: permanent conf.missing, input conf.*; internal db.two_connections.
 */
enum ela_status php_elaska_native_conf(const struct ela_conf_common **conf,
                                       struct ela_error *err) ELA_MUST_CHECK;
/* The connection, alive, with no transaction open, and the process's caches of that database.
 * Borrowed. */
enum ela_status php_elaska_native_open(struct ela_db **db, struct ela_app **app,
                                       struct ela_error *err) ELA_MUST_CHECK;
void php_elaska_native_rest(void); /* end of the request: what is open is rolled back */
void php_elaska_native_free(void);

#endif
