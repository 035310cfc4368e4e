/*
 * Duration text: what is accepted lies within a day, and is read back the same from its own form.
 * Source: TIME-03.
 */
#include "base/duration.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
    if (!ok)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_str text = {(const char *)data, size};
    int32_t seconds = -1, again = -1;
    char form[32];

    if (ela_duration_parse(text, &seconds, "duration", &err) != ELA_OK) {
        check(err.status == ELA_E_INPUT && err.key[0] != '\0' &&
              strcmp(err.field, "duration") == 0);
        return 0;
    }
    check(seconds > 0 && seconds <= ELA_DAY_S);
    ela_duration_format(seconds, form);
    check(ela_duration_parse(ela_str_of(form), &again, "duration", &err) == ELA_OK &&
          again == seconds);
    return 0;
}
