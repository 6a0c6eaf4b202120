/*
 * rows_test.c - records from CSV, JSON and NDJSON
 *
 * A case is the bytes of a file and what a reader gets of it, as text: a
 * line for the header and for each row (line number, then the cells in
 * brackets) and a line for each finding. Every case is read with several
 * block sizes, plain and packed. The traps are those of our parts, one test
 * each.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/buf.h"
#include "base/table.h"
#include "base/utf8.h"
#include "file/rows.h"

#define FOLDER	P_tmpdir "/rows_test.XXXXXX"
#define COUNT(a)	((int)(sizeof(a) / sizeof((a)[0])))

static char folder[] = FOLDER;
static char path[sizeof(folder) + 16];
static const char *const *codes = TABLE_CODES("TST");

static void make_folder(void)
{
	memcpy(folder, FOLDER, sizeof(folder));
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/t.csv", folder);
}

static void remove_folder(void)
{
	unlink(path);
	rmdir(folder);
}

static void put_file(struct span bytes, bool packed)
{
	if (packed) {
		gzFile z = gzopen(path, "wb");

		ck_assert_ptr_nonnull(z);
		ck_assert_int_eq(gzwrite(z, bytes.p, (unsigned)bytes.n),
				 (int)bytes.n);
		ck_assert_int_eq(gzclose(z), Z_OK);
	} else {
		FILE *f = fopen(path, "wb");

		ck_assert_ptr_nonnull(f);
		ck_assert_uint_eq(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
		ck_assert_int_eq(fclose(f), 0);
	}
}

static void add_cells(struct buf *out, uint64_t line,
		      const struct span *cell, size_t n)
{
	buf_add_u64(out, line);
	buf_add_char(out, ' ');
	for (size_t i = 0; i < n; i++) {
		buf_add_char(out, '[');
		utf8_add_visible(out, cell[i]);
		buf_add_char(out, ']');
	}
	buf_add_char(out, '\n');
}

/* What a reader gets of the file, and its findings. */
static void read_file(size_t block, struct buf *out)
{
	struct diag d = DIAG_INIT;
	struct rows *r = rows_open(path, NULL, &d, codes);
	struct rows_source source;
	const struct span *names;
	uint64_t line, rows = 0;
	struct row row;
	size_t n;

	if (block)
		rows_set_block(r, block);
	buf_add(out, SPAN(""));
	if (rows_header(r, &names, &n, &line))
		add_cells(out, line, names, n);
	if (rows_schema(r).n)
		buf_addf(out, "schema " SPAN_F "\n",
			 SPAN_A(rows_schema(r)));
	for (; rows_next(r, &row); rows++)
		add_cells(out, row.line, row.cell, row.n);
	ck_assert(!rows_next(r, &row));
	rows_close(r, &source);
	ck_assert_str_eq(source.name, "t.csv");
	ck_assert(source.rows == rows);
	ck_assert_uint_eq(strlen(source.sha256), 64);
	diag_sort(&d);
	for (size_t i = 0; i < d.found.n; i++) {
		diag_line(&d.found.v[i], out);
		buf_add_char(out, '\n');
	}
	diag_release(&d);
}

static void check_read(struct span bytes, const char *expected)
{
	static const size_t blocks[] = { 0, 1, 2, 3, 7, 4096 };

	for (int packed = 0; packed < 2; packed++) {
		put_file(bytes, packed);
		for (int i = 0; i < COUNT(blocks); i++) {
			struct buf out = BUF_INIT;

			read_file(blocks[i], &out);
			ck_assert_msg(out.n == strlen(expected) &&
				memcmp(out.p, expected, out.n) == 0,
				"block %zu%s, got:\n%.*s\nexpected:\n%s",
				blocks[i], packed ? ", packed" : "",
				(int)out.n, out.p ? out.p : "", expected);
			buf_release(&out);
		}
	}
}

#define CASE(name, bytes, expected) \
	{ name, { bytes, sizeof(bytes) - 1 }, expected }

struct rows_case {
	const char *name;
	struct span bytes;
	const char *expected;
};

