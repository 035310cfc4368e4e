/*
 * Texts: lines, long and rich ones, masks, mail addresses, postal addresses.
 */
#include "form/form_internal.h"

/* Characters that no text of a person holds: controls, and those that turn the reading direction.
 * Gives the length of one at p, 0: it is fine. Valid UTF-8 is known. */
static size_t forbidden(const char *p, size_t n, bool lines)
{
    unsigned char c = (unsigned char)p[0];
    if (c == '\n' || c == '\t')
        return lines ? 0 : 1;
    if (c < 0x20 || c == 0x7F)
        return 1;
    if (n >= 2 && c == 0xC2 && (unsigned char)p[1] < 0xA0)
        return 2;
    if (n >= 3 && c == 0xE2) {
        unsigned char d = (unsigned char)p[1], e = (unsigned char)p[2];
        if (d == 0x80 && (e == 0xA8 || e == 0xA9 || (e >= 0xAA && e <= 0xAE)))
            return 3; /* line and paragraph separators, U+202A..202E */
        if (d == 0x81 && e >= 0xA6 && e <= 0xA9)
            return 3; /* U+2066..2069 */
    }
    /* U+FFFE, U+FFFF and theirs in the other planes: no characters, and XML refuses them */
    if (n >= 3 && c == 0xEF && (unsigned char)p[1] == 0xBF && (unsigned char)p[2] >= 0xBE)
        return 3;
    if (n >= 4 && c >= 0xF0 && (p[1] & 0x0F) == 0x0F && (unsigned char)p[2] == 0xBF &&
        (unsigned char)p[3] >= 0xBE)
        return 4;
    return 0;
}

/* Copies with line ends as \n, or as blanks where there is one line only; false: a control.
 * Gives the number of characters of what is valid UTF-8. */
static bool copy_clean(struct ela_str t, bool lines, char *out, size_t *n, size_t *chars)
{
    *n = *chars = 0;
    for (size_t i = 0; i < t.n; i++) {
        char c = t.p[i];
        if (c >= 0x20 && c < 0x7F) {
            out[(*n)++] = c;
            ++*chars;
            continue;
        }
        if (c == '\r') {
            if (i + 1 < t.n && t.p[i + 1] == '\n')
                continue;
            c = '\n';
        }
        if (!lines && (c == '\n' || c == '\t'))
            c = ' ';
        if (c == t.p[i] && forbidden(t.p + i, t.n - i, lines))
            return false;
        out[(*n)++] = c;
        *chars += ((unsigned char)c & 0xC0) != 0x80;
    }
    return true;
}

static bool length_ok(const struct ela__f_field *f, size_t chars, struct ela_form_problem *problem)
{
    size_t most = f->type == ELA_F_LONG   ? ELA__F_LONG_MAX
                  : f->type == ELA_F_RICH ? ELA__F_RICH_MAX
                                          : ELA__F_TEXT_MAX;
    if (f->max_length && f->max_length < most)
        most = f->max_length;
    if (chars <= most)
        return true;
    ela__f_problem(problem, "field.too_long");
    ela__f_problem_int(problem, "max", (int64_t)most);
    return false;
}

static void capitals(char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (p[i] >= 'a' && p[i] <= 'z')
            p[i] = (char)(p[i] - 0x20);
}

bool ela__f_read_text(const struct ela__f_field *f, const struct ela__f_context *c,
                      struct ela_str typed, char *out, size_t *n, struct ela_form_problem *problem)
{
    size_t chars = 0;
    (void)c;
    if (!ela_utf8_valid(typed.p, typed.n, NULL))
        return ela__f_problem(problem, "field.control_characters");
    if (!copy_clean(typed, f->type != ELA_F_TEXT, out, n, &chars))
        return ela__f_problem(problem, "field.control_characters");
    if (!length_ok(f, chars, problem))
        return false;
    if (f->mask.n) {
        capitals(out, *n);
        if (!ela__f_mask_fits(f->mask, (struct ela_str){out, *n})) {
            ela__f_problem(problem, "field.mask");
            ela__f_problem_param(problem, "mask", f->mask);
            return false;
        }
    }
    return true;
}

/* ---- Masks ---------------------------------------------------------------------------------- */

