/* out_test.c - the whole of an output, or nothing */
#include <check.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "file/out.h"

Suite *out_suite(void);

static char folder[64];

static void setup(void)
{
	snprintf(folder, sizeof(folder), "/tmp/out-test-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	umask(022);
}

static void teardown(void)
{
	char command[100];

	ck_assert_int_eq(chdir("/"), 0);
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	ck_assert_int_eq(system(command), 0);
}

static void put_file(const char *name, const char *text)
{
	FILE *f = fopen(name, "w");

	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	ck_assert_int_eq(fclose(f), 0);
}

static void check_file(const char *name, const char *expected)
{
	char text[1000];
	FILE *f = fopen(name, "r");
	size_t n;

	ck_assert_msg(f != NULL, "%s is missing", name);
	n = fread(text, 1, sizeof(text) - 1, f);
	text[n] = '\0';
	fclose(f);
	ck_assert_str_eq(text, expected);
}

static unsigned temporaries(const char *dir)
{
	struct dirent *e;
	unsigned n = 0;
	DIR *d = opendir(dir);

	ck_assert_ptr_nonnull(d);
	while ((e = readdir(d)) != NULL)
		n += strncmp(e->d_name, ".smets1-", 8) == 0;
	closedir(d);
	return n;
}

static unsigned mode_of(const char *name)
{
	struct stat st;

	ck_assert_int_eq(stat(name, &st), 0);
	return st.st_mode & 07777;
}

static void write_file(const char *name, const char *text)
{
	struct buf why = BUF_INIT;
	struct out *o = out_open(name);

	sink_put(out_sink(o), span_of(text));
	ck_assert_msg(out_commit(o, &why), "%s", why.p);
	buf_release(&why);
}

static void check_refused(const char *name, const char *expected)
{
	struct buf why = BUF_INIT;
	struct out *o = out_open(name);

	sink_put(out_sink(o), SPAN("text"));
	ck_assert(!out_commit(o, &why));
	ck_assert_str_eq(why.p, expected);
	buf_release(&why);
}

START_TEST(a_new_file)
{
	write_file("new", "text\n");
	check_file("new", "text\n");
	ck_assert_uint_eq(mode_of("new"), 0644);
	ck_assert_uint_eq(temporaries("."), 0);
	umask(077);
	write_file("private", "");
	ck_assert_uint_eq(mode_of("private"), 0600);
}
END_TEST

START_TEST(replaced_in_one_step)
{
	struct buf why = BUF_INIT;
	struct stat before, after;
	struct out *o;

	put_file("f", "old");
	ck_assert_int_eq(chmod("f", 0640), 0);
	ck_assert_int_eq(stat("f", &before), 0);
	o = out_open("f");
	sink_put(out_sink(o), SPAN("new"));
	check_file("f", "old");
	ck_assert_uint_eq(temporaries("."), 1);
	ck_assert(out_commit(o, &why));
	check_file("f", "new");
	ck_assert_uint_eq(mode_of("f"), 0640);
	ck_assert_int_eq(stat("f", &after), 0);
	ck_assert_uint_ne(before.st_ino, after.st_ino);
	ck_assert_uint_eq(temporaries("."), 0);
}
END_TEST

START_TEST(discard_keeps_the_old)
{
	struct out *o;

	put_file("f", "old");
	o = out_open("f");
	sink_put(out_sink(o), SPAN("new"));
	out_discard(o);
	check_file("f", "old");
	o = out_open("none");
	sink_put(out_sink(o), SPAN("new"));
	out_discard(o);
	ck_assert_int_ne(access("none", F_OK), 0);
	ck_assert_uint_eq(temporaries("."), 0);
}
END_TEST

START_TEST(links_are_followed)
{
	struct stat st;

	ck_assert_int_eq(mkdir("d", 0755), 0);
	put_file("d/real", "old");
	ck_assert_int_eq(symlink("d/hop", "link"), 0);
	ck_assert_int_eq(symlink("real", "d/hop"), 0);
	write_file("link", "new");
	check_file("d/real", "new");
	ck_assert_int_eq(lstat("link", &st), 0);
	ck_assert(S_ISLNK(st.st_mode));
	ck_assert_int_eq(lstat("d/hop", &st), 0);
	ck_assert(S_ISLNK(st.st_mode));

	ck_assert_int_eq(symlink("d/later", "dangling"), 0);
	write_file("dangling", "x");
	check_file("d/later", "x");

	ck_assert_int_eq(symlink("loop", "loop"), 0);
	check_refused("loop", "cannot write 'loop': Too many levels of "
		      "symbolic links");
	ck_assert_uint_eq(temporaries("d"), 0);
}
END_TEST

START_TEST(failures_say_why)
{
	ck_assert_int_eq(mkdir("d", 0755), 0);
	put_file("file", "x");
	check_refused("/dev/full",
		      "cannot write '/dev/full': No space left on device");
	check_refused("none/f",
		      "cannot write 'none/f': No such file or directory");
	check_refused("d", "cannot write 'd': Is a directory");
	check_refused("new/", "cannot write 'new/': Is a directory");
	check_refused("file/f", "cannot write 'file/f': Not a directory");
	check_refused("", "cannot write '': No such file or directory");
	check_refused("a\nb/c",
		      "cannot write 'a\\nb/c': No such file or directory");
}
END_TEST

START_TEST(special_files_are_written_directly)
{
	char text[8] = "";
	int fd;

	write_file("/dev/null", "x");
	ck_assert_int_eq(mkfifo("pipe", 0600), 0);
	fd = open("pipe", O_RDWR);
	write_file("pipe", "text");
	ck_assert_int_eq(read(fd, text, sizeof(text)), 4);
	ck_assert_str_eq(text, "text");
	close(fd);
	ck_assert_uint_eq(temporaries("."), 0);
}
END_TEST

/* "-o /dev/stdout >>log" appends, as the shell was told to. */
START_TEST(standard_output_by_name)
{
	int saved = dup(STDOUT_FILENO), fd;

	put_file("log", "one\n");
	fd = open("log", O_WRONLY | O_APPEND);
	ck_assert_int_ge(fd, 0);
	dup2(fd, STDOUT_FILENO);
	write_file("/dev/stdout", "two\n");
	write_file(NULL, "three\n");
	dup2(saved, STDOUT_FILENO);
	check_file("log", "one\ntwo\nthree\n");
	close(fd);
	close(saved);
}
END_TEST

START_TEST(pieces_of_every_size)
{
	static const size_t sizes[] = { 1, 65535, 1, 65536, 65537, 0, 200000,
					3, 131072, 7 };
	static char piece[200000];
	size_t total = 0, at = 0;
	struct buf why = BUF_INIT;
	struct out *o = out_open("f");
	FILE *f;
	int c;

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		for (size_t k = 0; k < sizes[i]; k++)
			piece[k] = (char)((total + k) % 251);
		sink_put(out_sink(o), span_make(piece, sizes[i]));
		total += sizes[i];
	}
	ck_assert(out_commit(o, &why));
	f = fopen("f", "r");
	ck_assert_ptr_nonnull(f);
	while ((c = getc(f)) != EOF)
		ck_assert_int_eq(c, (int)(at++ % 251));
	fclose(f);
	ck_assert_uint_eq(at, total);
}
END_TEST

