/* The workbook renderer. The library writes files only, so the bytes go by way of one. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "report/rendered.h"
#include "report/xlsx/xlsx.h"

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
    enum { HEADLINE = 24 };
    lxw_format *format = format_of(x, e->kind);
    ot_buffer text = {0};
    ot_buffer_text(&text, e->kind == OT_ELEMENT_ITEM ? "\xE2\x80\xA2 " : "");
    ot_buffer_text(&text, e->text);
    if (format == x->title || format == x->section)
        x->failed |= worksheet_set_row(s->sheet, s->row, HEADLINE, NULL) != LXW_NO_ERROR;
    ot_xlsx_sentence_put(x, s, text.data ? text.data : "", format);
    x->failed |= text.failed;
    ot_buffer_clear(&text);
}

/* Sheets of data grids and of sections have short names; a scenario's has its own. */
typedef struct sheet_name {
    const char *name;
    ot_message message;
} sheet_name;

static const sheet_name DATA_NAME[] = {
    {"verdicts", OT_SAY_XLSX_VERDICTS},
    {"review", OT_SAY_XLSX_REVIEW},
    {"decides", OT_SAY_XLSX_DECIDES},
    {"joint", OT_SAY_XLSX_JOINT},
    {"not_judged", OT_SAY_XLSX_UNJUDGED},
    {"unjudged", OT_SAY_XLSX_UNJUDGED_IDS},
    {"findings", OT_SAY_XLSX_FINDINGS},
    {"figures", OT_SAY_XLSX_FIGURES},
    {"repairs", OT_SAY_XLSX_REPAIRS},
    {"observations", OT_SAY_XLSX_OBSERVATIONS},
    {"bands", OT_SAY_XLSX_BANDS},
    {"targets", OT_SAY_XLSX_TARGETS},
    {"estimates", OT_SAY_XLSX_ESTIMATES},
    {"covariances", OT_SAY_XLSX_COVARIANCES},
    {"diagnostics", OT_SAY_XLSX_DIAGNOSTICS},
    {"residuals", OT_SAY_XLSX_RESIDUALS},
    {"forecasts", OT_SAY_XLSX_FORECASTS},
    {"forecast_facts", OT_SAY_XLSX_FORECAST_FACTS},
    {NULL, OT_N_MESSAGES},
};

static const sheet_name SECTION_NAME[] = {
    {"review", OT_SAY_XLSX_SUMMARY},      {"audit", OT_SAY_XLSX_AUDIT},
    {"scenarios", OT_SAY_XLSX_SCENARIOS}, {"indicators", OT_SAY_XLSX_INDICATORS},
    {"estimates", OT_SAY_XLSX_EQUATIONS}, {"assumptions", OT_SAY_XLSX_ASSUMPTIONS},
    {"method", OT_SAY_XLSX_METHOD},       {NULL, OT_N_MESSAGES},
};

static const char *say_name(const ot_document *d, const sheet_name *list, const char *name) {
    for (; list->name; list++)
        if (name && strcmp(list->name, name) == 0)
            return ot_message_text(list->message, d->language);
    return name ? name : "data";
}

static int is_data(const ot_element *e) { return e->kind == OT_ELEMENT_GRID && e->grid->is_data; }

static const ot_element *first_section(const ot_document *d) {
    for (const ot_element *e = d->first; e; e = e->next)
        if (e->kind == OT_ELEMENT_SECTION) return e;
    return d->first;
}

/* The data grid that stands for this one, else the grid itself. */
static const ot_grid *shown(const ot_document *d, const ot_grid *grid) {
    for (const ot_element *e = d->first; e && grid->elsewhere; e = e->next)
        if (is_data(e) && e->grid->name && strcmp(e->grid->name, grid->elsewhere) == 0)
            return e->grid;
    return grid;
}

/* Tables that one scrolls and sorts have a sheet for themselves. */
static int is_long(const ot_grid *grid) {
    enum { LONG = 8 };
    size_t n = 0;
    if (grid->elsewhere) return 1;
    for (const ot_row *row = grid->first; row && n < LONG; row = row->next)
        n++;
    return n == LONG;
}

static void put_link(ot_xlsx *x, ot_xlsx_sheet *s, const char *sheet) {
    ot_buffer text = {0}, place = {0};
    ot_buffer_format(&text, ot_message_text(OT_SAY_XLSX_SEE, x->d->language), sheet);
    ot_buffer_format(&place, "internal:'%s'!A1", sheet);
    x->failed |= text.failed || place.failed;
    if (!x->failed)
        x->failed |= worksheet_write_url_opt(s->sheet, s->row, 0, place.data, x->link, text.data,
                                             NULL) != LXW_NO_ERROR;
    s->row++;
    ot_buffer_clear(&text);
    ot_buffer_clear(&place);
}

