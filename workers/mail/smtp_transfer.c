/*
 * One transfer of libcurl for each message: its options, its callbacks, what its end means.
 *
 * Leaving a session, libcurl says QUIT and waits for the answer. So reading is shut down: the
 * farewell goes out, nothing is waited for.
 */
#include "mail/smtp_internal.h"

#include <sys/socket.h>
#include <unistd.h>

#include "outbox/outbox.h"

/* --- callbacks of a transfer ------------------------------------------------------------------ */

static size_t give_text(char *to, size_t size, size_t n, void *ctx)
{
    struct elw__smtp_slot *slot = ctx;
    struct ela_str all = slot->message.bytes;
    size_t room = size * n, rest = all.n - slot->sent;
    slot->stage = ELW__STAGE_TEXT;
    if (rest < room)
        room = rest;
    memcpy(to, all.p + slot->sent, room);
    slot->sent += room;
    return room;
}

/* A line that ends a reply: "250 text", or "250" alone. */
static bool ends_reply(const char *line, size_t n)
{
    return n >= 3 && line[0] >= '2' && line[0] <= '5' && (n == 3 || line[3] != '-');
}

static size_t take_reply(char *line, size_t size, size_t n, void *ctx)
{
    struct elw__smtp_slot *slot = ctx;
    size_t length = size * n, room;
    if (slot->left)
        return length; /* the answer to QUIT, where it was quicker than we */
    if (slot->reply_ended)
        slot->reply_n = 0;
    room = sizeof slot->reply - slot->reply_n;
    memcpy(slot->reply + slot->reply_n, line, length < room ? length : room);
    slot->reply_n += length < room ? length : room;
    slot->reply_ended = ends_reply(line, length);
    return length;
}

/* Commands as they leave: from MAIL on, replies are about the message; after QUIT nothing is read.
 */
static int see_command(CURL *easy, curl_infotype type, char *data, size_t n, void *ctx)
{
    struct elw__smtp_slot *slot = ctx;
    (void)easy;
    if (type != CURLINFO_HEADER_OUT)
        return 0;
    if (n >= 5 && memcmp(data, "MAIL ", 5) == 0)
        slot->stage = ELW__STAGE_ENVELOPE;
    if (n >= 4 && memcmp(data, "QUIT", 4) == 0) {
        slot->left = true;
        if (slot->socket != CURL_SOCKET_BAD)
            shutdown(slot->socket, SHUT_RD);
    }
    return 0;
}

/* Called once a second at least; also after its connection was cut. */
static int go_on(void *ctx, curl_off_t dltotal, curl_off_t dlnow, curl_off_t ultotal,
                 curl_off_t ulnow)
{
    struct elw__smtp_slot *slot = ctx;
    (void)dltotal, (void)dlnow, (void)ultotal, (void)ulnow;
    uv_mutex_lock(&slot->home->lock);
    bool cut = slot->cut;
    uv_mutex_unlock(&slot->home->lock);
    return cut ? 1 : 0;
}

/* The loop may shut the socket down at any time: it must never see the number of a closed one. */
static curl_socket_t open_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct elw__smtp_slot *slot = ctx;
    (void)purpose;
    int fd = socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    uv_mutex_lock(&slot->home->lock);
    slot->socket = fd >= 0 ? fd : CURL_SOCKET_BAD;
    uv_mutex_unlock(&slot->home->lock);
    return fd >= 0 ? fd : CURL_SOCKET_BAD;
}

static int close_socket(void *ctx, curl_socket_t fd)
{
    struct elw__smtp_slot *slot = ctx;
    uv_mutex_lock(&slot->home->lock);
    if (slot->socket == fd)
        slot->socket = CURL_SOCKET_BAD;
    int rc = close(fd);
    uv_mutex_unlock(&slot->home->lock);
    return rc;
}

/* --- options ---------------------------------------------------------------------------------- */

