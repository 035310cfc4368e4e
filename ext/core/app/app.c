/*
 * Runs operations: finds one, checks who asks and what he sends, gives it settings and workflow,
 * and runs it.
 */
#include "app/app.h"
#include "app/app_ops.h"

#include "base/log.h"
#include "crypt/seal.h"
#include "db/schema.h"
#include "meta/meta_store.h"
#include "settings/settings.h"
#include "workflow/workflow.h"

#define SETTINGS_S  5 /* a change made elsewhere is seen within this */
#define ENTITIES    8
#define ARENA_LIMIT ((size_t)128 * 1024 * 1024)

struct cached {
    bool full;
    int64_t loaded_at;
    const struct ela_db *db;
    struct ela_settings settings;
};

struct ela_app {
    struct cached cache[ENTITIES];
    size_t next;
    struct ela_workflow *workflow; /* as shipped */
    struct ela_meta *meta;
    struct ela_crypt *crypt;
    struct ela_json *problem; /* of the last refusal */
    char body_name[160];
};

const char *ela_version(void)
{
    return ELA_VERSION;
}

const char *ela_schema_version(void)
{
    return ELA_SCHEMA_MANIFEST.version;
}

/* --- operations --------------------------------------------------------------------------- */

const struct ela_op *ela_op_at(size_t i)
{
    for (const struct ela_op *const *table = ELA__ALL_OPS; *table; table++)
        for (const struct ela_op *op = *table; op->name; op++)
            if (i-- == 0)
                return op;
    return NULL;
}

const struct ela_op *ela_op_find(struct ela_str name)
{
    for (const struct ela_op *const *table = ELA__ALL_OPS; *table; table++)
        for (const struct ela_op *op = *table; op->name; op++)
            if (ela_str_is(name, op->name))
                return op;
    return NULL;
}

/* --- process state ------------------------------------------------------------------------ */

enum ela_status ela_app_new(struct ela_app **out, struct ela_error *err)
{
    ela_json_init();
    *out = NULL;
    struct ela_app *app = ela_malloc(sizeof *app);
    if (!app)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    memset(app, 0, sizeof *app);
    enum ela_status st = ela_workflow_shipped(&app->workflow, err);
    if (st == ELA_OK &&
        (!(app->meta = ela_meta_new(app->workflow)) || !(app->crypt = ela_crypt_new())))
        st = ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    if (st != ELA_OK)
        ela_app_free(app);
    else
        *out = app;
    return st;
}

void ela_app_free(struct ela_app *app)
{
    if (!app)
        return;
    ela_json_free(app->problem);
    ela_meta_free(app->meta);
    ela_crypt_free(app->crypt);
    ela_workflow_free(app->workflow);
    ela_free(app);
}

void ela_app_forget(struct ela_app *app)
{
    for (size_t i = 0; i < ENTITIES; i++)
        app->cache[i].full = false;
}

void ela_app_definitions(struct ela_app *app, int32_t entity, int64_t stamp)
{
    for (size_t i = 0; i < ENTITIES; i++)
        if (app->cache[i].settings.entity == entity && app->cache[i].settings.definitions != stamp)
            app->cache[i].full = false;
}

enum ela_status ela_app_settings(struct ela_app *app, struct ela_db *db, int32_t entity,
                                 int64_t now, const struct ela_settings **out,
                                 struct ela_error *err)
{
    struct cached *slot = NULL;
    for (size_t i = 0; i < ENTITIES; i++) {
        struct cached *c = &app->cache[i];
        if (!c->full || c->settings.entity != entity || c->db != db)
            continue;
        if (now >= c->loaded_at && now - c->loaded_at < SETTINGS_S) {
            *out = &c->settings;
            return ELA_OK;
        }
        slot = c;
    }
    if (!slot)
        slot = &app->cache[app->next++ % ENTITIES];
    slot->full = false;
    ELA_TRY(ela_settings_load(db, entity, &slot->settings, err));
    slot->full = true;
    slot->loaded_at = now;
    slot->db = db;
    *out = &slot->settings;
    return ELA_OK;
}

/* --- calling ------------------------------------------------------------------------------ */

static unsigned kind_bit(const struct ela_actor *a)
{
    switch (a->kind) {
    case ELA_ACTOR_USER:
        return a->user_id > 0 ? ELA_BY_USER : 0;
    case ELA_ACTOR_PORTAL:
        return a->account_id > 0 ? ELA_BY_PORTAL : 0;
    case ELA_ACTOR_WORKER:
        return ELA_BY_WORKER;
    case ELA_ACTOR_NONE:
        break;
    }
    return 0;
}

static enum ela_status may_call(const struct ela_op *op, const struct ela_actor *a,
                                struct ela_error *err)
{
    unsigned kind = kind_bit(a);
    if (!((kind | ELA_BY_ANYONE) & op->actors) || a->entity <= 0)
        return ela_fail(err, ELA_E_DENIED, "denied", NULL);
    /* Rights are those of Dolibarr users; what a portal account reaches is its scope. */
    if (op->right && kind == ELA_BY_USER)
        return ela_actor_need(a, op->right, err);
    return ELA_OK;
}

struct running {
    const struct ela_op *op;
    struct ela_call call;
    struct ela_arena arena;
    unsigned long failures; /* of JSON building, before this run */
    bool within;            /* another operation, whose sealed values it shares */
};

/* One run; after a deadlock it runs again, on clean memory and with an empty answer. */
static enum ela_status run(void *ctx, struct ela_error *err)
{
    struct running *r = ctx;
    if (!r->within)
        ela_seals_reset(r->call.seals);
    ela_arena_reset(&r->arena);
    ela_json_free(r->call.out);
    ela_json_free(r->call.problem);
    r->call.problem = NULL;
    r->call.out = ela_json_new_object();
    if (r->call.body)
        ela_buf_reset(r->call.body);
    r->call.body_type = r->call.body_name = NULL;
    enum ela_status st = r->op->run(&r->call, err);
    if (st == ELA_OK && ela_json_failures() != r->failures)
        st = ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    return st;
}

