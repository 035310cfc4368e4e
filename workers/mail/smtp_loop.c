/*
 * libcurl's sockets as poll handles and its timeout as a timer of the loop.
 * Source: libcurl, CURLMOPT_SOCKETFUNCTION(3) and CURLMOPT_TIMERFUNCTION(3).
 */
#include "mail/smtp_internal.h"

#include <sys/socket.h>
#include <unistd.h>

struct elw__smtp_socket {
    uv_poll_t poll;
    curl_socket_t fd;
    struct elw_smtp *home;
    struct elw__smtp_socket *next;
};

static void free_socket(uv_handle_t *handle)
{
    free(handle->data);
}

static void drop(struct elw__smtp_socket *w)
{
    struct elw__smtp_socket **at = &w->home->sockets;
    while (*at != NULL && *at != w)
        at = &(*at)->next;
    if (*at != NULL)
        *at = w->next;
    uv_poll_stop(&w->poll);
    uv_close((uv_handle_t *)&w->poll, free_socket);
}

static void on_socket(uv_poll_t *handle, int status, int events)
{
    struct elw__smtp_socket *w = handle->data;
    struct elw_smtp *s = w->home;
    int flags = status < 0 ? CURL_CSELECT_ERR : 0, running = 0;
    if (events & UV_READABLE)
        flags |= CURL_CSELECT_IN;
    if (events & UV_WRITABLE)
        flags |= CURL_CSELECT_OUT;
    curl_multi_socket_action(s->multi, w->fd, flags, &running); /* may drop w */
    elw__smtp_collect(s);
}

static struct elw__smtp_socket *watch(struct elw_smtp *s, curl_socket_t fd)
{
    struct elw__smtp_socket *w = calloc(1, sizeof *w);
    if (w == NULL)
        return NULL;
    if (uv_poll_init_socket(s->loop, &w->poll, fd) != 0) {
        free(w);
        return NULL;
    }
    w->poll.data = w;
    w->fd = fd;
    w->home = s;
    w->next = s->sockets;
    s->sockets = w;
    return w;
}

static int want_socket(CURL *easy, curl_socket_t fd, int what, void *ctx, void *known)
{
    struct elw_smtp *s = ctx;
    struct elw__smtp_socket *w = known;
    struct elw__smtp_slot *slot = NULL;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&slot);
    if (slot != NULL)
        slot->socket = what == CURL_POLL_REMOVE ? CURL_SOCKET_BAD : fd;
    if (what == CURL_POLL_REMOVE) {
        if (w != NULL)
            drop(w);
        curl_multi_assign(s->multi, fd, NULL);
        return 0;
    }
    if (w == NULL) {
        w = watch(s, fd);
        if (w == NULL)
            return -1;
        curl_multi_assign(s->multi, fd, w);
    }
    int events = 0;
    if (what & CURL_POLL_IN)
        events |= UV_READABLE;
    if (what & CURL_POLL_OUT)
        events |= UV_WRITABLE;
    return uv_poll_start(&w->poll, events, on_socket) == 0 ? 0 : -1;
}

static void on_timer(uv_timer_t *handle)
{
    struct elw_smtp *s = handle->data;
    int running = 0;
    curl_multi_socket_action(s->multi, CURL_SOCKET_TIMEOUT, 0, &running);
    elw__smtp_collect(s);
}

static int want_timer(CURLM *multi, long ms, void *ctx)
{
    struct elw_smtp *s = ctx;
    (void)multi;
    if (s->freed)
        return 0;
    if (ms < 0)
        uv_timer_stop(&s->timer);
    else
        uv_timer_start(&s->timer, on_timer, (uint64_t)ms, 0);
    return 0;
}

/* --- every connection there is, kept ones included ---------------------------------------------
 */

curl_socket_t elw__smtp_open(void *ctx, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct elw_smtp *s = ctx;
    (void)purpose;
    if (s->nopen == ELW__SMTP_OPEN)
        return CURL_SOCKET_BAD;
    int fd = socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    if (fd >= 0)
        s->open[s->nopen++] = fd;
    return fd >= 0 ? fd : CURL_SOCKET_BAD;
}

int elw__smtp_close(void *ctx, curl_socket_t fd)
{
    struct elw_smtp *s = ctx;
    for (size_t i = 0; i < s->nopen; i++) {
        if (s->open[i] == fd) {
            s->open[i] = s->open[--s->nopen];
            break;
        }
    }
    return close(fd);
}

/* --- start and end -----------------------------------------------------------------------------
 */

bool elw__smtp_watch(struct elw_smtp *s)
{
    s->multi = curl_multi_init();
    if (s->multi == NULL)
        return false;
    curl_multi_setopt(s->multi, CURLMOPT_SOCKETFUNCTION, want_socket);
    curl_multi_setopt(s->multi, CURLMOPT_SOCKETDATA, s);
    curl_multi_setopt(s->multi, CURLMOPT_TIMERFUNCTION, want_timer);
    curl_multi_setopt(s->multi, CURLMOPT_TIMERDATA, s);
    curl_multi_setopt(s->multi, CURLMOPT_MAXCONNECTS, (long)s->nslots);
    curl_multi_setopt(s->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)s->nslots);
    return true;
}

void elw__smtp_hush(struct elw_smtp *s)
{
    for (size_t i = 0; i < s->nopen; i++)
        shutdown(s->open[i], SHUT_RD);
}

void elw__smtp_unwatch(struct elw_smtp *s)
{
    elw__smtp_hush(s);
    uv_timer_stop(&s->timer);
    curl_multi_cleanup(s->multi);
    s->multi = NULL;
    while (s->sockets != NULL)
        drop(s->sockets);
}
