/* The growth priors of scenarios/kizilsu are those that a panel of 31 provinces gives: the panel
 * against R's lme (nlme 3.1, R 4.2.2), then the model's numbers against the panel. The table stands
 * beside the repository; without it the tests are skipped. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "chain.h"
#include "close_to.h"
#include "estimate/prior.h"
#include "model/model.h"
#include "reference.h"

static ot_table *load(void) {
    char path[REFERENCE_PATH];
    const char *const files[] = {path};
    ot_table *table = NULL;
    reference_path("../data/provinces.csv", path);
    assert_int_equal(ot_table_load(files, 1, NULL, &table, NULL), OT_OK);
    return table;
}

static ot_prior *make(const ot_table *table, const char *indicator, ot_prior_options options) {
    ot_prior *p = NULL;
    ot_error err;
    if (ot_prior_new(table, indicator, &options, NULL, &p, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    return p;
}

/* lme(g ~ factor(year) - 1, random = ~1 | area, correlation = corAR1(form = ~year | area),
 *     method = "REML") on growth of gdp_nominal 2013-2022, all provinces; then without rates
 * farther than 5 x 1.4826 MAD from the medians of year and area. */
static void provinces_agree_with_r(void **state) {
    (void)state;
    ot_table *table = load();
    ot_prior *p = make(table, "gdp_nominal", (ot_prior_options){NULL, 0, 2013, 2022, 0});
    assert_string_equal(p->total, "中国");
    assert_int_equal(p->components.n, 310);
    assert_close(p->components.own, 0.049548482, 1e-4, 0.0);
    assert_close(p->components.between, 0.020493110, 1e-3, 0.0);
    assert_close(p->components.own_persistence, 0.163413630, 0.0, 1e-4);
    ot_prior_free(p);
    p = make(table, "gdp_nominal", (ot_prior_options){NULL, 0, 2013, 2022, 1});
    assert_int_equal(p->components.n, 296);
    assert_close(p->components.own, 0.027987173, 1e-4, 0.0);
    assert_close(p->components.between, 0.019253340, 1e-3, 0.0);
    assert_close(p->components.own_persistence, 0.190635458, 0.0, 1e-4);
    ot_prior_free(p);
    ot_table_free(table);
}

static const ot_indicator_spec *indicator(const ot_model *m, const char *id) {
    const size_t i = ot_symbols_find(m, id, strlen(id));
    assert_true(i < m->n_indicators);
    return m->indicator[i].spec;
}

static const ot_driver_spec *driver(const ot_model *m, const char *id) {
    for (size_t k = 0; k < m->n_drivers; k++)
        if (strcmp(m->driver[k].spec->id, id) == 0) return m->driver[k].spec;
    fail_msg("no driver %s", id);
    return NULL;
}

/* Of real product: areas and their own part of a year, in one year and in three together. */
static void real_growth_has_the_spread_of_provinces(const ot_model *m, const ot_prior *p) {
    const ot_law_spec *law = &driver(m, "underlying_growth")->law;
    const double scale = law->scale / 100.0; /* the driver is in percent */
    const double rest = indicator(m, "grp_real")->residual_scale;
    const double between = p->components.between, own = p->components.own;
    const double three = ot_prior_sum_variance(p->components.own_persistence, 3);
    assert_int_equal(law->family, OT_LAW_NORMAL);
    assert_true(isinf(p->year_df));
    assert_close(hypot(scale, rest), hypot(between, own), 0.005, 0.0);
    const double sum =
        scale * scale * ot_prior_sum_variance(law->persistence, 3) + 3.0 * rest * rest;
    assert_close(sqrt(sum), sqrt(9.0 * between * between + own * own * three), 0.005, 0.0);
}

static void the_model_has_what_the_panel_gives(void **state) {
    (void)state;
    static const char *const WEST[] = {"新疆维吾尔自治区", "西藏自治区",     "青海省",
                                       "甘肃省",           "宁夏回族自治区", "内蒙古自治区"};
    ot_table *table = load();
    ot_prior *p = make(table, "gdp_nominal", (ot_prior_options){NULL, 0, 2013, 2022, 1});
    ot_prior *meat = make(table, "meat_10kt", (ot_prior_options){WEST, 6, 2014, 2022, 1});
    chain s;
    chain_load(&s, "scenarios/kizilsu/model.cfg");
    real_growth_has_the_spread_of_provinces(s.model, p);
    const ot_indicator_spec *deflator = indicator(s.model, "deflator");
    const double df = deflator->estimate.sigma_df;
    assert_close(deflator->estimate.sigma_scale * sqrt(df / (df - 2.0)), p->components.common,
                 0.005, 0.0);
    const ot_indicator_spec *offtake = indicator(s.model, "livestock_offtake");
    assert_close(offtake->residual_df, meat->year_df, 0.0, 0.05);
    assert_close(offtake->residual_scale *
                     sqrt(offtake->residual_df / (offtake->residual_df - 2.0)),
                 meat->law.year_sd, 0.005, 0.0);
    chain_close(&s);
    ot_prior_free(meat);
    ot_prior_free(p);
    ot_table_free(table);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(provinces_agree_with_r),
        cmocka_unit_test(the_model_has_what_the_panel_gives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
