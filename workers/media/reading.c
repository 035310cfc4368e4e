/*
 * One file, read by a process of its own: started with the file and a pipe and nothing else, heard
 * frame by frame, killed when its time is over. Source: SEC-15.
 */
#include "media/media_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/log.h"

static void closed(uv_handle_t *handle)
{
    struct elw__reading *r = handle->data;
    if (--r->open > 0)
        return;
    struct elw__media *m = r->media;
    ela_buf_release(&r->in);
    elw__load_free(r->filling);
    memset(r, 0, sizeof *r);
    m->active--;
    elw__media_check(m);
    elw__look(m);
}

void elw__reading_over(struct elw__reading *r)
{
    uv_handle_t *handles[] = {(uv_handle_t *)&r->process, (uv_handle_t *)&r->out,
                              (uv_handle_t *)&r->timer};
    elw__office_clear(r);
    for (size_t i = 0; i < 3; i++)
        if (handles[i]->type == UV_UNKNOWN_HANDLE) /* never started */
            r->open--;
        else if (!uv_is_closing(handles[i]))
            uv_close(handles[i], closed);
}

/* With whatever it started: it leads a group of its own, which nothing in it can leave. */
static void end_process(struct elw__reading *r)
{
    if (r->exited)
        return;
    if (r->process.pid > 1)
        (void)kill(-r->process.pid, SIGKILL);
    (void)uv_process_kill(&r->process, SIGKILL);
}

void elw__reading_stop(struct elw__reading *r)
{
    end_process(r);
    elw__reading_more(r); /* its pipe is emptied */
}

void elw__reading_cut(struct elw__reading *r)
{
    r->killed = true;
    elw__reading_stop(r);
}

/* What it says still is of no use. */
static bool deaf(const struct elw__reading *r)
{
    return r->bad || r->killed || r->lost;
}

/* --- frames ------------------------------------------------------------------------------- */

static struct elw__load *load_of(struct elw__reading *r)
{
    if (!r->filling && (r->filling = calloc(1, sizeof *r->filling)) != NULL)
        ela_buf_init(&r->filling->text, ELA_PREVIEW_TEXT + 1);
    return r->filling;
}

/* Pages come in order, each once: the small one, then from 1. */
static bool take_picture(struct elw__reading *r, const struct elw_frame *f, const char *bytes)
{
    struct elw__load *load = load_of(r);
    if (!load || load->n == ELW__PAGES || (int)f->page != r->last + 1 || (int)f->page > r->pages ||
        f->page > (uint32_t)r->media->conf->pages || f->size == 0)
        return false;
    char *copy = malloc(f->size);
    if (!copy)
        return false;
    memcpy(copy, bytes, f->size);
    load->bytes[load->n] = copy;
    load->page[load->n++] = (struct ela_preview_page){.page = (int)f->page,
                                                      .width = (int)(f->width & 0xFFFF),
                                                      .height = (int)(f->height & 0xFFFF),
                                                      .bytes = {copy, f->size}};
    r->last = (int)f->page;
    return true;
}

static bool take_frame(struct elw__reading *r, const struct elw_frame *f, const char *bytes)
{
    struct elw__load *load;
    switch (f->type) {
    case ELW_FRAME_PAGES:
        if (r->pages || f->page == 0 || f->page > 1000000)
            return false;
        r->pages = (int)f->page;
        return true;
    case ELW_FRAME_PICTURE:
        return take_picture(r, f, bytes);
    case ELW_FRAME_TEXT:
        load = load_of(r);
        if (!load || load->has_text || f->size > ELA_PREVIEW_TEXT)
            return false;
        if (r->words && r->phase == ELW__DRAW) /* the file's own are those that count */
            return true;
        r->words = true;
        ela_buf_add(&load->text, bytes, f->size);
        load->has_text = true;
        return !load->text.failed;
    default:
        return false;
    }
}

