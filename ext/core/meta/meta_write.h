/*
 * Writing definitions: what packs and the setup screens share.
 */
#ifndef ELA_META_META_WRITE_H
#define ELA_META_META_WRITE_H

#include "meta/meta_internal.h"

/* A head as it stands in the database. */
struct ela__stored {
    bool there, active, local;
    int64_t definition, definition_pack, updated_at;
    int32_t position, version, revision, revision_pack;
    char digest[65], digest_pack[65]; /* hexadecimal */
    struct ela_str body;              /* of the revision in force; in the call's arena */
};
enum ela_status ela__head_read(struct ela_call *c, const char *kind, const char *code,
                               struct ela__stored *out, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__head_write(struct ela_call *c, const char *kind, const char *code,
                                const struct ela__stored *h, struct ela_error *err) ELA_MUST_CHECK;

struct ela__revision {
    const char *kind, *code, *origin, *pack, *pack_version;
    struct ela_str body;
};
enum ela_status ela__revision_add(struct ela_call *c, const struct ela__revision *v, int64_t *id,
                                  int32_t *revision, struct ela_error *err) ELA_MUST_CHECK;

/* Compact text of a body; release `out` whatever it gives. */
enum ela_status ela__body_write(const struct ela_json *v, struct ela_buf *out,
                                struct ela_error *err) ELA_MUST_CHECK;
void ela__body_digest(struct ela_str body, char hex[65]);
bool ela__is_digest(const char *stored, const char *digest);

/* Lists that come along with what is read, before those of the entity. */
struct ela__lists {
    struct ela_call *c;
    const struct ela_meta_list **given;
    size_t n;
};
struct ela__lookup ela__lists_lookup(struct ela__lists *lists);
/* Reads a body that a caller gave; faults are in *problems, in the call's arena. */
enum ela_status ela__body_read(struct ela_call *c, const char *kind, const struct ela_json *body,
                               struct ela__lists *lists, struct ela__problems **problems,
                               struct ela__parsed *out, struct ela_error *err) ELA_MUST_CHECK;

/*
 * A body of one's own: a new local revision, the shipped one again where it equals it, nothing
 * where it is the one in force. `version`: of the head that was read, 0 for a new one. Errors:
 * conflict conflict.version, conflict meta.exists (a new one of a code that is there).
 */
enum ela_status ela__save(struct ela_call *c, const char *kind, const char *code,
                          const struct ela_json *body, int64_t version, bool active_if_new,
                          struct ela__stored *out, struct ela_error *err) ELA_MUST_CHECK;
/* Fields of a template that became searchable: cases of its kind are found by them from now on. */
enum ela_status ela__search_fill(struct ela_call *c, const struct ela_template *t,
                                 struct ela_error *err) ELA_MUST_CHECK;
int32_t ela__next_position(const struct ela_call *c, const char *kind);
/* What screens show of a head. */
void ela__head_json(struct ela_json *o, const struct ela__stored *h);

/* pack.c, template_ops.c, reference_ops.c, status_ops.c, field_ops.c */
enum ela_status ela__pack_install(struct ela_call *c, struct ela_error *err);
enum ela_status ela__pack_check(struct ela_call *c, struct ela_error *err);
enum ela_status ela__pack_export(struct ela_call *c, struct ela_error *err);
extern const struct ela_field ELA__PACK_FIELDS[], ELA__EXPORT_FIELDS[];

#endif
