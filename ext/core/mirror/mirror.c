/*
 * Wishes for the native mirror, written with what they follow from.
 */
#include "mirror/mirror.h"
#include "mirror/mirror_sql.h"

enum ela_status ela_mirror_want(struct ela_call *c, const char *object, int64_t id,
                                struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(object), ELA_DBV_INT(id),
                               ELA_DBV_INT(c->now), ELA_DBV_INT(c->now)};
    return ela_db_exec(c->db, ELA_SQL_MIRROR_WANT, p, 5, NULL, err);
}

enum ela_status ela_mirror_want_times(struct ela_call *c, const int64_t *ids, size_t n,
                                      struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_MIRROR_WANT_TIMES);
    ela_sql_int(&q, c->now);
    ela_sql_int(&q, c->now);
    ela_sql_in(&q, ids, n);
    ela_sql_add(&q, ELA_SQL_MIRROR_WANT_TIMES_AGAIN);
    return ela_sql_exec(&q, c->db, NULL, err);
}

enum ela_status ela_mirror_drop(struct ela_call *c, const char *object, int64_t id, int32_t native,
                                struct ela_error *err)
{
    struct ela_db_value entity = ELA_DBV_INT(c->actor->entity), what = ELA_DBV_TEXT(object),
                        which = ELA_DBV_INT(id), now = ELA_DBV_INT(c->now);
    struct ela_db_value gone[] = {entity, what, which},
                        drop[] = {entity, what, which, ELA_DBV_INT(native), now, now};
    if (native <= 0)
        return ela_db_exec(c->db, ELA_SQL_MIRROR_FORGET, gone, 3, NULL, err);
    return ela_db_exec(c->db, ELA_SQL_MIRROR_DROP, drop, 6, NULL, err);
}

enum ela_status ela_mirror_drop_case(struct ela_call *c, int64_t id, int32_t project,
                                     struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(id),
                               ELA_DBV_INT(project)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_MIRROR_OWNED, p, 3, &r, err));
    bool owned = project > 0 && r.nrows > 0;
    ela_db_result_release(&r);
    ELA_TRY(ela_mirror_drop(c, "rest", id, 0, err));
    return ela_mirror_drop(c, "case", id, owned ? project : 0, err);
}

void ela_mirror_clock(const struct ela_call *c, int64_t at, char text[32])
{
    struct ela_civil t;
    ela_tz_civil(c->tz, at, &t);
    (void)snprintf(text, 32, "%04d-%02d-%02d %02d:%02d:%02d", (int)t.year, (int)t.month, (int)t.day,
                   (int)t.hour, (int)t.minute, (int)t.second);
}

/* The hour that comes twice is its first pass: a native column cannot say which. */
bool ela_mirror_moment(const struct ela_call *c, struct ela_str text, int64_t *at)
{
    char local[20];
    if (text.n != 19 || !ela_str_copy(text, local, sizeof local))
        return false;
    local[10] = 'T';
    return ela_moment_parse(ela_str_of(local), c->tz, at, "", NULL) == ELA_OK;
}
