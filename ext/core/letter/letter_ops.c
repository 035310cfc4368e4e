/*
 * Operations of letters: composing, previewing, making. Source: DOC-18, DOC-20.
 */
#include "file/file.h"
#include "letter/letter_internal.h"
#include "scope/scope.h"

#include <stdio.h>
#include <string.h>

/* --- what it is about --------------------------------------------------------------------- */

enum ela_status ela__letter_about(struct ela_call *c, int64_t *case_id, int64_t *client_id,
                                  struct ela_error *err)
{
    *case_id = ela_in_int(c, "case", 0);
    *client_id = *case_id ? 0 : ela_in_int(c, "client", 0);
    return *case_id || *client_id ? ELA_OK : ela_fail(err, ELA_E_INPUT, "field.required", "case");
}

const char *ela__letter_lang(const struct ela_letter *t, struct ela_str wanted)
{
    bool en = ela_str_is(wanted, "en") || (wanted.n >= 2 && strncmp(wanted.p, "en", 2) == 0);
    if (en ? t->body[ELA_LETTER_EN] != NULL : t->body[ELA_LETTER_FR] == NULL)
        return "en";
    return "fr";
}

static size_t lang_of(const char *lang)
{
    return strcmp(lang, "en") == 0 ? ELA_LETTER_EN : ELA_LETTER_FR;
}

/* A letter that a template and a case make. The data is released by the caller. */
struct made {
    struct ela__letter_data d;
    struct ela__letter_to to;
    struct ela__letter_told told;
    const char *lang, *subject;
    const struct ela_rich_node *body;
};

static enum ela_status compose(struct ela_call *c, const struct ela_letter *t, struct made *m,
                               struct ela_error *err)
{
    int64_t case_id, client_id;
    ELA_TRY(ela__letter_about(c, &case_id, &client_id, err));
    if (t->of_case && !case_id)
        return ela_fail(err, ELA_E_INPUT, "letter.needs_case", "case");
    m->lang = ela__letter_lang(t, ela_in_has(c, "lang") ? ela_in_text(c, "lang")
                                                        : ela_str_of(c->actor->lang));
    ELA_TRY(ela__letter_data(c, case_id, client_id, m->lang, &m->d, err));
    ELA_TRY(ela__letter_to(&m->d, ela_in_get(c, "recipient"), &m->to, err));
    ELA_TRY(ela__letter_line(&m->d, ela_str_of(t->subject[lang_of(m->lang)]), &m->told, &m->subject,
                             err));
    return ela__letter_expand(&m->d, t->body[lang_of(m->lang)], &m->told, &m->body, err);
}

static void made_init(struct made *m)
{
    memset(m, 0, sizeof *m);
    ela__letter_told_init(&m->told);
}

static void made_release(struct made *m)
{
    ela__letter_told_release(&m->told);
    ela__letter_data_release(&m->d);
}

static void tell(struct ela_call *c, struct made *m)
{
    ela_json_set(c->out, "empty", ela_json_ref(m->told.empty));
    ela_json_set(c->out, "broken", ela_json_ref(m->told.broken));
    ela_json_set(c->out, "missing", ela_json_ref(m->told.missing));
}

/* The adviser's own words take the place of the template's. What compose put among them are values,
 * some typed by clients: never read again. */
static enum ela_status edited(struct ela_call *c, struct made *m, const char *member,
                              struct ela_error *err)
{
    const struct ela_rich_node *doc;
    ELA_TRY(ela_rich_read_letter(ela_in_get(c, member), c->arena, &doc, err));
    if (!ela_rich_filled(doc))
        return ela_fail(err, ELA_E_INPUT, "field.required", member);
    if (ela_in_has(c, "subject")) {
        struct ela_str s = ela_in_text(c, "subject");
        m->subject = ela_arena_strndup(c->arena, s.p, s.n);
        if (!m->subject)
            return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
        ela__letter_look(&m->told, s);
    }
    return ela__letter_expand_again(&m->d, doc, &m->told, &m->body, err);
}

