#include "svg_reader.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"

enum { DEEPEST = 16, NAME = 32, VALUE_SIZE = 1 << 15 };

typedef struct reader {
    const char *at, *style;
    int is_html;
    char open[DEEPEST][NAME];
    char class[16]; /* of the group around, and its anchor */
    int anchor;
    size_t depth;
    svg_picture *picture;
    svg_text *current; /* its content is read */
} reader;

static int is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == ':';
}

static void read_name(reader *r, char name[NAME]) {
    size_t n = 0;
    while (is_name(*r->at) && n + 1 < NAME)
        name[n++] = *r->at++;
    name[n] = '\0';
    assert_true(n > 0);
}

/* One character of content or of a value; an entity is resolved. */
static char read_char(reader *r) {
    static const struct {
        const char *name;
        char c;
    } ENTITY[] = {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}};
    if (*r->at != '&') {
        const unsigned char c = (unsigned char)*r->at;
        assert_true(c >= 0x20 || c == '\n');
        assert_int_not_equal(c, '<');
        assert_int_not_equal(c, 0x7F);
        return *r->at++;
    }
    for (size_t i = 0; i < sizeof ENTITY / sizeof *ENTITY; i++)
        if (strncmp(r->at, ENTITY[i].name, strlen(ENTITY[i].name)) == 0) {
            r->at += strlen(ENTITY[i].name);
            return ENTITY[i].c;
        }
    fail_msg("an entity that XML does not know: %.20s", r->at);
    return 0;
}

static void read_value(reader *r, char value[VALUE_SIZE]) {
    size_t n = 0;
    if (r->is_html && *r->at != '"') { /* without quotes up to a blank */
        while (*r->at && *r->at != ' ' && *r->at != '>')
            if (n + 1 < VALUE_SIZE) value[n++] = *r->at++;
        value[n] = '\0';
        return;
    }
    assert_int_equal(*r->at++, '"');
    while (*r->at && *r->at != '"') {
        const char c = read_char(r);
        assert_true(n + 1 < VALUE_SIZE);
        value[n++] = c;
    }
    assert_int_equal(*r->at++, '"');
    value[n] = '\0';
}

/* font-size of a class in the style. */
static double size_of(const reader *r, const char *class) {
    char rule[32];
    (void)snprintf(rule, sizeof rule, ".%s{", class);
    if (!r->style) return 12.0; /* the page has it */
    const char *at = strstr(r->style, rule);
    assert_non_null(at);
    const char *size = strstr(at, "font-size:");
    assert_non_null(size);
    assert_true(size < strchr(at, '}'));
    return atof(size + strlen("font-size:"));
}

static void take(reader *r, const char *element, const char *name, const char *value,
                 svg_text *text, int *anchor) {
    if (strcmp(element, "svg") == 0 && strcmp(name, "viewBox") == 0)
        assert_int_equal(sscanf(value, "0 0 %lf %lf", &r->picture->width, &r->picture->height), 2);
    if (strcmp(name, "class") == 0) (void)snprintf(text->class, sizeof text->class, "%.15s", value);
    if (strcmp(name, "x") == 0) text->x0 = atof(value);
    if (strcmp(name, "y") == 0) text->y0 = atof(value);
    if (strcmp(name, "text-anchor") == 0) *anchor = strcmp(value, "end") == 0 ? 2 : 1;
    const int is_name_of = strcmp(name, "id") == 0 || strncmp(name, "aria", 4) == 0;
    assert_true(is_name_of || (!strstr(value, "nan") && !strstr(value, "inf")));
    assert_true(strncmp(name, "on", 2) != 0); /* no handlers */
}

static double read_number(const char **at) {
    char *end;
    const double number = strtod(*at, &end);
    assert_ptr_not_equal(end, *at);
    *at = end;
    return number;
}

/* Of moves to a place, and of lines from the point before. */
static void read_path(svg_picture *p, const char *class, const char *at) {
    double x = 0.0, y = 0.0, from_x = 0.0, from_y = 0.0;
    while (*at) {
        const char act = *at++;
        svg_line line = {.x0 = x, .y0 = y};
        assert_non_null(strchr("Mlhvz", act));
        if (act == 'M') x = y = 0.0;
        if (act == 'M' || act == 'l' || act == 'h') x += read_number(&at);
        if (act == 'M' || act == 'l' || act == 'v') y += read_number(&at);
        if (act == 'z') {
            x = from_x;
            y = from_y;
        } else if (act == 'M') {
            from_x = x;
            from_y = y;
            continue;
        }
        (void)snprintf(line.class, sizeof line.class, "%s", class);
        line.x1 = x;
        line.y1 = y;
        assert_true(p->n_lines < SVG_MOST_LINES);
        p->line[p->n_lines++] = line;
    }
}

