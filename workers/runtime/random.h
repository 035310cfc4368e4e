/* Jitter. */
#ifndef ELW_RUNTIME_RANDOM_H
#define ELW_RUNTIME_RANDOM_H

#include <stdint.h>

/* A number in [0, 1000000), from the kernel; fits ela_outbox_report(). */
uint32_t elw_random_million(void *unused);

#endif
