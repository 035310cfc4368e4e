/*
 * Reports of a case, a client and a week: one book each, as JSON, on paper, or among the documents.
 */
#include "report/report_internal.h"

#include "file/file.h"
#include "pdf/flow.h"
#include "report/report_sql.h"
#include "settings/settings.h"

enum { JOURNAL_MAX = 2000, FILED_LEVEL = 1 };

static const struct ela_field FACT[] = {
    {.name = "at", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .max = INT64_MAX},
    {.name = "by", .type = ELA_FT_LINE, .max = 255},
    {.name = "text", .type = ELA_FT_TEXT, .flags = ELA_FF_REQUIRED, .max = 2000},
    {.name = NULL},
};
#define PARTS_FIELD                                                                                \
    {                                                                                              \
        .name = "parts", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 200       \
    }
static const struct ela_field CASE[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    PARTS_FIELD,
    {.name = "journal", .type = ELA_FT_LIST, .max = JOURNAL_MAX, .fields = FACT},
    {.name = NULL},
};
static const struct ela_field CLIENT[] = {
    {.name = "client", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "client"},
    PARTS_FIELD,
    {.name = NULL},
};
static const struct ela_field WEEK[] = {
    {.name = "user", .type = ELA_FT_ID, .ref = "user"},
    {.name = "day", .type = ELA_FT_DAY},
    {.name = NULL},
};

/* --- a case ------------------------------------------------------------------------------- */

static enum ela_status open_case(struct ela__rep_book *b, struct ela_error *err)
{
    b->case_id = ela_in_int(b->c, "case", 0);
    return ela__rep_ask(b, "case.page", ela__rep_of(b), &b->page, err);
}

static void cover_case(struct ela__rep_book *b, struct ela_pdf_report *r)
{
    const char *ref = ela__rep_text_of(b, b->page, "ref");
    r->over = ela__rep_and(b, ref, ela__rep_label_of(b, b->page, "template", "label"));
    r->title = ela__rep_text_of(b, b->page, "title");
    r->subtitle = ela__rep_and(b, ela__rep_label_of(b, b->page, "client", "name"),
                               ela__rep_label_of(b, b->page, "status", "label"));
    r->foot = ela__rep_and(b, ref, ela__rep_label_of(b, b->page, "client", "name"));
    b->name = ref;
}

static const struct ela__rep_part CASE_PARTS[] = {
    {"summary", "Fiche de synthèse", "Summary", ela__rep_part_summary},
    {"steps", "Chronologie des étapes", "Timeline of steps", ela__rep_part_steps},
    {"tasks", "Tâches", "Tasks", ela__rep_part_tasks},
    {"time", "Feuille de temps", "Time sheet", ela__rep_part_time},
    {"journal", "Journal d’activité", "Activity journal", ela__rep_part_journal},
    {"exchanges", "Échanges", "Exchanges", ela__rep_part_exchanges},
    {"documents", "Documents", "Documents", ela__rep_part_documents},
    {.code = NULL},
};
static const struct ela__rep_about OF_CASE = {CASE_PARTS, "case", open_case, cover_case};

/* --- what is asked for -------------------------------------------------------------------- */

static enum ela_status asked(const struct ela__rep_book *b, const struct ela__rep_part *parts,
                             bool wanted[ELA__REPORT_PARTS], struct ela_error *err)
{
    struct ela_str s = ela_in_text(b->c, "parts");
    for (size_t i = 0; !s.n && parts[i].code; i++)
        wanted[i] = true;
    while (s.n) {
        const char *comma = memchr(s.p, ',', s.n);
        size_t n = comma ? (size_t)(comma - s.p) : s.n, i = 0;
        struct ela_str code = ela_str_trim((struct ela_str){s.p, n});
        while (parts[i].code && !ela_str_is(code, parts[i].code))
            i++;
        if (!parts[i].code)
            return ela_fail(err, ELA_E_INPUT, "field.choice", "parts");
        wanted[i] = true;
        s.p += n + (comma ? 1 : 0);
        s.n -= n + (comma ? 1 : 0);
    }
    return ELA_OK;
}

