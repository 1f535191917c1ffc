/* Tests of base/file.h, writing: files appear together, or the old ones stay whole. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "failing_alloc.h"
#include "scratch.h"

/* These stand before the C library's: the k-th call from now fails, counted from 0; -1: none. */
static int rename_fails = -1, link_fails = -1;

static int is_to_fail(int *k) { return *k >= 0 && (*k)-- == 0; }

int rename(const char *from, const char *to) {
    if (!is_to_fail(&rename_fails)) return renameat(AT_FDCWD, from, AT_FDCWD, to);
    errno = EIO;
    return -1;
}

int link(const char *from, const char *to) {
    if (!is_to_fail(&link_fails)) return linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
    errno = EPERM;
    return -1;
}

static char folder[64];

static const char *in_folder(const char *name) {
    static char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static int make_folder(void **state) {
    (void)state;
    scratch_name(folder, sizeof folder, "set");
    return mkdtemp(folder) ? 0 : -1;
}

static void empty_folder(void) {
    DIR *dir = opendir(folder);
    for (const struct dirent *entry; dir && (entry = readdir(dir));)
        if (*entry->d_name != '.' && unlink(in_folder(entry->d_name)) != 0)
            rmdir(in_folder(entry->d_name));
    closedir(dir);
}

static int remove_folder(void **state) {
    (void)state;
    empty_folder();
    return rmdir(folder);
}

static size_t count_files(void) {
    size_t n = 0;
    DIR *dir = opendir(folder);
    for (const struct dirent *entry; dir && (entry = readdir(dir));)
        n += *entry->d_name != '.';
    closedir(dir);
    return n;
}

static void assert_content(const char *name, const char *expected) {
    char *data = NULL;
    size_t n = 0;
    assert_int_equal(ot_file_read(in_folder(name), 1000, &data, &n, NULL), OT_OK);
    assert_string_equal(data, expected);
    free(data);
}

/* Files a and b, with the given content. */
static ot_status write_both(const char *a, const char *b, ot_error *err) {
    ot_fileset *set = NULL;
    ot_status status = ot_fileset_new(folder, &set, err);
    if (status == OT_OK) status = ot_fileset_add(set, "a", a, strlen(a), err);
    if (status == OT_OK) status = ot_fileset_add(set, "b", b, strlen(b), err);
    if (status == OT_OK) status = ot_fileset_commit(set, err);
    ot_fileset_free(set);
    return status;
}

static void files_appear_together_at_commit(void **state) {
    (void)state;
    ot_fileset *set = NULL;
    empty_folder();
    assert_int_equal(ot_fileset_new(folder, &set, NULL), OT_OK);
    assert_int_equal(ot_fileset_add(set, "a", "new a", 5, NULL), OT_OK);
    assert_int_equal(ot_fileset_add(set, "b", "", 0, NULL), OT_OK);
    assert_int_equal(access(in_folder("a"), F_OK), -1);
    assert_int_equal(ot_fileset_commit(set, NULL), OT_OK);
    ot_fileset_free(set);
    assert_content("a", "new a");
    assert_content("b", "");
    assert_int_equal(count_files(), 2);
    assert_int_equal(write_both("newer a", "newer b", NULL), OT_OK);
    assert_content("a", "newer a");
    assert_content("b", "newer b");
}

static void a_set_that_is_given_up_leaves_the_old_files(void **state) {
    (void)state;
    ot_fileset *set = NULL;
    empty_folder();
    assert_int_equal(write_both("old a", "old b", NULL), OT_OK);
    assert_int_equal(ot_fileset_new(folder, &set, NULL), OT_OK);
    assert_int_equal(ot_fileset_add(set, "a", "x", 1, NULL), OT_OK);
    ot_fileset_free(set);
    ot_fileset_free(NULL);
    assert_content("a", "old a");
    assert_int_equal(count_files(), 2);
}

static void missing_folders_are_made(void **state) {
    (void)state;
    ot_fileset *set = NULL;
    char deep[128];
    snprintf(deep, sizeof deep, "%s/x/y//z/", folder);
    assert_int_equal(ot_fileset_new(deep, &set, NULL), OT_OK);
    assert_int_equal(ot_fileset_add(set, "a", "deep", 4, NULL), OT_OK);
    assert_int_equal(ot_fileset_commit(set, NULL), OT_OK);
    ot_fileset_free(set);
    assert_content("x/y/z/a", "deep");
    unlink(in_folder("x/y/z/a"));
    rmdir(in_folder("x/y/z"));
    rmdir(in_folder("x/y"));
    rmdir(in_folder("x"));
}

static void a_name_may_lie_in_folders_of_its_own(void **state) {
    (void)state;
    ot_fileset *set = NULL;
    ot_error err;
    empty_folder();
    assert_int_equal(ot_fileset_new(folder, &set, NULL), OT_OK);
    assert_int_equal(ot_fileset_add(set, "x/y/a", "deep", 4, NULL), OT_OK);
    assert_int_equal(ot_fileset_add(set, "b", "flat", 4, NULL), OT_OK);
    assert_int_equal(ot_fileset_add(set, "b/c", "late", 4, NULL), OT_OK); /* b is not there yet */
    assert_int_equal(ot_fileset_commit(set, &err), OT_ERR_IO);
    ot_fileset_free(set);
    rmdir(in_folder("b"));
    assert_int_equal(ot_fileset_new(folder, &set, NULL), OT_OK);
    assert_int_equal(ot_fileset_add(set, "x/y/a", "deep", 4, NULL), OT_OK);
    assert_int_equal(ot_fileset_commit(set, NULL), OT_OK);
    ot_fileset_free(set);
    assert_content("x/y/a", "deep");
    unlink(in_folder("x/y/a"));
    rmdir(in_folder("x/y"));
    rmdir(in_folder("x"));
}

static void a_folder_that_was_made_goes_with_files_that_never_came(void **state) {
    (void)state;
    ot_fileset *set = NULL;
    ot_error err;
    assert_int_equal(mkdir(in_folder("there"), 0777), 0);
    assert_int_equal(ot_fileset_new(folder, &set, &err), OT_OK);
    assert_int_equal(ot_fileset_add(set, "charts/a", "1", 1, &err), OT_OK);
    assert_int_equal(ot_fileset_add(set, "charts/b", "1", 1, &err), OT_OK);
    assert_int_equal(ot_fileset_add(set, "there/a", "1", 1, &err), OT_OK);
    ot_fileset_free(set);
    assert_int_equal(access(in_folder("charts"), F_OK), -1);
    assert_int_equal(rmdir(in_folder("there")), 0); /* it was not ours: it stays, empty */
}

static void the_umask_decides_who_may_read(void **state) {
    (void)state;
    struct stat about;
    empty_folder();
    const mode_t old = umask(027);
    assert_int_equal(write_both("a", "b", NULL), OT_OK);
    umask(old);
    assert_int_equal(stat(in_folder("a"), &about), 0);
    assert_int_equal(about.st_mode & 0777, 0640);
}

static void a_file_in_the_place_of_the_folder_is_an_error(void **state) {
    (void)state;
    ot_fileset *set = NULL;
    ot_error err;
    empty_folder();
    assert_int_equal(write_both("a", "b", NULL), OT_OK);
    char path[128];
    snprintf(path, sizeof path, "%s/a", folder);
    assert_int_equal(ot_fileset_new(path, &set, &err), OT_ERR_IO);
    assert_null(set);
    assert_string_equal(err.file, path);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "not a folder"));
    strcat(path, "/deeper");
    assert_int_equal(ot_fileset_new(path, &set, &err), OT_ERR_IO);
}

