#include "data/unit.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"

#define MONEY(e)     [OT_DIMENSION_MONEY] = e
#define MASS(e)      [OT_DIMENSION_MASS] = e
#define AREA(e)      [OT_DIMENSION_AREA] = e
#define PERSON(e)    [OT_DIMENSION_PERSON] = e
#define HEAD(e)      [OT_DIMENSION_HEAD] = e
#define HOUSEHOLD(e) [OT_DIMENSION_HOUSEHOLD] = e
#define BED(e)       [OT_DIMENSION_BED] = e
#define THING(e)     [OT_DIMENSION_THING] = e
#define ENERGY(e)    [OT_DIMENSION_ENERGY] = e
#define LENGTH(e)    [OT_DIMENSION_LENGTH] = e
#define TIME(e)      [OT_DIMENSION_TIME] = e
#define PURE         0

/* 1 tonne of coal equivalent is 29.307 GJ (GB/T 2589-2020), 1 kWh is 3.6 MJ. */
#define TCE_IN_KWH (29307.0 / 3.6)

/* Name, English, Chinese, other spellings between bars, base units in one, dimension. A spelling
 * that two rows share is the first one's. Parentheses, full-width forms and surplus spaces do not
 * count: 万头（只） is also the spelling of 万（头）只. */
#define UNIT_LIST(X)                                                                               \
    X("percent", "%", "%", "percentage points|百分点|个百分点", 0.01, PURE)                        \
    X("permille", "‰", "‰", "per mille|千分点", 0.001, PURE)                                       \
    X("share", "share", "比例", "fraction|ratio|比重", 1, PURE)                                    \
    X("index", "index", "指数", "", 1, PURE)                                                       \
    X("index_100", "index (100)", "指数（100）", "上年=100|previous year=100", 0.01, PURE)         \
    X("times", "times", "倍", "", 1, PURE)                                                         \
    X("milestone", "milestone", "节点", "", 1, PURE)                                               \
    X("CNY", "yuan", "元", "RMB|人民币元", 1, MONEY(1))                                            \
    X("CNY_1K", "1,000 yuan", "千元", "thousand CNY|thousand yuan", 1e3, MONEY(1))                 \
    X("CNY_10K", "10,000 yuan", "万元", "10 thousand CNY|10 thousand yuan", 1e4, MONEY(1))         \
    X("CNY_1M", "million yuan", "百万元", "million CNY|1 million CNY", 1e6, MONEY(1))              \
    X("CNY_10M", "10 million yuan", "千万元", "10 million CNY", 1e7, MONEY(1))                     \
    X("CNY_100M", "100 million yuan", "亿元", "100 million CNY", 1e8, MONEY(1))                    \
    X("CNY_1T", "trillion yuan", "万亿元", "trillion CNY", 1e12, MONEY(1))                         \
    X("CNY_per_person", "yuan per person", "元/人", "CNY/person|CNY per person|yuan/person", 1,    \
      MONEY(1), PERSON(-1))                                                                        \
    X("CNY_10K_per_person", "10,000 yuan per person", "万元/人", "", 1e4, MONEY(1), PERSON(-1))    \
    X("CNY_per_visit", "yuan per visit", "元/人次", "", 1, MONEY(1), PERSON(-1))                   \
    X("CNY_per_household", "yuan per household", "元/户", "", 1, MONEY(1), HOUSEHOLD(-1))          \
    X("CNY_per_mu", "yuan per mu", "元/亩", "", 1, MONEY(1), AREA(-1))                             \
    X("CNY_per_m2", "yuan per square metre", "元/平方米", "元/㎡", 1 / 0.0015, MONEY(1), AREA(-1)) \
    X("CNY_per_kg", "yuan per kg", "元/公斤", "元/千克", 1, MONEY(1), MASS(-1))                    \
    X("CNY_per_t", "yuan per tonne", "元/吨", "", 1e-3, MONEY(1), MASS(-1))                        \
    X("CNY_per_head", "yuan per head", "元/头（只）", "元/头|元/只", 1, MONEY(1), HEAD(-1))        \
    X("CNY_per_kWh", "yuan per kWh", "元/千瓦时", "元/度", 1, MONEY(1), ENERGY(-1))                \
    X("kg", "kg", "公斤", "千克|kilogram|kilograms", 1, MASS(1))                                   \
    X("jin", "jin", "斤", "市斤", 0.5, MASS(1))                                                    \
    X("t", "t", "吨", "tonne|tonnes|tons", 1e3, MASS(1))                                           \
    X("t_10K", "10,000 t", "万吨", "10 thousand t|10 thousand tonnes", 1e7, MASS(1))               \
    X("t_100M", "100 million t", "亿吨", "100 million tonnes", 1e11, MASS(1))                      \
    X("kg_per_mu", "kg per mu", "公斤/亩", "千克/亩|kg/mu", 1, MASS(1), AREA(-1))                  \
    X("t_per_mu", "t per mu", "吨/亩", "t/mu", 1e3, MASS(1), AREA(-1))                             \
    X("kg_per_hectare", "kg per hectare", "公斤/公顷", "千克/公顷", 1 / 15.0, MASS(1), AREA(-1))   \
    X("kg_per_head", "kg per head", "公斤/头（只）", "公斤/头|公斤/只", 1, MASS(1), HEAD(-1))      \
    X("kg_per_person", "kg per person", "公斤/人", "千克/人", 1, MASS(1), PERSON(-1))              \
    X("t_per_CNY_10K", "t per 10,000 yuan", "吨/万元", "", 0.1, MASS(1), MONEY(-1))                \
    X("ug_per_m3", "µg per cubic metre", "微克/立方米", "微克/m³", 1e-9, MASS(1), LENGTH(-3))      \
    X("mu", "mu", "亩", "", 1, AREA(1))                                                            \
    X("mu_10K", "10,000 mu", "万亩", "10 thousand mu", 1e4, AREA(1))                               \
    X("mu_100M", "100 million mu", "亿亩", "", 1e8, AREA(1))                                       \
    X("hectare", "hectares", "公顷", "ha", 15, AREA(1))                                            \
    X("hectare_1K", "1,000 hectares", "千公顷", "thousand hectares", 1.5e4, AREA(1))               \
    X("hectare_10K", "10,000 hectares", "万公顷", "10 thousand hectares", 1.5e5, AREA(1))          \
    X("m2", "square metres", "平方米", "㎡", 0.0015, AREA(1))                                      \
    X("m2_10K", "10,000 square metres", "万平方米", "万㎡", 15, AREA(1))                           \
    X("km2", "square kilometres", "平方公里", "平方千米|km²", 1500, AREA(1))                       \
    X("m2_per_person", "square metres per person", "平方米/人", "", 0.0015, AREA(1), PERSON(-1))   \
    X("mu_per_person", "mu per person", "亩/人", "", 1, AREA(1), PERSON(-1))                       \
    X("persons", "persons", "人", "person|people|名", 1, PERSON(1))                                \
    X("persons_10K", "10,000 persons", "万人", "10 thousand persons|10 thousand people|万名", 1e4, \
      PERSON(1))                                                                                   \
    X("persons_100M", "100 million persons", "亿人", "", 1e8, PERSON(1))                           \
    X("visits", "visits", "人次", "person-times", 1, PERSON(1))                                    \
    X("visits_10K", "10,000 visits", "万人次", "10 thousand visits|10 thousand person-times", 1e4, \
      PERSON(1))                                                                                   \
    X("visits_100M", "100 million visits", "亿人次", "", 1e8, PERSON(1))                           \
    X("persons_per_household", "persons per household", "人/户", "persons per family", 1,          \
      PERSON(1), HOUSEHOLD(-1))                                                                    \
    X("persons_per_km2", "persons per square kilometre", "人/平方公里", "", 1 / 1500.0, PERSON(1), \
      AREA(-1))                                                                                    \
    X("head", "head", "头（只）", "头|只|匹|羽|animals", 1, HEAD(1))                               \
    X("head_10K", "10,000 head", "万头（只）", "万头|万只|万羽|10 thousand head", 1e4, HEAD(1))    \
    X("head_per_mu", "head per mu", "头（只）/亩", "只/亩|头/亩", 1, HEAD(1), AREA(-1))            \
    X("head_per_household", "head per household", "头（只）/户", "头/户|只/户", 1, HEAD(1),        \
      HOUSEHOLD(-1))                                                                               \
    X("households", "households", "户", "household|families", 1, HOUSEHOLD(1))                     \
    X("households_10K", "10,000 households", "万户", "10 thousand households", 1e4, HOUSEHOLD(1))  \
    X("homes", "homes", "套", "dwellings", 1, HOUSEHOLD(1))                                        \
    X("homes_10K", "10,000 homes", "万套", "10 thousand homes", 1e4, HOUSEHOLD(1))                 \
    X("beds_per_1000", "beds per 1,000 people", "张", "张/千人|beds per 1000 people", 1e-3,        \
      BED(1), PERSON(-1))                                                                          \
    X("places_per_1000", "places per 1,000 people", "个/千人", "places per 1000 people", 1e-3,     \
      BED(1), PERSON(-1))                                                                          \
    X("beds", "beds", "张床位", "床|床位", 1, BED(1))                                              \
    X("beds_10K", "10,000 beds", "万张床位", "万张", 1e4, BED(1))                                  \
    X("places", "places", "个托位", "托位|学位|个学位", 1, BED(1))                                 \
    X("places_10K", "10,000 places", "万个托位", "万个学位", 1e4, BED(1))                          \
    X("units", "units", "个", "unit|things", 1, THING(1))                                          \
    X("units_10K", "10,000 units", "万个", "10 thousand units", 1e4, THING(1))                     \
    X("firms", "firms", "家", "enterprises", 1, THING(1))                                          \
    X("firms_10K", "10,000 firms", "万家", "", 1e4, THING(1))                                      \
    X("roads", "roads", "条", "", 1, THING(1))                                                     \
    X("villages", "villages", "个村", "村", 1, THING(1))                                           \
    X("parks", "parks", "个园区", "园区", 1, THING(1))                                             \
    X("estates", "residential compounds", "个小区", "小区", 1, THING(1))                           \
    X("circles", "living circles", "个生活圈", "生活圈", 1, THING(1))                              \
    X("buildings", "buildings", "座", "toilets", 1, THING(1))                                      \
    X("buildings_10K", "10,000 buildings", "万座", "10 thousand toilets", 1e4, THING(1))           \
    X("projects", "projects", "项", "", 1, THING(1))                                               \
    X("items", "items", "件", "patents", 1, THING(1))                                              \
    X("items_per_10K_persons", "items per 10,000 persons", "件/万人", "", 1e-4, THING(1),          \
      PERSON(-1))                                                                                  \
    X("vehicles", "vehicles", "辆", "", 1, THING(1))                                               \
    X("vehicles_10K", "10,000 vehicles", "万辆", "", 1e4, THING(1))                                \
    X("kWh", "kWh", "千瓦时", "度", 1, ENERGY(1))                                                  \
    X("kWh_10K", "10,000 kWh", "万千瓦时", "万度", 1e4, ENERGY(1))                                 \
    X("kWh_100M", "100 million kWh", "亿千瓦时", "亿度", 1e8, ENERGY(1))                           \
    X("tce", "t of coal equivalent", "吨标准煤", "", TCE_IN_KWH, ENERGY(1))                        \
    X("tce_10K", "10,000 t of coal equivalent", "万吨标准煤", "", TCE_IN_KWH * 1e4, ENERGY(1))     \
    X("tce_per_CNY_10K", "t of coal equivalent per 10,000 yuan", "吨标准煤/万元", "",              \
      TCE_IN_KWH / 1e4, ENERGY(1), MONEY(-1))                                                      \
    X("mm", "mm", "毫米", "", 1e-3, LENGTH(1))                                                     \
    X("m", "m", "米", "metres", 1, LENGTH(1))                                                      \
    X("km", "km", "公里", "千米|kilometres", 1e3, LENGTH(1))                                       \
    X("km_10K", "10,000 km", "万公里", "万千米", 1e7, LENGTH(1))                                   \
    X("m3", "cubic metres", "立方米", "方|m³", 1, LENGTH(3))                                       \
    X("m3_10K", "10,000 cubic metres", "万立方米", "万方|万m³", 1e4, LENGTH(3))                    \
    X("m3_100M", "100 million cubic metres", "亿立方米", "亿方|亿m³", 1e8, LENGTH(3))              \
    X("days", "days", "天", "day", 1, TIME(1))                                                     \
    X("years", "years", "岁", "年|year", 365.25, TIME(1))                                          \
    X("unstated", "-", "—", "", 1, PURE)

