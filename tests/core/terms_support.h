/*
 * A client's cases as one adviser with every right opens them, and time on them.
 */
#ifndef ELA_TESTS_TERMS_SUPPORT_H
#define ELA_TESTS_TERMS_SUPPORT_H

#include "support.h"

#include <inttypes.h>

static struct ela_actor boss;
static int32_t client;

static int terms_setup(void **state)
{
    t_clean(state);
    boss = t_user("lea", T_ALL_RIGHTS);
    client = t_client("Boulangerie Martin");
    return 0;
}

#define CASE_TEST(f) cmocka_unit_test_setup(f, terms_setup)

static int64_t make(const char *title)
{
    return t_int_at(t_call(&boss, "case.create", "{'title':'%s','client':%d,'lead':%d}", title,
                           client, boss.user_id),
                    "id");
}

/* Time that is there already, as validated under the present terms. */
static void add_time(int64_t id, const char *status, int64_t seconds, int billable)
{
    t_sql("INSERT INTO llx_elaska_time (entity, fk_user, fk_soc, fk_case, fk_activity, work_on, "
          "duration_s, billable, status, model,"
          " fk_terms, vat_milli, currency, created_at, updated_at, fk_user_creat) SELECT 1, %d, "
          "%d, %" PRId64 ", %d, '2026-11-20', %" PRId64
          ", %d, '%s', COALESCE(MAX(x.model), 'hourly'), MAX(x.rowid), 20000, 'EUR', 0, 0, 1"
          " FROM llx_elaska_case_terms x WHERE x.fk_case = %" PRId64,
          boss.user_id, client, id, t_activity("call"), seconds, billable, status, id);
}

#endif
