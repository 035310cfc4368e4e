/*
 * Lists by name, what an actor has of them, and their operations.
 */
#include "list/list_internal.h"

static const struct ela_list *const LISTS[] = {&ELA__LIST_CASES,
                                               &ELA__LIST_TASKS,
                                               &ELA__LIST_PIECES,
                                               &ELA__LIST_REQUESTS,
                                               &ELA__LIST_DOCUMENTS,
                                               &ELA__LIST_BIN,
                                               NULL};

const struct ela_list *ela_list_find(struct ela_str code)
{
    for (size_t i = 0; LISTS[i]; i++)
        if (ela_str_is(code, LISTS[i]->code))
            return LISTS[i];
    return NULL;
}

const char *ela__list_word(const struct ela_call *c, const char *fr, const char *en)
{
    return strcmp(c->actor->lang, "en") == 0 ? en : fr;
}

static bool has(const struct ela_actor *a, const struct ela_list_column *column)
{
    if (a->kind == ELA_ACTOR_PORTAL)
        return column->flags & ELA_LC_PORTAL;
    return !column->right || a->kind != ELA_ACTOR_USER || ela_actor_has(a, column->right);
}

enum ela_status ela__list_open(struct ela_call *c, struct ela__listing *l, struct ela_error *err)
{
    const struct ela_list *list = ela_list_find(ela_in_text(c, "list"));
    bool portal = c->actor->kind == ELA_ACTOR_PORTAL;
    memset(l, 0, sizeof *l);
    if (!list)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "list");
    if (!(list->actors & (portal ? ELA_BY_PORTAL : ELA_BY_USER)))
        return ela_fail(err, ELA_E_DENIED, "denied", "list");
    if (list->right && !portal)
        ELA_TRY(ela_actor_need(c->actor, list->right, err));
    l->c = c;
    l->list = list;
    for (const struct ela_list_column *x = list->columns; x->code; x++)
        if (has(c->actor, x) && l->ncolumns < ELA__LIST_COLUMNS)
            l->columns[l->ncolumns++] = x;
    l->ignored = ela_json_new_array();
    ela_json_set(c->out, "ignored", l->ignored);
    return ela__own_columns(l, err);
}

const struct ela_list_column *ela__list_column(const struct ela__listing *l, struct ela_str code)
{
    for (size_t i = 0; i < l->ncolumns; i++)
        if (ela_str_is(code, l->columns[i]->code))
            return l->columns[i];
    return NULL;
}

void ela__list_ignore(struct ela__listing *l, struct ela_str field, const char *key)
{
    enum { SHOWN = 48 };
    char text[SHOWN + 1];
    if (ela_json_size(l->ignored) >= ELA__LIST_CRITERIA)
        return;
    (void)ela_str_copy(field, text, sizeof text);
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "field", text);
    ela_json_set_text(o, "key", key);
    ela_json_push(l->ignored, o);
}

/* --- what a list is ----------------------------------------------------------------------- */

static const char *type_name(enum ela_list_type type)
{
    static const char *const NAMES[] = {
        "text",    "choice",  "status",   "person", "client", "case", "day",  "moment", "number",
        "decimal", "percent", "duration", "amount", "yesno",  "tags", "rich", "sealed", "folder"};
    return NAMES[type];
}

static struct ela_json *option(const char *code, const char *label)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "code", code);
    ela_json_set_text(o, "label", label);
    return o;
}

/* Statuses and, before them, the classes that they fall in. */
static bool class_used(const struct ela__listing *l, const struct ela_list_column *column,
                       const char *klass)
{
    const struct ela_wf_object *o;
    const struct ela_wf_status *s;
    for (size_t k = 0; (o = ela__status_object_at(l, column, k)) != NULL; k++)
        for (size_t i = 0; (s = ela_wf_status_at(o, i)) != NULL; i++)
            if (ela_wf_status_is(o, ela_str_of(s->code), klass))
                return true;
    return false;
}

static bool told(const struct ela_json *list, struct ela_str code)
{
    for (size_t i = 0; i < ela_json_size(list); i++)
        if (ela_str_eq(ela_json_text(ela_json_get(ela_json_at(list, i), "code")), code))
            return true;
    return false;
}

/* Statuses and, before them, the classes that they fall in. */
static struct ela_json *statuses(const struct ela__listing *l, const struct ela_list_column *column)
{
    static const struct ela_list_choice CLASSES[] = {
        {"@active", "Tous ceux en cours", "All that are open"},
        {"@wait_client", "En attente du client", "Waiting for the client"},
        {"@wait_third", "En attente d’un tiers", "Waiting for a third party"},
        {"@closed", "Tous ceux terminés ou annulés", "All that are closed"},
        {NULL, NULL, NULL},
    };
    const struct ela_wf_object *o;
    const struct ela_wf_status *s;
    struct ela_json *out = ela_json_new_array();
    for (const struct ela_list_choice *x = CLASSES; x->code; x++)
        if (class_used(l, column, x->code + 1))
            ela_json_push(out, option(x->code, ela__list_word(l->c, x->fr, x->en)));
    for (size_t k = 0; (o = ela__status_object_at(l, column, k)) != NULL; k++)
        for (size_t i = 0; (s = ela_wf_status_at(o, i)) != NULL; i++)
            if (!told(out, ela_str_of(s->code)))
                ela_json_push(out, ela_wf_badge(o, ela_str_of(s->code), l->c->actor));
    return out;
}

