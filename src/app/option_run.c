/* Values of options that say how a run is made. */
#include <string.h>

#include "option_take.h"
#include "outturn/run.h"
#include "outturn/text.h"

static const uint64_t MOST_SEED = INT64_MAX;

ot_status app_take_seed(app_options *o, const char *value, ot_error *err) {
    o->has_seed = 1;
    if (app_whole_number(value, MOST_SEED, &o->seed)) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE,
                   "--seed is \"%s\"; must be a whole number from 0 to 9223372036854775807",
                   "--seed 为“%s”；应为 0 至 9223372036854775807 之间的整数", value);
}

ot_status app_take_sampling(app_options *o, const char *value, ot_error *err) {
    static const char *const WORD[] = {
#define OT_ROW(name, word, english, chinese) word,
        OT_SAMPLING_LIST(OT_ROW)
#undef OT_ROW
    };
    size_t i = 0;
    o->has_sampling = 1;
    const ot_status status =
        app_take_word("sampling", WORD, sizeof WORD / sizeof *WORD, value, &i, err);
    if (!status) o->sampling = (ot_sampling)i;
    return status;
}

ot_status app_take_threads(app_options *o, const char *value, ot_error *err) {
    const size_t most = ot_run_most_threads();
    if (app_whole_number(value, most, &o->threads) && o->threads > 0) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE, "--threads is \"%s\"; must be a whole number from 1 to %zu",
                   "--threads 为“%s”；应为 1 至 %zu 之间的整数", value, most);
}

ot_status app_take_shard(app_options *o, const char *value, ot_error *err) {
    char first[24];
    const char *slash = strchr(value, '/');
    const size_t length = slash ? (size_t)(slash - value) : sizeof first;
    uint64_t shard = 0, n = 0;
    if (length < sizeof first) {
        memcpy(first, value, length);
        first[length] = '\0';
        if (app_whole_number(first, OT_MOST_SHARDS, &shard) &&
            app_whole_number(slash + 1, OT_MOST_SHARDS, &n) && shard >= 1 && shard <= n) {
            o->shard = (uint32_t)shard;
            o->n_shards = (uint32_t)n;
            return OT_OK;
        }
    }
    return ot_fail(err, OT_ERR_USAGE,
                   "--shard is \"%s\"; must be K/N, such as 3/8: shard 3 of 8 (at most %d)",
                   "--shard 为“%s”；应为 K/N，例如 3/8：8 个分片中的第 3 个（至多 %d 个）", value,
                   (int)OT_MOST_SHARDS);
}

ot_status app_take_jobs(app_options *o, const char *value, ot_error *err) {
    const size_t most = ot_run_most_threads();
    if (app_whole_number(value, most, &o->jobs) && o->jobs > 0) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE, "--jobs is \"%s\"; must be a whole number from 1 to %zu",
                   "--jobs 为“%s”；应为 1 至 %zu 之间的整数", value, most);
}

ot_status app_take_executor(app_options *o, const char *value, ot_error *err) {
    const char *name[16];
    size_t n = 0;
    for (; n < sizeof name / sizeof *name && ot_executor_at(n); n++) {
        name[n] = ot_executor_at(n)->name;
        if (strcmp(name[n], value) == 0) {
            o->executor = value;
            return OT_OK;
        }
    }
    const char *near = ot_text_nearest(value, name, n);
    return ot_fail(err, OT_ERR_USAGE, "unknown executor \"%s\"; did you mean \"%s\"?",
                   "未知的执行器“%s”；是否指“%s”？", value,
                   near ? near
                   : n  ? name[0]
                        : "");
}

/* The years "1940,1941" follow one another; they mean their span. */
static ot_status take_listed_years(app_options *o, const char *p, const char *value,
                                   ot_error *err) {
    while (o->last_year && *p == ',') {
        const int before = o->last_year;
        p++;
        o->last_year = app_parse_year(&p);
        if (o->last_year && o->last_year != before + 1)
            return ot_fail(err, OT_ERR_USAGE,
                           "--years is \"%s\"; listed years must follow one another, and %d does "
                           "not follow %d; write %d:%d for a span",
                           "--years 为“%s”；逐个列出的年份须相连，而 %d 不紧接 %d；时段请写作 "
                           "%d:%d",
                           value, o->last_year, before, o->first_year, o->last_year);
    }
    if (o->last_year && !*p) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE,
                   "--years is \"%s\"; must be two years such as 2023:2025, or one",
                   "--years 为“%s”；应为两个年份（如 2023:2025）或一个年份", value);
}

ot_status app_take_years(app_options *o, const char *value, ot_error *err) {
    const char *p = value;
    o->first_year = o->last_year = app_parse_year(&p);
    if (o->first_year && *p == ':') {
        p++;
        o->last_year = app_parse_year(&p);
        if (o->last_year < o->first_year || *p) o->last_year = 0;
    }
    return take_listed_years(o, p, value, err);
}

ot_status app_take_mode(app_options *o, const char *value, ot_error *err) {
    static const char *const WORD[] = {"forecast", "dynamic", "static", "residuals"};
    size_t i = 0;
    const ot_status status =
        app_take_word("mode", WORD, sizeof WORD / sizeof *WORD, value, &i, err);
    if (!status) o->mode = WORD[i];
    return status;
}
