/* How soon are bands back when somebody moves a slider? A changed case is simulated again through
 * the public interface: 30 indicators, 3 years, 60 targets, 4,096 Sobol draws, everything
 * collected. usage: bench_interactive [REPETITIONS [DRAWS [THREADS]]] */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "outturn.h"

enum { INDICATORS = 30, DRIVERS = 8, TEXT = 1 << 16, MOST_REPETITIONS = 10000 };

static double seconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Every second equation has a residual and a drawn coefficient and leans on the one before. */
static void write_model(char *text) {
    char *to = text;
    to += sprintf(
        to, "model: { id = \"slider\"; first_year = 2023; last_year = 2025; };\ndrivers: {\n");
    for (int i = 0; i < DRIVERS; i++)
        to += sprintf(
            to,
            "g%d: { unit = \"percent\"; value = %d.0; law = { family = \"%s\"; scale = 2.0; %s"
            "persistence = 0.3; }; };\n",
            i, 4 + i % 3, i % 2 ? "student_t" : "normal", i % 2 ? "df = 5.0; " : "");
    to += sprintf(to, "};\nindicators: {\n");
    for (int i = 0; i < INDICATORS; i++) {
        to += sprintf(to, "x%d: { unit = \"index\"; start = { year = 2022; value = 100.0; }; ", i);
        if (i % 2 == 0)
            to += sprintf(to, "equation = \"dlog(x%d) = g%d\"; };\n", i, i / 2 % DRIVERS);
        else
            to += sprintf(to,
                          "equation = \"dlog(x%d) = a%d + b%d * dlog(x%d)\"; coefficients = { "
                          "a%d = { mean = 0.01; sd = 0.005; }; b%d = { mean = 0.8; sd = 0.1; }; }; "
                          "residual = { scale = 0.02; }; };\n",
                          i, i, i, i - 1, i, i);
    }
    to += sprintf(to, "};\ntargets: (\n");
    for (int i = 0; i < INDICATORS; i++)
        to += sprintf(
            to,
            "{ id = \"level%d\"; indicator = \"x%d\"; year = 2025; at_least = 104.0; group = "
            "\"all\"; },\n{ id = \"growth%d\"; indicator = \"x%d\"; measure = \"growth\"; year = "
            "2024; at_least = -3.0; group = \"all\"; }%s\n",
            i, i, i, i, i + 1 < INDICATORS ? "," : "");
    (void)sprintf(to, ");\n");
}

static int compare(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

typedef struct made {
    ot_spec *spec;
    ot_table *table;
    ot_model *model;
    ot_fit *fit;
    ot_case *c;
} made;

static ot_status make(const char *text, made *m, ot_error *err) {
    ot_status status =
        ot_spec_parse("slider.cfg", text, strlen(text), NULL, 0, NULL, &m->spec, err);
    if (!status) status = ot_table_load(NULL, 0, NULL, &m->table, err);
    if (!status) status = ot_model_new(m->spec, m->table, NULL, NULL, &m->model, err);
    if (!status) status = ot_fit_new(m->model, NULL, NULL, &m->fit, err);
    if (!status) status = ot_case_new(m->model, m->fit, 0, NULL, &m->c, err);
    return status;
}

/* One move of the slider: seconds until everything is known. */
static ot_status move(const made *m, const ot_run_options *options, double value, double *spent,
                      double *joint, ot_error *err) {
    const double begun = seconds(CLOCK_MONOTONIC);
    const ot_input_change change = {"g0", 2024, value};
    ot_case *changed = NULL;
    ot_projection *projection = NULL;
    ot_status status = ot_case_changed(m->model, m->c, &change, 1, &changed, err);
    const ot_case *const c = changed;
    if (!status) status = ot_projection_new(m->model, &c, 1, options, NULL, &projection, err);
    *spent = seconds(CLOCK_MONOTONIC) - begun;
    if (!status) *joint = ot_projection_joint(projection, 0, 2023, 2025, NULL);
    ot_projection_free(projection);
    ot_case_free(changed);
    return status;
}

int main(int argc, char **argv) {
    static char text[TEXT];
    static double spent[MOST_REPETITIONS];
    made m = {NULL, NULL, NULL, NULL, NULL};
    ot_error err = {.line = 0};
    size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 201;
    if (n < 1 || n > MOST_REPETITIONS) n = MOST_REPETITIONS;
    ot_run_options options = ot_run_options_default();
    options.draws = argc > 2 ? strtoull(argv[2], NULL, 10) : 4096;
    options.threads = argc > 3 ? strtoul(argv[3], NULL, 10) : 0;
    options.sampling = OT_SAMPLING_SOBOL;
    double joint = 0.0;
    ot_init();
    write_model(text);
    ot_status status = make(text, &m, &err);
    const double begun = seconds(CLOCK_PROCESS_CPUTIME_ID);
    for (size_t i = 0; i < n && !status; i++)
        status = move(&m, &options, 3.0 + 0.01 * (double)(i % 500), &spent[i], &joint, &err);
    if (status) {
        fprintf(stderr, "%s:%d: %s\n", err.file, err.line, err.text[OT_LANGUAGE_EN]);
        return EXIT_FAILURE;
    }
    const double of_processors = (seconds(CLOCK_PROCESS_CPUTIME_ID) - begun) / (double)n;
    qsort(spent, n, sizeof *spent, compare);
    printf("%zu moves of %zu draws: median %.2f ms elapsed (nine of ten in %.2f), %.2f ms of "
           "processors each; joint probability %.4f in the last\n",
           n, (size_t)options.draws, 1e3 * spent[n / 2], 1e3 * spent[n - 1 - n / 10],
           1e3 * of_processors, joint);
    ot_case_free(m.c);
    ot_fit_free(m.fit);
    ot_model_free(m.model);
    ot_table_free(m.table);
    ot_spec_free(m.spec);
    return EXIT_SUCCESS;
}
