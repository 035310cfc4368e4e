/*
 * All documents within reach, and those of the bin. Source: DOC-02, DOC-25, DOC-26, CRM-23.
 */
#include "list/list_internal.h"

#include "scope/scope.h"

/* clang-format off */

enum { J_CLIENT = 1, J_LEAD = 2, J_USER = 4, J_ACCOUNT = 8, J_DELETED = 16, J_FOLDER = 32 };

#define PERSON(u) "TRIM(CONCAT(COALESCE(" u ".firstname, ''), ' ', COALESCE(" u ".lastname, '')))"

static const char *const JOINS[] = {
    " LEFT JOIN llx_societe s ON s.rowid = f.fk_soc",
    " LEFT JOIN llx_user l ON l.rowid = d.fk_user_lead",
    " LEFT JOIN llx_user u ON u.rowid = f.fk_user",
    " LEFT JOIN llx_elaska_account a ON a.rowid = f.fk_account",
    " LEFT JOIN llx_user x ON x.rowid = f.fk_user_delete",
    " LEFT JOIN llx_elaska_folder o ON o.rowid = f.fk_folder",
    NULL,
};

static const struct ela_list_choice STATUSES[] = {
    {"filed", "Classé", "Filed"}, {"waiting", "À valider", "To validate"}, {"received", "Reçu", "Received"},
    {"validated", "Validé", "Validated"}, {"refused", "Refusé", "Refused"}, {NULL, NULL, NULL},
};
static const struct ela_list_choice ORIGINS[] = {
    {"office", "Déposé par le cabinet", "Deposited by the firm"}, {"portal", "Déposé par le client", "Deposited by the client"},
    {"link", "Lien externe", "External link"}, {"generated", "Généré", "Generated"}, {"email", "Courriel", "E-mail"},
    {"signature", "Signature", "Signature"}, {"scan", "Courrier numérisé", "Scanned mail"}, {"cloud", "Import cloud", "Cloud import"},
    {NULL, NULL, NULL},
};
static const struct ela_list_choice LEVELS[] = {
    {"0", "Standard", "Standard"}, {"1", "Confidentiel", "Confidential"}, {"2", "Restreint", "Restricted"}, {NULL, NULL, NULL},
};

/* what belongs to a case, what it has from elsewhere without a copy: idx_elaska_file_case, idx_elaska_file_link_case */
static const char *const OF_CASE[] = {
    "SELECT y.rowid AS id FROM llx_elaska_case w JOIN llx_elaska_file y ON y.fk_case = w.rowid WHERE ",
    "SELECT k.fk_file FROM llx_elaska_case w JOIN llx_elaska_file_link k ON k.fk_case = w.rowid"
    " JOIN llx_elaska_file y ON y.rowid = k.fk_file AND y.fk_soc = w.fk_soc WHERE ",
    NULL,
};

static const struct ela_list_choice SCANS[] = {
    {"waiting", "Analyse en cours", "Being scanned"}, {"later", "Pas encore analysé", "Not scanned yet"},
    {"skipped", "Trop grand pour l’antivirus", "Too large for the antivirus"}, {"clean", "Sain", "Clean"}, {"infected", "En quarantaine", "In quarantine"},
    {"removed", "Supprimé", "Removed"}, {"gone", "Introuvable", "Missing"}, {NULL, NULL, NULL},
};
#define SCAN(of) "(SELECT n.state FROM llx_elaska_scan n WHERE n.place = f.place" of ")"

#define NAME_AND_ORIGIN \
    {.code = "name", .fr = "Document", .en = "Document", .type = ELA_LT_TEXT, .key = "f.name", \
     .flags = ELA_LC_FIXED | ELA_LC_SORT | ELA_LC_FILTER}, \
    {.code = "client", .fr = "Client", .en = "Client", .type = ELA_LT_CLIENT, .key = "f.fk_soc", .name = "s.nom", .joins = J_CLIENT, \
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER}, \
    {.code = "case", .fr = "Dossier", .en = "Case", .type = ELA_LT_CASE, .key = "f.fk_case", .name = "d.title", \
     .ways = OF_CASE, .way_key = "w.rowid", .way_name = "w.title", \
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_NULLS}, \
    {.code = "category", .fr = "Catégorie", .en = "Category", .type = ELA_LT_TAGS, .key = "f.category", .reference = "piece_categories", \
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_NULLS}

