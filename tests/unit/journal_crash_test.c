/* journal_crash_test.c - disks that fail, writers that die, logs cut short */
#include "file/journal.h"

#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "file/journal_lock.h"
#include "file/journal_out.h"
#include "journal_folder.h"
#include "journal_util.h"

Suite *journal_crash_suite(void);

/* ---- disks that fail ---- */

static void fill_until_full(void)
{
	struct rlimit limit = { 300000, 300000 };
	struct journal *j;
	uint64_t cycle, i;

	signal(SIGXFSZ, SIG_IGN);
	j = journal_open(PATH, JOURNAL_WRITE, &why);
	cycle = journal_util_plan(j, "C1", 200);
	if (!j || !journal_commit(j) || setrlimit(RLIMIT_FSIZE, &limit) != 0)
		_exit(1);
	for (i = 1; i <= 200; i++) {
		journal_util_case(j, cycle, i, 1, "PASS");
		if (!journal_commit(j))
			break;
	}
	/* said, and it stays said */
	if (i > 200 || !strstr(journal_failure(j), "cannot write"))
		_exit(2);
	limit.rlim_cur = limit.rlim_max;
	journal_util_case(j, cycle, i + 1, 1, "PASS");
	if (journal_commit(j))
		_exit(3);
	journal_close(j);
	_exit((int)(10 + i));
}

START_TEST(full_disk)
{
	struct journal *j;
	pid_t pid = fork();
	int status;
	int64_t committed;

	if (pid == 0)
		fill_until_full();
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status));
	ck_assert_int_ge(WEXITSTATUS(status), 11);
	committed = WEXITSTATUS(status) - 11;
	/* the next one looks before it believes */
	j = opened(JOURNAL_WRITE);
	ck_assert(journal_was_checked(j));
	journal_close(j);
	ck_assert_int_ge(query("SELECT count(*) FROM attempt"), committed);
	ck_assert_int_le(query("SELECT count(*) FROM attempt"),
			 committed + 1);
	j = opened(JOURNAL_WRITE);
	ck_assert(!journal_was_checked(j));
	journal_close(j);
}
END_TEST

static void mark(void)
{
	FILE *f = fopen(PATH ".lock", "r+");

	ck_assert_ptr_nonnull(f);
	fputs("check\n", f);
	fclose(f);
}

START_TEST(damaged)
{
	static const char *const harms[] = {
		"UPDATE content SET packed = zeroblob(length(packed))",
		"UPDATE body SET bytes = bytes + 1 WHERE body_no = 2",
		"UPDATE body SET sha256 = zeroblob(32) WHERE body_no = 3",
		"DELETE FROM attempt",
		"DELETE FROM content WHERE content_no = 1",
		"UPDATE body SET at = at + 1 WHERE body_no = 1",
		"UPDATE body SET at = 1 << 40 WHERE body_no = 2",
	};
	struct journal *j;

	for (size_t i = 0; i < sizeof(harms) / sizeof(harms[0]); i++) {
		unlink(PATH);
		j = opened(JOURNAL_WRITE);
		journal_util_case(j, journal_util_plan(j, "C1", 1), 1, 1,
				  "PASS");
		ck_assert(journal_commit(j));
		journal_close(j);
		run_sql(harms[i]);
		/* without a mark nobody looks at every page */
		journal_close(opened(JOURNAL_WRITE));
		mark();
		ck_assert_msg(!journal_open(PATH, JOURNAL_WRITE, &why),
			      "not seen: %s", harms[i]);
		ck_assert_int_eq(why.wrong, JOURNAL_FAILED);
		ck_assert_ptr_nonnull(strstr(why.text, "is damaged"));
		/* and the mark stays */
		ck_assert_ptr_null(journal_open(PATH, JOURNAL_WRITE, &why));
		unlink(PATH ".lock");
	}
}
END_TEST

/* What SQLite has no error for, and what it tells in lines of its own. */
START_TEST(damaged_pages)
{
	struct journal *j = opened(JOURNAL_WRITE);
	FILE *f;

	ck_assert(journal_util_fill(j, 300, 20));
	journal_close(j);
	ck_assert_int_eq(system("cp " PATH " whole"), 0);
	/* a table that is not in use */
	run_sql("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET "
		"rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = "
		"'again') WHERE name = 'event'");
	mark();
	ck_assert_ptr_null(journal_open(PATH, JOURNAL_WRITE, &why));
	ck_assert_msg(strstr(why.text, "'" PATH "' is damaged: its pages do "
			     "not hold together (") == why.text &&
		      strstr(why.text, "); go on with a copy that is whole"),
		      "%s", why.text);
	ck_assert_ptr_null(strchr(why.text, '\n'));
	ck_assert_ptr_null(strstr(why.text, "***"));
	/* the tables that there are */
	ck_assert_int_eq(system("cp whole " PATH "; rm " PATH ".lock"), 0);
	f = fopen(PATH, "r+");
	ck_assert_ptr_nonnull(f);
	for (long at = 100; at < 4096; at++) {
		fseek(f, at, SEEK_SET);
		fputc(0, f);
	}
	fclose(f);
	for (enum journal_mode m = JOURNAL_READ; m <= JOURNAL_CONTINUE; m++) {
		ck_assert_ptr_null(journal_open(PATH, m, &why));
		ck_assert_int_eq(why.wrong, JOURNAL_FAILED);
		ck_assert_msg(strstr(why.text, "is damaged: ") != NULL,
			      "%s", why.text);
	}
}
END_TEST

