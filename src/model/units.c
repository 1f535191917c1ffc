#include "model/build.h"

#include <math.h>
#include <string.h>

#include "base/print.h"

enum { UNIT_TEXT = 64 };

/* A share may saturate above 1 (130 %), but a ceiling of 2 or more was meant in percent. */
static const double LEAST_SLIP = 2.0;

typedef enum knowledge {
    ANY,    /* coefficients, unstated units, levels rebuilt by exp: matches every unit, and so does
             * its product */
    NUMBER, /* a bare literal: matches every unit, leaves that of a product as it is */
    KNOWN
} knowledge;

/* What is known of an expression's unit. A literal power of ten may be a conversion (/ 1000) or a
 * plain number, so that up to two scales are possible; scale[1] is NaN when there is one only. */
typedef struct measure {
    knowledge knowledge;
    ot_unit unit; /* its dimensions; its scale is scale[0] */
    double scale[2];
    double ten;        /* NUMBER: its value when it is a power of ten, else 1 */
    const char *price; /* "current", "constant:2022"; NULL: none or mixed */
} measure;

typedef struct check {
    const ot_build *build;
    const ot_form *form;
    ot_status status;
} check;

static measure unknown(knowledge k) {
    return (measure){.knowledge = k, .scale = {1.0, NAN}, .ten = 1.0};
}

static measure of_unit(const ot_unit *unit) {
    if (!ot_unit_is_stated(unit)) return unknown(ANY);
    measure m = unknown(KNOWN);
    m.unit = *unit;
    if (ot_unit_inside(unit) != 1.0) m.unit.scale = 1.0; /* percent is a fraction inside */
    m.scale[0] = m.unit.scale;
    return m;
}

static measure pure(void) { return of_unit(&(ot_unit){.scale = 1.0}); }

static int is_near(double a, double b) { return fabs(a - b) <= 1e-9 * fabs(b); }

static int is_power_of_ten(double x) {
    if (!(x > 0.0)) return 0;
    const double e = log10(x);
    return fabs(e - round(e)) < 1e-12;
}

/* Writes the scales that both sides may have; 0 when there is none. */
static int common_scale(const measure *a, const measure *b, double out[2]) {
    size_t n = 0;
    out[0] = out[1] = NAN;
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++)
            if (n < 2 && is_near(a->scale[i], b->scale[j])) out[n++] = a->scale[i];
    return n > 0;
}

/* "t_10K", or "10000 kg" where no unit has that scale. */
static const char *unit_text(const ot_unit *unit, char text[UNIT_TEXT]) {
    size_t n = 0;
    const ot_unit *all = ot_unit_all(&n), *base = NULL;
    for (size_t i = 0; i < n; i++) {
        if (!ot_unit_same_dimension(&all[i], unit) || ot_unit_inside(&all[i]) != 1.0) continue;
        if (is_near(all[i].scale, unit->scale)) return all[i].name;
        if (!base || all[i].scale == 1.0) base = &all[i];
    }
    if (!base) return "another unit";
    (void)ot_print(text, UNIT_TEXT, "%g %s", unit->scale / base->scale, base->name);
    return text;
}

static void locate(check *c, size_t offset) {
    const ot_place place = ot_text_place(&c->form->equation->text, offset);
    ot_error_locate(c->build->err, place.file, place.line, place.column);
}

static void refuse_dimensions(check *c, const measure *a, const measure *b, size_t offset) {
    char x[UNIT_TEXT], y[UNIT_TEXT];
    c->status = ot_fail(c->build->err, OT_ERR_INPUT,
                        "in the equation of %s one side is in %s, the other in %s",
                        "%s 的方程中一侧单位为 %s，另一侧为 %s",
                        c->build->model->indicator[c->form->indicator].spec->id,
                        unit_text(&a->unit, x), unit_text(&b->unit, y));
    locate(c, offset);
}

static void refuse_factor(check *c, const measure *a, const measure *b, size_t offset) {
    char x[UNIT_TEXT], y[UNIT_TEXT];
    const double ratio = a->scale[0] / b->scale[0];
    c->status =
        ot_fail(c->build->err, OT_ERR_INPUT,
                "in the equation of %s the units differ by a factor of %g: here %s meets %s",
                "%s 的方程中单位相差 %g 倍：此处为 %s 与 %s",
                c->build->model->indicator[c->form->indicator].spec->id,
                ratio > 1 ? ratio : 1 / ratio, unit_text(&a->unit, x), unit_text(&b->unit, y));
    locate(c, offset);
}

