/*
 * Keys as an administrator sees and renews them, and a masked value shown to whoever may see it.
 * Each leaves an event; a value never is in one. Source: SEC-06, SEC-08, SEC-12.
 */
#include "crypt/crypt_internal.h"

#include "event/event.h"

enum { YEAR_S = 365 * 86400, BATCHES = 60 };

static enum ela_status tell(struct ela_call *c, const char *kind, struct ela_json *data,
                            struct ela_error *err)
{
    const struct ela_event e = {.kind = kind, .object = "settings", .object_id = 1, .data = data};
    return ela_event_add(c, &e, err);
}

/* --- status ------------------------------------------------------------------------------- */

static void key_json(const struct ela_data_key *k, struct ela_json *rows)
{
    static const char *const STATES[] = {"current", "old", "retired"};
    struct ela_json *o = ela_json_new_object();
    ela_json_set_int(o, "version", k->version);
    ela_json_set_text(o, "state", k->state >= 0 && k->state < 3 ? STATES[k->state] : "");
    ela_json_set_int(o, "created_at", k->created_at);
    if (k->retired_at)
        ela_json_set_int(o, "retired_at", k->retired_at);
    else
        ela_json_set_null(o, "retired_at");
    ela_json_set_int(o, "values", k->values);
    ela_json_push(rows, o);
}

static enum ela_status set_keys(struct ela_call *c, struct ela_error *err)
{
    struct ela_data_key *keys = NULL;
    size_t n = 0;
    int64_t left = 0, since = 0;
    struct ela_json *rows = ela_json_new_array();
    ela_json_set(c->out, "keys", rows);
    ELA_TRY(ela_crypt_keys(c->db, &keys, &n, err));
    for (size_t i = 0; i < n; i++) {
        key_json(&keys[i], rows);
        left += keys[i].state == ELA_KEY_OLD ? keys[i].values : 0;
        since = keys[i].state == ELA_KEY_CURRENT ? keys[i].created_at : since;
    }
    ela_free(keys);
    ela_json_set_int(c->out, "left", left);
    ela_json_set_bool(c->out, "renew_due", since && c->now - since >= YEAR_S);
    return ELA_OK;
}

/* How far values of fields that became sensitive are looked for; null: never yet. */
static enum ela_status set_sealing(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(c->actor->entity);
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_SEALING, &p, 1, &r, err));
    struct ela_json *o = r.nrows ? ela_json_new_object() : ela_json_new_null();
    if (r.nrows) {
        ela_json_set_int(o, "looked", ela_db_int(&r, 0, 0, 0));
        ela_json_set_int(o, "total", ela_db_int(&r, 0, 1, 0));
        ela_json_set_int(o, "sealed", ela_db_int(&r, 0, 2, 0));
        ela_json_set_int(o, "ended_at", ela_db_int(&r, 0, 3, 0)); /* 0: under way */
    }
    ela_json_set(c->out, "sealing", o);
    ela_db_result_release(&r);
    return ELA_OK;
}

static const struct ela_field STATUS[] = {
    {.name = "brief", .type = ELA_FT_BOOL}, /* only whether all is well */
    {.type = ELA_FT_END},
};

static enum ela_status op_status(struct ela_call *c, struct ela_error *err)
{
    struct ela_error why = ELA_ERROR_INIT;
    enum ela_status st = ela_sealed_state(c, &why);
    if (st != ELA_OK && st != ELA_E_STATE)
        return ela_failf(err, st, why.key, why.field, "%s", why.detail);
    if (st == ELA_OK)
        ela_json_set_null(c->out, "problem");
    else
        ela_json_set_text(c->out, "problem", why.key);
    if (ela_in_bool(c, "brief", false))
        return ELA_OK;
    ELA_TRY(set_sealing(c, err));
    return set_keys(c, err);
}

/* --- changes ------------------------------------------------------------------------------ */

/* The file is made first: a data key without it would open for nobody. */
static enum ela_status op_create(struct ela_call *c, struct ela_error *err)
{
    struct ela_error why = ELA_ERROR_INIT;
    if (ela_sealed_state(c, &why) != ELA_OK) {
        if (strcmp(why.key, "crypt.key_missing") != 0)
            return ela_failf(err, why.status, why.key, why.field, "%s", why.detail);
        ELA_TRY(ela_sealed_create(c, err));
        ELA_TRY(tell(c, "crypt.created", NULL, err));
    }
    ELA_TRY(ela_sealed_begin(c, err));
    return set_keys(c, err);
}

