#include "report/document.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/number.h"
#include "base/print.h"

ot_document *ot_document_begin(ot_language language) {
    ot_document *d = calloc(1, sizeof *d);
    if (!d) return NULL;
    d->language = language;
    d->arena = ot_arena_new();
    if (d->arena) return d;
    free(d);
    return NULL;
}

void ot_document_free(ot_document *d) {
    if (!d) return;
    ot_arena_free(d->arena);
    free(d);
}

static void *room(ot_document *d, size_t size) {
    void *p = d->failed ? NULL : ot_arena_alloc(d->arena, 1, size);
    if (!p) d->failed = 1;
    return p;
}

static const char *format_text(ot_document *d, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    const int n = ot_print_list(NULL, 0, format, args);
    char *text = n < 0 || d->failed ? NULL : ot_arena_alloc(d->arena, (size_t)n + 1, 1);
    if (text)
        (void)ot_print_list(text, (size_t)n + 1, format, again);
    else
        d->failed = 1;
    va_end(again);
    return text ? text : "";
}

const char *ot_document_format(ot_document *d, const char *format, ...) {
    va_list args;
    va_start(args, format);
    const char *text = format_text(d, format, args);
    va_end(args);
    return text;
}

const char *ot_document_take(ot_document *d, ot_buffer *buffer) {
    const char *text = ot_document_format(d, "%s", buffer->data ? buffer->data : "");
    d->failed |= buffer->failed;
    ot_buffer_clear(buffer);
    return text;
}

static ot_element *append(ot_document *d, ot_element_kind kind) {
    ot_element *e = room(d, sizeof *e);
    if (!e) return NULL;
    e->kind = kind;
    if (d->last)
        d->last->next = e;
    else
        d->first = e;
    return d->last = e;
}

/* Within a section a title would be a second one. */
static int is_left_out(const ot_document *d, ot_element_kind kind) {
    return d->in_section && kind == OT_ELEMENT_TITLE;
}

void ot_document_text(ot_document *d, ot_element_kind kind, const char *text) {
    ot_element *e = is_left_out(d, kind) ? NULL : append(d, kind);
    if (e) e->text = ot_arena_text(d->arena, text, strlen(text));
    if (e && !e->text) d->failed = 1;
}

const char *ot_word(const ot_document *d, ot_message message) {
    return ot_message_text(message, d->language);
}

void ot_document_say(ot_document *d, ot_element_kind kind, ot_message message, ...) {
    va_list args;
    va_start(args, message);
    const char *text = format_text(d, ot_message_text(message, d->language), args);
    va_end(args);
    ot_element *e = is_left_out(d, kind) ? NULL : append(d, kind);
    if (e) e->text = text;
}

void ot_document_tone(ot_document *d, ot_tone tone) {
    if (d->last) d->last->tone = tone;
}

void ot_document_show_since(ot_document *d, const ot_element *last, ot_shown shown) {
    for (ot_element *e = last ? last->next : d->first; e; e = e->next)
        e->shown = shown;
}

void ot_document_section(ot_document *d, const char *name, ot_message heading) {
    ot_element *e = append(d, OT_ELEMENT_SECTION);
    d->in_section = 1;
    if (!e) return;
    e->name = name;
    e->text = ot_message_text(heading, d->language);
}

void ot_document_property(ot_document *d, const char *name, const char *value) {
    ot_property *p = room(d, sizeof *p);
    if (!p) return;
    *p = (ot_property){.name = name, .value = ot_document_format(d, "%s", value)};
    if (d->last_property)
        d->last_property->next = p;
    else
        d->first_property = p;
    d->last_property = p;
}

static ot_chart empty_chart(ot_chart_kind kind, const char *name) {
    return (ot_chart){.kind = kind,
                      .name = name,
                      .title = "",
                      .subtitle = "",
                      .unit = "",
                      .description = "",
                      .reach_low = NAN,
                      .reach_high = NAN,
                      .n_columns = 1};
}

ot_chart *ot_document_chart(ot_document *d, ot_chart_kind kind, const char *name) {
    ot_element *e = append(d, OT_ELEMENT_CHART);
    ot_chart *chart = room(d, sizeof *chart);
    if (!e || !chart) return NULL;
    *chart = empty_chart(kind, name);
    return e->chart = chart;
}

ot_chart *ot_chart_panel(ot_document *d, ot_chart *chart, ot_chart_kind kind) {
    ot_chart *panel = chart ? room(d, sizeof *panel) : NULL;
    if (!panel) return NULL;
    *panel = empty_chart(kind, "");
    if (chart->last_panel)
        chart->last_panel->next = panel;
    else
        chart->panel = panel;
    return chart->last_panel = panel;
}

static double *numbers(ot_document *d, size_t n) {
    double *x = d->failed ? NULL : ot_arena_alloc(d->arena, n + 1, sizeof *x);
    if (!x) d->failed = 1;
    for (size_t i = 0; x && i < n; i++)
        x[i] = NAN;
    return x;
}

ot_layer *ot_chart_layer(ot_document *d, ot_chart *chart, ot_layer_kind kind, const char *label,
                         size_t n) {
    ot_layer *layer = chart ? room(d, sizeof *layer) : NULL;
    if (!layer) return NULL;
    *layer = (ot_layer){.kind = kind, .label = label, .n = n};
    layer->x = numbers(d, n);
    layer->value = numbers(d, n);
    layer->low = numbers(d, n);
    layer->high = numbers(d, n);
    layer->text = d->failed ? NULL : ot_arena_alloc(d->arena, n + 1, sizeof *layer->text);
    layer->note = d->failed ? NULL : ot_arena_alloc(d->arena, n + 1, sizeof *layer->note);
    if (!layer->text || !layer->note) {
        d->failed = 1;
        return NULL;
    }
    if (chart->last)
        chart->last->next = layer;
    else
        chart->first = layer;
    return chart->last = layer;
}

