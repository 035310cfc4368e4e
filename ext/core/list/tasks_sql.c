/*
 * The list of tasks. Source: CASE-22.
 */
#include "list/list_internal.h"

#include "scope/scope.h"

/* clang-format off */

enum { J_CLIENT = 1 };

#define PERSON(u) "TRIM(CONCAT(COALESCE(" u ".firstname, ''), ' ', COALESCE(" u ".lastname, '')))"
#define UPDATE(member) .op = "task.update", .op_row = "task", .op_value = member, .op_version = true

static const char *const JOINS[] = {" LEFT JOIN llx_societe s ON s.rowid = t.fk_soc", NULL};

static const struct ela_list_choice PRIORITIES[] = {
    {"0", "Basse", "Low"}, {"1", "Normale", "Normal"}, {"2", "Haute", "High"}, {"3", "Urgent", "Urgent"}, {NULL, NULL, NULL},
};
static const char *const PRIORITY_WORDS[] = {"low", "normal", "high", "urgent", NULL};

static const struct ela_list_column COLUMNS[] = {
    {.code = "title", .fr = "Tâche", .en = "Task", .type = ELA_LT_TEXT, .key = "t.title",
     .flags = ELA_LC_FIXED | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL, UPDATE("title")},
    {.code = "case", .fr = "Dossier", .en = "Case", .type = ELA_LT_CASE, .key = "t.fk_case", .name = "d.title",
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL | ELA_LC_NULLS},
    {.code = "case_ref", .fr = "Référence du dossier", .en = "Case reference", .type = ELA_LT_TEXT, .key = "d.ref",
     .like = "CONVERT(d.ref USING utf8mb4)", .flags = ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_NULLS},
    {.code = "client", .fr = "Client", .en = "Client", .type = ELA_LT_CLIENT, .key = "t.fk_soc", .name = "s.nom", .joins = J_CLIENT,
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_NULLS},
    {.code = "status", .fr = "Statut", .en = "Status", .type = ELA_LT_STATUS, .key = "t.status", .object = "task",
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL, .op = "task.move", .op_row = "task", .op_value = "to",
     .op_version = true},
    {.code = "priority", .fr = "Priorité", .en = "Priority", .type = ELA_LT_CODE, .key = "t.priority", .choices = PRIORITIES,
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL | ELA_LC_INTEGER, UPDATE("priority"), .op_words = PRIORITY_WORDS},
    {.code = "due_on", .fr = "Échéance", .en = "Due", .type = ELA_LT_DAY, .key = "t.due_on",
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL | ELA_LC_NULLS, UPDATE("due_on")},
    {.code = "start_on", .fr = "Début", .en = "Start", .type = ELA_LT_DAY, .key = "t.start_on",
     .flags = ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_NULLS, UPDATE("start_on")},
    {.code = "users", .fr = "Responsable", .en = "Assignee", .type = ELA_LT_TEXT, .flags = ELA_LC_SHOWN | ELA_LC_NULLS,
     .key = "(SELECT GROUP_CONCAT(" PERSON("u") " ORDER BY u.lastname SEPARATOR ', ') FROM llx_elaska_task_user tu"
            " JOIN llx_user u ON u.rowid = tu.fk_user WHERE tu.fk_task = t.rowid)"},
    {.code = "user", .fr = "Responsable", .en = "Assignee", .type = ELA_LT_PERSON, .key = "ta.fk_user", .flags = ELA_LC_HIDDEN | ELA_LC_FILTER,
     .within = "EXISTS (SELECT 1 FROM llx_elaska_task_user ta WHERE ta.fk_task = t.rowid AND "},
    {.code = "for_client", .fr = "Pour le client", .en = "For the client", .type = ELA_LT_YESNO, .key = "t.for_client",
     .flags = ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL, UPDATE("for_client")},
    {.code = "billable", .fr = "Facturable", .en = "Billable", .type = ELA_LT_YESNO, .key = "t.billable",
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER, UPDATE("billable")},
    {.code = "visible", .fr = "Visible du client", .en = "Visible to the client", .type = ELA_LT_YESNO, .key = "t.visible",
     .flags = ELA_LC_SORT | ELA_LC_FILTER, UPDATE("visible")},
    {.code = "time", .fr = "Temps", .en = "Time", .type = ELA_LT_DURATION, .flags = ELA_LC_SHOWN,
     .extra = "SELECT k.rowid, SUM(e.duration_s) FROM llx_elaska_task k JOIN llx_elaska_time e ON e.fk_task = k.fk_task"
              " WHERE e.status <> 'refused' AND k.rowid IN ", .extra_end = " GROUP BY k.rowid"},
    {.code = "checks", .fr = "Points à cocher", .en = "Checklist left", .type = ELA_LT_NUMBER, .flags = 0,
     .extra = "SELECT k.fk_task, COUNT(*) FROM llx_elaska_task_check k WHERE k.done_at IS NULL AND k.fk_task IN ",
     .extra_end = " GROUP BY k.fk_task"},
    {.code = "closed", .fr = "Terminée le", .en = "Done on", .type = ELA_LT_MOMENT, .key = "t.closed_at",
     .flags = ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_PORTAL | ELA_LC_NULLS},
    {.code = "created", .fr = "Créée le", .en = "Created on", .type = ELA_LT_MOMENT, .key = "t.created_at",
     .flags = ELA_LC_SORT | ELA_LC_FILTER},
    {.code = "left", .fr = "Laissée par un dossier terminé", .en = "Left over by a closed case", .type = ELA_LT_YESNO, .key = "t.case_closed",
     .flags = ELA_LC_FILTER},
    {.code = "lead", .fr = "Conseiller du dossier", .en = "Adviser of the case", .type = ELA_LT_PERSON, .key = "d.fk_user_lead",
     .flags = ELA_LC_HIDDEN | ELA_LC_FILTER | ELA_LC_NULLS},
    {.code = NULL},
};

