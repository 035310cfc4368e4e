/*
 * Letters on paper: what the pages say is read back with pdftotext. DOC-18, DOC-20.
 */
#include "pdf_support.h"

#include "pdf/flow.h"

#include <string.h>

static char text[1 << 21];
static struct ela_arena mem;

static const struct ela_rich_node *body_of(const char *json)
{
    struct ela_json *v = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    const struct ela_rich_node *doc = NULL;
    static const struct ela_json_limits MANY = {4 << 20, 40, 400000};
    if (ela_json_parse(ela_str_of(json), &MANY, &v, &err) != ELA_OK ||
        ela_rich_read_letter(v, &mem, &doc, &err) != ELA_OK)
        fail_msg("%s at %s", err.key, err.field);
    ela_json_free(v);
    return doc;
}

static struct ela_pdf_letter letter_of(const struct ela_rich_node *body)
{
    return (struct ela_pdf_letter){
        .lang = "fr",
        .accent = "#0f766e",
        .firm_name = "Cabinet Léger & Associés",
        .firm_lines = {"12, rue de la République", "69002 Lyon", "04 72 00 00 00"},
        .to = {"Œuvre des Cœurs Vaillants", "À l’attention de Mme Noëlle Durand",
               "3, impasse du Noël", "38000 Grenoble"},
        .refs = {"Dossier DOS-2026-00042"},
        .dated = "Lyon, le 22 novembre 2026",
        .subject_label = "Objet",
        .subject = "Pièces manquantes de votre dossier",
        .foot = "Cabinet Léger & Associés - 12, rue de la République, 69002 Lyon",
        .qr = ELA_STR("https://clients.example.test/q/abcdef0123456789"),
        .qr_words = "Votre dossier en ligne :\nclients.example.test/q/abcdef",
        .body = body};
}

static enum ela_status draw(const struct ela_pdf_letter *l, const char *name, size_t *pages,
                            struct ela_error *err)
{
    struct ela_buf out;
    ela_buf_init(&out, 64u << 20);
    enum ela_status st = ela_pdf_letter(l, &out, pages, err);
    if (st == ELA_OK)
        pdf_text(out.p, out.n, name, text, sizeof text);
    ela_buf_release(&out);
    return st;
}

static size_t drawn(const struct ela_pdf_letter *l, const char *name)
{
    struct ela_error err = ELA_ERROR_INIT;
    size_t pages = 0;
    if (draw(l, name, &pages, &err) != ELA_OK)
        fail_msg("%s (%s)", err.key, err.detail);
    return pages;
}

static void says(const char *words)
{
    if (!strstr(text, words))
        fail_msg("\"%s\" is not in:\n%.3000s", words, text);
}

static size_t times(const char *words)
{
    size_t n = 0;
    for (const char *p = text; (p = strstr(p, words)) != NULL; p++)
        n++;
    return n;
}

#define DOC(content) "{\"type\":\"doc\",\"content\":[" content "]}"
#define P(t)         "{\"type\":\"paragraph\",\"content\":[{\"type\":\"text\",\"text\":\"" t "\"}]}"
#define M(mark, t)   "{\"type\":\"text\",\"marks\":[{\"type\":\"" mark "\"}],\"text\":\"" t "\"}"

