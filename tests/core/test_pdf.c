/*
 * Printed time: the text of the page, read back with pdftotext, and its size. TIME-16, TIME-18,
 * ui.md "Charts and print".
 */
#include "pdf_support.h"

#include "pdf/pdf.h"

#include <string.h>

static char text[1 << 20];

static struct ela_pdf_sheet sheet_of(const struct ela_pdf_section *sections, size_t n)
{
    static const struct ela_pdf_fact facts[] = {{"Facture", "FA2611-0042"},
                                                {"Date de facture", "21/11/2026"},
                                                {"\xc3\x89"
                                                 "ch\xc3\xa9"
                                                 "ance",
                                                 "21/12/2026"}};
    static const struct ela_pdf_total totals[] = {
        {"Temps pass\xc3\xa9", true, true, false, 4528, 10691},
        {"Temps inclus au forfait", true, true, false, 14400, 0},
        {"Forfaits d\xe2\x80\x99heures", false, true, false, 0, 123456789},
        {"Total HT", true, true, true, 18928, 123467480}};
    return (struct ela_pdf_sheet){.lang = "fr",
                                  .currency = "EUR",
                                  .accent = "#0f766e",
                                  .firm_name = "Cabinet L\xc3\xa9ger & Associ\xc3\xa9s",
                                  .firm_lines = {"12, rue de la R\xc3\xa9publique", "69002 Lyon",
                                                 "04 72 00 00 00", "bonjour@example.test"},
                                  .title = "D\xc3\xa9tail du temps",
                                  .subtitle =
                                      "Annexe \xc3\xa0 la facture FA2611-0042 du 21/11/2026",
                                  .client_name = "\xc5\x92uvre des C\xc5\x93urs Vaillants",
                                  .client_lines = {"3, impasse du No\xc3\xabl", "38000 Grenoble"},
                                  .facts = facts,
                                  .nfacts = 3,
                                  .empty = "Aucun temps valid\xc3\xa9 pour le moment.",
                                  .sections = sections,
                                  .nsections = n,
                                  .totals = totals,
                                  .ntotals = n ? 4 : 0,
                                  .exported = "\xc3\x89"
                                              "dit\xc3\xa9 le 21/11/2026 \xc3\xa0 09:00"};
}

/* Draws, reads the text back. Gives the size. */
static size_t draw(const struct ela_pdf_sheet *s, const char *name)
{
    struct ela_buf out;
    struct ela_error err = ELA_ERROR_INIT;
    ela_buf_init(&out, 16u << 20);
    if (ela_pdf_time(s, &out, &err) != ELA_OK)
        fail_msg("%s (%s)", err.key, err.detail);
    pdf_text(out.p, out.n, name, text, sizeof text);
    size_t n = out.n;
    ela_buf_release(&out);
    return n;
}

static void has(const char *what)
{
    if (!strstr(text, what))
        fail_msg("\"%s\" is not in:\n%.3000s", what, text);
}

static size_t count(const char *what)
{
    size_t n = 0;
    for (const char *p = text; (p = strstr(p, what)); p++)
        n++;
    return n;
}

static const struct ela_pdf_row ONE[] = {
    {"02/11/2026",
     "L\xc3\xa9"
     "a Brunet",
     "Appel t\xc3\xa9l\xc3\xa9phonique",
     "\xc2\xab C\xc5\x93ur de m\xc3\xa9tier \xc2\xbb : l\xe2\x80\x99"
     "\xc3\xa9"
     "ch\xc3\xa9"
     "ance \xc3\xa0 120\xc2\xa0\xe2\x82\xac, d\xc3\xa9j\xc3\xa0 re\xc3\xa7ue \xe2\x80\x94 \xc3\xa0 "
     "v\xc3\xa9rifier.\nSuite de l\xe2\x80\x99"
     "appel.",
     NULL, 4528},
    {"03/11/2026", "Jean-Fran\xc3\xa7ois de La Rochefoucauld-Montbel", "Gestion administrative", "",
     "Non facturable", 366061},
};

static void test_TIME_18_french_text_and_numbers(void **state)
{
    (void)state;
    const struct ela_pdf_group groups[] = {
        {"Temps pass\xc3\xa9 \xc3\xa0 85,00\xc2\xa0\xe2\x82\xac/h", "TVA 20\xc2\xa0%", ONE, 2,
         370589, true, 10691}};
    const struct ela_pdf_section sections[] = {
        {"DOS-2026-00042 \xc2\xb7 Transmission de la SARL Moulin", groups, 1}};
    struct ela_pdf_sheet s = sheet_of(sections, 1);
    assert_in_range(draw(&s, "one"), 5000, 100000);
    has("\xc5\x92uvre des C\xc5\x93urs Vaillants");
    has("\xc2\xab C\xc5\x93ur de m\xc3\xa9tier \xc2\xbb");
    has("re\xc3\xa7ue \xe2\x80\x94 \xc3\xa0 v\xc3\xa9rifier");
    has("01:15:28");
    has("101:41:01"); /* past 99 hours */
    has("Non facturable");
    has("106,91");
    has("1 234 674,80 \xe2\x82\xac");
    has("DOS-2026-00042 \xc2\xb7 Transmission");
    has("\xc3\x89"
        "dit\xc3\xa9 le 21/11/2026 \xc3\xa0 09:00");
    has("Page 1/1");
    assert_null(strstr(text, "102:56:29\n\n02/")); /* the subtotal comes after its rows */
    has("102:56:29");
}

