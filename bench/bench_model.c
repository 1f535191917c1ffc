/* How fast is a model? Times of each stage on the way from its file to its path without shocks,
 * then of draws alone: no histogram, no moment. usage: bench_model MODEL [DRAWS [BLOCK_LENGTH [SET
 * ...]]] */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "estimate/case.h"
#include "model/model.h"
#include "outturn.h"
#include "simulate/kernel.h"
#include "simulate/path.h"

/* Of the processor, so that other programs disturb less. */
static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double last;

static void told(const char *what) {
    const double now = seconds();
    printf("%-28s %10.3f ms\n", what, 1e3 * (now - last));
    last = seconds();
}

static int fail(const ot_error *err) {
    fprintf(stderr, "%s:%d: %s\n", err->file, err->line, err->text[OT_LANGUAGE_EN]);
    return EXIT_FAILURE;
}

static void draw(const ot_case *c, uint64_t draws, size_t length) {
    const ot_run_options options = {.draws = draws, .seed = 1};
    ot_kernel *kernel = ot_kernel_new(&c, 1, &options, length);
    if (!kernel) return;
    told("kernel made");
    uint64_t n_unsolved = 0;
    for (uint64_t first = 0; first < draws; first += length) {
        const size_t n = draws - first < length ? (size_t)(draws - first) : length;
        const ot_block block = ot_kernel_run(kernel, first, n);
        n_unsolved += block.unsolved[0];
    }
    const double spent = seconds() - last;
    const double years = (double)draws * (double)ot_case_n_simulated(c);
    printf("%-28s %10.3f ms\n", "draws", 1e3 * spent);
    printf("%.2f million model-years a second; %g draws times years unsolved, %g solved singly\n",
           1e-6 * years / spent, (double)n_unsolved, (double)ot_kernel_n_single(kernel));
    ot_kernel_free(kernel);
}

int main(int argc, char **argv) {
    ot_error err = {.line = 0};
    ot_spec *spec = NULL;
    ot_table *table = NULL;
    ot_model *model = NULL;
    ot_fit *fit = NULL;
    ot_case *c = NULL;
    ot_path *path = NULL;
    if (argc < 2) return EXIT_FAILURE;
    const uint64_t draws = argc > 2 ? strtoull(argv[2], NULL, 10) : 10000;
    const size_t length = argc > 3 ? strtoul(argv[3], NULL, 10) : 256;
    const size_t n_sets = argc > 4 ? (size_t)argc - 4 : 0;
    ot_init();
    last = seconds();
    ot_status status =
        ot_spec_load(argv[1], (const char *const *)argv + 4, n_sets, NULL, &spec, &err);
    if (status) return fail(&err);
    told("model file");
    status =
        ot_table_load(ot_spec_data_files(spec), ot_spec_n_data_files(spec), NULL, &table, &err);
    if (!status) told("data");
    if (!status) status = ot_model_new(spec, table, NULL, NULL, &model, &err);
    if (!status) told("model");
    if (!status) status = ot_fit_new(model, NULL, NULL, &fit, &err);
    if (!status) told("estimates");
    if (!status) status = ot_case_new(model, fit, 0, NULL, &c, &err);
    if (!status) told("case");
    if (!status) status = ot_path_new(model, c, NULL, NULL, &path, &err);
    if (!status) told("path without shocks");
    if (status) return fail(&err);
    draw(c, draws, length);
    ot_path_free(path);
    ot_case_free(c);
    ot_fit_free(fit);
    ot_model_free(model);
    ot_table_free(table);
    ot_spec_free(spec);
    return EXIT_SUCCESS;
}
