#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"

Suite *diag_suite(void);

static struct diag d;

static void begin(void)
{
	d = (struct diag)DIAG_INIT;
}

static void end(void)
{
	diag_release(&d);
}

START_TEST(reads_like_a_sentence)
{
	static const struct { struct finding f; const char *line; } row[] = {
		{ { .severity = DIAG_ERROR, .code = "RFI004",
		    .file = "sup-b.csv", .line = 19,
		    .column = { "count_active", 12 },
		    .value = { "12O4", 4 }, .has_value = true,
		    .text = { "is not a count; expected digits", 31 } },
		  "sup-b.csv:19: column 'count_active': '12O4' is not a "
		  "count; expected digits [RFI004]" },
		{ { .severity = DIAG_WARNING, .code = "RFI013",
		    .file = "-", .line = 14,
		    .column = { "ch_fw", 5 },
		    .text = { "blank in a key column", 21 } },
		  "-:14: column 'ch_fw': blank in a key column (warning) "
		  "[RFI013]" },
		{ { .severity = DIAG_ERROR, .code = "RFI006", .file = "a",
		    .line = 2, .column = { "smso", 4 }, .has_value = true,
		    .text = { "is blank", 8 } },
		  "a:2: column 'smso': '' is blank [RFI006]" },
		{ { .severity = DIAG_NOTE, .code = "RFI008", .file = "a.csv",
		    .text = { "no rows", 7 } },
		  "a.csv: no rows (note) [RFI008]" },
		{ { .severity = DIAG_ERROR, .text = { "two snapshots", 13 } },
		  "two snapshots" },
		{ { .severity = DIAG_ERROR, .code = "RFI003",
		    .file = "a\nb.csv", .line = 1,
		    .value = { "x\x1b[0m\xff", 6 }, .has_value = true,
		    .text = { "is not UTF-8", 12 } },
		  "a\\nb.csv:1: 'x\\x1b[0m\\xff' is not UTF-8 [RFI003]" },
	};
	struct buf out = BUF_INIT;

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		buf_clear(&out);
		diag_line(&row[i].f, &out);
		ck_assert_str_eq(out.p, row[i].line);
	}
	buf_release(&out);
	ck_assert_str_eq(diag_severity_name(DIAG_NOTE), "note");
	ck_assert_str_eq(diag_severity_name(DIAG_WARNING), "warning");
	ck_assert_str_eq(diag_severity_name(DIAG_ERROR), "error");
}
END_TEST

START_TEST(copies_everything)
{
	char file[] = "a.csv", column[] = "smso", value[] = "x\0y";
	char text[] = "is wrong";
	struct finding f = { .severity = DIAG_ERROR, .code = "RFI006",
		.file = file, .line = 3, .position = 2,
		.column = span_of(column), .value = span_make(value, 3),
		.has_value = true, .text = span_of(text) };

	diag_add(&d, &f);
	memset(file, '?', 5);
	memset(column, '?', 4);
	memset(value, '?', 3);
	memset(text, '?', 8);
	ck_assert_uint_eq(d.found.n, 1);
	ck_assert_str_eq(d.found.v[0].file, "a.csv");
	ck_assert(span_eq(d.found.v[0].column, SPAN("smso")));
	ck_assert(span_eq(d.found.v[0].value, SPAN("x\0y")));
	ck_assert(span_eq(d.found.v[0].text, SPAN("is wrong")));
	ck_assert_uint_eq(d.found.v[0].line, 3);
	ck_assert_uint_eq(d.count[DIAG_ERROR], 1);
	ck_assert_uint_eq(d.count[DIAG_WARNING] + d.count[DIAG_NOTE], 0);
}
END_TEST

/* In the order they must come out; "b" is mentioned first. */
static const struct finding ordered[] = {
	{ DIAG_ERROR, "A1", "b", 0, 0, { "", 0 }, { "", 0 }, false,
	  { "t", 1 }, false },
	{ DIAG_ERROR, "A1", "b", 1, 9, { "z", 1 }, { "", 0 }, false,
	  { "t", 1 }, false },
	{ DIAG_ERROR, "A1", "b", 2, 1, { "z", 1 }, { "", 0 }, false,
	  { "t", 1 }, false },
	{ DIAG_ERROR, "A1", "b", 2, 2, { "a", 1 }, { "", 0 }, false,
	  { "t", 1 }, false },
	{ DIAG_ERROR, "A1", "b", 2, 2, { "a", 1 }, { "", 0 }, true,
	  { "a", 1 }, false },
	{ DIAG_ERROR, "A1", "b", 2, 2, { "a", 1 }, { "v", 1 }, true,
	  { "a", 1 }, false },
	{ DIAG_ERROR, "A1", "b", 2, 2, { "a", 1 }, { "w", 1 }, true,
	  { "a", 1 }, false },
	{ DIAG_WARNING, "A1", "b", 2, 2, { "a", 1 }, { "w", 1 }, true,
	  { "b", 1 }, false },
	{ DIAG_NOTE, "A2", "b", 2, 2, { "a", 1 }, { "a", 1 }, true,
	  { "a", 1 }, false },
	{ DIAG_ERROR, "A1", "b", 10, 1, { "a", 1 }, { "a", 1 }, true,
	  { "a", 1 }, false },
	{ DIAG_ERROR, "A1", "a", 1, 1, { "a", 1 }, { "a", 1 }, true,
	  { "a", 1 }, false },
	{ DIAG_ERROR, "A1", NULL, 0, 0, { "", 0 }, { "", 0 }, false,
	  { "none", 4 }, false },
};

