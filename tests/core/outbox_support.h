/*
 * What the tests of the outbox share: a call without an operation around it, a queued mail, claim
 * and report in a line.
 */
#ifndef ELA_TESTS_OUTBOX_SUPPORT_H
#define ELA_TESTS_OUTBOX_SUPPORT_H

#include "support.h"

#include <inttypes.h>

#include "outbox/outbox.h"
#include "outbox/outbox_internal.h"

/* Each program uses some of these. */
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wunused-variable"

static struct ela_settings settings;
static struct ela_arena arena;

/* An operation's call without an operation around it. */
static struct ela_call call_as(const struct ela_actor *a)
{
    struct ela_error err = ELA_ERROR_INIT;
    ela_arena_release(&arena);
    ela_arena_init(&arena, 0);
    assert_int_equal(ela_settings_load(T.db, 1, &settings, &err), ELA_OK);
    return (struct ela_call){.db = T.db,
                             .actor = a,
                             .settings = &settings,
                             .tz = &settings.tz,
                             .arena = &arena,
                             .now = T.now,
                             .remote_ip = T.ip};
}

static struct ela_mail mail_to(const char *email)
{
    return (struct ela_mail){.kind = "mail.test",
                             .to_email = ela_str_of(email),
                             .to_name = ELA_STR("Camille Petit"),
                             .subject = ELA_STR("Bonjour"),
                             .text = ELA_STR("Un texte."),
                             .html = ELA_STR("<p>Un texte.</p>")};
}

static int64_t queue_one(const char *email)
{
    struct ela_actor w = t_worker();
    struct ela_call c = call_as(&w);
    struct ela_mail m = mail_to(email);
    struct ela_error err = ELA_ERROR_INIT;
    int64_t id = 0;
    if (ela_outbox_mail(&c, &m, &id, &err) != ELA_OK)
        fail_msg("%s %s", err.key, err.detail);
    return id;
}

static struct ela_outbox_item items[500];

static size_t claim(const char *owner, size_t max)
{
    struct ela_error err = ELA_ERROR_INIT;
    size_t n = 0;
    ela_arena_release(&arena);
    ela_arena_init(&arena, 0);
    if (ela_outbox_claim(T.db, &arena, owner, T.now, 60, max, items, &n, &err) != ELA_OK)
        fail_msg("%s %s", err.key, err.detail);
    return n;
}

static void report(const char *owner, const struct ela_outbox_item *it, enum ela_outcome outcome,
                   int code, const char *reason)
{
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_outbox_result r = {
        .id = it->id, .attempts = it->attempts, .outcome = outcome, .code = code};
    snprintf(r.reason, sizeof r.reason, "%s", reason);
    if (ela_outbox_report(T.db, owner, T.now, &r, 1, NULL, NULL, &err) != ELA_OK)
        fail_msg("%s %s", err.key, err.detail);
}

static const char VARIABLES[] = "{'ref':'FA-1','amount':'10,00 "
                                "€','due':'21/11/2026','url':'https://p.example/"
                                "x','days':'7','client':'A & B','at':'maintenant',"
                                "'until':'demain','device':'Firefox','title':'<b>Titre</"
                                "b>','percent':'80','used':'08:00:00','included':'10:00:00'}";

static int close_all(void **state)
{
    ela_arena_release(&arena);
    return t_close(state);
}

#endif
