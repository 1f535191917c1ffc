/* Statements that are not judged: counts by reason, the list of them, and the data. */
#include <math.h>
#include <string.h>

#include "report/arrange/arrange.h"
#include "report/words/words.h"

/* The reason of the i-th target or, behind the targets, statement; NULL: it is judged. */
static const char *const *reason_at(const ot_model *m, size_t i) {
    if (i < m->n_targets) return m->target[i].reason[0] ? m->target[i].reason : NULL;
    return m->unjudged[i - m->n_targets].reason;
}

static size_t count_reason(const ot_model *m, const char *english, size_t from) {
    size_t n = 0;
    for (size_t i = from; i < m->n_targets + m->n_unjudged; i++) {
        const char *const *reason = reason_at(m, i);
        n += reason && strcmp(reason[OT_LANGUAGE_EN], english) == 0;
    }
    return n;
}

void ot_arrange_unjudged(ot_document *d, const ot_parts *parts) {
    const ot_model *m = parts->model;
    const size_t n = m->n_targets + m->n_unjudged;
    size_t total = 0;
    for (size_t i = 0; i < n; i++)
        total += reason_at(m, i) != NULL;
    if (total == 0) return;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_UNJUDGED_HEADING, total);
    for (size_t i = 0; i < n; i++) {
        const char *const *reason = reason_at(m, i);
        if (!reason) continue;
        const char *english = reason[OT_LANGUAGE_EN];
        const size_t all = count_reason(m, english, 0);
        if (count_reason(m, english, i) == all) /* its first place */
            ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_UNJUDGED_ITEM, all, reason[d->language]);
    }
    if (parts->folder) ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_UNJUDGED_FILE);
}

const char *ot_say_unjudged(ot_document *d, const ot_model *m, size_t *n) {
    const char *list = NULL;
    *n = 0;
    for (size_t i = 0; i < m->n_targets + m->n_unjudged; i++) {
        const char *const *reason = reason_at(m, i);
        if (!reason) continue;
        const size_t all = count_reason(m, reason[OT_LANGUAGE_EN], 0);
        (*n)++;
        if (count_reason(m, reason[OT_LANGUAGE_EN], i) != all) continue; /* not its first place */
        const char *one =
            ot_document_format(d, ot_word(d, OT_SAY_UNJUDGED_ITEM), all, reason[d->language]);
        list = list ? ot_say2(d, OT_SAY_LISTED_PARTS, list, one) : one;
    }
    return list;
}

typedef struct unjudged_row {
    const char *target, *statement, *indicator, *label, *section, *wording, *role, *reason;
} unjudged_row;

/* The i-th target or, behind the targets, statement. */
static unjudged_row unjudged_at(const ot_document *d, const ot_model *m, size_t i) {
    if (i >= m->n_targets) {
        const ot_unjudged *u = &m->unjudged[i - m->n_targets];
        const ot_statement *s = u->statement;
        return (unjudged_row){"",         s->id,      s->indicator, s->name[d->language],
                              s->section, s->wording, s->role,      u->reason[d->language]};
    }
    const ot_model_target *t = &m->target[i];
    return (unjudged_row){t->id,
                          t->statement ? t->statement->id : "",
                          m->indicator[t->indicator].spec->id,
                          t->label.text[d->language],
                          t->section,
                          t->wording,
                          t->role,
                          t->reason[d->language]};
}

void ot_arrange_unjudged_list(ot_document *d, const ot_parts *parts) {
    static const ot_message HEADING[] = {OT_SAY_ID, OT_SAY_NAME, OT_SAY_SECTION, OT_SAY_WORDING,
                                         OT_SAY_REASON};
    const ot_model *m = parts->model;
    ot_grid *grid = NULL;
    for (size_t i = 0; i < m->n_targets + m->n_unjudged; i++) {
        if (!reason_at(m, i)) continue;
        const unjudged_row r = unjudged_at(d, m, i);
        if (!grid) {
            grid = ot_document_grid(d, NULL, 0);
            for (size_t h = 0; h < sizeof HEADING / sizeof *HEADING; h++)
                ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_message_text(HEADING[h], d->language));
        }
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, *r.target ? r.target : r.statement);
        ot_grid_text(d, grid, r.label);
        ot_grid_text(d, grid, r.section);
        ot_grid_text(d, grid, r.wording);
        ot_grid_text(d, grid, r.reason);
    }
}

void ot_arrange_unjudged_data(ot_document *d, const ot_parts *parts) {
    static const char *const NAMES[] = {"target",  "statement", "indicator", "label",
                                        "section", "wording",   "role",      "reason"};
    const ot_model *m = parts->model;
    ot_grid *grid = ot_document_grid(d, "unjudged", 1);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        ot_grid_column(d, grid, OT_COLUMN_TEXT, NAMES[i]);
    for (size_t i = 0; i < m->n_targets + m->n_unjudged; i++) {
        if (!reason_at(m, i)) continue;
        const unjudged_row r = unjudged_at(d, m, i);
        const char *const cell[] = {r.target,  r.statement, r.indicator, r.label,
                                    r.section, r.wording,   r.role,      r.reason};
        ot_grid_row(d, grid);
        for (size_t k = 0; k < sizeof cell / sizeof *cell; k++)
            ot_grid_text(d, grid, cell[k]);
    }
}

enum { NAME_WIDTH = 40 };

/* The document's own place where the transcription keeps it, else that of the transcription. */
static const char *say_place(ot_document *d, const ot_statement *s) {
    if (!s) return "-";
    const int has_place = *s->place.document && s->place.line > 0;
    const char *file = has_place ? s->place.document : s->file, *slash = strrchr(file, '/');
    return ot_document_format(d, ot_word(d, OT_SAY_UNJUDGED_PLACE), slash ? slash + 1 : file,
                              has_place ? s->place.line : s->line);
}