static const struct rows_case csv[] = {
	CASE("simple", "a,b\n1,2\n3,4\n", "1 [a][b]\n2 [1][2]\n3 [3][4]\n"),
	CASE("no newline at the end", "a,b\n1,2", "1 [a][b]\n2 [1][2]\n"),
	CASE("crlf", "a,b\r\n1,2\r\n", "1 [a][b]\n2 [1][2]\n"),
	CASE("lone cr", "a,b\r1,2\r\r3,4", "1 [a][b]\n2 [1][2]\n"
	     "4 [3][4]\n"),
	CASE("mixed line ends", "a\n1\r\n2\r3\n\r4\r\n\r\n5\n",
	     "1 [a]\n2 [1]\n3 [2]\n4 [3]\n6 [4]\n8 [5]\n"),
	CASE("semicolon", "a;b,c;d\n1;2,3;4\n", "1 [a][b,c][d]\n"
	     "2 [1][2,3][4]\n"),
	CASE("tab", "a\tb\n1,5\t\"x\ty\"\n", "1 [a][b]\n2 [1,5][x\\ty]\n"),
	CASE("delimiters in quotes do not tell",
	     "\"a,b,c,d\";e\n1;2\n", "1 [a,b,c,d][e]\n2 [1][2]\n"),
	CASE("a tie is a comma", "a,b;c\n1,2\n", "1 [a][b;c]\n2 [1][2]\n"),
	CASE("one column", "a\n1\n", "1 [a]\n2 [1]\n"),
	CASE("quoted", "a,b\n\"x,\"\"y\"\"\",\"\"\n",
	     "1 [a][b]\n2 [x,\"y\"][]\n"),
	CASE("quoted newlines move the lines on",
	     "a,b\n\"x\ny\",1\n2,\"p\r\nq\rr\"\n3,4\n",
	     "1 [a][b]\n2 [x\\ny][1]\n4 [2][p\\r\\nq\\rr]\n7 [3][4]\n"),
	CASE("newline in the header", "\"a\nb\",c\n1,2\n",
	     "1 [a\\nb][c]\n3 [1][2]\n"),
	CASE("header only", "a,b\n", "1 [a][b]\n"),
	CASE("header without newline", "a,b", "1 [a][b]\n"),
	CASE("blank lines before the header", "\n\r\na,b\n1,2\n",
	     "3 [a][b]\n4 [1][2]\n"),
	CASE("delimiters only are a row", "a,b\n,\n", "1 [a][b]\n2 [][]\n"),
	CASE("quoted nothing is a row", "a\n\"\"\n", "1 [a]\n2 []\n"),
	CASE("utf-8", "caf\xc3\xa9,\xe2\x82\xac\n\xf0\x9f\x98\x80,1\n",
	     "1 [caf\xc3\xa9][\xe2\x82\xac]\n2 [\xf0\x9f\x98\x80][1]\n"),
	CASE("empty", "", "t.csv: is empty; expected a header line "
	     "[TST001]\n"),
	CASE("only a bom", "\xef\xbb\xbf", "t.csv: is empty; expected a "
	     "header line [TST001]\n"),
	CASE("only blank lines", "\n\r\n\n", "t.csv: is empty; expected a "
	     "header line [TST001]\n"),
	CASE("bom and blank lines", "\xef\xbb\xbf\r\n", "t.csv: is empty; "
	     "expected a header line [TST001]\n"),
	CASE("short and long rows", "a,b,c\n1,2\n1,2,3\n1,2,3,4\n4,5,6\n",
	     "1 [a][b][c]\n3 [1][2][3]\n5 [4][5][6]\n"
	     "t.csv:2: column 'c': got 2 cells, expected 3; this column is "
	     "the first that is missing [TST002]\n"
	     "t.csv:4: got 4 cells, expected 3 [TST002]\n"),
	CASE("stray quote in a plain cell", "a,b\n1,2\n3,x\"y\n5,6\n",
	     "1 [a][b]\n2 [1][2]\n"
	     "t.csv:3: column 'b': stray quote; quote the whole cell and "
	     "double the quotes in it [TST001]\n"),
	CASE("stray quote behind a quoted cell", "a,b\n\"1\"x,2\n3,4\n",
	     "1 [a][b]\n"
	     "t.csv:2: column 'a': stray quote; quote the whole cell and "
	     "double the quotes in it [TST001]\n"),
	CASE("stray quote lines later", "a,b\n1,\"x\ny\nz\"w,2\n3,4\n",
	     "1 [a][b]\n"
	     "t.csv:2: column 'b': stray quote on line 4; quote the whole "
	     "cell and double the quotes in it [TST001]\n"),
	CASE("blank behind a quoted cell", "a,b\n\"1\" ,2\n",
	     "1 [a][b]\n"
	     "t.csv:2: column 'a': stray quote; quote the whole cell and "
	     "double the quotes in it [TST001]\n"),
	CASE("stray quote in the header", "a,b\"c\n1,2\n",
	     "t.csv:1: stray quote; quote the whole cell and double the "
	     "quotes in it [TST001]\n"),
	CASE("bad utf-8 in two cells; the rest is read",
	     "a,b,c\n1,2,3\n\xff,x,caf\xe9\n4,5,6\n",
	     "1 [a][b][c]\n2 [1][2][3]\n4 [4][5][6]\n"
	     "t.csv:3: column 'a': '\\xff' is not UTF-8 at byte 1; save the "
	     "file as UTF-8 [TST003]\n"
	     "t.csv:3: column 'c': 'caf\\xe9' is not UTF-8 at byte 4; save "
	     "the file as UTF-8 [TST003]\n"),
	CASE("bad utf-8 in the header", "a,\xc0\xaf\n1,2\n",
	     "t.csv:1: '\\xc0\\xaf' is not UTF-8 at byte 1; save the file "
	     "as UTF-8 [TST003]\n"),
	CASE("a character cut by a quote", "a,b\n\"\xc3\",\"\xa9\"\n",
	     "1 [a][b]\n"
	     "t.csv:2: column 'a': '\\xc3' is not UTF-8 at byte 1; save the "
	     "file as UTF-8 [TST003]\n"
	     "t.csv:2: column 'b': '\\xa9' is not UTF-8 at byte 1; save the "
	     "file as UTF-8 [TST003]\n"),
};

