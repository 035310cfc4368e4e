/* What the files of the SMTP transport share. */
#ifndef ELW_MAIL_SMTP_INTERNAL_H
#define ELW_MAIL_SMTP_INTERNAL_H

#include <curl/curl.h>

#include "mail/smtp.h"

enum { ELW__SMTP_REPLY_BYTES = 1024 };

enum elw__smtp_stage { ELW__STAGE_SESSION, ELW__STAGE_ENVELOPE, ELW__STAGE_TEXT };
enum elw__smtp_state { ELW__SLOT_FREE, ELW__SLOT_GIVEN, ELW__SLOT_ENDED };

struct elw__smtp_slot {
    struct elw_smtp *home;
    uv_thread_t thread;
    uv_cond_t wake;
    /* Under the transport's lock. */
    enum elw__smtp_state state;
    bool rest, cut;
    curl_socket_t socket; /* of its connection; CURL_SOCKET_BAD: none */
    /* The thread's while the slot is given, the loop's otherwise. */
    struct elw_smtp_message message;
    struct elw_smtp_result result;
    struct elw_mail_conf conf;
    /* The thread's. */
    CURL *easy;
    size_t sent; /* bytes of the message given to libcurl */
    enum elw__smtp_stage stage;
    char reply[ELW__SMTP_REPLY_BYTES];
    size_t reply_n;
    bool reply_ended, left; /* left: QUIT was said */
    char failure[CURL_ERROR_SIZE];
};

struct elw_smtp {
    const struct elw_mail_conf *conf;
    uv_mutex_t lock;
    uv_async_t back;
    bool stopping;
    size_t nslots, nthreads, active;
    elw_smtp_done *done;
    void *ctx;
    struct elw__smtp_slot slots[];
};

/* smtp_transfer.c: sends the slot's message, fills its result. On the slot's thread. */
void elw__smtp_transfer(struct elw__smtp_slot *slot);
/* Ends the connection that the slot keeps. */
void elw__smtp_leave(struct elw__smtp_slot *slot);

#endif
