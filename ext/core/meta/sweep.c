/*
 * A field that becomes sensitive leaves in clear what was entered before. Whenever a definition
 * changed, what custom fields hold and its history are looked through, some rows at a time, and
 * what is in clear is sealed; again from the start until a whole turn found nothing. Stopped
 * anywhere it goes on where it was. Source: SEC-06.
 */
#include "meta/meta_internal.h"
#include "meta/meta_sql.h"
#include "meta/meta_values.h"

#include "crypt/seal.h"

enum { CLIENTS, SHEETS, HISTORY, PARTS };
enum { S_STAMP, S_PART, S_AFTER, S_LOOKED, S_TOTAL, S_FOUND, S_SEALED, S_ENDED };
enum { BATCH = 100, CHANGES = 500, STEPS = 12, SETS = 5 };
#define SHEET_MAX ((size_t)1024 * 1024)

struct sweep {
    struct ela_call *c;
    int64_t stamp, part, after, looked, total, found, sealed;
    bool ended, there;
    int64_t done; /* rows looked at by this run */
};

/* --- state -------------------------------------------------------------------------------- */

static enum ela_status count(struct sweep *s, struct ela_error *err)
{
    int32_t e = s->c->actor->entity;
    struct ela_db_value p[] = {ELA_DBV_INT(e), ELA_DBV_INT(e), ELA_DBV_INT(e)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(s->c->db, ELA__META_SWEEP_TOTAL, p, 3, &r, err));
    s->total = ela_db_int(&r, 0, 0, 0);
    ela_db_result_release(&r);
    return ELA_OK;
}

/* Where it is; from the start where definitions changed since. */
static enum ela_status begin(struct sweep *s, int64_t stamp, struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(s->c->actor->entity);
    struct ela_db_result r;
    ELA_TRY(ela_db_query(s->c->db, ELA__META_SWEEP, &p, 1, &r, err));
    s->there = r.nrows > 0;
    s->stamp = ela_db_int(&r, 0, S_STAMP, 0);
    s->part = ela_db_int(&r, 0, S_PART, 0);
    s->after = ela_db_int(&r, 0, S_AFTER, 0);
    s->looked = ela_db_int(&r, 0, S_LOOKED, 0);
    s->total = ela_db_int(&r, 0, S_TOTAL, 0);
    s->found = ela_db_int(&r, 0, S_FOUND, 0);
    s->sealed = ela_db_int(&r, 0, S_SEALED, 0);
    s->ended = s->there && !ela_db_is_null(&r, 0, S_ENDED);
    ela_db_result_release(&r);
    if (s->there && s->stamp == stamp)
        return ELA_OK;
    s->stamp = stamp;
    s->part = s->after = s->looked = s->found = s->sealed = 0;
    s->ended = false;
    ELA_TRY(count(s, err));
    struct ela_db_value add[] = {p, ELA_DBV_INT(stamp), ELA_DBV_INT(s->total),
                                 ELA_DBV_INT(s->c->now)};
    struct ela_db_value set[] = {ELA_DBV_INT(stamp), ELA_DBV_INT(s->total), ELA_DBV_INT(s->c->now),
                                 p};
    return s->there ? ela_db_exec(s->c->db, ELA__META_SWEEP_AGAIN, set, 4, NULL, err)
                    : ela_db_exec(s->c->db, ELA__META_SWEEP_ADD, add, 4, NULL, err);
}

static enum ela_status keep(struct sweep *s, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(s->part),
                               ELA_DBV_INT(s->after),
                               ELA_DBV_INT(s->looked),
                               ELA_DBV_INT(s->total),
                               ELA_DBV_INT(s->found),
                               ELA_DBV_INT(s->sealed),
                               s->ended ? ELA_DBV_INT(s->c->now) : ELA_DBV_NULL,
                               ELA_DBV_INT(s->c->actor->entity)};
    return ela_db_exec(s->c->db, ELA__META_SWEEP_KEEP, p, 8, NULL, err);
}

/* --- values ------------------------------------------------------------------------------- */

static bool in_clear(const struct ela_fieldset *set, const struct ela_json *values)
{
    for (size_t i = 0; i < set->nfields; i++) {
        const struct ela_json *v = ela_json_get(values, set->fields[i].code);
        if (v && ela_json_kind(v) != ELA_JNULL && !ela_sealed_is(v) &&
            ela_field_sealed(&set->fields[i]))
            return true;
    }
    return false;
}

static enum ela_status sets_of(struct ela_call *c, const char *object, const char *const *kinds,
                               const struct ela_fieldset *sets[SETS], size_t *n,
                               struct ela_error *err)
{
    for (*n = 0; kinds[*n]; ++*n)
        ELA_TRY(ela_meta_fields(c, object, kinds[*n], &sets[*n], err));
    return ELA_OK;
}