static const struct rows_case json[] = {
	CASE("bare array", "[{\"a\":\"1\",\"b\":2.50},\n"
	     " {\"b\":\"x\",\"c\":\"y\"}]",
	     "1 [a][b][c]\n1 [1][2.50][]\n2 [][x][y]\n"),
	CASE("object with schema",
	     "{\n\"schema\": \"dmc-tally/1\", \"totals\": {\"rows\": [1]},\n"
	     "\"rows\": [\n{\"a\": \"1\"},\n{\"a\": \"2\"}\n]\n}\n",
	     "4 [a]\nschema dmc-tally/1\n4 [1]\n5 [2]\n"),
	CASE("object in one line",
	     "{\"schema\":\"x/1\",\"rows\":[{\"a\":\"1\"}]}\n",
	     "1 [a]\nschema x/1\n1 [1]\n"),
	CASE("no rows but a schema", "{\"schema\":\"x/1\",\n\"rows\":[]}",
	     "2 \nschema x/1\n"),
	CASE("no rows and no schema", "[]", "t.csv:1: no rows; expected one "
	     "at least to name the columns [TST001]\n"),
	CASE("no table", "{\n\"schema\": \"x/1\"}", "schema x/1\n"
	     "t.csv:1: no table; expected an array \"rows\" of objects "
	     "[TST001]\n"),
	CASE("rows is no array", "{\n\"rows\": \"x\"}",
	     "t.csv:2: no table; expected an array \"rows\" of objects "
	     "[TST001]\n"),
	CASE("schema is no string", "{\n\"schema\": 1, \"rows\": []}",
	     "t.csv:2: '1' is not a schema; expected a string [TST001]\n"),
	CASE("escapes in names and cells",
	     "[{\"\\u0061\":\"x\\ny\"},{\"a\":\"\\ud83d\\ude00\"}]",
	     "1 [a]\n1 [x\\ny]\n1 [\xf0\x9f\x98\x80]\n"),
	CASE("numbers keep their spelling",
	     "[{\"a\":9007199254740993,\"b\":-0.10e+02}]",
	     "1 [a][b]\n1 [9007199254740993][-0.10e+02]\n"),
	CASE("what is no cell", "[{\"a\":\"1\",\"b\":\"2\"},\n"
	     "{\"a\":true,\n\"b\":null},\n{\"a\":{\"b\":1},\"b\":[\"b\"]},\n"
	     "\"row\",\n{\"b\":\"4\",\"a\":\"3\"}]",
	     "1 [a][b]\n1 [1][2]\n6 [3][4]\n"
	     "t.csv:2: column 'a': 'true' is not a string or a number "
	     "[TST001]\n"
	     "t.csv:3: column 'b': 'null' is not a string or a number "
	     "[TST001]\n"
	     "t.csv:4: column 'a': an object in a row; expected a string or "
	     "a number [TST001]\n"
	     "t.csv:4: column 'b': an array in a row; expected a string or "
	     "a number [TST001]\n"
	     "t.csv:5: row is not an object; expected {\"column\": value, "
	     "...} [TST001]\n"),
	CASE("cut", "[{\"a\":\"1\"},\n{\"a\":", "t.csv:2: not JSON at byte "
	     "6 of the line: the end of the text in the middle of a value "
	     "[TST001]\n"),
	CASE("a name twice", "[{\"a\":\"1\",\n\"a\":\"2\"}]",
	     "t.csv:2: 'a' is named twice in one object [TST001]\n"),
	CASE("a document and more", "{\"rows\":[{\"a\":\"1\"}]}\n"
	     "{\"rows\":[]}", "t.csv:2: not JSON at byte 1 of the line: "
	     "text behind the end of the value [TST001]\n"),
	CASE("bom", "\xef\xbb\xbf[]", "t.csv:1: JSON with a byte order "
	     "mark; save it without [TST001]\n"),
	CASE("bad utf-8", "[{\"a\":\"\xff\"}]", "t.csv:1: not JSON at byte "
	     "8 of the line: a byte that is not UTF-8 [TST003]\n"),
};

