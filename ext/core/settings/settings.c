/*
 * Settings of one entity: one row per setting says its name, type, default and bounds.
 */
#include "settings/settings.h"
#include "settings/settings_ops.h"
#include "settings/settings_sql.h"

#include "base/log.h"

/* Central European time, as France keeps it. */
#define FRANCE "CET-1CEST,M3.5.0,M10.5.0/3"

enum type {
    LINE,    /* char[size] */
    LINES,   /* char[size], may hold line ends */
    EMAIL,   /* char[size], may be empty */
    URL,     /* char[size], may be empty; trailing slashes are dropped */
    COLOUR,  /* "#rrggbb" */
    ZONE,    /* struct ela_tz */
    MONEY,   /* currency code, char[4] */
    RATE,    /* struct ela_rate; empty: none */
    VAT,     /* int32_t, thousandths of a percent */
    HOURS,   /* int32_t seconds, written in hours */
    DAYS,    /* int32_t seconds, written in days */
    NUMBER,  /* int32_t */
    FLAG,    /* bool */
    MASK,    /* numbering mask, char[size] */
    TOLD,    /* enum ela_alert_to, written as a word */
    PROTECT, /* enum ela_share_password, written as a word */
    KINDS,   /* char[size]: extensions of files, each of those that are told apart */
    VAULT,   /* enum ela_vault, written as a word */
    SCANNER  /* char[size]: "/path" or "host:port"; may be empty */
};

struct setting {
    const char *name;
    enum type type;
    size_t offset, size;
    const char *fallback;
    int64_t min, max;
};

#define AT(member) offsetof(struct ela_settings, member), sizeof(((struct ela_settings *)0)->member)

/* Switch, delay and recipients of one kind of alert. */
#define ALERT(name, kind, wait, least)                                                             \
    {"ELASKA_ALERT_" name, FLAG, AT(alerts[kind].on), "1", 0, 0},                                  \
        {"ELASKA_ALERT_" name "_DAYS", NUMBER, AT(alerts[kind].days), wait, least, 365},           \
    {                                                                                              \
        "ELASKA_ALERT_" name "_TO", TOLD, AT(alerts[kind].to), "lead", 0, 0                        \
    }

