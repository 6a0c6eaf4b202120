/* spool_test.c - what was put aside comes back, from memory and from disk */
#include "file/spool.h"

#include <check.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "rows_util.h"

Suite *spool_suite(void);

enum { KEEP = 8u << 20 };

static struct spool *s;
static struct buf record, why;

static void begin(void)
{
	record = why = (struct buf)BUF_INIT;
	s = NULL;
}

static void end(void)
{
	spool_free(s);
	buf_release(&record);
	buf_release(&why);
	file_end();
}

/* A record that tells its number and is `bytes` long at least. */
static struct span make(unsigned number, size_t bytes)
{
	buf_clear(&record);
	buf_addf(&record, "%u:", number);
	if (record.n < bytes) {
		const size_t more = bytes - record.n;

		memset(buf_room(&record, more), 'a' + (int)(number % 26),
		       more);
		record.n += more;
	}
	return buf_span(&record);
}

static void round_trip(unsigned n, size_t bytes, unsigned reads)
{
	struct span back;

	for (unsigned i = 0; i < n; i++)
		spool_add(s, make(i, bytes));
	for (unsigned r = 0; r < reads; r++) {
		spool_rewind(s);
		for (unsigned i = 0; i < n; i++) {
			ck_assert_msg(spool_next(s, &back), "record %u", i);
			ck_assert_msg(span_eq(back, make(i, bytes)),
				      "record %u", i);
		}
		ck_assert(!spool_next(s, &back));
		ck_assert(!spool_next(s, &back));
	}
	ck_assert(!spool_failed(s, &why));
}

START_TEST(comes_back_in_order)
{
	static const struct {
		unsigned n;
		size_t bytes;
	} row[] = {
		{ 0, 0 }, { 1, 1 }, { 1000, 0 },
		/* exactly what is kept, one byte more, much more */
		{ 1, KEEP - 4 }, { 1, KEEP - 5 }, { 1, KEEP - 3 },
		{ 5, KEEP / 2 }, { 200000, 60 }, { 3, 3 * KEEP },
	};

	s = spool_new(NULL);
	round_trip(row[_i].n, row[_i].bytes, 2);
}
END_TEST

START_TEST(any_byte_and_none)
{
	static const char bytes[] = "\0\n\xff,\"";
	struct span back;

	s = spool_new(P_tmpdir);
	spool_add(s, span_make(bytes, sizeof(bytes)));
	spool_add(s, SPAN_EMPTY);
	spool_add(s, SPAN("x"));
	spool_rewind(s);
	ck_assert(spool_next(s, &back));
	ck_assert(span_eq(back, span_make(bytes, sizeof(bytes))));
	ck_assert(spool_next(s, &back));
	ck_assert_uint_eq(back.n, 0);
	ck_assert(spool_next(s, &back));
	ck_assert(span_eq(back, SPAN("x")));
	ck_assert(!spool_next(s, &back));
}
END_TEST

static unsigned entries(const char *dir)
{
	DIR *d = opendir(dir);
	unsigned n = 0;

	ck_assert_ptr_nonnull(d);
	while (readdir(d))
		n++;
	closedir(d);
	return n;
}

START_TEST(leaves_nothing_behind)
{
	char dir[] = P_tmpdir "/spool_test.XXXXXX";
	unsigned before;

	ck_assert_ptr_nonnull(mkdtemp(dir));
	before = entries(dir);
	s = spool_new(dir);
	spool_add(s, make(0, 2 * KEEP));
	ck_assert_uint_eq(entries(dir), before);
	spool_free(s);
	s = NULL;
	ck_assert_uint_eq(entries(dir), before);
	ck_assert_int_eq(rmdir(dir), 0);
}
END_TEST

START_TEST(a_folder_that_is_none)
{
	struct span back;

	s = spool_new("/nonexistent/folder");
	spool_add(s, SPAN("small"));
	ck_assert(!spool_failed(s, &why));	/* not needed so far */
	for (unsigned i = 0; i < 3; i++)
		spool_add(s, make(i, KEEP));
	spool_rewind(s);
	ck_assert(!spool_next(s, &back));
	ck_assert(spool_failed(s, &why));
	ck_assert_str_eq(why.p, "cannot put rows aside in "
			 "'/nonexistent/folder': No such file or directory; "
			 "TMPDIR names another place");
}
END_TEST

START_TEST(no_room_left)
{
	const struct rlimit most = { KEEP, KEEP };
	struct span back;

	signal(SIGXFSZ, SIG_IGN);
	s = spool_new(NULL);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &most), 0);
	for (unsigned i = 0; i < 3; i++)
		spool_add(s, make(i, KEEP));
	spool_rewind(s);
	while (spool_next(s, &back))
		;
	ck_assert(spool_failed(s, &why));
	ck_assert(strstr(why.p, "cannot put rows aside in '/tmp': "));
}
END_TEST

START_TEST(nothing_is_added_while_reading)
{
	s = spool_new(NULL);
	spool_rewind(s);
	spool_add(s, SPAN("x"));
}
END_TEST

Suite *spool_suite(void)
{
	Suite *suite = suite_create("spool");
	TCase *c = tcase_create("spool");

	tcase_add_checked_fixture(c, begin, end);
	tcase_add_loop_test(c, comes_back_in_order, 0, 9);
	tcase_add_test(c, any_byte_and_none);
	tcase_add_test(c, leaves_nothing_behind);
	tcase_add_test(c, a_folder_that_is_none);
	tcase_add_test(c, no_room_left);
	tcase_add_test_raise_signal(c, nothing_is_added_while_reading,
				    SIGABRT);
	suite_add_tcase(suite, c);
	return suite;
}
