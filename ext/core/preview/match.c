/*
 * Files whose text holds what somebody typed. Source: DOC-25.
 */
#include "preview/preview_internal.h"

enum ela_status ela_preview_match(const struct ela_call *c, struct ela_sql *q, const char *alias,
                                  struct ela_str typed, struct ela_error *err)
{
    char query[ELA_SQL_WORDS];
    if (!ela_sql_words(typed, query)) {
        ela_sql_add(q, "1 = 0");
        return ELA_OK;
    }
    const char *kept = ela_arena_strndup(c->arena, query, strlen(query));
    if (!kept)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    ela_sql_add(q, alias);
    ela_sql_add(q, ELA_SQL_PREVIEW_MATCH);
    ela_sql_int(q, c->actor->entity);
    ela_sql_text(q, ela_str_of(kept));
    return ELA_OK;
}