static const ot_unit unit[] = {
#define ROW(name, english, chinese, spellings, scale, ...) \
    {name, {english, chinese}, scale, {__VA_ARGS__}},
    UNIT_LIST(ROW)
#undef ROW
};

static const char *const spelling[] = {
#define ROW(name, english, chinese, spellings, scale, ...) spellings,
    UNIT_LIST(ROW)
#undef ROW
};

enum { N_UNITS = sizeof unit / sizeof *unit };

enum { MOST_NAME = 64 }; /* bytes of a name, without what does not count */

static uint32_t folded(uint32_t c) {
    if (c == 0x3000 || c == 0xA0 || c == '\t') return ' '; /* ideographic, no-break space */
    return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;    /* full-width forms of ASCII */
}

/* The characters that count: no parentheses, one space between words, none around the name.
 * Returns how many, MOST_NAME + 1 when there are too many for a unit. */
static size_t reduce(const char *name, size_t n, uint32_t out[MOST_NAME + 1]) {
    size_t n_out = 0, length;
    int has_space = 0;
    for (size_t i = 0; i < n && n_out <= MOST_NAME; i += length) {
        const uint32_t c = folded(ot_utf8_decode(name + i, n - i, &length));
        if (c == ' ') has_space = n_out > 0;
        if (c == ' ' || c == '(' || c == ')') continue;
        if (has_space) out[n_out++] = ' ';
        if (n_out <= MOST_NAME) out[n_out++] = c;
        has_space = 0;
    }
    return n_out;
}

