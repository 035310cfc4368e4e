/*
 * case.report and case.report_pdf: one book, as JSON or on paper.
 */
#include "report/report_internal.h"

#include "settings/settings.h"

enum { JOURNAL_MAX = 2000, PDF_MAX_PARTS = ELA__REPORT_PARTS };

static const struct ela_field FACT[] = {
    {.name = "at", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .max = INT64_MAX},
    {.name = "by", .type = ELA_FT_LINE, .max = 255},
    {.name = "text", .type = ELA_FT_TEXT, .flags = ELA_FF_REQUIRED, .max = 2000},
    {.name = NULL},
};
static const struct ela_field REPORT[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = "parts", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 200},
    {.name = "journal", .type = ELA_FT_LIST, .max = JOURNAL_MAX, .fields = FACT},
    {.name = NULL},
};

static const struct part {
    const char *code, *fr, *en;
    enum ela_status (*write)(struct ela__rep_book *b, struct ela_error *err);
} PARTS[PDF_MAX_PARTS] = {
    {"summary", "Fiche de synthèse", "Summary", ela__rep_part_summary},
    {"steps", "Chronologie des étapes", "Timeline of steps", ela__rep_part_steps},
    {"tasks", "Tâches", "Tasks", ela__rep_part_tasks},
    {"time", "Feuille de temps", "Time sheet", ela__rep_part_time},
    {"journal", "Journal d’activité", "Activity journal", ela__rep_part_journal},
    {"exchanges", "Échanges", "Exchanges", ela__rep_part_exchanges},
    {"documents", "Documents", "Documents", ela__rep_part_documents},
};

/* --- what is asked for -------------------------------------------------------------------- */

static enum ela_status asked(const struct ela_call *c, bool wanted[PDF_MAX_PARTS],
                             struct ela_error *err)
{
    struct ela_str s = ela_in_text(c, "parts");
    while (s.n) {
        const char *comma = memchr(s.p, ',', s.n);
        size_t n = comma ? (size_t)(comma - s.p) : s.n, i = 0;
        struct ela_str code = ela_str_trim((struct ela_str){s.p, n});
        while (i < PDF_MAX_PARTS && !ela_str_is(code, PARTS[i].code))
            i++;
        if (i == PDF_MAX_PARTS)
            return ela_fail(err, ELA_E_INPUT, "field.choice", "parts");
        wanted[i] = true;
        s.p += n + (comma ? 1 : 0);
        s.n -= n + (comma ? 1 : 0);
    }
    return ELA_OK;
}

static enum ela_status write_parts(struct ela__rep_book *b, struct ela_error *err)
{
    bool wanted[PDF_MAX_PARTS] = {false};
    ELA_TRY(asked(b->c, wanted, err));
    ELA_TRY(ela__rep_ask(b, "case.page", ela__rep_of_case(b), &b->page, err));
    for (size_t i = 0; i < PDF_MAX_PARTS; i++) {
        if (!wanted[i])
            continue;
        struct ela_pdf_part *p = &b->parts[b->nparts++];
        b->blocks = (struct ela__rep_list){.p = NULL};
        ELA_TRY(PARTS[i].write(b, err));
        *p = (struct ela_pdf_part){PARTS[i].code, ela__rep_say(b, PARTS[i].fr, PARTS[i].en),
                                   b->blocks.p, b->blocks.n};
    }
    return b->no_memory ? ela_fail(err, ELA_E_INTERNAL, "internal.memory", "") : ELA_OK;
}

static struct ela_pdf_report cover(struct ela__rep_book *b)
{
    const struct ela_settings *f = b->c->settings;
    const char *ref = ela__rep_text_of(b, b->page, "ref");
    const char *town = ela__rep_named(b, f->firm_zip, f->firm_town);
    return (struct ela_pdf_report){
        .lang = b->en ? "en" : "fr",
        .accent = f->accent,
        .firm_name = f->firm_name,
        .firm_lines = {f->firm_address, town, f->firm_phone, f->firm_email},
        .over = ela__rep_and(b, ref, ela__rep_label_of(b, b->page, "template", "label")),
        .title = ela__rep_text_of(b, b->page, "title"),
        .subtitle = ela__rep_and(b, ela__rep_label_of(b, b->page, "client", "name"),
                                 ela__rep_label_of(b, b->page, "status", "label")),
        .exported = ela__rep_named(b, ela__rep_say(b, "Édité le", "Printed on"),
                                   ela__rep_moment_words(b, b->c->now)),
        .foot = ela__rep_and(b, ref, ela__rep_label_of(b, b->page, "client", "name")),
        .parts = b->parts,
        .nparts = b->nparts,
    };
}

/* --- as JSON ------------------------------------------------------------------------------ */

static void facts(struct ela_json *o, const struct ela_pdf_block *k)
{
    struct ela_json *list = ela_json_new_array();
    for (size_t i = 0; i < k->nfacts; i++) {
        struct ela_json *f = ela_json_new_object();
        ela_json_set_text(f, "label", k->facts[i].label);
        ela_json_set_text(f, "value", k->facts[i].value);
        ela_json_push(list, f);
    }
    ela_json_set(o, "facts", list);
}

static struct ela_json *cells(const char *const *row, size_t n)
{
    struct ela_json *list = ela_json_new_array();
    for (size_t i = 0; i < n; i++) {
        const char *s = row[i] ? row[i] : "";
        ela_json_push(list, ela_json_new_text(s, strlen(s)));
    }
    return list;
}

