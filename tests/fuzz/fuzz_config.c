/* The byte lint and the reader of model files. An input may begin with a line "--set PATH=VALUE".
 * Every refusal must have a sentence in both languages, and libconfig may never read a text
 * otherwise than the lint does. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "outturn/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One that the lint let through and libconfig did not. */
static int is_disagreement(const char *sentence) {
    return strncmp(sentence, "libconfig: ", 11) == 0 ||
           strncmp(sentence, "libconfig reads ", 16) == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char head[] = "--set ";
    const size_t n_head = sizeof head - 1;
    const char *text = (const char *)data;
    char *set = NULL;
    ot_spec *spec = NULL;
    ot_notes *notes = NULL;
    ot_error err;
    const char *end =
        size > n_head && memcmp(text, head, n_head) == 0 ? memchr(text, '\n', size) : NULL;
    if (end) {
        const size_t n = (size_t)(end - text) - n_head;
        set = calloc(n + 1, 1);
        if (!set) return 0;
        memcpy(set, text + n_head, n);
        size -= (size_t)(end + 1 - text);
        text = end + 1;
    }
    const char *sets[] = {set};
    if (ot_notes_new(&notes, &err) == OT_OK) {
        const ot_status status =
            ot_spec_parse("model.cfg", text, size, sets, set != NULL, notes, &spec, &err);
        if (status == OT_OK && !spec) abort();
        if (status && (status != err.status || !err.text[0][0] || !err.text[1][0])) abort();
        if (status && is_disagreement(err.text[OT_LANGUAGE_EN])) abort();
    }
    ot_spec_free(spec);
    ot_notes_free(notes);
    free(set);
    return 0;
}
