/*
 * What is said of a document, who reads it, and how the firm judges what a client sent. Source:
 * DOC-02, DOC-07, DOC-14, SEC-11.
 */
#include "document/document_internal.h"

static struct ela_db_value text_or_null(struct ela_str s)
{
    return s.n ? ELA_DBV_STR(s) : ELA_DBV_NULL;
}

/* --- document.update ---------------------------------------------------------------------- */

struct facts {
    char name[160];
    struct ela_str category, description;
    struct ela_str document_on, valid_until; /* "2026-11-22" or empty */
    bool visible, downloads, deliverable;
    int level;
};

static struct ela_str kept(struct ela_call *c, const struct ela_db_result *r, size_t col)
{
    struct ela_str s = ela_db_cell(r, 0, col);
    const char *copy = ela_arena_strndup(c->arena, s.p ? s.p : "", s.n);
    return (struct ela_str){copy ? copy : "", copy ? s.n : 0};
}

static enum ela_status present(struct ela_call *c, const struct ela_file *f, struct facts *x,
                               struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(f->id), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_DOCUMENT_FACTS, p, 2, &r, err));
    x->category = kept(c, &r, 0);
    x->document_on = kept(c, &r, 1);
    x->valid_until = kept(c, &r, 2);
    ela_db_result_release(&r);
    x->description = ela_str_of(f->description ? f->description : "");
    x->visible = f->visible;
    x->downloads = f->downloads;
    x->deliverable = f->deliverable;
    x->level = f->level;
    (void)ela_str_copy(ela_str_of(f->name), x->name, sizeof x->name);
    return ELA_OK;
}

static void take_text(struct ela_call *c, const char *name, struct ela_str *out)
{
    if (ela_in_has(c, name))
        *out = ela_in_null(c, name) ? ELA_STR("") : ela_in_text(c, name);
}

static enum ela_status asked(struct ela_call *c, const struct ela_file *f, struct facts *x,
                             struct ela_error *err)
{
    const char *dot = strrchr(f->name, '.');
    if (ela_in_has(c, "name")) /* its extension says what it is, and stays */
        ela_file_name(ela_in_text(c, "name"), dot && !f->url ? dot + 1 : "", x->name);
    take_text(c, "category", &x->category);
    take_text(c, "description", &x->description);
    take_text(c, "document_on", &x->document_on);
    take_text(c, "valid_until", &x->valid_until);
    x->visible = ela_in_bool(c, "visible", x->visible);
    x->downloads = ela_in_bool(c, "client_downloads", x->downloads);
    x->level = (int)ela_in_int(c, "level", x->level);
    x->deliverable = x->deliverable && x->visible;
    if (ela_in_has(c, "category") && x->category.n)
        ELA_TRY(ela_file_category(c, x->category, "category", err));
    if (x->document_on.n == 10 && x->valid_until.n == 10 &&
        memcmp(x->valid_until.p, x->document_on.p, 10) < 0)
        return ela_fail(err, ELA_E_INPUT, "document.validity",
                        ela_in_has(c, "valid_until") ? "valid_until" : "document_on");
    return ELA_OK;
}

static void changed(struct ela_json *list, const char *field, struct ela_str from,
                    struct ela_str to)
{
    if (ela_str_eq(from, to))
        return;
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "field", field);
    ela_json_set_str(o, "from", from);
    ela_json_set_str(o, "to", to);
    ela_json_push(list, o);
}

static struct ela_json *changes(const struct facts *was, const struct facts *is)
{
    static const struct ela_str bit[] = {{"0", 1}, {"1", 1}, {"2", 1}};
    struct ela_json *list = ela_json_new_array();
    changed(list, "name", ela_str_of(was->name), ela_str_of(is->name));
    changed(list, "category", was->category, is->category);
    changed(list, "document_on", was->document_on, is->document_on);
    changed(list, "valid_until", was->valid_until, is->valid_until);
    changed(list, "visible", bit[was->visible], bit[is->visible]);
    changed(list, "client_downloads", bit[was->downloads], bit[is->downloads]);
    changed(list, "level", bit[was->level], bit[is->level]);
    if (!ela_str_eq(was->description, is->description)) /* too long to tell twice */
        changed(list, "description", ELA_STR(""), ELA_STR("…"));
    return list;
}

