/*
 * Operations on the pieces of a case. Source: CASE-06, DOC-06, DOC-07.
 */
#include "case/flow.h"

enum { BULK = 100 };

static const char *const FROM[] = {"client", "office", NULL};

#define PIECE                                                                                      \
    {                                                                                              \
        .name = "piece", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "piece"               \
    }
#define PIECE_FIELDS(required_)                                                                    \
    {.name = "label", .type = ELA_FT_LINE, .flags = (required_), .min = 1, .max = 190},            \
        {.name = "category", .type = ELA_FT_LINE, .max = 40},                                      \
        {.name = "from", .type = ELA_FT_CHOICE, .choices = FROM},                                  \
        {.name = "required", .type = ELA_FT_BOOL}, {.name = "many", .type = ELA_FT_BOOL},          \
        {.name = "help", .type = ELA_FT_TEXT, .flags = ELA_FF_NULLABLE, .max = 2000},              \
        {.name = "due_on", .type = ELA_FT_DAY, .flags = ELA_FF_NULLABLE},                          \
    {                                                                                              \
        .name = "step", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "step"                 \
    }

static const struct ela_field ADD[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    PIECE_FIELDS(ELA_FF_REQUIRED),
    {.name = NULL},
};
static const struct ela_field UPDATE[] = {
    PIECE,
    {.name = "version", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 1, .max = INT32_MAX},
    PIECE_FIELDS(0),
    {.name = NULL},
};
static const struct ela_field ONE[] = {PIECE, {.name = NULL}};
static const struct ela_field TAKE[] = {
    PIECE,
    {.name = "file", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "file"},
    {.name = NULL},
};
static const struct ela_field MANY[] = {
    {.name = "pieces",
     .type = ELA_FT_IDS,
     .flags = ELA_FF_REQUIRED,
     .min = 1,
     .max = BULK,
     .ref = "piece"},
    {.name = NULL},
};
static const struct ela_field REASON[] = {
    PIECE,
    {.name = "reason", .type = ELA_FT_TEXT, .max = 500},
    {.name = NULL},
};
/* --- adding, changing, removing ------------------------------------------- */

static enum ela_status own_step(const struct ela__flow *f, int64_t step, struct ela_error *err)
{
    for (size_t i = 0; i < f->nsteps; i++)
        if (f->steps[i].id == step)
            return ELA_OK;
    return step ? ela_fail(err, ELA_E_NOT_FOUND, "not_found", "step") : ELA_OK;
}

static enum ela_status add_to(struct ela_call *c, struct ela__flow *f, struct ela_error *err)
{
    struct ela_str from = ela_in_text(c, "from");
    int64_t id = 0;
    struct ela_piece_new n = {.label = ela_in_text(c, "label"),
                              .category = ela_in_text(c, "category"),
                              .help = ela_in_text(c, "help"),
                              .step_id = ela_in_int(c, "step", 0),
                              .from_client = !ela_str_is(from, "office"),
                              .required = ela_in_bool(c, "required", true),
                              .many = ela_in_bool(c, "many", false),
                              .due_on = ela_in_day(c, "due_on")};
    if (f->k.closed)
        return ela_fail(err, ELA_E_STATE, "case.closed", "case");
    ELA_TRY(own_step(f, n.step_id, err));
    ELA_TRY(ela_piece_add(c, &f->k, &n, &id, err));
    ela_json_set_int(c->out, "id", id);
    if (!n.category.n)
        return ELA_OK;
    ELA_TRY(ela__flow_items(c, f, err));
    return ela__reuse_look(c, f, -1, err);
}

static enum ela_status op_add(struct ela_call *c, struct ela_error *err)
{
    struct ela__flow f;
    enum ela_status st = ela__flow_load(c, ela_in_int(c, "case", 0), "case", &f, err);
    if (st == ELA_OK)
        st = add_to(c, &f, err);
    ela__flow_release(&f);
    return st;
}

