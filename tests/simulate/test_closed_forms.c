/* The simulator against distributions known in closed form, by both executors and every sampling:
 * every way in which a case can be uncertain has one. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "case_builder.h"
#include "collector.h"
#include "outturn/case.h"

enum { DRAWS = 200000 };
static const char *const executor[] = {"block", "gsl", "block", "block", "block"};
static const ot_sampling sampling[] = {OT_SAMPLING_RANDOM, OT_SAMPLING_RANDOM, OT_SAMPLING_SOBOL,
                                       OT_SAMPLING_ANTITHETIC, OT_SAMPLING_LHS};
enum { N_EXECUTORS = sizeof executor / sizeof *executor };

static const double normal_z[] = {-1.959963984540054, -1.2815515655446004, -0.6744897501960817, 0.0,
                                  0.6744897501960817, 1.2815515655446004,  1.959963984540054};
static const double normal_p[] = {0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975};
enum { N_LEVELS = sizeof normal_p / sizeof *normal_p };

static void run(const case_builder *b, size_t e, collector *out) {
    ot_case *c = builder_build(b);
    const ot_case *const cases[] = {c};
    ot_run_options options = ot_run_options_default();
    options.draws = DRAWS;
    options.seed = 20230101 + e;
    options.executor = executor[e];
    options.sampling = sampling[e];
    collector_run(out, cases, 1, &options);
    ot_case_free(c);
}

static ot_law normal(double scale) { return (ot_law){.family = OT_LAW_NORMAL, .scale = scale}; }

/* x(0) = 217.12, x = x(-1) * exp(g), g normal: log x(t) is normal with t times mean and variance.
 */
static void log_normal_growth_has_its_quantiles(void **state) {
    (void)state;
    const double start = 217.12, mean = 0.06, sd = 0.02;
    case_builder b;
    builder_init(&b, 1, 1, 2023, 1, 3);
    builder_hold(&b, 0, 0, start);
    builder_driver(&b, 0, normal(sd), mean, 0.0);
    builder_step(&b, 0);
    builder_instruction(&b, OT_OP_EXP, builder_register(&b, 0), builder_series(1, 0),
                        (ot_operand){0});
    builder_instruction(&b, OT_OP_MUL, builder_series(0, 0), builder_series(0, 1),
                        builder_register(&b, 0));
    for (size_t e = 0; e < N_EXECUTORS; e++) {
        collector got;
        run(&b, e, &got);
        for (size_t year = 1; year <= 3; year++)
            for (size_t i = 0; i < N_LEVELS; i++)
                check_share(collector_at(&got, 0, 0, year), DRAWS,
                            start *
                                exp(mean * (double)year + sd * sqrt((double)year) * normal_z[i]),
                            normal_p[i]);
        for (size_t i = 0; i < DRAWS; i++)
            assert_true(collector_at(&got, 0, 0, 0)[i] == start);
        collector_clear(&got);
    }
}

/* Indicators: the product of two drivers, and its sum with the first. */
static void a_correlated_pair_has_its_correlation_and_its_product(void **state) {
    (void)state;
    const double ma = 3.0, sa = 0.4, mb = -2.0, sb = 0.5, rho = 0.6;
    case_builder b;
    builder_init(&b, 1, 2, 2023, 0, 2);
    const int first = builder_driver(&b, 0, normal(sa), ma, 0.0);
    const int second = builder_driver(&b, 1, normal(sb), mb, 0.0);
    b.yearly[second].partner = first;
    b.yearly[second].correlation = rho;
    builder_step(&b, 0);
    builder_instruction(&b, OT_OP_MUL, builder_series(0, 0), builder_series(1, 0),
                        builder_series(2, 0));
    const double variance = ma * ma * sb * sb + mb * mb * sa * sa + 2 * ma * mb * rho * sa * sb +
                            sa * sa * sb * sb * (1 + rho * rho);
    for (size_t e = 0; e < N_EXECUTORS; e++) {
        collector got;
        run(&b, e, &got);
        for (size_t year = 0; year < 2; year++) {
            const double *x = collector_at(&got, 0, 1, year), *y = collector_at(&got, 0, 2, year);
            check_mean(x, DRAWS, ma, sa);
            check_sd(x, DRAWS, sa);
            check_mean(y, DRAWS, mb, sb);
            check_sd(y, DRAWS, sb);
            check_correlation(x, y, DRAWS, rho);
            const double *product = collector_at(&got, 0, 0, year);
            check_mean(product, DRAWS, ma * mb + rho * sa * sb, sqrt(variance));
            for (size_t i = 0; i < DRAWS; i++)
                assert_true(product[i] == x[i] * y[i]);
        }
        check_correlation(collector_at(&got, 0, 1, 0), collector_at(&got, 0, 1, 1), DRAWS, 0.0);
        check_correlation(collector_at(&got, 0, 1, 0), collector_at(&got, 0, 2, 1), DRAWS, 0.0);
        collector_clear(&got);
    }
}

