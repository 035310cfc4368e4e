/*
 * The list of cases. Source: CASE-32, CASE-33.
 */
#include "list/list_internal.h"

#include "scope/scope.h"

/* clang-format off */

enum { J_CLIENT = 1, J_LEAD = 2, J_KINDS = 4 };

/* Kinds of the client: as was said, else by Dolibarr's type of third party (meta/client_kind.c). */
#define KINDS "COALESCE(NULLIF(ck.kinds, 0), CASE WHEN s.fk_typent = 8 THEN 1 ELSE 2 END)"

#define PERSON(u) "TRIM(CONCAT(COALESCE(" u ".firstname, ''), ' ', COALESCE(" u ".lastname, '')))"

static const char *const JOINS[] = {
    " LEFT JOIN llx_societe s ON s.rowid = d.fk_soc",
    " LEFT JOIN llx_user u ON u.rowid = d.fk_user_lead",
    " LEFT JOIN llx_elaska_client ck ON ck.fk_soc = d.fk_soc AND ck.entity = d.entity",
    NULL,
};

static const struct ela_list_choice NATURES[] = {
    {"dossier", "Dossier", "Case"}, {"prestation", "Prestation", "Service provided"}, {"mission", "Mission", "Mission"},
    {"service", "Service", "Service"}, {"demarche", "Démarche", "Procedure"}, {NULL, NULL, NULL},
};
static const struct ela_list_choice PRIORITIES[] = {
    {"0", "Basse", "Low"}, {"1", "Normale", "Normal"}, {"2", "Haute", "High"}, {"3", "Urgente", "Urgent"}, {NULL, NULL, NULL},
};
static const struct ela_list_choice LEVELS[] = {
    {"0", "Standard", "Standard"}, {"1", "Confidentiel", "Confidential"}, {"2", "Restreint", "Restricted"}, {NULL, NULL, NULL},
};
static const struct ela_list_choice CLIENTS[] = {
    {"individual", "Particulier", "Individual"}, {"company", "Entreprise", "Company"},
    {"founder", "Créateur d’entreprise", "Founder"}, {"association", "Association", "Association"}, {NULL, NULL, NULL},
};
static const struct ela_list_choice PIECES[] = {
    {"to_provide", "À fournir", "To provide"}, {"waiting", "À valider", "To validate"}, {"received", "Reçue", "Received"},
    {"validated", "Validée", "Validated"}, {"refused", "Refusée", "Refused"}, {"available", "Disponible", "Available"},
    {"expired", "Expirée", "Expired"}, {NULL, NULL, NULL},
};

/* hourly work that is validated and waits for an invoice: rounded once by rate, half up, in whole numbers */
#define UNBILLED \
    "SELECT x.fk_case, SUM(x.minor) FROM (SELECT t.fk_case, (2 * SUM(t.duration_s) * t.rate_num + 3600 * t.rate_den)" \
    " DIV (7200 * t.rate_den) AS minor FROM llx_elaska_time t WHERE t.status = 'validated' AND t.billable = 1" \
    " AND t.model = 'hourly' AND t.rate_den > 0 AND t.fk_case IN "
#define UNBILLED_END " GROUP BY t.fk_case, t.rate_num, t.rate_den) x GROUP BY x.fk_case"

