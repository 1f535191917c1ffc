#include "data/figure.h"
#include "data/plan.h"

static ot_status read_figure(ot_plan_sheet *sheet, ot_plan_field field, const char *unit,
                             ot_figure *out) {
    const ot_csv_cell *cell = ot_plan_cell(sheet, field);
    ot_figure_sign sign;
    if (!ot_figure_parse(cell->text, cell->length, out, &sign))
        return ot_plan_number_fault(sheet, cell);
    return ot_plan_check_sign(sheet, cell, sign, unit);
}

static ot_status read_year(ot_plan_sheet *sheet, int *year) {
    const ot_csv_cell *cell = ot_plan_cell(sheet, OT_PLAN_YEAR);
    ot_figure figure;
    if (ot_figure_parse(cell->text, cell->length, &figure, NULL) &&
        figure.kind == OT_FIGURE_MISSING)
        return OT_OK;
    if (ot_year_parse(cell->text, cell->length, year)) return OT_OK;
    char text[OT_EXCERPT_SIZE];
    (void)ot_fail(sheet->err, OT_ERR_INPUT,
                  "year \"%s\"; must be a whole number from %d to %d, or empty",
                  "年份“%s”有误；应为 %d 至 %d 的整数，或留空", ot_csv_cell_excerpt(cell, text),
                  OT_FIRST_YEAR, OT_LAST_YEAR);
    return ot_csv_cell_locate(&sheet->csv, cell, sheet->err);
}

static ot_status read_relation(ot_plan_sheet *sheet, ot_statement *s) {
    int has_one;
    const ot_status status = ot_plan_relation(sheet, OT_PLAN_RELATION, &s->relation, &has_one);
    if (status) return status;
    const ot_csv_cell *cell = ot_plan_cell(sheet, OT_PLAN_VALUE);
    if (!has_one) s->relation = ot_relation_of_figure(s->figure.kind);
    ot_plan_compare(sheet, cell, s->relation, s->figure.kind);
    if (s->figure.kind != OT_FIGURE_MISSING || ot_relation_is_wordy(s->relation)) return OT_OK;
    (void)ot_fail(sheet->err, OT_ERR_INPUT, "\"%s\" is %s, which needs a value",
                  "“%s”的关系是 %s，需要数值", s->id, ot_relation_name(s->relation));
    return ot_csv_cell_locate(&sheet->csv, cell, sheet->err);
}

/* A range has two ends, the lower one first; nothing else has. */
static ot_status check_range(ot_plan_sheet *sheet, const ot_statement *s) {
    const int has_upper = s->upper.kind != OT_FIGURE_MISSING;
    if (!has_upper || (s->relation == OT_RELATION_WITHIN && s->figure.value < s->upper.value))
        return OT_OK;
    (void)ot_fail(sheet->err, OT_ERR_INPUT,
                  "value_to is the upper end of a range: the relation must be within, and value "
                  "below it",
                  "value_to 是区间上限：关系应为 within，且 value 应小于它");
    return ot_csv_cell_locate(&sheet->csv, ot_plan_cell(sheet, OT_PLAN_VALUE_TO), sheet->err);
}

static ot_status read_row(ot_plan_sheet *sheet) {
    ot_statement s;
    ot_status status = ot_plan_begin(sheet, &s);
    if (status) return status;
    const char *unit = s.unit[OT_LANGUAGE_ZH];
    const ot_csv_cell *wording = ot_plan_cell(sheet, OT_PLAN_WORDING);
    const ot_csv_cell *role = ot_plan_cell(sheet, OT_PLAN_ROLE);
    status = read_figure(sheet, OT_PLAN_VALUE, unit, &s.figure);
    s.is_inferred = ot_plan_cell(sheet, OT_PLAN_INFERRED)->length > 0;
    if (!status) status = read_figure(sheet, OT_PLAN_VALUE_TO, unit, &s.upper);
    if (!status) status = read_figure(sheet, OT_PLAN_OF_WHICH_NEW, unit, &s.of_which);
    if (!status) status = read_year(sheet, &s.year);
    if (!status) status = read_relation(sheet, &s);
    if (!status) status = check_range(sheet, &s);
    if (!status) status = ot_plan_text(sheet, wording->text, wording->length, &s.wording);
    if (!status) status = ot_plan_text(sheet, role->text, role->length, &s.role);
    return status ? status : ot_plan_add(sheet, &s);
}

ot_status ot_plan_read_text(ot_plan_sheet *sheet) {
    for (;;) {
        int has_row;
        ot_status status = ot_csv_next(&sheet->csv, &has_row, sheet->err);
        if (!status && !has_row) return OT_OK;
        if (!status) status = read_row(sheet);
        if (status) return status;
    }
}
