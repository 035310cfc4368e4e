/*
 * The summary sheet: facts, figures, description, fields of the kind, people, deliverables.
 * Source: CASE-12, CASE-38.
 */
#include "report/report_internal.h"

static const char *priority(const struct ela__rep_book *b, int64_t n)
{
    static const char *const FR[] = {"Basse", "Normale", "Haute", "Urgente"};
    static const char *const EN[] = {"Low", "Normal", "High", "Urgent"};
    return n >= 0 && n < 4 ? ela__rep_say(b, FR[n], EN[n]) : "";
}

static const char *day(struct ela__rep_book *b, const char *key)
{
    return ela__rep_day_words(b, ela_json_text(ela_json_get(b->page, key)));
}

static void what(struct ela__rep_book *b)
{
    const struct ela_json *p = b->page;
    struct ela__rep_list f = {.p = NULL};
    const char *percent = ela__rep_named(
        b, ela__rep_count_words(b, ela_json_int(ela_json_get(p, "progress"), 0)), "%");
    ela__rep_fact(b, &f, ela__rep_say(b, "Client", "Client"),
                  ela__rep_label_of(b, p, "client", "name"));
    ela__rep_fact(b, &f, ela__rep_say(b, "Type", "Kind"),
                  ela__rep_label_of(b, p, "template", "label"));
    ela__rep_fact(b, &f, ela__rep_say(b, "Statut", "Status"),
                  ela__rep_and(b, ela__rep_label_of(b, p, "status", "label"),
                               ela_json_bool(ela_json_get(p, "late"), false)
                                   ? ela__rep_say(b, "En retard", "Late")
                                   : ""));
    ela__rep_fact(b, &f, ela__rep_say(b, "Avancement", "Progress"), percent);
    ela__rep_fact(b, &f, ela__rep_say(b, "Conseiller principal", "Main adviser"),
                  ela__rep_label_of(b, p, "lead", "name"));
    ela__rep_fact(b, &f, ela__rep_say(b, "Début", "Start"), day(b, "start_on"));
    ela__rep_fact(b, &f, ela__rep_say(b, "Fin prévue", "Forecast end"), day(b, "due_on"));
    ela__rep_fact(b, &f, ela__rep_say(b, "Date limite", "Deadline"),
                  ela__rep_moment_words(b, ela_json_int(ela_json_get(p, "deadline_at"), 0)));
    ela__rep_fact(b, &f, ela__rep_say(b, "Clôture", "Closed on"), day(b, "closed_on"));
    ela__rep_fact(b, &f, ela__rep_say(b, "Priorité", "Priority"),
                  priority(b, ela_json_int(ela_json_get(p, "priority"), 1)));
    ela__rep_fact(b, &f, ela__rep_say(b, "Confidentialité", "Confidentiality"),
                  ela__rep_level(b, ela_json_int(ela_json_get(p, "confidentiality"), 0)));
    ela__rep_fact(b, &f, ela__rep_say(b, "Espace client", "Client portal"),
                  ela_json_bool(ela_json_get(p, "portal_visible"), false)
                      ? ela__rep_say(b, "Visible par le client", "Seen by the client")
                      : ela__rep_say(b, "Non visible", "Not visible"));
    ela__rep_block_facts(b, NULL, &f);
}

/* Amounts are in the page for those who may see them only. */
static void figures(struct ela__rep_book *b)
{
    static const struct {
        const char *key, *fr, *en;
    } COUNTS[] = {{"tasks_open", "Tâches ouvertes", "Open tasks"},
                  {"pieces", "Documents", "Documents"},
                  {"pieces_waiting", "Documents à valider", "Documents to check"},
                  {"pieces_missing", "Documents manquants", "Missing documents"},
                  {"actions_open", "Actions demandées au client", "Actions asked of the client"},
                  {"tickets_open", "Tickets ouverts", "Open tickets"}};
    const struct ela_json *c = ela_json_get(b->page, "counters");
    const struct ela_json *unbilled = ela_json_get(c, "unbilled_minor");
    const struct ela_json *price = ela_json_get(b->page, "price");
    struct ela__rep_list f = {.p = NULL};
    ela__rep_fact(b, &f, ela__rep_say(b, "Temps total", "Total time"),
                  ela__rep_clock_words(b, ela_json_int(ela_json_get(c, "time_s"), 0)));
    for (size_t i = 0; i < sizeof COUNTS / sizeof COUNTS[0]; i++)
        ela__rep_fact(b, &f, ela__rep_say(b, COUNTS[i].fr, COUNTS[i].en),
                      ela__rep_count_words(b, ela_json_int(ela_json_get(c, COUNTS[i].key), 0)));
    if (ela_json_kind(unbilled) == ELA_JINT)
        ela__rep_fact(b, &f,
                      ela__rep_say(b, "Reste à facturer (HT)", "Still to invoice (excl. VAT)"),
                      ela__rep_money_words(b, ela_json_int(unbilled, 0)));
    if (ela_json_kind(price) == ELA_JOBJECT)
        ela__rep_fact(b, &f, ela__rep_say(b, "Prix de la prestation (HT)", "Price (excl. VAT)"),
                      ela__rep_money_words(b, ela_json_int(ela_json_get(price, "minor"), 0)));
    ela__rep_block_facts(b, ela__rep_say(b, "En chiffres", "Figures"), &f);
}

