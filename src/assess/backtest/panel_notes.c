/* What of a panel is not used as it stands there. */
#include <math.h>
#include <string.h>

#include "assess/backtest/panel.h"

static int is_of(const ot_observation *row, const ot_panel_series *series, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(row->series, series[i].indicator) == 0 && strcmp(row->area, series[i].area) == 0)
            return 1;
    return 0;
}

void ot_panel_note_cells(const ot_table *table, const ot_panel_series *series, size_t n,
                         ot_notes *notes) {
    const ot_observation *first = NULL;
    size_t n_cells = 0;
    for (size_t i = 0; i < ot_table_count(table); i++) {
        const ot_observation *row = ot_table_at(table, i);
        if (row->figure.kind == OT_FIGURE_POINT || !is_of(row, series, n)) continue;
        if (n_cells++ == 0) first = row;
    }
    if (first)
        ot_notes_add(notes, OT_SEVERITY_INFO, first->file, first->line, 0,
                     "cells without a number, such as n/a or a bound: %zu, this is the first; they "
                     "count as missing",
                     "没有数值的单元格（如 n/a 或界限）共 %zu 个，此为第一个；按缺失处理", n_cells);
}

static int is_flag(const ot_table *table, const ot_panel_series *s) {
    int has_none = 0, has_one = 0;
    for (int year = s->first; year <= s->last; year++) {
        const double x = ot_panel_value(table, s, year, NULL);
        if (!isfinite(x)) continue;
        if (fabs(x) > 0.0 && fabs(x - 1.0) > 0.0) return 0;
        has_one |= x > 0.5;
        has_none |= x < 0.5;
    }
    return has_none && has_one;
}

ot_status ot_panel_note_flags(const ot_table *table, const ot_panel_series *series, size_t n,
                              ot_arena *arena, ot_notes *notes, ot_error *err) {
    const ot_panel_series *first = NULL;
    size_t n_flags = 0;
    for (size_t i = 0; i < n; i++) {
        if (!is_flag(table, &series[i])) continue;
        if (n_flags++ == 0) first = &series[i];
    }
    if (!first) return OT_OK;
    const char *name = ot_panel_name(first, arena);
    if (!name) return ot_fail(err, OT_ERR_NOMEM, "no memory for the panel", "内存不足以读取面板");
    ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                 "series of 0 and 1 alone: %zu, the first %s; if they mark years, their forecasts "
                 "mean nothing",
                 "只含 0 和 1 的序列共 %zu 个，第一个是 %s；若用来标记年份，其预测没有意义",
                 n_flags, name);
    return OT_OK;
}

static size_t count_gaps(const ot_table *table, const ot_panel_series *s, int *first) {
    size_t n = 0;
    for (int year = s->first; year <= s->last; year++)
        if (!isfinite(ot_panel_value(table, s, year, NULL)) && n++ == 0) *first = year;
    return n;
}

ot_status ot_panel_note_gaps(const ot_table *table, const ot_panel_series *series, size_t n,
                             ot_arena *arena, ot_notes *notes, ot_error *err) {
    const ot_panel_series *first = NULL;
    size_t n_years = 0, n_series = 0;
    int year = 0;
    for (size_t i = 0; i < n; i++) {
        int at = 0;
        const size_t n_gaps = count_gaps(table, &series[i], &at);
        n_years += n_gaps;
        n_series += n_gaps > 0;
        if (n_gaps == 0 || first) continue;
        first = &series[i];
        year = at;
    }
    if (!first) return OT_OK;
    const char *name = ot_panel_name(first, arena);
    if (!name) return ot_fail(err, OT_ERR_NOMEM, "no memory for the panel", "内存不足以读取面板");
    ot_notes_add(notes, OT_SEVERITY_INFO, NULL, 0, 0,
                 "missing years between others: %zu, in series: %zu of %zu, the first %s (%d); "
                 "methods see them on the line between their neighbours, and they are no outturns",
                 "序列内部的缺失年份共 %zu 个，涉及序列 %zu 个（共 %zu 个），第一个是 %s（%d 年）；"
                 "预测方法以相邻值之间的值代替，且不作为实绩",
                 n_years, n_series, n, name, year);
    return OT_OK;
}
