/*
 * What a process keeps of the definitions: per entity the heads in force and the merged workflow,
 * under the entity's stamp; per revision what was parsed of it. Nothing that an operation borrowed
 * goes before its end.
 */
#include "meta/meta_internal.h"
#include "meta/meta_sql.h"
#include "meta/meta_store.h"

#include "base/log.h"

#include <sodium.h>

#define SNAPSHOTS        8
#define DEFINITIONS_KEPT 64
#define DEFINITIONS_MOST 96
#define BODY_ARENA       ((size_t)16 * 1024 * 1024)

struct ela_meta {
    const struct ela_workflow *base;
    struct ela__snapshot *snapshots[SNAPSHOTS];
    struct ela__snapshot *now; /* of the operation that runs */
    struct ela__definition *definitions;
    size_t ndefinitions;
    uint64_t turn;
    bool touched;
};

/* --- life --------------------------------------------------------------------------------- */

struct ela_meta *ela_meta_new(const struct ela_workflow *base)
{
    struct ela_meta *m = ela_malloc(sizeof *m);
    if (!m)
        return NULL;
    memset(m, 0, sizeof *m);
    m->base = base;
    return m;
}

static void drop_snapshot(struct ela__snapshot *s)
{
    if (!s)
        return;
    ela_workflow_free(s->workflow);
    ela_arena_release(&s->mem);
    ela_free(s);
}

static void drop_definition(struct ela__definition *d)
{
    ela_json_free(d->body);
    ela_arena_release(&d->mem);
    ela_free(d);
}

/* Those of an entity (0: all) that were last used at `turn` or before. */
static void drop_definitions(struct ela_meta *m, int32_t entity, uint64_t turn)
{
    struct ela__definition **at = &m->definitions;
    while (*at) {
        struct ela__definition *d = *at;
        if ((entity != 0 && d->entity != entity) || d->turn > turn) {
            at = &d->next;
            continue;
        }
        *at = d->next;
        drop_definition(d);
        m->ndefinitions--;
    }
}

void ela_meta_free(struct ela_meta *m)
{
    if (!m)
        return;
    for (size_t i = 0; i < SNAPSHOTS; i++)
        drop_snapshot(m->snapshots[i]);
    drop_definitions(m, 0, UINT64_MAX);
    ela_free(m);
}

bool ela_meta_touched(const struct ela_meta *m)
{
    return m && m->touched;
}

/* --- heads -------------------------------------------------------------------------------- */

static char *cell_text(struct ela_arena *mem, const struct ela_db_result *r, size_t row, size_t col)
{
    struct ela_str s = ela_db_cell(r, row, col);
    return ela_arena_strndup(mem, s.p ? s.p : "", s.n);
}

static bool fill_heads(struct ela__snapshot *s, const struct ela_db_result *r)
{
    s->heads = ela_arena_alloc(&s->mem, (r->nrows + 1) * sizeof *s->heads);
    s->templates = ela_arena_alloc(&s->mem, (r->nrows + 1) * sizeof *s->templates);
    if (!s->heads || !s->templates)
        return false;
    for (size_t i = 0; i < r->nrows; i++) {
        struct ela__head *h = &s->heads[s->nheads++];
        h->kind = cell_text(&s->mem, r, i, 0);
        h->code = cell_text(&s->mem, r, i, 1);
        if (!h->kind || !h->code)
            return false;
        h->definition = ela_db_int(r, i, 2, 0);
        h->active = ela_db_int(r, i, 3, 0) != 0;
        h->position = (int32_t)ela_db_int(r, i, 4, 0);
        h->version = (int32_t)ela_db_int(r, i, 5, 0);
        h->revision = (int32_t)ela_db_int(r, i, 7, 0);
        h->local = ela_str_is(ela_db_cell(r, i, 8), "local");
        h->definition_pack = ela_db_int(r, i, 9, 0);
        if (ela__same(h->kind, ELA__KIND_TEMPLATE))
            s->templates[s->ntemplates++] =
                (struct ela_meta_head){h->definition, h->code, h->active, h->position};
    }
    return true;
}

/* --- the status registry ------------------------------------------------------------------ */

/* One object as the registry says it; NULL where its body is of no use (it then stays as shipped).
 */
static const struct ela_wf_object *read_registry(struct ela_meta *m, struct ela__snapshot *s,
                                                 struct ela_str body, bool *memory)
{
    struct ela_json *v = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela__problems *problems = ela_arena_alloc(&s->mem, sizeof *problems);
    struct ela__reader r = {.mem = &s->mem, .problems = problems, .workflow = m->base};
    const char *code = NULL;
    const struct ela_wf_object *o = NULL;
    if (!problems) {
        *memory = false;
        return NULL;
    }
    if (ela_json_read(body, NULL, &v, &err) == ELA_OK)
        o = ela__registry_read(&r, v, &code);
    *memory = *memory && !r.no_memory && err.status != ELA_E_INTERNAL;
    ela_json_free(v);
    if (o && problems->n == 0)
        return o;
    ELA_LOG(ELA_LOG_WARN, "meta.statuses_ignored",
            ELA_KV("key", problems->n ? problems->at[0].key : err.key));
    return NULL;
}

