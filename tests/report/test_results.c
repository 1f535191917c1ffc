/* Tests of ot_results_write: five files that appear together, named by their content. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/sha256.h"
#include "chain.h"
#include "failing_alloc.h"
#include "outturn/document.h"
#include "outturn/publish.h"
#include "report/results.h"
#include "scratch.h"

static const char MODEL[] = "model: { id = \"m\"; first_year = 2023; last_year = 2023; };\n"
                            "run: { draws = 64; seed = 5; };\n"
                            "drivers: { g: { unit = \"percent\"; value = 5.0;"
                            " law = { family = \"normal\"; scale = 2.0; }; }; };\n"
                            "indicators: { x: { unit = \"CNY_100M\"; equation = \"pch(x) = g\";"
                            " start = { year = 2022; value = 100.0; }; }; };\n";

static const char *const FILES[] = {"results.json",  "bands.csv",    "targets.csv",
                                    "estimates.csv", "unjudged.csv", "manifest.json"};
enum { N_FILES = 6 };

typedef struct made {
    chain s;
    ot_projection *projection;
    ot_parts parts;
    char folder[64], receipt[OT_RECEIPT_SIZE];
} made;

static void open_made(made *m) {
    ot_error err;
    memset(m, 0, sizeof *m);
    chain_open(&m->s, MODEL);
    const ot_run_options options = ot_projection_options(m->s.model);
    if (ot_projection_new(m->s.model, (const ot_case *const *)m->s.c, m->s.n, &options, m->s.notes,
                          &m->projection, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    m->parts = (ot_parts){.spec = m->s.spec,
                          .table = m->s.table,
                          .model = m->s.model,
                          .fit = m->s.fit,
                          .projection = m->projection,
                          .notes = m->s.notes};
    scratch_name(m->folder, sizeof m->folder, "results");
    assert_non_null(mkdtemp(m->folder));
}

static const char *path_of(const made *m, const char *name) {
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", m->folder, name);
    return path;
}

static void close_made(made *m) {
    for (size_t i = 0; i < N_FILES; i++)
        (void)unlink(path_of(m, FILES[i]));
    assert_int_equal(rmdir(m->folder), 0); /* nothing else was left there */
    ot_projection_free(m->projection);
    chain_close(&m->s);
}

static char *content(const made *m, const char *name, size_t *n) {
    char *data = NULL;
    assert_int_equal(ot_file_read(path_of(m, name), 1u << 24, &data, n, NULL), OT_OK);
    return data;
}

static void the_manifest_names_every_file_by_its_content(void **state) {
    (void)state;
    made m;
    open_made(&m);
    assert_int_equal(ot_results_write(&m.parts, OT_LANGUAGE_EN, m.folder, m.receipt, NULL), OT_OK);
    size_t n = 0;
    char *manifest = content(&m, "manifest.json", &n);
    for (size_t i = 0; i + 1 < N_FILES; i++) {
        char hash[OT_SHA256_TEXT];
        char *data = content(&m, FILES[i], &n);
        ot_sha256(data, n, hash);
        assert_non_null(strstr(manifest, hash));
        assert_non_null(strstr(manifest, FILES[i]));
        if (i == 0) assert_memory_equal(m.receipt, hash, strlen(m.receipt)); /* of results.json */
        free(data);
    }
    assert_non_null(strstr(manifest, "\"schema\": \"outturn.manifest/1\""));
    assert_non_null(strstr(manifest, "\"path\": \"chain.cfg\""));
    assert_int_equal(strlen(m.receipt), OT_RECEIPT_SIZE - 1);
    free(manifest);
    close_made(&m);
}

static void the_same_run_writes_the_same_bytes(void **state) {
    (void)state;
    made m;
    open_made(&m);
    assert_int_equal(ot_results_write(&m.parts, OT_LANGUAGE_ZH, m.folder, m.receipt, NULL), OT_OK);
    size_t n = 0, again = 0;
    char *first = content(&m, "manifest.json", &n);
    assert_int_equal(ot_results_write(&m.parts, OT_LANGUAGE_ZH, m.folder, m.receipt, NULL), OT_OK);
    char *second = content(&m, "manifest.json", &again);
    assert_int_equal(n, again);
    assert_memory_equal(first, second, n);
    free(first);
    free(second);
    close_made(&m);
}

static void a_failed_allocation_leaves_the_old_files_whole(void **state) {
    (void)state;
    made m;
    open_made(&m);
    assert_int_equal(ot_results_write(&m.parts, OT_LANGUAGE_EN, m.folder, m.receipt, NULL), OT_OK);
    size_t n = 0, again = 0;
    char *before = content(&m, "manifest.json", &n);
    m.parts.first_year = m.parts.last_year = 2023; /* the same bytes are expected */
    ot_status status = OT_ERR_NOMEM;
    for (int k = 0; status; k++) {
        fail_allocation(k);
        status = ot_results_write(&m.parts, OT_LANGUAGE_EN, m.folder, m.receipt, NULL);
        fail_allocation(-1);
        assert_true(status == OT_OK || status == OT_ERR_NOMEM);
        char *after = content(&m, "manifest.json", &again);
        assert_int_equal(n, again);
        assert_memory_equal(before, after, n);
        free(after);
    }
    free(before);
    close_made(&m);
}

static void a_folder_that_cannot_be_made_is_an_error_of_files(void **state) {
    (void)state;
    made m;
    ot_error err;
    open_made(&m);
    assert_int_equal(ot_results_write(&m.parts, OT_LANGUAGE_EN, "/dev/null/below", m.receipt, &err),
                     OT_ERR_IO);
    close_made(&m);
}

static void a_report_has_the_receipt_of_the_run(void **state) {
    (void)state;
    made m;
    ot_error err;
    ot_projection *other = NULL;
    char receipt[OT_RECEIPT_SIZE];
    open_made(&m);
    assert_int_equal(ot_results_write(&m.parts, OT_LANGUAGE_ZH, m.folder, m.receipt, NULL), OT_OK);
    ot_run_options options = ot_projection_options(m.s.model);
    options.quantile = ot_publish_quantiles(&options.n_quantiles); /* of charts: no results */
    assert_true(options.n_quantiles > 0);
    if (ot_projection_new(m.s.model, (const ot_case *const *)m.s.c, m.s.n, &options, NULL, &other,
                          &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    ot_parts parts = m.parts;
    parts.projection = other;
    assert_int_equal(ot_results_receipt(&parts, receipt, NULL), OT_OK);
    assert_string_equal(receipt, m.receipt);
    ot_projection_free(other);
    close_made(&m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_manifest_names_every_file_by_its_content),
        cmocka_unit_test(the_same_run_writes_the_same_bytes),
        cmocka_unit_test(a_failed_allocation_leaves_the_old_files_whole),
        cmocka_unit_test(a_folder_that_cannot_be_made_is_an_error_of_files),
        cmocka_unit_test(a_report_has_the_receipt_of_the_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
