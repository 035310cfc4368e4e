/*
 * Who may do what with a case: native right first, then rights on its kind; archived cases are
 * read only. Source: CASE-02, CASE-40, SEC-11.
 */
#include "case/case_internal.h"

enum { ALL_BUT_CONFIDENTIAL = ELA_KR_CONFIDENTIAL - 1 };

static const struct {
    const char *name;
    unsigned bit;
    uint32_t native; /* 0: none is needed */
} RIGHTS[] = {
    {"read", ELA_KR_READ, ELA_RIGHT_CASE_READ},
    {"create", ELA_KR_CREATE, ELA_RIGHT_CASE_WRITE},
    {"edit", ELA_KR_EDIT, ELA_RIGHT_CASE_WRITE},
    {"close", ELA_KR_CLOSE, ELA_RIGHT_CASE_CLOSE},
    {"delete", ELA_KR_DELETE, ELA_RIGHT_CASE_DELETE},
    {"money", ELA_KR_MONEY, ELA_RIGHT_RATES_READ},
    {"confidential", ELA_KR_CONFIDENTIAL, 0},
};
enum { NRIGHTS = sizeof(RIGHTS) / sizeof(RIGHTS[0]) };

unsigned ela_case_rights_of(const struct ela_actor *a, int64_t rows, unsigned held)
{
    unsigned rights = 0;
    /* An administrator is never locked out of a kind; what is confidential is another matter. */
    if (rows == 0 || ela_actor_has(a, ELA_RIGHT_ADMIN))
        held |= ALL_BUT_CONFIDENTIAL;
    for (size_t i = 0; i < NRIGHTS; i++)
        if ((held & RIGHTS[i].bit) && (!RIGHTS[i].native || ela_actor_has(a, RIGHTS[i].native)))
            rights |= RIGHTS[i].bit;
    return rights;
}

enum ela_status ela_case_rights(struct ela_call *c, const char *kind, unsigned *rights,
                                struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->user_id), ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_TEXT(kind)};
    struct ela_db_result r;
    *rights = 0;
    if (c->actor->kind == ELA_ACTOR_WORKER)
        *rights = ALL_BUT_CONFIDENTIAL | ELA_KR_CONFIDENTIAL;
    if (c->actor->kind != ELA_ACTOR_USER)
        return ELA_OK;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_KIND_RIGHTS, p, 3, &r, err));
    *rights =
        ela_case_rights_of(c->actor, ela_db_int(&r, 0, 0, 0), (unsigned)ela_db_int(&r, 0, 1, 0));
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela_case_may(struct ela_call *c, const struct ela_case *k, unsigned rights,
                             struct ela_error *err)
{
    unsigned held;
    ELA_TRY(ela_case_rights(c, k->kind, &held, err));
    if ((held & rights) == rights)
        return ELA_OK;
    return ela_fail(err, ELA_E_DENIED, "denied", "");
}

enum ela_status ela_case_writable(const struct ela_case *k, struct ela_error *err)
{
    return k->archived_at ? ela_fail(err, ELA_E_STATE, "case.archived", "case") : ELA_OK;
}

enum ela_status ela__case_to_edit(struct ela_call *c, int64_t id, const char *field,
                                  struct ela_case *out, struct ela_error *err)
{
    ELA_TRY(ela_case_load(c, id, field, out, err));
    ELA_TRY(ela_case_may(c, out, ELA_KR_EDIT, err));
    return ela_case_writable(out, err);
}

enum ela_status ela_case_activity(struct ela_call *c, int64_t case_id, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(case_id),
                               ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(c->now)};
    return ela_db_exec(c->db, ELA_SQL_CASE_ACTIVITY, p, 4, NULL, err);
}

enum ela_status ela__case_tell(struct ela_call *c, const struct ela_case *k,
                               const struct ela__fact *fact, struct ela_json *data,
                               struct ela_error *err)
{
    struct ela_event e = {.kind = fact->kind,
                          .client_id = k->client_id,
                          .case_id = k->id,
                          .object = fact->object,
                          .object_id = fact->object_id,
                          .visible = fact->visible,
                          .data = data};
    ELA_TRY(ela_event_add(c, &e, err));
    if (fact->id)
        *fact->id = ela_db_last_id(c->db);
    return ela_case_activity(c, k->id, err);
}