static void kinds_named(unsigned kinds, const char *out[SETS])
{
    size_t n = 0;
    for (unsigned bit = 1; bit <= ELA_CLIENT_ASSOCIATION; bit <<= 1)
        if (kinds & bit)
            out[n++] = ela_client_kind_name(bit);
    out[n] = NULL;
}

static struct ela_json *copy_of(const struct ela_json *values)
{
    const char *key;
    const struct ela_json *value;
    struct ela_json *o = ela_json_new_object();
    for (const void *it = NULL; (it = ela_json_next(values, it, &key, &value)) != NULL;)
        ela_json_set(o, key, ela_json_ref((struct ela_json *)(uintptr_t)value));
    return o;
}

static enum ela_status write(struct sweep *s, const struct ela_sheet *sheet, bool client,
                             const struct ela_json *after, struct ela_error *err)
{
    struct ela_call *c = s->c;
    struct ela_buf text;
    int64_t changed = 0;
    ela_buf_init(&text, SHEET_MAX);
    enum ela_status st = ela_json_write(after, &text, err);
    struct ela_db_value body = ELA_DBV_STR(((struct ela_str){text.p, text.n}));
    struct ela_db_value of[] = {body, ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(sheet->id),
                                ELA_DBV_INT(sheet->version)};
    struct ela_db_value on[] = {body, of[1], ELA_DBV_TEXT(sheet->object), of[2], of[3]};
    if (st == ELA_OK)
        st = client ? ela_db_exec(c->db, ELA__META_SWEEP_CLIENT, of, 4, &changed, err)
                    : ela_db_exec(c->db, ELA__META_SHEET_SET, on, 5, &changed, err);
    ela_buf_release(&text);
    if (st == ELA_OK && changed != 1) /* held since it was read */
        st = ela_fail(err, ELA_E_CONFLICT, "conflict.version", "");
    return st == ELA_OK ? ela_sealed_store(c, sheet->history, sheet->id, sheet->values, after, err)
                        : st;
}

/* One object's: sealed by the fields of the kinds that it is of. */
static enum ela_status seal(struct sweep *s, struct ela_sheet *sheet, bool client,
                            struct ela_error *err)
{
    const struct ela_fieldset *sets[SETS];
    const char *named[SETS] = {"", NULL};
    unsigned kinds = 0;
    size_t n = 0;
    bool any = false;
    if (client) {
        ELA_TRY(ela_meta_client_kinds(s->c, sheet->id, &kinds, err));
        kinds_named(kinds, named);
    }
    ELA_TRY(sets_of(s->c, sheet->object, named, sets, &n, err));
    struct ela_json *after = copy_of(sheet->values);
    enum ela_status st = ELA_OK;
    for (size_t i = 0; i < n && st == ELA_OK; i++)
        if (in_clear(sets[i], after)) {
            any = true;
            st = ela__sealed_out(s->c, sets[i], sheet->values, NULL, after, err);
        }
    if (st == ELA_OK && any)
        st = write(s, sheet, client, after, err);
    s->found += st == ELA_OK && any;
    s->sealed += st == ELA_OK && any;
    ela_json_free(after);
    return st;
}

static enum ela_status look(struct sweep *s, const struct ela_db_result *r, size_t i,
                            struct ela_error *err)
{
    static const char *const ALL[] = {"individual", "company", "founder", "association", NULL};
    static const char *const NONE[] = {"", NULL};
    const struct ela_fieldset *sets[SETS];
    struct ela_sheet sheet;
    char object[25] = "thirdparty";
    size_t n = 0;
    bool client = s->part == CLIENTS, any = false;
    if (!client)
        (void)ela_str_copy(ela_db_cell(r, i, 3), object, sizeof object);
    ELA_TRY(sets_of(s->c, object, client ? ALL : NONE, sets, &n, err));
    for (size_t k = 0; k < n; k++) /* most objects have none */
        for (size_t f = 0; f < sets[k]->nfields && !any; f++)
            any = ela_field_sealed(&sets[k]->fields[f]);
    if (!any)
        return ELA_OK;
    ela_sheet_init(&sheet, object, ela_db_int(r, i, client ? 0 : 4, 0));
    sheet.history = client ? "client" : object;
    enum ela_status st =
        ela_sheet_values(s->c, &sheet, ela_db_cell(r, i, 1), ela_db_int(r, i, 2, 1), err);
    any = false;
    for (size_t k = 0; k < n && st == ELA_OK; k++)
        any = any || in_clear(sets[k], sheet.values);
    if (st == ELA_OK && any)
        st = seal(s, &sheet, client, err);
    ela_sheet_release(&sheet);
    return st;
}

/* --- history ------------------------------------------------------------------------------ */

