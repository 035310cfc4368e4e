/*
 * Money in integer minor units, exact rational rates, checked arithmetic.
 * No floating point anywhere. Rounding happens once, at the invoice line,
 * half up (away from zero for negatives), and is named at each call.
 * Source: TIME-04.
 */
#ifndef ELA_BASE_MONEY_H
#define ELA_BASE_MONEY_H

#include "base/str.h"

#define ELA_CURRENCY_LEN 3

struct ela_money {
    int64_t minor; /* cents for EUR */
    char currency[ELA_CURRENCY_LEN + 1];
};

/* Hourly rate: minor units per hour = num / den, den > 0, reduced. {0,0} means "no rate". */
struct ela_rate {
    int64_t num;
    int64_t den;
};

bool ela_rate_is_set(struct ela_rate r);
bool ela_rate_eq(struct ela_rate a, struct ela_rate b);

/*
 * "85", "85,5", "85.123456" (major units per hour, at most 8 decimals, >= 0,
 * spaces as thousands separators allowed). Errors: money.unreadable, money.negative,
 * money.too_large (over 10 million), money.too_precise.
 */
enum ela_status ela_rate_parse(struct ela_str text, struct ela_rate *out, const char *field,
                               struct ela_error *err) ELA_MUST_CHECK;

/* Shortest decimal in major units, at least 2 decimals, '.' as separator: "85.00", "85.125". */
void ela_rate_format(struct ela_rate r, char out[32]);

/* Amount of the same kind of text with at most 2 decimals; negative allowed only if `signed_ok`. */
enum ela_status ela_money_parse(struct ela_str text, bool signed_ok, int64_t *minor,
                                const char *field, struct ela_error *err) ELA_MUST_CHECK;
/* "-1234.50" */
void ela_money_format(int64_t minor, char out[32]);

/* Decimals of the amounts of a currency: 2 of most, 0 of the yen, 3 of the Tunisian dinar.
 * Source: ISO 4217, list one. */
unsigned ela_currency_decimals(const char *currency);

/* seconds x rate / 3600, rounded half up to the minor unit. Errors: money.overflow. */
enum ela_status ela_money_of_time(int64_t seconds, struct ela_rate rate, int64_t *minor,
                                  struct ela_error *err) ELA_MUST_CHECK;

/* part / whole of an amount (progress invoicing), rounded half up. whole > 0. */
enum ela_status ela_money_share(int64_t minor, int64_t part, int64_t whole, int64_t *out,
                                struct ela_error *err) ELA_MUST_CHECK;

/* An amount with its VAT, rounded half up. Errors: money.overflow. */
enum ela_status ela_money_with_vat(int64_t minor, int32_t vat_milli, int64_t *out,
                                   struct ela_error *err) ELA_MUST_CHECK;

enum ela_status ela_add_i64(int64_t a, int64_t b, int64_t *out,
                            struct ela_error *err) ELA_MUST_CHECK;

/*
 * Hours with 10 decimals, rounded up: what Dolibarr must be given as quantity so that
 * its own qty x unit price arithmetic reproduces TIME-04's cents (0 wrong of 125,180 tried).
 * "1.2577777778"
 */
void ela_hours10_up(int64_t seconds, char out[32]);

/* VAT in thousandths of a percent (20 % = 20000) <-> Dolibarr's text "20.000". */
enum ela_status ela_vat_parse(struct ela_str text, int32_t *milli, const char *field,
                              struct ela_error *err) ELA_MUST_CHECK;
void ela_vat_format(int32_t milli, char out[16]);

#endif
