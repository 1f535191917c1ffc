/* 10,000 random plans that agree with themselves, then one figure of each changed. The oracle is
 * exact: printed figures are whole numbers of their last digit, and relations between them are
 * inequalities of 64-bit integers; a figure repairs when some value of its printed digits, tried
 * one by one, satisfies every relation. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/plan.h"
#include "outturn/audit.h"
#include "scratch.h"

#if defined(__SANITIZE_ADDRESS__)
enum { N_PLANS = 2000 };
#else
enum { N_PLANS = 10000 };
#endif

enum { N_PARTS = 3, MOST_FIGURES = 40, MOST_TIES = 40, MOST_VALUE = 20000 };

typedef enum structure { LONE, SUM_AND_GROWTH, SUM_AND_SHARE, PRODUCT, N_STRUCTURES } structure;
static const char *const STRUCTURE[N_STRUCTURES] = {"a lone level, previous level and growth",
                                                    "sums of levels with growth", "sums and shares",
                                                    "area, yield and output"};

typedef enum relation_law { GROWS, ADDS, SHARES, MULTIPLIES } relation_law;
typedef struct relation_of {
    relation_law law;
    size_t of[1 + N_PARTS];
} relation_of;

typedef struct printed {
    char id[32];
    long value; /* in units of the last digit */
    structure structure;
} printed;

typedef struct random_plan {
    printed figure[MOST_FIGURES];
    relation_of tie[MOST_TIES];
    size_t n, n_ties;
} random_plan;

static uint64_t seed;
static uint64_t next(void) { /* splitmix64 */
    uint64_t z = seed += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}
static double uniform(double low, double high) {
    return low + (high - low) * ((double)(next() >> 11) / 9007199254740992.0);
}
static long nearest(double x) { return (long)(x < 0 ? x - 0.5 : x + 0.5); }

/* --- the oracle --- */

static int holds(const random_plan *p, const relation_of *r) {
    int64_t v[1 + N_PARTS];
    for (int k = 0; k < 1 + N_PARTS; k++)
        v[k] = r->law == ADDS || k < 3 ? p->figure[r->of[k]].value : 0;
    switch (r->law) {
    case GROWS: /* [0] tenths of a percent, [1] level, [2] level before */
        return (2 * v[1] - 1) * 2000 <= (2001 + 2 * v[0]) * (2 * v[2] + 1) &&
               (2 * v[1] + 1) * 2000 >= (1999 + 2 * v[0]) * (2 * v[2] - 1);
    case ADDS: {
        const int64_t apart = v[0] - v[1] - v[2] - v[3];
        return -2 <= apart && apart <= 2;
    }
    case SHARES: /* [0] hundredths of a percent, [1] part, [2] whole */
        return (2 * v[1] - 1) * 20000 <= (2 * v[0] + 1) * (2 * v[2] + 1) &&
               (2 * v[1] + 1) * 20000 >= (2 * v[0] - 1) * (2 * v[2] - 1);
    case MULTIPLIES: /* 万吨 of 0.01, 万亩 of 0.1, kg per mu of 0.1 */
        return (2 * v[0] - 1) * 2000 <= (2 * v[1] + 1) * (2 * v[2] + 1) &&
               (2 * v[0] + 1) * 2000 >= (2 * v[1] - 1) * (2 * v[2] - 1);
    }
    return 0;
}

static size_t n_broken(const random_plan *p) {
    size_t n = 0;
    for (size_t t = 0; t < p->n_ties; t++)
        n += !holds(p, &p->tie[t]);
    return n;
}

static int stands_in(const relation_of *r, size_t figure) {
    for (int k = 0; k < (r->law == ADDS ? 1 + N_PARTS : 3); k++)
        if (r->of[k] == figure) return 1;
    return 0;
}

static int repairs(random_plan *p, size_t figure) {
    size_t own[MOST_TIES], n_own = 0;
    for (int is_broken = 1; is_broken >= 0; is_broken--) /* those that most values break, first */
        for (size_t t = 0; t < p->n_ties; t++) {
            if (holds(p, &p->tie[t]) == is_broken) continue;
            if (stands_in(&p->tie[t], figure))
                own[n_own++] = t;
            else if (is_broken)
                return 0;
        }
    const long kept = p->figure[figure].value;
    int is_found = 0;
    const int is_growth = strstr(p->figure[figure].id, "growth") != NULL;
    for (long v = is_growth ? -999 : 0; v <= MOST_VALUE && !is_found; v++) {
        p->figure[figure].value = v;
        size_t t = 0;
        while (t < n_own && holds(p, &p->tie[own[t]]))
            t++;
        is_found = t == n_own;
    }
    p->figure[figure].value = kept;
    return is_found;
}

/* --- random plans --- */

static size_t add(random_plan *p, const char *row, const char *cell, double value, structure s) {
    assert_true(p->n < MOST_FIGURES);
    printed *f = &p->figure[p->n];
    (void)snprintf(f->id, sizeof f->id, "%s.%s", row, cell);
    f->value = nearest(value);
    f->structure = s;
    return p->n++;
}

