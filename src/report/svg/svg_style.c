/* Colours after Okabe and Ito's palette (2008), darkened for text; in grey they differ by lightness
 * and dashes. Contrast of every text on its paper is at least 4.5 to 1 (WCAG 2.1, 1.4.3). */
#include "report/svg/svg_style.h"

#include <string.h>

#include "report/svg/svg_canvas.h"

typedef enum colour {
    PAPER,
    INK,
    MUTED,
    GRID,
    FAN0,
    FAN1,
    FAN2,
    S0,
    S1,
    S2,
    S3,
    S4,
    WANTED,
    GOOD,
    FAIR,
    EVEN,
    POOR,
    BAD,
    QUIET,
    N_COLOURS
} colour;

static const struct {
    const char *name, *light, *dark;
} COLOUR[N_COLOURS] = {
    [PAPER] = {"paper", "#fff", "#14181d"},      [INK] = {"ink", "#1b1f24", "#e9ecef"},
    [MUTED] = {"muted", "#59636e", "#a4adb7"},   [GRID] = {"grid", "#e2e6ea", "#2c343d"},
    [FAN0] = {"fan0", "#86b3da", "#35699b"},     [FAN1] = {"fan1", "#b7d2ea", "#264d73"},
    [FAN2] = {"fan2", "#dfebf6", "#1c3650"},     [S0] = {"s0", "#0b4a86", "#93c7f7"},
    [S1] = {"s1", "#a84300", "#ffb06b"},         [S2] = {"s2", "#17693f", "#7fd3a4"},
    [S3] = {"s3", "#6d3a8c", "#d0a6ed"},         [S4] = {"s4", "#5b5600", "#d8d27c"},
    [WANTED] = {"wanted", "#b0122a", "#ff8a97"}, [GOOD] = {"good", "#1a5f9e", "#69aee6"},
    [FAIR] = {"fair", "#7db0da", "#3f74a3"},     [EVEN] = {"even", "#c3c8cd", "#77818b"},
    [POOR] = {"poor", "#eeb06a", "#b3722c"},     [BAD] = {"bad", "#b24d08", "#f09a52"},
    [QUIET] = {"quiet", "#dde1e5", "#414a53"},
};

#define HALO "paint-order:stroke;stroke-width:3px;stroke-linejoin:round;"
#define DOT  "fill:none;stroke-width:5px;stroke-linecap:round;"
#define WIDE "fill:none;stroke-width:2.2px;stroke-linejoin:round;"