/* --- preview ------------------------------------------------------------------------------ */

static const char *const LANGS[] = {"fr", "en", NULL};

#define ABOUT                                                                                      \
    {.name = "case", .type = ELA_FT_ID, .ref = "case"},                                            \
    {                                                                                              \
        .name = "client", .type = ELA_FT_ID, .ref = "client"                                       \
    }
#define RECIPIENT                                                                                  \
    {.name = "recipient", .type = ELA_FT_JSON, .max = 20},                                         \
    {                                                                                              \
        .name = "lang", .type = ELA_FT_CHOICE, .choices = LANGS                                    \
    }

static const struct ela_field PREVIEW[] = {
    ABOUT,
    RECIPIENT,
    {.name = "template", .type = ELA_FT_LINE, .max = 40},
    {.name = "subject", .type = ELA_FT_LINE, .max = 200},
    {.name = "doc", .type = ELA_FT_JSON, .max = 60000},
    {.name = "body", .type = ELA_FT_JSON, .max = 60000},
    {.type = ELA_FT_END},
};

static enum ela_status draw(struct ela_call *c, const struct ela_letter *t, struct made *m,
                            struct ela_error *err)
{
    const struct ela__letter_paper p = {t, &m->to, m->subject, m->body};
    struct ela_json *paper = ela__letter_paper(&m->d, &p);
    enum ela_status st = paper ? ela__letter_draw(c, paper, c->body, NULL, err)
                               : ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    ela_json_free(paper);
    c->body_type = "application/pdf";
    c->body_name = ela_arena_printf(c->arena, "%s.pdf", t->code);
    return st;
}

static enum ela_status op_preview(struct ela_call *c, struct ela_error *err)
{
    const struct ela_letter *t;
    struct made m;
    bool own = ela_in_has(c, "body");
    if (!c->body)
        return ela_fail(err, ELA_E_INTERNAL, "op.no_body", "");
    if (own)
        ELA_TRY(ela_actor_need(c->actor, ELA_RIGHT_ADMIN, err));
    ELA_TRY(own ? ela_meta_letter_read(c, ela_in_get(c, "body"), &t, err)
                : ela_meta_letter_now(c, ela_in_text(c, "template"), &t, err));
    made_init(&m);
    enum ela_status st = compose(c, t, &m, err);
    if (st == ELA_OK && ela_in_has(c, "doc"))
        st = edited(c, &m, "doc", err);
    if (st == ELA_OK)
        st = draw(c, t, &m, err);
    made_release(&m);
    return st;
}

/* --- composing ---------------------------------------------------------------------------- */

static const struct ela_field RECIPIENTS[] = {ABOUT, {.type = ELA_FT_END}};

static enum ela_status op_recipients(struct ela_call *c, struct ela_error *err)
{
    int64_t case_id, client_id;
    struct ela__letter_data d;
    struct ela_json *rows = ela_json_new_array();
    ela_json_set(c->out, "rows", rows);
    ELA_TRY(ela__letter_about(c, &case_id, &client_id, err));
    enum ela_status st = ela__letter_data(c, case_id, client_id, c->actor->lang, &d, err);
    if (st == ELA_OK) {
        struct ela_str lang = ela_json_text(ela_json_get(d.values, "=lang"));
        ela_json_set_text(c->out, "lang",
                          lang.n >= 2 && strncmp(lang.p, "en", 2) == 0 ? "en" : "fr");
        st = ela__letter_recipients(&d, rows, err);
    }
    ela__letter_data_release(&d);
    return st;
}

static const struct ela_field COMPOSE[] = {
    ABOUT,
    RECIPIENT,
    {.name = "template", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 40},
    {.type = ELA_FT_END},
};

