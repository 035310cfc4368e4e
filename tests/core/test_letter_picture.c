/*
 * Pictures in the text of letters: judged before they are kept, drawn where they stand. DOC-18.
 */
#include "letter_support.h"

#include <arpa/inet.h>
#include <zlib.h>

static unsigned char bytes[1 << 20];

static size_t chunk(size_t at, const char *type, const unsigned char *data, uint32_t n)
{
    uint32_t length = htonl(n), sum;
    memcpy(bytes + at, &length, 4);
    memcpy(bytes + at + 4, type, 4);
    if (n)
        memcpy(bytes + at + 8, data, n);
    sum = htonl((uint32_t)crc32(0, bytes + at + 4, n + 4));
    memcpy(bytes + at + 8 + n, &sum, 4);
    return at + 12 + n;
}

/* A red PNG; `rows` of its height are there. */
static struct ela_str png(uint32_t width, uint32_t height, uint32_t rows)
{
    static const unsigned char head[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    uint32_t size[2] = {htonl(width), htonl(height)};
    unsigned char ihdr[13] = {[8] = 8, [9] = 2};
    size_t line = 1 + 3 * (size_t)width, n = line * rows, at = 8;
    unsigned char *raw = calloc(1, n ? n : 1), *packed = malloc(compressBound(n) + 1);
    uLongf packed_n = compressBound(n) + 1;
    for (size_t i = 0; i < n; i++)
        raw[i] = i % line % 3 == 1 && i % line ? 220 : 0;
    assert_int_equal(compress(packed, &packed_n, raw, n), Z_OK);
    memcpy(ihdr, size, 8);
    memcpy(bytes, head, 8);
    at = chunk(at, "IHDR", ihdr, 13);
    at = chunk(at, "IDAT", packed, (uint32_t)packed_n);
    at = chunk(at, "IEND", NULL, 0);
    free(raw);
    free(packed);
    return (struct ela_str){(const char *)bytes, at};
}

static enum ela_status put(const struct ela_actor *who, struct ela_str body, int64_t *file,
                           int64_t *width, struct ela_error *err)
{
    struct ela_request rq = {
        .db = T.db, .actor = who, .now = T.now, .documents = T.documents, .body_in = body};
    struct ela_json *out = NULL;
    enum ela_status st = ela_app_call(T.app, &rq, ELA_STR("letter.picture"),
                                      t_json("{'name':'Plan.png'}"), &out, NULL, NULL, err);
    *file = st == ELA_OK ? ela_json_int(ela_json_get(out, "id"), 0) : 0;
    *width = st == ELA_OK ? ela_json_int(ela_json_get(out, "width"), 0) : 0;
    ela_json_free(out);
    return st;
}

static void test_DOC_18_a_picture_stands_in_a_letter(void **state)
{
    struct ela_error err = ELA_ERROR_INIT;
    int64_t file, width;
    (void)state;
    assert_int_equal(put(&tom, png(600, 300, 300), &file, &width, &err), ELA_OK);
    assert_int_equal(width, 101);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file WHERE object = 'model'"), 1);
    t_call(&tom, "file.get", "{'file':" D ",'view':true}", file);
    t_call(&boss, "letter.save",
           "{'body':" BODY("essai", P("Voici le plan.") ",{'type':'image','attrs':{'file':" D
                                                        ",'width':80}}") "}",
           file);
    t_call(&tom, "letter.preview", "{'case':" D ",'template':'essai'}", id);
    pdf_text(T.body.p, T.body.n, "letter-picture", text, sizeof text);
    has("Voici le plan.");
    bool drawn = memmem(T.body.p, T.body.n, "/Subtype /Image", 15) != NULL;
    assert_true(drawn);
    /* a template names it: the sweep leaves it alone */
    struct ela_actor w = t_worker();
    t_sql("UPDATE llx_elaska_file SET at = 1");
    char folder[3] = "";
    snprintf(folder, sizeof folder, "%.2s",
             t_text("SELECT SUBSTRING(place, 14, 2) FROM llx_elaska_file WHERE rowid = " D, file));
    t_ok(&w, "file.sweep", "{'unused':0}", "{'folder':'%s'}", folder);
    t_call(&boss, "letter.save", "{'body':" BODY("essai", P("Sans image.")) ",'version':1}");
    t_ok(&w, "file.sweep", "{'unused':0}", "{'folder':'%s'}", folder); /* a revision does */
}

static void refused(struct ela_str body, const char *key)
{
    struct ela_error err = ELA_ERROR_INIT;
    int64_t file, width;
    assert_int_equal(put(&tom, body, &file, &width, &err), ELA_E_INPUT);
    assert_string_equal(err.key, key);
    assert_string_equal(err.field, "picture");
}

static void test_SEC_15_pictures_that_are_none_are_not_kept(void **state)
{
    struct ela_error err = ELA_ERROR_INIT;
    int64_t file, width;
    static char large[(4 << 20) + 1];
    (void)state;
    refused(ELA_STR("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
            "letter.picture");
    refused(ELA_STR("GIF89a\x01\x00\x01\x00"), "letter.picture");
    refused(ELA_STR(""), "letter.picture");
    refused(ELA_STR("%PDF-1.4 not a picture"), "letter.picture");
    refused(png(60000, 60000, 0), "letter.picture");
    refused(png(2000, 2000, 3), "letter.picture_damaged"); /* says more than it holds */
    struct ela_str cut = png(300, 300, 300);
    cut.n -= 40;
    refused(cut, "letter.picture_damaged");
    refused(ELA_STR("\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03\x01\x11\x00\x02\x11\x01"),
            "letter.picture");
    memcpy(large, png(10, 10, 10).p, 200);
    refused((struct ela_str){large, sizeof large}, "letter.picture");
    assert_int_equal(put(&camille, png(10, 10, 10), &file, &width, &err), ELA_E_DENIED);
    ela_error_reset(&err);
    struct ela_actor reader = t_user("ugo", ELA_RIGHT_CASE_READ);
    assert_int_equal(put(&reader, png(10, 10, 10), &file, &width, &err), ELA_E_DENIED);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file"), 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        LETTER_TEST(test_DOC_18_a_picture_stands_in_a_letter),
        LETTER_TEST(test_SEC_15_pictures_that_are_none_are_not_kept),
    };
    return cmocka_run_group_tests(tests, t_open, t_close);
}
