/*
 * Money, rates and quantities. Source: TIME-04, TIME-09.
 */
#include "support.h"

#include <inttypes.h>

__extension__ typedef __int128 wide;

static void test_TIME_09_rates_are_read_exactly(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t num, den;
        const char *shown;
    } cases[] = {
        {"85", 8500, 1, "85.00"},
        {"85,5", 8550, 1, "85.50"},
        {"85.123456", 4256173 * 2, 1000, "85.123456"},
        {"0", 0, 1, "0.00"},
        {"1 234,50", 123450, 1, "1234.50"},
        {"1\xE2\x80\xAF"
         "234",
         123400, 1, "1234.00"},
        {"0.00000001", 1, 1000000, "0.00000001"},
        {"10000000", 1000000000, 1, "10000000.00"},
        {"85.000000000000", 8500, 1, "85.00"},
        {"-0", 0, 1, "0.00"},
        {" 99,9 ", 9990, 1, "99.90"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct ela_rate r;
        char text[32];
        struct ela_error err = ELA_ERROR_INIT;
        if (ela_rate_parse(ela_str_of(cases[i].text), &r, "rate", &err) != ELA_OK)
            fail_msg("\"%s\": %s", cases[i].text, err.key);
        if (i != 2) {
            assert_int_equal(r.num, cases[i].num);
            assert_int_equal(r.den, cases[i].den);
        }
        ela_rate_format(r, text);
        assert_string_equal(text, cases[i].shown);
    }
}

static void test_TIME_09_rates_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *key;
    } cases[] = {
        {"", "money.unreadable"},
        {"abc", "money.unreadable"},
        {"-5", "money.negative"},
        {"1.2.3", "money.unreadable"},
        {"12 34", "money.unreadable"},
        {"1 2345", "money.unreadable"},
        {"85,", "money.unreadable"},
        {",5", "money.unreadable"},
        {"85 ", NULL},
        {"10000001", "money.too_large"},
        {"1.123456789", "money.too_precise"},
        {"99999999999999999999", "money.too_large"},
        {"0x10", "money.unreadable"},
        {"1e3", "money.unreadable"},
        {"5 €", "money.unreadable"},
        {"10000000.00000001", "money.too_large"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct ela_rate r;
        struct ela_error err = ELA_ERROR_INIT;
        enum ela_status st = ela_rate_parse(ela_str_of(cases[i].text), &r, "rate", &err);
        if ((cases[i].key == NULL) != (st == ELA_OK) ||
            (cases[i].key && strcmp(err.key, cases[i].key) != 0))
            fail_msg("\"%s\": \"%s\" instead of %s", cases[i].text, err.key, cases[i].key);
    }
    struct ela_rate none = {0, 0}, some = {8500, 1};
    char text[32];
    ela_rate_format(none, text);
    assert_string_equal(text, "");
    assert_false(ela_rate_is_set(none));
    assert_false(ela_rate_eq(none, some));
    assert_true(ela_rate_eq(some, (struct ela_rate){17000, 2}));
}

static void test_TIME_04_time_times_rate_rounds_half_up_once(void **state)
{
    (void)state;
    static const struct {
        int64_t seconds;
        struct ela_rate rate;
        int64_t minor;
    } cases[] = {
        {4528, {8500, 1}, 10691}, /* 106.9111 */
        {3600, {8500, 1}, 8500},
        {1, {8500, 1}, 2},   /* 2.36 cents */
        {1, {1800, 1}, 1},   /* exactly half a cent goes up */
        {-1, {1800, 1}, -1}, /* and away from zero */
        {1, {1799, 1}, 0},
        {0, {8500, 1}, 0},
        {86400, {1000000000, 1}, 24000000000},
        {7200, {1, 3}, 1}, /* two thirds of a cent */
        {INT64_C(9000000000000), {1000000000, 1}, INT64_C(2500000000000000000)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t minor = -7;
        assert_int_equal(ela_money_of_time(cases[i].seconds, cases[i].rate, &minor, NULL), ELA_OK);
        assert_int_equal(minor, cases[i].minor);
    }
}

static void test_TIME_04_refused(void **state)
{
    (void)state;
    int64_t minor;
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(ela_money_of_time(60, (struct ela_rate){0, 0}, &minor, &err), ELA_E_STATE);
    assert_string_equal(err.key, "money.no_rate");
    ela_error_reset(&err);
    assert_int_equal(ela_money_of_time(INT64_MAX, (struct ela_rate){INT64_MAX, 1}, &minor, &err),
                     ELA_E_INPUT);
    assert_string_equal(err.key, "money.overflow");
    ela_error_reset(&err);
    assert_int_equal(ela_add_i64(INT64_MAX, 1, &minor, &err), ELA_E_INPUT);
    assert_int_equal(ela_money_share(100, 1, 0, &minor, NULL), ELA_E_INPUT);
    assert_int_equal(ela_money_share(1000, 1, 3, &minor, NULL), ELA_OK);
    assert_int_equal(minor, 333);
    assert_int_equal(ela_money_share(-5, 1, 2, &minor, NULL), ELA_OK);
    assert_int_equal(minor, -3);
    assert_int_equal(ela_money_share(INT64_MAX, INT64_MAX, 1, &minor, NULL), ELA_E_INPUT);
}

/* Quantity in hours, rounded up at 10 decimals: times the rate and rounded to cents it gives the
 * exact amount's cents. */
static void test_TIME_04_hours10_reproduces_the_cents(void **state)
{
    (void)state;
    char text[32];
    ela_hours10_up(4528, text);
    assert_string_equal(text, "1.2577777778");
    ela_hours10_up(3600, text);
    assert_string_equal(text, "1.0000000000");
    ela_hours10_up(-60, text);
    assert_string_equal(text, "-0.0166666667");
    ela_hours10_up(1, text);
    assert_string_equal(text, "0.0002777778");
    static const int64_t rates[] = {1, 1800, 8500, 9999, 12345, 7333, 25000, 1000000};
    for (int64_t s = 1; s <= 86400; s += 7)
        for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++) {
            int64_t whole, part, minor;
            ela_hours10_up(s, text);
            assert_int_equal(sscanf(text, "%" SCNd64 ".%10" SCNd64, &whole, &part), 2);
            wide q = (wide)whole * 10000000000 + part;
            wide cents = (q * rates[i] + 5000000000) / 10000000000;
            assert_int_equal(ela_money_of_time(s, (struct ela_rate){rates[i], 1}, &minor, NULL),
                             ELA_OK);
            assert_int_equal((int64_t)cents, minor);
        }
}

