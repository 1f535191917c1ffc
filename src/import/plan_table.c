#include "import/plan_table.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "data/figure.h"
#include "data/plan.h"
#include "data/unit.h"
#include "import/plan_names.h"
#include "import/plan_quantity.h"

enum { MOST_HEADINGS = 3 };

typedef struct plan_sheet { /* a table while its rows are read */
    ot_plan_reading *r;
    ot_grid_header header;
    ot_sheet_column value[OT_GRID_MOST_CELLS]; /* of its columns of values, in order */
    size_t place[OT_GRID_MOST_CELLS];          /* of these in the reading's columns */
    size_t n_values;
    const char *section;
    size_t first_row;
} plan_sheet;

static ot_slice text_of(const char *text) { return ot_slice_of(text, strlen(text)); }

static int is_number(const char *text) {
    ot_figure figure;
    return ot_figure_parse(text, strlen(text), &figure, NULL) && figure.kind != OT_FIGURE_MISSING;
}

/* 20万吨, 1,200人以上: nothing else in the cell. */
static int is_measure(const char *text, ot_quantity *q) {
    const ot_slice x = text_of(text);
    size_t at = 0;
    return ot_quantity_next(x, &at, q) && at == x.n && q->begin == 0 && q->unit.n > 0 &&
           q->kind == OT_QUANTITY_MEASURE;
}

static int has_numbers(const ot_grid_row *row) {
    ot_quantity q;
    for (size_t i = 0; i < row->n; i++)
        if (is_number(row->cell[i]) || is_measure(row->cell[i], &q)) return 1;
    return 0;
}

static size_t n_filled(const ot_grid_row *row) {
    size_t n = 0;
    for (size_t i = 0; i < row->n; i++)
        n += *row->cell[i] != '\0';
    return n;
}

/* 指标 among the cells, and another cell with a year or 单位. */
static int opens_table(const ot_grid_row *row) {
    static const char *const NAME[] = {"指标名称", "指标", "主要指标", "项目", "名称", NULL};
    int has_name = 0, has_other = 0;
    for (size_t i = 0; i < row->n; i++) {
        const ot_slice x = text_of(row->cell[i]);
        if (x.n > 60) return 0;
        has_name |= ot_slice_is_any(x, NAME) != NULL || ot_slice_begins(x, "指标名称");
        has_other |= ot_slice_ends(x, "单位") || (ot_slice_has(x, "年") && i > 0);
    }
    return has_name && has_other;
}

/* Cheap, for lines of prose: a line of a header is short or has marks between its cells. */
static int may_open(ot_slice raw) {
    static const char *const WORD[] = {"指标", "项目", "名称", "序号", NULL};
    return raw.n > 0 && raw.n < 600 && ot_slice_has_any(raw, WORD) && !ot_slice_has(raw, "。");
}

static size_t skip_blank(const ot_plan_reading *r, size_t at) {
    while (at < r->n_lines && r->line[at].raw.n == 0)
        at++;
    return at;
}

/* Rows of headings go on until one has a number, or a single cell. */
static size_t read_headings(ot_plan_reading *r, size_t at, ot_grid_row row[MOST_HEADINGS],
                            size_t *n) {
    *n = 0;
    while (at < r->n_lines && *n < MOST_HEADINGS) {
        ot_grid_row next;
        const size_t line = skip_blank(r, at);
        if (line == r->n_lines || !ot_grid_read(r, line, &next)) break;
        if (*n > 0 && (has_numbers(&next) || n_filled(&next) < 2)) break;
        row[(*n)++] = next;
        at = next.end;
    }
    return at;
}

/* The column of the whole reading; SIZE_MAX: there are too many. */
static size_t find_column(ot_plan_reading *r, const ot_sheet_column *x) {
    for (size_t i = 0; i < r->n_columns; i++) {
        const ot_sheet_column *y = &r->column[i];
        if (y->year == x->year && y->is_plan == x->is_plan && y->is_growth == x->is_growth)
            return i;
    }
    if (r->n_columns == OT_PLAN_MOST_COLUMNS) return SIZE_MAX;
    r->column[r->n_columns] = *x;
    return r->n_columns++;
}