/* The sections on their way to sheets. */
typedef struct section_sheets {
    ot_xlsx_sheet text, table; /* of the section; of the long table at hand */
    int has_table;
    const char *heading; /* above what comes next */
} section_sheets;

static void end_table(ot_xlsx *x, section_sheets *s) {
    if (s->has_table) ot_xlsx_sheet_end(x, &s->table);
    s->has_table = 0;
}

/* What explains the table goes with it. */
static void put_table(ot_xlsx *x, section_sheets *s, const ot_grid *grid) {
    const ot_grid *own = shown(x->d, grid);
    const char *name = own != grid     ? say_name(x->d, DATA_NAME, own->name)
                       : grid->caption ? grid->caption
                       : s->heading    ? s->heading
                                       : s->text.name;
    if (!ot_xlsx_sheet_begin(x, name, &s->table)) return;
    put_link(x, &s->text, s->table.name);
    ot_xlsx_grid(x, &s->table, own, 1);
    s->table.row++;
    s->has_table = 1;
}

/* What to print is known when all sheets are. */
static void reserve_guide(ot_xlsx *x, ot_xlsx_sheet *s) {
    x->guide_sheet = s->sheet;
    x->guide_row = s->row;
    ot_xlsx_sentence_put(x, s, "", x->paragraph);
}

static void put_guide(ot_xlsx *x) {
    ot_xlsx_sheet at = {.sheet = x->guide_sheet, .row = x->guide_row};
    const lxw_worksheet *last = NULL;
    ot_buffer text = {0};
    for (const lxw_worksheet *s = x->book->worksheets->stqh_first; s;
         s = s->list_pointers.stqe_next)
        last = s;
    if (!at.sheet || !last) return;
    ot_buffer_format(&text, ot_message_text(OT_SAY_XLSX_PRINT, x->d->language),
                     (size_t)x->book->num_worksheets, last->name);
    ot_xlsx_text(x, &at, 0, text.data ? text.data : "", x->paragraph);
    x->failed |= text.failed;
    ot_buffer_clear(&text);
}

static void put_element(ot_xlsx *x, section_sheets *s, const ot_element *e) {
    if (e->kind != OT_ELEMENT_PARAGRAPH) end_table(x, s);
    if (e->kind == OT_ELEMENT_HEADING) s->heading = e->text;
    if (e->kind == OT_ELEMENT_GRID && is_long(e->grid)) {
        put_table(x, s, e->grid);
        return;
    }
    ot_xlsx_sheet *sheet = s->has_table ? &s->table : &s->text;
    if (e->kind == OT_ELEMENT_HEADING || (e->kind == OT_ELEMENT_GRID && sheet->row > 0))
        sheet->row++;
    const lxw_row_t row = sheet->row;
    if (e->kind == OT_ELEMENT_GRID)
        ot_xlsx_grid(x, sheet, e->grid, 0);
    else
        put_sentence(x, sheet, e);
    if (e->kind == OT_ELEMENT_HEADING || e->kind == OT_ELEMENT_GRID)
        ot_xlsx_keep_rows(sheet, row, e->kind == OT_ELEMENT_GRID);
    if (e->kind == OT_ELEMENT_TITLE && !x->guide_sheet) reserve_guide(x, sheet);
}

static int begin_section(ot_xlsx *x, section_sheets *s, const ot_element *e) {
    const char *name = e->name ? say_name(x->d, SECTION_NAME, e->name) : e->text;
    s->heading = NULL;
    if (!ot_xlsx_sheet_begin(x, name ? name : "1", &s->text)) return 0;
    s->text.widest = OT_XLSX_SHARED;
    return 1;
}

/* Long lists, for who looks something up, come behind what is read and printed. */
static int is_late(const ot_element *section) {
    static const char *const LATE[] = {"indicators", "estimates"};
    for (size_t k = 0; section->name && k < sizeof LATE / sizeof *LATE; k++)
        if (strcmp(section->name, LATE[k]) == 0) return 1;
    return 0;
}

static const ot_element *next_section(const ot_element *e) {
    for (e = e->next; e && e->kind != OT_ELEMENT_SECTION; e = e->next)
        ;
    return e;
}

