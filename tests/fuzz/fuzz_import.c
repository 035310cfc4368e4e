/*
 * Files of cases as spreadsheets or strangers write them: the text that comes out is UTF-8, every
 * record has cells, lines only go up, and a name is found under its own key. Source: CASE-11.
 */
#include "import/import_internal.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
    if (!ok)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ela_arena mem;
    struct ela__i_records records;
    struct ela__i_record r;
    struct ela__i_names names = {0};
    bool failed = false;
    int64_t line = 0, id = 0;
    ela_arena_init(&mem, 0);
    struct ela_str text = ela__i_text((struct ela_str){(const char *)data, size}, &mem);
    check(ela_utf8_valid(text.p, text.n, NULL));
    ela__i_start(&records, text);
    while (ela__i_next(&records, &mem, &r, &failed)) {
        check(r.n > 0 && r.n <= ELA__I_CELLS && r.line > line);
        line = r.line;
        for (size_t i = 0; i < r.n; i++)
            check(r.cells[i].n <= text.n && ela__i_names_add(&names, r.cells[i], ++id, &mem));
    }
    check(!failed);
    ela__i_names_sort(&names);
    for (size_t i = 0; i < names.n && i < 200; i++)
        check(ela__i_names_find(&names, names.at[i].key) != 0);
    ela_arena_release(&mem);
    return 0;
}
