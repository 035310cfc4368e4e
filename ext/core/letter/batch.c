/*
 * Letters for many: composed at once within the rights of who asks, drawn by a worker, each in a
 * transaction of its own, so that a worker that stops anywhere loses nothing and makes none twice.
 * Source: DOC-20.
 */
#include "file/file.h"
#include "letter/letter_internal.h"
#include "settings/settings.h"

#include <string.h>

enum { TURN = 20, ATTEMPTS = 4, PAUSE_S = 30 };

/* As large as ela__letter_add() writes it. */
static const struct ela_json_limits PAPER = {(size_t)8 << 20, 60, 400000};

static const char *const LANGS[] = {"fr", "en", NULL};

const struct ela_field ELA__LETTER_BATCH[] = {
    {.name = "key", .type = ELA_FT_KEY, .flags = ELA_FF_REQUIRED},
    {.name = "template", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 40},
    {.name = "cases", .type = ELA_FT_IDS, .min = 1, .max = 500, .ref = "case"},
    {.name = "clients", .type = ELA_FT_IDS, .min = 1, .max = 500, .ref = "client"},
    {.name = "lang", .type = ELA_FT_CHOICE, .choices = LANGS},
    {.name = "visible", .type = ELA_FT_BOOL},
    {.type = ELA_FT_END},
};

/* --- asking ------------------------------------------------------------------------------- */

static enum ela_status asked_before(struct ela_call *c, bool *is, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_STR(ela_in_text(c, "key"))};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_LETTER_BATCH_AGAIN, p, 2, &r, err));
    *is = r.nrows > 0;
    if (*is) {
        ela_json_set_int(c->out, "batch", ela_db_int(&r, 0, 0, 0));
        ela_json_set_int(c->out, "total", ela_db_int(&r, 0, 1, 0));
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

/* In the language asked for, else the client's own. */
static struct ela_str lang_for(struct ela_call *c, const struct ela__letter_data *d)
{
    return ela_in_has(c, "lang") ? ela_in_text(c, "lang")
                                 : ela_json_text(ela_json_get(d->values, "=lang"));
}

static enum ela_status may_write(struct ela_call *c, int64_t case_id, struct ela_error *err)
{
    struct ela_case k;
    if (!case_id)
        return ELA_OK;
    ELA_TRY(ela_case_load(c, case_id, "cases", &k, err));
    ELA_TRY(ela_case_writable(&k, err));
    return ela_case_may(c, &k, ELA_KR_EDIT, err);
}

static enum ela_status queue(struct ela_call *c, const struct ela_letter *t, int64_t batch,
                             struct ela__letter_data *d, const char *lang, struct ela_error *err)
{
    struct ela__letter_told told;
    struct ela__letter_paper p = {.t = t};
    struct ela__letter_to to;
    size_t at = strcmp(lang, "en") == 0 ? ELA_LETTER_EN : ELA_LETTER_FR;
    ela__letter_told_init(&told);
    enum ela_status st = ela__letter_to(d, NULL, &to, err);
    p.to = &to;
    if (st == ELA_OK)
        st = ela__letter_line(d, ela_str_of(t->subject[at]), &told, &p.subject, err);
    if (st == ELA_OK)
        st = ela__letter_expand(d, t->body[at], &told, &p.body, err);
    ela__letter_told_release(&told);
    if (st != ELA_OK)
        return st;
    struct ela_json *paper = ela__letter_paper(d, &p);
    const struct ela__letter_row row = {.case_id = d->case_id,
                                        .client_id = d->client_id,
                                        .batch = batch,
                                        .t = t,
                                        .lang = lang,
                                        .recipient = to.name,
                                        .subject = p.subject,
                                        .paper = paper,
                                        .visible = ela_in_bool(c, "visible", false)};
    st = ela__letter_add(c, &row, NULL, err);
    ela_json_free(paper);
    return st;
}

static enum ela_status one(struct ela_call *c, const struct ela_letter *t, int64_t batch,
                           int64_t case_id, int64_t client_id, struct ela_error *err)
{
    struct ela__letter_data d;
    ELA_TRY(may_write(c, case_id, err));
    const char *lang = ela__letter_lang(t, ela_in_text(c, "lang"));
    enum ela_status st = ela__letter_data(c, case_id, client_id, lang, &d, err);
    const char *own = st == ELA_OK ? ela__letter_lang(t, lang_for(c, &d)) : lang;
    if (st == ELA_OK && strcmp(own, lang) != 0) {
        ela__letter_data_release(&d);
        lang = own;
        st = ela__letter_data(c, case_id, client_id, lang, &d, err);
    }
    if (st == ELA_OK)
        st = queue(c, t, batch, &d, lang, err);
    ela__letter_data_release(&d);
    return st;
}

static enum ela_status count(struct ela_call *c, const struct ela_letter *t, size_t n,
                             struct ela_error *err)
{
    size_t most = (size_t)c->settings->letter_batch;
    if (n == 0)
        return ela_fail(err, ELA_E_INPUT, "field.required", t->of_case ? "cases" : "clients");
    if (n <= most)
        return ELA_OK;
    enum ela_status st = ela_fail(err, ELA_E_INPUT, "letter.too_many", "cases");
    ela_error_param_i64(err, "max", (int64_t)most);
    return st;
}

enum ela_status ela__letter_batch(struct ela_call *c, struct ela_error *err)
{
    const struct ela_letter *t;
    bool before, of_cases = ela_in_has(c, "cases");
    const struct ela_json *ids = ela_in_get(c, of_cases ? "cases" : "clients");
    size_t n = ela_json_size(ids);
    ELA_TRY(ela_meta_letter_now(c, ela_in_text(c, "template"), &t, err));
    if (t->of_case && !of_cases)
        return ela_fail(err, ELA_E_INPUT, "letter.needs_case", "cases");
    ELA_TRY(count(c, t, n, err));
    ELA_TRY(asked_before(c, &before, err));
    if (before)
        return ELA_OK;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),  ELA_DBV_STR(ela_in_text(c, "key")),
                               ELA_DBV_INT(t->definition),     ELA_DBV_INT(n),
                               ELA_DBV_INT(c->actor->user_id), ELA_DBV_INT(c->now)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_LETTER_BATCH_INSERT, p, 6, NULL, err));
    int64_t batch = ela_db_last_id(c->db);
    for (size_t i = 0; i < n; i++) {
        int64_t id = ela_json_int(ela_json_at(ids, i), 0);
        ELA_TRY(one(c, t, batch, of_cases ? id : 0, of_cases ? 0 : id, err));
    }
    ela_json_set_int(c->out, "batch", batch);
    ela_json_set_int(c->out, "total", (int64_t)n);
    return ELA_OK;
}

