/*
 * Packs: files of definitions that come together, shipped or from another installation. All or
 * nothing; what is there already is left alone; what was edited here is not overwritten, the newer
 * shipped revision is kept beside it. Source: CASE-04, PLAT-12.
 */
#include "meta/meta_sql.h"
#include "meta/meta_write.h"

enum { FILES_MAX = 300, FILE_BYTES = 1024 * 1024, MEMBERS_MAX = 200 };

/* A file may hold all that an installation has. */
static const struct ela_json_limits FILE_LIMITS = {FILE_BYTES, 40, 200000};

static const struct ela_field FILE_FIELDS[] = {
    {.name = "path", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 160},
    {.name = "body", .type = ELA_FT_TEXT, .flags = ELA_FF_REQUIRED, .min = 2, .max = FILE_BYTES},
    {.type = ELA_FT_END},
};
const struct ela_field ELA__PACK_FIELDS[] = {
    {.name = "pack", .type = ELA_FT_LINE, .max = 40},
    {.name = "files",
     .type = ELA_FT_LIST,
     .flags = ELA_FF_REQUIRED,
     .min = 1,
     .max = FILES_MAX,
     .fields = FILE_FIELDS},
    {.type = ELA_FT_END},
};

struct item {
    const char *file, *kind;
    const struct ela_json *body;
    struct ela__parsed parsed;
};

struct pack {
    struct ela_call *c;
    char code[41], version[25];
    struct ela_json *trees[FILES_MAX];
    size_t ntrees;
    struct item *items;
    size_t nitems, max;
    const struct ela_meta_list **lists;
    size_t nlists;
    struct ela_json *problems; /* collected where a caller wants them all; NULL: the first fails */
};

static void release(struct pack *p)
{
    for (size_t i = 0; i < p->ntrees; i++)
        ela_json_free(p->trees[i]);
}

/* --- reading files ------------------------------------------------------------------------ */

/* A fault of a file: told with the others, or ends it all. */
static enum ela_status fault(struct pack *p, const char *file, const char *key, const char *path,
                             const char *name, const char *value, struct ela_error *err)
{
    if (!p->problems) {
        enum ela_status st = ela_fail(err, ELA_E_INPUT, key, path);
        if (name)
            ela_error_param(err, name, value);
        ela_error_param(err, "file", file);
        return st;
    }
    struct ela_json *o = ela_json_new_object(), *params = ela_json_new_object();
    ela_json_set_text(o, "file", file);
    ela_json_set_text(o, "path", path);
    ela_json_set_text(o, "key", key);
    if (name)
        ela_json_set_text(params, name, value);
    ela_json_set(o, "params", params);
    ela_json_push(p->problems, o);
    return ELA_OK;
}

static enum ela_status faults(struct pack *p, const struct ela__problems *found, const char *file,
                              struct ela_error *err)
{
    if (found->n == 0)
        return ELA_OK;
    if (!p->problems)
        return ela__problems_fail(found, file, err);
    struct ela_json *list = ela__problems_json(found, file);
    for (size_t i = 0; i < ela_json_size(list); i++)
        ela_json_push(p->problems,
                      ela_json_ref((struct ela_json *)(uintptr_t)ela_json_at(list, i)));
    ela_json_free(list);
    return ELA_OK;
}

static enum ela_status add_item(struct pack *p, const char *file, const char *kind,
                                const struct ela_json *body, struct ela_error *err)
{
    if (p->nitems == p->max)
        return fault(p, file, "pack.too_many", "", NULL, NULL, err);
    p->items[p->nitems++] = (struct item){.file = file, .kind = kind, .body = body};
    return ELA_OK;
}

/* Members of a pack in one file: each holds bodies of one kind. */
static enum ela_status add_members(struct pack *p, const char *file, const struct ela_json *v,
                                   struct ela_error *err)
{
    static const char *const MEMBERS[][2] = {
        {"lists", ELA__KIND_LIST},     {"statuses", ELA__KIND_STATUSES},
        {"fields", ELA__KIND_FIELDS},  {"templates", ELA__KIND_TEMPLATE},
        {"letters", ELA__KIND_LETTER}, {"folders", ELA__KIND_FOLDERS}};
    for (size_t m = 0; m < sizeof MEMBERS / sizeof MEMBERS[0]; m++) {
        const struct ela_json *list = ela_json_get(v, MEMBERS[m][0]);
        if (list && ela_json_kind(list) != ELA_JARRAY)
            ELA_TRY(fault(p, file, "pack.type", MEMBERS[m][0], NULL, NULL, err));
        if (ela_json_size(list) > MEMBERS_MAX)
            return fault(p, file, "pack.too_many", MEMBERS[m][0], "max", "200", err);
        for (size_t i = 0; ela_json_kind(list) == ELA_JARRAY && i < ela_json_size(list); i++)
            ELA_TRY(add_item(p, file, MEMBERS[m][1], ela_json_at(list, i), err));
    }
    return ELA_OK;
}

