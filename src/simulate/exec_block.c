#include <inttypes.h>

#include "simulate/crew.h"
#include "simulate/executor.h"
#include "simulate/ranks.h"
#include "simulate/workers.h"

/* From 256 to 4096 draws the time is the same to a few percent (bench/README.md): then the
 * shortest, which needs the least memory. */
enum { DEFAULT_BLOCK_LENGTH = 256 };

/* Fewer draws than these are not worth a state of their own; more when it has histograms, which
 * states of a run that the pilot answers have not. */
enum { LEAST_SHARE = 4096, LEAST_SHARE_OF_PILOT = 1024 };

/* No part of a run, but all of it by this process. */
static int is_alone(const ot_run_options *options) {
    const ot_run_part *part = &options->part;
    return part->n_merged == 0 && part->n_shards == 0 && !part->checkpoint && !part->file &&
           ot_ranks_n() < 2;
}

/* A function of the run alone: every part of it has the same pilot. */
static size_t n_pilot_draws(const ot_case *c, size_t n_cases, uint64_t draws) {
    const size_t n_values = n_cases * c->n_indicators * c->n_slots;
    if (draws <= OT_PILOT_DRAWS) return (size_t)draws;
    if (draws > OT_PILOT_MOST || n_values > OT_PILOT_VALUES / draws) return OT_PILOT_DRAWS;
    return (size_t)draws;
}

static size_t n_workers(const ot_probe *probe, size_t n_probes, const ot_run_options *options,
                        const ot_part_span *span, size_t n_pilot) {
    const int is_pilot = n_pilot == options->draws;
    const uint64_t shares =
        (span->end - span->first) / (is_pilot ? LEAST_SHARE_OF_PILOT : LEAST_SHARE);
    size_t n = options->threads > 0 ? options->threads : ot_workers_online();
    for (size_t p = 0; p < n_probes; p++)
        if (!probe[p].parts) n = 1;
    if (shares < n) n = (size_t)shares;
    return n > 0 ? n : 1;
}

/* A pilot that does not hold all draws is gone before the first block is added: the two needs of
 * memory do not add up. Its draws are simply made again. */
static ot_status begin(ot_crew *crew, const ot_case *const *c, size_t n_cases, ot_error *err) {
    const uint64_t draws = crew->options->draws;
    const ot_probe *probe = crew->worker[0].probe;
    const size_t n = n_pilot_draws(c[0], n_cases, draws);
    const int is_all = n == draws && is_alone(crew->options); /* parts begin within its blocks */
    ot_pilot *pilot = ot_pilot_new(c, n_cases, crew->kernel, crew->n, crew->length, n, is_all,
                                   probe, crew->n_probes);
    if (!pilot)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for %zu pilot draws of %zu cases",
                       "内存不足以保存 %zu 次试算（%zu 个算例）", n, n_cases);
    const ot_block block = ot_pilot_all(pilot);
    const ot_status status = ot_probes_begin(probe, crew->n_probes, &block, draws, crew->n, err);
    if (is_all)
        crew->pilot = pilot;
    else
        ot_pilot_free(pilot);
    return status;
}

static ot_status interrupted(const ot_crew *crew, ot_error *err) {
    const char *checkpoint = crew->options->part.checkpoint;
    const uint64_t n = crew->span.next - crew->span.first, all = crew->span.end - crew->span.first;
    if (!checkpoint)
        return ot_fail(err, OT_ERR_INTERRUPTED,
                       "interrupted after %" PRIu64 " of %" PRIu64 " draws",
                       "已中断，完成 %" PRIu64 " 次抽样，共 %" PRIu64 " 次", n, all);
    return ot_fail(err, OT_ERR_INTERRUPTED,
                   "interrupted; %s keeps %" PRIu64 " of %" PRIu64
                   " draws, and the same command goes on from there",
                   "已中断；%s 保存了 %" PRIu64 " 次抽样（共 %" PRIu64 " 次），用同一命令可继续",
                   checkpoint, n, all);
}

static ot_status draw(ot_crew *crew, ot_error *err) {
    const char *checkpoint = crew->options->part.checkpoint;
    ot_status status = OT_OK;
    while (crew->span.next < crew->span.end && !status) {
        ot_crew_work(crew);
        if (checkpoint && crew->span.next < crew->span.end)
            status = ot_crew_write(crew, checkpoint, crew->n, err);
        if (!status && crew->span.next < crew->span.end && ot_crew_is_stopped(crew))
            return interrupted(crew, err);
    }
    const uint64_t all = crew->span.end - crew->span.first;
    if (!status && all > 0) ot_run_progress(crew->options, all - 1, all, all);
    return status;
}

static ot_part_span own_span(const ot_run_options *options) {
    const ot_run_part *part = &options->part;
    if (part->n_merged > 0) return (ot_part_span){options->draws, options->draws, options->draws};
    if (part->n_shards > 0) return ot_part_span_of(options->draws, part->shard, part->n_shards);
    return ot_part_span_of(options->draws, (uint32_t)ot_ranks_own() + 1, (uint32_t)ot_ranks_n());
}

static size_t length_of(const ot_run_options *options) {
    const size_t n = (options->block_length + OT_BLOCK_STEP - 1) / OT_BLOCK_STEP;
    return n > 0 ? n * OT_BLOCK_STEP : DEFAULT_BLOCK_LENGTH;
}

static ot_status run(const ot_case *const *c, size_t n_cases, const ot_probe *probe,
                     size_t n_probes, const ot_run_options *options, ot_error *err) {
    ot_crew crew = {.options = options,
                    .span = own_span(options),
                    .n_cases = n_cases,
                    .n_probes = n_probes,
                    .length = length_of(options)};
    crew.n = n_workers(probe, n_probes, options, &crew.span,
                       n_pilot_draws(c[0], n_cases, options->draws));
    ot_status status = ot_crew_init(&crew, c, probe, err);
    if (!status && !is_alone(options))
        status = ot_part_identify(c, n_cases, options, &crew.identity, err);
    if (!status) status = begin(&crew, c, n_cases, err);
    if (!status) status = ot_crew_share(&crew, err);
    if (!status) status = ot_crew_take_up(&crew, err);
    if (!status) status = draw(&crew, err);
    if (!status) status = ot_crew_gather(&crew, err);
    if (!status && options->part.n_merged > 0) status = ot_crew_merge_files(&crew, err);
    if (!status) status = ot_crew_hand_over(&crew, err);
    ot_crew_clear(&crew);
    return status;
}

const ot_executor ot_executor_block = {
    .info = {.name = "block",
             .text = {"draws in blocks, each input with random numbers of its own, on several "
                      "threads; the default",
                      "分批抽样，各输入的随机数互不影响，可用多线程；默认"}},
    .run = run};
