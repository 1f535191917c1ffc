#include "import/gunzip.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { FIRST_CAPACITY = 1 << 16, GZIP_WINDOW = 15 + 16 }; /* +16: with gzip's header and check */

typedef struct inflation {
    z_stream z;
    char *out;
    size_t used, capacity, most;
    ot_error *err;
} inflation;

static ot_status no_memory(const inflation *f) {
    return ot_fail(f->err, OT_ERR_NOMEM, "no memory to unpack the file", "内存不足，无法解压文件");
}

static ot_status too_large(const inflation *f) {
    return ot_fail(f->err, OT_ERR_INPUT, "unpacked, it is larger than the %zu bytes allowed",
                   "解压后超过允许的 %zu 字节", f->most);
}

static ot_status damaged(const inflation *f) {
    return ot_fail(f->err, OT_ERR_INPUT, "is damaged: its gzip data cannot be unpacked",
                   "文件已损坏：gzip 数据无法解压");
}

static ot_status cut_short(const inflation *f) {
    return ot_fail(f->err, OT_ERR_INPUT, "is cut short: its gzip data end too early",
                   "文件不完整：gzip 数据过早结束");
}

/* One byte more than allowed shows that there is more; the last is for NUL. */
static ot_status grow(inflation *f) {
    const size_t limit = f->most + 2;
    size_t capacity = f->capacity ? 2 * f->capacity : FIRST_CAPACITY;
    if (capacity > limit) capacity = limit;
    char *out = realloc(f->out, capacity);
    if (!out) return no_memory(f);
    f->out = out;
    f->capacity = capacity;
    return OT_OK;
}

/* Unpack into the room that there is; *has_ended when a member is complete. */
static ot_status fill(inflation *f, int *has_ended) {
    const size_t room = f->capacity - 1 - f->used;
    const uInt given = room > UINT_MAX ? UINT_MAX : (uInt)room;
    f->z.next_out = (Bytef *)f->out + f->used;
    f->z.avail_out = given;
    const int answer = inflate(&f->z, Z_NO_FLUSH);
    f->used += given - f->z.avail_out;
    *has_ended = answer == Z_STREAM_END;
    if (f->used > f->most) return too_large(f);
    if (answer == Z_MEM_ERROR) return no_memory(f);
    if (answer == Z_BUF_ERROR || (answer == Z_OK && f->z.avail_in == 0 && f->z.avail_out > 0))
        return cut_short(f);
    return answer == Z_OK || answer == Z_STREAM_END ? OT_OK : damaged(f);
}

/* Zeros may fill up the last block of a tape or disk; anything else begins another member. */
static int is_padding(const z_stream *z) {
    for (uInt i = 0; i < z->avail_in; i++)
        if (z->next_in[i]) return 0;
    return 1;
}

static ot_status unpack(inflation *f) {
    for (;;) {
        int has_ended;
        ot_status status = f->used + 1 >= f->capacity ? grow(f) : OT_OK;
        if (!status) status = fill(f, &has_ended);
        if (status) return status;
        if (has_ended && is_padding(&f->z)) return OT_OK;
        if (has_ended && inflateReset(&f->z) != Z_OK) return damaged(f);
    }
}

int ot_is_gzip(const char *data, size_t n) { return n >= 2 && memcmp(data, "\x1F\x8B", 2) == 0; }

ot_status ot_gunzip(const char *data, size_t n, size_t most, char **out, size_t *n_out,
                    ot_error *err) {
    inflation f = {.most = most, .err = err};
    if (n > UINT_MAX) return too_large(&f);
    f.z.next_in = (z_const Bytef *)(uintptr_t)data;
    f.z.avail_in = (uInt)n;
    if (inflateInit2(&f.z, GZIP_WINDOW) != Z_OK) return no_memory(&f);
    const ot_status status = unpack(&f);
    (void)inflateEnd(&f.z);
    if (status) {
        free(f.out);
        return status;
    }
    f.out[f.used] = '\0';
    *out = f.out;
    *n_out = f.used;
    return OT_OK;
}
