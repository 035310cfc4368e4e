/*
 * Fields that lead to something of Dolibarr's: what may be chosen, what a stored number is called,
 * what is refused. Names of native objects are for those who may read them there. Source: CASE-07,
 * PLAT-08.
 */
#include "meta/links_sql.h"
#include "meta/meta_values.h"

static const struct {
    const char *object, *named, *offered;
    uint32_t read; /* what Dolibarr must allow; 0: everybody */
    bool of_client;
    bool to_client; /* a client may choose among his own */
} KINDS[] = {
    {"contact", ELA__LINK_CONTACT, ELA__LINK_CONTACTS, ELA_READS_CONTACT, true, true},
    {"contract", ELA__LINK_CONTRACT, ELA__LINK_CONTRACTS, ELA_READS_CONTRACT, true, true},
    {"project", ELA__LINK_PROJECT, ELA__LINK_PROJECTS, ELA_READS_PROJECT, true, false},
    {"ticket", ELA__LINK_TICKET, ELA__LINK_TICKETS, ELA_READS_TICKET, true, true},
    {"user", ELA__LINK_USER, ELA__LINK_USERS, 0, false, false},
};
enum { NKINDS = sizeof KINDS / sizeof KINDS[0], NAMED_MAX = 500 };

static size_t kind_of(const char *object)
{
    size_t k = 0;
    while (k < NKINDS && strcmp(KINDS[k].object, object) != 0)
        k++;
    return k;
}

/* What the firm shows a client bears its name; the office reads what Dolibarr lets it read. */
static bool may_read(const struct ela_actor *a, size_t kind)
{
    return a->kind != ELA_ACTOR_USER || !KINDS[kind].read || (a->reads & KINDS[kind].read);
}

static bool may_choose(const struct ela_actor *a, size_t kind)
{
    return a->kind == ELA_ACTOR_PORTAL ? KINDS[kind].to_client : may_read(a, kind);
}

bool ela__link_locked(const struct ela_call *c, const struct ela_meta_field *f)
{
    size_t kind = kind_of(f->object);
    return kind < NKINDS && !may_choose(c->actor, kind);
}

/* --- ids and what they are called ---------------------------------------------------------- */

/* Each once; past the bound they are not asked for. */
struct wanted {
    struct ela_call *c;
    struct {
        int64_t id;
        size_t kind;
    } * at;
    size_t n;
    bool failed;
};

static void want(struct wanted *w, size_t kind, int64_t id)
{
    if (!w->at && !(w->at = ela_arena_alloc(w->c->arena, NAMED_MAX * sizeof *w->at)))
        w->failed = true;
    for (size_t i = 0; i < w->n; i++)
        if (w->at[i].kind == kind && w->at[i].id == id)
            return;
    if (w->failed || id <= 0 || w->n == NAMED_MAX)
        return;
    w->at[w->n].id = id;
    w->at[w->n++].kind = kind;
}

enum { N_KIND, N_ID, N_NAME, N_WHOSE };

static size_t ids_of(const struct wanted *w, size_t kind, int64_t *ids)
{
    size_t n = 0;
    for (size_t i = 0; i < w->n; i++)
        if (w->at[i].kind == kind)
            ids[n++] = w->at[i].id;
    return n;
}

/* One statement for all of them. */
static enum ela_status look_up(const struct wanted *w, struct ela_db_result *r,
                               struct ela_error *err)
{
    struct ela_sql q;
    int64_t ids[NAMED_MAX];
    bool more = false;
    memset(r, 0, sizeof *r);
    if (w->failed)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    if (w->n == 0)
        return ELA_OK;
    ela_sql_init(&q);
    for (size_t k = 0; k < NKINDS; k++) {
        size_t n = ids_of(w, k, ids);
        if (n == 0)
            continue;
        ela_sql_add(&q, more ? ELA__LINK_AND : "");
        ela_sql_add(&q, KINDS[k].named);
        ela_sql_int(&q, (int64_t)k);
        ela_sql_int(&q, w->c->actor->entity);
        ela_sql_in(&q, ids, n);
        more = true;
    }
    return ela_sql_query(&q, w->c->db, r, err);
}

static size_t row_of(const struct ela_db_result *r, size_t kind, int64_t id)
{
    size_t i = 0;
    while (i < r->nrows &&
           (ela_db_int(r, i, N_KIND, -1) != (int64_t)kind || ela_db_int(r, i, N_ID, 0) != id))
        i++;
    return i;
}