struct mask_item {
    char kind; /* 9, A, *, or '=' for itself */
    char self;
    bool optional;
};

static size_t mask_items(struct ela_str mask, struct mask_item *items)
{
    size_t n = 0;
    bool optional = false;
    for (size_t i = 0; i < mask.n; i++) {
        char c = mask.p[i], kind = '=';
        if (c == '?' && !optional) {
            optional = true;
            continue;
        }
        if (c == '9' || c == 'A' || c == '*')
            kind = c;
        else if (c == '\\') {
            if (++i == mask.n)
                return 0;
            c = mask.p[i];
        } else if (c == '?') {
            return 0;
        }
        items[n++] = (struct mask_item){kind, c, optional};
        optional = false;
    }
    return optional ? 0 : n;
}

bool ela__f_mask_ok(struct ela_str mask)
{
    struct mask_item items[ELA__F_MASK_MAX];
    if (mask.n == 0 || mask.n > ELA__F_MASK_MAX)
        return false;
    for (size_t i = 0; i < mask.n; i++)
        if (mask.p[i] < 0x20 || mask.p[i] > 0x7E || (mask.p[i] >= 'a' && mask.p[i] <= 'z'))
            return false;
    return mask_items(mask, items) > 0;
}

static bool item_fits(struct mask_item item, char c)
{
    bool digit = c >= '0' && c <= '9', letter = c >= 'A' && c <= 'Z';
    switch (item.kind) {
    case '9':
        return digit;
    case 'A':
        return letter;
    case '*':
        return digit || letter;
    default:
        return c == item.self;
    }
}

/* Places of the mask that can be next, after skipping what is optional. */
static uint64_t skipped(uint64_t set, const struct mask_item *items, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (items[i].optional && set >> i & 1)
            set |= (uint64_t)1 << (i + 1);
    return set;
}

/* Follows every way through the mask at once: no backtracking, whatever is optional. */
bool ela__f_mask_fits(struct ela_str mask, struct ela_str text)
{
    struct mask_item items[ELA__F_MASK_MAX];
    size_t n = mask_items(mask, items);
    uint64_t set = skipped(1, items, n);
    for (size_t k = 0; k < text.n && set; k++) {
        uint64_t next = 0;
        for (size_t i = 0; i < n; i++)
            if (set >> i & 1 && item_fits(items[i], text.p[k]))
                next |= (uint64_t)1 << (i + 1);
        set = skipped(next, items, n);
    }
    return set >> n & 1;
}

/* ---- Mail addresses ------------------------------------------------------------------------- */

enum { EMAIL_MAX = 254 };

static bool is_alnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool local_ok(struct ela_str s)
{
    if (s.n == 0 || s.n > 64 || s.p[0] == '.' || s.p[s.n - 1] == '.')
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '.' && s.p[i - 1] == '.')
            return false;
        if (!is_alnum(s.p[i]) && !strchr(".!#$%&'*+/=?^_`{|}~-", s.p[i]))
            return false;
    }
    return true;
}

static bool label_ok(const char *p, size_t n)
{
    if (n == 0 || n > 63 || p[0] == '-' || p[n - 1] == '-')
        return false;
    for (size_t i = 0; i < n; i++)
        if (!is_alnum(p[i]) && p[i] != '-')
            return false;
    return true;
}

static bool domain_ok(struct ela_str s)
{
    size_t from = 0, labels = 0;
    bool letter = false; /* in the last label */
    for (size_t i = 0; i <= s.n; i++) {
        if (i < s.n && s.p[i] != '.')
            continue;
        if (!label_ok(s.p + from, i - from))
            return false;
        letter = i - from >= 2 && (s.p[from] | 0x20) >= 'a';
        from = i + 1;
        labels++;
    }
    return labels >= 2 && letter;
}

/* The unquoted form of RFC 5321 with a domain of at least two labels; a domain in other letters is
 * kept as mail servers read it. */
