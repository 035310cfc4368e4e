/*
 * The register of what was sent outside: to whom, when, by whom, how. Rows are added, never
 * changed. Source: DOC-10.
 */
#include "case/list.h"
#include "share/share_internal.h"

enum { RECIPIENTS_MAX = 20 };

static const char *const MEANS[] = {"email", "post", "link", NULL};

static const struct ela_field RECIPIENT[] = {
    {.name = "party", .type = ELA_FT_ID, .flags = ELA_FF_NULLABLE, .ref = "party"},
    {.name = "name", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 190},
    {.name = "email", .type = ELA_FT_EMAIL, .flags = ELA_FF_NULLABLE},
    {.name = NULL},
};
static const struct ela_field ADD[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = "files",
     .type = ELA_FT_IDS,
     .flags = ELA_FF_REQUIRED,
     .min = 1,
     .max = ELA__SHARE_FILES_MAX,
     .ref = "file"},
    {.name = "recipients",
     .type = ELA_FT_LIST,
     .flags = ELA_FF_REQUIRED,
     .min = 1,
     .max = RECIPIENTS_MAX,
     .fields = RECIPIENT},
    {.name = "means", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = MEANS},
    {.name = "on", .type = ELA_FT_DAY, .flags = ELA_FF_NULLABLE},
    {.name = "tracking", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 80},
    {.name = "note", .type = ELA_FT_LINE, .flags = ELA_FF_NULLABLE, .max = 500},
    {.name = NULL},
};
static const struct ela_field LIST[] = {
    {.name = "case", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "case"},
    {.name = NULL},
};

static enum ela_status add(struct ela_call *c, struct ela_error *err);
static enum ela_status list(struct ela_call *c, struct ela_error *err);

const struct ela_op ELA_DISPATCH_OPS[] = {
    {"dispatch.add", ELA_OP_WRITE, ELA_BY_USER, ELA_RIGHT_CASE_WRITE, ADD, add},
    {"dispatch.list", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_CASE_READ, LIST, list},
    {.name = NULL},
};

/* --- to whom ------------------------------------------------------------------------------ */

static enum ela_status of_party(struct ela_call *c, const struct ela_case *k, int64_t party,
                                const char *prefix, struct ela__recipient *out,
                                struct ela_error *err)
{
    struct ela_db_value v[] = {ELA_DBV_INT(k->id), ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(party)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_SHARE_PARTY, v, 3, &r, err));
    bool found = r.nrows > 0;
    struct ela_str name = ela_db_cell(&r, 0, 1), email = ela_db_cell(&r, 0, 2);
    const char *n = ela_arena_strndup(c->arena, name.n ? name.p : "", name.n),
               *e = ela_arena_strndup(c->arena, email.n ? email.p : "", email.n);
    out->soc = ela_db_int(&r, 0, 3, 0);
    out->contact = ela_db_int(&r, 0, 4, 0);
    ela_db_result_release(&r);
    if (!found || !n || !e)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found",
                        ela_arena_printf(c->arena, "%sparty", prefix));
    out->name = ela_str_of(n);
    out->email = ela_str_of(e);
    return ELA_OK;
}

enum ela_status ela__recipient(struct ela_call *c, const struct ela_case *k,
                               const struct ela_json *in, const char *prefix,
                               struct ela__recipient *out, struct ela_error *err)
{
    int64_t party = ela_json_int(ela_json_get(in, "party"), 0);
    struct ela_str name = ela_json_text(ela_json_get(in, "name")),
                   email = ela_json_text(ela_json_get(in, "email"));
    *out = (struct ela__recipient){.name = ELA_STR(""), .email = ELA_STR("")};
    if (party > 0)
        ELA_TRY(of_party(c, k, party, prefix, out, err));
    /* What was typed beside a party is what is meant today. */
    if (name.n)
        out->name = name;
    if (email.n)
        out->email = email;
    if (out->name.n == 0)
        out->name = out->email;
    if (out->name.n == 0)
        return ela_fail(err, ELA_E_INPUT, "field.required",
                        ela_arena_printf(c->arena, "%sname", prefix));
    return ELA_OK;
}

/* --- adding ------------------------------------------------------------------------------- */

static struct ela_db_value id_or_null(int64_t id)
{
    return id > 0 ? ELA_DBV_INT(id) : ELA_DBV_NULL;
}

static enum ela_status keep_files(struct ela_call *c, int64_t id, const int64_t *files, size_t n,
                                  struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_DISPATCH_FILE_INSERT);
    ela_sql_int(&q, id);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_in(&q, files, n);
    return ela_sql_exec(&q, c->db, NULL, err);
}