static enum ela_status op_compose(struct ela_call *c, struct ela_error *err)
{
    const struct ela_letter *t;
    struct made m;
    ELA_TRY(ela_meta_letter_now(c, ela_in_text(c, "template"), &t, err));
    made_init(&m);
    enum ela_status st = compose(c, t, &m, err);
    if (st == ELA_OK) {
        struct ela_json *to = ela_json_new_array();
        for (size_t i = 0; i < m.to.n; i++)
            ela_json_push(to, ela_json_new_text(m.to.lines[i], strlen(m.to.lines[i])));
        ela_json_set_text(c->out, "subject", m.subject);
        ela_json_set_text(c->out, "lang", m.lang);
        ela_json_set(c->out, "to", to);
        ela_json_set(c->out, "body", ela_rich_json(m.body));
        tell(c, &m);
    }
    made_release(&m);
    return st;
}

/* --- keeping ------------------------------------------------------------------------------ */

static struct ela_db_value id_or_null(int64_t id)
{
    return id > 0 ? ELA_DBV_INT(id) : ELA_DBV_NULL;
}

/* As much of a text as a column holds, whole characters. */
static struct ela_str cut(const char *s, size_t chars)
{
    size_t n = 0, seen = 0;
    while (s[n] && seen < chars) {
        n++;
        while (((unsigned char)s[n] & 0xc0) == 0x80)
            n++;
        seen++;
    }
    return (struct ela_str){s, n};
}

enum ela_status ela__letter_add(struct ela_call *c, const struct ela__letter_row *row, int64_t *id,
                                struct ela_error *err)
{
    struct ela_buf paper;
    ela_buf_init(&paper, (size_t)8 << 20);
    enum ela_status st = ela_json_write(row->paper, &paper, err);
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(row->client_id),
                               id_or_null(row->case_id),
                               ELA_DBV_INT(row->t->definition),
                               id_or_null(row->batch),
                               row->key.n ? ELA_DBV_STR(row->key) : ELA_DBV_NULL,
                               ELA_DBV_TEXT(row->lang),
                               ELA_DBV_STR(cut(row->recipient, 190)),
                               ELA_DBV_STR(cut(row->subject, 255)),
                               ELA_DBV_STR(((struct ela_str){paper.p, paper.n})),
                               ELA_DBV_TEXT(row->file ? "made" : "waiting"),
                               ELA_DBV_INT(row->visible),
                               ELA_DBV_INT(row->pages),
                               id_or_null(row->file),
                               ELA_DBV_INT(c->actor->user_id),
                               ELA_DBV_INT(c->now),
                               row->file ? ELA_DBV_INT(c->now) : ELA_DBV_NULL};
    if (st == ELA_OK)
        st = ela_db_exec(c->db, ELA_SQL_LETTER_INSERT, p, sizeof p / sizeof p[0], NULL, err);
    if (st == ELA_OK && id)
        *id = ela_db_last_id(c->db);
    ela_buf_release(&paper);
    return st;
}

enum ela_status ela__letter_keep(struct ela_call *c, const struct ela__letter_row *row,
                                 struct ela_str name, struct ela_str bytes, int64_t user,
                                 int64_t *file, struct ela_error *err)
{
    /* of a client without a case: in his own space, where he may see it */
    const struct ela_file_made made = {.object = row->case_id ? "case" : "document",
                                       .id = row->case_id ? row->case_id : row->client_id,
                                       .name = name,
                                       .bytes = bytes,
                                       .visible = row->visible,
                                       .user = user};
    return ela_file_made(c, &made, file, err);
}

static const struct ela_field MAKE[] = {
    {.name = "key", .type = ELA_FT_KEY, .flags = ELA_FF_REQUIRED},
    ABOUT,
    RECIPIENT,
    {.name = "template", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 40},
    {.name = "subject", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 200},
    {.name = "body", .type = ELA_FT_JSON, .flags = ELA_FF_REQUIRED, .max = 60000},
    {.name = "name", .type = ELA_FT_LINE, .max = 140},
    {.name = "visible", .type = ELA_FT_BOOL},
    {.name = "mail", .type = ELA_FT_BOOL},
    {.type = ELA_FT_END},
};

