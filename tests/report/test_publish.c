/* Tests of ot_publish and ot_export_write: every status, and all files or none. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "assess/review/review.h"
#include "base/file.h"
#include "chain.h"
#include "failing_alloc.h"
#include "outturn/export.h"
#include "outturn/publish.h"
#include "report/results.h"
#include "scratch.h"

static const char MODEL[] = "model: { id = \"m\"; first_year = 2023; last_year = 2023; };\n"
                            "run: { draws = 64; seed = 5; };\n"
                            "drivers: { g: { unit = \"percent\"; value = 5.0;"
                            " law = { family = \"normal\"; scale = 2.0; }; }; };\n"
                            "indicators: { x: { unit = \"CNY_100M\"; equation = \"pch(x) = g\";"
                            " start = { year = 2022; value = 100.0; }; }; };\n"
                            "targets: ( { indicator = \"x\"; year = 2023; at_least = 104.0; } );\n";

typedef struct made {
    chain s;
    ot_review *review;
    ot_parts parts;
    char folder[64];
} made;

static void open_model(made *m, const char *text) {
    ot_error err;
    memset(m, 0, sizeof *m);
    chain_open(&m->s, text);
    const ot_run_options run = ot_projection_options(m->s.model);
    const ot_review_options options = ot_review_options_default();
    if (ot_review_new(m->s.model, (const ot_case *const *)m->s.c, m->s.n, &run, &options,
                      m->s.notes, &m->review, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    m->parts = (ot_parts){.spec = m->s.spec,
                          .table = m->s.table,
                          .model = m->s.model,
                          .fit = m->s.fit,
                          .projection = ot_review_projection(m->review),
                          .review = m->review,
                          .notes = m->s.notes};
    scratch_name(m->folder, sizeof m->folder, "publish");
    assert_non_null(mkdtemp(m->folder));
}

static const char *path_of(const made *m, const char *name) {
    static char path[512];
    snprintf(path, sizeof path, "%s/%s", m->folder, name);
    return path;
}

/* Files of a folder below the scratch folder; with `takes_away` they are gone afterwards. */
static size_t walk(const char *folder, int takes_away) {
    size_t n = 0;
    DIR *d = opendir(folder);
    for (struct dirent *e; d && (e = readdir(d));) {
        char path[600];
        struct stat st;
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0) continue;
        snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        assert_int_equal(lstat(path, &st), 0);
        if (S_ISDIR(st.st_mode))
            n += walk(path, takes_away);
        else
            n++;
        if (takes_away) assert_int_equal(remove(path), 0);
    }
    if (d) closedir(d);
    return n;
}

static void close_model(made *m) {
    (void)walk(m->folder, 1);
    assert_int_equal(rmdir(m->folder), 0);
    ot_review_free(m->review);
    chain_close(&m->s);
}

static const ot_language BOTH[] = {OT_LANGUAGE_ZH, OT_LANGUAGE_EN};

static ot_publish_options options_for(const char *folder) {
    ot_publish_options o = {.language = BOTH, .n_languages = 2, .folder = folder};
    o.wants[OT_OUTLET_HTML] = o.wants[OT_OUTLET_MARKDOWN] = o.wants[OT_OUTLET_SVG] = 1;
    return o;
}

static void each_outlet_writes_its_files_in_each_language(void **state) {
    (void)state;
    made m;
    open_model(&m, MODEL);
    const ot_publish_options o = options_for(m.folder);
    assert_int_equal(ot_publish(&m.parts, &o, NULL), OT_OK);
    static const char *const NAME[] = {"report.html", "report.zh.md", "report.en.md",
                                       "charts/fan-x.zh.svg", "charts/fan-x.en.svg"};
    for (size_t i = 0; i < sizeof NAME / sizeof *NAME; i++)
        assert_int_equal(access(path_of(&m, NAME[i]), R_OK), 0);
    close_model(&m);
}

static ot_status convert(void *state, ot_outlet outlet, const char *svg, size_t n,
                         const ot_writer *writer, ot_error *err) {
    size_t *calls = state;
    (void)outlet;
    ++*calls;
    if (*calls > 2) return ot_fail(err, OT_ERR_USAGE, "no more", "没有了");
    return writer->write(writer->state, svg, n < 8 ? n : 8) ? OT_ERR_IO : OT_OK;
}

static void what_an_outlet_lacks_is_told_and_the_others_are_written(void **state) {
    (void)state;
    made m;
    ot_error err;
    open_model(&m, MODEL);
    ot_publish_options o = options_for(m.folder);
    o.wants[OT_OUTLET_PDF] = 1;
    assert_int_equal(ot_publish(&m.parts, &o, &err), OT_ERR_USAGE);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "no pictures"));
    assert_int_equal(access(path_of(&m, "report.html"), R_OK), 0);
    assert_int_not_equal(access(path_of(&m, "charts/fan-x.zh.pdf"), R_OK), 0);

    size_t calls = 0;
    o.convert = convert;
    o.convert_state = &calls;
    assert_int_equal(ot_publish(&m.parts, &o, &err), OT_ERR_USAGE);
    assert_string_equal(err.text[OT_LANGUAGE_EN], "no more");
    assert_int_equal(calls, 3); /* the first failure ends the asking */
    close_model(&m);
}

