/*
 * Failures per address: thirty within an hour and the next attempts must wait, longer each time, up
 * to an hour. An IPv6 address counts by its /64, which is what one line is given. Source: SEC-04,
 * SEC-18, SEC-22.
 */
#include "account/account.h"

#include <arpa/inet.h>

#include "account/account_internal.h"
#include "account/account_sql.h"

enum { WINDOW_S = 3600, FAILURES_MAX = 30, SLOW_S = 5, BLOCK_S = 3600 };

static void address_bucket(const struct ela_call *c, uint8_t bucket[32])
{
    const char *ip = c->remote_ip != NULL ? c->remote_ip : "";
    struct in6_addr six;
    char hex[17];
    struct ela_str subject = ela_str_of(ip);
    if (inet_pton(AF_INET6, ip, &six) == 1) {
        ela_hex(six.s6_addr, 8, hex);
        subject = ela_str_of(hex);
    }
    ela__account_digest("failures of an address", c->actor->entity, subject, bucket);
}

enum ela_status ela_throttle_check(struct ela_call *c, struct ela_error *err)
{
    uint8_t bucket[32];
    struct ela_db_result r;
    address_bucket(c, bucket);
    struct ela_db_value v = ELA_DBV_BYTES(bucket, sizeof bucket);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_THROTTLE_READ, &v, 1, &r, err));
    int64_t until = r.nrows > 0 ? ela_db_int(&r, 0, 1, 0) : 0;
    ela_db_result_release(&r);
    if (until <= c->now)
        return ELA_OK;
    enum ela_status st = ela_fail(err, ELA_E_DENIED, "throttle.blocked", "");
    ela_error_param_i64(err, "retry_s", until - c->now);
    return st;
}

struct hit {
    struct ela_call *c;
    uint8_t bucket[32];
    int32_t window_s;
    int64_t hits;
};

static enum ela_status count(struct hit *h, struct ela_error *err)
{
    struct ela_db_result r;
    int64_t now = h->c->now, start = now - h->window_s;
    struct ela_db_value bucket = ELA_DBV_BYTES(h->bucket, sizeof h->bucket);
    struct ela_db_value v[] = {bucket, ELA_DBV_INT(now), ELA_DBV_INT(start), ELA_DBV_INT(start),
                               ELA_DBV_INT(now)};
    ELA_TRY(ela_db_exec(h->c->db, ELA_SQL_THROTTLE_HIT, v, 5, NULL, err));
    ELA_TRY(ela_db_query(h->c->db, ELA_SQL_THROTTLE_READ, &bucket, 1, &r, err));
    h->hits = r.nrows > 0 ? ela_db_int(&r, 0, 0, 0) : 0;
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status hit_tx(void *ctx, struct ela_error *err)
{
    struct hit *h = ctx;
    ELA_TRY(count(h, err));
    if (h->hits < FAILURES_MAX)
        return ELA_OK;
    int64_t wait = SLOW_S;
    for (int64_t i = FAILURES_MAX; i < h->hits && wait < BLOCK_S; i++)
        wait *= 2;
    if (wait > BLOCK_S)
        wait = BLOCK_S;
    int64_t until = h->c->now + wait;
    struct ela_db_value v[] = {ELA_DBV_INT(until), ELA_DBV_BYTES(h->bucket, sizeof h->bucket),
                               ELA_DBV_INT(until)};
    return ela_db_exec(h->c->db, ELA_SQL_THROTTLE_BLOCK, v, 3, NULL, err);
}

enum ela_status ela_throttle_hit(struct ela_call *c, struct ela_error *err)
{
    struct hit h = {.c = c, .window_s = WINDOW_S};
    address_bucket(c, h.bucket);
    return ela_db_tx(c->db, hit_tx, &h, err);
}

static enum ela_status count_tx(void *ctx, struct ela_error *err)
{
    return count(ctx, err);
}

enum ela_status ela_throttle_count(struct ela_call *c, const char *purpose, struct ela_str subject,
                                   int32_t window_s, int32_t max, bool *over, struct ela_error *err)
{
    struct hit h = {.c = c, .window_s = window_s};
    ela__account_digest(purpose, c->actor->entity, subject, h.bucket);
    ELA_TRY(ela_db_tx(c->db, count_tx, &h, err));
    *over = h.hits > max;
    return ELA_OK;
}
