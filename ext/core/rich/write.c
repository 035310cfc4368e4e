/*
 * Trees as what others read: JSON, HTML, plain text.
 */
#include "rich/rich_internal.h"

#include <stdio.h>

/* --- JSON --------------------------------------------------------------------------------- */

static void put_attribute(const struct ela_rich_node *node, struct ela_json *o)
{
    static const char *const NAMES[] = {[ELA__RICH_NAME] = "name",
                                        [ELA__RICH_WHEN] = "when",
                                        [ELA__RICH_OF] = "of",
                                        [ELA__RICH_AGAIN] = "repeat"};
    enum ela__rich_attribute is = ELA__RICH_DEFS[node->kind].attribute;
    if (is == ELA__RICH_NO_ATTRIBUTE || (is == ELA__RICH_AGAIN && !node->name.n))
        return;
    struct ela_json *attrs = ela_json_new_object();
    if (is == ELA__RICH_LEVEL)
        ela_json_set_int(attrs, "level", node->level);
    else if (is == ELA__RICH_HEADER)
        ela_json_set_bool(attrs, "header", node->header);
    else if (is == ELA__RICH_PICTURE) {
        ela_json_set_int(attrs, "file", node->file);
        ela_json_set_int(attrs, "width", node->width);
    } else
        ela_json_set_str(attrs, NAMES[is], node->name);
    ela_json_set(o, "attrs", attrs);
}

static void put_marks(const struct ela_rich_node *node, struct ela_json *o)
{
    if (!node->marks)
        return;
    struct ela_json *list = ela_json_new_array();
    for (size_t i = 0; i < ELA__RICH_MARKS; i++) {
        if (!(node->marks & ELA__RICH_MARK[i].bit))
            continue;
        struct ela_json *mark = ela_json_new_object();
        ela_json_set_text(mark, "type", ELA__RICH_MARK[i].name);
        if (ELA__RICH_MARK[i].bit == ELA_RICH_LINK) {
            struct ela_json *attrs = ela_json_new_object();
            ela_json_set_str(attrs, "href", node->href);
            ela_json_set(mark, "attrs", attrs);
        }
        ela_json_push(list, mark);
    }
    ela_json_set(o, "marks", list);
}

struct ela_json *ela_rich_json(const struct ela_rich_node *node)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "type", ELA__RICH_DEFS[node->kind].name);
    put_attribute(node, o);
    if (node->first) {
        struct ela_json *content = ela_json_new_array();
        for (const struct ela_rich_node *n = node->first; n; n = n->next)
            ela_json_push(content, ela_rich_json(n));
        ela_json_set(o, "content", content);
    }
    put_marks(node, o);
    if (node->kind == ELA_RICH_TEXT)
        ela_json_set_str(o, "text", node->text);
    return o;
}

/* --- HTML --------------------------------------------------------------------------------- */

static void text_html(const struct ela_rich_node *node, struct ela_buf *out)
{
    for (size_t i = 0; i < ELA__RICH_MARKS; i++) {
        if (!(node->marks & ELA__RICH_MARK[i].bit))
            continue;
        ela_buf_addf(out, "<%s", ELA__RICH_MARK[i].tag);
        if (ELA__RICH_MARK[i].bit == ELA_RICH_LINK) {
            ela_buf_adds(out, " href=\"");
            ela_buf_add_html(out, node->href);
            ela_buf_adds(out, "\" rel=\"noopener noreferrer\" target=\"_blank\"");
        }
        ela_buf_addc(out, '>');
    }
    ela_buf_add_html(out, node->text);
    for (size_t i = ELA__RICH_MARKS; i-- > 0;)
        if (node->marks & ELA__RICH_MARK[i].bit)
            ela_buf_addf(out, "</%s>", ELA__RICH_MARK[i].tag);
}

