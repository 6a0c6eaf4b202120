#include <check.h>
#include <signal.h>

#include "base/buf.h"
#include "base/json.h"

Suite *json_suite(void);

static struct buf out;
static struct buf_sink mem;
static struct json j;

static void begin(void)
{
	out = (struct buf)BUF_INIT;
	buf_sink_init(&mem, &out);
	json_init(&j, &mem.sink);
}

static void end(void)
{
	buf_release(&out);
}

START_TEST(a_document)
{
	json_object(&j, NULL);
	json_string(&j, "schema", SPAN("dmc-tally/1"));
	json_object(&j, "totals");
	json_u64(&j, "in_scope", UINT64_MAX);
	json_bool(&j, "stale", false);
	json_end(&j);
	json_array(&j, "rows");
	json_object_flat(&j, NULL);
	json_string(&j, "smso", SPAN("SMSO-1"));
	json_number(&j, "share", "33.30");
	json_array_flat(&j, "of");
	json_u64(&j, NULL, 1);
	json_null(&j, NULL);
	json_end(&j);
	json_end(&j);
	json_object_flat(&j, NULL);
	json_end(&j);
	json_end(&j);
	json_array(&j, "none");
	json_end(&j);
	json_end(&j);
	ck_assert_str_eq(out.p,
		"{\n"
		"  \"schema\": \"dmc-tally/1\",\n"
		"  \"totals\": {\n"
		"    \"in_scope\": 18446744073709551615,\n"
		"    \"stale\": false\n"
		"  },\n"
		"  \"rows\": [\n"
		"    {\"smso\": \"SMSO-1\", \"share\": 33.30, "
		"\"of\": [1, null]},\n"
		"    {}\n"
		"  ],\n"
		"  \"none\": []\n"
		"}\n");
}
END_TEST

START_TEST(what_is_in_a_flat_one_is_flat)
{
	json_array_flat(&j, NULL);
	json_object(&j, NULL);
	json_array(&j, "a");
	json_u64(&j, NULL, 1);
	json_u64(&j, NULL, 2);
	json_end(&j);
	json_end(&j);
	json_end(&j);
	ck_assert_str_eq(out.p, "[{\"a\": [1, 2]}]\n");
}
END_TEST

START_TEST(a_line_each)
{
	for (uint64_t i = 0; i < 2; i++) {
		json_init(&j, &mem.sink);
		json_object_flat(&j, NULL);
		json_u64(&j, "line", i);
		json_end(&j);
	}
	json_string(&j, NULL, SPAN("x"));
	ck_assert_str_eq(out.p, "{\"line\": 0}\n{\"line\": 1}\n\"x\"\n");
}
END_TEST

START_TEST(escapes_what_it_must)
{
	json_string(&j, NULL, SPAN("q\" b\\ / \b\f\n\r\t \0\x1f\x7f "
				   "caf\xc3\xa9"));
	ck_assert_str_eq(out.p, "\"q\\\" b\\\\ / \\b\\f\\n\\r\\t "
			 "\\u0000\\u001f\x7f caf\xc3\xa9\"\n");
}
END_TEST

START_TEST(deep_lines_are_indented)
{
	for (unsigned i = 0; i < JSON_DEPTH; i++)
		json_array(&j, NULL);
	json_u64(&j, NULL, 1);
	for (unsigned i = 0; i < JSON_DEPTH; i++)
		json_end(&j);
	ck_assert(span_starts(buf_span(&out), SPAN("[\n  [\n    [\n      [")));
	ck_assert(span_ends(buf_span(&out), SPAN("\n    ]\n  ]\n]\n")));
	ck_assert_uint_eq(out.n, 2 * (2 * JSON_DEPTH +
				      JSON_DEPTH * (JSON_DEPTH - 1)) +
			  2 * JSON_DEPTH + 2);
}
END_TEST

START_TEST(numbers_are_json)
{
	static const char *const good[] = { "0", "-1", "10", "0.50", "33.33",
					    "1e9", "1.5E-3" };
	struct buf want = BUF_INIT;

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		json_number(&j, NULL, good[i]);
		buf_addf(&want, "%s\n", good[i]);
	}
	ck_assert_str_eq(out.p, want.p);
	buf_release(&want);
}
END_TEST

static const char *const bad_number[] = { "", "-", "01", "1.", ".5", "1e",
					  "+1", "1,5", "nan", "1 ", "1.2.3" };

START_TEST(no_number_is_a_bug)
{
	json_number(&j, NULL, bad_number[_i]);
}
END_TEST

START_TEST(bad_utf8_is_a_bug)
{
	json_string(&j, NULL, SPAN("caf\xe9"));
}
END_TEST

START_TEST(member_without_name_is_a_bug)
{
	json_object(&j, NULL);
	json_u64(&j, NULL, 1);
}
END_TEST

START_TEST(name_in_array_is_a_bug)
{
	json_array(&j, NULL);
	json_u64(&j, "x", 1);
}
END_TEST

START_TEST(one_end_too_many_is_a_bug)
{
	json_array(&j, NULL);
	json_end(&j);
	json_end(&j);
}
END_TEST

START_TEST(too_deep_is_a_bug)
{
	for (unsigned i = 0; i <= JSON_DEPTH; i++)
		json_array(&j, NULL);
}
END_TEST

Suite *json_suite(void)
{
	Suite *s = suite_create("json");
	TCase *t = tcase_create("json");

	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, a_document);
	tcase_add_test(t, what_is_in_a_flat_one_is_flat);
	tcase_add_test(t, a_line_each);
	tcase_add_test(t, escapes_what_it_must);
	tcase_add_test(t, deep_lines_are_indented);
	tcase_add_test(t, numbers_are_json);
	tcase_add_loop_test_raise_signal(t, no_number_is_a_bug, SIGABRT, 0,
		sizeof(bad_number) / sizeof(bad_number[0]));
	tcase_add_test_raise_signal(t, bad_utf8_is_a_bug, SIGABRT);
	tcase_add_test_raise_signal(t, member_without_name_is_a_bug, SIGABRT);
	tcase_add_test_raise_signal(t, name_in_array_is_a_bug, SIGABRT);
	tcase_add_test_raise_signal(t, one_end_too_many_is_a_bug, SIGABRT);
	tcase_add_test_raise_signal(t, too_deep_is_a_bug, SIGABRT);
	suite_add_tcase(s, t);
	return s;
}
