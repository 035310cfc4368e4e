/*
 * Tags of a case: what the firm marks it with, out of its own list (case_tags). They are for its
 * own eyes, never for the client's. Source: CASE-01, CASE-12, CASE-32.
 */
#include "case/flow.h"

enum { MOST = 20 };
static const char LIST[] = "case_tags";

struct tags {
    const struct ela_meta_list *list;
    char code[MOST][41];
    size_t n;
    struct ela_buf told; /* "+ Urgent, − Sensible", for the journal */
};

const struct ela_field ELA__TAGS_IN[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = "tags", .type = ELA_FT_JSON, .flags = ELA_FF_REQUIRED, .max = MOST + 2},
    {.name = NULL},
};
const struct ela_field ELA__TAG_IN[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = "tag", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 41},
    {.name = NULL},
};

static const char *label(const struct ela_call *c, const struct ela_meta_option *item)
{
    return ela_label_text(item->label, c->actor->lang);
}

enum ela_status ela__case_tags_json(struct ela_call *c, struct ela_str codes, struct ela_json **out,
                                    struct ela_error *err)
{
    const struct ela_meta_list *list;
    ELA_TRY(ela_meta_list(c, LIST, &list, err));
    *out = ela_json_new_array();
    while (codes.n > 0) {
        const char *comma = memchr(codes.p, ',', codes.n);
        struct ela_str one = {codes.p, comma ? (size_t)(comma - codes.p) : codes.n};
        const struct ela_meta_option *item = ela_meta_item(list, one);
        struct ela_json *o = ela_json_new_object();
        ela_json_set_str(o, "code", one);
        if (item)
            ela_json_set_text(o, "label", label(c, item));
        else
            ela_json_set_str(o, "label", one);
        ela_json_set_text(o, "colour", item && *item->colour ? item->colour : "slate");
        ela_json_set_text(o, "icon", item ? item->icon : "");
        ela_json_push(*out, o);
        codes =
            comma ? (struct ela_str){comma + 1, codes.n - one.n - 1} : (struct ela_str){NULL, 0};
    }
    return ELA_OK;
}

enum ela_status ela__case_tag_choices(struct ela_call *c, struct ela_json **out,
                                      struct ela_error *err)
{
    const struct ela_meta_list *list;
    ELA_TRY(ela_meta_list(c, LIST, &list, err));
    *out = ela_json_new_array();
    for (size_t i = 0; i < list->nitems; i++) {
        if (!list->items[i].active)
            continue;
        struct ela_json *o = ela_json_new_object();
        ela_json_set_text(o, "code", list->items[i].code);
        ela_json_set_text(o, "label", label(c, &list->items[i]));
        ela_json_push(*out, o);
    }
    return ELA_OK;
}

/* --- changing ------------------------------------------------------------- */

static bool has(const struct tags *t, struct ela_str code)
{
    for (size_t i = 0; i < t->n; i++)
        if (ela_str_is(code, t->code[i]))
            return true;
    return false;
}

static void note(const struct ela_call *c, struct tags *t, const char *sign, struct ela_str code)
{
    const struct ela_meta_option *item = ela_meta_item(t->list, code);
    if (t->told.n > 0)
        ela_buf_adds(&t->told, ", ");
    ela_buf_adds(&t->told, sign);
    if (item)
        ela_buf_adds(&t->told, label(c, item));
    else
        ela_buf_add(&t->told, code.p, code.n);
}

static enum ela_status put(struct ela_call *c, const struct ela_case *k, struct tags *t,
                           struct ela_str code, const char *field, struct ela_error *err)
{
    const struct ela_meta_option *item = ela_meta_item(t->list, code);
    if (has(t, code))
        return ELA_OK;
    if (!item || !item->active)
        return ela_fail(err, ELA_E_INPUT, "field.choice", field);
    if (t->n >= MOST)
        return ela_fail(err, ELA_E_INPUT, "field.too_many", field);
    (void)ela_str_copy(code, t->code[t->n++], sizeof(t->code[0]));
    note(c, t, "+ ", code);
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(k->id),
                               ELA_DBV_TEXT(item->code)};
    return ela_db_exec(c->db, ELA_SQL_TAG_PUT, p, 3, NULL, err);
}

