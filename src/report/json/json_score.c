/* "outturn.score/1" and "outturn.backtest/1". Keys and their order are a contract:
 * docs/reference/results.md. */
#include <math.h>
#include <stdio.h>

#include "assess/scoring/scoring.h"
#include "report/arrange/arrange.h"

enum { KEY_SIZE = 8 };
static const double PERCENT = 100.0;

static void levels(ot_json *json, const char *key, const double value[OT_SCORING_LEVELS]) {
    ot_json_object(json, key);
    for (size_t k = 0; k < OT_SCORING_LEVELS; k++) {
        char name[KEY_SIZE];
        (void)snprintf(name, sizeof name, "%d", (int)lround(PERCENT * ot_scoring_level[k]));
        ot_json_number(json, name, value[k]);
    }
    ot_json_close_object(json);
}

static void pit(ot_json *json, const ot_pit *p) {
    ot_json_object(json, "pit");
    ot_json_unsigned(json, "n", p->n);
    ot_json_number(json, "mean", p->mean);
    ot_json_number(json, "variance", p->variance);
    ot_json_number(json, "chi_squared", p->chi_squared);
    ot_json_number(json, "p", p->p);
    ot_json_list(json, "share");
    for (size_t k = 0; k < OT_PIT_CLASSES; k++)
        ot_json_number(json, NULL, p->share[k]);
    ot_json_close_list(json);
    ot_json_close_object(json);
}

static void paired(ot_json *json, const char *key, const ot_paired_skill *p) {
    ot_json_object(json, key);
    ot_json_unsigned(json, "n", p->n);
    ot_json_unsigned(json, "series", p->n_clusters);
    ot_json_number(json, "skill", p->skill);
    ot_json_number(json, "error", p->error);
    ot_json_close_object(json);
}

static void against(ot_json *json, const ot_scoring *s, const ot_scoring_group *g) {
    ot_json_list(json, "against");
    for (size_t k = 0; k < s->n_references; k++) {
        const ot_scoring_against *a = &g->against[k];
        ot_json_object(json, NULL);
        ot_json_text(json, "method", s->method[s->reference[k]]);
        paired(json, "crps", &a->crps);
        paired(json, "point", &a->absolute);
        ot_json_object(json, "diebold_mariano");
        ot_json_unsigned(json, "origins", a->dm.n);
        ot_json_number(json, "statistic", a->dm.statistic);
        ot_json_number(json, "p", a->dm.p);
        ot_json_close_object(json);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
}

static void group(ot_json *json, const ot_scoring *s, const ot_scoring_group *g) {
    ot_json_object(json, NULL);
    ot_json_text(json, "method", s->method[g->method]);
    ot_json_object(json, "of");
    for (size_t k = 0; k < 2; k++)
        if (g->axis[k] != OT_SCORING_ANY)
            ot_json_text(json, s->axis[g->axis[k]].name, s->axis[g->axis[k]].value[g->value[k]]);
    ot_json_close_object(json);
    ot_json_unsigned(json, "n", g->n);
    ot_json_unsigned(json, "missing", g->n_missing);
    ot_json_number(json, "mae", g->mae);
    ot_json_number(json, "rmse", g->rmse);
    ot_json_number(json, "bias", g->bias);
    ot_json_number(json, "smape", g->smape);
    ot_json_number(json, "mase", g->mase);
    ot_json_number(json, "scaled_bias", g->scaled_bias);
    ot_json_number(json, "crps", g->crps);
    ot_json_number(json, "scaled_crps", g->scaled_crps);
    ot_json_number(json, "wis", g->wis);
    ot_json_number(json, "log_score", g->log_score);
    ot_json_number(json, "scaled_log_score", g->scaled_log_score);
    ot_json_number(json, "energy", g->energy);
    ot_json_number(json, "variogram", g->variogram);
    levels(json, "interval", g->interval);
    levels(json, "scaled_interval", g->scaled_interval);
    levels(json, "coverage", g->coverage);
    levels(json, "coverage_error", g->coverage_error);
    pit(json, &g->pit);
    against(json, s, g);
    ot_json_close_object(json);
}

static void events(ot_json *json, const ot_scoring *s) {
    const ot_reliability *r = &s->reliability;
    ot_json_object(json, "reliability");
    ot_json_number(json, "brier", s->n_events ? r->brier : (double)NAN);
    ot_json_number(json, "reliability", s->n_events ? r->reliability : (double)NAN);
    ot_json_number(json, "resolution", s->n_events ? r->resolution : (double)NAN);
    ot_json_number(json, "uncertainty", s->n_events ? r->uncertainty : (double)NAN);
    ot_json_list(json, "classes");
    for (size_t k = 0; k < OT_RELIABILITY_CLASSES; k++) {
        if (r->n[k] == 0) continue;
        ot_json_object(json, NULL);
        ot_json_unsigned(json, "n", r->n[k]);
        ot_json_number(json, "probability", r->probability[k]);
        ot_json_number(json, "share", r->share[k]);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
    ot_json_close_object(json);
    ot_json_list(json, "events");
    for (size_t i = 0; i < s->n_events; i++) {
        const ot_scoring_event *e = &s->event[i];
        ot_json_object(json, NULL);
        ot_json_text(json, "name", e->name);
        ot_json_integer(json, "origin", e->origin);
        ot_json_integer(json, "year", e->year);
        ot_json_number(json, "probability", e->probability);
        ot_json_boolean(json, "came", e->came);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
}

void ot_json_score(ot_json *json, const ot_parts *parts) {
    const ot_scoring *s = parts->scoring;
    ot_json_list(json, "files");
    for (size_t i = 0; i < s->n_files; i++)
        ot_json_text(json, NULL, s->file[i]);
    ot_json_close_list(json);
    ot_json_list(json, "methods");
    for (size_t i = 0; i < s->n_methods; i++)
        ot_json_text(json, NULL, s->method[i]);
    ot_json_close_list(json);
    ot_json_unsigned(json, "outturns", s->n_units);
    ot_json_unsigned(json, "series", s->n_told);
    ot_json_unsigned(json, "origins", s->n_told_origins);
    if (s->is_backtest) {
        ot_json_integer(json, "first_origin", s->year_of_origins + (int)s->first_told);
        ot_json_integer(json, "last_origin", s->year_of_origins + (int)s->last_told);
    }
    ot_json_list(json, "scores");
    for (size_t i = 0; i < s->n_groups; i++)
        group(json, s, &s->group[i]);
    ot_json_close_list(json);
    events(json, s);
    ot_json_text(json, "version", OUTTURN_VERSION);
    ot_json_notes(json, parts->notes);
}