static void age(const char *name, time_t seconds)
{
	struct timespec now, times[2];

	clock_gettime(CLOCK_REALTIME, &now);
	now.tv_sec -= seconds;
	times[0] = times[1] = now;
	ck_assert_int_eq(utimensat(AT_FDCWD, name, times,
				   AT_SYMLINK_NOFOLLOW), 0);
}

START_TEST(stale_temporaries_are_removed)
{
	int held;

	put_file(".smets1-aaaaaa", "two hours old");
	put_file(".smets1-bbbbbb", "fresh");
	put_file(".smets1-cccccc", "old, but somebody writes it");
	put_file(".smets1-aaaaaa.csv", "not ours");
	put_file(".smets1-AAAAAA", "not ours");
	put_file("other", "not ours");
	ck_assert_int_eq(symlink("other", ".smets1-dddddd"), 0);
	age(".smets1-aaaaaa", 7200);
	age(".smets1-bbbbbb", 3500);
	age(".smets1-cccccc", 7200);
	age(".smets1-dddddd", 7200);
	age(".smets1-aaaaaa.csv", 7200);
	age(".smets1-AAAAAA", 7200);
	age("other", 7200);
	held = open(".smets1-cccccc", O_WRONLY);
	ck_assert_int_eq(flock(held, LOCK_EX), 0);

	write_file("f", "x");
	ck_assert_int_ne(access(".smets1-aaaaaa", F_OK), 0);
	ck_assert_int_eq(access(".smets1-bbbbbb", F_OK), 0);
	ck_assert_int_eq(access(".smets1-cccccc", F_OK), 0);
	ck_assert_int_eq(access(".smets1-aaaaaa.csv", F_OK), 0);
	ck_assert_int_eq(access(".smets1-AAAAAA", F_OK), 0);
	check_file(".smets1-dddddd", "not ours");
	close(held);
}
END_TEST

