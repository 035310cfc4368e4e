/*
 * Quantity and unit price of a native line, such that Dolibarr's own arithmetic gives our cents.
 * Hours rounded up at ten decimals do so for every usual rate; where they would not, the line
 * becomes 1 x amount. A proposal keeps five decimals of a quantity (price2num 'MS' in
 * propal.class.php and propaleligne.class.php), hence the nearest hours there, and 1 x amount more
 * often. Source: TIME-04, decision 6.
 */
#include "billing/billing_internal.h"

#include <inttypes.h>

#define UNIT_SCALE  INT64_C(100000000)   /* prices hold 8 decimals */
#define HOURS_SCALE INT64_C(10000000000) /* quantities 10 */

/* Minor units per hour as major units with 8 decimals; false where they cannot be written exactly.
 */
static bool unit8_of(struct ela_rate rate, int64_t *unit8)
{
    __int128 n = (__int128)rate.num * (UNIT_SCALE / 100);
    if (rate.den <= 0 || n % rate.den != 0 || n / rate.den > INT64_MAX)
        return false;
    *unit8 = (int64_t)(n / rate.den);
    return true;
}

#define FIVE (HOURS_SCALE / 100000)

/* Hours of a line as a quantity times ten to the tenth. */
static __int128 hours10(int64_t seconds, enum ela_billing_document document)
{
    if (document == ELA_DOCUMENT_PROPOSAL)
        return ((__int128)seconds * (HOURS_SCALE / FIVE) + 1800) / 3600 * FIVE;
    return ((__int128)seconds * HOURS_SCALE + 3599) / 3600;
}

static void write_hours(int64_t seconds, enum ela_billing_document document, char qty[32])
{
    ela_hours10_up(seconds, qty);
    if (document == ELA_DOCUMENT_PROPOSAL) {
        int64_t hours5 = (int64_t)(hours10(seconds, document) / FIVE);
        snprintf(qty, 32, "%" PRId64 ".%05" PRId64, hours5 / 100000, hours5 % 100000);
    }
}

/* Would qty x unit, rounded half up to cents, be the amount? */
static bool reproduces(__int128 hours, int64_t unit8, int64_t amount_minor)
{
    const __int128 cent = (__int128)HOURS_SCALE * UNIT_SCALE / 100;
    __int128 product = hours * unit8;
    return (product + cent / 2) / cent == amount_minor;
}

void ela_billing_quantity(enum ela_billing_document document, int64_t seconds, struct ela_rate rate,
                          int64_t amount_minor, char qty[32], char unit[32])
{
    int64_t unit8 = 0;
    /* 2^53 bounds keep the host's doubles from mattering. */
    bool hours = seconds > 0 && seconds < INT64_C(36000000000) && ela_rate_is_set(rate) &&
                 unit8_of(rate, &unit8) && unit8 < (INT64_C(1) << 53) &&
                 reproduces(hours10(seconds, document), unit8, amount_minor);
    if (hours) {
        write_hours(seconds, document, qty);
        snprintf(unit, 32, "%" PRId64 ".%08" PRId64, unit8 / UNIT_SCALE, unit8 % UNIT_SCALE);
        return;
    }
    if (seconds > 0 && amount_minor == 0) { /* included: the hours, at nothing */
        write_hours(seconds, document, qty);
        snprintf(unit, 32, "0.00000000");
        return;
    }
    snprintf(qty, 32, "1");
    ela_money_format(amount_minor, unit);
    size_t n = strlen(unit);
    snprintf(unit + n, 32 - n, "000000");
}