bool ela__f_read_email(const struct ela__f_field *f, const struct ela__f_context *c,
                       struct ela_str typed, char *out, size_t *n, struct ela_form_problem *problem)
{
    const char *at = memchr(typed.p, '@', typed.n);
    size_t most = typed.n + ELA__F_ROOM < EMAIL_MAX ? typed.n + ELA__F_ROOM : EMAIL_MAX, length;
    (void)f;
    (void)c;
    if (!at || memchr(typed.p, '\0', typed.n))
        return ela__f_problem(problem, "field.email");
    struct ela_str local = {typed.p, (size_t)(at - typed.p)};
    struct ela_str domain = {at + 1, typed.n - local.n - 1};
    if (!local_ok(local) || !ela__f_domain(domain, out + local.n + 1, most - local.n, &length) ||
        !domain_ok((struct ela_str){out + local.n + 1, length}) || local.n + 1 + length > EMAIL_MAX)
        return ela__f_problem(problem, "field.email");
    memcpy(out, typed.p, local.n + 1);
    *n = local.n + 1 + length;
    return true;
}

/* ---- Postal addresses ----------------------------------------------------------------------- */

void ela_form_address_parts(struct ela_str text, struct ela_str parts[4])
{
    size_t from = 0;
    for (size_t k = 0; k < 4; k++) {
        size_t to = from;
        while (to < text.n && (text.p[to] != '\n' || k == 3))
            to++;
        parts[k] =
            from <= text.n && text.n ? (struct ela_str){text.p + from, to - from} : ELA_STR("");
        from = to < text.n ? to + 1 : text.n;
    }
}

void ela_form_address(const struct ela_str parts[4], struct ela_buf *out)
{
    for (size_t k = 0; k < 4; k++) {
        struct ela_str s = ela_str_trim(parts[k]);
        if (k)
            ela_buf_addc(out, '\n');
        for (size_t i = 0; i < s.n; i++) {
            if (s.p[i] == '\n')
                ela_buf_adds(out, k ? " " : ", ");
            else if (s.p[i] != '\r')
                ela_buf_addc(out, s.p[i]);
        }
    }
}

static bool address_part(const char *part, struct ela_form_problem *problem)
{
    ela__f_problem(problem, "field.address");
    ela__f_problem_param(problem, "part", ela_str_of(part));
    return false;
}

static bool five_digits(struct ela_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n == 5;
}

static bool country_of(struct ela_str s, char code[3])
{
    if (s.n == 0)
        s = ELA_STR("FR");
    if (s.n != 2 || !is_alnum(s.p[0]) || !is_alnum(s.p[1]))
        return false;
    code[0] = s.p[0];
    code[1] = s.p[1];
    code[2] = '\0';
    capitals(code, 2);
    return code[0] >= 'A' && code[1] >= 'A';
}

static bool parts_fit(struct ela_str parts[4], bool france, struct ela_form_problem *problem)
{
    static const char *const names[] = {"street", "zip", "town", "country"};
    static const size_t most[] = {255, 25, 50, 2}; /* characters, as Dolibarr's third parties */
    for (size_t k = 0; k < 4; k++) {
        size_t chars;
        if (!ela_utf8_valid(parts[k].p, parts[k].n, &chars))
            return ela__f_problem(problem, "field.control_characters");
        if (chars > most[k])
            return address_part(names[k], problem);
    }
    if (france && !five_digits(parts[1]))
        return ela__f_problem(problem, "field.zip");
    return parts[2].n > 0 || address_part("town", problem);
}

bool ela__f_read_address(const struct ela__f_field *f, const struct ela__f_context *c,
                         struct ela_str typed, char *out, size_t *n,
                         struct ela_form_problem *problem)
{
    struct ela_str parts[4];
    char country[3];
    (void)f;
    (void)c;
    ela_form_address_parts(typed, parts);
    for (size_t k = 0; k < 4; k++)
        parts[k] = ela_str_trim(parts[k]);
    if (parts[0].n + parts[1].n + parts[2].n == 0)
        return true; /* a country alone is what the form proposed */
    if (!country_of(parts[3], country))
        return address_part("country", problem);
    parts[3] = (struct ela_str){country, 2};
    if (!parts_fit(parts, strcmp(country, "FR") == 0, problem))
        return false;
    *n = 0;
    for (size_t k = 0; k < 4; k++) {
        size_t len, chars;
        if (k)
            out[(*n)++] = '\n';
        if (!copy_clean(parts[k], false, out + *n, &len, &chars))
            return ela__f_problem(problem, "field.control_characters");
        *n += len;
    }
    return true;
}