enum ela_status ela__dispatch_add(struct ela_call *c, const struct ela_case *k,
                                  const struct ela__dispatch *d, const int64_t *files, size_t n,
                                  int64_t *id, struct ela_error *err)
{
    struct ela_db_value v[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(k->client_id),
                               ELA_DBV_INT(k->id),
                               ELA_DBV_TEXT(d->means),
                               id_or_null(d->to.soc),
                               id_or_null(d->to.contact),
                               ELA_DBV_STR(d->to.name),
                               ELA_DBV_STR(d->to.email),
                               ela_list_day(c->arena, d->on),
                               ELA_DBV_STR(d->tracking.n ? d->tracking : ELA_STR("")),
                               ELA_DBV_STR(d->note.n ? d->note : ELA_STR("")),
                               id_or_null(d->share),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->actor->user_id)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_DISPATCH_INSERT, v, sizeof v / sizeof v[0], NULL, err));
    *id = ela_db_last_id(c->db);
    ELA_TRY(keep_files(c, *id, files, n, err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_str(data, "name", d->to.name);
    ela_json_set_text(data, "means", d->means);
    ela_json_set_int(data, "count", (int64_t)n);
    /* Where his documents went is the client's to know. */
    struct ela_event e = {.kind = "dispatch.sent",
                          .client_id = k->client_id,
                          .case_id = k->id,
                          .object = "dispatch",
                          .object_id = *id,
                          .visible = k->portal_visible,
                          .data = data};
    return ela_event_add(c, &e, err);
}

static enum ela_status add(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    const int64_t *files = NULL;
    size_t n = 0;
    struct ela_day today = ela_tz_day(c->tz, c->now);
    const struct ela_json *to = ela_in_get(c, "recipients");
    char means[8];
    (void)ela_str_copy(ela_in_text(c, "means"), means, sizeof means);
    struct ela__dispatch d = {.means = means,
                              .on = ela_in_day(c, "on"),
                              .tracking = ela_in_text(c, "tracking"),
                              .note = ela_in_text(c, "note")};
    struct ela_json *ids = ela_json_new_array();
    ela_json_set(c->out, "ids", ids);
    ELA_TRY(ela_case_load(c, ela_in_int(c, "case", 0), "case", &k, err));
    ELA_TRY(ela_case_writable(&k, err));
    ELA_TRY(ela_case_may(c, &k, ELA_KR_EDIT, err));
    ELA_TRY(ela__share_chosen(c, &k, &files, &n, err));
    if (d.on.n == ELA_DAY_NONE.n)
        d.on = today;
    if (d.on.n > today.n)
        return ela_fail(err, ELA_E_INPUT, "dispatch.future", "on");
    for (size_t i = 0; i < ela_json_size(to); i++) {
        int64_t id = 0;
        const char *prefix = ela_arena_printf(c->arena, "recipients/%zu/", i);
        ELA_TRY(ela__recipient(c, &k, ela_json_at(to, i), prefix ? prefix : "", &d.to, err));
        ELA_TRY(ela__dispatch_add(c, &k, &d, files, n, &id, err));
        ela_json_push(ids, ela_json_new_int(id));
    }
    return ela_case_activity(c, k.id, err);
}

/* --- reading ------------------------------------------------------------------------------ */

static struct ela_json *row(const struct ela_db_result *r, size_t i)
{
    struct ela_json *o = ela_json_new_object();
    ela_list_int(o, "id", r, i, 0);
    ela_list_text(o, "means", r, i, 1);
    ela_list_text(o, "name", r, i, 2);
    ela_list_text(o, "email", r, i, 3);
    ela_list_text(o, "on", r, i, 4);
    ela_list_text(o, "tracking", r, i, 5);
    ela_list_text(o, "note", r, i, 6);
    ela_list_int(o, "share", r, i, 7);
    ela_list_int(o, "at", r, i, 8);
    ela_list_person(o, "by", r, i, 9, 10);
    return o;
}

static struct ela_json *files_of(const struct ela_db_result *f, int64_t id)
{
    struct ela_json *list = ela_json_new_array();
    for (size_t i = 0; i < f->nrows; i++) {
        if (ela_db_int(f, i, 0, 0) != id)
            continue;
        struct ela_json *o = ela_json_new_object();
        ela_list_int(o, "id", f, i, 1);
        ela_list_text(o, "name", f, i, 2);
        ela_json_push(list, o);
    }
    return list;
}

static enum ela_status list(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    struct ela_db_result r, f;
    ELA_TRY(ela_case_load(c, ela_in_int(c, "case", 0), "case", &k, err));
    struct ela_db_value v[] = {ELA_DBV_INT(k.id), ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_DISPATCH_ROWS, v, 2, &r, err));
    enum ela_status st =
        ela__share_levelled(c, ELA_SQL_DISPATCH_FILES, k.id, ELA_SQL_DISPATCH_FILES_ORDER, &f, err);
    if (st == ELA_OK) {
        struct ela_json *rows = ela_json_new_array();
        for (size_t i = 0; i < r.nrows; i++) {
            struct ela_json *o = row(&r, i);
            ela_json_set(o, "files", files_of(&f, ela_db_int(&r, i, 0, 0)));
            ela_json_push(rows, o);
        }
        ela_json_set(c->out, "rows", rows);
        ela_db_result_release(&f);
    }
    ela_db_result_release(&r);
    return st;
}
