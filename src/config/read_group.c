#include <string.h>

#include "base/utf8.h"
#include "config/read.h"

static int is_used(const ot_spec *spec, const char *id) {
    for (size_t k = 0; k < spec->n_targets; k++)
        for (size_t g = 0; g < spec->target[k].n_groups; g++)
            if (strcmp(spec->target[k].group[g], id) == 0) return 1;
    return 0;
}

/* The group of some target that was probably meant; NULL: none is near. */
static const char *nearest(const ot_spec *spec, const char *id) {
    const char *near = NULL;
    for (size_t k = 0; k < spec->n_targets && !near; k++)
        near = ot_utf8_nearest(id, spec->target[k].group, spec->target[k].n_groups);
    return near;
}

static ot_status unused(ot_reader *reader, const ot_setting *group) {
    const char *near = nearest(reader->spec, group->key);
    if (near)
        ot_fail(reader->err, OT_ERR_INPUT, "no target is in group \"%s\"; did you mean \"%s\"?",
                "没有目标属于组“%s”；是否指“%s”？", group->key, near);
    else
        ot_fail(reader->err, OT_ERR_INPUT,
                "no target is in group \"%s\"; a target names its groups with group = \"%s\"",
                "没有目标属于组“%s”；目标以 group = \"%s\" 写明所属的组", group->key, group->key);
    return ot_setting_blame_key(group, reader->err, OT_ERR_INPUT);
}

ot_status ot_read_groups(ot_reader *reader) {
    const ot_setting *groups = ot_setting_find(reader->root, "groups");
    ot_group_spec *group = ot_arena_alloc(reader->arena, groups ? groups->n : 0, sizeof *group);
    if (!group) return ot_read_no_memory(reader);
    size_t n = 0;
    for (const ot_setting *s = groups ? groups->first : NULL; s; s = s->next, n++) {
        group[n] = (ot_group_spec){.id = s->key, .place = s->key_place};
        ot_get_label(s, "label", s->key, &group[n].label);
        if (!is_used(reader->spec, s->key)) return unused(reader, s);
    }
    reader->spec->group = group;
    reader->spec->n_groups = n;
    return OT_OK;
}
