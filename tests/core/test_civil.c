/*
 * Civil days, moments and time zones; both nights of a clock change. Source: TIME-01,
 * POSIX.1-2017 8.3.
 */
#include "support.h"

#include "base/civil.h"

#define PARIS "CET-1CEST,M3.5.0,M10.5.0/3"

static struct ela_tz zone(const char *text)
{
    struct ela_tz tz;
    struct ela_error err = ELA_ERROR_INIT;
    if (ela_tz_parse(ela_str_of(text), &tz, &err) != ELA_OK)
        fail_msg("%s: %s", text, err.key);
    return tz;
}

static void test_TIME_01_days_round_trip(void **state)
{
    (void)state;
    struct ela_day day, first;
    assert_true(ela_day_from_ymd(1970, 1, 1, &day));
    assert_int_equal(day.n, 0);
    assert_true(ela_day_from_ymd(2026, 11, 21, &day));
    assert_int_equal(day.n, 20778);
    assert_int_equal(ela_day_weekday(day), 6);
    assert_true(ela_day_from_ymd(1900, 1, 1, &first));
    assert_int_equal(ela_day_weekday(first), 1);
    for (int32_t n = first.n; n < 84000; n++) {
        int32_t y, m, d;
        ela_day_to_ymd((struct ela_day){n}, &y, &m, &d);
        assert_true(ela_day_from_ymd(y, m, d, &day));
        assert_int_equal(day.n, n);
    }
}

static void test_TIME_01_day_text(void **state)
{
    (void)state;
    struct ela_day day;
    char text[16];
    assert_int_equal(ela_day_parse(ELA_STR("2024-02-29"), &day, "on", NULL), ELA_OK);
    ela_day_format(day, text);
    assert_string_equal(text, "2024-02-29");
    static const struct {
        const char *text, *key;
    } bad[] = {{"", "date.unreadable"},
               {"2026-1-1", "date.unreadable"},
               {"21/11/2026", "date.unreadable"},
               {"2026-11-21 ", "date.unreadable"},
               {"2025-02-29", "date.no_such_day"},
               {"1900-02-29", "date.no_such_day"},
               {"2026-13-01", "date.no_such_day"},
               {"2026-00-10", "date.no_such_day"},
               {"1899-12-31", "date.no_such_day"},
               {"2200-01-01", "date.no_such_day"},
               {"+026-01-01", "date.unreadable"}};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct ela_error err = ELA_ERROR_INIT;
        assert_int_equal(ela_day_parse(ela_str_of(bad[i].text), &day, "on", &err), ELA_E_INPUT);
        assert_string_equal(err.key, bad[i].key);
    }
    ela_day_format(ELA_DAY_NONE, text);
    assert_string_equal(text, "");
}

static void test_TIME_01_spring_night(void **state)
{
    (void)state;
    struct ela_tz tz = zone(PARIS);
    enum ela_fold fold;
    /* 2026-03-29: 02:00 becomes 03:00. */
    struct ela_civil c = {2026, 3, 29, 1, 59, 59};
    int64_t before = ela_tz_moment(&tz, &c, false, &fold);
    assert_int_equal(before, 1774745999);
    assert_int_equal(fold, ELA_FOLD_NONE);
    assert_int_equal(ela_tz_offset_at(&tz, before), 3600);
    assert_int_equal(ela_tz_offset_at(&tz, before + 1), 7200);
    c = (struct ela_civil){2026, 3, 29, 2, 30, 0};
    int64_t skipped = ela_tz_moment(&tz, &c, false, &fold);
    assert_int_equal(fold, ELA_FOLD_SKIPPED);
    ela_tz_civil(&tz, skipped, &c);
    assert_int_equal(c.hour, 3);
    assert_int_equal(c.minute, 30);
    c = (struct ela_civil){2026, 3, 29, 3, 0, 0};
    assert_int_equal(ela_tz_moment(&tz, &c, false, &fold), before + 1);
    assert_int_equal(fold, ELA_FOLD_NONE);
}

static void test_TIME_01_autumn_night(void **state)
{
    (void)state;
    struct ela_tz tz = zone(PARIS);
    enum ela_fold fold;
    /* 2026-10-25: 03:00 becomes 02:00 again. */
    struct ela_civil c = {2026, 10, 25, 2, 30, 0};
    int64_t first = ela_tz_moment(&tz, &c, false, &fold);
    assert_int_equal(fold, ELA_FOLD_FIRST);
    int64_t second = ela_tz_moment(&tz, &c, true, &fold);
    assert_int_equal(second - first, 3600);
    ela_tz_civil(&tz, first, &c);
    assert_int_equal(c.hour * 60 + c.minute, 150);
    ela_tz_civil(&tz, second, &c);
    assert_int_equal(c.hour * 60 + c.minute, 150);
    c = (struct ela_civil){2026, 10, 25, 3, 0, 0};
    (void)ela_tz_moment(&tz, &c, false, &fold);
    assert_int_equal(fold, ELA_FOLD_NONE);
    /* A night worked through is an hour longer than the clock says. */
    struct ela_civil from = {2026, 10, 25, 1, 0, 0}, to = {2026, 10, 25, 4, 0, 0};
    assert_int_equal(ela_tz_moment(&tz, &to, false, NULL) - ela_tz_moment(&tz, &from, false, NULL),
                     4 * 3600);
}

