/*
 * SQL of what fields lead to: names only, of one entity. A contact that a person keeps to himself
 * is nobody's to choose.
 */
#include "meta/links_sql.h"

/* clang-format off */
#define PERSON(x) "TRIM(CONCAT(COALESCE(" x ".firstname, ''), ' ', COALESCE(" x ".lastname, '')))"
#define CONTRACT "COALESCE(k.ref, '')"
/* Of a private project the number alone, unless it is that of a case open to everybody. */
#define PROJECT "CONCAT(p.ref, CASE WHEN p.public = 1 OR EXISTS (SELECT 1 FROM llx_elaska_case d" \
    " WHERE d.fk_projet = p.rowid AND d.confidentiality = 0) THEN CONCAT(' ', p.title) ELSE '' END)"
#define TICKET "TRIM(CONCAT(t.ref, ' ', COALESCE(t.subject, '')))"

const char ELA__LINK_CONTACT[] = "SELECT ?, p.rowid, " PERSON("p") ", p.fk_soc FROM llx_socpeople p"
    " WHERE p.entity = ? AND p.priv = 0 AND p.rowid IN ";
const char ELA__LINK_CONTRACT[] = "SELECT ?, k.rowid, " CONTRACT ", k.fk_soc FROM llx_contrat k"
    " WHERE k.entity = ? AND k.rowid IN ";
const char ELA__LINK_PROJECT[] = "SELECT ?, p.rowid, " PROJECT ", p.fk_soc FROM llx_projet p"
    " WHERE p.entity = ? AND p.rowid IN ";
const char ELA__LINK_TICKET[] = "SELECT ?, t.rowid, " TICKET ", t.fk_soc FROM llx_ticket t"
    " WHERE t.entity = ? AND t.rowid IN ";
const char ELA__LINK_USER[] = "SELECT ?, u.rowid, " PERSON("u") ", u.statut FROM llx_user u"
    " WHERE u.entity IN (0, ?) AND u.rowid IN ";
const char ELA__LINK_AND[] = " UNION ALL ";

/* The newest; people by name. */
#define NEWEST "500"
#define BY_NAME(sql) "SELECT x.id, x.name FROM (" sql " LIMIT " NEWEST ") x ORDER BY x.name, x.id"
const char ELA__LINK_CONTACTS[] = BY_NAME("SELECT p.rowid AS id, " PERSON("p") " AS name FROM llx_socpeople p"
    " WHERE p.entity = ? AND p.fk_soc = ? AND p.statut = 1 AND p.priv = 0 ORDER BY p.rowid DESC");
const char ELA__LINK_CONTRACTS[] = "SELECT k.rowid, " CONTRACT " FROM llx_contrat k"
    " WHERE k.entity = ? AND k.fk_soc = ? AND COALESCE(k.statut, 0) <> 2 ORDER BY k.rowid DESC LIMIT " NEWEST;
const char ELA__LINK_PROJECTS[] = "SELECT p.rowid, " PROJECT " FROM llx_projet p"
    " WHERE p.entity = ? AND p.fk_soc = ? AND p.fk_statut <> 2 ORDER BY p.rowid DESC LIMIT " NEWEST;
const char ELA__LINK_TICKETS[] = "SELECT t.rowid, " TICKET " FROM llx_ticket t"
    " WHERE t.entity = ? AND t.fk_soc = ? AND COALESCE(t.fk_statut, 0) < 8 ORDER BY t.rowid DESC LIMIT " NEWEST;
const char ELA__LINK_USERS[] = BY_NAME("SELECT u.rowid AS id, " PERSON("u") " AS name FROM llx_user u"
    " WHERE u.entity IN (0, ?) AND u.statut = 1 ORDER BY u.rowid DESC");
/* clang-format on */
