/*
 * What the files of sealed values share.
 */
#ifndef ELA_CRYPT_SEAL_INTERNAL_H
#define ELA_CRYPT_SEAL_INTERNAL_H

#include "crypt/crypt_internal.h"

enum { ELA__SEALED_READ_MAX = 400 };
#define ELA__SEALED_MAX ((size_t)1024 * 1024)

enum ela__seal_state { ELA__SEAL_KNOWN, ELA__SEAL_READ, ELA__SEAL_WAITING };

struct ela__seal {
    struct ela__seal *next;
    unsigned char uid[ELA_UID_BYTES];
    enum ela__seal_state state;
    bool missing;    /* no such row here */
    char object[25]; /* where it stands; "" while it waits */
    int64_t id;
    char field[65], purpose[65];
    struct ela_buf sealed, plain; /* plain: JSON text, as [value] */
};

struct ela_seals {
    struct ela_crypt *crypt;
    const char *master_path;
    struct ela__seal *all;
    bool open; /* keys are at hand */
    char unmask[ELA_UID_TEXT];
};

struct ela__seal *ela__seal_find(const struct ela_call *c, struct ela_str uid);
enum ela_status ela__seal_place(const struct ela__seal *e, int32_t entity, struct ela_buf *out,
                                struct ela_error *err) ELA_MUST_CHECK;

/* The value of its JSON text, [value]; the caller frees it. */
enum ela_status ela__seal_value(struct ela_str plain, struct ela_json **out,
                                struct ela_error *err) ELA_MUST_CHECK;

#endif
