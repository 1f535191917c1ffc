/* Reading of official reports against labels made by hand: precision and recall over every number
 * of the labelled lines. The reports are not in the repository: OUTTURN_PLANS names the folder that
 * has them as reports/NAME.txt (default: ../shared/plan); skipped where they are missing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "data/csv.h"
#include "import/plan_names.h"
#include "import/plan_reading.h"

#define LABELS "tests/import/fixtures/plan_labels.csv"

enum { MOST_LABELS = 400, N_FIELDS = 9 };
/* What was reached; a change that reads less fails. */
#define LEAST_PRECISION 0.98
#define LEAST_RECALL    0.97

enum { DOCUMENT, LINE, WORDS, RELATION, LOW, HIGH, UNIT, YEAR, SET };

typedef struct label {
    const char *text[N_FIELDS];
    int is_met;
} label;

typedef struct labels {
    ot_arena *arena;
    label label[MOST_LABELS];
    size_t n;
} labels;

static const char *folder(void) {
    const char *plans = getenv("OUTTURN_PLANS");
    return plans ? plans : "../shared/plan";
}

static void load_labels(labels *out) {
    static const char *const NAME[N_FIELDS] = {"document", "line", "words", "relation", "low",
                                               "high",     "unit", "year",  "set"};
    ot_error err;
    ot_input input;
    ot_csv csv;
    char *text = NULL;
    size_t n = 0, column[N_FIELDS];
    int has_row = 1;
    *out = (labels){.arena = ot_arena_new()};
    assert_int_equal(ot_csv_load(LABELS, out->arena, NULL, &input, &text, &n, &err), OT_OK);
    ot_csv_init(&csv, LABELS, text, n);
    assert_int_equal(ot_csv_header(&csv, &err), OT_OK);
    assert_int_equal(ot_csv_fields(&csv, NAME, N_FIELDS, column, &err), OT_OK);
    for (;;) {
        assert_int_equal(ot_csv_next(&csv, &has_row, &err), OT_OK);
        if (!has_row) break;
        assert_true(out->n < MOST_LABELS);
        label *l = &out->label[out->n++];
        for (size_t f = 0; f < N_FIELDS; f++)
            l->text[f] =
                ot_arena_text(out->arena, csv.cell[column[f]].text, csv.cell[column[f]].length);
    }
    ot_csv_clear(&csv);
    free(text);
}

/* The report as it is read; skips the test when there is none. */
static ot_plan_reading *read_report(const char *name, char **text, ot_plan_names **names) {
    char path[1024];
    ot_error err;
    ot_input input;
    size_t n = 0;
    ot_plan_reading *reading = NULL;
    snprintf(path, sizeof path, "%s/reports/%s", folder(), name);
    if (access(path, R_OK) != 0) {
        print_message("skipped: there is no %s (see OUTTURN_PLANS)\n", path);
        skip();
    }
    ot_arena *arena = ot_arena_new();
    assert_int_equal(ot_csv_load(path, arena, NULL, &input, text, &n, &err), OT_OK);
    ot_arena_free(arena);
    assert_int_equal(ot_plan_names_new(NULL, NULL, names, &err), OT_OK);
    assert_int_equal(ot_plan_reading_new("report.txt", *text, n, *names, NULL, &reading, &err),
                     OT_OK);
    return reading;
}

static int is_labelled_line(const labels *all, const char *document, int line) {
    for (size_t i = 0; i < all->n; i++)
        if (strcmp(all->label[i].text[DOCUMENT], document) == 0 &&
            atoi(all->label[i].text[LINE]) == line)
            return 1;
    return 0;
}

static int meets(const label *l, const char *document, const ot_claim *c) {
    return !l->is_met && strcmp(l->text[DOCUMENT], document) == 0 &&
           atoi(l->text[LINE]) == c->line && atoi(l->text[YEAR]) == c->year &&
           strcmp(l->text[RELATION], ot_relation_name(c->relation)) == 0 &&
           strcmp(l->text[LOW], c->value) == 0 && strcmp(l->text[HIGH], c->value_to) == 0 &&
           strcmp(l->text[UNIT], c->unit) == 0 && strstr(c->name_zh, l->text[WORDS]) != NULL;
}

/* Statements in labelled lines of a report; *n_right of them meet a label each. */
static size_t compare(labels *all, const char *document, size_t *n_right) {
    char *text = NULL;
    ot_plan_names *names = NULL;
    ot_plan_reading *r = read_report(document, &text, &names);
    size_t n = 0;
    for (size_t k = 0; k < r->n_claims; k++) {
        const ot_claim *c = &r->claim[k];
        if (!*c->value || !is_labelled_line(all, document, c->line)) continue;
        n++;
        size_t i = 0;
        while (i < all->n && !meets(&all->label[i], document, c))
            i++;
        if (i < all->n) {
            all->label[i].is_met = 1;
            ++*n_right;
        } else {
            print_message("  %s:%d: %s %s %s is not labelled so\n", document, c->line, c->name_zh,
                          c->value, c->unit);
        }
    }
    ot_plan_reading_free(r);
    ot_plan_names_free(names);
    free(text);
    return n;
}

static void reports_are_read_as_labelled(void **state) {
    (void)state;
    static const char *const REPORT[] = {"gansu-2026.txt", "guangdong-2026.txt", "ningxia-2026.txt",
                                         "qinghai-2026.txt"};
    labels all;
    size_t n_read = 0, n_right = 0;
    load_labels(&all);
    for (size_t i = 0; i < sizeof REPORT / sizeof *REPORT; i++)
        n_read += compare(&all, REPORT[i], &n_right);
    const double precision = (double)n_right / (double)n_read;
    const double recall = (double)n_right / (double)all.n;
    print_message("  labels %zu, read %zu, right %zu: precision %.3f, recall %.3f\n", all.n, n_read,
                  n_right, precision, recall);
    for (size_t i = 0; i < all.n; i++)
        if (!all.label[i].is_met)
            print_message("  missed: %s:%s %s %s %s\n", all.label[i].text[DOCUMENT],
                          all.label[i].text[LINE], all.label[i].text[WORDS], all.label[i].text[LOW],
                          all.label[i].text[UNIT]);
    ot_arena_free(all.arena);
    assert_true(all.n >= 200);
    assert_true(precision >= LEAST_PRECISION);
    assert_true(recall >= LEAST_RECALL);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(reports_are_read_as_labelled)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
