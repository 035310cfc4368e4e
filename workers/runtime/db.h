/*
 * The database behind the loop: a few threads, each with one connection, that run jobs in order and
 * hand them back on the loop. A connection that fails is dropped and made again for the next job;
 * how long to wait before that is told by elw_db_wait_ms(). Nothing is claimed from a schema of
 * another version than the program's.
 */
#ifndef ELW_RUNTIME_DB_H
#define ELW_RUNTIME_DB_H

#include <uv.h>

#include "base/conf.h"
#include "db/db.h"

enum { ELW_DB_THREADS = 2 };

struct elw_db_job {
    /* On a database thread. */
    enum ela_status (*run)(struct ela_db *db, struct elw_db_job *job, struct ela_error *err);
    /* On the loop; the job may be submitted again from here. */
    void (*done)(struct elw_db_job *job);
    enum ela_status status;
    struct ela_error err;
    bool busy; /* submitted, not yet done */
    struct elw_db_job *next;
};

struct elw_db {
    struct ela_db_config config;
    uv_thread_t threads[ELW_DB_THREADS];
    unsigned nthreads;
    uv_mutex_t lock;
    uv_cond_t wake;
    uv_async_t back;
    struct elw_db_job *todo, **todo_end, *finished, **finished_end;
    bool stopping;
    unsigned failures;   /* in a row; loop only */
    uint64_t retry_at;   /* uv_now() from which the next attempt makes sense */
    uint64_t failed_all; /* failed jobs since the start */
};

/* `common` must outlive the pool. Returns a libuv error or 0. */
int elw_db_start(struct elw_db *db, uv_loop_t *loop, const struct ela_conf_common *common);
void elw_db_submit(struct elw_db *db, struct elw_db_job *job);
/* 0: a job may be submitted now; otherwise milliseconds to wait (the database is away). */
uint64_t elw_db_wait_ms(const struct elw_db *db);
/* Ends the threads after their present job and closes the handle; jobs not begun are dropped. */
void elw_db_stop(struct elw_db *db);

#endif
