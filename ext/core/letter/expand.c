/*
 * Trees with names to trees with words. What a value says is text, never read again; a name without
 * a value prints nothing and is told.
 */
#include "letter/letter_internal.h"

enum {
    NODES_MAX = ELA_RICH_NODES_MAX, /* what is composed is read again: to be changed, drawn */
    BYTES_MAX = ELA_RICH_BYTES_MAX,
    SLOTS = 64,
    ROWS_MAX = 1000,
    STEPS_MAX = 200000, /* repeats in repeats that print nothing are work all the same */
    CONDITION = 10      /* costs as much as so many steps */
};

struct work {
    struct ela__letter_data *d;
    struct ela_arena *mem;
    struct ela__letter_told *told;
    struct ela_error *err;
    struct ela_str list;        /* that is being repeated, n 0 none */
    const struct ela_json *row; /* of it */
    size_t nodes, bytes, steps;
    bool words; /* texts hold no names */
};

void ela__letter_told_init(struct ela__letter_told *t)
{
    t->empty = ela_json_new_array();
    t->broken = ela_json_new_array();
    t->missing = ela_json_new_array();
}

void ela__letter_told_release(struct ela__letter_told *t)
{
    ela_json_free(t->empty);
    ela_json_free(t->broken);
    ela_json_free(t->missing);
}

/* Once each. */
static void tell(struct ela_json *list, struct ela_str what)
{
    for (size_t i = 0; i < ela_json_size(list); i++)
        if (ela_str_eq(ela_json_text(ela_json_at(list, i)), what))
            return;
    if (ela_json_size(list) < 200)
        ela_json_push(list, ela_json_new_text(what.p, what.n));
}

void ela__letter_look(struct ela__letter_told *told, struct ela_str text)
{
    char sign[5];
    if (ela_pdf_missing(text, sign))
        tell(told->missing, ela_str_of(sign));
}

/* --- values ------------------------------------------------------------------------------- */

static bool look_up(const struct work *w, struct ela_str name, bool raw, struct ela_str *out)
{
    char key[ELA_RICH_NAME_MAX + 2];
    (void)snprintf(key, sizeof key, "%s%.*s", raw ? "=" : "", (int)name.n, name.p);
    const struct ela_json *v = w->row ? ela_json_get(w->row, key) : NULL;
    if (!v)
        v = ela_json_get(w->d->values, key);
    *out = ela_json_text(v);
    return v != NULL;
}

static struct ela_str value_of(struct work *w, struct ela_str name)
{
    struct ela_str s = {"", 0};
    (void)look_up(w, name, false, &s);
    if (!s.n)
        tell(w->told->empty, name);
    return s;
}

/* --- conditions --------------------------------------------------------------------------- */

struct names {
    struct work *w;
    struct ela_str name[SLOTS];
    enum ela_x_type type[SLOTS];
    size_t n;
};

static bool find(void *ctx, struct ela_str name, struct ela_x_name *out)
{
    struct names *k = ctx;
    enum ela_x_type type = ELA_X_TEXT;
    const struct ela_letter_name *known = ela_letter_name(name, k->w->list);
    struct ela_str field = ela_letter_field_of(name);
    if (known)
        type = known->type;
    else if (!field.n || !ela_letter_field_type(&k->w->d->call, field, &type))
        tell(k->w->told->empty, name);
    for (size_t i = 0; i < k->n; i++)
        if (ela_str_eq(k->name[i], name)) {
            *out = (struct ela_x_name){.slot = (uint16_t)i, .type = k->type[i]};
            return true;
        }
    if (k->n == SLOTS)
        return false;
    k->name[k->n] = name;
    k->type[k->n] = type;
    *out = (struct ela_x_name){.slot = (uint16_t)k->n++, .type = type};
    return true;
}

