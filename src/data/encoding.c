#include "data/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* Bytes of UTF-8 for one byte of the source, at most: 2 bytes of UTF-16 become up to 3, 2 bytes of
 * GB18030 up to 4. */
enum { GROWTH = 2 };

typedef struct source { /* what is converted, and what has come of it */
    const char *path;
    const unsigned char *data;
    size_t n;
    char *text;
    size_t length;
} source;

/* The fault lies behind what has been converted. */
static ot_status locate(const source *s, ot_error *err) {
    size_t start = 0;
    int line = 1;
    for (size_t i = 0; i < s->length; i++)
        if (s->text[i] == '\n') {
            line++;
            start = i + 1;
        }
    const size_t column = ot_utf8_count(s->text + start, s->length - start) + 1;
    ot_error_locate(err, s->path, line, (int)column);
    return OT_ERR_INPUT;
}

static ot_status convert_utf8(source *s, ot_error *err) {
    s->length = ot_utf8_check((const char *)s->data, s->n);
    memcpy(s->text, s->data, s->length);
    if (s->length == s->n) return OT_OK;
    (void)ot_fail(err, OT_ERR_INPUT,
                  "byte 0x%02X is no UTF-8; the file must be UTF-8, UTF-16 or GB18030 throughout",
                  "字节 0x%02X 不是有效的 UTF-8；整个文件应统一为 UTF-8、UTF-16 或 GB18030 编码",
                  s->data[s->length]);
    return locate(s, err);
}

static void put(source *s, uint32_t c) {
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    const int n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (int i = n - 1; i > 0; i--, c >>= 6)
        s->text[s->length + (size_t)i] = (char)(0x80 | (c & 0x3F));
    s->text[s->length] = (char)(lead[n] | c);
    s->length += (size_t)n;
}

static ot_status convert_utf16(source *s, int is_big, ot_error *err) {
    uint32_t high = 0; /* the first half of a pair */
    for (size_t i = 0; i + 1 < s->n; i += 2) {
        const uint32_t a = s->data[i], b = s->data[i + 1], c = is_big ? a << 8 | b : b << 8 | a;
        const int is_low = c >= 0xDC00 && c <= 0xDFFF;
        if (is_low != (high != 0)) {
            (void)ot_fail(err, OT_ERR_INPUT, "half a UTF-16 pair (0x%04X)",
                          "UTF-16 代理对不完整（0x%04X）", high ? (unsigned)high : (unsigned)c);
            return locate(s, err);
        }
        if (is_low) put(s, 0x10000 + ((high - 0xD800) << 10) + (c - 0xDC00));
        high = c >= 0xD800 && c <= 0xDBFF ? c : 0;
        if (!high && !is_low) put(s, c);
    }
    if (high == 0 && s->n % 2 == 0) return OT_OK;
    (void)ot_fail(err, OT_ERR_INPUT, "the file ends within a UTF-16 character",
                  "文件在 UTF-16 字符中间结束");
    return locate(s, err);
}

static ot_status convert_gb18030(source *s, ot_notes *notes, ot_error *err) {
    const iconv_t converter = iconv_open("UTF-8", "GB18030");
    if (converter == (iconv_t)-1) {
        (void)ot_fail(err, OT_ERR_INPUT,
                      "the file is not UTF-8, and this system cannot convert GB18030",
                      "文件不是 UTF-8，而本系统无法转换 GB18030");
        ot_error_locate(err, s->path, 0, 0);
        return OT_ERR_INPUT;
    }
    char *in = (char *)(uintptr_t)s->data, *out = s->text; /* iconv does not write to its input */
    size_t n_in = s->n, n_out = GROWTH * s->n;
    const size_t answer = iconv(converter, &in, &n_in, &out, &n_out);
    (void)iconv_close(converter);
    s->length = (size_t)(out - s->text);
    if (answer != (size_t)-1) {
        ot_notes_add(notes, OT_SEVERITY_INFO, s->path, 0, 0, "read as GB18030", "按 GB18030 读入");
        return OT_OK;
    }
    (void)ot_fail(err, OT_ERR_INPUT,
                  "byte 0x%02X is neither UTF-8 nor GB18030; save the file as UTF-8",
                  "字节 0x%02X 既不是 UTF-8 也不是 GB18030；请将文件另存为 UTF-8",
                  n_in > 0 ? s->data[s->n - n_in] : 0U);
    return locate(s, err);
}

/* Chinese text is three bytes a character in UTF-8 and hardly ever so by chance in GB18030. */
static int looks_like_gb18030(const char *data, size_t n) {
    size_t n_faults = 0, n_three = 0, length;
    for (size_t i = 0; i < n; i += length) {
        if (ot_utf8_decode(data + i, n - i, &length) == UINT32_MAX)
            n_faults++;
        else if (length >= 3)
            n_three++;
    }
    return n_faults > 0 && n_faults >= n_three;
}

static int begins(const source *s, const char *mark, size_t n) {
    return s->n >= n && memcmp(s->data, mark, n) == 0;
}

static void skip(source *s, size_t n) {
    s->data += n;
    s->n -= n;
}

static ot_status convert(source *s, ot_notes *notes, ot_error *err) {
    if (begins(s, "\xFF\xFE\0\0", 4) || begins(s, "\0\0\xFE\xFF", 4)) {
        (void)ot_fail(err, OT_ERR_INPUT, "the file is UTF-32; save it as UTF-8",
                      "文件是 UTF-32 编码；请另存为 UTF-8");
        ot_error_locate(err, s->path, 1, 1);
        return OT_ERR_INPUT;
    }
    const int is_little = begins(s, "\xFF\xFE", 2), is_big = begins(s, "\xFE\xFF", 2);
    if (is_little || is_big) {
        skip(s, 2);
        return convert_utf16(s, is_big, err);
    }
    const int has_mark = begins(s, "\xEF\xBB\xBF", 3);
    if (has_mark) skip(s, 3);
    if (!has_mark && looks_like_gb18030((const char *)s->data, s->n))
        return convert_gb18030(s, notes, err);
    return convert_utf8(s, err);
}

static ot_status refuse_nul(source *s, ot_error *err) {
    const char *nul = memchr(s->text, 0, s->length);
    if (!nul) return OT_OK;
    s->length = (size_t)(nul - s->text);
    (void)ot_fail(err, OT_ERR_INPUT,
                  "a NUL character; the file is no text, or UTF-16 without a byte order mark",
                  "出现 NUL 字符；文件不是文本，或是缺少字节顺序标记的 UTF-16");
    return locate(s, err);
}

ot_status ot_encoding_decode(const char *path, const char *data, size_t n, ot_notes *notes,
                             char **text, size_t *length, ot_error *err) {
    source s = {path, (const unsigned char *)data, n, NULL, 0};
    if (n < SIZE_MAX / GROWTH) s.text = calloc(GROWTH * n + 1, 1);
    if (!s.text)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for a text of %zu bytes",
                       "内存不足以容纳 %zu 字节的文本", n);
    ot_status status = convert(&s, notes, err);
    if (!status) status = refuse_nul(&s, err);
    if (status) {
        free(s.text);
        return status;
    }
    s.text[s.length] = '\0';
    *text = s.text;
    *length = s.length;
    return OT_OK;
}
