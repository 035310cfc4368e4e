/*
 * Words that somebody typed, made into a full-text search in which nothing of it is an operator.
 * Source: DOC-25.
 */
#include "db/db.h"

#include <stdio.h>
#include <strings.h>

enum { WORD_LEAST = 3, WORD_BYTES = 60 };

/* A letter, digit or mark of a word; *n: its bytes. What is not ASCII is a letter, save blanks and
 * punctuation of the tables that French and English write with. */
static bool of_word(struct ela_str s, size_t at, size_t *n)
{
    const unsigned char *p = (const unsigned char *)s.p + at;
    *n = 1;
    if (p[0] < 0x80)
        return (p[0] >= '0' && p[0] <= '9') || (p[0] >= 'a' && p[0] <= 'z') ||
               (p[0] >= 'A' && p[0] <= 'Z');
    size_t want = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
    if (at + want > s.n)
        return false;
    *n = want;
    if (p[0] == 0xC2) /* U+0080 to U+00BF */
        return p[1] == 0xAA || p[1] == 0xB5 || p[1] == 0xBA;
    if (p[0] == 0xC3)
        return p[1] != 0x97 && p[1] != 0xB7;                /* times, divided by */
    return !(p[0] == 0xE2 && p[1] <= 0x81) &&               /* U+2000 to U+207F */
           !(p[0] == 0xE3 && p[1] == 0x80) &&               /* U+3000 to U+303F */
           !(p[0] == 0xEF && p[1] == 0xBB) && p[0] != 0xF0; /* marks of order, signs and faces */
}

/* Words of three letters and more that InnoDB does not index (its default list). */
static bool indexed(struct ela_str word)
{
    static const char *const stop[] = {"about", "are", "com",  "for",  "from", "how",
                                       "that",  "the", "this", "was",  "what", "when",
                                       "where", "who", "will", "with", "und",  "www"};
    for (size_t i = 0; i < sizeof stop / sizeof stop[0]; i++)
        if (word.n == strlen(stop[i]) && strncasecmp(word.p, stop[i], word.n) == 0)
            return false;
    return true;
}

bool ela_sql_words(struct ela_str typed, char out[ELA_SQL_WORDS])
{
    size_t at = 0, used = 0, words = 0;
    out[0] = '\0';
    while (at < typed.n && words < ELA_WORDS_MAX) {
        size_t n = 1, letters = 0, from = at, end = at;
        while (at < typed.n && of_word(typed, at, &n)) {
            at += n;
            letters++;
            if (at - from <= WORD_BYTES)
                end = at;
        }
        struct ela_str word = {typed.p + from, end - from};
        if (at < typed.n)
            at += n;
        if (letters < WORD_LEAST || !indexed(word) || used + word.n + 4 > ELA_SQL_WORDS)
            continue;
        used += (size_t)snprintf(out + used, ELA_SQL_WORDS - used, "%s+%.*s*", words ? " " : "",
                                 (int)word.n, word.p);
        words++;
    }
    return words > 0;
}
