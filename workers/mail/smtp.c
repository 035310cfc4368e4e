/*
 * Slots and their threads: who has which message, and the way back to the loop.
 */
#include "mail/smtp_internal.h"

#include <sys/socket.h>

static const uint64_t KEEP_NS = 15000000000; /* a connection without work */

/* --- on a slot's thread ----------------------------------------------------------------------- */

/* Waits for a message; false: the end. Called and left with the lock held. */
static bool wait_for_message(struct elw__smtp_slot *slot)
{
    struct elw_smtp *s = slot->home;
    while (slot->state != ELW__SLOT_GIVEN && !s->stopping) {
        bool over = false;
        if (slot->socket == CURL_SOCKET_BAD)
            uv_cond_wait(&slot->wake, &s->lock);
        else
            over = uv_cond_timedwait(&slot->wake, &s->lock, KEEP_NS) == UV_ETIMEDOUT;
        if (slot->state != ELW__SLOT_GIVEN && (over || slot->rest)) {
            slot->rest = false;
            uv_mutex_unlock(&s->lock);
            elw__smtp_leave(slot);
            uv_mutex_lock(&s->lock);
        }
    }
    return !s->stopping;
}

static void work(void *arg)
{
    struct elw__smtp_slot *slot = arg;
    struct elw_smtp *s = slot->home;
    uv_mutex_lock(&s->lock);
    while (wait_for_message(slot)) {
        bool rest = slot->rest;
        slot->rest = false;
        uv_mutex_unlock(&s->lock);
        if (rest)
            elw__smtp_leave(slot);
        elw__smtp_transfer(slot);
        uv_mutex_lock(&s->lock);
        slot->state = ELW__SLOT_ENDED;
        slot->cut = false;
        uv_async_send(&s->back);
    }
    uv_mutex_unlock(&s->lock);
    elw__smtp_leave(slot);
}

/* --- on the loop ------------------------------------------------------------------------------ */

static void come_back(uv_async_t *handle)
{
    struct elw_smtp *s = handle->data;
    for (size_t i = 0; i < s->nslots; i++) {
        struct elw__smtp_slot *slot = &s->slots[i];
        uv_mutex_lock(&s->lock);
        bool ended = slot->state == ELW__SLOT_ENDED;
        if (ended)
            slot->state = ELW__SLOT_FREE;
        uv_mutex_unlock(&s->lock);
        if (!ended)
            continue;
        struct elw_smtp_message m = slot->message;
        struct elw_smtp_result r = slot->result;
        s->active--;
        s->done(s->ctx, &m, &r); /* may give this slot its next message */
    }
}

size_t elw_smtp_room(const struct elw_smtp *s)
{
    return s->nslots - s->active;
}

size_t elw_smtp_active(const struct elw_smtp *s)
{
    return s->active;
}

void elw_smtp_send(struct elw_smtp *s, const struct elw_smtp_message *m)
{
    uv_mutex_lock(&s->lock);
    for (size_t i = 0; i < s->nslots; i++) {
        struct elw__smtp_slot *slot = &s->slots[i];
        if (slot->state != ELW__SLOT_FREE)
            continue;
        slot->message = *m;
        slot->conf = *s->conf;
        slot->state = ELW__SLOT_GIVEN;
        s->active++;
        uv_cond_signal(&slot->wake);
        break;
    }
    uv_mutex_unlock(&s->lock);
}

/* The connection ends under libcurl, which may be waiting for it. */
static void cut_slot(struct elw__smtp_slot *slot)
{
    slot->cut = true;
    if (slot->socket != CURL_SOCKET_BAD)
        shutdown(slot->socket, SHUT_RDWR);
}

void elw_smtp_cut(struct elw_smtp *s)
{
    uv_mutex_lock(&s->lock);
    for (size_t i = 0; i < s->nslots; i++) {
        if (s->slots[i].state == ELW__SLOT_GIVEN)
            cut_slot(&s->slots[i]);
    }
    uv_mutex_unlock(&s->lock);
}

void elw_smtp_rest(struct elw_smtp *s)
{
    uv_mutex_lock(&s->lock);
    for (size_t i = 0; i < s->nslots; i++) {
        s->slots[i].rest = true;
        uv_cond_signal(&s->slots[i].wake);
    }
    uv_mutex_unlock(&s->lock);
}

/* --- start and end ---------------------------------------------------------------------------- */

static bool start_threads(struct elw_smtp *s)
{
    const uv_thread_options_t options = {.flags = UV_THREAD_HAS_STACK_SIZE,
                                         .stack_size = 256 * 1024};
    for (; s->nthreads < s->nslots; s->nthreads++) {
        struct elw__smtp_slot *slot = &s->slots[s->nthreads];
        slot->home = s;
        slot->socket = CURL_SOCKET_BAD;
        uv_cond_init(&slot->wake);
        if (uv_thread_create_ex(&slot->thread, &options, work, slot) != 0)
            return false;
    }
    return true;
}

struct elw_smtp *elw_smtp_new(uv_loop_t *loop, const struct elw_mail_conf *conf, size_t slots,
                              elw_smtp_done *done, void *ctx)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return NULL;
    struct elw_smtp *s = calloc(1, sizeof *s + slots * sizeof s->slots[0]);
    if (s == NULL || uv_async_init(loop, &s->back, come_back) != 0) {
        free(s);
        return NULL;
    }
    s->back.data = s;
    s->conf = conf;
    s->done = done;
    s->ctx = ctx;
    s->nslots = slots;
    uv_mutex_init(&s->lock);
    return start_threads(s) ? s : NULL; /* without threads the process ends: nothing to undo */
}

static void free_transport(uv_handle_t *handle)
{
    free(handle->data);
}

void elw_smtp_free(struct elw_smtp *s)
{
    uv_mutex_lock(&s->lock);
    s->stopping = true;
    for (size_t i = 0; i < s->nslots; i++) {
        if (s->slots[i].state == ELW__SLOT_GIVEN)
            cut_slot(&s->slots[i]);
        uv_cond_signal(&s->slots[i].wake);
    }
    uv_mutex_unlock(&s->lock);
    for (size_t i = 0; i < s->nslots; i++) {
        uv_thread_join(&s->slots[i].thread);
        uv_cond_destroy(&s->slots[i].wake);
    }
    uv_mutex_destroy(&s->lock);
    curl_global_cleanup();
    uv_close((uv_handle_t *)&s->back, free_transport);
}
