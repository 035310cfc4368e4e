/*
 * Filters: a tree of and/or over typed criteria, decoded first, written as SQL after. A criterion
 * that means nothing is left out and reported; it never reaches a statement. Source: CRM-23.
 */
#include "list/list_internal.h"
#include "scope/scope.h"

static const char *const NAMES[] = {"is",     "not",    "in",      "contains", "starts",
                                    "before", "after",  "between", "less",     "more",
                                    "empty",  "filled", NULL};

#define EMPTY_OPS "empty", "filled", NULL
static const char *const TEXT_OPS[] = {"contains", "starts", "is", "not", "in", EMPTY_OPS};
static const char *const CODE_OPS[] = {"is", "not", "in", EMPTY_OPS};
static const char *const LINK_OPS[] = {"contains", "starts", "is", "not", "in", EMPTY_OPS};
static const char *const DAY_OPS[] = {"is", "before", "after", "between", EMPTY_OPS};
static const char *const NUMBER_OPS[] = {"is", "not", "less", "more", "between", EMPTY_OPS};
static const char *const YES_OPS[] = {"is", NULL};
static const char *const SEALED_OPS[] = {"is", "not", EMPTY_OPS};
static const char *const RICH_OPS[] = {"contains", EMPTY_OPS};

const char *const *ela__filter_ops(const struct ela_list_column *column)
{
    switch (column->type) {
    case ELA_LT_TEXT:
        return TEXT_OPS;
    case ELA_LT_CODE:
    case ELA_LT_STATUS:
    case ELA_LT_PERSON:
    case ELA_LT_TAGS:
        return CODE_OPS;
    case ELA_LT_CLIENT:
    case ELA_LT_CASE:
    case ELA_LT_FOLDER:
        return LINK_OPS;
    case ELA_LT_DAY:
    case ELA_LT_MOMENT:
        return DAY_OPS;
    case ELA_LT_YESNO:
        return YES_OPS;
    case ELA_LT_RICH:
        return RICH_OPS;
    case ELA_LT_SEALED:
        return SEALED_OPS;
    default:
        return NUMBER_OPS;
    }
}

static enum ela__filter_op op_of(const struct ela_list_column *column, struct ela_str name)
{
    bool taken = false;
    for (const char *const *x = ela__filter_ops(column); *x; x++)
        taken = taken || ela_str_is(name, *x);
    for (int i = 0; taken && NAMES[i]; i++)
        if (ela_str_is(name, NAMES[i]))
            return (enum ela__filter_op)i;
    return ELA__OP_NONE;
}

/* --- decoding ----------------------------------------------------------------------------- */

struct decoding {
    struct ela__listing *l;
    size_t criteria;
    bool no_memory;
};

static struct ela__criterion *node(struct decoding *d)
{
    struct ela__criterion *x = ela_arena_alloc(d->l->c->arena, sizeof *x);
    d->no_memory = d->no_memory || !x;
    return x;
}

/* One value, or several: all of them must mean something. */
static bool values(struct decoding *d, struct ela__criterion *x, const struct ela_json *in)
{
    enum { MAX = ELA__LIST_VALUES };
    bool many = x->op == ELA__OP_IN || x->op == ELA__OP_BETWEEN;
    size_t n = many ? ela_json_size(in) : 1;
    if (many && (ela_json_kind(in) != ELA_JARRAY || n == 0 || n > MAX ||
                 (x->op == ELA__OP_BETWEEN && n != 2)))
        return false;
    x->values = ela_arena_alloc(d->l->c->arena, MAX * sizeof *x->values);
    d->no_memory = d->no_memory || !x->values;
    for (size_t i = 0; i < n && x->values; i++)
        if (!ela__value_read(d->l, x->column, many ? ela_json_at(in, i) : in, x->values + x->n,
                             &x->n, MAX))
            return false;
    return x->values != NULL;
}

static bool argument(struct decoding *d, struct ela__criterion *x, const struct ela_json *in)
{
    struct ela_db_value pattern;
    if (x->op == ELA__OP_EMPTY || x->op == ELA__OP_FILLED)
        return true;
    if (x->op == ELA__OP_CONTAINS || x->op == ELA__OP_STARTS) {
        if (!ela__value_pattern(d->l, in, x->op == ELA__OP_CONTAINS, &pattern))
            return false;
        x->values = ela_arena_alloc(d->l->c->arena, sizeof *x->values);
        d->no_memory = d->no_memory || !x->values;
        if (x->values)
            x->values->from = pattern;
        x->n = 1;
        return x->values != NULL;
    }
    x->team = x->column->type == ELA_LT_PERSON && ela_str_is(ela_json_text(in), "team") &&
              x->op != ELA__OP_IN;
    return x->team || values(d, x, in);
}

