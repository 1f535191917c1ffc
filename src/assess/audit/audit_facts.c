/* From statements to facts: which quantity, measure and year a printed figure is the figure of. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "assess/audit/audit.h"
#include "base/list.h"

static const double FRACTION = 0.01;

/* A cell of the table of indicators is called "<row>.level_2023", "<row>.growth_2023" or, where the
 * outturn of the year is printed too, "<row>.plan_level_2023". */
static int is_of_table(const ot_statement *s) {
    static const char *const CELL[] = {".level_", ".growth_", ".plan_level_", ".plan_growth_"};
    const char *dot = strrchr(s->id, '.');
    for (size_t i = 0; dot && i < sizeof CELL / sizeof *CELL; i++)
        if (strncmp(dot, CELL[i], strlen(CELL[i])) == 0) return 1;
    return 0;
}

static int is_percent(const ot_statement *s) {
    const char *unit = s->unit[OT_LANGUAGE_ZH];
    return strstr(unit, "%") || strstr(unit, "％") || strcmp(unit, "percent") == 0;
}

static int ends_with(const char *text, const char *word) {
    const size_t n = strlen(text), m = strlen(word);
    return n >= m && strcmp(text + n - m, word) == 0;
}

static int is_growth_name(const char *name) {
    static const char *const WORD[] = {"增长", "增速", "涨幅", "增幅", "增长率"};
    for (size_t i = 0; i < sizeof WORD / sizeof *WORD; i++)
        if (ends_with(name, WORD[i])) return 1;
    return 0;
}

static ot_fact_measure measure_of(const ot_statement *s) {
    if (s->figure.kind == OT_FIGURE_MISSING || s->relation == OT_RELATION_ASSIGNED)
        return OT_FACT_WORDS;
    if (s->relation == OT_RELATION_INCREASE_BY || s->relation == OT_RELATION_INCREASE_BY_AT_LEAST)
        return is_percent(s) && !strstr(s->unit[OT_LANGUAGE_ZH], "点") ? OT_FACT_GROWTH
                                                                       : OT_FACT_INCREMENT;
    if (strcmp(s->measure, "growth") == 0) return OT_FACT_GROWTH;
    if (strcmp(s->measure, "increment") == 0) return OT_FACT_INCREMENT;
    if (*s->measure && strcmp(s->measure, "level") == 0 && is_of_table(s)) return OT_FACT_LEVEL;
    return is_percent(s) && is_growth_name(s->name[OT_LANGUAGE_ZH]) ? OT_FACT_GROWTH
                                                                    : OT_FACT_LEVEL;
}

/* What is said of the number, in five words. */
static ot_relation simple_relation(const ot_statement *s) {
    switch (s->relation) {
    case OT_RELATION_REACH:
    case OT_RELATION_STATED:
    case OT_RELATION_INCREASE_BY:
        return s->figure.kind == OT_FIGURE_AT_LEAST  ? OT_RELATION_AT_LEAST
               : s->figure.kind == OT_FIGURE_AT_MOST ? OT_RELATION_AT_MOST
               : s->figure.kind == OT_FIGURE_ABOUT   ? OT_RELATION_ABOUT
                                                     : OT_RELATION_STATED;
    case OT_RELATION_INCREASE_BY_AT_LEAST:
        return OT_RELATION_AT_LEAST;
    default:
        return s->relation;
    }
}

ot_interval ot_figure_interval(ot_relation relation, const ot_figure *figure,
                               const ot_figure *upper) {
    const ot_interval printed = ot_interval_around(figure->value, 0.0);
    switch (relation) {
    case OT_RELATION_AT_LEAST:
        return ot_interval_from(printed.low);
    case OT_RELATION_AT_MOST:
        return ot_interval_to(printed.high);
    case OT_RELATION_ABOUT:
        return ot_interval_around(figure->value, 2.0 * figure->half_unit);
    case OT_RELATION_WITHIN:
        if (upper->kind != OT_FIGURE_MISSING)
            return (ot_interval){printed.low, ot_interval_around(upper->value, 0.0).high};
        return ot_interval_all();
    default:
        return ot_interval_around(figure->value, figure->half_unit);
    }
}

static void value_of(ot_fact *f) {
    const ot_statement *s = f->statement;
    f->point = f->figure.value * f->scale;
    f->value = ot_interval_scale(ot_figure_interval(f->relation, &f->figure, &s->upper), f->scale);
}

