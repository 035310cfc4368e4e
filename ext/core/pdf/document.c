/*
 * libharu, kept at arm's length: the fonts come from memory, the error callback only records, and
 * every call looks at it first.
 */
#include "pdf/pdf_internal.h"

#include <string.h>

extern const char ELA_FONT_400Regular[], ELA_FONT_600SemiBold[], ELA_FONT_400RegularItalic[],
    ELA_FONT_600SemiBoldItalic[];
extern const size_t ELA_FONT_400Regular_SIZE, ELA_FONT_600SemiBold_SIZE,
    ELA_FONT_400RegularItalic_SIZE, ELA_FONT_600SemiBoldItalic_SIZE;

static void on_error(HPDF_STATUS error, HPDF_STATUS detail, void *ctx)
{
    struct ela__pdf *d = ctx;
    if (d->error)
        return;
    d->error = error;
    d->detail = detail;
}

/* What HPDF_LoadTTFontFromFile does, from bytes. */
static const char *load_font(struct ela__pdf *d, const char *bytes, size_t n)
{
    HPDF_Stream s = HPDF_MemStream_New(d->doc->mmgr, (HPDF_UINT)n);
    if (!s || HPDF_Stream_Write(s, (const HPDF_BYTE *)bytes, (HPDF_UINT)n) != HPDF_OK)
        return NULL;
    HPDF_FontDef def = HPDF_TTFontDef_Load(d->doc->mmgr, s, HPDF_TRUE);
    if (!def)
        return NULL;
    if (HPDF_List_Add(d->doc->fontdef_list, def) != HPDF_OK) {
        HPDF_FontDef_Free(def);
        return NULL;
    }
    /* A subset's name begins with six letters of its own. */
    char tag[] = "ELASKA";
    tag[5] = (char)('A' + d->doc->fontdef_list->count % 26);
    HPDF_TTFontDef_SetTagName(def, tag);
    return def->base_font;
}

/*
 * libharu writes the map from signs to Unicode with the operators of an encoding (begincidrange),
 * which readers ignore or refuse; here it is with its own, so that text can be copied, searched and
 * read aloud. Codes are UCS-2 both sides.
 */
