#include "case_builder.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/stream.h"

void builder_init(case_builder *b, size_t n_indicators, size_t n_drivers, int first_simulated_year,
                  size_t n_past, size_t n_simulated) {
    memset(b, 0, sizeof *b);
    assert(n_indicators <= BUILDER_MOST && n_drivers <= BUILDER_MOST);
    assert(n_past + n_simulated <= BUILDER_SLOTS);
    b->sizes = (ot_case){.n_indicators = (uint32_t)n_indicators,
                         .n_drivers = (uint32_t)n_drivers,
                         .n_slots = (uint32_t)(n_past + n_simulated),
                         .first_slot = (uint32_t)n_past,
                         .first_slot_year = first_simulated_year - (int)n_past,
                         .first_year = first_simulated_year};
    for (size_t d = 0; d < n_drivers; d++)
        b->law[d] = (ot_law){.family = OT_LAW_NONE, .table = -1, .source = -1};
}

void builder_hold(case_builder *b, size_t row, size_t slot, double value) {
    b->held[row][slot] = 1;
    b->value[row][slot] = value;
}

static int new_source(builder_source *source, uint32_t *n, const char *kind) {
    char name[64];
    const int k = (int)(*n)++;
    snprintf(name, sizeof name, "%s/%d", kind, k);
    source[k] = (builder_source){.hash = ot_stream_hash(name), .partner = -1};
    return k;
}

int builder_driver(case_builder *b, size_t d, ot_law law, double centre, double persistence) {
    const size_t row = builder_driver_row(b, d);
    law.table = -1;
    law.source = new_source(b->yearly, &b->sizes.n_yearly, "driver");
    b->law[d] = law;
    b->yearly[law.source].persistence = persistence;
    for (size_t slot = b->sizes.first_slot; slot < b->sizes.n_slots; slot++)
        b->value[row][slot] = centre;
    return law.source;
}

int builder_disturbance(case_builder *b, size_t indicator, double scale, double df) {
    const int k = (int)b->sizes.n_disturbances++;
    ot_case_disturbance *d = &b->disturbance[k];
    *d = (ot_case_disturbance){.indicator = (int32_t)indicator,
                               .source = -1,
                               .sigma_source = -1,
                               .sigma_table = -1,
                               .sigma_scale = scale,
                               .sigma_df = df};
    if (scale > 0.0) d->source = new_source(b->yearly, &b->sizes.n_yearly, "residual");
    if (df > 0.0) d->sigma_source = new_source(b->once, &b->sizes.n_once, "sigma");
    return k;
}

int builder_coefficient(case_builder *b, double mean, double sd, int disturbance) {
    const int k = (int)b->sizes.n_coefficients++;
    b->coefficient[k] =
        (ot_case_coefficient){.mean = mean, .sd = sd, .source = -1, .disturbance = disturbance};
    if (sd > 0.0) b->coefficient[k].source = new_source(b->once, &b->sizes.n_once, "coefficient");
    return k;
}

void builder_start(case_builder *b, size_t row, size_t slot, double value, double sd) {
    ot_case_start *start = &b->start[b->sizes.n_starts++];
    *start = (ot_case_start){(int32_t)row, (int32_t)slot, 0, value, sd};
    start->source = new_source(b->once, &b->sizes.n_once, "start");
    builder_hold(b, row, slot, value);
}

void builder_step(case_builder *b, size_t target) {
    b->stage[b->sizes.n_stages++] =
        (ot_stage){.first_step = (int32_t)b->sizes.n_steps, .n_steps = 1};
    b->step[b->sizes.n_steps++] = (ot_step){(int32_t)target, (int32_t)b->sizes.n_instructions, 0};
}

void builder_instruction(case_builder *b, ot_op op, ot_operand to, ot_operand x, ot_operand y) {
    assert(b->sizes.n_instructions < BUILDER_INSTRUCTIONS);
    b->instruction[b->sizes.n_instructions++] = (ot_instruction){(int32_t)op, to, x, y, {0}};
    b->step[b->sizes.n_steps - 1].n++;
}

ot_operand builder_series(size_t row, int lag) {
    return (ot_operand){OT_OPERAND_SERIES, (int16_t)lag, (int32_t)row};
}

ot_operand builder_constant(case_builder *b, double value) {
    b->constant[b->sizes.n_constants] = value;
    return (ot_operand){OT_OPERAND_CONSTANT, 0, (int32_t)b->sizes.n_constants++};
}

ot_operand builder_register(case_builder *b, int index) {
    if ((uint32_t)index >= b->sizes.n_registers) b->sizes.n_registers = (uint32_t)index + 1;
    return (ot_operand){OT_OPERAND_REGISTER, 0, index};
}

ot_operand builder_drawn(int coefficient) {
    return (ot_operand){OT_OPERAND_COEFFICIENT, 0, coefficient};
}

size_t builder_driver_row(const case_builder *b, size_t d) { return b->sizes.n_indicators + d; }

size_t builder_disturbance_row(const case_builder *b, size_t k) {
    return (size_t)b->sizes.n_indicators + b->sizes.n_drivers + k;
}

/* Correlation of innovations that gives scores the declared one in every year. */
static double innovation(const builder_source *source, size_t i) {
    const double p = source[i].persistence, q = source[source[i].partner].persistence;
    return source[i].correlation * (1.0 - p * q) / sqrt((1.0 - p * p) * (1.0 - q * q));
}

/* Rows of the factor of a correlation matrix in which each source has at most one partner; entries
 * follow the n_entries that stand already. */
