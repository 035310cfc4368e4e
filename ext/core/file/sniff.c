/*
 * What bytes are, judged by the bytes alone. Only kinds that people send to their adviser are kept;
 * pages, programs, archives and documents with macros are not. Pure; fuzzed. Source: SEC-13.
 */
#include "file/file.h"

static uint32_t le16(const char *p)
{
    return (uint32_t)(unsigned char)p[0] | (uint32_t)(unsigned char)p[1] << 8;
}

static uint32_t le32(const char *p)
{
    return le16(p) | le16(p + 2) << 16;
}

static bool starts(struct ela_str b, const char *magic, size_t n)
{
    return b.n >= n && memcmp(b.p, magic, n) == 0;
}

static bool has_suffix(struct ela_str name, const char *suffix)
{
    size_t n = strlen(suffix);
    if (name.n < n)
        return false;
    for (size_t i = 0; i < n; i++) {
        char c = name.p[name.n - n + i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        if (c != suffix[i])
            return false;
    }
    return true;
}

/* --- archives that are documents ---------------------------------------------------------- */

enum { END_SIZE = 22, ENTRY_SIZE = 46, COMMENT_MAX = 65535, ENTRIES_MAX = 4096 };

struct inside {
    bool word, sheet, slides, types, macros;
};

static void look(struct inside *in, struct ela_str name)
{
    static const char macros[] = "vbaProject.bin";
    in->types = in->types || ela_str_is(name, "[Content_Types].xml");
    in->word = in->word || starts(name, "word/", 5);
    in->sheet = in->sheet || starts(name, "xl/", 3);
    in->slides = in->slides || starts(name, "ppt/", 4);
    in->macros = in->macros || has_suffix(name, "vbaproject.bin") ||
                 memmem(name.p, name.n, macros, sizeof macros - 1) != NULL;
}

/* Offset of the end record, looked for from the end; 0 when there is none. */
static size_t end_record(struct ela_str b)
{
    size_t lowest = b.n > END_SIZE + COMMENT_MAX ? b.n - END_SIZE - COMMENT_MAX : 1;
    for (size_t i = b.n - END_SIZE; i >= lowest; i--)
        if (memcmp(b.p + i, "PK\5\6", 4) == 0)
            return i;
    return 0;
}

/* The list of what is inside, as every reader of such documents goes by it. */
static bool contents(struct ela_str b, struct inside *in)
{
    size_t end = b.n >= END_SIZE + 4 ? end_record(b) : 0;
    memset(in, 0, sizeof *in);
    if (!end)
        return false;
    uint32_t count = le16(b.p + end + 10);
    size_t at = le32(b.p + end + 16);
    for (uint32_t i = 0; i < count && i < ENTRIES_MAX; i++) {
        if (at > end || end - at < ENTRY_SIZE || memcmp(b.p + at, "PK\1\2", 4) != 0)
            return false;
        size_t name = le16(b.p + at + 28), more = (size_t)le16(b.p + at + 30) + le16(b.p + at + 32);
        if (end - at - ENTRY_SIZE < name + more)
            return false;
        look(in, (struct ela_str){b.p + at + ENTRY_SIZE, name});
        at += ENTRY_SIZE + name + more;
    }
    return count > 0 && count <= ENTRIES_MAX;
}

/* OpenDocument: the first member is "mimetype", stored as it is. */
static const char *open_document(struct ela_str b, const char **extension)
{
    static const struct {
        const char *type, *extension;
    } kinds[] = {{"application/vnd.oasis.opendocument.text", "odt"},
                 {"application/vnd.oasis.opendocument.spreadsheet", "ods"},
                 {"application/vnd.oasis.opendocument.presentation", "odp"}};
    if (b.n < 38 || le16(b.p + 8) != 0 || le16(b.p + 26) != 8 ||
        memcmp(b.p + 30, "mimetype", 8) != 0)
        return NULL;
    size_t size = le32(b.p + 22), at = 38 + le16(b.p + 28);
    if (at > b.n || size > b.n - at)
        return NULL;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (ela_str_is((struct ela_str){b.p + at, size}, kinds[i].type)) {
            *extension = kinds[i].extension;
            return kinds[i].type;
        }
    return NULL;
}

static const char *archive(struct ela_str b, const char **extension)
{
    struct inside in;
    const char *open = open_document(b, extension);
    if (!contents(b, &in) || in.macros)
        return NULL;
    if (open)
        return open;
    if (!in.types || in.word + in.sheet + in.slides != 1)
        return NULL;
    *extension = in.word ? "docx" : in.sheet ? "xlsx" : "pptx";
    return in.word    ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
           : in.sheet ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                      : "application/vnd.openxmlformats-officedocument.presentationml.presentation";
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

/* --- texts -------------------------------------------------------------------------------- */

/* What a browser would take for a page, after blanks and a byte order mark. */
static bool looks_like_page(struct ela_str b)
{
    if (starts(b, "\xEF\xBB\xBF", 3))
        b = (struct ela_str){b.p + 3, b.n - 3};
    while (b.n && (*b.p == ' ' || *b.p == '\t' || *b.p == '\r' || *b.p == '\n'))
        b = (struct ela_str){b.p + 1, b.n - 1};
    return b.n > 0 && *b.p == '<';
}

/* Old tables of spreadsheets are in a one-byte encoding: bytes above ASCII pass. */
static bool is_text(struct ela_str b)
{
    for (size_t i = 0; i < b.n; i++) {
        unsigned char c = (unsigned char)b.p[i];
        if (c == 0x7F || (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f'))
            return false;
    }
    return !looks_like_page(b);
}

const char *ela_file_sniff(struct ela_str b, struct ela_str name, const char **extension)
{
    static const struct {
        const char *magic;
        size_t n;
        const char *type, *extension;
    } kinds[] = {{"%PDF-", 5, "application/pdf", "pdf"},
                 {"\x89PNG\r\n\x1a\n", 8, "image/png", "png"},
                 {"\xFF\xD8\xFF", 3, "image/jpeg", "jpg"}};
    *extension = "";
    if (b.n == 0)
        return NULL;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (starts(b, kinds[i].magic, kinds[i].n)) {
            *extension = kinds[i].extension;
            return kinds[i].type;
        }
    if (heic(b)) {
        *extension = "heic";
        return "image/heic";
    }
    if (starts(b, "PK\3\4", 4))
        return archive(b, extension);
    bool csv = has_suffix(name, ".csv");
    if ((!csv && !has_suffix(name, ".txt")) || !is_text(b))
        return NULL;
    *extension = csv ? "csv" : "txt";
    return csv ? "text/csv" : "text/plain";
}
