#include "estimate/sources.h"

#include <math.h>
#include <string.h>

/* A symmetric matrix of which only blocks that hang together are factored. */
typedef struct matrix {
    size_t n;
    double *r;                    /* [n][n] */
    size_t *component;            /* [n] the smallest source that each hangs together with */
    unsigned char *is_declared;   /* [n] in a pair of the model file */
    unsigned char *is_restricted; /* [n] of coefficients that obey exact restrictions */
    const char *const *name;      /* [n] */
} matrix;

typedef struct work {
    const ot_model *model;
    const ot_model_scenario *scenario;
    const ot_sources *sources;
    ot_arena *arena;
    ot_notes *notes;
    ot_error *err;
} work;

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the correlations",
                   "内存不足，无法处理相关矩阵");
}

static int make_matrix(const work *w, size_t n, const char *const *name, matrix *out) {
    *out = (matrix){.n = n,
                    .r = ot_arena_alloc(w->arena, n * n, sizeof *out->r),
                    .component = ot_arena_alloc(w->arena, n, sizeof *out->component),
                    .is_declared = ot_arena_alloc(w->arena, n, 1),
                    .is_restricted = ot_arena_alloc(w->arena, n, 1),
                    .name = name};
    if (!out->r || !out->component || !out->is_declared || !out->is_restricted) return 0;
    for (size_t i = 0; i < n; i++) {
        out->r[i * n + i] = 1.0;
        out->component[i] = i;
    }
    return 1;
}

static void tie(matrix *m, size_t i, size_t j, double r) {
    m->r[i * m->n + j] = m->r[j * m->n + i] = r;
    const size_t a = m->component[i], b = m->component[j];
    const size_t low = a < b ? a : b, high = a < b ? b : a;
    for (size_t k = 0; k < m->n && low != high; k++)
        if (m->component[k] == high) m->component[k] = low;
}

/* "residual(retail)" with kind "residual": the part in parentheses; its length, 0 if not so. */
static size_t inner(const char *text, const char *kind, const char **part) {
    const size_t n = strlen(kind), length = strlen(text);
    if (length < n + 3 || strncmp(text, kind, n) != 0 || text[n] != '(' || text[length - 1] != ')')
        return 0;
    *part = text + n + 1;
    return length - n - 2;
}

static size_t indicator_named(const ot_model *m, const char *name, size_t n) {
    for (size_t i = 0; i < m->n_indicators; i++)
        if (strlen(m->indicator[i].spec->id) == n && memcmp(m->indicator[i].spec->id, name, n) == 0)
            return i;
    return SIZE_MAX;
}

static int32_t coefficient_source(const ot_model *m, const ot_sources *s, const char *name,
                                  size_t n) {
    const char *dot = memchr(name, '.', n);
    if (!dot) return -1;
    const size_t i = indicator_named(m, name, (size_t)(dot - name));
    if (i == SIZE_MAX) return -1;
    const size_t rest = n - (size_t)(dot - name) - 1;
    for (size_t k = 0; k < m->indicator[i].spec->n_coefficients; k++) {
        const char *own = m->indicator[i].spec->coefficient[k].name;
        if (strlen(own) == rest && memcmp(own, dot + 1, rest) == 0)
            return s->coefficient[m->indicator[i].first_coefficient + k];
    }
    return -1;
}

/* The source that one end of a pair names; -1: there is none. */
static int32_t source_named(const work *w, const char *text, int *is_yearly) {
    const ot_model *m = w->model;
    const char *part;
    size_t n = inner(text, "residual", &part);
    *is_yearly = 1;
    if (n) {
        const size_t i = indicator_named(m, part, n);
        if (i == SIZE_MAX || m->indicator[i].disturbance < 0) return -1;
        return w->sources->residual[m->indicator[i].disturbance];
    }
    *is_yearly = 0;
    n = inner(text, "start", &part);
    if (n) {
        const size_t i = indicator_named(m, part, n);
        return i == SIZE_MAX ? -1 : w->sources->start[i];
    }
    n = inner(text, "coefficient", &part);
    if (n) return coefficient_source(m, w->sources, part, n);
    *is_yearly = 1;
    for (size_t d = 0; d < m->n_drivers; d++)
        if (strcmp(m->driver[d].spec->id, text) == 0) return w->sources->driver[d];
    return -1;
}

static ot_status refuse(const work *w, const ot_pair_spec *pair) {
    ot_error_locate(w->err, pair->place.file, pair->place.line, pair->place.column);
    return OT_ERR_INPUT;
}