static bool holds(struct work *w, struct ela_str when)
{
    struct ela_arena mem;
    struct ela_error why = ELA_ERROR_INIT;
    struct names k = {.w = w};
    struct ela_x_value slots[SLOTS];
    const struct ela_x_scope scope = {find, &k};
    const struct ela_expr *e = NULL;
    bool yes = false;
    ela_arena_init(&mem, (size_t)1 << 20);
    if (ela_expr_compile(when, &scope, ELA_X_BOOL, &mem, &e, "when", &why) != ELA_OK) {
        tell(w->told->broken, when);
        ela_arena_release(&mem);
        return false;
    }
    for (size_t i = 0; i < k.n; i++) {
        struct ela_str s;
        if (!look_up(w, k.name[i], true, &s))
            (void)look_up(w, k.name[i], false, &s);
        slots[i] = ela_x_read(k.type[i], s);
    }
    yes = ela_x_true(ela_expr_run(e, slots, &mem));
    ela_arena_release(&mem);
    return yes;
}

/* --- nodes -------------------------------------------------------------------------------- */

struct to {
    struct ela_rich_node *parent, *last;
};

static enum ela_status too_large(struct work *w)
{
    enum ela_status st = ela_fail(w->err, ELA_E_INPUT, "letter.too_large", "body");
    ela_error_param_i64(w->err, "max", NODES_MAX);
    return st;
}

static enum ela_status add(struct work *w, struct to *to, const struct ela_rich_node *like,
                           struct ela_rich_node **out)
{
    struct ela_rich_node *n = ela_arena_alloc(w->mem, sizeof *n);
    if (!n)
        return ela_fail(w->err, ELA_E_INTERNAL, "internal.memory", NULL);
    if (++w->nodes > NODES_MAX)
        return too_large(w);
    *n = *like;
    n->first = n->next = NULL;
    if (n->kind != ELA_RICH_QR)
        n->name = ELA_STR("");
    if (to->last)
        to->last->next = n;
    else
        to->parent->first = n;
    to->last = n;
    *out = n;
    return ELA_OK;
}

/* Text that looks like `like`; ends of lines are breaks. */
static enum ela_status add_text(struct work *w, struct to *to, const struct ela_rich_node *like,
                                struct ela_str text)
{
    while (text.n) {
        const char *end = memchr(text.p, '\n', text.n);
        struct ela_rich_node *n;
        struct ela_str line = {text.p, end ? (size_t)(end - text.p) : text.n};
        struct ela_rich_node t = {
            .kind = ELA_RICH_TEXT, .marks = like->marks, .href = like->href, .name = ELA_STR("")};
        w->bytes += line.n + like->href.n;
        if (w->bytes > BYTES_MAX)
            return too_large(w);
        t.text = (struct ela_str){ela_arena_strndup(w->mem, line.p, line.n), line.n};
        if (!t.text.p)
            return ela_fail(w->err, ELA_E_INTERNAL, "internal.memory", NULL);
        ela__letter_look(w->told, line);
        if (line.n)
            ELA_TRY(add(w, to, &t, &n));
        if (!end)
            return ELA_OK;
        t = (struct ela_rich_node){.kind = ELA_RICH_HARD_BREAK,
                                   .text = ELA_STR(""),
                                   .href = ELA_STR(""),
                                   .name = ELA_STR("")};
        ELA_TRY(add(w, to, &t, &n));
        text = (struct ela_str){end + 1, text.n - line.n - 1};
    }
    return ELA_OK;
}

static enum ela_status put_text(struct work *w, struct to *to, const struct ela_rich_node *node)
{
    struct ela_str before, name;
    size_t at = 0;
    if (w->words)
        return add_text(w, to, node, node->text);
    while (ela_letter_next(node->text, &at, &before, &name)) {
        ELA_TRY(add_text(w, to, node, before));
        ELA_TRY(add_text(w, to, node, value_of(w, name)));
    }
    return add_text(w, to, node, before);
}

