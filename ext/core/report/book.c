/*
 * Words, lists and blocks of a report.
 */
#include "report/report_internal.h"

#include "base/civil.h"
#include "base/duration.h"
#include "report/report_sql.h"
#include "settings/settings.h"

#include <inttypes.h>

enum { PAGE = 200 };

const char *ela__rep_say(const struct ela__rep_book *b, const char *fr, const char *en)
{
    return b->en ? en : fr;
}

const char *ela__rep_level(const struct ela__rep_book *b, int64_t level)
{
    return level > 0 ? ela_meta_level(b->c, level, b->en ? "en" : "fr") : "";
}

static const char *kept(struct ela__rep_book *b, const char *s)
{
    b->no_memory = b->no_memory || !s;
    return s ? s : "";
}

const char *ela__rep_copy(struct ela__rep_book *b, struct ela_str s)
{
    return s.n ? kept(b, ela_arena_strndup(b->c->arena, s.p, s.n)) : "";
}

const char *ela__rep_text_of(struct ela__rep_book *b, const struct ela_json *o, const char *key)
{
    return ela__rep_copy(b, ela_json_text(ela_json_get(o, key)));
}

const char *ela__rep_label_of(struct ela__rep_book *b, const struct ela_json *o, const char *key,
                              const char *member)
{
    return ela__rep_text_of(b, ela_json_get(o, key), member);
}

const char *ela__rep_day_words(struct ela__rep_book *b, struct ela_str text)
{
    struct ela_day day;
    int32_t y, m, d;
    if (!text.n || ela_day_parse(text, &day, "", NULL) != ELA_OK)
        return "";
    ela_day_to_ymd(day, &y, &m, &d);
    return kept(b, ela_arena_printf(b->c->arena, "%02d/%02d/%04d", (int)d, (int)m, (int)y));
}

const char *ela__rep_moment_words(struct ela__rep_book *b, int64_t at)
{
    struct ela_civil t;
    if (at <= 0)
        return "";
    ela_tz_civil(b->c->tz, at, &t);
    return kept(b, ela_arena_printf(b->c->arena, "%02d/%02d/%04d %s %02d:%02d", (int)t.day,
                                    (int)t.month, (int)t.year, ela__rep_say(b, "à", "at"),
                                    (int)t.hour, (int)t.minute));
}

const char *ela__rep_clock_words(struct ela__rep_book *b, int64_t seconds)
{
    char text[32];
    ela_duration_format(seconds, text);
    return kept(b, ela_arena_strdup(b->c->arena, text));
}

const char *ela__rep_money_words(struct ela__rep_book *b, int64_t minor)
{
    char text[48];
    ela_pdf_amount(b->en ? "en" : "fr", b->c->settings->currency, minor, text);
    return kept(b, ela_arena_strdup(b->c->arena, text));
}

const char *ela__rep_count_words(struct ela__rep_book *b, int64_t n)
{
    return kept(b, ela_arena_printf(b->c->arena, "%" PRId64, n));
}

const char *ela__rep_and(struct ela__rep_book *b, const char *a, const char *more)
{
    if (!a || !*a)
        return more ? more : "";
    if (!more || !*more)
        return a;
    return kept(b, ela_arena_printf(b->c->arena, "%s · %s", a, more));
}

const char *ela__rep_named(struct ela__rep_book *b, const char *label, const char *value)
{
    return value && *value ? kept(b, ela_arena_printf(b->c->arena, "%s %s", label, value)) : "";
}

/* --- lists -------------------------------------------------------------------------------- */

void *ela__rep_list_add(struct ela__rep_book *b, struct ela__rep_list *list, size_t size)
{
    if (list->n == list->cap) {
        size_t cap = list->cap ? 2 * list->cap : 16;
        void *p = ela_arena_alloc(b->c->arena, cap * size);
        if (!p) {
            b->no_memory = true;
            memset(&b->spare, 0, sizeof b->spare);
            return &b->spare;
        }
        if (list->n)
            memcpy(p, list->p, list->n * size);
        list->p = p;
        list->cap = cap;
    }
    void *slot = (char *)list->p + list->n++ * size;
    memset(slot, 0, size);
    return slot;
}

