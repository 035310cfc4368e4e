/*
 * The names of letters. Source: DOC-19.
 */
#include "meta/letter.h"
#include "meta/meta_internal.h"

static const struct ela_letter_group GROUPS[] = {
    {"client", {"Client", "Client"}, false},
    {"case", {"Dossier", "Case"}, false},
    {"adviser", {"Conseiller", "Adviser"}, false},
    {"firm", {"Cabinet", "Firm"}, false},
    {"recipient", {"Destinataire", "Recipient"}, false},
    {"day", {"Dates et liens", "Dates and links"}, false},
    {"pieces", {"Pièces du dossier", "Documents of the case"}, true},
    {"pieces_manquantes", {"Pièces manquantes", "Missing documents"}, true},
    {"etapes", {"Étapes", "Steps"}, true},
    {"taches", {"Tâches à faire", "Tasks to do"}, true},
    {"temps", {"Temps passé", "Time spent"}, true},
    {"intervenants", {"Intervenants", "External parties"}, true},
    {"equipe", {"Équipe du dossier", "Team of the case"}, true},
};

static const struct ela_letter_name NAMES[] = {
    {"nom_client", "client", {"Nom", "Name"}, ELA_X_TEXT},
    {"adresse_client", "client", {"Adresse", "Address"}, ELA_X_TEXT},
    {"code_postal_client", "client", {"Code postal", "Postcode"}, ELA_X_TEXT},
    {"ville_client", "client", {"Ville", "Town"}, ELA_X_TEXT},
    {"email_client", "client", {"E-mail", "E-mail"}, ELA_X_TEXT},
    {"telephone_client", "client", {"Téléphone", "Telephone"}, ELA_X_TEXT},
    {"siren_client", "client", {"SIREN", "SIREN"}, ELA_X_TEXT},
    {"siret_client", "client", {"SIRET", "SIRET"}, ELA_X_TEXT},
    {"tva_client", "client", {"N° de TVA", "VAT number"}, ELA_X_TEXT},
    {"code_client", "client", {"Code client", "Client code"}, ELA_X_TEXT},
    {"reference_dossier", "case", {"Référence", "Reference"}, ELA_X_TEXT},
    {"titre_dossier", "case", {"Titre", "Title"}, ELA_X_TEXT},
    {"type_dossier", "case", {"Type", "Kind"}, ELA_X_TEXT},
    {"statut_dossier", "case", {"Statut", "Status"}, ELA_X_TEXT},
    {"description_dossier", "case", {"Description", "Description"}, ELA_X_TEXT},
    {"date_ouverture", "case", {"Date d’ouverture", "Opened on"}, ELA_X_DATE},
    {"date_echeance", "case", {"Fin prévue", "Forecast end"}, ELA_X_DATE},
    {"date_cloture", "case", {"Date de clôture", "Closed on"}, ELA_X_DATE},
    {"avancement", "case", {"Avancement (%)", "Progress (%)"}, ELA_X_NUMBER},
    {"prix_ht", "case", {"Prix HT", "Price before tax"}, ELA_X_NUMBER},
    {"prix_ttc", "case", {"Prix TTC", "Price with tax"}, ELA_X_NUMBER},
    {"temps_total", "case", {"Temps total", "Total time"}, ELA_X_TEXT},
    {"nombre_pieces", "case", {"Nombre de pièces", "Number of documents"}, ELA_X_NUMBER},
    {"nombre_pieces_manquantes",
     "case",
     {"Nombre de pièces manquantes", "Number of missing documents"},
     ELA_X_NUMBER},
    {"nom_conseiller", "adviser", {"Nom", "Name"}, ELA_X_TEXT},
    {"fonction_conseiller", "adviser", {"Fonction", "Job"}, ELA_X_TEXT},
    {"email_conseiller", "adviser", {"E-mail", "E-mail"}, ELA_X_TEXT},
    {"telephone_conseiller", "adviser", {"Téléphone", "Telephone"}, ELA_X_TEXT},
    {"nom_cabinet", "firm", {"Nom", "Name"}, ELA_X_TEXT},
    {"adresse_cabinet", "firm", {"Adresse", "Address"}, ELA_X_TEXT},
    {"ville_cabinet", "firm", {"Ville", "Town"}, ELA_X_TEXT},
    {"telephone_cabinet", "firm", {"Téléphone", "Telephone"}, ELA_X_TEXT},
    {"email_cabinet", "firm", {"E-mail", "E-mail"}, ELA_X_TEXT},
    {"horaires_cabinet", "firm", {"Horaires", "Opening hours"}, ELA_X_TEXT},
    {"site_cabinet", "firm", {"Site internet", "Website"}, ELA_X_TEXT},
    {"nom_destinataire", "recipient", {"Nom", "Name"}, ELA_X_TEXT},
    {"adresse_destinataire", "recipient", {"Adresse", "Address"}, ELA_X_TEXT},
    {"date_du_jour", "day", {"Date du jour", "Today"}, ELA_X_DATE},
    {"lien_portail", "day", {"Lien de l’espace client", "Link to the client portal"}, ELA_X_TEXT},
    {"lien_dossier", "day", {"Lien du dossier", "Link to the case"}, ELA_X_TEXT},
    {"QR_CODE_DOSSIER", "day", {"QR code du dossier", "QR code of the case"}, ELA_X_TEXT},
    {"QR_CODE_CLIENT", "day", {"QR code de l’espace client", "QR code of the portal"}, ELA_X_TEXT},
    {"piece", "pieces", {"Pièce", "Document"}, ELA_X_TEXT},
    {"statut_piece", "pieces", {"Statut", "Status"}, ELA_X_TEXT},
    {"echeance_piece", "pieces", {"À fournir avant le", "Due on"}, ELA_X_DATE},
    {"piece", "pieces_manquantes", {"Pièce", "Document"}, ELA_X_TEXT},
    {"aide_piece", "pieces_manquantes", {"Explication", "Help"}, ELA_X_TEXT},
    {"statut_piece", "pieces_manquantes", {"Statut", "Status"}, ELA_X_TEXT},
    {"motif_refus", "pieces_manquantes", {"Motif du refus", "Why it was refused"}, ELA_X_TEXT},
    {"echeance_piece", "pieces_manquantes", {"À fournir avant le", "Due on"}, ELA_X_DATE},
    {"etape", "etapes", {"Étape", "Step"}, ELA_X_TEXT},
    {"statut_etape", "etapes", {"Statut", "Status"}, ELA_X_TEXT},
    {"date_etape", "etapes", {"Faite le", "Done on"}, ELA_X_DATE},
    {"tache", "taches", {"Tâche", "Task"}, ELA_X_TEXT},
    {"statut_tache", "taches", {"Statut", "Status"}, ELA_X_TEXT},
    {"echeance_tache", "taches", {"Échéance", "Due on"}, ELA_X_DATE},
    {"date_temps", "temps", {"Date", "Day"}, ELA_X_DATE},
    {"activite", "temps", {"Activité", "Activity"}, ELA_X_TEXT},
    {"description_temps", "temps", {"Description", "Description"}, ELA_X_TEXT},
    {"duree", "temps", {"Durée", "Duration"}, ELA_X_TEXT},
    {"intervenant", "intervenants", {"Nom", "Name"}, ELA_X_TEXT},
    {"role_intervenant", "intervenants", {"Rôle", "Role"}, ELA_X_TEXT},
    {"telephone_intervenant", "intervenants", {"Téléphone", "Telephone"}, ELA_X_TEXT},
    {"email_intervenant", "intervenants", {"E-mail", "E-mail"}, ELA_X_TEXT},
    {"membre", "equipe", {"Nom", "Name"}, ELA_X_TEXT},
    {"fonction_membre", "equipe", {"Fonction", "Job"}, ELA_X_TEXT},
};

