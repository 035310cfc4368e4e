/*
 * Files: pieces that are encrypted, bound to their place and read alone. Source: SEC-06, DOC-13.
 */
#include "crypt/crypt_internal.h"

#include <errno.h>
#include <unistd.h>

enum { HEAD = crypto_secretstream_xchacha20poly1305_HEADERBYTES };
_Static_assert(ELA_STREAM_MORE == (int)HEAD + (int)crypto_secretstream_xchacha20poly1305_ABYTES,
               "what a piece grows by");

int64_t ela_stream_size(int64_t plain)
{
    int64_t pieces = plain / ELA_STREAM_PIECE + (plain % ELA_STREAM_PIECE || plain == 0 ? 1 : 0);
    return plain + pieces * ELA_STREAM_MORE;
}

int64_t ela_stream_plain(int64_t size)
{
    const int64_t whole = ELA_STREAM_PIECE + ELA_STREAM_MORE;
    int64_t pieces = size / whole + (size % whole ? 1 : 0);
    int64_t plain = size - pieces * ELA_STREAM_MORE;
    return plain >= 0 && size > 0 && ela_stream_size(plain) == size ? plain : -1;
}

#define PLACE 24
static void place_of(const struct ela_stream *of, int64_t piece, unsigned char out[PLACE])
{
    memcpy(out, of->id, 16);
    for (size_t i = 0; i < 8; i++)
        out[16 + i] = (unsigned char)((uint64_t)piece >> (8 * i));
}

