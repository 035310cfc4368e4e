/*
 * Asking, answering, cancelling, asking again. Source: CASE-27.
 */
#include "ask/ask_internal.h"

static const struct ela_field PIECE[] = {
    {.name = "label", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 190},
    {.name = "category", .type = ELA_FT_LINE, .max = 40},
    {.name = "help", .type = ELA_FT_TEXT, .max = 2000},
    {.name = NULL},
};
static const struct ela_field ASK[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = "comment", .type = ELA_FT_BOOL},
    {.name = "note", .type = ELA_FT_BOOL},
    {.name = "file", .type = ELA_FT_BOOL},
    {.name = "message", .type = ELA_FT_TEXT, .flags = ELA_FF_REQUIRED, .min = 1, .max = 5000},
    {.name = "due_on", .type = ELA_FT_DAY, .flags = ELA_FF_NULLABLE},
    {.name = "pieces", .type = ELA_FT_LIST, .max = 30, .fields = PIECE},
    {.name = "wanted", .type = ELA_FT_IDS, .max = 30, .ref = "piece"},
    {.name = "contact", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "contact"},
    {.name = "task", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "task"},
    {.name = NULL},
};
static const struct ela_field ANSWER[] = {
    {.name = "action", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "action"},
    {.name = "reply", .type = ELA_FT_TEXT, .flags = ELA_FF_NULLABLE, .max = 10000},
    {.name = NULL},
};
static const struct ela_field ONE[] = {
    {.name = "action", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "action"},
    {.name = NULL},
};
static const struct ela_field LIST[] = {
    {.name = "case", .type = ELA_FT_ID, .ref = "case"},
    {.name = "open", .type = ELA_FT_BOOL},
    {.name = NULL},
};
static const struct ela_field NONE[] = {{.name = NULL}};

#define U     ELA_BY_USER
#define BOTH  (ELA_BY_USER | ELA_BY_PORTAL)
#define READS ELA_RIGHT_CASE_READ
#define EDITS ELA_RIGHT_CASE_WRITE

const struct ela_op ELA_ASK_OPS[] = {
    {"action.ask", ELA_OP_WRITE, U, EDITS, ASK, ela__action_ask},
    {"action.cancel", ELA_OP_WRITE, U, EDITS, ONE, ela__action_cancel},
    {"action.list", ELA_OP_READ, BOTH, READS, LIST, ela__action_list},
    {"action.answer", ELA_OP_WRITE, ELA_BY_PORTAL, 0, ANSWER, ela__action_answer},
    {"action.remind", ELA_OP_WRITE, U | ELA_BY_WORKER, ELA_RIGHT_ADMIN, NONE, ela__action_remind},
    {.name = NULL},
};

/* --- one action --------------------------------------------------------------------------- */

unsigned ela__ask_kinds(struct ela_str text)
{
    unsigned kinds = 0;
    if (memmem(text.p ? text.p : "", text.n, "comment", 7))
        kinds |= ELA__ASK_COMMENT;
    if (memmem(text.p ? text.p : "", text.n, "note", 4))
        kinds |= ELA__ASK_NOTE;
    if (memmem(text.p ? text.p : "", text.n, "file", 4))
        kinds |= ELA__ASK_FILE;
    return kinds;
}

static const char *kinds_text(struct ela_call *c, unsigned kinds)
{
    const char *text = ela_arena_printf(
        c->arena, "%s%s%s", kinds & ELA__ASK_COMMENT ? ",comment" : "",
        kinds & ELA__ASK_NOTE ? ",note" : "", kinds & ELA__ASK_FILE ? ",file" : "");
    return text && *text ? text + 1 : "";
}

static void fill(struct ela_call *c, const struct ela_db_result *r, struct ela__action *out)
{
    *out = (struct ela__action){.id = ela_db_int(r, 0, 0, 0),
                                .task_id = ela_db_int(r, 0, 1, 0),
                                .contact = (int32_t)ela_db_int(r, 0, 2, 0),
                                .user = (int32_t)ela_db_int(r, 0, 3, 0),
                                .version = (int32_t)ela_db_int(r, 0, 4, 0),
                                .kinds = ela__ask_kinds(ela_db_cell(r, 0, 5)),
                                .due_on = ELA_DAY_NONE,
                                .reminded = (int16_t)ela_db_int(r, 0, 9, 0)};
    struct ela_str message = ela_db_cell(r, 0, 7);
    (void)ela_str_copy(ela_db_cell(r, 0, 6), out->status, sizeof out->status);
    out->message = ela_arena_strndup(c->arena, message.p, message.n);
    if (!ela_db_is_null(r, 0, 8) &&
        ela_day_parse(ela_db_cell(r, 0, 8), &out->due_on, "", NULL) != ELA_OK)
        out->due_on = ELA_DAY_NONE;
}