static enum ela_status people(struct ela_call *c, struct ela_json **out, struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(c->actor->entity);
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA__L_PEOPLE, &p, 1, &r, err));
    *out = ela_json_new_array();
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object();
        ela_json_set_int(o, "id", ela_db_int(&r, i, 0, 0));
        ela_json_set_str(o, "name", ela_db_cell(&r, i, 1));
        ela_json_push(*out, o);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

/* Items of a reference list; those that are switched off can be looked for, not chosen. */
static struct ela_json *items(struct ela_call *c, const char *reference)
{
    const struct ela_meta_list *list;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_json *out = ela_json_new_array();
    if (ela_meta_list(c, reference, &list, &err) != ELA_OK)
        return out;
    for (size_t i = 0; i < list->nitems; i++) {
        struct ela_json *o =
            option(list->items[i].code, ela_label_text(list->items[i].label, c->actor->lang));
        ela_json_set_text(o, "colour", *list->items[i].colour ? list->items[i].colour : "slate");
        ela_json_set_bool(o, "active", list->items[i].active);
        ela_json_push(out, o);
    }
    return out;
}

static struct ela_json *column_json(const struct ela__listing *l, const struct ela_list_column *x)
{
    const struct ela_call *c = l->c;
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "code", x->code);
    ela_json_set_text(o, "label", ela__list_word(c, x->fr, x->en));
    ela_json_set_text(o, "type", type_name(x->type));
    ela_json_set_bool(o, "sortable", x->flags & ELA_LC_SORT);
    ela_json_set_bool(o, "filterable", x->flags & ELA_LC_FILTER);
    ela_json_set_bool(o, "shown", x->flags & (ELA_LC_SHOWN | ELA_LC_FIXED));
    ela_json_set_bool(o, "fixed", x->flags & ELA_LC_FIXED);
    ela_json_set_bool(o, "hidden", x->flags & ELA_LC_HIDDEN);
    ela_json_set_bool(o, "editable", x->op != NULL && c->actor->kind == ELA_ACTOR_USER);
    if (x->flags & ELA_LC_FILTER) {
        struct ela_json *ops = ela_json_new_array();
        bool nulls = (x->flags & ELA_LC_NULLS) || x->within;
        for (const char *const *op = ela__filter_ops(x); *op; op++)
            if (nulls || (strcmp(*op, "empty") != 0 && strcmp(*op, "filled") != 0))
                ela_json_push(ops, ela_json_new_text(*op, strlen(*op)));
        ela_json_set(o, "ops", ops);
    }
    if (x->type == ELA_LT_STATUS) {
        ela_json_set(o, "choices", statuses(l, x));
    } else if (x->reference) {
        ela_json_set(o, "choices", items(l->c, x->reference));
    } else if (x->choices) {
        struct ela_json *list = ela_json_new_array();
        for (const struct ela_list_choice *k = x->choices; k->code; k++)
            ela_json_push(list, option(k->code, ela__choice_word(l->c, x, k)));
        ela_json_set(o, "choices", list);
    }
    return o;
}

enum ela_status ela__list_define(struct ela_call *c, struct ela_error *err)
{
    struct ela__listing l;
    struct ela_json *columns = ela_json_new_array(), *who = NULL;
    enum ela_status st = ela__list_open(c, &l, err);
    if (st != ELA_OK) {
        ela_json_free(columns);
        return st;
    }
    bool persons = false;
    for (size_t i = 0; i < l.ncolumns; i++) {
        ela_json_push(columns, column_json(&l, l.columns[i]));
        persons = persons || l.columns[i]->type == ELA_LT_PERSON;
    }
    ela_json_set_text(c->out, "list", l.list->code);
    ela_json_set_text(c->out, "label", ela__list_word(c, l.list->fr, l.list->en));
    ela_json_set(c->out, "columns", columns);
    ela_json_set_bool(c->out, "search", l.list->search != NULL);
    if (persons && c->actor->kind == ELA_ACTOR_USER) {
        ELA_TRY(people(c, &who, err));
        ela_json_set(c->out, "people", who);
    }
    return ela__views_define(&l, err);
}

/* --- operations --------------------------------------------------------------------------- */

static const char *const FORMATS[] = {"csv", "xlsx", "pdf", NULL};
static const char *const PAPERS[] = {"pdf", "xlsx", NULL};

#define LIST_MEMBER                                                                                \
    {                                                                                              \
        .name = "list", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 24         \
    }
