#include "launcher.h"

#include <stdlib.h>

#include "outturn/ranks.h"

/* OpenMPI, PMIx, and PMI (MPICH, Intel MPI, srun --mpi=pmi2). SLURM's own variables say nothing: a
 * batch script has them, too. */
static const char *const RANK[] = {"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK"};
static const char *const SIZE[] = {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"};

/* The first of the variables that is a whole number; -1: none is. */
static long first_number(const char *const *name, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const char *text = getenv(name[i]);
        char *end = NULL;
        const long value = text && *text >= '0' && *text <= '9' ? strtol(text, &end, 10) : -1;
        if (end && !*end && value < 1000000) return value;
    }
    return -1;
}

int app_launcher_is_there(void) {
    for (size_t i = 0; i < sizeof RANK / sizeof *RANK; i++)
        if (getenv(RANK[i])) return 1;
    return 0;
}

size_t app_launcher_rank(void) {
    const long rank = first_number(RANK, sizeof RANK / sizeof *RANK);
    return rank > 0 ? (size_t)rank : 0;
}

ot_status app_launcher_join(int is_part, ot_error *err) {
    const long size = first_number(SIZE, sizeof SIZE / sizeof *SIZE);
    if (first_number(RANK, sizeof RANK / sizeof *RANK) < 0) return OT_OK;
    if (is_part && size > 1)
        return ot_fail(
            err, OT_ERR_USAGE,
            "shards and checkpoints are for single processes; %ld were launched together",
            "分片和检查点只用于单个进程；现有 %ld 个进程一同启动", size);
    return ot_ranks_open(size > 0 ? (size_t)size : 1, err);
}
