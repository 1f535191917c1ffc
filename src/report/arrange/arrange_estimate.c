/* The report of an estimation: each equation's coefficients and how well they are known. */
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "report/arrange/arrange.h"
#include "report/arrange/arrange_estimate.h"
#include "report/words/estimate_words.h"
#include "report/words/words.h"

enum { DIGITS = 4, SOURCE_WIDTH = 46, T_DECIMALS = 2, MOST_DECIMALS = 10 };
static const double PERCENT = 100.0;

static const char *say_number(ot_document *d, double x) {
    return isfinite(x) ? ot_say_digits(d, x, DIGITS) : OT_SAY_MISSING;
}

static void put_number(ot_document *d, ot_grid *grid, double x, int decimals) {
    if (isfinite(x))
        ot_grid_number(d, grid, x, decimals);
    else
        ot_grid_text(d, grid, OT_SAY_MISSING);
}

static const char *say_prior(ot_document *d, const ot_form_fit *f, size_t k) {
    if (f->form->coefficient[k]->is_fixed) return ot_word(d, OT_SAY_FIXED);
    if (!isfinite(f->prior_mean[k])) return ot_word(d, OT_SAY_FLAT);
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

/* On a page lines are broken; a terminal has no room for more than the beginning. */
static void put_source(ot_document *d, ot_grid *grid, const char *text) {
    ot_grid_text(d, grid, d->in_section ? text : cut(d, text, SOURCE_WIDTH));
}

static int has_sources(const ot_form_fit *f) {
    for (size_t k = 0; k < f->k; k++)
        if (f->form->coefficient[k]->source.text[OT_LANGUAGE_EN]) return 1;
    return 0;
}

static const char *say_years(ot_document *d, int first, int last) {
    if (first == last) return ot_document_format(d, ot_word(d, OT_SAY_ONE_YEAR), first);
    return ot_document_format(d, ot_word(d, OT_SAY_SPAN), first, last);
}

static int has_finite(const double *x, size_t n) {
    for (size_t k = 0; k < n; k++)
        if (isfinite(x[k])) return 1;
    return 0;
}

/* Which columns the table has. */
struct shows {
    int interval, tests, learnt, source;
};

static void add_columns(ot_document *d, ot_grid *grid, const ot_form_fit *f,
                        const struct shows *shows) {
    const ot_message prior = f->method == OT_METHOD_PARTIAL ? OT_SAY_PANEL : OT_SAY_PRIOR;
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_COEFFICIENT));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_MEAN));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER,
                   ot_word(d, ot_method_is(f->method, OT_METHOD_IS_POSTERIOR)
                                  ? OT_SAY_POSTERIOR_SD
                                  : OT_SAY_STANDARD_ERROR));
    if (shows->interval) ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_say_plain(d, OT_SAY_LOW));
    if (shows->interval) ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_HIGH));
    if (shows->tests) ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_T));
    if (shows->tests) ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_P));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, prior));
    if (shows->learnt) ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_say_plain(d, OT_SAY_LEARNT));
    if (!shows->source) return;
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_SOURCE));
    ot_grid_wrap(grid, OT_MOST_WIDTH);
}

static void put_coefficient(ot_document *d, ot_grid *grid, const ot_form_fit *f, size_t k,
                            const struct shows *shows) {
    const ot_coefficient_spec *c = f->form->coefficient[k];
    const double none = (double)NAN;
    const int decimals = c->is_fixed ? ot_decimals_of(f->mean[k], DIGITS)
                                     : ot_decimals_for(f->standard_error[k], MOST_DECIMALS);
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, c->name);
    ot_grid_number(d, grid, f->mean[k], decimals);
    put_number(d, grid, c->is_fixed ? none : f->standard_error[k], decimals);
    if (shows->interval) put_number(d, grid, f->low[k], decimals);
    if (shows->interval) put_number(d, grid, f->high[k], decimals);
    if (shows->tests) put_number(d, grid, f->t[k], T_DECIMALS);
    if (shows->tests) ot_grid_text(d, grid, ot_say_p(d, f->p[k]));
    ot_grid_text(d, grid, say_prior(d, f, k));
    if (shows->learnt) put_number(d, grid, PERCENT * f->learnt[k], 0);
    if (shows->source) put_source(d, grid, ot_say_remark(d, &c->source));
}

