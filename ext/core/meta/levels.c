/*
 * Levels of confidentiality by the names that the firm gives them. Source: DOC-14, SEC-11.
 */
#include "meta/meta_internal.h"

static const struct ela_meta_option SHIPPED[] = {
    {.code = "standard", .label = {"Standard", "Standard"}},
    {.code = "confidential", .label = {"Confidentiel", "Confidential"}},
    {.code = "restricted", .label = {"Restreint", "Restricted"}},
};
enum { LEVELS = sizeof SHIPPED / sizeof SHIPPED[0] };

const char *ela_meta_level(struct ela_call *c, int64_t level, const char *lang)
{
    const struct ela_meta_list *list;
    struct ela_error why = ELA_ERROR_INIT;
    if (level < 0 || level >= LEVELS)
        return "";
    const struct ela_meta_option *item = NULL;
    if (ela_meta_list(c, ELA_LEVELS, &list, &why) == ELA_OK)
        item = ela_meta_item(list, ela_str_of(SHIPPED[level].code));
    return ela_label_text(item ? item->label : SHIPPED[level].label, lang);
}

/* The three of them, in their order, none switched off: what is kept says them by number. */
enum ela_status ela__levels_check(struct ela_str code, const struct ela_json *items,
                                  struct ela_error *err)
{
    bool same = ela_json_size(items) == LEVELS;
    if (!ela_str_is(code, ELA_LEVELS))
        return ELA_OK;
    for (size_t i = 0; same && i < LEVELS; i++) {
        const struct ela_json *item = ela_json_at(items, i);
        same = ela_str_is(ela_json_text(ela_json_get(item, "code")), SHIPPED[i].code) &&
               ela_json_bool(ela_json_get(item, "active"), true);
    }
    return same ? ELA_OK : ela_fail(err, ELA_E_INPUT, "meta.levels_fixed", "items");
}