static enum ela_status secret(struct ela_call *c, struct ela_str object, struct ela_str field,
                              bool *is, struct ela_error *err)
{
    static const char *const ALL[] = {"individual", "company", "founder", "association", NULL};
    static const char *const NONE[] = {"", NULL};
    static const char *const OBJECTS[] = {"contact", "contract", "ticket", "task", NULL};
    const struct ela_fieldset *sets[SETS];
    const char *of = NULL;
    size_t n = 0;
    *is = false;
    for (size_t i = 0; OBJECTS[i]; i++)
        if (ela_str_is(object, OBJECTS[i]))
            of = OBJECTS[i];
    bool client = ela_str_is(object, "client");
    if (!of && !client)
        return ELA_OK;
    ELA_TRY(sets_of(c, client ? "thirdparty" : of, client ? ALL : NONE, sets, &n, err));
    for (size_t i = 0; i < n && !*is; i++)
        *is = ela_field_sealed(ela_fieldset_field(sets[i], field));
    return ELA_OK;
}

static enum ela_status forget(struct sweep *s, const struct ela_db_result *r, struct ela_error *err)
{
    struct ela_sql q;
    int64_t id[CHANGES];
    size_t n = 0;
    for (size_t i = 0; i < r->nrows && i < CHANGES; i++) {
        bool is = false;
        if (ela_db_int(r, i, 3, 0))
            ELA_TRY(secret(s->c, ela_db_cell(r, i, 1), ela_db_cell(r, i, 2), &is, err));
        if (is)
            id[n++] = ela_db_int(r, i, 0, 0);
    }
    if (!n)
        return ELA_OK;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__META_SWEEP_FORGET);
    ela_sql_int(&q, s->c->actor->entity);
    ela_sql_in(&q, id, n);
    ELA_TRY(ela_sql_exec(&q, s->c->db, NULL, err));
    s->found += (int64_t)n;
    s->sealed += (int64_t)n;
    return ELA_OK;
}

/* --- one batch ---------------------------------------------------------------------------- */

static enum ela_status batch(struct sweep *s, struct ela_error *err)
{
    static const char *const SQL[] = {ELA__META_SWEEP_CLIENTS, ELA__META_SWEEP_SHEETS,
                                      ELA__META_SWEEP_CHANGES};
    int64_t most = s->part == HISTORY ? CHANGES : BATCH;
    struct ela_db_value p[] = {ELA_DBV_INT(s->c->actor->entity), ELA_DBV_INT(s->after),
                               ELA_DBV_INT(most)};
    struct ela_db_result r;
    enum ela_status st = ELA_OK;
    ELA_TRY(ela_db_query(s->c->db, SQL[s->part], p, 3, &r, err));
    if (s->part == HISTORY)
        st = forget(s, &r, err);
    for (size_t i = 0; s->part != HISTORY && i < r.nrows && st == ELA_OK; i++)
        st = look(s, &r, i, err);
    s->looked += (int64_t)r.nrows;
    s->done += (int64_t)r.nrows;
    if (st == ELA_OK && r.nrows)
        s->after = ela_db_int(&r, r.nrows - 1, 0, 0);
    bool last = (int64_t)r.nrows < most;
    ela_db_result_release(&r);
    if (st == ELA_OK && last) {
        s->after = 0;
        s->ended = ++s->part == PARTS && s->found == 0;
    }
    if (st == ELA_OK && s->part == PARTS && !s->ended) { /* somebody may have written meanwhile */
        s->part = s->looked = s->found = 0;
        st = count(s, err);
    }
    return st;
}

static enum ela_status step(void *ctx, struct ela_error *err)
{
    struct sweep *s = ctx;
    int64_t done = s->done;
    ela_seals_reset(s->c->seals);
    ELA_TRY(begin(s, ela__snapshot_of(s->c)->stamp, err));
    if (s->ended)
        return ELA_OK;
    s->done = done; /* of the turn that counts */
    ELA_TRY(batch(s, err));
    return keep(s, err);
}

enum ela_status ela__sealed_sweep(struct ela_call *c, struct ela_error *err)
{
    struct sweep s = {.c = c};
    struct ela_error why = ELA_ERROR_INIT;
    const struct ela__snapshot *defined = ela__snapshot_of(c);
    /* Without a key nothing is sealed: administrators are told, and it begins once there is one. */
    bool can = defined && defined->stamp && ela_sealed_state(c, &why) == ELA_OK;
    for (int i = 0; can && i < STEPS && !s.ended; i++)
        ELA_TRY(ela_db_tx(c->db, step, &s, err));
    ela_json_set_int(c->out, "done", s.done);
    ela_json_set_int(c->out, "sealed", s.sealed);
    ela_json_set_int(c->out, "left", s.ended || !can ? 0 : s.total - s.looked + 1);
    return ELA_OK;
}