/* --- how far it is ------------------------------------------------------------------------ */

const struct ela_field ELA__LETTER_BATCH_STATE[] = {
    {.name = "batch", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "letter_batch"},
    {.type = ELA_FT_END},
};

static void row_json(const struct ela_db_result *r, size_t i, struct ela_json *rows)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_int(o, "id", ela_db_int(r, i, 0, 0));
    ela_json_set_str(o, "state", ela_db_cell(r, i, 1));
    ela_json_set_str(o, "recipient", ela_db_cell(r, i, 2));
    ela_json_set_str(o, "error", ela_db_cell(r, i, 3));
    ela_json_set_int(o, "file", ela_db_int(r, i, 4, 0));
    ela_json_set_int(o, "case", ela_db_int(r, i, 5, 0));
    ela_json_set_str(o, "ref", ela_db_cell(r, i, 6).p ? ela_db_cell(r, i, 6) : ELA_STR(""));
    ela_json_push(rows, o);
}

/* For who asked for it alone. */
enum ela_status ela__letter_batch_state(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(ela_in_int(c, "batch", 0)),
                               ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(c->actor->user_id)};
    struct ela_db_result r;
    int64_t made = 0, failed = 0;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_LETTER_BATCH_LOAD, p, 3, &r, err));
    bool found = r.nrows > 0;
    ela_json_set_int(c->out, "total", ela_db_int(&r, 0, 1, 0));
    ela_db_result_release(&r);
    if (!found)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "batch");
    ELA_TRY(ela_db_query(c->db, ELA_SQL_LETTER_BATCH_ROWS, p, 1, &r, err));
    struct ela_json *rows = ela_json_new_array();
    ela_json_set(c->out, "rows", rows);
    for (size_t i = 0; i < r.nrows; i++) {
        row_json(&r, i, rows);
        made += ela_str_is(ela_db_cell(&r, i, 1), "made");
        failed += ela_str_is(ela_db_cell(&r, i, 1), "failed");
    }
    ela_json_set_int(c->out, "made", made);
    ela_json_set_int(c->out, "failed", failed);
    ela_db_result_release(&r);
    return ELA_OK;
}

/* --- the worker --------------------------------------------------------------------------- */

struct letter {
    int64_t id, user, attempts;
    struct ela__letter_row row;
    struct ela_json *paper; /* NULL: it cannot be read */
    struct ela_str subject;
    struct ela_error why; /* then */
};

