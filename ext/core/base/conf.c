/*
 * Table-driven reading of elaska.conf.
 */
#include "base/conf.h"

static const char *const LOG_LEVELS[] = {"debug", "info", "warn", "error", NULL};

static const char *check_prefix(struct ela_str v)
{
    for (size_t i = 0; i < v.n; i++) {
        char c = v.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '_'))
            return "conf.bad_value";
    }
    return v.n ? NULL : "conf.bad_value";
}

#define AT(member) ELA_CONF_AT(struct ela_conf_common, member)
const struct ela_conf_key ELA_CONF_COMMON[] = {
    {"db_host", ELA_CONF_TEXT, AT(db_host), "", 0, 0, NULL, false, false, NULL,
     "database host; empty with db_socket"},
    {"db_socket", ELA_CONF_TEXT, AT(db_socket), "", 0, 0, NULL, false, false, NULL,
     "database socket"},
    {"db_port", ELA_CONF_INT, AT(db_port), "3306", 1, 65535, NULL, false, false, NULL,
     "database port"},
    {"db_name", ELA_CONF_TEXT, AT(db_name), NULL, 0, 0, NULL, false, false, NULL, "database"},
    {"db_user", ELA_CONF_TEXT, AT(db_user), NULL, 0, 0, NULL, false, false, NULL, "database user"},
    {"db_password", ELA_CONF_TEXT, AT(db_password), "", 0, 0, NULL, false, true, NULL,
     "database password"},
    {"db_prefix", ELA_CONF_TEXT, AT(db_prefix), "llx_", 0, 0, NULL, false, false, check_prefix,
     "table prefix"},
    {"db_tls", ELA_CONF_BOOL, AT(db_tls), "no", 0, 0, NULL, false, false, NULL,
     "refuse an unencrypted connection"},
    {"entity", ELA_CONF_INT, AT(entity), "1", 1, INT32_MAX, NULL, false, false, NULL,
     "entity served"},
    {"documents_dir", ELA_CONF_TEXT, AT(documents_dir), "", 0, 0, NULL, false, false, NULL,
     "Dolibarr's documents directory"},
    {"master_key", ELA_CONF_TEXT, AT(master_key), "", 0, 0, NULL, true, false, NULL,
     "file of the key that wraps the keys of sensitive data, mode 0600, saved apart from the "
     "database"},
    {"portal_url", ELA_CONF_TEXT, AT(portal_url), "", 0, 0, NULL, true, false, NULL,
     "address of the client portal"},
    {"portal_rate", ELA_CONF_INT, AT(portal_rate), "1200", 0, 1000000, NULL, true, false, NULL,
     "API calls a minute of one account or address, per process; 0: no limit"},
    {"log_level", ELA_CONF_CHOICE, AT(log_level), "info", 0, 0, LOG_LEVELS, true, false, NULL,
     "debug, info, warn or error"},
    {.name = NULL},
};

static bool to_bool(struct ela_str v, bool *out)
{
    static const char *const yes[] = {"yes", "true", "on", "1"}, *const no[] = {"no", "false",
                                                                                "off", "0"};
    for (size_t i = 0; i < 4; i++) {
        if (ela_str_is(v, yes[i]) || ela_str_is(v, no[i])) {
            *out = ela_str_is(v, yes[i]);
            return true;
        }
    }
    return false;
}

static int64_t unit_of(enum ela_conf_type type, char c)
{
    static const struct {
        enum ela_conf_type type;
        char letter;
        int64_t factor;
    } units[] = {
        {ELA_CONF_SECONDS, 's', 1},     {ELA_CONF_SECONDS, 'm', 60},
        {ELA_CONF_SECONDS, 'h', 3600},  {ELA_CONF_SECONDS, 'd', 86400},
        {ELA_CONF_BYTES, 'k', 1024},    {ELA_CONF_BYTES, 'K', 1024},
        {ELA_CONF_BYTES, 'M', 1 << 20}, {ELA_CONF_BYTES, 'G', 1 << 30},
    };
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (units[i].type == type && units[i].letter == c)
            return units[i].factor;
    return 0;
}

static bool to_number(const struct ela_conf_key *k, struct ela_str v, int64_t *out)
{
    int64_t factor = v.n ? unit_of(k->type, v.p[v.n - 1]) : 0;
    if (factor)
        v = ela_str_trim((struct ela_str){v.p, v.n - 1});
    if (!ela_parse_i64(v, out) || __builtin_mul_overflow(*out, factor ? factor : 1, out))
        return false;
    return (k->min == 0 && k->max == 0) || (*out >= k->min && *out <= k->max);
}