static const struct rows_case ndjson[] = {
	CASE("simple", "{\"a\":\"1\",\"b\":2}\n{\"b\":\"4\",\"a\":\"3\"}\n",
	     "1 [a][b]\n1 [1][2]\n2 [3][4]\n"),
	CASE("one row", "{\"a\":\"1\"}", "1 [a]\n1 [1]\n"),
	CASE("a column called rows", "{\"rows\":\"1\"}\n",
	     "1 [rows]\n1 [1]\n"),
	CASE("blank lines and crlf", "\r\n{\"a\":1}\r\n\r\n{\"a\":2}",
	     "2 [a]\n2 [1]\n4 [2]\n"),
	CASE("missing members are blank", "{\"a\":1,\"b\":2}\n{}\n",
	     "1 [a][b]\n1 [1][2]\n2 [][]\n"),
	CASE("a later member is unknown",
	     "{\"a\":1}\n{\"a\":2,\"B\":3}\n{\"a\":4}\n",
	     "1 [a]\n1 [1]\n3 [4]\n"
	     "t.csv:2: 'B' is not a member of the first row [TST001]\n"),
	CASE("a line that is not JSON", "{\"a\":1}\n{\"a\":\n{\"a\":3}\n[]\n",
	     "1 [a]\n1 [1]\n3 [3]\n"
	     "t.csv:2: not JSON at byte 6 of the line: the end of the text "
	     "in the middle of a value [TST001]\n"
	     "t.csv:4: row is not an object; expected {\"column\": value, "
	     "...} [TST001]\n"),
	CASE("two values on a line", "{\"a\":1}\n{\"a\":2} {\"a\":3}\n",
	     "1 [a]\n1 [1]\n"
	     "t.csv:2: not JSON at byte 9 of the line: text behind the end "
	     "of the value [TST001]\n"),
	CASE("a name twice in a row", "{\"a\":1}\n{\"a\":2,\"a\":2}\n",
	     "1 [a]\n1 [1]\nt.csv:2: 'a' is named twice in one object "
	     "[TST001]\n"),
	CASE("bad utf-8 in a line", "{\"a\":1}\n{\"a\":\"\xff\"}\n{\"a\":3}",
	     "1 [a]\n1 [1]\n3 [3]\nt.csv:2: not JSON at byte 7 of the line: "
	     "a byte that is not UTF-8 [TST003]\n"),
};

START_TEST(csv_cases)
{
	check_read(csv[_i].bytes, csv[_i].expected);
}
END_TEST

