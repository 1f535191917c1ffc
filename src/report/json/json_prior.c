/* "outturn.prior/1". Keys and their order are a contract: docs/reference/results.md. */
#include <errno.h>
#include <stdint.h>

#include "report/arrange/arrange.h"
#include "report/arrange/prior_driver.h"

static double percent(double fraction) { return 100.0 * fraction; }

static void components(ot_json *json, const ot_prior *p) {
    const ot_growth_components *c = &p->components;
    ot_json_object(json, "components");
    ot_json_number(json, "mean", percent(c->mean));
    ot_json_number(json, "mean_error", percent(c->mean_se));
    ot_json_number(json, "median", percent(p->median));
    ot_json_number(json, "mean_log", percent(p->mean_log));
    ot_json_number(json, "between_sd", percent(c->between));
    ot_json_number(json, "common_sd", percent(c->common));
    ot_json_number(json, "own_sd", percent(c->own));
    ot_json_number(json, "robust_sd", percent(p->mad_sd));
    ot_json_number(json, "own_persistence", c->own_persistence);
    ot_json_number(json, "own_persistence_error", c->own_persistence_se);
    ot_json_number(json, "common_persistence", c->common_persistence);
    ot_json_number(json, "common_persistence_error", c->common_persistence_se);
    ot_json_number(json, "persistence", p->persistence);
    ot_json_number(json, "persistence_error", p->persistence_se);
    ot_json_number(json, "df", p->year_df);
    ot_json_close_object(json);
}

static void law(ot_json *json, const ot_prior *p) {
    ot_json_object(json, "law");
    ot_json_number(json, "value", percent(p->law.value));
    ot_json_number(json, "uncertainty", percent(p->law.uncertainty));
    ot_json_number(json, "year_sd", percent(p->law.year_sd));
    ot_json_number(json, "sd", percent(p->law.sd));
    ot_json_number(json, "scale", percent(p->law.scale));
    ot_json_number(json, "df", p->law.df);
    ot_json_number(json, "persistence", p->law.persistence);
    ot_json_integer(json, "sum_years", OT_PRIOR_HORIZON);
    ot_json_number(json, "sum_sd", percent(p->law.sum_sd));
    ot_json_number(json, "panel_sum_sd", percent(p->panel_sum_sd));
    ot_json_close_object(json);
}

static void areas(ot_json *json, const ot_prior *p) {
    ot_json_list(json, "areas");
    for (size_t i = 0; i < p->panel.n_areas; i++) {
        const ot_area_effect *e = &p->effect[i];
        ot_json_object(json, NULL);
        ot_json_text(json, "area", p->area[i]);
        ot_json_integer(json, "rates", (int64_t)e->n);
        ot_json_number(json, "own_mean", percent(e->own_mean));
        ot_json_number(json, "pooled_mean", percent(e->mean));
        ot_json_number(json, "pooled_sd", percent(e->sd));
        ot_json_number(json, "own_weight", e->weight);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
}

static void years(ot_json *json, const ot_prior *p) {
    ot_json_list(json, "years");
    for (size_t t = 0; t < p->panel.n_years; t++) {
        ot_json_object(json, NULL);
        ot_json_integer(json, "year", p->year[t]);
        ot_json_number(json, "common", percent(p->year_effect[t]));
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
}

static void outliers(ot_json *json, const ot_prior *p) {
    ot_json_list(json, "outliers");
    for (size_t k = 0; k < p->n_outliers; k++) {
        const ot_prior_outlier *o = &p->outlier[k];
        ot_json_object(json, NULL);
        ot_json_text(json, "area", p->area[o->area]);
        ot_json_integer(json, "year", p->year[o->year]);
        ot_json_number(json, "growth", percent(o->growth));
        ot_json_number(json, "usual", percent(o->usual));
        ot_json_number(json, "distance", o->distance);
        ot_json_boolean(json, "reversed", o->is_reversed);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
}

static void prior(ot_json *json, const ot_prior *p) {
    ot_buffer text = {0};
    ot_put_driver(&text, p, "");
    if (text.failed) json->failed = ENOMEM;
    ot_json_object(json, NULL);
    ot_json_text(json, "indicator", p->indicator);
    ot_json_text(json, "area", p->own == SIZE_MAX ? NULL : p->area[p->own]);
    ot_json_text(json, "total", p->total);
    ot_json_integer(json, "rates", (int64_t)p->components.n);
    ot_json_boolean(json, "without_outliers", p->leaves_out_outliers);
    ot_json_integer(json, "first_year", p->first_year);
    ot_json_integer(json, "last_year", p->last_year);
    components(json, p);
    law(json, p);
    ot_json_text(json, "driver", text.failed ? NULL : text.data);
    areas(json, p);
    years(json, p);
    outliers(json, p);
    ot_json_close_object(json);
    ot_buffer_clear(&text);
}

void ot_json_prior(ot_json *json, const ot_parts *parts) {
    ot_json_list(json, "files");
    for (size_t i = 0; i < ot_table_n_inputs(parts->table); i++)
        ot_json_text(json, NULL, ot_table_input(parts->table, i)->path);
    ot_json_close_list(json);
    ot_json_list(json, "priors");
    for (size_t k = 0; k < parts->n_priors; k++)
        prior(json, parts->prior[k]);
    ot_json_close_list(json);
    ot_json_text(json, "version", OUTTURN_VERSION);
    ot_json_notes(json, parts->notes);
}
