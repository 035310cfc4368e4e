/*
 * The route table and the matching of paths.
 */
#include "portal/portal.h"

#include "portal/portal_internal.h"

#define NONE      ELA_AUTH_NONE
#define SESSION   ELA_AUTH_SESSION
#define RENEWAL   ELA_AUTH_RENEWAL
#define NEVER     ELA_CACHE_NEVER
#define PUBLIC    ELA_CACHE_PUBLIC
#define OPENS     ELA_ROUTE_OPENS
#define CLOSES    ELA_ROUTE_CLOSES
#define BYTES     ELA_ROUTE_BYTES
#define AS_FILE   ELA_ROUTE_FILE
#define ME        ELA_ROUTE_ME
#define VISIT     ELA_AUTH_VISIT
#define VISITS    ELA_ROUTE_VISITS
#define SHARE     "/v1/shares/{share}"
#define CLIENT    "/v1/clients/{client}"
#define CASE      CLIENT "/cases/{case}"
#define INVOICE   CLIENT "/invoices/{invoice}"
#define TASK      CLIENT "/tasks/{task}"
#define CONTACT   CLIENT "/contacts/{contact}"
#define STEP      CLIENT "/steps/{step}"
#define FILE_ID   CLIENT "/files/{file}"
#define COMMENT   CLIENT "/comments/{comment}"
#define UPLOAD_ID CLIENT "/uploads/{upload}"
#define UPLOAD    ELA_ROUTE_UPLOAD
#define VAULT     CLIENT "/vault"
#define ITEM      VAULT "/files/{item}"
#define OF_VAULT  ELA_ROUTE_VAULT
#define REQUEST   CLIENT "/requests/{request}"

