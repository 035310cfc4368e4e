/*
 * Deposit of a file: whoever may put one there, bytes that are judged by themselves, a row, the
 * journal. The bytes came with the call (file.put) or piece by piece before it (upload.c). Source:
 * CASE-19, CASE-23, DOC-02, SEC-15.
 */
#include <sodium.h>

#include "file/file_internal.h"

static bool portal(const struct ela_call *c)
{
    return c->actor->kind == ELA_ACTOR_PORTAL;
}

static struct ela_db_value id_or_null(int64_t id)
{
    return id > 0 ? ELA_DBV_INT(id) : ELA_DBV_NULL;
}

/* What is judged and said of a file before it is stored. */
struct judged {
    char name[160];
    const char *type;
    bool visible;
};

/* A new version keeps the document's name, with the extension that its bytes ask for. */
static struct ela_str wanted_name(const struct ela__deposit *d)
{
    struct ela_str name = d->on.of ? ela_str_of(d->on.of->name) : d->name;
    const char *dot = d->on.of ? memrchr(name.p, '.', name.n) : NULL;
    return dot && dot > name.p ? (struct ela_str){name.p, (size_t)(dot - name.p)} : name;
}

/* Is the extension one of those of the setting? */
static bool taken(const char *types, const char *extension)
{
    size_t n = strlen(extension);
    for (const char *p = types; (p = strstr(p, extension)) != NULL; p += n)
        if ((p == types || p[-1] == ' ') && (p[n] == '\0' || p[n] == ' '))
            return true;
    return false;
}

enum ela_status ela__type_refused(const struct ela_call *c, struct ela_error *err)
{
    char types[sizeof c->settings->file_types * 2];
    size_t n = 0;
    for (const char *p = c->settings->file_types; *p && n + 2 < sizeof types; p++) {
        if (*p == ' ')
            types[n++] = ',';
        types[n++] = *p >= 'a' && *p <= 'z' ? (char)(*p - 32) : *p;
    }
    types[n] = '\0';
    enum ela_status st = ela_fail(err, ELA_E_INPUT, "file.type_refused", "name");
    ela_error_param(err, "types", types);
    return st;
}

enum ela_status ela_file_judge(const struct ela_call *c, struct ela_str bytes, struct ela_str name,
                               bool made, const char **type, const char **extension,
                               struct ela_error *err)
{
    const char *why = NULL;
    *extension = "";
    *type = ela_file_sniff(bytes, name, extension, &why);
    if (!*type && strcmp(why, "file.type_refused") != 0)
        return ela_fail(err, ELA_E_INPUT, why, "name");
    return *type && (made || taken(c->settings->file_types, *extension))
               ? ELA_OK
               : ela__type_refused(c, err);
}

static enum ela_status judge(const struct ela_call *c, const struct ela__deposit *d,
                             struct judged *j, struct ela_error *err)
{
    const char *extension = "";
    ELA_TRY(ela_file_judge(c, d->bytes, d->name, d->made, &j->type, &extension, err));
    ela_file_name(wanted_name(d), extension, j->name);
    j->visible = portal(c) || d->visible;
    return ELA_OK;
}

void ela__deposit_answer(struct ela_call *c, int64_t id, struct ela_str name, struct ela_str type,
                         int64_t size, bool again)
{
    ela_json_set_int(c->out, "id", id);
    ela_json_set_str(c->out, "name", name);
    ela_json_set_str(c->out, "type", type);
    ela_json_set_int(c->out, "size", size);
    ela_json_set_bool(c->out, "again", again);
}

static enum ela_status there_already(struct ela_call *c, const struct ela__deposit *d, bool *is,
                                     struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    const struct ela_file *of = d->on.of;
    if (of) {
        *is = memcmp(of->sha, d->sha, sizeof d->sha) == 0;
        if (*is)
            ela__deposit_answer(c, of->id, ela_str_of(of->name), ela_str_of(of->type), of->size,
                                true);
        return ELA_OK;
    }
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_FILE_SAME);
    ela_sql_text(&q, ela_str_of(d->on.object));
    ela_sql_int(&q, d->on.id);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_value(&q, ELA_DBV_BYTES(d->sha, sizeof d->sha));
    ela_sql_int(&q, portal(c));
    ela_scope_file_level(&q, c->actor, "f");
    ela_sql_add(&q, ELA_SQL_FILE_SAME_ONE);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    *is = r.nrows > 0;
    if (*is)
        ela__deposit_answer(c, ela_db_int(&r, 0, 0, 0), ela_db_cell(&r, 0, 1),
                            ela_db_cell(&r, 0, 2), ela_db_int(&r, 0, 3, 0), true);
    ela_db_result_release(&r);
    return ELA_OK;
}

