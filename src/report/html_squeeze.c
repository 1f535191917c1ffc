#include "report/html_squeeze.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An element of the picture: "<path class="g" d="M1 2L3 4"/>". */
typedef struct element {
    const char *name, *attributes, *content; /* into the picture */
    size_t name_length, attributes_length, content_length;
} element;

typedef struct path_ends {
    long x, y, from_x, from_y;
} path_ends;

/* Paths of one class that follow each other are one; grid and axes lie below all else. */
typedef struct squeezing {
    ot_squeezed *out;
    ot_buffer grid, axes, above;
    ot_buffer path;    /* of `class`, not yet in `above` */
    ot_buffer numbers; /* texts that `look` holds for all, not yet in `above` */
    char class[8], look[48];
} squeezing;

static int is_plain(const char *value, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.#%",
                    value[i]))
            return 0;
    return n > 0;
}

/* The value of an attribute; NULL: there is none. */
static const char *attribute(const element *e, const char *name, size_t *n) {
    const size_t length = strlen(name);
    const char *at = e->attributes, *end = e->attributes + e->attributes_length;
    while (at < end) {
        while (at < end && (*at == ' ' || *at == '\n'))
            at++;
        const char *equals = memchr(at, '=', (size_t)(end - at));
        const char *open = equals ? equals + 2 : end;
        const char *close = open < end ? memchr(open, '"', (size_t)(end - open)) : NULL;
        if (!close) return NULL;
        *n = (size_t)(close - open);
        if ((size_t)(equals - at) == length && strncmp(at, name, length) == 0) return open;
        at = close + 1;
    }
    return NULL;
}

static void put_attribute(ot_buffer *out, const char *name, size_t name_length, const char *value,
                          size_t n) {
    const int is_bare = is_plain(value, n);
    const int is_place = name_length <= 2 && strchr("xyc", *name) && *name; /* x, y, cx, cy */
    ot_buffer_text(out, " ");
    ot_buffer_add(out, name, name_length);
    ot_buffer_text(out, is_bare ? "=" : "=\"");
    if (is_place)
        ot_buffer_format(out, "%ld", lround(strtod(value, NULL)));
    else
        ot_buffer_add(out, value, n);
    if (!is_bare) ot_buffer_text(out, "\"");
}

static void put_tag(ot_buffer *out, const element *e) {
    const char *at = e->attributes, *end = e->attributes + e->attributes_length;
    ot_buffer_text(out, "<");
    ot_buffer_add(out, e->name, e->name_length);
    while (at < end) {
        while (at < end && (*at == ' ' || *at == '\n'))
            at++;
        const char *equals = at < end ? memchr(at, '=', (size_t)(end - at)) : NULL;
        const char *open = equals ? equals + 2 : end;
        const char *close = open < end ? memchr(open, '"', (size_t)(end - open)) : NULL;
        if (!close) break;
        put_attribute(out, at, (size_t)(equals - at), open, (size_t)(close - open));
        at = close + 1;
    }
}

static void put_pair(ot_buffer *out, char command, long a, long b) {
    ot_buffer_format(out, b < 0 ? "%c%ld%ld" : "%c%ld %ld", command, a, b);
}

/* Each point from the one before: the numbers are short. */
static void put_step(ot_buffer *out, path_ends *p, char command, long x, long y) {
    if (command == 'M')
        put_pair(out, 'M', x, y);
    else if (y == p->y)
        ot_buffer_format(out, "h%ld", x - p->x);
    else if (x == p->x)
        ot_buffer_format(out, "v%ld", y - p->y);
    else
        put_pair(out, 'l', x - p->x, y - p->y);
    p->x = x;
    p->y = y;
    if (command != 'M') return;
    p->from_x = x;
    p->from_y = y;
}

