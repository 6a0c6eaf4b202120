/*
 * doc_test.c - JSON is taken whole and right, or refused with its place
 *
 * The lists of what must be refused and accepted follow JSONTestSuite
 * (n_ and y_ files of those names); cJSON alone accepts all of the refused
 * ones marked * below.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/table.h"
#include "file/doc.h"
#include "file/json_guard.h"

#define FOLDER	P_tmpdir "/doc_test.XXXXXX"

static char folder[] = FOLDER;
static char path[sizeof(folder) + 16];
static const char *const *codes = TABLE_CODES("POL");

static void make_folder(void)
{
	memcpy(folder, FOLDER, sizeof(folder));
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/p.json", folder);
}

static void remove_folder(void)
{
	unlink(path);
	rmdir(folder);
}

static void put_file(struct span bytes)
{
	FILE *f = fopen(path, "wb");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
	ck_assert_int_eq(fclose(f), 0);
}

static struct doc *read_bytes(struct span bytes, struct diag *d)
{
	put_file(bytes);
	return doc_read(path, NULL, d, codes);
}

static struct doc *read_text(const char *text, struct diag *d)
{
	return read_bytes(span_of(text), d);
}

/* The findings so far, a line each. */
static void check_findings(struct diag *d, const char *expected)
{
	struct buf b = BUF_INIT;

	diag_sort(d);
	buf_add(&b, SPAN(""));
	for (size_t i = 0; i < d->found.n; i++) {
		diag_line(&d->found.v[i], &b);
		buf_add_char(&b, '\n');
	}
	ck_assert_str_eq(b.n ? b.p : "", expected);
	buf_release(&b);
}

#define CASE(name, bytes) { name, { bytes, sizeof(bytes) - 1 } }

struct json_case {
	const char *name;
	struct span bytes;
};

