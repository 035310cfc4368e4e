/*
 * Limits by destination (the domain of the recipient): how many at once, how many a minute. Pure
 * but for memory: the time is given. Source: COM-09.
 *
 * Rate: a burst of a sixth of it may leave at once, the rest evenly spaced; in no minute more
 * than `rate` leave.
 */
#ifndef ELW_MAIL_DESTINATION_H
#define ELW_MAIL_DESTINATION_H

#include "base/str.h"

enum { ELW_DESTINATION_BUCKETS = 256 };

struct elw_destination {
    char name[192]; /* lower case */
    unsigned in_flight, waiting;
    int64_t next_ms;  /* theoretical time of the next message, were there no burst */
    int64_t later_ms; /* where the next message that cannot wait here is put */
    struct elw_destination *next;
};

struct elw_destinations {
    struct elw_destination *bucket[ELW_DESTINATION_BUCKETS];
    size_t n;
    int64_t rate, at_once;
};

/* The destination of an address; NULL: no memory. */
struct elw_destination *elw_destination_of(struct elw_destinations *all, const char *email);

/* When the message behind `ahead` others may leave. */
int64_t elw_destination_slot_ms(const struct elw_destinations *all, const struct elw_destination *d,
                                int64_t now_ms, unsigned ahead);
bool elw_destination_free(const struct elw_destinations *all, const struct elw_destination *d,
                          int64_t now_ms);
void elw_destination_begin(const struct elw_destinations *all, struct elw_destination *d,
                           int64_t now_ms);
/* A place in the row of those put off: each call gives a later one, none before `first_ms`. */
int64_t elw_destination_put_off(const struct elw_destinations *all, struct elw_destination *d,
                                int64_t first_ms);

/* Forgets destinations that nothing depends on any more. */
void elw_destinations_prune(struct elw_destinations *all, int64_t now_ms);
void elw_destinations_release(struct elw_destinations *all);

#endif
