/*
 * Versions of a document: its row is the newest, older ones keep their bytes and may be taken up
 * again. Source: DOC-24.
 */
#include "file/file_internal.h"

enum { V_NAME, V_TYPE, V_SIZE, V_SHA, V_PLACE };

static bool portal(const struct ela_call *c)
{
    return c->actor->kind == ELA_ACTOR_PORTAL;
}

/* What a client sends anew waits again, what the firm sends anew is as the document was. */
static const char *status_after(const struct ela_call *c, const struct ela_file *f)
{
    if (portal(c))
        return "waiting";
    return strcmp(f->status, "refused") == 0 ? "received" : f->status;
}

enum ela_status ela__version_add(struct ela_call *c, const struct ela_file *f,
                                 const struct ela__row *r, const char *kind, struct ela_error *err)
{
    int64_t kept = 0, changed = 0;
    char words[ELA_FILE_WORDS];
    struct ela_db_value none = ELA_DBV_NULL;
    struct ela_db_value k[] = {ELA_DBV_INT(f->id), ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(f->version)};
    ela_file_words(r->name, ela_str_of(f->description ? f->description : ""), words);
    struct ela_db_value p[] = {ELA_DBV_STR(r->name),
                               ELA_DBV_STR(r->type),
                               ELA_DBV_INT(r->size),
                               ELA_DBV_BYTES(r->sha, 32),
                               ELA_DBV_TEXT(r->place),
                               ELA_DBV_TEXT(words),
                               ELA_DBV_INT(c->now),
                               c->actor->kind == ELA_ACTOR_USER ? ELA_DBV_INT(c->actor->user_id)
                                                                : none,
                               portal(c) ? ELA_DBV_INT(c->actor->account_id) : none,
                               ELA_DBV_TEXT(status_after(c, f)),
                               ELA_DBV_INT(f->id),
                               ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(f->version)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_FILE_VERSION_KEEP, k, 3, &kept, err));
    if (kept == 1)
        ELA_TRY(
            ela_db_exec(c->db, ELA_SQL_FILE_VERSION_NEW, p, sizeof p / sizeof p[0], &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "file");
    /* Whoever made the first one of a document of a level goes on reading it. */
    if (f->level && f->user && !portal(c) && f->user != c->actor->user_id)
        ELA_TRY(ela_readers_add(c, ELA_READERS_OF_FILE, f->id, f->user, err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_int(data, "version", f->version + 1);
    return ela_file_tell(c, f, kind, f->visible, data, err);
}

enum ela_status ela__version_load(struct ela_call *c, int64_t number, struct ela_file *f,
                                  struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(f->id), ELA_DBV_INT(number),
                               ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    if (number == f->version)
        return ELA_OK;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_FILE_VERSION, p, 3, &r, err));
    struct ela_str name = ela_db_cell(&r, 0, V_NAME), sha = ela_db_cell(&r, 0, V_SHA);
    bool found = r.nrows > 0 && sha.n == sizeof f->sha;
    if (found) {
        f->name = ela_arena_strndup(c->arena, name.p, name.n);
        f->size = ela_db_int(&r, 0, V_SIZE, 0);
        (void)ela_str_copy(ela_db_cell(&r, 0, V_TYPE), f->type, sizeof f->type);
        (void)ela_str_copy(ela_db_cell(&r, 0, V_PLACE), f->place, sizeof f->place);
        memcpy(f->sha, sha.p, sha.n);
    }
    ela_db_result_release(&r);
    return found && f->name ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "number");
}

/* The newest version has the bytes of an older one; nothing is lost in between. */
enum ela_status ela__version_restore(struct ela_call *c, struct ela_error *err)
{
    struct ela_file f, old;
    ELA_TRY(ela_file_load(c, ela_in_int(c, "file", 0), false, &f, err));
    ELA_TRY(ela_file_may_change(c, &f, err));
    old = f;
    if (ela_in_int(c, "number", 0) == f.version)
        return ela_fail(err, ELA_E_STATE, "document.newest", "number");
    ELA_TRY(ela__version_load(c, ela_in_int(c, "number", 0), &old, err));
    ELA_TRY(ela_scan_check(c, ela_str_of(old.place), &f, err));
    struct ela__row r = {.name = ela_str_of(old.name),
                         .type = ela_str_of(old.type),
                         .size = old.size,
                         .sha = old.sha,
                         .place = old.place};
    ela_json_set_int(c->out, "version", f.version + 1);
    return ela__version_add(c, &f, &r, "file.version_restored", err);
}
