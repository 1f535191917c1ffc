/* The report of an estimation: each equation's coefficients and how well they are known. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"

#include "estimate/fit.h"
#include "report/arrange.h"
#include "report/words.h"

enum { DIGITS = 4, SOURCE_WIDTH = 46, T_DECIMALS = 2 };
static const double SMALLEST_P = 1e-4;

static const char *word(const ot_document *d, ot_message message) {
    return ot_message_text(message, d->language);
}

static const char MISSING[] = "\xE2\x80\x94";

static const char *say_number(ot_document *d, double x) {
    return isfinite(x) ? ot_say_digits(d, x, DIGITS) : MISSING;
}

/* One that was computed keeps its zeros: 54.00, not 54. */
static const char *say_estimate(ot_document *d, double x) {
    char text[OT_NUMBER_SIZE];
    if (!isfinite(x)) return MISSING;
    ot_number_fixed(x, ot_decimals_significant(x, DIGITS), text);
    return ot_document_format(d, "%s", text);
}

/* A p value smaller than any that one decides by is only bounded. */
static const char *say_p(ot_document *d, double p) {
    if (!isfinite(p)) return MISSING;
    if (p < SMALLEST_P) return "<0.0001";
    return ot_document_format(d, "%.4f", p);
}

static void put_number(ot_document *d, ot_grid *grid, double x, int decimals) {
    if (isfinite(x))
        ot_grid_number(d, grid, x, decimals);
    else
        ot_grid_text(d, grid, MISSING);
}

static const char *say_method(const ot_document *d, ot_method method) {
    return ot_method_text(method, d->language);
}

static const char *say_prior(ot_document *d, const ot_form_fit *f, size_t k) {
    if (f->form->coefficient[k]->is_fixed) return word(d, OT_SAY_FIXED);
    if (!isfinite(f->prior_mean[k])) return word(d, OT_SAY_FLAT);
    return ot_document_format(d, "%s \xC2\xB1 %s", say_number(d, f->prior_mean[k]),
                              say_number(d, f->prior_sd[k]));
}

/* The beginning of a long text; the whole stands in CSV and JSON. */
static const char *cut(ot_document *d, const char *text, size_t most) {
    static const char MORE[] = "\xE2\x80\xA6";
    const size_t length = strlen(text);
    if (ot_utf8_width(text) <= most) return text;
    size_t n = 0, width = 1; /* of MORE */
    while (n < length) {
        size_t size = 1;
        char one[8] = {0};
        ot_utf8_decode(text + n, length - n, &size);
        memcpy(one, text + n, size < sizeof one ? size : sizeof one - 1);
        width += ot_utf8_width(one);
        if (width > most) break;
        n += size;
    }
    return ot_document_format(d, "%.*s%s", (int)n, text, MORE);
}

static int has_sources(const ot_form_fit *f) {
    for (size_t k = 0; k < f->k; k++)
        if (f->form->coefficient[k]->source) return 1;
    return 0;
}

static const char *say_years(ot_document *d, int first, int last) {
    if (first == last) return ot_document_format(d, word(d, OT_SAY_ONE_YEAR), first);
    return ot_document_format(d, word(d, OT_SAY_SPAN), first, last);
}

static void put_coefficients(ot_document *d, const ot_form_fit *f) {
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, word(d, OT_SAY_COEFFICIENT));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, word(d, OT_SAY_MEAN));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, word(d, OT_SAY_STANDARD_ERROR));
    const int is_tested = f->method == OT_METHOD_OLS;
    if (is_tested) ot_grid_column(d, grid, OT_COLUMN_NUMBER, word(d, OT_SAY_T));
    if (is_tested) ot_grid_column(d, grid, OT_COLUMN_NUMBER, word(d, OT_SAY_P));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, word(d, OT_SAY_PRIOR));
    const int shows_source = has_sources(f);
    if (shows_source) ot_grid_column(d, grid, OT_COLUMN_TEXT, word(d, OT_SAY_SOURCE));
    for (size_t k = 0; k < f->k; k++) {
        const int is_fixed = f->form->coefficient[k]->is_fixed;
        const int decimals = is_fixed ? ot_decimals_of(f->mean[k], DIGITS)
                                      : ot_decimals_for(f->standard_error[k], 10);
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, f->form->coefficient[k]->name);
        ot_grid_number(d, grid, f->mean[k], decimals);
        put_number(d, grid, is_fixed ? (double)NAN : f->standard_error[k], decimals);
        if (is_tested) put_number(d, grid, f->t[k], T_DECIMALS);
        if (is_tested) ot_grid_text(d, grid, say_p(d, f->p[k]));
        ot_grid_text(d, grid, say_prior(d, f, k));
        const char *source = f->form->coefficient[k]->source;
        if (shows_source) ot_grid_text(d, grid, cut(d, source ? source : "", SOURCE_WIDTH));
    }
}

