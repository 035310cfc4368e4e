/*
 * The list of documents asked for, whatever the case. Source: CASE-06, CRM-23, DOC-08.
 */
#include "list/list_internal.h"

#include "scope/scope.h"

/* clang-format off */

enum { J_CLIENT = 1, J_LEAD = 2 };

#define PERSON(u) "TRIM(CONCAT(COALESCE(" u ".firstname, ''), ' ', COALESCE(" u ".lastname, '')))"

static const char *const JOINS[] = {
    " LEFT JOIN llx_societe s ON s.rowid = d.fk_soc",
    " LEFT JOIN llx_user u ON u.rowid = d.fk_user_lead",
    NULL,
};

static const struct ela_list_choice STATES[] = {
    {"to_provide", "À fournir", "To provide"}, {"waiting", "À valider", "To validate"}, {"received", "Reçue", "Received"},
    {"validated", "Validée", "Validated"}, {"refused", "Refusée", "Refused"}, {"available", "Disponible", "Available"},
    {"expired", "Expirée", "Expired"}, {"na", "Sans objet", "Not applicable"}, {NULL, NULL, NULL},
};
static const struct ela_list_choice SOURCES[] = {
    {"client", "Client", "Client"}, {"office", "Cabinet", "Firm"}, {NULL, NULL, NULL},
};

static const struct ela_list_column COLUMNS[] = {
    {.code = "title", .fr = "Document", .en = "Document", .type = ELA_LT_TEXT, .key = "COALESCE(p.label, p.title, CONVERT(p.code USING utf8mb4))",
     .cell_en = "COALESCE(p.label, p.title_en, CONVERT(p.code USING utf8mb4))",
     .flags = ELA_LC_FIXED | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL},
    {.code = "case", .fr = "Dossier", .en = "Case", .type = ELA_LT_CASE, .key = "p.fk_case", .name = "d.title",
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL},
    {.code = "client", .fr = "Client", .en = "Client", .type = ELA_LT_CLIENT, .key = "d.fk_soc", .name = "s.nom", .joins = J_CLIENT,
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_NULLS},
    {.code = "state", .fr = "État", .en = "State", .type = ELA_LT_CODE, .key = "p.status", .choices = STATES,
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL},
    {.code = "since", .fr = "Depuis", .en = "Since", .type = ELA_LT_MOMENT, .key = "p.status_at",
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER},
    {.code = "due_on", .fr = "Attendu pour le", .en = "Due", .type = ELA_LT_DAY, .key = "p.due_on",
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL | ELA_LC_NULLS},
    {.code = "valid_until", .fr = "Valable jusqu’au", .en = "Valid until", .type = ELA_LT_DAY, .key = "p.valid_until",
     .flags = ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL | ELA_LC_NULLS},
    {.code = "source", .fr = "Fourni par", .en = "Supplied by", .type = ELA_LT_CODE, .key = "p.source", .choices = SOURCES,
     .flags = ELA_LC_SORT | ELA_LC_FILTER},
    {.code = "required", .fr = "Obligatoire", .en = "Required", .type = ELA_LT_YESNO, .key = "p.required",
     .flags = ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL},
    {.code = "category", .fr = "Catégorie", .en = "Category", .type = ELA_LT_TEXT, .key = "p.category", .flags = ELA_LC_SORT | ELA_LC_FILTER},
    {.code = "reason", .fr = "Motif du refus", .en = "Reason of refusal", .type = ELA_LT_TEXT, .key = "p.reason",
     .flags = ELA_LC_FILTER | ELA_LC_PORTAL | ELA_LC_NULLS},
    {.code = "lead", .fr = "Conseiller", .en = "Adviser", .type = ELA_LT_PERSON, .key = "d.fk_user_lead", .name = PERSON("u"), .joins = J_LEAD,
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER},
    {.code = "left", .fr = "Laissée par un dossier terminé", .en = "Left over by a closed case", .type = ELA_LT_YESNO, .key = "p.case_closed",
     .flags = ELA_LC_FILTER},
    {.code = "case_status", .fr = "Statut du dossier", .en = "Status of the case", .type = ELA_LT_STATUS, .key = "d.status", .object = "case",
     .flags = ELA_LC_SORT | ELA_LC_FILTER},
    {.code = NULL},
};

#define OPEN "{'field':'left','op':'is','value':false}"
static const struct ela_list_view VIEWS[] = {
    {"validate", "À valider", "To validate", "{'and':[" OPEN ",{'field':'state','op':'is','value':'waiting'}]}", "since"},
    {"mine", "À valider dans mes dossiers", "To validate in my cases",
     "{'and':[" OPEN ",{'field':'state','op':'is','value':'waiting'},{'field':'lead','op':'is','value':'me'}]}", "since"},
    {"missing", "Attendues du client", "Expected from the client",
     "{'and':[" OPEN ",{'field':'source','op':'is','value':'client'},{'field':'state','op':'in','value':['to_provide','refused','expired']}]}",
     "due_on,since"},
    {"late", "En retard", "Late",
     "{'and':[" OPEN ",{'field':'state','op':'in','value':['to_provide','refused','expired']},{'field':'due_on','op':'before','value':'today'}]}",
     "due_on"},
    {"expiring", "Bientôt expirées", "Expiring soon", "{'and':[" OPEN ",{'field':'valid_until','op':'between','value':['today','+30d']}]}", "valid_until"},
    {"all", "Toutes", "All", NULL, "-since"},
    {NULL, NULL, NULL, NULL, NULL},
};

static void scope(struct ela_sql *q, const struct ela_actor *a)
{
    ela_sql_add(q, " AND p.entity = ?");
    ela_sql_int(q, a->entity);
    ela_scope_case(q, a, "d");
}

const struct ela_list ELA__LIST_PIECES = {
    .code = "pieces",
    .fr = "Documents demandés",
    .en = "Documents asked for",
    .actors = ELA_BY_USER | ELA_BY_PORTAL,
    .right = ELA_RIGHT_CASE_READ,
    .id = "p.rowid",
    /* The firm's pages follow an index of pieces; a client has few cases. */
    .from = " FROM llx_elaska_case_piece p STRAIGHT_JOIN llx_elaska_case d ON d.rowid = p.fk_case",
    .portal_from = " FROM llx_elaska_case d JOIN llx_elaska_case_piece p ON p.fk_case = d.rowid",
    .joins = JOINS,
    .late = "(p.case_closed = 0 AND p.status IN ('to_provide', 'refused', 'expired') AND p.due_on < ?)",
    .version = "p.version",
    .owner = "p.fk_case",
    .search = " AND (CONCAT_WS(' ', p.label, p.title, p.title_en) LIKE ? ESCAPE '|' OR d.title LIKE ? ESCAPE '|' OR CONVERT(d.ref USING utf8mb4) LIKE ? ESCAPE '|' OR s.nom LIKE ? ESCAPE '|')",
    .search_params = 4,
    .search_joins = J_CLIENT,
    .scope = scope,
    .columns = COLUMNS,
    .views = VIEWS,
};
