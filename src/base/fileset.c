#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "outturn/system.h"

typedef struct item {
    struct item *next;
    char *path, *temporary, *old; /* old: where the file of before is kept during a commit */
    int is_there;                 /* the temporary file */
    int fd;                       /* of it while it grows; -1: it is whole */
    int has_old, is_new;          /* the file of before is kept; the new one is in its place */
    int made_folder;              /* its own, which was not there */
} item;

struct ot_fileset {
    ot_arena *arena;
    char *folder;
    item *first, **end;
};

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory to write files", "内存不足，无法写入文件");
}

static ot_status system_fault(const char *path, int error_number, ot_error *err) {
    (void)ot_fail(err, OT_ERR_IO, "cannot be written: %s%.0s", "无法写入：%.0s%s",
                  ot_system_text(error_number, OT_LANGUAGE_EN),
                  ot_system_text(error_number, OT_LANGUAGE_ZH));
    ot_error_locate(err, path, 0, 0);
    return OT_ERR_IO;
}

static int is_folder(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* Each part of the path in turn; one that is there already is well. `path` is put back. */
static ot_status make_folder(char *path, ot_error *err) {
    for (char *c = path; *c; c++) {
        const char after = c[1];
        if (after != '/' && after != '\0') continue;
        c[1] = '\0';
        const int error_number = mkdir(path, 0777) == 0 ? 0 : errno;
        ot_status status = OT_OK;
        if (error_number != 0 && !is_folder(path))
            status = system_fault(path, error_number == EEXIST ? ENOTDIR : error_number, err);
        c[1] = after;
        if (status != OT_OK) return status;
    }
    return OT_OK;
}

/* A folder made for files that never came to stand in it; one with files stays. */
static void remove_empty_folder(const item *i) {
    char *slash = i->made_folder ? strrchr(i->path, '/') : NULL;
    if (!slash) return;
    *slash = '\0';
    (void)rmdir(i->path);
    *slash = '/';
}

void ot_fileset_free(ot_fileset *set) {
    if (!set) return;
    for (const item *i = set->first; i; i = i->next) {
        if (i->fd >= 0) close(i->fd);
        if (i->is_there) unlink(i->temporary);
    }
    for (const item *i = set->first; i; i = i->next)
        remove_empty_folder(i);
    ot_arena_free(set->arena);
    free(set);
}

ot_status ot_fileset_new(const char *folder, ot_fileset **out, ot_error *err) {
    ot_fileset *set = calloc(1, sizeof *set);
    if (!set) return no_memory(err);
    ot_status status = OT_OK;
    set->end = &set->first;
    set->arena = ot_arena_new();
    if (*folder == '\0') folder = ".";
    if (set->arena) set->folder = ot_arena_text(set->arena, folder, strlen(folder));
    if (!set->folder)
        status = no_memory(err);
    else
        status = make_folder(set->folder, err);
    if (status == OT_OK)
        *out = set;
    else
        ot_fileset_free(set);
    return status;
}

/* FOLDER/NAME, and with room for any suffix FOLDER/NAME.PID.SUFFIX.tmp in `temporary` and
 * FOLDER/NAME.PID.SUFFIX.old in `old`. */
enum { SUFFIX_ROOM = 48 };

static item *item_new(ot_fileset *set, const char *name) {
    const size_t length = strlen(set->folder) + 1 + strlen(name) + 1;
    item *i = ot_arena_alloc(set->arena, 1, sizeof *i);
    if (!i) return NULL;
    i->fd = -1;
    i->path = ot_arena_alloc(set->arena, length, 1);
    i->temporary = ot_arena_alloc(set->arena, length + SUFFIX_ROOM, 1);
    i->old = ot_arena_alloc(set->arena, length + SUFFIX_ROOM, 1);
    if (!i->path || !i->temporary || !i->old) return NULL;
    snprintf(i->path, length, "%s/%s", set->folder, name);
    return i;
}

/* The folders between the set's own and the file. */
static ot_status make_parents(item *i, const char *name, ot_error *err) {
    char *slash = strchr(name, '/') ? strrchr(i->path, '/') : NULL;
    if (!slash) return OT_OK;
    *slash = '\0';
    i->made_folder = !is_folder(i->path);
    const ot_status status = make_folder(i->path, err);
    *slash = '/';
    return status;
}

/* A new file, with the permissions that the user's umask gives (mkstemp would not). */
static int open_temporary(item *i) {
    const size_t size = strlen(i->path) + SUFFIX_ROOM;
    int fd = -1;
    for (int k = 0; k < 1000 && fd < 0; k++) {
        snprintf(i->temporary, size, "%s.%ld.%d.tmp", i->path, (long)getpid(), k);
        fd = open(i->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd < 0 && errno != EEXIST) break;
    }
    i->is_there = fd >= 0;
    return fd;
}

static int write_all(int fd, const char *data, size_t n) {
    while (n > 0) {
        const ssize_t took = write(fd, data, n);
        if (took < 0 && errno == EINTR) continue;
        if (took < 0) return errno;
        data += took;
        n -= (size_t)took;
    }
    return 0;
}

/* A new item at the end of the set, its temporary file open. */
static ot_status begin(ot_fileset *set, const char *name, item **out, ot_error *err) {
    item *i = item_new(set, name);
    if (!i) return no_memory(err);
    *set->end = i;
    set->end = &i->next;
    const ot_status status = make_parents(i, name, err);
    if (status != OT_OK) return status;
    i->fd = open_temporary(i);
    if (i->fd < 0) return system_fault(i->path, errno, err);
    *out = i;
    return OT_OK;
}

/* Everything on the disk; 0 or an error number. */
static int finish(item *i) {
    if (i->fd < 0) return 0;
    int error_number = fsync(i->fd) == 0 ? 0 : errno;
    if (close(i->fd) != 0 && error_number == 0) error_number = errno;
    i->fd = -1;
    return error_number;
}

ot_status ot_fileset_add(ot_fileset *set, const char *name, const char *data, size_t n,
                         ot_error *err) {
    item *i = NULL;
    const ot_status status = begin(set, name, &i, err);
    if (status != OT_OK) return status;
    int error_number = write_all(i->fd, data, n);
    if (error_number == 0) error_number = finish(i);
    return error_number == 0 ? OT_OK : system_fault(i->path, error_number, err);
}

static int write_more(void *state, const char *data, size_t n) {
    return write_all(((const item *)state)->fd, data, n);
}

ot_status ot_fileset_stream(ot_fileset *set, const char *name, ot_writer *out, ot_error *err) {
    item *i = NULL;
    const ot_status status = begin(set, name, &i, err);
    if (status == OT_OK) *out = (ot_writer){write_more, i};
    return status;
}

/* So that the new names outlast a loss of power; a file system that cannot is no fault. */
static void sync_folder(const char *folder) {
    const int fd = open(folder, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return;
    (void)fsync(fd);
    close(fd);
}

/* Why the file cannot take its place, as an error number; 0: it can. A symbolic link is replaced.
 */
static int obstacle(const item *i) {
    struct stat about;
    if (lstat(i->path, &about) != 0) return errno == ENOENT ? 0 : errno;
    if (S_ISDIR(about.st_mode)) return EISDIR;
    return S_ISREG(about.st_mode) || S_ISLNK(about.st_mode) ? 0 : EEXIST;
}

/* Before the first file is replaced: what can be known to go wrong. */
static ot_status check_places(const ot_fileset *set, ot_error *err) {
    if (access(set->folder, W_OK | X_OK) != 0) return system_fault(set->folder, errno, err);
    for (const item *i = set->first; i; i = i->next) {
        const int error_number = i->is_there ? obstacle(i) : 0;
        if (error_number != 0) return system_fault(i->path, error_number, err);
    }
    return OT_OK;
}

/* A second name for the file of before, so that it never lacks its own; where the file system knows
 * no second names it is moved away. */
static int keep_old(item *i) {
    struct stat about;
    const size_t size = strlen(i->path) + SUFFIX_ROOM;
    if (lstat(i->path, &about) != 0) return errno == ENOENT ? 0 : errno;
    for (int k = 0; k < 1000; k++) {
        snprintf(i->old, size, "%s.%ld.%d.old", i->path, (long)getpid(), k);
        if (lstat(i->old, &about) == 0) continue;
        i->has_old = link(i->path, i->old) == 0 || rename(i->path, i->old) == 0;
        return i->has_old ? 0 : errno;
    }
    return EEXIST;
}

static int replace(item *i) {
    if (!i->is_there) return 0;
    const int error_number = keep_old(i);
    if (error_number != 0) return error_number;
    if (rename(i->temporary, i->path) != 0) return errno;
    i->is_there = 0;
    i->is_new = 1;
    return 0;
}

static void put_back(item *i) {
    if (i->has_old) {
        /* Two names of one file are both left by rename: then the second one goes. */
        if (rename(i->old, i->path) == 0) unlink(i->old);
    } else if (i->is_new)
        unlink(i->path);
    i->has_old = i->is_new = 0;
}

ot_status ot_fileset_commit(ot_fileset *set, ot_error *err) {
    ot_status status = OT_OK;
    for (item *i = set->first; i && status == OT_OK; i = i->next) {
        const int error_number = finish(i);
        if (error_number != 0) status = system_fault(i->path, error_number, err);
    }
    if (status == OT_OK) status = check_places(set, err);
    if (status != OT_OK) return status;
    for (item *i = set->first; i && status == OT_OK; i = i->next) {
        const int error_number = replace(i);
        if (error_number != 0) status = system_fault(i->path, error_number, err);
    }
    for (item *i = set->first; i; i = i->next) {
        if (status != OT_OK) put_back(i);
        if (i->has_old) unlink(i->old);
        i->has_old = 0;
    }
    sync_folder(set->folder);
    return status;
}

ot_status ot_files_write(const char *folder, const ot_new_file *file, size_t n, ot_error *err) {
    ot_fileset *set = NULL;
    ot_status status = ot_fileset_new(folder, &set, err);
    for (size_t i = 0; !status && i < n; i++)
        status = ot_fileset_add(set, file[i].name, file[i].data, file[i].n, err);
    if (!status) status = ot_fileset_commit(set, err);
    ot_fileset_free(set);
    return status;
}

ot_status ot_file_write(const char *path, const char *data, size_t n, ot_error *err) {
    const char *slash = strrchr(path, '/');
    const size_t length = slash ? (size_t)(slash - path) + 1 : 0;
    char *folder = calloc(length + 2, 1);
    if (!folder) return no_memory(err);
    memcpy(folder, length > 0 ? path : ".", length > 1 ? length - 1 : 1); /* "/x" is in "/" */
    const ot_new_file file = {path + length, data, n};
    const ot_status status = ot_files_write(folder, &file, 1, err);
    free(folder);
    return status;
}
