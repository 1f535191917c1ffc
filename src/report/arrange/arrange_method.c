/* How the numbers were made, and what is needed to make the same ones again. */
#include <inttypes.h>
#include <string.h>

#include "report/arrange/arrange.h"
#include "report/results.h"
#include "report/words/words.h"

enum { SHA_WIDTH = 64 };

static void put_fact(ot_document *d, ot_grid *grid, ot_message name, const char *value) {
    if (!value || !*value) return;
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, ot_word(d, name));
    ot_grid_text(d, grid, value);
}

static const char *say_sets(ot_document *d, const ot_parts *parts) {
    ot_buffer out = {0};
    for (size_t i = 0; i < parts->n_sets; i++) {
        if (i > 0) ot_buffer_text(&out, "; ");
        ot_buffer_text(&out, parts->set[i]);
    }
    return ot_document_take(d, &out);
}

/* What it is, and behind it the word that one types. */
static const char *say_sampling(ot_document *d, ot_sampling sampling) {
#define OT_ROW(name, word, english, chinese) {english, chinese},
    static const char *const TEXT[][OT_N_LANGUAGES] = {OT_SAMPLING_LIST(OT_ROW)};
#undef OT_ROW
    return ot_say2(d, OT_SAY_METHOD_NAMED, TEXT[sampling][d->language], ot_sampling_word(sampling));
}

static const char *say_executor(ot_document *d, const char *name) {
    const ot_executor_info *info;
    for (size_t i = 0; (info = ot_executor_at(i)) != NULL; i++)
        if (strcmp(info->name, name) == 0)
            return ot_say2(d, OT_SAY_METHOD_NAMED, info->text[d->language], name);
    return name;
}

static void arrange_facts(ot_document *d, const ot_parts *parts) {
    const ot_projection *p = parts->projection;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_METHOD_FACTS);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_METHOD_WHAT));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_METHOD_VALUE));
    ot_grid_wrap(grid, SHA_WIDTH);
    put_fact(d, grid, OT_SAY_METHOD_MODEL, parts->spec->id);
    put_fact(d, grid, OT_SAY_METHOD_YEARS, ot_say_years(d, p->first_year, p->last_year));
    put_fact(d, grid, OT_SAY_METHOD_DRAWS, ot_document_format(d, "%" PRIu64, p->draws));
    put_fact(d, grid, OT_SAY_METHOD_SEED, ot_document_format(d, "%" PRIu64, p->seed));
    put_fact(d, grid, OT_SAY_METHOD_SAMPLING, say_sampling(d, p->sampling));
    put_fact(d, grid, OT_SAY_METHOD_EXECUTOR, say_executor(d, p->executor));
    put_fact(d, grid, OT_SAY_METHOD_VERSION, "outturn " OUTTURN_VERSION);
    put_fact(d, grid, OT_SAY_METHOD_SETS, say_sets(d, parts));
    put_fact(d, grid, OT_SAY_METHOD_RECEIPT, parts->receipt);
    ot_arrange_sampling(d, p->sampling);
    if (parts->receipt) ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_RECEIPT, parts->receipt);
}

static const char *say_role(const ot_document *d, const char *role) {
    static const struct {
        const char *role;
        ot_message say;
    } ROLE[] = {{"model", OT_SAY_METHOD_MODEL_FILE},
                {"correlations", OT_SAY_METHOD_CORRELATIONS},
                {"trained", OT_SAY_METHOD_TRAINED},
                {"data", OT_SAY_METHOD_DATA},
                {"plan", OT_SAY_METHOD_PLAN}};
    for (size_t i = 0; i < sizeof ROLE / sizeof *ROLE; i++)
        if (strcmp(ROLE[i].role, role) == 0) return ot_word(d, ROLE[i].say);
    return role;
}

static void arrange_inputs(ot_document *d, const ot_parts *parts) {
    const char *role = "";
    const ot_input *input;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_METHOD_INPUTS);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_METHOD_ROLE));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_METHOD_FILE));
    ot_grid_names(grid);
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_METHOD_BYTES));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, "SHA-256");
    ot_grid_wrap(grid, SHA_WIDTH);
    for (size_t i = 0; (input = ot_parts_input(parts, i, &role)) != NULL; i++) {
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, say_role(d, role));
        ot_grid_text(d, grid, input->path);
        ot_grid_number(d, grid, (double)input->size, 0);
        ot_grid_text(d, grid, input->sha256);
    }
}

void ot_arrange_method(ot_document *d, const ot_parts *parts) {
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_METHOD_ESTIMATION);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_METHOD_SIMULATION, parts->projection->draws);
    arrange_facts(d, parts);
    arrange_inputs(d, parts);
    ot_arrange_notes(d, parts->notes);
}
