/*
 * elaska.conf as the setup page writes it: the page gives values and the file that is there, the
 * core gives the new text, read back by the very parser that portal and workers use. Secrets go in
 * and never come out; lines that the page knows nothing of are kept. Source: decision 15, SEC-13.
 */
#include "settings/settings_ops.h"

#include <ctype.h>

#include "base/conf.h"

enum { FILE_MAX = 32768, VALUE_MAX = 512 };

/* What the mail worker reads, as far as the page sets it. */
struct mail_conf {
    char url[256], user[190], password[256], tls[12];
};

/* Host of smtp[s]://host[:port]; empty when it is none. User and password have keys of their own.
 */
static struct ela_str smtp_host(struct ela_str url)
{
    const struct ela_str none = {"", 0};
    size_t from = url.n > 7 && memcmp(url.p, "smtp://", 7) == 0    ? 7
                  : url.n > 8 && memcmp(url.p, "smtps://", 8) == 0 ? 8
                                                                   : 0;
    size_t end = from;
    if (from == 0)
        return none;
    while (end < url.n && url.p[end] != ':' && url.p[from] != '[')
        end++;
    while (end < url.n && url.p[from] == '[' && url.p[end] != ']')
        end++;
    end += end < url.n && url.p[end] == ']' ? 1 : 0;
    for (size_t i = from; i < end; i++)
        if (!isalnum((unsigned char)url.p[i]) &&
            !strchr(url.p[from] == '[' ? "[]:." : "-._", url.p[i]))
            return none;
    int64_t port = 25;
    struct ela_str rest = {url.p + end, url.n - end};
    if (rest.n &&
        (rest.p[0] != ':' || !ela_parse_i64((struct ela_str){rest.p + 1, rest.n - 1}, &port) ||
         port < 1 || port > 65535))
        return none;
    return (struct ela_str){url.p + from, end - from};
}

static const char *check_smtp(struct ela_str v)
{
    return v.n == 0 || smtp_host(v).n > 0 ? NULL : "settings.smtp";
}

static const char *const TLS[] = {"none", "required", NULL};

#define AT(member) ELA_CONF_AT(struct mail_conf, member)
static const struct ela_conf_key MAIL_KEYS[] = {
    {"smtp_url", ELA_CONF_TEXT, AT(url), "", 0, 0, NULL, true, false, check_smtp, ""},
    {"smtp_user", ELA_CONF_TEXT, AT(user), "", 0, 0, NULL, true, false, NULL, ""},
    {"smtp_password", ELA_CONF_TEXT, AT(password), "", 0, 0, NULL, true, true, NULL, ""},
    {"smtp_tls", ELA_CONF_CHOICE, AT(tls), "required", 0, 0, TLS, true, false, NULL, ""},
    {.name = NULL},
};

/* Keys that the page writes, in the order of the file. */
#define LINE(key)                                                                                  \
    {                                                                                              \
        .name = key, .type = ELA_FT_LINE, .max = VALUE_MAX                                         \
    }
static const struct ela_field VALUES[] = {
    LINE("db_host"),   LINE("db_socket"),     LINE("db_port"),       LINE("db_name"),
    LINE("db_user"),   LINE("db_password"),   LINE("db_prefix"),     LINE("db_tls"),
    LINE("entity"),    LINE("documents_dir"), LINE("master_key"),    LINE("portal_url"),
    LINE("smtp_url"),  LINE("smtp_user"),     LINE("smtp_password"), LINE("smtp_tls"),
    LINE("log_level"), {.type = ELA_FT_END},
};

const struct ela_field ELA__CONF_FIELDS[] = {
    {.name = "current", .type = ELA_FT_TEXT, .max = FILE_MAX},
    {.name = "values", .type = ELA_FT_OBJECT, .fields = VALUES},
    {.type = ELA_FT_END},
};

static bool secret(const char *key)
{
    return strcmp(key, "db_password") == 0 || strcmp(key, "smtp_password") == 0;
}

static bool managed(struct ela_str key)
{
    for (const struct ela_field *f = VALUES; f->name; f++)
        if (ela_str_is(key, f->name))
            return true;
    return false;
}

/* Next "key = value" line of a text; lines that are none are skipped. */
static bool next_pair(struct ela_str *text, struct ela_str *line, struct ela_str *key,
                      struct ela_str *value)
{
    while (text->n > 0) {
        const char *nl = memchr(text->p, '\n', text->n);
        size_t n = nl ? (size_t)(nl - text->p) : text->n;
        *line = ela_str_trim((struct ela_str){text->p, n});
        text->p += n + (nl ? 1 : 0);
        text->n -= n + (nl ? 1 : 0);
        const char *eq = line->n && line->p[0] != '#' ? memchr(line->p, '=', line->n) : NULL;
        if (!eq)
            continue;
        *key = ela_str_trim((struct ela_str){line->p, (size_t)(eq - line->p)});
        *value = ela_str_trim((struct ela_str){eq + 1, line->n - (size_t)(eq - line->p) - 1});
        if (value->n >= 2 && value->p[0] == '"' && value->p[value->n - 1] == '"')
            *value = (struct ela_str){value->p + 1, value->n - 2};
        return true;
    }
    return false;
}

