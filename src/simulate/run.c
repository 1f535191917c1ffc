#include "simulate/run.h"

#include <inttypes.h>
#include <string.h>

#include "simulate/executor.h"
#include "simulate/ranks.h"
#include "simulate/workers.h"

enum { LEAST_DRAWS = 2, MOST_DRAWS = 1000000000 };

/* The default first: --help lists them so, and a name left out means it. */
static const ot_executor *const EXECUTOR[] = {&ot_executor_block, &ot_executor_gsl};
enum { N_EXECUTORS = sizeof EXECUTOR / sizeof *EXECUTOR };

ot_run_options ot_run_options_default(void) {
    return (ot_run_options){.draws = 100000, .seed = 1, .executor = EXECUTOR[0]->info.name};
}

const ot_executor_info *ot_executor_at(size_t i) {
    return i < N_EXECUTORS ? &EXECUTOR[i]->info : NULL;
}

static const ot_executor *find_executor(const char *name) {
    if (!name) return EXECUTOR[0];
    for (size_t i = 0; i < N_EXECUTORS; i++)
        if (strcmp(EXECUTOR[i]->info.name, name) == 0) return EXECUTOR[i];
    return NULL;
}

static ot_status check_options(const ot_run_options *options, ot_error *err) {
    const size_t length = options->block_length;
    if ((unsigned)options->sampling >= OT_N_SAMPLINGS)
        return ot_fail(err, OT_ERR_USAGE, "there is no sampling of number %d",
                       "没有编号为 %d 的抽样方法", (int)options->sampling);
    if (options->draws < LEAST_DRAWS || options->draws > MOST_DRAWS)
        return ot_fail(err, OT_ERR_USAGE, "%" PRIu64 " draws; must be 2 to 1000000000",
                       "抽样次数为 %" PRIu64 "；应为 2 至 1000000000", options->draws);
    if (length % OT_BLOCK_STEP != 0 || length > OT_BLOCK_MOST)
        return ot_fail(err, OT_ERR_USAGE,
                       "blocks of %zu draws; must be a multiple of 16 from 16 to 4096",
                       "每块 %zu 次抽样；应为 16 的倍数，16 至 4096", length);
    if (options->threads > ot_run_most_threads())
        return ot_fail(err, OT_ERR_USAGE, "%zu threads; must be 1 to %zu",
                       "线程数为 %zu；应为 1 至 %zu", options->threads, ot_run_most_threads());
    return OT_OK;
}

static ot_status check_part(const ot_run_options *options, ot_error *err) {
    const ot_run_part *part = &options->part;
    const int is_part = part->n_shards > 0 || part->file || part->n_merged > 0 || part->checkpoint;
    if (part->n_shards > 0 &&
        (part->shard < 1 || part->shard > part->n_shards || part->n_shards > OT_MOST_SHARDS))
        return ot_fail(err, OT_ERR_USAGE, "shard %u of %u; must be 1 of 1 to %d of %d",
                       "分片为 %u / %u；应为 1 / 1 至 %d / %d", (unsigned)part->shard,
                       (unsigned)part->n_shards, (int)OT_MOST_SHARDS, (int)OT_MOST_SHARDS);
    if (part->n_merged > 0 && (part->n_shards > 0 || part->checkpoint))
        return ot_fail(err, OT_ERR_USAGE, "files of shards are merged whole, without more draws",
                       "合并分片文件时不再抽样");
    if (is_part && ot_ranks_n() > 1)
        return ot_fail(
            err, OT_ERR_USAGE,
            "shards, merging and checkpoints are for single processes; %zu were launched "
            "together",
            "分片、合并和检查点只用于单个进程；现有 %zu 个进程一同启动", ot_ranks_n());
    return OT_OK;
}

static ot_status check_executor(const ot_executor *executor, const ot_run_options *options,
                                ot_error *err) {
    const ot_run_part *part = &options->part;
    if (!executor->is_whole_only) return OT_OK;
    if (options->sampling != OT_SAMPLING_RANDOM)
        return ot_fail(err, OT_ERR_USAGE,
                       "executor %s knows sampling random alone; %s needs executor %s",
                       "执行器 %s 只支持 random 抽样；%s 须用执行器 %s", executor->info.name,
                       ot_sampling_word(options->sampling), EXECUTOR[0]->info.name);
    if (part->n_shards > 0 || part->file || part->n_merged > 0 || part->checkpoint ||
        ot_ranks_n() > 1)
        return ot_fail(
            err, OT_ERR_USAGE,
            "executor %s makes all draws in one process and at once; shards, checkpoints "
            "and mpirun need executor %s",
            "执行器 %s 在一个进程中一次完成全部抽样；分片、检查点和 mpirun 须用执行器 %s",
            executor->info.name, EXECUTOR[0]->info.name);
    return OT_OK;
}

size_t ot_run_most_threads(void) { return ot_workers_most(); }

/* Do both have the same rows, slots and sources? */
static int is_alike(const ot_case *a, const ot_case *b) {
    return a->n_indicators == b->n_indicators && a->n_drivers == b->n_drivers &&
           a->n_disturbances == b->n_disturbances && a->n_slots == b->n_slots &&
           a->first_slot == b->first_slot && a->first_slot_year == b->first_slot_year &&
           a->first_year == b->first_year && a->n_yearly == b->n_yearly && a->n_once == b->n_once &&
           memcmp(OT_CASE_CONST(uint32_t, a, yearly_hash), OT_CASE_CONST(uint32_t, b, yearly_hash),
                  a->n_yearly * sizeof(uint32_t)) == 0 &&
           memcmp(OT_CASE_CONST(uint32_t, a, once_hash), OT_CASE_CONST(uint32_t, b, once_hash),
                  a->n_once * sizeof(uint32_t)) == 0;
}

static ot_status check_cases(const ot_case *const *c, size_t n_cases, ot_error *err) {
    if (n_cases == 0) return ot_fail(err, OT_ERR_USAGE, "no case to simulate", "没有可模拟的算例");
    for (size_t k = 1; k < n_cases; k++)
        if (!is_alike(c[0], c[k]))
            return ot_fail(err, OT_ERR_USAGE,
                           "case %zu has other rows, years or sources than case 1; only cases of "
                           "one model can be run together",
                           "第 %zu 个算例的变量、年份或随机源与第 1 个不同；只有同一模型的算例才能"
                           "一起模拟",
                           k + 1);
    return OT_OK;
}

ot_status ot_run(const ot_case *const *c, size_t n_cases, const ot_probe *probe, size_t n_probes,
                 const ot_run_options *options, ot_error *err) {
    const ot_executor *executor = find_executor(options->executor);
    if (!executor)
        return ot_fail(err, OT_ERR_USAGE, "executor \"%s\" is unknown; there are: %s, %s",
                       "没有名为“%s”的执行器；可用的有：%s、%s", options->executor,
                       EXECUTOR[0]->info.name, EXECUTOR[1]->info.name);
    ot_status status = check_options(options, err);
    if (!status) status = check_part(options, err);
    if (!status) status = check_executor(executor, options, err);
    if (!status) status = check_cases(c, n_cases, err);
    if (!status) status = executor->run(c, n_cases, probe, n_probes, options, err);
    return status;
}

void ot_run_progress(const ot_run_options *options, uint64_t before, uint64_t done, uint64_t all) {
    if (options->progress && before * 100 / all < done * 100 / all)
        options->progress(options->progress_state, (double)done / (double)all);
}
