#include "base/print.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const char DIGITS[] = "0123456789", FLAGS[] = "-+ #0", LENGTHS[] = "hljzt";

/* A text as it grows; n counts what there is no room for, too. */
typedef struct formatted {
    char *text;
    size_t size, n;
    va_list args;
} formatted;

enum { DIRECTIVE_SIZE = 48 };
typedef struct directive {
    char text[DIRECTIVE_SIZE]; /* with the numbers that * stands for */
    size_t n;
    char length, kind; /* as "z" and "u" of %zu; length 'L': ll */
} directive;

static void put(formatted *f, const char *format, ...) {
    va_list args;
    const int has_room = f->n < f->size;
    va_start(args, format);
    const int n =
        vsnprintf(has_room ? f->text + f->n : NULL, has_room ? f->size - f->n : 0, format, args);
    va_end(args);
    if (n > 0) f->n += (size_t)n;
}

/* For whatever the locale puts between the digits. */
static void put_point(char *number) {
    char *at = number + strcspn(number, DIGITS);
    at += strspn(at, DIGITS);
    const size_t n = strcspn(at, "0123456789eE ");
    if (n == 0 || !at[n] || !strchr(DIGITS, at[n])) return;
    *at = '.';
    memmove(at + 1, at + n, strlen(at + n) + 1);
}

/* Room for DBL_MAX and as many digits after its point. */
enum { NUMBER_SIZE = 640 };

static void put_number(formatted *f, const directive *d) {
    char number[NUMBER_SIZE];
    (void)snprintf(number, sizeof number, d->text, va_arg(f->args, double));
    put_point(number);
    put(f, "%s", number);
}

static void put_whole(formatted *f, const directive *d) {
    if (d->length == 'z')
        put(f, d->text, va_arg(f->args, size_t));
    else if (d->length == 'L')
        put(f, d->text, va_arg(f->args, long long));
    else if (d->length == 'l')
        put(f, d->text, va_arg(f->args, long));
    else
        put(f, d->text, va_arg(f->args, int));
}

static void put_directive(formatted *f, const directive *d) {
    switch (d->kind) {
    case '%':
        put(f, "%%");
        break;
    case 's':
        put(f, d->text, va_arg(f->args, const char *));
        break;
    case 'e':
    case 'f':
    case 'g':
        put_number(f, d);
        break;
    default:
        assert(strchr("diuxXoc", d->kind));
        put_whole(f, d);
    }
}

static void keep(directive *d, const char *from, size_t n) {
    assert(d->n + n < DIRECTIVE_SIZE);
    memcpy(d->text + d->n, from, n);
    d->n += n;
    d->text[d->n] = '\0';
}

/* The number of a width or a precision. Returns where the format goes on. */
static const char *take_number(formatted *f, directive *d, const char *at) {
    const size_t n = strspn(at, DIGITS);
    if (*at != '*') {
        keep(d, at, n);
        return at + n;
    }
    const int number = va_arg(f->args, int);
    if (number < 0 && d->text[d->n - 1] == '.') /* as if there were no precision */
        d->text[--d->n] = '\0';
    else
        d->n += (size_t)snprintf(d->text + d->n, DIRECTIVE_SIZE - d->n, "%d", number);
    return at + 1;
}

/* From a % on: flags, width, precision, length, conversion. */
static const char *take(formatted *f, directive *d, const char *at) {
    const size_t n_flags = 1 + strspn(at + 1, FLAGS);
    *d = (directive){.n = 0};
    keep(d, at, n_flags);
    at = take_number(f, d, at + n_flags);
    if (*at == '.') {
        keep(d, at, 1);
        at = take_number(f, d, at + 1);
    }
    const size_t n_length = strspn(at, LENGTHS);
    if (n_length > 0) d->length = n_length > 1 && *at == 'l' ? 'L' : *at;
    keep(d, at, n_length + 1);
    d->kind = at[n_length];
    return at + n_length + 1;
}

/* The locale has its say in numbers with decimals alone. */
static int has_decimals(const char *format) {
    while ((format = strchr(format, '%'))) {
        format++;
        format += strspn(format, "-+ #0123456789.*");
        if (strspn(format, "efg") > 0) return 1;
        if (*format == '%') format++;
    }
    return 0;
}

int ot_print_list(char *text, size_t size, const char *format, va_list args) {
    if (!has_decimals(format)) return vsnprintf(text, size, format, args);
    formatted f = {.text = text, .size = size};
    va_copy(f.args, args);
    while (*format) {
        const size_t plain = strcspn(format, "%");
        directive d;
        put(&f, "%.*s", (int)plain, format);
        format += plain;
        if (!*format) break;
        format = take(&f, &d, format);
        put_directive(&f, &d);
    }
    va_end(f.args);
    return (int)f.n;
}

int ot_print(char *text, size_t size, const char *format, ...) {
    va_list args;
    va_start(args, format);
    const int n = ot_print_list(text, size, format, args);
    va_end(args);
    return n;
}
