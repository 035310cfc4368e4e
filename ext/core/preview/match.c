/*
 * Files whose text holds what somebody typed. Source: DOC-25.
 */
#include "preview/preview_internal.h"

enum { OFTEN = 2 }; /* of forty */

/* Words that are in very many files: of those that the query reads anyway each is looked at. */
static void each(struct ela_sql *q, const char *alias, const struct ela_words *words)
{
    for (size_t i = 0; i < words->n; i++) {
        if (i)
            ela_sql_add(q, " AND ");
        ela_sql_add(q, ELA_SQL_PREVIEW_EACH);
        ela_sql_text(q, words->at[i].like);
        ela_sql_text(q, words->at[i].regexp);
        ela_sql_add(q, alias);
        ela_sql_add(q, ELA_SQL_PREVIEW_EACH_OF);
    }
}

enum ela_status ela_preview_match(const struct ela_call *c, struct ela_sql *q, const char *alias,
                                  struct ela_str typed, struct ela_error *err)
{
    char query[ELA_SQL_WORDS];
    struct ela_words words;
    if (!ela_sql_words(typed, query)) {
        ela_sql_add(q, "1 = 0");
        return ELA_OK;
    }
    ELA_TRY(ela_words_read(c->arena, ela_str_of(query), &words, err));
    ELA_TRY(ela_words_look(c->db, ELA_SQL_PREVIEW_SAMPLE, c->actor->entity, OFTEN, &words, err));
    if (ela_words_often(&words)) {
        each(q, alias, &words);
        return ELA_OK;
    }
    ela_sql_add(q, alias);
    ela_sql_add(q, ELA_SQL_PREVIEW_MATCH);
    ela_sql_int(q, c->actor->entity);
    ela_sql_text(q, ela_words_query(c->arena, &words));
    return ELA_OK;
}