static const struct ela_portal_route ROUTES[] = {
    {"POST", "/v1/session", "account.login", NONE, 200, NEVER, OPENS, ""},
    {"DELETE", "/v1/session", "account.logout", SESSION, 204, NEVER, CLOSES, ""},
    {"POST", "/v1/session/renewal", "account.renew", RENEWAL, 200, NEVER, OPENS, ""},
    {"GET", "/v1/sessions", "account.sessions", SESSION, 200, NEVER, 0, ""},
    {"DELETE", "/v1/sessions/{session}", "account.session_close", SESSION, 204, NEVER, 0, ""},
    {"GET", "/v1/invitations/{token}", "account.invitation", NONE, 200, NEVER, 0, ""},
    {"POST", "/v1/invitations/{token}", "account.accept", NONE, 200, NEVER, OPENS, ""},
    {"POST", "/v1/password-resets", "account.forgot", NONE, 202, NEVER, 0, ""},
    {"GET", "/v1/password-resets/{token}", "account.reset_link", NONE, 200, NEVER, 0, ""},
    {"PUT", "/v1/password-resets/{token}", "account.reset", NONE, 204, NEVER, 0, ""},
    {"GET", "/v1/me", "account.me", SESSION, 200, NEVER, ME, ""},
    {"PATCH", "/v1/me", "account.language", SESSION, 200, NEVER, ME, ""},
    {"PUT", "/v1/me/password", "account.password", SESSION, 204, NEVER, 0, ""},
    {"GET", "/v1/firm", "firm.read", NONE, 200, PUBLIC, 0, ""},
    {"GET", CLIENT "/home", "portal.home", SESSION, 200, NEVER, 0, ""},
    {"GET", CLIENT "/todo", "portal.todo", SESSION, 200, NEVER, 0, "limit"},
    {"GET", CLIENT "/cases", "case.list", SESSION, 200, NEVER, 0,
     "after,limit,class,kind,archived,search"},
    {"GET", CLIENT "/case-kinds", "case.kinds", SESSION, 200, NEVER, 0, ""},
    {"GET", CASE, "case.page", SESSION, 200, NEVER, 0, ""},
    {"GET", CASE "/time", "time.sheet", SESSION, 200, NEVER, 0, "after,limit"},
    {"GET", CASE "/time.pdf", "time.sheet_pdf", SESSION, 200, NEVER, BYTES, ""},
    {"GET", CASE "/timeline", "event.list", SESSION, 200, NEVER, 0, "after,limit,kinds"},
    {"GET", CASE "/invoices", "portal.invoices", SESSION, 200, NEVER, 0, "after,limit"},
    {"GET", CLIENT "/services", "request.catalogue", SESSION, 200, NEVER, 0, ""},
    {"GET", CLIENT "/services/{kind}", "request.form", SESSION, 200, NEVER, 0, "service"},
    {"PUT", CLIENT "/drafts/{draft_key}", "request.draft", SESSION, 200, NEVER, 0, ""},
    {"GET", CLIENT "/requests", "request.mine", SESSION, 200, NEVER, 0, "after,limit,open"},
    {"GET", REQUEST, "request.read", SESSION, 200, NEVER, 0, ""},
    {"GET", REQUEST "/form", "request.form", SESSION, 200, NEVER, 0, ""},
    {"POST", REQUEST "/send", "request.send", SESSION, 200, NEVER, 0, ""},
    {"POST", REQUEST "/cancel", "request.cancel", SESSION, 200, NEVER, 0, ""},
    {"POST", REQUEST "/messages", "request.message", SESSION, 204, NEVER, 0, ""},
    {"GET", CLIENT "/invoices", "portal.invoices", SESSION, 200, NEVER, 0, "after,limit"},
    {"GET", INVOICE, "portal.invoice", SESSION, 200, NEVER, 0, ""},
    {"GET", INVOICE "/pdf", "portal.invoice_pdf", SESSION, 200, NEVER, AS_FILE, ""},
    {"GET", INVOICE "/annex.pdf", "billing.annex", SESSION, 200, NEVER, BYTES, ""},
    {"GET", CASE "/tasks", "task.board", SESSION, 200, NEVER, 0, ""},
    {"POST", CASE "/tasks", "task.suggest", SESSION, 201, NEVER, 0, ""},
    {"GET", CLIENT "/tasks", "task.list", SESSION, 200, NEVER, 0,
     "after,limit,case,open,late,for_client"},
    {"GET", TASK, "task.read", SESSION, 200, NEVER, 0, ""},
    {"POST", TASK "/done", "task.done", SESSION, 200, NEVER, 0, ""},
    {"POST", TASK "/comments", "task.say", SESSION, 201, NEVER, 0, ""},
    {"PUT", CLIENT "/checks/{check}", "task.check", SESSION, 200, NEVER, 0, ""},
    {"GET", CLIENT "/fields", "client.fields", SESSION, 200, NEVER, 0, "form"},
    {"PUT", CLIENT "/fields", "client.fields_save", SESSION, 200, NEVER, 0, ""},
    {"GET", CLIENT "/contacts", "contact.list", SESSION, 200, NEVER, 0, ""},
    {"GET", CONTACT "/fields", "contact.fields", SESSION, 200, NEVER, 0, ""},
    {"PUT", CONTACT "/fields", "contact.fields_save", SESSION, 200, NEVER, 0, ""},
    {"GET", TASK "/fields", "task.fields", SESSION, 200, NEVER, 0, ""},
    {"PUT", TASK "/fields", "task.fields_save", SESSION, 200, NEVER, 0, ""},
    {"GET", STEP "/form", "step.mine", SESSION, 200, NEVER, 0, ""},
    {"PUT", STEP "/draft", "step.draft", SESSION, 200, NEVER, 0, ""},
    {"POST", STEP "/answers", "step.send", SESSION, 200, NEVER, 0, ""},
    {"GET", CLIENT "/actions", "action.list", SESSION, 200, NEVER, 0, "case,open"},
    {"POST", CLIENT "/actions/{action}/answer", "action.answer", SESSION, 200, NEVER, 0, ""},
    {"GET", CASE "/files", "file.list", SESSION, 200, NEVER, 0, ""},
    {"GET", CLIENT "/documents", "document.mine", SESSION, 200, NEVER, 0,
     "search,category,case,folder,status,by,from,to,after,limit"},
    {"GET", CLIENT "/folders", "folder.tree", SESSION, 200, NEVER, 0, ""},
    {"POST", FILE_ID "/open", "document.open", SESSION, 200, NEVER, 0, ""},
    {"PUT", CLIENT "/files", "file.put", SESSION, 201, NEVER, UPLOAD,
     "object,id,name,category,description,folder"},
    {"POST", CLIENT "/reveal", "sealed.reveal", SESSION, 200, NEVER, 0, ""},
    {"POST", CLIENT "/uploads", "upload.begin", SESSION, 201, NEVER, 0, ""},
    {"GET", UPLOAD_ID, "upload.read", SESSION, 200, NEVER, 0, ""},
    {"PUT", UPLOAD_ID, "upload.put", SESSION, 200, NEVER, UPLOAD, "offset"},
    {"DELETE", UPLOAD_ID, "upload.drop", SESSION, 204, NEVER, 0, ""},
    {"GET", FILE_ID, "file.get", SESSION, 200, NEVER, AS_FILE, "view"},
    {"GET", FILE_ID "/preview", "preview.read", SESSION, 200, NEVER, 0, ""},
    {"GET", FILE_ID "/pages/{page}", "preview.get", SESSION, 200, NEVER, AS_FILE, ""},
    {"GET", CLIENT "/pieces/{piece}/model", "piece.model", SESSION, 200, NEVER, AS_FILE, ""},
    {"DELETE", FILE_ID, "file.delete", SESSION, 204, NEVER, 0, ""},
    {"GET", FILE_ID "/comments", "file.comments", SESSION, 200, NEVER, 0, ""},
    {"POST", FILE_ID "/comments", "file.comment", SESSION, 201, NEVER, 0, ""},
    {"PUT", COMMENT, "comment.edit", SESSION, 204, NEVER, 0, ""},
    {"DELETE", COMMENT, "comment.delete", SESSION, 204, NEVER, 0, ""},
    {"GET", "/v1/qr/{code}", "qr.resolve", SESSION, 200, NEVER, 0, ""},
    {"GET", CLIENT "/qr", "qr.client", SESSION, 200, NEVER, 0, ""},
    {"GET", INVOICE "/qr", "qr.invoice", SESSION, 200, NEVER, 0, ""},
    {"POST", "/v1/shares", "share.open", NONE, 200, NEVER, VISITS, ""},
    {"GET", SHARE, "share.files", VISIT, 200, NEVER, 0, ""},
    {"GET", SHARE "/files/{file}", "share.get", VISIT, 200, NEVER, AS_FILE, "view"},
    {"GET", VAULT, "vault.state", SESSION, 200, NEVER, OF_VAULT, ""},
    {"POST", VAULT "/opening", "vault.open", SESSION, 200, NEVER, ELA_ROUTE_UNLOCKS, ""},
    {"DELETE", VAULT "/opening", "vault.close", SESSION, 204, NEVER, OF_VAULT | ELA_ROUTE_LOCKS,
     ""},
    {"GET", VAULT "/files", "vault.list", SESSION, 200, NEVER, OF_VAULT, ""},
    {"POST", VAULT "/files", "vault.begin", SESSION, 201, NEVER, OF_VAULT, ""},
    {"PUT", ITEM "/bytes", "vault.put", SESSION, 200, NEVER, OF_VAULT | UPLOAD, "offset"},
    {"GET", ITEM "/bytes", "vault.get", SESSION, 200, NEVER, OF_VAULT | ELA_ROUTE_POUR, "view"},
    {"PATCH", ITEM, "vault.update", SESSION, 200, NEVER, OF_VAULT, ""},
    {"PUT", ITEM "/readers", "vault.readers", SESSION, 204, NEVER, OF_VAULT, ""},
    {"DELETE", ITEM, "vault.delete", SESSION, 204, NEVER, OF_VAULT, ""},
    {"POST", ITEM "/restore", "vault.restore", SESSION, 204, NEVER, OF_VAULT, ""},
    {"GET", VAULT "/log", "vault.log", SESSION, 200, NEVER, OF_VAULT, "after,limit"},
    {"GET", "/v1/health", "portal.health", NONE, 200, NEVER, 0, ""},
    {"GET", "/v1/openapi.json", NULL, NONE, 200, PUBLIC, 0, ""},
    {"GET", "/v1/manifest", "portal.manifest", NONE, 200, PUBLIC, ELA_ROUTE_MANIFEST, ""},
    {0}};