/* Probability 0.1 a year, lasting two years, seen from the second simulated year on. */
static void an_event_has_its_probability_and_its_duration(void **state) {
    (void)state;
    const double p = 0.1, q = 0.9, centre = 0.02, effect = -0.3;
    case_builder b;
    builder_init(&b, 1, 1, 2023, 1, 3);
    const ot_law law = {.family = OT_LAW_EVENT,
                        .probability = p,
                        .effect = effect,
                        .duration = 2,
                        .threshold = normal_z[5]}; /* exceeded with probability 0.1 */
    builder_hold(&b, 1, 0, centre);
    builder_driver(&b, 0, law, centre, 0.0);
    builder_step(&b, 0);
    builder_instruction(&b, OT_OP_ADD, builder_series(0, 0), builder_series(1, 0),
                        builder_series(1, 1));
    const double happens[] = {0, p, 1 - q * q, 1 - q * q};
    for (size_t e = 0; e < N_EXECUTORS; e++) {
        collector got;
        run(&b, e, &got);
        const double *during[4];
        for (size_t slot = 0; slot < 4; slot++) {
            during[slot] = collector_at(&got, 0, 1, slot);
            check_share(during[slot], DRAWS, centre + effect, happens[slot]);
            for (size_t i = 0; i < DRAWS; i++)
                assert_true(during[slot][i] == centre || during[slot][i] == centre + effect);
        }
        /* No event in the years 1 to 3 is needed for none to last in the years 2 and 3. */
        double *any = calloc(DRAWS, sizeof *any);
        assert_non_null(any);
        for (size_t i = 0; i < DRAWS; i++)
            any[i] = during[2][i] == centre && during[3][i] == centre ? 0.0 : 1.0;
        check_share(any, DRAWS, 0.5, q * q * q);
        free(any);
        collector_clear(&got);
    }
}

/* x = x(-1) + g, g with correlation rho^|s - t| between years. */
static void a_persistent_driver_cumulates(void **state) {
    (void)state;
    const double s = 0.02, rho = 0.5;
    case_builder b;
    builder_init(&b, 1, 1, 2023, 1, 3);
    builder_hold(&b, 0, 0, 1.0);
    builder_driver(&b, 0, normal(s), 0.05, rho);
    builder_step(&b, 0);
    builder_instruction(&b, OT_OP_ADD, builder_series(0, 0), builder_series(0, 1),
                        builder_series(1, 0));
    const double variance[] = {0, 1, 2 + 2 * rho, 3 + 4 * rho + 2 * rho * rho};
    for (size_t e = 0; e < N_EXECUTORS; e++) {
        collector got;
        run(&b, e, &got);
        for (size_t year = 1; year <= 3; year++) {
            check_sd(collector_at(&got, 0, 1, year), DRAWS, s);
            check_sd(collector_at(&got, 0, 0, year), DRAWS, s * sqrt(variance[year]));
            check_mean(collector_at(&got, 0, 0, year), DRAWS, 1 + 0.05 * (double)year,
                       s * sqrt(variance[year]));
        }
        check_correlation(collector_at(&got, 0, 1, 1), collector_at(&got, 0, 1, 2), DRAWS, rho);
        check_correlation(collector_at(&got, 0, 1, 2), collector_at(&got, 0, 1, 3), DRAWS, rho);
        check_correlation(collector_at(&got, 0, 1, 1), collector_at(&got, 0, 1, 3), DRAWS,
                          rho * rho);
        check_correlation(collector_at(&got, 0, 0, 1), collector_at(&got, 0, 0, 3), DRAWS,
                          (1 + rho + rho * rho) / sqrt(variance[3]));
        collector_clear(&got);
    }
}

/* Quantiles of Student's t with 4 degrees of freedom, in closed form (Shaw, "Sampling Student's T
 * distribution", Journal of Computational Finance 9(4), 2006); any printed table has 2.776. */
static double student_4(double p) {
    const double root = sqrt(4 * p * (1 - p));
    return copysign(2 * sqrt(fmax(cos(acos(root) / 3) / root - 1, 0.0)), p - 0.5);
}

/* y = b + e; given sigma, b has sd 0.3 sigma / 0.5 and e has sd sigma: y is Student's t about 2
 * with scale sqrt(0.3^2 + 0.5^2). A second year shares b and sigma, not e. */
