/*
 * Pieces of a case: the life of one, deposits, what it tells to whom. Files themselves are kept
 * elsewhere. Source: CASE-06, DOC-06, DOC-07.
 */
#include "case/flow.h"

static void fill(struct ela_call *c, const struct ela__flow *f, const struct ela__item *p,
                 struct ela_piece *out)
{
    *out = (struct ela_piece){.id = p->id,
                              .case_id = f->k.id,
                              .step_id = p->step_id,
                              .action_id = p->action_id,
                              .from_client = p->from_client,
                              .required = p->required,
                              .many = p->many,
                              .visible = ela__item_shown(p),
                              .version = p->version,
                              .validity_months = p->def ? p->def->validity_months : 0,
                              .model_file = p->def ? p->def->model_file : 0,
                              .due_on = p->due_on,
                              .valid_until = p->valid_until};
    struct ela_str label = ela__item_label(c, p);
    out->label = ela_arena_strndup(c->arena, label.p ? label.p : "", label.n);
    (void)ela_str_copy(ela_str_of(p->code), out->code, sizeof(out->code));
    (void)ela_str_copy(ela_str_of(p->category), out->category, sizeof(out->category));
    (void)ela_str_copy(ela_str_of(ela__item_status(c, p)), out->status, sizeof(out->status));
}

struct ela__item *ela__flow_item(struct ela__flow *f, int64_t id)
{
    for (size_t i = 0; i < f->nitems; i++)
        if (f->items[i].id == id)
            return &f->items[i];
    return NULL;
}

enum ela_status ela_piece_load(struct ela_call *c, int64_t id, const char *field,
                               struct ela_case *k, struct ela_piece *out, struct ela_error *err)
{
    struct ela__flow f = {.steps = NULL};
    int64_t case_id;
    ELA_TRY(ela__case_of(c, ELA_SQL_PIECE_CASE, id, field, &case_id, err));
    ELA_TRY(ela_case_load(c, case_id, field, &f.k, err));
    ELA_TRY(ela__flow_items(c, &f, err));
    const struct ela__item *p = ela__flow_item(&f, id);
    bool hidden = c->actor->kind == ELA_ACTOR_PORTAL && p && !ela__item_shown(p);
    if (!p || hidden)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", field);
    fill(c, &f, p, out);
    *k = f.k;
    return out->label ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
}

/* --- changing its status -------------------------------------------------- */

struct ela_day ela__item_expiry(const struct ela__item *p, struct ela_day from)
{
    int32_t y, m, d;
    int32_t months = p->def ? p->def->validity_months : 0;
    struct ela_day day;
    if (months <= 0)
        return ELA_DAY_NONE;
    ela_day_to_ymd(from, &y, &m, &d);
    m += months - 1;
    y += m / 12;
    m = m % 12 + 1;
    while (!ela_day_from_ymd(y, m, d, &day)) /* 31 January + 1 month */
        d--;
    return day;
}

static enum ela_status tell(struct ela_call *c, const struct ela__flow *f,
                            const struct ela__item *p, const char *kind, int64_t *event,
                            struct ela_error *err)
{
    struct ela_json *data = ela_json_new_object();
    ela_json_set_str(data, "piece", ela__item_label(c, p));
    if (p->reason.n)
        ela_json_set_str(data, "reason", p->reason);
    struct ela__fact fact = {.kind = kind,
                             .object = "piece",
                             .object_id = p->id,
                             .visible = ela__item_shown(p),
                             .id = event};
    return ela__case_tell(c, &f->k, &fact, data, err);
}

/* "RIB : illisible" in the language of a reader. */
static const char *said(struct ela_call *c, const struct ela__item *p, const char *lang)
{
    struct ela_str label = p->label;
    if (!label.n)
        label = ela_str_of(p->def ? ela_label_text(p->def->label, lang) : p->code);
    return ela_arena_printf(c->arena, "%.*s%s%.*s", (int)label.n, label.p,
                            !p->reason.n              ? ""
                            : strcmp(lang, "en") == 0 ? ": "
                                                      : " : ",
                            (int)p->reason.n, p->reason.p ? p->reason.p : "");
}

/* Its documents are what the piece is judged to be. */
static enum ela_status files_follow(struct ela_call *c, const struct ela__item *p,
                                    struct ela_error *err)
{
    struct ela_db_value v[] = {ELA_DBV_TEXT(p->status),
                               ela__text_or_null(p->reason),
                               ela_list_day(c->arena, p->valid_until),
                               ELA_DBV_INT(p->id),
                               ELA_DBV_TEXT(p->status),
                               ELA_DBV_INT(strcmp(p->status, "received") != 0)};
    bool judged = strcmp(p->status, "received") == 0 || strcmp(p->status, "validated") == 0 ||
                  strcmp(p->status, "refused") == 0;
    return judged ? ela_db_exec(c->db, ELA_SQL_PIECE_FILES_STATUS, v, 6, NULL, err) : ELA_OK;
}

