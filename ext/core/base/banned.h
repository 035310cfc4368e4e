/*
 * Functions that this code base does not use, because each has a bounded or
 * thread-safe twin here. Included by every core source through error.h.
 */
#ifndef ELA_BASE_BANNED_H
#define ELA_BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifndef ELA_ALLOW_BANNED
#pragma GCC poison strcpy strcat sprintf vsprintf strtok atoi atol atof gmtime localtime
#endif

#endif