static enum ela_status write_parts(struct ela__rep_book *b, const struct ela__rep_about *about,
                                   struct ela_error *err)
{
    bool wanted[ELA__REPORT_PARTS] = {false};
    ELA_TRY(asked(b, about->parts, wanted, err));
    ELA_TRY(about->open(b, err));
    for (size_t i = 0; about->parts[i].code; i++) {
        if (!wanted[i])
            continue;
        struct ela_pdf_part *p = &b->parts[b->nparts++];
        b->blocks = (struct ela__rep_list){.p = NULL};
        ELA_TRY(about->parts[i].write(b, err));
        *p = (struct ela_pdf_part){about->parts[i].code,
                                   ela__rep_say(b, about->parts[i].fr, about->parts[i].en),
                                   b->blocks.p, b->blocks.n};
    }
    return b->no_memory ? ela_fail(err, ELA_E_INTERNAL, "internal.memory", "") : ELA_OK;
}

/* "Édité le 21/11/2026 à 14:05 par Léa Brunet" */
static enum ela_status printed(struct ela__rep_book *b, const char **out, struct ela_error *err)
{
    const char *name;
    ELA_TRY(ela__rep_person(b, b->c->actor->user_id, &name, err));
    const char *when = ela__rep_named(b, ela__rep_say(b, "Édité le", "Printed on"),
                                      ela__rep_moment_words(b, b->c->now));
    const char *who = ela__rep_named(b, ela__rep_say(b, " par", " by"), name);
    *out = ela_arena_printf(b->c->arena, "%s%s", when, who);
    b->no_memory = b->no_memory || !*out;
    return ELA_OK;
}

/* It leads to the case, or the client's space, in the portal. DOC-21. */
static enum ela_status code(struct ela__rep_book *b, struct ela_pdf_report *r,
                            struct ela_error *err)
{
    const struct ela_settings *f = b->c->settings;
    const struct ela_json *answer = NULL;
    const char *host = strstr(f->portal_url, "://");
    if (!f->qr || !f->qr_reports || !*f->portal_url || (!b->case_id && !b->client_id))
        return ELA_OK;
    struct ela_json *in = ela_json_new_object();
    ela_json_set_text(in, "object", b->case_id ? "case" : "client");
    ela_json_set_int(in, "id", b->case_id ? b->case_id : b->client_id);
    ELA_TRY(ela__rep_ask(b, "qr.read", in, &answer, err));
    r->qr = ela_json_text(ela_json_get(ela_json_get(answer, "qr"), "address"));
    r->qr_words =
        ela_arena_printf(b->c->arena, "%s\n%s",
                         b->case_id ? ela__rep_say(b, "Ce dossier en ligne", "This case online")
                                    : ela__rep_say(b, "Votre espace client", "Your client portal"),
                         host ? host + 3 : f->portal_url);
    return ELA_OK;
}

static enum ela_status cover(struct ela__rep_book *b, const struct ela__rep_about *about,
                             struct ela_pdf_report *r, struct ela_error *err)
{
    const struct ela_settings *f = b->c->settings;
    *r = (struct ela_pdf_report){
        .lang = b->en ? "en" : "fr",
        .accent = f->accent,
        .firm_name = f->firm_name,
        .firm_lines = {f->firm_address, ela__rep_named(b, f->firm_zip, f->firm_town), f->firm_phone,
                       f->firm_email},
        .legal = ela_pdf_legal(f, b->en, b->c->arena),
        .parts = b->parts,
        .nparts = b->nparts,
    };
    ela_file_logo(b->c, f->firm_logo, ELA_PDF_PICTURE_MAX, &r->logo);
    about->cover(b, r);
    ELA_TRY(code(b, r, err));
    return printed(b, &r->exported, err);
}

/* --- among the documents ------------------------------------------------------------------ */

/*
 * What is on it is what its author may read, and not everybody who reads the case reads as much: it
 * is kept as a confidential document, which its author shows to others where he wants to.
 */