static void test_DOC_18_flow_all_blocks(void **state)
{
    (void)state;
    struct ela_pdf_letter l =
        letter_of(body_of(DOC(P("Madame, Monsieur,") ","
                                                     "{\"type\":\"paragraph\",\"content\":[{"
                                                     "\"type\":\"text\","
                                                     "\"text\":\"Il nous manque \"}," M("bold",
                                                                                        "deux "
                                                                                        "pièces") ",{\"type\":\"text\",\"text\":\" ; merci de les déposer \"}," M("italic", "avant vendredi") ",{\"type\":\"text\","
                                                                                                                                                                                              "\"text\":\" : «le plus "
                                                                                                                                                                                              "tôt» sera le "
                                                                                                                                                                                              "mieux. L’œuvre, "
                                                                                                                                                                                              "l’affiche et le fief : "
                                                                                                                                                                                              "14:05.\"}]},"
                                                                                                                                                                                              "{\"type\":\"heading\","
                                                                                                                                                                                              "\"attrs\":{\"level\":2},"
                                                                                                                                                                                              "\"content\":[{\"type\":"
                                                                                                                                                                                              "\"text\",\"text\":"
                                                                                                                                                                                              "\"Ce qui manque\"}]},"
                                                                                                                                                                                              "{\"type\":\"bullet_"
                                                                                                                                                                                              "list\",\"content\":[{"
                                                                                                                                                                                              "\"type\":\"list_item\","
                                                                                                                                                                                              "\"content\":[" P(
                                                                                                                                                                                                  "Avis "
                                                                                                                                                                                                  "d’impos"
                                                                                                                                                                                                  "ition") "]},{\"type\":\"list_item\",\"content\":[" P("Extrait Kbis") "]}]},{\"type\":\"ordered_list\",\"content\":[{\"type\":\"list_item\",\"content\":[" P("Signer") "]}]},{"
                                                                                                                                                                                                                                                                                                                                                                         "\"type\":"
                                                                                                                                                                                                                                                                                                                                                                         "\"blockquot"
                                                                                                                                                                                                                                                                                                                                                                         "e\","
                                                                                                                                                                                                                                                                                                                                                                         "\"content\""
                                                                                                                                                                                                                                                                                                                                                                         ":[" P(
                                                                                                                                                                                                                                                                                                                                                                             "Une "
                                                                                                                                                                                                                                                                                                                                                                             "cita"
                                                                                                                                                                                                                                                                                                                                                                             "tion"
                                                                                                                                                                                                                                                                                                                                                                             " qui"
                                                                                                                                                                                                                                                                                                                                                                             " se "
                                                                                                                                                                                                                                                                                                                                                                             "lit"
                                                                                                                                                                                                                                                                                                                                                                             ".") "]},{\"type\":\"paragraph\",\"content\":[{\"type\":\"text\","
                                                                                                                                                                                                                                                                                                                                                                                  "\"marks\":[{\"type\":\"link\",\"attrs\":{\"href\":\"https://example.test/a\"}}],"
                                                                                                                                                                                                                                                                                                                                                                                  "\"text\":\"notre page\"}," M("underline",
                                                                                                                                                                                                                                                                                                                                                                                                                " soulignée ") "," M("strike",
                                                                                                                                                                                                                                                                                                                                                                                                                                     "barrée") "]},"
                                                                                                                                                                                                                                                                                                                                                                                                                                               "{\"type\":\"page_break\"}," P("Seconde page."))));
    assert_int_equal(drawn(&l, "flow-all"), 2);
    says("Œuvre des Cœurs Vaillants");
    says("Objet : Pièces manquantes de votre dossier");
    says("deux pièces ; merci");
    says("« le plus tôt » sera");
    says("L’œuvre, l’affiche et le fief : 14:05.");
    says("• Avis d’imposition");
    says("1. Signer");
    says("Page 2/2");
    says("Seconde page.");
}

static struct ela_buf table_of(size_t rows, size_t words)
{
    struct ela_buf b;
    ela_buf_init(&b, 8 << 20);
    ela_buf_adds(&b, "{\"type\":\"doc\",\"content\":[{\"type\":\"table\",\"content\":[{\"type\":"
                     "\"row\",\"content\":[");
    for (int i = 0; i < 3; i++)
        ela_buf_addf(&b,
                     "%s{\"type\":\"cell\",\"attrs\":{\"header\":true},\"content\":[{\"type\":"
                     "\"paragraph\",\"content\":[{\"type\":\"text\",\"text\":\"Colonne %d\"}]}]}",
                     i ? "," : "", i + 1);
    ela_buf_adds(&b, "]}");
    for (size_t r = 0; r < rows; r++) {
        ela_buf_adds(&b, ",{\"type\":\"row\",\"content\":[");
        for (int i = 0; i < 3; i++) {
            ela_buf_addf(&b,
                         "%s{\"type\":\"cell\",\"attrs\":{\"header\":false},\"content\":[{\"type\":"
                         "\"paragraph\",\"content\":[{\"type\":\"text\",\"text\":\"Ligne %zu.",
                         i ? "," : "", r + 1);
            for (size_t k = 0; i == 2 && k < words; k++)
                ela_buf_adds(&b, " encore un mot");
            ela_buf_adds(&b, "\"}]}]}");
        }
        ela_buf_adds(&b, "]}");
    }
    ela_buf_adds(&b, "]}]}");
    ela_buf_addc(&b, 0);
    return b;
}

