/*
 * The actor's reach as SQL: the one place that decides which rows exist for whom.
 * Source: SEC-10, TIME-18, PORT-04.
 */
#include "scope/scope.h"
#include "scope/scope_sql.h"

#define SEES_ALL_TIME (ELA_RIGHT_TIME_OTHERS | ELA_RIGHT_TIME_VALIDATE | ELA_RIGHT_INVOICE_CREATE)

/* "t.fk_soc" */
static void column(struct ela_sql *q, const char *alias, const char *name)
{
    ela_sql_add(q, alias);
    ela_sql_add(q, ".");
    ela_sql_add(q, name);
}

static void equals(struct ela_sql *q, const char *alias, const char *name, int64_t v)
{
    ela_sql_add(q, " AND ");
    column(q, alias, name);
    ela_sql_add(q, " = ?");
    ela_sql_int(q, v);
}

static void nothing(struct ela_sql *q)
{
    ela_sql_add(q, ELA__SCOPE_NOTHING);
}

static bool portal_reach(const struct ela_actor *a)
{
    return a->kind == ELA_ACTOR_PORTAL && a->account_id > 0 && a->client_id > 0;
}

/* Rows of clients that the user represents; opens no parenthesis. */
static void own_clients(struct ela_sql *q, const struct ela_actor *a, const char *alias,
                        const char *name)
{
    column(q, alias, name);
    ela_sql_add(q, ELA__SCOPE_CLIENT_OWN);
    ela_sql_int(q, a->user_id);
}

void ela_scope_client(struct ela_sql *q, const struct ela_actor *a, const char *alias,
                      const char *name)
{
    if (a->kind == ELA_ACTOR_PORTAL) {
        if (!portal_reach(a)) {
            nothing(q);
            return;
        }
        equals(q, alias, name, a->client_id);
    }
    if (a->kind == ELA_ACTOR_NONE || (a->kind == ELA_ACTOR_USER && a->user_id <= 0)) {
        nothing(q);
        return;
    }
    int64_t entities[ELA_ACTOR_ENTITIES] = {a->entity};
    size_t n = 1;
    if (a->kind == ELA_ACTOR_USER && a->nsoc_entities > 0) {
        n = a->nsoc_entities < ELA_ACTOR_ENTITIES ? a->nsoc_entities : ELA_ACTOR_ENTITIES;
        for (size_t i = 0; i < n; i++)
            entities[i] = a->soc_entities[i];
    }
    ela_sql_add(q, " AND ");
    column(q, alias, name);
    ela_sql_add(q, ELA__SCOPE_CLIENT_SHARED);
    ela_sql_in(q, entities, n);
    ela_sql_add(q, ")");
    if (a->kind == ELA_ACTOR_USER && a->own_clients_only) {
        ela_sql_add(q, " AND ");
        own_clients(q, a, alias, name);
    }
}

enum ela_status ela_scope_need_client(struct ela_db *db, const struct ela_actor *a, int64_t client,
                                      const char *field, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SCOPE_CLIENT);
    ela_sql_int(&q, client);
    ela_scope_client(&q, a, "s", "rowid");
    ELA_TRY(ela_sql_query(&q, db, &r, err));
    bool found = r.nrows > 0;
    ela_db_result_release(&r);
    return found ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", field);
}

/* lead or member of the team; inside a parenthesis of the caller */
static void own_cases(struct ela_sql *q, const struct ela_actor *a, const char *alias)
{
    column(q, alias, "fk_user_lead");
    ela_sql_add(q, " = ? OR ");
    ela_sql_int(q, a->user_id);
    column(q, alias, "rowid");
    ela_sql_add(q, ELA__SCOPE_CASE_TEAM);
    ela_sql_int(q, a->user_id);
}

/* Confidential cases are for their team, and for those who hold the right on the kind; restricted
 * ones for the team alone. Administrators are no exception. */
static void confidential(struct ela_sql *q, const struct ela_actor *a, const char *alias)
{
    ela_sql_add(q, " AND (");
    column(q, alias, "confidentiality");
    ela_sql_add(q, " = 0 OR ");
    own_cases(q, a, alias);
    ela_sql_add(q, " OR (");
    column(q, alias, "confidentiality");
    ela_sql_add(q, " = 1 AND ");
    column(q, alias, "kind");
    ela_sql_add(q, ELA__SCOPE_KIND_CONFIDENTIAL);
    ela_sql_int(q, a->user_id);
    ela_sql_int(q, a->entity);
    ela_sql_add(q, "))");
}

