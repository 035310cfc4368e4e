/*
 * What the names of a letter say: read through the operations that screens use, in the language of
 * the letter, as far as the caller may see. Source: DOC-19.
 */
#include "base/duration.h"
#include "letter/letter_internal.h"
#include "qr/qr.h"
#include "scope/scope.h"
#include "settings/settings.h"

#include <stdio.h>
#include <string.h>

/* --- words -------------------------------------------------------------------------------- */

const char *ela__letter_day(struct ela_call *c, struct ela_str text, bool en)
{
    static const char *const FR[] = {"janvier",   "février", "mars",     "avril",
                                     "mai",       "juin",    "juillet",  "août",
                                     "septembre", "octobre", "novembre", "décembre"};
    static const char *const EN[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
    struct ela_day day;
    int32_t y, m, d;
    if (!text.n || ela_day_parse(text, &day, "", NULL) != ELA_OK)
        return "";
    ela_day_to_ymd(day, &y, &m, &d);
    const char *s = ela_arena_printf(c->arena, "%d%s %s %d", (int)d, !en && d == 1 ? "er" : "",
                                     en ? EN[m - 1] : FR[m - 1], (int)y);
    return s ? s : "";
}

static struct ela_str member(const struct ela_json *o, const char *key)
{
    return ela_json_text(ela_json_get(o, key));
}

static struct ela_str label_of(const struct ela_json *o, const char *key, const char *of)
{
    return member(ela_json_get(o, key), of);
}

static void put(struct ela_json *o, const char *name, struct ela_str s)
{
    ela_json_set_str(o, name, s.p ? s : ELA_STR(""));
}

/* Beside what is read, what is compared. */
static void put_raw(struct ela_json *o, const char *name, struct ela_str raw)
{
    char key[80];
    (void)snprintf(key, sizeof key, "=%s", name);
    put(o, key, raw);
}

static void put_day(struct ela__letter_data *d, struct ela_json *o, const char *name,
                    struct ela_str iso)
{
    put(o, name, ela_str_of(ela__letter_day(&d->call, iso, d->en)));
    put_raw(o, name, iso);
}

static void put_number(struct ela_json *o, const char *name, int64_t n)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%lld", (long long)n);
    put(o, name, ela_str_of(text));
}

static void put_money(struct ela__letter_data *d, const char *name, const struct ela_json *minor)
{
    char text[48], raw[32];
    put(d->values, name, ELA_STR(""));
    if (ela_json_kind(minor) != ELA_JINT)
        return;
    ela_pdf_amount(d->en ? "en" : "fr", d->call.settings->currency, ela_json_int(minor, 0), text);
    ela_money_format(ela_json_int(minor, 0), raw);
    put(d->values, name, ela_str_of(text));
    put_raw(d->values, name, ela_str_of(raw));
}

static void put_moment(struct ela__letter_data *d, struct ela_json *o, const char *name, int64_t at)
{
    char iso[16] = "";
    if (at > 0)
        ela_day_format(ela_tz_day(d->call.tz, at), iso);
    put_day(d, o, name, ela_str_of(iso));
}

/* --- firm, day ---------------------------------------------------------------------------- */

static void firm(struct ela__letter_data *d)
{
    const struct ela_settings *s = d->call.settings;
    char town[96], today[16];
    (void)snprintf(town, sizeof town, "%s%s%s", s->firm_zip, *s->firm_zip ? " " : "", s->firm_town);
    const char *address = ela_arena_printf(d->call.arena, "%s%s%s", s->firm_address,
                                           *s->firm_address && *town ? ", " : "", town);
    put(d->values, "nom_cabinet", ela_str_of(s->firm_name));
    put(d->values, "adresse_cabinet", ela_str_of(address ? address : ""));
    put(d->values, "ville_cabinet", ela_str_of(s->firm_town));
    put(d->values, "telephone_cabinet", ela_str_of(s->firm_phone));
    put(d->values, "email_cabinet", ela_str_of(s->firm_email));
    put(d->values, "horaires_cabinet", ela_str_of(s->firm_hours));
    put(d->values, "site_cabinet", ela_str_of(s->firm_url));
    ela_day_format(ela_tz_day(d->call.tz, d->call.now), today);
    put_day(d, d->values, "date_du_jour", ela_str_of(today));
    const char *portal =
        *s->portal_url ? ela_arena_printf(d->call.arena, "%s/", s->portal_url) : NULL;
    put(d->values, "lien_portail", ela_str_of(portal ? portal : ""));
    d->town = s->firm_town;
}

/* --- client ------------------------------------------------------------------------------- */

