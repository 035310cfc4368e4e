/*
 * Paper: a letter with everything that drawing it needs, so that a worker draws it without reading
 * anything that belongs to somebody.
 */
#include "file/file.h"
#include "letter/letter_internal.h"
#include "settings/settings.h"

#include <stdio.h>
#include <string.h>

enum { PICTURES_MAX = 16 };

/* --- writing ------------------------------------------------------------------------------ */

static void set_code(struct ela__letter_data *d, const struct ela_letter *t, struct ela_json *o)
{
    bool of_case = strcmp(t->qr, "case") == 0;
    bool on = d->call.settings->qr && d->call.settings->qr_letters;
    const char *url = !on                            ? ""
                      : of_case                      ? d->portal
                      : strcmp(t->qr, "client") == 0 ? d->client_url
                                                     : "";
    const char *host = strstr(d->call.settings->portal_url, "://");
    const char *words = of_case ? (d->en ? "Your case online:" : "Votre dossier en ligne :")
                                : (d->en ? "Your client portal:" : "Votre espace client :");
    const char *both = ela_arena_printf(d->call.arena, "%s\n%s", words, host ? host + 3 : "");
    ela_json_set_text(o, "qr", url);
    if (*url)
        ela_json_set_text(o, "qr_words", both ? both : words);
    ela_json_set_text(o, "case_url", on ? d->portal : "");
    ela_json_set_text(o, "client_url", on ? d->client_url : "");
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

/* --- the whole ---------------------------------------------------------------------------- */

static void fill(struct ela_call *c, const struct ela_json *paper, struct ela_pdf_letter *l)
{
    const struct ela_settings *s = c->settings;
    const struct ela_json *to = ela_json_get(paper, "to");
    const char *town =
        ela_arena_printf(c->arena, "%s%s%s", s->firm_zip, *s->firm_zip ? " " : "", s->firm_town);
    const char *foot = ela_arena_printf(
        c->arena, "%s%s%s%s%s", s->firm_name, *s->firm_address ? " · " : "", s->firm_address,
        *s->firm_town ? ", " : "", *s->firm_town && town ? town : "");
    *l = (struct ela_pdf_letter){
        .lang = text_of(paper, "lang"),
        .accent = s->accent,
        .firm_name = s->firm_name,
        .firm_lines = {s->firm_address, *s->firm_town && town ? town : "", s->firm_phone,
                       s->firm_email},
        .refs = {text_of(paper, "refs")},
        .dated = text_of(paper, "dated"),
        .subject_label = text_of(paper, "subject_label"),
        .subject = text_of(paper, "subject"),
        .foot = foot ? foot : s->firm_name,
        .legal = ela_pdf_legal(s, strcmp(text_of(paper, "lang"), "en") == 0, c->arena),
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