static const struct ela_list_column COLUMNS[] = {
    {.code = "ref", .fr = "Référence", .en = "Reference", .type = ELA_LT_TEXT, .key = "d.ref", .like = "CONVERT(d.ref USING utf8mb4)",
     .flags = ELA_LC_FIXED | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL | ELA_LC_UNIQUE},
    {.code = "title", .fr = "Intitulé", .en = "Title", .type = ELA_LT_TEXT, .key = "d.title",
     .flags = ELA_LC_FIXED | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL, .op = "case.update", .op_row = "case", .op_value = "title",
     .op_version = true},
    {.code = "client", .fr = "Client", .en = "Client", .type = ELA_LT_CLIENT, .key = "d.fk_soc", .name = "s.nom", .joins = J_CLIENT,
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_NULLS},
    {.code = "kind", .fr = "Type", .en = "Type", .type = ELA_LT_TEXT, .key = "d.kind", .flags = ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL},
    {.code = "nature", .fr = "Nature", .en = "Nature", .type = ELA_LT_CODE, .key = "d.nature", .choices = NATURES,
     .flags = ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL, .op = "case.update", .op_row = "case", .op_value = "nature", .op_version = true},
    {.code = "status", .fr = "Statut", .en = "Status", .type = ELA_LT_STATUS, .key = "d.status", .object = "case",
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL, .op = "case.transition", .op_row = "case", .op_value = "to"},
    {.code = "progress", .fr = "Avancement", .en = "Progress", .type = ELA_LT_PERCENT, .key = "d.progress",
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL},
    {.code = "lead", .fr = "Conseiller", .en = "Adviser", .type = ELA_LT_PERSON, .key = "d.fk_user_lead", .name = PERSON("u"), .joins = J_LEAD,
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL, .op = "case.update", .op_row = "case", .op_value = "lead",
     .op_version = true},
    {.code = "team", .fr = "Équipe", .en = "Team", .type = ELA_LT_PERSON, .key = "tm.fk_user", .flags = ELA_LC_HIDDEN | ELA_LC_FILTER,
     .within = "EXISTS (SELECT 1 FROM llx_elaska_case_member tm WHERE tm.fk_case <=> d.rowid AND tm.left_at IS NULL AND "},
    {.code = "tags", .fr = "Étiquettes", .en = "Tags", .type = ELA_LT_TAGS, .key = "tg.tag", .reference = "case_tags",
     .cell = "(SELECT GROUP_CONCAT(ct.tag ORDER BY ct.rowid) FROM llx_elaska_case_tag ct WHERE ct.fk_case = d.rowid)",
     .flags = ELA_LC_FILTER, .op = "case.tag", .op_row = "case", .op_value = "tag",
     .within = "EXISTS (SELECT 1 FROM llx_elaska_case_tag tg WHERE tg.fk_case = d.rowid AND tg.entity = d.entity AND "},
    {.code = "priority", .fr = "Priorité", .en = "Priority", .type = ELA_LT_CODE, .key = "d.priority", .choices = PRIORITIES,
     .flags = ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_INTEGER, .op = "case.update", .op_row = "case", .op_value = "priority", .op_version = true},
    {.code = "start_on", .fr = "Début", .en = "Start", .type = ELA_LT_DAY, .key = "d.start_on",
     .flags = ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL, .op = "case.update", .op_row = "case", .op_value = "start_on", .op_version = true},
    {.code = "due_on", .fr = "Fin prévue", .en = "Forecast end", .type = ELA_LT_DAY, .key = "d.due_on",
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL | ELA_LC_NULLS, .op = "case.update", .op_row = "case",
     .op_value = "due_on", .op_version = true},
    {.code = "active", .fr = "Dernière activité", .en = "Last activity", .type = ELA_LT_MOMENT, .key = "d.active_at",
     .cell = "NULLIF(d.active_at, 0)", .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL},
    {.code = "tasks", .fr = "Tâches ouvertes", .en = "Open tasks", .type = ELA_LT_NUMBER, .flags = ELA_LC_SHOWN,
     .extra = "SELECT k.fk_case, COUNT(*) FROM llx_elaska_task k WHERE k.closed_at IS NULL AND k.case_closed = 0 AND k.fk_case IN ",
     .extra_end = " GROUP BY k.fk_case"},
    {.code = "pieces", .fr = "Documents à valider", .en = "Documents to validate", .type = ELA_LT_NUMBER, .flags = ELA_LC_SHOWN,
     .extra = "SELECT p.fk_case, COUNT(*) FROM llx_elaska_case_piece p WHERE p.status = 'waiting' AND p.case_closed = 0 AND p.fk_case IN ",
     .extra_end = " GROUP BY p.fk_case"},
    {.code = "missing", .fr = "Pièces manquantes", .en = "Missing documents", .type = ELA_LT_NUMBER, .flags = 0,
     .extra = "SELECT p.fk_case, COUNT(*) FROM llx_elaska_case_piece p WHERE p.required = 1 AND p.case_closed = 0 AND p.status IN ('to_provide',"
              " 'refused', 'expired') AND p.fk_case IN ",
     .extra_end = " GROUP BY p.fk_case"},
    {.code = "piece", .fr = "Document", .en = "Document", .type = ELA_LT_CODE, .key = "pc.status", .choices = PIECES,
     .flags = ELA_LC_HIDDEN | ELA_LC_FILTER, .within = "EXISTS (SELECT 1 FROM llx_elaska_case_piece pc WHERE pc.fk_case = d.rowid AND "},
    {.code = "time", .fr = "Temps total", .en = "Total time", .type = ELA_LT_DURATION, .flags = ELA_LC_SHOWN,
     .extra = "SELECT t.fk_case, SUM(t.duration_s) FROM llx_elaska_time t WHERE t.status <> 'refused' AND t.fk_case IN ",
     .extra_end = " GROUP BY t.fk_case"},
    {.code = "package", .fr = "Forfait utilisé", .en = "Package used", .type = ELA_LT_PERCENT, .flags = ELA_LC_NULLS,
     .extra = "SELECT x.fk_case, (SELECT COALESCE(SUM(t.duration_s), 0) FROM llx_elaska_time t WHERE t.fk_case = x.fk_case AND t.fk_terms = x.rowid"
              " AND t.billable = 1 AND t.status IN ('validated', 'invoiced')) * 100 DIV x.included_s FROM llx_elaska_case_terms x"
              " WHERE x.included_s > 0 AND x.valid_from = (SELECT MAX(y.valid_from) FROM llx_elaska_case_terms y"
              " WHERE y.fk_case = x.fk_case AND y.valid_from <= ?) AND x.fk_case IN ",
     .extra_end = "", .extra_today = true},
    {.code = "unbilled", .fr = "À facturer", .en = "Unbilled", .type = ELA_LT_AMOUNT, .flags = ELA_LC_SHOWN, .right = ELA_RIGHT_RATES_READ,
     .extra = UNBILLED, .extra_end = UNBILLED_END},
    {.code = "price", .fr = "Prix de la prestation", .en = "Price", .type = ELA_LT_AMOUNT, .key = "d.price_minor", .right = ELA_RIGHT_RATES_READ,
     .flags = ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_NULLS},
    {.code = "deadline", .fr = "Échéance de dépôt", .en = "Submission deadline", .type = ELA_LT_MOMENT, .key = "d.deadline_at",
     .flags = ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL | ELA_LC_NULLS},
    {.code = "closed_on", .fr = "Fin réelle", .en = "Actual end", .type = ELA_LT_DAY, .key = "d.closed_on",
     .flags = ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL | ELA_LC_NULLS},
    {.code = "created", .fr = "Ouvert le", .en = "Opened", .type = ELA_LT_MOMENT, .key = "d.created_at", .flags = ELA_LC_SORT | ELA_LC_FILTER},
    {.code = "confidentiality", .fr = "Confidentialité", .en = "Confidentiality", .type = ELA_LT_CODE, .key = "d.confidentiality",
     .choices = LEVELS, .levels = true, .flags = ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_INTEGER},
    {.code = "portal", .fr = "Visible du client", .en = "Visible to the client", .type = ELA_LT_YESNO, .key = "d.portal_visible",
     .flags = ELA_LC_SORT | ELA_LC_FILTER, .op = "case.update", .op_row = "case", .op_value = "portal_visible", .op_version = true},
    {.code = "archived", .fr = "Archivé", .en = "Archived", .type = ELA_LT_MOMENT, .key = "d.archived_at",
     .flags = ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL | ELA_LC_NULLS},
    {.code = "client_kind", .fr = "Nature du client", .en = "Kind of client", .type = ELA_LT_CODE, .choices = CLIENTS, .key = "kb.code",
     .cell = "CASE WHEN " KINDS " & 1 THEN 'individual' WHEN " KINDS " & 2 THEN 'company' WHEN " KINDS " & 4 THEN 'founder'"
             " ELSE 'association' END",
     .flags = ELA_LC_FILTER, .joins = J_CLIENT | J_KINDS,
     .within = "EXISTS (SELECT 1 FROM (SELECT 1 AS bit, 'individual' AS code UNION ALL SELECT 2, 'company' UNION ALL SELECT 4, 'founder'"
               " UNION ALL SELECT 8, 'association') kb WHERE (" KINDS " & kb.bit) > 0 AND "},
    {.code = NULL},
};