static enum ela_status client(struct ela__letter_data *d, struct ela_error *err)
{
    static const char *const NAMES[] = {"nom_client",   "adresse_client", "code_postal_client",
                                        "ville_client", "email_client",   "telephone_client",
                                        "siren_client", "siret_client",   "tva_client",
                                        "code_client",  "=lang"};
    struct ela_db_value id = ELA_DBV_INT(d->client_id);
    struct ela_db_result r;
    /* Who is on the team of a case writes to its client, whoever's client that is. */
    if (!d->case_id)
        ELA_TRY(ela_scope_need_client(d->call.db, d->call.actor, d->client_id, "client", err));
    ELA_TRY(ela_db_query(d->call.db, ELA_SQL_LETTER_CLIENT, &id, 1, &r, err));
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        put(d->values, NAMES[i], r.nrows ? ela_db_cell(&r, 0, i) : ELA_STR(""));
    ela_db_result_release(&r);
    char code[ELA_QR_ADDRESS];
    ELA_TRY(ela_qr_address(&d->call, "client", d->client_id, code, err));
    (void)ela_str_copy(ela_str_of(code), d->client_url, sizeof d->client_url);
    put(d->values, "QR_CODE_CLIENT", ela_str_of(d->client_url));
    return ELA_OK;
}

/* Rows of fields by their code: secret ones stay masked, as on any screen. */
static void fields(struct ela__letter_data *d, const struct ela_json *rows)
{
    for (size_t i = 0; i < ela_json_size(rows); i++) {
        const struct ela_json *row = ela_json_at(rows, i), *v = ela_json_get(row, "value");
        char name[ELA_RICH_NAME_MAX + 1];
        struct ela_str code = member(row, "code"), text = member(row, "text");
        if (code.n + 6 >= sizeof name || ela_json_get(row, "masked") ||
            ela_json_bool(ela_json_get(row, "sensitive"), false))
            continue;
        (void)snprintf(name, sizeof name, "champ_%.*s", (int)code.n, code.p);
        put(d->values, name, text);
        if (ela_json_kind(v) == ELA_JTEXT)
            put_raw(d->values, name, ela_json_text(v));
        else if (ela_json_kind(v) == ELA_JBOOL)
            put_raw(d->values, name, ela_json_bool(v, false) ? ELA_STR("true") : ELA_STR("false"));
    }
}

static enum ela_status ask(struct ela__letter_data *d, const char *op, const char *key, int64_t id,
                           struct ela_json **out, struct ela_error *err)
{
    struct ela_json *in = ela_json_new_object();
    ela_json_set_int(in, key, id);
    enum ela_status st = d->call.call(&d->call, op, in, out, err);
    ela_json_free(in);
    return st;
}

static enum ela_status client_fields(struct ela__letter_data *d, struct ela_error *err)
{
    struct ela_json *answer = NULL;
    struct ela_error why = ELA_ERROR_INIT;
    enum ela_status st = ask(d, "client.fields", "client", d->client_id, &answer, &why);
    if (st == ELA_E_NOT_FOUND && d->case_id) {
        ela_json_free(answer);
        return ELA_OK; /* what the firm keeps of him is for those whose client he is */
    }
    if (st != ELA_OK)
        return ela_fail(err, st, why.key, why.field);
    const struct ela_json *sets = ela_json_get(answer, "sets");
    for (size_t i = 0; i < ela_json_size(sets); i++)
        fields(d, ela_json_get(ela_json_at(sets, i), "rows"));
    ela_json_free(answer);
    return ELA_OK;
}

/* --- case --------------------------------------------------------------------------------- */

static void adviser(struct ela__letter_data *d)
{
    const struct ela_json *team = ela_json_get(d->page, "team"), *lead = NULL;
    for (size_t i = 0; i < ela_json_size(team) && !lead; i++)
        if (ela_json_bool(ela_json_get(ela_json_at(team, i), "lead"), false))
            lead = ela_json_at(team, i);
    put(d->values, "nom_conseiller", member(lead, "name"));
    put(d->values, "fonction_conseiller", member(lead, "job"));
    put(d->values, "email_conseiller", member(lead, "email"));
    put(d->values, "telephone_conseiller", member(lead, "phone"));
}