static void tie(random_plan *p, relation_law law, size_t a, size_t b, size_t c, size_t d) {
    assert_true(p->n_ties < MOST_TIES);
    p->tie[p->n_ties++] = (relation_of){law, {a, b, c, d}};
}

/* Levels of both years and their growth; returns the planned level's index, and its true value. */
static size_t add_growing(random_plan *p, const char *row, double level, double growth,
                          structure s) {
    const size_t before = add(p, row, "level_2022", level, s);
    const size_t now = add(p, row, "level_2023", level * (1 + growth), s);
    const size_t rate = add(p, row, "growth_2023", 1000 * growth, s);
    tie(p, GROWS, rate, now, before, 0);
    return now;
}

static void add_sum(random_plan *p, const char *prefix, structure s) {
    double level[N_PARTS], now[N_PARTS], total = 0, total_now = 0;
    size_t part[N_PARTS], share[N_PARTS];
    char row[16];
    for (int k = 0; k < N_PARTS; k++) {
        level[k] = uniform(700, 2500);
        now[k] = level[k] * (1 + uniform(0.01, 0.12));
        total += level[k];
        total_now += now[k];
    }
    (void)snprintf(row, sizeof row, "%st", prefix);
    const size_t whole = s == SUM_AND_GROWTH ? add_growing(p, row, total, total_now / total - 1, s)
                                             : add(p, row, "level_2023", total_now, s);
    for (int k = 0; k < N_PARTS; k++) {
        (void)snprintf(row, sizeof row, "%s%d", prefix, k);
        part[k] = s == SUM_AND_GROWTH ? add_growing(p, row, level[k], now[k] / level[k] - 1, s)
                                      : add(p, row, "level_2023", now[k], s);
        if (s == SUM_AND_GROWTH) continue;
        (void)snprintf(row, sizeof row, "%ss%d", prefix, k);
        share[k] = add(p, row, "level_2023", 10000 * now[k] / total_now, s);
        tie(p, SHARES, share[k], part[k], whole, 0);
    }
    if (s == SUM_AND_SHARE)
        tie(p, ADDS, add(p, "hst", "level_2023", 10000, s), share[0], share[1], share[2]);
    tie(p, ADDS, whole, part[0], part[1], part[2]);
    for (int k = 0; k < N_PARTS && s == SUM_AND_GROWTH; k++) /* last year's sum is printed too */
        part[k] = part[k] - 1;
    if (s == SUM_AND_GROWTH) tie(p, ADDS, whole - 1, part[0], part[1], part[2]);
}

static void make(random_plan *p) {
    *p = (random_plan){.n = 0};
    (void)add_growing(p, "x", uniform(500, 9000), uniform(-0.05, 0.2), LONE);
    add_sum(p, "g", SUM_AND_GROWTH);
    add_sum(p, "h", SUM_AND_SHARE);
    const double area = uniform(300, 900), yield = uniform(2000, 5000);
    const size_t a = add(p, "area", "level_2023", area, PRODUCT);
    const size_t y = add(p, "yield", "level_2023", yield, PRODUCT);
    tie(p, MULTIPLIES, add(p, "output", "level_2023", area * yield / 1000, PRODUCT), a, y, 0);
}

static const char RELATIONS[] = "kind,subject,terms\n"
                                "sum,gt,g0+g1+g2\nsum,ht,h0+h1+h2\nsum,hst,hs0+hs1+hs2\n"
                                "share,hs0,h0/ht\nshare,hs1,h1/ht\nshare,hs2,h2/ht\n"
                                "product,output,area*yield\n";

static int decimals_of(const char *id) {
    return strstr(id, "growth") || *id == 'a' || *id == 'y' ? 1 : 2;
}

static const char *unit_of(const char *id) {
    if (strncmp(id, "hs", 2) == 0) return "%";
    return *id == 'a' ? "万亩" : *id == 'y' ? "公斤/亩" : "万吨";
}

static void put_cell(const random_plan *p, const char *row, const char *cell, char *out) {
    char id[32];
    (void)snprintf(id, sizeof id, "%s.%s", row, cell);
    *out = '\0';
    for (size_t i = 0; i < p->n; i++) {
        if (strcmp(p->figure[i].id, id) != 0) continue;
        const int decimals = decimals_of(id);
        (void)snprintf(out, 32, "%.*f", decimals,
                       (double)p->figure[i].value / (decimals == 1 ? 10 : 100));
    }
}

static ot_plan *parsed(const random_plan *p) {
    static const char *const ROW[] = {"x",  "gt",  "g0",  "g1",  "g2",  "ht",   "h0",    "h1",
                                      "h2", "hs0", "hs1", "hs2", "hst", "area", "yield", "output"};
    static const char *const CELL[] = {"level_2022", "level_2023", "growth_2023"};
    char text[4096], cell[32];
    size_t n = (size_t)snprintf(text, sizeof text,
                                "id,unit_zh,cell_2022,cell_plan_2023,cell_plan_growth_2023\n");
    for (size_t r = 0; r < sizeof ROW / sizeof *ROW; r++) {
        n += (size_t)snprintf(text + n, sizeof text - n, "%s,%s", ROW[r], unit_of(ROW[r]));
        for (size_t c = 0; c < 3; c++) {
            put_cell(p, ROW[r], CELL[c], cell);
            n += (size_t)snprintf(text + n, sizeof text - n, ",%s", cell);
        }
        n += (size_t)snprintf(text + n, sizeof text - n, "\n");
    }
    ot_plan *plan = NULL;
    ot_error err;
    if (ot_plan_parse("p.csv", text, n, NULL, &plan, &err)) fail_msg("%s", err.text[0]);
    return plan;
}