static const struct json_case refused[] = {
	/* * text behind the value */
	CASE("array_comma_after_close", "[\"\"],"),
	CASE("array_extra_close", "[\"x\"]]"),
	CASE("object_with_trailing_garbage", "{\"a\":\"b\"}#"),
	CASE("string_with_trailing_garbage", "\"\"x"),
	CASE("structure_double_array", "[][]"),
	CASE("structure_trailing_#", "{\"a\":\"b\"}#{}"),
	CASE("object_trailing_comment", "{\"a\":\"b\"}/**/"),
	CASE("object_trailing_comment_open", "{\"a\":\"b\"}/**//"),
	CASE("object_trailing_comment_slash_open", "{\"a\":\"b\"}//"),
	CASE("object_trailing_comment_slash_open_incomplete",
	     "{\"a\":\"b\"}/"),
	CASE("structure_close_unopened_array", "1]"),
	CASE("structure_object_followed_by_closing_object", "{}}"),
	CASE("structure_array_with_extra_array_close", "[1]]"),
	CASE("structure_object_with_trailing_garbage",
	     "{\"a\": true} \"x\""),
	CASE("structure_array_trailing_garbage", "[1]x"),
	CASE("multidigit_number_then_00", "123\0"),
	/* * numbers */
	CASE("number_-01", "[-01]"),
	CASE("number_-2.", "[-2.]"),
	CASE("number_0.e1", "[0.e1]"),
	CASE("number_2.e+3", "[2.e+3]"),
	CASE("number_2.e-3", "[2.e-3]"),
	CASE("number_2.e3", "[2.e3]"),
	CASE("number_neg_int_starting_with_zero", "[-012]"),
	CASE("number_neg_real_without_int_part", "[-.123]"),
	CASE("number_real_without_fractional_part", "[1.]"),
	CASE("number_with_leading_zero", "[012]"),
	/* * strings and blanks */
	CASE("string_invalid_unicode_escape", "[\"\\uqqqq\"]"),
	CASE("string_unescaped_newline", "[\"new\nline\"]"),
	CASE("string_unescaped_tab", "[\"\t\"]"),
	CASE("string_unescaped_ctrl_char", "[\"a\0a\"]"),
	CASE("string_unescaped_control_1f", "[\"\x1f\"]"),
	CASE("whitespace_formfeed", "[\f]"),
	CASE("object_nul_outside", "{\"a\":\0 1}"),
	/* what cJSON refuses too must stay refused */
	CASE("array_1_true_without_comma", "[1 true]"),
	CASE("array_colon_instead_of_comma", "[\"\": 1]"),
	CASE("array_double_comma", "[1,,2]"),
	CASE("array_extra_comma", "[\"\",]"),
	CASE("array_just_comma", "[,]"),
	CASE("array_incomplete", "[\"x\""),
	CASE("array_unclosed", "[\"\""),
	CASE("incomplete_false", "[fals]"),
	CASE("incomplete_null", "[nul]"),
	CASE("incomplete_true", "[tru]"),
	CASE("number_++", "[++1234]"),
	CASE("number_+1", "[+1]"),
	CASE("number_+Inf", "[+Inf]"),
	CASE("number_-NaN", "[-NaN]"),
	CASE("number_.-1", "[.-1]"),
	CASE("number_.2e-3", "[.2e-3]"),
	CASE("number_0.1.2", "[0.1.2]"),
	CASE("number_0_capital_E+", "[0E+]"),
	CASE("number_1.0e-", "[1.0e-]"),
	CASE("number_1_000", "[1 000.0]"),
	CASE("number_hex_2_digits", "[0x42]"),
	CASE("number_infinity", "[Infinity]"),
	CASE("number_minus", "[-]"),
	CASE("number_NaN", "[NaN]"),
	CASE("number_U+FF11_fullwidth_digit_one", "[\xef\xbc\x91]"),
	CASE("object_bad_value", "[\"x\", truth]"),
	CASE("object_bracket_key", "{[: \"x\"}"),
	CASE("object_comma_instead_of_colon", "{\"x\", null}"),
	CASE("object_double_colon", "{\"x\"::\"b\"}"),
	CASE("object_garbage_at_end", "{\"a\":\"a\" 123}"),
	CASE("object_key_with_single_quotes", "{key: 'value'}"),
	CASE("object_missing_value", "{\"a\":"),
	CASE("object_missing_colon", "{\"a\" b}"),
	CASE("object_non_string_key", "{1:1}"),
	CASE("object_single_quote", "{'a':0}"),
	CASE("object_trailing_comma", "{\"id\":0,}"),
	CASE("object_two_commas_in_a_row", "{\"a\":\"b\",,\"c\":\"d\"}"),
	CASE("object_unquoted_key", "{a: \"b\"}"),
	CASE("string_1_surrogate_then_escape", "[\"\\uD800\\\"]"),
	CASE("string_1_surrogate_then_escape_u", "[\"\\uD800\\u\"]"),
	CASE("string_accentuated_char_no_quotes", "[\xc3\xa9]"),
	CASE("string_backslash_00", "[\"\\\0\"]"),
	CASE("string_escape_x", "[\"\\x00\"]"),
	CASE("string_escaped_emoji", "[\"\\\xf0\x9f\x8c\x80\"]"),
	CASE("string_incomplete_escape", "[\"\\\"]"),
	CASE("string_incomplete_escaped_character", "[\"\\u00A\"]"),
	CASE("string_no_quotes_with_bad_escape", "[\\n]"),
	CASE("string_single_doublequote", "\""),
	CASE("string_single_quote", "['single quote']"),
	CASE("structure_angle_bracket_.", "<.>"),
	CASE("structure_capitalized_True", "[True]"),
	CASE("structure_comma_instead_of_closing_brace", "{\"x\": true,"),
	CASE("structure_lone-open-bracket", "["),
	CASE("structure_no_data", ""),
	CASE("structure_null-byte-outside-string", "[\0]"),
	CASE("structure_open_array_comma", "[,"),
	CASE("structure_open_object_close_array", "{]"),
	CASE("structure_open_array_close_object", "[}"),
	CASE("structure_single_eacute", "\xe9"),
	CASE("structure_U+2060_word_joined", "[\xe2\x81\xa0]"),
	CASE("structure_UTF8_BOM_no_data", "\xef\xbb\xbf"),
	CASE("structure_whitespace_U+2060", "\xe2\x81\xa0"),
	/* bytes that are not text */
	CASE("byte_order_mark", "\xef\xbb\xbf{}"),
	CASE("string_invalid_utf-8", "[\"\xff\"]"),
	CASE("string_iso_latin_1", "[\"\xe9\"]"),
	CASE("string_overlong_sequence", "[\"\xc0\xaf\"]"),
	CASE("string_utf8_surrogate", "[\"\xed\xa0\x80\"]"),
	CASE("string_above_10ffff", "[\"\xf4\xbf\xbf\xbf\"]"),
	CASE("string_truncated_utf-8", "[\"\xe0\xff\"]"),
	/* left open by the standard, and refused here */
	CASE("string_lone_low_surrogate", "[\"\\uDC00\"]"),
	CASE("string_lone_high_surrogate", "[\"\\uD800\"]"),
	CASE("string_two_high_surrogates", "[\"\\uD888\\uD888\"]"),
	CASE("string_high_then_letter", "[\"\\uD800abc\"]"),
	/* traps: cut strings, and names that hide each other */
	CASE("trap_escaped_nul_would_cut_a_string", "[\"a\\u0000b\"]"),
	CASE("trap_escaped_nul_in_a_name", "{\"a\\u0000b\": 1}"),
	CASE("trap_member_named_twice", "{\"a\": 1, \"a\": 2}"),
	CASE("trap_member_named_twice_by_an_escape",
	     "{\"top\": 1, \"t\\u006fp\": 2}"),
	CASE("trap_member_named_twice_inside",
	     "{\"s\": {\"b\": [{\"a\": 1, \"x\": {}, \"a\": 1}]}}"),
	CASE("trap_empty_name_twice", "{\"\": 1, \"\": 2}"),
};

