/*
 * The whole tree of one client, held while it changes: who comes second waits, so that no cycle and
 * no second folder of a model can come of two changes at once. Source: DOC-01.
 */
#include "folder/folder_internal.h"

enum { T_ID, T_PARENT, T_CASE, T_VERSION, T_POSITION, T_LEVEL, T_VISIBLE, T_HIDDEN, T_NAME, T_KEY };

static const char *kept(struct ela_call *c, const struct ela_db_result *r, size_t row, size_t col)
{
    struct ela_str s = ela_db_cell(r, row, col);
    return ela_arena_strndup(c->arena, s.p ? s.p : "", s.n);
}

static enum ela_status memory(struct ela_error *err)
{
    return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
}

static bool fill(struct ela_call *c, const struct ela_db_result *r, struct ela__tree *t)
{
    for (size_t i = 0; i < r->nrows; i++) {
        struct ela__node *n = &t->nodes[t->n++];
        *n = (struct ela__node){.id = ela_db_int(r, i, T_ID, 0),
                                .parent = ela_db_int(r, i, T_PARENT, 0),
                                .case_id = ela_db_int(r, i, T_CASE, 0),
                                .version = (int32_t)ela_db_int(r, i, T_VERSION, 1),
                                .position = (int32_t)ela_db_int(r, i, T_POSITION, 0),
                                .level = (int)ela_db_int(r, i, T_LEVEL, 0),
                                .visible = ela_db_int(r, i, T_VISIBLE, 0) == 1,
                                .hidden = ela_db_int(r, i, T_HIDDEN, 0) == 1,
                                .name = kept(c, r, i, T_NAME),
                                .key = kept(c, r, i, T_KEY)};
        if (!n->name || !n->key)
            return false;
    }
    return true;
}

enum ela_status ela__tree_hold(struct ela_call *c, int32_t client, struct ela__tree *t,
                               struct ela_error *err)
{
    struct ela_db_value one = ELA_DBV_INT(client);
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(client)};
    struct ela_db_result r;
    *t = (struct ela__tree){.client = client};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_FOLDER_CLIENT_HOLD, &one, 1, &r, err));
    ela_db_result_release(&r);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_FOLDER_TREE, p, 2, &r, err));
    t->nodes = ela_arena_alloc(c->arena, (r.nrows + ELA_FOLDER_NODES + 20) * sizeof *t->nodes);
    bool ok = t->nodes && fill(c, &r, t);
    ela_db_result_release(&r);
    return ok ? ELA_OK : memory(err);
}

/* --- finding ------------------------------------------------------------------------------ */

struct ela__node *ela__tree_node(const struct ela__tree *t, int64_t id)
{
    size_t low = 0, high = t->n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (t->nodes[mid].id == id)
            return &t->nodes[mid];
        if (t->nodes[mid].id < id)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

struct ela__node *ela__tree_key(const struct ela__tree *t, const char *key)
{
    for (size_t i = 0; i < t->n; i++)
        if (*t->nodes[i].key && strcmp(t->nodes[i].key, key) == 0)
            return &t->nodes[i];
    return NULL;
}

size_t ela__tree_depth(const struct ela__tree *t, int64_t id)
{
    size_t depth = 0;
    for (const struct ela__node *n = ela__tree_node(t, id); n && depth <= t->n; depth++)
        n = n->parent ? ela__tree_node(t, n->parent) : NULL;
    return depth;
}

bool ela__tree_within(const struct ela__tree *t, int64_t id, int64_t top)
{
    size_t steps = 0;
    for (const struct ela__node *n = ela__tree_node(t, id); n && steps <= t->n; steps++) {
        if (n->id == top)
            return true;
        n = n->parent ? ela__tree_node(t, n->parent) : NULL;
    }
    return false;
}

size_t ela__tree_below(const struct ela__tree *t, int64_t top, int64_t *ids)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++)
        if (ela__tree_within(t, t->nodes[i].id, top))
            ids[n++] = t->nodes[i].id;
    return n;
}

size_t ela__tree_height(const struct ela__tree *t, int64_t top)
{
    size_t base = ela__tree_depth(t, top), most = base;
    for (size_t i = 0; i < t->n; i++) {
        size_t depth = ela__tree_depth(t, t->nodes[i].id);
        if (depth > most && ela__tree_within(t, t->nodes[i].id, top))
            most = depth;
    }
    return most - base + 1;
}

/* --- what stands before each -------------------------------------------------------------- */

static enum ela_status hide(struct ela_call *c, const int64_t *ids, size_t n, bool hidden,
                            struct ela_error *err)
{
    struct ela_sql q;
    if (n == 0)
        return ELA_OK;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_FOLDER_HIDE);
    ela_sql_int(&q, hidden);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_in(&q, ids, n);
    return ela_sql_exec(&q, c->db, NULL, err);
}

static bool is_hidden(const struct ela__tree *t, const struct ela__node *n)
{
    bool hidden = false;
    for (size_t steps = 0; n && !hidden && steps <= t->n; steps++) {
        hidden = !n->visible;
        n = n->parent ? ela__tree_node(t, n->parent) : NULL;
    }
    return hidden;
}