/* A class: its colour as this property, and what is the same in every theme. */
static const struct rule {
    const char *class, *property;
    colour colour;
    const char *fixed;
    double size; /* of letters; 0: none */
    int has_halo;
} RULE[] = {
    {"bg", "fill", PAPER, "", 0, 0},
    {"t", "fill", INK, "font-weight:600;", 16, 0},
    {"p", "fill", INK, "font-weight:600;", 11, 0},
    {"u", "fill", MUTED, "", 12, 0},
    {"n", "fill", MUTED, "", 11, 0},
    {"a", "fill", MUTED, "", 11, 0},
    {"r", "fill", INK, "", 12, 0},
    {"h", "fill", INK, "font-weight:600;", 12, 0},
    {"g", "stroke", GRID, "fill:none;", 0, 0},
    {"x", "stroke", MUTED, "fill:none;", 0, 0},
    {"f0", "fill", FAN0, "", 0, 0},
    {"f1", "fill", FAN1, "", 0, 0},
    {"f2", "fill", FAN2, "", 0, 0},
    {"b0", "fill", S0, "opacity:.16;", 0, 0},
    {"b1", "fill", S1, "opacity:.16;", 0, 0},
    {"b2", "fill", S2, "opacity:.16;", 0, 0},
    {"b3", "fill", S3, "opacity:.16;", 0, 0},
    {"b4", "fill", S4, "opacity:.16;", 0, 0},
    {"s0", "stroke", S0, WIDE, 0, 0},
    {"s1", "stroke", S1, WIDE "stroke-dasharray:8 3;", 0, 0},
    {"s2", "stroke", S2, WIDE "stroke-dasharray:2 3;", 0, 0},
    {"s3", "stroke", S3, WIDE "stroke-dasharray:8 3 2 3;", 0, 0},
    {"s4", "stroke", S4, WIDE "stroke-dasharray:14 4;", 0, 0},
    {"so", "stroke", INK, WIDE, 0, 0},
    {"sw", "stroke", WANTED, "fill:none;stroke-width:1.6px;stroke-dasharray:4 3;", 0, 0},
    {"sp", "stroke", PAPER, "fill:none;stroke-width:5px;stroke-dasharray:4 3;", 0, 0},
    {"w", "stroke", WANTED, "fill:none;stroke-width:2.6px;", 0, 0},
    {"wf", "fill", WANTED, "", 0, 0},
    {"wl", "stroke", WANTED, "fill:none;stroke-width:.7px;", 0, 0},
    {"d0", "fill", S0, "", 0, 0},
    {"d1", "fill", S1, "", 0, 0},
    {"d2", "fill", S2, "", 0, 0},
    {"d3", "fill", S3, "", 0, 0},
    {"d4", "fill", S4, "", 0, 0},
    {"do", "fill", INK, "", 0, 0},
    {"o0", "stroke", S0, DOT, 0, 0},
    {"o1", "stroke", S1, DOT, 0, 0},
    {"o2", "stroke", S2, DOT, 0, 0},
    {"o3", "stroke", S3, DOT, 0, 0},
    {"o4", "stroke", S4, DOT, 0, 0},
    {"oo", "stroke", INK, DOT, 0, 0},
    {"oh", "stroke", PAPER, "fill:none;stroke-width:2.6px;stroke-linecap:round;", 0, 0},
    {"l0", "fill", S0, "font-weight:600;", 12, 1},
    {"l1", "fill", S1, "font-weight:600;", 12, 1},
    {"l2", "fill", S2, "font-weight:600;", 12, 1},
    {"l3", "fill", S3, "font-weight:600;", 12, 1},
    {"l4", "fill", S4, "font-weight:600;", 12, 1},
    {"lo", "fill", INK, "", 12, 1},
    {"lw", "fill", WANTED, "", 12, 1},
    {"lm", "fill", MUTED, "", 11, 1},
    {"k1", "fill", GOOD, "", 0, 0},
    {"k2", "fill", FAIR, "", 0, 0},
    {"k3", "fill", EVEN, "", 0, 0},
    {"k4", "fill", POOR, "", 0, 0},
    {"k5", "fill", BAD, "", 0, 0},
    {"k6", "fill", QUIET, "", 0, 0},
    {"c", "fill", INK, "text-anchor:middle;", 11, 0},
    {"ci", "fill", PAPER, "text-anchor:middle;", 11, 0},
    {"u1", "fill", S0, "opacity:.10;", 0, 0},
    {"u2", "fill", S0, "opacity:.22;", 0, 0},
    {"u3", "fill", S0, "opacity:.40;", 0, 0},
    {"u4", "fill", S0, "opacity:.70;", 0, 0},
    {"u5", "fill", S0, "opacity:1;", 0, 0},
    {"v1", "fill", S1, "opacity:.10;", 0, 0},
    {"v2", "fill", S1, "opacity:.22;", 0, 0},
    {"v3", "fill", S1, "opacity:.40;", 0, 0},
    {"v4", "fill", S1, "opacity:.70;", 0, 0},
    {"v5", "fill", S1, "opacity:1;", 0, 0},
    {"i0", "stroke", S0, "fill:none;stroke-width:4px;opacity:.55;", 0, 0},
    {"i1", "stroke", S1, "fill:none;stroke-width:4px;opacity:.55;stroke-dasharray:8 3;", 0, 0},
    {"i2", "stroke", S2, "fill:none;stroke-width:4px;opacity:.55;stroke-dasharray:2 3;", 0, 0},
    {"i3", "stroke", S3, "fill:none;stroke-width:4px;opacity:.55;stroke-dasharray:8 3 2 3;", 0, 0},
    {"i4", "stroke", S4, "fill:none;stroke-width:4px;opacity:.55;stroke-dasharray:14 4;", 0, 0},
    {"e", "stroke", INK, "fill:none;stroke-width:1.4px;", 0, 0},
};

