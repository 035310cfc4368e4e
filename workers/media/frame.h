/*
 * What the process that reads a file tells the worker, over a pipe: frames of a fixed head and
 * bytes. The worker takes no head on trust: it holds each number against the bounds here.
 */
#ifndef ELW_MEDIA_FRAME_H
#define ELW_MEDIA_FRAME_H

#include <stdint.h>

enum {
    ELW_FRAME_MAGIC = 0x31414C45, /* "ELA1" */
    ELW_FRAME_PAGES = 1,          /* page: how many the document has */
    ELW_FRAME_PICTURE,            /* page, 0 the small one; width, height; a WebP picture */
    ELW_FRAME_TEXT,               /* its words, UTF-8 */
    ELW_FRAME_BYTES = 8 << 20     /* most of one frame */
};

struct elw_frame {
    uint32_t magic, type, page, width, height, size;
};

/* Status of that process. */
enum {
    ELW_CHILD_DONE = 0,
    ELW_CHILD_DAMAGED = 3,   /* not what it says it is */
    ELW_CHILD_PROTECTED = 4, /* wants a password */
    ELW_CHILD_TOO_LARGE = 5, /* more pixels or bytes than are unpacked */
    ELW_CHILD_KIND = 6,      /* no reader for it */
    ELW_CHILD_SANDBOX = 7,   /* could not shut itself in: it has read nothing */
    ELW_CHILD_USAGE = 8,
    ELW_CHILD_DISK = 9 /* a copy could not be written */
};

#endif
