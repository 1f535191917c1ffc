#include "simulate/ranks.h"

#include <mpi.h>
#include <stdint.h>
#include <stdlib.h>

/* What is sent in one message: MPI counts bytes by int. */
static const size_t MOST_A_MESSAGE = (size_t)1 << 28;

enum { TAG_SIZE = 1, TAG_BYTES = 2 };

static int is_open(void) {
    int is_started = 0, is_ended = 0;
    (void)MPI_Initialized(&is_started);
    (void)MPI_Finalized(&is_ended);
    return is_started && !is_ended;
}

ot_status ot_ranks_open(size_t n, ot_error *err) {
    (void)n, (void)err; /* a failure of MPI ends the process with MPI's own message */
    if (is_open()) return OT_OK;
    int level = 0;
    (void)MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &level);
    return OT_OK;
}

size_t ot_ranks_n(void) {
    int n = 1;
    if (is_open()) (void)MPI_Comm_size(MPI_COMM_WORLD, &n);
    return (size_t)n;
}

size_t ot_ranks_own(void) {
    int own = 0;
    if (is_open()) (void)MPI_Comm_rank(MPI_COMM_WORLD, &own);
    return (size_t)own;
}

size_t ot_ranks_first_failed(int has_failed) {
    const int n = (int)ot_ranks_n();
    int own = has_failed ? (int)ot_ranks_own() : n, first = own;
    if (is_open()) (void)MPI_Allreduce(&own, &first, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD);
    return (size_t)first;
}

static void send(const ot_buffer *own) {
    uint64_t n = own->length;
    (void)MPI_Send(&n, 1, MPI_UINT64_T, 0, TAG_SIZE, MPI_COMM_WORLD);
    for (size_t at = 0; at < own->length; at += MOST_A_MESSAGE) {
        const size_t left = own->length - at;
        (void)MPI_Send(own->data + at, (int)(left < MOST_A_MESSAGE ? left : MOST_A_MESSAGE),
                       MPI_BYTE, 0, TAG_BYTES, MPI_COMM_WORLD);
    }
}

/* NULL when memory ran out. */
static char *receive(int from, size_t *n) {
    uint64_t size = 0;
    (void)MPI_Recv(&size, 1, MPI_UINT64_T, from, TAG_SIZE, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    *n = (size_t)size;
    char *data = malloc(*n + 1);
    for (size_t at = 0; data && at < *n; at += MOST_A_MESSAGE) {
        const size_t left = *n - at;
        (void)MPI_Recv(data + at, (int)(left < MOST_A_MESSAGE ? left : MOST_A_MESSAGE), MPI_BYTE,
                       from, TAG_BYTES, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    return data;
}

ot_status ot_ranks_gather(const ot_buffer *own,
                          ot_status (*take)(void *state, const char *data, size_t n, ot_error *err),
                          void *state, ot_error *err) {
    ot_status status = OT_OK;
    if (ot_ranks_own() > 0) {
        send(own);
        return OT_OK;
    }
    for (size_t rank = 1; rank < ot_ranks_n() && !status; rank++) {
        size_t n = 0;
        char *data = receive((int)rank, &n);
        status = data ? take(state, data, n, err)
                      : ot_fail(err, OT_ERR_NOMEM, "no memory for the %zu bytes of rank %zu",
                                "内存不足以存放 %zu 字节（进程 %zu 的结果）", n, rank);
        free(data);
    }
    return status;
}

void ot_ranks_close(int exit_status) {
    if (!is_open()) return;
    if (exit_status > 1) (void)MPI_Abort(MPI_COMM_WORLD, exit_status);
    (void)MPI_Finalize();
}
