/* In a build without zlib: a gzip file is known by its first bytes, and refused. */
#include <string.h>

#include "import/gunzip.h"

int ot_is_gzip(const char *data, size_t n) { return n >= 2 && memcmp(data, "\x1F\x8B", 2) == 0; }

ot_status ot_gunzip(const char *data, size_t n, size_t most, char **out, size_t *n_out,
                    ot_error *err) {
    (void)data, (void)n, (void)most, (void)out, (void)n_out;
    return ot_fail(err, OT_ERR_USAGE,
                   "this program was built without zlib, which unpacks gzip; install zlib1g-dev "
                   "and build it again",
                   "本程序编译时缺少用于解压 gzip 的 zlib；请安装 zlib1g-dev 后重新编译");
}
