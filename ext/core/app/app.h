/*
 * The top of the core: all operations of all features in one table, and the call that runs one.
 * Callers (ext/php, workers, tests) start here.
 */
#ifndef ELA_APP_APP_H
#define ELA_APP_APP_H

#include "op/op.h"

/* Version of core, extension, module and workers; all must agree. "0.1.0" comes from the build
 * (-DELA_VERSION). */
const char *ela_version(void);
/* Schema that this code needs: the name of the newest migration; see db/schema.h. */
const char *ela_schema_version(void);

const struct ela_op *ela_op_find(struct ela_str name);
const struct ela_op *ela_op_at(size_t i); /* NULL past the last */

/*
 * Everything that lives as long as the process (or the FPM worker): settings and workflow
 * definitions of one entity, cached and dropped when their version row changes.
 */
struct ela_app;
enum ela_status ela_app_new(struct ela_app **out, struct ela_error *err) ELA_MUST_CHECK;
void ela_app_free(struct ela_app *app);
/* Drops cached settings: the glue calls it at each request, so that a page sees what the page
 * before it saved. */
void ela_app_forget(struct ela_app *app);
/* The entity's definitions bear this stamp now: what is kept from another one is read again. */
void ela_app_definitions(struct ela_app *app, int32_t entity, int64_t stamp);
/* Settings of an entity, at most 5 s old; borrowed until the next call with the same app. */
enum ela_status ela_app_settings(struct ela_app *app, struct ela_db *db, int32_t entity,
                                 int64_t now, const struct ela_settings **out,
                                 struct ela_error *err) ELA_MUST_CHECK;

struct ela_request {
    struct ela_db *db;
    const struct ela_actor *actor;
    const struct ela_host *host;
    int64_t now;
    const char *remote_ip, *user_agent;
    const char *file; /* where an operation may write its bytes instead of body; NULL: nowhere */
    struct ela_pour *pour;  /* where encrypted bytes may be named instead of body; NULL: nowhere */
    struct ela_str body_in; /* bytes beside the input; n 0: none */
    const char *documents;  /* folder of documents; NULL: files cannot be reached */
    const char *master_key; /* file of the master key; NULL: sensitive values cannot be reached */
};

/*
 * Finds the operation, checks actor kind, right and input, runs it (a WRITE inside one
 * transaction), and gives the result. *out is owned by the caller. body may be NULL when the caller
 * cannot take bytes. Texts given for body_type are constants. Errors: not_found op.unknown; denied;
 * input ...; whatever the operation says.
 */
enum ela_status ela_app_call(struct ela_app *app, const struct ela_request *rq, struct ela_str op,
                             const struct ela_json *in, struct ela_json **out, struct ela_buf *body,
                             const char **body_type, struct ela_error *err) ELA_MUST_CHECK;

/* File name that the last operation proposed for its bytes; "" when none. Valid until the next call
 * with the same app. */
const char *ela_app_body_name(const struct ela_app *app);

/*
 * What the last refused call told beside its error, NULL when nothing: {"problems": [{field, key,
 * params}]} of several fields, {"conflict": {"fields": [{code, yours, theirs}]}}. Borrowed until
 * the next call with the same app.
 */
const struct ela_json *ela_app_problem(const struct ela_app *app);

#endif
