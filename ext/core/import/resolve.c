/*
 * What lines name: clients, people, kinds of case; each looked up once, many at a time.
 */
#include "import/cases.h"

#include "import/import_sql.h"
#include "meta/meta.h"
#include "scope/scope.h"

#include <stdlib.h>

enum { CHUNK = 500 };

static enum ela_status no_memory(struct ela_error *err)
{
    return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
}

static void listed(struct ela_sql *q, struct ela__i_case *const *of, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ela_sql_add(q, i ? ELA__I_COMMA_P : ELA__I_P);
        ela_sql_text(q, of[i]->text[I_CLIENT]);
    }
}

static enum ela_status some_clients(struct ela__i_import *x, struct ela__i_case *const *of,
                                    size_t n, struct ela__i_names *names, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    bool ok = true;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__I_CLIENTS);
    listed(&q, of, n);
    ela_sql_add(&q, ELA__I_OR_CODE);
    listed(&q, of, n);
    ela_sql_add(&q, ELA__I_CLOSE_BOTH);
    ela_scope_client(&q, x->c->actor, "s", "rowid");
    ELA_TRY(ela_sql_query(&q, x->c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++)
        for (size_t k = 1; k < 3; k++) {
            struct ela_str s = ela_db_cell(&r, i, k);
            char *copy = ela_arena_strndup(x->c->arena, s.p ? s.p : "", s.n);
            ok = ok && copy &&
                 ela__i_names_add(names, (struct ela_str){copy, s.n}, ela_db_int(&r, i, 0, 0),
                                  x->c->arena);
        }
    ela_db_result_release(&r);
    return ok ? ELA_OK : no_memory(err);
}

/* Those whose name differs from the one before: files are most often in the order of clients. */
static enum ela_status clients(struct ela__i_import *x, struct ela__i_names *names,
                               struct ela_error *err)
{
    struct ela__i_case *some[CHUNK];
    size_t n = 0;
    const struct ela__i_case *before = NULL;
    for (size_t i = 0; i < x->ncases; i++) {
        struct ela__i_case *k = &x->cases[i];
        if (k->text[I_CLIENT].n == 0 ||
            (before && ela_str_eq(before->text[I_CLIENT], k->text[I_CLIENT])))
            continue;
        before = some[n++] = k;
        if (n == CHUNK) {
            ELA_TRY(some_clients(x, some, n, names, err));
            n = 0;
        }
    }
    if (n)
        ELA_TRY(some_clients(x, some, n, names, err));
    ela__i_names_sort(names);
    return ELA_OK;
}

static struct ela_str text_at(const struct ela_db_result *r, size_t row, size_t column)
{
    struct ela_str s = ela_db_cell(r, row, column);
    return s.p ? s : ELA_STR("");
}

static enum ela_status people(struct ela__i_import *x, struct ela__i_names *names,
                              struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(x->c->actor->entity)};
    struct ela_db_result r;
    bool ok = true;
    ELA_TRY(ela_db_query(x->c->db, ELA__I_USERS, p, 1, &r, err));
    for (size_t i = 0; ok && i < r.nrows; i++) {
        struct ela_str first = text_at(&r, i, 2), last = text_at(&r, i, 3);
        int64_t id = ela_db_int(&r, i, 0, 0);
        const char *one =
            ela_arena_printf(x->c->arena, "%.*s%.*s", (int)first.n, first.p, (int)last.n, last.p);
        const char *other =
            ela_arena_printf(x->c->arena, "%.*s%.*s", (int)last.n, last.p, (int)first.n, first.p);
        ok = one && other && ela__i_names_add(names, ela_db_cell(&r, i, 1), id, x->c->arena) &&
             ela__i_names_add(names, ela_str_of(one), id, x->c->arena) &&
             ela__i_names_add(names, ela_str_of(other), id, x->c->arena) &&
             ela__i_names_add(names, ela_db_cell(&r, i, 4), id, x->c->arena);
    }
    ela_db_result_release(&r);
    ela__i_names_sort(names);
    return ok ? ELA_OK : no_memory(err);
}

/* Kinds of case by their codes and labels; the id is the place among the heads, from 1. */
static enum ela_status kinds(struct ela__i_import *x, struct ela__i_names *names,
                             const struct ela_meta_head **heads, struct ela_error *err)
{
    size_t n;
    ELA_TRY(ela_meta_templates(x->c, heads, &n, err));
    for (size_t i = 0; i < n; i++) {
        const struct ela_template *t;
        if (!(*heads)[i].active)
            continue;
        ELA_TRY(ela_meta_template(x->c, (*heads)[i].definition, &t, err));
        if (!ela__i_names_add(names, ela_str_of((*heads)[i].code), (int64_t)i + 1, x->c->arena) ||
            !ela__i_names_add(names, ela_str_of(t->label.fr), (int64_t)i + 1, x->c->arena) ||
            !ela__i_names_add(names, ela_str_of(t->label.en), (int64_t)i + 1, x->c->arena))
            return no_memory(err);
    }
    ela__i_names_sort(names);
    return ELA_OK;
}