const struct ela_portal_route *ela_portal_routes(void)
{
    return ROUTES;
}

static size_t split(struct ela_str path, struct ela_str out[ELA__SEGMENTS])
{
    size_t n = 0, start = 0;
    for (size_t i = 0; i <= path.n; i++) {
        if (i < path.n && path.p[i] != '/')
            continue;
        if (i > 0) { /* the leading slash opens the first segment */
            if (n == ELA__SEGMENTS)
                return 0;
            out[n++] = (struct ela_str){path.p + start, i - start};
        }
        start = i + 1;
    }
    return n;
}

static bool bind(struct ela__match *m, struct ela_str pattern, struct ela_str value)
{
    size_t n = pattern.n - 2;
    if (value.n == 0 || value.n > 200 || m->nbound == ELA__BOUND || n >= sizeof m->bound[0].name)
        return false;
    memcpy(m->bound[m->nbound].name, pattern.p + 1, n);
    m->bound[m->nbound].name[n] = '\0';
    m->bound[m->nbound].value = value;
    m->nbound++;
    return true;
}

static bool fits(const char *template, const struct ela_str *seg, size_t n, struct ela__match *m)
{
    struct ela_str want[ELA__SEGMENTS];
    m->nbound = 0;
    if (split(ela_str_of(template), want) != n)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (want[i].n > 2 && want[i].p[0] == '{') {
            if (!bind(m, want[i], seg[i]))
                return false;
        } else if (!ela_str_eq(want[i], seg[i])) {
            return false;
        }
    }
    return true;
}

