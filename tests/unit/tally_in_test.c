/* tally_in_test.c - a tally read back is the tally that was written */
#include "file/tally_in.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "file/table_out.h"
#include "rows_util.h"

Suite *tally_in_suite(void);

static struct world w;
static struct tally t;
static struct buf text;

static void begin(void)
{
	world_begin(&w);
	t = (struct tally)TALLY_INIT;
	text = (struct buf)BUF_INIT;
}

static void end(void)
{
	tally_release(&t);
	world_end(&w);
	buf_release(&text);
	file_end();
}

static bool reads(struct span bytes)
{
	struct rows *r = rows_open(file_put("t", bytes), NULL, &w.diag,
				   TABLE_CODES("DMC"));
	const struct span *names;
	uint64_t line;
	size_t n;
	bool ok = false;

	if (rows_header(r, &names, &n, &line)) {
		ck_assert(tally_in_is(names, n));
		ok = tally_read(&t, r, names, n, line, NULL,
				&w.diag);
	}
	rows_close(r, NULL);
	return ok && !w.diag.count[DIAG_ERROR];
}

START_TEST(a_tally_is_told_by_its_header)
{
	static const struct span is[] = {
		{ "smso", 4 }, { " Disposition ", 13 },
	};
	static const struct span is_not[] = {
		{ "smso", 4 }, { "dispositions", 12 }, { "", 0 },
	};

	ck_assert(tally_in_is(is, 2));
	ck_assert(!tally_in_is(is_not, 3));
	ck_assert(!tally_in_is(NULL, 0));
}
END_TEST

START_TEST(any_order_of_columns_and_rows)
{
	ck_assert(reads(SPAN("count_total,ch_model,COUNT_ACTIVE,disposition,"
			     "count_dormant,smso\n"
			     "1,B,1,unresolved,0,S\n"
			     "5,A,2,IN_SCOPE,3,S\n"
			     "5,\"x,y\",3,In_Scope,2,\n")));
	ck_assert_str_eq(tally_text(&t, "smso,ch_model"),
			 "IN_SCOPE |x,y 3+2\nIN_SCOPE S|A 2+3\n"
			 "UNRESOLVED S|B 1+0\n");
	ck_assert_uint_eq(t.columns.n, 2);
	ck_assert_uint_eq(t.columns.v[0], RFI_SMSO);
	ck_assert_str_eq(found(&w.diag), "");
}
END_TEST

START_TEST(a_tally_without_rows)
{
	ck_assert(reads(SPAN("disposition,smso,count_active,count_dormant,"
			     "count_total\n")));
	ck_assert_uint_eq(t.rows.n, 0);
	ck_assert_uint_eq(t.columns.n, 1);
}
END_TEST

#define HEAD	"disposition,smso,count_active,count_dormant,count_total\n"

START_TEST(what_is_wrong_with_a_tally)
{
	static const struct {
		const char *text, *found;
	} row[] = {
		{ HEAD "IN_SCOPE,S,1,0\n", "E DMC002 t:2 count_total\n" },
		{ HEAD "IN_SCOPE,\xff,1,0,1\n",
		  "E DMC003 t:2 smso '\xff'\n" },
		{ HEAD "IN_SCOPE,S,1.0,,-1\n",
		  "E DMC004 t:2 count_active '1.0'\n"
		  "E DMC004 t:2 count_dormant ''\n"
		  "E DMC004 t:2 count_total '-1'\n" },
		{ HEAD "IN_SCOPE,S,72057594037927937,0,"
		  "72057594037927937\n",
		  "E DMC004 t:2 count_active '72057594037927937'\n"
		  "E DMC004 t:2 count_total '72057594037927937'\n" },
		{ HEAD "IN_SCOPE,S,72057594037927936,0,"
		  "72057594037927936\nIN_SCOPE,T,1,0,1\n",
		  "E DMC004 t:3 count_total\n" },
		{ HEAD "SELECTED,S,1,0,1\n,S,1,0,1\n",
		  "E DMC006 t:2 disposition 'SELECTED'\n"
		  "E DMC006 t:3 disposition ''\n" },
		{ "disposition,smso,count_active,count_total\n",
		  "E DMC007 t:1 count_dormant\n" },
		{ "disposition,count_active,count_dormant,count_total\n"
		  "IN_SCOPE,1,0,1\nIN_SCOPE,1,0,1\n", "E DMC007 t:1 -\n" },
		{ "disposition,smso,SMSO,count_active,count_dormant,"
		  "count_total\n", "E DMC009 t:1 SMSO\n" },
		{ HEAD "IN_SCOPE,S,1,2,4\n",
		  "E DMC010 t:2 count_total '4'\n" },
		{ HEAD "IN_SCOPE,S,1,2,3\nUNRESOLVED,S,1,2,3\n"
		  "IN_SCOPE,S,9,0,9\n", "E DMC010 t:4 disposition\n" },
		{ "{\"schema\": \"dmc-tally/2\", \"rows\": [{\"disposition\":"
		  " \"IN_SCOPE\", \"smso\": \"S\", \"count_active\": 1,"
		  " \"count_dormant\": 0, \"count_total\": 1}]}",
		  "E DMC013 t:0 schema 'dmc-tally/2'\n" },
		/* all in one pass */
		{ HEAD "X,S,1,0,1\nIN_SCOPE,S,x,0,1\nIN_SCOPE,S,1,0,2\n",
		  "E DMC006 t:2 disposition 'X'\n"
		  "E DMC004 t:3 count_active 'x'\n"
		  "E DMC010 t:4 count_total '2'\n" },
	};

	for (size_t i = 0; i < COUNT_OF(row); i++) {
		end();
		begin();
		ck_assert_msg(!reads(span_of(row[i].text)), "'%s'",
			      row[i].text);
		ck_assert_msg(!strcmp(found(&w.diag), row[i].found),
			      "'%s':\n%sinstead of\n%s", row[i].text,
			      found(&w.diag), row[i].found);
	}
}
END_TEST