enum ela_status ela__action_load(struct ela_call *c, int64_t id, bool hold, struct ela__action *out,
                                 struct ela_case *k, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_ACTION_LOAD);
    ela_sql_int(&q, id);
    ela_sql_int(&q, c->actor->entity);
    if (hold)
        ela_sql_add(&q, ELA_SQL_ACTION_HOLD);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    int64_t case_id = ela_db_int(&r, 0, 10, 0);
    if (r.nrows)
        fill(c, &r, out);
    bool found = r.nrows > 0 && out->message;
    ela_db_result_release(&r);
    if (!found)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "action");
    return ela_case_load(c, case_id, "action", k, err);
}

enum ela_status ela__ask_journal(struct ela_call *c, const struct ela_case *k,
                                 const struct ela__action *a, const char *kind,
                                 struct ela_json *data, struct ela_error *err)
{
    char message[400];
    struct ela_json *facts = data ? data : ela_json_new_object();
    (void)ela_str_copy(ela_str_of(a->message), message, sizeof message);
    ela_json_set_text(facts, "message", message);
    struct ela_event e = {.kind = kind,
                          .client_id = k->client_id,
                          .case_id = k->id,
                          .object = "action",
                          .object_id = a->id,
                          .visible = true,
                          .data = facts};
    ELA_TRY(ela_event_add(c, &e, err));
    return ela_case_activity(c, k->id, err);
}

static enum ela_status insert(struct ela_call *c, const struct ela_case *k, struct ela__action *a,
                              struct ela_error *err)
{
    /* What is due in a day or two needs no reminder the same evening. */
    bool soon = a->due_on.n != ELA_DAY_NONE.n &&
                a->due_on.n <= ela_tz_day(c->tz, c->now).n + c->settings->ask_before_days;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(k->id),
                               ELA_DBV_INT(k->client_id),
                               a->task_id ? ELA_DBV_INT(a->task_id) : ELA_DBV_NULL,
                               ELA_DBV_TEXT(kinds_text(c, a->kinds)),
                               ELA_DBV_TEXT(a->message),
                               ela_list_day(c->arena, a->due_on),
                               a->contact ? ELA_DBV_INT(a->contact) : ELA_DBV_NULL,
                               c->actor->kind == ELA_ACTOR_USER ? ELA_DBV_INT(c->actor->user_id)
                                                                : ELA_DBV_NULL,
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(soon),
                               ELA_DBV_INT(k->id)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_ACTION_INSERT, p, sizeof p / sizeof p[0], NULL, err));
    a->id = ela_db_last_id(c->db);
    (void)ela_str_copy(ELA_STR("waiting"), a->status, sizeof a->status);
    return ELA_OK;
}

/* --- asking ------------------------------------------------------------------------------- */

static enum ela_status check_contact(struct ela_call *c, const struct ela_case *k, int32_t contact,
                                     struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(contact), ELA_DBV_INT(k->client_id)};
    struct ela_db_result r;
    if (!contact)
        return ELA_OK;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_ACTION_CONTACT, p, 2, &r, err));
    bool found = r.nrows > 0, mail = ela_db_cell(&r, 0, 1).n > 0;
    ela_db_result_release(&r);
    if (!found)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "contact");
    return mail ? ELA_OK : ela_fail(err, ELA_E_INPUT, "action.contact_mail", "contact");
}

/* One more item of the checklist, asked for by this action. */
static enum ela_status piece_add(struct ela_call *c, const struct ela_case *k,
                                 const struct ela__action *a, const struct ela_json *one,
                                 struct ela_error *err)
{
    int64_t id = 0;
    struct ela_piece_new p = {.label = ela_json_text(ela_json_get(one, "label")),
                              .category = ela_json_text(ela_json_get(one, "category")),
                              .help = ela_json_text(ela_json_get(one, "help")),
                              .action_id = a->id,
                              .from_client = true,
                              .required = true,
                              .due_on = a->due_on};
    return ela_piece_add(c, k, &p, &id, err);
}

/* An item that the case holds: of this case, supplied by the client. */
static enum ela_status piece_asked(struct ela_call *c, const struct ela_case *k,
                                   const struct ela__action *a, int64_t piece,
                                   struct ela_error *err)
{
    struct ela_case of;
    struct ela_piece p;
    ELA_TRY(ela_piece_load(c, piece, "wanted", &of, &p, err));
    if (of.id != k->id || !p.from_client)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "wanted");
    return ela_piece_asked(c, piece, a->id, a->due_on, err);
}