/* Its element; "" where only what is inside stands. */
static void element(const struct ela_rich_node *node, char out[16])
{
    static const char *const TAGS[ELA_RICH_KINDS] = {
        [ELA_RICH_PARAGRAPH] = "p",     [ELA_RICH_BULLET_LIST] = "ul",
        [ELA_RICH_ORDERED_LIST] = "ol", [ELA_RICH_LIST_ITEM] = "li",
        [ELA_RICH_TABLE] = "table",     [ELA_RICH_BLOCKQUOTE] = "blockquote",
        [ELA_RICH_ROW] = "tr"};
    const char *tag = TAGS[node->kind] ? TAGS[node->kind] : "";
    if (node->kind == ELA_RICH_HEADING)
        (void)snprintf(out, 16, "h%d", node->level + 3);
    else if (node->kind == ELA_RICH_CELL)
        (void)snprintf(out, 16, "%s", node->header ? "th" : "td");
    else
        (void)snprintf(out, 16, "%s", tag);
}

void ela_rich_html(const struct ela_rich_node *node, struct ela_buf *out)
{
    char tag[16];
    if (node->kind == ELA_RICH_TEXT) {
        text_html(node, out);
        return;
    }
    if (node->kind == ELA_RICH_HARD_BREAK) {
        ela_buf_adds(out, "<br>");
        return;
    }
    element(node, tag);
    if (*tag)
        ela_buf_addf(out, "<%s>", tag);
    for (const struct ela_rich_node *n = node->first; n; n = n->next)
        ela_rich_html(n, out);
    if (*tag)
        ela_buf_addf(out, "</%s>", tag);
}

/* --- plain text --------------------------------------------------------------------------- */

/* How deep lines stand, and whether they may be parted at all (in a cell they are one). */
struct page {
    struct ela_buf *out;
    size_t indent;
    bool one_line;
};

static void new_line(const struct page *p)
{
    if (p->one_line) {
        ela_buf_addc(p->out, ' ');
        return;
    }
    ela_buf_addc(p->out, '\n');
    for (size_t i = 0; i < p->indent; i++)
        ela_buf_addc(p->out, ' ');
}

static void block(struct page *p, const struct ela_rich_node *node);

/* Those that say something, parted by one line, or by an empty one. */
static void blocks(struct page *p, const struct ela_rich_node *node, bool apart)
{
    bool any = false;
    for (const struct ela_rich_node *n = node->first; n; n = n->next) {
        if (!ela_rich_filled(n))
            continue;
        if (any && apart && !p->one_line)
            ela_buf_addc(p->out, '\n');
        if (any)
            new_line(p);
        block(p, n);
        any = true;
    }
}

static void items(struct page *p, const struct ela_rich_node *list)
{
    size_t number = 0;
    bool any = false;
    for (const struct ela_rich_node *n = list->first; n; n = n->next) {
        number++;
        if (!ela_rich_filled(n))
            continue;
        if (any)
            new_line(p);
        if (list->kind == ELA_RICH_ORDERED_LIST)
            ela_buf_addf(p->out, "%zu. ", number);
        else
            ela_buf_adds(p->out, "- ");
        p->indent += 2;
        blocks(p, n, false);
        p->indent -= 2;
        any = true;
    }
}

static void cells(struct page *p, const struct ela_rich_node *row)
{
    bool within = p->one_line;
    p->one_line = true;
    for (const struct ela_rich_node *n = row->first; n; n = n->next) {
        if (n != row->first)
            ela_buf_adds(p->out, " | ");
        blocks(p, n, false);
    }
    p->one_line = within;
}

static void block(struct page *p, const struct ela_rich_node *node)
{
    switch (node->kind) {
    case ELA_RICH_DOC:
    case ELA_RICH_BLOCKQUOTE:
        blocks(p, node, true);
        break;
    case ELA_RICH_BULLET_LIST:
    case ELA_RICH_ORDERED_LIST:
        items(p, node);
        break;
    case ELA_RICH_TABLE:
        blocks(p, node, false);
        break;
    case ELA_RICH_ROW:
        cells(p, node);
        break;
    case ELA_RICH_HARD_BREAK:
        new_line(p);
        break;
    case ELA_RICH_TEXT:
        ela_buf_add(p->out, node->text.p, node->text.n);
        break;
    case ELA_RICH_VARIABLE:
        ela_buf_addf(p->out, "{{%.*s}}", (int)node->name.n, node->name.p);
        break;
    default:
        for (const struct ela_rich_node *n = node->first; n; n = n->next)
            block(p, n);
    }
}

void ela_rich_plain(const struct ela_rich_node *doc, struct ela_buf *out)
{
    struct page p = {.out = out};
    block(&p, doc);
}
