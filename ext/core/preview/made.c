/*
 * What the worker made: pictures of pages, words, and the end of a job. The worker hands over what
 * a process made that read bytes of a stranger, so it is judged here like any input. Source:
 * DOC-04, SEC-15.
 */
#include "outbox/outbox.h"
#include "preview/preview_internal.h"

enum { PAGES_MAX = 64, PAGE_BYTES = 8 << 20, SIDE_MAX = 10000 };
_Static_assert(PAGES_MAX * 6 <= ELA_SQL_MAX_PARAMS, "parameters of one statement");

static bool picture(const struct ela_preview_page *p)
{
    return p->page >= 0 && p->width > 0 && p->width <= SIDE_MAX && p->height > 0 &&
           p->height <= SIDE_MAX && p->bytes.n > 16 && p->bytes.n <= PAGE_BYTES &&
           memcmp(p->bytes.p, "RIFF", 4) == 0 && memcmp(p->bytes.p + 8, "WEBPVP8", 7) == 0;
}

/* The row, held, while it is this worker's. */
static enum ela_status held(struct ela_db *db, int64_t id, const char *owner,
                            struct ela_db_result *r, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(id), ELA_DBV_TEXT(owner)};
    ELA_TRY(ela_db_query(db, ELA_SQL_PREVIEW_HELD, p, 2, r, err));
    if (r->nrows)
        return ELA_OK;
    ela_db_result_release(r);
    return ela_fail(err, ELA_E_STATE, "preview.lease", "");
}

/* --- pages -------------------------------------------------------------------------------- */

struct keep {
    struct ela_db *db;
    const char *owner;
    int64_t now, id;
    int32_t lease_s;
    int pages;
    const struct ela_preview_page *page;
    size_t n;
};

static enum ela_status page_rows(const struct keep *k, struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_PREVIEW_PAGE);
    for (size_t i = 0; i < k->n; i++) {
        ela_sql_add(&q, i ? ELA_SQL_PREVIEW_PAGE_MORE : ELA_SQL_PREVIEW_PAGE_VALUES);
        ela_sql_int(&q, k->id);
        ela_sql_int(&q, k->page[i].page);
        ela_sql_int(&q, k->page[i].width);
        ela_sql_int(&q, k->page[i].height);
        ela_sql_int(&q, (int64_t)k->page[i].bytes.n);
        ela_sql_text(&q, ela_str_of(k->page[i].place));
    }
    ela_sql_add(&q, ELA_SQL_PREVIEW_PAGE_AGAIN);
    return ela_sql_exec(&q, k->db, NULL, err);
}

static enum ela_status keep_tx(void *ctx, struct ela_error *err)
{
    const struct keep *k = ctx;
    struct ela_db_result r;
    int built = 0;
    ELA_TRY(held(k->db, k->id, k->owner, &r, err));
    ela_db_result_release(&r);
    for (size_t i = 0; i < k->n; i++)
        built = k->page[i].page > built ? k->page[i].page : built;
    if (k->n)
        ELA_TRY(page_rows(k, err));
    struct ela_db_value p[] = {ELA_DBV_INT(k->pages), ELA_DBV_INT(built),
                               ELA_DBV_INT(built),    ELA_DBV_INT(k->now + k->lease_s),
                               ELA_DBV_INT(k->now),   ELA_DBV_INT(k->id)};
    return ela_db_exec(k->db, ELA_SQL_PREVIEW_PROGRESS, p, 6, NULL, err);
}

enum ela_status ela_preview_keep(struct ela_db *db, const char *documents, const char *owner,
                                 int64_t now, int32_t lease_s, int64_t id, int pages,
                                 struct ela_preview_page *page, size_t n, struct ela_error *err)
{
    struct keep k = {db, owner, now, id, lease_s, pages, page, n};
    enum ela_status st = ELA_OK;
    size_t written = 0;
    if (n > PAGES_MAX || pages < 0)
        return ela_fail(err, ELA_E_INPUT, "preview.page", "");
    for (size_t i = 0; i < n; i++)
        if (!picture(&page[i]) || page[i].page > pages)
            return ela_fail(err, ELA_E_INPUT, "preview.page", "");
    for (; written < n && st == ELA_OK; written += st == ELA_OK)
        st = ela_file_keep(documents, page[written].bytes, page[written].place, err);
    if (st == ELA_OK)
        st = ela_db_tx(db, keep_tx, &k, err);
    for (size_t i = 0; st != ELA_OK && i < written; i++)
        ela_file_drop(documents, page[i].place);
    return st;
}