/* 0 where nothing is said or found, which is told. */
static int64_t named(struct ela__i_import *x, struct ela__i_case *k, int field,
                     const struct ela__i_names *names)
{
    struct ela_str s = k->text[field];
    if (s.n == 0)
        return 0;
    int64_t id = ela__i_names_find(names, ela__i_fold(s, x->c->arena));
    if (id <= 0)
        ela__i_wrong(x, k, field, s, id < 0 ? "import.several" : "import.unknown");
    return id < 0 ? 0 : id;
}

/* --- the same twice ----------------------------------------------------------------------- */

static struct ela_str title_key(struct ela__i_import *x, int64_t client, struct ela_str title)
{
    const char *s = ela_arena_printf(x->c->arena, "c%lldx%.*s", (long long)client, (int)title.n,
                                     title.p ? title.p : "");
    return s ? ela__i_fold(ela_str_of(s), x->c->arena) : ELA_STR("");
}

static enum ela_status there(struct ela__i_import *x, const int64_t *ids, size_t n,
                             struct ela__i_names *names, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    bool ok = true;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__I_CASES);
    ela_sql_int(&q, x->c->actor->entity);
    ela_sql_in(&q, ids, n);
    ELA_TRY(ela_sql_query(&q, x->c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++)
        ok = ok &&
             ela__i_names_add(names, title_key(x, ela_db_int(&r, i, 0, 0), ela_db_cell(&r, i, 1)),
                              1, x->c->arena);
    ela_db_result_release(&r);
    return ok ? ELA_OK : no_memory(err);
}

static enum ela_status cases_there(struct ela__i_import *x, struct ela__i_names *names,
                                   struct ela_error *err)
{
    int64_t ids[CHUNK], before = 0;
    size_t n = 0;
    for (size_t i = 0; i < x->ncases; i++) {
        if (x->cases[i].client == 0 || x->cases[i].client == before)
            continue;
        ids[n++] = before = x->cases[i].client;
        if (n == CHUNK) {
            ELA_TRY(there(x, ids, n, names, err));
            n = 0;
        }
    }
    if (n)
        ELA_TRY(there(x, ids, n, names, err));
    ela__i_names_sort(names);
    return ELA_OK;
}

static enum ela_status twice(struct ela__i_import *x, struct ela_error *err)
{
    struct ela__i_names stored = {0}, file = {0};
    struct ela_str *keys = ela_arena_alloc(x->c->arena, (x->ncases + 1) * sizeof *keys);
    if (!keys)
        return no_memory(err);
    ELA_TRY(cases_there(x, &stored, err));
    for (size_t i = 0; i < x->ncases; i++) {
        keys[i] = title_key(x, x->cases[i].client, x->cases[i].text[I_TITLE]);
        if (x->cases[i].client && !ela__i_names_add(&file, keys[i], (int64_t)i + 1, x->c->arena))
            return no_memory(err);
    }
    ela__i_names_sort(&file);
    for (size_t i = 0; i < x->ncases; i++) {
        struct ela__i_case *k = &x->cases[i];
        if (k->client == 0 || k->wrong)
            continue;
        if (ela__i_names_find(&stored, keys[i]) != 0)
            ela__i_wrong(x, k, I_TITLE, k->text[I_TITLE], "import.there");
        else if (ela__i_names_find(&file, keys[i]) < 0)
            ela__i_wrong(x, k, I_TITLE, k->text[I_TITLE], "import.twice");
    }
    return ELA_OK;
}

enum ela_status ela__i_resolve(struct ela__i_import *x, struct ela_error *err)
{
    struct ela__i_names by_client = {0}, by_person = {0}, by_kind = {0};
    const struct ela_meta_head *heads = NULL;
    ELA_TRY(clients(x, &by_client, err));
    ELA_TRY(people(x, &by_person, err));
    ELA_TRY(kinds(x, &by_kind, &heads, err));
    for (size_t i = 0; i < x->ncases; i++) {
        struct ela__i_case *k = &x->cases[i];
        k->client = named(x, k, I_CLIENT, &by_client);
        k->lead = named(x, k, I_LEAD, &by_person);
        int64_t kind = named(x, k, I_TEMPLATE, &by_kind);
        k->template = kind > 0 ? heads[kind - 1].code : "";
    }
    return twice(x, err);
}
