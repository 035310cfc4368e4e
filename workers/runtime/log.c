/*
 * JSON log lines; each is written by one write(), so that threads never mix theirs.
 */
#include "runtime/log.h"

#include <unistd.h>

#include "base/str.h"

enum { LINE_MAX_BYTES = 4000 };

static const char *process_name = "elaska";
static const char *const LEVELS[] = {"debug", "info", "warn", "error"};

struct line {
    char text[LINE_MAX_BYTES];
    size_t n;
};

/* Room is kept for the end of the line. */
static void put(struct line *l, const char *p, size_t n)
{
    size_t room = sizeof l->text - 8 - l->n;
    if (n > room)
        n = room;
    memcpy(l->text + l->n, p, n);
    l->n += n;
}

static void puts_raw(struct line *l, const char *s)
{
    put(l, s, strlen(s));
}

static void put_text(struct line *l, const char *s)
{
    bool valid = ela_utf8_valid(s, strlen(s), NULL);
    put(l, "\"", 1);
    for (; *s != '\0' && l->n < sizeof l->text - 64; s++) {
        unsigned char c = (unsigned char)*s;
        char escaped[8];
        if (c == '"' || c == '\\') {
            snprintf(escaped, sizeof escaped, "\\%c", c);
            puts_raw(l, escaped);
        } else if (c < 0x20 || c == 0x7f || (c >= 0x80 && !valid)) {
            snprintf(escaped, sizeof escaped, "\\u%04x", c);
            puts_raw(l, escaped);
        } else {
            put(l, s, 1);
        }
    }
    /* A character must not be cut in half. */
    while (valid && (*s & 0xc0) == 0x80 && l->n > 1 && (l->text[l->n - 1] & 0xc0) == 0x80)
        l->n--;
    put(l, "\"", 1);
}

static void put_time(struct line *l)
{
    struct timespec ts;
    struct tm tm;
    char text[48];
    clock_gettime(CLOCK_REALTIME, &ts);
    gmtime_r(&ts.tv_sec, &tm);
    size_t n = strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &tm);
    snprintf(text + n, sizeof text - n, ".%03ldZ", ts.tv_nsec / 1000000);
    put_text(l, text);
}

static void write_line(void *ctx, enum ela_log_level level, const char *event,
                       const struct ela_log_pair *pairs, unsigned n)
{
    struct line l = {.n = 0};
    (void)ctx;
    puts_raw(&l, "{\"time\":");
    put_time(&l);
    puts_raw(&l, ",\"level\":");
    put_text(&l, LEVELS[level]);
    puts_raw(&l, ",\"worker\":");
    put_text(&l, process_name);
    puts_raw(&l, ",\"event\":");
    put_text(&l, event);
    for (unsigned i = 0; i < n && l.n < sizeof l.text - 600; i++) {
        char number[32];
        put(&l, ",", 1);
        put_text(&l, pairs[i].key);
        put(&l, ":", 1);
        if (pairs[i].text != NULL) {
            put_text(&l, pairs[i].text);
        } else {
            snprintf(number, sizeof number, "%lld", pairs[i].number);
            puts_raw(&l, number);
        }
    }
    memcpy(l.text + l.n, "}\n", 2);
    ssize_t done = write(STDERR_FILENO, l.text, l.n + 2);
    (void)done; /* nowhere to tell it */
}

static void use_level(enum ela_log_level level)
{
    struct ela_log_sink sink = {.write = write_line, .ctx = NULL, .min = level};
    ela_log_set_sink(&sink);
}

void elw_log_start(const char *name)
{
    process_name = name;
    use_level(ELA_LOG_INFO);
}

void elw_log_level(const char *level)
{
    for (unsigned i = 0; i < sizeof LEVELS / sizeof LEVELS[0]; i++) {
        if (strcmp(level, LEVELS[i]) == 0)
            use_level((enum ela_log_level)i);
    }
}

void elw_log_error(enum ela_log_level level, const char *event, const struct ela_error *err)
{
    ELA_LOG(level, event, ELA_KV("status", ela_status_name(err->status)), ELA_KV("key", err->key),
            ELA_KV("field", err->field), ELA_KV("detail", err->detail));
}
