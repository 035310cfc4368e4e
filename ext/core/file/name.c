/*
 * Names of files as people may keep and see them. Pure; fuzzed. Source: SEC-13.
 */
#include "file/file.h"

enum { NAME_MAX_BYTES = 150 };

static struct ela_str last_part(struct ela_str s)
{
    for (size_t i = s.n; i > 0; i--)
        if (s.p[i - 1] == '/' || s.p[i - 1] == '\\')
            return (struct ela_str){s.p + i, s.n - i};
    return s;
}

/* Length of the character at p; 0 where the bytes are none. */
static size_t character(const char *p, size_t n)
{
    unsigned char c = (unsigned char)*p;
    size_t len = c < 0x80 ? 1 : c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : c < 0xF5 ? 4 : 0;
    return len && len <= n && ela_utf8_valid(p, len, NULL) ? len : 0;
}

/* Characters that show nothing, or show a name otherwise than it is. */
static bool invisible(const char *p, size_t len)
{
    unsigned char b = (unsigned char)p[1], d = len == 3 ? (unsigned char)p[2] : 0;
    if (len == 2) /* C1, soft hyphen, letter mark */
        return ((unsigned char)p[0] == 0xC2 && (b < 0xA0 || b == 0xAD)) ||
               ((unsigned char)p[0] == 0xD8 && b == 0x9C);
    if (len != 3)
        return false;
    if ((unsigned char)p[0] == 0xE2)
        return (b == 0x80 && ((d >= 0x8B && d <= 0x8F) || (d >= 0xA8 && d <= 0xAE))) ||
               (b == 0x81 && d >= 0xA0 && d <= 0xAF);
    return (unsigned char)p[0] == 0xEF && b == 0xBB && d == 0xBF;
}

static size_t clean(struct ela_str s, char *out, size_t max)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        size_t len = character(s.p + i, s.n - i);
        if (len == 0) { /* not text: one byte is dropped */
            i++;
            continue;
        }
        bool plain = len == 1;
        char c = s.p[i];
        if (n + len > max)
            break;
        if (plain && ((unsigned char)c < 0x20 || c == 0x7F))
            ;
        else if (plain && strchr("<>:\"|?*;%", c))
            out[n++] = '_';
        else if (plain || !invisible(s.p + i, len)) {
            memcpy(out + n, s.p + i, len);
            n += len;
        }
        i += len;
    }
    return n;
}

static bool same_extension(const char *name, size_t n, const char *extension)
{
    size_t m = strlen(extension);
    if (n < m + 2 || name[n - m - 1] != '.')
        return false;
    for (size_t i = 0; i < m; i++) {
        char c = name[n - m + i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        if (c != extension[i])
            return false;
    }
    return true;
}

static bool fits(const char *name, size_t n, const char *extension)
{
    return same_extension(name, n, extension) ||
           (strcmp(extension, "jpg") == 0 && same_extension(name, n, "jpeg")) ||
           (strcmp(extension, "heic") == 0 && same_extension(name, n, "heif")) ||
           (strcmp(extension, "tiff") == 0 && same_extension(name, n, "tif"));
}

void ela_file_name(struct ela_str given, const char *extension, char out[160])
{
    char text[NAME_MAX_BYTES + 1];
    struct ela_str part = last_part(given);
    size_t n = clean(part, text, NAME_MAX_BYTES - 6);
    struct ela_str name = {text, n};
    while (name.n && (*name.p == '.' || *name.p == ' '))
        name = (struct ela_str){name.p + 1, name.n - 1};
    while (name.n && (name.p[name.n - 1] == '.' || name.p[name.n - 1] == ' '))
        name.n--;
    if (name.n == 0)
        name = ELA_STR("document");
    bool fine = !*extension || fits(name.p, name.n, extension);
    (void)snprintf(out, 160, "%.*s%s%s", (int)name.n, name.p, fine ? "" : ".",
                   fine ? "" : extension);
}

/* Signs that join words in names of files part them here: "rib_2026-01.pdf" is found by "2026". */
static size_t add_words(struct ela_str s, char *out, size_t n, size_t room)
{
    for (size_t i = 0; i < s.n;) {
        size_t len = character(s.p + i, s.n - i);
        if (len == 0) {
            i++;
            continue;
        }
        if (n + len > room)
            break;
        memcpy(out + n, s.p + i, len);
        if (len == 1 && ((unsigned char)out[n] < 0x20 || strchr("_-.,;:()[]+&'\"/", out[n])))
            out[n] = ' ';
        n += len;
        i += len;
    }
    return n;
}

void ela_file_words(struct ela_str name, struct ela_str description, char out[ELA_FILE_WORDS])
{
    size_t n = add_words(name, out, 0, ELA_FILE_WORDS - 2);
    out[n++] = ' ';
    n = add_words(description, out, n, ELA_FILE_WORDS - 1);
    out[n] = '\0';
}