/* Two columns of one meaning, or too many, are left; the reader is told. */
static void place_columns(plan_sheet *t, int line) {
    ot_grid_header *h = &t->header;
    for (size_t i = 0; i < h->n; i++) {
        if (h->kind[i] == OT_COLUMN_VALUE) {
            const size_t place = find_column(t->r, &h->value[i]);
            int is_twice = 0;
            for (size_t k = 0; k < t->n_values; k++)
                is_twice |= t->place[k] == place;
            t->value[t->n_values] = h->value[i];
            t->place[t->n_values++] = is_twice ? SIZE_MAX : place;
            if (!is_twice && place != SIZE_MAX) continue;
        }
        if (h->kind[i] == OT_COLUMN_VALUE || h->kind[i] == OT_COLUMN_OTHER)
            ot_plan_add_unread(t->r, line, text_of(h->label[i]), OT_UNREAD_HEADING);
    }
}

/* 十一、 or （二） or 3. before a name; a Chinese numeral with 、 is the section. */
static ot_slice take_number(plan_sheet *t, ot_slice x) {
    static const char *const DIGIT[] = {"一", "二", "三", "四", "五", "六",
                                        "七", "八", "九", "十", NULL};
    ot_slice rest = x;
    while (ot_slice_take_front_any(&rest, DIGIT)) {
    }
    if (rest.s > x.s && ot_slice_begins(rest, "、")) {
        t->section = ot_plan_keep(t->r, ot_slice_cut(x, 0, x.n - rest.n));
        return ot_slice_cut(rest, strlen("、"), rest.n);
    }
    rest = x;
    if (ot_slice_take_front(&rest, "（")) {
        while (ot_slice_take_front_any(&rest, DIGIT)) {
        }
        if (rest.s > x.s + strlen("（") && ot_slice_take_front(&rest, "）")) return rest;
        return x;
    }
    while (rest.n > 0 && rest.s[0] >= '0' && rest.s[0] <= '9')
        rest = ot_slice_cut(rest, 1, rest.n);
    const int is_number = rest.s > x.s;
    if (is_number && (ot_slice_take_front(&rest, "、") || ot_slice_take_front(&rest, ".")))
        return rest;
    return x;
}

static ot_slice name_of(plan_sheet *t, const char *cell) {
    static const char *const PART[] = {"其中：", "其中", "#", "＃", "：", "—", "-", NULL};
    ot_slice x = take_number(t, text_of(cell));
    while (ot_slice_take_front_any(&x, PART)) {
    }
    return x;
}

/* 地区生产总值（亿元） holds its unit, where no column has it. */
static ot_slice unit_in_name(ot_slice name) {
    const size_t open = ot_slice_find_last(name, "（");
    if (open == SIZE_MAX || !ot_slice_ends(name, "）")) return ot_slice_cut(name, name.n, name.n);
    const ot_slice inner = ot_slice_cut(name, open + strlen("（"), name.n - strlen("）"));
    return ot_unit_find(inner.s, inner.n) ? inner : ot_slice_cut(name, name.n, name.n);
}

/* Can the plan's reader take it? A unit behind a number must be the row's. */
static int is_readable(const char *text, const char *unit) {
    ot_figure a, b;
    ot_figure_sign sign = OT_FIGURE_SIGN_NONE;
    ot_relation relation;
    const size_t n = strlen(text);
    if (!ot_figure_parse(text, n, &a, &sign) && !ot_figure_range(text, n, &a, &b, &sign))
        return ot_plan_phrase(text, &relation);
    const ot_unit *u = ot_unit_find(unit, strlen(unit));
    if (sign == OT_FIGURE_SIGN_NONE || !*unit) return 1;
    return u && strcmp(u->name, sign == OT_FIGURE_SIGN_PERCENT ? "percent" : "permille") == 0;
}