static void put_coefficients(ot_document *d, const ot_form_fit *f) {
    const struct shows shows = {.interval = has_finite(f->low, f->k),
                                .tests = has_finite(f->t, f->k),
                                .learnt = f->n > 0 && has_finite(f->learnt, f->k),
                                .source = has_sources(f)};
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_caption(grid, ot_word(d, OT_SAY_PAGE_COEFFICIENTS));
    add_columns(d, grid, f, &shows);
    for (size_t k = 0; k < f->k; k++)
        put_coefficient(d, grid, f, k, &shows);
}

/* What has no meaning is left out. */
static const char *add(ot_document *d, const char *line, ot_message message, double x) {
    if (!isfinite(x)) return line;
    return ot_say_joined(d, OT_SAY_JOINED, line, ot_say2(d, message, ot_say_estimate(d, x), ""));
}

static void put_line(ot_document *d, const char *line) {
    if (*line) ot_document_text(d, OT_ELEMENT_ITEM, line);
}

/* Where nothing is explained, what is left of it is rounding. */
static const char *say_r2(ot_document *d, double r2) {
    const double rounding = 1e-12;
    return fabs(r2) < rounding ? "0" : ot_say_estimate(d, r2);
}

/* The residual's standard error nothing where it is sigma, as it is in least squares. */
static void put_fit(ot_document *d, const ot_form_fit *f) {
    const char *sigma = ot_say_estimate(d, f->sigma_scale);
    const int is_own = ot_method_is(f->method, OT_METHOD_IS_POSTERIOR) ||
                       ot_method_is(f->method, OT_METHOD_IS_PANEL);
    const int is_posterior = ot_method_is(f->method, OT_METHOD_IS_POSTERIOR) && f->n > 0;
    const char *line = f->df > 0.0
                           ? ot_say2(d, is_posterior ? OT_SAY_POSTERIOR_SIGMA : OT_SAY_SIGMA, sigma,
                                     say_number(d, f->df))
                           : ot_say2(d, OT_SAY_GIVEN_SIGMA, sigma, "");
    if (isfinite(f->r2) && isfinite(f->adjusted_r2))
        line = ot_say_joined(
            d, OT_SAY_JOINED, line,
            ot_say2(d, OT_SAY_R2_ADJUSTED, say_r2(d, f->r2), say_r2(d, f->adjusted_r2)));
    else
        line = isfinite(f->r2) ? ot_say_joined(d, OT_SAY_JOINED, line,
                                               ot_say2(d, OT_SAY_R2, say_r2(d, f->r2), ""))
                               : line;
    if (strcmp(ot_say_estimate(d, f->residual_se), sigma) != 0)
        line = add(d, line, is_own ? OT_SAY_OWN_RESIDUAL_SE : OT_SAY_RESIDUAL_SE, f->residual_se);
    put_line(d, add(d, line, OT_SAY_DURBIN_WATSON, f->durbin_watson));
}

static void put_sigma_source(ot_document *d, const ot_model *m, const ot_form_fit *f) {
    const char *text = ot_say_remark(d, ot_fit_sigma_source(m, f));
    if (*text) ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_SIGMA_SOURCE, text);
}

static const char *say_criteria(ot_document *d, const ot_goodness *g) {
    if (!isfinite(g->aic)) return "";
    const char *two = ot_say2(d, OT_SAY_CRITERIA, say_number(d, g->aic), say_number(d, g->bic));
    return isfinite(g->aicc) ? ot_say2(d, OT_SAY_AICC, two, say_number(d, g->aicc)) : two;
}

/* What the data say of the equation as a whole. */
static void put_statistics(ot_document *d, const ot_form_fit *f) {
    const ot_goodness *g = &f->goodness;
    const char *line = add(d, "", OT_SAY_MEAN_DEPENDENT, f->mean_dependent);
    line = add(d, line, OT_SAY_RSS, f->rss);
    if (isfinite(g->f))
        line = ot_say_joined(d, OT_SAY_JOINED, line,
                             ot_document_format(d, ot_word(d, OT_SAY_F), say_number(d, g->f_df),
                                                say_number(d, f->df), say_number(d, g->f),
                                                ot_say_p(d, g->f_p)));
    put_line(d, line);
    line = "";
    if (isfinite(g->log_likelihood))
        line = ot_say2(d, OT_SAY_LIKELIHOOD, say_number(d, g->log_likelihood), "");
    put_line(d, ot_say_joined(d, OT_SAY_JOINED, line, say_criteria(d, g)));
}

