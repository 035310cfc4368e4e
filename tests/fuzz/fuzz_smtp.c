/*
 * SMTP replies: whatever a server says gives a known outcome and a bounded, printable reason
 * without addresses. Source: COM-09.
 */
#include "outbox/outbox.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
    if (!ok)
        abort();
}

static void one(struct ela_str raw, size_t room)
{
    char text[256];
    memset(text, 0x7e, sizeof text);
    int code = ela_smtp_reply(raw, text, room);
    check(code == 0 || (code >= 200 && code <= 599));
    enum ela_outcome outcome = ela_smtp_outcome(code);
    check(outcome == ELA_OUTCOME_OK || outcome == ELA_OUTCOME_TRANSIENT ||
          outcome == ELA_OUTCOME_PERMANENT);
    check((outcome == ELA_OUTCOME_OK) == (code >= 200 && code < 300));
    if (room == 0)
        return;
    size_t n = strnlen(text, room);
    check(n < room);
    for (size_t i = 0; i < n; i++)
        check(text[i] >= 0x20 && text[i] < 0x7f && text[i] != '@');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ela_str raw = {(const char *)data, size};
    one(raw, 240);
    one(raw, 8);
    one(raw, 1);
    one(raw, 0);
    uint32_t random = 0;
    for (size_t i = 0; i < size && i < 4; i++)
        random = random << 8 | data[i];
    int64_t wait = ela_backoff_s((int)(random % 100), random);
    check(wait >= 24 && wait < 4 * 3600 * 6 / 5 + 1);
    return 0;
}
