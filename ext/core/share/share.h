/*
 * Documents of a case for people outside: links that open without an account, and the register of
 * what was sent to whom. A link's token and its visits are kept as hashes only; what a visitor may
 * read is decided at each reading, so a document that is deleted, or no longer valid, is gone from
 * every link at once. Source: DOC-10, DOC-11, SEC-12, SEC-18.
 */
#ifndef ELA_SHARE_SHARE_H
#define ELA_SHARE_SHARE_H

#include "op/op.h"

enum {
    ELA_SHARE_VISIT_S = 30 * 60, /* life of a visit, after which the password is asked again */
    ELA_SHARE_WRONG_MAX = 5
};

/*
 * share.create {case, files, party | name, email?, purpose?, days?, password?, download?, message?,
 * send?} -> {id, address, password|null, expires_at, sent}: address and password are told this
 * once; share.list {case} -> {rows, files, parties, policy}; share.log {share} -> {rows};
 * share.extend {share, days}; share.revoke {share}; share.password {share} -> {password}: a new
 * one, which also opens a blocked link again.
 * Anyone: share.open {token, password?} -> {share, files, key}: the key of a visit, which the HTTP
 * layer moves into a cookie; share.files {share, key} -> the same without it; share.get {share,
 * key, file, view?, head?} -> as file.get. Every refusal of these is not_found share.unavailable,
 * in the same time whatever the reason; a document that is gone is not_found not_found.
 */
extern const struct ela_op ELA_SHARE_OPS[];

/*
 * dispatch.add {case, files, recipients [{party | name, email?}], means, on?, tracking?, note?} ->
 * {ids}; dispatch.list {case} -> {rows}.
 */
extern const struct ela_op ELA_DISPATCH_OPS[];

#endif