static void about_case(struct ela__letter_data *d)
{
    const struct ela_json *p = d->page, *price = ela_json_get(p, "price");
    const struct ela_json *counters = ela_json_get(p, "counters");
    char clock[32];
    put(d->values, "reference_dossier", member(p, "ref"));
    put(d->values, "titre_dossier", member(p, "title"));
    put(d->values, "type_dossier", label_of(p, "template", "label"));
    put_raw(d->values, "type_dossier", label_of(p, "template", "code"));
    put(d->values, "statut_dossier", label_of(p, "status", "label"));
    put_raw(d->values, "statut_dossier", label_of(p, "status", "code"));
    put(d->values, "description_dossier", member(p, "description"));
    put_day(d, d->values, "date_ouverture", member(p, "start_on"));
    put_day(d, d->values, "date_echeance", member(p, "due_on"));
    put_day(d, d->values, "date_cloture", member(p, "closed_on"));
    put_number(d->values, "avancement", ela_json_int(ela_json_get(p, "progress"), 0));
    put_money(d, "prix_ht", ela_json_get(price, "minor"));
    put_money(d, "prix_ttc", ela_json_get(price, "gross_minor"));
    ela_duration_format(ela_json_int(ela_json_get(p, "total_s"), 0), clock);
    put(d->values, "temps_total", ela_str_of(clock));
    put_number(d->values, "nombre_pieces", ela_json_int(ela_json_get(counters, "pieces"), 0));
    struct ela_str url = label_of(p, "qr", "address");
    (void)ela_str_copy(url, d->portal, sizeof d->portal);
    put(d->values, "lien_dossier", url);
    put(d->values, "QR_CODE_DOSSIER", url);
    adviser(d);
    fields(d, ela_json_get(p, "fields"));
}

/* --- lists -------------------------------------------------------------------------------- */

static struct ela_json *row_in(struct ela_json *list)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_push(list, o);
    return o;
}

static bool missing(const struct ela_json *piece)
{
    struct ela_str s = label_of(piece, "status", "code");
    return ela_str_is(s, "to_provide") || ela_str_is(s, "refused") || ela_str_is(s, "expired");
}

/* Pieces that the client sees: a letter names nothing else. */
static void pieces(struct ela__letter_data *d, struct ela_json *all, struct ela_json *wanted)
{
    const struct ela_json *rows = ela_json_get(d->page, "pieces");
    for (size_t i = 0; i < ela_json_size(rows); i++) {
        const struct ela_json *p = ela_json_at(rows, i);
        if (ela_str_is(label_of(p, "status", "code"), "na") ||
            !ela_json_bool(ela_json_get(p, "visible"), true))
            continue;
        for (int k = 0; k < 2; k++) {
            if (k == 1 && !(missing(p) && ela_str_is(member(p, "source"), "client")))
                continue;
            struct ela_json *o = row_in(k ? wanted : all);
            put(o, "piece", member(p, "label"));
            put(o, "aide_piece", member(p, "help"));
            put(o, "statut_piece", label_of(p, "status", "label"));
            put_raw(o, "statut_piece", label_of(p, "status", "code"));
            put(o, "motif_refus", member(p, "reason"));
            put_day(d, o, "echeance_piece", member(p, "due_on"));
        }
    }
}

static void steps(struct ela__letter_data *d, struct ela_json *list)
{
    const struct ela_json *rows = ela_json_get(d->page, "steps");
    for (size_t i = 0; i < ela_json_size(rows); i++) {
        const struct ela_json *s = ela_json_at(rows, i);
        if (!ela_json_bool(ela_json_get(s, "visible"), true))
            continue;
        struct ela_json *o = row_in(list);
        put(o, "etape", member(s, "label"));
        put(o, "statut_etape", label_of(s, "status", "label"));
        put_raw(o, "statut_etape", label_of(s, "status", "code"));
        put_moment(d, o, "date_etape", ela_json_int(ela_json_get(s, "done_at"), 0));
    }
}

static void people(struct ela__letter_data *d, struct ela_json *parties, struct ela_json *team)
{
    const struct ela_json *rows = ela_json_get(d->page, "parties");
    for (size_t i = 0; i < ela_json_size(rows); i++) {
        const struct ela_json *p = ela_json_at(rows, i);
        struct ela_json *o = row_in(parties);
        put(o, "intervenant", member(p, "name"));
        put(o, "role_intervenant", member(p, "role_label"));
        put(o, "telephone_intervenant", member(p, "phone"));
        put(o, "email_intervenant", member(p, "email"));
    }
    rows = ela_json_get(d->page, "team");
    for (size_t i = 0; i < ela_json_size(rows); i++) {
        const struct ela_json *p = ela_json_at(rows, i);
        struct ela_json *o = row_in(team);
        put(o, "membre", member(p, "name"));
        put(o, "fonction_membre", member(p, "job"));
    }
}

enum { LIST_PAGE = 200, LIST_MAX = 1000 }; /* as many rows as a letter repeats */