static enum ela_status take(struct ela_call *c, struct letter *l, bool *any, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(c->now)};
    struct ela_db_result r;
    memset(l, 0, sizeof *l);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_LETTER_DUE, p, 2, &r, err));
    *any = r.nrows > 0;
    if (*any) {
        struct ela_str subject = ela_db_cell(&r, 0, 9);
        l->id = ela_db_int(&r, 0, 0, 0);
        l->row.client_id = (int32_t)ela_db_int(&r, 0, 1, 0);
        l->row.case_id = ela_db_int(&r, 0, 2, 0);
        l->row.visible = ela_db_int(&r, 0, 5, 0) == 1;
        l->user = ela_db_int(&r, 0, 6, 0);
        l->attempts = ela_db_int(&r, 0, 7, 0);
        l->subject = (struct ela_str){ela_arena_strndup(c->arena, subject.p, subject.n), subject.n};
        l->why = (struct ela_error)ELA_ERROR_INIT;
        if (ela_json_read(ela_db_cell(&r, 0, 4), &PAPER, &l->paper, &l->why) != ELA_OK)
            l->paper = NULL; /* this one fails, the next ones go on */
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

struct turn {
    struct ela_call *c;
    struct letter letter;
    bool any, failed;
};

static enum ela_status draw(void *ctx, struct ela_error *err)
{
    struct turn *t = ctx;
    struct ela_call *c = t->c;
    struct letter *l = &t->letter;
    struct ela_buf pdf;
    if (!l->paper)
        return ela_fail(err, ELA_E_INPUT, l->why.key, l->why.field);
    ela_buf_init(&pdf, ELA_FILE_MAX);
    enum ela_status st = ela__letter_draw(c, l->paper, &pdf, &l->row.pages, err);
    if (st == ELA_OK)
        st = ela__letter_keep(c, &l->row, l->subject, (struct ela_str){pdf.p, pdf.n}, l->user,
                              &l->row.file, err);
    ela_buf_release(&pdf);
    return st;
}

static enum ela_status record(struct ela_call *c, const struct letter *l, enum ela_status drawn,
                              const struct ela_error *why, struct ela_error *err)
{
    bool again =
        (drawn == ELA_E_TRANSIENT || drawn == ELA_E_INTERNAL) && l->attempts + 1 < ATTEMPTS;
    struct ela_db_value made[] = {ELA_DBV_INT(l->row.file), ELA_DBV_INT(l->row.pages),
                                  ELA_DBV_INT(c->now), ELA_DBV_INT(l->id)};
    struct ela_db_value failed[] = {
        ELA_DBV_TEXT(again ? "waiting" : "failed"),
        ELA_DBV_INT(c->now + PAUSE_S * (l->attempts + 1) * (l->attempts + 1)),
        ELA_DBV_TEXT(why->key), ELA_DBV_INT(l->id)};
    return drawn == ELA_OK ? ela_db_exec(c->db, ELA_SQL_LETTER_MADE, made, 4, NULL, err)
                           : ela_db_exec(c->db, ELA_SQL_LETTER_FAILED, failed, 4, NULL, err);
}

/* One letter: its file, its row and its state in one transaction. What may pass by itself ends the
 * turn when the database says it. */
static enum ela_status next(void *ctx, struct ela_error *err)
{
    struct turn *t = ctx;
    struct ela_error why = ELA_ERROR_INIT;
    enum ela_status st = take(t->c, &t->letter, &t->any, err);
    if (st == ELA_OK && t->any) {
        enum ela_status drawn = ela_db_attempt(t->c->db, draw, t, &why);
        t->failed = drawn != ELA_OK;
        st = ela_db_in_tx(t->c->db) ? record(t->c, &t->letter, drawn, &why, err)
                                    : ela_fail(err, drawn, why.key, why.field);
    }
    ela_json_free(t->letter.paper);
    t->letter.paper = NULL;
    return st;
}

enum ela_status ela__letter_work(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(c->now)};
    struct ela_db_result r;
    int64_t done = 0, failed = 0;
    for (int i = 0; i < TURN; i++) {
        struct turn t = {.c = c};
        ELA_TRY(ela_db_tx(c->db, next, &t, err));
        if (!t.any)
            break;
        done += !t.failed;
        failed += t.failed;
    }
    ELA_TRY(ela_db_query(c->db, ELA_SQL_LETTER_LEFT, p, 2, &r, err));
    ela_json_set_int(c->out, "letters", done);
    ela_json_set_int(c->out, "done", done);
    ela_json_set_int(c->out, "letters_failed", failed);
    ela_json_set_int(c->out, "left", ela_db_int(&r, 0, 0, 0));
    ela_db_result_release(&r);
    return ELA_OK;
}