/* From `e` on to the next section. */
static void put_section(ot_xlsx *x, const ot_element *e, const ot_element *section) {
    const ot_element *end = next_section(section);
    section_sheets s = {0};
    if (!begin_section(x, &s, section)) return;
    for (; e && e != end && !x->failed; e = e->next)
        if (!is_data(e) && e->kind != OT_ELEMENT_CHART) put_element(x, &s, e);
    end_table(x, &s);
    ot_xlsx_sheet_end(x, &s.text);
}

/* A sheet for each section; what stands before the first is on its sheet. */
static void put_sections(ot_xlsx *x, int late) {
    const ot_element *first = x->d->first ? first_section(x->d) : NULL;
    for (const ot_element *e = first; e && !x->failed; e = next_section(e))
        if (is_late(e) == late) put_section(x, e == first ? x->d->first : e, e);
}

static int is_shown_in_section(const ot_document *d, const ot_grid *grid) {
    for (const ot_element *e = d->first; e; e = e->next)
        if (e->kind == OT_ELEMENT_GRID && e->grid->elsewhere && shown(d, e->grid) == grid) return 1;
    return 0;
}

/* Sections repeat some grids. */
static int is_repeated(const ot_document *d, const ot_element *e) {
    for (const ot_element *x = d->first; x != e; x = x->next)
        if (is_data(x) && x->grid->name && e->grid->name &&
            strcmp(x->grid->name, e->grid->name) == 0 && x->grid->n_columns == e->grid->n_columns)
            return 1;
    return 0;
}

/* A scenario's own table is read by people: no format names it. */
static int is_read(const ot_grid *grid) {
    for (const sheet_name *n = DATA_NAME; n->name; n++)
        if (!grid->name || strcmp(n->name, grid->name) == 0) return 0;
    return 1;
}

static void put_data(ot_xlsx *x, int read) {
    for (const ot_element *e = x->d->first; e && !x->failed; e = e->next) {
        ot_xlsx_sheet s;
        if (!is_data(e) || !e->grid->n_columns || !e->grid->first || is_read(e->grid) != read ||
            is_repeated(x->d, e) || is_shown_in_section(x->d, e->grid))
            continue;
        if (!ot_xlsx_sheet_begin(x, say_name(x->d, DATA_NAME, e->grid->name), &s)) return;
        ot_xlsx_grid(x, &s, e->grid, 1);
        ot_xlsx_sheet_end(x, &s);
    }
}

/* First what is read and printed, then what is looked up, then every number. */
static void put_sheets(ot_xlsx *x) {
    put_sections(x, 0);
    put_data(x, 1);
    if (!x->failed) put_guide(x);
    put_sections(x, 1);
    if (!x->failed) ot_xlsx_charts(x);
    put_data(x, 0);
}

/* The library says in its own words what our error says in the user's. -1: nothing to restore. */
static int hush(void) {
    const int before = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (before >= 0 && nowhere >= 0) (void)dup2(nowhere, STDERR_FILENO);
    if (nowhere >= 0) (void)close(nowhere);
    return before;
}

static void unhush(int before) {
    if (before < 0) return;
    (void)dup2(before, STDERR_FILENO);
    (void)close(before);
}

static ot_status make(const ot_document *d, const char *path, ot_error *err) {
    ot_xlsx x = {.d = d};
    x.book = workbook_new(path);
    if (!x.book)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the workbook", "内存不足以生成工作簿");
    ot_xlsx_formats(&x);
    if (!x.failed) put_properties(&x);
    if (!x.failed) put_sheets(&x);
    const lxw_error fault = workbook_close(x.book);
    if (fault == LXW_NO_ERROR && !x.failed) return OT_OK;
    if (x.failed || fault == LXW_ERROR_MEMORY_MALLOC_FAILED)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the workbook", "内存不足以生成工作簿");
    return ot_fail(err, OT_ERR_IO,
                   "the workbook cannot be written: is there room in its folder and in that of "
                   "temporary files?",
                   "工作簿无法写入：其所在文件夹和临时文件夹还有空间吗？");
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
    const int before = hush();
    ot_status status = make(d, file, err);
    unhush(before);
    if (!status) status = ot_file_read(file, MOST_BYTES, &data, &n, err);
    (void)unlink(file);
    free(file);
    if (!status) ot_buffer_add(&bytes, data, n);
    free(data);
    return status ? status : ot_rendered_write(&bytes, d->failed, writer, err);
}
