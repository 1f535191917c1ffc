#include <math.h>
#include <string.h>

#include "data/figure.h"
#include "data/plan.h"
#include "import/plan_quantity.h"
#include "import/plan_table.h"

static int is_blank_line(ot_slice x) {
    for (size_t i = 0; i < x.n; i++)
        if (x.s[i] != ' ' && x.s[i] != '\t') return 0;
    return 1;
}

static ot_slice trim(ot_slice x) {
    static const char *const BLANK[] = {" ", "\t", "\xE3\x80\x80", "\xC2\xA0", NULL};
    while (ot_slice_take_front_any(&x, BLANK)) {
    }
    while (ot_slice_take_back_any(&x, BLANK)) {
    }
    return x;
}

static const char *keep_folded(ot_plan_reading *r, ot_slice raw) {
    return ot_plan_keep(r, ot_plan_fold(r, raw).text);
}

static void put_cell(ot_plan_reading *r, ot_grid_row *row, ot_slice raw) {
    if (row->n < OT_GRID_MOST_CELLS) row->cell[row->n++] = keep_folded(r, raw);
}

/* Which mark parts cells on this line; NULL: none. */
static const char *separator(ot_slice x) {
    static const char *const MARK[] = {"\t", "|", "｜", "  ", "\xE3\x80\x80", NULL};
    const ot_slice inner = trim(x);
    return ot_slice_has_any(inner, MARK);
}

static void split_line(ot_plan_reading *r, ot_slice x, const char *mark, ot_grid_row *row) {
    const int is_blank = strcmp(mark, "  ") == 0 || strcmp(mark, "\xE3\x80\x80") == 0;
    const int is_bar = *mark == '|';
    if (is_blank || is_bar) x = trim(x);
    if (is_bar) (void)ot_slice_take_front(&x, "|");
    if (is_bar) (void)ot_slice_take_back(&x, "|");
    for (;;) {
        const size_t at = ot_slice_find(x, mark);
        const ot_slice cell = trim(ot_slice_cut(x, 0, at == SIZE_MAX ? x.n : at));
        if (!is_blank || cell.n > 0) put_cell(r, row, cell);
        if (at == SIZE_MAX) return;
        x = ot_slice_cut(x, at + strlen(mark), x.n);
    }
}

/* One cell a line; without a tab, where others have one, a line goes on from the one before. */
static void join_lines(ot_plan_reading *r, ot_grid_row *row) {
    const int has_tabs = ot_slice_begins(r->line[row->first].raw, "\t");
    ot_slice cell = {NULL, 0};
    for (size_t i = row->first; i < row->end; i++) {
        const ot_slice x = r->line[i].raw;
        const int goes_on = has_tabs && cell.s && !ot_slice_begins(x, "\t");
        if (goes_on) {
            cell.n = (size_t)(x.s + x.n - cell.s);
            continue;
        }
        if (cell.s) put_cell(r, row, trim(cell));
        cell = x;
    }
    if (cell.s) put_cell(r, row, trim(cell));
}

int ot_grid_read(ot_plan_reading *r, size_t at, ot_grid_row *out) {
    *out = (ot_grid_row){.first = at, .end = at + 1};
    const ot_slice x = r->line[at].raw;
    const char *mark = separator(x);
    if (mark) {
        split_line(r, x, mark, out);
        return out->n > 1;
    }
    if (is_blank_line(x) && !ot_slice_begins(x, "\t")) return 0;
    const int has_tabs = ot_slice_begins(x, "\t");
    while (out->end < r->n_lines) {
        const ot_slice next = r->line[out->end].raw;
        const int is_cell = has_tabs && ot_slice_begins(next, "\t");
        if ((is_blank_line(next) && !is_cell) || separator(next)) break;
        out->end++;
    }
    join_lines(r, out);
    return 1;
}

static ot_slice text_of(const char *text) { return ot_slice_of(text, strlen(text)); }

/* The year that a heading speaks of: not the one that something is compared with. */
static int own_year(ot_slice x) {
    ot_quantity q;
    for (size_t at = 0; ot_quantity_next(x, &at, &q);) {
        const ot_slice before = ot_slice_cut(x, 0, q.begin);
        if (q.kind == OT_QUANTITY_YEAR && !ot_slice_ends(before, "比") &&
            !ot_slice_ends(before, "较"))
            return q.year;
    }
    int year = 0;
    return ot_year_parse(x.s, x.n, &year) ? year : 0;
}

static int says_growth(ot_slice x) {
    static const char *const WORD[] = {"增长", "增速", "增幅", "同比", "比上年", "±", NULL};
    return ot_slice_has_any(x, WORD) != NULL;
}

static int says_plan(ot_slice x) {
    static const char *const WORD[] = {"计划", "目标", "规划", "预期", NULL};
    return ot_slice_has_any(x, WORD) != NULL;
}

