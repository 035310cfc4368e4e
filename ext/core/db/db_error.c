/*
 * What the numbers of MariaDB and MySQL mean for a caller.
 * Sources: MariaDB "Error Codes", MySQL 8 "Server Error Message Reference"; decisions on retries in
 * db.h.
 */
#include "db/db.h"

static const struct meaning {
    unsigned number;
    enum ela_status status;
    const char *key;
} MEANINGS[] = {
    {1213, ELA_E_TRANSIENT, "db.deadlock"},
    {1020, ELA_E_TRANSIENT,
     "db.deadlock"}, /* row changed since read: MariaDB 11 snapshot isolation */
    {3101, ELA_E_TRANSIENT, "db.deadlock"}, /* group replication: rolled back during commit */
    {1180, ELA_E_TRANSIENT, "db.deadlock"}, /* certification failed during commit */
    {1205, ELA_E_TRANSIENT, "db.lock_timeout"},
    {3572, ELA_E_TRANSIENT, "db.lock_timeout"}, /* NOWAIT */
    {1047, ELA_E_TRANSIENT, "db.not_ready"},    /* node is not part of the cluster */
    {1290, ELA_E_TRANSIENT, "db.not_ready"},    /* read-only server, a failover is going on */
    {1836, ELA_E_TRANSIENT, "db.not_ready"},
    {1040, ELA_E_TRANSIENT, "db.unreachable"}, /* too many connections */
    {1203, ELA_E_TRANSIENT, "db.unreachable"},
    {2002, ELA_E_TRANSIENT, "db.unreachable"},
    {2003, ELA_E_TRANSIENT, "db.unreachable"},
    {2005, ELA_E_TRANSIENT, "db.unreachable"},
    {1053, ELA_E_TRANSIENT, "db.gone"}, /* server shutdown */
    {1077, ELA_E_TRANSIENT, "db.gone"},
    {1927, ELA_E_TRANSIENT, "db.gone"}, /* connection was killed */
    {2006, ELA_E_TRANSIENT, "db.gone"},
    {2013, ELA_E_TRANSIENT, "db.gone"},
    {2026, ELA_E_TRANSIENT, "db.gone"}, /* TLS broke */
    {2055, ELA_E_TRANSIENT, "db.gone"},
    {4031, ELA_E_TRANSIENT, "db.gone"}, /* idle too long */
    {1062, ELA_E_CONFLICT, "db.duplicate"},
    {1586, ELA_E_CONFLICT, "db.duplicate"},
    {1451, ELA_E_STATE, "db.in_use"},
    {1452, ELA_E_STATE, "db.in_use"},
    {1044, ELA_E_PERMANENT, "db.denied"},
    {1045, ELA_E_PERMANENT, "db.denied"},
    {1049, ELA_E_PERMANENT, "db.denied"},
    {1698, ELA_E_PERMANENT, "db.denied"},
};

/* "... for key 'llx_x.uk_name'": only the key's name is kept, the text also holds the row's values.
 */
static void duplicate_key(struct ela_error *err, const char *text)
{
    const char *at = strstr(text, "for key '");
    if (!at)
        return;
    const char *from = at + strlen("for key '"), *end = strrchr(from, '\'');
    if (!end)
        end = from + strlen(from);
    for (const char *p = from; p < end; p++)
        if (*p == '.')
            from = p + 1;
    ela_str_copy((struct ela_str){from, (size_t)(end - from)}, err->detail, sizeof err->detail);
}

enum ela_status ela_db_fail(struct ela_error *err, unsigned number, const char *text)
{
    for (size_t i = 0; i < sizeof MEANINGS / sizeof MEANINGS[0]; i++) {
        const struct meaning *m = &MEANINGS[i];
        if (m->number != number)
            continue;
        bool fresh = err && err->status == ELA_OK;
        if (m->status != ELA_E_CONFLICT)
            return ela_failf(err, m->status, m->key, NULL, "%u: %s", number, text);
        enum ela_status st = ela_fail(err, m->status, m->key, NULL);
        if (fresh)
            duplicate_key(err, text);
        return st;
    }
    return ela_failf(err, ELA_E_INTERNAL, "db.failed", NULL, "%u: %s", number, text);
}