static void on_term(int number)
{
	(void)number;
	out_remove_temporaries();
	_exit(0);
}

START_TEST(a_signal_leaves_nothing)
{
	int ready[2], status;
	char c;
	pid_t pid;

	put_file("f", "old");
	ck_assert_int_eq(pipe(ready), 0);
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		struct out *a, *b;

		signal(SIGTERM, on_term);
		a = out_open("f");
		b = out_open("g");
		out_discard(out_open("h"));
		sink_put(out_sink(a), SPAN("new"));
		sink_put(out_sink(b), SPAN("new"));
		if (write(ready[1], "x", 1) == 1)
			for (;;)
				pause();
		_exit(1);
	}
	ck_assert_int_eq(read(ready[0], &c, 1), 1);
	ck_assert_uint_eq(temporaries("."), 2);
	kill(pid, SIGTERM);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
	ck_assert_uint_eq(temporaries("."), 0);
	check_file("f", "old");
	ck_assert_int_ne(access("g", F_OK), 0);
	close(ready[0]);
	close(ready[1]);
}
END_TEST

START_TEST(a_reader_that_left)
{
	int ends[2], saved = dup(STDOUT_FILENO);
	struct buf why = BUF_INIT;
	struct out *o;
	bool done;

	signal(SIGPIPE, SIG_IGN);
	ck_assert(!out_pipe_closed());
	ck_assert_int_eq(pipe(ends), 0);
	close(ends[0]);
	dup2(ends[1], STDOUT_FILENO);
	o = out_open(NULL);
	sink_put(out_sink(o), SPAN("x"));
	done = out_commit(o, &why);
	dup2(saved, STDOUT_FILENO);
	ck_assert(!done);
	ck_assert_str_eq(why.p, "cannot write standard output: Broken pipe");
	buf_release(&why);
	ck_assert(out_pipe_closed());
}
END_TEST

Suite *out_suite(void)
{
	Suite *s = suite_create("out");
	TCase *t = tcase_create("out");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_new_file);
	tcase_add_test(t, replaced_in_one_step);
	tcase_add_test(t, discard_keeps_the_old);
	tcase_add_test(t, links_are_followed);
	tcase_add_test(t, failures_say_why);
	tcase_add_test(t, special_files_are_written_directly);
	tcase_add_test(t, standard_output_by_name);
	tcase_add_test(t, pieces_of_every_size);
	tcase_add_test(t, stale_temporaries_are_removed);
	tcase_add_test(t, a_signal_leaves_nothing);
	tcase_add_test(t, a_reader_that_left);
	suite_add_tcase(s, t);
	return s;
}
