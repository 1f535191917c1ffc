#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "base/utf8.h"
#include "data/figure.h"
#include "import/plan_quantity.h"
#include "import/plan_reading.h"

static const char *const unread_text[][OT_N_LANGUAGES] = {
#define OT_ROW(name, english, chinese) {english, chinese},
    OT_UNREAD_LIST(OT_ROW)
#undef OT_ROW
};

const char *ot_unread_text(ot_unread_reason reason, ot_language language) {
    assert(reason < OT_N_UNREAD_REASONS && language < OT_N_LANGUAGES);
    return unread_text[reason][language];
}

const char *ot_plan_keep(ot_plan_reading *r, ot_slice text) {
    const char *copy = ot_arena_text(r->arena, text.s, text.n);
    if (!copy) r->failed = 1;
    return copy ? copy : "";
}

const char *ot_plan_keep_text(ot_plan_reading *r, const char *text) {
    return ot_plan_keep(r, ot_slice_of(text, strlen(text)));
}

/* What a reader of a list wants to see; a whole page is no quotation. */
enum { MOST_QUOTE = 600 };

static int is_blank(ot_slice x, size_t *length) {
    static const char *const BLANK[] = {"\xE3\x80\x80", "\xC2\xA0", " ", "\t", "\r", "\n", NULL};
    const char *found = ot_slice_begins_any(x, BLANK);
    if (found) *length = strlen(found);
    return found != NULL;
}

const char *ot_plan_keep_quote(ot_plan_reading *r, ot_slice raw) {
    char text[MOST_QUOTE + 8];
    size_t n = 0, length = 0;
    int has_blank = 0;
    for (size_t i = 0; i < raw.n; i += length) {
        if (is_blank(ot_slice_cut(raw, i, raw.n), &length)) {
            has_blank = n > 0;
            continue;
        }
        (void)ot_utf8_decode(raw.s + i, raw.n - i, &length);
        if (n + 1 + length > MOST_QUOTE) {
            memcpy(text + n, "…", 3);
            return ot_plan_keep(r, ot_slice_of(text, n + 3));
        }
        if (has_blank) text[n++] = ' ';
        has_blank = 0;
        memcpy(text + n, raw.s + i, length);
        n += length;
    }
    return ot_plan_keep(r, ot_slice_of(text, n));
}

/* Room for one more thing; 0: no memory. */
static int grow(ot_plan_reading *r, void **things, size_t n, size_t *room, size_t size) {
    void *grown = ot_list_grow(*things, n, room, size);
    if (grown) *things = grown;
    r->failed |= !grown;
    return grown != NULL;
}

ot_claim *ot_plan_add_claim(ot_plan_reading *r) {
    void *things = r->claim;
    if (!grow(r, &things, r->n_claims, &r->claim_room, sizeof *r->claim)) return NULL;
    r->claim = things;
    ot_claim *c = &r->claim[r->n_claims++];
    *c = (ot_claim){.id = "",
                    .indicator = "",
                    .name_zh = "",
                    .name_en = "",
                    .section = "",
                    .value = "",
                    .value_to = "",
                    .unit = "",
                    .of_which = "",
                    .note = "",
                    .wording = "",
                    .role = "",
                    .kind = "",
                    .measure = "",
                    .matched = "",
                    .quote = ""};
    return c;
}

ot_sheet_row *ot_plan_add_row(ot_plan_reading *r) {
    void *things = r->row;
    if (!grow(r, &things, r->n_rows, &r->row_room, sizeof *r->row)) return NULL;
    r->row = things;
    ot_sheet_row *x = &r->row[r->n_rows++];
    *x = (ot_sheet_row){.id = "",
                        .section = "",
                        .name_zh = "",
                        .name_en = "",
                        .unit = "",
                        .measure = "",
                        .basis = "",
                        .kind = "",
                        .note = "",
                        .matched = "",
                        .quote = ""};
    return x;
}

void ot_plan_add_unread(ot_plan_reading *r, int line, ot_slice raw, ot_unread_reason reason) {
    void *things = r->unread;
    if (!grow(r, &things, r->n_unread, &r->unread_room, sizeof *r->unread)) return;
    r->unread = things;
    r->unread[r->n_unread++] = (ot_unread){ot_plan_keep_quote(r, raw), line, reason};
}