static struct ela__criterion *criterion(struct decoding *d, const struct ela_json *in)
{
    struct ela_str field = ela_json_text(ela_json_get(in, "field"));
    const struct ela_list_column *column = ela__list_column(d->l, field);
    if (!column || !(column->flags & ELA_LC_FILTER)) {
        ela__list_ignore(d->l, field, "list.filter_field");
        return NULL;
    }
    if (++d->criteria > ELA__LIST_CRITERIA) {
        ela__list_ignore(d->l, field, "list.filter_many");
        return NULL;
    }
    struct ela__criterion *x = node(d);
    if (!x)
        return NULL;
    x->kind = ELA__ONE;
    x->column = column;
    x->op = op_of(column, ela_json_text(ela_json_get(in, "op")));
    if (x->op == ELA__OP_NONE) {
        ela__list_ignore(d->l, field, "list.filter_op");
        return NULL;
    }
    if (!argument(d, x, ela_json_get(in, "value"))) {
        ela__list_ignore(d->l, field, "list.filter_value");
        return NULL;
    }
    return x;
}

static struct ela__criterion *decode(struct decoding *d, const struct ela_json *in, unsigned depth)
{
    const struct ela_json *all = ela_json_get(in, "and"), *any = ela_json_get(in, "or");
    const struct ela_json *children = all ? all : any;
    if (ela_json_kind(in) != ELA_JOBJECT || (all && any) ||
        (children && ela_json_kind(children) != ELA_JARRAY)) {
        ela__list_ignore(d->l, ELA_STR(""), "list.filter_shape");
        return NULL;
    }
    if (!children)
        return criterion(d, in);
    if (depth == ELA__LIST_DEPTH) {
        ela__list_ignore(d->l, ELA_STR(""), "list.filter_deep");
        return NULL;
    }
    struct ela__criterion *x = node(d), **last = x ? &x->first : NULL;
    for (size_t i = 0; x && i < ela_json_size(children); i++) {
        struct ela__criterion *child = decode(d, ela_json_at(children, i), depth + 1);
        if (!child)
            continue;
        *last = child;
        last = &child->next;
    }
    if (!x || !x->first)
        return NULL;
    x->kind = all ? ELA__ALL : ELA__ANY;
    return x;
}

enum ela_status ela__filter_read(struct ela__listing *l, const struct ela_json *in,
                                 struct ela__criterion **out, struct ela_error *err)
{
    struct decoding d = {.l = l};
    *out = NULL;
    /* An empty array is how PHP writes an empty object. */
    if (!in || ela_json_size(in) == 0)
        return ELA_OK;
    *out = decode(&d, in, 0);
    return d.no_memory ? ela_fail(err, ELA_E_INTERNAL, "internal.memory", "") : ELA_OK;
}

/* --- writing ------------------------------------------------------------------------------ */

static void key(struct ela_sql *q, const struct ela_list_column *column)
{
    ela_sql_add(q, column->key);
    if (column->param.p)
        ela_sql_text(q, column->param);
}

static void compared(struct ela_sql *q, const struct ela__criterion *x, const char *sign,
                     struct ela_db_value v)
{
    key(q, x->column);
    ela_sql_add(q, sign);
    ela_sql_value(q, v);
}

static void listed(struct ela_sql *q, const struct ela__criterion *x)
{
    if (x->n == 1) {
        compared(q, x, ELA__L_EQ, x->values[0].from);
        return;
    }
    key(q, x->column);
    ela_sql_add(q, ELA__L_IN);
    for (size_t i = 0; i < x->n; i++) {
        ela_sql_add(q, i ? ELA__L_COMMA_P : ELA__L_P);
        ela_sql_value(q, x->values[i].from);
    }
    ela_sql_add(q, ELA__L_CLOSE);
}

