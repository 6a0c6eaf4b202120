/* table_out_test.c - every byte of every format, with hostile cells */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "file/table_out.h"

Suite *table_out_suite(void);

static const struct table_column columns[] = {
	{ "id", TABLE_TEXT, "", 0, "" },
	{ "n", TABLE_COUNT, "", 0, "" },
	{ "share_percent", TABLE_PERCENT, "", 0, "" },
	{ "state", TABLE_ENUM, "A|B", 0, "" },
};

static const struct table_format format = {
	.schema = "test/1", .columns = columns, .count = 4,
};

static const struct table_format narrow = {
	.schema = "narrow/1", .columns = columns, .count = 1,
};

static struct buf text;

static struct span *row_of(const char *const *cell, struct span *row)
{
	for (size_t i = 0; i < 4; i++)
		row[i] = span_of(cell[i]);
	return row;
}

/* The output for these rows, in `text`. Gives the cells guarded. */
static uint64_t made(const struct table_format *f,
		     const struct table_out_options *options,
		     const char *const (*rows)[4], size_t n)
{
	struct buf_sink mem;
	struct span row[4];
	struct table_out t;

	buf_clear(&text);
	buf_sink_init(&mem, &text);
	table_out_begin(&t, &mem.sink, f, options);
	for (size_t i = 0; i < n; i++)
		table_out_row(&t, row_of(rows[i], row));
	table_out_end(&t);
	ck_assert_uint_eq(t.rows, n);
	buf_add_char(&text, '\0');
	return t.guarded;
}

struct hostile {
	const char *cell, *csv, *tsv, *json, *md;
};

#define SAME(s)	{ s, s, s, s, s }

static const struct hostile hostile[] = {
	SAME("2.10"),
	SAME("03.00"),
	SAME("00123"),
	SAME("1e5"),
	SAME("12000123456789012345"),
	SAME("TBC"),
	SAME("NONE"),
	SAME("=1+1"),
	SAME("-1"),
	SAME("@sum"),
	SAME(" x "),
	SAME("\xe2\x80\xae" "abc \xf0\x9f\x98\x80"),
	SAME("G470 (MK1)"),
	SAME("a_b & c;"),
	{ "", "\"\"", "\"\"", "", "" },
	{ "a,b", "\"a,b\"", "a,b", "a,b", "a,b" },
	{ "a\tb", "a\tb", "\"a\tb\"", "a\\tb", "a\tb" },
	{ "a\"b", "\"a\"\"b\"", "\"a\"\"b\"", "a\\\"b", "a\"b" },
	{ "\"", "\"\"\"\"", "\"\"\"\"", "\\\"", "\"" },
	{ "a\nb", "\"a\nb\"", "\"a\nb\"", "a\\nb", "a<br>b" },
	{ "a\r\nb", "\"a\r\nb\"", "\"a\r\nb\"", "a\\r\\nb", "a<br>b" },
	{ "\r", "\"\r\"", "\"\r\"", "\\r", "<br>" },
	{ "|", "|", "|", "|", "\\|" },
	{ "a\\|b", "a\\|b", "a\\|b", "a\\\\|b", "a\\\\\\|b" },
	{ "<b>", "<b>", "<b>", "<b>", "\\<b>" },
	{ "*x*", "*x*", "*x*", "*x*", "\\*x\\*" },
	{ "_x_y_", "_x_y_", "_x_y_", "_x_y_", "\\_x_y\\_" },
	{ "&lt;", "&lt;", "&lt;", "&lt;", "\\&lt;" },
	{ "\x01", "\x01", "\x01", "\\u0001", "\x01" },
};

/* One column, so that the blank cell is the awkward one. */
START_TEST(hostile_cells)
{
	const struct hostile *h = &hostile[_i];
	const char *const rows[1][4] = { { h->cell, "", "", "" } };
	struct table_out_options o = { .kind = TABLE_CSV };
	char expected[400];

	made(&narrow, &o, rows, 1);
	snprintf(expected, sizeof(expected), "id\n%s\n", h->csv);
	ck_assert_str_eq(text.p, expected);

	o.kind = TABLE_TSV;
	made(&narrow, &o, rows, 1);
	snprintf(expected, sizeof(expected), "id\n%s\n", h->tsv);
	ck_assert_str_eq(text.p, expected);

	o.kind = TABLE_JSON;
	made(&narrow, &o, rows, 1);
	snprintf(expected, sizeof(expected),
		 "{\n  \"schema\": \"narrow/1\",\n  \"rows\": [\n"
		 "    {\"id\": \"%s\"}\n  ]\n}\n", h->json);
	ck_assert_str_eq(text.p, expected);

	o.kind = TABLE_NDJSON;
	made(&narrow, &o, rows, 1);
	snprintf(expected, sizeof(expected), "{\"id\": \"%s\"}\n", h->json);
	ck_assert_str_eq(text.p, expected);

	o.kind = TABLE_MD;
	made(&narrow, &o, rows, 1);
	snprintf(expected, sizeof(expected), "| id |\n| --- |\n| %s |\n",
		 h->md);
	ck_assert_str_eq(text.p, expected);
}
END_TEST