/* The anchor waits in y1 until the text is known. */
static void read_open(reader *r) {
    static char value[VALUE_SIZE], path[VALUE_SIZE];
    char element[NAME], name[NAME];
    path[0] = '\0';
    svg_text text = {{0}, {0}, 0, 0, 0, 0};
    read_name(r, element);
    int anchor = strcmp(element, "text") == 0 ? r->anchor : 0;
    memcpy(text.class, r->class, sizeof text.class);
    assert_string_not_equal(element, "script");
    while (*r->at == ' ') {
        r->at++;
        read_name(r, name);
        assert_int_equal(*r->at++, '=');
        read_value(r, value);
        take(r, element, name, value, &text, &anchor);
        if (strcmp(name, "d") == 0) memcpy(path, value, sizeof path);
    }
    if (strcmp(element, "path") == 0) read_path(r->picture, text.class, path);
    r->picture->n_elements++;
    const int is_empty = *r->at == '/';
    r->at += is_empty;
    assert_int_equal(*r->at++, '>');
    if (is_empty) return;
    assert_true(r->depth < DEEPEST);
    memcpy(r->open[r->depth++], element, sizeof element);
    if (strcmp(element, "style") == 0) r->style = r->at;
    if (strcmp(element, "g") == 0) {
        memcpy(r->class, text.class, sizeof r->class);
        r->anchor = anchor;
    }
    if (strcmp(element, "text") != 0) return;
    if (text.class[0] == 'c') anchor = 1;
    text.y1 = anchor;
    assert_true(r->picture->n_texts < SVG_MOST_TEXTS);
    r->current = &r->picture->text[r->picture->n_texts++];
    *r->current = text;
}

static double width_of(const char *text) {
    double width = 0.0;
    for (size_t n = strlen(text), i = 0, length; i < n; i += length) {
        char one[5] = {0};
        (void)ot_utf8_decode(text + i, n - i, &length);
        memcpy(one, text + i, length < 4 ? length : 4);
        width += ot_utf8_width(one) == 2 ? 1.0 : ot_utf8_width(one) == 0 ? 0.0 : 0.53;
    }
    return width;
}

static void close_text(reader *r) {
    svg_text *t = r->current;
    const double size = size_of(r, t->class), width = size * width_of(t->text);
    t->x0 -= t->y1 * width / 2.0;
    t->x1 = t->x0 + width;
    t->y1 = t->y0 + 0.2 * size;
    t->y0 -= 0.75 * size;
    r->current = NULL;
}

static void read_close(reader *r) {
    char element[NAME];
    read_name(r, element);
    assert_int_equal(*r->at++, '>');
    assert_true(r->depth > 0);
    assert_string_equal(element, r->open[--r->depth]);
    if (r->current) close_text(r);
    if (strcmp(element, "g") != 0) return;
    memset(r->class, 0, sizeof r->class);
    r->anchor = 0;
}

svg_picture *svg_read(const char *svg) {
    reader r = {
        .at = svg, .is_html = !strstr(svg, "xmlns="), .picture = calloc(1, sizeof *r.picture)};
    assert_non_null(r.picture);
    assert_int_equal(ot_utf8_check(svg, strlen(svg)), strlen(svg));
    size_t n = 0;
    while (*r.at) {
        const int is_tag = *r.at == '<', is_close = is_tag && r.at[1] == '/';
        const int is_style = r.depth > 0 && strcmp(r.open[r.depth - 1], "style") == 0;
        if (is_tag) {
            r.at += 1 + is_close;
            n = 0;
            (is_close ? read_close : read_open)(&r);
        } else if (is_style) {
            r.at++;
        } else {
            const char c = read_char(&r);
            if (r.current && n + 1 < SVG_TEXT_SIZE) r.current->text[n++] = c;
        }
    }
    assert_int_equal(r.depth, 0);
    return r.picture;
}

/* Of series, plans, targets, whiskers, rules and errors; not of areas, which are no lines. */
static int says_something(const svg_line *line) { return strchr("swie", line->class[0]) != NULL; }

/* Does the line enter the box? What is left of it is cut at each side (Liang and Barsky 1984). */
static int enters(const svg_line *l, const svg_text *box) {
    const double dx = l->x1 - l->x0, dy = l->y1 - l->y0;
    const double step[] = {-dx, dx, -dy, dy};
    const double room[] = {l->x0 - box->x0, box->x1 - l->x0, l->y0 - box->y0, box->y1 - l->y0};
    double from = 0.0, to = 1.0;
    for (int i = 0; i < 4; i++) {
        if (!(fabs(step[i]) > 0.0) && room[i] < 0.0) return 0;
        if (step[i] < 0.0) from = fmax(from, room[i] / step[i]);
        if (step[i] > 0.0) to = fmin(to, room[i] / step[i]);
    }
    return from < to;
}

void svg_assert_free(const svg_picture *p, const char *name) {
    for (size_t i = 0; i < p->n_texts; i++) {
        const svg_text *a = &p->text[i];
        if (a->x0 < 0.0 || a->y0 < 0.0 || a->x1 > p->width || a->y1 > p->height)
            fail_msg("%s: \"%s\" leaves the picture", name, a->text);
        for (size_t j = 0; j < i; j++) {
            const svg_text *b = &p->text[j];
            if (a->x0 < b->x1 && b->x0 < a->x1 && a->y0 < b->y1 && b->y0 < a->y1)
                fail_msg("%s: \"%s\" and \"%s\" overlap", name, a->text, b->text);
        }
        for (size_t j = 0; j < p->n_lines; j++)
            if (says_something(&p->line[j]) && enters(&p->line[j], a))
                fail_msg("%s: \"%s\" lies over a line of class %s", name, a->text,
                         p->line[j].class);
    }
}

const svg_text *svg_find(const svg_picture *p, const char *beginning) {
    for (size_t i = 0; i < p->n_texts; i++)
        if (strncmp(p->text[i].text, beginning, strlen(beginning)) == 0) return &p->text[i];
    return NULL;
}