static void merge(struct ela_call *c, struct ela__item *p)
{
    if (ela_in_has(c, "label"))
        p->label = ela_in_text(c, "label");
    if (ela_in_has(c, "category"))
        (void)ela_str_copy(ela_in_text(c, "category"), p->category, sizeof(p->category));
    if (ela_in_has(c, "from"))
        p->from_client = ela_str_is(ela_in_text(c, "from"), "client");
    p->required = ela_in_bool(c, "required", p->required);
    p->many = ela_in_bool(c, "many", p->many);
    if (ela_in_has(c, "help"))
        p->help = ela_in_text(c, "help");
    if (ela_in_has(c, "due_on"))
        p->due_on = ela_in_day(c, "due_on");
    if (ela_in_has(c, "step"))
        p->step_id = ela_in_int(c, "step", 0);
}

static enum ela_status do_update(struct ela_call *c, struct ela__flow *f, struct ela__item *p,
                                 struct ela_error *err)
{
    int64_t changed = 0;
    merge(c, p);
    if (ela_in_has(c, "step"))
        ELA_TRY(own_step(f, p->step_id, err));
    struct ela_db_value v[] = {ela__text_or_null(p->label),
                               ELA_DBV_TEXT(p->category),
                               ELA_DBV_TEXT(p->from_client ? "client" : "office"),
                               ELA_DBV_INT(p->required),
                               ELA_DBV_INT(p->many),
                               ela__text_or_null(p->help),
                               ela_list_day(c->arena, p->due_on),
                               ela__id_or_null(p->step_id),
                               ELA_DBV_INT(p->id),
                               ELA_DBV_INT(ela_in_int(c, "version", 0))};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_PIECE_UPDATE, v, sizeof(v) / sizeof(v[0]), &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "version");
    p->version++;
    struct ela_json *data = ela_json_new_object();
    ela_json_set_str(data, "piece", ela__item_label(c, p));
    return ela__case_tell(c, &f->k, ELA__FACT("piece.changed", "piece", p->id, false), data, err);
}

/* What holds files is set aside, never removed. */
static enum ela_status do_remove(struct ela_call *c, struct ela__flow *f, struct ela__item *p,
                                 struct ela_error *err)
{
    struct ela_db_value v[] = {ELA_DBV_INT(p->id), ELA_DBV_INT(c->actor->entity)};
    if (strcmp(p->status, "to_provide") != 0 && strcmp(p->status, "available") != 0 &&
        strcmp(p->status, ELA__NA) != 0)
        return ela_fail(err, ELA_E_STATE, "piece.filled", "piece");
    struct ela_json *data = ela_json_new_object();
    ela_json_set_str(data, "piece", ela__item_label(c, p));
    ELA_TRY(ela__case_tell(c, &f->k, ELA__FACT("piece.removed", "piece", p->id, false), data, err));
    return ela_db_exec(c->db, ELA_SQL_PIECE_DELETE, v, 2, NULL, err);
}

/* --- moves ---------------------------------------------------------------- */

struct move {
    const char *name, *to, *event;
};
static const struct move RECEIVE = {"receive", "received", "piece.received"},
                         VALIDATE = {"validate", "validated", "piece.validated"},
                         REFUSE = {"refuse", "refused", "piece.refused"},
                         SKIP = {"skip", ELA__NA, "piece.skipped"},
                         REQUIRE = {"require", "to_provide", "piece.required"};

static enum ela_status move(struct ela_call *c, struct ela__flow *f, struct ela__item *p,
                            const struct move *m, struct ela_error *err)
{
    const struct ela_wf_object *o = ela_workflow_object(c->workflow, "piece");
    struct ela_str reason = ela_in_text(c, "reason");
    const char *now = ela__item_status(c, p);
    ELA_TRY(ela_wf_check(o, m->name, ela_str_of(now), 0, c->actor, reason.n > 0, NULL, err));
    p->reason = reason;
    ELA_TRY(ela__item_move(c, f, p, m->to, m->event, err));
    if (m == &REFUSE && p->action_id && ELA_CASE_HOOKS.refused)
        return ELA_CASE_HOOKS.refused(c, &f->k, p->id, p->action_id, err);
    return ELA_OK;
}

