/* interrupt.h -- Ctrl-C as a wish to end in order, for runs that can be taken up again */
#ifndef APP_INTERRUPT_H
#define APP_INTERRUPT_H

#include <stdatomic.h>

/* From here on the first SIGINT or SIGTERM sets the flag that is handed back; a second one ends the
 * program at once. */
const atomic_int *app_interrupt_catch(void);

#endif
