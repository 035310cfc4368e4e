/*
 * The time sheet of a case as a PDF. Source: TIME-18, TIME-27.
 */
#include "file/file.h"
#include "pdf/flow.h"
#include "time/time_internal.h"

struct print {
    struct ela_call *c;
    bool en;
    struct ela_pdf_row *rows;
    size_t n, cap;
    const char *currency;
};

static const char *choose(bool en, const char *fr, const char *english)
{
    return en ? english : fr;
}

static const char *print_day(struct print *p, struct ela_day day)
{
    int32_t y, m, d;
    ela_day_to_ymd(day, &y, &m, &d);
    return ela_arena_printf(p->c->arena, "%02d/%02d/%04d", (int)d, (int)m, (int)y);
}

static const char *copy(struct print *p, const char *s)
{
    return ela_arena_strdup(p->c->arena, s);
}

static const char *mark_of(struct print *p, const struct ela_sheet_row *row)
{
    char text[32];
    if (!row->billable)
        return choose(p->en, "Non facturable", "Not billable");
    if (row->included_s && row->overage_s) {
        ela_duration_format(row->included_s, text);
        return ela_arena_printf(p->c->arena, "%s%s%s", p->en ? "of which " : "dont ", text,
                                p->en ? " in the package" : " incluses au forfait");
    }
    if (row->included_s)
        return choose(p->en, "Inclus au forfait", "In the package");
    return row->overage_s ? choose(p->en, "Au-delà du forfait", "Beyond the package") : NULL;
}

static enum ela_status print_row(void *ctx, const struct ela_sheet_row *row, struct ela_error *err)
{
    struct print *p = ctx;
    if (p->n == p->cap) {
        size_t cap = p->cap ? p->cap * 2 : 64;
        struct ela_pdf_row *rows = ela_arena_alloc(p->c->arena, cap * sizeof(*rows));
        if (!rows)
            return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
        if (p->n)
            memcpy(rows, p->rows, p->n * sizeof(*rows));
        p->rows = rows;
        p->cap = cap;
    }
    p->rows[p->n++] = (struct ela_pdf_row){.day = print_day(p, row->work_on),
                                           .adviser = copy(p, row->adviser),
                                           .activity = copy(p, row->activity),
                                           .description = copy(p, row->description),
                                           .mark = mark_of(p, row),
                                           .seconds = row->seconds};
    if (!p->currency)
        p->currency = copy(p, row->currency);
    return ELA_OK;
}

static const char *exported(struct print *p)
{
    struct ela_civil t;
    ela_tz_civil(p->c->tz, p->c->now, &t);
    return ela_arena_printf(p->c->arena, "%s %02d/%02d/%04d %s %02d:%02d",
                            p->en ? "Printed on" : "Édité le", (int)t.day, (int)t.month,
                            (int)t.year, p->en ? "at" : "à", (int)t.hour, (int)t.minute);
}

static enum ela_status client_name(struct ela_call *c, int32_t client, const char **out,
                                   struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(client);
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_SHEET_CLIENT, &p, 1, &r, err));
    struct ela_str name = r.nrows ? ela_db_cell(&r, 0, 0) : ela_str_of("");
    *out = name.p ? ela_arena_strndup(c->arena, name.p, name.n) : "";
    ela_db_result_release(&r);
    return ELA_OK;
}

static size_t totals_of(const struct print *p, const struct ela_sheet_totals *t,
                        struct ela_pdf_total *out)
{
    size_t n = 0;
    if (t->billable_s != t->all_s)
        out[n++] =
            (struct ela_pdf_total){.label = choose(p->en, "Dont facturable", "Of which billable"),
                                   .has_seconds = true,
                                   .seconds = t->billable_s};
    if (t->included_s || t->overage_s) {
        out[n++] =
            (struct ela_pdf_total){.label = choose(p->en, "Inclus au forfait", "In the package"),
                                   .has_seconds = true,
                                   .seconds = t->included_s};
        out[n++] = (struct ela_pdf_total){
            .label = choose(p->en, "Au-delà du forfait", "Beyond the package"),
            .has_seconds = true,
            .seconds = t->overage_s};
    }
    out[n++] = (struct ela_pdf_total){.label = choose(p->en, "Temps total", "Total time"),
                                      .has_seconds = true,
                                      .strong = true,
                                      .seconds = t->all_s};
    return n;
}

enum ela_status ela__time_sheet_pdf(struct ela_call *c, struct ela_error *err)
{
    struct print p = {.c = c, .en = strcmp(c->actor->lang, "en") == 0};
    struct ela_case k;
    struct ela_sheet_totals totals;
    struct ela_pdf_total lines[4];
    const char *client;
    if (!c->body)
        return ela_fail(err, ELA_E_INTERNAL, "op.no_body", "");
    ELA_TRY(ela_case_load(c, ela_in_int(c, "case", 0), "case", &k, err));
    ELA_TRY(client_name(c, k.client_id, &client, err));
    ELA_TRY(ela_time_sheet_each(c, k.id, print_row, &p, &totals, err));
    struct ela_pdf_group group = {.rows = p.rows, .nrows = p.n, .seconds = totals.all_s};
    const struct ela_settings *f = c->settings;
    struct ela_pdf_section section = {.title =
                                          ela_arena_printf(c->arena, "%s · %s", k.ref, k.title),
                                      .groups = &group,
                                      .ngroups = p.n ? 1 : 0};
    const char *town = ela_arena_printf(c->arena, "%s %s", f->firm_zip, f->firm_town);
    struct ela_pdf_sheet sheet = {
        .lang = p.en ? "en" : "fr",
        .currency = p.currency ? p.currency : f->currency,
        .accent = f->accent,
        .firm_name = f->firm_name,
        .firm_lines = {f->firm_address, town, f->firm_phone, f->firm_email},
        .title = choose(p.en, "Feuille de temps", "Time sheet"),
        .subtitle = ela_arena_printf(c->arena, "%s %s", p.en ? "Case" : "Dossier", k.ref),
        .client_name = client,
        .empty = choose(p.en, "Aucun temps validé pour l'instant.", "No validated time yet."),
        .sections = &section,
        .nsections = 1,
        .totals = lines,
        .ntotals = totals_of(&p, &totals, lines),
        .exported = exported(&p),
        .legal = ela_pdf_legal(f, p.en, c->arena),
    };
    ela_file_logo(c, f->firm_logo, ELA_PDF_PICTURE_MAX, &sheet.logo);
    ELA_TRY(ela_pdf_time(&sheet, c->body, err));
    c->body_type = "application/pdf";
    c->body_name = ela_arena_printf(c->arena, "%s-temps.pdf", k.ref);
    return ELA_OK;
}
