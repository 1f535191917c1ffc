#include "import/plan_speech.h"

#include <stdio.h>
#include <string.h>

#include "data/unit.h"
#include "import/plan_names.h"

enum { MOST_TEXT = 400 };

int ot_speech_counts(const ot_quantity *q) {
    static const char *const COUNT[] = {"个", "家", "条", "项", "件", "座", "处", "所", "名",
                                        "户", "台", "位", "轮", "辆", "批", "场", "种", "支",
                                        "部", "类", "套", "人", "宗", "门", "只", "艘", NULL};
    return ot_slice_ends_any(q->unit, COUNT) != NULL;
}

const char *const ot_speech_per[] = {"每千人", "每万人", "每百人", "每百户", NULL};

ot_slice ot_prose_raw(const ot_prose *p, size_t begin, size_t end) {
    return ot_slice_cut(p->raw, p->folded.at[begin], p->folded.at[end]);
}

static int is_wish(const char *wish, const char *a, const char *b, const char *c) {
    return strcmp(wish, a) == 0 || strcmp(wish, b) == 0 || strcmp(wish, c) == 0;
}

const char *ot_speech_role(const ot_prose *p) {
    if (p->now.is_fact) return "fact";
    if (is_wish(p->wish, "力争", "争取", "努力") || strcmp(p->wish, "力求") == 0) return "aim";
    if (strcmp(p->wish, "确保") == 0) return "firm";
    return strcmp(p->wish, "计划") == 0 ? "project" : "target";
}

const char *ot_speech_kind(const ot_prose *p) {
    if (p->now.is_fact) return "";
    if (p->is_expected) return "expected";
    if (p->is_binding) return "binding";
    return "unstated";
}

const char *ot_speech_join(ot_prose *p, ot_slice a, ot_slice b) {
    char *text = ot_arena_alloc(p->r->arena, a.n + b.n + 1, 1);
    if (!text) {
        p->r->failed = 1;
        return "";
    }
    if (a.n > 0) memcpy(text, a.s, a.n);
    if (b.n > 0) memcpy(text + a.n, b.s, b.n);
    return text;
}

ot_slice ot_speech_word(const char *text) { return ot_slice_of(text, strlen(text)); }

/* 居民消费价格涨幅 is a rate of change by its name. */
static int names_a_rate(const char *name) {
    static const char *const RATE[] = {"增速", "涨幅", "增幅", "增长率", "增长速度", NULL};
    return ot_slice_ends_any(ot_speech_word(name), RATE) != NULL;
}

static int is_relative(const char *unit) {
    return strcmp(unit, "%") == 0 || strcmp(unit, "‰") == 0 || strcmp(unit, "倍") == 0;
}

static ot_figure_kind bound_of(const ot_speech *s) {
    if (s->q->bound != OT_FIGURE_POINT) return s->q->bound;
    if (s->head->bound != OT_FIGURE_POINT) return s->head->bound;
    return ot_slice_has(s->head->verb, "控制在") ? OT_FIGURE_AT_MOST : OT_FIGURE_POINT;
}

/* A fall by 3% or more is a growth of -3% or less. */
static ot_figure_kind turned(ot_figure_kind bound) {
    if (bound == OT_FIGURE_AT_LEAST) return OT_FIGURE_AT_MOST;
    return bound == OT_FIGURE_AT_MOST ? OT_FIGURE_AT_LEAST : bound;
}

static ot_relation relation_of(const ot_speech *s, int is_fact, int is_growth) {
    if (s->is_base) return OT_RELATION_STATED;
    const int is_fall = s->head->kind == OT_HEAD_CHANGE && s->head->direction < 0;
    const ot_figure_kind bound = is_fall ? turned(bound_of(s)) : bound_of(s);
    if (s->head->kind == OT_HEAD_CHANGE && !is_growth)
        return bound == OT_FIGURE_AT_LEAST ? OT_RELATION_INCREASE_BY_AT_LEAST
                                           : OT_RELATION_INCREASE_BY;
    if (*s->q->high) return OT_RELATION_WITHIN;
    if (bound == OT_FIGURE_AT_LEAST) return OT_RELATION_AT_LEAST;
    if (bound == OT_FIGURE_AT_MOST) return OT_RELATION_AT_MOST;
    if (bound == OT_FIGURE_ABOUT) return OT_RELATION_ABOUT;
    return is_fact || s->is_description ? OT_RELATION_STATED : OT_RELATION_REACH;
}

static void put_values(ot_prose *p, ot_claim *c, const ot_speech *s) {
    const char *low = s->q->low, *high = s->q->high;
    const int is_fall = s->head->kind == OT_HEAD_CHANGE && s->head->direction < 0 && *low != '-';
    if (!is_fall || s->is_base) {
        c->value = ot_plan_keep_text(p->r, low);
        c->value_to = ot_plan_keep_text(p->r, high);
        return;
    }
    c->value = ot_speech_join(p, ot_speech_word("-"), ot_speech_word(*high ? high : low));
    if (*high) c->value_to = ot_speech_join(p, ot_speech_word("-"), ot_speech_word(low));
}

