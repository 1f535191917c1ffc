#include "config/record.h"

#include <libconfig.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static ot_status differs(const ot_setting *setting, ot_error *err) {
    char path[OT_SETTING_PATH];
    ot_setting_path(setting, path);
    ot_fail(err, OT_ERR_INPUT, "libconfig reads %s differently; write it more plainly",
            "libconfig 对 %s 的读法不同；请改用更简单的写法", path);
    return ot_setting_blame(setting, err, OT_ERR_INPUT);
}

static int same_kind(const ot_setting *ours, const config_setting_t *theirs) {
    const int type = config_setting_type(theirs);
    switch (ours->kind) {
    case OT_SETTING_GROUP:
        return type == CONFIG_TYPE_GROUP;
    case OT_SETTING_LIST:
        return type == CONFIG_TYPE_LIST;
    case OT_SETTING_TEXT:
        return type == CONFIG_TYPE_STRING;
    case OT_SETTING_BOOLEAN:
        return type == CONFIG_TYPE_BOOL;
    default:
        if (!ours->is_integer) return type == CONFIG_TYPE_FLOAT;
        return type == CONFIG_TYPE_INT || type == CONFIG_TYPE_INT64;
    }
}

static int same_name(const ot_setting *ours, const config_setting_t *theirs) {
    const char *name = config_setting_name(theirs);
    return ours->key ? name && strcmp(name, ours->key) == 0 : !name;
}

/* Take the value of one setting over; 0 when the two readings differ. */
static int take(ot_setting *ours, const config_setting_t *theirs) {
    if (!same_kind(ours, theirs) || !same_name(ours, theirs)) return 0;
    if (ours->kind == OT_SETTING_TEXT)
        return strcmp(config_setting_get_string(theirs), ours->text.s) == 0;
    if (ours->kind == OT_SETTING_BOOLEAN) ours->boolean = config_setting_get_bool(theirs);
    if (ours->kind == OT_SETTING_NUMBER && !ours->is_integer)
        ours->number = config_setting_get_float(theirs);
    return 1;
}

static ot_status take_all(ot_setting *ours, const config_setting_t *theirs, ot_error *err) {
    if (ours->parent && !take(ours, theirs)) return differs(ours, err);
    if (ours->kind != OT_SETTING_GROUP && ours->kind != OT_SETTING_LIST) return OT_OK;
    if ((size_t)config_setting_length(theirs) != ours->n) return differs(ours, err);
    unsigned i = 0;
    for (ot_setting *s = ours->first; s; s = s->next) { /* as deep as the lint allows */
        const ot_status status = take_all(s, config_setting_get_elem(theirs, i++), err);
        if (status) return status;
    }
    return OT_OK;
}

ot_status ot_record_read(const char *text, size_t n, ot_setting *root, ot_error *err) {
    char *copy = malloc(n + 2); /* a comment on a last line without a newline is a syntax error */
    if (!copy) return ot_fail(err, OT_ERR_NOMEM, "out of memory", "内存不足");
    memcpy(copy, text, n);
    memcpy(copy + n, "\n", 2);
    config_t config;
    config_init(&config);
    const locale_t before = uselocale((locale_t)0);
    const int read = config_read_string(&config, copy);
    uselocale(before); /* libconfig sets the thread back to the global one */
    ot_status status;
    if (read)
        status = take_all(root, config_root_setting(&config), err);
    else {
        status = ot_fail(err, OT_ERR_INPUT, "libconfig: %s", "libconfig 无法读取：%s",
                         config_error_text(&config));
        ot_error_locate(err, root->place.file, config_error_line(&config), 0);
    }
    config_destroy(&config);
    free(copy);
    return status;
}
