/*
 * Trees out of untrusted JSON. Whatever is not in the table of table.c is refused with its place.
 */
#include "rich/rich_internal.h"

#include <stdio.h>

/* --- places ------------------------------------------------------------------------------- */

/* Writes "/member" or "/i" behind the place; cut where it gets long. Gives what it was. */
static size_t down(struct ela__rich_build *b, const char *member, size_t i)
{
    size_t at = strlen(b->path);
    const char *slash = at ? "/" : "";
    if (member)
        (void)snprintf(b->path + at, sizeof b->path - at, "%s%s", slash, member);
    else
        (void)snprintf(b->path + at, sizeof b->path - at, "%s%zu", slash, i);
    return at;
}

static enum ela_status refuse_at(struct ela__rich_build *b, const char *key, const char *member)
{
    (void)down(b, member, 0);
    return ela__rich_refuse(b, key);
}

/* --- members ------------------------------------------------------------------------------ */

/* Members of an object are some of these alone. */
static enum ela_status only(struct ela__rich_build *b, const struct ela_json *v,
                            const char *const *names, const char *key)
{
    const char *name;
    const struct ela_json *value;
    if (ela_json_kind(v) != ELA_JOBJECT)
        return ela__rich_refuse(b, "rich.shape");
    for (const void *it = NULL; (it = ela_json_next(v, it, &name, &value)) != NULL;) {
        bool known = false;
        for (size_t i = 0; names[i] && !known; i++)
            known = strcmp(names[i], name) == 0;
        if (!known)
            return refuse_at(b, key, name);
    }
    return ELA_OK;
}

static enum ela_status read_level(struct ela__rich_build *b, const struct ela_json *attrs,
                                  struct ela_rich_node *node)
{
    int64_t level = ela_json_int(ela_json_get(attrs, "level"), 0);
    if (level < 1 || level > 3)
        return refuse_at(b, "rich.attribute", "level");
    node->level = (int)level;
    return ELA_OK;
}

static enum ela_status read_header(struct ela__rich_build *b, const struct ela_json *attrs,
                                   struct ela_rich_node *node)
{
    const struct ela_json *header = ela_json_get(attrs, "header");
    if (header && ela_json_kind(header) != ELA_JBOOL)
        return refuse_at(b, "rich.attribute", "header");
    node->header = ela_json_bool(header, false);
    return ELA_OK;
}

/* A text that the attribute names: a name, or an expression, which others compile. */
static enum ela_status read_name(struct ela__rich_build *b, const struct ela_json *attrs,
                                 const char *member, bool expression, struct ela_rich_node *node)
{
    struct ela_str s = ela_json_text(ela_json_get(attrs, member));
    if (expression ? s.n > ELA_RICH_WHEN_MAX : !ela_rich_name_ok(s))
        return refuse_at(b, expression ? "rich.attribute" : "rich.name", member);
    return ela__rich_copy(b, s, &node->name);
}

static enum ela_status read_picture(struct ela__rich_build *b, const struct ela_json *attrs,
                                    struct ela_rich_node *node)
{
    int64_t width = ela_json_int(ela_json_get(attrs, "width"), 0);
    node->file = ela_json_int(ela_json_get(attrs, "file"), 0);
    if (node->file < 1)
        return refuse_at(b, "rich.attribute", "file");
    if (width < 0 || width > ELA_RICH_WIDTH_MAX)
        return refuse_at(b, "rich.attribute", "width");
    node->width = (int)width;
    return ELA_OK;
}

static enum ela_status read_attributes(struct ela__rich_build *b, const struct ela_json *attrs,
                                       struct ela_rich_node *node)
{
    static const char *const MEMBERS[][3] = {
        [ELA__RICH_NO_ATTRIBUTE] = {NULL}, [ELA__RICH_LEVEL] = {"level"},
        [ELA__RICH_HEADER] = {"header"},   [ELA__RICH_NAME] = {"name"},
        [ELA__RICH_WHEN] = {"when"},       [ELA__RICH_OF] = {"of"},
        [ELA__RICH_AGAIN] = {"repeat"},    [ELA__RICH_PICTURE] = {"file", "width"}};
    enum ela__rich_attribute is = ELA__RICH_DEFS[node->kind].attribute;
    enum ela_status st = ELA_OK;
    size_t mark = down(b, "attrs", 0);
    if (is == ELA__RICH_AGAIN && (!b->letter || !ela_json_get(attrs, "repeat")))
        is = ELA__RICH_NO_ATTRIBUTE;
    if (attrs)
        ELA_TRY(only(b, attrs, MEMBERS[is], "rich.attribute"));
    if (is == ELA__RICH_LEVEL)
        st = read_level(b, attrs, node);
    else if (is == ELA__RICH_HEADER)
        st = read_header(b, attrs, node);
    else if (is == ELA__RICH_PICTURE)
        st = read_picture(b, attrs, node);
    else if (is != ELA__RICH_NO_ATTRIBUTE)
        st = read_name(b, attrs, MEMBERS[is][0], is == ELA__RICH_WHEN, node);
    if (st == ELA_OK)
        b->path[mark] = '\0';
    return st;
}

