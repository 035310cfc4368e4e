/*
 * Password rules and hashes. Source: SEC-03; RFC 9106 (argon2id), OWASP password storage.
 */
#include "account/account.h"

#include <sodium.h>

#include "account/account_internal.h"

extern const char ELA_COMMON_PASSWORDS[];
extern const size_t ELA_COMMON_PASSWORDS_SIZE;

enum { PASSWORD_BYTES = 256, PASSPHRASE_CHARS = 20, FEW_CHARS = 3, WORD_MIN = 4 };

/* Between libsodium's interactive and moderate presets: three passes over 64 MiB. */
static const unsigned long long SHIPPED_PASSES = 3;
static const size_t SHIPPED_BYTES = 67108864;
/* A hash of the shipped cost that no password matches: its digest is not the outcome of any known
 * input. */
static const char NO_MATCH[] = "$argon2id$v=19$m=65536,t=3,p=1$ZWxhc2thLW5vLWFjY291bnQ$"
                               "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

static unsigned long long cost_passes;
static size_t cost_bytes;
static char no_match[crypto_pwhash_STRBYTES];

/* --- text ------------------------------------------------------------------------------------- */

/* Lower case without accents, Latin-1 range; anything else stays. out is as long as in at most. */
static size_t fold(struct ela_str in, char *out, size_t size)
{
    static const char latin[] = "aaaaaaaceeeeiiiidnooooo/ouuuuypsaaaaaaaceeeeiiiidnooooo/ouuuuypy";
    size_t n = 0;
    for (size_t i = 0; i < in.n && n < size; i++) {
        unsigned char c = (unsigned char)in.p[i];
        if (c == 0xc3 && i + 1 < in.n && (unsigned char)in.p[i + 1] >= 0x80)
            c = (unsigned char)latin[((unsigned char)in.p[++i] - 0x80) & 0x3f];
        else if (c >= 'A' && c <= 'Z')
            c = (unsigned char)(c + 32);
        out[n++] = (char)c;
    }
    return n;
}

static bool letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool listed(const char *word, size_t n)
{
    char line[PASSWORD_BYTES + 2];
    if (n < WORD_MIN || n > PASSWORD_BYTES)
        return false;
    line[0] = '\n';
    memcpy(line + 1, word, n);
    line[n + 1] = '\n';
    return memmem(ELA_COMMON_PASSWORDS, ELA_COMMON_PASSWORDS_SIZE, line, n + 2) != NULL;
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* p@55w0rd -> password */
static char unleet(char c)
{
    static const char from[] = "@4831!05$7+", to[] = "aaseiiosstt";
    const char *at = c != '\0' ? strchr(from, c) : NULL;
    return at != NULL ? to[at - from] : c;
}

/* The word, or the word twice or more. */
static bool listed_or_repeated(const char *word, size_t n)
{
    if (listed(word, n))
        return true;
    for (size_t unit = 1; unit <= n / 2; unit++) {
        if (n % unit != 0 || memcmp(word, word + unit, n - unit) != 0)
            continue;
        return unit < WORD_MIN || listed(word, unit);
    }
    return false;
}

static bool few_characters(const char *s, size_t n)
{
    char seen[FEW_CHARS];
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        if (k > 0 && memchr(seen, s[i], k) != NULL)
            continue;
        if (k == FEW_CHARS)
            return false;
        seen[k++] = s[i];
    }
    return true;
}

bool ela_password_common(struct ela_str password)
{
    char s[PASSWORD_BYTES], core[PASSWORD_BYTES];
    size_t n = fold(password, s, sizeof s), start = 0, end = n, k = 0;

    if (n == 0 || few_characters(s, n) || listed_or_repeated(s, n))
        return true;
    while (start < end && !letter(s[start]))
        start++;
    while (end > start && !letter(s[end - 1]))
        end--;
    if (listed_or_repeated(s + start, end - start))
        return true;
    /* Letters stood for by digits, with what is stuck to the end (years, "!") cut off first. */
    for (end = n; end > 0 && (digit(s[end - 1]) || s[end - 1] == '!' || s[end - 1] == '.'); end--)
        ;
    for (size_t i = 0; i < end; i++) {
        char c = unleet(s[i]);
        if (letter(c))
            core[k++] = c;
    }
    return listed_or_repeated(core, k);
}

/* --- rules ------------------------------------------------------------------------------------ */

static unsigned families(struct ela_str p)
{
    bool lower = false, upper = false, number = false, other = false;
    for (size_t i = 0; i < p.n; i++) {
        char c = p.p[i];
        lower = lower || (c >= 'a' && c <= 'z');
        upper = upper || (c >= 'A' && c <= 'Z');
        number = number || digit(c);
        other = other || !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || digit(c));
    }
    return (unsigned)lower + (unsigned)upper + (unsigned)number + (unsigned)other;
}

