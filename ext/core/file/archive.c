/*
 * Archives, and documents that are archives, by the list at their end and nothing else: never
 * unpacked, no length taken on trust. An archive that is one holds files that people send: no
 * program, no script, no other archive, no name that leads out of its folder, nothing locked, and
 * no more than what such files unpack to. Pure; fuzzed. Source: DOC-02, SEC-15.
 */
#include "file/sniff.h"

enum {
    END_SIZE = 22,
    ENTRY_SIZE = 46,
    LOCAL_SIZE = 30,
    COMMENT_MAX = 65535,
    ENTRIES_MAX = 10000,
    UNORDERED_MAX = 500,
    NAME_LONGEST = 1024,
    LOCKED = 1, /* flag of an entry */
    LINK = 0xA000
};
#define UNPACKED_MAX  ((uint64_t)2 << 30)
#define UNPACKED_FINE ((uint64_t)100 << 20)
#define RATIO_MAX     100

/* The list: from `at` to `end`, its entries. */
struct list {
    struct ela_str b;
    size_t at, end;
    uint32_t count;
};

struct entry {
    struct ela_str name;
    uint32_t flags, method, mode;
    uint64_t packed, unpacked;
    size_t from, to, data; /* of its bytes, its own head included */
};

struct inside {
    bool word, sheet, slides, types, macros, locked, java;
    bool bad;    /* does not hold together */
    bool active; /* programs, scripts, other ways to act */
    bool packs;  /* other archives */
    uint64_t unpacked;
};

/* --- the list ----------------------------------------------------------------------------- */

/* Offset of the end record, looked for from the end; 0 when there is none. */
static size_t end_record(struct ela_str b)
{
    size_t lowest = b.n > END_SIZE + COMMENT_MAX ? b.n - END_SIZE - COMMENT_MAX : 1;
    if (b.n < END_SIZE + 4)
        return 0;
    for (size_t i = b.n - END_SIZE; i >= lowest; i--)
        if (memcmp(b.p + i, "PK\5\6", 4) == 0)
            return i;
    return 0;
}

static bool find_list(struct ela_str b, struct list *l)
{
    size_t end = end_record(b);
    if (!end)
        return false;
    *l = (struct list){b, ela__le32(b.p + end + 16), end, ela__le16(b.p + end + 10)};
    /* whole, on this disk, right before its end record, which ends the file */
    return l->count > 0 && l->count <= ENTRIES_MAX && ela__le16(b.p + end + 8) == l->count &&
           ela__le32(b.p + end + 4) == 0 && l->at < end &&
           l->at + (uint64_t)ela__le32(b.p + end + 12) == end &&
           end + END_SIZE + ela__le16(b.p + end + 20) == b.n;
}

/* The entry at *at, which moves on. False: it does not hold together. */
static bool next_entry(const struct list *l, size_t *at, struct entry *e)
{
    const char *p = l->b.p + *at;
    if (*at > l->end || l->end - *at < ENTRY_SIZE || memcmp(p, "PK\1\2", 4) != 0)
        return false;
    size_t name = ela__le16(p + 28), more = (size_t)ela__le16(p + 30) + ela__le16(p + 32);
    if (l->end - *at - ENTRY_SIZE < name + more)
        return false;
    *e = (struct entry){.name = {p + ENTRY_SIZE, name},
                        .flags = ela__le16(p + 8),
                        .method = ela__le16(p + 10),
                        .mode = (unsigned char)p[5] == 3 ? ela__le16(p + 40) & 0xF000 : 0,
                        .packed = ela__le32(p + 20),
                        .unpacked = ela__le32(p + 24),
                        .from = ela__le32(p + 42)};
    *at += ENTRY_SIZE + name + more;
    return true;
}

/* Its own head says the same as the list, and its bytes lie before the list. */
static bool head_fits(const struct list *l, struct entry *e)
{
    if (e->from > l->at || l->at - e->from < LOCAL_SIZE)
        return false;
    const char *p = l->b.p + e->from;
    size_t name = ela__le16(p + 26), room = l->at - e->from - LOCAL_SIZE;
    size_t more = ela__le16(p + 28);
    if (memcmp(p, "PK\3\4", 4) != 0 || name != e->name.n || room < name + more ||
        memcmp(p + LOCAL_SIZE, e->name.p, name) != 0)
        return false;
    e->data = e->from + LOCAL_SIZE + name + more;
    if (l->at - e->data < e->packed)
        return false;
    e->to = e->data + (size_t)e->packed;
    return true;
}

/* Two entries over the same bytes: how little becomes a lot. */
static bool overlaps(const struct list *l, const struct entry *one, uint32_t index)
{
    struct entry e;
    size_t at = l->at;
    for (uint32_t i = 0; i < index; i++)
        if (!next_entry(l, &at, &e) || !head_fits(l, &e) || (e.from < one->to && one->from < e.to))
            return true;
    return false;
}

/* --- what stands in it -------------------------------------------------------------------- */

static bool name_leads_out(struct ela_str name)
{
    size_t from = 0;
    if (name.n == 0 || name.n > NAME_LONGEST || name.p[0] == '/' || name.p[0] == '\\' ||
        (name.n > 1 && name.p[1] == ':'))
        return true;
    for (size_t i = 0; i <= name.n; i++) {
        if (i < name.n && ((unsigned char)name.p[i] < 0x20 || name.p[i] == 0x7F))
            return true;
        if (i < name.n && name.p[i] != '/' && name.p[i] != '\\')
            continue;
        if (i - from == 2 && name.p[from] == '.' && name.p[from + 1] == '.')
            return true;
        from = i + 1;
    }
    return false;
}