/* "1", "2.10-beta" */
static bool version_ok(struct ela_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
            (c == '\0' || !strchr("._+-", c)))
            return false;
    }
    return s.n > 0 && s.n <= 20;
}

static enum ela_status read_label(struct pack *p, const char *file, const struct ela_json *v,
                                  struct ela_error *err)
{
    struct ela_arena *mem = p->c->arena;
    struct ela__reader r = {.mem = mem, .problems = ela_arena_alloc(mem, sizeof *r.problems)};
    if (r.problems && ela_json_get(v, "label"))
        (void)ela__label(&r, v, "label", true, 120);
    if (!r.problems || r.no_memory)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    return faults(p, r.problems, file, err);
}

static enum ela_status read_manifest(struct pack *p, const char *file, const struct ela_json *v,
                                     struct ela_error *err)
{
    static const char *const MEMBERS[] = {"$schema", "format",    "code",    "version",
                                          "label",   "templates", "lists",   "statuses",
                                          "fields",  "letters",   "folders", NULL};
    const char *key;
    const struct ela_json *value;
    for (const void *it = NULL; (it = ela_json_next(v, it, &key, &value)) != NULL;)
        if (!ela__one_of(ela_str_of(key), MEMBERS))
            ELA_TRY(fault(p, file, "pack.unknown", key, NULL, NULL, err));
    struct ela_str code = ela_json_text(ela_json_get(v, "code"));
    if (!ela__code_ok(code, "-", 40))
        return fault(p, file, "pack.code", "code", "max", "40", err);
    ela_str_copy(code, p->code, sizeof p->code);
    const struct ela_json *version = ela_json_get(v, "version");
    struct ela_str text = ela_json_text(version);
    if (ela_json_kind(version) == ELA_JINT)
        (void)snprintf(p->version, sizeof p->version, "%lld", (long long)ela_json_int(version, 0));
    else if (!version_ok(text))
        return fault(p, file, "pack.version", "version", NULL, NULL, err);
    else
        ela_str_copy(text, p->version, sizeof p->version);
    ELA_TRY(read_label(p, file, v, err));
    return add_members(p, file, v, err);
}

static enum ela_status read_file(struct pack *p, const struct ela_json *f, struct ela_error *err)
{
    static const char *const FORMATS[][2] = {
        {"elaska.template/1", ELA__KIND_TEMPLATE}, {"elaska.list/1", ELA__KIND_LIST},
        {"elaska.statuses/1", ELA__KIND_STATUSES}, {"elaska.fields/1", ELA__KIND_FIELDS},
        {"elaska.letter/1", ELA__KIND_LETTER},     {"elaska.folders/1", ELA__KIND_FOLDERS}};
    const char *path = ela_json_text(ela_json_get(f, "path")).p;
    struct ela_error why = ELA_ERROR_INIT;
    struct ela_json *v = NULL;
    if (ela_json_parse(ela_json_text(ela_json_get(f, "body")), &FILE_LIMITS, &v, &why) != ELA_OK) {
        if (why.status == ELA_E_INTERNAL)
            return ela_fail(err, ELA_E_INTERNAL, why.key, NULL);
        return fault(p, path, why.key, why.field, why.nparams ? why.params[0].name : NULL,
                     why.params[0].value, err);
    }
    p->trees[p->ntrees++] = v;
    struct ela_str format = ela_json_text(ela_json_get(v, "format"));
    if (ela_str_is(format, "elaska.pack/1"))
        return read_manifest(p, path, v, err);
    for (size_t i = 0; i < sizeof FORMATS / sizeof FORMATS[0]; i++)
        if (ela_str_is(format, FORMATS[i][0]))
            return add_item(p, path, FORMATS[i][1], v, err);
    return fault(p, path, "pack.format", "format", NULL, NULL, err);
}

/* --- checking ----------------------------------------------------------------------------- */

static enum ela_status check_item(struct pack *p, struct item *it, struct ela_error *err)
{
    struct ela__problems *found;
    struct ela__lists lists = {p->c, p->lists, p->nlists};
    ELA_TRY(ela__body_read(p->c, it->kind, it->body, &lists, &found, &it->parsed, err));
    return faults(p, found, it->file, err);
}