/* A page of HTML shows what is in a cell, and runs none of it. */
START_TEST(html_pages)
{
	static const struct {
		const char *cell, *shown;
	} v[] = {
		{ "a & b", "a &amp; b" }, { "&lt;", "&amp;lt;" },
		{ "<script>x</script>", "&lt;script&gt;x&lt;/script&gt;" },
		{ "=1+1", "=1+1" }, { " a\n\tb ", " a\n\tb " },
		{ "\x01\r\x7f", "\\x01\\x0d\\x7f" },
		{ "\xc3\xa9", "\xc3\xa9" }, { "", "" },
	};
	const struct table_out_options o = { .kind = TABLE_HTML };

	for (size_t i = 0; i < sizeof(v) / sizeof(v[0]); i++) {
		const char *const rows[1][4] = { { v[i].cell, "", "", "" } };
		char expected[400];

		made(&narrow, &o, rows, 1);
		ck_assert(strncmp(text.p, "<!DOCTYPE html>\n", 16) == 0);
		ck_assert_ptr_nonnull(strstr(text.p,
			"<title>narrow</title>"));
		snprintf(expected, sizeof(expected), "<thead>\n<tr>"
			 "<th scope=\"col\">id</th></tr>\n</thead>\n<tbody>\n"
			 "<tr><td>%s</td></tr>\n</tbody>\n</table>\n"
			 "</body>\n</html>\n", v[i].shown);
		ck_assert_ptr_nonnull(strstr(text.p, expected));
	}
}
END_TEST

/* A sink that keeps why it was failed. */
struct failed_sink {
	struct sink sink;
	size_t n;		/* bytes put */
	char why[200];
};

static void put_counted(struct sink *s, const void *p, size_t n)
{
	(void)p;
	((struct failed_sink *)s)->n += n;
}

static void keep_why(struct sink *s, struct span why)
{
	struct failed_sink *f = (struct failed_sink *)s;

	snprintf(f->why, sizeof(f->why), SPAN_F, SPAN_A(why));
}

#define FAILED_SINK	{ .sink = { put_counted, keep_why } }

/* What a workbook cannot hold is told, and nothing is put. */
START_TEST(workbook_limits)
{
	const struct { size_t bytes; const char *unit, *why; } v[] = {
		{ 32768, "x", "row 2, column 1 has 32768 characters" },
		{ 65536, "\xf0\x9f\x98\x80",
		  "row 2, column 1 has 32768 characters" },
		{ 8192, "\x01", "row 2, column 1 has 32768 characters" },
	};
	const struct table_out_options o = { .kind = TABLE_XLSX };

	for (size_t i = 0; i < sizeof(v) / sizeof(*v); i++) {
		struct failed_sink sink = FAILED_SINK;
		struct buf cell = BUF_INIT;
		struct table_out t;
		struct span row;

		while (cell.n < v[i].bytes)
			buf_add(&cell, span_of(v[i].unit));
		row = buf_span(&cell);
		table_out_begin(&t, &sink.sink, &narrow, &o);
		table_out_row(&t, &row);
		table_out_end(&t);
		ck_assert_ptr_nonnull(strstr(sink.why, v[i].why));
		ck_assert_uint_eq(sink.n, 0);
		buf_release(&cell);
	}
}
END_TEST

START_TEST(workbook_rows)
{
	struct failed_sink sink = FAILED_SINK;
	struct xlsx_out *x = xlsx_new(SPAN("long"), (struct xlsx_book){ 0 });

	for (unsigned i = 0; i < 1048577; i++) {
		xlsx_cell(x, SPAN("1"), true);
		xlsx_row_end(x);
	}
	xlsx_end(x, &sink.sink);
	ck_assert_str_eq(sink.why, "cannot make the workbook: it has more "
			 "than 1048576 rows with the head");
	ck_assert_uint_eq(sink.n, 0);
}
END_TEST