static void look(struct inside *in, const struct entry *e)
{
    struct ela_str n = e->name;
    in->types = in->types || ela_str_is(n, "[Content_Types].xml");
    in->word = in->word || ela__starts(n, "word/", 5);
    in->sheet = in->sheet || ela__starts(n, "xl/", 3);
    in->slides = in->slides || ela__starts(n, "ppt/", 4);
    in->java = in->java || ela_str_is(n, "META-INF/MANIFEST.MF");
    in->macros = in->macros || ela__has_word(n, "vbaproject.bin") ||
                 ela__starts(n, "xl/macrosheets/", 15) || ela__starts(n, "Basic/", 6) ||
                 ela__starts(n, "Scripts/", 8);
    in->locked = in->locked || (e->flags & LOCKED);
}

/* What only an archive that is no document is asked. */
static void look_closely(const struct list *l, struct inside *in, const struct entry *e)
{
    struct ela_str first = {l->b.p + e->data, (size_t)e->packed};
    bool stored = e->method == 0;
    bool document = ela__has_suffix(e->name, "x") || ela__has_suffix(e->name, ".odt") ||
                    ela__has_suffix(e->name, ".ods") || ela__has_suffix(e->name, ".odp");
    in->bad = in->bad || name_leads_out(e->name);
    in->active =
        in->active || ela__name_acts(e->name) || e->mode == LINK || (stored && ela__program(first));
    in->packs = in->packs || ela__name_packs(e->name) ||
                (stored && !document && ela__starts(first, "PK\3\4", 4));
}

static bool contents(struct ela_str b, struct inside *in)
{
    struct list l;
    size_t at, before = 0;
    memset(in, 0, sizeof *in);
    if (!find_list(b, &l))
        return false;
    at = l.at;
    for (uint32_t i = 0; i < l.count; i++) {
        struct entry e;
        if (!next_entry(&l, &at, &e) || !head_fits(&l, &e))
            return false;
        if (e.from < before && (l.count > UNORDERED_MAX || overlaps(&l, &e, i)))
            return false;
        before = e.to > before ? e.to : before;
        in->unpacked += e.unpacked;
        look(in, &e);
        look_closely(&l, in, &e);
    }
    return at == l.end;
}

/* --- documents ---------------------------------------------------------------------------- */

/* OpenDocument: the first member is "mimetype", stored as it is. */
static struct ela__kind open_document(struct ela_str b)
{
    static const struct ela__kind kinds[] = {
        {"application/vnd.oasis.opendocument.text", "odt", NULL},
        {"application/vnd.oasis.opendocument.spreadsheet", "ods", NULL},
        {"application/vnd.oasis.opendocument.presentation", "odp", NULL}};
    const struct ela__kind none = {NULL, "", NULL};
    if (b.n < 38 || ela__le16(b.p + 8) != 0 || ela__le16(b.p + 26) != 8 ||
        memcmp(b.p + 30, "mimetype", 8) != 0)
        return none;
    size_t size = ela__le32(b.p + 22), at = 38 + ela__le16(b.p + 28);
    if (at > b.n || size > b.n - at)
        return none;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (ela_str_is((struct ela_str){b.p + at, size}, kinds[i].type))
            return kinds[i];
    return (struct ela__kind){NULL, "", "file.type_refused"}; /* books, drawings, other packages */
}

static struct ela__kind document(const struct inside *in)
{
#define OOXML "application/vnd.openxmlformats-officedocument."
    static const struct ela__kind word = {OOXML "wordprocessingml.document", "docx", NULL},
                                  sheet = {OOXML "spreadsheetml.sheet", "xlsx", NULL},
                                  slides = {OOXML "presentationml.presentation", "pptx", NULL};
    if (!in->types || in->word + in->sheet + in->slides != 1)
        return (struct ela__kind){NULL, "", in->types ? "file.type_refused" : NULL};
    return in->word ? word : in->sheet ? sheet : slides;
}

static struct ela__kind refused(const char *why)
{
    return (struct ela__kind){NULL, "", why};
}

struct ela__kind ela__archive(struct ela_str b)
{
    struct inside in;
    if (!contents(b, &in))
        return refused("file.archive");
    if (in.locked)
        return refused("file.protected");
    struct ela__kind kind = open_document(b);
    if (!kind.type && !kind.refused)
        kind = document(&in);
    bool office = kind.type != NULL;
    if (office && in.macros)
        return refused("file.macros");
    bool too_much = in.unpacked > UNPACKED_MAX ||
                    (in.unpacked > UNPACKED_FINE && in.unpacked / b.n >= RATIO_MAX);
    if (kind.refused || too_much)
        return refused(too_much ? "file.archive" : kind.refused);
    if (office)
        return kind;
    if (in.active || in.java)
        return refused("file.active");
    return in.bad || in.packs ? refused("file.archive")
                              : (struct ela__kind){"application/zip", "zip", NULL};
}

bool ela__archive_tail(struct ela_str b)
{
    size_t lowest = b.n > END_SIZE + COMMENT_MAX ? b.n - END_SIZE - COMMENT_MAX : 1;
    if (b.n < END_SIZE + ENTRY_SIZE)
        return false;
    for (size_t i = b.n - END_SIZE; i >= lowest; i--) {
        if (b.p[i] != 'P' || memcmp(b.p + i, "PK\5\6", 4) != 0)
            continue;
        size_t list = ela__le32(b.p + i + 12);
        if (list >= 4 && list <= i && memcmp(b.p + i - list, "PK\1\2", 4) == 0)
            return true;
    }
    return false;
}
