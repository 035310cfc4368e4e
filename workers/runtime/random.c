/* Jitter from the kernel: workers that started together must not stay in step. */
#include "runtime/random.h"

#include <sys/random.h>
#include <time.h>

uint32_t elw_random_million(void *unused)
{
    uint32_t x = 0;
    (void)unused;
    if (getrandom(&x, sizeof x, GRND_NONBLOCK) != (ssize_t)sizeof x)
        x = (uint32_t)clock(); /* early at boot: any spread will do */
    return x % 1000000u;
}