/* The bytes are those of tests/flow/xlsx.sh; here, that they are some. */
START_TEST(workbook_made)
{
	const char *const rows[2][4] = {
		{ "=1+1", "12345678901234567890", "45.20", "A" },
		{ "\xf0\x9f\x98\x80", "007", "", "" },
	};
	const struct table_out_options o = { .kind = TABLE_XLSX };
	struct failed_sink sink = FAILED_SINK;
	struct span row[4];
	struct table_out t;

	if (!xlsx_available())
		return;
	made(&format, &o, rows, 2);
	ck_assert_uint_gt(text.n, 1000);
	ck_assert_mem_eq(text.p, "PK\x03\x04", 4);
	/* the longest cell that there is */
	for (int i = 0; i < 4; i++)
		row[i] = SPAN("");
	row[0] = span_make(text.p, 0);
	table_out_begin(&t, &sink.sink, &format, &o);
	table_out_row(&t, row);
	table_out_end(&t);
	ck_assert_str_eq(sink.why, "");
	ck_assert_uint_gt(sink.n, 1000);
}
END_TEST

START_TEST(numbers_keep_their_spelling)
{
	static const struct {
		const char *cell, *json;
	} v[] = {
		{ "12", "12" },
		{ "0", "0" },
		{ "12000123456789012345", "12000123456789012345" },
		{ "", "\"\"" },
		{ "007", "\"007\"" },
		{ "1e5", "\"1e5\"" },
		{ "-1", "\"-1\"" },
		{ "12.50", "12.50" },
		{ "0.05", "0.05" },
		{ "00.05", "\"00.05\"" },
		{ "1.", "\"1.\"" },
		{ ".5", "\".5\"" },
		{ "1.2.3", "\"1.2.3\"" },
	};
	const uint32_t pick[] = { 1, 2 };
	struct table_out_options o = { .kind = TABLE_NDJSON, .pick = pick,
				       .picks = 2 };
	char expected[200];

	for (size_t i = 0; i < sizeof(v) / sizeof(*v); i++) {
		const char *const rows[1][4] = {
			{ "x", v[i].cell, v[i].cell, "A" } };

		made(&format, &o, rows, 1);
		snprintf(expected, sizeof(expected),
			 "{\"n\": %s, \"share_percent\": %s}\n", v[i].json,
			 v[i].json);
		ck_assert_str_eq(text.p, expected);
	}
}
END_TEST

START_TEST(all_columns_and_picked_ones)
{
	static const char *const rows[2][4] = {
		{ "G470 (MK1)", "12", "33.33", "A" }, { "", "", "", "" },
	};
	static const uint32_t pick[] = { 3, 0 };
	struct table_out_options o = { .kind = TABLE_CSV };

	made(&format, &o, rows, 2);
	ck_assert_str_eq(text.p, "id,n,share_percent,state\n"
			 "G470 (MK1),12,33.33,A\n,,,\n");
	o.pick = pick;
	o.picks = 2;
	made(&format, &o, rows, 2);
	ck_assert_str_eq(text.p, "state,id\nA,G470 (MK1)\n,\n");
	o.kind = TABLE_MD;
	o.picks = 0;
	made(&format, &o, rows, 2);
	ck_assert_str_eq(text.p,
			 "| id | n | share_percent | state |\n"
			 "| --- | ---: | ---: | --- |\n"
			 "| G470 (MK1) | 12 | 33.33 | A |\n"
			 "|  |  |  |  |\n");
	o.kind = TABLE_TEXT_TABLE;
	o.pick = NULL;
	made(&format, &o, rows, 1);
	ck_assert_str_eq(text.p,
			 "id           n  share_percent  state\n"
			 "G470 (MK1)  12          33.33  A\n");
}
END_TEST

START_TEST(no_rows)
{
	static const struct {
		enum table_kind kind;
		const char *expected;
	} v[] = {
		{ TABLE_CSV, "id\n" },
		{ TABLE_TSV, "id\n" },
		{ TABLE_JSON, "{\n  \"schema\": \"narrow/1\",\n"
		  "  \"rows\": []\n}\n" },
		{ TABLE_NDJSON, "" },
		{ TABLE_MD, "| id |\n| --- |\n" },
		{ TABLE_TEXT_TABLE, "id\n" },
	};

	for (size_t i = 0; i < sizeof(v) / sizeof(*v); i++) {
		struct table_out_options o = { .kind = v[i].kind };

		made(&narrow, &o, NULL, 0);
		ck_assert_str_eq(text.p, v[i].expected);
	}
}
END_TEST

START_TEST(json_members)
{
	struct table_out_options o = { .kind = TABLE_JSON };
	struct span cell = SPAN("x");
	struct buf_sink mem;
	struct table_out t;

	buf_clear(&text);
	buf_sink_init(&mem, &text);
	table_out_begin(&t, &mem.sink, &narrow, &o);
	json_u64(table_out_members(&t), "in_scope", 7);
	table_out_row(&t, &cell);
	table_out_row(&t, &cell);
	table_out_end(&t);
	buf_add_char(&text, '\0');
	ck_assert_str_eq(text.p, "{\n  \"schema\": \"narrow/1\",\n"
			 "  \"in_scope\": 7,\n  \"rows\": [\n"
			 "    {\"id\": \"x\"},\n    {\"id\": \"x\"}\n  ]\n}\n");

	o.kind = TABLE_NDJSON;
	table_out_begin(&t, &mem.sink, &narrow, &o);
	ck_assert_ptr_null(table_out_members(&t));
	table_out_end(&t);
}
END_TEST

