/* Faulty models are data: tests/invalid/<case>/model.cfg, and what is said of it in `expected`,
 * English and Chinese. A case that the model file's reader lets through is for a later layer. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "outturn/config.h"

enum { MOST_SETS = 8, AT_LEAST = 60 };

static char *read_text(const char *path) {
    FILE *file = fopen(path, "rb");
    static char text[4096];
    if (!file) return NULL;
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

/* The values of --set in the file `args`, one argument a line. */
static size_t read_sets(const char **set) {
    char *args = read_text("args");
    size_t n = 0;
    static char copy[4096];
    if (!args) return 0;
    strcpy(copy, args);
    for (char *line = strtok(copy, "\n"); line && n < MOST_SETS; line = strtok(NULL, "\n"))
        if (strcmp(line, "--set") != 0) set[n++] = line;
    return n;
}

static void say(const ot_error *err, int language, char *text, size_t size) {
    char place[64] = "";
    if (err->line > 0) snprintf(place, sizeof place, ":%d:%d", err->line, err->column);
    if (err->line > 0 && err->column == 0) snprintf(place, sizeof place, ":%d", err->line);
    snprintf(text, size, "%s%s: %s\n", err->file, place, err->text[language]);
}

/* 1: caught as expected, 0: let through, -1: something else is said. */
static int try_case(const char *name) {
    const char *set[MOST_SETS];
    char en[2048], zh[2048];
    ot_spec *spec = NULL;
    ot_error err = {0};
    const size_t n = read_sets(set);
    const ot_status status = ot_spec_load("model.cfg", set, n, NULL, &spec, &err);
    ot_spec_free(spec);
    if (status == OT_OK) return 0;
    say(&err, OT_LANGUAGE_EN, en, sizeof en);
    say(&err, OT_LANGUAGE_ZH, zh, sizeof zh);
    const char *code = read_text("status");
    const int wanted = code ? atoi(code) : 3;
    const char *expected = read_text("expected");
    if (!expected) expected = "";
    const size_t split = strlen(en);
    if (strncmp(expected, en, split) == 0 && strcmp(expected + split, zh) == 0 &&
        ot_status_exit_code(status) == wanted)
        return 1;
    print_error("%s: exit status %d, %d expected\n--- expected\n%s+++ said\n%s%s", name,
                ot_status_exit_code(status), wanted, expected, en, zh);
    return -1;
}

static void every_faulty_model_is_told_its_fault_and_place(void **state) {
    int caught = 0, wrong = 0, later = 0;
    (void)state;
    DIR *folder = opendir("tests/invalid");
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        char path[512];
        snprintf(path, sizeof path, "tests/invalid/%s", entry->d_name);
        if (entry->d_name[0] == '.' || chdir(path) != 0) continue;
        if (access("model.cfg", F_OK) == 0) {
            const int result = try_case(entry->d_name);
            caught += result == 1;
            wrong += result == -1;
            later += result == 0;
        }
        assert_int_equal(0, chdir("../../.."));
    }
    closedir(folder);
    print_message("%d caught, %d wrong, %d for later layers\n", caught, wrong, later);
    assert_int_equal(0, wrong);
    assert_true(caught >= AT_LEAST);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_faulty_model_is_told_its_fault_and_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