static enum ela_status pieces(struct ela_call *c, const struct ela_case *k,
                              const struct ela__action *a, struct ela_error *err)
{
    const struct ela_json *fresh = ela_in_get(c, "pieces"), *held = ela_in_get(c, "wanted");
    for (size_t i = 0; i < ela_json_size(fresh); i++)
        ELA_TRY(piece_add(c, k, a, ela_json_at(fresh, i), err));
    for (size_t i = 0; i < ela_json_size(held); i++)
        ELA_TRY(piece_asked(c, k, a, ela_json_int(ela_json_at(held, i), 0), err));
    return ELA_OK;
}

static enum ela_status check_ask(struct ela_call *c, const struct ela_case *k,
                                 const struct ela__action *a, struct ela_error *err)
{
    ELA_TRY(ela_case_may(c, k, ELA_KR_EDIT, err));
    ELA_TRY(ela_case_writable(k, err));
    if (k->closed)
        return ela_fail(err, ELA_E_STATE, "action.case_closed", "case");
    if (!k->portal_visible)
        return ela_fail(err, ELA_E_STATE, "action.case_hidden", "case");
    if (!a->kinds)
        return ela_fail(err, ELA_E_INPUT, "action.kind", "kinds");
    if (a->due_on.n != ELA_DAY_NONE.n && a->due_on.n < ela_tz_day(c->tz, c->now).n)
        return ela_fail(err, ELA_E_INPUT, "action.due_past", "due_on");
    return check_contact(c, k, a->contact, err);
}

enum ela_status ela__action_ask(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    struct ela_str message = ela_in_text(c, "message");
    bool documents =
        ela_json_size(ela_in_get(c, "pieces")) || ela_json_size(ela_in_get(c, "wanted"));
    struct ela__action a = {.contact = (int32_t)ela_in_int(c, "contact", 0),
                            .task_id = ela_in_int(c, "task", 0),
                            .kinds =
                                (ela_in_bool(c, "comment", false) ? ELA__ASK_COMMENT : 0u) |
                                (ela_in_bool(c, "note", false) ? ELA__ASK_NOTE : 0u) |
                                (documents || ela_in_bool(c, "file", false) ? ELA__ASK_FILE : 0u),
                            .message = ela_arena_strndup(c->arena, message.p, message.n),
                            .due_on = ela_in_day(c, "due_on"),
                            .user = c->actor->user_id};
    if (!a.message)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    ELA_TRY(ela_case_load(c, ela_in_int(c, "case", 0), "case", &k, err));
    ELA_TRY(check_ask(c, &k, &a, err));
    if (a.task_id) {
        int64_t of = 0;
        int32_t client = 0;
        bool visible = false;
        ELA_TRY(ela_task_reach(c, a.task_id, "task", &of, &client, &visible, err));
        if (of != k.id)
            return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "task");
    }
    ELA_TRY(insert(c, &k, &a, err));
    ELA_TRY(pieces(c, &k, &a, err));
    ELA_TRY(ela__ask_journal(c, &k, &a, "action.asked", NULL, err));
    ELA_TRY(ela__ask_tell_client(c, &k, &a, "action.asked", NULL, err));
    ela_json_set_int(c->out, "id", a.id);
    return ELA_OK;
}

enum ela_status ela_ask_pieces(struct ela_call *c, const struct ela_case *k, const int64_t *ids,
                               size_t n, struct ela_str message, int32_t days,
                               struct ela_error *err)
{
    struct ela__action a = {.kinds = ELA__ASK_FILE,
                            .message = ela_arena_strndup(c->arena, message.p, message.n),
                            .due_on = ELA_DAY_NONE,
                            .user = c->actor->user_id};
    if (!a.message)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    if (days > 0)
        a.due_on.n = ela_tz_day(c->tz, c->now).n + days;
    ELA_TRY(insert(c, k, &a, err));
    for (size_t i = 0; i < n; i++)
        ELA_TRY(piece_asked(c, k, &a, ids[i], err));
    ELA_TRY(ela__ask_journal(c, k, &a, "action.asked", NULL, err));
    return ela__ask_tell_client(c, k, &a, "action.asked", NULL, err);
}

/* --- answering ---------------------------------------------------------------------------- */