typedef struct word { /* a name that is looked for, reduced */
    uint32_t character[MOST_NAME + 1];
    size_t n;
} word;

static int is_same(const word *a, const char *text, size_t n) {
    uint32_t b[MOST_NAME + 1];
    return reduce(text, n, b) == a->n && memcmp(a->character, b, a->n * sizeof *b) == 0;
}

static int is_spelling(const word *a, const char *spellings) {
    for (const char *at = spellings; *at;) {
        const size_t n = strcspn(at, "|");
        if (is_same(a, at, n)) return 1;
        at += n + (at[n] == '|');
    }
    return 0;
}

/* Most names are canonical ones, which cost nothing to compare. */
static const ot_unit *find_canonical(const char *name, size_t n) {
    for (size_t u = 0; u < N_UNITS; u++)
        if (strlen(unit[u].name) == n && memcmp(unit[u].name, name, n) == 0) return &unit[u];
    return NULL;
}

const ot_unit *ot_unit_find(const char *name, size_t n) {
    word a;
    const ot_unit *canonical = find_canonical(name, n);
    if (canonical) return canonical;
    a.n = reduce(name, n, a.character);
    if (a.n == 0 || a.n > MOST_NAME) return NULL;
    for (size_t u = 0; u < N_UNITS; u++) {
        const ot_unit *x = &unit[u];
        if (is_same(&a, x->name, strlen(x->name)) || is_spelling(&a, spelling[u])) return x;
        for (int language = 0; language < OT_N_LANGUAGES; language++)
            if (is_same(&a, x->text[language], strlen(x->text[language]))) return x;
    }
    return NULL;
}

