/*
 * The team of a case: members with a role, one lead; who leaves stays in the history.
 * Source: CASE-30.
 */
#include "case/case_internal.h"

enum { ROLE = 48 };

static const struct ela_field PUT[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = "user", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "user"},
    {.name = "role", .type = ELA_FT_LINE, .max = ROLE},
    {.name = NULL},
};
static const struct ela_field WHO[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = "user", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "user"},
    {.name = NULL},
};

enum ela_status ela__member_put(struct ela_call *c, int64_t case_id, int64_t user,
                                struct ela_str role, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(case_id), ELA_DBV_INT(user),
                               role.n ? ELA_DBV_STR(role) : ELA_DBV_TEXT(""), ELA_DBV_INT(c->now)};
    return ela_db_exec(c->db, ELA_SQL_CASE_MEMBER_ADD, p, 4, NULL, err);
}

static enum ela_status is_member(struct ela_call *c, int64_t case_id, int64_t user, bool *is,
                                 struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(case_id), ELA_DBV_INT(user)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_CASE_MEMBER_IS, p, 2, &r, err));
    *is = r.nrows > 0;
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela__check_user(struct ela_call *c, int64_t user, const char *field,
                                struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_CASE_USERS);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_add(&q, ELA_SQL_CASE_USERS_OF);
    ela_sql_in(&q, &user, 1);
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    if (st != ELA_OK)
        return st;
    if (r.nrows == 0)
        st = ela_fail(err, ELA_E_NOT_FOUND, "not_found", field);
    ela_db_result_release(&r);
    return st;
}

enum ela_status ela_case_role_user(struct ela_call *c, const struct ela_case *k, const char *role,
                                   int32_t *user, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(k->id), ELA_DBV_TEXT(role)};
    struct ela_db_result r;
    *user = k->lead_id;
    if (!role || !*role)
        return ELA_OK;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_CASE_MEMBER_OF_ROLE, p, 2, &r, err));
    *user = (int32_t)ela_db_int(&r, 0, 0, k->lead_id);
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status tell(struct ela_call *c, const struct ela_case *k, const char *what,
                            int64_t user, struct ela_error *err)
{
    if (strcmp(what, "role") != 0) /* people of the native project */
        ELA_TRY(ela_mirror_want(c, "case", k->id, err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "what", what);
    ela_json_set_int(data, "user", user);
    if (ela_in_text(c, "role").n)
        ela_json_set_str(data, "role", ela_in_text(c, "role"));
    return ela__case_tell(c, k, ELA__FACT("case.member", "case", k->id, false), data, err);
}

/* Adds, or gives another role to one who is there. */
static enum ela_status put(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    bool was;
    int64_t user = ela_in_int(c, "user", 0);
    ELA_TRY(ela__case_to_edit(c, ela_in_int(c, "case", 0), "case", &k, err));
    ELA_TRY(ela__check_user(c, user, "user", err));
    ELA_TRY(is_member(c, k.id, user, &was, err));
    ELA_TRY(ela__member_put(c, k.id, user, ela_in_text(c, "role"), err));
    return tell(c, &k, was ? "role" : "joined", user, err);
}

static enum ela_status leave(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    int64_t user = ela_in_int(c, "user", 0), changed = 0;
    ELA_TRY(ela__case_to_edit(c, ela_in_int(c, "case", 0), "case", &k, err));
    if (user == k.lead_id)
        return ela_fail(err, ELA_E_STATE, "case.lead_needed", "user");
    struct ela_db_value p[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(k.id), ELA_DBV_INT(user)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_CASE_MEMBER_LEAVE, p, 3, &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "user");
    return tell(c, &k, "left", user, err);
}

/* There is exactly one lead: the former one stays in the team. */
static enum ela_status lead(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    bool there;
    int64_t user = ela_in_int(c, "user", 0);
    ELA_TRY(ela__case_to_edit(c, ela_in_int(c, "case", 0), "case", &k, err));
    if (user == k.lead_id)
        return ELA_OK;
    ELA_TRY(ela__check_user(c, user, "user", err));
    ELA_TRY(is_member(c, k.id, k.lead_id, &there, err));
    if (!there)
        ELA_TRY(ela__member_put(c, k.id, k.lead_id, ELA_STR(""), err));
    struct ela_db_value p[] = {ELA_DBV_INT(user),   ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->now), ELA_DBV_INT(c->actor->user_id),
                               ELA_DBV_INT(k.id),   ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_CASE_LEAD, p, 6, NULL, err));
    return tell(c, &k, "lead", user, err);
}

const struct ela_op ELA_TEAM_OPS[] = {
    {"member.put", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, PUT, put},
    {"member.remove", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, WHO, leave},
    {"member.lead", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, WHO, lead},
    {.name = NULL},
};