static const struct json_case accepted[] = {
	CASE("array_arraysWithSpaces", "[[]   ]"),
	CASE("array_empty-string", "[\"\"]"),
	CASE("array_empty", "[]"),
	CASE("array_ending_with_newline", "[\"a\"]\n"),
	CASE("array_heterogeneous", "[null, 1, \"1\", {}]"),
	CASE("array_with_leading_space", " [1]"),
	CASE("array_with_several_null", "[1,null,null,null,2]"),
	CASE("number", "[123e65]"),
	CASE("number_0e+1", "[0e+1]"),
	CASE("number_0e1", "[0e1]"),
	CASE("number_after_space", "[ 4]"),
	CASE("number_double_close_to_zero",
	     "[-0.0000000000000000000000000000000000000000000000000000000000"
	     "00000000000000000001]\n"),
	CASE("number_int_with_exp", "[20e1]"),
	CASE("number_minus_zero", "[-0]"),
	CASE("number_negative_int", "[-123]"),
	CASE("number_real_capital_e_neg_exp", "[1E-2]"),
	CASE("number_real_capital_e_pos_exp", "[1E+2]"),
	CASE("number_real_fraction_exponent", "[123.456e78]"),
	CASE("number_huge_exp", "[0.4e00669999999999999999999999999999]"),
	CASE("object", "{\"asd\":\"sdf\", \"dfg\":\"fgh\"}"),
	CASE("object_basic", "{\"asd\":\"sdf\"}"),
	CASE("object_empty", "{}"),
	CASE("object_empty_key", "{\"\":0}"),
	CASE("object_extreme_numbers", "{ \"min\": -1.0e+28 }"),
	CASE("object_long_strings", "{\"x\":[{\"id\": \"xxxxxxxxxxxx\"}]}"),
	CASE("object_string_unicode",
	     "{\"title\":\"\\u041f\\u043e\\u043b\" }"),
	CASE("object_with_newlines", "{\n\"a\": \"b\"\n}"),
	CASE("object_same_name_one_level_down", "{\"a\":{\"a\":{\"a\":1}}}"),
	CASE("object_names_that_differ_by_case", "{\"Fuel\":1,\"fuel\":2}"),
	CASE("string_1_2_3_bytes_UTF-8_sequences",
	     "[\"\\u0060\\u012a\\u12AB\"]"),
	CASE("string_accepted_surrogate_pair", "[\"\\uD801\\udc37\"]"),
	CASE("string_accepted_surrogate_pairs",
	     "[\"\\ud83d\\ude39\\ud83d\\udc8d\"]"),
	CASE("string_allowed_escapes", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]"),
	CASE("string_backslash_and_u_escaped_zero", "[\"\\\\u0000\"]"),
	CASE("string_comments", "[\"a/*b*/c/*d//e\"]"),
	CASE("string_double_escape_n", "[\"\\\\n\"]"),
	CASE("string_in_array_with_leading_space", "[ \"asd\"]"),
	CASE("string_last_surrogates", "[\"\\uDBFF\\uDFFF\"]"),
	CASE("string_nonCharacterInUTF-8_U+FFFF", "[\"\xef\xbf\xbf\"]"),
	CASE("string_one-byte-utf-8", "[\"\\u002c\"]"),
	CASE("string_pi", "[\"\xcf\x80\"]"),
	CASE("string_reservedCharacterInUTF-8", "[\"\xf0\x9b\xbf\xbf\"]"),
	CASE("string_simple_ascii", "[\"asd \"]"),
	CASE("string_space", "\" \""),
	CASE("string_u+2028_line_sep", "[\"\xe2\x80\xa8\"]"),
	CASE("string_unescaped_char_delete", "[\"\x7f\"]"),
	CASE("structure_lonely_false", "false"),
	CASE("structure_lonely_int", "42"),
	CASE("structure_lonely_negative_real", "-0.1"),
	CASE("structure_lonely_null", "null"),
	CASE("structure_lonely_string", "\"asd\""),
	CASE("structure_lonely_true", "true"),
	CASE("structure_string_empty", "\"\""),
	CASE("structure_true_in_array", "[true]"),
	CASE("structure_whitespace_array", " \t\r\n[] \r\n"),
};