static void test_DOC_18_heads_on_every_page(void **state)
{
    (void)state;
    struct ela_buf b = table_of(90, 4);
    struct ela_pdf_letter l = letter_of(body_of(b.p));
    size_t pages = drawn(&l, "flow-table");
    assert_true(pages >= 3);
    assert_int_equal(times("Colonne 1"), pages);
    assert_int_equal(times("Ligne 90."), 3);
    ela_buf_release(&b);
}

static void test_DOC_18_row_taller_than_a_page(void **state)
{
    (void)state;
    struct ela_buf b = table_of(2, 2500);
    struct ela_pdf_letter l = letter_of(body_of(b.p));
    assert_true(drawn(&l, "flow-tall") >= 4);
    assert_int_equal(times("Ligne 2."), 3);
    assert_true(times("encore") == 5000);
    ela_buf_release(&b);
}

/* A megabyte is refused when it is read; what a document may hold at most is printed whole. */
static void test_DOC_18_large_texts(void **state)
{
    (void)state;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_buf b;
    const struct ela_rich_node *doc;
    ela_buf_init(&b, 4 << 20);
    for (size_t i = 0; b.n < (1 << 20); i++)
        ela_buf_adds(&b, i % 40 == 39 ? "fin.\n\n" : "quelques mots ");
    assert_int_equal(ela_rich_from_text((struct ela_str){b.p, b.n}, &mem, &doc, &err), ELA_E_INPUT);
    assert_string_equal(err.key, "rich.too_large");
    assert_int_equal(ela_rich_from_text((struct ela_str){b.p, 390000}, &mem, &doc, &err), ELA_OK);
    struct ela_pdf_letter l = letter_of(doc);
    assert_true(drawn(&l, "flow-large") > 50);
    ela_buf_release(&b);
}

static void test_DOC_18_missing_glyphs(void **state)
{
    (void)state;
    char sign[5];
    assert_false(ela_pdf_missing(ELA_STR("Œuvre « d’été » 12 € à 100 %"), sign));
    assert_true(ela_pdf_missing(ELA_STR("Nom 漢字"), sign));
    assert_string_equal(sign, "漢");
    struct ela_pdf_letter l = letter_of(body_of(DOC(P("Nom 漢字 fin"))));
    (void)drawn(&l, "flow-glyphs");
    says("Nom ?? fin");
}

static void test_DOC_18_scripts_are_words(void **state)
{
    (void)state;
    struct ela_pdf_letter l =
        letter_of(body_of(DOC(P("<script>alert(1)</script> {{7*7}} %s (Tj) ET /JS #{x}"))));
    (void)drawn(&l, "flow-script");
    says("<script>alert(1)</script> {{7*7}} %s (Tj) ET /JS #{x}");
}

/* --- pictures */