static void run_to_commit(void)
{
	struct journal *j = opened(JOURNAL_WRITE);

	journal_util_plan(j, "C1", 1);
	ck_assert(journal_commit(j));
	journal_close(j);
}

/* ---- nothing is left of what was refused ---- */

static bool is_there(const char *name)
{
	return access(name, F_OK) == 0;
}

static int64_t size_of(const char *name)
{
	struct stat st;

	ck_assert_int_eq(stat(name, &st), 0);
	return st.st_size;
}

START_TEST(refused)
{
	ck_assert_int_eq(system(": > " PATH), 0);
	ck_assert_ptr_null(journal_open(PATH, JOURNAL_CONTINUE, &why));
	ck_assert_int_eq(why.wrong, JOURNAL_EMPTY);
	ck_assert_int_eq(size_of(PATH), 0);
	ck_assert(!is_there(PATH ".lock"));
	/* one that begins may have it, and gives it back */
	journal_close(opened(JOURNAL_WRITE));
	ck_assert_int_eq(size_of(PATH), 0);
	ck_assert(!is_there(PATH ".lock"));
	ck_assert(!is_there(PATH "-wal"));
	ck_assert_int_eq(system("echo a table > " PATH), 0);
	ck_assert_ptr_null(journal_open(PATH, JOURNAL_WRITE, &why));
	ck_assert_int_eq(size_of(PATH), 8);
	ck_assert(!is_there(PATH ".lock"));
	/* one that has been used stays, with who had it */
	ck_assert_int_eq(unlink(PATH), 0);
	journal_close(opened(JOURNAL_WRITE));
	ck_assert(!is_there(PATH ".lock"));
	run_to_commit();
	ck_assert(is_there(PATH ".lock"));
	journal_close(opened(JOURNAL_CONTINUE));
	ck_assert(is_there(PATH ".lock"));
}
END_TEST

/* Waits with the lock's file open, as one does who comes second. */
START_TEST(removed_lock)
{
	struct journal *j = opened(JOURNAL_WRITE);
	const int second = open(PATH ".lock", O_RDWR);
	pid_t pid;
	int status;

	ck_assert_int_ge(second, 0);
	journal_close(j);
	/* what is held now is no lock any more */
	ck_assert_int_eq(flock(second, LOCK_EX | LOCK_NB), 0);
	j = opened(JOURNAL_WRITE);
	pid = fork();
	if (pid == 0)
		_exit(journal_open(PATH, JOURNAL_WRITE, &why) ? 1 :
		      why.wrong == JOURNAL_HELD ? 0 : 2);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	ck_assert(is_there(PATH ".lock"));
	journal_close(j);
	close(second);
}
END_TEST

enum { COMERS = 4, ROUNDS = 3000 };

/* Takes and drops it, and looks whether it was alone. */
static void come_and_go(void)
{
	for (unsigned i = 0; i < ROUNDS; i++) {
		struct journal_lock *l = journal_lock_take(PATH, PATH, &why);
		int alone;

		if (!l)
			continue;
		alone = open("alone", O_CREAT | O_EXCL | O_WRONLY, 0666);
		if (alone < 0)
			_exit(1);
		close(alone);
		unlink("alone");
		journal_lock_drop(l);
	}
	_exit(0);
}

