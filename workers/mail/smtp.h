/*
 * SMTP by libcurl: a number of slots, each a thread that sends one message at a time over a
 * connection that it keeps between messages. What a reply means is the core's to say; here is told
 * at which stage it came. Source: COM-09; RFC 5321, 3207 (STARTTLS).
 *
 * Threads, not the multi interface on the loop: libcurl waits for the reply to the end of a
 * message, and for the one to QUIT, without returning (smtp_done() and smtp_disconnect() of
 * lib/smtp.c). One server that thinks for a second there would stop the loop and all other
 * connections for a second.
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

/* Copies of `conf` are taken at each elw_smtp_send(). NULL: no memory, no threads, or libcurl does
 * not start. */
struct elw_smtp *elw_smtp_new(uv_loop_t *loop, const struct elw_mail_conf *conf, size_t slots,
                              elw_smtp_done *done, void *ctx);
size_t elw_smtp_room(const struct elw_smtp *s);   /* free slots */
size_t elw_smtp_active(const struct elw_smtp *s); /* messages under way */
/* Loop only; needs room. `done` is called on the loop, never from here. */
void elw_smtp_send(struct elw_smtp *s, const struct elw_smtp_message *m);
/* Cuts all messages under way; `done` is called for each within a second or so. */
void elw_smtp_cut(struct elw_smtp *s);
/* Ends the connections that are kept and not in use (the configuration has changed). */
void elw_smtp_rest(struct elw_smtp *s);
/* Cuts, joins the threads, closes; freed once the loop has turned. `done` is not called. */
void elw_smtp_free(struct elw_smtp *s);

#endif