/* Settings, workflow and clock are in the call already. */
static enum ela_status checked_run(struct running *r, const struct ela_json *in,
                                   struct ela_error *err)
{
    struct ela_call *c = &r->call;
    struct ela_json *clean = NULL;
    c->out = NULL;
    enum ela_status st = ela_op_check(r->op->fields, in, c->tz, &clean, err);
    if (st == ELA_OK) {
        c->in = clean;
        c->arena = &r->arena;
        r->failures = ela_json_failures();
        ela_arena_init(&r->arena, ARENA_LIMIT);
        st = r->op->flags == ELA_OP_WRITE ? ela_db_tx(c->db, run, r, err) : run(r, err);
    }
    ela_json_free(clean);
    return st;
}

static enum ela_status call_within(const struct ela_call *outer, const char *op,
                                   const struct ela_json *in, struct ela_json **out,
                                   struct ela_error *err)
{
    struct running r = {.op = ela_op_find(ela_str_of(op)), .call = *outer, .within = true};
    *out = NULL;
    if (!r.op)
        return ela_fail(err, ELA_E_NOT_FOUND, "op.unknown", NULL);
    ELA_TRY(may_call(r.op, outer->actor, err));
    r.call.within = true;
    r.call.body = NULL;
    r.call.file = NULL;
    r.call.pour = NULL;
    r.call.problem = NULL;
    enum ela_status st = checked_run(&r, in, err);
    if (st == ELA_OK)
        *out = r.call.out;
    else
        ela_json_free(r.call.out);
    ela_json_free(r.call.problem);
    ela_arena_release(&r.arena);
    return st;
}

/*
 * One line for whoever asked beyond his reach: who, for what, never what he typed. What is out of
 * reach does not exist for him, so both refusals are told. Source: CASE-40, SEC-10.
 */
static void tell_refusal(const struct ela_actor *a, const struct ela_op *op,
                         const struct ela_json *in, const struct ela_error *err)
{
    bool portal = a->kind == ELA_ACTOR_PORTAL;
    const struct ela_json *named = ela_json_get(in, err->field[0] ? err->field : "case");
    if (!op || (a->kind != ELA_ACTOR_USER && !portal)) /* no operation: a fault of a page of ours */
        return;
    ELA_LOG(ELA_LOG_WARN, "op.refused", ELA_KV("op", op->name), ELA_KV("key", err->key),
            ELA_KV("field", err->field), ELA_KN("id", ela_json_int(named, 0)),
            ELA_KV("actor", portal ? "portal" : "user"),
            ELA_KN("who", portal ? a->account_id : a->user_id), ELA_KN("entity", a->entity));
}

static enum ela_status call(struct ela_app *app, const struct ela_request *rq, struct ela_str op,
                            const struct ela_json *in, struct ela_json **out, struct ela_buf *body,
                            const char **body_type, struct ela_error *err)
{
    struct running r = {.op = ela_op_find(op)};
    *out = NULL;
    app->body_name[0] = '\0';
    ela_json_free(app->problem);
    app->problem = NULL;
    if (!r.op)
        return ela_fail(err, ELA_E_NOT_FOUND, "op.unknown", NULL);
    ELA_TRY(may_call(r.op, rq->actor, err));
    r.call = (struct ela_call){
        .db = rq->db,
        .actor = rq->actor,
        .workflow = app->workflow,
        .meta = app->meta,
        .host = rq->host,
        .now = rq->now,
        .remote_ip = rq->remote_ip,
        .user_agent = rq->user_agent,
        .body_in = rq->body_in,
        .documents = rq->documents,
        .body = body,
        .file = rq->file,
        .pour = rq->pour,
        .call = call_within,
    };
    r.call.seals = ela_seals_new(app->crypt, rq->master_key);
    enum ela_status st = r.call.seals ? ela_app_settings(app, rq->db, rq->actor->entity, rq->now,
                                                         &r.call.settings, err)
                                      : ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    if (st == ELA_OK) {
        r.call.tz = &r.call.settings->tz;
        st = ela_meta_begin(app->meta, rq->db, rq->actor->entity, r.call.settings->definitions,
                            &r.call.workflow, err);
    }
    if (st == ELA_OK)
        st = checked_run(&r, in, err);
    if (st == ELA_OK) {
        *out = r.call.out;
        if (body_type)
            *body_type = r.call.body_type;
        ela_str_copy(ela_str_of(r.call.body_name), app->body_name, sizeof app->body_name);
        ela_json_free(r.call.problem);
    } else {
        ela_json_free(r.call.out);
        app->problem = r.call.problem;
    }
    if (ela_meta_touched(app->meta))
        ela_app_forget(app);
    ela_arena_release(&r.arena);
    ela_seals_free(r.call.seals);
    return st;
}

enum ela_status ela_app_call(struct ela_app *app, const struct ela_request *rq, struct ela_str op,
                             const struct ela_json *in, struct ela_json **out, struct ela_buf *body,
                             const char **body_type, struct ela_error *err)
{
    enum ela_status st = call(app, rq, op, in, out, body, body_type, err);
    if (st == ELA_E_DENIED || st == ELA_E_NOT_FOUND)
        tell_refusal(rq->actor, ela_op_find(op), in, err);
    return st;
}

const char *ela_app_body_name(const struct ela_app *app)
{
    return app->body_name;
}

const struct ela_json *ela_app_problem(const struct ela_app *app)
{
    return app->problem;
}
