/*
 * Shared by the time sheet and its print.
 */
#ifndef ELA_TIME_TIME_SHEET_INTERNAL_H
#define ELA_TIME_TIME_SHEET_INTERNAL_H

#include "time/time_internal.h"

/* May this actor see rates and amounts on the sheet? */
bool ela__sheet_amounts(const struct ela_call *c);

#endif
