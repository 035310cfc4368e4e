/*
 * The table that every reader and writer of documents goes by.
 */
#ifndef ELA_RICH_INTERNAL_H
#define ELA_RICH_INTERNAL_H

#include "rich/rich.h"

enum ela__rich_attribute {
    ELA__RICH_NO_ATTRIBUTE = 0,
    ELA__RICH_LEVEL,
    ELA__RICH_HEADER,
    ELA__RICH_NAME,   /* name */
    ELA__RICH_WHEN,   /* when */
    ELA__RICH_OF,     /* of */
    ELA__RICH_AGAIN,  /* repeat, where it is one; of letters */
    ELA__RICH_PICTURE /* file, width */
};

struct ela__rich_def {
    const char *name;
    unsigned children; /* kinds, as bits; 0: a leaf */
    unsigned letter;   /* more of them, in letters */
    enum ela__rich_attribute attribute;
    bool drop; /* without children it says nothing */
    bool open; /* begins with a paragraph at least */
};

#define ELA__RICH_BIT(kind) (1u << (kind))

extern const struct ela__rich_def ELA__RICH_DEFS[ELA_RICH_KINDS];

struct ela__rich_mark {
    const char *name;
    unsigned bit;
    const char *tag;
};

/* In the order in which they are written: the first is outermost. */
#define ELA__RICH_MARKS 5
extern const struct ela__rich_mark ELA__RICH_MARK[ELA__RICH_MARKS];

/* https with a host, mailto with an address, tel with digits; no blank, quote or control. */
bool ela__rich_href_ok(struct ela_str href);

/* --- building: nodes are counted and bounded, children kept in order ----------------------------
 */

struct ela__rich_build {
    struct ela_arena *mem;
    struct ela_error *err;
    size_t nodes, bytes;
    bool letter;
    char path[64]; /* of what is being read */
};

/* Adds a child behind *last (NULL: the first). */
enum ela_status ela__rich_add(struct ela__rich_build *b, struct ela_rich_node *parent,
                              struct ela_rich_node **last, enum ela_rich_kind kind,
                              struct ela_rich_node **out) ELA_MUST_CHECK;
/* A text as one line: ends of lines and tabulators are blanks. rich.control. */
enum ela_status ela__rich_copy(struct ela__rich_build *b, struct ela_str text,
                               struct ela_str *out) ELA_MUST_CHECK;
enum ela_status ela__rich_refuse(struct ela__rich_build *b, const char *key);
enum ela_status ela__rich_no_memory(struct ela__rich_build *b);
/* Blank paragraphs at both ends go. */
void ela__rich_trim(struct ela_rich_node *doc);

#endif