static void a_name_that_cannot_be_made_is_an_error(void **state) {
    (void)state;
    ot_fileset *set = NULL;
    ot_error err;
    char name[400];
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    empty_folder();
    assert_int_equal(ot_fileset_new(folder, &set, NULL), OT_OK);
    assert_int_equal(ot_fileset_add(set, name, "x", 1, &err), OT_ERR_IO);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "too long"));
    ot_fileset_free(set);
    assert_int_equal(count_files(), 0);
}

/* A limit on the size of files stands for a full disk: write() fails half way. */
static void a_full_disk_leaves_the_old_files_whole(void **state) {
    (void)state;
    ot_error err;
    struct rlimit old;
    static char large[100000];
    memset(large, 'x', sizeof large - 1);
    empty_folder();
    assert_int_equal(write_both("old a", "old b", NULL), OT_OK);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &(struct rlimit){5000, old.rlim_max}), 0);
    const ot_status status = write_both("new a", large, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    assert_int_equal(status, OT_ERR_IO);
    assert_string_equal(err.file, in_folder("b"));
    assert_content("a", "old a");
    assert_content("b", "old b");
    assert_int_equal(count_files(), 2);
}

static void a_folder_in_the_way_leaves_every_old_file(void **state) {
    (void)state;
    ot_error err;
    empty_folder();
    assert_int_equal(write_both("old a", "old b", NULL), OT_OK);
    assert_int_equal(unlink(in_folder("b")), 0);
    assert_int_equal(mkdir(in_folder("b"), 0777), 0);
    assert_int_equal(write_both("new a", "new b", &err), OT_ERR_IO);
    assert_string_equal(err.file, in_folder("b"));
    assert_content("a", "old a");
    assert_int_equal(count_files(), 2); /* a, and the folder b */
}