static enum ela_status store(struct ela_call *c, const struct ela_file *f, const struct facts *x,
                             struct ela_error *err)
{
    char words[ELA_FILE_WORDS];
    ela_file_words(ela_str_of(x->name), x->description, words);
    struct ela_db_value p[] = {
        ELA_DBV_TEXT(x->name),        text_or_null(x->category),    text_or_null(x->description),
        text_or_null(x->document_on), text_or_null(x->valid_until), ELA_DBV_INT(x->visible),
        ELA_DBV_INT(x->downloads),    ELA_DBV_INT(x->level),        ELA_DBV_INT(x->deliverable),
        ELA_DBV_TEXT(words),          ELA_DBV_INT(f->id),           ELA_DBV_INT(c->actor->entity)};
    return ela_db_exec(c->db, ELA_SQL_DOCUMENT_UPDATE, p, sizeof p / sizeof p[0], NULL, err);
}

/* What it was proposed for goes by its category and validity. */
static bool serves_no_more(const struct ela_call *c, const struct facts *was,
                           const struct facts *is)
{
    char today[16];
    if (!ela_str_eq(was->category, is->category))
        return true;
    if (ela_str_eq(was->valid_until, is->valid_until) || is->valid_until.n != 10)
        return false;
    ela_day_format(ela_tz_day(c->tz, c->now), today);
    return memcmp(is->valid_until.p, today, 10) < 0;
}

enum ela_status ela__document_update(struct ela_call *c, struct ela_error *err)
{
    struct ela_file f;
    struct facts was = {.level = 0}, is;
    ELA_TRY(ela_file_load(c, ela_in_int(c, "file", 0), false, &f, err));
    ELA_TRY(ela_file_may_change(c, &f, err));
    ELA_TRY(ela_file_hold(c, &f, err));
    ELA_TRY(present(c, &f, &was, err));
    is = was;
    ELA_TRY(asked(c, &f, &is, err));
    ELA_TRY(store(c, &f, &is, err));
    bool names = ela_readers_named(c);
    if (is.level > 0 && (names || was.level == 0))
        ELA_TRY(ela_readers_set(c, ELA_READERS_OF_FILE, f.id, err));
    else if (is.level > was.level)
        ELA_TRY(ela_readers_add(c, ELA_READERS_OF_FILE, f.id, c->actor->user_id, err));
    struct ela_json *list = changes(&was, &is);
    if (names && is.level > 0)
        changed(list, "readers", ELA_STR(""), ELA_STR("…"));
    f.name = is.name;
    ela_json_set_int(c->out, "id", f.id);
    ela_json_set_text(c->out, "name", is.name);
    if (ela_json_size(list) == 0) {
        ela_json_free(list);
        return ELA_OK;
    }
    struct ela_json *data = ela_json_new_object();
    ela_json_set(data, "changes", list);
    ELA_TRY(ela_file_tell(c, &f, "file.updated", false, data, err));
    if (!ela_str_eq(was.valid_until, is.valid_until))
        ELA_TRY(ela_piece_valid(c, f.id, strcmp(f.object, "piece") == 0 ? f.object_id : 0,
                                text_or_null(is.valid_until), err));
    return serves_no_more(c, &was, &is) ? ela_piece_unproposed(c, f.id, err) : ELA_OK;
}

/* --- document.judge ----------------------------------------------------------------------- */