#define COUNT(a)	((int)(sizeof(a) / sizeof((a)[0])))

START_TEST(what_is_not_json_is_refused)
{
	const struct json_case *c = &refused[_i];
	struct diag d = DIAG_INIT;
	struct doc *doc = read_bytes(c->bytes, &d);

	ck_assert_msg(doc_root(doc) == NULL, "%s", c->name);
	ck_assert_uint_eq(d.count[DIAG_ERROR], 1);
	/* 003 is for what is not even UTF-8. */
	ck_assert(strcmp(d.found.v[0].code, "POL001") == 0 ||
		  strcmp(d.found.v[0].code, "POL003") == 0);
	doc_close(doc);
	diag_release(&d);
}
END_TEST

START_TEST(what_is_json_is_accepted)
{
	const struct json_case *c = &accepted[_i];
	struct diag d = DIAG_INIT;
	struct doc *doc = read_bytes(c->bytes, &d);

	ck_assert_msg(doc_root(doc) != NULL, "%s", c->name);
	ck_assert_uint_eq(d.found.n, 0);
	doc_close(doc);
	diag_release(&d);
}
END_TEST

START_TEST(a_document_cut_anywhere_is_refused)
{
	static const char text[] = "{\"a\": [1.5e-3, \"x\\u00e9\", true], "
				   "\"b\": {\"c\": null}}";

	for (size_t n = 0; n < sizeof(text) - 1; n++) {
		struct json_guard g = JSON_GUARD_INIT;

		ck_assert(!json_guard_check(&g, span_make(text, n), 1));
		json_guard_release(&g);
	}
}
END_TEST

START_TEST(nesting_ends_at_512)
{
	static const size_t depths[] = { 511, 512, 513, 1000000 };
	size_t depth = depths[_i];
	struct diag d = DIAG_INIT;
	struct buf b = BUF_INIT;
	struct doc *doc;

	for (size_t i = 0; i < depth; i++)
		buf_add_char(&b, '[');
	for (size_t i = 0; i < depth; i++)
		buf_add_char(&b, ']');
	doc = read_bytes(buf_span(&b), &d);
	ck_assert_int_eq(doc_root(doc) != NULL, depth <= 512);
	check_findings(&d, depth <= 512 ? "" : "p.json:1: not JSON at byte "
		       "513 of the line: nested more than 512 deep "
		       "[POL001]\n");
	doc_close(doc);
	buf_release(&b);
	diag_release(&d);
}
END_TEST