static void test_TIME_18_many_pages(void **state)
{
    (void)state;
    enum { ROWS = 300 };
    static struct ela_pdf_row rows[ROWS];
    static char days[ROWS][12];
    static const char *const TEXTS[] = {
        "R\xc3\xa9"
        "daction du protocole",
        "Relecture des statuts et \xc3\xa9"
        "change avec le notaire sur la clause d\xe2\x80\x99"
        "agr\xc3\xa9ment, puis mise \xc3\xa0 jour du projet d\xe2\x80\x99"
        "acte",
        "", "Appel"};
    int64_t seconds = 0;
    for (int i = 0; i < ROWS; i++) {
        snprintf(days[i], sizeof days[i], "%02d/%02d/2026", i % 28 + 1, i / 28 % 12 + 1);
        rows[i] = (struct ela_pdf_row){days[i],
                                       i % 3 ? "L\xc3\xa9"
                                               "a Brunet"
                                             : "Marc Petit",
                                       i % 2 ? "R\xc3\xa9"
                                               "daction"
                                             : "Rendez-vous client",
                                       TEXTS[i % 4],
                                       i % 7 ? NULL : "Inclus au forfait",
                                       60 + i * 37};
        seconds += rows[i].seconds;
    }
    const struct ela_pdf_group groups[] = {
        {"Temps pass\xc3\xa9", "TVA 20\xc2\xa0%", rows, 200, 1, true, 100},
        {"Temps au-del\xc3\xa0 du forfait \xc3\xa0 90,00\xc2\xa0\xe2\x82\xac/h", "TVA 20\xc2\xa0%",
         rows + 200, ROWS - 200, seconds, true, 100}};
    const struct ela_pdf_section sections[] = {{"DOS-2026-00001 \xc2\xb7 Cr\xc3\xa9"
                                                "ation",
                                                groups, 1},
                                               {"DOS-2026-00002 \xc2\xb7 Conseil", groups + 1, 1}};
    struct ela_pdf_sheet s = sheet_of(sections, 2);
    size_t size = draw(&s, "many");
    assert_in_range(size, 10000, 300000);
    has("Page 12/12");
    assert_int_equal(count("Conseiller"), 12); /* column heads on each page */
    assert_int_equal(count("Cabinet L\xc3\xa9ger"), 1);
    assert_int_equal(count("\xc3\x89"
                           "dit\xc3\xa9 le"),
                     12);
}

static void test_TIME_18_empty_sheet(void **state)
{
    (void)state;
    struct ela_pdf_sheet s = sheet_of(NULL, 0);
    draw(&s, "empty");
    has("Aucun temps valid\xc3\xa9");
    has("Page 1/1");
    struct ela_pdf_sheet bare = {.lang = "en"};
    draw(&bare, "bare");
    has("Page 1/1");
}

/* First or last letters of lines that French does not begin or end with. */
static void lines_are_french(void)
{
    for (const char *line = text; *line; line += strspn(line, "\n")) {
        line += strspn(line, " ");
        size_t n = strcspn(line, "\n");
        if (n > 0 && (strchr(":;!?", *line) || strncmp(line, "\xc2\xbb", 2) == 0))
            fail_msg("a line begins with \"%.60s\"", line);
        line += n;
        if (n >= 2 && strncmp(line - 2, "\xc2\xab", 2) == 0)
            fail_msg("a line ends with a quote: \"%.60s\"", line - n);
    }
}

static void test_TIME_18_punctuation_stays_with_its_word(void **state)
{
    (void)state;
    enum { ROWS = 60 };
    static char words[ROWS][160];
    struct ela_pdf_row rows[ROWS];
    for (int i = 0; i < ROWS; i++) {
        size_t n = (size_t)i + 4;
        for (size_t k = 0; k < n; k++)
            words[i][k] = k % 5 == 4 && k + 1 < n ? ' ' : 'm';
        snprintf(words[i] + n, sizeof words[i] - n,
                 " : la suite ; \xc2\xab dit-il \xc2\xbb encore ! Et puis ? Oui : non.");
        rows[i] = (struct ela_pdf_row){"02/11/2026", "A", "B", words[i], NULL, 60};
    }
    const struct ela_pdf_group groups[] = {{NULL, NULL, rows, ROWS, 3600, false, 0}};
    const struct ela_pdf_section sections[] = {{NULL, groups, 1}};
    struct ela_pdf_sheet s = sheet_of(sections, 1);
    draw(&s, "lines");
    has("la suite ; \xc2\xab dit-il \xc2\xbb");
    lines_are_french();
}

