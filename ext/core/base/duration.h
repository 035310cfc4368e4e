/*
 * Duration text, to the second. Source: TIME-03, TIME-04.
 */
#ifndef ELA_BASE_DURATION_H
#define ELA_BASE_DURATION_H

#include "base/str.h"

#define ELA_DAY_S 86400

/*
 * Accepted, any case, with or without spaces: "1h 15m 30s", "1h15", "1h15m30", "75m", "75 min",
 * "90s", "01:15:30", "1:15" (h:min), "1,5h" / "1.5h". Fractions only on the last and largest unit
 * and only where they give whole seconds.
 * Errors (status input, field as given): duration.empty, duration.unreadable, duration.bare_number,
 * duration.zero, duration.negative, duration.over_a_day (more than 24 h), duration.part_too_large
 * ("1:75"), duration.not_whole_seconds. The message of each lists the accepted forms.
 */
enum ela_status ela_duration_parse(struct ela_str text, int32_t *seconds, const char *field,
                                   struct ela_error *err) ELA_MUST_CHECK;

/*
 * The same forms with another limit, zero allowed: for durations that are no time entry ("35h").
 * Gives NULL, or the key of what is wrong (static).
 */
const char *ela_duration_read(struct ela_str text, int64_t most, int64_t *seconds);

/* "HH:MM:SS", hours may exceed 99: "00:00:09", "123:04:05"; negative gets a leading '-'. */
void ela_duration_format(int64_t seconds, char out[32]);

#endif