static const struct setting SETTINGS[] = {
    {"MAIN_INFO_SOCIETE_NOM", LINE, AT(firm_name), "", 0, 0},
    {"MAIN_INFO_SOCIETE_MAIL", EMAIL, AT(firm_email), "", 0, 0},
    {"MAIN_INFO_SOCIETE_TEL", LINE, AT(firm_phone), "", 0, 0},
    {"MAIN_INFO_SOCIETE_ADDRESS", LINES, AT(firm_address), "", 0, 0},
    {"MAIN_INFO_SOCIETE_ZIP", LINE, AT(firm_zip), "", 0, 0},
    {"MAIN_INFO_SOCIETE_TOWN", LINE, AT(firm_town), "", 0, 0},
    {"MAIN_INFO_SOCIETE_WEB", LINE, AT(firm_url), "", 0, 0},
    {"MAIN_INFO_SOCIETE_LOGO", LINE, AT(firm_logo), "", 0, 0},
    {"MAIN_INFO_SOCIETE_FORME_JURIDIQUE", LINE, AT(firm_form), "", 0, 0},
    {"MAIN_INFO_CAPITAL", LINE, AT(firm_capital), "", 0, 0},
    {"MAIN_INFO_SIREN", LINE, AT(firm_siren), "", 0, 0},
    {"MAIN_INFO_RCS", LINE, AT(firm_rcs), "", 0, 0},
    {"ELASKA_FIRM_LEGAL", LINE, AT(firm_legal), "", 0, 0},
    {"ELASKA_FIRM_HOURS", LINES, AT(firm_hours), "", 0, 0},
    {"ELASKA_PORTAL_URL", URL, AT(portal_url), "", 0, 0},
    {"ELASKA_MAIL_FROM", EMAIL, AT(mail_from), "", 0, 0},
    {"ELASKA_MAIL_FROM_NAME", LINE, AT(mail_from_name), "", 0, 0},
    {"ELASKA_ACCENT", COLOUR, AT(accent), "#0f766e", 0, 0},
    {"ELASKA_TZ", ZONE, AT(tz), FRANCE, 0, 0},
    {"MAIN_MONNAIE", MONEY, AT(currency), "EUR", 0, 0},
    {"ELASKA_DEFAULT_RATE", RATE, AT(default_rate), "", 0, 0},
    {"ELASKA_DEFAULT_VAT", VAT, AT(default_vat_milli), "20.000", 0, 0},
    {"ELASKA_TIMER_WARN_HOURS", HOURS, AT(timer_warn_s), "8", 1, 24},
    {"ELASKA_GAUGE_WARN_PCT", NUMBER, AT(gauge_warn_pct), "80", 1, 100},
    {"ELASKA_GAUGE_FULL_PCT", NUMBER, AT(gauge_full_pct), "100", 1, 200},
    {"ELASKA_GAUGE_NOTIFY_CLIENT", FLAG, AT(gauge_notify_client), "0", 0, 0},
    {"ELASKA_PORTAL_BILLABLE_ONLY", FLAG, AT(portal_billable_only), "0", 0, 0},
    {"ELASKA_PORTAL_SHOW_AMOUNTS", FLAG, AT(portal_show_amounts), "1", 0, 0},
    {"ELASKA_CASE_MASK", MASK, AT(case_mask), "DOS-{yyyy}-{00000}", 0, 0},
    {"ELASKA_ASK_BEFORE_DAYS", NUMBER, AT(ask_before_days), "2", 0, 30},
    {"ELASKA_ASK_AFTER_DAYS", NUMBER, AT(ask_after_days), "1", 1, 30},
    ALERT("CASE", ELA_ALERT_CASE, "0", 0),
    ALERT("STEP", ELA_ALERT_STEP, "0", 0),
    ALERT("TASK", ELA_ALERT_TASK, "0", 0),
    ALERT("PIECE", ELA_ALERT_PIECE, "5", 1),
    ALERT("ACTION", ELA_ALERT_ACTION, "0", 0),
    ALERT("IDLE", ELA_ALERT_IDLE, "30", 1),
    {"ELASKA_SESSION_IDLE_HOURS", HOURS, AT(session_idle_s), "12", 1, 168},
    {"ELASKA_SESSION_RENEW_DAYS", DAYS, AT(session_renew_s), "30", 1, 365},
    {"ELASKA_INVITE_DAYS", DAYS, AT(invite_s), "7", 1, 60},
    {"ELASKA_RESET_HOURS", HOURS, AT(reset_s), "1", 1, 72},
    {"ELASKA_PASSWORD_MIN", NUMBER, AT(password_min), "12", 8, 64},
    {"MAIN_MODULE_TICKET", FLAG, AT(has_tickets), "0", 0, 0},
    {"MAIN_MODULE_AGENDA", FLAG, AT(has_agenda), "0", 0, 0},
    {"ELASKA_ARCHIVE_MONTHS", NUMBER, AT(archive_months), "12", 1, 120},
    {"ELASKA_LETTER_BATCH", NUMBER, AT(letter_batch), "200", 1, 500},
    {"ELASKA_QR", FLAG, AT(qr), "1", 0, 0},
    {"ELASKA_QR_LETTERS", FLAG, AT(qr_letters), "1", 0, 0},
    {"ELASKA_QR_REPORTS", FLAG, AT(qr_reports), "1", 0, 0},
    {"ELASKA_QR_INVOICES", FLAG, AT(qr_invoices), "1", 0, 0},
    {"ELASKA_QR_PROPOSALS", FLAG, AT(qr_proposals), "1", 0, 0},
    {"ELASKA_SHARE_DAYS", NUMBER, AT(share_days), "15", 1, 365},
    {"ELASKA_SHARE_DAYS_MAX", NUMBER, AT(share_days_max), "90", 1, 365},
    {"ELASKA_SHARE_PASSWORD", PROTECT, AT(share_password), "optional", 0, 0},
    {"ELASKA_SHARE_PASSWORD_BANK", PROTECT, AT(share_password_bank), "required", 0, 0},
    {"ELASKA_VAULT", VAULT, AT(vault), "individuals", 0, 0},
    {"ELASKA_VAULT_IDLE", NUMBER, AT(vault_idle_minutes), "10", 1, 60},
    {"ELASKA_UPLOAD_MB", NUMBER, AT(upload_mb), "20", 1, 4096},
    {"ELASKA_CLAMD", SCANNER, AT(clamd), "", 0, 0},
    {"ELASKA_SCAN_HOLD", FLAG, AT(scan_hold), "0", 0, 0},
    {"ELASKA_FILE_TYPES", KINDS, AT(file_types),
     "pdf jpg png heic tiff docx doc xlsx xls odt ods csv txt xml eml zip", 0, 0},
};
#define NSETTINGS (sizeof SETTINGS / sizeof SETTINGS[0])