static enum ela_status merge_workflow(struct ela_meta *m, struct ela__snapshot *s,
                                      const struct ela_db_result *r, struct ela_error *err)
{
    const struct ela_wf_object *objects[64];
    size_t n = 0;
    bool memory = true;
    for (size_t i = 0; i < r->nrows && n < sizeof objects / sizeof objects[0]; i++) {
        struct ela_str body = ela_db_cell(r, i, 6);
        if (!body.p || !s->heads[i].active)
            continue;
        objects[n] = read_registry(m, s, body, &memory);
        n += objects[n] ? 1 : 0;
    }
    if (memory && n > 0)
        s->workflow = ela_workflow_with(m->base, objects, n);
    if (!memory || (n > 0 && !s->workflow))
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    return ELA_OK;
}

/* --- snapshots ---------------------------------------------------------------------------- */

static enum ela_status load_snapshot(struct ela_meta *m, struct ela_db *db, int32_t entity,
                                     int64_t stamp, struct ela__snapshot **out,
                                     struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value p[] = {ELA_DBV_INT(entity)};
    struct ela__snapshot *s = ela_malloc(sizeof *s);
    if (!s)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    memset(s, 0, sizeof *s);
    ela_arena_init(&s->mem, BODY_ARENA);
    s->entity = entity;
    s->stamp = stamp;
    enum ela_status st = ela_db_query(db, ELA__META_HEADS, p, 1, &r, err);
    if (st == ELA_OK) {
        if (!fill_heads(s, &r))
            st = ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
        else
            st = merge_workflow(m, s, &r, err);
        ela_db_result_release(&r);
    }
    if (st != ELA_OK)
        drop_snapshot(s);
    else
        *out = s;
    return st;
}

static size_t slot_for(const struct ela_meta *m, int32_t entity)
{
    size_t oldest = 0;
    for (size_t i = 0; i < SNAPSHOTS; i++) {
        if (!m->snapshots[i] || m->snapshots[i]->entity == entity)
            return i;
        if (m->snapshots[i]->turn < m->snapshots[oldest]->turn)
            oldest = i;
    }
    return oldest;
}

enum ela_status ela_meta_begin(struct ela_meta *m, struct ela_db *db, int32_t entity, int64_t stamp,
                               const struct ela_workflow **workflow, struct ela_error *err)
{
    m->turn++;
    m->touched = false;
    m->now = NULL;
    *workflow = m->base;
    if (m->ndefinitions > DEFINITIONS_MOST)
        for (uint64_t age = DEFINITIONS_MOST; age > 0 && m->ndefinitions > DEFINITIONS_KEPT;
             age /= 2)
            drop_definitions(m, 0, m->turn > age ? m->turn - age : 0);
    if (stamp == 0)
        return ELA_OK;
    size_t i = slot_for(m, entity);
    if (!m->snapshots[i] || m->snapshots[i]->entity != entity || m->snapshots[i]->stamp != stamp) {
        struct ela__snapshot *fresh = NULL;
        ELA_TRY(load_snapshot(m, db, entity, stamp, &fresh, err));
        drop_snapshot(m->snapshots[i]);
        drop_definitions(m, entity, UINT64_MAX);
        m->snapshots[i] = fresh;
    }
    m->now = m->snapshots[i];
    m->now->turn = m->turn;
    if (m->now->workflow)
        *workflow = m->now->workflow;
    return ELA_OK;
}

const struct ela__snapshot *ela__snapshot_of(const struct ela_call *c)
{
    return c->meta ? c->meta->now : NULL;
}

const struct ela_workflow *ela__shipped_workflow(const struct ela_call *c)
{
    return c->meta ? c->meta->base : c->workflow;
}

const struct ela__head *ela__head_of(const struct ela_call *c, const char *kind,
                                     struct ela_str code)
{
    const struct ela__snapshot *s = ela__snapshot_of(c);
    for (size_t i = 0; s && i < s->nheads; i++)
        if (ela__same(s->heads[i].kind, kind) && ela_str_is(code, s->heads[i].code))
            return &s->heads[i];
    return NULL;
}

enum ela_status ela__stamp(struct ela_call *c, struct ela_error *err)
{
    uint64_t drawn;
    randombytes_buf(&drawn, sizeof drawn);
    int64_t value = (int64_t)(drawn >> 2) + 1; /* never 0: nothing was ever installed */
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(value)};
    if (c->meta)
        c->meta->touched = true;
    return ela_db_exec(c->db, ELA__META_STAMP, p, 2, NULL, err);
}

