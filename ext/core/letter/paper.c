/*
 * Paper: a letter with everything that drawing it needs, so that a worker draws it without reading
 * anything that belongs to somebody.
 */
#include "file/file.h"
#include "letter/letter_internal.h"
#include "settings/settings.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { PICTURES_MAX = 16 };

/* --- writing ------------------------------------------------------------------------------ */

static void set_code(struct ela__letter_data *d, const struct ela_letter *t, struct ela_json *o)
{
    bool of_case = strcmp(t->qr, "case") == 0;
    const char *url = of_case ? d->portal : strcmp(t->qr, "client") == 0 ? d->client_url : "";
    const char *host = strstr(d->call.settings->portal_url, "://");
    const char *words = of_case ? (d->en ? "Your case online:" : "Votre dossier en ligne :")
                                : (d->en ? "Your client portal:" : "Votre espace client :");
    const char *both = ela_arena_printf(d->call.arena, "%s\n%s", words, host ? host + 3 : "");
    ela_json_set_text(o, "qr", url);
    if (*url)
        ela_json_set_text(o, "qr_words", both ? both : words);
    ela_json_set_text(o, "case_url", d->portal);
    ela_json_set_text(o, "client_url", d->client_url);
}

struct ela_json *ela__letter_paper(struct ela__letter_data *d, const struct ela__letter_paper *p)
{
    struct ela_json *o = ela_json_new_object(), *to = ela_json_new_array();
    struct ela_str ref = ela_json_text(ela_json_get(d->values, "reference_dossier"));
    const char *day = ela_json_text(ela_json_get(d->values, "date_du_jour")).p;
    const char *refs = ela_arena_printf(d->call.arena, d->en ? "Our ref.: %.*s" : "Nos réf. : %.*s",
                                        (int)ref.n, ref.n ? ref.p : "");
    const char *dated = d->town && *d->town
                            ? ela_arena_printf(d->call.arena, d->en ? "%s, %s" : "%s, le %s",
                                               d->town, day ? day : "")
                            : day;
    for (size_t i = 0; p->t->address && i < p->to->n; i++)
        ela_json_push(to, ela_json_new_text(p->to->lines[i], strlen(p->to->lines[i])));
    ela_json_set_text(o, "lang", d->en ? "en" : "fr");
    ela_json_set(o, "to", to);
    ela_json_set_text(o, "refs", ref.n && refs ? refs : "");
    ela_json_set_text(o, "dated", dated ? dated : "");
    ela_json_set_text(o, "subject_label", p->t->address ? (d->en ? "Subject" : "Objet") : "");
    ela_json_set_text(o, "subject", p->subject);
    ela_json_set_bool(o, "justify", p->t->justify);
    ela_json_set(o, "body", ela_rich_json(p->body));
    set_code(d, p->t, o);
    return o;
}

/* --- drawing ------------------------------------------------------------------------------ */

struct sheet {
    const struct ela_json *paper;
    struct ela_pdf_picture pictures[PICTURES_MAX];
    int64_t id[PICTURES_MAX];
    size_t n;
};

static struct ela_str code_of(void *ctx, struct ela_str name)
{
    const struct sheet *s = ctx;
    return ela_json_text(
        ela_json_get(s->paper, ela_str_is(name, "client") ? "client_url" : "case_url"));
}

static void name_pictures(struct sheet *s, const struct ela_rich_node *node)
{
    bool known = node->kind != ELA_RICH_IMAGE || s->n == PICTURES_MAX;
    for (size_t i = 0; i < s->n && !known; i++)
        known = s->id[i] == node->file;
    if (!known)
        s->id[s->n++] = node->file;
    for (const struct ela_rich_node *n = node->first; n; n = n->next)
        name_pictures(s, n);
}

static enum ela_status read_pictures(struct ela_call *c, struct sheet *s, struct ela_error *err)
{
    struct ela_str bytes[PICTURES_MAX];
    ELA_TRY(ela_file_models(c, s->id, s->n, ELA_PDF_PICTURE_MAX, bytes, err));
    for (size_t i = 0; i < s->n; i++)
        s->pictures[i] = (struct ela_pdf_picture){s->id[i], bytes[i]};
    size_t n = 0; /* those that are gone leave their place empty */
    for (size_t i = 0; i < s->n; i++)
        if (s->pictures[i].bytes.n)
            s->pictures[n++] = s->pictures[i];
    s->n = n;
    return ELA_OK;
}

static const char *text_of(const struct ela_json *paper, const char *key)
{
    const char *p = ela_json_text(ela_json_get(paper, key)).p;
    return p ? p : "";
}

/* --- the firm, as the law wants it on letters --------------------------------------------- */

/* Dolibarr keeps a code of its dictionary; its words are too long for a foot. */
static const char *form_of(const char *code, bool en)
{
    static const struct {
        const char *code, *fr, *en;
    } forms[] = {{"10", "Entrepreneur individuel (EI)", "Sole trader (EI)"},
                 {"51", "Société coopérative", "Société coopérative"},
                 {"52", "SNC", "SNC"},
                 {"53", "Société en commandite", "Société en commandite"},
                 {"54", "SARL", "SARL"},
                 {"55", "SA", "SA"},
                 {"56", "SA à directoire", "SA à directoire"},
                 {"57", "SAS", "SAS"},
                 {"58", "Société européenne", "European company (SE)"},
                 {"62", "GIE", "GIE"},
                 {"65", "Société civile", "Société civile"},
                 {"92", "Association loi 1901", "Association loi 1901"},
                 {"93", "Fondation", "Foundation"}};
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        if (strcmp(forms[i].code, code) == 0)
            return en ? forms[i].en : forms[i].fr;
    return "";
}

