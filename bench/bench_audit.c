/* How long an audit of a large plan takes: 10,000 figures in sums, growth and text. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "data/plan.h"
#include "outturn/audit.h"

enum { N_ROWS = 3334 }; /* of two levels and a growth rate */

static double now(void) {
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static char *plan_text(size_t *n) {
    const size_t size = (size_t)N_ROWS * 120 + 200;
    char *text = malloc(size);
    *n = 0;
    if (!text) return NULL;
    *n += (size_t)snprintf(text, size,
                           "id,name_zh,unit_zh,cell_2021,cell_2022,cell_growth_2022,"
                           "cell_plan_2023,cell_plan_growth_2023\n");
    for (int i = 0; i < N_ROWS; i++) {
        const double level = 100.0 + i % 977, growth = 3.0 + i % 7;
        const int is_off = i % 50 == 0; /* every fiftieth row disagrees */
        *n += (size_t)snprintf(text + *n, size - *n, "q%d,产量%d,万吨,,%.2f,,%.2f,%.1f\n", i, i,
                               level, level * (1 + growth / 100) + is_off * 20, growth);
    }
    return text;
}

int main(void) {
    ot_error err;
    size_t n;
    char *text = plan_text(&n);
    ot_plan *plan = NULL;
    ot_audit *audit = NULL;
    const double start = now();
    ot_status status = text ? ot_plan_parse("plan.csv", text, n, NULL, &plan, &err) : OT_ERR_NOMEM;
    const double read = now();
    if (!status) status = ot_audit_new(plan, NULL, NULL, &audit, &err);
    const double done = now();
    if (!status)
        printf("%zu figures: read in %.3f s, audited in %.3f s; %zu findings, %zu repairs\n",
               ot_audit_n_figures(audit), read - start, done - read, ot_audit_count(audit),
               ot_audit_n_repairs(audit));
    ot_audit_free(audit);
    ot_plan_free(plan);
    free(text);
    return (int)status;
}
