/* What the files of the SMTP transport share. */
#ifndef ELW_MAIL_SMTP_INTERNAL_H
#define ELW_MAIL_SMTP_INTERNAL_H

#include <curl/curl.h>

#include "mail/smtp.h"

enum { ELW__SMTP_REPLY_BYTES = 1024, ELW__SMTP_OPEN = 256 };

enum elw__smtp_stage { ELW__STAGE_SESSION, ELW__STAGE_ENVELOPE, ELW__STAGE_TEXT };

struct elw__smtp_slot {
    struct elw_smtp *home;
    CURL *easy;
    struct curl_slist *to;
    struct elw_smtp_message message;
    bool busy;
    size_t sent; /* bytes of the message given to libcurl */
    enum elw__smtp_stage stage;
    curl_socket_t socket; /* of the connection in use */
    char reply[ELW__SMTP_REPLY_BYTES];
    size_t reply_n;
    bool reply_ended;
    char failure[CURL_ERROR_SIZE];
};

struct elw_smtp {
    uv_loop_t *loop;
    const struct elw_mail_conf *conf;
    CURLM *multi;
    uv_timer_t timer;
    struct elw__smtp_socket *sockets; /* watched by the loop */
    curl_socket_t open[ELW__SMTP_OPEN];
    size_t nopen;
    size_t nslots, active;
    elw_smtp_done *done;
    void *ctx;
    bool freed;
    struct elw__smtp_slot slots[];
};

/* smtp_loop.c: libcurl's sockets and timer on the loop. */
bool elw__smtp_watch(struct elw_smtp *s);
void elw__smtp_unwatch(struct elw_smtp *s);
curl_socket_t elw__smtp_open(void *ctx, curlsocktype purpose, struct curl_sockaddr *address);
int elw__smtp_close(void *ctx, curl_socket_t fd);
/* No more is read from any connection: a farewell is still said, its answer not waited for. */
void elw__smtp_hush(struct elw_smtp *s);
/* smtp.c: takes finished transfers from libcurl. */
void elw__smtp_collect(struct elw_smtp *s);

#endif