static double scale_of(const ot_fact *f) {
    if (f->measure == OT_FACT_GROWTH) return FRACTION;
    if (f->is_rate) return FRACTION; /* points, too */
    return f->unit && ot_unit_is_stated(f->unit) ? f->unit->scale : 1.0;
}

static ot_status append(ot_audit *a, ot_fact_index *out, const ot_fact *f) {
    ot_fact *grown = ot_list_grow(out->fact, out->n, &out->capacity, sizeof *grown);
    if (!grown) {
        a->failed = 1;
        return OT_ERR_NOMEM;
    }
    out->fact = grown;
    out->fact[out->n] = *f;
    out->fact[out->n].order = out->n;
    out->n++;
    return OT_OK;
}

static ot_status take(ot_audit *a, const ot_statement *s, const char *key, ot_fact_index *out) {
    ot_fact f = {.statement = s, .key = key, .year = s->year, .figure = s->figure};
    f.measure = measure_of(s);
    f.relation = simple_relation(s);
    f.is_table = is_of_table(s);
    f.is_actual = strcmp(s->role, "fact") == 0;
    f.is_programme = strcmp(s->role, "programme") == 0 || (s->year == 0 && !f.is_actual);
    f.is_rate = f.measure != OT_FACT_GROWTH && is_percent(s);
    f.unit = ot_unit_find(s->unit[OT_LANGUAGE_ZH], strlen(s->unit[OT_LANGUAGE_ZH]));
    f.scale = scale_of(&f);
    if (f.measure != OT_FACT_WORDS) value_of(&f);
    ot_status status = append(a, out, &f);
    if (status || s->of_which.kind == OT_FIGURE_MISSING) return status;
    f.measure = OT_FACT_NEW;
    f.figure = s->of_which;
    f.relation = OT_RELATION_STATED;
    value_of(&f);
    return append(a, out, &f);
}

/* --- which statements speak of one quantity --- */

typedef struct called { /* the name of a row of the table, and its key */
    const char *name, *key;
} called;

static int by_name(const void *x, const void *y) {
    const called *a = x, *b = y;
    const int order = strcmp(a->name, b->name);
    return order ? order : strcmp(a->key, b->key);
}

static const char *keep(ot_audit *a, const char *text) {
    const char *kept = ot_pool_add(&a->pool, text, strlen(text));
    if (!kept) a->failed = 1;
    return kept ? kept : "";
}

static const char *reduced_name(ot_audit *a, const ot_statement *s) {
    char reduced[OT_REDUCED_SIZE];
    ot_reduce_name(s->name[OT_LANGUAGE_ZH], reduced);
    return keep(a, reduced);
}

/* By the declared names, else by its own id. */
static const char *own_key(ot_audit *a, const ot_statement *s) {
    const char *key = ot_relations_named(&a->relations, s->indicator);
    if (!key) key = ot_relations_named(&a->relations, s->name[OT_LANGUAGE_ZH]);
    return keep(a, key ? key : s->indicator);
}

/* Only the table's rows lend their keys: two sections of the text may use one name for two scopes
 * (rural and urban rates), and the table does not. */
static size_t list_table(ot_audit *a, const ot_plan *plan, called *list) {
    size_t n = 0;
    for (size_t i = 0; i < ot_plan_count(plan); i++) {
        const ot_statement *s = ot_plan_at(plan, i);
        if (is_of_table(s)) list[n++] = (called){reduced_name(a, s), own_key(a, s)};
    }
    qsort(list, n, sizeof *list, by_name);
    return n;
}