START_TEST(json_cases)
{
	check_read(json[_i].bytes, json[_i].expected);
}
END_TEST

START_TEST(ndjson_cases)
{
	check_read(ndjson[_i].bytes, ndjson[_i].expected);
}
END_TEST

START_TEST(trap_bom_is_not_part_of_the_first_name)
{
	check_read(SPAN("\xef\xbb\xbf" "a,b\n1,2\n"),
		   "1 [a][b]\n2 [1][2]\n");
	check_read(SPAN("\xef\xbb\xbf\"a\",b\n"), "1 [a][b]\n");
}
END_TEST

START_TEST(trap_blank_lines_vanish_but_are_counted)
{
	check_read(SPAN("a,b\n\n\r\n\r1,2\n\n\"x\n\ny\",3\n\n4,5\n"),
		   "1 [a][b]\n5 [1][2]\n7 [x\\n\\ny][3]\n11 [4][5]\n");
}
END_TEST

START_TEST(trap_blanks_of_plain_cells_are_kept)
{
	check_read(SPAN("a , b\n two ,\tx\t\n  \t,\" q \"\n"),
		   "1 [a ][ b]\n2 [ two ][\\tx\\t]\n3 [  \\t][ q ]\n");
}
END_TEST

START_TEST(trap_missing_closing_quote_is_no_success)
{
	check_read(SPAN("a,b\n1,2\n3,\"x\n5,6\n7,8\n"),
		   "1 [a][b]\n2 [1][2]\n"
		   "t.csv:3: column 'b': missing closing quote; the record "
		   "runs to the end of the file [TST001]\n");
	check_read(SPAN("a,\"b\n1,2\n"), "t.csv:1: missing closing quote; "
		   "the record runs to the end of the file [TST001]\n");
}
END_TEST

START_TEST(trap_a_record_with_a_fault_is_not_delivered_in_part)
{
	check_read(SPAN("a,b,c\n1,2,3\"\n4,5,6\n"),
		   "1 [a][b][c]\n"
		   "t.csv:2: column 'c': stray quote; quote the whole cell "
		   "and double the quotes in it [TST001]\n");
}
END_TEST

START_TEST(trap_short_and_long_rows_do_not_pass)
{
	check_read(SPAN("a,b\n1\n\"2,3\"\n4,5,\n"),
		   "1 [a][b]\n"
		   "t.csv:2: column 'b': got 1 cells, expected 2; this "
		   "column is the first that is missing [TST002]\n"
		   "t.csv:3: column 'b': got 1 cells, expected 2; this "
		   "column is the first that is missing [TST002]\n"
		   "t.csv:4: got 3 cells, expected 2 [TST002]\n");
}
END_TEST

START_TEST(trap_reading_stops_at_the_first_fault)
{
	check_read(SPAN("a,b\n1,\"x\"y\n2\n\"z\n"),
		   "1 [a][b]\n"
		   "t.csv:2: column 'b': stray quote; quote the whole cell "
		   "and double the quotes in it [TST001]\n");
}
END_TEST

START_TEST(trap_nul_does_not_end_a_cell)
{
	check_read(SPAN("a,b\n1,x\0y\n3,4\n"),
		   "1 [a][b]\n3 [3][4]\n"
		   "t.csv:2: column 'b': 'x\\x00y' holds a NUL byte "
		   "[TST003]\n");
	check_read(SPAN("[{\"a\":\"x\\u0000y\"}]"),
		   "t.csv:1: not JSON at byte 9 of the line: \\u0000, which "
		   "no text here may hold [TST001]\n");
}
END_TEST

START_TEST(trap_crlf_does_not_make_empty_rows)
{
	check_read(SPAN("a\r\n1\r\n2\r\n"), "1 [a]\n2 [1]\n3 [2]\n");
}
END_TEST

/* A file of one column whose second row's cell has n bytes. */
static void put_long_cell(size_t n, const char *before, const char *after)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "a,b\n1,2\n%s", before);
	memset(buf_room(&b, n), 'x', n);
	b.n += n;
	buf_addf(&b, "%s\n3,4\n", after);
	put_file(buf_span(&b), false);
	buf_release(&b);
}

