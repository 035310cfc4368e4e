/*
 * What texts and addresses may be made of, wherever they come from. Source: SEC-14, RFC 5322
 * (dot-atom), RFC 1035.
 */
#include "op/op_internal.h"

/* C0, DEL, C1, and the two Unicode line ends; `lines` lets tab and line feed pass. */
bool ela__text_has_control(struct ela_str s, bool lines)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < 0x20 && !(lines && (c == '\n' || c == '\t')))
            return true;
        if (c == 0x7F || (c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] < 0xA0))
            return true;
        if (!lines && s.n - i >= 3 &&
            (memcmp(s.p + i, "\xE2\x80\xA8", 3) == 0 || memcmp(s.p + i, "\xE2\x80\xA9", 3) == 0))
            return true;
    }
    return false;
}

/* CRLF and lone CR become LF. */
void ela__text_unify_lines(struct ela_str s, struct ela_buf *out)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '\r')
            ela_buf_addc(out, s.p[i]);
        else if (i + 1 == s.n || s.p[i + 1] != '\n')
            ela_buf_addc(out, '\n');
    }
}

static bool atom_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

/* Dot-atom: atoms with single dots between. */
bool ela__email_local_ok(struct ela_str s)
{
    if (s.n == 0 || s.n > 64 || s.p[0] == '.' || s.p[s.n - 1] == '.')
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (!atom_char(s.p[i]) && !(s.p[i] == '.' && s.p[i - 1] != '.'))
            return false;
    return true;
}

/* Letters, digits and inner hyphens; at least two labels. */
bool ela__email_domain_ok(struct ela_str s)
{
    size_t label = 0, labels = 1;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool alnum = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (c == '.') {
            if (label == 0 || s.p[i - 1] == '-')
                return false;
            label = 0;
            labels++;
            continue;
        }
        if (!(alnum || (c == '-' && label > 0)) || ++label > 63)
            return false;
    }
    return label > 0 && labels > 1 && s.p[s.n - 1] != '-';
}
