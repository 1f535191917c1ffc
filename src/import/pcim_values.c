/* The values of `lastdf`. */
#include <math.h>
#include <string.h>

#include "import/pcim.h"

static int is_needed(const ot_pcim_variable *x) {
    return x->equation != SIZE_MAX || x->reader != SIZE_MAX;
}

static ot_status wrong_value(const ot_pcim *pcim, const ot_pcim_variable *x, const char *year) {
    return ot_fail(pcim->err, OT_ERR_INPUT,
                   "\"lastdf\" of %s in \"%.20s\" is neither a number nor null",
                   "“lastdf”中 %s 在“%.20s”年的值既不是数字也不是空值", x->name, year);
}

/* The span of years in which anything that is needed has a cell. Nothing reads what lies behind the
 * last projected year. */
static ot_status find_span(ot_pcim *pcim, const ot_pcim_variable *x, int *first, int *last) {
    if (ot_json_kind_of(x->data) != OT_JSON_OBJECT)
        return ot_fail(pcim->err, OT_ERR_INPUT, "\"lastdf\" of %s is no object of years",
                       "“lastdf”中 %s 不是以年份为键的对象", x->name);
    for (ot_json_walk w = ot_json_begin(x->data); w.value; ot_json_next(&w)) {
        const int year = ot_pcim_year(w.key, strlen(w.key));
        const ot_json_kind kind = ot_json_kind_of(w.value);
        if (!year)
            return ot_fail(pcim->err, OT_ERR_INPUT,
                           "\"lastdf\" of %s has the key \"%.20s\", which is no year from %d to "
                           "%d; only yearly models are read",
                           "“lastdf”中 %s 的键“%.20s”不是 %d 至 %d 之间的年份；只能读取年度模型",
                           x->name, w.key, (int)OT_PCIM_FIRST_YEAR, (int)OT_PCIM_LAST_YEAR);
        if (kind != OT_JSON_NUMBER && kind != OT_JSON_NULL) return wrong_value(pcim, x, w.key);
        if (year < *first) *first = year;
        if (year > *last && year <= pcim->last_year) *last = year;
    }
    return OT_OK;
}

/* Returns whether any is a number. */
static int fill(const ot_pcim *pcim, const ot_pcim_variable *x, double *value) {
    int has_number = 0;
    for (size_t t = 0; t < pcim->n_years; t++)
        value[t] = NAN;
    for (ot_json_walk w = ot_json_begin(x->data); w.value; ot_json_next(&w)) {
        if (ot_json_kind_of(w.value) != OT_JSON_NUMBER) continue;
        const int year = ot_pcim_year(w.key, strlen(w.key));
        if (year > pcim->last_year) continue;
        value[year - pcim->data_year] = ot_json_number_of(w.value);
        has_number = 1;
    }
    return has_number;
}

/* Tables are filled with zeros where a series has not begun, and these are no data of the past. The
 * zeros of a dummy are, and those of a series that has nothing else before the first projected
 * year. */
static size_t find_beginning(const ot_pcim *pcim, const double *value) {
    static const double NOTHING = 1e-12; /* of the largest value: zero, after calculations */
    const size_t past =
        pcim->first_year > pcim->data_year ? (size_t)(pcim->first_year - pcim->data_year) : 0;
    double largest = 0.0;
    int is_dummy = 1;
    size_t t = 0;
    for (size_t k = 0; k < past && k < pcim->n_years; k++) {
        if (!isfinite(value[k])) continue;
        largest = fmax(largest, fabs(value[k]));
        is_dummy &= fabs(value[k]) <= 0.0 || fabs(value[k] - 1.0) <= 0.0;
    }
    if (is_dummy) return 0;
    while (!(fabs(value[t]) > NOTHING * largest))
        t++;
    return t;
}

static ot_status no_values(const ot_pcim *pcim, const ot_pcim_variable *x) {
    (void)ot_fail(pcim->err, OT_ERR_INPUT,
                  "%s has neither an equation nor a value up to %d in \"lastdf\"",
                  "%s 既没有方程，“lastdf”中至 %d 年也没有数值", x->name, pcim->last_year);
    return ot_pcim_blame(pcim, &pcim->equation[x->reader]);
}

ot_status ot_pcim_read_values(ot_pcim *pcim) {
    int first = OT_PCIM_LAST_YEAR + 1, last = 0;
    ot_status status = OT_OK;
    for (size_t v = 0; !status && v < pcim->n_variables; v++)
        if (is_needed(&pcim->variable[v]) && pcim->variable[v].data)
            status = find_span(pcim, &pcim->variable[v], &first, &last);
    if (!status && last == 0)
        status = ot_fail(pcim->err, OT_ERR_INPUT, "\"lastdf\" holds no values of the equations",
                         "“lastdf”中没有方程所用的数值");
    if (status) return status;
    pcim->data_year = first;
    pcim->n_years = (size_t)(last - first) + 1;
    for (size_t v = 0; v < pcim->n_variables; v++) {
        ot_pcim_variable *x = &pcim->variable[v];
        if (!is_needed(x)) continue;
        double *value = ot_arena_alloc(pcim->arena, pcim->n_years, sizeof *value);
        if (!value) return ot_pcim_no_memory(pcim);
        const int has_number = x->data && fill(pcim, x, value);
        if (!has_number && ot_pcim_is_driver(x)) return no_values(pcim, x);
        if (!has_number) continue;
        x->value = value;
        x->begins = find_beginning(pcim, value);
    }
    return OT_OK;
}
