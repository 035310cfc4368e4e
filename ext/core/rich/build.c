/*
 * Trees that are being made: from JSON (read.c) and, here, from plain text.
 */
#include "rich/rich_internal.h"

enum ela_status ela__rich_refuse(struct ela__rich_build *b, const char *key)
{
    return ela_fail(b->err, ELA_E_INPUT, key, b->path);
}

enum ela_status ela__rich_no_memory(struct ela__rich_build *b)
{
    return ela_fail(b->err, ELA_E_INTERNAL, "internal.memory", NULL);
}

static enum ela_status past(struct ela__rich_build *b, const char *key, size_t max)
{
    enum ela_status st = ela__rich_refuse(b, key);
    ela_error_param_i64(b->err, "max", (int64_t)max);
    return st;
}

enum ela_status ela__rich_add(struct ela__rich_build *b, struct ela_rich_node *parent,
                              struct ela_rich_node **last, enum ela_rich_kind kind,
                              struct ela_rich_node **out)
{
    if (++b->nodes > ELA_RICH_NODES_MAX)
        return past(b, "rich.too_many", ELA_RICH_NODES_MAX);
    struct ela_rich_node *node = ela_arena_alloc(b->mem, sizeof *node);
    if (!node)
        return ela__rich_no_memory(b);
    *node = (struct ela_rich_node){
        .kind = kind, .text = ELA_STR(""), .href = ELA_STR(""), .name = ELA_STR("")};
    if (parent && !parent->first)
        parent->first = node;
    else if (parent)
        (*last)->next = node;
    *last = node;
    *out = node;
    return ELA_OK;
}

/* --- characters --------------------------------------------------------------------------- */

/* A character that nobody types: a control, one that turns the reading direction, or none at all.
 * Valid UTF-8 is known. */
static bool forbidden(const unsigned char *p, size_t n)
{
    if (p[0] < 0x80)
        return p[0] < 0x20 || p[0] == 0x7F;
    if (n >= 2 && p[0] == 0xC2)
        return p[1] < 0xA0;
    if (n >= 3 && p[0] == 0xE2)
        return (p[1] == 0x80 && p[2] >= 0xA8 && p[2] <= 0xAE) ||
               (p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA9);
    if (n >= 3 && p[0] == 0xEF)
        return p[1] == 0xBF && p[2] >= 0xBE;
    return n >= 4 && p[0] >= 0xF0 && (p[1] & 0x0F) == 0x0F && p[2] == 0xBF && p[3] >= 0xBE;
}

enum ela_status ela__rich_copy(struct ela__rich_build *b, struct ela_str text, struct ela_str *out)
{
    size_t chars;
    b->bytes += text.n;
    if (b->bytes > ELA_RICH_BYTES_MAX)
        return past(b, "rich.too_large", ELA_RICH_BYTES_MAX);
    if (!ela_utf8_valid(text.p, text.n, &chars))
        return ela__rich_refuse(b, "rich.control");
    char *copy = ela_arena_strndup(b->mem, text.p, text.n);
    if (!copy)
        return ela__rich_no_memory(b);
    for (size_t i = 0; i < text.n; i++) {
        if (copy[i] == '\n' || copy[i] == '\r' || copy[i] == '\t')
            copy[i] = ' ';
        if (forbidden((const unsigned char *)copy + i, text.n - i))
            return ela__rich_refuse(b, "rich.control");
    }
    *out = (struct ela_str){copy, text.n};
    return ELA_OK;
}

/* --- what there is to see ----------------------------------------------------------------- */

static bool visible(struct ela_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0xA0)
            i++;
        else if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
            return true;
    }
    return false;
}

bool ela_rich_filled(const struct ela_rich_node *node)
{
    if (node->kind == ELA_RICH_TEXT)
        return visible(node->text);
    if (node->kind == ELA_RICH_VARIABLE || node->kind >= ELA_RICH_PAGE_BREAK)
        return true;
    for (const struct ela_rich_node *n = node->first; n; n = n->next)
        if (ela_rich_filled(n))
            return true;
    return false;
}

void ela__rich_trim(struct ela_rich_node *doc)
{
    const struct ela_rich_node *end = NULL;
    while (doc->first && doc->first->kind == ELA_RICH_PARAGRAPH && !ela_rich_filled(doc->first))
        doc->first = doc->first->next;
    for (const struct ela_rich_node *n = doc->first; n; n = n->next)
        if (n->kind != ELA_RICH_PARAGRAPH || ela_rich_filled(n))
            end = n;
    if (end)
        ((struct ela_rich_node *)(uintptr_t)end)->next = NULL; /* ours, made just now */
}

/* --- plain text --------------------------------------------------------------------------- */

static struct ela_str line_of(struct ela_str *rest)
{
    const char *end = memchr(rest->p, '\n', rest->n);
    struct ela_str line = {rest->p, end ? (size_t)(end - rest->p) : rest->n};
    size_t used = line.n + (end ? 1 : 0);
    *rest = (struct ela_str){rest->p + used, rest->n - used};
    if (line.n && line.p[line.n - 1] == '\r')
        line.n--;
    return line;
}

enum ela_status ela_rich_from_text(struct ela_str text, struct ela_arena *mem,
                                   const struct ela_rich_node **out, struct ela_error *err)
{
    struct ela__rich_build b = {.mem = mem, .err = err};
    struct ela_rich_node *doc, *last = NULL, *paragraph = NULL, *within = NULL, *node;
    ELA_TRY(ela__rich_add(&b, NULL, &last, ELA_RICH_DOC, &doc));
    while (text.n) {
        struct ela_str line = line_of(&text);
        if (!visible(line)) {
            paragraph = NULL;
            continue;
        }
        if (paragraph)
            ELA_TRY(ela__rich_add(&b, paragraph, &within, ELA_RICH_HARD_BREAK, &node));
        else
            ELA_TRY(ela__rich_add(&b, doc, &last, ELA_RICH_PARAGRAPH, &paragraph));
        ELA_TRY(ela__rich_add(&b, paragraph, &within, ELA_RICH_TEXT, &node));
        ELA_TRY(ela__rich_copy(&b, line, &node->text));
    }
    *out = doc;
    return ELA_OK;
}