/* Paths have the commands M, L and Z with one pair of numbers each. */
static void put_path(ot_buffer *out, const char *d, size_t n) {
    const char *end = d + n;
    path_ends p = {0};
    while (d < end) {
        const char command = *d++;
        if (command == 'Z') {
            ot_buffer_text(out, "z");
            p.x = p.from_x;
            p.y = p.from_y;
            continue;
        }
        if (command != 'M' && command != 'L') continue;
        char *behind = NULL;
        const double x = strtod(d, &behind);
        const double y = strtod(behind, &behind);
        if (behind > end) return;
        d = behind;
        put_step(out, &p, command, lround(x), lround(y));
    }
}

static void flush(squeezing *s) {
    if (s->numbers.length > 0)
        ot_buffer_format(&s->above, "<g %s>%s</g>", s->look, s->numbers.data);
    s->above.failed |= s->numbers.failed;
    ot_buffer_clear(&s->numbers);
    if (s->path.length > 0)
        ot_buffer_format(&s->above, "<path class=%s d=\"%s\"/>", s->class, s->path.data);
    s->above.failed |= s->path.failed;
    ot_buffer_clear(&s->path);
}

static void begin_path(squeezing *s, const char *class, size_t n) {
    if (s->numbers.length > 0 || strncmp(s->class, class, n) != 0 || s->class[n]) flush(s);
    memcpy(s->class, class, n);
    s->class[n] = '\0';
}

static void add_path(squeezing *s, const element *e) {
    size_t n = 0, n_class = 0;
    const char *d = attribute(e, "d", &n), *class = attribute(e, "class", &n_class);
    if (!d || !class || n_class >= sizeof s->class) return;
    if (n_class == 1 && (*class == 'g' || *class == 'x')) {
        put_path(*class == 'g' ? &s->grid : &s->axes, d, n);
        return;
    }
    begin_path(s, class, n_class);
    put_path(&s->path, d, n);
}

/* A dot as a path, which is shorter: points of one line are one element. */
static void add_circle(squeezing *s, const element *e) {
    size_t n = 0, n_class = 0;
    const char *class = attribute(e, "class", &n_class), *x = attribute(e, "cx", &n),
               *y = attribute(e, "cy", &n), *r = attribute(e, "r", &n);
    if (!class || !x || !y || !r || n_class >= sizeof s->class) return;
    begin_path(s, class, n_class);
    ot_buffer_format(&s->path, "M%ld %.1fa%.*s %.*s 0 1 0 .1 0z", lround(strtod(x, NULL)),
                     strtod(y, NULL) - strtod(r, NULL), (int)n, r, (int)n, r);
}

static int is_number(const char *text, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!strchr("0123456789.-+% ", text[i])) return 0;
    return 1;
}

/* Class and anchor, which neighbours mostly have alike. */
static void say_look(const element *e, char look[48]) {
    size_t n_class = 0, n_anchor = 0;
    const char *class = attribute(e, "class", &n_class),
               *anchor = attribute(e, "text-anchor", &n_anchor);
    snprintf(look, 48, "class=%.*s%s%.*s", (int)n_class, class ? class : "",
             anchor ? " text-anchor=" : "", (int)n_anchor, anchor ? anchor : "");
}

static void add_number(squeezing *s, const element *e) {
    char look[48];
    size_t n = 0, n_x = 0;
    const char *y = attribute(e, "y", &n), *x = attribute(e, "x", &n_x);
    say_look(e, look);
    if (s->path.length > 0 || strcmp(look, s->look) != 0) flush(s);
    memcpy(s->look, look, sizeof look);
    ot_buffer_format(&s->numbers, "<text x=%ld y=%ld>", x ? lround(strtod(x, NULL)) : 0,
                     y ? lround(strtod(y, NULL)) : 0);
    ot_buffer_add(&s->numbers, e->content, e->content_length);
    ot_buffer_text(&s->numbers, "</text>");
}

