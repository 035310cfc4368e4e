/*
 * Exports of a list: the same filter, order and columns as on the screen, written row by row to a
 * file that the caller gave. Memory does not grow with the rows: ids come in pages, cells in
 * chunks. Source: CRM-23, CASE-38.
 */
#include "list/export.h"

enum { IDS = 5000 }; /* below what the bridge buffers */

static const struct ela__writer *const WRITERS[] = {&ELA__WRITE_CSV, &ELA__WRITE_XLSX,
                                                    &ELA__WRITE_PDF, NULL};

enum ela_status ela__export_failed(const char *detail, struct ela_error *err)
{
    return ela_failf(err, ELA_E_INTERNAL, "list.export", "", "%s", detail);
}

static enum ela_status too_many(const struct ela__writer *w, struct ela_error *err)
{
    enum ela_status st = ela_fail(err, ELA_E_INPUT, "list.export_many", "format");
    ela_error_param_i64(err, "max", (int64_t)w->max_rows);
    return st;
}

static enum ela_status chunk(struct ela__export *x, const struct ela__writer *w, const int64_t *ids,
                             size_t n, struct ela_error *err)
{
    struct ela__cells cells;
    ELA_TRY(ela__cells_read(x->l, x->a, ids, n, &cells, err));
    enum ela_status st = ELA_OK;
    for (size_t i = 0; i < n && st == ELA_OK; i++) {
        if (cells.row[i] == SIZE_MAX) /* gone between two statements */
            continue;
        st = ++x->rows > w->max_rows ? too_many(w, err) : w->row(x, &cells, i, err);
    }
    ela__cells_release(&cells);
    return st;
}

/* The keys of the last row, kept over the next page. */
static bool keep_place(struct ela__place *at, const struct ela__order *o,
                       const struct ela_db_result *r, struct ela_arena *mem)
{
    size_t last = r->nrows - 1;
    bool ok = true;
    *at = (struct ela__place){.has = true, .id = ela_db_int(r, last, 0, 0)};
    ela_arena_reset(mem);
    for (size_t i = 0; i < o->n; i++) {
        struct ela_str s = ela_db_cell(r, last, i + 1);
        if (ela_db_is_null(r, last, i + 1))
            continue;
        at->key[i] = (struct ela_str){ela_arena_strndup(mem, s.p ? s.p : "", s.n), s.n};
        ok = ok && at->key[i].p;
    }
    return ok;
}

static enum ela_status ids_page(struct ela__export *x, const struct ela__writer *w,
                                struct ela__asked *a, struct ela_arena *mem, bool *more,
                                struct ela_error *err)
{
    struct ela_db_result r;
    int64_t ids[ELA__LIST_CHUNK];
    ELA_TRY(ela__ids(x->l, a, &r, err));
    enum ela_status st = ELA_OK;
    *more = r.nrows > a->limit;
    if (*more)
        r.nrows--; /* the first of the next page */
    for (size_t from = 0; from < r.nrows && st == ELA_OK; from += ELA__LIST_CHUNK) {
        size_t n = r.nrows - from < ELA__LIST_CHUNK ? r.nrows - from : ELA__LIST_CHUNK;
        for (size_t i = 0; i < n; i++)
            ids[i] = ela_db_int(&r, from + i, 0, 0);
        st = chunk(x, w, ids, n, err);
    }
    if (st == ELA_OK && *more && !keep_place(&a->at, &a->order, &r, mem))
        st = ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    if (*more)
        r.nrows++;
    ela_db_result_release(&r);
    return st;
}

static enum ela_status rows(struct ela__export *x, const struct ela__writer *w,
                            struct ela__asked *a, struct ela_error *err)
{
    struct ela_arena mem;
    bool more = true;
    enum ela_status st = ELA_OK;
    a->limit = IDS;
    ela_arena_init(&mem, 0);
    while (st == ELA_OK && more)
        st = ids_page(x, w, a, &mem, &more, err);
    ela_arena_release(&mem);
    return st;
}

/* "dossiers-2026-11-21.xlsx" */
static const char *file_name(struct ela_call *c, const struct ela_list *list, const char *format)
{
    char day[16];
    ela_day_format(ela_tz_day(c->tz, c->now), day);
    return ela_arena_printf(c->arena, "%s-%s.%s", list->code, day, format);
}

enum ela_status ela__list_export(struct ela_call *c, struct ela_error *err)
{
    struct ela__listing l;
    struct ela__asked a;
    const struct ela__writer *w = NULL;
    ELA_TRY(ela__list_open(c, &l, err));
    ELA_TRY(ela__asked_read(&l, &a, err));
    for (size_t i = 0; WRITERS[i]; i++)
        if (ela_str_is(ela_in_text(c, "format"), WRITERS[i]->code))
            w = WRITERS[i];
    if (!w || !c->file)
        return ela_fail(err, ELA_E_INTERNAL, "op.no_body", "");
    struct ela__export x = {.l = &l, .a = &a, .path = c->file};
    ELA_TRY(w->open(&x, err));
    enum ela_status st = rows(&x, w, &a, err);
    enum ela_status closed = w->close(&x, st == ELA_OK, st == ELA_OK ? err : NULL);
    if (st == ELA_OK)
        st = closed;
    c->body_type = w->type;
    c->body_name = file_name(c, l.list, w->code);
    ela_json_set_int(c->out, "rows", (int64_t)x.rows);
    return st;
}