static void rows(struct ela_json *o, const struct ela_pdf_block *k)
{
    struct ela_json *heads = ela_json_new_array(), *list = ela_json_new_array();
    for (size_t i = 0; i < k->ncolumns; i++) {
        struct ela_json *h = ela_json_new_object();
        ela_json_set_text(h, "label", k->columns[i].label);
        ela_json_set_bool(h, "right", k->columns[i].right);
        ela_json_push(heads, h);
    }
    for (size_t i = 0; i < k->nrows; i++)
        ela_json_push(list, cells(k->cells + i * k->ncolumns, k->ncolumns));
    ela_json_set(o, "columns", heads);
    ela_json_set(o, "rows", list);
    if (k->foot)
        ela_json_set(o, "foot", cells(k->foot, k->ncolumns));
}

static struct ela_json *entry(const struct ela_pdf_entry *e)
{
    struct ela_json *o = ela_json_new_object(), *ticks = ela_json_new_array(),
                    *said = ela_json_new_array();
    ela_json_set_text(o, "title", e->title);
    ela_json_set_text(o, "note", e->note);
    ela_json_set_text(o, "meta", e->meta);
    ela_json_set_text(o, "text", e->text);
    for (size_t i = 0; i < e->nticks; i++) {
        struct ela_json *t = ela_json_new_object();
        ela_json_set_text(t, "label", e->ticks[i].label);
        ela_json_set_bool(t, "done", e->ticks[i].done);
        ela_json_push(ticks, t);
    }
    for (size_t i = 0; i < e->nsayings; i++) {
        struct ela_json *s = ela_json_new_object();
        ela_json_set_text(s, "who", e->sayings[i].who);
        ela_json_set_text(s, "text", e->sayings[i].text);
        ela_json_push(said, s);
    }
    ela_json_set(o, "ticks", ticks);
    ela_json_set(o, "sayings", said);
    return o;
}

static struct ela_json *block(const struct ela_pdf_block *k)
{
    static const char *const KINDS[] = {"facts", "text", "rows", "entries"};
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "kind", KINDS[k->kind]);
    ela_json_set_text(o, "title", k->title);
    ela_json_set_text(o, "empty", k->empty);
    if (k->kind == ELA_PDF_FACTS)
        facts(o, k);
    else if (k->kind == ELA_PDF_TEXT)
        ela_json_set_text(o, "text", k->text);
    else if (k->kind == ELA_PDF_ROWS)
        rows(o, k);
    if (k->kind != ELA_PDF_ENTRIES)
        return o;
    struct ela_json *list = ela_json_new_array();
    for (size_t i = 0; i < k->nentries; i++)
        ela_json_push(list, entry(&k->entries[i]));
    ela_json_set(o, "entries", list);
    return o;
}

static void to_json(struct ela_json *out, const struct ela_pdf_report *r)
{
    struct ela_json *parts = ela_json_new_array();
    ela_json_set_text(out, "firm", r->firm_name);
    ela_json_set_text(out, "over", r->over);
    ela_json_set_text(out, "title", r->title);
    ela_json_set_text(out, "subtitle", r->subtitle);
    ela_json_set_text(out, "exported", r->exported);
    for (size_t i = 0; i < r->nparts; i++) {
        struct ela_json *o = ela_json_new_object(), *blocks = ela_json_new_array();
        ela_json_set_text(o, "code", r->parts[i].code);
        ela_json_set_text(o, "title", r->parts[i].title);
        for (size_t k = 0; k < r->parts[i].nblocks; k++)
            ela_json_push(blocks, block(&r->parts[i].blocks[k]));
        ela_json_set(o, "blocks", blocks);
        ela_json_push(parts, o);
    }
    ela_json_set(out, "parts", parts);
}

/* --- operations --------------------------------------------------------------------------- */

static enum ela_status run(struct ela_call *c, bool paper, struct ela_error *err)
{
    struct ela__rep_book b = {
        .c = c, .case_id = ela_in_int(c, "case", 0), .en = strcmp(c->actor->lang, "en") == 0};
    enum ela_status st = write_parts(&b, err);
    if (st == ELA_OK) {
        struct ela_pdf_report r = cover(&b);
        if (!paper)
            to_json(c->out, &r);
        else
            st = ela_pdf_report(&r, c->body, err);
        c->body_type = paper ? "application/pdf" : NULL;
        c->body_name =
            paper ? ela_arena_printf(c->arena, "%s.pdf", ela__rep_text_of(&b, b.page, "ref"))
                  : NULL;
    }
    for (size_t i = 0; i < b.nowned; i++)
        ela_json_free(b.owned[i]);
    return st;
}

static enum ela_status report(struct ela_call *c, struct ela_error *err)
{
    return run(c, false, err);
}

static enum ela_status report_pdf(struct ela_call *c, struct ela_error *err)
{
    if (!c->body)
        return ela_fail(err, ELA_E_INTERNAL, "op.no_body", "");
    return run(c, true, err);
}

const struct ela_op ELA_REPORT_OPS[] = {
    {"case.report", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_CASE_READ, REPORT, report},
    {"case.report_pdf", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_CASE_READ, REPORT, report_pdf},
    {.name = NULL},
};