const ot_unit *ot_unit_all(size_t *n) {
    *n = N_UNITS;
    return unit;
}

const char *ot_unit_spellings(const ot_unit *u) {
    assert(u >= unit && u < unit + N_UNITS);
    return spelling[u - unit];
}

/* Do all characters of the unit stand in the name, in their order? 亿元 in 亿元人民币. */
static int is_within(const word *u, const word *name) {
    size_t found = 0;
    for (size_t i = 0; i < name->n && found < u->n; i++)
        found += name->character[i] == u->character[found];
    return found == u->n;
}

/* The Chinese name with most characters within the longer one: words for money, people and numbers
 * are put in between, which no count of edits forgives. NULL: none has two. */
static const char *longest_within(const char *name) {
    word a, b;
    const char *longest = NULL;
    size_t most = 1;
    a.n = reduce(name, strlen(name), a.character);
    for (size_t u = 0; a.n <= MOST_NAME && u < N_UNITS; u++) {
        const char *text = unit[u].text[OT_LANGUAGE_ZH];
        b.n = reduce(text, strlen(text), b.character);
        if (b.n <= most || b.character[0] < 0x80 || !is_within(&b, &a)) continue;
        longest = text;
        most = b.n;
    }
    return longest;
}

static const char PART_ENDS[] = "_ -";

