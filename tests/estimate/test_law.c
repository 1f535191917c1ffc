/* Tests of estimate/law.h: quantiles, tables, dependence over years. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "estimate/law.h"
#include "outturn/init.h"
#include "regress/quantile.h"

static const ot_law_spec SPEC = {.persistence = 0.0};

struct known {
    double a, b, z, value;
};

/* By R 4.2.2: qt, qchisq and qbeta of pnorm(z, log.p = TRUE), that is on the scale of logarithms.
 */
static const struct known STUDENT[] = {
    {0.5, 0, -8.5, -1.14452823021694e+33},   {0.5, 0, -6, -1.05664527813923e+17},
    {0.5, 0, -3, -56441.5112274099},         {0.5, 0, -0.3, -0.482909302616193},
    {0.5, 0, -0.01, -0.0147947478423194},    {1, 0, -8.5, -3.35786398967842e+16},
    {1, 0, -6, -322637210.981522},           {1, 0, -3, -235.801497960468},
    {1, 0, -0.3, -0.388357538572977},        {1, 0, -0.01, -0.0125335887327674},
    {2.5, 0, -8.5, -5650134.75604201},       {2.5, 0, -6, -3508.48248734433},
    {2.5, 0, -3, -12.2421467060444},         {2.5, 0, -0.3, -0.334302771475272},
    {2.5, 0, -0.01, -0.0110264601809984},    {5, 0, -8.5, -3981.96381587988},
    {5, 0, -6, -99.2048948490251},           {5, 0, -3, -5.50707971246929},
    {5, 0, -0.3, -0.316825549865956},        {5, 0, -0.01, -0.0105094155196397},
    {40, 0, -8.5, -14.430850659187},         {40, 0, -6, -7.70829893012339},
    {40, 0, -3, -3.19876836271129},          {40, 0, -0.3, -0.302052337190811},
    {40, 0, -0.01, -0.0100626955285633},     {90000, 0, -8.5, -8.50172981189975},
    {90000, 0, -6, -6.0006167211378},        {90000, 0, -3, -3.000083335463},
    {90000, 0, -0.3, -0.300000908335062},    {90000, 0, -0.01, -0.0100000277805941},
    {100000, 0, -8.5, -8.50155680388577},    {100000, 0, -6, -6.00055504412133},
    {100000, 0, -3, -3.00007500172503},      {100000, 0, -0.3, -0.3000008175014},
    {100000, 0, -0.01, -0.0100000250025313},
};
static const struct known SIGMA[] = {
    /* sqrt(df / qchisq(.., lower.tail = FALSE)) */
    {1, 0, -8.5, 0.116548834828295},     {1, 0, -3, 0.311997399430894},
    {1, 0, 0.5, 2.51970932324418},       {1, 0, 6, 808731555.494372},
    {1, 0, 8.5, 8.4169168188932e+16},    {4, 0, -8.5, 0.215712813417148},
    {4, 0, -3, 0.474037732083922},       {4, 0, 0.5, 1.33589711247883},
    {4, 0, 6, 212.187778258294},         {4, 0, 8.5, 21431.9033471329},
    {10, 0, -8.5, 0.310401107280844},    {10, 0, -3, 0.589409279136228},
    {10, 0, 0.5, 1.16594749841526},      {10, 0, 6, 10.9812922174077},
    {10, 0, 8.5, 69.7992944858044},      {300, 0, -8.5, 0.73325332768804},
    {300, 0, -3, 0.889881798952535},     {300, 0, 0.5, 1.02192006884027},
    {300, 0, 6, 1.30742786572177},       {300, 0, 8.5, 1.48250783232331},
    {100000, 0, -8.5, 0.98129353977937}, {100000, 0, -3, 0.993332405072897},
    {100000, 0, 0.5, 1.00112241669739},  {100000, 0, 6, 1.01357131350048},
    {100000, 0, 8.5, 1.01931532093631},  {1e+06, 0, -8.5, 0.994019894050243},
    {1e+06, 0, -3, 0.99788275587124},    {1e+06, 0, 0.5, 1.00035399113388},
    {1e+06, 0, 6, 1.00425802342646},     {1e+06, 0, 8.5, 1.00604098205679},
};
static const struct known BETA[] = {
    /* above z = 0: 1 - quantile */
    {0.3, 5, -8.5, 2.69866481798183e-58},   {0.3, 5, -2, 4.99427662251845e-07},
    {0.3, 5, 0.5, 0.948957409093231},       {0.3, 5, 3, 0.394779067927559},
    {2, 3, -8.5, 1.25694967004056e-09},     {2, 3, -2, 0.0643276630461028},
    {2, 3, 0.5, 0.49735131896205},          {2, 3, 3, 0.0709018051502043},
    {300, 0.5, -8.5, 0.884442354458941},    {300, 0.5, -2, 0.991384320563134},
    {300, 0.5, 0.5, 0.000262695551130839},  {300, 0.5, 3, 4.77455477464904e-09},
    {1, 1, -8.5, 9.47953482220329e-18},     {1, 1, -2, 0.0227501319481792},
    {1, 1, 0.5, 0.308537538725987},         {1, 1, 3, 0.0013498980316301},
    {4.2, 1.8, -8.5, 6.37801077575152e-05}, {4.2, 1.8, -2, 0.309349430142269},
    {4.2, 1.8, 0.5, 0.189727632540478},     {4.2, 1.8, 3, 0.0074690827463854},
};
enum {
    N_STUDENT = sizeof STUDENT / sizeof *STUDENT,
    N_SIGMA = sizeof SIGMA / sizeof *SIGMA,
    N_BETA = sizeof BETA / sizeof *BETA
};