static int says_level(ot_slice x) {
    static const char *const WORD[] = {"实际", "完成", "预计", "计划", "目标", "规划",
                                       "预期", "绝对", "总量", "数值", NULL};
    return ot_slice_has_any(x, WORD) != NULL && !says_growth(x);
}

static ot_grid_kind fixed_kind(ot_slice x) {
    static const char *const NAME[] = {"指标名称", "指标", "主要指标", "项目", "名称", NULL};
    static const char *const NOTE[] = {"备注", "说明", "责任单位", "牵头单位", NULL};
    static const char *const MANY_YEARS[] = {"年均", "累计", "五年", NULL};
    if (ot_slice_is(x, "序号")) return OT_COLUMN_NUMBER;
    if (ot_slice_is_any(x, NAME) || ot_slice_begins(x, "指标名称")) return OT_COLUMN_NAME;
    if (ot_slice_has_any(x, NOTE)) return OT_COLUMN_NOTE;
    if (ot_slice_ends(x, "单位")) return OT_COLUMN_UNIT;
    if (ot_slice_has(x, "属性")) return OT_COLUMN_ATTRIBUTE;
    return ot_slice_has_any(x, MANY_YEARS) ? OT_COLUMN_OTHER : OT_COLUMN_VALUE;
}

static int add_column(ot_plan_reading *r, ot_grid_header *out, const char *group, const char *sub) {
    char text[200];
    const ot_slice a = text_of(group), b = text_of(sub);
    if (out->n == OT_GRID_MOST_CELLS || a.n + b.n >= sizeof text) return 0;
    memcpy(text, a.s, a.n);
    memcpy(text + a.n, b.s, b.n);
    const ot_slice both = ot_slice_of(text, a.n + b.n);
    const size_t k = out->n++;
    out->label[k] = ot_plan_keep(r, both);
    out->kind[k] = fixed_kind(b.n > 0 ? b : a);
    if (out->kind[k] != OT_COLUMN_VALUE) return 1;
    ot_sheet_column *value = &out->value[k];
    value->year = own_year(a) ? own_year(a) : own_year(both);
    value->is_growth = says_growth(both);
    value->is_plan = says_plan(both);
    const ot_sheet_column *left = k > 0 && out->kind[k - 1] == OT_COLUMN_VALUE ? value - 1 : NULL;
    if (value->is_growth && left && value->year == 0) value->year = left->year;
    if (value->is_growth && left && left->year == value->year) value->is_plan |= left->is_plan;
    if (!says_level(both) && !value->is_growth) value->is_plan = value->year >= r->year;
    if (value->year == 0) out->kind[k] = OT_COLUMN_OTHER;
    return 1;
}

/* Does a heading speak for itself, or for those below it? */
static int stands_alone(ot_slice x) {
    return fixed_kind(x) != OT_COLUMN_VALUE || says_level(x) || says_growth(x);
}

/* Headings of as many cells: each below its group, which goes on over empty cells. */
static int stack_evenly(ot_plan_reading *r, const ot_grid_row *row, size_t n_rows,
                        ot_grid_header *out) {
    const char *group = "";
    for (size_t i = 0; i < row[0].n; i++) {
        char sub[200] = "";
        size_t n = 0;
        for (size_t k = 1; k < n_rows; k++) {
            const size_t length = strlen(row[k].cell[i]);
            if (n + length >= sizeof sub) return 0;
            memcpy(sub + n, row[k].cell[i], length + 1);
            n += length;
        }
        if (*row[0].cell[i]) group = row[0].cell[i];
        if (!add_column(r, out, *row[0].cell[i] || n > 0 ? group : "", sub)) return 0;
    }
    return 1;
}

static size_t count_level(const ot_grid_row *row) {
    size_t n = 0;
    for (size_t i = 0; i < row->n; i++)
        n += *row->cell[i] && !says_growth(text_of(row->cell[i]));
    return n;
}

/* Empty cells are gone: a level (实际数, 计划) opens the next group, growth goes on in it. */
static int stack_in_order(ot_plan_reading *r, const ot_grid_row *row, ot_grid_header *out) {
    const ot_grid_row *top = &row[0], *low = &row[1];
    size_t n_groups = 0, at = 0;
    for (size_t i = 0; i < top->n; i++)
        n_groups += *top->cell[i] && !stands_alone(text_of(top->cell[i]));
    if (n_groups == 0 || n_groups != count_level(low)) return 0;
    for (size_t i = 0; i < top->n; i++) {
        if (!*top->cell[i]) continue;
        if (stands_alone(text_of(top->cell[i]))) {
            if (!add_column(r, out, top->cell[i], "")) return 0;
            continue;
        }
        int has_level = 0;
        for (; at < low->n; at++) {
            const char *sub = low->cell[at];
            if (!*sub) continue;
            const int is_level = !says_growth(text_of(sub));
            if (is_level && has_level) break;
            has_level |= is_level;
            if (!add_column(r, out, top->cell[i], sub)) return 0;
        }
    }
    return 1;
}