#define ACTIVE "{'field':'status','op':'is','value':'@active'}"
static const struct ela_list_view VIEWS[] = {
    {"open", "En cours", "Open", "{'and':[" ACTIVE "]}", "-active"},
    {"mine", "Mes dossiers", "My cases",
     "{'and':[" ACTIVE ",{'or':[{'field':'lead','op':'is','value':'me'},{'field':'team','op':'is','value':'me'}]}]}", "-active"},
    {"team", "Mon équipe", "My team",
     "{'and':[" ACTIVE ",{'or':[{'field':'lead','op':'is','value':'team'},{'field':'team','op':'is','value':'team'}]}]}", "-active"},
    {"wait", "En attente du client", "Waiting for the client", "{'and':[{'field':'status','op':'is','value':'@wait_client'}]}", "active"},
    {"late", "En retard", "Late", "{'and':[" ACTIVE ",{'field':'due_on','op':'before','value':'today'}]}", "due_on"},
    {"validate", "Documents à valider", "Documents to validate", "{'and':[" ACTIVE ",{'field':'piece','op':'is','value':'waiting'}]}", "active"},
    {"archived", "Archivés", "Archived", "{'and':[{'field':'archived','op':'filled'}]}", "-closed_on"},
    {"closed", "Terminés", "Closed", "{'and':[{'field':'status','op':'is','value':'@closed'}]}", "-closed_on"},
    {"all", "Tous", "All", NULL, "-active"},
    {NULL, NULL, NULL, NULL, NULL},
};

static void scope(struct ela_sql *q, const struct ela_actor *a)
{
    ela_scope_case(q, a, "d");
}

const struct ela_list ELA__LIST_CASES = {
    .code = "cases",
    .fr = "Dossiers",
    .en = "Cases",
    .actors = ELA_BY_USER | ELA_BY_PORTAL,
    .right = ELA_RIGHT_CASE_READ,
    .id = "d.rowid",
    .from = " FROM llx_elaska_case d",
    .joins = JOINS,
    .late = "(d.closed_on IS NULL AND d.due_on < ?)",
    .version = "d.version",
    .kinds = "d.kind",
    .search = " AND (d.title LIKE ? ESCAPE '|' OR CONVERT(d.ref USING utf8mb4) LIKE ? ESCAPE '|' OR s.nom LIKE ? ESCAPE '|')",
    .search_params = 3,
    .search_joins = J_CLIENT,
    .scope = scope,
    .columns = COLUMNS,
    .views = VIEWS,
};
