/* Which years a model projects: `current_per`, in any of the forms that it takes. */
#include <math.h>

#include "import/pcim.h"
#include "spec/spec.h"

static ot_status no_year(const ot_pcim *pcim) {
    return ot_fail(
        pcim->err, OT_ERR_INPUT,
        "\"current_per\" holds what is no year from %d to %d; only yearly models are read",
        "“current_per”中有不在 %d 至 %d 之间的年份；只能读取年度模型", (int)OT_PCIM_FIRST_YEAR,
        (int)OT_PCIM_LAST_YEAR);
}

/* 2016, 2016.0 or "2016"; 0: none of these. */
static int year_of(const ot_json_value *value) {
    const ot_json_kind kind = ot_json_kind_of(value);
    if (kind == OT_JSON_TEXT) {
        size_t n;
        const char *text = ot_json_chars(value, &n);
        return ot_pcim_year(text, n);
    }
    const double year = kind == OT_JSON_NUMBER ? ot_json_number_of(value) : 0.0;
    if (!(year >= OT_PCIM_FIRST_YEAR && year <= OT_PCIM_LAST_YEAR)) return 0;
    return floor(year) < year ? 0 : (int)year;
}

static ot_status take_years(ot_pcim *pcim, const ot_json_value *list) {
    char seen[OT_PCIM_LAST_YEAR - OT_PCIM_FIRST_YEAR + 1] = {0};
    int first = OT_PCIM_LAST_YEAR, last = 0, n = 0;
    for (ot_json_walk w = ot_json_begin(list); w.value; ot_json_next(&w)) {
        const int year = year_of(w.value);
        if (!year) return no_year(pcim);
        n += !seen[year - OT_PCIM_FIRST_YEAR];
        seen[year - OT_PCIM_FIRST_YEAR] = 1;
        if (year < first) first = year;
        if (year > last) last = year;
    }
    if (n == 0)
        return ot_fail(pcim->err, OT_ERR_INPUT, "\"current_per\" holds no years",
                       "“current_per”中没有年份");
    if (n != last - first + 1)
        return ot_fail(pcim->err, OT_ERR_INPUT, "\"current_per\" leaves out years from %d to %d",
                       "“current_per”在 %d 至 %d 之间缺少年份", first, last);
    if (n > OT_SPEC_MOST_YEARS)
        return ot_fail(pcim->err, OT_ERR_INPUT,
                       "\"current_per\" has %d years, %d to %d; outturn projects at most %d",
                       "“current_per”有 %d 年（%d 至 %d）；outturn 最多推演 %d 年", n, first, last,
                       (int)OT_SPEC_MOST_YEARS);
    pcim->first_year = first;
    pcim->last_year = last;
    return OT_OK;
}

ot_status ot_pcim_read_years(ot_pcim *pcim, const ot_json_value *root) {
    const ot_json_value *list = NULL;
    ot_json_value *inner = NULL;
    ot_status status = ot_pcim_open(pcim, root, "current_per", &list, &inner);
    if (status) return status;
    const ot_json_kind kind = list ? ot_json_kind_of(list) : OT_JSON_NULL;
    if (kind != OT_JSON_OBJECT && kind != OT_JSON_LIST)
        status = ot_pcim_wrong_kind(pcim, "current_per", "a list of years", "年份列表", list);
    else
        status = take_years(pcim, list);
    ot_json_free(inner);
    return status;
}
