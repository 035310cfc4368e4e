/*
 * Documents of Word and Excel as they were before 2007: a small file system in a file. Which of the
 * two it is say the streams of its root; macros, programs that were packed into it and locked ones
 * are told from names and first records. Every chain is followed within the file and no further
 * than it is long. Pure; fuzzed. Source: DOC-02, SEC-15.
 */
#include "file/sniff.h"

enum {
    HEAD_SIZE = 512,
    IN_HEAD = 109, /* sectors of the table that the head names */
    ENTRY = 128,
    NAME_BYTES = 64,
    ENTRIES_MAX = 16384,
    DEPTH = 64,
    VISITS = 4096,
    RECORDS_MAX = 20000,
    STORAGE = 1,
    STREAM = 2,
    ROOT = 5
};
#define NOTHING 0xFFFFFFFAu /* and above: no sector */

struct volume {
    struct ela_str b;
    unsigned shift; /* of a sector's size */
    uint32_t sectors, table, folder, small;
};

struct item {
    char name[NAME_BYTES / 2 + 1]; /* what is not ASCII: '?' */
    int type;
    uint32_t left, right, child, start, size;
};

bool ela__is_compound(struct ela_str b)
{
    return ela__starts(b, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
}

static bool open_volume(struct ela_str b, struct volume *v)
{
    if (b.n < HEAD_SIZE * 2)
        return false;
    uint32_t shift = ela__le16(b.p + 30);
    if ((shift != 9 && shift != 12) || ela__le16(b.p + 28) != 0xFFFE)
        return false;
    *v = (struct volume){.b = b,
                         .shift = shift,
                         .sectors = (uint32_t)((b.n - 1) >> shift),
                         .table = ela__le32(b.p + 44),
                         .folder = ela__le32(b.p + 48),
                         .small = ela__le32(b.p + 56)};
    return true;
}

/* Bytes of a sector; shorter at the end of a file that was cut. n 0: there is none. */
static struct ela_str sector(const struct volume *v, uint32_t s)
{
    uint64_t at = ((uint64_t)s + 1) << v->shift, size = (uint64_t)1 << v->shift;
    if (s >= NOTHING || at >= v->b.n)
        return (struct ela_str){"", 0};
    uint64_t n = v->b.n - at < size ? v->b.n - at : size;
    return (struct ela_str){v->b.p + at, (size_t)n};
}

static uint32_t word_of(struct ela_str s, size_t i)
{
    return s.n >= (i + 1) * 4 ? ela__le32(s.p + i * 4) : 0xFFFFFFFF;
}

/* Sector number `i` of the table that says what follows what. */
static uint32_t table_sector(const struct volume *v, uint32_t i)
{
    if (i < IN_HEAD)
        return ela__le32(v->b.p + 76 + (size_t)i * 4);
    uint32_t per = (1u << v->shift) / 4 - 1, s = ela__le32(v->b.p + 68);
    uint32_t steps = (i - IN_HEAD) / per;
    if (steps > v->sectors)
        return 0xFFFFFFFF;
    while (steps-- > 0 && s < NOTHING)
        s = word_of(sector(v, s), per);
    return word_of(sector(v, s), (i - IN_HEAD) % per);
}

static uint32_t after(const struct volume *v, uint32_t s)
{
    uint32_t per = (1u << v->shift) / 4;
    if (s >= NOTHING || s / per >= v->table)
        return 0xFFFFFFFF;
    return word_of(sector(v, table_sector(v, s / per)), s % per);
}

/* --- its folder --------------------------------------------------------------------------- */

static bool item_at(struct ela_str s, size_t i, struct item *out)
{
    const char *p = s.p + i * ENTRY;
    if (s.n < (i + 1) * ENTRY)
        return false;
    size_t n = ela__le16(p + 64);
    n = n > NAME_BYTES ? NAME_BYTES : n;
    *out = (struct item){.type = (unsigned char)p[66],
                         .left = ela__le32(p + 68),
                         .right = ela__le32(p + 72),
                         .child = ela__le32(p + 76),
                         .start = ela__le32(p + 116),
                         .size = ela__le32(p + 120)};
    for (size_t k = 0; k + 1 < n && k / 2 < NAME_BYTES / 2; k += 2) {
        char c = p[k];
        if (c == '\0' && p[k + 1] == '\0')
            break;
        out->name[k / 2] = p[k + 1] || (unsigned char)c >= 0x80 ? '?' : c;
    }
    return true;
}

static bool item(const struct volume *v, uint32_t id, struct item *out)
{
    uint32_t per = (1u << v->shift) / ENTRY, s = v->folder;
    for (uint32_t steps = id / per; steps > 0 && s < NOTHING; steps--)
        s = after(v, s);
    return item_at(sector(v, s), id % per, out);
}

struct found {
    bool word, sheet, macros, active, locked;
    uint32_t document, documents_size, book, book_size;
};

/* Wherever it stands in the file. */
static void look_anywhere(const struct item *i, struct found *f)
{
    static const char *const macros[] = {"Macros", "VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR"};
    for (size_t k = 0; k < sizeof macros / sizeof macros[0]; k++)
        f->macros = f->macros || strcasecmp(i->name, macros[k]) == 0;
    f->active = f->active || strcasecmp(i->name, "\1Ole10Native") == 0;
    f->locked = f->locked || strcasecmp(i->name, "EncryptedPackage") == 0;
}

static bool all_items(const struct volume *v, struct found *f)
{
    uint32_t per = (1u << v->shift) / ENTRY, seen = 0;
    for (uint32_t s = v->folder; s < NOTHING; s = after(v, s)) {
        struct ela_str bytes = sector(v, s);
        struct item i;
        for (uint32_t k = 0; k < per && item_at(bytes, k, &i); k++)
            if (i.type == STORAGE || i.type == STREAM)
                look_anywhere(&i, f);
        seen += per;
        if (seen > ENTRIES_MAX || bytes.n == 0)
            return false;
    }
    return seen > 0;
}

static void look_at_root(const struct item *i, struct found *f)
{
    if (i->type != STREAM)
        return;
    if (strcasecmp(i->name, "WordDocument") == 0) {
        f->word = true;
        f->document = i->start;
        f->documents_size = i->size;
    }
    if (strcasecmp(i->name, "Workbook") == 0 || strcasecmp(i->name, "Book") == 0) {
        f->sheet = true;
        f->book = i->start;
        f->book_size = i->size;
    }
}

/* What hangs on the root: a tree of neighbours. */
static bool root_items(const struct volume *v, struct found *f)
{
    uint32_t stack[DEPTH];
    struct item i;
    int depth = 0, visits = 0;
    if (!item(v, 0, &i) || i.type != ROOT)
        return false;
    stack[depth++] = i.child;
    while (depth > 0) {
        uint32_t id = stack[--depth];
        if (id >= ENTRIES_MAX)
            continue;
        if (++visits > VISITS || depth + 2 > DEPTH || !item(v, id, &i))
            return false;
        look_at_root(&i, f);
        stack[depth++] = i.left;
        stack[depth++] = i.right;
    }
    return true;
}

/* --- first records of its streams --------------------------------------------------------- */

struct stream {
    const struct volume *v;
    uint32_t sector;
    size_t at;    /* in the sector */
    size_t steps; /* sectors read: a chain is no longer than the file */
};

static bool read_bytes(struct stream *s, char *out, size_t n)
{
    while (n > 0) {
        struct ela_str bytes = sector(s->v, s->sector);
        if (s->at >= bytes.n) {
            s->sector = after(s->v, s->sector);
            s->at = 0;
            if (s->sector >= NOTHING || ++s->steps > s->v->sectors)
                return false;
            continue;
        }
        size_t part = bytes.n - s->at < n ? bytes.n - s->at : n;
        if (out) {
            memcpy(out, bytes.p + s->at, part);
            out += part;
        }
        s->at += part;
        n -= part;
    }
    return true;
}

/* Sheets of macros, and a password, of the records before the first end. */
static void look_at_book(const struct volume *v, struct found *f)
{
    enum { END = 0x0A, PASSWORD = 0x2F, SHEET = 0x85 };
    struct stream s = {v, f->book, 0, 0};
    char head[4], sheet[6];
    if (f->book_size < v->small)
        return; /* too little to hold a sheet */
    for (int i = 0; i < RECORDS_MAX && read_bytes(&s, head, 4); i++) {
        uint32_t kind = ela__le16(head), n = ela__le16(head + 2);
        bool named = kind == SHEET && n >= sizeof sheet;
        if (kind == END || (named && !read_bytes(&s, sheet, sizeof sheet)))
            return;
        f->locked = f->locked || kind == PASSWORD;
        f->macros = f->macros || (named && (sheet[5] == 1 || sheet[5] == 6));
        if (!read_bytes(&s, NULL, named ? n - sizeof sheet : n))
            return;
    }
}

static void look_at_text(const struct volume *v, struct found *f)
{
    struct stream s = {v, f->document, 0, 0};
    char head[12];
    if (f->documents_size >= v->small && read_bytes(&s, head, sizeof head))
        f->locked = f->locked || (ela__le16(head + 10) & 0x0100);
}

struct ela__kind ela__compound(struct ela_str b)
{
    static const struct ela__kind word = {"application/msword", "doc", NULL},
                                  sheet = {"application/vnd.ms-excel", "xls", NULL};
    struct volume v;
    struct found f = {0};
    struct ela__kind none = {NULL, "", "file.type_refused"};
    if (!open_volume(b, &v) || !all_items(&v, &f) || !root_items(&v, &f))
        return none;
    if (f.sheet)
        look_at_book(&v, &f);
    if (f.word)
        look_at_text(&v, &f);
    none.refused = f.macros   ? "file.macros"
                   : f.active ? "file.active"
                   : f.locked ? "file.protected"
                              : "file.type_refused";
    if (f.macros || f.active || f.locked || f.word == f.sheet)
        return none;
    return f.word ? word : sheet;
}
