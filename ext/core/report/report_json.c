/*
 * A report as JSON, for the page to print.
 */
#include "report/report_internal.h"

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

void ela__rep_json(struct ela_json *out, const struct ela_pdf_report *r)
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
