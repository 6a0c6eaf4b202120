/*
 * version: numbers part by part, spellings kept apart, and a total order of
 * every text. SMETS1_LONG=1 tries a hundred times as many.
 */
#include "model/version.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static uint64_t rng_state = 20191104;

static uint32_t rng(uint32_t below)
{
	uint64_t z = rng_state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	z ^= z >> 31;
	return (uint32_t)((z >> 32) % below);
}

static const struct {
	const char *a, *b;
	int order;			/* of the numbers */
} numbers[] = {
	{ "2.9", "2.10", -1 }, { "2.10", "2.9", 1 }, { "2.10", "2.10", 0 },
	{ "03.00.01.61", "3.0.1.61", 0 }, { "03.00", "3.0.0", -1 },
	{ "2.2.7", "2.2.8", -1 }, { "2.0.1.9.61", "2.2.1.9.0", -1 },
	{ "1.99999999999999999999999", "1.100000000000000000000000", -1 },
	{ "0.0", "00.000", 0 }, { "10.0", "9.9", 1 },
};

START_TEST(numbers_compare)
{
	const struct span a = span_of(numbers[_i].a);
	const struct span b = span_of(numbers[_i].b);
	int order = 99;

	ck_assert(version_compare(a, b, &order));
	ck_assert_int_eq(order < 0 ? -1 : order > 0, numbers[_i].order);
	ck_assert(version_compare(b, a, &order));
	ck_assert_int_eq(order < 0 ? -1 : order > 0, -numbers[_i].order);
	ck_assert_int_eq(version_same_number(a, b), numbers[_i].order == 0);
}
END_TEST

static const char *const no_versions[] = {
	"", "TBC", "7", "1.", ".1", "1..2", "V2.10", "1.2a", "24.01 ", "1.-2",
};

START_TEST(no_number)
{
	const struct span s = span_of(no_versions[_i]);
	int order = 99;

	ck_assert(!version_is_dotted(s));
	ck_assert(!version_compare(s, SPAN("1.2"), &order));
	ck_assert(!version_compare(SPAN("1.2"), s, &order));
	ck_assert_int_eq(order, 99);
	ck_assert(!version_same_number(s, s));
	ck_assert_int_gt(version_order(s, SPAN("99.99")), 0);
}
END_TEST

static const struct {
	const char *text, *plain;	/* NULL: is no dotted version */
} plains[] = {
	{ "03.00.01.61", "3.0.1.61" }, { "2.1.12", "2.1.12" },
	{ "00.000", "0.0" }, { "2.0.1.9.61", "2.0.1.9.61" },
	{ "1.00000000000000000000000000000000002",
	  "1.2" }, { "TBC", NULL }, { "7", NULL }, { "1.", NULL },
	{ "", NULL }, { "1.x", NULL },
};

START_TEST(plain_spelling)
{
	struct buf b = BUF_INIT;

	buf_add(&b, SPAN("v"));
	ck_assert_int_eq(version_add_plain(&b, span_of(plains[_i].text)),
			 plains[_i].plain != NULL);
	ck_assert_str_eq(b.p + 1, plains[_i].plain ? plains[_i].plain : "");
	buf_release(&b);
}
END_TEST

START_TEST(tbc)
{
	ck_assert(version_is_tbc(SPAN("TBC")));
	ck_assert(version_is_tbc(SPAN("tbc \xe2\x81\xb4")));
	ck_assert(version_is_tbc(SPAN(" TBC\xe2\x81\xb5")));
	ck_assert(!version_is_tbc(SPAN("TBCD")));
	ck_assert(!version_is_tbc(SPAN("")));
}
END_TEST

static struct span random_text(char *to)
{
	static const char letters[] = "0012.9.T";
	size_t n = rng(7);

	for (size_t i = 0; i < n; i++)
		to[i] = letters[rng(sizeof(letters) - 1)];
	return span_make(to, n);
}

static int sign(int c)
{
	return c < 0 ? -1 : c > 0;
}

START_TEST(total_order)
{
	const char *s = getenv("SMETS1_LONG");
	const int rounds = s && strcmp(s, "1") == 0 ? 2000000 : 20000;

	for (int i = 0; i < rounds; i++) {
		char x[8], y[8], z[8];
		const struct span a = random_text(x), b = random_text(y);
		const struct span c = random_text(z);
		const int ab = sign(version_order(a, b));

		ck_assert_int_eq(ab, -sign(version_order(b, a)));
		ck_assert_int_eq(ab == 0, span_eq(a, b));
		if (ab <= 0 && version_order(b, c) <= 0)
			ck_assert_int_le(version_order(a, c), 0);
		if (version_same_number(a, b))
			ck_assert_int_eq(version_is_dotted(a), 1);
	}
}
END_TEST

Suite *version_suite(void)
{
	Suite *s = suite_create("version");
	TCase *t = tcase_create("version");

	tcase_add_loop_test(t, numbers_compare, 0,
			    sizeof(numbers) / sizeof(numbers[0]));
	tcase_add_loop_test(t, no_number, 0,
			    sizeof(no_versions) / sizeof(no_versions[0]));
	tcase_add_loop_test(t, plain_spelling, 0,
			    sizeof(plains) / sizeof(plains[0]));
	tcase_add_test(t, tbc);
	tcase_add_test(t, total_order);
	suite_add_tcase(s, t);
	return s;
}
