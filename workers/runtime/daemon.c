/*
 * Life of a worker process: command line, start, signals, heartbeat, end.
 */
#include "runtime/daemon.h"

#include <signal.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include "outbox/outbox.h"
#include "runtime/log.h"
#include "runtime/random.h"

#ifndef ELA_VERSION
#error "ELA_VERSION comes from the build"
#endif

enum { BEAT_MS = 10000, GRACE_MS = 5000 };

/* --- heartbeat -------------------------------------------------------------------------------- */

static enum ela_status beat_run(struct ela_db *db, struct elw_db_job *job, struct ela_error *err)
{
    struct elw_daemon *d = (struct elw_daemon *)((char *)job - offsetof(struct elw_daemon, beat));
    return ela_worker_beat(db, d->worker->name, d->host, (int64_t)getpid(), d->started_at,
                           (int64_t)time(NULL), d->beat_counters, d->beat_error, err);
}

static void beat_done(struct elw_db_job *job)
{
    (void)job; /* a failure was logged, and the next beat is ten seconds away */
}

static void send_beat(uv_timer_t *timer)
{
    struct elw_daemon *d = timer->data;
    struct ela_buf json;
    if (d->beat.busy || elw_db_wait_ms(&d->db) > 0)
        return;
    ela_buf_init(&json, sizeof d->beat_counters);
    ela_buf_addc(&json, '{');
    d->worker->counters(d, &json);
    ela_buf_adds(&json, "}");
    snprintf(d->beat_counters, sizeof d->beat_counters, "%s", json.failed ? "{}" : json.p);
    ela_buf_release(&json);
    snprintf(d->beat_error, sizeof d->beat_error, "%s", d->last_error);
    d->beat.run = beat_run;
    d->beat.done = beat_done;
    elw_db_submit(&d->db, &d->beat);
}

void elw_daemon_error(struct elw_daemon *d, const char *words)
{
    snprintf(d->last_error, sizeof d->last_error, "%s", words);
}

/* --- configuration ---------------------------------------------------------------------------- */

struct telling {
    const char *path;
    bool log;
};

static void tell_fault(void *ctx, int64_t line, const char *key, const char *words)
{
    const struct telling *t = ctx;
    if (t->log)
        ELA_LOG(ELA_LOG_ERROR, "config.fault", ELA_KV("file", t->path), ELA_KN("line", line),
                ELA_KV("key", key), ELA_KV("fault", words));
    else if (line > 0)
        fprintf(stderr, "%s:%lld: %s%s%s\n", t->path, (long long)line, key,
                key[0] != '\0' ? ": " : "", words);
    else
        fprintf(stderr, "%s: %s%s%s\n", t->path, key, key[0] != '\0' ? ": " : "", words);
}

static void tell_kept(void *ctx, const char *key)
{
    (void)ctx;
    ELA_LOG(ELA_LOG_WARN, "config.needs_restart", ELA_KV("key", key));
}

static void reload(struct elw_daemon *d)
{
    struct telling t = {d->conf_path, true};
    struct ela_conf_common common;
    void *own = calloc(1, d->worker->conf.size);
    if (own != NULL &&
        elw_conf_read(d->conf_path, &d->worker->conf, &common, own, tell_fault, &t) == 0) {
        elw_conf_reload(ELA_CONF_COMMON, &d->common, &common, tell_kept, d);
        elw_conf_reload(d->worker->conf.keys, d->own, own, tell_kept, d);
        elw_log_level(d->common.log_level);
        d->worker->reload(d);
        ELA_LOG(ELA_LOG_INFO, "config.reloaded", ELA_KV("file", d->conf_path));
    }
    free(own);
}

/* --- end -------------------------------------------------------------------------------------- */

static void close_all(struct elw_daemon *d)
{
    uv_handle_t *mine[] = {(uv_handle_t *)&d->on_term,  (uv_handle_t *)&d->on_int,
                           (uv_handle_t *)&d->on_hup,   (uv_handle_t *)&d->beat_timer,
                           (uv_handle_t *)&d->deadline, (uv_handle_t *)&d->watchdog};
    d->worker->close(d);
    elw_db_stop(&d->db);
    for (size_t i = 0; i < sizeof mine / sizeof mine[0]; i++)
        uv_close(mine[i], NULL);
}

void elw_daemon_drained(struct elw_daemon *d)
{
    uv_stop(&d->loop);
}

static void time_is_over(uv_timer_t *timer)
{
    struct elw_daemon *d = timer->data;
    if (d->gave_up) {
        ELA_LOG(ELA_LOG_ERROR, "drain.abandoned", ELA_KV("worker", d->worker->name));
        uv_stop(&d->loop);
        return;
    }
    d->gave_up = true;
    ELA_LOG(ELA_LOG_WARN, "drain.late", ELA_KV("worker", d->worker->name));
    uv_timer_start(&d->deadline, time_is_over, GRACE_MS, 0);
    d->worker->give_up(d);
}

