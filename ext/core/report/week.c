/*
 * «Ma Semaine» on paper: seven days of one person, entry by entry. Source: TIME-07, DOC-17.
 */
#include "report/report_internal.h"

static enum ela_status open_week(struct ela__rep_book *b, struct ela_error *err)
{
    struct ela_json *in = ela_json_new_object();
    if (ela_in_has(b->c, "user"))
        ela_json_set_int(in, "user", ela_in_int(b->c, "user", 0));
    if (ela_in_has(b->c, "day"))
        ela_json_set_str(in, "day", ela_in_text(b->c, "day"));
    ELA_TRY(ela__rep_ask(b, "time.week", in, &b->page, err));
    return ela__rep_person(b, ela_json_int(ela_json_get(b->page, "user"), 0), &b->who, err);
}

static void cover_week(struct ela__rep_book *b, struct ela_pdf_report *r)
{
    const char *from = ela__rep_day_words(b, ela_json_text(ela_json_get(b->page, "from")));
    const char *to = ela__rep_day_words(b, ela_json_text(ela_json_get(b->page, "to")));
    const char *span = ela__rep_named(b, from, ela__rep_named(b, ela__rep_say(b, "au", "to"), to));
    r->over = ela__rep_say(b, "Semaine", "Week");
    r->title = ela__rep_named(b, ela__rep_say(b, "Semaine du", "Week of"), span);
    r->subtitle = b->who;
    r->foot = ela__rep_and(b, r->title, b->who);
    b->name = ela__rep_named(b, ela__rep_say(b, "Semaine", "Week"),
                             ela__rep_copy(b, ela_json_text(ela_json_get(b->page, "from"))));
}

static void day(struct ela__rep_book *b, const struct ela_json *one, struct ela__rep_list *cells)
{
    const struct ela_json *entries = ela_json_get(one, "entries");
    for (size_t i = 0; i < ela_json_size(entries); i++) {
        const struct ela_json *e = ela_json_at(entries, i);
        const struct ela_json *kase = ela_json_get(e, "case");
        ela__rep_cell(b, cells,
                      i ? "" : ela__rep_day_words(b, ela_json_text(ela_json_get(one, "day"))));
        ela__rep_cell(b, cells,
                      ela__rep_and(b, ela__rep_label_of(b, e, "client", "name"),
                                   ela__rep_text_of(b, kase, "title")));
        ela__rep_cell(b, cells,
                      ela__rep_and(b, ela__rep_label_of(b, e, "activity", "label"),
                                   ela__rep_text_of(b, e, "description")));
        ela__rep_cell(b, cells, ela__rep_label_of(b, e, "status", "label"));
        ela__rep_cell(b, cells,
                      ela__rep_clock_words(b, ela_json_int(ela_json_get(e, "duration_s"), 0)));
    }
}

static enum ela_status week(struct ela__rep_book *b, struct ela_error *err)
{
    static const char *const HEADS[][2] = {{"Jour", "Day"},
                                           {"Client et dossier", "Client and case"},
                                           {"Activité et description", "Activity and description"},
                                           {"État", "State"},
                                           {"Durée", "Duration"}};
    static const unsigned WEIGHTS[] = {12, 28, 34, 13, 11};
    const struct ela_json *days = ela_json_get(b->page, "days");
    struct ela__rep_list cells = {.p = NULL}, foot = {.p = NULL};
    (void)err;
    for (size_t i = 0; i < ela_json_size(days); i++)
        day(b, ela_json_at(days, i), &cells);
    struct ela_pdf_column *columns = ela__rep_columns(b, HEADS, WEIGHTS, 5);
    struct ela_pdf_block *k =
        ela__rep_block_rows(b, NULL, columns, 5, &cells,
                            ela__rep_say(b, "Aucun temps cette semaine.", "No time this week."));
    if (b->no_memory || !k->nrows)
        return ELA_OK;
    columns[4].right = true;
    for (size_t i = 0; i < 5; i++)
        ela__rep_cell(
            b, &foot,
            i == 2   ? ela__rep_say(b, "Total", "Total")
            : i == 4 ? ela__rep_clock_words(b, ela_json_int(ela_json_get(b->page, "total_s"), 0))
                     : "");
    k->foot = foot.p;
    return ELA_OK;
}

static const struct ela__rep_part PARTS[] = {
    {"week", "Temps de la semaine", "Time of the week", week},
    {.code = NULL},
};
const struct ela__rep_about ELA__REP_WEEK = {PARTS, "", open_week, cover_week};