/* "case", "client" where a paragraph says nothing but a code; NULL otherwise. */
static const char *code_alone(const struct work *w, const struct ela_rich_node *p)
{
    const struct ela_rich_node *n = p->first;
    struct ela_str name = {"", 0}, before;
    size_t at = 0;
    if (p->kind != ELA_RICH_PARAGRAPH || !n || n->next)
        return NULL;
    if (n->kind == ELA_RICH_VARIABLE)
        name = n->name;
    else if (w->words || n->kind != ELA_RICH_TEXT ||
             !ela_letter_next(n->text, &at, &before, &name) || before.n || at != n->text.n)
        return NULL;
    return ela_str_is(name, "QR_CODE_DOSSIER")  ? "case"
           : ela_str_is(name, "QR_CODE_CLIENT") ? "client"
                                                : NULL;
}

static enum ela_status put(struct work *w, struct to *to, const struct ela_rich_node *node);

static enum ela_status children(struct work *w, struct to *to, const struct ela_rich_node *node)
{
    for (const struct ela_rich_node *n = node->first; n; n = n->next)
        ELA_TRY(put(w, to, n));
    return ELA_OK;
}

static enum ela_status whole(struct work *w, struct to *to, const struct ela_rich_node *node)
{
    struct to in = {NULL, NULL};
    ELA_TRY(add(w, to, node, &in.parent));
    return children(w, &in, node);
}

/* Its children, or the node itself, once for each row of a list. */
static enum ela_status again(struct work *w, struct to *to, const struct ela_rich_node *node,
                             bool itself)
{
    char key[ELA_RICH_NAME_MAX + 1];
    (void)snprintf(key, sizeof key, "%.*s", (int)node->name.n, node->name.p);
    const struct ela_json *rows = ela_json_get(w->d->lists, key);
    struct ela_str list = w->list;
    const struct ela_json *row = w->row;
    enum ela_status st = ELA_OK;
    if (!rows)
        tell(w->told->empty, node->name);
    for (size_t i = 0; i < ela_json_size(rows) && i < ROWS_MAX && st == ELA_OK; i++) {
        w->list = node->name;
        w->row = ela_json_at(rows, i);
        if (++w->steps > STEPS_MAX)
            st = too_large(w);
        else
            st = itself ? whole(w, to, node) : children(w, to, node);
    }
    w->list = list;
    w->row = row;
    return st;
}

/* A table or list whose rows all were of an empty list says nothing. */
static enum ela_status filled(struct work *w, struct to *to, const struct ela_rich_node *node)
{
    struct ela_rich_node *before = to->last, *made;
    bool body = false;
    ELA_TRY(whole(w, to, node));
    made = to->last;
    bool again_rows = false;
    for (const struct ela_rich_node *n = node->first; n; n = n->next)
        again_rows = again_rows || n->name.n;
    for (const struct ela_rich_node *n = made->first; n; n = n->next)
        body = body || n->kind == ELA_RICH_LIST_ITEM || (n->first && !n->first->header);
    if (body || !again_rows)
        return ELA_OK;
    to->last = before;
    if (before)
        before->next = NULL;
    else
        to->parent->first = NULL;
    return ELA_OK;
}

static enum ela_status put(struct work *w, struct to *to, const struct ela_rich_node *node)
{
    const char *code = code_alone(w, node);
    struct ela_rich_node *out;
    w->steps += node->kind == ELA_RICH_CONDITION ? CONDITION : 1;
    if (w->steps > STEPS_MAX)
        return too_large(w);
    if (code) {
        struct ela_rich_node qr = {.kind = ELA_RICH_QR,
                                   .text = ELA_STR(""),
                                   .href = ELA_STR(""),
                                   .name = ela_str_of(code)};
        return add(w, to, &qr, &out);
    }
    switch (node->kind) {
    case ELA_RICH_TEXT:
        return put_text(w, to, node);
    case ELA_RICH_VARIABLE:
        return add_text(w, to, node, value_of(w, node->name));
    case ELA_RICH_CONDITION:
        return holds(w, node->name) ? children(w, to, node) : ELA_OK;
    case ELA_RICH_REPEAT:
        return again(w, to, node, false);
    case ELA_RICH_ROW:
    case ELA_RICH_LIST_ITEM:
        return node->name.n ? again(w, to, node, true) : whole(w, to, node);
    case ELA_RICH_TABLE:
    case ELA_RICH_BULLET_LIST:
    case ELA_RICH_ORDERED_LIST:
        return filled(w, to, node);
    default:
        return whole(w, to, node);
    }
}

