/* Charts of a workbook: native ones, of numbers that stand on a sheet of their own. */
#include <string.h>

#include "report/xlsx/xlsx_plot.h"

/* A page of print is a grid of places; a chart of many bars takes a whole page. */
enum { ACROSS = 2, DOWN = 5, PLACES = ACROSS * DOWN, MANY_BARS = 12 };
enum { PLACE_ROWS = 17, PLACE_COLUMNS = 8, CELL_WIDTH = 64, CELL_HEIGHT = 20, GAP = 12 };

static lxw_chart_type type_of(const ot_chart *chart) {
    return chart->kind == OT_CHART_YEARS    ? LXW_CHART_LINE
           : chart->kind == OT_CHART_VALUES ? LXW_CHART_SCATTER_STRAIGHT
           : chart->kind == OT_CHART_BARS   ? LXW_CHART_BAR
                                            : LXW_CHART_NONE;
}

/* A matrix is its own picture: colours from -1 over 0 to 1. */
static void colour_matrix(ot_xlsx_plot *p) {
    lxw_conditional_format scale;
    memset(&scale, 0, sizeof scale);
    scale.type = LXW_CONDITIONAL_3_COLOR_SCALE;
    scale.min_rule_type = scale.mid_rule_type = scale.max_rule_type =
        LXW_CONDITIONAL_RULE_TYPE_NUMBER;
    scale.min_value = -1.0;
    scale.max_value = 1.0;
    scale.min_color = 0xE69F00;
    scale.mid_color = 0xFFFFFF;
    scale.max_color = 0x56B4E9;
    if (p->n > 0 && p->column > 1)
        p->x->failed |= worksheet_conditional_format_range(
                            p->numbers->sheet, p->head + 1, 1, p->head + (lxw_row_t)p->n,
                            (lxw_col_t)(p->column - 1), &scale) != LXW_NO_ERROR;
}

/* Where the charts of a workbook stand. */
typedef struct chart_sheets {
    ot_xlsx_sheet pictures, numbers;
    lxw_row_t row; /* the next free one of the numbers */
    size_t place;  /* the next free one of the pictures */
} chart_sheets;

static void insert(ot_xlsx_plot *p, chart_sheets *s) {
    lxw_chart_options options = {.object_position = LXW_OBJECT_MOVE_DONT_SIZE};
    const int is_page = p->chart->kind == OT_CHART_BARS && p->n > MANY_BARS;
    const size_t across = is_page ? ACROSS : 1, down = is_page ? DOWN : 1;
    if (is_page) s->place = (s->place + PLACES - 1) / PLACES * PLACES;
    const size_t row = s->place / ACROSS * PLACE_ROWS, column = s->place % ACROSS * PLACE_COLUMNS;
    options.x_scale = (double)(across * PLACE_COLUMNS * CELL_WIDTH - GAP) / 480.0; /* by default */
    options.y_scale = (double)(down * PLACE_ROWS * CELL_HEIGHT - GAP) / 288.0;
    p->x->failed |= worksheet_insert_chart_opt(s->pictures.sheet, (lxw_row_t)row, (lxw_col_t)column,
                                               p->picture, &options) != LXW_NO_ERROR;
    s->place += across * down;
}

/* The title stands in a cell: given as a text it would be a formula where it begins with "=". */
static void finish(ot_xlsx_plot *p, chart_sheets *s) {
    const int is_alone = !p->chart->first->next;
    chart_title_set_name_range(p->picture, p->numbers->name, p->head - 1, 0);
    chart_set_style(p->picture, 2);
    chart_legend_set_position(p->picture,
                              is_alone ? LXW_CHART_LEGEND_NONE : LXW_CHART_LEGEND_BOTTOM);
    if (p->n_unnamed > 0)
        p->x->failed |= chart_legend_delete_series(p->picture, p->unnamed) != LXW_NO_ERROR;
    ot_xlsx_axes(p);
    insert(p, s);
}

static void put_title(ot_xlsx *x, ot_xlsx_sheet *numbers, const ot_chart *chart) {
    ot_buffer title = {0};
    ot_buffer_text(&title, chart->title);
    if (*chart->unit) ot_buffer_format(&title, ", %s", chart->unit);
    ot_xlsx_text(x, numbers, 0, title.data ? title.data : "", x->heading);
    x->failed |= title.failed;
    ot_buffer_clear(&title);
}

static void put_chart(ot_xlsx *x, chart_sheets *s, const ot_chart *chart) {
    ot_xlsx_plot p = {
        .x = x, .numbers = &s->numbers, .chart = chart, .head = s->row + 1, .column = 1};
    const lxw_chart_type type = type_of(chart);
    ot_xlsx_plot_rows(&p);
    if (p.n == 0) return;
    if (type != LXW_CHART_NONE) p.picture = workbook_add_chart(x->book, (uint8_t)type);
    x->failed |= type != LXW_CHART_NONE && !p.picture;
    s->numbers.row = s->row;
    put_title(x, &s->numbers, chart);
    ot_xlsx_plot_layers(&p);
    if (chart->kind == OT_CHART_MATRIX) colour_matrix(&p);
    if (p.n_series > 0) finish(&p, s);
    s->row = p.head + (lxw_row_t)p.n + 2;
}

/* Panels repeat what single charts show, but for those that stand nowhere else. */
static int is_shown(const ot_element *e) { return e->kind == OT_ELEMENT_CHART && e->chart->first; }

static void set_print(ot_xlsx *x, const chart_sheets *s) {
    enum { MOST_BREAKS = 256, SCALE = 56 };
    static const double SIDE = 0.4, TOP = 0.5, FOOT = 0.6; /* inches */
    lxw_row_t at[MOST_BREAKS + 1] = {0};
    const size_t breaks = s->place > 0 ? (s->place - 1) / PLACES : 0;
    for (size_t k = 0; k < breaks && k < MOST_BREAKS; k++)
        at[k] = (lxw_row_t)((k + 1) * DOWN * PLACE_ROWS);
    worksheet_set_portrait(s->pictures.sheet);
    worksheet_set_paper(s->pictures.sheet, OT_XLSX_A4);
    worksheet_set_margins(s->pictures.sheet, SIDE, SIDE, TOP, FOOT);
    worksheet_set_print_scale(s->pictures.sheet, SCALE);
    x->failed |= worksheet_set_footer(s->pictures.sheet, "&L&A&R&P / &N") != LXW_NO_ERROR;
    if (breaks > 0) x->failed |= worksheet_set_h_pagebreaks(s->pictures.sheet, at) != LXW_NO_ERROR;
}

void ot_xlsx_charts(ot_xlsx *x) {
    chart_sheets s = {0};
    const ot_language l = x->d->language;
    const ot_element *first = x->d->first;
    while (first && !is_shown(first))
        first = first->next;
    if (!first || !ot_xlsx_sheet_begin(x, ot_message_text(OT_SAY_XLSX_CHARTS, l), &s.pictures))
        return;
    if (!ot_xlsx_sheet_begin(x, ot_message_text(OT_SAY_XLSX_CHART_NUMBERS, l), &s.numbers)) return;
    for (const ot_element *e = first; e && !x->failed; e = e->next)
        if (is_shown(e)) put_chart(x, &s, e->chart);
    ot_xlsx_sheet_end(x, &s.numbers);
    set_print(x, &s);
}
