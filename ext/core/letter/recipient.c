/*
 * Who a letter goes to, as the lines of an envelope. Source: DOC-20.
 */
#include "letter/letter_internal.h"

#include <string.h>

static const char *kept(struct ela__letter_data *d, struct ela_str s)
{
    const char *p = s.n ? ela_arena_strndup(d->call.arena, s.p, s.n) : "";
    return p ? p : "";
}

static struct ela_str value(const struct ela__letter_data *d, const char *name)
{
    return ela_json_text(ela_json_get(d->values, name));
}

static void line(struct ela__letter_data *d, struct ela__letter_to *to, struct ela_str s)
{
    s = ela_str_trim(s);
    if (s.n && to->n < sizeof to->lines / sizeof to->lines[0])
        to->lines[to->n++] = kept(d, s);
}

/* An address has lines of its own. */
static void lines(struct ela__letter_data *d, struct ela__letter_to *to, struct ela_str text)
{
    while (text.n) {
        const char *end = memchr(text.p, '\n', text.n);
        size_t n = end ? (size_t)(end - text.p) : text.n;
        line(d, to, (struct ela_str){text.p, n});
        text = (struct ela_str){text.p + n + (end ? 1 : 0), text.n - n - (end ? 1 : 0)};
    }
}

static void town(struct ela__letter_data *d, struct ela__letter_to *to, struct ela_str zip,
                 struct ela_str name)
{
    char text[128];
    (void)snprintf(text, sizeof text, "%.*s %.*s", (int)(zip.n < 20 ? zip.n : 20),
                   zip.n ? zip.p : "", (int)(name.n < 90 ? name.n : 90), name.n ? name.p : "");
    line(d, to, ela_str_of(text));
}

static void to_client(struct ela__letter_data *d, struct ela__letter_to *to)
{
    memset(to, 0, sizeof *to);
    line(d, to, value(d, "nom_client"));
    lines(d, to, value(d, "adresse_client"));
    town(d, to, value(d, "code_postal_client"), value(d, "ville_client"));
}

/* At his own address, or at the client's. */
static void to_contact(struct ela__letter_data *d, const struct ela_db_result *r, size_t i,
                       struct ela__letter_to *to)
{
    struct ela_str own = ela_db_cell(r, i, 2);
    memset(to, 0, sizeof *to);
    if (own.n) {
        line(d, to, ela_db_cell(r, i, 1));
        lines(d, to, own);
        town(d, to, ela_db_cell(r, i, 3), ela_db_cell(r, i, 4));
        return;
    }
    struct ela_str name = ela_db_cell(r, i, 1);
    const char *care = ela_arena_printf(
        d->call.arena, d->en ? "For the attention of %.*s" : "À l’attention de %.*s", (int)name.n,
        name.p);
    line(d, to, value(d, "nom_client"));
    line(d, to, ela_str_of(care ? care : ""));
    lines(d, to, value(d, "adresse_client"));
    town(d, to, value(d, "code_postal_client"), value(d, "ville_client"));
}

static void to_party(struct ela__letter_data *d, const struct ela_json *p,
                     struct ela__letter_to *to)
{
    memset(to, 0, sizeof *to);
    line(d, to, ela_json_text(ela_json_get(p, "name")));
    lines(d, to, ela_json_text(ela_json_get(p, "address")));
}

/* --- the choice --------------------------------------------------------------------------- */

static void row(struct ela_json *rows, const char *kind, int64_t id,
                const struct ela__letter_to *to, struct ela_str name, struct ela_str role)
{
    struct ela_json *o = ela_json_new_object(), *list = ela_json_new_array();
    for (size_t i = 0; i < to->n; i++)
        ela_json_push(list, ela_json_new_text(to->lines[i], strlen(to->lines[i])));
    ela_json_set_text(o, "kind", kind);
    ela_json_set_int(o, "id", id);
    ela_json_set_str(o, "name", name.p ? name : ELA_STR(""));
    ela_json_set_str(o, "role", role.p ? role : ELA_STR(""));
    ela_json_set(o, "lines", list);
    ela_json_push(rows, o);
}

