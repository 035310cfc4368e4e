/*
 * Bytes of a file and its name, as somebody uploads them: judged without a look past their end, and
 * the same whatever stands around them. First byte: length of the name. Source: SEC-13, DOC-06.
 */
#include "file/file.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A block of exactly these bytes: a read past its end is seen. */
static char *block(const uint8_t *data, size_t n)
{
    char *p = malloc(n ? n : 1);
    if (!p)
        abort();
    if (n)
        memcpy(p, data, n);
    return p;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *extension = NULL, *again = NULL, *why = NULL;
    if (size == 0)
        return 0;
    size_t n = data[0] < size - 1 ? data[0] : size - 1;
    char *name = block(data + 1, n), *bytes = block(data + 1 + n, size - 1 - n);
    struct ela_str b = {bytes, size - 1 - n}, s = {name, n};
    const char *type = ela_file_sniff(b, s, &extension, &why);
    if (!type != (why != NULL))
        abort(); /* what is not kept is refused in words */
    if (type && (!*type || !extension || !*extension || strchr(type, '\n')))
        abort(); /* what is kept has a type and a name that a header may carry */
    if (ela_file_sniff(b, s, &again, &why) != type || (type && again != extension))
        abort();
    free(name);
    free(bytes);
    return 0;
}
