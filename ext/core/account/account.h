/*
 * Portal accounts: a person, the third parties he acts for, his passwords, sessions and one-time
 * links. Tokens are opaque, 256 random bits, stored as SHA-256; revocation is immediate. Passwords
 * are stored as argon2id only. Source: SEC-02..05, SEC-18, PORT-04, decisions on portal sessions.
 */
#ifndef ELA_ACCOUNT_ACCOUNT_H
#define ELA_ACCOUNT_ACCOUNT_H

#include "op/op.h"

enum {
    ELA_TOKEN_TEXT = 43,    /* base64url of 32 bytes, no padding */
    ELA_ACCESS_S = 15 * 60, /* life of an access token */
    ELA_SEEN_EVERY_S = 60   /* last_seen_at is written at most this often */
};

/* What the one query of every API call tells. */
struct ela_session {
    int64_t id, account_id;
    int64_t access_until, renew_until, last_seen_at;
    bool remember;
    bool active;              /* the account is neither suspended nor merely invited */
    bool client;              /* the account serves the third party that was asked for */
    enum ela_amounts amounts; /* on the portal of that one */
    char lang[4];
    int64_t definitions; /* stamp of the entity's definitions as of now, 0: none */
};

/*
 * Finds the living session of an access token, and whether its account serves `client_id` (0: not
 * asked). One statement; a second one at most once a minute (last_seen_at). Errors: denied
 * session.ended (unknown, malformed, expired, closed; all look alike).
 */
enum ela_status ela_session_check(struct ela_db *db, int32_t entity, struct ela_str token,
                                  int32_t client_id, int64_t now, struct ela_session *out,
                                  struct ela_error *err) ELA_MUST_CHECK;

/* Cross-site request value of a session: 32 hex digits that only the holder of the token can
 * derive. */
void ela_session_csrf(struct ela_str token, char out[33]);
bool ela_session_csrf_ok(struct ela_str token, struct ela_str given); /* constant time */

/*
 * Password rules of the firm. All unmet ones are listed in the parameter `rules`, comma separated,
 * among min_length, families, common, personal, reused (reused is found later, against the stored
 * hashes). min: code points. email and name: what it must not contain. Pure. Errors: input
 * password.policy (field as given; params rules, min), password.too_long (over 256 bytes).
 */
enum ela_status ela_password_check(struct ela_str password, int32_t min, struct ela_str email,
                                   struct ela_str name, const char *field,
                                   struct ela_error *err) ELA_MUST_CHECK;
/* Is it, or a plain variation of it (case, digits around, @ for a ...), in the compiled-in list? */
bool ela_password_common(struct ela_str password);

/* Contact details of the firm, as every client may see them (PORT-09). lang: "fr" or "en". */
struct ela_json *ela_firm_json(const struct ela_settings *s, const char *lang);

/* Cost of new hashes; 0, 0 restores the shipped one (3 passes, 64 MiB). Tests make it cheap. */
void ela_password_cost(unsigned long long passes, size_t bytes);
/* argon2id in libsodium's text form, at most 128 bytes with NUL. Errors: internal password.hash. */
enum ela_status ela_password_hash(struct ela_str password, char out[128],
                                  struct ela_error *err) ELA_MUST_CHECK;
/* hash NULL: compares with a hash that nothing matches, so that the time says nothing. */
bool ela_password_verify(struct ela_str password, const char *hash);

/*
 * Is it the password of the portal account that acts? Wrong ones count and lock as when signing in;
 * *right is false for a locked account whatever is typed. Opens a transaction of its own, so that
 * what was counted stays. Errors: denied throttle.blocked, account.suspended. Source: SEC-04.
 */
enum ela_status ela_account_prove(struct ela_call *c, struct ela_str password, bool *right,
                                  struct ela_error *err) ELA_MUST_CHECK;
/* "Firefox, Android" of a user agent, "?" of one that says nothing. */
void ela_device_name(const char *user_agent, char out[64]);

/* A token as text, and what the database keeps of it. */
enum ela_status ela_token_new(char text[ELA_TOKEN_TEXT + 1], uint8_t hash[32],
                              struct ela_error *err) ELA_MUST_CHECK;
bool ela_token_hash(struct ela_str text, uint8_t hash[32]); /* false: not a token */

/* Refuses when the caller's address is blocked. Errors: denied throttle.blocked (param retry_s). */
enum ela_status ela_throttle_check(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
/* Counts one failure of the caller's address; in a transaction of its own if none is open. */
enum ela_status ela_throttle_hit(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
/* At most `max` in `window_s` for a subject; *over says that this one is too many. */
enum ela_status ela_throttle_count(struct ela_call *c, const char *purpose, struct ela_str subject,
                                   int32_t window_s, int32_t max, bool *over,
                                   struct ela_error *err) ELA_MUST_CHECK;

/*
 * account.invite, .list, .update, .unlock, .suspend, .resume, .sign_out, .reinvite,
 * .contacts, .amounts (users);
 * account.login, .renew, .invitation, .accept, .forgot, .reset_link, .reset (anyone);
 * account.me, .language, .logout, .password, .sessions, .session_close (portal).
 * login, renew, accept and reset keep their own transactions, because what they
 * count must stay when they refuse. Those that open a session give access_token and refresh_token
 * beside the answer; the HTTP layer moves them into cookies and they go no further.
 */
extern const struct ela_op ELA_ACCOUNT_OPS[];

#endif