static enum ela_status on_piece(struct ela_call *c, int64_t id,
                                enum ela_status (*fn)(struct ela_call *, struct ela__flow *,
                                                      struct ela__item *, struct ela_error *),
                                const struct move *m, struct ela_error *err)
{
    struct ela__flow f = {.steps = NULL};
    int64_t case_id;
    ELA_TRY(ela__case_of(c, ELA_SQL_PIECE_CASE, id, "piece", &case_id, err));
    enum ela_status st = ela__flow_load(c, case_id, "piece", &f, err);
    struct ela__item *p = st == ELA_OK ? ela__flow_item(&f, id) : NULL;
    if (st == ELA_OK && !p)
        st = ela_fail(err, ELA_E_NOT_FOUND, "not_found", "piece");
    if (st == ELA_OK && f.k.closed)
        st = ela_fail(err, ELA_E_STATE, "case.closed", "case");
    if (st == ELA_OK)
        st = m ? move(c, &f, p, m, err) : fn(c, &f, p, err);
    if (st == ELA_OK) {
        ela_json_set_int(c->out, "id", id);
        ela_json_set_int(c->out, "version", p->version);
        ela_json_set(c->out, "status",
                     ela_template_piece_badge(c, f.k.template, ela_str_of(p->status)));
    }
    ela__flow_release(&f);
    return st;
}

static enum ela_status op_update(struct ela_call *c, struct ela_error *err)
{
    return on_piece(c, ela_in_int(c, "piece", 0), do_update, NULL, err);
}

static enum ela_status op_remove(struct ela_call *c, struct ela_error *err)
{
    return on_piece(c, ela_in_int(c, "piece", 0), do_remove, NULL, err);
}

static enum ela_status op_refuse(struct ela_call *c, struct ela_error *err)
{
    return on_piece(c, ela_in_int(c, "piece", 0), NULL, &REFUSE, err);
}

static enum ela_status op_skip(struct ela_call *c, struct ela_error *err)
{
    return on_piece(c, ela_in_int(c, "piece", 0), NULL, &SKIP, err);
}

static enum ela_status op_require(struct ela_call *c, struct ela_error *err)
{
    return on_piece(c, ela_in_int(c, "piece", 0), NULL, &REQUIRE, err);
}

/* The document that the firm holds serves the piece; `file`: the one that was shown. */
static enum ela_status op_take(struct ela_call *c, struct ela_error *err)
{
    return on_piece(c, ela_in_int(c, "piece", 0), ela__reuse_take, NULL, err);
}

static enum ela_status op_decline(struct ela_call *c, struct ela_error *err)
{
    return on_piece(c, ela_in_int(c, "piece", 0), ela__reuse_decline, NULL, err);
}

/* Several at once: each for itself, those that cannot are named. */
static enum ela_status each(struct ela_call *c, const struct move *m, struct ela_error *err)
{
    const struct ela_json *ids = ela_in_get(c, "pieces");
    struct ela_json *done = ela_json_new_array(), *failed = ela_json_new_array();
    ela_json_set(c->out, "done", done);
    ela_json_set(c->out, "failed", failed);
    for (size_t i = 0; i < ela_json_size(ids); i++) {
        struct ela_error why = ELA_ERROR_INIT;
        int64_t id = ela_json_int(ela_json_at(ids, i), 0);
        enum ela_status st = on_piece(c, id, NULL, m, &why);
        if (st == ELA_E_TRANSIENT || st == ELA_E_INTERNAL)
            return ela_fail(err, st, why.key, why.field);
        if (st == ELA_OK) {
            ela_json_push(done, ela_json_new_int(id));
            continue;
        }
        struct ela_json *o = ela_json_new_object();
        ela_json_set_int(o, "id", id);
        ela_json_set_text(o, "key", why.key);
        ela_json_push(failed, o);
    }
    return ELA_OK;
}

static enum ela_status op_receive(struct ela_call *c, struct ela_error *err)
{
    return each(c, &RECEIVE, err);
}

static enum ela_status op_validate(struct ela_call *c, struct ela_error *err)
{
    return each(c, &VALIDATE, err);
}

const struct ela_op ELA_PIECE_OPS[] = {
    {"piece.add", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, ADD, op_add},
    {"piece.update", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, UPDATE, op_update},
    {"piece.remove", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, ONE, op_remove},
    {"piece.receive", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, MANY, op_receive},
    {"piece.validate", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, MANY, op_validate},
    {"piece.refuse", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, REASON, op_refuse},
    {"piece.skip", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, REASON, op_skip},
    {"piece.require", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, REASON, op_require},
    {"piece.take", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, TAKE, op_take},
    {"piece.decline", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, ONE, op_decline},
    {.name = NULL},
};
