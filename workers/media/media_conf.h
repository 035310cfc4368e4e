/*
 * Keys of the media worker.
 */
#ifndef ELW_MEDIA_CONF_H
#define ELW_MEDIA_CONF_H

#include "runtime/conf.h"

struct elw_media_conf {
    int64_t children, timeout_s, memory, pages, poll_s, office_memory;
    char office[256]; /* "auto", "none", or the program */
};

extern const struct elw_conf_spec ELW_MEDIA_CONF;

#endif