/* --- definitions -------------------------------------------------------------------------- */

bool ela__parse(struct ela__reader *r, const char *kind, const struct ela_json *v,
                const struct ela__lookup *lookup, struct ela__parsed *out)
{
    memset(out, 0, sizeof *out);
    out->code = "";
    if (ela__same(kind, ELA__KIND_TEMPLATE)) {
        out->template = ela__template_read(r, v, lookup);
        out->code = out->template ? out->template->code : "";
    } else if (ela__same(kind, ELA__KIND_LIST)) {
        out->list = ela__list_read(r, v);
        out->code = out->list ? out->list->code : "";
    } else if (ela__same(kind, ELA__KIND_LETTER)) {
        out->letter = ela__letter_read(r, v);
        out->code = out->letter && out->letter->code ? out->letter->code : "";
    } else if (ela__same(kind, ELA__KIND_FOLDERS)) {
        out->folders = ela__folders_read(r, v);
        out->code = out->folders && out->folders->code ? out->folders->code : "";
    } else if (ela__same(kind, ELA__KIND_FIELDS)) {
        out->fields = ela__custom_read(r, v, lookup, &out->code);
    } else {
        out->statuses = ela__registry_read(r, v, &out->code);
    }
    return !r->no_memory;
}

static enum ela_status damaged(int64_t id, const char *why, struct ela_error *err)
{
    return ela_failf(err, ELA_E_INTERNAL, "meta.damaged", NULL, "definition %lld: %s",
                     (long long)id, why);
}

/* A revision that was right when it was stored and no longer is to a newer reader still serves: its
 * faults are told once. */
static enum ela_status parse_row(struct ela_meta *m, struct ela__definition *d,
                                 const struct ela_db_result *rows, size_t row,
                                 struct ela_error *err)
{
    struct ela_error why = ELA_ERROR_INIT;
    d->id = ela_db_int(rows, row, 0, 0);
    d->revision = (int32_t)ela_db_int(rows, row, 3, 0);
    ela_str_copy(ela_db_cell(rows, row, 1), d->kind, sizeof d->kind);
    if (ela_json_read(ela_db_cell(rows, row, 4), NULL, &d->body, &why) != ELA_OK)
        return damaged(d->id, why.key, err);
    struct ela__problems *problems = ela_malloc(sizeof *problems);
    if (!problems)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    problems->n = problems->blocking = 0;
    struct ela__reader r = {
        .mem = &d->mem, .problems = problems, .workflow = m->base, .stored = true};
    bool ok = ela__parse(&r, d->kind, d->body, NULL, &d->parsed);
    if (problems->blocking > 0)
        ELA_LOG(ELA_LOG_WARN, "meta.definition_faulty", ELA_KV("key", problems->at[0].key),
                ELA_KV("path", problems->at[0].path));
    ela_free(problems);
    if (!ok)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    if (d->parsed.template) {
        d->parsed.template->definition = d->id;
        d->parsed.template->revision = d->revision;
    }
    if (d->parsed.letter) {
        d->parsed.letter->definition = d->id;
        d->parsed.letter->revision = d->revision;
    }
    if (d->parsed.folders)
        d->parsed.folders->definition = d->id;
    return ELA_OK;
}

static struct ela__definition *kept(struct ela_meta *m, int64_t id)
{
    for (struct ela__definition *d = m->definitions; d; d = d->next)
        if (d->id == id) {
            d->turn = m->turn;
            return d;
        }
    return NULL;
}

static enum ela_status keep_row(struct ela_call *c, const struct ela_db_result *rows, size_t row,
                                const struct ela__definition **out, struct ela_error *err)
{
    struct ela_meta *m = c->meta;
    struct ela__definition *d = kept(m, ela_db_int(rows, row, 0, 0));
    if (!d) {
        d = ela_malloc(sizeof *d);
        if (!d)
            return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
        memset(d, 0, sizeof *d);
        ela_arena_init(&d->mem, BODY_ARENA);
        enum ela_status st = parse_row(m, d, rows, row, err);
        if (st != ELA_OK) {
            drop_definition(d);
            return st;
        }
        d->entity = c->actor->entity;
        d->turn = m->turn;
        d->next = m->definitions;
        m->definitions = d;
        m->ndefinitions++;
    }
    if (out)
        *out = d;
    return ELA_OK;
}