/* Lists that a repeat made of one item each are one list. */
static void join_lists(struct ela_rich_node *parent)
{
    for (struct ela_rich_node *n = (struct ela_rich_node *)(uintptr_t)parent->first; n;) {
        struct ela_rich_node *next = (struct ela_rich_node *)(uintptr_t)n->next;
        bool list = n->kind == ELA_RICH_BULLET_LIST || n->kind == ELA_RICH_ORDERED_LIST;
        if (!list || !next || next->kind != n->kind || !n->first) {
            n = next;
            continue;
        }
        struct ela_rich_node *end = (struct ela_rich_node *)(uintptr_t)n->first;
        while (end->next)
            end = (struct ela_rich_node *)(uintptr_t)end->next;
        end->next = next->first;
        n->next = next->next;
    }
}

static enum ela_status expand(struct work *w, const struct ela_rich_node *doc,
                              const struct ela_rich_node **out)
{
    struct ela_rich_node *root = ela_arena_alloc(w->mem, sizeof *root);
    if (!root)
        return ela_fail(w->err, ELA_E_INTERNAL, "internal.memory", NULL);
    *root = (struct ela_rich_node){
        .kind = ELA_RICH_DOC, .text = ELA_STR(""), .href = ELA_STR(""), .name = ELA_STR("")};
    struct to to = {root, NULL};
    w->nodes = 1; /* the root */
    ELA_TRY(children(w, &to, doc));
    join_lists(root);
    *out = root;
    return ELA_OK;
}

enum ela_status ela__letter_expand(struct ela__letter_data *d, const struct ela_rich_node *doc,
                                   struct ela__letter_told *told, const struct ela_rich_node **out,
                                   struct ela_error *err)
{
    struct work w = {.d = d, .mem = d->call.arena, .told = told, .err = err};
    return expand(&w, doc, out);
}

enum ela_status ela__letter_expand_again(struct ela__letter_data *d,
                                         const struct ela_rich_node *doc,
                                         struct ela__letter_told *told,
                                         const struct ela_rich_node **out, struct ela_error *err)
{
    struct work w = {.d = d, .mem = d->call.arena, .told = told, .err = err, .words = true};
    return expand(&w, doc, out);
}

enum ela_status ela__letter_line(struct ela__letter_data *d, struct ela_str text,
                                 struct ela__letter_told *told, const char **out,
                                 struct ela_error *err)
{
    struct work w = {.d = d, .told = told, .err = err};
    struct ela_buf b;
    struct ela_str before, name;
    size_t at = 0;
    ela_buf_init(&b, 4000);
    while (ela_letter_next(text, &at, &before, &name)) {
        struct ela_str v = value_of(&w, name);
        ela_buf_add(&b, before.p, before.n);
        ela_buf_add(&b, v.p, v.n);
    }
    ela_buf_add(&b, before.p, before.n);
    enum ela_status st = ela_buf_check(&b, err);
    if (st == ELA_OK) {
        ela__letter_look(told, (struct ela_str){b.p, b.n});
        *out = ela_arena_strndup(d->call.arena, b.p ? b.p : "", b.n);
        if (!*out)
            st = ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    }
    ela_buf_release(&b);
    return st;
}