static void on_signal(uv_signal_t *handle, int number)
{
    struct elw_daemon *d = handle->data;
    if (number == SIGHUP) {
        sd_notify(0, "RELOADING=1");
        reload(d);
        sd_notify(0, "READY=1");
        return;
    }
    if (d->draining) {
        ELA_LOG(ELA_LOG_WARN, "stopped.at_once", ELA_KN("signal", number));
        _exit(1); /* leases run out by themselves */
    }
    d->draining = true;
    ELA_LOG(ELA_LOG_INFO, "draining", ELA_KN("signal", number));
    sd_notify(0, "STOPPING=1");
    uv_timer_stop(&d->beat_timer);
    uv_timer_start(&d->deadline, time_is_over, d->worker->drain_ms(d), 0);
    d->worker->drain(d);
}

/* --- start ------------------------------------------------------------------------------------ */

static void feed_watchdog(uv_timer_t *timer)
{
    (void)timer;
    sd_notify(0, "WATCHDOG=1");
}

static int start_handles(struct elw_daemon *d)
{
    uv_signal_t *signals[] = {&d->on_term, &d->on_int, &d->on_hup};
    const int numbers[] = {SIGTERM, SIGINT, SIGHUP};
    uv_timer_t *timers[] = {&d->beat_timer, &d->deadline, &d->watchdog};
    uint64_t watchdog_us = 0;
    for (size_t i = 0; i < 3; i++) {
        int rc = uv_signal_init(&d->loop, signals[i]);
        if (rc == 0)
            rc = uv_signal_start(signals[i], on_signal, numbers[i]);
        if (rc == 0)
            rc = uv_timer_init(&d->loop, timers[i]);
        if (rc != 0)
            return rc;
        signals[i]->data = timers[i]->data = d;
    }
    if (sd_watchdog_enabled(0, &watchdog_us) > 0 && watchdog_us >= 2000)
        uv_timer_start(&d->watchdog, feed_watchdog, 0, watchdog_us / 2000);
    return uv_timer_start(&d->beat_timer, send_beat, 0, BEAT_MS);
}

static void name_owner(struct elw_daemon *d)
{
    if (gethostname(d->host, sizeof d->host) != 0)
        snprintf(d->host, sizeof d->host, "unknown");
    d->host[sizeof d->host - 1] = '\0';
    for (char *p = d->host; *p != '\0'; p++) {
        if (*p < 0x21 || *p > 0x7e)
            *p = '?';
    }
    d->started_at = (int64_t)time(NULL);
    snprintf(d->owner, sizeof d->owner, "%.48s:%ld:%06x", d->host, (long)getpid(),
             elw_random_million(NULL));
}

static int run(struct elw_daemon *d)
{
    int rc = uv_loop_init(&d->loop);
    if (rc != 0)
        return rc;
    signal(SIGPIPE, SIG_IGN);
    name_owner(d);
    rc = elw_db_start(&d->db, &d->loop, &d->common);
    if (rc == 0)
        rc = start_handles(d);
    if (rc == 0)
        rc = d->worker->start(d);
    if (rc != 0)
        return rc;
    ELA_LOG(ELA_LOG_INFO, "started", ELA_KV("version", ELA_VERSION), ELA_KV("owner", d->owner));
    sd_notify(0, "READY=1");
    uv_run(&d->loop, UV_RUN_DEFAULT);
    close_all(d);
    uv_run(&d->loop, UV_RUN_DEFAULT);
    rc = uv_loop_close(&d->loop);
    ELA_LOG(rc == 0 ? ELA_LOG_INFO : ELA_LOG_ERROR, "stopped", ELA_KN("loop", rc));
    return rc;
}

static int usage(const struct elw_worker *w, int code)
{
    fprintf(code == 0 ? stdout : stderr,
            "usage: %s --config FILE [--check-config]\n"
            "       %s --version | --help\n",
            w->program, w->program);
    return code;
}

int elw_main(int argc, char **argv, const struct elw_worker *worker)
{
    static struct elw_daemon d;
    bool check_only = false;
    signal(SIGHUP, SIG_IGN); /* too early to be of use, and no reason to die */
    d.worker = worker;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--config") == 0 && i + 1 < argc) {
            d.conf_path = argv[++i];
        } else if (strcmp(argv[i], "--check-config") == 0) {
            check_only = true;
        } else if (strcmp(argv[i], "--version") == 0) {
            printf("%s %s\n", worker->program, ELA_VERSION);
            return 0;
        } else {
            return usage(worker, strcmp(argv[i], "--help") == 0 ? 0 : ELW_EXIT_USAGE);
        }
    }
    if (d.conf_path == NULL)
        return usage(worker, ELW_EXIT_USAGE);
    d.own = calloc(1, worker->conf.size);
    struct telling t = {d.conf_path, false};
    if (d.own == NULL ||
        elw_conf_read(d.conf_path, &worker->conf, &d.common, d.own, tell_fault, &t) > 0) {
        free(d.own);
        return ELW_EXIT_CONFIG;
    }
    int rc = 0;
    if (check_only) {
        printf("%s: good\n", d.conf_path);
    } else {
        elw_log_start(worker->name);
        elw_log_level(d.common.log_level);
        rc = run(&d);
        if (rc != 0)
            ELA_LOG(ELA_LOG_ERROR, "failed", ELA_KV("why", uv_strerror(rc)));
    }
    explicit_bzero(d.own, worker->conf.size);
    free(d.own);
    return rc == 0 ? 0 : 1;
}
