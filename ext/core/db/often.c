/*
 * Words that very many rows hold. A full-text search reads every row of a word before any is put in
 * order, so what it costs grows with the table: where a look at the newest rows tells that a word
 * is everywhere, rows are read in their order until a page is full. Source: DOC-25.
 */
#include "db/often_sql.h"

#include <stdio.h>
#include <string.h>

/* Letters that the index takes for one another, the plain one first; small ones: case is left aside
 * anyway. */
static const char *const SAME[] = {"aàáâãäå", "cç",     "eèéêë", "iìíîï",
                                   "nñ",      "oòóôõö", "uùúûü", "yýÿ"};

static const char *same_as(const char *p, size_t n)
{
    char small[2] = {n == 1 && *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p, n == 2 ? p[1] : '\0'};
    /* U+00C0 to U+00DE are the capitals of U+00E0 to U+00FE */
    if (n == 2 && small[0] == '\xC3' && (unsigned char)small[1] < 0xA0)
        small[1] = (char)(small[1] + 32);
    for (size_t i = 0; i < sizeof SAME / sizeof SAME[0]; i++)
        for (const char *s = SAME[i]; *s; s += (unsigned char)*s < 0x80 ? 1 : 2)
            if (memcmp(s, small, n) == 0)
                return SAME[i];
    return NULL;
}

/* "\bfact[u...]r[e...]": words that begin so, however their letters are accented. */
static const char *beginning(struct ela_arena *mem, struct ela_str word)
{
    enum { LONGEST = 20 };
    char *out = ela_arena_alloc(mem, 3 + word.n * LONGEST);
    size_t at = 0, used = 2;
    if (!out)
        return NULL;
    memcpy(out, "\\b", 2);
    while (at < word.n) {
        size_t n = 1;
        while (at + n < word.n && ((unsigned char)word.p[at + n] & 0xC0) == 0x80)
            n++;
        const char *same = n < 3 ? same_as(word.p + at, n) : NULL;
        if (same)
            used += (size_t)snprintf(out + used, LONGEST, "[%s]", same);
        else
            memcpy(out + used, word.p + at, n);
        used += same ? 0 : n;
        at += n;
    }
    out[used] = '\0';
    return out;
}

enum ela_status ela_words_read(struct ela_arena *mem, struct ela_str query, struct ela_words *out,
                               struct ela_error *err)
{
    *out = (struct ela_words){.n = 0};
    for (size_t i = 0; i < query.n && out->n < ELA_WORDS_MAX; i++) {
        if (query.p[i] != '+')
            continue;
        size_t from = i + 1, to = from;
        while (to < query.n && query.p[to] != '*')
            to++;
        struct ela_word *w = &out->at[out->n++];
        w->word = (struct ela_str){query.p + from, to - from};
        const char *like = ela_arena_printf(mem, "%%%.*s%%", (int)w->word.n, w->word.p);
        const char *regexp = beginning(mem, w->word);
        if (!like || !regexp)
            return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
        w->like = ela_str_of(like);
        w->regexp = ela_str_of(regexp);
        i = to;
    }
    return ELA_OK;
}

enum ela_status ela_words_look(struct ela_db *db, const char *sample, int64_t entity, int64_t least,
                               struct ela_words *words, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    if (words->n == 0)
        return ELA_OK;
    ela_sql_init(&q);
    for (size_t i = 0; i < words->n; i++) {
        ela_sql_add(&q, i ? ELA__SQL_OFTEN_NEXT : ELA__SQL_OFTEN);
        ela_sql_text(&q, words->at[i].like);
    }
    ela_sql_add(&q, sample);
    ela_sql_int(&q, entity);
    ELA_TRY(ela_sql_query(&q, db, &r, err));
    for (size_t i = 0; i < words->n && r.nrows; i++)
        words->at[i].often |= ela_db_int(&r, 0, i, 0) >= least;
    ela_db_result_release(&r);
    return ELA_OK;
}

bool ela_words_often(const struct ela_words *words)
{
    bool all = words->n > 0;
    for (size_t i = 0; i < words->n; i++)
        all = all && words->at[i].often;
    return all;
}

struct ela_str ela_words_query(struct ela_arena *mem, const struct ela_words *words)
{
    char *out = ela_arena_alloc(mem, ELA_SQL_WORDS + 1);
    size_t used = 0;
    for (int often = 0; out && often < 2; often++)
        for (size_t i = 0; i < words->n; i++)
            if (words->at[i].often == (often == 1) &&
                used + words->at[i].word.n + 4 < ELA_SQL_WORDS)
                used +=
                    (size_t)snprintf(out + used, ELA_SQL_WORDS - used, "%s+%.*s*", used ? " " : "",
                                     (int)words->at[i].word.n, words->at[i].word.p);
    return (struct ela_str){out ? out : "", out ? used : 0};
}
