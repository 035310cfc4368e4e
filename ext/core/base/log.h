/*
 * One line per event: level, event and key=value pairs. The sink is the caller's
 * (syslog of Dolibarr, JSON on stderr of a worker); without one nothing is written.
 * Never bodies, tokens, addresses or values of sensitive fields.
 */
#ifndef ELA_BASE_LOG_H
#define ELA_BASE_LOG_H

enum ela_log_level { ELA_LOG_DEBUG, ELA_LOG_INFO, ELA_LOG_WARN, ELA_LOG_ERROR };

struct ela_log_pair {
    const char *key;
    const char *text; /* NULL: `number` is printed */
    long long number;
};

struct ela_log_sink {
    void (*write)(void *ctx, enum ela_log_level level, const char *event,
                  const struct ela_log_pair *pairs, unsigned n);
    void *ctx;
    enum ela_log_level min;
};

void ela_log_set_sink(const struct ela_log_sink *sink); /* copied; NULL removes */
void ela_log(enum ela_log_level level, const char *event, const struct ela_log_pair *pairs,
             unsigned n);

#define ELA_LOG(level, event, ...)                                                                 \
    ela_log((level), (event), (const struct ela_log_pair[]){__VA_ARGS__},                          \
            (unsigned)(sizeof((const struct ela_log_pair[]){__VA_ARGS__}) /                        \
                       sizeof(struct ela_log_pair)))
#define ELA_KV(k, s)                                                                               \
    {                                                                                              \
        (k), (s), 0                                                                                \
    }
#define ELA_KN(k, v)                                                                               \
    {                                                                                              \
        (k), NULL, (long long)(v)                                                                  \
    }

#endif
