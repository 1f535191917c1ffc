/* print.h -- what printf writes, the same in every locale */
#ifndef OT_BASE_PRINT_H
#define OT_BASE_PRINT_H

#include <stdarg.h>
#include <stddef.h>

/* As snprintf and vsnprintf, with a point in numbers whatever the locale of the caller (all other
 * conversions are the same everywhere). */
int ot_print(char *text, size_t size, const char *format, ...);
int ot_print_list(char *text, size_t size, const char *format, va_list args);

#endif