/* What comes from a client waits to be looked at; what the firm files is filed. */
static const char *first_status(const struct ela_call *c, const struct ela__holder *on)
{
    if (portal(c))
        return "waiting";
    return strcmp(on->object, "piece") == 0 ? "received" : "filed";
}

enum ela_status ela__file_record(struct ela_call *c, const struct ela__row *r, int64_t *id,
                                 struct ela_error *err)
{
    char words[ELA_FILE_WORDS];
    struct ela_str category = r->category.n ? r->category : ela_str_of(r->on.category);
    int64_t folder = r->folder;
    ela_file_words(r->name, r->description, words);
    if (!folder && r->on.client_id > 0) {
        struct ela_folder_want want = {r->on.client_id, r->on.case_id, category, 0};
        ELA_TRY(ela_folder_for(c, &want, &folder, err));
    }
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(r->on.client_id),
                               id_or_null(r->on.case_id),
                               ELA_DBV_TEXT(r->on.object),
                               ELA_DBV_INT(r->on.id),
                               ELA_DBV_STR(r->name),
                               ELA_DBV_STR(r->type),
                               ELA_DBV_INT(r->size),
                               r->sha ? ELA_DBV_BYTES(r->sha, 32) : ELA_DBV_NULL,
                               r->place ? ELA_DBV_TEXT(r->place) : ELA_DBV_NULL,
                               ELA_DBV_INT(r->visible),
                               ELA_DBV_INT(c->now),
                               id_or_null(portal(c) ? 0
                                          : r->user ? r->user
                                                    : c->actor->user_id),
                               id_or_null(portal(c) ? c->actor->account_id : 0),
                               ELA_DBV_TEXT(first_status(c, &r->on)),
                               ELA_DBV_TEXT(r->url.n    ? "link"
                                            : r->made   ? "generated"
                                            : portal(c) ? "portal"
                                                        : "office"),
                               category.n ? ELA_DBV_STR(category) : ELA_DBV_NULL,
                               r->description.n ? ELA_DBV_STR(r->description) : ELA_DBV_NULL,
                               ELA_DBV_TEXT(words),
                               r->url.n ? ELA_DBV_STR(r->url) : ELA_DBV_NULL,
                               id_or_null(folder)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_FILE_INSERT, p, sizeof p / sizeof p[0], NULL, err));
    *id = ela_db_last_id(c->db);
    if (r->on.draft)
        return ELA_OK;
    struct ela_file f = {.id = *id,
                         .case_id = r->on.case_id,
                         .client_id = r->on.client_id,
                         .object_id = r->on.id,
                         .name = ela_arena_strndup(c->arena, r->name.p, r->name.n),
                         .shown = r->on.visible};
    (void)ela_str_copy(ela_str_of(r->on.object), f.object, sizeof f.object);
    return ela_file_tell(c, &f, "file.added", r->visible, NULL, err);
}

static enum ela_status record(struct ela_call *c, const struct ela__deposit *d,
                              const struct judged *j, const char *place, struct ela_error *err)
{
    int64_t id = d->on.of ? d->on.of->id : 0;
    struct ela__row r = {.on = d->on,
                         .name = ela_str_of(j->name),
                         .type = ela_str_of(j->type),
                         .category = d->category,
                         .description = d->description,
                         .size = (int64_t)d->bytes.n,
                         .sha = d->sha,
                         .place = place,
                         .visible = j->visible,
                         .made = d->made,
                         .folder = d->folder,
                         .user = d->user};
    if (d->on.of)
        ELA_TRY(ela__version_add(c, d->on.of, &r, "file.version", err));
    else
        ELA_TRY(ela__file_record(c, &r, &id, err));
    if (!d->made)
        ELA_TRY(ela__scan_enrol(c, id, place, err));
    ela__deposit_answer(c, id, r.name, r.type, r.size, false);
    const char *object = d->on.of ? d->on.of->object : d->on.object;
    int64_t piece = d->on.of ? d->on.of->object_id : d->on.id;
    return strcmp(object, "piece") == 0 ? ela_piece_deposited(c, piece, err) : ELA_OK;
}

