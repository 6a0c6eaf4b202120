/* scan_test.c - the scanner against the careful reader, one trap each */
#include <check.h>
#include <stdlib.h>

#include "base/buf.h"
#include "scan_util.h"

#define COUNT(a)	(sizeof(a) / sizeof((a)[0]))

Suite *scan_suite(void);

static const struct look two = {
	.width = 2, .wanted = { 0 }, .wanted_n = 1,
	.sum = { SCAN_NO_COLUMN, SCAN_NO_COLUMN },
};
static const struct look counted = {
	.width = 2, .wanted = { 0 }, .wanted_n = 1,
	.sum = { 1, SCAN_NO_COLUMN },
};

static const struct {
	const char *text;
	const struct look *look;
	enum verdict verdict;
} traps[] = {
	{ "a,b\n1,2\n", &two, MUST },
	{ "a,b\n1,2", &two, MUST },
	{ "a,b\n", &two, MUST },
	{ "a,b", &two, MAY },
	{ "a,b\n\n\r\n1,2\r\n\n", &two, MUST },
	{ "a,b\n\"\",\"\"\n", &two, MUST },
	{ "a,b\n\"\"\"\",\"a\"\"b\"\n", &two, MUST },
	{ "a,b\n\"x\r\",\"y\r\n\"\r\n", &two, MUST },
	{ "a,b\n1,\"2\"\"\n3,4\"\n", &two, MUST },
	{ "a,b\nx,y\"z\n", &two, MUST_NOT },
	{ "a,b\nx,\"y\"z\n", &two, MUST_NOT },
	{ "a,b\nx,\"y\" \n", &two, MUST_NOT },
	{ "a,b\nx,\"y\n", &two, MUST_NOT },
	{ "a,b\nx,\"y\"\"\n", &two, MUST_NOT },
	{ "a,b\nx\n", &two, MUST_NOT },
	{ "a,b\nx,y,z\n", &two, MUST_NOT },
	{ "a,b\nx\ny,z,w\n", &two, MUST_NOT },
	{ "a,b\nx,y\nz", &two, MUST_NOT },
	{ "a,b\nx,\xff\n", &two, MUST_NOT },
	{ "a,b\nx,\xc3\n", &two, MUST_NOT },
	{ "a,b\nx,\"\xc3\"\"\xa9\"\n", &two, MUST_NOT },
	{ "a,b\nx,y\rz,w\n", &two, MAY },
	{ "a,b\nx,y\r", &two, MAY },
	{ "a,b\r1,2\r", &two, MAY },
	{ "a,b\nx,12\n", &counted, MUST },
	{ "a,b\nx,\"12\"\n", &counted, MUST },
	{ "a,b\nx,\n", &counted, MUST },
	{ "a,b\nx,12O4\n", &counted, MUST_NOT },
	{ "a,b\nx,-1\n", &counted, MUST_NOT },
	{ "a,b\nx, 1\n", &counted, MUST_NOT },
	{ "a,b\nx,01\n", &counted, MUST_NOT },
	{ "a,b\nx,12345678901234567\n", &counted, MUST_NOT },
};

START_TEST(trap)
{
	scan_put_file(span_of(traps[_i].text));
	scan_try_trap(traps[_i].look, traps[_i].verdict);
}
END_TEST

/* Every quote and line end at every place of a block of 64 bytes. */
START_TEST(places)
{
	static const char *const ends[] = { "\n", "\r\n" };

	for (unsigned n = 0; n < 140; n++) {
		struct buf b = BUF_INIT;

		buf_add(&b, SPAN("a,b\n"));
		for (unsigned i = 0; i < 3; i++) {
			for (unsigned k = 0; k < n; k++)
				buf_add_char(&b, 'x');
			buf_addf(&b, ",\"q\"\"%s,\"\"\"%s", ends[i % 2],
				 ends[i % 2]);
		}
		scan_put_file(buf_span(&b));
		scan_try_all(&two, true, n);
		buf_release(&b);
	}
}
END_TEST

START_TEST(many_keys)
{
	struct buf b = BUF_INIT;

	buf_add(&b, SPAN("a,b\n"));
	for (unsigned i = 0; i < 30000; i++)
		buf_addf(&b, "key %u,%u\n", i * 7919 % 20011, i % 10);
	scan_put_file(buf_span(&b));
	scan_try_all(&counted, true, 0);
	buf_release(&b);
}
END_TEST

START_TEST(long_records)
{
	static const size_t sizes[] = { 4000, 5000, 30000, 32700, 40000,
					200000 };

	for (size_t i = 0; i < COUNT(sizes); i++) {
		struct buf b = BUF_INIT;

		buf_add(&b, SPAN("a,b\n1,2\n"));
		for (unsigned r = 0; r < 3; r++) {
			for (size_t k = 0; k < sizes[i]; k++)
				buf_add_char(&b, 'x');
			buf_add(&b, SPAN(",y\n"));
		}
		scan_put_file(buf_span(&b));
		scan_try_all(&two, sizes[i] < 32768 - 3, i);
		buf_release(&b);
	}
}
END_TEST

Suite *scan_suite(void)
{
	Suite *s = suite_create("scan");
	TCase *t = tcase_create("scan");

	tcase_add_checked_fixture(t, scan_make_folder, scan_remove_folder);
	tcase_set_timeout(t, getenv("SMETS1_LONG") ? 3600 : 120);
	tcase_add_loop_test(t, trap, 0, (int)COUNT(traps));
	tcase_add_test(t, places);
	tcase_add_test(t, many_keys);
	tcase_add_test(t, long_records);
	suite_add_tcase(s, t);
	return s;
}
