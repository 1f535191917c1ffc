/* The equations of Klein's Model I (scenarios/klein) by least squares: every coefficient and
 * statistic as bimets 4.1.2 has it, standard errors and t as systemfit 1.1-28 has them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "chain.h"
#include "close_to.h"
#include "estimate/fit.h"
#include "reference.h"

enum { MOST_ROWS = 80, N_ROWS = 60, N_ERRORS = 12 };

static const char MODEL[] = "scenarios/klein/model.cfg";

static const double COEFFICIENT = 1e-10; /* relative */
static const double STATISTIC = 1e-9;    /* relative */
static const double TAIL = 1e-14;        /* absolute: there it is 1 - P(F < f) in doubles */

static const ot_form_fit *fit_of(const ot_fit *fit, const char *indicator) {
    const ot_model *m = fit->model;
    for (size_t f = 0; f < m->n_forms; f++)
        if (strcmp(m->indicator[fit->form[f].form->indicator].spec->id, indicator) == 0)
            return &fit->form[f];
    fail_msg("no equation of %s", indicator);
    return NULL;
}

static double coefficient(const ot_form_fit *f, const char *name) {
    for (size_t k = 0; k < f->k; k++)
        if (strcmp(f->form->coefficient[k]->name, name) == 0) return f->mean[k];
    return (double)NAN;
}

/* By its name in bimets; NaN: none of ours. */
static double statistic(const ot_form_fit *f, const char *name) {
    const struct {
        const char *name;
        double value;
    } all[] = {{"DegreesOfFreedom", f->df},
               {"StandardErrorRegression", f->residual_se},
               {"StandardErrorRegressionNotCentered", f->residual_se},
               {"RSquared", f->r2},
               {"AdjustedRSquared", f->adjusted_r2},
               {"DurbinWatson", f->durbin_watson},
               {"SumSquaresResiduals", f->rss},
               {"LogLikelihood", f->goodness.log_likelihood},
               {"AIC", f->goodness.aic},
               {"BIC", f->goodness.bic},
               {"Fstatistics", f->goodness.f},
               {"Fprobability", f->goodness.f_p},
               {"MeanDependentVariable", f->mean_dependent},
               {"ObservationsCount", (double)f->n}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(all[i].name, name) == 0) return all[i].value;
    return (double)NAN;
}

/* Settings of bimets' solver, no results. */
static int is_setting(const char *name) {
    return strcmp(name, "tol") == 0 || strcmp(name, "digits") == 0;
}

/* An item is "cn.coef.a1" or "cn.stat.RSquared". Returns whether it was compared. */
static int check_row(const ot_fit *fit, const expected_row *row) {
    char indicator[8], kind[8], name[48];
    assert_int_equal(sscanf(row->item, "%7[^.].%7[^.].%47s", indicator, kind, name), 3);
    if (is_setting(name)) return 0;
    const ot_form_fit *f = fit_of(fit, indicator);
    const int is_coefficient = strcmp(kind, "coef") == 0;
    const double value = is_coefficient ? coefficient(f, name) : statistic(f, name);
    const int is_tail = strcmp(name, "Fprobability") == 0;
    const double relative = is_tail ? 0.0 : is_coefficient ? COEFFICIENT : STATISTIC;
    if (!is_close(value, row->value, relative, is_tail ? TAIL : 0.0))
        fail_msg("%s is %.17g, expected %.17g", row->item, value, row->value);
    return 1;
}

static void coefficients_and_statistics_are_those_of_bimets(void **state) {
    (void)state;
    expected_row row[MOST_ROWS];
    const size_t n = reference_klein("plain_ols", row, MOST_ROWS);
    chain s;
    int n_compared = 0;
    assert_int_equal(n, N_ROWS);
    chain_load(&s, MODEL);
    for (size_t i = 0; i < n; i++)
        n_compared += check_row(s.fit, &row[i]);
    assert_int_equal(n_compared, N_ROWS - 3 * 2); /* three equations, two settings */
    chain_close(&s);
}

/* The rows "OLS,..." stand in the order of the equations and of their coefficients. */
static size_t read_errors(double estimate[N_ERRORS], double error[N_ERRORS]) {
    char path[REFERENCE_PATH], line[256];
    reference_path("klein/estimates_ols_2sls_sur_3sls.csv", path);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t n = 0;
    while (n < N_ERRORS && fgets(line, sizeof line, file))
        n += sscanf(line, "OLS,%*[^,],%lf,%lf", &estimate[n], &error[n]) == 2;
    fclose(file);
    return n;
}

static void standard_errors_and_t_are_those_of_systemfit(void **state) {
    (void)state;
    static const char *const EQUATION[] = {"cn", "i", "w1"};
    double estimate[N_ERRORS], error[N_ERRORS];
    assert_int_equal(read_errors(estimate, error), N_ERRORS);
    chain s;
    chain_load(&s, MODEL);
    for (size_t i = 0; i < N_ERRORS; i++) {
        const ot_form_fit *f = fit_of(s.fit, EQUATION[i / 4]);
        assert_close(f->standard_error[i % 4], error[i], STATISTIC, 0.0);
        assert_close(f->t[i % 4], estimate[i] / error[i], STATISTIC, 0.0);
    }
    chain_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(coefficients_and_statistics_are_those_of_bimets),
        cmocka_unit_test(standard_errors_and_t_are_those_of_systemfit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