/* Terms of a sum, sides of a comparison or of the equation: the same dimension and scale. */
static measure match(check *c, const measure *a, const measure *b, size_t offset) {
    if (c->status || a->knowledge != KNOWN) return *b;
    if (b->knowledge != KNOWN) return *a;
    measure both = *a;
    if (!ot_unit_same_dimension(&a->unit, &b->unit))
        refuse_dimensions(c, a, b, offset);
    else if (!common_scale(a, b, both.scale))
        refuse_factor(c, a, b, offset);
    both.unit.scale = both.scale[0];
    if (a->price && b->price && strcmp(a->price, b->price) != 0) {
        const ot_place place = ot_text_place(&c->form->equation->text, offset);
        ot_notes_add(c->build->notes, OT_SEVERITY_WARNING, place.file, place.line, place.column,
                     "the equation of %s joins values at %s prices with values at %s prices",
                     "%s 的方程把 %s 价与 %s 价的数值合在一起",
                     c->build->model->indicator[c->form->indicator].spec->id, a->price, b->price);
        both.price = NULL;
    }
    return both;
}

static int is_pure(const measure *m) {
    const measure one = pure();
    return m->knowledge == KNOWN && ot_unit_same_dimension(&m->unit, &one.unit);
}

/* sign -1: a / b. */
static measure product(const measure *a, const measure *b, int sign) {
    if (a->knowledge == ANY || b->knowledge == ANY) return unknown(ANY);
    if (b->knowledge == NUMBER) {
        /* A number times a share may be a level: 100 * (1 + growth). */
        if (is_pure(a)) return unknown(ANY);
        measure m = *a;
        const double factor = sign > 0 ? b->ten : 1.0 / b->ten;
        if (a->knowledge == NUMBER)
            m.ten *= factor;
        else if (factor != 1.0)
            m.scale[1] =
                m.scale[0] / factor; /* numbers 1000 times smaller: a unit 1000 times larger */
        return m;
    }
    if (a->knowledge == NUMBER && sign > 0) return product(b, a, 1);
    const measure one = pure(), *left = a->knowledge == NUMBER ? &one : a;
    measure m = unknown(KNOWN);
    m.unit = ot_unit_product(&left->unit, &b->unit, sign);
    m.scale[0] = sign > 0 ? left->scale[0] * b->scale[0] : left->scale[0] / b->scale[0];
    m.scale[1] = sign > 0 ? left->scale[1] * b->scale[0] : left->scale[1] / b->scale[0];
    if (!isfinite(m.scale[1]))
        m.scale[1] = sign > 0 ? left->scale[0] * b->scale[1] : left->scale[0] / b->scale[1];
    m.unit.scale = m.scale[0];
    return m;
}

static measure power(const measure *base, const ot_tree *exponent) {
    if (base->knowledge != KNOWN || exponent->op != OT_OP_NUMBER) {
        return is_pure(base) ? pure() : unknown(ANY);
    }
    measure m = pure();
    const double times = exponent->number;
    if (times != round(times) || fabs(times) > 4.0) return unknown(ANY);
    for (int i = 0; i < (int)fabs(times); i++)
        m = product(&m, base, times > 0 ? 1 : -1);
    return m;
}

static measure of_symbol(const ot_model *m, const ot_tree *node) {
    if (node->symbol.kind == OT_SYMBOL_COEFFICIENT) return unknown(ANY);
    if (node->symbol.kind == OT_SYMBOL_YEAR) return unknown(NUMBER);
    const size_t row = (size_t)node->symbol.index;
    if (row >= m->n_indicators) return of_unit(m->driver[row - m->n_indicators].unit);
    measure x = of_unit(m->indicator[row].unit);
    const char *price = m->indicator[row].spec->price;
    if (price && *price) x.price = price;
    return x;
}

