/*
 * Keys of the media worker, with their units, defaults and bounds.
 */
#include "media/media_conf.h"

#include <string.h>
#include <unistd.h>

#define AT(member) ELA_CONF_AT(struct elw_media_conf, member)
static const struct ela_conf_key KEYS[] = {
    {"media_children", ELA_CONF_INT, AT(children), "2", 1, 16, NULL, true, false, NULL,
     "files read at once"},
    {"media_timeout", ELA_CONF_SECONDS, AT(timeout_s), "60s", 1, 3600, NULL, true, false, NULL,
     "for one file, in seconds of the clock and of the processor"},
    {"media_memory", ELA_CONF_BYTES, AT(memory), "1G", 256 << 20, (int64_t)64 << 30, NULL, true,
     false, NULL, "for one file"},
    {"media_pages", ELA_CONF_INT, AT(pages), "40", 1, 500, NULL, true, false, NULL,
     "of one document that are drawn, the first ones"},
    {"media_poll", ELA_CONF_SECONDS, AT(poll_s), "2s", 1, 3600, NULL, true, false, NULL,
     "how often an idle worker looks for files"},
    {"media_office", ELA_CONF_TEXT, AT(office), "auto", 0, 0, NULL, true, false, NULL,
     "LibreOffice, for pages of office files: auto, none, or the path of its soffice.bin"},
    {"media_office_memory", ELA_CONF_BYTES, AT(office_memory), "3G", 512 << 20, (int64_t)64 << 30,
     NULL, true, false, NULL, "for LibreOffice, of addresses: some 300 MB are really used"},
    {.name = NULL},
};

static void check(const struct ela_conf_common *common, const void *own,
                  void (*fault)(void *ctx, const char *key, const char *words), void *ctx)
{
    const struct elw_media_conf *c = own;
    if (c->office[0] == '/' ? access(c->office, X_OK) != 0
                            : strcmp(c->office, "auto") != 0 && strcmp(c->office, "none") != 0)
        fault(ctx, "media_office", "auto, none, or the path of a program that is there");
    if (common->documents_dir[0] == '\0')
        fault(ctx, "documents_dir", "required: files and their previews are kept there");
    elw_conf_documents(common, fault, ctx);
}

const struct elw_conf_spec ELW_MEDIA_CONF = {KEYS, sizeof(struct elw_media_conf), check, true};
