/*
 * The queue of requests. Source: CASE-29.
 */
#include "list/list_internal.h"

#include "scope/scope.h"

/* clang-format off */

enum { J_CLIENT = 1, J_USER = 2, J_CASE = 4 };

#define PERSON(u) "TRIM(CONCAT(COALESCE(" u ".firstname, ''), ' ', COALESCE(" u ".lastname, '')))"

static const char *const JOINS[] = {
    " LEFT JOIN llx_societe s ON s.rowid = r.fk_soc",
    " LEFT JOIN llx_user u ON u.rowid = r.fk_user_assigned",
    " LEFT JOIN llx_elaska_case d ON d.rowid = r.fk_case",
    NULL,
};

static const struct ela_list_choice PRIORITIES[] = {
    {"0", "Basse", "Low"}, {"1", "Normale", "Normal"}, {"2", "Haute", "High"}, {"3", "Urgente", "Urgent"}, {NULL, NULL, NULL},
};

static const struct ela_list_column COLUMNS[] = {
    {.code = "ref", .fr = "Numéro", .en = "Number", .type = ELA_LT_TEXT, .key = "r.ref", .like = "CONVERT(r.ref USING utf8mb4)",
     .flags = ELA_LC_FIXED | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_NULLS},
    {.code = "client", .fr = "Client", .en = "Client", .type = ELA_LT_CLIENT, .key = "r.fk_soc", .name = "s.nom", .joins = J_CLIENT,
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_NULLS},
    {.code = "kind", .fr = "Type", .en = "Type", .type = ELA_LT_TEXT, .key = "r.kind", .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER},
    {.code = "status", .fr = "Statut", .en = "Status", .type = ELA_LT_STATUS, .key = "r.status", .object = "request",
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER, .op = "request.transition", .op_row = "request", .op_value = "to"},
    {.code = "priority", .fr = "Priorité", .en = "Priority", .type = ELA_LT_CODE, .key = "r.priority", .choices = PRIORITIES,
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_INTEGER, .op = "request.assign", .op_row = "request", .op_value = "priority"},
    {.code = "assigned", .fr = "Conseiller", .en = "Adviser", .type = ELA_LT_PERSON, .key = "r.fk_user_assigned", .name = PERSON("u"),
     .joins = J_USER, .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_NULLS, .op = "request.assign", .op_row = "request",
     .op_value = "user"},
    {.code = "sent", .fr = "Reçue le", .en = "Received", .type = ELA_LT_MOMENT, .key = "r.sent_at",
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_NULLS},
    {.code = "case", .fr = "Dossier", .en = "Case", .type = ELA_LT_CASE, .key = "r.fk_case", .name = "d.title", .joins = J_CASE,
     .flags = ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_NULLS},
    {.code = "updated", .fr = "Modifiée", .en = "Changed", .type = ELA_LT_MOMENT, .key = "r.updated_at", .flags = ELA_LC_SORT | ELA_LC_FILTER},
    {.code = NULL},
};

#define ACTIVE "{'field':'status','op':'is','value':'@active'}"
static const struct ela_list_view VIEWS[] = {
    {"open", "À traiter", "To handle", "{'and':[" ACTIVE "]}", "-priority,sent"},
    {"new", "Nouvelles", "New", "{'and':[{'field':'status','op':'is','value':'received'}]}", "sent"},
    {"mine", "Mes demandes", "Mine", "{'and':[" ACTIVE ",{'field':'assigned','op':'is','value':'me'}]}", "-priority,sent"},
    {"free", "Non attribuées", "Unassigned", "{'and':[" ACTIVE ",{'field':'assigned','op':'empty'}]}", "sent"},
    {"wait", "En attente du client", "Waiting for the client", "{'and':[{'field':'status','op':'is','value':'need_info'}]}", "sent"},
    {"closed", "Terminées", "Closed", "{'and':[{'field':'status','op':'is','value':'@closed'}]}", "-sent"},
    {"all", "Toutes", "All", NULL, "-sent"},
    {NULL, NULL, NULL, NULL, NULL},
};

/* Drafts are nobody's but their author's. */
static void scope(struct ela_sql *q, const struct ela_actor *a)
{
    ela_sql_add(q, " AND r.status <> 'draft' AND r.entity = ?");
    ela_sql_int(q, a->entity);
    ela_scope_client(q, a, "r", "fk_soc");
}

const struct ela_list ELA__LIST_REQUESTS = {
    .code = "requests",
    .fr = "Demandes",
    .en = "Requests",
    .actors = ELA_BY_USER,
    .right = ELA_RIGHT_CASE_READ,
    .id = "r.rowid",
    .from = " FROM llx_elaska_request r",
    .joins = JOINS,
    .version = "r.version",
    .search = " AND (CONVERT(r.ref USING utf8mb4) LIKE ? ESCAPE '|' OR s.nom LIKE ? ESCAPE '|' OR r.message LIKE ? ESCAPE '|')",
    .search_params = 3,
    .search_joins = J_CLIENT,
    .scope = scope,
    .columns = COLUMNS,
    .views = VIEWS,
};
