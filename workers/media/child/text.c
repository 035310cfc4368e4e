/*
 * Plain text, as UTF-8 whatever it was written in. Source: DOC-04, DOC-25.
 */
#include <stdbool.h>
#include <unistd.h>

#include "media/child/child.h"

/* 0x80 to 0x9F of Windows-1252, what is not in it as a question mark; the rest is U+00A0 on. */
static const uint16_t WINDOWS[32] = {
    0x20AC, '?',    0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, '?',    0x017D, '?',    '?',    0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, '?',    0x017E, 0x0178};

/* Whole characters only: one that is cut at the end of what was read says nothing. */
static bool is_utf8(const unsigned char *p, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t want = p[i] < 0x80 ? 1 : p[i] < 0xC2 ? 0 : p[i] < 0xE0 ? 2 : p[i] < 0xF0 ? 3 : 4;
        if (want == 0 || p[i] > 0xF4)
            return false;
        for (size_t k = 1; k < want && i + k < n; k++)
            if ((p[i + k] & 0xC0) != 0x80)
                return false;
        i += want;
    }
    return true;
}

static int add_character(struct child_words *w, unsigned code)
{
    const char bytes[3] = {(char)(0xE0 | code >> 12), (char)(0x80 | (code >> 6 & 0x3F)),
                           (char)(0x80 | (code & 0x3F))};
    const char two[2] = {(char)(0xC0 | code >> 6), (char)(0x80 | (code & 0x3F))};
    const char one = (char)code;
    if (code < 0x80)
        return child_words_add(w, &one, 1);
    return code < 0x800 ? child_words_add(w, two, 2) : child_words_add(w, bytes, 3);
}

int child_text(void)
{
    static unsigned char bytes[CHILD_TEXT + 3];
    struct child_words words = {0};
    size_t n = 0, from = 0;
    for (ssize_t got; n < sizeof bytes; n += (size_t)got)
        if ((got = read(STDIN_FILENO, bytes + n, sizeof bytes - n)) <= 0)
            break;
    if (n >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF)
        from = 3;
    if (is_utf8(bytes + from, n - from)) {
        (void)child_words_add(&words, (const char *)bytes + from, n - from);
    } else {
        int more = 1;
        for (size_t i = from; i < n && more; i++)
            more = add_character(&words, bytes[i] < 0x80   ? bytes[i]
                                         : bytes[i] < 0xA0 ? WINDOWS[bytes[i] - 0x80]
                                                           : bytes[i]);
    }
    child_words_send(&words);
    return ELW_CHILD_DONE;
}
