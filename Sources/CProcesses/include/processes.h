#ifndef W2I_PROCESSES_H
#define W2I_PROCESSES_H

#include <stddef.h>

// What Swift can't call by itself. Functions answer 0, or the `errno` of what failed.

/// A pipe whose ends are closed on exec: [0] is read, [1] is written.
int w2i_pipe(int ends[2]);

/// Starts a program in a process group of its own, with every signal as it is by default, `input` and `output` as its standard
/// streams (-1 for this process'), this process' standard error, and no other descriptor.
int w2i_spawn(
    int *id, const char *path, char *const arguments[], char *const environment[], int input, int output, int niceness);

/// Lets the calling thread stand as far behind others as the process' first thread does.
void w2i_stand_with_first_thread(void);

// What a process does to itself so that it can do no harm to others.

/// Bounds this process for good: bytes of address space, seconds of processor time in all, and bytes of a file that it
/// writes. It leaves no core file.
int w2i_limit(size_t address_space, size_t cpu_seconds, size_t file_size);

/// From now on this process, all its threads and what becomes of them compute, and use the descriptors that are open.
/// Whatever else they ask of the kernel fails with EPERM: opening files, sockets, other programs, signals to others.
int w2i_sandbox(void);

#endif