/* --- words -------------------------------------------------------------------------------- */

static size_t sequence(const char *p, size_t n)
{
    unsigned char c = (unsigned char)*p;
    size_t want = c < 0x80 ? 1 : c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    return want <= n && ela_utf8_valid(p, want, NULL) ? want : 0;
}

/* *cut: there was more. */
static void clean(struct ela_str text, struct ela_buf *out, bool *cut)
{
    for (size_t i = 0; i < text.n;) {
        size_t n = sequence(text.p + i, text.n - i);
        unsigned char c = (unsigned char)text.p[i];
        if (out->n + 4 > ELA_PREVIEW_TEXT) {
            *cut = true;
            return;
        }
        if (n == 0)
            ela_buf_addc(out, '?');
        else if (n == 1 && (c < 0x20 || c == 0x7F) && c != '\n' && c != '\t')
            ela_buf_addc(out, ' ');
        else
            ela_buf_add(out, text.p + i, n);
        i += n ? n : 1;
    }
}

struct words {
    struct ela_db *db;
    const char *owner;
    int64_t now, id;
    struct ela_str text;
    bool cut;
};

static enum ela_status words_tx(void *ctx, struct ela_error *err)
{
    const struct words *w = ctx;
    struct ela_db_result r;
    ELA_TRY(held(w->db, w->id, w->owner, &r, err));
    struct ela_db_value p[] = {ELA_DBV_INT(ela_db_int(&r, 0, 1, 0)),
                               ELA_DBV_INT(ela_db_int(&r, 0, 0, 0)),
                               ELA_DBV_STR(ela_db_cell(&r, 0, 2)),
                               ELA_DBV_STR(w->text),
                               ELA_DBV_INT(w->cut),
                               ELA_DBV_INT(w->now)};
    enum ela_status st = ela_db_exec(w->db, ELA_SQL_PREVIEW_TEXT, p, 6, NULL, err);
    ela_db_result_release(&r);
    return st;
}

enum ela_status ela_preview_text(struct ela_db *db, const char *owner, int64_t now, int64_t id,
                                 struct ela_str text, struct ela_error *err)
{
    struct words w = {.db = db, .owner = owner, .now = now, .id = id};
    struct ela_buf b;
    ela_buf_init(&b, ELA_PREVIEW_TEXT);
    clean(text, &b, &w.cut);
    enum ela_status st = ela_buf_check(&b, err);
    w.text = (struct ela_str){b.n ? b.p : "", b.n};
    if (st == ELA_OK)
        st = ela_db_tx(db, words_tx, &w, err);
    ela_buf_release(&b);
    return st;
}

/* --- the end ------------------------------------------------------------------------------ */

enum ela_status ela_preview_end(struct ela_db *db, const char *owner, int64_t now, int64_t id,
                                int attempts, enum ela_preview_end end, const char *error,
                                uint32_t random_million, struct ela_error *err)
{
    bool again =
        end == ELA_PREVIEW_BACK || (end == ELA_PREVIEW_RETRY && attempts < ELA_PREVIEW_ATTEMPTS);
    const char *state = again                      ? "waiting"
                        : end == ELA_PREVIEW_DONE  ? "ready"
                        : end == ELA_PREVIEW_NEVER ? "none"
                                                   : "failed";
    int64_t due = end == ELA_PREVIEW_RETRY ? now + ela_backoff_s(attempts, random_million) : now;
    struct ela_db_value p[] = {
        ELA_DBV_TEXT(state), ELA_DBV_TEXT(error),
        ELA_DBV_INT(due),    ELA_DBV_INT(end == ELA_PREVIEW_BACK ? attempts - 1 : attempts),
        ELA_DBV_INT(now),    ELA_DBV_INT(id),
        ELA_DBV_TEXT(owner)};
    return ela_db_exec(db, ELA_SQL_PREVIEW_END, p, 7, NULL, err);
}