static void write_unicode_map(HPDF_Stream s)
{
    HPDF_Stream_WriteStr(
        s, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
           "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
           "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
           "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    uint32_t from, to;
    char line[64];
    size_t n = 0;
    while (ela__pdf_range(n, &from, &to))
        n++;
    snprintf(line, sizeof(line), "%zu beginbfrange\n", n); /* at most 100 in a block */
    HPDF_Stream_WriteStr(s, line);
    for (size_t i = 0; ela__pdf_range(i, &from, &to); i++) {
        snprintf(line, sizeof(line), "<%04X> <%04X> <%04X>\n", from, to, from);
        HPDF_Stream_WriteStr(s, line);
    }
    HPDF_Stream_WriteStr(s, "endbfrange\n");
    HPDF_Stream_WriteStr(s, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
}

/*
 * Of each sign that an encoder knows a font asks for its glyph, its width and a place in a table:
 * for the 65,536 of UTF-8 most of the time that a letter takes. Those that our fonts have are a
 * thousand, told by the maps that other encoders have; the function that reads them is lent for the
 * time in which the font is made.
 */
static void know_printable(HPDF_CMapEncoderAttr map)
{
    uint32_t from, to;
    memset(map->cid_map, 0, sizeof map->cid_map);
    for (size_t i = 0; ela__pdf_range(i, &from, &to); i++)
        for (uint32_t c = from; c <= to; c++)
            map->cid_map[c & 255][c >> 8] = map->unicode_map[c & 255][c >> 8] = (HPDF_UINT16)c;
}

static HPDF_Font make_font(struct ela__pdf *d, const char *name)
{
    HPDF_Encoder encoder = HPDF_GetEncoder(d->doc, "UTF-8");
    if (!encoder || !encoder->attr)
        return NULL;
    HPDF_Encoder_ToUnicode_Func own = encoder->to_unicode_fn;
    know_printable(encoder->attr);
    encoder->to_unicode_fn = HPDF_CMapEncoder_ToUnicode;
    HPDF_Font font = HPDF_GetFont(d->doc, name, "UTF-8");
    encoder->to_unicode_fn = own;
    return font;
}

static HPDF_Font get_font(struct ela__pdf *d, const char *name)
{
    HPDF_Font font = make_font(d, name);
    HPDF_Dict map = font ? HPDF_Dict_GetItem(font, "ToUnicode", HPDF_OCLASS_DICT) : NULL;
    if (map && map->stream) {
        HPDF_MemStream_FreeData(map->stream);
        write_unicode_map(map->stream);
    }
    return font;
}

HPDF_Font ela__pdf_face(struct ela__pdf *d, enum ela__weight w)
{
    const struct {
        const char *bytes;
        size_t n;
    } faces[ELA__WEIGHTS] = {{ELA_FONT_400Regular, ELA_FONT_400Regular_SIZE},
                             {ELA_FONT_600SemiBold, ELA_FONT_600SemiBold_SIZE},
                             {ELA_FONT_400RegularItalic, ELA_FONT_400RegularItalic_SIZE},
                             {ELA_FONT_600SemiBoldItalic, ELA_FONT_600SemiBoldItalic_SIZE}};
    if (d->font[w] || d->error)
        return d->font[w];
    const char *name = load_font(d, faces[w].bytes, faces[w].n);
    if (name && !d->error)
        d->font[w] = get_font(d, name);
    return d->font[w];
}

static unsigned hex_pair(const char *p)
{
    uint8_t v = 0;
    return ela_unhex((struct ela_str){p, 2}, &v, 1) ? v : 0;
}

static void read_accent(struct ela__pdf *d, const char *accent)
{
    uint8_t rgb[3];
    const char *hex = accent && accent[0] == '#' && strlen(accent) == 7 &&
                              ela_unhex((struct ela_str){accent + 1, 6}, rgb, 3)
                          ? accent
                          : "#0f766e";
    for (size_t i = 0; i < 3; i++)
        d->accent[i] = (float)hex_pair(hex + 1 + 2 * i) / 255.0f;
}

static enum ela_status failed(struct ela__pdf *d, struct ela_error *err)
{
    return ela_failf(err, ELA_E_INTERNAL, "pdf.failed", NULL, "libharu 0x%04lx, %lu", d->error,
                     d->detail);
}

enum ela_status ela__pdf_open(struct ela__pdf *d, const char *accent, struct ela_error *err)
{
    *d = (struct ela__pdf){.width = ELA__PDF_WIDTH, .height = ELA__PDF_HEIGHT};
    ela_arena_init(&d->mem, 0);
    read_accent(d, accent);
    d->doc = HPDF_New(on_error, d);
    if (!d->doc)
        return failed(d, err);
    HPDF_SetCompressionMode(d->doc, HPDF_COMP_ALL);
    HPDF_UseUTFEncodings(d->doc);
    HPDF_SetCurrentEncoder(d->doc, "UTF-8");
    if (ela__pdf_face(d, ELA__REGULAR) && ela__pdf_face(d, ELA__BOLD) && !d->error)
        return ELA_OK;
    enum ela_status st = failed(d, err);
    HPDF_Free(d->doc);
    d->doc = NULL;
    return st;
}

void ela__pdf_landscape(struct ela__pdf *d)
{
    d->width = ELA__PDF_HEIGHT;
    d->height = ELA__PDF_WIDTH;
}

void ela__pdf_page(struct ela__pdf *d)
{
    if (d->error)
        return;
    d->page = HPDF_AddPage(d->doc);
    if (!d->page)
        return;
    HPDF_Page_SetSize(d->page, HPDF_PAGE_SIZE_A4,
                      d->width > d->height ? HPDF_PAGE_LANDSCAPE : HPDF_PAGE_PORTRAIT);
    d->pages++;
}

void ela__pdf_turn(struct ela__pdf *d, size_t page)
{
    if (!d->error)
        d->page = HPDF_GetPageByIndex(d->doc, (HPDF_UINT)page);
}

void ela__pdf_ink(const struct ela__pdf *d, enum ela__ink ink, float rgb[3])
{
    static const float INKS[][3] = {
        {0.06f, 0.09f, 0.16f}, {0.39f, 0.45f, 0.55f}, {0.86f, 0.89f, 0.92f}};
    const float *from = ink == ELA__INK_ACCENT ? d->accent : INKS[ink];
    for (size_t i = 0; i < 3; i++)
        rgb[i] = from[i];
}

float ela__pdf_width(struct ela__pdf *d, enum ela__weight w, float size, const char *s, size_t n)
{
    if (d->error || n == 0)
        return 0;
    HPDF_TextWidth t = HPDF_Font_TextWidth(ela__pdf_face(d, w), (const HPDF_BYTE *)s, (HPDF_UINT)n);
    return (float)t.width * size / 1000.0f;
}

float ela__pdf_text(struct ela__pdf *d, float x, float y, enum ela__weight w, float size,
                    enum ela__ink ink, const char *s, size_t n)
{
    char line[2048];
    float rgb[3];
    if (n >= sizeof(line))
        n = sizeof(line) - 1;
    while (n > 0 && n == sizeof(line) - 1 && ((unsigned char)s[n] & 0xc0) == 0x80)
        n--;
    if (d->error || !d->page || n == 0)
        return 0;
    memcpy(line, s, n);
    line[n] = 0;
    ela__pdf_ink(d, ink, rgb);
    HPDF_Page_SetRGBFill(d->page, rgb[0], rgb[1], rgb[2]);
    HPDF_Page_BeginText(d->page);
    HPDF_Page_SetFontAndSize(d->page, ela__pdf_face(d, w), size);
    HPDF_Page_TextOut(d->page, x, d->height - y, line);
    HPDF_Page_EndText(d->page);
    return ela__pdf_width(d, w, size, line, n);
}

float ela__pdf_right(struct ela__pdf *d, float x, float y, enum ela__weight w, float size,
                     enum ela__ink ink, const char *s)
{
    size_t n = strlen(s);
    return ela__pdf_text(d, x - ela__pdf_width(d, w, size, s, n), y, w, size, ink, s, n);
}

void ela__pdf_rule(struct ela__pdf *d, float x0, float x1, float y, float thick, enum ela__ink ink)
{
    float rgb[3];
    if (d->error || !d->page)
        return;
    ela__pdf_ink(d, ink, rgb);
    HPDF_Page_SetRGBStroke(d->page, rgb[0], rgb[1], rgb[2]);
    HPDF_Page_SetLineWidth(d->page, thick);
    HPDF_Page_MoveTo(d->page, x0, d->height - y);
    HPDF_Page_LineTo(d->page, x1, d->height - y);
    HPDF_Page_Stroke(d->page);
}

void ela__pdf_box(struct ela__pdf *d, float x, float y, float size, bool done)
{
    float rgb[3], low = d->height - y;
    if (d->error || !d->page)
        return;
    ela__pdf_ink(d, done ? ELA__INK_ACCENT : ELA__INK_QUIET, rgb);
    HPDF_Page_SetRGBStroke(d->page, rgb[0], rgb[1], rgb[2]);
    HPDF_Page_SetLineWidth(d->page, 0.7f);
    HPDF_Page_Rectangle(d->page, x, low, size, size);
    HPDF_Page_Stroke(d->page);
    if (!done)
        return;
    HPDF_Page_SetLineWidth(d->page, 1.1f);
    HPDF_Page_MoveTo(d->page, x + size * 0.2f, low + size * 0.5f);
    HPDF_Page_LineTo(d->page, x + size * 0.42f, low + size * 0.25f);
    HPDF_Page_LineTo(d->page, x + size * 0.82f, low + size * 0.8f);
    HPDF_Page_Stroke(d->page);
}

static void drain(struct ela__pdf *d, struct ela_buf *out)
{
    HPDF_BYTE chunk[16384];
    for (;;) {
        HPDF_UINT32 n = sizeof(chunk);
        HPDF_STATUS st = HPDF_ReadFromStream(d->doc, chunk, &n);
        if (n)
            ela_buf_add(out, chunk, n);
        if (n == 0 || st != HPDF_OK)
            return;
    }
}

/*
 * libharu 2.3 cannot seek to the end of a memory stream whose size is a whole number of its pages
 * (4,096 bytes), and does so where a subset of a font ends there: one document in some hundreds.
 * One glyph more makes the subset another size: measuring a sign counts as using it.
 */
static bool save(struct ela__pdf *d)
{
    static const char *const SIGNS[] = {"\xc5\x92", "\xc3\x9f", "\xc3\xbe"};
    for (size_t i = 0;; i++) {
        if (HPDF_SaveToStream(d->doc) == HPDF_OK)
            return true;
        if (d->error != HPDF_INVALID_OBJECT || i == sizeof(SIGNS) / sizeof(SIGNS[0]))
            return false;
        d->error = d->detail = 0;
        HPDF_ResetError(d->doc);
        for (size_t w = 0; w < ELA__WEIGHTS; w++)
            if (d->font[w])
                (void)HPDF_Font_TextWidth(d->font[w], (const HPDF_BYTE *)SIGNS[i],
                                          (HPDF_UINT)strlen(SIGNS[i]));
    }
}

enum ela_status ela__pdf_close(struct ela__pdf *d, const char *title, struct ela_buf *out,
                               struct ela_error *err)
{
    if (!d->error) {
        HPDF_SetInfoAttr(d->doc, HPDF_INFO_TITLE, title);
        HPDF_SetInfoAttr(d->doc, HPDF_INFO_CREATOR, "eLaska");
    }
    if (!d->error && save(d)) {
        HPDF_ResetStream(d->doc);
        drain(d, out);
        /* The end of a stream is told as an error: it is none. */
        if (out->n)
            d->error = 0;
    }
    enum ela_status st = d->error ? failed(d, err) : ela_buf_check(out, err);
    HPDF_Free(d->doc);
    d->doc = NULL;
    return st;
}
