/*
 * What people type, as words of a full-text search. The index knows words of three letters and
 * more that are not among the most common ones; of short ones it would say that nothing is there.
 * Source: DOC-25.
 */
#include "list/list_internal.h"

enum { SHORTEST = 3, WORDS = 8 };

/* InnoDB's own, of three letters and more. */
static bool common(struct ela_str w)
{
    static const char *const words[] = {"about", "are",   "com",  "for",  "from", "how",
                                        "that",  "the",   "this", "und",  "was",  "what",
                                        "when",  "where", "who",  "will", "with", "www"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (w.n == strlen(words[i]) && strncasecmp(w.p, words[i], w.n) == 0)
            return true;
    return false;
}

/* Letters and digits of any language: signs of ASCII part words, as they do in the index. */
static bool letter(unsigned char b)
{
    return b >= 0x80 || (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
}

static size_t letters(struct ela_str w)
{
    size_t n = 0;
    for (size_t i = 0; i < w.n; i++)
        n += ((unsigned char)w.p[i] & 0xC0) != 0x80;
    return n;
}

enum ela_status ela__search_words(struct ela__listing *l, struct ela_str *text,
                                  struct ela_error *err)
{
    struct ela_str in = *text;
    size_t n = 0, words = 0;
    char *out = ela_arena_alloc(l->c->arena, 2 * in.n + 3 * WORDS + 1);
    if (!out)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    for (size_t i = 0; i < in.n && words < WORDS;) {
        size_t from = i;
        while (i < in.n && letter((unsigned char)in.p[i]))
            i++;
        struct ela_str w = {in.p + from, i - from};
        i += w.n == 0;
        if (letters(w) < SHORTEST || common(w))
            continue;
        n += (size_t)snprintf(out + n, w.n + 4, "%s+%.*s*", words ? " " : "", (int)w.n, w.p);
        words++;
    }
    if (in.n && !words)
        ela__list_ignore(l, ELA_STR(""), "list.search_short");
    *text = (struct ela_str){out, n};
    return ELA_OK;
}