static const char *say_squares(ot_document *d, const ot_form_fit *f) {
    const ot_goodness *g = &f->goodness;
    const char *squares =
        ot_document_format(d, word(d, OT_SAY_SQUARES_LINE), say_estimate(d, f->mean_dependent),
                           say_estimate(d, f->rss));
    if (f->method != OT_METHOD_OLS) return squares;
    if (!isfinite(g->f)) return ot_document_format(d, word(d, OT_SAY_NO_F), squares, MISSING);
    return ot_document_format(d, word(d, OT_SAY_F), squares, say_number(d, g->f_df),
                              say_number(d, f->df), say_number(d, g->f), say_p(d, g->f_p));
}

/* What the data say of the equation as a whole. */
static void put_statistics(ot_document *d, const ot_form_fit *f) {
    const ot_goodness *g = &f->goodness;
    if (f->n == 0) return;
    ot_document_text(d, OT_ELEMENT_ITEM, say_squares(d, f));
    if (f->method == OT_METHOD_OLS)
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_LIKELIHOOD_LINE,
                        say_number(d, g->log_likelihood), say_number(d, g->aic),
                        say_number(d, g->bic), say_number(d, g->aicc));
}

/* Nothing where it is sigma, as it is in least squares. */
static const char *say_residual_se(ot_document *d, const ot_form_fit *f, const char *sigma) {
    const char *se = say_estimate(d, f->residual_se);
    return strcmp(se, sigma) == 0 ? "" : ot_document_format(d, word(d, OT_SAY_RESIDUAL_SE), se);
}

static void arrange_form(ot_document *d, const ot_model *m, const ot_form_fit *f) {
    const ot_model_indicator *x = &m->indicator[f->form->indicator];
    size_t n = 0;
    (void)ot_form_scenarios(d, m, f->form, &n);
    ot_document_text(
        d, OT_ELEMENT_HEADING,
        ot_say2(d, OT_SAY_PAIR, x->spec->label.text[d->language], f->form->equation->text.s));
    const char *area = f->area ? ot_document_format(d, word(d, OT_SAY_SAMPLE_AREA), f->area) : "";
    if (f->n > 0)
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_SAMPLE_LINE, say_method(d, f->method), f->n,
                        say_years(d, f->first, f->last), area);
    else
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_METHOD_LINE, say_method(d, f->method));
    const char *df = f->df > 0.0 ? say_number(d, f->df) : word(d, OT_SAY_KNOWN);
    const char *sigma = say_estimate(d, f->sigma_scale), *se = say_residual_se(d, f, sigma);
    if (isfinite(f->residual_se) || isfinite(f->r2))
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_FIT_LINE, sigma, df, say_estimate(d, f->r2),
                        say_estimate(d, f->adjusted_r2), se, say_estimate(d, f->durbin_watson));
    else
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_SIGMA_LINE, sigma, df);
    put_statistics(d, f);
    if (n < m->n_scenarios)
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_ONLY_IN, ot_say_form_scenarios(d, m, f->form));
    if (f->k > 0) put_coefficients(d, f);
}

static int is_shown(const ot_parts *parts, size_t f) {
    const ot_form *form = parts->fit->form[f].form;
    return form->is_behavioural && ot_parts_show_indicator(parts, form->indicator);
}

static void number(ot_document *d, ot_grid *grid, double value) {
    ot_grid_number(d, grid, value, OT_DECIMALS_SHORTEST);
}

static void put_goodness(ot_document *d, ot_grid *grid, const ot_form_fit *f) {
    const ot_goodness *g = &f->goodness;
    const double value[] = {f->mean_dependent, f->rss, g->log_likelihood, g->aic, g->bic,
                            g->aicc,           g->f,   g->f_df,           g->f_p};
    for (size_t i = 0; i < sizeof value / sizeof *value; i++)
        number(d, grid, value[i]);
}

