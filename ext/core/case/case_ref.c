/*
 * References by mask: {yyyy} {yy} {mm} and one run of zeros {00000}. Each period that the mask
 * shows has its own counter; the counter's row is locked until the transaction ends, so a number is
 * never given twice. Source: CASE-01.
 */
#include "case/case_internal.h"

struct mask {
    struct ela_call *c;
    int32_t year, month;
    char period[12];
};

static bool token(const char *p, const char *name)
{
    return strncmp(p, name, strlen(name)) == 0;
}

/* Length of "{000}" at p, 0 if it is none. */
static size_t zeros(const char *p)
{
    size_t n = 1;
    while (p[0] == '{' && p[n] == '0')
        n++;
    return p[0] == '{' && n > 1 && n < 12 && p[n] == '}' ? n + 1 : 0;
}

static void find_period(struct mask *m, const char *mask)
{
    bool year = strstr(mask, "{yyyy}") || strstr(mask, "{yy}");
    if (year && strstr(mask, "{mm}"))
        (void)snprintf(m->period, sizeof(m->period), "%04d%02d", (int)(m->year % 10000),
                       (int)(m->month % 100));
    else if (year)
        (void)snprintf(m->period, sizeof(m->period), "%04d", (int)(m->year % 10000));
}

static bool expand(const struct mask *m, const char *mask, int64_t value, char out[33])
{
    struct ela_buf b;
    bool counted = false;
    ela_buf_init(&b, 32);
    for (const char *p = mask; *p;) {
        size_t z = zeros(p);
        if (z) {
            ela_buf_addf(&b, "%0*lld", (int)(z - 2), (long long)value);
            counted = true;
            p += z;
        } else if (token(p, "{yyyy}")) {
            ela_buf_addf(&b, "%04d", (int)m->year);
            p += 6;
        } else if (token(p, "{yy}")) {
            ela_buf_addf(&b, "%02d", (int)(m->year % 100));
            p += 4;
        } else if (token(p, "{mm}")) {
            ela_buf_addf(&b, "%02d", (int)m->month);
            p += 4;
        } else {
            ela_buf_addc(&b, *p++);
        }
    }
    bool ok = counted && !b.failed && b.n <= 32;
    if (ok)
        (void)snprintf(out, 33, "%s", b.p);
    ela_buf_release(&b);
    return ok;
}

static enum ela_status next_value(const struct mask *m, int64_t *value, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(m->c->actor->entity), ELA_DBV_TEXT(m->period)};
    struct ela_db_result r;
    ELA_TRY(ela_db_exec(m->c->db, ELA_SQL_COUNTER_NEXT, p, 2, NULL, err));
    ELA_TRY(ela_db_query(m->c->db, ELA_SQL_COUNTER_READ, p, 2, &r, err));
    *value = ela_db_int(&r, 0, 0, 0);
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status taken(const struct mask *m, const char *ref, bool *is, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(m->c->actor->entity), ELA_DBV_TEXT(ref)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(m->c->db, ELA_SQL_CASE_REF_TAKEN, p, 2, &r, err));
    *is = r.nrows > 0;
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela_case_next_ref(struct ela_call *c, char out[33], struct ela_error *err)
{
    struct mask m = {.c = c};
    int32_t day;
    ela_day_to_ymd(ela_tz_day(c->tz, c->now), &m.year, &m.month, &day);
    find_period(&m, c->settings->case_mask);
    /* A mask that was edited may meet references given under an earlier one: those numbers are
     * passed over. */
    for (int tries = 0; tries < 100; tries++) {
        int64_t value = 0;
        bool is = true;
        ELA_TRY(next_value(&m, &value, err));
        if (!expand(&m, c->settings->case_mask, value, out))
            break;
        ELA_TRY(taken(&m, out, &is, err));
        if (!is)
            return ELA_OK;
    }
    return ela_fail(err, ELA_E_STATE, "case.ref_mask", "");
}
