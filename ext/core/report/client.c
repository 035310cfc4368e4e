/*
 * «Vue 360°» of a client: who he is, what the firm does for him in figures, his cases, his
 * documents. Source: DOC-17.
 */
#include "report/report_internal.h"
#include "report/report_sql.h"

enum { CASES_MAX = 2000, DOCUMENTS_MAX = 1000, PAGE = 200 };

static enum ela_status identity(struct ela__rep_book *b, struct ela_db_result *r,
                                struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(b->client_id);
    return ela_db_query(b->c->db, ELA_SQL_REPORT_CLIENT, &p, 1, r, err);
}

/* Who may not know the client is refused before anything of him is read. */
static enum ela_status open_client(struct ela__rep_book *b, struct ela_error *err)
{
    struct ela_db_result r;
    b->client_id = ela_in_int(b->c, "client", 0);
    ELA_TRY(ela__rep_ask(b, "client.fields", ela__rep_of(b), &b->page, err));
    ELA_TRY(identity(b, &r, err));
    b->name = r.nrows ? ela__rep_copy(b, ela_db_cell(&r, 0, 0)) : "";
    ela_db_result_release(&r);
    return ELA_OK;
}

static void cover_client(struct ela__rep_book *b, struct ela_pdf_report *r)
{
    r->over = ela__rep_say(b, "Vue 360°", "360° view");
    r->title = b->name;
    r->subtitle = "";
    r->foot = ela__rep_and(b, r->over, b->name);
}

/* --- who he is ---------------------------------------------------------------------------- */

static void own_fields(struct ela__rep_book *b)
{
    const struct ela_json *sets = ela_json_get(b->page, "sets");
    struct ela__rep_list f = {.p = NULL};
    for (size_t i = 0; i < ela_json_size(sets); i++) {
        const struct ela_json *rows = ela_json_get(ela_json_at(sets, i), "rows");
        for (size_t k = 0; k < ela_json_size(rows); k++) {
            const struct ela_json *row = ela_json_at(rows, k);
            if (!ela_json_size(ela_json_get(row, "rows")))
                ela__rep_fact(b, &f, ela__rep_text_of(b, row, "label"), ela__rep_value(b, row));
        }
    }
    ela__rep_block_facts(b, ela__rep_say(b, "Autres informations", "Other information"), &f);
}

static enum ela_status contacts(struct ela__rep_book *b, struct ela_error *err)
{
    static const char *const HEADS[][2] = {{"Contact", "Contact"},
                                           {"Fonction", "Function"},
                                           {"E-mail", "Email"},
                                           {"Téléphone", "Telephone"}};
    static const unsigned WEIGHTS[] = {26, 22, 32, 20};
    struct ela_db_value p = ELA_DBV_INT(b->client_id);
    struct ela_db_result r;
    struct ela__rep_list cells = {.p = NULL};
    ELA_TRY(ela_db_query(b->c->db, ELA_SQL_REPORT_CONTACTS, &p, 1, &r, err));
    for (size_t i = 0; i < r.nrows; i++)
        for (size_t k = 0; k < 4; k++)
            ela__rep_cell(b, &cells, ela__rep_copy(b, ela_db_cell(&r, i, k)));
    ela_db_result_release(&r);
    (void)ela__rep_block_rows(b, ela__rep_say(b, "Contacts", "Contacts"),
                              ela__rep_columns(b, HEADS, WEIGHTS, 4), 4, &cells, NULL);
    return ELA_OK;
}

static enum ela_status information(struct ela__rep_book *b, struct ela_error *err)
{
    static const char *const LABELS[][2] = {{"Nom", "Name"},
                                            {"Adresse", "Address"},
                                            {NULL, NULL},
                                            {NULL, NULL},
                                            {"E-mail", "Email"},
                                            {"Téléphone", "Telephone"},
                                            {"SIREN", "SIREN"},
                                            {"SIRET", "SIRET"},
                                            {"TVA intracommunautaire", "VAT number"},
                                            {"Code client", "Client code"}};
    struct ela_db_result r;
    struct ela__rep_list f = {.p = NULL};
    ELA_TRY(identity(b, &r, err));
    for (size_t i = 0; r.nrows && i < sizeof LABELS / sizeof LABELS[0]; i++) {
        const char *value = ela__rep_copy(b, ela_db_cell(&r, 0, i));
        if (i == 1) {
            const char *town = ela__rep_named(b, ela__rep_copy(b, ela_db_cell(&r, 0, 2)),
                                              ela__rep_copy(b, ela_db_cell(&r, 0, 3)));
            value = ela__rep_and(b, value, town);
        }
        if (LABELS[i][0])
            ela__rep_fact(b, &f, ela__rep_say(b, LABELS[i][0], LABELS[i][1]), value);
    }
    ela_db_result_release(&r);
    ela__rep_block_facts(b, NULL, &f);
    own_fields(b);
    return contacts(b, err);
}

