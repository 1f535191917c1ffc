/* The plan of Kizilsu: its own text and its transcriptions have the same findings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "outturn/audit.h"
#include "outturn/import.h"
#include "scratch.h"

#define DATA "scenarios/kizilsu/data/"

static ot_audit *audited(const char *const path[2], ot_plan **plan) {
    ot_audit *audit = NULL;
    ot_error err;
    if (ot_plan_load(path, 2, NULL, plan, &err)) fail_msg("%s", err.text[0]);
    if (ot_audit_new(*plan, NULL, NULL, &audit, &err)) fail_msg("%s", err.text[0]);
    return audit;
}

static int by_text(const void *x, const void *y) {
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* Rule, severity, year, interval: what a finding says, but for the names that each file gives. */
static size_t list(const ot_audit *audit, char *out[64]) {
    const size_t n = ot_audit_count(audit);
    assert_true(n < 64);
    for (size_t i = 0; i < n; i++) {
        const ot_audit_finding *f = ot_audit_at(audit, i);
        out[i] = malloc(200);
        assert_non_null(out[i]);
        (void)snprintf(out[i], 200, "%s %s %d [%.6g %.6g] [%.6g %.6g]", f->rule->name,
                       ot_audit_severity_name(f->severity), f->year, f->computed[0], f->computed[1],
                       f->stated[0], f->stated[1]);
    }
    qsort(out, n, sizeof *out, by_text);
    return n;
}

static void text_and_transcriptions_have_the_same_findings(void **state) {
    (void)state;
    char folder[200], path[2][256], *a[64], *b[64];
    ot_plan_import_summary summary;
    ot_error err;
    scratch_name(folder, sizeof folder, "audit");
    assert_non_null(mkdtemp(folder));
    if (ot_import_plan(DATA "plan-2023.txt", folder, NULL, NULL, &summary, &err))
        fail_msg("%s", err.text[0]);
    (void)snprintf(path[0], sizeof path[0], "%s/indicators.csv", folder);
    (void)snprintf(path[1], sizeof path[1], "%s/statements.csv", folder);
    const char *const raw[] = {path[0], path[1]};
    const char *const transcribed[] = {DATA "annex2.csv", DATA "annex1.csv"};
    ot_plan *plan_a = NULL, *plan_b = NULL;
    ot_audit *audit_a = audited(raw, &plan_a), *audit_b = audited(transcribed, &plan_b);
    const size_t n_a = list(audit_a, a), n_b = list(audit_b, b);
    for (size_t i = 0; i < n_a && i < n_b; i++)
        assert_string_equal(a[i], b[i]);
    assert_int_equal(n_a, n_b);
    assert_int_equal(ot_audit_n_repairs(audit_a), ot_audit_n_repairs(audit_b));
    for (size_t i = 0; i < n_a; i++)
        free(a[i]);
    for (size_t i = 0; i < n_b; i++)
        free(b[i]);
    ot_audit_free(audit_a);
    ot_audit_free(audit_b);
    ot_plan_free(plan_a);
    ot_plan_free(plan_b);
    static const char *const WRITTEN[] = {"indicators.csv", "statements.csv", "unread.csv"};
    for (size_t i = 0; i < sizeof WRITTEN / sizeof *WRITTEN; i++) {
        (void)snprintf(path[0], sizeof path[0], "%s/%s", folder, WRITTEN[i]);
        (void)unlink(path[0]);
    }
    (void)rmdir(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_and_transcriptions_have_the_same_findings)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
