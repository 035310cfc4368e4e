/*
 * A list among the documents of a client: made as any export, kept as it was on that day. What is
 * on it is what its author may read, and not everybody who reads that client reads as much: it is
 * confidential, and its author shows it to others where he wants to. Source: DOC-17.
 */
#include "file/file.h"
#include "list/list_internal.h"

#include <stdio.h>

enum { LEVEL = 1 };

/* What the export wrote, in the arena. */
static enum ela_status bytes_of(struct ela_call *c, struct ela_str *out, struct ela_error *err)
{
    FILE *in = fopen(c->file, "rb");
    long n = in && fseek(in, 0, SEEK_END) == 0 ? ftell(in) : -1;
    char *p = n > 0 && (size_t)n <= ELA_FILE_MAX ? ela_arena_alloc(c->arena, (size_t)n) : NULL;
    bool whole = p && fseek(in, 0, SEEK_SET) == 0 && fread(p, 1, (size_t)n, in) == (size_t)n;
    if (in)
        (void)fclose(in);
    if (n > 0 && (size_t)n > ELA_FILE_MAX) {
        enum ela_status st = ela_fail(err, ELA_E_INPUT, "file.too_large", "format");
        ela_error_param_i64(err, "max", (int64_t)(ELA_FILE_MAX >> 20));
        return st;
    }
    *out = (struct ela_str){p, whole ? (size_t)n : 0};
    return whole ? ELA_OK : ela_failf(err, ELA_E_INTERNAL, "list.export", "", "nothing to keep");
}

static const char *name_of(struct ela_call *c, const char *format, struct ela_error *err)
{
    struct ela__listing l;
    char day[16];
    if (ela__list_open(c, &l, err) != ELA_OK)
        return NULL;
    ela_day_format(ela_tz_day(c->tz, c->now), day);
    return ela_arena_printf(c->arena, "%s %s.%s", ela__list_word(c, l.list->fr, l.list->en), day,
                            format);
}

static enum ela_status confidential(struct ela_call *c, int64_t file, struct ela_error *err)
{
    struct ela_json *answer = NULL, *in = ela_json_new_object();
    ela_json_set_int(in, "file", file);
    ela_json_set_int(in, "level", LEVEL);
    enum ela_status st = c->call(c, "document.update", in, &answer, err);
    ela_json_free(in);
    ela_json_free(answer);
    return st;
}

enum ela_status ela__list_file(struct ela_call *c, struct ela_error *err)
{
    struct ela_str bytes;
    int64_t file = 0;
    ELA_TRY(ela__list_export(c, err));
    ELA_TRY(bytes_of(c, &bytes, err));
    const char *name =
        name_of(c, ela_str_is(ela_in_text(c, "format"), "xlsx") ? "xlsx" : "pdf", err);
    if (!name)
        return err->status != ELA_OK ? err->status
                                     : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    const struct ela_file_made made = {.object = "client",
                                       .id = ela_in_int(c, "client", 0),
                                       .name = ela_str_of(name),
                                       .bytes = bytes,
                                       .user = c->actor->user_id};
    ELA_TRY(ela_file_made(c, &made, &file, err));
    return confidential(c, file, err);
}
