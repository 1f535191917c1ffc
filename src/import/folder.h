/* The folder into which import writes: what it wrote itself may be written anew, what somebody
 * made is left alone. */
#ifndef OT_IMPORT_FOLDER_H
#define OT_IMPORT_FOLDER_H

#include <stddef.h>

#include "outturn/error.h"

/* Fails where one of the `n` files is in the folder, unless the last of them begins with `mark`,
 * which only import writes. */
ot_status ot_import_check_folder(const char *folder, const char *const *name, size_t n,
                                 const char *mark, ot_error *err);

#endif