/* DMC008: a note, no more */
START_TEST(columns_that_no_key_has)
{
	ck_assert(reads(SPAN("disposition,smso,colour,status,count_active,"
			     "count_dormant,count_total\n"
			     "IN_SCOPE,S,red,ACTIVE,1,0,1\n")));
	ck_assert_str_eq(found(&w.diag), "N DMC008 t:1 colour\n"
			 "N DMC008 t:1 status\n");
	ck_assert_str_eq(tally_text(&t, "smso"), "IN_SCOPE S 1+0\n");
}
END_TEST

START_TEST(cells_that_only_look_alike_are_two_keys)
{
	ck_assert(reads(SPAN("disposition,smso,ch_model,count_active,"
			     "count_dormant,count_total\n"
			     "IN_SCOPE,a,bc,1,0,1\nIN_SCOPE,ab,c,1,0,1\n"
			     "IN_SCOPE,A,bc,1,0,1\nIN_SCOPE,,,1,0,1\n")));
	ck_assert_uint_eq(t.rows.n, 4);
}
END_TEST

static void write(struct tally *from, enum table_kind kind)
{
	const struct table_out_options options = { .kind = kind };
	const struct table_format *f = tally_format(from);
	struct span *cells = arena_zero(&from->arena, f->count,
					sizeof(*cells));
	struct buf_sink mem;
	struct table_out out;

	buf_clear(&text);
	buf_sink_init(&mem, &text);
	table_out_begin(&out, &mem.sink, f, &options);
	for (size_t i = 0; i < from->rows.n; i++) {
		tally_cells(from, &from->rows.v[i], &from->arena, cells);
		table_out_row(&out, cells);
	}
	table_out_end(&out);
}

/* Cells are text from end to end: whatever they hold comes back. */
START_TEST(written_and_read_back)
{
	static const enum table_kind kinds[] = {
		TABLE_CSV, TABLE_TSV, TABLE_JSON, TABLE_NDJSON,
	};
	static const char *const rows[] = {
		"ch_fw_version=2.10;count_active=7",
		"ch_fw_version=02.10;count_active=6",
		"ch_fw_version=1e5;count_active=5;count_dormant=1",
		"ch_model= G470 (MK1) \xe2\x81\xb4;count_active=4",
		"ch_model=a\"b,c|d\\;count_active=3",
		"ch_model==1+1;esme_fw_version=TBC;wan_provider=",
		"disposition=OUT_OF_SCOPE;gsme_model=NONE;count_dormant=9",
		"disposition=NON_INTENDER",
		"disposition=UNRESOLVED;ch_model=?;count_active=1",
	};
	struct tally from;
	char *csv;

	tally_start(&from, &w.policy);
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		tally_put(&from, rows[i]);
	tally_sort(&from);
	csv = strdup(tally_csv(&from));
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		write(&from, kinds[i]);
		ck_assert_msg(reads(buf_span(&text)), "%s", found(&w.diag));
		ck_assert_str_eq(tally_csv(&t), csv);
		tally_release(&t);
		t = (struct tally)TALLY_INIT;
	}
	tally_release(&from);
	free(csv);
}
END_TEST

/* model/tally.h */
START_TEST(totals_and_columns)
{
	tally_start(&t, &w.policy);
	tally_put(&t, "count_active=3;count_dormant=4");
	tally_put(&t, "disposition=UNRESOLVED;count_active=5");
	tally_put(&t, "smso=X;count_active=1");
	ck_assert_uint_eq(tally_total(&t, IN_SCOPE), 8);
	ck_assert_uint_eq(tally_total(&t, UNRESOLVED), 5);
	ck_assert_uint_eq(tally_total(&t, NON_INTENDER), 0);
	ck_assert_uint_eq(tally_count(&t, IN_SCOPE), 2);
	ck_assert_uint_eq(tally_column(&t, RFI_FUEL_TYPE), 2);
	ck_assert_uint_eq(tally_column(&t, RFI_REGION), TABLE_ABSENT);
}
END_TEST

Suite *tally_in_suite(void)
{
	Suite *suite = suite_create("tally_in");
	TCase *c = tcase_create("tally_in");

	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, a_tally_is_told_by_its_header);
	tcase_add_test(c, any_order_of_columns_and_rows);
	tcase_add_test(c, a_tally_without_rows);
	tcase_add_test(c, what_is_wrong_with_a_tally);
	tcase_add_test(c, columns_that_no_key_has);
	tcase_add_test(c, cells_that_only_look_alike_are_two_keys);
	tcase_add_test(c, written_and_read_back);
	tcase_add_test(c, totals_and_columns);
	suite_add_tcase(suite, c);
	return suite;
}