enum ela_status ela__ask_missing(struct ela_call *c, int64_t action, struct ela_str *names,
                                 size_t *wanted, struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(action);
    struct ela_db_result r;
    struct ela_buf b;
    *names = (struct ela_str){"", 0};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_ACTION_PIECES, &p, 1, &r, err));
    *wanted = r.nrows;
    ela_buf_init(&b, 4000);
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_str status = ela_db_cell(&r, i, 2), label = ela_db_cell(&r, i, 1);
        if (!ela_str_is(status, "to_provide") && !ela_str_is(status, "refused") &&
            !ela_str_is(status, "expired"))
            continue;
        ela_buf_adds(&b, b.n ? ", " : "");
        ela_buf_add(&b, label.p, label.n);
    }
    ela_db_result_release(&r);
    if (b.n)
        *names = (struct ela_str){ela_arena_strndup(c->arena, b.p, b.n), b.n};
    ela_buf_release(&b);
    return names->p ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
}

/* What was asked for and is not there, by name. */
static enum ela_status complete(struct ela_call *c, const struct ela__action *a,
                                struct ela_error *err)
{
    struct ela_str names = {"", 0};
    size_t wanted = 0;
    int64_t files = 0;
    char text[120];
    if ((a->kinds & ELA__ASK_COMMENT) && ela_in_text(c, "reply").n == 0)
        return ela_fail(err, ELA_E_INPUT, "action.reply_missing", "reply");
    if (!(a->kinds & ELA__ASK_FILE))
        return ELA_OK;
    ELA_TRY(ela__ask_missing(c, a->id, &names, &wanted, err));
    if (wanted == 0) {
        ELA_TRY(ela_file_count(c, "action", a->id, &files, err));
        return files > 0 ? ELA_OK : ela_fail(err, ELA_E_INPUT, "action.file_missing", "files");
    }
    if (names.n == 0)
        return ELA_OK;
    enum ela_status st = ela_fail(err, ELA_E_INPUT, "action.pieces_missing", "files");
    (void)ela_str_copy(names, text, sizeof text);
    ela_error_param(err, "names", text);
    return st;
}

enum ela_status ela__action_answer(struct ela_call *c, struct ela_error *err)
{
    struct ela__action a;
    struct ela_case k;
    struct ela_str reply = ela_in_text(c, "reply");
    int64_t changed = 0;
    ELA_TRY(ela__action_load(c, ela_in_int(c, "action", 0), true, &a, &k, err));
    if (strcmp(a.status, "waiting") != 0)
        return ela_fail(err, ELA_E_STATE, "action.not_waiting", "action");
    ELA_TRY(ela_case_writable(&k, err));
    if (k.closed)
        return ela_fail(err, ELA_E_STATE, "action.case_closed", "action");
    ELA_TRY(complete(c, &a, err));
    struct ela_db_value p[] = {reply.n ? ELA_DBV_STR(reply) : ELA_DBV_NULL, ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->actor->account_id), ELA_DBV_INT(a.id),
                               ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_ACTION_ANSWER, p, 5, &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_STATE, "action.not_waiting", "action");
    struct ela_json *data = ela_json_new_object();
    if (reply.n) {
        char said[400];
        (void)ela_str_copy(reply, said, sizeof said);
        ela_json_set_text(data, "reply", said);
    }
    ELA_TRY(ela__ask_journal(c, &k, &a, "action.answered", data, err));
    ELA_TRY(ela__ask_tell_firm(c, &k, &a, reply, err));
    ela_json_set(
        c->out, "status",
        ela_wf_badge(ela_workflow_object(c->workflow, "action"), ELA_STR("done"), c->actor));
    return ELA_OK;
}

enum ela_status ela__action_cancel(struct ela_call *c, struct ela_error *err)
{
    struct ela__action a;
    struct ela_case k;
    int64_t changed = 0;
    ELA_TRY(ela__action_load(c, ela_in_int(c, "action", 0), true, &a, &k, err));
    ELA_TRY(ela_case_may(c, &k, ELA_KR_EDIT, err));
    struct ela_db_value p[] = {ELA_DBV_INT(a.id), ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_ACTION_CANCEL, p, 2, &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_STATE, "action.not_waiting", "action");
    return ela__ask_journal(c, &k, &a, "action.cancelled", NULL, err);
}

enum ela_status ela_ask_refused(struct ela_call *c, const struct ela_case *k, int64_t piece,
                                int64_t action, struct ela_error *err)
{
    struct ela__action a;
    struct ela_case of;
    int64_t changed = 0;
    struct ela_db_value p[] = {ELA_DBV_INT(action), ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_ACTION_REOPEN, p, 2, &changed, err));
    if (changed == 0) /* it waits, or was cancelled */
        return ELA_OK;
    ELA_TRY(ela__action_load(c, action, false, &a, &of, err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_int(data, "piece", piece);
    ELA_TRY(ela__ask_journal(c, k, &a, "action.reopened", data, err));
    return ela__ask_tell_client(c, k, &a, "action.reopened", NULL, err);
}