int ot_grid_header_read(ot_plan_reading *r, const ot_grid_row *row, size_t n_rows,
                        ot_grid_header *out) {
    *out = (ot_grid_header){.n = 0};
    int is_even = 1, is_read = 0, n_names = 0, n_values = 0;
    for (size_t k = 1; k < n_rows; k++)
        is_even = is_even && row[k].n == row[0].n;
    if (is_even)
        is_read = stack_evenly(r, row, n_rows, out);
    else if (n_rows == 2)
        is_read = stack_in_order(r, row, out);
    for (size_t i = 0; i < out->n; i++) {
        n_names += out->kind[i] == OT_COLUMN_NAME;
        n_values += out->kind[i] == OT_COLUMN_VALUE;
    }
    return is_read && n_names == 1 && n_values > 0;
}

typedef struct grid_value { /* a cell as a number */
    ot_figure figure;
    int is_number, is_bound, is_words;
} grid_value;

static grid_value read_value(const char *text) {
    grid_value x = {.is_number = 0};
    if (!ot_figure_parse(text, strlen(text), &x.figure, NULL)) {
        x.is_words = 1;
        return x;
    }
    x.is_number = x.figure.kind != OT_FIGURE_MISSING;
    x.is_bound = x.is_number && x.figure.kind != OT_FIGURE_POINT;
    return x;
}

/* Does the growth agree with both levels, within the last printed digits? 0: not told. */
static int compare_growth(const grid_value *last, const grid_value *now, const grid_value *growth) {
    if (!last->is_number || !now->is_number || !growth->is_number) return 0;
    if (last->is_bound || now->is_bound) return 0;
    if (!(last->figure.value > 0) || growth->is_words) return 0;
    const double rate = (now->figure.value / last->figure.value - 1) * 100;
    const double slack =
        growth->figure.half_unit +
        100 * (now->figure.half_unit + last->figure.half_unit) / last->figure.value + 0.05;
    if (growth->figure.kind == OT_FIGURE_AT_LEAST)
        return rate >= growth->figure.value - slack ? 1 : -1;
    return fabs(rate - growth->figure.value) <= slack ? 1 : -1;
}

static int is_far_off(const grid_value *a, const grid_value *b) {
    if (!a->is_number || !b->is_number || !(a->figure.value > 0) || !(b->figure.value > 0))
        return 0;
    const double ratio = a->figure.value / b->figure.value;
    return ratio > 10 || ratio < 0.1;
}

/* How well does a row read when cell i stands in column to[i]? */
static int score(const ot_sheet_column *column, size_t n_columns, const grid_value *cell,
                 const size_t *to, size_t n, int is_rate) {
    int total = 0;
    const grid_value none = {.is_number = 0}, *last = &none, *level = &none;
    for (size_t k = 0, i = 0; k < n_columns; k++) {
        const grid_value *x = i < n && to[i] == k ? &cell[i++] : NULL;
        if (!column[k].is_growth) {
            last = level;
            level = x ? x : &none;
            total += !x ? -2 : x->is_number || x->is_words ? 3 : 1;
            total += x && (x->is_bound || x->is_words) ? (column[k].is_plan ? 2 : -1) : 0;
            if (x && is_far_off(x, last)) total -= 4;
        } else if (x) {
            const int agrees = compare_growth(last, level, x);
            total += x->is_words ? -3 : agrees ? 4 * agrees : is_rate && x->is_number ? -3 : 0;
        }
    }
    return total;
}

/* The next way to choose n of n_columns in order; 0: there is none. */
static int advance(size_t *to, size_t n, size_t n_columns) {
    for (size_t i = n; i > 0; i--)
        if (to[i - 1] < n_columns - (n - i) - 1) {
            to[i - 1]++;
            for (size_t k = i; k < n; k++)
                to[k] = to[k - 1] + 1;
            return 1;
        }
    return 0;
}

int ot_grid_infer(const ot_sheet_column *column, size_t n_columns, const char *const *cell,
                  size_t n, int is_rate, size_t *to) {
    enum { MOST = 12 };
    grid_value x[MOST];
    size_t now[MOST];
    if (n == 0 || n > n_columns || n_columns > MOST) return 0;
    for (size_t i = 0; i < n; i++) {
        x[i] = read_value(cell[i]);
        now[i] = i;
    }
    int best = -1000, n_best = 0;
    do {
        const int points = score(column, n_columns, x, now, n, is_rate);
        if (points < best) continue;
        n_best = points == best ? n_best + 1 : 1;
        best = points;
        if (n_best == 1) memcpy(to, now, n * sizeof *to);
    } while (advance(now, n, n_columns));
    return n_best == 1 && best >= 0;
}