static int lower(int c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; }

static int is_same_word(const char *a, size_t n, const char *b, size_t m) {
    if (n != m) return 0;
    for (size_t i = 0; i < n; i++)
        if (lower(a[i]) != lower(b[i])) return 0;
    return 1;
}

/* Money has three names. */
static int is_same_part(const char *a, size_t n, const char *b, size_t m) {
    static const char *const YUAN[] = {"CNY", "yuan", "RMB"};
    int is_yuan[2] = {0};
    for (size_t i = 0; i < sizeof YUAN / sizeof *YUAN; i++) {
        is_yuan[0] |= is_same_word(a, n, YUAN[i], strlen(YUAN[i]));
        is_yuan[1] |= is_same_word(b, m, YUAN[i], strlen(YUAN[i]));
    }
    return (is_yuan[0] && is_yuan[1]) || is_same_word(a, n, b, m);
}

static size_t count_parts(const char *name) {
    size_t n = 0;
    for (const char *at = name + strspn(name, PART_ENDS); *at; n++) {
        at += strcspn(at, PART_ENDS);
        at += strspn(at, PART_ENDS);
    }
    return n;
}

/* Are all parts of a among those of b? */
static int has_parts(const char *a, const char *b) {
    for (a += strspn(a, PART_ENDS); *a; a += strspn(a, PART_ENDS)) {
        const size_t n = strcspn(a, PART_ENDS);
        int is_there = 0;
        for (const char *at = b; *at && !is_there; at += strspn(at, PART_ENDS)) {
            const size_t m = strcspn(at, PART_ENDS);
            is_there = is_same_part(a, n, at, m);
            at += m;
        }
        if (!is_there) return 0;
        a += n;
    }
    return 1;
}

/* The same parts in another order: 100M_CNY, yuan_100M. */
static const char *same_parts(const char *name) {
    const size_t n = count_parts(name);
    for (size_t u = 0; n > 1 && u < N_UNITS; u++)
        if (count_parts(unit[u].name) == n && has_parts(name, unit[u].name)) return unit[u].name;
    return NULL;
}

const char *ot_unit_nearest(const char *name) {
    const char *candidate[3 * N_UNITS];
    size_t n = 0;
    const char *turned = same_parts(name);
    if (turned) return turned;
    for (size_t u = 0; u < N_UNITS; u++) {
        candidate[n++] = unit[u].name;
        for (int language = 0; language < OT_N_LANGUAGES; language++)
            candidate[n++] = unit[u].text[language];
    }
    const char *nearest = ot_utf8_nearest(name, candidate, n);
    return nearest ? nearest : longest_within(name);
}

double ot_unit_inside(const ot_unit *u) {
    /* By name, not by scale: an index of base 100 is no rate and stays as it is printed. */
    const int is_rate =
        u->name && (strcmp(u->name, "percent") == 0 || strcmp(u->name, "permille") == 0);
    return is_rate ? u->scale : 1.0;
}

int ot_unit_is_stated(const ot_unit *u) {
    return !u->name || strcmp(u->name, "unstated") != 0; /* a computed one has no name */
}

int ot_unit_same_dimension(const ot_unit *a, const ot_unit *b) {
    return memcmp(a->exponent, b->exponent, sizeof a->exponent) == 0;
}

ot_unit ot_unit_product(const ot_unit *a, const ot_unit *b, int sign) {
    assert(sign == 1 || sign == -1);
    ot_unit product = {.scale = sign > 0 ? a->scale * b->scale : a->scale / b->scale};
    for (int d = 0; d < OT_N_DIMENSIONS; d++)
        product.exponent[d] = (int8_t)(a->exponent[d] + sign * b->exponent[d]);
    return product;
}
