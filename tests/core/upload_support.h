/*
 * A document that is deposited in parts: UPLOAD_SIZE bytes that begin as a PDF does, a task to hang
 * it on, and whether the store holds it whole. DOC-02, SEC-15.
 */
#ifndef ELA_UPLOAD_SUPPORT_H
#define ELA_UPLOAD_SUPPORT_H

#include "firm_support.h"
#include "file/file.h"

#include <sodium.h>
#include <unistd.h>

#ifndef UPLOAD_SIZE
#error "UPLOAD_SIZE is how large the document is"
#endif

static int64_t job;
static char *bytes;

static int upload_begin(void **state)
{
    if (firm_setup(state) != 0)
        return -1;
    job = t_int_at(t_call(&lea, "task.create", "{'case': " D ", 'title': 'x'}", dossier), "id");
    t_store();
    bytes = malloc(UPLOAD_SIZE);
    assert_non_null(bytes);
    for (size_t i = 0; i < UPLOAD_SIZE; i++)
        bytes[i] = (char)(i * 2654435761u >> 13);
    memcpy(bytes, "%PDF-1.7\n", 9);
    return 0;
}

static int upload_end(void **state)
{
    free(bytes);
    return t_store_remove(state);
}
#define UPLOAD_TEST(f) cmocka_unit_test_setup_teardown(f, upload_begin, upload_end)

static int64_t start_of(const struct ela_actor *a, int64_t size)
{
    return t_int_at(t_call(a, "upload.begin",
                           "{'object': 'task', 'id': " D ", 'name': 'plan.pdf', 'size': " D "}",
                           job, size),
                    "upload");
}

/* The store holds the bytes of file `id`, and its row their digest. */
static void whole(int64_t id)
{
    unsigned char sha[32];
    char hex[65], path[300];
    crypto_hash_sha256(sha, (const unsigned char *)bytes, UPLOAD_SIZE);
    sodium_bin2hex(hex, sizeof hex, sha, sizeof sha);
    assert_int_equal(t_int("SELECT COUNT(*) FROM llx_elaska_file WHERE rowid = " D
                           " AND sha256 = UNHEX('%s') AND size = %d AND type = 'application/pdf'"
                           " AND name = 'plan.pdf'",
                           id, hex, UPLOAD_SIZE),
                     1);
    snprintf(path, sizeof path, "%s/%s", T.documents,
             t_text_at(t_call(&lea, "file.get", "{'file': " D "}", id), "path").p);
    FILE *f = fopen(path, "rb");
    char *found = malloc(UPLOAD_SIZE + 1);
    assert_true(f && found);
    assert_int_equal(fread(found, 1, UPLOAD_SIZE + 1, f), UPLOAD_SIZE);
    assert_memory_equal(found, bytes, UPLOAD_SIZE);
    fclose(f);
    free(found);
}

#endif
