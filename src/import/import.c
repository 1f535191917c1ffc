#include "outturn/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "import/folder.h"
#include "import/gunzip.h"
#include "import/pcim.h"
#include "outturn/config.h"

enum { MOST_FILE = 64 << 20 };

static const struct {
    const char *name;
    void (*write)(const ot_pcim *pcim, ot_buffer *out);
} FILES[] = {{"data/series.csv", ot_pcim_write_series},
             {"data/baseline.csv", ot_pcim_write_baseline},
             {"model.cfg", ot_pcim_write_config}}; /* last: with it the model is there */
enum { N_FILES = sizeof FILES / sizeof *FILES };

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the model", "内存不足，无法读取模型");
}

static ot_status check_folder(const char *folder, ot_error *err) {
    const char *name[N_FILES];
    for (size_t i = 0; i < N_FILES; i++)
        name[i] = FILES[i].name;
    return ot_import_check_folder(folder, name, N_FILES, ot_pcim_mark, err);
}

static ot_status read_json(const char *path, char **text, size_t *n, ot_error *err) {
    char *json = NULL;
    ot_status status = ot_file_read(path, MOST_FILE, text, n, err);
    if (status || !ot_is_gzip(*text, *n)) return status;
    status = ot_gunzip(*text, *n, OT_PCIM_MOST_BYTES, &json, n, err);
    if (status) {
        ot_error_locate(err, path, 0, 0);
        return status;
    }
    free(*text);
    *text = json;
    return OT_OK;
}

/* A model file that outturn would not read is not written. */
static ot_status check_config(const char *path, const ot_buffer *text, ot_error *err) {
    ot_spec *spec = NULL;
    const ot_status status =
        ot_spec_parse("model.cfg", text->data, text->length, NULL, 0, NULL, &spec, err);
    ot_spec_free(spec);
    if (status != OT_ERR_INPUT || !err) return status;
    const ot_error said = *err;
    (void)ot_fail(err, status, "the model file made of it cannot be read: %s%.0s",
                  "由它生成的模型文件无法读取：%.0s%s", said.text[OT_LANGUAGE_EN],
                  said.text[OT_LANGUAGE_ZH]);
    ot_error_locate(err, path, 0, 0);
    return status;
}

static ot_status write_files(const ot_pcim *pcim, const char *folder, ot_error *err) {
    ot_buffer text[N_FILES] = {{0}};
    ot_new_file file[N_FILES];
    ot_status status = OT_OK;
    for (size_t i = 0; !status && i < N_FILES; i++) {
        FILES[i].write(pcim, &text[i]);
        if (text[i].failed) status = no_memory(err);
    }
    if (!status) status = check_config(pcim->path, &text[N_FILES - 1], err);
    for (size_t i = 0; i < N_FILES; i++)
        file[i] = (ot_new_file){FILES[i].name, text[i].data, text[i].length};
    if (!status) status = ot_files_write(folder, file, N_FILES, err);
    for (size_t i = 0; i < N_FILES; i++)
        ot_buffer_clear(&text[i]);
    return status;
}

ot_status ot_import_pcim(const char *path, const char *folder, ot_notes *notes,
                         ot_import_summary *summary, ot_error *err) {
    char *json = NULL;
    size_t n = 0;
    ot_pcim *pcim = NULL;
    ot_status status = read_json(path, &json, &n, err);
    if (!status) status = ot_pcim_read(path, json, n, notes, &pcim, err);
    if (!status) status = check_folder(folder, err);
    if (!status) status = write_files(pcim, folder, err);
    if (!status) *summary = ot_pcim_summary(pcim);
    ot_pcim_free(pcim);
    free(json);
    return status;
}
