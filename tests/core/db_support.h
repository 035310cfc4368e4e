/*
 * What the tests of the database door share: a transaction that fails as often as it is told.
 */
#ifndef ELA_TESTS_DB_SUPPORT_H
#define ELA_TESTS_DB_SUPPORT_H

#include "support.h"

struct script {
    struct ela_db *db;
    int runs, fail_times;
    enum ela_status with;
    bool swallow, outer;
};

static inline enum ela_status body(void *ctx, struct ela_error *err)
{
    struct script *s = ctx;
    s->runs++;
    ELA_TRY(ela_db_exec(s->db, "INSERT INTO llx_const (name, value) VALUES ('T', 'x')", NULL, 0,
                        NULL, err));
    if (s->runs <= s->fail_times)
        return ela_fail(err, s->with, "test.failed", NULL);
    return ELA_OK;
}

#endif