const struct ela_letter_group *ela_letter_group_at(size_t i)
{
    return i < sizeof GROUPS / sizeof GROUPS[0] ? &GROUPS[i] : NULL;
}

const struct ela_letter_name *ela_letter_name_at(size_t i)
{
    return i < sizeof NAMES / sizeof NAMES[0] ? &NAMES[i] : NULL;
}

bool ela_letter_is_list(struct ela_str name)
{
    const struct ela_letter_group *g;
    for (size_t i = 0; (g = ela_letter_group_at(i)) != NULL; i++)
        if (g->list && ela_str_is(name, g->code))
            return true;
    return false;
}

const struct ela_letter_name *ela_letter_name(struct ela_str name, struct ela_str list)
{
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        if (ela_str_is(name, NAMES[i].name) &&
            (ela_str_is(list, NAMES[i].group) || !ela_letter_is_list(ela_str_of(NAMES[i].group))))
            return &NAMES[i];
    return NULL;
}

struct ela_str ela_letter_field_of(struct ela_str name)
{
    static const char BEFORE[] = "champ_";
    size_t n = sizeof BEFORE - 1;
    return name.n > n && memcmp(name.p, BEFORE, n) == 0 ? (struct ela_str){name.p + n, name.n - n}
                                                        : (struct ela_str){"", 0};
}

/* --- custom fields ------------------------------------------------------------------------ */

static const struct ela__field_at *field_in(const struct ela_fieldset *set, struct ela_str code)
{
    for (size_t i = 0; set && set->program && i < set->program->nflat; i++) {
        const struct ela__field_at *f = &set->program->flat[i];
        if (ela_str_is(code, f->field->code) ||
            (*f->field->variable && ela_str_is(code, f->field->variable)))
            return f;
    }
    return NULL;
}

