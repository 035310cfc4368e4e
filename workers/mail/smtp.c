/*
 * One transfer of libcurl for each message: its options, its callbacks, what its end means.
 *
 * Leaving a session, libcurl says QUIT and waits for the answer without returning to the loop. So
 * reading is shut down first, where a refusal makes it leave: the farewell goes out, nothing is
 * waited for.
 */
#include "mail/smtp_internal.h"

#include <sys/socket.h>

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
    if (slot->reply_ended)
        slot->reply_n = 0;
    room = sizeof slot->reply - slot->reply_n;
    memcpy(slot->reply + slot->reply_n, line, length < room ? length : room);
    slot->reply_n += length < room ? length : room;
    slot->reply_ended = ends_reply(line, length);
    bool refused = slot->reply_ended && (line[0] == '4' || line[0] == '5');
    if (refused && slot->stage != ELW__STAGE_SESSION && slot->socket != CURL_SOCKET_BAD)
        shutdown(slot->socket, SHUT_RD);
    return length;
}

/* Commands as they leave: from MAIL on, replies are about the message. */
static int see_command(CURL *easy, curl_infotype type, char *data, size_t n, void *ctx)
{
    struct elw__smtp_slot *slot = ctx;
    (void)easy;
    if (type == CURLINFO_HEADER_OUT && n >= 5 && memcmp(data, "MAIL ", 5) == 0)
        slot->stage = ELW__STAGE_ENVELOPE;
    return 0;
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
    /* libcurl's own limit on a reply stays out of the way of the whole: past it, it would wait. */
    long seconds = (long)c->smtp_timeout;
    rc |= curl_easy_setopt(e, CURLOPT_TIMEOUT, seconds);
    rc |= curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT, seconds < 20 ? seconds : 20L);
    rc |= curl_easy_setopt(e, CURLOPT_SERVER_RESPONSE_TIMEOUT, seconds + 60);
    return rc == CURLE_OK;
}

static bool set_transfer(struct elw__smtp_slot *slot)
{
    const struct elw_smtp_message *m = &slot->message;
    CURL *e = slot->easy;
    struct curl_slist *to = curl_slist_append(NULL, m->to);
    if (to == NULL)
        return false;
    slot->to = to;
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
    rc |= curl_easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, elw__smtp_open);
    rc |= curl_easy_setopt(e, CURLOPT_OPENSOCKETDATA, slot->home);
    rc |= curl_easy_setopt(e, CURLOPT_CLOSESOCKETFUNCTION, elw__smtp_close);
    rc |= curl_easy_setopt(e, CURLOPT_CLOSESOCKETDATA, slot->home);
    rc |= curl_easy_setopt(e, CURLOPT_PRIVATE, slot);
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

static void finish(struct elw__smtp_slot *slot, CURLcode rc)
{
    struct elw_smtp *s = slot->home;
    struct elw_smtp_result r = result_of(slot, rc);
    struct elw_smtp_message m = slot->message;
    curl_multi_remove_handle(s->multi, slot->easy);
    curl_easy_reset(slot->easy);
    curl_slist_free_all(slot->to);
    slot->to = NULL;
    slot->socket = CURL_SOCKET_BAD;
    slot->busy = false;
    s->active--;
    s->done(s->ctx, &m, &r);
}

void elw__smtp_collect(struct elw_smtp *s)
{
    int left = 0;
    CURLMsg *msg;
    while (s->multi != NULL && (msg = curl_multi_info_read(s->multi, &left)) != NULL) {
        struct elw__smtp_slot *slot = NULL;
        if (msg->msg != CURLMSG_DONE)
            continue;
        CURLcode rc = msg->data.result;
        curl_easy_getinfo(msg->easy_handle, CURLINFO_PRIVATE, (char **)&slot);
        finish(slot, rc);
    }
}

void elw_smtp_cut(struct elw_smtp *s)
{
    for (size_t i = 0; i < s->nslots; i++) {
        struct elw__smtp_slot *slot = &s->slots[i];
        if (!slot->busy)
            continue;
        snprintf(slot->failure, sizeof slot->failure, "cut at the end of the worker");
        slot->reply_n = 0;
        finish(slot, CURLE_ABORTED_BY_CALLBACK);
    }
}

/* --- sending ---------------------------------------------------------------------------------- */

static struct elw__smtp_slot *free_slot(struct elw_smtp *s)
{
    for (size_t i = 0; i < s->nslots; i++) {
        if (!s->slots[i].busy)
            return &s->slots[i];
    }
    return NULL;
}

bool elw_smtp_send(struct elw_smtp *s, const struct elw_smtp_message *m)
{
    struct elw__smtp_slot *slot = free_slot(s);
    if (slot == NULL || (s->multi == NULL && !elw__smtp_watch(s)))
        return false;
    slot->message = *m;
    slot->sent = slot->reply_n = 0;
    slot->reply_ended = false;
    slot->stage = ELW__STAGE_SESSION;
    slot->failure[0] = '\0';
    slot->socket = CURL_SOCKET_BAD;
    if (!set_session(slot, s->conf) || !set_transfer(slot) ||
        curl_multi_add_handle(s->multi, slot->easy) != CURLM_OK) {
        curl_easy_reset(slot->easy);
        curl_slist_free_all(slot->to);
        slot->to = NULL;
        return false;
    }
    slot->busy = true;
    s->active++;
    return true;
}

size_t elw_smtp_room(const struct elw_smtp *s)
{
    return s->nslots - s->active;
}

size_t elw_smtp_active(const struct elw_smtp *s)
{
    return s->active;
}

/* --- start and end ---------------------------------------------------------------------------- */

struct elw_smtp *elw_smtp_new(uv_loop_t *loop, const struct elw_mail_conf *conf, size_t slots,
                              elw_smtp_done *done, void *ctx)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return NULL;
    struct elw_smtp *s = calloc(1, sizeof *s + slots * sizeof s->slots[0]);
    if (s == NULL)
        return NULL;
    s->loop = loop;
    s->conf = conf;
    s->done = done;
    s->ctx = ctx;
    s->nslots = slots;
    for (size_t i = 0; i < slots; i++) {
        s->slots[i].home = s;
        s->slots[i].socket = CURL_SOCKET_BAD;
        s->slots[i].easy = curl_easy_init();
        if (s->slots[i].easy == NULL) {
            while (i-- > 0)
                curl_easy_cleanup(s->slots[i].easy);
            free(s);
            return NULL;
        }
    }
    uv_timer_init(loop, &s->timer);
    s->timer.data = s;
    return s;
}

void elw_smtp_rest(struct elw_smtp *s)
{
    if (s->active == 0 && s->multi != NULL)
        elw__smtp_unwatch(s);
}

static void free_transport(uv_handle_t *timer)
{
    free(timer->data);
}

void elw_smtp_free(struct elw_smtp *s)
{
    s->freed = true;
    for (size_t i = 0; i < s->nslots; i++) {
        if (s->slots[i].busy)
            curl_multi_remove_handle(s->multi, s->slots[i].easy);
        curl_slist_free_all(s->slots[i].to);
    }
    if (s->multi != NULL)
        elw__smtp_unwatch(s);
    for (size_t i = 0; i < s->nslots; i++)
        curl_easy_cleanup(s->slots[i].easy);
    curl_global_cleanup();
    uv_close((uv_handle_t *)&s->timer, free_transport);
}