static enum ela_status filed(struct ela__rep_book *b, const struct ela__rep_about *about,
                             const struct ela_pdf_report *r, struct ela_error *err)
{
    struct ela_buf pdf;
    struct ela_json *answer = NULL;
    char day[16];
    int64_t file = 0;
    ela_day_format(ela_tz_day(b->c->tz, b->c->now), day);
    const char *part = b->nparts == 1 ? b->parts[0].title : ela__rep_say(b, "Synthèse", "Summary");
    const char *name = ela_arena_printf(b->c->arena, "%s %s %s.pdf", b->name, part, day);
    ela_buf_init(&pdf, ELA_FILE_MAX);
    enum ela_status st =
        name ? ela_pdf_report(r, &pdf, err) : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    const struct ela_file_made made = {.object = about->object,
                                       .id = b->case_id ? b->case_id : b->client_id,
                                       .name = ela_str_of(name ? name : ""),
                                       .bytes = {pdf.p, pdf.n},
                                       .user = b->c->actor->user_id};
    if (st == ELA_OK)
        st = ela_file_made(b->c, &made, &file, err);
    ela_buf_release(&pdf);
    if (st != ELA_OK)
        return st;
    struct ela_json *in = ela_json_new_object();
    ela_json_set_int(in, "file", file);
    ela_json_set_int(in, "level", FILED_LEVEL);
    st = b->c->call(b->c, "document.update", in, &answer, err);
    ela_json_free(in);
    ela_json_free(answer);
    return st;
}

/* --- operations --------------------------------------------------------------------------- */

enum how { AS_JSON, ON_PAPER, AS_DOCUMENT };

static enum ela_status give(struct ela__rep_book *b, const struct ela__rep_about *about,
                            enum how how, struct ela_error *err)
{
    struct ela_pdf_report r;
    struct ela_call *c = b->c;
    ELA_TRY(write_parts(b, about, err));
    ELA_TRY(cover(b, about, &r, err));
    if (b->no_memory)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    if (how == AS_DOCUMENT)
        return filed(b, about, &r, err);
    if (how == AS_JSON) {
        ela__rep_json(c->out, &r);
        return ELA_OK;
    }
    c->body_type = "application/pdf";
    c->body_name = ela_arena_printf(c->arena, "%s.pdf", b->name);
    return ela_pdf_report(&r, c->body, err);
}

static enum ela_status run(struct ela_call *c, const struct ela__rep_about *about, enum how how,
                           struct ela_error *err)
{
    struct ela__rep_book b = {.c = c, .en = strcmp(c->actor->lang, "en") == 0, .name = ""};
    if (how == ON_PAPER && !c->body)
        return ela_fail(err, ELA_E_INTERNAL, "op.no_body", "");
    enum ela_status st = give(&b, about, how, err);
    for (size_t i = 0; i < b.nowned; i++)
        ela_json_free(b.owned[i]);
    return st;
}

static enum ela_status case_json(struct ela_call *c, struct ela_error *err)
{
    return run(c, &OF_CASE, AS_JSON, err);
}

static enum ela_status case_pdf(struct ela_call *c, struct ela_error *err)
{
    return run(c, &OF_CASE, ON_PAPER, err);
}

static enum ela_status case_file(struct ela_call *c, struct ela_error *err)
{
    return run(c, &OF_CASE, AS_DOCUMENT, err);
}

static enum ela_status client_json(struct ela_call *c, struct ela_error *err)
{
    return run(c, &ELA__REP_CLIENT, AS_JSON, err);
}

static enum ela_status client_pdf(struct ela_call *c, struct ela_error *err)
{
    return run(c, &ELA__REP_CLIENT, ON_PAPER, err);
}

static enum ela_status client_file(struct ela_call *c, struct ela_error *err)
{
    return run(c, &ELA__REP_CLIENT, AS_DOCUMENT, err);
}

static enum ela_status week_json(struct ela_call *c, struct ela_error *err)
{
    return run(c, &ELA__REP_WEEK, AS_JSON, err);
}

static enum ela_status week_pdf(struct ela_call *c, struct ela_error *err)
{
    return run(c, &ELA__REP_WEEK, ON_PAPER, err);
}

const struct ela_op ELA_REPORT_OPS[] = {
    {"case.report", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_CASE_READ, CASE, case_json},
    {"case.report_pdf", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_CASE_READ, CASE, case_pdf},
    {"case.report_file", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, CASE, case_file},
    {"client.report", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_CASE_READ, CLIENT, client_json},
    {"client.report_pdf", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_CASE_READ, CLIENT, client_pdf},
    {"client.report_file", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, CLIENT, client_file},
    {"time.week_report", ELA_OP_READ, ELA_BY_USER, 0, WEEK, week_json},
    {"time.week_pdf", ELA_OP_READ, ELA_BY_USER, 0, WEEK, week_pdf},
    {.name = NULL},
};
