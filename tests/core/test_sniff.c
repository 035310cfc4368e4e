/*
 * Hostile files, each made here: names that say otherwise, files that are two, archives that are
 * more than they look, old documents with macros. Every one is also cut at each length, so that a
 * read past its end is seen. Source: DOC-02, SEC-15.
 */
#include <stdlib.h>

#include "support.h"
#include "file/file.h"

#define PDF  "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
#define JPEG "\xFF\xD8\xFF\xE0\0\4ab\xFF\xDA\0\4cd\1\2\3\xFF\0\4\xFF\xD9"
#define PNG  "\x89PNG\r\n\x1a\n\0\0\0\1IHDRx1234\0\0\0\0IEND1234"
#define TIFF "II*\0\10\0\0\0\1\0\0\1\4\0\1\0\0\0\1\0\0\0\0\0\0\0"
#define HEIC                                                                                       \
    "\0\0\0\x18"                                                                                   \
    "ftypheic\0\0\0\0mif1heic"

/* What is answered: a type, or the word of the refusal. */
static const char *ask(const char *p, size_t n, const char *name)
{
    const char *extension, *why;
    size_t step = n > 4096 ? n / 97 : 1;
    for (size_t i = 0; i < n; i += step) {
        char *cut = malloc(i ? i : 1);
        assert_non_null(cut);
        memcpy(cut, p, i);
        (void)ela_file_sniff((struct ela_str){cut, i}, ela_str_of(name), &extension, &why);
        free(cut);
    }
    char *whole = malloc(n ? n : 1);
    assert_non_null(whole);
    memcpy(whole, p, n);
    const char *type =
        ela_file_sniff((struct ela_str){whole, n}, ela_str_of(name), &extension, &why);
    assert_true(!type == (why != NULL));
    free(whole);
    return type ? type : why;
}

static const char *ask_buf(struct ela_buf *b, const char *name)
{
    const char *answer = ask(b->p, b->n, name);
    ela_buf_release(b);
    return answer;
}

struct row {
    const char *bytes;
    size_t n;
    const char *name, *answer;
};
#define ROW(bytes, name, answer)                                                                   \
    {                                                                                              \
        bytes, sizeof(bytes) - 1, name, answer                                                     \
    }

static void ask_all(const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(ask(rows[i].bytes, rows[i].n, rows[i].name), rows[i].answer) != 0)
            fail_msg("%zu, %s: %s", i, rows[i].name, ask(rows[i].bytes, rows[i].n, rows[i].name));
}
#define ASK(rows) ask_all(rows, sizeof(rows) / sizeof(rows)[0])

/* --- names and bytes ---------------------------------------------------------------------- */

static void test_DOC_02_what_is_kept(void **state)
{
    (void)state;
    static const struct row rows[] = {
        ROW(PDF, "bail.pdf", "application/pdf"),
        ROW(PDF, "bail", "application/pdf"),
        ROW(PDF, "Contrat 2.1", "application/pdf"),
        ROW("%PDF-1.4 broken", "bail.PDF", "application/pdf"), /* a preview says so */
        ROW(JPEG, "photo.jpg", "image/jpeg"),
        ROW(JPEG, "photo.jpeg", "image/jpeg"),
        ROW(JPEG, "scan.png", "image/jpeg"), /* pictures change places, the name is mended */
        ROW(JPEG "\0\0\0\0", "photo.jpg", "image/jpeg"),
        ROW(JPEG "trailer of a camera", "photo.jpg", "image/jpeg"),
        ROW(PNG, "image.png", "image/png"),
        ROW(HEIC, "IMG_1.HEIC", "image/heic"),
        ROW(TIFF, "fax.tif", "image/tiff"),
        ROW("MM\0*\0\0\0\10\0\1\1\0\0\4\0\0\0\1\0\0\0\0\0\0\0\0", "fax.tiff", "image/tiff"),
        ROW("nom;montant\nA;1\n", "liste.csv", "text/csv"),
        ROW("bonjour", "note.txt", "text/plain"),
        ROW("<?xml version='1.0'?><Document xmlns='urn:iso:std:iso:20022'/>", "sepa.xml",
            "text/xml"),
        ROW("From: a@b.example\r\nDate: Mon\r\nSubject: x\r\n\r\n<html>hello</html>", "lettre.eml",
            "message/rfc822"),
    };
    ASK(rows);
}

