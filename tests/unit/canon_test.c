/* canon_test.c - which spellings are one name, and which only look alike */
#include "engine/canon.h"

#include <check.h>

#include "rows_util.h"

Suite *canon_suite(void);

#define NBSP	"\xc2\xa0"
#define SUP_1	"\xc2\xb9"
#define SUP_4	"\xe2\x81\xb4"
#define SUP_9	"\xe2\x81\xb9"

START_TEST(canonical_forms)
{
	static const struct {
		const char *text, *canonical;
	} row[] = {
		{ "", "" },
		{ " \t", "" },
		{ "TBC", "tbc" },
		/* trap 1: footnote marks, with and without a blank */
		{ "TBC " SUP_4, "tbc" },
		{ "TBC" SUP_4 SUP_9, "tbc" },
		{ "TBC" NBSP SUP_1 " ", "tbc" },
		{ "TBC\xc2\xb2", "tbc" },
		{ "TBC\xc2\xb3", "tbc" },
		{ "TBC\xe2\x81\xb0", "tbc" },
		{ SUP_4 "x", SUP_4 "x" },	/* only at the end */
		{ "\xe2\x81\xba", "\xe2\x81\xba" },	/* superscript + */
		/* trap 8: blanks, brackets, plus signs, numerals */
		{ "Landis+Gyr", "landis+gyr" },
		{ "G470 (MK1)", "g470(mk1)" },
		{ "G470(MK1)", "g470(mk1)" },
		{ "  g470 \t (mk1) ", "g470(mk1)" },
		{ "G470" NBSP "(MK1)", "g470(mk1)" },
		{ "DUET II", "duet ii" },
		{ "DUET" NBSP NBSP "II", "duet ii" },
		{ "DUET\r\nII", "duet ii" },
		{ "G470 (MK1) B", "g470(mk1) b" },
		{ "G470 ( MK1 )", "g470( mk1 )" },
		/* versions keep their digits */
		{ "03.00.01.61", "03.00.01.61" },
		/* letters outside A-Z are not folded */
		{ "\xc3\x84" "B", "\xc3\x84" "b" },
	};
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < COUNT_OF(row); i++) {
		buf_clear(&b);
		buf_add(&b, SPAN_EMPTY);
		canon_add(&b, span_of(row[i].text));
		ck_assert_msg(span_eq(buf_span(&b),
				      span_of(row[i].canonical)),
			      "'%s': '%s'", row[i].text, b.p);
		ck_assert(canon_eq(span_of(row[i].text),
				   span_of(row[i].canonical)) ||
			  row[i].canonical[0] == '\0');
	}
	buf_release(&b);
}
END_TEST

START_TEST(trimmed_is_as_printed)
{
	static const struct {
		const char *text, *trimmed;
	} row[] = {
		{ " G470  (MK1) " SUP_4 " ", "G470  (MK1)" },
		{ "TBC" SUP_4, "TBC" },
		{ NBSP "x" NBSP, "x" },
		{ SUP_4, "" },
		{ " ", "" },
		{ "", "" },
	};

	for (size_t i = 0; i < COUNT_OF(row); i++)
		ck_assert_msg(span_eq(canon_trim(span_of(row[i].text)),
				      span_of(row[i].trimmed)),
			      "'%s'", row[i].text);
}
END_TEST

START_TEST(different_names_stay_apart)
{
	static const char *const pair[][2] = {
		{ "E470 (MK1)", "E470 (MK2)" },
		{ "E470 (MK1)", "E470-(MK1)" },
		{ "03.00", "3.0" },
		{ "2.10", "2.1" },
		{ "TBC", "NONE" },
		{ "", "?" },
		{ "DUET II", "DUETII" },
	};

	for (size_t i = 0; i < COUNT_OF(pair); i++)
		ck_assert_msg(!canon_eq(span_of(pair[i][0]),
					span_of(pair[i][1])),
			      "'%s' '%s'", pair[i][0], pair[i][1]);
}
END_TEST

/* The same letters and digits, or one letter; never a digit. */
START_TEST(near_misses)
{
	static const struct {
		const char *a, *b;
		bool near;
	} row[] = {
		{ "G470-(MK2)", "G470 (MK2)", true },
		{ "SEAP2000V", "SEAP-2000-V", true },
		{ "Landis & Gyr", "Landis+Gyr", true },
		{ "LandisGyr", "Landis+Gyr", true },
		{ "Landis+Gir", "Landis+Gyr", true },
		{ "Landis+Gy", "Landis+Gyr", true },
		{ "andis+Gyr", "Landis+Gyr", true },
		{ "Landis+Gyrr", "Landis+Gyr", true },
		{ "DUET I", "DUET II", true },
		{ "GEOO", "GEO", true },
		{ "G0", "GO", false },		/* digit for letter */
		{ "G370", "G470", false },
		{ "G470 (MK1)", "G470 (MK2)", false },
		{ "SEAP-2000-V", "SEAP-2001-V", false },
		{ "G47", "G470", false },
		{ "2.1.12", "2.1.1.2", true },
		{ "GE", "GOE0", false },
		{ "EDMI", "GEO", false },
		{ "Landis+Gry", "Landis+Gyr", false },	/* two letters */
		{ "GEO", "geo", false },	/* the same name */
		{ "G470(MK1)", "G470 (MK1)", false },
		{ "", "A", false },
		{ "-", "+", false },
	};

	for (size_t i = 0; i < COUNT_OF(row); i++) {
		const struct span a = span_of(row[i].a);
		const struct span b = span_of(row[i].b);

		ck_assert_msg(canon_near(a, b) == row[i].near, "'%s' '%s'",
			      row[i].a, row[i].b);
		ck_assert_msg(canon_near(b, a) == row[i].near, "'%s' '%s'",
			      row[i].b, row[i].a);
	}
}
END_TEST

START_TEST(skeletons)
{
	struct buf b = BUF_INIT;

	canon_add_skeleton(&b, SPAN(" G470-(Mk 2)" SUP_4));
	ck_assert_str_eq(b.p, "g470mk2");
	buf_release(&b);
}
END_TEST

Suite *canon_suite(void)
{
	Suite *s = suite_create("canon");
	TCase *t = tcase_create("canon");

	tcase_add_test(t, canonical_forms);
	tcase_add_test(t, trimmed_is_as_printed);
	tcase_add_test(t, different_names_stay_apart);
	tcase_add_test(t, near_misses);
	tcase_add_test(t, skeletons);
	suite_add_tcase(s, t);
	return s;
}
