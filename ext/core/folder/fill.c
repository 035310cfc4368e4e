/*
 * Folders that models say: made when something is to lie in them, once, whoever comes first.
 * Source: DOC-01.
 */
#include "folder/folder_internal.h"

enum { KEY_MAX = 160, CHAIN = ELA_FOLDER_LEVELS * 2 + 2 };

/* One folder on the way from the top to where a document goes. */
struct step {
    char key[KEY_MAX];
    const struct ela_folder_node *node; /* NULL: the folder of a case */
    int year;
    int64_t case_id;
};
struct way {
    struct step at[CHAIN];
    size_t n;
    int32_t client;
    int year;
    const struct ela_folder_model *model; /* of the client */
    struct ela_str case_name, case_icon, case_colour;
};

static enum ela_status memory(struct ela_error *err)
{
    return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
}

/* --- the way ------------------------------------------------------------------------------ */

/* Codes are short and levels few, so that it always fits (meta/folders.c). */
static void append(char key[KEY_MAX], const char *text)
{
    size_t n = strlen(key);
    while (*text && n + 1 < KEY_MAX)
        key[n++] = *text++;
    key[n] = '\0';
}

/* "annuel@2026/social", below what stands on the way already when that is a case. */
static void step(struct way *w, const struct ela_folder_node *node, int64_t case_id)
{
    struct step *s = &w->at[w->n];
    char year[16];
    const struct step *above = w->n && w->at[w->n - 1].case_id == case_id ? s - 1 : NULL;
    *s = (struct step){.node = node, .case_id = case_id};
    if (node->each_year)
        s->year = w->year;
    if (above)
        append(s->key, above->key);
    if (above)
        append(s->key, "/");
    append(s->key, node->code);
    (void)snprintf(year, sizeof year, "@%d", s->year % 10000);
    if (s->year)
        append(s->key, year);
    w->n++;
}

static void steps_to(struct way *w, const struct ela_folder_node *node, int64_t case_id)
{
    const struct ela_folder_node *chain[ELA_FOLDER_LEVELS];
    size_t n = 0;
    for (; node && n < ELA_FOLDER_LEVELS; node = node->parent)
        chain[n++] = node;
    while (n-- > 0 && w->n < CHAIN)
        step(w, chain[n], case_id);
}

static struct ela_str upto(struct ela_call *c, const char *text, size_t most)
{
    size_t n = 0, signs = 0;
    for (; text[n] && signs <= most; n++)
        signs += ((unsigned char)text[n] & 0xC0) != 0x80 ? 1 : 0;
    if (text[n])
        n--;
    const char *copy = ela_arena_strndup(c->arena, text, n);
    return (struct ela_str){copy ? copy : "", copy ? n : 0};
}

static enum ela_status of_case(struct ela_call *c, const struct ela_folder_want *want,
                               struct way *w, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(want->case_id), ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(want->client_id)};
    struct ela_db_result r;
    const struct ela_template *t = NULL;
    const struct ela_folder_model *m = NULL;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_FOLDER_CASE_NAME, p, 3, &r, err));
    bool found = r.nrows == 1;
    int64_t definition = ela_db_int(&r, 0, 2, 0);
    struct ela_str ref = ela_db_cell(&r, 0, 0), title = ela_db_cell(&r, 0, 1);
    char *name = ela_arena_printf(c->arena, "%.*s · %.*s", (int)ref.n, ref.n ? ref.p : "",
                                  (int)title.n, title.n ? title.p : "");
    ela_db_result_release(&r);
    if (!found)
        return ELA_OK;
    if (!name)
        return memory(err);
    for (char *at = name; *at; at++) /* what stands in a title is no path */
        if (*at == '/' || *at == '\\')
            *at = '-';
    w->case_name = upto(c, name, 100);
    w->case_icon = ELA_STR("briefcase");
    w->case_colour = ELA_STR("");
    steps_to(w, ela_folder_node_of_cases(w->model), 0);
    struct step *s = &w->at[w->n++];
    *s = (struct step){.case_id = want->case_id};
    (void)snprintf(s->key, sizeof s->key, "case:%lld", (long long)want->case_id);
    if (!definition)
        return ELA_OK;
    ELA_TRY(ela_meta_template(c, definition, &t, err));
    w->case_icon = *t->icon ? ela_str_of(t->icon) : w->case_icon;
    w->case_colour = ela_str_of(t->colour);
    if (t->folders && *t->folders)
        ELA_TRY(ela_meta_folders_named(c, t->folders, &m, err));
    if (m && !m->client_kinds)
        steps_to(w, ela_folder_node_for(m, want->category), want->case_id);
    return ELA_OK;
}