static void open_kinds(struct ela_sql *q, const struct ela_actor *a, const char *alias)
{
    if (ela_actor_has(a, ELA_RIGHT_ADMIN))
        return;
    ela_sql_add(q, " AND ");
    column(q, alias, "kind");
    ela_sql_add(q, ELA__SCOPE_KIND_CLOSED);
    ela_sql_int(q, a->user_id);
    ela_sql_int(q, a->entity);
}

void ela_scope_case(struct ela_sql *q, const struct ela_actor *a, const char *alias)
{
    equals(q, alias, "entity", a->entity);
    if (a->kind == ELA_ACTOR_WORKER)
        return;
    if (portal_reach(a)) {
        equals(q, alias, "fk_soc", a->client_id);
        equals(q, alias, "portal_visible", 1);
        return;
    }
    if (!ela_actor_has(a, ELA_RIGHT_CASE_READ)) {
        nothing(q);
        return;
    }
    open_kinds(q, a, alias);
    confidential(q, a, alias);
    if (!a->own_clients_only)
        return;
    /* Whoever works on a case sees it, though its client is somebody else's. */
    ela_sql_add(q, " AND (");
    own_clients(q, a, alias, "fk_soc");
    ela_sql_add(q, " OR ");
    own_cases(q, a, alias);
    ela_sql_add(q, ")");
}

static void portal_time(struct ela_sql *q, const struct ela_actor *a, const char *alias)
{
    equals(q, alias, "fk_soc", a->client_id);
    ela_sql_add(q, " AND ");
    ela_sql_add(q, alias);
    ela_sql_add(q, ELA__SCOPE_TIME_STATES);
    ela_sql_add(q, " AND ");
    column(q, alias, "fk_case");
    ela_sql_add(q, ELA__SCOPE_TIME_PORTAL);
    ela_sql_int(q, a->entity);
    ela_sql_int(q, a->client_id);
    ela_sql_int(q, a->entity);
    column(q, alias, "billable");
    ela_sql_add(q, " = 1)");
}

static bool has_part(const struct ela_actor *a, int part)
{
    return part != ELA_TIME_OF_CLIENTS || ela_actor_has(a, SEES_ALL_TIME);
}

static void time_part(struct ela_sql *q, const struct ela_actor *a, const char *alias, int part)
{
    if (part == ELA_TIME_OF_CLIENTS) {
        own_clients(q, a, alias, "fk_soc");
    } else if (part == ELA_TIME_OWN) {
        column(q, alias, "fk_user");
        ela_sql_add(q, " = ?");
        ela_sql_int(q, a->user_id);
    } else {
        column(q, alias, "fk_case");
        ela_sql_add(q, ELA__SCOPE_TIME_LED);
        ela_sql_int(q, a->entity);
        ela_sql_int(q, a->user_id);
    }
}

void ela_scope_time(struct ela_sql *q, const struct ela_actor *a, const char *alias)
{
    equals(q, alias, "entity", a->entity);
    if (a->kind == ELA_ACTOR_WORKER)
        return;
    if (portal_reach(a)) {
        portal_time(q, a, alias);
        return;
    }
    if (a->kind != ELA_ACTOR_USER || a->user_id <= 0) {
        nothing(q);
        return;
    }
    if (ela_actor_has(a, SEES_ALL_TIME) && !a->own_clients_only)
        return;
    ela_sql_add(q, " AND (");
    for (int part = 0, n = 0; part < ELA_TIME_PARTS; part++) {
        if (!has_part(a, part))
            continue;
        ela_sql_add(q, n++ ? " OR " : "");
        time_part(q, a, alias, part);
    }
    ela_sql_add(q, ")");
}

bool ela_scope_time_part(struct ela_sql *q, const struct ela_actor *a, const char *alias,
                         enum ela_scope_time_part part)
{
    bool all = ela_actor_has(a, SEES_ALL_TIME) && !a->own_clients_only;
    if (a->kind != ELA_ACTOR_USER || a->user_id <= 0 || all || !has_part(a, (int)part))
        return false;
    if (q) {
        ela_sql_add(q, " AND ");
        time_part(q, a, alias, (int)part);
    }
    return true;
}

