/* duis_test.c - trees of elements and identifiers */
#include "model/duis.h"

#include <check.h>
#include <string.h>

Suite *duis_suite(void);

#define EUI "00-DB-12-34-56-78-90-A0"
#define EUI2 "90-b3-d5-1f-30-00-00-02"

START_TEST(trees)
{
	struct arena a = ARENA_INIT;
	struct duis_element *e = duis_element_new(&a, SPAN("A"));
	struct duis_element *f = duis_element_new(&a, SPAN("A"));
	struct duis_element *x;

	x = duis_element_add(&a, e, SPAN("B"));
	duis_element_put(&a, x, SPAN("C"), SPAN("1"));
	duis_element_put(&a, x, SPAN("C"), SPAN("2"));
	duis_element_set(&a, x->last, SPAN("index"), SPAN("2"));
	ck_assert(span_eq(duis_element_at(e, SPAN("B/C"))->text, SPAN("1")));
	ck_assert(span_eq(*duis_element_get(x->last, SPAN("index")),
			  SPAN("2")));
	ck_assert_ptr_null(duis_element_get(x->last, SPAN("n")));
	ck_assert_ptr_null(duis_element_at(e, SPAN("B/D")));
	ck_assert_ptr_null(duis_element_find(e, SPAN("C")));
	ck_assert(duis_element_same(e, e));
	ck_assert(!duis_element_same(e, f));
	x = duis_element_add(&a, f, SPAN("B"));
	duis_element_put(&a, x, SPAN("C"), SPAN("1"));
	duis_element_put(&a, x, SPAN("C"), SPAN("2"));
	ck_assert(!duis_element_same(e, f));
	duis_element_set(&a, x->last, SPAN("index"), SPAN("2"));
	ck_assert(duis_element_same(e, f));
	arena_release(&a);
}
END_TEST

START_TEST(euis)
{
	uint64_t v;
	char text[DUIS_EUI_TEXT];

	ck_assert(duis_eui_parse(SPAN(EUI), &v));
	ck_assert_uint_eq(v, 0x00DB1234567890A0u);
	ck_assert_str_eq(duis_eui_text(v, text), EUI);
	ck_assert(duis_eui_parse(SPAN(EUI2), &v));
	ck_assert_str_eq(duis_eui_text(v, text), "90-B3-D5-1F-30-00-00-02");
	ck_assert(!duis_eui_parse(SPAN("00-DB-12-34-56-78-90"), &v));
	ck_assert(!duis_eui_parse(SPAN("00-DB-12-34-56-78-90-A"), &v));
	ck_assert(!duis_eui_parse(SPAN("00:DB:12:34:56:78:90:A0"), &v));
	ck_assert(!duis_eui_parse(SPAN("00-DB-12-34-56-78-90-G0"), &v));
	ck_assert(!duis_eui_parse(SPAN(EUI "-"), &v));
}
END_TEST

START_TEST(ids)
{
	static const char *const bad[] = {
		"", EUI, EUI ":" EUI2, EUI ":" EUI2 ":", EUI ":" EUI2 ":01000",
		EUI ":" EUI2 ":18446744073709551616", EUI ":" EUI2 ":-1",
		EUI ":" EUI2 ":1 ", EUI ":" EUI2 ":1:2", ":" EUI ":" EUI2,
		EUI ":" EUI2 ":1:", EUI ";" EUI2 ":1",
	};
	struct duis_id id, other;
	char text[DUIS_ID_TEXT];

	ck_assert(duis_id_parse(SPAN(EUI2 ":" EUI ":0"), &id));
	ck_assert_uint_eq(id.counter, 0);
	ck_assert_str_eq(duis_id_text(&id, text),
			 "90-B3-D5-1F-30-00-00-02:" EUI ":0");
	ck_assert(duis_id_parse(SPAN(EUI2 ":" EUI ":18446744073709551615"),
				&other));
	ck_assert_uint_eq(other.counter, UINT64_MAX);
	ck_assert(!duis_id_same(&id, &other));
	ck_assert(duis_id_parse(span_of(duis_id_text(&other, text)), &id));
	ck_assert(duis_id_same(&id, &other));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(!duis_id_parse(span_of(bad[i]), &id), "%s",
			      bad[i]);
}
END_TEST

START_TEST(times)
{
	static const struct {
		const char *text;
		int64_t seconds;
	} good[] = {
		{ "1970-01-01T00:00:00Z", 0 },
		{ "1970-01-01T00:00:00", 0 },
		{ "1970-01-01T00:00:01.250Z", 1 },
		{ "1970-01-01T01:00:00+01:00", 0 },
		{ "1969-12-31T18:30:00-05:30", 0 },
		{ "1969-12-31T24:00:00Z", 0 },
		{ "2015-06-01T12:30:45Z", 1433161845 },
		{ DUIS_NEVER, 32535129600 },
	};
	static const char *const bad[] = {
		"", "2015-06-01", "2015-06-01 12:30:45Z",
		"2015-06-31T12:30:45Z", "2015-06-01T25:00:00Z",
		"2015-06-01T24:00:01Z", "2015-06-01T24:00:00.1Z",
		"2015-06-01T12:60:00Z", "2015-06-01T12:30:60Z",
		"2015-06-01T12:30:45.Z", "2015-06-01T12:30:45z",
		"2015-06-01T12:30:45+15:00", "2015-06-01T12:30:45+14:01",
		"2015-06-01T12:30:45Z ", "2015-06-01T12:30",
	};
	int64_t v;
	char text[DUIS_TIME_TEXT];

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		ck_assert_msg(duis_time_parse(span_of(good[i].text), &v),
			      "%s", good[i].text);
		ck_assert_int_eq(v, good[i].seconds);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(!duis_time_parse(span_of(bad[i]), &v), "%s",
			      bad[i]);
	ck_assert_str_eq(duis_time_text(1433161845, text),
			 "2015-06-01T12:30:45Z");
	ck_assert_str_eq(duis_time_text(-1, text), "1969-12-31T23:59:59Z");
}
END_TEST

Suite *duis_suite(void)
{
	Suite *s = suite_create("duis");
	TCase *t = tcase_create("duis");

	tcase_add_test(t, trees);
	tcase_add_test(t, euis);
	tcase_add_test(t, ids);
	tcase_add_test(t, times);
	suite_add_tcase(s, t);
	return s;
}
