/* The lines of a batch: one a fact, names of columns as in bands.csv and targets.csv. */
#include <math.h>

#include "assess/projection.h"
#include "base/buffer.h"
#include "outturn/system.h"
#include "report/batch.h"
#include "report/text/csv.h"
#include "report/words/words.h"

/* What a line says, in the order of the headings. NaN: an empty cell. */
typedef struct batch_line {
    const char *scenario, *kind, *name, *unit;
    int year, is_held; /* year 0: none; is_held -1: not said */
    double median, low, high, mean, sd, growth, probability, mcse, expected_shortfall;
    double draws, nonfinite;
    const char *message;
} batch_line;

static const char HEADINGS[] =
    "id,scenario,kind,name,unit,year,held,median,low,high,mean,sd,growth,probability,mcse,"
    "expected_shortfall,draws,nonfinite,message";

void ot_batch_put_headings(ot_buffer *out, ot_language language) {
    ot_buffer_text(out, ot_csv_mark(language));
    ot_buffer_text(out, HEADINGS);
    ot_buffer_text(out, ot_csv_line_end(language));
}

static batch_line line_of(const char *scenario, const char *kind, const char *name) {
    const double none = (double)NAN;
    return (batch_line){.scenario = scenario,
                        .kind = kind,
                        .name = name,
                        .unit = "",
                        .is_held = -1,
                        .median = none,
                        .low = none,
                        .high = none,
                        .mean = none,
                        .sd = none,
                        .growth = none,
                        .probability = none,
                        .mcse = none,
                        .expected_shortfall = none,
                        .draws = none,
                        .nonfinite = none,
                        .message = ""};
}

static void put_line(ot_buffer *out, const char *id, const batch_line *l, ot_language language) {
    const char *const text[] = {id, l->scenario, l->kind, l->name, l->unit};
    const double number[] = {l->year ? (double)l->year : (double)NAN,
                             l->is_held < 0 ? (double)NAN : (double)l->is_held,
                             l->median,
                             l->low,
                             l->high,
                             l->mean,
                             l->sd,
                             l->growth,
                             l->probability,
                             l->mcse,
                             l->expected_shortfall,
                             l->draws,
                             l->nonfinite};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        ot_csv_put_text(out, text[i]);
        ot_buffer_text(out, ",");
    }
    for (size_t i = 0; i < sizeof number / sizeof *number; i++) {
        ot_csv_put_number(out, number[i]);
        ot_buffer_text(out, ",");
    }
    ot_csv_put_text(out, l->message);
    ot_buffer_text(out, ot_csv_line_end(language));
}

typedef struct batch_sheet {
    ot_buffer *out;
    const char *id;
    const ot_parts *parts;
    const ot_projection *p;
    size_t k; /* the case */
    const char *scenario;
    ot_language language;
} batch_sheet;

static void put_indicator(const batch_sheet *s, size_t i) {
    const size_t row = s->p->indicator[i].indicator;
    if (!ot_parts_show_indicator(s->parts, row)) return;
    batch_line l = line_of(s->scenario, "indicator", s->p->model->indicator[row].spec->id);
    l.unit = ot_unit_of_indicator(s->p->model, row);
    for (size_t t = 0; t < s->p->n_years; t++) {
        const ot_year_result *y = &s->p->c[s->k].indicator[i].year[t];
        if (!ot_parts_show(s->parts, y->year)) continue;
        l.year = y->year;
        l.is_held = y->is_held;
        l.median = y->median;
        l.low = y->low;
        l.high = y->high;
        l.mean = y->mean;
        l.sd = y->sd;
        l.growth = y->growth;
        l.draws = (double)y->n;
        l.nonfinite = (double)y->nonfinite;
        put_line(s->out, s->id, &l, s->language);
    }
}

