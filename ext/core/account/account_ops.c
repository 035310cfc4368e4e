/*
 * The table of account operations: who may call what, with which input.
 */
#include "account/account.h"

#include "account/account_internal.h"

static const char *const PROFILES[] = {"particulier", "entreprise", "createur",
                                       "association", "salarie",    NULL};
static const char *const LANGS[] = {"fr", "en", NULL};

#define TOKEN                                                                                      \
    {                                                                                              \
        .name = "token", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 200       \
    }
#define PASSWORD                                                                                   \
    {                                                                                              \
        .name = "password", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 256    \
    }
#define EMAIL                                                                                      \
    {                                                                                              \
        .name = "email", .type = ELA_FT_EMAIL, .flags = ELA_FF_REQUIRED                            \
    }
#define ACCOUNT                                                                                    \
    {                                                                                              \
        .name = "account", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "account"           \
    }
#define CLIENT                                                                                     \
    {                                                                                              \
        .name = "client", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "client"             \
    }

static const struct ela_field NONE[] = {{0}};
static const struct ela_field INVITE[] = {
    CLIENT,
    EMAIL,
    {.name = "name", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 128},
    {.name = "role", .type = ELA_FT_LINE, .max = 32},
    {.name = "profile", .type = ELA_FT_CHOICE, .choices = PROFILES},
    {.name = "contact", .type = ELA_FT_ID, .ref = "contact"},
    {.name = "lang", .type = ELA_FT_CHOICE, .choices = LANGS},
    {0}};
static const struct ela_field LIST[] = {CLIENT, {0}};
static const struct ela_field UPDATE[] = {
    ACCOUNT,
    CLIENT,
    {.name = "active", .type = ELA_FT_BOOL},
    {.name = "role", .type = ELA_FT_LINE, .max = 32},
    {.name = "profile", .type = ELA_FT_CHOICE, .choices = PROFILES},
    {.name = "name", .type = ELA_FT_LINE, .min = 1, .max = 128},
    {.name = "lang", .type = ELA_FT_CHOICE, .choices = LANGS},
    {0}};
static const struct ela_field AMOUNTS[] = {
    CLIENT,
    {.name = "amounts", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = ELA__AMOUNTS},
    {0}};
static const struct ela_field ONE[] = {ACCOUNT, {0}};
static const struct ela_field LOGIN[] = {
    EMAIL, PASSWORD, {.name = "remember", .type = ELA_FT_BOOL}, {0}};
static const struct ela_field RENEW[] = {
    {.name = "refresh", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 200}, {0}};
static const struct ela_field LINK[] = {TOKEN, {0}};
static const struct ela_field LINK_PASSWORD[] = {TOKEN, PASSWORD, {0}};
static const struct ela_field FORGOT[] = {EMAIL, {0}};
static const struct ela_field LANGUAGE[] = {
    {.name = "lang", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = LANGS}, {0}};
static const struct ela_field CHANGE[] = {
    {.name = "current", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 256},
    PASSWORD,
    {0}};
static const struct ela_field SESSION[] = {
    {.name = "session", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "session"}, {0}};

/* READ here means "no transaction around it": login, renew, links and password change open their
 * own (account.h). */
const struct ela_op ELA_ACCOUNT_OPS[] = {
    {"account.invite", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ACCOUNT_MANAGE, INVITE,
     ela__account_invite},
    {"account.list", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_ACCOUNT_MANAGE, LIST, ela__account_list},
    {"account.update", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ACCOUNT_MANAGE, UPDATE,
     ela__account_update},
    {"account.unlock", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ACCOUNT_MANAGE, ONE,
     ela__account_unlock},
    {"account.suspend", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ACCOUNT_MANAGE, ONE,
     ela__account_suspend},
    {"account.resume", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ACCOUNT_MANAGE, ONE,
     ela__account_resume},
    {"account.reinvite", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ACCOUNT_MANAGE, ONE,
     ela__account_reinvite},
    {"account.contacts", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_ACCOUNT_MANAGE, LIST,
     ela__account_contacts},
    {"account.amounts", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ACCOUNT_MANAGE, AMOUNTS,
     ela__account_amounts},
    {"account.sign_out", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_ACCOUNT_MANAGE, ONE,
     ela__account_sign_out},
    {"account.login", ELA_OP_READ, ELA_BY_ANYONE, 0, LOGIN, ela__account_login},
    {"account.renew", ELA_OP_READ, ELA_BY_ANYONE, 0, RENEW, ela__account_renew},
    {"account.invitation", ELA_OP_READ, ELA_BY_ANYONE, 0, LINK, ela__account_invitation},
    {"account.accept", ELA_OP_READ, ELA_BY_ANYONE, 0, LINK_PASSWORD, ela__account_accept},
    {"account.forgot", ELA_OP_READ, ELA_BY_ANYONE, 0, FORGOT, ela__account_forgot},
    {"account.reset_link", ELA_OP_READ, ELA_BY_ANYONE, 0, LINK, ela__account_reset_link},
    {"account.reset", ELA_OP_READ, ELA_BY_ANYONE, 0, LINK_PASSWORD, ela__account_reset},
    {"account.me", ELA_OP_READ, ELA_BY_PORTAL, 0, NONE, ela__account_me},
    {"account.language", ELA_OP_WRITE, ELA_BY_PORTAL, 0, LANGUAGE, ela__account_language},
    {"account.logout", ELA_OP_WRITE, ELA_BY_PORTAL, 0, NONE, ela__account_logout},
    {"account.password", ELA_OP_READ, ELA_BY_PORTAL, 0, CHANGE, ela__account_password},
    {"account.sessions", ELA_OP_READ, ELA_BY_PORTAL, 0, NONE, ela__account_sessions},
    {"account.session_close", ELA_OP_WRITE, ELA_BY_PORTAL, 0, SESSION, ela__account_session_close},
    {0}};