enum ela_status ela__item_move(struct ela_call *c, struct ela__flow *f, struct ela__item *p,
                               const char *to, const char *kind, struct ela_error *err)
{
    static const struct {
        const char *to, *who, *mail;
    } MAILS[] = {{"refused", "client", "piece.refused"},
                 {"waiting", "lead", "piece.deposited"},
                 {"validated", "client", "piece.validated"}};
    int64_t changed = 0, event = 0;
    char key[48];
    bool held = strcmp(p->status, "available") == 0, validated = strcmp(to, "validated") == 0;
    if (!validated)
        p->valid_until = ELA_DAY_NONE;
    else if (!held) /* a document that was held already keeps its own */
        p->valid_until = ela__item_expiry(p, ela_tz_day(c->tz, c->now));
    struct ela_db_value v[] = {ELA_DBV_TEXT(to),
                               ELA_DBV_INT(c->now),
                               ela__text_or_null(p->reason),
                               ela_list_day(c->arena, p->valid_until),
                               ELA_DBV_INT(p->id),
                               ELA_DBV_TEXT(p->status)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_PIECE_STATE, v, 6, &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "piece");
    (void)ela_str_copy(ela_str_of(to), p->status, sizeof(p->status));
    p->status_at = c->now;
    p->version++;
    ELA_TRY(files_follow(c, p, err));
    ELA_TRY(tell(c, f, p, kind, &event, err));
    (void)snprintf(key, sizeof(key), "piece:%lld", (long long)event);
    for (size_t i = 0; i < sizeof(MAILS) / sizeof(MAILS[0]); i++) {
        bool client = strcmp(MAILS[i].who, "client") == 0;
        if (held && validated) /* nothing was asked of him */
            continue;
        if (strcmp(MAILS[i].to, to) != 0 || (client && !(ela__item_shown(p) && p->from_client)))
            continue;
        struct ela_label words = {said(c, p, "fr"), said(c, p, "en")};
        if (!words.fr || !words.en)
            return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
        struct ela_case_notice n = {.to = MAILS[i].who,
                                    .mail = MAILS[i].mail,
                                    .key = key,
                                    .words = words,
                                    .not_user = c->actor->user_id};
        ELA_TRY(ela_case_notify(c, &f->k, &n, NULL, err));
    }
    return ELA_OK;
}

/* --- deposit -------------------------------------------------------------- */

static enum ela_status deposit_to(struct ela_call *c, struct ela__flow *f, int64_t id,
                                  struct ela_error *err)
{
    struct ela__item *p = ela__flow_item(f, id);
    bool client = c->actor->kind == ELA_ACTOR_PORTAL;
    if (!p || (client && !ela__item_shown(p)))
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "piece");
    if (f->k.closed)
        return ela_fail(err, ELA_E_STATE, "case.closed", "case");
    if (strcmp(p->status, ELA__NA) == 0 || (client && !p->from_client))
        return ela_fail(err, ELA_E_STATE, "piece.closed", "piece");
    p->reason = (struct ela_str){NULL, 0};
    const char *to = client ? "waiting" : "received";
    /* One more file of a piece that waits already is no change of its status. */
    if (strcmp(p->status, to) == 0)
        return tell(c, f, p, "piece.deposited", NULL, err);
    return ela__item_move(c, f, p, to, "piece.deposited", err);
}

enum ela_status ela_piece_deposited(struct ela_call *c, int64_t id, struct ela_error *err)
{
    struct ela__flow f = {.steps = NULL};
    int64_t case_id;
    ELA_TRY(ela__case_of(c, ELA_SQL_PIECE_CASE, id, "piece", &case_id, err));
    enum ela_status st = ela__flow_read(c, case_id, "piece", &f, err);
    if (st == ELA_OK)
        st = deposit_to(c, &f, id, err);
    ela__flow_release(&f);
    return st;
}

/* What was asked for is there again; a piece that holds something already is as it was. */
static enum ela_status regain(struct ela_call *c, struct ela__flow *f, int64_t id,
                              struct ela_error *err)
{
    struct ela__item *p = ela__flow_item(f, id);
    bool lacks = p && (strcmp(p->status, "to_provide") == 0 || strcmp(p->status, "refused") == 0 ||
                       strcmp(p->status, "expired") == 0);
    return lacks ? deposit_to(c, f, id, err) : ELA_OK;
}

enum ela_status ela_piece_regained(struct ela_call *c, int64_t id, struct ela_error *err)
{
    struct ela__flow f = {.steps = NULL};
    int64_t case_id;
    ELA_TRY(ela__case_of(c, ELA_SQL_PIECE_CASE, id, "piece", &case_id, err));
    enum ela_status st = ela__flow_read(c, case_id, "piece", &f, err);
    if (st == ELA_OK)
        st = regain(c, &f, id, err);
    ela__flow_release(&f);
    return st;
}

