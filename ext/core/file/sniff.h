/*
 * Shared by the files that judge bytes: sniff.c, archive.c, compound.c, hidden.c. All pure, none
 * allocates, each reads within the bytes it was given.
 */
#ifndef ELA_FILE_SNIFF_H
#define ELA_FILE_SNIFF_H

#include <strings.h>

#include "file/file.h"

/* What was found out; refused: the message that says why it is not kept, NULL when it is. */
struct ela__kind {
    const char *type, *extension, *refused;
};

static inline uint32_t ela__le16(const char *p)
{
    return (uint32_t)(unsigned char)p[0] | (uint32_t)(unsigned char)p[1] << 8;
}

static inline uint32_t ela__le32(const char *p)
{
    return ela__le16(p) | ela__le16(p + 2) << 16;
}

static inline bool ela__starts(struct ela_str b, const char *magic, size_t n)
{
    return b.n >= n && memcmp(b.p, magic, n) == 0;
}

/* ASCII letters of either case are one; `suffix`, `word` in small letters. */
bool ela__has_suffix(struct ela_str name, const char *suffix);
bool ela__has_word(struct ela_str bytes, const char *word);

/* Would opening a file of that name run something? Blanks and dots at its end are none. */
bool ela__name_acts(struct ela_str name);
/* Is it one that packs others? */
bool ela__name_packs(struct ela_str name);
/* Bytes that begin like a program or a script. */
bool ela__program(struct ela_str bytes);

/* archive.c: "PK\3\4" */
struct ela__kind ela__archive(struct ela_str bytes);
/* Do the last bytes list an archive, whatever the first ones say? */
bool ela__archive_tail(struct ela_str bytes);

/* compound.c: documents of Word and Excel before 2007 */
bool ela__is_compound(struct ela_str bytes);
struct ela__kind ela__compound(struct ela_str bytes);

/* hidden.c: NULL, or why a PDF or a picture is more than that */
const char *ela__hidden(struct ela_str bytes, const char *extension);

/* May bytes that begin so be kept once they are whole? */
bool ela__may_begin(struct ela_str bytes);

#endif