START_TEST(numbers_end_at_1000_digits)
{
	static const size_t digits[] = { 999, 1000, 1001, 1000000 };
	size_t n = digits[_i];
	struct diag d = DIAG_INIT;
	struct buf b = BUF_INIT;
	struct span spelling;
	struct doc *doc;

	buf_add(&b, SPAN("-"));
	for (size_t i = 0; i < n; i++) {
		buf_add_char(&b, (char)('1' + i % 9));
		if (i == n / 2)
			buf_add_char(&b, '.');
	}
	doc = read_bytes(buf_span(&b), &d);
	ck_assert_int_eq(doc_root(doc) != NULL, n <= 1000);
	if (doc_root(doc)) {
		ck_assert(doc_number(doc, doc_root(doc), &spelling));
		ck_assert(span_eq(spelling, buf_span(&b)));
	}
	doc_close(doc);
	buf_release(&b);
	diag_release(&d);
}
END_TEST

START_TEST(many_members_take_no_quadratic_time)
{
	struct diag d = DIAG_INIT;
	struct buf b = BUF_INIT;
	struct json_guard g = JSON_GUARD_INIT;

	buf_add(&b, SPAN("{"));		/* 10^11 comparisons would show */
	for (unsigned i = 0; i < 300000; i++)
		buf_addf(&b, "\"n%07u\":1,", i);
	buf_add(&b, SPAN("\"n0299999\":1}"));
	ck_assert(!json_guard_check(&g, buf_span(&b), 1));
	json_guard_report(&g, &d, "p.json", TABLE_CODES("POL"));
	check_findings(&d, "p.json:1: 'n0299999' is named twice in one "
		       "object [POL001]\n");
	json_guard_release(&g);
	buf_release(&b);
	diag_release(&d);
}
END_TEST

static const struct {
	const char *text;
	const char *finding;
} places[] = {
	{ "", "p.json: is empty; expected a JSON document [POL001]\n" },
	{ " \n", "p.json: is empty; expected a JSON document [POL001]\n" },
	{ "{\"a\": 1\n \"b\": 2}", "p.json:2: not JSON at byte 2 of the "
	  "line: a member without an end; expected ',' or '}' [POL001]\n" },
	{ "[\n\n  \"\xff\"]", "p.json:3: not JSON at byte 4 of the line: a "
	  "byte that is not UTF-8 [POL003]\n" },
	{ "{\"a\": 1,\r\n\"b\": 2,\r\n\"a\": 3}\r\n",
	  "p.json:3: 'a' is named twice in one object [POL001]\n" },
	{ "{\"b\": 1, \"a\": 2,\n\"a\": 3,\n\"b\": 4, \"a\": 5}",
	  "p.json:2: 'a' is named twice in one object [POL001]\n" },
	{ "{\"b\": 1, \"a\": 2,\n\"b\": 3,\n\"a\": 4, \"b\": 5}",
	  "p.json:2: 'b' is named twice in one object [POL001]\n" },
	{ "[1, 2]\n[3]", "p.json:2: not JSON at byte 1 of the line: text "
	  "behind the end of the value [POL001]\n" },
	{ "[\"abc", "p.json:1: not JSON at byte 2 of the line: a string "
	  "without an end [POL001]\n" },
};

START_TEST(a_refusal_names_the_place)
{
	struct diag d = DIAG_INIT;
	struct doc *doc = read_text(places[_i].text, &d);

	ck_assert_ptr_null(doc_root(doc));
	check_findings(&d, places[_i].finding);
	doc_close(doc);
	diag_release(&d);
}
END_TEST

