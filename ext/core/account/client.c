/*
 * What the firm decides for the portal of one third party, whoever signs in for it: rates and
 * amounts of time shown, hidden, or as the setting says. Source: TIME-18, PORT-04.
 */
#include "account/account.h"

#include "account/account_internal.h"
#include "account/account_sql.h"
#include "event/event.h"
#include "scope/scope.h"

const char *const ELA__AMOUNTS[] = {[ELA_AMOUNTS_AS_SET] = "as_set",
                                    [ELA_AMOUNTS_HIDDEN] = "hidden",
                                    [ELA_AMOUNTS_SHOWN] = "shown",
                                    NULL};

enum ela_status ela__client_name(struct ela_call *c, int64_t client, char name[256],
                                 struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_CLIENT_NAME);
    ela_sql_int(&q, client);
    ela_scope_client(&q, c->actor, "s", "rowid");
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    bool found = r.nrows > 0;
    if (found)
        snprintf(name, 256, "%s", ela_db_cell(&r, 0, 1).p);
    ela_db_result_release(&r);
    return found ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "client");
}

enum ela_amounts ela__amounts(const struct ela_db_result *r, size_t row, size_t col)
{
    if (row >= r->nrows || ela_db_is_null(r, row, col))
        return ELA_AMOUNTS_AS_SET;
    return ela_db_int(r, row, col, 0) != 0 ? ELA_AMOUNTS_SHOWN : ELA_AMOUNTS_HIDDEN;
}

/* Of the third party the call names, as far as the actor reaches it. */
static enum ela_status decided(struct ela_call *c, enum ela_amounts *out, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_CLIENT_AMOUNTS);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_int(&q, ela_in_int(c, "client", 0));
    ela_scope_client(&q, c->actor, "k", "fk_soc");
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    *out = ela__amounts(&r, 0, 0);
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela__client_amounts_fill(struct ela_call *c, struct ela_error *err)
{
    enum ela_amounts now;
    ELA_TRY(decided(c, &now, err));
    ela_json_set_text(c->out, "amounts", ELA__AMOUNTS[now]);
    return ELA_OK;
}

static enum ela_amounts asked(const struct ela_call *c)
{
    struct ela_str name = ela_in_text(c, "amounts");
    for (int i = ELA_AMOUNTS_HIDDEN; i <= ELA_AMOUNTS_SHOWN; i++)
        if (ela_str_is(name, ELA__AMOUNTS[i]))
            return (enum ela_amounts)i;
    return ELA_AMOUNTS_AS_SET;
}

enum ela_status ela__account_amounts(struct ela_call *c, struct ela_error *err)
{
    int64_t client = ela_in_int(c, "client", 0);
    enum ela_amounts old, new = asked(c);
    char name[256];

    ELA_TRY(ela__client_name(c, client, name, err));
    ELA_TRY(decided(c, &old, err));
    ela_json_set_text(c->out, "amounts", ELA__AMOUNTS[new]);
    if (new == old)
        return ELA_OK;
    struct ela_db_value v[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(client),
                               new == ELA_AMOUNTS_AS_SET ? ELA_DBV_NULL
                                                         : ELA_DBV_INT(new == ELA_AMOUNTS_SHOWN)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_CLIENT_DECIDE, v, 3, NULL, err));
    struct ela_event e = {.kind = "account.amounts",
                          .client_id = (int32_t)client,
                          .object = "client",
                          .object_id = client,
                          .data = ela_json_new_object()};
    ela_json_set_text(e.data, "from", ELA__AMOUNTS[old]);
    ela_json_set_text(e.data, "to", ELA__AMOUNTS[new]);
    return ela_event_add(c, &e, err);
}
