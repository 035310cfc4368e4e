/*
 * billing.annex: the time behind an invoice, printed. Groups are by case, kind, rate and VAT; each
 * subtotal is the sum of the invoice lines that it stands for, so paper and invoice agree to the
 * cent. Source: TIME-16, TIME-18.
 */
#include "billing/billing_record.h"
#include "file/file.h"
#include "pdf/flow.h"

#include <stdarg.h>

struct group {
    const struct ela__record_line *like; /* its first line */
    size_t rows, lines;
    int64_t seconds, amount_minor;
};

struct annex {
    struct ela_call *c;
    struct ela__record rec;
    struct ela__native_invoice invoice;
    bool fr, amounts;
    const char *lang;
    struct ela_pdf_sheet sheet;
};

static char *words(struct annex *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static char *words(struct annex *a, const char *fmt, ...)
{
    char text[512];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    return ela_arena_strdup(a->c->arena, text);
}

static const char *either(const struct annex *a, const char *fr, const char *en)
{
    return a->fr ? fr : en;
}

static bool is_time(const struct ela__record_line *l)
{
    return l->nparts > 0;
}

static bool alike(const struct ela__record_line *a, const struct ela__record_line *b)
{
    return a->case_id == b->case_id && strcmp(a->kind, b->kind) == 0 &&
           ela_rate_eq(a->rate, b->rate) && a->vat_milli == b->vat_milli;
}

/* "5,5 %", "20 %" */
static const char *vat_words(struct annex *a, int32_t milli)
{
    char text[16];
    snprintf(text, sizeof(text), "%d.%03d", milli / 1000, milli % 1000);
    size_t n = strlen(text);
    while (text[n - 1] == '0')
        text[--n] = 0;
    if (text[n - 1] == '.')
        text[--n] = 0;
    for (char *p = text; a->fr && *p; p++)
        *p = *p == '.' ? ',' : *p;
    return words(a, a->fr ? "TVA %s\xc2\xa0%%" : "VAT %s%%", text);
}

static const char *rate_words(struct annex *a, struct ela_rate rate)
{
    char amount[48], exact[32];
    if (rate.den == 1) {
        ela_pdf_amount(a->lang, a->c->settings->currency, rate.num, amount);
        return words(a, "%s/h", amount);
    }
    ela_rate_format(rate, exact);
    for (char *p = exact; a->fr && *p; p++)
        *p = *p == '.' ? ',' : *p;
    return words(a, "%s\xc2\xa0%s/h", exact, a->c->settings->currency);
}

static const char *group_label(struct annex *a, const struct ela__record_line *l)
{
    if (strcmp(l->kind, ELA_LINE_INCLUDED) == 0)
        return either(a, "Temps inclus au forfait", "Time included in the package");
    bool over = strcmp(l->kind, ELA_LINE_OVERAGE) == 0;
    const char *what = over
                           ? either(a, "Temps au-del\xc3\xa0 du forfait", "Time beyond the package")
                           : either(a, "Temps pass\xc3\xa9", "Time spent");
    if (!a->amounts || !ela_rate_is_set(l->rate))
        return what;
    return words(a, a->fr ? "%s \xc3\xa0 %s" : "%s at %s", what, rate_words(a, l->rate));
}

static int by_day(const void *x, const void *y)
{
    const struct ela__record_part *const *a = x, *const *b = y;
    int d = strcmp((*a)->day, (*b)->day);
    return d ? d : ((*a)->time_id > (*b)->time_id) - ((*a)->time_id < (*b)->time_id);
}

/* Entries of all lines of a group, oldest first. */
static enum ela_status fill_rows(struct annex *a, const struct group *g, struct ela_pdf_group *out,
                                 struct ela_error *err)
{
    struct ela_arena *mem = a->c->arena;
    const struct ela__record_part **parts = ela_arena_alloc(mem, (g->rows + 1) * sizeof(*parts));
    struct ela_pdf_row *rows = ela_arena_alloc(mem, (g->rows + 1) * sizeof(*rows));
    size_t n = 0;
    if (!parts || !rows)
        return ela__no_memory(err);
    for (size_t i = 0; i < a->rec.n; i++)
        for (size_t k = 0; alike(&a->rec.line[i], g->like) && k < a->rec.line[i].nparts; k++)
            parts[n++] = &a->rec.line[i].parts[k];
    qsort(parts, n, sizeof(*parts), by_day);
    for (size_t i = 0; i < n; i++)
        rows[i] = (struct ela_pdf_row){.day = ela__day_text(a->c, mem, ela_str_of(parts[i]->day)),
                                       .adviser = parts[i]->adviser,
                                       .activity = parts[i]->activity,
                                       .description = parts[i]->description,
                                       .mark = g->like->case_id ? "" : parts[i]->case_ref,
                                       .seconds = parts[i]->seconds};
    bool priced = strcmp(g->like->kind, ELA_LINE_INCLUDED) != 0;
    *out =
        (struct ela_pdf_group){.label = group_label(a, g->like),
                               .note = a->amounts && priced ? vat_words(a, g->like->vat_milli) : "",
                               .rows = rows,
                               .nrows = n,
                               .seconds = g->seconds,
                               .has_amount = a->amounts && priced,
                               .amount_minor = g->amount_minor};
    return ELA_OK;
}

/* Lines that print alike, in the order of the invoice. */
static size_t collect(struct annex *a, struct group *groups)
{
    size_t n = 0;
    for (size_t i = 0; i < a->rec.n; i++) {
        const struct ela__record_line *l = &a->rec.line[i];
        size_t g = 0;
        if (!is_time(l))
            continue;
        while (g < n && !alike(groups[g].like, l))
            g++;
        if (g == n)
            groups[n++] = (struct group){.like = l};
        groups[g].rows += l->nparts;
        groups[g].lines++;
        groups[g].seconds += l->seconds;
        groups[g].amount_minor += l->amount_minor;
    }
    return n;
}

static const char *section_title(struct annex *a, const struct ela__record_line *l)
{
    if (!l->case_id)
        return either(a, "Plusieurs dossiers, ou sans dossier", "Several cases, or none");
    return words(a, "%s \xc2\xb7 %s", l->case_ref, l->case_title);
}

static enum ela_status fill_sections(struct annex *a, struct ela_error *err)
{
    struct ela_arena *mem = a->c->arena;
    struct group *groups = ela_arena_alloc(mem, (a->rec.n + 1) * sizeof(*groups));
    struct ela_pdf_section *sections = ela_arena_alloc(mem, (a->rec.n + 1) * sizeof(*sections));
    struct ela_pdf_group *out = ela_arena_alloc(mem, (a->rec.n + 1) * sizeof(*out));
    if (!groups || !sections || !out)
        return ela__no_memory(err);
    size_t n = collect(a, groups), at = 0, s = 0;
    for (size_t i = 0; i < n; i++) {
        bool first = true;
        for (size_t k = 0; k < i; k++)
            first = first && groups[k].like->case_id != groups[i].like->case_id;
        if (!first)
            continue;
        sections[s] =
            (struct ela_pdf_section){.title = section_title(a, groups[i].like), .groups = out + at};
        for (size_t k = i; k < n; k++) {
            if (groups[k].like->case_id != groups[i].like->case_id)
                continue;
            ELA_TRY(fill_rows(a, &groups[k], &out[at++], err));
            sections[s].ngroups++;
        }
        s++;
    }
    a->sheet.sections = sections;
    a->sheet.nsections = s;
    return ELA_OK;
}

/* By kind, then what they come to: the same numbers as on the invoice. */
static enum ela_status fill_totals(struct annex *a, struct ela_error *err)
{
    static const char *const KINDS[] = {ELA_LINE_TIME, ELA_LINE_INCLUDED, ELA_LINE_OVERAGE,
                                        ELA_LINE_PACKAGE, ELA_LINE_FIXED};
    static const char *const FR[] = {"Temps pass\xc3\xa9", "Temps inclus au forfait",
                                     "Temps au-del\xc3\xa0 du forfait",
                                     "Forfaits d\xe2\x80\x99heures", "Forfaits"};
    static const char *const EN[] = {"Time spent", "Time included in packages",
                                     "Time beyond packages", "Packages of hours", "Fixed prices"};
    struct ela_pdf_total *t = ela_arena_alloc(a->c->arena, 6 * sizeof(*t));
    size_t n = 0;
    int64_t seconds = 0, amount = 0;
    if (!t)
        return ela__no_memory(err);
    for (size_t k = 0; k < 5; k++) {
        struct ela_pdf_total sum = {
            .label = a->fr ? FR[k] : EN[k], .has_seconds = k < 3, .has_amount = a->amounts};
        bool any = false;
        for (size_t i = 0; i < a->rec.n; i++) {
            if (strcmp(a->rec.line[i].kind, KINDS[k]) != 0)
                continue;
            any = true;
            sum.seconds += a->rec.line[i].seconds;
            sum.amount_minor += a->rec.line[i].amount_minor;
        }
        seconds += sum.seconds;
        amount += sum.amount_minor;
        if (any && (a->amounts || k < 3))
            t[n++] = sum;
    }
    t[n++] = (struct ela_pdf_total){.label = a->amounts ? "Total HT" : "Total",
                                    .has_seconds = true,
                                    .has_amount = a->amounts,
                                    .strong = true,
                                    .seconds = seconds,
                                    .amount_minor = amount};
    if (!a->fr && a->amounts)
        t[n - 1].label = "Total excluding VAT";
    a->sheet.totals = t;
    a->sheet.ntotals = n;
    return ELA_OK;
}

static const char *exported(struct annex *a)
{
    struct ela_civil at;
    ela_tz_civil(a->c->tz, a->c->now, &at);
    if (a->fr)
        return words(a,
                     "\xc3\x89"
                     "dit\xc3\xa9 le %02d/%02d/%04d \xc3\xa0 %02d:%02d",
                     at.day, at.month, at.year, at.hour, at.minute);
    return words(a, "Issued on %04d-%02d-%02d at %02d:%02d", at.year, at.month, at.day, at.hour,
                 at.minute);
}

static void fill_head(struct annex *a)
{
    const struct ela_settings *s = a->c->settings;
    const char *town = words(a, "%s%s%s", s->firm_zip, *s->firm_zip ? " " : "", s->firm_town);
    struct ela_arena *mem = a->c->arena;
    struct ela_pdf_fact *facts = ela_arena_alloc(mem, 4 * sizeof(*facts));
    const char *day = ela__day_text(a->c, mem, a->invoice.day);
    size_t n = 0;
    if (facts) {
        facts[n++] = (struct ela_pdf_fact){either(a, "Facture", "Invoice"), a->invoice.ref};
        if (*day)
            facts[n++] = (struct ela_pdf_fact){either(a, "Date de facture", "Invoice date"), day};
        if (a->invoice.due.n)
            facts[n++] = (struct ela_pdf_fact){either(a,
                                                      "\xc3\x89"
                                                      "ch\xc3\xa9"
                                                      "ance",
                                                      "Due"),
                                               ela__day_text(a->c, mem, a->invoice.due)};
    }
    a->sheet = (struct ela_pdf_sheet){
        .lang = a->lang,
        .currency = s->currency,
        .accent = s->accent,
        .firm_name = s->firm_name,
        .firm_lines = {s->firm_address, town, s->firm_phone, s->firm_email},
        .title = either(a, "D\xc3\xa9tail du temps", "Time detail"),
        .subtitle =
            words(a, a->fr ? "Annexe \xc3\xa0 la facture %s%s%s" : "Annex to invoice %s%s%s",
                  a->invoice.ref, *day ? (a->fr ? " du " : " of ") : "", day),
        .client_name = a->invoice.client_name,
        .client_lines = {a->invoice.client_address, a->invoice.client_town, NULL},
        .facts = facts,
        .nfacts = n,
        .empty = either(a, "Cette facture ne comporte pas de temps d\xc3\xa9taill\xc3\xa9.",
                        "This invoice has no detailed time."),
        .exported = exported(a),
        .legal = ela_pdf_legal(s, !a->fr, mem)};
}

enum ela_status ela__op_annex(struct ela_call *c, struct ela_error *err)
{
    struct annex a = {.c = c, .fr = ela__french(c)};
    bool portal = c->actor->kind == ELA_ACTOR_PORTAL;
    a.lang = a.fr ? "fr" : "en";
    a.amounts = !portal || ela_actor_sees_amounts(c->actor, c->settings->portal_show_amounts);
    if (!portal && !ela_actor_has(c->actor, ELA_RIGHT_INVOICE_CREATE | ELA_RIGHT_RATES_READ))
        return ela_actor_need(c->actor, ELA_RIGHT_INVOICE_CREATE, err);
    ELA_TRY(ela__native_load(c, ela_in_int(c, "invoice", 0), true, &a.invoice, err));
    if (!a.invoice.found)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "invoice");
    ELA_TRY(ela__record_load(c, a.invoice.id, &a.rec, err));
    fill_head(&a);
    ELA_TRY(fill_sections(&a, err));
    if (a.rec.n)
        ELA_TRY(fill_totals(&a, err));
    c->body_type = "application/pdf";
    c->body_name =
        ela_arena_printf(c->arena, "%s-%s.pdf", either(&a, "temps", "time"), a.invoice.ref);
    ela_file_logo(c, c->settings->firm_logo, ELA_PDF_PICTURE_MAX, &a.sheet.logo);
    return ela_pdf_time(&a.sheet, c->body, err);
}
