/*
 * What bytes are, judged by the bytes themselves, and whether their name says the same. Only kinds
 * that people send to their adviser are kept; pages, programs, and documents with macros are not.
 * Pure; fuzzed. Source: DOC-02, SEC-13, SEC-15.
 */
#include "file/sniff.h"

enum { HEAD = 16 /* what tells a program from a document */ };

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool ela__has_suffix(struct ela_str name, const char *suffix)
{
    size_t n = strlen(suffix);
    if (name.n < n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (small(name.p[name.n - n + i]) != suffix[i])
            return false;
    return true;
}

bool ela__has_word(struct ela_str b, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; n <= b.n && i <= b.n - n; i++)
        if (small(b.p[i]) == *word && strncasecmp(b.p + i, word, n) == 0)
            return true;
    return false;
}

/* --- names -------------------------------------------------------------------------------- */

/* What is left of a name once a system has dropped what it drops. */
static struct ela_str as_opened(struct ela_str name)
{
    const char *colon = name.n > 2 ? memchr(name.p + 2, ':', name.n - 2) : NULL;
    if (colon)
        name.n = (size_t)(colon - name.p);
    while (name.n && strchr(". \t\"'", name.p[name.n - 1]))
        name.n--;
    return name;
}

/* Letters after the last dot; "" when they are no extension. */
static struct ela_str extension_of(struct ela_str name)
{
    size_t at = name.n;
    while (at > 0 && name.p[at - 1] != '.' && name.p[at - 1] != '/' && name.p[at - 1] != '\\')
        at--;
    bool is = at > 1 && name.p[at - 1] == '.' && name.n - at <= 12;
    return is ? (struct ela_str){name.p + at, name.n - at} : (struct ela_str){"", 0};
}

static bool one_of(struct ela_str extension, const char *const *list)
{
    for (; *list; list++)
        if (extension.n == strlen(*list) && ela__has_suffix(extension, *list))
            return true;
    return false;
}

bool ela__name_acts(struct ela_str name)
{
    static const char *const acts[] = {
        "exe",         "dll",        "com",       "scr",
        "pif",         "msi",        "msp",       "mst",
        "bat",         "cmd",        "ps1",       "psm1",
        "psd1",        "vbs",        "vbe",       "vb",
        "js",          "jse",        "mjs",       "cjs",
        "wsf",         "wsh",        "ws",        "sct",
        "hta",         "jar",        "class",     "war",
        "jnlp",        "lnk",        "scf",       "url",
        "reg",         "inf",        "cpl",       "sys",
        "drv",         "ocx",        "xll",       "app",
        "dmg",         "pkg",        "deb",       "rpm",
        "apk",         "dex",        "ipa",       "run",
        "bin",         "elf",        "so",        "dylib",
        "sh",          "bash",       "csh",       "ksh",
        "zsh",         "fish",       "command",   "action",
        "py",          "pyc",        "pyw",       "pl",
        "rb",          "lua",        "php",       "phtml",
        "phar",        "php3",       "asp",       "aspx",
        "jsp",         "cgi",        "shtml",     "html",
        "htm",         "xhtml",      "xht",       "svg",
        "svgz",        "xsl",        "xslt",      "mht",
        "mhtml",       "chm",        "hlp",       "gadget",
        "application", "msc",        "msh",       "docm",
        "dotm",        "xlsm",       "xltm",      "xlsb",
        "xlam",        "pptm",       "potm",      "ppam",
        "ppsm",        "sldm",       "xla",       "swf",
        "iqy",         "slk",        "wasm",      "desktop",
        "workflow",    "diagcab",    "appx",      "msix",
        "appref-ms",   "library-ms", "search-ms", "settingcontent-ms",
        "rdp",         NULL};
    return one_of(extension_of(as_opened(name)), acts);
}

bool ela__name_packs(struct ela_str name)
{
    static const char *const packs[] = {"zip", "rar", "7z",  "gz",  "tgz", "bz2", "xz",   "zst",
                                        "tar", "cab", "ace", "arj", "lzh", "lz4", "lz",   "z",
                                        "iso", "img", "vhd", "one", "udf", "wim", "vhdx", NULL};
    return one_of(extension_of(as_opened(name)), packs);
}

bool ela__program(struct ela_str b)
{
    static const struct {
        const char *magic;
        size_t n;
    } programs[] = {{"MZ", 2},
                    {"\x7F"
                     "ELF",
                     4},
                    {"#!", 2},
                    {"\xCF\xFA\xED\xFE", 4},
                    {"\xCE\xFA\xED\xFE", 4},
                    {"\xFE\xED\xFA\xCE", 4},
                    {"\xFE\xED\xFA\xCF", 4},
                    {"\xCA\xFE\xBA\xBE", 4},
                    {"dex\n", 4},
                    {"\0asm", 4},
                    {"L\0\0\0\1\x14\2\0", 8}};
    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++)
        if (ela__starts(b, programs[i].magic, programs[i].n))
            return true;
    return false;
}

