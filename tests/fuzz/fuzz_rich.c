/*
 * Formatted texts from strangers: what is taken is canonical, and neither its HTML nor its plain
 * text holds more than the table of nodes knows. Bytes that are no JSON are read as plain text.
 * Source: SEC-13, PLAT-08.
 */
#include "rich/rich.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
    if (!ok)
        abort();
}

/* Elements of ours alone, each closed in its turn. */
static void check_html(struct ela_str s)
{
    static const char *const TAGS[] = {"p",          "h4",    "h5", "h6", "ul", "ol", "li",
                                       "blockquote", "table", "tr", "td", "th", "a",  "strong",
                                       "em",         "u",     "s",  "br", NULL};
    long open = 0;
    for (size_t i = 0; i < s.n; i++) {
        check(s.p[i] != '>' || i == 0);
        if (s.p[i] != '<')
            continue;
        bool closes = s.p[i + 1] == '/', known = false;
        size_t from = i + 1 + closes, n = from;
        while (n < s.n && s.p[n] != '>' && s.p[n] != ' ')
            n++;
        for (size_t k = 0; TAGS[k]; k++)
            known = known || ela_str_is((struct ela_str){s.p + from, n - from}, TAGS[k]);
        check(known);
        if (!ela_str_is((struct ela_str){s.p + from, n - from}, "br"))
            open += closes ? -1 : 1;
        check(open >= 0);
        if (n < s.n && s.p[n] == ' ') {
            static const char *const HREFS[] = {"https://", "mailto:", "tel:"};
            size_t at = n + sizeof " href=\"" - 1;
            bool good = false;
            check(at < s.n && memcmp(s.p + n, " href=\"", sizeof " href=\"" - 1) == 0);
            for (size_t k = 0; k < 3; k++) {
                bool same = at + strlen(HREFS[k]) < s.n;
                for (size_t j = 0; same && HREFS[k][j]; j++)
                    same = (s.p[at + j] | 0x20) == (HREFS[k][j] | 0x20);
                good = good || same;
            }
            check(good);
        }
        while (n < s.n && s.p[n] != '>')
            n++;
        check(n < s.n);
        i = n;
    }
    check(open == 0);
}

static void run(const struct ela_rich_node *doc, struct ela_arena *mem)
{
    struct ela_buf first, second, out;
    struct ela_error err = ELA_ERROR_INIT;
    const struct ela_rich_node *again;
    ela_buf_init(&first, 16u << 20);
    ela_buf_init(&second, 16u << 20);
    ela_buf_init(&out, 64u << 20);
    struct ela_json *once = ela_rich_json(doc), *twice;
    check(ela_json_write(once, &first, &err) == ELA_OK);
    check(ela_rich_read(once, mem, &again, &err) == ELA_OK);
    twice = ela_rich_json(again);
    check(ela_json_write(twice, &second, &err) == ELA_OK);
    check(first.n == second.n && memcmp(first.p, second.p, first.n) == 0);
    ela_rich_html(doc, &out);
    check_html((struct ela_str){out.p ? out.p : "", out.n});
    ela_buf_reset(&out);
    ela_rich_plain(doc, &out);
    check(ela_utf8_valid(out.p ? out.p : "", out.n, NULL));
    check(ela_rich_filled(doc) == (out.n > 0));
    ela_json_free(once);
    ela_json_free(twice);
    ela_buf_release(&first);
    ela_buf_release(&second);
    ela_buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ela_str text = {(const char *)data, size};
    struct ela_json *v = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_arena mem;
    const struct ela_rich_node *doc;
    ela_json_init();
    ela_arena_init(&mem, 0);
    if (ela_json_parse(text, NULL, &v, &err) == ELA_OK) {
        if (ela_rich_read(v, &mem, &doc, NULL) == ELA_OK)
            run(doc, &mem);
    } else if (ela_rich_from_text(text, &mem, &doc, NULL) == ELA_OK) {
        run(doc, &mem);
    }
    ela_json_free(v);
    ela_arena_release(&mem);
    return 0;
}
