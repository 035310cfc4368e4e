/*
 * Which kinds of client a third party is: as the firm said, else as Dolibarr's type of third party
 * lets think; and what else conditions ask of him. Source: CRM-01, CASE-09, CASE-07.
 */
#include "meta/meta.h"
#include "meta/client_kind_sql.h"

enum { TYPE_PRIVATE = 8 }; /* llx_c_typent: TE_PRIVATE, a private individual */

unsigned ela_client_kinds_or(int64_t kinds, int64_t type)
{
    if (kinds != 0)
        return (unsigned)kinds;
    return type == TYPE_PRIVATE ? ELA_CLIENT_INDIVIDUAL : ELA_CLIENT_COMPANY;
}

struct ela_json *ela_meta_client_json(const struct ela_db_result *r, int64_t id, unsigned kinds,
                                      size_t column)
{
    static const char *const NAMES[] = {"name", "town", "zip", "country", "email", "phone", NULL};
    struct ela_json *client = ela_json_new_object();
    ela_json_set_int(client, "id", id);
    ela_json_set_text(client, "kind", ela_client_kind_name(kinds & (0u - kinds)));
    for (size_t i = 0; NAMES[i]; i++)
        if (ela_db_cell(r, 0, column + i).n)
            ela_json_set_str(client, NAMES[i], ela_db_cell(r, 0, column + i));
    return client;
}

enum ela_status ela_meta_client_facts(struct ela_call *c, int64_t client_id, struct ela_json **out,
                                      struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(client_id)};
    struct ela_db_result r;
    *out = NULL;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_CLIENT_KINDS, p, 2, &r, err));
    *out = ela_meta_client_json(
        &r, client_id, ela_client_kinds_or(ela_db_int(&r, 0, 0, 0), ela_db_int(&r, 0, 1, 0)), 2);
    ela_db_result_release(&r);
    return *out ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
}

enum ela_status ela_meta_client_kinds(struct ela_call *c, int64_t client_id, unsigned *kinds,
                                      struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(client_id)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_CLIENT_KINDS, p, 2, &r, err));
    *kinds = ela_client_kinds_or(ela_db_int(&r, 0, 0, 0), ela_db_int(&r, 0, 1, 0));
    ela_db_result_release(&r);
    return ELA_OK;
}