static enum ela_status read_link(struct ela__rich_build *b, const struct ela_json *attrs,
                                 struct ela_rich_node *node)
{
    static const char *const HREF[] = {"href", NULL};
    struct ela_str href = ela_json_text(ela_json_get(attrs, "href"));
    ELA_TRY(only(b, attrs, HREF, "rich.attribute"));
    if (!ela__rich_href_ok(href) || (node->href.n && !ela_str_eq(node->href, href)))
        return ela__rich_refuse(b, "rich.link");
    return ela__rich_copy(b, href, &node->href);
}

static enum ela_status read_mark(struct ela__rich_build *b, const struct ela_json *v,
                                 struct ela_rich_node *node)
{
    static const char *const MEMBERS[] = {"type", "attrs", NULL};
    struct ela_str type = ela_json_text(ela_json_get(v, "type"));
    const struct ela_json *attrs = ela_json_get(v, "attrs");
    unsigned bit = 0;
    ELA_TRY(only(b, v, MEMBERS, "rich.mark"));
    for (size_t i = 0; i < ELA__RICH_MARKS; i++)
        if (ela_str_is(type, ELA__RICH_MARK[i].name))
            bit = ELA__RICH_MARK[i].bit;
    if (!bit)
        return ela__rich_refuse(b, "rich.mark");
    if (bit == ELA_RICH_LINK)
        ELA_TRY(read_link(b, attrs, node));
    else if (attrs)
        return refuse_at(b, "rich.attribute", "attrs");
    node->marks |= bit;
    return ELA_OK;
}

/* An editor marks breaks too: that says nothing, and is not kept. */
static enum ela_status read_marks(struct ela__rich_build *b, const struct ela_json *v,
                                  struct ela_rich_node *node)
{
    const struct ela_json *marks = ela_json_get(v, "marks");
    if (!marks)
        return ELA_OK;
    size_t mark = down(b, "marks", 0);
    if (ela_json_kind(marks) != ELA_JARRAY || ela_json_size(marks) > ELA__RICH_MARKS)
        return ela__rich_refuse(b, "rich.mark");
    for (size_t i = 0; i < ela_json_size(marks); i++) {
        size_t one = down(b, NULL, i);
        ELA_TRY(read_mark(b, ela_json_at(marks, i), node));
        b->path[one] = '\0';
    }
    b->path[mark] = '\0';
    if (node->kind == ELA_RICH_HARD_BREAK) {
        node->marks = 0;
        node->href = ELA_STR("");
    }
    return ELA_OK;
}

/* --- nodes -------------------------------------------------------------------------------- */

static enum ela_rich_kind kind_of(const struct ela_json *v)
{
    struct ela_str type = ela_json_text(ela_json_get(v, "type"));
    unsigned kind = 0;
    while (kind < ELA_RICH_KINDS && !ela_str_is(type, ELA__RICH_DEFS[kind].name))
        kind++;
    return (enum ela_rich_kind)kind;
}

static enum ela_status read_own(struct ela__rich_build *b, const struct ela_json *v,
                                struct ela_rich_node *node)
{
    static const char *const TEXT[] = {"type", "marks", "text", NULL},
                             *const BREAK[] = {"type", "marks", NULL},
                             *const NAMED[] = {"type", "marks", "attrs", NULL},
                             *const OTHER[] = {"type", "attrs", "content", NULL};
    ELA_TRY(only(b, v,
                 node->kind == ELA_RICH_TEXT         ? TEXT
                 : node->kind == ELA_RICH_HARD_BREAK ? BREAK
                 : node->kind == ELA_RICH_VARIABLE   ? NAMED
                                                     : OTHER,
                 "rich.shape"));
    if (node->kind != ELA_RICH_TEXT && node->kind != ELA_RICH_HARD_BREAK)
        ELA_TRY(read_attributes(b, ela_json_get(v, "attrs"), node));
    if (node->kind == ELA_RICH_TEXT || node->kind == ELA_RICH_HARD_BREAK ||
        node->kind == ELA_RICH_VARIABLE)
        ELA_TRY(read_marks(b, v, node));
    if (node->kind != ELA_RICH_TEXT && node->kind != ELA_RICH_HARD_BREAK)
        return ELA_OK;
    if (node->kind == ELA_RICH_HARD_BREAK)
        return ELA_OK;
    size_t mark = down(b, "text", 0);
    const struct ela_json *text = ela_json_get(v, "text");
    if (ela_json_kind(text) != ELA_JTEXT)
        return ela__rich_refuse(b, "rich.shape");
    ELA_TRY(ela__rich_copy(b, ela_json_text(text), &node->text));
    b->path[mark] = '\0';
    return ELA_OK;
}