static ot_status add_pair(const work *w, const ot_pair_spec *pair, matrix *yearly, matrix *once) {
    int is_yearly[2];
    const int32_t a = source_named(w, pair->a, &is_yearly[0]);
    const int32_t b = source_named(w, pair->b, &is_yearly[1]);
    if (a < 0 || b < 0) {
        (void)ot_fail(
            w->err, OT_ERR_INPUT,
            "\"%s\" is not uncertain or not in the model; a correlation joins drivers with "
            "a law, residual(x), start(x) with a sd, or coefficient(x.b)",
            "“%s”没有不确定性或不在模型中；相关系数的两端应为有分布规律的驱动因素、residual(x)、"
            "带 sd 的 start(x) 或 coefficient(x.b)",
            a < 0 ? pair->a : pair->b);
        return refuse(w, pair);
    }
    if (is_yearly[0] != is_yearly[1]) {
        (void)ot_fail(w->err, OT_ERR_INPUT,
                      "\"%s\" and \"%s\" cannot be correlated: one is drawn every year, the other "
                      "once",
                      "“%s”与“%s”不能相关：一个每年抽样，另一个只抽一次", pair->a, pair->b);
        return refuse(w, pair);
    }
    matrix *m = is_yearly[0] ? yearly : once;
    if (a == b || m->r[(size_t)a * m->n + (size_t)b] != 0.0) {
        (void)ot_fail(w->err, OT_ERR_INPUT, "the correlation of \"%s\" and \"%s\" is given already",
                      "“%s”与“%s”的相关系数已经给定", pair->a, pair->b);
        return refuse(w, pair);
    }
    tie(m, (size_t)a, (size_t)b, pair->correlation);
    m->is_declared[a] = m->is_declared[b] = 1;
    return OT_OK;
}

static void add_posteriors(const work *w, ot_scenario_fits fits, matrix *once) {
    const ot_model *m = w->model;
    for (size_t i = 0; i < m->n_indicators; i++) {
        const ot_form_fit *fit = fits[i];
        for (size_t a = 0; fit && a < fit->k; a++)
            for (size_t b = 0; b < a; b++) {
                const size_t first = m->indicator[i].first_coefficient;
                const int32_t s = w->sources->coefficient[first + a];
                const int32_t t = w->sources->coefficient[first + b];
                const double covariance = fit->covariance[a * fit->k + b];
                if (s < 0 || t < 0 || covariance == 0.0) continue;
                once->is_restricted[s] = once->is_restricted[t] =
                    m->indicator[i].spec->estimate.n_restrictions > 0;
                tie(once, (size_t)s, (size_t)t,
                    covariance /
                        sqrt(fit->covariance[a * fit->k + a] * fit->covariance[b * fit->k + b]));
            }
    }
}

/* The coefficients of equations that were estimated together, across equations. */
static void add_joint_coefficients(const work *w, const ot_system_fit *system, matrix *once) {
    const ot_model *m = w->model;
    size_t row = 0;
    for (size_t i = 0; i < system->n; row += system->form[i++]->k)
        for (size_t j = 0, column = 0; j < i; column += system->form[j++]->k)
            for (size_t a = 0; a < system->form[i]->k; a++)
                for (size_t b = 0; b < system->form[j]->k; b++) {
                    const size_t first =
                        m->indicator[system->form[i]->form->indicator].first_coefficient;
                    const size_t other =
                        m->indicator[system->form[j]->form->indicator].first_coefficient;
                    const int32_t s = w->sources->coefficient[first + a];
                    const int32_t t = w->sources->coefficient[other + b];
                    const size_t k = system->k, p = row + a, q = column + b;
                    const double covariance = system->covariance[p * k + q];
                    if (s < 0 || t < 0 || covariance == 0.0) continue;
                    tie(once, (size_t)s, (size_t)t,
                        covariance /
                            sqrt(system->covariance[p * k + p] * system->covariance[q * k + q]));
                }
}

static void warn_pair(const work *w, const ot_system_fit *system, size_t i, size_t j) {
    const ot_model *m = w->model;
    const ot_place place = m->spec->correlation_place;
    ot_notes_add(
        w->notes, OT_SEVERITY_WARNING, place.file, place.line, place.column,
        "the pair of residual(%s) and residual(%s) takes the place of %.3f, which system "
        "\"%s\" found",
        "residual(%s) 与 residual(%s) 的相关系数以 pairs 为准，方程组估计值 %.3f（“%s”）不用",
        m->indicator[system->form[i]->form->indicator].spec->id,
        m->indicator[system->form[j]->form->indicator].spec->id,
        system->correlation[i * system->n + j], system->name);
}