static void test_TIME_01_other_zones(void **state)
{
    (void)state;
    struct ela_tz tz = zone("<+03>-3");
    assert_int_equal(ela_tz_offset_at(&tz, 0), 10800);
    tz = zone("<-03>3");
    assert_int_equal(ela_tz_offset_at(&tz, 0), -10800);
    tz = zone("UTC0");
    assert_int_equal(ela_tz_offset_at(&tz, 1000000000), 0);
    tz = zone("NZST-12NZDT,M9.5.0,M4.1.0/3"); /* summer over New Year */
    assert_int_equal(ela_tz_offset_at(&tz, 1767225600), 13 * 3600);
    assert_int_equal(ela_tz_offset_at(&tz, 1782864000), 12 * 3600);
    tz = zone(
        "IST-1GMT0,M10.5.0,M3.5.0/1"); /* Ireland: the winter is the exception, an hour behind */
    assert_int_equal(ela_tz_offset_at(&tz, 1767225600), 0);
    assert_int_equal(ela_tz_offset_at(&tz, 1782864000), 3600);
    tz = zone("<-0330>3:30<-0230>,M3.2.0,M11.1.0");
    assert_int_equal(ela_tz_offset_at(&tz, 1767225600), -12600);
    tz = zone("EET-2EEST,M3.4.4/50,M10.4.4/50"); /* times beyond 24 h */
    assert_int_equal(ela_tz_offset_at(&tz, 1782864000), 10800);
    for (int64_t at = INT64_MIN; at < 0; at = at / 2 + 1) {
        (void)ela_tz_day(&tz, at);
        (void)ela_tz_day(&tz, -at - 1);
        if (at > -4)
            break;
    }
}

static void test_TIME_01_zones_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "CET",
                                      "CE-1",
                                      "CET-1CEST",
                                      "CET-1CEST,M3.5.0",
                                      "CET-1CEST,M13.5.0,M10.5.0",
                                      "CET-1CEST,M3.6.0,M10.5.0",
                                      "CET-1CEST,M3.5.7,M10.5.0",
                                      "CET-1CEST,J60,J300",
                                      "Europe/Paris",
                                      "<+03-3",
                                      "CET-25",
                                      "CET-1CEST,M3.5.0,M10.5.0/3x",
                                      "CET-1CEST,M3.5.0,M10.5.0/",
                                      "CET-1:60"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct ela_tz tz;
        struct ela_error err = ELA_ERROR_INIT;
        if (ela_tz_parse(ela_str_of(bad[i]), &tz, &err) != ELA_E_INPUT)
            fail_msg("\"%s\" was accepted", bad[i]);
        assert_string_equal(err.key, "tz.unreadable");
    }
}

/* Every quarter of an hour of three years, there and back. */
static void test_TIME_01_moments_round_trip(void **state)
{
    (void)state;
    static const char *const zones[] = {PARIS, "NZST-12NZDT,M9.5.0,M4.1.0/3",
                                        "IST-1GMT0,M10.5.0,M3.5.0/1", "<+0545>-5:45"};
    for (size_t z = 0; z < 4; z++) {
        struct ela_tz tz = zone(zones[z]);
        for (int64_t at = 1735689600; at < 1735689600 + 3 * 366 * 86400; at += 900) {
            struct ela_civil c;
            enum ela_fold fold;
            ela_tz_civil(&tz, at, &c);
            int64_t back = ela_tz_moment(&tz, &c, false, &fold);
            assert_int_not_equal(fold, ELA_FOLD_SKIPPED);
            if (back != at)
                assert_int_equal(ela_tz_moment(&tz, &c, true, NULL), at);
        }
    }
}

static void test_TIME_01_moment_text(void **state)
{
    (void)state;
    struct ela_tz tz = zone(PARIS);
    int64_t at;
    assert_int_equal(ela_moment_parse(ELA_STR("2026-11-21T09:00"), &tz, &at, "start", NULL),
                     ELA_OK);
    assert_int_equal(at, T_NOW);
    assert_int_equal(ela_moment_parse(ELA_STR("2026-11-21T09:00:07"), &tz, &at, "start", NULL),
                     ELA_OK);
    assert_int_equal(at, T_NOW + 7);
    assert_int_equal(ela_tz_day(&tz, at).n, 20778);
    static const char *const bad[] = {"",
                                      "2026-11-21",
                                      "2026-11-21 09:00",
                                      "2026-11-21T24:00",
                                      "2026-11-21T09:60",
                                      "2026-11-21T09:00:60",
                                      "2026-11-21T09:00Z",
                                      "2026-11-21T9:00",
                                      "2026-02-30T09:00"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_equal(ela_moment_parse(ela_str_of(bad[i]), &tz, &at, "start", NULL),
                         ELA_E_INPUT);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_TIME_01_days_round_trip),
        cmocka_unit_test(test_TIME_01_day_text),
        cmocka_unit_test(test_TIME_01_spring_night),
        cmocka_unit_test(test_TIME_01_autumn_night),
        cmocka_unit_test(test_TIME_01_other_zones),
        cmocka_unit_test(test_TIME_01_zones_refused),
        cmocka_unit_test(test_TIME_01_moments_round_trip),
        cmocka_unit_test(test_TIME_01_moment_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
