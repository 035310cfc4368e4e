/*
 * The firm, as the law wants it on what it sends. Source: Code de commerce R.123-237, R.123-238;
 * DOC-18.
 */
#include "pdf/pdf.h"
#include "settings/settings.h"

#include <string.h>
#include <strings.h>

/* Dolibarr keeps a code of its dictionary; its words are too long for a foot. */
static const char *form_of(const char *code, bool en)
{
    static const struct {
        const char *code, *fr, *en;
    } forms[] = {{"10", "Entrepreneur individuel (EI)", "Sole trader (EI)"},
                 {"51", "Société coopérative", "Société coopérative"},
                 {"52", "SNC", "SNC"},
                 {"53", "Société en commandite", "Société en commandite"},
                 {"54", "SARL", "SARL"},
                 {"55", "SA", "SA"},
                 {"56", "SA à directoire", "SA à directoire"},
                 {"57", "SAS", "SAS"},
                 {"58", "Société européenne", "European company (SE)"},
                 {"62", "GIE", "GIE"},
                 {"65", "Société civile", "Société civile"},
                 {"92", "Association loi 1901", "Association loi 1901"},
                 {"93", "Fondation", "Foundation"}};
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        if (strcmp(forms[i].code, code) == 0)
            return en ? forms[i].en : forms[i].fr;
    return "";
}

/* "40000" as an amount; what is more than a number stands as it was typed. */
static const char *capital_of(const struct ela_settings *f, bool en, struct ela_arena *mem)
{
    const char *s = f->firm_capital;
    char text[48];
    size_t n = strlen(s);
    if (n == 0 || n > 12 || strspn(s, "0123456789") != n)
        return s;
    int64_t minor = 0;
    for (size_t i = 0; i < n; i++)
        minor = minor * 10 + (s[i] - '0');
    ela_pdf_amount(en ? "en" : "fr", f->currency, minor * 100, text);
    return ela_arena_strndup(mem, text, strlen(text));
}

/* By threes, as it is read. */
static const char *siren_of(const struct ela_settings *f, struct ela_arena *mem)
{
    const char *s = f->firm_siren;
    return strlen(s) == 9 && strspn(s, "0123456789") == 9
               ? ela_arena_printf(mem, "%.3s %.3s %.3s", s, s + 3, s + 6)
               : s;
}

const char *ela_pdf_legal(const struct ela_settings *s, bool en, struct ela_arena *mem)
{
    const char *form = form_of(s->firm_form, en), *capital = capital_of(s, en, mem),
               *siren = siren_of(s, mem), *rcs = s->firm_rcs, *free_line = s->firm_legal;
    bool named = strncasecmp(rcs, "RCS", 3) == 0 || strncasecmp(rcs, "R.C.S", 5) == 0 ||
                 strncasecmp(rcs, "RM", 2) == 0 || strncasecmp(rcs, "RNE", 3) == 0;
    if (!capital || !siren)
        return "";
    bool first = *form || *capital, second = first || *siren, third = second || *rcs;
    const char *line =
        ela_arena_printf(mem, "%s%s%s%s%s%s%s%s%s%s%s%s", form, *form && *capital ? " " : "",
                         *capital ? (en      ? "capital "
                                     : *form ? "au capital de "
                                             : "Capital de ")
                                  : "",
                         capital, *siren && first ? " · " : "", *siren ? "SIREN " : "", siren,
                         *rcs && second ? " · " : "", *rcs && !named ? "RCS " : "", rcs,
                         *free_line && third ? " · " : "", free_line);
    return line ? line : "";
}
