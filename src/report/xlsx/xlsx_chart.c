/* Charts of a workbook: native ones, of numbers that stand on a sheet of their own. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/xlsx/xlsx.h"

enum {
    ACROSS = 2,
    CHART_ROWS = 17,
    CHART_COLUMNS = 9,
    WIDTH = 560,
    HEIGHT = 320,
    MOST_X = 512,
    MOST_EDGES = 32
};

/* Colours of ranks, apart in grey print too: Okabe and Ito, Color Universal Design (2008). */
static const lxw_color_t RANK[] = {0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0x56B4E9, 0x000000};
static const lxw_color_t WANTED = 0xB0122A, OBSERVED = 0x1B1F24; /* as in pictures */
enum { N_RANKS = sizeof RANK / sizeof *RANK };

/* One chart on its way: its table of numbers grows column by column. */
typedef struct xlsx_plot {
    ot_xlsx *x;
    ot_xlsx_sheet *numbers;
    const ot_chart *chart;
    lxw_chart *picture; /* NULL: the table alone shows it */
    lxw_row_t head;     /* the row of the table's head */
    lxw_col_t column;   /* the next free one */
    double at[MOST_X];  /* of the rows; in a chart of bars the numbers of its rows */
    size_t n;           /* rows */
    int16_t
        edge[MOST_EDGES + 1]; /* series that the legend leaves out: ends of bands; ends with -1 */
    int16_t n_series, n_edges;
} xlsx_plot;

static lxw_chart_type type_of(const ot_chart *chart) {
    return chart->kind == OT_CHART_YEARS    ? LXW_CHART_LINE
           : chart->kind == OT_CHART_VALUES ? LXW_CHART_SCATTER_STRAIGHT
           : chart->kind == OT_CHART_BARS   ? LXW_CHART_BAR
                                            : LXW_CHART_NONE;
}

static int has_categories(const ot_chart *chart) {
    return chart->kind == OT_CHART_BARS || chart->kind == OT_CHART_MATRIX;
}

static void add_row(xlsx_plot *p, double x) {
    size_t k = 0;
    while (k < p->n && p->at[k] < x)
        k++;
    if (p->n == MOST_X || (k < p->n && !(x < p->at[k]))) return;
    memmove(p->at + k + 1, p->at + k, (p->n - k) * sizeof *p->at);
    p->at[k] = x;
    p->n++;
}

/* Every x of the layers, each once, rising; of categories their numbers. */
static void find_rows(xlsx_plot *p) {
    for (const ot_layer *l = p->chart->first; l; l = l->next)
        for (size_t i = 0; i < l->n; i++)
            if (has_categories(p->chart))
                add_row(p, (double)i);
            else if (isfinite(l->x[i]) && l->kind != OT_LAYER_RULE)
                add_row(p, l->x[i]);
}

static double value_at(const xlsx_plot *p, const ot_layer *l, const double *y, size_t row) {
    const double x = p->at[row];
    if (l->kind == OT_LAYER_RULE) return l->n > 0 && !isfinite(l->x[0]) ? y[0] : NAN;
    if (has_categories(p->chart)) return row < l->n ? y[row] : NAN;
    for (size_t i = 0; i < l->n; i++)
        if (!(l->x[i] < x) && !(x < l->x[i])) return y[i];
    return NAN;
}

static void put_text(xlsx_plot *p, lxw_row_t row, lxw_col_t column, const char *text) {
    p->numbers->row = row;
    ot_xlsx_text(p->x, p->numbers, column, text ? text : "", p->x->text);
}

static void put_numbers(xlsx_plot *p, const ot_layer *l, const double *y) {
    for (size_t i = 0; i < p->n; i++) {
        const double value = value_at(p, l, y, i);
        p->numbers->row = p->head + 1 + (lxw_row_t)i;
        if (isfinite(value)) ot_xlsx_number(p->x, p->numbers, p->column, value, p->x->shortest);
    }
}

static void style(const xlsx_plot *p, lxw_chart_series *series, const ot_layer *l) {
    const lxw_color_t colour = l->role == OT_ROLE_WANTED     ? WANTED
                               : l->role == OT_ROLE_OBSERVED ? OBSERVED
                                                             : RANK[(size_t)l->rank % N_RANKS];
    const int is_edge = l->kind == OT_LAYER_BAND,
              is_point = l->kind == OT_LAYER_POINTS || l->kind == OT_LAYER_TARGET;
    lxw_chart_line line = {.color = colour, .width = is_edge ? 0.75F : 2.25F};
    lxw_chart_fill fill = {.color = colour};
    line.none = is_point ? LXW_TRUE : LXW_FALSE;
    const int is_other = l->role == OT_ROLE_SERIES && l->rank > 0;
    line.dash_type = is_other || is_edge ? LXW_CHART_LINE_DASH_DASH : LXW_CHART_LINE_DASH_SOLID;
    if (p->chart->kind == OT_CHART_BARS) {
        chart_series_set_fill(series, &fill);
        return;
    }
    chart_series_set_line(series, &line);
    chart_series_set_marker_type(series,
                                 is_point ? LXW_CHART_MARKER_DIAMOND : LXW_CHART_MARKER_NONE);
    if (is_point) chart_series_set_marker_fill(series, &fill);
}