static bool set_session(struct elw__smtp_slot *slot, const struct elw_mail_conf *c)
{
    char url[sizeof c->smtp_url + sizeof c->smtp_helo + 2];
    CURL *e = slot->easy;
    bool tls = strcmp(c->smtp_tls, "none") != 0;
    snprintf(url, sizeof url, "%s/%s", c->smtp_url, c->smtp_helo);
    CURLcode rc = curl_easy_setopt(e, CURLOPT_URL, url);
    rc |= curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    rc |= curl_easy_setopt(e, CURLOPT_PROXY, "");
    rc |= curl_easy_setopt(e, CURLOPT_USE_SSL, (long)(tls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    if (c->smtp_ca_file[0] != '\0')
        rc |= curl_easy_setopt(e, CURLOPT_CAINFO, c->smtp_ca_file);
    if (c->smtp_user[0] != '\0') {
        rc |= curl_easy_setopt(e, CURLOPT_USERNAME, c->smtp_user);
        rc |= curl_easy_setopt(e, CURLOPT_PASSWORD, c->smtp_password);
    }
    long seconds = (long)c->smtp_timeout;
    rc |= curl_easy_setopt(e, CURLOPT_TIMEOUT, seconds);
    rc |= curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT, seconds < 20 ? seconds : 20L);
    rc |= curl_easy_setopt(e, CURLOPT_SERVER_RESPONSE_TIMEOUT, seconds);
    return rc == CURLE_OK;
}

static bool set_transfer(struct elw__smtp_slot *slot, struct curl_slist *to)
{
    const struct elw_smtp_message *m = &slot->message;
    CURL *e = slot->easy;
    CURLcode rc = curl_easy_setopt(e, CURLOPT_MAIL_FROM, m->from);
    rc |= curl_easy_setopt(e, CURLOPT_MAIL_RCPT, to);
    rc |= curl_easy_setopt(e, CURLOPT_UPLOAD, 1L);
    rc |= curl_easy_setopt(e, CURLOPT_UPLOAD_BUFFERSIZE, 16384L);
    rc |= curl_easy_setopt(e, CURLOPT_INFILESIZE_LARGE, (curl_off_t)m->bytes.n);
    rc |= curl_easy_setopt(e, CURLOPT_READFUNCTION, give_text);
    rc |= curl_easy_setopt(e, CURLOPT_READDATA, slot);
    rc |= curl_easy_setopt(e, CURLOPT_HEADERFUNCTION, take_reply);
    rc |= curl_easy_setopt(e, CURLOPT_HEADERDATA, slot);
    rc |= curl_easy_setopt(e, CURLOPT_DEBUGFUNCTION, see_command);
    rc |= curl_easy_setopt(e, CURLOPT_DEBUGDATA, slot);
    rc |= curl_easy_setopt(e, CURLOPT_VERBOSE, 1L);
    rc |= curl_easy_setopt(e, CURLOPT_ERRORBUFFER, slot->failure);
    rc |= curl_easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    rc |= curl_easy_setopt(e, CURLOPT_OPENSOCKETDATA, slot);
    rc |= curl_easy_setopt(e, CURLOPT_CLOSESOCKETFUNCTION, close_socket);
    rc |= curl_easy_setopt(e, CURLOPT_CLOSESOCKETDATA, slot);
    rc |= curl_easy_setopt(e, CURLOPT_NOPROGRESS, 0L);
    rc |= curl_easy_setopt(e, CURLOPT_XFERINFOFUNCTION, go_on);
    rc |= curl_easy_setopt(e, CURLOPT_XFERINFODATA, slot);
    rc |= curl_easy_setopt(e, CURLOPT_MAXCONNECTS, 1L);
    rc |= curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L);
    rc |= curl_easy_setopt(e, CURLOPT_FRESH_CONNECT, m->fresh ? 1L : 0L);
    rc |= curl_easy_setopt(e, CURLOPT_MAXAGE_CONN, 30L);
    return rc == CURLE_OK;
}

/* --- the end of a transfer -------------------------------------------------------------------- */

static bool was_kept(const struct elw__smtp_slot *slot)
{
    long opened = 1;
    curl_easy_getinfo(slot->easy, CURLINFO_NUM_CONNECTS, &opened);
    return opened == 0;
}

static void say(struct elw_smtp_result *r, const char *words)
{
    ela_str_copy(ela_str_of(words), r->reason, sizeof r->reason);
}

/* The server is closing, or wants a login or TLS that it was not given: any message would be told
 * the same. */
static bool about_session(int code)
{
    return code == 421 || (code >= 500 && ela_smtp_outcome(code) == ELA_OUTCOME_TRANSIENT);
}

/* libcurl tells that a reply was bad, not always that a connection ended: the last reply decides,
 * where there is one that says no. */
static struct elw_smtp_result result_of(const struct elw__smtp_slot *slot, CURLcode rc)
{
    struct elw_smtp_result r = {.end = ELW_SMTP_SESSION};
    struct ela_str raw = {slot->reply, slot->reply_n};
    if (rc == CURLE_OK) {
        r.end = ELW_SMTP_DELIVERED;
        return r;
    }
    if (slot->reply_n > 0)
        r.code = ela_smtp_reply(raw, r.reason, sizeof r.reason);
    bool refusal = r.code >= 400 && rc != CURLE_OPERATION_TIMEDOUT;
    if (!refusal) {
        r.code = 0;
        say(&r, slot->failure[0] != '\0' ? slot->failure : curl_easy_strerror(rc));
    }
    if (slot->stage == ELW__STAGE_TEXT)
        r.end = ELW_SMTP_MESSAGE;
    else if (was_kept(slot) && (r.code == 421 || (!refusal && rc != CURLE_OPERATION_TIMEDOUT)))
        r.end = ELW_SMTP_STALE;
    else if (slot->stage == ELW__STAGE_ENVELOPE && refusal && !about_session(r.code))
        r.end = ELW_SMTP_MESSAGE;
    return r;
}

/* --- connections ------------------------------------------------------------------------------ */

void elw__smtp_leave(struct elw__smtp_slot *slot)
{
    if (slot->easy == NULL)
        return;
    if (slot->socket != CURL_SOCKET_BAD)
        shutdown(slot->socket, SHUT_RD);
    curl_easy_cleanup(slot->easy);
    slot->easy = NULL;
}

void elw__smtp_transfer(struct elw__smtp_slot *slot)
{
    struct curl_slist *to = curl_slist_append(NULL, slot->message.to);
    CURLcode rc = CURLE_OUT_OF_MEMORY;
    slot->sent = slot->reply_n = 0;
    slot->reply_ended = slot->left = false;
    slot->stage = ELW__STAGE_SESSION;
    slot->failure[0] = '\0';
    if (slot->easy == NULL)
        slot->easy = curl_easy_init();
    if (to != NULL && slot->easy != NULL && set_session(slot, &slot->conf) &&
        set_transfer(slot, to))
        rc = curl_easy_perform(slot->easy);
    slot->result = result_of(slot, rc);
    if (slot->easy != NULL)
        curl_easy_reset(slot->easy); /* keeps the connection */
    curl_slist_free_all(to);
}