static enum ela_status drop(struct ela_call *c, const struct ela_case *k, struct tags *t,
                            struct ela_str code, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(k->id), ELA_DBV_STR(code)};
    if (!has(t, code))
        return ELA_OK;
    note(c, t, "\xe2\x88\x92 ", code);
    return ela_db_exec(c->db, ELA_SQL_TAG_DROP, p, 2, NULL, err);
}

static enum ela_status load(struct ela_call *c, const struct ela_case *k, struct tags *t,
                            struct ela_error *err)
{
    struct ela_db_value p = ELA_DBV_INT(k->id);
    struct ela_db_result r;
    ELA_TRY(ela_meta_list(c, LIST, &t->list, err));
    ELA_TRY(ela_db_query(c->db, ELA_SQL_TAGS_OF, &p, 1, &r, err));
    for (; t->n < r.nrows && t->n < MOST; t->n++)
        (void)ela_str_copy(ela_db_cell(&r, t->n, 0), t->code[t->n], sizeof(t->code[0]));
    ela_db_result_release(&r);
    return ELA_OK;
}

static bool asked(const struct ela_json *in, const char *code)
{
    for (size_t i = 0; i < ela_json_size(in); i++)
        if (ela_str_is(ela_json_text(ela_json_at(in, i)), code))
            return true;
    return false;
}

/* All of them at once: what is not named any more goes. */
static enum ela_status replace(struct ela_call *c, const struct ela_case *k, struct tags *t,
                               struct ela_error *err)
{
    const struct ela_json *in = ela_in_get(c, "tags");
    size_t had = t->n;
    if (ela_json_kind(in) != ELA_JARRAY)
        return ela_fail(err, ELA_E_INPUT, "field.type", "tags");
    for (size_t i = 0; i < ela_json_size(in); i++)
        ELA_TRY(put(c, k, t, ela_json_text(ela_json_at(in, i)), "tags", err));
    for (size_t i = 0; i < had; i++)
        if (!asked(in, t->code[i]))
            ELA_TRY(drop(c, k, t, ela_str_of(t->code[i]), err));
    return ELA_OK;
}

/* One more, or "-code": one less. */
static enum ela_status change(struct ela_call *c, const struct ela_case *k, struct tags *t,
                              struct ela_error *err)
{
    struct ela_str code = ela_in_text(c, "tag");
    if (code.n > 1 && code.p[0] == '-')
        return drop(c, k, t, (struct ela_str){code.p + 1, code.n - 1}, err);
    return put(c, k, t, code, "tag", err);
}

static enum ela_status tell(struct ela_call *c, const struct ela_case *k, const struct tags *t,
                            struct ela_error *err)
{
    if (t->told.n == 0)
        return ELA_OK;
    struct ela_json *data = ela_json_new_object();
    ela_json_set(data, "tags", ela_json_new_text(t->told.p, t->told.n));
    return ela__case_tell(c, k, ELA__FACT("case.tagged", "case", k->id, false), data, err);
}

static enum ela_status run(struct ela_call *c,
                           enum ela_status (*fn)(struct ela_call *, const struct ela_case *,
                                                 struct tags *, struct ela_error *),
                           struct ela_error *err)
{
    struct ela_case k;
    struct tags t = {.n = 0};
    ELA_TRY(ela_case_load(c, ela_in_int(c, "case", 0), "case", &k, err));
    ELA_TRY(ela_case_writable(&k, err));
    ELA_TRY(ela_case_may(c, &k, ELA_KR_EDIT, err));
    ela_buf_init(&t.told, 8000);
    enum ela_status st = load(c, &k, &t, err);
    if (st == ELA_OK)
        st = fn(c, &k, &t, err);
    if (st == ELA_OK)
        st = tell(c, &k, &t, err);
    ela_buf_release(&t.told);
    return st;
}

enum ela_status ela__case_tags(struct ela_call *c, struct ela_error *err)
{
    return run(c, replace, err);
}

enum ela_status ela__case_tag(struct ela_call *c, struct ela_error *err)
{
    return run(c, change, err);
}
