/*
 * Which kinds of client a third party is: as the firm said, else as Dolibarr's type of third party
 * lets think. Source: CRM-01, CASE-09.
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