#define DEPOSIT \
    {.code = "added", .fr = "Déposé le", .en = "Deposited", .type = ELA_LT_MOMENT, .key = "f.at", \
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER}, \
    {.code = "origin", .fr = "Origine", .en = "Origin", .type = ELA_LT_CODE, .key = "f.origin", .choices = ORIGINS, \
     .flags = ELA_LC_SORT | ELA_LC_FILTER}, \
    {.code = "author", .fr = "Déposé par", .en = "Deposited by", .type = ELA_LT_PERSON, .key = "f.fk_user", .name = PERSON("u"), \
     .joins = J_USER, .flags = ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_NULLS}, \
    {.code = "scan", .fr = "Antivirus", .en = "Antivirus", .type = ELA_LT_CODE, .key = "n.state", .cell = SCAN(""), .choices = SCANS, \
     .within = "EXISTS (SELECT 1 FROM llx_elaska_scan n WHERE n.place = f.place AND ", .flags = ELA_LC_FILTER | ELA_LC_NULLS}, \
    {.code = "account", .fr = "Compte du portail", .en = "Portal account", .type = ELA_LT_TEXT, .key = "a.name", .joins = J_ACCOUNT, \
     .flags = ELA_LC_FILTER | ELA_LC_NULLS}

static const struct ela_list_column COLUMNS[] = {
    NAME_AND_ORIGIN,
    {.code = "folder", .fr = "Répertoire", .en = "Folder", .type = ELA_LT_FOLDER, .key = "f.fk_folder", .name = "o.name",
     .name_en = "COALESCE(o.name_en, o.name)", .like = "CONCAT(o.name, ' ', COALESCE(o.name_en, ''))", .joins = J_FOLDER,
     .flags = ELA_LC_SHOWN | ELA_LC_FILTER | ELA_LC_NULLS},
    {.code = "status", .fr = "État", .en = "State", .type = ELA_LT_CODE, .key = "f.status", .choices = STATUSES,
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER},
    DEPOSIT,
    {.code = "document_on", .fr = "Date du document", .en = "Document date", .type = ELA_LT_DAY, .key = "f.document_on",
     .flags = ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_NULLS},
    {.code = "valid_until", .fr = "Valable jusqu’au", .en = "Valid until", .type = ELA_LT_DAY, .key = "f.valid_until",
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_NULLS},
    {.code = "visible", .fr = "Visible par le client", .en = "Seen by the client", .type = ELA_LT_YESNO, .key = "f.visible",
     .flags = ELA_LC_SORT | ELA_LC_FILTER, .op = "document.update", .op_row = "file", .op_value = "visible"},
    {.code = "level", .fr = "Confidentialité", .en = "Confidentiality", .type = ELA_LT_CODE, .key = "f.level", .choices = LEVELS, .levels = true,
     .flags = ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_INTEGER},
    {.code = "deliverable", .fr = "Livrable", .en = "Deliverable", .type = ELA_LT_YESNO, .key = "f.deliverable",
     .flags = ELA_LC_SORT | ELA_LC_FILTER},
    {.code = "version", .fr = "Version", .en = "Version", .type = ELA_LT_NUMBER, .key = "f.version", .flags = ELA_LC_SORT | ELA_LC_FILTER},
    {.code = "description", .fr = "Description", .en = "Description", .type = ELA_LT_TEXT, .key = "f.description",
     .flags = ELA_LC_FILTER | ELA_LC_NULLS},
    {.code = "lead", .fr = "Conseiller", .en = "Adviser", .type = ELA_LT_PERSON, .key = "d.fk_user_lead", .name = PERSON("l"), .joins = J_LEAD,
     .flags = ELA_LC_FILTER | ELA_LC_NULLS},
    {.code = "purge_on", .fr = "Mis à la corbeille le", .en = "Goes to the bin", .type = ELA_LT_DAY, .key = "f.purge_on",
     .flags = ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_NULLS},
    {.code = "kept", .fr = "Conservé sans limite", .en = "Kept without limit", .type = ELA_LT_YESNO,
     .key = "CASE WHEN f.kept_at IS NULL THEN 0 ELSE 1 END", .flags = ELA_LC_FILTER, .op = "document.keep", .op_row = "file", .op_value = "on"},
    {.code = NULL},
};

static const struct ela_list_view VIEWS[] = {
    {"recent", "Récents", "Recent", NULL, "-added"},
    {"look", "À valider", "To validate", "{'and':[{'field':'status','op':'is','value':'waiting'}]}", "added"},
    {"mine", "De mes dossiers", "Of my cases", "{'and':[{'field':'lead','op':'is','value':'me'}]}", "-added"},
    {"client", "Déposés par les clients", "From clients", "{'and':[{'field':'origin','op':'is','value':'portal'}]}", "-added"},
    {"expiring", "Bientôt expirés", "Expiring soon", "{'and':[{'field':'valid_until','op':'between','value':['today','+30d']}]}", "valid_until"},
    {"leaving", "Fin de conservation", "End of keeping", "{'and':[{'field':'purge_on','op':'filled'}]}", "purge_on"},
    {"links", "Liens externes", "External links", "{'and':[{'field':'origin','op':'is','value':'link'}]}", "-added"},
    {NULL, NULL, NULL, NULL, NULL},
};

