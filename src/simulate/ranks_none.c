#include "simulate/ranks.h"

ot_status ot_ranks_open(size_t n, ot_error *err) {
    if (n < 2) return OT_OK;
    return ot_fail(
        err, OT_ERR_USAGE,
        "this outturn was built without MPI and cannot be one of %zu processes; build it "
        "where OpenMPI is installed (Debian: libopenmpi-dev), or use --shard",
        "此 outturn 编译时没有 MPI，不能作为 %zu 个进程之一运行；请在装有 OpenMPI（Debian："
        "libopenmpi-dev）的机器上编译，或使用 --shard",
        n);
}

size_t ot_ranks_n(void) { return 1; }
size_t ot_ranks_own(void) { return 0; }
size_t ot_ranks_first_failed(int has_failed) { return has_failed ? 0 : 1; }
void ot_ranks_close(int exit_status) { (void)exit_status; }

ot_status ot_ranks_gather(const ot_buffer *own,
                          ot_status (*take)(void *state, const char *data, size_t n, ot_error *err),
                          void *state, ot_error *err) {
    (void)own, (void)take, (void)state, (void)err;
    return OT_OK;
}
