/*
 * SQL of the actor's reach.
 */
#include "scope/scope_sql.h"

const char ELA__SCOPE_NOTHING[] = " AND 1=0";

const char ELA__SCOPE_CLIENT_SHARED[] =
    " IN (SELECT sc_s.rowid FROM llx_societe AS sc_s WHERE sc_s.entity IN ";

const char ELA__SCOPE_CLIENT_OWN[] =
    " IN (SELECT sc_r.fk_soc FROM llx_societe_commerciaux AS sc_r WHERE sc_r.fk_user = ?)";

const char ELA__SCOPE_CASE_TEAM[] =
    " IN (SELECT sc_m.fk_case FROM llx_elaska_case_member AS sc_m WHERE sc_m.fk_user = ?)";

const char ELA__SCOPE_TIME_LED[] = " IN (SELECT sc_l.rowid FROM llx_elaska_case AS sc_l WHERE "
                                   "sc_l.entity = ? AND sc_l.fk_user_lead = ?)";

const char ELA__SCOPE_TIME_STATES[] = ".status IN ('validated', 'invoiced')";

/* The setting is read where it is applied, so that no caller can forget it (TIME-18). */
const char ELA__SCOPE_TIME_PORTAL[] =
    " IN (SELECT sc_v.rowid FROM llx_elaska_case AS sc_v"
    " WHERE sc_v.entity = ? AND sc_v.fk_soc = ? AND sc_v.portal_visible = 1)"
    " AND (COALESCE((SELECT sc_k.value FROM llx_const AS sc_k"
    " WHERE sc_k.name = 'ELASKA_PORTAL_BILLABLE_ONLY' AND sc_k.entity IN (0, ?)"
    " ORDER BY sc_k.entity DESC LIMIT 1), '0') <> '1' OR ";