START_TEST(spreadsheet)
{
	static const struct {
		const char *cell, *csv;
		unsigned guarded;
	} v[] = {
		{ "=1+1", "'=1+1", 1 },
		{ "+1+1", "'+1+1", 1 },
		{ "-cmd", "'-cmd", 1 },
		{ "@SUM(A1)", "'@SUM(A1)", 1 },
		{ "\tx", "'\tx", 1 },
		{ "\rx", "\"'\rx\"", 1 },
		{ "=\"a\",1", "\"'=\"\"a\"\",1\"", 1 },
		{ "-", "'-", 1 },
		{ "-1.", "'-1.", 1 },
		{ "-1", "-1", 0 },
		{ "+1.25", "+1.25", 0 },
		{ "2.10", "2.10", 0 },
		{ "a=1", "a=1", 0 },
		{ "", "\"\"", 0 },
	};
	struct table_out_options o = { .kind = TABLE_CSV,
				       .for_spreadsheet = true };
	char expected[100];

	for (size_t i = 0; i < sizeof(v) / sizeof(*v); i++) {
		const char *const rows[1][4] = { { v[i].cell, "", "", "" } };

		ck_assert_uint_eq(made(&narrow, &o, rows, 1), v[i].guarded);
		snprintf(expected, sizeof(expected),
			 "\xef\xbb\xbfid\r\n%s\r\n", v[i].csv);
		ck_assert_str_eq(text.p, expected);
	}
}
END_TEST

START_TEST(text_table_is_drawn_to_width)
{
	static const char *const rows[1][4] = {
		{ "a very long name of a device", "12", "1.00", "A" },
	};
	struct table_out_options o = { .kind = TABLE_TEXT_TABLE, .width = 30,
				       .bold_head = true };

	made(&format, &o, rows, 1);
	ck_assert_str_eq(text.p,
			 "\033[1mid            n  share_percent\033[0m\n"
			 "a very lon\xe2\x80\xa6  12           1.00\n"
			 "not shown: state\n");
}
END_TEST

START_TEST(pick)
{
	static const struct {
		const char *list, *why;
		uint32_t n, pick[4];
	} v[] = {
		{ "id", "", 1, { 0 } },
		{ "state,id", "", 2, { 3, 0 } },
		{ " N , Share_Percent", "", 2, { 1, 2 } },
		{ "stat", "no column 'stat'; did you mean 'state'?", 0,
		  { 0 } },
		{ "quux", "no column 'quux'", 0, { 0 } },
		{ "id,n,ID", "column 'id' is named twice", 0, { 0 } },
		{ "id,,n", "a column name is blank", 0, { 0 } },
		{ "", "a column name is blank", 0, { 0 } },
	};

	for (size_t i = 0; i < sizeof(v) / sizeof(*v); i++) {
		struct buf why = BUF_INIT;
		uint32_t *picked, n;
		bool ok = table_pick(&format, span_of(v[i].list), &picked, &n,
				     &why);

		ck_assert_int_eq(ok, v[i].n > 0);
		ck_assert_uint_eq(n, v[i].n);
		buf_add_char(&why, '\0');
		ck_assert_str_eq(why.p, v[i].why);
		for (uint32_t k = 0; k < n; k++)
			ck_assert_uint_eq(picked[k], v[i].pick[k]);
		mem_free(picked);
		buf_release(&why);
	}
}
END_TEST

Suite *table_out_suite(void)
{
	Suite *s = suite_create("table_out");
	TCase *t = tcase_create("table_out");

	tcase_add_loop_test(t, hostile_cells, 0,
			    sizeof(hostile) / sizeof(*hostile));
	tcase_add_test(t, html_pages);
	tcase_add_test(t, workbook_limits);
	tcase_add_test(t, workbook_rows);
	tcase_add_test(t, workbook_made);
	tcase_add_test(t, numbers_keep_their_spelling);
	tcase_add_test(t, all_columns_and_picked_ones);
	tcase_add_test(t, no_rows);
	tcase_add_test(t, json_members);
	tcase_add_test(t, spreadsheet);
	tcase_add_test(t, text_table_is_drawn_to_width);
	tcase_add_test(t, pick);
	suite_add_tcase(s, t);
	return s;
}
