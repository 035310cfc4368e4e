/*
 * 100 letters as letters.php wrote them: DIR/letter.json, the tree, and DIR/logo.png. Prints the
 * milliseconds that one takes, its pages and its bytes; the last one is left at DIR/ours.pdf.
 */
#include "pdf/flow.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { LETTERS = 100, ROOM = 4 << 20 };

static void must(enum ela_status st, const struct ela_error *err, const char *what)
{
    if (st == ELA_OK)
        return;
    (void)fprintf(stderr, "%s: %s %s\n", what, err->key, err->detail);
    exit(1);
}

static void slurp(const char *dir, const char *name, struct ela_buf *out)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "rb");
    ela_buf_init(out, ROOM);
    for (int c; f && (c = getc(f)) != EOF;)
        ela_buf_addc(out, (char)c);
    if (f)
        (void)fclose(f);
}

static struct ela_str code(void *ctx, struct ela_str name)
{
    (void)ctx;
    (void)name;
    return ELA_STR("https://portail.example/q/0123456789abcdef0123456789abcdef");
}

static double now(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

int main(int argc, char **argv)
{
    struct ela_error err = ELA_ERROR_INIT;
    struct ela_arena mem;
    struct ela_buf text, logo, pdf;
    struct ela_json *tree;
    const struct ela_rich_node *body;
    size_t pages = 0, bytes = 0;
    if (argc < 2)
        return 2;
    ela_json_init();
    ela_arena_init(&mem, 0);
    slurp(argv[1], "letter.json", &text);
    slurp(argv[1], "logo.png", &logo);
    must(ela_json_parse((struct ela_str){text.p, text.n}, NULL, &tree, &err), &err, "letter.json");
    must(ela_rich_read_letter(tree, &mem, &body, &err), &err, "letter.json");
    double from = now();
    for (int i = 0; i < LETTERS; i++) {
        const struct ela_pdf_letter l = {.lang = "fr",
                                         .firm_name = "Cabinet Mesure",
                                         .logo = {logo.p, logo.n},
                                         .to = {"SARL Moulin", "1 rue des Lilas", "69003 Lyon"},
                                         .dated = "Lyon, le 22 novembre 2026",
                                         .subject_label = "Objet",
                                         .subject = "Votre dossier",
                                         .body = body,
                                         .foot = "Cabinet Mesure",
                                         .code = code};
        ela_buf_init(&pdf, ROOM);
        must(ela_pdf_letter(&l, &pdf, &pages, &err), &err, "letter");
        bytes = pdf.n;
        if (i + 1 < LETTERS)
            ela_buf_release(&pdf);
    }
    double each = (now() - from) / LETTERS;
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/ours.pdf", argv[1]);
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(pdf.p, 1, pdf.n, f) != pdf.n || fclose(f) != 0)
        return 1;
    printf("%.4f %zu %zu\n", each, pages, bytes);
    ela_buf_release(&pdf);
    ela_buf_release(&text);
    ela_buf_release(&logo);
    ela_json_free(tree);
    ela_arena_release(&mem);
    return 0;
}