/* Lists first: the others name their codes. */
static enum ela_status check_items(struct pack *p, struct ela_error *err)
{
    for (size_t i = 0; i < p->nitems; i++)
        if (ela__same(p->items[i].kind, ELA__KIND_LIST)) {
            ELA_TRY(check_item(p, &p->items[i], err));
            p->lists[p->nlists++] = p->items[i].parsed.list;
        }
    for (size_t i = 0; i < p->nitems; i++)
        if (!ela__same(p->items[i].kind, ELA__KIND_LIST))
            ELA_TRY(check_item(p, &p->items[i], err));
    for (size_t i = 0; i < p->nitems; i++)
        for (size_t k = 0; k < i; k++)
            if (ela__same(p->items[i].kind, p->items[k].kind) && *p->items[i].parsed.code &&
                ela__same(p->items[i].parsed.code, p->items[k].parsed.code))
                ELA_TRY(fault(p, p->items[i].file, "pack.duplicate", "code", "code",
                              p->items[i].parsed.code, err));
    return ELA_OK;
}

static enum ela_status read_all(struct pack *p, struct ela_error *err)
{
    const struct ela_json *files = ela_in_get(p->c, "files");
    size_t n = ela_json_size(files);
    p->max = 400;
    p->items = ela_arena_alloc(p->c->arena, p->max * sizeof *p->items);
    p->lists = ela_arena_alloc(p->c->arena, p->max * sizeof *p->lists);
    if (!p->items || !p->lists)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    for (size_t i = 0; i < n; i++)
        ELA_TRY(read_file(p, ela_json_at(files, i), err));
    struct ela_str named = ela_in_text(p->c, "pack");
    if (!p->code[0] && named.n)
        ela_str_copy(named, p->code, sizeof p->code);
    if (!p->code[0])
        ELA_TRY(fault(p, "pack.json", "pack.required", "code", NULL, NULL, err));
    else if (named.n && !ela_str_is(named, p->code))
        ELA_TRY(fault(p, "pack.json", "pack.other_code", "code", "code", p->code, err));
    if (p->nitems == 0 && (!p->problems || ela_json_size(p->problems) == 0))
        ELA_TRY(fault(p, "pack.json", "pack.empty", "", NULL, NULL, err));
    return check_items(p, err);
}

/* --- storing ------------------------------------------------------------------------------ */

enum outcome { UNCHANGED, ADDED, UPDATED, KEPT };

static bool reads_the_same(const struct ela__stored *h, const char *digest)
{
    return h->there && (h->definition_pack ? ela__is_digest(h->digest_pack, digest)
                                           : ela__is_digest(h->digest, digest));
}

/* A head of one's own that the pack brings too keeps its body; the pack's stands beside. */
static enum ela_status store(struct pack *p, struct item *it, int32_t position, bool *stamped,
                             enum outcome *what, struct ela_error *err)
{
    struct ela_call *c = p->c;
    struct ela__stored h;
    struct ela_buf body;
    char digest[65];
    int32_t revision;
    int64_t id;
    *what = UNCHANGED;
    ELA_TRY(ela__head_read(c, it->kind, it->parsed.code, &h, err));
    enum ela_status st = ela__body_write(it->body, &body, err);
    if (st == ELA_OK)
        ela__body_digest((struct ela_str){body.p, body.n}, digest);
    if (st == ELA_OK && !reads_the_same(&h, digest)) {
        struct ela__revision v = {it->kind, it->parsed.code, "pack",
                                  p->code,  p->version,      {body.p, body.n}};
        if (!*stamped)
            st = ela__stamp(c, err);
        *stamped = true;
        if (st == ELA_OK)
            st = ela__revision_add(c, &v, &id, &revision, err);
        if (st == ELA_OK) {
            bool edited = h.there && h.definition != h.definition_pack;
            *what = !h.there ? ADDED : edited ? KEPT : UPDATED;
            h.definition_pack = id;
            h.definition = edited ? h.definition : id;
            h.active = h.there ? h.active : true;
            h.position = h.there ? h.position : position;
            st = ela__head_write(c, it->kind, it->parsed.code, &h, err);
            if (st == ELA_OK && !edited)
                st = ela__search_fill(c, it->parsed.template, err);
        }
    }
    ela_buf_release(&body);
    return st;
}

static enum ela_status store_all(struct pack *p, struct ela_error *err)
{
    struct ela_json *lists[4] = {NULL};
    static const char *const NAMES[] = {NULL, "added", "updated", "kept"};
    int64_t unchanged = 0;
    bool stamped = false;
    for (size_t i = 1; i < 4; i++) {
        lists[i] = ela_json_new_array();
        ela_json_set(p->c->out, NAMES[i], lists[i]);
    }
    for (size_t i = 0; i < p->nitems; i++) {
        struct item *it = &p->items[i];
        enum outcome what;
        int32_t position = ela__next_position(p->c, it->kind) + (int32_t)i * 10;
        ELA_TRY(store(p, it, position, &stamped, &what, err));
        unchanged += what == UNCHANGED ? 1 : 0;
        if (what == UNCHANGED)
            continue;
        struct ela_json *o = ela_json_new_object();
        ela_json_set_text(o, "kind", it->kind);
        ela_json_set_text(o, "code", it->parsed.code);
        ela_json_push(lists[what], o);
    }
    ela_json_set_text(p->c->out, "pack", p->code);
    ela_json_set_text(p->c->out, "version", p->version);
    ela_json_set_int(p->c->out, "unchanged", unchanged);
    return ELA_OK;
}