const char *ela__rep_value(struct ela__rep_book *b, const struct ela_json *row)
{
    return ela_json_bool(ela_json_get(row, "sensitive"), false)
               ? ela__rep_say(b, "Donnée sensible, non imprimée", "Sensitive, not printed")
               : ela__rep_text_of(b, row, "text");
}

void ela__rep_field_table(struct ela__rep_book *b, const struct ela_json *row)
{
    const struct ela_json *heads = ela_json_get(row, "columns"), *rows = ela_json_get(row, "rows");
    struct ela__rep_list columns = {.p = NULL}, cells = {.p = NULL};
    for (size_t i = 0; i < ela_json_size(heads) && i < 12; i++) {
        struct ela_pdf_column *k = ela__rep_list_add(b, &columns, sizeof *k);
        k->label = ela__rep_text_of(b, ela_json_at(heads, i), "label");
        k->weight = 10;
    }
    for (size_t i = 0; i < ela_json_size(rows); i++)
        for (size_t k = 0; k < columns.n; k++)
            ela__rep_cell(b, &cells,
                          ela__rep_copy(b, ela_json_text(ela_json_at(ela_json_at(rows, i), k))));
    (void)ela__rep_block_rows(b, ela__rep_text_of(b, row, "label"), columns.p, columns.n, &cells,
                              NULL);
}

static void fields_of(struct ela__rep_book *b, struct ela_str group, const char *title)
{
    const struct ela_json *rows = ela_json_get(b->page, "fields");
    struct ela__rep_list f = {.p = NULL};
    for (size_t i = 0; i < ela_json_size(rows); i++) {
        const struct ela_json *row = ela_json_at(rows, i);
        if (ela_str_eq(ela_json_text(ela_json_get(row, "group")), group) &&
            !ela_json_size(ela_json_get(row, "rows")))
            ela__rep_fact(b, &f, ela__rep_text_of(b, row, "label"), ela__rep_value(b, row));
    }
    ela__rep_block_facts(b, title, &f);
    for (size_t i = 0; i < ela_json_size(rows); i++) {
        const struct ela_json *row = ela_json_at(rows, i);
        if (ela_str_eq(ela_json_text(ela_json_get(row, "group")), group) &&
            ela_json_size(ela_json_get(row, "rows")))
            ela__rep_field_table(b, row);
    }
}

static void fields(struct ela__rep_book *b)
{
    const struct ela_json *groups = ela_json_get(b->page, "groups");
    for (size_t i = 0; i < ela_json_size(groups); i++) {
        const struct ela_json *g = ela_json_at(groups, i);
        fields_of(b, ela_json_text(ela_json_get(g, "code")), ela__rep_text_of(b, g, "label"));
    }
    fields_of(b, ELA_STR(""), ela__rep_say(b, "Autres informations", "Other information"));
}

static void people(struct ela__rep_book *b)
{
    static const char *const LISTS[] = {"team", "parties"};
    struct ela__rep_list cells = {.p = NULL}, columns = {.p = NULL};
    const char *heads[] = {ela__rep_say(b, "Nom", "Name"), ela__rep_say(b, "Rôle", "Role"),
                           ela__rep_say(b, "Coordonnées", "Contact details")};
    for (size_t i = 0; i < 3; i++) {
        struct ela_pdf_column *k = ela__rep_list_add(b, &columns, sizeof *k);
        k->label = heads[i];
        k->weight = i == 2 ? 14 : 10;
    }
    for (size_t l = 0; l < 2; l++) {
        const struct ela_json *rows = ela_json_get(b->page, LISTS[l]);
        for (size_t i = 0; i < ela_json_size(rows); i++) {
            const struct ela_json *one = ela_json_at(rows, i);
            ela__rep_cell(b, &cells, ela__rep_text_of(b, one, "name"));
            ela__rep_cell(b, &cells, ela__rep_text_of(b, one, "role_label"));
            ela__rep_cell(b, &cells,
                          ela__rep_and(b, ela__rep_text_of(b, one, "email"),
                                       ela__rep_text_of(b, one, "phone")));
        }
    }
    (void)ela__rep_block_rows(b,
                              ela__rep_say(b, "Équipe et intervenants", "Team and other parties"),
                              columns.p, columns.n, &cells, NULL);
}

static void deliverables(struct ela__rep_book *b)
{
    const struct ela_json *rows = ela_json_get(b->page, "deliverables");
    struct ela__rep_list f = {.p = NULL};
    for (size_t i = 0; i < ela_json_size(rows); i++) {
        const struct ela_json *one = ela_json_at(rows, i);
        ela__rep_fact(b, &f, ela__rep_moment_words(b, ela_json_int(ela_json_get(one, "at"), 0)),
                      ela__rep_text_of(b, one, "name"));
    }
    ela__rep_block_facts(b, ela__rep_say(b, "Livrables", "Deliverables"), &f);
}

enum ela_status ela__rep_part_summary(struct ela__rep_book *b, struct ela_error *err)
{
    what(b);
    const char *words = ela__rep_text_of(b, b->page, "description");
    ela__rep_block(b, ELA_PDF_TEXT, ela__rep_say(b, "Description", "Description"), NULL)->text =
        words;
    figures(b);
    fields(b);
    ELA_TRY(ela__rep_answers(b, err));
    people(b);
    deliverables(b);
    return ELA_OK;
}
