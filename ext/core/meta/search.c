/*
 * Values of searchable fields, kept beside the JSON of their case in a table of their own, in the
 * same transaction: criteria on them walk an index. What becomes searchable later is filled in when
 * its definition is stored. Source: CRM-23; docs/architecture.md says why no generated columns.
 */
#include "meta/meta_internal.h"

#include "meta/meta_sql.h"
#include "meta/meta_write.h"

enum { INDEXED_MAX = 60 };

enum ela_search_as ela_search_as(const struct ela_meta_field *f)
{
    static const struct {
        const char *type;
        enum ela_search_as as;
    } TYPES[] = {
        {"text", ELA_SEARCH_TEXT},      {"email", ELA_SEARCH_TEXT},
        {"phone", ELA_SEARCH_TEXT},     {"siren", ELA_SEARCH_TEXT},
        {"siret", ELA_SEARCH_TEXT},     {"choice", ELA_SEARCH_TEXT},
        {"number", ELA_SEARCH_NUMBER},  {"amount", ELA_SEARCH_NUMBER},
        {"percent", ELA_SEARCH_NUMBER}, {"yesno", ELA_SEARCH_YESNO},
        {"date", ELA_SEARCH_DAY},
    };
    if (!f->searchable || f->sensitive)
        return ELA_SEARCH_NOT;
    for (size_t i = 0; i < sizeof TYPES / sizeof TYPES[0]; i++)
        if (ela__same(TYPES[i].type, f->type))
            return TYPES[i].as;
    return ELA_SEARCH_NOT;
}

/* --- with its case ------------------------------------------------------------------------ */

struct indexed {
    const struct ela_meta_field *fields[INDEXED_MAX];
    size_t n;
};

static void collect(struct indexed *x, const struct ela_fieldset *set)
{
    for (size_t i = 0; set && i < set->nfields && x->n < INDEXED_MAX; i++) {
        const struct ela_meta_field *f = &set->fields[i];
        bool known = ela_search_as(f) == ELA_SEARCH_NOT;
        for (size_t k = 0; k < x->n && !known; k++)
            known = ela__same(x->fields[k]->code, f->code);
        if (!known)
            x->fields[x->n++] = f;
    }
}

static void add_row(struct ela_sql *q, const struct ela_call *c, int64_t case_id,
                    const struct ela_meta_field *f, const struct ela_json *v)
{
    enum ela_search_as as = ela_search_as(f);
    struct ela_db_value none = ELA_DBV_NULL;
    ela_sql_int(q, c->actor->entity);
    ela_sql_int(q, case_id);
    ela_sql_value(q, ELA_DBV_TEXT(f->code));
    ela_sql_value(q, as == ELA_SEARCH_TEXT ? ELA_DBV_STR(ela_json_text(v)) : none);
    if (as == ELA_SEARCH_YESNO)
        ela_sql_int(q, ela_json_bool(v, false));
    else
        ela_sql_value(q, as == ELA_SEARCH_NUMBER ? ELA_DBV_STR(ela_json_text(v)) : none);
    ela_sql_value(q, as == ELA_SEARCH_DAY ? ELA_DBV_STR(ela_json_text(v)) : none);
}

static enum ela_status put(struct ela_call *c, int64_t case_id, const struct indexed *x,
                           const struct ela_json *values, struct ela_error *err)
{
    struct ela_sql q;
    size_t n = 0;
    ela_sql_init(&q);
    for (size_t i = 0; i < x->n; i++) {
        const struct ela_json *v = ela_json_get(values, x->fields[i]->code);
        if (!v || ela_json_kind(v) == ELA_JNULL)
            continue;
        ela_sql_add(&q, n++ ? ELA_SQL_VALUE_MORE : ELA_SQL_VALUE_INSERT);
        add_row(&q, c, case_id, x->fields[i], v);
    }
    return n ? ela_sql_exec(&q, c->db, NULL, err) : ELA_OK;
}

enum ela_status ela_meta_index(struct ela_call *c, int64_t case_id, const struct ela_template *t,
                               const struct ela_json *values, bool fresh, struct ela_error *err)
{
    struct indexed x = {.n = 0};
    const struct ela_template *now = NULL;
    const struct ela__head *head =
        t ? ela__head_of(c, ELA__KIND_TEMPLATE, ela_str_of(t->code)) : NULL;
    if (!t)
        return ELA_OK;
    collect(&x, &t->set);
    if (head && head->definition != t->definition) {
        ELA_TRY(ela_meta_template(c, head->definition, &now, err));
        collect(&x, &now->set);
    }
    if (!fresh) {
        struct ela_db_value p = ELA_DBV_INT(case_id);
        ELA_TRY(ela_db_exec(c->db, ELA_SQL_VALUE_CLEAR, &p, 1, NULL, err));
    }
    return put(c, case_id, &x, values, err);
}

/* --- with its definition ------------------------------------------------------------------ */

enum ela_status ela__search_fill(struct ela_call *c, const struct ela_template *t,
                                 struct ela_error *err)
{
    static const char *const SQL[] = {[ELA_SEARCH_TEXT] = ELA_SQL_VALUE_FILL_TEXT,
                                      [ELA_SEARCH_NUMBER] = ELA_SQL_VALUE_FILL_NUMBER,
                                      [ELA_SEARCH_YESNO] = ELA_SQL_VALUE_FILL_YESNO,
                                      [ELA_SEARCH_DAY] = ELA_SQL_VALUE_FILL_DAY};
    for (size_t i = 0; t && i < t->set.nfields; i++) {
        const struct ela_meta_field *f = &t->set.fields[i];
        enum ela_search_as as = ela_search_as(f);
        if (as == ELA_SEARCH_NOT)
            continue;
        const char *path = ela_arena_printf(c->arena, "$.%s", f->code);
        struct ela_db_value p[] = {ELA_DBV_TEXT(f->code), ELA_DBV_TEXT(path),
                                   ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(t->code),
                                   ELA_DBV_TEXT(path)};
        ELA_TRY(path ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "internal.memory", ""));
        ELA_TRY(ela_db_exec(c->db, SQL[as], p, 5, NULL, err));
    }
    return ELA_OK;
}
