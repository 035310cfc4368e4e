/*
 * One file through clamd (INSTREAM), bounded in time and in what is believed of the other side.
 * Blocks: for a thread of its own. Source: SEC-15.
 */
#ifndef ELW_MEDIA_CLAMD_H
#define ELW_MEDIA_CLAMD_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

enum elw_clamd {
    ELW_CLAMD_CLEAN,
    ELW_CLAMD_INFECTED, /* found: its name */
    ELW_CLAMD_SKIPPED,  /* larger than clamd takes */
    ELW_CLAMD_AWAY      /* not there, too slow, or not to be understood; found: why */
};

/* address: "/path" of a socket, or "host:port". Ends early, as AWAY, once *stop is set. */
enum elw_clamd elw_clamd_scan(const char *address, int file, const atomic_bool *stop,
                              char found[121]);

/* Gives the bytes to put(to, ...), some at a time, until it is false; true: all of them were given.
 */
typedef bool elw_clamd_put(void *to, const void *bytes, size_t n);
typedef bool elw_clamd_feed(void *ctx, elw_clamd_put *put, void *to);
/* The same of bytes that are in no file. */
enum elw_clamd elw_clamd_stream(const char *address, elw_clamd_feed *feed, void *ctx,
                                const atomic_bool *stop, char found[121]);

#endif