static void test_TIME_04_amount_text(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool signed_ok;
        int64_t minor;
        const char *key, *shown;
    } cases[] = {
        {"1234,5", false, 123450, NULL, "1234.50"},
        {"-1234.50", true, -123450, NULL, "-1234.50"},
        {"-0.01", true, -1, NULL, "-0.01"},
        {"-1", false, 0, "money.negative", NULL},
        {"1.234", false, 0, "money.too_precise", NULL},
        {"1,234.50", false, 0, "money.unreadable", NULL},
        {"1 000 000,01", false, 100000001, NULL, "1000000.01"},
        {"", false, 0, "money.unreadable", NULL},
        {"1000000000001", false, 0, "money.too_large", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t minor;
        char text[32];
        struct ela_error err = ELA_ERROR_INIT;
        enum ela_status st =
            ela_money_parse(ela_str_of(cases[i].text), cases[i].signed_ok, &minor, "amount", &err);
        if (cases[i].key) {
            assert_int_equal(st, ELA_E_INPUT);
            assert_string_equal(err.key, cases[i].key);
            continue;
        }
        assert_int_equal(st, ELA_OK);
        assert_int_equal(minor, cases[i].minor);
        ela_money_format(minor, text);
        assert_string_equal(text, cases[i].shown);
    }
    char text[32];
    ela_money_format(INT64_MIN, text);
    assert_string_equal(text, "-92233720368547758.08");
}

static void test_TIME_09_vat_text(void **state)
{
    (void)state;
    int32_t milli;
    char text[16];
    struct ela_error err = ELA_ERROR_INIT;
    assert_int_equal(ela_vat_parse(ELA_STR("20"), &milli, "vat", &err), ELA_OK);
    assert_int_equal(milli, 20000);
    assert_int_equal(ela_vat_parse(ELA_STR("5,5 %"), &milli, "vat", &err), ELA_OK);
    assert_int_equal(milli, 5500);
    assert_int_equal(ela_vat_parse(ELA_STR("20.0000"), &milli, "vat", &err), ELA_OK);
    ela_vat_format(8500, text);
    assert_string_equal(text, "8.500");
    assert_int_equal(ela_vat_parse(ELA_STR("101"), &milli, "vat", &err), ELA_E_INPUT);
    assert_string_equal(err.key, "vat.range");
    ela_error_reset(&err);
    assert_int_equal(ela_vat_parse(ELA_STR("-1"), &milli, "vat", &err), ELA_E_INPUT);
    assert_string_equal(err.key, "vat.range");
    ela_error_reset(&err);
    assert_int_equal(ela_vat_parse(ELA_STR("vingt"), &milli, "vat", &err), ELA_E_INPUT);
    assert_string_equal(err.key, "vat.unreadable");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_TIME_09_rates_are_read_exactly),
        cmocka_unit_test(test_TIME_09_rates_refused),
        cmocka_unit_test(test_TIME_09_vat_text),
        cmocka_unit_test(test_TIME_04_time_times_rate_rounds_half_up_once),
        cmocka_unit_test(test_TIME_04_refused),
        cmocka_unit_test(test_TIME_04_hours10_reproduces_the_cents),
        cmocka_unit_test(test_TIME_04_amount_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