static void assert_relative(double a, double b, double tolerance) {
    assert_close(a, b, 0.0, tolerance * fabs(b));
}

static void quantiles_are_relatively_exact_far_into_the_tails(void **state) {
    (void)state;
    for (size_t i = 0; i < N_STUDENT; i++) {
        const struct known *k = &STUDENT[i];
        const double q = ot_student_quantile(k->a, k->z).value;
        assert_relative(q, k->value, 1e-11);
        assert_close(ot_student_quantile(k->a, -k->z).value, -q, 0.0, 0.0);
    }
    for (size_t i = 0; i < N_SIGMA; i++)
        assert_relative(ot_sigma_quantile(SIGMA[i].a, SIGMA[i].z), SIGMA[i].value, 1e-11);
    for (size_t i = 0; i < N_BETA; i++) {
        const struct known *k = &BETA[i];
        assert_relative(ot_beta_quantile(k->a, k->b, k->z).value, k->value, 1e-11);
    }
}

static void slopes_of_a_beta_variable_are_signed(void **state) {
    (void)state;
    const double h = 1e-5, z[] = {-2.0, -0.1, 0.1, 2.0};
    for (size_t i = 0; i < 4; i++) {
        const double rise =
            ot_beta_quantile(2.0, 3.0, z[i] + h).value - ot_beta_quantile(2.0, 3.0, z[i] - h).value;
        assert_close(ot_beta_quantile(2.0, 3.0, z[i]).slope, rise / (2.0 * h), 0.0, 1e-9);
    }
}

static ot_law made(ot_law_spec spec) { return ot_law_make(&spec, 1.0); }
static ot_law student(double df) {
    return made((ot_law_spec){.family = OT_LAW_STUDENT_T, .scale = 1.0, .df = df});
}
static ot_law beta(double a, double b) {
    return made(
        (ot_law_spec){.family = OT_LAW_BETA, .alpha = a, .beta = b, .low = 0.0, .high = 1.0});
}
static ot_law triangular(double mode) {
    return made((ot_law_spec){.family = OT_LAW_TRIANGULAR, .low = -1.0, .mode = mode, .high = 1.0});
}