static enum ela_status find_way(struct ela_call *c, const struct ela_folder_want *want,
                                struct way *w, struct ela_error *err)
{
    unsigned kinds = 0;
    struct ela_civil day = {0};
    *w = (struct way){.client = want->client_id, .year = want->year};
    if (!w->year) {
        ela_day_to_ymd(ela_tz_day(c->tz, c->now), &day.year, &day.month, &day.day);
        w->year = day.year;
    }
    ELA_TRY(ela_meta_client_kinds(c, want->client_id, &kinds, err));
    ELA_TRY(ela_meta_folders_of(c, kinds, &w->model, err));
    if (want->case_id)
        return of_case(c, want, w, err);
    steps_to(w, ela_folder_node_for(w->model, want->category), 0);
    return ELA_OK;
}

/* --- making ------------------------------------------------------------------------------- */

static struct ela_str with_year(struct ela_call *c, const char *label, int year)
{
    const char *at = strstr(label, "{year}");
    if (!at)
        return ela_str_of(label);
    const char *text = ela_arena_printf(c->arena, "%.*s%d%s", (int)(at - label), label, year,
                                        at + sizeof "{year}" - 1);
    return ela_str_of(text ? text : label);
}

/* One of the same name that somebody made by hand is taken for it. */
static enum ela_status adopt(struct ela_call *c, struct ela__tree *t, const struct ela__fresh *f,
                             int64_t *id, int64_t *twin, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(t->client),
                               ELA_DBV_INT(f->parent), ELA_DBV_STR(f->name), ELA_DBV_INT(0)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_FOLDER_TWIN, p, 5, &r, err));
    *id = ela_db_int(&r, 0, 1, 0);
    *twin = ela_db_is_null(&r, 0, 0) ? 0 : ela_db_int(&r, 0, 0, 0) + 1;
    ela_db_result_release(&r);
    struct ela__node *n = ela__tree_node(t, *id);
    if (!n || n->case_id != f->case_id) {
        *id = 0;
        return ELA_OK;
    }
    struct ela_db_value a[] = {ELA_DBV_TEXT(f->key), f->year ? ELA_DBV_INT(f->year) : ELA_DBV_NULL,
                               ELA_DBV_INT(*id), ELA_DBV_INT(c->actor->entity)};
    n->key = f->key;
    n->version++;
    return ela_db_exec(c->db, ELA_SQL_FOLDER_ADOPT, a, 4, NULL, err);
}

static enum ela_status make(struct ela_call *c, struct ela__tree *t, struct ela__fresh *f,
                            int64_t *id, struct ela_error *err)
{
    struct ela_str other = f->name_en;
    *id = 0;
    if (!f->name.n) { /* named in English alone */
        f->name = other;
        f->name_en = ELA_STR("");
    }
    ELA_TRY(adopt(c, t, f, id, &f->twin, err));
    if (*id)
        return ELA_OK;
    ELA_TRY(ela__tree_add(c, t, f, id, err));
    return f->level || !f->visible || f->parent ? ela__tree_settle(c, t, *id, err) : ELA_OK;
}

static enum ela_status make_node(struct ela_call *c, struct ela__tree *t, int64_t parent,
                                 const struct step *s, int64_t *id, struct ela_error *err)
{
    struct ela__fresh f = {.parent = parent,
                           .case_id = s->case_id,
                           .name = with_year(c, s->node->label.fr, s->year),
                           .name_en = with_year(c, s->node->label.en, s->year),
                           .icon = ela_str_of(s->node->icon),
                           .colour = ela_str_of(s->node->colour),
                           .key = ela_arena_strndup(c->arena, s->key, strlen(s->key)),
                           .level = s->node->level,
                           .year = s->year,
                           .visible = s->node->visible};
    return f.key ? make(c, t, &f, id, err) : memory(err);
}

/* A model whole, but for years that nothing needs yet; `with`: this one too, of its year. */
static enum ela_status make_model(struct ela_call *c, struct ela__tree *t, struct way *base,
                                  const struct ela_folder_node *nodes, size_t n, int64_t case_id,
                                  int64_t parent, const struct ela_folder_node *with,
                                  struct ela_error *err)
{
    for (size_t i = 0; i < n; i++) {
        const struct ela_folder_node *node = &nodes[i];
        size_t mark = base->n;
        if (t->n >= ELA_FOLDER_MOST || mark >= CHAIN)
            return ELA_OK;
        if (node->each_year && node != with)
            continue;
        step(base, node, case_id);
        struct ela__node *there = ela__tree_key(t, base->at[mark].key);
        int64_t id = there ? there->id : 0;
        if (!id)
            ELA_TRY(make_node(c, t, parent, &base->at[mark], &id, err));
        ELA_TRY(make_model(c, t, base, node->children, node->nchildren, case_id, id, with, err));
        base->n = mark;
    }
    return ELA_OK;
}

