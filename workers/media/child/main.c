/*
 * elaska-media-child KIND PAGES SECONDS MEGABYTES: run by elaska-media, one file each, with the
 * file as standard input, a pipe as standard output and an empty environment; and
 * elaska-media-child convert PROGRAM DIR SECONDS MEGABYTES, which becomes another program
 * (convert.c).
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "media/child/child.h"

#ifdef __SANITIZE_ADDRESS__
/* Looking for leaks wants to trace itself, which is refused here. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}
#endif

static void write_all(const void *bytes, size_t n)
{
    const char *p = bytes;
    while (n > 0) {
        ssize_t done = write(STDOUT_FILENO, p, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            _exit(ELW_CHILD_USAGE);
        p += done;
        n -= (size_t)done;
    }
}

void child_send(uint32_t type, uint32_t page, uint32_t width, uint32_t height, const void *bytes,
                size_t size)
{
    const struct elw_frame head = {ELW_FRAME_MAGIC, type, page, width, height, (uint32_t)size};
    if (size > ELW_FRAME_BYTES)
        _exit(ELW_CHILD_TOO_LARGE);
    write_all(&head, sizeof head);
    write_all(bytes, size);
}

int child_words_add(struct child_words *w, const char *text, size_t n)
{
    if (!w->p && !(w->p = malloc(CHILD_TEXT)))
        _exit(ELW_CHILD_TOO_LARGE);
    size_t room = CHILD_TEXT - w->n, part = n < room ? n : room;
    memcpy(w->p + w->n, text, part);
    w->n += part;
    w->full = w->full || part < n;
    return !w->full;
}

void child_words_send(struct child_words *w)
{
    if (w->n)
        child_send(ELW_FRAME_TEXT, 0, 0, 0, w->p, w->n);
    free(w->p);
    *w = (struct child_words){0};
}

long child_number(const char *text, long least, long most)
{
    char *end;
    errno = 0;
    long n = strtol(text, &end, 10);
    if (errno || end == text || *end || n < least || n > most)
        _exit(ELW_CHILD_USAGE);
    return n;
}

int main(int argc, char **argv)
{
    if (argc == 6 && strcmp(argv[1], "convert") == 0)
        return child_convert(argv + 2);
    if (argc != 5)
        return ELW_CHILD_USAGE;
    int pages = (int)child_number(argv[2], 1, 1000);
    unsigned seconds = (unsigned)child_number(argv[3], 1, 3600);
    const char *lacking =
        child_shut_in(seconds, (uint64_t)child_number(argv[4], 64, 1 << 20) * 1024 * 1024);
    if (lacking) {
        (void)!write(STDERR_FILENO, lacking, strlen(lacking));
        return ELW_CHILD_SANDBOX;
    }
    if (strcmp(argv[1], "picture") == 0)
        return child_picture(pages);
    if (strcmp(argv[1], "pdf") == 0)
        return child_pdf(pages);
    if (strcmp(argv[1], "text") == 0)
        return child_text();
    if (strcmp(argv[1], "office") == 0)
        return child_office();
    if (strcmp(argv[1], "check") == 0)
        return child_check();
    return ELW_CHILD_USAGE;
}
