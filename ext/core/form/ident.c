/*
 * Numbers that identify: telephone, IBAN, SIREN, SIRET, NIR; each with its own key.
 */
#include "form/form_internal.h"

#define DIGITS_MAX 64

/* A blank, a typographic hyphen, or a sign without a shape that address books put around numbers
 * (U+00AD, U+200B..200F, U+202A..202E, U+2060, U+2066..2069, U+FEFF). */
static size_t unseen(const char *p, size_t n)
{
    const unsigned char *u = (const unsigned char *)p;
    if (u[0] < 0x80 || ela__f_blank(p, n))
        return ela__f_blank(p, n);
    if (n >= 2 && u[0] == 0xC2 && u[1] == 0xAD)
        return 2;
    if (n < 3)
        return 0;
    bool shape =
        u[0] == 0xE2 &&
        ((u[1] == 0x80 && u[2] >= 0x8B && (u[2] <= 0x93 || u[2] >= 0xAA) && u[2] <= 0xAE) ||
         (u[1] == 0x81 && (u[2] == 0xA0 || (u[2] >= 0xA6 && u[2] <= 0xA9))));
    return shape || memcmp(p, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* Without blanks and the given signs, in capitals; false: too long. */
static bool squeeze(struct ela_str s, const char *skip, char *out, size_t *n)
{
    size_t gone;
    *n = 0;
    for (size_t i = 0; i < s.n; i += gone ? gone : 1) {
        char c = s.p[i];
        gone = c && strchr(skip, c) ? 1 : unseen(s.p + i, s.n - i);
        if (gone)
            continue;
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

/* "+33 (0)6 12 ...", "+44 (0)20 ...": the 0 that is only dialled at home; blanks stay. */
static struct ela_str without_home_zero(struct ela_str s, char *room, size_t size)
{
    struct ela_str zero = ELA_STR("(0)");
    for (size_t i = 1; i + zero.n <= s.n && s.n <= size; i++)
        if (memcmp(s.p + i, zero.p, zero.n) == 0) {
            memcpy(room, s.p, i);
            memcpy(room + i, s.p + i + zero.n, s.n - i - zero.n);
            return (struct ela_str){room, s.n - zero.n};
        }
    return s;
}

/* Digits after the country code where a 0 typed at their start is not one of them. */
static size_t national(const char *p)
{
    static const char *const codes[] = {"+33", "+262", "+590", "+594", "+596"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        if (memcmp(p, codes[i], strlen(codes[i])) == 0)
            return strlen(codes[i]);
    return 0;
}

bool ela__f_read_phone(const struct ela__f_field *f, const struct ela__f_context *c,
                       struct ela_str typed, char *out, size_t *n, struct ela_form_problem *problem)
{
    char d[DIGITS_MAX + 8] = "", room[DIGITS_MAX * 3];
    size_t k, at;
    (void)f;
    (void)c;
    if (!squeeze(without_home_zero(typed, room, sizeof room), ".-/()", d, &k))
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
    at = national(p);
    if (at && k > at && p[at] == '0') { /* "+33 06 ..." */
        memmove(p + at, p + at + 1, k - at);
        k--;
    }
    if (k < 8 || k > 16 || !digits_only(p + 1, k - 1) || p[1] == '0' || (p[1] == '1' && k != 12) ||
        (at && (k != at + 9 || p[at] == '0')))
        return ela__f_problem(problem, "field.phone");
    return give(p, k, out, n);
}

/* ---- IBAN ----------------------------------------------------------------------------------- */

/* After the country and its key: n digits, a capitals, c either. Source: SWIFT, IBAN registry
 * (ISO 13616), release 99. */
static const char *const iban_shapes[] = {
    "AD8n12c",    "AE19n",     "AL8n16c",    "AT16n",     "AZ4a20c",   "BA16n",      "BE12n",
    "BG4a6n8c",   "BH4a14c",   "BI23n",      "BR23n1a1c", "BY4c4n16c", "CH5n12c",    "CR18n",
    "CY8n16c",    "CZ20n",     "DE18n",      "DJ23n",     "DK14n",     "DO4c20n",    "EE16n",
    "EG25n",      "ES20n",     "FI14n",      "FK2a12n",   "FO14n",     "FR10n11c2n", "GB4a14n",
    "GE2a16n",    "GI4a15c",   "GL14n",      "GR7n16c",   "GT24c",     "HN4a20n",    "HR17n",
    "HU24n",      "IE4a14n",   "IL19n",      "IQ4a15n",   "IS22n",     "IT1a10n12c", "JO4a4n18c",
    "KW4a22c",    "KZ3n13c",   "LB4n20c",    "LC4a24c",   "LI5n12c",   "LT16n",      "LU3n13c",
    "LV4a13c",    "LY21n",     "MC10n11c2n", "MD20c",     "ME18n",     "MK3n10c2n",  "MN16n",
    "MR23n",      "MT4a5n18c", "MU4a19n3a",  "NI4a20n",   "NL4a10n",   "NO11n",      "OM3n16c",
    "PK4a16c",    "PL24n",     "PS4a21c",    "PT21n",     "QA4a21c",   "RO4a16c",    "RS18n",
    "RU14n15c",   "SA2n18c",   "SC4a20n3a",  "SD14n",     "SE20n",     "SI15n",      "SK20n",
    "SM1a10n12c", "SO19n",     "ST21n",      "SV4a20n",   "TL19n",     "TN20n",      "TR6n16c",
    "UA6n19c",    "VA18n",     "VG4a16n",    "XK16n",     "YE4a4n18c",
};

static const char *iban_shape(const char *country)
{
    for (size_t i = 0; i < sizeof iban_shapes / sizeof iban_shapes[0]; i++)
        if (memcmp(iban_shapes[i], country, 2) == 0)
            return iban_shapes[i] + 2;
    return NULL;
}

/* The next part of a shape: how many characters, of which kind. */
static size_t shape_part(const char **shape, char *kind)
{
    size_t n = 0;
    for (; **shape >= '0' && **shape <= '9'; ++*shape)
        n = n * 10 + (size_t)(**shape - '0');
    *kind = *(*shape)++;
    return n;
}

static size_t iban_length(const char *shape)
{
    size_t n = 4;
    char kind;
    while (*shape)
        n += shape_part(&shape, &kind);
    return n;
}

static bool is_letter(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool iban_fits(const char *shape, const char *p)
{
    char kind;
    while (*shape)
        for (size_t n = shape_part(&shape, &kind); n; n--, p++)
            if (kind != 'c' && (kind == 'a') != is_letter(*p))
                return false;
    return true;
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
    if (typed.n > 4 && (memcmp(typed.p, "IBAN", 4) == 0 || memcmp(typed.p, "iban", 4) == 0))
        typed = (struct ela_str){typed.p + 4, typed.n - 4};
    if (!squeeze(typed, "-.:", d, &k) || k < 5 || !is_letter(d[0]) || !is_letter(d[1]) ||
        !digits_only(d + 2, 2))
        return ela__f_problem(problem, "field.iban");
    for (size_t i = 4; i < k; i++)
        if (!is_letter(d[i]) && (d[i] < '0' || d[i] > '9'))
            return ela__f_problem(problem, "field.iban");
    const char *shape = iban_shape(d);
    want = shape ? iban_length(shape) : 0;
    if (want != k) {
        ela__f_problem(problem, want ? "field.iban_length" : "field.iban_country");
        ela__f_problem_param(problem, "country", (struct ela_str){d, 2});
        if (want)
            ela__f_problem_int(problem, "length", (int64_t)want);
        return false;
    }
    if (!iban_fits(shape, d + 4))
        return ela__f_problem(problem, "field.iban");
    unsigned key = (unsigned)((d[2] - '0') * 10 + (d[3] - '0')); /* 02..98: one key per account */
    if (key < 2 || key > 98 || mod97(d, 4, mod97(d + 4, k - 4, 0)) != 1)
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
    if (memcmp(plain + 5, "00", 2) == 0 || memcmp(plain + 10, "000", 3) == 0)
        return ela__f_problem(problem, "field.nir"); /* no such department, nobody's order */
    unsigned key = (unsigned)((plain[13] - '0') * 10 + (plain[14] - '0'));
    if (97 - mod97(plain, 13, 0) != key)
        return ela__f_problem(problem, "field.nir_key");
    return give(d, 15, out, n);
}