/* --- cases -------------------------------------------------------------------------------- */

struct cases {
    struct ela__rep_list cells;
    int64_t all, late, closed;
};

static void take_cases(struct ela__rep_book *b, const struct ela_json *rows, void *ctx)
{
    struct cases *k = ctx;
    for (size_t i = 0; i < ela_json_size(rows); i++) {
        const struct ela_json *r = ela_json_at(rows, i);
        bool late = ela_json_bool(ela_json_get(r, "late"), false);
        k->all++;
        k->late += late;
        k->closed += ela_json_text(ela_json_get(r, "closed_on")).n > 0;
        ela__rep_cell(
            b, &k->cells,
            ela__rep_and(b, ela__rep_text_of(b, r, "ref"), ela__rep_text_of(b, r, "title")));
        ela__rep_cell(b, &k->cells, ela__rep_text_of(b, r, "type"));
        ela__rep_cell(b, &k->cells,
                      ela__rep_and(b, ela__rep_label_of(b, r, "status", "label"),
                                   late ? ela__rep_say(b, "En retard", "Late") : ""));
        ela__rep_cell(b, &k->cells, ela__rep_label_of(b, r, "lead", "name"));
        ela__rep_cell(b, &k->cells,
                      ela__rep_day_words(b, ela_json_text(ela_json_get(r, "due_on"))));
        ela__rep_cell(
            b, &k->cells,
            ela__rep_named(b, ela__rep_count_words(b, ela_json_int(ela_json_get(r, "progress"), 0)),
                           "%"));
    }
}

static enum ela_status cases(struct ela__rep_book *b, struct ela_error *err)
{
    static const char *const HEADS[][2] = {{"Dossier", "Case"},   {"Type", "Kind"},
                                           {"Statut", "Status"},  {"Conseiller", "Adviser"},
                                           {"Fin prévue", "Due"}, {"Avancement", "Progress"}};
    static const unsigned WEIGHTS[] = {32, 19, 17, 15, 12, 15};
    struct cases k = {.all = 0};
    ELA_TRY(ela__rep_pages(b, "case.list", CASES_MAX, take_cases, &k, err));
    struct ela_pdf_column *columns = ela__rep_columns(b, HEADS, WEIGHTS, 6);
    if (columns)
        columns[5].right = true;
    (void)ela__rep_block_rows(b, NULL, columns, 6, &k.cells,
                              ela__rep_say(b, "Aucun dossier.", "No case."));
    return ELA_OK;
}

/* --- figures ------------------------------------------------------------------------------ */

/* Seconds in a state; nothing for who sees no time. */
static enum ela_status time_in(struct ela__rep_book *b, const char *status, const char *label,
                               struct ela__rep_list *f, struct ela_error *err)
{
    struct ela_json *in = ela__rep_of(b);
    const struct ela_json *answer;
    ela_json_set_int(in, "limit", 1);
    ela_json_set_bool(in, "with_sum", true);
    if (status)
        ela_json_set_text(in, "status", status);
    ELA_TRY(ela__rep_ask(b, "time.list", in, &answer, err));
    ela__rep_fact(b, f, label,
                  ela__rep_clock_words(b, ela_json_int(ela_json_get(answer, "sum_s"), 0)));
    return ELA_OK;
}

