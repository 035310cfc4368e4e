/*
 * What is done to a definition of the firm by its code, whatever its kind: found, listed, copied,
 * switched on and off, taken back to what was shipped, dropped. Source: CASE-04, DOC-18.
 */
#include "meta/kept.h"

#include "meta/meta_sql.h"

const struct ela_field ELA__KEPT_CODE[] = {
    {.name = "code", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 40},
    {.type = ELA_FT_END},
};
const struct ela_field ELA__KEPT_COPY[] = {
    {.name = "code", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 40},
    {.name = "to", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 40},
    {.name = "label", .type = ELA_FT_LINE, .max = 120},
    {.type = ELA_FT_END},
};
const struct ela_field ELA__KEPT_ACTIVE[] = {
    {.name = "code", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 40},
    {.name = "active", .type = ELA_FT_BOOL, .flags = ELA_FF_REQUIRED},
    {.type = ELA_FT_END},
};

/* A code reaches an ascii column: what it cannot be is not there. */
enum ela_status ela__kept(struct ela_call *c, const char *kind, struct ela__stored *h,
                          struct ela_error *err)
{
    struct ela_str code = ela_in_text(c, "code");
    if (!ela__code_ok(code, "-", 40))
        return ela_fail(err, ELA_E_NOT_FOUND, "meta.unknown", "code");
    ELA_TRY(ela__head_read(c, kind, code.p, h, err));
    return h->there ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "meta.unknown", "code");
}

/* --- listed ------------------------------------------------------------------------------- */

static void stored_json(struct ela_json *o, const struct ela_db_result *r, size_t i)
{
    bool local = ela_str_is(ela_db_cell(r, i, 8), "local");
    ela_json_set_int(o, "definition", ela_db_int(r, i, 1, 0));
    ela_json_set_bool(o, "shipped", !ela_db_is_null(r, i, 2));
    ela_json_set_bool(o, "active", ela_db_int(r, i, 3, 0) != 0);
    ela_json_set_int(o, "position", ela_db_int(r, i, 4, 0));
    ela_json_set_int(o, "version", ela_db_int(r, i, 5, 0));
    ela_json_set_int(o, "updated_at", ela_db_int(r, i, 6, 0));
    ela_json_set_int(o, "revision", ela_db_int(r, i, 7, 0));
    ela_json_set_bool(o, "local", local);
    ela_json_set_bool(o, "update", local && ela_db_int(r, i, 10, 0) > ela_db_int(r, i, 7, 0));
}

enum ela_status ela__kept_list(struct ela_call *c, const char *kind, ela__kept_row *row, void *ctx,
                               struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(kind)};
    struct ela_json *rows = ela_json_new_array();
    bool all = ela_actor_has(c->actor, ELA_RIGHT_ADMIN);
    ela_json_set(c->out, "rows", rows);
    ELA_TRY(ela__definitions_load(c, kind, err));
    ELA_TRY(ela_db_query(c->db, ELA__META_LIST, p, 2, &r, err));
    enum ela_status st = ELA_OK;
    for (size_t i = 0; i < r.nrows && st == ELA_OK; i++) {
        bool active = ela_db_int(&r, i, 3, 0) != 0;
        if (!active && (!all || ela_in_bool(c, "active", false)))
            continue;
        if (active && ela_in_has(c, "active") && !ela_in_bool(c, "active", true))
            continue;
        struct ela_json *o = ela_json_new_object();
        bool wanted = true;
        st = row(ctx, c, ela_db_int(&r, i, 1, 0), o, &wanted, err);
        if (st == ELA_OK && wanted) {
            stored_json(o, &r, i);
            ela_json_push(rows, o);
        } else {
            ela_json_free(o);
        }
    }
    ela_db_result_release(&r);
    return st;
}

/* --- its faults --------------------------------------------------------------------------- */

