#define _GNU_SOURCE

#include "processes.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <unistd.h>

int w2i_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) ? errno : 0; }

static int set_up(posix_spawn_file_actions_t *actions, posix_spawnattr_t *attributes, int input, int output) {
    int error = 0;
    if (input >= 0) error = posix_spawn_file_actions_adddup2(actions, input, STDIN_FILENO);
    if (!error && output >= 0) error = posix_spawn_file_actions_adddup2(actions, output, STDOUT_FILENO);
    // Also those that a library of ours has opened without closing them on exec.
    if (!error) error = posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1);

    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    if (!error) error = posix_spawnattr_setsigmask(attributes, &none);
    if (!error) error = posix_spawnattr_setsigdefault(attributes, &all);
    if (!error) error = posix_spawnattr_setpgroup(attributes, 0);
    short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP;
    if (!error) error = posix_spawnattr_setflags(attributes, flags);
    return error;
}

int w2i_spawn(
    int *id, const char *path, char *const arguments[], char *const environment[], int input, int output, int niceness) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int error = posix_spawn_file_actions_init(&actions);
    if (error) return error;
    error = posix_spawnattr_init(&attributes);
    if (!error) {
        error = set_up(&actions, &attributes, input, output);
        pid_t child;
        if (!error) error = posix_spawn(&child, path, &actions, &attributes, arguments, environment ?: environ);
        if (!error) {
            *id = child;
            // By its group, since it may have started threads already.
            if (niceness) setpriority(PRIO_PGRP, (id_t) child, niceness);
        }
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

void w2i_stand_with_first_thread(void) {
    // A thread's id is that of its process if it is the first, and 0 is the calling thread.
    setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, (id_t) getpid()));
}
