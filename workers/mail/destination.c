/*
 * Destinations in a small hash table; the rate is the generic cell rate algorithm.
 */
#include "mail/destination.h"

enum { MINUTE_MS = 60000 };

static size_t bucket_of(const char *name)
{
    uint32_t h = 2166136261u;
    for (; *name != '\0'; name++)
        h = (h ^ (unsigned char)*name) * 16777619u;
    return h % ELW_DESTINATION_BUCKETS;
}

struct elw_destination *elw_destination_of(struct elw_destinations *all, const char *email)
{
    char name[sizeof((struct elw_destination *)0)->name];
    const char *at = strrchr(email, '@');
    ela_str_copy(ela_str_of(at != NULL ? at + 1 : email), name, sizeof name);
    for (char *p = name; *p != '\0'; p++) {
        if (*p >= 'A' && *p <= 'Z')
            *p = (char)(*p + ('a' - 'A'));
    }
    struct elw_destination **head = &all->bucket[bucket_of(name)];
    for (struct elw_destination *d = *head; d != NULL; d = d->next) {
        if (strcmp(d->name, name) == 0)
            return d;
    }
    struct elw_destination *d = calloc(1, sizeof *d);
    if (d == NULL)
        return NULL;
    memcpy(d->name, name, sizeof name);
    d->next = *head;
    *head = d;
    all->n++;
    return d;
}

static int64_t burst(const struct elw_destinations *all)
{
    return all->rate / 6;
}

static int64_t interval_ms(const struct elw_destinations *all)
{
    int64_t steady = all->rate - burst(all);
    return (MINUTE_MS + steady - 1) / steady;
}

int64_t elw_destination_slot_ms(const struct elw_destinations *all, const struct elw_destination *d,
                                int64_t now_ms, unsigned ahead)
{
    if (all->rate <= 0)
        return now_ms;
    int64_t step = interval_ms(all), base = d->next_ms > now_ms ? d->next_ms : now_ms;
    int64_t slot = base + (int64_t)ahead * step - burst(all) * step;
    return slot > now_ms ? slot : now_ms;
}

bool elw_destination_free(const struct elw_destinations *all, const struct elw_destination *d,
                          int64_t now_ms)
{
    return (all->at_once <= 0 || d->in_flight < (unsigned)all->at_once) &&
           elw_destination_slot_ms(all, d, now_ms, 0) <= now_ms;
}

void elw_destination_begin(const struct elw_destinations *all, struct elw_destination *d,
                           int64_t now_ms)
{
    d->in_flight++;
    if (all->rate <= 0)
        return;
    d->next_ms = (d->next_ms > now_ms ? d->next_ms : now_ms) + interval_ms(all);
}

int64_t elw_destination_put_off(const struct elw_destinations *all, struct elw_destination *d,
                                int64_t first_ms)
{
    int64_t at = d->later_ms > first_ms ? d->later_ms : first_ms;
    d->later_ms = at + (all->rate > 0 ? interval_ms(all) : 0);
    return at;
}

void elw_destinations_prune(struct elw_destinations *all, int64_t now_ms)
{
    for (size_t i = 0; i < ELW_DESTINATION_BUCKETS; i++) {
        struct elw_destination **at = &all->bucket[i];
        while (*at != NULL) {
            struct elw_destination *d = *at;
            if (d->in_flight > 0 || d->waiting > 0 || d->next_ms > now_ms || d->later_ms > now_ms) {
                at = &d->next;
                continue;
            }
            *at = d->next;
            free(d);
            all->n--;
        }
    }
}

void elw_destinations_release(struct elw_destinations *all)
{
    for (size_t i = 0; i < ELW_DESTINATION_BUCKETS; i++) {
        while (all->bucket[i] != NULL) {
            struct elw_destination *d = all->bucket[i];
            all->bucket[i] = d->next;
            free(d);
        }
    }
    all->n = 0;
}