enum ela_status ela__pack_install(struct ela_call *c, struct ela_error *err)
{
    struct pack *p = ela_arena_alloc(c->arena, sizeof *p);
    if (!p)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    p->c = c;
    enum ela_status st = read_all(p, err);
    if (st == ELA_OK)
        st = store_all(p, err);
    release(p);
    return st;
}

enum ela_status ela__pack_check(struct ela_call *c, struct ela_error *err)
{
    struct pack *p = ela_arena_alloc(c->arena, sizeof *p);
    if (!p)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", NULL);
    p->c = c;
    p->problems = ela_json_new_array();
    ela_json_set(c->out, "problems", p->problems);
    enum ela_status st = read_all(p, err);
    if (st == ELA_OK) {
        struct ela_json *items = ela_json_new_array();
        for (size_t i = 0; i < p->nitems; i++) {
            struct ela_json *o = ela_json_new_object();
            ela_json_set_text(o, "file", p->items[i].file);
            ela_json_set_text(o, "kind", p->items[i].kind);
            ela_json_set_text(o, "code", p->items[i].parsed.code ? p->items[i].parsed.code : "");
            ela_json_push(items, o);
        }
        ela_json_set(c->out, "items", items);
    }
    release(p);
    return st;
}

/* --- export ------------------------------------------------------------------------------- */

const struct ela_field ELA__EXPORT_FIELDS[] = {
    {.name = "templates", .type = ELA_FT_JSON, .flags = ELA_FF_REQUIRED, .max = 201},
    {.name = "pack", .type = ELA_FT_LINE, .max = 40},
    {.type = ELA_FT_END},
};

/* Lists that the templates take options from go along. */
static enum ela_status export_lists(struct ela_call *c, const struct ela_fieldset *set,
                                    struct ela_json *lists, struct ela_error *err)
{
    for (size_t i = 0; set->program && i < set->program->nflat; i++) {
        const char *code = set->program->flat[i].field->list;
        bool there = !*code;
        for (size_t k = 0; k < ela_json_size(lists) && !there; k++)
            there = ela_str_is(ela_json_text(ela_json_get(ela_json_at(lists, k), "code")), code);
        const struct ela__head *h =
            there ? NULL : ela__head_of(c, ELA__KIND_LIST, ela_str_of(code));
        const struct ela__definition *d;
        if (!h)
            continue;
        ELA_TRY(ela__definition_load(c, ELA__KIND_LIST, h->definition, &d, err));
        ela_json_push(lists, ela_json_ref(d->body));
    }
    return ELA_OK;
}

enum ela_status ela__pack_export(struct ela_call *c, struct ela_error *err)
{
    const struct ela_json *codes = ela_in_get(c, "templates");
    struct ela_json *templates = ela_json_new_array(), *lists = ela_json_new_array();
    struct ela_json *pack = ela_json_new_object(), *label = ela_json_new_object();
    struct ela_str name = ela_in_text(c, "pack");
    ela_json_set(c->out, "body", pack);
    ela_json_set_text(pack, "format", "elaska.pack/1");
    ela_json_set_str(pack, "code", name.n ? name : ELA_STR("export"));
    ela_json_set_int(pack, "version", 1);
    ela_json_set_text(label, "fr", "Modèles exportés");
    ela_json_set_text(label, "en", "Exported templates");
    ela_json_set(pack, "label", label);
    ela_json_set(pack, "lists", lists);
    ela_json_set(pack, "templates", templates);
    if (name.n && !ela__code_ok(name, "-", 40))
        return ela_fail(err, ELA_E_INPUT, "pack.code", "pack");
    for (size_t i = 0; i < ela_json_size(codes); i++) {
        char field[32];
        const struct ela__definition *d;
        (void)snprintf(field, sizeof field, "templates/%zu", i);
        const struct ela__head *h =
            ela__head_of(c, ELA__KIND_TEMPLATE, ela_json_text(ela_json_at(codes, i)));
        if (!h)
            return ela_fail(err, ELA_E_INPUT, "meta.template_unknown", field);
        ELA_TRY(ela__definition_load(c, ELA__KIND_TEMPLATE, h->definition, &d, err));
        ela_json_push(templates, ela_json_ref(d->body));
        const struct ela_template *t = d->parsed.template;
        ELA_TRY(export_lists(c, &t->set, lists, err));
        for (size_t k = 0; k < t->nforms; k++)
            ELA_TRY(export_lists(c, &t->forms[k].set, lists, err));
    }
    return ELA_OK;
}
