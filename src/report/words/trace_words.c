#include "report/words/trace_words.h"

const char *ot_trace_kind_name(ot_trace_kind kind) {
    static const char *const NAME[] = {"equation",   "cell",     "start",  "exogenised",
                                       "assumption", "forecast", "unknown"};
    return NAME[kind];
}

const char *ot_trace_name(const ot_model *m, size_t row) {
    return row < m->n_indicators ? m->indicator[row].spec->id
                                 : m->driver[row - m->n_indicators].spec->id;
}