/* Their residuals, but for pairs that the model file gives. */
static void add_joint_residuals(const work *w, const ot_system_fit *system, matrix *yearly) {
    const ot_model *m = w->model;
    for (size_t i = 0; i < system->n; i++)
        for (size_t j = 0; j < i; j++) {
            const int a = m->indicator[system->form[i]->form->indicator].disturbance;
            const int b = m->indicator[system->form[j]->form->indicator].disturbance;
            const int32_t s = w->sources->residual[a], t = w->sources->residual[b];
            if (s < 0 || t < 0) continue;
            if (yearly->r[(size_t)s * yearly->n + (size_t)t] != 0.0) {
                warn_pair(w, system, i, j);
                continue;
            }
            tie(yearly, (size_t)s, (size_t)t, system->correlation[i * system->n + j]);
        }
}

/* Where the coefficient behind a source of single draws is estimated. */
static ot_place place_of(const work *w, size_t source) {
    const ot_model *m = w->model;
    for (size_t i = 0; i < m->n_indicators; i++)
        for (size_t k = 0; k < m->indicator[i].spec->n_coefficients; k++)
            if (w->sources->coefficient[m->indicator[i].first_coefficient + k] == (int32_t)source)
                return m->indicator[i].spec->estimate.place;
    return (ot_place){0};
}

/* Doubles cannot hold what is left of coefficients that all but determine each other. */
static ot_status refuse_tied(const work *w, const matrix *m, size_t source) {
    const int is_once = m->name == w->sources->once_name;
    const ot_place place = is_once ? place_of(w, source) : (ot_place){0};
    (void)ot_fail(
        w->err, OT_ERR_INPUT,
        "%s and what was estimated with it determine each other almost entirely, so that "
        "they cannot be drawn; measure regressors from near their means: (year - 2015), "
        "not year",
        "%s 与同时估计的系数几乎完全互相决定，无法抽样；请从均值附近度量解释变量，如 (year "
        "- 2015)，而不用 year",
        m->name[source]);
    ot_error_locate(w->err, place.file ? place.file : "", place.line, place.column);
    return OT_ERR_INPUT;
}

/* One block that hangs together: member[0..n) in rising order, row by row into `lower`. */
static ot_status factor_block(const work *w, const matrix *m, const size_t *member, size_t n,
                              double *lower) {
    double *r = ot_arena_alloc(w->arena, n * n, sizeof *r);
    double *factor = ot_arena_alloc(w->arena, n * n, sizeof *factor);
    if (!r || !factor) return no_memory(w->err);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            r[i * n + j] = m->r[member[i] * m->n + member[j]];
    double distance = 0.0;
    const ot_spec *spec = w->model->spec;
    const ot_place place = spec->correlation_place;
    int is_declared = 0, is_restricted = 0;
    for (size_t i = 0; i < n; i++) {
        is_declared |= m->is_declared[member[i]];
        is_restricted |= m->is_restricted[member[i]];
    }
    ot_status status = ot_correlation_factor(r, n, spec->correlation_nearest && is_declared, factor,
                                             &distance, w->err);
    if (status == OT_ERR_INPUT && is_restricted && !is_declared) { /* nothing is left of some */
        ot_correlation_factor_singular(r, n, factor);
        status = OT_OK;
    }
    if (status == OT_ERR_INPUT && !is_declared) return refuse_tied(w, m, member[0]);
    if (status) {
        ot_error_locate(w->err, place.file, place.line, place.column);
        return status;
    }
    if (distance > 0.0)
        ot_notes_add(w->notes, OT_SEVERITY_WARNING, place.file, place.line, place.column,
                     "the correlations were not positive definite; the nearest matrix that is "
                     "differs by up to %.3g",
                     "相关矩阵非正定；已改用最近的正定矩阵，元素最大变动 %.3g", distance);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++)
            lower[member[i] * m->n + member[j]] = factor[i * n + j];
    return OT_OK;
}

/* Append the rows of a factor to what is packed already. */
static ot_status pack(const work *w, const matrix *m, const double *lower, ot_sparse_factor *out) {
    const size_t start = out->n_rows ? (size_t)out->first[out->n_rows] : 0;
    size_t n = start;
    for (size_t i = 0; i < m->n * m->n; i++)
        n += lower[i] != 0.0;
    int32_t *first = ot_arena_alloc(w->arena, out->n_rows + m->n + 1, sizeof *first);
    ot_case_entry *entry = ot_arena_alloc(w->arena, n, sizeof *entry);
    if (!first || !entry) return no_memory(w->err);
    if (out->n_rows) {
        memcpy(first, out->first, (out->n_rows + 1) * sizeof *first);
        memcpy(entry, out->entry, start * sizeof *entry);
    }
    n = start;
    for (size_t i = 0; i < m->n; i++) {
        for (size_t j = 0; j <= i; j++)
            if (lower[i * m->n + j] != 0.0)
                entry[n++] = (ot_case_entry){.column = (int32_t)j, .value = lower[i * m->n + j]};
        first[out->n_rows + i + 1] = (int32_t)n;
    }
    *out = (ot_sparse_factor){out->n_rows + m->n, first, entry};
    return OT_OK;
}

