/*
 * Words of the language: one token at a time, with its place for messages.
 */
#ifndef ELA_EXPR_LEX_H
#define ELA_EXPR_LEX_H

#include "expr/expr_internal.h"

enum ela__x_token {
    T_END,
    T_NUMBER, /* .number */
    T_TEXT,   /* .text: between the quotes, doubled ones still doubled; .quote */
    T_NAME,   /* .text: letters, digits, _ and dots */
    T_AND,
    T_OR,
    T_NOT,
    T_IN,
    T_TRUE,
    T_FALSE,
    T_SIGN, /* .sign: one of + - * / ( ) , = < > and n (not equal), l (<=), g (>=) */
    T_BAD   /* .key */
};

struct ela__x_lexer {
    struct ela_str src;
    size_t pos;  /* next byte */
    size_t from; /* where the present token starts */
    enum ela__x_token kind;
    char sign, quote;
    int64_t number;
    struct ela_str text;
    const char *key; /* expr.* of a bad token */
};

void ela__x_next(struct ela__x_lexer *l);
/* 1-based line, and character within it, of a byte position. */
void ela__x_place(struct ela_str src, size_t pos, int64_t *line, int64_t *at);

#endif