/* Kinds whose name and bytes have to agree; pictures are often named after each other, which does
 * no harm: the name is mended. */
static bool name_agrees(struct ela_str name, const char *extension)
{
    static const char *const known[] = {
        "pdf", "jpg",  "jpeg", "png",  "heic", "heif", "tif", "tiff", "gif",  "bmp", "webp",
        "doc", "docx", "xls",  "xlsx", "ppt",  "pptx", "odt", "ods",  "odp",  "csv", "txt",
        "xml", "eml",  "zip",  "rtf",  "msg",  "mp4",  "mov", "mp3",  "json", NULL};
    static const char *const pictures[] = {"jpg",  "jpeg", "png",  "heic",
                                           "heif", "tif",  "tiff", NULL};
    struct ela_str said = extension_of(as_opened(name));
    if (!one_of(said, known) || (said.n == strlen(extension) && ela__has_suffix(said, extension)))
        return true;
    return one_of(said, pictures) && one_of(ela_str_of(extension), pictures);
}

/* --- pictures ----------------------------------------------------------------------------- */

static bool heic(struct ela_str b)
{
    static const char *const brands[] = {"heic", "heix", "heim", "heis", "mif1", "msf1"};
    if (b.n < 16 || memcmp(b.p + 4, "ftyp", 4) != 0)
        return false;
    for (size_t i = 0; i < sizeof brands / sizeof brands[0]; i++)
        if (memcmp(b.p + 8, brands[i], 4) == 0)
            return true;
    return false;
}

static uint32_t number(const char *p, size_t n, bool big)
{
    uint32_t out = 0;
    for (size_t i = 0; i < n; i++)
        out |= (uint32_t)(unsigned char)p[i] << 8 * (big ? n - 1 - i : i);
    return out;
}

static bool tiff_head(struct ela_str b)
{
    return ela__starts(b, "II*\0", 4) || ela__starts(b, "MM\0*", 4);
}

/* Its first list of fields is there. */
static bool tiff(struct ela_str b)
{
    if (b.n < 8 || !tiff_head(b))
        return false;
    bool big = *b.p == 'M';
    size_t at = number(b.p + 4, 4, big);
    if (at < 8 || at > b.n || b.n - at < 6)
        return false;
    size_t fields = number(b.p + at, 2, big);
    return fields > 0 && fields * 12 <= b.n - at - 2;
}

/* --- texts -------------------------------------------------------------------------------- */

static struct ela_str after_blanks(struct ela_str b)
{
    if (ela__starts(b, "\xEF\xBB\xBF", 3))
        b = (struct ela_str){b.p + 3, b.n - 3};
    while (b.n && (*b.p == ' ' || *b.p == '\t' || *b.p == '\r' || *b.p == '\n'))
        b = (struct ela_str){b.p + 1, b.n - 1};
    return b;
}

