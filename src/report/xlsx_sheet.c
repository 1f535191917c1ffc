/* Sheets, formats and single cells of a workbook. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "report/plain_text.h"
#include "report/xlsx.h"

enum { HEAD_FILL = 0xE8EDF2, TITLE_SIZE = 16, SECTION_SIZE = 13 };
static const char NOTHING[] = "\xE2\x80\x94";

/* Fill and text of a verdict: the colours of the page, blue to orange, which keep their order in
 * grey print. White or dark text has a contrast of 4.5:1 at least. */
static const struct tone_colours {
    lxw_color_t fill, text;
} TONE[] = {
    [OT_TONE_GOOD] = {0x1A5F9E, 0xFFFFFF}, [OT_TONE_FAIR] = {0x7DB0DA, 0x10202E},
    [OT_TONE_EVEN] = {0xC3C8CD, 0x1B1F24}, [OT_TONE_POOR] = {0xEEB06A, 0x2E1B05},
    [OT_TONE_BAD] = {0xA84300, 0xFFFFFF},  [OT_TONE_QUIET] = {0xDDE1E5, 0x1B1F24},
};

static lxw_format *format_new(ot_xlsx *x) {
    lxw_format *f = workbook_add_format(x->book);
    if (!f) {
        x->failed = 1;
        return NULL;
    }
    format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    return f;
}

static lxw_format *bold(ot_xlsx *x, double size) {
    lxw_format *f = format_new(x);
    if (!f) return NULL;
    format_set_bold(f);
    format_set_font_size(f, size);
    return f;
}

static lxw_format *numeric(ot_xlsx *x, const char *pattern) {
    lxw_format *f = format_new(x);
    if (f && pattern) format_set_num_format(f, pattern);
    return f;
}

void ot_xlsx_formats(ot_xlsx *x) {
    enum { TEXT_SIZE = 11 };
    char pattern[OT_XLSX_DECIMALS + 4] = "0"; /* one digit more than the last format has */
    x->title = bold(x, TITLE_SIZE);
    x->section = bold(x, SECTION_SIZE);
    x->heading = bold(x, TEXT_SIZE);
    x->head = bold(x, TEXT_SIZE);
    x->paragraph = format_new(x);
    x->text = format_new(x);
    x->percent = numeric(x, "0.0%");
    x->shortest = numeric(x, NULL);
    for (int k = 0; k <= OT_XLSX_DECIMALS; k++) {
        x->decimals[k] = numeric(x, pattern);
        (void)strcat(pattern, k == 0 ? ".0" : "0");
    }
    for (int k = OT_TONE_GOOD; k <= OT_TONE_QUIET; k++) {
        x->tone[k] = format_new(x);
        if (!x->tone[k]) return;
        format_set_bg_color(x->tone[k], TONE[k].fill);
        format_set_font_color(x->tone[k], TONE[k].text);
    }
    if (x->failed) return;
    format_set_text_wrap(x->paragraph);
    format_set_text_wrap(x->text);
    format_set_text_wrap(x->head);
    format_set_bg_color(x->head, HEAD_FILL);
    format_set_bottom(x->head, LXW_BORDER_THIN);
}

/* At most 31 characters, none of []:*?/\ */
static void spell_name(const char *name, size_t most, char *out, size_t size) {
    ot_buffer text = {0};
    ot_plain_text(&text, name, most);
    (void)snprintf(out, size, "%s", text.data ? text.data : "");
    for (char *p = out; *p; p++)
        if (strchr("[]:*?/\\'", *p)) *p = ' ';
    for (size_t n = strlen(out); n > 0 && out[n - 1] == ' '; n--)
        out[n - 1] = '\0';
    ot_buffer_clear(&text);
}

int ot_xlsx_sheet_begin(ot_xlsx *x, const char *name, ot_xlsx_sheet *out) {
    enum { ROOM = 5, MOST_ALIKE = 999 }; /* for " 999" and an ellipsis */
    memset(out, 0, sizeof *out);
    spell_name(name, LXW_SHEETNAME_MAX - ROOM, out->name, sizeof out->name - ROOM);
    char *end = out->name + strlen(out->name);
    for (unsigned k = 2; workbook_get_worksheet_by_name(x->book, out->name) && k <= MOST_ALIKE; k++)
        (void)snprintf(end, ROOM, " %u", k % (MOST_ALIKE + 1));
    out->sheet = workbook_add_worksheet(x->book, out->name);
    if (!out->sheet) x->failed = 1;
    return out->sheet != NULL;
}

void ot_xlsx_sheet_end(ot_xlsx *x, ot_xlsx_sheet *s) {
    enum { NARROWEST = 7 };
    for (lxw_col_t k = 0; k < OT_XLSX_MOST_COLUMNS && s->width[k] > 0.0; k++)
        x->failed |= worksheet_set_column(s->sheet, k, k,
                                          fmin(fmax(s->width[k] + 2.0, NARROWEST), OT_XLSX_WIDEST),
                                          NULL) != LXW_NO_ERROR;
    worksheet_set_landscape(s->sheet);
    worksheet_set_paper(s->sheet, 9); /* A4 */
    worksheet_fit_to_pages(s->sheet, 1, 0);
    x->failed |= worksheet_set_footer(s->sheet, "&L&A&R&P / &N") != LXW_NO_ERROR;
}

/* Sentences go over several columns: only what stands in one makes it wide. */
static void widen(const ot_xlsx *x, ot_xlsx_sheet *s, lxw_col_t column, const char *text,
                  const lxw_format *format) {
    const int is_cell = format == x->text || format == x->head;
    if (column >= OT_XLSX_MOST_COLUMNS || !is_cell) return;
    s->width[column] = fmax(s->width[column], (double)ot_utf8_width(text));
}

void ot_xlsx_text(ot_xlsx *x, ot_xlsx_sheet *s, lxw_col_t column, const char *text,
                  lxw_format *format) {
    ot_buffer plain = {0};
    ot_plain_text(&plain, text, OT_XLSX_MOST_TEXT);
    const char *spelt = plain.data ? plain.data : "";
    x->failed |= plain.failed;
    if (*spelt)
        x->failed |= worksheet_write_string(s->sheet, s->row, column, spelt, format) != 0;
    else
        x->failed |= worksheet_write_blank(s->sheet, s->row, column, format) != 0;
    widen(x, s, column, spelt, format);
    ot_buffer_clear(&plain);
}

void ot_xlsx_number(ot_xlsx *x, ot_xlsx_sheet *s, lxw_col_t column, double value,
                    lxw_format *format) {
    enum { USUAL_WIDTH = 9 };
    if (!isfinite(value)) {
        ot_xlsx_text(x, s, column, NOTHING, x->text);
        return;
    }
    x->failed |= worksheet_write_number(s->sheet, s->row, column, value, format) != 0;
    if (column < OT_XLSX_MOST_COLUMNS) s->width[column] = fmax(s->width[column], USUAL_WIDTH);
}

void ot_xlsx_row_height(ot_xlsx *x, ot_xlsx_sheet *s, size_t lines) {
    enum { POINTS = 15, MOST_LINES = 27 }; /* a row has 409 points at most */
    if (lines < 2) return;
    const size_t n = lines < MOST_LINES ? lines : MOST_LINES;
    x->failed |= worksheet_set_row(s->sheet, s->row, (double)(n * POINTS), NULL) != LXW_NO_ERROR;
}