/* A number with the row's unit glued on (246.30亿元) is the number. */
static const char *without_unit(ot_plan_reading *r, const char *text, const char *unit) {
    ot_slice x = text_of(text), bound = {"", 0};
    static const char *const BOUND[] = {"以上", "以内", "以下", "左右", NULL};
    if (*unit == '\0' || strcmp(unit, "%") == 0) return text;
    const char *word = ot_slice_take_back_any(&x, BOUND);
    if (word) bound = text_of(word);
    if (!ot_slice_take_back(&x, unit)) return text;
    char joined[120];
    const int n = snprintf(joined, sizeof joined, "%.*s%.*s", (int)(x.n < 80 ? x.n : 80), x.s,
                           (int)bound.n, bound.s);
    return is_number(joined) ? ot_plan_keep(r, ot_slice_of(joined, (size_t)n)) : text;
}

/* The unit that is glued on to the first level of a row (20万吨); "" where none is known. */
static const char *unit_in_cells(plan_sheet *t, const char *const *cell, const size_t *to,
                                 size_t n) {
    for (size_t i = 0; i < n; i++) {
        ot_quantity q;
        if (t->value[to[i]].is_growth || !is_measure(cell[i], &q)) continue;
        if (ot_unit_find(q.unit.s, q.unit.n)) return ot_plan_keep(t->r, q.unit);
    }
    return "";
}

static ot_slice raw_row(const ot_plan_reading *r, const ot_grid_row *g) {
    const ot_slice a = r->line[g->first].raw, b = r->line[g->end - 1].raw;
    return ot_slice_of(a.s, (size_t)(b.s + b.n - a.s));
}

static void put_cell(plan_sheet *t, ot_sheet_row *row, const ot_grid_row *g, size_t column,
                     const char *text, int is_inferred) {
    ot_plan_reading *r = t->r;
    const size_t place = t->place[column];
    if (!*text || place == SIZE_MAX) return;
    const char *unit = t->value[column].is_growth ? "%" : row->unit;
    const char *value = without_unit(r, text, unit);
    if (!is_readable(value, unit)) {
        char quote[300];
        (void)snprintf(quote, sizeof quote, "%.120s: %.120s", row->name_zh, text);
        ot_plan_add_unread(r, (int)g->first + 1, text_of(quote), OT_UNREAD_CELL);
        return;
    }
    row->cell[place] = value;
    row->is_inferred[place] = is_inferred;
}

/* A table's name may be that of a rate of change, whatever its measure is elsewhere. */
static const char *measure_of(const ot_plan_name *known, ot_slice name, const char *unit) {
    static const char *const RATE[] = {"增速", "涨幅", "增幅", "增长率", "增长", NULL};
    const int is_percent = strcmp(unit, "%") == 0;
    if (is_percent && ot_slice_has_any(name, RATE)) return "growth";
    if (known && *known->measure && (is_percent || strcmp(known->measure, "growth") != 0))
        return strcmp(known->measure, "share") == 0 && !is_percent ? "level" : known->measure;
    return is_percent ? "share" : "level";
}

static void identify(plan_sheet *t, ot_sheet_row *row, ot_slice name) {
    char text[300];
    const char *fitted = NULL;
    const ot_plan_name *known = ot_plan_names_find(t->r->names, name, &fitted);
    row->measure = measure_of(known, name, row->unit);
    if (!known) {
        (void)snprintf(text, sizeof text, "t%d", row->line);
        row->id = ot_plan_keep_text(t->r, text);
        return;
    }
    row->id = ot_plan_keep(t->r, ot_plan_name_id(known, strcmp(row->unit, "%") == 0));
    row->name_en = ot_plan_keep_text(t->r, known->name_en);
    row->basis = ot_plan_keep_text(t->r, known->basis);
    const int n = (int)strcspn(fitted, "|");
    (void)snprintf(text, sizeof text, "%.*s = %.80s", n < 180 ? n : 180, fitted, row->id);
    row->matched = ot_plan_keep_text(t->r, text);
}

/* The row of this id before the last one; NULL: there is none. */
static const ot_sheet_row *find_known(const ot_plan_reading *r, const char *id) {
    for (size_t i = 0; i + 1 < r->n_rows; i++)
        if (strcmp(r->row[i].id, id) == 0) return &r->row[i];
    return NULL;
}

/* The cells that stand beside the values: the unit, the attribute, a note. */
static const char *beside(const plan_sheet *t, const ot_grid_row *g, ot_grid_kind kind) {
    for (size_t i = 0; i < t->header.n && i < g->n; i++)
        if (t->header.kind[i] == kind) return g->cell[i];
    return "";
}

