/*
 * elaska-media: previews and words of stored files. It reads none itself: elaska-media-child does,
 * one process a file, which holds no secret and reaches nothing. Any number may run on any number
 * of hosts that share the documents. Source: DOC-04, DOC-25, SEC-15; design "Workers".
 */
#include "media/media_internal.h"

#include <unistd.h>

#include "runtime/log.h"

enum { TICK_MS = 500, CLOSED_S = 60 };

void elw__media_check(struct elw__media *m)
{
    if (m->daemon->draining && m->active == 0 && !m->clearing && !m->look.busy &&
        !elw__scan_busy(m))
        elw_daemon_drained(m->daemon);
}

/* Said, and nothing read for a while: files wait, none is read without its walls. */
void elw__sandbox_missing(struct elw__media *m, const char *what)
{
    ELA_LOG(ELA_LOG_ERROR, "sandbox.missing", ELA_KV("what", what));
    elw_daemon_error(m->daemon, what);
    m->closed_until = (int64_t)time(NULL) + CLOSED_S;
}

static void on_tick(uv_timer_t *timer)
{
    elw__look(timer->data);
    elw__scan_look(timer->data);
}

/* The program beside this one. */
static bool find_child(struct elw__media *m)
{
    char self[3900];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    if (n <= 0)
        return false;
    self[n] = '\0';
    char *slash = strrchr(self, '/');
    snprintf(m->child, sizeof m->child, "%.*s/elaska-media-child", (int)(slash - self), self);
    return access(m->child, X_OK) == 0;
}

static int start(struct elw_daemon *d)
{
    struct elw__media *m = calloc(1, sizeof *m);
    if (m == NULL)
        return UV_ENOMEM;
    d->data = m;
    m->daemon = d;
    m->conf = d->own;
    if (!find_child(m)) {
        ELA_LOG(ELA_LOG_ERROR, "child.missing", ELA_KV("program", m->child));
        return UV_ENOENT;
    }
    elw__office_find(m);
    elw__office_sweep(m);
    if (!elw__scan_new(m))
        return UV_ENOMEM;
    int rc = uv_timer_init(&d->loop, &m->tick);
    m->tick.data = m;
    return rc != 0 ? rc : uv_timer_start(&m->tick, on_tick, 0, TICK_MS);
}

static void reload(struct elw_daemon *d)
{
    struct elw__media *m = d->data;
    m->look_at = m->far_at = m->closed_until = 0; /* looks at once */
    m->far = 0;
    elw__office_find(m);
}

/* Files in hand are finished, as far as there is time. */
static void drain(struct elw_daemon *d)
{
    elw__media_check(d->data);
}

static void give_up(struct elw_daemon *d)
{
    struct elw__media *m = d->data;
    elw__scan_stop(m);
    for (size_t i = 0; i < ELW__READINGS; i++)
        if (m->readings[i].busy)
            elw__reading_cut(&m->readings[i]);
    elw__media_check(m);
}

static void free_media(uv_handle_t *timer)
{
    elw__scan_free(timer->data);
    free(timer->data);
}

static void close_all(struct elw_daemon *d)
{
    struct elw__media *m = d->data;
    uv_close((uv_handle_t *)&m->tick, free_media);
}

static uint64_t drain_ms(struct elw_daemon *d)
{
    (void)d;
    return 15000;
}

static void counters(struct elw_daemon *d, struct ela_buf *json)
{
    const struct elw__media *m = d->data;
    const struct elw__counters *n = &m->count;
    ela_buf_addf(json,
                 "\"previews\":%lld,\"refused_files\":%lld,\"previews_failed\":%lld,"
                 "\"previews_retried\":%lld,\"queued\":%lld,\"under_way\":%zu,\"scanned\":%lld,"
                 "\"infected\":%lld,\"unscanned\":%lld,\"converted\":%lld,\"office\":%d",
                 (long long)n->made, (long long)n->refused, (long long)n->failed,
                 (long long)n->retried, (long long)n->added, m->active, (long long)n->scanned,
                 (long long)n->infected, (long long)n->unscanned, (long long)n->converted,
                 m->office[0] != '\0');
}

int main(int argc, char **argv)
{
    struct elw_worker worker = {.name = "media",
                                .program = "elaska-media",
                                .start = start,
                                .reload = reload,
                                .drain = drain,
                                .give_up = give_up,
                                .close = close_all,
                                .counters = counters,
                                .drain_ms = drain_ms};
    worker.conf = ELW_MEDIA_CONF;
    return elw_main(argc, argv, &worker);
}
