/* Sheets, formats and single cells of a workbook. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "report/plain_text.h"
#include "report/xlsx/xlsx.h"

enum { HEAD_FILL = 0xE8EDF2, TITLE_SIZE = 16, SECTION_SIZE = 13, LINK = 0x1A5F9E };
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

lxw_color_t ot_xlsx_tone_colour(ot_tone tone) { return TONE[tone].fill; }

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

static void paint(lxw_format *f, ot_tone tone) {
    if (tone == OT_TONE_PLAIN) return;
    format_set_bg_color(f, TONE[tone].fill);
    format_set_font_color(f, TONE[tone].text);
}

static int is_same(const ot_xlsx_pattern *p, const char *text, ot_tone tone) {
    if (p->tone != tone || !p->text != !text) return 0;
    return !text || strcmp(p->text, text) == 0;
}

/* One that is too many is shown as it is. */
lxw_format *ot_xlsx_format(ot_xlsx *x, const char *text, ot_tone tone) {
    for (size_t i = 0; i < x->n_patterns; i++)
        if (is_same(&x->pattern[i], text, tone)) return x->pattern[i].format;
    if (x->n_patterns == OT_XLSX_MOST_PATTERNS) return x->shortest;
    ot_xlsx_pattern *p = &x->pattern[x->n_patterns];
    p->text = text ? ot_arena_text(x->d->arena, text, strlen(text)) : NULL;
    p->tone = tone;
    p->format = format_new(x);
    if (!p->format || (text && !p->text)) {
        x->failed = 1;
        return x->shortest;
    }
    x->n_patterns++;
    if (text) format_set_num_format(p->format, text);
    paint(p->format, tone);
    return p->format;
}

void ot_xlsx_formats(ot_xlsx *x) {
    enum { TEXT_SIZE = 11 };
    x->title = bold(x, TITLE_SIZE);
    x->section = bold(x, SECTION_SIZE);
    x->heading = bold(x, TEXT_SIZE);
    x->head = bold(x, TEXT_SIZE);
    x->paragraph = format_new(x);
    x->text = format_new(x);
    x->line = format_new(x);
    x->link = format_new(x);
    x->shortest = format_new(x);
    for (int k = OT_TONE_GOOD; k <= OT_TONE_QUIET; k++) {
        x->tone[k] = format_new(x);
        if (!x->tone[k]) return;
        paint(x->tone[k], (ot_tone)k);
    }
    if (x->failed) return;
    format_set_text_wrap(x->paragraph);
    format_set_text_wrap(x->text);
    format_set_text_wrap(x->head);
    format_set_font_color(x->link, LINK);
    format_set_underline(x->link, LXW_UNDERLINE_SINGLE);
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

enum { POINTS = 15, MOST_LINES = 27 }; /* of a line; a row has 409 points at most */

static double height_of(size_t lines) {
    return (double)(POINTS * (lines < MOST_LINES ? lines : MOST_LINES));
}

/* Sentences need room: what their columns lack the last of them gets. */
static double sentence_width(ot_xlsx_sheet *s) {
    enum { NARROWEST = 100 };
    double width = 0.0;
    for (lxw_col_t k = 0; k < OT_XLSX_SENTENCE; k++)
        width += s->width[k];
    if (width >= NARROWEST) return width;
    s->width[OT_XLSX_SENTENCE - 1] += NARROWEST - width;
    return NARROWEST;
}

static void set_heights(ot_xlsx *x, ot_xlsx_sheet *s) {
    static const double FULL = 0.95; /* of a line, on average, before it breaks */
    if (!s->sentence) return;
    const double width = FULL * sentence_width(s);
    for (const ot_xlsx_sentence *l = s->sentence; l; l = l->next) {
        const size_t lines = (size_t)ceil((double)l->width / width);
        if (lines > 1)
            x->failed |= worksheet_set_row(s->sheet, l->row, height_of(lines), NULL) != 0;
    }
}

/* Wide sheets take several pages beside each other, never a small print. */
static uint16_t n_pages(const ot_xlsx_sheet *s) {
    static const double PAGE = 260.0; /* characters on a page in landscape that are read well */
    double width = 0.0;
    for (lxw_col_t k = 0; k < OT_XLSX_MOST_COLUMNS; k++)
        width += s->width[k];
    return (uint16_t)fmax(1.0, ceil(width / PAGE));
}

void ot_xlsx_sheet_end(ot_xlsx *x, ot_xlsx_sheet *s) {
    enum { NARROWEST = 7 };
    static const double GAP = 2.0;
    const double widest = GAP + (s->widest > 0.0 ? s->widest : OT_XLSX_WIDEST);
    for (lxw_col_t k = 0; k < OT_XLSX_MOST_COLUMNS; k++)
        if (s->width[k] > 0.0 || (s->sentence && k < OT_XLSX_SENTENCE))
            s->width[k] =
                fmin(fmax(s->width[k] + GAP, NARROWEST), k ? widest : GAP + OT_XLSX_WIDEST);
    set_heights(x, s);
    for (lxw_col_t k = 0; k < OT_XLSX_MOST_COLUMNS; k++)
        if (s->width[k] > 0.0)
            x->failed |= worksheet_set_column(s->sheet, k, k, s->width[k], NULL) != LXW_NO_ERROR;
    worksheet_set_landscape(s->sheet);
    worksheet_set_paper(s->sheet, OT_XLSX_A4);
    worksheet_fit_to_pages(s->sheet, n_pages(s), 0);
    x->failed |= worksheet_set_footer(s->sheet, "&L&A&R&P / &N") != LXW_NO_ERROR;
}

void ot_xlsx_widen(ot_xlsx_sheet *s, lxw_col_t column, size_t width) {
    if (column < OT_XLSX_MOST_COLUMNS) s->width[column] = fmax(s->width[column], (double)width);
}

/* Sentences go over several columns: only what stands in one makes it wide. A head breaks. */
static void widen(const ot_xlsx *x, ot_xlsx_sheet *s, lxw_col_t column, const char *text,
                  const lxw_format *format) {
    enum { HEAD_LINES = 2 };
    const size_t width = ot_utf8_width(text);
    if (format == x->text) ot_xlsx_widen(s, column, width);
    if (format == x->head) ot_xlsx_widen(s, column, (width + HEAD_LINES - 1) / HEAD_LINES + 2);
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
    ot_xlsx_widen(s, column, USUAL_WIDTH);
}

void ot_xlsx_row_height(ot_xlsx *x, ot_xlsx_sheet *s, size_t lines) {
    if (lines < 2) return;
    x->failed |= worksheet_set_row(s->sheet, s->row, height_of(lines), NULL) != LXW_NO_ERROR;
}

void ot_xlsx_sentence_put(ot_xlsx *x, ot_xlsx_sheet *s, const char *text, lxw_format *format) {
    ot_xlsx_sentence *l = ot_arena_alloc(x->d->arena, 1, sizeof *l);
    x->failed |= worksheet_merge_range(s->sheet, s->row, 0, s->row, OT_XLSX_SENTENCE - 1, "",
                                       format) != LXW_NO_ERROR;
    ot_xlsx_text(x, s, 0, text, format);
    if (l) {
        *l = (ot_xlsx_sentence){s->row, ot_utf8_width(text), s->sentence};
        s->sentence = l;
    }
    x->failed |= l == NULL;
    s->row++;
}
