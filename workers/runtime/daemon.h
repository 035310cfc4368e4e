/*
 * What every worker is: a loop, a configuration that can be read again, signals as events, the
 * database threads, a heartbeat row. A daemon brings its name, its keys and what to do at start,
 * at a reload and at the end.
 *
 * TERM or INT drains: no new work, what is under way ends, the rest is given back, until drain_ms
 * are over; a second one exits at once. HUP reads the configuration again; a faulty one is logged
 * and the old values stay.
 */
#ifndef ELW_RUNTIME_DAEMON_H
#define ELW_RUNTIME_DAEMON_H

#include <uv.h>

#include "runtime/conf.h"
#include "runtime/db.h"

enum { ELW_EXIT_USAGE = 64, ELW_EXIT_CONFIG = 78 }; /* sysexits.h; systemd knows 78 */

struct elw_daemon;

struct elw_worker {
    const char *name;    /* "mail": row of the heartbeat */
    const char *program; /* "elaska-mail" */
    struct elw_conf_spec conf;
    int (*start)(struct elw_daemon *d); /* a libuv error, or 0 */
    void (*reload)(struct elw_daemon *d);
    /* Takes no more work; calls elw_daemon_drained() once nothing is left. */
    void (*drain)(struct elw_daemon *d);
    /* The time to drain is over: cuts what is under way, then as above. */
    void (*give_up)(struct elw_daemon *d);
    void (*close)(struct elw_daemon *d); /* closes its handles; the loop still turns once more */
    void (*counters)(struct elw_daemon *d, struct ela_buf *json); /* members of an object */
    uint64_t (*drain_ms)(struct elw_daemon *d);
};

struct elw_daemon {
    uv_loop_t loop;
    const struct elw_worker *worker;
    const char *conf_path;
    struct ela_conf_common common;
    void *own;  /* the worker's configuration */
    void *data; /* the worker's state */
    struct elw_db db;
    char host[65], owner[81]; /* owner: of leases, one for each run of each process */
    int64_t started_at;
    char last_error[240]; /* shown by the health page; elw_daemon_error() */
    bool draining, gave_up;
    uv_signal_t on_term, on_int, on_hup;
    uv_timer_t beat_timer, deadline, watchdog;
    struct elw_db_job beat;
    char beat_counters[1024], beat_error[240];
};

int elw_main(int argc, char **argv, const struct elw_worker *worker);

/* The worker has nothing left in hand: the process ends. */
void elw_daemon_drained(struct elw_daemon *d);
/* Keeps a sentence for the health page; no addresses. */
void elw_daemon_error(struct elw_daemon *d, const char *words);

#endif
