#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "config/lexer.h"
#include "config/lint.h"
#include "outturn/overlay.h"

typedef struct overlay_line {
    const char *set;
    int line, column;
} overlay_line;

struct ot_overlay {
    ot_arena *arena;
    const char *path;
    overlay_line *line;
    size_t n;
};

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "out of memory", "内存不足");
}

static int is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/* text[0..n) without blanks at its ends; returns how many were left out in front. */
static size_t trim(const char **text, size_t *n) {
    size_t before = 0;
    while (before < *n && is_blank((*text)[before]))
        before++;
    *text += before;
    *n -= before;
    while (*n > 0 && is_blank((*text)[*n - 1]))
        (*n)--;
    return before;
}

static ot_status no_set(const ot_overlay *o, int line, size_t column, ot_error *err) {
    (void)ot_fail(err, OT_ERR_INPUT, "a line of an overlay file is PATH = VALUE, or # and a remark",
                  "叠加文件的一行应为“路径 = 取值”，或以 # 开头的说明");
    ot_error_locate(err, o->path, line, (int)column);
    return OT_ERR_INPUT;
}

static ot_status add_line(ot_overlay *o, const char *text, size_t n, int line, ot_error *err) {
    const size_t column = trim(&text, &n) + 1;
    if (n == 0 || *text == '#') return OT_OK;
    if (text[n - 1] == ';') n--;
    const char *equals = memchr(text, '=', n);
    if (!equals) return no_set(o, line, column, err);
    const char *path = text, *value = equals + 1;
    size_t n_path = (size_t)(equals - text), n_value = n - n_path - 1;
    (void)trim(&path, &n_path);
    const int is_meant = n_path > 0 && path[n_path - 1] == ':';
    if (is_meant) n_path--;
    if (is_meant) (void)trim(&path, &n_path);
    (void)trim(&value, &n_value);
    if (n_path == 0 || n_value == 0) return no_set(o, line, column, err);
    char *set = ot_arena_alloc(o->arena, n_path + n_value + 3, 1);
    if (!set) return no_memory(err);
    memcpy(set, path, n_path);
    if (is_meant) set[n_path++] = ':';
    set[n_path] = '=';
    memcpy(set + n_path + 1, value, n_value);
    o->line[o->n++] = (overlay_line){set, line, (int)column};
    return OT_OK;
}

static size_t count_lines(const char *text, size_t n) {
    size_t lines = 1;
    for (size_t i = 0; i < n; i++)
        lines += text[i] == '\n';
    return lines;
}

static ot_status read_lines(ot_overlay *o, const char *text, size_t n, ot_error *err) {
    size_t skip = 0;
    ot_status status = ot_bytes_check(o->path, text, n, &skip, err);
    int line = 1;
    for (size_t at = skip; at < n && !status; line++) {
        const char *end = memchr(text + at, '\n', n - at);
        const size_t length = end ? (size_t)(end - text) - at : n - at;
        status = add_line(o, text + at, length, line, err);
        at += length + 1;
    }
    return status;
}

ot_status ot_overlay_load(const char *path, ot_overlay **out, ot_error *err) {
    char *text = NULL;
    size_t n = 0;
    ot_status status = ot_file_read(path, OT_LINT_MOST_BYTES, &text, &n, err);
    if (status) return status;
    ot_arena *arena = ot_arena_new();
    ot_overlay *o = arena ? ot_arena_alloc(arena, 1, sizeof *o) : NULL;
    const char *copy = o ? ot_arena_text(arena, path, strlen(path)) : NULL;
    overlay_line *line = copy ? ot_arena_alloc(arena, count_lines(text, n), sizeof *line) : NULL;
    if (line) {
        *o = (ot_overlay){.arena = arena, .path = copy, .line = line};
        status = read_lines(o, text, n, err);
    } else {
        status = no_memory(err);
    }
    free(text);
    if (status)
        ot_arena_free(arena);
    else
        *out = o;
    return status;
}

void ot_overlay_free(ot_overlay *overlay) {
    if (overlay) ot_arena_free(overlay->arena); /* the overlay lives in it too */
}

size_t ot_overlay_count(const ot_overlay *overlay) { return overlay->n; }

const char *ot_overlay_set(const ot_overlay *overlay, size_t i) { return overlay->line[i].set; }

void ot_overlay_blame(const ot_overlay *overlay, ot_error *err) {
    static const char OPTION[] = "--set ";
    const size_t most = sizeof err->file - sizeof OPTION; /* a long place was cut */
    if (strncmp(err->file, OPTION, sizeof OPTION - 1) != 0) return;
    for (size_t i = 0; i < overlay->n; i++) {
        const overlay_line *line = &overlay->line[i];
        if (strncmp(err->file + sizeof OPTION - 1, line->set, most) != 0) continue;
        ot_error_locate(err, overlay->path, line->line, line->column);
        return;
    }
}