static int is_narrow(uint32_t c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Full-width letters, digits, signs of arithmetic; 0: it stays as it is. */
static char narrow(uint32_t c) {
    if (c == 0xFE6A) return '%';
    if (c == 0x2212) return '-';
    if (c < 0xFF01 || c > 0xFF5E) return '\0';
    const char ascii = (char)(c - 0xFEE0);
    return is_narrow((unsigned char)ascii) || strchr("%.+-~/=", ascii) ? ascii : '\0';
}

/* Punctuation that Chinese text has full-width; NULL: it stays. */
static const char *widen(char c, int is_number) {
    switch (c) {
    case ',':
        return is_number ? NULL : "，";
    case ':':
        return is_number ? NULL : "：";
    case ';':
        return "；";
    case '(':
        return "（";
    case ')':
        return "）";
    case '?':
        return "？";
    case '!':
        return "！";
    default:
        return NULL;
    }
}

static int is_digit_at(ot_slice x, size_t i) {
    size_t length;
    if (i >= x.n) return 0;
    const uint32_t c = ot_utf8_decode(x.s + i, x.n - i, &length);
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

/* The comma of １，２００: one to three digits stand before it, three behind it. */
static int parts_thousands(const ot_plan_reading *r, size_t n, ot_slice behind) {
    size_t before = 0, at = 0, length = 0, n_behind = 0;
    while (before < n && is_digit_at(ot_slice_of(r->fold_text, n), n - before - 1))
        before++;
    for (; n_behind < 4 && is_digit_at(behind, at); n_behind++, at += length)
        (void)ot_utf8_decode(behind.s + at, behind.n - at, &length);
    return before >= 1 && before <= 3 && n_behind == 3;
}

static int make_fold_room(ot_plan_reading *r, size_t n) {
    const size_t room = 3 * n + 4;
    if (room <= r->fold_room) return 1;
    free(r->fold_text);
    free(r->fold_at);
    r->fold_text = malloc(room);
    r->fold_at = calloc(room, sizeof *r->fold_at);
    r->fold_room = r->fold_text && r->fold_at ? room : 0;
    if (r->fold_room == 0) r->failed = 1;
    return r->fold_room > 0;
}

static void put_folded(ot_plan_reading *r, size_t *n, const char *s, size_t length, size_t from) {
    for (size_t k = 0; k < length; k++)
        r->fold_at[*n + k] = from;
    memcpy(r->fold_text + *n, s, length);
    *n += length;
}

/* A blank between two Latin words or numbers stays one. */
static int keeps_blank(const ot_plan_reading *r, size_t n, ot_slice raw, size_t next) {
    return n > 0 && next < raw.n && is_narrow((unsigned char)r->fold_text[n - 1]) &&
           is_narrow((unsigned char)raw.s[next]);
}

ot_folded ot_plan_fold(ot_plan_reading *r, ot_slice raw) {
    ot_folded out = {{"", 0}, NULL};
    if (!make_fold_room(r, raw.n)) return out;
    size_t n = 0, length = 0;
    int was_digit = 0;
    for (size_t i = 0; i < raw.n; i += length) {
        if (is_blank(ot_slice_cut(raw, i, raw.n), &length)) {
            if (keeps_blank(r, n, raw, i + length)) put_folded(r, &n, " ", 1, i);
            was_digit = 0;
            continue;
        }
        const uint32_t c = ot_utf8_decode(raw.s + i, raw.n - i, &length);
        const int is_comma =
            c == 0xFF0C && parts_thousands(r, n, ot_slice_cut(raw, i + length, raw.n));
        const char small = is_comma ? ',' : narrow(c);
        const char *wide =
            c < 0x80 ? widen((char)c, was_digit && is_digit_at(raw, i + length)) : NULL;
        if (small)
            put_folded(r, &n, &small, 1, i);
        else if (wide)
            put_folded(r, &n, wide, strlen(wide), i);
        else
            put_folded(r, &n, raw.s + i, length, i);
        was_digit = is_digit_at(raw, i);
    }
    r->fold_at[n] = raw.n;
    r->fold_text[n] = '\0';
    return (ot_folded){ot_slice_of(r->fold_text, n), r->fold_at};
}

static size_t count_lines(ot_slice x) {
    size_t n = 1;
    for (size_t i = 0; i < x.n; i++)
        n += x.s[i] == '\n' || (x.s[i] == '\r' && (i + 1 == x.n || x.s[i + 1] != '\n'));
    return n;
}

static int split_lines(ot_plan_reading *r, ot_slice text) {
    r->line = ot_arena_alloc(r->arena, count_lines(text), sizeof *r->line);
    if (!r->line) return 0;
    size_t begin = 0;
    for (size_t i = 0; i <= text.n; i++) {
        const int is_end = i == text.n || text.s[i] == '\n' || text.s[i] == '\r';
        if (!is_end) continue;
        r->line[r->n_lines++].raw = ot_slice_cut(text, begin, i);
        if (i + 1 < text.n && text.s[i] == '\r' && text.s[i + 1] == '\n') i++;
        begin = i + 1;
    }
    return 1;
}

/* 二〇二六年: a year in Chinese digits. */
static int year_in_words(ot_slice x) {
    static const char *const DIGIT[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    for (size_t at = ot_slice_find(x, "二〇"); at != SIZE_MAX;) {
        ot_slice rest = ot_slice_cut(x, at, x.n);
        int year = 0, n = 0, is_taken = 1;
        for (; n < 4 && is_taken; n += is_taken) {
            is_taken = 0;
            for (int d = 0; d < 10 && !is_taken; d++)
                if ((is_taken = ot_slice_take_front(&rest, DIGIT[d]))) year = year * 10 + d;
        }
        if (n == 4 && ot_slice_begins(rest, "年")) return year;
        const size_t next = ot_slice_find(ot_slice_cut(x, at + 3, x.n), "二〇");
        at = next == SIZE_MAX ? SIZE_MAX : at + 3 + next;
    }
    return 0;
}

static int first_year(ot_slice x) {
    ot_quantity q;
    for (size_t at = 0; ot_quantity_next(x, &at, &q);)
        if (q.kind == OT_QUANTITY_YEAR) return q.year;
    return year_in_words(x);
}

/* The year of a title (2023年…计划), else of the first date, else the first year printed. */
static int find_year(ot_plan_reading *r) {
    static const char *const TITLE[] = {"计划", "工作报告", "规划", "主要指标", NULL};
    enum { MOST_LINES = 40 };
    int any = 0, dated = 0;
    for (size_t i = 0; i < r->n_lines; i++) {
        const ot_slice x = ot_plan_fold(r, r->line[i].raw).text;
        const int year = first_year(x), is_top = i < MOST_LINES && ot_slice_characters(x) < 60;
        if (year && is_top && ot_slice_has_any(x, TITLE)) return year;
        if (year && is_top && !dated && ot_slice_has(x, "月")) dated = year;
        if (year && !any) any = year;
        if (i >= MOST_LINES && (dated || any)) break;
    }
    return dated ? dated : any;
}

static const char *without_folders(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static ot_status no_year(const char *path, ot_error *err) {
    (void)ot_fail(err, OT_ERR_INPUT,
                  "no year such as 2023年 is printed in it; is it the text of a plan?",
                  "文中没有“2023年”这样的年份；它是计划文件的正文吗？");
    ot_error_locate(err, path, 0, 0);
    return OT_ERR_INPUT;
}

ot_status ot_plan_reading_new(const char *path, const char *text, size_t n,
                              const ot_plan_names *names, ot_notes *notes, ot_plan_reading **out,
                              ot_error *err) {
    ot_plan_reading *r = calloc(1, sizeof *r);
    if (r) r->arena = ot_arena_new();
    if (!r || !r->arena || !split_lines(r, ot_slice_of(text, n))) goto no_memory;
    r->path = path;
    r->document = without_folders(path);
    r->names = names;
    r->notes = notes;
    r->year = find_year(r);
    if (!r->failed && r->year == 0) {
        ot_plan_reading_free(r);
        return no_year(path, err);
    }
    if (!r->failed) ot_plan_read_tables(r);
    if (!r->failed) ot_plan_read_prose(r);
    if (r->failed) goto no_memory;
    *out = r;
    return OT_OK;
no_memory:
    ot_plan_reading_free(r);
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the document", "内存不足，无法读取文件");
}

void ot_plan_reading_free(ot_plan_reading *r) {
    if (!r) return;
    free(r->claim);
    free(r->unread);
    free(r->row);
    free(r->fold_text);
    free(r->fold_at);
    ot_arena_free(r->arena);
    free(r);
}