ot_grid *ot_document_grid(ot_document *d, const char *name, int is_data) {
    ot_element *e = append(d, OT_ELEMENT_GRID);
    ot_grid *grid = room(d, sizeof *grid);
    if (!e || !grid) return NULL;
    grid->name = name;
    grid->is_data = is_data;
    return e->grid = grid;
}

void ot_grid_column(ot_document *d, ot_grid *grid, ot_column_kind kind, const char *heading) {
    ot_column *c = grid ? room(d, sizeof *c) : NULL;
    if (!c) return;
    c->kind = kind;
    c->heading = heading;
    if (grid->last_column)
        grid->last_column->next = c;
    else
        grid->first_column = c;
    grid->last_column = c;
    grid->n_columns++;
}

void ot_grid_head(ot_grid *grid, const char *full) {
    if (grid && grid->last_column) grid->last_column->full = full;
}

void ot_grid_wrap(ot_grid *grid, size_t widest) {
    if (grid && grid->last_column) grid->last_column->widest = widest;
}

void ot_grid_names(ot_grid *grid) {
    if (grid && grid->last_column) grid->last_column->is_name = 1;
}

void ot_grid_caption(ot_grid *grid, const char *caption) {
    if (grid) grid->caption = caption;
}

void ot_grid_row(ot_document *d, ot_grid *grid) {
    ot_row *row = grid ? room(d, sizeof *row) : NULL;
    if (!row) return;
    if (grid->last)
        grid->last->next = row;
    else
        grid->first = row;
    grid->last = row;
}

static ot_cell *add_cell(ot_document *d, ot_grid *grid) {
    ot_cell *cell = grid && grid->last ? room(d, sizeof *cell) : NULL;
    if (!cell) return NULL;
    for (int i = 0; i < OT_CELL_VALUES; i++)
        cell->value[i] = NAN;
    if (grid->last->last)
        grid->last->last->next = cell;
    else
        grid->last->first = cell;
    return grid->last->last = cell;
}

void ot_grid_text(ot_document *d, ot_grid *grid, const char *text) {
    ot_cell *cell = add_cell(d, grid);
    if (cell) cell->text = text ? text : "";
}

void ot_grid_number(ot_document *d, ot_grid *grid, double value, int decimals) {
    ot_cell *cell = add_cell(d, grid);
    if (!cell) return;
    cell->value[0] = value;
    cell->decimals = decimals;
}

void ot_grid_band(ot_document *d, ot_grid *grid, double value, double low, double high,
                  int decimals) {
    ot_cell *cell = add_cell(d, grid);
    if (!cell) return;
    cell->value[0] = value;
    cell->value[1] = low;
    cell->value[2] = high;
    cell->decimals = decimals;
}

void ot_grid_mark(ot_grid *grid, const char *mark) {
    if (grid && grid->last && grid->last->last) grid->last->last->mark = mark;
}

void ot_grid_tone(ot_grid *grid, ot_tone tone) {
    if (grid && grid->last && grid->last->last) grid->last->last->tone = tone;
}

void ot_grid_around(ot_grid *grid, const char *before, const char *after) {
    if (!grid || !grid->last || !grid->last->last) return;
    grid->last->last->before = before;
    grid->last->last->after = after;
}

void ot_grid_elsewhere(ot_grid *grid, const char *name) {
    if (grid) grid->elsewhere = name;
}

static const double PERCENT = 100.0;
enum { PERCENT_EXPONENT = 2 };

static const char *say_bound(ot_document *d, ot_message message, double percent, int decimals) {
    char text[OT_NUMBER_SIZE];
    ot_number_fixed(percent, decimals > 0 ? decimals : 0, text);
    return ot_document_format(d, ot_message_text(message, d->language), text);
}

static ot_cell *add_probability(ot_document *d, ot_grid *grid, double probability, double error) {
    ot_cell *cell = add_cell(d, grid);
    if (!cell) return NULL;
    cell->value[0] = probability;
    cell->value[1] = error;
    return cell;
}

void ot_grid_probability(ot_document *d, ot_grid *grid, double probability, double error) {
    ot_cell *cell = add_probability(d, grid, probability, error);
    const int low = ot_exponent_of_rare(probability, error);
    const int high = ot_exponent_of_rare(1.0 - probability, error);
    if (!cell) return;
    if (low < 0)
        cell->text = say_bound(d, OT_SAY_UNDER, PERCENT * pow(10.0, low), -low - PERCENT_EXPONENT);
    else if (high < 0)
        cell->text = say_bound(d, OT_SAY_OVER, PERCENT - PERCENT * pow(10.0, high),
                               -high - PERCENT_EXPONENT);
}

void ot_grid_difference(ot_document *d, ot_grid *grid, double difference, double error,
                        uint64_t differing) {
    ot_cell *cell = add_probability(d, grid, difference, error);
    if (cell && differing == 0) cell->text = "0";
}

void ot_grid_shortest(ot_document *d, ot_grid *grid, double value) {
    ot_grid_number(d, grid, value, OT_DECIMALS_SHORTEST);
}

void ot_grid_columns(ot_document *d, ot_grid *grid, const char *const *heads) {
    for (; *heads; heads++)
        ot_grid_column(d, grid, OT_COLUMN_TEXT, *heads);
}