/* A cell of the table as it is printed, with its unit; of the text the number and its words. */
static const char *say_words(ot_document *d, const ot_statement *s, const char *wording) {
    const char *unit = s->unit[d->language];
    const size_t n = strlen(wording);
    const int is_number = n > 0 && wording[n - 1] >= '0' && wording[n - 1] <= '9';
    if (!isfinite(s->figure.value)) return *wording ? wording : "-";
    if (*s->measure && is_number) return ot_say_amount(d, wording, unit);
    if (*s->measure && *wording) return ot_say2(d, OT_SAY_UNJUDGED_WORDS, wording, unit);
    const char *amount = ot_say_amount(d, ot_say_value(d, s->figure.value), unit);
    return *wording ? ot_say2(d, OT_SAY_UNJUDGED_WORDS, wording, amount) : amount;
}

static const char *say_quotation(ot_document *d, const ot_statement *s, const char *wording) {
    if (!s) return *wording ? wording : "-";
    return *s->place.quote ? s->place.quote : say_words(d, s, wording);
}

/* Numerals of parts in the reader's language; other names as the document has them. */
static const char *say_part(ot_document *d, const char *section) {
    static const char *const NUMERAL[] = {"序", "一", "二", "三", "四",   "五",  "六",
                                          "七", "八", "九", "十", "十一", "十二"};
    if (d->language == OT_LANGUAGE_ZH) return section;
    for (size_t i = 0; i < sizeof NUMERAL / sizeof *NUMERAL; i++)
        if (strcmp(section, NUMERAL[i]) == 0)
            return i == 0 ? "opening" : ot_document_format(d, "part %zu", i);
    return section;
}

static void put_statement(ot_document *d, ot_grid *grid, const ot_model *m, size_t i) {
    const unjudged_row r = unjudged_at(d, m, i);
    const ot_statement *s =
        i < m->n_targets ? m->target[i].statement : m->unjudged[i - m->n_targets].statement;
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, r.label);
    ot_grid_text(d, grid, *r.section ? say_part(d, r.section) : "-");
    ot_grid_text(d, grid, say_place(d, s));
    ot_grid_text(d, grid, say_quotation(d, s, r.wording));
}

static const char *say_role(ot_document *d, const char *role) {
    static const struct {
        const char *name;
        ot_message message;
    } ROLE[] = {{"target", OT_SAY_UNJUDGED_TARGET},
                {"aim", OT_SAY_UNJUDGED_AIM},
                {"firm", OT_SAY_UNJUDGED_FIRM},
                {"project", OT_SAY_UNJUDGED_PROJECT},
                {"programme", OT_SAY_UNJUDGED_PROGRAMME},
                {"description", OT_SAY_UNJUDGED_DESCRIPTION},
                {"fact", OT_SAY_UNJUDGED_FACT}};
    for (size_t i = 0; role && i < sizeof ROLE / sizeof *ROLE; i++)
        if (strcmp(role, ROLE[i].name) == 0) return ot_word(d, ROLE[i].message);
    return role && *role ? role : "-";
}

/* A sheet that is sorted and filtered: what the page has, a statement with its reason in each row.
 */
void ot_arrange_unjudged_sheet(ot_document *d, const ot_parts *parts) {
    static const ot_message HEAD[] = {OT_SAY_NAME,    OT_SAY_SECTION,       OT_SAY_UNJUDGED_LINE,
                                      OT_SAY_WORDING, OT_SAY_UNJUDGED_ROLE, OT_SAY_REASON};
    const ot_model *m = parts->model;
    ot_grid *grid = ot_document_grid(d, "not_judged", 1);
    for (size_t i = 0; i < sizeof HEAD / sizeof *HEAD; i++)
        ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, HEAD[i]));
    for (size_t i = 0; i < m->n_targets + m->n_unjudged; i++) {
        if (!reason_at(m, i)) continue;
        const unjudged_row r = unjudged_at(d, m, i);
        put_statement(d, grid, m, i);
        ot_grid_text(d, grid, say_role(d, r.role));
        ot_grid_text(d, grid, r.reason);
    }
}

static ot_grid *begin_page(ot_document *d) {
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_NAME));
    ot_grid_wrap(grid, NAME_WIDTH);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_SECTION));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_UNJUDGED_LINE));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_WORDING));
    ot_grid_wrap(grid, NAME_WIDTH);
    ot_grid_elsewhere(grid, "not_judged");
    return grid;
}

/* One by one under their reasons. */
void ot_arrange_unjudged_page(ot_document *d, const ot_parts *parts) {
    const ot_model *m = parts->model;
    const size_t n = m->n_targets + m->n_unjudged;
    size_t total = 0;
    if (!ot_say_unjudged(d, m, &total)) return;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_UNJUDGED_HEADING, total);
    ot_grid *grid = begin_page(d);
    for (size_t i = 0; i < n; i++) {
        const char *const *reason = reason_at(m, i);
        if (!reason) continue;
        const size_t all = count_reason(m, reason[OT_LANGUAGE_EN], 0);
        if (count_reason(m, reason[OT_LANGUAGE_EN], i) != all) continue; /* not its first place */
        ot_grid_row(d, grid);
        ot_grid_text(
            d, grid,
            ot_document_format(d, ot_word(d, OT_SAY_REVIEW_VERDICT_ROW), reason[d->language], all));
        for (size_t k = i; k < n; k++) {
            const char *const *other = reason_at(m, k);
            if (other && strcmp(other[OT_LANGUAGE_EN], reason[OT_LANGUAGE_EN]) == 0)
                put_statement(d, grid, m, k);
        }
    }
}