static bool has_model(const struct ela__tree *t)
{
    for (size_t i = 0; i < t->n; i++)
        if (*t->nodes[i].key && strncmp(t->nodes[i].key, "case:", 5) != 0)
            return true;
    return false;
}

static enum ela_status make_case(struct ela_call *c, struct ela__tree *t, const struct way *w,
                                 const struct step *s, int64_t parent, int64_t *id,
                                 struct ela_error *err)
{
    struct ela__fresh f = {.parent = parent,
                           .case_id = s->case_id,
                           .name = w->case_name,
                           .name_en = ELA_STR(""),
                           .icon = w->case_icon,
                           .colour = w->case_colour,
                           .key = ela_arena_strndup(c->arena, s->key, strlen(s->key)),
                           .visible = true};
    return f.key ? make(c, t, &f, id, err) : memory(err);
}

static enum ela_status make_case_model(struct ela_call *c, struct ela__tree *t, struct way *w,
                                       size_t at, int64_t root, struct ela_error *err)
{
    const struct ela_template *tpl = NULL;
    const struct ela_folder_model *m = NULL;
    struct ela_case k;
    struct ela_error why = ELA_ERROR_INIT;
    struct way *base = ela_arena_alloc(c->arena, sizeof *base);
    if (!base)
        return memory(err);
    /* One of a case that the actor does not reach whole keeps to the folder itself. */
    if (ela_case_load(c, w->at[at].case_id, "case", &k, &why) != ELA_OK)
        return why.status == ELA_E_NOT_FOUND ? ELA_OK : (*err = why, why.status);
    tpl = k.template;
    if (!tpl || !tpl->folders || !*tpl->folders)
        return ELA_OK;
    ELA_TRY(ela_meta_folders_named(c, tpl->folders, &m, err));
    if (!m || m->client_kinds)
        return ELA_OK;
    *base = *w;
    base->n = 1;
    base->at[0] = w->at[at];
    return make_model(c, t, base, m->nodes, m->nnodes, w->at[at].case_id, root, NULL, err);
}

/* All of the way, and what comes with its first folders. */
static enum ela_status make_way(struct ela_call *c, struct ela__tree *t, struct way *w,
                                struct ela_error *err)
{
    struct way *base = ela_arena_alloc(c->arena, sizeof *base);
    int64_t parent = 0;
    if (!base)
        return memory(err);
    if (w->model && !has_model(t)) {
        *base = *w;
        base->n = 0;
        ELA_TRY(make_model(c, t, base, w->model->nodes, w->model->nnodes, 0, 0, NULL, err));
    }
    for (size_t i = 0; i < w->n; i++) {
        const struct step *s = &w->at[i];
        struct ela__node *there = ela__tree_key(t, s->key);
        int64_t id = there ? there->id : 0;
        if (!id && t->n >= ELA_FOLDER_MOST)
            return ELA_OK;
        if (!id && ela__tree_depth(t, parent) >= ELA_FOLDER_DEPTH)
            return ELA_OK;
        if (!id && !s->node) {
            ELA_TRY(make_case(c, t, w, s, parent, &id, err));
            ELA_TRY(make_case_model(c, t, w, i, id, err));
        } else if (!id) {
            ELA_TRY(make_node(c, t, parent, s, &id, err));
            if (s->node->each_year) { /* a new year comes with all that is in it */
                *base = *w;
                base->n = i + 1;
                ELA_TRY(make_model(c, t, base, s->node->children, s->node->nchildren, s->case_id,
                                   id, NULL, err));
            }
        }
        parent = id;
    }
    return ELA_OK;
}

/* --- where a document goes ---------------------------------------------------------------- */

/* *there: it exists; *id: and the actor sees it. */
static enum ela_status look(struct ela_call *c, const struct way *w, bool hold, int64_t *id,
                            struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    *id = 0;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_FOLDERS);
    ela_sql_add(&q, ELA_SQL_FOLDERS_KEY);
    ela_sql_int(&q, w->client);
    ela_sql_text(&q, ela_str_of(w->at[w->n - 1].key));
    ela_scope_folder(&q, c->actor);
    if (hold)
        ela_sql_add(&q, ELA_SQL_FOLDERS_HOLD);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    *id = ela_db_int(&r, 0, 0, 0);
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela_folder_for(struct ela_call *c, const struct ela_folder_want *want, int64_t *id,
                               struct ela_error *err)
{
    struct way *w = ela_arena_alloc(c->arena, sizeof *w);
    struct ela__tree t;
    *id = 0;
    if (!w)
        return memory(err);
    ELA_TRY(find_way(c, want, w, err));
    if (w->n == 0)
        return ELA_OK;
    ELA_TRY(look(c, w, false, id, err));
    if (*id)
        return ELA_OK;
    ELA_TRY(ela__tree_hold(c, want->client_id, &t, err));
    if (!ela__tree_key(&t, w->at[w->n - 1].key))
        ELA_TRY(make_way(c, &t, w, err));
    return look(c, w, true, id, err);
}