enum { N_RULES = sizeof RULE / sizeof *RULE };

double ot_svg_size(const char *class) {
    for (size_t i = 0; i < N_RULES; i++)
        if (strcmp(RULE[i].class, class) == 0) return RULE[i].size;
    return 12.0;
}

double ot_svg_advance(const char *class) {
    const double bold = 1.1;
    for (size_t i = 0; i < N_RULES; i++)
        if (strcmp(RULE[i].class, class) == 0)
            return RULE[i].size * (strstr(RULE[i].fixed, "font-weight") ? bold : 1.0);
    return ot_svg_size(class);
}

static const char *value_of(colour c, ot_svg_theme theme) {
    return theme == OT_SVG_DARK ? COLOUR[c].dark : COLOUR[c].light;
}

static void put_fixed(const struct rule *r, ot_buffer *out) {
    ot_buffer_text(out, r->fixed);
    if (r->size > 0.0) ot_buffer_format(out, "font-size:%dpx;", (int)r->size);
    if (r->has_halo) ot_buffer_text(out, HALO);
}

static int is_used(const struct rule *r, const char *body) {
    for (const char *at = body; (at = strstr(at, "class=\"")) != NULL;) {
        at += sizeof "class=\"" - 1;
        if (strncmp(at, r->class, strlen(r->class)) == 0 && at[strlen(r->class)] == '"') return 1;
    }
    return 0;
}

static void put_colours(const char *body, ot_svg_theme theme, int has_fixed, ot_buffer *out) {
    for (size_t i = 0; i < N_RULES; i++) {
        const struct rule *r = &RULE[i];
        if (!is_used(r, body)) continue;
        ot_buffer_format(out, ".%s{%s:%s;", r->class, r->property, value_of(r->colour, theme));
        if (r->has_halo) ot_buffer_format(out, "stroke:%s;", value_of(PAPER, theme));
        if (has_fixed) put_fixed(r, out);
        ot_buffer_text(out, "}\n");
    }
}

static const char FONTS[] = "font-family:\"Noto Sans\",\"Segoe UI\",\"Helvetica Neue\",Arial,"
                            "\"Noto Sans CJK SC\",\"PingFang SC\",\"Microsoft YaHei\",sans-serif;";

void ot_svg_style_used(const char *body, ot_svg_theme theme, ot_buffer *out) {
    ot_buffer_format(out, "<style>svg{%s}\n", FONTS);
    put_colours(body, theme, 1, out);
    if (theme == OT_SVG_AUTO) {
        ot_buffer_text(out, "@media (prefers-color-scheme:dark){\n");
        put_colours(body, OT_SVG_DARK, 0, out);
        ot_buffer_text(out, "}");
    }
    ot_buffer_text(out, "</style>\n");
}

void ot_svg_style(ot_buffer *out) {
    ot_buffer_format(out, ".ot-chart{%smax-width:100%%;height:auto}\n", FONTS);
    for (size_t i = 0; i < N_RULES; i++) {
        const struct rule *r = &RULE[i];
        const char *paper = COLOUR[PAPER].name;
        ot_buffer_format(out, ".ot-chart .%s{%s:var(--ot-%s,%s);", r->class, r->property,
                         COLOUR[r->colour].name, COLOUR[r->colour].light);
        if (r->has_halo)
            ot_buffer_format(out, "stroke:var(--ot-%s,%s);", paper, COLOUR[PAPER].light);
        put_fixed(r, out);
        ot_buffer_text(out, "}\n");
    }
}

void ot_svg_colours(ot_svg_theme theme, ot_buffer *out) {
    for (int k = 0; k < N_COLOURS; k++)
        ot_buffer_format(out, "--ot-%s:%s;", COLOUR[k].name, value_of((colour)k, theme));
}