/* Whole frames among what came; pauses when there is no room for more pages. */
static void take_frames(struct elw__reading *r)
{
    struct elw_frame f;
    size_t at = 0;
    while (!r->bad && r->in.n - at >= sizeof f) {
        memcpy(&f, r->in.p + at, sizeof f);
        if (f.magic != ELW_FRAME_MAGIC || f.size > ELW_FRAME_BYTES) {
            r->bad = true;
            break;
        }
        if (r->in.n - at - sizeof f < f.size)
            break;
        if (f.type == ELW_FRAME_PICTURE && r->filling && r->filling->n == ELW__PAGES) {
            r->paused = true;
            break;
        }
        if (!take_frame(r, &f, r->in.p + at + sizeof f))
            r->bad = true;
        at += sizeof f + f.size;
    }
    memmove(r->in.p, r->in.p + at, r->in.n - at);
    r->in.n -= at;
}

static void give_room(uv_handle_t *handle, size_t suggested, uv_buf_t *buf)
{
    struct elw__reading *r = handle->data;
    (void)suggested;
    *buf = uv_buf_init(r->chunk, sizeof r->chunk);
}

static void on_bytes(uv_stream_t *stream, ssize_t n, const uv_buf_t *buf)
{
    struct elw__reading *r = stream->data;
    if (n < 0) {
        r->ended = true;
        (void)uv_read_stop(stream);
    } else if (n > 0 && !deaf(r)) {
        ela_buf_add(&r->in, buf->base, (size_t)n);
        r->bad = r->in.failed;
        if (!r->bad)
            take_frames(r);
        if (r->bad)
            end_process(r);
        if (r->paused)
            (void)uv_read_stop(stream);
    }
    elw__store(r);
}

void elw__reading_more(struct elw__reading *r)
{
    bool was = r->paused;
    r->paused = false;
    if (!deaf(r) && r->in.n)
        take_frames(r);
    if (was && !r->paused && !r->ended)
        (void)uv_read_start((uv_stream_t *)&r->out, give_room, on_bytes);
    elw__store(r);
}

/* --- the process -------------------------------------------------------------------------- */

static void on_exit_of(uv_process_t *process, int64_t status, int signal)
{
    struct elw__reading *r = process->data;
    r->exited = true;
    r->status = status;
    r->signal = signal;
    if (signal == SIGXCPU)
        r->cut = true;
    (void)uv_timer_stop(&r->timer);
    if (status == ELW_CHILD_SANDBOX && signal == 0)
        elw__sandbox_missing(r->media, "the process that reads files cannot be shut in");
    elw__store(r);
}

static void on_time(uv_timer_t *timer)
{
    struct elw__reading *r = timer->data;
    r->cut = true;
    end_process(r);
}

static int spawn(struct elw__reading *r, int file)
{
    const struct elw_media_conf *c = r->media->conf;
    bool convert = r->phase == ELW__CONVERT;
    char pages[24], seconds[24], megabytes[24], pdf[] = "pdf", converts[] = "convert",
                                                *env[] = {NULL};
    snprintf(pages, sizeof pages, "%d", (int)c->pages);
    snprintf(seconds, sizeof seconds, "%d", (int)c->timeout_s);
    snprintf(megabytes, sizeof megabytes, "%d",
             (int)((convert ? c->office_memory : c->memory) >> 20));
    char *draws[] = {r->media->child, r->phase == ELW__DRAW ? pdf : r->job.kind,
                     pages,           seconds,
                     megabytes,       NULL};
    char *becomes[] = {r->media->child, converts, r->media->office, r->dir, seconds,
                       megabytes,       NULL};
    uv_stdio_container_t stdio[] = {
        {.flags = UV_INHERIT_FD, .data.fd = file},
        {.flags = UV_CREATE_PIPE | UV_WRITABLE_PIPE, .data.stream = (uv_stream_t *)&r->out},
        {.flags = UV_IGNORE}};
    const uv_process_options_t options = {.exit_cb = on_exit_of,
                                          .file = r->media->child,
                                          .args = convert ? becomes : draws,
                                          .env = env,
                                          .flags = UV_PROCESS_DETACHED,
                                          .cwd = "/",
                                          .stdio_count = 3,
                                          .stdio = stdio};
    return uv_spawn(&r->media->daemon->loop, &r->process, &options);
}

