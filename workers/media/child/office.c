/*
 * Words of office files: archives of XML, read as a stream. No entity is replaced, nothing outside
 * is loaded, and no more is unpacked than a bound says. Source: DOC-25, SEC-15.
 */
#include <libxml/xmlreader.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "media/child/child.h"

enum { ENTRIES = 4000, UNPACKED = 64 << 20 };

struct part {
    zip_file_t *file;
    int64_t left; /* bytes that may still be unpacked, of the whole archive */
    bool over;
};

static int read_part(void *ctx, char *into, int n)
{
    struct part *p = ctx;
    if (p->left <= 0) {
        p->over = true;
        return -1;
    }
    zip_int64_t got = zip_fread(p->file, into, (zip_uint64_t)n);
    p->left -= got > 0 ? got : 0;
    return (int)got;
}

static int close_part(void *ctx)
{
    (void)ctx;
    return 0;
}

static void quiet(void *ctx, const char *text, ...)
{
    (void)ctx;
    (void)text;
}

static bool is(const xmlChar *name, const char *const *names)
{
    for (; name && *names; names++)
        if (strcmp((const char *)name, *names) == 0)
            return true;
    return false;
}

/* Text stands in "t" of Microsoft's formats, in paragraphs and headings of the open one. */
static int words_of(xmlTextReaderPtr reader, struct child_words *w)
{
    static const char *const texts[] = {"t", "p", "h", NULL}, *const ends[] = {
                                                                  "p",         "h",  "si",  "tr",
                                                                  "table-row", "br", "tab", NULL};
    int inside = 0, more = 1, rc;
    while (more && (rc = xmlTextReaderRead(reader)) == 1) {
        int type = xmlTextReaderNodeType(reader);
        const xmlChar *name = xmlTextReaderConstLocalName(reader);
        if (type == XML_READER_TYPE_ELEMENT && !xmlTextReaderIsEmptyElement(reader))
            inside += is(name, texts);
        if (type == XML_READER_TYPE_END_ELEMENT)
            inside -= is(name, texts);
        if (type == XML_READER_TYPE_END_ELEMENT || type == XML_READER_TYPE_ELEMENT)
            more = is(name, ends) && (type == XML_READER_TYPE_END_ELEMENT ||
                                      xmlTextReaderIsEmptyElement(reader))
                       ? child_words_add(w, "\n", 1)
                       : more;
        const xmlChar *text = xmlTextReaderConstValue(reader);
        if (inside > 0 && text &&
            (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE))
            more = child_words_add(w, (const char *)text, strlen((const char *)text));
    }
    return more;
}

static int read_xml(zip_t *archive, zip_uint64_t index, struct part *p, struct child_words *w)
{
    int more = 1;
    p->file = zip_fopen_index(archive, index, 0);
    if (!p->file)
        return 1;
    xmlTextReaderPtr reader = xmlReaderForIO(read_part, close_part, p, "", NULL,
                                             XML_PARSE_NONET | XML_PARSE_NOERROR |
                                                 XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
    if (reader)
        more = words_of(reader, w);
    xmlFreeTextReader(reader);
    zip_fclose(p->file);
    return more && !p->over;
}

static bool holds_words(const char *name)
{
    static const char *const parts[] = {"word/document.xml", "word/footnotes.xml",
                                        "word/endnotes.xml", "xl/sharedStrings.xml", "content.xml"};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (strcmp(name, parts[i]) == 0)
            return true;
    size_t n = strlen(name);
    bool xml = n > 4 && strcmp(name + n - 4, ".xml") == 0;
    return xml && (strncmp(name, "ppt/slides/slide", 16) == 0 ||
                   strncmp(name, "xl/worksheets/sheet", 19) == 0 ||
                   strncmp(name, "word/header", 11) == 0 || strncmp(name, "word/footer", 11) == 0);
}

int child_office(void)
{
    int error = 0;
    struct child_words words = {0};
    struct part part = {.left = UNPACKED};
    static const unsigned char old[] = {0xD0, 0xCF, 0x11, 0xE0}; /* of before 2007: no archive */
    char head[sizeof old];
    if (pread(STDIN_FILENO, head, sizeof head, 0) == sizeof head &&
        memcmp(head, old, sizeof old) == 0)
        return ELW_CHILD_KIND;
    zip_t *archive = zip_fdopen(dup(STDIN_FILENO), ZIP_CHECKCONS, &error);
    zip_int64_t n = archive ? zip_get_num_entries(archive, 0) : -1;
    if (n < 0)
        return ELW_CHILD_DAMAGED;
    xmlSetGenericErrorFunc(NULL, quiet);
    for (zip_int64_t i = 0, more = 1; i < n && i < ENTRIES && more; i++) {
        const char *name = zip_get_name(archive, (zip_uint64_t)i, 0);
        if (name && holds_words(name))
            more = read_xml(archive, (zip_uint64_t)i, &part, &words);
    }
    child_words_send(&words);
    zip_discard(archive);
    return part.over ? ELW_CHILD_TOO_LARGE : ELW_CHILD_KIND;
}