/* --- one value ---------------------------------------------------------------------------- */

static bool plain(struct ela_str v, bool lines)
{
    if (!ela_utf8_valid(v.p, v.n, NULL))
        return false;
    for (size_t i = 0; i < v.n; i++) {
        unsigned char c = (unsigned char)v.p[i];
        if ((c < 0x20 && !(lines && (c == '\n' || c == '\r' || c == '\t'))) || c == 0x7F)
            return false;
    }
    return true;
}

static const char *put_line(const struct setting *s, struct ela_str v, void *at)
{
    if (!plain(v, s->type == LINES) || v.n >= s->size)
        return v.n >= s->size ? "field.too_long" : "field.control_characters";
    ela_str_copy(v, at, s->size);
    return NULL;
}

static const char *put_email(const struct setting *s, struct ela_str v, void *at)
{
    const char *sign = v.n ? memchr(v.p, '@', v.n) : NULL;
    if (v.n && (!sign || sign == v.p || sign + 1 == v.p + v.n || memchr(v.p, ' ', v.n) ||
                memchr(v.p, '<', v.n) || memchr(v.p, '\n', v.n) || memchr(v.p, '\r', v.n)))
        return "email.malformed";
    return put_line(s, v, at);
}

static const char *put_url(const struct setting *s, struct ela_str v, void *at)
{
    bool https = v.n > 8 && memcmp(v.p, "https://", 8) == 0;
    bool http = v.n > 7 && memcmp(v.p, "http://", 7) == 0;
    if (v.n && !https && !http)
        return "settings.url";
    for (size_t i = 0; i < v.n; i++)
        if ((unsigned char)v.p[i] <= ' ' || (unsigned char)v.p[i] >= 0x7F ||
            strchr("\"'<>`\\", v.p[i]))
            return "settings.url";
    while (v.n && v.p[v.n - 1] == '/')
        v.n--;
    return put_line(s, v, at);
}

static const char *put_colour(const struct setting *s, struct ela_str v, void *at)
{
    uint8_t rgb[3];
    if (v.n != 7 || v.p[0] != '#' || !ela_unhex((struct ela_str){v.p + 1, 6}, rgb, 3))
        return "settings.colour";
    return put_line(s, v, at);
}

static const char *put_zone(struct ela_str v, void *at)
{
    struct ela_tz tz;
    if (ela_tz_parse(v, &tz, NULL) != ELA_OK)
        return "tz.unreadable";
    memcpy(at, &tz, sizeof tz);
    return NULL;
}

static const char *put_currency(const struct setting *s, struct ela_str v, void *at)
{
    for (size_t i = 0; i < v.n; i++)
        if (v.p[i] < 'A' || v.p[i] > 'Z')
            return "settings.currency";
    return v.n == 3 ? put_line(s, v, at) : "settings.currency";
}

static const char *put_rate(struct ela_str v, void *at)
{
    struct ela_rate rate = {0, 0};
    struct ela_error e = ELA_ERROR_INIT;
    if (v.n && ela_rate_parse(v, &rate, NULL, &e) != ELA_OK)
        return "settings.rate";
    memcpy(at, &rate, sizeof rate);
    return NULL;
}

static const char *put_vat(struct ela_str v, void *at)
{
    int32_t milli;
    if (ela_vat_parse(v, &milli, NULL, NULL) != ELA_OK)
        return "vat.unreadable";
    memcpy(at, &milli, sizeof milli);
    return NULL;
}

