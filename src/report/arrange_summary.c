/* What stands first: of what the report is, and how many targets have which verdict. */
#include "report/arrange.h"
#include "report/review_words.h"
#include "report/words.h"

static const char *word(const ot_document *d, ot_message message) {
    return ot_message_text(message, d->language);
}

static int has(const ot_parts *parts, size_t j, ot_review_verdict verdict) {
    return ot_review_shows(parts, j) && parts->review->c[0].target[j].verdict == verdict;
}

static size_t count(const ot_parts *parts, ot_review_verdict verdict) {
    size_t n = 0;
    for (size_t j = 0; j < parts->review->projection->n_targets; j++)
        n += has(parts, j, verdict) != 0;
    return n;
}

static const char *say_which(ot_document *d, const ot_parts *parts, ot_review_verdict verdict) {
    const ot_projection *p = parts->review->projection;
    ot_buffer out = {0};
    for (size_t j = 0; j < p->n_targets; j++) {
        if (!has(parts, j, verdict)) continue;
        if (out.length > 0) ot_buffer_text(&out, word(d, OT_SAY_PAGE_BETWEEN));
        ot_buffer_text(&out, ot_say2(d, OT_SAY_REVIEW_DATED, ot_review_target_name(d, p, j),
                                     ot_say_target_year(d, ot_review_target_at(p, j))));
    }
    return ot_document_take(d, &out);
}

void ot_arrange_summary(ot_document *d, const ot_parts *parts) {
    const ot_projection *p = parts->review->projection;
    const char *description = parts->spec->description.text[d->language];
    ot_grid *grid = NULL;
    if (description && *description) ot_document_text(d, OT_ELEMENT_PARAGRAPH, description);
    for (int v = 0; v < OT_N_REVIEW_VERDICTS; v++) {
        const ot_review_verdict verdict = (ot_review_verdict)v;
        if (count(parts, verdict) == 0) continue;
        if (!grid) {
            grid = ot_document_grid(d, NULL, 0);
            ot_grid_caption(grid, ot_say2(d, OT_SAY_PAGE_VERDICTS,
                                          ot_say_scenario(d, p->model, p->c[0].scenario), ""));
            ot_grid_column(d, grid, OT_COLUMN_TEXT, word(d, OT_SAY_REVIEW_VERDICT));
            ot_grid_column(d, grid, OT_COLUMN_NUMBER, word(d, OT_SAY_N_TARGETS));
            ot_grid_column(d, grid, OT_COLUMN_TEXT, word(d, OT_SAY_PAGE_WHICH));
            ot_grid_wrap(grid, OT_MOST_WIDTH);
        }
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, ot_say_review_verdict(d, verdict));
        ot_grid_tone(grid, ot_review_tone(verdict));
        ot_grid_number(d, grid, (double)count(parts, verdict), 0);
        ot_grid_text(d, grid, say_which(d, parts, verdict));
    }
}