#define HELD   "{'field':'left','op':'is','value':false}"
#define ACTIVE "{'field':'status','op':'is','value':'@active'}," HELD
static const struct ela_list_view VIEWS[] = {
    {"mine", "Mes tâches", "My tasks", "{'and':[" ACTIVE ",{'field':'user','op':'is','value':'me'}]}", "due_on,-priority"},
    {"open", "À faire", "To do", "{'and':[" ACTIVE "]}", "due_on,-priority"},
    {"team", "Mon équipe", "My team", "{'and':[" ACTIVE ",{'field':'user','op':'is','value':'team'}]}", "due_on,-priority"},
    {"today", "Aujourd’hui", "Today", "{'and':[" ACTIVE ",{'field':'due_on','op':'is','value':'today'}]}", "-priority,due_on"},
    {"week", "Cette semaine", "This week", "{'and':[" ACTIVE ",{'field':'due_on','op':'is','value':'this_week'}]}", "due_on,-priority"},
    {"late", "En retard", "Late", "{'and':[" ACTIVE ",{'field':'due_on','op':'before','value':'today'}]}", "due_on,-priority"},
    {"client", "Attendues du client", "Expected from the client", "{'and':[" ACTIVE ",{'field':'for_client','op':'is','value':true}]}", "due_on"},
    {"review", "À valider", "To approve", "{'and':[{'field':'status','op':'in','value':['review','suggested']}," HELD "]}", "due_on"},
    {"done", "Terminées", "Done", "{'and':[{'field':'status','op':'is','value':'@closed'}]}", "-closed"},
    {"all", "Toutes", "All", NULL, "-created"},
    {NULL, NULL, NULL, NULL, NULL},
};

/* Tasks of cases that the actor reaches, and those of clients without a case. */
static void scope(struct ela_sql *q, const struct ela_actor *a)
{
    ela_sql_add(q, " AND t.entity = ?");
    ela_sql_int(q, a->entity);
    if (a->kind == ELA_ACTOR_PORTAL) {
        ela_sql_add(q, " AND t.visible = 1 AND t.fk_soc = ?");
        ela_sql_int(q, a->client_id);
    }
    ela_sql_add(q, " AND ((t.fk_case IS NOT NULL");
    ela_scope_case(q, a, "d");
    ela_sql_add(q, ") OR (t.fk_case IS NULL");
    ela_scope_client(q, a, "t", "fk_soc");
    ela_sql_add(q, "))");
}

const struct ela_list ELA__LIST_TASKS = {
    .code = "tasks",
    .fr = "Tâches",
    .en = "Tasks",
    .actors = ELA_BY_USER | ELA_BY_PORTAL,
    .right = ELA_RIGHT_CASE_READ,
    .id = "t.rowid",
    .from = " FROM llx_elaska_task t LEFT JOIN llx_elaska_case d ON d.rowid = t.fk_case",
    .joins = JOINS,
    .late = "(t.case_closed = 0 AND t.closed_at IS NULL AND t.due_on < ?)",
    .version = "t.version",
    .owner = "t.fk_case",
    .search = " AND (t.title LIKE ? ESCAPE '|' OR d.title LIKE ? ESCAPE '|' OR CONVERT(d.ref USING utf8mb4) LIKE ? ESCAPE '|' OR s.nom LIKE ? ESCAPE '|')",
    .search_params = 4,
    .search_joins = J_CLIENT,
    .scope = scope,
    .columns = COLUMNS,
    .views = VIEWS,
};