enum ela_status ela__letter_recipients(struct ela__letter_data *d, struct ela_json *rows,
                                       struct ela_error *err)
{
    struct ela_db_value id = ELA_DBV_INT(d->client_id);
    struct ela_db_result r;
    struct ela__letter_to to;
    to_client(d, &to);
    row(rows, "client", d->client_id, &to, value(d, "nom_client"), ELA_STR(""));
    ELA_TRY(ela_db_query(d->call.db, ELA_SQL_LETTER_CONTACTS, &id, 1, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        to_contact(d, &r, i, &to);
        row(rows, "contact", ela_db_int(&r, i, 0, 0), &to, ela_db_cell(&r, i, 1),
            ela_db_cell(&r, i, 5));
    }
    ela_db_result_release(&r);
    const struct ela_json *parties = ela_json_get(d->page, "parties");
    for (size_t i = 0; i < ela_json_size(parties); i++) {
        const struct ela_json *p = ela_json_at(parties, i);
        to_party(d, p, &to);
        row(rows, "party", ela_json_int(ela_json_get(p, "id"), 0), &to,
            ela_json_text(ela_json_get(p, "name")), ela_json_text(ela_json_get(p, "role_label")));
    }
    return ELA_OK;
}

static enum ela_status contact(struct ela__letter_data *d, int64_t id, struct ela__letter_to *to,
                               bool *found, struct ela_error *err)
{
    struct ela_db_value client = ELA_DBV_INT(d->client_id);
    struct ela_db_result r;
    ELA_TRY(ela_db_query(d->call.db, ELA_SQL_LETTER_CONTACTS, &client, 1, &r, err));
    for (size_t i = 0; i < r.nrows && !*found; i++)
        if (ela_db_int(&r, i, 0, 0) == id) {
            to_contact(d, &r, i, to);
            *found = true;
        }
    ela_db_result_release(&r);
    return ELA_OK;
}

static bool party(struct ela__letter_data *d, int64_t id, struct ela__letter_to *to)
{
    const struct ela_json *rows = ela_json_get(d->page, "parties");
    for (size_t i = 0; i < ela_json_size(rows); i++)
        if (ela_json_int(ela_json_get(ela_json_at(rows, i), "id"), 0) == id) {
            to_party(d, ela_json_at(rows, i), to);
            return true;
        }
    return false;
}

static void set_values(struct ela__letter_data *d, const struct ela__letter_to *to)
{
    struct ela_buf b;
    ela_buf_init(&b, 2000);
    for (size_t i = 1; i < to->n; i++) {
        ela_buf_adds(&b, i > 1 ? ", " : "");
        ela_buf_adds(&b, to->lines[i]);
    }
    ela_json_set_text(d->values, "nom_destinataire", to->n ? to->lines[0] : "");
    ela_json_set_str(d->values, "adresse_destinataire", (struct ela_str){b.p ? b.p : "", b.n});
    ela_buf_release(&b);
}

enum ela_status ela__letter_to(struct ela__letter_data *d, const struct ela_json *given,
                               struct ela__letter_to *to, struct ela_error *err)
{
    struct ela_str kind = ela_json_text(ela_json_get(given, "kind"));
    int64_t id = ela_json_int(ela_json_get(given, "id"), 0);
    const struct ela_json *own = ela_json_get(given, "lines");
    bool found = false;
    if (!given || ela_str_is(kind, "client")) {
        to_client(d, to);
        found = true;
    } else if (ela_str_is(kind, "contact")) {
        ELA_TRY(contact(d, id, to, &found, err));
    } else if (ela_str_is(kind, "party")) {
        found = party(d, id, to);
    } else if (ela_str_is(kind, "other")) {
        memset(to, 0, sizeof *to);
        for (size_t i = 0; i < ela_json_size(own); i++)
            line(d, to, ela_json_text(ela_json_at(own, i)));
        found = to->n > 0;
    }
    if (!found)
        return ela_fail(err, ELA_E_INPUT, "letter.recipient", "recipient");
    to->name = to->n ? to->lines[0] : "";
    set_values(d, to);
    return ELA_OK;
}
