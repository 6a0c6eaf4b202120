/* text_table_test.c - what a table for people looks like */
#include <check.h>
#include <string.h>

#include "base/buf.h"
#include "file/text_table.h"

Suite *text_table_suite(void);

static struct buf text;

static void check_text(struct text_table *t, unsigned width, bool drop_empty,
		       const char *expected)
{
	struct buf_sink mem;

	buf_clear(&text);
	buf_sink_init(&mem, &text);
	text_table_write(t, &mem.sink, width, drop_empty, false);
	buf_add_char(&text, '\0');
	ck_assert_str_eq(text.p, expected);
}

static struct text_table *three(const char *a, const char *b, const char *c)
{
	struct text_table *t = text_table_new();
	struct span cells[3] = { span_of(a), span_of(b), span_of(c) };

	text_table_column(t, "name", TEXT_TABLE_SHRINK);
	text_table_column(t, "base", TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	text_table_column(t, "note", TEXT_TABLE_SHRINK);
	text_table_row(t, cells);
	return t;
}

START_TEST(numbers_right_and_no_blanks_behind)
{
	struct text_table *t = three("G470 (MK1)", "5", "");
	struct span more[3] = { SPAN("x"), SPAN("1,380"), SPAN("y") };

	text_table_row(t, more);
	check_text(t, 0, false,
		   "name         base  note\n"
		   "G470 (MK1)      5\n"
		   "x           1,380  y\n");
	text_table_free(t);
}
END_TEST

START_TEST(wide_and_combining_characters)
{
	/* two wide characters; e with a combining acute accent */
	struct text_table *t = three("\xe9\x9b\xbb\xe6\xb0\x97", "1", "a");
	struct span more[3] = { SPAN("e\xcc\x81"), SPAN("2"), SPAN("b") };

	text_table_row(t, more);
	check_text(t, 0, false,
		   "name  base  note\n"
		   "\xe9\x9b\xbb\xe6\xb0\x97     1  a\n"
		   "e\xcc\x81        2  b\n");
	text_table_free(t);
}
END_TEST

START_TEST(control_characters_are_shown)
{
	struct text_table *t = three("a\033[31m", "1", "x\ny");

	check_text(t, 0, false,
		   "name       base  note\n"
		   "a\\x1b[31m     1  x\\ny\n");
	text_table_free(t);
}
END_TEST

START_TEST(blank_columns_go_when_asked)
{
	struct text_table *t = three("x", "1", "");

	check_text(t, 0, true, "name  base\nx        1\n");
	check_text(t, 0, false, "name  base  note\nx        1\n");
	text_table_free(t);

	t = three("", "", "");
	check_text(t, 0, true, "name  base  note\n\n");
	text_table_free(t);
}
END_TEST

START_TEST(widest_is_cut_first)
{
	struct text_table *t = three("abcdefghijklmnop", "12", "qrstuvwx");

	check_text(t, 32, false,
		   "name              base  note\n"
		   "abcdefghijklmnop    12  qrstuvwx\n");
	check_text(t, 31, false,
		   "name             base  note\n"
		   "abcdefghijklmn\xe2\x80\xa6    12  qrstuvwx\n");
	check_text(t, 24, false,
		   "name      base  note\n"
		   "abcdefg\xe2\x80\xa6    12  qrstuvwx\n");
	check_text(t, 20, false,
		   "name    base  note\n"
		   "abcde\xe2\x80\xa6    12  qrstu\xe2\x80\xa6\n");
	text_table_free(t);
}
END_TEST

START_TEST(columns_go_from_the_right)
{
	struct text_table *t = three("abcdefghijklmnop", "12", "qrstuvwx");

	/* the room that note leaves goes back to name */
	check_text(t, 19, false,
		   "name           base\n"
		   "abcdefghijkl\xe2\x80\xa6    12\n"
		   "not shown: note\n");
	/* base is kept whatever happens */
	check_text(t, 5, false, "base\n  12\nnot shown: name,\n"
		   "           note\n");
	text_table_free(t);
}
END_TEST

START_TEST(titles_in_bold)
{
	struct text_table *t = three("x", "1", "y");
	struct buf_sink mem;

	buf_clear(&text);
	buf_sink_init(&mem, &text);
	text_table_write(t, &mem.sink, 80, true, true);
	buf_add_char(&text, '\0');
	ck_assert_str_eq(text.p, "\033[1mname  base  note\033[0m\n"
			 "x        1  y\n");
	text_table_free(t);
}
END_TEST

Suite *text_table_suite(void)
{
	Suite *s = suite_create("text_table");
	TCase *t = tcase_create("text_table");

	tcase_add_test(t, numbers_right_and_no_blanks_behind);
	tcase_add_test(t, wide_and_combining_characters);
	tcase_add_test(t, control_characters_are_shown);
	tcase_add_test(t, blank_columns_go_when_asked);
	tcase_add_test(t, widest_is_cut_first);
	tcase_add_test(t, columns_go_from_the_right);
	tcase_add_test(t, titles_in_bold);
	suite_add_tcase(s, t);
	return s;
}