/* Does the password hold a part of `source` of four characters or more, cut at what is not a letter
 * or digit? */
static bool holds_part(const char *pw, size_t n, struct ela_str source)
{
    char s[PASSWORD_BYTES];
    size_t m = fold(source, s, sizeof s), i = 0;
    while (i < m) {
        size_t start = i;
        while (i < m && (letter(s[i]) || digit(s[i]) || (unsigned char)s[i] >= 0x80))
            i++;
        if (i - start >= WORD_MIN && memmem(pw, n, s + start, i - start) != NULL)
            return true;
        if (i == start)
            i++;
    }
    return false;
}

static bool personal(struct ela_str password, struct ela_str email, struct ela_str name)
{
    char pw[PASSWORD_BYTES];
    size_t n = fold(password, pw, sizeof pw);
    const char *at = email.n > 0 ? memchr(email.p, '@', email.n) : NULL;
    struct ela_str local = {email.p, at != NULL ? (size_t)(at - email.p) : email.n};
    return holds_part(pw, n, local) || holds_part(pw, n, name);
}

unsigned ela__password_rules(struct ela_str password, int32_t min, struct ela_str email,
                             struct ela_str name)
{
    size_t chars = 0;
    unsigned bad = 0;
    if (!ela_utf8_valid(password.p, password.n, &chars))
        chars = 0;
    if (chars < (size_t)min)
        bad |= ELA__RULE_MIN_LENGTH;
    if (chars < PASSPHRASE_CHARS && families(password) < 3)
        bad |= ELA__RULE_FAMILIES;
    if (ela_password_common(password))
        bad |= ELA__RULE_COMMON;
    if (personal(password, email, name))
        bad |= ELA__RULE_PERSONAL;
    return bad;
}

enum ela_status ela__password_fail(unsigned bad, int32_t min, const char *field,
                                   struct ela_error *err)
{
    static const char *const names[] = {"min_length", "families", "common", "personal", "reused"};
    char rules[96] = "";
    size_t n = 0;
    for (unsigned i = 0; i < 5; i++) {
        if ((bad & (1u << i)) != 0)
            n += (size_t)snprintf(rules + n, sizeof rules - n, "%s%s", n > 0 ? "," : "", names[i]);
    }
    enum ela_status st = ela_fail(err, ELA_E_INPUT, "password.policy", field);
    ela_error_param(err, "rules", rules);
    ela_error_param_i64(err, "min", min);
    return st;
}

enum ela_status ela_password_check(struct ela_str password, int32_t min, struct ela_str email,
                                   struct ela_str name, const char *field, struct ela_error *err)
{
    if (password.n > PASSWORD_BYTES)
        return ela_fail(err, ELA_E_INPUT, "password.too_long", field);
    unsigned bad = ela__password_rules(password, min, email, name);
    return bad == 0 ? ELA_OK : ela__password_fail(bad, min, field, err);
}

/* --- hashes ----------------------------------------------------------------------------------- */

static unsigned long long passes(void)
{
    return cost_passes > 0 ? cost_passes : SHIPPED_PASSES;
}

static size_t bytes(void)
{
    return cost_bytes > 0 ? cost_bytes : SHIPPED_BYTES;
}

void ela_password_cost(unsigned long long n, size_t size)
{
    cost_passes = n;
    cost_bytes = size;
    no_match[0] = '\0';
}

enum ela_status ela_password_hash(struct ela_str password, char out[128], struct ela_error *err)
{
    _Static_assert(crypto_pwhash_STRBYTES == 128, "room for libsodium's text form");
    if (sodium_init() < 0 || crypto_pwhash_str(out, password.p, password.n, passes(), bytes()) != 0)
        return ela_failf(err, ELA_E_INTERNAL, "password.hash", "", "argon2id: no memory");
    return ELA_OK;
}

/* With a cost of its own, a test needs a dummy of that cost, else the times would differ. */
static const char *dummy(void)
{
    if (cost_passes == 0)
        return NO_MATCH;
    if (no_match[0] == '\0') {
        char random[32];
        randombytes_buf(random, sizeof random);
        if (crypto_pwhash_str(no_match, random, sizeof random, passes(), bytes()) != 0)
            return NO_MATCH;
    }
    return no_match;
}

bool ela_password_verify(struct ela_str password, const char *hash)
{
    if (sodium_init() < 0 || password.n > PASSWORD_BYTES)
        return false;
    bool real = hash != NULL && hash[0] != '\0';
    bool ok = crypto_pwhash_str_verify(real ? hash : dummy(), password.p, password.n) == 0;
    return ok && real;
}

bool ela__password_outdated(const char *hash)
{
    return crypto_pwhash_str_needs_rehash(hash, passes(), bytes()) == 1;
}