/* Page by page through a list of the case, in its order, until it or the letter is full. */
static enum ela_status
each(struct ela__letter_data *d, const char *op, const char *sort, struct ela_json *list,
     void (*take)(struct ela__letter_data *d, const struct ela_json *row, struct ela_json *list),
     struct ela_error *err)
{
    struct ela_str after = {NULL, 0};
    do {
        struct ela_json *in = ela_json_new_object(), *answer = NULL;
        ela_json_set_int(in, "case", d->case_id);
        ela_json_set_int(in, "limit", LIST_PAGE);
        if (sort)
            ela_json_set_text(in, "sort", sort);
        if (after.n)
            ela_json_set_str(in, "after", after);
        enum ela_status st = d->call.call(&d->call, op, in, &answer, err);
        ela_json_free(in);
        if (st != ELA_OK)
            return st;
        const struct ela_json *rows = ela_json_get(answer, "rows");
        for (size_t i = 0; i < ela_json_size(rows) && ela_json_size(list) < LIST_MAX; i++)
            take(d, ela_json_at(rows, i), list);
        struct ela_str next = ela_json_text(ela_json_get(answer, "next"));
        after = (struct ela_str){next.n ? ela_arena_strndup(d->call.arena, next.p, next.n) : NULL,
                                 next.n};
        ela_json_free(answer);
        if (after.n && !after.p)
            return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    } while (after.n && ela_json_size(list) < LIST_MAX);
    return ELA_OK;
}

/* One that the client sees and that is not done. */
static void task(struct ela__letter_data *d, const struct ela_json *t, struct ela_json *list)
{
    struct ela_str klass = label_of(t, "status", "class");
    if (!ela_json_bool(ela_json_get(t, "visible"), false) || ela_str_is(klass, "done") ||
        ela_str_is(klass, "cancelled"))
        return;
    struct ela_json *o = row_in(list);
    put(o, "tache", member(t, "title"));
    put(o, "statut_tache", label_of(t, "status", "label"));
    put_day(d, o, "echeance_tache", member(t, "due_on"));
}

static void spent_time(struct ela__letter_data *d, const struct ela_json *t, struct ela_json *list)
{
    struct ela_json *o = row_in(list);
    char clock[32];
    ela_duration_format(ela_json_int(ela_json_get(t, "duration_s"), 0), clock);
    put_day(d, o, "date_temps", member(t, "work_on"));
    put(o, "activite", label_of(t, "activity", "label"));
    put(o, "description_temps", member(t, "description"));
    put(o, "duree", ela_str_of(clock));
}

static struct ela_json *list_in(struct ela__letter_data *d, const char *code)
{
    struct ela_json *list = ela_json_new_array();
    ela_json_set(d->lists, code, list);
    return list;
}

static enum ela_status lists(struct ela__letter_data *d, struct ela_error *err)
{
    struct ela_json *all = list_in(d, "pieces"), *wanted = list_in(d, "pieces_manquantes");
    struct ela_json *parties = list_in(d, "intervenants"), *team = list_in(d, "equipe");
    struct ela_json *work = list_in(d, "taches"), *spent = list_in(d, "temps");
    pieces(d, all, wanted);
    put_number(d->values, "nombre_pieces_manquantes", (int64_t)ela_json_size(wanted));
    steps(d, list_in(d, "etapes"));
    people(d, parties, team);
    ELA_TRY(each(d, "task.list", "due", work, task, err));
    /* the client's sheet: what was validated alone, oldest first */
    return each(d, "time.sheet", NULL, spent, spent_time, err);
}

/* --- all ---------------------------------------------------------------------------------- */

static enum ela_status read_all(struct ela__letter_data *d, struct ela_error *err)
{
    firm(d);
    if (d->case_id) {
        ELA_TRY(ask(d, "case.page", "case", d->case_id, &d->page, err));
        d->client_id =
            (int32_t)ela_json_int(ela_json_get(ela_json_get(d->page, "client"), "id"), 0);
        about_case(d);
    }
    ELA_TRY(client(d, err));
    ELA_TRY(client_fields(d, err));
    return d->case_id ? lists(d, err) : ELA_OK;
}

enum ela_status ela__letter_data(struct ela_call *c, int64_t case_id, int64_t client_id,
                                 const char *lang, struct ela__letter_data *d,
                                 struct ela_error *err)
{
    memset(d, 0, sizeof *d);
    d->call = *c;
    d->actor = *c->actor;
    d->en = strcmp(lang, "en") == 0;
    (void)snprintf(d->actor.lang, sizeof d->actor.lang, "%s", d->en ? "en" : "fr");
    d->call.actor = &d->actor;
    d->case_id = case_id;
    d->client_id = (int32_t)client_id;
    d->values = ela_json_new_object();
    d->lists = ela_json_new_object();
    return read_all(d, err);
}

void ela__letter_data_release(struct ela__letter_data *d)
{
    ela_json_free(d->values);
    ela_json_free(d->lists);
    ela_json_free(d->page);
}