/* --- operations ----------------------------------------------------------- */

static const char *const NAMES[] = {"read",   "create", "edit",         "close",
                                    "delete", "money",  "confidential", NULL};
static const struct ela_field RIGHT[] = {
    {.name = "right", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = NAMES},
    {.name = NULL},
};
static const struct ela_field GROUP[] = {
    {.name = "group", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "group"},
    {.name = "rights",
     .type = ELA_FT_LIST,
     .flags = ELA_FF_REQUIRED,
     .max = NRIGHTS,
     .fields = RIGHT},
    {.name = NULL},
};
static const struct ela_field KIND[] = {
    {.name = "kind", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 48},
    {.name = NULL},
};
static const struct ela_field SAVE[] = {
    {.name = "kind", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 48},
    {.name = "groups", .type = ELA_FT_LIST, .flags = ELA_FF_REQUIRED, .max = 100, .fields = GROUP},
    {.name = NULL},
};

/* Groups that rights may be given to: [{id, name}]. */
static enum ela_status list_groups(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    struct ela_json *groups = ela_json_new_array();
    ela_json_set(c->out, "groups", groups);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_USER_GROUPS, p, 1, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object();
        ela_list_int(o, "id", &r, i, 0);
        ela_list_text(o, "name", &r, i, 1);
        ela_json_push(groups, o);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status list(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_STR(ela_in_text(c, "kind"))};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_KIND_RIGHTS_LIST, p, 2, &r, err));
    struct ela_json *rows = ela_json_new_array();
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object(), *held = ela_json_new_array();
        ela_list_int(o, "group", &r, i, 0);
        ela_list_text(o, "name", &r, i, 1);
        for (size_t k = 0; k < NRIGHTS; k++)
            if ((unsigned)ela_db_int(&r, i, 2, 0) & RIGHTS[k].bit)
                ela_json_push(held, ela_json_new_text(RIGHTS[k].name, strlen(RIGHTS[k].name)));
        ela_json_set(o, "rights", held);
        ela_json_push(rows, o);
    }
    ela_db_result_release(&r);
    ela_json_set(c->out, "rows", rows);
    return list_groups(c, err);
}

static int64_t bits_of(const struct ela_json *rights)
{
    int64_t bits = 0;
    for (size_t i = 0; i < ela_json_size(rights); i++)
        for (size_t k = 0; k < NRIGHTS; k++)
            if (ela_str_is(ela_json_text(ela_json_get(ela_json_at(rights, i), "right")),
                           RIGHTS[k].name))
                bits |= RIGHTS[k].bit;
    return bits;
}

static enum ela_status save(struct ela_call *c, struct ela_error *err)
{
    const struct ela_json *groups = ela_in_get(c, "groups");
    struct ela_db_value entity = ELA_DBV_INT(c->actor->entity),
                        kind = ELA_DBV_STR(ela_in_text(c, "kind"));
    struct ela_db_value clear[] = {entity, kind};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_KIND_RIGHTS_CLEAR, clear, 2, NULL, err));
    for (size_t i = 0; i < ela_json_size(groups); i++) {
        const struct ela_json *g = ela_json_at(groups, i);
        int64_t changed = 0;
        char field[48];
        struct ela_db_value p[] = {entity, kind, ELA_DBV_INT(bits_of(ela_json_get(g, "rights"))),
                                   ELA_DBV_INT(ela_json_int(ela_json_get(g, "group"), 0)), entity};
        (void)snprintf(field, sizeof(field), "groups/%zu/group", i);
        ELA_TRY(ela_db_exec(c->db, ELA_SQL_KIND_RIGHT_ADD, p, 5, &changed, err));
        if (changed != 1)
            return ela_fail(err, ELA_E_NOT_FOUND, "not_found", field);
    }
    struct ela_json *data = ela_json_new_object();
    ela_json_set_str(data, "kind", kind.s);
    struct ela_event e = {
        .kind = "case.kind_rights", .object = "settings", .object_id = 1, .data = data};
    return ela_event_add(c, &e, err);
}

const struct ela_op ELA_CASE_RIGHT_OPS[] = {
    {"case.kind_rights", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_ADMIN, KIND, list},
    {"case.kind_rights_save", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ADMIN, SAVE, save},
    {.name = NULL},
};
