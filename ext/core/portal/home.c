/*
 * The home of a third party, the firm, the manifest, the file of an invoice, health. Source:
 * PORT-01, PORT-08, PORT-09, PORT-20.
 */
#include "portal/portal_internal.h"

#include "case/case.h"
#include "case/list.h"
#include "portal/portal_sql.h"
#include "scope/scope.h"
#include "settings/settings.h"

enum { HOME_CASES = 5, HOME_INVOICES = 5 };

extern const struct ela_op ELA_CASE_OPS[];

/* --- pieces of the home ----------------------------------------------------------------------- */

static enum ela_status client(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value v[] = {ELA_DBV_INT(c->actor->account_id), ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(c->actor->client_id)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_HOME_CLIENT, v, 3, &r, err));
    if (r.nrows == 0) {
        ela_db_result_release(&r);
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "client");
    }
    struct ela_json *o = ela_json_new_object();
    ela_list_int(o, "id", &r, 0, 0);
    ela_list_text(o, "name", &r, 0, 1);
    ela_list_text(o, "profile", &r, 0, 2);
    ela_list_text(o, "role", &r, 0, 3);
    ela_json_set(c->out, "client", o);
    ela_db_result_release(&r);
    return ELA_OK;
}

/* The five newest open cases, as the list of cases gives them. */
static enum ela_status cases(struct ela_call *c, struct ela_error *err)
{
    struct ela_call sub = *c;
    struct ela_json *in = ela_json_new_object();
    enum ela_status st = ela_fail(NULL, ELA_E_INTERNAL, "op.unknown", "");

    ela_json_set_text(in, "class", "open");
    ela_json_set_int(in, "limit", HOME_CASES);
    sub.in = in;
    sub.out = ela_json_new_object();
    for (const struct ela_op *op = ELA_CASE_OPS; op->name != NULL; op++) {
        if (strcmp(op->name, "case.list") == 0)
            st = op->run(&sub, err);
    }
    const struct ela_json *rows = ela_json_get(sub.out, "rows");
    if (st == ELA_OK)
        ela_json_set(c->out, "cases", ela_json_ref((struct ela_json *)rows));
    ela_json_free(sub.out);
    ela_json_free(in);
    return st;
}

