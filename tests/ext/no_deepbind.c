/*
 * Preloaded before the sanitizer's runtime: PHP opens extensions with RTLD_DEEPBIND unless it was
 * itself built with the sanitizer, and the runtime refuses that flag.
 */
#include <dlfcn.h>
#include <stddef.h>

void *dlopen(const char *file, int mode)
{
    static void *(*next)(const char *, int);

    if (next == NULL)
        *(void **)&next = dlsym(RTLD_NEXT, "dlopen");
    return next(file, mode & ~RTLD_DEEPBIND);
}
