/* findings_out_test.c - findings as CSV and as NDJSON */
#include <check.h>
#include <string.h>

#include "file/findings_out.h"

Suite *findings_out_suite(void);

static void fill(struct diag *d)
{
	diag_add(d, &(struct finding){ .severity = DIAG_ERROR,
		.code = "RFI004", .file = "sup-e.csv", .line = 19,
		.column = SPAN("count_active"), .value = SPAN("12,O4"),
		.has_value = true,
		.text = SPAN("is not a count; expected digits") });
	diag_add(d, &(struct finding){ .severity = DIAG_WARNING,
		.code = "RFI003", .file = "sup-e.csv", .line = 20,
		.value = SPAN("a\xff" "b"), .has_value = true,
		.text = SPAN("is not UTF-8") });
	diag_add(d, &(struct finding){ .severity = DIAG_NOTE,
		.code = "RFI008", .text = SPAN("no file at all") });
}

static void check_made(enum table_kind kind, const char *expected)
{
	struct diag d = DIAG_INIT;
	struct buf text = BUF_INIT;
	struct buf_sink mem;

	fill(&d);
	buf_sink_init(&mem, &text);
	findings_out(&mem.sink, &d, kind);
	buf_add_char(&text, '\0');
	ck_assert_str_eq(text.p, expected);
	buf_release(&text);
	diag_release(&d);
}

START_TEST(csv)
{
	check_made(TABLE_CSV,
		   "severity,code,file,line,column,value,text\n"
		   "error,RFI004,sup-e.csv,19,count_active,\"12,O4\","
		   "is not a count; expected digits\n"
		   "warning,RFI003,sup-e.csv,20,,a\\xffb,is not UTF-8\n"
		   "note,RFI008,,,,,no file at all\n");
}
END_TEST

START_TEST(ndjson)
{
	check_made(TABLE_NDJSON,
		   "{\"severity\": \"error\", \"code\": \"RFI004\", "
		   "\"file\": \"sup-e.csv\", \"line\": 19, "
		   "\"column\": \"count_active\", \"value\": \"12,O4\", "
		   "\"text\": \"is not a count; expected digits\"}\n"
		   "{\"severity\": \"warning\", \"code\": \"RFI003\", "
		   "\"file\": \"sup-e.csv\", \"line\": 20, "
		   "\"column\": \"\", \"value\": \"a\\\\xffb\", "
		   "\"text\": \"is not UTF-8\"}\n"
		   "{\"severity\": \"note\", \"code\": \"RFI008\", "
		   "\"file\": \"\", \"line\": \"\", "
		   "\"column\": \"\", \"value\": \"\", "
		   "\"text\": \"no file at all\"}\n");
}
END_TEST

START_TEST(kind_by_suffix)
{
	ck_assert_int_eq(findings_kind("f.csv"), TABLE_CSV);
	ck_assert_int_eq(findings_kind("F.CSV"), TABLE_CSV);
	ck_assert_int_eq(findings_kind("f.ndjson"), TABLE_NDJSON);
	ck_assert_int_eq(findings_kind("csv"), TABLE_NDJSON);
	ck_assert_int_eq(findings_kind("f.csv.gz"), TABLE_NDJSON);
}
END_TEST

Suite *findings_out_suite(void)
{
	Suite *s = suite_create("findings_out");
	TCase *t = tcase_create("findings_out");

	tcase_add_test(t, csv);
	tcase_add_test(t, ndjson);
	tcase_add_test(t, kind_by_suffix);
	suite_add_tcase(s, t);
	return s;
}