static const struct ela_list_column BIN_COLUMNS[] = {
    NAME_AND_ORIGIN,
    {.code = "deleted", .fr = "Supprimé le", .en = "Deleted", .type = ELA_LT_MOMENT, .key = "f.deleted_at",
     .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER},
    {.code = "deleted_by", .fr = "Supprimé par", .en = "Deleted by", .type = ELA_LT_PERSON, .key = "f.fk_user_delete", .name = PERSON("x"),
     .joins = J_DELETED, .flags = ELA_LC_SHOWN | ELA_LC_SORT | ELA_LC_FILTER | ELA_LC_NULLS},
    DEPOSIT,
    {.code = NULL},
};
static const struct ela_list_view BIN_VIEWS[] = {
    {"bin", "Corbeille", "Bin", NULL, "-deleted"},
    {NULL, NULL, NULL, NULL, NULL},
};

static void scope(struct ela_sql *q, const struct ela_actor *a)
{
    ela_sql_add(q, " AND f.deleted_at IS NULL");
    ela_scope_file(q, a);
}

static void scope_bin(struct ela_sql *q, const struct ela_actor *a)
{
    ela_sql_add(q, " AND f.deleted_at > 0");
    ela_scope_file(q, a);
}

#define FROM " FROM llx_elaska_file f LEFT JOIN llx_elaska_case d ON d.rowid = f.fk_case"

/* Name and description, or what is written in it as it stands now: each by its own index, then put together. */
#define SEARCH \
    " AND f.rowid IN (SELECT w.rowid FROM (SELECT x.rowid FROM llx_elaska_file x WHERE MATCH(x.words) AGAINST (? IN BOOLEAN MODE)" \
    " UNION SELECT y.rowid FROM llx_elaska_file_text t JOIN llx_elaska_file y ON y.place = t.place" \
    " WHERE MATCH(t.body) AGAINST (? IN BOOLEAN MODE)) w)"

/* 1.5 % of the newest names, 5 % of the newest texts */
static const struct ela_list_often OFTEN = {
    .names = " FROM (SELECT x.words w FROM llx_elaska_file x WHERE x.entity = ? AND x.deleted_at IS NULL ORDER BY x.at DESC LIMIT 400) s",
    .names_least = 6,
    .texts = " FROM (SELECT t.body w FROM llx_elaska_file_text t WHERE t.entity = ? ORDER BY t.rowid DESC LIMIT 40) s",
    .texts_least = 2,
    .columns = ", f.words w, f.place p",
    /* one value of uk_elaska_file_text_place: an EXISTS in an OR would be worked out for all texts first */
    .condition = "((y.w LIKE ? AND y.w REGEXP ?) OR COALESCE((SELECT t.body LIKE ? AND t.body REGEXP ? FROM llx_elaska_file_text t"
                 " WHERE t.place = y.p), 0) = 1)",
    .turns = 2,
};

const struct ela_list ELA__LIST_DOCUMENTS = {
    .code = "documents",
    .fr = "Documents",
    .en = "Documents",
    .actors = ELA_BY_USER,
    .right = ELA_RIGHT_CASE_READ,
    .id = "f.rowid",
    .from = FROM,
    .joins = JOINS,
    .late = "(f.valid_until < ?)",
    .held = SCAN(" AND FIND_IN_SET(n.state, ?) > 0"),
    .owner = "f.fk_case",
    .search = SEARCH,
    .search_params = 2,
    .search_by_words = true,
    .often = &OFTEN,
    .scope = scope,
    .columns = COLUMNS,
    .views = VIEWS,
};

const struct ela_list ELA__LIST_BIN = {
    .code = "bin",
    .fr = "Corbeille des documents",
    .en = "Bin of documents",
    .actors = ELA_BY_USER,
    .right = ELA_RIGHT_CASE_DELETE,
    .id = "f.rowid",
    .from = FROM,
    .joins = JOINS,
    .held = SCAN(" AND FIND_IN_SET(n.state, ?) > 0"),
    .owner = "f.fk_case",
    .search = SEARCH,
    .search_params = 2,
    .search_by_words = true,
    .scope = scope_bin,
    .columns = BIN_COLUMNS,
    .views = BIN_VIEWS,
};
