/* launcher.h -- what the environment says of a launcher of processes: mpirun, or srun with PMI */
#ifndef APP_LAUNCHER_H
#define APP_LAUNCHER_H

#include <stddef.h>

#include "outturn/error.h"

/* Which of its processes this is; 0 without a launcher. */
size_t app_launcher_rank(void);
/* Did a launcher start this process? It may give it a terminal that nobody looks at. */
int app_launcher_is_there(void);

/* Join the other processes, if there are any. OT_ERR_USAGE: a part of a run is made alone, or this
 * build has no MPI */
ot_status app_launcher_join(int is_part, ot_error *err) OT_CHECK_RESULT;

#endif