static void put_target(const batch_sheet *s, size_t j) {
    const ot_target_result *r = &s->p->c[s->k].target[j];
    const ot_model_target *t = &s->p->model->target[r->target];
    if (!ot_parts_show_target(s->parts, t)) return;
    batch_line l = line_of(s->scenario, "target", t->id);
    l.unit = ot_unit_of_target(s->p->model, t);
    l.year = t->year;
    l.probability = r->probability;
    l.mcse = r->mcse;
    l.expected_shortfall = r->expected_shortfall;
    l.draws = (double)r->n;
    l.nonfinite = (double)r->nonfinite;
    put_line(s->out, s->id, &l, s->language);
}

static void put_group(const batch_sheet *s, size_t g) {
    const ot_group *group = &s->p->model->group[s->p->group[g]];
    const ot_group_result *r = &s->p->c[s->k].group[g];
    if (!ot_parts_show_group(s->parts, s->p->group[g])) return;
    batch_line l = line_of(s->scenario, "group", group->name);
    l.year = group->year;
    l.probability = r->probability;
    l.mcse = r->mcse;
    l.draws = (double)r->n;
    put_line(s->out, s->id, &l, s->language);
}

/* "file:12:3: sentence" as one text. */
static const char *told(ot_buffer *room, const char *file, int line, int column,
                        const char *sentence) {
    room->length = 0;
    if (*file) ot_buffer_text(room, file);
    if (*file && line > 0) ot_buffer_format(room, ":%d", line);
    if (*file && line > 0 && column > 0) ot_buffer_format(room, ":%d", column);
    if (*file) ot_buffer_text(room, ": ");
    ot_buffer_text(room, sentence);
    return room->data ? room->data : "";
}

static void put_warnings(ot_buffer *out, const char *id, const ot_notes *notes,
                         ot_language language) {
    ot_buffer room = {0};
    batch_line l = line_of("", "warning", "");
    for (size_t i = 0; notes && i < ot_notes_count(notes); i++) {
        const ot_note *n = ot_notes_at(notes, i);
        if (n->severity != OT_SEVERITY_WARNING) continue;
        l.message = told(&room, n->file, n->line, n->column, n->text[language]);
        put_line(out, id, &l, language);
    }
    out->failed |= room.failed;
    ot_buffer_clear(&room);
}

ot_status ot_batch_give(ot_buffer *out, const ot_writer *writer, ot_error *err) {
    const int no_memory = out->failed;
    const int fault =
        no_memory || out->length == 0 ? 0 : writer->write(writer->state, out->data, out->length);
    ot_buffer_clear(out);
    if (no_memory)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the results", "内存不足以存放结果");
    if (!fault) return OT_OK;
    return ot_fail(err, OT_ERR_IO, "the output cannot be written: %s%.0s", "输出无法写入：%.0s%s",
                   ot_system_text(fault, OT_LANGUAGE_EN), ot_system_text(fault, OT_LANGUAGE_ZH));
}

ot_status ot_batch_write(const ot_batch_row *row, const ot_parts *parts, ot_language language,
                         const ot_writer *writer, ot_error *err) {
    ot_buffer out = {0};
    const ot_projection *p = parts->projection;
    batch_sheet s = {.out = &out, .id = row->id, .parts = parts, .p = p, .language = language};
    for (s.k = 0; s.k < p->n_cases; s.k++) {
        s.scenario = p->model->scenario[p->c[s.k].scenario].spec->id;
        for (size_t i = 0; i < p->n_indicators; i++)
            put_indicator(&s, i);
        for (size_t j = 0; j < p->n_targets; j++)
            put_target(&s, j);
        for (size_t g = 0; g < p->n_groups; g++)
            put_group(&s, g);
    }
    put_warnings(&out, row->id, parts->notes, language);
    return ot_batch_give(&out, writer, err);
}

ot_status ot_batch_write_error(const ot_batch_row *row, const ot_error *why, const ot_notes *notes,
                               ot_language language, const ot_writer *writer, ot_error *err) {
    ot_buffer out = {0}, room = {0};
    batch_line l = line_of("", "error", "");
    l.message = told(&room, why->file, why->line, why->column, why->text[language]);
    put_line(&out, row->id, &l, language);
    out.failed |= room.failed;
    ot_buffer_clear(&room);
    put_warnings(&out, row->id, notes, language);
    return ot_batch_give(&out, writer, err);
}
