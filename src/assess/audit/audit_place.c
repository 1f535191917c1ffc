/* Where a figure stands, in the words of a hearing: the text's part with the sentence, the table's
 * row. Files and lines are for programs, and stand in CSV and JSON. */
#include <stdlib.h>
#include <string.h>

#include "assess/audit/audit.h"

/* The file and its folder: the plans of counties are called alike. */
static const char *short_name(const char *path) {
    const char *start = path;
    int n_slashes = 0;
    for (const char *at = path + strlen(path); at > path && n_slashes < 2; at--)
        if (at[-1] == '/' && ++n_slashes == 2) start = at;
    return start;
}

/* Is it of the audited plan, not of one that it is compared with? */
static int is_own(const ot_audit *a, const ot_statement *s) {
    if (!a->options.previous && a->options.n_parts == 0) return 1;
    for (size_t i = 0; i < ot_plan_n_inputs(a->plan); i++)
        if (strcmp(ot_plan_input(a->plan, i)->path, s->file) == 0) return 1;
    return 0;
}

/* 0: it is no numeral of a part. */
static int part_number(const char *section) {
    static const char *const NUMERAL[] = {"一", "二", "三", "四", "五",   "六",
                                          "七", "八", "九", "十", "十一", "十二"};
    for (size_t i = 0; i < sizeof NUMERAL / sizeof *NUMERAL; i++)
        if (strcmp(section, NUMERAL[i]) == 0) return (int)i + 1;
    return 0;
}

void ot_say_part(ot_audit *a, const ot_fact *f, const char *out[OT_N_LANGUAGES]) {
    const char *section = f->statement->section;
    if (f->is_table)
        ot_finding_say(a, out, "the table", "附表");
    else if (!*section)
        ot_finding_say(a, out, "the text", "正文");
    else if (strcmp(section, "序") == 0)
        ot_finding_say(a, out, "the text's opening", "正文序言");
    else if (part_number(section) > 0)
        ot_finding_say(a, out, "part %s%.0s of the text", "正文第%.0s%s部分",
                       ot_say_number(a, part_number(section), 0), section);
    else
        ot_finding_say(a, out, "the text, section %s", "正文“%s”", section);
}

void ot_say_place(ot_audit *a, const ot_fact *f, const char *out[OT_N_LANGUAGES]) {
    const ot_statement *s = f->statement;
    const char *part[OT_N_LANGUAGES], *of[OT_N_LANGUAGES] = {"", ""};
    ot_say_part(a, f, part);
    if (!is_own(a, s)) {
        const char *file = short_name(*s->place.document ? s->place.document : s->file);
        ot_finding_say(a, of, "%s: ", "%s：", file);
    }
    if (f->is_table)
        ot_finding_say(a, out, "%s%.0s%s%.0s, row \xE2\x80\x9C%s\xE2\x80\x9D%.0s",
                       "%.0s%s%.0s%s“%.0s%s”行", of[0], of[1], part[0], part[1], s->name[0],
                       s->name[1]);
    else if (*s->place.quote)
        ot_finding_say(a, out, "%s%.0s%s%.0s: \xE2\x80\x9C%s\xE2\x80\x9D", "%.0s%s%.0s%s：“%s”",
                       of[0], of[1], part[0], part[1], s->place.quote);
    else
        ot_finding_say(a, out, "%s%.0s%s%.0s, \xE2\x80\x9C%s\xE2\x80\x9D%.0s",
                       "%.0s%s%.0s%s“%.0s%s”", of[0], of[1], part[0], part[1], s->name[0],
                       s->name[1]);
}

void ot_say_fact(ot_audit *a, const ot_fact *f, const char *out[OT_N_LANGUAGES]) {
    const ot_audit_figure x = ot_audit_figure_of(a, f);
    ot_finding_say(a, out, "%s%.0s, %s%.0s (%s%.0s)", "%.0s%s%.0s%s（%.0s%s）", x.role[0],
                   x.role[1], x.amount[0], x.amount[1], x.place[0], x.place[1]);
}

ot_audit_figure ot_audit_figure_of(ot_audit *a, const ot_fact *f) {
    const ot_statement *s = f->statement;
    ot_audit_figure figure = {.statement = s, .is_of_which = f->measure == OT_FACT_NEW};
    const int has_place = *s->place.document && s->place.line > 0;
    figure.file = has_place ? s->place.document : s->file;
    figure.line = has_place ? s->place.line : s->line;
    figure.printed = ot_say_printed(a, f, OT_LANGUAGE_ZH);
    figure.quotation = *s->place.quote ? s->place.quote : s->wording;
    for (int k = 0; k < OT_N_LANGUAGES; k++)
        figure.amount[k] = ot_say_printed(a, f, (ot_language)k);
    ot_say_role(a, f, figure.role);
    ot_say_place(a, f, figure.place);
    return figure;
}
