#include "spec/spec.h"

void ot_spec_free(ot_spec *spec) {
    if (spec) ot_arena_free(spec->arena); /* the spec lives in it too */
}

const char *ot_spec_id(const ot_spec *spec) { return spec->id; }
const char *ot_spec_path(const ot_spec *spec) { return spec->path; }
const ot_input *ot_spec_input(const ot_spec *spec) { return &spec->input; }
const ot_input *ot_spec_correlation_input(const ot_spec *spec) {
    return spec->correlation_file ? &spec->correlation_input : NULL;
}

size_t ot_spec_n_data_files(const ot_spec *spec) { return spec->n_data_files; }
const char *const *ot_spec_data_files(const ot_spec *spec) {
    return (const char *const *)spec->data_file;
}
size_t ot_spec_n_plan_files(const ot_spec *spec) { return spec->n_plan_files; }
const char *const *ot_spec_plan_files(const ot_spec *spec) {
    return (const char *const *)spec->plan_file;
}
