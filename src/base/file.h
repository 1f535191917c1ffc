/* file.h -- whole files in and out: bounded reading, all-or-nothing writing */
#ifndef OT_BASE_FILE_H
#define OT_BASE_FILE_H

#include <stddef.h>

#include "outturn/error.h"
#include "outturn/writer.h"

/*
 * The bytes of a regular file of at most `most` bytes, with a NUL after them; the caller frees
 * *data. Never blocks on a FIFO and never reads a directory or device.
 *
 * OT_ERR_IO     it is missing or the system refuses it (said in its own words)
 * OT_ERR_INPUT  it is a folder, a FIFO, a device, or larger than `most`
 * OT_ERR_NOMEM  memory
 */
ot_status ot_file_read(const char *path, size_t most, char **data, size_t *n,
                       ot_error *err) OT_CHECK_RESULT;

/* `name` as seen from the folder of the file `beside` (absolute names stay). Caller frees; NULL
 * when memory ran out. */
char *ot_file_beside(const char *beside, const char *name);

/*
 * A set of files in one folder that appear together: each is written to a temporary file there and
 * synced; ot_fileset_commit renames them in the order of adding. Until then, and after a failure,
 * the old files are whole and ot_fileset_free removes every temporary one: a commit looks at every
 * place before it takes the first, keeps each old file as NAME.PID.K.old until all are replaced,
 * and puts them back when a rename fails.
 */
typedef struct ot_fileset ot_fileset;

/* Makes the folder (and its parents) if missing. OT_ERR_IO, OT_ERR_NOMEM */
ot_status ot_fileset_new(const char *folder, ot_fileset **out, ot_error *err) OT_CHECK_RESULT;
/* A name may lie in folders of its own, "data/x.csv", which are made if missing. */
ot_status ot_fileset_add(ot_fileset *set, const char *name, const char *data, size_t n,
                         ot_error *err) OT_CHECK_RESULT;
/* A file that grows: *out writes to it until the commit; it lives as long as the set. */
ot_status ot_fileset_stream(ot_fileset *set, const char *name, ot_writer *out,
                            ot_error *err) OT_CHECK_RESULT;
ot_status ot_fileset_commit(ot_fileset *set, ot_error *err) OT_CHECK_RESULT;
void ot_fileset_free(ot_fileset *set);

/* Files whose bytes are at hand, in the same way. OT_ERR_IO, OT_ERR_NOMEM */
typedef struct ot_new_file {
    const char *name, *data;
    size_t n;
} ot_new_file;
ot_status ot_files_write(const char *folder, const ot_new_file *file, size_t n,
                         ot_error *err) OT_CHECK_RESULT;

/* One file in the same way; its folder is made if missing. OT_ERR_IO, OT_ERR_NOMEM */
ot_status ot_file_write(const char *path, const char *data, size_t n,
                        ot_error *err) OT_CHECK_RESULT;

#endif