static void like(struct ela_sql *q, const struct ela__criterion *x)
{
    const struct ela_list_column *column = x->column;
    if (column->like || column->name)
        ela_sql_add(q, column->like ? column->like : column->name);
    else
        key(q, column);
    if (column->like && column->param.p)
        ela_sql_text(q, column->param);
    ela_sql_add(q, ELA__L_LIKE);
    ela_sql_value(q, x->values[0].from);
}

static void team(const struct ela__listing *l, struct ela_sql *q, const struct ela__criterion *x)
{
    key(q, x->column);
    ela_sql_add(q, ELA__L_TEAM);
    for (int i = 0; i < 3; i++)
        ela_sql_int(q, l->c->actor->user_id);
}

/* A span of days: moments end before the next midnight, days on the last one. */
static void span(struct ela_sql *q, const struct ela__criterion *x, struct ela_db_value from,
                 struct ela_db_value to)
{
    bool moment = x->column->type == ELA_LT_MOMENT;
    compared(q, x, ELA__L_GE, from);
    ela_sql_add(q, ELA__L_AND);
    compared(q, x, moment ? ELA__L_LT : ELA__L_LE, to);
}

static void comparison(const struct ela__listing *l, struct ela_sql *q,
                       const struct ela__criterion *x)
{
    bool day = x->column->type == ELA_LT_DAY || x->column->type == ELA_LT_MOMENT;
    const struct ela__bounds *v = x->values;
    switch (x->op) {
    case ELA__OP_CONTAINS:
    case ELA__OP_STARTS:
        like(q, x);
        return;
    case ELA__OP_BEFORE:
    case ELA__OP_LESS:
        compared(q, x, ELA__L_LT, v->from);
        return;
    case ELA__OP_AFTER:
        compared(q, x, x->column->type == ELA_LT_MOMENT ? ELA__L_GE : ELA__L_GT, v->to);
        return;
    case ELA__OP_MORE:
        compared(q, x, ELA__L_GT, v->from);
        return;
    case ELA__OP_BETWEEN:
        if (day) {
            span(q, x, v[0].from, v[1].to);
        } else {
            compared(q, x, ELA__L_GE, v[0].from);
            ela_sql_add(q, ELA__L_AND);
            compared(q, x, ELA__L_LE, v[1].from);
        }
        return;
    case ELA__OP_EMPTY:
    case ELA__OP_FILLED:
        key(q, x->column);
        ela_sql_add(q,
                    x->op == ELA__OP_EMPTY && !x->column->within ? ELA__L_NULL : ELA__L_NOT_NULL);
        return;
    default:
        if (x->team)
            team(l, q, x);
        else if (day)
            span(q, x, v->from, v->to);
        else
            listed(q, x);
    }
}

/* A searchable field is looked up in its own table: by index, then the case. */
static bool found(const struct ela__listing *l, struct ela_sql *q, const struct ela__criterion *x)
{
    if (!x->column->found || x->op == ELA__OP_CONTAINS || x->op == ELA__OP_EMPTY ||
        x->op == ELA__OP_FILLED)
        return false;
    struct ela_list_column column = *x->column;
    struct ela__criterion y = *x;
    column.key = column.found;
    column.param.p = NULL;
    y.column = &column;
    if (x->op == ELA__OP_NOT)
        ela_sql_add(q, ELA__L_NOT);
    ela_sql_add(q, ELA__L_FOUND);
    ela_sql_int(q, l->c->actor->entity);
    ela_sql_text(q, (struct ela_str){x->column->param.p + 2, x->column->param.n - 2}); /* "$." */
    ela_sql_add(q, ELA__L_AND);
    comparison(l, q, &y);
    ela_sql_add(q, ELA__L_CLOSE);
    return true;
}

/* An encrypted one by its digests, of the object and field that it was entered in. */
static bool sealed(const struct ela__listing *l, struct ela_sql *q, const struct ela__criterion *x)
{
    if (x->column->type != ELA_LT_SEALED || !x->n)
        return false;
    if (x->op == ELA__OP_NOT)
        ela_sql_add(q, ELA__L_NOT);
    ela_sql_add(q, ELA__L_SEALED);
    ela_sql_int(q, l->c->actor->entity);
    ela_sql_text(q, (struct ela_str){x->column->param.p + 2, x->column->param.n - 2}); /* "$." */
    for (size_t i = 0; i < x->n; i++) {
        ela_sql_add(q, i ? ELA__L_COMMA_P : ELA__L_P);
        ela_sql_value(q, x->values[i].from);
    }
    ela_sql_add(q, ELA__L_CLOSE);
    ela_sql_add(q, ELA__L_CLOSE);
    return true;
}