static enum ela_status figures(struct ela__rep_book *b, struct ela_error *err)
{
    static const struct {
        const char *status, *fr, *en;
    } TIME[] = {{NULL, "Temps passé", "Time spent"},
                {"unvalidated", "Temps non validé", "Time to validate"},
                {"validated", "Temps à facturer", "Time to invoice"},
                {"invoiced", "Temps facturé", "Time invoiced"}};
    struct cases k = {.all = 0};
    struct ela__rep_list f = {.p = NULL};
    ELA_TRY(ela__rep_pages(b, "case.list", CASES_MAX, take_cases, &k, err));
    ela__rep_fact(b, &f, ela__rep_say(b, "Dossiers", "Cases"), ela__rep_count_words(b, k.all));
    ela__rep_fact(b, &f, ela__rep_say(b, "Dossiers ouverts", "Open cases"),
                  ela__rep_count_words(b, k.all - k.closed));
    ela__rep_fact(b, &f, ela__rep_say(b, "Dossiers en retard", "Late cases"),
                  ela__rep_count_words(b, k.late));
    for (size_t i = 0; i < sizeof TIME / sizeof TIME[0] &&
                       ela_actor_has(b->c->actor, ELA_RIGHT_TIME_OWN | ELA_RIGHT_TIME_VALIDATE |
                                                      ELA_RIGHT_TIME_OTHERS);
         i++)
        ELA_TRY(time_in(b, TIME[i].status, ela__rep_say(b, TIME[i].fr, TIME[i].en), &f, err));
    ela__rep_block_facts(b, NULL, &f);
    return ELA_OK;
}

/* --- documents ---------------------------------------------------------------------------- */

static struct ela_json *documents_asked(const struct ela__rep_book *b, struct ela_str after)
{
    static const char *const COLUMNS[] = {"name", "case", "category", "status", "added"};
    struct ela_json *in = ela_json_new_object(), *filter = ela_json_new_object(),
                    *columns = ela_json_new_array();
    for (size_t i = 0; i < sizeof COLUMNS / sizeof COLUMNS[0]; i++)
        ela_json_push(columns, ela_json_new_text(COLUMNS[i], strlen(COLUMNS[i])));
    ela_json_set_text(filter, "field", "client");
    ela_json_set_text(filter, "op", "is");
    ela_json_set_int(filter, "value", b->client_id);
    ela_json_set_text(in, "list", "documents");
    ela_json_set(in, "filter", filter);
    ela_json_set(in, "columns", columns);
    ela_json_set_int(in, "limit", PAGE);
    if (after.n)
        ela_json_set_str(in, "after", after);
    return in;
}

static enum ela_status documents(struct ela__rep_book *b, struct ela_error *err)
{
    static const char *const HEADS[][2] = {{"Document", "Document"},
                                           {"Dossier", "Case"},
                                           {"Catégorie", "Category"},
                                           {"État", "State"},
                                           {"Déposé le", "Handed in on"}};
    static const unsigned WEIGHTS[] = {33, 26, 16, 12, 23};
    struct ela__rep_list cells = {.p = NULL};
    struct ela_str after = {NULL, 0};
    for (size_t seen = 0; seen < DOCUMENTS_MAX; seen += PAGE) {
        const struct ela_json *answer;
        ELA_TRY(ela__rep_ask(b, "list.rows", documents_asked(b, after), &answer, err));
        const struct ela_json *rows = ela_json_get(answer, "rows");
        for (size_t i = 0; i < ela_json_size(rows); i++) {
            const struct ela_json *r = ela_json_at(rows, i);
            ela__rep_cell(b, &cells, ela__rep_text_of(b, r, "name"));
            ela__rep_cell(b, &cells, ela__rep_label_of(b, r, "case", "name"));
            ela__rep_cell(b, &cells, ela__rep_label_of(b, r, "category", "label"));
            ela__rep_cell(b, &cells, ela__rep_label_of(b, r, "status", "label"));
            ela__rep_cell(b, &cells,
                          ela__rep_moment_words(b, ela_json_int(ela_json_get(r, "added"), 0)));
        }
        after = ela_json_text(ela_json_get(answer, "next"));
        if (!after.n)
            break;
    }
    (void)ela__rep_block_rows(b, NULL, ela__rep_columns(b, HEADS, WEIGHTS, 5), 5, &cells,
                              ela__rep_say(b, "Aucun document.", "No document."));
    return ELA_OK;
}

static const struct ela__rep_part PARTS[] = {
    {"information", "Informations", "Information", information},
    {"figures", "Indicateurs clés", "Key figures", figures},
    {"cases", "Dossiers", "Cases", cases},
    {"documents", "Documents", "Documents", documents},
    {.code = NULL},
};
const struct ela__rep_about ELA__REP_CLIENT = {PARTS, "client", open_client, cover_client};
