/*
 * Database threads: a queue of jobs, a list of finished ones, an async handle between them.
 */
#include "runtime/db.h"

#include "db/schema.h"
#include "runtime/log.h"
#include "runtime/random.h"

enum { CONNECT_S = 5, IO_S = 20, AWAY_FIRST_MS = 250, AWAY_LAST_MS = 5000 };

static enum ela_status connect_for(struct elw_db *db, struct ela_db **conn, struct ela_error *err)
{
    if (*conn != NULL) {
        if (ela_db_revive(*conn, (int64_t)time(NULL), err) == ELA_OK)
            return ELA_OK;
        ela_db_free(*conn);
        *conn = NULL;
        return err->status;
    }
    ELA_TRY(ela_db_open(&db->config, conn, err));
    enum ela_status st = ela_schema_ready(*conn, err);
    if (st != ELA_OK) {
        ela_db_free(*conn);
        *conn = NULL;
    }
    return st;
}

static void run_job(struct elw_db *db, struct ela_db **conn, struct elw_db_job *job)
{
    job->err = (struct ela_error)ELA_ERROR_INIT;
    job->status = connect_for(db, conn, &job->err);
    if (job->status != ELA_OK)
        return;
    job->status = job->run(*conn, job, &job->err);
    if (job->status != ELA_OK) {
        /* Whatever state the connection is in, the next job starts from a known one. */
        ela_db_free(*conn);
        *conn = NULL;
    }
}

static void work(void *arg)
{
    struct elw_db *db = arg;
    struct ela_db *conn = NULL;
    uv_mutex_lock(&db->lock);
    for (;;) {
        while (db->todo == NULL && !db->stopping)
            uv_cond_wait(&db->wake, &db->lock);
        if (db->stopping)
            break;
        struct elw_db_job *job = db->todo;
        db->todo = job->next;
        if (db->todo == NULL)
            db->todo_end = &db->todo;
        uv_mutex_unlock(&db->lock);
        run_job(db, &conn, job);
        uv_mutex_lock(&db->lock);
        job->next = NULL;
        *db->finished_end = job;
        db->finished_end = &job->next;
        uv_async_send(&db->back);
    }
    uv_mutex_unlock(&db->lock);
    ela_db_free(conn);
}

static void note_failure(struct elw_db *db, const struct elw_db_job *job)
{
    uint64_t wait = AWAY_FIRST_MS;
    for (unsigned i = 0; i < db->failures && wait < AWAY_LAST_MS; i++)
        wait *= 2;
    if (wait > AWAY_LAST_MS)
        wait = AWAY_LAST_MS;
    wait = wait * 3 / 4 + wait * elw_random_million(NULL) / 2000000;
    if (db->failures == 0)
        elw_log_error(ELA_LOG_ERROR, "database.failed", &job->err);
    db->failures++;
    db->failed_all++;
    db->retry_at = uv_now(db->back.loop) + wait;
}

static void come_back(uv_async_t *handle)
{
    struct elw_db *db = handle->data;
    uv_mutex_lock(&db->lock);
    struct elw_db_job *list = db->finished;
    db->finished = NULL;
    db->finished_end = &db->finished;
    uv_mutex_unlock(&db->lock);
    while (list != NULL) {
        struct elw_db_job *job = list;
        list = job->next;
        job->next = NULL;
        job->busy = false;
        if (job->status != ELA_OK) {
            note_failure(db, job);
        } else if (db->failures > 0) {
            ELA_LOG(ELA_LOG_INFO, "database.back", ELA_KN("failures", db->failures));
            db->failures = 0;
            db->retry_at = 0;
        }
        job->done(job);
    }
}

int elw_db_start(struct elw_db *db, uv_loop_t *loop, const struct ela_conf_common *common)
{
    *db = (struct elw_db){
        .config = {.host = common->db_host[0] != '\0' ? common->db_host : NULL,
                   .socket = common->db_socket[0] != '\0' ? common->db_socket : NULL,
                   .port = (unsigned)common->db_port,
                   .database = common->db_name,
                   .user = common->db_user,
                   .password = common->db_password,
                   .prefix = common->db_prefix,
                   .connect_s = CONNECT_S,
                   .io_s = IO_S,
                   .tls_required = common->db_tls}};
    db->todo_end = &db->todo;
    db->finished_end = &db->finished;
    int rc = uv_async_init(loop, &db->back, come_back);
    if (rc != 0)
        return rc;
    db->back.data = db;
    uv_mutex_init(&db->lock);
    uv_cond_init(&db->wake);
    const uv_thread_options_t options = {.flags = UV_THREAD_HAS_STACK_SIZE,
                                         .stack_size = 512 * 1024};
    for (; db->nthreads < ELW_DB_THREADS; db->nthreads++) {
        rc = uv_thread_create_ex(&db->threads[db->nthreads], &options, work, db);
        if (rc != 0)
            return rc;
    }
    return 0;
}

void elw_db_submit(struct elw_db *db, struct elw_db_job *job)
{
    job->next = NULL;
    job->busy = true;
    uv_mutex_lock(&db->lock);
    *db->todo_end = job;
    db->todo_end = &job->next;
    uv_cond_signal(&db->wake);
    uv_mutex_unlock(&db->lock);
}

uint64_t elw_db_wait_ms(const struct elw_db *db)
{
    uint64_t now = uv_now(db->back.loop);
    return db->retry_at > now ? db->retry_at - now : 0;
}

void elw_db_stop(struct elw_db *db)
{
    uv_mutex_lock(&db->lock);
    db->stopping = true;
    uv_cond_broadcast(&db->wake);
    uv_mutex_unlock(&db->lock);
    for (unsigned i = 0; i < db->nthreads; i++)
        uv_thread_join(&db->threads[i]);
    uv_close((uv_handle_t *)&db->back, NULL);
    uv_cond_destroy(&db->wake);
    uv_mutex_destroy(&db->lock);
}
