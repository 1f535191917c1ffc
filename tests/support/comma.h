/* comma.h -- a caller whose locale writes 1,5 */
#ifndef COMMA_H
#define COMMA_H

/* Set the locale de_DE, which the build makes with localedef; comma_off sets C again. Skips the
 * test where there is no localedef to make it with. */
void comma_on(void);
void comma_off(void);

#endif
