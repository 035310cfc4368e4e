/*
 * Calls per minute of one address or account, counted in this process: a brake on floods that costs
 * no query. What must hold everywhere (failed sign-ins, links) is counted in the database
 * (account/throttle.c). Source: SEC-22.
 */
#include "portal/portal_internal.h"

enum { SLOTS = 1024, WINDOW_S = 60 };

static struct {
    uint64_t subject;
    int64_t minute;
    int32_t calls;
} slots[SLOTS];

/* FNV-1a; a collision makes two subjects share a count for a minute. */
uint64_t ela__portal_rate_subject(const char *kind, struct ela_str who)
{
    uint64_t h = 14695981039346656037u;
    for (; *kind != '\0'; kind++)
        h = (h ^ (unsigned char)*kind) * 1099511628211u;
    for (size_t i = 0; i < who.n; i++)
        h = (h ^ (unsigned char)who.p[i]) * 1099511628211u;
    return h;
}

enum ela_status ela__portal_rate(const struct ela_portal_request *rq, uint64_t subject,
                                 struct ela_error *err)
{
    int32_t max = rq->rate_per_minute == 0 ? ELA__RATE_DEFAULT : rq->rate_per_minute;
    int64_t minute = rq->now / WINDOW_S;
    size_t i = (size_t)(subject % SLOTS);
    if (max < 0)
        return ELA_OK;
    if (slots[i].subject != subject || slots[i].minute != minute) {
        slots[i].subject = subject;
        slots[i].minute = minute;
        slots[i].calls = 0;
    }
    if (slots[i].calls < max) {
        slots[i].calls++;
        return ELA_OK;
    }
    enum ela_status st = ela_fail(err, ELA_E_DENIED, "throttle.blocked", "");
    ela_error_param_i64(err, "retry_s", WINDOW_S - rq->now % WINDOW_S);
    return st;
}
