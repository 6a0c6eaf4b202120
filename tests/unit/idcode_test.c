/* idcode_test.c - ids of one form are told apart by their codes */
#include <check.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/idcode.h"
#include "base/intern.h"

Suite *idcode_suite(void);

static unsigned code_of(const char *s, uint64_t *code)
{
	*code = 0;
	return id_code(span_of(s), code);
}

START_TEST(forms)
{
	static const char *const none[] = {
		"", " 1", "1 ", "-1", "1x", "1234567890123456789", "no",
		"90-B3-D5-1F-00-00-00-0", "90-B3-D5-1F-00-00-00-0G",
		"90-B3-D5-1F-00-00-00:01", "90.B3.D5.1F.00.00.00.01",
		"90-B3-D5-1F-00-00-00-001", "90B3D51F0000000G",
		"90b3d51f 0000001", "9-0B3-D5-1F-00-00-00-01",
	};
	uint64_t code;

	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		ck_assert_msg(code_of(none[i], &code) == 0, "%s", none[i]);
	ck_assert_uint_ne(code_of("0", &code), 0);
	ck_assert_uint_ne(code_of("999999999999999999", &code), 0);
	ck_assert_uint_ne(code_of("90-B3-D5-1F-00-00-00-01", &code), 0);
	ck_assert_uint_eq(code, UINT64_C(0x90b3d51f00000001));
	ck_assert_uint_ne(code_of("ff:ff:ff:ff:ff:ff:ff:fe", &code), 0);
	ck_assert_uint_eq(code, UINT64_MAX - 1);
	ck_assert_uint_ne(code_of("00000000000000AB", &code), 0);
	ck_assert_uint_eq(code, 0xab);
}
END_TEST

/* Every byte at every place, beside the C library's idea of a digit. */
START_TEST(any_byte_anywhere)
{
	static const char *const ids[] = {
		"90B3D51F7A6C2E48", "90-B3-D5-1F-7A-6C-2E-48",
		"90:b3:d5:1f:7a:6c:2e:48",
	};

	for (unsigned byte = 0; byte < 3 * 23 * 256; byte++) {
		const char *id = ids[byte / 256 / 23];
		const size_t n = strlen(id), at = byte / 256 % 23;
		const bool told = n == 16 || at % 3 != 2;
		char text[24], digits[17] = "";
		uint64_t code = 0;
		size_t have = 0;
		unsigned form;
		bool right;

		if (at >= n)
			continue;
		memcpy(text, id, n + 1);
		text[at] = (char)(byte % 256);
		right = told ? isxdigit(byte % 256) != 0 : text[at] == id[at];
		form = id_code(span_make(text, n), &code);
		ck_assert_msg((form != 0) == right, "%s %zu %u", id, at,
			      byte % 256);
		for (size_t i = 0; right && i < n; i++)
			if (n == 16 || i % 3 != 2)
				digits[have++] = text[i];
		ck_assert_uint_eq(right ? code : 0,
				  strtoull(digits, NULL, 16));
	}
}
END_TEST

/* All decimal strings of up to four digits, and every digit of the long. */
START_TEST(decimals_differ)
{
	struct intern codes = INTERN_INIT;
	uint32_t want = 0;

	for (int width = 1; width <= 4; width++) {
		int n = 1;

		for (int i = 0; i < width; i++)
			n *= 10;
		for (int i = 0; i < n; i++) {
			char text[24];
			uint64_t code;

			snprintf(text, sizeof(text), "%0*d", width, i);
			ck_assert(code_of(text, &code));
			intern_put(&codes, span_make((char *)&code,
						     sizeof(code)), NULL);
			ck_assert_uint_eq(codes.count, ++want);
		}
	}
	intern_release(&codes);
}
END_TEST

START_TEST(which_forms_go_together)
{
	uint64_t code;
	const unsigned decimal = code_of("17", &code);
	const unsigned hex = code_of("00000000000000AB", &code);
	const unsigned small = code_of("00000000000000ab", &code);
	const unsigned digits = code_of("0000000000000012", &code);
	const unsigned dashes = code_of("90-B3-D5-1F-00-00-00-01", &code);
	const unsigned colons = code_of("90:B3:D5:1F:00:00:00:01", &code);

	ck_assert(id_forms_differ(0));
	ck_assert(id_forms_differ(decimal));
	ck_assert(id_forms_differ(hex | digits));
	ck_assert(id_forms_differ(small | digits));
	ck_assert(!id_forms_differ(hex | small));
	ck_assert(!id_forms_differ(decimal | digits));
	ck_assert(!id_forms_differ(dashes | colons));
	ck_assert(!id_forms_differ(dashes | hex));
	ck_assert_uint_eq(id_form_plain(hex), id_form_plain(small));
	ck_assert_uint_ne(id_form_plain(hex), id_form_plain(dashes));
}
END_TEST

/* At once as one by one, and what is wrong anywhere is wrong. */
START_TEST(many_at_once)
{
	static const char *const text[] = {
		"90-B3-D5-1F-00-00-00-01", "00000000000000ab", "17",
		"00000000000000AB", "90:B3:D5:1F:00:00:00:01", "no",
	};
	enum { N = sizeof(text) / sizeof(text[0]) };
	uint64_t code[N], one;
	struct span id[N];
	unsigned told = 0;

	for (size_t i = 0; i < N; i++)
		id[i] = span_of(text[i]);
	for (size_t n = 1; n < N; n++) {
		told |= id_code(id[n - 1], &one);
		ck_assert_uint_eq(id_codes(id, n, code), told);
		ck_assert_uint_eq(code[n - 1], one);
	}
	ck_assert_uint_eq(id_codes(id, N, code), 0);
	ck_assert_uint_eq(id_codes(id + N - 1, 1, code), 0);
	id[0] = SPAN("90-B3-D5-1F-00-00-00:01");
	ck_assert_uint_eq(id_codes(id, N - 1, code), 0);
	id[0] = SPAN("90b3d51f0000000g");
	ck_assert_uint_eq(id_codes(id, N - 1, code), 0);
	ck_assert_uint_eq(id_codes(id, 0, code), 0);
}
END_TEST

Suite *idcode_suite(void)
{
	Suite *s = suite_create("idcode");
	TCase *t = tcase_create("idcode");

	tcase_add_test(t, forms);
	tcase_add_test(t, any_byte_anywhere);
	tcase_add_test(t, decimals_differ);
	tcase_add_test(t, which_forms_go_together);
	tcase_add_test(t, many_at_once);
	suite_add_tcase(s, t);
	return s;
}