static void a_posterior_gives_a_student_t(void **state) {
    (void)state;
    assert_true(fabs(student_4(0.975) - 2.7764451051977934) < 1e-12);
    const double sd = 0.3, sigma = 0.5;
    case_builder b;
    builder_init(&b, 1, 0, 2023, 1, 2);
    const int d = builder_disturbance(&b, 0, sigma, 4.0);
    const int k = builder_coefficient(&b, 2.0, sd, d);
    builder_step(&b, 0);
    builder_instruction(&b, OT_OP_ADD, builder_series(0, 0), builder_drawn(k),
                        builder_series(builder_disturbance_row(&b, 0), 0));
    for (size_t e = 0; e < N_EXECUTORS; e++) {
        collector got;
        run(&b, e, &got);
        const double *residual[] = {collector_at(&got, 0, 1, 1), collector_at(&got, 0, 1, 2)};
        for (size_t year = 1; year <= 2; year++)
            for (size_t i = 0; i < N_LEVELS; i++) {
                const double t = student_4(normal_p[i]);
                check_share(collector_at(&got, 0, 0, year), DRAWS, 2.0 + hypot(sd, sigma) * t,
                            normal_p[i]);
                check_share(residual[year - 1], DRAWS, sigma * t, normal_p[i]);
            }
        double *difference = calloc(DRAWS, sizeof *difference);
        assert_non_null(difference); /* sigma sqrt(2) t: sigma is the same in both years */
        for (size_t i = 0; i < DRAWS; i++)
            difference[i] = residual[0][i] - residual[1][i];
        for (size_t i = 0; i < N_LEVELS; i++)
            check_share(difference, DRAWS, sigma * sqrt(2.0) * student_4(normal_p[i]), normal_p[i]);
        free(difference);
        collector_clear(&got);
    }
}

/* Known sigma, correlated coefficients with and without a disturbance, an add-factor. */
static void known_sigmas_and_correlated_coefficients_are_normal(void **state) {
    (void)state;
    case_builder b;
    builder_init(&b, 1, 0, 2023, 1, 2);
    const int d = builder_disturbance(&b, 0, 0.5, 0.0);
    const int first = builder_coefficient(&b, 1.0, 0.3, d);
    const int second = builder_coefficient(&b, 4.0, 0.4, -1);
    const int fixed = builder_coefficient(&b, 10.0, 0.0, d);
    b.once[1].partner = 0;
    b.once[1].correlation = -0.8;
    b.add[0][2] = 7.0;
    builder_step(&b, 0);
    builder_instruction(&b, OT_OP_ADD, builder_register(&b, 0), builder_drawn(first),
                        builder_drawn(second));
    builder_instruction(&b, OT_OP_ADD, builder_register(&b, 0), builder_register(&b, 0),
                        builder_drawn(fixed));
    builder_instruction(&b, OT_OP_ADD, builder_series(0, 0), builder_register(&b, 0),
                        builder_series(1, 0));
    const double own = sqrt(0.3 * 0.3 + 0.4 * 0.4 - 2 * 0.8 * 0.3 * 0.4);
    for (size_t e = 0; e < N_EXECUTORS; e++) {
        collector got;
        run(&b, e, &got);
        const double *x[] = {collector_at(&got, 0, 0, 1), collector_at(&got, 0, 0, 2)};
        check_mean(x[0], DRAWS, 15.0, hypot(own, 0.5));
        check_mean(x[1], DRAWS, 22.0, hypot(own, 0.5));
        check_sd(x[0], DRAWS, hypot(own, 0.5));
        check_sd(x[1], DRAWS, hypot(own, 0.5));
        check_correlation(x[0], x[1], DRAWS, own * own / (own * own + 0.25));
        collector_clear(&got);
    }
}

static void an_uncertain_start_is_carried_on(void **state) {
    (void)state;
    case_builder b;
    builder_init(&b, 1, 0, 2023, 2, 1);
    builder_start(&b, 0, 1, 100.0, 5.0);
    builder_step(&b, 0);
    builder_instruction(&b, OT_OP_MUL, builder_series(0, 0), builder_series(0, 1),
                        builder_constant(&b, 1.1));
    for (size_t e = 0; e < N_EXECUTORS; e++) {
        collector got;
        run(&b, e, &got);
        for (size_t i = 0; i < N_LEVELS; i++) {
            check_share(collector_at(&got, 0, 0, 1), DRAWS, 100.0 + 5.0 * normal_z[i], normal_p[i]);
            check_share(collector_at(&got, 0, 0, 2), DRAWS, 110.0 + 5.5 * normal_z[i], normal_p[i]);
        }
        for (size_t i = 0; i < DRAWS; i++)
            assert_true(isnan(collector_at(&got, 0, 0, 0)[i])); /* a year nobody knows */
        collector_clear(&got);
    }
}

