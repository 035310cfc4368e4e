/*
 * Bytes of the store that another folder writes in a form of its own, as the vault does: a place, a
 * part, an open file. What they hold is not looked at. Source: DOC-13, SEC-15.
 */
#include <unistd.h>

#include "file/file_internal.h"

void ela_file_place(char place[80])
{
    ela__store_place(place);
}

enum ela_status ela_file_part(const char *documents, const char *place, int64_t offset,
                              struct ela_str bytes, struct ela_error *err)
{
    return ela__store_part(documents, place, offset, true, bytes, err);
}

enum ela_status ela_file_open(const char *documents, const char *place, int *fd,
                              struct ela_error *err)
{
    *fd = -1;
    if (!documents || !*documents)
        return ela_fail(err, ELA_E_INTERNAL, "file.no_folder", "");
    return ela__store_open(documents, place, fd, err);
}

enum ela_status ela_file_cut(const char *documents, const char *place, int64_t size,
                             struct ela_error *err)
{
    char path[720];
    (void)snprintf(path, sizeof path, "%s/%s", documents, place);
    return truncate(path, (off_t)size) == 0 ? ELA_OK
                                            : ela_fail(err, ELA_E_TRANSIENT, "file.store", "");
}