static size_t column_of(const plan_sheet *t, ot_grid_kind kind) {
    for (size_t i = 0; i < t->header.n; i++)
        if (t->header.kind[i] == kind) return i;
    return SIZE_MAX;
}

/* Its n values are cell[], in the columns to[]. */
static ot_sheet_row *begin_row(plan_sheet *t, const ot_grid_row *g, const char *name,
                               const char *unit, const char *const *cell, const size_t *to,
                               size_t n) {
    ot_sheet_row *row = ot_plan_add_row(t->r);
    if (!row) return NULL;
    ot_slice x = name_of(t, name);
    row->line = (int)g->first + 1;
    row->section = t->section;
    row->unit = *unit ? unit : ot_plan_keep(t->r, unit_in_name(x));
    if (!*row->unit) row->unit = unit_in_cells(t, cell, to, n);
    row->name_zh = ot_plan_keep(t->r, x);
    row->kind = "unstated";
    row->quote = ot_plan_keep_quote(t->r, raw_row(t->r, g));
    identify(t, row, x);
    return row;
}

static const char *kind_named(const char *attribute) {
    const ot_slice x = text_of(attribute);
    return ot_slice_has(x, "约束") ? "binding" : ot_slice_has(x, "预期") ? "expected" : "unstated";
}

/* A second row of one indicator is none, so that ids are unique: that of another table becomes
 * statements, one of the same table is left (其中：女性 may stand under several). */
static void end_row(plan_sheet *t, const ot_grid_row *g, const ot_sheet_row *row) {
    ot_plan_reading *r = t->r;
    const ot_sheet_row *known = find_known(r, row->id);
    if (!known) return;
    const int is_of_other = known < r->row + t->first_row && strcmp(known->unit, row->unit) == 0;
    const ot_sheet_row again = *row;
    r->n_rows--;
    if (!is_of_other || !ot_sheet_say_again(r, &again))
        ot_plan_add_unread(r, (int)g->first + 1, raw_row(r, g), OT_UNREAD_DOUBLE);
}

static void read_whole_row(plan_sheet *t, const ot_grid_row *g) {
    const char *name = beside(t, g, OT_COLUMN_NAME), *unit = beside(t, g, OT_COLUMN_UNIT);
    const char *cell[OT_GRID_MOST_CELLS];
    size_t to[OT_GRID_MOST_CELLS], n = 0;
    for (size_t i = 0; i < t->header.n; i++) {
        if (t->header.kind[i] != OT_COLUMN_VALUE) continue;
        cell[n] = g->cell[i];
        to[n] = n;
        n++;
    }
    ot_sheet_row *row = begin_row(t, g, name, unit, cell, to, n);
    if (!row) return;
    row->kind = kind_named(beside(t, g, OT_COLUMN_ATTRIBUTE));
    row->note = beside(t, g, OT_COLUMN_NOTE);
    for (size_t i = 0; i < n; i++)
        put_cell(t, row, g, i, cell[i], 0);
    end_row(t, g, row);
}

/* Fewer cells than columns: name and unit come first, the rest must fit in one way only. */
static void read_short_row(plan_sheet *t, const ot_grid_row *g) {
    size_t to[OT_GRID_MOST_CELLS];
    const size_t unit_at = column_of(t, OT_COLUMN_UNIT);
    const int has_unit = unit_at == 1 && g->n > 1 && !is_number(g->cell[1]);
    const size_t begin = has_unit ? 2 : 1, n = g->n - begin;
    const int is_rate = has_unit && strcmp(g->cell[1], "%") == 0;
    const int is_ordered =
        column_of(t, OT_COLUMN_NAME) == 0 && (unit_at == 1 || unit_at == SIZE_MAX);
    if (!is_ordered || n > t->n_values ||
        !ot_grid_infer(t->value, t->n_values, g->cell + begin, n, is_rate, to)) {
        ot_plan_add_unread(t->r, (int)g->first + 1, raw_row(t->r, g), OT_UNREAD_COLUMN);
        return;
    }
    ot_sheet_row *row =
        begin_row(t, g, g->cell[0], has_unit ? g->cell[1] : "", g->cell + begin, to, n);
    if (!row) return;
    const int is_short = n < t->n_values;
    for (size_t i = 0; i < n; i++)
        put_cell(t, row, g, to[i], g->cell[begin + i], is_short);
    end_row(t, g, row);
}

