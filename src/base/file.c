#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "outturn/system.h"

static ot_status no_memory(const char *path, ot_error *err) {
    (void)ot_fail(err, OT_ERR_NOMEM, "no memory to read the file", "内存不足，无法读取文件");
    ot_error_locate(err, path, 0, 0);
    return OT_ERR_NOMEM;
}

static ot_status system_fault(const char *path, int error_number, ot_error *err) {
    (void)ot_fail(err, OT_ERR_IO, "cannot be read: %s%.0s", "无法读取：%.0s%s",
                  ot_system_text(error_number, OT_LANGUAGE_EN),
                  ot_system_text(error_number, OT_LANGUAGE_ZH));
    ot_error_locate(err, path, 0, 0);
    return OT_ERR_IO;
}

static ot_status too_large(const char *path, size_t most, ot_error *err) {
    (void)ot_fail(err, OT_ERR_INPUT, "the file is larger than the %zu bytes allowed",
                  "文件超过允许的 %zu 字节", most);
    ot_error_locate(err, path, 0, 0);
    return OT_ERR_INPUT;
}

/* What is no file at all is a mistake in the command or the model, not of the disk. */
static ot_status check_kind(const char *path, const struct stat *about, ot_error *err) {
    if (S_ISREG(about->st_mode)) return OT_OK;
    if (S_ISDIR(about->st_mode))
        (void)ot_fail(err, OT_ERR_INPUT, "is a folder, not a file", "是文件夹，不是文件");
    else if (S_ISFIFO(about->st_mode))
        (void)ot_fail(err, OT_ERR_INPUT, "is a pipe (FIFO), not a regular file",
                      "是管道（FIFO），不是普通文件");
    else
        (void)ot_fail(err, OT_ERR_INPUT, "is a device or socket, not a regular file",
                      "是设备或套接字，不是普通文件");
    ot_error_locate(err, path, 0, 0);
    return OT_ERR_INPUT;
}

/* A file may grow or shrink while it is read, so its size is only a hint. */
static ot_status read_all(int fd, const char *path, size_t size, size_t most, char **data,
                          size_t *n, ot_error *err) {
    size_t capacity = size + 2, used = 0; /* one more than expected shows the end; one for NUL */
    char *bytes = malloc(capacity);
    if (!bytes) return no_memory(path, err);
    ot_status status = OT_OK;
    while (status == OT_OK) {
        const ssize_t got = read(fd, bytes + used, capacity - 1 - used);
        if (got < 0 && errno == EINTR) continue;
        if (got == 0) break;
        if (got < 0) {
            status = system_fault(path, errno, err);
        } else if ((used += (size_t)got) > most) {
            status = too_large(path, most, err);
        } else if (used == capacity - 1) {
            char *larger = capacity > SIZE_MAX / 2 ? NULL : realloc(bytes, 2 * capacity);
            if (larger) {
                bytes = larger;
                capacity *= 2;
            } else {
                status = no_memory(path, err);
            }
        }
    }
    if (status != OT_OK) {
        free(bytes);
        return status;
    }
    bytes[used] = '\0';
    *data = bytes;
    *n = used;
    return OT_OK;
}

ot_status ot_file_read(const char *path, size_t most, char **data, size_t *n, ot_error *err) {
    struct stat about;
    /* Without O_NONBLOCK the opening of a FIFO waits for its writer. */
    const int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0) {
        const int error_number = errno; /* a socket cannot be opened: say what it is */
        if (error_number == ENXIO && stat(path, &about) == 0) return check_kind(path, &about, err);
        return system_fault(path, error_number, err);
    }
    ot_status status;
    if (fstat(fd, &about) != 0)
        status = system_fault(path, errno, err);
    else if ((status = check_kind(path, &about, err)) != OT_OK)
        ; /* said */
    else if ((uintmax_t)about.st_size > most || (uintmax_t)about.st_size > SIZE_MAX - 2)
        status = too_large(path, most, err);
    else
        status = read_all(fd, path, (size_t)about.st_size, most, data, n, err);
    close(fd);
    return status;
}

char *ot_file_beside(const char *beside, const char *name) {
    const char *slash = name[0] == '/' ? NULL : strrchr(beside, '/');
    const size_t folder = slash ? (size_t)(slash - beside) + 1 : 0, length = strlen(name) + 1;
    char *path = malloc(folder + length);
    if (!path) return NULL;
    memcpy(path, beside, folder);
    memcpy(path + folder, name, length);
    return path;
}