static const unsigned char PNG[] = {
    0x89, 'P',  'N',  'G',  13,   10,  26,  10,  0,   0,    0,    13,   'I',  'H',
    'D',  'R',  0,    0,    0,    1,   0,   0,   0,   1,    8,    2,    0,    0,
    0,    0x90, 0x77, 0x53, 0xde, 0,   0,   0,   12,  'I',  'D',  'A',  'T',  8,
    0xd7, 0x63, 0xf8, 0xcf, 0xc0, 0,   0,   3,   1,   1,    0,    0x18, 0xdd, 0x8d,
    0xb0, 0,    0,    0,    0,    'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82};

static void test_DOC_18_a_picture_that_is_none(void **state)
{
    (void)state;
    int w, h;
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_str good = {(const char *)PNG, sizeof PNG};
    assert_int_equal(ela_pdf_picture_is(good, &w, &h), ELA_PDF_PNG);
    assert_int_equal(w * 10 + h, 11);
    assert_int_equal(ela_pdf_picture_is(ELA_STR("GIF89a not a picture"), &w, &h),
                     ELA_PDF_NO_PICTURE);
    assert_int_equal(ela_pdf_picture_is((struct ela_str){good.p, 40}, &w, &h), ELA_PDF_NO_PICTURE);
    unsigned char huge[sizeof PNG];
    memcpy(huge, PNG, sizeof huge);
    huge[16] = 0x7f;
    assert_int_equal(ela_pdf_picture_is((struct ela_str){(char *)huge, sizeof huge}, &w, &h),
                     ELA_PDF_NO_PICTURE);
    struct ela_pdf_picture pictures[] = {{7, good}, {8, ELA_STR("no picture at all")}};
    struct ela_pdf_letter l = letter_of(body_of(
        DOC(P("Avant") ",{\"type\":\"image\",\"attrs\":{\"file\":7,\"width\":30}}," P("Après"))));
    l.pictures = pictures;
    l.npictures = 2;
    l.logo = good;
    assert_int_equal(drawn(&l, "flow-picture"), 1);
    says("Après");
    l.body = body_of(DOC("{\"type\":\"image\",\"attrs\":{\"file\":8}}"));
    assert_int_equal(draw(&l, "flow-none", NULL, &err), ELA_E_INPUT);
    assert_string_equal(err.key, "pdf.picture");
    /* Its pixels are damaged: the decoder refuses, the letter is refused, nothing falls. */
    unsigned char bad[sizeof PNG];
    memcpy(bad, PNG, sizeof bad);
    memset(bad + 41, 0xff, 12);
    pictures[1].bytes = (struct ela_str){(char *)bad, sizeof bad};
    err = (struct ela_error)ELA_ERROR_INIT;
    assert_int_equal(draw(&l, "flow-bad", NULL, &err), ELA_E_INPUT);
    assert_string_equal(err.key, "pdf.picture");
}

static void refused(const char *json, const char *key)
{
    struct ela_json *v = NULL;
    struct ela_error err = ELA_ERROR_INIT;
    const struct ela_rich_node *doc = NULL;
    static const struct ela_json_limits MANY = {4 << 20, 200, 400000};
    assert_int_equal(ela_json_parse(ela_str_of(json), &MANY, &v, &err), ELA_OK);
    assert_int_equal(ela_rich_read_letter(v, &mem, &doc, &err), ELA_E_INPUT);
    if (strcmp(err.key, key))
        fail_msg("%s, not %s, at %s", err.key, key, err.field);
    ela_json_free(v);
}

/* A tree of JSON cannot come back to itself; one that is too deep is refused with its place. */
static void test_DOC_18_trees_that_are_none(void **state)
{
    (void)state;
    struct ela_buf b;
    ela_buf_init(&b, 1 << 20);
    ela_buf_adds(&b, "{\"type\":\"doc\",\"content\":[");
    for (int i = 0; i < 30; i++)
        ela_buf_adds(&b, "{\"type\":\"condition\",\"attrs\":{\"when\":\"true\"},\"content\":[");
    for (int i = 0; i < 30; i++)
        ela_buf_adds(&b, "]}");
    ela_buf_adds(&b, "]}");
    ela_buf_addc(&b, 0);
    refused(b.p, "rich.too_deep");
    ela_buf_release(&b);
    refused(DOC("{\"type\":\"image\",\"attrs\":{\"file\":\"logo\"}}"), "rich.attribute");
    refused(DOC("{\"type\":\"image\",\"attrs\":{\"file\":1,\"width\":900}}"), "rich.attribute");
    refused(DOC("{\"type\":\"image\",\"attrs\":{\"src\":\"https://example.test/x.png\"}}"),
            "rich.attribute");
    refused(DOC("{\"type\":\"qr\",\"attrs\":{\"of\":\"a b\"}}"), "rich.name");
    refused(DOC("{\"type\":\"variable\",\"attrs\":{\"name\":\"x\"}}"), "rich.node");
    refused(DOC("{\"type\":\"script\"}"), "rich.node");
    refused(DOC("{\"type\":\"page_break\",\"content\":[{\"type\":\"page_break\"}]}"), "rich.node");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_DOC_18_flow_all_blocks),
        cmocka_unit_test(test_DOC_18_heads_on_every_page),
        cmocka_unit_test(test_DOC_18_row_taller_than_a_page),
        cmocka_unit_test(test_DOC_18_large_texts),
        cmocka_unit_test(test_DOC_18_missing_glyphs),
        cmocka_unit_test(test_DOC_18_scripts_are_words),
        cmocka_unit_test(test_DOC_18_a_picture_that_is_none),
        cmocka_unit_test(test_DOC_18_trees_that_are_none),
    };
    ela_json_init();
    ela_arena_init(&mem, 0);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    ela_arena_release(&mem);
    return failed;
}