static enum ela_status cases_open(struct ela_call *c, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_HOME_OPEN);
    ela_scope_case(&q, c->actor, "c");
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    ela_json_set_int(c->out, "cases_open", ela_db_int(&r, 0, 0, 0));
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status read_adviser(struct ela_call *c, const char *sql, int64_t id, bool *found,
                                    struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value v = ELA_DBV_INT(id);
    ELA_TRY(ela_db_query(c->db, sql, &v, 1, &r, err));
    *found = r.nrows > 0;
    if (*found) {
        struct ela_json *o = ela_json_new_object();
        ela_list_int(o, "id", &r, 0, 0);
        ela_list_text(o, "name", &r, 0, 1);
        ela_list_text(o, "email", &r, 0, 2);
        ela_list_text(o, "phone", &r, 0, 3);
        ela_list_text(o, "job", &r, 0, 4);
        ela_json_set(c->out, "adviser", o);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status adviser(struct ela_call *c, struct ela_error *err)
{
    bool found = false;
    const struct ela_json *newest = ela_json_at(ela_json_get(c->out, "cases"), 0);
    int64_t lead = ela_json_int(ela_json_get(ela_json_get(newest, "lead"), "id"), 0);

    ela_json_set_null(c->out, "adviser");
    ELA_TRY(read_adviser(c, ELA_SQL_HOME_ADVISER, c->actor->client_id, &found, err));
    return found || lead == 0 ? ELA_OK : read_adviser(c, ELA_SQL_HOME_USER, lead, &found, err);
}

/* --- what waits ------------------------------------------------------------------------------- */

static struct ela_json *waiting_one(const char *kind)
{
    static const char *const members[] = {"case",     "invoice", "amount_minor",
                                          "currency", "due_on",  "percent"};
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "kind", kind);
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
        ela_json_set_null(o, members[i]);
    return o;
}

static void copy_member(struct ela_json *to, const char *name, const struct ela_json *from,
                        const char *source)
{
    const struct ela_json *v = ela_json_get(from, source);
    if (v != NULL)
        ela_json_set(to, name, ela_json_ref((struct ela_json *)v));
}

static struct ela_json *link_of(const struct ela_json *row, bool title)
{
    struct ela_json *o = ela_json_new_object();
    copy_member(o, "id", row, "id");
    copy_member(o, "ref", row, "ref");
    if (title)
        copy_member(o, "title", row, "title");
    return o;
}

static void invoice_waits(struct ela_json *list, const struct ela_json *row, bool late)
{
    bool is_late =
        ela_str_is(ela_json_text(ela_json_get(ela_json_get(row, "status"), "code")), "late");
    if (is_late != late)
        return;
    struct ela_json *o = waiting_one(late ? "invoice_late" : "invoice_due");
    ela_json_set(o, "invoice", link_of(row, false));
    copy_member(o, "amount_minor", row, "remain_minor");
    copy_member(o, "currency", row, "currency");
    copy_member(o, "due_on", row, "due_on");
    ela_json_push(list, o);
}

static void case_waits(struct ela_json *list, const struct ela_json *row)
{
    const struct ela_json *gauge = ela_json_get(row, "gauge");
    struct ela_str level = ela_json_text(ela_json_get(gauge, "level"));
    /* What is asked for in so many words stands in the list of what waits (portal.todo). */
    bool asks = ela_str_is(ela_json_text(ela_json_get(ela_json_get(row, "status"), "class")),
                           "wait_client") &&
                ela_json_int(ela_json_get(row, "todo"), 0) == 0;
    bool full = ela_str_is(level, "full"), warn = ela_str_is(level, "warn");
    if (asks) {
        struct ela_json *o = waiting_one("case_waits");
        ela_json_set(o, "case", link_of(row, true));
        ela_json_push(list, o);
    }
    if (full || warn) {
        struct ela_json *o = waiting_one(full ? "gauge_full" : "gauge_warn");
        ela_json_set(o, "case", link_of(row, true));
        copy_member(o, "percent", gauge, "percent");
        ela_json_push(list, o);
    }
}

/* Most pressing first: late invoices, cases that wait for an answer, the rest. */
static void waiting(struct ela_call *c)
{
    struct ela_json *list = ela_json_new_array();
    const struct ela_json *invoices = ela_json_get(c->out, "invoices"),
                          *rows = ela_json_get(c->out, "cases");
    for (size_t i = 0; i < ela_json_size(invoices); i++)
        invoice_waits(list, ela_json_at(invoices, i), true);
    for (size_t i = 0; i < ela_json_size(rows); i++)
        case_waits(list, ela_json_at(rows, i));
    for (size_t i = 0; i < ela_json_size(invoices); i++)
        invoice_waits(list, ela_json_at(invoices, i), false);
    ela_json_set(c->out, "waiting", list);
}

enum ela_status ela__portal_home(struct ela_call *c, struct ela_error *err)
{
    int64_t due = 0, late = 0;
    struct ela_json *invoices = ela_json_new_array();

    ela_json_set(c->out, "invoices", invoices);
    ELA_TRY(client(c, err));
    ELA_TRY(cases(c, err));
    ELA_TRY(cases_open(c, err));
    ELA_TRY(ela__portal_invoices_due(c, HOME_INVOICES, invoices, err));
    ELA_TRY(ela__portal_invoices_owed(c, &due, &late, err));
    ela_json_set_int(c->out, "due_minor", due);
    ela_json_set_text(c->out, "currency", c->settings->currency);
    ELA_TRY(adviser(c, err));
    ela_json_set(c->out, "firm", ela_firm_json(c->settings, c->actor->lang));
    waiting(c);
    return ELA_OK;
}

/* --- the file of an invoice ------------------------------------------------------------------- */

static bool forbidden(unsigned char ch)
{
    return ch < 0x20 || ch == 0x7f || strchr("<>/\\?*|\":$;`", ch) != NULL;
}

bool ela__portal_file_name(struct ela_str ref, char out[128])
{
    size_t n = 0;
    for (size_t i = 0; i < ref.n && n < 127; i++) {
        unsigned char ch = (unsigned char)ref.p[i];
        bool dashes = ch == '-' && i + 1 < ref.n && ref.p[i + 1] == '-';
        if (ch >= 0x80)
            return false; /* Dolibarr would take the accent off; references of invoices have none */
        if (dashes) {
            while (i + 1 < ref.n && ref.p[i + 1] == '-')
                i++;
            out[n++] = '_';
        } else if (ch == '.' && i + 1 < ref.n && ref.p[i + 1] == '.') {
            i++;
        } else {
            out[n++] = forbidden(ch) ? '_' : (char)ch;
        }
    }
    out[n] = '\0';
    return n > 0 && ref.n < 127 && strcmp(out, ".") != 0 && strstr(out, "..") == NULL;
}

enum ela_status ela__portal_invoice_pdf(struct ela_call *c, struct ela_error *err)
{
    char file[128], path[320], name[160];
    struct ela_sql q;
    struct ela_db_result r;

    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_INVOICE_PDF);
    ela_sql_int(&q, ela_in_int(c, "invoice", 0));
    ela_scope_invoice(&q, c->actor, "f");
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    bool found = r.nrows > 0 && ela__portal_file_name(ela_db_cell(&r, 0, 0), file);
    int64_t entity = ela_db_int(&r, 0, 1, 1);
    ela_db_result_release(&r);
    if (!found)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "invoice");
    if (entity > 1) /* each further entity has a documents folder of its own */
        snprintf(path, sizeof path, "%lld/facture/%s/%s.pdf", (long long)entity, file, file);
    else
        snprintf(path, sizeof path, "facture/%s/%s.pdf", file, file);
    snprintf(name, sizeof name, "%s.pdf", file);
    ela_json_set_text(c->out, "path", path);
    ela_json_set_text(c->out, "name", name);
    return ELA_OK;
}