/* Asked for again, unless the firm does without. */
static enum ela_status ask_again(struct ela_call *c, struct ela__flow *f, int64_t id,
                                 struct ela_error *err)
{
    struct ela__item *p = ela__flow_item(f, id);
    bool held = p && (strcmp(p->status, "waiting") == 0 || strcmp(p->status, "received") == 0);
    return held ? ela__item_move(c, f, p, "to_provide", "piece.withdrawn", err) : ELA_OK;
}

enum ela_status ela_piece_emptied(struct ela_call *c, int64_t id, struct ela_error *err)
{
    struct ela__flow f = {.steps = NULL};
    struct ela_db_value v[] = {ELA_DBV_INT(id), ELA_DBV_INT(id)};
    struct ela_db_result r;
    int64_t case_id;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_PIECE_FILES_LEFT, v, 2, &r, err));
    bool left = r.nrows > 0;
    ela_db_result_release(&r);
    if (left)
        return ELA_OK;
    ELA_TRY(ela__case_of(c, ELA_SQL_PIECE_CASE, id, "piece", &case_id, err));
    enum ela_status st = ela__flow_read(c, case_id, "piece", &f, err);
    if (st == ELA_OK)
        st = ask_again(c, &f, id, err);
    ela__flow_release(&f);
    return st;
}

enum ela_status ela_piece_asked(struct ela_call *c, int64_t id, int64_t action_id,
                                struct ela_day due_on, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(action_id), ela_list_day(c->arena, due_on),
                               ELA_DBV_INT(id)};
    return ela_db_exec(c->db, ELA_SQL_PIECE_ASK, p, 3, NULL, err);
}

/* --- adding --------------------------------------------------------------- */

static enum ela_status next_place(struct ela_call *c, int64_t case_id, int64_t *position,
                                  struct ela_error *err)
{
    enum { PIECES = 300 };
    struct ela_db_value p = ELA_DBV_INT(case_id);
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_PIECE_NEXT, &p, 1, &r, err));
    *position = ela_db_int(&r, 0, 0, 1);
    int64_t n = ela_db_int(&r, 0, 1, 0);
    ela_db_result_release(&r);
    return n < PIECES ? ELA_OK : ela_fail(err, ELA_E_STATE, "piece.too_many", "case");
}

/* In the order of ELA_SQL_PIECE_ROW; a piece of this case alone has a code by its place. */
void ela__piece_values(struct ela_call *c, const struct ela_case *k, const struct ela_piece_new *n,
                       int64_t position, const char *status,
                       struct ela_db_value p[ELA__PIECE_VALUES])
{
    const char *code =
        n->code ? n->code : ela_arena_printf(c->arena, "own_%lld", (long long)position);
    const struct ela_db_value values[ELA__PIECE_VALUES] = {
        ELA_DBV_INT(c->actor->entity),
        ELA_DBV_INT(k->id),
        ela__id_or_null(n->step_id),
        ela__id_or_null(n->action_id),
        ELA_DBV_TEXT(code),
        ela__text_or_null(n->label),
        n->category.n ? ELA_DBV_STR(n->category) : ELA_DBV_TEXT(""),
        ELA_DBV_TEXT(n->from_client ? "client" : "office"),
        ELA_DBV_INT(n->required),
        ELA_DBV_INT(n->many),
        ela__text_or_null(n->help),
        ELA_DBV_TEXT(status),
        ELA_DBV_INT(c->now),
        ela_list_day(c->arena, n->due_on),
        ELA_DBV_INT(position),
        n->title ? ELA_DBV_TEXT(ela_label_text(*n->title, "fr")) : ELA_DBV_NULL,
        n->title ? ELA_DBV_TEXT(ela_label_text(*n->title, "en")) : ELA_DBV_NULL};
    memcpy(p, values, sizeof values);
}

static enum ela_status insert(struct ela_call *c, const struct ela_case *k,
                              const struct ela_piece_new *n, int64_t position, int64_t *id,
                              struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_value p[ELA__PIECE_VALUES];
    ela__piece_values(c, k, n, position, "to_provide", p);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_PIECE_INSERT);
    ela_sql_add(&q, ELA_SQL_PIECE_ROW);
    for (size_t i = 0; i < ELA__PIECE_VALUES; i++)
        ela_sql_value(&q, p[i]);
    ELA_TRY(ela_sql_exec(&q, c->db, NULL, err));
    *id = ela_db_last_id(c->db);
    return ELA_OK;
}

enum ela_status ela_piece_add(struct ela_call *c, const struct ela_case *k,
                              const struct ela_piece_new *n, int64_t *id, struct ela_error *err)
{
    int64_t position;
    if (n->label.n == 0)
        return ela_fail(err, ELA_E_INPUT, "field.required", "label");
    ELA_TRY(next_place(c, k->id, &position, err));
    ELA_TRY(insert(c, k, n, position, id, err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_str(data, "piece", n->label);
    return ela__case_tell(c, k, ELA__FACT("piece.added", "piece", *id, n->step_id == 0), data, err);
}