enum ela_status ela__deposit_on(struct ela_call *c, struct ela_str object, int64_t id,
                                struct ela__holder *on, struct ela_error *err)
{
    ELA_TRY(ela__holder(c, object, id, "id", on, err));
    if (portal(c) && !on->visible)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "id");
    if (!on->open)
        return ela_fail(err, ELA_E_STATE, "file.not_expected", "id");
    if (ela_in_has(c, "category"))
        ELA_TRY(ela_file_category(c, ela_in_text(c, "category"), "category", err));
    struct ela_file f = {.case_id = on->case_id};
    return ela_file_may_change(c, on->of ? on->of : &f, err);
}

/* A document of a case may lie in a folder of it, one of none in those of none. A new version lies
 * where its document does. */
enum ela_status ela__deposit_folder(struct ela_call *c, const struct ela__holder *on,
                                    int64_t *folder, struct ela_error *err)
{
    struct ela_folder f;
    if (on->of)
        *folder = on->of->folder;
    if (!*folder || on->of)
        return ELA_OK;
    ELA_TRY(ela_folder_load(c, *folder, "folder", &f, err));
    return ela_folder_takes(&f, on->client_id, on->case_id, "folder", err);
}

enum ela_status ela__deposit_size(int64_t size, int64_t most, struct ela_error *err)
{
    if (size <= 0)
        return ela_fail(err, ELA_E_INPUT, "file.empty", "name");
    if (size <= most)
        return ELA_OK;
    enum ela_status st = ela_fail(err, ELA_E_INPUT, "file.too_large", "name");
    ela_error_param_i64(err, "max_mb", most >> 20);
    return st;
}

enum ela_status ela__deposit(struct ela_call *c, const struct ela__deposit *d,
                             struct ela_error *err)
{
    struct judged j;
    char place[80];
    bool again = false;
    ELA_TRY(judge(c, d, &j, err));
    ELA_TRY(there_already(c, d, &again, err));
    if (again)
        return strcmp(d->on.object, "piece") == 0 ? ela_piece_regained(c, d->on.id, err) : ELA_OK;
    if (d->place)
        return record(c, d, &j, d->place, err);
    ela__store_place(place);
    ELA_TRY(ela__store_write(c->documents, place, d->bytes, err));
    enum ela_status st = record(c, d, &j, place, err);
    if (st != ELA_OK)
        ela__store_remove(c->documents, place);
    return st;
}

enum ela_status ela__file_put(struct ela_call *c, struct ela_error *err)
{
    int64_t most = ela__upload_most(c);
    struct ela_str object = ela_in_has(c, "object") ? ela_in_text(c, "object") : ELA_STR("model");
    struct ela__deposit d = {.name = ela_in_text(c, "name"),
                             .bytes = c->body_in,
                             .category = ela_in_text(c, "category"),
                             .description = ela_in_text(c, "description"),
                             .folder = ela_in_int(c, "folder", 0)};
    ELA_TRY(ela__deposit_on(c, object, ela_in_int(c, "id", 0), &d.on, err));
    ELA_TRY(ela__deposit_folder(c, &d.on, &d.folder, err));
    ELA_TRY(ela__deposit_size((int64_t)c->body_in.n,
                              most < (int64_t)ELA_FILE_MAX ? most : (int64_t)ELA_FILE_MAX, err));
    d.visible = ela_in_bool(c, "visible", d.on.visible);
    crypto_hash_sha256(d.sha, (const unsigned char *)c->body_in.p, c->body_in.n);
    return ela__deposit(c, &d, err);
}

enum ela_status ela_file_address(struct ela_call *c, const struct ela_file_address *a, int64_t *id,
                                 struct ela_error *err)
{
    struct ela__row r = {.type = ELA_STR("text/x-url"),
                         .category = a->category,
                         .description = a->description,
                         .url = a->url,
                         .folder = a->folder,
                         .visible = a->visible};
    char name[160];
    ELA_TRY(ela__deposit_on(c, a->object, a->object_id, &r.on, err));
    ELA_TRY(ela__deposit_folder(c, &r.on, &r.folder, err));
    ela_file_name(a->name, "", name);
    r.name = ela_str_of(name);
    return ela__file_record(c, &r, id, err);
}