static void add_text(squeezing *s, const element *e) {
    size_t n = 0;
    const char *class = attribute(e, "class", &n);
    if (class && n == 1 && *class == 'n') return;
    if (is_number(e->content, e->content_length)) {
        add_number(s, e);
        return;
    }
    put_tag(&s->out->words, e);
    ot_buffer_text(&s->out->words, ">");
    ot_buffer_add(&s->out->words, e->content, e->content_length);
    ot_buffer_text(&s->out->words, "</text>");
}

static int is_named(const element *e, const char *name) {
    return strlen(name) == e->name_length && strncmp(e->name, name, e->name_length) == 0;
}

/* Its size is that of its place in the page, its language that of the text around. */
static void put_svg(ot_buffer *out, const element *e) {
    static const char *const KEPT[] = {"class", "viewBox", "role", "aria-labelledby"};
    ot_buffer_text(out, "<svg");
    for (size_t i = 0; i < sizeof KEPT / sizeof *KEPT; i++) {
        size_t n = 0;
        const char *value = attribute(e, KEPT[i], &n);
        if (value) put_attribute(out, KEPT[i], strlen(KEPT[i]), value, n);
    }
    ot_buffer_text(out, ">");
}

static void add(squeezing *s, const element *e) {
    if (is_named(e, "path")) {
        add_path(s, e);
    } else if (is_named(e, "circle")) {
        add_circle(s, e);
    } else if (is_named(e, "text")) {
        add_text(s, e);
    } else if (is_named(e, "svg")) {
        put_svg(&s->out->head, e);
    } else if (is_named(e, "desc")) {
        put_tag(&s->out->head, e);
        ot_buffer_text(&s->out->head, ">");
        ot_buffer_add(&s->out->head, e->content, e->content_length);
        ot_buffer_text(&s->out->head, "</desc>");
    } else if (!is_named(e, "title")) {
        flush(s);
        put_tag(&s->above, e);
        ot_buffer_text(&s->above, " />");
    }
}

/* The element that begins at `at`; where the next may begin. */
static const char *read_element(const char *at, element *e) {
    const char *close = strchr(at, '>');
    if (!close) return NULL;
    e->name = at + 1;
    e->name_length = strcspn(e->name, " />\n");
    e->attributes = e->name + e->name_length;
    e->content = close + 1;
    e->content_length = 0;
    const int is_closed = close[-1] == '/';
    e->attributes_length = (size_t)(close - e->attributes) - (size_t)is_closed;
    if (is_closed || is_named(e, "svg")) return close + 1;
    const char *end = strchr(e->content, '<');
    if (!end) return NULL;
    e->content_length = (size_t)(end - e->content);
    const char *behind = strchr(end, '>');
    return behind ? behind + 1 : NULL;
}

static void put_marks(squeezing *s) {
    ot_buffer *marks = &s->out->marks;
    flush(s);
    if (s->grid.length > 0) ot_buffer_format(marks, "<path class=g d=\"%s\"/>", s->grid.data);
    if (s->axes.length > 0) ot_buffer_format(marks, "<path class=x d=\"%s\"/>", s->axes.data);
    if (s->above.length > 0) ot_buffer_add(marks, s->above.data, s->above.length);
    marks->failed |= s->grid.failed || s->axes.failed || s->above.failed;
    ot_buffer_clear(&s->grid);
    ot_buffer_clear(&s->axes);
    ot_buffer_clear(&s->above);
}

void ot_html_squeeze(const char *svg, ot_squeezed *out) {
    squeezing s = {.out = out};
    element e;
    const char *at = strchr(svg, '<');
    while (at && at[1] != '/' && (at = read_element(at, &e)) != NULL) {
        add(&s, &e);
        at = strchr(at, '<');
    }
    put_marks(&s);
}

void ot_squeezed_clear(ot_squeezed *s) {
    ot_buffer_clear(&s->head);
    ot_buffer_clear(&s->marks);
    ot_buffer_clear(&s->words);
}

int ot_squeezed_failed(const ot_squeezed *s) {
    return s->head.failed || s->marks.failed || s->words.failed;
}
