/*
 * Documents that the firm holds already: for pieces of a checklist, documents of the same category
 * of the client that are still valid are looked for, proposed, taken or declined. A category says
 * whether its documents serve other cases. Source: DOC-09.
 */
#include "case/flow.h"
#include "scope/scope.h"
#include "settings/settings.h"

enum { MOST = 60, CATEGORIES = 40 };
enum { R_ID, R_CATEGORY, R_VALID, R_DATED, R_AT, R_NAME };

static const struct ela_meta_option *category_of(const struct ela_meta_list *list,
                                                 const struct ela__item *p)
{
    const struct ela_meta_option *o =
        *p->category ? ela_meta_item(list, ela_str_of(p->category)) : NULL;
    return o && o->reuse ? o : NULL;
}

static bool wanted(const struct ela__item *p, int64_t step_id)
{
    return strcmp(p->status, "to_provide") == 0 && !p->action_id &&
           (step_id < 0 || p->step_id == step_id);
}

/* Of documents within reach of whoever opens; nobody's eyes: standard ones. */
static void look(struct ela_sql *q, const struct ela_call *c, const struct ela_case *k)
{
    ela_sql_init(q);
    ela_sql_add(q, ELA_SQL_REUSE_LOOK);
    ela_sql_int(q, k->client_id);
    ela_sql_value(q, ela_list_day(c->arena, ela_tz_day(c->tz, c->now)));
    ela_sql_int(q, k->id);
    ela_sql_text(q, ela_str_of(ela_settings_scan_held(c->settings)));
    ela_scope_file(q, c->actor);
    if (c->actor->kind != ELA_ACTOR_USER)
        ela_sql_add(q, ELA_SQL_REUSE_STANDARD);
}

static bool day_in(const struct ela_db_result *r, size_t i, size_t col, struct ela_day *out)
{
    struct ela_error ignored = ELA_ERROR_INIT;
    return ela_day_parse(ela_db_cell(r, i, col), out, "", &ignored) == ELA_OK;
}

/* Until when a document serves this piece; false where its day has passed. */
static bool serves(const struct ela_call *c, const struct ela__item *p,
                   const struct ela_db_result *r, size_t i, struct ela_day *until)
{
    struct ela_day dated;
    if (day_in(r, i, R_VALID, until))
        return true;
    *until = ELA_DAY_NONE;
    if (!p->def || p->def->validity_months <= 0)
        return true;
    if (!day_in(r, i, R_DATED, &dated))
        dated = ela_tz_day(c->tz, ela_db_int(r, i, R_AT, 0));
    *until = ela__item_expiry(p, dated);
    return until->n >= ela_tz_day(c->tz, c->now).n;
}

/* --- looking -------------------------------------------------------------- */

struct found {
    struct ela__item *item;
    int64_t file;
    struct ela_day until;
};

/* What serves the case already, or is proposed in it. */
static bool used(const struct ela__flow *f, int64_t file)
{
    for (size_t i = 0; i < f->nitems; i++)
        if (f->items[i].file_id == file && (strcmp(f->items[i].status, "available") == 0 ||
                                            strcmp(f->items[i].status, "validated") == 0))
            return true;
    return false;
}

/* The newest that serves it, which no other piece has and which was not declined. */
static bool match(const struct ela_call *c, const struct ela_db_result *r, bool *taken,
                  struct ela__item *p, struct found *out)
{
    for (size_t i = 0; i < r->nrows; i++) {
        int64_t id = ela_db_int(r, i, R_ID, 0);
        if (taken[i] || id == p->file_id ||
            !ela_str_eq(ela_db_cell(r, i, R_CATEGORY), ela_str_of(p->category)) ||
            !serves(c, p, r, i, &out->until))
            continue;
        taken[i] = true;
        out->item = p;
        out->file = id;
        return true;
    }
    return false;
}

static enum ela_status propose(struct ela_call *c, struct ela__flow *f, const struct found *found,
                               size_t n, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_buf names;
    int64_t ids[MOST];
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_REUSE_PROPOSE);
    ela_sql_int(&q, c->now);
    for (size_t i = 0; i < n; i++) {
        ela_sql_add(&q, ELA_SQL_REUSE_WHEN);
        ela_sql_int(&q, found[i].item->id);
        ela_sql_int(&q, found[i].file);
    }
    ela_sql_add(&q, ELA_SQL_REUSE_VALID);
    ela_buf_init(&names, 4000);
    for (size_t i = 0; i < n; i++) {
        struct ela__item *p = found[i].item;
        struct ela_str label = ela__item_label(c, p);
        ela_sql_add(&q, ELA_SQL_REUSE_WHEN);
        ela_sql_int(&q, p->id);
        ela_sql_value(&q, ela_list_day(c->arena, found[i].until));
        ids[i] = p->id;
        p->file_id = found[i].file;
        p->valid_until = found[i].until;
        p->version++;
        (void)ela_str_copy(ELA_STR("available"), p->status, sizeof(p->status));
        ela_buf_adds(&names, i ? ", " : "");
        ela_buf_add(&names, label.p, label.n);
    }
    ela_sql_add(&q, ELA_SQL_REUSE_OF);
    ela_sql_in(&q, ids, n);
    struct ela_json *data = ela_json_new_object();
    ela_json_set_int(data, "n", (int64_t)n);
    ela_json_set_str(data, "list", (struct ela_str){names.n ? names.p : "", names.n});
    ela_buf_release(&names);
    enum ela_status st = ela_sql_exec(&q, c->db, NULL, err);
    if (st != ELA_OK) {
        ela_json_free(data);
        return st;
    }
    return ela__case_tell(c, &f->k, ELA__FACT("piece.available", "case", f->k.id, false), data,
                          err);
}