static measure of_number(const ot_tree *node) {
    if (node->unit && ot_unit_inside(node->unit) == 1.0) return of_unit(node->unit);
    if (node->unit) return pure();
    measure m = unknown(NUMBER);
    if (is_power_of_ten(node->number)) m.ten = node->number;
    return m;
}

/* growth / 100, where growth is in percent, is a slip: it is a fraction in equations already. */
static void warn_hundredth(const check *c, const ot_tree *node) {
    const ot_tree *x = node->child[0], *by = node->child[1];
    const ot_model *m = c->build->model;
    if (x->op != OT_OP_SYMBOL || x->symbol.kind != OT_SYMBOL_SERIES) return;
    if (by->op != OT_OP_NUMBER || by->unit || by->number != 100.0) return;
    const size_t row = (size_t)x->symbol.index;
    const int is_driver = row >= m->n_indicators;
    const char *id =
        is_driver ? m->driver[row - m->n_indicators].spec->id : m->indicator[row].spec->id;
    if ((is_driver ? m->driver[row - m->n_indicators].inside : m->indicator[row].inside) != 0.01)
        return;
    const ot_place place = ot_text_place(&c->form->equation->text, x->offset);
    ot_notes_add(
        c->build->notes, OT_SEVERITY_WARNING, place.file, place.line, place.column,
        "%s is in percent, so it is a fraction in equations already (8 %% is 0.08); dividing "
        "it by 100 is usually a slip",
        "%s 的单位为百分数，在方程中已是小数（8%% 即 0.08）；再除以 100 多半有误", id);
}

/* Functions whose result has no unit of its own still have their argument checked. */
static measure of_tree(check *c, const ot_tree *node) {
    measure child[3] = {unknown(ANY), unknown(ANY), unknown(ANY)};
    for (int i = 0; i < node->n_children; i++)
        child[i] = of_tree(c, node->child[i]);
    switch (node->op) {
    case OT_OP_NUMBER:
        return of_number(node);
    case OT_OP_SYMBOL:
        return of_symbol(c->build->model, node);
    case OT_OP_ADD:
    case OT_OP_SUB:
    case OT_OP_MIN:
    case OT_OP_MAX:
        return match(c, &child[0], &child[1], node->offset);
    case OT_OP_LT:
    case OT_OP_LE:
    case OT_OP_GT:
    case OT_OP_GE:
    case OT_OP_EQ:
    case OT_OP_NE:
        (void)match(c, &child[0], &child[1], node->offset);
        return unknown(NUMBER);
    case OT_OP_MUL:
        return product(&child[0], &child[1], 1);
    case OT_OP_DIV:
        warn_hundredth(c, node);
        return product(&child[0], &child[1], -1);
    case OT_OP_POW:
        return power(&child[0], node->child[1]);
    case OT_OP_NEG:
    case OT_OP_ABS:
        return child[0];
    case OT_OP_LOG:
    case OT_OP_ATAN:
        return pure();
    case OT_OP_IF:
        return match(c, &child[1], &child[2], node->offset);
    default:
        return unknown(ANY);
    }
}

ot_status ot_units_check(const ot_build *b, const ot_form *form) {
    check c = {b, form, OT_OK};
    const ot_equation *equation = form->equation;
    const ot_tree left = {.op = OT_OP_SYMBOL, .symbol = {OT_SYMBOL_SERIES, equation->target}};
    const int is_level =
        equation->transform == OT_TRANSFORM_LEVEL || equation->transform == OT_TRANSFORM_DIFFERENCE;
    const measure to = is_level ? of_symbol(b->model, &left) : pure();
    const measure from = of_tree(&c, equation->right);
    (void)match(&c, &to, &from, equation->right->offset);
    const ot_model_indicator *x = &b->model->indicator[form->indicator];
    if (!c.status && equation->transform == OT_TRANSFORM_LOGIT && x->inside != 1.0 &&
        equation->ceiling >= LEAST_SLIP) {
        c.status =
            ot_fail(b->err, OT_ERR_INPUT,
                    "the ceiling %g of %s is a fraction in equations, as 1 is 100 %%; write %g%%",
                    "上限 %g（%s）在方程中按小数计，1 即 100%%；请写 %g%%", equation->ceiling,
                    x->spec->id, equation->ceiling);
        locate(&c, 0);
    }
    return c.status;
}