static const char *put_number(const struct setting *s, struct ela_str v, int32_t factor, void *at)
{
    int64_t n;
    if (!ela_parse_i64(v, &n))
        return "field.type";
    if (n < s->min || n > s->max)
        return "field.range";
    int32_t stored = (int32_t)n * factor;
    memcpy(at, &stored, sizeof stored);
    return NULL;
}

static const char *put_flag(struct ela_str v, void *at)
{
    bool on = ela_str_is(v, "1");
    if (!on && v.n && !ela_str_is(v, "0"))
        return "field.type";
    memcpy(at, &on, sizeof on);
    return NULL;
}

static const char *put_told(struct ela_str v, void *at)
{
    static const char *const WORDS[] = {"nobody", "lead", "team", "manager"};
    for (int i = 0; i < 4; i++)
        if (ela_str_is(v, WORDS[i])) {
            enum ela_alert_to to = (enum ela_alert_to)i;
            memcpy(at, &to, sizeof to);
            return NULL;
        }
    return "field.choice";
}

static const char *put_protect(struct ela_str v, void *at)
{
    static const char *const WORDS[] = {"required", "optional", "none"};
    for (int i = 0; i < 3; i++)
        if (ela_str_is(v, WORDS[i])) {
            enum ela_share_password rule = (enum ela_share_password)i;
            memcpy(at, &rule, sizeof rule);
            return NULL;
        }
    return "field.choice";
}

static const char *put_scanner(const struct setting *s, struct ela_str v, void *at)
{
    const char *colon = v.n && *v.p != '/' ? memrchr(v.p, ':', v.n) : NULL;
    int64_t port = 0;
    for (size_t i = 0; i < v.n; i++)
        if ((unsigned char)v.p[i] <= ' ' || (unsigned char)v.p[i] >= 0x7F)
            return "settings.scanner";
    bool host =
        colon && colon > v.p &&
        ela_parse_i64((struct ela_str){colon + 1, (size_t)(v.p + v.n - colon) - 1}, &port) &&
        port > 0 && port < 65536;
    /* a socket of the system has a path of at most 107 bytes */
    if (v.n && !host && (*v.p != '/' || v.n > 107))
        return "settings.scanner";
    return put_line(s, v, at);
}

/* Words between blanks or commas, as people write them; stored in small letters, one blank apart.
 */
static const char *put_kinds(const struct setting *s, struct ela_str v, void *at)
{
    static const char known[] =
        " pdf jpg png heic tiff docx doc xlsx xls pptx odt ods odp csv txt xml eml zip ";
    char out[128];
    size_t n = 0;
    for (size_t i = 0; i < v.n;) {
        char word[8] = " ";
        size_t k = 1;
        while (i < v.n && strchr(" ,;.\t", v.p[i]))
            i++;
        for (; i < v.n && !strchr(" ,;.\t", v.p[i]); i++) {
            if (k + 2 >= sizeof word)
                return "field.choice";
            word[k++] = v.p[i] >= 'A' && v.p[i] <= 'Z' ? (char)(v.p[i] + 32) : v.p[i];
        }
        word[k] = ' ';
        if (k > 1 && (!strstr(known, word) || n + k >= sizeof out))
            return "field.choice";
        memcpy(out + n, word, k > 1 ? k : 0);
        n += k > 1 ? k : 0;
    }
    return n ? put_line(s, (struct ela_str){out + 1, n - 1}, at) : "field.required";
}

static const char *put_vault(struct ela_str v, void *at)
{
    static const char *const WORDS[] = {"individuals", "all", "none"};
    for (int i = 0; i < 3; i++)
        if (ela_str_is(v, WORDS[i])) {
            enum ela_vault rule = (enum ela_vault)i;
            memcpy(at, &rule, sizeof rule);
            return NULL;
        }
    return "field.choice";
}

/*
 * A mask holds literal characters, {yyyy} {yy} {mm}, and exactly one counter {000...} of 1 to 9
 * zeros.
 */