START_TEST(values_are_found_and_typed)
{
	static const char text[] =
		"{ \"capability\": \"FO\\u0043 \xc3\xa9\", \"top\": 5,\n"
		"  \"scope\": { \"smso\": [\"SMSO-1\", \"SMSO-2\"] },\n"
		"  \"min_share\": 0.10, \"empty\": {} }\n";
	struct diag d = DIAG_INIT;
	struct doc *doc = read_text(text, &d);
	const struct doc_value *root = doc_root(doc), *v, *list;
	const char *const known[] = { "capability", "top", "scope",
				      "min_share", "empty", NULL };
	struct span s;
	uint64_t n;

	ck_assert_ptr_nonnull(root);
	ck_assert(doc_is_object(doc, root));
	ck_assert(doc_members_known(doc, root, known));
	ck_assert(doc_string(doc, doc_member(root, "capability"), &s));
	ck_assert(span_eq(s, SPAN("FOC \xc3\xa9")));
	ck_assert(doc_count(doc, doc_member(root, "top"), &n));
	ck_assert_uint_eq(n, 5);
	ck_assert(doc_number(doc, doc_member(root, "min_share"), &s));
	ck_assert(span_eq(s, SPAN("0.10")));
	list = doc_member(doc_member(root, "scope"), "smso");
	ck_assert(doc_is_array(doc, list));
	v = doc_next(list, NULL);
	ck_assert(doc_string(doc, v, &s) && span_eq(s, SPAN("SMSO-1")));
	v = doc_next(list, v);
	ck_assert(doc_string(doc, v, &s) && span_eq(s, SPAN("SMSO-2")));
	ck_assert_ptr_null(doc_next(list, v));
	v = doc_member(root, "empty");
	ck_assert(doc_is_object(doc, v));
	ck_assert_ptr_null(doc_next(v, NULL));
	ck_assert(span_eq(doc_key(v), SPAN("empty")));
	ck_assert_ptr_null(doc_next(root, v));
	ck_assert_str_eq(doc_name(doc), "p.json");
	check_findings(&d, "");
	doc_close(doc);
	diag_release(&d);
}
END_TEST

START_TEST(wrong_types_and_names_are_findings)
{
	static const char text[] =
		"{ \"top\": \"five\",\n  \"mask\": 7,\n"
		"  \"Ihd\": \"never\",\n  \"count\": -1,\n"
		"  \"scope\": { \"smso\": [\"A\",\n 12,\n [] ] },\n"
		"  \"min_share\": true }\n";
	static const char *const known[] = { "top", "mask", "ihd", "count",
					     "scope", "min_share", NULL };
	struct diag d = DIAG_INIT;
	struct doc *doc = read_text(text, &d);
	const struct doc_value *root = doc_root(doc), *v, *list;
	struct span s;
	uint64_t n;

	ck_assert(!doc_members_known(doc, root, known));
	ck_assert(!doc_count(doc, doc_member(root, "top"), &n));
	ck_assert(!doc_is_array(doc, doc_member(root, "mask")));
	ck_assert(!doc_count(doc, doc_member(root, "count"), &n));
	ck_assert(!doc_number(doc, doc_member(root, "min_share"), &s));
	list = doc_member(doc_member(root, "scope"), "smso");
	v = doc_next(list, NULL);
	ck_assert(doc_string(doc, v, &s));
	doc_reject(doc, v, "is not an SMSO of the table");
	v = doc_next(list, v);
	ck_assert(!doc_string(doc, v, &s));
	v = doc_next(list, v);
	ck_assert(!doc_string(doc, v, &s));
	check_findings(&d,
		"p.json:1: column 'top': 'five' is not a count [POL002]\n"
		"p.json:2: column 'mask': '7' is not an array [POL002]\n"
		"p.json:3: 'Ihd' is not a known member; did you mean 'ihd' "
		"[POL008]\n"
		"p.json:4: column 'count': '-1' is not a count; expected "
		"digits [POL002]\n"
		"p.json:5: column 'smso': 'A' is not an SMSO of the table "
		"[POL002]\n"
		"p.json:6: column 'smso': '12' is not a string [POL002]\n"
		"p.json:7: column 'smso': an array where a string is "
		"expected [POL002]\n"
		"p.json:8: column 'min_share': 'true' is not a number "
		"[POL002]\n");
	doc_close(doc);
	diag_release(&d);
}
END_TEST

START_TEST(trap_names_are_told_apart_by_case)
{
	struct diag d = DIAG_INIT;
	struct doc *doc = read_text("{\"Version\": \"1\"}", &d);

	ck_assert_ptr_null(doc_member(doc_root(doc), "version"));
	ck_assert_ptr_nonnull(doc_member(doc_root(doc), "Version"));
	doc_close(doc);
	diag_release(&d);
}
END_TEST