enum ela_status ela__kept_refuse(struct ela_call *c, const struct ela__problems *found, bool active,
                                 struct ela_error *err)
{
    if (found->blocking == 0 && !(active && found->n > 0))
        return ELA_OK;
    ela_json_free(c->problem);
    c->problem = ela_json_new_object();
    ela_json_set(c->problem, "problems", ela__problems_json(found, NULL));
    return ela__problems_fail(found, NULL, err);
}

static enum ela_status fit(struct ela_call *c, const char *kind, const struct ela_json *body,
                           bool active, struct ela_error *err)
{
    struct ela__problems *found;
    struct ela__parsed parsed;
    ELA_TRY(ela__body_read(c, kind, body, NULL, &found, &parsed, err));
    return ela__kept_refuse(c, found, active, err);
}

/* --- changed ------------------------------------------------------------------------------ */

enum ela_status ela__kept_copy(struct ela_call *c, const char *kind, struct ela_error *err)
{
    struct ela__stored h, made;
    struct ela_json *body = NULL;
    struct ela_str to = ela_in_text(c, "to"), label = ela_in_text(c, "label");
    ELA_TRY(ela__kept(c, kind, &h, err));
    if (!ela__code_ok(to, "-", 40))
        return ela_fail(err, ELA_E_INPUT, "pack.code", "to");
    ELA_TRY(ela_json_parse(h.body, NULL, &body, err));
    ela_json_set_str(body, "code", to);
    if (label.n) {
        struct ela_json *l = ela_json_new_object();
        ela_json_set_str(l, "fr", label);
        ela_json_set_str(l, "en", label);
        ela_json_set(body, "label", l);
    }
    enum ela_status st = fit(c, kind, body, false, err);
    if (st == ELA_OK)
        st = ela__save(c, kind, to.p, body, 0, false, &made, err);
    if (st == ELA_OK) {
        ela_json_set_str(c->out, "code", to);
        ela__head_json(c->out, &made);
    }
    ela_json_free(body);
    return st;
}

enum ela_status ela__kept_switch(struct ela_call *c, const char *kind, const char *code,
                                 struct ela__stored *h, bool active, struct ela_error *err)
{
    if (h->active == active)
        return ELA_OK;
    h->active = active;
    ELA_TRY(ela__head_write(c, kind, code, h, err));
    h->version++;
    return ELA_OK;
}

enum ela_status ela__kept_active(struct ela_call *c, const char *kind, struct ela_error *err)
{
    struct ela__stored h;
    struct ela_json *body = NULL;
    bool active = ela_in_bool(c, "active", true);
    ELA_TRY(ela__stamp(c, err));
    ELA_TRY(ela__kept(c, kind, &h, err));
    if (active) {
        ELA_TRY(ela_json_parse(h.body, NULL, &body, err));
        enum ela_status st = fit(c, kind, body, true, err);
        ela_json_free(body);
        if (st != ELA_OK)
            return st;
    }
    ELA_TRY(ela__kept_switch(c, kind, ela_in_text(c, "code").p, &h, active, err));
    ela__head_json(c->out, &h);
    return ELA_OK;
}

enum ela_status ela__kept_revert(struct ela_call *c, const char *kind, struct ela__stored *h,
                                 bool *changed, struct ela_error *err)
{
    ELA_TRY(ela__stamp(c, err));
    ELA_TRY(ela__kept(c, kind, h, err));
    if (!h->definition_pack)
        return ela_fail(err, ELA_E_STATE, "meta.not_shipped", "code");
    *changed = h->definition != h->definition_pack;
    if (*changed) {
        h->definition = h->definition_pack;
        h->revision = h->revision_pack;
        h->local = false;
        ELA_TRY(ela__head_write(c, kind, ela_in_text(c, "code").p, h, err));
        h->version++;
    }
    ela__head_json(c->out, h);
    return ELA_OK;
}

enum ela_status ela__kept_drop(struct ela_call *c, const char *kind, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(kind),
                               ELA_DBV_STR(ela_in_text(c, "code"))};
    return ela_db_exec(c->db, ELA__META_HEAD_DROP, p, 3, NULL, err);
}