static const char *wording_of(ot_prose *p, const ot_speech *s) {
    char text[MOST_TEXT];
    const ot_slice verb = ot_head_strip(s->head->verb), mark = s->q->mark;
    const int has_wish = *p->wish && !ot_slice_has(verb, p->wish);
    const int n =
        snprintf(text, sizeof text, "%s%s%.*s%s%.*s", has_wish ? p->wish : "",
                 has_wish && verb.n > 0 ? "…" : "", (int)(verb.n < 120 ? verb.n : 120), verb.s,
                 mark.n > 0 && (verb.n > 0 || has_wish) ? "…" : "", (int)mark.n, mark.s);
    return ot_plan_keep(p->r, ot_slice_of(text, n > 0 ? (size_t)n : 0));
}

/* The indicator by the list of names, else by the place of the statement. */
void ot_speech_identify(ot_prose *p, ot_claim *c, const char *name, int is_change) {
    char text[MOST_TEXT];
    const char *fitted = NULL;
    const ot_plan_name *known = ot_plan_names_find(p->r->names, ot_speech_word(name), &fitted);
    const size_t k = ++p->n_of_line;
    if (!known) {
        (void)snprintf(text, sizeof text, "s%d_%zu", p->line, k);
        c->indicator = c->id = ot_plan_keep_text(p->r, text);
        return;
    }
    const int is_rate = *c->measure || !*c->value || is_relative(c->unit);
    const ot_slice id = ot_plan_name_id(known, is_rate);
    c->indicator = ot_plan_keep(p->r, id);
    c->name_en = ot_plan_keep_text(p->r, known->name_en);
    const int has_suffix = ot_slice_ends(id, "_growth");
    const char *suffix = !is_change ? "" : *c->measure && !has_suffix ? "_growth" : "";
    if (is_change && !*c->measure) suffix = "_change";
    const int n = (int)(id.n < 200 ? id.n : 200), n_fitted = (int)strcspn(fitted, "|");
    if (c->year)
        (void)snprintf(text, sizeof text, "%.*s%s_%d", n, id.s, suffix, c->year);
    else
        (void)snprintf(text, sizeof text, "%.*s%s", n, id.s, suffix);
    c->id = ot_plan_keep_text(p->r, text);
    (void)snprintf(text, sizeof text, "%.*s = %.*s", n_fitted < 180 ? n_fitted : 180, fitted, n,
                   id.s);
    c->matched = ot_plan_keep_text(p->r, text);
}

void ot_speech_put(ot_prose *p, const ot_speech *s) {
    ot_claim *c = ot_plan_add_claim(p->r);
    if (!c) return;
    const int is_change = s->head->kind == OT_HEAD_CHANGE && !s->is_base;
    const int is_growth =
        is_relative(s->unit) && !s->is_base && (is_change || names_a_rate(s->name));
    const int is_fact = p->now.is_fact || s->is_base;
    c->line = p->line;
    c->section = ot_plan_keep_text(p->r, p->section);
    c->quote = ot_plan_keep_quote(p->r, ot_prose_raw(p, p->quote_begin, p->quote_end));
    c->measure = is_growth ? "growth" : "";
    c->year = s->is_description || s->is_programme || s->is_base ? 0 : p->now.year;
    if (s->is_base) c->year = s->base_year;
    c->unit = s->unit;
    c->relation = relation_of(s, is_fact, is_growth);
    c->role = s->is_description ? "description" : s->is_programme ? "programme" : ot_speech_role(p);
    if (s->is_base) c->role = "fact";
    c->kind = s->is_base ? "" : ot_speech_kind(p);
    c->wording = wording_of(p, s);
    c->name_zh =
        is_change ? ot_speech_join(p, ot_speech_word(s->name), ot_head_change(s->head)) : s->name;
    put_values(p, c, s);
    ot_speech_identify(p, c, s->name, is_change);
    p->last_claim = p->r->n_claims - 1;
}

/* 每千人2.5个托位: the unit is a number of things for so many people. */
const char *ot_speech_unit(ot_prose *p, const ot_quantity *q, ot_slice before) {
    const char *per = ot_slice_has_any(before, ot_speech_per);
    if (!per || q->unit.n == 0 || !ot_speech_counts(q)) return ot_plan_keep(p->r, q->unit);
    const ot_slice many = ot_slice_of(per + strlen("每"), strlen(per) - strlen("每"));
    char text[64];
    const int n = snprintf(text, sizeof text, "%.*s/%.*s", (int)(q->unit.n < 24 ? q->unit.n : 24),
                           q->unit.s, (int)many.n, many.s);
    return ot_plan_keep(p->r, ot_slice_of(text, (size_t)n));
}