static const char *store(const struct ela_conf_key *k, void *into, struct ela_str v)
{
    unsigned char *at = (unsigned char *)into + k->offset;
    const char *bad = k->check ? k->check(v) : NULL;
    if (bad)
        return bad;
    int64_t number;
    bool flag;
    switch (k->type) {
    case ELA_CONF_CHOICE:
        for (size_t i = 0;; i++) {
            if (!k->choices[i])
                return "conf.bad_value";
            if (ela_str_is(v, k->choices[i]))
                break;
        }
        return ela_str_copy(v, (char *)at, k->size) ? NULL : "conf.bad_value";
    case ELA_CONF_TEXT:
        return ela_utf8_valid(v.p, v.n, NULL) && ela_str_copy(v, (char *)at, k->size)
                   ? NULL
                   : "conf.bad_value";
    case ELA_CONF_BOOL:
        if (!to_bool(v, &flag))
            return "conf.bad_value";
        memcpy(at, &flag, sizeof flag);
        return NULL;
    case ELA_CONF_INT:
    case ELA_CONF_SECONDS:
    case ELA_CONF_BYTES:
        break;
    }
    if (!to_number(k, v, &number))
        return "conf.bad_value";
    memcpy(at, &number, sizeof number);
    return NULL;
}

static enum ela_status fail_at(struct ela_error *err, const char *key, const char *name,
                               int64_t line)
{
    enum ela_status st = ela_fail(err, ELA_E_INPUT, key, name);
    ela_error_param(err, "name", name);
    ela_error_param_i64(err, "line", line);
    return st;
}

/* Line number where `name` is set, looking from the top; 0 when it is not. */
static int64_t line_of(struct ela_str text, const char *name);

static bool next_line(struct ela_str *text, struct ela_str *line)
{
    if (text->n == 0)
        return false;
    const char *nl = memchr(text->p, '\n', text->n);
    size_t n = nl ? (size_t)(nl - text->p) : text->n;
    *line = ela_str_trim((struct ela_str){text->p, n});
    text->p += n + (nl ? 1 : 0);
    text->n -= n + (nl ? 1 : 0);
    return true;
}

/* false: not a `key = value` line. */
static bool split(struct ela_str line, struct ela_str *key, struct ela_str *value)
{
    const char *eq = memchr(line.p, '=', line.n);
    if (!eq)
        return false;
    *key = ela_str_trim((struct ela_str){line.p, (size_t)(eq - line.p)});
    *value = ela_str_trim((struct ela_str){eq + 1, line.n - (size_t)(eq - line.p) - 1});
    if (value->n >= 2 && value->p[0] == '"' && value->p[value->n - 1] == '"')
        *value = (struct ela_str){value->p + 1, value->n - 2};
    return key->n > 0 && !memchr(value->p, '\0', value->n);
}

static int64_t line_of(struct ela_str text, const char *name)
{
    struct ela_str line, key, value;
    for (int64_t at = 1; next_line(&text, &line); at++)
        if (line.n && line.p[0] != '#' && split(line, &key, &value) && ela_str_is(key, name))
            return at;
    return 0;
}

static const struct ela_conf_key *find(const struct ela_conf_section *sections, size_t n,
                                       struct ela_str name, void **into)
{
    for (size_t i = 0; i < n; i++)
        for (const struct ela_conf_key *k = sections[i].keys; k->name; k++)
            if (ela_str_is(name, k->name)) {
                *into = sections[i].into;
                return k;
            }
    return NULL;
}

static enum ela_status set_defaults(struct ela_str text, const struct ela_conf_section *s,
                                    struct ela_error *err)
{
    for (const struct ela_conf_key *k = s->keys; k->name; k++) {
        if (!k->fallback) {
            if (line_of(text, k->name) == 0)
                return fail_at(err, "conf.required", k->name, 0);
            continue;
        }
        const char *bad = store(k, s->into, ela_str_of(k->fallback));
        if (bad)
            return fail_at(err, bad, k->name, 0);
    }
    return ELA_OK;
}

enum ela_status ela_conf_parse(struct ela_str text, const struct ela_conf_section *sections,
                               size_t nsections, unsigned flags, struct ela_error *err)
{
    struct ela_str rest = text, line, key, value;
    for (size_t i = 0; i < nsections; i++)
        ELA_TRY(set_defaults(text, &sections[i], err));
    for (int64_t at = 1; next_line(&rest, &line); at++) {
        char name[64];
        void *into = NULL;
        if (line.n == 0 || line.p[0] == '#')
            continue;
        if (!split(line, &key, &value))
            return fail_at(err, "conf.unreadable", "", at);
        ela_str_copy(key, name, sizeof name);
        const struct ela_conf_key *k = find(sections, nsections, key, &into);
        if (!k && !(flags & ELA_CONF_OTHERS_OK))
            return fail_at(err, "conf.unknown_key", name, at);
        if (!k)
            continue;
        if (line_of(text, k->name) != at)
            return fail_at(err, "conf.repeated_key", name, at);
        const char *bad = store(k, into, value);
        if (bad)
            return fail_at(err, bad, name, at);
    }
    return ELA_OK;
}