/* --- folder.prepare ----------------------------------------------------------------------- */

struct unfiled {
    struct ela_folder_want want;
    int64_t *ids;
    size_t n;
};

static enum ela_status file_them(struct ela_call *c, const struct unfiled *u, int64_t *filed,
                                 struct ela_error *err)
{
    struct ela_sql q;
    int64_t folder = 0;
    if (u->n == 0)
        return ELA_OK;
    ELA_TRY(ela_folder_for(c, &u->want, &folder, err));
    if (!folder)
        return ELA_OK;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_FOLDER_FILE);
    ela_sql_int(&q, folder);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_in(&q, u->ids, u->n);
    *filed += (int64_t)u->n;
    return ela_sql_exec(&q, c->db, NULL, err);
}

static bool same_want(const struct ela_folder_want *a, const struct ela_folder_want *b)
{
    return a->case_id == b->case_id && a->year == b->year && ela_str_eq(a->category, b->category);
}

/* Those of one case, category and year together. */
static enum ela_status file_all(struct ela_call *c, const struct ela_db_result *r, size_t n,
                                int32_t client, int64_t *filed, struct ela_error *err)
{
    struct unfiled u = {.ids = ela_arena_alloc(c->arena, (n + 1) * sizeof *u.ids)};
    if (!u.ids)
        return memory(err);
    for (size_t i = 0; i < n; i++) {
        struct ela_folder_want want = {client, ela_db_int(r, i, 1, 0), ela_db_cell(r, i, 2),
                                       (int)ela_db_int(r, i, 3, 0)};
        if (u.n && !same_want(&want, &u.want)) {
            ELA_TRY(file_them(c, &u, filed, err));
            u.n = 0;
        }
        u.want = want;
        u.ids[u.n++] = ela_db_int(r, i, 0, 0);
    }
    return file_them(c, &u, filed, err);
}

/* The model without waiting for a document. */
static enum ela_status make_all(struct ela_call *c, int32_t client, int64_t case_id,
                                struct ela_error *err)
{
    struct way *w = ela_arena_alloc(c->arena, sizeof *w);
    struct ela_folder_want want = {client, case_id, ELA_STR(""), 0};
    struct ela__tree t;
    if (!w)
        return memory(err);
    ELA_TRY(find_way(c, &want, w, err));
    ELA_TRY(ela__tree_hold(c, client, &t, err));
    return make_way(c, &t, w, err);
}

enum ela_status ela__folder_prepare(struct ela_call *c, struct ela_error *err)
{
    enum { AT_ONCE = 500 };
    struct ela_case k = {.id = 0};
    struct ela_sql q;
    struct ela_db_result r;
    int64_t filed = 0, client = ela_in_int(c, "client", 0);
    if (ela_in_has(c, "case")) {
        ELA_TRY(ela_case_load(c, ela_in_int(c, "case", 0), "case", &k, err));
        ELA_TRY(ela__folder_may(c, k.id, err));
        client = k.client_id;
    } else {
        ELA_TRY(ela_scope_need_client(c->db, c->actor, client, "client", err));
    }
    ELA_TRY(make_all(c, (int32_t)client, k.id, err));
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_FOLDER_UNFILED);
    ela_sql_int(&q, client);
    if (k.id) {
        ela_sql_add(&q, ELA_SQL_FOLDER_UNFILED_CASE);
        ela_sql_int(&q, k.id);
    }
    ela_scope_file(&q, c->actor);
    ela_sql_add(&q, ELA_SQL_FOLDER_UNFILED_ORDER);
    ela_sql_int(&q, AT_ONCE + 1);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    size_t n = r.nrows > AT_ONCE ? AT_ONCE : r.nrows;
    enum ela_status st = file_all(c, &r, n, (int32_t)client, &filed, err);
    ela_json_set_bool(c->out, "more", r.nrows > AT_ONCE && filed > 0);
    ela_db_result_release(&r);
    ela_json_set_int(c->out, "filed", filed);
    return st;
}
