#include "outturn/system.h"

#include <errno.h>

static const struct {
    int error_number;
    const char *text[OT_N_LANGUAGES];
} table[] = {
    {ENOENT, {"there is no such file or folder", "文件或文件夹不存在"}},
    {EACCES, {"permission denied", "没有权限"}},
    {EPERM, {"operation not permitted", "不允许此操作"}},
    {EISDIR, {"it is a folder", "它是文件夹"}},
    {ENOTDIR, {"a part of the path is not a folder", "路径中有一段不是文件夹"}},
    {ENOTEMPTY, {"the folder is not empty", "文件夹不为空"}},
    {EEXIST, {"it exists already", "它已经存在"}},
    {ENOSPC, {"no space is left on the disk", "磁盘空间已满"}},
    {EDQUOT, {"the disk quota is used up", "磁盘配额已用完"}},
    {EFBIG, {"the file would be too large", "文件过大"}},
    {EROFS, {"the file system is read-only", "文件系统为只读"}},
    {EIO, {"input or output error of the device", "设备读写出错"}},
    {ENAMETOOLONG, {"the name is too long", "名称过长"}},
    {ELOOP, {"too many symbolic links", "符号链接层数过多"}},
    {EMFILE, {"too many open files", "打开的文件过多"}},
    {ENFILE, {"too many open files in the system", "系统中打开的文件过多"}},
    {ENOMEM, {"out of memory", "内存不足"}},
    {EPIPE, {"the reader has closed the pipe", "管道的读取方已关闭"}},
    {EINVAL, {"the request is not valid", "请求无效"}},
    {ENXIO, {"there is no such device", "没有这个设备"}},
    {EBUSY, {"it is in use", "它正在使用中"}},
    {EINTR, {"interrupted", "已中断"}},
};

const char *ot_system_text(int error_number, ot_language language) {
    for (unsigned i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].error_number == error_number) return table[i].text[language];
    return language == OT_LANGUAGE_ZH ? "操作系统报告了错误"
                                      : "the operating system reports an error";
}
