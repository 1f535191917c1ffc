#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "data/csv.h"
#include "data/plan.h"
#include "import/folder.h"
#include "import/plan_names.h"
#include "import/plan_reading.h"
#include "outturn/import.h"

static const struct {
    const char *name;
    void (*write)(const ot_plan_reading *r, ot_buffer *out);
} FILES[] = {{"indicators.csv", ot_plan_write_indicators},
             {"statements.csv", ot_plan_write_statements},
             {"unread.csv", ot_plan_write_unread}}; /* last: with it the folder is import's */
enum { N_FILES = sizeof FILES / sizeof *FILES };

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the document", "内存不足，无法读取文件");
}

static ot_status check_folder(const char *folder, ot_error *err) {
    const char *name[N_FILES];
    for (size_t i = 0; i < N_FILES; i++)
        name[i] = FILES[i].name;
    return ot_import_check_folder(folder, name, N_FILES, ot_plan_unread_header, err);
}

/* A table that outturn would not read is not written. */
static ot_status check_table(const char *name, const ot_buffer *text, ot_error *err) {
    ot_plan *plan = NULL;
    const ot_status status = ot_plan_parse(name, text->data, text->length, NULL, &plan, err);
    ot_plan_free(plan);
    if (status != OT_ERR_INPUT || !err) return status;
    const ot_error said = *err;
    (void)ot_fail(err, status, "the table made of it cannot be read: line %d: %s%.0s",
                  "由它生成的表格无法读取：第 %d 行：%.0s%s", said.line, said.text[OT_LANGUAGE_EN],
                  said.text[OT_LANGUAGE_ZH]);
    return status;
}

static ot_status write_files(const ot_plan_reading *r, const char *folder, ot_error *err) {
    ot_buffer text[N_FILES] = {{0}};
    ot_new_file file[N_FILES];
    ot_status status = OT_OK;
    for (size_t i = 0; !status && i < N_FILES; i++) {
        FILES[i].write(r, &text[i]);
        if (text[i].failed) status = no_memory(err);
        if (!status && i + 1 < N_FILES) status = check_table(FILES[i].name, &text[i], err);
    }
    for (size_t i = 0; i < N_FILES; i++)
        file[i] = (ot_new_file){FILES[i].name, text[i].data, text[i].length};
    if (!status) status = ot_files_write(folder, file, N_FILES, err);
    for (size_t i = 0; i < N_FILES; i++)
        ot_buffer_clear(&text[i]);
    return status;
}

static size_t count_inferred(const ot_plan_reading *r, size_t *n_cells) {
    size_t n_rows = 0;
    *n_cells = 0;
    for (size_t i = 0; i < r->n_rows; i++) {
        size_t n = 0;
        for (size_t k = 0; k < r->n_columns; k++)
            n += r->row[i].is_inferred[k] != 0;
        n_rows += n > 0;
        *n_cells += n;
    }
    return n_rows;
}

static ot_plan_import_summary summarise(const ot_plan_reading *r) {
    ot_plan_import_summary s = {.year = r->year,
                                .n_lines = r->n_lines,
                                .n_statements = r->n_claims,
                                .n_tables = r->n_tables,
                                .n_rows = r->n_rows,
                                .n_unread = r->n_unread};
    s.n_inferred_rows = count_inferred(r, &s.n_inferred_cells);
    for (size_t i = 0; i < r->n_claims; i++)
        s.n_recognised += *r->claim[i].matched != '\0';
    for (size_t i = 0; i < r->n_rows; i++)
        s.n_recognised += *r->row[i].matched != '\0';
    for (size_t i = 0; i < r->n_unread; i++)
        s.n_unread_quantities += r->unread[i].reason > OT_UNREAD_SPAN;
    return s;
}

ot_status ot_import_plan(const char *path, const char *folder, const char *names_path,
                         ot_notes *notes, ot_plan_import_summary *summary, ot_error *err) {
    char *text = NULL;
    size_t n = 0;
    ot_input input;
    ot_plan_names *names = NULL;
    ot_plan_reading *reading = NULL;
    ot_arena *arena = ot_arena_new();
    ot_status status = arena ? OT_OK : no_memory(err);
    if (!status) status = ot_csv_load(path, arena, notes, &input, &text, &n, err);
    if (!status) status = ot_plan_names_new(names_path, notes, &names, err);
    if (!status) status = ot_plan_reading_new(path, text, n, names, notes, &reading, err);
    if (!status) status = check_folder(folder, err);
    if (!status) status = write_files(reading, folder, err);
    if (!status) *summary = summarise(reading);
    ot_plan_reading_free(reading);
    ot_plan_names_free(names);
    free(text);
    ot_arena_free(arena);
    return status;
}