static size_t fill_factor(const builder_source *source, size_t n, int is_later, size_t n_entries,
                          int32_t *first, ot_case_entry *entry) {
    for (size_t i = 0; i < n; i++) {
        const int has_partner = source[i].partner >= 0;
        const double rho = !has_partner ? 0.0
                           : is_later   ? innovation(source, i)
                                        : source[i].correlation;
        if (first) first[i] = (int32_t)n_entries;
        if (has_partner) {
            if (entry) entry[n_entries] = (ot_case_entry){source[i].partner, 0, rho};
            n_entries++;
        }
        if (entry) entry[n_entries] = (ot_case_entry){(int32_t)i, 0, sqrt(1.0 - rho * rho)};
        n_entries++;
    }
    if (first) first[n] = (int32_t)n_entries;
    return n_entries;
}

static size_t fill_yearly(const case_builder *b, int32_t *first, ot_case_entry *entry) {
    const size_t n = b->sizes.n_yearly, n_entries = fill_factor(b->yearly, n, 0, 0, first, entry);
    return fill_factor(b->yearly, n, 1, n_entries, first ? first + n : NULL, entry);
}

static void fill_sources(const case_builder *b, ot_case *c) {
    const size_t m = ot_case_n_simulated(c);
    int32_t *of = OT_CASE_ARRAY(int32_t, c, dependence_of), n = 0;
    for (size_t i = 0; i < c->n_yearly; i++) {
        OT_CASE_ARRAY(uint32_t, c, yearly_hash)[i] = b->yearly[i].hash;
        of[i] = -1;
        if (!(fabs(b->yearly[i].persistence) > 0.0)) continue;
        ot_law_dependence(b->yearly[i].persistence, m,
                          OT_CASE_ARRAY(double, c, dependence) + (size_t)n * (m * (m + 1) / 2));
        of[i] = n++;
    }
    for (size_t i = 0; i < c->n_once; i++)
        OT_CASE_ARRAY(uint32_t, c, once_hash)[i] = b->once[i].hash;
    fill_yearly(b, OT_CASE_ARRAY(int32_t, c, yearly_first),
                OT_CASE_ARRAY(ot_case_entry, c, yearly_entry));
    fill_factor(b->once, c->n_once, 0, 0, OT_CASE_ARRAY(int32_t, c, once_first),
                OT_CASE_ARRAY(ot_case_entry, c, once_entry));
}

static void fill_laws(const case_builder *b, ot_case *c) {
    ot_law *law = OT_CASE_ARRAY(ot_law, c, law);
    ot_law_table *table = OT_CASE_ARRAY(ot_law_table, c, table);
    ot_case_disturbance *disturbance = OT_CASE_ARRAY(ot_case_disturbance, c, disturbance);
    int32_t n = 0;
    for (size_t d = 0; d < c->n_drivers; d++) {
        law[d] = b->law[d];
        if (!ot_law_needs_table(&law[d])) continue;
        law[d].table = n;
        const ot_status status = ot_law_table_make(&law[d], &table[n++], NULL);
        assert(!status);
        (void)status;
    }
    for (size_t k = 0; k < c->n_disturbances; k++) {
        disturbance[k] = b->disturbance[k];
        if (disturbance[k].sigma_source < 0) continue;
        disturbance[k].sigma_table = n;
        const ot_status status = ot_sigma_table_make(disturbance[k].sigma_df, &table[n++], NULL);
        assert(!status);
        (void)status;
    }
}

ot_case *builder_build(const case_builder *b) {
    ot_case sizes = b->sizes;
    sizes.n_tables = sizes.n_drivers + sizes.n_disturbances;
    for (size_t i = 0; i < sizes.n_yearly; i++)
        sizes.n_dependences += fabs(b->yearly[i].persistence) > 0.0;
    ot_case *c = ot_case_alloc(&sizes, fill_yearly(b, NULL, NULL),
                               fill_factor(b->once, sizes.n_once, 0, 0, NULL, NULL));
    assert(c);
    for (size_t row = 0; row < (size_t)c->n_indicators + c->n_drivers; row++)
        for (size_t slot = 0; slot < c->n_slots; slot++) {
            OT_CASE_ARRAY(uint8_t, c, held)[row * c->n_slots + slot] = b->held[row][slot];
            OT_CASE_ARRAY(double, c, value)[row * c->n_slots + slot] = b->value[row][slot];
        }
    for (size_t k = 0; k < c->n_disturbances; k++)
        for (size_t slot = 0; slot < c->n_slots; slot++)
            OT_CASE_ARRAY(double, c, add)[k * c->n_slots + slot] = b->add[k][slot];
    fill_sources(b, c);
    fill_laws(b, c);
    memcpy(OT_CASE_ARRAY(ot_case_coefficient, c, coefficient), b->coefficient,
           c->n_coefficients * sizeof *b->coefficient);
    memcpy(OT_CASE_ARRAY(ot_case_start, c, start), b->start, c->n_starts * sizeof *b->start);
    memcpy(OT_CASE_ARRAY(ot_instruction, c, instruction), b->instruction,
           c->n_instructions * sizeof *b->instruction);
    memcpy(OT_CASE_ARRAY(double, c, constant), b->constant, c->n_constants * sizeof *b->constant);
    memcpy(OT_CASE_ARRAY(ot_step, c, step), b->step, c->n_steps * sizeof *b->step);
    memcpy(OT_CASE_ARRAY(ot_stage, c, stage), b->stage, c->n_stages * sizeof *b->stage);
    return c;
}
