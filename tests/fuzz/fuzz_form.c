/*
 * libFuzzer target: programs of forms. The checksum is mended first, or nothing else would be
 * reached. What loads is filled with everything that people type, run, and saved again.
 */
#include "form/form.h"

static uint32_t crc32_of(const uint8_t *p, size_t n)
{
    uint32_t c = 0xFFFFFFFF;
    for (size_t i = 0; i < n; i++) {
        c ^= p[i];
        for (int k = 0; k < 8; k++)
            c = c >> 1 ^ (c & 1 ? 0xEDB88320 : 0);
    }
    return c ^ 0xFFFFFFFF;
}

static void put_u32(char *p, uint32_t v)
{
    for (int i = 0; i < 4; i++)
        p[i] = (char)(v >> (8 * i));
}

static void fill(struct ela_form_state *s, const struct ela_form *form, const char *tail, size_t n)
{
    static const char *const typed[] = {"1 234,5",        "31/01/2026", "oui",  "a",
                                        "06 12 34 56 78", "1h15",       "9h30", "lea@cabinet.fr"};
    for (size_t i = 0; i < ela_form_nfields(form); i++) {
        if (ela_form_type(form, i) == ELA_F_TABLE && ela_form_rows(s, i, 2, NULL) != ELA_OK)
            abort();
        struct ela_str text = i % 3 ? ela_str_of(typed[i % 8]) : (struct ela_str){tail, n};
        enum ela_status st =
            i % 2 ? ela_form_put(s, i, 0, text, NULL) : ela_form_set(s, i, 0, text, NULL);
        if (st != ELA_OK && st != ELA_E_INPUT)
            abort();
    }
}

static void exercise(const struct ela_form *form, const char *tail, size_t n)
{
    struct ela_form_state *s;
    struct ela_buf b;
    if (ela_form_start(form, ELA_SIDE_BOTH, (struct ela_day){20000}, NULL, &s, NULL) != ELA_OK)
        abort();
    if (ela_form_run(s, 0, NULL) != ELA_OK)
        abort();
    fill(s, form, tail, n);
    if (ela_form_run(s, ELA_RUN_DRAFT, NULL) != ELA_OK)
        abort();
    for (size_t i = 0; i < ela_form_nfields(form); i++) {
        const struct ela_form_result *r = ela_form_result(s, i, 0);
        if (r && !r->visible && (r->text.n || r->problem.key))
            abort();
    }
    ela_form_free(s);
    ela_buf_init(&b, ELA_FORM_BYTES_MAX + 64);
    if (ela_form_save(form, &b, NULL) != ELA_OK)
        abort();
    ela_buf_release(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct ela_arena arena;
    const struct ela_form *form;
    if (n < 13)
        return 0;
    char *bytes = malloc(n);
    memcpy(bytes, data, n);
    memcpy(bytes, "ELAF\x01", 5);
    put_u32(bytes + 5, (uint32_t)(n - 13));
    put_u32(bytes + 9, crc32_of(data + 13, n - 13));
    ela_arena_init(&arena, 0);
    if (ela_form_load((struct ela_str){bytes, n}, &arena, &form, NULL) == ELA_OK)
        exercise(form, bytes, n < 60 ? n : 60);
    ela_arena_release(&arena);
    free(bytes);
    return 0;
}
