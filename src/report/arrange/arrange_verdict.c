/* The verdict on an equation: enough data or not, and what was assumed instead. */
#include <math.h>

#include "report/arrange/arrange_estimate.h"
#include "report/words/estimate_words.h"
#include "report/words/words.h"

enum { DIGITS = 4 };
static const double PERCENT = 100.0;

/* A panel's own area is not what its priors are about: other areas are data. */
static const char *say_prior_rules(ot_document *d, const ot_form_fit *f, const char *observations,
                                   const char *coefficients) {
    const ot_verdict *v = &f->verdict;
    if (f->method == OT_METHOD_PARTIAL) return ot_say2(d, OT_SAY_DATA_OF_OTHERS, observations, "");
    const double share = isnan(v->facts.prior_share) ? v->data_share : v->facts.prior_share;
    if (share >= OT_VERDICT_LEAST_SHARE)
        return ot_say2(d, OT_SAY_DATA_OPEN, observations, coefficients);
    return ot_document_format(d, ot_word(d, OT_SAY_DATA_LITTLE), observations, PERCENT * share);
}

static const char *say_verdict(ot_document *d, const ot_form_fit *f, const char *assumed) {
    const ot_verdict *v = &f->verdict;
    const char *observations =
        ot_say_count(d, v->facts.n, OT_SAY_ONE_OBSERVATION, OT_SAY_N_OBSERVATIONS);
    const char *coefficients =
        ot_say_count(d, v->facts.k, OT_SAY_ONE_COEFFICIENT, OT_SAY_N_COEFFICIENTS);
    switch (v->class) {
    case OT_VERDICT_ENOUGH:
        return ot_document_format(d, ot_word(d, OT_SAY_DATA_ENOUGH), observations, coefficients,
                                  PERCENT * (v->widening - 1.0));
    case OT_VERDICT_FEW:
        return ot_document_format(d, ot_word(d, OT_SAY_DATA_FEW), observations, coefficients,
                                  v->widening);
    case OT_VERDICT_TOO_FEW:
        return ot_say2(d, OT_SAY_DATA_TOO_FEW, observations, coefficients);
    case OT_VERDICT_PRIOR:
        return say_prior_rules(d, f, observations, coefficients);
    case OT_VERDICT_ASSUMED:
    case OT_N_VERDICT_CLASSES:
        break;
    }
    return ot_say2(d, OT_SAY_DATA_NONE, assumed, "");
}

/* Names of the coefficients that are fixed, or of those that have a prior. */
static const char *say_names(ot_document *d, const ot_form_fit *f, int fixed) {
    const char *names = "";
    for (size_t k = 0; k < f->k; k++) {
        const ot_coefficient_spec *c = f->form->coefficient[k];
        if (fixed ? c->is_fixed : isfinite(f->prior_sd[k]))
            names = ot_say_joined(d, OT_SAY_LISTED, names, c->name);
    }
    return names;
}

static const char *say_sigma(ot_document *d, const ot_estimate_spec *e) {
    const char *scale = ot_say_digits(d, e->sigma_scale, DIGITS);
    if (!isfinite(e->sigma_scale)) return "";
    if (!isfinite(e->sigma_df)) return ot_say2(d, OT_SAY_GIVEN_SIGMA, scale, "");
    return ot_say2(d, OT_SAY_PRIOR_OF_SIGMA, scale, ot_say_digits(d, e->sigma_df, DIGITS));
}

static const char *say_assumed(ot_document *d, const ot_model *m, const ot_form_fit *f) {
    const char *fixed = say_names(d, f, 1), *line = "";
    const int has_own_priors = ot_method_is(f->method, OT_METHOD_HAS_PRIORS);
    const char *priors = has_own_priors ? say_names(d, f, 0) : "";
    if (*priors) line = ot_say2(d, OT_SAY_PRIORS_OF, priors, "");
    if (*fixed)
        line = ot_say_joined(d, OT_SAY_JOINED, line, ot_say2(d, OT_SAY_FIXED_OF, fixed, ""));
    if (f->method != OT_METHOD_BAYES) return line;
    const ot_estimate_spec *e = &m->indicator[f->form->indicator].spec->estimate;
    return ot_say_joined(d, OT_SAY_JOINED, line, say_sigma(d, e));
}

void ot_arrange_verdict(ot_document *d, const ot_model *m, const ot_form_fit *f) {
    const ot_verdict *v = &f->verdict;
    if (f->k == 0) return;
    const char *assumed = say_assumed(d, m, f);
    ot_document_text(d, OT_ELEMENT_ITEM, say_verdict(d, f, assumed));
    if (v->class != OT_VERDICT_ASSUMED && *assumed)
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_ASSUMED_LINE, assumed);
    if (v->is_doubtful)
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_DOUBT, v->facts.n_failed, v->facts.n_tests);
}