START_TEST(order_does_not_depend_on_arrival)
{
	enum { N = sizeof(ordered) / sizeof(ordered[0]) };
	struct buf want = BUF_INIT, got = BUF_INIT;

	diag_file(&d, "b");
	diag_file(&d, "a");
	for (size_t i = 0; i < N; i++)		/* 5 has no factor of 12 */
		diag_add(&d, &ordered[(i * 5 + (size_t)_i) % N]);
	diag_sort(&d);
	ck_assert_uint_eq(d.found.n, N);
	for (size_t i = 0; i < N; i++) {
		buf_clear(&want);
		buf_clear(&got);
		diag_line(&ordered[i], &want);
		diag_line(&d.found.v[i], &got);
		ck_assert_str_eq(got.p, want.p);
	}
	buf_release(&want);
	buf_release(&got);
}
END_TEST

static void add_many(unsigned n, const char *code, const char *file)
{
	for (unsigned i = 0; i < n; i++)
		diag_add(&d, &(struct finding){ .severity = DIAG_WARNING,
			.code = code, .file = file, .line = n - i,
			.text = SPAN("is odd") });
}

START_TEST(keeps_some_of_each_kind)
{
	struct buf out = BUF_INIT;

	d.keep = 3;
	add_many(5, "A1", "a");
	add_many(3, "A2", "a");
	add_many(4, "A1", "b");
	add_many(9, "A3", NULL);
	ck_assert_uint_eq(d.found.n, 12);
	ck_assert_uint_eq(d.count[DIAG_WARNING], 21);
	for (unsigned round = 0; round < 2; round++) {	/* sort again: same */
		diag_sort(&d);
		ck_assert_uint_eq(d.found.n, 15);
		buf_clear(&out);
		for (size_t i = 12; i < 15; i++) {
			ck_assert(d.found.v[i].more);
			diag_line(&d.found.v[i], &out);
			buf_add_char(&out, '\n');
		}
		ck_assert_str_eq(out.p,
				 "a: 2 more like this (note) [A1]\n"
				 "b: 1 more like this (note) [A1]\n"
				 "6 more like this (note) [A3]\n");
		ck_assert_uint_eq(d.count[DIAG_NOTE], 0);
	}
	add_many(1, "A1", "a");
	diag_sort(&d);
	ck_assert(span_eq(d.found.v[12].text, SPAN("3 more like this")));
	buf_release(&out);
}
END_TEST

START_TEST(keeps_all_when_asked)
{
	d.keep = 0;
	add_many(DIAG_KEEP + 5, "A1", "a");
	diag_sort(&d);
	ck_assert_uint_eq(d.found.n, DIAG_KEEP + 5);
	ck_assert_uint_eq(d.found.v[0].line, 1);
	ck_assert_uint_eq(d.found.v[d.found.n - 1].line, DIAG_KEEP + 5);
}
END_TEST

START_TEST(memory_is_bounded)
{
	size_t used;

	add_many(DIAG_KEEP, "A1", "a");
	used = d.arena.used;
	ck_assert_uint_le(used + d.found.cap * sizeof(*d.found.v),
			  DIAG_KEEP * 170);
	add_many(5 * DIAG_KEEP, "A1", "a");
	ck_assert_uint_eq(d.arena.used, used);
	ck_assert_uint_eq(d.found.n, DIAG_KEEP);
	ck_assert_uint_eq(d.count[DIAG_WARNING], 6 * DIAG_KEEP);
}
END_TEST

START_TEST(long_values_are_cut)
{
	static char value[100000];
	struct finding f = { .severity = DIAG_ERROR, .code = "A1",
		.has_value = true, .text = SPAN("is long") };

	for (unsigned shift = 0; shift < 3; shift++) {
		for (size_t i = 0; i < sizeof(value); i++)
			value[i] = "\xe2\x82\xac"[(i + shift) % 3];
		f.value = span_make(value, sizeof(value));
		diag_add(&d, &f);
		ck_assert_uint_le(d.found.v[shift].value.n, DIAG_BYTES + 3);
		ck_assert(span_ends(d.found.v[shift].value,
				    SPAN("\x82\xac\xe2\x80\xa6")));
	}
	f.value = span_make(value, DIAG_BYTES);
	diag_add(&d, &f);
	ck_assert(span_eq(d.found.v[3].value, f.value));
}
END_TEST

START_TEST(file_names_are_kept)
{
	char name[] = "a.csv";
	const char *kept = diag_file(&d, name);

	name[0] = '?';
	ck_assert_str_eq(kept, "a.csv");
	ck_assert_ptr_eq(diag_file(&d, "a.csv"), kept);
	add_many(1, "A1", "a.csv");
	ck_assert_ptr_eq(d.found.v[0].file, kept);
}
END_TEST

Suite *diag_suite(void)
{
	Suite *s = suite_create("diag");
	TCase *t = tcase_create("diag");

	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, reads_like_a_sentence);
	tcase_add_test(t, copies_everything);
	tcase_add_loop_test(t, order_does_not_depend_on_arrival, 0, 12);
	tcase_add_test(t, keeps_some_of_each_kind);
	tcase_add_test(t, keeps_all_when_asked);
	tcase_add_test(t, memory_is_bounded);
	tcase_add_test(t, long_values_are_cut);
	tcase_add_test(t, file_names_are_kept);
	suite_add_tcase(s, t);
	return s;
}