/* Templates first, then the firm's own fields of every object; what cannot be read is not known. */
bool ela_letter_field_type(struct ela_call *c, struct ela_str code, enum ela_x_type *type)
{
    const struct ela__snapshot *s = ela__snapshot_of(c);
    struct ela_error err = ELA_ERROR_INIT;
    if (ela__definitions_load(c, ELA__KIND_TEMPLATE, &err) != ELA_OK ||
        ela__definitions_load(c, ELA__KIND_FIELDS, &err) != ELA_OK)
        return false;
    for (size_t i = 0; s && i < s->nheads; i++) {
        const struct ela__head *h = &s->heads[i];
        const struct ela__definition *d;
        bool template = ela__same(h->kind, ELA__KIND_TEMPLATE);
        if ((!template && !ela__same(h->kind, ELA__KIND_FIELDS)) ||
            ela__definition_load(c, h->kind, h->definition, &d, &err) != ELA_OK)
            continue;
        const struct ela_fieldset *set =
            template && d->parsed.template ? &d->parsed.template->set : d->parsed.fields;
        const struct ela__field_at *f = field_in(set, code);
        if (f) {
            *type = f->x;
            return true;
        }
    }
    return false;
}

/* --- {{names}} in texts ------------------------------------------------------------------- */

bool ela_letter_next(struct ela_str text, size_t *at, struct ela_str *before, struct ela_str *name)
{
    size_t from = *at;
    for (size_t i = from; i + 4 < text.n; i++) {
        if (text.p[i] != '{' || text.p[i + 1] != '{')
            continue;
        const char *end = memmem(text.p + i + 2, text.n - i - 2, "}}", 2);
        if (!end)
            break;
        struct ela_str is =
            ela_str_trim((struct ela_str){text.p + i + 2, (size_t)(end - text.p) - i - 2});
        if (!ela_rich_name_ok(is))
            continue;
        *before = (struct ela_str){text.p + from, i - from};
        *name = is;
        *at = (size_t)(end - text.p) + 2;
        return true;
    }
    *before = (struct ela_str){text.p + from, text.n - from};
    *at = text.n;
    return false;
}

/* --- unknown ones ------------------------------------------------------------------------- */

struct look {
    struct ela_call *c;
    struct ela_json *out;
    struct ela_str list;
};

static void unknown(struct look *l, struct ela_str name, const char *where)
{
    for (size_t i = 0; i < ela_json_size(l->out); i++)
        if (ela_str_eq(ela_json_text(ela_json_get(ela_json_at(l->out, i), "name")), name))
            return;
    struct ela_json *o = ela_json_new_object();
    ela_json_set_str(o, "name", name);
    ela_json_set_text(o, "where", where);
    ela_json_push(l->out, o);
}

static bool known(struct look *l, struct ela_str name)
{
    enum ela_x_type type;
    struct ela_str field = ela_letter_field_of(name);
    return field.n ? ela_letter_field_type(l->c, field, &type)
                   : ela_letter_name(name, l->list) != NULL;
}

static void look_name(struct look *l, struct ela_str name, const char *where)
{
    if (!known(l, name))
        unknown(l, name, where);
}

static void look_text(struct look *l, struct ela_str text)
{
    struct ela_str before, name;
    for (size_t at = 0; ela_letter_next(text, &at, &before, &name);)
        look_name(l, name, "text");
}

static bool find(void *ctx, struct ela_str name, struct ela_x_name *out)
{
    struct look *l = ctx;
    enum ela_x_type type = ELA_X_TEXT;
    struct ela_str field = ela_letter_field_of(name);
    const struct ela_letter_name *n = field.n ? NULL : ela_letter_name(name, l->list);
    if (field.n ? !ela_letter_field_type(l->c, field, &type) : !n)
        unknown(l, name, "condition");
    *out = (struct ela_x_name){.type = n ? n->type : type};
    return true;
}

static void look_condition(struct look *l, struct ela_str when)
{
    struct ela_arena mem;
    struct ela_error err = ELA_ERROR_INIT;
    const struct ela_x_scope scope = {find, l};
    const struct ela_expr *e;
    ela_arena_init(&mem, (size_t)1 << 20);
    (void)!ela_expr_compile(when, &scope, ELA_X_BOOL, &mem, &e, "when", &err);
    ela_arena_release(&mem);
}

static void look_node(struct look *l, const struct ela_rich_node *node)
{
    struct ela_str list = l->list;
    bool again = node->kind == ELA_RICH_REPEAT ||
                 ((node->kind == ELA_RICH_ROW || node->kind == ELA_RICH_LIST_ITEM) && node->name.n);
    if (node->kind == ELA_RICH_VARIABLE)
        look_name(l, node->name, "text");
    else if (node->kind == ELA_RICH_TEXT)
        look_text(l, node->text);
    else if (node->kind == ELA_RICH_CONDITION)
        look_condition(l, node->name);
    else if (node->kind == ELA_RICH_QR && !ela_str_is(node->name, "case") &&
             !ela_str_is(node->name, "client"))
        unknown(l, node->name, "code");
    if (again && !ela_letter_is_list(node->name))
        unknown(l, node->name, "list");
    if (again)
        l->list = node->name;
    for (const struct ela_rich_node *n = node->first; n; n = n->next)
        look_node(l, n);
    l->list = list;
}

struct ela_json *ela_letter_unknown(struct ela_call *c, const struct ela_letter *t, size_t lang)
{
    struct look l = {.c = c, .out = ela_json_new_array(), .list = ELA_STR("")};
    look_text(&l, ela_str_of(t->subject[lang]));
    if (t->body[lang])
        look_node(&l, t->body[lang]);
    return l.out;
}