void ela_scope_invoice(struct ela_sql *q, const struct ela_actor *a, const char *alias)
{
    equals(q, alias, "entity", a->entity);
    if (a->kind == ELA_ACTOR_WORKER)
        return;
    if (portal_reach(a)) {
        equals(q, alias, "fk_soc", a->client_id);
        ela_sql_add(q, " AND ");
        column(q, alias, "fk_statut");
        ela_sql_add(q, " >= 1");
        return;
    }
    if (a->kind != ELA_ACTOR_USER || a->user_id <= 0) {
        nothing(q);
        return;
    }
    if (a->own_clients_only) {
        ela_sql_add(q, " AND ");
        own_clients(q, a, alias, "fk_soc");
    }
}

/* What stands before a folder, of `id` in a row: for users its levels and those above it. */
static void folder_open(struct ela_sql *q, const struct ela_actor *a, const char *alias,
                        const char *id)
{
    if (a->kind == ELA_ACTOR_PORTAL) {
        ela_sql_add(q, ELA__SCOPE_FOLDER_HIDDEN);
        column(q, alias, id);
        ela_sql_add(q, ")");
    }
    if (a->kind != ELA_ACTOR_USER)
        return;
    ela_sql_add(q, ELA__SCOPE_FOLDER_GUARD);
    column(q, alias, id);
    ela_sql_add(q, ELA__SCOPE_FOLDER_READER);
    ela_sql_int(q, ela_actor_has(a, ELA_RIGHT_CONFIDENTIAL) ? 2 : 1);
    ela_sql_int(q, a->user_id);
    ela_sql_int(q, a->user_id);
}

void ela_scope_folder(struct ela_sql *q, const struct ela_actor *a)
{
    equals(q, "o", "entity", a->entity);
    if (a->kind == ELA_ACTOR_WORKER)
        return;
    folder_open(q, a, "o", "rowid");
    ela_sql_add(q, " AND ((o.fk_case IS NULL");
    ela_scope_client(q, a, "o", "fk_soc");
    ela_sql_add(q, ") OR (o.fk_case IS NOT NULL");
    ela_scope_case(q, a, "d");
    ela_sql_add(q, "))");
}

/* Standard rows, those of his own, confidential ones where he may, those that name him. */
static void by_level(struct ela_sql *q, const struct ela_actor *a, const char *alias,
                     bool sees_confidential, const char *reader)
{
    ela_sql_add(q, " AND (");
    column(q, alias, "level");
    ela_sql_add(q, sees_confidential ? " < 2 OR " : " = 0 OR ");
    column(q, alias, "fk_user");
    ela_sql_add(q, reader);
    ela_sql_int(q, a->user_id);
    column(q, alias, "rowid");
    ela_sql_add(q, ELA__SCOPE_LEVEL_READER_END);
    ela_sql_int(q, a->user_id);
    ela_sql_int(q, a->user_id);
}

void ela_scope_file_level(struct ela_sql *q, const struct ela_actor *a, const char *alias)
{
    folder_open(q, a, alias, "fk_folder");
    if (a->kind == ELA_ACTOR_USER)
        by_level(q, a, alias, ela_actor_has(a, ELA_RIGHT_CONFIDENTIAL), ELA__SCOPE_FILE_READER);
}

void ela_scope_note_level(struct ela_sql *q, const struct ela_actor *a, bool confidential)
{
    by_level(q, a, "n", confidential || ela_actor_has(a, ELA_RIGHT_CONFIDENTIAL),
             ELA__SCOPE_NOTE_READER);
}

void ela_scope_file_sent(struct ela_sql *q)
{
    ela_sql_add(q, ELA__SCOPE_FILE_SENT);
}

void ela_scope_file(struct ela_sql *q, const struct ela_actor *a)
{
    equals(q, "f", "entity", a->entity);
    if (a->kind == ELA_ACTOR_WORKER)
        return;
    ela_sql_add(q, ELA__SCOPE_FILE_DOCUMENT);
    ela_scope_file_sent(q);
    if (portal_reach(a)) {
        ela_sql_add(q, ELA__SCOPE_FILE_PORTAL);
        ela_sql_int(q, a->client_id);
        folder_open(q, a, "f", "fk_folder");
        return;
    }
    if (!ela_actor_has(a, ELA_RIGHT_CASE_READ)) {
        nothing(q);
        return;
    }
    ela_scope_file_level(q, a, "f");
    ela_sql_add(q, " AND ((f.fk_case IS NOT NULL");
    ela_scope_case(q, a, "d");
    ela_sql_add(q, ") OR (f.fk_case IS NULL");
    ela_scope_client(q, a, "f", "fk_soc");
    ela_sql_add(q, ")");
    ela_sql_add(q, ELA__SCOPE_FILE_LINKED);
    ela_scope_case(q, a, "sc_d");
    ela_sql_add(q, "))");
}