/* A row for each of it and those above it that are not for everybody. */
static void guards_of(struct ela_sql *q, const struct ela__tree *t, const struct ela__node *n)
{
    int64_t id = n->id;
    for (size_t steps = 0; n && steps <= t->n; steps++) {
        if (n->level > 0) {
            ela_sql_add(q, q->n ? ELA_SQL_FOLDER_NEXT : ELA_SQL_FOLDER_GUARDS_ADD);
            ela_sql_add(q, ELA_SQL_FOLDER_GUARDS_ROW);
            ela_sql_int(q, id);
            ela_sql_int(q, n->id);
            ela_sql_int(q, n->level);
        }
        n = n->parent ? ela__tree_node(t, n->parent) : NULL;
    }
}

static enum ela_status guards(struct ela_call *c, const struct ela__tree *t, const int64_t *ids,
                              size_t n, struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_FOLDER_GUARDS_DROP);
    ela_sql_in(&q, ids, n);
    ELA_TRY(ela_sql_exec(&q, c->db, NULL, err));
    for (size_t i = 0; i < n;) { /* as many as a statement takes */
        enum { AT_ONCE = 100 };
        ela_sql_init(&q);
        for (size_t end = i + AT_ONCE; i < n && i < end; i++)
            guards_of(&q, t, ela__tree_node(t, ids[i]));
        if (q.n)
            ELA_TRY(ela_sql_exec(&q, c->db, NULL, err));
        else
            ela_sql_release(&q);
    }
    return ELA_OK;
}

enum ela_status ela__tree_settle(struct ela_call *c, struct ela__tree *t, int64_t top,
                                 struct ela_error *err)
{
    int64_t *ids = ela_arena_alloc(c->arena, (t->n + 1) * sizeof *ids);
    int64_t *to_hide = ela_arena_alloc(c->arena, (t->n + 1) * sizeof *to_hide);
    int64_t *to_show = ela_arena_alloc(c->arena, (t->n + 1) * sizeof *to_show);
    size_t nhide = 0, nshow = 0;
    if (!ids || !to_hide || !to_show)
        return memory(err);
    size_t n = ela__tree_below(t, top, ids);
    for (size_t i = 0; i < n; i++) {
        struct ela__node *node = ela__tree_node(t, ids[i]);
        bool hidden = is_hidden(t, node);
        if (hidden != node->hidden && hidden)
            to_hide[nhide++] = node->id;
        else if (hidden != node->hidden)
            to_show[nshow++] = node->id;
        node->hidden = hidden;
    }
    ELA_TRY(hide(c, to_hide, nhide, true, err));
    ELA_TRY(hide(c, to_show, nshow, false, err));
    return n ? guards(c, t, ids, n, err) : ELA_OK;
}

/* --- growing ------------------------------------------------------------------------------ */

static int32_t last_position(const struct ela__tree *t, int64_t parent)
{
    int32_t last = 0;
    for (size_t i = 0; i < t->n; i++)
        if (t->nodes[i].parent == parent && t->nodes[i].position > last)
            last = t->nodes[i].position;
    return last;
}

enum ela_status ela__tree_add(struct ela_call *c, struct ela__tree *t, const struct ela__fresh *f,
                              int64_t *id, struct ela_error *err)
{
    struct ela_db_value none = ELA_DBV_NULL;
    int32_t position = last_position(t, f->parent) + 10;
    bool user = c->actor->kind == ELA_ACTOR_USER;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(t->client),
                               f->case_id ? ELA_DBV_INT(f->case_id) : none,
                               f->parent ? ELA_DBV_INT(f->parent) : none,
                               ELA_DBV_INT(f->parent),
                               ELA_DBV_STR(f->name),
                               f->name_en.n ? ELA_DBV_STR(f->name_en) : none,
                               ELA_DBV_INT(f->twin),
                               ELA_DBV_STR(f->icon),
                               ELA_DBV_STR(f->colour),
                               ELA_DBV_INT(f->visible),
                               ELA_DBV_INT(f->level),
                               ELA_DBV_INT(position),
                               f->key ? ELA_DBV_TEXT(f->key) : none,
                               f->year ? ELA_DBV_INT(f->year) : none,
                               ELA_DBV_INT(c->now),
                               user ? ELA_DBV_INT(c->actor->user_id) : none};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_FOLDER_INSERT, p, sizeof p / sizeof p[0], NULL, err));
    *id = ela_db_last_id(c->db);
    size_t at = t->n++;
    while (at > 0 && t->nodes[at - 1].id > *id) { /* numbers need not grow, on several masters */
        t->nodes[at] = t->nodes[at - 1];
        at--;
    }
    t->nodes[at] = (struct ela__node){.id = *id,
                                      .parent = f->parent,
                                      .case_id = f->case_id,
                                      .version = 1,
                                      .position = position,
                                      .level = f->level,
                                      .visible = f->visible,
                                      .name = ela_arena_strndup(c->arena, f->name.p, f->name.n),
                                      .key = f->key ? f->key : ""};
    return ELA_OK;
}