static void test_DOC_02_a_wrong_extension(void **state)
{
    (void)state;
    static const struct row rows[] = {
        ROW(PDF, "bail.docx", "file.extension"),
        ROW(PDF, "photo.jpg", "file.extension"),
        ROW(JPEG, "bail.pdf", "file.extension"),
        ROW(PNG, "table.csv", "file.extension"),
        ROW("bonjour tout le monde", "bail.pdf", "file.type_refused"),
        ROW("not data", "a.xml", "file.extension"),
        ROW("no head\n\nhere", "a.eml", "file.extension"),
        ROW("GIF89a=1;alert(1)", "a.png", "file.type_refused"),
        ROW("", "bail.pdf", "file.type_refused"),
        ROW(" \n", "a.txt", "file.type_refused"),
    };
    ASK(rows);
}

static void test_SEC_15_programs_and_scripts(void **state)
{
    (void)state;
    static const struct row rows[] = {
        ROW("MZ\x90\0\3\0\0\0", "bail.pdf", "file.type_refused"),
        ROW("\x7F"
            "ELF\2\1\1\0",
            "bail", "file.type_refused"),
        ROW("\xCF\xFA\xED\xFE\7\0\0\1", "bail", "file.type_refused"),
        ROW("\xCA\xFE\xBA\xBE\0\0\0\x34", "A.class", "file.active"),
        ROW("L\0\0\0\1\x14\2\0\0\0\0\0", "bail.lnk", "file.active"),
        ROW("L\0\0\0\1\x14\2\0\0\0\0\0", "bail.pdf", "file.type_refused"),
        ROW("#!/bin/sh\nrm -rf /\n", "note.txt", "file.active"),
        ROW("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "eicar.com", "file.active"),
        ROW(PDF, "facture.pdf.exe", "file.active"),
        ROW(PDF, "facture.pdf.exe. ", "file.active"),
        ROW(PDF, "facture.EXE::$DATA", "file.active"),
        ROW("<script>alert(1)</script>", "a.html", "file.active"),
        ROW("<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "file.active"),
        ROW("<svg xmlns='http://www.w3.org/2000/svg'/>", "a.xml", "file.active"),
        ROW("<?xml version='1.0'?><x:html xmlns:x='http://www.w3.org/1999/xhtml'/>", "a.xml",
            "file.active"),
        ROW("<?xml version='1.0'?><?xml-stylesheet href='x'?><a/>", "a.xml", "file.active"),
        ROW("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "a.xml",
            "file.active"),
        ROW("<xsl:stylesheet/>", "a.xml", "file.active"),
        ROW(" <html>", "note.txt", "file.type_refused"),
        ROW("From: a\nTo: b\n\nContent-Disposition: attachment; filename=\"facture.exe\"\n",
            "a.eml", "file.active"),
        ROW("From: a\nTo: b\n\nContent-Type: x; name*=utf-8''facture%2Ejs\n", "a.eml",
            "file.active"),
        ROW("From: a\nTo: b\n\nContent-Type: x; name=facture.pdf\n", "a.eml", "message/rfc822"),
    };
    ASK(rows);
}

static void test_SEC_15_a_file_that_is_two(void **state)
{
    (void)state;
    static const char list[] = "PK\1\2"
                               "0123456789012345678901234567890123456789ab"
                               "PK\5\6\0\0\0\0\1\0\1\0\56\0\0\0\0\0\0\0\0\0";
    struct ela_buf b;
    static const struct row rows[] = {
        ROW(JPEG "<html><body>hello", "a.jpg", "file.hidden_content"),
        ROW(JPEG "\0\0<svg onload=alert(1)>", "a.jpg", "file.hidden_content"),
        ROW(JPEG "#!/bin/sh\n", "a.jpg", "file.hidden_content"),
        ROW(JPEG "Rar!\x1A\7\1\0", "a.jpg", "file.hidden_content"),
        ROW(JPEG PDF, "a.jpg", "file.hidden_content"),
        ROW("\xFF\xD8\xFF\xFE\0\x30<script>alert(1)</script>", "a.jpg", "file.hidden_content"),
        ROW(PNG "<?php system($_GET[0]);", "a.png", "file.hidden_content"),
        ROW("\x89PNG\r\n\x1a\n\0\0\0\x20tEXt<?php phpinfo(); ?>", "a.png", "file.hidden_content"),
        ROW("%PDF-1.4\n<html><script>alert(1)</script>", "a.pdf", "file.hidden_content"),
        ROW(PDF "<script >x", "a.pdf", "file.hidden_content"),
        ROW("%PDF-1.4\n<scripting language", "a.pdf", "application/pdf"),
        ROW("GIF89a/*\0*/=1;alert(1)", "a.js", "file.active"),
    };
    ASK(rows);
    const char *const first[] = {PDF, "\x89PNG\r\n\x1a\n...."};
    for (size_t i = 0; i < 2; i++) {
        ela_buf_init(&b, 4096);
        ela_buf_adds(&b, first[i]);
        ela_buf_add(&b, list, sizeof list - 1);
        assert_string_equal(ask_buf(&b, i ? "a.png" : "a.pdf"), "file.hidden_content");
    }
}

/* --- archives ----------------------------------------------------------------------------- */

struct member {
    const char *name, *bytes;
    uint32_t unpacked; /* 0: as many */
    uint32_t flags, method, attributes;
    const char *head_name; /* in its own head; NULL: the same */
    int over;              /* number + 1 of the one over whose bytes it lies */
};

static void le(struct ela_buf *b, uint64_t v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        ela_buf_addc(b, (char)(v >> 8 * i));
}

static void zip(struct ela_buf *b, const struct member *m, size_t n, const char *comment)
{
    struct ela_buf list;
    uint32_t at[16] = {0};
    ela_buf_init(b, 1 << 20);
    ela_buf_init(&list, 1 << 20);
    for (size_t i = 0; i < n; i++) {
        const char *own = m[i].head_name ? m[i].head_name : m[i].name;
        uint32_t size = (uint32_t)strlen(m[i].bytes), much = m[i].unpacked ? m[i].unpacked : size;
        at[i] = m[i].over ? at[m[i].over - 1] : (uint32_t)b->n;
        if (!m[i].over) {
            ela_buf_add(b, "PK\3\4", 4);
            le(b, 20, 2), le(b, m[i].flags, 2), le(b, m[i].method, 2), le(b, 0, 8);
            le(b, size, 4), le(b, much, 4), le(b, (uint32_t)strlen(own), 2), le(b, 0, 2);
            ela_buf_adds(b, own);
            ela_buf_adds(b, m[i].bytes);
        }
        ela_buf_add(&list, "PK\1\2", 4);
        le(&list, 0x0314, 2), le(&list, 20, 2), le(&list, m[i].flags, 2);
        le(&list, m[i].method, 2), le(&list, 0, 8), le(&list, size, 4), le(&list, much, 4);
        le(&list, (uint32_t)strlen(m[i].name), 2), le(&list, 0, 8);
        le(&list, m[i].attributes, 4), le(&list, at[i], 4);
        ela_buf_adds(&list, m[i].name);
    }
    uint32_t from = (uint32_t)b->n;
    ela_buf_add(b, list.p, list.n);
    ela_buf_add(b, "PK\5\6", 4);
    le(b, 0, 4), le(b, (uint32_t)n, 2), le(b, (uint32_t)n, 2), le(b, (uint32_t)list.n, 4);
    le(b, from, 4), le(b, (uint32_t)strlen(comment), 2);
    ela_buf_adds(b, comment);
    ela_buf_release(&list);
}

static const char *packed(const struct member *m, size_t n, const char *name)
{
    struct ela_buf b;
    zip(&b, m, n, "");
    return ask_buf(&b, name);
}
#define PACKED(name, ...)                                                                          \
    packed((const struct member[]){__VA_ARGS__},                                                   \
           sizeof((const struct member[]){__VA_ARGS__}) / sizeof(struct member), name)

static void test_DOC_02_an_archive_of_files(void **state)
{
    (void)state;
    struct member back[] = {{.name = "b.txt", .bytes = "bb"}, {.name = "a.txt", .bytes = "aa"}};
    struct ela_buf b;
    assert_string_equal(PACKED("pieces.zip", {.name = "Kbis.pdf", .bytes = PDF},
                               {.name = "photos/", .bytes = ""},
                               {.name = "photos/a b.jpg", .bytes = "x"}),
                        "application/zip");
    assert_string_equal(PACKED("pieces", {.name = "a..b.pdf", .bytes = PDF}), "application/zip");
    assert_string_equal(PACKED("pieces.pdf", {.name = "a.pdf", .bytes = PDF}), "file.extension");
    zip(&b, back, 2, "a comment");
    assert_string_equal(ask_buf(&b, "a.zip"), "application/zip");
    /* its list names the second one first */
    zip(&b, back, 2, "");
    char one[51];
    memcpy(one, b.p + b.n - 22 - 102, 51);
    memmove(b.p + b.n - 22 - 102, b.p + b.n - 22 - 51, 51);
    memcpy(b.p + b.n - 22 - 51, one, 51);
    assert_string_equal(ask_buf(&b, "a.zip"), "application/zip");
}

static void test_SEC_15_what_an_archive_must_not_hold(void **state)
{
    (void)state;
    static const struct {
        const char *name, *answer;
    } names[] = {{"facture.exe", "file.active"},
                 {"dossier/a.JS", "file.active"},
                 {"a.pdf.scr ", "file.active"},
                 {"a.docm", "file.active"},
                 {"page.html", "file.active"},
                 {"raccourci.lnk", "file.active"},
                 {"META-INF/MANIFEST.MF", "file.active"},
                 {"encore.zip", "file.archive"},
                 {"encore.7z", "file.archive"},
                 {"disque.iso", "file.archive"},
                 {"../../etc/passwd", "file.archive"},
                 {"a/../../b.pdf", "file.archive"},
                 {"a\\..\\b.pdf", "file.archive"},
                 {"..", "file.archive"},
                 {"/etc/passwd", "file.archive"},
                 {"C:\\windows\\a.pdf", "file.archive"},
                 {"a\nb.pdf", "file.archive"},
                 {"", "file.archive"}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_string_equal(PACKED("a.zip", {.name = "ok.pdf", .bytes = "x"},
                                   {.name = names[i].name, .bytes = "x"}),
                            names[i].answer);
    assert_string_equal(PACKED("a.zip", {.name = "a.pdf", .bytes = "MZ\x90"}), "file.active");
    assert_string_equal(PACKED("a.zip", {.name = "a.pdf", .bytes = "#!/bin/sh"}), "file.active");
    assert_string_equal(PACKED("a.zip", {.name = "a.pdf", .bytes = "PK\3\4"}), "file.archive");
    assert_string_equal(PACKED("a.zip", {.name = "a.pdf", .bytes = "x", .flags = 1}),
                        "file.protected");
    assert_string_equal(
        PACKED("a.zip", {.name = "a", .bytes = "/etc", .attributes = 0xA1FFu << 16}),
        "file.active");
    assert_string_equal(PACKED("a.jar", {.name = "a.pdf", .bytes = PDF}), "file.active");
}

static void test_SEC_15_bombs_and_archives_that_do_not_hold_together(void **state)
{
    (void)state;
    struct ela_buf b;
    struct member plain = {.name = "a.txt", .bytes = "aaaa"};
    assert_string_equal(
        PACKED("a.zip", {.name = "zeros.txt", .bytes = "x", .unpacked = 200u << 20, .method = 8}),
        "file.archive");
    assert_string_equal(PACKED("a.zip", {.name = "a.txt", .bytes = "x", .unpacked = 0xFFFFFFFF}),
                        "file.archive"); /* sizes beyond 4 GB stand elsewhere: none is believed */
    assert_string_equal(PACKED("a.docx", {.name = "[Content_Types].xml", .bytes = "x"},
                               {.name = "word/document.xml", .bytes = "x", .unpacked = 400u << 20}),
                        "file.archive");
    assert_string_equal(PACKED("a.zip", {.name = "a.txt", .bytes = "aaaa"},
                               {.name = "a.txt", .bytes = "aaaa", .over = 1}),
                        "file.archive");
    assert_string_equal(PACKED("a.zip", {.name = "a.txt", .bytes = "aaaa", .head_name = "b.exe"}),
                        "file.archive");
    zip(&b, &plain, 1, "");
    ela_buf_adds(&b, "more");
    assert_string_equal(ask_buf(&b, "a.zip"), "file.archive");
    zip(&b, &plain, 1, "");
    b.p[b.n - 6] = 1; /* offset of the list */
    assert_string_equal(ask_buf(&b, "a.zip"), "file.archive");
    zip(&b, &plain, 1, "");
    b.p[18] = 0; /* its own head may leave sizes out, its place may not lie */
    assert_string_equal(ask_buf(&b, "a.zip"), "application/zip");
    zip(&b, &plain, 1, "");
    b.p[b.n - 22 - 51 + 42] = 4;
    assert_string_equal(ask_buf(&b, "a.zip"), "file.archive");
    zip(&b, &plain, 1, "");
    b.p[b.n - 12] = 2, b.p[b.n - 14] = 2; /* one more than there is */
    assert_string_equal(ask_buf(&b, "a.zip"), "file.archive");
    zip(&b, &plain, 0, "");
    assert_string_equal(ask_buf(&b, "a.zip"), "file.type_refused");
}

static void test_SEC_15_documents_with_macros(void **state)
{
    (void)state;
#define TYPES {.name = "[Content_Types].xml", .bytes = "x"}
#define ODT                                                                                        \
    {                                                                                              \
        .name = "mimetype", .bytes = "application/vnd.oasis.opendocument.text"                     \
    }
    assert_string_equal(PACKED("a.docx", TYPES, {.name = "word/document.xml", .bytes = "x"}),
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    assert_string_equal(PACKED("a.docx", TYPES, {.name = "word/vbaProject.bin", .bytes = "x"}),
                        "file.macros");
    assert_string_equal(PACKED("a.docx", TYPES, {.name = "word/VBAPROJECT.BIN", .bytes = "x"}),
                        "file.macros");
    assert_string_equal(
        PACKED("a.xlsx", TYPES, {.name = "xl/macrosheets/sheet1.xml", .bytes = "x"}),
        "file.macros");
    assert_string_equal(PACKED("a.docm", TYPES, {.name = "word/document.xml", .bytes = "x"}),
                        "file.active");
    assert_string_equal(PACKED("a.odt", ODT, {.name = "content.xml", .bytes = "x"}),
                        "application/vnd.oasis.opendocument.text");
    assert_string_equal(PACKED("a.odt", ODT, {.name = "Basic/Standard/script.xml", .bytes = "x"}),
                        "file.macros");
    assert_string_equal(PACKED("a.odt", ODT, {.name = "content.xml", .bytes = "x", .flags = 1}),
                        "file.protected");
    assert_string_equal(PACKED("a.epub", {.name = "mimetype", .bytes = "application/epub+zip"}),
                        "file.type_refused");
    assert_string_equal(PACKED("a.zip", TYPES, {.name = "word/document.xml", .bytes = "x"}),
                        "file.extension");
}

/* --- documents of before 2007 ------------------------------------------------------------- */

struct stream {
    const char *name;
    int type;  /* 1 storage, 2 stream */
    bool deep; /* below the first storage */
};

/* Four sectors: the table, the folder, and one stream of two sectors that all of them have. */
static void compound(struct ela_buf *b, const struct stream *s, size_t n, const char *body,
                     size_t body_n)
{
    static const uint32_t table[] = {0xFFFFFFFD, 2, 0xFFFFFFFE, 4, 0xFFFFFFFE};
    char *p = calloc(6, 512);
    assert_non_null(p);
    memcpy(p, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    memcpy(p + 24, "\x3E\0\3\0\xFE\xFF\x09\0\6\0", 10);
    memset(p + 60, 0xFE, 4), memset(p + 61, 0xFF, 3); /* no small ones */
    p[44] = 1, p[48] = 1, p[56] = 0;
    memset(p + 68, 0xFE, 1), memset(p + 69, 0xFF, 3);
    memset(p + 76, 0xFF, 436), memset(p + 76, 0, 4);
    memset(p + 512, 0xFF, 512);
    memcpy(p + 512, table, sizeof table);
    for (size_t i = 0; i <= n && i < 8; i++) {
        char *e = p + 1024 + i * 128;
        const char *name = i ? s[i - 1].name : "Root Entry";
        size_t len = strlen(name);
        for (size_t k = 0; k < len; k++)
            e[k * 2] = name[k];
        e[64] = (char)(len * 2 + 2);
        e[66] = (char)(i ? s[i - 1].type : 5);
        memset(e + 68, 0xFF, 12); /* neighbours, children */
        e[116] = 3, e[121] = 4;   /* 1024 bytes from sector 3 */
    }
    for (size_t i = 0; i < n; i++) { /* neighbours, one after the other */
        char *up = p + 1024 + (i ? i : 0) * 128;
        memset(up + (i ? 72 : 76), 0, 4);
        up[i ? 72 : 76] = (char)(i + 1);
    }
    for (size_t i = 1; i < n; i++)
        if (s[i].deep) { /* no neighbour of the root's, a child of the one before */
            memset(p + 1024 + i * 128 + 72, 0xFF, 4);
            memset(p + 1024 + i * 128 + 76, 0, 4);
            p[1024 + i * 128 + 76] = (char)(i + 1);
        }
    memcpy(p + 2048, body, body_n);
    ela_buf_init(b, 8192);
    ela_buf_add(b, p, 6 * 512);
    free(p);
}

static const char *old(const struct stream *s, size_t n, const char *body, size_t body_n,
                       const char *name)
{
    struct ela_buf b;
    compound(&b, s, n, body, body_n);
    return ask_buf(&b, name);
}
#define OLD(name, body, ...)                                                                       \
    old((const struct stream[]){__VA_ARGS__},                                                      \
        sizeof((const struct stream[]){__VA_ARGS__}) / sizeof(struct stream), body,                \
        sizeof(body) - 1, name)

static void test_DOC_02_documents_of_before_2007(void **state)
{
    (void)state;
    assert_string_equal(OLD("a.doc", "", {"WordDocument", 2, 0}), "application/msword");
    assert_string_equal(OLD("a.xls", "\x0A\0\0\0", {"Workbook", 2, 0}), "application/vnd.ms-excel");
    assert_string_equal(OLD("a.xls", "", {"Book", 2, 0}), "application/vnd.ms-excel");
    assert_string_equal(OLD("a.doc", "", {"Workbook", 2, 0}), "file.extension");
    /* a table in a letter is a letter */
    assert_string_equal(
        OLD("a.doc", "", {"WordDocument", 2, 0}, {"ObjectPool", 1, 0}, {"Workbook", 2, 1}),
        "application/msword");
    assert_string_equal(OLD("a.msi", "", {"Binary.x", 2, 0}), "file.active");
    assert_string_equal(OLD("a.msg", "", {"__properties_version1.0", 2, 0}), "file.type_refused");
    assert_string_equal(OLD("a.doc", "", {"WordDocument", 2, 0}, {"Workbook", 2, 0}),
                        "file.type_refused");
}

static void test_SEC_15_old_documents_with_macros(void **state)
{
    (void)state;
    assert_string_equal(OLD("a.doc", "", {"WordDocument", 2, 0}, {"Macros", 1, 0}), "file.macros");
    assert_string_equal(OLD("a.xls", "", {"Workbook", 2, 0}, {"_VBA_PROJECT_CUR", 1, 0}),
                        "file.macros");
    assert_string_equal(
        OLD("a.doc", "", {"WordDocument", 2, 0}, {"ObjectPool", 1, 0}, {"_VBA_PROJECT", 2, 1}),
        "file.macros");
    assert_string_equal(OLD("a.doc", "", {"WordDocument", 2, 0}, {"\1Ole10Native", 2, 0}),
                        "file.active");
    assert_string_equal(OLD("a.docx", "", {"EncryptionInfo", 2, 0}, {"EncryptedPackage", 2, 0}),
                        "file.protected");
    /* a sheet of macros, of before there were others; a password */
    assert_string_equal(OLD("a.xls", "\x85\0\x08\0\0\0\0\0\0\1\0\0\x0A\0\0\0", {"Workbook", 2, 0}),
                        "file.macros");
    assert_string_equal(OLD("a.xls", "\x85\0\x08\0\0\0\0\0\0\0\0\0\x0A\0\0\0", {"Workbook", 2, 0}),
                        "application/vnd.ms-excel");
    assert_string_equal(OLD("a.xls", "\x2F\0\2\0\0\0\x0A\0\0\0", {"Workbook", 2, 0}),
                        "file.protected");
    assert_string_equal(OLD("a.doc", "0123456789\0\1", {"WordDocument", 2, 0}), "file.protected");
}

static void test_SEC_15_old_documents_that_turn_in_a_ring(void **state)
{
    (void)state;
    struct ela_buf b;
    const struct stream s[] = {{"Workbook", 2, 0}, {"x", 2, 0}};
    for (size_t at = 512; at < 1024 + 3 * 128; at += 4)
        for (uint32_t v = 0; v < 6; v++) {
            const char *extension, *why;
            compound(&b, s, 2, "\x0C\0\xFF\xFF", 4);
            memset(b.p + at, 0, 4);
            b.p[at] = (char)v;
            (void)ela_file_sniff((struct ela_str){b.p, b.n}, ELA_STR("a.xls"), &extension, &why);
            ela_buf_release(&b);
        }
    compound(&b, s, 2, "", 0);
    b.p[512 + 4] = 1; /* its folder follows itself */
    assert_string_equal(ask_buf(&b, "a.xls"), "file.type_refused");
    compound(&b, s, 2, "", 0);
    b.p[1024 + 2 * 128 + 72] = 1; /* a neighbour of itself */
    memset(b.p + 1024 + 2 * 128 + 73, 0, 3);
    assert_string_equal(ask_buf(&b, "a.xls"), "file.type_refused");
}

static void test_SEC_15_a_long_document_is_judged_in_no_time(void **state)
{
    (void)state;
    struct ela_buf b;
    ela_buf_init(&b, 64 << 20);
    ela_buf_adds(&b, "%PDF-1.4\n");
    for (int i = 0; i < 10000; i++)
        ela_buf_addf(&b, "%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n", i);
    ela_buf_adds(&b, "%%EOF\n");
    assert_string_equal(ask_buf(&b, "annuaire.pdf"), "application/pdf");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_DOC_02_what_is_kept),
        cmocka_unit_test(test_DOC_02_a_wrong_extension),
        cmocka_unit_test(test_SEC_15_programs_and_scripts),
        cmocka_unit_test(test_SEC_15_a_file_that_is_two),
        cmocka_unit_test(test_DOC_02_an_archive_of_files),
        cmocka_unit_test(test_SEC_15_what_an_archive_must_not_hold),
        cmocka_unit_test(test_SEC_15_bombs_and_archives_that_do_not_hold_together),
        cmocka_unit_test(test_SEC_15_documents_with_macros),
        cmocka_unit_test(test_DOC_02_documents_of_before_2007),
        cmocka_unit_test(test_SEC_15_old_documents_with_macros),
        cmocka_unit_test(test_SEC_15_old_documents_that_turn_in_a_ring),
        cmocka_unit_test(test_SEC_15_a_long_document_is_judged_in_no_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