static bool same_marks(const struct ela_rich_node *a, const struct ela_rich_node *b)
{
    return a->kind == ELA_RICH_TEXT && b->kind == ELA_RICH_TEXT && a->marks == b->marks &&
           ela_str_eq(a->href, b->href);
}

/* Texts in a row that look alike become their first one. */
static enum ela_status join_texts(struct ela__rich_build *b, struct ela_rich_node *first)
{
    const struct ela_rich_node *end = first->next;
    size_t n = first->text.n;
    for (; end && same_marks(first, end); end = end->next)
        n += end->text.n;
    if (end == first->next)
        return ELA_OK;
    char *all = ela_arena_alloc(b->mem, n + 1);
    if (!all)
        return ela__rich_no_memory(b);
    n = 0;
    for (const struct ela_rich_node *t = first; t != end; t = t->next) {
        memcpy(all + n, t->text.p, t->text.n);
        n += t->text.n;
    }
    all[n] = '\0';
    first->text = (struct ela_str){all, n};
    first->next = end;
    return ELA_OK;
}

static struct ela_rich_node *own(const struct ela_rich_node *n)
{
    return (struct ela_rich_node *)(uintptr_t)n; /* made just now, by us */
}

/* Children that say nothing go; texts are joined. */
static enum ela_status normalise(struct ela__rich_build *b, struct ela_rich_node *node)
{
    struct ela_rich_node *last = NULL;
    for (const struct ela_rich_node *n = node->first; n; n = n->next) {
        bool empty =
            n->kind == ELA_RICH_TEXT ? n->text.n == 0 : ELA__RICH_DEFS[n->kind].drop && !n->first;
        if (empty)
            continue;
        if (last)
            last->next = n;
        else
            node->first = n;
        last = own(n);
    }
    if (last)
        last->next = NULL;
    else
        node->first = NULL;
    for (const struct ela_rich_node *n = node->first; n; n = n->next)
        if (n->kind == ELA_RICH_TEXT)
            ELA_TRY(join_texts(b, own(n)));
    return ELA_OK;
}

/* Items and cells begin with a paragraph, so that a cursor may stand before their list. */
static enum ela_status lead_in(struct ela__rich_build *b, struct ela_rich_node *node)
{
    struct ela_rich_node *alone = NULL, *paragraph;
    if (!ELA__RICH_DEFS[node->kind].open ||
        (node->first && node->first->kind == ELA_RICH_PARAGRAPH))
        return ELA_OK;
    ELA_TRY(ela__rich_add(b, NULL, &alone, ELA_RICH_PARAGRAPH, &paragraph));
    paragraph->next = node->first;
    node->first = paragraph;
    return ELA_OK;
}

static size_t children(const struct ela_rich_node *node)
{
    size_t n = 0;
    for (const struct ela_rich_node *c = node->first; c; c = c->next)
        n++;
    return n;
}

/* Rows are as wide as the widest of them. */
static enum ela_status fill_rows(struct ela__rich_build *b, struct ela_rich_node *table)
{
    size_t widest = 0;
    for (const struct ela_rich_node *row = table->first; row; row = row->next)
        widest = children(row) > widest ? children(row) : widest;
    if (widest > ELA_RICH_COLUMNS_MAX)
        return refuse_at(b, "rich.columns", "content");
    for (const struct ela_rich_node *row = table->first; row; row = row->next) {
        struct ela_rich_node *last = own(row->first), *cell;
        while (last && last->next)
            last = own(last->next);
        for (size_t n = children(row); n < widest; n++) {
            ELA_TRY(ela__rich_add(b, own(row), &last, ELA_RICH_CELL, &cell));
            ELA_TRY(lead_in(b, cell));
        }
    }
    return ELA_OK;
}