static const char *key_of(ot_audit *a, const ot_statement *s, const called *list, size_t n) {
    const char *own = own_key(a, s);
    if (n == 0 || is_of_table(s) || strcmp(own, s->indicator) != 0) return own;
    const called wanted = {reduced_name(a, s), ""};
    size_t low = 0, high = n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (strcmp(list[middle].name, wanted.name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && strcmp(list[low].name, wanted.name) == 0 ? list[low].key : own;
}

static int by_key(const void *x, const void *y) {
    const ot_fact *a = x, *b = y;
    const int order = a->key == b->key ? 0 : strcmp(a->key, b->key);
    if (order) return order;
    if (a->measure != b->measure) return a->measure < b->measure ? -1 : 1;
    if (a->year != b->year) return a->year < b->year ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

ot_status ot_facts_make(ot_audit *a, const ot_plan *plan, ot_fact_index *out, ot_error *err) {
    const size_t n = ot_plan_count(plan);
    called *list = calloc(n + 1, sizeof *list);
    if (!list) a->failed = 1;
    const size_t n_called = list ? list_table(a, plan, list) : 0;
    for (size_t i = 0; i < n && !a->failed; i++) {
        const ot_statement *s = ot_plan_at(plan, i);
        if (take(a, s, key_of(a, s, list, n_called), out)) break;
    }
    free(list);
    if (a->failed)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for %zu statements",
                       "内存不足以容纳 %zu 个条目", n);
    if (out->n > 0) qsort(out->fact, out->n, sizeof *out->fact, by_key);
    return OT_OK;
}

/* The key of the facts that are called so: the key itself, or the id of a row of the plan. */
static const char *key_called(const ot_fact_index *facts, const char *name) {
    const char *key = name;
    for (size_t i = 0; i < facts->n; i++) {
        if (strcmp(facts->fact[i].key, name) == 0) return facts->fact[i].key;
        if (strcmp(facts->fact[i].statement->indicator, name) == 0) key = facts->fact[i].key;
    }
    return key;
}

void ot_facts_adopt(ot_audit *a) {
    for (size_t r = 0; r < a->relations.n; r++) {
        ot_relation_row *row = &a->relations.row[r];
        if (row->kind < OT_ROW_SUM && row->kind != OT_ROW_BASIS && row->kind != OT_ROW_PRICE)
            continue;
        row->subject = key_called(&a->facts, row->subject);
        for (size_t k = 0; k < row->n_terms && row->kind >= OT_ROW_SUM; k++)
            row->term[k] = key_called(&a->facts, row->term[k]);
    }
}

size_t ot_facts_of(const ot_fact_index *facts, const char *key, ot_fact_measure measure, int year,
                   size_t *first) {
    const ot_fact wanted = {.key = key, .measure = measure, .year = year};
    size_t low = 0, high = facts->n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        ot_fact at = facts->fact[middle];
        at.order = 0;
        if (by_key(&at, &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    size_t n = 0;
    for (*first = low; low + n < facts->n; n++) {
        const ot_fact *f = &facts->fact[low + n];
        if (strcmp(f->key, key) != 0 || f->measure != measure || f->year != year) break;
    }
    return n;
}

int ot_fact_is_plain(const ot_fact *fact) {
    return fact->relation == OT_RELATION_STATED && fact->measure != OT_FACT_WORDS;
}

const ot_fact *ot_facts_find(const ot_fact_index *facts, const char *key, ot_fact_measure measure,
                             int year) {
    size_t first;
    const size_t n = ot_facts_of(facts, key, measure, year, &first);
    const ot_fact *best = NULL;
    int most = -1;
    for (size_t i = first; i < first + n; i++) {
        const ot_fact *f = &facts->fact[i];
        const int worth = 4 * f->is_actual + 2 * f->is_table + ot_fact_is_plain(f);
        if (worth > most) best = f;
        if (worth > most) most = worth;
    }
    return best;
}

const ot_fact *ot_facts_level(const ot_fact_index *facts, const char *key, int year) {
    const ot_fact *f = ot_facts_find(facts, key, OT_FACT_LEVEL, year);
    return f && ot_fact_is_plain(f) ? f : NULL;
}

size_t ot_facts_end(const ot_fact_index *facts, size_t first) {
    size_t end = first;
    while (end < facts->n && facts->fact[end].key == facts->fact[first].key)
        end++;
    return end;
}

int ot_facts_plan_year(const ot_fact_index *facts, size_t first, size_t end) {
    int year[2] = {0, 0}; /* of the text, of the table */
    for (size_t i = first; i < end; i++) {
        const ot_fact *f = &facts->fact[i];
        int *last = &year[f->is_table != 0];
        if (!f->is_actual && !f->is_programme && f->year > *last) *last = f->year;
    }
    return year[1] > 0 ? year[1] : year[0];
}

const char *ot_fact_basis(const ot_audit *a, const ot_fact *growth) {
    const ot_statement *s = growth->statement;
    if (*s->basis) return s->basis;
    if (ot_relations_worded(&a->relations, OT_ROW_MATCHED, s->name[OT_LANGUAGE_ZH]) ||
        ot_relations_worded(&a->relations, OT_ROW_MATCHED, s->note))
        return "matched";
    const ot_relation_row *row = ot_relations_of(&a->relations, OT_ROW_BASIS, growth->key);
    return row ? row->words : "";
}