/* The largest of |table - exact| / max(1, |exact|) over |z| <= 6, laws of scale 1. */
static double table_error(const ot_law *law, double df) {
    static ot_law_table t;
    ot_error err;
    assert_int_equal(law ? ot_law_table_make(law, &t, &err) : ot_sigma_table_make(df, &t, &err),
                     OT_OK);
    double worst = 0.0;
    for (double z = -6.0; z <= 6.0; z += 0.00171) {
        const double exact = law ? ot_law_quantile(law, z) : ot_sigma_quantile(df, z);
        worst = fmax(worst, fabs(ot_law_table_at(&t, z) - exact) / fmax(1.0, fabs(exact)));
    }
    return worst;
}

static void assert_table(const char *name, const ot_law *law, double df, double most) {
    const double error = table_error(law, df);
    print_message("    table of %-22s is off by %.1e at most\n", name, error);
    if (!(error <= most)) fail_msg("%s: %g above %g", name, error, most);
}

static void tables_follow_the_exact_quantiles(void **state) {
    (void)state;
    const double df[] = {2.0, 3.0, 4.0, 5.0, 10.0, 30.0, 200.0, 1e6};
    char name[64];
    for (size_t i = 0; i < sizeof df / sizeof *df; i++) {
        const ot_law law = student(df[i]);
        snprintf(name, sizeof name, "student_t, df %g", df[i]);
        assert_table(name, &law, 0.0, 1e-7);
        snprintf(name, sizeof name, "sigma, df %g", df[i]);
        assert_table(name, NULL, df[i], 1e-7);
    }
    const double shape[][2] = {{1, 1}, {2, 3}, {0.5, 0.5}, {5, 1.5}, {40, 60}, {1, 5}};
    for (size_t i = 0; i < sizeof shape / sizeof *shape; i++) {
        const ot_law law = beta(shape[i][0], shape[i][1]);
        snprintf(name, sizeof name, "beta %g, %g", shape[i][0], shape[i][1]);
        assert_table(name, &law, 0.0, 1e-7);
    }
    ot_law law = made((ot_law_spec){.family = OT_LAW_UNIFORM, .low = 0.0, .high = 1.0});
    assert_table("uniform", &law, 0.0, 1e-7);
    law = made((ot_law_spec){.family = OT_LAW_PERT, .low = 0.0, .mode = 0.2, .high = 1.0});
    assert_table("pert, mode 0.2", &law, 0.0, 1e-7);
    law = triangular(0.0);
    assert_table("triangular, mode 0", &law, 0.0, 1e-7);
    law = triangular(-1.0);
    assert_table("triangular, mode low", &law, 0.0, 1e-7);
}

/* Heavier tails and the bend at a mode between two nodes cost digits, none that a simulation sees:
 * one cell of the table, or scores beyond 5. */
static void tables_say_where_they_are_less_exact(void **state) {
    (void)state;
    ot_law law = triangular(0.31);
    assert_table("triangular, mode 0.31", &law, 0.0, 2e-6);
    law = student(1.0);
    assert_table("student_t, df 1", &law, 0.0, 3e-7);
    assert_table("sigma, df 1", NULL, 1.0, 3e-7);
}

static void a_table_ends_in_its_ends(void **state) {
    (void)state;
    static ot_law_table t;
    const ot_law law = student(5.0);
    ot_error err;
    assert_int_equal(ot_law_table_make(&law, &t, &err), OT_OK);
    assert_close(ot_law_table_at(&t, 8.5), 3981.96381587988, 0.0, 1e-7);
    assert_close(ot_law_table_at(&t, 30.0), ot_law_table_at(&t, 8.5), 0.0, 0.0);
    assert_close(ot_law_table_at(&t, -INFINITY), -ot_law_table_at(&t, 8.5), 0.0, 0.0);
    assert_close(ot_law_table_at(&t, 0.0), 0.0, 0.0, 0.0);
    for (size_t i = 0; i < OT_LAW_TABLE_N; i++) { /* one half is made from the other */
        const ot_quantile_point q =
            ot_law_point(&law, OT_LAW_TABLE_LOW + OT_LAW_TABLE_STEP * (double)i);
        assert_close(t.value[i], q.value, 0.0, 0.0);
        assert_close(t.slope[i], q.slope * OT_LAW_TABLE_STEP, 0.0, 0.0);
    }
}