static void put_row(ot_document *d, ot_grid *grid, const ot_model *m, const ot_form_fit *f,
                    size_t k) {
    const int has = k < f->k, is_fixed = has && f->form->coefficient[k]->is_fixed;
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, m->indicator[f->form->indicator].spec->id);
    ot_grid_text(d, grid, ot_form_scenarios(d, m, f->form, NULL));
    ot_grid_text(d, grid, ot_method_name(f->method));
    ot_grid_text(d, grid, f->area ? f->area : "");
    number(d, grid, f->n > 0 ? (double)f->first : (double)NAN);
    number(d, grid, f->n > 0 ? (double)f->last : (double)NAN);
    number(d, grid, (double)f->n);
    number(d, grid, f->df);
    number(d, grid, f->sigma_scale);
    number(d, grid, f->r2);
    number(d, grid, f->adjusted_r2);
    number(d, grid, f->residual_se);
    number(d, grid, f->durbin_watson);
    put_goodness(d, grid, f);
    ot_grid_text(d, grid, has ? f->form->coefficient[k]->name : "");
    number(d, grid, has ? f->mean[k] : NAN);
    number(d, grid, has ? f->standard_error[k] : NAN);
    number(d, grid, has ? f->t[k] : NAN);
    number(d, grid, has ? f->p[k] : NAN);
    number(d, grid, has ? f->prior_mean[k] : NAN);
    number(d, grid, has ? f->prior_sd[k] : NAN);
    number(d, grid, is_fixed);
    const char *source = has ? f->form->coefficient[k]->source : NULL;
    ot_grid_text(d, grid, source ? source : "");
}

static void covariance_rows(ot_document *d, ot_grid *grid, const ot_model *m,
                            const ot_form_fit *f) {
    for (size_t i = 0; i < f->k; i++)
        for (size_t j = 0; j <= i; j++) {
            ot_grid_row(d, grid);
            ot_grid_text(d, grid, m->indicator[f->form->indicator].spec->id);
            ot_grid_text(d, grid, ot_form_scenarios(d, m, f->form, NULL));
            ot_grid_text(d, grid, f->form->coefficient[i]->name);
            ot_grid_text(d, grid, f->form->coefficient[j]->name);
            number(d, grid, f->covariance[i * f->k + j]);
        }
}

static void columns(ot_document *d, ot_grid *grid, const char *const *names) {
    for (; *names; names++)
        ot_grid_column(d, grid, OT_COLUMN_TEXT, *names);
}

void ot_arrange_estimates_data(ot_document *d, const ot_parts *parts) {
    static const char *const NAMES[] = {"indicator",
                                        "scenarios",
                                        "method",
                                        "area",
                                        "first",
                                        "last",
                                        "n",
                                        "df",
                                        "sigma",
                                        "r2",
                                        "adjusted_r2",
                                        "residual_se",
                                        "durbin_watson",
                                        "mean_dependent",
                                        "rss",
                                        "log_likelihood",
                                        "aic",
                                        "bic",
                                        "aicc",
                                        "f",
                                        "f_df",
                                        "f_p",
                                        "coefficient",
                                        "estimate",
                                        "standard_error",
                                        "t",
                                        "p",
                                        "prior_mean",
                                        "prior_sd",
                                        "fixed",
                                        "source",
                                        NULL};
    static const char *const PAIRS[] = {"indicator",     "scenarios",  "coefficient_a",
                                        "coefficient_b", "covariance", NULL};
    const ot_model *m = parts->model;
    ot_grid *grid = ot_document_grid(d, "estimates", 1);
    columns(d, grid, NAMES);
    for (size_t f = 0; f < m->n_forms; f++)
        for (size_t k = 0; is_shown(parts, f) && k < parts->fit->form[f].k + 1; k++)
            if (k < parts->fit->form[f].k || k == 0) put_row(d, grid, m, &parts->fit->form[f], k);
    grid = ot_document_grid(d, "covariances", 1);
    columns(d, grid, PAIRS);
    for (size_t f = 0; f < m->n_forms; f++)
        if (is_shown(parts, f)) covariance_rows(d, grid, m, &parts->fit->form[f]);
}

void ot_arrange_estimate(ot_document *d, const ot_parts *parts) {
    const ot_model *m = parts->model;
    size_t n = 0;
    for (size_t f = 0; f < m->n_forms; f++)
        n += is_shown(parts, f) != 0;
    ot_document_text(d, OT_ELEMENT_TITLE, m->spec->title.text[d->language]);
    if (n > 0 || parts->n_indicators > 0)
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_ESTIMATES_HEADING, n);
    else
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_NO_ESTIMATES);
    for (size_t f = 0; f < m->n_forms; f++)
        if (is_shown(parts, f)) arrange_form(d, m, &parts->fit->form[f]);
    ot_arrange_notes(d, parts->notes);
    ot_arrange_estimates_data(d, parts);
}