static void drop_empty_end(ot_grid_row *g) {
    while (g->n > 0 && !*g->cell[g->n - 1])
        g->n--;
}

static void read_row(plan_sheet *t, ot_grid_row *g) {
    if (n_filled(g) == 1) { /* a heading among the rows */
        for (size_t i = 0; i < g->n; i++)
            if (*g->cell[i]) (void)take_number(t, text_of(g->cell[i]));
        return;
    }
    if (g->n == t->header.n) {
        read_whole_row(t, g);
        return;
    }
    drop_empty_end(g);
    if (g->n > 1 && g->n < t->header.n)
        read_short_row(t, g);
    else
        ot_plan_add_unread(t->r, (int)g->first + 1, raw_row(t->r, g), OT_UNREAD_COLUMN);
}

/* Prose, a note or another header ends the table. */
static int goes_on(const ot_grid_row *g) {
    enum { LONG = 60 };
    const ot_slice x = text_of(g->n > 0 ? g->cell[0] : "");
    if (ot_slice_begins(x, "注") || ot_slice_begins(x, "附件") || ot_slice_begins(x, "说明："))
        return 0;
    if (n_filled(g) == 1) {
        size_t i = 0;
        while (!*g->cell[i])
            i++;
        const ot_slice only = text_of(g->cell[i]);
        return ot_slice_characters(only) < LONG && !ot_slice_has(only, "。") &&
               !ot_slice_has(only, "表");
    }
    return n_filled(g) == 0 || !opens_table(g);
}

static void mark(ot_plan_reading *r, size_t begin, size_t end) {
    for (size_t i = begin; i < end; i++)
        r->line[i].is_table = 1;
}

/* 注：…增长速度按可比价格计算 names whose growth is real. */
static void read_note(plan_sheet *t, size_t at) {
    static const char *const REAL[] = {"可比价", "不变价", NULL};
    at = skip_blank(t->r, at);
    if (at >= t->r->n_lines) return;
    const ot_slice x = ot_plan_fold(t->r, t->r->line[at].raw).text;
    if (!ot_slice_begins(x, "注") || !ot_slice_has_any(x, REAL)) return;
    for (size_t i = t->first_row; i < t->r->n_rows; i++)
        if (ot_slice_has(x, t->r->row[i].name_zh)) t->r->row[i].basis = "real";
}

static size_t read_rows(plan_sheet *t, size_t at) {
    ot_plan_reading *r = t->r;
    while (at < r->n_lines && !r->failed) {
        ot_grid_row g;
        const size_t line = skip_blank(r, at);
        if (line == r->n_lines || !ot_grid_read(r, line, &g) || !goes_on(&g)) break;
        if (n_filled(&g) > 0) read_row(t, &g);
        mark(r, line, g.end);
        at = g.end;
    }
    read_note(t, at);
    return at;
}

/* The table that begins here, if one does: the line behind it. */
static size_t read_table(ot_plan_reading *r, size_t at) {
    ot_grid_row heading[MOST_HEADINGS];
    size_t n = 0;
    plan_sheet t = {.r = r, .section = "", .first_row = r->n_rows};
    if (!ot_grid_read(r, at, &heading[0]) || !opens_table(&heading[0])) return at + 1;
    const size_t behind = read_headings(r, at, heading, &n);
    if (!ot_grid_header_read(r, heading, n, &t.header)) {
        ot_plan_add_unread(r, (int)at + 1, raw_row(r, &heading[0]), OT_UNREAD_HEADER);
        mark(r, at, behind);
        return behind;
    }
    r->n_tables++;
    place_columns(&t, (int)at + 1);
    mark(r, at, behind);
    const size_t end = read_rows(&t, behind);
    return end > at ? end : at + 1;
}

void ot_plan_read_tables(ot_plan_reading *r) {
    for (size_t at = 0; at < r->n_lines && !r->failed;)
        at = may_open(r->line[at].raw) ? read_table(r, at) : at + 1;
    ot_plan_note_inferred(r);
}
