/*
 * Values as portable literals (bridge), and statements with optional parts.
 */
#include "db/db.h"

#include <inttypes.h>

#define SQL_MAX ((size_t)1 << 20)

static void hex_literal(struct ela_buf *out, const char *introducer, struct ela_str s)
{
    char pair[3];
    ela_buf_adds(out, introducer);
    for (size_t i = 0; i < s.n; i++) {
        ela_hex((const uint8_t *)s.p + i, 1, pair);
        ela_buf_add(out, pair, 2);
    }
    ela_buf_addc(out, '\'');
}

void ela_db_literal(struct ela_buf *out, const struct ela_db_value *v)
{
    switch (v->type) {
    case ELA_DB_INT:
        ela_buf_addf(out, "%" PRId64, v->i);
        return;
    case ELA_DB_TEXT:
        hex_literal(out, "_utf8mb4 X'", v->s);
        return;
    case ELA_DB_BYTES:
        hex_literal(out, "X'", v->s);
        return;
    case ELA_DB_NULL:
        break;
    }
    ela_buf_adds(out, "NULL");
}

enum ela_status ela_db_render(const char *sql, const struct ela_db_value *params, size_t n,
                              struct ela_buf *out, struct ela_error *err)
{
    char quote = 0;
    size_t used = 0;
    for (const char *p = sql; *p; p++) {
        if (quote) {
            if (*p == quote)
                quote = 0;
        } else if (*p == '\'' || *p == '"' || *p == '`') {
            quote = *p;
        } else if (*p == '?') {
            if (used == n)
                return ela_failf(err, ELA_E_INTERNAL, "db.failed", NULL, "too few parameters");
            ela_db_literal(out, &params[used++]);
            continue;
        }
        ela_buf_addc(out, *p);
    }
    if (used != n)
        return ela_failf(err, ELA_E_INTERNAL, "db.failed", NULL, "too many parameters");
    return ela_buf_check(out, err);
}

void ela_sql_init(struct ela_sql *q)
{
    ela_buf_init(&q->text, SQL_MAX);
    q->n = 0;
    q->failed = false;
}

void ela_sql_release(struct ela_sql *q)
{
    ela_buf_release(&q->text);
    q->n = 0;
    q->failed = false;
}

void ela_sql_add(struct ela_sql *q, const char *constant_fragment)
{
    ela_buf_adds(&q->text, constant_fragment);
}

void ela_sql_value(struct ela_sql *q, struct ela_db_value v)
{
    if (q->n == ELA_SQL_MAX_PARAMS)
        q->failed = true;
    else
        q->params[q->n++] = v;
}

void ela_sql_int(struct ela_sql *q, int64_t v)
{
    ela_sql_value(q, ELA_DBV_INT(v));
}

void ela_sql_text(struct ela_sql *q, struct ela_str s)
{
    ela_sql_value(q, ELA_DBV_STR(s));
}

void ela_sql_in(struct ela_sql *q, const int64_t *ids, size_t n)
{
    ela_sql_add(q, n ? "(" : "(NULL)");
    for (size_t i = 0; i < n; i++) {
        ela_sql_add(q, i + 1 == n ? "?)" : "?,");
        ela_sql_int(q, ids[i]);
    }
}

static enum ela_status composed(const struct ela_sql *q, struct ela_error *err)
{
    if (q->failed)
        return ela_failf(err, ELA_E_INTERNAL, "db.failed", NULL, "more than %d parameters",
                         ELA_SQL_MAX_PARAMS);
    return ela_buf_check(&q->text, err);
}

enum ela_status ela_sql_query(struct ela_sql *q, struct ela_db *db, struct ela_db_result *out,
                              struct ela_error *err)
{
    memset(out, 0, sizeof *out);
    enum ela_status st = composed(q, err);
    if (st == ELA_OK)
        st = ela_db_query(db, q->text.p, q->params, q->n, out, err);
    ela_sql_release(q);
    return st;
}

enum ela_status ela_sql_exec(struct ela_sql *q, struct ela_db *db, int64_t *changed,
                             struct ela_error *err)
{
    enum ela_status st = composed(q, err);
    if (st == ELA_OK)
        st = ela_db_exec(db, q->text.p, q->params, q->n, changed, err);
    ela_sql_release(q);
    return st;
}

enum ela_status ela_sql_each(struct ela_sql *q, struct ela_db *db, ela_db_row_fn *row, void *ctx,
                             struct ela_error *err)
{
    enum ela_status st = composed(q, err);
    if (st == ELA_OK)
        st = ela_db_each(db, q->text.p, q->params, q->n, row, ctx, err);
    ela_sql_release(q);
    return st;
}