static const char *put_mask(const struct setting *s, struct ela_str v, void *at)
{
    unsigned counters = 0;
    for (size_t i = 0; i < v.n; i++) {
        if (v.p[i] != '{') {
            if (v.p[i] == '}' || (unsigned char)v.p[i] <= ' ' || (unsigned char)v.p[i] >= 0x7F)
                return "settings.mask";
            continue;
        }
        const char *close = memchr(v.p + i, '}', v.n - i);
        if (!close)
            return "settings.mask";
        struct ela_str part = {v.p + i + 1, (size_t)(close - v.p) - i - 1};
        size_t zeros = 0;
        while (zeros < part.n && part.p[zeros] == '0')
            zeros++;
        if (part.n > 0 && part.n <= 9 && zeros == part.n)
            counters++;
        else if (!ela_str_is(part, "yyyy") && !ela_str_is(part, "yy") && !ela_str_is(part, "mm"))
            return "settings.mask";
        i += part.n + 1;
    }
    /* The longest reference has to fit its column of 32 bytes. */
    if (counters != 1 || v.n > 30)
        return "settings.mask";
    return put_line(s, v, at);
}

/* Gives the message key of what is wrong, or NULL; *out changes only when it is right. */
static const char *put(const struct setting *s, struct ela_str value, struct ela_settings *out)
{
    unsigned char *at = (unsigned char *)out + s->offset;
    struct ela_str v = ela_str_trim(value);
    switch (s->type) {
    case LINE:
    case LINES:
        return put_line(s, v, at);
    case EMAIL:
        return put_email(s, v, at);
    case URL:
        return put_url(s, v, at);
    case COLOUR:
        return put_colour(s, v, at);
    case ZONE:
        return put_zone(v, at);
    case MONEY:
        return put_currency(s, v, at);
    case RATE:
        return put_rate(v, at);
    case VAT:
        return put_vat(v, at);
    case HOURS:
        return put_number(s, v, 3600, at);
    case DAYS:
        return put_number(s, v, 86400, at);
    case NUMBER:
        return put_number(s, v, 1, at);
    case FLAG:
        return put_flag(v, at);
    case TOLD:
        return put_told(v, at);
    case PROTECT:
        return put_protect(v, at);
    case KINDS:
        return put_kinds(s, v, at);
    case VAULT:
        return put_vault(v, at);
    case SCANNER:
        return put_scanner(s, v, at);
    case MASK:
        break;
    }
    return put_mask(s, v, at);
}

/* --- the set ------------------------------------------------------------------------------ */

static const struct setting *setting_of(struct ela_str name, size_t *index)
{
    for (size_t i = 0; i < NSETTINGS; i++)
        if (ela_str_is(name, SETTINGS[i].name)) {
            *index = i;
            return &SETTINGS[i];
        }
    return NULL;
}

/* A bad value in the database is told once per process, not at every request. */
static void log_once(size_t index)
{
    static bool told[NSETTINGS];
    if (told[index])
        return;
    told[index] = true;
    ELA_LOG(ELA_LOG_WARN, "settings.bad_value", ELA_KV("name", SETTINGS[index].name));
}

static void set_defaults(int32_t entity, struct ela_settings *out)
{
    memset(out, 0, sizeof *out);
    out->entity = entity;
    for (size_t i = 0; i < NSETTINGS; i++)
        (void)put(&SETTINGS[i], ela_str_of(SETTINGS[i].fallback), out);
}

static void apply(const struct ela_db_result *r, struct ela_settings *out)
{
    size_t index = 0;
    for (size_t row = 0; row < r->nrows; row++) {
        const struct setting *s = setting_of(ela_db_cell(r, row, 0), &index);
        struct ela_str v = ela_db_cell(r, row, 1);
        if (ela_db_cell(r, row, 0).n == 0) {
            (void)ela_parse_i64(v, &out->definitions);
            continue;
        }
        /* Dolibarr stores the currency as "EUR" and, long ago, as "EUR:..."; an empty value means
         * the default. */
        if (s && v.p && v.n > 0 && put(s, v, out) != NULL)
            log_once(index);
    }
}

/* Mail leaves in the firm's name unless a sender of its own was given. */
static void derive(struct ela_settings *s)
{
    if (!s->mail_from[0])
        ela_str_copy(ela_str_of(s->firm_email), s->mail_from, sizeof s->mail_from);
    if (!s->mail_from_name[0])
        ela_str_copy(ela_str_of(s->firm_name), s->mail_from_name, sizeof s->mail_from_name);
}