START_TEST(a_cell_ends_at_one_mebibyte)
{
	static const struct {
		size_t more;
		const char *before, *after;
	} cells[] = {
		{ 0, ",", "" }, { 1, ",", "" }, { 2, ",", "" },
		{ 0, ",\"", "\"" }, { 1, ",\"", "\"" }, { 2, ",\"", "\"" },
		{ 2, ",\"", "\"z" },
	};
	static const size_t blocks[] = { 0, 1, 1000, 1 << 22 };

	put_long_cell(ROWS_CELL_MAX - 1 + cells[_i].more, cells[_i].before,
		      cells[_i].after);
	for (int i = 0; i < COUNT(blocks); i++) {
		struct buf out = BUF_INIT;

		if (blocks[i] == 1 && _i != 4)
			continue;	/* slow; this one has an edge there */
		read_file(blocks[i], &out);
		if (cells[_i].more < 2) {
			ck_assert_uint_gt(out.n, ROWS_CELL_MAX);
			ck_assert_ptr_nonnull(strstr(out.p, "4 [3][4]\n"));
			ck_assert_ptr_null(strstr(out.p, "TST"));
		} else {
			ck_assert_str_eq(out.p, "1 [a][b]\n2 [1][2]\n"
				"t.csv:3: column 'b': cell of more than "
				"1,048,576 bytes; is a closing quote missing "
				"[TST001]\n");
		}
		buf_release(&out);
	}
}
END_TEST

START_TEST(a_json_cell_ends_at_one_mebibyte)
{
	for (size_t more = 0; more < 3; more++) {
		size_t n = ROWS_CELL_MAX - 1 + more;
		struct buf b = BUF_INIT, out = BUF_INIT;

		buf_add(&b, SPAN("[{\"a\":\""));
		memset(buf_room(&b, n), 'x', n);
		b.n += n;
		buf_add(&b, SPAN("\"},\n{\"a\":\"2\"}]"));
		put_file(buf_span(&b), false);
		read_file(0, &out);
		ck_assert_ptr_nonnull(strstr(out.p, "2 [2]\n"));
		ck_assert_int_eq(strstr(out.p, "t.csv:1: column 'a': cell of "
					"more than 1,048,576 bytes [TST001]")
				 != NULL, more == 2);
		buf_release(&b);
		buf_release(&out);
	}
}
END_TEST

START_TEST(a_row_ends_at_4096_cells)
{
	for (unsigned n = 4095; n <= 4097; n++) {
		struct buf b = BUF_INIT, out = BUF_INIT;

		for (unsigned i = 0; i < n; i++)
			buf_addf(&b, "%sn%u", i ? "," : "", i);
		buf_add(&b, SPAN("\n1,2\n"));
		put_file(buf_span(&b), false);
		read_file(0, &out);
		ck_assert_int_eq(strstr(out.p, "a header of more than 4,096 "
					"columns [TST001]") != NULL,
				 n == 4097);
		ck_assert_int_eq(strstr(out.p, "[TST002]") != NULL, n < 4097);
		buf_clear(&b);
		buf_clear(&out);
		for (unsigned i = 0; i < n; i++)
			buf_addf(&b, "%s\"n%u\":%u", i ? "," : "{", i, i);
		buf_add(&b, SPAN("}\n"));
		put_file(buf_span(&b), false);
		read_file(0, &out);
		ck_assert_int_eq(strstr(out.p, "more than 4,096 different "
					"members [TST001]") != NULL,
				 n == 4097);
		buf_release(&b);
		buf_release(&out);
	}
}
END_TEST

START_TEST(damage_gives_one_finding_and_no_row_in_part)
{
	static const char *const texts[] = {
		"a,b\n1,2\n3,\"4\n5\"\n",
		"{\"a\":1}\n{\"a\":22}\n",
		"[{\"a\":1},\n{\"a\":22}]\n",
	};
	struct buf b = BUF_INIT;
	FILE *f;

	put_file(span_of(texts[_i]), true);
	f = fopen(path, "rb");
	b.n = fread(buf_room(&b, 200), 1, 200, f);
	fclose(f);
	for (size_t cut = 1; cut < b.n - 3; cut++) {
		struct buf out = BUF_INIT;

		put_file(span_make(b.p, b.n - cut), false);
		read_file(0, &out);
		ck_assert_ptr_nonnull(strstr(out.p, "t.csv: is a truncated "
					     "gzip file [TST001]\n"));
		ck_assert_ptr_null(strstr(out.p, "t.csv:2"));
		ck_assert_ptr_null(strstr(out.p, "missing"));
		buf_release(&out);
	}
	buf_release(&b);
}
END_TEST