static enum ela_status op_renew(struct ela_call *c, struct ela_error *err)
{
    int32_t version = 0;
    struct ela_json *data = ela_json_new_object();
    enum ela_status st = ela_sealed_renew(c, &version, err);
    if (st != ELA_OK) {
        ela_json_free(data);
        return st;
    }
    ela_json_set_int(c->out, "version", version);
    ela_json_set_int(data, "version", version);
    return tell(c, "crypt.renewed", data, err);
}

static const struct ela_field TEST[] = {
    {.name = "text", .type = ELA_FT_TEXT, .flags = ELA_FF_REQUIRED, .min = 1, .max = 400},
    {.type = ELA_FT_END},
};

/* Does a copy of the master key that somebody kept open what there is? */
static enum ela_status op_test(struct ela_call *c, struct ela_error *err)
{
    unsigned char master[ELA_KEY_BYTES];
    size_t opened = 0;
    struct ela_error why = ELA_ERROR_INIT;
    enum ela_status st = ela_master_parse(ela_in_text(c, "text"), master, &why);
    if (st == ELA_OK)
        st = ela_crypt_try(c->db, master, &opened, &why);
    sodium_memzero(master, sizeof master);
    if (st != ELA_OK)
        return ela_failf(err, st == ELA_E_STATE ? ELA_E_INPUT : st,
                         strcmp(why.key, "crypt.key_wrong") == 0 ? "crypt.copy_wrong"
                         : st == ELA_E_STATE                     ? "crypt.copy_damaged"
                                                                 : why.key,
                         "text", "%s", why.detail);
    ela_json_set_int(c->out, "opened", (int64_t)opened);
    return tell(c, "crypt.tested", NULL, err);
}

/* --- by the worker ------------------------------------------------------------------------- */

static enum ela_status op_rotate(struct ela_call *c, struct ela_error *err)
{
    struct ela_rotation r;
    ELA_TRY(ela_sealed_rotate(c, BATCHES, &r, err));
    ela_json_set_int(c->out, "done", r.done);
    ela_json_set_int(c->out, "left", r.left);
    ela_json_set_int(c->out, "damaged", r.damaged);
    ela_json_set_int(c->out, "retired", r.retired);
    if (!r.retired)
        return ELA_OK;
    struct ela_json *data = ela_json_new_object();
    ela_json_set_int(data, "versions", r.retired);
    return tell(c, "crypt.retired", data, err);
}

/* --- shown -------------------------------------------------------------------------------- */

/* What shows it, masked, to those who may see it there: one that cannot read that cannot reveal. */
struct shown_by {
    const char *object, *user, *portal, *input, *event;
};
static const struct shown_by SHOWN_BY[] = {
    {"case", "case.page", "case.page", "case", "case"},
    {"step", "step.read", "step.mine", "step", "case"},
    {"request", "request.read", "request.read", "request", "request"},
    {"client", "client.fields", "client.fields", "client", "client"},
    {"task", "task.fields", "task.fields", "task", "task"},
    {"contact", "object.fields", NULL, "contact", "contact"},
    {"contract", "object.fields", NULL, "contract", "contract"},
    {"ticket", "object.fields", NULL, "ticket", "ticket"},
};

static const struct shown_by *shown_by(const char *object)
{
    for (size_t i = 0; i < sizeof SHOWN_BY / sizeof SHOWN_BY[0]; i++)
        if (strcmp(SHOWN_BY[i].object, object) == 0)
            return &SHOWN_BY[i];
    return NULL;
}

/* The row or field of an answer that shows it. */
static const struct ela_json *find(const struct ela_json *v, struct ela_str uid, int depth)
{
    const char *key;
    const struct ela_json *value, *found = NULL;
    if (depth == 0)
        return NULL;
    if (ela_json_kind(v) == ELA_JARRAY)
        for (size_t i = 0; i < ela_json_size(v) && !found; i++)
            found = find(ela_json_at(v, i), uid, depth - 1);
    if (ela_json_kind(v) != ELA_JOBJECT)
        return found;
    if (ela_str_eq(ela_json_text(ela_json_get(ela_json_get(v, "masked"), "uid")), uid))
        return v;
    for (const void *it = NULL; !found && (it = ela_json_next(v, it, &key, &value)) != NULL;)
        found = find(value, uid, depth - 1);
    return found;
}

