#include "import/plan_names.h"
#include "base/list.h"

#include <stdlib.h>
#include <string.h>

#include "data/csv.h"
#include "outturn/input.h"

/* Names that plans and bulletins use; nothing of any document but its words. Users add theirs with
 * --names. Columns: id, Chinese, English, measure of a row in a table, basis of growth by
 * convention (product and value added are compared at constant prices), further names. */
static const ot_plan_name BUILT_IN[] = {
#define OT_ROW(id, zh, en, measure, basis, names) {id, zh, en, measure, basis, names},
#include "import/plan_names.def"
#undef OT_ROW
};
enum { N_BUILT_IN = sizeof BUILT_IN / sizeof *BUILT_IN, MOST_NAME = 120 };

struct ot_plan_names {
    ot_arena *arena;
    ot_plan_name *own; /* of the user's file */
    size_t n_own, room;
};

enum { FIELD_ID, FIELD_ZH, FIELD_EN, FIELD_MEASURE, FIELD_BASIS, FIELD_NAMES, N_FIELDS };
static const char *const FIELD[N_FIELDS] = {"id",      "name_zh",      "name_en",
                                            "measure", "growth_basis", "names"};

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the names", "内存不足，无法读取名称表");
}

static int add_own(ot_plan_names *names, const ot_plan_name *name) {
    ot_plan_name *grown = ot_list_grow(names->own, names->n_own, &names->room, sizeof *grown);
    if (!grown) return 0;
    names->own = grown;
    names->own[names->n_own++] = *name;
    return 1;
}

static ot_status read_row(ot_plan_names *names, const ot_csv *csv, const size_t *column,
                          ot_error *err) {
    const char *text[N_FIELDS];
    for (size_t f = 0; f < N_FIELDS; f++) {
        const ot_csv_cell *cell = column[f] == OT_NO_COLUMN ? NULL : &csv->cell[column[f]];
        text[f] = cell ? ot_arena_text(names->arena, cell->text, cell->length) : "";
        if (!text[f]) return no_memory(err);
    }
    if (!*text[FIELD_ID] || !*text[FIELD_ZH]) {
        (void)ot_fail(err, OT_ERR_INPUT, "a name needs id and name_zh", "名称应有 id 和 name_zh");
        return ot_csv_cell_locate(csv, &csv->cell[0], err);
    }
    const ot_plan_name name = {text[FIELD_ID],      text[FIELD_ZH],    text[FIELD_EN],
                               text[FIELD_MEASURE], text[FIELD_BASIS], text[FIELD_NAMES]};
    return add_own(names, &name) ? OT_OK : no_memory(err);
}

static ot_status read_rows(ot_plan_names *names, ot_csv *csv, ot_error *err) {
    size_t column[N_FIELDS];
    ot_status status = ot_csv_header(csv, err);
    if (!status) status = ot_csv_fields(csv, FIELD, N_FIELDS, column, err);
    if (!status && (column[FIELD_ID] == OT_NO_COLUMN || column[FIELD_ZH] == OT_NO_COLUMN)) {
        (void)ot_fail(err, OT_ERR_INPUT, "a list of names has columns id and name_zh",
                      "名称表应有 id 和 name_zh 两列");
        status = ot_csv_cell_locate(csv, &csv->cell[0], err);
    }
    for (int has_row = 1; !status && has_row;) {
        status = ot_csv_next(csv, &has_row, err);
        if (!status && has_row) status = read_row(names, csv, column, err);
    }
    return status;
}

static ot_status read_file(ot_plan_names *names, const char *path, ot_notes *notes, ot_error *err) {
    char *text = NULL;
    size_t n = 0;
    ot_input input;
    ot_csv csv;
    ot_status status = ot_csv_load(path, names->arena, notes, &input, &text, &n, err);
    if (status) return status;
    ot_csv_init(&csv, path, text, n);
    status = read_rows(names, &csv, err);
    ot_csv_clear(&csv);
    free(text);
    return status;
}

ot_status ot_plan_names_new(const char *path, ot_notes *notes, ot_plan_names **out, ot_error *err) {
    ot_plan_names *names = calloc(1, sizeof *names);
    if (names) names->arena = ot_arena_new();
    ot_status status = names && names->arena ? OT_OK : no_memory(err);
    if (!status && path) status = read_file(names, path, notes, err);
    if (status)
        ot_plan_names_free(names);
    else
        *out = names;
    return status;
}

void ot_plan_names_free(ot_plan_names *names) {
    if (!names) return;
    free(names->own);
    ot_arena_free(names->arena);
    free(names);
}

static const char *fits(const ot_plan_name *x, ot_slice text) {
    if (ot_slice_is(text, x->name_zh)) return x->name_zh;
    for (const char *at = x->names; *at;) {
        const size_t n = strcspn(at, "|");
        if (n == text.n && memcmp(at, text.s, n) == 0) return at;
        at += n + (at[n] == '|');
    }
    return NULL;
}

static const ot_plan_name *find_exact(const ot_plan_names *names, ot_slice text,
                                      const char **name) {
    for (size_t i = 0; i < names->n_own; i++)
        if ((*name = fits(&names->own[i], text))) return &names->own[i];
    for (size_t i = 0; i < N_BUILT_IN; i++)
        if ((*name = fits(&BUILT_IN[i], text))) return &BUILT_IN[i];
    return NULL;
}

/* Without brackets and what stands in them, quotation marks and blanks. */
static ot_slice plain(ot_slice x, char text[MOST_NAME]) {
    static const char *const MARK[] = {"“", "”", " ", "、", NULL};
    size_t n = 0;
    int depth = 0;
    while (x.n > 0 && n + 1 < MOST_NAME) {
        if (ot_slice_take_front(&x, "（")) {
            depth++;
        } else if (ot_slice_take_front(&x, "）")) {
            depth--;
        } else if (!ot_slice_take_front_any(&x, MARK)) {
            if (depth <= 0) text[n++] = x.s[0];
            x = ot_slice_cut(x, 1, x.n);
        }
    }
    return ot_slice_of(text, x.n > 0 ? 0 : n);
}

/* Scope and trimmings, of which a name may have several. */
static const char *const FRONT[] = {"全省", "全区", "全州", "全市", "全县", "全国",   "我省",
                                    "我区", "我市", "我州", "地方", "全年", "自治区", "自治州",
                                    "实现", "完成", "新建", "建设", "实施", "开展",   "各类",
                                    "全体", "年均", "年末", NULL};
static const char *const BACK[] = {"增长速度", "增长率", "增长", "增速", "增幅", "涨幅",
                                   "增加",     "人数",   "规模", "总量", "总数", NULL};

const ot_plan_name *ot_plan_names_find(const ot_plan_names *names, ot_slice text,
                                       const char **name) {
    char room[MOST_NAME];
    const ot_plan_name *found = find_exact(names, text, name);
    ot_slice x = found ? text : plain(text, room);
    for (int i = 0; !found && i < 4 && x.n > 0; i++) {
        found = find_exact(names, x, name);
        ot_slice back = x;
        if (!found && ot_slice_take_back_any(&back, BACK)) found = find_exact(names, back, name);
        if (!found && !ot_slice_take_front_any(&x, FRONT)) break;
    }
    return found;
}

ot_slice ot_plan_name_id(const ot_plan_name *name, int is_rate) {
    ot_slice id = ot_slice_of(name->id, strlen(name->id));
    if (!is_rate) (void)ot_slice_take_back(&id, "_growth");
    return id;
}