/* --- the comparison --- */

static const char *relations_file;

static ot_audit *audited(const ot_plan *plan) {
    ot_audit *audit = NULL;
    ot_error err;
    const ot_audit_options options = {.relations = relations_file};
    if (ot_audit_new(plan, &options, NULL, &audit, &err)) fail_msg("%s", err.text[0]);
    return audit;
}

static size_t n_findings(const ot_audit *audit) {
    size_t n = 0;
    for (size_t i = 0; i < ot_audit_count(audit); i++)
        n += ot_audit_at(audit, i)->severity <= OT_AUDIT_SCOPE;
    return n;
}

static int is_named(const ot_audit *audit, const char *id) {
    for (size_t i = 0; i < ot_audit_n_repairs(audit); i++)
        if (ot_audit_repair_at(audit, i)->n_changes == 1 &&
            strcmp(ot_audit_repair_at(audit, i)->change[0].figure.statement->id, id) == 0)
            return 1;
    return 0;
}

static void check_sound(const random_plan *p, int plan_number) {
    ot_plan *plan = parsed(p);
    ot_audit *audit = audited(plan);
    assert_int_equal(n_broken(p), 0);
    assert_int_equal(ot_audit_n_compared(audit), p->n_ties);
    for (size_t i = 0; i < ot_audit_count(audit); i++)
        if (ot_audit_at(audit, i)->severity != OT_AUDIT_ROUNDING)
            fail_msg("plan %d: %s", plan_number, ot_audit_at(audit, i)->text[0]);
    assert_int_equal(ot_audit_n_repairs(audit), 0);
    ot_audit_free(audit);
    ot_plan_free(plan);
}

static size_t tried[N_STRUCTURES], unique[N_STRUCTURES], within_slack;

static void check_changed(random_plan *p, size_t figure, int plan_number) {
    ot_plan *plan = parsed(p);
    ot_audit *audit = audited(plan);
    const size_t broken = n_broken(p);
    const size_t seen = ot_audit_n_compared(audit) - ot_audit_n_agreeing(audit);
    if (seen != broken)
        fail_msg("plan %d, %s: %zu broken, %zu seen", plan_number, p->figure[figure].id, broken,
                 seen);
    assert_int_equal(n_findings(audit) > 0, broken > 0);
    size_t n_repairs = 0;
    for (size_t i = 0; i < p->n && broken > 0; i++) {
        const int is_one = repairs(p, i);
        n_repairs += (size_t)is_one;
        if (is_one != is_named(audit, p->figure[i].id))
            fail_msg("plan %d, %s changed: %s is%s a repair", plan_number, p->figure[figure].id,
                     p->figure[i].id, is_one ? "" : " not");
    }
    assert_int_equal(ot_audit_n_repairs(audit), n_repairs);
    if (broken == 0) within_slack++;
    if (broken > 0) assert_true(is_named(audit, p->figure[figure].id));
    tried[p->figure[figure].structure] += broken > 0;
    unique[p->figure[figure].structure] += broken > 0 && n_repairs == 1;
    ot_audit_free(audit);
    ot_plan_free(plan);
}

/* Half of the changes are slips of the last digits, half are large. */
static void change(printed *f) {
    const long kept = f->value;
    while (f->value == kept || f->value < 1)
        f->value =
            next() % 2 ? kept + (long)(next() % 19) - 9 : nearest((double)kept * uniform(0.6, 1.5));
}

static void repairs_are_those_of_the_oracle(void **state) {
    (void)state;
    random_plan p;
    char name[256];
    scratch_name(name, sizeof name, "relations");
    const int descriptor = mkstemp(name);
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "w");
    assert_non_null(file);
    assert_true(fputs(RELATIONS, file) >= 0);
    assert_int_equal(fclose(file), 0);
    relations_file = name;
    seed = 20230227;
    for (int i = 0; i < N_PLANS; i++) {
        make(&p);
        check_sound(&p, i);
        size_t figure = next() % p.n;
        while (p.figure[figure].value < 1)
            figure = next() % p.n;
        change(&p.figure[figure]);
        check_changed(&p, figure, i);
    }
    (void)remove(name);
    for (int s = 0; s < N_STRUCTURES; s++)
        print_message("%s: %zu changes found, %.1f %% with one repair only\n", STRUCTURE[s],
                      tried[s], 100.0 * (double)unique[s] / (double)tried[s]);
    print_message("within the rounding: %zu\n", within_slack);
    assert_int_equal(unique[LONE], 0);
    assert_true((double)unique[SUM_AND_SHARE] >= 0.9 * (double)tried[SUM_AND_SHARE]);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(repairs_are_those_of_the_oracle)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