static enum ela_status made_before(struct ela_call *c, bool *is, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_STR(ela_in_text(c, "key"))};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_LETTER_AGAIN, p, 2, &r, err));
    *is = r.nrows > 0;
    if (*is) {
        ela_json_set_int(c->out, "id", ela_db_int(&r, 0, 0, 0));
        ela_json_set_int(c->out, "file", ela_db_int(&r, 0, 1, 0));
        ela_json_set_int(c->out, "pages", ela_db_int(&r, 0, 2, 0));
        ela_json_set_str(c->out, "name", ela_db_cell(&r, 0, 3));
        ela_json_set_bool(c->out, "again", true);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status tell_client(struct ela_call *c, const struct ela__letter_row *row,
                                   struct ela_error *err)
{
    static const struct ela_label WORDS = {"Un nouveau courrier vous attend dans votre dossier.",
                                           "A new letter is waiting for you in your case."};
    struct ela_case k;
    size_t sent = 0;
    if (!row->case_id || !row->visible || !ela_in_bool(c, "mail", false))
        return ELA_OK;
    ELA_TRY(ela_case_load(c, row->case_id, "case", &k, err));
    const struct ela_case_notice n = {.to = "client", .mail = "case.news", .words = WORDS};
    ELA_TRY(ela_case_notify(c, &k, &n, &sent, err));
    ela_json_set_int(c->out, "mails", (int64_t)sent);
    return ELA_OK;
}

static enum ela_status store(struct ela_call *c, const struct ela_letter *t, struct made *m,
                             struct ela_buf *pdf, struct ela_error *err)
{
    struct ela__letter_row row = {.key = ela_in_text(c, "key"),
                                  .case_id = m->d.case_id,
                                  .client_id = m->d.client_id,
                                  .t = t,
                                  .lang = m->lang,
                                  .recipient = m->to.name,
                                  .subject = m->subject,
                                  .visible = ela_in_bool(c, "visible", false)};
    const struct ela__letter_paper p = {t, &m->to, m->subject, m->body};
    struct ela_json *paper = ela__letter_paper(&m->d, &p);
    int64_t id = 0;
    row.paper = paper;
    enum ela_status st = paper ? ela__letter_draw(c, paper, pdf, &row.pages, err)
                               : ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    struct ela_str name = ela_in_has(c, "name") ? ela_in_text(c, "name") : ela_str_of(m->subject);
    if (st == ELA_OK)
        st = ela__letter_keep(c, &row, name, (struct ela_str){pdf->p, pdf->n}, c->actor->user_id,
                              &row.file, err);
    if (st == ELA_OK)
        st = ela__letter_add(c, &row, &id, err);
    ela_json_free(paper);
    if (st != ELA_OK)
        return st;
    ela_json_set_int(c->out, "id", id);
    ela_json_set_int(c->out, "file", row.file);
    ela_json_set_int(c->out, "pages", (int64_t)row.pages);
    ela_json_set_bool(c->out, "again", false);
    tell(c, m);
    return tell_client(c, &row, err);
}

static enum ela_status op_make(struct ela_call *c, struct ela_error *err)
{
    const struct ela_letter *t;
    struct made m;
    struct ela_buf pdf;
    bool before;
    int64_t case_id, client_id;
    ELA_TRY(ela__letter_about(c, &case_id, &client_id, err));
    ELA_TRY(ela_meta_letter_now(c, ela_in_text(c, "template"), &t, err));
    ELA_TRY(made_before(c, &before, err));
    if (before)
        return ELA_OK;
    made_init(&m);
    ela_buf_init(&pdf, ELA_FILE_MAX);
    m.lang = ela__letter_lang(t, ela_in_text(c, "lang"));
    enum ela_status st = ela__letter_data(c, case_id, client_id, m.lang, &m.d, err);
    if (st == ELA_OK)
        st = ela__letter_to(&m.d, ela_in_get(c, "recipient"), &m.to, err);
    if (st == ELA_OK)
        st = edited(c, &m, "body", err);
    if (st == ELA_OK)
        st = store(c, t, &m, &pdf, err);
    ela_buf_release(&pdf);
    made_release(&m);
    return st;
}

/* --- letters of a case -------------------------------------------------------------------- */

static const struct ela_field LIST[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.type = ELA_FT_END},
};

