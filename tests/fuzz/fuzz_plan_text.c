/* Fuzz target: any UTF-8 bytes as a plan document. What is made of it must be tables that the
 * plan's reader takes, each row with its line and quotation. Seeds: tests/fuzz/corpus/plan_text. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "data/encoding.h"
#include "data/plan.h"
#include "import/plan_names.h"
#include "import/plan_reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(int condition) {
    if (!condition) abort();
}

static void check_table(const ot_buffer *text, size_t n_lines) {
    ot_error err;
    ot_plan *plan = NULL;
    demand(ot_plan_parse("t.csv", text->data, text->length, NULL, &plan, &err) == OT_OK);
    for (size_t i = 0; i < ot_plan_count(plan); i++) {
        const ot_statement *s = ot_plan_at(plan, i);
        demand(s->place.line > 0 && (size_t)s->place.line <= n_lines && *s->place.quote);
    }
    ot_plan_free(plan);
}

static void check(const ot_plan_reading *r) {
    ot_buffer rows = {0}, claims = {0}, unread = {0};
    ot_plan_write_indicators(r, &rows);
    ot_plan_write_statements(r, &claims);
    ot_plan_write_unread(r, &unread);
    demand(!rows.failed && !claims.failed && !unread.failed);
    check_table(&rows, r->n_lines);
    check_table(&claims, r->n_lines);
    ot_buffer_clear(&rows);
    ot_buffer_clear(&claims);
    ot_buffer_clear(&unread);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ot_error err;
    char *text = NULL;
    size_t n = 0;
    ot_plan_names *names = NULL;
    ot_plan_reading *reading = NULL;
    if (ot_encoding_decode("f.txt", (const char *)data, size, NULL, &text, &n, &err)) return 0;
    if (ot_plan_names_new(NULL, NULL, &names, &err) == OT_OK) {
        const ot_status status = ot_plan_reading_new("f.txt", text, n, names, NULL, &reading, &err);
        if (status)
            demand(status == OT_ERR_INPUT && *err.text[OT_LANGUAGE_ZH]);
        else
            check(reading);
    }
    ot_plan_reading_free(reading);
    ot_plan_names_free(names);
    free(text);
    return 0;
}
