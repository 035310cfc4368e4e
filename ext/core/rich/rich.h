/*
 * Formatted text as a small document tree, independent of fields: what an editor gives is read
 * against one table of node kinds, so that nothing outside of it is ever kept, and walked by
 * whoever shows it (pages, lists, exports, a layout). What comes in is JSON or plain text, never
 * HTML. Source: PLAT-08, SEC-13.
 *
 *   {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text",
 *     "marks": [{"type": "bold"}], "text": "Bonjour"}]}]}
 *
 *   doc, blockquote    blocks: paragraph, heading {level 1..3}, bullet_list, ordered_list; of doc
 *                      also blockquote, table
 *   lists              list_item: a paragraph first, then paragraphs and lists
 *   table              row: cell {header}: paragraphs and lists; rows as wide as the widest
 *   paragraph, heading text, hard_break
 *   marks of a text    link {href: https, mailto, tel}, bold, italic, underline, strike
 *
 * Letters hold more (DOC-18): where blocks of a document, a quote or a cell stand also condition
 * {when: expression} and repeat {of: list}, with blocks inside, and page_break, image {file, width
 * in mm}, qr {of}; rows and items may be repeated {repeat: list}; among texts variable {name}.
 */
#ifndef ELA_RICH_RICH_H
#define ELA_RICH_RICH_H

#include "base/arena.h"
#include "json/json.h"

#define ELA_RICH_DEPTH_MAX   16               /* nodes above one another, doc and text included */
#define ELA_RICH_NODES_MAX   6000             /* of a document */
#define ELA_RICH_BYTES_MAX   ((size_t)400000) /* of its texts and addresses */
#define ELA_RICH_COLUMNS_MAX 20
#define ELA_RICH_HREF_MAX    2000
#define ELA_RICH_NAME_MAX    64   /* of a variable or a list */
#define ELA_RICH_WHEN_MAX    2000 /* of a condition */
#define ELA_RICH_WIDTH_MAX   174  /* mm, between the margins of A4 */

enum ela_rich_kind {
    ELA_RICH_DOC = 0,
    ELA_RICH_PARAGRAPH,
    ELA_RICH_HEADING,
    ELA_RICH_BULLET_LIST,
    ELA_RICH_ORDERED_LIST,
    ELA_RICH_LIST_ITEM,
    ELA_RICH_BLOCKQUOTE,
    ELA_RICH_TABLE,
    ELA_RICH_ROW,
    ELA_RICH_CELL,
    ELA_RICH_HARD_BREAK,
    ELA_RICH_TEXT,
    ELA_RICH_VARIABLE, /* this and what follows: of letters */
    ELA_RICH_CONDITION,
    ELA_RICH_REPEAT,
    ELA_RICH_PAGE_BREAK,
    ELA_RICH_IMAGE,
    ELA_RICH_QR,
    ELA_RICH_KINDS
};

enum {
    ELA_RICH_LINK = 1,
    ELA_RICH_BOLD = 2,
    ELA_RICH_ITALIC = 4,
    ELA_RICH_UNDERLINE = 8,
    ELA_RICH_STRIKE = 16
};

/* Everything lives in the arena that it was read into. Of another kind a member is 0. */
struct ela_rich_node {
    enum ela_rich_kind kind;
    unsigned marks;      /* ELA_RICH_LINK ... of a text */
    int level;           /* of a heading */
    bool header;         /* of a cell */
    struct ela_str text; /* one line of valid UTF-8 without controls */
    struct ela_str href; /* with ELA_RICH_LINK */
    struct ela_str name; /* variable, list repeated, what a code leads to, expression */
    int64_t file;        /* of an image */
    int width;           /* of an image, mm; 0: as large as it is */
    const struct ela_rich_node *first, *next; /* child, sibling */
};

/*
 * What a stranger sent. Normalised: texts of the same marks are one, empty ones and blank
 * paragraphs at both ends are gone, a list, quote or table without content too. Errors (input), the
 * field being the place ("content/0/text", cut): rich.shape (a value of another type, a member that
 * is missing or not of this node), rich.node (unknown, or not here), rich.attribute, rich.mark,
 * rich.link, rich.control (a character that nobody types), rich.too_deep, rich.too_many,
 * rich.too_large (param max).
 */
enum ela_status ela_rich_read(const struct ela_json *v, struct ela_arena *mem,
                              const struct ela_rich_node **out,
                              struct ela_error *err) ELA_MUST_CHECK;
/* The same of a letter. Also rich.name: a variable or list that cannot be one. */
enum ela_status ela_rich_read_letter(const struct ela_json *v, struct ela_arena *mem,
                                     const struct ela_rich_node **out,
                                     struct ela_error *err) ELA_MUST_CHECK;
/* May this be the name of a variable or a list? */
bool ela_rich_name_ok(struct ela_str name);
/* Plain text: an empty line parts paragraphs, any other end of a line is a hard break. */
enum ela_status ela_rich_from_text(struct ela_str text, struct ela_arena *mem,
                                   const struct ela_rich_node **out,
                                   struct ela_error *err) ELA_MUST_CHECK;

/* Is there something to see? Blanks are nothing. */
bool ela_rich_filled(const struct ela_rich_node *node);

/* Canonical: read again it is the same. Caller owns; NULL counts as a failure of json/. */
struct ela_json *ela_rich_json(const struct ela_rich_node *doc);
/* Blocks only, to be put in a box of the page; headings are h4 to h6. */
void ela_rich_html(const struct ela_rich_node *doc, struct ela_buf *out);
/* For search, lists, exports, history: blocks parted by an empty line, items begin with "- " or
 * "1. ", cells are parted by " | ". The browser writes the same (tests/fixtures/rich). */
void ela_rich_plain(const struct ela_rich_node *doc, struct ela_buf *out);

/* Does it look like a document? Only ela_rich_read() says whether it is one. */
bool ela_rich_is(const struct ela_json *v);
/* Plain text of a stored value, a document or a text; "" of anything else. */
enum ela_status ela_rich_plain_of(const struct ela_json *v, struct ela_buf *out,
                                  struct ela_error *err) ELA_MUST_CHECK;

#endif