static void allow(struct ela__match *m, const char *method)
{
    size_t n = strlen(m->allow);
    snprintf(m->allow + n, sizeof m->allow - n, "%s%s", n > 0 ? ", " : "", method);
    if (strcmp(method, "GET") == 0) {
        n = strlen(m->allow);
        snprintf(m->allow + n, sizeof m->allow - n, ", HEAD");
    }
}

/* What a path names by words: one-time tokens, kinds of case, keys of drafts. */
bool ela__route_text(const char *name)
{
    return strcmp(name, "token") == 0 || strcmp(name, "kind") == 0 || strcmp(name, "code") == 0 ||
           strcmp(name, "draft_key") == 0;
}

/* Digits only, no leading zero: one address for one thing. */
static bool path_id(struct ela_str s, int64_t max, int64_t *id)
{
    if (s.n == 0 || s.p[0] < '1' || s.p[0] > '9' || !ela_parse_i64(s, id))
        return false;
    return *id <= max;
}

static void check_ids(struct ela__match *m)
{
    for (size_t i = 0; i < m->nbound; i++) {
        int64_t id = 0;
        bool client = strcmp(m->bound[i].name, "client") == 0;
        if (ela__route_text(m->bound[i].name))
            continue;
        bool narrow = client || strcmp(m->bound[i].name, "invoice") == 0 ||
                      strcmp(m->bound[i].name, "contact") == 0;
        if (!path_id(m->bound[i].value, narrow ? INT32_MAX : INT64_MAX, &id))
            m->malformed = true;
        else if (client)
            m->client = (int32_t)id;
    }
}

void ela__route_match(struct ela_str method, struct ela_str path, struct ela__match *m)
{
    struct ela_str seg[ELA__SEGMENTS];
    memset(m, 0, sizeof *m);
    size_t n = path.n > 0 && path.p[0] == '/' && path.n <= 1024 ? split(path, seg) : 0;
    if (ela_str_is(method, "HEAD"))
        method = ELA_STR("GET");
    for (const struct ela_portal_route *r = ROUTES; n > 0 && r->method != NULL; r++) {
        struct ela__match trial = *m;
        if (!fits(r->path, seg, n, &trial))
            continue;
        m->path_known = true;
        allow(m, r->method);
        if (m->route != NULL || !ela_str_is(method, r->method))
            continue;
        m->route = r;
        memcpy(m->bound, trial.bound, sizeof m->bound);
        m->nbound = trial.nbound;
    }
    check_ids(m);
}
