/*
 * What a document may hold: kinds of nodes, marks, addresses of links.
 */
#include "rich/rich_internal.h"

#define B(kind) ELA__RICH_BIT(ELA_RICH_##kind)
#define LISTS   (B(BULLET_LIST) | B(ORDERED_LIST))
#define FLOW    (B(PARAGRAPH) | B(HEADING) | LISTS)
#define INLINE  (B(TEXT) | B(HARD_BREAK))
#define GUIDED  (B(CONDITION) | B(REPEAT) | B(PAGE_BREAK) | B(IMAGE) | B(QR))
#define WHOLE   (FLOW | B(BLOCKQUOTE) | B(TABLE))

const struct ela__rich_def ELA__RICH_DEFS[ELA_RICH_KINDS] = {
    [ELA_RICH_DOC] = {.name = "doc", .children = WHOLE, .letter = GUIDED},
    [ELA_RICH_PARAGRAPH] = {.name = "paragraph", .children = INLINE, .letter = B(VARIABLE)},
    [ELA_RICH_HEADING] = {.name = "heading",
                          .children = INLINE,
                          .letter = B(VARIABLE),
                          .attribute = ELA__RICH_LEVEL},
    [ELA_RICH_BULLET_LIST] = {.name = "bullet_list", .children = B(LIST_ITEM), .drop = true},
    [ELA_RICH_ORDERED_LIST] = {.name = "ordered_list", .children = B(LIST_ITEM), .drop = true},
    [ELA_RICH_LIST_ITEM] = {.name = "list_item",
                            .children = B(PARAGRAPH) | LISTS,
                            .attribute = ELA__RICH_AGAIN,
                            .open = true},
    [ELA_RICH_BLOCKQUOTE] = {.name = "blockquote",
                             .children = FLOW,
                             .letter = GUIDED & ~B(PAGE_BREAK),
                             .drop = true},
    [ELA_RICH_TABLE] = {.name = "table", .children = B(ROW), .drop = true},
    [ELA_RICH_ROW] = {.name = "row",
                      .children = B(CELL),
                      .attribute = ELA__RICH_AGAIN,
                      .drop = true},
    [ELA_RICH_CELL] = {.name = "cell",
                       .children = B(PARAGRAPH) | LISTS,
                       .attribute = ELA__RICH_HEADER,
                       .open = true},
    [ELA_RICH_HARD_BREAK] = {.name = "hard_break"},
    [ELA_RICH_TEXT] = {.name = "text"},
    [ELA_RICH_VARIABLE] = {.name = "variable", .attribute = ELA__RICH_NAME},
    [ELA_RICH_CONDITION] = {.name = "condition",
                            .letter = WHOLE | GUIDED,
                            .attribute = ELA__RICH_WHEN,
                            .drop = true},
    [ELA_RICH_REPEAT] = {.name = "repeat",
                         .letter = WHOLE | GUIDED,
                         .attribute = ELA__RICH_OF,
                         .drop = true},
    [ELA_RICH_PAGE_BREAK] = {.name = "page_break"},
    [ELA_RICH_IMAGE] = {.name = "image", .attribute = ELA__RICH_PICTURE},
    [ELA_RICH_QR] = {.name = "qr", .attribute = ELA__RICH_OF},
};

const struct ela__rich_mark ELA__RICH_MARK[ELA__RICH_MARKS] = {
    {"link", ELA_RICH_LINK, "a"},      {"bold", ELA_RICH_BOLD, "strong"},
    {"italic", ELA_RICH_ITALIC, "em"}, {"underline", ELA_RICH_UNDERLINE, "u"},
    {"strike", ELA_RICH_STRIKE, "s"},
};

bool ela_rich_name_ok(struct ela_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && c != '_' &&
            !(c >= '0' && c <= '9' && i > 0))
            return false;
    }
    return s.n > 0 && s.n <= ELA_RICH_NAME_MAX;
}

/* --- links -------------------------------------------------------------------------------- */

/* What may stand behind the scheme, in any case of its letters; NULL: another scheme. */
static const char *behind(struct ela_str href, const char *scheme)
{
    size_t n = strlen(scheme);
    if (href.n <= n)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        char c = href.p[i];
        if ((c >= 'A' && c <= 'Z' ? (char)(c + 0x20) : c) != scheme[i])
            return NULL;
    }
    return href.p + n;
}

static bool characters_ok(struct ela_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c <= 0x20 || c >= 0x7F || strchr("\"<>\\^`{}", c))
            return false;
    }
    return true;
}

/* A host without a person before it: "https://bank.fr@elsewhere" leads elsewhere. */
static bool host_ok(struct ela_str s)
{
    size_t n = 0;
    while (n < s.n && s.p[n] != '/' && s.p[n] != '?' && s.p[n] != '#')
        n++;
    return n > 0 && !memchr(s.p, '@', n) && s.p[0] != '.' && s.p[0] != ':';
}

static bool telephone_ok(struct ela_str s)
{
    size_t digits = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9')
            digits++;
        else if (!strchr("+-.()*#", s.p[i]))
            return false;
    }
    return digits > 1;
}

bool ela__rich_href_ok(struct ela_str href)
{
    const char *rest;
    if (href.n > ELA_RICH_HREF_MAX || !characters_ok(href))
        return false;
    if ((rest = behind(href, "https://")) != NULL)
        return host_ok((struct ela_str){rest, href.n - 8});
    if ((rest = behind(href, "mailto:")) != NULL) {
        const char *at = memchr(rest, '@', href.n - 7);
        return at && at > rest && at < href.p + href.n - 1;
    }
    if ((rest = behind(href, "tel:")) != NULL)
        return telephone_ok((struct ela_str){rest, href.n - 4});
    return false;
}