static void what_is_no_file_is_not_replaced(void **state) {
    (void)state;
    ot_error err;
    empty_folder();
    assert_int_equal(mkfifo(in_folder("b"), 0600), 0);
    assert_int_equal(write_both("new a", "new b", &err), OT_ERR_IO);
    assert_string_equal(err.file, in_folder("b"));
    assert_int_equal(count_files(), 1);
}

static void a_rename_that_fails_puts_the_old_files_back(void **state) {
    (void)state;
    ot_error err;
    for (int k = 0; k < 2; k++) {
        empty_folder();
        assert_int_equal(write_both("old a", "old b", NULL), OT_OK);
        rename_fails = k;
        assert_int_equal(write_both("new a", "new b", &err), OT_ERR_IO);
        assert_string_equal(err.file, in_folder(k == 0 ? "a" : "b"));
        assert_content("a", "old a");
        assert_content("b", "old b");
        assert_int_equal(count_files(), 2);
    }
}

static void a_rename_that_fails_removes_files_that_were_not_there(void **state) {
    (void)state;
    empty_folder();
    rename_fails = 1;
    assert_int_equal(write_both("new a", "new b", NULL), OT_ERR_IO);
    assert_int_equal(count_files(), 0);
}

/* As on a file system without second names: the old files are moved away, one rename each. */
static void without_links_the_old_files_come_back_too(void **state) {
    (void)state;
    empty_folder();
    for (int k = 0; k < 4; k++) {
        assert_int_equal(write_both("old a", "old b", NULL), OT_OK);
        link_fails = 0; /* of a; b keeps its second name */
        rename_fails = k;
        const ot_status status = write_both("new a", "new b", NULL);
        rename_fails = link_fails = -1;
        assert_int_equal(status, k < 3 ? OT_ERR_IO : OT_OK);
        assert_content("a", k < 3 ? "old a" : "new a");
        assert_content("b", k < 3 ? "old b" : "new b");
        assert_int_equal(count_files(), 2);
    }
}

static int write_some(void *state) {
    (void)state;
    ot_error err;
    return (int)write_both("a", "b", &err);
}

static void memory_that_runs_out_is_told(void **state) {
    empty_folder();
    assert_true(fail_each_allocation(write_some, *state, OT_ERR_NOMEM) >= 3);
    empty_folder();
}

static void a_file_that_grows_appears_at_commit(void **state) {
    (void)state;
    empty_folder();
    ot_fileset *set = NULL;
    ot_writer writer;
    assert_int_equal(ot_fileset_new(folder, &set, NULL), OT_OK);
    assert_int_equal(ot_fileset_stream(set, "a", &writer, NULL), OT_OK);
    assert_int_equal(writer.write(writer.state, "one ", 4), 0);
    assert_int_equal(ot_fileset_add(set, "b", "B", 1, NULL), OT_OK);
    assert_int_equal(writer.write(writer.state, "two", 3), 0);
    assert_int_not_equal(access(in_folder("a"), F_OK), 0);
    assert_int_equal(ot_fileset_commit(set, NULL), OT_OK);
    ot_fileset_free(set);
    assert_content("a", "one two");
    assert_content("b", "B");
    assert_int_equal(ot_fileset_new(folder, &set, NULL), OT_OK);
    assert_int_equal(ot_fileset_stream(set, "a", &writer, NULL), OT_OK);
    assert_int_equal(writer.write(writer.state, "three", 5), 0);
    ot_fileset_free(set); /* given up */
    assert_content("a", "one two");
    assert_int_equal(count_files(), 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_appear_together_at_commit),
        cmocka_unit_test(a_set_that_is_given_up_leaves_the_old_files),
        cmocka_unit_test(missing_folders_are_made),
        cmocka_unit_test(a_name_may_lie_in_folders_of_its_own),
        cmocka_unit_test(a_folder_that_was_made_goes_with_files_that_never_came),
        cmocka_unit_test(the_umask_decides_who_may_read),
        cmocka_unit_test(a_file_in_the_place_of_the_folder_is_an_error),
        cmocka_unit_test(a_name_that_cannot_be_made_is_an_error),
        cmocka_unit_test(a_full_disk_leaves_the_old_files_whole),
        cmocka_unit_test(a_folder_in_the_way_leaves_every_old_file),
        cmocka_unit_test(what_is_no_file_is_not_replaced),
        cmocka_unit_test(a_rename_that_fails_puts_the_old_files_back),
        cmocka_unit_test(a_rename_that_fails_removes_files_that_were_not_there),
        cmocka_unit_test(without_links_the_old_files_come_back_too),
        cmocka_unit_test(a_file_that_grows_appears_at_commit),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