/* "40000" as an amount; what is more than a number stands as it was typed. */
static const char *capital_of(struct ela_call *c, bool en)
{
    const char *s = c->settings->firm_capital;
    char text[48];
    size_t n = strlen(s);
    if (n == 0 || n > 12 || strspn(s, "0123456789") != n)
        return s;
    int64_t minor = 0;
    for (size_t i = 0; i < n; i++)
        minor = minor * 10 + (s[i] - '0');
    ela_pdf_amount(en ? "en" : "fr", c->settings->currency, minor * 100, text);
    return ela_arena_strndup(c->arena, text, strlen(text));
}

/* By threes, as it is read. */
static const char *siren_of(struct ela_call *c)
{
    const char *s = c->settings->firm_siren;
    return strlen(s) == 9 && strspn(s, "0123456789") == 9
               ? ela_arena_printf(c->arena, "%.3s %.3s %.3s", s, s + 3, s + 6)
               : s;
}

/* "SARL au capital de 40 000,00 € · SIREN 732 829 320 · RCS Lyon · ORIAS n° 07 000 000": what is
 * known of it. Source: Code de commerce R.123-237, R.123-238. */
static const char *legal_of(struct ela_call *c, bool en)
{
    const struct ela_settings *s = c->settings;
    const char *form = form_of(s->firm_form, en), *capital = capital_of(c, en),
               *siren = siren_of(c), *rcs = s->firm_rcs, *free_line = s->firm_legal;
    bool named = strncasecmp(rcs, "RCS", 3) == 0 || strncasecmp(rcs, "R.C.S", 5) == 0 ||
                 strncasecmp(rcs, "RM", 2) == 0 || strncasecmp(rcs, "RNE", 3) == 0;
    if (!capital || !siren)
        return "";
    bool first = *form || *capital, second = first || *siren, third = second || *rcs;
    const char *line =
        ela_arena_printf(c->arena, "%s%s%s%s%s%s%s%s%s%s%s%s", form, *form && *capital ? " " : "",
                         *capital ? (en      ? "capital "
                                     : *form ? "au capital de "
                                             : "Capital de ")
                                  : "",
                         capital, *siren && first ? " · " : "", *siren ? "SIREN " : "", siren,
                         *rcs && second ? " · " : "", *rcs && !named ? "RCS " : "", rcs,
                         *free_line && third ? " · " : "", free_line);
    return line ? line : "";
}

static void fill(struct ela_call *c, const struct ela_json *paper, struct ela_pdf_letter *l)
{
    const struct ela_settings *s = c->settings;
    const struct ela_json *to = ela_json_get(paper, "to");
    const char *town =
        ela_arena_printf(c->arena, "%s%s%s", s->firm_zip, *s->firm_zip ? " " : "", s->firm_town);
    const char *foot = ela_arena_printf(
        c->arena, "%s%s%s%s%s", s->firm_name, *s->firm_address ? " · " : "", s->firm_address,
        *s->firm_town ? ", " : "", *s->firm_town && town ? town : "");
    *l = (struct ela_pdf_letter){.lang = text_of(paper, "lang"),
                                 .accent = s->accent,
                                 .firm_name = s->firm_name,
                                 .firm_lines = {s->firm_address, *s->firm_town && town ? town : "",
                                                s->firm_phone, s->firm_email},
                                 .refs = {text_of(paper, "refs")},
                                 .dated = text_of(paper, "dated"),
                                 .subject_label = text_of(paper, "subject_label"),
                                 .subject = text_of(paper, "subject"),
                                 .foot = foot ? foot : s->firm_name,
                                 .legal = legal_of(c, strcmp(text_of(paper, "lang"), "en") == 0),
                                 .qr = ela_json_text(ela_json_get(paper, "qr")),
                                 .qr_words = text_of(paper, "qr_words"),
                                 .justify = ela_json_bool(ela_json_get(paper, "justify"), false)};
    ela_file_logo(c, s->firm_logo, ELA_PDF_PICTURE_MAX, &l->logo);
    for (size_t i = 0; i < ela_json_size(to) && i < 8; i++)
        l->to[i] = ela_json_text(ela_json_at(to, i)).p;
}

enum ela_status ela__letter_draw(struct ela_call *c, const struct ela_json *paper,
                                 struct ela_buf *out, size_t *pages, struct ela_error *err)
{
    struct sheet s = {.paper = paper};
    struct ela_pdf_letter l;
    fill(c, paper, &l);
    ELA_TRY(ela_rich_read_letter(ela_json_get(paper, "body"), c->arena, &l.body, err));
    name_pictures(&s, l.body);
    ELA_TRY(read_pictures(c, &s, err));
    l.pictures = s.pictures;
    l.npictures = s.n;
    l.code = code_of;
    l.ctx = &s;
    return ela_pdf_letter(&l, out, pages, err);
}
