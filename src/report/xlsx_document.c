/* The workbook renderer. The library writes files only, so the bytes go by way of one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "report/rendered.h"
#include "report/xlsx.h"

enum { MOST_BYTES = 256 << 20 };

/* Files of the same run are the same bytes: the day is that of the format, not of the run. */
enum { CREATED = 1577836800 }; /* 2020-01-01 */

static void put_properties(ot_xlsx *x) {
    lxw_doc_properties properties;
    char *title = NULL;
    memset(&properties, 0, sizeof properties);
    for (const ot_element *e = x->d->first; e && !title; e = e->next)
        if (e->kind == OT_ELEMENT_TITLE)
            title = ot_arena_text(x->d->arena, e->text, strlen(e->text));
    char author[] = "outturn " OUTTURN_VERSION; /* the library copies it */
    properties.title = title;
    properties.author = author;
    properties.created = CREATED;
    x->failed |= workbook_set_properties(x->book, &properties) != LXW_NO_ERROR;
    for (const ot_property *p = x->d->first_property; p; p = p->next)
        if (*p->value)
            x->failed |=
                workbook_set_custom_property_string(x->book, p->name, p->value) != LXW_NO_ERROR;
}

static lxw_format *format_of(const ot_xlsx *x, ot_element_kind kind) {
    return kind == OT_ELEMENT_TITLE     ? x->title
           : kind == OT_ELEMENT_SECTION ? x->section
           : kind == OT_ELEMENT_HEADING ? x->heading
                                        : x->paragraph;
}

/* A sentence takes a row over several columns, as high as it needs. */
static void put_sentence(ot_xlsx *x, ot_xlsx_sheet *s, const ot_element *e) {
    enum { LAST_COLUMN = 9, LINE = 110, POINTS = 15, HEADLINE = 24 };
    lxw_format *format = format_of(x, e->kind);
    ot_buffer text = {0};
    ot_buffer_text(&text, e->kind == OT_ELEMENT_ITEM ? "\xE2\x80\xA2 " : "");
    ot_buffer_text(&text, e->text);
    x->failed |= worksheet_merge_range(s->sheet, s->row, 0, s->row, LAST_COLUMN, "", format) != 0;
    ot_xlsx_text(x, s, 0, text.data ? text.data : "", format);
    const size_t lines = 1 + (text.data ? ot_utf8_width(text.data) / LINE : 0);
    const double height = format == x->paragraph                       ? (double)(lines * POINTS)
                          : format == x->title || format == x->section ? (double)HEADLINE
                                                                       : (double)POINTS;
    x->failed |= worksheet_set_row(s->sheet, s->row, height, NULL) != 0;
    x->failed |= text.failed;
    ot_buffer_clear(&text);
    s->row++;
}

static int is_data(const ot_element *e) { return e->kind == OT_ELEMENT_GRID && e->grid->is_data; }

static const char *name_of_first(const ot_document *d) {
    for (const ot_element *e = d->first; e; e = e->next)
        if (e->kind == OT_ELEMENT_SECTION) return e->text;
    return d->first->text ? d->first->text : "1";
}

/* A sheet for each section; what stands before the first is on its sheet. */
static void put_sections(ot_xlsx *x) {
    ot_xlsx_sheet s;
    int n_sections = 0;
    if (!x->d->first || !ot_xlsx_sheet_begin(x, name_of_first(x->d), &s)) return;
    for (const ot_element *e = x->d->first; e && !x->failed; e = e->next) {
        if (is_data(e) || e->kind == OT_ELEMENT_CHART) continue;
        if (e->kind == OT_ELEMENT_SECTION && n_sections++ > 0) {
            ot_xlsx_sheet_end(x, &s);
            if (!ot_xlsx_sheet_begin(x, e->text, &s)) return;
        }
        if (e->kind == OT_ELEMENT_HEADING || (e->kind == OT_ELEMENT_GRID && s.row > 0)) s.row++;
        if (e->kind == OT_ELEMENT_GRID)
            ot_xlsx_grid(x, &s, e->grid, 0);
        else
            put_sentence(x, &s, e);
    }
    ot_xlsx_sheet_end(x, &s);
}

