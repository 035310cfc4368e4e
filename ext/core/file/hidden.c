/*
 * A file that is two: a picture that is a page as well, a PDF that ends as an archive. Readers that
 * disagree on what a file is are how one gets past a door. Pure; fuzzed. Source: SEC-15.
 */
#include "file/sniff.h"

enum { HEAD = 1024 };

/* What follows the word, so that words of compressed bytes are none. */
static bool ends_word(char c)
{
    return c == '>' || c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '/';
}

static bool has_tag(struct ela_str b, const char *const *tags)
{
    const char *end = b.p + b.n;
    for (const char *p = b.p; p < end && (p = memchr(p, '<', (size_t)(end - p))) != NULL; p++)
        for (const char *const *t = tags; *t; t++) {
            size_t n = strlen(*t);
            if ((size_t)(end - p) > n && strncasecmp(p, *t, n) == 0 && ends_word(p[n]))
                return true;
        }
    return false;
}

static const char *const ANYWHERE[] = {"<script", "<?php", "<html", "<iframe", NULL};
static const char *const OUTSIDE[] = {"<script", "<?php",     "<html",   "<iframe", "<svg", "<body",
                                      "<img",    "<!doctype", "<object", "<embed",  NULL};
static const char *const PDF_ANYWHERE[] = {"<?php", NULL};

static struct ela_str from(struct ela_str b, size_t at)
{
    return at < b.n ? (struct ela_str){b.p + at, b.n - at} : (struct ela_str){b.p + b.n, 0};
}

/* Where a JPEG ends: after its mark of the end; the length of the file where that is not found. */
static size_t jpeg_end(struct ela_str b)
{
    size_t at = 2;
    while (at + 4 <= b.n) {
        if ((unsigned char)b.p[at] != 0xFF)
            return b.n;
        unsigned char mark = (unsigned char)b.p[at + 1];
        if (mark == 0xD9)
            return at + 2;
        if (mark == 0xFF) {
            at++;
            continue;
        }
        size_t n = (size_t)(unsigned char)b.p[at + 2] << 8 | (unsigned char)b.p[at + 3];
        at += 2 + n;
        if (mark != 0xDA)
            continue;
        for (; at + 1 < b.n; at++) { /* bytes of the picture, up to the next mark */
            unsigned char next = (unsigned char)b.p[at + 1];
            if ((unsigned char)b.p[at] == 0xFF && next != 0 && next != 0xFF &&
                (next < 0xD0 || next > 0xD7))
                break;
        }
    }
    return b.n;
}

static size_t png_end(struct ela_str b)
{
    size_t at = 8;
    while (at + 12 <= b.n) {
        const unsigned char *p = (const unsigned char *)b.p + at;
        size_t n = (size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3];
        if (n > b.n - at - 12)
            return b.n;
        at += 12 + n;
        if (memcmp(p + 4, "IEND", 4) == 0)
            return at;
    }
    return b.n;
}

/* After the last "%%EOF". */
static size_t pdf_end(struct ela_str b)
{
    for (size_t i = b.n >= 5 ? b.n - 5 : 0; i > 0; i--)
        if (b.p[i] == '%' && memcmp(b.p + i, "%%EOF", 5) == 0)
            return i + 5;
    return b.n;
}

static bool has(struct ela_str b, const char *magic, size_t n)
{
    return b.n >= n && memmem(b.p, b.n, magic, n) != NULL;
}

static bool bad_tail(struct ela_str tail)
{
    while (tail.n && (*tail.p == '\0' || *tail.p == '\r' || *tail.p == '\n' || *tail.p == ' '))
        tail = from(tail, 1);
    return has_tag(tail, OUTSIDE) || ela__program(tail) || has(tail, "%PDF-", 5) ||
           has(tail, "Rar!\x1A\7", 6) || has(tail, "7z\xBC\xAF\x27\x1C", 6) ||
           has(tail, "PK\3\4", 4);
}

const char *ela__hidden(struct ela_str b, const char *extension)
{
    bool pdf = strcmp(extension, "pdf") == 0;
    struct ela_str head = {b.p, b.n < HEAD ? b.n : HEAD};
    size_t end = pdf                             ? pdf_end(b)
                 : strcmp(extension, "jpg") == 0 ? jpeg_end(b)
                 : strcmp(extension, "png") == 0 ? png_end(b)
                                                 : b.n;
    bool two = ela__archive_tail(b) || has_tag(b, pdf ? PDF_ANYWHERE : ANYWHERE) ||
               (pdf && has_tag(head, ANYWHERE)) || (!pdf && has(head, "%PDF-", 5)) ||
               bad_tail(from(b, end));
    return two ? "file.hidden_content" : NULL;
}
