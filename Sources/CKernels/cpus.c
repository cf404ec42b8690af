#define _GNU_SOURCE
#include "cpus.h"

#include <unistd.h>

#if defined(__linux__)
#include <sched.h>
#include <stdlib.h>

int w2i_cpus_allowed(void) {
    // Machines with more CPUs than the set holds are refused with EINVAL: ask again with a larger one.
    for (int most = 1024; most <= 1 << 20; most *= 4) {
        cpu_set_t *set = CPU_ALLOC((size_t)most);
        if (!set) break;
        size_t bytes = CPU_ALLOC_SIZE((size_t)most);
        int count = sched_getaffinity(0, bytes, set) == 0 ? CPU_COUNT_S(bytes, set) : 0;
        CPU_FREE(set);
        if (count > 0) return count;
    }
    return 1;
}
#else
int w2i_cpus_allowed(void) {
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (int)online : 1;
}
#endif