/* By each of its ways, through an index of its own: rows of cases within reach alone, so that what
 * is linked to another's case does not tell so. */
static bool by_ways(const struct ela__listing *l, struct ela_sql *q, const struct ela__criterion *x)
{
    if (!x->column->ways || !x->n)
        return false;
    struct ela_list_column column = *x->column;
    struct ela__criterion y = *x;
    column.key = column.way_key;
    column.name = column.way_name;
    y.column = &column;
    if (x->op == ELA__OP_NOT)
        ela_sql_add(q, ELA__L_NOT);
    ela_sql_add(q, l->list->id);
    ela_sql_add(q, ELA__L_WAYS);
    for (const char *const *way = x->column->ways; *way; way++) {
        if (way != x->column->ways)
            ela_sql_add(q, ELA__L_UNION);
        ela_sql_add(q, *way);
        comparison(l, q, &y);
        ela_scope_case(q, l->c->actor, "w");
    }
    ela_sql_add(q, ELA__L_WAYS_END);
    return true;
}

/* What a row has many of is compared inside an EXISTS; "not" means that none is so. */
static void one(const struct ela__listing *l, struct ela_sql *q, const struct ela__criterion *x)
{
    if (sealed(l, q, x) || found(l, q, x) || by_ways(l, q, x))
        return;
    bool not = x->op == ELA__OP_NOT || (x->op == ELA__OP_EMPTY && x->column->within);
    if (not &&!x->column->within)
        ela_sql_add(q, ELA__L_NOT_TRUE);
    else if (not )
        ela_sql_add(q, ELA__L_NOT);
    if (x->column->within)
        ela_sql_add(q, x->column->within);
    else if (!not )
        ela_sql_add(q, ELA__L_OPEN);
    comparison(l, q, x);
    ela_sql_add(q, not &&!x->column->within ? ELA__L_NOT_TRUE_END : ELA__L_CLOSE);
}

static void write(const struct ela__listing *l, struct ela_sql *q, const struct ela__criterion *x)
{
    if (x->kind == ELA__ONE) {
        one(l, q, x);
        return;
    }
    ela_sql_add(q, ELA__L_OPEN);
    for (const struct ela__criterion *child = x->first; child; child = child->next) {
        if (child != x->first)
            ela_sql_add(q, x->kind == ELA__ALL ? ELA__L_AND : ELA__L_OR);
        write(l, q, child);
    }
    ela_sql_add(q, ELA__L_CLOSE);
}

void ela__filter_add(const struct ela__listing *l, struct ela_sql *q,
                     const struct ela__criterion *filter)
{
    if (!filter)
        return;
    ela_sql_add(q, ELA__L_AND);
    write(l, q, filter);
}

/* One person's rows, or those that have something of a kind, are few among all. */
bool ela__filter_sparse(const struct ela__criterion *filter)
{
    if (!filter)
        return false;
    if (filter->kind == ELA__ONE)
        return filter->op == ELA__OP_IS && (filter->column->type == ELA_LT_PERSON ||
                                            filter->column->within || filter->column->ways);
    bool any = false, all = true;
    for (const struct ela__criterion *x = filter->first; x; x = x->next) {
        bool sparse = ela__filter_sparse(x);
        any = any || sparse;
        all = all && sparse;
    }
    return filter->kind == ELA__ALL ? any : any && all;
}

/* Rows of some statuses alone. */
bool ela__filter_of_status(const struct ela__criterion *filter)
{
    if (!filter || filter->kind == ELA__ANY)
        return false;
    if (filter->kind == ELA__ONE)
        return filter->column->type == ELA_LT_STATUS &&
               (filter->op == ELA__OP_IS || filter->op == ELA__OP_IN);
    for (const struct ela__criterion *x = filter->first; x; x = x->next)
        if (ela__filter_of_status(x))
            return true;
    return false;
}

unsigned ela__filter_joins(const struct ela__criterion *filter)
{
    unsigned joins = filter && filter->column ? filter->column->joins : 0;
    for (const struct ela__criterion *x = filter ? filter->first : NULL; x; x = x->next)
        joins |= ela__filter_joins(x);
    return joins;
}