static enum ela_status read_children(struct ela__rich_build *b, const struct ela_json *v,
                                     struct ela_rich_node *node, unsigned depth);

static unsigned allowed(const struct ela__rich_build *b, const struct ela_rich_node *parent)
{
    const struct ela__rich_def *def = &ELA__RICH_DEFS[parent->kind];
    return b->letter ? def->children | def->letter : def->children;
}

static enum ela_status read_child(struct ela__rich_build *b, const struct ela_json *v,
                                  struct ela_rich_node *parent, struct ela_rich_node **last,
                                  unsigned depth)
{
    struct ela_rich_node *node;
    enum ela_rich_kind kind = kind_of(v);
    if (ela_json_kind(v) != ELA_JOBJECT)
        return ela__rich_refuse(b, "rich.shape");
    if (kind == ELA_RICH_KINDS || !(allowed(b, parent) & ELA__RICH_BIT(kind)))
        return ela__rich_refuse(b, "rich.node");
    ELA_TRY(ela__rich_add(b, parent, last, kind, &node));
    ELA_TRY(read_own(b, v, node));
    return read_children(b, v, node, depth + 1);
}

static enum ela_status read_children(struct ela__rich_build *b, const struct ela_json *v,
                                     struct ela_rich_node *node, unsigned depth)
{
    const struct ela_json *content = ela_json_get(v, "content");
    struct ela_rich_node *last = NULL;
    size_t mark = down(b, "content", 0);
    if (content && ela_json_kind(content) != ELA_JARRAY)
        return ela__rich_refuse(b, "rich.shape");
    if (depth == ELA_RICH_DEPTH_MAX && ela_json_size(content) > 0) {
        enum ela_status st = ela__rich_refuse(b, "rich.too_deep");
        ela_error_param_i64(b->err, "max", ELA_RICH_DEPTH_MAX);
        return st;
    }
    for (size_t i = 0; i < ela_json_size(content); i++) {
        size_t one = down(b, NULL, i);
        ELA_TRY(read_child(b, ela_json_at(content, i), node, &last, depth));
        b->path[one] = '\0';
    }
    b->path[mark] = '\0';
    ELA_TRY(normalise(b, node));
    ELA_TRY(lead_in(b, node));
    return node->kind == ELA_RICH_TABLE ? fill_rows(b, node) : ELA_OK;
}

static enum ela_status read_doc(const struct ela_json *v, bool letter, struct ela_arena *mem,
                                const struct ela_rich_node **out, struct ela_error *err)
{
    struct ela__rich_build b = {.mem = mem, .err = err, .letter = letter};
    struct ela_rich_node *doc, *last = NULL;
    if (!ela_rich_is(v))
        return ela__rich_refuse(&b, "rich.shape");
    ELA_TRY(ela__rich_add(&b, NULL, &last, ELA_RICH_DOC, &doc));
    ELA_TRY(read_own(&b, v, doc));
    ELA_TRY(read_children(&b, v, doc, 1));
    if (!letter)
        ela__rich_trim(doc);
    *out = doc;
    return ELA_OK;
}

enum ela_status ela_rich_read(const struct ela_json *v, struct ela_arena *mem,
                              const struct ela_rich_node **out, struct ela_error *err)
{
    return read_doc(v, false, mem, out, err);
}

enum ela_status ela_rich_read_letter(const struct ela_json *v, struct ela_arena *mem,
                                     const struct ela_rich_node **out, struct ela_error *err)
{
    return read_doc(v, true, mem, out, err);
}

bool ela_rich_is(const struct ela_json *v)
{
    return ela_json_kind(v) == ELA_JOBJECT &&
           ela_str_is(ela_json_text(ela_json_get(v, "type")), ELA__RICH_DEFS[ELA_RICH_DOC].name);
}

enum ela_status ela_rich_plain_of(const struct ela_json *v, struct ela_buf *out,
                                  struct ela_error *err)
{
    struct ela_arena mem;
    const struct ela_rich_node *doc;
    struct ela_str text = ela_json_text(v);
    if (!ela_rich_is(v)) {
        ela_buf_add(out, text.p, text.n);
        return ela_buf_check(out, err);
    }
    ela_arena_init(&mem, 0);
    enum ela_status st = ela_rich_read(v, &mem, &doc, err);
    if (st == ELA_OK) {
        ela_rich_plain(doc, out);
        st = ela_buf_check(out, err);
    }
    ela_arena_release(&mem);
    return st;
}