/* Categories of the pieces that something may be found for, each once. */
static size_t categories(const struct ela_meta_list *list, const struct ela__flow *f,
                         int64_t step_id, const char *out[CATEGORIES])
{
    size_t n = 0;
    for (size_t i = 0; i < f->nitems && n < CATEGORIES; i++) {
        const struct ela__item *p = &f->items[i];
        const struct ela_meta_option *o = wanted(p, step_id) ? category_of(list, p) : NULL;
        bool known = !o;
        for (size_t k = 0; k < n && !known; k++)
            known = strcmp(out[k], o->code) == 0;
        if (!known)
            out[n++] = o->code;
    }
    return n;
}

enum ela_status ela__reuse_look(struct ela_call *c, struct ela__flow *f, int64_t step_id,
                                struct ela_error *err)
{
    const struct ela_meta_list *list;
    const char *codes[CATEGORIES];
    struct found found[MOST];
    struct ela_sql q;
    struct ela_db_result r;
    size_t n = 0;
    if (f->k.closed || f->nitems == 0)
        return ELA_OK;
    ELA_TRY(ela_meta_list(c, "piece_categories", &list, err));
    size_t ncodes = categories(list, f, step_id, codes);
    if (ncodes == 0)
        return ELA_OK;
    look(&q, c, &f->k);
    ela_sql_add(&q, ELA_SQL_REUSE_CATEGORIES);
    for (size_t i = 0; i < ncodes; i++) {
        ela_sql_add(&q, i ? ELA_SQL_REUSE_COMMA_P : ELA_SQL_REUSE_P);
        ela_sql_text(&q, ela_str_of(codes[i]));
    }
    ela_sql_add(&q, ELA_SQL_REUSE_CLOSE);
    ela_sql_add(&q, ELA_SQL_REUSE_NEWEST);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    bool *taken = r.nrows ? ela_arena_alloc(c->arena, r.nrows * sizeof *taken) : NULL;
    for (size_t i = 0; taken && i < r.nrows; i++)
        taken[i] = used(f, ela_db_int(&r, i, R_ID, 0));
    for (size_t i = 0; taken && i < f->nitems && n < MOST; i++) {
        struct ela__item *p = &f->items[i];
        if (wanted(p, step_id) && category_of(list, p))
            n += match(c, &r, taken, p, &found[n]);
    }
    bool memory = r.nrows == 0 || taken;
    ela_db_result_release(&r);
    if (!memory)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    return n ? propose(c, f, found, n, err) : ELA_OK;
}

/* --- asking instead ------------------------------------------------------- */

enum ela_status ela__reuse_ask(struct ela_call *c, const struct ela__flow *f, const int64_t *pieces,
                               size_t n, struct ela_error *err)
{
    static const struct ela_label WORDS = {
        "Merci de nous envoyer les documents suivants, qui ne sont pas en notre possession ou ne "
        "sont plus valables.",
        "Please send us the following documents, which we do not hold or which are no longer "
        "valid."};
    char lang[3];
    if (!n || !ELA_CASE_HOOKS.ask || !f->k.portal_visible || f->k.closed)
        return ELA_OK;
    ELA_TRY(ela_case_client_lang(c, &f->k, lang, err));
    return ELA_CASE_HOOKS.ask(c, &f->k, pieces, n, ela_str_of(ela_label_text(WORDS, lang)), 0, err);
}

static bool asks(const struct ela__item *p)
{
    return p->from_client && ela__item_shown(p) && (p->required || p->action_id);
}

static enum ela_status one_again(struct ela_call *c, struct ela__flow *f, struct ela__item *p,
                                 const char *to, const char *kind, struct ela_error *err)
{
    p->reason = (struct ela_str){NULL, 0};
    return ela__item_move(c, f, p, to, kind, err);
}

/* Pieces rows[from..to) of one case. */
static enum ela_status case_again(struct ela_call *c, const struct ela_db_result *rows, size_t from,
                                  size_t end, const char *to, const char *kind,
                                  struct ela_error *err)
{
    struct ela__flow f = {.steps = NULL};
    int64_t ids[MOST];
    size_t n = 0;
    enum ela_status st = ela__flow_read(c, ela_db_int(rows, from, 1, 0), "case", &f, err);
    for (size_t i = from; i < end && st == ELA_OK; i++) {
        struct ela__item *p = ela__flow_item(&f, ela_db_int(rows, i, 0, 0));
        if (!p || strcmp(p->status, to) == 0)
            continue;
        st = one_again(c, &f, p, to, kind, err);
        if (asks(p) && n < MOST)
            ids[n++] = p->id;
    }
    if (st == ELA_OK)
        st = ela__reuse_ask(c, &f, ids, n, err);
    ela__flow_release(&f);
    return st;
}

