/*
 * SMTP over libcurl's multi interface on the loop: a number of slots, each sends one message at a
 * time over connections that are kept between messages. What a reply means is the core's to say;
 * here is told at which stage it came. Source: COM-09; RFC 5321, 3207 (STARTTLS).
 */
#ifndef ELW_MAIL_SMTP_H
#define ELW_MAIL_SMTP_H

#include <uv.h>

#include "mail/mail_conf.h"

/* At which stage a message ended. */
enum elw_smtp_end {
    ELW_SMTP_DELIVERED, /* the server took it */
    ELW_SMTP_MESSAGE,   /* the server answered this message with `code` (4xx, 5xx), or fell silent
                           once its text had begun: whether it took it cannot be known then */
    ELW_SMTP_SESSION,   /* no connection, no TLS, no login, server closing: not about the message */
    ELW_SMTP_STALE      /* a kept connection had gone meanwhile; nothing was said of the message */
};

struct elw_smtp_result {
    enum elw_smtp_end end;
    int code;         /* of the last reply when it is an error; 0 otherwise */
    char reason[240]; /* of the server or of the transport; no addresses */
};

struct elw_smtp;
struct elw_smtp_message {
    const char *from, *to;
    struct ela_str bytes; /* borrowed until `done` */
    bool fresh;           /* on a new connection */
    void *owner;
};

typedef void elw_smtp_done(void *ctx, const struct elw_smtp_message *m,
                           const struct elw_smtp_result *r);

/* `conf` is borrowed and read again for each message. NULL: no memory, or libcurl does not start.
 */
struct elw_smtp *elw_smtp_new(uv_loop_t *loop, const struct elw_mail_conf *conf, size_t slots,
                              elw_smtp_done *done, void *ctx);
size_t elw_smtp_room(const struct elw_smtp *s);   /* free slots */
size_t elw_smtp_active(const struct elw_smtp *s); /* messages under way */
/* false: no memory; `done` is not called then. */
bool elw_smtp_send(struct elw_smtp *s, const struct elw_smtp_message *m);
/* Cuts all messages under way; `done` is called for each. */
void elw_smtp_cut(struct elw_smtp *s);
/* Ends kept connections when nothing is under way (a new configuration, a long pause). */
void elw_smtp_rest(struct elw_smtp *s);
/* Closes everything; freed once the loop has turned. `done` is not called. */
void elw_smtp_free(struct elw_smtp *s);

#endif
