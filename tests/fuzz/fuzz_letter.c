/*
 * A letter as somebody writes it, {body, values, lists}: what the reader takes is expanded within
 * bounds, whatever is unknown, repeated or nested, and what comes out has no name, condition or
 * repeat left. Bytes that are no JSON are read as a line. Source: DOC-18, DOC-19.
 */
#include "letter/letter_internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
    if (!ok)
        abort();
}

static void resolved(const struct ela_rich_node *n, int depth)
{
    check(depth < 200);
    check(n->kind != ELA_RICH_VARIABLE && n->kind != ELA_RICH_CONDITION &&
          n->kind != ELA_RICH_REPEAT && (n->kind == ELA_RICH_QR || n->name.n == 0));
    for (const struct ela_rich_node *k = n->first; k; k = k->next)
        resolved(k, depth + 1);
}

static void expand(struct ela__letter_data *d, const struct ela_json *v)
{
    const struct ela_rich_node *doc, *out = NULL;
    struct ela__letter_told told;
    struct ela_error err = ELA_ERROR_INIT;
    if (ela_rich_read_letter(ela_json_get(v, "body"), d->call.arena, &doc, &err) != ELA_OK)
        return;
    ela__letter_told_init(&told);
    if (ela__letter_expand(d, doc, &told, &out, &err) == ELA_OK)
        resolved(out, 0);
    else
        check(err.key[0] != '\0');
    ela__letter_told_release(&told);
}

static void line(struct ela__letter_data *d, struct ela_str text)
{
    const char *out = NULL;
    struct ela__letter_told told;
    struct ela_error err = ELA_ERROR_INIT;
    ela__letter_told_init(&told);
    if (ela_utf8_valid(text.p, text.n, NULL) &&
        ela__letter_line(d, text, &told, &out, &err) == ELA_OK)
        check(strlen(out) <= 4000);
    ela__letter_told_release(&told);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ela_str text = {(const char *)data, size};
    struct ela_json *v = NULL, *none;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_arena mem;
    struct ela__letter_data d = {.page = NULL};
    if (size == 0 || memmem(data, size, "champ_", 6))
        return 0; /* the firm's own fields are read from its database */
    ela_json_init();
    none = ela_json_new_object();
    ela_arena_init(&mem, (size_t)64 << 20);
    d.call.arena = &mem;
    bool json = ela_json_parse(text, NULL, &v, &err) == ELA_OK;
    d.values = (struct ela_json *)(uintptr_t)ela_json_get(v, "values");
    d.lists = (struct ela_json *)(uintptr_t)ela_json_get(v, "lists");
    if (!d.values)
        d.values = none;
    if (!d.lists)
        d.lists = none;
    if (json)
        expand(&d, v);
    else
        line(&d, text);
    ela_json_free(v);
    ela_json_free(none);
    ela_arena_release(&mem);
    return 0;
}