enum ela_status ela_settings_load(struct ela_db *db, int32_t entity, struct ela_settings *out,
                                  struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SETTINGS_READ);
    ela_sql_int(&q, entity);
    for (size_t i = 0; i < NSETTINGS; i++) {
        ela_sql_add(&q, i ? ", ?" : "(?");
        ela_sql_text(&q, ela_str_of(SETTINGS[i].name));
    }
    ela_sql_add(&q, ")");
    ela_sql_add(&q, ELA__SETTINGS_READ_ORDER);
    ela_sql_int(&q, entity);
    ELA_TRY(ela_sql_query(&q, db, &r, err));
    set_defaults(entity, out);
    apply(&r, out);
    derive(out);
    ela_db_result_release(&r);
    return ELA_OK;
}

const char *ela_settings_name(size_t index, const char **fallback)
{
    if (index >= NSETTINGS)
        return NULL;
    if (fallback)
        *fallback = SETTINGS[index].fallback;
    return SETTINGS[index].name;
}

const char *ela_settings_scan_held(const struct ela_settings *s)
{
    if (!s->clamd[0])
        return "infected,removed";
    return s->scan_hold ? "infected,removed,waiting,later,skipped" : "infected,removed,waiting";
}

bool ela_settings_scan_holds(const struct ela_settings *s, struct ela_str state)
{
    const char *at = ela_settings_scan_held(s);
    while (state.n && *at) {
        size_t n = strcspn(at, ",");
        if (n == state.n && memcmp(at, state.p, n) == 0)
            return true;
        at += n + (at[n] == ',');
    }
    return false;
}

enum ela_status ela_settings_check(struct ela_str name, struct ela_str value, struct ela_error *err)
{
    size_t index;
    struct ela_settings scratch;
    const struct setting *s = setting_of(name, &index);
    if (!s)
        return ela_fail(err, ELA_E_INPUT, "settings.unknown", "name");
    const char *bad = put(s, value, &scratch);
    if (!bad)
        return ELA_OK;
    enum ela_status st = ela_fail(err, ELA_E_INPUT, bad, s->name);
    if (s->min != 0 || s->max != 0) {
        ela_error_param_i64(err, "min", s->min);
        ela_error_param_i64(err, "max", s->max);
    }
    return st;
}

/* --- operation ---------------------------------------------------------------------------- */

static enum ela_status op_check(struct ela_call *c, struct ela_error *err)
{
    return ela_settings_check(ela_in_text(c, "name"), ela_in_text(c, "value"), err);
}

/* Every setting with its default and bounds, so that no page repeats them. */
static enum ela_status op_list(struct ela_call *c, struct ela_error *err)
{
    struct ela_json *rows = ela_json_new_array();
    bool ok = ela_json_set(c->out, "rows", rows);
    for (size_t i = 0; ok && i < NSETTINGS; i++) {
        const struct setting *s = &SETTINGS[i];
        struct ela_json *o = ela_json_new_object();
        ok = ela_json_set_text(o, "name", s->name) &&
             ela_json_set_text(o, "fallback", s->fallback) && ela_json_set_int(o, "min", s->min) &&
             ela_json_set_int(o, "max", s->max);
        ok = ela_json_push(rows, o) && ok;
    }
    return ok ? ELA_OK : ela_failf(err, ELA_E_INTERNAL, "internal.memory", NULL, "settings.list");
}

static const struct ela_field NO_FIELDS[] = {{.type = ELA_FT_END}};
static const struct ela_field CHECK_FIELDS[] = {
    {.name = "name", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 64},
    {.name = "value", .type = ELA_FT_TEXT, .max = 2000},
    {.type = ELA_FT_END},
};

const struct ela_op ELA_SETTINGS_OPS[] = {
    {"settings.check", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_ADMIN, CHECK_FIELDS, op_check},
    {"settings.conf", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_ADMIN, ELA__CONF_FIELDS,
     ela__settings_conf},
    {"settings.list", ELA_OP_READ, ELA_BY_USER, ELA_RIGHT_ADMIN, NO_FIELDS, op_list},
    {.name = NULL},
};