void ela__rep_cell(struct ela__rep_book *b, struct ela__rep_list *cells, const char *text)
{
    *(const char **)ela__rep_list_add(b, cells, sizeof text) = text;
}

void ela__rep_fact(struct ela__rep_book *b, struct ela__rep_list *facts, const char *label,
                   const char *value)
{
    if (!value || !*value)
        return;
    struct ela_pdf_fact *f = ela__rep_list_add(b, facts, sizeof *f);
    f->label = label;
    f->value = value;
}

/* --- blocks ------------------------------------------------------------------------------- */

struct ela_pdf_block *ela__rep_block(struct ela__rep_book *b, enum ela_pdf_kind kind,
                                     const char *title, const char *empty)
{
    struct ela_pdf_block *k = ela__rep_list_add(b, &b->blocks, sizeof *k);
    k->kind = kind;
    k->title = title;
    k->empty = empty;
    return k;
}

void ela__rep_block_facts(struct ela__rep_book *b, const char *title,
                          const struct ela__rep_list *facts)
{
    struct ela_pdf_block *k = ela__rep_block(b, ELA_PDF_FACTS, title, NULL);
    k->facts = facts->p;
    k->nfacts = facts->n;
}

struct ela_pdf_block *ela__rep_block_rows(struct ela__rep_book *b, const char *title,
                                          const struct ela_pdf_column *columns, size_t ncolumns,
                                          const struct ela__rep_list *cells, const char *empty)
{
    struct ela_pdf_block *k = ela__rep_block(b, ELA_PDF_ROWS, title, empty);
    k->columns = columns;
    k->ncolumns = ncolumns;
    k->cells = cells->p;
    k->nrows = ncolumns ? cells->n / ncolumns : 0;
    return k;
}

void ela__rep_block_entries(struct ela__rep_book *b, const struct ela__rep_list *entries,
                            const char *empty)
{
    struct ela_pdf_block *k = ela__rep_block(b, ELA_PDF_ENTRIES, NULL, empty);
    k->entries = entries->p;
    k->nentries = entries->n;
}

/* --- reading ------------------------------------------------------------------------------ */

struct ela_json *ela__rep_of(const struct ela__rep_book *b)
{
    struct ela_json *in = ela_json_new_object();
    ela_json_set_int(in, b->case_id ? "case" : "client", b->case_id ? b->case_id : b->client_id);
    return in;
}

enum ela_status ela__rep_ask(struct ela__rep_book *b, const char *op, struct ela_json *in,
                             const struct ela_json **out, struct ela_error *err)
{
    struct ela_json *answer = NULL;
    *out = NULL;
    enum ela_status st = b->nowned < ELA__REPORT_OWNED
                             ? b->c->call(b->c, op, in, &answer, err)
                             : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    ela_json_free(in);
    if (st == ELA_OK)
        *out = b->owned[b->nowned++] = answer;
    return st;
}

enum ela_status ela__rep_pages(struct ela__rep_book *b, const char *op, size_t most,
                               void (*take)(struct ela__rep_book *b, const struct ela_json *rows,
                                            void *ctx),
                               void *ctx, struct ela_error *err)
{
    struct ela_str after = {NULL, 0};
    for (size_t seen = 0; seen < most; seen += PAGE) {
        struct ela_json *in = ela__rep_of(b);
        const struct ela_json *answer;
        ela_json_set_int(in, "limit", PAGE);
        if (after.n)
            ela_json_set_str(in, "after", after);
        ELA_TRY(ela__rep_ask(b, op, in, &answer, err));
        take(b, ela_json_get(answer, "rows"), ctx);
        after = ela_json_text(ela_json_get(answer, "next"));
        if (!after.n)
            return ELA_OK;
    }
    return ELA_OK;
}

enum ela_status ela__rep_person(struct ela__rep_book *b, int64_t user, const char **out,
                                struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(user);
    struct ela_db_result r;
    ELA_TRY(ela_db_query(b->c->db, ELA_SQL_REPORT_PERSON, &p, 1, &r, err));
    *out = r.nrows ? ela__rep_copy(b, ela_db_cell(&r, 0, 0)) : "";
    ela_db_result_release(&r);
    return ELA_OK;
}
