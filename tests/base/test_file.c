/* Tests of base/file.h, reading: whole regular files and nothing else, and names beside a file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "failing_alloc.h"
#include "scratch.h"

static char folder[64];

static const char *in_folder(const char *name) {
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void put(const char *name, const char *data, size_t n) {
    FILE *f = fopen(in_folder(name), "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(data, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

static int make_folder(void **state) {
    (void)state;
    scratch_name(folder, sizeof folder, "file");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state) {
    (void)state;
    const char *const names[] = {"text", "empty", "fifo", "socket", "secret", "large"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(in_folder(names[i]));
    return rmdir(folder);
}

static void a_file_is_read_whole_and_closed(void **state) {
    (void)state;
    char *data = NULL;
    size_t n = 99;
    put("text", "克州\n\0x", 9);
    assert_int_equal(ot_file_read(in_folder("text"), 9, &data, &n, NULL), OT_OK);
    assert_int_equal(n, 9);
    assert_memory_equal(data, "克州\n\0x", 10);
    free(data);
    put("empty", "", 0);
    assert_int_equal(ot_file_read(in_folder("empty"), 0, &data, &n, NULL), OT_OK);
    assert_int_equal(n, 0);
    assert_string_equal(data, "");
    free(data);
}

static void a_file_that_does_not_tell_its_size_is_read_whole(void **state) {
    (void)state;
    char *data = NULL;
    size_t n = 0;
    if (access("/proc/self/status", R_OK) != 0) skip();
    assert_int_equal(ot_file_read("/proc/self/status", 1 << 20, &data, &n, NULL), OT_OK);
    assert_true(n > 100 && strlen(data) == n);
    free(data);
    ot_error err;
    assert_int_equal(ot_file_read("/proc/self/status", 10, &data, &n, &err), OT_ERR_INPUT);
}

static void assert_fault(const char *path, size_t most, ot_status expected, const char *part) {
    char here[] = "untouched", *data = here;
    size_t n = 99;
    ot_error err;
    assert_int_equal(ot_file_read(path, most, &data, &n, &err), expected);
    assert_ptr_equal(data, here);
    assert_int_equal(n, 99);
    assert_string_equal(err.file, path);
    if (!strstr(err.text[OT_LANGUAGE_EN], part)) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    assert_true(*err.text[OT_LANGUAGE_ZH] != '\0');
}

static void what_cannot_be_read_is_said_in_its_own_words(void **state) {
    (void)state;
    assert_fault(in_folder("none"), 10, OT_ERR_IO, "no such file");
    assert_fault(folder, 10, OT_ERR_INPUT, "is a folder");
    assert_int_equal(mkfifo(in_folder("fifo"), 0600), 0);
    assert_fault(in_folder("fifo"), 10, OT_ERR_INPUT, "FIFO"); /* and does not wait for a writer */
    assert_fault("/dev/null", 10, OT_ERR_INPUT, "device");
    put("text", "0123456789x", 11);
    assert_fault(in_folder("text"), 10, OT_ERR_INPUT, "larger than the 10 bytes");
    assert_fault(in_folder("text/below"), 10, OT_ERR_IO, "not a folder");
}

static void a_socket_is_no_file(void **state) {
    (void)state;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strcpy(address.sun_path, in_folder("socket"));
    const int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0 || bind(fd, (const struct sockaddr *)&address, sizeof address) != 0) skip();
    assert_fault(address.sun_path, 10, OT_ERR_INPUT, "socket");
    close(fd);
}

static void a_file_without_permission_is_said_to_be_so(void **state) {
    (void)state;
    put("secret", "x", 1);
    assert_int_equal(chmod(in_folder("secret"), 0), 0);
    if (geteuid() == 0) {
        print_message("skipped: root may read everything\n");
        skip();
    }
    assert_fault(in_folder("secret"), 10, OT_ERR_IO, "permission denied");
}

static int read_text(void *state) {
    char *data = state;
    size_t n;
    ot_error err;
    const ot_status status = ot_file_read(in_folder("text"), 100, &data, &n, &err);
    if (status == OT_OK)
        free(data);
    else
        assert_ptr_equal(data, state);
    return (int)status;
}

static void memory_that_runs_out_is_told(void **state) {
    (void)state;
    put("text", "some", 4);
    assert_int_equal(fail_each_allocation(read_text, folder, OT_ERR_NOMEM), 1);
}

static void a_name_is_seen_from_the_folder_of_another(void **state) {
    (void)state;
    const char *const known[][3] = {
        {"scenarios/kizilsu/model.cfg", "data/a.csv", "scenarios/kizilsu/data/a.csv"},
        {"model.cfg", "a.csv", "a.csv"},
        {"/model.cfg", "a.csv", "/a.csv"},
        {"x/model.cfg", "/tmp/a.csv", "/tmp/a.csv"},
        {"x/model.cfg", "../a.csv", "x/../a.csv"},
        {"x/", "a.csv", "x/a.csv"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        char *path = ot_file_beside(known[i][0], known[i][1]);
        assert_string_equal(path, known[i][2]);
        free(path);
    }
    fail_allocation(0);
    assert_null(ot_file_beside("a", "b"));
    fail_allocation(-1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_read_whole_and_closed),
        cmocka_unit_test(a_file_that_does_not_tell_its_size_is_read_whole),
        cmocka_unit_test(what_cannot_be_read_is_said_in_its_own_words),
        cmocka_unit_test(a_socket_is_no_file),
        cmocka_unit_test(a_file_without_permission_is_said_to_be_so),
        cmocka_unit_test(memory_that_runs_out_is_told),
        cmocka_unit_test(a_name_is_seen_from_the_folder_of_another),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