static void tables_rise(void **state) {
    (void)state;
    static ot_law_table t;
    ot_error err;
    const ot_law law[] = {student(0.5), student(3.0), beta(0.05, 0.1), beta(300.0, 0.5),
                          triangular(0.31)};
    for (size_t i = 0; i < sizeof law / sizeof *law; i++) {
        assert_int_equal(ot_law_table_make(&law[i], &t, &err), OT_OK);
        for (size_t k = 1; k < 8 * OT_LAW_TABLE_N; k++) {
            const double z = OT_LAW_TABLE_LOW + OT_LAW_TABLE_STEP / 8.0 * (double)k;
            assert_true(ot_law_table_at(&t, z) >= ot_law_table_at(&t, z - OT_LAW_TABLE_STEP / 8.0));
        }
    }
}

static void quantiles_have_their_closed_forms(void **state) {
    (void)state;
    ot_law_spec s = {.family = OT_LAW_NORMAL, .scale = 2.0};
    ot_law law = ot_law_make(&s, 0.01); /* percent */
    assert_close(ot_law_quantile(&law, -1.5), -0.03, 0.0, 1e-17);
    s.family = OT_LAW_LOGNORMAL;
    law = ot_law_make(&s, 0.01); /* the scale of a logarithm has no unit */
    assert_close(ot_law_quantile(&law, 0.5), exp(1.0), 0.0, 1e-15);
    s = (ot_law_spec){.family = OT_LAW_UNIFORM, .low = -1.0, .high = 3.0};
    law = ot_law_make(&s, 0.01);
    assert_close(ot_law_quantile(&law, 0.0), 0.01, 0.0, 1e-17);
    assert_close(ot_law_quantile(&law, 0.6744897501960817), 0.02, 0.0, 1e-16); /* Phi = 3 / 4 */
    s = (ot_law_spec){.family = OT_LAW_TRIANGULAR, .low = 0.0, .mode = 1.0, .high = 4.0};
    law = ot_law_make(&s, 1.0);
    assert_close(ot_law_quantile(&law, -0.6744897501960817), 1.0, 0.0,
                 1e-12); /* P(x <= 1) = 1 / 4 */
    assert_close(ot_law_quantile(&law, 0.6744897501960817), 4.0 - sqrt(3.0), 0.0, 1e-12);
    s.family = OT_LAW_PERT;
    law = ot_law_make(&s, 100.0);
    assert_int_equal(law.family, OT_LAW_BETA);
    assert_close(law.alpha, 2.0, 0.0, 1e-15); /* 1 + 4 (1 - 0) / 4 */
    assert_close(law.beta, 4.0, 0.0, 1e-15);
    assert_close(law.high, 400.0, 0.0, 1e-12);
}

static void slopes_are_derivatives(void **state) {
    (void)state;
    const double h = 1e-5, z[] = {-3.0, -1.0, -0.2, 0.4, 2.0};
    const ot_law law[] = {student(4.0),
                          beta(2.0, 3.0),
                          triangular(0.31),
                          made((ot_law_spec){.family = OT_LAW_UNIFORM, .low = 2.0, .high = 5.0}),
                          made((ot_law_spec){.family = OT_LAW_LOGNORMAL, .scale = 0.3}),
                          made((ot_law_spec){.family = OT_LAW_NORMAL, .scale = 0.3})};
    for (size_t i = 0; i < sizeof law / sizeof *law; i++)
        for (size_t j = 0; j < sizeof z / sizeof *z; j++) {
            const double rise =
                ot_law_quantile(&law[i], z[j] + h) - ot_law_quantile(&law[i], z[j] - h);
            assert_close(ot_law_slope(&law[i], z[j]), rise / (2.0 * h), 0.0, 1e-8);
        }
}

static void an_event_has_a_threshold(void **state) {
    (void)state;
    ot_law_spec s = {.family = OT_LAW_EVENT, .probability = 0.1, .effect = -5.0, .duration = 2};
    ot_law law = ot_law_make(&s, 0.01);
    assert_close(law.threshold, 1.2815515655446004, 0.0, 1e-15);
    assert_close(law.effect, -0.05, 0.0, 1e-17);
    assert_int_equal(law.duration, 2);
    assert_true(isnan(ot_law_quantile(&law, 0.0)));
    s.probability = 0.0;
    assert_close(ot_law_make(&s, 1.0).threshold, 40.0, 0.0, 0.0);
    s.probability = 1.0;
    assert_close(ot_law_make(&s, 1.0).threshold, -40.0, 0.0, 0.0);
}