/* A driver of each family about 10: shares below known quantiles. Beta(1, 3) has the distribution
 * function 1 - (1 - x)^3; the triangle from -1 over 0 to 3 has (x + 1)^2 / 4 up to 0. */
static void every_family_has_its_quantiles(void **state) {
    (void)state;
    const ot_law laws[] = {{.family = OT_LAW_STUDENT_T, .scale = 2.0, .df = 4.0},
                           {.family = OT_LAW_LOGNORMAL, .scale = 0.5},
                           {.family = OT_LAW_UNIFORM, .low = -1.0, .high = 3.0},
                           {.family = OT_LAW_TRIANGULAR, .low = -1.0, .mode = 0.0, .high = 3.0},
                           {.family = OT_LAW_BETA, .low = 0, .high = 2, .alpha = 1, .beta = 3}};
    enum { N = sizeof laws / sizeof *laws };
    case_builder b;
    builder_init(&b, 1, N, 2023, 0, 1);
    for (size_t d = 0; d < N; d++)
        builder_driver(&b, d, laws[d], 10.0, 0.0);
    builder_hold(&b, 0, 0, 0.0);
    for (size_t e = 0; e < N_EXECUTORS; e++) {
        collector got;
        run(&b, e, &got);
        for (size_t i = 0; i < N_LEVELS; i++) {
            const double p = normal_p[i];
            const double x[] = {10.0 + 2.0 * student_4(p), 10.0 * exp(0.5 * normal_z[i]),
                                9.0 + 4.0 * p,
                                p < 0.25 ? 9.0 + 2.0 * sqrt(p) : 13.0 - sqrt(12.0 * (1.0 - p)),
                                10.0 + 2.0 * (1.0 - cbrt(1.0 - p))};
            for (size_t d = 0; d < N; d++)
                check_share(collector_at(&got, 0, 1 + d, 0), DRAWS, x[d], p);
        }
        collector_clear(&got);
    }
}

/* Held indicators keep their values and skip their equation; held drivers their observations. */
static void held_years_are_certain(void **state) {
    (void)state;
    case_builder b;
    builder_init(&b, 1, 1, 2023, 1, 3);
    builder_disturbance(&b, 0, 0.1, 0.0);
    const ot_law event = {
        .family = OT_LAW_EVENT, .probability = 0.5, .effect = 1.0, .duration = 3, .threshold = 0.0};
    builder_driver(&b, 0, event, 0.0, 0.0);
    builder_hold(&b, 0, 2, 300.0);
    builder_hold(&b, 1, 1, 4.0);
    builder_hold(&b, 1, 2, 5.0);
    builder_step(&b, 0);
    builder_instruction(&b, OT_OP_ADD, builder_series(0, 0), builder_series(1, 0),
                        builder_series(2, 0));
    for (size_t e = 0; e < N_EXECUTORS; e++) {
        collector got;
        run(&b, e, &got);
        for (size_t i = 0; i < DRAWS; i++) {
            assert_true(collector_at(&got, 0, 0, 2)[i] == 300.0);
            assert_true(collector_at(&got, 0, 1, 1)[i] == 4.0);
            assert_true(collector_at(&got, 0, 1, 2)[i] == 5.0);
            assert_true(collector_at(&got, 0, 2, 0)[i] == 0.0); /* the past */
            assert_true(collector_at(&got, 0, 2, 2)[i] == 0.0); /* nothing is disturbed */
        }
        check_sd(collector_at(&got, 0, 0, 1), DRAWS, 0.1);
        check_mean(collector_at(&got, 0, 0, 1), DRAWS, 4.0, 0.1);
        check_share(collector_at(&got, 0, 1, 3), DRAWS, 0.5, 0.5); /* observed years begin none */
        collector_clear(&got);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(log_normal_growth_has_its_quantiles),
        cmocka_unit_test(a_correlated_pair_has_its_correlation_and_its_product),
        cmocka_unit_test(an_event_has_its_probability_and_its_duration),
        cmocka_unit_test(a_persistent_driver_cumulates),
        cmocka_unit_test(a_posterior_gives_a_student_t),
        cmocka_unit_test(known_sigmas_and_correlated_coefficients_are_normal),
        cmocka_unit_test(an_uncertain_start_is_carried_on),
        cmocka_unit_test(every_family_has_its_quantiles),
        cmocka_unit_test(held_years_are_certain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