static ot_status factor(const work *w, const matrix *m, ot_sparse_factor *out) {
    double *lower = ot_arena_alloc(w->arena, m->n * m->n, sizeof *lower);
    size_t *member = ot_arena_alloc(w->arena, m->n, sizeof *member);
    if (!lower || !member) return no_memory(w->err);
    for (size_t i = 0; i < m->n; i++) {
        if (m->component[i] != i) continue;
        size_t n = 0;
        for (size_t j = i; j < m->n; j++)
            if (m->component[j] == i) member[n++] = j;
        lower[i * m->n + i] = 1.0;
        const ot_status status = n > 1 ? factor_block(w, m, member, n, lower) : OT_OK;
        if (status) return status;
    }
    return pack(w, m, lower, out);
}

/* Two persistences leave room for a correlation only up to a bound: a source that moves slowly
 * cannot follow one that jumps. */
static ot_status refuse_persistence(const work *w, size_t i, size_t j, double p, double q,
                                    double most) {
    const ot_place place = w->model->spec->correlation_place;
    (void)ot_fail(
        w->err, OT_ERR_INPUT,
        "%s with persistence %g and %s with persistence %g can have a correlation of less "
        "than %.2g in size; make the persistences more alike or the correlation smaller",
        "%s（persistence 为 %g）与 %s（persistence 为 %g）的相关系数绝对值须小于 "
        "%.2g；请使两者的 persistence 更接近，或减小相关系数",
        w->sources->yearly_name[j], q, w->sources->yearly_name[i], p, most);
    ot_error_locate(w->err, place.file, place.line, place.column);
    return OT_ERR_INPUT;
}

/* The correlations of yearly innovations, written over those of the scores themselves. */
static ot_status to_innovations(const work *w, matrix *m) {
    const ot_model *model = w->model;
    double *persistence = ot_arena_alloc(w->arena, m->n, sizeof *persistence);
    if (!persistence) return no_memory(w->err);
    for (size_t d = 0; d < model->n_drivers; d++) {
        const ot_law_spec *law = w->scenario->law[d];
        if (w->sources->driver[d] >= 0 && law->family != OT_LAW_NONE)
            persistence[w->sources->driver[d]] = law->persistence;
    }
    for (size_t i = 0; i < m->n; i++)
        for (size_t j = 0; j < i; j++) {
            const double p = persistence[i], q = persistence[j];
            const double room = sqrt((1.0 - p * p) * (1.0 - q * q)) / (1.0 - p * q);
            double *r = &m->r[i * m->n + j];
            if (*r == 0.0) continue;
            if (fabs(*r) >= room && p != q && !model->spec->correlation_nearest)
                return refuse_persistence(w, i, j, p, q, room);
            *r = m->r[j * m->n + i] = *r / room;
        }
    return OT_OK;
}

ot_status ot_sources_factors(const ot_model *model, const ot_model_scenario *scenario,
                             const ot_fit *fit, ot_scenario_fits fits, const ot_sources *sources,
                             ot_arena *arena, ot_notes *notes, ot_sparse_factor *yearly,
                             ot_sparse_factor *once, ot_error *err) {
    const work w = {model, scenario, sources, arena, notes, err};
    matrix y, o;
    if (!make_matrix(&w, sources->n_yearly, sources->yearly_name, &y) ||
        !make_matrix(&w, sources->n_once, sources->once_name, &o))
        return no_memory(err);
    add_posteriors(&w, fits, &o);
    *yearly = *once = (ot_sparse_factor){0};
    ot_status status = OT_OK;
    for (size_t p = 0; p < model->spec->n_pairs && !status; p++)
        status = add_pair(&w, &model->spec->pair[p], &y, &o);
    for (size_t i = 0; i < fit->n_systems && !status; i++) {
        add_joint_coefficients(&w, &fit->system[i], &o);
        add_joint_residuals(&w, &fit->system[i], &y);
    }
    if (!status) status = factor(&w, &y, yearly);
    if (!status) status = to_innovations(&w, &y);
    if (!status) status = factor(&w, &y, yearly);
    if (!status) status = factor(&w, &o, once);
    return status;
}