static int is_empty(const xlsx_plot *p, const ot_layer *l, const double *y) {
    for (size_t i = 0; i < p->n; i++)
        if (isfinite(value_at(p, l, y, i))) return 0;
    return 1;
}

/* One column of the table and, in a chart, one series. */
static void put_series(xlsx_plot *p, const ot_layer *l, const double *y, const char *name) {
    const lxw_row_t first = p->head + 1, last = p->head + (lxw_row_t)p->n;
    if (is_empty(p, l, y)) return;
    put_text(p, p->head, p->column, name);
    put_numbers(p, l, y);
    if (p->picture) {
        lxw_chart_series *series = chart_add_series(p->picture, NULL, NULL);
        if (series) {
            chart_series_set_categories(series, p->numbers->name, first, 0, last, 0);
            chart_series_set_values(series, p->numbers->name, first, p->column, last, p->column);
            chart_series_set_name_range(series, p->numbers->name, p->head, p->column);
            style(p, series, l);
        }
        p->x->failed |= series == NULL;
        if (l->kind == OT_LAYER_BAND && p->n_edges < MOST_EDGES)
            p->edge[p->n_edges++] = p->n_series;
        p->n_series++;
    }
    p->column++;
}

/* What nobody named is named by its part. */
static const char *name_of(const xlsx_plot *p, const ot_layer *l) {
    const ot_message message = l->role == OT_ROLE_OBSERVED ? OT_SAY_XLSX_OBSERVED
                               : l->role == OT_ROLE_WANTED ? OT_SAY_XLSX_WANTED
                                                           : OT_SAY_XLSX_MEDIAN;
    const int is_plain =
        l->kind == OT_LAYER_LINE || l->role == OT_ROLE_WANTED || l->role == OT_ROLE_OBSERVED;
    if (l->label && *l->label) return l->label;
    return is_plain ? ot_message_text(message, p->x->d->language) : p->chart->title;
}

static int has_any(const double *y, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (isfinite(y[i])) return 1;
    return 0;
}

static void put_layer(xlsx_plot *p, const ot_layer *l) {
    char name[2][160];
    const ot_language language = p->x->d->language;
    const char *label = name_of(p, l);
    if (l->kind == OT_LAYER_RULE && l->n > 0 && isfinite(l->x[0])) return; /* across the years */
    if (l->kind == OT_LAYER_TARGET) {
        put_series(p, l, has_any(l->low, l->n) ? l->low : l->high, label);
        return;
    }
    if (l->kind != OT_LAYER_BAND) {
        put_series(p, l, l->value, label);
        return;
    }
    (void)snprintf(name[0], sizeof name[0], "%s %s", label,
                   ot_message_text(OT_SAY_XLSX_LOWER, language));
    (void)snprintf(name[1], sizeof name[1], "%s %s", label,
                   ot_message_text(OT_SAY_XLSX_UPPER, language));
    put_series(p, l, l->low, name[0]);
    put_series(p, l, l->high, name[1]);
}

static void put_first_column(xlsx_plot *p) {
    const ot_layer *l = p->chart->first;
    for (size_t i = 0; i < p->n; i++) {
        const lxw_row_t row = p->head + 1 + (lxw_row_t)i;
        p->numbers->row = row;
        if (has_categories(p->chart))
            put_text(p, row, 0, l && i < l->n ? l->text[i] : "");
        else
            ot_xlsx_number(p->x, p->numbers, 0, p->at[i], p->x->shortest);
    }
}