enum ela_status ela__pieces_again(struct ela_call *c, const struct ela_db_result *rows,
                                  const char *to, const char *kind, struct ela_error *err)
{
    enum ela_status st = ELA_OK;
    for (size_t i = 0, end; i < rows->nrows && st == ELA_OK; i = end) {
        for (end = i + 1; end < rows->nrows; end++)
            if (ela_db_int(rows, end, 1, 0) != ela_db_int(rows, i, 1, 0))
                break;
        st = case_again(c, rows, i, end, to, kind, err);
    }
    return st;
}

/* Whoever deletes a document need not reach the cases that it was proposed in. */
enum ela_status ela_piece_unproposed(struct ela_call *c, int64_t file, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(file), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    const struct ela_actor *who = c->actor;
    struct ela_actor nobody = {.kind = ELA_ACTOR_WORKER, .entity = who->entity};
    memcpy(nobody.lang, who->lang, sizeof nobody.lang);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_REUSE_PIECES, p, 2, &r, err));
    c->actor = &nobody;
    enum ela_status st = ela__pieces_again(c, &r, "to_provide", "piece.unproposed", err);
    c->actor = who;
    ela_db_result_release(&r);
    return st;
}

enum ela_status ela_piece_valid(struct ela_call *c, int64_t file, int64_t piece,
                                struct ela_db_value until, struct ela_error *err)
{
    struct ela_db_value p[] = {until, ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(piece),
                               ELA_DBV_INT(file)};
    return ela_db_exec(c->db, ELA_SQL_PIECE_VALID, p, 4, NULL, err);
}

/* --- taken, declined ------------------------------------------------------ */

static enum ela_status ask_for(struct ela_call *c, struct ela__flow *f, struct ela__item *p,
                               const char *kind, struct ela_error *err)
{
    ELA_TRY(one_again(c, f, p, "to_provide", kind, err));
    return asks(p) ? ela__reuse_ask(c, f, &p->id, 1, err) : ELA_OK;
}

static enum ela_status check(struct ela_call *c, const struct ela__item *p, const char *move,
                             struct ela_error *err)
{
    const struct ela_wf_object *o = ela_workflow_object(c->workflow, "piece");
    return ela_wf_check(o, move, ela_str_of(p->status), 0, c->actor, false, NULL, err);
}

/* As it stands now, held until the end: what is deleted meanwhile waits or has won. */
static enum ela_status still(struct ela_call *c, const struct ela__flow *f,
                             const struct ela__item *p, bool *is, struct ela_str *name,
                             struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    struct ela_day until;
    look(&q, c, &f->k);
    ela_sql_add(&q, ELA_SQL_REUSE_ONE);
    ela_sql_int(&q, p->file_id);
    ela_sql_add(&q, ELA_SQL_REUSE_HOLD);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    struct ela_str s = ela_db_cell(&r, 0, R_NAME);
    *is = r.nrows > 0 && serves(c, p, &r, 0, &until) &&
          ela_str_eq(ela_db_cell(&r, 0, R_CATEGORY), ela_str_of(p->category));
    name->p = ela_arena_strndup(c->arena, s.n ? s.p : "", s.n);
    name->n = name->p ? s.n : 0;
    ela_db_result_release(&r);
    return name->p ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
}

enum ela_status ela__reuse_take(struct ela_call *c, struct ela__flow *f, struct ela__item *p,
                                struct ela_error *err)
{
    bool is = false;
    struct ela_str name = {"", 0};
    ELA_TRY(check(c, p, "take", err));
    if (p->file_id != ela_in_int(c, "file", 0))
        return ela_fail(err, ELA_E_CONFLICT, "piece.other_document", "file");
    ELA_TRY(still(c, f, p, &is, &name, err));
    ela_json_set_bool(c->out, "gone", !is);
    if (!is)
        return ask_for(c, f, p, "piece.unproposed", err);
    struct ela_db_value v[] = {
        ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(p->file_id), ELA_DBV_INT(p->id),
        ELA_DBV_INT(f->k.id),          ELA_DBV_INT(c->now),     ELA_DBV_INT(c->actor->user_id)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_REUSE_LINK, v, 6, NULL, err));
    p->reason = (struct ela_str){NULL, 0};
    ELA_TRY(ela__item_move(c, f, p, "validated", "piece.reused", err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_str(data, "name", name);
    ela_json_set_text(data, "to", "piece");
    ela_json_set_int(data, "to_id", p->id);
    return ela__case_tell(c, &f->k, ELA__FACT("file.linked", "file", p->file_id, false), data, err);
}

enum ela_status ela__reuse_decline(struct ela_call *c, struct ela__flow *f, struct ela__item *p,
                                   struct ela_error *err)
{
    ELA_TRY(check(c, p, "decline", err));
    return ask_for(c, f, p, "piece.declined", err);
}
