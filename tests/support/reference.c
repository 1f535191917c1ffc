#include "reference.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

void reference_path(const char *name, char path[REFERENCE_PATH]) {
    const char *folder = getenv("OUTTURN_REFERENCE");
    snprintf(path, REFERENCE_PATH, "%s/%s", folder ? folder : "../shared/reference", name);
    if (access(path, R_OK) == 0) return;
    print_message("skipped: there is no %s (see OUTTURN_REFERENCE)\n", path);
    skip();
}

static int read_row(char *line, expected_row *row) {
    char *item = strchr(line, ','), *year = item ? strchr(item + 1, ',') : NULL;
    char *value = year ? strchr(year + 1, ',') : NULL;
    if (!value) return 0;
    *item++ = *year++ = *value++ = '\0';
    snprintf(row->test, sizeof row->test, "%.63s", line);
    snprintf(row->item, sizeof row->item, "%.63s", item);
    row->year = atoi(year);
    row->value = strtod(value, NULL);
    return 1;
}

size_t reference_klein(const char *test, expected_row *row, size_t most) {
    char path[REFERENCE_PATH], line[256];
    reference_path("klein/expected.csv", path);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t n = 0;
    expected_row now;
    while (fgets(line, sizeof line, file)) {
        if (!read_row(line, &now) || strcmp(now.test, test) != 0) continue;
        assert_true(n < most);
        row[n++] = now;
    }
    fclose(file);
    assert_true(n > 0);
    return n;
}