/* A matrix is its own picture: colours from -1 over 0 to 1. */
static void colour_matrix(xlsx_plot *p) {
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

/* Lines need no zero: where all values are above it, the axis begins a little below the least. */
static void set_axis(const xlsx_plot *p) {
    static const double ROOM = 0.05;
    double low = INFINITY, high = -INFINITY;
    for (const ot_layer *l = p->chart->first; l; l = l->next)
        for (size_t i = 0; i < l->n; i++) {
            const double of[] = {l->value[i], l->low[i], l->high[i]};
            for (size_t k = 0; k < 3; k++)
                if (isfinite(of[k])) {
                    low = fmin(low, of[k]);
                    high = fmax(high, of[k]);
                }
        }
    if (p->chart->kind != OT_CHART_YEARS || !(low > 0.0) || !(high > low)) return;
    const double step = pow(10.0, floor(log10(high - low)));
    chart_axis_set_min(p->picture->y_axis,
                       step * floor(fmax(low - ROOM * (high - low), 0.0) / step));
}

/* The title stands in a cell: given as a text it would be a formula where it begins with "=". */
static void place(xlsx_plot *p, ot_xlsx_sheet *pictures, size_t number) {
    lxw_chart_options options = {.object_position = LXW_OBJECT_MOVE_DONT_SIZE};
    const int is_alone = !p->chart->first->next;
    chart_title_set_name_range(p->picture, p->numbers->name, p->head - 1, 0);
    chart_set_style(p->picture, 2);
    chart_legend_set_position(p->picture,
                              is_alone ? LXW_CHART_LEGEND_NONE : LXW_CHART_LEGEND_BOTTOM);
    p->edge[p->n_edges] = -1;
    if (p->n_edges > 0)
        p->x->failed |= chart_legend_delete_series(p->picture, p->edge) != LXW_NO_ERROR;
    if (p->chart->kind == OT_CHART_BARS) chart_axis_set_reverse(p->picture->y_axis);
    set_axis(p);
    options.x_scale = WIDTH / 480.0; /* of the size that a chart has by default */
    options.y_scale = HEIGHT / 288.0;
    p->x->failed |=
        worksheet_insert_chart_opt(pictures->sheet, (lxw_row_t)(number / ACROSS * CHART_ROWS),
                                   (lxw_col_t)(number % ACROSS * CHART_COLUMNS), p->picture,
                                   &options) != LXW_NO_ERROR;
}

/* Where the charts of a workbook stand. */
typedef struct chart_sheets {
    ot_xlsx_sheet pictures, numbers;
    lxw_row_t row;  /* the next free one of the numbers */
    size_t n_shown; /* pictures */
} chart_sheets;

static void put_title(ot_xlsx *x, ot_xlsx_sheet *numbers, const ot_chart *chart) {
    ot_buffer title = {0};
    ot_buffer_text(&title, chart->title);
    if (*chart->unit) ot_buffer_format(&title, ", %s", chart->unit);
    ot_xlsx_text(x, numbers, 0, title.data ? title.data : "", x->heading);
    x->failed |= title.failed;
    ot_buffer_clear(&title);
}

static void put_chart(ot_xlsx *x, chart_sheets *s, const ot_chart *chart) {
    xlsx_plot p = {.x = x, .numbers = &s->numbers, .chart = chart, .head = s->row + 1, .column = 1};
    const lxw_chart_type type = type_of(chart);
    find_rows(&p);
    if (p.n == 0) return;
    if (type != LXW_CHART_NONE) p.picture = workbook_add_chart(x->book, (uint8_t)type);
    s->numbers.row = s->row;
    put_title(x, &s->numbers, chart);
    put_first_column(&p);
    for (const ot_layer *layer = chart->first; layer; layer = layer->next)
        put_layer(&p, layer);
    if (chart->kind == OT_CHART_MATRIX) colour_matrix(&p);
    if (p.picture) place(&p, &s->pictures, s->n_shown++);
    s->row = p.head + (lxw_row_t)p.n + 2;
}

/* Panels repeat what single charts show, but for those that stand nowhere else. */
static int is_shown(const ot_element *e) { return e->kind == OT_ELEMENT_CHART && e->chart->first; }

/* Two rows of charts on a page of print. */
static void break_pages(ot_xlsx *x, const chart_sheets *s) {
    enum { ROWS_A_PAGE = 2, MOST_BREAKS = 256, SCALE = 62 };
    lxw_row_t at[MOST_BREAKS + 1] = {0};
    const size_t pages = s->n_shown / (ACROSS * ROWS_A_PAGE);
    for (size_t k = 0; k < pages && k < MOST_BREAKS; k++)
        at[k] = (lxw_row_t)((k + 1) * ROWS_A_PAGE * CHART_ROWS);
    worksheet_set_landscape(s->pictures.sheet);
    worksheet_set_paper(s->pictures.sheet, 9); /* A4 */
    worksheet_set_print_scale(s->pictures.sheet, SCALE);
    x->failed |= worksheet_set_footer(s->pictures.sheet, "&L&A&R&P / &N") != LXW_NO_ERROR;
    if (pages > 0) x->failed |= worksheet_set_h_pagebreaks(s->pictures.sheet, at) != LXW_NO_ERROR;
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
    break_pages(x, &s);
}