/* Its name; its number where it has none for this reader. */
static struct ela_str name_of(const struct wanted *w, const struct ela_db_result *r, size_t kind,
                              int64_t id)
{
    bool en = strcmp(w->c->actor->lang, "en") == 0, seen = may_read(w->c->actor, kind);
    size_t i = seen ? row_of(r, kind, id) : r->nrows;
    if (i < r->nrows && ela_db_cell(r, i, N_NAME).n)
        return ela_db_cell(r, i, N_NAME);
    const char *gone = !seen || i < r->nrows ? "" : en ? " (no longer there)" : " (n’existe plus)";
    return ela_str_of(
        ela_arena_printf(w->c->arena, en ? "No. %lld%s" : "n°\xC2\xA0%lld%s", (long long)id, gone));
}

/* --- links among values ---------------------------------------------------------------------- */

struct visit {
    const struct ela__field_at *at;
    size_t kind, row;
    int64_t id;
};
typedef void visit_fn(void *ctx, const struct visit *v);

static void visit_one(const struct ela__field_at *at, size_t kind, size_t row,
                      const struct ela_json *value, visit_fn *fn, void *ctx)
{
    struct visit v = {at, kind, row, ela_json_int(value, 0)};
    if (v.id > 0)
        fn(ctx, &v);
}

static void visit_field(const struct ela__field_at *at, const struct ela_json *values, visit_fn *fn,
                        void *ctx)
{
    size_t kind = at->spec.type == ELA_F_LINK ? kind_of(at->field->object) : NKINDS;
    if (kind == NKINDS)
        return;
    if (!at->spec.table) {
        visit_one(at, kind, 0, ela_json_get(values, at->spec.code), fn, ctx);
        return;
    }
    const struct ela_json *rows = ela_json_get(values, at->spec.table);
    for (size_t i = 0; i < ela_json_size(rows); i++)
        visit_one(at, kind, i, ela_json_get(ela_json_at(rows, i), at->spec.code), fn, ctx);
}

static void visit_all(const struct ela_fieldset_program *p, const struct ela_json *values,
                      visit_fn *fn, void *ctx)
{
    for (size_t i = 0; p && i < p->nflat; i++)
        visit_field(&p->flat[i], values, fn, ctx);
}

static void want_visited(void *ctx, const struct visit *v)
{
    want(ctx, v->kind, v->id);
}

/* --- what may be chosen ---------------------------------------------------------------------- */

struct ela__choices {
    struct wanted w;
    struct ela_db_result named;
    struct ela_json *options[NKINDS]; /* NULL: no field asks for them */
};

static struct ela_json *option(struct ela_json *list, int64_t id, struct ela_str name)
{
    char code[24];
    struct ela_json *o = ela_json_new_object();
    (void)snprintf(code, sizeof code, "%lld", (long long)id);
    ela_json_set_text(o, "code", code);
    ela_json_set_str(o, "label", name);
    ela_json_push(list, o);
    return o;
}

static enum ela_status list_kind(struct ela_call *c, struct ela__choices *x, size_t k,
                                 int64_t client, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(client)};
    if (!may_choose(c->actor, k) || (KINDS[k].of_client && !client))
        return ELA_OK;
    ELA_TRY(ela_db_query(c->db, KINDS[k].offered, p, KINDS[k].of_client ? 2 : 1, &r, err));
    for (size_t i = 0; i < r.nrows; i++)
        option(x->options[k], ela_db_int(&r, i, 0, 0), ela_db_cell(&r, i, 1));
    ela_db_result_release(&r);
    return ELA_OK;
}

static bool listed(const struct ela_json *list, int64_t id)
{
    int64_t code;
    for (size_t i = 0; i < ela_json_size(list); i++)
        if (ela_parse_i64(ela_json_text(ela_json_get(ela_json_at(list, i), "code")), &code) &&
            code == id)
            return true;
    return false;
}

/* What stands is always among them, whatever became of it. */
static void add_standing(struct ela__choices *x)
{
    for (size_t i = 0; i < x->w.n; i++) {
        size_t k = x->w.at[i].kind;
        int64_t id = x->w.at[i].id;
        if (x->options[k] && !listed(x->options[k], id))
            option(x->options[k], id, name_of(&x->w, &x->named, k, id));
    }
}

