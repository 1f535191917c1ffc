/* Stands in for the workbook renderer in a build without libxlsxwriter. */
#include "report/document.h"

ot_status ot_xlsx_write(const ot_document *d, const char *folder, const ot_writer *writer,
                        ot_error *err) {
    (void)d, (void)folder, (void)writer;
    return ot_fail(
        err, OT_ERR_USAGE,
        "this build writes no workbooks: install libxlsxwriter (Debian: "
        "libxlsxwriter-dev) and build again; everything else was written",
        "此版本不能写出工作簿：请安装 libxlsxwriter（Debian：libxlsxwriter-dev）后重新编译；"
        "其余文件均已写出");
}
