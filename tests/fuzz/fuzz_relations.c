/* Fuzz target: any bytes as a file of further relations, for the audit of a small plan with faults.
 * What is refused must say why in both languages; what is found must be whole, each under an id of
 * its own. Seeds: tests/fuzz/corpus/relations. */
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "data/plan.h"
#include "outturn/audit.h"

static const char PLAN[] =
    "id,section,name_zh,name_en,unit_zh,unit_en,measure,cell_2022,cell_plan_2023,"
    "cell_plan_growth_2023,growth_basis\n"
    "grp,一,全县生产总值,County product,亿元,100 million CNY,level,107.10,137.00,6以上,real\n"
    "primary_va,一,第一产业增加值,Primary sector,亿元,100 million CNY,level,31.10,38.35,,real\n"
    "secondary_va,一,第二产业增加值,Secondary sector,亿元,100 million CNY,level,27.00,35.60,,\n"
    "tertiary_va,一,第三产业增加值,Tertiary sector,亿元,100 million CNY,level,49.00,62.00,,real\n"
    "cpi,二,居民消费价格指数,Consumer prices,%,%,growth,2.0,2以内,,\n"
    "revenue,四,一般公共预算收入,Budget revenue,亿元,100 million CNY,level,6.42,6.99,7.2,nominal\n"
    "tax,四,其中：税收收入,of which taxes,亿元,100 million CNY,level,4.25,7.20,,nominal\n"
    "coverage,五,污水处理率,Sewage treatment,%,%,share,92,950,,\n"
    "grain_area,六,粮食播种面积,Grain area,万亩,10 thousand mu,level,5.1,5.2,,\n"
    "grain,六,粮食总产量,Grain output,万吨,10 thousand t,level,2.04,2.20,,\n"
    "jobs,七,城镇新增就业,New urban jobs,人,persons,level,2100,2000以上,,\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(int condition) {
    if (!condition) abort();
}

/* A file without a name that lasts: opened again by its number, and gone with the process. */
static const char *file_of(const uint8_t *data, size_t size) {
    static char path[32];
    static int file = -1;
    if (file < 0) {
        char name[] = "/tmp/fuzz-relations-XXXXXX";
        file = mkstemp(name);
        demand(file >= 0 && unlink(name) == 0);
        (void)snprintf(path, sizeof path, "/dev/fd/%d", file);
    }
    demand(ftruncate(file, 0) == 0);
    demand(size == 0 || pwrite(file, data, size, 0) == (ssize_t)size);
    return path;
}

static void check_finding(const ot_audit *audit, size_t i) {
    const ot_audit_finding *f = ot_audit_at(audit, i);
    demand(*f->id && f->rule && f->n_figures > 0);
    demand(*f->text[OT_LANGUAGE_EN] && *f->text[OT_LANGUAGE_ZH]);
    demand(!(f->computed[0] > f->computed[1]) && !(f->stated[0] > f->stated[1]));
    for (size_t k = 0; k < i; k++)
        demand(strcmp(ot_audit_at(audit, k)->id, f->id) != 0);
}

static void check_audit(const ot_audit *audit) {
    demand(ot_audit_n_agreeing(audit) <= ot_audit_n_compared(audit));
    for (size_t i = 0; i < ot_audit_count(audit); i++)
        check_finding(audit, i);
    for (size_t i = 0; i < ot_audit_n_repairs(audit); i++) {
        const ot_audit_repair *r = ot_audit_repair_at(audit, i);
        demand(r->n_changes > 0 && isfinite(r->weight));
        for (size_t k = 0; k < r->n_changes; k++)
            demand(isfinite(r->change[k].to));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ot_error err;
    ot_notes *notes = NULL;
    ot_plan *plan = NULL;
    ot_audit *audit = NULL;
    if (ot_notes_new(&notes, &err)) return 0;
    demand(ot_plan_parse("p.csv", PLAN, strlen(PLAN), notes, &plan, &err) == OT_OK);
    const ot_audit_options options = {.relations = file_of(data, size)};
    const ot_status status = ot_audit_new(plan, &options, notes, &audit, &err);
    if (status)
        demand(status == OT_ERR_INPUT && *err.text[OT_LANGUAGE_EN] && *err.text[OT_LANGUAGE_ZH] &&
               *err.file);
    else
        check_audit(audit);
    ot_audit_free(audit);
    ot_plan_free(plan);
    ot_notes_free(notes);
    return 0;
}