static enum ela_status op_list(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    struct ela_sql q;
    struct ela_db_result r;
    struct ela_json *rows = ela_json_new_array();
    ela_json_set(c->out, "rows", rows);
    ELA_TRY(ela_case_load(c, ela_in_int(c, "case", 0), "case", &k, err));
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_LETTER_LIST);
    ela_sql_int(&q, k.id);
    ela_sql_int(&q, c->actor->entity);
    ela_scope_file_level(&q, c->actor, "f");
    ela_sql_add(&q, ELA_SQL_LETTER_LIST_ORDER);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        static const char *const TEXTS[] = {NULL, NULL, "recipient", "subject", "state",
                                            NULL, NULL, "name",      "by",      "error"};
        struct ela_json *o = ela_json_new_object();
        ela_json_set_int(o, "id", ela_db_int(&r, i, 0, 0));
        ela_json_set_int(o, "at", ela_db_int(&r, i, 1, 0));
        for (size_t k2 = 2; k2 < 10; k2++)
            if (TEXTS[k2])
                ela_json_set_str(o, TEXTS[k2],
                                 ela_db_cell(&r, i, k2).p ? ela_db_cell(&r, i, k2) : ELA_STR(""));
        ela_json_set_int(o, "pages", ela_db_int(&r, i, 5, 0));
        ela_json_set_int(o, "file", ela_db_int(&r, i, 6, 0));
        ela_json_push(rows, o);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

/* --- pictures ----------------------------------------------------------------------------- */

static const struct ela_field PICTURE[] = {
    {.name = "name", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 200},
    {.type = ELA_FT_END},
};
enum { PICTURE_MAX = 4 << 20, PICTURE_MM = 160 };

/* As wide as it is at 150 dots an inch, no wider than the text. */
static int64_t width_of(int pixels)
{
    int64_t mm = (int64_t)pixels * 254 / 1500;
    return mm < 20 ? 20 : mm > PICTURE_MM ? PICTURE_MM : mm;
}

/* Judged by what it is, not by its name, and drawn once, before it is kept. */
static enum ela_status op_picture(struct ela_call *c, struct ela_error *err)
{
    int width, height;
    int64_t id = 0;
    enum ela_pdf_picture_kind kind = ela_pdf_picture_is(c->body_in, &width, &height);
    if (c->body_in.n > PICTURE_MAX || kind == ELA_PDF_NO_PICTURE)
        return ela_fail(err, ELA_E_INPUT, "letter.picture", "picture");
    if (!ela_pdf_picture_sound(c->body_in))
        return ela_fail(err, ELA_E_INPUT, "letter.picture_damaged", "picture");
    ELA_TRY(ela_file_model(c, ela_in_text(c, "name"), c->body_in, &id, err));
    ela_json_set_int(c->out, "width", width_of(width));
    return ELA_OK;
}

static const struct ela_field NONE[] = {{.type = ELA_FT_END}};

const struct ela_op ELA_LETTER_OPS[] = {
    {"letter.preview", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_CASE_READ, PREVIEW, op_preview},
    {"letter.recipients", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, RECIPIENTS,
     op_recipients},
    {"letter.compose", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, COMPOSE, op_compose},
    {"letter.make", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, MAKE, op_make},
    {"letter.picture", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, PICTURE, op_picture},
    {"letter.list", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_CASE_READ, LIST, op_list},
    {"letter.batch", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, ELA__LETTER_BATCH,
     ela__letter_batch},
    {"letter.batch_state", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, ELA__LETTER_BATCH_STATE,
     ela__letter_batch_state},
    {"letter.work", ELA_OP_EACH, ELA_BY_WORKER, 0, NONE, ela__letter_work},
    {.name = NULL},
};
