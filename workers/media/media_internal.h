/*
 * Shared by the files of the media worker. A reading is one file in hand: its process, what came of
 * it, what is being stored. Everything here is of the loop, save what a job says it is of its
 * database thread.
 */
#ifndef ELW_MEDIA_INTERNAL_H
#define ELW_MEDIA_INTERNAL_H

#include "media/frame.h"
#include "media/media_conf.h"
#include "preview/preview.h"
#include "runtime/daemon.h"

enum { ELW__READINGS = 16, ELW__PAGES = 4, ELW__FAR = 300, ELW__STRETCH = 2000 };

struct elw__media;
struct elw__scan;

/* Pages and words on their way to the store. */
struct elw__load {
    struct ela_preview_page page[ELW__PAGES];
    char *bytes[ELW__PAGES]; /* of each page; freed with it */
    size_t n;
    struct ela_buf text;
    bool has_text;
};

/* What its process does: reads the file; makes a PDF of it (office.c); draws that. */
enum elw__phase { ELW__READ, ELW__CONVERT, ELW__DRAW };

struct elw__reading {
    struct elw__media *media;
    bool busy;
    struct ela_preview_job job;
    enum elw__phase phase;
    char dir[64];   /* where a PDF is made of it, "" */
    bool twice;     /* the program set itself up, and was started again */
    bool words;     /* it had some of its own */
    bool no_office; /* it has no pages for want of the program */
    /* the process */
    uv_process_t process;
    uv_pipe_t out;
    uv_timer_t timer;
    int open; /* handles that are not closed yet */
    bool exited, ended, killed, cut, lost;
    int64_t status;
    int signal;
    struct ela_buf in; /* of a frame that is not whole */
    char chunk[65536];
    int pages, last; /* of the document; drawn last, -1 none */
    bool missing;    /* its bytes could not be had */
    bool bad;        /* it said what it must not */
    /* what it made */
    struct elw__load *filling, *storing;
    bool paused;
    struct elw_db_job store;
    bool ending; /* the job is the last one */
    enum ela_preview_end end;
    const char *error;
};

struct elw__counters {
    int64_t made, refused, failed, retried, added, scanned, infected, unscanned, converted;
};

struct elw__media {
    struct elw_daemon *daemon;
    const struct elw_media_conf *conf;
    char child[4096];
    char office[256]; /* LibreOffice, "" where there is none */
    bool office_new;  /* it has come: what lacked it is taken again */
    size_t clearing;  /* folders that are being removed */
    uv_timer_t tick;
    struct elw_db_job look; /* queueing and claiming */
    struct ela_preview_job claimed[ELW__READINGS];
    size_t nclaimed, wanted;
    int64_t far; /* the stretch of older files is below this number */
    int64_t far_next, look_at, far_at;
    bool look_more;
    int64_t closed_until; /* the sandbox cannot be had: nothing is read till then */
    struct elw__reading readings[ELW__READINGS];
    size_t active;
    struct elw__counters count;
    struct elw__scan *scan;
};

/* look.c */
void elw__look(struct elw__media *m);

/* reading.c */
void elw__read_file(struct elw__media *m, const struct ela_preview_job *job);
void elw__reading_cut(struct elw__reading *r);  /* kills its process; the job is given back */
void elw__reading_stop(struct elw__reading *r); /* kills it; what became of it is judged */
void elw__reading_more(struct elw__reading *r); /* what was stored leaves room */
void elw__reading_over(struct elw__reading *r); /* its end is stored */

/* Its process is over: the next one, in another phase. */
void elw__reading_again(struct elw__reading *r, enum elw__phase phase);

/* office.c */
void elw__office_find(struct elw__media *m);       /* is it there? */
bool elw__office_next(struct elw__reading *r);     /* goes on with the next phase; false: the end */
int elw__office_folder(struct elw__reading *r);    /* 0, or -1 */
int elw__office_pdf(const struct elw__reading *r); /* a descriptor, or -1 */
void elw__office_clear(struct elw__reading *r);    /* its folder goes */
void elw__office_sweep(struct elw__media *m);      /* those of workers that are no more */

/* store.c */
void elw__store(struct elw__reading *r);
void elw__load_free(struct elw__load *load);

/* scan.c */
bool elw__scan_new(struct elw__media *m); /* false: no memory */
void elw__scan_free(struct elw__media *m);
void elw__scan_look(struct elw__media *m);
bool elw__scan_busy(const struct elw__media *m);
void elw__scan_stop(struct elw__media *m); /* the talk under way is cut; its file is taken again */

/* main.c */
void elw__media_check(struct elw__media *m); /* drained? */
void elw__sandbox_missing(struct elw__media *m, const char *what);

#endif
