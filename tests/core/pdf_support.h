/*
 * What a PDF says: its structure is judged by qpdf, its pages are drawn and its text is read back
 * by poppler. PDF_DIR=<dir> keeps the files.
 */
#ifndef ELA_TESTS_PDF_SUPPORT_H
#define ELA_TESTS_PDF_SUPPORT_H

#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Readers turn no-break spaces into spaces, or not: here they are all spaces. */
static inline void pdf_plain_spaces(char *s)
{
    char *w = s;
    while (*s) {
        size_t n = strncmp(s, "\xe2\x80\xaf", 3) == 0 ? 3 : strncmp(s, "\xc2\xa0", 2) == 0 ? 2 : 0;
        *w++ = n ? ' ' : *s;
        s += n ? n : 1;
    }
    *w = 0;
}

/* Text of a file without any fault; `room` bytes at `out`, closed by NUL. */
static inline void pdf_read(const char *path, char *out, size_t room)
{
    char command[1200];
    snprintf(command, sizeof command,
             "qpdf --check %s >&2 && pdftoppm -r 10 %s >/dev/null && pdftotext -layout %s -", path,
             path, path);
    FILE *f = popen(command, "r");
    assert_non_null(f);
    size_t n = fread(out, 1, room - 1, f);
    out[n] = 0;
    pdf_plain_spaces(out);
    if (pclose(f) != 0)
        fail_msg("%s is no sound PDF", path);
}

static inline void pdf_text(const char *bytes, size_t n, const char *name, char *out, size_t room)
{
    const char *dir = getenv("PDF_DIR");
    char path[300];
    snprintf(path, sizeof path, "%s/%s-%d.pdf", dir ? dir : "/tmp", name, dir ? 0 : (int)getpid());
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    fclose(f);
    pdf_read(path, out, room);
    if (!dir)
        unlink(path);
}

#endif
