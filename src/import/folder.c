#include "import/folder.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"

enum { MOST_FILE = 64 << 20 };

static ot_status within(const char *folder, const char *name, ot_buffer *path, ot_error *err) {
    ot_buffer_format(path, "%s/%s", folder, name);
    if (!path->failed) return OT_OK;
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the name of a file",
                   "内存不足，无法拼出文件名");
}

/* A file that cannot be read is nobody's that import wrote. */
static ot_status find_mark(const char *folder, const char *name, const char *mark, int *is_ours,
                           ot_error *err) {
    char *text = NULL;
    size_t n = 0;
    ot_buffer path = {0};
    ot_status status = within(folder, name, &path, err);
    if (!status) {
        const ot_status read = ot_file_read(path.data, MOST_FILE, &text, &n, err);
        *is_ours = !read && strncmp(text, mark, strlen(mark)) == 0;
        if (read == OT_ERR_NOMEM) status = read;
    }
    free(text);
    ot_buffer_clear(&path);
    return status;
}

static ot_status check_absent(const char *folder, const char *name, ot_error *err) {
    ot_buffer path = {0};
    ot_status status = within(folder, name, &path, err);
    if (!status && access(path.data, F_OK) == 0) {
        status =
            ot_fail(err, OT_ERR_IO, "is there already and was not imported; choose another folder",
                    "已经存在，且不是导入生成的；请另选文件夹");
        ot_error_locate(err, path.data, 0, 0);
    }
    ot_buffer_clear(&path);
    return status;
}

ot_status ot_import_check_folder(const char *folder, const char *const *name, size_t n,
                                 const char *mark, ot_error *err) {
    int is_ours = 0;
    ot_status status = find_mark(folder, name[n - 1], mark, &is_ours, err);
    for (size_t i = 0; !status && !is_ours && i < n; i++)
        status = check_absent(folder, name[i], err);
    return status;
}
