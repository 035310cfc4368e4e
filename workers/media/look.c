/*
 * Looking for work: files that lack a preview are queued, then some are claimed. The newest files
 * are looked at each time, the others one stretch after the other.
 */
#include "media/media_internal.h"

#include <sys/stat.h>

#include "runtime/log.h"

enum { FAR_EVERY_S = 5, FAR_AGAIN_S = 600 };

static struct elw__media *of_job(struct elw_db_job *job)
{
    return (struct elw__media *)((char *)job - offsetof(struct elw__media, look));
}

/* A lease lasts longer than a reading may; it is renewed with each store. */
static int32_t lease_s(const struct elw__media *m)
{
    return (int32_t)(2 * m->conf->timeout_s + 60);
}

/* A store that is not there is no store of broken files: nothing is tried meanwhile. */
static bool store_there(const struct elw__media *m)
{
    char path[720];
    struct stat found;
    snprintf(path, sizeof path, "%s/elaska-store", m->daemon->common.documents_dir);
    return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

static enum ela_status run(struct ela_db *db, struct elw_db_job *job, struct ela_error *err)
{
    struct elw__media *m = of_job(job);
    int64_t now = (int64_t)time(NULL), added = 0, more = 0, next = 0;
    m->nclaimed = 0;
    ELA_TRY(ela_preview_enrol(db, now, 0, ELW__FAR, &added, &next, err));
    if (now >= m->far_at)
        ELA_TRY(ela_preview_enrol(db, now, m->far, ELW__STRETCH, &more, &m->far_next, err));
    m->count.added += added + more;
    if (m->office_new) {
        ELA_TRY(ela_preview_office(db, now, err));
        m->office_new = false;
    }
    if (!store_there(m))
        return ELA_OK;
    return ela_preview_claim(db, m->daemon->owner, now, lease_s(m), m->wanted, m->claimed,
                             &m->nclaimed, err);
}

static void done(struct elw_db_job *job)
{
    struct elw__media *m = of_job(job);
    int64_t now = (int64_t)time(NULL);
    if (job->status != ELA_OK) {
        elw_daemon_error(m->daemon, job->err.key);
        elw__media_check(m);
        return;
    }
    if (now >= m->far_at) {
        m->far = m->far_next;
        m->far_at = now + (m->far ? FAR_EVERY_S : FAR_AGAIN_S);
    }
    m->look_more = m->nclaimed == m->wanted && m->nclaimed > 0;
    for (size_t i = 0; i < m->nclaimed; i++)
        elw__read_file(m, &m->claimed[i]);
    elw__media_check(m);
}

void elw__look(struct elw__media *m)
{
    int64_t now = (int64_t)time(NULL);
    size_t most = (size_t)m->conf->children;
    if (m->daemon->draining || m->look.busy || m->active >= most || now < m->closed_until ||
        (!m->look_more && now < m->look_at) || elw_db_wait_ms(&m->daemon->db) > 0)
        return;
    m->wanted = most - m->active;
    m->look_at = now + m->conf->poll_s;
    m->look.run = run;
    m->look.done = done;
    elw_db_submit(&m->daemon->db, &m->look);
}
