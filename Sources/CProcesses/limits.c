#include "processes.h"

#include <errno.h>
#include <sys/resource.h>

static int limit(__rlimit_resource_t resource, size_t value) {
    struct rlimit limit = {.rlim_cur = value, .rlim_max = value};
    return setrlimit(resource, &limit) ? errno : 0;
}

int w2i_limit(size_t address_space, size_t cpu_seconds, size_t file_size) {
    int error = limit(RLIMIT_CORE, 0);
    if (!error) error = limit(RLIMIT_AS, address_space);
    if (!error) error = limit(RLIMIT_CPU, cpu_seconds);
    if (!error) error = limit(RLIMIT_FSIZE, file_size);
    return error;
}
