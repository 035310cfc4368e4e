/*
 * Words of the language. Blanks are ASCII's and the no-break ones that French typing brings.
 */
#include "expr/lex.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static size_t blank(struct ela_str s, size_t i)
{
    char c = s.p[i];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
        return 1;
    if (s.n - i >= 2 && memcmp(s.p + i, "\xC2\xA0", 2) == 0)
        return 2;
    if (s.n - i >= 3 && memcmp(s.p + i, "\xE2\x80\xAF", 3) == 0)
        return 3;
    return 0;
}

static void bad(struct ela__x_lexer *l, const char *key)
{
    l->kind = T_BAD;
    l->key = key;
}

static void read_number(struct ela__x_lexer *l)
{
    size_t i = l->pos;
    while (i < l->src.n && (is_digit(l->src.p[i]) || l->src.p[i] == '.'))
        i++;
    struct ela_str t = {l->src.p + l->pos, i - l->pos};
    l->pos = i;
    l->kind = T_NUMBER;
    if (!ela_x_number_read(t, &l->number) || (i < l->src.n && is_letter(l->src.p[i])))
        bad(l, "expr.number");
}

static void read_text(struct ela__x_lexer *l)
{
    char quote = l->src.p[l->pos];
    size_t i = l->pos + 1;
    for (;; i++) {
        if (i >= l->src.n) {
            bad(l, "expr.text_open");
            return;
        }
        if (l->src.p[i] != quote)
            continue;
        if (i + 1 >= l->src.n || l->src.p[i + 1] != quote)
            break;
        i++;
    }
    l->kind = T_TEXT;
    l->quote = quote;
    l->text = (struct ela_str){l->src.p + l->pos + 1, i - l->pos - 1};
    l->pos = i + 1;
}

static enum ela__x_token word(struct ela_str s)
{
    static const struct {
        const char *word;
        enum ela__x_token kind;
    } words[] = {{"and", T_AND}, {"or", T_OR},     {"not", T_NOT},
                 {"in", T_IN},   {"true", T_TRUE}, {"false", T_FALSE}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (ela_str_is(s, words[i].word))
            return words[i].kind;
    return T_NAME;
}

static void read_name(struct ela__x_lexer *l)
{
    size_t i = l->pos;
    while (i < l->src.n && (is_letter(l->src.p[i]) || is_digit(l->src.p[i]) ||
                            (l->src.p[i] == '.' && i + 1 < l->src.n && is_letter(l->src.p[i + 1]))))
        i++;
    l->text = (struct ela_str){l->src.p + l->pos, i - l->pos};
    l->pos = i;
    l->kind = word(l->text);
}

static void read_sign(struct ela__x_lexer *l)
{
    char c = l->src.p[l->pos], next = l->pos + 1 < l->src.n ? l->src.p[l->pos + 1] : '\0';
    l->kind = T_SIGN;
    l->sign = c;
    l->pos++;
    if (c == '!' && next == '=')
        l->sign = 'n';
    else if (c == '<' && next == '=')
        l->sign = 'l';
    else if (c == '>' && next == '=')
        l->sign = 'g';
    else if (!memchr("+-*/(),=<>", c, 10)) {
        while (l->pos < l->src.n && ((unsigned char)l->src.p[l->pos] & 0xC0) == 0x80)
            l->pos++; /* the whole character is told */
        bad(l, "expr.character");
    }
    if (l->sign != c)
        l->pos++;
}

void ela__x_next(struct ela__x_lexer *l)
{
    size_t skip;
    while (l->pos < l->src.n && (skip = blank(l->src, l->pos)) > 0)
        l->pos += skip;
    l->from = l->pos;
    if (l->pos >= l->src.n) {
        l->kind = T_END;
        return;
    }
    char c = l->src.p[l->pos];
    if (is_digit(c))
        read_number(l);
    else if (c == '\'' || c == '"')
        read_text(l);
    else if (is_letter(c))
        read_name(l);
    else
        read_sign(l);
}

void ela__x_place(struct ela_str src, size_t pos, int64_t *line, int64_t *at)
{
    *line = *at = 1;
    for (size_t i = 0; i < pos && i < src.n; i++) {
        if (src.p[i] == '\n') {
            ++*line;
            *at = 1;
        } else if (((unsigned char)src.p[i] & 0xC0) != 0x80) {
            ++*at;
        }
    }
}