/* With how its coefficients were searched for. */
static const char *say_method(ot_document *d, const ot_form_fit *f) {
    const char *method = ot_method_text(f->method, d->language);
    return f->details.search ? ot_say2(d, OT_SAY_WITH_NOTE, method, f->details.search) : method;
}

static size_t count_of(const ot_form_fit *f, ot_detail_name name) {
    for (size_t i = 0; i < f->details.n; i++)
        if (f->details.at[i].name == name) return (size_t)f->details.at[i].value;
    return 0;
}

/* An area is called as the data call it, but for readers of another script within a report. */
static const char *say_area(ot_document *d, const char *area) {
    int is_latin = 1;
    for (const char *at = area; *at; at++)
        is_latin &= (unsigned char)*at < 0x80;
    if (d->in_section && d->language == OT_LANGUAGE_EN && !is_latin)
        return ot_word(d, OT_SAY_SAMPLE_ELSEWHERE);
    return ot_document_format(d, ot_word(d, OT_SAY_SAMPLE_AREA), area);
}

/* Of a panel the own area's observations are one part. */
static void put_sample(ot_document *d, const ot_form_fit *f) {
    const char *area = f->area ? say_area(d, f->area) : "";
    const size_t n_panel = count_of(f, OT_DETAIL_PANEL_ROWS);
    if (n_panel > 0 && f->n > 0)
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_PANEL_LINE, say_method(d, f), f->n,
                        say_years(d, f->first, f->last), area, n_panel,
                        count_of(f, OT_DETAIL_AREAS));
    else if (f->n > 0)
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_SAMPLE_LINE, say_method(d, f), f->n,
                        say_years(d, f->first, f->last), area);
    else
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_METHOD_LINE, say_method(d, f));
}

void ot_arrange_form_fit(ot_document *d, const ot_model *m, const ot_form_fit *f) {
    size_t n = 0;
    (void)ot_form_scenarios(d, m, f->form, &n);
    put_sample(d, f);
    ot_arrange_verdict(d, m, f);
    put_fit(d, f);
    put_sigma_source(d, m, f);
    put_statistics(d, f);
    ot_arrange_details(d, f);
    ot_arrange_tests(d, f);
    if (n < m->n_scenarios)
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_ONLY_IN, ot_say_form_scenarios(d, m, f->form));
    if (f->k > 0) put_coefficients(d, f);
}

static void arrange_form(ot_document *d, const ot_model *m, const ot_form_fit *f) {
    const ot_model_indicator *x = &m->indicator[f->form->indicator];
    ot_document_text(
        d, OT_ELEMENT_HEADING,
        ot_say2(d, OT_SAY_PAIR, x->spec->label.text[d->language], f->form->equation->text.s));
    ot_arrange_form_fit(d, m, f);
}

int ot_parts_show_fit(const ot_parts *parts, size_t f) {
    const ot_form *form = parts->fit->form[f].form;
    return form->is_behavioural && ot_parts_show_indicator(parts, form->indicator);
}

void ot_arrange_estimate(ot_document *d, const ot_parts *parts) {
    const ot_model *m = parts->model;
    size_t n = 0;
    for (size_t f = 0; f < m->n_forms; f++)
        n += ot_parts_show_fit(parts, f) != 0;
    ot_document_text(d, OT_ELEMENT_TITLE, m->spec->title.text[d->language]);
    if (n > 0 || parts->n_indicators > 0)
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_ESTIMATES_HEADING, n);
    else
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_NO_ESTIMATES);
    for (size_t f = 0; f < m->n_forms; f++)
        if (ot_parts_show_fit(parts, f)) arrange_form(d, m, &parts->fit->form[f]);
    ot_arrange_systems(d, parts);
    ot_arrange_forecasts(d, parts);
    ot_arrange_notes(d, parts->notes);
    ot_arrange_estimates_data(d, parts);
}