enum ela_status ela__definition_load(struct ela_call *c, const char *kind, int64_t id,
                                     const struct ela__definition **out, struct ela_error *err)
{
    struct ela_db_result rows;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(id)};
    *out = NULL;
    if (!c->meta)
        return ela_failf(err, ELA_E_INTERNAL, "meta.damaged", NULL, "no definitions in this call");
    struct ela__definition *d = kept(c->meta, id);
    if (!d || d->entity != c->actor->entity) {
        const struct ela__definition *fresh = NULL;
        ELA_TRY(ela_db_query(c->db, ELA__META_BODY, p, 2, &rows, err));
        enum ela_status st = rows.nrows ? keep_row(c, &rows, 0, &fresh, err)
                                        : ela_fail(err, ELA_E_NOT_FOUND, "meta.unknown", NULL);
        ela_db_result_release(&rows);
        if (st != ELA_OK)
            return st;
        d = kept(c->meta, id);
    }
    if (!d || !ela__same(d->kind, kind))
        return ela_fail(err, ELA_E_NOT_FOUND, "meta.unknown", NULL);
    *out = d;
    return ELA_OK;
}

static bool all_kept(const struct ela_call *c, const char *kind)
{
    const struct ela__snapshot *s = ela__snapshot_of(c);
    for (size_t i = 0; s && i < s->nheads; i++)
        if (ela__same(s->heads[i].kind, kind) && !kept(c->meta, s->heads[i].definition))
            return false;
    return true;
}

enum ela_status ela__definitions_load(struct ela_call *c, const char *kind, struct ela_error *err)
{
    struct ela_db_result rows;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(kind)};
    if (!ela__snapshot_of(c) || all_kept(c, kind))
        return ELA_OK;
    ELA_TRY(ela_db_query(c->db, ELA__META_BODIES, p, 2, &rows, err));
    enum ela_status st = ELA_OK;
    for (size_t i = 0; i < rows.nrows && st == ELA_OK; i++)
        st = keep_row(c, &rows, i, NULL, err);
    ela_db_result_release(&rows);
    return st;
}

/* --- what features ask for ---------------------------------------------------------------- */

enum ela_status ela_meta_template(struct ela_call *c, int64_t definition,
                                  const struct ela_template **out, struct ela_error *err)
{
    const struct ela__definition *d;
    *out = NULL;
    ELA_TRY(ela__definition_load(c, ELA__KIND_TEMPLATE, definition, &d, err));
    if (!d->parsed.template)
        return damaged(definition, "no template", err);
    *out = d->parsed.template;
    return ELA_OK;
}

enum ela_status ela_meta_template_now(struct ela_call *c, struct ela_str code,
                                      const struct ela_template **out, struct ela_error *err)
{
    const struct ela__head *h = ela__head_of(c, ELA__KIND_TEMPLATE, code);
    *out = NULL;
    if (!h)
        return ela_fail(err, ELA_E_INPUT, "meta.template_unknown", "template");
    if (!h->active)
        return ela_fail(err, ELA_E_STATE, "meta.template_inactive", "template");
    return ela_meta_template(c, h->definition, out, err);
}

enum ela_status ela_meta_templates(struct ela_call *c, const struct ela_meta_head **out, size_t *n,
                                   struct ela_error *err)
{
    const struct ela__snapshot *s = ela__snapshot_of(c);
    *out = s ? s->templates : NULL;
    *n = s ? s->ntemplates : 0;
    return ela__definitions_load(c, ELA__KIND_TEMPLATE, err);
}

enum ela_status ela_meta_list(struct ela_call *c, const char *code,
                              const struct ela_meta_list **out, struct ela_error *err)
{
    static const struct ela_meta_list NONE = {.code = "", .label = {"", ""}};
    const struct ela__head *h = ela__head_of(c, ELA__KIND_LIST, ela_str_of(code));
    const struct ela__definition *d;
    *out = &NONE;
    if (!h)
        return ELA_OK;
    ELA_TRY(ela__definition_load(c, ELA__KIND_LIST, h->definition, &d, err));
    if (d->parsed.list)
        *out = d->parsed.list;
    return ELA_OK;
}

const struct ela_meta_option *ela_meta_item(const struct ela_meta_list *list, struct ela_str code)
{
    for (size_t i = 0; list && i < list->nitems; i++)
        if (ela_str_is(code, list->items[i].code))
            return &list->items[i];
    return NULL;
}

enum ela_status ela_meta_fields(struct ela_call *c, const char *object, const char *kind,
                                const struct ela_fieldset **out, struct ela_error *err)
{
    static const struct ela_fieldset NONE = {.fields = NULL};
    char code[65];
    bool with = kind && *kind;
    (void)snprintf(code, sizeof code, "%.30s%s%.30s", object, with ? ":" : "", with ? kind : "");
    const struct ela__head *h = ela__head_of(c, ELA__KIND_FIELDS, ela_str_of(code));
    const struct ela__definition *d;
    *out = &NONE;
    if (!h)
        return ELA_OK;
    ELA_TRY(ela__definition_load(c, ELA__KIND_FIELDS, h->definition, &d, err));
    if (d->parsed.fields)
        *out = d->parsed.fields;
    return ELA_OK;
}
