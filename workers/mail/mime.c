/*
 * Headers and bodies of one mail. Nothing of the row reaches a header unencoded unless it is plain
 * ASCII without control characters.
 */
#include "mail/mime.h"

/* of text in one encoded word: 52 in base64, so that "Subject: " fits before it in a line of 76 */
enum { LINE_BYTES = 76, WORD_BYTES = 39 };

static const char BASE64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char HEX[] = "0123456789ABCDEF";

/* --- encodings -------------------------------------------------------------------------------- */

static void base64(struct ela_buf *out, const unsigned char *p, size_t n)
{
    for (size_t i = 0; i < n; i += 3) {
        uint32_t v = (uint32_t)p[i] << 16;
        if (i + 1 < n)
            v |= (uint32_t)p[i + 1] << 8;
        if (i + 2 < n)
            v |= p[i + 2];
        char four[4] = {BASE64[v >> 18], BASE64[v >> 12 & 63],
                        i + 1 < n ? BASE64[v >> 6 & 63] : '=', i + 2 < n ? BASE64[v & 63] : '='};
        ela_buf_add(out, four, sizeof four);
    }
}

/* A line of text without its line break. A dot or "From " at its start is encoded too: relays
 * double the one and escape the other. */
static void quoted_line(struct ela_buf *out, const unsigned char *p, size_t n)
{
    size_t column = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = p[i];
        bool last = i + 1 == n;
        bool literal = (c >= 0x21 && c <= 0x7e && c != '=') || ((c == ' ' || c == '\t') && !last);
        if (i == 0 && (c == '.' || (c == 'F' && n >= 5 && memcmp(p, "From ", 5) == 0)))
            literal = false;
        size_t width = literal ? 1 : 3;
        if (column + width > LINE_BYTES - 1) {
            ela_buf_adds(out, "=\r\n");
            column = 0;
            if (c == '.')
                literal = false, width = 3;
        }
        if (literal) {
            ela_buf_addc(out, (char)c);
        } else {
            char coded[3] = {'=', HEX[c >> 4], HEX[c & 15]};
            ela_buf_add(out, coded, sizeof coded);
        }
        column += width;
    }
    ela_buf_adds(out, "\r\n");
}

/* LF, CRLF and CR all end a line. */
static void quoted_body(struct ela_buf *out, struct ela_str s)
{
    size_t start = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '\n' && s.p[i] != '\r')
            continue;
        quoted_line(out, (const unsigned char *)s.p + start, i - start);
        if (s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n')
            i++;
        start = i + 1;
    }
    if (start < s.n)
        quoted_line(out, (const unsigned char *)s.p + start, s.n - start);
}

/* --- headers ---------------------------------------------------------------------------------- */

static bool is_plain(struct ela_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < 0x20 || c > 0x7e)
            return false;
    }
    /* What looks like an encoded word would be decoded by the reader. */
    return s.n < 60 && memmem(s.p, s.n, "=?", 2) == NULL;
}

/* Control characters become blanks; words are cut between characters (RFC 2047 5). */
static void encoded_words(struct ela_buf *out, struct ela_str s)
{
    for (size_t i = 0; i < s.n;) {
        unsigned char word[WORD_BYTES];
        size_t n = 0;
        while (i < s.n) {
            size_t length = 1;
            while (i + length < s.n && ((unsigned char)s.p[i + length] & 0xc0) == 0x80)
                length++;
            if (n + length > sizeof word)
                break;
            for (size_t k = 0; k < length; k++) {
                unsigned char c = (unsigned char)s.p[i + k];
                word[n++] = c < 0x20 || c == 0x7f ? ' ' : c;
            }
            i += length;
        }
        if (n == 0)
            break; /* a "character" longer than a word: not UTF-8 */
        ela_buf_adds(out, "=?UTF-8?B?");
        base64(out, word, n);
        ela_buf_adds(out, i < s.n ? "?=\r\n " : "?=");
    }
}

static void text_header(struct ela_buf *out, const char *name, struct ela_str value)
{
    ela_buf_addf(out, "%s: ", name);
    if (is_plain(value))
        ela_buf_add(out, value.p, value.n);
    else
        encoded_words(out, value);
    ela_buf_adds(out, "\r\n");
}

static void address_header(struct ela_buf *out, const char *name, struct ela_str person,
                           const char *email)
{
    ela_buf_addf(out, "%s: ", name);
    if (person.n == 0) {
        ela_buf_addf(out, "<%s>\r\n", email);
        return;
    }
    if (is_plain(person)) {
        ela_buf_addc(out, '"');
        for (size_t i = 0; i < person.n; i++) {
            if (person.p[i] == '"' || person.p[i] == '\\')
                ela_buf_addc(out, '\\');
            ela_buf_addc(out, person.p[i]);
        }
        ela_buf_addc(out, '"');
    } else {
        encoded_words(out, person);
    }
    ela_buf_addf(out, "\r\n <%s>\r\n", email);
}