/* A piece is judged as one, whatever its documents. */
static enum ela_status judge_pieces(struct ela_call *c, const struct ela_json *pieces,
                                    struct ela_error *err)
{
    struct ela_json *in = ela_json_new_object(), *out = NULL;
    const char *op = "piece.receive";
    if (ela_str_is(ela_in_text(c, "to"), "refused")) {
        op = "piece.refuse";
        if (ela_json_size(pieces) > 1) {
            ela_json_free(in);
            return ela_fail(err, ELA_E_INPUT, "document.refuse_one", "files");
        }
        ela_json_set_int(in, "piece", ela_json_int(ela_json_at(pieces, 0), 0));
        ela_json_set_str(in, "reason", ela_in_text(c, "reason"));
    } else {
        if (ela_str_is(ela_in_text(c, "to"), "validated"))
            op = "piece.validate";
        ela_json_set(in, "pieces", ela_json_ref((struct ela_json *)(uintptr_t)pieces));
    }
    enum ela_status st = c->call(c, op, in, &out, err);
    /* The first of those that could not: whoever asks for several is told of it. */
    const struct ela_json *no = ela_json_at(ela_json_get(out, "failed"), 0);
    bool judged = ela_str_is(ela_json_text(ela_json_get(no, "key")), "workflow.not_from_here");
    if (st == ELA_OK && no)
        st = judged ? ela_fail(err, ELA_E_STATE, "document.judged", "files")
                    : ela_fail(err, ELA_E_CONFLICT, "conflict.version", "files");
    ela_json_free(in);
    ela_json_free(out);
    return st;
}

static bool may_become(const char *from, struct ela_str to)
{
    if (strcmp(from, "filed") == 0 || ela_str_is(to, from))
        return false;
    return !ela_str_is(to, "received") || strcmp(from, "waiting") == 0;
}

enum ela_status ela__document_judge_one(struct ela_call *c, const struct ela_file *f,
                                        struct ela_error *err)
{
    struct ela_str to = ela_in_text(c, "to"), reason = ela_in_text(c, "reason");
    char kind[32];
    int64_t n = 0;
    if (!may_become(f->status, to))
        return ela_fail(err, ELA_E_STATE, "document.judged", "files");
    struct ela_db_value p[] = {ELA_DBV_STR(to), text_or_null(reason), ELA_DBV_INT(f->id),
                               ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(f->status)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_DOCUMENT_JUDGE, p, 5, &n, err));
    if (n != 1)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "files");
    (void)snprintf(kind, sizeof kind, "file.%.*s", (int)to.n, to.p);
    struct ela_json *data = ela_json_new_object();
    if (reason.n)
        ela_json_set_str(data, "reason", reason);
    ELA_TRY(ela_file_tell(c, f, kind, f->visible, data, err));
    return ela_str_is(to, "refused") ? ela_piece_unproposed(c, f->id, err) : ELA_OK;
}

static bool told(const struct ela_json *ids, int64_t id)
{
    for (size_t i = 0; i < ela_json_size(ids); i++)
        if (ela_json_int(ela_json_at(ids, i), 0) == id)
            return true;
    return false;
}

enum ela_status ela__document_judge(struct ela_call *c, struct ela_error *err)
{
    const struct ela_json *files = ela_in_get(c, "files");
    struct ela_json *pieces = ela_json_new_array();
    enum ela_status st = ELA_OK;
    if (ela_str_is(ela_in_text(c, "to"), "refused") && !ela_in_text(c, "reason").n)
        st = ela_fail(err, ELA_E_INPUT, "field.required", "reason");
    for (size_t i = 0; st == ELA_OK && i < ela_json_size(files); i++) {
        struct ela_file f;
        st = ela_file_load(c, ela_json_int(ela_json_at(files, i), 0), false, &f, err);
        if (st == ELA_OK)
            st = ela_file_may_change(c, &f, err);
        if (st != ELA_OK)
            break;
        if (strcmp(f.object, "piece") != 0)
            st = ela__document_judge_one(c, &f, err);
        else if (!told(pieces, f.object_id))
            ela_json_push(pieces, ela_json_new_int(f.object_id));
    }
    if (st == ELA_OK && ela_json_size(pieces))
        st = judge_pieces(c, pieces, err);
    ela_json_free(pieces);
    return st;
}