static void what_cannot_be_written_leaves_the_old_files_whole(void **state) {
    (void)state;
    made m;
    size_t n[2] = {0};
    char *text[2] = {NULL};
    open_model(&m, MODEL);
    ot_publish_options o = options_for(m.folder);
    o.wants[OT_OUTLET_SVG] = 0;
    assert_int_equal(ot_publish(&m.parts, &o, NULL), OT_OK);
    assert_int_equal(ot_file_read(path_of(&m, "report.html"), 1u << 24, &text[0], &n[0], NULL),
                     OT_OK);
    /* A file stands where the folder of the charts would be. */
    FILE *file = fopen(path_of(&m, "charts"), "w");
    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
    o.wants[OT_OUTLET_SVG] = 1;
    o.n_languages = 1;
    assert_int_equal(ot_publish(&m.parts, &o, NULL), OT_ERR_IO);
    assert_int_equal(ot_file_read(path_of(&m, "report.html"), 1u << 24, &text[1], &n[1], NULL),
                     OT_OK);
    assert_int_equal(n[0], n[1]);
    assert_memory_equal(text[0], text[1], n[0]);
    assert_int_equal(walk(m.folder, 0), 4); /* the page, two texts, the file in the way */
    free(text[0]);
    free(text[1]);
    close_model(&m);
}

/* --- exports --- */

static void each_format_writes_its_files(void **state) {
    (void)state;
    static const size_t N_FILES[OT_N_EXCHANGES] = {1, 1, 1, 3};
    for (int k = 0; k < OT_N_EXCHANGES; k++) {
        made m;
        open_model(&m, MODEL);
        assert_int_equal(ot_exchange_find(ot_exchange_word((ot_exchange)k)), k);
        assert_int_equal(ot_export_write(&m.parts, (ot_exchange)k, NULL, m.folder, NULL), OT_OK);
        assert_int_equal(walk(m.folder, 0), N_FILES[k]);
        close_model(&m);
    }
    assert_int_equal(ot_exchange_find("parquet"), OT_N_EXCHANGES);
}

static void a_finished_run_gives_the_same_bytes_and_another_is_refused(void **state) {
    (void)state;
    made m, other;
    char receipt[OT_RECEIPT_SIZE], run[100], to[2][100];
    char *text[2] = {NULL};
    size_t n[2] = {0};
    ot_error err;
    open_model(&m, MODEL);
    snprintf(run, sizeof run, "%s/run", m.folder);
    assert_int_equal(mkdir(run, 0700), 0);
    assert_int_equal(ot_results_write(&m.parts, OT_LANGUAGE_EN, run, receipt, NULL), OT_OK);
    for (int k = 0; k < 2; k++) {
        char path[120];
        snprintf(to[k], sizeof to[k], "%s/%d", m.folder, k);
        assert_int_equal(ot_export_write(&m.parts, OT_EXCHANGE_IAMC, k ? run : NULL, to[k], NULL),
                         OT_OK);
        snprintf(path, sizeof path, "%s/iamc.csv", to[k]);
        assert_int_equal(ot_file_read(path, 1u << 24, &text[k], &n[k], NULL), OT_OK);
    }
    assert_int_equal(n[0], n[1]);
    assert_memory_equal(text[0], text[1], n[0]);
    free(text[0]);
    free(text[1]);

    open_model(&other, "model: { id = \"o\"; first_year = 2023; last_year = 2023; };\n"
                       "indicators: { x: { unit = \"CNY_100M\"; equation = \"x = x(-1)\";"
                       " start = { year = 2022; value = 100.0; }; }; };\n");
    assert_int_equal(ot_export_write(&other.parts, OT_EXCHANGE_IAMC, run, other.folder, &err),
                     OT_ERR_INPUT);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "another model file"));
    assert_int_equal(walk(other.folder, 0), 0);
    close_model(&other);
    close_model(&m);
}

static void an_export_that_cannot_be_read_or_written_leaves_nothing(void **state) {
    (void)state;
    made m;
    char way[100];
    open_model(&m, MODEL);
    assert_int_equal(
        ot_export_write(&m.parts, OT_EXCHANGE_SDMX, path_of(&m, "none"), m.folder, NULL),
        OT_ERR_IO);
    snprintf(way, sizeof way, "%s/way", m.folder);
    FILE *file = fopen(way, "w");
    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
    strcat(way, "/below");
    assert_int_equal(ot_export_write(&m.parts, OT_EXCHANGE_PACKAGE, NULL, way, NULL), OT_ERR_IO);
    assert_int_equal(walk(m.folder, 0), 1);
    close_model(&m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_outlet_writes_its_files_in_each_language),
        cmocka_unit_test(what_an_outlet_lacks_is_told_and_the_others_are_written),
        cmocka_unit_test(what_cannot_be_written_leaves_the_old_files_whole),
        cmocka_unit_test(each_format_writes_its_files),
        cmocka_unit_test(a_finished_run_gives_the_same_bytes_and_another_is_refused),
        cmocka_unit_test(an_export_that_cannot_be_read_or_written_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
