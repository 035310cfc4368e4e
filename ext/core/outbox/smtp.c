/*
 * What an SMTP reply means, and when to try again. Pure functions over untrusted bytes (fuzzed).
 * Source: RFC 5321 4.2 (replies), RFC 4954 6 (authentication), COM-09.
 */
#include "outbox/outbox.h"

enum { BACKOFF_FIRST_S = 30, BACKOFF_LAST_S = 4 * 3600, JITTER_PARTS = 1000000 };

enum ela_outcome ela_smtp_outcome(int code)
{
    if (code >= 200 && code < 300)
        return ELA_OUTCOME_OK;
    if (code < 500 || code > 599)
        return ELA_OUTCOME_TRANSIENT; /* 4xx, a reply out of place, or no readable reply */
    switch (code) {
    case 530: /* authentication required */
    case 534: /* mechanism too weak */
    case 535: /* credentials refused */
    case 538: /* encryption required */
        /* Our configuration is wrong, not the message: it waits until somebody mends it. */
        return ELA_OUTCOME_TRANSIENT;
    default:
        return ELA_OUTCOME_PERMANENT;
    }
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Code of one line, 0 if it is not one of a reply; *more: another line follows. */
static int line_code(struct ela_str line, bool *more, struct ela_str *rest)
{
    if (line.n < 3 || !digit(line.p[0]) || !digit(line.p[1]) || !digit(line.p[2]))
        return 0;
    if (line.n > 3 && line.p[3] != ' ' && line.p[3] != '-')
        return 0;
    int code = (line.p[0] - '0') * 100 + (line.p[1] - '0') * 10 + (line.p[2] - '0');
    if (code < 200 || code > 599)
        return 0;
    *more = line.n > 3 && line.p[3] == '-';
    size_t skip = line.n > 3 ? 4 : 3;
    *rest = (struct ela_str){line.p + skip, line.n - skip};
    return code;
}

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '<' || c == '>' || c == ',' || c == ';' || c == '(' ||
           c == ')';
}

static void put(char *text, size_t size, size_t *n, const char *p, size_t len)
{
    for (size_t i = 0; i < len && *n + 1 < size; i++)
        text[(*n)++] = p[i] >= 0x20 && p[i] < 0x7f ? p[i] : '?';
}

/* Words that hold an address are masked: reasons are shown and logged. */
static void put_words(char *text, size_t size, size_t *n, struct ela_str s)
{
    size_t i = 0;
    while (i < s.n) {
        if (blank(s.p[i])) {
            put(text, size, n, s.p + i++, 1);
            continue;
        }
        size_t start = i;
        bool address = false;
        for (; i < s.n && !blank(s.p[i]); i++)
            address = address || s.p[i] == '@';
        if (address)
            put(text, size, n, "***", 3);
        else
            put(text, size, n, s.p + start, i - start);
    }
}

static struct ela_str next_line(struct ela_str raw, size_t *at)
{
    size_t start = *at;
    while (*at < raw.n && raw.p[*at] != '\n')
        (*at)++;
    size_t end = *at;
    if (*at < raw.n)
        (*at)++;
    if (end > start && raw.p[end - 1] == '\r')
        end--;
    return (struct ela_str){raw.p + start, end - start};
}

int ela_smtp_reply(struct ela_str raw, char *text, size_t text_size)
{
    int found = 0;
    size_t n = 0, at = 0;
    bool more = true;

    while (at < raw.n && more) {
        struct ela_str line = next_line(raw, &at), rest = {NULL, 0};
        bool follows = false;
        int code = line_code(line, &follows, &rest);
        if (found == 0) {
            if (code == 0)
                continue; /* noise before the reply */
            found = code;
        } else if (code != found) {
            break; /* RFC 5321 4.2.1: every line of a reply has the same code */
        }
        if (n > 0)
            put(text, text_size, &n, " ", 1);
        put_words(text, text_size, &n, rest);
        more = follows;
    }
    if (text_size > 0)
        text[n] = '\0';
    return found;
}

int64_t ela_backoff_s(int attempts, uint32_t random_million)
{
    int64_t base = BACKOFF_FIRST_S;
    for (int i = 1; i < attempts && base < BACKOFF_LAST_S; i++)
        base *= 2;
    if (base > BACKOFF_LAST_S)
        base = BACKOFF_LAST_S;
    int64_t r = random_million % JITTER_PARTS;
    /* 80 % .. 120 % */
    return base * (JITTER_PARTS * 4 / 5 + r * 2 / 5) / JITTER_PARTS;
}
