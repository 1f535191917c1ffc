#include "m3.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "reference.h"

size_t m3_load(m3_series *series) {
    char path[REFERENCE_PATH], line[256], before[32] = "", id[32], set[16];
    int year, t;
    double value;
    size_t n = 0, at = 0;
    reference_path("m3/m3_yearly.csv", path);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        if (sscanf(line, "%31[^,],%*[^,],%d,%d,%lf,%15s", id, &year, &t, &value, set) != 5)
            continue;
        if (strcmp(id, before) != 0) {
            assert_true(n < M3_MOST);
            series[n++].n = 0;
            at = 0;
            strcpy(before, id);
        }
        assert_true(at < M3_YEARS);
        series[n - 1].value[at++] = value;
        if (strncmp(set, "train", 5) == 0) series[n - 1].n = at;
    }
    fclose(file);
    return n;
}

static size_t column_of(char *header, const char *name) {
    size_t k = 0;
    for (char *cell = strtok(header, ",\r\n"); cell; cell = strtok(NULL, ",\r\n"), k++)
        if (strcmp(cell, name) == 0) return k;
    fail_msg("no column %s", name);
    return 0;
}

double m3_peer(const char *file, const char *method, const char *column) {
    char path[REFERENCE_PATH], name[64], line[512];
    snprintf(name, sizeof name, "m3/%s", file);
    reference_path(name, path);
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    assert_non_null(fgets(line, sizeof line, in));
    const size_t k = column_of(line, column), length = strlen(method);
    double value = 0.0;
    int found = 0;
    while (!found && fgets(line, sizeof line, in)) {
        if (strncmp(line, method, length) != 0 || line[length] != ',') continue;
        const char *cell = line;
        for (size_t i = 0; i < k; i++)
            cell = strchr(cell, ',') + 1;
        value = strtod(cell, NULL);
        found = 1;
    }
    fclose(in);
    assert_true(found);
    return value;
}
