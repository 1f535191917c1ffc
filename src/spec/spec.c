#include "spec/spec.h"

#include <string.h>

void ot_spec_free(ot_spec *spec) {
    if (!spec) return;
    ot_training_free(spec->training);
    ot_arena_free(spec->arena); /* the spec lives in it too */
}

const char *ot_spec_id(const ot_spec *spec) { return spec->id; }
const ot_input *ot_spec_input(const ot_spec *spec) { return &spec->input; }
const ot_input *ot_spec_correlation_input(const ot_spec *spec) {
    return spec->correlation_file ? &spec->correlation_input : NULL;
}

void ot_spec_years(const ot_spec *spec, int *first, int *last) {
    *first = spec->first_year;
    *last = spec->last_year;
}

void ot_spec_estimate_from_all(ot_spec *spec) { spec->estimated_until = 0; }

void ot_spec_own_years(const ot_spec *spec, int *first, int *last) {
    *first = spec->own_first_year;
    *last = spec->own_last_year;
}

size_t ot_spec_n_data_files(const ot_spec *spec) { return spec->n_data_files; }
const char *const *ot_spec_data_files(const ot_spec *spec) {
    return (const char *const *)spec->data_file;
}
const ot_input *ot_spec_trained_input(const ot_spec *spec) {
    return spec->trained_file ? &spec->trained_input : NULL;
}

size_t ot_spec_n_plan_files(const ot_spec *spec) { return spec->n_plan_files; }
const char *const *ot_spec_plan_files(const ot_spec *spec) {
    return (const char *const *)spec->plan_file;
}

static int is_among(const char *file, const char *const *name, size_t n, size_t *i) {
    for (*i = 0; *i < n; ++*i)
        if (strcmp(file, name[*i]) == 0) return 1;
    return 0;
}

const ot_review_settings *ot_spec_review(const ot_spec *spec) { return &spec->review; }
const ot_audit_settings *ot_spec_audit(const ot_spec *spec) { return &spec->audit; }

void ot_spec_blame_file(const ot_spec *spec, ot_error *err) {
    const struct list {
        const char *const *file;
        const ot_place *place;
        size_t n;
        const char *name[OT_N_LANGUAGES];
    } LIST[] = {
        {ot_spec_data_files(spec),
         spec->data_file_place,
         spec->n_data_files,
         {"data file", "数据文件"}},
        {ot_spec_plan_files(spec),
         spec->plan_file_place,
         spec->n_plan_files,
         {"plan file", "计划文件"}},
        {&spec->trained_file, &spec->trained_place, spec->trained_file != NULL, {"file", "文件"}},
        {(const char *const *)spec->other_file,
         spec->other_file_place,
         spec->n_other_files,
         {"file", "文件"}}};
    for (size_t k = 0; err && k < sizeof LIST / sizeof *LIST; k++) {
        size_t i = 0;
        if (!is_among(err->file, LIST[k].file, LIST[k].n, &i)) continue;
        const ot_error was = *err;
        (void)ot_fail(err, was.status, "%s%.0s \"%s\" %s%.0s", "%.0s%s“%s”%.0s%s",
                      LIST[k].name[OT_LANGUAGE_EN], LIST[k].name[OT_LANGUAGE_ZH], LIST[k].file[i],
                      was.text[OT_LANGUAGE_EN], was.text[OT_LANGUAGE_ZH]);
        const ot_place place = LIST[k].place[i];
        ot_error_locate(err, place.file, place.line, place.column);
        return;
    }
}