/* Sheets of data grids have names that people read; a scenario's has its own. */
static const struct sheet_name {
    const char *grid;
    ot_message message;
} SHEET_NAME[] = {
    {"bands", OT_SAY_XLSX_BANDS},
    {"targets", OT_SAY_XLSX_TARGETS},
    {"joint", OT_SAY_XLSX_JOINT},
    {"unjudged", OT_SAY_XLSX_UNJUDGED},
    {"estimates", OT_SAY_XLSX_ESTIMATES},
    {"review", OT_SAY_XLSX_REVIEW},
    {"findings", OT_SAY_XLSX_FINDINGS},
    {"figures", OT_SAY_XLSX_FIGURES},
    {"observations", OT_SAY_XLSX_OBSERVATIONS},
};

static const char *name_of_sheet(const ot_document *d, const ot_grid *grid) {
    for (size_t i = 0; grid->name && i < sizeof SHEET_NAME / sizeof *SHEET_NAME; i++)
        if (strcmp(SHEET_NAME[i].grid, grid->name) == 0)
            return ot_message_text(SHEET_NAME[i].message, d->language);
    return grid->name ? grid->name : "data";
}

/* Sections repeat some grids. */
static int is_repeated(const ot_document *d, const ot_element *e) {
    for (const ot_element *x = d->first; x != e; x = x->next)
        if (is_data(x) && x->grid->name && e->grid->name &&
            strcmp(x->grid->name, e->grid->name) == 0 && x->grid->n_columns == e->grid->n_columns)
            return 1;
    return 0;
}

static void put_data(ot_xlsx *x) {
    for (const ot_element *e = x->d->first; e && !x->failed; e = e->next) {
        ot_xlsx_sheet s;
        if (!is_data(e) || !e->grid->n_columns || !e->grid->first || is_repeated(x->d, e)) continue;
        if (!ot_xlsx_sheet_begin(x, name_of_sheet(x->d, e->grid), &s)) return;
        ot_xlsx_grid(x, &s, e->grid, 1);
        ot_xlsx_sheet_end(x, &s);
    }
}

static ot_status make(const ot_document *d, const char *path, ot_error *err) {
    ot_xlsx x = {.d = d};
    x.book = workbook_new(path);
    if (!x.book)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the workbook", "内存不足以生成工作簿");
    ot_xlsx_formats(&x);
    if (!x.failed) put_properties(&x);
    if (!x.failed) put_sections(&x);
    if (!x.failed) ot_xlsx_charts(&x);
    if (!x.failed) put_data(&x);
    const lxw_error fault = workbook_close(x.book);
    if (fault == LXW_NO_ERROR && !x.failed) return OT_OK;
    if (x.failed || fault == LXW_ERROR_MEMORY_MALLOC_FAILED)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the workbook", "内存不足以生成工作簿");
    return ot_fail(err, OT_ERR_IO, "the workbook cannot be written: %s", "工作簿无法写入：%s",
                   lxw_strerror(fault));
}

ot_status ot_xlsx_write(const ot_document *d, const char *folder, const ot_writer *writer,
                        ot_error *err) {
    static const char NAME[] = "/.workbook.XXXXXX";
    const size_t size = strlen(folder) + sizeof NAME;
    char *file = malloc(size), *data = NULL;
    size_t n = 0;
    ot_buffer bytes = {0};
    if (!file)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the workbook", "内存不足以生成工作簿");
    (void)snprintf(file, size, "%s%s", folder, NAME);
    const int descriptor = mkstemp(file);
    if (descriptor < 0) {
        free(file);
        return ot_fail(err, OT_ERR_IO, "no file can be made in %s", "无法在 %s 中建立文件", folder);
    }
    (void)close(descriptor);
    ot_status status = make(d, file, err);
    if (!status) status = ot_file_read(file, MOST_BYTES, &data, &n, err);
    (void)unlink(file);
    free(file);
    if (!status) ot_buffer_add(&bytes, data, n);
    free(data);
    return status ? status : ot_rendered_write(&bytes, d->failed, writer, err);
}