enum ela_status ela__choices_open(struct ela_call *c, const struct ela_fieldset *set,
                                  const struct ela_meta_filled *of, struct ela__choices **out,
                                  struct ela_error *err)
{
    const struct ela_fieldset_program *p = set->program;
    *out = NULL;
    struct ela__choices *x = ela_arena_alloc(c->arena, sizeof *x);
    if (!x)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    x->w.c = c;
    *out = x;
    int64_t client = of ? ela_json_int(ela__fact(of->facts, "client.id"), 0) : 0;
    for (size_t i = 0; of && p && i < p->nflat; i++) {
        size_t k = p->flat[i].spec.type == ELA_F_LINK ? kind_of(p->flat[i].field->object) : NKINDS;
        if (k == NKINDS || x->options[k])
            continue;
        x->options[k] = ela_json_new_array();
        ELA_TRY(list_kind(c, x, k, client, err));
    }
    if (of)
        visit_all(p, of->values, want_visited, &x->w);
    ELA_TRY(look_up(&x->w, &x->named, err));
    add_standing(x);
    return ELA_OK;
}

void ela__choices_close(struct ela__choices *x)
{
    if (!x)
        return;
    for (size_t k = 0; k < NKINDS; k++)
        ela_json_free(x->options[k]);
    ela_db_result_release(&x->named);
}

void ela__choices_set(const struct ela_call *c, const struct ela__choices *x,
                      const struct ela_meta_field *f, struct ela_json *into)
{
    size_t k = kind_of(f->object);
    if (k == NKINDS || !x->options[k])
        return;
    ela_json_set(into, "options", ela_json_ref(x->options[k]));
    if (!may_choose(c->actor, k))
        ela_json_set_bool(into, "locked", true);
}

/* --- what is refused -------------------------------------------------------------------------- */

struct judging {
    struct wanted w;
    struct ela_db_result named;
    const struct ela_json *old;
    int64_t client;
    bool chosen;
    ela__link_fault *fault;
    void *ctx;
};

struct search {
    int64_t id;
    bool found;
};

static void same_id(void *ctx, const struct visit *v)
{
    struct search *s = ctx;
    s->found = s->found || v->id == s->id;
}

/* What stood in this field, or in this column, may stay. */
static bool was_there(const struct judging *j, const struct visit *v)
{
    struct search s = {v->id, false};
    visit_field(v->at, j->old, same_id, &s);
    return s.found;
}

static void want_new(void *ctx, const struct visit *v)
{
    struct judging *j = ctx;
    if (!was_there(j, v))
        want(&j->w, v->kind, v->id);
}

static void judge(void *ctx, const struct visit *v)
{
    struct judging *j = ctx;
    if (was_there(j, v))
        return;
    size_t i = row_of(&j->named, v->kind, v->id);
    int64_t whose = i < j->named.nrows ? ela_db_int(&j->named, i, N_WHOSE, 0) : 0;
    bool good = KINDS[v->kind].of_client ? whose && whose == j->client : whose == 1;
    if (!j->chosen && !may_choose(j->w.c->actor, v->kind))
        j->fault(j->ctx, v->at, v->row, "field.locked");
    else if (!good)
        j->fault(j->ctx, v->at, v->row, "field.link");
}

enum ela_status ela__links_check(struct ela_call *c, const struct ela_fieldset_program *p,
                                 const struct ela__linked *of, ela__link_fault *fault, void *ctx,
                                 struct ela_error *err)
{
    bool any = false;
    for (size_t i = 0; i < p->nflat && !any; i++)
        any = p->flat[i].spec.type == ELA_F_LINK;
    if (!any)
        return ELA_OK;
    struct judging j = {.w = {.c = c},
                        .old = of->old,
                        .client = ela_json_int(ela__fact(of->facts, "client.id"), 0),
                        .chosen = of->chosen,
                        .fault = fault,
                        .ctx = ctx};
    visit_all(p, of->values, want_new, &j);
    ELA_TRY(look_up(&j.w, &j.named, err));
    visit_all(p, of->values, judge, &j);
    ela_db_result_release(&j.named);
    return ELA_OK;
}

/* --- as it is read -----------------------------------------------------------------------------
 */

typedef void spot_fn(void *ctx, struct ela_json *row, size_t kind, int64_t id);

static struct ela_json *own(const struct ela_json *v)
{
    return (struct ela_json *)(uintptr_t)v; /* rows are made for this call alone */
}

static const char *text_of(const struct ela_json *v, const char *member)
{
    const char *s = ela_json_text(ela_json_get(v, member)).p;
    return s ? s : "";
}

