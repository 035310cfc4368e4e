/*
 * Cells of formatted texts: the first words on screens, the whole plain text in exports.
 */
#include "list/list_internal.h"

#include "rich/rich.h"

enum ela_status ela__cells_plain(struct ela__cells *x, size_t column, struct ela_error *err)
{
    struct ela_str *all = ela_arena_alloc(&x->mem, (x->r.nrows + 1) * sizeof *all);
    x->plain[column] = all;
    if (!all)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    for (size_t i = 0; i < x->r.nrows; i++) {
        struct ela_json *doc = NULL;
        struct ela_buf text;
        ela_buf_init(&text, 1024 * 1024);
        bool good =
            !ela_db_is_null(&x->r, i, x->place[column]) &&
            ela_json_parse(ela_db_cell(&x->r, i, x->place[column]), NULL, &doc, NULL) == ELA_OK &&
            ela_rich_plain_of(doc, &text, NULL) == ELA_OK;
        const char *copy = good ? ela_arena_strndup(&x->mem, text.p ? text.p : "", text.n) : "";
        all[i] = (struct ela_str){copy ? copy : "", good && copy ? text.n : 0};
        ela_buf_release(&text);
        ela_json_free(doc);
    }
    return ELA_OK;
}

struct ela_json *ela__first_words(struct ela_str s)
{
    enum { MOST = 140 };
    char line[MOST + 8];
    size_t n = 0, end = 0;
    for (size_t i = 0; i < s.n && n < MOST; i++) {
        bool blank = s.p[i] == '\n' || s.p[i] == ' ';
        if (blank && (n == 0 || line[n - 1] == ' '))
            continue;
        if (blank)
            end = n;
        line[n++] = blank ? ' ' : s.p[i];
    }
    if (n < MOST)
        return ela_json_new_text(line, n && line[n - 1] == ' ' ? n - 1 : n);
    for (n = end ? end : MOST - 4; !end && n && ((unsigned char)line[n] & 0xC0) == 0x80;)
        n--;
    memcpy(line + n, "…", sizeof "…" - 1);
    return ela_json_new_text(line, n + sizeof "…" - 1);
}
