/*
 * SQL of event.c.
 */
#include "event/event_sql.h"

const char ELA__EVENT_INSERT[] =
    "INSERT INTO llx_elaska_event (entity, at, kind, actor_kind, fk_user, fk_account, fk_soc, "
    "fk_case, object,"
    " object_id, fk_outbox, visible, ip, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

const char ELA__EVENT_LIST[] =
    "SELECT e.rowid, e.at, e.kind, e.actor_kind, e.fk_user, e.fk_account, u.firstname, u.lastname, "
    "a.name,"
    " e.fk_soc, e.fk_case, e.object, e.object_id, e.visible, e.data, o.state, o.last_error"
    " FROM llx_elaska_event AS e"
    " LEFT JOIN llx_user AS u ON u.rowid = e.fk_user"
    " LEFT JOIN llx_elaska_account AS a ON a.rowid = e.fk_account"
    " LEFT JOIN llx_elaska_outbox AS o ON o.rowid = e.fk_outbox"
    " WHERE e.entity = ? AND e.visible >= 0"; /* below: of a document of a level that is gone */

const char ELA__EVENT_BY_CLIENT[] = " AND e.fk_soc = ?";
const char ELA__EVENT_BY_CASE[] = " AND e.fk_case = ?";
const char ELA__EVENT_BY_OBJECT[] = " AND e.object = ? AND e.object_id = ?";
const char ELA__EVENT_VISIBLE[] = " AND e.visible = 1";
const char ELA__EVENT_AFTER[] = " AND e.rowid < ?";
const char ELA__EVENT_KIND[] = " AND e.kind IN (";
const char ELA__EVENT_ORDER[] = " ORDER BY e.rowid DESC LIMIT ?";

const char ELA__EVENT_CASE_SCOPE[] =
    " AND (e.fk_case IS NULL OR e.fk_case IN (SELECT c.rowid FROM llx_elaska_case AS c WHERE 1=1";

const char ELA__EVENT_CASE_EXISTS[] = "SELECT c.rowid FROM llx_elaska_case AS c WHERE c.rowid = ?";
const char ELA__EVENT_TIME_EXISTS[] = "SELECT t.rowid FROM llx_elaska_time AS t WHERE t.rowid = ?";
const char ELA__EVENT_INVOICE_EXISTS[] = "SELECT f.rowid FROM llx_facture AS f WHERE f.rowid = ?";
const char ELA__EVENT_TASK_CASE[] =
    "SELECT t.fk_case FROM llx_elaska_task AS t WHERE t.rowid = ? AND t.entity = ?";
const char ELA__EVENT_FILE_EXISTS[] =
    "SELECT f.rowid FROM llx_elaska_file AS f LEFT JOIN llx_elaska_case AS d ON d.rowid = f.fk_case"
    " WHERE f.rowid = ?";
/* Notes of a level; n: scope appended, then two parentheses closed. */
const char ELA__EVENT_NOTE_OPEN[] =
    " AND (e.object <> 'note' OR NOT EXISTS (SELECT 1 FROM llx_elaska_note AS g"
    " WHERE g.rowid = e.object_id AND g.level > 0)"
    " OR EXISTS (SELECT 1 FROM llx_elaska_note AS n WHERE n.rowid = e.object_id";
/* Documents of a level; f: scope appended, then two parentheses closed. */
const char ELA__EVENT_FILE_OPEN[] =
    " AND (e.object <> 'file' OR NOT EXISTS (SELECT 1 FROM llx_elaska_file AS g"
    " WHERE g.rowid = e.object_id AND g.level > 0)"
    " OR EXISTS (SELECT 1 FROM llx_elaska_file AS f WHERE f.rowid = e.object_id";