enum { NO_FILE = -2 }; /* a link, a folder, a device: nothing that we stored */

/* A descriptor, NO_FILE, or -1 while it cannot be opened. */
static int open_file(const struct elw__media *m, const struct ela_preview_job *job)
{
    char path[720];
    struct stat found;
    snprintf(path, sizeof path, "%s/%s", m->daemon->common.documents_dir, job->place);
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return errno == ELOOP ? NO_FILE : -1;
    if (fstat(fd, &found) != 0 || !S_ISREG(found.st_mode)) {
        close(fd);
        fd = NO_FILE;
    }
    return fd;
}

/* Nothing to hear of: the end is stored all the same. Bytes that cannot be had may be there later:
 * a disk that is not there yet, descriptors that are short, rights being mended. */
static void not_started(struct elw__reading *r, int fd)
{
    r->exited = r->ended = true;
    r->missing = fd == -1;
    r->status = fd < 0 ? ELW_CHILD_DAMAGED : ELW_CHILD_SANDBOX;
    elw__store(r);
}

static struct elw__reading *free_one(struct elw__media *m)
{
    for (size_t i = 0; i < ELW__READINGS; i++)
        if (!m->readings[i].busy)
            return &m->readings[i];
    return NULL;
}

static void begin(struct elw__reading *r)
{
    struct elw__media *m = r->media;
    (void)uv_pipe_init(&m->daemon->loop, &r->out, 0);
    r->out.data = r;
    int fd = r->phase == ELW__DRAW ? elw__office_pdf(r) : open_file(m, &r->job);
    int rc = fd >= 0 ? spawn(r, fd) : UV_ENOENT;
    r->process.data = r;
    if (fd >= 0)
        close(fd);
    if (rc == 0)
        rc = uv_read_start((uv_stream_t *)&r->out, give_room, on_bytes);
    if (rc == 0) {
        (void)uv_timer_start(&r->timer, on_time, (uint64_t)m->conf->timeout_s * 1000, 0);
        return;
    }
    if (fd >= 0)
        elw__sandbox_missing(m, uv_strerror(rc));
    not_started(r, fd);
}

static void closed_between(uv_handle_t *handle)
{
    struct elw__reading *r = handle->data;
    if (--r->open > 1) /* the timer goes on */
        return;
    memset(&r->process, 0, sizeof r->process);
    memset(&r->out, 0, sizeof r->out);
    r->open = 3;
    r->exited = r->ended = false;
    r->in.n = 0;
    if (r->killed)
        not_started(r, 0);
    else
        begin(r);
}

void elw__reading_again(struct elw__reading *r, enum elw__phase phase)
{
    r->phase = phase;
    r->status = r->signal = 0;
    r->pages = 0;
    r->last = -1;
    r->process.data = r;
    uv_close((uv_handle_t *)&r->out, closed_between);
    if (r->process.type == UV_UNKNOWN_HANDLE)
        r->open--;
    else
        uv_close((uv_handle_t *)&r->process, closed_between);
}

void elw__read_file(struct elw__media *m, const struct ela_preview_job *job)
{
    struct elw__reading *r = free_one(m); /* no more are claimed than there are */
    *r = (struct elw__reading){.media = m, .busy = true, .job = *job, .open = 3, .last = -1};
    m->active++;
    ela_buf_init(&r->in, 2 * (sizeof(struct elw_frame) + ELW_FRAME_BYTES));
    (void)uv_timer_init(&m->daemon->loop, &r->timer);
    r->timer.data = r;
    begin(r);
}