START_TEST(one_at_a_time)
{
	int status;

	for (unsigned i = 0; i < COMERS; i++) {
		if (fork() == 0)
			come_and_go();
	}
	for (unsigned i = 0; i < COMERS; i++) {
		ck_assert_int_gt(wait(&status), 0);
		ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
}
END_TEST

/* ---- killed writers ---- */

enum { CASES = 4000 };

/* Says the number of each case once it is committed. */
static void write_and_tell(int to, uint64_t from, uint64_t batch)
{
	struct journal *j = journal_open(PATH, JOURNAL_WRITE, &why);
	struct journal_cycle c;

	if (!j || !journal_cycle(j, SPAN("C1"), &c))
		_exit(1);
	for (uint64_t i = from; i <= CASES; i++) {
		journal_util_case(j, c.cycle, i, 1, "PASS");
		if (i % batch && i < CASES)
			continue;
		if (!journal_commit(j) || write(to, &i, sizeof(i)) < 0)
			_exit(1);
	}
	_exit(0);
}

static void kill_one(unsigned round, uint64_t *told)
{
	const uint64_t batch = round % 3 ? round % 7 + 1 : 1;
	int ends[2];
	uint64_t got;
	pid_t pid;

	ck_assert_int_eq(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		close(ends[0]);
		write_and_tell(ends[1], *told + 1, batch);
	}
	close(ends[1]);
	usleep(round * 7919 % 40000);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	while (read(ends[0], &got, sizeof(got)) == sizeof(got))
		*told = got;
	close(ends[0]);
}

static void plan_anew(void)
{
	struct journal *j;

	unlink(PATH);
	j = opened(JOURNAL_WRITE);
	journal_util_plan(j, "C1", CASES);
	ck_assert(journal_commit(j));
	journal_close(j);
}

START_TEST(killed)
{
	const unsigned rounds = getenv("SMETS1_LONG") ? 400 : 40;
	uint64_t told = CASES, most = 0;
	unsigned wrote = 0;

	for (unsigned round = 0; round < rounds; round++) {
		struct journal *j;
		uint64_t before;

		if (told == CASES) {
			plan_anew();
			told = 0;
		}
		before = told;
		kill_one(round, &told);
		wrote += told > before;
		/* all that was said is there, and at most one batch more,
		 * each case whole */
		most = (uint64_t)query("SELECT max(case_no) FROM attempt");
		ck_assert_uint_ge(most, told);
		ck_assert_uint_le(most, told + 8);
		ck_assert_int_eq(query("SELECT count(*) FROM attempt"),
				 (int64_t)most);
		ck_assert_int_eq(query("SELECT count(*) FROM request "
			"WHERE ending = 'answered'"), (int64_t)most);
		ck_assert_int_eq(query("SELECT count(*) FROM message "
			"WHERE attempt_no IS NOT NULL"), (int64_t)most);
		told = most;
		mark();		/* and every page is right */
		j = opened(JOURNAL_WRITE);
		ck_assert(journal_was_checked(j));
		journal_close(j);
	}
	ck_assert_uint_gt(wrote, rounds / 8);
}
END_TEST

/* ---- a log that was cut ---- */

#define CUTS	6

/* A case to a commit, and no time to tidy up. */
static void write_and_die(void)
{
	struct journal *j = journal_open(PATH, JOURNAL_WRITE, &why);
	uint64_t cycle;

	if (!j)
		_exit(1);
	cycle = journal_util_plan(j, "C1", CUTS);
	journal_commit(j);
	for (uint64_t i = 1; i <= CUTS; i++) {
		journal_util_case(j, cycle, i, 1, "PASS");
		journal_commit(j);
	}
	raise(SIGKILL);
}

static char *read_file(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	char *bytes = malloc(1 << 22);

	ck_assert_ptr_nonnull(f);
	*n = fread(bytes, 1, 1 << 22, f);
	fclose(f);
	return bytes;
}

static void write_file(const char *path, const char *bytes, size_t n)
{
	FILE *f = fopen(path, "wb");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(bytes, 1, n, f), n);
	fclose(f);
}

/* Wherever the log ends, there are whole cases, in their order; and never
 * fewer where it is longer. */
START_TEST(cut)
{
	const size_t step = getenv("SMETS1_LONG") ? 41 : 1021;
	const pid_t pid = fork();
	size_t db_n, log_n;
	int64_t last = 0;
	char *db, *log;

	if (pid == 0)
		write_and_die();
	waitpid(pid, NULL, 0);
	db = read_file(PATH, &db_n);
	log = read_file(PATH "-wal", &log_n);
	ck_assert_uint_gt(log_n, 30 * 4096);
	for (size_t n = 0; n <= log_n; n += step) {
		struct journal *j;
		int64_t cases;

		unlink(PATH "-shm");
		write_file(PATH, db, db_n);
		write_file(PATH "-wal", log, n);
		mark();
		j = opened(JOURNAL_WRITE);
		ck_assert(journal_was_checked(j));
		journal_close(j);
		cases = query("SELECT count(*) FROM attempt "
			       "WHERE ended_ms IS NOT NULL");
		ck_assert_int_eq(cases, query("SELECT ifnull(max(case_no), "
					       "0) FROM attempt"));
		ck_assert_int_eq(cases, query("SELECT count(*) FROM request "
					       "WHERE answer_no IS NOT NULL"));
		ck_assert_int_eq(cases, query("SELECT count(*) FROM message "
					       "WHERE attempt_no"));
		ck_assert_int_ge(cases, last);
		last = cases;
	}
	ck_assert_int_ge(last, CUTS - 1);
	free(db);
	free(log);
}
END_TEST

Suite *journal_crash_suite(void)
{
	Suite *s = suite_create("journal_crash");
	TCase *t = tcase_create("journal_crash");

	tcase_add_checked_fixture(t, journal_folder_setup,
				  journal_folder_teardown);
	tcase_set_timeout(t, 300);
	tcase_add_test(t, full_disk);
	tcase_add_test(t, damaged);
	tcase_add_test(t, damaged_pages);
	tcase_add_test(t, refused);
	tcase_add_test(t, removed_lock);
	tcase_add_test(t, one_at_a_time);
	tcase_add_test(t, killed);
	tcase_add_test(t, cut);
	suite_add_tcase(s, t);
	return s;
}