static void copy(const struct ela_json *from, const char *name, struct ela_json *to)
{
    const struct ela_json *v = ela_json_get(from, name);
    if (v)
        ela_json_set(to, name, ela_json_ref((struct ela_json *)(uintptr_t)v));
}

static enum ela_status show(struct ela_call *c, const struct ela_json *row, struct ela_error *err)
{
    const struct ela_json *masked = ela_json_get(row, "masked"), *why;
    if ((why = ela_json_get(masked, "unavailable")) != NULL)
        return ela_fail(err, ELA_E_STATE, ela_json_text(why).p, "sealed");
    copy(row, "label", c->out);
    copy(row, "columns", c->out);
    copy(row, "rows", c->out);
    if (ela_json_get(masked, "clear"))
        ela_json_set(c->out, "text",
                     ela_json_ref((struct ela_json *)(uintptr_t)ela_json_get(masked, "clear")));
    else
        copy(row, "text", c->out);
    return ELA_OK;
}

static enum ela_status audit(struct ela_call *c, const struct shown_by *by,
                             const struct ela_sealed_place *at, const struct ela_json *page,
                             struct ela_error *err)
{
    struct ela_json *data = ela_json_new_object();
    int64_t case_id = strcmp(at->object, "case") == 0
                          ? at->id
                          : ela_json_int(ela_json_get(ela_json_get(page, "case"), "id"), 0);
    ela_json_set_text(data, "field", at->field);
    ela_json_set_text(data, "of", at->object);
    copy(c->out, "label", data);
    const struct ela_event e = {
        .kind = "value.revealed",
        .client_id = strcmp(at->object, "client") == 0    ? (int32_t)at->id
                     : c->actor->kind == ELA_ACTOR_PORTAL ? c->actor->client_id
                                                          : 0,
        .case_id = case_id,
        .object = strcmp(by->event, "case") == 0 && !case_id ? at->object : by->event,
        .object_id = strcmp(by->event, "case") == 0 && case_id ? case_id : at->id,
        .data = data};
    return ela_event_add(c, &e, err);
}

static const struct ela_field REVEAL[] = {
    {.name = "sealed", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 32, .max = 32},
    {.type = ELA_FT_END},
};

static enum ela_status op_reveal(struct ela_call *c, struct ela_error *err)
{
    struct ela_sealed_place at;
    struct ela_str uid = ela_in_text(c, "sealed");
    struct ela_json *in, *page = NULL;
    ELA_TRY(ela_sealed_where(c, uid, &at, err));
    const struct shown_by *by = shown_by(at.object);
    bool portal = c->actor->kind == ELA_ACTOR_PORTAL;
    const char *op = !by ? NULL : portal ? by->portal : by->user;
    if (!op)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "sealed");
    in = ela_json_new_object();
    ela_json_set_int(in, by->input, at.id);
    ela_sealed_unmask(c, uid);
    struct ela_error why = ELA_ERROR_INIT;
    enum ela_status st = c->call(c, op, in, &page, &why);
    ela_sealed_unmask(c, ELA_STR(""));
    ela_json_free(in);
    const struct ela_json *row = st == ELA_OK ? find(page, uid, 12) : NULL;
    if (st == ELA_E_TRANSIENT || st == ELA_E_INTERNAL)
        st = ela_failf(err, st, why.key, why.field, "%s", why.detail);
    else if (!row) /* whatever the reason: for him it is not there */
        st = ela_fail(err, ELA_E_NOT_FOUND, "not_found", "sealed");
    else
        st = show(c, row, err);
    if (st == ELA_OK)
        st = audit(c, by, &at, page, err);
    ela_json_free(page);
    return st;
}

static const struct ela_field NONE[] = {{.type = ELA_FT_END}};

const struct ela_op ELA_CRYPT_OPS[] = {
    {"crypt.status", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_ADMIN, STATUS, op_status},
    {"crypt.create", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, NONE, op_create},
    {"crypt.renew", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, NONE, op_renew},
    {"crypt.test", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, TEST, op_test},
    {"crypt.rotate", ELA_OP_EACH, ELA_BY_WORKER, 0, NONE, op_rotate},
    {"sealed.reveal", ELA_OP_WRITE, ELA_BY_USER | ELA_BY_PORTAL, ELA_RIGHT_SENSITIVE, REVEAL,
     op_reveal},
    {.name = NULL},
};
