/*
 * SQL of what conditions ask of a client, and of his contacts.
 */
#include "meta/client_kind_sql.h"

/* Kinds and the facts of docs/expressions.md, in the order of ela_meta_client_json(). */
#define CLIENT                                                                                     \
    "COALESCE(x.kinds, 0), s.fk_typent, s.nom, s.town, s.zip,"                                     \
    " (SELECT co.code FROM llx_c_country co WHERE co.rowid = s.fk_pays), s.email, s.phone,"        \
    " s.rowid"
#define OF_SOC                                                                                     \
    " FROM llx_societe s LEFT JOIN llx_elaska_client x ON x.fk_soc = s.rowid AND x.entity = ?"     \
    " WHERE s.rowid = ?"

const char ELA_SQL_CLIENT_KINDS[] = "SELECT " CLIENT OF_SOC;
const char ELA__META_CLIENT[] = "SELECT " CLIENT ", x.fields, x.version" OF_SOC;

/* A native object with its client, where it has one. */
#define OF_CLIENT                                                                                  \
    " LEFT JOIN llx_societe s ON s.rowid = t.fk_soc"                                               \
    " LEFT JOIN llx_elaska_client x ON x.fk_soc = s.rowid AND x.entity = ? WHERE t.rowid = ?"
/* Of contacts, what is nobody's own and has not left. */
#define SHOWN " AND t.entity = ? AND t.priv = 0 AND t.statut = 1"
const char ELA__META_CONTACT[] = "SELECT " CLIENT " FROM llx_socpeople t" OF_CLIENT;
const char ELA__META_CONTACT_MINE[] =
    "SELECT " CLIENT " FROM llx_socpeople t" OF_CLIENT " AND t.fk_soc = ?" SHOWN;
const char ELA__META_CONTACTS_MINE[] =
    "SELECT t.rowid, TRIM(CONCAT(COALESCE(t.firstname, ''), ' ', COALESCE(t.lastname, ''))),"
    " t.poste FROM llx_socpeople t JOIN llx_societe s ON s.rowid = t.fk_soc WHERE t.fk_soc = "
    "?" SHOWN;
const char ELA__META_CONTACTS_ORDER[] = " ORDER BY t.lastname, t.firstname, t.rowid LIMIT 200";
const char ELA__META_CONTRACT[] = "SELECT " CLIENT " FROM llx_contrat t" OF_CLIENT;
const char ELA__META_TICKET[] = "SELECT " CLIENT " FROM llx_ticket t" OF_CLIENT;
