/*
 * QR codes: what is drawn is read back by another program (zbarimg, from the packages that make
 * deps installs). Source: CASE-01, CASE-12, CASE-34.
 */
#include "support.h"

#include "qr/qr.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SIDE_MAX = 185, SCALE = 4 };

/* The path as a browser would fill it, then as a grey picture with its quiet zone. */
static void draw(const char *path, int size, const char *file)
{
    static unsigned char dark[SIDE_MAX][SIDE_MAX];
    int side = (size + 2 * ELA_QR_QUIET) * SCALE;
    memset(dark, 0, sizeof dark);
    for (const char *p = path; *p != '\0'; p = strchr(p, 'z') + 1) {
        int x, y, n, back, used = 0;
        assert_int_equal(sscanf(p, "M%d %dh%dv1h-%dz%n", &x, &y, &n, &back, &used), 4);
        assert_true(n > 0 && n == back && x >= 0 && y >= 0 && x + n <= size && y < size);
        for (int i = 0; i < n; i++) {
            assert_int_equal(dark[y][x + i], 0);
            dark[y][x + i] = 1;
        }
    }
    FILE *f = fopen(file, "wb");
    assert_non_null(f);
    fprintf(f, "P5\n%d %d\n255\n", side, side);
    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++) {
            int i = y / SCALE - ELA_QR_QUIET, j = x / SCALE - ELA_QR_QUIET;
            bool in = i >= 0 && j >= 0 && i < size && j < size;
            fputc(in && dark[i][j] ? 0 : 255, f);
        }
    fclose(f);
}

static void read_back(const char *file, char *out, size_t room)
{
    char command[96];
    snprintf(command, sizeof command, "zbarimg -q --raw --oneshot %s 2>/dev/null", file);
    FILE *f = popen(command, "r"); /* NOLINT: a fixed program on a file of ours */
    assert_non_null(f);
    size_t n = fread(out, 1, room - 1, f);
    out[n] = '\0';
    assert_int_equal(pclose(f), 0);
    while (n > 0 && out[n - 1] == '\n')
        out[--n] = '\0';
}

static void test_CASE_12_a_code_is_read_back_as_its_address(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "https://clients.cabinet-vauban.example/clients/17/cases/31",
        "https://portail.example/clients/2147483647/cases/9223372036854775807",
        "https://clients.cabinet-vauban.example/q/3q2-7wABAgMEBQYHCAkKCw",
        "a",
        "https://example.org/?q=%C3%A9t%C3%A9&x=1#fin",
    };
    char file[] = "/tmp/elaska-qr-XXXXXX", said[ELA_QR_TEXT_MAX + 8];
    int fd = mkstemp(file);
    assert_true(fd >= 0);
    close(fd);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct ela_error err = ELA_ERROR_INIT;
        struct ela_json *o = NULL;
        assert_int_equal(ela_qr_json(ela_str_of(texts[i]), &o, &err), ELA_OK);
        int64_t size = ela_json_int(ela_json_get(o, "size"), 0);
        struct ela_str path = ela_json_text(ela_json_get(o, "path"));
        assert_in_range(size, 21, SIDE_MAX);
        assert_true(path.n < 6000);
        t_str_equal(ela_json_text(ela_json_get(o, "address")), texts[i]);
        draw(path.p, (int)size, file);
        read_back(file, said, sizeof said);
        assert_string_equal(said, texts[i]);
        ela_json_free(o);
    }
    unlink(file);
}

static void test_CASE_12_what_no_code_is_made_of(void **state)
{
    (void)state;
    char lengthy[ELA_QR_TEXT_MAX + 2];
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_json *o = NULL;
    memset(lengthy, 'x', sizeof lengthy);
    assert_int_equal(ela_qr_json((struct ela_str){lengthy, ELA_QR_TEXT_MAX + 1}, &o, &err),
                     ELA_E_INPUT);
    assert_null(o);
    err = (struct ela_error)ELA_ERROR_INIT;
    assert_int_equal(ela_qr_json(ELA_STR(""), &o, &err), ELA_E_INPUT);
    assert_null(o);
    err = (struct ela_error)ELA_ERROR_INIT;
    assert_int_equal(ela_qr_json((struct ela_str){lengthy, ELA_QR_TEXT_MAX}, &o, &err), ELA_OK);
    ela_json_free(o);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_CASE_12_a_code_is_read_back_as_its_address),
        cmocka_unit_test(test_CASE_12_what_no_code_is_made_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
