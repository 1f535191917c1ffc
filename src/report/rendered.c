#include "report/rendered.h"

#include "outturn/system.h"

ot_status ot_rendered_write(ot_buffer *bytes, int has_failed, const ot_writer *writer,
                            ot_error *err) {
    const int no_memory = has_failed || bytes->failed;
    const int is_empty = no_memory || bytes->length == 0;
    const int fault = is_empty ? 0 : writer->write(writer->state, bytes->data, bytes->length);
    ot_buffer_clear(bytes);
    if (no_memory)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the report", "内存不足以生成报告");
    if (!fault) return OT_OK;
    return ot_fail(err, OT_ERR_IO, "the output cannot be written: %s%.0s", "输出无法写入：%.0s%s",
                   ot_system_text(fault, OT_LANGUAGE_EN), ot_system_text(fault, OT_LANGUAGE_ZH));
}