START_TEST(many_rows_keep_their_lines)
{
	struct buf b = BUF_INIT;
	struct diag d = DIAG_INIT;
	const struct span *names;
	uint64_t line, expected = 1, rows = 0;
	struct row row;
	struct rows *r;
	size_t n;

	buf_add(&b, SPAN("id,text\n"));
	for (unsigned i = 0; i < 20000; i++) {
		buf_addf(&b, i % 7 ? "%u,plain\r\n" : "%u,\"two\nlines\"\r\n",
			 i);
		if (i % 11 == 0)
			buf_add(&b, SPAN("\r\n"));
	}
	put_file(buf_span(&b), false);
	r = rows_open(path, NULL, &d, codes);
	ck_assert(rows_header(r, &names, &n, &line));
	while (rows_next(r, &row)) {
		char id[16];

		expected++;
		if (rows && (rows - 1) % 11 == 0)
			expected++;	/* a blank line went before */
		if (rows && (rows - 1) % 7 == 0)
			expected++;	/* the row before had two */
		ck_assert(row.line == expected);
		snprintf(id, sizeof(id), "%llu", (unsigned long long)rows);
		ck_assert(span_eq(row.cell[0], span_of(id)));
		rows++;
	}
	ck_assert_uint_eq(rows, 20000);
	ck_assert_uint_eq(d.found.n, 0);
	rows_progress(r, &line, &expected);
	ck_assert_uint_eq(line, b.n);
	ck_assert_uint_eq(expected, b.n);
	rows_close(r, NULL);
	buf_release(&b);
	diag_release(&d);
}
END_TEST

START_TEST(what_cannot_be_opened_is_a_system_error)
{
	struct diag d = DIAG_INIT;
	struct rows *r = rows_open(path, NULL, &d, codes);
	const struct span *names;
	struct row row;
	uint64_t line;
	size_t n;

	ck_assert(!rows_header(r, &names, &n, &line));
	ck_assert(!rows_next(r, &row));
	ck_assert(rows_system_error(r));
	ck_assert_uint_eq(d.found.n, 1);
	ck_assert_str_eq(rows_name(r), "t.csv");
	rows_close(r, NULL);
	diag_release(&d);
}
END_TEST

Suite *rows_suite(void);

Suite *rows_suite(void)
{
	Suite *s = suite_create("rows");
	TCase *t = tcase_create("rows");

	tcase_add_checked_fixture(t, make_folder, remove_folder);
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, csv_cases, 0, COUNT(csv));
	tcase_add_loop_test(t, json_cases, 0, COUNT(json));
	tcase_add_loop_test(t, ndjson_cases, 0, COUNT(ndjson));
	tcase_add_test(t, trap_bom_is_not_part_of_the_first_name);
	tcase_add_test(t, trap_blank_lines_vanish_but_are_counted);
	tcase_add_test(t, trap_blanks_of_plain_cells_are_kept);
	tcase_add_test(t, trap_missing_closing_quote_is_no_success);
	tcase_add_test(t,
		trap_a_record_with_a_fault_is_not_delivered_in_part);
	tcase_add_test(t, trap_short_and_long_rows_do_not_pass);
	tcase_add_test(t, trap_reading_stops_at_the_first_fault);
	tcase_add_test(t, trap_nul_does_not_end_a_cell);
	tcase_add_test(t, trap_crlf_does_not_make_empty_rows);
	tcase_add_loop_test(t, a_cell_ends_at_one_mebibyte, 0, 7);
	tcase_add_test(t, a_json_cell_ends_at_one_mebibyte);
	tcase_add_test(t, a_row_ends_at_4096_cells);
	tcase_add_loop_test(t, damage_gives_one_finding_and_no_row_in_part,
			    0, 3);
	tcase_add_test(t, many_rows_keep_their_lines);
	tcase_add_test(t, what_cannot_be_opened_is_a_system_error);
	suite_add_tcase(s, t);
	return s;
}
