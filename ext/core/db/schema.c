/*
 * The ledger of migrations: forward only, one statement per file, each marked started and done.
 * A statement of DDL cannot be rolled back; one that was started and never ended needs a person.
 */
#include "db/schema.h"
#include "db/schema_sql.h"

#include <sodium.h>

#define CHECKSUM crypto_hash_sha256_BYTES

static enum ela_status has_ledger(struct ela_db *db, bool *found, struct ela_error *err)
{
    char name[80];
    struct ela_db_result r;
    snprintf(name, sizeof name, "%selaska_schema", ela_db_prefix(db));
    struct ela_db_value p[] = {ELA_DBV_TEXT(name)};
    ELA_TRY(ela_db_query(db, ELA__SCHEMA_TABLE, p, 1, &r, err));
    *found = r.nrows > 0;
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status named(struct ela_error *err, const char *key, struct ela_str name)
{
    char text[97];
    enum ela_status st = ela_fail(err, ELA_E_STATE, key, NULL);
    ela_str_copy(name, text, sizeof text);
    ela_error_param(err, "name", text);
    return st;
}

static int compare(struct ela_str a, struct ela_str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

static bool in_ledger(const struct ela_db_result *ledger, struct ela_str name)
{
    for (size_t i = 0; i < ledger->nrows; i++)
        if (ela_str_eq(ela_db_cell(ledger, i, 0), name))
            return true;
    return false;
}

/* The one statement of a file, without comment lines and its final semicolon. */
static enum ela_status statement_of(struct ela_str text, struct ela_buf *out, struct ela_error *err)
{
    char quote = 0;
    bool ended = false;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        bool at_line = i == 0 || text.p[i - 1] == '\n';
        if (!quote && at_line && text.n - i >= 2 && text.p[i] == '-' && text.p[i + 1] == '-') {
            while (i < text.n && text.p[i] != '\n')
                i++;
            continue;
        }
        if (quote ? c == quote : c == '\'' || c == '"' || c == '`')
            quote = quote ? 0 : c;
        else if (!quote && c == ';') {
            ended = true;
            continue;
        }
        bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (ended && !blank)
            return ela_fail(err, ELA_E_INPUT, "schema.many_statements", NULL);
        if (!ended)
            ela_buf_addc(out, c);
    }
    return ela_buf_check(out, err);
}

static enum ela_status run_file(struct ela_db *db, const struct ela_schema_file *f, int64_t now,
                                struct ela_error *err)
{
    unsigned char sum[CHECKSUM];
    struct ela_buf sql;
    crypto_hash_sha256(sum, (const unsigned char *)f->text.p, f->text.n);
    struct ela_db_value start[] = {ELA_DBV_TEXT(f->name), ELA_DBV_BYTES(sum, sizeof sum),
                                   ELA_DBV_INT(now)};
    struct ela_db_value done[] = {ELA_DBV_INT(now), ELA_DBV_TEXT(f->name)};
    ela_buf_init(&sql, 1 << 20);
    enum ela_status st = statement_of(f->text, &sql, err);
    if (st == ELA_OK)
        st = ela_db_exec(db, ELA__SCHEMA_STARTED, start, 3, NULL, err);
    if (st == ELA_OK)
        st = ela_db_exec(db, sql.p, NULL, 0, NULL, err);
    if (st == ELA_OK)
        st = ela_db_exec(db, ELA__SCHEMA_DONE, done, 2, NULL, err);
    ela_buf_release(&sql);
    return st;
}

static enum ela_status run_missing(struct ela_db *db, const struct ela_db_result *ledger,
                                   const struct ela_schema_file *files, size_t nfiles, int64_t now,
                                   size_t *ran, struct ela_error *err)
{
    struct ela_str newest = ELA_STR("");
    for (size_t i = 0; i < ledger->nrows; i++) {
        newest = ela_db_cell(ledger, i, 0);
        if (!ela_str_is(ela_db_cell(ledger, i, 1), "done"))
            return named(err, "schema.started", newest);
    }
    for (size_t i = 0; i < nfiles; i++) {
        struct ela_str name = ela_str_of(files[i].name);
        if (in_ledger(ledger, name))
            continue;
        if (compare(name, newest) <= 0)
            return named(err, "schema.unordered", name);
        ELA_TRY(run_file(db, &files[i], now, err));
        newest = name;
        ++*ran;
    }
    return ELA_OK;
}

enum ela_status ela_schema_migrate(struct ela_db *db, const struct ela_schema_file *files,
                                   size_t nfiles, int64_t now, size_t *ran, struct ela_error *err)
{
    bool found;
    size_t count = 0;
    struct ela_db_result ledger;
    if (ran)
        *ran = 0;
    ELA_TRY(has_ledger(db, &found, err));
    if (!found)
        return ELA_OK;
    ELA_TRY(ela_db_query(db, ELA__SCHEMA_LEDGER, NULL, 0, &ledger, err));
    /* A ledger without rows: tables were loaded, and never settled, by an activation that stopped
     * half-way. */
    enum ela_status st = ELA_OK;
    if (ledger.nrows > 0)
        st = run_missing(db, &ledger, files, nfiles, now, &count, err);
    ela_db_result_release(&ledger);
    if (ran)
        *ran = count;
    return st;
}

enum ela_status ela_schema_settle(struct ela_db *db, int64_t now, struct ela_error *err)
{
    static const unsigned char not_run_here[CHECKSUM];
    for (const char *const *name = ELA_SCHEMA_MANIFEST.migrations; *name; name++) {
        struct ela_db_value p[] = {ELA_DBV_TEXT(*name), ELA_DBV_BYTES(not_run_here, CHECKSUM),
                                   ELA_DBV_INT(now), ELA_DBV_INT(now)};
        ELA_TRY(ela_db_exec(db, ELA__SCHEMA_SETTLED, p, 4, NULL, err));
    }
    return ELA_OK;
}

static enum ela_status compare_ledger(const struct ela_db_result *ledger, struct ela_error *err)
{
    struct ela_str newest = ELA_STR("");
    for (size_t i = 0; i < ledger->nrows; i++) {
        newest = ela_db_cell(ledger, i, 0);
        if (!ela_str_is(ela_db_cell(ledger, i, 1), "done"))
            return named(err, "schema.started", newest);
    }
    for (const char *const *name = ELA_SCHEMA_MANIFEST.migrations; *name; name++)
        if (!in_ledger(ledger, ela_str_of(*name)))
            return named(err, "schema.older", ela_str_of(*name));
    if (compare(newest, ela_str_of(ELA_SCHEMA_MANIFEST.version)) > 0)
        return named(err, "schema.newer", newest);
    return ELA_OK;
}

enum ela_status ela_schema_ready(struct ela_db *db, struct ela_error *err)
{
    bool found;
    struct ela_db_result ledger;
    ELA_TRY(has_ledger(db, &found, err));
    if (!found)
        return ela_fail(err, ELA_E_STATE, "schema.missing", NULL);
    ELA_TRY(ela_db_query(db, ELA__SCHEMA_LEDGER, NULL, 0, &ledger, err));
    enum ela_status st = compare_ledger(&ledger, err);
    ela_db_result_release(&ledger);
    return st;
}
