/*
 * Reading of PNG files by bytes of unknown origin.
 */
#ifndef ELA_PDF_PNG_H
#define ELA_PDF_PNG_H

#include "base/str.h"

#define ELA__PNG_SIDE   6000u
#define ELA__PNG_PIXELS 6000000u

/* Does it begin as a PNG of a kind and size that is read? Says nothing of what follows. */
bool ela__png_head(const unsigned char *p, size_t n, uint32_t *width, uint32_t *height);
/* Three bytes a pixel, row by row, over white; in the arena. NULL: damaged, or no memory. */
unsigned char *ela__png_read(struct ela_arena *mem, const unsigned char *p, size_t n,
                             uint32_t *width, uint32_t *height);

#endif