#define ASKED                                                                                      \
    LIST_MEMBER, {.name = "view", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 40},       \
        {.name = "filter", .type = ELA_FT_JSON, .flags = ELA_FF_NULLABLE, .max = 3000},            \
        {.name = "search", .type = ELA_FT_LINE, .max = 100},                                       \
        {.name = "sort", .type = ELA_FT_JSON, .flags = ELA_FF_NULLABLE, .max = 10},                \
    {                                                                                              \
        .name = "columns", .type = ELA_FT_JSON, .flags = ELA_FF_NULLABLE, .max = 100               \
    }

static const struct ela_field DEFINE[] = {LIST_MEMBER, {.name = NULL}};
static const struct ela_field ROWS[] = {
    ASKED,
    {.name = "after", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 6000},
    {.name = "before", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 6000},
    {.name = "limit", .type = ELA_FT_INT, .min = 1, .max = ELA__LIST_LIMIT_MAX},
    {.name = "with_total", .type = ELA_FT_BOOL},
    {.name = NULL},
};
static const struct ela_field BOARD[] = {
    ASKED,
    {.name = "by", .type = ELA_FT_LINE, .min = 1, .max = 40},
    {.name = "limit", .type = ELA_FT_INT, .min = 1, .max = ELA__LIST_LIMIT_MAX},
    {.name = NULL},
};
static const struct ela_field EXPORT[] = {
    ASKED,
    {.name = "format", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = FORMATS},
    {.name = NULL},
};
static const struct ela_field FILED[] = {
    ASKED,
    {.name = "format", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = PAPERS},
    {.name = "client", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "client"},
    {.name = NULL},
};
static const struct ela_field CHANGE[] = {
    LIST_MEMBER,
    {.name = "ids",
     .type = ELA_FT_IDS,
     .flags = ELA_FF_REQUIRED,
     .min = 1,
     .max = 200,
     .ref = "case"},
    {.name = "set", .type = ELA_FT_JSON, .flags = ELA_FF_REQUIRED, .max = 20},
    {.name = "reason", .type = ELA_FT_TEXT, .max = 500},
    {.name = "confirm", .type = ELA_FT_BOOL},
    {.name = NULL},
};
static const struct ela_field SEALED[] = {
    LIST_MEMBER,
    {.name = "field", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .max = 60},
    {.name = "value", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .max = 200},
    {.name = NULL},
};
static const struct ela_field VIEW_SAVE[] = {
    LIST_MEMBER,
    {.name = "view", .type = ELA_FT_ID, .ref = "view"},
    {.name = "version", .type = ELA_FT_INT, .min = 1, .max = INT32_MAX},
    {.name = "name", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 80},
    {.name = "shared", .type = ELA_FT_BOOL},
    {.name = "filter", .type = ELA_FT_JSON, .max = 3000},
    {.name = "sort", .type = ELA_FT_JSON, .max = 10},
    {.name = "columns", .type = ELA_FT_JSON, .max = 100},
    {.name = "mode", .type = ELA_FT_LINE, .max = 20},
    {.name = NULL},
};
static const struct ela_field VIEW_DELETE[] = {
    {.name = "view", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "view"},
    {.name = NULL},
};
static const struct ela_field VIEW_DEFAULT[] = {
    LIST_MEMBER,
    {.name = "view", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 40},
    {.name = NULL},
};
static const struct ela_field VIEW_KEEP[] = {
    LIST_MEMBER,
    {.name = "columns", .type = ELA_FT_JSON, .flags = ELA_FF_REQUIRED, .max = 100},
    {.name = "mode", .type = ELA_FT_LINE, .max = 20},
    {.name = NULL},
};

#define BOTH (ELA_BY_USER | ELA_BY_PORTAL)
const struct ela_op ELA_LIST_OPS[] = {
    {"list.define", ELA_OP_READ, BOTH, 0, DEFINE, ela__list_define},
    {"list.rows", ELA_OP_READ, BOTH, 0, ROWS, ela__list_rows},
    {"list.board", ELA_OP_READ, ELA_BY_USER, 0, BOARD, ela__list_board},
    {"list.export", ELA_OP_READ, ELA_BY_USER, 0, EXPORT, ela__list_export},
    {"list.file", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, FILED, ela__list_file},
    {"list.sealed", ELA_OP_READ, ELA_BY_USER, 0, SEALED, ela__list_sealed},
    {"list.change", ELA_OP_WRITE, ELA_BY_USER, 0, CHANGE, ela__list_change},
    {"view.save", ELA_OP_WRITE, ELA_BY_USER, 0, VIEW_SAVE, ela__view_save},
    {"view.delete", ELA_OP_WRITE, ELA_BY_USER, 0, VIEW_DELETE, ela__view_delete},
    {"view.default", ELA_OP_WRITE, ELA_BY_USER, 0, VIEW_DEFAULT, ela__view_default},
    {"view.keep", ELA_OP_WRITE, ELA_BY_USER, 0, VIEW_KEEP, ela__view_keep},
    {.name = NULL},
};