/* --- firm, manifest, health ------------------------------------------------------------------- */

enum ela_status ela__portal_firm(struct ela_call *c, struct ela_error *err)
{
    (void)err;
    struct ela_json *firm = ela_firm_json(c->settings, c->actor->lang);
    const char *key = NULL;
    const struct ela_json *value = NULL;
    for (const void *it = NULL; (it = ela_json_next(firm, it, &key, &value)) != NULL;)
        ela_json_set(c->out, key, ela_json_ref((struct ela_json *)value));
    ela_json_free(firm);
    return ELA_OK;
}

static void icon(struct ela_json *icons, const char *src, const char *sizes, const char *type,
                 const char *purpose)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "src", src);
    ela_json_set_text(o, "sizes", sizes);
    ela_json_set_text(o, "type", type);
    ela_json_set_text(o, "purpose", purpose);
    ela_json_push(icons, o);
}

/* Phones show about twelve letters under an icon: whole words, or a word cut. */
static struct ela_str short_name(const char *name)
{
    size_t n = 0, end = 0;
    for (; name[n] != '\0' && n <= 14; n++) {
        if (name[n] == ' ')
            end = n;
    }
    if (name[n] == '\0')
        return (struct ela_str){name, n};
    if (end == 0) {
        for (end = 12; end > 0 && ((unsigned char)name[end] & 0xc0) == 0x80; end--)
            ;
    }
    return (struct ela_str){name, end};
}

enum ela_status ela__portal_manifest(struct ela_call *c, struct ela_error *err)
{
    (void)err;
    const char *name = c->settings->firm_name[0] != '\0' ? c->settings->firm_name : "eLaska";
    struct ela_json *icons = ela_json_new_array();
    ela_json_set_text(c->out, "id", "/");
    ela_json_set_text(c->out, "name", name);
    ela_json_set_str(c->out, "short_name", short_name(name));
    ela_json_set_text(c->out, "lang", strncmp(c->actor->lang, "en", 2) == 0 ? "en" : "fr");
    ela_json_set_text(c->out, "start_url", "/");
    ela_json_set_text(c->out, "scope", "/");
    ela_json_set_text(c->out, "display", "standalone");
    ela_json_set_text(c->out, "theme_color", c->settings->accent);
    ela_json_set_text(c->out, "background_color", "#ffffff");
    icon(icons, "/icons/icon-192.png", "192x192", "image/png", "any");
    icon(icons, "/icons/icon-512.png", "512x512", "image/png", "any");
    icon(icons, "/icons/maskable-512.png", "512x512", "image/png", "maskable");
    ela_json_set(c->out, "icons", icons);
    return ELA_OK;
}

enum ela_status ela__portal_health(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_PORTAL_PING, NULL, 0, &r, err));
    ela_db_result_release(&r);
    ela_json_set_text(c->out, "status", "ok");
    ela_json_set_text(c->out, "version", ela_version());
    return ELA_OK;
}

/* --- table ------------------------------------------------------------------------------------ */

static const struct ela_field NONE[] = {{0}};
static const struct ela_field LIST[] = {{.name = "case", .type = ELA_FT_ID, .ref = "case"},
                                        {.name = "after", .type = ELA_FT_LINE, .max = 200},
                                        {.name = "limit", .type = ELA_FT_INT, .min = 1, .max = 200},
                                        {0}};
static const struct ela_field WAITING[] = {
    {.name = "limit", .type = ELA_FT_INT, .min = 1, .max = 200}, {0}};
static const struct ela_field INVOICE[] = {
    {.name = "invoice", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "invoice"}, {0}};

const struct ela_op ELA_PORTAL_OPS[] = {
    {"portal.home", ELA_OP_READ, ELA_BY_PORTAL, 0, NONE, ela__portal_home},
    {"portal.todo", ELA_OP_READ, ELA_BY_PORTAL, 0, WAITING, ela__portal_todo},
    {"portal.invoices", ELA_OP_READ, ELA_BY_PORTAL, 0, LIST, ela__portal_invoices},
    {"portal.invoice", ELA_OP_READ, ELA_BY_PORTAL, 0, INVOICE, ela__portal_invoice},
    {"portal.invoice_pdf", ELA_OP_READ, ELA_BY_PORTAL, 0, INVOICE, ela__portal_invoice_pdf},
    {"portal.manifest", ELA_OP_READ, ELA_BY_ANYONE, 0, NONE, ela__portal_manifest},
    {"portal.health", ELA_OP_READ, ELA_BY_ANYONE, 0, NONE, ela__portal_health},
    {"firm.read", ELA_OP_READ, ELA_BY_PORTAL | ELA_BY_ANYONE, 0, NONE, ela__portal_firm},
    {0}};
