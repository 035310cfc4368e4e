/*
 * Numbers that identify: telephone, IBAN, SIREN, SIRET, NIR; each with its own key.
 */
#include "form/form_internal.h"

#define DIGITS_MAX 64

/* Without blanks and the given signs, in capitals; false: too long. */
static bool squeeze(struct ela_str s, const char *skip, char *out, size_t *n)
{
    *n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == ' ' || c == '\t' || (c && strchr(skip, c)))
            continue;
        if (i + 1 < s.n && memcmp(s.p + i, "\xC2\xA0", 2) == 0) {
            i++;
            continue;
        }
        if (i + 2 < s.n && memcmp(s.p + i, "\xE2\x80\xAF", 3) == 0) {
            i += 2;
            continue;
        }
        if (*n == DIGITS_MAX)
            return false;
        out[(*n)++] = c >= 'a' && c <= 'z' ? (char)(c - 0x20) : c;
    }
    return true;
}

static bool digits_only(const char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (p[i] < '0' || p[i] > '9')
            return false;
    return n > 0;
}

static bool give(const char *text, size_t len, char *out, size_t *n)
{
    memcpy(out, text, len);
    *n = len;
    return true;
}

/* ---- Telephone: E.164 ----------------------------------------------------------------------- */

/* Overseas numbers are typed like national ones and have their own country code. */
static const char *overseas(const char *national)
{
    static const struct {
        const char *start, *code;
    } table[] = {{"0262", "+262"}, {"0263", "+262"}, {"0269", "+262"}, {"0639", "+262"},
                 {"0692", "+262"}, {"0693", "+262"}, {"0590", "+590"}, {"0690", "+590"},
                 {"0691", "+590"}, {"0594", "+594"}, {"0694", "+594"}, {"0596", "+596"},
                 {"0696", "+596"}, {"0697", "+596"}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (memcmp(national, table[i].start, 4) == 0)
            return table[i].code;
    return "+33";
}

static bool french(const char *d, size_t k, char *out, size_t *n)
{
    if (k != 10 || !digits_only(d, k) || d[0] != '0' || d[1] == '0')
        return false;
    *n = (size_t)snprintf(out, ELA__F_ROOM, "%s%.9s", overseas(d), d + 1);
    return true;
}

bool ela__f_read_phone(const struct ela__f_field *f, const struct ela__f_context *c,
                       struct ela_str typed, char *out, size_t *n, struct ela_form_problem *problem)
{
    char d[DIGITS_MAX + 1];
    size_t k;
    (void)f;
    (void)c;
    if (!squeeze(typed, ".-/()", d, &k))
        return ela__f_problem(problem, "field.phone");
    d[k] = '\0';
    char *p = d;
    if (k > 2 && d[0] == '0' && d[1] == '0') { /* the other way to write + */
        d[1] = '+';
        p = d + 1;
        k--;
    }
    if (p[0] != '+')
        return french(p, k, out, n) || ela__f_problem(problem, "field.phone");
    if (k > 3 && memcmp(p, "+330", 4) == 0) { /* "+33 (0)6 ..." */
        memmove(p + 3, p + 4, k - 3);
        k--;
    }
    if (k < 8 || k > 16 || !digits_only(p + 1, k - 1) || p[1] == '0' ||
        (memcmp(p, "+33", 3) == 0 && (k != 12 || p[3] == '0')))
        return ela__f_problem(problem, "field.phone");
    return give(p, k, out, n);
}

/* ---- IBAN ----------------------------------------------------------------------------------- */

/* Length by country. Source: the SWIFT registry of IBAN formats (ISO 13616). */
static const char iban_lengths[] =
    "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24"
    "FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21"
    "LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22"
    "RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30";

static size_t iban_length(const char *country)
{
    for (const char *p = iban_lengths; *p; p += 4)
        if (memcmp(p, country, 2) == 0)
            return (size_t)((p[2] - '0') * 10 + (p[3] - '0'));
    return 0;
}

static bool is_letter(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* The rest of the division by 97 of the digits, letters counting as two (A = 10). */
static unsigned mod97(const char *p, size_t n, unsigned rest)
{
    for (size_t i = 0; i < n; i++) {
        if (is_letter(p[i]))
            rest = (rest * 100 + (unsigned)(p[i] - 'A') + 10) % 97;
        else
            rest = (rest * 10 + (unsigned)(p[i] - '0')) % 97;
    }
    return rest;
}

bool ela__f_read_iban(const struct ela__f_field *f, const struct ela__f_context *c,
                      struct ela_str typed, char *out, size_t *n, struct ela_form_problem *problem)
{
    char d[DIGITS_MAX];
    size_t k, want;
    (void)f;
    (void)c;
    if (!squeeze(typed, "-.", d, &k) || k < 5 || !is_letter(d[0]) || !is_letter(d[1]) ||
        !digits_only(d + 2, 2))
        return ela__f_problem(problem, "field.iban");
    for (size_t i = 4; i < k; i++)
        if (!is_letter(d[i]) && (d[i] < '0' || d[i] > '9'))
            return ela__f_problem(problem, "field.iban");
    want = iban_length(d);
    if (want != k) {
        ela__f_problem(problem, want ? "field.iban_length" : "field.iban_country");
        ela__f_problem_param(problem, "country", (struct ela_str){d, 2});
        if (want)
            ela__f_problem_int(problem, "length", (int64_t)want);
        return false;
    }
    if (mod97(d, 4, mod97(d + 4, k - 4, 0)) != 1)
        return ela__f_problem(problem, "field.iban_key");
    return give(d, k, out, n);
}

/* ---- SIREN, SIRET --------------------------------------------------------------------------- */

static bool luhn(const char *p, size_t n)
{
    unsigned sum = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned d = (unsigned)(p[n - 1 - i] - '0');
        if (i % 2)
            d = d > 4 ? d * 2 - 9 : d * 2;
        sum += d;
    }
    return sum % 10 == 0;
}

static bool read_digits(struct ela_str typed, size_t want, char *d, const char *key,
                        struct ela_form_problem *problem)
{
    size_t k;
    if (squeeze(typed, ".-", d, &k) && k == want && digits_only(d, k) &&
        memcmp(d, "000000000", 9) != 0)
        return true;
    return ela__f_problem(problem, key);
}

bool ela__f_read_siren(const struct ela__f_field *f, const struct ela__f_context *c,
                       struct ela_str typed, char *out, size_t *n, struct ela_form_problem *problem)
{
    char d[DIGITS_MAX];
    (void)f;
    (void)c;
    if (!read_digits(typed, 9, d, "field.siren", problem))
        return false;
    if (!luhn(d, 9))
        return ela__f_problem(problem, "field.siren_key");
    return give(d, 9, out, n);
}

/* La Poste ran out of keys: its establishments only have a sum of digits that 5 divides. */
static bool la_poste(const char *d)
{
    unsigned sum = 0;
    for (size_t i = 0; i < 14; i++)
        sum += (unsigned)(d[i] - '0');
    return memcmp(d, "356000000", 9) == 0 && sum % 5 == 0;
}

bool ela__f_read_siret(const struct ela__f_field *f, const struct ela__f_context *c,
                       struct ela_str typed, char *out, size_t *n, struct ela_form_problem *problem)
{
    char d[DIGITS_MAX];
    (void)f;
    (void)c;
    if (!read_digits(typed, 14, d, "field.siret", problem))
        return false;
    if (!la_poste(d) && (!luhn(d, 14) || !luhn(d, 9)))
        return ela__f_problem(problem, "field.siret_key");
    return give(d, 14, out, n);
}

/* ---- NIR ------------------------------------------------------------------------------------ */

/* Sex, year, month (also the fictive ones), department, commune, order, key: 97 - number mod 97.
 * In Corsica 2A counts as 19 and 2B as 18. Source: INSEE, structure of the NIR. */
bool ela__f_read_nir(const struct ela__f_field *f, const struct ela__f_context *c,
                     struct ela_str typed, char *out, size_t *n, struct ela_form_problem *problem)
{
    char d[DIGITS_MAX], plain[15];
    size_t k;
    (void)f;
    (void)c;
    if (!squeeze(typed, ".-", d, &k) || k != 15)
        return ela__f_problem(problem, "field.nir");
    memcpy(plain, d, 15);
    if (d[5] == '2' && (d[6] == 'A' || d[6] == 'B')) {
        plain[5] = '1';
        plain[6] = d[6] == 'A' ? '9' : '8';
    }
    if (!digits_only(plain, 15) || !strchr("123478", plain[0]))
        return ela__f_problem(problem, "field.nir");
    unsigned month = (unsigned)((plain[3] - '0') * 10 + (plain[4] - '0'));
    if (month == 0 || (month > 12 && month < 20) || (month > 42 && month < 50))
        return ela__f_problem(problem, "field.nir");
    unsigned key = (unsigned)((plain[13] - '0') * 10 + (plain[14] - '0'));
    if (97 - mod97(plain, 13, 0) != key)
        return ela__f_problem(problem, "field.nir_key");
    return give(d, 15, out, n);
}
