/*
 * The protocol of clamd: "zINSTREAM", parts with their length before them, one of length 0, then
 * one answer that ends with NUL. It may answer before it has everything, and close.
 */
#include "media/clamd.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum {
    PART = 65536,
    ANSWER = 1024,
    CONNECT_MS = 5000,
    IDLE_MS = 30000,
    TOTAL_MS = 240000,
    LOOK_MS = 200
};

struct talk {
    int fd;
    const atomic_bool *stop;
    int64_t end; /* of all of it */
    const char *why;
    char answer[ANSWER];
    size_t n;
    bool closed, gone; /* gone: it takes no more */
};

static int64_t now_ms(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Waits for any of `events`; 0 when there is no more time. */
static short wait_for(struct talk *t, short events, int64_t ms)
{
    int64_t end = now_ms() + ms;
    end = end < t->end ? end : t->end;
    for (;;) {
        struct pollfd p = {.fd = t->fd, .events = events};
        int64_t left = end - now_ms();
        if (left <= 0 || atomic_load(t->stop)) {
            t->why = "timeout";
            return 0;
        }
        int rc = poll(&p, 1, (int)(left < LOOK_MS ? left : LOOK_MS));
        if (rc < 0 && errno != EINTR)
            return 0;
        if (rc > 0)
            return p.revents;
    }
}

static bool connected(struct talk *t, const struct sockaddr *to, socklen_t n, int family)
{
    int error = 0;
    socklen_t size = sizeof error;
    t->fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (t->fd < 0)
        return false;
    if (connect(t->fd, to, n) == 0)
        return true;
    if ((errno == EINPROGRESS || errno == EAGAIN) && wait_for(t, POLLOUT, CONNECT_MS) &&
        getsockopt(t->fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0)
        return true;
    (void)close(t->fd);
    t->fd = -1;
    return false;
}

static bool reach(struct talk *t, const char *address)
{
    struct sockaddr_un local = {.sun_family = AF_UNIX};
    char host[200];
    t->why = "connect";
    if (*address == '/') {
        if (strlen(address) >= sizeof local.sun_path)
            return false;
        memcpy(local.sun_path, address, strlen(address) + 1);
        return connected(t, (const struct sockaddr *)&local, sizeof local, AF_UNIX);
    }
    const char *colon = strrchr(address, ':'), *from = address + (*address == '[');
    if (!colon || colon <= from || (size_t)(colon - from) >= sizeof host)
        return false;
    size_t n = (size_t)(colon - from);
    n -= *address == '[' && from[n - 1] == ']';
    memcpy(host, from, n);
    host[n] = '\0';
    const struct addrinfo want = {.ai_socktype = SOCK_STREAM, .ai_family = AF_UNSPEC};
    struct addrinfo *all = NULL;
    bool done = false;
    if (getaddrinfo(host, colon + 1, &want, &all) != 0)
        return false;
    for (const struct addrinfo *a = all; a && !done && !atomic_load(t->stop); a = a->ai_next)
        done = connected(t, a->ai_addr, a->ai_addrlen, a->ai_family);
    freeaddrinfo(all);
    return done;
}

/* What it says, as far as it has; an answer that never ends is none. */
static bool hear(struct talk *t)
{
    while (!t->closed && t->n < sizeof t->answer) {
        ssize_t got = recv(t->fd, t->answer + t->n, sizeof t->answer - t->n, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            break;
        if (got == 0)
            t->closed = true;
        t->n += (size_t)got;
        if (got > 0 && memchr(t->answer + t->n - (size_t)got, '\0', (size_t)got))
            break;
    }
    return memchr(t->answer, '\0', t->n) || t->closed || t->n == sizeof t->answer;
}

/* False: it answered or went before everything was said. */
static bool say(struct talk *t, const void *bytes, size_t n)
{
    const char *p = bytes;
    while (n > 0) {
        short got = wait_for(t, POLLOUT | POLLIN, IDLE_MS);
        if (!got || ((got & POLLIN) && hear(t)))
            return false;
        ssize_t sent = got & POLLOUT ? send(t->fd, p, n, MSG_NOSIGNAL) : 0;
        if (sent < 0 && errno != EAGAIN && errno != EINTR) {
            (void)hear(t); /* what it said before it went */
            return false;
        }
        p += sent > 0 ? sent : 0;
        n -= sent > 0 ? (size_t)sent : 0;
        if (!(got & POLLOUT) && (got & (POLLERR | POLLHUP)))
            return false;
    }
    return true;
}

/* A part of what is scanned, under its length. */
static bool put_part(void *to, const void *bytes, size_t n)
{
    struct talk *t = to;
    const char *p = bytes;
    char part[PART + 4];
    while (n > 0) {
        size_t now = n < PART ? n : PART;
        uint32_t length = htonl((uint32_t)now);
        memcpy(part, &length, 4);
        memcpy(part + 4, p, now);
        t->gone = !say(t, part, now + 4);
        explicit_bzero(part, now + 4);
        if (t->gone)
            return false;
        p += now;
        n -= now;
    }
    return true;
}

static bool send_all(struct talk *t, elw_clamd_feed *feed, void *ctx)
{
    static const char command[] = "zINSTREAM";
    static const uint32_t end = 0;
    if (!say(t, command, sizeof command))
        return false;
    if (feed(ctx, put_part, t))
        return say(t, &end, sizeof end);
    if (!t->gone)
        t->why = "read";
    return false;
}

static bool feed_file(void *ctx, elw_clamd_put *put, void *to)
{
    const int *file = ctx;
    char part[PART];
    for (;;) {
        ssize_t n = read(*file, part, PART);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n == 0;
        if (!put(to, part, (size_t)n))
            return false;
    }
}

/* "stream: OK", "stream: NAME FOUND", "INSTREAM size limit exceeded. ERROR". */
static enum elw_clamd understood(struct talk *t, char found[121])
{
    static const char head[] = "stream: ", tail[] = " FOUND";
    const char *end = memchr(t->answer, '\0', t->n);
    if (!end) {
        snprintf(found, 121, "%s", t->n ? "half an answer" : t->closed ? "closed" : t->why);
        return ELW_CLAMD_AWAY;
    }
    size_t n = (size_t)(end - t->answer), h = sizeof head - 1, f = sizeof tail - 1;
    for (char *p = t->answer; p < end; p++)
        if ((unsigned char)*p < 0x20 || (unsigned char)*p >= 0x7F)
            *p = '?';
    if (strcmp(t->answer, "stream: OK") == 0)
        return ELW_CLAMD_CLEAN;
    if (n > h + f && memcmp(t->answer, head, h) == 0 && memcmp(end - f, tail, f) == 0) {
        snprintf(found, 121, "%.*s", (int)(n - h - f < 120 ? n - h - f : 120), t->answer + h);
        return ELW_CLAMD_INFECTED;
    }
    snprintf(found, 121, "%.120s", t->answer);
    return strstr(t->answer, "size limit exceeded") ? ELW_CLAMD_SKIPPED : ELW_CLAMD_AWAY;
}

enum elw_clamd elw_clamd_stream(const char *address, elw_clamd_feed *feed, void *ctx,
                                const atomic_bool *stop, char found[121])
{
    struct talk t = {.fd = -1, .stop = stop, .end = now_ms() + TOTAL_MS, .why = ""};
    found[0] = '\0';
    if (!reach(&t, address)) {
        snprintf(found, 121, "%s", t.why);
        return ELW_CLAMD_AWAY;
    }
    bool whole = send_all(&t, feed, ctx);
    bool reading = whole || strcmp(t.why, "read") != 0;
    while (reading && !hear(&t) && wait_for(&t, POLLIN, IDLE_MS))
        ;
    (void)close(t.fd);
    enum elw_clamd said = understood(&t, found);
    /* it has not seen all of it: only a refusal counts */
    return said == ELW_CLAMD_CLEAN && !whole ? ELW_CLAMD_AWAY : said;
}

enum elw_clamd elw_clamd_scan(const char *address, int file, const atomic_bool *stop,
                              char found[121])
{
    return elw_clamd_stream(address, feed_file, &file, stop, found);
}
