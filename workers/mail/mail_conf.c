/*
 * Keys of the mail worker, with their units, defaults and bounds.
 */
#include "mail/mail_conf.h"

#include <strings.h>

/* "host" of "smtp://host:587"; n == 0 when it is not such an address. */
static struct ela_str host_of(struct ela_str url)
{
    static const char *const schemes[] = {"smtp://", "smtps://"};
    struct ela_str none = {NULL, 0};
    for (size_t s = 0; s < 2; s++) {
        size_t n = strlen(schemes[s]), end = n;
        if (url.n <= n || memcmp(url.p, schemes[s], n) != 0)
            continue;
        if (url.p[n] == '[') {
            const char *close = memchr(url.p + n, ']', url.n - n);
            return close != NULL ? (struct ela_str){url.p + n, (size_t)(close - url.p) + 1 - n}
                                 : none;
        }
        while (end < url.n && url.p[end] != ':')
            end++;
        return (struct ela_str){url.p + n, end - n};
    }
    return none;
}

static bool plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_';
}

/* smtp[s]://host[:port], nothing else: user and password have keys of their own. */
static const char *check_url(struct ela_str v)
{
    struct ela_str host = host_of(v);
    if (host.n == 0)
        return "conf.bad_value";
    for (size_t i = 0; i < host.n; i++) {
        bool in_brackets = host.p[0] == '[' && strchr("[]:", host.p[i]) != NULL;
        if (!plain(host.p[i]) && !in_brackets)
            return "conf.bad_value";
    }
    struct ela_str rest = {host.p + host.n, (size_t)(v.p + v.n - host.p) - host.n};
    int64_t port = 25;
    if (rest.n > 0 && (rest.p[0] != ':' || rest.n < 2 ||
                       !ela_parse_i64((struct ela_str){rest.p + 1, rest.n - 1}, &port)))
        return "conf.bad_value";
    return port > 0 && port < 65536 ? NULL : "conf.bad_value";
}

static const char *check_helo(struct ela_str v)
{
    for (size_t i = 0; i < v.n; i++) {
        if (!plain(v.p[i]) && strchr("[]:", v.p[i]) == NULL)
            return "conf.bad_value";
    }
    return NULL;
}

static const char *const TLS[] = {"required", "none", NULL};

#define AT(member) ELA_CONF_AT(struct elw_mail_conf, member)
static const struct ela_conf_key KEYS[] = {
    {"smtp_url", ELA_CONF_TEXT, AT(smtp_url), NULL, 0, 0, NULL, true, false, check_url,
     "smtp://host:587 or smtps://host:465"},
    {"smtp_user", ELA_CONF_TEXT, AT(smtp_user), "", 0, 0, NULL, true, false, NULL, "user"},
    {"smtp_password", ELA_CONF_TEXT, AT(smtp_password), "", 0, 0, NULL, true, true, NULL,
     "password"},
    {"smtp_tls", ELA_CONF_CHOICE, AT(smtp_tls), "required", 0, 0, TLS, true, false, NULL,
     "required: STARTTLS with a certificate that verifies; none: in clear"},
    {"smtp_ca_file", ELA_CONF_TEXT, AT(smtp_ca_file), "", 0, 0, NULL, true, false, NULL,
     "certificates that the server's may be signed by; empty: the system's"},
    {"smtp_helo", ELA_CONF_TEXT, AT(smtp_helo), "", 0, 0, NULL, true, false, check_helo,
     "name told to the server; empty: this machine's"},
    {"smtp_timeout", ELA_CONF_SECONDS, AT(smtp_timeout), "2m", 1, 3600, NULL, true, false, NULL,
     "for one message, from connecting to the last reply"},
    {"mail_rate", ELA_CONF_INT, AT(rate), "60", 0, 1000000, NULL, true, false, NULL,
     "messages a minute to one destination (domain), per worker; 0: no limit"},
    {"mail_per_destination", ELA_CONF_INT, AT(per_destination), "2", 0, 64, NULL, true, false, NULL,
     "messages at once to one destination; 0: no limit"},
    {"mail_connections", ELA_CONF_INT, AT(connections), "4", 1, 64, NULL, false, false, NULL,
     "connections to the server at once"},
    {"mail_batch", ELA_CONF_INT, AT(batch), "100", 1, 500, NULL, false, false, NULL,
     "messages taken from the queue at once"},
    {"mail_poll", ELA_CONF_SECONDS, AT(poll_s), "1s", 1, 3600, NULL, true, false, NULL,
     "how often an idle worker looks at the queue"},
    {"mail_lease", ELA_CONF_SECONDS, AT(lease_s), "10m", 2, 86400, NULL, true, false, NULL,
     "how long a message taken stays with a worker that is not heard of again"},
    {"mail_drain", ELA_CONF_SECONDS, AT(drain_s), "25s", 1, 3600, NULL, true, false, NULL,
     "at a stop, how long messages under way may take"},
    {.name = NULL},
};

static bool is_loopback(struct ela_str host)
{
    return ela_str_is(host, "localhost") || ela_str_is(host, "[::1]") ||
           (host.n > 4 && memcmp(host.p, "127.", 4) == 0);
}

static void check(const struct ela_conf_common *common, const void *own,
                  void (*fault)(void *ctx, const char *key, const char *words), void *ctx)
{
    const struct elw_mail_conf *c = own;
    struct ela_str url = ela_str_of(c->smtp_url);
    bool tls = strcmp(c->smtp_tls, "none") != 0 || strncmp(c->smtp_url, "smtps:", 6) == 0;
    (void)common;
    if (c->lease_s < 2 * c->smtp_timeout)
        fault(ctx, "mail_lease",
              "must be twice smtp_timeout at least, or a message could be sent by two workers");
    if (c->smtp_user[0] != '\0' && !tls && !is_loopback(host_of(url)))
        fault(ctx, "smtp_tls", "none would send smtp_password in clear over the network");
    if (c->smtp_password[0] != '\0' && c->smtp_user[0] == '\0')
        fault(ctx, "smtp_user", "required with smtp_password");
}

const struct elw_conf_spec ELW_MAIL_CONF = {KEYS, sizeof(struct elw_mail_conf), check, false};
