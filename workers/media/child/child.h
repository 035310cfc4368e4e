/*
 * The process that reads one file: shuts itself in, reads descriptor 0, writes frames to descriptor
 * 1, ends. It knows no secret and reaches nothing else. Source: SEC-15.
 */
#ifndef ELW_MEDIA_CHILD_H
#define ELW_MEDIA_CHILD_H

#include <stddef.h>
#include <stdint.h>

#include "media/frame.h"

enum {
    CHILD_PAGE_SIDE = 1600, /* longest side of a page; a tall page may be as high as two */
    CHILD_THUMB_SIDE = 320,
    CHILD_TEXT = 1 << 20, /* bytes of words */
    CHILD_TEXT_PAGES = 500
};
#define CHILD_PIXELS ((uint64_t)120 * 1000 * 1000)

/*
 * From here on: no network, no file but fonts and libraries, no other program, bounded memory,
 * seconds and bytes, dead with its parent. Returns what could not be had, NULL when all is.
 */
const char *child_shut_in(unsigned seconds, uint64_t memory);

/* The same for a process that becomes `program` (an absolute path): that and the machine's programs
 * may be run in its place, files of at most `written` bytes kept in `dir`, and nothing else. It
 * starts no process, so that its end is the end of all of it. */
const char *child_shut_in_with(const char *dir, const char *program, unsigned seconds,
                               uint64_t memory, uint64_t written);

/* Becomes LibreOffice, which writes DIR/in.pdf from what standard input holds: PROGRAM DIR
 * SECONDS MEGABYTES. Comes back only where it cannot. */
int child_convert(char **argv);

/* Each gives a status of frame.h. `pages`: at most so many are drawn. */
int child_picture(int pages);
int child_heic(void);
int child_pdf(int pages);
int child_text(void);
int child_office(void);
/* Tries what is refused; says what got through, and is then ELW_CHILD_SANDBOX. */
int child_check(void);

/* An argument, or the end of the process. */
long child_number(const char *text, long least, long most);

/* Writes one frame; a parent that is gone ends the process. */
void child_send(uint32_t type, uint32_t page, uint32_t width, uint32_t height, const void *bytes,
                size_t size);

struct _VipsImage;
/* Sends a picture as a page, no larger than `side` (`tall`: its height), without anything but its
 * pixels. 0, or -1 when it cannot be drawn. */
int child_send_picture(struct _VipsImage *image, uint32_t page, int side, int tall);
/* The libraries' own start, after the sandbox: nothing is loaded but what pictures need. */
int child_vips_start(void);

/* Words as they come, blanks joined, at most CHILD_TEXT bytes. */
struct child_words {
    char *p;
    size_t n;
    int full;
};
int child_words_add(struct child_words *w, const char *text, size_t n); /* 0 once it is full */
void child_words_send(struct child_words *w);

#endif