static void test_TIME_18_hostile_text(void **state)
{
    (void)state;
    static char huge[20001];
    memset(huge, 'w', sizeof huge - 1);
    const struct ela_pdf_row rows[] = {
        {"02/11/2026", "e\xcc\x81milie", "\xf0\x9f\x98\x80",
         "a\x01"
         "b\tc \xff broken \xe2\x82",
         NULL, 1},
        {"03/11/2026", "A", "B", huge, "m", 2},
        {"04/11/2026", "", "",
         "(paren) \\ back \xd0\x9c\xd0\xbe\xd1\x81\xd0\xba\xd0\xb2\xd0\xb0 \xce\xb1\xce\xb2", NULL,
         -3}};
    const struct ela_pdf_group groups[] = {{NULL, NULL, rows, 3, 0, false, 0}};
    const struct ela_pdf_section sections[] = {{NULL, groups, 1}};
    struct ela_pdf_sheet s = sheet_of(sections, 1);
    s.accent = "red";
    draw(&s, "hostile");
    has("\xc3\xa9milie");
    has("(paren) \\ back");
    has("\xd0\x9c\xd0\xbe\xd1\x81\xd0\xba\xd0\xb2\xd0\xb0");
    has("-00:00:03");
    has("a b c ? broken");
    assert_true(count("wwwwwwwwww") > 100);
}

static void test_TIME_18_amount_text(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *currency;
        int64_t minor;
        const char *text;
    } table[] = {{"fr", "EUR", 123456,
                  "1\xe2\x80\xaf"
                  "234,56\xc2\xa0\xe2\x82\xac"},
                 {"fr", "EUR", -5, "-0,05\xc2\xa0\xe2\x82\xac"},
                 {"en", "EUR", 123456789,
                  "\xe2\x82\xac"
                  "1,234,567.89"},
                 {"en", "CHF", 100,
                  "1.00\xc2\xa0"
                  "CHF"},
                 {"fr", "CHF", 0,
                  "0,00\xc2\xa0"
                  "CHF"},
                 {"fr", "EUR", INT64_MIN,
                  "-92\xe2\x80\xaf"
                  "233\xe2\x80\xaf"
                  "720\xe2\x80\xaf"
                  "368\xe2\x80\xaf"
                  "547\xe2\x80\xaf"}};
    char out[48];
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        ela_pdf_amount(table[i].lang, table[i].currency, table[i].minor, out);
        if (strncmp(out, table[i].text, strlen(table[i].text)) != 0)
            fail_msg("%s is not %s", out, table[i].text);
    }
}

static void test_pdf_refused_when_too_large(void **state)
{
    (void)state;
    struct ela_pdf_sheet s = sheet_of(NULL, 0);
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_buf out;
    ela_buf_init(&out, 2000);
    assert_int_not_equal(ela_pdf_time(&s, &out, &err), ELA_OK);
    ela_buf_release(&out);
}

/* libharu loses a few bytes of its own where it fails, which nobody can give back. */
#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#define LEAKS_OF_OTHERS(on) ((on) ? __lsan_disable() : __lsan_enable())
#else
#define LEAKS_OF_OTHERS(on) ((void)(on))
#endif

/* With these signs a font's subset fills whole pages of libharu's memory stream, to whose end it
 * cannot seek: the sheet must come out all the same. */
static void test_TIME_18_fonts_of_any_size(void **state)
{
    static const char *const TITLES[] = {"sf0O,bUCu92(#hM2.w!ze",
                                         "ii?'aZ}}OEQx<Z/H0yLd!}!wi7(JYc.Yl7"};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct ela_pdf_sheet s = {.lang = "en", .title = TITLES[i], .subtitle = TITLES[i] + 5};
        LEAKS_OF_OTHERS(true);
        draw(&s, "subset");
        LEAKS_OF_OTHERS(false);
        has(TITLES[i]);
    }
}

static bool draw_once(void *ctx)
{
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_buf out;
    ela_buf_init(&out, 1u << 20);
    bool ok = ela_pdf_time(ctx, &out, &err) == ELA_OK;
    if (!ok)
        assert_int_equal(err.status, ELA_E_INTERNAL);
    ela_buf_release(&out);
    return ok;
}

static void test_TIME_18_no_memory(void **state)
{
    (void)state;
    const struct ela_pdf_group groups[] = {{"Temps", NULL, ONE, 2, 1, true, 1}};
    const struct ela_pdf_section sections[] = {{"Dossier", groups, 1}};
    struct ela_pdf_sheet s = sheet_of(sections, 1);
    t_sweep_allocations(draw_once, &s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_TIME_18_french_text_and_numbers),
        cmocka_unit_test(test_TIME_18_many_pages),
        cmocka_unit_test(test_TIME_18_empty_sheet),
        cmocka_unit_test(test_TIME_18_fonts_of_any_size),
        cmocka_unit_test(test_TIME_18_punctuation_stays_with_its_word),
        cmocka_unit_test(test_TIME_18_hostile_text),
        cmocka_unit_test(test_TIME_18_amount_text),
        cmocka_unit_test(test_pdf_refused_when_too_large),
        cmocka_unit_test(test_TIME_18_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