/* English names whatever the locale (RFC 5322 3.3). */
static void date_header(struct ela_buf *out, int64_t now)
{
    static const char days[] = "SunMonTueWedThuFriSat",
                      months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    time_t at = (time_t)now;
    struct tm tm;
    gmtime_r(&at, &tm);
    ela_buf_addf(out, "Date: %.3s, %02d %.3s %04d %02d:%02d:%02d +0000\r\n", days + 3 * tm.tm_wday,
                 tm.tm_mday, months + 3 * tm.tm_mon, tm.tm_year + 1900, tm.tm_hour, tm.tm_min,
                 tm.tm_sec);
}

bool elw_mime_address_ok(const char *email)
{
    size_t n = 0, signs = 0, at = 0;
    for (; email[n] != '\0'; n++) {
        unsigned char c = (unsigned char)email[n];
        if (c <= 0x20 || c >= 0x7f || strchr("<>(),;:\"[]\\", c) != NULL)
            return false;
        if (c == '@') {
            at = n;
            signs++;
        }
    }
    return signs == 1 && at > 0 && at + 1 < n && n <= 190;
}

static bool message_id_ok(const char *id)
{
    size_t n = strlen(id);
    if (n < 5 || n > 190 || id[0] != '<' || id[n - 1] != '>' || strchr(id, '@') == NULL)
        return false;
    for (size_t i = 1; i + 1 < n; i++) {
        if (id[i] <= 0x20 || id[i] >= 0x7f || id[i] == '<' || id[i] == '>')
            return false;
    }
    return true;
}

/* --- body ------------------------------------------------------------------------------------- */

static void part(struct ela_buf *out, const char *type, struct ela_str body)
{
    ela_buf_addf(out,
                 "Content-Type: text/%s; charset=utf-8\r\n"
                 "Content-Transfer-Encoding: quoted-printable\r\n\r\n",
                 type);
    quoted_body(out, body);
}

/* Cannot occur in a body: quoted-printable never writes "=_". */
static void boundary_of(const char *message_id, char out[40])
{
    uint64_t h = 14695981039346656037u;
    for (const char *p = message_id; *p != '\0'; p++)
        h = (h ^ (unsigned char)*p) * 1099511628211u;
    snprintf(out, 40, "=_elaska_%016llx", (unsigned long long)h);
}

static void write_bodies(struct ela_buf *out, const struct ela_outbox_item *m)
{
    struct ela_str text = ela_str_of(m->text), html = ela_str_of(m->html);
    if (html.n == 0 || text.n == 0) {
        part(out, html.n == 0 ? "plain" : "html", html.n == 0 ? text : html);
        return;
    }
    char boundary[40];
    boundary_of(m->message_id, boundary);
    ela_buf_addf(out, "Content-Type: multipart/alternative;\r\n boundary=\"%s\"\r\n\r\n", boundary);
    ela_buf_addf(out, "--%s\r\n", boundary);
    part(out, "plain", text);
    ela_buf_addf(out, "\r\n--%s\r\n", boundary);
    part(out, "html", html);
    ela_buf_addf(out, "\r\n--%s--\r\n", boundary);
}

enum ela_status elw_mime_write(const struct ela_outbox_item *m, int64_t now, struct ela_buf *out,
                               struct ela_error *err)
{
    if (!elw_mime_address_ok(m->from_email))
        return ela_fail(err, ELA_E_INPUT, "email.malformed", "sender");
    if (!elw_mime_address_ok(m->to_email))
        return ela_fail(err, ELA_E_INPUT, "email.malformed", "recipient");
    if (!message_id_ok(m->message_id))
        return ela_fail(err, ELA_E_INPUT, "mail.header", "message_id");
    date_header(out, now);
    address_header(out, "From", ela_str_of(m->from_name), m->from_email);
    address_header(out, "To", ela_str_of(m->to_name), m->to_email);
    text_header(out, "Subject", ela_str_of(m->subject));
    ela_buf_addf(out, "Message-ID: %s\r\n", m->message_id);
    ela_buf_adds(out, "MIME-Version: 1.0\r\nAuto-Submitted: auto-generated\r\n");
    ela_buf_addf(out, "Content-Language: %s\r\n", strcmp(m->lang, "en") == 0 ? "en" : "fr");
    write_bodies(out, m);
    return ela_buf_check(out, err);
}
