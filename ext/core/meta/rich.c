/*
 * Formatted texts among the values of fields: stored as documents of rich/, seen as plain text by
 * forms, expressions, history and whatever lists them. Texts that were entered before stay good.
 */
#include "meta/meta_values.h"

#include "rich/rich.h"

#define PLAIN_MAX ((size_t)1024 * 1024)
#define HTML_MAX  ((size_t)4 * 1024 * 1024)

static enum ela_status document(struct ela_str text, struct ela_json **out, struct ela_error *err)
{
    struct ela_arena mem;
    const struct ela_rich_node *doc;
    ela_arena_init(&mem, 0);
    enum ela_status st = ela_rich_from_text(text, &mem, &doc, err);
    *out = st == ELA_OK ? ela_rich_json(doc) : NULL;
    ela_arena_release(&mem);
    return st;
}

struct ela_json *ela__rich_json(struct ela_str text)
{
    struct ela_json *out;
    return document(text, &out, NULL) == ELA_OK ? out : NULL;
}

bool ela__rich_text(const struct ela_json *v, struct ela_buf *out)
{
    return (ela_rich_is(v) || ela_json_kind(v) == ELA_JTEXT) &&
           ela_rich_plain_of(v, out, NULL) == ELA_OK;
}

static bool says(const struct ela_json *v, struct ela_str text)
{
    struct ela_buf plain;
    ela_buf_init(&plain, PLAIN_MAX);
    bool same = ela__rich_text(v, &plain) &&
                ela_str_eq(ela_str_trim((struct ela_str){plain.p ? plain.p : "", plain.n}),
                           ela_str_trim(text));
    ela_buf_release(&plain);
    return same;
}

bool ela__rich_take(const struct ela_json *v, const struct ela_json *old, struct ela_json **doc,
                    struct ela_buf *plain, struct ela_error *err)
{
    struct ela_arena mem;
    const struct ela_rich_node *tree;
    *doc = NULL;
    if (ela_json_kind(v) == ELA_JTEXT) {
        struct ela_str text = ela_json_text(v);
        if (ela_rich_is(old) && says(old, text))
            *doc = ela_json_ref((struct ela_json *)(uintptr_t)old);
        ela_buf_add(plain, text.p, text.n);
        return true;
    }
    ela_arena_init(&mem, 0);
    bool good = ela_rich_read(v, &mem, &tree, err) == ELA_OK;
    if (good) {
        *doc = ela_rich_json(tree);
        ela_rich_plain(tree, plain);
    }
    ela_arena_release(&mem);
    return good;
}

bool ela__rich_same(const struct ela_json *a, const struct ela_json *b)
{
    bool text = ela_json_kind(a) == ELA_JTEXT;
    const struct ela_json *doc = text ? b : a;
    struct ela_json *made;
    if (!ela_rich_is(doc) || ela_json_kind(text ? a : b) != ELA_JTEXT)
        return false;
    made = ela__rich_json(ela_json_text(text ? a : b));
    bool same = made && ela__json_same(made, doc);
    ela_json_free(made);
    return same;
}

void ela__rich_row(const struct ela_call *c, const struct ela_json *v, struct ela_json *row)
{
    struct ela_arena mem;
    const struct ela_rich_node *tree;
    struct ela_buf html;
    if (!v || ela_json_kind(v) == ELA_JNULL)
        return;
    ela_arena_init(&mem, 0);
    ela_buf_init(&html, HTML_MAX);
    enum ela_status st = ela_rich_is(v) ? ela_rich_read(v, &mem, &tree, NULL)
                                        : ela_rich_from_text(ela_json_text(v), &mem, &tree, NULL);
    if (st == ELA_OK)
        ela_json_set(row, "value", ela_rich_json(tree));
    if (st == ELA_OK && c->actor->kind == ELA_ACTOR_USER) {
        ela_rich_html(tree, &html);
        if (!html.failed)
            ela_json_set_str(row, "html", (struct ela_str){html.p ? html.p : "", html.n});
    }
    ela_buf_release(&html);
    ela_arena_release(&mem);
}