static void only_families_without_a_formula_need_a_table(void **state) {
    (void)state;
    for (int family = 0; family < OT_N_LAW_FAMILIES; family++) {
        ot_law_spec s = SPEC;
        s.family = (ot_law_family)family;
        s.df = s.scale = s.high = s.alpha = s.beta = 1.0;
        const ot_law law = ot_law_make(&s, 1.0);
        assert_int_equal(law.table, -1);
        assert_int_equal(law.source, -1);
        const int wanted = family == OT_LAW_STUDENT_T || family == OT_LAW_UNIFORM ||
                           family == OT_LAW_TRIANGULAR || family == OT_LAW_PERT ||
                           family == OT_LAW_BETA;
        assert_int_equal(ot_law_needs_table(&law), wanted);
    }
}

static void what_a_specification_leaves_out_stays_zero(void **state) {
    (void)state;
    ot_law_spec s = {.family = OT_LAW_NORMAL, .scale = 1.0, .df = NAN, .low = NAN, .mode = NAN};
    s.high = s.alpha = s.beta = s.probability = s.effect = NAN;
    const ot_law a = ot_law_make(&s, 1.0);
    assert_close(a.df + a.low + a.mode + a.high + a.alpha + a.beta + a.effect, 0.0, 0.0, 0.0);
}

static void quantiles_that_overflow_are_refused(void **state) {
    (void)state;
    static ot_law_table t;
    ot_error err;
    const ot_law law = student(0.01);
    t.value[0] = 77.0;
    assert_int_equal(ot_law_table_make(&law, &t, &err), OT_ERR_NUMERIC);
    assert_int_equal(ot_sigma_table_make(0.01, &t, &err), OT_ERR_NUMERIC);
    assert_int_equal(ot_sigma_table_make(0.0, &t, &err), OT_ERR_NUMERIC);
    assert_int_equal(ot_sigma_table_make(NAN, &t, &err), OT_ERR_NUMERIC);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "degrees of freedom"));
    assert_close(t.value[0], 77.0, 0.0, 0.0);
}

static void dependence_is_the_factor_of_an_autoregression(void **state) {
    (void)state;
    enum { N = 5 };
    const double persistence[] = {0.0, 0.5, -0.7, 0.99};
    for (size_t p = 0; p < 4; p++) {
        double packed[N * (N + 1) / 2];
        ot_law_dependence(persistence[p], N, packed);
        for (size_t s = 0; s < N; s++)
            for (size_t t = 0; t <= s; t++) {
                double sum = 0.0;
                for (size_t j = 0; j <= t; j++)
                    sum += packed[s * (s + 1) / 2 + j] * packed[t * (t + 1) / 2 + j];
                assert_close(sum, pow(persistence[p], (double)(s - t)), 0.0, 1e-15);
            }
    }
}

int main(void) {
    ot_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_are_relatively_exact_far_into_the_tails),
        cmocka_unit_test(slopes_of_a_beta_variable_are_signed),
        cmocka_unit_test(tables_follow_the_exact_quantiles),
        cmocka_unit_test(tables_say_where_they_are_less_exact),
        cmocka_unit_test(a_table_ends_in_its_ends),
        cmocka_unit_test(tables_rise),
        cmocka_unit_test(quantiles_have_their_closed_forms),
        cmocka_unit_test(slopes_are_derivatives),
        cmocka_unit_test(an_event_has_a_threshold),
        cmocka_unit_test(only_families_without_a_formula_need_a_table),
        cmocka_unit_test(what_a_specification_leaves_out_stays_zero),
        cmocka_unit_test(quantiles_that_overflow_are_refused),
        cmocka_unit_test(dependence_is_the_factor_of_an_autoregression),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