/* The cells of one column of a table: its texts are made anew. */
static void name_column(struct wanted *w, const struct ela_db_result *r, struct ela_json *row,
                        size_t column)
{
    const struct ela_json *of = ela_json_at(ela_json_get(row, "columns"), column),
                          *lines = ela_json_get(row, "rows"), *values = ela_json_get(row, "value");
    size_t kind = kind_of(text_of(of, "object"));
    struct ela_json *all = r ? ela_json_new_array() : NULL;
    for (size_t i = 0; i < ela_json_size(lines); i++) {
        const struct ela_json *cells = ela_json_at(lines, i);
        int64_t id = ela_json_int(ela_json_get(ela_json_at(values, i), text_of(of, "code")), 0);
        if (!r) {
            want(w, kind, may_read(w->c->actor, kind) ? id : 0);
            continue;
        }
        struct ela_json *line = ela_json_new_array();
        ela_json_push(all, line);
        for (size_t k = 0; k < ela_json_size(cells); k++) {
            struct ela_str name = k == column && id > 0 ? name_of(w, r, kind, id) : ELA_STR("");
            ela_json_push(line, name.n ? ela_json_new_text(name.p, name.n)
                                       : ela_json_ref(own(ela_json_at(cells, k))));
        }
    }
    if (r)
        ela_json_set(row, "rows", all);
}

static void name_row(struct wanted *w, const struct ela_db_result *r, struct ela_json *row)
{
    const struct ela_json *columns = ela_json_get(row, "columns");
    size_t kind = kind_of(text_of(row, "object"));
    int64_t id = ela_json_int(ela_json_get(row, "value"), 0);
    for (size_t i = 0; i < ela_json_size(columns); i++)
        if (kind_of(text_of(ela_json_at(columns, i), "object")) < NKINDS)
            name_column(w, r, row, i);
    if (kind == NKINDS || id <= 0)
        return;
    if (r)
        ela_json_set_str(row, "text", name_of(w, r, kind, id));
    else if (may_read(w->c->actor, kind))
        want(w, kind, id);
}

/* Rows stand in a list, or in the members "rows" of a list. Without a result: what is wanted. */
static void name_rows(struct wanted *w, const struct ela_db_result *r, const struct ela_json *list)
{
    for (size_t i = 0; i < ela_json_size(list); i++) {
        const struct ela_json *one = ela_json_at(list, i);
        if (ela_json_get(one, "type"))
            name_row(w, r, own(one));
        else
            name_rows(w, r, ela_json_get(one, "rows"));
    }
}

enum ela_status ela_meta_name_links(struct ela_call *c, const struct ela_json *rows,
                                    struct ela_error *err)
{
    struct ela_db_result r;
    struct wanted w = {.c = c};
    name_rows(&w, NULL, rows);
    ELA_TRY(look_up(&w, &r, err));
    name_rows(&w, &r, rows);
    ela_db_result_release(&r);
    return ELA_OK;
}

/* --- as it was ----------------------------------------------------------------------------------
 */

static void name_changes(struct wanted *w, const struct ela_db_result *r,
                         const struct ela_fieldset *set, const struct ela_json *rows)
{
    static const char *const SIDES[][2] = {{"old", "old_text"}, {"new", "new_text"}};
    for (size_t i = 0; i < ela_json_size(rows); i++) {
        struct ela_json *row = own(ela_json_at(rows, i));
        const struct ela_meta_field *f =
            ela_fieldset_field(set, ela_json_text(ela_json_get(row, "field")));
        size_t kind = f ? kind_of(f->object) : NKINDS;
        for (size_t k = 0; k < 2 && kind < NKINDS; k++) {
            int64_t id = 0;
            if (!ela_parse_i64(ela_json_text(ela_json_get(row, SIDES[k][0])), &id) || id <= 0)
                continue;
            if (r)
                ela_json_set_str(row, SIDES[k][1], name_of(w, r, kind, id));
            else if (may_read(w->c->actor, kind))
                want(w, kind, id);
        }
    }
}

enum ela_status ela__links_of_changes(struct ela_call *c, const struct ela_fieldset *set,
                                      const struct ela_json *rows, struct ela_error *err)
{
    struct ela_db_result r;
    struct wanted w = {.c = c};
    name_changes(&w, NULL, set, rows);
    ELA_TRY(look_up(&w, &r, err));
    name_changes(&w, &r, set, rows);
    ela_db_result_release(&r);
    return ELA_OK;
}