/* Old tables of spreadsheets are in a one-byte encoding: bytes above ASCII pass. */
static bool is_text(struct ela_str b)
{
    for (size_t i = 0; i < b.n; i++) {
        unsigned char c = (unsigned char)b.p[i];
        if (c == 0x7F || (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f'))
            return false;
    }
    return true;
}

/* Data, as banks and administrations send it: nothing that a browser would run, no entity. */
static const char *xml_refused(struct ela_str b)
{
    static const char *const acts[] = {"<script",
                                       "<html",
                                       "<svg",
                                       "<xsl:",
                                       "<!entity",
                                       "<!doctype",
                                       "<?xml-stylesheet",
                                       "<iframe",
                                       "<?php",
                                       "javascript:",
                                       "http://www.w3.org/1999/xhtml",
                                       "http://www.w3.org/2000/svg",
                                       "http://www.w3.org/1999/xsl/transform",
                                       "urn:schemas-microsoft-com:office:"};
    if (*b.p != '<' || b.n < 4)
        return "file.extension";
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++)
        if (ela__has_word(b, acts[i]))
            return "file.active";
    return NULL;
}

static struct ela_str line(struct ela_str *rest)
{
    const char *end = memchr(rest->p, '\n', rest->n);
    struct ela_str l = {rest->p, end ? (size_t)(end - rest->p) : rest->n};
    size_t used = l.n + (end != NULL);
    *rest = (struct ela_str){rest->p + used, rest->n - used};
    if (l.n && l.p[l.n - 1] == '\r')
        l.n--;
    return l;
}

/* Lines of a head, of which at least two are a letter's. */
static bool letter_head(struct ela_str b)
{
    static const char *const fields[] = {
        "from:",     "to:",         "date:",         "subject:",
        "received:", "message-id:", "mime-version:", "return-path:"};
    int known = 0;
    for (int i = 0; i < 400 && b.n; i++) {
        struct ela_str l = line(&b);
        if (l.n == 0)
            break;
        for (size_t k = 0; k < sizeof fields / sizeof fields[0]; k++)
            known +=
                l.n >= strlen(fields[k]) && strncasecmp(l.p, fields[k], strlen(fields[k])) == 0;
        bool goes_on = *l.p == ' ' || *l.p == '\t';
        if (!goes_on && !memchr(l.p, ':', l.n) && !ela__starts(l, "From ", 5))
            return false;
    }
    return known >= 2;
}

/* name="a.exe", filename*=utf-8''a%2Eexe: something is enclosed that would run. */
static bool encloses_program(struct ela_str b)
{
    while (b.n) {
        struct ela_str l = line(&b);
        for (size_t i = 0; i + 5 < l.n; i++) {
            if (strncasecmp(l.p + i, "name", 4) != 0)
                continue;
            const char *eq = memchr(l.p + i, '=', l.n - i);
            if (!eq)
                break;
            char name[256];
            size_t n = 0, at = (size_t)(eq - l.p) + 1;
            while (at < l.n && (l.p[at] == '"' || l.p[at] == ' '))
                at++;
            for (; at < l.n && n < sizeof name && l.p[at] != '"' && l.p[at] != ';'; at++) {
                bool dot = at + 2 < l.n && l.p[at] == '%' && l.p[at + 1] == '2' &&
                           small(l.p[at + 2]) == 'e';
                name[n++] = dot ? '.' : l.p[at];
                at += dot ? 2 : 0;
            }
            if (ela__name_acts((struct ela_str){name, n}))
                return true;
            i = at;
        }
    }
    return false;
}

static struct ela__kind text(struct ela_str b, struct ela_str name)
{
    static const struct ela__kind kinds[] = {{"text/plain", "txt", NULL},
                                             {"text/csv", "csv", NULL},
                                             {"text/xml", "xml", NULL},
                                             {"message/rfc822", "eml", NULL}};
    static const char *const ends[] = {".txt", ".csv", ".xml", ".eml"};
    struct ela_str body = after_blanks(b);
    size_t k = 0;
    while (k < 4 && !ela__has_suffix(as_opened(name), ends[k]))
        k++;
    if (k == 4 || !is_text(b) || body.n == 0)
        return (struct ela__kind){NULL, "", "file.type_refused"};
    struct ela__kind out = kinds[k];
    if (ela__starts(b, "#!", 2))
        out.refused = "file.active";
    else if (k == 2)
        out.refused = xml_refused(body);
    else if (*body.p == '<') /* what a browser would take for a page */
        out.refused = "file.type_refused";
    else if (k == 3 && !letter_head(body))
        out.refused = "file.extension";
    else if (k == 3 && encloses_program(body))
        out.refused = "file.active";
    return out;
}

/* --- all of them -------------------------------------------------------------------------- */

static struct ela__kind picture_or_pdf(struct ela_str b)
{
    static const struct {
        const char *magic;
        size_t n;
        struct ela__kind kind;
    } kinds[] = {{"%PDF-", 5, {"application/pdf", "pdf", NULL}},
                 {"\x89PNG\r\n\x1a\n", 8, {"image/png", "png", NULL}},
                 {"\xFF\xD8\xFF", 3, {"image/jpeg", "jpg", NULL}}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (ela__starts(b, kinds[i].magic, kinds[i].n))
            return kinds[i].kind;
    if (heic(b))
        return (struct ela__kind){"image/heic", "heic", NULL};
    if (tiff(b))
        return (struct ela__kind){"image/tiff", "tiff", NULL};
    return (struct ela__kind){NULL, "", NULL};
}

static struct ela__kind judge(struct ela_str b, struct ela_str name)
{
    struct ela__kind kind = picture_or_pdf(b);
    if (kind.type)
        kind.refused = ela__hidden(b, kind.extension);
    else if (ela__starts(b, "PK\3\4", 4))
        kind = ela__archive(b);
    else if (ela__is_compound(b))
        kind = ela__compound(b);
    else
        kind = text(b, name);
    if (!kind.refused && !name_agrees(name, kind.extension))
        kind.refused = "file.extension";
    return kind;
}

const char *ela_file_sniff(struct ela_str b, struct ela_str name, const char **extension,
                           const char **why)
{
    *extension = "";
    *why = "file.active";
    if (b.n == 0)
        *why = "file.type_refused";
    if (b.n == 0 || ela__name_acts(name))
        return NULL;
    struct ela__kind kind = judge(b, name);
    *why = kind.refused;
    if (kind.refused)
        return NULL;
    *extension = kind.extension;
    return kind.type;
}

bool ela__may_begin(struct ela_str b)
{
    size_t n = b.n < HEAD ? b.n : HEAD, printable = 0;
    if (ela__starts(b, "PK", 2) || ela__is_compound(b) || tiff_head(b))
        return true;
    while (printable < n &&
           ((unsigned char)b.p[printable] >= 0x20 || strchr("\t\n\r\f", b.p[printable])))
        printable++;
    return printable == n ? !ela__starts(b, "#!", 2) : picture_or_pdf(b).type != NULL;
}