static bool current_value(struct ela_str text, const char *name, struct ela_str *value)
{
    struct ela_str line, key;
    while (next_pair(&text, &line, &key, value))
        if (ela_str_is(key, name))
            return true;
    return false;
}

/* What the mail worker would refuse to start with. */
static enum ela_status check_mail(const struct mail_conf *m, struct ela_error *err)
{
    struct ela_str host = smtp_host(ela_str_of(m->url));
    bool near = ela_str_is(host, "localhost") || ela_str_is(host, "[::1]") ||
                (host.n > 4 && memcmp(host.p, "127.", 4) == 0);
    bool clear = strcmp(m->tls, "none") == 0 && strncmp(m->url, "smtps:", 6) != 0;
    if (m->password[0] && !m->user[0])
        return ela_fail(err, ELA_E_INPUT, "conf.required", "smtp_user");
    if (m->user[0] && clear && !near)
        return ela_fail(err, ELA_E_INPUT, "settings.smtp_clear", "smtp_tls");
    return ELA_OK;
}

static enum ela_status check_text(struct ela_str text, struct ela_error *err)
{
    struct ela_conf_common common;
    struct mail_conf mail;
    const struct ela_conf_section sections[] = {{ELA_CONF_COMMON, &common}, {MAIL_KEYS, &mail}};
    ELA_TRY(ela_conf_parse(text, sections, 2, ELA_CONF_OTHERS_OK, err));
    return check_mail(&mail, err);
}

/* Values as given; an empty secret, or a value not given, keeps what the file holds. */
static void compose(struct ela_call *c, struct ela_str current, struct ela_buf *b)
{
    const struct ela_json *values = ela_in_get(c, "values");
    struct ela_str line, key, value;

    ela_buf_adds(b, "# Written by eLaska's setup page. Mode 0600: it holds passwords.\n");
    for (const struct ela_field *f = VALUES; f->name; f++) {
        const struct ela_json *given = ela_json_get(values, f->name);
        value = ela_json_text(given);
        bool keep = given == NULL || (secret(f->name) && value.n == 0);
        if (keep && !current_value(current, f->name, &value))
            value = (struct ela_str){"", 0};
        if (value.n > 0)
            ela_buf_addf(b, "%s = \"%.*s\"\n", f->name, (int)value.n, value.p);
    }
    while (next_pair(&current, &line, &key, &value))
        if (!managed(key))
            ela_buf_addf(b, "%.*s\n", (int)line.n, line.p);
}

/* A form shows what is wrong under the field: the number of the line would say nothing there. */
static enum ela_status refuse_value(const struct ela_error *bad, struct ela_error *err)
{
    char field[80];
    snprintf(field, sizeof field, "values/%s", bad->field);
    if (strcmp(bad->key, "conf.required") == 0)
        return ela_fail(err, ELA_E_INPUT, "field.required", field);
    if (strncmp(bad->key, "settings.", 9) == 0)
        return ela_fail(err, ELA_E_INPUT, bad->key, field);
    return ela_fail(err, ELA_E_INPUT, "field.type", field);
}

static enum ela_status write_text(struct ela_call *c, struct ela_str current, struct ela_error *err)
{
    struct ela_buf b;
    ela_buf_init(&b, FILE_MAX);
    compose(c, current, &b);
    enum ela_status st = ela_buf_check(&b, err);
    struct ela_str text = {b.p ? b.p : "", b.n};
    struct ela_error bad = ELA_ERROR_INIT;
    if (st == ELA_OK && check_text(text, &bad) != ELA_OK)
        st = refuse_value(&bad, err);
    if (st == ELA_OK && !ela_json_set_str(c->out, "text", text))
        st = ela_failf(err, ELA_E_INTERNAL, "internal.memory", NULL, "settings.conf");
    ela_buf_release(&b);
    return st;
}

/* What the file says, without its secrets, and whether it can be read at all. */
static void show(struct ela_call *c, struct ela_str current)
{
    struct ela_json *values = ela_json_new_object(), *secrets = ela_json_new_object();
    struct ela_error bad = ELA_ERROR_INIT;
    for (const struct ela_field *f = VALUES; f->name; f++) {
        struct ela_str value = {"", 0};
        bool there = current_value(current, f->name, &value) && value.n > 0;
        if (secret(f->name))
            ela_json_set_bool(secrets, f->name, there);
        else if (there)
            ela_json_set_str(values, f->name, value);
    }
    ela_json_set(c->out, "values", values);
    ela_json_set(c->out, "secrets", secrets);
    if (current.n == 0 || check_text(current, &bad) == ELA_OK) {
        ela_json_set_null(c->out, "problem");
        return;
    }
    struct ela_json *problem = ela_json_new_object(), *params = ela_json_new_object();
    ela_json_set_text(problem, "key", bad.key);
    ela_json_set_text(problem, "field", bad.field);
    for (unsigned i = 0; i < bad.nparams; i++)
        ela_json_set_text(params, bad.params[i].name, bad.params[i].value);
    ela_json_set(problem, "params", params);
    ela_json_set(c->out, "problem", problem);
}

enum ela_status ela__settings_conf(struct ela_call *c, struct ela_error *err)
{
    struct ela_str current = ela_in_text(c, "current");
    if (ela_in_has(c, "values"))
        return write_text(c, current, err);
    show(c, current);
    return ELA_OK;
}
