/*
 * Hands log events to the sink that the caller set.
 */
#include "base/log.h"

#include <stddef.h>

static struct ela_log_sink sink;

void ela_log_set_sink(const struct ela_log_sink *s)
{
    sink = s ? *s : (struct ela_log_sink){.write = NULL};
}

void ela_log(enum ela_log_level level, const char *event, const struct ela_log_pair *pairs,
             unsigned n)
{
    if (sink.write && level >= sink.min)
        sink.write(sink.ctx, level, event, pairs, n);
}
