#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "config/read.h"
#include "data/csv.h"

/* A correlation matrix as a CSV file: names in the first row and column, lower triangle or all. */
typedef struct matrix_file {
    ot_spec *spec;
    ot_csv csv;
    const char **name; /* [n] */
    double *r;         /* [n][n]; NaN: not given */
    size_t n;
    ot_pair_spec *pair; /* [n (n - 1) / 2] */
    ot_error *err;
} matrix_file;

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the correlations",
                   "内存不足，无法读入相关矩阵");
}

static ot_status read_names(matrix_file *m) {
    const size_t n = m->csv.n_columns - 1;
    m->name = ot_arena_alloc(m->spec->arena, n, sizeof *m->name);
    m->r = ot_arena_alloc(m->spec->arena, n * n, sizeof *m->r);
    m->pair = ot_arena_alloc(m->spec->arena, n * (n + 1) / 2, sizeof *m->pair);
    if (!m->name || !m->r || !m->pair) return no_memory(m->err);
    for (size_t i = 0; i < n; i++) {
        const ot_csv_cell *cell = &m->csv.cell[i + 1];
        m->name[i] = ot_arena_text(m->spec->arena, cell->text, cell->length);
        if (!m->name[i]) return no_memory(m->err);
    }
    for (size_t i = 0; i < n * n; i++)
        m->r[i] = NAN;
    m->n = n;
    return OT_OK;
}

static ot_status refuse_cell(matrix_file *m, const ot_csv_cell *cell, const char *english,
                             const char *chinese) {
    char text[OT_EXCERPT_SIZE];
    (void)ot_fail(m->err, OT_ERR_INPUT, "\"%s\" %.0s%s", "“%s”%s%.0s",
                  ot_csv_cell_excerpt(cell, text), chinese, english);
    return ot_csv_cell_locate(&m->csv, cell, m->err);
}

static ot_status take_cell(matrix_file *m, size_t i, size_t j, const ot_csv_cell *cell) {
    double r;
    size_t length;
    if (cell->length == 0 && j > i) return OT_OK;
    if (!ot_number_parse(cell->text, cell->length, &r, &length) || length != cell->length ||
        !(fabs(r) <= 1.0))
        return refuse_cell(m, cell, "is no correlation; must be a number from -1 to 1",
                           "不是相关系数；应为 -1 到 1 之间的数");
    if (i == j && r != 1.0) /* printed as 1, or wrong */
        return refuse_cell(m, cell, "stands on the diagonal; must be 1", "位于对角线上；应为 1");
    if (j < i && isfinite(m->r[j * m->n + i]) && m->r[j * m->n + i] != r)
        return refuse_cell(m, cell, "differs from the cell across the diagonal",
                           "与对角线另一侧的数值不同");
    m->r[i * m->n + j] = r;
    if (j < i && r != 0.0)
        m->pair[m->spec->n_pairs++] = (ot_pair_spec){
            m->name[i], m->name[j], r, {m->spec->correlation_file, cell->line, cell->column}};
    return OT_OK;
}

static ot_status read_row(matrix_file *m, size_t i) {
    const ot_csv_cell *first = &m->csv.cell[0];
    if (i >= m->n || strcmp(first->text, m->name[i]) != 0)
        return refuse_cell(m, first, "is not the name that the first row has in this place",
                           "与首行相应位置的名称不一致");
    for (size_t j = 0; j < m->n; j++) {
        const ot_status status = take_cell(m, i, j, &m->csv.cell[j + 1]);
        if (status) return status;
    }
    return OT_OK;
}

static ot_status read_rows(matrix_file *m) {
    int has_row = 1;
    size_t n = 0;
    ot_status status = ot_csv_header(&m->csv, m->err);
    if (!status) status = read_names(m);
    while (!status) {
        status = ot_csv_next(&m->csv, &has_row, m->err);
        if (status || !has_row) break;
        status = read_row(m, n++);
    }
    if (status || n == m->n) return status;
    (void)ot_fail(m->err, OT_ERR_INPUT, "the matrix has %zu rows and %zu columns; must be square",
                  "矩阵有 %zu 行、%zu 列；行列数应相同", n, m->n);
    ot_error_locate(m->err, m->spec->correlation_file, 0, 0);
    return OT_ERR_INPUT;
}

ot_status ot_matrix_read(ot_spec *spec, ot_notes *notes, ot_error *err) {
    char *text = NULL;
    size_t n = 0;
    matrix_file m = {.spec = spec, .err = err};
    ot_status status = ot_csv_load(spec->correlation_file, spec->arena, notes,
                                   &spec->correlation_input, &text, &n, err);
    if (!status) {
        ot_csv_init(&m.csv, spec->correlation_file, text, n);
        status = read_rows(&m);
        ot_csv_clear(&m.csv);
    }
    free(text);
    if (!status) spec->pair = m.pair;
    return status;
}
