/* reference.h -- numbers that nobody here wrote, in a folder beside the repository
 *
 * OUTTURN_REFERENCE names the folder; ../shared/reference from the project's root when it is not
 * set. Tests say that they are skipped when a file is missing. */
#ifndef REFERENCE_H
#define REFERENCE_H

#include <stddef.h>

enum { REFERENCE_PATH = 4096 };

/* The path of a file of the folder; skips the present test when it cannot be read. */
void reference_path(const char *name, char path[REFERENCE_PATH]);

/* One row of klein/expected.csv. */
typedef struct expected_row {
    char test[64], item[64];
    int year; /* 0: none */
    double value;
} expected_row;

/* The rows of one of its tests; asserted to be there. Returns their number. */
size_t reference_klein(const char *test, expected_row *row, size_t most);

#endif
