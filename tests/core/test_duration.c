/*
 * Duration text. Source: TIME-03, TIME-04.
 */
#include "support.h"

#include "base/duration.h"

static void test_TIME_03_accepted_forms(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int32_t seconds;
    } cases[] = {
        {"1h 15m 30s", 4530},
        {"1h15", 4500},
        {"1h15m30", 4530},
        {"75m", 4500},
        {"75 min", 4500},
        {"90s", 90},
        {"01:15:30", 4530},
        {"1:15", 4500},
        {"1,5h", 5400},
        {"1.5h", 5400},
        {"1,5 H", 5400},
        {"1H15", 4500},
        {"  1h\t15m  ", 4500},
        {"1\xC2\xA0h\xE2\x80\xAF"
         "15\xE2\x80\x89min",
         4500},
        {"1 heure 15 minutes 30 secondes", 4530},
        {"2 heures", 7200},
        {"1h 15mn", 4500},
        {"1 hour 1 minute 1 second", 3661},
        {"15 : 30", 55800},
        {"0,5m", 30},
        {"0,0025h", 9},
        {"1,50h", 5400},
        {"0:01", 60},
        {"0:00:01", 1},
        {"00h00m01s", 1},
        {"24h", 86400},
        {"24:00:00", 86400},
        {"86400s", 86400},
        {"1440 min", 86400},
        {"1h30s", 3630},
        {"75m30", 4530},
        {"2.0s", 2},
        {"000000000000001h", 3600},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int32_t seconds = -1;
        struct ela_error err = ELA_ERROR_INIT;
        enum ela_status st =
            ela_duration_parse(ela_str_of(cases[i].text), &seconds, "duration", &err);
        if (st != ELA_OK || seconds != cases[i].seconds)
            fail_msg("\"%s\": %s, %d s", cases[i].text, err.key, seconds);
    }
}

static void test_TIME_03_refused_forms(void **state)
{
    (void)state;
    static const struct {
        const char *text, *key;
    } cases[] = {
        {"", "duration.empty"},
        {" \xC2\xA0 ", "duration.empty"},
        {"abc", "duration.unreadable"},
        {"h", "duration.unreadable"},
        {"1x", "duration.unreadable"},
        {"1h1h", "duration.unreadable"},
        {"15m 1h", "duration.unreadable"},
        {"1h 15m 30s 5", "duration.unreadable"},
        {"1h30,5m", "duration.unreadable"},
        {"1,5h30", "duration.unreadable"},
        {"1:5", "duration.unreadable"},
        {"1:", "duration.unreadable"},
        {":15", "duration.unreadable"},
        {"1:15:30:00", "duration.unreadable"},
        {"1,5:00", "duration.unreadable"},
        {"1:15h", "duration.unreadable"},
        {"1.h", "duration.unreadable"},
        {"1,,5h", "duration.unreadable"},
        {"1'15", "duration.unreadable"},
        {"-", "duration.unreadable"},
        {"+1h", "duration.unreadable"},
        {"1h\n15", "duration.unreadable"},
        {"hhhhhhhhhhhhhhhhhhhhhhhhhhhhh", "duration.unreadable"},
        {"75", "duration.bare_number"},
        {"1,5", "duration.bare_number"},
        {" 0 ", "duration.bare_number"},
        {"0h", "duration.zero"},
        {"0:00", "duration.zero"},
        {"00:00:00", "duration.zero"},
        {"0s", "duration.zero"},
        {"-1h", "duration.negative"},
        {"-75", "duration.negative"},
        {"- 1:15", "duration.negative"},
        {"\xE2\x88\x92"
         "1h",
         "duration.negative"},
        {"24h 1s", "duration.over_a_day"},
        {"24:00:01", "duration.over_a_day"},
        {"86401s", "duration.over_a_day"},
        {"99999999999999999999h", "duration.over_a_day"},
        {"1:75", "duration.part_too_large"},
        {"1:15:75", "duration.part_too_large"},
        {"1h75", "duration.part_too_large"},
        {"1h 5m 60s", "duration.part_too_large"},
        {"1,3333h", "duration.not_whole_seconds"},
        {"1,5s", "duration.not_whole_seconds"},
        {"0,00001h", "duration.not_whole_seconds"},
        {"0,12345678901234567890h", "duration.not_whole_seconds"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int32_t seconds = -1;
        struct ela_error err = ELA_ERROR_INIT;
        enum ela_status st =
            ela_duration_parse(ela_str_of(cases[i].text), &seconds, "duration", &err);
        if (st != ELA_E_INPUT || strcmp(err.key, cases[i].key) != 0)
            fail_msg("\"%s\": \"%s\" instead of %s", cases[i].text, err.key, cases[i].key);
        assert_string_equal(err.field, "duration");
    }
}

static void test_TIME_03_no_text_reads_past_its_end(void **state)
{
    (void)state;
    static const char all[] = "1h 15m 30s,5\xE2\x80";
    for (size_t n = 0; n < sizeof all; n++) {
        char *exact = malloc(n + 1); /* the sanitizer watches the end */
        assert_non_null(exact);
        memcpy(exact, all, n);
        int32_t s;
        struct ela_error err = ELA_ERROR_INIT;
        (void)!ela_duration_parse((struct ela_str){exact, n}, &s, "", &err);
        free(exact);
    }
}

static void test_TIME_04_format(void **state)
{
    (void)state;
    static const struct {
        int64_t seconds;
        const char *text;
    } cases[] = {{0, "00:00:00"},       {9, "00:00:09"},    {4528, "01:15:28"},
                 {443045, "123:04:05"}, {-61, "-00:01:01"}, {INT64_MIN, "-2562047788015215:30:08"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[32];
        ela_duration_format(cases[i].seconds, text);
        assert_string_equal(text, cases[i].text);
    }
}

/* Whatever is written by the formatter is read back to the same number of seconds. */
static void test_TIME_03_every_second_of_a_day_round_trips(void **state)
{
    (void)state;
    for (int32_t s = 1; s <= ELA_DAY_S; s++) {
        char text[32];
        int32_t back = 0;
        ela_duration_format(s, text);
        assert_int_equal(ela_duration_parse(ela_str_of(text), &back, "", NULL), ELA_OK);
        assert_int_equal(back, s);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_TIME_03_accepted_forms),
        cmocka_unit_test(test_TIME_03_refused_forms),
        cmocka_unit_test(test_TIME_03_no_text_reads_past_its_end),
        cmocka_unit_test(test_TIME_03_every_second_of_a_day_round_trips),
        cmocka_unit_test(test_TIME_04_format),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