START_TEST(trap_numbers_keep_every_digit)
{
	static const char *const numbers[] = {
		"9007199254740993", "12345678901", "0.30000000000000004",
		"12345678901234567", "1.10", "-0", "1e400",
		"18446744073709551615",
		("1000000000000000000000000000000000000000000000000000000000"
		 "0000000000000000000000000000000000000000000000000000000001"),
	};
	struct diag d = DIAG_INIT;
	struct buf b = BUF_INIT;
	const struct doc_value *v = NULL;
	struct doc *doc;
	struct span s;
	uint64_t n;

	buf_add(&b, SPAN("["));
	for (int i = 0; i < COUNT(numbers); i++)
		buf_addf(&b, "%s%s", i ? "," : "", numbers[i]);
	buf_add(&b, SPAN("]"));
	doc = read_bytes(buf_span(&b), &d);
	ck_assert_ptr_nonnull(doc_root(doc));
	for (int i = 0; i < COUNT(numbers); i++) {
		v = doc_next(doc_root(doc), v);
		ck_assert(doc_number(doc, v, &s));
		ck_assert(span_eq(s, span_of(numbers[i])));
		if (i == 7) {
			ck_assert(doc_count(doc, v, &n));
			ck_assert(n == UINT64_MAX);
		}
	}
	ck_assert_ptr_null(doc_next(doc_root(doc), v));
	doc_close(doc);
	buf_release(&b);
	diag_release(&d);
}
END_TEST

START_TEST(escapes_mean_what_the_standard_says)
{
	struct arena a = ARENA_INIT;
	struct span s;

	s = json_guard_unescape(SPAN("\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041"
				     "\\u00e9\\u20AC\\ud83d\\ude00z"), &a);
	ck_assert(span_eq(s, SPAN("\"\\/\b\f\n\r\tA\xc3\xa9\xe2\x82\xac"
				  "\xf0\x9f\x98\x80z")));
	arena_release(&a);
}
END_TEST

START_TEST(what_cannot_be_opened_is_a_system_error)
{
	struct diag d = DIAG_INIT;
	struct doc *doc = doc_read(path, NULL, &d, codes);
	char text[SHA256_TEXT];

	ck_assert_ptr_null(doc_root(doc));
	ck_assert(doc_system_error(doc));
	doc_close(doc);
	doc = read_text("abc", &d);
	ck_assert(!doc_system_error(doc));
	doc_digest(doc, text);
	ck_assert_str_eq(text, "ba7816bf8f01cfea414140de5dae2223"
			       "b00361a396177a9cb410ff61f20015ad");
	doc_close(doc);
	diag_release(&d);
}
END_TEST

Suite *doc_suite(void);

Suite *doc_suite(void)
{
	Suite *s = suite_create("doc");
	TCase *t = tcase_create("doc");

	tcase_add_checked_fixture(t, make_folder, remove_folder);
	tcase_add_loop_test(t, what_is_not_json_is_refused, 0,
			    COUNT(refused));
	tcase_add_loop_test(t, what_is_json_is_accepted, 0, COUNT(accepted));
	tcase_add_test(t, a_document_cut_anywhere_is_refused);
	tcase_add_loop_test(t, nesting_ends_at_512, 0, 4);
	tcase_add_loop_test(t, numbers_end_at_1000_digits, 0, 4);
	tcase_add_test(t, many_members_take_no_quadratic_time);
	tcase_add_loop_test(t, a_refusal_names_the_place, 0, COUNT(places));
	tcase_add_test(t, values_are_found_and_typed);
	tcase_add_test(t, wrong_types_and_names_are_findings);
	tcase_add_test(t, trap_names_are_told_apart_by_case);
	tcase_add_test(t, trap_numbers_keep_every_digit);
	tcase_add_test(t, escapes_mean_what_the_standard_says);
	tcase_add_test(t, what_cannot_be_opened_is_a_system_error);
	suite_add_tcase(s, t);
	return s;
}