static enum ela_status put_piece(struct ela_stream_out *o, bool last, struct ela_error *err)
{
    unsigned char sealed[ELA_STREAM_PIECE + ELA_STREAM_MORE], place[PLACE];
    crypto_secretstream_xchacha20poly1305_state state;
    unsigned long long n = 0;
    place_of(o->of, o->piece, place);
    (void)crypto_secretstream_xchacha20poly1305_init_push(&state, sealed, o->of->key);
    (void)crypto_secretstream_xchacha20poly1305_push(
        &state, sealed + HEAD, &n, o->plain, o->n, place, sizeof place,
        last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
             : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
    sodium_memzero(&state, sizeof state);
    o->piece++;
    o->n = 0;
    return o->sink(o->ctx, (struct ela_str){(const char *)sealed, HEAD + (size_t)n}, err);
}

enum ela_status ela_stream_begin(struct ela_stream_out *o, const struct ela_stream *of,
                                 ela_stream_sink *sink, void *ctx, struct ela_error *err)
{
    *o = (struct ela_stream_out){.of = of, .sink = sink, .ctx = ctx};
    o->plain = sodium_init() < 0 ? NULL : ela_malloc(ELA_STREAM_PIECE);
    return o->plain ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
}

/* A full piece waits until something follows it: the last one is marked. */
enum ela_status ela_stream_write(struct ela_stream_out *o, struct ela_str bytes,
                                 struct ela_error *err)
{
    while (bytes.n > 0) {
        if (o->n == ELA_STREAM_PIECE)
            ELA_TRY(put_piece(o, false, err));
        size_t part = ELA_STREAM_PIECE - o->n < bytes.n ? ELA_STREAM_PIECE - o->n : bytes.n;
        memcpy(o->plain + o->n, bytes.p, part);
        o->n += part;
        bytes = (struct ela_str){bytes.p + part, bytes.n - part};
    }
    return ELA_OK;
}

void ela_stream_drop(struct ela_stream_out *o)
{
    if (o->plain)
        sodium_memzero(o->plain, ELA_STREAM_PIECE);
    ela_free(o->plain);
    o->plain = NULL;
}

enum ela_status ela_stream_end(struct ela_stream_out *o, struct ela_error *err)
{
    enum ela_status st = put_piece(o, true, err);
    ela_stream_drop(o);
    return st;
}

void ela_stream_from(struct ela_stream_out *o, int64_t piece)
{
    o->piece = piece;
}

enum ela_status ela_stream_pause(struct ela_stream_out *o, struct ela_error *err)
{
    enum ela_status st = o->n == ELA_STREAM_PIECE
                             ? put_piece(o, false, err)
                             : ela_fail(err, ELA_E_INTERNAL, "crypt.value_damaged", "");
    ela_stream_drop(o);
    return st;
}

/* --- reading ------------------------------------------------------------------------------ */

static enum ela_status read_at(int fd, unsigned char *into, size_t n, int64_t at,
                               struct ela_error *err)
{
    while (n > 0) {
        ssize_t got = pread(fd, into, n, (off_t)at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return ela_failf(err, ELA_E_STATE, "crypt.unreadable", "", "read: error %d",
                             got < 0 ? errno : 0);
        into += got;
        n -= (size_t)got;
        at += got;
    }
    return ELA_OK;
}

struct window {
    unsigned char sealed[ELA_STREAM_PIECE + ELA_STREAM_MORE];
    unsigned char plain[ELA_STREAM_PIECE];
};

static enum ela_status open_piece(const struct ela_stream *of, int fd, int64_t piece, size_t n,
                                  bool last, struct window *w, struct ela_error *err)
{
    crypto_secretstream_xchacha20poly1305_state state;
    unsigned char place[PLACE], tag = 0;
    const unsigned char want = last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                    : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    place_of(of, piece, place);
    ELA_TRY(read_at(fd, w->sealed, n + ELA_STREAM_MORE,
                    piece * (ELA_STREAM_PIECE + ELA_STREAM_MORE), err));
    bool ok = crypto_secretstream_xchacha20poly1305_init_pull(&state, w->sealed, of->key) == 0 &&
              crypto_secretstream_xchacha20poly1305_pull(
                  &state, w->plain, NULL, &tag, w->sealed + HEAD, n + ELA_STREAM_MORE - HEAD, place,
                  sizeof place) == 0 &&
              tag == want;
    sodium_memzero(&state, sizeof state);
    return ok ? ELA_OK : ela_fail(err, ELA_E_STATE, "crypt.value_damaged", "");
}

static enum ela_status read_range(const struct ela_stream *of, int fd, int64_t from, int64_t end,
                                  int64_t plain, struct window *w, ela_stream_sink *sink, void *ctx,
                                  struct ela_error *err)
{
    int64_t last = plain ? (plain - 1) / ELA_STREAM_PIECE : 0;
    for (int64_t piece = from / ELA_STREAM_PIECE; piece <= last; piece++) {
        int64_t at = piece * ELA_STREAM_PIECE;
        if (at >= end && !(plain == 0 && piece == 0))
            break;
        size_t n = (size_t)(piece == last ? plain - at : ELA_STREAM_PIECE);
        ELA_TRY(open_piece(of, fd, piece, n, piece == last, w, err));
        size_t skip = from > at ? (size_t)(from - at) : 0;
        size_t stop = end - at < (int64_t)n ? (size_t)(end - at) : n;
        if (stop > skip)
            ELA_TRY(sink(ctx, (struct ela_str){(const char *)w->plain + skip, stop - skip}, err));
    }
    return ELA_OK;
}

enum ela_status ela_stream_read(const struct ela_stream *of, int fd, int64_t from, int64_t length,
                                ela_stream_sink *sink, void *ctx, struct ela_error *err)
{
    off_t size = lseek(fd, 0, SEEK_END);
    int64_t plain = size < 0 ? -1 : ela_stream_plain(size);
    if (plain < 0 || from < 0 || length < 0)
        return ela_fail(err, ELA_E_STATE, "crypt.value_damaged", "");
    struct window *w = ela_malloc(sizeof *w);
    if (!w)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    int64_t end = length > plain - from ? plain : from + length;
    enum ela_status st = ELA_OK;
    if (from < plain || plain == 0)
        st = read_range(of, fd, from, end, plain, w, sink, ctx, err);
    sodium_memzero(w, sizeof *w);
    ela_free(w);
    return st;
}
